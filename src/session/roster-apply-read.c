/* roster-apply-read.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-apply-private.h"

#include <glib/gi18n.h>

/* Errands whose outcome has to be read. They wait until all that could leave has left, so that one reading tells about as many as possible.
 *
 * TikTok's lists may be late. What a reading does not show is read again a few times, and only then:
 *
 *   a write whose answer was lost was not taken;
 *   a write that TikTok said it took is unknown: it is never sent again, and the next start looks once more. */

/* How long to wait before each of the readings that follow the first, in seconds. */
static const guint PAUSES[] = { 2, 5, 10 };

/* Errands that one reading settles. */
typedef struct
{
  GTask *task;
  GPtrArray *errands;
  GPtrArray *changes;
  guint timer;
  gulong stop_handler;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->task);
  g_ptr_array_unref (reading->errands);
  g_ptr_array_unref (reading->changes);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* Whether TikTok said that it took a change: of one that was left unknown, the number of its writes still tells. */
static gboolean
is_accepted (RosterErrand *errand,
             RosterChange *change)
{
  return errand->taken || (roster_change_get_writes (change) > 0 && !roster_change_needs_two_steps (change) &&
                           roster_change_get_kind (change) != ROSTER_CHANGE_KIND_INVITE_AGENCY);
}

static void
leave_unknown (GTask        *task,
               RosterErrand *errand,
               RosterChange *change,
               const GError *read_error)
{
  g_autoptr (GError) why = NULL;

  if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE_AGENCY && errand->write_error != NULL)
    why = roster_error_new_api (ROSTER_ERROR_INTERRUPTED, 0, roster_error_get_request_id (errand->write_error), NULL,
                                _("TikTok’s answer was lost, and an agency is only listed once it has accepted. "
                                  "Ask the agency whether an invitation arrived, or look among the partners on TikTok’s own pages."));
  else if (errand->write_error != NULL && !is_accepted (errand, change))
    why = g_error_copy (errand->write_error);
  else if (read_error != NULL)
    why = g_error_copy (read_error);
  else if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE)
    why = roster_error_new_api (ROSTER_ERROR_IGNORED, 0, errand->request_id, NULL,
                                _("TikTok accepted the invitation, but does not list it. TikTok ignores addresses that were invited before: "
                                  "an old entry may be in the way."));
  else
    why = roster_error_new_api (ROSTER_ERROR_CONFLICT, 0, errand->request_id, NULL,
                                _("TikTok accepted it, but does not show it yet. It is not sent again; look again in a few minutes."));

  roster_apply_run_conclude (task, errand, change, ROSTER_CHANGE_STATE_UNKNOWN, why);
}

static void
end_settling (GTask         *task,
              RosterErrand  *errand,
              RosterChange  *change,
              RosterSettled  settled,
              const GError  *read_error)
{
  g_autoptr (GError) unseen = NULL;

  if (settled == ROSTER_SETTLED_TAKEN)
    {
      if (!errand->taken)
        roster_change_set_writes (change, roster_apply_count_writes (change));
      roster_apply_run_conclude (task, errand, change, ROSTER_CHANGE_STATE_DONE, NULL);
      return;
    }

  /* What was stopped before it was looked at often enough is as open as what reading does not tell. */
  if (settled == ROSTER_SETTLED_OPEN ||
      (settled == ROSTER_SETTLED_NOT_TAKEN && (is_accepted (errand, change) || errand->n_readings < G_N_ELEMENTS (PAUSES))))
    {
      leave_unknown (task, errand, change, read_error);
      return;
    }

  if (is_accepted (errand, change))
    roster_change_set_writes (change, 0);
  if (errand->is_refused)
    {
      roster_apply_run_conclude (task, errand, change, ROSTER_CHANGE_STATE_FAILED, errand->write_error);
      return;
    }
  if (settled == ROSTER_SETTLED_IGNORED)
    unseen = roster_error_new_api (ROSTER_ERROR_IGNORED, 0, errand->request_id, NULL,
                                   _("TikTok ignored this address. It may belong to a member, or have been invited before."));
  else if (errand->write_error != NULL && !roster_error_outcome_unknown (errand->write_error))
    /* Why it could not be read before says nothing any more. */
    unseen = g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_INTERRUPTED, _("It was not certain whether TikTok took it: it did not."));
  roster_apply_run_conclude (task, errand, change, ROSTER_CHANGE_STATE_FAILED, unseen != NULL ? unseen : errand->write_error);
}

