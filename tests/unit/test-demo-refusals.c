/* test-demo-refusals.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "roster-json.h"
#include "test-demo.h"

/* What the server refuses before an end point looks at it, over real HTTP. %BC% stands for the Business Center's ID. */

static const struct
{
  const char *query;
  const char *text;
} reads[] = {
  /* required */
  { "/bc/member/get/", "bc_id: Missing" },
  { "/bc/asset/get/?bc_id=%BC%", "asset_type: Missing" },
  { "/bc/asset/member/get/?bc_id=%BC%&asset_type=ADVERTISER", "asset_id: Missing" },
  { "/bc/asset/advertiser/assigned/?bc_id=%BC%&asset_id=1", "asset_type: Missing" },
  { "/bc/partner/asset/get/?bc_id=%BC%&partner_id=1&asset_type=ADVERTISER", "share_type: Missing" },
  { "/bc/asset_group/get/?bc_id=%BC%&asset_group_id=1", "query_entity: Missing" },
  { "/advertiser/info/", "advertiser_ids: Missing" },
  { "/identity/get/", "advertiser_id: Missing" },
  { "/identity/info/?advertiser_id=1&identity_type=TT_USER", "identity_id: Missing" },
  { "/asset/bind/quota/?advertiser_id=1&asset_id=1", "asset_type: Missing" },
  { "/oauth2/advertiser/get/?app_id=1", "secret: Missing" },
  { "/changelog/get/", "bc_id: Missing" },
  /* IDs */
  { "/bc/member/get/?bc_id=abc", "bc_id: Not a valid integer" },
  { "/bc/member/get/?bc_id=", "bc_id: Not a valid integer" },
  { "/bc/member/get/?bc_id=-1", "bc_id: Not a valid integer" },
  { "/bc/member/get/?bc_id=99999999999999999999", "bc_id: Not a valid integer" },
  { "/bc/get/?bc_id=1.5", "bc_id: Not a valid integer" },
  /* enumerations */
  { "/bc/asset/get/?bc_id=%BC%&asset_type=DOMAIN", "Invalid value of 'asset_type'" },
  { "/bc/asset/get/?bc_id=%BC%&asset_type=advertiser", "Invalid value of 'asset_type'" },
  { "/bc/asset/member/get/?bc_id=%BC%&asset_type=TT_ACCOUNT&asset_id=1", "Invalid value of 'asset_type'" },
  { "/bc/asset/advertiser/assigned/?bc_id=%BC%&asset_id=1&asset_type=ADVERTISER", "Invalid value of 'asset_type'" },
  { "/bc/get/?scene=EVERYTHING", "Invalid value of 'scene'" },
  { "/changelog/get/?bc_id=%BC%&sort_type=UP", "Invalid value of 'sort_type'" },
  /* pages */
  { "/bc/member/get/?bc_id=%BC%&page_size=21", "page_size: Must be less than or equal to 20" },
  { "/bc/asset/member/get/?bc_id=%BC%&asset_type=ADVERTISER&asset_id=1&page_size=21", "page_size: Must be less than or equal to 20" },
  { "/bc/asset/get/?bc_id=%BC%&asset_type=ADVERTISER&page_size=51", "page_size: Must be less than or equal to 50" },
  { "/bc/asset/admin/get/?bc_id=%BC%&asset_type=ADVERTISER&page_size=51", "page_size: Must be less than or equal to 50" },
  { "/bc/asset/partner/get/?bc_id=%BC%&asset_type=ADVERTISER&asset_id=1&page_size=51", "page_size: Must be less than or equal to 50" },
  { "/bc/partner/get/?bc_id=%BC%&page_size=51", "page_size: Must be less than or equal to 50" },
  { "/bc/asset/advertiser/assigned/?bc_id=%BC%&asset_id=1&asset_type=TT_ACCOUNT&page_size=51", "page_size: Must be less than or equal to 50" },
  { "/changelog/get/?bc_id=%BC%&page_size=51", "page_size: Must be less than or equal to 50" },
  { "/bc/get/?page_size=51", "page_size: Must be less than or equal to 50" },
  { "/bc/get/?page_size=0", "page_size: Must be greater than or equal to 1" },
  { "/bc/get/?page=0", "page: Must be greater than or equal to 1" },
  { "/bc/get/?page=ten", "page: Not a valid integer" },
  { "/bc/get/?page=1.0", "page: Not a valid integer" },
  { "/identity/get/?advertiser_id=1&page_size=101", "page_size: Must be less than or equal to 100" },
  /* objects and lists */
  { "/bc/member/get/?bc_id=%BC%&filtering=keyword", "filtering: Not a valid object" },
  { "/bc/member/get/?bc_id=%BC%&filtering=%7B%22keyword%22", "filtering: Not a valid object" },
  { "/bc/member/get/?bc_id=%BC%&filtering=[]", "filtering: Not a valid object" },
  { "/bc/member/get/?bc_id=%BC%&filtering=%7B%22keyword%22:1%7D", "filtering.keyword: Not a valid string" },
  { "/bc/member/get/?bc_id=%BC%&filtering=%7B%22keyword%22:null%7D", "filtering.keyword: Field may not be null" },
  { "/bc/member/get/?bc_id=%BC%&filtering=%7B%22name%22:%22x%22%7D", "filtering.name: Unknown field" },
  { "/bc/member/get/?bc_id=%BC%&filtering=%7B%22relation_status%22:%22GONE%22%7D", "Invalid value of 'filtering.relation_status'" },
  { "/bc/asset_group/list/?bc_id=%BC%&filtering=%7B%7D", "filtering.keyword: Missing" },
  { "/advertiser/info/?advertiser_ids=[1]", "advertiser_ids.0: Not a valid string" },
  { "/advertiser/info/?advertiser_ids=[]", "advertiser_ids: Shorter than minimum length 1" },
  /* what nobody asked for */
  { "/bc/member/get/?bc_id=%BC%&pagesize=10", "pagesize: Unknown field" },
  { "/bc/member/get/?bc_id=%BC%&child_bc_id=1", "no child" },
};

