/* roster-store-notes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-notes.h"

#include "roster-store-private.h"

/* Two small tables by name: findings that were dismissed, and what else there is to note. */

typedef struct
{
  char *name;
  char *value; /* (nullable): none */
  gint64 now;
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_free (note->name);
  g_free (note->value);
  g_free (note);
}

static gboolean
end_write (RosterStoreDb  *db,
           sqlite3_stmt   *statement,
           GError        **error)
{
  gboolean written = roster_store_db_run (db, statement, error);

  return roster_store_db_end (db, written, error);
}

static gpointer
do_dismiss (RosterStoreDb      *db,
            RosterStoreCenter  *center,
            gpointer            data,
            GError            **error)
{
  const Note *note = data;
  sqlite3_stmt *statement = NULL;
  gint64 id;

  if (!roster_store_db_begin (db, ROSTER_STORE_SURVIVES_KILL, error))
    return NULL;

  id = roster_store_center_find (center, db, TRUE, error);
  if (id > 0 && note->value != NULL)
    statement = roster_store_db_prepare (db, "INSERT INTO dismissed (center, finding, dismissed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", error, "isi",
                                         id, note->name, note->now);
  else if (id > 0)
    statement = roster_store_db_prepare (db, "DELETE FROM dismissed WHERE center = ? AND finding = ?", error, "is", id, note->name);

  return end_write (db, statement, error) ? ROSTER_STORE_OK : NULL;
}

static gpointer
do_note (RosterStoreDb      *db,
         RosterStoreCenter  *center,
         gpointer            data,
         GError            **error)
{
  const Note *note = data;
  sqlite3_stmt *statement = NULL;
  gint64 id;

  if (!roster_store_db_begin (db, ROSTER_STORE_SURVIVES_KILL, error))
    return NULL;

  id = roster_store_center_find (center, db, TRUE, error);
  if (id > 0 && note->value != NULL)
    statement = roster_store_db_prepare (db, "INSERT OR REPLACE INTO note (center, name, value) VALUES (?, ?, ?)", error, "iss", id, note->name,
                                         note->value);
  else if (id > 0)
    statement = roster_store_db_prepare (db, "DELETE FROM note WHERE center = ? AND name = ?", error, "is", id, note->name);

  return end_write (db, statement, error) ? ROSTER_STORE_OK : NULL;
}

static gpointer
list_dismissed (RosterStoreDb      *db,
                RosterStoreCenter  *center,
                gpointer            data,
                GError            **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GHashTable) findings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 id = roster_store_center_find (center, db, FALSE, &failure);
  sqlite3_stmt *statement = NULL;

  if (id > 0)
    statement = roster_store_db_prepare (db, "SELECT finding FROM dismissed WHERE center = ?", &failure, "i", id);
  while (failure == NULL && roster_store_db_step (db, statement, &failure))
    {
      char *finding = roster_store_db_dup_text (statement, 0);

      if (finding != NULL)
        g_hash_table_add (findings, finding);
    }
  if (failure == NULL)
    return g_steal_pointer (&findings);

  g_propagate_error (error, g_steal_pointer (&failure));

  return NULL;
}

static gpointer
list_notes (RosterStoreDb      *db,
            RosterStoreCenter  *center,
            gpointer            data,
            GError            **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GHashTable) notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gint64 id = roster_store_center_find (center, db, FALSE, &failure);
  sqlite3_stmt *statement = NULL;

  if (id > 0)
    statement = roster_store_db_prepare (db, "SELECT name, value FROM note WHERE center = ?", &failure, "i", id);
  while (failure == NULL && roster_store_db_step (db, statement, &failure))
    {
      g_autofree char *name = roster_store_db_dup_text (statement, 0);
      g_autofree char *value = roster_store_db_dup_text (statement, 1);

      if (name != NULL && value != NULL)
        g_hash_table_insert (notes, g_steal_pointer (&name), g_steal_pointer (&value));
    }
  if (failure == NULL)
    return g_steal_pointer (&notes);

  g_propagate_error (error, g_steal_pointer (&failure));

  return NULL;
}

static gpointer
list_notes_of (RosterStoreDb      *db,
               RosterStoreCenter  *center,
               gpointer            data,
               GError            **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GHashTable) by_center = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  sqlite3_stmt *statement = roster_store_db_prepare (db, "SELECT bc, name, value FROM center JOIN note ON note.center = center.id WHERE connection = ?",
                                                     &failure, "s", data);

  while (failure == NULL && roster_store_db_step (db, statement, &failure))
    {
      g_autofree char *bc_id = roster_store_db_dup_text (statement, 0);
      g_autofree char *name = roster_store_db_dup_text (statement, 1);
      g_autofree char *value = roster_store_db_dup_text (statement, 2);
      GHashTable *notes;

      if (bc_id == NULL || name == NULL || value == NULL)
        continue;

      notes = g_hash_table_lookup (by_center, bc_id);
      if (notes == NULL)
        {
          notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
          g_hash_table_insert (by_center, g_steal_pointer (&bc_id), notes);
        }
      g_hash_table_insert (notes, g_steal_pointer (&name), g_steal_pointer (&value));
    }
  if (failure == NULL)
    return g_steal_pointer (&by_center);

  g_propagate_error (error, g_steal_pointer (&failure));

  return NULL;
}

