/* roster-link-code-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-countdown.h"
#include "roster-link-request.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LINK_CODE_PAGE (roster_link_code_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterLinkCodePage, roster_link_code_page, ROSTER, LINK_CODE_PAGE, AdwBin)

/* Properties: language (string; notified), default-widget (GtkWidget; notified). Actions: code.new, code.full-screen, code.send, code.look. */
void       roster_link_code_page_bind               (RosterLinkCodePage *self,
                                                     RosterLinkRequest  *request,
                                                     RosterCountdown    *countdown);
GtkWidget *roster_link_code_page_get_default_widget (RosterLinkCodePage *self);
void       roster_link_code_page_leave_full_screen  (RosterLinkCodePage *self);
void                roster_link_code_page_release_full_screen (RosterLinkCodePage *self,
                                                             GtkWindow          *parent);
gboolean            roster_link_code_page_has_full_screen   (RosterLinkCodePage *self);

G_END_DECLS
