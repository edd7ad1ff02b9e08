/* roster-demo-assets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-endpoints.h"
#include "roster-demo-roles.h"

/* What there is: `/bc/asset/get/` for one person, `/bc/asset/admin/get/` for the whole Business Center.
 *
 * Only what was given to a person by name is listed here; what comes through an asset group is read from the group. */

/* What every row of an asset carries, null where it does not apply. */
static const char * const always[] = {
  "advertiser_account_type", "advertiser_role", "catalog_role", "ad_creation_eligible", "store_role", "tt_account_roles", "owner_bc_name",
};

static void
set_string_or_null (JsonObject *row,
                    const char *name,
                    const char *value)
{
  if (value != NULL)
    json_object_set_string_member (row, name, value);
  else
    json_object_set_null_member (row, name);
}

static JsonObject *
asset_to_row (RosterDemoAsset *asset,
              const char      *roles)
{
  JsonObject *row = json_object_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (always); i++)
    json_object_set_null_member (row, always[i]);
  json_object_set_string_member (row, "asset_type", asset->type);
  json_object_set_string_member (row, "asset_id", asset->id);
  json_object_set_string_member (row, "asset_name", asset->account != NULL ? asset->account->name : asset->name);
  set_string_or_null (row, "advertiser_account_type", asset->advertiser_account_type);
  set_string_or_null (row, "owner_bc_name", asset->owner_bc_name);
  if (g_str_equal (asset->type, "CATALOG"))
    json_object_set_string_member (row, "ad_creation_eligible", "AVAILABLE");
  if (asset->shows_handle)
    json_object_set_string_member (row, "tt_asset_handle", asset->account->handle);
  roster_demo_roles_set (row, asset->type, roles);

  return row;
}

static JsonObject *
grant_to_row (RosterDemoRequest *request,
              gpointer           item)
{
  RosterDemoGrant *grant = item;

  return asset_to_row (grant->asset, grant->roles);
}

/* Whoever asks for everything is an Admin, and an Admin's level on everything is the highest. */
static JsonObject *
admin_asset_to_row (RosterDemoRequest *request,
                    gpointer           item)
{
  RosterDemoAsset *asset = item;
  const char *roles = NULL;
  JsonObject *row;

  if (g_str_equal (asset->type, "ADVERTISER") || g_str_equal (asset->type, "CATALOG"))
    roles = "ADMIN";
  else if (g_str_equal (asset->type, "TT_ACCOUNT"))
    roles = asset->account->can_live ? "POST,LIVE" : "POST";

  row = asset_to_row (asset, roles);
  set_string_or_null (row, "relation_type", asset->account != NULL ? NULL : asset->relation_type);
  set_string_or_null (row, "relation_status", asset->account != NULL ? NULL : asset->relation_status);
  set_string_or_null (row, "advertiser_status", asset->advertiser_status);
  json_object_set_null_member (row, "pixel_code");

  return row;
}

static int
compare_grants (gconstpointer a,
                gconstpointer b)
{
  const RosterDemoGrant *first = *(const RosterDemoGrant * const *) a;
  const RosterDemoGrant *second = *(const RosterDemoGrant * const *) b;

  return first->asset->index < second->asset->index ? -1 : first->asset->index > second->asset->index;
}

static gboolean
asset_matches (RosterDemoAsset *asset,
               const char      *keyword)
{
  return roster_demo_request_matches (keyword, asset->id, asset->account != NULL ? asset->account->name : asset->name, NULL);
}

/* Whose assets are asked for: the token's user, unless a filter names another. */
static RosterDemoMember *
get_subject (RosterDemoRequest *request)
{
  const char *user_id = roster_demo_request_get_filter (request, "user_id");
  const char *email = roster_demo_request_get_filter (request, "user_email");
  RosterDemoMember *member = request->member;

  if (user_id != NULL && email != NULL)
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "filtering.user_id and filtering.user_email exclude each other.");
      return NULL;
    }

  if (user_id != NULL)
    {
      member = roster_demo_request_find_member (request, user_id);
    }
  else if (email != NULL)
    {
      if (!g_str_equal (roster_json_get_string (request->params, "asset_type"), "ADVERTISER"))
        {
          roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "filtering.user_email is only valid when asset_type is ADVERTISER.");
          return NULL;
        }

      member = roster_demo_bc_find_member (request->bc, email);
      if (member == NULL || !g_str_equal (member->status, "PENDING"))
        {
          roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "There is no pending invitation for %s.", email);
          return NULL;
        }
    }

  if (member != NULL && member != request->member && !g_str_equal (request->member->role, "ADMIN"))
    {
      roster_demo_request_fail (request, ROSTER_DEMO_NO_PERMISSION, "No permission to see the assets of other members.");
      return NULL;
    }

  return member;
}

