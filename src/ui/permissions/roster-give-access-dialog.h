/* roster-give-access-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-directory.h"
#include "roster-level-editor.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_GIVE_ACCESS_DIALOG (roster_give_access_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RosterGiveAccessDialog, roster_give_access_dialog, ROSTER, GIVE_ACCESS_DIALOG, AdwWindow)

/* Signal: "given" (GListModel of RosterItem, RosterLevel). */
GtkWindow  *roster_give_access_dialog_new         (RosterDirectory        *directory,
                                                   RosterLevelEditor      *editor,
                                                   RosterItem             *subject);
RosterItem *roster_give_access_dialog_get_subject (RosterGiveAccessDialog *self);

G_END_DECLS
