/* roster-link-confirm-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-link-request.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_LINK_CONFIRM_PAGE (roster_link_confirm_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterLinkConfirmPage, roster_link_confirm_page, ROSTER, LINK_CONFIRM_PAGE, AdwBin)

void roster_link_confirm_page_bind (RosterLinkConfirmPage *self,
                                    RosterLinkRequest     *request);

G_END_DECLS
