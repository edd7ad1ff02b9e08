/* roster-users-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-page.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_USERS_PAGE (roster_users_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterUsersPage, roster_users_page, ROSTER, USERS_PAGE, RosterPage)

GtkWidget *roster_users_page_new  (RosterSession   *session);
void       roster_users_page_show (RosterUsersPage *self,
                                   const char      *key);

G_END_DECLS
