/* roster-code-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_CODE_LAYOUT (roster_code_layout_get_type ())
G_DECLARE_FINAL_TYPE (RosterCodeLayout, roster_code_layout, ROSTER, CODE_LAYOUT, GtkWidget)

void     roster_code_layout_set_code    (RosterCodeLayout *self,
                                         GtkWidget        *code);
void     roster_code_layout_set_side    (RosterCodeLayout *self,
                                         GtkWidget        *side);
gboolean roster_code_layout_get_stacked (RosterCodeLayout *self);

G_END_DECLS
