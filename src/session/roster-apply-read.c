/* roster-apply-read.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-apply-private.h"

#include <glib/gi18n.h>

/* Errands whose outcome has to be read. They wait until all that could leave has left, so that one reading tells about as many as possible. */

/* Errands that one reading settles. */
typedef struct
{
  GTask *task;
  GPtrArray *errands;
  GPtrArray *changes;
} Reading;

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
        roster_change_set_writes (change, roster_change_needs_two_steps (change) ? 2 : roster_change_get_writes (change) + 1);
      roster_apply_run_conclude (task, errand, change, ROSTER_CHANGE_STATE_DONE, NULL);
      return;
    }

  if (settled == ROSTER_SETTLED_OPEN)
    {
      roster_apply_run_conclude (task, errand, change, ROSTER_CHANGE_STATE_UNKNOWN, errand->write_error != NULL ? errand->write_error : read_error);
      return;
    }

  if (errand->taken)
    roster_change_set_writes (change, 0);
  if (errand->write_error != NULL && !roster_error_outcome_unknown (errand->write_error))
    /* Why it could not be read before says nothing any more. */
    unseen = g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_INTERRUPTED, _("It was not certain whether TikTok took it: it did not."));
  else if (errand->write_error == NULL && roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE)
    unseen = g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_CONFLICT,
                                  _("TikTok ignored this address. It may belong to a member, or have been invited before."));
  else if (errand->write_error == NULL)
    unseen = roster_error_new_api (ROSTER_ERROR_CONFLICT, 0, NULL, NULL, _("TikTok accepted the request, but shows no change yet."));
  roster_apply_run_conclude (task, errand, change, ROSTER_CHANGE_STATE_FAILED, unseen != NULL ? unseen : errand->write_error);
}

/* Whether there is more to be sent of an errand whose answer was lost. */
static gboolean
goes_on (GTask         *task,
         RosterErrand  *errand,
         RosterSettled  settled)
{
  RosterApplyRun *run = g_task_get_task_data (task);
  RosterChange *change = roster_errand_get_change (errand);
  gboolean invites_agency = roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE_AGENCY;

  if (settled != ROSTER_SETTLED_HALF_TAKEN && (settled != ROSTER_SETTLED_TAKEN || !invites_agency || errand->taken))
    return FALSE;

  roster_change_set_writes (change, roster_change_get_writes (change) + 1);
  if (!roster_errand_has_more (errand))
    {
      errand->taken = TRUE;
      return FALSE;
    }

  g_clear_error (&errand->write_error);
  g_ptr_array_add (run->flying, errand);
  roster_apply_run_tell_half (task, errand);
  roster_apply_run_send (task, errand);

  return TRUE;
}

static void
on_settled (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (GTask) task = reading->task;
  g_autoptr (GPtrArray) errands = reading->errands;
  g_autoptr (GPtrArray) changes = reading->changes;
  RosterApplyRun *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) verdicts = roster_apply_settle_finish (ROSTER_SESSION (source), result, &error);
  guint position = 0;

  for (guint i = 0; i < errands->len; i++)
    {
      RosterErrand *errand = errands->pdata[i];

      g_ptr_array_remove_fast (run->reading, errand);
      if (verdicts != NULL && goes_on (task, errand, g_array_index (verdicts, RosterSettled, position)))
        {
          position++;
          continue;
        }

      for (guint j = 0; j < errand->changes->len; j++, position++)
        end_settling (task, errand, errand->changes->pdata[j],
                      verdicts != NULL ? g_array_index (verdicts, RosterSettled, position) : ROSTER_SETTLED_OPEN, error);
    }

  roster_apply_run_advance (task);
}

/* Errands that one reading settles. */
static void
read_errands (GTask     *task,
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
        g_ptr_array_add (reading->changes, g_object_ref (errand->changes->pdata[j]));
    }

  roster_apply_settle_async (run->session, run->client, run->bc_id, reading->changes, on_settled, reading);
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
