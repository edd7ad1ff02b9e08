/* test-session-link-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-world.h"

#include "roster-json.h"
#include "roster-link-request.h"

#define SECOND G_USEC_PER_SEC

typedef struct
{
  TestWorld world;
  RosterLinkRequests *requests;
  RosterLinkRequest *request;
} Fixture;

static void
start (Fixture           *fixture,
       RosterDemoOptions *options)
{
  test_world_set_up (&fixture->world, options);
  test_world_open_and_read (&fixture->world);
  fixture->requests = roster_link_requests_new (fixture->world.session);
  fixture->request = roster_link_request_new (fixture->requests);

  /* From here on the clock stands still, unless a test moves it: first far enough for the client to send at once again. */
  roster_clock_advance (fixture->world.clock, 10 * SECOND);
  fixture->world.pace = 0;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  fault)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->fault = g_strdup (fault);
  start (fixture, options);
}

static void
set_up_get (Fixture       *fixture,
            gconstpointer  data)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->authorization_method = ROSTER_DEMO_METHOD_GET;
  start (fixture, options);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  RosterLinkRequest *request = fixture->request;

  roster_link_request_stop (request);
  g_clear_object (&fixture->requests);
  g_object_add_weak_pointer (G_OBJECT (request), (gpointer *) &request);
  g_clear_object (&fixture->request);
  while (request != NULL)
    g_main_context_iteration (NULL, TRUE);
  test_world_tear_down (&fixture->world);
}

static gboolean
has_state (TestWorld *world,
           gpointer   user_data)
{
  Fixture *fixture = (Fixture *) world;

  return roster_link_request_get_state (fixture->request) == (RosterLinkRequestState) GPOINTER_TO_INT (user_data) &&
         !roster_link_request_get_looking (fixture->request);
}

static void
wait_for (Fixture                *fixture,
          RosterLinkRequestState  state)
{
  test_world_wait (&fixture->world, has_state, GINT_TO_POINTER (state));
}

static gboolean
has_looked (TestWorld *world,
            gpointer   user_data)
{
  return !roster_link_request_get_looking (((Fixture *) world)->request);
}

static void
ask (Fixture *fixture)
{
  roster_link_request_ask (fixture->request);
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_WAITING);
}

/* Plays the client with a phone. */
static void
approve (Fixture    *fixture,
         const char *link,
         const char *form)
{
  g_autofree char *url = g_strconcat (link, "/approve", NULL);

  g_assert_cmpuint (test_world_post (&fixture->world, url, form), ==, 200);
}

static void
look (Fixture *fixture)
{
  roster_link_request_look_now (fixture->request);
  test_world_wait (&fixture->world, has_looked, NULL);
}

static RosterTiktokAccount *
candidate (Fixture *fixture,
           guint    position)
{
  g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (roster_link_request_get_candidates (fixture->request), position);

  g_assert_nonnull (account);

  return account;
}

static guint
count_served (Fixture    *fixture,
              const char *name,
              guint      *n_links)
{
  g_autoptr (JsonObject) state = test_world_get_state (&fixture->world);
  JsonObject *bc = roster_json_array_get_object (roster_json_get_array (state, "business_centers"), 0);
  JsonArray *assets = roster_json_get_array (bc, "assets");
  guint n_found = 0;

  *n_links = 0;
  for (guint i = 0; i < json_array_get_length (assets); i++)
    {
      JsonObject *asset = roster_json_array_get_object (assets, i);

      if (g_strcmp0 (roster_json_get_string (asset, "name"), name) != 0)
        continue;

      n_found++;
      *n_links += json_array_get_length (roster_json_get_array (asset, "links"));
    }

  return n_found;
}

