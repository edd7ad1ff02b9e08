/* test-api-client-wait.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-async.h"
#include "test-client.h"

/* Calls that wait: for their turn, for the next try, for TikTok; and those that are cancelled meanwhile. */

#define MS G_TIME_SPAN_MILLISECOND
#define SECOND G_TIME_SPAN_SECOND

static void
throttle_otherwise (TestHttp          *http,
                    SoupServerMessage *message,
                    guint              number)
{
  test_http_answer (message, 429, NULL);
}

static void
test_throttled (TestClient    *fixture,
                gconstpointer  data)
{
  const RosterApiMethod methods[] = { ROSTER_API_GET, ROSTER_API_POST };

  fixture->bad = test_client_throttle;
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_ptr_array_set_size (fixture->http->requests, 0);
      fixture->n_limited = 0;
      fixture->n_bad = 2;
      test_client_call (fixture, methods[i]);
      test_client_assert_name (fixture);
      g_assert_cmpuint (fixture->http->requests->len, ==, 3);
      g_assert_cmpuint (fixture->n_limited, ==, 4);
      g_assert_cmpint (roster_api_client_get_rate_limited_until (fixture->client), ==, 0);
    }

  /* While it waits, the property tells until when. */
  g_ptr_array_set_size (fixture->http->requests, 0);
  fixture->n_limited = 0;
  fixture->n_bad = 1;
  test_client_start (fixture, ROSTER_API_GET, NULL);
  while (fixture->n_limited == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (roster_api_client_get_rate_limited_until (fixture->client) - roster_clock_get_steady (fixture->clock), >=, SECOND);
  g_assert_null (fixture->result);
  roster_clock_advance (fixture->clock, 2 * SECOND);
  test_async_wait (&fixture->result);
  test_client_assert_name (fixture);

  /* Another way to say it: only 40100 is known to have done nothing, so a write ends here. */
  g_ptr_array_set_size (fixture->http->requests, 0);
  fixture->bad = throttle_otherwise;
  fixture->n_bad = G_MAXUINT;
  test_client_call (fixture, ROSTER_API_POST);
  test_client_assert_failed (fixture, ROSTER_ERROR_RATE_LIMITED);
  g_assert_cmpuint (fixture->http->requests->len, ==, 1);
}

/* After five minutes in vain the caller is told. */
static void
test_throttled_for_good (TestClient    *fixture,
                         gconstpointer  data)
{
  fixture->bad = test_client_throttle;
  fixture->n_bad = G_MAXUINT;
  test_client_start (fixture, ROSTER_API_POST, NULL);
  while (fixture->result == NULL)
    {
      gint64 until = roster_api_client_get_rate_limited_until (fixture->client);

      if (until != 0)
        roster_clock_advance (fixture->clock, until - roster_clock_get_steady (fixture->clock));
      else
        g_main_context_iteration (NULL, TRUE);
    }
  test_client_assert_failed (fixture, ROSTER_ERROR_RATE_LIMITED);
  g_assert_cmpuint (fixture->http->requests->len, ==, 7);
}

static void
test_cancel (TestClient    *fixture,
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
      test_client_start (fixture, methods[i], before);
      g_assert_null (fixture->result);
      test_async_wait (&fixture->result);
      test_client_assert_cancelled (fixture);
      g_assert_cmpuint (fixture->http->requests->len, ==, 0);

      /* At once, before anything was connected. */
      test_client_start (fixture, methods[i], waiting);
      g_cancellable_cancel (waiting);
      test_async_wait (&fixture->result);
      test_client_assert_cancelled (fixture);
      test_client_settle ();
      g_assert_cmpuint (fixture->http->requests->len, ==, 0);

      /* While the server thinks. */
      g_ptr_array_set_size (fixture->http->requests, 0);
      fixture->bad = test_client_pause;
      test_client_start (fixture, methods[i], in_flight);
      test_http_wait (fixture->http, 1);
      g_cancellable_cancel (in_flight);
      test_async_wait (&fixture->result);
      test_client_assert_cancelled (fixture);

      /* In the middle of the answer. */
      fixture->bad = test_client_pause_in_body;
      test_client_start (fixture, methods[i], in_body);
      test_http_wait (fixture->http, 2);
      test_client_settle ();
      g_cancellable_cancel (in_body);
      test_async_wait (&fixture->result);
      test_client_assert_cancelled (fixture);

      /* When it is over, nothing more comes of it. */
      fixture->n_bad = 0;
      test_client_start (fixture, methods[i], finished);
      test_async_wait (&fixture->result);
      test_client_assert_name (fixture);
      g_cancellable_cancel (finished);
      test_client_settle ();
    }
}

