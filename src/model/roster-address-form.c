/* roster-address-form.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-address-form.h"

#include <string.h>

/* One mail address: whether it can be one, the form in which it is sent and compared, and what is odd about the way it is written. */

/* RFC 5321, 4.5.3.1: octets of the part before the @, and of a path without its brackets. */
#define LONGEST_LOCAL_PART 64
#define LONGEST_ADDRESS 254
/* A domain of the longest ASCII form has at most so many bytes in UTF-8. */
#define LONGEST_WRITTEN 1024

/* What Unicode's property Default_Ignorable_Code_Point has beside the characters of category Cf, which GLib knows. */
static const struct
{
  gunichar first;
  gunichar last;
} IGNORABLE[] = {
  { 0x034F, 0x034F }, { 0x115F, 0x1160 }, { 0x17B4, 0x17B5 },   { 0x180B, 0x180F },   { 0x2060, 0x206F },
  { 0x3164, 0x3164 }, { 0xFE00, 0xFE0F }, { 0xFFA0, 0xFFA0 },   { 0xFFF0, 0xFFF8 },   { 0xE0000, 0xE0FFF },
};

/* Letters of other scripts that look like one of ours, in pairs; those with marks are taken apart before. */
static const char LOOKALIKES[] =
  "аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwӏlкkѵv"
  "αaνvοoρpιiκkυuχxϲcϳj"
  "օoսuցgհhոnզq"
  "ıiɑaɡgɩiɪiℓl";

/**
 * roster_address_is_unseen:
 * @c: a character
 *
 * Tells whether a character shows nothing and takes no room, as those do that web pages and mail programs leave in what is copied from them: the
 * soft hyphen, the zero-width ones, marks of direction, variation selectors (Unicode's category Cf and Default_Ignorable_Code_Point), and control
 * characters that are no white space.
 *
 * Returns: whether @c is not seen
 */
gboolean
roster_address_is_unseen (gunichar c)
{
  if (c < 0x80)
    return (c < 0x20 && (c < '\t' || c > '\r')) || c == 0x7F;

  if (g_unichar_type (c) == G_UNICODE_FORMAT || (g_unichar_iscntrl (c) && c != 0x85))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (IGNORABLE); i++)
    if (c >= IGNORABLE[i].first && c <= IGNORABLE[i].last)
      return TRUE;

  return FALSE;
}

/**
 * roster_address_fold:
 * @c: a character
 *
 * Returns: the "@" or dot that keyboards of East Asia write with @c, else @c. The dots are those of UTS #46, 4.
 */
gunichar
roster_address_fold (gunichar c)
{
  if (c == 0xFF20)
    return '@';

  return c == 0x3002 || c == 0xFF0E || c == 0xFF61 ? '.' : c;
}

static gboolean
is_valid_local_part (const char *start,
                     const char *end)
{
  if (start == end || end - start > LONGEST_LOCAL_PART || *start == '.' || end[-1] == '.')
    return FALSE;

  for (const char *p = start; p < end; p++)
    {
      if (!g_ascii_isalnum (*p) && strchr (".!#$%&'*+/=?^_`{|}~-", *p) == NULL)
        return FALSE;
      if (*p == '.' && p[1] == '.')
        return FALSE;
    }

  return TRUE;
}

