/* roster-sign-out-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-session.h"

G_BEGIN_DECLS

void roster_sign_out_dialog_present (GtkWidget        *parent,
                                     RosterSession    *session,
                                     RosterConnection *connection);

G_END_DECLS
