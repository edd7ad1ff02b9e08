/* roster-sync-lists.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-private.h"

#include "roster-account-group.h"
#include "roster-agency.h"
#include "roster-api-account-group.h"
#include "roster-api-asset.h"
#include "roster-api-list.h"
#include "roster-api-member.h"
#include "roster-api-partner.h"
#include "roster-own-reader.h"

/* The first steps of a sync: the activity log, and the lists.
 *
 * The lists of agencies, TikTok accounts and account groups take few requests and are read each time: an owner who revokes is noticed by
 * that, whatever the log says. Those of people and ad accounts can be long. Where nothing makes them suspect there is only a look at them:
 * see roster-sync-looks.c. When what it tells is not what is known, they are read. */

#define PEOPLE_PAGE 20
#define AD_ACCOUNTS_PAGE 50
#define LOOKS_AT_PEOPLE 2 /* as many requests as a look takes */

static gboolean
taken_or_propagate (GError  *failure,
                    GError **error)
{
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, failure);

  return FALSE;
}

/* What follows for what a reading lacks. */
static RosterMerge
merge_for (GPtrArray *all)
{
  return all != NULL ? ROSTER_MERGE_WHOLE : ROSTER_MERGE_PART;
}

static void
ask_for_log (GTask               *task,
             gpointer             item,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  RosterSync *sync = g_task_get_task_data (task);

  roster_api_changelog_list_async (sync->client, sync->bc_id, sync->log_day, NULL, NULL, cancellable, callback, user_data);
}

static gboolean
take_log (GTask         *task,
          gpointer       item,
          GAsyncResult  *result,
          GError       **error)
{
  RosterSync *sync = g_task_get_task_data (task);

  sync->entries = roster_api_changelog_list_finish (sync->client, result, error);

  return sync->entries != NULL;
}

static const RosterQuestion log_question = { ask_for_log, take_log };

static void
ask_for_people (GTask               *task,
                gpointer             item,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  RosterSync *sync = g_task_get_task_data (task);

  sync->people_old = FALSE;
  roster_api_member_list_async (sync->client, sync->bc_id, cancellable, callback, user_data);
}

static gboolean
take_people (GTask         *task,
             gpointer       item,
             GAsyncResult  *result,
             GError       **error)
{
  RosterSync *sync = g_task_get_task_data (task);

  GError *failure = NULL;
  GPtrArray *all = roster_api_member_list_finish (sync->client, result, &failure);

  g_clear_pointer (&sync->people, g_ptr_array_unref);
  sync->people = roster_api_list_take_rows (all, result, failure);
  sync->people_merge = merge_for (all);

  return taken_or_propagate (failure, error);
}

static const RosterQuestion people_question = { ask_for_people, take_people };

static void
ask_for_agencies (GTask               *task,
                  gpointer             item,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  RosterSync *sync = g_task_get_task_data (task);

  sync->agencies_old = FALSE;
  roster_api_partner_list_async (sync->client, sync->bc_id, cancellable, callback, user_data);
}

static gboolean
take_agencies (GTask         *task,
               gpointer       item,
               GAsyncResult  *result,
               GError       **error)
{
  RosterSync *sync = g_task_get_task_data (task);

  GError *failure = NULL;
  GPtrArray *all = roster_api_partner_list_finish (sync->client, result, &failure);

  g_clear_pointer (&sync->agencies, g_ptr_array_unref);
  sync->agencies = roster_api_list_take_rows (all, result, failure);
  sync->agencies_merge = merge_for (all);

  return taken_or_propagate (failure, error);
}

static const RosterQuestion agencies_question = { ask_for_agencies, take_agencies };

static void
ask_for_ad_accounts (GTask               *task,
                     gpointer             item,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  RosterSync *sync = g_task_get_task_data (task);

  roster_api_asset_list_ad_accounts_async (sync->client, sync->bc_id, cancellable, callback, user_data);
}

/* A TikTok account that was linked to an ad account that is gone has lost that link. */
static void
suspect_links_to_gone (RosterSync *sync)
{
  GListModel *accounts = roster_directory_get_tiktok_accounts (sync->directory);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (accounts, i);
      GListModel *links = roster_tiktok_account_get_linked_ad_accounts (account);

      for (guint j = 0; j < g_list_model_get_n_items (links); j++)
        {
          g_autoptr (RosterItem) ad_account = g_list_model_get_item (links, j);

          if (roster_directory_find_ad_account (sync->directory, roster_item_get_key (ad_account)) == NULL)
            roster_suspects_add (sync->suspects, ROSTER_SUSPECT_LINKS, account);
        }
    }
}

