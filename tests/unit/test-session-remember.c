/* test-session-remember.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libsecret/secret.h>

#include "roster-api-asset.h"
#include "roster-event.h"
#include "roster-watch.h"
#include "test-keyring-calls.h"
#include "test-keyring.h"
#include "test-remember.h"

static TestKeyring *daemon_;

typedef TestRemember Fixture;

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  RosterSession *session;
  g_autofree char *before = test_remember_open_and_read (fixture);
  gint64 synced_at = roster_session_get_synced_at (fixture->world.session);

  test_remember_start_again (fixture);
  session = fixture->world.session;
  roster_demo_server_stop (fixture->world.server);
  roster_clock_advance (fixture->world.clock, G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC);
  roster_session_open (session, fixture->connection, NULL);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);

  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, before);
  g_assert_true (roster_session_get_offline (session));
  g_assert_error (roster_session_get_error (session), ROSTER_ERROR, ROSTER_ERROR_OFFLINE);
  g_assert_cmpint (synced_at, >, 0);
  g_assert_cmpint (roster_session_get_synced_at (session), ==, synced_at);
  g_assert_false (roster_session_get_syncing (session));

  /* Trying again shows what there is all the while. */
  roster_session_retry (session);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, before);
  g_assert_cmpint (roster_session_get_read_only (session), ==, ROSTER_READ_ONLY_SIGNING_IN);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, before);
}

/* What is remembered is there before anybody has answered, and gives way to what is read. */
static void
test_before_the_answer (Fixture       *fixture,
                        gconstpointer  data)
{
  RosterSession *session;
  g_autofree char *before = test_remember_open_and_read (fixture);
  gint64 synced_at = roster_session_get_synced_at (fixture->world.session);
  guint n_requests = test_world_count_requests (&fixture->world, NULL, "/");

  test_remember_start_again (fixture);
  session = fixture->world.session;
  test_keyring_lock (daemon_);
  roster_session_open (session, fixture->connection, NULL);
  test_world_wait (&fixture->world, test_remember_is_shown, NULL);
  g_assert_cmpint (roster_session_get_synced_at (session), ==, synced_at);
  g_assert_cmpint (roster_session_get_read_only (session), !=, ROSTER_READ_ONLY_NO);

  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_SIGNED_OUT);
  g_assert_error (roster_session_get_error (session), ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, before);

  test_keyring_unlock (daemon_);
  roster_clock_advance (fixture->world.clock, G_USEC_PER_SEC * 60);
  roster_session_retry (session);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_NO);
  g_assert_true (roster_session_get_syncing (session));
  test_world_wait (&fixture->world, test_remember_is_read, NULL);
  g_assert_no_error (roster_session_get_error (session));
  g_assert_cmpint (roster_session_get_synced_at (session), >, synced_at);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, before);

  /* Only what may have changed was read again. */
  g_assert_cmpuint (test_world_count_requests (&fixture->world, NULL, "/"), <, n_requests + n_requests / 4);
}

/* A start reads what may have changed since the last one; a day later everything. */
static void
test_only_changes (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *before = NULL;
  guint n_first;

  /* Requests are counted here: none may run out of its time, and be repeated, because the machine is busy. */
  fixture->world.pace = 3 * 1000;
  before = test_remember_open_and_read (fixture);
  n_first = test_world_count_requests (&fixture->world, "GET", "/bc/asset/get/");

  test_remember_start_again (fixture);
  roster_session_open (fixture->world.session, fixture->connection, NULL);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_NO);
  test_world_wait (&fixture->world, test_remember_is_read, NULL);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", "/bc/asset/get/"), ==, n_first);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", "/changelog/get/"), ==, 2);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, before);

  test_remember_start_again (fixture);
  roster_clock_advance (fixture->world.clock, G_TIME_SPAN_DAY);
  roster_session_open (fixture->world.session, fixture->connection, NULL);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_NO);
  test_world_wait (&fixture->world, test_remember_is_read, NULL);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", "/bc/asset/get/"), ==, 2 * n_first);
}

/* When there is a network again, only what may have changed is read: that happens with every change of the Wi-Fi. */
static void
test_caught_up (Fixture       *fixture,
                gconstpointer  data)
{
  TestWorld *world = &fixture->world;
  g_autofree char *before = test_remember_open_and_read (fixture);
  guint n_first = test_world_count_requests (world, "GET", "/bc/asset/get/");

  roster_session_catch_up (world->session);
  g_assert_true (roster_session_get_syncing (world->session));
  test_world_wait (world, test_remember_is_read, NULL);
  g_assert_cmpuint (test_world_count_requests (world, "GET", "/changelog/get/"), ==, 2);
  g_assert_cmpuint (test_world_count_requests (world, "GET", "/bc/asset/get/"), ==, n_first);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, before);
}

