/* roster-permissions-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-page.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_PERMISSIONS_PAGE (roster_permissions_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterPermissionsPage, roster_permissions_page, ROSTER, PERMISSIONS_PAGE, RosterPage)

GtkWidget *roster_permissions_page_new  (RosterSession         *session);
void       roster_permissions_page_show (RosterPermissionsPage *self,
                                         const char            *key);

G_END_DECLS
