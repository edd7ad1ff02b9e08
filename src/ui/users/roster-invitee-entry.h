/* roster-invitee-entry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-clock.h"
#include "roster-invitees.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_INVITEE_ENTRY (roster_invitee_entry_get_type ())
G_DECLARE_FINAL_TYPE (RosterInviteeEntry, roster_invitee_entry, ROSTER, INVITEE_ENTRY, AdwBin)

void     roster_invitee_entry_set_invitees (RosterInviteeEntry *self,
                                            RosterInvitees     *invitees,
                                            RosterClock        *clock);
void     roster_invitee_entry_load         (RosterInviteeEntry *self,
                                            GFile              *file);
void     roster_invitee_entry_set_text     (RosterInviteeEntry *self,
                                            const char         *text);
gboolean roster_invitee_entry_is_changed   (RosterInviteeEntry *self);

G_END_DECLS
