/* startbench.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <time.h>

#include "roster-application.h"
#include "roster-window.h"

/* How long the program takes from its start until what it remembers is in its window: with the database that storebench leaves, and with one
 * of a Business Center in which there is nothing. Both are started in turns in the same run: the ratios are what counts. It is the program
 * as it is, in processes of its own, with nobody to sign in at and no keyring; only the moments are noted.
 *
 *   startbench FOLDER [ROUNDS]        FOLDER has roster.db and empty.db
 *   startbench --start TIME           one start, begun at TIME on the monotonic clock
 *
 * The lists are filled when the session has them, and in the window when a frame has been painted with what is seen of them, which is
 * more than nothing for GTK as well. Everything is known once the program has also put in what everybody has, and found out that nobody can
 * sign in.
 *
 * The store's thread makes things ready beside the main thread, which makes the window. How much of that is hidden depends on whether there
 * is a second core with nothing to do, so what the main thread has to do is told as well; but it is the waiting that people notice. */

#define CONNECTION "bench"
#define CENTER "1"

typedef enum
{
  FIGURE_FILLED_MS,
  FIGURE_LISTS_MS,
  FIGURE_ALL_MS,
  FIGURE_FILLED_MAIN_MS,
  FIGURE_FILLED_CPU_MS,
  FIGURE_LISTS_CPU_MS,
  FIGURE_ALL_CPU_MS,
  FIGURE_LONGEST_MS,
  N_FIGURES,
} Figure;

static const char * const FIGURES[] = {
  "lists filled, ms", "and in the window, ms", "everything known, ms",
  "lists filled, main thread", "ms of CPU of all threads", "and in the window", "everything known", "longest turn in between, ms",
};

typedef struct
{
  gint64 started_at;
  gboolean lists_filled;
  gboolean lists_shown;
  gboolean all_known;
  double figures[N_FIGURES];
} Start;

/* One start */

static double
get_cpu_ms (clockid_t whose)
{
  struct timespec time;

  clock_gettime (whose, &time);

  return (double) time.tv_sec * 1000.0 + (double) time.tv_nsec / 1e6;
}

static double
get_ms (const Start *start)
{
  return (double) (g_get_monotonic_time () - start->started_at) / 1000.0;
}

static GtkWindow *
find_window (GApplication *application)
{
  return gtk_application_get_active_window (GTK_APPLICATION (application));
}

static void
on_painted (GdkFrameClock *frame_clock,
            GApplication  *application)
{
  Start *start = g_object_get_data (G_OBJECT (application), "start");
  RosterSession *session = roster_application_get_session (ROSTER_APPLICATION (application));

  if (!start->lists_shown && roster_session_get_state (session) == ROSTER_SESSION_STATE_READY)
    {
      start->lists_shown = TRUE;
      start->figures[FIGURE_LISTS_MS] = get_ms (start);
      start->figures[FIGURE_LISTS_CPU_MS] = get_cpu_ms (CLOCK_PROCESS_CPUTIME_ID);
    }
  if (!start->lists_shown || roster_session_get_read_only (session) != ROSTER_READ_ONLY_SIGNED_OUT)
    return;

  start->all_known = TRUE;
  start->figures[FIGURE_ALL_MS] = get_ms (start);
  start->figures[FIGURE_ALL_CPU_MS] = get_cpu_ms (CLOCK_PROCESS_CPUTIME_ID);
  g_signal_handlers_disconnect_by_func (frame_clock, on_painted, application);
  gtk_window_close (find_window (application));
}

static void
on_realized (GtkWidget    *window,
             GApplication *application)
{
  g_signal_connect (gtk_native_get_surface (GTK_NATIVE (window)) != NULL ? gtk_widget_get_frame_clock (window) : NULL, "after-paint",
                    G_CALLBACK (on_painted), application);
}

static void
on_window_added (GtkApplication *application,
                 GtkWindow      *window)
{
  if (ROSTER_IS_WINDOW (window))
    g_signal_connect (window, "realize", G_CALLBACK (on_realized), application);
}

/* From one turn of the main loop to the next: so long the window stands still. */
static gint
timed_poll (GPollFD *descriptors,
            guint    n_descriptors,
            gint     timeout)
{
  static gint64 woken_at = 0;
  Start *start = g_object_get_data (G_OBJECT (g_application_get_default ()), "start");
  gint ready;

  if (woken_at != 0 && start != NULL && start->lists_shown && !start->all_known)
    start->figures[FIGURE_LONGEST_MS] = MAX (start->figures[FIGURE_LONGEST_MS], (double) (g_get_monotonic_time () - woken_at) / 1000.0);
  ready = g_poll (descriptors, n_descriptors, timeout);
  woken_at = g_get_monotonic_time ();

  return ready;
}

/* Before the window has even made a page of them. */
static void
on_state (RosterSession *session,
          GParamSpec    *pspec,
          Start         *start)
{
  if (start->lists_filled || roster_session_get_state (session) != ROSTER_SESSION_STATE_READY)
    return;

  start->lists_filled = TRUE;
  start->figures[FIGURE_FILLED_MS] = get_ms (start);
  start->figures[FIGURE_FILLED_MAIN_MS] = get_cpu_ms (CLOCK_THREAD_CPUTIME_ID);
  start->figures[FIGURE_FILLED_CPU_MS] = get_cpu_ms (CLOCK_PROCESS_CPUTIME_ID);
}

