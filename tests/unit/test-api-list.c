/* test-api-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-list.h"

#include "test-async.h"
#include "test-http.h"

/* Lists in pages, from a server that counts in its own way. */

#define PAGE_SIZE 5

typedef struct
{
  TestHttp *http;
  RosterClock *clock;
  RosterApiClient *client;
  GAsyncResult *result;
  GError *error;

  guint n_rows;
  guint moves;         /* how often the list grows by one while it is read */
  const char *answers[8];
  SoupServerMessage *paused;
  guint pause_at;      /* the page that is not answered */
  GPtrArray *held;     /* of SoupServerMessage */
} Fixture;

static guint
get_page (TestHttpRequest *request)
{
  g_autoptr (GHashTable) query = soup_form_decode (request->query);

  g_assert_cmpstr (g_hash_table_lookup (query, "page_size"), ==, G_STRINGIFY (PAGE_SIZE));
  g_assert_cmpstr (g_hash_table_lookup (query, "bc_id"), ==, "7");

  return (guint) g_ascii_strtoull (g_hash_table_lookup (query, "page"), NULL, 10);
}

/* Rows are numbers from 1. */
static void
answer (TestHttp          *http,
        SoupServerMessage *message,
        guint              number)
{
  Fixture *fixture = http->data;
  guint page = get_page (test_http_get (http, number));
  guint n_pages = (fixture->n_rows + PAGE_SIZE - 1) / PAGE_SIZE;
  g_autoptr (GString) text = g_string_new ("{\"code\":0,\"data\":{\"list\":[");

  if (page == fixture->pause_at)
    {
      g_set_object (&fixture->paused, message);
      soup_server_message_pause (message);
      return;
    }

  if (page == 2 && fixture->moves > 0)
    {
      fixture->moves--;
      fixture->n_rows++;
    }

  for (guint i = (page - 1) * PAGE_SIZE; i < page * PAGE_SIZE && i < fixture->n_rows; i++)
    g_string_append_printf (text, "%s%u", i % PAGE_SIZE != 0 ? "," : "", i + 1);
  g_string_append_printf (text, "],\"page_info\":{\"page\":%u,\"page_size\":%d,\"total_number\":%u,\"total_page\":%u}}}", page, PAGE_SIZE,
                          fixture->n_rows, n_pages);
  test_http_answer (message, 200, text->str);
}

static void
answer_by_number (TestHttp          *http,
                  SoupServerMessage *message,
                  guint              number)
{
  Fixture *fixture = http->data;
  guint page = get_page (test_http_get (http, number));

  g_assert_cmpuint (page, <=, G_N_ELEMENTS (fixture->answers));
  g_assert_nonnull (fixture->answers[page - 1]);
  test_http_answer (message, 200, fixture->answers[page - 1]);
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
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->held = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->http = test_http_new (data != NULL ? answer_by_number : answer, fixture);
  fixture->clock = roster_clock_new_manual (G_TIME_SPAN_DAY);
  fixture->client = roster_api_client_new (fixture->http->base_url, fixture->clock, &fixture->error);
  g_assert_no_error (fixture->error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->result);
  g_assert_no_error (fixture->error);
  g_assert_finalize_object (g_steal_pointer (&fixture->client));
  g_clear_object (&fixture->paused);
  g_clear_pointer (&fixture->held, g_ptr_array_unref);
  g_clear_pointer (&fixture->http, test_http_free);
  g_clear_object (&fixture->clock);
}

static void
start (Fixture      *fixture,
       GCancellable *cancellable)
{
  g_autoptr (JsonNode) parameters = json_from_string ("{\"bc_id\":\"7\"}", NULL);

  g_clear_object (&fixture->result);
  roster_api_client_list_async (fixture->client, "/bc/member/get/", json_node_get_object (parameters), "list", PAGE_SIZE, cancellable,
                                test_async_store, &fixture->result);
}

static JsonArray *
list (Fixture *fixture)
{
  guint running = test_http_run_clock (fixture->clock);

  start (fixture, NULL);
  test_async_wait (&fixture->result);
  g_source_remove (running);

  return roster_api_client_list_finish (fixture->client, fixture->result, &fixture->error);
}

static void
assert_rows (Fixture *fixture,
             guint    n_rows)
{
  g_autoptr (JsonArray) rows = list (fixture);

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (json_array_get_length (rows), ==, n_rows);
  for (guint i = 0; i < n_rows; i++)
    g_assert_cmpint (json_array_get_int_element (rows, i), ==, i + 1);
}

