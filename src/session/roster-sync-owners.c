/* roster-sync-owners.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-private.h"

#include "roster-api-tiktok-account.h"
#include "roster-cover.h"

/* The last step of a sync: what the owners of the TikTok accounts granted. TikTok tells it for all TikTok accounts that are linked to an ad
 * account at once, so it is asked of the fewest ad accounts that cover them. */

/* The TikTok accounts of which is to be read what their owners granted. An account that was linked elsewhere may tell more by that. */
static GListModel *
pick_tiktok_accounts (RosterSync *sync)
{
  GListModel *accounts = roster_directory_get_tiktok_accounts (sync->directory);
  g_autoptr (GListStore) picked = g_list_store_new (ROSTER_TYPE_TIKTOK_ACCOUNT);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (accounts, i);

      if (roster_sync_is_wanted (sync, ROSTER_SUSPECT_OWNER, account) || roster_sync_is_wanted (sync, ROSTER_SUSPECT_LINKS, account))
        g_list_store_append (picked, account);
    }

  return G_LIST_MODEL (g_steal_pointer (&picked));
}

/**
 * roster_sync_note_all_owners:
 * @sync: a sync
 *
 * Notes, of all TikTok accounts that this step is about, that what their owners granted is going to be read.
 */
void
roster_sync_note_all_owners (RosterSync *sync)
{
  g_autoptr (GListModel) accounts = pick_tiktok_accounts (sync);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (RosterItem) account = g_list_model_get_item (accounts, i);

      roster_sync_note (sync, ROSTER_SUSPECT_OWNER, account, TRUE);
    }
}

static void
ask_for_identities (GTask               *task,
                    gpointer             ad_account,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  RosterSync *sync = g_task_get_task_data (task);

  roster_api_tiktok_account_list_identities_async (sync->client, sync->bc_id, roster_item_get_id (ad_account), cancellable, callback, user_data);
}

static gboolean
take_identities (GTask         *task,
                 gpointer       ad_account,
                 GAsyncResult  *result,
                 GError       **error)
{
  RosterSync *sync = g_task_get_task_data (task);
  GListModel *accounts = roster_directory_get_tiktok_accounts (sync->directory);
  g_autoptr (GPtrArray) identities = roster_api_tiktok_account_list_identities_finish (sync->client, result, error);

  if (identities == NULL)
    return FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (accounts, i);

      if (roster_tiktok_account_is_linked_to (account, roster_item_get_key (ad_account)))
        roster_directory_take_identities (sync->directory, account, identities);
    }

  return TRUE;
}

static const RosterQuestion identities_question = { ask_for_identities, take_identities };

/**
 * roster_sync_note_owners_read:
 * @sync: a sync
 * @ad_account: an ad account that was asked, for all TikTok accounts that are linked to it
 *
 * Notes that it has been read what the owners of these TikTok accounts granted.
 */
void
roster_sync_note_owners_read (RosterSync *sync,
                              gpointer    ad_account)
{
  GListModel *accounts = roster_directory_get_tiktok_accounts (sync->directory);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (accounts, i);

      if (roster_tiktok_account_is_linked_to (account, roster_item_get_key (ad_account)))
        roster_sync_note (sync, ROSTER_SUSPECT_OWNER, account, FALSE);
    }
}

/**
 * roster_sync_ask_for_owners:
 * @task: the task of a sync, whose data is a #RosterSync
 *
 * Last step: what the owners of TikTok accounts granted (`/identity/get/`).
 */
void
roster_sync_ask_for_owners (GTask *task)
{
  RosterSync *sync = g_task_get_task_data (task);
  g_autoptr (GListModel) accounts = pick_tiktok_accounts (sync);
  g_autoptr (GPtrArray) ad_accounts = roster_cover_links (accounts);

  /* Of an account that is linked to nothing, nothing can be asked; all others are covered. */
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (accounts, i);

      roster_sync_note (sync, ROSTER_SUSPECT_OWNER, account, !sync->standard && roster_tiktok_account_get_link_count (account) > 0);
    }

  roster_round_begin (sync->round, task);
  for (guint i = 0; !sync->standard && i < ad_accounts->len; i++)
    roster_round_ask (sync->round, &identities_question, ad_accounts->pdata[i]);
  roster_round_end (sync->round);
}

/**
 * roster_sync_is_about_owners:
 * @question: a question
 *
 * Returns: whether it is the one of this step, whose item is an ad account
 */
gboolean
roster_sync_is_about_owners (const RosterQuestion *question)
{
  return question == &identities_question;
}