static void
on_startup (RosterApplication *application,
            Start             *start)
{
  g_signal_connect (roster_application_get_session (application), "notify::state", G_CALLBACK (on_state), start);
}

static int
start_once (const char *started_at)
{
  char *arguments[] = { (char *) "startbench", (char *) "--api-base", (char *) "http://127.0.0.1:9", NULL };
  g_autoptr (RosterApplication) application = roster_application_new ();
  g_autoptr (GSettings) settings = g_settings_new (APP_ID_BASE);
  Start start = { .started_at = g_ascii_strtoll (started_at, NULL, 10) };

  g_object_set_data (G_OBJECT (application), "start", &start);
  g_settings_set_string (settings, "last-connection", CONNECTION);
  g_settings_set_string (settings, "last-business-center", CENTER);
  g_signal_connect (application, "startup", G_CALLBACK (on_startup), &start);
  g_signal_connect (application, "window-added", G_CALLBACK (on_window_added), NULL);
  g_main_context_set_poll_func (NULL, timed_poll);
  g_application_run (G_APPLICATION (application), 3, arguments);

  for (guint i = 0; i < N_FIGURES; i++)
    g_print ("%.3f ", start.figures[i]);

  return start.all_known ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Many starts */

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!g_file_get_contents (from, &contents, &length, &error) || !g_file_set_contents (to, contents, (gssize) length, &error))
    g_error ("%s", error->message);
}

/* Starts the program with a copy of a database. */
static void
measure (const char *self,
         const char *database,
         const char *folder,
         GArray    **figures)
{
  g_autofree char *data = g_build_filename (folder, g_str_equal (APP_ID, APP_ID_BASE) ? "access-roster" : "access-roster-devel", NULL);
  g_autofree char *path = g_build_filename (data, "roster.db", NULL);
  g_autofree char *started_at = NULL;
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "XDG_DATA_HOME", folder, TRUE);
  g_autofree char *said = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  const char *arguments[] = { self, "--start", NULL, NULL };
  int status;

  g_mkdir_with_parents (data, 0700);
  copy_file (database, path);
  started_at = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  arguments[2] = started_at;
  if (!g_spawn_sync (NULL, (char **) arguments, environment, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("%s", error->message);

  words = g_strsplit (said, " ", -1);
  for (guint i = 0; i < N_FIGURES && words[i] != NULL; i++)
    {
      double figure = g_ascii_strtod (words[i], NULL);

      if (figures != NULL)
        g_array_append_val (figures[i], figure);
    }

  g_unlink (path);
  g_rmdir (data);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

static double
median (GArray *values)
{
  g_array_sort (values, compare_doubles);

  return g_array_index (values, double, values->len / 2);
}

int
main (int    argc,
      char **argv)
{
  const char *folder = argc > 1 ? argv[1] : NULL;
  guint rounds = argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : 15;
  g_autofree char *home = NULL;
  g_autofree char *large = NULL;
  g_autofree char *empty = NULL;
  GArray *of_large[N_FIGURES], *of_empty[N_FIGURES];
  double ratio;

  if (folder == NULL)
    {
      g_printerr ("Usage: startbench FOLDER [ROUNDS]\n");
      return 2;
    }
  if (g_str_equal (folder, "--start"))
    return start_once (argc > 2 ? argv[2] : "0");

  large = g_build_filename (folder, "roster.db", NULL);
  empty = g_build_filename (folder, "empty.db", NULL);
  home = g_dir_make_tmp ("startbench-XXXXXX", NULL);
  for (guint i = 0; i < N_FIGURES; i++)
    {
      of_large[i] = g_array_new (FALSE, FALSE, sizeof (double));
      of_empty[i] = g_array_new (FALSE, FALSE, sizeof (double));
    }

  for (guint i = 0; i <= rounds; i++) /* the first to warm up */
    {
      measure (argv[0], empty, home, i > 0 ? of_empty : NULL);
      measure (argv[0], large, home, i > 0 ? of_large : NULL);
    }
  g_rmdir (home);

  g_print ("\nStart, medians of %u:%24s%15s%8s\n", rounds, "nothing", "all syncs", "ratio");
  for (guint i = 0; i < N_FIGURES; i++)
    {
      double of_nothing = median (of_empty[i]);
      double of_all = median (of_large[i]);
      g_autofree char *quotient = of_nothing > 0 ? g_strdup_printf ("%.2f", of_all / of_nothing) : g_strdup ("");

      g_print ("%-28s%18.1f%15.1f%8s%s\n", FIGURES[i], of_nothing, of_all, quotient, i == FIGURE_FILLED_MS ? "   (at most 1.2)" : "");
    }
  ratio = median (of_large[FIGURE_FILLED_MS]) / median (of_empty[FIGURE_FILLED_MS]);

  for (guint i = 0; i < N_FIGURES; i++)
    {
      g_array_unref (of_large[i]);
      g_array_unref (of_empty[i]);
    }

  return ratio <= 1.2 ? 0 : 1;
}
