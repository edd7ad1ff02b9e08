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

/* The one new line of the log, which is the first; the number of lines is kept in @n_lines. */
static void
assert_told (TestDemo   *demo,
             guint      *n_lines,
             const char *type,
             const char *words)
{
  g_autoptr (JsonObject) log = test_demo_get (demo, "/changelog/get/", BC, "sort_type", "DESC", NULL);
  JsonObject *row = roster_json_array_get_object (get_changes (log), 0);

  g_assert_cmpint (test_demo_total (log), ==, *n_lines + 1);
  *n_lines += 1;
  g_assert_cmpstr (roster_json_get_string (row, "activity_type"), ==, type);
  g_assert_nonnull (strstr (roster_json_get_string (row, "activity_log"), words));
}

static void
write_and_look (TestDemo   *demo,
                guint      *n_lines,
                const char *path,
                const char *body,
                const char *type,
                const char *words)
{
  g_autofree char *whole = g_strconcat ("{'bc_id':'" TEST_DEMO_BC "',", body, NULL);
  g_autoptr (JsonObject) done = test_demo_post (demo, path, "%s", whole);

  test_demo_assert_ok (done);
  assert_told (demo, n_lines, type, words);
}

static void
visit_and_look (TestDemo   *demo,
                guint      *n_lines,
                const char *path,
                const char *form,
                const char *type,
                const char *words)
{
  guint status;
  g_autofree char *done = test_demo_visit (demo, path, form, &status);

  g_assert_cmpuint (status, ==, 200);
  assert_told (demo, n_lines, type, words);
}

/* Every write of the API, and everything that other people do, stands in the log. */
static void
test_changelog_tells_everything (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *ad = test_demo_find_id (demo, "ADVERTISER", "ACME-US");
  g_autofree char *account = test_demo_find_id (demo, "TT_ACCOUNT", "Acme Trails");
  g_autofree char *to_remove = test_demo_find_id (demo, "TT_ACCOUNT", "Fjord Skincare");
  g_autofree char *to_vanish = test_demo_find_id (demo, "TT_ACCOUNT", "Harbour Coffee");
  g_autofree char *to_vanish_silently = test_demo_find_id (demo, "TT_ACCOUNT", "Harbour Roasters");
  g_autofree char *grant = g_strdup_printf ("'user_id':'" TEST_DEMO_IVY "','asset_type':'ADVERTISER','asset_id':'%s','advertiser_role':'ANALYST'}", ad);
  g_autofree char *taken = g_strdup_printf ("'user_id':'" TEST_DEMO_IVY "','asset_type':'ADVERTISER','asset_id':'%s'}", ad);
  g_autofree char *pair = g_strdup_printf ("'asset_type':'TT_ACCOUNT','asset_id':'%s','advertiser_id':'%s'}", account, ad);
  g_autofree char *removed = g_strdup_printf ("'asset_type':'TT_ACCOUNT','asset_ids':['%s']}", to_remove);
  g_autofree char *shared = g_strdup_printf ("'partner_id':'" TEST_DEMO_LUMEN "','asset_type':'ADVERTISER','asset_ids':['%s'],'advertiser_role':'OPERATOR'}", ad);
  g_autofree char *unshared = g_strdup_printf ("'partner_id':'" TEST_DEMO_LUMEN "','asset_type':'ADVERTISER','asset_ids':['%s']}", ad);
  g_autofree char *vanish = g_strdup_printf ("asset_id=%s", to_vanish);
  g_autofree char *vanish_silently = g_strdup_printf ("asset_id=%s&silent=1", to_vanish_silently);
  g_autofree char *silent = NULL;
  g_autoptr (JsonObject) before = test_demo_get (demo, "/changelog/get/", BC, NULL);
  g_autoptr (JsonObject) after = NULL;
  guint n_lines = (guint) test_demo_total (before);

  write_and_look (demo, &n_lines, "/bc/member/invite/", "'emails':['new@x.example']}", "USER", "new@x.example was invited");
  visit_and_look (demo, &n_lines, "/demo/accept", "email=new%40x.example", "USER", "New joined");
  visit_and_look (demo, &n_lines, "/demo/decline", "email=freelancer%40paperkite.example", "USER", "freelancer@paperkite.example declined");
  write_and_look (demo, &n_lines, "/bc/member/update/", "'user_id':'" TEST_DEMO_IVY "','user_role':'ADMIN'}", "USER", "from STANDARD to ADMIN");
  write_and_look (demo, &n_lines, "/bc/member/update/", "'user_id':'" TEST_DEMO_IVY "','user_name':'Ivy'}", "USER", "renamed to Ivy");
  write_and_look (demo, &n_lines, "/bc/asset/assign/", grant, "ASSET", ad);
  write_and_look (demo, &n_lines, "/bc/asset/unassign/", taken, "ASSET", "taken away");
  write_and_look (demo, &n_lines, "/bc/member/delete/", "'user_id':'" TEST_DEMO_IVY "'}", "USER", "was removed");
  write_and_look (demo, &n_lines, "/bc/asset/advertiser/assign/", pair, "ASSET", "was linked");
  write_and_look (demo, &n_lines, "/bc/asset/advertiser/unassign/", pair, "ASSET", "was unlinked");
  write_and_look (demo, &n_lines, "/bc/asset/admin/delete/", removed, "ASSET", to_remove);
  write_and_look (demo, &n_lines, "/bc/partner/add/", shared, "ASSET", "was shared");
  write_and_look (demo, &n_lines, "/bc/partner/asset/delete/", unshared, "ASSET", "no longer shared");
  write_and_look (demo, &n_lines, "/bc/partner/delete/", "'partner_id':'" TEST_DEMO_LUMEN "'}", "BUSINESS", "was ended");
  visit_and_look (demo, &n_lines, "/demo/vanish", vanish, "ASSET", to_vanish);

  silent = test_demo_visit (demo, "/demo/vanish", vanish_silently, NULL);
  after = test_demo_get (demo, "/changelog/get/", BC, NULL);
  g_assert_cmpint (test_demo_total (after), ==, n_lines);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/center/business-centers", test_business_centers);
  g_test_add_func ("/demo/center/advertiser-info", test_advertiser_info);
  g_test_add_func ("/demo/center/changelog", test_changelog);
  g_test_add_func ("/demo/center/changelog-tells-everything", test_changelog_tells_everything);

  return g_test_run ();
}
