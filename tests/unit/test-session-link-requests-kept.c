/* test-session-link-requests-kept.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* memmem */

#include <string.h>

#include "test-links.h"

/* What becomes of requests for TikTok accounts when the program is closed and started again. */

#define SECOND ((gint64) G_USEC_PER_SEC)

/* The client scanned the code, the program was closed, the client approved. */
static void
test_approved_meanwhile (TestLinks     *fixture,
                         gconstpointer  data)
{
  g_autofree char *link = g_strdup (roster_link_request_get_link (test_links_ask (fixture, "acme.climbing", "ACME-US", "ACME-UK", NULL)));
  RosterLinkRequest *request;
  gint64 deadline = roster_link_request_get_deadline (test_links_get_open (fixture, 0));

  test_links_stop (fixture);
  test_links_approve (fixture, link, "handle=acme.climbing&name=Acme+Climbing");
  test_links_start (fixture);

  g_assert_cmpuint (test_links_get_n_open (fixture), ==, 1);
  g_assert_cmpuint (fixture->n_approved, ==, 1);
  request = test_links_get_open (fixture, 0);
  g_assert_cmpint (roster_link_request_get_state (request), ==, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_cmpstr (roster_link_request_get_expected_handle (request), ==, "acme.climbing");
  g_assert_cmpint (roster_link_request_get_deadline (request), ==, deadline);
  g_assert_null (roster_link_request_get_link (request));
  g_assert_cmpuint (g_list_model_get_n_items (roster_link_request_get_candidates (request)), ==, 1);
  g_assert_cmpuint (test_links_count_links (fixture, "Acme Climbing"), ==, 0);

  fixture->world.pace = 100 * 1000;
  g_object_ref (request);
  roster_link_request_confirm (request, test_world_find (roster_link_request_get_candidates (request), "Acme Climbing"));
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_DONE);
  g_assert_cmpuint (test_links_count_links (fixture, "Acme Climbing"), ==, 2);
  g_assert_cmpuint (test_links_get_n_open (fixture), ==, 0);
  g_assert_false (roster_link_request_is_open (request));
  g_object_unref (request);

  /* What is finished does not come back. */
  test_links_stop (fixture);
  test_links_start (fixture);
  g_assert_cmpuint (test_links_get_n_open (fixture), ==, 0);
}

/* Not approved yet: it is waited for as before, until the deadline that the client was told. */
static void
test_goes_on_waiting (TestLinks     *fixture,
                      gconstpointer  data)
{
  RosterLinkRequest *request = test_links_ask (fixture, "acme.climbing", "ACME-US", NULL);
  g_autofree char *link = g_strdup (roster_link_request_get_link (request));
  gint64 deadline = roster_link_request_get_deadline (request);

  roster_link_request_set_ads_only (request, TRUE);
  test_links_stop (fixture);
  test_links_start (fixture);
  request = test_links_get_open (fixture, 0);
  g_assert_cmpint (roster_link_request_get_state (request), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_cmpint (roster_link_request_get_deadline (request), ==, deadline);
  g_assert_true (roster_link_request_get_ads_only (request));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (roster_link_request_get_ad_accounts (request))), ==, 1);
  g_assert_null (roster_link_request_get_link (request));

  test_links_approve (fixture, link, "handle=acme.climbing&name=Acme+Climbing");
  fixture->world.pace = 100 * 1000;
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_cmpint (roster_clock_get_now (fixture->world.clock), <, deadline);
  g_assert_cmpuint (fixture->n_approved, ==, 1);
}

