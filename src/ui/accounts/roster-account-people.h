/* roster-account-people.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-session.h"

G_BEGIN_DECLS

/**
 * RosterAccountUser:
 * @principal: who
 * @roles: what was given directly, if anything
 * @level: the highest level on an ad account that the TikTok account is linked to, if it is enough to use it
 * @ad_account: (nullable): where that level is held; one of them, if there are several
 * @n_ad_accounts: how many there are
 *
 * Somebody who can use a TikTok account, and why.
 */
typedef struct
{
  RosterPrincipal *principal;
  RosterTiktokRoles roles;
  RosterLevel level;
  RosterAdAccount *ad_account;
  guint n_ad_accounts;
} RosterAccountUser;

GPtrArray *roster_account_people_list        (RosterSession           *session,
                                              RosterTiktokAccount     *account) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *roster_account_people_create_row  (const RosterAccountUser *user);

G_END_DECLS
