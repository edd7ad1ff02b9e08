/* roster-sync-button.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_SYNC_BUTTON (roster_sync_button_get_type ())
G_DECLARE_FINAL_TYPE (RosterSyncButton, roster_sync_button, ROSTER, SYNC_BUTTON, AdwBin)

/* Properties: session (RosterSession, writable), show-time (boolean, writable). */

G_END_DECLS
