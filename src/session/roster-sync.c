/* roster-sync.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync.h"

#include "roster-agency.h"
#include "roster-api-account-group.h"
#include "roster-api-asset.h"
#include "roster-api-member.h"
#include "roster-api-partner.h"
#include "roster-api-tiktok-account.h"
#include "roster-ask-queue.h"
#include "roster-cover.h"
#include "roster-grant-reader.h"
#include "roster-group-reader.h"
#include "roster-own-reader.h"
#include "roster-read-plan.h"

/* Reads a whole Business Center, in three rounds:
 *
 *   1. the lists: people, agencies, ad accounts, TikTok accounts, account groups;
 *   2. what each of them has: the grants of every person and agency, the members of every group, the links of every TikTok account;
 *   3. what the owners of the TikTok accounts granted, from the fewest ad accounts that cover them all.
 *
 * The second and the third can be many calls, so they let go first whatever somebody does meanwhile.
 *
 * A Standard member may read none of the lists; for one of those, the first round is about what the member holds, and the second empty.
 *
 * The lists are asked for at once, everything else a few at a time: what a person asks for meanwhile is not to wait for all the rest.
 *
 * Nothing in the directory is touched by an answer that failed: what was known stays, the first failure is told as `incomplete`. Only when
 * a list fails there is nothing to build on, and the sync ends with that error. */

#define ASKED_AT_ONCE 8

typedef struct
{
  RosterApiClient *client;
  RosterAskQueue *queue;
  char *bc_id;
  gboolean standard;
  RosterPerson *oneself;
  RosterDirectory *directory;
  RosterSyncFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
  GCancellable *outer;
  gulong outer_handler;

  enum
  {
    ROUND_LISTS = 1,
    ROUND_HOLDINGS,
    ROUND_IDENTITIES,
  } round;
  guint asked;     /* in all rounds */
  guint answered;
  guint reader_asked; /* how much of that is the grant reader's */
  guint reader_answered;
  guint in_flight; /* in this round, those that wait to be asked included */
  double told;     /* the progress; it never goes back */
  GPtrArray *people;
  GPtrArray *agencies;
  GError *fatal;
  GError *incomplete;
} Sync;

/* One request: which item it is about. */
typedef struct
{
  GTask *task;
  RosterItem *item;
  RosterAccessScope scope; /* of what is asked about a person */
  gboolean queued;
} Call;

static void next_round (GTask *task);

static void
sync_free (Sync *sync)
{
  if (sync->outer != NULL)
    g_signal_handler_disconnect (sync->outer, sync->outer_handler);
  g_clear_object (&sync->outer);
  g_clear_object (&sync->cancellable);
  g_clear_object (&sync->client);
  g_clear_pointer (&sync->queue, roster_ask_queue_free);
  g_clear_pointer (&sync->bc_id, g_free);
  g_clear_object (&sync->oneself);
  g_clear_object (&sync->directory);
  g_clear_pointer (&sync->people, g_ptr_array_unref);
  g_clear_pointer (&sync->agencies, g_ptr_array_unref);
  g_clear_error (&sync->fatal);
  g_clear_error (&sync->incomplete);
  g_free (sync);
}

/* The first round is a small part of the work; what the others ask for is known as soon as it is over. */
static void
tell_progress (Sync *sync)
{
  double share = (double) sync->answered / sync->asked;

  sync->told = MAX (sync->told, sync->round == ROUND_LISTS ? 0.1 * share : 0.1 + 0.9 * share);
  if (sync->fatal == NULL && sync->progress != NULL && !g_cancellable_is_cancelled (sync->cancellable))
    sync->progress (sync->told, sync->round > ROUND_LISTS, sync->progress_data);
}

static Call *
call_new (GTask      *task,
          RosterItem *item)
{
  Sync *sync = g_task_get_task_data (task);
  Call *call = g_new0 (Call, 1);

  call->task = g_object_ref (task);
  g_set_object (&call->item, item);
  sync->asked++;
  sync->in_flight++;

  return call;
}

