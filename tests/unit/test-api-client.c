/* test-api-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-client.h"

#include <string.h>

#include "roster-json.h"
#include "test-async.h"
#include "test-certificate.h"
#include "test-http.h"

/* One connection against a web server that does whatever a test wants. */

#define OK_BODY "{\"code\":0,\"message\":\"OK\",\"request_id\":\"r\",\"data\":{\"name\":\"Ana\"}}"
#define THROTTLED_BODY "{\"code\":40100,\"message\":\"Too many requests.\",\"request_id\":\"r\"}"
#define MS G_TIME_SPAN_MILLISECOND
#define SECOND G_TIME_SPAN_SECOND
#define MB (1024 * 1024)

typedef struct
{
  TestHttp *http;
  RosterClock *clock;
  RosterApiClient *client;
  GAsyncResult *result;
  GError *error;
  guint n_offline;
  guint n_limited;

  guint status;      /* for answer() */
  const char *body;
  guint n_bad;       /* how many of the first requests get bad() */
  TestHttpFunc bad;
  gsize n_written;
  SoupServerMessage *paused;
  GPtrArray *held;
} Fixture;

static void
answer (TestHttp          *http,
        SoupServerMessage *message,
        guint              number)
{
  Fixture *fixture = http->data;

  if (number < fixture->n_bad)
    fixture->bad (http, message, number);
  else
    test_http_answer (message, fixture->status, fixture->body);
}

static void
count (GObject    *object,
       GParamSpec *pspec,
       gpointer    user_data)
{
  (*(guint *) user_data)++;
}

static void
connect_client (Fixture    *fixture,
                const char *base_url)
{
  fixture->client = roster_api_client_new (base_url, fixture->clock, &fixture->error);
  g_assert_no_error (fixture->error);
  roster_api_client_set_access_token (fixture->client, " token-1\n");
  g_signal_connect (fixture->client, "notify::offline", G_CALLBACK (count), &fixture->n_offline);
  g_signal_connect (fixture->client, "notify::rate-limited-until", G_CALLBACK (count), &fixture->n_limited);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->status = 200;
  fixture->body = OK_BODY;
  fixture->http = test_http_new (answer, fixture);
  fixture->clock = roster_clock_new_manual (G_TIME_SPAN_DAY);
  connect_client (fixture, fixture->http->base_url);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->result);
  g_assert_no_error (fixture->error);
  /* Nothing that ended holds on to the client. */
  g_assert_finalize_object (g_steal_pointer (&fixture->client));
  g_clear_object (&fixture->paused);
  g_clear_pointer (&fixture->http, test_http_free);
  g_clear_object (&fixture->clock);
}

static void
start (Fixture         *fixture,
       RosterApiMethod  method,
       GCancellable    *cancellable)
{
  g_autoptr (JsonNode) parameters = json_from_string ("{\"bc_id\":\"7\"}", NULL);

  g_clear_object (&fixture->result);
  roster_api_client_call_async (fixture->client, method, "/bc/get/", json_node_get_object (parameters), cancellable, test_async_store,
                                &fixture->result);
}

static void
assert_name (Fixture *fixture)
{
  g_autoptr (JsonObject) data = roster_api_client_call_finish (fixture->client, fixture->result, &fixture->error);

  g_assert_no_error (fixture->error);
  g_assert_cmpstr (roster_json_get_string (data, "name"), ==, "Ana");
}

