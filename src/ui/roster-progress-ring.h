/* roster-progress-ring.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_PROGRESS_RING (roster_progress_ring_get_type ())
G_DECLARE_FINAL_TYPE (RosterProgressRing, roster_progress_ring, ROSTER, PROGRESS_RING, GtkWidget)

/* Property: fraction (double, writable). */

G_END_DECLS
