/* roster-demo-partners.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-alliance.h"
#include "roster-demo-endpoints.h"

#include <string.h>

/* Agencies: `/bc/partner/get/`, `add/`, `delete/`, `asset/get/`, `asset/delete/`, `/bc/asset/partner/get/`.
 *
 * A new partner has to agree on its own side first: until then it is not listed. Nobody plays that side over the API, so it is played on
 * the server's own page. */

/* Any ID that looks like one of TikTok's belongs to some Business Center; its name is drawn from these. */
static const char * const first_words[] = { "Bright", "Copper", "Lantern", "Northern", "Paper", "Quiet", "River", "Second", "Tall", "Velvet" };
static const char * const second_words[] = { "Collective", "Crew", "Digital", "Media", "Partners", "Pixel", "Signal", "Studio" };

static gboolean
exists_at_tiktok (const char *bc_id)
{
  return strlen (bc_id) >= 17;
}

static char *
make_name (const char *bc_id)
{
  guint hash = g_str_hash (bc_id);

  return g_strdup_printf ("%s %s", first_words[hash % G_N_ELEMENTS (first_words)],
                          second_words[hash / 16 % G_N_ELEMENTS (second_words)]);
}

static void
refuse_stranger (RosterDemoRequest *request,
                 const char        *partner_id)
{
  roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "Business Center %s is not a partner.", partner_id);
}

/* The partner that the parameter partner_id names. Refuses the request when there is none that agreed. */
static RosterDemoPartner *
get_partner (RosterDemoRequest *request)
{
  const char *partner_id = roster_json_get_string (request->params, "partner_id");
  RosterDemoPartner *partner = roster_demo_bc_get_partner (request->bc, partner_id);

  if (partner != NULL && partner->approved)
    return partner;

  refuse_stranger (request, partner_id);

  return NULL;
}

static JsonObject *
partner_to_row (RosterDemoRequest *request,
                gpointer           item)
{
  RosterDemoPartner *partner = item;
  JsonObject *row = json_object_new ();

  json_object_set_string_member (row, "bc_id", partner->bc_id);
  json_object_set_string_member (row, "bc_name", partner->name);

  return row;
}

static void
partner_get (RosterDemoRequest *request)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *name = roster_demo_request_get_filter (request, "name");

  for (guint i = 0; i < request->bc->partners->len; i++)
    {
      RosterDemoPartner *partner = g_ptr_array_index (request->bc->partners, i);

      if (partner->approved && roster_demo_request_matches (name, partner->name, NULL))
        g_ptr_array_add (found, partner);
    }

  roster_demo_request_return_page (request, "list", found, partner_to_row);
}

static void
asset_partner_get (RosterDemoRequest *request)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *keyword = roster_demo_request_get_filter (request, "keyword");
  RosterDemoAsset *asset = roster_demo_request_get_asset (request);

  if (asset == NULL)
    return;

  for (guint i = 0; i < request->bc->partners->len; i++)
    {
      RosterDemoPartner *partner = g_ptr_array_index (request->bc->partners, i);

      if (partner->approved && roster_demo_bc_find_share (partner->sharing, asset) != NULL &&
          roster_demo_request_matches (keyword, partner->name, NULL))
        g_ptr_array_add (found, partner);
    }

  roster_demo_request_return_page (request, "list", found, partner_to_row);
}

static int
get_rank (const char *role)
{
  if (g_strcmp0 (role, "ADMIN") == 0)
    return 2;

  return g_strcmp0 (role, "OPERATOR") == 0 ? 1 : 0;
}

/* Only what this Business Center owns can be shared, and a level that was shared can be raised but not lowered. */
static GPtrArray *
get_shareable (RosterDemoRequest *request,
               RosterDemoPartner *partner,
               const char        *role)
{
  g_autoptr (GPtrArray) assets = g_ptr_array_new ();
  g_auto (GStrv) ids = roster_json_dup_strv (request->params, "asset_ids");

  for (guint i = 0; ids[i] != NULL; i++)
    {
      RosterDemoAsset *asset = roster_demo_request_find_asset (request, "ADVERTISER", ids[i]);
      RosterDemoShare *share;

      if (asset == NULL || roster_demo_request_refuses_asset (request, asset))
        return NULL;

      if (!g_str_equal (asset->relation_type, "OWNER_BC"))
        {
          roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "The asset(%s) is not owned by the Business Center.", asset->id);
          return NULL;
        }

      share = partner != NULL ? roster_demo_bc_find_share (partner->sharing, asset) : NULL;
      if (share != NULL && get_rank (role) < get_rank (share->role))
        {
          roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER,
                                    "The role of the partner on the asset(%s) cannot be lowered. Remove the asset and share it again.", asset->id);
          return NULL;
        }

      g_ptr_array_add (assets, asset);
    }

  return g_steal_pointer (&assets);
}