/* RFC 5892 allows letters, marks and digits; a dash or an emoji would get an ASCII form as well, but no registry gives it away. */
static gboolean
has_only_letters (const char *domain)
{
  for (const char *p = domain; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 ? !g_ascii_isalnum ((char) c) && c != '-' && c != '.' : !g_unichar_isalnum (c) && !g_unichar_ismark (c))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_valid_ascii (const char *ascii)
{
  g_auto (GStrv) labels = g_strsplit (ascii, ".", -1);
  guint n_labels = g_strv_length (labels);
  const char *last;

  if (n_labels < 2)
    return FALSE;

  for (guint i = 0; i < n_labels; i++)
    {
      gsize length = strlen (labels[i]);

      if (length == 0 || length > 63 || labels[i][0] == '-' || labels[i][length - 1] == '-')
        return FALSE;
      for (const char *p = labels[i]; *p != '\0'; p++)
        if (!g_ascii_isalnum (*p) && *p != '-')
          return FALSE;
    }

  last = labels[n_labels - 1];

  return strlen (last) >= 2 && !g_ascii_isdigit (*last);
}

static char *
dup_ascii_domain (const char *domain)
{
  g_autofree char *ascii = has_only_letters (domain) ? g_hostname_to_ascii (domain) : NULL;

  return ascii != NULL && is_valid_ascii (ascii) ? g_steal_pointer (&ascii) : NULL;
}

/* Without what is not seen, and with the usual "@" and dots. */
static char *
dup_plain (const char *address)
{
  g_autoptr (GString) plain = g_string_sized_new (strlen (address));

  for (const char *p = address; *p != '\0'; p = g_utf8_next_char (p))
    if (!roster_address_is_unseen (g_utf8_get_char (p)))
      g_string_append_unichar (plain, roster_address_fold (g_utf8_get_char (p)));

  return g_string_free (g_steal_pointer (&plain), FALSE);
}

/**
 * roster_address_dup_ascii:
 * @address: a text; valid UTF-8
 *
 * Makes the form in which an address is sent and compared: without what is not seen, and with the domain in ASCII, so that both spellings of one
 * with other letters ("münchen.example", "xn--mnchen-3ya.example") are the same. The case of an ASCII address stays as it is.
 *
 * Returns: (transfer full) (nullable): the address; %NULL when @address can be none, in the sense of roster_address_is_valid()
 */
char *
roster_address_dup_ascii (const char *address)
{
  g_autofree char *plain = NULL;
  g_autofree char *domain = NULL;
  g_autofree char *ascii = NULL;
  char *at;

  g_return_val_if_fail (address != NULL, NULL);

  if (strlen (address) > LONGEST_WRITTEN)
    return NULL;

  plain = dup_plain (address);
  at = strrchr (plain, '@');
  if (at == NULL || !is_valid_local_part (plain, at))
    return NULL;

  domain = dup_ascii_domain (at + 1);
  if (domain == NULL)
    return NULL;

  if (!g_str_is_ascii (at + 1))
    at[1] = '\0';
  ascii = g_strconcat (plain, at[1] == '\0' ? domain : "", NULL);

  return strlen (ascii) <= LONGEST_ADDRESS ? g_steal_pointer (&ascii) : NULL;
}

/**
 * roster_address_is_valid:
 * @address: a text; valid UTF-8
 *
 * Tells whether a text can be a mail address, as forms on the web do (HTML Standard, "valid e-mail address"), with a domain that has a dot; it may have
 * letters of all languages.
 *
 * Returns: whether @address can be one
 */
gboolean
roster_address_is_valid (const char *address)
{
  g_autofree char *ascii = NULL;

  g_return_val_if_fail (address != NULL, FALSE);

  ascii = roster_address_dup_ascii (address);

  return ascii != NULL;
}

static gunichar
find_lookalike (gunichar c)
{
  for (const char *p = LOOKALIKES; *p != '\0'; p = g_utf8_next_char (p) + 1)
    if (g_utf8_get_char (p) == c)
      return (gunichar) *g_utf8_next_char (p);

  return c;
}

/**
 * roster_address_dup_skeleton:
 * @domain: a domain, in ASCII or with letters of all languages
 *
 * Makes what two domains share that can be taken for each other: without accents, and with Latin letters for those of Cyrillic, Greek and Armenian
 * that look like them. The idea is the skeleton of UTS #39, 4; the table is much smaller.
 *
 * Returns: (transfer full): to be compared, not to be sent
 */
char *
roster_address_dup_skeleton (const char *domain)
{
  g_autofree char *unicode = g_hostname_to_unicode (domain);
  g_autofree char *folded = g_utf8_casefold (unicode != NULL ? unicode : domain, -1);
  g_autofree char *apart = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) skeleton = g_string_new (NULL);

  for (const char *p = apart != NULL ? apart : folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (skeleton, find_lookalike (g_utf8_get_char (p)));

  return g_string_free (g_steal_pointer (&skeleton), FALSE);
}

/* Japanese, Korean and Chinese are written with several scripts; of these a label may have any. */
static guint
get_script_bit (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_COMMON:
    case G_UNICODE_SCRIPT_INHERITED:
      return 0;
    case G_UNICODE_SCRIPT_LATIN:
      return 1;
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_BOPOMOFO:
      return 2;
    case G_UNICODE_SCRIPT_CYRILLIC:
      return 4;
    case G_UNICODE_SCRIPT_GREEK:
      return 8;
    default:
      return 16;
    }
}