/* An invitation is sent again by withdrawing it first: what is listed may still be that one, and then says nothing about the second. */
static gboolean
is_withdrawn_before (RosterApplyRun *run,
                     RosterChange   *change)
{
  return g_hash_table_contains (run->withdrawn, roster_item_get_key (ROSTER_ITEM (roster_change_get_principal (change))));
}

/* What is listed says nothing about an invitation whose answer was lost for as long as the list may still show the one before it. */
static gboolean
may_be_the_withdrawn_one (RosterApplyRun *run,
                          RosterErrand   *errand,
                          RosterChange   *change)
{
  return roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE && !errand->taken && errand->n_readings < G_N_ELEMENTS (PAUSES) &&
         is_withdrawn_before (run, change);
}

/* Sends what is left of an errand of which some writes were taken. */
static void
go_on (GTask        *task,
       RosterErrand *errand)
{
  RosterApplyRun *run = g_task_get_task_data (task);

  errand->n_readings = 0;
  errand->is_refused = FALSE;
  g_clear_error (&errand->write_error);
  g_ptr_array_add (run->flying, errand);
  roster_apply_run_tell_half (task, errand);
  roster_apply_run_send (task, errand);
}

static void read_later (GTask     *task,
                        GPtrArray *errands);

static void
on_settled (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Reading) reading = user_data;
  GTask *task = reading->task;
  RosterApplyRun *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) verdicts = roster_apply_settle_finish (ROSTER_SESSION (source), result, &error);
  g_autoptr (GPtrArray) late = g_ptr_array_new ();

  for (guint i = 0, position = 0; i < reading->errands->len; i++)
    {
      RosterErrand *errand = reading->errands->pdata[i];
      gboolean goes_on = FALSE, is_late = FALSE;

      g_ptr_array_remove_fast (run->reading, errand);
      for (guint j = 0; j < errand->changes->len; j++)
        {
          RosterChange *change = errand->changes->pdata[j];
          RosterSettled settled;

          /* An invitation on the same terms may have been listed before the others. */
          if (roster_change_get_state (change) != ROSTER_CHANGE_STATE_SENDING)
            continue;

          settled = verdicts != NULL ? g_array_index (verdicts, RosterSettled, position) : ROSTER_SETTLED_OPEN;
          position++;
          if (settled == ROSTER_SETTLED_IGNORED && is_withdrawn_before (run, change))
            settled = ROSTER_SETTLED_NOT_TAKEN;
          if (settled == ROSTER_SETTLED_TAKEN && may_be_the_withdrawn_one (run, errand, change))
            settled = roster_apply_run_is_stopped (task) ? ROSTER_SETTLED_OPEN : ROSTER_SETTLED_NOT_TAKEN;
          if (settled == ROSTER_SETTLED_HALF_TAKEN)
            goes_on = TRUE;
          else if (settled == ROSTER_SETTLED_NOT_TAKEN && errand->n_readings < G_N_ELEMENTS (PAUSES) && !roster_apply_run_is_stopped (task))
            is_late = TRUE;
          else
            end_settling (task, errand, change, settled, error);
        }

      if (goes_on)
        go_on (task, errand);
      else if (is_late)
        g_ptr_array_add (late, errand);
    }

  if (late->len > 0)
    read_later (task, late);
  roster_apply_run_advance (task);
}

static void
begin_reading (Reading *reading)
{
  GTask *task = reading->task;
  RosterApplyRun *run = g_task_get_task_data (task);

  roster_apply_settle_async (run->session, run->client, run->bc_id, reading->changes, on_settled, reading);
}

static Reading *
reading_new (GTask     *task,
             GPtrArray *errands)
{
  RosterApplyRun *run = g_task_get_task_data (task);
  Reading *reading = g_new0 (Reading, 1);

  reading->task = g_object_ref (task);
  reading->errands = g_ptr_array_ref (errands);
  reading->changes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < errands->len; i++)
    {
      RosterErrand *errand = errands->pdata[i];

      g_ptr_array_add (run->reading, errand);
      for (guint j = 0; j < errand->changes->len; j++)
        if (roster_change_get_state (errand->changes->pdata[j]) == ROSTER_CHANGE_STATE_SENDING)
          g_ptr_array_add (reading->changes, g_object_ref (errand->changes->pdata[j]));
    }

  return reading;
}

