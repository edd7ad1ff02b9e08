/* test-session-watch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-client-private.h"
#include "test-watch.h"

#define SECOND G_TIME_SPAN_SECOND
#define MINUTE G_TIME_SPAN_MINUTE
#define LOG "/changelog/get/"
#define ACCOUNTS "/bc/asset/admin/get/"

typedef TestWatch Fixture;

/* All requests but those with which test_watch_settle() waits. */
static guint
count_requests (Fixture *fixture)
{
  return test_world_count_requests (&fixture->world, NULL, "/") - test_world_count_requests (&fixture->world, NULL, "/bc/get/");
}

/* Nobody sees the window: who is invited is asked for at the slow pace, and the rest with a sync now and then. */
static void
test_unseen (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const READ[] = {
    LOG, TEST_WATCH_MEMBERS, "/bc/partner/get/", ACCOUNTS, "/bc/asset_group/list/",
  };
  guint n_before = count_requests (fixture);
  guint n_each[G_N_ELEMENTS (READ)];

  for (guint i = 0; i < 11; i++)
    test_watch_go_on (fixture, MINUTE);
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 2);
  g_assert_cmpuint (count_requests (fixture), ==, n_before + 2);

  for (guint i = 0; i < G_N_ELEMENTS (READ); i++)
    n_each[i] = test_world_count_requests (&fixture->world, "GET", READ[i]);
  roster_clock_advance (fixture->world.clock, MINUTE);
  g_assert_true (roster_session_get_syncing (fixture->world.session));
  fixture->world.pace = 100 * 1000;
  test_world_wait (&fixture->world, test_watch_is_at_rest, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (READ); i++)
    g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", READ[i]), >, n_each[i]);
}

/* Whoever accepts meanwhile is told of. */
static void
test_unseen_acceptance (Fixture       *fixture,
                        gconstpointer  data)
{
  test_watch_answer (fixture, "accept", TEST_WATCH_MARIA);
  test_watch_go_on (fixture, 4 * MINUTE);
  g_assert_cmpuint (fixture->events->len, ==, 0);
  test_watch_go_on (fixture, MINUTE + SECOND);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCEPTED, NULL);
}

/* What would have been due by the quicker pace is done as soon as somebody sees the window. */
static void
test_seen_again (Fixture       *fixture,
                 gconstpointer  data)
{
  guint n_before = count_requests (fixture);

  test_watch_go_on (fixture, 4 * MINUTE);
  g_assert_cmpuint (count_requests (fixture), ==, n_before);
  roster_watch_set_active (fixture->watch, TRUE);
  test_watch_go_on (fixture, 1);
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 1);
  g_assert_cmpuint (count_requests (fixture), ==, n_before + 2);
}

static void
test_visible (Fixture       *fixture,
              gconstpointer  data)
{
  guint n_before = count_requests (fixture);

  roster_watch_set_active (fixture->watch, TRUE);
  test_watch_go_on (fixture, 30 * SECOND);
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 0);

  for (guint i = 0; i < 5; i++)
    test_watch_go_on (fixture, 61 * SECOND);
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 5);
  g_assert_cmpuint (count_requests (fixture), ==, n_before + 5 + 2);

  roster_watch_set_active (fixture->watch, FALSE);
  test_watch_go_on (fixture, 3 * MINUTE);
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 0);
  roster_watch_set_active (fixture->watch, TRUE);
  test_watch_go_on (fixture, 1);
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 1);
  g_assert_cmpuint (fixture->events->len, ==, 0);
}

/* A laptop that slept looks once, not once for each minute that it slept. */
static void
test_wakes (Fixture       *fixture,
            gconstpointer  data)
{
  roster_watch_set_active (fixture->watch, TRUE);
  test_watch_go_on (fixture, 9 * MINUTE);
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 1);
}

static gboolean
has_synced (TestWorld *world,
            gpointer   user_data)
{
  return roster_session_get_synced_at (world->session) != *(gint64 *) user_data && !roster_session_get_syncing_all (world->session) &&
         test_watch_is_at_rest (world, NULL);
}

