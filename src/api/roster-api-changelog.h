/* roster-api-changelog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"

G_BEGIN_DECLS

/* 3.6: GPtrArray of RosterApiLogEntry, oldest first; dates are YYYY-MM-DD, UTC, nullable. */
void roster_api_changelog_list_async (RosterApiClient     *client,
                                      const char          *bc_id,
                                      const char          *start_date,
                                      const char          *end_date,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
GPtrArray *roster_api_changelog_list_finish (RosterApiClient  *client,
                                             GAsyncResult     *result,
                                             GError          **error);

G_END_DECLS
