/* roster-grant.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-vocabulary.h"

G_BEGIN_DECLS

/**
 * RosterGrant:
 * @asset_key: the key of the ad account or TikTok account
 * @level: the level, for an ad account
 * @level_text: (nullable): the level as TikTok tells it; only needed for @ROSTER_LEVEL_OTHER
 * @roles: what may be used, for a TikTok account
 *
 * One thing that somebody was given.
 */
typedef struct
{
  char *asset_key;
  RosterLevel level;
  char *level_text;
  RosterTiktokRoles roles;
} RosterGrant;

RosterGrant *roster_grant_new  (const char        *asset_key,
                                RosterLevel        level,
                                const char        *level_text,
                                RosterTiktokRoles  roles);
void         roster_grant_free (RosterGrant       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterGrant, roster_grant_free)

G_END_DECLS
