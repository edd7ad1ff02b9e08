/* roster-api-authorization.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-tiktok-account.h"

#include <glib/gi18n.h>
#include <string.h>

#include "roster-json.h"

/* The link behind a QR code. Sources differ on the HTTP method of this end point, and asking changes nothing (a link that nobody scans has
 * no effect), so the other method is tried when one is refused, and the one that worked is tried first from then on. */

#define PATH "/bc/asset/account/authorization/"
#define PARAMETER_CODE 40002

typedef struct
{
  JsonObject *parameters;
  gboolean get;
  gboolean second_try;
} Request;

static void ask (GTask *task);

static void
request_free (Request *request)
{
  json_object_unref (request->parameters);
  g_free (request);
}

static void
wipe_and_free (gpointer text)
{
  explicit_bzero (text, strlen (text));
  g_free (text);
}

static gboolean
is_about_method (const GError *error)
{
  gint64 code = roster_error_get_api_code (error);
  g_autofree char *message = NULL;

  if (code == 404 || code == 405)
    return TRUE;
  if (code != PARAMETER_CODE)
    return FALSE;

  message = g_ascii_strdown (error->message, -1);

  return strstr (message, "method") != NULL || strstr (message, "path") != NULL;
}

static void
on_called (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  RosterApiClient *client = ROSTER_API_CLIENT (source);
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (JsonObject) data = NULL;
  const char *link;
  GError *error = NULL;

  data = roster_api_client_call_finish (client, result, &error);
  if (data == NULL && !request->second_try && is_about_method (error))
    {
      g_error_free (error);
      request->second_try = TRUE;
      request->get = !request->get;
      ask (task);
      return;
    }

  if (data == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  link = roster_json_get_string (data, "bc_auth_qr_code");
  if (link == NULL || *link == '\0')
    {
      g_task_return_error (task, roster_error_new_api (ROSTER_ERROR_PROTOCOL, 0, NULL, PATH, _("TikTok’s answer holds no link.")));
      return;
    }

  roster_api_client_set_authorization_method (client, request->get ? "get" : "post");
  g_task_return_pointer (task, g_strdup (link), wipe_and_free);
}

static void
ask (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  roster_api_client_call_async (g_task_get_source_object (task), request->get ? ROSTER_API_GET : ROSTER_API_POST_READ, PATH,
                                request->parameters, g_task_get_cancellable (task), on_called, g_object_ref (task));
}

/**
 * roster_api_tiktok_account_authorize_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @ads_only: whether videos that are made for ads shall not show on the profile
 * @cancellable: (nullable): to stop
 * @callback: what to call with the link
 * @user_data: passed to @callback
 *
 * Asks for a link with which the owner of a TikTok account grants the Business Center to use it: `/bc/asset/account/authorization/`, by the
 * method that #RosterApiClient:authorization-method tells, or POST, and then once by the other if that is refused with HTTP 404 or 405 or
 * with code 40002 about method or path. Errors are those of roster_api_client_call_async().
 */
void
roster_api_tiktok_account_authorize_async (RosterApiClient     *client,
                                           const char          *bc_id,
                                           gboolean             ads_only,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  g_task_set_source_tag (task, roster_api_tiktok_account_authorize_async);

  request->parameters = json_object_new ();
  json_object_set_string_member (request->parameters, "bc_id", bc_id);
  json_object_set_boolean_member (request->parameters, "is_ads_only_mode", ads_only);
  request->get = g_str_equal (roster_api_client_get_authorization_method (client), "get");
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);

  ask (task);
}

/**
 * roster_api_tiktok_account_authorize_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_tiktok_account_authorize_async().
 *
 * Returns: (transfer full) (nullable): the link, exactly as TikTok sent it, or %NULL with @error set. Whoever holds it can use it
 */
char *
roster_api_tiktok_account_authorize_finish (RosterApiClient  *client,
                                            GAsyncResult     *result,
                                            GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
