/* roster-apply-runs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-apply-private.h"

#include "roster-store-queue.h"

/* Several lists can be on their way at once: from two windows, or from a window and the queue. Whatever an errand has for itself, no errand of
 * another list touches before it is settled; what had to wait for that is looked at again before it is sent. */

/* The runs of a session that are not over. */
#define RUNS "roster-apply-runs"
#define WAKING "roster-apply-waking"

/**
 * roster_apply_runs_get:
 * @session: a session
 *
 * Returns: (transfer none) (element-type RosterApplyRun): its runs that are not over
 */
GPtrArray *
roster_apply_runs_get (RosterSession *session)
{
  GPtrArray *runs = g_object_get_data (G_OBJECT (session), RUNS);

  if (runs == NULL)
    {
      runs = g_ptr_array_new ();
      g_object_set_data_full (G_OBJECT (session), RUNS, runs, (GDestroyNotify) g_ptr_array_unref);
    }

  return runs;
}

/**
 * roster_apply_held_init:
 * @self: (out): nothing that is held; the texts in it belong to the errands
 */
void
roster_apply_held_init (RosterApplyHeld *self)
{
  self->exclusive = g_hash_table_new (g_str_hash, g_str_equal);
  self->shared = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * roster_apply_held_clear:
 * @self: what is held
 */
void
roster_apply_held_clear (RosterApplyHeld *self)
{
  g_clear_pointer (&self->exclusive, g_hash_table_unref);
  g_clear_pointer (&self->shared, g_hash_table_unref);
}

/**
 * roster_apply_held_add:
 * @self: what is held
 * @errand: an errand
 *
 * Adds what an errand touches.
 */
void
roster_apply_held_add (RosterApplyHeld *self,
                       RosterErrand    *errand)
{
  for (guint i = 0; i < errand->exclusive->len; i++)
    g_hash_table_add (self->exclusive, errand->exclusive->pdata[i]);
  for (guint i = 0; i < errand->shared->len; i++)
    g_hash_table_add (self->shared, errand->shared->pdata[i]);
}

/**
 * roster_apply_held_add_run:
 * @self: what is held
 * @run: a run
 *
 * Adds what is under way in a run: what is being sent or read, and what is going to be read.
 */
void
roster_apply_held_add_run (RosterApplyHeld *self,
                           RosterApplyRun  *run)
{
  GPtrArray *under_way[] = { run->flying, run->unsettled, run->reading };

  for (gsize i = 0; i < G_N_ELEMENTS (under_way); i++)
    for (guint j = 0; j < under_way[i]->len; j++)
      roster_apply_held_add (self, under_way[i]->pdata[j]);
}

static gboolean
holds_any (GHashTable *held,
           GPtrArray  *tokens)
{
  for (guint i = 0; i < tokens->len; i++)
    if (g_hash_table_contains (held, tokens->pdata[i]))
      return TRUE;

  return FALSE;
}

/**
 * roster_apply_held_meets:
 * @self: what is held
 * @errand: an errand
 *
 * Returns: whether the errand touches something that is held so that it has to wait
 */
gboolean
roster_apply_held_meets (RosterApplyHeld *self,
                         RosterErrand    *errand)
{
  return holds_any (self->exclusive, errand->exclusive) || holds_any (self->exclusive, errand->shared) || holds_any (self->shared, errand->exclusive);
}

static gboolean
is_of_same_center (RosterApplyRun *run,
                   RosterApplyRun *other)
{
  return other != run && g_strcmp0 (other->bc_id, run->bc_id) == 0;
}

/**
 * roster_apply_runs_add_others:
 * @run: a run
 * @held: what is held
 *
 * Adds what is under way in the other runs about the same Business Center.
 */
void
roster_apply_runs_add_others (RosterApplyRun  *run,
                              RosterApplyHeld *held)
{
  GPtrArray *runs = roster_apply_runs_get (run->session);

  for (guint i = 0; i < runs->len; i++)
    if (is_of_same_center (run, runs->pdata[i]))
      roster_apply_held_add_run (held, runs->pdata[i]);
}

/**
 * roster_apply_runs_wake:
 * @run: a run in which something may be over
 *
 * Lets the other runs go on that wait for that.
 */
void
roster_apply_runs_wake (RosterApplyRun *run)
{
  g_autoptr (RosterSession) session = g_object_ref (run->session);
  GPtrArray *runs = roster_apply_runs_get (session);
  g_autoptr (GPtrArray) blocked = g_ptr_array_new_with_free_func (g_object_unref);

  /* Who is woken only begins something: nobody waits for that yet. */
  if (g_object_get_data (G_OBJECT (session), WAKING) != NULL)
    return;

  for (guint i = 0; i < runs->len; i++)
    {
      RosterApplyRun *other = runs->pdata[i];

      if (is_of_same_center (run, other) && other->blocked != NULL)
        g_ptr_array_add (blocked, g_steal_pointer (&other->blocked));
    }

  g_object_set_data (G_OBJECT (session), WAKING, blocked);
  for (guint i = 0; i < blocked->len; i++)
    roster_apply_run_advance (blocked->pdata[i]);
  g_object_set_data (G_OBJECT (session), WAKING, NULL);
}

/* Who is not invited after all does not get what an invitation cannot carry. */
static void
leave_out_kept (RosterErrand *errand,
                RosterChange *change)
{
  for (guint i = errand->kept != NULL ? errand->kept->len : 0; i > 0; i--)
    if (g_str_equal (((RosterQueuedGrant *) errand->kept->pdata[i - 1])->subject, roster_item_get_key (ROSTER_ITEM (roster_change_get_principal (change)))))
      g_ptr_array_remove_index (errand->kept, i - 1);
}

/* Ends what has an obstacle; @obstacles (element-type RosterChangeObstacle) has one for each change. Returns: whether there is anything left */
static gboolean
end_obstructed (GTask        *task,
                RosterErrand *errand,
                GArray       *obstacles)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < obstacles->len; i++)
    {
      RosterChange *change = errand->changes->pdata[i];
      RosterChangeObstacle obstacle = g_array_index (obstacles, RosterChangeObstacle, i);
      g_autoptr (GError) error = NULL;

      if (obstacle == ROSTER_CHANGE_OBSTACLE_NONE)
        {
          g_ptr_array_add (left, g_object_ref (change));
          continue;
        }

      if (obstacle != ROSTER_CHANGE_OBSTACLE_ALREADY_SO)
        error = roster_apply_dup_obstacle (obstacle);
      leave_out_kept (errand, change);
      roster_apply_run_conclude (task, errand, change, error != NULL ? ROSTER_CHANGE_STATE_FAILED : ROSTER_CHANGE_STATE_DONE, error);
    }

  if (left->len == 0)
    return FALSE;

  g_ptr_array_unref (errand->changes);
  errand->changes = g_steal_pointer (&left);

  return TRUE;
}

