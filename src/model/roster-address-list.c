/* roster-address-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-address-list.h"

#include <string.h>

/* Finds the mail addresses in what people type and paste: one a line, "Ana Silva <ana@x.com>; bob@y.com", a column or several of a spreadsheet, a
 * CSV file. Whatever has an @ is meant to be an address. What has none is a name, or another column, where there is an address beside it in the same
 * line; else it is a slip that has to be shown, but for the heading of a column. */

/* RFC 5321, 4.5.3.1: octets of the part before the @, and of a path without its brackets. */
#define LONGEST_LOCAL_PART 64
#define LONGEST_ADDRESS 254

#define BYTE_ORDER_MARK 0xFEFF
#define ZERO_WIDTH_SPACE 0x200B

/* A piece of the text; from @start up to and without @end. */
typedef struct
{
  const char *start;
  const char *end;
} Span;

typedef struct
{
  const char *text;
  const char *counted; /* up to here characters were counted: entries are found in order */
  guint n_counted;
  GPtrArray *entries;
  gboolean has_addresses;
  guint n_lines;       /* with something in them */
} Splitter;

static void
entry_free (RosterAddressEntry *entry)
{
  g_free (entry->text);
  g_free (entry);
}

/* What is not seen does not count: spreadsheets and web pages leave such things behind. */
static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || g_unichar_iszerowidth (c) || c == BYTE_ORDER_MARK || c == ZERO_WIDTH_SPACE;
}