static void
run_write (RosterStoreCenter   *center,
           gpointer             tag,
           RosterStoreFunc      func,
           const char          *name,
           const char          *value,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  RosterStore *store = roster_store_center_get_store (center);
  Note *note = g_new0 (Note, 1);

  note->name = g_strdup (name);
  note->value = g_strdup (value);
  note->now = roster_store_get_now (store);
  roster_store_run (store, center, tag, func, note, note_free, NULL, NULL, callback, user_data);
}

/**
 * roster_store_dismissed_set_async:
 * @center: whose finding
 * @finding: the caller's key for it
 * @dismissed: whether it is not to be shown again
 * @callback: called when it is written down
 * @user_data: passed to @callback
 *
 * Dismisses a finding, or brings it back.
 */
void
roster_store_dismissed_set_async (RosterStoreCenter   *center,
                                  const char          *finding,
                                  gboolean             dismissed,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_STORE_CENTER (center) && finding != NULL);

  run_write (center, roster_store_dismissed_set_async, do_dismiss, finding, dismissed ? "" : NULL, callback, user_data);
}

/**
 * roster_store_dismissed_set_finish:
 * @center: whose finding
 * @result: what the callback was given
 * @error: why it could not be written down
 *
 * Returns: whether it is written down
 */
gboolean
roster_store_dismissed_set_finish (RosterStoreCenter  *center,
                                   GAsyncResult       *result,
                                   GError            **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_dismissed_set_async), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/**
 * roster_store_dismissed_list_async:
 * @center: whose findings
 * @cancellable: (nullable): drops the answer
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Lists the findings that were dismissed.
 */
void
roster_store_dismissed_list_async (RosterStoreCenter   *center,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_STORE_CENTER (center));

  roster_store_run (roster_store_center_get_store (center), center, roster_store_dismissed_list_async, list_dismissed, NULL, NULL,
                    (GDestroyNotify) g_hash_table_unref, cancellable, callback, user_data);
}

/**
 * roster_store_dismissed_list_finish:
 * @center: whose findings
 * @result: what the callback was given
 * @error: why they could not be read
 *
 * Returns: (transfer full) (nullable) (element-type utf8 utf8): a set of keys
 */
GHashTable *
roster_store_dismissed_list_finish (RosterStoreCenter  *center,
                                    GAsyncResult       *result,
                                    GError            **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_dismissed_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * roster_store_notes_set_async:
 * @center: what it is about
 * @name: the note's name
 * @value: (nullable): what to note; %NULL removes the note
 * @callback: called when it is written down
 * @user_data: passed to @callback
 *
 * Notes something small.
 */
void
roster_store_notes_set_async (RosterStoreCenter   *center,
                              const char          *name,
                              const char          *value,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_STORE_CENTER (center) && name != NULL);

  run_write (center, roster_store_notes_set_async, do_note, name, value, callback, user_data);
}

/**
 * roster_store_notes_set_finish:
 * @center: what it is about
 * @result: what the callback was given
 * @error: why it could not be written down
 *
 * Returns: whether it is written down
 */
gboolean
roster_store_notes_set_finish (RosterStoreCenter  *center,
                               GAsyncResult       *result,
                               GError            **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_notes_set_async), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/**
 * roster_store_notes_list_async:
 * @center: what they are about
 * @cancellable: (nullable): drops the answer
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Reads all notes.
 */
void
roster_store_notes_list_async (RosterStoreCenter   *center,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_STORE_CENTER (center));

  roster_store_run (roster_store_center_get_store (center), center, roster_store_notes_list_async, list_notes, NULL, NULL,
                    (GDestroyNotify) g_hash_table_unref, cancellable, callback, user_data);
}

/**
 * roster_store_notes_list_finish:
 * @center: what they are about
 * @result: what the callback was given
 * @error: why they could not be read
 *
 * Returns: (transfer full) (nullable) (element-type utf8 utf8): the notes by their names
 */
GHashTable *
roster_store_notes_list_finish (RosterStoreCenter  *center,
                                GAsyncResult       *result,
                                GError            **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_notes_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * roster_store_notes_of_async:
 * @store: the store
 * @connection: the connection's ID
 * @cancellable: (nullable): drops the answer
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Reads all notes about all Business Centers that were seen through a connection: which those are is known in this way, too.
 */
void
roster_store_notes_of_async (RosterStore         *store,
                             const char          *connection,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_STORE (store) && connection != NULL);

  roster_store_run (store, store, roster_store_notes_of_async, list_notes_of, g_strdup (connection), g_free,
                    (GDestroyNotify) g_hash_table_unref, cancellable, callback, user_data);
}

/**
 * roster_store_notes_of_finish:
 * @store: the store
 * @result: what the callback was given
 * @error: why they could not be read
 *
 * Returns: (transfer full) (nullable) (element-type utf8 GHashTable): the ID of a Business Center to its notes by their names
 */
GHashTable *
roster_store_notes_of_finish (RosterStore   *store,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_notes_of_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
