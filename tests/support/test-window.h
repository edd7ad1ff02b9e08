/* test-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

typedef gboolean (*TestWindowCondition) (gpointer data);

GtkWindow  *test_window_show         (GtkWidget     *child,
                                      int            width,
                                      int            height);
void        test_window_wait_frame   (GtkWidget     *widget);
void        test_window_wait_idle    (void);
void        test_window_wait_until   (TestWindowCondition  condition,
                                      gpointer       data);
void        test_window_press_key    (GtkWidget     *widget,
                                      const char    *keys);
GtkWidget  *test_window_find         (GtkWidget     *root,
                                      const char    *id);
GtkWidget  *test_window_find_label   (GtkWidget     *root,
                                      const char    *text);
char       *test_window_plain        (const char    *text) G_GNUC_WARN_UNUSED_RESULT;
void        test_window_assert_says  (const char    *text,
                                      const char    *expected);
gboolean    test_window_shows        (GtkWidget     *root,
                                      const char    *text);
void        test_window_save_picture (GtkWidget     *widget,
                                      const char    *name);
