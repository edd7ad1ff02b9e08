/* roster-apply.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-apply-private.h"

#include <glib/gi18n.h>

#include "roster-apply-journal.h"

/* Sends changes, each at most once. No write of TikTok's carries a key that would make a repetition harmless, so when an answer is lost the
 * state is read back and decides: done, failed, or (when that cannot be read either) unknown.
 *
 *   1. what does not fit any more is not sent,
 *   2. all of it is planned in the journal,
 *   3. errands leave, a few at a time, as long as they do not touch the same; each is in the journal as sent before it leaves,
 *   4. what is not clear after all that could leave has left is read, once for all that one reading tells,
 *   5. what was stopped is dropped from the journal.
 *
 * The session may show another Business Center, or none, before all is sent. Then what is under way is settled, nothing more is sent, and
 * the lists, which are another's by then, are left alone. */

#define MAX_FLYING 4

/* How far ahead of an errand that has to wait others are looked for. */
#define MAX_AHEAD 256

/* Where a change was sent, and is in the journal. */
#define PLACE "roster-apply-place"

static void
run_free (RosterApplyRun *run)
{
  g_ptr_array_remove_fast (roster_apply_runs_get (run->session), run);
  for (gsize i = 0; i < G_N_ELEMENTS (run->sources); i++)
    {
      g_clear_signal_handler (&run->handlers[i], run->sources[i]);
      g_clear_object (&run->sources[i]);
    }
  g_clear_object (&run->stop);
  for (guint i = 0; run->changes != NULL && i < run->changes->len; i++)
    g_object_set_data (run->changes->pdata[i], ROSTER_APPLY_CLAIM, NULL);
  g_clear_object (&run->session);
  g_clear_object (&run->client);
  g_clear_object (&run->directory);
  g_clear_object (&run->center);
  g_clear_pointer (&run->bc_id, g_free);
  g_clear_pointer (&run->changes, g_ptr_array_unref);
  g_hash_table_unref (run->withdrawn);
  g_clear_pointer (&run->waiting, g_queue_free);
  g_ptr_array_unref (run->flying);
  g_ptr_array_unref (run->unsettled);
  g_ptr_array_unref (run->reading);
  g_ptr_array_unref (run->errands);
  g_clear_error (&run->first_failure);
  g_free (run);
}

static const char *
key_of (gpointer item)
{
  return roster_item_get_key (ROSTER_ITEM (item));
}

/**
 * roster_apply_run_is_shown:
 * @run: the run
 *
 * Returns: whether the session still shows the Business Center that is changed
 */
gboolean
roster_apply_run_is_shown (RosterApplyRun *run)
{
  return roster_session_shows (run->session, run->client, run->bc_id);
}

/**
 * roster_apply_run_is_stopped:
 * @task: the run
 *
 * Returns: whether the user stops it, or leaves what it is about
 */
gboolean
roster_apply_run_is_stopped (GTask *task)
{
  RosterApplyRun *run = g_task_get_task_data (task);

  return g_cancellable_is_cancelled (run->stop) || !roster_apply_run_is_shown (run);
}

static gboolean
is_in_order (RosterApplyRun *run)
{
  return (run->flags & ROSTER_APPLY_FLAGS_STOP_AT_FAILURE) != 0;
}

/**
 * roster_apply_run_has_to_stop:
 * @task: the run
 *
 * Returns: whether nothing more is to be sent: the user stops it, or opens something else, or the token does not work any more
 */
gboolean
roster_apply_run_has_to_stop (GTask *task)
{
  RosterApplyRun *run = g_task_get_task_data (task);

  return (run->first_failure != NULL && is_in_order (run)) || run->signed_out || roster_apply_run_is_stopped (task);
}

/* Beginning */

/* Whether an account that is to leave may still be linked where it was to be unlinked before. */
static gboolean
is_still_linked (RosterApplyRun *run,
                 RosterChange   *disconnect)
{
  for (guint i = 0; i < run->changes->len; i++)
    {
      RosterChange *change = run->changes->pdata[i];

      if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_UNLINK && roster_change_get_state (change) != ROSTER_CHANGE_STATE_DONE &&
          g_str_equal (key_of (roster_change_get_tiktok_account (change)), key_of (roster_change_get_tiktok_account (disconnect))))
        return TRUE;
    }

  return FALSE;
}

