/* test-demo-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <string.h>

#include "roster-json.h"
#include "test-demo.h"

typedef struct
{
  char *directory;
  char *path;
  TestDemo *demo;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  fault)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();

  fixture->directory = g_dir_make_tmp ("roster-demo-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "requests.log", NULL);
  options->log = g_strdup (fixture->path);
  options->fault = g_strdup (fault);
  fixture->demo = test_demo_new (options);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  fault)
{
  test_demo_free (fixture->demo);
  g_unlink (fixture->path);
  g_rmdir (fixture->directory);
  g_free (fixture->path);
  g_free (fixture->directory);
}

static char *
read_log (Fixture *fixture)
{
  char *text;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));

  return text;
}

/* The lines, each of which has to be an object. */
static JsonArray *
read_lines (Fixture *fixture)
{
  g_autofree char *text = read_log (fixture);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  JsonArray *array = json_array_new ();

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);

      g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
      json_array_add_object_element (array, json_node_dup_object (node));
    }

  return array;
}

static void
test_lines (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (JsonObject) read = test_demo_get (fixture->demo, "/bc/member/get/", "bc_id", TEST_DEMO_BC, "filtering", "{\"keyword\":\"x\"}", "page_size", "20", NULL);
  g_autoptr (JsonObject) write = test_demo_post (fixture->demo, "/bc/member/invite/", "{'bc_id':'" TEST_DEMO_BC "','emails':['a@b.example'],'user_role':'OWNER'}");
  g_autofree char *page = test_demo_visit (fixture->demo, "/", NULL, NULL);
  g_autoptr (JsonArray) lines = read_lines (fixture);
  g_autoptr (GDateTime) time = NULL;
  JsonObject *line;

  g_assert_cmpuint (json_array_get_length (lines), ==, 3);

  line = roster_json_array_get_object (lines, 0);
  time = g_date_time_new_from_iso8601 (roster_json_get_string (line, "time"), NULL);
  g_assert_nonnull (time);
  g_assert_cmpstr (roster_json_get_string (line, "method"), ==, "GET");
  g_assert_cmpstr (roster_json_get_string (line, "path"), ==, "/open_api/v1.3/bc/member/get/");
  g_assert_cmpstr (roster_json_get_string (roster_json_get_object (line, "query"), "filtering"), ==, "{\"keyword\":\"x\"}");
  g_assert_cmpstr (roster_json_get_string (roster_json_get_object (line, "headers"), "Access-Token"), ==, "[redacted]");
  g_assert_cmpint (roster_json_get_int (line, "status", -1), ==, 200);
  g_assert_cmpint (roster_json_get_int (line, "code", -1), ==, 0);

  line = roster_json_array_get_object (lines, 1);
  g_assert_cmpstr (roster_json_get_string (roster_json_get_object (line, "body"), "user_role"), ==, "OWNER");
  g_assert_cmpint (roster_json_get_int (line, "code", -1), ==, 40002);

  line = roster_json_array_get_object (lines, 2);
  g_assert_true (JSON_NODE_HOLDS_NULL (json_object_get_member (line, "code")));
}

static void
test_faults (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = test_demo_send (fixture->demo, "GET", "/open_api/v1.3/bc/get/", NULL, NULL, NULL, &error);
  g_autoptr (JsonArray) lines = read_lines (fixture);
  JsonObject *line = roster_json_array_get_object (lines, 0);

  g_assert_nonnull (error);
  g_assert_cmpint (roster_json_get_int (line, "status", -1), ==, 0);
  g_assert_cmpint (roster_json_get_int (line, "code", -1), ==, 0);
  g_assert_cmpstr (roster_json_get_string (line, "fault"), ==, "lost-reply");
}

static void
assert_without (Fixture    *fixture,
                const char *secret)
{
  g_autofree char *text = read_log (fixture);

  g_assert_cmpuint (strlen (secret), >, 5);
  g_assert_null (strstr (text, secret));
}

