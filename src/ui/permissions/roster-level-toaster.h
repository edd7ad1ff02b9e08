/* roster-level-toaster.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-level-editor.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LEVEL_TOASTER (roster_level_toaster_get_type ())
G_DECLARE_FINAL_TYPE (RosterLevelToaster, roster_level_toaster, ROSTER, LEVEL_TOASTER, GObject)

RosterLevelToaster *roster_level_toaster_new     (GtkWidget          *widget,
                                                  RosterLevelEditor  *editor);
void                roster_level_toaster_dismiss (RosterLevelToaster *self);

G_END_DECLS