static void
assert_failed (Fixture     *fixture,
               RosterError  code)
{
  g_assert_null (roster_api_client_call_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_error (fixture->error, ROSTER_ERROR, (int) code);
  g_assert_cmpstr (roster_error_get_endpoint (fixture->error), ==, "/bc/get/");
  g_assert_cmpstr (fixture->error->message, !=, "");
  /* What is sent is no business of whoever reads an error. */
  g_assert_null (strstr (fixture->error->message, "token-1"));
  g_clear_error (&fixture->error);
}

static void
assert_cancelled (Fixture *fixture)
{
  g_assert_null (roster_api_client_call_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&fixture->error);
}

/* Calls while the clock runs, so that waiting between two tries costs nothing. */
static void
call (Fixture         *fixture,
      RosterApiMethod  method)
{
  guint running = test_http_run_clock (fixture->clock);

  start (fixture, method, NULL);
  test_async_wait (&fixture->result);
  g_source_remove (running);
}

static void
test_get (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (JsonNode) parameters = NULL;
  TestHttpRequest *request;

  parameters = json_from_string ("{\"bc_id\":\"7290001112223334440\",\"filtering\":{\"user_email\":\"a+b@x.example\"},\"fields\":[\"name\"],"
                                 "\"name\":\"Ü & = # /\",\"flag\":true,\"page\":2,\"none\":null}", NULL);
  roster_api_client_call_async (fixture->client, ROSTER_API_GET, "/bc/asset/get/", json_node_get_object (parameters), NULL,
                                test_async_store, &fixture->result);
  test_async_wait (&fixture->result);
  assert_name (fixture);

  request = test_http_get (fixture->http, 0);
  g_assert_cmpstr (request->method, ==, "GET");
  g_assert_cmpstr (request->path, ==, "/open_api/v1.3/bc/asset/get/");
  g_assert_cmpstr (request->query, ==,
                   "bc_id=7290001112223334440&filtering=%7B%22user_email%22%3A%22a%2Bb%40x.example%22%7D&fields=%5B%22name%22%5D"
                   "&name=%C3%9C%20%26%20%3D%20%23%20%2F&flag=true&page=2");
  g_assert_cmpstr (request->token, ==, "token-1");
  g_assert_true (g_str_has_prefix (request->user_agent, "AccessRoster/"));
  g_assert_cmpstr (request->body, ==, "");
}

static void
test_post (Fixture       *fixture,
           gconstpointer  data)
{
  TestHttpRequest *request;

  start (fixture, ROSTER_API_POST, NULL);
  test_async_wait (&fixture->result);
  assert_name (fixture);

  request = test_http_get (fixture->http, 0);
  g_assert_cmpstr (request->method, ==, "POST");
  g_assert_cmpstr (request->path, ==, "/open_api/v1.3/bc/get/");
  g_assert_null (request->query);
  g_assert_cmpstr (request->content_type, ==, "application/json");
  g_assert_cmpstr (request->body, ==, "{\"bc_id\":\"7\"}");
  g_assert_cmpstr (request->token, ==, "token-1");
}

static void
test_token (Fixture       *fixture,
            gconstpointer  data)
{
  const char * const without[] = { "/oauth2/access_token/", "/oauth2/revoke_token/" };

  for (gsize i = 0; i < G_N_ELEMENTS (without); i++)
    {
      TEST_AWAIT (fixture->result, roster_api_client_call_async (fixture->client, ROSTER_API_POST, without[i], NULL, NULL, test_async_store,
                                                                 &fixture->result));
      assert_name (fixture);
      g_assert_null (test_http_get (fixture->http, (guint) i)->token);
      g_assert_cmpstr (test_http_get (fixture->http, (guint) i)->body, ==, "{}");
    }

  roster_api_client_set_access_token (fixture->client, "token-2");
  start (fixture, ROSTER_API_GET, NULL);
  test_async_wait (&fixture->result);
  assert_name (fixture);
  g_assert_cmpstr (test_http_get (fixture->http, 2)->token, ==, "token-2");

  /* A second header smuggled in with the token is not sent at all. */
  roster_api_client_set_access_token (fixture->client, "token\r\nX-Evil: 1");
  start (fixture, ROSTER_API_GET, NULL);
  test_async_wait (&fixture->result);
  g_assert_null (roster_api_client_call_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT);
  g_clear_error (&fixture->error);
  g_assert_cmpuint (fixture->http->requests->len, ==, 3);

  roster_api_client_set_access_token (fixture->client, NULL);
  start (fixture, ROSTER_API_GET, NULL);
  test_async_wait (&fixture->result);
  assert_name (fixture);
  g_assert_null (test_http_get (fixture->http, 3)->token);
}

static void
redirect (TestHttp          *http,
          SoupServerMessage *message,
          guint              number)
{
  Fixture *fixture = http->data;

  soup_server_message_set_redirect (message, fixture->status, fixture->body);
}

static void
test_redirect (Fixture       *fixture,
               gconstpointer  data)
{
  const guint statuses[] = { 301, 302, 303, 307, 308 };
  g_autoptr (TestHttp) elsewhere = test_http_new (answer, fixture);
  g_autofree char *target = g_strconcat (elsewhere->base_url, "/open_api/v1.3/bc/get/", NULL);

  fixture->body = target;
  fixture->bad = redirect;
  fixture->n_bad = G_MAXUINT;

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      fixture->status = statuses[i];
      call (fixture, ROSTER_API_GET);
      assert_failed (fixture, ROSTER_ERROR_REDIRECTED);
      call (fixture, ROSTER_API_POST);
      assert_failed (fixture, ROSTER_ERROR_REDIRECTED);
    }

  g_assert_cmpuint (fixture->http->requests->len, ==, 2 * G_N_ELEMENTS (statuses));
  g_assert_cmpuint (elsewhere->requests->len, ==, 0);
}

