/* roster-keyring.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-keyring-private.h"

#include <glib/gi18n.h>

#include "roster-connection-list.h"
#include "roster-error.h"
#include "roster-secret-item.h"
#include "roster-secret-store.h"

/* The connections of the user, and the way to their secrets: in the system's keyring, one item each, or for this session only in memory,
 * when there is no keyring or the user does not want to unlock it. The list is what was found, not what should be there: an item that is
 * damaged or from a newer version of the program is in it and says so, and is never thrown away unasked.
 *
 * Nothing here blocks. Cancelling an operation drops its answer; what it already changed in the keyring stays changed. */

G_DEFINE_FINAL_TYPE (RosterKeyring, roster_keyring, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (RosterKeyringState, roster_keyring_state,
                    G_DEFINE_ENUM_VALUE (ROSTER_KEYRING_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (ROSTER_KEYRING_AVAILABLE, "available"),
                    G_DEFINE_ENUM_VALUE (ROSTER_KEYRING_LOCKED, "locked"),
                    G_DEFINE_ENUM_VALUE (ROSTER_KEYRING_MISSING, "missing"))

typedef enum
{
  PROP_APPLICATION = 1,
  PROP_STATE,
  PROP_CONNECTIONS,
} RosterKeyringProperty;

static GParamSpec *properties[PROP_CONNECTIONS + 1];

/**
 * roster_keyring_start: (skip)
 * @self: a keyring
 * @tag: the source tag
 * @connection: (nullable): the task's data
 * @cancellable: (nullable): cancels it
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Returns: (transfer full): a task for an operation
 */
GTask *
roster_keyring_start (RosterKeyring       *self,
                      gpointer             tag,
                      RosterConnection    *connection,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  if (connection != NULL)
    g_task_set_task_data (task, g_object_ref (connection), g_object_unref);

  return task;
}

/**
 * roster_keyring_set_state: (skip)
 * @self: a keyring
 * @state: what the last operation has shown
 */
void
roster_keyring_set_state (RosterKeyring      *self,
                          RosterKeyringState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * roster_keyring_return_error: (skip)
 * @task: the task of an operation
 * @error: (transfer full): why it failed, which may say something about the keyring
 *
 * Returns the task.
 */
void
roster_keyring_return_error (GTask  *task,
                             GError *error)
{
  RosterKeyring *self = g_task_get_source_object (task);

  if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING))
    roster_keyring_set_state (self, ROSTER_KEYRING_MISSING);
  else if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED))
    roster_keyring_set_state (self, ROSTER_KEYRING_LOCKED);

  g_task_return_error (task, error);
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gboolean locked = FALSE;
  g_autoptr (GPtrArray) items = roster_secret_store_search_finish (result, &locked, &error);
  g_autoptr (GHashTable) found = NULL;
  RosterKeyring *self = g_task_get_source_object (task);

  if (items == NULL)
    {
      roster_keyring_return_error (task, g_steal_pointer (&error));
      return;
    }

  found = roster_secret_items_sort_out (items, self->damaged);
  roster_connection_list_update (self->connections, found, self->session, !locked);
  if (locked)
    {
      roster_keyring_return_error (task, g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED, _("The keyring is locked.")));
      return;
    }

  roster_keyring_set_state (self, ROSTER_KEYRING_AVAILABLE);
  g_task_return_boolean (task, TRUE);
}

