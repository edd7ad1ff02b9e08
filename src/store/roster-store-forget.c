/* roster-store-forget.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-forget.h"

#include <glib/gstdio.h>

#include "roster-store-open.h"
#include "roster-store-private.h"
#include "roster-store-schema.h"

/* Every table but one has the number of a centre in its rows. */
static gboolean
remove_center (RosterStoreDb  *db,
               gint64          center,
               GError        **error)
{
  guint n_tables;
  const RosterStoreTable *tables = roster_store_schema_get_tables (&n_tables);

  for (guint i = 0; i < n_tables; i++)
    {
      gboolean itself = g_str_equal (tables[i].name, "center");
      g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE %s = %" G_GINT64_FORMAT, tables[i].name, itself ? "id" : "center", center);

      if (!roster_store_db_exec (db, sql, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
remove_centers (RosterStoreDb  *db,
                const char     *connection,
                const char     *bc_id,
                GError        **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GArray) centers = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = roster_store_db_prepare (db, "SELECT id FROM center WHERE connection = ?1 AND (?2 IS NULL OR bc = ?2)", &failure, "ss",
                                                     connection, bc_id);

  while (roster_store_db_step (db, statement, &failure))
    {
      gint64 center = sqlite3_column_int64 (statement, 0);

      g_array_append_val (centers, center);
    }
  for (guint i = 0; i < centers->len && failure == NULL; i++)
    remove_center (db, g_array_index (centers, gint64, i), &failure);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

/* Damaged databases that were set aside hold all Business Centers, and cannot be told to let go of one. What could be read of them was kept. */
static gboolean
remove_set_aside (RosterStoreDb  *db,
                  GError        **error)
{
  const char *path = sqlite3_db_filename (db->handle, "main");
  g_autofree char *prefix = path != NULL && *path != '\0' ? g_strconcat (path, ROSTER_STORE_DAMAGED_SUFFIX, NULL) : NULL;
  g_autofree char *folder = prefix != NULL ? g_path_get_dirname (path) : NULL;
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  gboolean removed = TRUE;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *aside = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (aside, prefix) && g_unlink (aside) != 0)
        removed = FALSE;
    }
  if (!removed)
    g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_STORE_READ_ONLY, "A damaged database cannot be deleted from %s", folder);

  return removed;
}

/**
 * roster_store_forget:
 * @db: the database
 * @connection: whose data
 * @bc_id: (nullable): of which Business Center; %NULL for all of them
 * @error: why it could not be removed
 *
 * Removes everything of a connection. What is deleted is overwritten with zeros; making the file smaller after that, and emptying the log,
 * may fail without harm. Databases that were set aside go as a whole. Where @db only stands in for a file, what is in that file stays, and this fails.
 *
 * Returns: whether it is gone
 */
gboolean
roster_store_forget (RosterStoreDb  *db,
                     const char     *connection,
                     const char     *bc_id,
                     GError        **error)
{
  gboolean removed;

  if (!roster_store_db_exec (db, "PRAGMA secure_delete = ON", error) || !roster_store_db_begin (db, ROSTER_STORE_SURVIVES_POWER_CUT, error))
    return FALSE;

  removed = remove_centers (db, connection, bc_id, error);
  removed = roster_store_db_end (db, removed, error);
  g_hash_table_remove_all (db->texts);
  roster_store_db_exec (db, "PRAGMA secure_delete = FAST", NULL);
  if (!removed)
    return FALSE;

  roster_store_db_exec (db, "VACUUM", NULL);
  roster_store_db_exec (db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL);

  if (db->stands_in == NULL)
    return remove_set_aside (db, error);

  g_propagate_error (error, g_error_copy (db->stands_in));

  return FALSE;
}

/* What was forgotten. Whoever still holds a centre of that may be about to write into it: it must not come back by that. A centre that is made
 * afterwards, because somebody signs in again, is another one. Centres are made anywhere, things are forgotten on the store's thread. */

struct _RosterStoreForgotten
{
  GMutex mutex;
  guint n_centers;
  GHashTable *until; /* connection and Business Center, or connection → how many centres had been made when it was forgotten */
};

/**
 * roster_store_forgotten_new:
 *
 * Returns: (transfer full): nothing forgotten yet
 */
RosterStoreForgotten *
roster_store_forgotten_new (void)
{
  RosterStoreForgotten *self = g_new0 (RosterStoreForgotten, 1);

  g_mutex_init (&self->mutex);
  self->until = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * roster_store_forgotten_free:
 * @self: (transfer full): what was forgotten
 */
void
roster_store_forgotten_free (RosterStoreForgotten *self)
{
  g_hash_table_unref (self->until);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * roster_store_forgotten_count:
 * @self: what was forgotten
 * @one_more: whether a centre is being made
 *
 * Returns: how many centres were made so far, with that one: its number
 */
guint
roster_store_forgotten_count (RosterStoreForgotten *self,
                              gboolean              one_more)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->n_centers += one_more ? 1 : 0;

  return self->n_centers;
}

static char *
dup_key (const char *connection,
         const char *bc_id)
{
  return g_strconcat (connection, "\n", bc_id, NULL);
}

/**
 * roster_store_forgotten_add:
 * @self: what was forgotten
 * @connection: whose data was
 * @bc_id: (nullable): of which Business Center; %NULL for all of them
 * @n_centers: how many centres had been made when that was asked for
 *
 * Makes those of these centres void that it was about.
 */
void
roster_store_forgotten_add (RosterStoreForgotten *self,
                            const char           *connection,
                            const char           *bc_id,
                            guint                 n_centers)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_hash_table_replace (self->until, dup_key (connection, bc_id), GUINT_TO_POINTER (n_centers));
}

/**
 * roster_store_forgotten_has:
 * @self: what was forgotten
 * @connection: a connection
 * @bc_id: a Business Center
 * @number: the number of their centre
 *
 * Returns: whether that was forgotten after the centre had been made
 */
gboolean
roster_store_forgotten_has (RosterStoreForgotten *self,
                            const char           *connection,
                            const char           *bc_id,
                            guint                 number)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autofree char *one = dup_key (connection, bc_id);
  g_autofree char *all = dup_key (connection, NULL);

  return number <= GPOINTER_TO_UINT (g_hash_table_lookup (self->until, one)) || number <= GPOINTER_TO_UINT (g_hash_table_lookup (self->until, all));
}

