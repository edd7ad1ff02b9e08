/* test-model-address-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "roster-address-file.h"
#include "roster-address-heading.h"

static char *
dup_text (const char            *contents,
          gsize                  length,
          RosterAddressFileKind  kind)
{
  g_autoptr (GBytes) bytes = g_bytes_new (contents, length);
  RosterAddressListFlags flags;
  char *text;

  g_assert_cmpint (roster_address_file_read (bytes, &text, &flags), ==, kind);
  g_assert_true ((text != NULL) == (kind == ROSTER_ADDRESS_FILE_TEXT));
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));

  return text;
}

static void
assert_text (const char *contents,
             gsize       length,
             const char *expected)
{
  g_autofree char *text = dup_text (contents, length, ROSTER_ADDRESS_FILE_TEXT);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_kind (const char            *contents,
             gsize                  length,
             RosterAddressFileKind  kind)
{
  g_autofree char *text = dup_text (contents, length, kind);
}

/* The same addresses, whatever the encoding. */
static void
assert_encoded (const char *charset,
                const char *mark,
                gsize       n_mark,
                gsize       n_missing)
{
  g_autofree char *encoded = NULL;
  g_autoptr (GByteArray) contents = g_byte_array_new ();
  g_autofree char *text = NULL;
  gsize length;

  encoded = g_convert ("Name;E-mail\nZoë;zoe@studio.example\nAna;ana@studio.example\n", -1, charset, "UTF-8", NULL, &length, NULL);
  g_byte_array_append (contents, (const guint8 *) mark, (guint) n_mark);
  g_byte_array_append (contents, (const guint8 *) encoded, (guint) (length - n_missing));
  text = dup_text ((const char *) contents->data, contents->len, ROSTER_ADDRESS_FILE_TEXT);
  g_test_message ("%s: %s", charset, text);
  g_assert_nonnull (strstr (text, "Zoë;zoe@studio.example"));
  g_assert_nonnull (strstr (text, "ana@studio.example"));
}

static void
test_encodings (void)
{
  assert_text ("", 0, "");
  assert_text ("Zo\xC3\xAB;zoe@x.com", 14, "Zoë;zoe@x.com");
  assert_text ("Zo\xEB;zoe@x.com", 13, "Zoë;zoe@x.com");
  assert_encoded ("UTF-8", "", 0, 0);
  assert_encoded ("UTF-8", "\xEF\xBB\xBF", 3, 0);
  assert_encoded ("WINDOWS-1252", "", 0, 0);
  assert_encoded ("ISO-8859-15", "", 0, 0);
  for (gsize n_missing = 0; n_missing < 4; n_missing++)
    {
      assert_encoded ("UTF-16LE", "\xFF\xFE", 2, n_missing % 2);
      assert_encoded ("UTF-16BE", "\xFE\xFF", 2, n_missing % 2);
      assert_encoded ("UTF-16LE", "", 0, n_missing % 2);
      assert_encoded ("UTF-16BE", "", 0, n_missing % 2);
      assert_encoded ("UTF-32LE", "\xFF\xFE\0\0", 4, n_missing);
      assert_encoded ("UTF-32BE", "\0\0\xFE\xFF", 4, n_missing);
      assert_encoded ("UTF-32LE", "", 0, n_missing);
      assert_encoded ("UTF-32BE", "", 0, n_missing);
    }
  /* Half a pair in the middle, and bytes that are of no encoding: no address is cut there. */
  assert_text ("\xFF\xFE" "a\0@\0\x00\xD8x\0", 10, "a@\xEF\xBF\xBDx");
  assert_text ("ana@x.com\nj\x81rgen@y.com", 22, "ana@x.com\nj\xEF\xBF\xBDrgen@y.com");
}

/* The alphabet of what is not ASCII is a guess, so an address with such a domain is looked at. */
static void
test_guess (void)
{
  g_autoptr (GBytes) contents = g_bytes_new_static ("ana@\xEF\xF0\xE8\xEC\xE5\xF0.com bob@x.com", 24);
  RosterAddressListFlags flags;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  g_assert_cmpint (roster_address_file_read (contents, &text, &flags), ==, ROSTER_ADDRESS_FILE_TEXT);
  entries = roster_address_list_split (text, flags);
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpint (((RosterAddressEntry *) entries->pdata[0])->doubt, ==, ROSTER_ADDRESS_DOUBT_READING);
  g_assert_cmpint (((RosterAddressEntry *) entries->pdata[1])->doubt, ==, ROSTER_ADDRESS_DOUBT_NONE);
}

