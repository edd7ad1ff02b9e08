/* test-demo-members.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-json.h"
#include "test-demo.h"

#define GET "/bc/member/get/"
#define INVITE "/bc/member/invite/"
#define UPDATE "/bc/member/update/"
#define DELETE "/bc/member/delete/"

static JsonObject *
list_members (TestDemo   *demo,
              const char *filtering)
{
  return test_demo_get (demo, GET, "bc_id", TEST_DEMO_BC, "page_size", "20", "filtering", filtering, NULL);
}

static void
test_list (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autoptr (JsonObject) all = list_members (demo, "{}");
  g_autoptr (JsonObject) admins = list_members (demo, "{\"user_role\":\"ADMIN\"}");
  g_autoptr (JsonObject) pending = list_members (demo, "{\"relation_status\":\"PENDING\"}");
  g_autoptr (JsonObject) ivy = list_members (demo, "{\"keyword\":\"IVY\"}");
  g_autoptr (JsonObject) last = test_demo_get (demo, GET, "bc_id", TEST_DEMO_BC, "page_size", "5", "page", "4", NULL);
  g_autoptr (JsonObject) beyond = test_demo_get (demo, GET, "bc_id", TEST_DEMO_BC, "page_size", "5", "page", "5", NULL);
  JsonObject *row;

  g_assert_cmpint (test_demo_total (all), ==, 16);
  g_assert_cmpint (json_array_get_length (test_demo_list (all)), ==, 16);
  row = test_demo_find (test_demo_list (all), "user_name", "Aoife Byrne");
  g_assert_cmpstr (roster_json_get_string (row, "user_role"), ==, "ADMIN");
  g_assert_cmpstr (roster_json_get_string (row, "relation_status"), ==, "BOUND");
  g_assert_cmpstr (roster_json_get_string (roster_json_get_object (row, "ext_user_role"), "finance_role"), ==, "MANAGER");
  row = test_demo_find (test_demo_list (all), "user_name", "Ivy Intern");
  g_assert_false (json_object_has_member (row, "ext_user_role"));

  g_assert_cmpint (test_demo_total (admins), ==, 2);
  g_assert_cmpint (test_demo_total (pending), ==, 3);
  row = test_demo_find (test_demo_list (pending), "user_email", "maria@studio.example");
  g_assert_cmpstr (roster_json_get_string (row, "user_id"), ==, "");
  row = test_demo_find (test_demo_list (pending), "user_email", "tom.murphy@northwnd.example");
  g_assert_true (JSON_NODE_HOLDS_NULL (json_object_get_member (row, "user_id")));
  g_assert_cmpint (test_demo_total (ivy), ==, 1);

  g_assert_cmpint (json_array_get_length (test_demo_list (last)), ==, 1);
  g_assert_cmpint (json_array_get_length (test_demo_list (beyond)), ==, 0);
  g_assert_cmpint (test_demo_total (beyond), ==, 16);
}

static void
test_invite (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *account = test_demo_find_id (demo, "ADVERTISER", "ACME-US");
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (JsonObject) pending = NULL;
  g_autoptr (JsonObject) promised = NULL;
  g_autoptr (JsonObject) again = NULL;
  JsonObject *row;

  /* Two that are new (one of them twice), one that is a member, one that was invited before. */
  answer = test_demo_post (demo, INVITE,
                           "{'bc_id':'" TEST_DEMO_BC "','emails':['new@x.example','New@x.example','second@x.example','ivy@northwind.example',"
                           "'maria@studio.example'],'user_role':'ADMIN','ext_user_role':{'finance_role':'ANALYST'},"
                           "'asset_ids':['%s'],'asset_type':'ADVERTISER','advertiser_role':'OPERATOR'}", account);
  test_demo_assert_ok (answer);
  g_assert_cmpuint (json_object_get_size (test_demo_data (answer)), ==, 0);

  pending = list_members (demo, "{\"relation_status\":\"PENDING\"}");
  g_assert_cmpint (test_demo_total (pending), ==, 5);
  row = test_demo_find (test_demo_list (pending), "user_email", "new@x.example");
  g_assert_cmpstr (roster_json_get_string (row, "user_role"), ==, "ADMIN");
  row = test_demo_find (test_demo_list (pending), "user_email", "maria@studio.example");
  g_assert_cmpstr (roster_json_get_string (row, "user_role"), ==, "STANDARD");

  promised = test_demo_get (demo, "/bc/asset/get/", "bc_id", TEST_DEMO_BC, "asset_type", "ADVERTISER",
                            "filtering", "{\"user_email\":\"new@x.example\"}", NULL);
  row = roster_json_array_get_object (test_demo_list (promised), 0);
  g_assert_cmpstr (roster_json_get_string (row, "asset_id"), ==, account);
  g_assert_cmpstr (roster_json_get_string (row, "advertiser_role"), ==, "OPERATOR");

  /* Withdrawn, the address is free again. */
  again = test_demo_post (demo, DELETE, "{'bc_id':'" TEST_DEMO_BC "','user_email':'new@x.example'}");
  test_demo_assert_ok (again);
  g_clear_pointer (&again, json_object_unref);
  again = test_demo_post (demo, DELETE, "{'bc_id':'" TEST_DEMO_BC "','user_email':'new@x.example'}");
  test_demo_assert_refused (again, 40002, "no invitation");
}

