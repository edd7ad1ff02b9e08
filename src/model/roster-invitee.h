/* roster-invitee.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-address-form.h"
#include "roster-person.h"

G_BEGIN_DECLS

/**
 * RosterInviteeState:
 * @ROSTER_INVITEE_STATE_NEW: nothing that is known speaks against inviting this address
 * @ROSTER_INVITEE_STATE_DOUBTFUL: it can be invited, but somebody has to look at it first: roster_invitee_get_doubt(), roster_invitee_set_accepted()
 * @ROSTER_INVITEE_STATE_MALFORMED: it is no mail address
 * @ROSTER_INVITEE_STATE_TWICE: it stands further up already
 * @ROSTER_INVITEE_STATE_MEMBER: it is a member's: roster_invitee_get_person()
 * @ROSTER_INVITEE_STATE_INVITED: an invitation was sent to it and is not accepted: roster_invitee_get_person(). TikTok ignores another one, unless
 *   the first is withdrawn
 *
 * What is to be said about an address before it is invited.
 */
typedef enum
{
  ROSTER_INVITEE_STATE_NEW,
  ROSTER_INVITEE_STATE_DOUBTFUL,
  ROSTER_INVITEE_STATE_MALFORMED,
  ROSTER_INVITEE_STATE_TWICE,
  ROSTER_INVITEE_STATE_MEMBER,
  ROSTER_INVITEE_STATE_INVITED,
} RosterInviteeState;

#define ROSTER_TYPE_INVITEE (roster_invitee_get_type ())
G_DECLARE_FINAL_TYPE (RosterInvitee, roster_invitee, ROSTER, INVITEE, GObject)

RosterInvitee      *roster_invitee_new            (const char         *text,
                                                   guint               start,
                                                   guint               length,
                                                   RosterInviteeState  state,
                                                   RosterPerson       *person);
const char         *roster_invitee_get_text       (RosterInvitee      *self);
guint               roster_invitee_get_start      (RosterInvitee      *self);
guint               roster_invitee_get_length     (RosterInvitee      *self);
RosterInviteeState  roster_invitee_get_state      (RosterInvitee      *self);
RosterPerson       *roster_invitee_get_person     (RosterInvitee      *self);
RosterAddressDoubt  roster_invitee_get_doubt      (RosterInvitee      *self);
const char         *roster_invitee_get_correction (RosterInvitee      *self);
void                roster_invitee_set_doubt      (RosterInvitee      *self,
                                                   RosterAddressDoubt  doubt,
                                                   const char         *correction);
void                roster_invitee_set_twice      (RosterInvitee      *self);
gboolean            roster_invitee_get_accepted   (RosterInvitee      *self);
void                roster_invitee_set_accepted   (RosterInvitee      *self,
                                                   gboolean            accepted);
gboolean            roster_invitee_can_be_again   (RosterInvitee      *self);
gboolean            roster_invitee_get_again      (RosterInvitee      *self);
void                roster_invitee_set_again      (RosterInvitee      *self,
                                                   gboolean            again);
gboolean            roster_invitee_is_wanted      (RosterInvitee      *self);

G_END_DECLS
