/* test-session-databases.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libsecret/secret.h>

#include "test-keyring.h"
#include "test-remember.h"

static TestKeyring *daemon_;

typedef TestRemember Fixture;

/* A database that cannot be used is no reason not to work. */
static void
test_no_database (Fixture       *fixture,
                  gconstpointer  data)
{
  RosterError code = (RosterError) GPOINTER_TO_INT (data);
  g_autoptr (RosterStore) other = NULL;
  g_autofree char *first = test_remember_open_and_read (fixture);
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  roster_session_close (fixture->world.session);
  test_remember_close_store (fixture);
  if (code == ROSTER_ERROR_STORE_DAMAGED)
    {
      g_assert_true (g_file_set_contents (fixture->path, "not a database, but long enough to be read as one by whoever tries to", -1, NULL));
    }
  else if (code == ROSTER_ERROR_STORE_BUSY)
    {
      other = roster_store_new (fixture->path, fixture->world.clock);
      g_clear_object (&fixture->result);
      roster_store_flush_async (other, NULL, test_remember_on_done, fixture);
      g_assert_true (roster_store_flush_finish (other, test_remember_await (fixture), NULL));
    }
  g_object_unref (fixture->world.session);
  fixture->world.session = roster_session_new (fixture->world.keyring, fixture->world.clock, roster_demo_server_get_base_url (fixture->world.server));
  test_remember_open_store (fixture);

  second = test_remember_open_and_read (fixture);
  g_assert_error (roster_store_get_problem (fixture->store), ROSTER_ERROR, (int) code);
  g_assert_cmpstr (second, ==, first);

  /* What was damaged is mended from then on. */
  test_remember_start_again (fixture);
  if (code != ROSTER_ERROR_STORE_DAMAGED)
    return;

  g_assert_null (roster_store_get_problem (fixture->store));
  roster_demo_server_stop (fixture->world.server);
  roster_session_open (fixture->world.session, fixture->connection, NULL);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, first);
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
#define ADD(path, data, func) g_test_add ("/session/databases/" path, Fixture, data, test_remember_set_up, func, test_remember_tear_down)
  ADD ("damaged", GINT_TO_POINTER (ROSTER_ERROR_STORE_DAMAGED), test_no_database);
  ADD ("busy", GINT_TO_POINTER (ROSTER_ERROR_STORE_BUSY), test_no_database);
#undef ADD
  result = g_test_run ();
  secret_service_disconnect ();
  test_keyring_stop (daemon_);

  return result;
}