static void
roster_keyring_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  RosterKeyring *self = ROSTER_KEYRING (object);

  switch ((RosterKeyringProperty) prop_id)
    {
    case PROP_APPLICATION:
      g_value_set_string (value, self->application);
      break;

    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;

    case PROP_CONNECTIONS:
      g_value_set_object (value, self->connections);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_keyring_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  RosterKeyring *self = ROSTER_KEYRING (object);

  switch ((RosterKeyringProperty) prop_id)
    {
    case PROP_APPLICATION:
      self->application = g_value_dup_string (value);
      break;

    case PROP_STATE:
    case PROP_CONNECTIONS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_keyring_finalize (GObject *object)
{
  RosterKeyring *self = ROSTER_KEYRING (object);

  g_clear_pointer (&self->application, g_free);
  g_clear_object (&self->connections);
  g_clear_pointer (&self->session, g_hash_table_unref);
  g_clear_pointer (&self->damaged, g_hash_table_unref);

  G_OBJECT_CLASS (roster_keyring_parent_class)->finalize (object);
}

static void
roster_keyring_class_init (RosterKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_keyring_get_property;
  object_class->set_property = roster_keyring_set_property;
  object_class->finalize = roster_keyring_finalize;

  /**
   * RosterKeyring:application:
   *
   * Whose items these are: the application's ID, so that development builds and tests stay apart.
   */
  properties[PROP_APPLICATION] =
    g_param_spec_string ("application", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterKeyring:state:
   *
   * How the keyring is, as of the last question.
   */
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, ROSTER_TYPE_KEYRING_STATE, ROSTER_KEYRING_UNKNOWN,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterKeyring:connections:
   *
   * All connections, those of this session included, the oldest first after a load.
   */
  properties[PROP_CONNECTIONS] =
    g_param_spec_object ("connections", NULL, NULL, G_TYPE_LIST_MODEL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_keyring_init (RosterKeyring *self)
{
  self->connections = g_list_store_new (ROSTER_TYPE_CONNECTION);
  self->session = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) roster_credentials_unref);
  self->damaged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * roster_keyring_new:
 * @application: the application's ID
 *
 * Makes a keyring that has not asked anything yet: its state is %ROSTER_KEYRING_UNKNOWN until the first load.
 *
 * Returns: (transfer full): a new keyring
 */
RosterKeyring *
roster_keyring_new (const char *application)
{
  g_return_val_if_fail (application != NULL, NULL);

  return g_object_new (ROSTER_TYPE_KEYRING, "application", application, NULL);
}

/**
 * roster_keyring_get_state:
 * @self: the keyring
 *
 * Returns: whether connections can be kept, as far as that is known
 */
RosterKeyringState
roster_keyring_get_state (RosterKeyring *self)
{
  g_return_val_if_fail (ROSTER_IS_KEYRING (self), ROSTER_KEYRING_UNKNOWN);

  return self->state;
}

/**
 * roster_keyring_get_connections:
 * @self: a keyring
 *
 * Returns: (transfer none): a live list of #RosterConnection
 */
GListModel *
roster_keyring_get_connections (RosterKeyring *self)
{
  g_return_val_if_fail (ROSTER_IS_KEYRING (self), NULL);

  return G_LIST_MODEL (self->connections);
}

/**
 * roster_keyring_find:
 * @self: a keyring
 * @app_id: (nullable): the ID of a developer app
 * @core_user_id: (nullable): TikTok's ID of a user
 *
 * Looks for a connection that is already there, so that signing in again renews it instead of making another one.
 *
 * Returns: (transfer none) (nullable): the connection, or %NULL; always %NULL when the user is not known
 */
RosterConnection *
roster_keyring_find (RosterKeyring *self,
                     const char    *app_id,
                     const char    *core_user_id)
{
  guint n;

  g_return_val_if_fail (ROSTER_IS_KEYRING (self), NULL);

  if (core_user_id == NULL || *core_user_id == '\0')
    return NULL;

  n = g_list_model_get_n_items (G_LIST_MODEL (self->connections));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RosterConnection) connection = g_list_model_get_item (G_LIST_MODEL (self->connections), i);

      if (roster_connection_get_problem (connection) != ROSTER_CONNECTION_NEWER &&
          !g_hash_table_contains (self->damaged, roster_connection_get_id (connection)) &&
          g_str_equal (roster_connection_get_app_id (connection), app_id != NULL ? app_id : "") &&
          g_str_equal (roster_connection_get_core_user_id (connection), core_user_id))
        return connection; /* the list holds it */
    }

  return NULL;
}

/**
 * roster_keyring_expect:
 * @self: a keyring
 * @connection: a connection that was there once
 *
 * Lists a connection before the keyring has been asked. The next load brings it up to date, or takes it out again.
 */
void
roster_keyring_expect (RosterKeyring    *self,
                       RosterConnection *connection)
{
  g_return_if_fail (ROSTER_IS_KEYRING (self) && ROSTER_IS_CONNECTION (connection));

  roster_connection_list_put (self->connections, connection);
}

/**
 * roster_keyring_load_async:
 * @self: a keyring
 * @cancellable: (nullable): cancels it
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Brings #RosterKeyring:connections and #RosterKeyring:state up to date. No secret is loaded and the user is not asked for anything.
 */
void
roster_keyring_load_async (RosterKeyring       *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ROSTER_IS_KEYRING (self));

  task = roster_keyring_start (self, roster_keyring_load_async, NULL, cancellable, callback, user_data);
  roster_secret_store_search_async (self->application, NULL, FALSE, cancellable, on_loaded, task);
}

/**
 * roster_keyring_load_finish:
 * @self: a keyring
 * @result: a result
 * @error: return location for an error
 *
 * Errors: %ROSTER_ERROR_KEYRING_MISSING; %ROSTER_ERROR_KEYRING_LOCKED, when what could be seen is in the list all the same.
 *
 * Returns: %TRUE when the list is complete
 */
gboolean
roster_keyring_load_finish (RosterKeyring  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * roster_keyring_unlock_async:
 * @self: a keyring
 * @cancellable: (nullable): cancels it
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Asks the user, by the system's own dialog, to unlock the keyring, and loads the connections.
 */
void
roster_keyring_unlock_async (RosterKeyring       *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ROSTER_IS_KEYRING (self));

  task = roster_keyring_start (self, roster_keyring_unlock_async, NULL, cancellable, callback, user_data);
  roster_secret_store_search_async (self->application, NULL, TRUE, cancellable, on_loaded, task);
}

/**
 * roster_keyring_unlock_finish:
 * @self: a keyring
 * @result: a result
 * @error: return location for an error
 *
 * Errors: as with roster_keyring_load_finish(); still locked when the user closed the dialog.
 *
 * Returns: %TRUE when nothing is locked and the list is complete
 */
gboolean
roster_keyring_unlock_finish (RosterKeyring  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
