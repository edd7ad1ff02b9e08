/* roster-sync.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-private.h"

#include <glib/gi18n.h>

#include "roster-agency.h"

/* Reads a Business Center, in steps:
 *
 *   1. the activity log, where only an Admin may;
 *   2. the lists: people, agencies, ad accounts, TikTok accounts, account groups;
 *   3. those lists of which a look tells that they have changed, or that were changed from here meanwhile, and once more those that lacked
 *      something that was known: only what a second reading lacks, too, is gone;
 *   4. what each of them has: the grants of every person and agency, the members of every group, the links of every TikTok account;
 *   5. what the owners of the TikTok accounts granted, from the fewest ad accounts that cover them.
 *
 * A full sync reads all of it. After the first, a sync asks the log what may have changed, and reads that: see roster-suspects.c and
 * roster-sync-lists.c. What was never read, or could not be read the last time, is read as well. When the log cannot be read, everything is;
 * after that, until it is time for everything again, only the lists.
 *
 * The last steps can be many calls, so they let go first whatever somebody does meanwhile: they ask a few at a time.
 *
 * A Standard member may read none of the lists; for one of those, the second step is about what the member holds, and the others empty.
 *
 * Nothing in the directory is touched by an answer that failed: what was known stays, the first failure is told as `incomplete`, and the mark
 * names what is stale. Of a list that came back short what did come is taken in, and what it lacks stays; the mark names such a list as
 * incomplete, so that nothing is concluded from what it lacks. When a list fails on which the rest is built, and nothing is known of it, or TikTok
 * cannot be reached any more, there is no use in asking on: the sync ends with that error. A mark is told now and then on the way, so that what was
 * read is not read again when the sync is stopped or the program ends. */

/* More than may be under way at once, so that the next is ready when one comes back. */
#define ASKED_AT_ONCE 12

/* How much of the whole is read again at most after the program has ended in the middle. */
#define MARK_EVERY 0.05

/* How long after a list that lacked something it is read again. A list that TikTok puts together of what some of its servers know is wrong for a
 * moment, not only once. */
#define SECOND_READING_AFTER (5 * G_USEC_PER_SEC)

/* Clocks differ, and a line may come late. */
#define LOG_OVERLAP G_TIME_SPAN_DAY

static void
sync_free (RosterSync *sync)
{
  if (sync->outer != NULL)
    g_signal_handler_disconnect (sync->outer, sync->outer_handler);
  g_clear_object (&sync->outer);
  g_clear_object (&sync->cancellable);
  g_clear_object (&sync->client);
  g_clear_object (&sync->clock);
  g_clear_pointer (&sync->round, roster_round_free);
  g_clear_pointer (&sync->queue, roster_ask_queue_free);
  g_clear_pointer (&sync->overtaken, roster_overtaken_free);
  g_clear_pointer (&sync->bc_id, g_free);
  g_clear_object (&sync->oneself);
  g_clear_signal_handler (&sync->merged_handler, sync->directory);
  g_clear_object (&sync->directory);
  g_clear_object (&sync->since);
  g_clear_pointer (&sync->log_day, g_free);
  g_clear_pointer (&sync->suspects, roster_suspects_free);
  g_clear_pointer (&sync->entries, g_ptr_array_unref);
  g_clear_pointer (&sync->people, g_ptr_array_unref);
  g_clear_pointer (&sync->agencies, g_ptr_array_unref);
  g_clear_pointer (&sync->unread, g_hash_table_unref);
  g_clear_pointer (&sync->incomplete_parts, g_hash_table_unref);
  g_clear_error (&sync->fatal);
  g_clear_error (&sync->incomplete);
  g_free (sync);
}

static char *
format_day (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_TIME_SPAN_SECOND);

  return g_date_time_format (utc, "%Y-%m-%d");
}

/* As soon as the lists have been read, the next sync can go on where this one ends: it knows what there is to read. */
static gboolean
has_lists (RosterSync *sync)
{
  return sync->step >= ROSTER_SYNC_STEP_HOLDINGS;
}

static RosterSyncMark *
make_mark (RosterSync *sync)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) incomplete = g_ptr_array_new ();
  g_autofree char *day = format_day (sync->now - LOG_OVERLAP);
  const char *log_day = g_strcmp0 (day, sync->log_day) > 0 ? day : sync->log_day;
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, sync->unread);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_ptr_array_add (names, name);
      if (g_hash_table_contains (sync->incomplete_parts, name))
        g_ptr_array_add (incomplete, name);
    }
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (incomplete, NULL);

  /* Lines of days that will not be asked for again may stay among the known: that does no harm. */
  return roster_sync_mark_new (sync->full ? sync->now : roster_sync_mark_get_full_read_at (sync->since),
                               sync->entries != NULL ? log_day : NULL, sync->entries, (const char * const *) names->pdata,
                               (const char * const *) incomplete->pdata);
}