static gboolean
take_ad_accounts (GTask         *task,
                  gpointer       item,
                  GAsyncResult  *result,
                  GError       **error)
{
  RosterSync *sync = g_task_get_task_data (task);
  GError *failure = NULL;
  GPtrArray *all = roster_api_asset_list_ad_accounts_finish (sync->client, result, &failure);
  g_autoptr (GPtrArray) ad_accounts = roster_api_list_take_rows (all, result, failure);
  RosterMerge merge = merge_for (all);

  if (ad_accounts != NULL)
    {
      roster_directory_merge_ad_accounts (sync->directory, ad_accounts, merge);
      sync->ad_accounts_read |= merge == ROSTER_MERGE_WHOLE;
      suspect_links_to_gone (sync);
    }

  return taken_or_propagate (failure, error);
}

static const RosterQuestion ad_accounts_question = { ask_for_ad_accounts, take_ad_accounts };

static void
ask_for_tiktok_accounts (GTask               *task,
                         gpointer             item,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  RosterSync *sync = g_task_get_task_data (task);

  sync->tiktok_accounts_old = FALSE;
  roster_api_asset_list_tiktok_accounts_async (sync->client, sync->bc_id, cancellable, callback, user_data);
}

static gboolean
take_tiktok_accounts (GTask         *task,
                      gpointer       item,
                      GAsyncResult  *result,
                      GError       **error)
{
  RosterSync *sync = g_task_get_task_data (task);
  GError *failure = NULL;
  GPtrArray *all = roster_api_asset_list_tiktok_accounts_finish (sync->client, result, &failure);
  g_autoptr (GPtrArray) tiktok_accounts = roster_api_list_take_rows (all, result, failure);
  RosterMerge merge = merge_for (all);

  /* Whoever else changes this list has read it, and more lately. */
  if (tiktok_accounts != NULL && !sync->tiktok_accounts_old)
    {
      sync->merging = TRUE;
      roster_directory_merge_tiktok_accounts (sync->directory, tiktok_accounts, merge);
      sync->merging = FALSE;
    }

  return taken_or_propagate (failure, error);
}

static const RosterQuestion tiktok_accounts_question = { ask_for_tiktok_accounts, take_tiktok_accounts };

static void
ask_for_groups (GTask               *task,
                gpointer             item,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  RosterSync *sync = g_task_get_task_data (task);

  roster_api_account_group_list_async (sync->client, sync->bc_id, cancellable, callback, user_data);
}

/* The list tells how large each group is. */
static void
suspect_groups (RosterSync *sync,
                GPtrArray  *groups)
{
  RosterAccess *access = roster_directory_get_access (sync->directory);

  for (guint i = 0; i < groups->len; i++)
    {
      RosterAccountGroup *group = groups->pdata[i];
      g_autoptr (GPtrArray) ad_accounts = NULL;
      g_autoptr (GPtrArray) members = NULL;

      if (!roster_access_dup_group (access, roster_item_get_key (ROSTER_ITEM (group)), &ad_accounts, &members) ||
          (roster_account_group_get_ad_account_count (group) >= 0 && (guint) roster_account_group_get_ad_account_count (group) != ad_accounts->len) ||
          (roster_account_group_get_member_count (group) >= 0 && (guint) roster_account_group_get_member_count (group) != members->len))
        roster_suspects_add (sync->suspects, ROSTER_SUSPECT_GROUP, group);
    }
}

static gboolean
take_groups (GTask         *task,
             gpointer       item,
             GAsyncResult  *result,
             GError       **error)
{
  RosterSync *sync = g_task_get_task_data (task);
  GError *failure = NULL;
  GPtrArray *all = roster_api_account_group_list_finish (sync->client, result, &failure);
  g_autoptr (GPtrArray) groups = roster_api_list_take_rows (all, result, failure);
  RosterMerge merge = merge_for (all);

  if (groups != NULL)
    {
      suspect_groups (sync, groups);
      roster_directory_merge_account_groups (sync->directory, groups, merge);
    }

  return taken_or_propagate (failure, error);
}

