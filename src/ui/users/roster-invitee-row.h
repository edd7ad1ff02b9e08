/* roster-invitee-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-clock.h"
#include "roster-invitee.h"

G_BEGIN_DECLS

GtkWidget     *roster_invitee_row_new         (RosterInvitee *invitee,
                                               RosterClock   *clock,
                                               GtkWidget    **correct_button);
RosterInvitee *roster_invitee_row_get_invitee (GtkWidget     *row);
char          *roster_invitee_row_dup_shown   (RosterInvitee *invitee) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
