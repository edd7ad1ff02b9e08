/* roster-store-history.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store-center.h"

G_BEGIN_DECLS

void        roster_store_history_ended_async  (RosterStoreCenter    *center,
                                               const char           *kind,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GHashTable *roster_store_history_ended_finish (RosterStoreCenter    *center,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
