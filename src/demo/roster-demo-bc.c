/* roster-demo-bc.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-bc.h"

#include "roster-demo-alliance.h"

/* One Business Center: what it holds, and the operations that keep its parts in step (a member that goes takes its grants along, an asset
 * its links). No rule of TikTok's is enforced here; that is the end points' part. */

static void
asset_free (RosterDemoAsset *asset)
{
  g_free (asset->id);
  g_free (asset->name);
  g_free (asset->owner_bc_id);
  g_free (asset->owner_bc_name);
  g_ptr_array_unref (asset->grants);
  g_ptr_array_unref (asset->links);
  g_free (asset);
}

static void
member_free (RosterDemoMember *member)
{
  g_free (member->user_id);
  g_free (member->email);
  g_free (member->name);
  g_ptr_array_unref (member->grants);
  g_free (member);
}

static void
activity_free (RosterDemoActivity *activity)
{
  g_free (activity->operator_id);
  g_free (activity->text);
  g_free (activity);
}

/**
 * roster_demo_bc_new:
 * @id: its ID
 * @name: its name
 *
 * Makes an empty Business Center, with an Irish company behind it.
 *
 * Returns: (transfer full): the Business Center
 */
RosterDemoBc *
roster_demo_bc_new (const char *id,
                    const char *name)
{
  RosterDemoBc *self = g_new0 (RosterDemoBc, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->company = g_strdup_printf ("%s Ltd", name);
  self->currency = "EUR";
  self->area = "IE";
  self->timezone = "Europe/Dublin";
  self->type = "SELF_SERVICE_AGENCY";
  self->members = g_ptr_array_new_with_free_func ((GDestroyNotify) member_free);
  self->members_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->members_by_email = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->assets = g_ptr_array_new_with_free_func ((GDestroyNotify) asset_free);
  self->assets_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->partners = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_demo_partner_free);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_demo_group_free);
  self->log = g_ptr_array_new_with_free_func ((GDestroyNotify) activity_free);

  return self;
}

/**
 * roster_demo_bc_free:
 * @self: (transfer full): a Business Center
 *
 * Frees it with all that it holds.
 */
void
roster_demo_bc_free (RosterDemoBc *self)
{
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->partners);
  g_hash_table_unref (self->members_by_id);
  g_hash_table_unref (self->members_by_email);
  g_ptr_array_unref (self->members);
  g_hash_table_unref (self->assets_by_id);
  g_ptr_array_unref (self->assets);
  g_ptr_array_unref (self->log);
  g_free (self->id);
  g_free (self->name);
  g_free (self->company);
  g_free (self);
}

/**
 * roster_demo_bc_add_member:
 * @self: a Business Center
 * @user_id: the person's ID; empty for somebody who has not accepted
 * @name: the person's name; empty likewise
 * @email: the address, which nobody else has
 * @role: the role, as on the wire
 * @status: the state, as on the wire
 *
 * Adds a person or an invitation.
 *
 * Returns: (transfer none): the new row
 */
RosterDemoMember *
roster_demo_bc_add_member (RosterDemoBc *self,
                           const char   *user_id,
                           const char   *name,
                           const char   *email,
                           const char   *role,
                           const char   *status)
{
  RosterDemoMember *member = g_new0 (RosterDemoMember, 1);

  member->user_id = g_strdup (user_id);
  member->name = g_strdup (name);
  member->email = g_strdup (email);
  member->role = g_intern_string (role);
  member->status = g_intern_string (status);
  member->grants = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->members, member);
  g_hash_table_insert (self->members_by_email, g_utf8_strdown (email, -1), member);
  if (*user_id != '\0')
    g_hash_table_insert (self->members_by_id, member->user_id, member);

  return member;
}

/**
 * roster_demo_bc_get_member:
 * @self: a Business Center
 * @user_id: an ID
 *
 * Returns: (transfer none) (nullable): who has that ID; only people who accepted have one
 */
RosterDemoMember *
roster_demo_bc_get_member (RosterDemoBc *self,
                           const char   *user_id)
{
  return g_hash_table_lookup (self->members_by_id, user_id);
}

/**
 * roster_demo_bc_find_member:
 * @self: a Business Center
 * @email: an address, in any case
 *
 * Returns: (transfer none) (nullable): the person or invitation with that address
 */
RosterDemoMember *
roster_demo_bc_find_member (RosterDemoBc *self,
                            const char   *email)
{
  g_autofree char *key = g_utf8_strdown (email, -1);

  return g_hash_table_lookup (self->members_by_email, key);
}

/**
 * roster_demo_bc_accept_member:
 * @self: a Business Center
 * @member: an invitation
 * @user_id: the ID that the person gets
 * @name: the person's name
 *
 * Turns an invitation into a member. What was promised is theirs from now on.
 */
void
roster_demo_bc_accept_member (RosterDemoBc     *self,
                              RosterDemoMember *member,
                              const char       *user_id,
                              const char       *name)
{
  g_free (member->user_id);
  g_free (member->name);
  member->user_id = g_strdup (user_id);
  member->name = g_strdup (name);
  member->status = "BOUND";
  g_hash_table_insert (self->members_by_id, member->user_id, member);
}

