/* roster-apply-send.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-apply-private.h"

#include "roster-api-write.h"
#include "roster-apply-journal.h"
#include "roster-queue.h"

/* One errand: what an invitation cannot carry is queued, and nothing else left under its address; the journal says that it leaves; it is written
 * (more than once, for some agencies); and the verdict is told to the change, the directory and the journal. */

/* Where an answer has no envelope, the HTTP status stands in the place of TikTok's code. */
#define FIRST_TIKTOK_CODE 1000

/* An errand on its way. */
typedef struct
{
  GTask *task;
  RosterErrand *errand;
} Leg;

static Leg *
leg_new (GTask        *task,
         RosterErrand *errand)
{
  Leg *leg = g_new0 (Leg, 1);

  leg->task = g_object_ref (task);
  leg->errand = errand;

  return leg;
}

static RosterErrand *
leg_end (Leg    *leg,
         GTask **task)
{
  RosterErrand *errand = leg->errand;

  *task = leg->task;
  g_free (leg);

  return errand;
}

static const char *
key_of (gpointer item)
{
  return roster_item_get_key (ROSTER_ITEM (item));
}

/* Verdicts */

static gboolean
is_invited_anew (RosterApplyRun *run,
                 RosterChange   *withdrawn)
{
  for (guint i = 0; i < run->changes->len; i++)
    if (roster_change_get_kind (run->changes->pdata[i]) == ROSTER_CHANGE_KIND_INVITE &&
        g_str_equal (key_of (roster_change_get_principal (run->changes->pdata[i])), key_of (roster_change_get_principal (withdrawn))))
      return TRUE;

  return FALSE;
}

/**
 * roster_apply_run_withdrawn:
 * @run: the run
 * @change: a withdrawal: the invitation is gone
 *
 * Forgets what waited for the invitation, unless the list has another for the same address.
 */
void
roster_apply_run_withdrawn (RosterApplyRun *run,
                            RosterChange   *change)
{
  const char *key = key_of (roster_change_get_principal (change));

  g_hash_table_add (run->withdrawn, g_strdup (key));
  for (guint i = 0; i < run->changes->len; i++)
    if (roster_change_get_kind (run->changes->pdata[i]) == ROSTER_CHANGE_KIND_INVITE &&
        g_str_equal (key_of (roster_change_get_principal (run->changes->pdata[i])), key))
      roster_change_set_withdrawn_before (run->changes->pdata[i], TRUE);
  if (run->center == NULL || is_invited_anew (run, change))
    return;

  /* One that was not there any more may have been accepted. */
  if (roster_change_get_writes (change) > 0 || (roster_apply_run_is_shown (run) && !roster_queue_may_be_accepted (run->directory)))
    roster_queue_forget (run->center, key);
}

static void
on_not_kept (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  /* What stays in the queue is for nobody, and harmless. */
  roster_store_queue_remove_finish (ROSTER_STORE_CENTER (source), result, NULL);
}

/* What was kept for somebody who is not invited. */
static void
do_not_keep (RosterApplyRun *run,
             RosterErrand   *errand,
             RosterChange   *change)
{
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_queued_grant_free);

  for (guint i = 0; errand->kept != NULL && i < errand->kept->len; i++)
    {
      const RosterQueuedGrant *kept = errand->kept->pdata[i];
      RosterQueuedGrant *grant;

      if (kept->id == 0 || !g_str_equal (kept->subject, key_of (roster_change_get_principal (change))))
        continue;

      grant = roster_queued_grant_new (kept->kind, kept->subject, kept->object, kept->value);
      grant->id = kept->id;
      g_ptr_array_add (grants, grant);
    }
  if (grants->len > 0)
    roster_store_queue_remove_async (run->center, grants, on_not_kept, NULL);
}

