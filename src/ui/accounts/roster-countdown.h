/* roster-countdown.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-link-request.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_COUNTDOWN (roster_countdown_get_type ())
G_DECLARE_FINAL_TYPE (RosterCountdown, roster_countdown, ROSTER, COUNTDOWN, GObject)

RosterCountdown *roster_countdown_new            (RosterLinkRequest *request,
                                                  RosterClock       *clock);
const char      *roster_countdown_get_text       (RosterCountdown   *self);
gboolean         roster_countdown_get_dead       (RosterCountdown   *self);
int              roster_countdown_get_looked_ago (RosterCountdown   *self);
void             roster_countdown_refresh        (RosterCountdown   *self);

G_END_DECLS
