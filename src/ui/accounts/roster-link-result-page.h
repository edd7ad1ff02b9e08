/* roster-link-result-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-link-request.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LINK_RESULT_PAGE (roster_link_result_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterLinkResultPage, roster_link_result_page, ROSTER, LINK_RESULT_PAGE, AdwBin)

void       roster_link_result_page_bind               (RosterLinkResultPage *self,
                                                       RosterSession        *session,
                                                       RosterLinkRequest    *request);
GtkWidget *roster_link_result_page_get_default_widget (RosterLinkResultPage *self);

G_END_DECLS
