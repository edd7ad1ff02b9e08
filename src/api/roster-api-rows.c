/* roster-api-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-rows.h"

#include "roster-access.h"
#include "roster-item.h"
#include "roster-json.h"

/* Makes objects of the model from the rows of a page. A row that is no object, or tells nothing to know it by, is left out; so is the second
 * of two rows about the same thing, which a list that moved while it was read may hold. */

/**
 * roster_api_rows_get_item_key:
 * @item: a #RosterItem
 *
 * Returns: (transfer none): its key, for #RosterApiRowKind
 */
const char *
roster_api_rows_get_item_key (gpointer item)
{
  return roster_item_get_key (ROSTER_ITEM (item));
}

/**
 * roster_api_rows_get_grant_key:
 * @grant: a #RosterGrant
 *
 * Returns: (transfer none): the key of what is granted, for #RosterApiRowKind
 */
const char *
roster_api_rows_get_grant_key (gpointer grant)
{
  return ((RosterGrant *) grant)->asset_key;
}

/**
 * roster_api_rows_read:
 * @rows: (nullable): the rows
 * @kind: what they become
 *
 * Returns: (transfer full): what the rows tell, in their order, each once
 */
GPtrArray *
roster_api_rows_read (JsonArray              *rows,
                      const RosterApiRowKind *kind)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (kind->free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = roster_json_array_get_object (rows, i);
      gpointer item = row != NULL ? kind->read (row) : NULL;
      const char *key = item != NULL && kind->get_key != NULL ? kind->get_key (item) : NULL;

      if (item == NULL)
        continue;

      /* The set holds keys that belong to @items: only what is kept may go into it. */
      if (key != NULL && g_hash_table_contains (seen, key))
        {
          kind->free (item);
          continue;
        }

      if (key != NULL)
        g_hash_table_add (seen, (gpointer) key);
      g_ptr_array_add (items, item);
    }

  return g_steal_pointer (&items);
}

static void
on_counted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonObject) data = roster_api_client_call_finish (ROSTER_API_CLIENT (source), result, &error);
  gint64 *count;

  if (data == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  count = g_new (gint64, 1);
  *count = roster_json_get_int (roster_json_get_object (data, "page_info"), "total_number", -1);
  g_task_return_pointer (task, count, g_free);
}

/**
 * roster_api_rows_count_async:
 * @client: the client
 * @path: the path of the end point
 * @parameters: the parameters but for the page
 * @source_tag: the function that a family of end points shows to its callers
 * @cancellable: (nullable): to stop
 * @callback: what to call with the number
 * @user_data: passed to @callback
 *
 * Asks how long a list is, on behalf of a family of end points: one row is read, and what TikTok says of the others.
 */
void
roster_api_rows_count_async (RosterApiClient     *client,
                             const char          *path,
                             JsonObject          *parameters,
                             gpointer             source_tag,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  json_object_set_int_member (parameters, "page", 1);
  json_object_set_int_member (parameters, "page_size", 1);
  roster_api_client_call_async (client, ROSTER_API_GET, path, parameters, cancellable, on_counted, g_steal_pointer (&task));
}

/**
 * roster_api_rows_count_finish:
 * @client: the client
 * @source_tag: as given to roster_api_rows_count_async()
 * @result: the result
 * @count: (out): the number of rows, or -1 when TikTok does not say
 * @error: return location for an error
 *
 * Ends roster_api_rows_count_async().
 *
 * Returns: %FALSE with @error set
 */
gboolean
roster_api_rows_count_finish (RosterApiClient  *client,
                              gpointer          source_tag,
                              GAsyncResult     *result,
                              gint64           *count,
                              GError          **error)
{
  g_autofree gint64 *counted = NULL;

  g_return_val_if_fail (g_task_is_valid (result, client) && g_async_result_is_tagged (result, source_tag), FALSE);

  counted = g_task_propagate_pointer (G_TASK (result), error);
  if (counted == NULL)
    return FALSE;

  *count = *counted;

  return TRUE;
}
