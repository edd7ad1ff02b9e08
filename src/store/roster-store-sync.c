/* roster-store-sync.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-sync.h"

#include "roster-store-past.h"
#include "roster-store-private.h"
#include "roster-store-scope.h"

/* A sync is a row in the database, which is made with the first put. What was so from one sync until another only makes sense if their numbers
 * are in the order in which they wrote: when another sync of the same centre has written in the meantime, this one goes on with a new row. */

/* What the jobs of one sync share. Used on the store's thread, and counted. */
typedef struct
{
  guint generation; /* of the database that the numbers belong to */
  gint64 row;       /* the present one; 0 for none yet */
  GArray *rows;     /* all of them */
  guint n_changes;
  GError *failure;  /* the first one */
} Progress;

struct _RosterStoreSync
{
  GObject parent_instance;

  RosterStoreCenter *center;
  Progress *progress;
  gboolean ended;
};

G_DEFINE_FINAL_TYPE (RosterStoreSync, roster_store_sync, G_TYPE_OBJECT)

/* One put. */
typedef struct
{
  Progress *progress;
  RosterFactScope *scope;
  GPtrArray *facts;
  gint64 now;
} Put;

static void
progress_clear (gpointer data)
{
  Progress *progress = data;

  g_clear_pointer (&progress->rows, g_array_unref);
  g_clear_error (&progress->failure);
}

static void
progress_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, progress_clear);
}

static void
put_free (gpointer data)
{
  Put *put = data;

  progress_unref (put->progress);
  g_clear_pointer (&put->scope, roster_fact_scope_free);
  g_clear_pointer (&put->facts, g_ptr_array_unref);
  g_free (put);
}

