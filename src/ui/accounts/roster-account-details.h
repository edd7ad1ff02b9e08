/* roster-account-details.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ACCOUNT_DETAILS (roster_account_details_get_type ())
G_DECLARE_FINAL_TYPE (RosterAccountDetails, roster_account_details, ROSTER, ACCOUNT_DETAILS, AdwBin)

/* Signal: close. */
void roster_account_details_set_session (RosterAccountDetails *self,
                                         RosterSession        *session);
void roster_account_details_set_account (RosterAccountDetails *self,
                                         RosterTiktokAccount  *account);
void roster_account_details_set_folded  (RosterAccountDetails *self,
                                         gboolean              folded);

G_END_DECLS
