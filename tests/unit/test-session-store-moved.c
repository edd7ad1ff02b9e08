/* test-session-store-moved.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>

#include "roster-apply.h"
#include "test-async.h"
#include "test-links.h"

/* Somebody deletes or replaces the database while the program runs: nothing is sent of which the journal went into a file that nobody can
 * find. */

#define ASSIGN "/bc/asset/assign/"

static gboolean
has_result (TestWorld *world,
            gpointer   user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

static RosterChange *
apply (TestLinks   *fixture,
       RosterLevel  from_level,
       RosterLevel  to_level)
{
  TestWorld *world = &fixture->world;
  g_autoptr (GListStore) changes = g_list_store_new (ROSTER_TYPE_CHANGE);
  g_autoptr (GAsyncResult) result = NULL;
  RosterChange *change = roster_change_new_level (test_world_principal (world, "Ivy Intern"), test_world_ad_account (world, "ACME-US"), from_level, to_level);

  g_list_store_append (changes, change);
  world->pace = 100 * 1000;
  roster_apply_async (world->session, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, test_async_store, &result);
  test_world_wait (world, has_result, &result);
  roster_apply_finish (world->session, result, NULL);
  world->pace = 0;

  return change;
}

static void
take_away (TestLinks *fixture,
           gboolean   keep_folder)
{
  g_autofree char *folder = g_path_get_dirname (fixture->store.path);

  test_store_remove (folder);
  if (keep_folder)
    g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
}

static void
test_taken_away (TestLinks     *fixture,
                 gconstpointer  keep_folder)
{
  g_autoptr (RosterChange) refused = NULL;
  g_autoptr (RosterChange) taken = NULL;
  g_autoptr (GPtrArray) journal = NULL;

  take_away (fixture, keep_folder != NULL);
  refused = apply (fixture, ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_ANALYST);
  if (roster_change_get_state (refused) != ROSTER_CHANGE_STATE_DONE)
    {
      g_assert_cmpint (roster_change_get_state (refused), ==, ROSTER_CHANGE_STATE_FAILED);
      g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", ASSIGN), ==, 0);
      taken = apply (fixture, ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_ANALYST);
      g_assert_cmpint (roster_change_get_state (taken), ==, ROSTER_CHANGE_STATE_DONE);
    }
  g_assert_error (roster_store_get_problem (fixture->store.store), ROSTER_ERROR, ROSTER_ERROR_STORE_MOVED);

  /* What was sent is in the file that is there now. */
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", ASSIGN), ==, 1);
  test_links_stop (fixture);
  test_links_start (fixture);
  journal = test_store_journal (roster_session_get_center (fixture->world.session), FALSE);
  g_assert_cmpuint (journal->len, >=, 1);
  g_assert_cmpint (((RosterJournalEntry *) journal->pdata[0])->state, ==, ROSTER_JOURNAL_DONE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/session/store-moved/files", TestLinks, "files", test_links_set_up, test_taken_away, test_links_tear_down);
  g_test_add ("/session/store-moved/folder", TestLinks, NULL, test_links_set_up, test_taken_away, test_links_tear_down);

  return g_test_run ();
}