/**
 * roster_sync_tell_progress:
 * @sync: a sync
 *
 * Tells how far it is, and now and then where another sync could go on. The lists are a small part of the work; what the other steps ask for
 * is known as soon as they are read.
 */
void
roster_sync_tell_progress (RosterSync *sync)
{
  guint asked = roster_round_get_asked (sync->round) + sync->reader_asked;
  guint answered = roster_round_get_answered (sync->round) + sync->reader_answered;
  double share = (double) answered / asked;
  g_autoptr (RosterSyncMark) mark = NULL;

  sync->told = MAX (sync->told, has_lists (sync) ? 0.1 + 0.9 * share : 0.1 * share);
  if (roster_round_is_stopped (sync->round) || sync->progress == NULL)
    return;

  if (has_lists (sync) && sync->told >= sync->marked + MARK_EVERY)
    {
      sync->marked = sync->told;
      mark = make_mark (sync);
    }
  sync->progress (sync->told, has_lists (sync), mark, sync->progress_data);
}

static void
on_taken (GTask                *task,
          const RosterQuestion *question,
          gpointer              item)
{
  roster_sync_note_read (g_task_get_task_data (task), question, item);
}

static void
on_answered (GTask *task)
{
  roster_sync_tell_progress (g_task_get_task_data (task));
}

static gboolean
is_fatal (RosterSync           *sync,
          const RosterQuestion *question,
          const GError         *error)
{
  /* The next question would end in the same way, and there may be thousands to go. */
  if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT) || roster_error_is_cancelled (error) ||
      roster_error_is_network (error))
    return TRUE;

  /* The rows that did come are there to go on with. */
  if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_INCOMPLETE))
    return FALSE;

  switch (sync->step)
    {
    case ROSTER_SYNC_STEP_LISTS:
    case ROSTER_SYNC_STEP_MORE_LISTS:
      /* Account groups have a scope of their own; a developer app without it can do everything else. Whoever is refused another list is no Admin. */
      if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_NOT_PERMITTED))
        return !roster_sync_is_look (question) && !roster_sync_is_group_list (question);

      return !roster_sync_can_do_without (sync, question);

    case ROSTER_SYNC_STEP_LOG:
    case ROSTER_SYNC_STEP_HOLDINGS:
    case ROSTER_SYNC_STEP_OWNERS:
    default:
      return FALSE;
    }
}

/**
 * roster_sync_stop_if_fatal:
 * @sync: a sync
 * @question: (nullable): what could not be answered, where that is a question of the sync's own
 * @error: why
 *
 * Stops the sync where there is nothing to build on, or no use in asking on.
 *
 * Returns: whether it is stopped
 */
gboolean
roster_sync_stop_if_fatal (RosterSync           *sync,
                           const RosterQuestion *question,
                           const GError         *error)
{
  if (sync->fatal == NULL && is_fatal (sync, question, error))
    {
      sync->fatal = g_error_copy (error);
      g_cancellable_cancel (sync->cancellable);
    }

  return sync->fatal != NULL;
}

/* The first failure is told; but what is refused for good says nothing about the age of the rest, and must not hide what does. */
static void
take_incomplete (RosterSync   *sync,
                 const GError *error)
{
  if (sync->incomplete != NULL && !g_error_matches (sync->incomplete, ROSTER_ERROR, ROSTER_ERROR_NOT_PERMITTED))
    return;

  g_clear_error (&sync->incomplete);
  sync->incomplete = g_error_copy (error);
}

/* An app that may not read account groups will not be let by trying again: what it can do is said for good, and so is what that hides. */
static GError *
explain_no_groups (RosterSync   *sync,
                   const GError *error)
{
  GError *explained = g_error_copy (error);
  char *message = g_strconcat (_("Account groups could not be read, so somebody may have more than is shown. Give your developer app the permission "
                                 "“Asset Group” at TikTok, then sign in again."),
                               " ", error->message, NULL);

  roster_access_lose_groups (roster_directory_get_access (sync->directory));
  g_free (explained->message);
  explained->message = message;

  return explained;
}