typedef struct
{
  RosterStore *store; /* the task's source */
  char *connection;
  guint n_centers;
} Forgetting;

static void
forgetting_free (gpointer data)
{
  Forgetting *forgetting = data;

  g_free (forgetting->connection);
  g_free (forgetting);
}

static gpointer
do_forget (RosterStoreDb      *db,
           RosterStoreCenter  *center,
           gpointer            data,
           GError            **error)
{
  const Forgetting *forgetting = data;

  if (!roster_store_forget (db, forgetting->connection, NULL, error))
    return NULL;

  roster_store_forgotten_add (roster_store_get_forgotten (forgetting->store), forgetting->connection, NULL, forgetting->n_centers);

  return ROSTER_STORE_OK;
}

/**
 * roster_store_forget_connection_async:
 * @self: the store
 * @connection: the connection's ID
 * @callback: called when it is so
 * @user_data: passed to @callback
 *
 * Removes everything that is held for a connection, of all its Business Centers, from the disk as well.
 */
void
roster_store_forget_connection_async (RosterStore         *self,
                                      const char          *connection,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  Forgetting *forgetting;

  g_return_if_fail (ROSTER_IS_STORE (self) && connection != NULL);

  forgetting = g_new0 (Forgetting, 1);
  forgetting->store = self;
  forgetting->connection = g_strdup (connection);
  forgetting->n_centers = roster_store_forgotten_count (roster_store_get_forgotten (self), FALSE);
  roster_store_run (self, self, roster_store_forget_connection_async, do_forget, forgetting, forgetting_free, NULL, NULL, callback,
                    user_data);
}

/**
 * roster_store_forget_connection_finish:
 * @self: the store
 * @result: what the callback was given
 * @error: why it could not be removed
 *
 * Returns: whether it is gone
 */
gboolean
roster_store_forget_connection_finish (RosterStore   *self,
                                       GAsyncResult  *result,
                                       GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_forget_connection_async), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