/* Whether who a change is about was invited in the same go; they may have accepted by now. */
static gboolean
was_invited (RosterApplyRun *run,
             RosterChange   *change)
{
  for (guint i = 0; i < run->changes->len; i++)
    if (roster_change_get_kind (run->changes->pdata[i]) == ROSTER_CHANGE_KIND_INVITE &&
        roster_change_get_state (run->changes->pdata[i]) == ROSTER_CHANGE_STATE_DONE &&
        g_str_equal (key_of (roster_change_get_principal (run->changes->pdata[i])), key_of (roster_change_get_principal (change))))
      return TRUE;

  return FALSE;
}

static void
begin (GTask        *task,
       RosterErrand *errand)
{
  RosterApplyRun *run = g_task_get_task_data (task);
  RosterChange *change = roster_errand_get_change (errand);
  gboolean unknown = roster_change_get_state (change) == ROSTER_CHANGE_STATE_UNKNOWN;
  g_autoptr (GError) error = NULL;

  if (unknown && roster_change_get_error (change) != NULL)
    errand->write_error = g_error_copy (roster_change_get_error (change));
  if (errand->held_up && !unknown && !roster_apply_runs_still_fits (task, errand))
    return;
  if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE && !unknown && !roster_apply_runs_are_withdrawn (task, errand))
    return;

  g_ptr_array_add (run->flying, errand);
  for (guint i = 0; i < errand->changes->len; i++)
    {
      roster_session_tell_sending (run->session, errand->changes->pdata[i]);
      roster_change_set_state (errand->changes->pdata[i], ROSTER_CHANGE_STATE_SENDING, NULL);
    }

  if (unknown)
    {
      roster_apply_run_settle (task, errand); /* it is not sent again by this call, whatever reading says */
    }
  else if (roster_apply_is_kept (change))
    {
      /* Whose invitation has failed in the same go. */
      if (roster_directory_find_principal (run->directory, key_of (roster_change_get_principal (change))) == NULL && !was_invited (run, change))
        error = roster_apply_dup_obstacle (ROSTER_CHANGE_OBSTACLE_GONE);
      else if (run->center == NULL)
        error = roster_apply_dup_obstacle (ROSTER_CHANGE_OBSTACLE_NOT_A_MEMBER);
      if (error != NULL)
        roster_apply_run_fail (task, errand, error);
      else
        roster_apply_run_keep (task, errand);
    }
  else if (roster_apply_ends_last_admin (run, change))
    {
      /* Who was to become one before did not, or somebody else is going meanwhile. */
      error = roster_apply_dup_obstacle (ROSTER_CHANGE_OBSTACLE_LAST_ADMIN);
      roster_apply_run_fail (task, errand, error);
    }
  else if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_DISCONNECT && is_still_linked (run, change))
    {
      error = g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_CONFLICT, _("It could not be unlinked before, and so was not disconnected."));
      roster_apply_run_fail (task, errand, error);
    }
  else if (run->center != NULL && (errand->kept != NULL || roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE))
    {
      roster_apply_run_keep (task, errand);
    }
  else
    {
      roster_apply_run_send (task, errand);
    }
}

static void
begin_what_may (GTask *task)
{
  RosterApplyRun *run = g_task_get_task_data (task);
  g_auto (RosterApplyHeld) own = { 0 };
  g_auto (RosterApplyHeld) others = { 0 };
  guint n_seen = 0;

  roster_apply_held_init (&own);
  roster_apply_held_add_run (&own, run);
  roster_apply_held_init (&others);
  roster_apply_runs_add_others (run, &others);

  if (is_in_order (run) && run->flying->len + run->unsettled->len + run->reading->len > 0)
    return;

  for (GList *link = run->waiting->head, *next; link != NULL && run->flying->len < MAX_FLYING && n_seen < MAX_AHEAD; link = next, n_seen++)
    {
      RosterErrand *errand = link->data;
      gboolean waits = roster_apply_held_meets (&own, errand);

      next = link->next;
      roster_apply_held_add (&own, errand);
      if (!waits && roster_apply_held_meets (&others, errand))
        {
          errand->held_up = TRUE;
          g_set_object (&run->blocked, task);
          waits = TRUE;
        }
      if (waits && is_in_order (run))
        return;
      if (waits)
        continue;

      g_queue_delete_link (run->waiting, link);
      begin (task, errand);
      if (is_in_order (run))
        return;
    }
}

