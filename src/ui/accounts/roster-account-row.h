/* roster-account-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-tiktok-account.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ACCOUNT_ROW (roster_account_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterAccountRow, roster_account_row, ROSTER, ACCOUNT_ROW, AdwBin)

/* Property: account (RosterTiktokAccount). */
GtkWidget *roster_account_row_new         (void);
void       roster_account_row_set_account (RosterAccountRow    *self,
                                           RosterTiktokAccount *account);

G_END_DECLS
