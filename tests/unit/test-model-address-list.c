/* test-model-address-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "roster-address-lines.h"
#include "roster-address-list.h"

static char *
dup_found (GPtrArray *entries)
{
  static const char DOUBTS[] = "\0-ALRDSPT";
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const RosterAddressEntry *entry = entries->pdata[i];
      g_autofree char *word = g_strdelimit (g_strdup (entry->text), " ", '_');

      g_string_append_printf (found, "%s%s%s", i > 0 ? " " : "", entry->is_address ? "" : "!", word);
      if (entry->doubt != ROSTER_ADDRESS_DOUBT_NONE)
        g_string_append_printf (found, "?%c%s%s", DOUBTS[entry->doubt], entry->correction != NULL ? "=" : "",
                                entry->correction != NULL ? entry->correction : "");
    }

  return g_string_free (found, FALSE);
}

/* @expected: the entries, parted by spaces, where "_" stands for a space; one that is no address has a "!" before it, one that is doubtful a "?"
 * behind, with a letter (sign "-", Alphabets, Lookalike, Reading, Direction, Second, Pair) and what was meant. */
static void
assert_found (const char             *text,
              RosterAddressListFlags  flags,
              const char             *expected)
{
  g_autoptr (GPtrArray) entries = roster_address_list_split (text, flags);
  g_autofree char *found = dup_found (entries);

  g_assert_cmpstr (found, ==, expected);
  for (guint effort = 1; effort < 1000; effort *= 7)
    {
      g_autoptr (RosterAddressSplitter) splitter = roster_address_splitter_new (text, flags);
      g_autofree char *in_steps = NULL;

      while (roster_address_splitter_step (splitter, effort))
        ;
      in_steps = dup_found (roster_address_splitter_get_entries (splitter));
      g_assert_cmpstr (in_steps, ==, expected);
    }
}

/* Each must stand where it says, as it is. */
static void
assert_split (const char *text,
              const char *expected)
{
  g_autoptr (GPtrArray) entries = roster_address_list_split (text, ROSTER_ADDRESS_LIST_NONE);

  assert_found (text, ROSTER_ADDRESS_LIST_NONE, expected);
  for (guint i = 0; i < entries->len; i++)
    {
      const RosterAddressEntry *entry = entries->pdata[i];
      g_autofree char *there = g_utf8_substring (text, entry->start, entry->start + entry->length);

      g_assert_cmpstr (there, ==, entry->text);
    }
}

static void
assert_taken_out (const char *text,
                  const char *expected)
{
  assert_found (text, ROSTER_ADDRESS_LIST_NONE, expected);
}

static void
test_forms (void)
{
  assert_split ("", "");
  assert_split (" \n\t;;, \n", "");
  assert_split ("ana@x.com", "ana@x.com");
  assert_split ("Ana <ana@x.com>; bob@y.com", "ana@x.com bob@y.com");
  assert_split ("ana@x.com bob@y.com,cleo@z.com", "ana@x.com bob@y.com cleo@z.com");
  assert_split ("\"Silva, Ana\" <ana@x.com>, Bob Y <bob@y.com>", "ana@x.com bob@y.com");
  assert_split ("Silva, Ana <ana@x.com>; Young, Bob <bob@y.com>;", "ana@x.com bob@y.com");
  assert_split ("Ana <ana@x.com> Bob <bob@y.com>", "ana@x.com bob@y.com");
  assert_split ("<mailto:ana@x.com>\nMAILTO:bob@y.com", "ana@x.com bob@y.com");
  assert_split ("Please add ana@x.com, and (bob@y.com).", "ana@x.com bob@y.com");
  assert_split ("ana@x.com\r\nbob@y.com\rcleo@z.com", "ana@x.com bob@y.com cleo@z.com");
  assert_split ("王芳 <wang@x.com>；李娜 li@x.com、bob@y.com", "wang@x.com li@x.com bob@y.com");
  assert_split ("\xEF\xBB\xBF" "ana@x.com\xC2\xA0\xE2\x80\x8B;\xC2\xA0" "bob@y.com", "ana@x.com bob@y.com");
  /* What is not closed ends with its line. */
  assert_split ("\"Ana <ana@x.com>\nbob@y.com, cleo@z.com", "ana@x.com bob@y.com cleo@z.com");
  assert_split ("Ana <ana@x.com\nbob@y.com", "ana@x.com bob@y.com");
}

