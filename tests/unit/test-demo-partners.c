/* test-demo-partners.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "roster-json.h"
#include "test-demo.h"

#define BC "bc_id", TEST_DEMO_BC
#define NEW_PARTNER "7288887776665550001"

static JsonObject *
list_shared (TestDemo   *demo,
             const char *partner,
             const char *share_type)
{
  return test_demo_get (demo, "/bc/partner/asset/get/", BC, "partner_id", partner, "asset_type", "ADVERTISER", "share_type", share_type, "page_size", "50", NULL);
}

static JsonObject *
share (TestDemo   *demo,
       const char *partner,
       const char *asset,
       const char *role)
{
  return test_demo_post (demo, "/bc/partner/add/", "{'bc_id':'" TEST_DEMO_BC "','partner_id':'%s','asset_type':'ADVERTISER','asset_ids':['%s'],"
                         "'advertiser_role':'%s'}", partner, asset, role);
}

static void
test_list (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autoptr (JsonObject) partners = test_demo_get (demo, "/bc/partner/get/", BC, NULL);
  g_autoptr (JsonObject) none = test_demo_get (demo, "/bc/partner/get/", BC, "filtering", "{\"name\":\"nobody\"}", NULL);
  g_autoptr (JsonObject) sharing = list_shared (demo, TEST_DEMO_LUMEN, "SHARING");
  g_autoptr (JsonObject) shared = list_shared (demo, TEST_DEMO_LUMEN, "SHARED");
  JsonObject *row;

  g_assert_cmpint (test_demo_total (partners), ==, 1);
  row = roster_json_array_get_object (test_demo_list (partners), 0);
  g_assert_cmpstr (roster_json_get_string (row, "bc_id"), ==, TEST_DEMO_LUMEN);
  g_assert_cmpstr (roster_json_get_string (row, "bc_name"), ==, "Lumen Media");
  g_assert_cmpint (test_demo_total (none), ==, 0);

  g_assert_cmpint (test_demo_total (sharing), ==, 3);
  row = test_demo_find (test_demo_list (sharing), "asset_name", "ACME-US");
  g_assert_cmpstr (roster_json_get_string (row, "advertiser_role"), ==, "ANALYST");
  g_assert_cmpint (test_demo_total (shared), ==, 2);
}

static void
test_new_partner_waits (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *account = test_demo_find_id (demo, "ADVERTISER", "HC-UK");
  g_autoptr (JsonObject) added = share (demo, NEW_PARTNER, account, "OPERATOR");
  g_autoptr (JsonObject) before = test_demo_get (demo, "/bc/partner/get/", BC, NULL);
  g_autoptr (JsonObject) unknown = list_shared (demo, NEW_PARTNER, "SHARING");
  g_autoptr (JsonObject) of_asset = test_demo_get (demo, "/bc/asset/partner/get/", BC, "asset_type", "ADVERTISER", "asset_id", account, NULL);
  g_autofree char *front = test_demo_visit (demo, "/", NULL, NULL);
  g_autofree char *approved = NULL;
  g_autoptr (JsonObject) after = NULL;
  g_autoptr (JsonObject) sharing = NULL;

  test_demo_assert_ok (added);
  g_assert_cmpint (test_demo_total (before), ==, 1);
  g_assert_cmpint (test_demo_total (of_asset), ==, 0);
  test_demo_assert_refused (unknown, 40002, "not a partner");
  g_assert_nonnull (strstr (front, NEW_PARTNER));

  approved = test_demo_visit (demo, "/demo/partner", "partner_id=" NEW_PARTNER "&decision=approve", NULL);
  after = test_demo_get (demo, "/bc/partner/get/", BC, NULL);
  g_assert_cmpint (test_demo_total (after), ==, 2);
  sharing = list_shared (demo, NEW_PARTNER, "SHARING");
  g_assert_cmpint (test_demo_total (sharing), ==, 1);
}

static void
test_levels (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *account = test_demo_find_id (demo, "ADVERTISER", "ACME-US");
  g_autoptr (JsonObject) raised = share (demo, TEST_DEMO_LUMEN, account, "ADMIN");
  g_autoptr (JsonObject) lowered = share (demo, TEST_DEMO_LUMEN, account, "OPERATOR");
  g_autoptr (JsonObject) removed = NULL;
  g_autoptr (JsonObject) twice = NULL;
  g_autoptr (JsonObject) again = NULL;
  g_autoptr (JsonObject) sharing = NULL;
  JsonObject *row;

  test_demo_assert_ok (raised);
  test_demo_assert_refused (lowered, 40002, "cannot be lowered");
  removed = test_demo_post (demo, "/bc/partner/asset/delete/", "{'bc_id':'" TEST_DEMO_BC "','partner_id':'" TEST_DEMO_LUMEN "','asset_type':'ADVERTISER',"
                            "'asset_ids':['%s']}", account);
  test_demo_assert_ok (removed);
  twice = test_demo_post (demo, "/bc/partner/asset/delete/", "{'bc_id':'" TEST_DEMO_BC "','partner_id':'" TEST_DEMO_LUMEN "','asset_type':'ADVERTISER',"
                          "'asset_ids':['%s']}", account);
  test_demo_assert_refused (twice, 40002, "not shared");
  again = share (demo, TEST_DEMO_LUMEN, account, "OPERATOR");
  test_demo_assert_ok (again);
  sharing = list_shared (demo, TEST_DEMO_LUMEN, "SHARING");
  row = test_demo_find (test_demo_list (sharing), "asset_name", "ACME-US");
  g_assert_cmpstr (roster_json_get_string (row, "advertiser_role"), ==, "OPERATOR");
}

static void
test_refuses (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *foreign = test_demo_find_id (demo, "ADVERTISER", "HC-NZ");
  g_autoptr (JsonObject) not_ours = share (demo, TEST_DEMO_LUMEN, foreign, "ANALYST");
  g_autoptr (JsonObject) self = share (demo, TEST_DEMO_BC, foreign, "ANALYST");
  g_autoptr (JsonObject) nobody = share (demo, "42", foreign, "ANALYST");
  g_autoptr (GString) list = g_string_new ("'1'");
  g_autoptr (JsonObject) many = NULL;

  test_demo_assert_refused (not_ours, 40002, "not owned");
  test_demo_assert_refused (self, 40002, "cannot be added");
  test_demo_assert_refused (nobody, 40002, "cannot be added");

  for (guint i = 2; i <= 51; i++)
    g_string_append_printf (list, ",'%u'", i);
  many = test_demo_post (demo, "/bc/partner/add/", "{'bc_id':'" TEST_DEMO_BC "','partner_id':'" NEW_PARTNER "','asset_ids':[%s]}", list->str);
  test_demo_assert_refused (many, 40002, "asset_ids: Longer than maximum length 50");
}

static void
test_end (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autoptr (JsonObject) ended = test_demo_post (demo, "/bc/partner/delete/", "{'bc_id':'" TEST_DEMO_BC "','partner_id':'" TEST_DEMO_LUMEN "'}");
  g_autoptr (JsonObject) partners = test_demo_get (demo, "/bc/partner/get/", BC, NULL);
  g_autoptr (JsonObject) accounts = test_demo_get (demo, "/bc/asset/admin/get/", BC, "asset_type", "ADVERTISER", NULL);
  g_autoptr (JsonObject) twice = test_demo_post (demo, "/bc/partner/delete/", "{'bc_id':'" TEST_DEMO_BC "','partner_id':'" TEST_DEMO_LUMEN "'}");

  /* The two ad accounts that are Lumen's own are gone too. */
  test_demo_assert_ok (ended);
  g_assert_cmpint (test_demo_total (partners), ==, 0);
  g_assert_cmpint (test_demo_total (accounts), ==, 38);
  test_demo_assert_refused (twice, 40002, "not a partner");
}