static const RosterQuestion groups_question = { ask_for_groups, take_groups };

static void
ask_for_own (GTask               *task,
             gpointer             item,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  RosterSync *sync = g_task_get_task_data (task);

  roster_own_reader_async (sync->client, sync->bc_id, sync->oneself, sync->directory, cancellable, callback, user_data);
}

static gboolean
take_own (GTask         *task,
          gpointer       item,
          GAsyncResult  *result,
          GError       **error)
{
  RosterSync *sync = g_task_get_task_data (task);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  if (!roster_own_reader_finish (result, error))
    return FALSE;

  /* What the member holds is told as a whole, whatever gives it. */
  roster_directory_merge_account_groups (sync->directory, nothing, ROSTER_MERGE_CERTAIN);

  return TRUE;
}

static const RosterQuestion own_question = { ask_for_own, take_own };

/* The lists of an Admin: each can fail, or lack something that was known. */
static const struct
{
  const RosterQuestion *question;
  RosterGapKind list;
  GType (*get_type) (void); /* of what is in it */
} lists[] = {
  { &people_question, ROSTER_GAP_KIND_PEOPLE, roster_person_get_type },
  { &agencies_question, ROSTER_GAP_KIND_AGENCIES, roster_agency_get_type },
  { &ad_accounts_question, ROSTER_GAP_KIND_AD_ACCOUNTS, roster_ad_account_get_type },
  { &tiktok_accounts_question, ROSTER_GAP_KIND_TIKTOK_ACCOUNTS, roster_tiktok_account_get_type },
  { &groups_question, ROSTER_GAP_KIND_ACCOUNT_GROUPS, roster_account_group_get_type },
};

/**
 * roster_sync_get_list_name:
 * @question: a question of a sync
 *
 * Returns: (transfer none) (nullable): what a mark calls the list that @question is for; %NULL where it is for none
 */
const char *
roster_sync_get_list_name (const RosterQuestion *question)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (lists[i].question == question)
      return roster_suspects_get_list_name (lists[i].list);

  return NULL;
}

static gboolean
has_failed (RosterSync           *sync,
            const RosterQuestion *question)
{
  return g_hash_table_contains (sync->unread, roster_sync_get_list_name (question));
}

static gboolean
has_failed_before (RosterSync           *sync,
                   const RosterQuestion *question)
{
  return sync->since != NULL && g_strv_contains (roster_sync_mark_get_stale (sync->since), roster_sync_get_list_name (question));
}

/**
 * roster_sync_note_list:
 * @sync: a sync
 * @question: a question that failed
 *
 * Notes, where @question is for a list, that this list is older than the rest.
 */
void
roster_sync_note_list (RosterSync           *sync,
                       const RosterQuestion *question)
{
  const char *name = roster_sync_get_list_name (question);

  if (name != NULL)
    g_hash_table_add (sync->unread, g_strdup (name));
}

/**
 * roster_sync_lacks_ad_accounts:
 * @sync: a sync that has asked for the lists
 *
 * Returns: whether there may be ad accounts that are not known, so that who holds what cannot be found out by asking each of them
 */
gboolean
roster_sync_lacks_ad_accounts (RosterSync *sync)
{
  return has_failed (sync, &ad_accounts_question);
}

/**
 * roster_sync_can_do_without:
 * @sync: a sync
 * @question: a question for a list, or for a look at one
 *
 * People, agencies and ad accounts are what everything else is about; but where they are known from before, that can be read without them.
 *
 * Returns: whether the sync can go on when @question failed
 */
gboolean
roster_sync_can_do_without (RosterSync           *sync,
                            const RosterQuestion *question)
{
  if (question == &people_question || question == &agencies_question)
    return g_list_model_get_n_items (roster_directory_get_principals (sync->directory)) > 0;
  if (question == &ad_accounts_question)
    return g_list_model_get_n_items (roster_directory_get_ad_accounts (sync->directory)) > 0;

  return question != &own_question;
}

/**
 * roster_sync_is_group_list:
 * @question: a question of a sync
 *
 * Returns: whether @question is for the list of account groups
 */
gboolean
roster_sync_is_group_list (const RosterQuestion *question)
{
  return question == &groups_question;
}

/**
 * roster_sync_ask_for_log:
 * @task: the task of a sync, whose data is a #RosterSync
 *
 * First step: the activity log (`/bc/changelog/get/`). It comes before everything else: what happens while the rest is read has to be new the
 * next time.
 */
