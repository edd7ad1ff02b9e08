/* roster-api-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-json.h"

#include <glib/gi18n.h>
#include <string.h>

#include "roster-error.h"

/* json-glib trusts its input more than a program may that reads from the network: it descends one stack frame for each bracket, takes
 * comments and other things that are no JSON, and turns half of a surrogate pair into text that is no UTF-8. So the text is walked once
 * before it gets there, without recursion: what is no JSON (RFC 8259), or is built to exhaust the stack or the memory, is refused. A stray
 * surrogate and a byte that is no UTF-8 become U+FFFD, because one name that a server cut in the middle of an emoji must not cost the whole
 * list. */

#define MAX_DEPTH 64
#define MAX_VALUES 500000
#define REPLACEMENT "fffd"

typedef enum
{
  EXPECT_VALUE,
  EXPECT_VALUE_OR_END,
  EXPECT_KEY,
  EXPECT_KEY_OR_END,
  EXPECT_COMMA_OR_END,
} Expect;

typedef struct
{
  char *at;
  const char *end;
  guint depth;
  guint64 objects; /* a bit for each level: whether it is an object */
  guint n_values;
} Walk;

static void
skip_space (Walk *walk)
{
  while (walk->at < walk->end && (*walk->at == ' ' || *walk->at == '\n' || *walk->at == '\r' || *walk->at == '\t'))
    walk->at++;
}

static gboolean
push (Walk     *walk,
      gboolean  object)
{
  if (walk->depth == MAX_DEPTH)
    return FALSE;

  walk->objects = (walk->objects & ~(G_GUINT64_CONSTANT (1) << walk->depth)) | ((guint64) object << walk->depth);
  walk->depth++;

  return TRUE;
}

static gboolean
in_object (const Walk *walk)
{
  return (walk->objects >> (walk->depth - 1) & 1) != 0;
}

static gboolean
read_unit (const char *at,
           const char *end,
           guint      *unit)
{
  if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
    return FALSE;

  *unit = 0;
  for (guint i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return FALSE;
      *unit = *unit << 4 | (guint) g_ascii_xdigit_value (at[i]);
    }

  return TRUE;
}

static gboolean
walk_unicode_escape (Walk *walk)
{
  guint first, second;

  if (!read_unit (walk->at, walk->end, &first))
    return FALSE;

  if (first >= 0xd800 && first <= 0xdbff && read_unit (walk->at + 6, walk->end, &second) && second >= 0xdc00 && second <= 0xdfff)
    {
      walk->at += 12;
      return TRUE;
    }

  if (first == 0 || (first >= 0xd800 && first <= 0xdfff))
    memcpy (walk->at + 2, REPLACEMENT, strlen (REPLACEMENT));
  walk->at += 6;

  return TRUE;
}

static gboolean
walk_string (Walk *walk)
{
  walk->at++;
  while (walk->at < walk->end)
    {
      if (*walk->at == '"')
        {
          walk->at++;
          return TRUE;
        }

      if (*walk->at != '\\')
        {
          /* Has to be escaped; json-glib before 1.10 takes it as it is, and after that no more. */
          if (g_ascii_iscntrl (*walk->at))
            *walk->at = ' ';
          walk->at++;
          continue;
        }

      if (walk->end - walk->at < 2)
        return FALSE;

      if (walk->at[1] == 'u')
        {
          if (!walk_unicode_escape (walk))
            return FALSE;
          continue;
        }

      if (strchr ("\"\\/bfnrt", walk->at[1]) == NULL)
        return FALSE;
      walk->at += 2;
    }

  return FALSE;
}

static gboolean
walk_digits (Walk *walk)
{
  const char *start = walk->at;

  while (walk->at < walk->end && g_ascii_isdigit (*walk->at))
    walk->at++;

  return walk->at > start;
}

static gboolean
walk_number (Walk *walk)
{
  if (*walk->at == '-')
    walk->at++;

  if (walk->at < walk->end && *walk->at == '0')
    walk->at++;
  else if (!walk_digits (walk))
    return FALSE;

  if (walk->at < walk->end && *walk->at == '.')
    {
      walk->at++;
      if (!walk_digits (walk))
        return FALSE;
    }

  if (walk->at < walk->end && (*walk->at == 'e' || *walk->at == 'E'))
    {
      walk->at++;
      if (walk->at < walk->end && (*walk->at == '+' || *walk->at == '-'))
        walk->at++;
      if (!walk_digits (walk))
        return FALSE;
    }

  return TRUE;
}

