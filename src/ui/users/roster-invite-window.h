/* roster-invite-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_INVITE_WINDOW (roster_invite_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterInviteWindow, roster_invite_window, ROSTER, INVITE_WINDOW, AdwWindow)

GtkWindow *roster_invite_window_new     (GtkWidget          *parent,
                                         RosterSession      *session);
void       roster_invite_window_fill_in (RosterInviteWindow *self,
                                         RosterPerson       *person);

G_END_DECLS
