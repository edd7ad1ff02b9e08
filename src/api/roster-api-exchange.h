/* roster-api-exchange.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "roster-clock.h"

G_BEGIN_DECLS

#define ROSTER_API_EXCHANGE_MAX_BODY (8 * 1024 * 1024)

/* For libsoup, in seconds: ends what an exchange that was stopped left behind, and is longer than any exchange waits. */
#define ROSTER_API_EXCHANGE_SOUP_TIMEOUT 150

void    roster_api_exchange_async  (SoupSession          *session,
                                    SoupMessage          *message,
                                    const char           *endpoint,
                                    RosterClock          *clock,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
GBytes *roster_api_exchange_finish (SoupSession          *session,
                                    GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