/* Waits for the end of the next sync. */
static void
wait_for_sync (Fixture *fixture,
               gint64   pace)
{
  gint64 synced_at = roster_session_get_synced_at (fixture->world.session);

  fixture->world.pace = pace;
  test_world_wait (&fixture->world, has_synced, &synced_at);
  g_assert_no_error (roster_session_get_error (fixture->world.session));
}

/* What is due is due after so much time, whatever the date is set to: by hand, by the network, or after a battery ran empty. */
static void
test_date_set (Fixture       *fixture,
               gconstpointer  data)
{
  const gint64 steps[] = { -5 * G_TIME_SPAN_HOUR, 9 * G_TIME_SPAN_HOUR, -400 * G_TIME_SPAN_DAY };

  roster_watch_set_active (fixture->watch, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      roster_clock_set_date (fixture->world.clock, roster_clock_get_now (fixture->world.clock) + steps[i]);
      test_watch_settle (fixture);
      g_assert_cmpuint (test_watch_count_looks (fixture), ==, 0);
      test_watch_go_on (fixture, 61 * SECOND);
      g_assert_cmpuint (test_watch_count_looks (fixture), ==, 1);
      g_assert_false (roster_session_get_syncing (fixture->world.session));
    }

  g_assert_cmpuint (test_world_count_requests (&fixture->world, NULL, LOG), ==, 1);
  wait_for_sync (fixture, 400 * 1000);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, NULL, LOG), ==, 2);
  g_assert_cmpint (roster_session_get_synced_at (fixture->world.session), <=, roster_clock_get_now (fixture->world.clock));
}

static void
test_more_seldom (Fixture       *fixture,
                  gconstpointer  data)
{
  roster_watch_set_active (fixture->watch, TRUE);
  roster_clock_advance (fixture->world.clock, 14 * MINUTE);
  test_watch_sync_now (fixture);
  test_watch_go_on (fixture, 2 * MINUTE);
  test_watch_count_looks (fixture);

  for (guint i = 0; i < 9; i++)
    test_watch_go_on (fixture, MINUTE);
  g_assert_cmpuint (test_watch_count_looks (fixture), <=, 2);
}

static void
test_nobody_invited (Fixture       *fixture,
                     gconstpointer  data)
{
  guint n_before;

  test_watch_withdraw (fixture, TEST_WATCH_MARIA);
  test_watch_withdraw (fixture, "tom.murphy@northwnd.example");
  for (;;)
    {
      g_autofree char *address = NULL;
      GListModel *principals;

      test_watch_sync_now (fixture);
      principals = roster_session_get_principals (fixture->world.session);
      for (guint i = 0; i < g_list_model_get_n_items (principals) && address == NULL; i++)
        {
          g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

          if (ROSTER_IS_PERSON (principal) && roster_person_get_membership (ROSTER_PERSON (principal)) == ROSTER_MEMBERSHIP_PENDING)
            address = g_strdup (roster_principal_get_address (principal));
        }
      if (address == NULL)
        break;

      test_watch_withdraw (fixture, address);
    }

  roster_watch_set_active (fixture->watch, TRUE);
  for (guint i = 0; i < 10; i++)
    test_watch_go_on (fixture, MINUTE);
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 0);

  /* Nothing is open: only the sync is left for a window that nobody sees. */
  test_watch_sync_now (fixture);
  roster_watch_set_active (fixture->watch, FALSE);
  n_before = count_requests (fixture);
  for (guint i = 0; i < 11; i++)
    test_watch_go_on (fixture, MINUTE);
  g_assert_cmpuint (count_requests (fixture), ==, n_before);
  roster_clock_advance (fixture->world.clock, MINUTE);
  g_assert_true (roster_session_get_syncing (fixture->world.session));
  fixture->world.pace = 100 * 1000;
  test_world_wait (&fixture->world, test_watch_is_at_rest, NULL);
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  guint n_before;

  roster_watch_set_active (fixture->watch, TRUE);
  roster_watch_set_network (fixture->watch, FALSE);
  n_before = test_world_count_requests (&fixture->world, NULL, "/");
  roster_api_client_set_offline (roster_session_get_client (fixture->world.session), TRUE);
  for (guint i = 0; i < 60; i++)
    {
      roster_clock_advance (fixture->world.clock, MINUTE);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_assert_true (roster_session_get_offline (fixture->world.session));
  g_assert_false (roster_session_get_syncing (fixture->world.session));
  g_assert_cmpuint (test_world_count_requests (&fixture->world, NULL, "/"), ==, n_before);
}

