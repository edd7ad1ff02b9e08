/* roster-demo-accounts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-endpoints.h"
#include "roster-demo-png.h"

/* TikTok accounts in a Business Center: the QR link, links to ad accounts, leaving. `/bc/asset/account/authorization/`,
 * `/bc/asset/advertiser/assign/`, `unassign/`, `assigned/`, `/bc/asset/admin/delete/`, `/asset/bind/quota/`. */

/* How many ad accounts one TikTok account can be linked to here. TikTok publishes no number. */
#define LINK_QUOTA 500

/* The page behind it does not mind what it is padded with. */
static char *
dup_link (RosterDemoRequest *request,
          RosterDemoTicket  *ticket)
{
  g_autoptr (GString) link = g_string_new (NULL);

  g_string_printf (link, "%s/qr/%s", request->state->base_url, ticket->secret);
  if (link->len < request->state->link_length)
    g_string_append (link, "?pad=");
  while (link->len < request->state->link_length)
    g_string_append_c (link, 'x');

  return g_string_free (g_steal_pointer (&link), FALSE);
}

static char *
dup_picture (const char *link)
{
  g_autoptr (GBytes) png = roster_demo_png_write_qr (link);
  g_autofree char *base64 = png != NULL ? g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png)) : g_strdup ("");

  return g_strconcat ("data:image/png;base64,", base64, NULL);
}

static void
authorization (RosterDemoRequest *request)
{
  RosterDemoTicket *ticket;
  g_autofree char *link = NULL;
  g_autofree char *sent = NULL;

  ticket = roster_demo_state_add_ticket (request->state, request->bc, request->user->user_id,
                                         roster_json_get_boolean (request->params, "is_ads_only_mode", FALSE));
  link = dup_link (request, ticket);
  switch (request->state->link_form)
    {
    case ROSTER_DEMO_LINK_FORM_SPACES:
      sent = g_strconcat ("\n  ", link, " \r\n", NULL);
      break;

    case ROSTER_DEMO_LINK_FORM_PICTURE:
      sent = dup_picture (link);
      break;

    case ROSTER_DEMO_LINK_FORM_HTML:
      sent = g_strdup_printf ("<!DOCTYPE html><html><body><a href=\"%s\">Continue</a></body></html>", link);
      break;

    case ROSTER_DEMO_LINK_FORM_PLAIN:
    default:
      sent = g_strdup (link);
    }
  json_object_set_string_member (request->data, "bc_auth_qr_code", sent);
}

static gboolean
get_pair (RosterDemoRequest  *request,
          RosterDemoAsset   **account,
          RosterDemoAsset   **advertiser)
{
  *account = roster_demo_request_get_asset (request);
  if (*account == NULL)
    return FALSE;

  *advertiser = roster_demo_request_find_asset (request, "ADVERTISER", roster_json_get_string (request->params, "advertiser_id"));

  return *advertiser != NULL;
}

static void
advertiser_assign (RosterDemoRequest *request)
{
  RosterDemoAsset *account, *advertiser;

  if (!get_pair (request, &account, &advertiser))
    return;

  if (!g_str_equal (advertiser->relation_status, "BOUND"))
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "The owner of the ad account (%s) has not approved it.", advertiser->id);
      return;
    }

  if (!g_ptr_array_find (account->links, advertiser, NULL) && account->links->len >= LINK_QUOTA)
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "The asset (%s) is linked to %d ad accounts already.", account->id, LINK_QUOTA);
      return;
    }

  roster_demo_bc_link (account, advertiser);
  roster_demo_request_log (request, "ASSET", "TikTok account %s was linked to ad account %s (%s).", account->name, advertiser->name, advertiser->id);
}

static void
advertiser_unassign (RosterDemoRequest *request)
{
  RosterDemoAsset *account, *advertiser;

  if (!get_pair (request, &account, &advertiser))
    return;

  if (!roster_demo_bc_unlink (account, advertiser))
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "The asset (%s) is not linked to the ad account (%s).", account->id, advertiser->id);
      return;
    }

  roster_demo_request_log (request, "ASSET", "TikTok account %s was unlinked from ad account %s (%s).", account->name, advertiser->name, advertiser->id);
}

static JsonObject *
advertiser_to_row (RosterDemoRequest *request,
                   gpointer           item)
{
  RosterDemoAsset *advertiser = item;
  JsonObject *row = json_object_new ();

  json_object_set_string_member (row, "advertiser_id", advertiser->id);
  json_object_set_string_member (row, "advertiser_name", advertiser->name);

  return row;
}

