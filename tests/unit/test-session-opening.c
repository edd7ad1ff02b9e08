/* test-session-opening.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libsecret/secret.h>

#include "roster-demo-server.h"
#include "roster-error.h"
#include "roster-session.h"
#include "test-keyring-calls.h"
#include "test-keyring.h"

/* Opening a connection against the demo server, over HTTP, and a real keyring daemon. */

static TestKeyring *daemon_;

typedef struct
{
  RosterDemoServer *server;
  RosterClock *clock;
  RosterKeyring *keyring;
  RosterConnection *connection;
  RosterSession *session;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
  g_autofree char *application = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;

  fixture->server = roster_demo_server_new (options);
  roster_demo_server_start (fixture->server, &error);
  g_assert_no_error (error);
  fixture->clock = roster_clock_new ();
  fixture->keyring = roster_keyring_new (application);
  fixture->connection = roster_connection_new (NULL, "Aoife Byrne", ROSTER_DEMO_APP_ID, "1", 1);
  fixture->session = roster_session_new (fixture->keyring, fixture->clock, roster_demo_server_get_base_url (fixture->server));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  RosterSession *session = fixture->session;

  roster_session_close (session);
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  g_clear_object (&fixture->session);
  while (session != NULL)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  roster_demo_server_stop (fixture->server);
  g_clear_object (&fixture->server);
  g_clear_object (&fixture->clock);
  g_clear_object (&fixture->keyring);
  g_clear_object (&fixture->connection);
}

static void
open_and_wait (Fixture            *fixture,
               RosterSessionState  state)
{
  roster_session_open (fixture->session, fixture->connection, NULL);
  while (roster_session_get_state (fixture->session) != state)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_opened (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (test_store_connection (fixture->keyring, fixture->connection, ROSTER_DEMO_TOKEN_ADMIN, NULL, &error));
  g_assert_no_error (error);
  open_and_wait (fixture, ROSTER_SESSION_STATE_LOADING);
  g_assert_nonnull (roster_session_get_business_center (fixture->session));
}

/* Where nothing is stored any more, there is one way on: signing in again. */
static void
test_nothing_stored (Fixture       *fixture,
                     gconstpointer  user_data)
{
  open_and_wait (fixture, ROSTER_SESSION_STATE_FAILED);
  g_assert_error (roster_session_get_error (fixture->session), ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT);
}

static void
test_locked (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (test_store_connection (fixture->keyring, fixture->connection, ROSTER_DEMO_TOKEN_ADMIN, NULL, &error));
  test_keyring_lock (daemon_);
  open_and_wait (fixture, ROSTER_SESSION_STATE_FAILED);
  g_assert_error (roster_session_get_error (fixture->session), ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED);

  /* Unlocked, it goes on from where it stood. */
  test_keyring_unlock (daemon_);
  roster_session_retry (fixture->session);
  while (roster_session_get_state (fixture->session) != ROSTER_SESSION_STATE_LOADING)
    g_main_context_iteration (NULL, TRUE);
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
  g_test_add ("/opening/opened", Fixture, NULL, set_up, test_opened, tear_down);
  g_test_add ("/opening/nothing-stored", Fixture, NULL, set_up, test_nothing_stored, tear_down);
  g_test_add ("/opening/locked", Fixture, NULL, set_up, test_locked, tear_down);
  result = g_test_run ();
  secret_service_disconnect ();
  test_keyring_stop (daemon_);

  return result;
}
