/* roster-api-advertiser.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"

G_BEGIN_DECLS

/* 2.6: GET /advertiser/info/ for at most 100 ad accounts a call. GPtrArray of RosterApiAdvertiser {advertiser_id, name, currency, timezone, owner_bc_id}. */
void roster_api_advertiser_list_info_async (RosterApiClient     *client,
                                            const char * const  *advertiser_ids,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
GPtrArray *roster_api_advertiser_list_info_finish (RosterApiClient  *client,
                                                   GAsyncResult     *result,
                                                   GError          **error);

G_END_DECLS
