/* test-session-link-wrong.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-tiktok-account.h"
#include "test-links.h"

/* A person says that it is the wrong account: what is removed then, and above all what is not. */

#define SECOND ((gint64) G_USEC_PER_SEC)
#define LIST "/bc/asset/admin/get/"
#define APPROVAL "handle=moss.and.marble&name=Moss+%26+Marble"

static void
set_up_short (TestLinks     *fixture,
              gconstpointer  fault)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->fault = g_strdup (fault);
  test_world_set_up (&fixture->world, options);
  test_store_set_up (&fixture->store);
  g_set_object (&fixture->store.clock, fixture->world.clock);
  test_links_start (fixture);
}

static guint
count_removals (TestLinks *fixture)
{
  return test_world_count_requests (&fixture->world, "POST", "/bc/asset/admin/delete/");
}

static RosterTiktokAccount *
get_candidate (RosterLinkRequest *request)
{
  g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (roster_link_request_get_candidates (request), 0);

  g_assert_nonnull (account);
  g_assert_cmpuint (g_list_model_get_n_items (roster_link_request_get_candidates (request)), ==, 1);

  return account;
}

static void
vanish (TestLinks  *fixture,
        const char *name)
{
  RosterItem *account = test_world_find (roster_session_get_tiktok_accounts (fixture->world.session), name);
  g_autofree char *form = g_strconcat ("asset_id=", roster_item_get_id (account), NULL);

  g_assert_cmpuint (test_world_post (&fixture->world, "/demo/vanish", form), ==, 200);
}

static void
read_all (TestLinks *fixture)
{
  roster_session_sync (fixture->world.session);
  fixture->world.pace = 100 * 1000;
  test_world_wait (&fixture->world, test_links_is_read, NULL);
  fixture->world.pace = 0;
  roster_clock_advance (fixture->world.clock, 10 * SECOND);
}

/* Says no to the only candidate, and waits for the next code. */
static void
say_wrong (TestLinks         *fixture,
           RosterLinkRequest *request)
{
  roster_link_request_reject (request, get_candidate (request));
  fixture->world.pace = 100 * 1000;
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_WAITING);
  fixture->world.pace = 0;
}

/* What came with the code, was never here and has no links is removed in one press. */
static void
test_new (TestLinks     *fixture,
          gconstpointer  data)
{
  RosterLinkRequest *request = test_links_ask (fixture, "acme.climbing", NULL);

  test_links_approve (fixture, roster_link_request_get_link (request), APPROVAL);
  test_links_look (fixture, request);
  g_assert_true (roster_link_request_get_comparable (request));
  g_assert_cmpint (roster_link_request_get_wrong (request, get_candidate (request)), ==, ROSTER_LINK_WRONG_REMOVE);
  say_wrong (fixture, request);
  g_assert_cmpuint (count_removals (fixture), ==, 1);
}

/* The list before the code comes empty, with a count that says otherwise: no code on the ground of it. */
static void
test_short_before_the_code (TestLinks     *fixture,
                            gconstpointer  data)
{
  g_autoptr (RosterLinkRequest) request = roster_link_request_new (fixture->requests);

  test_world_set_fault (&fixture->world, "short=50:" LIST);
  roster_link_request_ask (request);
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_FAILED);
  g_assert_error (roster_link_request_get_error (request), ROSTER_ERROR, ROSTER_ERROR_INCOMPLETE);
  g_assert_false (roster_link_request_has_code (request));
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/account/authorization/"), ==, 0);

  /* Read again, when a person says so: whole now. What was here is not new. */
  test_world_set_fault (&fixture->world, "");
  roster_link_request_ask (request);
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_true (roster_link_request_get_comparable (request));
  roster_clock_advance (fixture->world.clock, 5 * SECOND);
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_cmpuint (fixture->n_approved, ==, 0);
  roster_link_request_stop (request);
}

