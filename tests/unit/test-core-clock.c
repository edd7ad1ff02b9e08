/* test-core-clock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-clock.h"

#define SECOND G_USEC_PER_SEC

typedef struct
{
  RosterClock *clock;
  GString *trace;
  const char *name;
} Note;

static void
write_note (gpointer user_data)
{
  Note *note = user_data;

  g_string_append_printf (note->trace, "%s@%" G_GINT64_FORMAT " ", note->name, roster_clock_get_now (note->clock) / SECOND);
}

static void
test_advance_fires_in_order (void)
{
  g_autoptr (RosterClock) clock = roster_clock_new_manual (0);
  g_autoptr (GString) trace = g_string_new (NULL);
  Note first = { clock, trace, "first" }, second = { clock, trace, "second" }, removed = { clock, trace, "removed" };
  guint id;

  g_assert_cmpuint (roster_clock_add_timer (clock, 5 * SECOND, write_note, &second, NULL), !=, 0);
  g_assert_cmpuint (roster_clock_add_timer (clock, 2 * SECOND, write_note, &first, NULL), !=, 0);
  id = roster_clock_add_timer (clock, 3 * SECOND, write_note, &removed, NULL);
  roster_clock_remove_timer (clock, id);

  roster_clock_advance (clock, 1 * SECOND);
  g_assert_cmpstr (trace->str, ==, "");
  roster_clock_advance (clock, 9 * SECOND);
  g_assert_cmpstr (trace->str, ==, "first@2 second@5 ");
  g_assert_cmpint (roster_clock_get_now (clock), ==, 10 * SECOND);
}

static void
again (gpointer user_data)
{
  Note *note = user_data;

  write_note (note);
  if (roster_clock_get_now (note->clock) < 3 * SECOND)
    (void) !roster_clock_add_timer (note->clock, roster_clock_get_now (note->clock) + SECOND, again, note, NULL);
}

static void
test_timer_adds_timer (void)
{
  g_autoptr (RosterClock) clock = roster_clock_new_manual (0);
  g_autoptr (GString) trace = g_string_new (NULL);
  Note note = { clock, trace, "tick" };

  (void) !roster_clock_add_timer (clock, SECOND, again, &note, NULL);
  roster_clock_advance (clock, 10 * SECOND);
  g_assert_cmpstr (trace->str, ==, "tick@1 tick@2 tick@3 ");
}

static void
count_destroy (gpointer user_data)
{
  (*(int *) user_data)++;
}

static void
nothing (gpointer user_data)
{
}

static void
test_destroy_runs_once (void)
{
  g_autoptr (RosterClock) clock = roster_clock_new_manual (0);
  int fired = 0, removed = 0, left = 0;
  guint id;

  (void) !roster_clock_add_timer (clock, 1, nothing, &fired, count_destroy);
  id = roster_clock_add_timer (clock, 2, nothing, &removed, count_destroy);
  (void) !roster_clock_add_timer (clock, SECOND, nothing, &left, count_destroy);
  roster_clock_remove_timer (clock, id);
  roster_clock_remove_timer (clock, id);
  roster_clock_advance (clock, 10);
  g_clear_object (&clock);
  g_assert_cmpint (fired, ==, 1);
  g_assert_cmpint (removed, ==, 1);
  g_assert_cmpint (left, ==, 1);
}

static void
quit (gpointer user_data)
{
  g_main_loop_quit (user_data);
}

static void
test_real_clock_fires_what_has_passed (void)
{
  g_autoptr (RosterClock) clock = roster_clock_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  (void) !roster_clock_add_timer (clock, roster_clock_get_now (clock) - SECOND, quit, loop, NULL);
  g_main_loop_run (loop);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clock/advance-fires-in-order", test_advance_fires_in_order);
  g_test_add_func ("/clock/timer-adds-timer", test_timer_adds_timer);
  g_test_add_func ("/clock/destroy-runs-once", test_destroy_runs_once);
  g_test_add_func ("/clock/real-clock-fires-what-has-passed", test_real_clock_fires_what_has_passed);

  return g_test_run ();
}
