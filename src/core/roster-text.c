/* roster-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-text.h"

#include <stdarg.h>
#include <string.h>

/* Names come from outside, in any script and with any character in them. Here they become one line, and get their place in a sentence
 * without turning the rest of it round (Unicode Standard Annex 9, 2.4 and 2.7). */

#define LRE 0x202a
#define RLO 0x202e
#define LRI 0x2066
#define FSI 0x2068
#define PDI 0x2069

#define LRI_TEXT "\xe2\x81\xa6"
#define FSI_TEXT "\xe2\x81\xa8"
#define PDI_TEXT "\xe2\x81\xa9"

/* Where an argument of roster_isolated() begins and ends, until it is known what is in it. No text has these: they are no characters. */
#define ARGUMENT_BEGIN 0xfdd0
#define ARGUMENT_END 0xfdd1
#define ARGUMENT_BEGIN_TEXT "\xef\xb7\x90"
#define ARGUMENT_END_TEXT "\xef\xb7\x91"

/* Embeddings and overrides, and what ends them: isolates do all that they are good for. */
static gboolean
is_embedding (gunichar ch)
{
  return ch >= LRE && ch <= RLO;
}

static gboolean
is_isolate (gunichar ch)
{
  return ch >= LRI && ch <= FSI;
}

static gboolean
is_argument_mark (gunichar ch)
{
  return ch == ARGUMENT_BEGIN || ch == ARGUMENT_END;
}

/* What GLib does not know yet may be a newer emoji. */
static gboolean
is_visible (gunichar ch)
{
  return (g_unichar_isgraph (ch) && !g_unichar_iszerowidth (ch)) || g_unichar_type (ch) == G_UNICODE_UNASSIGNED;
}

static gboolean
is_break (gunichar ch)
{
  return g_unichar_iscntrl (ch) || ch == 0x2028 || ch == 0x2029;
}

/**
 * roster_text_dup_name:
 * @text: (nullable): a name as it came from outside, or a line of a log
 *
 * Makes one line of a name: line breaks, tabs and other controls become spaces, white space around it goes, and so do the characters that
 * turn the direction of what follows them.
 *
 * Returns: (transfer full) (nullable): the name; %NULL when there is nothing to see in it
 */
char *
roster_text_dup_name (const char *text)
{
  g_autoptr (GString) name = NULL;
  gboolean visible = FALSE;

  if (text == NULL)
    return NULL;

  name = g_string_sized_new (strlen (text));
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar ch = g_utf8_get_char (at);

      if (is_embedding (ch) || is_isolate (ch) || ch == PDI || is_argument_mark (ch))
        continue;

      visible = visible || is_visible (ch);
      g_string_append_unichar (name, is_break (ch) ? ' ' : ch);
    }

  return visible ? g_strstrip (g_string_free (g_steal_pointer (&name), FALSE)) : NULL;
}

/* Goes on to the end of an argument, or of the text. What is opened in it is closed in it, and nothing else is. */
static const char *
append_balanced (GString    *string,
                 const char *at)
{
  guint depth = 0;

  for (; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar ch = g_utf8_get_char (at);

      if (ch == ARGUMENT_END)
        break;
      if (is_embedding (ch) || is_argument_mark (ch) || (ch == PDI && depth == 0))
        continue;

      if (is_isolate (ch))
        depth++;
      else if (ch == PDI)
        depth--;
      g_string_append_unichar (string, ch);
    }
  for (; depth > 0; depth--)
    g_string_append (string, PDI_TEXT);

  return at;
}

/**
 * roster_text_isolate:
 * @text: (nullable): a name, a handle, an address or anything else from outside
 *
 * Sets text apart from the sentence around it (FSI … PDI), so that its direction, and what it may hold to turn it, ends where it ends.
 *
 * Returns: (transfer full): the text for a place inside a sentence; empty when there is none
 */
char *
roster_text_isolate (const char *text)
{
  g_autoptr (GString) string = NULL;

  if (text == NULL || *text == '\0')
    return g_strdup ("");

  string = g_string_new (FSI_TEXT);
  append_balanced (string, text);
  g_string_append (string, PDI_TEXT);

  return g_string_free (g_steal_pointer (&string), FALSE);
}

/**
 * roster_text_dup_handle:
 * @handle: the handle of a TikTok account, without "@"
 *
 * Puts "@" in front, where it stays also in a window that is read from right to left.
 *
 * Returns: (transfer full): the handle as people write it
 */
char *
roster_text_dup_handle (const char *handle)
{
  g_autoptr (GString) string = g_string_new (LRI_TEXT "@");

  append_balanced (string, handle);
  g_string_append (string, PDI_TEXT);

  return g_string_free (g_steal_pointer (&string), FALSE);
}

/* Sets marks around each text that @format takes: %s, or %2$s where a translation changes the order. */
static char *
mark_arguments (const char *format)
{
  GString *marked = g_string_new (NULL);

  while (*format != '\0')
    {
      gsize length = *format == '%' ? 1 + strspn (format + 1, G_CSET_DIGITS "$") : 1;
      gboolean takes_text = *format == '%' && format[length] == 's';

      if (*format == '%' && format[length] != '\0')
        length++;
      g_string_append (marked, takes_text ? ARGUMENT_BEGIN_TEXT : "");
      g_string_append_len (marked, format, (gssize) length);
      g_string_append (marked, takes_text ? ARGUMENT_END_TEXT : "");
      format += length;
    }

  return g_string_free (marked, FALSE);
}

/* The "@" of a handle goes with it, and both are read from left to right. */
static void
append_begin (GString *isolated)
{
  if (isolated->len > 0 && isolated->str[isolated->len - 1] == '@')
    {
      g_string_truncate (isolated, isolated->len - 1);
      g_string_append (isolated, LRI_TEXT "@");
    }
  else
    {
      g_string_append (isolated, FSI_TEXT);
    }
}

static char *
isolate_arguments (const char *text)
{
  GString *isolated = g_string_sized_new (strlen (text));

  while (*text != '\0')
    {
      const char *begin = strstr (text, ARGUMENT_BEGIN_TEXT);

      g_string_append_len (isolated, text, begin != NULL ? begin - text : (gssize) strlen (text));
      if (begin == NULL)
        break;

      text = begin + strlen (ARGUMENT_BEGIN_TEXT);
      if (!g_str_has_prefix (text, ARGUMENT_END_TEXT))
        {
          append_begin (isolated);
          text = append_balanced (isolated, text);
          g_string_append (isolated, PDI_TEXT);
        }
      if (*text != '\0')
        text += strlen (ARGUMENT_END_TEXT);
      else
        break;
    }

  return g_string_free (isolated, FALSE);
}

/**
 * roster_isolated:
 * @format: a sentence, as for g_strdup_printf()
 * @...: what goes into it
 *
 * Writes a sentence in which each text that is put in is set apart as by roster_text_isolate(), and "@%s" as by roster_text_dup_handle(). For
 * all sentences with names in them, and for nothing that a program reads.
 *
 * Returns: (transfer full): the sentence
 */
char *
roster_isolated (const char *format,
                 ...)
{
  g_autofree char *marked = mark_arguments (format);
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  text = g_strdup_vprintf (marked, args);
#pragma GCC diagnostic pop
  va_end (args);

  return isolate_arguments (text);
}
