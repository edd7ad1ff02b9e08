/* roster-demo-center.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-endpoints.h"

/* What is said about a Business Center and its ad accounts as such: `/bc/get/`, `/advertiser/info/`, `/changelog/get/`. */

#define CHANGELOG_DAYS 7

static JsonObject *
bc_to_row (RosterDemoRequest *request,
           gpointer           item)
{
  RosterDemoBc *bc = item;
  RosterDemoMember *member = roster_demo_bc_get_member (bc, request->user->user_id);
  JsonObject *row = json_object_new ();
  JsonObject *info = json_object_new ();

  json_object_set_string_member (info, "bc_id", bc->id);
  json_object_set_string_member (info, "name", bc->name);
  json_object_set_string_member (info, "company", bc->company);
  json_object_set_string_member (info, "currency", bc->currency);
  json_object_set_string_member (info, "registered_area", bc->area);
  json_object_set_string_member (info, "timezone", bc->timezone);
  json_object_set_string_member (info, "status", "ENABLE");
  json_object_set_string_member (info, "type", bc->type);
  json_object_set_string_member (info, "verification_status", "VERIFIED");
  json_object_set_object_member (row, "bc_info", info);
  json_object_set_string_member (row, "user_role", member->role);

  /* This end point leaves out what is empty. */
  if (member->finance_role != NULL)
    {
      JsonObject *ext = json_object_new ();

      json_object_set_string_member (ext, "finance_role", member->finance_role);
      json_object_set_object_member (row, "ext_user_role", ext);
    }

  return row;
}

static void
bc_get (RosterDemoRequest *request)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *bc_id = roster_json_get_string (request->params, "bc_id");
  const char *keyword = roster_demo_request_get_filter (request, "keyword");

  for (guint i = 0; i < request->state->bcs->len; i++)
    {
      RosterDemoBc *bc = g_ptr_array_index (request->state->bcs, i);

      if ((bc_id == NULL || g_str_equal (bc->id, bc_id)) &&
          roster_demo_bc_get_member (bc, request->user->user_id) != NULL &&
          roster_demo_request_matches (keyword, bc->name, bc->id, NULL))
        g_ptr_array_add (found, bc);
    }

  if (bc_id != NULL && found->len == 0 && keyword == NULL)
    {
      roster_demo_request_fail (request, ROSTER_DEMO_NO_PERMISSION, "No permission to operate Business Center %s.", bc_id);
      return;
    }

  roster_demo_request_return_page (request, "list", found, bc_to_row);
}

static JsonObject *
make_info (RosterDemoAsset    *asset,
           const char * const *fields)
{
  g_autoptr (JsonObject) all = json_object_new ();
  JsonObject *row;

  json_object_set_string_member (all, "advertiser_id", asset->id);
  json_object_set_string_member (all, "name", asset->name);
  json_object_set_string_member (all, "status", asset->advertiser_status);
  json_object_set_string_member (all, "role", "ROLE_ADVERTISER");
  json_object_set_string_member (all, "company", asset->name);
  json_object_set_string_member (all, "currency", "EUR");
  json_object_set_string_member (all, "timezone", "Europe/Dublin");
  json_object_set_string_member (all, "display_timezone", "Europe/Dublin");
  json_object_set_string_member (all, "country", "IE");
  json_object_set_string_member (all, "language", "en");
  json_object_set_double_member (all, "balance", 0.0);
  json_object_set_int_member (all, "create_time", 1650000000);
  if (asset->owner_bc_id != NULL)
    json_object_set_string_member (all, "owner_bc_id", asset->owner_bc_id);
  else
    json_object_set_null_member (all, "owner_bc_id");

  if (fields[0] == NULL)
    return g_steal_pointer (&all);

  row = json_object_new ();
  for (guint i = 0; fields[i] != NULL; i++)
    {
      JsonNode *value = json_object_get_member (all, fields[i]);

      if (g_str_equal (fields[i], "company_name_editable"))
        json_object_set_boolean_member (row, fields[i], FALSE);
      else
        json_object_set_member (row, fields[i], value != NULL ? json_node_copy (value) : json_node_new (JSON_NODE_NULL));
    }

  return row;
}

static void
advertiser_info (RosterDemoRequest *request)
{
  g_auto (GStrv) ids = roster_json_dup_strv (request->params, "advertiser_ids");
  g_auto (GStrv) fields = roster_json_dup_strv (request->params, "fields");
  JsonArray *rows;

  if (g_strv_contains ((const char * const *) fields, "company_name_editable") && g_strv_length (fields) > 1)
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "fields: company_name_editable cannot be combined with other fields.");
      return;
    }

  rows = json_array_new ();
  json_object_set_array_member (request->data, "list", rows);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      RosterDemoBc *bc;
      RosterDemoAsset *asset = roster_demo_request_find_advertiser (request, ids[i], NULL, &bc);

      if (asset == NULL)
        return;

      json_array_add_object_element (rows, make_info (asset, (const char * const *) fields));
    }
}

