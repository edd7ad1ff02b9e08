/* test-api-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-list.h"
#include "roster-json.h"

#include "test-async.h"
#include "test-http.h"

/* Lists in pages, from a server that counts in its own way. */

#define PAGE_SIZE 5

/* A row is an object with a number. */
static gpointer
read_row (JsonObject *row)
{
  return roster_json_dup_id (row, "n");
}

static const char *
get_key (gpointer row)
{
  return row;
}

static const RosterApiRowKind kind = { read_row, get_key, g_free };

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
  const struct OddCase *odd;
  guint n_first_pages; /* how often the first page was asked for */
  guint largest_page;
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
    g_string_append_printf (text, "%s{\"n\":%u}", i % PAGE_SIZE != 0 ? "," : "", i + 1);
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
  roster_api_list_async (fixture->client, "/bc/member/get/", json_node_get_object (parameters), "list", PAGE_SIZE, &kind, start, cancellable,
                         test_async_store, &fixture->result);
}

static GPtrArray *
list (Fixture *fixture)
{
  guint running = test_http_run_clock (fixture->clock);

  start (fixture, NULL);
  test_async_wait (&fixture->result);
  g_source_remove (running);

  return roster_api_list_finish (fixture->client, start, fixture->result, &fixture->error);
}

static void
assert_rows (Fixture *fixture,
             guint    n_rows)
{
  g_autoptr (GPtrArray) rows = list (fixture);

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (rows->len, ==, n_rows);
  for (guint i = 0; i < n_rows; i++)
    g_assert_cmpuint (g_ascii_strtoull (rows->pdata[i], NULL, 10), ==, i + 1);
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
    { "{\"code\":0,\"data\":{\"list\":[{\"n\":1},{\"n\":2},{\"n\":3}]}}", 3 },
    { "{\"code\":0,\"data\":{\"list\":[{\"n\":1},{\"n\":2},{\"n\":3}],\"page_info\":null}}", 3 },
    { "{\"code\":0,\"data\":{\"list\":[{\"n\":1},{\"n\":2},{\"n\":3}],\"page_info\":[]}}", 3 },
    { "{\"code\":0,\"data\":{\"list\":[{\"n\":1},{\"n\":2},{\"n\":3}],\"page_info\":{}}}", 3 },
    { "{\"code\":0,\"data\":{\"list\":[{\"n\":1},{\"n\":2},{\"n\":3}],\"page_info\":{\"total_page\":0}}}", 3 },
    { "{\"code\":0,\"data\":{\"list\":[{\"n\":1},{\"n\":2},{\"n\":3}],\"page_info\":{\"total_page\":-5,\"total_number\":-5}}}", 3 },
    { "{\"code\":0,\"data\":{\"list\":[{\"n\":1},{\"n\":2},{\"n\":3}],\"page_info\":{\"total_page\":\"1\",\"total_number\":\"3\"}}}", 3 },
    { "{\"code\":0,\"data\":{\"list\":[{\"n\":1},{\"n\":2},{\"n\":3}],\"page_info\":{\"total_page\":{},\"total_number\":[]}}}", 3 },
    { "{\"code\":0,\"data\":{\"list\":[],\"page_info\":{\"total_page\":0,\"total_number\":0}}}", 0 },
    { "{\"code\":0,\"data\":{\"list\":null,\"page_info\":{\"total_page\":0,\"total_number\":0}}}", 0 },
    { "{\"code\":0,\"data\":{\"page_info\":{\"total_page\":0,\"total_number\":0}}}", 0 },
    { "{\"code\":0,\"data\":{\"list\":null,\"page_info\":{\"total_page\":1,\"total_number\":3}}}", -1 },
    { "{\"code\":0,\"data\":{\"list\":{},\"page_info\":{\"total_page\":0,\"total_number\":0}}}", -1 },
    { "{\"code\":0,\"data\":{\"list\":\"[]\"}}", -1 },
    { "{\"code\":0,\"data\":{}}", -1 },
    { "{\"code\":0}", -1 },
    { "{\"code\":0,\"data\":{\"list\":[{\"n\":1}],\"page_info\":{\"total_page\":10001,\"total_number\":50005}}}", -1 },
    { "{\"code\":0,\"data\":{\"list\":[{\"n\":1}],\"page_info\":{\"total_page\":9223372036854775807}}}", -1 },
    { "{\"code\":0,\"data\":{\"list\":[{\"n\":1}],\"page_info\":{\"total_number\":9223372036854775807}}}", -1 },
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
  fixture->answers[0] = "{\"code\":0,\"data\":{\"list\":[{\"n\":1},{\"n\":2},{\"n\":3},{\"n\":4},{\"n\":5}],\"page_info\":{\"total_number\":7}}}";
  fixture->answers[1] = "{\"code\":0,\"data\":{\"list\":[{\"n\":6},{\"n\":7}],\"page_info\":{\"total_number\":7}}}";
  assert_rows (fixture, 7);
}

