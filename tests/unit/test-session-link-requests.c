/* test-session-link-requests.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* memmem */

#include <string.h>

#include "roster-json.h"
#include "roster-link-request.h"
#include "test-store.h"
#include "test-world.h"

/* Several requests for TikTok accounts at once, and what becomes of them when the program is closed and started again. */

#define SECOND ((gint64) G_USEC_PER_SEC)
#define LIST "/bc/asset/admin/get/"

typedef struct
{
  TestWorld world;
  TestStore store;
  RosterLinkRequests *requests;
  guint n_approved;
} Fixture;

static void
on_approved (Fixture *fixture)
{
  fixture->n_approved++;
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

static gboolean
is_read (TestWorld *world,
         gpointer   user_data)
{
  return roster_session_is_signed_in (world->session) && roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY &&
         !roster_session_get_syncing (world->session);
}

/* The program is started: a session with what is on the disk, signed in with the same connection. */
static void
start (Fixture *fixture)
{
  TestWorld *world = &fixture->world;
  g_autoptr (RosterConnection) connection = roster_connection_new ("connection-1", "Aoife Byrne", ROSTER_DEMO_APP_ID, "1", 1);
  g_autoptr (RosterCredentials) credentials = roster_credentials_new (ROSTER_DEMO_TOKEN_ADMIN, ROSTER_DEMO_APP_SECRET);

  if (world->session == NULL)
    world->session = roster_session_new (world->keyring, world->clock, roster_demo_server_get_base_url (world->server));
  test_store_open (&fixture->store);
  roster_session_set_store (world->session, fixture->store.store);
  fixture->requests = roster_link_requests_new (world->session);
  fixture->n_approved = 0;
  g_signal_connect_swapped (fixture->requests, "approved", G_CALLBACK (on_approved), fixture);

  world->pace = 100 * 1000;
  roster_keyring_keep_for_session (world->keyring, connection, credentials);
  /* Of a connection that is for the session only, nothing would be remembered. */
  roster_connection_set_storage (connection, TRUE, FALSE, ROSTER_CONNECTION_SOUND);
  roster_session_open (world->session, connection, NULL);
  test_world_wait (world, is_read, NULL);

  /* From here on the clock stands still, unless a test moves it: first far enough for the client to send at once again. */
  test_store_flush (&fixture->store);
  roster_clock_advance (world->clock, 10 * SECOND);
  world->pace = 0;
}

static gboolean
is_gone (TestWorld *world,
         gpointer   user_data)
{
  return *(gpointer *) user_data == NULL;
}

/* The program is closed: nobody is asked anything, and nothing else is remembered than what is on the disk. */
static void
stop (Fixture *fixture)
{
  TestWorld *world = &fixture->world;
  RosterSession *session = world->session;

  test_store_flush (&fixture->store);
  g_clear_object (&fixture->requests);
  roster_session_close (session);
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  g_clear_object (&world->session);
  test_world_wait (world, is_gone, &session);
  test_store_close (&fixture->store);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  test_world_set_up (&fixture->world, NULL);
  test_store_set_up (&fixture->store);
  g_set_object (&fixture->store.clock, fixture->world.clock);
  start (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->requests);
  test_world_tear_down (&fixture->world);
  test_store_tear_down (&fixture->store);
}

static guint
get_n_open (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->requests));
}

static RosterLinkRequest *
get_open (Fixture *fixture,
          guint    position)
{
  g_autoptr (RosterLinkRequest) request = g_list_model_get_item (G_LIST_MODEL (fixture->requests), position);

  g_assert_nonnull (request);

  return request;
}

static guint
get_n_candidates (RosterLinkRequest *request)
{
  return g_list_model_get_n_items (roster_link_request_get_candidates (request));
}

typedef struct
{
  RosterLinkRequest *request;
  RosterLinkRequestState state;
} Wanted;

static gboolean
has_state (TestWorld *world,
           gpointer   user_data)
{
  Wanted *wanted = user_data;

  return roster_link_request_get_state (wanted->request) == wanted->state && !roster_link_request_get_looking (wanted->request);
}

static void
wait_for (Fixture                *fixture,
          RosterLinkRequest      *request,
          RosterLinkRequestState  state)
{
  test_world_wait (&fixture->world, has_state, &(Wanted) { request, state });
}

