/* roster-grant.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-grant.h"

/**
 * roster_grant_new:
 * @asset_key: the key of the ad account or TikTok account
 * @level: the level, for an ad account
 * @level_text: (nullable): the level as TikTok tells it
 * @roles: what may be used, for a TikTok account
 *
 * Returns: (transfer full): a new grant
 */
RosterGrant *
roster_grant_new (const char        *asset_key,
                  RosterLevel        level,
                  const char        *level_text,
                  RosterTiktokRoles  roles)
{
  RosterGrant *self = g_new0 (RosterGrant, 1);

  self->asset_key = g_strdup (asset_key);
  self->level = level;
  self->level_text = g_strdup (level_text);
  self->roles = roles;

  return self;
}

/**
 * roster_grant_free:
 * @self: (transfer full): a grant
 */
void
roster_grant_free (RosterGrant *self)
{
  g_free (self->asset_key);
  g_free (self->level_text);
  g_free (self);
}