static const struct
{
  const char *path;
  const char *body;
  const char *text;
} writes[] = {
  { "/bc/member/invite/", "", "not a valid JSON object" },
  { "/bc/member/invite/", "{", "not a valid JSON object" },
  { "/bc/member/invite/", "[]", "not a valid JSON object" },
  { "/bc/member/invite/", "\xff", "not a valid JSON object" },
  { "/bc/member/invite/", "{}", "bc_id: Missing" },
  { "/bc/member/invite/", "{\"bc_id\":\"%BC%\"}", "emails: Missing" },
  { "/bc/member/invite/", "{\"bc_id\":1,\"emails\":[\"a@b.example\"]}", "bc_id: Not a valid string" },
  { "/bc/member/invite/", "{\"bc_id\":null,\"emails\":[\"a@b.example\"]}", "bc_id: Field may not be null" },
  { "/bc/member/invite/", "{\"bc_id\":\"%BC%\",\"emails\":\"a@b.example\"}", "emails: Not a valid list" },
  { "/bc/member/invite/", "{\"bc_id\":\"%BC%\",\"emails\":[]}", "emails: Shorter than minimum length 1" },
  { "/bc/member/invite/", "{\"bc_id\":\"%BC%\",\"emails\":[\"a@b.example\",\"nobody\"]}", "emails.1: Not a valid email" },
  { "/bc/member/invite/", "{\"bc_id\":\"%BC%\",\"emails\":[\"a@b.example\"],\"user_role\":\"OWNER\"}", "Invalid value of 'user_role'" },
  { "/bc/member/invite/", "{\"bc_id\":\"%BC%\",\"emails\":[\"a@b.example\"],\"asset_type\":\"TT_ACCOUNT\"}", "Invalid value of 'asset_type'" },
  { "/bc/member/invite/", "{\"bc_id\":\"%BC%\",\"emails\":[\"a@b.example\"],\"asset_ids\":[\"x\"]}", "asset_ids.0: Not a valid integer" },
  { "/bc/member/invite/", "{\"bc_id\":\"%BC%\",\"emails\":[\"a@b.example\"],\"asset_ids\":[\"42\"]}", "permission to the asset(42)" },
  { "/bc/member/invite/", "{\"bc_id\":\"%BC%\",\"emails\":[\"a@b.example\"],\"ext_user_role\":\"MANAGER\"}", "ext_user_role: Not a valid object" },
  { "/bc/member/invite/", "{\"bc_id\":\"%BC%\",\"emails\":[\"a@b.example\"],\"ext_user_role\":{\"finance_role\":\"X\"}}", "'ext_user_role.finance_role'" },
  { "/bc/member/invite/", "{\"bc_id\":\"%BC%\",\"emails\":[\"a@b.example\"],\"role\":\"ADMIN\"}", "role: Unknown field" },
  { "/bc/member/update/", "{\"bc_id\":\"%BC%\"}", "user_id: Missing" },
  { "/bc/member/delete/", "{\"bc_id\":\"%BC%\"}", "Exactly one" },
  { "/bc/member/delete/", "{\"bc_id\":\"%BC%\",\"user_id\":\"1\",\"user_email\":\"a@b.example\"}", "Exactly one" },
  { "/bc/asset/assign/", "{\"bc_id\":\"%BC%\",\"user_id\":\"1\",\"asset_type\":\"TT_ACCOUNT\",\"asset_id\":\"1\",\"tt_account_roles\":[]}", "tt_account_roles: Shorter" },
  { "/bc/asset/assign/", "{\"bc_id\":\"%BC%\",\"user_id\":\"1\",\"asset_type\":\"MANAGED_BUSINESS_ACCOUNT\",\"asset_id\":\"1\","
                         "\"business_account_roles\":[\"BUSINESS_ACCOUNT_ADMIN\",\"BUSINESS_ACCOUNT_ANALYST\"]}", "business_account_roles: Longer" },
  { "/bc/asset/unassign/", "{\"bc_id\":\"%BC%\",\"user_id\":\"1\",\"asset_type\":\"PIXEL\",\"asset_id\":\"1\"}", "Invalid value of 'asset_type'" },
  { "/bc/asset/admin/delete/", "{\"bc_id\":\"%BC%\",\"asset_type\":\"TT_ACCOUNT\",\"asset_ids\":[]}", "asset_ids: Shorter" },
  { "/bc/asset/account/authorization/", "{\"bc_id\":\"%BC%\",\"is_ads_only_mode\":\"true\"}", "is_ads_only_mode: Not a valid boolean" },
  { "/bc/asset/advertiser/assign/", "{\"bc_id\":\"%BC%\",\"asset_id\":\"1\"}", "advertiser_id: Missing" },
  { "/bc/partner/add/", "{\"bc_id\":\"%BC%\"}", "partner_id: Missing" },
  { "/bc/partner/add/", "{\"bc_id\":\"%BC%\",\"partner_id\":\"7288887776665550001\",\"asset_type\":\"CATALOG\"}", "Invalid value of 'asset_type'" },
  { "/bc/partner/asset/delete/", "{\"bc_id\":\"%BC%\",\"partner_id\":\"7288887776665554443\",\"asset_type\":\"LEAD\",\"asset_ids\":[\"1\",\"2\"]}", "maximum length 1" },
  { "/oauth2/access_token/", "{\"app_id\":\"1\",\"secret\":\"x\"}", "auth_code: Missing" },
  { "/oauth2/revoke_token/", "{\"app_id\":\"1\",\"secret\":\"\",\"access_token\":\"x\"}", "secret: Missing" },
};

