/* test-demo-fault.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "roster-demo-fault.h"
#include "roster-error.h"
#include "roster-json.h"
#include "test-demo.h"

#define BC_GET "/open_api/v1.3/bc/get/"

static void
test_grammar (void)
{
  static const char * const good[] = {
    "", "500", "500:0.1", "reset:0.05,slow=10:/bc/get/:x3", "truncate:/bc/member/get/", "seed:7,lost-reply", " html , empty ", "big=1", "40100:1", "60001", "lag", "lag=5:/bc/member/invite/:x1", "twice:/bc/member/delete/:x1",
  };
  static const char * const bad[] = {
    "nonsense", "500:2", "500:-1", "slow=x", "reset=1", "seed:x", "seed", "200", "30", ",", "500:", "500:x0", "html:path",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RosterDemoFault) fault = roster_demo_fault_new (good[i], 1, &error);

      g_assert_no_error (error);
      g_assert_nonnull (fault);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RosterDemoFault) fault = roster_demo_fault_new (bad[i], 1, &error);

      g_test_message ("%s", bad[i]);
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
      g_assert_null (fault);
    }
}

static guint
draw (const char *spec,
      guint32     seed)
{
  g_autoptr (RosterDemoFault) fault = roster_demo_fault_new (spec, seed, NULL);
  guint pattern = 0;
  gint64 value;

  for (guint i = 0; i < 32; i++)
    pattern = pattern << 1 | (roster_demo_fault_pick (fault, "/bc/get/", &value) != ROSTER_DEMO_FAULT_NONE ? 1 : 0);

  return pattern;
}

static void
test_draws (void)
{
  g_autoptr (RosterDemoFault) fault = roster_demo_fault_new ("500:/bc/get/:x2,slow=30:/user/info/", 1, NULL);
  gint64 value;

  g_assert_cmpint (roster_demo_fault_pick (fault, "/user/info/", &value), ==, ROSTER_DEMO_FAULT_SLOW);
  g_assert_cmpint (value, ==, 30);
  g_assert_cmpint (roster_demo_fault_pick (fault, "/bc/get/", &value), ==, ROSTER_DEMO_FAULT_STATUS);
  g_assert_cmpint (value, ==, 500);
  g_assert_cmpint (roster_demo_fault_pick (fault, "/bc/get/", &value), ==, ROSTER_DEMO_FAULT_STATUS);
  g_assert_cmpint (roster_demo_fault_pick (fault, "/bc/get/", &value), ==, ROSTER_DEMO_FAULT_NONE);

  /* The same seed draws the same, whichever way it is given. */
  g_assert_cmpuint (draw ("500:0.5", 3), ==, draw ("500:0.5,seed:3", 9));
  g_assert_cmpuint (draw ("500:0.5", 3), !=, draw ("500:0.5", 4));
  g_assert_cmpuint (draw ("500:0", 3), ==, 0);
  g_assert_cmpuint (draw ("500:1", 3), ==, G_MAXUINT);
}

static void
test_answers (void)
{
  static const struct
  {
    const char *fault;
    guint status;
    const char *content_type;
    const char *text;
  } cases[] = {
    { "500", 500, NULL, "" },
    { "429", 429, NULL, "" },
    { "40100", 200, "application/json", "\"code\":40100" },
    { "50000", 200, "application/json", "\"code\":50000" },
    { "html", 200, "text/html", "<html>" },
    { "empty", 200, NULL, "" },
    { "redirect", 302, NULL, "" },
    { "slow=1", 200, "application/json", "\"code\":0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestDemo) demo = test_demo_new_faulty (cases[i].fault);
      g_autoptr (SoupMessage) message = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) body = test_demo_send (demo, "GET", BC_GET, NULL, NULL, &message, &error);
      g_autofree char *text = NULL;

      g_test_message ("%s", cases[i].fault);
      g_assert_no_error (error);
      text = g_strndup (g_bytes_get_data (body, NULL) != NULL ? g_bytes_get_data (body, NULL) : "", g_bytes_get_size (body));
      g_assert_cmpuint (soup_message_get_status (message), ==, cases[i].status);
      g_assert_cmpstr (soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL), ==, cases[i].content_type);
      g_assert_nonnull (strstr (text, cases[i].text));
      if (*cases[i].text == '\0')
        g_assert_cmpstr (text, ==, "");
    }
}

static gint64
count_pending (TestDemo *demo)
{
  g_autoptr (JsonObject) list = test_demo_get (demo, "/bc/member/get/", "bc_id", TEST_DEMO_BC, "filtering", "{\"relation_status\":\"PENDING\"}", NULL);

  return test_demo_total (list);
}