static void
test_later_page_fails (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (fixture->answers); i++)
    {
      g_ptr_array_add (answers, g_strdup_printf ("{\"code\":0,\"data\":{\"list\":[{\"n\":%u}],\"page_info\":{\"page_size\":5,\"total_page\":8,"
                                                 "\"total_number\":40}}}", i));
      fixture->answers[i] = answers->pdata[i];
    }
  fixture->answers[2] = "{\"code\":40001,\"message\":\"No.\",\"request_id\":\"r\"}";

  g_assert_null (list (fixture));
  g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_NOT_PERMITTED);
  g_clear_error (&fixture->error);
  /* The rest is not asked for any more. */
  g_assert_cmpuint (fixture->http->requests->len, <, 8);
}

/* What a server gives that is at odds with itself. Each answer is "rows/page_size/total_number/total_page"; a "-" leaves a number out. */
typedef struct OddCase
{
  const char *first[4];  /* by page */
  const char *second[4]; /* when all pages are read again; NULL for the same */
  guint n_rows;          /* how many different rows are told */
  gboolean whole;
  guint n_requests;
} OddCase;

static const OddCase odd_cases[] = {
  /* Nothing, or too little, of what is counted; also when asked again. */
  { { "/5/2/1" }, { NULL }, 0, FALSE, 2 },
  { { "1,2,3,4,5/5/12/3", "6,7/5/12/3", "11,12/5/12/3", "/5/12/3" }, { NULL }, 9, FALSE, 8 },
  { { "1,2,3,4,5/5/12/3", "/5/12/3", "11,12/5/12/3" }, { NULL }, 7, FALSE, 6 },
  /* The second time it is all there. */
  { { "/5/2/1" }, { "1,2/5/2/1" }, 2, TRUE, 2 },
  { { "1,2,3,4,5/5/7/2", "6/5/7/2", "/5/7/2" }, { "1,2,3,4,5/5/7/2", "6,7/5/7/2" }, 7, TRUE, 5 },
  /* The same row again and again; the same page again and again. */
  { { "1,1,1/5/1/1" }, { NULL }, 1, TRUE, 1 },
  { { "1,1,1/5/3/1", "/5/3/1" }, { NULL }, 1, FALSE, 4 },
  { { "1,2,3,4,5/5/12/3", "1,2,3,4,5/5/12/3", "1,2,3,4,5/5/12/3" }, { NULL }, 5, FALSE, 6 },
  /* Somebody joined between two pages: a row slid from the first page to the second, and the number is another one. */
  { { "1,2,3,4,5/5/6/2", "5,6/5/7/2" }, { "0,1,2,3,4/5/7/2", "5,6/5/7/2" }, 7, TRUE, 4 },
  /* The number is not. The row that is missing comes when all pages are read again. */
  { { "1,2,3,4,5/5/7/2", "5,6/5/7/2", "/5/7/2" }, { "0,1,2,3,4/5/7/2", "5,6/5/7/2" }, 7, TRUE, 5 },
  /* More rows than are counted. */
  { { "1,2,3/5/2/1" }, { NULL }, 3, TRUE, 1 },
  { { "1,2,3,4,5/5/4/2", "6,7/5/4/2" }, { NULL }, 7, TRUE, 2 },
  /* Smaller pages than were asked for: told, told only by the number of rows, and not told at all. */
  { { "1,2,3/3/7/3", "4,5,6/3/7/3", "7/3/7/3" }, { NULL }, 7, TRUE, 3 },
  { { "1,2,3/-/7/-", "4,5,6/-/7/-", "7/-/7/-" }, { NULL }, 7, TRUE, 3 },
  { { "1,2,3/5/7/2", "4,5,6/5/7/2", "7/5/7/2" }, { NULL }, 7, TRUE, 3 },
  /* Fewer, and far more, pages than the rows fill. */
  { { "1,2,3,4,5/5/12/1", "6,7,8,9,10/5/12/1", "11,12/5/12/1" }, { NULL }, 12, TRUE, 3 },
  /* A full page without a count is not the end. */
  { { "1,2,3,4,5/-/-/-", "6,7/-/-/-" }, { NULL }, 7, TRUE, 2 },
  { { "1,2,3,4,5/-/-/-", "/-/-/-" }, { NULL }, 5, TRUE, 2 },
  { { "1,2,3,4,5/-/-/-", "1,2,3,4,5/-/-/-" }, { NULL }, 5, TRUE, 2 },
  /* Rows without an ID tell of somebody, but not of whom. */
  { { "x,x/5/2/1", "/5/2/1" }, { NULL }, 0, FALSE, 2 },
};

