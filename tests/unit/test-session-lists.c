/* test-session-lists.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-queue.h"
#include "roster-store-queue.h"
#include "test-async.h"
#include "test-directory.h"
#include "test-watch.h"

/* What a session makes of lists that are not what they should be: nothing has ended because a list lacks it. */

#define PEOPLE "/bc/member/get/"
#define ACCOUNTS "/bc/asset/admin/get/" /* ad accounts, and TikTok accounts */
#define GRANTS "/bc/asset/get/"
#define AGENCIES "/bc/partner/get/"
#define GROUPS "/bc/asset_group/list/"
#define GROUP "/bc/asset_group/get/"
#define LINKS "/bc/asset/advertiser/assigned/"

typedef TestWatch Fixture;

static char *
describe (Fixture *fixture)
{
  return test_directory_describe (roster_session_get_directory (fixture->world.session));
}

static const GError *
get_error (Fixture *fixture)
{
  return roster_session_get_error (fixture->world.session);
}

static void
assert_as_before (Fixture    *fixture,
                  const char *before)
{
  g_autofree char *now = describe (fixture);

  g_assert_true (g_str_equal (now, before));
  g_assert_cmpuint (fixture->events->len, ==, 0);
}

/* A list that is shorter than TikTok counts, however short, leaves everything as it was, and is read by the next sync. */
static void
test_short (Fixture       *fixture,
            gconstpointer  data)
{
  static const char * const paths[] = { PEOPLE, ACCOUNTS, GRANTS, AGENCIES, GROUPS, GROUP, LINKS };
  static const char * const amounts[] = { "1", "1000" };
  g_autofree char *before = describe (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (paths) * G_N_ELEMENTS (amounts); i++)
    {
      const char *path = paths[i / G_N_ELEMENTS (amounts)];
      g_autofree char *fault = g_strdup_printf ("short=%s:%s", amounts[i % G_N_ELEMENTS (amounts)], path);

      g_test_message ("%s", fault);
      test_world_set_fault (&fixture->world, fault);
      test_watch_sync_now (fixture);
      g_assert_error (get_error (fixture), ROSTER_ERROR, ROSTER_ERROR_INCOMPLETE);
      g_assert_cmpstr (roster_error_get_endpoint (get_error (fixture)), ==, path);
      assert_as_before (fixture, before);

      test_world_set_fault (&fixture->world, "");
      fixture->world.pace = 100 * 1000;
      roster_session_sync_changes (fixture->world.session);
      test_world_wait (&fixture->world, test_watch_is_at_rest, NULL);
      test_watch_stand_still (fixture);
      g_assert_no_error (get_error (fixture));
      assert_as_before (fixture, before);
    }
}

/* The first reading lacks something and counts without it; the second does not. */
static void
test_missing_once (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char * const paths[] = { PEOPLE, ACCOUNTS, AGENCIES, GROUPS };
  g_autofree char *before = describe (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *fault = g_strdup_printf ("missing=1000:%s:x1", paths[i]);

      g_test_message ("%s", fault);
      test_world_set_fault (&fixture->world, fault);
      test_watch_sync_now (fixture);
      g_assert_no_error (get_error (fixture));
      assert_as_before (fixture, before);
    }
}

/* The second reading lacks it, too: it is gone. */
static void
test_missing_twice (Fixture       *fixture,
                    gconstpointer  data)
{
  RosterItem *harbour = test_world_find (roster_session_get_tiktok_accounts (fixture->world.session), "Harbour Coffee");
  g_autofree char *key = g_strdup (roster_item_get_key (harbour));
  guint n_reads = test_world_count_requests (&fixture->world, "GET", ACCOUNTS);

  test_watch_vanish (fixture, harbour);
  test_watch_sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCOUNT_VANISHED, key);
  /* Ad accounts once, TikTok accounts twice. */
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", ACCOUNTS), ==, n_reads + 3);
}

static gboolean
has_asked_for_people (TestWorld *world,
                      gpointer   user_data)
{
  return test_world_count_requests (world, "GET", PEOPLE) > *(guint *) user_data;
}

static gboolean
has_read_people (TestWorld *world,
                 gpointer   user_data)
{
  return has_asked_for_people (world, user_data) && roster_directory_misses (roster_session_get_directory (world->session), ROSTER_TYPE_PERSON);
}

/* What one of TikTok's servers leaves out, it leaves out for a while: the second reading comes five seconds after the first. Whoever stops the
 * sync need not wait for it. */
static void
test_pause (Fixture       *fixture,
            gconstpointer  data)
{
  RosterSession *session = fixture->world.session;
  RosterClock *clock = fixture->world.clock;
  g_autofree char *before = describe (fixture);
  guint n_reads = test_world_count_requests (&fixture->world, "GET", PEOPLE);
  guint n_second = n_reads + 1;
  gint64 first_read_at;

  test_world_set_fault (&fixture->world, "missing=1000:" PEOPLE ":x1");
  fixture->world.pace = 10 * 1000; /* slowly, so that turns of the main loop take no time beside five seconds */
  roster_session_sync (session);
  test_world_wait (&fixture->world, has_read_people, &n_reads);
  first_read_at = roster_clock_get_steady (clock);
  test_world_wait (&fixture->world, has_asked_for_people, &n_second);
  g_assert_cmpint (roster_clock_get_steady (clock) - first_read_at, >=, 4 * G_TIME_SPAN_SECOND);
  test_world_wait (&fixture->world, test_watch_is_at_rest, NULL);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", PEOPLE), ==, n_reads + 2);
  test_watch_stand_still (fixture);

  n_reads += 2;
  test_world_set_fault (&fixture->world, "missing=1000:" PEOPLE ":x1");
  roster_session_sync (session);
  test_world_wait (&fixture->world, has_read_people, &n_reads);
  roster_session_stop_sync (session);
  test_world_wait (&fixture->world, test_watch_is_at_rest, NULL);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", PEOPLE), ==, n_reads + 1);
  assert_as_before (fixture, before);
}

