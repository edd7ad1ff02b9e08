/* test-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-client.h"

#include <string.h>

#include "roster-json.h"
#include "test-async.h"

#define THROTTLED_BODY "{\"code\":40100,\"message\":\"Too many requests.\",\"request_id\":\"r\"}"

/**
 * test_client_answer:
 * @http: the server, with the fixture as its data
 * @message: a request
 * @number: how many came before
 *
 * Answers as the fixture says.
 */
void
test_client_answer (TestHttp          *http,
                    SoupServerMessage *message,
                    guint              number)
{
  TestClient *fixture = http->data;

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

/**
 * test_client_connect:
 * @fixture: the fixture
 * @base_url: where to
 *
 * Makes the client.
 */
void
test_client_connect (TestClient *fixture,
                     const char *base_url)
{
  fixture->client = roster_api_client_new (base_url, fixture->clock, &fixture->error);
  g_assert_no_error (fixture->error);
  roster_api_client_set_access_token (fixture->client, " token-1\n");
  g_signal_connect (fixture->client, "notify::offline", G_CALLBACK (count), &fixture->n_offline);
  g_signal_connect (fixture->client, "notify::rate-limited-until", G_CALLBACK (count), &fixture->n_limited);
}

/**
 * test_client_set_up:
 * @fixture: the fixture
 * @data: unused
 *
 * Starts a server that answers each request well, and makes a client of it.
 */
void
test_client_set_up (TestClient    *fixture,
                    gconstpointer  data)
{
  fixture->status = 200;
  fixture->body = TEST_CLIENT_BODY;
  fixture->http = test_http_new (test_client_answer, fixture);
  fixture->clock = roster_clock_new_manual (G_TIME_SPAN_DAY);
  test_client_connect (fixture, fixture->http->base_url);
}

/**
 * test_client_tear_down:
 * @fixture: the fixture
 * @data: unused
 *
 * Takes everything apart.
 */
void
test_client_tear_down (TestClient    *fixture,
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

/**
 * test_client_start:
 * @fixture: the fixture
 * @method: how to call
 * @cancellable: (nullable): stops it
 *
 * Begins a call whose result goes to the fixture.
 */
void
test_client_start (TestClient      *fixture,
                   RosterApiMethod  method,
                   GCancellable    *cancellable)
{
  g_autoptr (JsonNode) parameters = json_from_string ("{\"bc_id\":\"7\"}", NULL);

  g_clear_object (&fixture->result);
  roster_api_client_call_async (fixture->client, method, "/bc/get/", json_node_get_object (parameters), cancellable, test_async_store,
                                &fixture->result);
}

/**
 * test_client_call:
 * @fixture: the fixture
 * @method: how to call
 *
 * Calls while the clock runs, so that waiting between two tries costs nothing.
 */
void
test_client_call (TestClient      *fixture,
                  RosterApiMethod  method)
{
  guint running = test_http_run_clock (fixture->clock);

  test_client_start (fixture, method, NULL);
  test_async_wait (&fixture->result);
  g_source_remove (running);
}

/**
 * test_client_assert_name:
 * @fixture: the fixture, with a result
 *
 * Looks whether the call was answered well.
 */
void
test_client_assert_name (TestClient *fixture)
{
  g_autoptr (JsonObject) data = roster_api_client_call_finish (fixture->client, fixture->result, &fixture->error);

  g_assert_no_error (fixture->error);
  g_assert_cmpstr (roster_json_get_string (data, "name"), ==, "Ana");
}

/**
 * test_client_assert_failed:
 * @fixture: the fixture, with a result
 * @code: the error
 *
 * Looks whether the call failed with that error.
 */
void
test_client_assert_failed (TestClient  *fixture,
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

/**
 * test_client_assert_cancelled:
 * @fixture: the fixture, with a result
 *
 * Looks whether the call was cancelled.
 */
void
test_client_assert_cancelled (TestClient *fixture)
{
  g_assert_null (roster_api_client_call_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&fixture->error);
}

/**
 * test_client_fail:
 * @http: the server
 * @message: a request
 * @number: unused
 *
 * Answers with status 500.
 */
void
test_client_fail (TestHttp          *http,
                  SoupServerMessage *message,
                  guint              number)
{
  test_http_answer (message, 500, NULL);
}

/**
 * test_client_throttle:
 * @http: the server
 * @message: a request
 * @number: unused
 *
 * Answers that there are too many requests.
 */
void
test_client_throttle (TestHttp          *http,
                      SoupServerMessage *message,
                      guint              number)
{
  test_http_answer (message, 200, THROTTLED_BODY);
}

/**
 * test_client_pause:
 * @http: the server
 * @message: a request
 * @number: unused
 *
 * Does not answer.
 */
void
test_client_pause (TestHttp          *http,
                   SoupServerMessage *message,
                   guint              number)
{
  TestClient *fixture = http->data;

  g_set_object (&fixture->paused, message);
  soup_server_message_pause (message);
}

/**
 * test_client_pause_in_body:
 * @http: the server
 * @message: a request
 * @number: unused
 *
 * Sends the headers and a first piece of the body, and then nothing.
 */
void
test_client_pause_in_body (TestHttp          *http,
                           SoupServerMessage *message,
                           guint              number)
{
  TestClient *fixture = http->data;

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_CHUNKED);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, "{\"code\":0", 9);
  g_set_object (&fixture->paused, message);
}

/**
 * test_client_settle:
 *
 * Does what can be done at once.
 */
void
test_client_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}
