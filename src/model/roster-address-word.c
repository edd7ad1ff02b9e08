/* roster-address-word.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-address-word.h"

#include <string.h>

/* What programs and people put around an address, and how it is taken off without touching the address. What cannot be told apart from the address
 * stays, and is doubted. Positions are bytes in a line of which roster_address_is_unseen() characters have been taken out. */

#define MAILTO "mailto:"

/* Between an address and what repeats it there is no more than this. */
#define LONGEST_LINK 64

/* Signs that mark words as bold, as code and the like, before and after. */
#define MARKS "*_~`"

/**
 * roster_address_word_read_entity:
 * @text: a text that begins with "&"
 * @length: (inout): bytes that are read; left as it is where there is no entity
 *
 * Reads the HTML entity of a sign that stands in or around addresses.
 *
 * Returns: the character that is meant; "&" where it is no entity
 */
gunichar
roster_address_word_read_entity (const char *text,
                                 gsize      *length)
{
  static const struct
  {
    const char *name;
    gunichar c;
  } ENTITIES[] = {
    { "lt;", '<' }, { "gt;", '>' }, { "amp;", '&' }, { "quot;", '"' }, { "apos;", '\'' }, { "nbsp;", 0xA0 }, { "commat;", '@' },
    { "period;", '.' }, { "shy;", 0xAD }, { "zwnj;", 0x200C }, { "zwj;", 0x200D },
  };
  gboolean hex;
  char *end;
  guint64 c;

  for (guint i = 0; i < G_N_ELEMENTS (ENTITIES); i++)
    if (g_ascii_strncasecmp (text + 1, ENTITIES[i].name, strlen (ENTITIES[i].name)) == 0)
      {
        *length = strlen (ENTITIES[i].name) + 1;
        return ENTITIES[i].c;
      }

  if (text[1] != '#')
    return '&';
  hex = text[2] == 'x' || text[2] == 'X';
  if (hex ? !g_ascii_isxdigit (text[3]) : !g_ascii_isdigit (text[2]))
    return '&';
  c = g_ascii_strtoull (text + (hex ? 3 : 2), &end, hex ? 16 : 10);
  if (*end != ';' || c == 0 || c > 0x10FFFF || !g_unichar_validate ((gunichar) c))
    return '&';

  *length = (gsize) (end + 1 - text);

  return (gunichar) c;
}

static gboolean
is_alnum_before (const char *line,
                 gsize       at)
{
  return at > 0 && g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (line + at)));
}

/* Quotation marks and brackets of all scripts, but for the apostrophe of "O’Neil". */
static gboolean
is_bracket (const char *line,
            gsize       at,
            gunichar    c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
      return (c != 0x2019 && c != 0x2018) || !is_alnum_before (line, at) || !g_unichar_isalnum (g_utf8_get_char (g_utf8_next_char (line + at)));
    default:
      return FALSE;
    }
}

static gboolean
is_breaker (const char *line,
            gsize       at)
{
  gunichar c = g_utf8_get_char (line + at);

  if (c < 0x80)
    return g_ascii_isspace ((char) c) || strchr ("\"()<>[]:,;|", (int) c) != NULL;

  return g_unichar_isspace (c) || c == 0xFF0C || c == 0xFF1B || c == 0x3001 || c == 0xFF1A || c == 0xFF1C || c == 0xFF1E || c == 0xFF5C ||
         is_bracket (line, at, c);
}

/* A sign that no address has: bullets, dashes, emoji, numbers in circles. */
static gboolean
is_sign (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  if (c < 0x80)
    return FALSE;

  return (!g_unichar_isalnum (c) && !g_unichar_ismark (c)) || type == G_UNICODE_ENCLOSING_MARK || type == G_UNICODE_OTHER_NUMBER;
}

/**
 * roster_address_word_find_end:
 * @line: a line
 * @start: where a word may begin
 * @end: where the cell ends that it is in
 *
 * Returns: where the word ends; @start when none begins there
 */
gsize
roster_address_word_find_end (const char *line,
                              gsize       start,
                              gsize       end)
{
  while (start < end && !is_breaker (line, start))
    start = (gsize) (g_utf8_next_char (line + start) - line);

  return start;
}

/* "1⃣": a digit in a box is one sign. */
static gsize
skip_key_cap (const char *line,
              gsize       start,
              gsize       end)
{
  static const char CAP[] = "\xE2\x83\xA3";

  return end - start > sizeof CAP && (guchar) line[start] < 0x80 && strncmp (line + start + 1, CAP, sizeof CAP - 1) == 0 ? start + sizeof CAP : start;
}

static gsize
trim_start (const char *line,
            gsize       start,
            gsize       end)
{
  gsize before;

  do
    {
      before = start;
      start = skip_key_cap (line, start, end);
      if (start < end && (is_sign (g_utf8_get_char (line + start)) || strchr ("'{}.", line[start]) != NULL))
        start = (gsize) (g_utf8_next_char (line + start) - line);
    }
  while (start < end && start != before);

  return start;
}

static gsize
trim_end (const char *line,
          gsize       start,
          gsize       end,
          const char *signs)
{
  while (end > start)
    {
      const char *last = g_utf8_prev_char (line + end);

      if (!is_sign (g_utf8_get_char (last)) && ((guchar) *last >= 0x80 || strchr (signs, *last) == NULL))
        break;
      end = (gsize) (last - line);
    }

  return end;
}

/**
 * roster_address_word_trim:
 * @line: a line
 * @start: (inout): where a word begins in it
 * @end: (inout): where it ends
 * @query: (inout): where the query of a link begins ("?subject=Hello"), which goes on to the old @end; left as it is where there is none
 *
 * Takes off what stands around an address and cannot belong to it.
 */
