/* roster-access-pane.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-directory.h"
#include "roster-level-editor.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ACCESS_PANE (roster_access_pane_get_type ())
G_DECLARE_FINAL_TYPE (RosterAccessPane, roster_access_pane, ROSTER, ACCESS_PANE, AdwBin)

/* Signal: "back", without parameters. */
void        roster_access_pane_set_up      (RosterAccessPane  *self,
                                            RosterDirectory   *directory,
                                            RosterLevelEditor *editor);
RosterItem *roster_access_pane_get_subject (RosterAccessPane  *self);
void        roster_access_pane_set_subject (RosterAccessPane  *self,
                                            RosterItem        *subject);
void        roster_access_pane_set_folded  (RosterAccessPane  *self,
                                            gboolean           folded);
void        roster_access_pane_set_reading (RosterAccessPane  *self,
                                            gboolean           reading);

G_END_DECLS
