/* test-session-centers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libsecret/secret.h>

#include "roster-error.h"
#include "roster-watch.h"
#include "test-keyring.h"
#include "test-remember.h"

#define CENTERS "/bc/get/"

/* What is concluded from the list of the user's Business Centers when it lacks something: nothing, unless two whole lists do. */

typedef TestRemember Fixture;

static guint
count_centers (Fixture *fixture)
{
  return g_list_model_get_n_items (roster_session_get_business_centers (fixture->world.session));
}

static void
check_role (Fixture *fixture)
{
  RosterSession *session = fixture->world.session;

  g_clear_object (&fixture->result);
  roster_session_check_role_async (session, test_remember_on_done, fixture);
  roster_session_check_role_finish (session, test_remember_await (fixture), NULL);
}

static gboolean
has_failed (TestWorld *world,
            gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_FAILED;
}

/* The list lacks the one that is shown, once, or is short each time. */
static void
test_role (Fixture       *fixture,
           gconstpointer  fault)
{
  RosterSession *session = fixture->world.session;
  guint n_before;

  g_free (test_remember_open_and_read (fixture));
  n_before = count_centers (fixture);
  g_assert_cmpuint (n_before, ==, 2);

  test_world_set_fault (&fixture->world, fault);
  check_role (fixture);
  g_assert_cmpint (roster_session_get_read_only (session), ==, ROSTER_READ_ONLY_NO);
  g_assert_no_error (roster_session_get_error (session));
  g_assert_cmpuint (count_centers (fixture), ==, n_before);

  test_world_set_fault (&fixture->world, "");
  check_role (fixture);
  g_assert_false (roster_session_get_centers_incomplete (session));
  g_assert_cmpuint (count_centers (fixture), ==, n_before);
}

/* Two whole lists agree. */
static void
test_role_gone (Fixture       *fixture,
                gconstpointer  data)
{
  g_free (test_remember_open_and_read (fixture));
  test_world_set_fault (&fixture->world, "missing=9:" CENTERS);
  check_role (fixture);
  g_assert_cmpint (roster_session_get_read_only (fixture->world.session), ==, ROSTER_READ_ONLY_SIGNED_OUT);
  g_assert_error (roster_session_get_error (fixture->world.session), ROSTER_ERROR, ROSTER_ERROR_NOT_A_MEMBER);
  g_assert_cmpuint (count_centers (fixture), ==, 0);
}

/* What is shown from memory goes on, whether or not the list has it. */
static void
test_start (Fixture       *fixture,
            gconstpointer  fault)
{
  g_autofree char *before = test_remember_open_and_read (fixture);

  test_remember_start_again (fixture);
  test_world_set_fault (&fixture->world, fault);
  roster_session_open (fixture->world.session, fixture->connection, NULL);
  test_world_wait (&fixture->world, test_remember_is_read, NULL);
  g_assert_no_error (roster_session_get_error (fixture->world.session));
  g_assert_cmpint (roster_session_get_read_only (fixture->world.session), ==, ROSTER_READ_ONLY_NO);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, before);

  /* Of the other one nothing is remembered: it is known when the list is whole. */
  if (roster_session_get_centers_incomplete (fixture->world.session))
    {
      test_world_set_fault (&fixture->world, "");
      check_role (fixture);
    }
  g_assert_cmpuint (count_centers (fixture), ==, 2);
}

/* Not one row came: what is remembered is shown, and it is tried again by itself. */
static void
test_start_without (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *before = test_remember_open_and_read (fixture);
  g_autoptr (RosterWatch) watch = NULL;

  test_remember_start_again (fixture);
  watch = roster_watch_new (fixture->world.session);
  test_world_set_fault (&fixture->world, "short=9:" CENTERS);
  roster_session_open (fixture->world.session, fixture->connection, NULL);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_SIGNED_OUT);
  g_assert_error (roster_session_get_error (fixture->world.session), ROSTER_ERROR, ROSTER_ERROR_INCOMPLETE);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, before);

  test_world_set_fault (&fixture->world, "");
  roster_clock_advance (fixture->world.clock, 13 * G_TIME_SPAN_MINUTE);
  test_world_wait (&fixture->world, test_remember_is_read, NULL);
  g_assert_cmpuint (count_centers (fixture), ==, 2);
}