static void
test_cancel_between_tries (TestClient    *fixture,
                           gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GCancellable) throttled = g_cancellable_new ();

  fixture->n_bad = G_MAXUINT;
  fixture->bad = test_client_fail;
  test_client_start (fixture, ROSTER_API_GET, cancellable);
  test_http_wait (fixture->http, 1);
  while (fixture->http->n_open > 0)
    g_main_context_iteration (NULL, TRUE);
  test_client_settle ();
  g_assert_null (fixture->result);
  g_cancellable_cancel (cancellable);
  test_async_wait (&fixture->result);
  test_client_assert_cancelled (fixture);
  roster_clock_advance (fixture->clock, 60 * SECOND);
  test_client_settle ();
  g_assert_cmpuint (fixture->http->requests->len, ==, 1);

  fixture->bad = test_client_throttle;
  test_client_start (fixture, ROSTER_API_GET, throttled);
  while (fixture->n_limited == 0)
    g_main_context_iteration (NULL, TRUE);
  test_client_settle ();
  g_cancellable_cancel (throttled);
  test_async_wait (&fixture->result);
  test_client_assert_cancelled (fixture);
  roster_clock_advance (fixture->clock, 60 * SECOND);
  test_client_settle ();
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
  TestClient *fixture = http->data;

  g_ptr_array_add (fixture->held, g_object_ref (message));
  soup_server_message_pause (message);
}

static void
answer_held (TestClient *fixture)
{
  for (guint i = 0; i < fixture->held->len; i++)
    {
      SoupServerMessage *message = g_ptr_array_index (fixture->held, i);

      test_http_answer (message, 200, TEST_CLIENT_BODY);
      soup_server_message_unpause (message);
    }
  g_ptr_array_set_size (fixture->held, 0);
}

/* Ten at a time, and in a little more than a second. */
static void
test_many (TestClient    *fixture,
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
      test_client_settle ();
      g_assert_cmpuint (fixture->http->requests->len, ==, steps[i]);
      answer_held (fixture);
      while (done < steps[i])
        g_main_context_iteration (NULL, TRUE);
      if (steps[i] % 10 == 0)
        {
          test_client_settle ();
          g_assert_cmpuint (fixture->http->requests->len, ==, steps[i]);
          roster_clock_advance (fixture->clock, 1100 * MS);
        }
    }

  g_assert_cmpuint (fixture->http->most_open, ==, 10);
  g_clear_pointer (&fixture->held, g_ptr_array_unref);
}

static void
test_dropped_client (TestClient    *fixture,
                     gconstpointer  data)
{
  guint done = 0;

  /* A call keeps its client until it has ended. */
  roster_api_client_call_async (fixture->client, ROSTER_API_GET, "/bc/get/", NULL, NULL, on_one_done, &done);
  g_clear_object (&fixture->client);
  while (done == 0)
    g_main_context_iteration (NULL, TRUE);
  test_client_settle ();

  test_client_connect (fixture, fixture->http->base_url);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/api/client-wait/" name, TestClient, NULL, test_client_set_up, func, test_client_tear_down)
  ADD ("throttled", test_throttled);
  ADD ("throttled-for-good", test_throttled_for_good);
  ADD ("cancel", test_cancel);
  ADD ("cancel-between-tries", test_cancel_between_tries);
  ADD ("many", test_many);
  ADD ("dropped-client", test_dropped_client);
#undef ADD

  return g_test_run ();
}
