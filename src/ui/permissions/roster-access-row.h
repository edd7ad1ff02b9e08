/* roster-access-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-access-line.h"
#include "roster-level-editor.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ACCESS_ROW (roster_access_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterAccessRow, roster_access_row, ROSTER, ACCESS_ROW, GtkBox)

/* Signal: "chosen" (RosterLevel). */
GtkWidget        *roster_access_row_new      (RosterLevelEditor *editor);
RosterAccessLine *roster_access_row_get_line (RosterAccessRow   *self);
void              roster_access_row_set_line (RosterAccessRow   *self,
                                              RosterAccessLine  *line,
                                              gboolean           shows_principal);
void              roster_access_row_popup    (RosterAccessRow   *self);

G_END_DECLS
