/* roster-store-visit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-fact.h"
#include "roster-store-center.h"

G_BEGIN_DECLS

/**
 * RosterStoreVisitor:
 * @make: makes what the rest is given
 * @scope: told of each scope that was read as a whole, before the first fact; its times are not set
 * @fact: told of each fact; its time is not set
 * @end: called when that was all; returns whether it came to anything
 * @free: frees what @make made
 *
 * Makes something of all that is known without a list of facts in between. Everything is called on the store's thread. What it is told of
 * stays only during the call. The strings may be acquired, but for the subject and the value of a fact of %ROSTER_STORE_PART_COMMON, which are
 * plain text.
 */
typedef struct
{
  gpointer (*make)  (void);
  void     (*scope) (gpointer               made,
                     const RosterFactScope *scope);
  void     (*fact)  (gpointer               made,
                     const RosterFact      *fact);
  gboolean (*end)   (gpointer               made);
  void     (*free)  (gpointer               made);
} RosterStoreVisitor;

/**
 * RosterStorePart:
 * @ROSTER_STORE_PART_COMMON: the kinds of facts that are read as a whole for everybody: the lists
 * @ROSTER_STORE_PART_SUBJECTS: the kinds that are read one subject at a time: what everybody has
 *
 * What to visit.
 */
typedef enum
{
  ROSTER_STORE_PART_COMMON,
  ROSTER_STORE_PART_SUBJECTS,
} RosterStorePart;

void     roster_store_visit_async  (RosterStoreCenter        *center,
                                    RosterStorePart           part,
                                    const RosterStoreVisitor *visitor,
                                    GCancellable             *cancellable,
                                    GAsyncReadyCallback       callback,
                                    gpointer                  user_data);
gpointer roster_store_visit_finish (RosterStoreCenter        *center,
                                    GAsyncResult             *result,
                                    GError                  **error);

G_END_DECLS
