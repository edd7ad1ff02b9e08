/* roster-api-read.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"

G_BEGIN_DECLS

/**
 * RosterApiReadFunc:
 * @data: the answer's `data`
 *
 * Makes what an answer tells.
 *
 * Returns: (transfer full) (nullable): what it tells, or %NULL when the answer lacks what has to be in it
 */
typedef gpointer (*RosterApiReadFunc) (JsonObject *data);

void     roster_api_read_async  (RosterApiClient      *client,
                                 RosterApiMethod       method,
                                 const char           *path,
                                 JsonObject           *parameters,
                                 RosterApiReadFunc     read,
                                 GDestroyNotify        free,
                                 gpointer              source_tag,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
gpointer roster_api_read_finish (RosterApiClient      *client,
                                 gpointer              source_tag,
                                 GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