static void
tell_journal (RosterApplyRun    *run,
              RosterErrand      *errand,
              RosterChange      *change,
              RosterChangeState  state,
              const GError      *why)
{
  const char *request_id = roster_error_get_request_id (why) != NULL ? roster_error_get_request_id (why) : errand->request_id;
  const char *message = why != NULL ? why->message : NULL;

  if (state == ROSTER_CHANGE_STATE_DONE)
    roster_apply_journal_tell (run->center, change, ROSTER_JOURNAL_DONE, request_id, message);
  else if (state == ROSTER_CHANGE_STATE_UNKNOWN)
    roster_apply_journal_tell (run->center, change, ROSTER_JOURNAL_UNKNOWN, request_id, message);
  else
    roster_apply_journal_tell (run->center, change, roster_errand_is_half_done (errand) ? ROSTER_JOURNAL_PLANNED : ROSTER_JOURNAL_REFUSED,
                               request_id, message);
}

/* TikTok does not tell when somebody was invited. */
static void
note_invited (RosterApplyRun *run,
              RosterChange   *change)
{
  RosterPrincipal *known = roster_directory_find_principal (run->directory, key_of (roster_change_get_principal (change)));

  if (ROSTER_IS_PERSON (known))
    roster_person_set_invited_at (ROSTER_PERSON (known), roster_clock_get_now (roster_session_get_clock (run->session)));
}

/**
 * roster_apply_run_conclude:
 * @task: the run
 * @errand: an errand
 * @change: one of its changes
 * @state: what became of it
 * @error: (nullable): why; copied
 *
 * Ends a change of an errand.
 */
void
roster_apply_run_conclude (GTask             *task,
                           RosterErrand      *errand,
                           RosterChange      *change,
                           RosterChangeState  state,
                           const GError      *error)
{
  RosterApplyRun *run = g_task_get_task_data (task);
  RosterChangeKind kind = roster_change_get_kind (change);
  g_autoptr (GError) why = error != NULL ? g_error_copy (error) : NULL;

  /* It went without what TikTok refused. */
  if (why == NULL && roster_change_get_refused (change) != NULL && errand->refusal != NULL)
    why = g_error_copy (errand->refusal);

  tell_journal (run, errand, change, state, why);

  run->signed_out |= g_error_matches (why, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT);
  if (state == ROSTER_CHANGE_STATE_DONE && roster_apply_run_is_shown (run))
    {
      roster_apply_take (run->directory, change);
      if (kind == ROSTER_CHANGE_KIND_INVITE)
        note_invited (run, change);
    }
  if (state != ROSTER_CHANGE_STATE_DONE && run->first_failure == NULL && why != NULL)
    run->first_failure = g_error_copy (why);

  if (kind == ROSTER_CHANGE_KIND_WITHDRAW && state == ROSTER_CHANGE_STATE_DONE)
    roster_apply_run_withdrawn (run, change);
  if (kind == ROSTER_CHANGE_KIND_INVITE && state == ROSTER_CHANGE_STATE_FAILED)
    {
      do_not_keep (run, errand, change);
      roster_apply_set_bare (change, FALSE);
    }

  roster_change_set_state (change, state, why);
  if (state == ROSTER_CHANGE_STATE_UNKNOWN)
    roster_apply_note_leaving_admin (run, change);
}

/**
 * roster_apply_run_end:
 * @task: the run
 * @errand: an errand that is under way
 * @state: what became of its changes
 * @error: (nullable): why
 *
 * Ends an errand.
 */
void
roster_apply_run_end (GTask             *task,
                      RosterErrand      *errand,
                      RosterChangeState  state,
                      const GError      *error)
{
  RosterApplyRun *run = g_task_get_task_data (task);

  g_ptr_array_remove_fast (run->flying, errand);
  for (guint i = 0; i < errand->changes->len; i++)
    roster_apply_run_conclude (task, errand, errand->changes->pdata[i], state, error);
}

/**
 * roster_apply_run_fail:
 * @task: the run
 * @errand: an errand
 * @error: why
 *
 * Ends an errand that is not sent.
 */
void
roster_apply_run_fail (GTask        *task,
                       RosterErrand *errand,
                       const GError *error)
{
  roster_apply_run_end (task, errand, ROSTER_CHANGE_STATE_FAILED, error);
}