/* Everything secret that TikTok's side ever sees, through the log once. */
static void
test_no_secrets (Fixture       *fixture,
                 gconstpointer  data)
{
  TestDemo *demo = fixture->demo;
  g_autoptr (SoupMessage) decided = NULL;
  g_autoptr (GBytes) redirect = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GHashTable) query = NULL;
  g_autoptr (JsonObject) token = NULL;
  g_autoptr (JsonObject) list = NULL;
  g_autoptr (JsonObject) link = NULL;
  g_autoptr (JsonObject) revoked = NULL;
  g_autoptr (JsonObject) misplaced = NULL;
  g_autofree char *asked = NULL;
  g_autofree char *approved = NULL;
  g_autofree char *qr_path = NULL;
  g_autofree char *text = NULL;
  const char *auth_code, *access_token, *qr_link;

  asked = test_demo_visit (demo, "/portal/auth?app_id=" ROSTER_DEMO_APP_ID "&redirect_uri=http%3A%2F%2F127.0.0.1%3A9%2F&state=secret-state", NULL, NULL);
  redirect = test_demo_send (demo, "POST", "/portal/auth", "application/x-www-form-urlencoded",
                             "app_id=" ROSTER_DEMO_APP_ID "&redirect_uri=http%3A%2F%2F127.0.0.1%3A9%2F&state=secret-state&decision=authorize", &decided, NULL);
  uri = g_uri_parse (soup_message_headers_get_one (soup_message_get_response_headers (decided), "Location"), SOUP_HTTP_URI_FLAGS, NULL);
  query = soup_form_decode (g_uri_get_query (uri));
  auth_code = g_hash_table_lookup (query, "auth_code");
  token = test_demo_post (demo, "/oauth2/access_token/", "{'app_id':'" ROSTER_DEMO_APP_ID "','secret':'" ROSTER_DEMO_APP_SECRET "','auth_code':'%s'}", auth_code);
  test_demo_assert_ok (token);
  access_token = roster_json_get_string (test_demo_data (token), "access_token");

  demo->token = access_token;
  list = test_demo_get (demo, "/oauth2/advertiser/get/", "app_id", ROSTER_DEMO_APP_ID, "secret", ROSTER_DEMO_APP_SECRET, NULL);
  test_demo_assert_ok (list);
  misplaced = test_demo_get (demo, "/bc/get/", "access_token", access_token, NULL);
  test_demo_assert_refused (misplaced, 40002, "access_token");

  link = test_demo_post (demo, "/bc/asset/account/authorization/", "{'bc_id':'" TEST_DEMO_BC "'}");
  qr_link = roster_json_get_string (test_demo_data (link), "bc_auth_qr_code");
  qr_path = g_strconcat (qr_link + strlen (roster_demo_server_get_base_url (demo->server)), "/approve", NULL);
  approved = test_demo_visit (demo, qr_path, "handle=acme", NULL);
  revoked = test_demo_post (demo, "/oauth2/revoke_token/", "{'app_id':'" ROSTER_DEMO_APP_ID "','secret':'" ROSTER_DEMO_APP_SECRET "','access_token':'%s'}", access_token);
  test_demo_assert_ok (revoked);

  assert_without (fixture, auth_code);
  assert_without (fixture, access_token);
  assert_without (fixture, ROSTER_DEMO_APP_SECRET);
  assert_without (fixture, "secret-state");
  assert_without (fixture, strrchr (qr_link, '/') + 1);

  text = read_log (fixture);
  g_assert_nonnull (strstr (text, "/qr/[redacted]/approve"));
  g_assert_nonnull (strstr (text, ROSTER_DEMO_APP_ID));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/demo/log/lines", Fixture, NULL, set_up, test_lines, tear_down);
  g_test_add ("/demo/log/faults", Fixture, "lost-reply", set_up, test_faults, tear_down);
  g_test_add ("/demo/log/no-secrets", Fixture, NULL, set_up, test_no_secrets, tear_down);

  return g_test_run ();
}
