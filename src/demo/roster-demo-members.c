/* roster-demo-members.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-endpoints.h"

/* People and invitations: `/bc/member/get/`, `invite/`, `update/`, `delete/`. */

static JsonObject *
member_to_row (RosterDemoRequest *request,
               gpointer           item)
{
  RosterDemoMember *member = item;
  JsonObject *row = json_object_new ();
  JsonObject *ext;

  /* What TikTok sends for somebody who has not accepted is not published: an empty text here, null there. */
  if (member->bare && *member->user_id == '\0')
    {
      json_object_set_null_member (row, "user_id");
      json_object_set_null_member (row, "user_name");
    }
  else
    {
      json_object_set_string_member (row, "user_id", member->user_id);
      json_object_set_string_member (row, "user_name", member->name);
    }
  json_object_set_string_member (row, "user_email", member->email);
  json_object_set_string_member (row, "user_role", member->role);
  json_object_set_string_member (row, "relation_status", member->status);
  if (!member->bare)
    {
      ext = json_object_new ();
      if (member->finance_role != NULL)
        json_object_set_string_member (ext, "finance_role", member->finance_role);
      json_object_set_object_member (row, "ext_user_role", ext);
    }

  return row;
}

static void
member_get (RosterDemoRequest *request)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *keyword = roster_demo_request_get_filter (request, "keyword");
  const char *status = roster_demo_request_get_filter (request, "relation_status");
  const char *role = roster_demo_request_get_filter (request, "user_role");

  for (guint i = 0; i < request->bc->members->len; i++)
    {
      RosterDemoMember *member = g_ptr_array_index (request->bc->members, i);

      if ((status == NULL || g_str_equal (member->status, status)) &&
          (role == NULL || g_str_equal (member->role, role)) &&
          roster_demo_request_matches (keyword, member->name, member->email, NULL))
        g_ptr_array_add (found, member);
    }

  roster_demo_request_return_page (request, "list", found, member_to_row);
}

/* The ad accounts that an invitation promises, or NULL when one of them cannot be given. */
static GPtrArray *
get_promised (RosterDemoRequest *request)
{
  g_autoptr (GPtrArray) assets = g_ptr_array_new ();
  g_auto (GStrv) ids = roster_json_dup_strv (request->params, "asset_ids");

  for (guint i = 0; ids[i] != NULL; i++)
    {
      RosterDemoAsset *asset = roster_demo_request_find_asset (request, "ADVERTISER", ids[i]);

      if (asset == NULL || roster_demo_request_refuses_asset (request, asset))
        return NULL;

      g_ptr_array_add (assets, asset);
    }

  return g_steal_pointer (&assets);
}

static gboolean
check_room (RosterDemoRequest *request,
            guint              more_members,
            guint              more_admins)
{
  if (request->bc->members->len + more_members > ROSTER_DEMO_MAX_MEMBERS)
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "A Business Center can have at most %d members.", ROSTER_DEMO_MAX_MEMBERS);
      return FALSE;
    }

  if (more_admins > 0 && roster_demo_bc_count_admins (request->bc, FALSE) + more_admins > ROSTER_DEMO_MAX_ADMINS)
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "A Business Center can have at most %d admins.", ROSTER_DEMO_MAX_ADMINS);
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_address (const char *address,
            const char *other)
{
  return other != NULL && g_ascii_strcasecmp (address, other) == 0;
}

/* One address is enough for all of them to be refused. */
static gboolean
check_addresses (RosterDemoRequest *request,
                 char             **emails)
{
  for (guint i = 0; emails[i] != NULL; i++)
    {
      if (!is_address (emails[i], request->state->refuse_address))
        continue;

      roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "emails.%u: %s is not a valid email", i, emails[i]);
      return FALSE;
    }

  return TRUE;
}

