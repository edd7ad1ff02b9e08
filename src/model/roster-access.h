/* roster-access.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-grant.h"
#include "roster-reason.h"
#include "roster-vocabulary.h"

G_BEGIN_DECLS

/**
 * RosterAccessScope:
 * @ROSTER_ACCESS_SCOPE_AD_ACCOUNTS: ad accounts
 * @ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS: TikTok accounts
 *
 * The two kinds of columns, which are read from TikTok by separate requests.
 */
typedef enum
{
  ROSTER_ACCESS_SCOPE_AD_ACCOUNTS,
  ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS,
} RosterAccessScope;

/**
 * ROSTER_ACCESS_NOWHERE:
 *
 * The number of a row of which nothing is known.
 */
#define ROSTER_ACCESS_NOWHERE G_MAXUINT

#define ROSTER_TYPE_ACCESS (roster_access_get_type ())
G_DECLARE_FINAL_TYPE (RosterAccess, roster_access, ROSTER, ACCESS, GObject)

RosterAccess      *roster_access_new               (void);
void               roster_access_clear             (RosterAccess      *self);
void               roster_access_set_grants        (RosterAccess      *self,
                                                    const char        *row_key,
                                                    RosterAccessScope  scope,
                                                    GPtrArray         *grants);
void               roster_access_set_grant         (RosterAccess      *self,
                                                    const char        *row_key,
                                                    const RosterGrant *grant);
void               roster_access_set_group         (RosterAccess      *self,
                                                    const char        *group_key,
                                                    const char        *name,
                                                    GPtrArray         *ad_account_keys,
                                                    GPtrArray         *members);
void               roster_access_set_links         (RosterAccess      *self,
                                                    const char        *tiktok_account_key,
                                                    GPtrArray         *ad_account_keys);
void               roster_access_set_admin         (RosterAccess      *self,
                                                    const char        *row_key,
                                                    gboolean           admin);
void               roster_access_keep_groups       (RosterAccess      *self,
                                                    GPtrArray         *group_keys);
void               roster_access_lose_groups       (RosterAccess      *self);
gboolean           roster_access_get_groups_listed (RosterAccess      *self);
void               roster_access_keep_rows         (RosterAccess      *self,
                                                    GPtrArray         *row_keys);
void               roster_access_forget_column     (RosterAccess      *self,
                                                    const char        *column_key);
gboolean           roster_access_is_known          (RosterAccess      *self,
                                                    const char        *row_key,
                                                    RosterAccessScope  scope);
gboolean           roster_access_is_complete       (RosterAccess      *self,
                                                    const char        *row_key,
                                                    RosterAccessScope  scope);
gboolean           roster_access_may_have_more     (RosterAccess      *self,
                                                    const char        *row_key);
RosterLevel        roster_access_get_direct_level  (RosterAccess      *self,
                                                    const char        *row_key,
                                                    const char        *column_key);
RosterLevel        roster_access_get_level         (RosterAccess      *self,
                                                    const char        *row_key,
                                                    const char        *column_key);
RosterTiktokRoles  roster_access_get_roles         (RosterAccess      *self,
                                                    const char        *row_key,
                                                    const char        *column_key);
guint              roster_access_find_row          (RosterAccess      *self,
                                                    const char        *row_key);
guint              roster_access_find_column       (RosterAccess      *self,
                                                    const char        *column_key);
gboolean           roster_access_explain           (RosterAccess      *self,
                                                    guint              row_number,
                                                    guint              column_number,
                                                    RosterReasonFunc   func,
                                                    gpointer           user_data);
GArray            *roster_access_dup_reasons       (RosterAccess      *self,
                                                    const char        *row_key,
                                                    const char        *column_key);
GPtrArray         *roster_access_dup_grants        (RosterAccess      *self,
                                                    const char        *row_key,
                                                    RosterAccessScope  scope);
gboolean           roster_access_dup_group         (RosterAccess      *self,
                                                    const char        *group_key,
                                                    GPtrArray        **ad_account_keys,
                                                    GPtrArray        **members);
GPtrArray         *roster_access_dup_columns       (RosterAccess      *self,
                                                    const char        *row_key,
                                                    RosterAccessScope  scope);
GPtrArray         *roster_access_dup_columns_from  (RosterAccess      *self,
                                                    const char        *row_key,
                                                    RosterLevel        lowest);
GPtrArray         *roster_access_dup_rows          (RosterAccess      *self,
                                                    const char        *column_key);

G_END_DECLS
