/* roster-sync.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"
#include "roster-business-center.h"
#include "roster-directory.h"
#include "roster-person.h"
#include "roster-sync-mark.h"

G_BEGIN_DECLS

/**
 * RosterSyncFunc:
 * @progress: from 0 to 1
 * @has_lists: whether people, agencies and accounts have been read, so that there is something to show
 * @mark: (nullable): where the next sync could go on if this one ended here; not told every time
 * @user_data: as given to roster_sync_async()
 *
 * Told whenever an answer has come in.
 */
typedef void (*RosterSyncFunc) (double          progress,
                                gboolean        has_lists,
                                RosterSyncMark *mark,
                                gpointer        user_data);

void     roster_sync_async  (RosterApiClient       *client,
                             RosterBusinessCenter  *business_center,
                             RosterPerson          *oneself,
                             RosterDirectory       *directory,
                             RosterSyncMark        *since,
                             RosterClock           *clock,
                             RosterSyncFunc         progress,
                             gpointer               progress_data,
                             GCancellable          *cancellable,
                             GAsyncReadyCallback    callback,
                             gpointer               user_data);
gboolean roster_sync_finish (GAsyncResult          *result,
                             RosterSyncMark       **mark,
                             GError               **incomplete,
                             GError               **error);

G_END_DECLS
