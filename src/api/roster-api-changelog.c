/* roster-api-changelog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-changelog.h"

#include "roster-api-list.h"
#include "roster-json.h"

#define PAGE_SIZE 50

static gpointer
read_entry (JsonObject *row)
{
  RosterApiLogEntry *entry = g_new0 (RosterApiLogEntry, 1);

  entry->time = g_strdup (roster_json_get_string (row, "time"));
  entry->activity_type = g_strdup (roster_json_get_string (row, "activity_type"));
  entry->operator_id = roster_json_dup_id (row, "operator_id");
  entry->text = roster_json_dup_name (row, "activity_log");

  return entry;
}

/* Two lines may well be equal: somebody did the same thing twice. */
static const RosterApiRowKind entry_kind = { read_entry, NULL, (GDestroyNotify) roster_api_log_entry_free };

/**
 * roster_api_log_entry_free:
 * @self: (nullable): a line
 *
 * Frees a line.
 */
void
roster_api_log_entry_free (RosterApiLogEntry *self)
{
  if (self == NULL)
    return;

  g_free (self->time);
  g_free (self->activity_type);
  g_free (self->operator_id);
  g_free (self->text);
  g_free (self);
}

/**
 * roster_api_changelog_list_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @start_date: (nullable): the first day, YYYY-MM-DD in UTC; %NULL for about a week ago
 * @end_date: (nullable): the last day, YYYY-MM-DD in UTC
 * @activity_type: (nullable): what the lines shall be about, as in #RosterApiLogEntry; %NULL for everything
 * @cancellable: (nullable): to stop
 * @callback: what to call with the list
 * @user_data: passed to @callback
 *
 * Reads the activity log of a Business Center, oldest first: `GET /changelog/get/`. Errors are those of roster_api_client_call_async().
 */
void
roster_api_changelog_list_async (RosterApiClient     *client,
                                 const char          *bc_id,
                                 const char          *start_date,
                                 const char          *end_date,
                                 const char          *activity_type,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (JsonObject) parameters = json_object_new ();

  json_object_set_string_member (parameters, "bc_id", bc_id);
  if (start_date != NULL || end_date != NULL || activity_type != NULL)
    {
      JsonObject *filtering = json_object_new ();

      if (start_date != NULL)
        json_object_set_string_member (filtering, "start_date", start_date);
      if (end_date != NULL)
        json_object_set_string_member (filtering, "end_date", end_date);
      if (activity_type != NULL)
        json_object_set_string_member (filtering, "activity_type", activity_type);
      json_object_set_object_member (parameters, "filtering", filtering);
    }
  json_object_set_string_member (parameters, "sort_field", "operation_time");
  json_object_set_string_member (parameters, "sort_type", "ASC");

  roster_api_list_async (client, "/changelog/get/", parameters, "changelog_list", PAGE_SIZE, &entry_kind, roster_api_changelog_list_async,
                         cancellable, callback, user_data);
}

/**
 * roster_api_changelog_list_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_changelog_list_async().
 *
 * Returns: (transfer full) (nullable) (element-type RosterApiLogEntry): the lines, oldest first, or %NULL with @error set
 */
GPtrArray *
roster_api_changelog_list_finish (RosterApiClient  *client,
                                  GAsyncResult     *result,
                                  GError          **error)
{
  return roster_api_list_finish (client, roster_api_changelog_list_async, result, error);
}
