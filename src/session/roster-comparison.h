/* roster-comparison.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-change.h"
#include "roster-clock.h"
#include "roster-directory.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_COMPARISON (roster_comparison_get_type ())
G_DECLARE_FINAL_TYPE (RosterComparison, roster_comparison, ROSTER, COMPARISON, GObject)

RosterComparison *roster_comparison_new    (RosterDirectory  *directory,
                                            RosterClock      *clock);
void              roster_comparison_reset  (RosterComparison *self,
                                            gboolean          comparing);
void              roster_comparison_note_gone (RosterComparison *self,
                                               const char       *key);
void              roster_comparison_expect (RosterComparison *self,
                                            RosterChange     *change);
void              roster_comparison_begin  (RosterComparison *self);
void              roster_comparison_end    (RosterComparison *self);

G_END_DECLS
