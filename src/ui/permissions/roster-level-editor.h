/* roster-level-editor.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LEVEL_EDITOR (roster_level_editor_get_type ())
G_DECLARE_FINAL_TYPE (RosterLevelEditor, roster_level_editor, ROSTER, LEVEL_EDITOR, GObject)

/* Signals: "applied" (GListModel of RosterChange that were taken), "obstacles-changed". */
RosterLevelEditor *roster_level_editor_new          (RosterSession     *session);
GListModel        *roster_level_editor_get_changes  (RosterLevelEditor *self);
const char        *roster_level_editor_get_read_only (RosterLevelEditor *self);
gboolean           roster_level_editor_sees_everybody (RosterLevelEditor *self);
const char        *roster_level_editor_get_obstacle (RosterLevelEditor *self,
                                                     RosterPrincipal   *principal,
                                                     RosterAdAccount   *ad_account);
RosterChange      *roster_level_editor_make_change  (RosterLevelEditor *self,
                                                     RosterPrincipal   *principal,
                                                     RosterAdAccount   *ad_account,
                                                     RosterLevel        level);
void               roster_level_editor_apply        (RosterLevelEditor *self,
                                                     GPtrArray         *changes);
void               roster_level_editor_undo         (RosterLevelEditor *self,
                                                     GListModel        *changes);
void               roster_level_editor_retry        (RosterLevelEditor *self,
                                                     RosterChange      *change);
void               roster_level_editor_share_again  (RosterLevelEditor *self,
                                                     RosterChange      *change,
                                                     RosterLevel        level);
void               roster_level_editor_dismiss      (RosterLevelEditor *self,
                                                     RosterChange      *change);

G_END_DECLS
