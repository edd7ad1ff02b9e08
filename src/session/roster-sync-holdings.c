/* roster-sync-holdings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-private.h"

#include "roster-account-group.h"
#include "roster-agency.h"
#include "roster-api-asset.h"
#include "roster-api-partner.h"
#include "roster-api-tiktok-account.h"
#include "roster-grant-reader.h"
#include "roster-group-reader.h"
#include "roster-promised-reader.h"
#include "roster-read-plan.h"

/* The step of a sync that is most of the work: what each person, agency, account group and TikTok account has. Of all of them, or of those that
 * are suspect or have never been read. */

/**
 * roster_sync_note:
 * @sync: a sync
 * @part: what
 * @item: of whom or which
 * @unread: whether it is going to be read, or has been
 *
 * Notes what there is to read. What is left in the end has to be read the next time.
 */
void
roster_sync_note (RosterSync        *sync,
                  RosterSuspectPart  part,
                  gpointer           item,
                  gboolean           unread)
{
  g_autofree char *name = roster_suspects_make_name (part, item);

  if (unread)
    g_hash_table_add (sync->unread, g_steal_pointer (&name));
  else
    g_hash_table_remove (sync->unread, name);
}

/**
 * roster_sync_is_wanted:
 * @sync: a sync that has looked at the log
 * @part: what
 * @item: of whom or which
 *
 * Returns: whether it is to be read because everything is, or because it may have changed
 */
gboolean
roster_sync_is_wanted (RosterSync        *sync,
                       RosterSuspectPart  part,
                       gpointer           item)
{
  return sync->full || roster_suspects_contain (sync->suspects, part, item);
}

/* What members hold on ad accounts is the grant reader's business, which asks many questions. */

static void
on_reader_progress (guint    asked,
                    guint    answered,
                    gpointer user_data)
{
  RosterSync *sync = g_task_get_task_data (user_data);

  sync->reader_asked = asked;
  sync->reader_answered = answered;
  roster_sync_tell_progress (sync);
}

static void
on_member_taken (RosterPerson *member,
                 gpointer      user_data)
{
  RosterSync *sync = g_task_get_task_data (user_data);

  roster_sync_note (sync, ROSTER_SUSPECT_AD_ACCOUNTS, member, FALSE);
}

/* What the reader finds another way to read is no failure of the sync, unless nothing more can be read. */
static void
on_reader_failed (const GError *error,
                  gpointer      user_data)
{
  roster_sync_stop_if_fatal (g_task_get_task_data (user_data), NULL, error);
}

static const RosterGrantReaderFuncs reader_funcs = { on_reader_progress, on_member_taken, on_reader_failed };

static gboolean
are_grants_wanted (RosterSync        *sync,
                   RosterAccessScope  scope,
                   gpointer           principal)
{
  RosterSuspectPart part = scope == ROSTER_ACCESS_SCOPE_AD_ACCOUNTS ? ROSTER_SUSPECT_AD_ACCOUNTS : ROSTER_SUSPECT_TIKTOK_ACCOUNTS;

  return roster_sync_is_wanted (sync, part, principal) ||
         !roster_access_is_known (roster_directory_get_access (sync->directory), roster_item_get_key (principal), scope);
}

/* The members whose ad accounts are to be read. */
static GPtrArray *
pick_members (RosterSync *sync)
{
  g_autoptr (GPtrArray) picked = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *principals = roster_directory_get_principals (sync->directory);

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

      if (roster_read_plan_is_member (principal) && are_grants_wanted (sync, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, principal))
        g_ptr_array_add (picked, g_steal_pointer (&principal));
    }

  return g_steal_pointer (&picked);
}

static void
ask_for_ad_grants (GTask               *task,
                   gpointer             item,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  RosterSync *sync = g_task_get_task_data (task);
  g_autoptr (GPtrArray) members = pick_members (sync);

  roster_grant_reader_async (sync->client, sync->queue, sync->overtaken, sync->bc_id, sync->directory, members,
                             roster_sync_lacks_ad_accounts (sync), &reader_funcs, task, cancellable, callback, user_data);
}