/* It stays short: the client gets a code, and an old account that was never listed before shows up. Nobody can tell that it is old. */
static void
test_short_for_long (TestLinks     *fixture,
                     gconstpointer  data)
{
  g_autoptr (RosterLinkRequest) request = roster_link_request_new (fixture->requests);
  g_autofree char *name = NULL;

  roster_link_request_ask (request);
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_FAILED);
  roster_link_request_ask (request);
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_false (roster_link_request_get_comparable (request));

  test_world_set_fault (&fixture->world, "");
  roster_clock_advance (fixture->world.clock, 5 * SECOND);
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_cmpint (roster_link_request_get_wrong (request, get_candidate (request)), ==, ROSTER_LINK_WRONG_UNSURE);
  name = g_strdup (roster_item_get_name (ROSTER_ITEM (get_candidate (request))));
  say_wrong (fixture, request);
  g_assert_cmpuint (count_removals (fixture), ==, 0);
  g_assert_nonnull (test_world_find (roster_session_get_tiktok_accounts (fixture->world.session), name));

  /* Nor is anything else removed because of this request, the program being closed in between or not. */
  test_links_approve (fixture, roster_link_request_get_link (request), APPROVAL);
  test_links_look (fixture, request);
  g_assert_cmpint (roster_link_request_get_wrong (request, get_candidate (request)), ==, ROSTER_LINK_WRONG_UNSURE);
  g_clear_object (&request);
  test_links_stop (fixture);
  test_links_start (fixture);
  request = g_object_ref (test_links_get_open (fixture, 0));
  g_assert_cmpint (roster_link_request_get_wrong (request, get_candidate (request)), ==, ROSTER_LINK_WRONG_UNSURE);
  say_wrong (fixture, request);
  g_assert_cmpuint (count_removals (fixture), ==, 0);
}

/* One list in between lacks it, and does not count it either: it is not new. */
static void
test_missing_once (TestLinks     *fixture,
                   gconstpointer  data)
{
  RosterLinkRequest *request;

  test_world_set_fault (&fixture->world, "missing=50:" LIST);
  request = test_links_ask (fixture, NULL, NULL);
  test_world_set_fault (&fixture->world, "");
  roster_clock_advance (fixture->world.clock, 5 * SECOND);
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_cmpuint (fixture->n_approved, ==, 0);
}

/* It was missing until everybody took it for gone. When it is back, it is said that it was here, and it stays. */
static void
test_missing_until_gone (TestLinks     *fixture,
                         gconstpointer  data)
{
  RosterLinkRequest *request;
  gint64 left_at;

  test_world_set_fault (&fixture->world, "missing=1:" LIST);
  read_all (fixture);
  read_all (fixture);
  left_at = roster_clock_get_now (fixture->world.clock);
  request = test_links_ask (fixture, NULL, NULL);
  test_world_set_fault (&fixture->world, "");
  roster_clock_advance (fixture->world.clock, 5 * SECOND);
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_false (roster_link_request_was_there_before (request, get_candidate (request)));
  g_assert_cmpint (roster_link_request_get_left_at (request, get_candidate (request)), >, left_at - 3600 * SECOND);
  g_assert_cmpint (roster_link_request_get_left_at (request, get_candidate (request)), <=, left_at);
  g_assert_cmpint (roster_link_request_get_wrong (request, get_candidate (request)), ==, ROSTER_LINK_WRONG_WAS_HERE);
  say_wrong (fixture, request);
  g_assert_cmpuint (count_removals (fixture), ==, 0);
}

