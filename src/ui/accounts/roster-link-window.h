/* roster-link-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-link-request.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LINK_WINDOW (roster_link_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterLinkWindow, roster_link_window, ROSTER, LINK_WINDOW, AdwWindow)

GtkWindow *roster_link_window_new (GtkWindow         *parent,
                                   RosterLinkRequest *request);

G_END_DECLS
