/* test-core-clock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-clock.h"

#include <time.h>

#define SECOND G_TIME_SPAN_SECOND

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

/* What the real clock takes for the date: tests cannot set the computer's. */
static gint64 date_set_by;

gint64
g_get_real_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000 + date_set_by;
}

static void
test_real_clock_fires_what_has_passed (void)
{
  g_autoptr (RosterClock) clock = roster_clock_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  (void) !roster_clock_add_timer (clock, 0, quit, loop, NULL);
  g_main_loop_run (loop);
  (void) !roster_clock_add_timer (clock, roster_clock_get_steady (clock) - SECOND, quit, loop, NULL);
  g_main_loop_run (loop);
  (void) !roster_clock_add_date_timer (clock, roster_clock_get_now (clock) - SECOND, quit, loop, NULL);
  g_main_loop_run (loop);
}

/* Durations are measured by what passes, whatever the date is set to. */
static void
test_real_clock_is_not_set (void)
{
  g_autoptr (RosterClock) clock = roster_clock_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  gint64 began = roster_clock_get_steady (clock);
  guint far;

  far = roster_clock_add_timer (clock, began + 3600 * SECOND, nothing, NULL, NULL);
  (void) !roster_clock_add_timer (clock, began + SECOND / 50, quit, loop, NULL);
  for (guint i = 0; i < 2; i++)
    {
      date_set_by = (i == 0 ? -5 : 5) * G_TIME_SPAN_HOUR;
      g_assert_cmpint (ABS (roster_clock_get_now (clock) - roster_clock_get_steady (clock)), >, 4 * G_TIME_SPAN_HOUR);
      g_assert_cmpint (roster_clock_get_steady (clock), >=, began);
      g_main_loop_run (loop);
      g_assert_cmpint (roster_clock_get_steady (clock), >=, began + SECOND / 50);
      began = roster_clock_get_steady (clock);
      (void) !roster_clock_add_timer (clock, began + SECOND / 50, quit, loop, NULL);
    }
  g_main_loop_run (loop);
  roster_clock_remove_timer (clock, far);
  date_set_by = 0;
}

static void
test_date_is_set (void)
{
  g_autoptr (RosterClock) clock = roster_clock_new_manual (1000 * SECOND);
  g_autoptr (GString) trace = g_string_new (NULL);
  Note steady = { clock, trace, "steady" };
  Note date = { clock, trace, "date" };

  /* At its own time, in order with the others. */
  (void) !roster_clock_add_timer (clock, 1007 * SECOND, write_note, &steady, NULL);
  (void) !roster_clock_add_date_timer (clock, 1005 * SECOND, write_note, &date, NULL);
  (void) !roster_clock_add_timer (clock, 1003 * SECOND, write_note, &steady, NULL);
  roster_clock_advance (clock, 10 * SECOND);
  g_assert_cmpstr (trace->str, ==, "steady@1003 date@1005 steady@1007 ");
  g_assert_cmpint (roster_clock_get_steady (clock), ==, 1010 * SECOND);

  /* Forward and back: no time passes, but whoever tells dates looks again. */
  g_string_truncate (trace, 0);
  (void) !roster_clock_add_timer (clock, 1020 * SECOND, write_note, &steady, NULL);
  (void) !roster_clock_add_date_timer (clock, 1030 * SECOND, write_note, &date, NULL);
  roster_clock_set_date (clock, 5000 * SECOND);
  g_assert_cmpstr (trace->str, ==, "date@5000 ");
  g_assert_cmpint (roster_clock_get_steady (clock), ==, 1010 * SECOND);
  (void) !roster_clock_add_date_timer (clock, 5030 * SECOND, write_note, &date, NULL);
  roster_clock_set_date (clock, 10 * SECOND);
  g_assert_cmpstr (trace->str, ==, "date@5000 date@10 ");
  roster_clock_advance (clock, 10 * SECOND);
  g_assert_cmpstr (trace->str, ==, "date@5000 date@10 steady@20 ");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clock/advance-fires-in-order", test_advance_fires_in_order);
  g_test_add_func ("/clock/timer-adds-timer", test_timer_adds_timer);
  g_test_add_func ("/clock/destroy-runs-once", test_destroy_runs_once);
  g_test_add_func ("/clock/date-is-set", test_date_is_set);
  g_test_add_func ("/clock/real-clock-fires-what-has-passed", test_real_clock_fires_what_has_passed);
  g_test_add_func ("/clock/real-clock-is-not-set", test_real_clock_is_not_set);

  return g_test_run ();
}