/* A request with a code on the screen. */
static RosterLinkRequest *
ask (Fixture    *fixture,
     const char *handle,
     ...)
{
  g_autoptr (RosterLinkRequest) request = roster_link_request_new (fixture->requests);
  const char *name;
  va_list names;

  roster_link_request_set_expected_handle (request, handle);
  va_start (names, handle);
  while ((name = va_arg (names, const char *)) != NULL)
    g_list_store_append (roster_link_request_get_ad_accounts (request), test_world_find (roster_session_get_ad_accounts (fixture->world.session), name));
  va_end (names);
  g_assert_false (roster_link_request_is_open (request));
  roster_link_request_ask (request);
  wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_true (roster_link_request_is_open (request));

  return request;
}

/* Plays a client with a phone. */
static void
approve (Fixture    *fixture,
         const char *link,
         const char *form)
{
  g_autofree char *url = g_strconcat (link, "/approve", NULL);

  g_assert_cmpuint (test_world_post (&fixture->world, url, form), ==, 200);
}

static void
look (Fixture           *fixture,
      RosterLinkRequest *request)
{
  Wanted found = { request, ROSTER_LINK_REQUEST_STATE_FOUND }, waiting = { request, ROSTER_LINK_REQUEST_STATE_WAITING },
         expired = { request, ROSTER_LINK_REQUEST_STATE_EXPIRED };

  roster_link_request_look_now (request);
  while (!has_state (&fixture->world, &found) && !has_state (&fixture->world, &waiting) && !has_state (&fixture->world, &expired))
    g_main_context_iteration (NULL, TRUE);
}

static guint
count_links (Fixture    *fixture,
             const char *name)
{
  g_autoptr (JsonObject) state = test_world_get_state (&fixture->world);
  JsonArray *assets = roster_json_get_array (roster_json_array_get_object (roster_json_get_array (state, "business_centers"), 0), "assets");

  for (guint i = 0; i < json_array_get_length (assets); i++)
    {
      JsonObject *asset = roster_json_array_get_object (assets, i);

      if (g_strcmp0 (roster_json_get_string (asset, "name"), name) == 0)
        return json_array_get_length (roster_json_get_array (asset, "links"));
    }

  g_error ("nothing is called %s", name);
}

static guint
count_reads (Fixture *fixture)
{
  return test_world_count_requests (&fixture->world, NULL, LIST);
}

/* The client scanned the code, the program was closed, the client approved. */
static void
test_approved_meanwhile (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *link = g_strdup (roster_link_request_get_link (ask (fixture, "acme.climbing", "ACME-US", "ACME-UK", NULL)));
  RosterLinkRequest *request;
  gint64 deadline = roster_link_request_get_deadline (get_open (fixture, 0));

  stop (fixture);
  approve (fixture, link, "handle=acme.climbing&name=Acme+Climbing");
  start (fixture);

  g_assert_cmpuint (get_n_open (fixture), ==, 1);
  g_assert_cmpuint (fixture->n_approved, ==, 1);
  request = get_open (fixture, 0);
  g_assert_cmpint (roster_link_request_get_state (request), ==, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_cmpstr (roster_link_request_get_expected_handle (request), ==, "acme.climbing");
  g_assert_cmpint (roster_link_request_get_deadline (request), ==, deadline);
  g_assert_null (roster_link_request_get_link (request));
  g_assert_cmpuint (get_n_candidates (request), ==, 1);
  g_assert_cmpuint (count_links (fixture, "Acme Climbing"), ==, 0);

  fixture->world.pace = 100 * 1000;
  g_object_ref (request);
  roster_link_request_confirm (request, test_world_find (roster_link_request_get_candidates (request), "Acme Climbing"));
  wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_DONE);
  g_assert_cmpuint (count_links (fixture, "Acme Climbing"), ==, 2);
  g_assert_cmpuint (get_n_open (fixture), ==, 0);
  g_assert_false (roster_link_request_is_open (request));
  g_object_unref (request);

  /* What is finished does not come back. */
  stop (fixture);
  start (fixture);
  g_assert_cmpuint (get_n_open (fixture), ==, 0);
}

