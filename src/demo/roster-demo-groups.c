/* roster-demo-groups.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-alliance.h"
#include "roster-demo-endpoints.h"

/* Asset groups: `/bc/asset_group/create/`, `update/`, `list/`, `get/`, `delete/`. */

/* TikTok states no maximum here. */
#define MAX_PAGE_SIZE 1000
#define DEFAULT_ROLE "ADVERTISER_ROLE_ANALYST"

static RosterDemoGroup *
find_group (RosterDemoRequest *request,
            const char        *id)
{
  RosterDemoGroup *group = roster_demo_bc_get_group (request->bc, id);

  if (group == NULL)
    roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "The asset group (%s) does not exist.", id);

  return group;
}

/* The ad accounts of the parameter "assets", or NULL when one of them is not there. */
static GPtrArray *
get_assets (RosterDemoRequest *request)
{
  g_autoptr (GPtrArray) assets = g_ptr_array_new ();
  JsonArray *array = roster_json_get_array (request->params, "assets");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *entry = roster_json_array_get_object (array, i);
      RosterDemoAsset *asset = roster_demo_request_find_asset (request, "ADVERTISER", roster_json_get_string (entry, "asset_id"));

      if (asset == NULL)
        return NULL;

      g_ptr_array_add (assets, asset);
    }

  return g_steal_pointer (&assets);
}

/* The people of the parameter "members" with their levels, or NULL when one of them is not there. */
static GPtrArray *
get_members (RosterDemoRequest *request)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  JsonArray *array = roster_json_get_array (request->params, "members");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *entry = roster_json_array_get_object (array, i);
      const char *role = roster_json_get_string (roster_json_get_object (entry, "asset_roles"), "ADVERTISER");
      RosterDemoMember *member = roster_demo_request_find_member (request, roster_json_get_string (entry, "member_id"));
      RosterDemoGroupMember *found;

      if (member == NULL)
        return NULL;

      found = g_new0 (RosterDemoGroupMember, 1);
      found->member = member;
      found->role = role != NULL ? g_intern_string (role) : DEFAULT_ROLE;
      g_ptr_array_add (members, found);
    }

  return g_steal_pointer (&members);
}

static void
add_assets (RosterDemoGroup *group,
            GPtrArray       *assets)
{
  for (guint i = 0; i < assets->len; i++)
    {
      RosterDemoAsset *asset = g_ptr_array_index (assets, i);

      if (!g_ptr_array_find (group->assets, asset, NULL))
        g_ptr_array_add (group->assets, asset);
    }
}

static void
add_members (RosterDemoGroup *group,
             GPtrArray       *members)
{
  for (guint i = 0; i < members->len; i++)
    {
      RosterDemoGroupMember *entry = g_ptr_array_index (members, i);

      roster_demo_group_set_member (group, entry->member, entry->role);
    }
}

static void
group_create (RosterDemoRequest *request)
{
  g_autoptr (GPtrArray) assets = get_assets (request);
  g_autoptr (GPtrArray) members = assets != NULL ? get_members (request) : NULL;
  g_autofree char *id = NULL;
  RosterDemoGroup *group;

  if (members == NULL)
    return;

  id = roster_demo_state_make_id (request->state);
  group = roster_demo_bc_add_group (request->bc, id, roster_json_get_string (request->params, "asset_group_name"));
  add_assets (group, assets);
  add_members (group, members);
  json_object_set_string_member (request->data, "asset_group_id", id);
  roster_demo_request_log (request, "ASSET", "Asset group %s was created.", group->name);
}

static gboolean
check_update (RosterDemoRequest *request,
              const char        *entity,
              const char        *action)
{
  const char *needed = "asset_group_name";

  if (g_str_equal (entity, "ASSET"))
    needed = "assets";
  else if (g_str_equal (entity, "MEMBER"))
    needed = "members";

  if (!json_object_has_member (request->params, needed))
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "%s: Missing data for required field when update_entity is %s.", needed, entity);
      return FALSE;
    }

  if (g_str_equal (entity, "NAME") != (action == NULL))
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "action: Required when update_entity is ASSET or MEMBER, and only then.");
      return FALSE;
    }

  return TRUE;
}

