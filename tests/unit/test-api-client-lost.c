/* test-api-client-lost.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-async.h"
#include "test-client.h"

/* Answers that are lost on the way, broken, too large, or that do not end. */

#define SECOND G_TIME_SPAN_SECOND
#define MB (1024 * 1024)

static void
drop (TestHttp          *http,
      SoupServerMessage *message,
      guint              number)
{
  test_http_drop (message);
}

static void
test_lost_connection (TestClient    *fixture,
                      gconstpointer  data)
{
  fixture->bad = drop;
  fixture->n_bad = 2;

  test_client_call (fixture, ROSTER_API_GET);
  test_client_assert_name (fixture);

  /* On a kept connection that dies under the request, too: the write is seen once. */
  fixture->n_bad = G_MAXUINT;
  g_ptr_array_set_size (fixture->http->requests, 0);
  test_client_call (fixture, ROSTER_API_POST);
  test_client_assert_failed (fixture, ROSTER_ERROR_INTERRUPTED);
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
test_truncated (TestClient    *fixture,
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
      test_client_call (fixture, ROSTER_API_POST);
      test_client_assert_failed (fixture, cases[i].error);
      g_assert_cmpuint (fixture->http->requests->len, ==, 1);

      g_ptr_array_set_size (fixture->http->requests, 0);
      fixture->n_bad = 1;
      test_client_call (fixture, ROSTER_API_GET);
      test_client_assert_name (fixture);
      g_assert_cmpuint (fixture->http->requests->len, ==, 2);
    }

  fixture->n_bad = 0;
  fixture->body = "<html><body>It works!</body></html>";
  test_client_call (fixture, ROSTER_API_GET);
  test_client_assert_failed (fixture, ROSTER_ERROR_PROTOCOL);
}

static void
write_chunk (SoupServerMessage *message,
             gpointer           user_data)
{
  static const char spaces[65536];
  TestClient *fixture = user_data;

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
test_too_large (TestClient    *fixture,
                gconstpointer  data)
{
  const TestHttpFunc bodies[] = { endless, huge, bomb };

  fixture->n_bad = G_MAXUINT;
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      fixture->bad = bodies[i];
      fixture->n_written = 0;
      g_ptr_array_set_size (fixture->http->requests, 0);
      test_client_start (fixture, ROSTER_API_GET, NULL);
      test_async_wait (&fixture->result);
      test_client_assert_failed (fixture, ROSTER_ERROR_TOO_LARGE);
      g_assert_cmpuint (fixture->http->requests->len, ==, 1);
    }

  /* The connection is of no more use, the client is. */
  fixture->n_bad = 0;
  test_client_call (fixture, ROSTER_API_GET);
  test_client_assert_name (fixture);
}

static void
test_time_out (TestClient    *fixture,
               gconstpointer  data)
{
  fixture->n_bad = G_MAXUINT;
  fixture->bad = test_client_pause;
  test_client_start (fixture, ROSTER_API_POST, NULL);
  test_http_wait (fixture->http, 1);
  roster_clock_advance (fixture->clock, 30 * SECOND - 1);
  test_client_settle ();
  g_assert_null (fixture->result);
  roster_clock_advance (fixture->clock, 1);
  test_async_wait (&fixture->result);
  test_client_assert_failed (fixture, ROSTER_ERROR_INTERRUPTED);
  g_assert_cmpuint (fixture->http->requests->len, ==, 1);

  fixture->bad = test_client_pause_in_body;
  test_client_start (fixture, ROSTER_API_POST, NULL);
  test_http_wait (fixture->http, 2);
  test_client_settle ();
  roster_clock_advance (fixture->clock, 31 * SECOND);
  test_async_wait (&fixture->result);
  test_client_assert_failed (fixture, ROSTER_ERROR_INTERRUPTED);
}

static void
trickle (TestHttp          *http,
         SoupServerMessage *message,
         guint              number)
{
  test_client_pause_in_body (http, message, number);
  g_signal_connect_swapped (message, "wrote-chunk", G_CALLBACK (soup_server_message_pause), message);
}

/* Always a little, never enough. */
static void
test_trickle (TestClient    *fixture,
              gconstpointer  data)
{
  fixture->n_bad = G_MAXUINT;
  fixture->bad = trickle;
  test_client_start (fixture, ROSTER_API_POST, NULL);
  test_http_wait (fixture->http, 1);

  for (guint i = 0; i < 5; i++)
    {
      g_assert_null (fixture->result);
      test_client_settle ();
      roster_clock_advance (fixture->clock, 20 * SECOND);
      test_client_settle ();
      soup_message_body_append (soup_server_message_get_response_body (fixture->paused), SOUP_MEMORY_STATIC, " ", 1);
      soup_server_message_unpause (fixture->paused);
      test_client_settle ();
    }

  g_assert_null (fixture->result);
  roster_clock_advance (fixture->clock, 20 * SECOND);
  test_async_wait (&fixture->result);
  test_client_assert_failed (fixture, ROSTER_ERROR_INTERRUPTED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/api/client-lost/" name, TestClient, NULL, test_client_set_up, func, test_client_tear_down)
  ADD ("lost-connection", test_lost_connection);
  ADD ("truncated", test_truncated);
  ADD ("too-large", test_too_large);
  ADD ("time-out", test_time_out);
  ADD ("trickle", test_trickle);
#undef ADD

  return g_test_run ();
}
