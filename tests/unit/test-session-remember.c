/* test-session-remember.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <libsecret/secret.h>

#include "roster-api-asset.h"
#include "roster-error.h"
#include "roster-event.h"
#include "roster-store-notes.h"
#include "roster-store-private.h"
#include "roster-watch.h"
#include "test-directory.h"
#include "test-keyring-calls.h"
#include "test-keyring.h"
#include "test-world.h"

/* A session with a database in a folder, started a second time: against the demo server over HTTP, and a real keyring daemon. */

#define NORTHWIND "Northwind Agency"
#define HARBOUR "Harbour Coffee"

static TestKeyring *daemon_;

typedef struct
{
  TestWorld world;
  char *path;
  RosterConnection *connection;
  RosterStore *store;
  GAsyncResult *result;
} Fixture;

static gboolean
is_done (TestWorld *world,
         gpointer   user_data)
{
  return ((Fixture *) world)->result != NULL;
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_set_object (&((Fixture *) user_data)->result, result);
}

static GAsyncResult *
await (Fixture *fixture)
{
  test_world_wait (&fixture->world, is_done, NULL);

  return fixture->result;
}

static void
open_store (Fixture *fixture)
{
  fixture->store = roster_store_new (fixture->path, fixture->world.clock);
  roster_session_set_store (fixture->world.session, fixture->store);
}

static void
close_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->result);
  roster_store_close_async (fixture->store, on_done, fixture);
  g_assert_true (roster_store_close_finish (fixture->store, await (fixture), &error));
  g_assert_no_error (error);
  g_clear_object (&fixture->store);
}

static RosterConnection *
make_connection (Fixture    *fixture,
                 const char *user,
                 const char *token)
{
  RosterConnection *connection = roster_connection_new (NULL, user, ROSTER_DEMO_APP_ID, user, 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (test_store_connection (fixture->world.keyring, connection, token, NULL, &error));
  g_assert_no_error (error);

  return connection;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  test_world_set_up (&fixture->world, NULL);
  fixture->world.pace = 30 * 1000; /* the disk and the keyring take their time, and no request may run out of its own */
  fixture->path = g_build_filename (fixture->world.folder, "memory", "roster.db", NULL);
  fixture->connection = make_connection (fixture, "Aoife Byrne", ROSTER_DEMO_TOKEN_ADMIN);
  open_store (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GDir) files = NULL;
  const char *name;

  roster_session_close (fixture->world.session);
  test_delete_connection (fixture->world.keyring, fixture->connection, NULL);
  close_store (fixture);
  files = g_dir_open (folder, 0, NULL);
  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_unlink (file);
    }
  g_rmdir (folder);
  g_clear_object (&fixture->result);
  g_clear_object (&fixture->connection);
  g_clear_pointer (&fixture->path, g_free);
  test_world_tear_down (&fixture->world);
}

/* Ends the program, as far as a session can tell, and starts it again. */
static void
start_again (Fixture *fixture)
{
  TestWorld *world = &fixture->world;

  roster_session_close (world->session);
  close_store (fixture);
  g_clear_object (&world->session);
  world->session = roster_session_new (world->keyring, world->clock, roster_demo_server_get_base_url (world->server));
  open_store (fixture);
}

