/* roster-api-advertiser.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-advertiser.h"

#include "roster-api-read.h"
#include "roster-api-rows.h"
#include "roster-api-write.h"
#include "roster-json.h"

static gpointer
read_advertiser (JsonObject *row)
{
  g_autofree char *advertiser_id = roster_json_dup_id (row, "advertiser_id");
  RosterApiAdvertiser *advertiser;

  if (advertiser_id == NULL)
    return NULL;

  advertiser = g_new0 (RosterApiAdvertiser, 1);
  advertiser->advertiser_id = g_steal_pointer (&advertiser_id);
  advertiser->name = roster_json_dup_name (row, "name");
  advertiser->currency = g_strdup (roster_json_get_string (row, "currency"));
  advertiser->timezone = g_strdup (roster_json_get_string (row, "timezone"));
  advertiser->owner_bc_id = roster_json_dup_id (row, "owner_bc_id");

  return advertiser;
}

static const char *
get_key (gpointer advertiser)
{
  return ((RosterApiAdvertiser *) advertiser)->advertiser_id;
}

static const RosterApiRowKind advertiser_kind = { read_advertiser, get_key, (GDestroyNotify) roster_api_advertiser_free };

static gpointer
read_list (JsonObject *data)
{
  JsonArray *rows = roster_json_get_array (data, "list");

  return rows != NULL ? roster_api_rows_read (rows, &advertiser_kind) : NULL;
}

/**
 * roster_api_advertiser_free:
 * @self: (nullable): an ad account
 *
 * Frees what an ad account tells.
 */
void
roster_api_advertiser_free (RosterApiAdvertiser *self)
{
  if (self == NULL)
    return;

  g_free (self->advertiser_id);
  g_free (self->name);
  g_free (self->currency);
  g_free (self->timezone);
  g_free (self->owner_bc_id);
  g_free (self);
}

/**
 * roster_api_advertiser_list_info_async:
 * @client: the client
 * @advertiser_ids: the ad accounts' IDs, 1 to 100
 * @cancellable: (nullable): to stop
 * @callback: what to call with the list
 * @user_data: passed to @callback
 *
 * Reads currency, time zone and owner of ad accounts: `GET /advertiser/info/`, which has no pages. Errors are those of
 * roster_api_client_call_async().
 */
void
roster_api_advertiser_list_info_async (RosterApiClient     *client,
                                       const char * const  *advertiser_ids,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  static const char * const fields[] = { "advertiser_id", "name", "currency", "timezone", "owner_bc_id", NULL };
  g_autoptr (JsonObject) parameters = json_object_new ();

  roster_api_write_set_strv (parameters, "advertiser_ids", advertiser_ids);
  roster_api_write_set_strv (parameters, "fields", fields);

  roster_api_read_async (client, ROSTER_API_GET, "/advertiser/info/", parameters, read_list, (GDestroyNotify) g_ptr_array_unref,
                         roster_api_advertiser_list_info_async, cancellable, callback, user_data);
}

/**
 * roster_api_advertiser_list_info_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_advertiser_list_info_async().
 *
 * Returns: (transfer full) (nullable) (element-type RosterApiAdvertiser): what they tell, or %NULL with @error set
 */
GPtrArray *
roster_api_advertiser_list_info_finish (RosterApiClient  *client,
                                        GAsyncResult     *result,
                                        GError          **error)
{
  return roster_api_read_finish (client, roster_api_advertiser_list_info_async, result, error);
}
