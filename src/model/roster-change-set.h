/* roster-change-set.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-change-check.h"

G_BEGIN_DECLS

/**
 * RosterChangeSet:
 *
 * Changes that wait to be looked over and sent, a #GListModel of #RosterChange: at most one about the same thing. It sends nothing by itself.
 */
#define ROSTER_TYPE_CHANGE_SET (roster_change_set_get_type ())
G_DECLARE_FINAL_TYPE (RosterChangeSet, roster_change_set, ROSTER, CHANGE_SET, GObject)

RosterChangeSet *roster_change_set_new       (void);
RosterChange    *roster_change_set_add       (RosterChangeSet   *self,
                                              RosterChange      *change);
void             roster_change_set_remove    (RosterChangeSet   *self,
                                              RosterChange      *change);
void             roster_change_set_clear     (RosterChangeSet   *self);
guint            roster_change_set_count     (RosterChangeSet   *self,
                                              RosterChangeState  state);
GArray          *roster_change_set_check     (RosterChangeSet   *self,
                                              RosterDirectory   *directory,
                                              RosterPerson      *oneself);
RosterChangeSet *roster_change_set_new_undo  (GListModel        *changes);

G_END_DECLS