/* The system tells that there is no network before anything has failed for it: what was due is done at once when there is one again. */
static void
test_no_network (Fixture       *fixture,
                 gconstpointer  data)
{
  guint n_before;

  roster_watch_set_active (fixture->watch, TRUE);
  roster_watch_set_network (fixture->watch, FALSE);
  n_before = count_requests (fixture);
  for (guint i = 0; i < 5; i++)
    test_watch_go_on (fixture, MINUTE);
  g_assert_cmpuint (count_requests (fixture), ==, n_before);
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 0);

  roster_watch_set_network (fixture->watch, TRUE);
  test_watch_go_on (fixture, 1);
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 1);
}

static gboolean
is_online (TestWorld *world,
           gpointer   user_data)
{
  return !roster_session_get_offline (world->session) && test_watch_is_at_rest (world, NULL) &&
         roster_session_get_read_only (world->session) == ROSTER_READ_ONLY_NO;
}

/* There is a network, but for a while it did not lead to TikTok: that is tried again when the next thing is due, and the system need not tell. */
static void
test_offline_for_a_while (Fixture       *fixture,
                          gconstpointer  data)
{
  guint n_before;

  roster_watch_set_active (fixture->watch, TRUE);
  roster_api_client_set_offline (roster_session_get_client (fixture->world.session), TRUE);
  n_before = count_requests (fixture);
  roster_clock_advance (fixture->world.clock, 30 * SECOND);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (roster_session_get_offline (fixture->world.session));
  g_assert_cmpuint (count_requests (fixture), ==, n_before);

  fixture->world.pace = 100 * 1000;
  test_world_wait (&fixture->world, is_online, NULL);
  g_assert_no_error (roster_session_get_error (fixture->world.session));
}

/* The system tells that there is a network again: that is tried at once, whether or not somebody sees it. */
static void
test_network_comes_back (Fixture       *fixture,
                         gconstpointer  data)
{
  roster_watch_set_network (fixture->watch, FALSE);
  roster_api_client_set_offline (roster_session_get_client (fixture->world.session), TRUE);
  roster_clock_advance (fixture->world.clock, 20 * MINUTE);
  g_assert_false (roster_session_get_syncing (fixture->world.session));

  roster_watch_set_network (fixture->watch, TRUE);
  roster_clock_advance (fixture->world.clock, 1);
  g_assert_true (roster_session_get_syncing (fixture->world.session));
  fixture->world.pace = 100 * 1000;
  test_world_wait (&fixture->world, is_online, NULL);

  /* Also when the system has not told before that there was none. */
  test_watch_stand_still (fixture);
  roster_api_client_set_offline (roster_session_get_client (fixture->world.session), TRUE);
  roster_watch_set_network (fixture->watch, TRUE);
  roster_clock_advance (fixture->world.clock, 1);
  g_assert_true (roster_session_get_syncing (fixture->world.session));
  fixture->world.pace = 100 * 1000;
  test_world_wait (&fixture->world, is_online, NULL);
}

static gboolean
has_failed (TestWorld *world,
            gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_FAILED;
}

/* TikTok has a problem just when somebody is to be signed in: that passes by itself, and so does what came of it. */
static void
test_problem_at_the_start (Fixture       *fixture,
                           gconstpointer  data)
{
  roster_watch_set_active (fixture->watch, TRUE);
  roster_session_close (fixture->world.session);
  test_world_set_fault (&fixture->world, "500:/bc/get/");
  fixture->world.pace = 100 * 1000;
  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (&fixture->world, has_failed, NULL);
  test_watch_stand_still (fixture);
  roster_clock_advance (fixture->world.clock, 30 * SECOND);
  g_assert_true (has_failed (&fixture->world, NULL));

  test_world_set_fault (&fixture->world, "");
  fixture->world.pace = 100 * 1000;
  test_world_wait (&fixture->world, is_online, NULL);
  g_assert_no_error (roster_session_get_error (fixture->world.session));
}

