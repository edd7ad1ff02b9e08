/* roster-store-forget.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-forget.h"

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

/**
 * roster_store_forget:
 * @db: the database
 * @connection: whose data
 * @bc_id: (nullable): of which Business Center; %NULL for all of them
 * @error: why it could not be removed
 *
 * Removes everything of a connection. What is deleted is overwritten with zeros; making the file smaller after that, and emptying the log,
 * may fail without harm.
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

  return TRUE;
}
