/* roster-link-wish-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-link-request.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LINK_WISH_PAGE (roster_link_wish_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterLinkWishPage, roster_link_wish_page, ROSTER, LINK_WISH_PAGE, AdwBin)

/* Signal: show-code, when the person is done here. */
void       roster_link_wish_page_bind               (RosterLinkWishPage *self,
                                                     RosterSession      *session,
                                                     RosterLinkRequest  *request);
GtkWidget *roster_link_wish_page_get_default_widget (RosterLinkWishPage *self);

G_END_DECLS