/* Everything is read once a day, and what may have changed in between. */
static void
test_daily (Fixture       *fixture,
            gconstpointer  data)
{
  guint n_grants = test_world_count_requests (&fixture->world, "GET", "/bc/asset/get/");

  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", LOG), ==, 1);
  roster_clock_advance (fixture->world.clock, G_TIME_SPAN_DAY - 5 * MINUTE);
  roster_watch_set_active (fixture->watch, TRUE);
  wait_for_sync (fixture, 10 * 1000);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", "/bc/asset/get/"), ==, n_grants);

  wait_for_sync (fixture, 400 * 1000);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", "/bc/asset/get/"), ==, 2 * n_grants);

  /* And then for a day no more. */
  wait_for_sync (fixture, 400 * 1000);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", LOG), ==, 4);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", "/bc/asset/get/"), ==, 2 * n_grants);
  g_assert_cmpuint (fixture->events->len, ==, 0);
}

/* Whoever asks for a sync while the program looks for changes by itself gets what was asked for: everything, and once. */
static void
test_asked_meanwhile (Fixture       *fixture,
                      gconstpointer  data)
{
  RosterSession *session = fixture->world.session;
  guint n_grants = test_world_count_requests (&fixture->world, "GET", "/bc/asset/get/");

  roster_session_sync_changes (session);
  g_assert_true (roster_session_get_syncing (session));
  g_assert_false (roster_session_get_syncing_all (session));
  roster_session_sync (session);
  roster_session_sync (session);
  g_assert_true (roster_session_get_syncing_all (session));
  wait_for_sync (fixture, 100 * 1000);
  g_assert_false (roster_session_get_syncing_all (session));
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", LOG), ==, 3);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", "/bc/asset/get/"), ==, 2 * n_grants);

  /* Stopped is stopped. */
  roster_session_sync_changes (session);
  roster_session_sync (session);
  roster_session_stop_sync (session);
  g_assert_false (roster_session_get_syncing (session));
  g_assert_false (roster_session_get_syncing_all (session));
}

static gboolean
is_synced_again (TestWorld *world,
                 gpointer   user_data)
{
  return roster_session_get_synced_at (world->session) > *(gint64 *) user_data && !roster_session_get_syncing (world->session);
}

static void
test_syncs (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 synced_at = roster_session_get_synced_at (fixture->world.session);

  roster_watch_set_active (fixture->watch, TRUE);
  for (guint i = 0; i < 11; i++)
    test_watch_go_on (fixture, MINUTE);
  g_assert_false (roster_session_get_syncing (fixture->world.session));
  g_assert_cmpint (roster_session_get_synced_at (fixture->world.session), ==, synced_at);

  fixture->world.pace = 100 * 1000;
  test_world_wait (&fixture->world, is_synced_again, &synced_at);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, fault, func) g_test_add ("/session/watch/" path, Fixture, fault, test_watch_set_up, func, test_watch_tear_down)
  ADD ("unseen", NULL, test_unseen);
  ADD ("unseen-acceptance", NULL, test_unseen_acceptance);
  ADD ("seen-again", NULL, test_seen_again);
  ADD ("visible", NULL, test_visible);
  ADD ("wakes", NULL, test_wakes);
  ADD ("date-set", NULL, test_date_set);
  ADD ("more-seldom", NULL, test_more_seldom);
  ADD ("nobody-invited", NULL, test_nobody_invited);
  ADD ("offline", NULL, test_offline);
  ADD ("no-network", NULL, test_no_network);
  ADD ("offline-for-a-while", NULL, test_offline_for_a_while);
  ADD ("network-comes-back", NULL, test_network_comes_back);
  ADD ("problem-at-the-start", NULL, test_problem_at_the_start);
  ADD ("syncs", NULL, test_syncs);
  ADD ("daily", NULL, test_daily);
  ADD ("asked-meanwhile", NULL, test_asked_meanwhile);
#undef ADD

  return g_test_run ();
}
