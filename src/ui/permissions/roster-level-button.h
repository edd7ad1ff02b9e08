/* roster-level-button.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-vocabulary.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LEVEL_BUTTON (roster_level_button_get_type ())
G_DECLARE_FINAL_TYPE (RosterLevelButton, roster_level_button, ROSTER, LEVEL_BUTTON, AdwBin)

/* Signal: "chosen" (RosterLevel). */
const char  *roster_level_button_name      (RosterLevel        level,
                                            const char        *text);
void         roster_level_button_set_level (RosterLevelButton *self,
                                            RosterLevel        level,
                                            const char        *name);
void         roster_level_button_set_label (RosterLevelButton *self,
                                            const char        *label);
void         roster_level_button_popup     (RosterLevelButton *self);

G_END_DECLS