static gboolean
has_result (TestWorld *world,
            gpointer   user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

static void
on_result (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Somebody else's change that the lists do not show. */
static void
take_ad_account (Fixture *fixture)
{
  RosterSession *session = fixture->world.session;
  RosterItem *ivy = test_world_find (roster_session_get_principals (session), "Ivy Intern");
  RosterItem *acme_us = test_world_find (roster_session_get_ad_accounts (session), "ACME-US");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  roster_api_asset_unassign_async (roster_session_get_client (session), roster_item_get_id (ROSTER_ITEM (roster_session_get_business_center (session))),
                                   roster_item_get_id (ivy), ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, roster_item_get_id (acme_us), NULL, on_result, &result);
  test_world_wait (&fixture->world, has_result, &result);
  g_assert_true (roster_api_asset_unassign_finish (roster_session_get_client (session), result, &error));
  g_assert_no_error (error);
}

/* What was read and could not be written is not taken for remembered by the next start, even if all went well later. */
static void
test_not_written (Fixture       *fixture,
                  gconstpointer  data)
{
  TestWorld *world = &fixture->world;
  g_autofree char *first = test_remember_open_and_read (fixture);
  g_autofree char *changed = NULL;
  g_autofree char *last = NULL;
  guint n_before;

  test_remember_exec (fixture, "CREATE TEMP TRIGGER full BEFORE INSERT ON sync BEGIN SELECT RAISE (ABORT, 'full'); END");
  take_ad_account (fixture);
  roster_session_sync_changes (world->session);
  test_world_wait (world, test_remember_is_read, NULL);
  changed = test_remember_describe (fixture);
  g_assert_cmpstr (changed, !=, first);
  test_remember_exec (fixture, "DROP TRIGGER full");

  roster_session_sync_changes (world->session);
  test_world_wait (world, test_remember_is_read, NULL);
  test_remember_exec (fixture, "PRAGMA user_version");

  test_remember_start_again (fixture);
  last = test_remember_open_and_read (fixture);
  g_assert_cmpstr (last, ==, changed);

  /* Everything was read: from then on, changes are enough again. */
  n_before = test_world_count_requests (world, "GET", "/bc/asset/get/");
  test_remember_start_again (fixture);
  g_free (test_remember_open_and_read (fixture));
  g_assert_cmpuint (test_world_count_requests (world, "GET", "/bc/asset/get/"), ==, n_before);
}

/* The program is started while the keyring is locked: nobody can tell which connections there are. */
static void
test_resumed (Fixture       *fixture,
              gconstpointer  data)
{
  RosterSession *session;
  g_autofree char *before = test_remember_open_and_read (fixture);
  g_autoptr (GError) error = NULL;
  const char *id = roster_connection_get_id (fixture->connection);

  g_object_unref (fixture->world.keyring);
  fixture->world.keyring = roster_keyring_new ("io.github.accessroster.AccessRoster.Test");
  test_remember_start_again (fixture);
  session = fixture->world.session;
  test_keyring_lock (daemon_);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_connections (session)), ==, 0);

  g_clear_object (&fixture->result);
  roster_session_resume_async (session, "nobody", NULL, NULL, test_remember_on_done, fixture);
  g_assert_false (roster_session_resume_finish (session, test_remember_await (fixture), &error));
  g_assert_no_error (error);
  g_assert_cmpint (roster_session_get_state (session), ==, ROSTER_SESSION_STATE_CLOSED);

  g_clear_object (&fixture->result);
  roster_session_resume_async (session, id, NULL, NULL, test_remember_on_done, fixture);
  g_assert_true (roster_session_resume_finish (session, test_remember_await (fixture), &error));
  g_assert_no_error (error);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_SIGNED_OUT);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, before);
  g_assert_cmpstr (roster_connection_get_label (roster_session_get_connection (session)), ==, "Aoife Byrne");
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_connections (session)), ==, 1);

  /* The connection is the one that the keyring tells of, once it does. */
  test_keyring_unlock (daemon_);
  g_assert_true (test_load_connections (fixture->world.keyring, &error));
  g_assert_no_error (error);
  g_assert_true (roster_keyring_find (fixture->world.keyring, ROSTER_DEMO_APP_ID, "Aoife Byrne") == roster_session_get_connection (session));
  roster_session_retry (session);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_NO);
}