static void
test_approved (Fixture       *fixture,
               gconstpointer  data)
{
  TestWorld *world = &fixture->world;
  RosterTiktokAccount *account;
  guint n_links;

  roster_link_request_set_expected_handle (fixture->request, " @acme.climbing ");
  g_assert_cmpstr (roster_link_request_get_expected_handle (fixture->request), ==, "acme.climbing");
  g_list_store_append (roster_link_request_get_ad_accounts (fixture->request), test_world_find (roster_session_get_ad_accounts (world->session), "ACME-US"));
  g_list_store_append (roster_link_request_get_ad_accounts (fixture->request), test_world_find (roster_session_get_ad_accounts (world->session), "ACME-UK"));
  g_list_store_append (roster_link_request_get_people (fixture->request), test_world_find (roster_session_get_principals (world->session), "Mateo Rivera"));

  ask (fixture);
  g_assert_cmpint (roster_link_request_get_seconds_left (fixture->request), ==, 600);

  /* Who sets the date makes no code fresher, or older; the date until which it is fresh is another one then. */
  for (int i = -1; i <= 1; i += 2)
    {
      roster_clock_set_date (fixture->world.clock, roster_clock_get_now (fixture->world.clock) + i * 5 * G_TIME_SPAN_HOUR);
      g_assert_cmpint (roster_link_request_get_seconds_left (fixture->request), ==, 600);
      g_assert_cmpint (roster_link_request_get_deadline (fixture->request), ==, roster_clock_get_now (fixture->world.clock) + 600 * SECOND);
      g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
    }
  look (fixture);
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_WAITING);

  approve (fixture, roster_link_request_get_link (fixture->request), "handle=acme.climbing&name=Acme+Climbing");
  look (fixture);
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_cmpuint (g_list_model_get_n_items (roster_link_request_get_candidates (fixture->request)), ==, 1);
  account = candidate (fixture, 0);
  g_assert_cmpstr (roster_item_get_name (ROSTER_ITEM (account)), ==, "Acme Climbing");
  g_assert_cmpint (roster_link_request_get_likeness (fixture->request, account), ==, ROSTER_LIKENESS_ALIKE);
  g_assert_false (roster_link_request_was_there_before (fixture->request, account));

  /* Nothing is linked before the yes. */
  g_assert_cmpuint (count_served (fixture, "Acme Climbing", &n_links), ==, 1);
  g_assert_cmpuint (n_links, ==, 0);

  world->pace = 100 * 1000;
  roster_link_request_confirm (fixture->request, account);
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_DONE);
  g_assert_cmpuint (count_served (fixture, "Acme Climbing", &n_links), ==, 1);
  g_assert_cmpuint (n_links, ==, 2);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (roster_link_request_get_changes (fixture->request), i);

      g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_DONE);
    }
  g_assert_cmpint (roster_tiktok_account_get_link_count (account), ==, 2);
  g_assert_cmpstr (roster_tiktok_account_get_handle (account), ==, "acme.climbing");
  g_assert_cmpint (roster_tiktok_account_get_readiness (account), ==, ROSTER_READINESS_READY);
  g_assert_cmpint (roster_tiktok_account_get_people_count (account), ==, 1);
}

static void
go_on_for (Fixture *fixture,
           guint    seconds)
{
  for (guint second = 0; second < seconds; second++)
    {
      roster_clock_advance (fixture->world.clock, SECOND);
      test_world_wait (&fixture->world, has_looked, NULL);
    }
}

static guint
count_reads (Fixture *fixture)
{
  return test_world_count_requests (&fixture->world, NULL, "/bc/asset/admin/get/");
}

/* Every 5 seconds for two minutes, then every 15 until an hour after the code has run out: nobody has told how long TikTok takes an approval. */
static void
test_cadence (Fixture       *fixture,
              gconstpointer  data)
{
  guint n_reads;

  ask (fixture);
  n_reads = count_reads (fixture);
  go_on_for (fixture, 120);
  g_assert_cmpuint (count_reads (fixture), ==, n_reads + 24);

  n_reads = count_reads (fixture);
  go_on_for (fixture, 479);
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_cmpint (roster_link_request_get_seconds_left (fixture->request), ==, 1);
  g_assert_cmpuint (count_reads (fixture), ==, n_reads + 31);

  n_reads = count_reads (fixture);
  go_on_for (fixture, 1);
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_EXPIRED);
  g_assert_cmpint (roster_link_request_get_seconds_left (fixture->request), ==, 0);
  g_assert_true (roster_link_request_looks_on (fixture->request));
  g_assert_cmpuint (count_reads (fixture), ==, n_reads + 1);
  go_on_for (fixture, 3599);
  g_assert_cmpuint (count_reads (fixture), ==, n_reads + 1 + 239);

  n_reads = count_reads (fixture);
  go_on_for (fixture, 600);
  g_assert_false (roster_link_request_looks_on (fixture->request));
  g_assert_cmpuint (count_reads (fixture), <=, n_reads + 1);
}

