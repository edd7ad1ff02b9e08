/* roster-account-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-tiktok-account.h"

G_BEGIN_DECLS

char       *roster_account_text_subtitle    (RosterTiktokAccount *account) G_GNUC_WARN_UNUSED_RESULT;
char       *roster_account_text_grants      (RosterTiktokAccount *account) G_GNUC_WARN_UNUSED_RESULT;
const char *roster_account_text_unknown     (RosterTiktokAccount *account);
char       *roster_account_text_handle      (const char          *typed) G_GNUC_WARN_UNUSED_RESULT;
const char *roster_account_text_ad_account  (RosterAdAccount     *ad_account);

G_END_DECLS
