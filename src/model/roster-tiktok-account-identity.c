/* roster-tiktok-account-identity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-tiktok-account-private.h"

/* What is known of a TikTok account by its identity, which of the identities that an ad account tells about is its own, and back. */

/**
 * roster_tiktok_account_get_display_name:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): the name on TikTok, once it is known
 */
const char *
roster_tiktok_account_get_display_name (RosterTiktokAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self), NULL);

  return self->display_name;
}

/**
 * roster_tiktok_account_get_picture_url:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): where the picture is, once it is known
 */
const char *
roster_tiktok_account_get_picture_url (RosterTiktokAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self), NULL);

  return self->picture_url;
}

/**
 * roster_tiktok_account_get_existing_posts:
 * @self: the object
 *
 * Returns: whether the owner granted existing posts
 */
RosterAnswer
roster_tiktok_account_get_existing_posts (RosterTiktokAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self), 0);

  return self->existing_posts;
}

/**
 * roster_tiktok_account_get_new_posts:
 * @self: the object
 *
 * Returns: whether the owner granted new posts
 */
RosterAnswer
roster_tiktok_account_get_new_posts (RosterTiktokAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self), 0);

  return self->new_posts;
}

/**
 * roster_tiktok_account_get_live:
 * @self: the object
 *
 * Returns: whether the owner granted LIVE
 */
RosterAnswer
roster_tiktok_account_get_live (RosterTiktokAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self), 0);

  return self->live;
}

/**
 * roster_tiktok_account_get_messages:
 * @self: the object
 *
 * Returns: whether the owner granted messages
 */
RosterAnswer
roster_tiktok_account_get_messages (RosterTiktokAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self), 0);

  return self->messages;
}

/**
 * roster_tiktok_account_get_ads_only:
 * @self: the object
 *
 * Returns: whether new posts are shown through ads only
 */
RosterAnswer
roster_tiktok_account_get_ads_only (RosterTiktokAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self), 0);

  return self->ads_only;
}

/**
 * roster_tiktok_account_get_available_status:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): whether it can be used, as TikTok tells it: `AVAILABLE` or why not
 */
const char *
roster_tiktok_account_get_available_status (RosterTiktokAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_TIKTOK_ACCOUNT (self), NULL);

  return self->available_status;
}

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