static void
partner_add (RosterDemoRequest *request)
{
  const char *partner_id = roster_json_get_string (request->params, "partner_id");
  const char *role = roster_json_get_string (request->params, "advertiser_role");
  RosterDemoPartner *partner = roster_demo_bc_get_partner (request->bc, partner_id);
  g_autoptr (GPtrArray) assets = NULL;

  if (!exists_at_tiktok (partner_id) || g_str_equal (partner_id, request->bc->id))
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "Business Center %s cannot be added as a partner.", partner_id);
      return;
    }

  assets = get_shareable (request, partner, role);
  if (assets == NULL)
    return;

  if (partner == NULL)
    {
      g_autofree char *name = make_name (partner_id);

      partner = roster_demo_bc_add_partner (request->bc, partner_id, name, FALSE);
      roster_demo_request_log (request, "BUSINESS", "A partnership with %s (%s) was requested.", name, partner_id);
    }

  for (guint i = 0; i < assets->len; i++)
    {
      RosterDemoAsset *asset = g_ptr_array_index (assets, i);

      roster_demo_bc_share (partner->sharing, asset, role);
      roster_demo_request_log (request, "ASSET", "%s (%s) was shared with %s as %s.", asset->name, asset->id, partner->name, role);
    }
}

static void
partner_delete (RosterDemoRequest *request)
{
  const char *partner_id = roster_json_get_string (request->params, "partner_id");
  RosterDemoPartner *partner = roster_demo_bc_get_partner (request->bc, partner_id);

  /* Also one that has not agreed yet: the request is withdrawn. */
  if (partner == NULL)
    {
      refuse_stranger (request, partner_id);
      return;
    }

  roster_demo_request_log (request, "BUSINESS", "The partnership with %s (%s) was ended.", partner->name, partner->bc_id);
  roster_demo_bc_remove_partner (request->bc, partner);
}

static JsonObject *
share_to_row (RosterDemoRequest *request,
              gpointer           item)
{
  RosterDemoShare *share = item;
  JsonObject *row = json_object_new ();

  json_object_set_string_member (row, "asset_id", share->asset->id);
  json_object_set_string_member (row, "asset_name", share->asset->name);
  json_object_set_string_member (row, "asset_type", share->asset->type);
  json_object_set_string_member (row, "advertiser_role", share->role);
  json_object_set_null_member (row, "catalog_role");
  json_object_set_string_member (row, "advertiser_account_type", share->asset->advertiser_account_type);
  json_object_set_string_member (row, "owner_bc_name", share->asset->owner_bc_name);

  return row;
}

static void
partner_asset_get (RosterDemoRequest *request)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *type = roster_json_get_string (request->params, "asset_type");
  const char *keyword = roster_demo_request_get_filter (request, "keyword");
  RosterDemoPartner *partner = get_partner (request);
  GPtrArray *shares;

  if (partner == NULL)
    return;

  shares = g_str_equal (roster_json_get_string (request->params, "share_type"), "SHARING") ? partner->sharing : partner->shared;
  for (guint i = 0; i < shares->len; i++)
    {
      RosterDemoShare *share = g_ptr_array_index (shares, i);

      if (g_str_equal (share->asset->type, type) && roster_demo_request_matches (keyword, share->asset->id, share->asset->name, NULL))
        g_ptr_array_add (found, share);
    }

  roster_demo_request_return_page (request, "list", found, share_to_row);
}

