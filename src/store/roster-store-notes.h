/* roster-store-notes.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store-center.h"

G_BEGIN_DECLS

/* Findings that somebody does not want to see again, by the caller's keys for them. */
void        roster_store_dismissed_set_async   (RosterStoreCenter    *center,
                                                const char           *finding,
                                                gboolean              dismissed,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean    roster_store_dismissed_set_finish  (RosterStoreCenter    *center,
                                                GAsyncResult         *result,
                                                GError              **error);
void        roster_store_dismissed_list_async  (RosterStoreCenter    *center,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GHashTable *roster_store_dismissed_list_finish (RosterStoreCenter    *center,
                                                GAsyncResult         *result,
                                                GError              **error);

/* Small things by name: when the last full sync ended, and the like. */
void        roster_store_notes_set_async       (RosterStoreCenter    *center,
                                                const char           *name,
                                                const char           *value,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean    roster_store_notes_set_finish      (RosterStoreCenter    *center,
                                                GAsyncResult         *result,
                                                GError              **error);
void        roster_store_notes_list_async      (RosterStoreCenter    *center,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GHashTable *roster_store_notes_list_finish     (RosterStoreCenter    *center,
                                                GAsyncResult         *result,
                                                GError              **error);
void        roster_store_notes_of_async        (RosterStore          *store,
                                                const char           *connection,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GHashTable *roster_store_notes_of_finish       (RosterStore          *store,
                                                GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS
