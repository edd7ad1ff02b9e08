/* roster-api-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-request.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "roster-error.h"

/* How a call is written on the wire: where it may go, what its query or body looks like, and which calls carry the token. */

#define API_ROOT "/open_api/v1.3"

/* These two carry their credentials in the body and are documented without the header. */
static const char * const paths_without_token[] = { "/oauth2/access_token/", "/oauth2/revoke_token/", NULL };

static gboolean
is_loopback_host (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (host == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

static void
append_parameter (GString    *query,
                  const char *name,
                  JsonNode   *node)
{
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  if (JSON_NODE_HOLDS_NULL (node))
    return;

  /* Plain text for a string, JSON text for all the rest: lists and objects are sent that way, and numbers and booleans look the same. */
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    text = g_strdup (json_node_get_string (node));
  else
    text = json_to_string (node, FALSE);

  escaped = g_uri_escape_string (text, NULL, FALSE);
  g_string_append_printf (query, "%s%s=%s", query->len > 0 ? "&" : "", name, escaped);
}

/* Bodies carry app secrets and authorization codes, so none is left behind in freed memory. */
static void
wipe_and_free (char *text)
{
  explicit_bzero (text, strlen (text));
  g_free (text);
}

static GBytes *
build_body (JsonObject *parameters)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), parameters);
  char *text = json_to_string (node, FALSE);

  return g_bytes_new_with_free_func (text, strlen (text), (GDestroyNotify) wipe_and_free, text);
}

/**
 * roster_api_request_check_base:
 * @base_url: the address of a server
 * @error: return location for an error
 *
 * Checks the address of a server that is to get the access token: HTTPS, or plain HTTP to this very computer. A trailing slash is taken
 * off. Errors are #ROSTER_ERROR_INVALID_INPUT.
 *
 * Returns: (transfer full) (nullable): the address as it is to be used, or %NULL with @error set
 */
char *
roster_api_request_check_base (const char  *base_url,
                               GError     **error)
{
  g_autoptr (GUri) uri = NULL;
  gsize length;

  uri = g_uri_parse (base_url != NULL ? base_url : "", SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, _("This is not the address of a server."));
      return NULL;
    }

  if (!g_str_equal (g_uri_get_scheme (uri), "https") &&
      !(g_str_equal (g_uri_get_scheme (uri), "http") && is_loopback_host (g_uri_get_host (uri))))
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT,
                           _("The server’s address has to begin with “https://”, unless it is this computer."));
      return NULL;
    }

  length = strlen (base_url);
  while (length > 0 && base_url[length - 1] == '/')
    length--;

  return g_strndup (base_url, length);
}

/**
 * roster_api_request_is_loopback:
 * @base_url: an address that roster_api_request_check_base() accepted
 *
 * Returns: whether the server is on this very computer
 */
gboolean
roster_api_request_is_loopback (const char *base_url)
{
  g_autoptr (GUri) uri = g_uri_parse (base_url, SOUP_HTTP_URI_FLAGS, NULL);

  return uri != NULL && is_loopback_host (g_uri_get_host (uri));
}

/* Objects and arrays become JSON text; everything is percent-encoded; null is left out. */
static char *
build_query (JsonObject *parameters)
{
  g_autoptr (GString) query = g_string_new (NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (parameters != NULL)
    {
      json_object_iter_init_ordered (&iter, parameters);
      while (json_object_iter_next_ordered (&iter, &name, &node))
        append_parameter (query, name, node);
    }

  return g_string_free (g_steal_pointer (&query), FALSE);
}

/**
 * roster_api_request_new_message:
 * @base_url: an address that roster_api_request_check_base() accepted
 * @path: the path of the end point, with both its slashes
 * @post: whether to send @parameters as the body of a POST instead of the query of a GET
 * @parameters: (nullable): the parameters
 * @access_token: (nullable): the access token
 * @error: return location for an error
 *
 * Makes the message of a call. It follows no redirect, so that the token goes to this server and nowhere else. Errors are
 * #ROSTER_ERROR_SIGNED_OUT when the token cannot be one.
 *
 * Returns: (transfer full) (nullable): a new message, or %NULL with @error set
 */
SoupMessage *
roster_api_request_new_message (const char  *base_url,
                                const char  *path,
                                gboolean     post,
                                JsonObject  *parameters,
                                const char  *access_token,
                                GError     **error)
{
  g_autofree char *query = post ? NULL : build_query (parameters);
  g_autofree char *text = NULL;
  g_autoptr (GUri) uri = NULL;
  SoupMessage *message;
  SoupMessageHeaders *headers;

  text = g_strconcat (base_url, API_ROOT, path, query != NULL && *query != '\0' ? "?" : "", query, NULL);
  uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL)
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, _("This is not the address of a server."));
      return NULL;
    }

  /* A pasted token may hold anything; a line break in a header would be a second header. */
  for (const char *at = access_token; at != NULL && *at != '\0'; at++)
    {
      if (!g_ascii_isgraph (*at))
        {
          g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT, _("This is not an access token."));
          return NULL;
        }
    }

  message = soup_message_new_from_uri (post ? SOUP_METHOD_POST : SOUP_METHOD_GET, uri);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers, "Accept", "application/json");

  if (access_token != NULL && *access_token != '\0' && !g_strv_contains (paths_without_token, path))
    soup_message_headers_replace (headers, "Access-Token", access_token);

  if (post)
    {
      g_autoptr (JsonObject) nothing = json_object_new ();
      g_autoptr (GBytes) body = build_body (parameters != NULL ? parameters : nothing);

      soup_message_set_request_body_from_bytes (message, "application/json", body);
      /* libsoup resends a GET whose kept connection had died unnoticed. It does not do so with a POST; a connection of its own makes sure
       * that there is no such case in the first place. */
      soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
    }

  return message;
}
