/* roster-group-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-access.h"
#include "roster-account-group.h"
#include "roster-api-client.h"

G_BEGIN_DECLS

void     roster_group_reader_async  (RosterApiClient      *client,
                                     const char           *bc_id,
                                     RosterAccountGroup   *group,
                                     RosterAccess         *access,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean roster_group_reader_finish (GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