/* Rows that come again and again, and in another order. */
static void
test_repeated (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *before = describe (fixture);

  test_world_set_fault (&fixture->world, "repeat=3");
  test_watch_sync_now (fixture);
  g_assert_no_error (get_error (fixture));
  assert_as_before (fixture, before);

  test_world_set_fault (&fixture->world, "reverse");
  test_watch_sync_now (fixture);
  g_assert_no_error (get_error (fixture));
  assert_as_before (fixture, before);
}

/* Nothing is known yet: what did come of the lists is shown, and the program opens. */
static void
test_short_at_first (void)
{
  static const char * const faults[] = { "short=1", "short=1:" PEOPLE, "short=1000:" PEOPLE, "short=1000:" ACCOUNTS, "short=1000:" AGENCIES, "short=1000" };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      TestWorld world = { NULL };
      RosterDemoOptions *options = roster_demo_options_new ();
      g_autofree char *whole = NULL;
      guint n_people;

      /* Who signs in has to know which Business Centers there are. */
      options->fault = g_strdup_printf ("slow=0:/bc/get/,%s", faults[i]);
      g_test_message ("%s", faults[i]);
      test_world_set_up (&world, options);
      test_world_open (&world, ROSTER_DEMO_TOKEN_ADMIN);
      test_world_wait (&world, test_watch_is_at_rest, NULL);
      g_assert_error (roster_session_get_error (world.session), ROSTER_ERROR, ROSTER_ERROR_INCOMPLETE);
      n_people = g_list_model_get_n_items (roster_session_get_principals (world.session));

      test_world_set_fault (&world, "");
      roster_session_sync (world.session);
      test_world_wait (&world, test_watch_is_at_rest, NULL);
      g_assert_no_error (roster_session_get_error (world.session));
      g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_principals (world.session)), >=, n_people);
      whole = test_directory_describe (roster_session_get_directory (world.session));

      roster_session_sync (world.session);
      test_world_wait (&world, test_watch_is_at_rest, NULL);
      g_assert_no_error (roster_session_get_error (world.session));
      {
        g_autofree char *again = test_directory_describe (roster_session_get_directory (world.session));

        g_assert_true (g_str_equal (again, whole));
      }
      test_world_tear_down (&world);
    }
}

static char *
read_with (guint page_cap,
           guint page_limit)
{
  TestWorld world = { NULL };
  RosterDemoOptions *options = roster_demo_options_new ();
  g_autoptr (GRegex) port = g_regex_new ("127\\.0\\.0\\.1:[0-9]+", 0, 0, NULL);
  g_autofree char *text = NULL;

  options->page_cap = page_cap;
  options->page_limit = page_limit;
  test_world_set_up (&world, options);
  test_world_open_and_read (&world);
  text = test_directory_describe (roster_session_get_directory (world.session));
  test_world_tear_down (&world);

  return g_regex_replace_literal (port, text, -1, 0, "server", 0, NULL);
}

/* Smaller pages than were asked for, or asked for in vain, give the same lists. */
static void
test_small_pages (void)
{
  g_autofree char *ordinary = read_with (0, 0);
  g_autofree char *capped = read_with (3, 0);
  g_autofree char *limited = read_with (0, 10);

  g_assert_true (g_str_equal (capped, ordinary));
  g_assert_true (g_str_equal (limited, ordinary));
}

/* What waits for an acceptance waits on while lists contradict each other. */
static void
test_queue_is_kept (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char * const faults[] = { "short=1000:" PEOPLE, "missing=1000:" PEOPLE ":x1", "short=1:" PEOPLE, "repeat=3", "" };
  RosterItem *ad_account = test_world_find (roster_session_get_ad_accounts (fixture->world.session), "ACME-DE");
  RosterPrincipal *maria = test_watch_find_by_address (fixture, TEST_WATCH_MARIA);
  g_autoptr (RosterChange) change = roster_change_new_level (maria, ROSTER_AD_ACCOUNT (ad_account), ROSTER_LEVEL_NONE, ROSTER_LEVEL_OPERATOR);

  test_watch_apply (fixture, change, ROSTER_CHANGE_STATE_QUEUED);
  g_assert_cmpuint (test_watch_count_queued (fixture), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_test_message ("%s", faults[i]);
      test_world_set_fault (&fixture->world, faults[i]);
      test_watch_sync_now (fixture);
      roster_watch_set_active (fixture->watch, TRUE);
      test_watch_go_on (fixture, 61 * G_TIME_SPAN_SECOND);
      g_assert_cmpuint (test_watch_count_queued (fixture), ==, 1);
      g_assert_cmpuint (fixture->events->len, ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/session/lists/" name, Fixture, NULL, test_watch_set_up, func, test_watch_tear_down)
  ADD ("short", test_short);
  ADD ("missing-once", test_missing_once);
  ADD ("missing-twice", test_missing_twice);
  ADD ("pause", test_pause);
  ADD ("repeated", test_repeated);
  ADD ("queue-is-kept", test_queue_is_kept);
#undef ADD
  g_test_add_func ("/session/lists/short-at-first", test_short_at_first);
  g_test_add_func ("/session/lists/small-pages", test_small_pages);

  return g_test_run ();
}