static gboolean
is_line_end (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

static gboolean
is_separator (gunichar c)
{
  return c == ';' || c == ',' || c == '\t' || c == '|' || c == 0xFF0C /* ， */ || c == 0xFF1B /* ； */ || c == 0x3001 /* 、 */;
}

static gboolean
is_between (gunichar c)
{
  return is_space (c) || is_separator (c);
}

static gboolean
is_wrapping (gunichar c)
{
  return is_space (c) || (c < 0x80 && strchr ("\"'<>()[]{}.,:;", (int) c) != NULL);
}

static Span
trim (Span       span,
      gboolean (*is_around) (gunichar c))
{
  while (span.start < span.end && is_around (g_utf8_get_char (span.start)))
    span.start = g_utf8_next_char (span.start);
  while (span.start < span.end && is_around (g_utf8_get_char (g_utf8_prev_char (span.end))))
    span.end = g_utf8_prev_char (span.end);

  return span;
}

static gboolean
contains (Span        span,
          const char *sign)
{
  return g_strstr_len (span.start, span.end - span.start, sign) != NULL;
}

static void
add (Splitter *splitter,
     Span      span)
{
  static const char MAILTO[] = "mailto:";
  RosterAddressEntry *entry;

  if (span.end - span.start > (gssize) strlen (MAILTO) && g_ascii_strncasecmp (span.start, MAILTO, strlen (MAILTO)) == 0)
    span.start += strlen (MAILTO);
  if (span.start == span.end)
    return;

  entry = g_new0 (RosterAddressEntry, 1);
  entry->text = g_strndup (span.start, (gsize) (span.end - span.start));
  entry->is_address = roster_address_is_valid (entry->text);
  splitter->n_counted += (guint) g_utf8_strlen (splitter->counted, span.start - splitter->counted);
  splitter->counted = span.start;
  entry->start = splitter->n_counted;
  entry->length = (guint) g_utf8_strlen (entry->text, -1);
  g_ptr_array_add (splitter->entries, entry);
}

/* "Ana Silva ana@x.com": of words, those with an @. */
static void
add_words (Splitter *splitter,
           Span      span)
{
  const char *p = span.start;

  while (p < span.end)
    {
      Span word = { p, p };

      while (word.end < span.end && !is_space (g_utf8_get_char (word.end)))
        word.end = g_utf8_next_char (word.end);
      p = word.end < span.end ? g_utf8_next_char (word.end) : word.end;

      if (contains (word, "@"))
        add (splitter, trim (word, is_wrapping));
    }
}

/* "Ana Silva <ana@x.com>": what stands in the brackets, any number of times, and the words around them. */
static void
add_cell (Splitter *splitter,
          Span      cell)
{
  const char *p = cell.start;

  while (p < cell.end)
    {
      const char *open = memchr (p, '<', (gsize) (cell.end - p));
      const char *close = open != NULL ? memchr (open, '>', (gsize) (cell.end - open)) : NULL;
      Span inside;

      if (close == NULL || !contains ((Span) { open, close }, "@"))
        break;

      add_words (splitter, (Span) { p, open });
      inside = trim ((Span) { open + 1, close }, is_wrapping);
      add (splitter, inside);
      p = close + 1;
    }

  add_words (splitter, (Span) { p, cell.end });
}

/* "bob.y.com", where the @ was forgotten. */
static gboolean
looks_like_address (Span cell)
{
  const char *dot = g_strrstr_len (cell.start, cell.end - cell.start, ".");
  guint n_letters = 0;

  if (dot == NULL || dot == cell.start)
    return FALSE;

  for (const char *p = cell.start; p < cell.end; p = g_utf8_next_char (p))
    if (is_space (g_utf8_get_char (p)))
      return FALSE;
  for (const char *p = dot + 1; p < cell.end; p++)
    {
      if (!g_ascii_isalpha (*p))
        return FALSE;
      n_letters++;
    }

  return n_letters >= 2;
}

/* What an unclosed quotation mark or bracket opens ends with the cell that it is in, so that it cannot swallow the rest of the line. */
static const char *
find_cell_end (const char *start,
               const char *end)
{
  const char *p = start;

  while (p < end && !is_separator (g_utf8_get_char (p)))
    {
      const char *close = NULL;

      if (*p == '"')
        close = memchr (p + 1, '"', (gsize) (end - p - 1));
      else if (*p == '<')
        close = memchr (p + 1, '>', (gsize) (end - p - 1));

      p = close != NULL ? close + 1 : g_utf8_next_char (p);
    }

  return p;
}

static void
add_line (Splitter *splitter,
          Span      line)
{
  line = trim (line, is_between);
  if (line.start == line.end)
    return;

  splitter->n_lines++;
  if (!contains (line, "@"))
    {
      /* The first line above addresses is the heading of a column. */
      if (splitter->n_lines > 1 || !splitter->has_addresses)
        add (splitter, line);
      return;
    }

  for (const char *p = line.start; p < line.end;)
    {
      Span cell = { p, find_cell_end (p, line.end) };

      p = cell.end < line.end ? g_utf8_next_char (cell.end) : cell.end;
      if (contains (cell, "@"))
        add_cell (splitter, cell);
      else if (looks_like_address (trim (cell, is_space)))
        add (splitter, trim (cell, is_space));
    }
}

/**
 * roster_address_list_split:
 * @text: what was typed or pasted; valid UTF-8
 *
 * Finds the mail addresses in a text, and what was probably meant to be one.
 *
 * Returns: (transfer full) (element-type RosterAddressEntry): what was found, in order; the same address as often as it stands there
 */
GPtrArray *
roster_address_list_split (const char *text)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  Splitter splitter = { text, text, 0, entries, FALSE, 0 };
  const char *p = text;

  g_return_val_if_fail (text != NULL, entries);

  splitter.has_addresses = strchr (text, '@') != NULL;
  while (*p != '\0')
    {
      Span line = { p, p };

      while (*line.end != '\0' && !is_line_end (g_utf8_get_char (line.end)))
        line.end = g_utf8_next_char (line.end);
      p = *line.end != '\0' ? g_utf8_next_char (line.end) : line.end;

      add_line (&splitter, line);
    }

  return entries;
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

static gboolean
is_valid_domain (const char *domain)
{
  g_autofree char *ascii = g_hostname_to_ascii (domain);
  g_auto (GStrv) labels = ascii != NULL ? g_strsplit (ascii, ".", -1) : NULL;
  guint n_labels = labels != NULL ? g_strv_length (labels) : 0;
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

/**
 * roster_address_is_valid:
 * @address: a text
 *
 * Tells whether a text can be a mail address, as forms on the web do (HTML Standard, "valid e-mail address"), with a domain that has a dot; it may have
 * letters of all languages.
 *
 * Returns: whether @address can be one
 */
gboolean
roster_address_is_valid (const char *address)
{
  const char *at;

  g_return_val_if_fail (address != NULL, FALSE);

  at = strrchr (address, '@');

  return at != NULL && strlen (address) <= LONGEST_ADDRESS && is_valid_local_part (address, at) && is_valid_domain (at + 1);
}

/**
 * roster_address_list_decode:
 * @contents: what a file holds
 *
 * Makes text of the contents of a text file or of what a spreadsheet exported: UTF-8, UTF-16 with its mark, or the letters of Western Europe
 * (Windows-1252), which fits everything else.
 *
 * Returns: (transfer full) (nullable): the text; %NULL when @contents are no text
 */
char *
roster_address_list_decode (GBytes *contents)
{
  gsize length;
  const char *data = g_bytes_get_data (contents, &length);
  const guchar *bytes = (const guchar *) data;
  const char *charset = "WINDOWS-1252";
  char *text;

  if (length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)))
    charset = "UTF-16";
  else if (length == 0 || g_utf8_validate_len (data, length, NULL))
    return g_strndup (data != NULL ? data : "", length);
  else if (memchr (data, '\0', length) != NULL)
    return NULL;

  text = g_convert (data, (gssize) length, "UTF-8", charset, NULL, NULL, NULL);
  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    g_clear_pointer (&text, g_free);

  return text;
}
