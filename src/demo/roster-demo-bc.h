/* roster-demo-bc.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-demo-state.h"

G_BEGIN_DECLS

/* What a Business Center holds at most. */
#define ROSTER_DEMO_MAX_MEMBERS 4000
#define ROSTER_DEMO_MAX_ADMINS 20
#define ROSTER_DEMO_MAX_TIKTOK_ACCOUNTS 800

RosterDemoBc     *roster_demo_bc_new              (const char         *id,
                                                   const char         *name);
void              roster_demo_bc_free             (RosterDemoBc       *self);

RosterDemoMember *roster_demo_bc_add_member       (RosterDemoBc       *self,
                                                   const char         *user_id,
                                                   const char         *name,
                                                   const char         *email,
                                                   const char         *role,
                                                   const char         *status);
RosterDemoMember *roster_demo_bc_get_member       (RosterDemoBc       *self,
                                                   const char         *user_id);
RosterDemoMember *roster_demo_bc_find_member      (RosterDemoBc       *self,
                                                   const char         *email);
void              roster_demo_bc_accept_member    (RosterDemoBc       *self,
                                                   RosterDemoMember   *member,
                                                   const char         *user_id,
                                                   const char         *name);
void              roster_demo_bc_remove_member    (RosterDemoBc       *self,
                                                   RosterDemoMember   *member);
guint             roster_demo_bc_count_admins     (RosterDemoBc       *self,
                                                   gboolean            bound_only);

RosterDemoAsset  *roster_demo_bc_add_asset        (RosterDemoBc       *self,
                                                   const char         *type,
                                                   const char         *id,
                                                   const char         *name);
RosterDemoAsset  *roster_demo_bc_add_account      (RosterDemoBc       *self,
                                                   RosterDemoAccount  *account);
RosterDemoAsset  *roster_demo_bc_get_asset        (RosterDemoBc       *self,
                                                   const char         *type,
                                                   const char         *id);
void              roster_demo_bc_remove_asset     (RosterDemoBc       *self,
                                                   RosterDemoAsset    *asset);
guint             roster_demo_bc_count_assets     (RosterDemoBc       *self,
                                                   const char         *type);

gboolean          roster_demo_bc_member_may_use   (RosterDemoMember   *member,
                                                   RosterDemoAsset    *asset);
void              roster_demo_bc_give             (RosterDemoMember   *member,
                                                   RosterDemoAsset    *asset,
                                                   const char         *roles);
gboolean          roster_demo_bc_take             (RosterDemoMember   *member,
                                                   RosterDemoAsset    *asset);
void              roster_demo_bc_link             (RosterDemoAsset    *account,
                                                   RosterDemoAsset    *advertiser);
gboolean          roster_demo_bc_unlink           (RosterDemoAsset    *account,
                                                   RosterDemoAsset    *advertiser);

void              roster_demo_bc_log              (RosterDemoBc       *self,
                                                   gint64              time,
                                                   const char         *activity_type,
                                                   const char         *operator_id,
                                                   const char         *format,
                                                   ...) G_GNUC_PRINTF (5, 6);

G_END_DECLS
