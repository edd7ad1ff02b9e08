/* roster-connect-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_CONNECT_DIALOG (roster_connect_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RosterConnectDialog, roster_connect_dialog, ROSTER, CONNECT_DIALOG, AdwWindow)

void roster_connect_dialog_present (GtkWindow        *parent,
                                    RosterSession    *session,
                                    GSettings        *settings,
                                    RosterConnection *again,
                                    gboolean          for_this_session_only);

G_END_DECLS
