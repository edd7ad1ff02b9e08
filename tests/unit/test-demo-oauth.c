/* test-demo-oauth.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "roster-json.h"
#include "test-demo.h"

#define APP "'app_id':'" ROSTER_DEMO_APP_ID "','secret':'" ROSTER_DEMO_APP_SECRET "'"

/* Where the browser is sent after the decision, or NULL when the page refuses. */
static char *
decide (TestDemo   *demo,
        const char *form,
        guint      *status)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) body = NULL;

  body = test_demo_send (demo, "POST", "/portal/auth", "application/x-www-form-urlencoded", form, &message, NULL);
  *status = soup_message_get_status (message);

  return g_strdup (soup_message_headers_get_one (soup_message_get_response_headers (message), "Location"));
}

static char *
get_auth_code (TestDemo   *demo,
               const char *user)
{
  g_autofree char *form = g_strdup_printf ("app_id=" ROSTER_DEMO_APP_ID "&redirect_uri=http%%3A%%2F%%2F127.0.0.1%%3A9%%2F%%3Fa%%3Db&state=s%%26%%3D1"
                                           "&decision=authorize&user=%s", user);
  g_autofree char *location = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GHashTable) query = NULL;
  guint status;

  location = decide (demo, form, &status);
  g_assert_cmpuint (status, ==, 302);
  uri = g_uri_parse (location, SOUP_HTTP_URI_FLAGS, NULL);
  query = soup_form_decode (g_uri_get_query (uri));
  g_assert_cmpint (g_uri_get_port (uri), ==, 9);
  g_assert_cmpstr (g_hash_table_lookup (query, "a"), ==, "b");
  g_assert_cmpstr (g_hash_table_lookup (query, "state"), ==, "s&=1");
  g_assert_cmpstr (g_hash_table_lookup (query, "code"), ==, g_hash_table_lookup (query, "auth_code"));

  return g_strdup (g_hash_table_lookup (query, "auth_code"));
}

static JsonObject *
exchange (TestDemo   *demo,
          const char *code)
{
  demo->token = NULL;

  return test_demo_post (demo, "/oauth2/access_token/", "{" APP ",'auth_code':'%s'}", code);
}

static void
test_page (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *page = NULL;
  g_autofree char *stranger = NULL;
  g_autofree char *script = NULL;
  g_autofree char *injected = NULL;
  guint status;

  page = test_demo_visit (demo, "/portal/auth?app_id=" ROSTER_DEMO_APP_ID "&redirect_uri=https%3A%2F%2Fx.example%2F&state=%22%3E%3Cscript%3E", NULL, NULL);
  g_assert_nonnull (strstr (page, "Authorize"));
  g_assert_nonnull (strstr (page, "Decline"));
  g_assert_null (strstr (page, "<script>"));

  stranger = test_demo_visit (demo, "/portal/auth?app_id=1&redirect_uri=https%3A%2F%2Fx.example%2F", NULL, &status);
  g_assert_cmpuint (status, ==, 400);
  script = test_demo_visit (demo, "/portal/auth?app_id=" ROSTER_DEMO_APP_ID "&redirect_uri=javascript%3Aalert(1)", NULL, &status);
  g_assert_cmpuint (status, ==, 400);
  injected = test_demo_visit (demo, "/portal/auth", "app_id=" ROSTER_DEMO_APP_ID "&redirect_uri=http%3A%2F%2Fx.example%2F%0D%0ASet-Cookie%3A+a&decision=decline", &status);
  g_assert_cmpuint (status, ==, 400);
}

static void
test_exchange (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *code = get_auth_code (demo, "admin");
  g_autoptr (JsonObject) answer = exchange (demo, code);
  g_autoptr (JsonObject) again = exchange (demo, code);
  g_autoptr (JsonObject) user = NULL;
  g_autoptr (JsonObject) advertisers = NULL;

  test_demo_assert_ok (answer);
  g_assert_cmpuint (json_array_get_length (roster_json_get_array (test_demo_data (answer), "advertiser_ids")), ==, 42);
  g_assert_cmpuint (json_array_get_length (roster_json_get_array (test_demo_data (answer), "scope")), >, 0);
  test_demo_assert_refused (again, 40110, "auth_code");

  demo->token = roster_json_get_string (test_demo_data (answer), "access_token");
  g_assert_cmpuint (strlen (demo->token), >=, 32);
  user = test_demo_get (demo, "/user/info/", NULL);
  test_demo_assert_ok (user);
  g_assert_cmpstr (roster_json_get_string (test_demo_data (user), "core_user_id"), ==, TEST_DEMO_AOIFE);
  g_assert_cmpstr (roster_json_get_string (test_demo_data (user), "email"), ==, "a***@northwind.example");

  advertisers = test_demo_get (demo, "/oauth2/advertiser/get/", "app_id", ROSTER_DEMO_APP_ID, "secret", ROSTER_DEMO_APP_SECRET, NULL);
  g_assert_cmpuint (json_array_get_length (test_demo_list (advertisers)), ==, 42);
}