static void
test_http_errors (Fixture       *fixture,
                  gconstpointer  data)
{
  const struct
  {
    guint status;
    RosterError error;
    guint reads;
  } cases[] = {
    { 404, ROSTER_ERROR_REFUSED, 1 },
    { 405, ROSTER_ERROR_REFUSED, 1 },
    { 500, ROSTER_ERROR_UNAVAILABLE, 5 },
    { 503, ROSTER_ERROR_UNAVAILABLE, 5 },
  };

  fixture->body = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture->status = cases[i].status;

      g_ptr_array_set_size (fixture->http->requests, 0);
      call (fixture, ROSTER_API_GET);
      assert_failed (fixture, cases[i].error);
      g_assert_cmpuint (fixture->http->requests->len, ==, cases[i].reads);

      g_ptr_array_set_size (fixture->http->requests, 0);
      call (fixture, ROSTER_API_POST_READ);
      assert_failed (fixture, cases[i].error);
      g_assert_cmpuint (fixture->http->requests->len, ==, cases[i].reads);

      g_ptr_array_set_size (fixture->http->requests, 0);
      call (fixture, ROSTER_API_POST);
      assert_failed (fixture, cases[i].error);
      g_assert_cmpuint (fixture->http->requests->len, ==, 1);
    }
}

static void
answer_500 (TestHttp          *http,
            SoupServerMessage *message,
            guint              number)
{
  test_http_answer (message, 500, NULL);
}

static void
test_read_recovers (Fixture       *fixture,
                    gconstpointer  data)
{
  fixture->n_bad = 4;
  fixture->bad = answer_500;
  call (fixture, ROSTER_API_GET);
  assert_name (fixture);
  g_assert_cmpuint (fixture->http->requests->len, ==, 5);
}

static void
drop (TestHttp          *http,
      SoupServerMessage *message,
      guint              number)
{
  test_http_drop (message);
}

static void
test_lost_connection (Fixture       *fixture,
                      gconstpointer  data)
{
  fixture->bad = drop;
  fixture->n_bad = 2;

  call (fixture, ROSTER_API_GET);
  assert_name (fixture);

  /* On a kept connection that dies under the request, too: the write is seen once. */
  fixture->n_bad = G_MAXUINT;
  g_ptr_array_set_size (fixture->http->requests, 0);
  call (fixture, ROSTER_API_POST);
  assert_failed (fixture, ROSTER_ERROR_INTERRUPTED);
  g_assert_cmpuint (fixture->http->requests->len, ==, 1);
  g_assert_false (roster_api_client_get_offline (fixture->client));
}

