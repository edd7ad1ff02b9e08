/* roster-send-instead.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-countdown.h"
#include "roster-link-request.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_SEND_INSTEAD (roster_send_instead_get_type ())
G_DECLARE_FINAL_TYPE (RosterSendInstead, roster_send_instead, ROSTER, SEND_INSTEAD, AdwWindow)

/* Property: language (string; notified). */
GtkWindow *roster_send_instead_new (GtkWindow         *parent,
                                    RosterLinkRequest *request,
                                    RosterCountdown   *countdown);

G_END_DECLS
