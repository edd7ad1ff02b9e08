/* roster-demo-identity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-endpoints.h"

/* What the owner of a TikTok account granted, read through an ad account that it is linked to: `/identity/get/`, `/identity/info/`. */

/* The ad account that is asked through, where the token's user may see it. Refuses the request when there is none. */
static RosterDemoAsset *
find_advertiser (RosterDemoRequest  *request,
                 RosterDemoBc      **bc)
{
  return roster_demo_request_find_advertiser (request, roster_json_get_string (request->params, "advertiser_id"),
                                              roster_json_get_string (request->params, "identity_authorized_bc_id"), bc);
}

static gboolean
check_type (RosterDemoRequest *request)
{
  if (g_strcmp0 (roster_json_get_string (request->params, "identity_type"), "BC_AUTH_TT") != 0 ||
      json_object_has_member (request->params, "identity_authorized_bc_id"))
    return TRUE;

  roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER,
                            "identity_authorized_bc_id: Missing data for required field when identity_type is BC_AUTH_TT.");

  return FALSE;
}

static JsonObject *
make_identity (RosterDemoRequest *request,
               RosterDemoBc      *bc,
               RosterDemoAccount *account,
               const char        *image_field)
{
  JsonObject *row = json_object_new ();
  g_autofree char *image = g_strdup_printf ("%s/avatar/%s.png", request->state->base_url, account->handle);

  json_object_set_string_member (row, "identity_id", account->identity_id);
  json_object_set_string_member (row, "identity_type", "BC_AUTH_TT");
  json_object_set_string_member (row, "identity_authorized_bc_id", bc->id);
  json_object_set_string_member (row, "display_name", account->name);
  json_object_set_string_member (row, "username", account->handle);
  json_object_set_string_member (row, image_field, image);
  json_object_set_string_member (row, "available_status", account->available_status);
  json_object_set_boolean_member (row, "can_pull_video", account->can_pull);
  json_object_set_boolean_member (row, "can_push_video", account->can_push);
  json_object_set_boolean_member (row, "can_use_live_ads", account->can_live);
  json_object_set_boolean_member (row, "can_manage_message", account->can_message);
  json_object_set_boolean_member (row, "ads_only_mode", account->ads_only);
  json_object_set_boolean_member (row, "is_gpppa", FALSE);

  return row;
}

static JsonObject *
link_to_row (RosterDemoRequest *request,
             gpointer           item)
{
  RosterDemoBc *bc;

  find_advertiser (request, &bc);

  return make_identity (request, bc, ((RosterDemoAsset *) item)->account, "profile_image");
}

static gboolean
wants_linked_accounts (RosterDemoRequest *request)
{
  const char *type = roster_json_get_string (request->params, "identity_type");

  return type == NULL || g_str_equal (type, "BC_AUTH_TT");
}

static void
identity_get (RosterDemoRequest *request)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  RosterDemoAsset *advertiser;
  RosterDemoBc *bc;

  if (!check_type (request))
    return;

  advertiser = find_advertiser (request, &bc);
  if (advertiser == NULL)
    return;

  if (roster_demo_request_get_filter (request, "keyword") != NULL &&
      g_strcmp0 (roster_json_get_string (request->params, "identity_type"), "CUSTOMIZED_USER") != 0)
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "filtering.keyword is only valid when identity_type is CUSTOMIZED_USER.");
      return;
    }

  for (guint i = 0; wants_linked_accounts (request) && i < advertiser->links->len; i++)
    g_ptr_array_add (found, g_ptr_array_index (advertiser->links, i));

  roster_demo_request_return_page (request, "identity_list", found, link_to_row);
}

static void
identity_info (RosterDemoRequest *request)
{
  const char *identity_id = roster_json_get_string (request->params, "identity_id");
  RosterDemoAsset *advertiser;
  RosterDemoBc *bc;

  if (!check_type (request))
    return;

  advertiser = find_advertiser (request, &bc);
  if (advertiser == NULL)
    return;

  for (guint i = 0; wants_linked_accounts (request) && i < advertiser->links->len; i++)
    {
      RosterDemoAsset *asset = g_ptr_array_index (advertiser->links, i);

      if (g_str_equal (asset->account->identity_id, identity_id))
        {
          json_object_set_object_member (request->data, "identity_info",
                                         make_identity (request, bc, asset->account, "profile_image_url"));
          return;
        }
    }

  roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "You don't have permission to the identity(%s).", identity_id);
}

#define IDENTITY_TYPES "CUSTOMIZED_USER AUTH_CODE TT_USER BC_AUTH_TT"

static const RosterDemoParam get_filters[] = {
  { .name = "keyword", .kind = ROSTER_DEMO_STRING },
  { NULL }
};

static const RosterDemoParam get_params[] = {
  { .name = "advertiser_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "identity_type", .kind = ROSTER_DEMO_ENUM, .values = IDENTITY_TYPES },
  { .name = "identity_authorized_bc_id", .kind = ROSTER_DEMO_ID },
  { .name = "filtering", .kind = ROSTER_DEMO_OBJECT, .children = get_filters },
  ROSTER_DEMO_PAGE,
  { .name = "page_size", .kind = ROSTER_DEMO_INTEGER, .min = 1, .max = 100, .number = 20 },
  { NULL }
};

static const RosterDemoParam info_params[] = {
  { .name = "advertiser_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "identity_id", .kind = ROSTER_DEMO_STRING, .required = TRUE },
  { .name = "identity_type", .kind = ROSTER_DEMO_ENUM, .values = IDENTITY_TYPES, .required = TRUE },
  { .name = "identity_authorized_bc_id", .kind = ROSTER_DEMO_ID },
  { NULL }
};

const RosterDemoEndpoint roster_demo_identity_endpoints[] = {
  { "GET", "/identity/get/", ROSTER_DEMO_USER, get_params, identity_get },
  { "GET", "/identity/info/", ROSTER_DEMO_USER, info_params, identity_info },
  { NULL }
};