static gboolean
is_read (TestWorld *world,
         gpointer   user_data)
{
  g_assert_cmpint (roster_session_get_state (world->session), !=, ROSTER_SESSION_STATE_FAILED);

  return roster_session_is_signed_in (world->session) &&
         roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

static gboolean
is_shown (TestWorld *world,
          gpointer   user_data)
{
  g_assert_cmpint (roster_session_get_state (world->session), !=, ROSTER_SESSION_STATE_FAILED);

  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY;
}

/* An answer counts once everything that is remembered is there. */
static gboolean
is_read_only (TestWorld *world,
              gpointer   user_data)
{
  RosterReadOnly read_only = (RosterReadOnly) GPOINTER_TO_INT (user_data);

  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && roster_session_get_read_only (world->session) == read_only &&
         (read_only == ROSTER_READ_ONLY_NO || roster_session_get_error (world->session) != NULL);
}

static gboolean
has_failed (TestWorld *world,
            gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_FAILED;
}

static void
wait_until_read_only (Fixture        *fixture,
                      RosterReadOnly  read_only)
{
  test_world_wait (&fixture->world, is_read_only, GINT_TO_POINTER (read_only));
}

static char *
describe (Fixture *fixture)
{
  return test_directory_describe (roster_session_get_directory (fixture->world.session));
}

static void
assert_shows (Fixture    *fixture,
              const char *name,
              const char *description)
{
  RosterSession *session = fixture->world.session;
  g_autofree char *now = describe (fixture);

  g_assert_cmpint (roster_session_get_state (session), ==, ROSTER_SESSION_STATE_READY);
  g_assert_cmpstr (roster_item_get_name (ROSTER_ITEM (roster_session_get_business_center (session))), ==, name);
  g_assert_cmpstr (now, ==, description);
}

static void
select_center (Fixture    *fixture,
               const char *name)
{
  RosterSession *session = fixture->world.session;

  roster_session_select_business_center (session, test_world_find (roster_session_get_business_centers (session), name));
}

static char *
open_and_read (Fixture *fixture)
{
  roster_session_open (fixture->world.session, fixture->connection, NULL);
  test_world_wait (&fixture->world, is_read, NULL);
  g_assert_no_error (roster_session_get_error (fixture->world.session));

  return describe (fixture);
}

/* How many Business Centers of a connection the store has anything about. */
static guint
count_remembered (Fixture          *fixture,
                  RosterConnection *connection)
{
  g_autoptr (GHashTable) notes = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->result);
  roster_store_notes_of_async (fixture->store, roster_connection_get_id (connection), NULL, on_done, fixture);
  notes = roster_store_notes_of_finish (fixture->store, await (fixture), &error);
  g_assert_no_error (error);

  return g_hash_table_size (notes);
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  RosterSession *session;
  g_autofree char *before = open_and_read (fixture);
  gint64 synced_at = roster_session_get_synced_at (fixture->world.session);

  start_again (fixture);
  session = fixture->world.session;
  roster_demo_server_stop (fixture->world.server);
  roster_clock_advance (fixture->world.clock, G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC);
  roster_session_open (session, fixture->connection, NULL);
  wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);

  assert_shows (fixture, NORTHWIND, before);
  g_assert_true (roster_session_get_offline (session));
  g_assert_error (roster_session_get_error (session), ROSTER_ERROR, ROSTER_ERROR_OFFLINE);
  g_assert_cmpint (synced_at, >, 0);
  g_assert_cmpint (roster_session_get_synced_at (session), ==, synced_at);
  g_assert_false (roster_session_get_syncing (session));

  /* Trying again shows what there is all the while. */
  roster_session_retry (session);
  assert_shows (fixture, NORTHWIND, before);
  g_assert_cmpint (roster_session_get_read_only (session), ==, ROSTER_READ_ONLY_SIGNING_IN);
  wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);
  assert_shows (fixture, NORTHWIND, before);
}