static void
test_as_standard (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *code = get_auth_code (demo, "standard");
  g_autoptr (JsonObject) answer = exchange (demo, code);
  g_autoptr (JsonObject) user = NULL;

  demo->token = roster_json_get_string (test_demo_data (answer), "access_token");
  user = test_demo_get (demo, "/user/info/", NULL);
  g_assert_cmpstr (roster_json_get_string (test_demo_data (user), "core_user_id"), ==, TEST_DEMO_TOMAS);
}

static void
test_code_runs_out (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *code = get_auth_code (demo, "admin");
  g_autofree char *done = test_demo_visit (demo, "/demo/advance", "seconds=3600", NULL);
  g_autoptr (JsonObject) answer = exchange (demo, code);

  test_demo_assert_refused (answer, 40110, "auth_code");
}

static void
test_wrong_app (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *code = get_auth_code (demo, "admin");
  g_autoptr (JsonObject) wrong = NULL;
  g_autoptr (JsonObject) right = NULL;
  g_autoptr (JsonObject) list = NULL;

  wrong = test_demo_post (demo, "/oauth2/access_token/", "{'app_id':'" ROSTER_DEMO_APP_ID "','secret':'guess','auth_code':'%s'}", code);
  test_demo_assert_refused (wrong, 40101, "app_id or secret");
  list = test_demo_get (demo, "/oauth2/advertiser/get/", "app_id", "1", "secret", ROSTER_DEMO_APP_SECRET, NULL);
  test_demo_assert_refused (list, 40101, "app_id or secret");

  /* A mistyped secret does not cost the code. */
  right = exchange (demo, code);
  test_demo_assert_ok (right);
}

static void
test_decline (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *location = NULL;
  g_autofree char *nowhere = NULL;
  guint status;

  location = decide (demo, "app_id=" ROSTER_DEMO_APP_ID "&redirect_uri=https%3A%2F%2Fx.example%2Fback&state=s&decision=decline", &status);
  g_assert_cmpuint (status, ==, 302);
  g_assert_true (g_str_has_prefix (location, "https://x.example/back?error=access_denied&"));
  g_assert_true (g_str_has_suffix (location, "&state=s"));
  nowhere = decide (demo, "app_id=" ROSTER_DEMO_APP_ID "&redirect_uri=https%3A%2F%2Fx.example%2Fback&state=s&decision=maybe", &status);
  g_assert_cmpuint (status, ==, 400);
  g_assert_null (nowhere);
}

static void
test_revoke (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autoptr (JsonObject) revoked = NULL;
  g_autoptr (JsonObject) twice = NULL;
  g_autoptr (JsonObject) after = NULL;
  g_autoptr (JsonObject) fixed = NULL;
  g_autoptr (JsonObject) none = NULL;
  g_autoptr (JsonObject) wrong = NULL;

  revoked = test_demo_post (demo, "/oauth2/revoke_token/", "{" APP ",'access_token':'" ROSTER_DEMO_TOKEN_ADMIN "'}");
  test_demo_assert_ok (revoked);
  after = test_demo_get (demo, "/user/info/", NULL);
  test_demo_assert_refused (after, 40105, "revoked");
  g_assert_false (json_object_has_member (after, "data"));
  twice = test_demo_post (demo, "/oauth2/revoke_token/", "{" APP ",'access_token':'" ROSTER_DEMO_TOKEN_ADMIN "'}");
  test_demo_assert_refused (twice, 40105, "revoked");

  demo->token = ROSTER_DEMO_TOKEN_REVOKED;
  fixed = test_demo_get (demo, "/bc/get/", NULL);
  test_demo_assert_refused (fixed, 40105, "revoked");
  demo->token = "made-up";
  wrong = test_demo_get (demo, "/bc/get/", NULL);
  test_demo_assert_refused (wrong, 40105, "incorrect");
  demo->token = NULL;
  none = test_demo_get (demo, "/bc/get/", NULL);
  test_demo_assert_refused (none, 40104, "missing");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/oauth/page", test_page);
  g_test_add_func ("/demo/oauth/exchange", test_exchange);
  g_test_add_func ("/demo/oauth/as-standard", test_as_standard);
  g_test_add_func ("/demo/oauth/code-runs-out", test_code_runs_out);
  g_test_add_func ("/demo/oauth/wrong-app", test_wrong_app);
  g_test_add_func ("/demo/oauth/decline", test_decline);
  g_test_add_func ("/demo/oauth/revoke", test_revoke);

  return g_test_run ();
}