static void
finish (GTask *task)
{
  RosterApplyRun *run = g_task_get_task_data (task);
  g_autoptr (GTask) blocked = g_steal_pointer (&run->blocked);
  g_autoptr (GPtrArray) dropped = g_ptr_array_new ();
  RosterErrand *errand;

  while ((errand = g_queue_pop_head (run->waiting)) != NULL)
    {
      run->left_out = TRUE;
      for (guint i = 0; i < errand->changes->len; i++)
        if (roster_change_get_state (errand->changes->pdata[i]) != ROSTER_CHANGE_STATE_UNKNOWN && !roster_errand_is_half_done (errand))
          g_ptr_array_add (dropped, errand->changes->pdata[i]);
    }
  roster_apply_journal_tell_all (run->center, dropped, ROSTER_JOURNAL_DROPPED);
  roster_apply_set_aside (run);

  if (roster_apply_run_is_shown (run))
    roster_directory_update_all (run->directory);

  /* Before the callback, which may give the same list again. */
  for (guint i = 0; i < run->changes->len; i++)
    g_object_set_data (run->changes->pdata[i], ROSTER_APPLY_CLAIM, NULL);
  g_ptr_array_set_size (run->changes, 0);

  if (run->first_failure != NULL)
    g_task_return_error (task, g_steal_pointer (&run->first_failure));
  else if (run->left_out)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("Not everything was sent."));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * roster_apply_run_advance:
 * @task: the run
 *
 * Begins what may begin, reads when nothing else is under way, and ends when nothing is left.
 */
void
roster_apply_run_advance (GTask *task)
{
  RosterApplyRun *run = g_task_get_task_data (task);
  guint n_waiting;

  g_clear_object (&run->blocked);

  /* What ends as soon as it begins makes room. */
  do
    {
      n_waiting = g_queue_get_length (run->waiting);
      if (n_waiting > 0 && !roster_apply_run_has_to_stop (task))
        begin_what_may (task);
    }
  while (g_queue_get_length (run->waiting) < n_waiting && run->flying->len < MAX_FLYING);

  roster_apply_runs_wake (run);
  if (run->flying->len > 0 || run->reading->len > 0)
    return;

  if (run->unsettled->len > 0)
    roster_apply_run_read (task);
  else if (run->blocked == NULL || roster_apply_run_has_to_stop (task))
    finish (task);
}

static gboolean
on_stopped_waiting (gpointer user_data)
{
  GTask *task = user_data;
  RosterApplyRun *run = g_task_get_task_data (task);
  g_autoptr (GTask) blocked = g_steal_pointer (&run->blocked);

  if (blocked != NULL)
    roster_apply_run_advance (task);

  return G_SOURCE_REMOVE;
}

/* What waits for another run has nobody else to tell it. */
static void
on_stop (RosterApplyRun *run)
{
  if (run->blocked != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT, on_stopped_waiting, g_object_ref (run->blocked), g_object_unref);
}

/* From now on what has not left can be kept from leaving. */
static void
watch_for_stop (RosterApplyRun *run,
                GCancellable   *cancellable)
{
  GCancellable *sources[] = { cancellable, roster_session_get_leaving (run->session) };

  run->stop = g_cancellable_new ();
  g_signal_connect_swapped (run->stop, "cancelled", G_CALLBACK (on_stop), run);
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (!g_set_object (&run->sources[i], sources[i]))
        continue;

      run->handlers[i] = g_signal_connect_swapped (sources[i], "cancelled", G_CALLBACK (g_cancellable_cancel), run->stop);
      if (g_cancellable_is_cancelled (sources[i]))
        g_cancellable_cancel (run->stop);
    }
}