/**
 * roster_demo_bc_remove_member:
 * @self: a Business Center
 * @member: (transfer full): a person or invitation
 *
 * Removes the row, what was given to the person, and the person from all groups.
 */
void
roster_demo_bc_remove_member (RosterDemoBc     *self,
                              RosterDemoMember *member)
{
  g_autofree char *key = g_utf8_strdown (member->email, -1);

  for (guint i = 0; i < member->grants->len; i++)
    {
      RosterDemoGrant *grant = g_ptr_array_index (member->grants, i);

      g_ptr_array_remove (grant->asset->grants, grant);
    }

  for (guint i = 0; i < self->groups->len; i++)
    roster_demo_group_remove_member (g_ptr_array_index (self->groups, i), member);

  if (*member->user_id != '\0')
    g_hash_table_remove (self->members_by_id, member->user_id);
  g_hash_table_remove (self->members_by_email, key);
  g_ptr_array_remove (self->members, member);
}

/**
 * roster_demo_bc_count_admins:
 * @self: a Business Center
 * @bound_only: whether invitations do not count
 *
 * Returns: how many Admins there are
 */
guint
roster_demo_bc_count_admins (RosterDemoBc *self,
                             gboolean      bound_only)
{
  guint count = 0;

  for (guint i = 0; i < self->members->len; i++)
    {
      RosterDemoMember *member = g_ptr_array_index (self->members, i);
      gboolean bound = g_str_equal (member->status, "BOUND");
      gboolean counts = bound || (!bound_only && g_str_equal (member->status, "PENDING"));

      if (counts && g_str_equal (member->role, "ADMIN"))
        count++;
    }

  return count;
}

/**
 * roster_demo_bc_add_asset:
 * @self: a Business Center
 * @type: the type, as on the wire
 * @id: an ID that no asset has
 * @name: its name
 *
 * Adds an asset that this Business Center owns.
 *
 * Returns: (transfer none): the new asset
 */
RosterDemoAsset *
roster_demo_bc_add_asset (RosterDemoBc *self,
                          const char   *type,
                          const char   *id,
                          const char   *name)
{
  RosterDemoAsset *asset = g_new0 (RosterDemoAsset, 1);

  asset->type = g_intern_string (type);
  asset->id = g_strdup (id);
  asset->name = g_strdup (name);
  asset->index = self->last_index++;
  asset->relation_type = "OWNER_BC";
  asset->relation_status = "BOUND";
  asset->grants = g_ptr_array_new ();
  asset->links = g_ptr_array_new ();
  if (g_str_equal (type, "ADVERTISER"))
    {
      asset->advertiser_status = "STATUS_ENABLE";
      asset->advertiser_account_type = "AUCTION";
    }
  if (!g_str_equal (type, "TT_ACCOUNT"))
    {
      asset->owner_bc_id = g_strdup (self->id);
      asset->owner_bc_name = g_strdup (self->name);
    }
  g_ptr_array_add (self->assets, asset);
  g_hash_table_insert (self->assets_by_id, asset->id, asset);

  return asset;
}

/**
 * roster_demo_bc_add_account:
 * @self: a Business Center
 * @account: an account at TikTok
 *
 * Adds the account as an asset. One that is there already stays the one it is: approving it again adds nothing.
 *
 * Returns: (transfer none): the asset
 */
RosterDemoAsset *
roster_demo_bc_add_account (RosterDemoBc      *self,
                            RosterDemoAccount *account)
{
  RosterDemoAsset *asset = roster_demo_bc_get_asset (self, "TT_ACCOUNT", account->asset_id);

  if (asset == NULL)
    {
      asset = roster_demo_bc_add_asset (self, "TT_ACCOUNT", account->asset_id, account->name);
      asset->account = account;
    }

  return asset;
}

/**
 * roster_demo_bc_get_asset:
 * @self: a Business Center
 * @type: a type
 * @id: an ID
 *
 * Returns: (transfer none) (nullable): the asset of that type and ID
 */
RosterDemoAsset *
roster_demo_bc_get_asset (RosterDemoBc *self,
                          const char   *type,
                          const char   *id)
{
  RosterDemoAsset *asset = g_hash_table_lookup (self->assets_by_id, id);

  return asset != NULL && g_str_equal (asset->type, type) ? asset : NULL;
}

/**
 * roster_demo_bc_remove_asset:
 * @self: a Business Center
 * @asset: (transfer full): an asset
 *
 * Removes the asset with its grants and links, from groups and from what is shared.
 */
