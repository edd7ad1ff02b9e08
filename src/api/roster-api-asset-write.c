/* roster-api-asset-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-asset.h"

#include "roster-api-wire.h"
#include "roster-api-write.h"

/* Giving assets of a Business Center to its members, and taking them away. */

static JsonObject *
new_body (const char *bc_id,
          const char *asset_type)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "bc_id", bc_id);
  json_object_set_string_member (body, "asset_type", asset_type);

  return body;
}

/**
 * roster_api_asset_assign_ad_account_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @user_id: the member's ID
 * @advertiser_id: the ad account's ID
 * @level: the level: Analyst, Operator or Admin
 * @cancellable: (nullable): to stop
 * @callback: what to call when it is done
 * @user_data: passed to @callback
 *
 * Gives a member an ad account, or another level on it: `POST /bc/asset/assign/`. Errors are those of roster_api_client_call_async().
 */
void
roster_api_asset_assign_ad_account_async (RosterApiClient     *client,
                                          const char          *bc_id,
                                          const char          *user_id,
                                          const char          *advertiser_id,
                                          RosterLevel          level,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  g_autoptr (JsonObject) body = new_body (bc_id, "ADVERTISER");

  json_object_set_string_member (body, "user_id", user_id);
  json_object_set_string_member (body, "asset_id", advertiser_id);
  roster_api_write_set_word (body, "advertiser_role", roster_api_wire_write_level (level));

  roster_api_write_async (client, "/bc/asset/assign/", body, roster_api_asset_assign_ad_account_async, cancellable, callback, user_data);
}

/**
 * roster_api_asset_assign_ad_account_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_asset_assign_ad_account_async().
 *
 * Returns: whether TikTok took it
 */
gboolean
roster_api_asset_assign_ad_account_finish (RosterApiClient  *client,
                                           GAsyncResult     *result,
                                           GError          **error)
{
  return roster_api_write_finish (client, roster_api_asset_assign_ad_account_async, result, error);
}

/**
 * roster_api_asset_assign_tiktok_account_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @user_id: the member's ID
 * @asset_id: the TikTok account's ID in this Business Center
 * @roles: what may be used of it, at least one
 * @cancellable: (nullable): to stop
 * @callback: what to call when it is done
 * @user_data: passed to @callback
 *
 * Gives a member a TikTok account: `POST /bc/asset/assign/`. Errors are those of roster_api_client_call_async().
 */
void
roster_api_asset_assign_tiktok_account_async (RosterApiClient     *client,
                                              const char          *bc_id,
                                              const char          *user_id,
                                              const char          *asset_id,
                                              RosterTiktokRoles    roles,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data)
{
  g_autoptr (JsonObject) body = new_body (bc_id, "TT_ACCOUNT");

  json_object_set_string_member (body, "user_id", user_id);
  json_object_set_string_member (body, "asset_id", asset_id);
  json_object_set_array_member (body, "tt_account_roles", roster_api_wire_write_tiktok_roles (roles));

  roster_api_write_async (client, "/bc/asset/assign/", body, roster_api_asset_assign_tiktok_account_async, cancellable, callback, user_data);
}

/**
 * roster_api_asset_assign_tiktok_account_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_asset_assign_tiktok_account_async().
 *
 * Returns: whether TikTok took it
 */
gboolean
roster_api_asset_assign_tiktok_account_finish (RosterApiClient  *client,
                                               GAsyncResult     *result,
                                               GError          **error)
{
  return roster_api_write_finish (client, roster_api_asset_assign_tiktok_account_async, result, error);
}

/**
 * roster_api_asset_unassign_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @user_id: the member's ID
 * @scope: what kind of asset it is
 * @asset_id: the asset's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call when it is done
 * @user_data: passed to @callback
 *
 * Takes an ad account or a TikTok account away from a member: `POST /bc/asset/unassign/`. Errors are those of
 * roster_api_client_call_async().
 */
void
roster_api_asset_unassign_async (RosterApiClient     *client,
                                 const char          *bc_id,
                                 const char          *user_id,
                                 RosterAccessScope    scope,
                                 const char          *asset_id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (JsonObject) body = new_body (bc_id, roster_api_wire_write_asset_type (scope));

  json_object_set_string_member (body, "user_id", user_id);
  json_object_set_string_member (body, "asset_id", asset_id);

  roster_api_write_async (client, "/bc/asset/unassign/", body, roster_api_asset_unassign_async, cancellable, callback, user_data);
}

/**
 * roster_api_asset_unassign_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_asset_unassign_async().
 *
 * Returns: whether TikTok took it
 */
gboolean
roster_api_asset_unassign_finish (RosterApiClient  *client,
                                  GAsyncResult     *result,
                                  GError          **error)
{
  return roster_api_write_finish (client, roster_api_asset_unassign_async, result, error);
}

/**
 * roster_api_asset_delete_tiktok_account_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @asset_id: the TikTok account's ID in this Business Center
 * @cancellable: (nullable): to stop
 * @callback: what to call when it is done
 * @user_data: passed to @callback
 *
 * Removes a TikTok account from the Business Center, for everybody: `POST /bc/asset/admin/delete/`. Running ads that use it may stop, and
 * only its owner can bring it back. Errors are those of roster_api_client_call_async().
 */
void
roster_api_asset_delete_tiktok_account_async (RosterApiClient     *client,
                                              const char          *bc_id,
                                              const char          *asset_id,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data)
{
  g_autoptr (JsonObject) body = new_body (bc_id, "TT_ACCOUNT");
  const char *asset_ids[] = { asset_id, NULL };

  roster_api_write_set_strv (body, "asset_ids", asset_ids);
  roster_api_write_async (client, "/bc/asset/admin/delete/", body, roster_api_asset_delete_tiktok_account_async, cancellable, callback,
                          user_data);
}

/**
 * roster_api_asset_delete_tiktok_account_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_asset_delete_tiktok_account_async().
 *
 * Returns: whether TikTok took it
 */
gboolean
roster_api_asset_delete_tiktok_account_finish (RosterApiClient  *client,
                                               GAsyncResult     *result,
                                               GError          **error)
{
  return roster_api_write_finish (client, roster_api_asset_delete_tiktok_account_async, result, error);
}