void
roster_sync_ask_for_log (GTask *task)
{
  RosterSync *sync = g_task_get_task_data (task);

  roster_round_begin (sync->round, task);
  if (!sync->standard && sync->log_day != NULL)
    roster_round_ask_at_once (sync->round, &log_question, NULL);
  roster_round_end (sync->round);
}

static void
ask_for_people_or_look (RosterSync *sync)
{
  if (sync->full || roster_suspects_get_people (sync->suspects) || has_failed_before (sync, &people_question) ||
      roster_sync_count_people (sync) <= LOOKS_AT_PEOPLE * PEOPLE_PAGE)
    roster_round_ask_at_once (sync->round, &people_question, NULL);
  else
    roster_sync_look_at_people (sync);
}

static void
ask_for_ad_accounts_or_look (RosterSync *sync)
{
  guint n_ad_accounts = g_list_model_get_n_items (roster_directory_get_ad_accounts (sync->directory));

  if (sync->full || roster_suspects_get_ad_accounts (sync->suspects) || has_failed_before (sync, &ad_accounts_question) ||
      n_ad_accounts <= AD_ACCOUNTS_PAGE)
    roster_round_ask_at_once (sync->round, &ad_accounts_question, NULL);
  else
    roster_sync_look_at_ad_accounts (sync);
}

/**
 * roster_sync_ask_for_lists:
 * @task: the task of a sync, whose data is a #RosterSync
 *
 * Second step: the lists, or a look at them.
 */
void
roster_sync_ask_for_lists (GTask *task)
{
  RosterSync *sync = g_task_get_task_data (task);

  roster_round_begin (sync->round, task);
  if (sync->standard)
    {
      roster_round_ask_at_once (sync->round, &own_question, NULL);
    }
  else
    {
      ask_for_people_or_look (sync);
      ask_for_ad_accounts_or_look (sync);
      roster_round_ask_at_once (sync->round, &tiktok_accounts_question, NULL);
      roster_round_ask_at_once (sync->round, &agencies_question, NULL);
      roster_round_ask_at_once (sync->round, &groups_question, NULL);
    }
  roster_round_end (sync->round);
}

/**
 * roster_sync_ask_for_more_lists:
 * @task: the task of a sync, whose data is a #RosterSync
 *
 * Third step: the lists that a look says have changed, or that were changed since they were asked for, and, when everything is suspect, those
 * that were only looked at.
 */
void
roster_sync_ask_for_more_lists (GTask *task)
{
  RosterSync *sync = g_task_get_task_data (task);

  roster_round_begin (sync->round, task);
  if (!sync->standard && sync->people == NULL && (sync->full || sync->people_differ) && !has_failed (sync, &people_question))
    roster_round_ask_at_once (sync->round, &people_question, NULL);
  if (!sync->standard && !sync->ad_accounts_read && (sync->full || sync->ad_accounts_differ) && !has_failed (sync, &ad_accounts_question))
    roster_round_ask_at_once (sync->round, &ad_accounts_question, NULL);
  if (!sync->standard && sync->agencies == NULL && sync->agencies_differ && !has_failed (sync, &agencies_question))
    roster_round_ask_at_once (sync->round, &agencies_question, NULL);
  roster_round_end (sync->round);
}

static gboolean
misses (RosterSync *sync,
        guint       list)
{
  return !sync->standard && roster_directory_misses (sync->directory, lists[list].get_type ()) && !has_failed (sync, lists[list].question);
}

/**
 * roster_sync_misses_something:
 * @sync: a sync
 *
 * Returns: whether a list that was read lacked something that was known
 */
gboolean
roster_sync_misses_something (RosterSync *sync)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (misses (sync, i))
      return TRUE;

  return FALSE;
}

/**
 * roster_sync_ask_for_missing:
 * @task: the task of a sync, whose data is a #RosterSync
 *
 * Third step, second time: asks once more for each list that lacked something that was known. Only what a second reading lacks, too, is gone.
 */
void
roster_sync_ask_for_missing (GTask *task)
{
  RosterSync *sync = g_task_get_task_data (task);

  roster_round_begin (sync->round, task);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (misses (sync, i))
      roster_round_ask_at_once (sync->round, lists[i].question, NULL);
  roster_round_end (sync->round);
}