void
roster_demo_bc_remove_asset (RosterDemoBc    *self,
                             RosterDemoAsset *asset)
{
  while (asset->grants->len > 0)
    {
      RosterDemoGrant *grant = g_ptr_array_index (asset->grants, asset->grants->len - 1);

      g_ptr_array_remove_index (asset->grants, asset->grants->len - 1);
      g_ptr_array_remove (grant->member->grants, grant);
    }

  for (guint i = 0; i < asset->links->len; i++)
    {
      RosterDemoAsset *other = g_ptr_array_index (asset->links, i);

      g_ptr_array_remove (other->links, asset);
    }

  for (guint i = 0; i < self->groups->len; i++)
    {
      RosterDemoGroup *group = g_ptr_array_index (self->groups, i);

      g_ptr_array_remove (group->assets, asset);
    }

  for (guint i = 0; i < self->partners->len; i++)
    {
      RosterDemoPartner *partner = g_ptr_array_index (self->partners, i);

      roster_demo_bc_unshare (partner->sharing, asset);
      roster_demo_bc_unshare (partner->shared, asset);
    }

  g_hash_table_remove (self->assets_by_id, asset->id);
  g_ptr_array_remove (self->assets, asset);
}

/**
 * roster_demo_bc_count_assets:
 * @self: a Business Center
 * @type: a type
 *
 * Returns: how many assets of that type there are
 */
guint
roster_demo_bc_count_assets (RosterDemoBc *self,
                             const char   *type)
{
  guint count = 0;

  for (guint i = 0; i < self->assets->len; i++)
    {
      RosterDemoAsset *asset = g_ptr_array_index (self->assets, i);

      count += g_str_equal (asset->type, type) ? 1 : 0;
    }

  return count;
}

static RosterDemoGrant *
find_grant (RosterDemoMember *member,
            RosterDemoAsset  *asset)
{
  /* Either side lists the grant: look where there are fewer. */
  GPtrArray *grants = member->grants->len < asset->grants->len ? member->grants : asset->grants;

  for (guint i = 0; i < grants->len; i++)
    {
      RosterDemoGrant *grant = g_ptr_array_index (grants, i);

      if (grant->member == member && grant->asset == asset)
        return grant;
    }

  return NULL;
}

/**
 * roster_demo_bc_member_may_use:
 * @member: (nullable): a person
 * @asset: an asset of the same Business Center
 *
 * Returns: whether the person sees the asset: as an Admin, or because it was given to the person
 */
gboolean
roster_demo_bc_member_may_use (RosterDemoMember *member,
                               RosterDemoAsset  *asset)
{
  return member != NULL && (g_str_equal (member->role, "ADMIN") || find_grant (member, asset) != NULL);
}

/**
 * roster_demo_bc_give:
 * @member: a person
 * @asset: an asset
 * @roles: a role, or several parted by commas
 *
 * Gives the person these roles on the asset, in place of any others.
 */
void
roster_demo_bc_give (RosterDemoMember *member,
                     RosterDemoAsset  *asset,
                     const char       *roles)
{
  RosterDemoGrant *grant = find_grant (member, asset);

  if (grant == NULL)
    {
      grant = g_new0 (RosterDemoGrant, 1);
      grant->member = member;
      grant->asset = asset;
      g_ptr_array_add (member->grants, grant);
      g_ptr_array_add (asset->grants, grant);
    }

  grant->roles = g_intern_string (roles);
}

/**
 * roster_demo_bc_take:
 * @member: a person
 * @asset: an asset
 *
 * Takes the asset away from the person.
 *
 * Returns: whether there was something to take
 */
gboolean
roster_demo_bc_take (RosterDemoMember *member,
                     RosterDemoAsset  *asset)
{
  RosterDemoGrant *grant = find_grant (member, asset);

  if (grant == NULL)
    return FALSE;

  g_ptr_array_remove (asset->grants, grant);
  g_ptr_array_remove (member->grants, grant);

  return TRUE;
}

/**
 * roster_demo_bc_link:
 * @account: a TikTok account
 * @advertiser: an ad account
 *
 * Links the two, unless they are.
 */
void
roster_demo_bc_link (RosterDemoAsset *account,
                     RosterDemoAsset *advertiser)
{
  if (g_ptr_array_find (account->links, advertiser, NULL))
    return;

  g_ptr_array_add (account->links, advertiser);
  g_ptr_array_add (advertiser->links, account);
}

/**
 * roster_demo_bc_unlink:
 * @account: a TikTok account
 * @advertiser: an ad account
 *
 * Unlinks the two.
 *
 * Returns: whether they were linked
 */
gboolean
roster_demo_bc_unlink (RosterDemoAsset *account,
                       RosterDemoAsset *advertiser)
{
  g_ptr_array_remove (advertiser->links, account);

  return g_ptr_array_remove (account->links, advertiser);
}

/**
 * roster_demo_bc_log:
 * @self: a Business Center
 * @time: when, in microseconds since 1970
 * @activity_type: what it is about, as on the wire
 * @operator_id: who did it
 * @format: what happened, like printf()
 * @...: its arguments
 *
 * Adds a line to the activity log.
 */
void
roster_demo_bc_log (RosterDemoBc *self,
                    gint64        time,
                    const char   *activity_type,
                    const char   *operator_id,
                    const char   *format,
                    ...)
{
  RosterDemoActivity *activity = g_new0 (RosterDemoActivity, 1);
  va_list args;

  activity->time = time;
  activity->activity_type = g_intern_string (activity_type);
  activity->operator_id = g_strdup (operator_id);
  va_start (args, format);
  activity->text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->log, activity);
}