static void
group_update (RosterDemoRequest *request)
{
  const char *entity = roster_json_get_string (request->params, "update_entity");
  const char *action = roster_json_get_string (request->params, "action");
  RosterDemoGroup *group = find_group (request, roster_json_get_string (request->params, "asset_group_id"));
  g_autoptr (GPtrArray) assets = NULL;
  g_autoptr (GPtrArray) members = NULL;
  gboolean adds = g_strcmp0 (action, "ADD") == 0;

  if (group == NULL || !check_update (request, entity, action))
    return;

  assets = get_assets (request);
  members = assets != NULL ? get_members (request) : NULL;
  if (members == NULL)
    return;

  if (g_str_equal (entity, "NAME"))
    {
      g_free (group->name);
      group->name = g_strdup (roster_json_get_string (request->params, "asset_group_name"));
    }
  else if (g_str_equal (entity, "ASSET"))
    {
      if (adds)
        add_assets (group, assets);
      for (guint i = 0; !adds && i < assets->len; i++)
        g_ptr_array_remove (group->assets, g_ptr_array_index (assets, i));
    }
  else
    {
      if (adds)
        add_members (group, members);
      for (guint i = 0; !adds && i < members->len; i++)
        roster_demo_group_remove_member (group, ((RosterDemoGroupMember *) g_ptr_array_index (members, i))->member);
    }

  roster_demo_request_log (request, "ASSET", "Asset group %s was changed.", group->name);
}

static JsonObject *
asset_to_row (RosterDemoRequest *request,
              gpointer           item)
{
  RosterDemoAsset *asset = item;
  JsonObject *row = json_object_new ();

  json_object_set_string_member (row, "asset_id", asset->id);
  json_object_set_string_member (row, "asset_name", asset->name);
  json_object_set_string_member (row, "asset_type", asset->type);

  return row;
}

static JsonObject *
member_to_row (RosterDemoRequest *request,
               gpointer           item)
{
  RosterDemoGroupMember *entry = item;
  JsonObject *row = json_object_new ();
  JsonObject *roles = json_object_new ();

  json_object_set_string_member (row, "member_id", entry->member->user_id);
  json_object_set_string_member (row, "member_name", entry->member->name);
  json_object_set_string_member (roles, "ADVERTISER", entry->role);
  json_object_set_object_member (row, "asset_roles", roles);

  return row;
}

static JsonObject *
group_to_row (RosterDemoRequest *request,
              gpointer           item)
{
  RosterDemoGroup *group = item;
  JsonObject *row = json_object_new ();
  JsonArray *assets = json_array_new ();
  JsonArray *members = json_array_new ();

  for (guint i = 0; i < group->assets->len; i++)
    json_array_add_object_element (assets, asset_to_row (request, g_ptr_array_index (group->assets, i)));
  for (guint i = 0; i < group->members->len; i++)
    json_array_add_object_element (members, member_to_row (request, g_ptr_array_index (group->members, i)));

  json_object_set_string_member (row, "asset_group_id", group->id);
  json_object_set_string_member (row, "asset_group_name", group->name);
  json_object_set_array_member (row, "assets", assets);
  json_object_set_array_member (row, "members", members);

  return row;
}

static void
group_list (RosterDemoRequest *request)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *keyword = roster_demo_request_get_filter (request, "keyword");

  for (guint i = 0; i < request->bc->groups->len; i++)
    {
      RosterDemoGroup *group = g_ptr_array_index (request->bc->groups, i);

      if (roster_demo_request_matches (keyword, group->name, NULL))
        g_ptr_array_add (found, group);
    }

  roster_demo_request_return_page (request, "asset_groups", found, group_to_row);
}

/* The page is a page of the group's assets or members, which stand inside "asset_group" here. */
static void
group_get (RosterDemoRequest *request)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *keyword = roster_demo_request_get_filter (request, "keyword");
  gboolean wants_assets = g_str_equal (roster_json_get_string (request->params, "query_entity"), "ASSET");
  const char *list_name = wants_assets ? "assets" : "members";
  RosterDemoGroup *group = find_group (request, roster_json_get_string (request->params, "asset_group_id"));
  JsonObject *row;

  if (group == NULL)
    return;

  for (guint i = 0; wants_assets && i < group->assets->len; i++)
    {
      RosterDemoAsset *asset = g_ptr_array_index (group->assets, i);

      if (roster_demo_request_matches (keyword, asset->id, asset->name, NULL))
        g_ptr_array_add (found, asset);
    }

  for (guint i = 0; !wants_assets && i < group->members->len; i++)
    {
      RosterDemoGroupMember *entry = g_ptr_array_index (group->members, i);

      if (roster_demo_request_matches (keyword, entry->member->name, entry->member->email, NULL))
        g_ptr_array_add (found, entry);
    }

  roster_demo_request_return_page (request, list_name, found, wants_assets ? asset_to_row : member_to_row);

  row = json_object_new ();
  json_object_set_string_member (row, "asset_group_id", group->id);
  json_object_set_string_member (row, "asset_group_name", group->name);
  json_object_set_member (row, list_name, json_node_copy (json_object_get_member (request->data, list_name)));
  json_object_remove_member (request->data, list_name);
  json_object_set_object_member (request->data, "asset_group", row);
}