/* The same address as often as it stands there: whether that matters is not for here to say. */
static void
test_twice (void)
{
  assert_split ("ana@x.com\nAna@X.com\nana@x.com", "ana@x.com Ana@X.com ana@x.com");
}

static void
test_tables (void)
{
  assert_split ("E-mail\nana@x.com\nbob@y.com", "ana@x.com bob@y.com");
  assert_split ("Name,Mail,Team\nAna Silva,ana@x.com,Sales Inc.\nBob,bob@y.com,\n", "ana@x.com bob@y.com");
  assert_split ("Ana\tana@x.com\tSales\nBob\tbob@y.com\t", "ana@x.com bob@y.com");
  assert_split ("\"ana@x.com\",\"Silva, Ana\"\n\"bob@y.com\",\"Young, \"\"Bob\"\"\"", "ana@x.com bob@y.com");
  /* A row without an address is not left out without a word. */
  assert_split ("Name;Mail\nAna;ana@x.com\nBob Young;\n", "ana@x.com !Bob_Young");
}

static void
test_slips (void)
{
  assert_split ("ana", "!ana");
  assert_split ("ana\n", "!ana");
  assert_split ("ana@x.com; bob.y.com", "ana@x.com !bob.y.com");
  assert_split ("ana@x.com, A. Silva, bob@y.com", "ana@x.com bob@y.com");
  assert_split ("ana@x; @x.com; ana@@x.com; ana@x..com", "!ana@x !@x.com !ana@@x.com !ana@x..com");
  assert_split ("ana@x.com\nbob at y.com", "ana@x.com !bob_at_y.com");
}