static void
member_invite (RosterDemoRequest *request)
{
  g_auto (GStrv) emails = roster_json_dup_strv (request->params, "emails");
  g_autoptr (GHashTable) fresh = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) promised = NULL;
  const char *role = roster_json_get_string (request->params, "user_role");
  const char *level = roster_json_get_string (request->params, "advertiser_role");
  const char *finance = roster_json_get_string (roster_json_get_object (request->params, "ext_user_role"), "finance_role");

  if (!check_addresses (request, emails))
    return;

  promised = get_promised (request);
  if (promised == NULL)
    return;

  for (guint i = 0; emails[i] != NULL; i++)
    {
      if (roster_demo_bc_find_member (request->bc, emails[i]) == NULL)
        g_hash_table_add (fresh, g_utf8_strdown (emails[i], -1));
    }

  if (!check_room (request, g_hash_table_size (fresh), g_str_equal (role, "ADMIN") ? g_hash_table_size (fresh) : 0))
    return;

  /* Addresses that are members or were invited before are ignored without a word. */
  for (guint i = 0; emails[i] != NULL; i++)
    {
      RosterDemoMember *member;

      if (roster_demo_bc_find_member (request->bc, emails[i]) != NULL || is_address (emails[i], request->state->ignore_address))
        continue;

      member = roster_demo_bc_add_member (request->bc, "", "", emails[i], role, "PENDING");
      member->finance_role = g_intern_string (finance);
      member->since = roster_demo_state_get_now (request->state);
      for (guint j = 0; j < promised->len; j++)
        roster_demo_bc_give (member, g_ptr_array_index (promised, j), level);
      roster_demo_request_log (request, "USER", "%s was invited as %s.", emails[i], role);
    }
}

/* A Business Center whose last Admin is gone could not be managed by anybody. */
static gboolean
check_last_admin (RosterDemoRequest *request,
                  RosterDemoMember  *member)
{
  if (!g_str_equal (member->role, "ADMIN") || !g_str_equal (member->status, "BOUND") ||
      roster_demo_bc_count_admins (request->bc, TRUE) > 1)
    return TRUE;

  roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "A Business Center must have at least one admin.");

  return FALSE;
}

static void
member_update (RosterDemoRequest *request)
{
  RosterDemoMember *member = roster_demo_request_get_member (request);
  const char *name = roster_json_get_string (request->params, "user_name");
  const char *role = roster_json_get_string (request->params, "user_role");
  const char *finance = roster_json_get_string (roster_json_get_object (request->params, "ext_user_role"), "finance_role");

  if (member == NULL)
    return;

  if (role != NULL && !g_str_equal (role, member->role))
    {
      if (g_str_equal (role, "ADMIN") ? !check_room (request, 0, 1) : !check_last_admin (request, member))
        return;

      roster_demo_request_log (request, "USER", "The role of %s was changed from %s to %s.", member->email, member->role, role);
      member->role = g_intern_string (role);
    }

  if (finance != NULL)
    {
      member->finance_role = g_intern_string (finance);
      member->bare = FALSE;
      roster_demo_request_log (request, "USER", "The finance role of %s was changed to %s.", member->email, finance);
    }

  if (name != NULL)
    {
      roster_demo_request_log (request, "USER", "%s was renamed to %s.", member->email, name);
      g_free (member->name);
      member->name = g_strdup (name);
    }
}

static void
member_delete (RosterDemoRequest *request)
{
  const char *email = roster_json_get_string (request->params, "user_email");
  const char *user_id = roster_json_get_string (request->params, "user_id");
  RosterDemoMember *member;

  if ((email == NULL) == (user_id == NULL))
    {
      roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "Exactly one of user_id and user_email is required.");
      return;
    }

  if (user_id != NULL)
    {
      member = roster_demo_request_get_member (request);
      if (member == NULL || !check_last_admin (request, member))
        return;
    }
  else
    {
      /* The old entry is in no list, and goes like any other. */
      if (is_address (email, request->state->ignore_address))
        {
          g_clear_pointer (&request->state->ignore_address, g_free);
          return;
        }

      member = roster_demo_bc_find_member (request->bc, email);
      if (member == NULL || g_str_equal (member->status, "BOUND"))
        {
          roster_demo_request_fail (request, ROSTER_DEMO_BAD_PARAMETER, "There is no invitation for %s.", email);
          return;
        }
    }

  roster_demo_request_log (request, "USER", "%s was removed.", member->email);
  roster_demo_bc_remove_member (request->bc, member);
}