/* Asks by calling @ask with a Call, when it is its turn. */
static void
ask_in_turn (GTask    *task,
             GFunc     ask,
             gpointer  item)
{
  Sync *sync = g_task_get_task_data (task);
  Call *call = call_new (task, item);

  call->queued = TRUE;
  roster_ask_queue_push (sync->queue, ask, call, NULL);
}

/* Ends a request. Takes @error. A failed list, and a token that does not work any more, end the whole sync. */
static void
call_done (Call   *call,
           GError *error)
{
  g_autoptr (GTask) task = call->task;
  Sync *sync = g_task_get_task_data (task);
  g_autoptr (GError) failure = error;
  gboolean queued = call->queued;

  g_clear_object (&call->item);
  g_free (call);
  sync->answered++;
  sync->in_flight--;

  if (failure != NULL && sync->fatal == NULL &&
      (sync->round == ROUND_LISTS || g_error_matches (failure, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT) || roster_error_is_cancelled (failure)))
    {
      sync->fatal = g_steal_pointer (&failure);
      g_cancellable_cancel (sync->cancellable);
    }
  else if (failure != NULL && sync->fatal == NULL && sync->incomplete == NULL)
    {
      sync->incomplete = g_steal_pointer (&failure);
    }

  tell_progress (sync);
  if (queued)
    roster_ask_queue_answer (sync->queue);
  if (sync->in_flight == 0)
    next_round (task);
}

static gboolean
still_wanted (Call *call)
{
  Sync *sync = g_task_get_task_data (call->task);

  return sync->fatal == NULL && !g_cancellable_is_cancelled (sync->cancellable);
}

/* Round 1 */

static void
on_members (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Call *call = user_data;
  Sync *sync = g_task_get_task_data (call->task);
  GError *error = NULL;

  sync->people = roster_api_member_list_finish (sync->client, result, &error);
  call_done (call, error);
}

static void
on_partners (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Call *call = user_data;
  Sync *sync = g_task_get_task_data (call->task);
  GError *error = NULL;

  sync->agencies = roster_api_partner_list_finish (sync->client, result, &error);
  call_done (call, error);
}

static void
on_ad_accounts (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Call *call = user_data;
  Sync *sync = g_task_get_task_data (call->task);
  GError *error = NULL;
  g_autoptr (GPtrArray) ad_accounts = roster_api_asset_list_ad_accounts_finish (sync->client, result, &error);

  if (ad_accounts != NULL && still_wanted (call))
    roster_directory_merge_ad_accounts (sync->directory, ad_accounts);
  call_done (call, error);
}

static void
on_tiktok_accounts (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  Call *call = user_data;
  Sync *sync = g_task_get_task_data (call->task);
  GError *error = NULL;
  g_autoptr (GPtrArray) tiktok_accounts = roster_api_asset_list_tiktok_accounts_finish (sync->client, result, &error);

  if (tiktok_accounts != NULL && still_wanted (call))
    roster_directory_merge_tiktok_accounts (sync->directory, tiktok_accounts);
  call_done (call, error);
}

static void
on_account_groups (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Call *call = user_data;
  Sync *sync = g_task_get_task_data (call->task);
  GError *error = NULL;
  g_autoptr (GPtrArray) groups = roster_api_account_group_list_finish (sync->client, result, &error);

  if (groups != NULL && still_wanted (call))
    roster_directory_merge_account_groups (sync->directory, groups);

  /* Account groups have a scope of their own; a developer app without it can do everything else. */
  if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_NOT_PERMITTED))
    {
      if (sync->incomplete == NULL)
        sync->incomplete = g_steal_pointer (&error);
      g_clear_error (&error);
    }
  call_done (call, error);
}

static void
on_own_read (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GError *error = NULL;

  roster_own_reader_finish (result, &error);
  call_done (user_data, error);
}

