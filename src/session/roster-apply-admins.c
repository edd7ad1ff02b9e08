/* roster-apply-admins.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-apply-private.h"

/* That an Admin is left, whatever becomes of what is on its way, and of what nobody knows about: as long as somebody has not been read again
 * since, a change that may have taken the role from them counts as done. */

/* Who may be no Admin any more since a list that is over. */
#define LEAVING "roster-apply-leaving-admins"

typedef struct
{
  RosterChange *change;
  RosterPrincipal *admin; /* in the directory */
  guint n_tellings;       /* of them, by then */
} Leaving;

static void
leaving_free (Leaving *leaving)
{
  g_object_unref (leaving->change);
  g_object_unref (leaving->admin);
  g_free (leaving);
}

static RosterPrincipal *
find_admin (RosterApplyRun *run,
            RosterChange   *change)
{
  return roster_directory_find_principal (run->directory, roster_item_get_key (ROSTER_ITEM (roster_change_get_principal (change))));
}

/* Returns: (nullable): what is noted for the session */
static GPtrArray *
get_noted (RosterApplyRun *run)
{
  return g_object_get_data (G_OBJECT (run->session), LEAVING);
}

static gboolean
is_still_open (RosterApplyRun *run,
               Leaving        *leaving)
{
  return roster_change_get_state (leaving->change) == ROSTER_CHANGE_STATE_UNKNOWN && find_admin (run, leaving->change) == leaving->admin &&
         roster_item_count_tellings (ROSTER_ITEM (leaving->admin)) == leaving->n_tellings;
}

/**
 * roster_apply_note_leaving_admin:
 * @run: the run
 * @change: a change that is left unknown
 *
 * Remembers that somebody may be no Admin any more, until they are read again.
 */
void
roster_apply_note_leaving_admin (RosterApplyRun *run,
                                 RosterChange   *change)
{
  GPtrArray *noted = get_noted (run);
  Leaving *leaving;

  if (!roster_apply_run_is_shown (run) || !roster_change_ends_admin (change, run->directory))
    return;

  if (noted == NULL)
    {
      noted = g_ptr_array_new_with_free_func ((GDestroyNotify) leaving_free);
      g_object_set_data_full (G_OBJECT (run->session), LEAVING, noted, (GDestroyNotify) g_ptr_array_unref);
    }

  leaving = g_new0 (Leaving, 1);
  leaving->change = g_object_ref (change);
  leaving->admin = g_object_ref (find_admin (run, change));
  leaving->n_tellings = roster_item_count_tellings (ROSTER_ITEM (leaving->admin));
  g_ptr_array_add (noted, leaving);
}

static void
add_noted (RosterApplyRun *run,
           RosterChange   *except,
           GListStore     *changes)
{
  GPtrArray *noted = get_noted (run);

  for (guint i = noted != NULL ? noted->len : 0; i > 0; i--)
    {
      Leaving *leaving = noted->pdata[i - 1];

      if (leaving->change == except)
        continue;

      if (is_still_open (run, leaving))
        g_list_store_append (changes, leaving->change);
      else if (roster_change_get_state (leaving->change) != ROSTER_CHANGE_STATE_SENDING) /* it may be left unknown once more */
        g_ptr_array_remove_index (noted, i - 1);
    }
}

/* What is on its way, of any list. */
static void
add_sent (RosterApplyRun *run,
          RosterChange   *except,
          GListStore     *changes)
{
  GPtrArray *runs = roster_apply_runs_get (run->session);

  for (guint i = 0; i < runs->len; i++)
    {
      RosterApplyRun *other = runs->pdata[i];

      for (guint j = 0; roster_apply_run_is_shown (other) && j < other->changes->len; j++)
        {
          RosterChange *change = other->changes->pdata[j];

          if (change != except && roster_change_get_state (change) == ROSTER_CHANGE_STATE_SENDING && roster_change_ends_admin (change, run->directory))
            g_list_store_append (changes, change);
        }
    }
}

/**
 * roster_apply_ends_last_admin:
 * @run: the run
 * @change: a change that is about to be sent
 *
 * Returns: whether nobody might be left afterwards who can manage the Business Center: who was to become an Admin before did not, or others may be
 *   none any more
 */
gboolean
roster_apply_ends_last_admin (RosterApplyRun *run,
                              RosterChange   *change)
{
  g_autoptr (GListStore) leaving = NULL;
  g_autoptr (GArray) verdicts = NULL;

  if (!roster_apply_run_is_shown (run) || !roster_change_ends_admin (change, run->directory))
    return FALSE;

  leaving = g_list_store_new (ROSTER_TYPE_CHANGE);
  g_list_store_append (leaving, change);
  add_sent (run, change, leaving);
  add_noted (run, change, leaving);
  verdicts = roster_change_check (G_LIST_MODEL (leaving), run->directory, NULL);

  return g_array_index (verdicts, RosterChangeVerdict, 0).obstacle == ROSTER_CHANGE_OBSTACLE_LAST_ADMIN;
}
