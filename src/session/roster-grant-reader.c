/* roster-grant-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-grant-reader.h"

#include "roster-api-asset.h"
#include "roster-person.h"
#include "roster-read-plan.h"
#include "roster-round.h"

/* Reads what members hold on all ad accounts. Where too little is known to choose the side that takes fewer requests, in two steps:
 *
 *   1. the holders of a few ad accounts;
 *   2. those members, or all other ad accounts.
 *
 * Otherwise the members are asked; where everything is known, and the ad accounts take fewer requests, the sync asks these itself.
 *
 * A member's ad accounts are taken over as they come in. What is read by ad account is only taken over when every ad account has been read:
 * before that, nobody's list is complete. Where one of them cannot be read, the members are asked after all; and where something was given to
 * somebody or taken away meanwhile, that member is. */

typedef struct
{
  RosterApiClient *client;
  RosterRound *round;
  char *bc_id;
  RosterDirectory *directory;
  GPtrArray *members; /* of RosterPerson */
  const RosterGrantReaderFuncs *funcs;
  gpointer funcs_data;

  enum
  {
    STEP_PROBE = 1,
    STEP_READ,
  } step;
  RosterReadPlan plan;
  guint n_held;        /* grants found by the probes */
  GHashTable *read;    /* keys of the ad accounts that were read */
  GHashTable *by_row;  /* key of a member -> GPtrArray of RosterGrant */
  GHashTable *changed; /* keys of those who were given something, or had it taken away, while the ad accounts were read */
  gulong changed_handler;
  GError *error;       /* the first */
} Reader;

static void
stop_listening (Reader *reader)
{
  g_clear_signal_handler (&reader->changed_handler, roster_directory_get_access (reader->directory));
}

static void
reader_free (Reader *reader)
{
  g_clear_pointer (&reader->round, roster_round_free);
  g_clear_object (&reader->client);
  stop_listening (reader);
  g_clear_object (&reader->directory);
  g_clear_pointer (&reader->bc_id, g_free);
  g_clear_pointer (&reader->members, g_ptr_array_unref);
  g_clear_pointer (&reader->read, g_hash_table_unref);
  g_clear_pointer (&reader->by_row, g_hash_table_unref);
  g_clear_pointer (&reader->changed, g_hash_table_unref);
  g_clear_error (&reader->error);
  g_free (reader);
}

static void
ask_for_grants (GTask               *task,
                gpointer             person,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  Reader *reader = g_task_get_task_data (task);

  roster_api_asset_list_grants_async (reader->client, reader->bc_id, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, roster_item_get_id (person), NULL,
                                      cancellable, callback, user_data);
}

static gboolean
take_grants (GTask         *task,
             gpointer       person,
             GAsyncResult  *result,
             GError       **error)
{
  Reader *reader = g_task_get_task_data (task);
  g_autoptr (GPtrArray) grants = roster_api_asset_list_grants_finish (reader->client, result, error);

  if (grants == NULL)
    return FALSE;

  roster_access_set_grants (roster_directory_get_access (reader->directory), roster_item_get_key (person), ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, grants);
  roster_directory_update_reach (reader->directory, person);
  reader->funcs->taken (person, reader->funcs_data);

  return TRUE;
}

static const RosterQuestion grants_question = { ask_for_grants, take_grants, ROSTER_SUSPECT_AD_ACCOUNTS };

static void
ask_for_holders (GTask               *task,
                 gpointer             ad_account,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  Reader *reader = g_task_get_task_data (task);

  roster_api_asset_list_holders_async (reader->client, reader->bc_id, roster_item_get_id (ad_account), cancellable, callback, user_data);
}

static gboolean
take_holders (GTask         *task,
              gpointer       ad_account,
              GAsyncResult  *result,
              GError       **error)
{
  Reader *reader = g_task_get_task_data (task);
  g_autoptr (GPtrArray) holders = roster_api_asset_list_holders_finish (reader->client, result, error);
  const char *column = roster_item_get_key (ad_account);

  if (holders == NULL)
    return FALSE;

  for (guint i = 0; i < holders->len; i++)
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
  reader->n_held += holders->len;
  g_hash_table_add (reader->read, g_strdup (column));

  return TRUE;
}

