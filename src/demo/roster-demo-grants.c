/* roster-demo-grants.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-endpoints.h"
#include "roster-demo-roles.h"

/* Who may use what: `/bc/asset/assign/`, `/bc/asset/unassign/`, `/bc/asset/member/get/`. */

/* The roles that an assignment asks for, as one text. Refuses when they are missing, or belong to another type. */
static char *
get_wanted_roles (RosterDemoRequest *request,
                  const char        *type)
{
  g_auto (GStrv) list = NULL;
  gboolean is_array;
  const char *field = roster_demo_roles_get_field (type, &is_array);

  if (!json_object_has_member (request->params, field))
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "%s: Missing data for required field.", field);
      return NULL;
    }

  if (!is_array)
    return g_strdup (roster_json_get_string (request->params, field));

  list = roster_json_dup_strv (request->params, field);

  return g_strjoinv (",", list);
}

static void
assign (RosterDemoRequest *request)
{
  const char *type = roster_json_get_string (request->params, "asset_type");
  g_autofree char *roles = get_wanted_roles (request, type);
  RosterDemoMember *member;
  RosterDemoAsset *asset;

  if (roles == NULL)
    return;

  member = roster_demo_request_get_member (request);
  asset = member != NULL ? roster_demo_request_get_asset (request) : NULL;
  if (asset == NULL)
    return;

  roster_demo_bc_give (member, asset, roles);
  roster_demo_request_log (request, "ASSET", "%s was given %s on %s (%s).", member->email, roles, asset->name, asset->id);
}

static void
unassign (RosterDemoRequest *request)
{
  RosterDemoMember *member = roster_demo_request_get_member (request);
  RosterDemoAsset *asset = member != NULL ? roster_demo_request_get_asset (request) : NULL;

  if (asset == NULL)
    return;

  if (!roster_demo_bc_take (member, asset))
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "The asset (%s) is not assigned to the user (%s).", asset->id, member->user_id);
      return;
    }

  roster_demo_request_log (request, "ASSET", "%s was taken away from %s.", asset->name, member->email);
}

static JsonObject *
holder_to_row (RosterDemoRequest *request,
               gpointer           item)
{
  RosterDemoGrant *grant = item;
  JsonObject *row = json_object_new ();

  json_object_set_string_member (row, "user_id", grant->member->user_id);
  json_object_set_string_member (row, "user_name", grant->member->name);
  json_object_set_string_member (row, "user_email", grant->member->email);
  roster_demo_roles_set (row, grant->asset->type, grant->roles);

  return row;
}

static void
asset_member_get (RosterDemoRequest *request)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *keyword = roster_demo_request_get_filter (request, "keyword");
  RosterDemoAsset *asset = roster_demo_request_get_asset (request);

  if (asset == NULL)
    return;

  for (guint i = 0; i < asset->grants->len; i++)
    {
      RosterDemoGrant *grant = g_ptr_array_index (asset->grants, i);

      if (g_str_equal (grant->member->status, "BOUND") &&
          roster_demo_request_matches (keyword, grant->member->name, grant->member->email, NULL))
        g_ptr_array_add (found, grant);
    }

  roster_demo_request_return_page (request, "list", found, holder_to_row);
}

static const RosterDemoParam assign_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "user_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "asset_type", .kind = ROSTER_DEMO_ENUM, .required = TRUE,
    .values = "ADVERTISER CATALOG TIKTOK_SHOP LEAD TT_ACCOUNT MANAGED_BUSINESS_ACCOUNT" },
  { .name = "asset_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "advertiser_role", .kind = ROSTER_DEMO_ENUM, .values = ROSTER_DEMO_ADVERTISER_ROLES },
  { .name = "catalog_role", .kind = ROSTER_DEMO_ENUM, .values = "ADMIN AD_PROMOTE" },
  { .name = "store_role", .kind = ROSTER_DEMO_ENUM, .values = "AD_PROMOTION MANAGER" },
  { .name = "form_library_role", .kind = ROSTER_DEMO_ENUM, .values = "ADMIN" },
  { .name = "tt_account_roles", .kind = ROSTER_DEMO_LIST, .item = ROSTER_DEMO_ENUM, .values = "POST LIVE DIRECT_MESSAGE", .min = 1 },
  { .name = "business_account_roles", .kind = ROSTER_DEMO_LIST, .item = ROSTER_DEMO_ENUM, .min = 1, .max = 1,
    .values = "BUSINESS_ACCOUNT_ADMIN BUSINESS_ACCOUNT_OPERATOR BUSINESS_ACCOUNT_ANALYST" },
  { NULL }
};

static const RosterDemoParam unassign_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "user_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "asset_type", .kind = ROSTER_DEMO_ENUM, .required = TRUE, .values = "ADVERTISER CATALOG LEAD TT_ACCOUNT MANAGED_BUSINESS_ACCOUNT" },
  { .name = "asset_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { NULL }
};

static const RosterDemoParam member_filters[] = {
  { .name = "keyword", .kind = ROSTER_DEMO_STRING, .max = 250 },
  { NULL }
};

static const RosterDemoParam member_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "asset_type", .kind = ROSTER_DEMO_ENUM, .values = "ADVERTISER CATALOG LEAD MANAGED_BUSINESS_ACCOUNT", .required = TRUE },
  { .name = "asset_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "filtering", .kind = ROSTER_DEMO_OBJECT, .children = member_filters },
  ROSTER_DEMO_PAGE,
  ROSTER_DEMO_PAGE_SIZE (20),
  { NULL }
};

const RosterDemoEndpoint roster_demo_grant_endpoints[] = {
  { "POST", "/bc/asset/assign/", ROSTER_DEMO_ADMIN, assign_params, assign },
  { "POST", "/bc/asset/unassign/", ROSTER_DEMO_ADMIN, unassign_params, unassign },
  { "GET", "/bc/asset/member/get/", ROSTER_DEMO_ADMIN, member_params, asset_member_get },
  { NULL }
};