static void
truncate_with_length (TestHttp          *http,
                      SoupServerMessage *message,
                      guint              number)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  const char text[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"code\":0,\"da";

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), text, sizeof text - 1, NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
truncate_without_length (TestHttp          *http,
                         SoupServerMessage *message,
                         guint              number)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  const char text[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"code\":0,\"da";

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), text, sizeof text - 1, NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
nonsense (TestHttp          *http,
          SoupServerMessage *message,
          guint              number)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  const char text[] = "220 mail.example ESMTP\r\n";

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), text, sizeof text - 1, NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
test_truncated (Fixture       *fixture,
                gconstpointer  data)
{
  const struct
  {
    TestHttpFunc bad;
    RosterError error;
  } cases[] = {
    { truncate_with_length, ROSTER_ERROR_INTERRUPTED },
    { truncate_without_length, ROSTER_ERROR_PROTOCOL },
    { nonsense, ROSTER_ERROR_INTERRUPTED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture->bad = cases[i].bad;

      g_ptr_array_set_size (fixture->http->requests, 0);
      fixture->n_bad = G_MAXUINT;
      call (fixture, ROSTER_API_POST);
      assert_failed (fixture, cases[i].error);
      g_assert_cmpuint (fixture->http->requests->len, ==, 1);

      g_ptr_array_set_size (fixture->http->requests, 0);
      fixture->n_bad = 1;
      call (fixture, ROSTER_API_GET);
      assert_name (fixture);
      g_assert_cmpuint (fixture->http->requests->len, ==, 2);
    }

  fixture->n_bad = 0;
  fixture->body = "<html><body>It works!</body></html>";
  call (fixture, ROSTER_API_GET);
  assert_failed (fixture, ROSTER_ERROR_PROTOCOL);
}

static void
write_chunk (SoupServerMessage *message,
             gpointer           user_data)
{
  static const char spaces[65536];
  Fixture *fixture = user_data;

  fixture->n_written += sizeof spaces;
  g_assert_cmpuint (fixture->n_written, <, 64 * MB);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, spaces, sizeof spaces);
}

/* A body without end. */
static void
endless (TestHttp          *http,
         SoupServerMessage *message,
         guint              number)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  g_signal_connect (message, "wrote-headers", G_CALLBACK (write_chunk), http->data);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (write_chunk), http->data);
}

/* As much as is declared, if anybody reads it. */
static void
huge (TestHttp          *http,
      SoupServerMessage *message,
      guint              number)
{
  endless (http, message, number);
  soup_message_headers_set_content_length (soup_server_message_get_response_headers (message), 200 * MB);
}

/* Two hundred megabytes of nothing, small on the wire. */
static void
bomb (TestHttp          *http,
      SoupServerMessage *message,
      guint              number)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  g_autofree char *zeros = g_malloc0 (MB);
  g_autoptr (GBytes) bytes = NULL;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  for (guint i = 0; i < 200; i++)
    g_output_stream_write_all (stream, zeros, MB, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  g_assert_cmpuint (g_bytes_get_size (bytes), <, MB);

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  soup_message_headers_replace (headers, "Content-Type", "application/json");
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), bytes);
}

