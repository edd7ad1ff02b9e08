/* roster-api-business-center.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"
#include "roster-business-center.h"

G_BEGIN_DECLS

void roster_api_business_center_list_async (RosterApiClient     *client,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
GPtrArray *roster_api_business_center_list_finish (RosterApiClient  *client,
                                                   GAsyncResult     *result,
                                                   GError          **error);

G_END_DECLS