static const RosterQuestion holders_question = { ask_for_holders, take_holders };

static void
on_failed (GTask                *task,
           const RosterQuestion *question,
           gpointer              item,
           const GError         *error)
{
  Reader *reader = g_task_get_task_data (task);

  if (reader->error == NULL)
    reader->error = g_error_copy (error);
  reader->funcs->failed (error, reader->funcs_data);
}

static void
on_answered (GTask *task)
{
  Reader *reader = g_task_get_task_data (task);

  reader->funcs->progress (roster_round_get_asked (reader->round), roster_round_get_answered (reader->round), reader->funcs_data);
}

static void
on_cell_differs (RosterAccess *access,
                 const char   *row_key,
                 const char   *column_key,
                 Reader       *reader)
{
  g_hash_table_add (reader->changed, g_strdup (row_key));
}

static void
probe (GTask *task)
{
  Reader *reader = g_task_get_task_data (task);
  GListModel *ad_accounts = roster_directory_get_ad_accounts (reader->directory);
  guint n_ad_accounts = g_list_model_get_n_items (ad_accounts);

  reader->step = STEP_PROBE;
  roster_round_begin (reader->round, task);
  for (guint i = 0; i < reader->plan.n_probes; i++)
    {
      g_autoptr (RosterItem) ad_account = g_list_model_get_item (ad_accounts, i * n_ad_accounts / reader->plan.n_probes);

      roster_round_ask (reader->round, &holders_question, ad_account);
    }
  roster_round_end (reader->round);
}

static void
ask_people (Reader *reader)
{
  for (guint i = 0; i < reader->members->len; i++)
    roster_round_ask (reader->round, &grants_question, reader->members->pdata[i]);
}

static void
ask_ad_accounts (Reader *reader)
{
  GListModel *ad_accounts = roster_directory_get_ad_accounts (reader->directory);

  for (guint i = 0; i < g_list_model_get_n_items (ad_accounts); i++)
    {
      g_autoptr (RosterItem) ad_account = g_list_model_get_item (ad_accounts, i);

      if (!g_hash_table_contains (reader->read, roster_item_get_key (ad_account)))
        roster_round_ask (reader->round, &holders_question, ad_account);
    }
}

/* Returns: (transfer full) (nullable): the members of whom something else is known by now, and who have to be asked */
static GPtrArray *
take_over_holders (Reader *reader)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_object_unref);

  stop_listening (reader);
  for (guint i = 0; i < reader->members->len; i++)
    {
      const char *row = roster_item_get_key (reader->members->pdata[i]);
      GPtrArray *grants = g_hash_table_lookup (reader->by_row, row);

      if (g_hash_table_contains (reader->changed, row))
        {
          g_ptr_array_add (changed, g_object_ref (reader->members->pdata[i]));
          continue;
        }

      roster_access_set_grants (roster_directory_get_access (reader->directory), row, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS,
                                grants != NULL ? grants : nothing);
      reader->funcs->taken (reader->members->pdata[i], reader->funcs_data);
    }
  roster_directory_update_all (reader->directory);

  return changed->len > 0 ? g_steal_pointer (&changed) : NULL;
}

static void
read_all (GTask *task)
{
  Reader *reader = g_task_get_task_data (task);

  reader->step = STEP_READ;
  if (reader->plan.side == ROSTER_READ_SIDE_PEOPLE)
    stop_listening (reader);
  roster_round_begin (reader->round, task);
  if (reader->plan.side == ROSTER_READ_SIDE_PEOPLE)
    ask_people (reader);
  else
    ask_ad_accounts (reader);
  roster_round_end (reader->round);
}

