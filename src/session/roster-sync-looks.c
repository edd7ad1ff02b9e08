/* roster-sync-looks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-private.h"

#include "roster-api-asset.h"
#include "roster-api-member.h"

/* A look at a long list, instead of reading it: how many there are, and who has not answered an invitation yet. */

/**
 * roster_sync_count_people:
 * @sync: a sync
 *
 * Returns: how many people are known
 */
guint
roster_sync_count_people (RosterSync *sync)
{
  GListModel *principals = roster_directory_get_principals (sync->directory);
  guint n_people = 0;

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

      n_people += ROSTER_IS_PERSON (principal);
    }

  return n_people;
}

static void
ask_for_people_count (GTask               *task,
                      gpointer             item,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  RosterSync *sync = g_task_get_task_data (task);

  roster_api_member_count_async (sync->client, sync->bc_id, cancellable, callback, user_data);
}

static gboolean
take_people_count (GTask         *task,
                   gpointer       item,
                   GAsyncResult  *result,
                   GError       **error)
{
  RosterSync *sync = g_task_get_task_data (task);
  gint64 count;

  if (!roster_api_member_count_finish (sync->client, result, &count, error))
    return FALSE;

  if (count != roster_sync_count_people (sync))
    sync->people_differ = TRUE;

  return TRUE;
}

static const RosterQuestion people_count_question = { ask_for_people_count, take_people_count };

static void
ask_for_invited (GTask               *task,
                 gpointer             item,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  RosterSync *sync = g_task_get_task_data (task);

  roster_api_member_find_async (sync->client, sync->bc_id, ROSTER_MEMBERSHIP_PENDING, NULL, cancellable, callback, user_data);
}

static gboolean
is_invited (gpointer principal)
{
  return ROSTER_IS_PERSON (principal) && roster_person_get_membership (principal) == ROSTER_MEMBERSHIP_PENDING;
}

static gboolean
take_invited (GTask         *task,
              gpointer       item,
              GAsyncResult  *result,
              GError       **error)
{
  RosterSync *sync = g_task_get_task_data (task);
  GListModel *principals = roster_directory_get_principals (sync->directory);
  g_autoptr (GPtrArray) invited = roster_api_member_find_finish (sync->client, result, error);
  guint n_known = 0;

  if (invited == NULL)
    return FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

      n_known += is_invited (principal);
    }

  for (guint i = 0; i < invited->len; i++)
    {
      RosterPrincipal *known = roster_directory_find_principal (sync->directory, roster_item_get_key (invited->pdata[i]));

      if (known == NULL || !is_invited (known))
        sync->people_differ = TRUE;
    }
  if (invited->len != n_known)
    sync->people_differ = TRUE;

  return TRUE;
}

static const RosterQuestion invited_question = { ask_for_invited, take_invited };

static void
ask_for_ad_account_count (GTask               *task,
                          gpointer             item,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  RosterSync *sync = g_task_get_task_data (task);

  roster_api_asset_count_ad_accounts_async (sync->client, sync->bc_id, cancellable, callback, user_data);
}

static gboolean
take_ad_account_count (GTask         *task,
                       gpointer       item,
                       GAsyncResult  *result,
                       GError       **error)
{
  RosterSync *sync = g_task_get_task_data (task);
  gint64 count;

  if (!roster_api_asset_count_ad_accounts_finish (sync->client, result, &count, error))
    return FALSE;

  if (count != g_list_model_get_n_items (roster_directory_get_ad_accounts (sync->directory)))
    sync->ad_accounts_differ = TRUE;

  return TRUE;
}

static const RosterQuestion ad_account_count_question = { ask_for_ad_account_count, take_ad_account_count };

/**
 * roster_sync_is_look:
 * @question: a question of a sync
 *
 * Returns: whether a failure of @question only means that a list has to be read
 */
gboolean
roster_sync_is_look (const RosterQuestion *question)
{
  return question == &people_count_question || question == &invited_question || question == &ad_account_count_question;
}

/**
 * roster_sync_look_at_people:
 * @sync: a sync whose round is open
 *
 * Asks how many people there are, and who is invited.
 */
void
roster_sync_look_at_people (RosterSync *sync)
{
  roster_round_ask_at_once (sync->round, &people_count_question, NULL);
  roster_round_ask_at_once (sync->round, &invited_question, NULL);
}

/**
 * roster_sync_look_at_ad_accounts:
 * @sync: a sync whose round is open
 *
 * Asks how many ad accounts there are.
 */
void
roster_sync_look_at_ad_accounts (RosterSync *sync)
{
  roster_round_ask_at_once (sync->round, &ad_account_count_question, NULL);
}
