/* roster-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-attention.h"
#include "roster-far-requests.h"
#include "roster-link-requests.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_WINDOW (roster_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterWindow, roster_window, ROSTER, WINDOW, AdwApplicationWindow)

GtkWindow          *roster_window_new               (GtkApplication  *application,
                                                     RosterSession   *session,
                                                     GSettings       *settings);
RosterLinkRequests *roster_window_get_link_requests (RosterWindow    *self);
RosterFarRequests  *roster_window_get_far_requests  (RosterWindow    *self);
void                roster_window_set_attention     (RosterWindow    *self,
                                                     RosterAttention *attention);
void                roster_window_begin             (RosterWindow    *self);
void                roster_window_show_item         (RosterWindow    *self,
                                                     const char      *key);
void                roster_window_invite_people     (RosterWindow    *self);
void                roster_window_link_account      (RosterWindow    *self,
                                                     const char      *handle);

G_END_DECLS
