/* roster-remembered.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-business-center.h"
#include "roster-connection.h"
#include "roster-memory.h"
#include "roster-sync-mark.h"

G_BEGIN_DECLS

/**
 * RosterRemembered:
 *
 * What is remembered of a connection: who it is, and its Business Centers that have been shown.
 */
typedef struct _RosterRemembered RosterRemembered;

void                  roster_remembered_load_async       (RosterStore           *store,
                                                          const char            *connection,
                                                          const char            *bc_id,
                                                          GCancellable          *cancellable,
                                                          GAsyncReadyCallback    callback,
                                                          gpointer               user_data);
RosterRemembered     *roster_remembered_load_finish      (RosterStore           *store,
                                                          GAsyncResult          *result,
                                                          GError               **error);
void                  roster_remembered_free             (RosterRemembered      *self);
RosterConnection     *roster_remembered_get_connection   (RosterRemembered      *self);
GPtrArray            *roster_remembered_get_centers      (RosterRemembered      *self);
gint64                roster_remembered_get_synced_at    (RosterRemembered      *self,
                                                          const char            *bc_id);
gboolean              roster_remembered_get_read_by_admin (RosterRemembered     *self,
                                                           const char           *bc_id);
RosterFactsFill      *roster_remembered_steal_fill       (RosterRemembered      *self,
                                                          const char            *bc_id);
RosterSyncMark       *roster_remembered_dup_mark         (RosterRemembered      *self,
                                                          const char            *bc_id);
void                  roster_remembered_note_shown       (RosterMemory          *memory,
                                                          RosterConnection      *connection,
                                                          RosterBusinessCenter  *business_center,
                                                          gint64                 now_us);
void                  roster_remembered_note_synced      (RosterMemory          *memory,
                                                          gint64                 now_us);
void                  roster_remembered_note_mark        (RosterMemory          *memory,
                                                          RosterSyncMark        *mark);
void                  roster_remembered_note_reader      (RosterMemory          *memory,
                                                          RosterBusinessCenter  *business_center);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterRemembered, roster_remembered_free)

G_END_DECLS
