/* roster-redact.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-redact.h"

/* What carries a secret: TikTok's token header, the fields of its OAuth end points, the link behind a QR code, and any query of a URL,
 * since one end point takes the app secret there. A value ends where its notation ends: at the closing quote, or at white space or one of
 * the signs that part a query or a list. */

#define NAMES                                                                                                       \
  "access[-_]token|refresh_token|client_secret|app_secret|secret|auth_code|bc_auth_qr_code|scan_qrcode_url|" \
  "authorization|password|ticket|code"

static GRegex *
get_regex (gsize      *location,
           const char *pattern)
{
  if (g_once_init_enter (location))
    {
      GRegex *regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE | G_REGEX_RAW, 0, NULL);

      g_once_init_leave (location, (gsize) regex);
    }

  return (GRegex *) *location;
}

/**
 * roster_redact:
 * @text: (nullable): anything that is about to be logged, copied or shown as a detail
 *
 * Replaces the values of all that is secret (tokens, app secrets, authorization codes, links behind QR codes) by `[redacted]`. TikTok's
 * numeric `code` of an answer, an integer of at most five digits, stays readable.
 *
 * Returns: (transfer full): the text without secrets; empty for %NULL
 */
char *
roster_redact (const char *text)
{
  static gsize login_regex, query_regex, quoted_regex, bare_regex;
  g_autofree char *without_logins = NULL;
  g_autofree char *without_queries = NULL;
  g_autofree char *without_quoted = NULL;

  if (text == NULL)
    return g_strdup ("");

  /* Name and password in any URL. */
  without_logins = g_regex_replace (get_regex (&login_regex, "([a-z][a-z0-9+.-]*://)[^\\s\"'<>?#/]*@"), text, -1, 0, "\\1[redacted]@", 0, NULL);
  text = without_logins != NULL ? without_logins : text;
  /* The whole query and fragment of any URL. */
  without_queries = g_regex_replace (get_regex (&query_regex, "([a-z][a-z0-9+.-]*://[^\\s\"'<>?#]*)[?#][^\\s\"'<>]*"),
                                     text, -1, 0, "\\1?[redacted]", 0, NULL);
  /* "name": "value" and name="value", with either quote, also escaped inside a longer string. */
  without_quoted = g_regex_replace (get_regex (&quoted_regex, "((?:\\b|_)(?:" NAMES ")(?:\\\\?[\"'])?\\s*[:=]\\s*)\\\\?[\"'](?:[^\"'\\\\]|\\\\[^\"'])*\\\\?[\"']"),
                                    without_queries != NULL ? without_queries : text, -1, 0, "\\1\"[redacted]\"", 0, NULL);
  /* name=value and Name: value. */
  return g_regex_replace (get_regex (&bare_regex, "((?:\\b|_)(?:" NAMES ")\\s*[:=]\\s*)(?:Bearer\\s+)?(?!\\[redacted|[\"'\\\\]|\\d{1,5}(?!\\S))[^\\s&;,\"']+"),
                          without_quoted != NULL ? without_quoted : text, -1, 0, "\\1[redacted]", 0, NULL);
}