/* It was stopped before it left. */
static void
put_back (GTask        *task,
          RosterErrand *errand)
{
  RosterApplyRun *run = g_task_get_task_data (task);

  g_ptr_array_remove_fast (run->flying, errand);
  run->left_out = TRUE;
  roster_apply_journal_tell_all (run->center, errand->changes, roster_errand_is_half_done (errand) ? ROSTER_JOURNAL_PLANNED : ROSTER_JOURNAL_DROPPED);
  for (guint i = 0; i < errand->changes->len; i++)
    {
      do_not_keep (run, errand, errand->changes->pdata[i]);
      roster_change_set_state (errand->changes->pdata[i], ROSTER_CHANGE_STATE_WAITING, NULL);
    }
}

/* Writing */

/* Disconnecting is verified, the first link of an account brings the others along, and TikTok does not say which addresses it took. */
static gboolean
has_to_be_read (RosterChange *change)
{
  switch ((int) roster_change_get_kind (change))
    {
    case ROSTER_CHANGE_KIND_DISCONNECT:
    case ROSTER_CHANGE_KIND_INVITE:
      return TRUE;

    case ROSTER_CHANGE_KIND_LINK:
      return roster_tiktok_account_get_link_count (roster_change_get_tiktok_account (change)) < 0;

    default:
      return FALSE;
    }
}

static void
count_write (RosterErrand *errand)
{
  gboolean is_agency = roster_change_get_kind (roster_errand_get_change (errand)) == ROSTER_CHANGE_KIND_INVITE_AGENCY;
  guint n_writes = is_agency ? MAX (1, errand->n_covered) : 1;

  for (guint i = 0; i < errand->changes->len; i++)
    roster_change_set_writes (errand->changes->pdata[i], roster_change_get_writes (errand->changes->pdata[i]) + n_writes);
  errand->at_once = MIN (errand->at_once * 2, ROSTER_APPLY_BATCH);
}

/* Whether TikTok refused to take something away, perhaps because it is not there any more: a proxy may have sent the request twice, and this is
 * the answer to the second. */
static gboolean
may_be_gone (RosterErrand *errand,
             const GError *error)
{
  RosterChange *change = roster_errand_get_change (errand);

  /* What has no code of TikTok's has not come as far as TikTok. */
  if (roster_error_get_api_code (error) < FIRST_TIKTOK_CODE ||
      (!g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_REFUSED) && !g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND)))
    return FALSE;

  switch ((int) roster_change_get_kind (change))
    {
    case ROSTER_CHANGE_KIND_UNLINK:
    case ROSTER_CHANGE_KIND_DISCONNECT:
    case ROSTER_CHANGE_KIND_WITHDRAW:
    case ROSTER_CHANGE_KIND_REMOVE:
    case ROSTER_CHANGE_KIND_END_PARTNERSHIP:
      return TRUE;

    case ROSTER_CHANGE_KIND_LEVEL:
      return roster_change_get_to_level (change) == ROSTER_LEVEL_NONE ||
             (roster_change_needs_two_steps (change) && !roster_errand_is_half_done (errand));

    case ROSTER_CHANGE_KIND_ROLES:
      return roster_change_get_roles (change) == ROSTER_TIKTOK_ROLES_NONE;

    default:
      return FALSE;
    }
}

/**
 * roster_apply_run_tell_half:
 * @task: the run
 * @errand: an errand of which a write was taken
 *
 * Tells the journal and the directory what is so between two writes of an errand.
 */
