/* test-session-remember-connections.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libsecret/secret.h>

#include "roster-attention.h"
#include "roster-list.h"
#include "roster-store-notes.h"
#include "test-keyring-calls.h"
#include "test-keyring.h"
#include "test-remember.h"

#define MARIA "stale-invitation:mail:maria@studio.example"
#define LIAM "reaches-nothing:user:7012345678901234571"

static TestKeyring *daemon_;

typedef TestRemember Fixture;

static gboolean
has_failed (TestWorld *world,
            gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_FAILED;
}

static void
select_center (Fixture    *fixture,
               const char *name)
{
  RosterSession *session = fixture->world.session;

  roster_session_select_business_center (session, test_world_find (roster_session_get_business_centers (session), name));
}

/* How many Business Centers of a connection the store has anything about. */
static guint
count_remembered (Fixture          *fixture,
                  RosterConnection *connection)
{
  g_autoptr (GHashTable) notes = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->result);
  roster_store_notes_of_async (fixture->store, roster_connection_get_id (connection), NULL, test_remember_on_done, fixture);
  notes = roster_store_notes_of_finish (fixture->store, test_remember_await (fixture), &error);
  g_assert_no_error (error);

  return g_hash_table_size (notes);
}

/* Switching, also at once after reading, mixes nothing; the one that was shown last comes back first. */
static void
test_two_business_centers (Fixture       *fixture,
                           gconstpointer  data)
{
  RosterSession *session = fixture->world.session;
  g_autofree char *northwind = test_remember_open_and_read (fixture);
  g_autofree char *harbour = NULL;

  select_center (fixture, TEST_REMEMBER_HARBOUR);
  g_assert_cmpint (roster_session_get_synced_at (session), ==, 0);
  test_world_wait (&fixture->world, test_remember_is_read, NULL);
  harbour = test_remember_describe (fixture);
  g_assert_cmpstr (northwind, !=, harbour);

  /* Back: shown before it is read. */
  roster_clock_advance (fixture->world.clock, G_USEC_PER_SEC);
  select_center (fixture, TEST_REMEMBER_NORTHWIND);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_ad_accounts (session)), ==, 0);
  test_world_wait (&fixture->world, test_remember_is_shown, NULL);
  g_assert_cmpint (roster_session_get_synced_at (session), >, 0);
  test_world_wait (&fixture->world, test_remember_is_read, NULL);
  select_center (fixture, TEST_REMEMBER_HARBOUR);
  test_world_wait (&fixture->world, test_remember_is_read, NULL);

  test_remember_start_again (fixture);
  session = fixture->world.session;
  roster_demo_server_stop (fixture->world.server);
  roster_session_open (session, fixture->connection, NULL);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);
  test_remember_assert_shows (fixture, TEST_REMEMBER_HARBOUR, harbour);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_business_centers (session)), ==, 2);

  select_center (fixture, TEST_REMEMBER_NORTHWIND);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);
  test_world_wait (&fixture->world, test_remember_is_shown, NULL);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, northwind);
}

/* A wish that is not remembered is not answered with something else. */
static void
test_another_one_is_wished_for (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *northwind = test_remember_open_and_read (fixture);

  test_remember_start_again (fixture);
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
  g_autoptr (RosterConnection) tomas = test_remember_make_connection (fixture, "Tomas Novak", ROSTER_DEMO_TOKEN_STANDARD);
  g_autofree char *admin = test_remember_open_and_read (fixture);
  g_autofree char *standard = NULL;

  roster_session_open (fixture->world.session, tomas, NULL);
  test_world_wait (&fixture->world, test_remember_is_read, NULL);
  standard = test_remember_describe (fixture);
  g_assert_cmpstr (admin, !=, standard);

  test_remember_start_again (fixture);
  roster_demo_server_stop (fixture->world.server);
  roster_session_open (fixture->world.session, fixture->connection, NULL);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, admin);
  roster_session_open (fixture->world.session, tomas, NULL);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, standard);
  test_delete_connection (fixture->world.keyring, tomas, NULL);
}

static void
forget (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->result);
  roster_session_forget_async (fixture->world.session, test_remember_on_done, fixture);
  g_assert_cmpint (roster_session_get_state (fixture->world.session), ==, ROSTER_SESSION_STATE_CLOSED);
  g_assert_true (roster_session_forget_finish (fixture->world.session, test_remember_await (fixture), &error));
  g_assert_no_error (error);
}