static char *
make_answer (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", 4);
  g_auto (GStrv) rows = g_strsplit (parts[0], ",", -1);
  static const char * const names[] = { "page_size", "total_number", "total_page" };
  g_autoptr (GString) answer_text = g_string_new ("{\"code\":0,\"data\":{\"list\":[");

  for (guint i = 0; rows[i] != NULL; i++)
    g_string_append_printf (answer_text, g_str_equal (rows[i], "x") ? "%s{}" : "%s{\"n\":\"%s\"}", i > 0 ? "," : "", rows[i]);
  g_string_append (answer_text, "],\"page_info\":{\"page\":1");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!g_str_equal (parts[i + 1], "-"))
      g_string_append_printf (answer_text, ",\"%s\":%s", names[i], parts[i + 1]);
  g_string_append (answer_text, "}}}");

  return g_string_free (g_steal_pointer (&answer_text), FALSE);
}

static void
answer_oddly (TestHttp          *http,
              SoupServerMessage *message,
              guint              number)
{
  Fixture *fixture = http->data;
  guint page = get_page (test_http_get (http, number));
  const char * const *answers = fixture->odd->first;
  g_autofree char *text = NULL;

  fixture->n_first_pages += page == 1;
  if (fixture->n_first_pages > 1 && fixture->odd->second[0] != NULL)
    answers = fixture->odd->second;
  g_assert_cmpuint (page, <=, 4);
  g_assert_nonnull (answers[page - 1]);
  text = make_answer (answers[page - 1]);
  test_http_answer (message, 200, text);
}

static void
test_odd_counts (Fixture       *fixture,
                 gconstpointer  data)
{
  fixture->http->func = answer_oddly;
  for (guint i = 0; i < G_N_ELEMENTS (odd_cases); i++)
    {
      g_autoptr (GPtrArray) rows = NULL;

      g_test_message ("case %u: %s", i, odd_cases[i].first[0]);
      g_ptr_array_set_size (fixture->http->requests, 0);
      fixture->odd = &odd_cases[i];
      fixture->n_first_pages = 0;
      rows = list (fixture);
      if (odd_cases[i].whole)
        {
          g_assert_no_error (fixture->error);
        }
      else
        {
          g_assert_null (rows);
          g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_INCOMPLETE);
          g_assert_cmpstr (roster_error_get_endpoint (fixture->error), ==, "/bc/member/get/");
          rows = roster_api_list_take_rows (NULL, fixture->result, fixture->error);
          g_clear_error (&fixture->error);
        }
      g_assert_cmpuint (rows->len, ==, odd_cases[i].n_rows);
      g_assert_cmpuint (fixture->http->requests->len, ==, odd_cases[i].n_requests);
    }
}