/* The client takes half an hour, and TikTok takes the approval all the same. */
static void
test_approved_late (Fixture       *fixture,
                    gconstpointer  data)
{
  ask (fixture);
  go_on_for (fixture, 600 + 1800);
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_EXPIRED);
  approve (fixture, roster_link_request_get_link (fixture->request), "handle=acme.climbing&name=Acme+Climbing");
  go_on_for (fixture, 15);
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_FOUND);
}

/* Later still, it is found when the list is read for something else. */
static void
test_approved_much_later (Fixture       *fixture,
                          gconstpointer  data)
{
  ask (fixture);
  roster_clock_advance (fixture->world.clock, 5000 * (gint64) SECOND);
  test_world_wait (&fixture->world, has_looked, NULL);
  approve (fixture, roster_link_request_get_link (fixture->request), "handle=acme.climbing&name=Acme+Climbing");
  go_on_for (fixture, 60);
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_EXPIRED);
  roster_session_sync (fixture->world.session);
  fixture->world.pace = 100 * 1000;
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_FOUND);
}

/* What failed was no look. */
static void
test_last_looked (Fixture       *fixture,
                  gconstpointer  data)
{
  gint64 looked_at;

  g_assert_cmpint (roster_link_request_get_looked_at (fixture->request), ==, 0);
  ask (fixture);
  look (fixture);
  looked_at = roster_link_request_get_looked_at (fixture->request);
  g_assert_cmpint (looked_at, ==, roster_clock_get_steady (fixture->world.clock));

  test_world_set_fault (&fixture->world, "500:/bc/asset/admin/get/");
  roster_clock_advance (fixture->world.clock, 5 * SECOND);
  fixture->world.pace = 100 * 1000;
  test_world_wait (&fixture->world, has_looked, NULL);
  fixture->world.pace = 0;
  g_assert_nonnull (roster_link_request_get_error (fixture->request));
  g_assert_cmpint (roster_link_request_get_looked_at (fixture->request), ==, looked_at);

  /* Nor was a list that lacks something. */
  test_world_set_fault (&fixture->world, "short:/bc/asset/admin/get/");
  roster_clock_advance (fixture->world.clock, 15 * SECOND);
  fixture->world.pace = 100 * 1000;
  test_world_wait (&fixture->world, has_looked, NULL);
  fixture->world.pace = 0;
  g_assert_error (roster_link_request_get_error (fixture->request), ROSTER_ERROR, ROSTER_ERROR_INCOMPLETE);
  g_assert_cmpint (roster_link_request_get_looked_at (fixture->request), ==, looked_at);

  test_world_set_fault (&fixture->world, "");
  roster_clock_advance (fixture->world.clock, 15 * SECOND);
  test_world_wait (&fixture->world, has_looked, NULL);
  g_assert_no_error (roster_link_request_get_error (fixture->request));
  g_assert_cmpint (roster_link_request_get_looked_at (fixture->request), >, looked_at);
}

