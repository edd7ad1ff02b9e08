/* roster-store-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store-center.h"
#include "roster-store-db.h"
#include "roster-store-forget.h"

G_BEGIN_DECLS

/* What a job returns that has nothing to return but that it went well. */
#define ROSTER_STORE_OK GINT_TO_POINTER (1)

/**
 * RosterStoreFunc:
 * @db: the database
 * @center: (nullable): the task's source, where that is a #RosterStoreCenter
 * @data: the task's data
 * @error: why it failed
 *
 * One job, on the store's thread. It is called a second time, with another @db, when it finds the database damaged.
 *
 * Returns: (nullable): the result; %NULL when @error is set
 */
typedef gpointer (*RosterStoreFunc) (RosterStoreDb      *db,
                                     RosterStoreCenter  *center,
                                     gpointer            data,
                                     GError            **error);

void   roster_store_take_report (RosterStore          *self,
                                 const GError         *problem,
                                 gboolean              in_memory);
void   roster_store_run         (RosterStore          *self,
                                 gpointer              source,
                                 gpointer              tag,
                                 RosterStoreFunc       func,
                                 gpointer              data,
                                 GDestroyNotify        free_data,
                                 GDestroyNotify        free_result,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
gint64 roster_store_get_now     (RosterStore          *self);
void   roster_store_exec_async  (RosterStore          *self,
                                 const char           *sql,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
RosterStoreForgotten *roster_store_get_forgotten (RosterStore *self);
gint64 roster_store_center_find (RosterStoreCenter    *self,
                                 RosterStoreDb        *db,
                                 gboolean              create,
                                 GError              **error);

G_END_DECLS