static void
test_too_large (Fixture       *fixture,
                gconstpointer  data)
{
  const TestHttpFunc bodies[] = { endless, huge, bomb };

  fixture->n_bad = G_MAXUINT;
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      fixture->bad = bodies[i];
      fixture->n_written = 0;
      g_ptr_array_set_size (fixture->http->requests, 0);
      start (fixture, ROSTER_API_GET, NULL);
      test_async_wait (&fixture->result);
      assert_failed (fixture, ROSTER_ERROR_TOO_LARGE);
      g_assert_cmpuint (fixture->http->requests->len, ==, 1);
    }

  /* The connection is of no more use, the client is. */
  fixture->n_bad = 0;
  call (fixture, ROSTER_API_GET);
  assert_name (fixture);
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  test_http_hang_up (fixture->http);

  call (fixture, ROSTER_API_GET);
  assert_failed (fixture, ROSTER_ERROR_OFFLINE);
  g_assert_true (roster_api_client_get_offline (fixture->client));
  g_assert_cmpuint (fixture->n_offline, ==, 1);
  call (fixture, ROSTER_API_POST);
  assert_failed (fixture, ROSTER_ERROR_OFFLINE);
  g_assert_cmpuint (fixture->n_offline, ==, 1);

  /* Any answer means that there is a network. */
  test_http_listen (fixture->http);
  fixture->status = 500;
  fixture->body = NULL;
  call (fixture, ROSTER_API_POST);
  assert_failed (fixture, ROSTER_ERROR_UNAVAILABLE);
  g_assert_false (roster_api_client_get_offline (fixture->client));
  g_assert_cmpuint (fixture->n_offline, ==, 2);
}

static void
pause_it (TestHttp          *http,
          SoupServerMessage *message,
          guint              number)
{
  Fixture *fixture = http->data;

  g_set_object (&fixture->paused, message);
  soup_server_message_pause (message);
}

/* The headers and a first piece of the body, and then nothing. */
static void
pause_in_body (TestHttp          *http,
               SoupServerMessage *message,
               guint              number)
{
  Fixture *fixture = http->data;

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_CHUNKED);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, "{\"code\":0", 9);
  g_set_object (&fixture->paused, message);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_time_out (Fixture       *fixture,
               gconstpointer  data)
{
  fixture->n_bad = G_MAXUINT;
  fixture->bad = pause_it;
  start (fixture, ROSTER_API_POST, NULL);
  test_http_wait (fixture->http, 1);
  roster_clock_advance (fixture->clock, 30 * SECOND - 1);
  settle ();
  g_assert_null (fixture->result);
  roster_clock_advance (fixture->clock, 1);
  test_async_wait (&fixture->result);
  assert_failed (fixture, ROSTER_ERROR_INTERRUPTED);
  g_assert_cmpuint (fixture->http->requests->len, ==, 1);

  fixture->bad = pause_in_body;
  start (fixture, ROSTER_API_POST, NULL);
  test_http_wait (fixture->http, 2);
  settle ();
  roster_clock_advance (fixture->clock, 31 * SECOND);
  test_async_wait (&fixture->result);
  assert_failed (fixture, ROSTER_ERROR_INTERRUPTED);
}

static void
trickle (TestHttp          *http,
         SoupServerMessage *message,
         guint              number)
{
  pause_in_body (http, message, number);
  g_signal_connect_swapped (message, "wrote-chunk", G_CALLBACK (soup_server_message_pause), message);
}

/* Always a little, never enough. */
static void
test_trickle (Fixture       *fixture,
              gconstpointer  data)
{
  fixture->n_bad = G_MAXUINT;
  fixture->bad = trickle;
  start (fixture, ROSTER_API_POST, NULL);
  test_http_wait (fixture->http, 1);

  for (guint i = 0; i < 5; i++)
    {
      g_assert_null (fixture->result);
      settle ();
      roster_clock_advance (fixture->clock, 20 * SECOND);
      settle ();
      soup_message_body_append (soup_server_message_get_response_body (fixture->paused), SOUP_MEMORY_STATIC, " ", 1);
      soup_server_message_unpause (fixture->paused);
      settle ();
    }

  g_assert_null (fixture->result);
  roster_clock_advance (fixture->clock, 20 * SECOND);
  test_async_wait (&fixture->result);
  assert_failed (fixture, ROSTER_ERROR_INTERRUPTED);
}

static void
throttle (TestHttp          *http,
          SoupServerMessage *message,
          guint              number)
{
  test_http_answer (message, 200, THROTTLED_BODY);
}

static void
throttle_otherwise (TestHttp          *http,
                    SoupServerMessage *message,
                    guint              number)
{
  test_http_answer (message, 429, NULL);
}

