/* roster-tiktok-account-identity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-tiktok-account.h"

/* Which of the identities that an ad account tells about is the one of a TikTok account, and back. */

/* TikTok does not say which asset an identity belongs to. The handle decides where the asset's row told it, the name otherwise. */
static gboolean
is_identity (RosterTiktokAccount *self,
             RosterIdentity      *identity)
{
  const char *handle = roster_tiktok_account_get_handle (self);

  if (handle != NULL && roster_identity_get_username (identity) != NULL)
    return g_ascii_strcasecmp (handle, roster_identity_get_username (identity)) == 0;

  return g_strcmp0 (roster_item_get_name (ROSTER_ITEM (self)), roster_identity_get_display_name (identity)) == 0;
}

/**
 * roster_tiktok_account_take_identities:
 * @self: the TikTok account
 * @identities: (element-type RosterIdentity): the identities of an ad account that @self is linked to
 *
 * Takes over the identity that belongs to @self. Two owners may have the same name: then nobody can tell which is which, and nothing is
 * claimed.
 *
 * Returns: whether there was one
 */
gboolean
roster_tiktok_account_take_identities (RosterTiktokAccount *self,
                                       GPtrArray           *identities)
{
  RosterIdentity *match = NULL;

  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self), FALSE);

  for (guint i = 0; i < identities->len; i++)
    {
      if (!is_identity (self, identities->pdata[i]))
        continue;
      if (match != NULL)
        return FALSE;

      match = identities->pdata[i];
    }

  if (match == NULL)
    return FALSE;

  roster_tiktok_account_set_identity (self, match);

  return TRUE;
}

/**
 * roster_tiktok_account_dup_identity:
 * @self: the TikTok account
 *
 * Returns: (transfer full): what is known of the owner's grants, as roster_tiktok_account_set_identity() takes it
 */
RosterIdentity *
roster_tiktok_account_dup_identity (RosterTiktokAccount *self)
{
  RosterIdentity *identity = roster_identity_new ();

  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self), NULL);

  roster_identity_set_username (identity, roster_tiktok_account_get_handle (self));
  roster_identity_set_display_name (identity, roster_tiktok_account_get_display_name (self));
  roster_identity_set_profile_image (identity, roster_tiktok_account_get_picture_url (self));
  roster_identity_set_available_status (identity, roster_tiktok_account_get_available_status (self));
  roster_identity_set_can_pull_video (identity, roster_tiktok_account_get_existing_posts (self));
  roster_identity_set_can_push_video (identity, roster_tiktok_account_get_new_posts (self));
  roster_identity_set_can_use_live_ads (identity, roster_tiktok_account_get_live (self));
  roster_identity_set_can_manage_message (identity, roster_tiktok_account_get_messages (self));
  roster_identity_set_ads_only_mode (identity, roster_tiktok_account_get_ads_only (self));

  return identity;
}