static gboolean
take_ad_grants (GTask         *task,
                gpointer       item,
                GAsyncResult  *result,
                GError       **error)
{
  return roster_grant_reader_finish (result, error);
}

static const RosterQuestion ad_grants_question = { ask_for_ad_grants, take_ad_grants };

/* What else is held: a member's TikTok accounts, an agency's ad accounts, and those promised to somebody who is invited. */

static gboolean
set_grants (RosterSync        *sync,
            gpointer           principal,
            RosterAccessScope  scope,
            GPtrArray         *grants)
{
  if (grants == NULL)
    return FALSE;

  roster_access_set_grants (roster_directory_get_access (sync->directory), roster_item_get_key (principal), scope, grants);
  roster_directory_update_reach (sync->directory, principal);

  return TRUE;
}

static void
ask_for_tiktok_grants (GTask               *task,
                       gpointer             person,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  RosterSync *sync = g_task_get_task_data (task);

  roster_api_asset_list_grants_async (sync->client, sync->bc_id, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, roster_item_get_id (person), NULL,
                                      cancellable, callback, user_data);
}

static gboolean
take_tiktok_grants (GTask         *task,
                    gpointer       person,
                    GAsyncResult  *result,
                    GError       **error)
{
  RosterSync *sync = g_task_get_task_data (task);
  g_autoptr (GPtrArray) grants = roster_api_asset_list_grants_finish (sync->client, result, error);

  return set_grants (sync, person, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, grants);
}

static const RosterQuestion tiktok_grants_question = { ask_for_tiktok_grants, take_tiktok_grants, ROSTER_SUSPECT_TIKTOK_ACCOUNTS };

static void
ask_for_promised (GTask               *task,
                  gpointer             person,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  RosterSync *sync = g_task_get_task_data (task);

  roster_promised_reader_async (sync->client, sync->bc_id, person, cancellable, callback, user_data);
}

/* Somebody has accepted, or declined, since the list of people was read. */
static void
take_answered (RosterSync     *sync,
               gpointer        invited,
               RosterPromised *promised)
{
  RosterDirectory *directory = sync->directory;
  RosterPrincipal *member = ROSTER_PRINCIPAL (promised->member);

  sync->merging = TRUE;
  roster_directory_take_principal (directory, member);
  if (roster_person_get_user_id (promised->member) != NULL)
    roster_directory_drop_principal (directory, roster_item_get_key (invited));
  sync->merging = FALSE;
  if (roster_person_get_user_id (promised->member) == NULL)
    return;

  member = roster_directory_find_principal (directory, roster_item_get_key (ROSTER_ITEM (member)));
  set_grants (sync, member, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, promised->ad_grants);
  set_grants (sync, member, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, promised->tiktok_grants);
}

static gboolean
take_promised (GTask         *task,
               gpointer       person,
               GAsyncResult  *result,
               GError       **error)
{
  RosterSync *sync = g_task_get_task_data (task);
  g_autoptr (RosterPromised) promised = roster_promised_reader_finish (result, error);

  if (promised == NULL)
    return FALSE;

  if (promised->member != NULL)
    take_answered (sync, person, promised);
  else
    set_grants (sync, person, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, promised->ad_grants);

  return TRUE;
}

static const RosterQuestion promised_question = { ask_for_promised, take_promised, ROSTER_SUSPECT_AD_ACCOUNTS };

static void
ask_for_shared (GTask               *task,
                gpointer             agency,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  RosterSync *sync = g_task_get_task_data (task);

  roster_api_partner_list_shared_async (sync->client, sync->bc_id, roster_item_get_id (agency), cancellable, callback, user_data);
}

static gboolean
take_shared (GTask         *task,
             gpointer       agency,
             GAsyncResult  *result,
             GError       **error)
{
  RosterSync *sync = g_task_get_task_data (task);
  g_autoptr (GPtrArray) grants = roster_api_partner_list_shared_finish (sync->client, result, error);

  return set_grants (sync, agency, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, grants);
}

