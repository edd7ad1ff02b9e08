/* roster-invitees.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-address-list.h"
#include "roster-change-set.h"
#include "roster-directory.h"
#include "roster-invitee.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_INVITEES (roster_invitees_get_type ())
G_DECLARE_FINAL_TYPE (RosterInvitees, roster_invitees, ROSTER, INVITEES, GObject)

/* Signals: changed. */
RosterInvitees  *roster_invitees_new          (RosterDirectory    *directory);
void             roster_invitees_set_text     (RosterInvitees     *self,
                                               const char         *text);
void             roster_invitees_note_doubt   (RosterInvitees     *self,
                                               const RosterAddressEntry *entry);
gboolean         roster_invitees_is_judging   (RosterInvitees     *self);
guint            roster_invitees_get_n_all    (RosterInvitees     *self);
RosterInvitee   *roster_invitees_get          (RosterInvitees     *self,
                                               guint               position);
RosterInvitee   *roster_invitees_get_in_state (RosterInvitees     *self,
                                               RosterInviteeState  state,
                                               guint               position);
guint            roster_invitees_count        (RosterInvitees     *self,
                                               RosterInviteeState  state);
guint            roster_invitees_count_wanted (RosterInvitees     *self);
guint            roster_invitees_count_waiting (RosterInvitees    *self);
RosterChangeSet *roster_invitees_make_changes (RosterInvitees     *self,
                                               RosterRole          role,
                                               RosterFinanceRole   finance_role,
                                               GListModel         *ad_accounts,
                                               RosterLevel         level);

G_END_DECLS
