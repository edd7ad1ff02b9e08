/* roster-apply-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-apply-journal.h"

#include "roster-change-entry.h"

/* What is written down of changes. Each has one entry:
 *
 *   planned, before the first of a list is sent;
 *   sent, on the disk before the request leaves. After a crash nobody knows then, and reading tells;
 *   done, refused or unknown, with TikTok's request ID and what it said; dropped when it was stopped before; left when it is unknown and
 *   somebody said not to look for it any more.
 *
 * Where planning or sending cannot be written down, nothing is sent: a journal with holes proves nothing. A verdict that cannot be written
 * down leaves the entry as sent, and the next start reads what became of it.
 *
 * An agency that was lowered or invited half-way is planned again, with a message that tells it from what never left: the next start offers to
 * finish. */

/* What stands there of an agency between two writes. */
#define HALF_LOWERED "The access was taken away; the lower level was not shared yet."
#define HALF_INVITED "A part of the ad accounts was shared; the rest was not yet."

/* The first entry that this run of the program planned: what is before it is another run's. */
#define FIRST_OWN "roster-apply-first-own"

static void
note_first_own (RosterStoreCenter *center,
                GPtrArray         *entries)
{
  GObject *store = G_OBJECT (roster_store_center_get_store (center));
  gint64 id = ((RosterJournalEntry *) entries->pdata[0])->id;

  if (g_object_get_data (store, FIRST_OWN) == NULL)
    g_object_set_data_full (store, FIRST_OWN, g_memdup2 (&id, sizeof id), g_free);
}

static void
on_planned (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GPtrArray *changes = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) entries = roster_store_journal_plan_finish (ROSTER_STORE_CENTER (source), result, &error);

  if (entries == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  note_first_own (ROSTER_STORE_CENTER (source), entries);
  for (guint i = 0; i < entries->len; i++)
    roster_change_set_journal_id (changes->pdata[i], ((RosterJournalEntry *) entries->pdata[i])->id);
  g_task_return_boolean (task, TRUE);
}

/**
 * roster_apply_journal_plan_async:
 * @center: whose journal
 * @changes: (element-type RosterChange): what is going to be sent; those that have an entry are passed over
 * @callback: called when it is on the disk
 * @user_data: passed to @callback
 *
 * Plans changes. None of them may be sent before this has ended well.
 */
void
roster_apply_journal_plan_async (RosterStoreCenter   *center,
                                 GPtrArray           *changes,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (center, NULL, callback, user_data);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_journal_entry_free);
  GPtrArray *fresh = g_ptr_array_new_with_free_func (g_object_unref);

  g_task_set_source_tag (task, roster_apply_journal_plan_async);
  g_task_set_task_data (task, fresh, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < changes->len; i++)
    {
      if (roster_change_get_journal_id (changes->pdata[i]) != 0)
        continue;

      g_ptr_array_add (fresh, g_object_ref (changes->pdata[i]));
      g_ptr_array_add (entries, roster_change_entry_new (changes->pdata[i]));
    }

  if (fresh->len == 0)
    g_task_return_boolean (task, TRUE);
  else
    roster_store_journal_plan_async (center, entries, on_planned, g_steal_pointer (&task));
}

/**
 * roster_apply_journal_plan_finish:
 * @center: whose journal
 * @result: what the callback was given
 * @error: why it could not be written down
 *
 * Returns: whether the changes may be sent; each has its number
 */
gboolean
roster_apply_journal_plan_finish (RosterStoreCenter  *center,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, center), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Returns: (transfer full): the numbers of their entries */
static GArray *
get_ids (GPtrArray *changes,
         gboolean   planned_only)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < changes->len; i++)
    {
      gint64 id = roster_change_get_journal_id (changes->pdata[i]);

      if (id != 0 || !planned_only)
        g_array_append_val (ids, id);
    }

  return ids;
}

