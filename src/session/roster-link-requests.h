/* roster-link-requests.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LINK_REQUEST (roster_link_request_get_type ())
G_DECLARE_FINAL_TYPE (RosterLinkRequest, roster_link_request, ROSTER, LINK_REQUEST, GObject)

/**
 * RosterLinkRequests:
 *
 * The requests for clients' TikTok accounts that are open in the Business Center that a session shows: a list of #RosterLinkRequest, the oldest
 * first. A request joins when its code is shown for the first time and leaves when it is finished or given up. All of them are remembered in
 * what the session's store holds of the Business Center, and are back when it is shown again.
 *
 * Whoever shows requests to people owns the list: list → requests and their one #RosterAccountWatch → session. Nothing points back but a
 * request to its list, weakly.
 */
#define ROSTER_TYPE_LINK_REQUESTS (roster_link_requests_get_type ())
G_DECLARE_FINAL_TYPE (RosterLinkRequests, roster_link_requests, ROSTER, LINK_REQUESTS, GObject)

RosterLinkRequests *roster_link_requests_new         (RosterSession      *session);
RosterSession      *roster_link_requests_get_session (RosterLinkRequests *self);
void                roster_link_requests_set_active  (RosterLinkRequests *self,
                                                      gboolean            active);
void                roster_link_requests_set_seen    (RosterLinkRequests *self,
                                                      gboolean            seen);

G_END_DECLS