/* What is remembered is there before anybody has answered, and gives way to what is read. */
static void
test_before_the_answer (Fixture       *fixture,
                        gconstpointer  data)
{
  RosterSession *session;
  g_autofree char *before = open_and_read (fixture);
  gint64 synced_at = roster_session_get_synced_at (fixture->world.session);
  guint n_requests = test_world_count_requests (&fixture->world, NULL, "/");

  start_again (fixture);
  session = fixture->world.session;
  test_keyring_lock (daemon_);
  roster_session_open (session, fixture->connection, NULL);
  test_world_wait (&fixture->world, is_shown, NULL);
  g_assert_cmpint (roster_session_get_synced_at (session), ==, synced_at);
  g_assert_cmpint (roster_session_get_read_only (session), !=, ROSTER_READ_ONLY_NO);

  wait_until_read_only (fixture, ROSTER_READ_ONLY_SIGNED_OUT);
  g_assert_error (roster_session_get_error (session), ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED);
  assert_shows (fixture, NORTHWIND, before);

  test_keyring_unlock (daemon_);
  roster_clock_advance (fixture->world.clock, G_USEC_PER_SEC * 60);
  roster_session_retry (session);
  wait_until_read_only (fixture, ROSTER_READ_ONLY_NO);
  g_assert_true (roster_session_get_syncing (session));
  test_world_wait (&fixture->world, is_read, NULL);
  g_assert_no_error (roster_session_get_error (session));
  g_assert_cmpint (roster_session_get_synced_at (session), >, synced_at);
  assert_shows (fixture, NORTHWIND, before);

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
  before = open_and_read (fixture);
  n_first = test_world_count_requests (&fixture->world, "GET", "/bc/asset/get/");

  start_again (fixture);
  roster_session_open (fixture->world.session, fixture->connection, NULL);
  wait_until_read_only (fixture, ROSTER_READ_ONLY_NO);
  test_world_wait (&fixture->world, is_read, NULL);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", "/bc/asset/get/"), ==, n_first);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", "/changelog/get/"), ==, 2);
  assert_shows (fixture, NORTHWIND, before);

  start_again (fixture);
  roster_clock_advance (fixture->world.clock, G_TIME_SPAN_DAY);
  roster_session_open (fixture->world.session, fixture->connection, NULL);
  wait_until_read_only (fixture, ROSTER_READ_ONLY_NO);
  test_world_wait (&fixture->world, is_read, NULL);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", "/bc/asset/get/"), ==, 2 * n_first);
}

/* When there is a network again, only what may have changed is read: that happens with every change of the Wi-Fi. */
static void
test_caught_up (Fixture       *fixture,
                gconstpointer  data)
{
  TestWorld *world = &fixture->world;
  g_autofree char *before = open_and_read (fixture);
  guint n_first = test_world_count_requests (world, "GET", "/bc/asset/get/");

  roster_session_catch_up (world->session);
  g_assert_true (roster_session_get_syncing (world->session));
  test_world_wait (world, is_read, NULL);
  g_assert_cmpuint (test_world_count_requests (world, "GET", "/changelog/get/"), ==, 2);
  g_assert_cmpuint (test_world_count_requests (world, "GET", "/bc/asset/get/"), ==, n_first);
  assert_shows (fixture, NORTHWIND, before);
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

static void
exec (Fixture    *fixture,
      const char *sql)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  roster_store_exec_async (fixture->store, sql, on_result, &result);
  test_world_wait (&fixture->world, has_result, &result);
  g_task_propagate_pointer (G_TASK (result), &error);
  g_assert_no_error (error);
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
  g_autofree char *first = open_and_read (fixture);
  g_autofree char *changed = NULL;
  g_autofree char *last = NULL;
  guint n_before;

  exec (fixture, "CREATE TEMP TRIGGER full BEFORE INSERT ON sync BEGIN SELECT RAISE (ABORT, 'full'); END");
  take_ad_account (fixture);
  roster_session_sync_changes (world->session);
  test_world_wait (world, is_read, NULL);
  changed = describe (fixture);
  g_assert_cmpstr (changed, !=, first);
  exec (fixture, "DROP TRIGGER full");

  roster_session_sync_changes (world->session);
  test_world_wait (world, is_read, NULL);
  exec (fixture, "PRAGMA user_version");

  start_again (fixture);
  last = open_and_read (fixture);
  g_assert_cmpstr (last, ==, changed);

  /* Everything was read: from then on, changes are enough again. */
  n_before = test_world_count_requests (world, "GET", "/bc/asset/get/");
  start_again (fixture);
  g_free (open_and_read (fixture));
  g_assert_cmpuint (test_world_count_requests (world, "GET", "/bc/asset/get/"), ==, n_before);
}