static void
partner_asset_delete (RosterDemoRequest *request)
{
  g_auto (GStrv) ids = roster_json_dup_strv (request->params, "asset_ids");
  const char *type = roster_json_get_string (request->params, "asset_type");
  RosterDemoPartner *partner = get_partner (request);

  if (partner == NULL)
    return;

  if (g_str_equal (type, "LEAD") && g_strv_length (ids) > 1)
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "asset_ids: Longer than maximum length 1.");
      return;
    }

  /* All or nothing: look first. */
  for (guint i = 0; ids[i] != NULL; i++)
    {
      RosterDemoAsset *asset = roster_demo_request_find_asset (request, type, ids[i]);

      if (asset == NULL)
        return;

      if (roster_demo_bc_find_share (partner->sharing, asset) == NULL)
        {
          roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "The asset(%s) is not shared with Business Center %s.", ids[i], partner->bc_id);
          return;
        }
    }

  for (guint i = 0; ids[i] != NULL; i++)
    {
      RosterDemoAsset *asset = roster_demo_bc_get_asset (request->bc, type, ids[i]);

      /* An ID that stands in the list twice is gone the second time. */
      roster_demo_bc_unshare (partner->sharing, asset);
      roster_demo_request_log (request, "ASSET", "%s (%s) is no longer shared with %s.", asset->name, asset->id, partner->name);
    }
}

static const RosterDemoParam get_filters[] = {
  { .name = "name", .kind = ROSTER_DEMO_STRING },
  { NULL }
};

static const RosterDemoParam get_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "filtering", .kind = ROSTER_DEMO_OBJECT, .children = get_filters },
  ROSTER_DEMO_PAGE,
  ROSTER_DEMO_PAGE_SIZE (50),
  { NULL }
};

static const RosterDemoParam asset_filters[] = {
  { .name = "keyword", .kind = ROSTER_DEMO_STRING },
  { NULL }
};

static const RosterDemoParam partner_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "asset_type", .kind = ROSTER_DEMO_ENUM, .values = "ADVERTISER CATALOG", .required = TRUE },
  { .name = "asset_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "filtering", .kind = ROSTER_DEMO_OBJECT, .children = asset_filters },
  ROSTER_DEMO_PAGE,
  ROSTER_DEMO_PAGE_SIZE (50),
  { NULL }
};

static const RosterDemoParam add_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "partner_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "asset_type", .kind = ROSTER_DEMO_ENUM, .values = "ADVERTISER", .fallback = "ADVERTISER" },
  { .name = "asset_ids", .kind = ROSTER_DEMO_LIST, .item = ROSTER_DEMO_ID, .max = 50 },
  { .name = "advertiser_role", .kind = ROSTER_DEMO_ENUM, .values = ROSTER_DEMO_ADVERTISER_ROLES, .fallback = "ANALYST" },
  { .name = "catalog_role", .kind = ROSTER_DEMO_ENUM, .values = "ADMIN AD_PROMOTE" },
  { .name = "source_child_bc_id", .kind = ROSTER_DEMO_ID },
  { .name = "target_child_bc_id", .kind = ROSTER_DEMO_ID },
  { NULL }
};

static const RosterDemoParam delete_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "partner_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { NULL }
};

static const RosterDemoParam asset_get_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "partner_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "asset_type", .kind = ROSTER_DEMO_ENUM, .values = "ADVERTISER CATALOG", .required = TRUE },
  { .name = "share_type", .kind = ROSTER_DEMO_ENUM, .values = "SHARED SHARING", .required = TRUE },
  { .name = "filtering", .kind = ROSTER_DEMO_OBJECT, .children = asset_filters },
  ROSTER_DEMO_PAGE,
  ROSTER_DEMO_PAGE_SIZE (50),
  { NULL }
};

static const RosterDemoParam asset_delete_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "partner_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "asset_type", .kind = ROSTER_DEMO_ENUM, .values = "ADVERTISER CATALOG LEAD PIXEL TIKTOK_SHOP TT_ACCOUNT", .required = TRUE },
  { .name = "asset_ids", .kind = ROSTER_DEMO_LIST, .item = ROSTER_DEMO_ID, .required = TRUE, .min = 1 },
  { NULL }
};

const RosterDemoEndpoint roster_demo_partner_endpoints[] = {
  { "GET", "/bc/partner/get/", ROSTER_DEMO_ADMIN, get_params, partner_get },
  { "GET", "/bc/asset/partner/get/", ROSTER_DEMO_ADMIN, partner_params, asset_partner_get },
  { "POST", "/bc/partner/add/", ROSTER_DEMO_ADMIN, add_params, partner_add },
  { "POST", "/bc/partner/delete/", ROSTER_DEMO_ADMIN, delete_params, partner_delete },
  { "GET", "/bc/partner/asset/get/", ROSTER_DEMO_ADMIN, asset_get_params, partner_asset_get },
  { "POST", "/bc/partner/asset/delete/", ROSTER_DEMO_ADMIN, asset_delete_params, partner_asset_delete },
  { NULL }
};