static JsonObject *
activity_to_row (RosterDemoRequest *request,
                 gpointer           item)
{
  RosterDemoActivity *activity = item;
  g_autofree char *text = roster_demo_state_format_time (activity->time, "%Y-%m-%d %H:%M:%S");
  JsonObject *row = json_object_new ();

  json_object_set_string_member (row, "time", text);
  json_object_set_string_member (row, "activity_type", activity->activity_type);
  json_object_set_string_member (row, "operator_id", activity->operator_id);
  json_object_set_string_member (row, "activity_log", activity->text);

  return row;
}

static gboolean
activity_is_between (const RosterDemoActivity *activity,
                     const char               *first,
                     const char               *last)
{
  g_autofree char *day = roster_demo_state_format_time (activity->time, "%Y-%m-%d");

  return g_strcmp0 (day, first) >= 0 && (last == NULL || g_strcmp0 (day, last) <= 0);
}

static void
changelog_get (RosterDemoRequest *request)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  gint64 week_ago = roster_demo_state_get_now (request->state) - CHANGELOG_DAYS * G_TIME_SPAN_DAY;
  g_autofree char *earliest = roster_demo_state_format_time (week_ago, "%Y-%m-%d");
  const char *first = roster_demo_request_get_filter (request, "start_date");
  const char *last = roster_demo_request_get_filter (request, "end_date");
  const char *type = roster_demo_request_get_filter (request, "activity_type");
  gboolean ascending = g_strcmp0 (roster_json_get_string (request->params, "sort_type"), "ASC") == 0;
  guint length = request->bc->log->len;

  for (guint i = 0; i < length; i++)
    {
      RosterDemoActivity *activity = g_ptr_array_index (request->bc->log, ascending ? i : length - 1 - i);

      if (activity_is_between (activity, first != NULL ? first : earliest, last) &&
          (type == NULL || g_str_equal (type, "ALL") || g_str_equal (type, activity->activity_type)))
        g_ptr_array_add (found, activity);
    }

  roster_demo_request_return_page (request, "changelog_list", found, activity_to_row);
}

static const RosterDemoParam bc_filters[] = {
  { .name = "keyword", .kind = ROSTER_DEMO_STRING },
  { .name = "keyword_type", .kind = ROSTER_DEMO_ENUM, .values = "ASSET MEMBER PARTNER TIER" },
  { .name = "relation_type", .kind = ROSTER_DEMO_ENUM, .values = "CHILD PARENT" },
  { NULL }
};

static const RosterDemoParam bc_params[] = {
  { .name = "bc_id", .kind = ROSTER_DEMO_ID },
  { .name = "scene", .kind = ROSTER_DEMO_ENUM, .values = "SINGLE_ACCOUNT TIERED_ACCOUNT", .fallback = "SINGLE_ACCOUNT" },
  { .name = "filtering", .kind = ROSTER_DEMO_OBJECT, .children = bc_filters },
  ROSTER_DEMO_PAGE,
  ROSTER_DEMO_PAGE_SIZE (50),
  { NULL }
};

static const RosterDemoParam info_params[] = {
  { .name = "advertiser_ids", .kind = ROSTER_DEMO_LIST, .item = ROSTER_DEMO_ID, .required = TRUE, .min = 1, .max = 100 },
  { .name = "fields", .kind = ROSTER_DEMO_LIST, .item = ROSTER_DEMO_ENUM,
    .values = "telephone_number contacter currency cellphone_number timezone advertiser_id role company status description "
              "rejection_reason address name language industry license_no email license_url country balance create_time "
              "display_timezone owner_bc_id company_name_editable" },
  { NULL }
};

static const RosterDemoParam changelog_filters[] = {
  { .name = "start_date", .kind = ROSTER_DEMO_DATE },
  { .name = "end_date", .kind = ROSTER_DEMO_DATE },
  { .name = "activity_type", .kind = ROSTER_DEMO_ENUM, .values = "ALL USER ACCOUNT ASSET BUSINESS" },
  { NULL }
};

static const RosterDemoParam changelog_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "filtering", .kind = ROSTER_DEMO_OBJECT, .children = changelog_filters },
  { .name = "lang", .kind = ROSTER_DEMO_STRING },
  { .name = "sort_field", .kind = ROSTER_DEMO_ENUM, .values = "operation_time" },
  { .name = "sort_type", .kind = ROSTER_DEMO_ENUM, .values = "DESC ASC" },
  ROSTER_DEMO_PAGE,
  ROSTER_DEMO_PAGE_SIZE (50),
  { NULL }
};

const RosterDemoEndpoint roster_demo_center_endpoints[] = {
  { "GET", "/bc/get/", ROSTER_DEMO_USER, bc_params, bc_get },
  { "GET", "/advertiser/info/", ROSTER_DEMO_USER, info_params, advertiser_info },
  { "GET", "/changelog/get/", ROSTER_DEMO_ADMIN, changelog_params, changelog_get },
  { NULL }
};