static void
test_forgotten (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *northwind = test_remember_open_and_read (fixture);
  gboolean connection_too = TRUE;

  select_center (fixture, TEST_REMEMBER_HARBOUR);
  test_world_wait (&fixture->world, test_remember_is_read, NULL);
  g_assert_cmpuint (count_remembered (fixture, fixture->connection), ==, 2);

  /* There is another one, so the connection stays. */
  g_assert_true (roster_session_can_forget (fixture->world.session, &connection_too));
  g_assert_false (connection_too);
  forget (fixture);
  g_assert_cmpuint (count_remembered (fixture, fixture->connection), ==, 1);
  g_assert_false (roster_session_can_forget (fixture->world.session, NULL));

  test_remember_start_again (fixture);
  roster_demo_server_stop (fixture->world.server);
  roster_session_open (fixture->world.session, fixture->connection, NULL);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, northwind);
}

static void
test_forgotten_with_the_connection (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr (RosterConnection) tomas = test_remember_make_connection (fixture, "Tomas Novak", ROSTER_DEMO_TOKEN_STANDARD);
  g_autoptr (RosterCredentials) credentials = NULL;
  g_autoptr (GError) error = NULL;
  gboolean connection_too = FALSE;

  roster_session_open (fixture->world.session, tomas, NULL);
  test_world_wait (&fixture->world, test_remember_is_read, NULL);
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
  g_autofree char *northwind = test_remember_open_and_read (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_remembered (fixture, fixture->connection), ==, 1);
  g_clear_object (&fixture->result);
  roster_session_sign_out_async (fixture->world.session, fixture->connection, NULL, test_remember_on_done, fixture);
  g_assert_true (roster_session_sign_out_finish (fixture->world.session, test_remember_await (fixture), NULL, &error));
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
  test_world_wait (world, test_remember_is_read, NULL);
  g_assert_nonnull (roster_session_get_center (world->session));
  g_assert_cmpuint (count_remembered (fixture, passing), ==, 0);

  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  g_assert_null (g_strstr_len (contents, (gssize) length, "Northwind"));
  g_file_get_contents (log_path, &log, &log_length, NULL);
  g_assert_true (log == NULL || g_strstr_len (log, (gssize) log_length, "Northwind") == NULL);
}

static gboolean
is_role_read (TestWorld *world,
              gpointer   user_data)
{
  return roster_session_get_read_only (world->session) == (RosterReadOnly) GPOINTER_TO_INT (user_data) && test_remember_is_read (world, NULL);
}

static void
check_role (Fixture        *fixture,
            RosterReadOnly  expected)
{
  roster_session_check_role_async (fixture->world.session, NULL, NULL);
  test_world_wait (&fixture->world, is_role_read, GINT_TO_POINTER (expected));
  g_assert_no_error (roster_session_get_error (fixture->world.session));
}

/* What an Admin has read stays in memory as it was while the user is none: others cannot be seen any more, which does not mean that they have
 * gone. */
static void
test_no_admin_for_a_while (Fixture       *fixture,
                           gconstpointer  data)
{
  TestWorld *world = &fixture->world;
  g_autofree char *before = test_remember_open_and_read (fixture);
  g_autofree char *narrow = NULL;
  gint64 synced_at = roster_session_get_synced_at (world->session);

  test_remember_start_again (fixture);
  test_remember_exec (fixture, "CREATE TEMP TABLE written (n);"
                               "CREATE TEMP TRIGGER watched AFTER INSERT ON main.past"
                               " WHEN NEW.kind NOT IN (SELECT id FROM main.text WHERE text = 'tiktok-account')"
                               " BEGIN INSERT INTO written VALUES (1); END");
  g_free (test_remember_open_and_read (fixture));
  test_world_set_own_role (world, "STANDARD");
  check_role (fixture, ROSTER_READ_ONLY_STANDARD);
  narrow = test_remember_describe (fixture);
  g_assert_cmpstr (narrow, !=, before);
  test_world_set_own_role (world, "ADMIN");
  check_role (fixture, ROSTER_READ_ONLY_NO);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, before);
  test_world_set_own_role (world, "STANDARD");
  check_role (fixture, ROSTER_READ_ONLY_STANDARD);

  /* Nothing has become the past; but for the handles, which come later than the list of accounts that they are in. */
  g_clear_object (&fixture->result);
  roster_store_flush_async (fixture->store, NULL, test_remember_on_done, fixture);
  g_assert_true (roster_store_flush_finish (fixture->store, test_remember_await (fixture), NULL));
  test_remember_exec (fixture, "CREATE TEMP TABLE none (n CHECK (n = 0)); INSERT INTO none SELECT COUNT(*) FROM written");

  /* The program is started as a Standard member's: the same, and later without a network, with the age that it has. */
  test_remember_start_again (fixture);
  roster_session_open (world->session, fixture->connection, NULL);
  test_world_wait (world, is_role_read, GINT_TO_POINTER (ROSTER_READ_ONLY_STANDARD));
  g_free (narrow);
  narrow = test_remember_describe (fixture);
  g_assert_cmpstr (narrow, !=, before);
  test_remember_start_again (fixture);
  roster_demo_server_stop (world->server);
  roster_clock_advance (world->clock, G_TIME_SPAN_HOUR);
  roster_session_open (world->session, fixture->connection, NULL);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, before);
  g_assert_cmpint (roster_session_get_synced_at (world->session), >=, synced_at);
  g_assert_cmpint (roster_session_get_synced_at (world->session), <, roster_clock_get_now (world->clock) - G_TIME_SPAN_HOUR);
}

