/* roster-address-heading.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-address-heading.h"

#include <string.h>

/* What columns of mail addresses are called in the tables that mail programs, spreadsheets and web pages export. */

/* No list of people has a longer one; the cell of a text that is no table may be as long as the text. */
#define LONGEST_HEADING 200

/* Folded: without accents, signs and blanks. */
static const char * const WITHIN[] = {
  "email",        "courriel", "correo",  "epost",    "sahkoposti", "postaelettronica", "epoct", "elpast", "epast",   "elektronickaposta",
  "メール",       "邮箱",     "邮件",    "郵箱",     "郵件",       "電郵",             "信箱",  "이메일", "전자우편", "почта",
  "пошта",        "имеил",    "имэил",   "емаил",    "ταχυδρομ",   "بريد",             "ایمیل", "דואל",   "ईमल",      "อเมล",
};
static const char * const WHOLE[] = { "mail", "mails", "mailadresse", "mailadressen", "mailaddress", "mailadres", "mailid", "emel", "smtp", "smtpaddress" };
/* Which of his addresses it is ("E-mail 1 - Type"), and not the address. */
static const char * const ABOUT[] = { "type", "typ", "label", "etiqueta", "etikett", "libelle", "種類", "类型" };

/* Letters and digits alone, in small letters and without marks. */
static char *
dup_folded (const char *heading)
{
  g_autofree char *small = g_utf8_casefold (heading, -1);
  g_autofree char *apart = g_utf8_normalize (small, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) letters = g_string_new (NULL);

  for (const char *p = apart != NULL ? apart : small; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (letters, g_utf8_get_char (p));

  return g_utf8_normalize (letters->str, -1, G_NORMALIZE_ALL_COMPOSE);
}

static gboolean
has_any (const char         *folded,
         const char * const *words,
         guint               n_words)
{
  for (guint i = 0; i < n_words; i++)
    {
      g_autofree char *word = dup_folded (words[i]);

      if (strstr (folded, word) != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * roster_address_heading_is_email:
 * @heading: the heading of a column; valid UTF-8
 *
 * Tells whether the heading of a column names mail addresses: "E-mail", "E-Mail-Adresse", "Correo", "Courriel", "メール" and the like. "Mailing Street" does
 * not, and neither does "E-mail Type".
 *
 * Returns: whether it does
 */
gboolean
roster_address_heading_is_email (const char *heading)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (heading != NULL, FALSE);

  if (strlen (heading) > LONGEST_HEADING)
    return FALSE;

  folded = dup_folded (heading);
  for (guint i = 0; i < G_N_ELEMENTS (WHOLE); i++)
    if (folded != NULL && g_str_equal (folded, WHOLE[i]))
      return TRUE;

  return folded != NULL && has_any (folded, WITHIN, G_N_ELEMENTS (WITHIN)) && !has_any (folded, ABOUT, G_N_ELEMENTS (ABOUT));
}
