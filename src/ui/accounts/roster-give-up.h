/* roster-give-up.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "roster-link-request.h"

G_BEGIN_DECLS

gboolean roster_give_up_is_possible (RosterLinkRequest *request);
void     roster_give_up             (GtkWidget         *parent,
                                     RosterLinkRequest *request);

G_END_DECLS
