/* roster-auth-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-auth-request.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <sys/random.h>

#include "roster-error.h"
#include "roster-loopback.h"

/* What goes to TikTok's authorization page, and whether what the user typed can go there. Its answer is read by roster-auth-answer.c. */

#define STATE_BYTES 24

/**
 * roster_auth_request_check_app:
 * @app_id: the ID of a developer app
 * @secret: its secret
 * @error: %ROSTER_ERROR_INVALID_INPUT, with what is wrong
 *
 * Returns: whether they may be an app's
 */
gboolean
roster_auth_request_check_app (const char  *app_id,
                               const char  *secret,
                               GError     **error)
{
  if (*app_id == '\0' || app_id[strspn (app_id, G_CSET_DIGITS)] != '\0')
    g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, _("An App ID consists of digits only."));
  else if (*secret == '\0')
    g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, _("The secret of the app is missing."));
  else
    return TRUE;

  return FALSE;
}

/**
 * roster_auth_request_check_redirect_uri:
 * @redirect_uri: where TikTok is to send the browser
 * @error: %ROSTER_ERROR_INVALID_INPUT, with what is wrong
 *
 * Returns: whether it may be an address that was registered for an app
 */
gboolean
roster_auth_request_check_redirect_uri (const char  *redirect_uri,
                                        GError     **error)
{
  g_autoptr (GUri) uri = g_uri_parse (redirect_uri, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' || g_uri_get_fragment (uri) != NULL)
    g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, _("The redirect URL is not a web address."));
  else if (!g_str_equal (g_uri_get_scheme (uri), "https") && !roster_loopback_is_possible (redirect_uri))
    g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT,
                         _("The redirect URL has to begin with https://, or with http://127.0.0.1 or http://localhost."));
  else
    return TRUE;

  return FALSE;
}

/**
 * roster_auth_request_make_state:
 * @error: return location for an error
 *
 * Makes up the `state` by which TikTok's answer will be told from others. It comes from the kernel: GLib's random numbers can be foretold.
 *
 * Returns: (transfer full): a text that nobody can guess, or %NULL with @error set
 */
char *
roster_auth_request_make_state (GError **error)
{
  guint8 bytes[STATE_BYTES];
  gsize filled = 0;
  char *nonce;

  while (filled < sizeof bytes)
    {
      ssize_t n = getrandom (bytes + filled, sizeof bytes - filled, 0);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FAILED, _("The system gives no random numbers: %s"), g_strerror (errno));
          return NULL;
        }
      filled += (gsize) n;
    }

  nonce = g_base64_encode (bytes, sizeof bytes); /* a multiple of three bytes: no padding */

  return g_strdelimit (g_strdelimit (nonce, "+", '-'), "/", '_');
}

/**
 * roster_auth_request_build_url:
 * @portal_base: where the authorization page is, without a slash at its end
 * @app_id: the ID of the developer app
 * @state: what roster_auth_request_make_state() made
 * @redirect_uri: where TikTok is to send the browser
 *
 * Returns: (transfer full): the address of the page (`/portal/auth`)
 */
char *
roster_auth_request_build_url (const char *portal_base,
                               const char *app_id,
                               const char *state,
                               const char *redirect_uri)
{
  g_autofree char *escaped = g_uri_escape_string (redirect_uri, NULL, FALSE);

  return g_strdup_printf ("%s/portal/auth?app_id=%s&state=%s&redirect_uri=%s", portal_base, app_id, state, escaped);
}
