/* roster-address-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-address-lines.h"

#include <string.h>

/* A text view lays out a whole line at once: with a line of a megabyte the window stands still. */

/* The row of a table with a hundred columns is shorter. In bytes, as what follows. */
#define LONGEST_LINE 8192

/* No address is longer, whatever is in it that is not seen; the start of what is longer is left, so that it is shown that it is none. */
#define LONGEST_WORD 2048
#define LEFT_OF_WORD 512
#define LONGEST_IN_BRACKETS 512

static gboolean
is_separator (char c)
{
  return c == ';' || c == ',' || c == '\t' || c == ' ' || c == '\r';
}

static gboolean
has_long_line (const char *text,
               gsize       length)
{
  gsize start = 0;

  for (gsize i = 0; i <= length; i++)
    {
      if (i - start > LONGEST_LINE)
        return TRUE;
      if (i < length && text[i] == '\n')
        start = i + 1;
    }

  return FALSE;
}

static void
append_word (GString    *lines,
             const char *word,
             gsize       length)
{
  const char *end;

  if (length <= LONGEST_WORD)
    {
      g_string_append_len (lines, word, (gssize) length);
      return;
    }

  end = word + LEFT_OF_WORD;
  while (end > word && ((guchar) *end & 0xC0) == 0x80)
    end--;
  g_string_append_len (lines, word, end - word);
  /* With one more sign of an address it is none for certain. */
  g_string_append (lines, "@…");
}

/**
 * roster_address_lines_dup_short:
 * @text: a text with addresses; valid UTF-8
 * @length: its length in bytes
 *
 * Parts lines that are too long to be shown: after a blank or a separator of addresses. Only words that are longer than any address are shortened, with an
 * ellipsis, with which they cannot be taken for one.
 *
 * Returns: (transfer full) (nullable): the text with shorter lines; %NULL when no line is too long
 */
char *
roster_address_lines_dup_short (const char *text,
                                gsize       length)
{
  g_autoptr (GString) lines = NULL;
  gsize start = 0;
  gsize line = 0;    /* where it begins in @lines */
  gsize bracket = 0; /* behind one that is open; what stands in it belongs together */

  g_return_val_if_fail (text != NULL, NULL);

  if (!has_long_line (text, length))
    return NULL;

  lines = g_string_sized_new (length);
  for (gsize i = 0; i <= length; i++)
    {
      if (i < length && (text[i] == '<' || text[i] == '>'))
        bracket = text[i] == '<' ? i + 1 : 0;
      if (i < length && text[i] != '\n' && !is_separator (text[i]))
        continue;

      append_word (lines, text + start, i - start);
      start = i + 1;
      if (i < length)
        g_string_append_c (lines, text[i]);
      if (i < length && text[i] != '\n' && lines->len - line > LONGEST_LINE / 2 && (bracket == 0 || i - bracket > LONGEST_IN_BRACKETS))
        g_string_append_c (lines, '\n');
      if (lines->len > 0 && lines->str[lines->len - 1] == '\n')
        line = lines->len;
    }

  return g_string_free (g_steal_pointer (&lines), FALSE);
}
