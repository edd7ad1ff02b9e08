/* roster-memory.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-facts-fill.h"
#include "roster-store-center.h"

G_BEGIN_DECLS

/**
 * RosterMemoryFunc:
 * @user_data: as given to roster_memory_recall_async()
 *
 * Called when the lists are there; what everybody has is still to come.
 */
typedef void (*RosterMemoryFunc) (gpointer user_data);

/* The note that says how far the store is complete. */
#define ROSTER_MEMORY_NOTE_MARK "sync-mark"

#define ROSTER_TYPE_MEMORY (roster_memory_get_type ())
G_DECLARE_FINAL_TYPE (RosterMemory, roster_memory, ROSTER, MEMORY, GObject)

RosterMemory *roster_memory_new           (RosterStoreCenter    *center,
                                           RosterDirectory      *directory);
void          roster_memory_recall_async  (RosterMemory         *self,
                                           RosterFactsFill      *known,
                                           RosterMemoryFunc      lists,
                                           gpointer              lists_data,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      roster_memory_recall_finish (RosterMemory         *self,
                                           GAsyncResult         *result,
                                           GError              **error);
void          roster_memory_keep          (RosterMemory         *self);
void          roster_memory_note          (RosterMemory         *self,
                                           const char           *name,
                                           const char           *value);
guint         roster_memory_get_failures  (RosterMemory         *self);
void          roster_memory_mend          (RosterMemory         *self,
                                           guint                 n_failures);
void          roster_memory_stop          (RosterMemory         *self);
void          roster_memory_settle_async  (RosterMemory         *self,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      roster_memory_settle_finish (RosterMemory         *self,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