static void
test_throttled (Fixture       *fixture,
                gconstpointer  data)
{
  const RosterApiMethod methods[] = { ROSTER_API_GET, ROSTER_API_POST };

  fixture->bad = throttle;
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_ptr_array_set_size (fixture->http->requests, 0);
      fixture->n_limited = 0;
      fixture->n_bad = 2;
      call (fixture, methods[i]);
      assert_name (fixture);
      g_assert_cmpuint (fixture->http->requests->len, ==, 3);
      g_assert_cmpuint (fixture->n_limited, ==, 4);
      g_assert_cmpint (roster_api_client_get_rate_limited_until (fixture->client), ==, 0);
    }

  /* While it waits, the property tells until when. */
  g_ptr_array_set_size (fixture->http->requests, 0);
  fixture->n_limited = 0;
  fixture->n_bad = 1;
  start (fixture, ROSTER_API_GET, NULL);
  while (fixture->n_limited == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (roster_api_client_get_rate_limited_until (fixture->client) - roster_clock_get_steady (fixture->clock), >=, SECOND);
  g_assert_null (fixture->result);
  roster_clock_advance (fixture->clock, 2 * SECOND);
  test_async_wait (&fixture->result);
  assert_name (fixture);

  /* Another way to say it: only 40100 is known to have done nothing, so a write ends here. */
  g_ptr_array_set_size (fixture->http->requests, 0);
  fixture->bad = throttle_otherwise;
  fixture->n_bad = G_MAXUINT;
  call (fixture, ROSTER_API_POST);
  assert_failed (fixture, ROSTER_ERROR_RATE_LIMITED);
  g_assert_cmpuint (fixture->http->requests->len, ==, 1);
}

/* After five minutes in vain the caller is told. */
static void
test_throttled_for_good (Fixture       *fixture,
                         gconstpointer  data)
{
  fixture->bad = throttle;
  fixture->n_bad = G_MAXUINT;
  start (fixture, ROSTER_API_POST, NULL);
  while (fixture->result == NULL)
    {
      gint64 until = roster_api_client_get_rate_limited_until (fixture->client);

      if (until != 0)
        roster_clock_advance (fixture->clock, until - roster_clock_get_steady (fixture->clock));
      else
        g_main_context_iteration (NULL, TRUE);
    }
  assert_failed (fixture, ROSTER_ERROR_RATE_LIMITED);
  g_assert_cmpuint (fixture->http->requests->len, ==, 7);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  const RosterApiMethod methods[] = { ROSTER_API_GET, ROSTER_API_POST };

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (GCancellable) before = g_cancellable_new ();
      g_autoptr (GCancellable) waiting = g_cancellable_new ();
      g_autoptr (GCancellable) in_flight = g_cancellable_new ();
      g_autoptr (GCancellable) in_body = g_cancellable_new ();
      g_autoptr (GCancellable) finished = g_cancellable_new ();

      g_ptr_array_set_size (fixture->http->requests, 0);
      roster_clock_advance (fixture->clock, 2 * SECOND);
      fixture->n_bad = G_MAXUINT;

      /* Before it begins. */
      g_cancellable_cancel (before);
      start (fixture, methods[i], before);
      g_assert_null (fixture->result);
      test_async_wait (&fixture->result);
      assert_cancelled (fixture);
      g_assert_cmpuint (fixture->http->requests->len, ==, 0);

      /* At once, before anything was connected. */
      start (fixture, methods[i], waiting);
      g_cancellable_cancel (waiting);
      test_async_wait (&fixture->result);
      assert_cancelled (fixture);
      settle ();
      g_assert_cmpuint (fixture->http->requests->len, ==, 0);

      /* While the server thinks. */
      g_ptr_array_set_size (fixture->http->requests, 0);
      fixture->bad = pause_it;
      start (fixture, methods[i], in_flight);
      test_http_wait (fixture->http, 1);
      g_cancellable_cancel (in_flight);
      test_async_wait (&fixture->result);
      assert_cancelled (fixture);

      /* In the middle of the answer. */
      fixture->bad = pause_in_body;
      start (fixture, methods[i], in_body);
      test_http_wait (fixture->http, 2);
      settle ();
      g_cancellable_cancel (in_body);
      test_async_wait (&fixture->result);
      assert_cancelled (fixture);

      /* When it is over, nothing more comes of it. */
      fixture->n_bad = 0;
      start (fixture, methods[i], finished);
      test_async_wait (&fixture->result);
      assert_name (fixture);
      g_cancellable_cancel (finished);
      settle ();
    }
}