static const RosterQuestion shared_question = { ask_for_shared, take_shared, ROSTER_SUSPECT_AD_ACCOUNTS };

/* Who holds an ad account, where the log names it and nobody with it, or where that takes fewer requests than to ask what members hold: it is taken
 * over at once, so that the next sync goes on with the ad accounts that are left. */

static void
ask_for_holders (GTask               *task,
                 gpointer             ad_account,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  RosterSync *sync = g_task_get_task_data (task);

  roster_api_asset_list_holders_async (sync->client, sync->bc_id, roster_item_get_id (ad_account), cancellable, callback, user_data);
}

static void
set_holder (RosterSync        *sync,
            gpointer           person,
            const char        *column,
            const RosterGrant *holder)
{
  g_autoptr (RosterGrant) grant = roster_grant_new (column, holder != NULL ? holder->level : ROSTER_LEVEL_NONE,
                                                    holder != NULL ? holder->level_text : NULL, ROSTER_TIKTOK_ROLES_NONE);

  roster_access_set_grant (roster_directory_get_access (sync->directory), roster_item_get_key (person), grant);
  roster_directory_update_reach (sync->directory, person);
}

static gboolean
take_holders (GTask         *task,
              gpointer       ad_account,
              GAsyncResult  *result,
              GError       **error)
{
  RosterSync *sync = g_task_get_task_data (task);
  RosterAccess *access = roster_directory_get_access (sync->directory);
  GListModel *principals = roster_directory_get_principals (sync->directory);
  g_autoptr (GPtrArray) holders = roster_api_asset_list_holders_finish (sync->client, result, error);
  g_autoptr (GHashTable) by_row = g_hash_table_new (g_str_hash, g_str_equal);
  const char *column = roster_item_get_key (ad_account);

  if (holders == NULL)
    return FALSE;

  for (guint i = 0; i < holders->len; i++)
    g_hash_table_insert (by_row, ((RosterGrant *) holders->pdata[i])->asset_key, holders->pdata[i]);

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);
      const char *row = roster_item_get_key (ROSTER_ITEM (principal));
      const RosterGrant *holder = g_hash_table_lookup (by_row, row);

      if (roster_read_plan_is_member (principal) &&
          roster_access_get_direct_level (access, row, column) != (holder != NULL ? holder->level : ROSTER_LEVEL_NONE))
        set_holder (sync, principal, column, holder);
    }

  return TRUE;
}

static const RosterQuestion holders_question = { ask_for_holders, take_holders, ROSTER_SUSPECT_HOLDERS };

static void
ask_for_links (GTask               *task,
               gpointer             account,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  RosterSync *sync = g_task_get_task_data (task);

  roster_api_tiktok_account_list_links_async (sync->client, sync->bc_id, roster_item_get_id (account), cancellable, callback, user_data);
}

static gboolean
take_links (GTask         *task,
            gpointer       account,
            GAsyncResult  *result,
            GError       **error)
{
  RosterSync *sync = g_task_get_task_data (task);
  g_autoptr (GPtrArray) links = roster_api_tiktok_account_list_links_finish (sync->client, result, error);

  if (links == NULL)
    return FALSE;

  roster_directory_set_links (sync->directory, account, links);

  return TRUE;
}

static const RosterQuestion links_question = { ask_for_links, take_links, ROSTER_SUSPECT_LINKS };

static void
ask_for_group (GTask               *task,
               gpointer             group,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  RosterSync *sync = g_task_get_task_data (task);

  roster_group_reader_async (sync->client, sync->bc_id, group, roster_directory_get_access (sync->directory), cancellable, callback, user_data);
}

static gboolean
take_group (GTask         *task,
            gpointer       group,
            GAsyncResult  *result,
            GError       **error)
{
  return roster_group_reader_finish (result, error);
}

static const RosterQuestion group_question = { ask_for_group, take_group, ROSTER_SUSPECT_GROUP };

