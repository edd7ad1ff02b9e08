/* test-demo-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "roster-error.h"
#include "roster-json.h"
#include "test-demo.h"

static void
test_start_and_stop (void)
{
  g_autoptr (RosterDemoServer) server = roster_demo_server_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (roster_demo_server_get_base_url (server));
  for (int i = 0; i < 2; i++)
    {
      g_assert_true (roster_demo_server_start (server, &error));
      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (roster_demo_server_get_base_url (server), "http://127.0.0.1:"));
      roster_demo_server_stop (server);
      g_assert_null (roster_demo_server_get_base_url (server));
    }
  roster_demo_server_stop (server);
}

static void
test_start_fails (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autoptr (GUri) uri = g_uri_parse (roster_demo_server_get_base_url (demo->server), G_URI_FLAGS_NONE, NULL);
  const struct
  {
    int people;
    guint16 port;
    const char *fault;
    const char *log;
    GQuark domain;
    int code;
  } cases[] = {
    { -1, (guint16) g_uri_get_port (uri), NULL, NULL, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE },
    { 1, 0, NULL, NULL, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT },
    { -1, 0, "nonsense", NULL, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT },
    { -1, 0, NULL, "/nonexistent/log", G_FILE_ERROR, G_FILE_ERROR_NOENT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
      g_autoptr (RosterDemoServer) server = NULL;
      g_autoptr (GError) error = NULL;

      options->people = cases[i].people;
      options->port = cases[i].port;
      options->fault = g_strdup (cases[i].fault);
      options->log = g_strdup (cases[i].log);
      server = roster_demo_server_new (options);
      g_assert_false (roster_demo_server_start (server, &error));
      g_assert_error (error, cases[i].domain, cases[i].code);
      g_assert_null (roster_demo_server_get_base_url (server));
    }
}

static guint
visit_as (TestDemo   *demo,
          const char *header,
          const char *value)
{
  g_autofree char *address = g_strconcat (roster_demo_server_get_base_url (demo->server), "/", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
  g_autoptr (GBytes) body = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (message), header, value);
  body = soup_session_send_and_read (demo->session, message, NULL, NULL);

  return soup_message_get_status (message);
}

/* DNS rebinding, and forms on other people's pages. */
static void
test_loopback_only (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);

  g_assert_cmpuint (visit_as (demo, "Host", "rebound.example"), ==, 403);
  g_assert_cmpuint (visit_as (demo, "Host", "127.0.0.1.example:80"), ==, 403);
  g_assert_cmpuint (visit_as (demo, "Host", "localhost:1"), ==, 200);
  g_assert_cmpuint (visit_as (demo, "Origin", "https://elsewhere.example"), ==, 403);
  g_assert_cmpuint (visit_as (demo, "Origin", "null"), ==, 403);
  g_assert_cmpuint (visit_as (demo, "Origin", "http://127.0.0.1:4711"), ==, 200);
}

static void
test_rate (void)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
  g_autoptr (TestDemo) demo = NULL;
  gboolean limited = FALSE;
  g_autofree char *done = NULL;
  g_autoptr (JsonObject) later = NULL;

  options->rate = 2;
  demo = test_demo_new (options);

  /* However slow this machine is, sooner or later three requests fall into one second. */
  for (guint i = 0; !limited && i < 1000; i++)
    {
      g_autoptr (JsonObject) answer = test_demo_get (demo, "/bc/get/", NULL);

      limited = test_demo_code (answer) == 40100;
      if (limited)
        {
          test_demo_assert_refused (answer, 40100, "Too many requests");
          g_assert_true (JSON_NODE_HOLDS_NULL (json_object_get_member (answer, "data")));
        }
    }
  g_assert_true (limited);

  done = test_demo_visit (demo, "/demo/advance", "seconds=1", NULL);
  later = test_demo_get (demo, "/bc/get/", NULL);
  test_demo_assert_ok (later);
}

static void
test_stop_while_answering (void)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
  g_autoptr (RosterDemoServer) server = NULL;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *request = NULL;
  char buffer[16];

  /* The answer would come in ten minutes; stopping does not wait for it. */
  options->latency_ms = 600000;
  server = roster_demo_server_new (options);
  g_assert_true (roster_demo_server_start (server, NULL));
  uri = g_uri_parse (roster_demo_server_get_base_url (server), G_URI_FLAGS_NONE, NULL);
  g_socket_client_set_proxy_resolver (client, NULL);
  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) g_uri_get_port (uri), NULL, NULL);
  g_assert_nonnull (connection);
  request = g_strdup ("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request, strlen (request), NULL, NULL, NULL));

  roster_demo_server_stop (server);
  g_assert_cmpint (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer, sizeof buffer, NULL, NULL), <=, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/server/start-and-stop", test_start_and_stop);
  g_test_add_func ("/demo/server/start-fails", test_start_fails);
  g_test_add_func ("/demo/server/loopback-only", test_loopback_only);
  g_test_add_func ("/demo/server/rate", test_rate);
  g_test_add_func ("/demo/server/stop-while-answering", test_stop_while_answering);

  return g_test_run ();
}
