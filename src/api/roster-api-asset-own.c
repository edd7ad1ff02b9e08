/* roster-api-asset-own.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-asset.h"

#include "roster-api-kinds.h"
#include "roster-api-list.h"
#include "roster-api-wire.h"

/* What the token's own user may use. A Standard member may ask for nothing else, so each row is read for both: what the asset is, and what
 * the user holds of it. */

#define PAGE_SIZE 50

typedef struct
{
  RosterItem *asset;
  RosterGrant *grant;
} Own;

static void
own_free (Own *own)
{
  g_clear_object (&own->asset);
  g_clear_pointer (&own->grant, roster_grant_free);
  g_free (own);
}

static gpointer
own_new (RosterItem  *asset,
         RosterGrant *grant)
{
  Own *own;

  if (asset == NULL)
    return NULL;

  own = g_new0 (Own, 1);
  own->asset = asset;
  own->grant = grant;

  return own;
}

static const char *
get_own_key (gpointer own)
{
  return roster_item_get_key (((Own *) own)->asset);
}

static gpointer
read_own_ad_account (JsonObject *row)
{
  return own_new (roster_api_kind_ad_account.read (row), roster_api_kind_ad_account_grant.read (row));
}

static gpointer
read_own_tiktok_account (JsonObject *row)
{
  return own_new (roster_api_kind_tiktok_account.read (row), roster_api_kind_tiktok_account_grant.read (row));
}

static const RosterApiRowKind own_ad_account_kind = { read_own_ad_account, get_own_key, (GDestroyNotify) own_free };
static const RosterApiRowKind own_tiktok_account_kind = { read_own_tiktok_account, get_own_key, (GDestroyNotify) own_free };

static void
list_own_async (RosterApiClient        *client,
                const char             *bc_id,
                RosterAccessScope       scope,
                const RosterApiRowKind *kind,
                gpointer                source_tag,
                GCancellable           *cancellable,
                GAsyncReadyCallback     callback,
                gpointer                user_data)
{
  g_autoptr (JsonObject) parameters = json_object_new ();

  json_object_set_string_member (parameters, "bc_id", bc_id);
  json_object_set_string_member (parameters, "asset_type", roster_api_wire_write_asset_type (scope));
  roster_api_list_async (client, "/bc/asset/get/", parameters, "list", PAGE_SIZE, kind, source_tag, cancellable, callback, user_data);
}

static GPtrArray *
list_own_finish (RosterApiClient  *client,
                 gpointer          source_tag,
                 GAsyncResult     *result,
                 GPtrArray       **grants,
                 GError          **error)
{
  g_autoptr (GPtrArray) owned = roster_api_list_finish (client, source_tag, result, error);
  GPtrArray *assets;

  if (owned == NULL)
    return NULL;

  assets = g_ptr_array_new_with_free_func (g_object_unref);
  if (grants != NULL)
    *grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);

  for (guint i = 0; i < owned->len; i++)
    {
      Own *own = g_ptr_array_index (owned, i);

      g_ptr_array_add (assets, g_steal_pointer (&own->asset));
      if (grants != NULL)
        g_ptr_array_add (*grants, g_steal_pointer (&own->grant));
    }

  return assets;
}

/**
 * roster_api_asset_list_own_ad_accounts_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call with the list
 * @user_data: passed to @callback
 *
 * Reads the ad accounts that the token's own user may use, who need not be an Admin: `GET /bc/asset/get/` with `ADVERTISER`. Errors are
 * those of roster_api_client_call_async().
 */
void
roster_api_asset_list_own_ad_accounts_async (RosterApiClient     *client,
                                             const char          *bc_id,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data)
{
  list_own_async (client, bc_id, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, &own_ad_account_kind, roster_api_asset_list_own_ad_accounts_async,
                  cancellable, callback, user_data);
}

/**
 * roster_api_asset_list_own_ad_accounts_finish:
 * @client: the client
 * @result: the result
 * @grants: (out) (optional) (transfer full) (element-type RosterGrant): what the user holds on each, in the same order
 * @error: return location for an error
 *
 * Ends roster_api_asset_list_own_ad_accounts_async().
 *
 * Returns: (transfer full) (nullable) (element-type RosterAdAccount): the ad accounts, or %NULL with @error set
 */
GPtrArray *
roster_api_asset_list_own_ad_accounts_finish (RosterApiClient  *client,
                                              GAsyncResult     *result,
                                              GPtrArray       **grants,
                                              GError          **error)
{
  return list_own_finish (client, roster_api_asset_list_own_ad_accounts_async, result, grants, error);
}

/**
 * roster_api_asset_list_own_tiktok_accounts_async:
 * @client: the client
 * @bc_id: the Business Center's ID
 * @cancellable: (nullable): to stop
 * @callback: what to call with the list
 * @user_data: passed to @callback
 *
 * Reads the TikTok accounts that the token's own user may use, who need not be an Admin: `GET /bc/asset/get/` with `TT_ACCOUNT`. Errors
 * are those of roster_api_client_call_async().
 */
void
roster_api_asset_list_own_tiktok_accounts_async (RosterApiClient     *client,
                                                 const char          *bc_id,
                                                 GCancellable        *cancellable,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data)
{
  list_own_async (client, bc_id, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, &own_tiktok_account_kind,
                  roster_api_asset_list_own_tiktok_accounts_async, cancellable, callback, user_data);
}

/**
 * roster_api_asset_list_own_tiktok_accounts_finish:
 * @client: the client
 * @result: the result
 * @grants: (out) (optional) (transfer full) (element-type RosterGrant): what the user holds of each, in the same order
 * @error: return location for an error
 *
 * Ends roster_api_asset_list_own_tiktok_accounts_async().
 *
 * Returns: (transfer full) (nullable) (element-type RosterTiktokAccount): the TikTok accounts, or %NULL with @error set
 */
GPtrArray *
roster_api_asset_list_own_tiktok_accounts_finish (RosterApiClient  *client,
                                                  GAsyncResult     *result,
                                                  GPtrArray       **grants,
                                                  GError          **error)
{
  return list_own_finish (client, roster_api_asset_list_own_tiktok_accounts_async, result, grants, error);
}