static void
ask_about (RosterSync           *sync,
           const RosterQuestion *question,
           gpointer              item)
{
  roster_sync_note (sync, question->part, item, TRUE);
  roster_round_ask (sync->round, question, item);
}

/* Somebody without an address cannot be asked about: without a filter, TikTok would tell what the token's own user holds. */
static gboolean
is_invited (RosterPrincipal *principal)
{
  const char *address = roster_principal_get_address (principal);

  return roster_person_get_membership (ROSTER_PERSON (principal)) == ROSTER_MEMBERSHIP_PENDING && address != NULL && *address != '\0';
}

static void
ask_about_principal (RosterSync      *sync,
                     RosterPrincipal *principal)
{
  gboolean ads = are_grants_wanted (sync, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, principal);

  if (ROSTER_IS_AGENCY (principal))
    {
      /* Of one that has not accepted yet TikTok tells nothing. */
      if ((ads || roster_suspects_get_agencies (sync->suspects)) && !roster_agency_get_waiting (ROSTER_AGENCY (principal)))
        ask_about (sync, &shared_question, principal);
    }
  else if (roster_read_plan_is_member (principal))
    {
      if (ads && !sync->by_ad_account) /* which the reader asks for */
        roster_sync_note (sync, ROSTER_SUSPECT_AD_ACCOUNTS, principal, TRUE);
      if (are_grants_wanted (sync, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, principal))
        ask_about (sync, &tiktok_grants_question, principal);
    }
  else if (is_invited (principal) && ads)
    {
      ask_about (sync, &promised_question, principal);
    }
}

static void
ask_about_ad_accounts (RosterSync *sync)
{
  GListModel *ad_accounts = roster_directory_get_ad_accounts (sync->directory);

  for (guint i = 0; i < g_list_model_get_n_items (ad_accounts); i++)
    {
      g_autoptr (RosterItem) ad_account = g_list_model_get_item (ad_accounts, i);

      if (sync->by_ad_account || (!sync->full && roster_suspects_contain (sync->suspects, ROSTER_SUSPECT_HOLDERS, ad_account)))
        ask_about (sync, &holders_question, ad_account);
    }
}

static void
ask_about_tiktok_accounts (RosterSync *sync)
{
  GListModel *accounts = roster_directory_get_tiktok_accounts (sync->directory);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (accounts, i);

      if (roster_tiktok_account_get_link_count (account) < 0)
        roster_suspects_add (sync->suspects, ROSTER_SUSPECT_LINKS, account);
      if (roster_sync_is_wanted (sync, ROSTER_SUSPECT_LINKS, account))
        ask_about (sync, &links_question, account);
    }
}

static void
ask_about_groups (RosterSync *sync)
{
  GListModel *groups = roster_directory_get_account_groups (sync->directory);

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (RosterItem) group = g_list_model_get_item (groups, i);

      if (roster_sync_is_wanted (sync, ROSTER_SUSPECT_GROUP, group))
        ask_about (sync, &group_question, group);
    }
}

/* Where a member is not known, nothing is complete before all ad accounts have been asked: that is the reader's business, too. */
static gboolean
is_better_by_ad_account (RosterSync *sync,
                         GPtrArray  *members)
{
  RosterReadPlan plan;

  if (members->len == 0 || roster_sync_lacks_ad_accounts (sync))
    return FALSE;

  plan = roster_read_plan_make (sync->directory, members);

  return plan.n_probes == 0 && plan.side == ROSTER_READ_SIDE_AD_ACCOUNTS;
}

/**
 * roster_sync_ask_for_holdings:
 * @task: the task of a sync, whose data is a #RosterSync
 *
 * Fourth step: what each person, agency, account group and TikTok account has, as far as that is suspect or has never been read.
 */
