/* roster-status-strip.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_STATUS_STRIP (roster_status_strip_get_type ())
G_DECLARE_FINAL_TYPE (RosterStatusStrip, roster_status_strip, ROSTER, STATUS_STRIP, AdwBin)

GtkWidget *roster_status_strip_new (RosterSession *session);

G_END_DECLS
