/* test-api-wire.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-wire.h"

static void
test_levels (void)
{
  g_assert_cmpint (roster_api_wire_read_level ("ADMIN"), ==, ROSTER_LEVEL_ADMIN);
  g_assert_cmpint (roster_api_wire_read_level ("OPERATOR"), ==, ROSTER_LEVEL_OPERATOR);
  g_assert_cmpint (roster_api_wire_read_level ("ANALYST"), ==, ROSTER_LEVEL_ANALYST);
  g_assert_cmpint (roster_api_wire_read_level ("ADVERTISER_ROLE_ADMIN"), ==, ROSTER_LEVEL_ADMIN);
  g_assert_cmpint (roster_api_wire_read_level ("ADVERTISER_ROLE_OPERATOR"), ==, ROSTER_LEVEL_OPERATOR);
  g_assert_cmpint (roster_api_wire_read_level ("ADVERTISER_ROLE_ANALYST"), ==, ROSTER_LEVEL_ANALYST);
  g_assert_cmpint (roster_api_wire_read_level ("EMPEROR"), ==, ROSTER_LEVEL_OTHER);
  g_assert_cmpint (roster_api_wire_read_level ("admin"), ==, ROSTER_LEVEL_OTHER);
  g_assert_cmpint (roster_api_wire_read_level (""), ==, ROSTER_LEVEL_NONE);
  g_assert_cmpint (roster_api_wire_read_level (NULL), ==, ROSTER_LEVEL_NONE);

  for (int level = ROSTER_LEVEL_ANALYST; level <= ROSTER_LEVEL_ADMIN; level++)
    {
      g_assert_cmpint (roster_api_wire_read_level (roster_api_wire_write_level ((RosterLevel) level)), ==, level);
      g_assert_cmpint (roster_api_wire_read_level (roster_api_wire_write_group_level ((RosterLevel) level)), ==, level);
      g_assert_true (g_str_has_prefix (roster_api_wire_write_group_level ((RosterLevel) level), "ADVERTISER_ROLE_"));
    }
  g_assert_null (roster_api_wire_write_level (ROSTER_LEVEL_NONE));
  g_assert_null (roster_api_wire_write_level (ROSTER_LEVEL_OTHER));
  g_assert_null (roster_api_wire_write_group_level (ROSTER_LEVEL_OTHER));
}

static void
test_roles (void)
{
  g_assert_cmpint (roster_api_wire_read_role ("ADMIN"), ==, ROSTER_ROLE_ADMIN);
  g_assert_cmpint (roster_api_wire_read_role ("STANDARD"), ==, ROSTER_ROLE_STANDARD);
  g_assert_cmpint (roster_api_wire_read_role ("OWNER"), ==, ROSTER_ROLE_OTHER);
  g_assert_cmpint (roster_api_wire_read_role (NULL), ==, ROSTER_ROLE_UNKNOWN);
  g_assert_cmpstr (roster_api_wire_write_role (ROSTER_ROLE_ADMIN), ==, "ADMIN");
  g_assert_cmpstr (roster_api_wire_write_role (ROSTER_ROLE_STANDARD), ==, "STANDARD");
  g_assert_null (roster_api_wire_write_role (ROSTER_ROLE_UNKNOWN));
  g_assert_null (roster_api_wire_write_role (ROSTER_ROLE_OTHER));

  g_assert_cmpint (roster_api_wire_read_finance_role ("MANAGER"), ==, ROSTER_FINANCE_ROLE_MANAGER);
  g_assert_cmpint (roster_api_wire_read_finance_role ("ANALYST"), ==, ROSTER_FINANCE_ROLE_ANALYST);
  g_assert_cmpint (roster_api_wire_read_finance_role ("AUDITOR"), ==, ROSTER_FINANCE_ROLE_OTHER);
  g_assert_cmpint (roster_api_wire_read_finance_role (NULL), ==, ROSTER_FINANCE_ROLE_NONE);
  g_assert_cmpstr (roster_api_wire_write_finance_role (ROSTER_FINANCE_ROLE_MANAGER), ==, "MANAGER");
  g_assert_null (roster_api_wire_write_finance_role (ROSTER_FINANCE_ROLE_NONE));
}

static void
test_states (void)
{
  g_assert_cmpint (roster_api_wire_read_membership ("BOUND"), ==, ROSTER_MEMBERSHIP_BOUND);
  g_assert_cmpint (roster_api_wire_read_membership ("PENDING"), ==, ROSTER_MEMBERSHIP_PENDING);
  g_assert_cmpint (roster_api_wire_read_membership ("REJECTED"), ==, ROSTER_MEMBERSHIP_REJECTED);
  g_assert_cmpint (roster_api_wire_read_membership ("UNBOUND"), ==, ROSTER_MEMBERSHIP_UNBOUND);
  g_assert_cmpint (roster_api_wire_read_membership ("ON_LEAVE"), ==, ROSTER_MEMBERSHIP_OTHER);
  g_assert_cmpint (roster_api_wire_read_membership (NULL), ==, ROSTER_MEMBERSHIP_UNKNOWN);
  g_assert_cmpstr (roster_api_wire_write_membership (ROSTER_MEMBERSHIP_PENDING), ==, "PENDING");
  g_assert_null (roster_api_wire_write_membership (ROSTER_MEMBERSHIP_UNKNOWN));

  g_assert_cmpint (roster_api_wire_read_ownership ("OWNER_BC"), ==, ROSTER_OWNERSHIP_OWN);
  g_assert_cmpint (roster_api_wire_read_ownership ("OWNER_PARTNER"), ==, ROSTER_OWNERSHIP_PARTNER);
  g_assert_cmpint (roster_api_wire_read_ownership ("OWNER_INDIVIDUAL"), ==, ROSTER_OWNERSHIP_INDIVIDUAL);
  g_assert_cmpint (roster_api_wire_read_ownership ("OWNER_STATE"), ==, ROSTER_OWNERSHIP_OTHER);
  g_assert_cmpint (roster_api_wire_read_ownership (""), ==, ROSTER_OWNERSHIP_UNKNOWN);
}

static RosterTiktokRoles
read_roles (const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  return roster_api_wire_read_tiktok_roles (json_node_get_array (node));
}

static void
test_tiktok_roles (void)
{
  const RosterTiktokRoles all = ROSTER_TIKTOK_ROLES_POST | ROSTER_TIKTOK_ROLES_LIVE | ROSTER_TIKTOK_ROLES_DIRECT_MESSAGE;
  g_autoptr (JsonArray) words = roster_api_wire_write_tiktok_roles (all | ROSTER_TIKTOK_ROLES_OTHER);

  g_assert_cmpuint (json_array_get_length (words), ==, 3);
  g_assert_cmpint (roster_api_wire_read_tiktok_roles (words), ==, all);
  g_assert_cmpint (read_roles ("[\"POST\"]"), ==, ROSTER_TIKTOK_ROLES_POST);
  g_assert_cmpint (read_roles ("[\"POST\", \"STORIES\"]"), ==, ROSTER_TIKTOK_ROLES_POST | ROSTER_TIKTOK_ROLES_OTHER);
  g_assert_cmpint (read_roles ("[null, 5, {}, \"LIVE\", \"\"]"), ==, ROSTER_TIKTOK_ROLES_LIVE);
  /* Held, but nobody says how. */
  g_assert_cmpint (read_roles ("[]"), ==, ROSTER_TIKTOK_ROLES_OTHER);
  g_assert_cmpint (roster_api_wire_read_tiktok_roles (NULL), ==, ROSTER_TIKTOK_ROLES_OTHER);
}

