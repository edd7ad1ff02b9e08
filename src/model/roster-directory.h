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

/**
 * RosterMerge:
 * @ROSTER_MERGE_PART: some of the list: what it does not hold stays
 * @ROSTER_MERGE_WHOLE: all of the list, as TikTok told it once: what it does not hold leaves when the next whole reading lacks it, too
 * @ROSTER_MERGE_CERTAIN: all of the list, beyond doubt: what it does not hold leaves at once
 *
 * What follows from something not being in a list that was read. TikTok's lists may be late or short, so one reading never shows that
 * something has ended.
 */
typedef enum
{
  ROSTER_MERGE_PART,
  ROSTER_MERGE_WHOLE,
  ROSTER_MERGE_CERTAIN,
} RosterMerge;

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
                                                             GPtrArray       *principals,
                                                             RosterMerge      merge_people,
                                                             RosterMerge      merge_agencies);
void                 roster_directory_take_principal        (RosterDirectory *self,
                                                             RosterPrincipal *principal);
void                 roster_directory_drop_principal        (RosterDirectory *self,
                                                             const char      *key);
void                 roster_directory_merge_ad_accounts     (RosterDirectory *self,
                                                             GPtrArray       *ad_accounts,
                                                             RosterMerge      merge);
void                 roster_directory_merge_tiktok_accounts (RosterDirectory *self,
                                                             GPtrArray       *tiktok_accounts,
                                                             RosterMerge      merge);
void                 roster_directory_merge_account_groups  (RosterDirectory *self,
                                                             GPtrArray       *account_groups,
                                                             RosterMerge      merge);
void                 roster_directory_note_missing          (RosterDirectory *self,
                                                             gpointer         item);
gboolean             roster_directory_is_missing            (RosterDirectory *self,
                                                             gpointer         item);
gboolean             roster_directory_misses                (RosterDirectory *self,
                                                             GType            type);
void                 roster_directory_drop_tiktok_account   (RosterDirectory *self,
                                                             const char      *key);
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
