/* roster-facts-fill.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-directory.h"

G_BEGIN_DECLS

/**
 * RosterFactsFill:
 *
 * Facts on their way into a directory.
 */
typedef struct _RosterFactsFill RosterFactsFill;

RosterFactsFill *roster_facts_fill_new   (GPtrArray       *facts,
                                          GPtrArray       *scopes) G_GNUC_WARN_UNUSED_RESULT;
void             roster_facts_fill_free  (RosterFactsFill *self);
void             roster_facts_fill_lists (RosterFactsFill *self,
                                          RosterDirectory *directory);
gboolean         roster_facts_fill_step  (RosterFactsFill *self,
                                          RosterDirectory *directory);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterFactsFill, roster_facts_fill_free)

G_END_DECLS
