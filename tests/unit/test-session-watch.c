/* test-session-watch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-client-private.h"
#include "test-watch.h"

#define SECOND G_TIME_SPAN_SECOND
#define MINUTE G_TIME_SPAN_MINUTE
#define LOG "/changelog/get/"

typedef TestWatch Fixture;

static void
test_hidden (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < 60; i++)
    test_watch_go_on (fixture, MINUTE);
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 0);

  /* What was due is done as soon as somebody looks. */
  fixture->world.pace = 100 * 1000;
  roster_watch_set_active (fixture->watch, TRUE);
  roster_clock_advance (fixture->world.clock, 1);
  g_assert_true (roster_session_get_syncing (fixture->world.session));
  test_world_wait (&fixture->world, test_watch_is_at_rest, NULL);
}

static void
test_visible (Fixture       *fixture,
              gconstpointer  data)
{
  roster_watch_set_active (fixture->watch, TRUE);
  test_watch_go_on (fixture, 30 * SECOND);
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 0);

  for (guint i = 0; i < 5; i++)
    test_watch_go_on (fixture, 61 * SECOND);
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 5);

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
  return test_world_count_requests (world, NULL, LOG) >= GPOINTER_TO_UINT (user_data) && test_watch_is_at_rest (world, NULL);
}

/* What is due is due after so much time, whatever the date is set to: by hand, by the network, or after a battery ran empty. */
static void
test_date_set (Fixture       *fixture,
               gconstpointer  data)
{
  const gint64 steps[] = { -5 * G_TIME_SPAN_HOUR, 9 * G_TIME_SPAN_HOUR, -400 * G_TIME_SPAN_DAY };
  gint64 synced_at = roster_session_get_synced_at (fixture->world.session);

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
  fixture->world.pace = 400 * 1000;
  test_world_wait (&fixture->world, has_synced, &synced_at);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, NULL, LOG), ==, 2);
  g_assert_no_error (roster_session_get_error (fixture->world.session));
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
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  guint n_before;

  roster_watch_set_active (fixture->watch, TRUE);
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
  ADD ("hidden", NULL, test_hidden);
  ADD ("visible", NULL, test_visible);
  ADD ("wakes", NULL, test_wakes);
  ADD ("date-set", NULL, test_date_set);
  ADD ("more-seldom", NULL, test_more_seldom);
  ADD ("nobody-invited", NULL, test_nobody_invited);
  ADD ("offline", NULL, test_offline);
  ADD ("syncs", NULL, test_syncs);
#undef ADD

  return g_test_run ();
}
