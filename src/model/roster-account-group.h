/* roster-account-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-item.h"
#include "roster-vocabulary.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ACCOUNT_GROUP (roster_account_group_get_type ())
G_DECLARE_FINAL_TYPE (RosterAccountGroup, roster_account_group, ROSTER, ACCOUNT_GROUP, RosterItem)

RosterAccountGroup *roster_account_group_new                  (const char *group_id);
int                 roster_account_group_get_ad_account_count (RosterAccountGroup *self);
void                roster_account_group_set_ad_account_count (RosterAccountGroup *self,
                                                               int                 ad_account_count);
int                 roster_account_group_get_member_count     (RosterAccountGroup *self);
void                roster_account_group_set_member_count     (RosterAccountGroup *self,
                                                               int                 member_count);

G_END_DECLS
