/* roster-session-connections.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-session.h"

#include "roster-sign-out.h"

/* The part of a session that is about which connections there are: reading them from the keyring, adding one, signing out of one. */

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (roster_keyring_load_finish (ROSTER_KEYRING (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * roster_session_load_connections_async:
 * @self: the session
 * @cancellable: (nullable): stops waiting
 * @callback: called when the keyring has answered
 * @user_data: passed to @callback
 *
 * Reads which connections the keyring holds, without their secrets.
 */
void
roster_session_load_connections_async (RosterSession       *self,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, roster_session_load_connections_async);
  roster_keyring_load_async (roster_session_get_keyring (self), cancellable, on_loaded, task);
}

/**
 * roster_session_load_connections_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: %ROSTER_ERROR_KEYRING_LOCKED, %ROSTER_ERROR_KEYRING_MISSING and the like
 *
 * Returns: whether roster_session_get_connections() is complete
 */
gboolean
roster_session_load_connections_finish (RosterSession  *self,
                                        GAsyncResult   *result,
                                        GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (roster_keyring_store_finish (ROSTER_KEYRING (source), result, &error))
    {
      roster_session_open (g_task_get_source_object (task), g_task_get_task_data (task), NULL);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      g_task_return_error (task, error);
    }
}

/* Signing in again as the same user of the same app renews the connection that is there. */
static RosterConnection *
find_same (RosterKeyring    *keyring,
           RosterConnection *connection)
{
  RosterConnection *known = roster_keyring_find (keyring, roster_connection_get_app_id (connection),
                                                 roster_connection_get_core_user_id (connection));

  if (known == NULL || known == connection)
    return connection;

  roster_connection_set_label (known, roster_connection_get_label (connection));

  return known;
}

/**
 * roster_session_add_connection_async:
 * @self: the session
 * @connection: what a sign-in has yielded
 * @credentials: its secrets
 * @for_this_session_only: whether to keep the secrets in memory, where the keyring cannot take them
 * @cancellable: (nullable): stops waiting
 * @callback: called when the connection is kept, or could not be
 * @user_data: passed to @callback
 *
 * Keeps a connection and opens it: a new one, or the one of the same user and app that is there already. When the keyring refuses, nothing is lost: the same call can be made again, for this session only.
 */
void
roster_session_add_connection_async (RosterSession       *self,
                                     RosterConnection    *connection,
                                     RosterCredentials   *credentials,
                                     gboolean             for_this_session_only,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  RosterKeyring *keyring = roster_session_get_keyring (self);

  connection = find_same (keyring, connection);
  g_task_set_source_tag (task, roster_session_add_connection_async);
  g_task_set_task_data (task, g_object_ref (connection), g_object_unref);

  if (for_this_session_only)
    {
      roster_keyring_keep_for_session (keyring, connection, credentials);
      roster_session_open (self, connection, NULL);
      g_task_return_boolean (task, TRUE);
      return;
    }

  roster_keyring_store_async (keyring, connection, credentials, cancellable, on_stored, g_steal_pointer (&task));
}

/**
 * roster_session_add_connection_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: why the keyring did not take it
 *
 * Returns: whether the connection is kept and being opened
 */
gboolean
roster_session_add_connection_finish (RosterSession  *self,
                                      GAsyncResult   *result,
                                      GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  guint in_flight;
  gboolean revoked;
  GError *error;
} SignOut;

static void
sign_out_free (SignOut *sign_out)
{
  g_clear_error (&sign_out->error);
  g_free (sign_out);
}

/* Takes both. */
static void
sign_out_done (GTask  *task,
               GError *error)
{
  g_autoptr (GTask) owned = task;
  SignOut *sign_out = g_task_get_task_data (task);

  if (sign_out->error == NULL)
    sign_out->error = error;
  else
    g_clear_error (&error);

  if (--sign_out->in_flight > 0)
    return;

  if (sign_out->error != NULL)
    g_task_return_error (task, g_steal_pointer (&sign_out->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_signed_out (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  SignOut *sign_out = g_task_get_task_data (user_data);
  GError *error = NULL;

  roster_sign_out_finish (ROSTER_KEYRING (source), result, &sign_out->revoked, &error);
  sign_out_done (user_data, error);
}

static void
on_forgotten (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GError *error = NULL;

  roster_store_forget_connection_finish (ROSTER_STORE (source), result, &error);
  sign_out_done (user_data, error);
}

/**
 * roster_session_sign_out_async:
 * @self: the session
 * @connection: which connection to forget
 * @cancellable: (nullable): stops waiting for TikTok; what is on this computer is deleted all the same
 * @callback: called when it is gone
 * @user_data: passed to @callback
 *
 * Deletes a connection, its secrets and what is remembered of its Business Centers from this computer, and asks TikTok to revoke the token.
 * Closes the session, if it was open on it.
 */
void
roster_session_sign_out_async (RosterSession       *self,
                               RosterConnection    *connection,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  SignOut *sign_out;

  g_task_set_source_tag (task, roster_session_sign_out_async);
  g_task_set_check_cancellable (task, FALSE);
  sign_out = g_new0 (SignOut, 1);
  sign_out->in_flight = 2;
  g_task_set_task_data (task, sign_out, (GDestroyNotify) sign_out_free);

  roster_sign_out_async (roster_session_get_keyring (self), connection, roster_session_get_api_base (self), roster_session_get_clock (self),
                         cancellable, on_signed_out, g_object_ref (task));
  /* What is still to be written down is so before it is forgotten. */
  if (roster_session_get_connection (self) == connection)
    roster_session_close (self);
  roster_store_forget_connection_async (roster_session_get_store (self), roster_connection_get_id (connection), on_forgotten, task);
}

/**
 * roster_session_sign_out_finish:
 * @self: the session
 * @result: what the callback was given
 * @revoked: (out) (optional): whether TikTok revoked the token; if not, it stays valid there until it is revoked in its web pages
 * @error: why the connection could not be deleted from this computer
 *
 * Returns: whether nothing of the connection is left on this computer
 */
gboolean
roster_session_sign_out_finish (RosterSession  *self,
                                GAsyncResult   *result,
                                gboolean       *revoked,
                                GError        **error)
{
  SignOut *sign_out;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  sign_out = g_task_get_task_data (G_TASK (result));
  if (revoked != NULL)
    *revoked = sign_out->revoked;

  return g_task_propagate_boolean (G_TASK (result), error);
}
