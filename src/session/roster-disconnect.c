/* roster-disconnect.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-disconnect.h"

#include <glib/gi18n.h>

#include "roster-api-tiktok-account.h"

typedef struct
{
  RosterDirectory *directory;
  RosterTiktokAccount *account;
  char *bc_id;
} Plan;

static void
plan_free (Plan *plan)
{
  g_clear_object (&plan->directory);
  g_clear_object (&plan->account);
  g_clear_pointer (&plan->bc_id, g_free);
  g_free (plan);
}

static void
on_links (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Plan *plan = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) links = roster_api_tiktok_account_list_links_finish (ROSTER_API_CLIENT (source), result, &error);
  g_autoptr (GListStore) changes = g_list_store_new (ROSTER_TYPE_CHANGE);
  g_autoptr (RosterChange) disconnect = roster_change_new_disconnect (plan->account);
  GListModel *linked;

  if (links == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (!roster_session_check_shows (g_task_get_source_object (task), task, ROSTER_API_CLIENT (source), plan->bc_id))
    return;

  roster_directory_set_links (plan->directory, plan->account, links);
  linked = roster_tiktok_account_get_linked_ad_accounts (plan->account);
  for (guint i = 0; i < g_list_model_get_n_items (linked); i++)
    {
      g_autoptr (RosterAdAccount) ad_account = g_list_model_get_item (linked, i);
      g_autoptr (RosterChange) unlink = roster_change_new_unlink (plan->account, ad_account);

      g_list_store_append (changes, unlink);
    }
  g_list_store_append (changes, disconnect);

  g_task_return_pointer (task, g_steal_pointer (&changes), g_object_unref);
}

/**
 * roster_disconnect_plan_async:
 * @session: the session
 * @account: the TikTok account that shall leave the Business Center
 * @cancellable: (nullable): stops reading
 * @callback: called when the plan is made
 * @user_data: passed to @callback
 *
 * Reads what @account is linked to at this moment, and plans what takes it out of the Business Center: an unlink for each ad account, then
 * the disconnect. The plan goes to roster_apply_async() with %ROSTER_APPLY_FLAGS_STOP_AT_FAILURE.
 */
void
roster_disconnect_plan_async (RosterSession       *session,
                              RosterTiktokAccount *account,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  RosterApiClient *client = roster_session_get_client (session);
  RosterBusinessCenter *business_center = roster_session_get_business_center (session);
  Plan *plan = g_new0 (Plan, 1);

  g_task_set_source_tag (task, roster_disconnect_plan_async);
  g_task_set_task_data (task, plan, (GDestroyNotify) plan_free);
  g_set_object (&plan->directory, roster_session_get_directory (session));
  g_set_object (&plan->account, account);

  if (client == NULL || business_center == NULL)
    {
      g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT, "%s", _("Not signed in."));
      return;
    }

  plan->bc_id = g_strdup (roster_item_get_id (ROSTER_ITEM (business_center)));
  roster_api_tiktok_account_list_links_async (client, plan->bc_id, roster_item_get_id (ROSTER_ITEM (account)), cancellable, on_links,
                                              g_steal_pointer (&task));
}

/**
 * roster_disconnect_plan_finish:
 * @session: the session
 * @result: what the callback was given
 * @error: why the links could not be read
 *
 * Returns: (transfer full): a list of #RosterChange, the disconnect last
 */
GListModel *
roster_disconnect_plan_finish (RosterSession  *session,
                               GAsyncResult   *result,
                               GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