/* Not approved yet: it is waited for as before, until the deadline that the client was told. */
static void
test_goes_on_waiting (Fixture       *fixture,
                      gconstpointer  data)
{
  RosterLinkRequest *request = ask (fixture, "acme.climbing", "ACME-US", NULL);
  g_autofree char *link = g_strdup (roster_link_request_get_link (request));
  gint64 deadline = roster_link_request_get_deadline (request);

  roster_link_request_set_ads_only (request, TRUE);
  stop (fixture);
  start (fixture);
  request = get_open (fixture, 0);
  g_assert_cmpint (roster_link_request_get_state (request), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_cmpint (roster_link_request_get_deadline (request), ==, deadline);
  g_assert_true (roster_link_request_get_ads_only (request));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (roster_link_request_get_ad_accounts (request))), ==, 1);
  g_assert_null (roster_link_request_get_link (request));

  approve (fixture, link, "handle=acme.climbing&name=Acme+Climbing");
  fixture->world.pace = 100 * 1000;
  wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_cmpint (roster_clock_get_now (fixture->world.clock), <, deadline);
  g_assert_cmpuint (fixture->n_approved, ==, 1);
}

static void
test_deadline_passed (Fixture       *fixture,
                      gconstpointer  data)
{
  RosterLinkRequest *request;
  guint n_reads;

  ask (fixture, "acme.climbing", NULL);
  stop (fixture);
  roster_clock_advance (fixture->world.clock, 3600 * SECOND);
  start (fixture);
  request = get_open (fixture, 0);
  g_assert_cmpint (roster_link_request_get_state (request), ==, ROSTER_LINK_REQUEST_STATE_EXPIRED);
  g_assert_cmpuint (fixture->n_approved, ==, 0);
  g_assert_cmpint (roster_link_request_get_looked_at (request), ==, 0);
  n_reads = count_reads (fixture);

  /* A dead code is not watched. A new one is to be had, and is what is remembered from there on. */
  roster_clock_advance (fixture->world.clock, 3600 * SECOND);
  g_assert_false (roster_link_request_get_looking (request));
  roster_link_request_ask (request);
  wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_cmpuint (count_reads (fixture), ==, n_reads);
  g_assert_nonnull (roster_link_request_get_link (request));
  stop (fixture);
  start (fixture);
  g_assert_cmpuint (get_n_open (fixture), ==, 1);
  g_assert_cmpint (roster_link_request_get_state (get_open (fixture, 0)), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
}

/* A date that was set back in between makes the code no fresher than a new one. */
static void
test_date_set_back (Fixture       *fixture,
                    gconstpointer  data)
{
  RosterLinkRequest *request;

  ask (fixture, "acme.climbing", NULL);
  stop (fixture);
  roster_clock_set_date (fixture->world.clock, roster_clock_get_now (fixture->world.clock) - 5 * G_TIME_SPAN_HOUR);
  start (fixture);
  request = get_open (fixture, 0);
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
test_goes_on_at_the_last_step (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (RosterLinkRequest) request = g_object_ref (ask (fixture, "acme.climbing", "ACME-US", "ACME-UK", "ACME-DE", NULL));
  g_autoptr (RosterChange) first = NULL;
  guint n_sent;

  approve (fixture, roster_link_request_get_link (request), "handle=acme.climbing&name=Acme+Climbing");
  look (fixture, request);
  roster_link_request_confirm (request, test_world_find (roster_link_request_get_candidates (request), "Acme Climbing"));
  first = g_list_model_get_item (roster_link_request_get_changes (request), 0);
  g_signal_connect (first, "notify::state", G_CALLBACK (stop_when_done), request);
  fixture->world.pace = 100 * 1000;
  wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_DONE);
  n_sent = count_links (fixture, "Acme Climbing");
  g_assert_cmpuint (n_sent, >=, 1);
  g_assert_cmpuint (n_sent, <, 3);
  g_assert_cmpuint (get_n_open (fixture), ==, 1);
  g_clear_object (&first);
  g_clear_object (&request);

  stop (fixture);
  start (fixture);
  request = g_object_ref (get_open (fixture, 0));
  g_assert_cmpint (roster_link_request_get_state (request), ==, ROSTER_LINK_REQUEST_STATE_CONFIRMED);
  g_assert_cmpstr (roster_item_get_name (ROSTER_ITEM (roster_link_request_get_account (request))), ==, "Acme Climbing");
  g_assert_cmpuint (count_links (fixture, "Acme Climbing"), ==, n_sent);

  fixture->world.pace = 100 * 1000;
  roster_link_request_go_on (request);
  wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_DONE);
  g_assert_cmpuint (count_links (fixture, "Acme Climbing"), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (roster_link_request_get_changes (request)), ==, 3 - n_sent);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/advertiser/assign/"), <=, 3);
  g_assert_cmpuint (get_n_open (fixture), ==, 0);
}