static gboolean
walk_word (Walk       *walk,
           const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (walk->end - walk->at) < length || memcmp (walk->at, word, length) != 0)
    return FALSE;

  walk->at += length;

  return TRUE;
}

static gboolean
walk_value (Walk   *walk,
            Expect *expect)
{
  *expect = EXPECT_COMMA_OR_END;

  switch (*walk->at)
    {
    case '{':
      walk->at++;
      *expect = EXPECT_KEY_OR_END;
      return push (walk, TRUE);

    case '[':
      walk->at++;
      *expect = EXPECT_VALUE_OR_END;
      return push (walk, FALSE);

    case '"':
      return walk_string (walk);

    case 't':
      return walk_word (walk, "true");

    case 'f':
      return walk_word (walk, "false");

    case 'n':
      return walk_word (walk, "null");

    default:
      return walk_number (walk);
    }
}

static gboolean
walk_key (Walk   *walk,
          Expect *expect)
{
  *expect = EXPECT_VALUE;

  if (*walk->at != '"' || !walk_string (walk))
    return FALSE;

  skip_space (walk);

  return walk_word (walk, ":");
}

static gboolean
walk_text (Walk     *walk,
           gboolean *too_many)
{
  Expect expect = EXPECT_VALUE;

  for (skip_space (walk); walk->at < walk->end; skip_space (walk))
    {
      char ch = *walk->at;

      if ((expect == EXPECT_VALUE_OR_END && ch == ']') || (expect == EXPECT_KEY_OR_END && ch == '}') ||
          (expect == EXPECT_COMMA_OR_END && walk->depth > 0 && ch == (in_object (walk) ? '}' : ']')))
        {
          walk->at++;
          walk->depth--;
          expect = EXPECT_COMMA_OR_END;
        }
      else if (expect == EXPECT_COMMA_OR_END)
        {
          if (walk->depth == 0 || ch != ',')
            return FALSE;
          walk->at++;
          expect = in_object (walk) ? EXPECT_KEY : EXPECT_VALUE;
        }
      else if (expect == EXPECT_KEY || expect == EXPECT_KEY_OR_END)
        {
          if (!walk_key (walk, &expect))
            return FALSE;
        }
      else
        {
          *too_many = ++walk->n_values > MAX_VALUES;
          if (*too_many || !walk_value (walk, &expect))
            return FALSE;
        }
    }

  return expect == EXPECT_COMMA_OR_END && walk->depth == 0;
}

/**
 * roster_api_json_parse:
 * @body: what a server sent
 * @error: return location for an error
 *
 * Parses JSON that nobody vouches for. What is not UTF-8 in it becomes U+FFFD. Errors are #ROSTER_ERROR_PROTOCOL when it is no JSON or nested
 * deeper than any answer of TikTok, and #ROSTER_ERROR_TOO_LARGE when it holds more values than any. Safe to call on any thread.
 *
 * Returns: (transfer full) (nullable): the root, or %NULL with @error set
 */
JsonNode *
roster_api_json_parse (GBytes  *body,
                       GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonParser) parser = NULL;
  const char *data;
  gsize size;
  gboolean too_many = FALSE;
  Walk walk = { 0, };

  data = g_bytes_get_data (body, &size);
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      size -= 3;
    }

  text = g_utf8_make_valid (data != NULL ? data : "", (gssize) size);
  size = strlen (text);
  walk.at = text;
  walk.end = text + size;
  if (!walk_text (&walk, &too_many))
    {
      if (too_many)
        g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_TOO_LARGE, _("The server’s answer is larger than it can be."));
      else
        g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_PROTOCOL, _("The server’s answer is not in the expected form."));
      return NULL;
    }

  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, text, (gssize) size, NULL))
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_PROTOCOL, _("The server’s answer is not in the expected form."));
      return NULL;
    }

  return json_parser_steal_root (parser);
}
