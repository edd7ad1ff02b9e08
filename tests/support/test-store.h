/* test-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store-facts.h"
#include "roster-store-journal.h"
#include "roster-store-links.h"
#include "roster-store-notes.h"
#include "roster-store-private.h"
#include "roster-store-queue.h"
#include "roster-store-sync.h"

G_BEGIN_DECLS

/* A folder of its own with a database in it, and a clock that stands still. */
typedef struct
{
  char *folder;
  char *path;
  RosterClock *clock;
  RosterStore *store;
  RosterStoreCenter *center;
} TestStore;

void        test_store_set_up       (TestStore         *test);
void        test_store_tear_down    (TestStore         *test);
void        test_store_open         (TestStore         *test);
void        test_store_close        (TestStore         *test);
void        test_store_reopen       (TestStore         *test);
void        test_store_flush        (TestStore         *test);
void        test_store_exec         (TestStore         *test,
                                     const char        *sql);
GPtrArray  *test_store_facts        (const char        *kind,
                                     ...) G_GNUC_NULL_TERMINATED;
guint       test_store_put          (RosterStoreCenter *center,
                                     const char        *kind,
                                     const char        *subject,
                                     const char        *object,
                                     GPtrArray         *facts);
GHashTable *test_store_read         (RosterStoreCenter *center,
                                     gint64             time_us,
                                     GPtrArray        **scopes);
GHashTable *test_store_compare      (RosterStoreCenter *center,
                                     gint64             earlier_us,
                                     gint64             later_us);
gint64      test_store_plan         (RosterStoreCenter *center,
                                     const char        *kind,
                                     guint              n_entries,
                                     GError           **error);
gboolean    test_store_settle       (RosterStoreCenter *center,
                                     gint64             id,
                                     RosterJournalState state,
                                     GError           **error);
GPtrArray  *test_store_journal      (RosterStoreCenter *center,
                                     gboolean           unfinished_only);
void        test_store_remove       (const char        *folder);
void        test_store_assert_same  (GHashTable        *actual,
                                     GHashTable        *expected);

G_END_DECLS
