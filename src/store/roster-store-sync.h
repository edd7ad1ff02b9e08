/* roster-store-sync.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-fact.h"
#include "roster-store-center.h"

G_BEGIN_DECLS

/**
 * RosterStoreSync:
 *
 * One reading of a Business Center on its way into the store. Whatever was read as a whole is put with its scope; the store finds out what is
 * new, what is different and what is gone, and writes only that, in one transaction a put. A scope that is not put is left alone: a sync that
 * fails half-way keeps what it learned. What was touched by a write and read again is a sync as well, a small one; several may be under way at
 * the same time.
 */
#define ROSTER_TYPE_STORE_SYNC (roster_store_sync_get_type ())
G_DECLARE_FINAL_TYPE (RosterStoreSync, roster_store_sync, ROSTER, STORE_SYNC, GObject)

RosterStoreSync *roster_store_sync_new        (RosterStoreCenter    *center);
void             roster_store_sync_put        (RosterStoreSync      *self,
                                               const char           *kind,
                                               const char           *subject,
                                               const char           *object,
                                               GPtrArray            *facts);
void             roster_store_sync_end_async  (RosterStoreSync      *self,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean         roster_store_sync_end_finish (RosterStoreSync      *self,
                                               GAsyncResult         *result,
                                               guint                *n_changes,
                                               GError              **error);

G_END_DECLS