static void
test_sizes (Fixture       *fixture,
            gconstpointer  data)
{
  const guint sizes[] = { 0, 1, 4, 5, 6, 10, 11, 203 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_ptr_array_set_size (fixture->http->requests, 0);
      fixture->n_rows = sizes[i];
      assert_rows (fixture, sizes[i]);
      /* As few calls as there are pages. */
      g_assert_cmpuint (fixture->http->requests->len, ==, MAX ((sizes[i] + PAGE_SIZE - 1) / PAGE_SIZE, 1));
    }
}

static void
test_moves (Fixture       *fixture,
            gconstpointer  data)
{
  /* It grew by one while it was read: read again, and all is there. */
  fixture->n_rows = 9;
  fixture->moves = 1;
  assert_rows (fixture, 10);
  g_assert_cmpuint (fixture->http->requests->len, ==, 4);

  /* It never rests: what came last counts. */
  g_ptr_array_set_size (fixture->http->requests, 0);
  fixture->n_rows = 7;
  fixture->moves = 100;
  assert_rows (fixture, 10);
  g_assert_cmpuint (fixture->http->requests->len, ==, 6);
}

static void
test_odd_answers (Fixture       *fixture,
                  gconstpointer  data)
{
  const struct
  {
    const char *answer;
    gint64 n_rows; /* -1 is an error */
  } cases[] = {
    { "{\"code\":0,\"data\":{\"list\":[1,2,3]}}", 3 },
    { "{\"code\":0,\"data\":{\"list\":[1,2,3],\"page_info\":null}}", 3 },
    { "{\"code\":0,\"data\":{\"list\":[1,2,3],\"page_info\":[]}}", 3 },
    { "{\"code\":0,\"data\":{\"list\":[1,2,3],\"page_info\":{}}}", 3 },
    { "{\"code\":0,\"data\":{\"list\":[1,2,3],\"page_info\":{\"total_page\":0}}}", 3 },
    { "{\"code\":0,\"data\":{\"list\":[1,2,3],\"page_info\":{\"total_page\":-5,\"total_number\":-5}}}", 3 },
    { "{\"code\":0,\"data\":{\"list\":[1,2,3],\"page_info\":{\"total_page\":\"1\",\"total_number\":\"3\"}}}", 3 },
    { "{\"code\":0,\"data\":{\"list\":[1,2,3],\"page_info\":{\"total_page\":{},\"total_number\":[]}}}", 3 },
    { "{\"code\":0,\"data\":{\"list\":[],\"page_info\":{\"total_page\":0,\"total_number\":0}}}", 0 },
    { "{\"code\":0,\"data\":{\"list\":null,\"page_info\":{\"total_page\":0,\"total_number\":0}}}", 0 },
    { "{\"code\":0,\"data\":{\"page_info\":{\"total_page\":0,\"total_number\":0}}}", 0 },
    { "{\"code\":0,\"data\":{\"list\":null,\"page_info\":{\"total_page\":1,\"total_number\":3}}}", -1 },
    { "{\"code\":0,\"data\":{\"list\":{},\"page_info\":{\"total_page\":0,\"total_number\":0}}}", -1 },
    { "{\"code\":0,\"data\":{\"list\":\"[]\"}}", -1 },
    { "{\"code\":0,\"data\":{}}", -1 },
    { "{\"code\":0}", -1 },
    { "{\"code\":0,\"data\":{\"list\":[1],\"page_info\":{\"total_page\":10001,\"total_number\":50005}}}", -1 },
    { "{\"code\":0,\"data\":{\"list\":[1],\"page_info\":{\"total_page\":9223372036854775807}}}", -1 },
    { "{\"code\":0,\"data\":{\"list\":[1],\"page_info\":{\"total_number\":9223372036854775807}}}", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture->answers[0] = cases[i].answer;
      if (cases[i].n_rows >= 0)
        assert_rows (fixture, (guint) cases[i].n_rows);
      else
        {
          g_assert_null (list (fixture));
          g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_PROTOCOL);
          g_assert_cmpstr (roster_error_get_endpoint (fixture->error), ==, "/bc/member/get/");
          g_clear_error (&fixture->error);
        }
    }
}