static gboolean
is_listed (TestDemo   *demo,
           const char *address)
{
  g_autoptr (JsonObject) pending = list_members (demo, "{\"relation_status\":\"PENDING\"}");

  return test_demo_find (test_demo_list (pending), "user_email", address) != NULL;
}

/* One address, or one ad account, is enough for nobody to be invited. */
static void
test_refused_for_one (void)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
  g_autoptr (TestDemo) demo = NULL;
  g_autofree char *account = NULL;
  g_autoptr (JsonObject) both = NULL;
  g_autoptr (JsonObject) with = NULL;
  g_autoptr (JsonObject) good = NULL;

  options->refuse_address = g_strdup ("ana@x.example");
  options->refuse_asset = g_strdup ("ACME-US");
  demo = test_demo_new (options);
  account = test_demo_find_id (demo, "ADVERTISER", "ACME-US");

  both = test_demo_post (demo, INVITE, "{'bc_id':'" TEST_DEMO_BC "','emails':['carl@x.example','Ana@x.example'],'asset_ids':[]}");
  test_demo_assert_refused (both, 40002, "Ana@x.example");
  with = test_demo_post (demo, INVITE, "{'bc_id':'" TEST_DEMO_BC "','emails':['carl@x.example'],'asset_ids':['%s']}", account);
  test_demo_assert_refused (with, 40002, account);
  g_assert_false (is_listed (demo, "carl@x.example"));
  good = test_demo_post (demo, INVITE, "{'bc_id':'" TEST_DEMO_BC "','emails':['carl@x.example'],'asset_ids':[]}");
  test_demo_assert_ok (good);
  g_assert_true (is_listed (demo, "carl@x.example"));
}

/* An old entry that is in no list is in the way until it is withdrawn. */
static void
test_ignored (void)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
  g_autoptr (TestDemo) demo = NULL;
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) withdrawn = NULL;
  g_autoptr (JsonObject) second = NULL;

  options->ignore_address = g_strdup ("ana@x.example");
  demo = test_demo_new (options);
  first = test_demo_post (demo, INVITE, "{'bc_id':'" TEST_DEMO_BC "','emails':['ana@x.example'],'asset_ids':[]}");
  test_demo_assert_ok (first);
  g_assert_false (is_listed (demo, "ana@x.example"));
  withdrawn = test_demo_post (demo, DELETE, "{'bc_id':'" TEST_DEMO_BC "','user_email':'ana@x.example'}");
  test_demo_assert_ok (withdrawn);
  second = test_demo_post (demo, INVITE, "{'bc_id':'" TEST_DEMO_BC "','emails':['ana@x.example'],'asset_ids':[]}");
  test_demo_assert_ok (second);
  g_assert_true (is_listed (demo, "ana@x.example"));
}

