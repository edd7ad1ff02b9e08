/* roster-store-queue.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store-center.h"

G_BEGIN_DECLS

/**
 * RosterQueuedGrant:
 * @id: its number; 0 until it was added
 * @added_at: when it was added, in microseconds since 1970
 * @kind: what sort of write it is going to be, in the caller's words
 * @subject: the key of who waits: an invited person's
 * @object: (nullable): the key of what is going to be given
 * @value: (nullable): the level, role or the like
 *
 * Something that an invitation could not carry, and that is given once it is accepted.
 */
typedef struct
{
  gint64 id;
  gint64 added_at;
  char *kind;
  char *subject;
  char *object;
  char *value;
} RosterQueuedGrant;

RosterQueuedGrant *roster_queued_grant_new          (const char           *kind,
                                                     const char           *subject,
                                                     const char           *object,
                                                     const char           *value) G_GNUC_WARN_UNUSED_RESULT;
void               roster_queued_grant_free         (RosterQueuedGrant    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterQueuedGrant, roster_queued_grant_free)

void               roster_store_queue_add_async     (RosterStoreCenter    *center,
                                                     GPtrArray            *grants,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean           roster_store_queue_add_finish    (RosterStoreCenter    *center,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void               roster_store_queue_list_async    (RosterStoreCenter    *center,
                                                     const char           *subject,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
GPtrArray         *roster_store_queue_list_finish   (RosterStoreCenter    *center,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void               roster_store_queue_remove_async  (RosterStoreCenter    *center,
                                                     GPtrArray            *grants,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean           roster_store_queue_remove_finish (RosterStoreCenter    *center,
                                                     GAsyncResult         *result,
                                                     GError              **error);

G_END_DECLS
