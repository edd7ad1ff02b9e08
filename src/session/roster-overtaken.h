/* roster-overtaken.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-suspects.h"

G_BEGIN_DECLS

typedef struct _RosterOvertaken RosterOvertaken;

RosterOvertaken *roster_overtaken_new      (RosterDirectory   *directory) G_GNUC_WARN_UNUSED_RESULT;
void             roster_overtaken_free     (RosterOvertaken   *self);
void             roster_overtaken_ask      (RosterOvertaken   *self,
                                            RosterSuspectPart  part,
                                            gpointer           item);
gboolean         roster_overtaken_contains (RosterOvertaken   *self,
                                            RosterSuspectPart  part,
                                            gpointer           item);
void             roster_overtaken_hold     (RosterOvertaken   *self);
void             roster_overtaken_release  (RosterOvertaken   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterOvertaken, roster_overtaken_free)

G_END_DECLS
