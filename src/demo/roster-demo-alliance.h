/* roster-demo-alliance.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-demo-state.h"

G_BEGIN_DECLS

RosterDemoPartner *roster_demo_bc_add_partner      (RosterDemoBc      *self,
                                                    const char        *partner_id,
                                                    const char        *name,
                                                    gboolean           approved);
RosterDemoPartner *roster_demo_bc_get_partner      (RosterDemoBc      *self,
                                                    const char        *partner_id);
void               roster_demo_bc_remove_partner   (RosterDemoBc      *self,
                                                    RosterDemoPartner *partner);
void               roster_demo_partner_free        (RosterDemoPartner *partner);
RosterDemoShare   *roster_demo_bc_find_share       (GPtrArray         *shares,
                                                    RosterDemoAsset   *asset);
void               roster_demo_bc_share            (GPtrArray         *shares,
                                                    RosterDemoAsset   *asset,
                                                    const char        *role);
gboolean           roster_demo_bc_unshare          (GPtrArray         *shares,
                                                    RosterDemoAsset   *asset);

RosterDemoGroup   *roster_demo_bc_add_group        (RosterDemoBc      *self,
                                                    const char        *id,
                                                    const char        *name);
RosterDemoGroup   *roster_demo_bc_get_group        (RosterDemoBc      *self,
                                                    const char        *id);
void               roster_demo_group_set_member    (RosterDemoGroup   *group,
                                                    RosterDemoMember  *member,
                                                    const char        *role);
gboolean           roster_demo_group_remove_member (RosterDemoGroup   *group,
                                                    RosterDemoMember  *member);
void               roster_demo_group_free          (RosterDemoGroup   *group);

G_END_DECLS
