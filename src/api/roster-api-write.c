/* roster-api-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-write.h"

#include <string.h>

#include "roster-json.h"

/* A write whose answer holds nothing but success. */

#define PARAMETER_CODE 40002

typedef struct
{
  char *path;
  JsonObject *body;
  char *request_id;
} Write;

static void send_body (GTask *task);

static void
write_free (Write *write)
{
  g_free (write->path);
  json_object_unref (write->body);
  g_free (write->request_id);
  g_free (write);
}

/* TikTok's documents call `asset_ids` optional where its gateway asks for it, so a list is always sent, even an empty one. Should it be
 * refused for being empty, nothing was done, and it is left out. */
static gboolean
leave_out_empty_list (Write        *write,
                      const GError *error)
{
  JsonArray *asset_ids = roster_json_get_array (write->body, "asset_ids");

  if (asset_ids == NULL || json_array_get_length (asset_ids) > 0 || roster_error_get_api_code (error) != PARAMETER_CODE ||
      strstr (error->message, "asset_ids") == NULL)
    return FALSE;

  json_object_remove_member (write->body, "asset_ids");

  return TRUE;
}

static void
on_called (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Write *write = g_task_get_task_data (task);
  g_autoptr (JsonObject) data = NULL;
  g_autoptr (GError) error = NULL;

  data = roster_api_client_call_finish (ROSTER_API_CLIENT (source), result, &error);
  write->request_id = data != NULL ? g_strdup (roster_api_client_get_request_id (result)) : NULL;
  if (data != NULL)
    g_task_return_boolean (task, TRUE);
  else if (leave_out_empty_list (write, error))
    send_body (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
send_body (GTask *task)
{
  Write *write = g_task_get_task_data (task);

  roster_api_client_call_async (g_task_get_source_object (task), ROSTER_API_WRITE, write->path, write->body, g_task_get_cancellable (task),
                                on_called, g_object_ref (task));
}

/**
 * roster_api_write_set_word:
 * @body: the body of a write
 * @member: the member's name
 * @word: (nullable): the value
 *
 * Puts a text into a body; %NULL leaves the member out.
 */
void
roster_api_write_set_word (JsonObject *body,
                           const char *member,
                           const char *word)
{
  if (word != NULL)
    json_object_set_string_member (body, member, word);
}

/**
 * roster_api_write_set_strv:
 * @body: the body of a write
 * @member: the member's name
 * @values: (nullable): the values
 *
 * Puts a list of texts into a body: an empty list for %NULL.
 */
void
roster_api_write_set_strv (JsonObject         *body,
                           const char         *member,
                           const char * const *values)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    json_array_add_string_element (array, values[i]);

  json_object_set_array_member (body, member, array);
}

/**
 * roster_api_write_async:
 * @client: the client
 * @path: the path of the end point
 * @body: (transfer none): the body, not used by the caller any more
 * @source_tag: the function that a family of end points shows to its callers
 * @cancellable: (nullable): to stop before it leaves; what has left is seen to its end
 * @callback: what to call when it is done
 * @user_data: passed to @callback
 *
 * Sends a write, on behalf of a family of end points.
 */
void
roster_api_write_async (RosterApiClient     *client,
                        const char          *path,
                        JsonObject          *body,
                        gpointer             source_tag,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Write *write = g_new0 (Write, 1);

  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE);

  write->path = g_strdup (path);
  write->body = json_object_ref (body);
  g_task_set_task_data (task, write, (GDestroyNotify) write_free);

  send_body (task);
}

/**
 * roster_api_write_finish:
 * @client: the client
 * @source_tag: as given to roster_api_write_async()
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_write_async().
 *
 * Returns: whether TikTok took it; roster_error_outcome_unknown() tells whether it may have when not. One that was stopped was not sent
 */
gboolean
roster_api_write_finish (RosterApiClient  *client,
                         gpointer          source_tag,
                         GAsyncResult     *result,
                         GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client) && g_async_result_is_tagged (result, source_tag), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * roster_api_write_get_request_id:
 * @result: the result of any function of the families that writes, when TikTok took it; where not, the error has it
 *
 * Returns: (transfer none) (nullable): TikTok's request ID
 */
const char *
roster_api_write_get_request_id (GAsyncResult *result)
{
  return ((Write *) g_task_get_task_data (G_TASK (result)))->request_id;
}