static void
test_revoked (Fixture       *fixture,
              gconstpointer  data)
{
  RosterSession *session;
  g_autofree char *before = test_remember_open_and_read (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (test_store_connection (fixture->world.keyring, fixture->connection, ROSTER_DEMO_TOKEN_REVOKED, NULL, &error));
  test_remember_start_again (fixture);
  session = fixture->world.session;
  roster_session_open (session, fixture->connection, NULL);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_SIGNED_OUT);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, before);
  g_assert_error (roster_session_get_error (session), ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT);
  g_assert_false (roster_session_get_syncing (session));

  /* Signed in again, it goes on from there. */
  g_assert_true (test_store_connection (fixture->world.keyring, fixture->connection, ROSTER_DEMO_TOKEN_ADMIN, NULL, &error));
  roster_session_retry (session);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_NO);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, before);

  /* Revoked while somebody looks: the same. */
  test_world_wait (&fixture->world, test_remember_is_read, NULL);
  roster_api_client_set_access_token (roster_session_get_client (session), ROSTER_DEMO_TOKEN_REVOKED);
  roster_session_sync (session);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_SIGNED_OUT);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, before);
  g_assert_error (roster_session_get_error (session), ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT);
}

static void
on_events (RosterWatch *watch,
           GPtrArray   *events,
           GString     *found)
{
  for (guint i = 0; i < events->len; i++)
    g_string_append_printf (found, "%d %s\n", roster_event_get_kind (events->pdata[i]), roster_item_get_name (roster_event_get_item (events->pdata[i])));
}

static gboolean
has_text (TestWorld *world,
          gpointer   user_data)
{
  return *((GString *) user_data)->str != '\0';
}

/* What happened while the program was closed is told by the first sync, and what is remembered is no news. */
static void
test_meanwhile (Fixture       *fixture,
                gconstpointer  data)
{
  TestWorld *world = &fixture->world;
  g_autofree char *before = test_remember_open_and_read (fixture);
  g_autofree char *vanish = g_strconcat ("asset_id=", roster_item_get_id (test_world_find (roster_session_get_tiktok_accounts (world->session), TEST_REMEMBER_HARBOUR)), NULL);
  g_autoptr (RosterWatch) watch = NULL;
  g_autoptr (GString) found = g_string_new (NULL);
  g_autofree char *expected = NULL;

  test_remember_start_again (fixture);
  watch = roster_watch_new (world->session);
  g_signal_connect (watch, "events", G_CALLBACK (on_events), found);
  g_free (test_remember_open_and_read (fixture));
  g_assert_cmpstr (found->str, ==, "");

  g_clear_object (&watch);
  test_remember_start_again (fixture);
  watch = roster_watch_new (world->session);
  g_signal_connect (watch, "events", G_CALLBACK (on_events), found);
  g_assert_cmpuint (test_world_post (world, "/demo/vanish", vanish), ==, 200);
  roster_session_open (world->session, fixture->connection, NULL);
  test_world_wait (world, test_remember_is_shown, NULL);
  g_assert_cmpstr (found->str, ==, "");
  test_world_wait (world, has_text, found);
  test_world_wait (world, test_remember_is_read, NULL);
  expected = g_strdup_printf ("%d " TEST_REMEMBER_HARBOUR "\n", ROSTER_EVENT_KIND_ACCOUNT_VANISHED);
  g_assert_cmpstr (found->str, ==, expected);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  if (!test_keyring_available ())
    {
      g_print ("1..0 # SKIP no keyring daemon\n");
      return 0;
    }

  daemon_ = test_keyring_start (TEST_KEYRING_DEFAULT);
#define ADD(path, data, func) g_test_add ("/session/remember/" path, Fixture, data, test_remember_set_up, func, test_remember_tear_down)
  ADD ("offline", NULL, test_offline);
  ADD ("before-the-answer", NULL, test_before_the_answer);
  ADD ("only-changes", NULL, test_only_changes);
  ADD ("caught-up", NULL, test_caught_up);
  ADD ("not-written", NULL, test_not_written);
  ADD ("resumed", NULL, test_resumed);
  ADD ("revoked", NULL, test_revoked);
  ADD ("meanwhile", NULL, test_meanwhile);
#undef ADD
  result = g_test_run ();
  secret_service_disconnect ();
  test_keyring_stop (daemon_);

  return result;
}
