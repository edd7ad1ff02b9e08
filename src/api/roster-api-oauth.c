/* roster-api-oauth.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-oauth.h"

#include <string.h>

#include "roster-api-read.h"
#include "roster-api-write.h"
#include "roster-json.h"

static void
wipe_and_free (gpointer text)
{
  explicit_bzero (text, strlen (text));
  g_free (text);
}

static gpointer
read_access_token (JsonObject *data)
{
  const char *access_token = roster_json_get_string (data, "access_token");

  return access_token != NULL && *access_token != '\0' ? g_strdup (access_token) : NULL;
}

static gpointer
read_user (JsonObject *data)
{
  RosterApiUser *user = g_new0 (RosterApiUser, 1);

  user->core_user_id = roster_json_dup_id (data, "core_user_id");
  user->display_name = roster_json_dup_name (data, "display_name");
  user->email = g_strdup (roster_json_get_string (data, "email"));

  return user;
}

static JsonObject *
new_credentials (const char *app_id,
                 const char *secret)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "app_id", app_id);
  json_object_set_string_member (body, "secret", secret);

  return body;
}

/**
 * roster_api_user_free:
 * @self: (nullable): a user
 *
 * Frees a user.
 */
void
roster_api_user_free (RosterApiUser *self)
{
  if (self == NULL)
    return;

  g_free (self->core_user_id);
  g_free (self->display_name);
  g_free (self->email);
  g_free (self);
}

/**
 * roster_api_oauth_exchange_async:
 * @client: the client; it needs no access token for this
 * @app_id: the ID of the developer app
 * @secret: its secret
 * @auth_code: the authorization code that came back from the browser
 * @cancellable: (nullable): to stop; the code may be used up all the same
 * @callback: what to call with the token
 * @user_data: passed to @callback
 *
 * Exchanges an authorization code for an access token: `POST /oauth2/access_token/`, without the list of ad accounts, which TikTok can take
 * too long to make. A code works once, so the request is not repeated. Errors are #ROSTER_ERROR_BAD_APP, #ROSTER_ERROR_BAD_AUTH_CODE and
 * those of roster_api_client_call_async().
 */
void
roster_api_oauth_exchange_async (RosterApiClient     *client,
                                 const char          *app_id,
                                 const char          *secret,
                                 const char          *auth_code,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (JsonObject) body = new_credentials (app_id, secret);

  json_object_set_string_member (body, "auth_code", auth_code);
  json_object_set_boolean_member (body, "return_advertiser_ids", FALSE);

  roster_api_read_async (client, ROSTER_API_POST, "/oauth2/access_token/", body, read_access_token, wipe_and_free,
                         roster_api_oauth_exchange_async, cancellable, callback, user_data);
}

/**
 * roster_api_oauth_exchange_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_oauth_exchange_async().
 *
 * Returns: (transfer full) (nullable): the access token, to be wiped by whoever gets it, or %NULL with @error set
 */
char *
roster_api_oauth_exchange_finish (RosterApiClient  *client,
                                  GAsyncResult     *result,
                                  GError          **error)
{
  return roster_api_read_finish (client, roster_api_oauth_exchange_async, result, error);
}

/**
 * roster_api_oauth_revoke_async:
 * @client: the client
 * @app_id: the ID of the developer app
 * @secret: its secret
 * @access_token: the token to revoke
 * @cancellable: (nullable): to stop
 * @callback: what to call when it is done
 * @user_data: passed to @callback
 *
 * Makes TikTok forget a token: `POST /oauth2/revoke_token/`. Errors are those of roster_api_client_call_async().
 */
void
roster_api_oauth_revoke_async (RosterApiClient     *client,
                               const char          *app_id,
                               const char          *secret,
                               const char          *access_token,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (JsonObject) body = new_credentials (app_id, secret);

  json_object_set_string_member (body, "access_token", access_token);

  roster_api_write_async (client, "/oauth2/revoke_token/", body, roster_api_oauth_revoke_async, cancellable, callback, user_data);
}

/**
 * roster_api_oauth_revoke_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_oauth_revoke_async().
 *
 * Returns: whether TikTok took it
 */
gboolean
roster_api_oauth_revoke_finish (RosterApiClient  *client,
                                GAsyncResult     *result,
                                GError          **error)
{
  return roster_api_write_finish (client, roster_api_oauth_revoke_async, result, error);
}

/**
 * roster_api_oauth_user_info_async:
 * @client: the client
 * @cancellable: (nullable): to stop
 * @callback: what to call with the user
 * @user_data: passed to @callback
 *
 * Reads whose token it is: `GET /user/info/`. Errors are those of roster_api_client_call_async().
 */
void
roster_api_oauth_user_info_async (RosterApiClient     *client,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  roster_api_read_async (client, ROSTER_API_GET, "/user/info/", NULL, read_user, (GDestroyNotify) roster_api_user_free,
                         roster_api_oauth_user_info_async, cancellable, callback, user_data);
}

/**
 * roster_api_oauth_user_info_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_oauth_user_info_async().
 *
 * Returns: (transfer full) (nullable): the user, or %NULL with @error set
 */
RosterApiUser *
roster_api_oauth_user_info_finish (RosterApiClient  *client,
                                   GAsyncResult     *result,
                                   GError          **error)
{
  return roster_api_read_finish (client, roster_api_oauth_user_info_async, result, error);
}