/* The connection is cut; whether the write took place is what tells the two apart. */
static void
test_cut (void)
{
  static const struct
  {
    const char *fault;
    gint64 pending;
  } cases[] = {
    { "reset:/bc/member/invite/", 3 },
    { "lost-reply:/bc/member/invite/", 4 },
    { "truncate:/bc/member/invite/", 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestDemo) demo = test_demo_new_faulty (cases[i].fault);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) body = NULL;

      g_test_message ("%s", cases[i].fault);
      body = test_demo_send (demo, "POST", "/open_api/v1.3/bc/member/invite/", "application/json",
                             "{\"bc_id\":\"" TEST_DEMO_BC "\",\"emails\":[\"a@b.example\"]}", NULL, &error);
      g_assert_nonnull (error);
      g_assert_null (body);
      g_assert_cmpint (count_pending (demo), ==, cases[i].pending);
    }
}

static guint
count_odd (JsonNode *honest,
           JsonNode *spoilt)
{
  guint count = 0;

  if (JSON_NODE_TYPE (honest) != JSON_NODE_TYPE (spoilt))
    return 1;

  if (JSON_NODE_HOLDS_OBJECT (honest))
    {
      g_autoptr (GList) members = json_object_get_members (json_node_get_object (honest));

      for (GList *l = members; l != NULL; l = l->next)
        count += count_odd (json_object_get_member (json_node_get_object (honest), l->data),
                            json_object_get_member (json_node_get_object (spoilt), l->data));
    }
  else if (JSON_NODE_HOLDS_ARRAY (honest))
    {
      for (guint i = 0; i < json_array_get_length (json_node_get_array (honest)); i++)
        count += count_odd (json_array_get_element (json_node_get_array (honest), i), json_array_get_element (json_node_get_array (spoilt), i));
    }
  else if (JSON_NODE_HOLDS_VALUE (honest))
    {
      count += json_node_get_value_type (honest) != json_node_get_value_type (spoilt) ? 1 : 0;
    }

  return count;
}

static void
test_spoilt (void)
{
  static const char * const faults[] = { "nulls", "types" };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (TestDemo) honest_demo = test_demo_new (NULL);
      g_autoptr (TestDemo) demo = test_demo_new_faulty (faults[i]);
      g_autoptr (JsonObject) honest = test_demo_get (honest_demo, "/bc/member/get/", "bc_id", TEST_DEMO_BC, NULL);
      g_autoptr (JsonObject) spoilt = test_demo_get (demo, "/bc/member/get/", "bc_id", TEST_DEMO_BC, NULL);
      guint odd;

      /* The envelope stays what it is. */
      test_demo_assert_ok (spoilt);
      odd = count_odd (json_object_get_member (honest, "data"), json_object_get_member (spoilt, "data"));
      g_test_message ("%s: %u", faults[i], odd);
      g_assert_cmpuint (odd, >, 2);
      g_assert_cmpuint (odd, <, 40);
    }
}

