/* roster-change.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-ad-account.h"
#include "roster-principal.h"
#include "roster-tiktok-account.h"
#include "roster-vocabulary.h"

G_BEGIN_DECLS

/**
 * RosterChangeKind:
 * @ROSTER_CHANGE_KIND_LEVEL: a level of a person or an agency on an ad account; @ROSTER_LEVEL_NONE takes it away
 * @ROSTER_CHANGE_KIND_ROLES: what a person may use of a TikTok account; @ROSTER_TIKTOK_ROLES_NONE takes it away
 * @ROSTER_CHANGE_KIND_LINK: a TikTok account becomes usable in an ad account
 * @ROSTER_CHANGE_KIND_UNLINK: it stops being usable there
 * @ROSTER_CHANGE_KIND_DISCONNECT: a TikTok account leaves the Business Center
 *
 * What a change does.
 */
typedef enum
{
  ROSTER_CHANGE_KIND_LEVEL,
  ROSTER_CHANGE_KIND_ROLES,
  ROSTER_CHANGE_KIND_LINK,
  ROSTER_CHANGE_KIND_UNLINK,
  ROSTER_CHANGE_KIND_DISCONNECT,
} RosterChangeKind;

/**
 * RosterChangeState:
 * @ROSTER_CHANGE_STATE_WAITING: not sent
 * @ROSTER_CHANGE_STATE_SENDING: on its way
 * @ROSTER_CHANGE_STATE_DONE: TikTok took it
 * @ROSTER_CHANGE_STATE_FAILED: TikTok did not take it; #RosterChange:error says why
 * @ROSTER_CHANGE_STATE_UNKNOWN: TikTok may or may not have taken it, and reading back failed too
 *
 * How far a change is.
 */
typedef enum
{
  ROSTER_CHANGE_STATE_WAITING,
  ROSTER_CHANGE_STATE_SENDING,
  ROSTER_CHANGE_STATE_DONE,
  ROSTER_CHANGE_STATE_FAILED,
  ROSTER_CHANGE_STATE_UNKNOWN,
} RosterChangeState;

#define ROSTER_TYPE_CHANGE (roster_change_get_type ())
G_DECLARE_FINAL_TYPE (RosterChange, roster_change, ROSTER, CHANGE, GObject)

RosterChangeKind     roster_change_get_kind           (RosterChange *self);
RosterChangeState    roster_change_get_state          (RosterChange *self);
RosterLevel          roster_change_get_from_level     (RosterChange *self);
RosterLevel          roster_change_get_to_level       (RosterChange *self);
RosterChange        *roster_change_new_level          (RosterPrincipal *principal,
                                                       RosterAdAccount *ad_account,
                                                       RosterLevel      from_level,
                                                       RosterLevel      to_level);
RosterChange        *roster_change_new_roles          (RosterPrincipal     *principal,
                                                       RosterTiktokAccount *tiktok_account,
                                                       RosterTiktokRoles    roles);
RosterChange        *roster_change_new_link           (RosterTiktokAccount *tiktok_account,
                                                       RosterAdAccount     *ad_account);
RosterChange        *roster_change_new_unlink         (RosterTiktokAccount *tiktok_account,
                                                       RosterAdAccount     *ad_account);
RosterChange        *roster_change_new_disconnect     (RosterTiktokAccount *tiktok_account);
RosterPrincipal     *roster_change_get_principal      (RosterChange *self);
RosterAdAccount     *roster_change_get_ad_account     (RosterChange *self);
RosterTiktokAccount *roster_change_get_tiktok_account (RosterChange *self);
RosterTiktokRoles    roster_change_get_roles          (RosterChange *self);
const GError        *roster_change_get_error          (RosterChange *self);
void                 roster_change_set_state          (RosterChange      *self,
                                                       RosterChangeState  state,
                                                       const GError      *error);

G_END_DECLS
