/* roster-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-error.h"

#include "roster-redact.h"

typedef struct
{
  gint64 api_code;
  char *request_id;
  char *endpoint;
} RosterErrorPrivate;

static void
roster_error_private_init (RosterErrorPrivate *priv)
{
  priv->api_code = 0;
  priv->request_id = NULL;
  priv->endpoint = NULL;
}

static void
roster_error_private_copy (const RosterErrorPrivate *src,
                           RosterErrorPrivate       *dest)
{
  dest->api_code = src->api_code;
  dest->request_id = g_strdup (src->request_id);
  dest->endpoint = g_strdup (src->endpoint);
}

static void
roster_error_private_clear (RosterErrorPrivate *priv)
{
  g_clear_pointer (&priv->request_id, g_free);
  g_clear_pointer (&priv->endpoint, g_free);
}

G_DEFINE_EXTENDED_ERROR (RosterError, roster_error)

/**
 * roster_error_new_api:
 * @code: what kind of error it is
 * @api_code: TikTok's `code`, or 0 when the answer carried none
 * @request_id: (nullable): TikTok's `request_id`
 * @endpoint: (nullable): the path of the end point, without its query
 * @server_message: (nullable): TikTok's `message`, or our own words when there was none
 *
 * Makes an error that carries what TikTok said. The message is kept as text as it came; it is never markup.
 *
 * Returns: (transfer full): a new error
 */
GError *
roster_error_new_api (RosterError  code,
                      gint64       api_code,
                      const char  *request_id,
                      const char  *endpoint,
                      const char  *server_message)
{
  GError *error = g_error_new_literal (ROSTER_ERROR, code, server_message != NULL ? server_message : "");
  RosterErrorPrivate *priv = roster_error_get_private (error);

  priv->api_code = api_code;
  priv->request_id = g_strdup (request_id);
  priv->endpoint = g_strdup (endpoint);

  return error;
}

/**
 * roster_error_get_api_code:
 * @error: (nullable): any error
 *
 * Returns: TikTok's `code`, or 0 when @error is of another domain or carries none
 */
gint64
roster_error_get_api_code (const GError *error)
{
  if (error == NULL || error->domain != ROSTER_ERROR)
    return 0;

  return roster_error_get_private (error)->api_code;
}

/**
 * roster_error_get_request_id:
 * @error: (nullable): any error
 *
 * Returns: (transfer none) (nullable): TikTok's `request_id`, to quote to its support
 */
const char *
roster_error_get_request_id (const GError *error)
{
  if (error == NULL || error->domain != ROSTER_ERROR)
    return NULL;

  return roster_error_get_private (error)->request_id;
}

/**
 * roster_error_get_endpoint:
 * @error: (nullable): any error
 *
 * Returns: (transfer none) (nullable): the path of the end point that failed, without its query
 */
const char *
roster_error_get_endpoint (const GError *error)
{
  if (error == NULL || error->domain != ROSTER_ERROR)
    return NULL;

  return roster_error_get_private (error)->endpoint;
}

/**
 * roster_error_is_cancelled:
 * @error: (nullable): any error
 *
 * Returns: whether @error only says that the operation was cancelled
 */
gboolean
roster_error_is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/**
 * roster_error_is_network:
 * @error: (nullable): any error
 *
 * Tells whether no request can reach TikTok at present, so that the next one would fail in the same way: there is no network, or something
 * in it refuses.
 *
 * Returns: whether there is no use in asking on
 */
gboolean
roster_error_is_network (const GError *error)
{
  return g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_OFFLINE) ||
         g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_BLOCKED) ||
         g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_IN_BETWEEN) ||
         g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_COUNTRY);
}

/* A proxy that wants to know who asks (RFC 9110, 15.5.8), and a network that wants its page signed first (RFC 6585, 6), have passed nothing
 * on. Any other refusal may be a filter's that read the request, passed it on, and did not like the answer. */
static gboolean
may_have_passed (const GError *error)
{
  gint64 http_status = roster_error_get_api_code (error);

  return g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_IN_BETWEEN) && http_status != 407 && http_status != 511;
}

/**
 * roster_error_outcome_unknown:
 * @error: (nullable): the error of a write
 *
 * Tells whether a write that ended with @error may have been carried out all the same: the request had left and no answer that can be
 * trusted came back. Such a write must be settled by reading, never by repeating. A cancelled write counts, since TikTok may have it.
 *
 * Returns: %TRUE when the state has to be read back
 */
gboolean
roster_error_outcome_unknown (const GError *error)
{
  return g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_INTERRUPTED) ||
         g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_PROTOCOL) ||
         g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_TOO_LARGE) ||
         g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_REDIRECTED) ||
         g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_UNAVAILABLE) ||
         g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_CONFLICT) ||
         may_have_passed (error) ||
         roster_error_is_cancelled (error);
}

/**
 * roster_error_to_support_text:
 * @error: the error
 *
 * Writes down what a support desk needs: message, code, request ID and end point, one a line, redacted. The labels are TikTok's own field
 * names and are not translated.
 *
 * Returns: (transfer full): text for the clipboard
 */
char *
roster_error_to_support_text (const GError *error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *message = roster_redact (error->message);

  g_string_append_printf (text, "message: %s\n", message);
  if (roster_error_get_api_code (error) != 0)
    g_string_append_printf (text, "code: %" G_GINT64_FORMAT "\n", roster_error_get_api_code (error));
  if (roster_error_get_request_id (error) != NULL)
    g_string_append_printf (text, "request_id: %s\n", roster_error_get_request_id (error));
  if (roster_error_get_endpoint (error) != NULL)
    g_string_append_printf (text, "endpoint: %s\n", roster_error_get_endpoint (error));
  g_string_append_printf (text, "error: %s %d\n", g_quark_to_string (error->domain), error->code);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
