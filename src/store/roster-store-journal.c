/* roster-store-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-journal.h"

#include "roster-redact.h"
#include "roster-store-private.h"

/* The journal of writes. An entry is on the disk before its request may leave, so that after a crash or a power cut the program knows what it
 * may have done; what became of it follows. Entries are never changed but for their state, and never removed but with their centre. */

typedef struct
{
  GPtrArray *entries;
  gint64 now;
} Plan;

typedef struct
{
  GArray *ids;
  RosterJournalState state;
  char *request_id;
  char *message;
  gint64 now;
} Verdict;

typedef struct
{
  gboolean unfinished_only;
  gint64 before_id;
  guint limit;
} Question;

static void
plan_free (gpointer data)
{
  Plan *plan = data;

  g_ptr_array_unref (plan->entries);
  g_free (plan);
}

static void
verdict_free (gpointer data)
{
  Verdict *verdict = data;

  g_array_unref (verdict->ids);
  g_free (verdict->request_id);
  g_free (verdict->message);
  g_free (verdict);
}

/**
 * roster_journal_entry_new:
 * @kind: what sort of write it is
 * @subject: (nullable): the key of what is changed
 * @object: (nullable): the key of what it is changed on
 * @before: (nullable): what is so now
 * @after: (nullable): what shall be so
 *
 * Returns: (transfer full): an entry to plan
 */
RosterJournalEntry *
roster_journal_entry_new (const char *kind,
                          const char *subject,
                          const char *object,
                          const char *before,
                          const char *after)
{
  RosterJournalEntry *self;

  g_return_val_if_fail (kind != NULL, NULL);

  self = g_new0 (RosterJournalEntry, 1);
  self->kind = g_strdup (kind);
  self->subject = g_strdup (subject);
  self->object = g_strdup (object);
  self->before = g_strdup (before);
  self->after = g_strdup (after);

  return self;
}

/**
 * roster_journal_entry_free:
 * @self: (transfer full): an entry
 */
void
roster_journal_entry_free (RosterJournalEntry *self)
{
  g_free (self->kind);
  g_free (self->subject);
  g_free (self->object);
  g_free (self->before);
  g_free (self->after);
  g_free (self->request_id);
  g_free (self->message);
  g_free (self);
}

/* The number of the first entry is the batch's. */
static gboolean
insert_entries (RosterStoreDb  *db,
                gint64          center,
                const Plan     *plan,
                GArray         *ids,
                GError        **error)
{
  for (guint i = 0; i < plan->entries->len; i++)
    {
      const RosterJournalEntry *entry = g_ptr_array_index (plan->entries, i);
      gint64 id;

      if (!roster_store_db_run (db, roster_store_db_prepare (db, "INSERT INTO journal (center, batch, planned, changed, kind, subject, object, before,"
                                                                 " after, state) VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7, ?8, 0)",
                                                             error, "iiisssss", center, i > 0 ? g_array_index (ids, gint64, 0) : (gint64) 0,
                                                             plan->now, entry->kind, entry->subject, entry->object, entry->before,
                                                             entry->after), error))
        return FALSE;

      id = sqlite3_last_insert_rowid (db->handle);
      g_array_append_val (ids, id);
      if (i == 0 && !roster_store_db_run (db, roster_store_db_prepare (db, "UPDATE journal SET batch = id WHERE id = ?", error, "i", id), error))
        return FALSE;
    }

  return TRUE;
}

static gpointer
do_plan (RosterStoreDb      *db,
         RosterStoreCenter  *center,
         gpointer            data,
         GError            **error)
{
  const Plan *plan = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 center_id;
  gboolean planned;

  if (!roster_store_db_begin (db, ROSTER_STORE_SURVIVES_POWER_CUT, error))
    return NULL;

  center_id = roster_store_center_find (center, db, TRUE, error);
  planned = center_id > 0 && insert_entries (db, center_id, plan, ids, error);

  return roster_store_db_end (db, planned, error) ? g_steal_pointer (&ids) : NULL;
}

/**
 * roster_store_journal_plan_async:
 * @center: whose journal
 * @entries: (element-type RosterJournalEntry): what is going to be written, in order; not to be changed until this has ended
 * @callback: called when the entries are on the disk
 * @user_data: passed to @callback
 *
 * Plans writes that belong together. None of them may be sent before this has ended well.
 */
void
roster_store_journal_plan_async (RosterStoreCenter   *center,
                                 GPtrArray           *entries,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  RosterStore *store;
  Plan *plan;

  g_return_if_fail (ROSTER_IS_STORE_CENTER (center) && entries != NULL);

  store = roster_store_center_get_store (center);
  plan = g_new0 (Plan, 1);
  plan->entries = g_ptr_array_ref (entries);
  plan->now = roster_store_get_now (store);
  roster_store_run (store, center, roster_store_journal_plan_async, do_plan, plan, plan_free, (GDestroyNotify) g_array_unref, NULL, callback,
                    user_data);
}

