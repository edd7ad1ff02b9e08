/* roster-keyring-secrets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-keyring-private.h"

#include <glib/gi18n.h>

#include "roster-connection-list.h"
#include "roster-error.h"
#include "roster-secret-item.h"
#include "roster-secret-lookup.h"
#include "roster-secret-store.h"

/* The secrets of one connection: looking them up, storing them, for the session only or for good, and deleting them. */

static void
forget_connection (RosterKeyring    *self,
                   RosterConnection *connection)
{
  g_autoptr (RosterConnection) kept = g_object_ref (connection);

  g_hash_table_remove (self->session, roster_connection_get_id (kept));
  g_hash_table_remove (self->damaged, roster_connection_get_id (kept));
  roster_connection_set_storage (kept, FALSE, FALSE, ROSTER_CONNECTION_SOUND);
  roster_connection_list_remove (self->connections, roster_connection_get_id (kept));
}

static void
on_looked_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  RosterCredentials *credentials = roster_secret_lookup_finish (result, &error);
  RosterKeyring *self = g_task_get_source_object (task);
  RosterConnection *connection = g_task_get_task_data (task);

  if (credentials != NULL)
    {
      roster_keyring_set_state (self, ROSTER_KEYRING_AVAILABLE);
      if (!g_hash_table_contains (self->session, roster_connection_get_id (connection)))
        roster_connection_set_storage (connection, TRUE, FALSE, ROSTER_CONNECTION_SOUND);
      g_task_return_pointer (task, credentials, (GDestroyNotify) roster_credentials_unref);
      return;
    }

  /* Unless it was given to us for the session meanwhile. */
  if (!g_hash_table_contains (self->session, roster_connection_get_id (connection)))
    {
      if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_FAILED))
        roster_connection_set_storage (connection, FALSE, FALSE, ROSTER_CONNECTION_DAMAGED);
      else if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND))
        roster_connection_set_storage (connection, FALSE, FALSE, ROSTER_CONNECTION_SOUND);
    }
  roster_keyring_return_error (task, error);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  RosterKeyring *self = g_task_get_source_object (task);
  RosterConnection *connection = g_task_get_task_data (task);

  if (!roster_secret_store_write_finish (result, &error))
    {
      roster_keyring_return_error (task, error);
      return;
    }

  g_hash_table_remove (self->session, roster_connection_get_id (connection));
  roster_connection_set_storage (connection, TRUE, FALSE, ROSTER_CONNECTION_SOUND);
  roster_connection_list_put (self->connections, connection);
  roster_keyring_set_state (self, ROSTER_KEYRING_AVAILABLE);
  g_task_return_boolean (task, TRUE);
}

static void
on_erased (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!roster_secret_erase_finish (result, &error))
    {
      roster_keyring_return_error (task, error);
      return;
    }

  forget_connection (g_task_get_source_object (task), g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

static void
refuse_newer (GTask *task)
{
  g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_FAILED, "%s",
                           _("This connection was saved by a newer version of Access Roster."));
}

/**
 * roster_keyring_lookup_async:
 * @self: a keyring
 * @connection: a connection
 * @cancellable: (nullable): cancels it
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Gets the secrets of one connection. The user is not asked to unlock anything.
 */
void
roster_keyring_lookup_async (RosterKeyring       *self,
                             RosterConnection    *connection,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  RosterCredentials *credentials;

  g_return_if_fail (ROSTER_IS_KEYRING (self));
  g_return_if_fail (ROSTER_IS_CONNECTION (connection));

  task = roster_keyring_start (self, roster_keyring_lookup_async, connection, cancellable, callback, user_data);
  credentials = g_hash_table_lookup (self->session, roster_connection_get_id (connection));
  if (credentials != NULL)
    g_task_return_pointer (task, roster_credentials_ref (credentials), (GDestroyNotify) roster_credentials_unref);
  else if (roster_connection_get_problem (connection) == ROSTER_CONNECTION_NEWER)
    refuse_newer (task);
  else
    roster_secret_lookup_async (self->application, roster_connection_get_id (connection), cancellable, on_looked_up, g_object_ref (task));
}

