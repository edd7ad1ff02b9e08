/* roster-far-requests.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-session.h"

G_BEGIN_DECLS

/**
 * RosterFarRequests:
 *
 * The requests for clients' TikTok accounts that are open in the Business Centers of a connection that are not shown: while somebody works in
 * one of them, a client may approve in another. It only looks, and tells; what is to be made of an approval is asked when that Business Center
 * is shown, by #RosterLinkRequests.
 */
#define ROSTER_TYPE_FAR_REQUESTS (roster_far_requests_get_type ())
G_DECLARE_FINAL_TYPE (RosterFarRequests, roster_far_requests, ROSTER, FAR_REQUESTS, GObject)

RosterFarRequests *roster_far_requests_new          (RosterSession     *session);
void               roster_far_requests_set_active   (RosterFarRequests *self,
                                                     gboolean           active);
guint              roster_far_requests_count_open   (RosterFarRequests *self,
                                                     const char        *bc_id);
gboolean           roster_far_requests_get_approved (RosterFarRequests *self,
                                                     const char        *bc_id);
gboolean           roster_far_requests_get_looking  (RosterFarRequests *self);

G_END_DECLS