/**
 * roster_store_journal_plan_finish:
 * @center: whose journal
 * @result: what the callback was given
 * @error: why they cannot be journalled, such as %ROSTER_ERROR_STORE_FULL; then nothing may be sent
 *
 * Returns: (transfer full) (nullable) (element-type RosterJournalEntry): the same entries, with their numbers
 */
GPtrArray *
roster_store_journal_plan_finish (RosterStoreCenter  *center,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  g_autoptr (GArray) ids = NULL;
  const Plan *plan;

  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_journal_plan_async), NULL);

  plan = g_task_get_task_data (G_TASK (result));
  ids = g_task_propagate_pointer (G_TASK (result), error);
  if (ids == NULL)
    return NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      RosterJournalEntry *entry = g_ptr_array_index (plan->entries, i);

      entry->id = g_array_index (ids, gint64, i);
      entry->batch = g_array_index (ids, gint64, 0);
      entry->planned_at = entry->changed_at = plan->now;
      entry->state = ROSTER_JOURNAL_PLANNED;
    }

  return g_ptr_array_ref (plan->entries);
}

static gboolean
set_one (RosterStoreDb  *db,
         gint64          center_id,
         const Verdict  *verdict,
         gint64          id,
         GError        **error)
{
  if (id <= db->journal_floor)
    {
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_STORE_MOVED, "Entry %" G_GINT64_FORMAT " is of another journal", id);
      return FALSE;
    }

  if (!roster_store_db_run (db, roster_store_db_prepare (db, "UPDATE journal SET state = ?1, changed = ?2, request_id = coalesce(?3, request_id),"
                                                             " message = coalesce(?4, message) WHERE id = ?5 AND center = ?6",
                                                         error, "iissii", (gint64) verdict->state, verdict->now, verdict->request_id,
                                                         verdict->message, id, center_id), error))
    return FALSE;

  if (sqlite3_changes (db->handle) > 0)
    return TRUE;

  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND, "The journal has no entry %" G_GINT64_FORMAT, id);

  return FALSE;
}

static gpointer
do_set (RosterStoreDb      *db,
        RosterStoreCenter  *center,
        gpointer            data,
        GError            **error)
{
  const Verdict *verdict = data;
  gint64 center_id;
  gboolean set;

  if (!roster_store_db_begin (db, ROSTER_STORE_SURVIVES_POWER_CUT, error))
    return NULL;

  center_id = roster_store_center_find (center, db, TRUE, error);
  set = center_id > 0;
  for (guint i = 0; set && i < verdict->ids->len; i++)
    set = set_one (db, center_id, verdict, g_array_index (verdict->ids, gint64, i), error);

  return roster_store_db_end (db, set, error) ? ROSTER_STORE_OK : NULL;
}

/* Takes @ids. */
static void
set_verdict (RosterStoreCenter   *center,
             GArray              *ids,
             RosterJournalState   state,
             const char          *request_id,
             const char          *message,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  RosterStore *store = roster_store_center_get_store (center);
  Verdict *verdict = g_new0 (Verdict, 1);

  verdict->ids = ids;
  verdict->state = state;
  verdict->request_id = g_strdup (request_id);
  verdict->message = message != NULL ? roster_redact (message) : NULL;
  verdict->now = roster_store_get_now (store);
  roster_store_run (store, center, roster_store_journal_set_async, do_set, verdict, verdict_free, NULL, NULL, callback, user_data);
}

/**
 * roster_store_journal_set_async:
 * @center: whose journal
 * @id: the number of an entry
 * @state: how far it is now
 * @request_id: (nullable): TikTok's request ID; %NULL leaves the one that is there
 * @message: (nullable): what TikTok said; %NULL leaves what is there
 * @callback: called when it is on the disk
 * @user_data: passed to @callback
 *
 * Writes down what became of a write. %ROSTER_JOURNAL_SENT is to be set, and waited for, before the request leaves.
 */
void
roster_store_journal_set_async (RosterStoreCenter   *center,
                                gint64               id,
                                RosterJournalState   state,
                                const char          *request_id,
                                const char          *message,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GArray *ids;

  g_return_if_fail (ROSTER_IS_STORE_CENTER (center));

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (ids, id);
  set_verdict (center, ids, state, request_id, message, callback, user_data);
}

/**
 * roster_store_journal_set_all_async:
 * @center: whose journal
 * @ids: (element-type gint64): the numbers of entries
 * @state: how far they all are now
 * @callback: called when it is on the disk; roster_store_journal_set_finish() is its end
 * @user_data: passed to @callback
 *
 * Writes down how far several writes are: all of it at once, or nothing.
 */
