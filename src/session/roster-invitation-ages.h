/* roster-invitation-ages.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-notes.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_INVITATION_AGES (roster_invitation_ages_get_type ())
G_DECLARE_FINAL_TYPE (RosterInvitationAges, roster_invitation_ages, ROSTER, INVITATION_AGES, GObject)

RosterInvitationAges *roster_invitation_ages_new    (RosterSession        *session,
                                                     RosterNotes          *notes);
gboolean              roster_invitation_ages_update (RosterInvitationAges *self);

G_END_DECLS
