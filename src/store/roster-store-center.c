/* roster-store-center.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-private.h"

#include "roster-error.h"

/* Never changes once it is made, so the store's thread may read it as well. */
struct _RosterStoreCenter
{
  GObject parent_instance;

  RosterStore *store;
  char *connection;
  char *bc_id;
  guint number; /* counted by the store */
};

G_DEFINE_FINAL_TYPE (RosterStoreCenter, roster_store_center, G_TYPE_OBJECT)

static void
roster_store_center_finalize (GObject *object)
{
  RosterStoreCenter *self = ROSTER_STORE_CENTER (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->connection, g_free);
  g_clear_pointer (&self->bc_id, g_free);

  G_OBJECT_CLASS (roster_store_center_parent_class)->finalize (object);
}

static void
roster_store_center_class_init (RosterStoreCenterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_store_center_finalize;
}

static void
roster_store_center_init (RosterStoreCenter *self)
{
}

/**
 * roster_store_center_new:
 * @store: the store
 * @connection: whose view it is: the connection's ID
 * @bc_id: the ID of the Business Center
 *
 * Returns: (transfer full): the key to what @store holds of it
 */
RosterStoreCenter *
roster_store_center_new (RosterStore *store,
                         const char  *connection,
                         const char  *bc_id)
{
  RosterStoreCenter *self;

  g_return_val_if_fail (ROSTER_IS_STORE (store) && connection != NULL && bc_id != NULL, NULL);

  self = g_object_new (ROSTER_TYPE_STORE_CENTER, NULL);
  self->store = g_object_ref (store);
  self->connection = g_strdup (connection);
  self->bc_id = g_strdup (bc_id);
  self->number = roster_store_forgotten_count (roster_store_get_forgotten (store), TRUE);

  return self;
}

/**
 * roster_store_center_get_store:
 * @self: the centre
 *
 * Returns: (transfer none): the store
 */
RosterStore *
roster_store_center_get_store (RosterStoreCenter *self)
{
  g_return_val_if_fail (ROSTER_IS_STORE_CENTER (self), NULL);

  return self->store;
}

/**
 * roster_store_center_get_connection:
 * @self: the centre
 *
 * Returns: (transfer none): the connection's ID
 */
const char *
roster_store_center_get_connection (RosterStoreCenter *self)
{
  g_return_val_if_fail (ROSTER_IS_STORE_CENTER (self), NULL);

  return self->connection;
}

/**
 * roster_store_center_get_bc_id:
 * @self: the centre
 *
 * Returns: (transfer none): the ID of the Business Center
 */
const char *
roster_store_center_get_bc_id (RosterStoreCenter *self)
{
  g_return_val_if_fail (ROSTER_IS_STORE_CENTER (self), NULL);

  return self->bc_id;
}

/**
 * roster_store_center_find:
 * @self: a Business Center of a connection
 * @db: the database, on the store's thread
 * @create: whether to give it a number when it has none
 * @error: return location for an error; %ROSTER_ERROR_NOT_FOUND where it was forgotten
 *
 * Returns: its number; 0 where it has none and @create is %FALSE, -1 after an error
 */
gint64
roster_store_center_find (RosterStoreCenter  *self,
                          RosterStoreDb      *db,
                          gboolean            create,
                          GError            **error)
{
  gint64 id;

  if (create && roster_store_forgotten_has (roster_store_get_forgotten (self->store), self->connection, self->bc_id, self->number))
    {
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND, "It was forgotten");
      return -1;
    }

  id = roster_store_db_number (db, roster_store_db_prepare (db, "SELECT id FROM center WHERE connection = ? AND bc = ?", error, "ss",
                                                            self->connection, self->bc_id), 0, error);

  if (id != 0 || !create)
    return id;

  if (!roster_store_db_run (db, roster_store_db_prepare (db, "INSERT INTO center (connection, bc) VALUES (?, ?)", error, "ss", self->connection,
                                                         self->bc_id), error))
    return -1;

  return sqlite3_last_insert_rowid (db->handle);
}

static gpointer
do_forget (RosterStoreDb      *db,
           RosterStoreCenter  *center,
           gpointer            data,
           GError            **error)
{
  const guint *n_centers = data;

  if (!roster_store_forget (db, center->connection, center->bc_id, error))
    return NULL;

  roster_store_forgotten_add (roster_store_get_forgotten (center->store), center->connection, center->bc_id, *n_centers);

  return ROSTER_STORE_OK;
}

/**
 * roster_store_center_forget_async:
 * @self: the centre
 * @callback: called when it is so
 * @user_data: passed to @callback
 *
 * Removes everything that is held for this connection and Business Center, from the disk as well: what it held is overwritten. Whoever still
 * has a centre of it writes nothing any more.
 */
void
roster_store_center_forget_async (RosterStoreCenter   *self,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  guint n_centers;

  g_return_if_fail (ROSTER_IS_STORE_CENTER (self));

  n_centers = roster_store_forgotten_count (roster_store_get_forgotten (self->store), FALSE);
  roster_store_run (self->store, self, roster_store_center_forget_async, do_forget, g_memdup2 (&n_centers, sizeof n_centers), g_free, NULL, NULL,
                    callback, user_data);
}

/**
 * roster_store_center_forget_finish:
 * @self: the centre
 * @result: what the callback was given
 * @error: why it could not be removed
 *
 * Returns: whether it is gone
 */
gboolean
roster_store_center_forget_finish (RosterStoreCenter  *self,
                                   GAsyncResult       *result,
                                   GError            **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_center_forget_async), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