static void
test_accept_and_decline (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *account = test_demo_find_id (demo, "ADVERTISER", "ACME-US");
  g_autofree char *accepted = test_demo_visit (demo, "/demo/accept", "email=maria%40studio.example", NULL);
  g_autofree char *declined = test_demo_visit (demo, "/demo/decline", "email=freelancer%40paperkite.example", NULL);
  g_autoptr (JsonObject) members = list_members (demo, "{}");
  g_autoptr (JsonObject) holders = NULL;
  g_autofree char *twice = NULL;
  g_autofree char *no_text = NULL;
  guint status;
  JsonObject *row;

  row = test_demo_find (test_demo_list (members), "user_email", "maria@studio.example");
  g_assert_cmpstr (roster_json_get_string (row, "relation_status"), ==, "BOUND");
  g_assert_cmpstr (roster_json_get_string (row, "user_name"), ==, "Maria");
  row = test_demo_find (test_demo_list (members), "user_email", "freelancer@paperkite.example");
  g_assert_cmpstr (roster_json_get_string (row, "relation_status"), ==, "REJECTED");

  /* What the invitation promised is there now. */
  holders = test_demo_get (demo, "/bc/asset/member/get/", "bc_id", TEST_DEMO_BC, "asset_type", "ADVERTISER", "asset_id", account, NULL);
  row = test_demo_find (test_demo_list (holders), "user_email", "maria@studio.example");
  g_assert_cmpstr (roster_json_get_string (row, "advertiser_role"), ==, "ANALYST");

  twice = test_demo_visit (demo, "/demo/accept", "email=maria%40studio.example", &status);
  g_assert_cmpuint (status, ==, 404);
  no_text = test_demo_visit (demo, "/demo/accept", "email=%FF", &status);
  g_assert_cmpuint (status, ==, 400);
}

static void
test_update (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (JsonObject) members = NULL;
  g_autoptr (JsonObject) stranger = NULL;
  JsonObject *row;

  answer = test_demo_post (demo, UPDATE,
                           "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_IVY "','user_name':'Ivy Grown','user_role':'ADMIN',"
                           "'ext_user_role':{'finance_role':'MANAGER'}}");
  test_demo_assert_ok (answer);
  members = list_members (demo, "{}");
  row = test_demo_find (test_demo_list (members), "user_id", TEST_DEMO_IVY);
  g_assert_cmpstr (roster_json_get_string (row, "user_name"), ==, "Ivy Grown");
  g_assert_cmpstr (roster_json_get_string (row, "user_role"), ==, "ADMIN");
  g_assert_cmpstr (roster_json_get_string (roster_json_get_object (row, "ext_user_role"), "finance_role"), ==, "MANAGER");

  stranger = test_demo_post (demo, UPDATE, "{'bc_id':'" TEST_DEMO_BC "','user_id':'42','user_role':'ADMIN'}");
  test_demo_assert_refused (stranger, 40002, "not a member");
}

