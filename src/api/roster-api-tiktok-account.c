/* roster-api-tiktok-account.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-tiktok-account.h"

#include "roster-api-read.h"
#include "roster-api-list.h"
#include "roster-api-wire.h"
#include "roster-api-write.h"
#include "roster-json.h"

#define PAGE_SIZE 50
#define IDENTITY_PAGE_SIZE 100

static gpointer
read_link (JsonObject *row)
{
  g_autofree char *name = roster_json_dup_name (row, "advertiser_name");
  g_autofree char *advertiser_id = roster_json_dup_id (row, "advertiser_id");
  RosterAdAccount *ad_account;

  if (advertiser_id == NULL)
    return NULL;

  ad_account = roster_ad_account_new (advertiser_id);
  roster_item_set_name (ROSTER_ITEM (ad_account), name);

  return ad_account;
}

static gpointer
read_identity (JsonObject *row)
{
  g_autofree char *username = roster_json_dup_name (row, "username");
  g_autofree char *display_name = roster_json_dup_name (row, "display_name");
  g_autofree char *identity_id = roster_json_dup_id (row, "identity_id");
  const char *picture = roster_json_get_string (row, "profile_image");
  RosterIdentity *identity;

  if (identity_id == NULL)
    return NULL;

  identity = roster_identity_new ();
  roster_identity_set_identity_id (identity, identity_id);
  roster_identity_set_display_name (identity, display_name);
  roster_identity_set_username (identity, username);
  roster_identity_set_profile_image (identity, picture != NULL ? picture : roster_json_get_string (row, "profile_image_url"));
  roster_identity_set_available_status (identity, roster_json_get_string (row, "available_status"));
  roster_identity_set_can_pull_video (identity, roster_api_wire_read_answer (row, "can_pull_video"));
  roster_identity_set_can_push_video (identity, roster_api_wire_read_answer (row, "can_push_video"));
  roster_identity_set_can_use_live_ads (identity, roster_api_wire_read_answer (row, "can_use_live_ads"));
  roster_identity_set_can_manage_message (identity, roster_api_wire_read_answer (row, "can_manage_message"));
  roster_identity_set_ads_only_mode (identity, roster_api_wire_read_answer (row, "ads_only_mode"));

  return identity;
}

static const char *
get_identity_key (gpointer identity)
{
  return roster_identity_get_identity_id (ROSTER_IDENTITY (identity));
}

static const RosterApiRowKind link_kind = { read_link, roster_api_rows_get_item_key, g_object_unref };
static const RosterApiRowKind identity_kind = { read_identity, get_identity_key, g_object_unref };

static gpointer
read_identity_info (JsonObject *data)
{
  JsonObject *info = roster_json_get_object (data, "identity_info");

  return info != NULL ? read_identity (info) : NULL;
}

static gpointer
read_quota (JsonObject *data)
{
  gint64 *available = g_new (gint64, 1);

  *available = MAX (roster_json_get_int (data, "available_quota", -1), -1);

  return available;
}

static JsonObject *
new_link (const char *bc_id,
          const char *asset_id,
          const char *advertiser_id)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "bc_id", bc_id);
  json_object_set_string_member (body, "asset_id", asset_id);
  roster_api_write_set_word (body, "advertiser_id", advertiser_id);
  json_object_set_string_member (body, "asset_type", "TT_ACCOUNT");

  return body;
}

static JsonObject *
new_identity_query (const char *bc_id,
                    const char *advertiser_id,
                    const char *identity_id)
{
  JsonObject *parameters = json_object_new ();

  json_object_set_string_member (parameters, "advertiser_id", advertiser_id);
  roster_api_write_set_word (parameters, "identity_id", identity_id);
  json_object_set_string_member (parameters, "identity_type", "BC_AUTH_TT");
  json_object_set_string_member (parameters, "identity_authorized_bc_id", bc_id);

  return parameters;
}

/**
 * roster_api_tiktok_account_link_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @asset_id: the TikTok account's ID in this Business Center
 * @advertiser_id: the ad account's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call when it is done
 * @user_data: passed to @callback
 *
 * Makes a TikTok account usable by everybody who may work on an ad account: `POST /bc/asset/advertiser/assign/`. Errors are those of
 * roster_api_client_call_async().
 */
