/* firstframe.c: starts a program and tells when its window first shows something, and what memory it then takes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Usage: firstframe SECONDS PROGRAM [ARGUMENT…]
 *
 * Watches the X server, so that any program can be measured without changing it: the clock starts before the fork, and stops at the first
 * damage of a mapped window that is large enough to be a main window. After SECONDS more it prints one JSON object: milliseconds to the
 * first frame, milliseconds to the last change seen within SECONDS, and the resident and private memory of the whole process tree in KiB. */

#include <X11/Xlib.h>
#include <X11/extensions/Xdamage.h>
#include <ctype.h>
#include <dirent.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE_MS 30000.0
#define SMALLEST 200

static double
now_ms (void)
{
  struct timespec t;

  clock_gettime (CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

/* A window that goes while it is asked about is no reason to stop. */
static int
ignore_error (Display     *display,
              XErrorEvent *error)
{
  return 0;
}

static pid_t
parent_of (pid_t pid)
{
  char path[64], line[512];
  FILE *file;
  size_t length;
  char *end;
  int parent = 0;

  snprintf (path, sizeof path, "/proc/%d/stat", (int) pid);
  file = fopen (path, "r");
  if (file == NULL)
    return 0;
  length = fread (line, 1, sizeof line - 1, file);
  fclose (file);
  line[length] = '\0';
  end = strrchr (line, ')');
  if (end == NULL || sscanf (end + 2, "%*c %d", &parent) != 1)
    return 0;
  return parent;
}

static bool
descends_from (pid_t pid,
               pid_t ancestor)
{
  while (pid > 1 && pid != ancestor)
    pid = parent_of (pid);
  return pid == ancestor;
}

static void
add_memory (pid_t  pid,
            long  *resident,
            long  *private)
{
  char path[64], line[256];
  FILE *file;
  long value;

  snprintf (path, sizeof path, "/proc/%d/smaps_rollup", (int) pid);
  file = fopen (path, "r");
  if (file == NULL)
    return;
  while (fgets (line, sizeof line, file) != NULL)
    {
      if (sscanf (line, "Rss: %ld", &value) == 1)
        *resident += value;
      else if (sscanf (line, "Private_Clean: %ld", &value) == 1 || sscanf (line, "Private_Dirty: %ld", &value) == 1)
        *private += value;
    }
  fclose (file);
}

static void
measure_tree (pid_t  root,
              long  *resident,
              long  *private)
{
  DIR *folder = opendir ("/proc");
  struct dirent *entry;

  if (folder == NULL)
    return;
  while ((entry = readdir (folder)) != NULL)
    {
      pid_t pid = (pid_t) atoi (entry->d_name);

      if (isdigit ((unsigned char) entry->d_name[0]) && descends_from (pid, root))
        add_memory (pid, resident, private);
    }
  closedir (folder);
}

int
main (int    argc,
      char **argv)
{
  double start, first = -1, last = -1, settle;
  long resident = 0, private = 0;
  int damage_event, damage_error;
  Display *display;
  pid_t child;

  if (argc < 3)
    {
      fprintf (stderr, "Usage: %s SECONDS PROGRAM [ARGUMENT...]\n", argv[0]);
      return 2;
    }
  settle = atof (argv[1]) * 1e3;
  display = XOpenDisplay (NULL);
  if (display == NULL || !XDamageQueryExtension (display, &damage_event, &damage_error))
    {
      fprintf (stderr, "%s: no X server, or one without the damage extension\n", argv[0]);
      return 2;
    }
  XSetErrorHandler (ignore_error);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  XSync (display, False);

  start = now_ms ();
  child = fork ();
  if (child == 0)
    {
      setpgid (0, 0);
      execvp (argv[2], argv + 2);
      _exit (127);
    }

  while (now_ms () - start < (first < 0 ? PATIENCE_MS : first + settle))
    {
      struct pollfd descriptor = { ConnectionNumber (display), POLLIN, 0 };

      while (XPending (display) > 0)
        {
          XEvent event;

          XNextEvent (display, &event);
          if (event.type == CreateNotify && !event.xcreatewindow.override_redirect)
            {
              /* Before it is mapped, so that the first frame cannot slip through. */
              XDamageCreate (display, event.xcreatewindow.window, XDamageReportRawRectangles);
              XSync (display, False);
            }
          else if (event.type == damage_event + XDamageNotify)
            {
              XDamageNotifyEvent *damage = (XDamageNotifyEvent *) &event;
              XWindowAttributes attributes;

              if (XGetWindowAttributes (display, damage->drawable, &attributes) && attributes.map_state == IsViewable &&
                  attributes.width >= SMALLEST && attributes.height >= SMALLEST)
                {
                  last = now_ms () - start;
                  if (first < 0)
                    first = last;
                }
            }
        }
      if (waitpid (child, NULL, WNOHANG) == child)
        {
          fprintf (stderr, "%s: %s ended by itself\n", argv[0], argv[2]);
          return 1;
        }
      poll (&descriptor, 1, 5);
    }

  measure_tree (child, &resident, &private);
  kill (-child, SIGTERM);
  waitpid (child, NULL, 0);
  XCloseDisplay (display);
  if (first < 0)
    {
      fprintf (stderr, "%s: no window of %s within %.0f s\n", argv[0], argv[2], PATIENCE_MS / 1e3);
      return 1;
    }
  printf ("{\"first_ms\": %.1f, \"last_ms\": %.1f, \"resident_kib\": %ld, \"private_kib\": %ld}\n", first, last, resident, private);
  return 0;
}
