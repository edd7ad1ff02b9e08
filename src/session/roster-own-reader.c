/* roster-own-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-own-reader.h"

#include "roster-api-asset.h"

/* All that a Standard member may read: what the member holds, of each kind of asset. The two are asked for side by side. */

typedef struct
{
  RosterItem *oneself; /* (nullable) */
  RosterDirectory *directory;
  guint n_missing;
  GError *error; /* the first */
} Reader;

static void
reader_free (Reader *reader)
{
  g_clear_object (&reader->oneself);
  g_clear_object (&reader->directory);
  g_clear_error (&reader->error);
  g_free (reader);
}

/* Takes @error. */
static void
answer (GTask             *task,
        RosterAccessScope  scope,
        GPtrArray         *grants,
        GError            *error)
{
  Reader *reader = g_task_get_task_data (task);
  g_autoptr (GError) failure = error;

  if (grants != NULL && reader->oneself != NULL)
    roster_access_set_grants (roster_directory_get_access (reader->directory), roster_item_get_key (reader->oneself), scope, grants);
  if (failure != NULL && reader->error == NULL)
    reader->error = g_steal_pointer (&failure);

  if (--reader->n_missing > 0)
    return;

  if (reader->error != NULL)
    g_task_return_error (task, g_steal_pointer (&reader->error));
  else
    g_task_return_boolean (task, TRUE);
}

/* What one may use oneself is not what there is: it comes and goes with one's rights, and nobody is told that it ended. So one whole list is
 * enough here. */
static void
on_ad_accounts (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reader *reader = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) grants = NULL;
  g_autoptr (GPtrArray) ad_accounts = roster_api_asset_list_own_ad_accounts_finish (ROSTER_API_CLIENT (source), result, &grants, &error);

  if (ad_accounts != NULL)
    roster_directory_merge_ad_accounts (reader->directory, ad_accounts, ROSTER_MERGE_CERTAIN);
  answer (task, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, grants, error);
}

static void
on_tiktok_accounts (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reader *reader = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) grants = NULL;
  g_autoptr (GPtrArray) accounts = roster_api_asset_list_own_tiktok_accounts_finish (ROSTER_API_CLIENT (source), result, &grants, &error);

  if (accounts != NULL)
    roster_directory_merge_tiktok_accounts (reader->directory, accounts, ROSTER_MERGE_CERTAIN);
  answer (task, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, grants, error);
}

/**
 * roster_own_reader_async:
 * @client: what to ask with
 * @bc_id: the Business Center
 * @oneself: (nullable): the token's user, whose grants these are
 * @directory: is brought up to date
 * @cancellable: (nullable): stops reading
 * @callback: called when all is read
 * @user_data: passed to @callback
 *
 * Reads what the token's own user holds (`/bc/asset/get/` without a filter).
 */
void
roster_own_reader_async (RosterApiClient     *client,
                         const char          *bc_id,
                         RosterPerson        *oneself,
                         RosterDirectory     *directory,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Reader *reader = g_new0 (Reader, 1);

  g_task_set_source_tag (task, roster_own_reader_async);
  g_task_set_task_data (task, reader, (GDestroyNotify) reader_free);
  reader->oneself = oneself != NULL ? ROSTER_ITEM (g_object_ref (oneself)) : NULL;
  reader->directory = g_object_ref (directory);
  reader->n_missing = 2;
  roster_api_asset_list_own_ad_accounts_async (client, bc_id, cancellable, on_ad_accounts, g_object_ref (task));
  roster_api_asset_list_own_tiktok_accounts_async (client, bc_id, cancellable, on_tiktok_accounts, g_object_ref (task));
}

/**
 * roster_own_reader_finish:
 * @result: what the callback was given
 * @error: the first failure; what could be read is taken over all the same
 *
 * Returns: whether everything was read
 */
gboolean
roster_own_reader_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_own_reader_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
