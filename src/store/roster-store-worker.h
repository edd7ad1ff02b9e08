/* roster-store-worker.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store-private.h"

G_BEGIN_DECLS

typedef struct _RosterStoreWorker RosterStoreWorker;

RosterStoreWorker *roster_store_worker_new  (RosterStore       *store,
                                             const char        *path,
                                             gint64             now_us);
void               roster_store_worker_push (RosterStoreWorker *self,
                                             GTask             *task,
                                             RosterStoreFunc    func,
                                             GDestroyNotify     free_result);
void               roster_store_worker_free (RosterStoreWorker *self);

G_END_DECLS
