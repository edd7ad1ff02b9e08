/* roster-api-business-center.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-business-center.h"

#include "roster-api-list.h"
#include "roster-api-wire.h"
#include "roster-json.h"

#define PAGE_SIZE 50

static gpointer
read_business_center (JsonObject *row)
{
  JsonObject *info = roster_json_get_object (row, "bc_info");
  g_autofree char *name = roster_json_dup_name (info, "name");
  g_autofree char *company = roster_json_dup_name (info, "company");
  g_autofree char *bc_id = roster_json_dup_id (info, "bc_id");
  RosterBusinessCenter *business_center;
  const char *role = roster_json_get_string (row, "user_role");

  if (bc_id == NULL)
    return NULL;

  business_center = roster_business_center_new (bc_id);
  roster_item_set_name (ROSTER_ITEM (business_center), name);
  roster_business_center_set_company (business_center, company);
  roster_business_center_set_currency (business_center, roster_json_get_string (info, "currency"));
  roster_business_center_set_timezone (business_center, roster_json_get_string (info, "timezone"));
  roster_business_center_set_status (business_center, roster_json_get_string (info, "status"));
  roster_business_center_set_role (business_center, roster_api_wire_read_role (role));
  roster_business_center_set_role_text (business_center, role);
  roster_business_center_set_finance_role (business_center, roster_api_wire_read_finance_role (
    roster_json_get_string (roster_json_get_object (row, "ext_user_role"), "finance_role")));

  return business_center;
}

static const RosterApiRowKind business_center_kind = { read_business_center, roster_api_rows_get_item_key, g_object_unref };

/**
 * roster_api_business_center_list_async:
 * @client: the client
 * @cancellable: (nullable): to stop
 * @callback: what to call with the list
 * @user_data: passed to @callback
 *
 * Reads the Business Centers of the token's user: `GET /bc/get/`. Errors are those of roster_api_client_call_async().
 */
void
roster_api_business_center_list_async (RosterApiClient     *client,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  roster_api_list_async (client, "/bc/get/", NULL, "list", PAGE_SIZE, &business_center_kind, roster_api_business_center_list_async,
                         cancellable, callback, user_data);
}

/**
 * roster_api_business_center_list_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_business_center_list_async().
 *
 * Returns: (transfer full) (nullable) (element-type RosterBusinessCenter): the Business Centers, or %NULL with @error set
 */
GPtrArray *
roster_api_business_center_list_finish (RosterApiClient  *client,
                                        GAsyncResult     *result,
                                        GError          **error)
{
  return roster_api_list_finish (client, roster_api_business_center_list_async, result, error);
}
