/* roster-mend-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-change-set.h"
#include "roster-finding.h"
#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_MEND_WINDOW (roster_mend_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterMendWindow, roster_mend_window, ROSTER, MEND_WINDOW, AdwWindow)

GtkWindow *roster_mend_window_new (GtkWidget       *parent,
                                   RosterSession   *session,
                                   RosterFinding   *finding,
                                   RosterChangeSet *changes);

G_END_DECLS