static void
read_errands (GTask     *task,
              GPtrArray *errands)
{
  begin_reading (reading_new (task, errands));
}

static void
stop_waiting (Reading *reading)
{
  RosterApplyRun *run = g_task_get_task_data (reading->task);

  roster_clock_remove_timer (roster_session_get_clock (run->session), reading->timer);
  reading->timer = 0;
  g_clear_signal_handler (&reading->stop_handler, run->stop);
}

static void
on_due (gpointer user_data)
{
  Reading *reading = user_data;

  reading->timer = 0;
  stop_waiting (reading);
  begin_reading (reading);
}

/* Nobody waits for lists to catch up any more. */
static gboolean
on_given_up (gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  RosterApplyRun *run = g_task_get_task_data (reading->task);

  for (guint i = 0; i < reading->errands->len; i++)
    {
      RosterErrand *errand = reading->errands->pdata[i];

      g_ptr_array_remove_fast (run->reading, errand);
      for (guint j = 0; j < errand->changes->len; j++)
        if (roster_change_get_state (errand->changes->pdata[j]) == ROSTER_CHANGE_STATE_SENDING)
          leave_unknown (reading->task, errand, errand->changes->pdata[j], NULL);
    }
  roster_apply_run_advance (reading->task);

  return G_SOURCE_REMOVE;
}

static void
on_stop (Reading *reading)
{
  stop_waiting (reading);
  g_idle_add (on_given_up, reading);
}

static void
read_later (GTask     *task,
            GPtrArray *errands)
{
  RosterApplyRun *run = g_task_get_task_data (task);
  RosterClock *clock = roster_session_get_clock (run->session);
  Reading *reading = reading_new (task, errands);
  guint pause = 0;

  /* They were read together so far; each has its own number of readings. */
  for (guint i = 0; i < errands->len; i++)
    {
      RosterErrand *errand = errands->pdata[i];

      pause = MAX (pause, PAUSES[errand->n_readings]);
      errand->n_readings++;
    }

  reading->timer = roster_clock_add_timer (clock, roster_clock_get_steady (clock) + pause * G_TIME_SPAN_SECOND, on_due, reading, NULL);
  reading->stop_handler = g_signal_connect_swapped (run->stop, "cancelled", G_CALLBACK (on_stop), reading);
}

/**
 * roster_apply_run_settle:
 * @task: the run
 * @errand: an errand whose outcome is not clear
 *
 * Leaves an errand to be read.
 */
void
roster_apply_run_settle (GTask        *task,
                         RosterErrand *errand)
{
  RosterApplyRun *run = g_task_get_task_data (task);

  g_ptr_array_remove_fast (run->flying, errand);
  if (roster_change_needs_two_steps (roster_errand_get_change (errand)))
    {
      /* An agency that may have lost what it had does not wait for the others. */
      g_autoptr (GPtrArray) at_once = g_ptr_array_new ();

      g_ptr_array_add (at_once, errand);
      read_errands (task, at_once);
    }
  else
    {
      g_ptr_array_add (run->unsettled, errand);
    }
}

/**
 * roster_apply_run_read:
 * @task: the run
 *
 * Reads what is not clear.
 */
void
roster_apply_run_read (GTask *task)
{
  RosterApplyRun *run = g_task_get_task_data (task);
  g_autoptr (GHashTable) by_subject = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) subjects = g_ptr_array_new ();

  for (guint i = 0; i < run->unsettled->len; i++)
    {
      g_autofree char *subject = roster_apply_dup_subject (roster_errand_get_change (run->unsettled->pdata[i]));
      GPtrArray *errands = g_hash_table_lookup (by_subject, subject);

      if (errands == NULL)
        {
          errands = g_ptr_array_new ();
          g_ptr_array_add (subjects, errands);
          g_hash_table_insert (by_subject, g_steal_pointer (&subject), errands);
        }
      g_ptr_array_add (errands, run->unsettled->pdata[i]);
    }
  g_ptr_array_set_size (run->unsettled, 0);

  for (guint i = 0; i < subjects->len; i++)
    read_errands (task, subjects->pdata[i]);
}