static void
test_valid (void)
{
  static const char * const VALID[] = {
    "a@b.co", "first.last+tag@sub.example.com", "o'neil@example.ie", "x_1-2@example.museum", "ana@münchen.example", "1@example.com", "ana@3m.com",
  };
  static const char * const INVALID[] = {
    "", "@", "ana", "ana@", "@example.com", "ana@example", "ana@example.", "ana@.com", "ana@-example.com", "ana@example-.com", "ana@example.c",
    "ana@127.0.0.1", ".ana@example.com", "ana.@example.com", "a..b@example.com", "ana silva@example.com", "jürgen@example.de", "ana@exa_mple.com",
    "ana@exam ple.com", "a@b@example.com",
  };
  g_autofree char *longest = g_strnfill (64, 'a');
  g_autofree char *fits = g_strconcat (longest, "@example.com", NULL);
  g_autofree char *too_long = g_strconcat ("a", longest, "@example.com", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (VALID); i++)
    {
      g_test_message ("%s", VALID[i]);
      g_assert_true (roster_address_is_valid (VALID[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (INVALID); i++)
    {
      g_test_message ("%s", INVALID[i]);
      g_assert_false (roster_address_is_valid (INVALID[i]));
    }
  g_assert_true (roster_address_is_valid (fits));
  g_assert_false (roster_address_is_valid (too_long));
}

/* What is not seen is taken out, and parts nothing. */
static void
test_unseen (void)
{
  static const gunichar UNSEEN[] = {
    0x01, 0x7F, 0xAD, 0x34F, 0x61C, 0x115F, 0x17B4, 0x180B, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x202A, 0x202C, 0x2060, 0x2064, 0x2066, 0x206F, 0x3164,
    0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0, 0x1BCA0, 0x1D173, 0xE0001, 0xE0100, 0xE01EF,
  };

  assert_taken_out ("ana2@studio.com\u200B.br\nan\u200Ca3@studio.example\nana4@stu\u00ADdio.example\nana13@\u2060studio.example carl13@studio.com\u2060.au\n",
                    "ana2@studio.com.br ana3@studio.example ana4@studio.example ana13@studio.example carl13@studio.com.au");
  for (guint i = 0; i < G_N_ELEMENTS (UNSEEN); i++)
    for (gsize at = 0; at <= strlen ("ana@studio.com.br"); at++)
      {
        g_autoptr (GString) text = g_string_new ("ana@studio.com.br");

        g_string_insert_unichar (text, (gssize) at, UNSEEN[i]);
        g_test_message ("U+%04X at %" G_GSIZE_FORMAT, UNSEEN[i], at);
        assert_taken_out (text->str, "ana@studio.com.br");
      }

  /* What stands there is not what is seen. */
  assert_taken_out ("ana@\u202Emoc.oiduts", "ana@moc.oiduts?D");
}

/* A domain has one form, and what may deceive is doubted. */
static void
test_domains (void)
{
  assert_taken_out ("ana9@münchen-media.example; ana9@xn--mnchen-media-dlb.example", "ana9@xn--mnchen-media-dlb.example ana9@xn--mnchen-media-dlb.example");
  assert_taken_out ("ana8@studіo.example", "ana8@xn--studo-q2e.example?A");
  assert_taken_out ("ana8@xn--studo-q2e.example", "ana8@xn--studo-q2e.example?A");
  assert_taken_out ("ana6@studio。example a@studio．example b@studio｡example", "ana6@studio.example a@studio.example b@studio.example");
  assert_taken_out ("ana7＠studio.example", "ana7@studio.example");
  assert_taken_out ("ana@ｓｔｕｄｉｏ.example", "ana@studio.example");
  assert_taken_out ("ana@例え.example b@почта.example", "ana@xn--r8jz45g.example b@xn--80a1acny.example");
  assert_taken_out ("ana@straße.example", "ana@xn--strae-oqa.example?R");
  assert_taken_out ("ana@аррӏе.example", "ana@xn--80ak6aa92e.example?L");
  assert_taken_out ("ana@x.com。谢谢", "ana@x.com.xn--lg3aa?R=ana@x.com");
  assert_taken_out ("ana@x.com.Thanks", "ana@x.com.Thanks?R=ana@x.com");
  assert_taken_out ("ana@x.com谢谢", "ana@x.xn--com-mz0ja?A");
  /* No registry gives these away. */
  assert_taken_out ("ana@my–studio.example ana@💩.example", "!ana@my–studio.example !ana@💩.example");
}

/* What wraps an address is taken off. */
static void
test_wrapped (void)
{
  static const char * const ONE[] = {
    "[ana@studio.example](mailto:ana@studio.example)", "<mailto:ana@studio.example|ana@studio.example>", "ana@studio.example<mailto:ana@studio.example>",
    "ana@studio.example <mailto:ana@studio.example>", "\"ana@studio.example\" <ana@studio.example>", "Ana &lt;ana@studio.example&gt;",
    "Ana &#60;ana&#64;studio.example&#x3E;", "mailto:ana@studio.example?subject=Hello", "<mailto:ana@studio.example?subject=Hello%20you|write>",
    "“ana@studio.example”", "‘ana@studio.example’", "«ana@studio.example»", "„ana@studio.example“", "‹ana@studio.example›", "「ana@studio.example」",
    "•ana@studio.example", "• ana@studio.example", "–ana@studio.example", "- ana@studio.example", "1. ana@studio.example", "1) ana@studio.example",
    "1)ana@studio.example", "①ana@studio.example", "1️⃣ana@studio.example", "📧ana@studio.example", "✉️ ana@studio.example 👍🏽", "👩‍💻ana@studio.example",
    "*ana@studio.example*", "**ana@studio.example**", "_ana@studio.example_", "`ana@studio.example`,", "ana@studio.example*", "ana@studio.example…",
    "<a href=\"mailto:ana@studio.example\">ana@studio.example</a>", "Email:ana@studio.example", "邮箱：ana@studio.example", "＜ana@studio.example＞",
    "{ana@studio.example}", "ana@studio.example!", "mailto:ana%40studio.example ana@studio.example", "mailto:a%6Ea@studio.example", "ana@studio.example™",
  };

  for (guint i = 0; i < G_N_ELEMENTS (ONE); i++)
    {
      g_test_message ("%s", ONE[i]);
      assert_taken_out (ONE[i], "ana@studio.example");
    }
  assert_taken_out ("“ana11@studio.example”, ‘bob11@studio.example’, «carl11@studio.example»", "ana11@studio.example bob11@studio.example carl11@studio.example");
  assert_taken_out ("mailto:ana@x.com?cc=bob@y.com", "ana@x.com !cc=bob@y.com");
  /* Two that stand for one person. */
  assert_taken_out ("[ana@x.com](mailto:bob@y.com)", "ana@x.com?P bob@y.com?P");
  assert_taken_out ("<mailto:ana@x.com|bob@y.com>", "ana@x.com?P bob@y.com?P");
  assert_taken_out ("ana@x.com <bob@y.com>", "ana@x.com?P bob@y.com?P");
  assert_taken_out ("<ana@x.com> <bob@y.com>", "ana@x.com bob@y.com");
}

/* A sign that sticks may belong to the address. */
static void
test_signs (void)
{
  assert_taken_out ("•ana12@studio.example\n-bob12@studio.example\n1.carl12@studio.example\n*dora12@studio.example\n#fay12@studio.example",
                    "ana12@studio.example -bob12@studio.example?-=bob12@studio.example 1.carl12@studio.example?-=carl12@studio.example "
                    "*dora12@studio.example?-=dora12@studio.example #fay12@studio.example?-=fay12@studio.example");
  assert_taken_out ("+ana@x.com =ana@x.com -1.ana@x.com --@x.com", "+ana@x.com?-=ana@x.com =ana@x.com?-=ana@x.com -1.ana@x.com?-=ana@x.com --@x.com?-");
  assert_taken_out ("2024.ana@x.com a.1.b@x.com 1ana@x.com 123@x.com", "2024.ana@x.com?-=ana@x.com a.1.b@x.com 1ana@x.com 123@x.com");
  /* Letters are never cut off. */
  assert_taken_out ("o’neil@x.com; éana@x.com; x–ana@x.com; ana😀silva@x.com; <ana silva@x.com>; A\\ana@x.com",
                    "!o’neil@x.com !éana@x.com !x–ana@x.com !ana😀silva@x.com !ana_silva@x.com !A\\ana@x.com");
}

/* Of a table of contacts the first column of addresses counts. */
static void
test_contacts (void)
{
  static const char OUTLOOK[] = "\"First Name\",\"Last Name\",\"E-mail Address\",\"E-mail 2 Address\",\"Web Page\",\"Notes\"\r\n"
                                "\"Ana\",\"Silva\",\"ana@studio.example\",\"ana.private@mail.example\",\"https://studio.example/@ana\",\"met, see ana@old.example\"\r\n";
  static const char GOOGLE[] = "Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Value\r\nBob,* Work,bob@studio.example ::: bob@home.example,+49 30\r\n";

  for (guint flags = 0; flags <= 1; flags++)
    {
      assert_found (OUTLOOK, (RosterAddressListFlags) flags, "ana@studio.example ana.private@mail.example?S");
      assert_found (GOOGLE, (RosterAddressListFlags) flags, "bob@studio.example bob@home.example?S");
    }
  /* A note of several lines, and one that is not closed. */
  assert_taken_out ("Mail,Notes\nana@x.com,\"one\nsee eve@old.com\n\"\nbob@y.com,\"ends\n\ncleo@z.com,", "ana@x.com bob@y.com cleo@z.com");
  assert_taken_out ("sep=;\nName;Courriel;Notes\nAna;ana@x.com;eve@x.com\nBob;;eve@x.com\nCleo;;\n", "ana@x.com !Bob !Cleo");
  assert_taken_out ("E-mail Address\tE-mail Display Name\nana@x.com\tAna (ana@x.com)", "ana@x.com");
  assert_taken_out ("Name\tE-mail\tE-mail 2\nAna\t\tana@x.com", "ana@x.com");
  assert_taken_out ("Name\tE-mail\nana@x.com\t", "ana@x.com?S");
  /* Without a heading: a list of people, or rows of a table. */
  assert_found ("ana@x.com;bob@y.com;cleo@z.com", ROSTER_ADDRESS_LIST_FILE, "ana@x.com bob@y.com cleo@z.com");
  assert_found ("Silva, Ana <ana@x.com>; Young, Bob <bob@y.com>", ROSTER_ADDRESS_LIST_FILE, "ana@x.com bob@y.com");
  assert_found ("Ana;ana@x.com;ana@home.com\nBob;bob@y.com;", ROSTER_ADDRESS_LIST_FILE, "ana@x.com ana@home.com?S bob@y.com");
  assert_found ("Ana;ana@x.com;ana@home.com\n", ROSTER_ADDRESS_LIST_NONE, "ana@x.com ana@home.com");
  assert_found ("ana@пример.example", ROSTER_ADDRESS_LIST_GUESSED, "ana@xn--e1afmkfd.example?R");
}

/* Each of these takes a scan of the rest of the line for each of its characters, where that is done naively: hours. */
static void
test_hostile (void)
{
  static const char * const PIECES[] = { "<", "\"", "\"x", "<@", "\"@", "&", "a@", "@", "(", "a@b.co ", "*", "\u200B", "E-mail,\"", "\n\"", "{" };

  for (guint i = 0; i < G_N_ELEMENTS (PIECES); i++)
    {
      g_autoptr (GString) text = g_string_new (i % 2 == 0 ? "" : "Name,Mail\n");
      g_autoptr (GPtrArray) entries = NULL;

      while (text->len < 500000)
        g_string_append (text, PIECES[i]);
      entries = roster_address_list_split (text->str, ROSTER_ADDRESS_LIST_FILE);
      g_assert_nonnull (entries);
    }
}

static void
assert_only_known (GPtrArray          *entries,
                   const char * const *known,
                   const gboolean     *wanted,
                   guint               n_known)
{
  for (guint j = 0; j < n_known; j++)
    {
      gboolean found = !wanted[j];

      for (guint i = 0; i < entries->len; i++)
        {
          const RosterAddressEntry *entry = entries->pdata[i];

          found = found || strstr (entry->text, known[j]) != NULL || g_strcmp0 (entry->correction, known[j]) == 0;
        }
      g_assert_true (found);
    }

  for (guint i = 0; i < entries->len; i++)
    {
      const RosterAddressEntry *entry = entries->pdata[i];
      gboolean is_known = FALSE;

      for (guint j = 0; j < n_known; j++)
        is_known = is_known || (wanted[j] && g_str_equal (entry->text, known[j]));
      g_assert_true (is_known || !entry->is_address || entry->doubt != ROSTER_ADDRESS_DOUBT_NONE);
    }
}

/* A line in which there are but names has a slip. */
static void
drop_slips (GPtrArray *entries)
{
  for (guint i = entries->len; i > 0; i--)
    if (!((RosterAddressEntry *) entries->pdata[i - 1])->is_address)
      g_ptr_array_remove_index (entries, i - 1);
}

/* Lines that are too long to be shown are parted, and the same is found in them. */
static void
test_lines (void)
{
  static const char * const PIECES[] = { "ana@x.com; ", "bob@y.com,", "Cleo <cleo@z.com>\t", "\"Young, Bob\" ", "<ana silva@x.com> " };
  g_autoptr (GString) text = g_string_new ("ana@x.com; bob@y.com; ");
  g_autoptr (GString) word = g_string_new (NULL);
  g_autofree char *lines = NULL;
  g_autofree char *cut = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) shorter = NULL;
  g_auto (GStrv) parts = NULL;

  g_assert_null (roster_address_lines_dup_short (text->str, text->len));
  while (text->len < 50000)
    g_string_append (text, PIECES[g_test_rand_int_range (0, G_N_ELEMENTS (PIECES))]);
  lines = roster_address_lines_dup_short (text->str, text->len);
  parts = g_strsplit (lines, "\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    g_assert_cmpuint (strlen (parts[i]), <, 8192);
  entries = roster_address_list_split (text->str, ROSTER_ADDRESS_LIST_NONE);
  shorter = roster_address_list_split (lines, ROSTER_ADDRESS_LIST_NONE);
  drop_slips (entries);
  drop_slips (shorter);
  g_assert_cmpuint (entries->len, ==, shorter->len);
  for (guint i = 0; i < entries->len; i++)
    g_assert_cmpstr (((RosterAddressEntry *) entries->pdata[i])->text, ==, ((RosterAddressEntry *) shorter->pdata[i])->text);

  /* What is longer than any address is none when it is cut either. */
  while (word->len < 1000000)
    g_string_append (word, "é");
  g_string_append (word, "@x.com");
  cut = roster_address_lines_dup_short (word->str, word->len);
  g_assert_true (g_utf8_validate (cut, -1, NULL));
  g_assert_cmpuint (strlen (cut), <, 1000);
  g_string_assign (word, "ana@x.com");
  while (word->len < 10000)
    g_string_append (word, "\u200B");
  g_free (cut);
  cut = roster_address_lines_dup_short (word->str, word->len);
  g_clear_pointer (&entries, g_ptr_array_unref);
  entries = roster_address_list_split (cut, ROSTER_ADDRESS_LIST_NONE);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_false (((RosterAddressEntry *) entries->pdata[0])->is_address);
}

/* Looks for known addresses among what wraps and parts them: each is found as it is, or doubted, or shown as none; another one is never found. */
static void
test_property (void)
{
  static const char * const KNOWN[] = { "ana@studio.com.br", "o'neil+x@studio.example", "23carl@a-b.example", "zoe@xn--mnchen-media-dlb.example" };
  static const char * const BEFORE[] = {
    "", "", "", "<", "\"", "(", "“", "«", "• ", "- ", "1. ", "-", "1.", "*", "#", "mailto:", "<mailto:", "Ana <", "Ana &lt;", "📧", "> ", "Email: ", "\u200B", "[", "'", "‘", "=", "Zoë ",
  };
  static const char * const AFTER[] = {
    "", "", "", ">", "\"", ")", "”", "»", ".", "!", "*", "?subject=Hi", "&gt;", "…", "\u00AD", "]", "'", "’", "👍", "\uFE0F", " (Sales)", ":",
  };
  static const char * const BETWEEN[] = { "\n", ", ", "; ", "\t", "\r\n", "、", "；", " ", " | ", ",\u200B ", " \u00A0" };
  static const gunichar UNSEEN[] = { 0x200B, 0x00AD, 0x2060, 0xFEFF, 0xFE0F, 0x200D };

  for (guint n = 0; n < 20000; n++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GPtrArray) entries = NULL;
      gboolean wanted[G_N_ELEMENTS (KNOWN)] = { FALSE };
      int n_pieces = g_test_rand_int_range (1, 5);

      for (int i = 0; i < n_pieces; i++)
        {
          guint known = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (KNOWN));
          g_autoptr (GString) address = g_string_new (KNOWN[known]);

          if (g_test_rand_bit ())
            g_string_insert_unichar (address, g_test_rand_int_range (0, (int) address->len + 1), UNSEEN[g_test_rand_int_range (0, G_N_ELEMENTS (UNSEEN))]);
          g_string_append_printf (text, "%s%s%s%s", BEFORE[g_test_rand_int_range (0, G_N_ELEMENTS (BEFORE))], address->str,
                                  AFTER[g_test_rand_int_range (0, G_N_ELEMENTS (AFTER))], BETWEEN[g_test_rand_int_range (0, G_N_ELEMENTS (BETWEEN))]);
          wanted[known] = TRUE;
        }

      g_test_message ("%s", text->str);
      entries = roster_address_list_split (text->str, g_test_rand_bit () ? ROSTER_ADDRESS_LIST_FILE : ROSTER_ADDRESS_LIST_NONE);
      assert_only_known (entries, KNOWN, wanted, G_N_ELEMENTS (KNOWN));
    }
}

/* Whatever comes, each entry stands where it says, and nothing with an @ between letters is lost. */
static void
test_random (void)
{
  static const char * const PIECES[] = {
    "ana@x.com", "Ana", " ", "  ", "<", ">", "\"", ",", ";", "\n", "\r\n", "\t", "@", ".", "mailto:", "é", "、", "\xE2\x80\x8B", "(", ")", "bob.y.com", "<a@b.cd>",
  };

  for (guint n = 0; n < 5000; n++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GPtrArray) entries = NULL;
      guint last = 0;
      int n_pieces = g_test_rand_int_range (0, 30);

      for (int i = 0; i < n_pieces; i++)
        g_string_append (text, PIECES[g_test_rand_int_range (0, G_N_ELEMENTS (PIECES))]);

      entries = roster_address_list_split (text->str, ROSTER_ADDRESS_LIST_NONE);
      for (guint i = 0; i < entries->len; i++)
        {
          const RosterAddressEntry *entry = entries->pdata[i];

          g_assert_cmpuint (entry->start, >=, last);
          g_assert_cmpuint (entry->length, >, 0);
          g_assert_true (entry->is_address == roster_address_is_valid (entry->text));
          last = entry->start + entry->length;
        }
      if (strstr (text->str, "a@x") != NULL)
        g_assert_cmpuint (entries->len, >, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/address-list/forms", test_forms);
  g_test_add_func ("/address-list/twice", test_twice);
  g_test_add_func ("/address-list/tables", test_tables);
  g_test_add_func ("/address-list/slips", test_slips);
  g_test_add_func ("/address-list/valid", test_valid);
  g_test_add_func ("/address-list/unseen", test_unseen);
  g_test_add_func ("/address-list/domains", test_domains);
  g_test_add_func ("/address-list/wrapped", test_wrapped);
  g_test_add_func ("/address-list/signs", test_signs);
  g_test_add_func ("/address-list/contacts", test_contacts);
  g_test_add_func ("/address-list/hostile", test_hostile);
  g_test_add_func ("/address-list/lines", test_lines);
  g_test_add_func ("/address-list/property", test_property);
  g_test_add_func ("/address-list/random", test_random);

  return g_test_run ();
}
