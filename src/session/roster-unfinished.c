/* roster-unfinished.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-unfinished.h"

#include <glib/gi18n.h>

#include "roster-apply-journal.h"
#include "roster-apply-private.h"
#include "roster-change-entry.h"
#include "roster-queue.h"

/* Changes that the program was sending when it ended:
 *
 *   1. the journal tells which,
 *   2. what had left, and what may be half done, is read: done, not taken, or still unknown; not before TikTok's lists have caught up,
 *   3. what is left to do is for the user to decide about: to be finished with roster_apply_async(), or left.
 *
 * Whatever is not decided stays in the journal, and the next start asks again. */

typedef struct
{
  RosterApiClient *client;
  RosterDirectory *directory;
  RosterStoreCenter *center;
  char *bc_id;
  GPtrArray *changes; /* in the order of the journal */
  GHashTable *to_read; /* subject to GPtrArray of RosterChange: what one reading tells about */
  guint n_reading;
  guint timer;           /* until TikTok's lists have caught up */
  GCancellable *leaving; /* ends the waiting */
  gulong leaving_handler;
} Load;

typedef struct
{
  GTask *task;
  GPtrArray *changes;
} Reading;

static void
load_free (Load *load)
{
  g_clear_object (&load->client);
  g_clear_object (&load->directory);
  g_clear_object (&load->center);
  g_free (load->bc_id);
  g_ptr_array_unref (load->changes);
  g_hash_table_unref (load->to_read);
  g_clear_object (&load->leaving);
  g_free (load);
}

/* For so long after a write the lists may still show what was so before it. */
#define LISTS_ARE_LATE (20 * G_TIME_SPAN_SECOND)

/* Of two changes about the same the later one is what was wanted last; what is left of the earlier one is not sent any more. The two are not
 * joined: the later one knew what was so then, and what became of it may have to be read. */
static void
add (Load            *load,
     RosterChangeSet *set,
     GHashTable      *by_cell,
     RosterChange    *change)
{
  g_autofree char *cell = roster_change_dup_cell (change);
  RosterChange *earlier = g_hash_table_lookup (by_cell, cell);

  if (earlier != NULL && roster_change_get_state (earlier) != ROSTER_CHANGE_STATE_UNKNOWN && roster_change_get_writes (earlier) == 0)
    {
      roster_apply_journal_tell (load->center, earlier, ROSTER_JOURNAL_DROPPED, NULL, NULL);
      g_hash_table_remove (by_cell, cell);
      roster_change_set_remove (set, earlier);
    }

  if (roster_change_set_add (set, change) != NULL)
    g_hash_table_replace (by_cell, g_steal_pointer (&cell), change);
  else
    roster_apply_journal_tell (load->center, change, ROSTER_JOURNAL_DROPPED, NULL, NULL);
}

static void
finish (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (RosterChangeSet) set = roster_change_set_new ();
  g_autoptr (GHashTable) by_cell = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < load->changes->len; i++)
    if (roster_change_get_state (load->changes->pdata[i]) != ROSTER_CHANGE_STATE_DONE)
      add (load, set, by_cell, load->changes->pdata[i]);

  if (roster_session_shows (g_task_get_source_object (task), load->client, load->bc_id))
    roster_directory_update_all (load->directory);
  g_task_return_pointer (task, g_steal_pointer (&set), g_object_unref);
}

static gboolean
is_invited_anew (Load         *load,
                 RosterChange *withdrawn)
{
  const char *key = roster_item_get_key (ROSTER_ITEM (roster_change_get_principal (withdrawn)));

  for (guint i = 0; i < load->changes->len; i++)
    if (roster_change_get_kind (load->changes->pdata[i]) == ROSTER_CHANGE_KIND_INVITE &&
        g_str_equal (roster_item_get_key (ROSTER_ITEM (roster_change_get_principal (load->changes->pdata[i]))), key))
      return TRUE;

  return FALSE;
}