static void
test_big (void)
{
  g_autoptr (TestDemo) demo = test_demo_new_faulty ("big=3");
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = test_demo_send (demo, "GET", BC_GET, NULL, NULL, &message, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  g_assert_cmpuint (g_bytes_get_size (body), >, 3 * 1024 * 1024);
  g_assert_cmpuint (g_bytes_get_size (body), <, 3 * 1024 * 1024 + 100);
}

/* The client has had enough; the server goes on serving. */
static void
test_big_cut_short (void)
{
  g_autoptr (TestDemo) demo = test_demo_new_faulty ("big=500:x1");
  g_autofree char *address = g_strconcat (roster_demo_server_get_base_url (demo->server), BC_GET, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
  g_autoptr (GInputStream) stream = soup_session_send (demo->session, message, NULL, NULL);
  g_autoptr (JsonObject) answer = NULL;
  char buffer[4096];

  g_assert_cmpint (g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL), >, 0);
  soup_session_abort (demo->session);
  g_clear_object (&stream);
  answer = test_demo_get (demo, "/bc/get/", NULL);
  test_demo_assert_ok (answer);
}

/* What goes wrong can begin, and end, while the server runs. */
static void
test_set_later (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *begun = test_demo_visit (demo, "/demo/fault", "spec=40002%3A%2Fbc%2Fget%2F", NULL);
  g_autofree char *ended = NULL;
  g_autoptr (JsonObject) faulty = test_demo_get (demo, "/bc/get/", NULL);
  g_autoptr (JsonObject) other = test_demo_get (demo, "/bc/member/get/", "bc_id", TEST_DEMO_BC, NULL);
  g_autoptr (JsonObject) answer = NULL;

  g_assert_nonnull (begun);
  g_assert_cmpint (json_object_get_int_member (faulty, "code"), ==, 40002);
  test_demo_assert_ok (other);

  ended = test_demo_visit (demo, "/demo/fault", "spec=", NULL);
  answer = test_demo_get (demo, "/bc/get/", NULL);
  test_demo_assert_ok (answer);
}

/* What some lists tell, one after the other. */
static char *
read_lists (TestDemo *demo)
{
  static const char * const lists[][7] = {
    { "/bc/member/get/" },
    { "/bc/member/get/", "filtering", "{\"relation_status\":\"PENDING\"}" },
    { "/bc/asset/get/", "asset_type", "ADVERTISER" },
    { "/bc/asset/get/", "asset_type", "TT_ACCOUNT" },
    { "/bc/asset/get/", "asset_type", "ADVERTISER", "filtering", "{\"user_id\":\"" TEST_DEMO_AOIFE "\"}" },
    { "/bc/partner/get/" },
    { "/bc/partner/asset/get/", "partner_id", TEST_DEMO_LUMEN, "share_type", "SHARING", "asset_type", "ADVERTISER" },
    { "/changelog/get/" },
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (JsonObject) answer = test_demo_get (demo, lists[i][0], "bc_id", TEST_DEMO_BC, lists[i][1], lists[i][2], lists[i][3], lists[i][4],
                                                      lists[i][5], lists[i][6], NULL);
      g_autofree char *data = NULL;

      test_demo_assert_ok (answer);
      data = json_to_string (json_object_get_member (answer, "data"), TRUE);
      g_string_append (text, data);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A write is carried out, and for as many reads as were asked for nothing of it shows; then all of it does. */
static void
test_lag (void)
{
  g_autoptr (TestDemo) demo = test_demo_new_faulty ("lag=8:/bc/member/delete/:x2");
  g_autofree char *before = read_lists (demo);
  g_autofree char *late = NULL;
  g_autofree char *after = NULL;
  g_autofree char *later = NULL;
  g_autofree char *cleared = NULL;
  g_autoptr (JsonObject) removed = test_demo_post (demo, "/bc/member/delete/", "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_IVY "'}");
  g_autoptr (JsonObject) again = NULL;
  g_autoptr (JsonObject) other = NULL;

  test_demo_assert_ok (removed);
  late = read_lists (demo);
  g_assert_cmpstr (late, ==, before);
  after = read_lists (demo);
  g_assert_cmpstr (after, !=, before);
  g_assert_null (strstr (after, TEST_DEMO_IVY));

  /* What is written sees what is so. */
  other = test_demo_post (demo, "/bc/member/delete/", "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_TOMAS "'}");
  test_demo_assert_ok (other);
  again = test_demo_post (demo, "/bc/member/delete/", "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_TOMAS "'}");
  test_demo_assert_refused (again, 40002, "not a member");

  cleared = test_demo_visit (demo, "/demo/fault", "spec=", NULL);
  later = read_lists (demo);
  g_assert_null (strstr (later, TEST_DEMO_TOMAS));
}

/* A proxy sends a removal twice: it is done, and what comes back says that there is nothing to remove. */
static void
test_twice (void)
{
  g_autoptr (TestDemo) demo = test_demo_new_faulty ("twice:/bc/member/delete/:x1");
  g_autoptr (JsonObject) removed = test_demo_post (demo, "/bc/member/delete/", "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_IVY "'}");
  g_autoptr (JsonObject) other = NULL;
  g_autofree char *lists = read_lists (demo);

  test_demo_assert_refused (removed, 40002, "not a member");
  g_assert_null (strstr (lists, TEST_DEMO_IVY));
  other = test_demo_post (demo, "/bc/member/delete/", "{'bc_id':'" TEST_DEMO_BC "','user_id':'" TEST_DEMO_TOMAS "'}");
  test_demo_assert_ok (other);
}

/* Lists may be late to show a write whose answer is lost on top. */
static void
test_lag_and_more (void)
{
  g_autoptr (RosterDemoFault) fault = roster_demo_fault_new ("lost-reply:/bc/member/delete/,lag=7:/bc/member/delete/:x1,500", 1, NULL);
  gint64 value, n_reads = 0;

  g_assert_cmpint (roster_demo_fault_pick (fault, "/bc/member/delete/", &value), ==, ROSTER_DEMO_FAULT_LOST_REPLY);
  g_assert_true (roster_demo_fault_pick_lag (fault, "/bc/member/delete/", &n_reads));
  g_assert_cmpint (n_reads, ==, 7);
  g_assert_cmpint (roster_demo_fault_pick (fault, "/bc/member/delete/", &value), ==, ROSTER_DEMO_FAULT_LOST_REPLY);
  g_assert_false (roster_demo_fault_pick_lag (fault, "/bc/member/delete/", &n_reads));
  g_assert_cmpint (roster_demo_fault_pick (fault, "/bc/get/", &value), ==, ROSTER_DEMO_FAULT_STATUS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/fault/grammar", test_grammar);
  g_test_add_func ("/demo/fault/draws", test_draws);
  g_test_add_func ("/demo/fault/answers", test_answers);
  g_test_add_func ("/demo/fault/cut", test_cut);
  g_test_add_func ("/demo/fault/spoilt", test_spoilt);
  g_test_add_func ("/demo/fault/set-later", test_set_later);
  g_test_add_func ("/demo/fault/lag", test_lag);
  g_test_add_func ("/demo/fault/lag-and-more", test_lag_and_more);
  g_test_add_func ("/demo/fault/twice", test_twice);
  g_test_add_func ("/demo/fault/big", test_big);
  g_test_add_func ("/demo/fault/big-cut-short", test_big_cut_short);

  return g_test_run ();
}