/* Its owner took it away days ago, and approves again: what the database remembers of it counts. */
static void
test_was_here_in_earlier_days (TestLinks     *fixture,
                               gconstpointer  data)
{
  RosterLinkRequest *request;
  gint64 left_at;

  vanish (fixture, "Harbour Coffee");
  read_all (fixture);
  read_all (fixture);
  left_at = roster_clock_get_now (fixture->world.clock);
  test_links_stop (fixture);
  roster_clock_advance (fixture->world.clock, 30 * G_TIME_SPAN_DAY);
  test_links_start (fixture);

  request = test_links_ask (fixture, "harbourcoffee", NULL);
  test_links_approve (fixture, roster_link_request_get_link (request), "handle=harbourcoffee&name=Harbour+Coffee");
  test_links_look (fixture, request);
  g_assert_cmpint (roster_link_request_get_left_at (request, get_candidate (request)), >, left_at - G_TIME_SPAN_DAY);
  g_assert_cmpint (roster_link_request_get_left_at (request, get_candidate (request)), <=, left_at);
  g_assert_cmpint (roster_link_request_get_wrong (request, get_candidate (request)), ==, ROSTER_LINK_WRONG_WAS_HERE);
  say_wrong (fixture, request);
  g_assert_cmpuint (count_removals (fixture), ==, 0);
}