static char *
fill_in (const char *text)
{
  GString *filled = g_string_new (text);

  g_string_replace (filled, "%BC%", TEST_DEMO_BC, 0);

  return g_string_free (filled, FALSE);
}

static void
assert_refused (TestDemo   *demo,
                const char *method,
                const char *path,
                const char *content_type,
                const char *body,
                const char *text)
{
  g_autofree char *full = g_strconcat ("/open_api/v1.3", path, NULL);
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) answer = test_demo_send (demo, method, full, content_type, body, &message, NULL);
  g_autofree char *reply = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  g_autoptr (JsonNode) node = NULL;

  g_test_message ("%s: %s", path, reply);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  node = json_from_string (reply, NULL);
  test_demo_assert_refused (json_node_get_object (node), 40002, text);
}

static void
test_reads (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (reads); i++)
    {
      g_autofree char *path = fill_in (reads[i].query);

      assert_refused (demo, "GET", path, NULL, NULL, reads[i].text);
    }
}

static void
test_writes (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (writes); i++)
    {
      g_autofree char *body = fill_in (writes[i].body);

      assert_refused (demo, "POST", writes[i].path, "application/json", body, writes[i].text);
    }

  assert_refused (demo, "POST", "/bc/member/invite/", "text/plain", "{}", "Content-Type");
}