static void
test_last_admin (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) lower = NULL;
  g_autoptr (JsonObject) gone = NULL;

  first = test_demo_post (demo, DELETE, "{'bc_id':'" TEST_DEMO_BC "','user_id':'7012345678901234563'}");
  test_demo_assert_ok (first);
  lower = test_demo_post (demo, UPDATE, "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_AOIFE "','user_role':'STANDARD'}");
  test_demo_assert_refused (lower, 40002, "at least one admin");
  gone = test_demo_post (demo, DELETE, "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_AOIFE "'}");
  test_demo_assert_refused (gone, 40002, "at least one admin");
}

static void
test_delete_takes_all_away (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *account = test_demo_find_id (demo, "ADVERTISER", "ACME-US");
  g_autoptr (JsonObject) answer = test_demo_post (demo, DELETE, "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_TOMAS "'}");
  g_autoptr (JsonObject) holders = NULL;
  g_autoptr (JsonObject) groups = NULL;
  g_autoptr (JsonObject) members = list_members (demo, "{\"keyword\":\"tomas\"}");
  JsonArray *people;

  test_demo_assert_ok (answer);
  g_assert_cmpint (test_demo_total (members), ==, 0);
  holders = test_demo_get (demo, "/bc/asset/member/get/", "bc_id", TEST_DEMO_BC, "asset_type", "ADVERTISER", "asset_id", account, NULL);
  g_assert_null (test_demo_find (test_demo_list (holders), "user_id", TEST_DEMO_TOMAS));

  groups = test_demo_get (demo, "/bc/asset_group/list/", "bc_id", TEST_DEMO_BC, NULL);
  people = roster_json_get_array (roster_json_array_get_object (roster_json_get_array (test_demo_data (groups), "asset_groups"), 0), "members");
  g_assert_null (test_demo_find (people, "member_id", TEST_DEMO_TOMAS));
}

static void
test_limits (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (JsonObject) fits = NULL;
  g_autoptr (JsonObject) more = NULL;
  g_autoptr (JsonObject) raised = NULL;

  /* Two Admins are there; eighteen more are allowed. */
  for (guint i = 0; i < 18; i++)
    g_string_append_printf (list, "%s'admin%u@x.example'", i > 0 ? "," : "", i);
  fits = test_demo_post (demo, INVITE, "{'bc_id':'" TEST_DEMO_BC "','emails':[%s],'user_role':'ADMIN'}", list->str);
  test_demo_assert_ok (fits);
  more = test_demo_post (demo, INVITE, "{'bc_id':'" TEST_DEMO_BC "','emails':['onemore@x.example'],'user_role':'ADMIN'}");
  test_demo_assert_refused (more, 40002, "at most 20 admins");
  raised = test_demo_post (demo, UPDATE, "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_IVY "','user_role':'ADMIN'}");
  test_demo_assert_refused (raised, 40002, "at most 20 admins");
}

static void
test_member_limit (void)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
  g_autoptr (TestDemo) demo = NULL;
  g_autoptr (JsonObject) fits = NULL;
  g_autoptr (JsonObject) more = NULL;

  options->people = 3999;
  options->ad_accounts = 0;
  demo = test_demo_new (options);
  fits = test_demo_post (demo, INVITE, "{'bc_id':'" TEST_DEMO_BC "','emails':['last@x.example']}");
  test_demo_assert_ok (fits);
  more = test_demo_post (demo, INVITE, "{'bc_id':'" TEST_DEMO_BC "','emails':['onemore@x.example']}");
  test_demo_assert_refused (more, 40002, "at most 4000 members");
}

static void
test_standard_may_not (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autoptr (JsonObject) list = NULL;
  g_autoptr (JsonObject) invite = NULL;
  g_autoptr (JsonObject) elsewhere = NULL;

  /* The Admin of one is a guest in the other, and nobody in a third. */
  elsewhere = test_demo_get (demo, GET, "bc_id", TEST_DEMO_OTHER_BC, NULL);
  test_demo_assert_refused (elsewhere, 40001, "No permission");
  g_clear_pointer (&elsewhere, json_object_unref);
  elsewhere = test_demo_get (demo, GET, "bc_id", "42", NULL);
  test_demo_assert_refused (elsewhere, 40001, "No permission");

  demo->token = ROSTER_DEMO_TOKEN_STANDARD;
  list = test_demo_get (demo, GET, "bc_id", TEST_DEMO_BC, NULL);
  test_demo_assert_refused (list, 40001, "Admins");
  invite = test_demo_post (demo, INVITE, "{'bc_id':'" TEST_DEMO_BC "','emails':['a@b.example']}");
  test_demo_assert_refused (invite, 40001, "Admins");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/members/list", test_list);
  g_test_add_func ("/demo/members/invite", test_invite);
  g_test_add_func ("/demo/members/refused-for-one", test_refused_for_one);
  g_test_add_func ("/demo/members/ignored", test_ignored);
  g_test_add_func ("/demo/members/accept-and-decline", test_accept_and_decline);
  g_test_add_func ("/demo/members/update", test_update);
  g_test_add_func ("/demo/members/last-admin", test_last_admin);
  g_test_add_func ("/demo/members/delete-takes-all-away", test_delete_takes_all_away);
  g_test_add_func ("/demo/members/limits", test_limits);
  g_test_add_func ("/demo/members/member-limit", test_member_limit);
  g_test_add_func ("/demo/members/standard-may-not", test_standard_may_not);

  return g_test_run ();
}