void
roster_store_journal_set_all_async (RosterStoreCenter   *center,
                                    GArray              *ids,
                                    RosterJournalState   state,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_STORE_CENTER (center) && ids != NULL);

  set_verdict (center, g_array_copy (ids), state, NULL, NULL, callback, user_data);
}

/**
 * roster_store_journal_set_finish:
 * @center: whose journal
 * @result: what the callback was given
 * @error: why it could not be written down; %ROSTER_ERROR_NOT_FOUND where there is no such entry
 *
 * Returns: whether it is on the disk
 */
gboolean
roster_store_journal_set_finish (RosterStoreCenter  *center,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_journal_set_async), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/* A number that this program does not know, from a version in between or a damaged page, is nothing to build on. */
static RosterJournalState
read_state (sqlite3_stmt *statement,
            int           column)
{
  gint64 state = sqlite3_column_int64 (statement, column);

  return state >= 0 && state <= (gint64) ROSTER_JOURNAL_LEFT ? (RosterJournalState) state : ROSTER_JOURNAL_UNKNOWN;
}

#define ENTRY "SELECT id, batch, planned, changed, kind, subject, object, before, after, state, request_id, message FROM journal WHERE center = ?1"

static gpointer
do_list (RosterStoreDb      *db,
         RosterStoreCenter  *center,
         gpointer            data,
         GError            **error)
{
  const Question *question = data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_journal_entry_free);
  gint64 center_id = roster_store_center_find (center, db, FALSE, &failure);
  gint64 before_id = question->before_id > 0 ? question->before_id : G_MAXINT64;
  gint64 limit = question->limit > 0 ? (gint64) question->limit : -1;
  sqlite3_stmt *statement = NULL;

  if (center_id > 0 && question->unfinished_only)
    statement = roster_store_db_prepare (db, ENTRY " AND state IN (0, 1, 4) AND id < ?2 ORDER BY id LIMIT ?3", &failure, "iii", center_id, before_id,
                                         limit);
  else if (center_id > 0)
    statement = roster_store_db_prepare (db, ENTRY " AND id < ?2 ORDER BY id DESC LIMIT ?3", &failure, "iii", center_id, before_id, limit);

  while (failure == NULL && roster_store_db_step (db, statement, &failure))
    {
      RosterJournalEntry *entry = g_new0 (RosterJournalEntry, 1);

      entry->id = sqlite3_column_int64 (statement, 0);
      entry->batch = sqlite3_column_int64 (statement, 1);
      entry->planned_at = sqlite3_column_int64 (statement, 2);
      entry->changed_at = sqlite3_column_int64 (statement, 3);
      entry->kind = roster_store_db_dup_text (statement, 4);
      entry->subject = roster_store_db_dup_text (statement, 5);
      entry->object = roster_store_db_dup_text (statement, 6);
      entry->before = roster_store_db_dup_text (statement, 7);
      entry->after = roster_store_db_dup_text (statement, 8);
      entry->state = read_state (statement, 9);
      entry->request_id = roster_store_db_dup_text (statement, 10);
      entry->message = roster_store_db_dup_text (statement, 11);
      g_ptr_array_add (entries, entry);
    }
  if (failure == NULL)
    return g_steal_pointer (&entries);

  g_propagate_error (error, g_steal_pointer (&failure));

  return NULL;
}

/**
 * roster_store_journal_list_async:
 * @center: whose journal
 * @unfinished_only: %TRUE for those that are planned, sent or unknown, the oldest first: what the next start has to settle; %FALSE for all, the
 *   latest first
 * @before_id: only entries with a smaller number, to go on where a list ended; 0 for the whole
 * @limit: at most so many; 0 for all
 * @cancellable: (nullable): drops the answer
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Lists what is in the journal.
 */
void
roster_store_journal_list_async (RosterStoreCenter   *center,
                                 gboolean             unfinished_only,
                                 gint64               before_id,
                                 guint                limit,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  Question *question;

  g_return_if_fail (ROSTER_IS_STORE_CENTER (center));

  question = g_new0 (Question, 1);
  question->unfinished_only = unfinished_only;
  question->before_id = before_id;
  question->limit = limit;
  roster_store_run (roster_store_center_get_store (center), center, roster_store_journal_list_async, do_list, question, g_free,
                    (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * roster_store_journal_list_finish:
 * @center: whose journal
 * @result: what the callback was given
 * @error: why they could not be read
 *
 * Returns: (transfer full) (nullable) (element-type RosterJournalEntry): the entries
 */
GPtrArray *
roster_store_journal_list_finish (RosterStoreCenter  *center,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_journal_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
