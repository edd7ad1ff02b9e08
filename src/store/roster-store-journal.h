/* roster-store-journal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store-center.h"

G_BEGIN_DECLS

/**
 * RosterJournalState:
 * @ROSTER_JOURNAL_PLANNED: it is going to be sent; after a crash: it was not
 * @ROSTER_JOURNAL_SENT: it has left, or was just about to; after a crash: the outcome is unknown
 * @ROSTER_JOURNAL_DONE: TikTok took it
 * @ROSTER_JOURNAL_REFUSED: TikTok did not take it
 * @ROSTER_JOURNAL_UNKNOWN: TikTok may or may not have taken it, and reading back has not settled it yet
 * @ROSTER_JOURNAL_DROPPED: it was never sent and is not going to be
 * @ROSTER_JOURNAL_LEFT: TikTok may or may not have taken it, and somebody said not to look for it any more
 *
 * How far a write is. The numbers are on disk.
 */
typedef enum
{
  ROSTER_JOURNAL_PLANNED = 0,
  ROSTER_JOURNAL_SENT = 1,
  ROSTER_JOURNAL_DONE = 2,
  ROSTER_JOURNAL_REFUSED = 3,
  ROSTER_JOURNAL_UNKNOWN = 4,
  ROSTER_JOURNAL_DROPPED = 5,
  ROSTER_JOURNAL_LEFT = 6,
} RosterJournalState;

/**
 * RosterJournalEntry:
 * @id: its number, never used again; 0 until it was planned
 * @batch: the number that it shares with the entries that were planned together, such as the steps of one guided change
 * @planned_at: when it was planned, in microseconds since 1970
 * @changed_at: when @state last changed, in microseconds since 1970
 * @kind: what sort of write it is, in the caller's words
 * @subject: (nullable): the key of what is changed
 * @object: (nullable): the key of what it is changed on
 * @before: (nullable): what was so before
 * @after: (nullable): what shall be so
 * @state: how far it is
 * @request_id: (nullable): TikTok's request ID
 * @message: (nullable): what TikTok said; kept redacted
 *
 * One write, as the journal has it.
 */
typedef struct
{
  gint64 id;
  gint64 batch;
  gint64 planned_at;
  gint64 changed_at;
  char *kind;
  char *subject;
  char *object;
  char *before;
  char *after;
  RosterJournalState state;
  char *request_id;
  char *message;
} RosterJournalEntry;

RosterJournalEntry *roster_journal_entry_new           (const char           *kind,
                                                        const char           *subject,
                                                        const char           *object,
                                                        const char           *before,
                                                        const char           *after) G_GNUC_WARN_UNUSED_RESULT;
void                roster_journal_entry_free          (RosterJournalEntry   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterJournalEntry, roster_journal_entry_free)

void                roster_store_journal_plan_async    (RosterStoreCenter    *center,
                                                        GPtrArray            *entries,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
GPtrArray          *roster_store_journal_plan_finish   (RosterStoreCenter    *center,
                                                        GAsyncResult         *result,
                                                        GError              **error);
void                roster_store_journal_set_async     (RosterStoreCenter    *center,
                                                        gint64                id,
                                                        RosterJournalState    state,
                                                        const char           *request_id,
                                                        const char           *message,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
void                roster_store_journal_set_all_async (RosterStoreCenter    *center,
                                                        GArray               *ids,
                                                        RosterJournalState    state,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
gboolean            roster_store_journal_set_finish    (RosterStoreCenter    *center,
                                                        GAsyncResult         *result,
                                                        GError              **error);
void                roster_store_journal_list_async    (RosterStoreCenter    *center,
                                                        gboolean              unfinished_only,
                                                        gint64                before_id,
                                                        guint                 limit,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
GPtrArray          *roster_store_journal_list_finish   (RosterStoreCenter    *center,
                                                        GAsyncResult         *result,
                                                        GError              **error);

G_END_DECLS