static void
on_marked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (roster_store_journal_set_finish (ROSTER_STORE_CENTER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * roster_apply_journal_sent_async:
 * @center: whose journal
 * @changes: (element-type RosterChange): what one request is for, planned
 * @callback: called when it is on the disk
 * @user_data: passed to @callback
 *
 * Writes down that a request leaves. It may not leave before this has ended well.
 */
void
roster_apply_journal_sent_async (RosterStoreCenter   *center,
                                 GPtrArray           *changes,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task = g_task_new (center, NULL, callback, user_data);
  g_autoptr (GArray) ids = get_ids (changes, FALSE); /* what has no entry must not leave */

  g_task_set_source_tag (task, roster_apply_journal_sent_async);
  roster_store_journal_set_all_async (center, ids, ROSTER_JOURNAL_SENT, on_marked, task);
}

/**
 * roster_apply_journal_sent_finish:
 * @center: whose journal
 * @result: what the callback was given
 * @error: why it could not be written down
 *
 * Returns: whether the request may leave
 */
gboolean
roster_apply_journal_sent_finish (RosterStoreCenter  *center,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, center), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_told (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!roster_store_journal_set_finish (ROSTER_STORE_CENTER (source), result, &error))
    g_info ("A verdict is not in the journal; the next start looks again: %s", error->message);
}

/* Whether nothing is left to be said about it. */
static gboolean
is_final (RosterJournalState state)
{
  return state == ROSTER_JOURNAL_DONE || state == ROSTER_JOURNAL_REFUSED || state == ROSTER_JOURNAL_DROPPED || state == ROSTER_JOURNAL_LEFT;
}

/**
 * roster_apply_journal_tell:
 * @center: (nullable): whose journal
 * @change: a change that was planned
 * @state: how far it is
 * @request_id: (nullable): TikTok's
 * @message: (nullable): what TikTok said
 *
 * Writes down what became of a change. The change lets go of its entry where nothing is left to be said about it.
 */
void
roster_apply_journal_tell (RosterStoreCenter  *center,
                           RosterChange       *change,
                           RosterJournalState  state,
                           const char         *request_id,
                           const char         *message)
{
  gint64 id = roster_change_get_journal_id (change);

  if (center == NULL || id == 0)
    return;

  roster_store_journal_set_async (center, id, state, request_id, message, on_told, NULL);
  if (is_final (state))
    roster_change_set_journal_id (change, 0);
}

/**
 * roster_apply_journal_tell_half:
 * @center: (nullable): whose journal
 * @change: a change that was planned, of which TikTok took a part
 * @state: how far it is
 * @request_id: (nullable): TikTok's
 *
 * Writes down what is so between two writes of a change.
 */
void
roster_apply_journal_tell_half (RosterStoreCenter  *center,
                                RosterChange       *change,
                                RosterJournalState  state,
                                const char         *request_id)
{
  roster_apply_journal_tell (center, change, state, request_id,
                             roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE_AGENCY ? HALF_INVITED : HALF_LOWERED);
}

/**
 * roster_apply_journal_tell_all:
 * @center: (nullable): whose journal
 * @changes: (element-type RosterChange): changes, some of which may have been planned
 * @state: how far they all are
 *
 * Does for many what roster_apply_journal_tell() does for one, with one visit to the disk.
 */
void
roster_apply_journal_tell_all (RosterStoreCenter  *center,
                               GPtrArray          *changes,
                               RosterJournalState  state)
{
  g_autoptr (GArray) ids = get_ids (changes, TRUE);

  if (center == NULL || ids->len == 0)
    return;

  roster_store_journal_set_all_async (center, ids, state, on_told, NULL);
  for (guint i = 0; i < changes->len && is_final (state); i++)
    roster_change_set_journal_id (changes->pdata[i], 0);
}

/**
 * roster_apply_journal_get_first_own:
 * @center: whose journal
 *
 * Returns: the number of the first entry that this run of the program planned; 0 when it has not planned any
 */
gint64
roster_apply_journal_get_first_own (RosterStoreCenter *center)
{
  const gint64 *id = g_object_get_data (G_OBJECT (roster_store_center_get_store (center)), FIRST_OWN);

  return id != NULL ? *id : 0;
}
