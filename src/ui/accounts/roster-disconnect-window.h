/* roster-disconnect-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_DISCONNECT_WINDOW (roster_disconnect_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterDisconnectWindow, roster_disconnect_window, ROSTER, DISCONNECT_WINDOW, AdwWindow)

GtkWindow *roster_disconnect_window_new (GtkWidget           *parent,
                                         RosterSession       *session,
                                         RosterTiktokAccount *account);

G_END_DECLS