void
roster_api_tiktok_account_link_async (RosterApiClient     *client,
                                      const char          *bc_id,
                                      const char          *asset_id,
                                      const char          *advertiser_id,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autoptr (JsonObject) body = new_link (bc_id, asset_id, advertiser_id);

  roster_api_write_async (client, "/bc/asset/advertiser/assign/", body, roster_api_tiktok_account_link_async, cancellable, callback,
                          user_data);
}

/**
 * roster_api_tiktok_account_link_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_tiktok_account_link_async().
 *
 * Returns: whether TikTok took it
 */
gboolean
roster_api_tiktok_account_link_finish (RosterApiClient  *client,
                                       GAsyncResult     *result,
                                       GError          **error)
{
  return roster_api_write_finish (client, roster_api_tiktok_account_link_async, result, error);
}

/**
 * roster_api_tiktok_account_unlink_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @asset_id: the TikTok account's ID in this Business Center
 * @advertiser_id: the ad account's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call when it is done
 * @user_data: passed to @callback
 *
 * Takes a TikTok account out of an ad account, for all of its users: `POST /bc/asset/advertiser/unassign/`. Errors are those of
 * roster_api_client_call_async().
 */
void
roster_api_tiktok_account_unlink_async (RosterApiClient     *client,
                                        const char          *bc_id,
                                        const char          *asset_id,
                                        const char          *advertiser_id,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  g_autoptr (JsonObject) body = new_link (bc_id, asset_id, advertiser_id);

  roster_api_write_async (client, "/bc/asset/advertiser/unassign/", body, roster_api_tiktok_account_unlink_async, cancellable, callback,
                          user_data);
}

/**
 * roster_api_tiktok_account_unlink_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_tiktok_account_unlink_async().
 *
 * Returns: whether TikTok took it
 */
gboolean
roster_api_tiktok_account_unlink_finish (RosterApiClient  *client,
                                         GAsyncResult     *result,
                                         GError          **error)
{
  return roster_api_write_finish (client, roster_api_tiktok_account_unlink_async, result, error);
}

/**
 * roster_api_tiktok_account_list_links_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @asset_id: the TikTok account's ID in this Business Center
 * @cancellable: (nullable): to stop
 * @callback: what to call with the list
 * @user_data: passed to @callback
 *
 * Reads which ad accounts a TikTok account is linked to: `GET /bc/asset/advertiser/assigned/`. Errors are those of
 * roster_api_client_call_async().
 */
void
roster_api_tiktok_account_list_links_async (RosterApiClient     *client,
                                            const char          *bc_id,
                                            const char          *asset_id,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data)
{
  g_autoptr (JsonObject) parameters = new_link (bc_id, asset_id, NULL);

  roster_api_list_async (client, "/bc/asset/advertiser/assigned/", parameters, "list", PAGE_SIZE, &link_kind,
                         roster_api_tiktok_account_list_links_async, cancellable, callback, user_data);
}

/**
 * roster_api_tiktok_account_list_links_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_tiktok_account_list_links_async().
 *
 * Returns: (transfer full) (nullable) (element-type RosterAdAccount): the ad accounts, with key and name only, or %NULL with @error set
 */
GPtrArray *
roster_api_tiktok_account_list_links_finish (RosterApiClient  *client,
                                             GAsyncResult     *result,
                                             GError          **error)
{
  return roster_api_list_finish (client, roster_api_tiktok_account_list_links_async, result, error);
}

/**
 * roster_api_tiktok_account_get_quota_async:
 * @client: the client
 * @advertiser_id: the ad account's ID
 * @asset_id: the TikTok account's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call with the number
 * @user_data: passed to @callback
 *
 * Reads how many more links are possible: `GET /asset/bind/quota/`. Errors are those of roster_api_client_call_async().
 */