void
roster_address_word_trim (const char *line,
                          gsize      *start,
                          gsize      *end,
                          gsize      *query)
{
  const char *at = memchr (line + *start, '@', *end - *start);
  const char *mark = at != NULL ? memchr (at, '?', *end - (gsize) (at - line)) : NULL;

  if (mark != NULL)
    {
      *end = (gsize) (mark - line);
      *query = *end + 1;
    }

  *start = trim_start (line, *start, *end);
  *end = trim_end (line, *start, *end, "'{}.!");
  while (*end - *start > 2 && line[*start] == line[*end - 1] && strchr (MARKS, line[*start]) != NULL)
    {
      *start += 1;
      *end = trim_end (line, *start, *end - 1, "'{}.!");
    }
  *end = trim_end (line, *start, *end, "'{}.!" MARKS);
}

/**
 * roster_address_word_is_linked:
 * @line: a line
 * @start: where a word begins in it
 *
 * Returns: whether "mailto:" stands before it
 */
gboolean
roster_address_word_is_linked (const char *line,
                               gsize       start)
{
  return start >= strlen (MAILTO) && g_ascii_strncasecmp (line + start - strlen (MAILTO), MAILTO, strlen (MAILTO)) == 0;
}

/* "<mailto:ana@x.com|": the vertical bar parts the cells of tables, too. */
static gboolean
is_in_link (const char *line,
            gsize       at)
{
  for (gsize n = 0; at > 0 && n < 256; n++)
    {
      at--;
      if (line[at] == '<')
        return g_ascii_strncasecmp (line + at + 1, MAILTO, strlen (MAILTO)) == 0;
    }

  return FALSE;
}

/**
 * roster_address_word_find_link:
 * @line: a line
 * @from: where an address ends in it
 * @to: where the next one begins
 *
 * Returns: what is said by the signs between the two
 */
RosterAddressLink
roster_address_word_find_link (const char *line,
                               gsize       from,
                               gsize       to)
{
  char signs[LONGEST_LINK + 1] = "";
  guint n_signs = 0;

  if (to - from > LONGEST_LINK)
    return ROSTER_ADDRESS_LINK_NONE;

  if (roster_address_word_is_linked (line, to) && to - from >= strlen (MAILTO))
    to -= strlen (MAILTO);
  for (const char *p = line + from; p < line + to; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || c == '"' || c == '\'' || (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB)
        continue;
      if (c >= 0x80 || strchr ("<>()[]|", (int) c) == NULL)
        return ROSTER_ADDRESS_LINK_NONE;
      signs[n_signs++] = (char) c;
    }

  if (g_str_equal (signs, "<") || g_str_equal (signs, "](") || (g_str_equal (signs, "|") && is_in_link (line, from)))
    return ROSTER_ADDRESS_LINK_PAIR;

  return n_signs > 0 ? ROSTER_ADDRESS_LINK_SAME : ROSTER_ADDRESS_LINK_NONE;
}

/* In a link some characters are written as %2B (RFC 6068). */
static char *
dup_unescaped (const char *text)
{
  g_autofree char *unescaped = g_uri_unescape_string (text, NULL);

  return unescaped != NULL && g_utf8_validate (unescaped, -1, NULL) ? g_steal_pointer (&unescaped) : g_strdup (text);
}

/* "ana@x.com.Thanks", "ana@x.com。谢谢": the next sentence sticks to the domain. */
static char *
dup_without_sentence (const char *address)
{
  const char *dot = strrchr (address, '.');
  g_autofree char *shorter = dot != NULL ? g_strndup (address, (gsize) (dot - address)) : NULL;
  const char *domain = shorter != NULL ? strrchr (shorter, '@') : NULL;
  gboolean other = dot != NULL && !g_str_is_ascii (dot) && domain != NULL && g_str_is_ascii (domain);
  gboolean capital = dot != NULL && g_ascii_isupper (dot[1]) && g_ascii_islower (dot[2]);

  for (const char *p = domain; p != NULL && *p != '\0'; p++)
    capital = capital && !g_ascii_isupper (*p);

  return (other || capital) && domain != NULL ? roster_address_dup_ascii (shorter) : NULL;
}

/**
 * roster_address_word_dup_address:
 * @text: what stands where an address is meant to be
 * @linked: whether it is the address of a link
 * @doubt: (inout): why it has to be looked at; left as it is where there is no doubt
 * @correction: (inout): (nullable): the address that was probably meant, in the place of %NULL
 *
 * Returns: (transfer full) (nullable): the address as it is sent; %NULL when it is none
 */
char *
roster_address_word_dup_address (const char         *text,
                                 gboolean            linked,
                                 RosterAddressDoubt *doubt,
                                 char              **correction)
{
  g_autofree char *written = linked && strchr (text, '%') != NULL ? dup_unescaped (text) : g_strdup (text);
  g_autofree char *address = roster_address_dup_ascii (written);
  g_autofree char *meant = NULL;
  RosterAddressDoubt odd;

  if (address == NULL)
    return NULL;

  odd = roster_address_doubt_domain (strrchr (written, '@') + 1);
  meant = roster_address_dup_meant (address);
  if (meant != NULL || !g_ascii_isalnum (*address))
    odd = ROSTER_ADDRESS_DOUBT_SIGN;
  if (meant == NULL)
    {
      meant = dup_without_sentence (written);
      odd = meant != NULL ? ROSTER_ADDRESS_DOUBT_READING : odd;
    }
  if (odd != ROSTER_ADDRESS_DOUBT_NONE)
    {
      *doubt = odd;
      *correction = g_steal_pointer (&meant);
    }

  return g_steal_pointer (&address);
}
