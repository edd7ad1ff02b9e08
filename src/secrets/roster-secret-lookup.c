/* roster-secret-lookup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-secret-lookup.h"

#include <glib/gi18n.h>

#include "roster-error.h"
#include "roster-secret-item.h"
#include "roster-secret-store.h"

/* Looking up: 1. search, 2. read what was found one by one, the newest first, until one can be used.
 * Erasing: 1. remove, 2. search again, because a keyring says nothing when it left alone what is locked. */

typedef struct
{
  char *application;
  char *connection;
  GPtrArray *items;
  guint next;
  gboolean locked;
  gboolean damaged;
} Operation;

static void
operation_free (Operation *operation)
{
  g_clear_pointer (&operation->application, g_free);
  g_clear_pointer (&operation->connection, g_free);
  g_clear_pointer (&operation->items, g_ptr_array_unref);
  g_free (operation);
}

static GTask *
start (gpointer             tag,
       const char          *application,
       const char          *connection,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Operation *operation = g_new0 (Operation, 1);

  g_task_set_source_tag (task, tag);
  operation->application = g_strdup (application);
  operation->connection = g_strdup (connection);
  g_task_set_task_data (task, operation, (GDestroyNotify) operation_free);

  return task;
}

static void
return_locked (GTask *task)
{
  g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED, "%s", _("The keyring is locked."));
}

static void read_next (GTask *task);

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  RosterCredentials *credentials = roster_secret_store_read_finish (result, &error);
  Operation *operation = g_task_get_task_data (task);

  if (credentials != NULL)
    {
      g_task_return_pointer (task, credentials, (GDestroyNotify) roster_credentials_unref);
      return;
    }

  if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_FAILED))
    operation->damaged = TRUE;
  else if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED))
    operation->locked = TRUE;
  else
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  read_next (task);
}

static void
read_next (GTask *task)
{
  Operation *operation = g_task_get_task_data (task);

  while (operation->next < operation->items->len)
    {
      SecretRetrievable *item = g_ptr_array_index (operation->items, operation->next++);

      if (roster_secret_item_is_locked (item))
        {
          operation->locked = TRUE;
          continue;
        }
      if (roster_secret_item_judge (item) != ROSTER_CONNECTION_SOUND)
        {
          operation->damaged = TRUE;
          continue;
        }

      roster_secret_store_read_async (item, g_task_get_cancellable (task), on_read, g_object_ref (task));
      return;
    }

  if (operation->locked)
    return_locked (task);
  else if (operation->damaged)
    g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_FAILED, "%s",
                             _("What the keyring holds for this connection is damaged. Sign in again."));
  else
    g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND, "%s",
                             _("The keyring holds nothing for this connection any more. Sign in again."));
}

static void
on_searched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Operation *operation = g_task_get_task_data (task);

  operation->items = roster_secret_store_search_finish (result, &operation->locked, &error);
  if (operation->items == NULL)
    g_task_return_error (task, error);
  else
    read_next (task);
}

/**
 * roster_secret_lookup_async:
 * @application: whose items
 * @connection: the ID of a connection
 * @cancellable: (nullable): cancels it
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Gets the credentials of a connection, without asking the user for anything.
 */
void
roster_secret_lookup_async (const char          *application,
                            const char          *connection,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = start (roster_secret_lookup_async, application, connection, cancellable, callback, user_data);

  roster_secret_store_search_async (application, connection, FALSE, cancellable, on_searched, task);
}

/**
 * roster_secret_lookup_finish:
 * @result: a result
 * @error: return location for an error
 *
 * Errors: %ROSTER_ERROR_KEYRING_LOCKED, %ROSTER_ERROR_KEYRING_MISSING, %ROSTER_ERROR_NOT_FOUND, %ROSTER_ERROR_FAILED when what is stored is
 * damaged.
 *
 * Returns: (transfer full): the credentials, or %NULL with @error set
 */
RosterCredentials *
roster_secret_lookup_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_erasure_checked (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gboolean locked = FALSE;
  g_autoptr (GPtrArray) items = roster_secret_store_search_finish (result, &locked, &error);

  if (items == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  for (guint i = 0; i < items->len; i++)
    {
      if (roster_secret_item_is_locked (g_ptr_array_index (items, i)))
        {
          return_locked (task);
          return;
        }
      if (roster_secret_item_judge (g_ptr_array_index (items, i)) == ROSTER_CONNECTION_SOUND)
        {
          g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_FAILED, "%s", _("The keyring still holds the token of this connection."));
          return;
        }
    }

  g_task_return_boolean (task, TRUE);
}

static void
on_removed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Operation *operation = g_task_get_task_data (task);

  if (!roster_secret_store_remove_finish (result, &error))
    g_task_return_error (task, error);
  else if (operation->connection == NULL)
    g_task_return_boolean (task, TRUE);
  else
    roster_secret_store_search_async (operation->application, operation->connection, FALSE, g_task_get_cancellable (task),
                                      on_erasure_checked, g_object_ref (task));
}

/**
 * roster_secret_erase_async:
 * @application: whose items
 * @connection: (nullable): the ID of a connection, if it is known
 * @item: (nullable): the one item to remove, when it is damaged
 * @cancellable: (nullable): cancels it
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Removes what is stored for a connection, and looks whether it is gone.
 */
void
roster_secret_erase_async (const char          *application,
                           const char          *connection,
                           SecretRetrievable   *item,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = start (roster_secret_erase_async, application, connection, cancellable, callback, user_data);

  roster_secret_store_remove_async (application, connection, item, cancellable, on_removed, task);
}

/**
 * roster_secret_erase_finish:
 * @result: a result
 * @error: return location for an error
 *
 * Errors: %ROSTER_ERROR_KEYRING_LOCKED, %ROSTER_ERROR_KEYRING_MISSING, %ROSTER_ERROR_FAILED.
 *
 * Returns: whether no usable secret of the connection is left
 */
gboolean
roster_secret_erase_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
