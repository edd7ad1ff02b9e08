/* roster-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-clock.h"
#include "roster-error.h"

G_BEGIN_DECLS

/**
 * RosterStore:
 *
 * What the program remembers from one start to the next: one SQLite database, in a folder of its own that only its owner may read.
 *
 * * One thread, owned by the store, does all the work, one job after the other in the order in which they were asked for. Every call
 *   returns at once, also roster_store_new(): opening is simply the first job, and whatever is asked for meanwhile waits behind it.
 * * WAL, so that a killed process loses nothing that was told to be done. Facts are committed scope by scope and reach the disk with the
 *   next sync of the log; the journal is synced before its callback runs, so that not even a power cut loses it.
 * * A database that cannot be used is no reason to stop: the store always works, if need be in memory only, and #RosterStore:problem says
 *   what is the matter:
 *     - %ROSTER_ERROR_STORE_DAMAGED: it was set aside under a dated name, what could be read is in a new one; all is well from here on
 *     - %ROSTER_ERROR_STORE_NEWER: left alone, nothing of it is read; what is remembered now ends with the program
 *     - %ROSTER_ERROR_STORE_BUSY: another process has it open; the same
 *     - %ROSTER_ERROR_STORE_READ_ONLY: what it holds is there; what is remembered now ends with the program
 *     - %ROSTER_ERROR_STORE_FULL: when opening, the same; later, the write that failed was undone as a whole and may be tried again, and
 *       everything else goes on. The problem is gone with the next write that works.
 * * A #RosterStoreCenter is one connection's view of one Business Center: facts, journal, queue, open link requests, dismissed findings and
 *   notes hang on it and do not mix.
 * * There is no place here for tokens, secrets, authorization codes or links of QR codes.
 *
 * The schema, with its version and migrations, is in roster-store-schema.c.
 */
#define ROSTER_TYPE_STORE (roster_store_get_type ())
G_DECLARE_FINAL_TYPE (RosterStore, roster_store, ROSTER, STORE, GObject)

RosterStore  *roster_store_new                      (const char           *path,
                                                     RosterClock          *clock);
const char   *roster_store_get_path                 (RosterStore          *self);
const GError *roster_store_get_problem              (RosterStore          *self);
gboolean      roster_store_get_in_memory            (RosterStore          *self);
void          roster_store_flush_async              (RosterStore          *self,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean      roster_store_flush_finish             (RosterStore          *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void          roster_store_check_async              (RosterStore          *self,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean      roster_store_check_finish             (RosterStore          *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void          roster_store_forget_connection_async  (RosterStore          *self,
                                                     const char           *connection,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean      roster_store_forget_connection_finish (RosterStore          *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void          roster_store_close_async              (RosterStore          *self,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean      roster_store_close_finish             (RosterStore          *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);

G_END_DECLS
