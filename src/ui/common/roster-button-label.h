/* roster-button-label.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void roster_button_label_set  (GtkButton  *button,
                               const char *label);
void roster_button_label_name (GtkWidget  *button,
                               const char *name);

G_END_DECLS
