/* roster-invitation-bar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_INVITATION_BAR (roster_invitation_bar_get_type ())
G_DECLARE_FINAL_TYPE (RosterInvitationBar, roster_invitation_bar, ROSTER, INVITATION_BAR, AdwBin)

void roster_invitation_bar_set_session   (RosterInvitationBar *self,
                                          RosterSession       *session);
void roster_invitation_bar_set_principal (RosterInvitationBar *self,
                                          RosterPrincipal     *principal);

G_END_DECLS