/* A new code is asked for where TikTok cannot be reached: the one that the client scans stays as it is until there is another. */
static void
test_new_code_offline (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *link = NULL;
  int seconds_left;

  ask (fixture);
  link = g_strdup (roster_link_request_get_link (fixture->request));
  seconds_left = roster_link_request_get_seconds_left (fixture->request);
  test_world_set_fault (&fixture->world, "500:/bc/asset/account/authorization/");
  roster_link_request_ask (fixture->request);
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_ASKING);
  g_assert_cmpstr (roster_link_request_get_link (fixture->request), ==, link);
  g_assert_cmpint (roster_link_request_get_seconds_left (fixture->request), ==, seconds_left);
  fixture->world.pace = 20 * 1000;
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_WAITING);
  fixture->world.pace = 0;
  g_assert_cmpstr (roster_link_request_get_link (fixture->request), ==, link);
  g_assert_error (roster_link_request_get_code_error (fixture->request), ROSTER_ERROR, ROSTER_ERROR_UNAVAILABLE);

  /* A look that works does not hide that there is no new code; asking again does. */
  look (fixture);
  g_assert_nonnull (roster_link_request_get_code_error (fixture->request));
  test_world_set_fault (&fixture->world, "");
  ask (fixture);
  g_assert_null (roster_link_request_get_code_error (fixture->request));
  g_assert_cmpstr (roster_link_request_get_link (fixture->request), !=, link);

  /* Approved with the old one while a new one is on its way: nobody has to wait for that. */
  approve (fixture, link, "handle=acme.climbing&name=Acme+Climbing");
  test_world_set_fault (&fixture->world, "slow=600000:/bc/asset/account/authorization/");
  roster_link_request_ask (fixture->request);
  roster_clock_advance (fixture->world.clock, 15 * SECOND);
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_FOUND);
}

/* A laptop that slept past the deadline shows the truth on waking. */
static void
test_sleep (Fixture       *fixture,
            gconstpointer  data)
{
  ask (fixture);
  roster_clock_advance (fixture->world.clock, 8 * 3600 * (gint64) SECOND);
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_EXPIRED);
}

/* Approved in the last moment, or with the code before the new one: both count. */
static void
test_approved_with_the_old_code (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autofree char *old = NULL;

  ask (fixture);
  old = g_strdup (roster_link_request_get_link (fixture->request));
  ask (fixture);
  g_assert_cmpstr (roster_link_request_get_link (fixture->request), !=, old);

  approve (fixture, old, "handle=tidewaterbooks&name=Tidewater+Books");
  look (fixture);
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_FOUND);

  /* The list before was read once: asking again does not move what counts as new. */
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/account/authorization/"), ==, 2);
}

static void
test_wrong_account (Fixture       *fixture,
                    gconstpointer  data)
{
  RosterTiktokAccount *account;
  g_autofree char *first = NULL;
  guint n_links;

  roster_link_request_set_expected_handle (fixture->request, "acme.climbing");
  ask (fixture);
  first = g_strdup (roster_link_request_get_link (fixture->request));
  approve (fixture, first, "handle=moss.and.marble&name=Moss+%26+Marble");
  look (fixture);
  account = candidate (fixture, 0);
  g_assert_cmpstr (roster_item_get_name (ROSTER_ITEM (account)), ==, "Moss & Marble");
  g_assert_cmpint (roster_link_request_get_likeness (fixture->request, account), ==, ROSTER_LIKENESS_UNLIKE);

  /* Removed in one press; a new code is on the screen. */
  roster_link_request_reject (fixture->request, account);
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_cmpuint (count_served (fixture, "Moss & Marble", &n_links), ==, 0);
  g_assert_cmpstr (roster_link_request_get_link (fixture->request), !=, first);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/admin/delete/"), ==, 1);
}

/* Two clients at one table: both are shown, neither is guessed, and the one that is not chosen stays untouched. */
static void
test_two_accounts_appear (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *first = NULL;
  guint n_links;

  g_list_store_append (roster_link_request_get_ad_accounts (fixture->request), test_world_find (roster_session_get_ad_accounts (fixture->world.session), "ACME-US"));
  ask (fixture);
  first = g_strdup (roster_link_request_get_link (fixture->request));
  ask (fixture);
  approve (fixture, first, "handle=tidewaterbooks&name=Tidewater+Books");
  approve (fixture, roster_link_request_get_link (fixture->request), "handle=acme.climbing&name=Acme+Climbing");
  look (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (roster_link_request_get_candidates (fixture->request)), ==, 2);

  fixture->world.pace = 100 * 1000;
  roster_link_request_confirm (fixture->request, test_world_find (roster_link_request_get_candidates (fixture->request), "Acme Climbing"));
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_DONE);
  g_assert_cmpuint (count_served (fixture, "Acme Climbing", &n_links), ==, 1);
  g_assert_cmpuint (n_links, ==, 1);
  g_assert_cmpuint (count_served (fixture, "Tidewater Books", &n_links), ==, 1);
  g_assert_cmpuint (n_links, ==, 0);
}

