/* test-session-link-requests.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-client-private.h"
#include "test-links.h"

/* Several requests for TikTok accounts at once: in one Business Center, in two, and whose the account is that appears. */

#define SECOND ((gint64) G_USEC_PER_SEC)

static guint
get_n_candidates (RosterLinkRequest *request)
{
  return g_list_model_get_n_items (roster_link_request_get_candidates (request));
}

static void
test_each_business_center_has_its_own (TestLinks     *fixture,
                                       gconstpointer  data)
{
  RosterSession *session = fixture->world.session;
  RosterBusinessCenter *first = roster_session_get_business_center (session);

  test_links_ask (fixture, "acme.climbing", NULL);
  roster_session_select_business_center (session, test_world_find (roster_session_get_business_centers (session), "Harbour Coffee"));
  g_assert_cmpuint (test_links_get_n_open (fixture), ==, 0);
  fixture->world.pace = 100 * 1000;
  test_world_wait (&fixture->world, test_links_is_read, NULL);
  test_store_flush (&fixture->store);
  g_assert_cmpuint (test_links_get_n_open (fixture), ==, 0);

  roster_session_select_business_center (session, first);
  test_world_wait (&fixture->world, test_links_is_read, NULL);
  test_store_flush (&fixture->store);
  g_assert_cmpuint (test_links_get_n_open (fixture), ==, 1);
  g_assert_cmpstr (roster_link_request_get_expected_handle (test_links_get_open (fixture, 0)), ==, "acme.climbing");
}

/* One reading tells all, as often as the youngest code asks for. */
static void
test_several_share_the_readings (TestLinks     *fixture,
                                 gconstpointer  data)
{
  TestWorld *world = &fixture->world;
  guint n_reads = test_links_count_reads (fixture);
  RosterLinkRequest *first, *second;

  first = test_links_ask (fixture, "acme.climbing", NULL);
  g_assert_cmpuint (test_links_count_reads (fixture), ==, n_reads + 1);
  for (guint second_of = 0; second_of < 150; second_of++)
    {
      roster_clock_advance (world->clock, SECOND);
      test_links_wait_for (fixture, first, ROSTER_LINK_REQUEST_STATE_WAITING);
    }
  /* 24 times in two minutes, and twice after that. */
  g_assert_cmpuint (test_links_count_reads (fixture), ==, n_reads + 1 + 24 + 2);

  /* A second one asks what was there before it, which tells the first, too; then both are told every 5 seconds. */
  n_reads = test_links_count_reads (fixture);
  second = test_links_ask (fixture, "tidewaterbooks", NULL);
  g_assert_cmpuint (test_links_count_reads (fixture), ==, n_reads + 1);
  for (guint second_of = 0; second_of < 30; second_of++)
    {
      roster_clock_advance (world->clock, SECOND);
      test_links_wait_for (fixture, first, ROSTER_LINK_REQUEST_STATE_WAITING);
    }
  g_assert_cmpuint (test_links_count_reads (fixture), ==, n_reads + 1 + 6);
  g_assert_cmpint (roster_link_request_get_looked_at (first), ==, roster_link_request_get_looked_at (second));

  /* With the second given up, the pace is the first one's again. */
  roster_link_request_give_up (second);
  roster_clock_advance (world->clock, 14 * SECOND);
  g_assert_cmpuint (test_links_count_reads (fixture), ==, n_reads + 1 + 6);
  g_assert_false (roster_link_request_get_looking (first));
  roster_clock_advance (world->clock, SECOND);
  g_assert_true (roster_link_request_get_looking (first));
  test_links_wait_for (fixture, first, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_cmpuint (test_links_count_reads (fixture), ==, n_reads + 1 + 6 + 1);
}

static void
go_on_for (TestLinks         *fixture,
           RosterLinkRequest *request,
           guint              seconds)
{
  for (guint second = 0; second < seconds; second++)
    {
      roster_clock_advance (fixture->world.clock, SECOND);
      test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_WAITING);
    }
}

/* Without a network TikTok is not asked; what was due is looked at when there is one. */
static void
test_without_a_network (TestLinks     *fixture,
                        gconstpointer  data)
{
  RosterLinkRequest *request;
  guint n_reads;

  roster_link_requests_set_active (fixture->requests, FALSE);
  request = test_links_ask (fixture, "acme.climbing", NULL);
  n_reads = test_links_count_reads (fixture);
  go_on_for (fixture, request, 60);
  g_assert_cmpuint (test_links_count_reads (fixture), ==, n_reads);

  test_links_approve (fixture, roster_link_request_get_link (request), "handle=acme.climbing&name=Acme+Climbing");
  roster_link_requests_set_active (fixture->requests, TRUE);
  roster_clock_advance (fixture->world.clock, 1);
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_cmpuint (test_links_count_reads (fixture), ==, n_reads + 1);
}

