/* test-secrets-missing.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-error.h"
#include "test-keyring-calls.h"
#include "test-keyring.h"

/* A process keeps its connection to the first session bus, so each case is a process of its own. */

static void
assert_way_out (RosterKeyring *keyring,
                RosterError    code)
{
  g_autoptr (RosterConnection) connection = roster_connection_new (NULL, "One", "1", "1", 1);
  g_autoptr (RosterCredentials) credentials = roster_credentials_new ("token", "secret");
  g_autoptr (GError) error = NULL;

  g_assert_false (test_store_connection (keyring, connection, "token", "secret", &error));
  g_assert_error (error, ROSTER_ERROR, (int) code);
  g_assert_cmpstr (error->message, !=, "");
  g_assert_cmpuint (g_list_model_get_n_items (roster_keyring_get_connections (keyring)), ==, 0);

  roster_keyring_keep_for_session (keyring, connection, credentials);
  g_assert_true (roster_connection_get_session_only (connection));
  g_assert_cmpuint (g_list_model_get_n_items (roster_keyring_get_connections (keyring)), ==, 1);
  test_assert_credentials (keyring, connection, "token", "secret");
  g_clear_error (&error);
  g_assert_true (test_delete_connection (keyring, connection, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (roster_keyring_get_connections (keyring)), ==, 0);
}

static void
assert_missing (void)
{
  g_autoptr (RosterKeyring) keyring = roster_keyring_new ("test.missing");
  g_autoptr (RosterConnection) connection = roster_connection_new (NULL, "One", "1", "1", 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (test_load_connections (keyring, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING);
  g_assert_cmpint (roster_keyring_get_state (keyring), ==, ROSTER_KEYRING_MISSING);
  g_clear_error (&error);
  g_assert_false (test_unlock_connections (keyring, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING);
  g_clear_error (&error);
  g_assert_null (test_lookup_connection (keyring, connection, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING);
  g_clear_error (&error);
  g_assert_false (test_delete_connection (keyring, connection, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING);
  assert_way_out (keyring, ROSTER_ERROR_KEYRING_MISSING);
}

static void
no_bus (void)
{
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_unsetenv ("DISPLAY");
  g_setenv ("XDG_RUNTIME_DIR", "/nonexistent", TRUE);
  assert_missing ();
}

static void
dead_bus (void)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  assert_missing ();
}

static void
no_service (void)
{
  g_autoptr (TestKeyring) daemon_ = test_keyring_start (TEST_KEYRING_NO_SERVICE);

  assert_missing ();
}

static void
no_collection (void)
{
  g_autoptr (TestKeyring) daemon_ = test_keyring_start (TEST_KEYRING_NO_COLLECTION);
  g_autoptr (RosterKeyring) keyring = roster_keyring_new ("test.first");
  g_autoptr (GError) error = NULL;

  g_assert_true (test_load_connections (keyring, &error));
  g_assert_no_error (error);
  g_assert_cmpint (roster_keyring_get_state (keyring), ==, ROSTER_KEYRING_AVAILABLE);
  assert_way_out (keyring, ROSTER_ERROR_KEYRING_LOCKED);
}

static void
service_dies (void)
{
  g_autoptr (TestKeyring) daemon_ = test_keyring_start (TEST_KEYRING_DEFAULT);
  g_autoptr (RosterKeyring) keyring = roster_keyring_new ("test.dies");
  g_autoptr (RosterConnection) connection = roster_connection_new (NULL, "One", "1", "1", 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (test_store_connection (keyring, connection, "token", NULL, &error));
  g_assert_no_error (error);
  test_keyring_stop_service (daemon_);

  g_assert_null (test_lookup_connection (keyring, connection, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING);
  g_clear_error (&error);
  g_assert_false (test_load_connections (keyring, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING);
  g_assert_cmpuint (g_list_model_get_n_items (roster_keyring_get_connections (keyring)), ==, 1);
}

static void
run_case (gconstpointer user_data)
{
  const char *name = user_data;
  g_autofree char *path = g_strconcat ("/missing/", name, "/subprocess", NULL);

  if (!test_keyring_available () && g_str_has_suffix (name, "bus") == FALSE)
    {
      g_test_skip ("dbus-daemon or gnome-keyring-daemon is not installed");
      return;
    }

  g_test_trap_subprocess (path, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int   argc,
      char *argv[])
{
  const struct
  {
    const char *name;
    GTestFunc func;
  } cases[] = {
    { "no-bus", no_bus }, { "dead-bus", dead_bus }, { "no-service", no_service }, { "no-collection", no_collection }, { "service-dies", service_dies },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/missing/", cases[i].name, NULL);
      g_autofree char *inner = g_strconcat (path, "/subprocess", NULL);

      g_test_add_data_func (path, cases[i].name, run_case);
      g_test_add_func (inner, cases[i].func);
    }

  return g_test_run ();
}