void
roster_api_tiktok_account_get_quota_async (RosterApiClient     *client,
                                           const char          *advertiser_id,
                                           const char          *asset_id,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data)
{
  g_autoptr (JsonObject) parameters = json_object_new ();

  json_object_set_string_member (parameters, "advertiser_id", advertiser_id);
  json_object_set_string_member (parameters, "asset_id", asset_id);
  json_object_set_string_member (parameters, "asset_type", "IDENTITY");

  roster_api_read_async (client, ROSTER_API_GET, "/asset/bind/quota/", parameters, read_quota, g_free,
                         roster_api_tiktok_account_get_quota_async, cancellable, callback, user_data);
}

/**
 * roster_api_tiktok_account_get_quota_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_tiktok_account_get_quota_async().
 *
 * Returns: how many; -1 when it is not told, and with @error set
 */
gssize
roster_api_tiktok_account_get_quota_finish (RosterApiClient  *client,
                                            GAsyncResult     *result,
                                            GError          **error)
{
  g_autofree gint64 *available = roster_api_read_finish (client, roster_api_tiktok_account_get_quota_async, result, error);

  return available != NULL ? (gssize) *available : -1;
}

/**
 * roster_api_tiktok_account_list_identities_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @advertiser_id: the ad account's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call with the list
 * @user_data: passed to @callback
 *
 * Reads the TikTok accounts that an ad account may use through the Business Center, with what their owners granted: `GET /identity/get/`
 * with `BC_AUTH_TT`. An identity's ID is not the account's ID in the Business Center. Errors are those of
 * roster_api_client_call_async().
 */
void
roster_api_tiktok_account_list_identities_async (RosterApiClient     *client,
                                                 const char          *bc_id,
                                                 const char          *advertiser_id,
                                                 GCancellable        *cancellable,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data)
{
  g_autoptr (JsonObject) parameters = new_identity_query (bc_id, advertiser_id, NULL);

  roster_api_list_async (client, "/identity/get/", parameters, "identity_list", IDENTITY_PAGE_SIZE, &identity_kind,
                         roster_api_tiktok_account_list_identities_async, cancellable, callback, user_data);
}

/**
 * roster_api_tiktok_account_list_identities_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_tiktok_account_list_identities_async().
 *
 * Returns: (transfer full) (nullable) (element-type RosterIdentity): the identities, or %NULL with @error set
 */
GPtrArray *
roster_api_tiktok_account_list_identities_finish (RosterApiClient  *client,
                                                  GAsyncResult     *result,
                                                  GError          **error)
{
  return roster_api_list_finish (client, roster_api_tiktok_account_list_identities_async, result, error);
}

/**
 * roster_api_tiktok_account_get_identity_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @advertiser_id: the ad account's ID
 * @identity_id: the identity's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call with the identity
 * @user_data: passed to @callback
 *
 * Reads one identity: `GET /identity/info/`. Errors are those of roster_api_client_call_async().
 */
void
roster_api_tiktok_account_get_identity_async (RosterApiClient     *client,
                                              const char          *bc_id,
                                              const char          *advertiser_id,
                                              const char          *identity_id,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data)
{
  g_autoptr (JsonObject) parameters = new_identity_query (bc_id, advertiser_id, identity_id);

  roster_api_read_async (client, ROSTER_API_GET, "/identity/info/", parameters, read_identity_info, g_object_unref,
                         roster_api_tiktok_account_get_identity_async, cancellable, callback, user_data);
}

/**
 * roster_api_tiktok_account_get_identity_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_tiktok_account_get_identity_async().
 *
 * Returns: (transfer full) (nullable): the identity, or %NULL with @error set
 */
RosterIdentity *
roster_api_tiktok_account_get_identity_finish (RosterApiClient  *client,
                                               GAsyncResult     *result,
                                               GError          **error)
{
  return roster_api_read_finish (client, roster_api_tiktok_account_get_identity_async, result, error);
}
