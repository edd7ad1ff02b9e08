/* roster-access-note.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-level-editor.h"

G_BEGIN_DECLS

char *roster_access_note_dup          (RosterLevelEditor *editor,
                                       RosterItem        *subject,
                                       guint              unread) G_GNUC_WARN_UNUSED_RESULT;
void  roster_access_note_show_nothing (AdwStatusPage     *page,
                                       RosterAccess      *access,
                                       RosterLevelEditor *editor,
                                       RosterItem        *subject,
                                       guint              unread);

G_END_DECLS