/* Whether who is invited has an earlier invitation that the same list was to withdraw, and has not. */
static gboolean
is_not_withdrawn (RosterApplyRun *run,
                  RosterChange   *invite)
{
  for (guint i = 0; i < run->changes->len; i++)
    {
      RosterChange *change = run->changes->pdata[i];

      if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_WITHDRAW && roster_change_get_state (change) != ROSTER_CHANGE_STATE_DONE &&
          g_str_equal (roster_item_get_key (ROSTER_ITEM (roster_change_get_principal (change))),
                       roster_item_get_key (ROSTER_ITEM (roster_change_get_principal (invite)))))
        return TRUE;
    }

  return FALSE;
}

/**
 * roster_apply_runs_are_withdrawn:
 * @task: a run
 * @errand: one of its errands, of invitations
 *
 * Ends the invitations of those whose earlier one was to be withdrawn before, and was not: TikTok would ignore them, and the earlier one in its list
 * would be taken for them.
 *
 * Returns: whether there is anything left of it
 */
gboolean
roster_apply_runs_are_withdrawn (GTask        *task,
                                 RosterErrand *errand)
{
  g_autoptr (GArray) obstacles = g_array_new (FALSE, FALSE, sizeof (RosterChangeObstacle));

  for (guint i = 0; i < errand->changes->len; i++)
    {
      RosterChangeObstacle obstacle = is_not_withdrawn (g_task_get_task_data (task), errand->changes->pdata[i])
                                        ? ROSTER_CHANGE_OBSTACLE_ALREADY_THERE : ROSTER_CHANGE_OBSTACLE_NONE;

      g_array_append_val (obstacles, obstacle);
    }

  return end_obstructed (task, errand, obstacles);
}

/**
 * roster_apply_runs_still_fits:
 * @task: a run
 * @errand: one of its errands, which had to wait for another run
 *
 * Looks at an errand again: what does not fit any more, or is so by now, ends here.
 *
 * Returns: whether there is anything left of it
 */
gboolean
roster_apply_runs_still_fits (GTask        *task,
                              RosterErrand *errand)
{
  RosterApplyRun *run = g_task_get_task_data (task);
  g_autoptr (GListStore) list = g_list_store_new (ROSTER_TYPE_CHANGE);
  g_autoptr (GArray) obstacles = g_array_new (FALSE, FALSE, sizeof (RosterChangeObstacle));
  g_autoptr (GArray) verdicts = NULL;

  for (guint i = 0; i < errand->changes->len; i++)
    g_list_store_append (list, errand->changes->pdata[i]);
  verdicts = roster_change_check (G_LIST_MODEL (list), run->directory, NULL);
  for (guint i = 0; i < verdicts->len; i++)
    g_array_append_val (obstacles, g_array_index (verdicts, RosterChangeVerdict, i).obstacle);

  return end_obstructed (task, errand, obstacles);
}