/* An account that was linked before does not show as new; when a person asks, it is offered, and a no does not remove it. */
static void
test_was_there_before (Fixture       *fixture,
                       gconstpointer  data)
{
  RosterTiktokAccount *account;
  guint n_links;

  roster_link_request_set_expected_handle (fixture->request, "harbourcoffee");
  ask (fixture);
  approve (fixture, roster_link_request_get_link (fixture->request), "handle=harbourcoffee&name=Harbour+Coffee");
  roster_clock_advance (fixture->world.clock, 5 * SECOND);
  test_world_wait (&fixture->world, has_looked, NULL);
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_WAITING);

  look (fixture);
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_FOUND);
  account = candidate (fixture, 0);
  g_assert_true (roster_link_request_was_there_before (fixture->request, account));

  roster_link_request_reject (fixture->request, account);
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_cmpuint (count_served (fixture, "Harbour Coffee", &n_links), ==, 1);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/admin/delete/"), ==, 0);
}

static void
test_no_code (Fixture       *fixture,
              gconstpointer  data)
{
  fixture->world.pace = 100 * 1000;
  roster_link_request_ask (fixture->request);
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_FAILED);
  g_assert_nonnull (roster_link_request_get_error (fixture->request));
  g_assert_null (roster_link_request_get_link (fixture->request));
}

static void
test_method_is_remembered (Fixture       *fixture,
                           gconstpointer  data)
{
  ask (fixture);
  g_assert_cmpstr (roster_session_get_authorization_method (fixture->world.session), ==, "get");
  ask (fixture);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/account/authorization/"), ==, 1);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", "/bc/asset/account/authorization/"), ==, 2);
}

static void
test_looking_fails (Fixture       *fixture,
                    gconstpointer  data)
{
  ask (fixture);
  roster_demo_server_stop (fixture->world.server);

  /* The code stays on the screen: the client may approve all the same. */
  fixture->world.pace = 100 * 1000;
  look (fixture);
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_error (roster_link_request_get_error (fixture->request), ROSTER_ERROR, ROSTER_ERROR_OFFLINE);
}

static gboolean
is_read (TestWorld *world,
         gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

/* Another Business Center is opened while a code is on the screen: the request ends and says so, and no answer about the first Business
 * Center gets into the lists of the second. */
static void
test_another_business_center (Fixture       *fixture,
                              gconstpointer  data)
{
  TestWorld *world = &fixture->world;
  guint n_requests;

  ask (fixture);
  roster_link_request_look_now (fixture->request);
  g_assert_true (roster_link_request_get_looking (fixture->request));
  roster_session_select_business_center (world->session, test_world_find (roster_session_get_business_centers (world->session), "Harbour Coffee"));
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_FAILED);
  g_assert_error (roster_link_request_get_error (fixture->request), ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
  g_assert_null (roster_link_request_get_link (fixture->request));
  g_assert_false (roster_link_request_get_looking (fixture->request));

  world->pace = 100 * 1000;
  test_world_wait (world, is_read, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_tiktok_accounts (world->session)), <, 5);
  n_requests = test_world_count_requests (world, NULL, "/bc/asset/admin/get/");
  roster_clock_advance (world->clock, 60 * SECOND);
  test_world_wait (world, is_read, NULL);
  g_assert_cmpuint (test_world_count_requests (world, NULL, "/bc/asset/admin/get/"), ==, n_requests);

  /* It is not asked for in another Business Center's name either. */
  roster_link_request_ask (fixture->request);
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_FAILED);
}

