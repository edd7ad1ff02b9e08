/* roster-account-look.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-account-look.h"

#include "roster-api-asset.h"
#include "roster-api-list.h"
#include "roster-list-look.h"

/* Looks whether a TikTok account has come or gone, with one request as a rule. A list that fits on one page is read. A longer one is counted
 * first, and read when the number is not the known one, or when an earlier reading lacked something, so that this one has to agree: an owner
 * who leaves at the same time as another comes is not noticed by that, but by the next sync, which reads the list.
 *
 * What was read is dropped where somebody else has changed the list meanwhile: that is the newer knowledge. */

#define ONE_PAGE 50

static void
look_free (RosterListLook *look)
{
  roster_list_look_clear (look);
  g_free (look);
}

static void
on_list (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RosterListLook *look = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *all = roster_api_asset_list_tiktok_accounts_finish (look->client, result, &error);
  g_autoptr (GPtrArray) accounts = roster_api_list_take_rows (all, result, error);
  RosterMerge merge = all != NULL ? ROSTER_MERGE_WHOLE : ROSTER_MERGE_PART;

  if (accounts != NULL && !roster_list_look_check (look, task))
    {
      g_clear_error (&error);
      return;
    }

  if (accounts != NULL && !look->old)
    roster_directory_merge_tiktok_accounts (roster_session_get_directory (look->session), accounts, merge);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
read_list (GTask *task)
{
  RosterListLook *look = g_task_get_task_data (task);

  look->old = FALSE;
  roster_api_asset_list_tiktok_accounts_async (look->client, look->bc_id, g_task_get_cancellable (task), on_list, g_object_ref (task));
}

static void
on_count (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RosterListLook *look = g_task_get_task_data (task);
  GError *error = NULL;
  gint64 count;

  if (!roster_api_asset_count_tiktok_accounts_finish (look->client, result, &count, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (!roster_list_look_check (look, task))
    return;

  if (count == g_list_model_get_n_items (roster_session_get_tiktok_accounts (look->session)))
    g_task_return_boolean (task, TRUE);
  else
    read_list (task);
}

/**
 * roster_account_look_async:
 * @session: the session; an Admin's
 * @cancellable: (nullable): drops the answer
 * @callback: called when the list of TikTok accounts is up to date
 * @user_data: passed to @callback
 *
 * Looks whether a TikTok account has come or gone, and brings the session's list up to date: `GET /bc/asset/admin/get/` with `TT_ACCOUNT`,
 * once as long as there are at most 50 or as many as before.
 */
void
roster_account_look_async (RosterSession       *session,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  RosterDirectory *directory = roster_session_get_directory (session);
  RosterListLook *look = g_new0 (RosterListLook, 1);

  g_task_set_source_tag (task, roster_account_look_async);
  g_task_set_task_data (task, look, (GDestroyNotify) look_free);
  if (!roster_list_look_begin (look, task, ROSTER_DIRECTORY_LIST_TIKTOK_ACCOUNTS))
    return;

  if (roster_directory_misses (directory, ROSTER_TYPE_TIKTOK_ACCOUNT) ||
      g_list_model_get_n_items (roster_directory_get_tiktok_accounts (directory)) <= ONE_PAGE)
    read_list (task);
  else
    roster_api_asset_count_tiktok_accounts_async (look->client, look->bc_id, cancellable, on_count, g_object_ref (task));
}

/**
 * roster_account_look_finish:
 * @session: the session
 * @result: what the callback was given
 * @error: why the list could not be read; after %ROSTER_ERROR_INCOMPLETE what did come has been taken in
 *
 * Returns: whether the list is up to date
 */
gboolean
roster_account_look_finish (RosterSession  *session,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_account_look_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
