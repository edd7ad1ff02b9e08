/* roster-clock.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_CLOCK (roster_clock_get_type ())
G_DECLARE_FINAL_TYPE (RosterClock, roster_clock, ROSTER, CLOCK, GObject)

/**
 * RosterClockFunc:
 * @user_data: as given to roster_clock_add_timer()
 *
 * What a timer calls, once, on the main context that was the thread's default when the timer was added.
 */
typedef void (*RosterClockFunc) (gpointer user_data);

RosterClock *roster_clock_new            (void);
RosterClock *roster_clock_new_manual     (gint64           now_us);
gint64       roster_clock_get_now        (RosterClock     *self);
gint64       roster_clock_get_steady     (RosterClock     *self);
guint        roster_clock_add_timer      (RosterClock     *self,
                                          gint64           due_us,
                                          RosterClockFunc  func,
                                          gpointer         user_data,
                                          GDestroyNotify   destroy) G_GNUC_WARN_UNUSED_RESULT;
guint        roster_clock_add_date_timer (RosterClock     *self,
                                          gint64           date_us,
                                          RosterClockFunc  func,
                                          gpointer         user_data,
                                          GDestroyNotify   destroy) G_GNUC_WARN_UNUSED_RESULT;
void         roster_clock_remove_timer   (RosterClock     *self,
                                          guint            timer);
void         roster_clock_advance        (RosterClock     *self,
                                          gint64           step_us);
void         roster_clock_set_date       (RosterClock     *self,
                                          gint64           date_us);

G_END_DECLS
