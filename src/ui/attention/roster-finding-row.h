/* roster-finding-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-finding.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_FINDING_ROW (roster_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterFindingRow, roster_finding_row, ROSTER, FINDING_ROW, GtkListBoxRow)

/* Signals: mend, show-subject, dismiss. */
GtkWidget     *roster_finding_row_new            (RosterFinding    *finding);
RosterFinding *roster_finding_row_get_finding    (RosterFindingRow *self);
void           roster_finding_row_set_can_change (RosterFindingRow *self,
                                                  gboolean          can_change);

G_END_DECLS