/* The program is started while the keyring is locked: nobody can tell which connections there are. */
static void
test_resumed (Fixture       *fixture,
              gconstpointer  data)
{
  RosterSession *session;
  g_autofree char *before = open_and_read (fixture);
  g_autoptr (GError) error = NULL;
  const char *id = roster_connection_get_id (fixture->connection);

  g_object_unref (fixture->world.keyring);
  fixture->world.keyring = roster_keyring_new ("io.github.accessroster.AccessRoster.Test");
  start_again (fixture);
  session = fixture->world.session;
  test_keyring_lock (daemon_);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_connections (session)), ==, 0);

  g_clear_object (&fixture->result);
  roster_session_resume_async (session, "nobody", NULL, NULL, on_done, fixture);
  g_assert_false (roster_session_resume_finish (session, await (fixture), &error));
  g_assert_no_error (error);
  g_assert_cmpint (roster_session_get_state (session), ==, ROSTER_SESSION_STATE_CLOSED);

  g_clear_object (&fixture->result);
  roster_session_resume_async (session, id, NULL, NULL, on_done, fixture);
  g_assert_true (roster_session_resume_finish (session, await (fixture), &error));
  g_assert_no_error (error);
  wait_until_read_only (fixture, ROSTER_READ_ONLY_SIGNED_OUT);
  assert_shows (fixture, NORTHWIND, before);
  g_assert_cmpstr (roster_connection_get_label (roster_session_get_connection (session)), ==, "Aoife Byrne");
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_connections (session)), ==, 1);

  /* The connection is the one that the keyring tells of, once it does. */
  test_keyring_unlock (daemon_);
  g_assert_true (test_load_connections (fixture->world.keyring, &error));
  g_assert_no_error (error);
  g_assert_true (roster_keyring_find (fixture->world.keyring, ROSTER_DEMO_APP_ID, "Aoife Byrne") == roster_session_get_connection (session));
  roster_session_retry (session);
  wait_until_read_only (fixture, ROSTER_READ_ONLY_NO);
}

static void
test_revoked (Fixture       *fixture,
              gconstpointer  data)
{
  RosterSession *session;
  g_autofree char *before = open_and_read (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (test_store_connection (fixture->world.keyring, fixture->connection, ROSTER_DEMO_TOKEN_REVOKED, NULL, &error));
  start_again (fixture);
  session = fixture->world.session;
  roster_session_open (session, fixture->connection, NULL);
  wait_until_read_only (fixture, ROSTER_READ_ONLY_SIGNED_OUT);
  assert_shows (fixture, NORTHWIND, before);
  g_assert_error (roster_session_get_error (session), ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT);
  g_assert_false (roster_session_get_syncing (session));

  /* Signed in again, it goes on from there. */
  g_assert_true (test_store_connection (fixture->world.keyring, fixture->connection, ROSTER_DEMO_TOKEN_ADMIN, NULL, &error));
  roster_session_retry (session);
  wait_until_read_only (fixture, ROSTER_READ_ONLY_NO);
  assert_shows (fixture, NORTHWIND, before);

  /* Revoked while somebody looks: the same. */
  test_world_wait (&fixture->world, is_read, NULL);
  roster_api_client_set_access_token (roster_session_get_client (session), ROSTER_DEMO_TOKEN_REVOKED);
  roster_session_sync (session);
  wait_until_read_only (fixture, ROSTER_READ_ONLY_SIGNED_OUT);
  assert_shows (fixture, NORTHWIND, before);
  g_assert_error (roster_session_get_error (session), ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT);
}

/* Switching, also at once after reading, mixes nothing; the one that was shown last comes back first. */
static void
test_two_business_centers (Fixture       *fixture,
                           gconstpointer  data)
{
  RosterSession *session = fixture->world.session;
  g_autofree char *northwind = open_and_read (fixture);
  g_autofree char *harbour = NULL;

  select_center (fixture, HARBOUR);
  g_assert_cmpint (roster_session_get_synced_at (session), ==, 0);
  test_world_wait (&fixture->world, is_read, NULL);
  harbour = describe (fixture);
  g_assert_cmpstr (northwind, !=, harbour);

  /* Back: shown before it is read. */
  roster_clock_advance (fixture->world.clock, G_USEC_PER_SEC);
  select_center (fixture, NORTHWIND);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_ad_accounts (session)), ==, 0);
  test_world_wait (&fixture->world, is_shown, NULL);
  g_assert_cmpint (roster_session_get_synced_at (session), >, 0);
  test_world_wait (&fixture->world, is_read, NULL);
  select_center (fixture, HARBOUR);
  test_world_wait (&fixture->world, is_read, NULL);

  start_again (fixture);
  session = fixture->world.session;
  roster_demo_server_stop (fixture->world.server);
  roster_session_open (session, fixture->connection, NULL);
  wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);
  assert_shows (fixture, HARBOUR, harbour);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_business_centers (session)), ==, 2);

  select_center (fixture, NORTHWIND);
  wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);
  test_world_wait (&fixture->world, is_shown, NULL);
  wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);
  assert_shows (fixture, NORTHWIND, northwind);
}

