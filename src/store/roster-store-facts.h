/* roster-store-facts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-fact.h"
#include "roster-store-center.h"

G_BEGIN_DECLS

#define ROSTER_STORE_NOW G_MAXINT64

void       roster_store_facts_read_async     (RosterStoreCenter    *center,
                                              gint64                time_us,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GPtrArray *roster_store_facts_read_finish    (RosterStoreCenter    *center,
                                              GAsyncResult         *result,
                                              GPtrArray           **scopes,
                                              GError              **error);
void       roster_store_facts_compare_async  (RosterStoreCenter    *center,
                                              gint64                earlier_us,
                                              gint64                later_us,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GPtrArray *roster_store_facts_compare_finish (RosterStoreCenter    *center,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