static void
asset_get (RosterDemoRequest *request)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *type = roster_json_get_string (request->params, "asset_type");
  const char *keyword = roster_demo_request_get_filter (request, "keyword");
  RosterDemoMember *member = get_subject (request);

  if (member == NULL)
    return;

  for (guint i = 0; i < member->grants->len; i++)
    {
      RosterDemoGrant *grant = g_ptr_array_index (member->grants, i);

      if (g_str_equal (grant->asset->type, type) && asset_matches (grant->asset, keyword))
        g_ptr_array_add (found, grant);
    }

  g_ptr_array_sort (found, compare_grants);
  roster_demo_request_return_page (request, "list", found, grant_to_row);
}

static gboolean
has_show_status (RosterDemoAsset *asset,
                 const char      *show_status)
{
  const char *status = asset->advertiser_status != NULL ? asset->advertiser_status : "";
  const char *shown = "SHOW_ACCOUNT_STATUS_NOT_APPROVED";

  if (show_status == NULL)
    return TRUE;

  if (g_str_equal (status, "STATUS_ENABLE"))
    shown = "SHOW_ACCOUNT_STATUS_APPROVED";
  else if (g_str_has_prefix (status, "STATUS_PENDING") || g_str_has_prefix (status, "STATUS_WAIT"))
    shown = "SHOW_ACCOUNT_STATUS_IN_REVIEW";
  else if (g_str_equal (status, "STATUS_LIMIT"))
    shown = "SHOW_ACCOUNT_STATUS_PUNISHED";

  return g_str_equal (shown, show_status);
}

static void
admin_get (RosterDemoRequest *request)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *type = roster_json_get_string (request->params, "asset_type");
  const char *keyword = roster_demo_request_get_filter (request, "keyword");
  const char *show_status = roster_demo_request_get_filter (request, "advertiser_show_status");
  const char *relation_type = roster_demo_request_get_filter (request, "relation_type");
  const char *relation_status = roster_demo_request_get_filter (request, "relation_status");

  if (relation_status != NULL &&
      !g_strv_contains ((const char *[]) { "ADVERTISER", "PIXEL", "TIKTOK_SHOP", "MANAGED_BUSINESS_ACCOUNT", NULL }, type))
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "filtering.relation_status is not valid when asset_type is %s.", type);
      return;
    }

  for (guint i = 0; i < request->bc->assets->len; i++)
    {
      RosterDemoAsset *asset = g_ptr_array_index (request->bc->assets, i);

      if (g_str_equal (asset->type, type) && asset_matches (asset, keyword) && has_show_status (asset, show_status) &&
          (relation_type == NULL || g_str_equal (asset->relation_type, relation_type)) &&
          (relation_status == NULL || g_str_equal (asset->relation_status, relation_status)))
        g_ptr_array_add (found, asset);
    }

  roster_demo_request_return_page (request, "list", found, admin_asset_to_row);
}

static const RosterDemoParam get_filters[] = {
  { .name = "keyword", .kind = ROSTER_DEMO_STRING },
  { .name = "user_id", .kind = ROSTER_DEMO_ID },
  { .name = "user_email", .kind = ROSTER_DEMO_EMAIL },
  { NULL }
};

static const RosterDemoParam get_params[] = {
  ROSTER_DEMO_BC_ID,
  ROSTER_DEMO_CHILD_BC_ID,
  { .name = "asset_type", .kind = ROSTER_DEMO_ENUM, .values = ROSTER_DEMO_ASSET_TYPES, .required = TRUE },
  { .name = "filtering", .kind = ROSTER_DEMO_OBJECT, .children = get_filters },
  ROSTER_DEMO_PAGE,
  ROSTER_DEMO_PAGE_SIZE (50),
  { NULL }
};

static const RosterDemoParam admin_get_filters[] = {
  { .name = "keyword", .kind = ROSTER_DEMO_STRING },
  { .name = "advertiser_show_status", .kind = ROSTER_DEMO_ENUM,
    .values = "SHOW_ACCOUNT_STATUS_APPROVED SHOW_ACCOUNT_STATUS_IN_REVIEW SHOW_ACCOUNT_STATUS_NOT_APPROVED SHOW_ACCOUNT_STATUS_PUNISHED" },
  { .name = "relation_type", .kind = ROSTER_DEMO_ENUM, .values = "OWNER_BC OWNER_PARTNER OWNER_INDIVIDUAL" },
  { .name = "relation_status", .kind = ROSTER_DEMO_ENUM, .values = "BOUND PENDING REJECTED UNBOUND" },
  { NULL }
};

static const RosterDemoParam admin_get_params[] = {
  ROSTER_DEMO_BC_ID,
  ROSTER_DEMO_CHILD_BC_ID,
  { .name = "asset_type", .kind = ROSTER_DEMO_ENUM, .values = ROSTER_DEMO_ASSET_TYPES, .required = TRUE },
  { .name = "filtering", .kind = ROSTER_DEMO_OBJECT, .children = admin_get_filters },
  ROSTER_DEMO_PAGE,
  ROSTER_DEMO_PAGE_SIZE (50),
  { NULL }
};

const RosterDemoEndpoint roster_demo_asset_endpoints[] = {
  { "GET", "/bc/asset/get/", ROSTER_DEMO_MEMBER, get_params, asset_get },
  { "GET", "/bc/asset/admin/get/", ROSTER_DEMO_ADMIN, admin_get_params, admin_get },
  { NULL }
};
