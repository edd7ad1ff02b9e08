/* roster-sign-out.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sign-out.h"

#include "roster-api-oauth.h"
#include "roster-error.h"

/* Signing out: 1. take the credentials once more from the keyring, 2. delete them there, 3. have TikTok revoke the token. The second step
 * does not depend on the first and is never held up by the third, which needs a network, the app's secret and TikTok's consent. */

typedef struct
{
  RosterConnection *connection;
  char *api_base;
  RosterClock *clock;
  RosterCredentials *credentials;
  gboolean revoked;
} SignOut;

static void
sign_out_free (SignOut *data)
{
  g_clear_object (&data->connection);
  g_clear_pointer (&data->api_base, g_free);
  g_clear_object (&data->clock);
  g_clear_pointer (&data->credentials, roster_credentials_unref);
  g_free (data);
}

/* Step 3 is over. A token that is no good any more is as good as revoked. */
static void
on_revoked (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  SignOut *data = g_task_get_task_data (task);

  data->revoked = roster_api_oauth_revoke_finish (ROSTER_API_CLIENT (source), result, &error) ||
                  g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT);
  g_task_return_boolean (task, TRUE);
}

static void
revoke_token (GTask *task)
{
  SignOut *data = g_task_get_task_data (task);
  const char *app_id = roster_connection_get_app_id (data->connection);
  const char *secret = data->credentials != NULL ? roster_credentials_get_app_secret (data->credentials) : NULL;
  g_autoptr (RosterApiClient) client = NULL;

  if (secret != NULL && *app_id != '\0')
    client = roster_api_client_new (data->api_base, data->clock, NULL);
  if (client == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  roster_api_oauth_revoke_async (client, app_id, secret, roster_credentials_get_access_token (data->credentials),
                                 g_task_get_cancellable (task), on_revoked, g_object_ref (task));
}

/* Step 2 is over. */
static void
on_deleted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (roster_keyring_delete_finish (ROSTER_KEYRING (source), result, &error))
    revoke_token (task);
  else
    g_task_return_error (task, error);
}

/* Step 1 is over. */
static void
on_looked_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SignOut *data = g_task_get_task_data (task);

  /* What cannot be read cannot be revoked, and is deleted all the same. From here on, cancelling only skips the revocation. */
  data->credentials = roster_keyring_lookup_finish (ROSTER_KEYRING (source), result, NULL);
  roster_keyring_delete_async (ROSTER_KEYRING (source), data->connection, NULL, on_deleted, g_object_ref (task));
}

/**
 * roster_sign_out_async:
 * @keyring: where the connection is kept
 * @connection: a connection
 * @api_base: where the API is
 * @clock: a clock
 * @cancellable: (nullable): skips asking TikTok; what is stored here is deleted in any case
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Deletes a connection and its secrets from this computer, also without a network, and then revokes the token at TikTok
 * (`/oauth2/revoke_token/`) when that is possible.
 */
void
roster_sign_out_async (RosterKeyring       *keyring,
                       RosterConnection    *connection,
                       const char          *api_base,
                       RosterClock         *clock,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task;
  SignOut *data;

  g_return_if_fail (ROSTER_IS_KEYRING (keyring));
  g_return_if_fail (ROSTER_IS_CONNECTION (connection));
  g_return_if_fail (api_base != NULL);

  data = g_new0 (SignOut, 1);
  data->connection = g_object_ref (connection);
  data->api_base = g_strdup (api_base);
  data->clock = g_object_ref (clock);

  task = g_task_new (keyring, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_sign_out_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, data, (GDestroyNotify) sign_out_free);
  roster_keyring_lookup_async (keyring, connection, NULL, on_looked_up, task);
}

/**
 * roster_sign_out_finish:
 * @keyring: where the connection was kept
 * @result: a result
 * @revoked: (out) (optional): whether TikTok does not take the token any more; if not, the user can revoke it in TikTok's own pages
 * @error: return location for an error
 *
 * Errors: those of roster_keyring_delete_finish(); nothing was deleted or revoked then.
 *
 * Returns: whether nothing is stored on this computer any more
 */
gboolean
roster_sign_out_finish (RosterKeyring  *keyring,
                        GAsyncResult   *result,
                        gboolean       *revoked,
                        GError        **error)
{
  SignOut *data;

  g_return_val_if_fail (g_task_is_valid (result, keyring), FALSE);

  data = g_task_get_task_data (G_TASK (result));
  if (revoked != NULL)
    *revoked = data->revoked;

  return g_task_propagate_boolean (G_TASK (result), error);
}