static void
on_failed (GTask                *task,
           const RosterQuestion *question,
           gpointer              item,
           const GError         *error)
{
  RosterSync *sync = g_task_get_task_data (task);

  if (roster_sync_stop_if_fatal (sync, question, error))
    return;

  if (roster_sync_leave_to_members (sync, question))
    return;

  if (roster_sync_is_look (question))
    {
      sync->people_differ = TRUE;
      sync->ad_accounts_differ = TRUE;
    }
  else if (roster_sync_is_group_list (question) && g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_NOT_PERMITTED))
    {
      g_autoptr (GError) explained = explain_no_groups (sync, error);

      take_incomplete (sync, explained);
    }
  else if (sync->step != ROSTER_SYNC_STEP_LOG)
    {
      roster_sync_note_list (sync, question);
      if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_INCOMPLETE))
        roster_sync_note_incomplete (sync, question, item);
      take_incomplete (sync, error);
    }
}

/* Meanwhile changes are sent, and invitations looked at: what was asked for before that is older than what is known now. */
static void
on_merged (RosterDirectory *directory,
           int              list,
           RosterSync      *sync)
{
  if (sync->merging)
    return;

  sync->people_old |= list == ROSTER_DIRECTORY_LIST_PRINCIPALS;
  sync->agencies_old |= list == ROSTER_DIRECTORY_LIST_PRINCIPALS;
  sync->tiktok_accounts_old |= list == ROSTER_DIRECTORY_LIST_TIKTOK_ACCOUNTS;
}

/* Throws away the lists that have become too old. */
static gboolean
drop_old (RosterSync *sync)
{
  gboolean people_old = sync->people != NULL && sync->people_old;
  gboolean agencies_old = sync->agencies != NULL && sync->agencies_old;

  if (people_old)
    g_clear_pointer (&sync->people, g_ptr_array_unref);
  sync->people_differ |= people_old;
  if (agencies_old)
    g_clear_pointer (&sync->agencies, g_ptr_array_unref);
  sync->agencies_differ |= agencies_old;

  return people_old || agencies_old;
}

static void
add_all (GPtrArray *principals,
         GPtrArray *more)
{
  for (guint i = 0; more != NULL && i < more->len; i++)
    g_ptr_array_add (principals, g_object_ref (more->pdata[i]));
}

/* While the user was a Standard member, what is known from signing in stood for the user in the list of people. */
static void
drop_stand_in (RosterSync *sync)
{
  const char *key = roster_item_get_key (ROSTER_ITEM (sync->oneself));

  for (guint i = 0; i < sync->people->len; i++)
    if (g_str_equal (roster_item_get_key (sync->people->pdata[i]), key))
      return;

  if (roster_directory_find_principal (sync->directory, key) == ROSTER_PRINCIPAL (sync->oneself))
    roster_directory_drop_principal (sync->directory, key);
}

/* People and agencies are one list; whichever of the two was not read is as it was. */
static void
merge_principals (RosterSync *sync)
{
  g_autoptr (GPtrArray) principals = g_ptr_array_new_with_free_func (g_object_unref);
  RosterMerge merge_people = sync->people != NULL ? sync->people_merge : ROSTER_MERGE_PART;
  RosterMerge merge_agencies = sync->agencies != NULL ? sync->agencies_merge : ROSTER_MERGE_PART;

  /* A Standard member may know of nobody else, whoever was known while that member was an Admin. */
  if (sync->standard)
    merge_people = merge_agencies = ROSTER_MERGE_CERTAIN;
  if (sync->standard && sync->oneself != NULL)
    g_ptr_array_add (principals, g_object_ref (sync->oneself));

  add_all (principals, sync->people);
  add_all (principals, sync->agencies);
  sync->merging = TRUE;
  if (!sync->standard && sync->people != NULL && sync->oneself != NULL)
    drop_stand_in (sync);
  roster_directory_merge_principals (sync->directory, principals, merge_people, merge_agencies);
  sync->merging = FALSE;

  /* Taken in again, the same reading is no second one. */
  sync->people_merge = ROSTER_MERGE_PART;
  sync->agencies_merge = ROSTER_MERGE_PART;
}

