/* roster-link-request.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-link-likeness.h"
#include "roster-link-requests.h"

G_BEGIN_DECLS

/**
 * RosterLinkRequestState:
 * @ROSTER_LINK_REQUEST_STATE_DRAFT: nothing asked yet
 * @ROSTER_LINK_REQUEST_STATE_ASKING: waits for TikTok to hand out a link; the code before, if there is one, is good meanwhile
 * @ROSTER_LINK_REQUEST_STATE_WAITING: the code is shown; the list of accounts is watched
 * @ROSTER_LINK_REQUEST_STATE_EXPIRED: the code has run out as far as the program knows; the list is watched for another hour, since TikTok may
 *   take an approval all the same
 * @ROSTER_LINK_REQUEST_STATE_FOUND: one or more accounts appeared; a person has to say which is the right one
 * @ROSTER_LINK_REQUEST_STATE_REMOVING: a wrong account is being removed
 * @ROSTER_LINK_REQUEST_STATE_CONFIRMED: the right account is known, from before the program was closed; what it was not given then waits for
 *   a person to go on
 * @ROSTER_LINK_REQUEST_STATE_APPLYING: the ad accounts and people get the account
 * @ROSTER_LINK_REQUEST_STATE_DONE: over; each of #RosterLinkRequest:changes says how it went
 * @ROSTER_LINK_REQUEST_STATE_FAILED: no link could be had; #RosterLinkRequest:error says why
 *
 * How far a request is.
 */
typedef enum
{
  ROSTER_LINK_REQUEST_STATE_DRAFT,
  ROSTER_LINK_REQUEST_STATE_ASKING,
  ROSTER_LINK_REQUEST_STATE_WAITING,
  ROSTER_LINK_REQUEST_STATE_EXPIRED,
  ROSTER_LINK_REQUEST_STATE_FOUND,
  ROSTER_LINK_REQUEST_STATE_REMOVING,
  ROSTER_LINK_REQUEST_STATE_CONFIRMED,
  ROSTER_LINK_REQUEST_STATE_APPLYING,
  ROSTER_LINK_REQUEST_STATE_DONE,
  ROSTER_LINK_REQUEST_STATE_FAILED,
} RosterLinkRequestState;

/**
 * RosterLinkWrong:
 * @ROSTER_LINK_WRONG_REMOVE: it is removed from the Business Center: it came after the code, was never here before and has no links
 * @ROSTER_LINK_WRONG_RIVAL: it is left to another open request, whose answer it may be
 * @ROSTER_LINK_WRONG_WAS_HERE: it stays: it was in the Business Center before the code, or earlier
 * @ROSTER_LINK_WRONG_LINKED: it stays: it is linked to ad accounts
 * @ROSTER_LINK_WRONG_UNSURE: it stays: TikTok did not list all accounts before the code, so it may have been here
 *
 * What becomes of an account of which a person says that it is the wrong one. Where it stays, it only stops being a candidate.
 */
typedef enum
{
  ROSTER_LINK_WRONG_REMOVE,
  ROSTER_LINK_WRONG_RIVAL,
  ROSTER_LINK_WRONG_WAS_HERE,
  ROSTER_LINK_WRONG_LINKED,
  ROSTER_LINK_WRONG_UNSURE,
} RosterLinkWrong;

RosterLinkRequest      *roster_link_request_new                 (RosterLinkRequests     *requests);
RosterSession          *roster_link_request_get_session         (RosterLinkRequest      *self);

/* Step 1: what is wished for. expected-handle is a property (string, writable), so are ads-only (boolean, writable). */
const char             *roster_link_request_get_expected_handle (RosterLinkRequest      *self);
void                    roster_link_request_set_expected_handle (RosterLinkRequest      *self,
                                                                 const char             *handle);
gboolean                roster_link_request_get_ads_only        (RosterLinkRequest      *self);
void                    roster_link_request_set_ads_only        (RosterLinkRequest      *self,
                                                                 gboolean                ads_only);
GListStore             *roster_link_request_get_ad_accounts     (RosterLinkRequest      *self);
GListStore             *roster_link_request_get_people          (RosterLinkRequest      *self);

/* Step 2: the code. Properties state, link, deadline, looking, looked-at, error, all notified. */
RosterLinkRequestState  roster_link_request_get_state           (RosterLinkRequest      *self);
const char             *roster_link_request_get_link            (RosterLinkRequest      *self);
GBytes                 *roster_link_request_get_picture         (RosterLinkRequest      *self);
gboolean                roster_link_request_has_code            (RosterLinkRequest      *self);
gint64                  roster_link_request_get_deadline        (RosterLinkRequest      *self);
gint64                  roster_link_request_get_time_left       (RosterLinkRequest      *self);
int                     roster_link_request_get_seconds_left    (RosterLinkRequest      *self);
gboolean                roster_link_request_get_looking         (RosterLinkRequest      *self);
gint64                  roster_link_request_get_looked_at       (RosterLinkRequest      *self);
const GError           *roster_link_request_get_error           (RosterLinkRequest      *self);
const GError           *roster_link_request_get_code_error      (RosterLinkRequest      *self);
gboolean                roster_link_request_get_comparable      (RosterLinkRequest      *self);
gboolean                roster_link_request_looks_on            (RosterLinkRequest      *self);
void                    roster_link_request_ask                 (RosterLinkRequest      *self);
void                    roster_link_request_look_now            (RosterLinkRequest      *self);

/* Step 3: is this the right account? candidates holds RosterTiktokAccount. */
GListModel             *roster_link_request_get_candidates      (RosterLinkRequest      *self);
gboolean                roster_link_request_was_there_before    (RosterLinkRequest      *self,
                                                                 RosterTiktokAccount    *account);
gint64                  roster_link_request_get_left_at         (RosterLinkRequest      *self,
                                                                 RosterTiktokAccount    *account);
RosterLinkWrong         roster_link_request_get_wrong           (RosterLinkRequest      *self,
                                                                 RosterTiktokAccount    *account);
RosterLikeness          roster_link_request_get_likeness        (RosterLinkRequest      *self,
                                                                 RosterTiktokAccount    *account);
RosterLinkRequest      *roster_link_request_get_rival           (RosterLinkRequest      *self,
                                                                 RosterTiktokAccount    *account);
RosterTiktokAccount    *roster_link_request_get_account         (RosterLinkRequest      *self);
void                    roster_link_request_confirm             (RosterLinkRequest      *self,
                                                                 RosterTiktokAccount    *account);
void                    roster_link_request_reject              (RosterLinkRequest      *self,
                                                                 RosterTiktokAccount    *account);
void                    roster_link_request_reject_all          (RosterLinkRequest      *self);

/* Step 4: the ad accounts and people get it. changes holds RosterChange. */
GListModel             *roster_link_request_get_changes         (RosterLinkRequest      *self);
void                    roster_link_request_go_on               (RosterLinkRequest      *self);
void                    roster_link_request_retry_failed        (RosterLinkRequest      *self);
void                    roster_link_request_stop                (RosterLinkRequest      *self);

/* At any step. */
gboolean                roster_link_request_is_open             (RosterLinkRequest      *self);
void                    roster_link_request_give_up             (RosterLinkRequest      *self);

G_END_DECLS