static void
test_deadline_passed (TestLinks     *fixture,
                      gconstpointer  data)
{
  RosterLinkRequest *request;
  guint n_reads;

  test_links_ask (fixture, "acme.climbing", NULL);
  test_links_stop (fixture);
  roster_clock_advance (fixture->world.clock, 5000 * SECOND);
  test_links_start (fixture);
  request = test_links_get_open (fixture, 0);
  g_assert_cmpint (roster_link_request_get_state (request), ==, ROSTER_LINK_REQUEST_STATE_EXPIRED);
  g_assert_cmpuint (fixture->n_approved, ==, 0);
  n_reads = test_links_count_reads (fixture);

  /* A code that ran out more than an hour ago is not watched. A new one is to be had, and is what is remembered from there on. */
  roster_clock_advance (fixture->world.clock, 3600 * SECOND);
  g_assert_false (roster_link_request_get_looking (request));
  roster_link_request_ask (request);
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_cmpuint (test_links_count_reads (fixture), ==, n_reads);
  g_assert_nonnull (roster_link_request_get_link (request));
  test_links_stop (fixture);
  test_links_start (fixture);
  g_assert_cmpuint (test_links_get_n_open (fixture), ==, 1);
  g_assert_cmpint (roster_link_request_get_state (test_links_get_open (fixture, 0)), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
}

/* A date that was set back in between makes the code no fresher than a new one. */
static void
test_date_set_back (TestLinks     *fixture,
                    gconstpointer  data)
{
  RosterLinkRequest *request;

  test_links_ask (fixture, "acme.climbing", NULL);
  test_links_stop (fixture);
  roster_clock_set_date (fixture->world.clock, roster_clock_get_now (fixture->world.clock) - 5 * G_TIME_SPAN_HOUR);
  test_links_start (fixture);
  request = test_links_get_open (fixture, 0);
  g_assert_cmpint (roster_link_request_get_state (request), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_cmpint (roster_link_request_get_time_left (request), <=, 600 * SECOND);
  roster_clock_advance (fixture->world.clock, 600 * SECOND);
  g_assert_cmpint (roster_link_request_get_state (request), ==, ROSTER_LINK_REQUEST_STATE_EXPIRED);
}

static void
stop_when_done (RosterChange      *change,
                GParamSpec        *pspec,
                RosterLinkRequest *request)
{
  if (roster_change_get_state (change) == ROSTER_CHANGE_STATE_DONE)
    roster_link_request_stop (request);
}

/* The program ends in the middle of the last step: a person goes on, and what TikTok has taken is not sent again. */
static void
test_goes_on_at_the_last_step (TestLinks     *fixture,
                               gconstpointer  data)
{
  g_autoptr (RosterLinkRequest) request = g_object_ref (test_links_ask (fixture, "acme.climbing", "ACME-US", "ACME-UK", "ACME-DE", NULL));
  g_autoptr (RosterChange) first = NULL;
  guint n_sent;

  test_links_approve (fixture, roster_link_request_get_link (request), "handle=acme.climbing&name=Acme+Climbing");
  test_links_look (fixture, request);
  roster_link_request_confirm (request, test_world_find (roster_link_request_get_candidates (request), "Acme Climbing"));
  first = g_list_model_get_item (roster_link_request_get_changes (request), 0);
  g_signal_connect (first, "notify::state", G_CALLBACK (stop_when_done), request);
  fixture->world.pace = 100 * 1000;
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_DONE);
  n_sent = test_links_count_links (fixture, "Acme Climbing");
  g_assert_cmpuint (n_sent, >=, 1);
  g_assert_cmpuint (n_sent, <, 3);
  g_assert_cmpuint (test_links_get_n_open (fixture), ==, 1);
  g_clear_object (&first);
  g_clear_object (&request);

  test_links_stop (fixture);
  test_links_start (fixture);
  request = g_object_ref (test_links_get_open (fixture, 0));
  g_assert_cmpint (roster_link_request_get_state (request), ==, ROSTER_LINK_REQUEST_STATE_CONFIRMED);
  g_assert_cmpstr (roster_item_get_name (ROSTER_ITEM (roster_link_request_get_account (request))), ==, "Acme Climbing");
  g_assert_cmpuint (test_links_count_links (fixture, "Acme Climbing"), ==, n_sent);

  fixture->world.pace = 100 * 1000;
  roster_link_request_go_on (request);
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_DONE);
  g_assert_cmpuint (test_links_count_links (fixture, "Acme Climbing"), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (roster_link_request_get_changes (request)), ==, 3 - n_sent);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/advertiser/assign/"), <=, 3);
  g_assert_cmpuint (test_links_get_n_open (fixture), ==, 0);
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
has_result (TestWorld *world,
            gpointer   user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

static void
test_confirmed_and_gone (TestLinks     *fixture,
                         gconstpointer  data)
{
  RosterStoredLink *stored = roster_stored_link_new ("1");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GStrvBuilder) before = g_strv_builder_new ();
  GListModel *accounts = roster_session_get_tiktok_accounts (fixture->world.session);
  RosterLinkRequest *request;

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (RosterItem) account = g_list_model_get_item (accounts, i);

      g_strv_builder_add (before, roster_item_get_key (account));
    }
  stored->before = g_strv_builder_end (before);
  stored->account = g_strdup ("TT_ACCOUNT:7000");
  stored->ad_accounts = g_strsplit ("gone too", "|", -1);
  roster_store_links_put_async (roster_session_get_center (fixture->world.session), stored, on_done, &result);
  roster_stored_link_free (stored);
  test_world_wait (&fixture->world, has_result, &result);
  g_assert_true (roster_store_links_put_finish (roster_session_get_center (fixture->world.session), result, &error));
  g_clear_object (&result);
  test_links_stop (fixture);
  test_links_start (fixture);
  request = test_links_get_open (fixture, 0);
  g_assert_cmpint (roster_link_request_get_state (request), ==, ROSTER_LINK_REQUEST_STATE_FAILED);
  g_assert_error (roster_link_request_get_error (request), ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
  roster_link_request_ask (request);
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_WAITING);
}

