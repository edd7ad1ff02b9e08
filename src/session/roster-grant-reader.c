/* roster-grant-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-grant-reader.h"

#include "roster-api-asset.h"
#include "roster-person.h"
#include "roster-read-plan.h"

/* Reads what all members hold on all ad accounts, from the side that takes fewer requests:
 *
 *   1. where too little is known to choose, the holders of a few ad accounts;
 *   2. all members, or all (other) ad accounts.
 *
 * A member's ad accounts are taken over as they come in. What is read by ad account is only taken over when every ad account has been read:
 * before that, nobody's list is complete. */

typedef struct
{
  RosterApiClient *client;
  RosterAskQueue *queue; /* the caller's */
  char *bc_id;
  RosterDirectory *directory;
  RosterGrantReaderFunc progress;
  gpointer progress_data;

  enum
  {
    STEP_PROBE = 1,
    STEP_READ,
  } step;
  RosterReadPlan plan;
  guint asked;
  guint answered;
  guint n_held;        /* grants found by the probes */
  GHashTable *read;    /* keys of the ad accounts that were read */
  GHashTable *by_row;  /* key of a member -> GPtrArray of RosterGrant */
  GError *error;       /* the first */
} Reader;

typedef struct
{
  GTask *task;
  RosterItem *item;
} Call;

static void next_step (GTask *task);

static void
reader_free (Reader *reader)
{
  g_clear_object (&reader->client);
  g_clear_object (&reader->directory);
  g_clear_pointer (&reader->bc_id, g_free);
  g_clear_pointer (&reader->read, g_hash_table_unref);
  g_clear_pointer (&reader->by_row, g_hash_table_unref);
  g_clear_error (&reader->error);
  g_free (reader);
}

static Call *
call_new (GTask      *task,
          RosterItem *item)
{
  Reader *reader = g_task_get_task_data (task);
  Call *call = g_new0 (Call, 1);

  call->task = g_object_ref (task);
  g_set_object (&call->item, item);
  reader->asked++;

  return call;
}

/* Takes @error. */
static void
call_done (Call   *call,
           GError *error)
{
  g_autoptr (GTask) task = call->task;
  Reader *reader = g_task_get_task_data (task);
  g_autoptr (GError) failure = error;

  g_clear_object (&call->item);
  g_free (call);
  reader->answered++;
  roster_ask_queue_answer (reader->queue);
  if (failure != NULL && reader->error == NULL)
    reader->error = g_steal_pointer (&failure);
  if (reader->progress != NULL)
    reader->progress (reader->asked, reader->answered, reader->progress_data);
  if (reader->answered == reader->asked)
    next_step (task);
}

static void
on_grants (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Call *call = user_data;
  Reader *reader = g_task_get_task_data (call->task);
  GError *error = NULL;
  g_autoptr (GPtrArray) grants = roster_api_asset_list_grants_finish (reader->client, result, &error);

  if (grants != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (call->task)))
    {
      roster_access_set_grants (roster_directory_get_access (reader->directory), roster_item_get_key (call->item),
                                ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, grants);
      roster_directory_update_reach (reader->directory, ROSTER_PRINCIPAL (call->item));
    }
  call_done (call, error);
}

static void
on_holders (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Call *call = user_data;
  Reader *reader = g_task_get_task_data (call->task);
  GError *error = NULL;
  g_autoptr (GPtrArray) holders = roster_api_asset_list_holders_finish (reader->client, result, &error);
  const char *column = roster_item_get_key (call->item);

  for (guint i = 0; holders != NULL && i < holders->len; i++)
    {
      const RosterGrant *holder = holders->pdata[i];
      GPtrArray *grants = g_hash_table_lookup (reader->by_row, holder->asset_key);

      if (grants == NULL)
        {
          grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);
          g_hash_table_insert (reader->by_row, g_strdup (holder->asset_key), grants);
        }
      g_ptr_array_add (grants, roster_grant_new (column, holder->level, holder->level_text, ROSTER_TIKTOK_ROLES_NONE));
    }
  if (holders != NULL)
    {
      reader->n_held += holders->len;
      g_hash_table_add (reader->read, g_strdup (column));
    }
  call_done (call, error);
}

static void
ask_for_grants (gpointer data,
                gpointer user_data)
{
  Call *call = data;
  Reader *reader = g_task_get_task_data (call->task);

  roster_api_asset_list_grants_async (reader->client, reader->bc_id, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, roster_item_get_id (call->item), NULL,
                                      g_task_get_cancellable (call->task), on_grants, call);
}

static void
ask_for_holders (gpointer data,
                 gpointer user_data)
{
  Call *call = data;
  Reader *reader = g_task_get_task_data (call->task);

  roster_api_asset_list_holders_async (reader->client, reader->bc_id, roster_item_get_id (call->item), g_task_get_cancellable (call->task),
                                       on_holders, call);
}

