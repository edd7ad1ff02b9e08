/* roster-strip.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_STRIP (roster_strip_get_type ())
G_DECLARE_FINAL_TYPE (RosterStrip, roster_strip, ROSTER, STRIP, AdwBin)

GtkWidget *roster_strip_new  (void);
void       roster_strip_show (RosterStrip *self,
                              const char  *icon_name,
                              const char  *text,
                              const char  *button_label,
                              const char  *action_name);
void       roster_strip_hide (RosterStrip *self);

G_END_DECLS
