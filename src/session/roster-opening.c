/* roster-opening.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-opening.h"

#include "roster-api-business-center.h"
#include "roster-api-list.h"
#include "roster-api-oauth.h"

/* From a connection to something that can be shown, in three steps:
 *
 *   1. the token, from the keyring;
 *   2. who its user is: the connection knows, a bare token is asked about;
 *   3. the Business Centers of that user.
 *
 * Where one is missing that was known, whoever opened asks once more: that somebody is no member any more is known when two whole lists say so. */

typedef struct
{
  RosterApiClient *client;
  RosterConnection *connection; /* (nullable): for a bare token */
  RosterPerson *oneself;
  GPtrArray *first; /* (nullable): what an earlier reading told */
  RosterMerge merge;
} Opening;

static void
opening_free (Opening *opening)
{
  g_clear_object (&opening->client);
  g_clear_object (&opening->connection);
  g_clear_object (&opening->oneself);
  g_clear_pointer (&opening->first, g_ptr_array_unref);
  g_free (opening);
}

/* What either reading tells is there. */
static GPtrArray *
join (GPtrArray *first,
      GPtrArray *second)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);

  if (first != NULL)
    g_ptr_array_extend (all, first, (GCopyFunc) g_object_ref, NULL);
  if (second != NULL)
    g_ptr_array_extend (all, second, (GCopyFunc) g_object_ref, NULL);

  return all;
}

static void
on_business_centers (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GPtrArray *whole = roster_api_business_center_list_finish (opening->client, result, &error);
  g_autoptr (GPtrArray) business_centers = roster_api_list_take_rows (whole, result, error);
  g_autoptr (GPtrArray) all = join (opening->first, business_centers);

  if (whole == NULL)
    opening->merge = ROSTER_MERGE_PART;
  else
    opening->merge = opening->first != NULL ? ROSTER_MERGE_CERTAIN : ROSTER_MERGE_WHOLE;

  if (error != NULL && all->len == 0)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&all), (GDestroyNotify) g_ptr_array_unref);
}

/* Takes @task. */
static void
list_business_centers (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);

  roster_api_business_center_list_async (opening->client, g_task_get_cancellable (task), on_business_centers, task);
}

static void
on_user_info (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (RosterApiUser) user = roster_api_oauth_user_info_finish (opening->client, result, &error);

  if (user == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  opening->oneself = roster_person_new (user->core_user_id, user->email);
  roster_item_set_name (ROSTER_ITEM (opening->oneself), user->display_name);
  list_business_centers (g_steal_pointer (&task));
}

static void
on_credentials (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (RosterCredentials) credentials = roster_keyring_lookup_finish (ROSTER_KEYRING (source), result, &error);

  if (credentials == NULL)
    {
      /* Where the keyring has nothing to offer any more, there is one way on, as after a revocation: to sign in again. */
      if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND) ||
          (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_FAILED) &&
           roster_connection_get_problem (opening->connection) == ROSTER_CONNECTION_DAMAGED))
        error->code = ROSTER_ERROR_SIGNED_OUT;

      g_task_return_error (task, error);
      return;
    }

  roster_api_client_set_access_token (opening->client, roster_credentials_get_access_token (credentials));
  opening->oneself = roster_person_new (roster_connection_get_core_user_id (opening->connection), NULL);
  roster_item_set_name (ROSTER_ITEM (opening->oneself), roster_connection_get_label (opening->connection));
  list_business_centers (g_steal_pointer (&task));
}

static GTask *
opening_new (RosterApiClient     *client,
             RosterConnection    *connection,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  g_task_set_source_tag (task, opening_new);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  opening->client = g_object_ref (client);
  g_set_object (&opening->connection, connection);

  return task;
}

/**
 * roster_opening_with_connection_async:
 * @keyring: where the token is
 * @connection: the connection to open
 * @client: what to ask with; is given the token
 * @cancellable: (nullable): stops opening
 * @callback: called when it is open, or cannot be
 * @user_data: passed to @callback
 *
 * Opens a connection of the keyring.
 */
void
roster_opening_with_connection_async (RosterKeyring       *keyring,
                                      RosterConnection    *connection,
                                      RosterApiClient     *client,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  roster_keyring_lookup_async (keyring, connection, cancellable, on_credentials,
                               opening_new (client, connection, cancellable, callback, user_data));
}

/**
 * roster_opening_with_token_async:
 * @access_token: the token
 * @client: what to ask with; is given the token
 * @cancellable: (nullable): stops opening
 * @callback: called when it is open, or cannot be
 * @user_data: passed to @callback
 *
 * Opens a token that is kept nowhere.
 */
void
roster_opening_with_token_async (const char          *access_token,
                                 RosterApiClient     *client,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  roster_api_client_set_access_token (client, access_token);
  roster_api_oauth_user_info_async (client, cancellable, on_user_info, opening_new (client, NULL, cancellable, callback, user_data));
}

/**
 * roster_opening_again_async:
 * @oneself: (nullable): the token's user
 * @first: (element-type RosterBusinessCenter): what a whole list told, which lacks one that was known
 * @client: what to ask with
 * @cancellable: (nullable): stops asking
 * @callback: called when it is known
 * @user_data: passed to @callback
 *
 * Asks once more which Business Centers the user has: `GET /bc/get/`.
 */
void
roster_opening_again_async (RosterPerson        *oneself,
                            GPtrArray           *first,
                            RosterApiClient     *client,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = opening_new (client, NULL, cancellable, callback, user_data);
  Opening *opening = g_task_get_task_data (task);

  g_set_object (&opening->oneself, oneself);
  opening->first = g_ptr_array_ref (first);
  list_business_centers (task);
}

/**
 * roster_opening_finish:
 * @result: what the callback was given
 * @oneself: (out) (transfer full) (nullable): the token's user
 * @business_centers: (out) (transfer full) (element-type RosterBusinessCenter): the user's Business Centers
 * @merge: (out): what follows for those that are not among them: %ROSTER_MERGE_WHOLE after one whole list, %ROSTER_MERGE_CERTAIN after two,
 *   and %ROSTER_MERGE_PART where one of which TikTok counts more, or no second one, could be read
 * @error: what stood in the way: %ROSTER_ERROR_KEYRING_LOCKED, %ROSTER_ERROR_SIGNED_OUT, %ROSTER_ERROR_OFFLINE and the like
 *
 * Returns: whether it is open
 */
gboolean
roster_opening_finish (GAsyncResult  *result,
                       RosterPerson **oneself,
                       GPtrArray    **business_centers,
                       RosterMerge   *merge,
                       GError       **error)
{
  Opening *opening;

  g_return_val_if_fail (g_async_result_is_tagged (result, opening_new), FALSE);

  *business_centers = g_task_propagate_pointer (G_TASK (result), error);
  if (*business_centers == NULL)
    return FALSE;

  opening = g_task_get_task_data (G_TASK (result));
  *merge = opening->merge;
  *oneself = opening->oneself != NULL ? g_object_ref (opening->oneself) : NULL;

  return TRUE;
}