static void
test_given_up (TestLinks     *fixture,
               gconstpointer  data)
{
  RosterLinkRequest *request = test_links_ask (fixture, NULL, NULL);
  guint n_reads;

  /* What is still being written does not come after what forgets it. */
  roster_link_request_set_expected_handle (request, "acme");
  roster_link_request_set_expected_handle (request, "acme.climbing");
  roster_link_request_give_up (request);
  g_assert_cmpuint (test_links_get_n_open (fixture), ==, 0);
  n_reads = test_links_count_reads (fixture);
  roster_clock_advance (fixture->world.clock, 60 * SECOND);
  g_assert_cmpuint (test_links_count_reads (fixture), ==, n_reads);

  test_links_stop (fixture);
  test_links_start (fixture);
  g_assert_cmpuint (test_links_get_n_open (fixture), ==, 0);
}

static void
on_forgotten (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_assert_true (roster_session_forget_finish (ROSTER_SESSION (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_forgotten (TestWorld *world,
              gpointer   user_data)
{
  return *(gboolean *) user_data;
}

/* The Business Center is forgotten while a letter of the handle is being written: the next one does not bring it back. */
static void
test_forgotten (TestLinks     *fixture,
                gconstpointer  data)
{
  g_autoptr (RosterLinkRequest) request = g_object_ref (test_links_ask (fixture, NULL, NULL));
  gboolean forgotten = FALSE;

  roster_link_request_set_expected_handle (request, "acm");
  roster_link_request_set_expected_handle (request, "acme");
  roster_session_forget_async (fixture->world.session, on_forgotten, &forgotten);
  test_world_wait (&fixture->world, is_forgotten, &forgotten);
  test_store_flush (&fixture->store);
  test_store_flush (&fixture->store);
  g_clear_object (&request);

  test_links_stop (fixture);
  test_links_start (fixture);
  test_store_flush (&fixture->store);
  g_assert_cmpuint (test_links_get_n_open (fixture), ==, 0);
}

/* Whoever reads the disk learns no link, neither whole nor the part that cannot be guessed. */
static void
test_no_secret_on_disk (TestLinks     *fixture,
                        gconstpointer  data)
{
  g_autofree char *link = g_strdup (roster_link_request_get_link (test_links_ask (fixture, "acme.climbing", "ACME-US", NULL)));
  const char *token = strrchr (link, '/') + 1;
  g_autofree char *folder = g_path_get_dirname (fixture->store.path);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  gboolean found_handle = FALSE;

  g_assert_cmpuint (strlen (token), >, 8);
  test_store_flush (&fixture->store);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;
      gsize length;

      if (!g_file_get_contents (path, &contents, &length, NULL))
        continue;

      g_assert_null (memmem (contents, length, token, strlen (token)));
      found_handle = found_handle || memmem (contents, length, "acme.climbing", strlen ("acme.climbing")) != NULL;
    }
  /* It was the right place to look. */
  g_assert_true (found_handle);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/link-requests-kept/approved-meanwhile", TestLinks, NULL, test_links_set_up, test_approved_meanwhile, test_links_tear_down);
  g_test_add ("/link-requests-kept/goes-on-waiting", TestLinks, NULL, test_links_set_up, test_goes_on_waiting, test_links_tear_down);
  g_test_add ("/link-requests-kept/deadline-passed", TestLinks, NULL, test_links_set_up, test_deadline_passed, test_links_tear_down);
  g_test_add ("/link-requests-kept/date-set-back", TestLinks, NULL, test_links_set_up, test_date_set_back, test_links_tear_down);
  g_test_add ("/link-requests-kept/goes-on-at-the-last-step", TestLinks, NULL, test_links_set_up, test_goes_on_at_the_last_step,
              test_links_tear_down);
  g_test_add ("/link-requests-kept/confirmed-and-gone", TestLinks, NULL, test_links_set_up, test_confirmed_and_gone, test_links_tear_down);
  g_test_add ("/link-requests-kept/given-up", TestLinks, NULL, test_links_set_up, test_given_up, test_links_tear_down);
  g_test_add ("/link-requests-kept/forgotten", TestLinks, NULL, test_links_set_up, test_forgotten, test_links_tear_down);
  g_test_add ("/link-requests-kept/no-secret-on-disk", TestLinks, NULL, test_links_set_up, test_no_secret_on_disk, test_links_tear_down);

  return g_test_run ();
}