static void
test_answers (void)
{
  g_autoptr (JsonNode) node = json_from_string ("{\"yes\": true, \"no\": false, \"text\": \"true\", \"null\": null, \"one\": 1}", NULL);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpint (roster_api_wire_read_answer (object, "yes"), ==, ROSTER_ANSWER_YES);
  g_assert_cmpint (roster_api_wire_read_answer (object, "no"), ==, ROSTER_ANSWER_NO);
  g_assert_cmpint (roster_api_wire_read_answer (object, "text"), ==, ROSTER_ANSWER_UNKNOWN);
  g_assert_cmpint (roster_api_wire_read_answer (object, "null"), ==, ROSTER_ANSWER_UNKNOWN);
  g_assert_cmpint (roster_api_wire_read_answer (object, "one"), ==, ROSTER_ANSWER_UNKNOWN);
  g_assert_cmpint (roster_api_wire_read_answer (object, "missing"), ==, ROSTER_ANSWER_UNKNOWN);
  g_assert_cmpint (roster_api_wire_read_answer (NULL, "yes"), ==, ROSTER_ANSWER_UNKNOWN);
}

static void
test_asset_types (void)
{
  g_assert_cmpstr (roster_api_wire_write_asset_type (ROSTER_ACCESS_SCOPE_AD_ACCOUNTS), ==, "ADVERTISER");
  g_assert_cmpstr (roster_api_wire_write_asset_type (ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS), ==, "TT_ACCOUNT");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/api/wire/levels", test_levels);
  g_test_add_func ("/api/wire/roles", test_roles);
  g_test_add_func ("/api/wire/states", test_states);
  g_test_add_func ("/api/wire/tiktok-roles", test_tiktok_roles);
  g_test_add_func ("/api/wire/answers", test_answers);
  g_test_add_func ("/api/wire/asset-types", test_asset_types);

  return g_test_run ();
}
