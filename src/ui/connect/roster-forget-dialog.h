/* roster-forget-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-session.h"

G_BEGIN_DECLS

void roster_forget_dialog_present (GtkWidget     *parent,
                                   RosterSession *session,
                                   GSettings     *settings);

G_END_DECLS