/* A wish that is not remembered is not answered with something else. */
static void
test_another_one_is_wished_for (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *northwind = open_and_read (fixture);

  start_again (fixture);
  roster_demo_server_stop (fixture->world.server);
  roster_session_open (fixture->world.session, fixture->connection, "7290001112223339999");
  test_world_wait (&fixture->world, has_failed, NULL);
  g_assert_null (roster_session_get_business_center (fixture->world.session));
}

/* Two people see different things of the same Business Center. */
static void
test_two_connections (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (RosterConnection) tomas = make_connection (fixture, "Tomas Novak", ROSTER_DEMO_TOKEN_STANDARD);
  g_autofree char *admin = open_and_read (fixture);
  g_autofree char *standard = NULL;

  roster_session_open (fixture->world.session, tomas, NULL);
  test_world_wait (&fixture->world, is_read, NULL);
  standard = describe (fixture);
  g_assert_cmpstr (admin, !=, standard);

  start_again (fixture);
  roster_demo_server_stop (fixture->world.server);
  roster_session_open (fixture->world.session, fixture->connection, NULL);
  wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);
  assert_shows (fixture, NORTHWIND, admin);
  roster_session_open (fixture->world.session, tomas, NULL);
  wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);
  assert_shows (fixture, NORTHWIND, standard);
  test_delete_connection (fixture->world.keyring, tomas, NULL);
}

static void
forget (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->result);
  roster_session_forget_async (fixture->world.session, on_done, fixture);
  g_assert_cmpint (roster_session_get_state (fixture->world.session), ==, ROSTER_SESSION_STATE_CLOSED);
  g_assert_true (roster_session_forget_finish (fixture->world.session, await (fixture), &error));
  g_assert_no_error (error);
}

static void
test_forgotten (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *northwind = open_and_read (fixture);
  gboolean connection_too = TRUE;

  select_center (fixture, HARBOUR);
  test_world_wait (&fixture->world, is_read, NULL);
  g_assert_cmpuint (count_remembered (fixture, fixture->connection), ==, 2);

  /* There is another one, so the connection stays. */
  g_assert_true (roster_session_can_forget (fixture->world.session, &connection_too));
  g_assert_false (connection_too);
  forget (fixture);
  g_assert_cmpuint (count_remembered (fixture, fixture->connection), ==, 1);
  g_assert_false (roster_session_can_forget (fixture->world.session, NULL));

  start_again (fixture);
  roster_demo_server_stop (fixture->world.server);
  roster_session_open (fixture->world.session, fixture->connection, NULL);
  wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);
  assert_shows (fixture, NORTHWIND, northwind);
}

