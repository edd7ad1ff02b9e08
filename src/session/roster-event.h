/* roster-event.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-item.h"

G_BEGIN_DECLS

/**
 * RosterEventKind:
 * @ROSTER_EVENT_KIND_INVITED: somebody else invited a person
 * @ROSTER_EVENT_KIND_ACCEPTED: a person accepted an invitation, or an agency to be a partner
 * @ROSTER_EVENT_KIND_DECLINED: a person refused an invitation
 * @ROSTER_EVENT_KIND_WITHDRAWN: an invitation is gone without an answer: somebody else withdrew it
 * @ROSTER_EVENT_KIND_MEMBER_JOINED: a member is new who was not known to be invited
 * @ROSTER_EVENT_KIND_MEMBER_LEFT: a member is gone
 * @ROSTER_EVENT_KIND_ROLE_CHANGED: somebody else changed the role of a person
 * @ROSTER_EVENT_KIND_AGENCY_APPEARED: an agency is new
 * @ROSTER_EVENT_KIND_AGENCY_LOST: an agency is gone
 * @ROSTER_EVENT_KIND_ACCOUNT_APPEARED: a TikTok account is new: its owner approved
 * @ROSTER_EVENT_KIND_ACCOUNT_VANISHED: a TikTok account is gone: its owner, or somebody else, removed it
 * @ROSTER_EVENT_KIND_ACCOUNT_RETURNED: a TikTok account is there again that TikTok did not list for a while
 * @ROSTER_EVENT_KIND_AD_ACCOUNT_APPEARED: an ad account is new
 * @ROSTER_EVENT_KIND_AD_ACCOUNT_LOST: an ad account is gone
 * @ROSTER_EVENT_KIND_ACCESS_CHANGED: somebody holds something else on ad accounts or TikTok accounts, directly
 * @ROSTER_EVENT_KIND_PROMOTED: the user is an Admin of the Business Center now
 * @ROSTER_EVENT_KIND_DEMOTED: the user is no Admin of the Business Center any more
 * @ROSTER_EVENT_KIND_GIVEN: after an acceptance, a person was given what had waited for it
 * @ROSTER_EVENT_KIND_NOT_GIVEN: something of that could not be given
 *
 * What has happened.
 */
typedef enum
{
  ROSTER_EVENT_KIND_INVITED,
  ROSTER_EVENT_KIND_ACCEPTED,
  ROSTER_EVENT_KIND_DECLINED,
  ROSTER_EVENT_KIND_WITHDRAWN,
  ROSTER_EVENT_KIND_MEMBER_JOINED,
  ROSTER_EVENT_KIND_MEMBER_LEFT,
  ROSTER_EVENT_KIND_ROLE_CHANGED,
  ROSTER_EVENT_KIND_AGENCY_APPEARED,
  ROSTER_EVENT_KIND_AGENCY_LOST,
  ROSTER_EVENT_KIND_ACCOUNT_APPEARED,
  ROSTER_EVENT_KIND_ACCOUNT_VANISHED,
  ROSTER_EVENT_KIND_ACCOUNT_RETURNED,
  ROSTER_EVENT_KIND_AD_ACCOUNT_APPEARED,
  ROSTER_EVENT_KIND_AD_ACCOUNT_LOST,
  ROSTER_EVENT_KIND_ACCESS_CHANGED,
  ROSTER_EVENT_KIND_PROMOTED,
  ROSTER_EVENT_KIND_DEMOTED,
  ROSTER_EVENT_KIND_GIVEN,
  ROSTER_EVENT_KIND_NOT_GIVEN,
} RosterEventKind;

#define ROSTER_TYPE_EVENT (roster_event_get_type ())
G_DECLARE_FINAL_TYPE (RosterEvent, roster_event, ROSTER, EVENT, GObject)

RosterEvent     *roster_event_new        (RosterEventKind  kind,
                                          RosterItem      *item);
RosterEvent     *roster_event_new_access (RosterItem      *item,
                                          guint            count,
                                          RosterItem      *asset);
RosterEvent     *roster_event_new_given  (RosterItem      *item,
                                          guint            count,
                                          const GError    *error);
RosterEventKind  roster_event_get_kind   (RosterEvent     *self);
RosterItem      *roster_event_get_item   (RosterEvent     *self);
RosterItem      *roster_event_get_asset  (RosterEvent     *self);
guint            roster_event_get_count  (RosterEvent     *self);
const GError    *roster_event_get_error  (RosterEvent     *self);

G_END_DECLS
