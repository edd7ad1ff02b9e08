/* roster-store-queue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-queue.h"

#include "roster-store-private.h"

/* What waits for an acceptance. */

typedef struct
{
  GPtrArray *grants;
  gint64 now;
} Batch;

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_ptr_array_unref (batch->grants);
  g_free (batch);
}

static Batch *
batch_new (RosterStoreCenter *center,
           GPtrArray         *grants)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->grants = g_ptr_array_ref (grants);
  batch->now = roster_store_get_now (roster_store_center_get_store (center));

  return batch;
}

/**
 * roster_queued_grant_new:
 * @kind: what sort of write it is going to be
 * @subject: the key of who waits
 * @object: (nullable): the key of what is going to be given
 * @value: (nullable): the level, role or the like
 *
 * Returns: (transfer full): a grant to queue
 */
RosterQueuedGrant *
roster_queued_grant_new (const char *kind,
                         const char *subject,
                         const char *object,
                         const char *value)
{
  RosterQueuedGrant *self;

  g_return_val_if_fail (kind != NULL && subject != NULL, NULL);

  self = g_new0 (RosterQueuedGrant, 1);
  self->kind = g_strdup (kind);
  self->subject = g_strdup (subject);
  self->object = g_strdup (object);
  self->value = g_strdup (value);

  return self;
}

/**
 * roster_queued_grant_free:
 * @self: (transfer full): a grant
 */
void
roster_queued_grant_free (RosterQueuedGrant *self)
{
  g_free (self->kind);
  g_free (self->subject);
  g_free (self->object);
  g_free (self->value);
  g_free (self);
}

static gpointer
do_add (RosterStoreDb      *db,
        RosterStoreCenter  *center,
        gpointer            data,
        GError            **error)
{
  const Batch *batch = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 center_id;
  gboolean added;

  if (!roster_store_db_begin (db, ROSTER_STORE_SURVIVES_POWER_CUT, error))
    return NULL;

  center_id = roster_store_center_find (center, db, TRUE, error);
  added = center_id > 0;
  for (guint i = 0; i < batch->grants->len && added; i++)
    {
      const RosterQueuedGrant *grant = g_ptr_array_index (batch->grants, i);
      gint64 id;

      added = roster_store_db_run (db, roster_store_db_prepare (db, "INSERT INTO queued (center, added, kind, subject, object, value)"
                                                                    " VALUES (?, ?, ?, ?, ?, ?)",
                                                                error, "iissss", center_id, batch->now, grant->kind, grant->subject,
                                                                grant->object, grant->value), error);
      id = sqlite3_last_insert_rowid (db->handle);
      g_array_append_val (ids, id);
    }

  return roster_store_db_end (db, added, error) ? g_steal_pointer (&ids) : NULL;
}

/**
 * roster_store_queue_add_async:
 * @center: whose queue
 * @grants: (element-type RosterQueuedGrant): what is going to be given; not to be changed until this has ended
 * @callback: called when they are on the disk
 * @user_data: passed to @callback
 *
 * Queues grants, all or none.
 */
void
roster_store_queue_add_async (RosterStoreCenter   *center,
                              GPtrArray           *grants,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_STORE_CENTER (center) && grants != NULL);

  roster_store_run (roster_store_center_get_store (center), center, roster_store_queue_add_async, do_add, batch_new (center, grants), batch_free,
                    (GDestroyNotify) g_array_unref, NULL, callback, user_data);
}

/**
 * roster_store_queue_add_finish:
 * @center: whose queue
 * @result: what the callback was given
 * @error: why they could not be queued
 *
 * Returns: whether the grants are queued; they have their numbers now
 */
gboolean
roster_store_queue_add_finish (RosterStoreCenter  *center,
                               GAsyncResult       *result,
                               GError            **error)
{
  g_autoptr (GArray) ids = NULL;
  const Batch *batch;

  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_queue_add_async), FALSE);

  batch = g_task_get_task_data (G_TASK (result));
  ids = g_task_propagate_pointer (G_TASK (result), error);
  if (ids == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      RosterQueuedGrant *grant = g_ptr_array_index (batch->grants, i);

      grant->id = g_array_index (ids, gint64, i);
      grant->added_at = batch->now;
    }

  return TRUE;
}