void
roster_sync_ask_for_holdings (GTask *task)
{
  RosterSync *sync = g_task_get_task_data (task);
  GListModel *principals = roster_directory_get_principals (sync->directory);
  g_autoptr (GPtrArray) members = pick_members (sync);

  sync->by_ad_account = !sync->standard && is_better_by_ad_account (sync, members);
  roster_round_begin (sync->round, task);
  if (!sync->standard)
    {
      /* The reader asks in turn by itself. */
      if (members->len > 0 && !sync->by_ad_account)
        roster_round_ask_at_once (sync->round, &ad_grants_question, NULL);
      ask_about_tiktok_accounts (sync);
      ask_about_groups (sync);
      ask_about_ad_accounts (sync);

      for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
        {
          g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

          ask_about_principal (sync, principal);
        }

      roster_sync_note_all_owners (sync);
    }
  roster_round_end (sync->round);
}

/**
 * roster_sync_leave_to_members:
 * @sync: a sync
 * @question: a question that failed
 *
 * Returns: whether the members will be asked for what it could not tell
 */
gboolean
roster_sync_leave_to_members (RosterSync           *sync,
                              const RosterQuestion *question)
{
  if (!sync->by_ad_account || question != &holders_question)
    return FALSE;

  sync->ask_people = TRUE;

  return TRUE;
}

/**
 * roster_sync_ask_for_members:
 * @task: the task of a sync, whose data is a #RosterSync
 *
 * Goes on with the fourth step: what an ad account did not tell, the members do.
 */
void
roster_sync_ask_for_members (GTask *task)
{
  RosterSync *sync = g_task_get_task_data (task);
  GListModel *ad_accounts = roster_directory_get_ad_accounts (sync->directory);
  g_autoptr (GPtrArray) members = pick_members (sync);

  sync->by_ad_account = FALSE;
  sync->ask_people = FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (ad_accounts); i++)
    {
      g_autoptr (RosterItem) ad_account = g_list_model_get_item (ad_accounts, i);

      roster_sync_note (sync, ROSTER_SUSPECT_HOLDERS, ad_account, FALSE);
    }
  for (guint i = 0; i < members->len; i++)
    roster_sync_note (sync, ROSTER_SUSPECT_AD_ACCOUNTS, members->pdata[i], TRUE);

  roster_round_begin (sync->round, task);
  roster_round_ask_at_once (sync->round, &ad_grants_question, NULL);
  roster_round_end (sync->round);
}

/**
 * roster_sync_note_incomplete:
 * @sync: a sync
 * @question: a question that failed, since TikTok counts more than it lists
 * @item: (nullable): what it was about
 *
 * Notes that what it asked for is known in part only. The grant reader does not say whose grants: those that it has not read.
 */
void
roster_sync_note_incomplete (RosterSync           *sync,
                             const RosterQuestion *question,
                             gpointer              item)
{
  const char *list = roster_sync_get_list_name (question);
  g_autofree char *ads = roster_suspects_make_name_of_key (ROSTER_SUSPECT_AD_ACCOUNTS, "");
  GHashTableIter iter;
  gpointer name;

  if (list != NULL)
    g_hash_table_add (sync->incomplete_parts, g_strdup (list));
  else if (question->part != ROSTER_SUSPECT_NOTHING && item != NULL)
    g_hash_table_add (sync->incomplete_parts, roster_suspects_make_name (question->part, item));
  if (question != &ad_grants_question)
    return;

  g_hash_table_iter_init (&iter, sync->unread);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_has_prefix (name, ads))
      g_hash_table_add (sync->incomplete_parts, g_strdup (name));
}

/**
 * roster_sync_note_read:
 * @sync: a sync
 * @question: a question that was answered
 * @item: (nullable): what it was about
 *
 * Notes that what it asked for need not be read the next time.
 */
void
roster_sync_note_read (RosterSync           *sync,
                       const RosterQuestion *question,
                       gpointer              item)
{
  if (roster_sync_is_about_owners (question))
    roster_sync_note_owners_read (sync, item);
  else if (question->part != ROSTER_SUSPECT_NOTHING)
    roster_sync_note (sync, question->part, item, FALSE);
}
