/* roster-directory.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-access.h"
#include "roster-ad-account.h"
#include "roster-principal.h"
#include "roster-tiktok-account.h"

G_BEGIN_DECLS

/**
 * RosterDirectoryList:
 * @ROSTER_DIRECTORY_LIST_PRINCIPALS: people and agencies
 * @ROSTER_DIRECTORY_LIST_AD_ACCOUNTS: ad accounts
 * @ROSTER_DIRECTORY_LIST_TIKTOK_ACCOUNTS: TikTok accounts
 * @ROSTER_DIRECTORY_LIST_ACCOUNT_GROUPS: account groups
 *
 * The lists of a directory.
 */
typedef enum
{
  ROSTER_DIRECTORY_LIST_PRINCIPALS,
  ROSTER_DIRECTORY_LIST_AD_ACCOUNTS,
  ROSTER_DIRECTORY_LIST_TIKTOK_ACCOUNTS,
  ROSTER_DIRECTORY_LIST_ACCOUNT_GROUPS,
} RosterDirectoryList;

#define ROSTER_TYPE_DIRECTORY (roster_directory_get_type ())
G_DECLARE_FINAL_TYPE (RosterDirectory, roster_directory, ROSTER, DIRECTORY, GObject)

RosterDirectory     *roster_directory_new                   (void);
void                 roster_directory_clear                 (RosterDirectory *self);
GListModel          *roster_directory_get_principals        (RosterDirectory *self);
GListModel          *roster_directory_get_ad_accounts       (RosterDirectory *self);
GListModel          *roster_directory_get_tiktok_accounts   (RosterDirectory *self);
GListModel          *roster_directory_get_account_groups    (RosterDirectory *self);
RosterAccess        *roster_directory_get_access            (RosterDirectory *self);
void                 roster_directory_merge_principals      (RosterDirectory *self,
                                                             GPtrArray       *principals);
void                 roster_directory_take_principal        (RosterDirectory *self,
                                                             RosterPrincipal *principal);
void                 roster_directory_drop_principal        (RosterDirectory *self,
                                                             const char      *key);
void                 roster_directory_merge_ad_accounts     (RosterDirectory *self,
                                                             GPtrArray       *ad_accounts);
void                 roster_directory_merge_tiktok_accounts (RosterDirectory *self,
                                                             GPtrArray       *tiktok_accounts);
void                 roster_directory_merge_account_groups  (RosterDirectory *self,
                                                             GPtrArray       *account_groups);
RosterPrincipal     *roster_directory_find_principal        (RosterDirectory *self,
                                                             const char      *key);
RosterAdAccount     *roster_directory_find_ad_account       (RosterDirectory *self,
                                                             const char      *key);
RosterTiktokAccount *roster_directory_find_tiktok_account   (RosterDirectory *self,
                                                             const char      *key);
void                 roster_directory_set_links             (RosterDirectory     *self,
                                                             RosterTiktokAccount *tiktok_account,
                                                             GPtrArray           *links);
void                 roster_directory_take_identities       (RosterDirectory     *self,
                                                             RosterTiktokAccount *tiktok_account,
                                                             GPtrArray           *identities);
gboolean             roster_directory_can_use               (RosterDirectory     *self,
                                                             RosterPrincipal     *principal,
                                                             RosterTiktokAccount *tiktok_account);
void                 roster_directory_update_reach          (RosterDirectory     *self,
                                                             RosterPrincipal     *principal);
void                 roster_directory_update_all            (RosterDirectory     *self);

G_END_DECLS