static void
settle (Load          *load,
        RosterChange  *change,
        RosterSettled  settled,
        const GError  *error)
{
  g_autoptr (GError) untold = NULL;

  switch (settled)
    {
    case ROSTER_SETTLED_TAKEN:
      roster_apply_journal_tell (load->center, change, ROSTER_JOURNAL_DONE, NULL, NULL);
      roster_change_set_state (change, ROSTER_CHANGE_STATE_DONE, NULL);
      if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_WITHDRAW && !is_invited_anew (load, change))
        roster_queue_forget (load->center, roster_item_get_key (ROSTER_ITEM (roster_change_get_principal (change))));
      break;

    case ROSTER_SETTLED_HALF_TAKEN:
      roster_apply_journal_tell_half (load->center, change, ROSTER_JOURNAL_PLANNED, NULL);
      break;

    case ROSTER_SETTLED_NOT_TAKEN:
    case ROSTER_SETTLED_IGNORED:
      roster_apply_journal_tell (load->center, change, ROSTER_JOURNAL_PLANNED, NULL, NULL);
      break;

    case ROSTER_SETTLED_OPEN:
    default:
      if (error == NULL)
        untold = g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_INTERRUPTED,
                                      roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE_AGENCY
                                        ? _("TikTok’s answer was lost, and an agency is only listed once it has accepted. "
                                            "Ask the agency whether an invitation arrived, or look among the partners on TikTok’s own pages.")
                                        : _("The program ended before TikTok answered, and TikTok does not show it yet. "
                                            "Look for it on TikTok’s own pages."));
      roster_apply_journal_tell (load->center, change, ROSTER_JOURNAL_UNKNOWN, NULL, NULL);
      roster_change_set_state (change, ROSTER_CHANGE_STATE_UNKNOWN, error != NULL ? error : untold);
    }
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (GTask) task = reading->task;
  g_autoptr (GPtrArray) changes = reading->changes;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) settled = roster_apply_settle_finish (ROSTER_SESSION (source), result, &error);

  for (guint i = 0; i < changes->len; i++)
    settle (load, changes->pdata[i], settled != NULL ? g_array_index (settled, RosterSettled, i) : ROSTER_SETTLED_OPEN, error);

  if (--load->n_reading == 0)
    finish (task);
}

/* What never left needs no reading, except for an agency: a part of lowering or of inviting it may have. */
static gboolean
has_to_be_read (RosterChange             *change,
                const RosterJournalEntry *entry)
{
  return entry->state != ROSTER_JOURNAL_PLANNED || roster_change_needs_two_steps (change) ||
         (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE_AGENCY && entry->message != NULL);
}

static void
read_all (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  GHashTableIter iter;
  gpointer changes;

  load->n_reading = g_hash_table_size (load->to_read);
  g_hash_table_iter_init (&iter, load->to_read);
  while (g_hash_table_iter_next (&iter, NULL, &changes))
    {
      Reading *reading = g_new0 (Reading, 1);

      reading->task = g_object_ref (task);
      reading->changes = g_ptr_array_ref (changes);
      roster_apply_settle_async (g_task_get_source_object (task), load->client, load->bc_id, reading->changes, on_read, reading);
    }
}

static void
on_lists_caught_up (gpointer user_data)
{
  Load *load = g_task_get_task_data (user_data);

  load->timer = 0;
  g_clear_signal_handler (&load->leaving_handler, load->leaving);
  read_all (user_data);
}

static void
return_left (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The Business Center was left");
}

static void
on_left (GCancellable *leaving,
         gpointer      user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Load *load = g_task_get_task_data (task);

  g_clear_signal_handler (&load->leaving_handler, load->leaving);
  roster_clock_remove_timer (roster_session_get_clock (g_task_get_source_object (task)), load->timer);
  return_left (task);
}

