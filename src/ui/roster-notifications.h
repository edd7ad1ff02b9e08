/* roster-notifications.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-watch.h"
#include "roster-window.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_NOTIFICATIONS (roster_notifications_get_type ())
G_DECLARE_FINAL_TYPE (RosterNotifications, roster_notifications, ROSTER, NOTIFICATIONS, GObject)

RosterNotifications *roster_notifications_new        (GtkApplication      *application,
                                                      RosterWatch         *watch);
void                 roster_notifications_set_window (RosterNotifications *self,
                                                      RosterWindow        *window);

G_END_DECLS