/* What is new since the last sync; or everything, where that could be said the last time, and now cannot. */
static void
take_log (RosterSync *sync)
{
  g_autoptr (GPtrArray) fresh = NULL;

  sync->full = sync->since == NULL || (sync->entries == NULL && roster_sync_mark_get_log_day (sync->since) != NULL);
  if (sync->since != NULL && sync->entries != NULL)
    fresh = roster_sync_mark_find_new (sync->since, sync->entries);
  else
    fresh = g_ptr_array_new ();

  sync->suspects = roster_suspects_new (fresh, sync->full ? NULL : roster_sync_mark_get_stale (sync->since));
  roster_suspects_look (sync->suspects, sync->directory);
}

/* What was promised to an agency is not what it has once it has accepted. */
static void
suspect_promises (RosterSync *sync)
{
  for (guint i = 0; sync->agencies != NULL && i < sync->agencies->len; i++)
    {
      RosterPrincipal *known = roster_directory_find_principal (sync->directory, roster_item_get_key (sync->agencies->pdata[i]));

      if (ROSTER_IS_AGENCY (known) && roster_agency_get_waiting (ROSTER_AGENCY (known)))
        roster_suspects_add (sync->suspects, ROSTER_SUSPECT_AD_ACCOUNTS, known);
    }
}

/* The log is looked at again with the lists as they are now. */
static void
take_lists (RosterSync *sync)
{
  suspect_promises (sync);
  merge_principals (sync);
  roster_suspects_look_again (sync->suspects, sync->directory);
}

static void
end_pause (gpointer user_data)
{
  GTask *task = user_data;
  RosterSync *sync = g_task_get_task_data (task);

  sync->pause = 0;
  roster_sync_ask_for_missing (task);
}

/* Stops the pause of a sync that was cancelled: what is asked next says so. */
static void
cut_pause_short (GCancellable *cancellable,
                 GTask        *task)
{
  RosterSync *sync = g_task_get_task_data (task);

  if (sync->pause == 0)
    return;

  roster_clock_remove_timer (sync->clock, sync->pause);
  sync->pause = roster_clock_add_timer (sync->clock, roster_clock_get_steady (sync->clock), end_pause, g_object_ref (task), g_object_unref);
}

/* Waits a moment, then asks again for what the lists lacked. */
static void
pause_and_ask_again (GTask *task)
{
  RosterSync *sync = g_task_get_task_data (task);

  sync->asked_again = TRUE;
  sync->pause = roster_clock_add_timer (sync->clock, roster_clock_get_steady (sync->clock) + SECOND_READING_AFTER, end_pause, g_object_ref (task),
                                        g_object_unref);
  g_signal_connect_object (sync->cancellable, "cancelled", G_CALLBACK (cut_pause_short), task, 0);
}

static void
on_over (GTask *task)
{
  RosterSync *sync = g_task_get_task_data (task);

  if (sync->fatal != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&sync->fatal));
      return;
    }

  switch (sync->step)
    {
    case ROSTER_SYNC_STEP_LOG:
      take_log (sync);
      sync->step = ROSTER_SYNC_STEP_LISTS;
      roster_sync_ask_for_lists (task);
      break;

    case ROSTER_SYNC_STEP_LISTS:
      sync->step = ROSTER_SYNC_STEP_MORE_LISTS;
      roster_sync_ask_for_more_lists (task);
      break;

    case ROSTER_SYNC_STEP_MORE_LISTS:
      if (drop_old (sync))
        {
          roster_sync_ask_for_more_lists (task);
          break;
        }
      take_lists (sync);
      if (!sync->full && roster_suspects_get_everything (sync->suspects))
        {
          sync->full = TRUE;
          roster_sync_ask_for_more_lists (task);
          break;
        }
      if (!sync->asked_again && roster_sync_misses_something (sync))
        {
          pause_and_ask_again (task);
          break;
        }
      sync->step = ROSTER_SYNC_STEP_HOLDINGS;
      roster_sync_ask_for_holdings (task);
      break;

    case ROSTER_SYNC_STEP_HOLDINGS:
      if (sync->ask_people)
        {
          roster_sync_ask_for_members (task);
          break;
        }
      roster_directory_update_all (sync->directory);
      sync->step = ROSTER_SYNC_STEP_OWNERS;
      roster_sync_ask_for_owners (task);
      break;

    case ROSTER_SYNC_STEP_OWNERS:
    default:
      sync->marked = 1; /* the mark comes with the result */
      roster_sync_tell_progress (sync);
      g_task_return_boolean (task, TRUE);
    }
}

static const RosterRoundFuncs round_funcs = { on_taken, on_failed, on_answered, on_over };