void
roster_apply_run_tell_half (GTask        *task,
                            RosterErrand *errand)
{
  RosterApplyRun *run = g_task_get_task_data (task);
  RosterChange *change = roster_errand_get_change (errand);

  if (!roster_errand_is_half_done (errand))
    return;

  roster_apply_journal_tell_half (run->center, change, ROSTER_JOURNAL_SENT, errand->request_id);
  if (roster_apply_run_is_shown (run))
    roster_apply_take (run->directory, change);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = NULL;
  RosterErrand *errand = leg_end (user_data, &task);
  RosterChange *change = roster_errand_get_change (errand);
  g_autoptr (GError) error = NULL;

  errand->taken = errand->finish (ROSTER_API_CLIENT (source), result, &error);
  if (errand->taken)
    {
      g_free (errand->request_id);
      errand->request_id = g_strdup (roster_api_write_get_request_id (result));
      count_write (errand);
      if (roster_errand_has_more (errand))
        {
          roster_apply_run_tell_half (task, errand);
          roster_apply_run_send (task, errand);
          return;
        }
      if (has_to_be_read (change))
        roster_apply_run_settle (task, errand);
      else
        roster_apply_run_end (task, errand, ROSTER_CHANGE_STATE_DONE, NULL);
    }
  else if (roster_error_is_cancelled (error))
    {
      put_back (task, errand);
    }
  else if (roster_error_outcome_unknown (error))
    {
      g_clear_error (&errand->write_error);
      errand->write_error = g_steal_pointer (&error);
      roster_apply_run_settle (task, errand);
    }
  else if (may_be_gone (errand, error))
    {
      errand->is_refused = TRUE;
      g_clear_error (&errand->write_error);
      errand->write_error = g_steal_pointer (&error);
      roster_apply_run_settle (task, errand);
    }
  else if (!roster_apply_run_try_smaller (task, errand, error))
    {
      roster_apply_run_end (task, errand, ROSTER_CHANGE_STATE_FAILED, error);
    }

  roster_apply_run_advance (task);
}

/* Stopping between two writes would leave an agency with nothing, or with a part, so what follows the first is not cancellable. */
static gboolean
is_begun (RosterErrand *errand)
{
  return roster_change_get_writes (roster_errand_get_change (errand)) > 0;
}

static void
write_errand (GTask        *task,
              RosterErrand *errand)
{
  RosterApplyRun *run = g_task_get_task_data (task);

  roster_apply_write (errand, run->client, run->bc_id, is_begun (errand) ? NULL : run->stop, on_written,
                      leg_new (task, errand));
}

static void
on_marked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = NULL;
  RosterErrand *errand = leg_end (user_data, &task);
  g_autoptr (GError) error = NULL;

  /* What follows a first write is in the journal as sent by that. */
  if (!roster_apply_journal_sent_finish (ROSTER_STORE_CENTER (source), result, &error) && !is_begun (errand))
    {
      roster_apply_run_end (task, errand, ROSTER_CHANGE_STATE_FAILED, error);
    }
  else if (roster_apply_run_has_to_stop (task) && !is_begun (errand))
    {
      put_back (task, errand);
    }
  else
    {
      write_errand (task, errand);
      return;
    }

  roster_apply_run_advance (task);
}

/**
 * roster_apply_run_send:
 * @task: the run
 * @errand: an errand
 *
 * Sends the write of an errand that is due, once the journal has it.
 */
void
roster_apply_run_send (GTask        *task,
                       RosterErrand *errand)
{
  RosterApplyRun *run = g_task_get_task_data (task);

  if (run->center != NULL)
    roster_apply_journal_sent_async (run->center, errand->changes, on_marked, leg_new (task, errand));
  else
    write_errand (task, errand);
}

/* Keeping */

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = NULL;
  RosterErrand *errand = leg_end (user_data, &task);
  g_autoptr (GError) error = NULL;
  gboolean kept = roster_apply_queue_finish (ROSTER_STORE_CENTER (source), result, &error);

  if (kept && !roster_apply_is_kept (roster_errand_get_change (errand)))
    {
      roster_apply_run_send (task, errand); /* what an invitation cannot carry is safe: it can leave */
      return;
    }

  if (kept)
    {
      RosterApplyRun *run = g_task_get_task_data (task);

      g_ptr_array_remove_fast (run->flying, errand);
      roster_change_set_state (roster_errand_get_change (errand), ROSTER_CHANGE_STATE_QUEUED, NULL);
    }
  else
    {
      roster_apply_run_end (task, errand, ROSTER_CHANGE_STATE_FAILED, error);
    }
  roster_apply_run_advance (task);
}

/**
 * roster_apply_run_keep:
 * @task: the run
 * @errand: an errand about somebody who has not accepted, or an invitation with more than it can carry
 *
 * Puts what has to wait into the queue.
 */
void
roster_apply_run_keep (GTask        *task,
                       RosterErrand *errand)
{
  RosterApplyRun *run = g_task_get_task_data (task);

  roster_apply_queue_async (run->center, errand, on_kept, leg_new (task, errand));
}
