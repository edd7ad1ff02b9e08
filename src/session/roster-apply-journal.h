/* roster-apply-journal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-change.h"
#include "roster-store-journal.h"

G_BEGIN_DECLS

void     roster_apply_journal_plan_async    (RosterStoreCenter    *center,
                                             GPtrArray            *changes,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean roster_apply_journal_plan_finish   (RosterStoreCenter    *center,
                                             GAsyncResult         *result,
                                             GError              **error);
void     roster_apply_journal_sent_async    (RosterStoreCenter    *center,
                                             GPtrArray            *changes,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean roster_apply_journal_sent_finish   (RosterStoreCenter    *center,
                                             GAsyncResult         *result,
                                             GError              **error);
void     roster_apply_journal_tell          (RosterStoreCenter    *center,
                                             RosterChange         *change,
                                             RosterJournalState    state,
                                             const char           *request_id,
                                             const char           *message);
void     roster_apply_journal_tell_half     (RosterStoreCenter    *center,
                                             RosterChange         *change,
                                             RosterJournalState    state,
                                             const char           *request_id);
void     roster_apply_journal_tell_all      (RosterStoreCenter    *center,
                                             GPtrArray            *changes,
                                             RosterJournalState    state);
gint64   roster_apply_journal_get_first_own (RosterStoreCenter    *center);

G_END_DECLS