static const RosterDemoParam ext_user_role[] = {
  { .name = "finance_role", .kind = ROSTER_DEMO_ENUM, .values = "MANAGER ANALYST" },
  { NULL }
};

static const RosterDemoParam get_filters[] = {
  { .name = "keyword", .kind = ROSTER_DEMO_STRING },
  { .name = "relation_status", .kind = ROSTER_DEMO_ENUM, .values = "BOUND PENDING REJECTED UNBOUND" },
  { .name = "user_role", .kind = ROSTER_DEMO_ENUM, .values = "ADMIN STANDARD" },
  { NULL }
};

static const RosterDemoParam get_params[] = {
  ROSTER_DEMO_BC_ID,
  ROSTER_DEMO_CHILD_BC_ID,
  { .name = "filtering", .kind = ROSTER_DEMO_OBJECT, .children = get_filters },
  ROSTER_DEMO_PAGE,
  ROSTER_DEMO_PAGE_SIZE (20),
  { NULL }
};

static const RosterDemoParam invite_params[] = {
  ROSTER_DEMO_BC_ID,
  { .name = "emails", .kind = ROSTER_DEMO_LIST, .item = ROSTER_DEMO_EMAIL, .required = TRUE, .min = 1, .max = 50 },
  { .name = "user_role", .kind = ROSTER_DEMO_ENUM, .values = "ADMIN STANDARD", .fallback = "STANDARD" },
  { .name = "ext_user_role", .kind = ROSTER_DEMO_OBJECT, .children = ext_user_role },
  { .name = "asset_ids", .kind = ROSTER_DEMO_LIST, .item = ROSTER_DEMO_ID, .max = 50 },
  { .name = "asset_type", .kind = ROSTER_DEMO_ENUM, .values = "ADVERTISER", .fallback = "ADVERTISER" },
  { .name = "advertiser_role", .kind = ROSTER_DEMO_ENUM, .values = ROSTER_DEMO_ADVERTISER_ROLES, .fallback = "ANALYST" },
  { NULL }
};

static const RosterDemoParam update_params[] = {
  ROSTER_DEMO_BC_ID,
  ROSTER_DEMO_CHILD_BC_ID,
  { .name = "user_id", .kind = ROSTER_DEMO_ID, .required = TRUE },
  { .name = "user_name", .kind = ROSTER_DEMO_STRING, .max = 250 },
  { .name = "user_role", .kind = ROSTER_DEMO_ENUM, .values = "ADMIN STANDARD" },
  { .name = "ext_user_role", .kind = ROSTER_DEMO_OBJECT, .children = ext_user_role },
  { NULL }
};

static const RosterDemoParam delete_params[] = {
  ROSTER_DEMO_BC_ID,
  ROSTER_DEMO_CHILD_BC_ID,
  { .name = "user_id", .kind = ROSTER_DEMO_ID },
  { .name = "user_email", .kind = ROSTER_DEMO_EMAIL },
  { NULL }
};

const RosterDemoEndpoint roster_demo_member_endpoints[] = {
  { "GET", "/bc/member/get/", ROSTER_DEMO_ADMIN, get_params, member_get },
  { "POST", "/bc/member/invite/", ROSTER_DEMO_ADMIN, invite_params, member_invite },
  { "POST", "/bc/member/update/", ROSTER_DEMO_ADMIN, update_params, member_update },
  { "POST", "/bc/member/delete/", ROSTER_DEMO_ADMIN, delete_params, member_delete },
  { NULL }
};