static void
answer_at_once (TestHttp          *http,
                SoupServerMessage *message,
                guint              number)
{
  Fixture *fixture = http->data;
  g_autoptr (GString) text = g_string_new ("{\"code\":0,\"data\":{\"list\":[");

  for (guint i = 0; i < fixture->n_rows; i++)
    g_string_append_printf (text, "%s{\"n\":%u}", i > 0 ? "," : "", i + 1);
  g_string_append (text, "]}}");
  test_http_answer (message, 200, text->str);
}

/* A server that ignores the page size may give all rows at once; one that gives tens of thousands means to hold up the window. */
static void
test_large_page (Fixture       *fixture,
                 gconstpointer  data)
{
  fixture->http->func = answer_at_once;
  fixture->n_rows = 5000;
  assert_rows (fixture, 5000);

  fixture->n_rows = 24000;
  g_assert_null (list (fixture));
  g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_TOO_LARGE);
  g_clear_error (&fixture->error);
}

static void
refuse_large_pages (TestHttp          *http,
                    SoupServerMessage *message,
                    guint              number)
{
  Fixture *fixture = http->data;
  g_autoptr (GHashTable) query = soup_form_decode (test_http_get (http, number)->query);
  guint page_size = (guint) g_ascii_strtoull (g_hash_table_lookup (query, "page_size"), NULL, 10);

  if (page_size > fixture->largest_page)
    test_http_answer (message, 200, "{\"code\":40002,\"message\":\"page_size: must be less than the maximum\",\"request_id\":\"r\"}");
  else
    test_http_answer (message, 200, "{\"code\":0,\"data\":{\"list\":[{\"n\":1}],\"page_info\":{\"total_number\":1}}}");
}

static void
list_in_pages_of (Fixture *fixture,
                  int      page_size,
                  guint    n_requests)
{
  guint running = test_http_run_clock (fixture->clock);
  g_autoptr (GPtrArray) rows = NULL;

  g_ptr_array_set_size (fixture->http->requests, 0);
  g_clear_object (&fixture->result);
  roster_api_list_async (fixture->client, "/bc/asset_group/list/", NULL, "list", page_size, &kind, start, NULL, test_async_store,
                         &fixture->result);
  test_async_wait (&fixture->result);
  g_source_remove (running);
  rows = roster_api_list_finish (fixture->client, start, fixture->result, &fixture->error);
  g_assert_cmpint (rows != NULL, ==, fixture->error == NULL);
  g_assert_cmpuint (fixture->http->requests->len, ==, n_requests);
}

/* A page size that is refused by name is made smaller, and what was taken is remembered for that end point. */
static void
test_page_size (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->http->func = refuse_large_pages;
  fixture->largest_page = 20;
  list_in_pages_of (fixture, 50, 2);
  g_assert_no_error (fixture->error);
  list_in_pages_of (fixture, 50, 1);
  g_assert_no_error (fixture->error);

  fixture->largest_page = 10;
  list_in_pages_of (fixture, 50, 2);
  g_assert_no_error (fixture->error);
  list_in_pages_of (fixture, 5, 1);
  g_assert_no_error (fixture->error);

  fixture->largest_page = 1;
  list_in_pages_of (fixture, 50, 1);
  g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_REFUSED);
  g_clear_error (&fixture->error);
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
      g_assert_null (roster_api_list_finish (fixture->client, start, fixture->result, &fixture->error));
      g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&fixture->error);
    }
}

/* The pages of a list in the background let a call go first that came later. */
static void
test_background (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;
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
  rows = roster_api_list_finish (fixture->client, start, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (rows->len, ==, fixture->n_rows);
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
  ADD ("odd-counts", NULL, test_odd_counts);
  ADD ("large-page", NULL, test_large_page);
  ADD ("page-size", NULL, test_page_size);
  ADD ("later-page-fails", "by-number", test_later_page_fails);
  ADD ("cancel", NULL, test_cancel);
  ADD ("background", NULL, test_background);
#undef ADD

  return g_test_run ();
}
