/* roster-identity.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-vocabulary.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_IDENTITY (roster_identity_get_type ())
G_DECLARE_FINAL_TYPE (RosterIdentity, roster_identity, ROSTER, IDENTITY, GObject)

RosterIdentity *roster_identity_new                    (void);
const char     *roster_identity_get_identity_id        (RosterIdentity *self);
void            roster_identity_set_identity_id        (RosterIdentity *self,
                                                        const char     *identity_id);
const char     *roster_identity_get_display_name       (RosterIdentity *self);
void            roster_identity_set_display_name       (RosterIdentity *self,
                                                        const char     *display_name);
const char     *roster_identity_get_username           (RosterIdentity *self);
void            roster_identity_set_username           (RosterIdentity *self,
                                                        const char     *username);
const char     *roster_identity_get_profile_image      (RosterIdentity *self);
void            roster_identity_set_profile_image      (RosterIdentity *self,
                                                        const char     *profile_image);
const char     *roster_identity_get_available_status   (RosterIdentity *self);
void            roster_identity_set_available_status   (RosterIdentity *self,
                                                        const char     *available_status);
RosterAnswer    roster_identity_get_can_pull_video     (RosterIdentity *self);
void            roster_identity_set_can_pull_video     (RosterIdentity *self,
                                                        RosterAnswer    can_pull_video);
RosterAnswer    roster_identity_get_can_push_video     (RosterIdentity *self);
void            roster_identity_set_can_push_video     (RosterIdentity *self,
                                                        RosterAnswer    can_push_video);
RosterAnswer    roster_identity_get_can_use_live_ads   (RosterIdentity *self);
void            roster_identity_set_can_use_live_ads   (RosterIdentity *self,
                                                        RosterAnswer    can_use_live_ads);
RosterAnswer    roster_identity_get_can_manage_message (RosterIdentity *self);
void            roster_identity_set_can_manage_message (RosterIdentity *self,
                                                        RosterAnswer    can_manage_message);
RosterAnswer    roster_identity_get_ads_only_mode      (RosterIdentity *self);
void            roster_identity_set_ads_only_mode      (RosterIdentity *self,
                                                        RosterAnswer    ads_only_mode);

G_END_DECLS