static void
test_cancel_between_tries (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GCancellable) throttled = g_cancellable_new ();

  fixture->n_bad = G_MAXUINT;
  fixture->bad = answer_500;
  start (fixture, ROSTER_API_GET, cancellable);
  test_http_wait (fixture->http, 1);
  while (fixture->http->n_open > 0)
    g_main_context_iteration (NULL, TRUE);
  settle ();
  g_assert_null (fixture->result);
  g_cancellable_cancel (cancellable);
  test_async_wait (&fixture->result);
  assert_cancelled (fixture);
  roster_clock_advance (fixture->clock, 60 * SECOND);
  settle ();
  g_assert_cmpuint (fixture->http->requests->len, ==, 1);

  fixture->bad = throttle;
  start (fixture, ROSTER_API_GET, throttled);
  while (fixture->n_limited == 0)
    g_main_context_iteration (NULL, TRUE);
  settle ();
  g_cancellable_cancel (throttled);
  test_async_wait (&fixture->result);
  assert_cancelled (fixture);
  roster_clock_advance (fixture->clock, 60 * SECOND);
  settle ();
  g_assert_cmpuint (fixture->http->requests->len, ==, 2);
}

static void
on_one_done (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) data = roster_api_client_call_finish (ROSTER_API_CLIENT (source), result, &error);

  g_assert_no_error (error);
  (*(guint *) user_data)++;
}

static void
hold (TestHttp          *http,
      SoupServerMessage *message,
      guint              number)
{
  Fixture *fixture = http->data;

  g_ptr_array_add (fixture->held, g_object_ref (message));
  soup_server_message_pause (message);
}

static void
answer_held (Fixture *fixture)
{
  for (guint i = 0; i < fixture->held->len; i++)
    {
      SoupServerMessage *message = g_ptr_array_index (fixture->held, i);

      test_http_answer (message, 200, OK_BODY);
      soup_server_message_unpause (message);
    }
  g_ptr_array_set_size (fixture->held, 0);
}

/* Ten at a time, and in a little more than a second. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  const guint steps[] = { 10, 20, 25 };
  guint done = 0;

  fixture->held = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->n_bad = G_MAXUINT;
  fixture->bad = hold;

  for (guint i = 0; i < 25; i++)
    roster_api_client_call_async (fixture->client, i % 3 == 0 ? ROSTER_API_POST : ROSTER_API_GET, "/bc/get/", NULL, NULL, on_one_done, &done);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      test_http_wait (fixture->http, steps[i]);
      settle ();
      g_assert_cmpuint (fixture->http->requests->len, ==, steps[i]);
      answer_held (fixture);
      while (done < steps[i])
        g_main_context_iteration (NULL, TRUE);
      if (steps[i] % 10 == 0)
        {
          settle ();
          g_assert_cmpuint (fixture->http->requests->len, ==, steps[i]);
          roster_clock_advance (fixture->clock, 1100 * MS);
        }
    }

  g_assert_cmpuint (fixture->http->most_open, ==, 10);
  g_clear_pointer (&fixture->held, g_ptr_array_unref);
}

static void
test_dropped_client (Fixture       *fixture,
                     gconstpointer  data)
{
  guint done = 0;

  /* A call keeps its client until it has ended. */
  roster_api_client_call_async (fixture->client, ROSTER_API_GET, "/bc/get/", NULL, NULL, on_one_done, &done);
  g_clear_object (&fixture->client);
  while (done == 0)
    g_main_context_iteration (NULL, TRUE);
  settle ();

  connect_client (fixture, fixture->http->base_url);
}

