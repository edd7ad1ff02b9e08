/* roster-link-toaster.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-link-requests.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LINK_TOASTER (roster_link_toaster_get_type ())
G_DECLARE_FINAL_TYPE (RosterLinkToaster, roster_link_toaster, ROSTER, LINK_TOASTER, GObject)

RosterLinkToaster *roster_link_toaster_new (AdwToastOverlay    *overlay,
                                            RosterLinkRequests *requests);

G_END_DECLS
