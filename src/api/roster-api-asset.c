/* roster-api-asset.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-asset.h"

#include "roster-agency.h"
#include "roster-api-kinds.h"
#include "roster-api-list.h"
#include "roster-api-wire.h"
#include "roster-json.h"
#include "roster-person.h"

/* What there is in a Business Center, and who holds it: the lists. */

#define PAGE_SIZE 50

/* Smaller than elsewhere: TikTok refuses more. */
#define HOLDER_PAGE_SIZE 20

static gpointer
read_holder (JsonObject *row)
{
  g_autofree char *user_id = roster_json_dup_id (row, "user_id");
  const char *email = roster_json_get_string (row, "user_email");
  g_autoptr (RosterPerson) person = NULL;

  if ((user_id == NULL || g_str_equal (user_id, "0")) && (email == NULL || *email == '\0'))
    return NULL;

  /* For the key alone. */
  person = roster_person_new (user_id, email);

  return roster_api_kind_read_level (row, roster_item_get_key (ROSTER_ITEM (person)));
}

static const RosterApiRowKind holder_kind = { read_holder, roster_api_rows_get_grant_key, (GDestroyNotify) roster_grant_free };

static JsonObject *
new_parameters (const char *bc_id,
                const char *asset_type)
{
  JsonObject *parameters = json_object_new ();

  json_object_set_string_member (parameters, "bc_id", bc_id);
  json_object_set_string_member (parameters, "asset_type", asset_type);

  return parameters;
}

/**
 * roster_api_asset_list_ad_accounts_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call with the list
 * @user_data: passed to @callback
 *
 * Reads all ad accounts of a Business Center: `GET /bc/asset/admin/get/` with `ADVERTISER`. Errors are those of
 * roster_api_client_call_async().
 */
void
roster_api_asset_list_ad_accounts_async (RosterApiClient     *client,
                                         const char          *bc_id,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  g_autoptr (JsonObject) parameters = new_parameters (bc_id, "ADVERTISER");

  roster_api_list_async (client, "/bc/asset/admin/get/", parameters, "list", PAGE_SIZE, &roster_api_kind_ad_account,
                         roster_api_asset_list_ad_accounts_async, cancellable, callback, user_data);
}

/**
 * roster_api_asset_list_ad_accounts_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_asset_list_ad_accounts_async().
 *
 * Returns: (transfer full) (nullable) (element-type RosterAdAccount): the ad accounts, or %NULL with @error set
 */
GPtrArray *
roster_api_asset_list_ad_accounts_finish (RosterApiClient  *client,
                                          GAsyncResult     *result,
                                          GError          **error)
{
  return roster_api_list_finish (client, roster_api_asset_list_ad_accounts_async, result, error);
}

/**
 * roster_api_asset_count_ad_accounts_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call with the number
 * @user_data: passed to @callback
 *
 * Asks how many ad accounts a Business Center has: `GET /bc/asset/admin/get/` with `ADVERTISER`. Errors are those of roster_api_client_call_async().
 */
void
roster_api_asset_count_ad_accounts_async (RosterApiClient     *client,
                                          const char          *bc_id,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  g_autoptr (JsonObject) parameters = new_parameters (bc_id, "ADVERTISER");

  roster_api_rows_count_async (client, "/bc/asset/admin/get/", parameters, roster_api_asset_count_ad_accounts_async, cancellable, callback, user_data);
}

/**
 * roster_api_asset_count_ad_accounts_finish:
 * @client: the client
 * @result: the result
 * @count: (out): how many there are, or -1 when TikTok does not say
 * @error: return location for an error
 *
 * Ends roster_api_asset_count_ad_accounts_async().
 *
 * Returns: %FALSE with @error set
 */
gboolean
roster_api_asset_count_ad_accounts_finish (RosterApiClient  *client,
                                           GAsyncResult     *result,
                                           gint64           *count,
                                           GError          **error)
{
  return roster_api_rows_count_finish (client, roster_api_asset_count_ad_accounts_async, result, count, error);
}

/**
 * roster_api_asset_count_tiktok_accounts_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call with the number
 * @user_data: passed to @callback
 *
 * Asks how many TikTok accounts a Business Center has: `GET /bc/asset/admin/get/` with `TT_ACCOUNT`. Errors are those of
 * roster_api_client_call_async().
 */
void
roster_api_asset_count_tiktok_accounts_async (RosterApiClient     *client,
                                              const char          *bc_id,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data)
{
  g_autoptr (JsonObject) parameters = new_parameters (bc_id, "TT_ACCOUNT");

  roster_api_rows_count_async (client, "/bc/asset/admin/get/", parameters, roster_api_asset_count_tiktok_accounts_async, cancellable, callback,
                               user_data);
}

/**
 * roster_api_asset_count_tiktok_accounts_finish:
 * @client: the client
 * @result: the result
 * @count: (out): how many there are, or -1 when TikTok does not say
 * @error: return location for an error
 *
 * Ends roster_api_asset_count_tiktok_accounts_async().
 *
 * Returns: %FALSE with @error set
 */
gboolean
roster_api_asset_count_tiktok_accounts_finish (RosterApiClient  *client,
                                               GAsyncResult     *result,
                                               gint64           *count,
                                               GError          **error)
{
  return roster_api_rows_count_finish (client, roster_api_asset_count_tiktok_accounts_async, result, count, error);
}

/**
 * roster_api_asset_list_tiktok_accounts_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call with the list
 * @user_data: passed to @callback
 *
 * Reads all TikTok accounts of a Business Center: `GET /bc/asset/admin/get/` with `TT_ACCOUNT`. Errors are those of
 * roster_api_client_call_async().
 */