static void
on_linked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_assert_true (roster_api_tiktok_account_link_finish (ROSTER_API_CLIENT (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_set (TestWorld *world,
        gpointer   user_data)
{
  return *(gboolean *) user_data;
}

/* Somebody links it to an ad account between the look and the press: the last look before it is removed sees that. */
static void
test_linked_meanwhile (TestLinks     *fixture,
                       gconstpointer  data)
{
  RosterSession *session = fixture->world.session;
  RosterLinkRequest *request = test_links_ask (fixture, "acme.climbing", NULL);
  gboolean linked = FALSE;

  test_links_approve (fixture, roster_link_request_get_link (request), APPROVAL);
  test_links_look (fixture, request);
  g_assert_cmpint (roster_link_request_get_wrong (request, get_candidate (request)), ==, ROSTER_LINK_WRONG_REMOVE);
  roster_api_tiktok_account_link_async (roster_session_get_client (session),
                                        roster_item_get_id (ROSTER_ITEM (roster_session_get_business_center (session))),
                                        roster_item_get_id (ROSTER_ITEM (get_candidate (request))),
                                        roster_item_get_id (test_world_find (roster_session_get_ad_accounts (session), "ACME-US")), NULL, on_linked,
                                        &linked);
  test_world_wait (&fixture->world, is_set, &linked);

  roster_link_request_reject (request, get_candidate (request));
  g_assert_cmpint (roster_link_request_get_state (request), ==, ROSTER_LINK_REQUEST_STATE_REMOVING);
  fixture->world.pace = 100 * 1000;
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_cmpuint (count_removals (fixture), ==, 0);
  g_assert_cmpint (roster_link_request_get_wrong (request, get_candidate (request)), ==, ROSTER_LINK_WRONG_LINKED);
  say_wrong (fixture, request);
  g_assert_cmpuint (count_removals (fixture), ==, 0);
  g_assert_cmpuint (test_links_count_links (fixture, "Moss & Marble"), ==, 1);
}

/* Where its links cannot be read, it stays. */
static void
test_links_unreadable (TestLinks     *fixture,
                       gconstpointer  data)
{
  RosterLinkRequest *request = test_links_ask (fixture, "acme.climbing", NULL);

  test_links_approve (fixture, roster_link_request_get_link (request), APPROVAL);
  test_links_look (fixture, request);
  test_world_set_fault (&fixture->world, "500:/bc/asset/advertiser/assigned/");
  roster_link_request_reject (request, get_candidate (request));
  fixture->world.pace = 100 * 1000;
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_error (roster_link_request_get_error (request), ROSTER_ERROR, ROSTER_ERROR_UNAVAILABLE);
  g_assert_cmpuint (count_removals (fixture), ==, 0);
}

/* What an earlier version of the program remembered of a request does not tell whether the list was whole. */
static void
test_remembered_by_an_earlier_version (TestLinks     *fixture,
                                       gconstpointer  data)
{
  RosterLinkRequest *request = test_links_ask (fixture, "acme.climbing", NULL);

  test_links_approve (fixture, roster_link_request_get_link (request), APPROVAL);
  test_store_flush (&fixture->store);
  test_store_exec (&fixture->store, "DELETE FROM link_key WHERE role = 3");
  test_links_stop (fixture);
  test_links_start (fixture);
  request = test_links_get_open (fixture, 0);
  g_assert_cmpint (roster_link_request_get_wrong (request, get_candidate (request)), ==, ROSTER_LINK_WRONG_UNSURE);
  say_wrong (fixture, request);
  g_assert_cmpuint (count_removals (fixture), ==, 0);
}

/* Two codes at once: what the first brought was there before the second, and the second does not remove it. */
static void
test_two_codes (TestLinks     *fixture,
                gconstpointer  data)
{
  g_autoptr (RosterLinkRequest) first = g_object_ref (test_links_ask (fixture, "acme.climbing", NULL));
  RosterLinkRequest *second;

  test_links_approve (fixture, roster_link_request_get_link (first), "handle=acme.climbing&name=Acme+Climbing");
  test_links_look (fixture, first);
  second = test_links_ask (fixture, "acme.climbing", NULL);
  g_assert_cmpint (roster_link_request_get_state (second), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
  roster_link_request_give_up (first);
  test_links_look (fixture, second);
  g_assert_cmpint (roster_link_request_get_wrong (second, get_candidate (second)), ==, ROSTER_LINK_WRONG_WAS_HERE);
  say_wrong (fixture, second);
  g_assert_cmpuint (count_removals (fixture), ==, 0);
}

/* None of several: none is removed. */
static void
test_none_of_these (TestLinks     *fixture,
                    gconstpointer  data)
{
  RosterLinkRequest *request = test_links_ask (fixture, "acme.climbing", NULL);

  test_links_approve (fixture, roster_link_request_get_link (request), APPROVAL);
  roster_link_request_ask (request);
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_WAITING);
  test_links_approve (fixture, roster_link_request_get_link (request), "handle=tidewaterbooks&name=Tidewater+Books");
  test_links_look (fixture, request);
  g_assert_cmpuint (g_list_model_get_n_items (roster_link_request_get_candidates (request)), ==, 2);
  roster_link_request_reject_all (request);
  fixture->world.pace = 100 * 1000;
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_WAITING);
  fixture->world.pace = 0;
  g_assert_cmpuint (count_removals (fixture), ==, 0);
  test_links_look (fixture, request);
  g_assert_cmpint (roster_link_request_get_state (request), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/link-wrong/new", TestLinks, NULL, test_links_set_up, test_new, test_links_tear_down);
  g_test_add ("/link-wrong/short-before-the-code", TestLinks, NULL, test_links_set_up, test_short_before_the_code, test_links_tear_down);
  g_test_add ("/link-wrong/short-for-long", TestLinks, "short=1:" LIST, set_up_short, test_short_for_long, test_links_tear_down);
  g_test_add ("/link-wrong/missing-once", TestLinks, NULL, test_links_set_up, test_missing_once, test_links_tear_down);
  g_test_add ("/link-wrong/missing-until-gone", TestLinks, NULL, test_links_set_up, test_missing_until_gone, test_links_tear_down);
  g_test_add ("/link-wrong/was-here-in-earlier-days", TestLinks, NULL, test_links_set_up, test_was_here_in_earlier_days, test_links_tear_down);
  g_test_add ("/link-wrong/linked-meanwhile", TestLinks, NULL, test_links_set_up, test_linked_meanwhile, test_links_tear_down);
  g_test_add ("/link-wrong/links-unreadable", TestLinks, NULL, test_links_set_up, test_links_unreadable, test_links_tear_down);
  g_test_add ("/link-wrong/remembered-by-an-earlier-version", TestLinks, NULL, test_links_set_up, test_remembered_by_an_earlier_version,
              test_links_tear_down);
  g_test_add ("/link-wrong/two-codes", TestLinks, NULL, test_links_set_up, test_two_codes, test_links_tear_down);
  g_test_add ("/link-wrong/none-of-these", TestLinks, NULL, test_links_set_up, test_none_of_these, test_links_tear_down);

  return g_test_run ();
}