static gboolean
mixes_scripts (const char *domain)
{
  guint bits = 0;
  GUnicodeScript other = G_UNICODE_SCRIPT_COMMON;

  for (const char *p = domain; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      guint bit = get_script_bit (c);

      if (c == '.')
        bits = 0;
      bits |= bit;
      if (bit == 16 && (bits & 32) != 0 && g_unichar_get_script (c) != other)
        return TRUE;
      if (bit == 16)
        {
          bits |= 32;
          other = g_unichar_get_script (c);
        }
      if ((bits & 31 & ((bits & 31) - 1)) != 0)
        return TRUE;
    }

  return FALSE;
}

/* IDNA of 2003 and of 2008 make two domains of one with "ß" or a final sigma, and compatibility letters may hide a dot or a slash. */
static gboolean
has_two_readings (const char *domain)
{
  for (const char *p = domain; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar apart;

      if (c == 0xDF || c == 0x1E9E || c == 0x3C2)
        return TRUE;
      if (c < 0x80 || (c >= 0xFF01 && c <= 0xFFDC))
        continue;
      if (g_unichar_fully_decompose (c, FALSE, &apart, 1) == 1 && apart == c && g_unichar_fully_decompose (c, TRUE, &apart, 1) != 1)
        return TRUE;
      if (g_unichar_fully_decompose (c, TRUE, &apart, 1) == 1 && apart != c && apart < 0x80)
        return TRUE;
    }

  return FALSE;
}

/* A whole label in letters of another script that all look like ours. */
static gboolean
poses_as_latin (const char *unicode)
{
  g_auto (GStrv) labels = g_strsplit (unicode, ".", -1);

  for (guint i = 0; labels[i] != NULL; i++)
    {
      g_autofree char *skeleton = NULL;
      gboolean other = FALSE;

      for (const char *p = labels[i]; *p != '\0'; p = g_utf8_next_char (p))
        other = other || get_script_bit (g_utf8_get_char (p)) > 1;
      if (!other)
        continue;
      skeleton = roster_address_dup_skeleton (labels[i]);
      if (g_str_is_ascii (skeleton))
        return TRUE;
    }

  return FALSE;
}

/**
 * roster_address_doubt_domain:
 * @domain: a domain as it was written, or in ASCII
 *
 * Tells whether a domain is written in a way that may deceive the eye.
 *
 * Returns: what is to be doubted about it
 */
RosterAddressDoubt
roster_address_doubt_domain (const char *domain)
{
  g_autofree char *unicode = NULL;

  g_return_val_if_fail (domain != NULL, ROSTER_ADDRESS_DOUBT_NONE);

  if (has_two_readings (domain))
    return ROSTER_ADDRESS_DOUBT_READING;

  unicode = g_hostname_to_unicode (domain);
  if (unicode == NULL || g_str_is_ascii (unicode))
    return ROSTER_ADDRESS_DOUBT_NONE;
  if (mixes_scripts (unicode))
    return ROSTER_ADDRESS_DOUBT_SCRIPTS;

  return poses_as_latin (unicode) ? ROSTER_ADDRESS_DOUBT_LOOKALIKE : ROSTER_ADDRESS_DOUBT_NONE;
}

/**
 * roster_address_dup_meant:
 * @address: a valid address
 *
 * Looks for the sign of a list, or a number with its dot, that sticks to an address: "-ana@x.com", "1.ana@x.com". Both can belong to an address.
 *
 * Returns: (transfer full) (nullable): the address without it; %NULL when there is none
 */
char *
roster_address_dup_meant (const char *address)
{
  const char *p = address;

  g_return_val_if_fail (address != NULL, NULL);

  while (*p != '@' && *p != '\0' && !g_ascii_isalnum (*p))
    p++;
  if (g_ascii_isdigit (*p))
    {
      const char *digits = p;

      while (g_ascii_isdigit (*p))
        p++;
      if (*p == '.' && p - digits <= 4)
        p++;
      else
        p = digits;
    }

  return p != address && roster_address_is_valid (p) ? g_strdup (p) : NULL;
}
