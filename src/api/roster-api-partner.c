/* roster-api-partner.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-partner.h"

#include "roster-api-kinds.h"
#include "roster-api-list.h"
#include "roster-api-wire.h"
#include "roster-api-write.h"

#define PAGE_SIZE 50

static JsonObject *
new_parameters (const char *bc_id,
                const char *partner_id)
{
  JsonObject *parameters = json_object_new ();

  json_object_set_string_member (parameters, "bc_id", bc_id);
  roster_api_write_set_word (parameters, "partner_id", partner_id);

  return parameters;
}

/**
 * roster_api_partner_list_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call with the list
 * @user_data: passed to @callback
 *
 * Reads the partners of a Business Center: `GET /bc/partner/get/`. Errors are those of roster_api_client_call_async().
 */
void
roster_api_partner_list_async (RosterApiClient     *client,
                               const char          *bc_id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (JsonObject) parameters = new_parameters (bc_id, NULL);

  roster_api_list_async (client, "/bc/partner/get/", parameters, "list", PAGE_SIZE, &roster_api_kind_agency, roster_api_partner_list_async,
                         cancellable, callback, user_data);
}

/**
 * roster_api_partner_list_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_partner_list_async().
 *
 * Returns: (transfer full) (nullable) (element-type RosterAgency): the agencies, or %NULL with @error set
 */
GPtrArray *
roster_api_partner_list_finish (RosterApiClient  *client,
                                GAsyncResult     *result,
                                GError          **error)
{
  return roster_api_list_finish (client, roster_api_partner_list_async, result, error);
}

/**
 * roster_api_partner_add_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @partner_id: the ID of the other Business Center
 * @advertiser_ids: (nullable): ad accounts that @bc_id owns, at most 50
 * @level: the agency's level on all of these; only to be raised, lowering needs roster_api_partner_stop_sharing_async() before
 * @cancellable: (nullable): to stop
 * @callback: what to call when it is done
 * @user_data: passed to @callback
 *
 * Invites an agency and shares ad accounts with it, or shares more: `POST /bc/partner/add/`. Success means that the request was sent: the
 * other side may have to approve it. Errors are those of roster_api_client_call_async().
 */
void
roster_api_partner_add_async (RosterApiClient     *client,
                              const char          *bc_id,
                              const char          *partner_id,
                              const char * const  *advertiser_ids,
                              RosterLevel          level,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (JsonObject) body = new_parameters (bc_id, partner_id);

  json_object_set_string_member (body, "asset_type", "ADVERTISER");
  roster_api_write_set_strv (body, "asset_ids", advertiser_ids);
  if (advertiser_ids != NULL && *advertiser_ids != NULL)
    roster_api_write_set_word (body, "advertiser_role", roster_api_wire_write_level (level));

  roster_api_write_async (client, "/bc/partner/add/", body, roster_api_partner_add_async, cancellable, callback, user_data);
}

/**
 * roster_api_partner_add_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_partner_add_async().
 *
 * Returns: whether TikTok took it
 */
gboolean
roster_api_partner_add_finish (RosterApiClient  *client,
                               GAsyncResult     *result,
                               GError          **error)
{
  return roster_api_write_finish (client, roster_api_partner_add_async, result, error);
}

/**
 * roster_api_partner_delete_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @partner_id: the ID of the other Business Center
 * @cancellable: (nullable): to stop
 * @callback: what to call when it is done
 * @user_data: passed to @callback
 *
 * Ends a partnership and all sharing in it: `POST /bc/partner/delete/`. Errors are those of roster_api_client_call_async().
 */
void
roster_api_partner_delete_async (RosterApiClient     *client,
                                 const char          *bc_id,
                                 const char          *partner_id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (JsonObject) body = new_parameters (bc_id, partner_id);

  roster_api_write_async (client, "/bc/partner/delete/", body, roster_api_partner_delete_async, cancellable, callback, user_data);
}

/**
 * roster_api_partner_delete_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_partner_delete_async().
 *
 * Returns: whether TikTok took it
 */
gboolean
roster_api_partner_delete_finish (RosterApiClient  *client,
                                  GAsyncResult     *result,
                                  GError          **error)
{
  return roster_api_write_finish (client, roster_api_partner_delete_async, result, error);
}

/**
 * roster_api_partner_list_shared_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @partner_id: the ID of the other Business Center
 * @cancellable: (nullable): to stop
 * @callback: what to call with the list
 * @user_data: passed to @callback
 *
 * Reads which ad accounts this Business Center shares with an agency, and at which level: `GET /bc/partner/asset/get/` with `SHARING`.
 * Errors are those of roster_api_client_call_async().
 */
void
roster_api_partner_list_shared_async (RosterApiClient     *client,
                                      const char          *bc_id,
                                      const char          *partner_id,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autoptr (JsonObject) parameters = new_parameters (bc_id, partner_id);

  json_object_set_string_member (parameters, "asset_type", "ADVERTISER");
  json_object_set_string_member (parameters, "share_type", "SHARING");
  roster_api_list_async (client, "/bc/partner/asset/get/", parameters, "list", PAGE_SIZE, &roster_api_kind_ad_account_grant,
                         roster_api_partner_list_shared_async, cancellable, callback, user_data);
}

/**
 * roster_api_partner_list_shared_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_partner_list_shared_async().
 *
 * Returns: (transfer full) (nullable) (element-type RosterGrant): what is shared, or %NULL with @error set
 */
GPtrArray *
roster_api_partner_list_shared_finish (RosterApiClient  *client,
                                       GAsyncResult     *result,
                                       GError          **error)
{
  return roster_api_list_finish (client, roster_api_partner_list_shared_async, result, error);
}

/**
 * roster_api_partner_stop_sharing_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @partner_id: the ID of the other Business Center
 * @scope: what kind of assets
 * @asset_ids: the assets' IDs
 * @cancellable: (nullable): to stop
 * @callback: what to call when it is done
 * @user_data: passed to @callback
 *
 * Stops sharing assets with an agency: `POST /bc/partner/asset/delete/`. Its running ads pause at once. Errors are those of
 * roster_api_client_call_async().
 */
void
roster_api_partner_stop_sharing_async (RosterApiClient     *client,
                                       const char          *bc_id,
                                       const char          *partner_id,
                                       RosterAccessScope    scope,
                                       const char * const  *asset_ids,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr (JsonObject) body = new_parameters (bc_id, partner_id);

  json_object_set_string_member (body, "asset_type", roster_api_wire_write_asset_type (scope));
  roster_api_write_set_strv (body, "asset_ids", asset_ids);

  roster_api_write_async (client, "/bc/partner/asset/delete/", body, roster_api_partner_stop_sharing_async, cancellable, callback,
                          user_data);
}

/**
 * roster_api_partner_stop_sharing_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_partner_stop_sharing_async().
 *
 * Returns: whether TikTok took it
 */
gboolean
roster_api_partner_stop_sharing_finish (RosterApiClient  *client,
                                        GAsyncResult     *result,
                                        GError          **error)
{
  return roster_api_write_finish (client, roster_api_partner_stop_sharing_async, result, error);
}