/* Nothing is known yet: what is listed is opened. */
static void
test_first (Fixture       *fixture,
            gconstpointer  fault)
{
  RosterSession *session = fixture->world.session;
  g_autoptr (RosterWatch) watch = roster_watch_new (session);

  test_world_set_fault (&fixture->world, fault);
  roster_session_open (session, fixture->connection, NULL);
  test_world_wait (&fixture->world, test_remember_is_read, NULL);
  g_assert_cmpuint (count_centers (fixture), >, 0);
  roster_clock_advance (fixture->world.clock, 2 * G_TIME_SPAN_MINUTE);

  /* What was short is asked for again after a sync. */
  test_world_set_fault (&fixture->world, "");
  roster_session_sync (session);
  while (count_centers (fixture) < 2)
    {
      g_main_context_iteration (NULL, TRUE);
      roster_clock_advance (fixture->world.clock, 10 * G_TIME_SPAN_MILLISECOND);
    }
  test_world_wait (&fixture->world, test_remember_is_read, NULL);
}

static void
test_first_empty (Fixture       *fixture,
                  gconstpointer  fault)
{
  test_world_set_fault (&fixture->world, fault);
  roster_session_open (fixture->world.session, fixture->connection, NULL);
  test_world_wait (&fixture->world, has_failed, NULL);
  if (g_str_has_prefix (fault, "missing"))
    g_assert_error (roster_session_get_error (fixture->world.session), ROSTER_ERROR, ROSTER_ERROR_NOT_A_MEMBER);
  else
    g_assert_error (roster_session_get_error (fixture->world.session), ROSTER_ERROR, ROSTER_ERROR_INCOMPLETE);
}

/* The one that was wished for is not in the first list. */
static void
test_wished (Fixture       *fixture,
             gconstpointer  data)
{
  RosterSession *session = fixture->world.session;
  g_autofree char *id = NULL;

  g_free (test_remember_open_and_read (fixture));
  id = g_strdup (roster_item_get_id (test_world_find (roster_session_get_business_centers (session), TEST_REMEMBER_HARBOUR)));
  roster_session_close (session);
  test_world_set_fault (&fixture->world, "missing:" CENTERS ":x1");
  roster_session_open (session, fixture->connection, id);
  test_world_wait (&fixture->world, test_remember_is_read, NULL);
  g_assert_cmpstr (roster_item_get_id (ROSTER_ITEM (roster_session_get_business_center (session))), ==, id);
}

int
main (int   argc,
      char *argv[])
{
  TestKeyring *daemon;
  int result;

  g_test_init (&argc, &argv, NULL);
  if (!test_keyring_available ())
    {
      g_print ("1..0 # SKIP no keyring daemon\n");
      return 0;
    }

  daemon = test_keyring_start (TEST_KEYRING_DEFAULT);
#define ADD(path, fault, func) g_test_add ("/session/centers/" path, Fixture, fault, test_remember_set_up, func, test_remember_tear_down)
  ADD ("role/missing-once", "missing=9:" CENTERS ":x1", test_role);
  ADD ("role/short", "short=9:" CENTERS, test_role);
  ADD ("role/short-by-one", "short:" CENTERS, test_role);
  ADD ("role/gone", NULL, test_role_gone);
  ADD ("start/missing-once", "missing=9:" CENTERS ":x1", test_start);
  ADD ("start/short", "short:" CENTERS, test_start);
  ADD ("start/nothing-came", NULL, test_start_without);
  ADD ("first/short", "short:" CENTERS, test_first);
  ADD ("first/empty-once", "missing=9:" CENTERS ":x1", test_first);
  ADD ("first/empty", "missing=9:" CENTERS, test_first_empty);
  ADD ("first/nothing-came", "short=9:" CENTERS, test_first_empty);
  ADD ("wished", NULL, test_wished);
#undef ADD

  result = g_test_run ();
  secret_service_disconnect ();
  test_keyring_stop (daemon);

  return result;
}