static gpointer
do_list (RosterStoreDb      *db,
         RosterStoreCenter  *center,
         gpointer            data,
         GError            **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_queued_grant_free);
  gint64 center_id = roster_store_center_find (center, db, FALSE, &failure);
  sqlite3_stmt *statement = NULL;

  if (center_id > 0)
    statement = roster_store_db_prepare (db, "SELECT id, added, kind, subject, object, value FROM queued"
                                             " WHERE center = ?1 AND (?2 IS NULL OR subject = ?2) ORDER BY id",
                                         &failure, "is", center_id, data);
  while (failure == NULL && roster_store_db_step (db, statement, &failure))
    {
      RosterQueuedGrant *grant = g_new0 (RosterQueuedGrant, 1);

      grant->id = sqlite3_column_int64 (statement, 0);
      grant->added_at = sqlite3_column_int64 (statement, 1);
      grant->kind = roster_store_db_dup_text (statement, 2);
      grant->subject = roster_store_db_dup_text (statement, 3);
      grant->object = roster_store_db_dup_text (statement, 4);
      grant->value = roster_store_db_dup_text (statement, 5);
      g_ptr_array_add (grants, grant);
    }
  if (failure == NULL)
    return g_steal_pointer (&grants);

  g_propagate_error (error, g_steal_pointer (&failure));

  return NULL;
}

/**
 * roster_store_queue_list_async:
 * @center: whose queue
 * @subject: (nullable): only what this one waits for; %NULL for all
 * @cancellable: (nullable): drops the answer
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Lists what is queued, in the order in which it was added.
 */
void
roster_store_queue_list_async (RosterStoreCenter   *center,
                               const char          *subject,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_STORE_CENTER (center));

  roster_store_run (roster_store_center_get_store (center), center, roster_store_queue_list_async, do_list, g_strdup (subject), g_free,
                    (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * roster_store_queue_list_finish:
 * @center: whose queue
 * @result: what the callback was given
 * @error: why they could not be read
 *
 * Returns: (transfer full) (nullable) (element-type RosterQueuedGrant): the grants
 */
GPtrArray *
roster_store_queue_list_finish (RosterStoreCenter  *center,
                                GAsyncResult       *result,
                                GError            **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_queue_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
do_remove (RosterStoreDb      *db,
           RosterStoreCenter  *center,
           gpointer            data,
           GError            **error)
{
  const Batch *batch = data;
  gint64 center_id;
  gboolean removed;

  if (!roster_store_db_begin (db, ROSTER_STORE_SURVIVES_POWER_CUT, error))
    return NULL;

  center_id = roster_store_center_find (center, db, TRUE, error);
  removed = center_id > 0;
  for (guint i = 0; i < batch->grants->len && removed; i++)
    {
      const RosterQueuedGrant *grant = g_ptr_array_index (batch->grants, i);

      removed = roster_store_db_run (db, roster_store_db_prepare (db, "DELETE FROM queued WHERE center = ? AND id = ?", error, "ii", center_id,
                                                                  grant->id), error);
    }

  return roster_store_db_end (db, removed, error) ? ROSTER_STORE_OK : NULL;
}

/**
 * roster_store_queue_remove_async:
 * @center: whose queue
 * @grants: (element-type RosterQueuedGrant): grants that were queued; those that are not any more are passed over
 * @callback: called when they are gone
 * @user_data: passed to @callback
 *
 * Takes grants from the queue, all or none: because they are in the journal now, or not wanted any more.
 */
void
roster_store_queue_remove_async (RosterStoreCenter   *center,
                                 GPtrArray           *grants,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_STORE_CENTER (center) && grants != NULL);

  roster_store_run (roster_store_center_get_store (center), center, roster_store_queue_remove_async, do_remove, batch_new (center, grants),
                    batch_free, NULL, NULL, callback, user_data);
}

/**
 * roster_store_queue_remove_finish:
 * @center: whose queue
 * @result: what the callback was given
 * @error: why they could not be removed
 *
 * Returns: whether they are gone
 */
gboolean
roster_store_queue_remove_finish (RosterStoreCenter  *center,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_queue_remove_async), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
