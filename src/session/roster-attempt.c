/* roster-attempt.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-attempt.h"

#include <glib/gi18n.h>

#include "roster-api-oauth.h"
#include "roster-error.h"

/* The part of a sign-in that comes after the browser: 1. exchange the code for a token, 2. ask who the user is. A token that the user has
 * already begins with the second. It works on copies, so that another sign-in cannot mix two attempts; they are overwritten at the end. */

typedef struct
{
  RosterApiClient *client;
  RosterClock *clock;
  char *app_id;
  char *secret;
  char *access_token;
  gboolean pasted_token;
  RosterConnection *connection;
  RosterCredentials *credentials;
} Attempt;

static void
attempt_free (Attempt *attempt)
{
  g_clear_object (&attempt->client);
  g_clear_object (&attempt->clock);
  g_clear_pointer (&attempt->app_id, g_free);
  roster_credentials_wipe_text (attempt->secret);
  roster_credentials_wipe_text (attempt->access_token);
  g_clear_object (&attempt->connection);
  g_clear_pointer (&attempt->credentials, roster_credentials_unref);
  g_free (attempt);
}

static void
return_connection (GTask      *task,
                   const char *core_user_id,
                   const char *display_name)
{
  Attempt *attempt = g_task_get_task_data (task);
  g_autofree char *label = NULL;

  if (display_name != NULL && *display_name != '\0')
    label = g_strdup (display_name);
  else if (attempt->app_id != NULL)
    /* Translators: the name of a connection whose user is not known; %s is the ID of a developer app. */
    label = g_strdup_printf (_("App %s"), attempt->app_id);
  else
    label = g_strdup (_("Pasted token"));

  attempt->connection = roster_connection_new (NULL, label, attempt->app_id, core_user_id, roster_clock_get_now (attempt->clock));
  attempt->credentials = roster_credentials_new (attempt->access_token, attempt->secret);
  g_task_return_boolean (task, TRUE);
}

/* Who the user is makes a connection nicer, and is not worth losing a token for that took a trip through the browser. A pasted token is still
 * in the clipboard, so there only a missing right is forgiven. */
static gboolean
can_do_without_user (Attempt      *attempt,
                     const GError *error)
{
  if (roster_error_is_cancelled (error) || g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT))
    return FALSE;

  return !attempt->pasted_token || g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_NOT_PERMITTED);
}

/* Step 2 is over. */
static void
on_user_info (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterApiUser) user = roster_api_oauth_user_info_finish (ROSTER_API_CLIENT (source), result, &error);
  Attempt *attempt = g_task_get_task_data (task);

  if (user != NULL)
    return_connection (task, user->core_user_id, user->display_name);
  else if (can_do_without_user (attempt, error))
    return_connection (task, NULL, NULL);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
ask_for_user (GTask *task)
{
  Attempt *attempt = g_task_get_task_data (task);

  roster_api_client_set_access_token (attempt->client, attempt->access_token);
  roster_api_oauth_user_info_async (attempt->client, g_task_get_cancellable (task), on_user_info, g_object_ref (task));
}

/* Step 1 is over. */
static void
on_exchanged (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Attempt *attempt = g_task_get_task_data (task);

  attempt->access_token = roster_api_oauth_exchange_finish (ROSTER_API_CLIENT (source), result, &error);
  if (attempt->access_token == NULL)
    g_task_return_error (task, error);
  else
    ask_for_user (task);
}

/* Returns NULL, and the task, when the server cannot be asked. */
static Attempt *
prepare (GTask       *task,
         const char  *api_base,
         RosterClock *clock,
         const char  *app_id,
         const char  *secret)
{
  Attempt *attempt = g_new0 (Attempt, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, prepare);
  g_task_set_task_data (task, attempt, (GDestroyNotify) attempt_free);
  attempt->clock = g_object_ref (clock);
  attempt->app_id = app_id != NULL && *app_id != '\0' ? g_strdup (app_id) : NULL;
  attempt->secret = secret != NULL && *secret != '\0' ? g_strdup (secret) : NULL;
  attempt->client = roster_api_client_new (api_base, clock, &error);
  if (attempt->client != NULL)
    return attempt;

  g_task_return_error (task, error);

  return NULL;
}

/**
 * roster_attempt_with_code_async:
 * @api_base: where the API is
 * @clock: tells when the connection is made
 * @app_id: the ID of the developer app
 * @secret: its secret
 * @code: the authorization code; it works once
 * @cancellable: (nullable): cancels it
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Exchanges a code (`/oauth2/access_token/`) and asks who the user is (`/user/info/`).
 */
void
roster_attempt_with_code_async (const char          *api_base,
                                RosterClock         *clock,
                                const char          *app_id,
                                const char          *secret,
                                const char          *code,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Attempt *attempt = prepare (task, api_base, clock, app_id, secret);

  if (attempt != NULL)
    roster_api_oauth_exchange_async (attempt->client, attempt->app_id, attempt->secret, code, cancellable, on_exchanged, g_object_ref (task));
}

/**
 * roster_attempt_with_token_async:
 * @api_base: where the API is
 * @clock: tells when the connection is made
 * @app_id: (nullable): the ID of the developer app, if it is known
 * @secret: (nullable): its secret, if it is known
 * @access_token: the token
 * @cancellable: (nullable): cancels it
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Tries a token that the user has already, by asking who the user is (`/user/info/`).
 */
void
roster_attempt_with_token_async (const char          *api_base,
                                 RosterClock         *clock,
                                 const char          *app_id,
                                 const char          *secret,
                                 const char          *access_token,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Attempt *attempt = prepare (task, api_base, clock, app_id, secret);

  if (attempt == NULL)
    return;

  attempt->access_token = g_strdup (access_token);
  attempt->pasted_token = TRUE;
  ask_for_user (task);
}

/**
 * roster_attempt_finish:
 * @result: what the callback was given
 * @connection: (out) (transfer full): a new connection, stored nowhere yet
 * @credentials: (out) (transfer full): its token, and the app secret when it is known
 * @error: those of a request; %ROSTER_ERROR_BAD_APP, %ROSTER_ERROR_BAD_AUTH_CODE, %ROSTER_ERROR_SIGNED_OUT among them
 *
 * Returns: whether somebody is signed in
 */
gboolean
roster_attempt_finish (GAsyncResult       *result,
                       RosterConnection  **connection,
                       RosterCredentials **credentials,
                       GError            **error)
{
  Attempt *attempt;

  g_return_val_if_fail (g_async_result_is_tagged (result, prepare), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  attempt = g_task_get_task_data (G_TASK (result));
  *connection = g_steal_pointer (&attempt->connection);
  *credentials = g_steal_pointer (&attempt->credentials);

  return TRUE;
}