/* Somebody who is in no Business Center any more sees what there was, and why that is all. */
static void
test_no_member_any_more (Fixture       *fixture,
                         gconstpointer  data)
{
  TestWorld *world = &fixture->world;
  g_autofree char *before = test_remember_open_and_read (fixture);
  g_autoptr (GError) error = NULL;

  test_world_set_own_role (world, "");
  test_remember_start_again (fixture);
  roster_session_open (world->session, fixture->connection, NULL);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_SIGNED_OUT);
  g_assert_error (roster_session_get_error (world->session), ROSTER_ERROR, ROSTER_ERROR_NOT_A_MEMBER);
  g_assert_false (roster_session_is_signed_in (world->session));
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, before);

  /* Trying again ends in the same way; signed in as somebody who is, it goes on. */
  roster_session_retry (world->session);
  g_assert_cmpint (roster_session_get_read_only (world->session), ==, ROSTER_READ_ONLY_SIGNING_IN);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_SIGNED_OUT);
  g_assert_true (test_store_connection (world->keyring, fixture->connection, ROSTER_DEMO_TOKEN_STANDARD, NULL, &error));
  roster_session_retry (world->session);
  test_world_wait (world, is_role_read, GINT_TO_POINTER (ROSTER_READ_ONLY_STANDARD));

  /* Where nothing is remembered, that is all there is. */
  g_assert_true (test_store_connection (world->keyring, fixture->connection, ROSTER_DEMO_TOKEN_ADMIN, NULL, &error));
  roster_session_close (world->session);
  test_remember_exec (fixture, "DELETE FROM center; DELETE FROM note");
  roster_session_open (world->session, fixture->connection, NULL);
  test_world_wait (world, has_failed, NULL);
  g_assert_error (roster_session_get_error (world->session), ROSTER_ERROR, ROSTER_ERROR_NOT_A_MEMBER);
}

static gboolean
has_finding (TestWorld *world,
             gpointer   attention)
{
  return roster_list_find (roster_attention_get_findings (attention), LIAM) != NULL;
}

static gboolean
knows_ages (TestWorld *world,
            gpointer   attention)
{
  return roster_list_find (roster_attention_get_findings (attention), MARIA) != NULL;
}

/* What was dismissed stays dismissed when another Business Center is shown in between: nothing is mended because it has not been filled in yet. */
static void
test_dismissed (Fixture       *fixture,
                gconstpointer  data)
{
  RosterSession *session = fixture->world.session;
  g_autoptr (RosterAttention) attention = roster_attention_new (session);
  g_autofree char *northwind = test_remember_open_and_read (fixture);

  test_world_wait (&fixture->world, knows_ages, attention);
  g_assert_true (has_finding (&fixture->world, attention));
  roster_attention_set_dismissed (attention, roster_list_find (roster_attention_get_findings (attention), LIAM), TRUE);
  for (guint i = 0; i < 5; i++)
    {
      select_center (fixture, TEST_REMEMBER_HARBOUR);
      test_world_wait (&fixture->world, test_remember_is_read, NULL);
      select_center (fixture, TEST_REMEMBER_NORTHWIND);
      test_world_wait (&fixture->world, test_remember_is_read, NULL);
      test_world_wait (&fixture->world, knows_ages, attention);
      g_assert_false (has_finding (&fixture->world, attention));
    }
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
#define ADD(path, data, func) g_test_add ("/session/remember-connections/" path, Fixture, data, test_remember_set_up, func, test_remember_tear_down)
  ADD ("two-business-centers", NULL, test_two_business_centers);
  ADD ("dismissed", NULL, test_dismissed);
  ADD ("another-one-is-wished-for", NULL, test_another_one_is_wished_for);
  ADD ("two-connections", NULL, test_two_connections);
  ADD ("forgotten", NULL, test_forgotten);
  ADD ("forgotten-with-the-connection", NULL, test_forgotten_with_the_connection);
  ADD ("signed-out", NULL, test_signed_out);
  ADD ("nothing-is-left", NULL, test_nothing_is_left);
  ADD ("no-admin-for-a-while", NULL, test_no_admin_for_a_while);
  ADD ("no-member-any-more", NULL, test_no_member_any_more);
#undef ADD
  result = g_test_run ();
  secret_service_disconnect ();
  test_keyring_stop (daemon_);

  return result;
}