static void
test_kinds (void)
{
  static const char MAIL[] = "Return-Path: <ana@x.com>\r\nMessage-ID: <1.2@mail.x.com>\r\nFrom: Ana <ana@x.com>\r\nTo: bob@y.com\r\n\r\nHello\r\n";

  assert_kind ("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16, ROSTER_ADDRESS_FILE_PICTURE);
  assert_kind ("\xFF\xD8\xFF\xE0..JFIF ana@x.com", 20, ROSTER_ADDRESS_FILE_PICTURE);
  assert_kind ("RIFF....WEBPVP8 ", 16, ROSTER_ADDRESS_FILE_PICTURE);
  assert_kind ("PK\3\4ana@x.com", 13, ROSTER_ADDRESS_FILE_OTHER);
  assert_kind ("%PDF-1.7", 8, ROSTER_ADDRESS_FILE_OTHER);
  assert_kind ("\1\2\3\xFF\4\5\6 ana@x.com", 17, ROSTER_ADDRESS_FILE_OTHER);
  assert_kind (MAIL, sizeof MAIL - 1, ROSTER_ADDRESS_FILE_MAIL);
  assert_kind ("From: ana@x.com\nand bob@y.com", 29, ROSTER_ADDRESS_FILE_TEXT);
}

/* Of each card the preferred address comes first. */
static void
test_cards (void)
{
  static const char CARDS[] = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Silva\r\nEMAIL;TYPE=HOME:ana@home.example\r\nitem1.EMAIL;TYPE=WORK,PREF:ana@stu\r\n dio.example\r\n"
                              "X-ONE:1\r\nNOTE:see eve@old.example\r\nEND:VCARD\r\n"
                              "BEGIN:VCARD\nVERSION:4.0\nFN:Bob\nEMAIL;PREF=2:bob@home.example\nEMAIL;PREF=1:bob@studio.example\nEMAIL:bob@third.example\nEND:VCARD\n"
                              "BEGIN:VCARD\nVERSION:2.1\nFN:Cleo\nEMAIL;INTERNET:cleo@studio.example\nEND:VCARD\n"
                              "BEGIN:VCARD\nVERSION:2.1\nFN:Nobody\nEND:VCARD\n";
  g_autofree char *text = dup_text (CARDS, sizeof CARDS - 1, ROSTER_ADDRESS_FILE_TEXT);
  g_autoptr (GPtrArray) entries = roster_address_list_split (text, ROSTER_ADDRESS_LIST_FILE);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const RosterAddressEntry *entry = entries->pdata[i];

      g_string_append_printf (found, "%s%s ", entry->text, entry->doubt == ROSTER_ADDRESS_DOUBT_SECOND ? "?" : "");
    }
  g_assert_cmpstr (found->str, ==, "ana@studio.example ana@home.example? bob@studio.example bob@home.example? bob@third.example? cleo@studio.example Nobody ");
}

static void
test_headings (void)
{
  static const char * const EMAIL[] = {
    "E-mail", "Email", "EMAIL ADDRESS", "E-Mail-Adresse", "e_mail", "Mail", "Correo electrónico", "Correo", "Courriel", "Adresse électronique (e-mail)", "メール",
    "メールアドレス", "ﾒｰﾙ", "邮箱", "电子邮件", "電子郵件", "이메일", "Эл. почта", "Электронная почта", "E-posta", "E-post", "Sähköposti", "Posta elettronica",
    "E-mailová adresa", "El. paštas", "البريد الإلكتروني", "ईमेल", "อีเมล", "E-mail 1 - Value", "Work Email",
  };
  static const char * const OTHERS[] = { "", "Name", "Mailing Street", "Mailbox No.", "E-mail 1 - Type", "Email Label", "Notes", "Phone", "Web Page", "Team" };

  for (guint i = 0; i < G_N_ELEMENTS (EMAIL); i++)
    {
      g_test_message ("%s", EMAIL[i]);
      g_assert_true (roster_address_heading_is_email (EMAIL[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (OTHERS); i++)
    {
      g_test_message ("%s", OTHERS[i]);
      g_assert_false (roster_address_heading_is_email (OTHERS[i]));
    }
}

/* Whatever is in a file, it makes a valid text or none. */
static void
test_random (void)
{
  for (guint n = 0; n < 3000; n++)
    {
      gsize length = (gsize) g_test_rand_int_range (0, 60);
      g_autofree char *contents = g_malloc0 (length + 1);
      g_autoptr (GBytes) bytes = NULL;
      RosterAddressListFlags flags;
      g_autofree char *text = NULL;

      for (gsize i = 0; i < length; i++)
        contents[i] = g_test_rand_bit () ? "a@.;\n\"&<\0\xFF\xFE"[g_test_rand_int_range (0, 11)] : (char) g_test_rand_int_range (0, 256);
      bytes = g_bytes_new (contents, length);
      roster_address_file_read (bytes, &text, &flags);
      if (text != NULL)
        {
          g_autoptr (GPtrArray) entries = roster_address_list_split (text, flags);

          g_assert_true (g_utf8_validate (text, -1, NULL));
          g_assert_nonnull (entries);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/address-file/encodings", test_encodings);
  g_test_add_func ("/address-file/guess", test_guess);
  g_test_add_func ("/address-file/kinds", test_kinds);
  g_test_add_func ("/address-file/cards", test_cards);
  g_test_add_func ("/address-file/headings", test_headings);
  g_test_add_func ("/address-file/random", test_random);

  return g_test_run ();
}