static void
on_planned (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RosterApplyRun *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (roster_apply_journal_plan_finish (ROSTER_STORE_CENTER (source), result, &error))
    {
      roster_apply_run_advance (task);
      return;
    }

  for (guint i = 0; i < run->changes->len; i++)
    if (roster_change_get_state (run->changes->pdata[i]) != ROSTER_CHANGE_STATE_UNKNOWN)
      roster_change_set_state (run->changes->pdata[i], ROSTER_CHANGE_STATE_FAILED, error);
  g_queue_clear (run->waiting);
  if (run->first_failure == NULL)
    run->first_failure = g_steal_pointer (&error);
  finish (task);
}

/**
 * roster_apply_set_place:
 * @change: a change
 * @center: in whose journal it is
 *
 * Notes where a change belongs: another Business Center knows nothing of it, and has other entries under its number.
 */
void
roster_apply_set_place (RosterChange      *change,
                        RosterStoreCenter *center)
{
  g_object_set_data_full (G_OBJECT (change), PLACE, g_strconcat (roster_store_center_get_connection (center), " ", roster_store_center_get_bc_id (center), NULL),
                          g_free);
}

/* Whether a change that is not settled was sent somewhere else. */
static gboolean
is_from_elsewhere (RosterApplyRun *run,
                   RosterChange   *change)
{
  const char *place = g_object_get_data (G_OBJECT (change), PLACE);
  g_autofree char *here = NULL;

  if (place == NULL || run->center == NULL ||
      (roster_change_get_state (change) != ROSTER_CHANGE_STATE_UNKNOWN && roster_change_get_journal_id (change) == 0))
    return FALSE;

  here = g_strconcat (roster_store_center_get_connection (run->center), " ", roster_store_center_get_bc_id (run->center), NULL);

  return !g_str_equal (place, here);
}

/* Whether a change is to be sent. One that was left unknown is always looked at. */
static gboolean
take_in (GTask                     *task,
         RosterChange              *change,
         const RosterChangeVerdict *verdict)
{
  RosterApplyRun *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (roster_change_get_state (change) == ROSTER_CHANGE_STATE_UNKNOWN || verdict->obstacle == ROSTER_CHANGE_OBSTACLE_NONE)
    return TRUE;

  if (verdict->obstacle == ROSTER_CHANGE_OBSTACLE_ALREADY_SO)
    {
      roster_apply_journal_tell (run->center, change, ROSTER_JOURNAL_DONE, NULL, NULL);
      roster_change_set_state (change, ROSTER_CHANGE_STATE_DONE, NULL);
      return FALSE;
    }

  roster_change_set_overtaken (change, verdict->obstacle == ROSTER_CHANGE_OBSTACLE_OVERTAKEN);
  error = roster_apply_dup_obstacle (verdict->obstacle);
  roster_apply_journal_tell (run->center, change, ROSTER_JOURNAL_DROPPED, NULL, error->message);
  roster_change_set_state (change, ROSTER_CHANGE_STATE_FAILED, error);
  if (run->first_failure == NULL)
    run->first_failure = g_steal_pointer (&error);

  return FALSE;
}

/* Marks the invitations that take the place of one that is withdrawn in the same list, now or when it was given before. */
static void
mark_anew (GListModel *changes)
{
  g_autoptr (GHashTable) withdrawn = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_changes = g_list_model_get_n_items (changes);

  for (guint i = 0; i < n_changes; i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (changes, i);

      if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_WITHDRAW)
        g_hash_table_add (withdrawn, (gpointer) key_of (roster_change_get_principal (change)));
    }
  for (guint i = 0; i < n_changes; i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (changes, i);

      if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE &&
          g_hash_table_contains (withdrawn, key_of (roster_change_get_principal (change))))
        roster_apply_set_anew (change);
    }
}