static void
test_forgotten_with_the_connection (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr (RosterConnection) tomas = make_connection (fixture, "Tomas Novak", ROSTER_DEMO_TOKEN_STANDARD);
  g_autoptr (RosterCredentials) credentials = NULL;
  g_autoptr (GError) error = NULL;
  gboolean connection_too = FALSE;

  roster_session_open (fixture->world.session, tomas, NULL);
  test_world_wait (&fixture->world, is_read, NULL);
  g_assert_true (roster_session_can_forget (fixture->world.session, &connection_too));
  g_assert_true (connection_too);
  forget (fixture);
  g_assert_cmpuint (count_remembered (fixture, tomas), ==, 0);
  credentials = test_lookup_connection (fixture->world.keyring, tomas, &error);
  g_assert_null (credentials);
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND);
}

static void
test_signed_out (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *northwind = open_and_read (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_remembered (fixture, fixture->connection), ==, 1);
  g_clear_object (&fixture->result);
  roster_session_sign_out_async (fixture->world.session, fixture->connection, NULL, on_done, fixture);
  g_assert_true (roster_session_sign_out_finish (fixture->world.session, await (fixture), NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_remembered (fixture, fixture->connection), ==, 0);
}

/* Of the demo, and of a connection that is for this session only, nothing stays. */
static void
test_nothing_is_left (Fixture       *fixture,
                      gconstpointer  data)
{
  TestWorld *world = &fixture->world;
  g_autoptr (RosterConnection) passing = roster_connection_new (NULL, "Passing", ROSTER_DEMO_APP_ID, "2", 1);
  g_autoptr (RosterCredentials) credentials = roster_credentials_new (ROSTER_DEMO_TOKEN_ADMIN, NULL);
  g_autofree char *contents = NULL;
  g_autofree char *log = NULL;
  g_autofree char *log_path = g_strconcat (fixture->path, "-wal", NULL);
  gsize length, log_length = 0;

  test_world_open_and_read (world);
  g_assert_nonnull (roster_session_get_center (world->session));
  roster_keyring_keep_for_session (world->keyring, passing, credentials);
  roster_session_open (world->session, passing, NULL);
  test_world_wait (world, is_read, NULL);
  g_assert_nonnull (roster_session_get_center (world->session));
  g_assert_cmpuint (count_remembered (fixture, passing), ==, 0);

  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  g_assert_null (g_strstr_len (contents, (gssize) length, "Northwind"));
  g_file_get_contents (log_path, &log, &log_length, NULL);
  g_assert_true (log == NULL || g_strstr_len (log, (gssize) log_length, "Northwind") == NULL);
}

/* A database that cannot be used is no reason not to work. */
static void
test_no_database (Fixture       *fixture,
                  gconstpointer  data)
{
  RosterError code = (RosterError) GPOINTER_TO_INT (data);
  g_autoptr (RosterStore) other = NULL;
  g_autofree char *first = open_and_read (fixture);
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  roster_session_close (fixture->world.session);
  close_store (fixture);
  if (code == ROSTER_ERROR_STORE_DAMAGED)
    {
      g_assert_true (g_file_set_contents (fixture->path, "not a database, but long enough to be read as one by whoever tries to", -1, NULL));
    }
  else if (code == ROSTER_ERROR_STORE_BUSY)
    {
      other = roster_store_new (fixture->path, fixture->world.clock);
      g_clear_object (&fixture->result);
      roster_store_flush_async (other, NULL, on_done, fixture);
      g_assert_true (roster_store_flush_finish (other, await (fixture), NULL));
    }
  g_object_unref (fixture->world.session);
  fixture->world.session = roster_session_new (fixture->world.keyring, fixture->world.clock, roster_demo_server_get_base_url (fixture->world.server));
  open_store (fixture);

  second = open_and_read (fixture);
  g_assert_error (roster_store_get_problem (fixture->store), ROSTER_ERROR, (int) code);
  g_assert_cmpstr (second, ==, first);

  /* What was damaged is mended from then on. */
  start_again (fixture);
  if (code != ROSTER_ERROR_STORE_DAMAGED)
    return;

  g_assert_null (roster_store_get_problem (fixture->store));
  roster_demo_server_stop (fixture->world.server);
  roster_session_open (fixture->world.session, fixture->connection, NULL);
  wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);
  assert_shows (fixture, NORTHWIND, first);
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
  g_autofree char *before = open_and_read (fixture);
  g_autofree char *vanish = g_strconcat ("asset_id=", roster_item_get_id (test_world_find (roster_session_get_tiktok_accounts (world->session), HARBOUR)), NULL);
  g_autoptr (RosterWatch) watch = NULL;
  g_autoptr (GString) found = g_string_new (NULL);
  g_autofree char *expected = NULL;

  start_again (fixture);
  watch = roster_watch_new (world->session);
  g_signal_connect (watch, "events", G_CALLBACK (on_events), found);
  g_free (open_and_read (fixture));
  g_assert_cmpstr (found->str, ==, "");

  g_clear_object (&watch);
  start_again (fixture);
  watch = roster_watch_new (world->session);
  g_signal_connect (watch, "events", G_CALLBACK (on_events), found);
  g_assert_cmpuint (test_world_post (world, "/demo/vanish", vanish), ==, 200);
  roster_session_open (world->session, fixture->connection, NULL);
  test_world_wait (world, is_shown, NULL);
  g_assert_cmpstr (found->str, ==, "");
  test_world_wait (world, has_text, found);
  test_world_wait (world, is_read, NULL);
  expected = g_strdup_printf ("%d " HARBOUR "\n", ROSTER_EVENT_KIND_ACCOUNT_VANISHED);
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
  g_test_add ("/remember/offline", Fixture, NULL, set_up, test_offline, tear_down);
  g_test_add ("/remember/before-the-answer", Fixture, NULL, set_up, test_before_the_answer, tear_down);
  g_test_add ("/remember/only-changes", Fixture, NULL, set_up, test_only_changes, tear_down);
  g_test_add ("/remember/caught-up", Fixture, NULL, set_up, test_caught_up, tear_down);
  g_test_add ("/remember/not-written", Fixture, NULL, set_up, test_not_written, tear_down);
  g_test_add ("/remember/resumed", Fixture, NULL, set_up, test_resumed, tear_down);
  g_test_add ("/remember/revoked", Fixture, NULL, set_up, test_revoked, tear_down);
  g_test_add ("/remember/two-business-centers", Fixture, NULL, set_up, test_two_business_centers, tear_down);
  g_test_add ("/remember/another-one-is-wished-for", Fixture, NULL, set_up, test_another_one_is_wished_for, tear_down);
  g_test_add ("/remember/two-connections", Fixture, NULL, set_up, test_two_connections, tear_down);
  g_test_add ("/remember/forgotten", Fixture, NULL, set_up, test_forgotten, tear_down);
  g_test_add ("/remember/forgotten-with-the-connection", Fixture, NULL, set_up, test_forgotten_with_the_connection, tear_down);
  g_test_add ("/remember/signed-out", Fixture, NULL, set_up, test_signed_out, tear_down);
  g_test_add ("/remember/nothing-is-left", Fixture, NULL, set_up, test_nothing_is_left, tear_down);
  g_test_add ("/remember/damaged", Fixture, GINT_TO_POINTER (ROSTER_ERROR_STORE_DAMAGED), set_up, test_no_database, tear_down);
  g_test_add ("/remember/meanwhile", Fixture, NULL, set_up, test_meanwhile, tear_down);
  g_test_add ("/remember/busy", Fixture, GINT_TO_POINTER (ROSTER_ERROR_STORE_BUSY), set_up, test_no_database, tear_down);
  result = g_test_run ();
  secret_service_disconnect ();
  test_keyring_stop (daemon_);

  return result;
}
