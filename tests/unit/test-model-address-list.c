/* test-model-address-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "roster-address-list.h"

/* @expected: the entries, parted by spaces, where "_" stands for a space; one that is no address has a "!" before it. Each must stand where it says. */
static void
assert_split (const char *text,
              const char *expected)
{
  g_autoptr (GPtrArray) entries = roster_address_list_split (text);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const RosterAddressEntry *entry = entries->pdata[i];
      g_autofree char *there = g_utf8_substring (text, entry->start, entry->start + entry->length);
      g_autofree char *word = g_strdelimit (g_strdup (entry->text), " ", '_');

      g_assert_cmpstr (there, ==, entry->text);
      g_string_append_printf (found, "%s%s%s", i > 0 ? " " : "", entry->is_address ? "" : "!", word);
    }
  g_assert_cmpstr (found->str, ==, expected);
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

static void
assert_decoded (const char *contents,
                gsize       length,
                const char *expected)
{
  g_autoptr (GBytes) bytes = g_bytes_new (contents, length);
  g_autofree char *text = roster_address_list_decode (bytes);

  g_assert_cmpstr (text, ==, expected);
}

/* What spreadsheets write. */
static void
test_decode (void)
{
  assert_decoded ("", 0, "");
  assert_decoded ("Zo\xC3\xAB;zoe@x.com", 14, "Zoë;zoe@x.com");
  assert_decoded ("Zo\xEB;zoe@x.com", 13, "Zoë;zoe@x.com");
  assert_decoded ("\xFF\xFEZ\0o\0\xEB\0", 8, "Zoë");
  assert_decoded ("\xFE\xFF\0Z\0o\0\xEB", 8, "Zoë");
  assert_decoded ("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16, NULL);
  assert_decoded ("\xFF\xFEZ\0o", 5, NULL);
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

      entries = roster_address_list_split (text->str);
      for (guint i = 0; i < entries->len; i++)
        {
          const RosterAddressEntry *entry = entries->pdata[i];
          g_autofree char *there = g_utf8_substring (text->str, entry->start, entry->start + entry->length);

          g_assert_cmpstr (there, ==, entry->text);
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
  g_test_add_func ("/address-list/decode", test_decode);
  g_test_add_func ("/address-list/random", test_random);

  return g_test_run ();
}
