/* roster-api-client-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "roster-api-client.h"
#include "roster-api-limiter.h"

G_BEGIN_DECLS

/* What a call needs of its client. */

const char       *roster_api_client_get_access_token (RosterApiClient *self);
RosterClock      *roster_api_client_get_clock        (RosterApiClient *self);
RosterApiLimiter *roster_api_client_get_limiter      (RosterApiClient *self);
SoupSession      *roster_api_client_get_session      (RosterApiClient *self);
void              roster_api_client_set_offline      (RosterApiClient *self,
                                                      gboolean         offline);
void              roster_api_client_set_offline_reason (RosterApiClient *self,
                                                      const GError    *reason);
int               roster_api_client_get_page_size    (RosterApiClient *self,
                                                      const char      *path,
                                                      int              largest);
void              roster_api_client_set_page_size    (RosterApiClient *self,
                                                      const char      *path,
                                                      int              page_size);

G_END_DECLS