static void
finish (GTask *task)
{
  Reader *reader = g_task_get_task_data (task);

  if (reader->error != NULL)
    g_task_return_error (task, g_steal_pointer (&reader->error));
  else
    g_task_return_boolean (task, TRUE);
}

/* What the ad accounts do not tell, the members do. */
static void
turn_to_people (GTask *task)
{
  Reader *reader = g_task_get_task_data (task);

  g_clear_error (&reader->error);
  reader->plan.side = ROSTER_READ_SIDE_PEOPLE;
  read_all (task);
}

static void
on_over (GTask *task)
{
  Reader *reader = g_task_get_task_data (task);
  gboolean by_ad_account = reader->step == STEP_PROBE || reader->plan.side == ROSTER_READ_SIDE_AD_ACCOUNTS;

  if (roster_round_is_stopped (reader->round))
    {
      finish (task);
    }
  else if (by_ad_account && reader->error != NULL)
    {
      turn_to_people (task);
    }
  else if (reader->step == STEP_PROBE)
    {
      guint n_ad_accounts = g_list_model_get_n_items (roster_directory_get_ad_accounts (reader->directory));

      reader->plan.side = roster_read_plan_choose_probed (reader->members->len, n_ad_accounts, reader->plan.n_probes, reader->n_held);
      read_all (task);
    }
  else
    {
      g_autoptr (GPtrArray) changed = by_ad_account ? take_over_holders (reader) : NULL;

      if (changed != NULL)
        {
          g_ptr_array_unref (reader->members);
          reader->members = g_steal_pointer (&changed);
          turn_to_people (task);
        }
      else
        {
          finish (task);
        }
    }
}

static const RosterRoundFuncs round_funcs = { NULL, on_failed, on_answered, on_over };

/**
 * roster_grant_reader_async:
 * @client: what to ask with
 * @queue: where the questions wait for their turn; lives until @callback is called
 * @overtaken: what is changed from here meanwhile; lives until @callback is called
 * @bc_id: the Business Center
 * @directory: its people and ad accounts, as just read, and their grants, as known; is brought up to date
 * @members: (element-type RosterPerson): the members whose grants are to be read
 * @by_people: whether to ask the members whatever it takes, since there may be ad accounts that are not known
 * @funcs: what to tell on the way
 * @funcs_data: passed to @funcs
 * @cancellable: (nullable): stops reading
 * @callback: called when all is read
 * @user_data: passed to @callback
 *
 * Reads what members hold on the ad accounts.
 */
void
roster_grant_reader_async (RosterApiClient              *client,
                           RosterAskQueue               *queue,
                           RosterOvertaken              *overtaken,
                           const char                   *bc_id,
                           RosterDirectory              *directory,
                           GPtrArray                    *members,
                           gboolean                      by_people,
                           const RosterGrantReaderFuncs *funcs,
                           gpointer                      funcs_data,
                           GCancellable                 *cancellable,
                           GAsyncReadyCallback           callback,
                           gpointer                      user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Reader *reader = g_new0 (Reader, 1);

  g_task_set_source_tag (task, roster_grant_reader_async);
  g_task_set_task_data (task, reader, (GDestroyNotify) reader_free);
  reader->client = g_object_ref (client);
  reader->round = roster_round_new (&round_funcs, client, queue, overtaken, cancellable);
  reader->bc_id = g_strdup (bc_id);
  reader->directory = g_object_ref (directory);
  reader->members = g_ptr_array_ref (members);
  reader->funcs = funcs;
  reader->funcs_data = funcs_data;
  reader->read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader->by_row = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  reader->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader->plan = roster_read_plan_make (directory, members);
  if (by_people)
    reader->plan.n_probes = 0;
  if (reader->plan.n_probes == 0)
    reader->plan.side = ROSTER_READ_SIDE_PEOPLE;

  reader->changed_handler = g_signal_connect (roster_directory_get_access (directory), "cell-differs", G_CALLBACK (on_cell_differs), reader);
  if (reader->plan.n_probes > 0)
    probe (task);
  else
    read_all (task);
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
