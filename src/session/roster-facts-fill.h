/* roster-facts-fill.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-directory.h"
#include "roster-store-visit.h"

G_BEGIN_DECLS

/**
 * RosterFactsFill:
 *
 * Facts on their way into a directory.
 */
typedef struct _RosterFactsFill RosterFactsFill;

typedef void (*RosterFactsScopeFunc) (const char *kind,
                                      const char *subject,
                                      gpointer    user_data);

/* Makes a #RosterFactsFill of a part of what the store knows; nothing when that has never been read. */
extern const RosterStoreVisitor ROSTER_FACTS_FILL_VISITOR;

void     roster_facts_fill_free          (RosterFactsFill      *self);
void     roster_facts_fill_foreach_scope (RosterFactsFill      *self,
                                          RosterFactsScopeFunc  func,
                                          gpointer              user_data);
void     roster_facts_fill_lists         (RosterFactsFill      *self,
                                          RosterDirectory      *directory);
gboolean roster_facts_fill_step          (RosterFactsFill      *self,
                                          RosterDirectory      *directory);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterFactsFill, roster_facts_fill_free)

G_END_DECLS