/* While nobody sees the window a client may hold a code all the same: it is looked for more seldom, and found. */
static void
test_hidden (TestLinks     *fixture,
             gconstpointer  data)
{
  RosterLinkRequest *request = test_links_ask (fixture, "acme.climbing", NULL);
  guint n_reads = test_links_count_reads (fixture);

  roster_link_requests_set_seen (fixture->requests, FALSE);
  go_on_for (fixture, request, 60);
  g_assert_cmpuint (test_links_count_reads (fixture), ==, n_reads + 4);

  test_links_approve (fixture, roster_link_request_get_link (request), "handle=acme.climbing&name=Acme+Climbing");
  go_on_for (fixture, request, 14);
  roster_clock_advance (fixture->world.clock, SECOND);
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_cmpuint (test_links_count_reads (fixture), ==, n_reads + 5);
  g_assert_cmpuint (fixture->n_approved, ==, 1);
}

/* And less often while TikTok cannot be reached; but the client across the table does not wait for somebody to press a button. */
static void
test_offline (TestLinks     *fixture,
              gconstpointer  data)
{
  RosterApiClient *client = roster_session_get_client (fixture->world.session);
  RosterLinkRequest *request = test_links_ask (fixture, "acme.climbing", NULL);
  guint n_reads = test_links_count_reads (fixture);

  test_links_approve (fixture, roster_link_request_get_link (request), "handle=acme.climbing&name=Acme+Climbing");
  roster_api_client_set_offline (client, TRUE);
  for (guint second = 0; second < 12; second++)
    {
      roster_clock_advance (fixture->world.clock, SECOND);
      test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_WAITING);
    }
  g_assert_cmpuint (test_links_count_reads (fixture), ==, n_reads);

  roster_clock_advance (fixture->world.clock, 3 * SECOND);
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_cmpuint (test_links_count_reads (fixture), ==, n_reads + 1);
}

