/* roster-toast.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void roster_toast_show    (GtkWidget  *widget,
                           const char *text);
void roster_toast_retract (GtkWidget  *overlay,
                           AdwToast   *toast);

G_END_DECLS
