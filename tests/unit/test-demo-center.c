/* test-demo-center.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "roster-json.h"
#include "test-demo.h"

#define BC "bc_id", TEST_DEMO_BC

static void
test_business_centers (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autoptr (JsonObject) all = test_demo_get (demo, "/bc/get/", NULL);
  g_autoptr (JsonObject) one = test_demo_get (demo, "/bc/get/", "bc_id", TEST_DEMO_OTHER_BC, NULL);
  g_autoptr (JsonObject) none = test_demo_get (demo, "/bc/get/", "bc_id", "42", NULL);
  g_autoptr (JsonObject) standard = NULL;
  JsonObject *row;

  g_assert_cmpint (test_demo_total (all), ==, 2);
  row = roster_json_array_get_object (test_demo_list (all), 0);
  g_assert_cmpstr (roster_json_get_string (row, "user_role"), ==, "ADMIN");
  g_assert_cmpstr (roster_json_get_string (roster_json_get_object (row, "bc_info"), "name"), ==, "Northwind Agency");
  row = roster_json_array_get_object (test_demo_list (one), 0);
  g_assert_cmpstr (roster_json_get_string (row, "user_role"), ==, "STANDARD");
  g_assert_false (json_object_has_member (row, "ext_user_role"));
  test_demo_assert_refused (none, 40001, "42");

  demo->token = ROSTER_DEMO_TOKEN_STANDARD;
  standard = test_demo_get (demo, "/bc/get/", NULL);
  g_assert_cmpint (test_demo_total (standard), ==, 1);
  row = roster_json_array_get_object (test_demo_list (standard), 0);
  g_assert_cmpstr (roster_json_get_string (row, "user_role"), ==, "STANDARD");
}

static void
test_advertiser_info (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *account = test_demo_find_id (demo, "ADVERTISER", "ACME-US");
  g_autofree char *other = test_demo_find_id (demo, "ADVERTISER", "FJORD-IS");
  g_autofree char *ids = g_strdup_printf ("[\"%s\",\"%s\"]", account, other);
  g_autoptr (JsonObject) some = test_demo_get (demo, "/advertiser/info/", "advertiser_ids", ids, "fields", "[\"name\",\"owner_bc_id\",\"telephone_number\"]", NULL);
  g_autoptr (JsonObject) all = test_demo_get (demo, "/advertiser/info/", "advertiser_ids", ids, NULL);
  g_autoptr (JsonObject) alone = test_demo_get (demo, "/advertiser/info/", "advertiser_ids", ids, "fields", "[\"company_name_editable\"]", NULL);
  g_autoptr (JsonObject) together = test_demo_get (demo, "/advertiser/info/", "advertiser_ids", ids, "fields", "[\"name\",\"company_name_editable\"]", NULL);
  g_autoptr (JsonObject) unknown = test_demo_get (demo, "/advertiser/info/", "advertiser_ids", ids, "fields", "[\"names\"]", NULL);
  g_autoptr (JsonObject) plain = test_demo_get (demo, "/advertiser/info/", "advertiser_ids", account, NULL);
  g_autoptr (JsonObject) standard = NULL;
  JsonObject *row;

  row = roster_json_array_get_object (test_demo_list (some), 0);
  g_assert_cmpuint (json_object_get_size (row), ==, 3);
  g_assert_cmpstr (roster_json_get_string (row, "owner_bc_id"), ==, TEST_DEMO_BC);
  g_assert_true (JSON_NODE_HOLDS_NULL (json_object_get_member (row, "telephone_number")));
  row = roster_json_array_get_object (test_demo_list (some), 1);
  g_assert_true (JSON_NODE_HOLDS_NULL (json_object_get_member (row, "owner_bc_id")));
  g_assert_cmpuint (json_object_get_size (roster_json_array_get_object (test_demo_list (all), 0)), >, 8);
  g_assert_cmpuint (json_array_get_length (test_demo_list (alone)), ==, 2);
  test_demo_assert_refused (together, 40002, "company_name_editable");
  test_demo_assert_refused (unknown, 40002, "fields.0");
  test_demo_assert_refused (plain, 40002, "advertiser_ids");

  demo->token = ROSTER_DEMO_TOKEN_STANDARD;
  standard = test_demo_get (demo, "/advertiser/info/", "advertiser_ids", ids, NULL);
  test_demo_assert_refused (standard, 40001, other);
}

static JsonArray *
get_changes (JsonObject *answer)
{
  test_demo_assert_ok (answer);

  return roster_json_get_array (test_demo_data (answer), "changelog_list");
}

static void
test_changelog (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autoptr (JsonObject) week = test_demo_get (demo, "/changelog/get/", BC, NULL);
  g_autoptr (JsonObject) assets = test_demo_get (demo, "/changelog/get/", BC, "filtering", "{\"activity_type\":\"ASSET\"}", NULL);
  g_autoptr (JsonObject) ever = test_demo_get (demo, "/changelog/get/", BC, "filtering", "{\"start_date\":\"2020-01-01\"}", "sort_type", "ASC", NULL);
  g_autoptr (JsonObject) past = test_demo_get (demo, "/changelog/get/", BC, "filtering", "{\"start_date\":\"2020-01-01\",\"end_date\":\"2020-02-29\"}", NULL);
  g_autoptr (JsonObject) no_date = test_demo_get (demo, "/changelog/get/", BC, "filtering", "{\"start_date\":\"2021-02-29\"}", NULL);
  g_autoptr (JsonObject) invited = NULL;
  g_autoptr (JsonObject) after = NULL;
  JsonObject *row;

  g_assert_cmpint (test_demo_total (week), ==, 5);
  g_assert_cmpint (test_demo_total (assets), ==, 2);
  g_assert_cmpint (test_demo_total (ever), ==, 8);
  row = roster_json_array_get_object (get_changes (ever), 0);
  g_assert_nonnull (strstr (roster_json_get_string (row, "activity_log"), "old.contractor"));
  g_assert_cmpint (test_demo_total (past), ==, 0);
  test_demo_assert_refused (no_date, 40002, "start_date");

  /* What is written shows up, newest first. */
  invited = test_demo_post (demo, "/bc/member/invite/", "{'bc_id':'" TEST_DEMO_BC "','emails':['new@x.example']}");
  test_demo_assert_ok (invited);
  after = test_demo_get (demo, "/changelog/get/", BC, NULL);
  row = roster_json_array_get_object (get_changes (after), 0);
  g_assert_nonnull (strstr (roster_json_get_string (row, "activity_log"), "new@x.example"));
  g_assert_cmpstr (roster_json_get_string (row, "operator_id"), ==, TEST_DEMO_AOIFE);
  g_assert_cmpstr (roster_json_get_string (row, "activity_type"), ==, "USER");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/center/business-centers", test_business_centers);
  g_test_add_func ("/demo/center/advertiser-info", test_advertiser_info);
  g_test_add_func ("/demo/center/changelog", test_changelog);

  return g_test_run ();
}
