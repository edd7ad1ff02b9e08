/* test-main-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-window.h"
#include "test-world.h"

G_BEGIN_DECLS

/* The program's window over a session that talks to a demo server. */
typedef struct
{
  TestWorld world;
  GSettings *settings;
  GtkWindow *window;
} TestMainWindow;

void       test_main_window_start           (TestMainWindow    *fixture,
                                             RosterDemoOptions *options);
void       test_main_window_set_up          (TestMainWindow *fixture,
                                             gconstpointer   data);
void       test_main_window_tear_down       (TestMainWindow *fixture,
                                             gconstpointer   data);
void       test_main_window_see             (TestMainWindow *fixture,
                                             const char     *text);
void       test_main_window_see_gone        (TestMainWindow *fixture,
                                             const char     *text);
GtkWindow *test_main_window_wait_for_dialog (TestMainWindow *fixture);
gboolean   test_main_window_is_ready        (TestWorld *world,
                                             gpointer   user_data);
void       test_main_window_open_demo       (TestMainWindow *fixture,
                                             const char     *token);

G_END_DECLS
