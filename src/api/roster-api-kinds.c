/* roster-api-kinds.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-kinds.h"

#include "roster-ad-account.h"
#include "roster-agency.h"
#include "roster-api-wire.h"
#include "roster-json.h"
#include "roster-tiktok-account.h"

/* The kinds of rows that more than one family of end points reads. */

static gpointer
read_ad_account (JsonObject *row)
{
  g_autofree char *owner_name = roster_json_dup_name (row, "owner_bc_name");
  g_autofree char *name = roster_json_dup_name (row, "asset_name");
  g_autofree char *advertiser_id = roster_json_dup_id (row, "asset_id");
  const char *ownership = roster_json_get_string (row, "relation_type");
  const char *membership = roster_json_get_string (row, "relation_status");
  RosterAdAccount *ad_account;

  if (advertiser_id == NULL)
    return NULL;

  ad_account = roster_ad_account_new (advertiser_id);
  roster_item_set_name (ROSTER_ITEM (ad_account), name);
  roster_ad_account_set_owner_name (ad_account, owner_name);
  roster_ad_account_set_ownership (ad_account, roster_api_wire_read_ownership (ownership));
  roster_ad_account_set_ownership_text (ad_account, ownership);
  roster_ad_account_set_membership (ad_account, roster_api_wire_read_membership (membership));
  roster_ad_account_set_membership_text (ad_account, membership);
  roster_ad_account_set_status_text (ad_account, roster_json_get_string (row, "advertiser_status"));
  roster_ad_account_set_account_type (ad_account, roster_json_get_string (row, "advertiser_account_type"));

  return ad_account;
}

static gpointer
read_tiktok_account (JsonObject *row)
{
  g_autofree char *handle = roster_json_dup_name (row, "tt_asset_handle");
  g_autofree char *name = roster_json_dup_name (row, "asset_name");
  g_autofree char *asset_id = roster_json_dup_id (row, "asset_id");
  RosterTiktokAccount *account;

  if (asset_id == NULL)
    return NULL;

  account = roster_tiktok_account_new (asset_id);
  roster_item_set_name (ROSTER_ITEM (account), name);
  /* Documented for another type of asset only, but seen here too. */
  roster_tiktok_account_set_handle (account, handle);

  return account;
}

static gpointer
read_ad_account_grant (JsonObject *row)
{
  g_autofree char *asset_id = roster_json_dup_id (row, "asset_id");
  g_autofree char *key = g_strconcat ("ad:", asset_id, NULL);

  return asset_id != NULL ? roster_api_kind_read_level (row, key) : NULL;
}

static gpointer
read_tiktok_account_grant (JsonObject *row)
{
  g_autofree char *asset_id = roster_json_dup_id (row, "asset_id");
  g_autofree char *key = g_strconcat ("tt:", asset_id, NULL);

  if (asset_id == NULL)
    return NULL;

  return roster_grant_new (key, ROSTER_LEVEL_NONE, NULL,
                           roster_api_wire_read_tiktok_roles (roster_json_get_array (row, "tt_account_roles")));
}

static gpointer
read_agency (JsonObject *row)
{
  g_autofree char *name = roster_json_dup_name (row, "bc_name");
  g_autofree char *bc_id = roster_json_dup_id (row, "bc_id");
  RosterAgency *agency;

  if (bc_id == NULL)
    return NULL;

  agency = roster_agency_new (bc_id);
  roster_item_set_name (ROSTER_ITEM (agency), name);

  return agency;
}

const RosterApiRowKind roster_api_kind_ad_account = {
  read_ad_account, roster_api_rows_get_item_key, g_object_unref,
};

const RosterApiRowKind roster_api_kind_tiktok_account = {
  read_tiktok_account, roster_api_rows_get_item_key, g_object_unref,
};

const RosterApiRowKind roster_api_kind_ad_account_grant = {
  read_ad_account_grant, roster_api_rows_get_grant_key, (GDestroyNotify) roster_grant_free,
};

const RosterApiRowKind roster_api_kind_tiktok_account_grant = {
  read_tiktok_account_grant, roster_api_rows_get_grant_key, (GDestroyNotify) roster_grant_free,
};

const RosterApiRowKind roster_api_kind_agency = {
  read_agency, roster_api_rows_get_item_key, g_object_unref,
};

/**
 * roster_api_kind_read_level:
 * @row: a row with an `advertiser_role`
 * @key: the key of what, or who, the row is about
 *
 * Reads the level in a row. The row says that the thing is held, so a level that is missing or unknown is not the same as none: it becomes
 * @ROSTER_LEVEL_OTHER.
 *
 * Returns: (transfer full): the grant
 */
RosterGrant *
roster_api_kind_read_level (JsonObject *row,
                            const char *key)
{
  const char *word = roster_json_get_string (row, "advertiser_role");
  RosterLevel level = roster_api_wire_read_level (word);

  return roster_grant_new (key, level != ROSTER_LEVEL_NONE ? level : ROSTER_LEVEL_OTHER, word, ROSTER_TIKTOK_ROLES_NONE);
}
