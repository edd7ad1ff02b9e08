/* roster-accounts-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-link-requests.h"
#include "roster-page.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ACCOUNTS_PAGE (roster_accounts_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterAccountsPage, roster_accounts_page, ROSTER, ACCOUNTS_PAGE, RosterPage)

GtkWidget *roster_accounts_page_new  (RosterLinkRequests *link_requests);
void       roster_accounts_page_show (RosterAccountsPage *self,
                                      const char         *key);
void       roster_accounts_page_link (RosterAccountsPage *self,
                                      const char         *handle);

G_END_DECLS