static gboolean
find_row (RosterStoreDb  *db,
          gint64          center,
          const Put      *put,
          gint64         *row,
          GError        **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 latest = roster_store_db_number (db, roster_store_db_prepare (db, "SELECT max(id) FROM sync WHERE center = ?", &failure, "i", center), 0,
                                          &failure);

  if (failure == NULL && put->progress->row != 0 && latest == put->progress->row)
    {
      *row = latest;
      return TRUE;
    }

  if (failure == NULL)
    roster_store_db_run (db, roster_store_db_prepare (db, "INSERT INTO sync (center, started) VALUES (?, ?)", &failure, "ii", center, put->now),
                         &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  *row = sqlite3_last_insert_rowid (db->handle);

  return TRUE;
}

static gpointer
do_put (RosterStoreDb      *db,
        RosterStoreCenter  *center,
        gpointer            data,
        GError            **error)
{
  Put *put = data;
  Progress *progress = put->progress;
  g_autoptr (GError) failure = NULL;
  gint64 center_id;
  gint64 row = 0;
  guint n_changes = 0;
  gboolean written;

  if (progress->generation != db->generation)
    {
      progress->generation = db->generation;
      progress->row = 0;
      g_array_set_size (progress->rows, 0);
    }

  written = roster_store_db_begin (db, ROSTER_STORE_SURVIVES_KILL, &failure);
  if (written)
    {
      center_id = roster_store_center_find (center, db, TRUE, &failure);
      written = center_id > 0 && find_row (db, center_id, put, &row, &failure) &&
                roster_store_scope_write (db, center_id, row, put->scope, put->facts, &n_changes, &failure);
      written = roster_store_db_end (db, written, &failure);
    }

  if (!written)
    {
      if (!g_error_matches (failure, ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED) && progress->failure == NULL)
        progress->failure = g_error_copy (failure);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  if (row != progress->row)
    g_array_append_val (progress->rows, row);
  progress->row = row;
  progress->n_changes += n_changes;

  return ROSTER_STORE_OK;
}

static gpointer
do_end (RosterStoreDb      *db,
        RosterStoreCenter  *center,
        gpointer            data,
        GError            **error)
{
  Put *put = data;
  Progress *progress = put->progress;
  gint64 center_id;
  gboolean ended;

  if (progress->generation == db->generation && progress->rows->len > 0)
    {
      if (!roster_store_db_begin (db, ROSTER_STORE_SURVIVES_KILL, error))
        return NULL;

      center_id = roster_store_center_find (center, db, TRUE, error);
      ended = center_id > 0;
      for (guint i = 0; i < progress->rows->len && ended; i++)
        {
          gint64 row = g_array_index (progress->rows, gint64, i);

          ended = roster_store_past_close (db, center_id, row, error) &&
                  roster_store_db_run (db, roster_store_db_prepare (db, "UPDATE sync SET ended = ? WHERE id = ?", error, "ii", put->now, row), error);
        }
      if (!roster_store_db_end (db, ended, error))
        return NULL;
    }

  if (progress->failure != NULL)
    {
      g_propagate_error (error, g_error_copy (progress->failure));
      return NULL;
    }

  return ROSTER_STORE_OK;
}

static Put *
put_new (RosterStoreSync *self)
{
  Put *put = g_new0 (Put, 1);

  put->progress = g_atomic_rc_box_acquire (self->progress);
  put->now = roster_store_get_now (roster_store_center_get_store (self->center));

  return put;
}

static void
roster_store_sync_finalize (GObject *object)
{
  RosterStoreSync *self = ROSTER_STORE_SYNC (object);

  if (!self->ended)
    roster_store_run (roster_store_center_get_store (self->center), self->center, roster_store_sync_end_async, do_end, put_new (self), put_free,
                      NULL, NULL, NULL, NULL);
  g_clear_pointer (&self->progress, progress_unref);
  g_clear_object (&self->center);

  G_OBJECT_CLASS (roster_store_sync_parent_class)->finalize (object);
}

static void
roster_store_sync_class_init (RosterStoreSyncClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_store_sync_finalize;
}

static void
roster_store_sync_init (RosterStoreSync *self)
{
  self->progress = g_atomic_rc_box_new0 (Progress);
  self->progress->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/**
 * roster_store_sync_new:
 * @center: what is being read
 *
 * Begins a sync. Nothing is written before the first roster_store_sync_put(). One that is dropped without roster_store_sync_end_async() ends
 * there, too.
 *
 * Returns: (transfer full): a new sync
 */
RosterStoreSync *
roster_store_sync_new (RosterStoreCenter *center)
{
  RosterStoreSync *self;

  g_return_val_if_fail (ROSTER_IS_STORE_CENTER (center), NULL);

  self = g_object_new (ROSTER_TYPE_STORE_SYNC, NULL);
  self->center = g_object_ref (center);

  return self;
}

/**
 * roster_store_sync_put:
 * @self: the sync
 * @kind: the sort of facts
 * @subject: (nullable): whose facts @facts are all of, %NULL for everybody's
 * @object: (nullable): on what @facts are all of them, %NULL for everything
 * @facts: (element-type RosterFact): all facts of that scope and no other, possibly none; not to be changed any more
 *
 * Puts what was read as a whole. With both @subject and @object it is the one fact that may be there. Returns at once; whether it was written
 * tells roster_store_sync_end_finish().
 */
void
roster_store_sync_put (RosterStoreSync *self,
                       const char      *kind,
                       const char      *subject,
                       const char      *object,
                       GPtrArray       *facts)
{
  Put *put;

  g_return_if_fail (ROSTER_IS_STORE_SYNC (self) && !self->ended && kind != NULL && facts != NULL);

  for (guint i = 0; i < facts->len; i++)
    {
      const RosterFact *fact = g_ptr_array_index (facts, i);

      g_return_if_fail (g_str_equal (fact->kind, kind));
      g_return_if_fail (subject == NULL || g_str_equal (fact->subject, subject));
      g_return_if_fail (object == NULL || g_strcmp0 (fact->object, object) == 0);
    }

  put = put_new (self);
  put->scope = roster_fact_scope_new (kind, subject, object);
  put->facts = g_ptr_array_ref (facts);
  roster_store_run (roster_store_center_get_store (self->center), self->center, roster_store_sync_put, do_put, put, put_free, NULL, NULL, NULL,
                    NULL);
}

/**
 * roster_store_sync_end_async:
 * @self: the sync
 * @callback: called when everything that was put has been written
 * @user_data: passed to @callback
 *
 * Ends a sync, whether it went well or not; nothing can be put afterwards.
 */
void
roster_store_sync_end_async (RosterStoreSync     *self,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_STORE_SYNC (self) && !self->ended);

  self->ended = TRUE;
  roster_store_run (roster_store_center_get_store (self->center), self->center, roster_store_sync_end_async, do_end, put_new (self), put_free,
                    NULL, NULL, callback, user_data);
}

/**
 * roster_store_sync_end_finish:
 * @self: the sync
 * @result: what the callback was given
 * @n_changes: (out) (optional): how many facts came, went or changed
 * @error: why not everything was written, such as %ROSTER_ERROR_STORE_FULL
 *
 * Returns: whether everything that was put has been written
 */
gboolean
roster_store_sync_end_finish (RosterStoreSync  *self,
                              GAsyncResult     *result,
                              guint            *n_changes,
                              GError          **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_sync_end_async), FALSE);

  if (n_changes != NULL)
    *n_changes = self->progress->n_changes;

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