static void
on_unwanted (SoupServer        *server,
             SoupServerMessage *message,
             gpointer           user_data)
{
  g_assert_not_reached ();
}

/* Encrypted, but with whom? Nothing is sent. */
static void
test_untrusted (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (SoupServer) server = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autofree char *base_url = NULL;
  g_autofree char *options = NULL;
  g_autoslist (GUri) uris = NULL;

  /* LeakSanitizer itself crashes in a process that has loaded GLib's TLS module, so this has a process of its own, in which it is off. */
  if (!g_test_subprocess ())
    {
      options = g_strdup_printf ("%s:detect_leaks=0", g_getenv ("ASAN_OPTIONS") != NULL ? g_getenv ("ASAN_OPTIONS") : "");
      g_setenv ("ASAN_OPTIONS", options, TRUE);
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }

  certificate = g_tls_certificate_new_from_pem (TEST_CERTIFICATE_PEM, -1, &fixture->error);
  g_assert_no_error (fixture->error);
  server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &fixture->error);
  g_assert_no_error (fixture->error);
  g_signal_connect (server, "request-read", G_CALLBACK (on_unwanted), NULL);
  uris = soup_server_get_uris (server);
  base_url = g_strdup_printf ("https://127.0.0.1:%d", g_uri_get_port (uris->data));

  g_clear_object (&fixture->client);
  connect_client (fixture, base_url);
  call (fixture, ROSTER_API_GET);
  assert_failed (fixture, ROSTER_ERROR_OFFLINE);
  call (fixture, ROSTER_API_POST);
  g_assert_null (roster_api_client_call_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_OFFLINE);
  g_assert_nonnull (strstr (fixture->error->message, "certificate"));
  g_clear_error (&fixture->error);
}

static void
test_properties (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *base_url = NULL;
  g_autofree char *method = NULL;
  gboolean offline = TRUE;
  gint64 until = -1;

  g_object_get (fixture->client, "base-url", &base_url, "offline", &offline, "rate-limited-until", &until, "authorization-method", &method, NULL);
  g_assert_cmpstr (base_url, ==, fixture->http->base_url);
  g_assert_cmpstr (roster_api_client_get_base_url (fixture->client), ==, base_url);
  g_assert_false (offline);
  g_assert_cmpint (until, ==, 0);
  g_assert_cmpstr (method, ==, "");
  roster_api_client_set_authorization_method (fixture->client, "get");
  g_assert_cmpstr (roster_api_client_get_authorization_method (fixture->client), ==, "get");
  roster_api_client_set_authorization_method (fixture->client, NULL);
  g_assert_cmpstr (roster_api_client_get_authorization_method (fixture->client), ==, "");

  g_assert_null (roster_api_client_new ("http://elsewhere.example", fixture->clock, &fixture->error));
  g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
  g_clear_error (&fixture->error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/api/client/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("get", test_get);
  ADD ("post", test_post);
  ADD ("token", test_token);
  ADD ("redirect", test_redirect);
  ADD ("http-errors", test_http_errors);
  ADD ("read-recovers", test_read_recovers);
  ADD ("lost-connection", test_lost_connection);
  ADD ("truncated", test_truncated);
  ADD ("too-large", test_too_large);
  ADD ("offline", test_offline);
  ADD ("untrusted", test_untrusted);
  ADD ("properties", test_properties);
  ADD ("time-out", test_time_out);
  ADD ("trickle", test_trickle);
  ADD ("throttled", test_throttled);
  ADD ("throttled-for-good", test_throttled_for_good);
  ADD ("cancel", test_cancel);
  ADD ("cancel-between-tries", test_cancel_between_tries);
  ADD ("many", test_many);
  ADD ("dropped-client", test_dropped_client);
#undef ADD

  return g_test_run ();
}