static void
wait_for_lists (GTask  *task,
                gint64  wait_us)
{
  RosterSession *session = g_task_get_source_object (task);
  RosterClock *clock = roster_session_get_clock (session);
  Load *load = g_task_get_task_data (task);

  load->leaving = g_object_ref (roster_session_get_leaving (session));
  load->leaving_handler = g_signal_connect (load->leaving, "cancelled", G_CALLBACK (on_left), task);
  load->timer = roster_clock_add_timer (clock, roster_clock_get_steady (clock) + wait_us, on_lists_caught_up, g_object_ref (task), g_object_unref);
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RosterSession *session = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) entries = roster_store_journal_list_finish (load->center, result, &error);
  gint64 first_own = roster_apply_journal_get_first_own (load->center);
  gint64 last_left = 0;
  gint64 wait;

  if (entries == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (!roster_session_shows (session, load->client, load->bc_id))
    {
      return_left (task);
      return;
    }

  for (guint i = 0; i < entries->len; i++)
    {
      const RosterJournalEntry *entry = entries->pdata[i];
      RosterChange *change = first_own == 0 || entry->id < first_own ? roster_change_entry_to_change (entry, load->directory) : NULL;
      g_autofree char *subject = NULL;

      if (change == NULL)
        continue;

      roster_apply_set_place (change, load->center);
      g_ptr_array_add (load->changes, change);
      if (!has_to_be_read (change, entry))
        continue;

      subject = roster_apply_dup_subject (change);
      if (!g_hash_table_contains (load->to_read, subject))
        g_hash_table_insert (load->to_read, g_strdup (subject), g_ptr_array_new_with_free_func (g_object_unref));
      g_ptr_array_add (g_hash_table_lookup (load->to_read, subject), g_object_ref (change));
      last_left = MAX (last_left, entry->changed_at);
    }

  /* The date may have been set meanwhile. */
  wait = CLAMP (last_left + LISTS_ARE_LATE - roster_clock_get_now (roster_session_get_clock (session)), 0, LISTS_ARE_LATE);
  if (g_hash_table_size (load->to_read) == 0)
    finish (task);
  else if (wait == 0)
    read_all (task);
  else
    wait_for_lists (task, wait);
}

/**
 * roster_unfinished_load_async:
 * @session: a session that shows a Business Center and has read it
 * @callback: called when it is known what is left to do
 * @user_data: passed to @callback
 *
 * Finds out what became of the changes that were being sent when the program ended the last time. What this run of the program sends is not
 * looked at.
 */
void
roster_unfinished_load_async (RosterSession       *session,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (session, NULL, callback, user_data);
  Load *load = g_new0 (Load, 1);

  g_task_set_source_tag (task, roster_unfinished_load_async);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  g_set_object (&load->client, roster_session_get_client (session));
  g_set_object (&load->directory, roster_session_get_directory (session));
  g_set_object (&load->center, roster_session_get_center (session));
  load->changes = g_ptr_array_new_with_free_func (g_object_unref);
  load->to_read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  if (load->client == NULL || load->center == NULL)
    {
      g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT, "%s", _("Not signed in."));
      return;
    }

  load->bc_id = g_strdup (roster_store_center_get_bc_id (load->center));
  roster_store_journal_list_async (load->center, TRUE, 0, 0, NULL, on_listed, g_steal_pointer (&task));
}

/**
 * roster_unfinished_load_finish:
 * @session: the session
 * @result: what the callback was given
 * @error: why the journal could not be read; `G_IO_ERROR_CANCELLED` when the Business Center was left meanwhile
 *
 * Returns: (transfer full) (nullable): what is left to do, perhaps nothing: to be given to roster_apply_async(), or to
 *   roster_unfinished_leave()
 */
RosterChangeSet *
roster_unfinished_load_finish (RosterSession  *session,
                               GAsyncResult   *result,
                               GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * roster_unfinished_leave:
 * @session: the session
 * @set: what was left to do
 *
 * Lets go of what was left to do: it is not asked about again, and what an invitation was to bring is not kept for whoever is invited at that
 * address on another day. What nobody knows of is left unknown for good.
 */
void
roster_unfinished_leave (RosterSession   *session,
                         RosterChangeSet *set)
{
  RosterStoreCenter *center = roster_session_get_center (session);
  g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (set)); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (G_LIST_MODEL (set), i);
      RosterPrincipal *principal = roster_change_get_principal (change);

      if (roster_change_is_over (change))
        continue;
      if (roster_change_get_state (change) == ROSTER_CHANGE_STATE_UNKNOWN)
        {
          g_ptr_array_add (left, g_steal_pointer (&change));
          continue;
        }

      if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE && center != NULL &&
          !roster_queue_may_be_accepted (roster_session_get_directory (session)) &&
          roster_directory_find_principal (roster_session_get_directory (session), roster_item_get_key (ROSTER_ITEM (principal))) == NULL)
        roster_queue_forget (center, roster_item_get_key (ROSTER_ITEM (principal)));
      g_ptr_array_add (dropped, g_steal_pointer (&change));
    }

  roster_apply_journal_tell_all (center, dropped, ROSTER_JOURNAL_DROPPED);
  roster_apply_journal_tell_all (center, left, ROSTER_JOURNAL_LEFT);
}
