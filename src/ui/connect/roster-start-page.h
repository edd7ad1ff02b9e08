/* roster-start-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_START_PAGE (roster_start_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterStartPage, roster_start_page, ROSTER, START_PAGE, AdwBin)

GtkWidget *roster_start_page_new   (RosterSession   *session,
                                    GSettings       *settings);
void       roster_start_page_begin (RosterStartPage *self,
                                    gboolean         open_last);

G_END_DECLS
