/* roster-unfinished-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_UNFINISHED_WINDOW (roster_unfinished_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterUnfinishedWindow, roster_unfinished_window, ROSTER, UNFINISHED_WINDOW, AdwWindow)

void roster_unfinished_window_watch (GtkWindow     *parent,
                                     RosterSession *session);

G_END_DECLS
