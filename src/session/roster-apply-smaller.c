/* roster-apply-smaller.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-apply-private.h"

#include <string.h>

/* Several people, or several ad accounts, go in one request, and TikTok refuses all of it for one that it does not take. With code 40002 it has done
 * nothing then, so that the rest can be sent without that one:
 *
 *   people who are invited are sent in halves, and these again, until the one is left that is refused by itself;
 *   an ad account that TikTok names is left out, and the invitation says so when it is done;
 *   where it names none, one person is invited without ad accounts, which are kept and given one by one after the acceptance;
 *   an agency is asked about fewer ad accounts at once, until the one is left that is refused by itself.
 *
 * Nothing of the kind is done where the answer was lost, or is another one: what may have been done is not sent again. */

/* "A parameter is wrong": TikTok looks at all of them before it does anything. */
#define PARAMETER_CODE 40002

static const char *
id_of (gpointer item)
{
  return roster_item_get_id (ROSTER_ITEM (item));
}

/* The ad account that TikTok's message names, of those that the last write carried; IDs are long enough to be nothing else. */
static RosterAdAccount *
find_named (RosterErrand *errand,
            const GError *error)
{
  RosterChange *change = roster_errand_get_change (errand);
  gboolean is_agency = roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE_AGENCY;
  g_autoptr (GPtrArray) carried = roster_apply_get_carried (change, is_agency ? roster_change_get_writes (change) : 0, errand->n_covered);

  for (guint i = 0; i < carried->len; i++)
    if (strstr (error->message, id_of (carried->pdata[i])) != NULL)
      return carried->pdata[i]; /* the list of the change keeps it */

  return NULL;
}

static void
leave_out (RosterErrand    *errand,
           RosterAdAccount *ad_account,
           const GError    *error)
{
  for (guint i = 0; i < errand->changes->len; i++)
    roster_change_add_refused (errand->changes->pdata[i], ad_account);
  g_clear_error (&errand->refusal);
  errand->refusal = g_error_copy (error);
}

static gboolean
names_address (RosterChange *invite,
               const GError *error)
{
  g_autofree char *message = g_utf8_casefold (error->message, -1);
  g_autofree char *address = g_utf8_casefold (roster_principal_get_address (roster_change_get_principal (invite)), -1);

  return strstr (message, address) != NULL;
}

static void
send_in_halves (GTask        *task,
                RosterErrand *errand)
{
  RosterApplyRun *run = g_task_get_task_data (task);
  RosterErrand *other = roster_errand_split (errand);

  g_ptr_array_add (run->errands, other);
  g_ptr_array_add (run->flying, other);
  roster_apply_run_send (task, errand);
  roster_apply_run_send (task, other);
}

static gboolean
try_people (GTask        *task,
            RosterErrand *errand,
            const GError *error)
{
  RosterApplyRun *run = g_task_get_task_data (task);
  RosterAdAccount *named = find_named (errand, error);

  if (named != NULL)
    {
      leave_out (errand, named, error);
      roster_apply_run_send (task, errand);
    }
  else if (errand->changes->len > 1)
    {
      send_in_halves (task, errand);
    }
  else if (errand->n_carried > 0 && run->center != NULL && !names_address (roster_errand_get_change (errand), error))
    {
      roster_errand_keep_carried (errand);
      roster_apply_run_keep (task, errand);
    }
  else
    {
      return FALSE;
    }

  return TRUE;
}

/* Goes on after ad accounts of which none is to be shared. */
static void
pass_over (GTask        *task,
           RosterErrand *errand)
{
  RosterChange *change = roster_errand_get_change (errand);

  roster_change_set_writes (change, roster_change_get_writes (change) + errand->n_covered);
  if (roster_errand_has_more (errand))
    {
      roster_apply_run_tell_half (task, errand);
      roster_apply_run_send (task, errand);
    }
  else
    {
      roster_apply_run_end (task, errand, ROSTER_CHANGE_STATE_DONE, NULL);
    }
}

/* An agency is invited by the first request; where that is refused also without ad accounts, it is the agency that TikTok does not take. */
static gboolean
try_agency (GTask        *task,
            RosterErrand *errand,
            const GError *error)
{
  RosterChange *change = roster_errand_get_change (errand);
  guint n_through = roster_change_get_writes (change);
  RosterAdAccount *named = find_named (errand, error);

  if (errand->n_carried == 0)
    {
      roster_change_clear_refused (change);
      return FALSE;
    }

  if (named == NULL && errand->n_carried > 1)
    {
      errand->at_once = MAX (1, errand->n_covered / 2);
      roster_apply_run_send (task, errand);
      return TRUE;
    }
  if (named == NULL)
    {
      g_autoptr (GPtrArray) carried = roster_apply_get_carried (change, n_through, errand->n_covered);

      named = carried->pdata[0];
    }

  leave_out (errand, named, error);
  if (n_through > 0 && errand->n_carried == 1)
    pass_over (task, errand);
  else
    roster_apply_run_send (task, errand);

  return TRUE;
}

/**
 * roster_apply_run_try_smaller:
 * @task: the run
 * @errand: an errand whose write was refused
 * @error: what TikTok said
 *
 * Sends what is left of an errand when TikTok refused all of it because of a part, and has done nothing.
 *
 * Returns: whether it goes on; otherwise it has failed
 */
gboolean
roster_apply_run_try_smaller (GTask        *task,
                              RosterErrand *errand,
                              const GError *error)
{
  if (roster_error_get_api_code (error) != PARAMETER_CODE)
    return FALSE;

  switch ((int) roster_change_get_kind (roster_errand_get_change (errand)))
    {
    case ROSTER_CHANGE_KIND_INVITE:
      return try_people (task, errand, error);

    case ROSTER_CHANGE_KIND_INVITE_AGENCY:
      return try_agency (task, errand, error);

    default:
      return FALSE;
    }
}