static void
test_declined_and_withdrawn (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *account = test_demo_find_id (demo, "ADVERTISER", "HC-UK");
  g_autoptr (JsonObject) first = share (demo, NEW_PARTNER, account, "OPERATOR");
  g_autofree char *declined = test_demo_visit (demo, "/demo/partner", "partner_id=" NEW_PARTNER "&decision=decline", NULL);
  g_autoptr (JsonObject) second = share (demo, NEW_PARTNER, account, "ANALYST");
  g_autoptr (JsonObject) withdrawn = test_demo_post (demo, "/bc/partner/delete/", "{'bc_id':'" TEST_DEMO_BC "','partner_id':'" NEW_PARTNER "'}");
  g_autofree char *late = NULL;
  guint status;

  test_demo_assert_ok (second);
  test_demo_assert_ok (withdrawn);
  late = test_demo_visit (demo, "/demo/partner", "partner_id=" NEW_PARTNER "&decision=approve", &status);
  g_assert_cmpuint (status, ==, 404);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/partners/list", test_list);
  g_test_add_func ("/demo/partners/new-partner-waits", test_new_partner_waits);
  g_test_add_func ("/demo/partners/levels", test_levels);
  g_test_add_func ("/demo/partners/refuses", test_refuses);
  g_test_add_func ("/demo/partners/end", test_end);
  g_test_add_func ("/demo/partners/declined-and-withdrawn", test_declined_and_withdrawn);

  return g_test_run ();
}