/* Watching with a token that was revoked would go on for ever. */
static void
test_revoked_while_watching (Fixture       *fixture,
                             gconstpointer  data)
{
  ask (fixture);
  roster_api_client_set_access_token (roster_session_get_client (fixture->world.session), ROSTER_DEMO_TOKEN_REVOKED);
  look (fixture);
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_FAILED);
  g_assert_error (roster_link_request_get_error (fixture->request), ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT);
  g_assert_null (roster_link_request_get_link (fixture->request));
  g_assert_cmpint (roster_link_request_get_seconds_left (fixture->request), ==, 0);
}

/* The window is closed while a wrong account is being removed: that is finished, and no code is asked for that nobody would see. */
static void
test_stopped_while_removing (Fixture       *fixture,
                             gconstpointer  data)
{
  guint n_links;

  ask (fixture);
  approve (fixture, roster_link_request_get_link (fixture->request), "handle=moss.and.marble&name=Moss+%26+Marble");
  look (fixture);
  fixture->world.pace = 100 * 1000;
  roster_link_request_reject (fixture->request, candidate (fixture, 0));
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_REMOVING);
  roster_link_request_stop (fixture->request);
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_EXPIRED);
  g_assert_cmpuint (count_served (fixture, "Moss & Marble", &n_links), ==, 0);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/account/authorization/"), ==, 1);
}

/* A request that was stopped can be taken up again. */
static void
test_stopped_while_asking (Fixture       *fixture,
                           gconstpointer  data)
{
  roster_link_request_ask (fixture->request);
  roster_link_request_stop (fixture->request);
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_DRAFT);
  ask (fixture);
  g_assert_nonnull (roster_link_request_get_link (fixture->request));
}

static void
test_dropped_while_asking (Fixture       *fixture,
                           gconstpointer  data)
{
  roster_link_request_ask (fixture->request);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/link-request/approved", Fixture, NULL, set_up, test_approved, tear_down);
  g_test_add ("/link-request/cadence", Fixture, NULL, set_up, test_cadence, tear_down);
  g_test_add ("/link-request/approved-late", Fixture, NULL, set_up, test_approved_late, tear_down);
  g_test_add ("/link-request/approved-much-later", Fixture, NULL, set_up, test_approved_much_later, tear_down);
  g_test_add ("/link-request/last-looked", Fixture, NULL, set_up, test_last_looked, tear_down);
  g_test_add ("/link-request/new-code-offline", Fixture, NULL, set_up, test_new_code_offline, tear_down);
  g_test_add ("/link-request/sleep", Fixture, NULL, set_up, test_sleep, tear_down);
  g_test_add ("/link-request/approved-with-the-old-code", Fixture, NULL, set_up, test_approved_with_the_old_code, tear_down);
  g_test_add ("/link-request/wrong-account", Fixture, NULL, set_up, test_wrong_account, tear_down);
  g_test_add ("/link-request/two-accounts-appear", Fixture, NULL, set_up, test_two_accounts_appear, tear_down);
  g_test_add ("/link-request/was-there-before", Fixture, NULL, set_up, test_was_there_before, tear_down);
  g_test_add ("/link-request/no-code", Fixture, "500:/bc/asset/account/authorization/", set_up, test_no_code, tear_down);
  g_test_add ("/link-request/method-is-remembered", Fixture, NULL, set_up_get, test_method_is_remembered, tear_down);
  g_test_add ("/link-request/looking-fails", Fixture, NULL, set_up, test_looking_fails, tear_down);
  g_test_add ("/link-request/another-business-center", Fixture, NULL, set_up, test_another_business_center, tear_down);
  g_test_add ("/link-request/revoked-while-watching", Fixture, NULL, set_up, test_revoked_while_watching, tear_down);
  g_test_add ("/link-request/stopped-while-removing", Fixture, NULL, set_up, test_stopped_while_removing, tear_down);
  g_test_add ("/link-request/stopped-while-asking", Fixture, NULL, set_up, test_stopped_while_asking, tear_down);
  g_test_add ("/link-request/dropped-while-asking", Fixture, NULL, set_up, test_dropped_while_asking, tear_down);

  return g_test_run ();
}