/**
 * roster_keyring_lookup_finish:
 * @self: a keyring
 * @result: a result
 * @error: return location for an error
 *
 * Errors: %ROSTER_ERROR_KEYRING_LOCKED, %ROSTER_ERROR_KEYRING_MISSING, %ROSTER_ERROR_NOT_FOUND when nothing is stored,
 * %ROSTER_ERROR_FAILED when what is stored is damaged or newer (see #RosterConnection:problem).
 *
 * Returns: (transfer full): the credentials, or %NULL with @error set
 */
RosterCredentials *
roster_keyring_lookup_finish (RosterKeyring  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * roster_keyring_store_async:
 * @self: a keyring
 * @connection: a connection
 * @credentials: its secrets
 * @cancellable: (nullable): cancels it
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Saves a connection in the keyring and puts it into the list. The user may be asked to unlock the keyring. When it fails, nothing of what
 * was kept for the session is lost.
 */
void
roster_keyring_store_async (RosterKeyring       *self,
                            RosterConnection    *connection,
                            RosterCredentials   *credentials,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ROSTER_IS_KEYRING (self));
  g_return_if_fail (ROSTER_IS_CONNECTION (connection));
  g_return_if_fail (credentials != NULL);

  task = roster_keyring_start (self, roster_keyring_store_async, connection, cancellable, callback, user_data);
  if (roster_connection_get_problem (connection) == ROSTER_CONNECTION_NEWER)
    refuse_newer (task);
  else
    roster_secret_store_write_async (self->application, connection, credentials, cancellable, on_written, g_object_ref (task));
}

/**
 * roster_keyring_store_finish:
 * @self: a keyring
 * @result: a result
 * @error: return location for an error
 *
 * Errors: %ROSTER_ERROR_KEYRING_LOCKED, %ROSTER_ERROR_KEYRING_MISSING: roster_keyring_keep_for_session() is the way out.
 *
 * Returns: whether it is stored
 */
gboolean
roster_keyring_store_finish (RosterKeyring  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * roster_keyring_delete_async:
 * @self: a keyring
 * @connection: a connection
 * @cancellable: (nullable): cancels it
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Removes a connection and its secrets from memory, the keyring and the list. One that a newer version saved is left alone.
 */
void
roster_keyring_delete_async (RosterKeyring       *self,
                             RosterConnection    *connection,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  SecretRetrievable *damaged;
  const char *id;

  g_return_if_fail (ROSTER_IS_KEYRING (self));
  g_return_if_fail (ROSTER_IS_CONNECTION (connection));

  task = roster_keyring_start (self, roster_keyring_delete_async, connection, cancellable, callback, user_data);
  id = roster_connection_get_id (connection);
  if (roster_connection_get_problem (connection) == ROSTER_CONNECTION_NEWER)
    {
      refuse_newer (task);
      return;
    }

  if (roster_connection_get_session_only (connection))
    {
      forget_connection (self, connection);
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_hash_table_remove (self->session, id);
  damaged = g_hash_table_lookup (self->damaged, id);
  roster_secret_erase_async (self->application, g_str_has_prefix (id, ROSTER_SECRET_NAMELESS_PREFIX) ? NULL : id, damaged, cancellable,
                             on_erased, g_object_ref (task));
}

/**
 * roster_keyring_delete_finish:
 * @self: a keyring
 * @result: a result
 * @error: return location for an error
 *
 * Errors: %ROSTER_ERROR_KEYRING_LOCKED, %ROSTER_ERROR_KEYRING_MISSING; the connection then stays in the list, since it is still stored.
 *
 * Returns: whether nothing is stored any more
 */
gboolean
roster_keyring_delete_finish (RosterKeyring  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * roster_keyring_keep_for_session:
 * @self: a keyring
 * @connection: a connection
 * @credentials: its secrets
 *
 * Keeps a connection in memory until the program ends, and puts it into the list: the way out when there is no keyring, or none that the
 * user wants to unlock. Nothing is written anywhere.
 */
void
roster_keyring_keep_for_session (RosterKeyring     *self,
                                 RosterConnection  *connection,
                                 RosterCredentials *credentials)
{
  g_return_if_fail (ROSTER_IS_KEYRING (self));
  g_return_if_fail (ROSTER_IS_CONNECTION (connection));
  g_return_if_fail (credentials != NULL);

  g_hash_table_replace (self->session, g_strdup (roster_connection_get_id (connection)), roster_credentials_ref (credentials));
  roster_connection_set_storage (connection, TRUE, TRUE, ROSTER_CONNECTION_SOUND);
  roster_connection_list_put (self->connections, connection);
}
