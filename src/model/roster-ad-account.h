/* roster-ad-account.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-item.h"
#include "roster-vocabulary.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_AD_ACCOUNT (roster_ad_account_get_type ())
G_DECLARE_FINAL_TYPE (RosterAdAccount, roster_ad_account, ROSTER, AD_ACCOUNT, RosterItem)

RosterAdAccount  *roster_ad_account_new                 (const char *advertiser_id);
const char       *roster_ad_account_get_owner_name      (RosterAdAccount *self);
void              roster_ad_account_set_owner_name      (RosterAdAccount *self,
                                                         const char      *owner_name);
RosterOwnership   roster_ad_account_get_ownership       (RosterAdAccount *self);
void              roster_ad_account_set_ownership       (RosterAdAccount *self,
                                                         RosterOwnership  ownership);
const char       *roster_ad_account_get_ownership_text  (RosterAdAccount *self);
void              roster_ad_account_set_ownership_text  (RosterAdAccount *self,
                                                         const char      *ownership_text);
RosterMembership  roster_ad_account_get_membership      (RosterAdAccount *self);
void              roster_ad_account_set_membership      (RosterAdAccount  *self,
                                                         RosterMembership  membership);
const char       *roster_ad_account_get_membership_text (RosterAdAccount *self);
void              roster_ad_account_set_membership_text (RosterAdAccount *self,
                                                         const char      *membership_text);
const char       *roster_ad_account_get_status_text     (RosterAdAccount *self);
void              roster_ad_account_set_status_text     (RosterAdAccount *self,
                                                         const char      *status_text);
const char       *roster_ad_account_get_account_type    (RosterAdAccount *self);
void              roster_ad_account_set_account_type    (RosterAdAccount *self,
                                                         const char      *account_type);

G_END_DECLS