static void
group_delete (RosterDemoRequest *request)
{
  g_auto (GStrv) ids = roster_json_dup_strv (request->params, "asset_group_ids");
  RosterDemoGroup *group = find_group (request, ids[0]);

  if (group == NULL)
    return;

  roster_demo_request_log (request, "ASSET", "Asset group %s was deleted.", group->name);
  g_ptr_array_remove (request->bc->groups, group);
}

static const RosterDemoParam asset_params[] = {
  { .name = "asset_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "asset_type", .kind = ROSTER_DEMO_ENUM, .values = "ADVERTISER", .fallback = "ADVERTISER" },
  { NULL }
};

static const RosterDemoParam role_params[] = {
  { .name = "ADVERTISER", .kind = ROSTER_DEMO_ENUM, .values = "ADVERTISER_ROLE_ADMIN ADVERTISER_ROLE_OPERATOR ADVERTISER_ROLE_ANALYST" },
  { NULL }
};

static const RosterDemoParam group_member_params[] = {
  { .name = "member_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "asset_roles", .kind = ROSTER_DEMO_OBJECT, .children = role_params },
  { NULL }
};

#define ASSETS(needed)                                                                                       \
  {                                                                                                          \
    .name = "assets", .kind = ROSTER_DEMO_LIST, .item = ROSTER_DEMO_OBJECT, .children = asset_params,        \
    .required = (needed), .min = 1, .max = 200                                                               \
  }
#define MEMBERS(needed)                                                                                      \
  {                                                                                                          \
    .name = "members", .kind = ROSTER_DEMO_LIST, .item = ROSTER_DEMO_OBJECT, .children = group_member_params, \
    .required = (needed), .min = 1, .max = 50                                                                \
  }

static const RosterDemoParam create_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "asset_group_name", .kind = ROSTER_DEMO_STRING, .required = TRUE },
  ASSETS (TRUE),
  MEMBERS (TRUE),
  { NULL }
};

static const RosterDemoParam update_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "asset_group_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "update_entity", .kind = ROSTER_DEMO_ENUM, .values = "ASSET MEMBER NAME", .required = TRUE },
  { .name = "action", .kind = ROSTER_DEMO_ENUM, .values = "ADD DELETE" },
  { .name = "asset_group_name", .kind = ROSTER_DEMO_STRING },
  ASSETS (FALSE),
  MEMBERS (FALSE),
  { NULL }
};

static const RosterDemoParam keyword_filter[] = {
  { .name = "keyword", .kind = ROSTER_DEMO_STRING, .required = TRUE },
  { NULL }
};

static const RosterDemoParam list_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "filtering", .kind = ROSTER_DEMO_OBJECT, .children = keyword_filter },
  ROSTER_DEMO_PAGE,
  ROSTER_DEMO_PAGE_SIZE (MAX_PAGE_SIZE),
  { NULL }
};

static const RosterDemoParam get_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "asset_group_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "query_entity", .kind = ROSTER_DEMO_ENUM, .values = "ASSET MEMBER", .required = TRUE },
  { .name = "filtering", .kind = ROSTER_DEMO_OBJECT, .children = keyword_filter },
  ROSTER_DEMO_PAGE,
  ROSTER_DEMO_PAGE_SIZE (MAX_PAGE_SIZE),
  { NULL }
};

static const RosterDemoParam delete_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "asset_group_ids", .kind = ROSTER_DEMO_LIST, .item = ROSTER_DEMO_ID, .required = TRUE, .min = 1, .max = 1 },
  { NULL }
};

const RosterDemoEndpoint roster_demo_group_endpoints[] = {
  { "POST", "/bc/asset_group/create/", ROSTER_DEMO_ADMIN, create_params, group_create },
  { "POST", "/bc/asset_group/update/", ROSTER_DEMO_ADMIN, update_params, group_update },
  { "GET", "/bc/asset_group/list/", ROSTER_DEMO_ADMIN, list_params, group_list },
  { "GET", "/bc/asset_group/get/", ROSTER_DEMO_ADMIN, get_params, group_get },
  { "POST", "/bc/asset_group/delete/", ROSTER_DEMO_ADMIN, delete_params, group_delete },
  { NULL }
};