/* TikTok tells no handle of either account: each may be either's, and both are asked about. */
static void
test_cannot_be_told_apart (TestLinks     *fixture,
                           gconstpointer  data)
{
  g_autoptr (RosterLinkRequest) first = g_object_ref (test_links_ask (fixture, "acme.climbing", "ACME-US", NULL));
  g_autoptr (RosterLinkRequest) second = g_object_ref (test_links_ask (fixture, "tidewaterbooks", "ACME-UK", NULL));
  RosterTiktokAccount *acme, *tidewater;

  test_links_approve (fixture, roster_link_request_get_link (first), "handle=acme.climbing&name=Acme+Climbing");
  test_links_look (fixture, second);
  g_assert_cmpint (roster_link_request_get_state (first), ==, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_cmpint (roster_link_request_get_state (second), ==, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_cmpuint (fixture->n_approved, ==, 2);
  acme = test_world_find (roster_link_request_get_candidates (second), "Acme Climbing");
  g_assert_true (roster_link_request_get_rival (second, acme) == first);
  g_assert_true (roster_link_request_get_rival (first, acme) == second);

  /* A no in one is no word about the other: the account stays, and the code on the second screen is still good. */
  roster_link_request_reject (second, acme);
  g_assert_cmpint (roster_link_request_get_state (second), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_nonnull (roster_link_request_get_link (second));
  g_assert_null (roster_link_request_get_rival (first, acme));
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/admin/delete/"), ==, 0);

  test_links_approve (fixture, roster_link_request_get_link (second), "handle=tidewaterbooks&name=Tidewater+Books");
  test_links_look (fixture, second);
  g_assert_cmpuint (get_n_candidates (second), ==, 1);
  /* The first one is still asked about, and there are two to choose from now. */
  g_assert_cmpuint (get_n_candidates (first), ==, 2);
  tidewater = test_world_find (roster_link_request_get_candidates (second), "Tidewater Books");

  /* A yes takes it out of the other. */
  fixture->world.pace = 100 * 1000;
  roster_link_request_confirm (second, tidewater);
  g_assert_cmpuint (get_n_candidates (first), ==, 1);
  test_links_wait_for (fixture, second, ROSTER_LINK_REQUEST_STATE_DONE);
  g_assert_cmpint (roster_link_request_get_state (first), ==, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_cmpuint (get_n_candidates (first), ==, 1);
  g_assert_true (test_world_find (roster_link_request_get_candidates (first), "Acme Climbing") == acme);
  g_assert_cmpuint (test_links_count_links (fixture, "Tidewater Books"), ==, 1);
  g_assert_cmpuint (test_links_count_links (fixture, "Acme Climbing"), ==, 0);
}

static void
test_confirmed_is_nobody_elses (TestLinks     *fixture,
                                gconstpointer  data)
{
  g_autoptr (RosterLinkRequest) first = g_object_ref (test_links_ask (fixture, NULL, NULL));
  RosterLinkRequest *second = test_links_ask (fixture, NULL, NULL);

  test_links_approve (fixture, roster_link_request_get_link (first), "handle=acme.climbing&name=Acme+Climbing");
  test_links_look (fixture, first);
  g_assert_cmpuint (get_n_candidates (second), ==, 1);
  fixture->world.pace = 100 * 1000;
  roster_link_request_confirm (first, test_world_find (roster_link_request_get_candidates (first), "Acme Climbing"));
  g_assert_cmpint (roster_link_request_get_state (second), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
  test_links_wait_for (fixture, first, ROSTER_LINK_REQUEST_STATE_DONE);

  /* Nor after a start. */
  g_clear_object (&first);
  test_links_stop (fixture);
  test_links_start (fixture);
  g_assert_cmpuint (test_links_get_n_open (fixture), ==, 1);
  g_assert_cmpuint (fixture->n_approved, ==, 0);
  g_assert_cmpint (roster_link_request_get_state (test_links_get_open (fixture, 0)), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
}

/* Where TikTok tells the handle, nobody has to be asked whose it is. */
static void
test_told_apart_by_handle (TestLinks     *fixture,
                           gconstpointer  data)
{
  RosterLinkRequest *first = test_links_ask (fixture, "acme.climbing", NULL);
  RosterLinkRequest *second = test_links_ask (fixture, "tidewaterbooks", NULL);
  RosterLinkRequest *third = test_links_ask (fixture, "Acme.Climbing", NULL);
  RosterTiktokAccount *acme;

  test_links_approve (fixture, roster_link_request_get_link (first), "handle=acme.climbing&name=Acme+Climbing");
  test_links_look (fixture, first);
  acme = test_world_find (roster_link_request_get_candidates (first), "Acme Climbing");
  roster_tiktok_account_set_handle (acme, "acme.climbing");
  roster_session_sync (fixture->world.session);
  fixture->world.pace = 20 * 1000;
  test_world_wait (&fixture->world, test_links_is_read, NULL);

  /* Two ask for the same one: that cannot be told apart by a handle either. */
  g_assert_cmpuint (get_n_candidates (first), ==, 1);
  g_assert_cmpuint (get_n_candidates (third), ==, 1);
  g_assert_cmpint (roster_link_request_get_state (second), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_cmpuint (get_n_candidates (second), ==, 0);
}

static gboolean
is_signed_out (TestWorld *world,
               gpointer   user_data)
{
  return !roster_session_is_signed_in (world->session);
}

/* The token is revoked while a client has the code: nothing more is asked with it, and signing in again takes up the wait. */
static void
test_signing_in_takes_up_the_wait (TestLinks     *fixture,
                                   gconstpointer  data)
{
  TestWorld *world = &fixture->world;
  RosterLinkRequest *request = test_links_ask (fixture, "acme.climbing", NULL);
  g_autofree char *link = g_strdup (roster_link_request_get_link (request));
  guint n_reads;

  roster_api_client_set_access_token (roster_session_get_client (world->session), ROSTER_DEMO_TOKEN_REVOKED);
  roster_link_request_look_now (request);
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_FAILED);
  g_assert_error (roster_link_request_get_error (request), ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT);
  roster_session_sync (world->session);
  world->pace = 20 * 1000;
  test_world_wait (world, is_signed_out, NULL);
  world->pace = 0;
  n_reads = test_links_count_reads (fixture);
  roster_clock_advance (world->clock, 60 * SECOND);
  g_assert_cmpuint (test_links_count_reads (fixture), ==, n_reads);

  roster_session_retry (world->session);
  world->pace = 20 * 1000;
  test_world_wait (world, test_links_is_read, NULL);
  g_assert_cmpuint (test_links_get_n_open (fixture), ==, 1);
  g_assert_cmpint (roster_link_request_get_state (request), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_null (roster_link_request_get_error (request));
  test_links_approve (fixture, link, "handle=acme.climbing&name=Acme+Climbing");
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/link-requests/each-business-center-has-its-own", TestLinks, NULL, test_links_set_up, test_each_business_center_has_its_own,
              test_links_tear_down);
  g_test_add ("/link-requests/hidden", TestLinks, NULL, test_links_set_up, test_hidden, test_links_tear_down);
  g_test_add ("/link-requests/without-a-network", TestLinks, NULL, test_links_set_up, test_without_a_network, test_links_tear_down);
  g_test_add ("/link-requests/offline", TestLinks, NULL, test_links_set_up, test_offline, test_links_tear_down);
  g_test_add ("/link-requests/several-share-the-readings", TestLinks, NULL, test_links_set_up, test_several_share_the_readings,
              test_links_tear_down);
  g_test_add ("/link-requests/cannot-be-told-apart", TestLinks, NULL, test_links_set_up, test_cannot_be_told_apart, test_links_tear_down);
  g_test_add ("/link-requests/confirmed-is-nobody-elses", TestLinks, NULL, test_links_set_up, test_confirmed_is_nobody_elses,
              test_links_tear_down);
  g_test_add ("/link-requests/told-apart-by-handle", TestLinks, NULL, test_links_set_up, test_told_apart_by_handle, test_links_tear_down);
  g_test_add ("/link-requests/signing-in-takes-up-the-wait", TestLinks, NULL, test_links_set_up, test_signing_in_takes_up_the_wait,
              test_links_tear_down);

  return g_test_run ();
}