void
roster_api_asset_list_tiktok_accounts_async (RosterApiClient     *client,
                                             const char          *bc_id,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data)
{
  g_autoptr (JsonObject) parameters = new_parameters (bc_id, "TT_ACCOUNT");

  roster_api_list_async (client, "/bc/asset/admin/get/", parameters, "list", PAGE_SIZE, &roster_api_kind_tiktok_account,
                         roster_api_asset_list_tiktok_accounts_async, cancellable, callback, user_data);
}

/**
 * roster_api_asset_list_tiktok_accounts_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_asset_list_tiktok_accounts_async().
 *
 * Returns: (transfer full) (nullable) (element-type RosterTiktokAccount): the TikTok accounts, or %NULL with @error set
 */
GPtrArray *
roster_api_asset_list_tiktok_accounts_finish (RosterApiClient  *client,
                                              GAsyncResult     *result,
                                              GError          **error)
{
  return roster_api_list_finish (client, roster_api_asset_list_tiktok_accounts_async, result, error);
}

/**
 * roster_api_asset_list_grants_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @scope: which kind of assets
 * @user_id: (nullable): the ID of a member
 * @email: (nullable): the address of somebody who was invited, for ad accounts only; not together with @user_id
 * @cancellable: (nullable): to stop
 * @callback: what to call with the list
 * @user_data: passed to @callback
 *
 * Reads what somebody holds, or was promised; with neither @user_id nor @email, what the token's own user holds: `GET /bc/asset/get/`.
 * Errors are those of roster_api_client_call_async().
 */
void
roster_api_asset_list_grants_async (RosterApiClient     *client,
                                    const char          *bc_id,
                                    RosterAccessScope    scope,
                                    const char          *user_id,
                                    const char          *email,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr (JsonObject) parameters = new_parameters (bc_id, roster_api_wire_write_asset_type (scope));
  const RosterApiRowKind *kind = &roster_api_kind_ad_account_grant;

  if (scope == ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS)
    kind = &roster_api_kind_tiktok_account_grant;

  if (user_id != NULL || email != NULL)
    {
      JsonObject *filtering = json_object_new ();

      json_object_set_string_member (filtering, user_id != NULL ? "user_id" : "user_email", user_id != NULL ? user_id : email);
      json_object_set_object_member (parameters, "filtering", filtering);
    }

  roster_api_list_async (client, "/bc/asset/get/", parameters, "list", PAGE_SIZE, kind, roster_api_asset_list_grants_async, cancellable,
                         callback, user_data);
}

/**
 * roster_api_asset_list_grants_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_asset_list_grants_async().
 *
 * Returns: (transfer full) (nullable) (element-type RosterGrant): what is held, or %NULL with @error set
 */
GPtrArray *
roster_api_asset_list_grants_finish (RosterApiClient  *client,
                                     GAsyncResult     *result,
                                     GError          **error)
{
  return roster_api_list_finish (client, roster_api_asset_list_grants_async, result, error);
}

/**
 * roster_api_asset_list_holders_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @advertiser_id: the ad account's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call with the list
 * @user_data: passed to @callback
 *
 * Reads who holds an ad account: `GET /bc/asset/member/get/`. TikTok does not answer this for TikTok accounts. Errors are those of
 * roster_api_client_call_async().
 */
void
roster_api_asset_list_holders_async (RosterApiClient     *client,
                                     const char          *bc_id,
                                     const char          *advertiser_id,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr (JsonObject) parameters = new_parameters (bc_id, "ADVERTISER");

  json_object_set_string_member (parameters, "asset_id", advertiser_id);
  roster_api_list_async (client, "/bc/asset/member/get/", parameters, "list", HOLDER_PAGE_SIZE, &holder_kind,
                         roster_api_asset_list_holders_async, cancellable, callback, user_data);
}

/**
 * roster_api_asset_list_holders_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_asset_list_holders_async().
 *
 * Returns: (transfer full) (nullable) (element-type RosterGrant): a grant for each person, whose `asset_key` is the person's key, or %NULL
 * with @error set
 */
GPtrArray *
roster_api_asset_list_holders_finish (RosterApiClient  *client,
                                      GAsyncResult     *result,
                                      GError          **error)
{
  return roster_api_list_finish (client, roster_api_asset_list_holders_async, result, error);
}

/**
 * roster_api_asset_list_partners_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @advertiser_id: the ad account's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call with the list
 * @user_data: passed to @callback
 *
 * Reads which agencies an ad account is shared with, without their levels: `GET /bc/asset/partner/get/`. Errors are those of
 * roster_api_client_call_async().
 */
void
roster_api_asset_list_partners_async (RosterApiClient     *client,
                                      const char          *bc_id,
                                      const char          *advertiser_id,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autoptr (JsonObject) parameters = new_parameters (bc_id, "ADVERTISER");

  json_object_set_string_member (parameters, "asset_id", advertiser_id);
  roster_api_list_async (client, "/bc/asset/partner/get/", parameters, "list", PAGE_SIZE, &roster_api_kind_agency,
                         roster_api_asset_list_partners_async, cancellable, callback, user_data);
}

/**
 * roster_api_asset_list_partners_finish:
 * @client: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_asset_list_partners_async().
 *
 * Returns: (transfer full) (nullable) (element-type RosterAgency): the agencies, or %NULL with @error set
 */
GPtrArray *
roster_api_asset_list_partners_finish (RosterApiClient  *client,
                                       GAsyncResult     *result,
                                       GError          **error)
{
  return roster_api_list_finish (client, roster_api_asset_list_partners_async, result, error);
}
