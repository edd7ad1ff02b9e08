/* test-session-sign-out.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sign-out.h"

#include <libsecret/secret.h>

#include "roster-api-oauth.h"
#include "roster-demo-server.h"
#include "roster-error.h"
#include "test-keyring-calls.h"
#include "test-keyring.h"

/* Against the demo server, over HTTP, and a real keyring daemon. */

static TestKeyring *daemon_;

typedef struct
{
  RosterDemoServer *server;
  char *base;
  RosterClock *clock;
  RosterKeyring *keyring;
  RosterConnection *connection;
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
  fixture->base = g_strdup (roster_demo_server_get_base_url (fixture->server));
  fixture->clock = roster_clock_new ();
  fixture->keyring = roster_keyring_new (application);
  fixture->connection = roster_connection_new (NULL, "Aoife Byrne", ROSTER_DEMO_APP_ID, "1", 1);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  roster_demo_server_stop (fixture->server);
  g_clear_object (&fixture->server);
  g_clear_object (&fixture->clock);
  g_clear_object (&fixture->keyring);
  g_clear_object (&fixture->connection);
  g_clear_pointer (&fixture->base, g_free);
}

static gboolean
sign_out (Fixture       *fixture,
          GCancellable  *cancellable,
          gboolean      *revoked,
          GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_sign_out_async (fixture->keyring, fixture->connection, fixture->base, fixture->clock, cancellable, test_on_done, &result);

  return roster_sign_out_finish (fixture->keyring, test_wait_for (&result), revoked, error);
}

static gboolean
token_works (Fixture    *fixture,
             const char *token)
{
  g_autoptr (RosterApiClient) client = roster_api_client_new (fixture->base, fixture->clock, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RosterApiUser) user = NULL;
  g_autoptr (GError) error = NULL;

  roster_api_client_set_access_token (client, token);
  roster_api_oauth_user_info_async (client, NULL, test_on_done, &result);
  user = roster_api_oauth_user_info_finish (client, test_wait_for (&result), &error);
  if (user == NULL)
    g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT);

  return user != NULL;
}

static void
assert_nothing_stored (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (roster_keyring_get_connections (fixture->keyring)), ==, 0);
  g_assert_true (test_load_connections (fixture->keyring, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (roster_keyring_get_connections (fixture->keyring)), ==, 0);
}

static void
test_revoked (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean revoked = FALSE;

  g_assert_true (test_store_connection (fixture->keyring, fixture->connection, ROSTER_DEMO_TOKEN_ADMIN, ROSTER_DEMO_APP_SECRET, &error));
  g_assert_true (token_works (fixture, ROSTER_DEMO_TOKEN_ADMIN));
  g_assert_true (sign_out (fixture, NULL, &revoked, &error));
  g_assert_no_error (error);
  g_assert_true (revoked);
  g_assert_false (token_works (fixture, ROSTER_DEMO_TOKEN_ADMIN));
  assert_nothing_stored (fixture);
}

static void
test_was_revoked_before (Fixture       *fixture,
                         gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean revoked = FALSE;

  g_assert_true (test_store_connection (fixture->keyring, fixture->connection, ROSTER_DEMO_TOKEN_REVOKED, ROSTER_DEMO_APP_SECRET, &error));
  g_assert_true (sign_out (fixture, NULL, &revoked, &error));
  g_assert_no_error (error);
  g_assert_true (revoked);
  assert_nothing_stored (fixture);
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean revoked = TRUE;

  roster_demo_server_stop (fixture->server);
  g_assert_true (test_store_connection (fixture->keyring, fixture->connection, ROSTER_DEMO_TOKEN_ADMIN, ROSTER_DEMO_APP_SECRET, &error));
  g_assert_true (sign_out (fixture, NULL, &revoked, &error));
  g_assert_no_error (error);
  g_assert_false (revoked);
  assert_nothing_stored (fixture);
}

static void
test_secret_not_known (Fixture       *fixture,
                       gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean revoked = TRUE;

  g_assert_true (test_store_connection (fixture->keyring, fixture->connection, ROSTER_DEMO_TOKEN_ADMIN, NULL, &error));
  g_assert_true (sign_out (fixture, NULL, &revoked, &error));
  g_assert_no_error (error);
  g_assert_false (revoked);
  g_assert_true (token_works (fixture, ROSTER_DEMO_TOKEN_ADMIN));
  assert_nothing_stored (fixture);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gboolean revoked = TRUE;

  g_cancellable_cancel (cancellable);
  g_assert_true (test_store_connection (fixture->keyring, fixture->connection, ROSTER_DEMO_TOKEN_ADMIN, ROSTER_DEMO_APP_SECRET, &error));
  g_assert_true (sign_out (fixture, cancellable, &revoked, &error));
  g_assert_no_error (error);
  g_assert_false (revoked);
  assert_nothing_stored (fixture);
}

static void
test_session_only (Fixture       *fixture,
                   gconstpointer  user_data)
{
  g_autoptr (RosterCredentials) credentials = roster_credentials_new (ROSTER_DEMO_TOKEN_ADMIN, ROSTER_DEMO_APP_SECRET);
  g_autoptr (GError) error = NULL;
  gboolean revoked = FALSE;

  roster_keyring_keep_for_session (fixture->keyring, fixture->connection, credentials);
  g_assert_true (sign_out (fixture, NULL, &revoked, &error));
  g_assert_no_error (error);
  g_assert_true (revoked);
  assert_nothing_stored (fixture);
}

static void
test_locked (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean revoked = TRUE;

  g_assert_true (test_store_connection (fixture->keyring, fixture->connection, ROSTER_DEMO_TOKEN_ADMIN, ROSTER_DEMO_APP_SECRET, &error));
  test_keyring_lock (daemon_);
  g_assert_false (sign_out (fixture, NULL, &revoked, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED);
  g_assert_false (revoked);
  g_assert_true (token_works (fixture, ROSTER_DEMO_TOKEN_ADMIN));
  g_assert_cmpuint (g_list_model_get_n_items (roster_keyring_get_connections (fixture->keyring)), ==, 1);
  test_keyring_unlock (daemon_);

  g_clear_error (&error);
  g_assert_true (sign_out (fixture, NULL, &revoked, &error));
  g_assert_no_error (error);
  g_assert_true (revoked);
}

int
main (int   argc,
      char *argv[])
{
  const struct
  {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } cases[] = {
    { "/sign-out/revoked", test_revoked },
    { "/sign-out/was-revoked-before", test_was_revoked_before },
    { "/sign-out/offline", test_offline },
    { "/sign-out/secret-not-known", test_secret_not_known },
    { "/sign-out/cancelled", test_cancelled },
    { "/sign-out/session-only", test_session_only },
    { "/sign-out/locked", test_locked },
  };
  int status;

  g_test_init (&argc, &argv, NULL);
  if (!test_keyring_available ())
    {
      g_print ("1..0 # SKIP dbus-daemon or gnome-keyring-daemon is not installed\n");
      return 0;
    }

  daemon_ = test_keyring_start (TEST_KEYRING_DEFAULT);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].func, tear_down);

  status = g_test_run ();
  secret_service_disconnect ();
  test_keyring_stop (daemon_);

  return status;
}
