/* roster-group-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-group-reader.h"

#include "roster-api-account-group.h"

/* Reads one account group: 1. its ad accounts, 2. its members. It is known only when both halves are. */

typedef struct
{
  char *bc_id;
  RosterItem *group;
  RosterAccess *access;
  GPtrArray *ad_account_keys;
} Reader;

static void
reader_free (Reader *reader)
{
  g_free (reader->bc_id);
  g_clear_object (&reader->group);
  g_clear_object (&reader->access);
  g_clear_pointer (&reader->ad_account_keys, g_ptr_array_unref);
  g_free (reader);
}

static void
on_members (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reader *reader = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) members = roster_api_account_group_list_members_finish (ROSTER_API_CLIENT (source), result, &error);

  if (members == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  roster_access_set_group (reader->access, roster_item_get_key (reader->group), roster_item_get_name (reader->group),
                           reader->ad_account_keys, members);
  g_task_return_boolean (task, TRUE);
}

static void
on_ad_accounts (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reader *reader = g_task_get_task_data (task);
  GError *error = NULL;

  reader->ad_account_keys = roster_api_account_group_list_ad_accounts_finish (ROSTER_API_CLIENT (source), result, &error);
  if (reader->ad_account_keys == NULL)
    g_task_return_error (task, error);
  else
    roster_api_account_group_list_members_async (ROSTER_API_CLIENT (source), reader->bc_id, roster_item_get_id (reader->group),
                                                 g_task_get_cancellable (task), on_members, g_object_ref (task));
}

/**
 * roster_group_reader_async:
 * @client: what to ask with
 * @bc_id: the Business Center
 * @group: one of its account groups
 * @access: is told what the group gives to whom
 * @cancellable: (nullable): stops reading
 * @callback: called when the group is read
 * @user_data: passed to @callback
 *
 * Reads what an account group gives to whom (`/bc/asset_group/get/`, for both of its halves).
 */
void
roster_group_reader_async (RosterApiClient     *client,
                           const char          *bc_id,
                           RosterAccountGroup  *group,
                           RosterAccess        *access,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Reader *reader = g_new0 (Reader, 1);

  g_task_set_source_tag (task, roster_group_reader_async);
  g_task_set_task_data (task, reader, (GDestroyNotify) reader_free);
  reader->bc_id = g_strdup (bc_id);
  reader->group = ROSTER_ITEM (g_object_ref (group));
  reader->access = g_object_ref (access);
  roster_api_account_group_list_ad_accounts_async (client, bc_id, roster_item_get_id (reader->group), cancellable, on_ad_accounts, task);
}

/**
 * roster_group_reader_finish:
 * @result: what the callback was given
 * @error: why it could not be read; what was known of the group stays
 *
 * Returns: whether the group was read
 */
gboolean
roster_group_reader_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_group_reader_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
