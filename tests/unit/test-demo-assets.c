/* test-demo-assets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-json.h"
#include "test-demo.h"

#define BC "bc_id", TEST_DEMO_BC
#define ADVERTISER "asset_type", "ADVERTISER"

static JsonObject *
list_assets (TestDemo   *demo,
             const char *type,
             const char *filtering)
{
  return test_demo_get (demo, "/bc/asset/get/", BC, "asset_type", type, "filtering", filtering, "page_size", "50", NULL);
}

static JsonObject *
list_all (TestDemo   *demo,
          const char *type,
          const char *filtering)
{
  return test_demo_get (demo, "/bc/asset/admin/get/", BC, "asset_type", type, "filtering", filtering, "page_size", "50", NULL);
}

static void
test_all (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autoptr (JsonObject) all = list_all (demo, "ADVERTISER", "{}");
  g_autoptr (JsonObject) partner = list_all (demo, "ADVERTISER", "{\"relation_type\":\"OWNER_PARTNER\"}");
  g_autoptr (JsonObject) waiting = list_all (demo, "ADVERTISER", "{\"relation_status\":\"PENDING\"}");
  g_autoptr (JsonObject) limited = list_all (demo, "ADVERTISER", "{\"advertiser_show_status\":\"SHOW_ACCOUNT_STATUS_PUNISHED\"}");
  g_autoptr (JsonObject) tiktok = list_all (demo, "TT_ACCOUNT", "{}");
  g_autoptr (JsonObject) refused = list_all (demo, "TT_ACCOUNT", "{\"relation_status\":\"BOUND\"}");
  JsonObject *row;

  g_assert_cmpint (test_demo_total (all), ==, 40);
  row = roster_json_array_get_object (test_demo_list (all), 0);
  g_assert_cmpstr (roster_json_get_string (row, "asset_name"), ==, "ACME-US");
  g_assert_cmpstr (roster_json_get_string (row, "owner_bc_name"), ==, "Northwind Agency");
  g_assert_cmpstr (roster_json_get_string (row, "relation_type"), ==, "OWNER_BC");
  g_assert_cmpstr (roster_json_get_string (row, "relation_status"), ==, "BOUND");
  g_assert_cmpstr (roster_json_get_string (row, "advertiser_status"), ==, "STATUS_ENABLE");
  g_assert_true (JSON_NODE_HOLDS_NULL (json_object_get_member (row, "tt_account_roles")));

  g_assert_cmpint (test_demo_total (partner), ==, 2);
  row = roster_json_array_get_object (test_demo_list (partner), 0);
  g_assert_cmpstr (roster_json_get_string (row, "owner_bc_name"), ==, "Lumen Media");
  g_assert_cmpint (test_demo_total (waiting), ==, 1);
  g_assert_cmpint (test_demo_total (limited), ==, 1);

  g_assert_cmpint (test_demo_total (tiktok), ==, 6);
  row = test_demo_find (test_demo_list (tiktok), "asset_name", "Acme Trails");
  g_assert_cmpstr (roster_json_get_string (row, "tt_asset_handle"), ==, "acme.trails");
  row = test_demo_find (test_demo_list (tiktok), "asset_name", "Acme Outdoor");
  g_assert_false (json_object_has_member (row, "tt_asset_handle"));
  g_assert_true (JSON_NODE_HOLDS_NULL (json_object_get_member (row, "owner_bc_name")));
  g_assert_cmpuint (json_array_get_length (roster_json_get_array (row, "tt_account_roles")), ==, 2);

  test_demo_assert_refused (refused, 40002, "relation_status");
}

static void
test_of_one_person (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autoptr (JsonObject) ivy = list_assets (demo, "ADVERTISER", "{\"user_id\":\"" TEST_DEMO_IVY "\"}");
  g_autoptr (JsonObject) maria = list_assets (demo, "ADVERTISER", "{\"user_email\":\"maria@studio.example\"}");
  g_autoptr (JsonObject) both = list_assets (demo, "ADVERTISER", "{\"user_id\":\"" TEST_DEMO_IVY "\",\"user_email\":\"maria@studio.example\"}");
  g_autoptr (JsonObject) wrong_type = list_assets (demo, "TT_ACCOUNT", "{\"user_email\":\"maria@studio.example\"}");
  g_autoptr (JsonObject) bound = list_assets (demo, "ADVERTISER", "{\"user_email\":\"ivy@northwind.example\"}");
  g_autoptr (JsonObject) stranger = list_assets (demo, "ADVERTISER", "{\"user_id\":\"42\"}");
  g_autoptr (JsonObject) own = list_assets (demo, "TT_ACCOUNT", "{}");
  JsonObject *row;

  g_assert_cmpint (test_demo_total (ivy), ==, 3);
  row = test_demo_find (test_demo_list (ivy), "asset_name", "ACME-US");
  g_assert_cmpstr (roster_json_get_string (row, "advertiser_role"), ==, "ADMIN");
  g_assert_false (json_object_has_member (row, "relation_type"));
  g_assert_cmpint (test_demo_total (maria), ==, 2);
  g_assert_cmpint (test_demo_total (own), ==, 6);
  test_demo_assert_refused (both, 40002, "exclude");
  test_demo_assert_refused (wrong_type, 40002, "user_email");
  test_demo_assert_refused (bound, 40002, "pending");
  test_demo_assert_refused (stranger, 40002, "not a member");
}

static void
test_standard_sees_own_only (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autoptr (JsonObject) own = NULL;
  g_autoptr (JsonObject) same = NULL;
  g_autoptr (JsonObject) others = NULL;
  g_autoptr (JsonObject) all = NULL;

  demo->token = ROSTER_DEMO_TOKEN_STANDARD;
  own = list_assets (demo, "ADVERTISER", "{}");
  g_assert_cmpint (test_demo_total (own), ==, 12);
  same = list_assets (demo, "ADVERTISER", "{\"user_id\":\"" TEST_DEMO_TOMAS "\"}");
  g_assert_cmpint (test_demo_total (same), ==, 12);
  others = list_assets (demo, "ADVERTISER", "{\"user_id\":\"" TEST_DEMO_IVY "\"}");
  test_demo_assert_refused (others, 40001, "No permission");
  all = list_all (demo, "ADVERTISER", "{}");
  test_demo_assert_refused (all, 40001, "Admins");
}

static void
test_assign (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *account = test_demo_find_id (demo, "ADVERTISER", "HC-EU");
  g_autofree char *tiktok = test_demo_find_id (demo, "TT_ACCOUNT", "Harbour Coffee");
  g_autoptr (JsonObject) given = NULL;
  g_autoptr (JsonObject) changed = NULL;
  g_autoptr (JsonObject) holders = NULL;
  g_autoptr (JsonObject) taken = NULL;
  g_autoptr (JsonObject) twice = NULL;
  g_autoptr (JsonObject) roles = NULL;
  g_autoptr (JsonObject) found = NULL;
  JsonObject *row;

  given = test_demo_post (demo, "/bc/asset/assign/", "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_IVY "','asset_type':'ADVERTISER',"
                          "'asset_id':'%s','advertiser_role':'ANALYST'}", account);
  test_demo_assert_ok (given);
  changed = test_demo_post (demo, "/bc/asset/assign/", "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_IVY "','asset_type':'ADVERTISER',"
                            "'asset_id':'%s','advertiser_role':'OPERATOR'}", account);
  test_demo_assert_ok (changed);
  holders = test_demo_get (demo, "/bc/asset/member/get/", BC, ADVERTISER, "asset_id", account, "filtering", "{\"keyword\":\"ivy\"}", NULL);
  g_assert_cmpint (test_demo_total (holders), ==, 1);
  row = roster_json_array_get_object (test_demo_list (holders), 0);
  g_assert_cmpstr (roster_json_get_string (row, "advertiser_role"), ==, "OPERATOR");

  taken = test_demo_post (demo, "/bc/asset/unassign/", "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_IVY "','asset_type':'ADVERTISER',"
                          "'asset_id':'%s'}", account);
  test_demo_assert_ok (taken);
  twice = test_demo_post (demo, "/bc/asset/unassign/", "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_IVY "','asset_type':'ADVERTISER',"
                          "'asset_id':'%s'}", account);
  test_demo_assert_refused (twice, 40002, "not assigned");

  roles = test_demo_post (demo, "/bc/asset/assign/", "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_IVY "','asset_type':'TT_ACCOUNT',"
                          "'asset_id':'%s','tt_account_roles':['POST','LIVE']}", tiktok);
  test_demo_assert_ok (roles);
  found = list_assets (demo, "TT_ACCOUNT", "{\"user_id\":\"" TEST_DEMO_IVY "\"}");
  row = roster_json_array_get_object (test_demo_list (found), 0);
  g_assert_cmpstr (json_array_get_string_element (roster_json_get_array (row, "tt_account_roles"), 1), ==, "LIVE");
}

static void
test_assign_refuses (void)
{
  static const struct
  {
    const char *body;
    const char *text;
  } cases[] = {
    { "{'bc_id':'" TEST_DEMO_BC "','user_id':'42','asset_type':'ADVERTISER','asset_id':'%s','advertiser_role':'ANALYST'}", "not a member" },
    { "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_IVY "','asset_type':'ADVERTISER','asset_id':'%s'}", "advertiser_role" },
    { "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_IVY "','asset_type':'TT_ACCOUNT','asset_id':'%s','advertiser_role':'ADMIN'}", "tt_account_roles" },
    { "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_IVY "','asset_type':'TT_ACCOUNT','asset_id':'%s','tt_account_roles':['POST']}", "permission to the asset" },
    { "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_IVY "','asset_type':'PIXEL','asset_id':'%s','advertiser_role':'ADMIN'}", "asset_type" },
    { "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_IVY "','asset_type':'ADVERTISER','asset_id':'%s1','advertiser_role':'ADMIN'}", "asset_id" },
    { "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_IVY "','asset_type':'ADVERTISER','asset_id':'%s','advertiser_role':'OWNER'}", "ANALYST" },
  };
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *account = test_demo_find_id (demo, "ADVERTISER", "HC-EU");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) parts = g_strsplit (cases[i].body, "%s", 2);
      g_autoptr (JsonObject) answer = test_demo_post (demo, "/bc/asset/assign/", "%s%s%s", parts[0], account, parts[1]);

      test_demo_assert_refused (answer, 40002, cases[i].text);
    }
}

static void
test_holders (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *account = test_demo_find_id (demo, "ADVERTISER", "ACME-US");
  g_autofree char *tiktok = test_demo_find_id (demo, "TT_ACCOUNT", "Acme Outdoor");
  g_autoptr (JsonObject) holders = test_demo_get (demo, "/bc/asset/member/get/", BC, ADVERTISER, "asset_id", account, "page_size", "20", NULL);
  g_autoptr (JsonObject) of_tiktok = test_demo_get (demo, "/bc/asset/member/get/", BC, "asset_type", "TT_ACCOUNT", "asset_id", tiktok, NULL);
  g_autoptr (JsonObject) partners = test_demo_get (demo, "/bc/asset/partner/get/", BC, ADVERTISER, "asset_id", account, NULL);
  JsonObject *row;

  /* Not Maria, who has not accepted. */
  g_assert_cmpint (test_demo_total (holders), ==, 5);
  g_assert_null (test_demo_find (test_demo_list (holders), "user_email", "maria@studio.example"));
  test_demo_assert_refused (of_tiktok, 40002, "asset_type");

  g_assert_cmpint (test_demo_total (partners), ==, 1);
  row = roster_json_array_get_object (test_demo_list (partners), 0);
  g_assert_cmpstr (roster_json_get_string (row, "bc_name"), ==, "Lumen Media");
  g_assert_cmpuint (json_object_get_size (row), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/assets/all", test_all);
  g_test_add_func ("/demo/assets/of-one-person", test_of_one_person);
  g_test_add_func ("/demo/assets/standard-sees-own-only", test_standard_sees_own_only);
  g_test_add_func ("/demo/assets/assign", test_assign);
  g_test_add_func ("/demo/assets/assign-refuses", test_assign_refuses);
  g_test_add_func ("/demo/assets/holders", test_holders);

  return g_test_run ();
}