static void
on_outer_cancelled (GCancellable *outer,
                    GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

/**
 * roster_sync_async:
 * @client: what to ask with
 * @business_center: what to read
 * @oneself: (nullable): the token's user, shown as the only person where the user is a Standard member
 * @directory: what is known; is brought up to date
 * @since: (nullable): how far the last sync got, which left @directory as it is; %NULL to read everything
 * @clock: what tells the time
 * @progress: (scope notified) (nullable): told after every answer
 * @progress_data: passed to @progress
 * @cancellable: (nullable): stops the sync; what was read until then stays
 * @callback: called when the sync is over
 * @user_data: passed to @callback
 *
 * Reads a Business Center, all of it or what may have changed, and brings @directory up to date in place.
 */
void
roster_sync_async (RosterApiClient      *client,
                   RosterBusinessCenter *business_center,
                   RosterPerson         *oneself,
                   RosterDirectory      *directory,
                   RosterSyncMark       *since,
                   RosterClock          *clock,
                   RosterSyncFunc        progress,
                   gpointer              progress_data,
                   GCancellable         *cancellable,
                   GAsyncReadyCallback   callback,
                   gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (client, NULL, callback, user_data);
  RosterSync *sync = g_new0 (RosterSync, 1);

  g_task_set_source_tag (task, roster_sync_async);
  g_task_set_task_data (task, sync, (GDestroyNotify) sync_free);

  sync->client = g_object_ref (client);
  sync->clock = g_object_ref (clock);
  sync->bc_id = g_strdup (roster_item_get_id (ROSTER_ITEM (business_center)));
  sync->standard = roster_business_center_get_role (business_center) == ROSTER_ROLE_STANDARD;
  g_set_object (&sync->oneself, oneself);
  if (sync->standard && oneself != NULL)
    {
      /* Who may not read the list of members knows this much from the list of Business Centers. */
      roster_person_set_membership (oneself, ROSTER_MEMBERSHIP_BOUND);
      roster_person_set_role (oneself, roster_business_center_get_role (business_center));
      roster_person_set_finance_role (oneself, roster_business_center_get_finance_role (business_center));
    }
  sync->directory = g_object_ref (directory);
  sync->merged_handler = g_signal_connect (directory, "merged", G_CALLBACK (on_merged), sync);
  sync->now = roster_clock_get_now (clock);
  if (since != NULL && !sync->standard && g_list_model_get_n_items (roster_directory_get_principals (directory)) > 0)
    sync->since = g_object_ref (since);
  sync->log_day = sync->since != NULL ? g_strdup (roster_sync_mark_get_log_day (since)) : format_day (sync->now - LOG_OVERLAP);
  sync->unread = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sync->incomplete_parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sync->progress = progress;
  sync->progress_data = progress_data;

  /* An own cancellable, so that one fatal answer can stop the other requests. */
  sync->cancellable = g_cancellable_new ();
  if (cancellable != NULL)
    {
      sync->outer = g_object_ref (cancellable);
      sync->outer_handler = g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (on_outer_cancelled), sync->cancellable, 0);
      if (g_cancellable_is_cancelled (cancellable))
        g_cancellable_cancel (sync->cancellable);
    }

  sync->overtaken = roster_overtaken_new (directory);
  sync->queue = roster_ask_queue_new (ASKED_AT_ONCE);
  sync->round = roster_round_new (&round_funcs, client, sync->queue, sync->overtaken, sync->cancellable);
  sync->step = ROSTER_SYNC_STEP_LOG;
  roster_sync_ask_for_log (task);
}

/**
 * roster_sync_finish:
 * @result: what the callback was given
 * @mark: (out) (optional) (nullable) (transfer full): how far the sync got, for the next one, also after an error; %NULL when the lists could
 *   not be read
 * @incomplete: (out) (optional) (nullable) (transfer full): what could not be read, where the rest could; @mark names the parts
 * @error: why the sync ended before its time
 *
 * Returns: whether the lists are up to date
 */
gboolean
roster_sync_finish (GAsyncResult    *result,
                    RosterSyncMark **mark,
                    GError         **incomplete,
                    GError         **error)
{
  RosterSync *sync;

  g_return_val_if_fail (g_async_result_is_tagged (result, roster_sync_async), FALSE);

  sync = g_task_get_task_data (G_TASK (result));
  if (mark != NULL)
    *mark = has_lists (sync) ? make_mark (sync) : NULL;
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  if (incomplete != NULL)
    *incomplete = g_steal_pointer (&sync->incomplete);

  return TRUE;
}