static void
ask_for_lists (GTask *task)
{
  Sync *sync = g_task_get_task_data (task);

  /* Guards against a round that would end before it was started as a whole. */
  Call *guard = call_new (task, NULL);

  if (sync->standard)
    {
      roster_own_reader_async (sync->client, sync->bc_id, sync->oneself, sync->directory, sync->cancellable, on_own_read, call_new (task, NULL));
    }
  else
    {
      roster_api_member_list_async (sync->client, sync->bc_id, sync->cancellable, on_members, call_new (task, NULL));
      roster_api_asset_list_ad_accounts_async (sync->client, sync->bc_id, sync->cancellable, on_ad_accounts, call_new (task, NULL));
      roster_api_asset_list_tiktok_accounts_async (sync->client, sync->bc_id, sync->cancellable, on_tiktok_accounts, call_new (task, NULL));
      roster_api_partner_list_async (sync->client, sync->bc_id, sync->cancellable, on_partners, call_new (task, NULL));
      roster_api_account_group_list_async (sync->client, sync->bc_id, sync->cancellable, on_account_groups, call_new (task, NULL));
    }

  call_done (guard, NULL);
}

/* Round 2 */

static void
take_grants (Call              *call,
             RosterAccessScope  scope,
             GPtrArray         *grants)
{
  Sync *sync = g_task_get_task_data (call->task);

  if (grants == NULL || !still_wanted (call))
    return;

  roster_access_set_grants (roster_directory_get_access (sync->directory), roster_item_get_key (call->item), scope, grants);
  roster_directory_update_reach (sync->directory, ROSTER_PRINCIPAL (call->item));
}

static void
on_grants (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Call *call = user_data;
  Sync *sync = g_task_get_task_data (call->task);
  GError *error = NULL;
  g_autoptr (GPtrArray) grants = roster_api_asset_list_grants_finish (sync->client, result, &error);

  take_grants (call, call->scope, grants);
  call_done (call, error);
}

/* A member is asked about by ID, and what members hold on ad accounts is the grant reader's business. What was promised to somebody who is
 * invited is asked for by address, and can be ad accounts only. */
static void
ask_for_grants (gpointer data,
                gpointer user_data)
{
  Call *call = data;
  Sync *sync = g_task_get_task_data (call->task);
  gboolean member = roster_read_plan_is_member (ROSTER_PRINCIPAL (call->item));

  call->scope = member ? ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS : ROSTER_ACCESS_SCOPE_AD_ACCOUNTS;
  roster_api_asset_list_grants_async (sync->client, sync->bc_id, call->scope, member ? roster_item_get_id (call->item) : NULL,
                                      member ? NULL : roster_principal_get_address (ROSTER_PRINCIPAL (call->item)), sync->cancellable,
                                      on_grants, call);
}

static void
on_shared (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Call *call = user_data;
  Sync *sync = g_task_get_task_data (call->task);
  GError *error = NULL;
  g_autoptr (GPtrArray) grants = roster_api_partner_list_shared_finish (sync->client, result, &error);

  take_grants (call, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, grants);
  call_done (call, error);
}

static void
ask_for_shared (gpointer data,
                gpointer user_data)
{
  Call *call = data;
  Sync *sync = g_task_get_task_data (call->task);

  roster_api_partner_list_shared_async (sync->client, sync->bc_id, roster_item_get_id (call->item), sync->cancellable, on_shared, call);
}

static void
on_links (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Call *call = user_data;
  Sync *sync = g_task_get_task_data (call->task);
  GError *error = NULL;
  g_autoptr (GPtrArray) links = roster_api_tiktok_account_list_links_finish (sync->client, result, &error);

  if (links != NULL && still_wanted (call))
    roster_directory_set_links (sync->directory, ROSTER_TIKTOK_ACCOUNT (call->item), links);
  call_done (call, error);
}

