/* roster-adaptive-bin.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_ADAPTIVE_BIN (roster_adaptive_bin_get_type ())
G_DECLARE_FINAL_TYPE (RosterAdaptiveBin, roster_adaptive_bin, ROSTER, ADAPTIVE_BIN, GtkWidget)

void roster_adaptive_bin_set_child (RosterAdaptiveBin *self,
                                    GtkWidget         *child);
int  roster_adaptive_bin_get_width (RosterAdaptiveBin *self);

G_END_DECLS
