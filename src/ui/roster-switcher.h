/* roster-switcher.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-far-requests.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_SWITCHER (roster_switcher_get_type ())
G_DECLARE_FINAL_TYPE (RosterSwitcher, roster_switcher, ROSTER, SWITCHER, AdwBin)

/* Property: session (RosterSession, writable). */
void roster_switcher_set_compact (RosterSwitcher *self,
                                  gboolean        compact);
void roster_switcher_set_far_requests (RosterSwitcher    *self,
                                       RosterFarRequests *far_requests);

G_END_DECLS