static void
ask_for_links (gpointer data,
               gpointer user_data)
{
  Call *call = data;
  Sync *sync = g_task_get_task_data (call->task);

  roster_api_tiktok_account_list_links_async (sync->client, sync->bc_id, roster_item_get_id (call->item), sync->cancellable, on_links, call);
}

static void
on_group_read (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GError *error = NULL;

  roster_group_reader_finish (result, &error);
  call_done (user_data, error);
}

static void
ask_for_group (gpointer data,
               gpointer user_data)
{
  Call *call = data;
  Sync *sync = g_task_get_task_data (call->task);

  roster_group_reader_async (sync->client, sync->bc_id, ROSTER_ACCOUNT_GROUP (call->item), roster_directory_get_access (sync->directory),
                             sync->cancellable, on_group_read, call);
}

static void
merge_principals (Sync *sync)
{
  g_autoptr (GPtrArray) principals = g_ptr_array_new ();

  if (sync->standard && sync->oneself != NULL)
    g_ptr_array_add (principals, sync->oneself);
  if (sync->people != NULL)
    g_ptr_array_extend (principals, sync->people, NULL, NULL);
  if (sync->agencies != NULL)
    g_ptr_array_extend (principals, sync->agencies, NULL, NULL);

  roster_directory_merge_principals (sync->directory, principals);
}

/* Somebody without an address cannot be asked about: without a filter, TikTok would tell what the token's own user holds. */
static gboolean
is_invited (RosterPrincipal *principal)
{
  const char *address = roster_principal_get_address (principal);

  return roster_person_get_membership (ROSTER_PERSON (principal)) == ROSTER_MEMBERSHIP_PENDING && address != NULL && *address != '\0';
}

static void
ask_for_holdings_of (GTask           *task,
                     RosterPrincipal *principal)
{
  if (ROSTER_IS_AGENCY (principal))
    ask_in_turn (task, ask_for_shared, principal);
  else if (roster_read_plan_is_member (principal) || is_invited (principal))
    ask_in_turn (task, ask_for_grants, principal);
}

/* The reader's requests count as well. */
static void
on_reader_progress (guint    asked,
                    guint    answered,
                    gpointer user_data)
{
  Sync *sync = g_task_get_task_data (user_data);

  sync->asked += asked - sync->reader_asked;
  sync->answered += answered - sync->reader_answered;
  sync->reader_asked = asked;
  sync->reader_answered = answered;
  tell_progress (sync);
}

static void
on_grants_read (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Call *call = user_data;
  GError *error = NULL;

  roster_grant_reader_finish (result, &error);
  call_done (call, error);
}

static void
ask_for_holdings (GTask *task)
{
  Sync *sync = g_task_get_task_data (task);
  GListModel *principals = roster_directory_get_principals (sync->directory);
  GListModel *tiktok_accounts = roster_directory_get_tiktok_accounts (sync->directory);
  GListModel *groups = roster_directory_get_account_groups (sync->directory);
  Call *guard = call_new (task, NULL);

  roster_api_client_push_background (sync->client);

  if (!sync->standard)
    {
      roster_grant_reader_async (sync->client, sync->queue, sync->bc_id, sync->directory, on_reader_progress, task, sync->cancellable,
                                 on_grants_read, call_new (task, NULL));

      for (guint i = 0; i < g_list_model_get_n_items (tiktok_accounts); i++)
        {
          g_autoptr (RosterItem) account = g_list_model_get_item (tiktok_accounts, i);

          ask_in_turn (task, ask_for_links, account);
        }

      for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
        {
          g_autoptr (RosterItem) group = g_list_model_get_item (groups, i);

          ask_in_turn (task, ask_for_group, group);
        }

      for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
        {
          g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

          ask_for_holdings_of (task, principal);
        }
    }

  roster_api_client_pop_background (sync->client);
  call_done (guard, NULL);
}

/* Round 3 */

