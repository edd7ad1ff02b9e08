/* roster-accounts-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ACCOUNTS_PAGE (roster_accounts_page_get_type ())
G_DECLARE_FINAL_TYPE (RosterAccountsPage, roster_accounts_page, ROSTER, ACCOUNTS_PAGE, AdwBin)

/* Properties: session (RosterSession, construct-only), search-text (string, writable; never NULL). */
GtkWidget *roster_accounts_page_new (RosterSession *session);

G_END_DECLS