static void
advertiser_assigned (RosterDemoRequest *request)
{
  RosterDemoAsset *account = roster_demo_request_get_asset (request);

  if (account != NULL)
    roster_demo_request_return_page (request, "list", account->links, advertiser_to_row);
}

static void
admin_delete (RosterDemoRequest *request)
{
  g_auto (GStrv) ids = roster_json_dup_strv (request->params, "asset_ids");
  RosterDemoAsset *asset;

  asset = roster_demo_request_find_asset (request, roster_json_get_string (request->params, "asset_type"), ids[0]);
  if (asset == NULL)
    return;

  roster_demo_request_log (request, "ASSET", "%s (%s) was removed from the Business Center.", asset->name, asset->id);
  roster_demo_bc_remove_asset (request->bc, asset);
}

/* The Business Center is not named here: it is the one that has both, and in which the token's user is. */
static void
bind_quota (RosterDemoRequest *request)
{
  const char *advertiser_id = roster_json_get_string (request->params, "advertiser_id");
  const char *asset_id = roster_json_get_string (request->params, "asset_id");

  for (guint i = 0; i < request->state->bcs->len; i++)
    {
      RosterDemoBc *bc = g_ptr_array_index (request->state->bcs, i);
      RosterDemoAsset *account = roster_demo_bc_get_asset (bc, "TT_ACCOUNT", asset_id);

      if (roster_demo_bc_get_member (bc, request->user->user_id) == NULL || account == NULL ||
          roster_demo_bc_get_asset (bc, "ADVERTISER", advertiser_id) == NULL)
        continue;

      json_object_set_int_member (request->data, "total_quota", LINK_QUOTA);
      json_object_set_int_member (request->data, "used_quota", account->links->len);
      json_object_set_int_member (request->data, "available_quota", LINK_QUOTA - account->links->len);
      return;
    }

  roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "You don't have permission to the asset(%s).", asset_id);
}

#define LINKABLE_TYPES "TT_ACCOUNT MANAGED_BUSINESS_ACCOUNT"

static const RosterDemoParam authorization_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "is_ads_only_mode", .kind = ROSTER_DEMO_BOOLEAN },
  { NULL }
};

static const RosterDemoParam assign_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "asset_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "advertiser_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "asset_type", .kind = ROSTER_DEMO_ENUM, .values = LINKABLE_TYPES, .fallback = "TT_ACCOUNT" },
  { NULL }
};

static const RosterDemoParam unassign_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "asset_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "advertiser_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "asset_type", .kind = ROSTER_DEMO_ENUM, .values = LINKABLE_TYPES, .required = TRUE },
  { NULL }
};

static const RosterDemoParam assigned_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "asset_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "asset_type", .kind = ROSTER_DEMO_ENUM, .values = LINKABLE_TYPES, .required = TRUE },
  ROSTER_DEMO_PAGE,
  ROSTER_DEMO_PAGE_SIZE (50),
  { NULL }
};

static const RosterDemoParam delete_params[] = {
  ROSTER_DEMO_BC_ID,
  ROSTER_DEMO_CHILD_BC_ID,
  { .name = "asset_type", .kind = ROSTER_DEMO_ENUM, .values = "LEAD TT_ACCOUNT", .required = TRUE },
  { .name = "asset_ids", .kind = ROSTER_DEMO_LIST, .item = ROSTER_DEMO_ID, .required = TRUE, .min = 1, .max = 1 },
  { NULL }
};

static const RosterDemoParam quota_params[] = {
  { .name = "advertiser_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "asset_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "asset_type", .kind = ROSTER_DEMO_ENUM, .values = "IDENTITY", .required = TRUE },
  { NULL }
};

const RosterDemoEndpoint roster_demo_account_endpoints[] = {
  { "POST", "/bc/asset/account/authorization/", ROSTER_DEMO_ADMIN, authorization_params, authorization },
  { "GET", "/bc/asset/account/authorization/", ROSTER_DEMO_ADMIN, authorization_params, authorization },
  { "POST", "/bc/asset/advertiser/assign/", ROSTER_DEMO_ADMIN, assign_params, advertiser_assign },
  { "POST", "/bc/asset/advertiser/unassign/", ROSTER_DEMO_ADMIN, unassign_params, advertiser_unassign },
  { "GET", "/bc/asset/advertiser/assigned/", ROSTER_DEMO_ADMIN, assigned_params, advertiser_assigned },
  { "POST", "/bc/asset/admin/delete/", ROSTER_DEMO_ADMIN, delete_params, admin_delete },
  { "GET", "/asset/bind/quota/", ROSTER_DEMO_USER, quota_params, bind_quota },
  { NULL }
};