static void
on_identities (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Call *call = user_data;
  Sync *sync = g_task_get_task_data (call->task);
  GListModel *accounts = roster_directory_get_tiktok_accounts (sync->directory);
  GError *error = NULL;
  g_autoptr (GPtrArray) identities = roster_api_tiktok_account_list_identities_finish (sync->client, result, &error);

  for (guint i = 0; identities != NULL && still_wanted (call) && i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (accounts, i);

      if (roster_tiktok_account_is_linked_to (account, roster_item_get_key (call->item)))
        roster_directory_take_identities (sync->directory, account, identities);
    }
  call_done (call, error);
}

static void
ask_for_identities_of (gpointer data,
                       gpointer user_data)
{
  Call *call = data;
  Sync *sync = g_task_get_task_data (call->task);

  roster_api_tiktok_account_list_identities_async (sync->client, sync->bc_id, roster_item_get_id (call->item), sync->cancellable,
                                                   on_identities, call);
}

static void
ask_for_identities (GTask *task)
{
  Sync *sync = g_task_get_task_data (task);
  g_autoptr (GPtrArray) ad_accounts = roster_cover_links (roster_directory_get_tiktok_accounts (sync->directory));
  Call *guard = call_new (task, NULL);

  roster_api_client_push_background (sync->client);
  for (guint i = 0; i < ad_accounts->len; i++)
    ask_in_turn (task, ask_for_identities_of, ad_accounts->pdata[i]);

  roster_api_client_pop_background (sync->client);
  call_done (guard, NULL);
}

static void
next_round (GTask *task)
{
  Sync *sync = g_task_get_task_data (task);

  if (sync->fatal != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&sync->fatal));
      return;
    }

  switch (sync->round)
    {
    case ROUND_LISTS:
      merge_principals (sync);
      sync->round = ROUND_HOLDINGS;
      ask_for_holdings (task);
      break;

    case ROUND_HOLDINGS:
      roster_directory_update_all (sync->directory);
      sync->round = ROUND_IDENTITIES;
      ask_for_identities (task);
      break;

    case ROUND_IDENTITIES:
    default:
      g_task_return_boolean (task, TRUE);
    }
}

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
 * @directory: what to fill
 * @progress: (scope notified) (nullable): told after every answer
 * @progress_data: passed to @progress
 * @cancellable: (nullable): stops the sync; what was read until then stays
 * @callback: called when the sync is over
 * @user_data: passed to @callback
 *
 * Reads all of a Business Center and brings @directory up to date in place.
 */
void
roster_sync_async (RosterApiClient      *client,
                   RosterBusinessCenter *business_center,
                   RosterPerson         *oneself,
                   RosterDirectory      *directory,
                   RosterSyncFunc        progress,
                   gpointer              progress_data,
                   GCancellable         *cancellable,
                   GAsyncReadyCallback   callback,
                   gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (client, NULL, callback, user_data);
  Sync *sync = g_new0 (Sync, 1);

  g_task_set_source_tag (task, roster_sync_async);
  g_task_set_task_data (task, sync, (GDestroyNotify) sync_free);

  sync->client = g_object_ref (client);
  sync->queue = roster_ask_queue_new (ASKED_AT_ONCE);
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

  sync->round = ROUND_LISTS;
  ask_for_lists (task);
}

/**
 * roster_sync_finish:
 * @result: what the callback was given
 * @incomplete: (out) (optional) (nullable) (transfer full): what could not be read, where the rest could; those parts show older data
 * @error: why nothing could be read
 *
 * Returns: whether the lists are up to date
 */
gboolean
roster_sync_finish (GAsyncResult  *result,
                    GError       **incomplete,
                    GError       **error)
{
  Sync *sync;

  g_return_val_if_fail (g_async_result_is_tagged (result, roster_sync_async), FALSE);

  sync = g_task_get_task_data (G_TASK (result));
  if (incomplete != NULL)
    *incomplete = g_steal_pointer (&sync->incomplete);

  return g_task_propagate_boolean (G_TASK (result), error);
}