/* A list that is applied again only sends what did not work the last time; what is on its way already is not sent twice. */
static void
take_list (GTask      *task,
           GListModel *changes)
{
  RosterApplyRun *run = g_task_get_task_data (task);
  g_autoptr (GListStore) list = g_list_store_new (ROSTER_TYPE_CHANGE);
  g_autoptr (GPtrArray) withdrawn = g_ptr_array_new ();
  g_autoptr (GArray) verdicts = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (changes, i);

      if (roster_change_is_over (change) || roster_change_get_state (change) == ROSTER_CHANGE_STATE_SENDING ||
          g_object_get_data (G_OBJECT (change), ROSTER_APPLY_CLAIM) != NULL)
        continue;

      if (!is_from_elsewhere (run, change))
        g_list_store_append (list, change);
      else if (run->first_failure == NULL)
        run->first_failure = g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT,
                                                  _("It was sent in another Business Center. Open that one to find out what became of it."));
    }

  verdicts = roster_change_check (G_LIST_MODEL (list), run->directory, NULL);
  for (guint i = 0; i < verdicts->len; i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (!take_in (task, change, &g_array_index (verdicts, RosterChangeVerdict, i)))
        {
          if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_WITHDRAW && roster_change_get_state (change) == ROSTER_CHANGE_STATE_DONE)
            g_ptr_array_add (withdrawn, change); /* the list keeps it */
          continue;
        }

      g_object_set_data (G_OBJECT (change), ROSTER_APPLY_CLAIM, run);
      if (run->center != NULL)
        roster_apply_set_place (change, run->center);
      g_ptr_array_add (run->changes, g_steal_pointer (&change));
    }

  for (guint i = 0; i < withdrawn->len; i++)
    roster_apply_run_withdrawn (run, withdrawn->pdata[i]);
}

/**
 * roster_apply_async:
 * @session: the session whose Business Center is changed
 * @changes: a list of #RosterChange, taken as it is now; those that are over are passed over, so that the same list can be given again to
 *   retry the rest
 * @flags: what to do after a failure
 * @cancellable: (nullable): stops before the next change; what is under way is settled. So does opening something else in @session
 * @callback: called when all is over
 * @user_data: passed to @callback
 *
 * Sends changes and brings the session's lists up to date. Each change says by itself how it went, and how many are over is how far it is.
 *
 * What does not fit any more (see roster_change_check()) fails without being sent, and what is so already is done without. What is about
 * somebody who has not accepted an invitation is kept in the store until then. A change that was left unknown is first read back; it is
 * sent again only by another call, once reading has shown that TikTok does not have it.
 *
 * Everything is written down in the journal before it is sent. While that is impossible, as on a full disk, all changes fail with the
 * store's error and nothing is sent.
 */
void
roster_apply_async (RosterSession       *session,
                    GListModel          *changes,
                    RosterApplyFlags     flags,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  RosterBusinessCenter *business_center = roster_session_get_business_center (session);
  g_autoptr (GPtrArray) sent = g_ptr_array_new ();
  RosterApplyRun *run = g_new0 (RosterApplyRun, 1);

  g_task_set_source_tag (task, roster_apply_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);

  run->session = g_object_ref (session);
  g_ptr_array_add (roster_apply_runs_get (session), run);
  g_set_object (&run->client, roster_session_get_client (session));
  g_set_object (&run->directory, roster_session_get_directory (session));
  g_set_object (&run->center, roster_session_get_center (session));
  run->flags = flags;
  run->changes = g_ptr_array_new_with_free_func (g_object_unref);
  run->withdrawn = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run->errands = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_errand_free);
  run->flying = g_ptr_array_new ();
  run->unsettled = g_ptr_array_new ();
  run->reading = g_ptr_array_new ();
  watch_for_stop (run, cancellable);

  if (run->client == NULL || business_center == NULL)
    {
      g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT, "%s", _("Not signed in."));
      return;
    }
  run->bc_id = g_strdup (roster_item_get_id (ROSTER_ITEM (business_center)));

  mark_anew (changes);
  take_list (task, changes);
  run->waiting = roster_errand_plan (run->changes, is_in_order (run));
  for (GList *link = run->waiting->head; link != NULL; link = link->next)
    g_ptr_array_add (run->errands, link->data);

  for (guint i = 0; i < run->changes->len; i++)
    if (!roster_apply_is_kept (run->changes->pdata[i]))
      g_ptr_array_add (sent, run->changes->pdata[i]);
  if (run->center != NULL && sent->len > 0 && !roster_apply_run_has_to_stop (task))
    roster_apply_journal_plan_async (run->center, sent, on_planned, g_steal_pointer (&task));
  else
    roster_apply_run_advance (task);
}

/**
 * roster_apply_finish:
 * @session: the session
 * @result: what the callback was given
 * @error: the first failure; each change has its own
 *
 * Returns: whether every change is over
 */
gboolean
roster_apply_finish (RosterSession  *session,
                     GAsyncResult   *result,
                     GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