static void
test_confirmed_and_gone (Fixture       *fixture,
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
  stop (fixture);
  start (fixture);
  request = get_open (fixture, 0);
  g_assert_cmpint (roster_link_request_get_state (request), ==, ROSTER_LINK_REQUEST_STATE_FAILED);
  g_assert_error (roster_link_request_get_error (request), ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
  roster_link_request_ask (request);
  wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_WAITING);
}

static void
test_given_up (Fixture       *fixture,
               gconstpointer  data)
{
  RosterLinkRequest *request = ask (fixture, NULL, NULL);
  guint n_reads;

  /* What is still being written does not come after what forgets it. */
  roster_link_request_set_expected_handle (request, "acme");
  roster_link_request_set_expected_handle (request, "acme.climbing");
  roster_link_request_give_up (request);
  g_assert_cmpuint (get_n_open (fixture), ==, 0);
  n_reads = count_reads (fixture);
  roster_clock_advance (fixture->world.clock, 60 * SECOND);
  g_assert_cmpuint (count_reads (fixture), ==, n_reads);

  stop (fixture);
  start (fixture);
  g_assert_cmpuint (get_n_open (fixture), ==, 0);
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
test_forgotten (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (RosterLinkRequest) request = g_object_ref (ask (fixture, NULL, NULL));
  gboolean forgotten = FALSE;

  roster_link_request_set_expected_handle (request, "acm");
  roster_link_request_set_expected_handle (request, "acme");
  roster_session_forget_async (fixture->world.session, on_forgotten, &forgotten);
  test_world_wait (&fixture->world, is_forgotten, &forgotten);
  test_store_flush (&fixture->store);
  test_store_flush (&fixture->store);
  g_clear_object (&request);

  stop (fixture);
  start (fixture);
  test_store_flush (&fixture->store);
  g_assert_cmpuint (get_n_open (fixture), ==, 0);
}

static void
test_each_business_center_has_its_own (Fixture       *fixture,
                                       gconstpointer  data)
{
  RosterSession *session = fixture->world.session;
  RosterBusinessCenter *first = roster_session_get_business_center (session);

  ask (fixture, "acme.climbing", NULL);
  roster_session_select_business_center (session, test_world_find (roster_session_get_business_centers (session), "Harbour Coffee"));
  g_assert_cmpuint (get_n_open (fixture), ==, 0);
  fixture->world.pace = 100 * 1000;
  test_world_wait (&fixture->world, is_read, NULL);
  test_store_flush (&fixture->store);
  g_assert_cmpuint (get_n_open (fixture), ==, 0);

  roster_session_select_business_center (session, first);
  test_world_wait (&fixture->world, is_read, NULL);
  test_store_flush (&fixture->store);
  g_assert_cmpuint (get_n_open (fixture), ==, 1);
  g_assert_cmpstr (roster_link_request_get_expected_handle (get_open (fixture, 0)), ==, "acme.climbing");
}

/* Whoever reads the disk learns no link, neither whole nor the part that cannot be guessed. */
static void
test_no_secret_on_disk (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *link = g_strdup (roster_link_request_get_link (ask (fixture, "acme.climbing", "ACME-US", NULL)));
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

/* One reading tells all, as often as the youngest code asks for. */
static void
test_several_share_the_readings (Fixture       *fixture,
                                 gconstpointer  data)
{
  TestWorld *world = &fixture->world;
  guint n_reads = count_reads (fixture);
  RosterLinkRequest *first, *second;

  first = ask (fixture, "acme.climbing", NULL);
  g_assert_cmpuint (count_reads (fixture), ==, n_reads + 1);
  for (guint second_of = 0; second_of < 150; second_of++)
    {
      roster_clock_advance (world->clock, SECOND);
      wait_for (fixture, first, ROSTER_LINK_REQUEST_STATE_WAITING);
    }
  /* 24 times in two minutes, and twice after that. */
  g_assert_cmpuint (count_reads (fixture), ==, n_reads + 1 + 24 + 2);

  /* A second one asks what was there before it, which tells the first, too; then both are told every 5 seconds. */
  n_reads = count_reads (fixture);
  second = ask (fixture, "tidewaterbooks", NULL);
  g_assert_cmpuint (count_reads (fixture), ==, n_reads + 1);
  for (guint second_of = 0; second_of < 30; second_of++)
    {
      roster_clock_advance (world->clock, SECOND);
      wait_for (fixture, first, ROSTER_LINK_REQUEST_STATE_WAITING);
    }
  g_assert_cmpuint (count_reads (fixture), ==, n_reads + 1 + 6);
  g_assert_cmpint (roster_link_request_get_looked_at (first), ==, roster_link_request_get_looked_at (second));

  /* With the second given up, the pace is the first one's again. */
  roster_link_request_give_up (second);
  roster_clock_advance (world->clock, 14 * SECOND);
  g_assert_cmpuint (count_reads (fixture), ==, n_reads + 1 + 6);
  g_assert_false (roster_link_request_get_looking (first));
  roster_clock_advance (world->clock, SECOND);
  g_assert_true (roster_link_request_get_looking (first));
  wait_for (fixture, first, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_cmpuint (count_reads (fixture), ==, n_reads + 1 + 6 + 1);
}

/* TikTok tells no handle of either account: each may be either's, and both are asked about. */
static void
test_cannot_be_told_apart (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (RosterLinkRequest) first = g_object_ref (ask (fixture, "acme.climbing", "ACME-US", NULL));
  g_autoptr (RosterLinkRequest) second = g_object_ref (ask (fixture, "tidewaterbooks", "ACME-UK", NULL));
  RosterTiktokAccount *acme, *tidewater;

  approve (fixture, roster_link_request_get_link (first), "handle=acme.climbing&name=Acme+Climbing");
  look (fixture, second);
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

  approve (fixture, roster_link_request_get_link (second), "handle=tidewaterbooks&name=Tidewater+Books");
  look (fixture, second);
  g_assert_cmpuint (get_n_candidates (second), ==, 1);
  /* The first one is still asked about, and there are two to choose from now. */
  g_assert_cmpuint (get_n_candidates (first), ==, 2);
  tidewater = test_world_find (roster_link_request_get_candidates (second), "Tidewater Books");

  /* A yes takes it out of the other. */
  fixture->world.pace = 100 * 1000;
  roster_link_request_confirm (second, tidewater);
  g_assert_cmpuint (get_n_candidates (first), ==, 1);
  wait_for (fixture, second, ROSTER_LINK_REQUEST_STATE_DONE);
  g_assert_cmpint (roster_link_request_get_state (first), ==, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_cmpuint (get_n_candidates (first), ==, 1);
  g_assert_true (test_world_find (roster_link_request_get_candidates (first), "Acme Climbing") == acme);
  g_assert_cmpuint (count_links (fixture, "Tidewater Books"), ==, 1);
  g_assert_cmpuint (count_links (fixture, "Acme Climbing"), ==, 0);
}

static void
test_confirmed_is_nobody_elses (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (RosterLinkRequest) first = g_object_ref (ask (fixture, NULL, NULL));
  RosterLinkRequest *second = ask (fixture, NULL, NULL);

  approve (fixture, roster_link_request_get_link (first), "handle=acme.climbing&name=Acme+Climbing");
  look (fixture, first);
  g_assert_cmpuint (get_n_candidates (second), ==, 1);
  fixture->world.pace = 100 * 1000;
  roster_link_request_confirm (first, test_world_find (roster_link_request_get_candidates (first), "Acme Climbing"));
  g_assert_cmpint (roster_link_request_get_state (second), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
  wait_for (fixture, first, ROSTER_LINK_REQUEST_STATE_DONE);

  /* Nor after a start. */
  g_clear_object (&first);
  stop (fixture);
  start (fixture);
  g_assert_cmpuint (get_n_open (fixture), ==, 1);
  g_assert_cmpuint (fixture->n_approved, ==, 0);
  g_assert_cmpint (roster_link_request_get_state (get_open (fixture, 0)), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
}

/* Where TikTok tells the handle, nobody has to be asked whose it is. */
static void
test_told_apart_by_handle (Fixture       *fixture,
                           gconstpointer  data)
{
  RosterLinkRequest *first = ask (fixture, "acme.climbing", NULL);
  RosterLinkRequest *second = ask (fixture, "tidewaterbooks", NULL);
  RosterLinkRequest *third = ask (fixture, "Acme.Climbing", NULL);
  RosterTiktokAccount *acme;

  approve (fixture, roster_link_request_get_link (first), "handle=acme.climbing&name=Acme+Climbing");
  look (fixture, first);
  acme = test_world_find (roster_link_request_get_candidates (first), "Acme Climbing");
  roster_tiktok_account_set_handle (acme, "acme.climbing");
  roster_session_sync (fixture->world.session);
  fixture->world.pace = 20 * 1000;
  test_world_wait (&fixture->world, is_read, NULL);

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
test_signing_in_takes_up_the_wait (Fixture       *fixture,
                                   gconstpointer  data)
{
  TestWorld *world = &fixture->world;
  RosterLinkRequest *request = ask (fixture, "acme.climbing", NULL);
  g_autofree char *link = g_strdup (roster_link_request_get_link (request));
  guint n_reads;

  roster_api_client_set_access_token (roster_session_get_client (world->session), ROSTER_DEMO_TOKEN_REVOKED);
  roster_link_request_look_now (request);
  wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_FAILED);
  g_assert_error (roster_link_request_get_error (request), ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT);
  roster_session_sync (world->session);
  world->pace = 20 * 1000;
  test_world_wait (world, is_signed_out, NULL);
  world->pace = 0;
  n_reads = count_reads (fixture);
  roster_clock_advance (world->clock, 60 * SECOND);
  g_assert_cmpuint (count_reads (fixture), ==, n_reads);

  roster_session_retry (world->session);
  world->pace = 20 * 1000;
  test_world_wait (world, is_read, NULL);
  g_assert_cmpuint (get_n_open (fixture), ==, 1);
  g_assert_cmpint (roster_link_request_get_state (request), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_null (roster_link_request_get_error (request));
  approve (fixture, link, "handle=acme.climbing&name=Acme+Climbing");
  wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/link-requests/approved-meanwhile", Fixture, NULL, set_up, test_approved_meanwhile, tear_down);
  g_test_add ("/link-requests/goes-on-waiting", Fixture, NULL, set_up, test_goes_on_waiting, tear_down);
  g_test_add ("/link-requests/deadline-passed", Fixture, NULL, set_up, test_deadline_passed, tear_down);
  g_test_add ("/link-requests/date-set-back", Fixture, NULL, set_up, test_date_set_back, tear_down);
  g_test_add ("/link-requests/goes-on-at-the-last-step", Fixture, NULL, set_up, test_goes_on_at_the_last_step, tear_down);
  g_test_add ("/link-requests/confirmed-and-gone", Fixture, NULL, set_up, test_confirmed_and_gone, tear_down);
  g_test_add ("/link-requests/given-up", Fixture, NULL, set_up, test_given_up, tear_down);
  g_test_add ("/link-requests/forgotten", Fixture, NULL, set_up, test_forgotten, tear_down);
  g_test_add ("/link-requests/each-business-center-has-its-own", Fixture, NULL, set_up, test_each_business_center_has_its_own, tear_down);
  g_test_add ("/link-requests/no-secret-on-disk", Fixture, NULL, set_up, test_no_secret_on_disk, tear_down);
  g_test_add ("/link-requests/several-share-the-readings", Fixture, NULL, set_up, test_several_share_the_readings, tear_down);
  g_test_add ("/link-requests/cannot-be-told-apart", Fixture, NULL, set_up, test_cannot_be_told_apart, tear_down);
  g_test_add ("/link-requests/confirmed-is-nobody-elses", Fixture, NULL, set_up, test_confirmed_is_nobody_elses, tear_down);
  g_test_add ("/link-requests/signing-in-takes-up-the-wait", Fixture, NULL, set_up, test_signing_in_takes_up_the_wait, tear_down);
  g_test_add ("/link-requests/told-apart-by-handle", Fixture, NULL, set_up, test_told_apart_by_handle, tear_down);

  return g_test_run ();
}