/* A number of rows without a number of pages is enough. */
static void
test_without_total_page (Fixture       *fixture,
                         gconstpointer  data)
{
  fixture->answers[0] = "{\"code\":0,\"data\":{\"list\":[1,2,3,4,5],\"page_info\":{\"total_number\":7}}}";
  fixture->answers[1] = "{\"code\":0,\"data\":{\"list\":[6,7],\"page_info\":{\"total_number\":7}}}";
  assert_rows (fixture, 7);
}

static void
test_later_page_fails (Fixture       *fixture,
                       gconstpointer  data)
{
  fixture->answers[0] = "{\"code\":0,\"data\":{\"list\":[1],\"page_info\":{\"total_page\":8,\"total_number\":40}}}";
  for (guint i = 1; i < G_N_ELEMENTS (fixture->answers); i++)
    fixture->answers[i] = "{\"code\":0,\"data\":{\"list\":[1],\"page_info\":{\"total_page\":8,\"total_number\":40}}}";
  fixture->answers[2] = "{\"code\":40001,\"message\":\"No.\",\"request_id\":\"r\"}";

  g_assert_null (list (fixture));
  g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_NOT_PERMITTED);
  g_clear_error (&fixture->error);
  /* The rest is not asked for any more. */
  g_assert_cmpuint (fixture->http->requests->len, <, 8);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint page = 1; page <= 3; page++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();

      roster_clock_advance (fixture->clock, 2 * G_TIME_SPAN_SECOND);
      fixture->n_rows = 3 * PAGE_SIZE;
      fixture->pause_at = page;
      g_clear_object (&fixture->paused);
      start (fixture, cancellable);
      while (fixture->paused == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_cancellable_cancel (cancellable);
      test_async_wait (&fixture->result);
      g_assert_null (roster_api_client_list_finish (fixture->client, fixture->result, &fixture->error));
      g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&fixture->error);
    }
}

/* The pages of a list in the background let a call go first that came later. */
static void
test_background (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (JsonArray) rows = NULL;
  g_autoptr (JsonObject) answered = NULL;
  g_autoptr (GAsyncResult) urgent = NULL;
  guint running;
  guint n_posts = 0;

  fixture->n_rows = 25 * PAGE_SIZE;
  roster_api_client_push_background (fixture->client);
  start (fixture, NULL);
  roster_api_client_pop_background (fixture->client);
  g_assert_false (roster_api_client_is_background (fixture->client));

  test_http_wait (fixture->http, 10);
  while (fixture->http->n_open > 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->http->requests->len, ==, 10);

  /* Four pages wait for the next second by now. */
  fixture->http->func = hold;
  roster_api_client_call_async (fixture->client, ROSTER_API_POST, "/bc/asset/assign/", NULL, NULL, test_async_store, &urgent);
  roster_clock_advance (fixture->clock, 1100 * G_TIME_SPAN_MILLISECOND);
  test_http_wait (fixture->http, 15);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->http->requests->len, ==, 15);
  for (guint i = 0; i < fixture->held->len; i++)
    {
      SoupServerMessage *message = g_ptr_array_index (fixture->held, i);

      if (g_str_equal (soup_server_message_get_method (message), "POST"))
        {
          n_posts++;
          test_http_answer (message, 200, "{\"code\":0}");
        }
      else
        answer (fixture->http, message, 10 + i);
      soup_server_message_unpause (message);
    }
  fixture->http->func = answer;
  g_assert_cmpuint (n_posts, ==, 1);

  test_async_wait (&urgent);
  answered = roster_api_client_call_finish (fixture->client, urgent, &fixture->error);
  g_assert_no_error (fixture->error);

  running = test_http_run_clock (fixture->clock);
  test_async_wait (&fixture->result);
  g_source_remove (running);
  rows = roster_api_client_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (json_array_get_length (rows), ==, fixture->n_rows);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, func) g_test_add ("/api/list/" name, Fixture, data, set_up, func, tear_down)
  ADD ("sizes", NULL, test_sizes);
  ADD ("moves", NULL, test_moves);
  ADD ("odd-answers", "by-number", test_odd_answers);
  ADD ("without-total-page", "by-number", test_without_total_page);
  ADD ("later-page-fails", "by-number", test_later_page_fails);
  ADD ("cancel", NULL, test_cancel);
  ADD ("background", NULL, test_background);
#undef ADD

  return g_test_run ();
}
