/* test-remember.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-remember.h"

#include <glib/gstdio.h>

#include "roster-store-private.h"
#include "test-async.h"
#include "test-directory.h"
#include "test-keyring-calls.h"

static gboolean
is_done (TestWorld *world,
         gpointer   user_data)
{
  return ((TestRemember *) world)->result != NULL;
}

void
test_remember_on_done (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_set_object (&((TestRemember *) user_data)->result, result);
}

GAsyncResult *
test_remember_await (TestRemember *fixture)
{
  test_world_wait (&fixture->world, is_done, NULL);

  return fixture->result;
}

void
test_remember_open_store (TestRemember *fixture)
{
  fixture->store = roster_store_new (fixture->path, fixture->world.clock);
  roster_session_set_store (fixture->world.session, fixture->store);
}

void
test_remember_close_store (TestRemember *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->result);
  roster_store_close_async (fixture->store, test_remember_on_done, fixture);
  g_assert_true (roster_store_close_finish (fixture->store, test_remember_await (fixture), &error));
  g_assert_no_error (error);
  g_clear_object (&fixture->store);
}

RosterConnection *
test_remember_make_connection (TestRemember *fixture,
                               const char   *user,
                               const char   *token)
{
  RosterConnection *connection = roster_connection_new (NULL, user, ROSTER_DEMO_APP_ID, user, 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (test_store_connection (fixture->world.keyring, connection, token, NULL, &error));
  g_assert_no_error (error);

  return connection;
}

void
test_remember_set_up (TestRemember  *fixture,
                      gconstpointer  data)
{
  test_world_set_up (&fixture->world, NULL);
  fixture->world.pace = 30 * 1000; /* the disk and the keyring take their time, and no request may run out of its own */
  fixture->path = g_build_filename (fixture->world.folder, "memory", "roster.db", NULL);
  fixture->connection = test_remember_make_connection (fixture, "Aoife Byrne", ROSTER_DEMO_TOKEN_ADMIN);
  test_remember_open_store (fixture);
}

void
test_remember_tear_down (TestRemember  *fixture,
                         gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (GDir) files = NULL;
  const char *name;

  roster_session_close (fixture->world.session);
  test_delete_connection (fixture->world.keyring, fixture->connection, NULL);
  test_remember_close_store (fixture);
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
void
test_remember_start_again (TestRemember *fixture)
{
  TestWorld *world = &fixture->world;

  roster_session_close (world->session);
  test_remember_close_store (fixture);
  g_clear_object (&world->session);
  world->session = roster_session_new (world->keyring, world->clock, roster_demo_server_get_base_url (world->server));
  test_remember_open_store (fixture);
}

gboolean
test_remember_is_read (TestWorld *world,
                       gpointer   user_data)
{
  g_assert_cmpint (roster_session_get_state (world->session), !=, ROSTER_SESSION_STATE_FAILED);

  return roster_session_is_signed_in (world->session) &&
         roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

gboolean
test_remember_is_shown (TestWorld *world,
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

void
test_remember_wait_until_read_only (TestRemember   *fixture,
                                    RosterReadOnly  read_only)
{
  test_world_wait (&fixture->world, is_read_only, GINT_TO_POINTER (read_only));
}

char *
test_remember_describe (TestRemember *fixture)
{
  return test_directory_describe (roster_session_get_directory (fixture->world.session));
}

void
test_remember_assert_shows (TestRemember *fixture,
                            const char   *name,
                            const char   *description)
{
  RosterSession *session = fixture->world.session;
  g_autofree char *now = test_remember_describe (fixture);

  g_assert_cmpint (roster_session_get_state (session), ==, ROSTER_SESSION_STATE_READY);
  g_assert_cmpstr (roster_item_get_name (ROSTER_ITEM (roster_session_get_business_center (session))), ==, name);
  g_assert_cmpstr (now, ==, description);
}

char *
test_remember_open_and_read (TestRemember *fixture)
{
  roster_session_open (fixture->world.session, fixture->connection, NULL);
  test_world_wait (&fixture->world, test_remember_is_read, NULL);
  g_assert_no_error (roster_session_get_error (fixture->world.session));

  return test_remember_describe (fixture);
}

static gboolean
has_result (TestWorld *world,
            gpointer   user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

void
test_remember_exec (TestRemember *fixture,
                    const char   *sql)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  roster_store_exec_async (fixture->store, sql, test_async_store, &result);
  test_world_wait (&fixture->world, has_result, &result);
  g_task_propagate_pointer (G_TASK (result), &error);
  g_assert_no_error (error);
}