static void
probe (GTask *task)
{
  Reader *reader = g_task_get_task_data (task);
  GListModel *ad_accounts = roster_directory_get_ad_accounts (reader->directory);
  guint n_ad_accounts = g_list_model_get_n_items (ad_accounts);

  for (guint i = 0; i < reader->plan.n_probes; i++)
    {
      g_autoptr (RosterItem) ad_account = g_list_model_get_item (ad_accounts, i * n_ad_accounts / reader->plan.n_probes);

      roster_ask_queue_push (reader->queue, ask_for_holders, call_new (task, ad_account), NULL);
    }
}

static void
read_people (GTask *task)
{
  Reader *reader = g_task_get_task_data (task);
  GListModel *principals = roster_directory_get_principals (reader->directory);

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

      if (roster_read_plan_is_member (principal))
        roster_ask_queue_push (reader->queue, ask_for_grants, call_new (task, ROSTER_ITEM (principal)), NULL);
    }
}

static void
read_ad_accounts (GTask *task)
{
  Reader *reader = g_task_get_task_data (task);
  GListModel *ad_accounts = roster_directory_get_ad_accounts (reader->directory);

  for (guint i = 0; i < g_list_model_get_n_items (ad_accounts); i++)
    {
      g_autoptr (RosterItem) ad_account = g_list_model_get_item (ad_accounts, i);

      if (!g_hash_table_contains (reader->read, roster_item_get_key (ad_account)))
        roster_ask_queue_push (reader->queue, ask_for_holders, call_new (task, ad_account), NULL);
    }
}

static void
take_over_holders (Reader *reader)
{
  GListModel *principals = roster_directory_get_principals (reader->directory);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);
      const char *row = roster_item_get_key (ROSTER_ITEM (principal));
      GPtrArray *grants = g_hash_table_lookup (reader->by_row, row);

      if (!roster_read_plan_is_member (principal))
        continue;

      roster_access_set_grants (roster_directory_get_access (reader->directory), row, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS,
                                grants != NULL ? grants : nothing);
    }
  roster_directory_update_all (reader->directory);
}

static void
start_reading (GTask *task)
{
  Reader *reader = g_task_get_task_data (task);
  guint asked = reader->asked;

  reader->step = STEP_READ;
  reader->asked++; /* guards against an end before everything is asked for */
  roster_api_client_push_background (reader->client);
  if (reader->plan.side == ROSTER_READ_SIDE_PEOPLE)
    read_people (task);
  else
    read_ad_accounts (task);
  roster_api_client_pop_background (reader->client);
  reader->asked--;

  if (reader->asked == asked)
    next_step (task);
}

static void
next_step (GTask *task)
{
  Reader *reader = g_task_get_task_data (task);

  if (reader->error != NULL && reader->step == STEP_PROBE)
    {
      g_task_return_error (task, g_steal_pointer (&reader->error));
      return;
    }

  if (reader->step == STEP_PROBE)
    {
      GListModel *principals = roster_directory_get_principals (reader->directory);
      guint n_people = 0;

      for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
        {
          g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

          n_people += roster_read_plan_is_member (principal);
        }
      reader->plan.side = roster_read_plan_choose_probed (n_people, g_list_model_get_n_items (roster_directory_get_ad_accounts (reader->directory)),
                                                          reader->plan.n_probes, reader->n_held);
      start_reading (task);
      return;
    }

  if (reader->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&reader->error));
      return;
    }

  if (reader->plan.side == ROSTER_READ_SIDE_AD_ACCOUNTS)
    take_over_holders (reader);
  g_task_return_boolean (task, TRUE);
}

/**
 * roster_grant_reader_async:
 * @client: what to ask with
 * @queue: where the questions wait for their turn; lives until @callback is called
 * @bc_id: the Business Center
 * @directory: its people and ad accounts, as just read, and their grants, as known; is brought up to date
 * @progress: (nullable): told after every answer
 * @progress_data: passed to @progress
 * @cancellable: (nullable): stops reading
 * @callback: called when all is read
 * @user_data: passed to @callback
 *
 * Reads what every member holds on the ad accounts.
 */
void
roster_grant_reader_async (RosterApiClient       *client,
                           RosterAskQueue        *queue,
                           const char            *bc_id,
                           RosterDirectory       *directory,
                           RosterGrantReaderFunc  progress,
                           gpointer               progress_data,
                           GCancellable          *cancellable,
                           GAsyncReadyCallback    callback,
                           gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Reader *reader = g_new0 (Reader, 1);

  g_task_set_source_tag (task, roster_grant_reader_async);
  g_task_set_task_data (task, reader, (GDestroyNotify) reader_free);
  reader->client = g_object_ref (client);
  reader->queue = queue;
  reader->bc_id = g_strdup (bc_id);
  reader->directory = g_object_ref (directory);
  reader->progress = progress;
  reader->progress_data = progress_data;
  reader->read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader->by_row = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  reader->plan = roster_read_plan_make (directory);

  if (reader->plan.n_probes > 0)
    {
      reader->step = STEP_PROBE;
      probe (task);
    }
  else
    {
      start_reading (task);
    }
}

/**
 * roster_grant_reader_finish:
 * @result: what the callback was given
 * @error: the first failure; what could be read is taken over all the same
 *
 * Returns: whether everything was read
 */
gboolean
roster_grant_reader_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_grant_reader_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