static void
test_too_many (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autoptr (GString) emails = g_string_new (NULL);
  g_autoptr (GString) ids = g_string_new (NULL);
  g_autofree char *long_name = g_strnfill (251, 'x');
  g_autofree char *filtering = NULL;
  g_autoptr (JsonObject) people = NULL;
  g_autoptr (JsonObject) accounts = NULL;
  g_autoptr (JsonObject) name = NULL;
  g_autoptr (JsonObject) keyword = NULL;

  for (guint i = 0; i <= 50; i++)
    {
      g_string_append_printf (emails, "%s'p%u@x.example'", i > 0 ? "," : "", i);
      g_string_append_printf (ids, "%s'%u'", i > 0 ? "," : "", i);
    }

  people = test_demo_post (demo, "/bc/member/invite/", "{'bc_id':'" TEST_DEMO_BC "','emails':[%s]}", emails->str);
  test_demo_assert_refused (people, 40002, "emails: Longer than maximum length 50");
  accounts = test_demo_post (demo, "/bc/member/invite/", "{'bc_id':'" TEST_DEMO_BC "','emails':['a@b.example'],'asset_ids':[%s]}", ids->str);
  test_demo_assert_refused (accounts, 40002, "asset_ids: Longer than maximum length 50");
  name = test_demo_post (demo, "/bc/member/update/", "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_IVY "','user_name':'%s'}", long_name);
  test_demo_assert_refused (name, 40002, "user_name: Longer than maximum length 250");
  filtering = g_strdup_printf ("{\"keyword\":\"%s\"}", long_name);
  keyword = test_demo_get (demo, "/bc/asset/member/get/", "bc_id", TEST_DEMO_BC, "asset_type", "ADVERTISER", "asset_id", "1", "filtering", filtering, NULL);
  test_demo_assert_refused (keyword, 40002, "filtering.keyword: Longer than maximum length 250");
}

static void
test_gateway (void)
{
  static const struct
  {
    const char *method;
    const char *path;
    guint status;
  } cases[] = {
    { "GET", "/open_api/v1.3/bc/get", 404 },
    { "GET", "/open_api/v1.3/bc/nothing/", 404 },
    { "GET", "/open_api/v1.2/bc/get/", 404 },
    { "GET", "/open_api/v1.3/", 404 },
    { "GET", "/nowhere", 404 },
    { "POST", "/open_api/v1.3/bc/get/", 405 },
    { "GET", "/open_api/v1.3/bc/member/invite/", 405 },
    { "PUT", "/open_api/v1.3/bc/member/update/", 405 },
    { "DELETE", "/open_api/v1.3/bc/member/delete/", 405 },
    { "PUT", "/qr/x", 404 },
    { "GET", "/open_api/v1.3/bc/get/?%FF=1", 400 },
    { "GET", "/portal/auth?state=%FF", 400 },
  };
  g_autoptr (TestDemo) demo = test_demo_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SoupMessage) message = NULL;
      g_autoptr (GBytes) answer = test_demo_send (demo, cases[i].method, cases[i].path, NULL, NULL, &message, NULL);

      g_test_message ("%s %s", cases[i].method, cases[i].path);
      g_assert_cmpuint (soup_message_get_status (message), ==, cases[i].status);
      g_assert_cmpstr (soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL), ==, "text/html");
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/refusals/reads", test_reads);
  g_test_add_func ("/demo/refusals/writes", test_writes);
  g_test_add_func ("/demo/refusals/too-many", test_too_many);
  g_test_add_func ("/demo/refusals/gateway", test_gateway);

  return g_test_run ();
}
