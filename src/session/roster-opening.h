/* roster-opening.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"
#include "roster-directory.h"
#include "roster-keyring.h"
#include "roster-person.h"

G_BEGIN_DECLS

void     roster_opening_with_connection_async (RosterKeyring        *keyring,
                                               RosterConnection     *connection,
                                               RosterApiClient      *client,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void     roster_opening_with_token_async      (const char           *access_token,
                                               RosterApiClient      *client,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
void     roster_opening_again_async           (RosterPerson         *oneself,
                                               GPtrArray            *first,
                                               RosterApiClient      *client,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean roster_opening_finish                (GAsyncResult         *result,
                                               RosterPerson        **oneself,
                                               GPtrArray           **business_centers,
                                               RosterMerge          *merge,
                                               GError              **error);

G_END_DECLS
