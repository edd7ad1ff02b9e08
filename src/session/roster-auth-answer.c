/* roster-auth-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-auth-answer.h"

#include <glib/gi18n.h>
#include <string.h>

#include "roster-error.h"

/* The page sends the browser to `redirect_uri?auth_code=…&code=…&state=…`, or to `redirect_uri?error=…&state=…`. Anybody can make a browser
 * call that address; what tells TikTok's answer from others is the `state` that was made up for this one sign-in (RFC 6749, 10.12). */

#define MAX_TEXT 8192
#define MAX_CODE 1024
#define MAX_DESCRIPTION 200

/* Takes as long for a wrong text as for the right one. */
static gboolean
equal_in_constant_time (const char *given,
                        const char *expected)
{
  gsize given_length = strlen (given);
  gsize expected_length = strlen (expected);
  guint difference = given_length != expected_length;

  for (gsize i = 0; i < given_length; i++)
    difference |= (guint) (given[i] ^ expected[expected_length > 0 ? i % expected_length : 0]);

  return difference == 0 && expected_length > 0;
}

static gboolean
is_code (const char *text)
{
  gsize length = strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-._~");

  return length > 0 && length <= MAX_CODE && text[length] == '\0';
}

static void
set_unusable (GError **error)
{
  g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT,
                       _("There is no authorization code in it. Copy the whole address of the page that you came to after you agreed."));
}

static void
set_refusal (const char  *reason,
             const char  *description,
             GError     **error)
{
  g_autofree char *text = NULL;

  if (g_str_equal (reason, "access_denied"))
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_DECLINED, _("The request was declined in the browser."));
      return;
    }

  text = g_utf8_substring (description, 0, MIN (g_utf8_strlen (description, -1), MAX_DESCRIPTION));
  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_REFUSED,
               /* Translators: %s is what TikTok says, in English. */
               _("TikTok refused: %s"), text);
}

/**
 * roster_auth_answer_read_query:
 * @query: (nullable): the part of an address after the question mark, percent-encoded
 * @state: the `state` that was sent
 * @error: return location for an error
 *
 * Reads TikTok's answer. Errors: %ROSTER_ERROR_INVALID_INPUT when it is none, %ROSTER_ERROR_STATE_MISMATCH when it answers something else,
 * %ROSTER_ERROR_DECLINED, %ROSTER_ERROR_REFUSED.
 *
 * Returns: (transfer full): the authorization code, or %NULL with @error set
 */
char *
roster_auth_answer_read_query (const char  *query,
                               const char  *state,
                               GError     **error)
{
  g_autoptr (GHashTable) parameters = NULL;
  const char *code, *reason, *given;

  if (query != NULL)
    parameters = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  if (parameters == NULL)
    {
      set_unusable (error);
      return NULL;
    }

  code = g_hash_table_lookup (parameters, "auth_code");
  if (code == NULL)
    code = g_hash_table_lookup (parameters, "code");
  reason = g_hash_table_lookup (parameters, "error");
  if (code == NULL && reason == NULL)
    {
      set_unusable (error);
      return NULL;
    }

  given = g_hash_table_lookup (parameters, "state");
  if (given == NULL || !equal_in_constant_time (given, state))
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_STATE_MISMATCH,
                           _("This address belongs to another sign-in. Paste the address of the newest page."));
      return NULL;
    }

  if (reason != NULL)
    {
      const char *description = g_hash_table_lookup (parameters, "error_description");

      set_refusal (reason, description != NULL && *description != '\0' ? description : reason, error);
      return NULL;
    }
  if (!is_code (code))
    {
      set_unusable (error);
      return NULL;
    }

  return g_strdup (code);
}

/**
 * roster_auth_answer_read_text:
 * @text: whatever somebody pasted
 * @state: the `state` that was sent
 * @error: return location for an error
 *
 * Reads TikTok's answer from the address of the page that the browser came to, from its query alone, or from the bare code. A bare code
 * carries no `state`: that somebody copied it by hand has to do. Errors: as with roster_auth_answer_read_query().
 *
 * Returns: (transfer full): the authorization code, or %NULL with @error set
 */
char *
roster_auth_answer_read_text (const char  *text,
                              const char  *state,
                              GError     **error)
{
  g_autofree char *trimmed = NULL;
  char *start, *end;

  if (strlen (text) > MAX_TEXT || !g_utf8_validate (text, -1, NULL))
    {
      set_unusable (error);
      return NULL;
    }

  trimmed = g_strdup (text);
  start = trimmed + strspn (trimmed, " \t\r\n\"'<>");
  end = start + strlen (start);
  while (end > start && strchr (" \t\r\n\"'<>", end[-1]) != NULL)
    *--end = '\0';

  if (is_code (start))
    return g_strdup (start);

  end = strchr (start, '#');
  if (end != NULL)
    *end = '\0';
  end = strchr (start, '?');

  return roster_auth_answer_read_query (end != NULL ? end + 1 : start, state, error);
}
