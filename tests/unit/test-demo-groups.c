/* test-demo-groups.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-json.h"
#include "test-demo.h"

#define BC "bc_id", TEST_DEMO_BC
#define IVY "{'member_id':'" TEST_DEMO_IVY "','asset_roles':{'ADVERTISER':'ADVERTISER_ROLE_OPERATOR'}}"

static JsonArray *
get_groups (JsonObject *answer)
{
  test_demo_assert_ok (answer);

  return roster_json_get_array (test_demo_data (answer), "asset_groups");
}

static JsonObject *
get_group (TestDemo   *demo,
           const char *id,
           const char *entity)
{
  return test_demo_get (demo, "/bc/asset_group/get/", BC, "asset_group_id", id, "query_entity", entity, "page_size", "50", NULL);
}

static char *
create (TestDemo   *demo,
        const char *account)
{
  g_autoptr (JsonObject) answer = test_demo_post (demo, "/bc/asset_group/create/", "{'bc_id':'" TEST_DEMO_BC "','asset_group_name':'Mine',"
                                                  "'assets':[{'asset_id':'%s','asset_type':'ADVERTISER'}],'members':[" IVY "]}", account);

  test_demo_assert_ok (answer);

  return g_strdup (roster_json_get_string (test_demo_data (answer), "asset_group_id"));
}

static JsonObject *
update (TestDemo   *demo,
        const char *id,
        const char *rest)
{
  return test_demo_post (demo, "/bc/asset_group/update/", "{'bc_id':'" TEST_DEMO_BC "','asset_group_id':'%s',%s}", id, rest);
}

static void
test_list (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autoptr (JsonObject) all = test_demo_get (demo, "/bc/asset_group/list/", BC, "page_size", "50", NULL);
  g_autoptr (JsonObject) some = test_demo_get (demo, "/bc/asset_group/list/", BC, "filtering", "{\"keyword\":\"acme\"}", NULL);
  JsonObject *group, *member;

  g_assert_cmpint (test_demo_total (all), ==, 3);
  g_assert_cmpuint (json_array_get_length (get_groups (some)), ==, 1);
  group = roster_json_array_get_object (get_groups (all), 0);
  g_assert_cmpstr (roster_json_get_string (group, "asset_group_name"), ==, "Acme all");
  g_assert_cmpuint (json_array_get_length (roster_json_get_array (group, "assets")), ==, 14);
  member = test_demo_find (roster_json_get_array (group, "members"), "member_name", "Priya Raman");
  g_assert_cmpstr (roster_json_get_string (roster_json_get_object (member, "asset_roles"), "ADVERTISER"), ==, "ADVERTISER_ROLE_OPERATOR");
}

static void
test_create_change_delete (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *first = test_demo_find_id (demo, "ADVERTISER", "HC-EU");
  g_autofree char *second = test_demo_find_id (demo, "ADVERTISER", "HC-US");
  g_autofree char *id = create (demo, first);
  g_autofree char *more = g_strdup_printf ("'update_entity':'ASSET','action':'ADD','assets':[{'asset_id':'%s'},{'asset_id':'%s'}]", first, second);
  g_autofree char *less = g_strdup_printf ("'update_entity':'ASSET','action':'DELETE','assets':[{'asset_id':'%s'}]", first);
  g_autoptr (JsonObject) added = update (demo, id, more);
  g_autoptr (JsonObject) removed = update (demo, id, less);
  g_autoptr (JsonObject) named = update (demo, id, "'update_entity':'NAME','asset_group_name':'Ours'");
  g_autoptr (JsonObject) joined = update (demo, id, "'update_entity':'MEMBER','action':'ADD','members':[{'member_id':'" TEST_DEMO_TOMAS "'}]");
  g_autoptr (JsonObject) left = update (demo, id, "'update_entity':'MEMBER','action':'DELETE','members':[{'member_id':'" TEST_DEMO_IVY "'}]");
  g_autoptr (JsonObject) assets = get_group (demo, id, "ASSET");
  g_autoptr (JsonObject) members = get_group (demo, id, "MEMBER");
  g_autoptr (JsonObject) deleted = NULL;
  g_autoptr (JsonObject) gone = NULL;
  JsonObject *group, *row;

  test_demo_assert_ok (added);
  test_demo_assert_ok (removed);
  test_demo_assert_ok (named);
  test_demo_assert_ok (joined);
  test_demo_assert_ok (left);

  group = roster_json_get_object (test_demo_data (assets), "asset_group");
  g_assert_cmpstr (roster_json_get_string (group, "asset_group_name"), ==, "Ours");
  g_assert_cmpint (test_demo_total (assets), ==, 1);
  row = roster_json_array_get_object (roster_json_get_array (group, "assets"), 0);
  g_assert_cmpstr (roster_json_get_string (row, "asset_id"), ==, second);

  group = roster_json_get_object (test_demo_data (members), "asset_group");
  g_assert_cmpint (test_demo_total (members), ==, 1);
  row = roster_json_array_get_object (roster_json_get_array (group, "members"), 0);
  g_assert_cmpstr (roster_json_get_string (row, "member_id"), ==, TEST_DEMO_TOMAS);
  g_assert_cmpstr (roster_json_get_string (roster_json_get_object (row, "asset_roles"), "ADVERTISER"), ==, "ADVERTISER_ROLE_ANALYST");

  deleted = test_demo_post (demo, "/bc/asset_group/delete/", "{'bc_id':'" TEST_DEMO_BC "','asset_group_ids':['%s']}", id);
  test_demo_assert_ok (deleted);
  gone = get_group (demo, id, "ASSET");
  test_demo_assert_refused (gone, 40002, "does not exist");
}

static void
test_refuses (void)
{
  static const struct
  {
    const char *rest;
    const char *text;
  } updates[] = {
    { "'update_entity':'NAME'", "asset_group_name" },
    { "'update_entity':'NAME','asset_group_name':'x','action':'ADD'", "action" },
    { "'update_entity':'ASSET','action':'ADD'", "assets" },
    { "'update_entity':'MEMBER','members':[" IVY "]", "action" },
    { "'update_entity':'MEMBER','action':'ADD','members':[{'member_id':'42'}]", "not a member" },
    { "'update_entity':'MEMBER','action':'ADD','members':[{'member_id':'42','asset_roles':{'ADVERTISER':'ADMIN'}}]", "ADVERTISER_ROLE_ADMIN" },
    { "'update_entity':'ASSET','action':'ADD','assets':[{'asset_id':'42'}]", "permission to the asset" },
    { "'update_entity':'ASSET','action':'ADD','assets':[{'asset_type':'ADVERTISER'}]", "assets.0.asset_id" },
    { "'update_entity':'GROUP'", "update_entity" },
  };
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *account = test_demo_find_id (demo, "ADVERTISER", "HC-EU");
  g_autofree char *id = create (demo, account);
  g_autoptr (JsonObject) nobody = NULL;
  g_autoptr (JsonObject) two = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (updates); i++)
    {
      g_autoptr (JsonObject) answer = update (demo, id, updates[i].rest);

      test_demo_assert_refused (answer, 40002, updates[i].text);
    }

  nobody = test_demo_post (demo, "/bc/asset_group/create/", "{'bc_id':'" TEST_DEMO_BC "','asset_group_name':'x','assets':[{'asset_id':'%s'}],'members':[]}", account);
  test_demo_assert_refused (nobody, 40002, "members: Shorter");
  two = test_demo_post (demo, "/bc/asset_group/delete/", "{'bc_id':'" TEST_DEMO_BC "','asset_group_ids':['%s','%s']}", id, id);
  test_demo_assert_refused (two, 40002, "asset_group_ids: Longer");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/groups/list", test_list);
  g_test_add_func ("/demo/groups/create-change-delete", test_create_change_delete);
  g_test_add_func ("/demo/groups/refuses", test_refuses);

  return g_test_run ();
}
