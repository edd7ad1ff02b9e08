/* roster-tiktok-account.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-ad-account.h"
#include "roster-identity.h"
#include "roster-item.h"
#include "roster-vocabulary.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_TIKTOK_ACCOUNT (roster_tiktok_account_get_type ())
G_DECLARE_FINAL_TYPE (RosterTiktokAccount, roster_tiktok_account, ROSTER, TIKTOK_ACCOUNT, RosterItem)

RosterTiktokAccount *roster_tiktok_account_new                    (const char *asset_id);
const char          *roster_tiktok_account_get_handle             (RosterTiktokAccount *self);
const char          *roster_tiktok_account_get_display_name       (RosterTiktokAccount *self);
char                *roster_tiktok_account_dup_title              (RosterTiktokAccount *self) G_GNUC_WARN_UNUSED_RESULT;
const char          *roster_tiktok_account_get_picture_url        (RosterTiktokAccount *self);
RosterAnswer         roster_tiktok_account_get_existing_posts     (RosterTiktokAccount *self);
RosterAnswer         roster_tiktok_account_get_new_posts          (RosterTiktokAccount *self);
RosterAnswer         roster_tiktok_account_get_live               (RosterTiktokAccount *self);
RosterAnswer         roster_tiktok_account_get_messages           (RosterTiktokAccount *self);
RosterAnswer         roster_tiktok_account_get_ads_only           (RosterTiktokAccount *self);
const char          *roster_tiktok_account_get_available_status   (RosterTiktokAccount *self);
int                  roster_tiktok_account_get_link_count         (RosterTiktokAccount *self);
int                  roster_tiktok_account_get_people_count       (RosterTiktokAccount *self);
RosterReadiness      roster_tiktok_account_get_readiness          (RosterTiktokAccount *self);
GListModel          *roster_tiktok_account_get_linked_ad_accounts (RosterTiktokAccount *self);
void                 roster_tiktok_account_set_linked_ad_accounts (RosterTiktokAccount *self,
                                                                   GPtrArray           *ad_accounts);
void                 roster_tiktok_account_set_handle             (RosterTiktokAccount *self,
                                                                   const char          *handle);
void                 roster_tiktok_account_set_identity           (RosterTiktokAccount *self,
                                                                   RosterIdentity      *identity);
void                 roster_tiktok_account_set_people_count       (RosterTiktokAccount *self,
                                                                   int                  people_count);
void                 roster_tiktok_account_set_readiness          (RosterTiktokAccount *self,
                                                                   RosterReadiness      readiness);
gboolean             roster_tiktok_account_take_identities        (RosterTiktokAccount *self,
                                                                   GPtrArray           *identities);
gboolean             roster_tiktok_account_is_linked_to           (RosterTiktokAccount *self,
                                                                   const char          *ad_account_key);
RosterIdentity      *roster_tiktok_account_dup_identity           (RosterTiktokAccount *self);

G_END_DECLS
