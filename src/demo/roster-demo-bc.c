/* roster-demo-bc.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-bc.h"

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
partner_free (RosterDemoPartner *partner)
{
  g_free (partner->bc_id);
  g_free (partner->name);
  g_ptr_array_unref (partner->sharing);
  g_ptr_array_unref (partner->shared);
  g_free (partner);
}

static void
group_free (RosterDemoGroup *group)
{
  g_free (group->id);
  g_free (group->name);
  g_ptr_array_unref (group->assets);
  g_ptr_array_unref (group->members);
  g_free (group);
}

static void
activity_free (RosterDemoActivity *activity)
{
  g_free (activity->operator_id);
  g_free (activity->text);
  g_free (activity);
}

static gboolean
remove_share (GPtrArray       *shares,
              RosterDemoAsset *asset)
{
  RosterDemoShare *share = roster_demo_bc_find_share (shares, asset);

  return share != NULL && g_ptr_array_remove (shares, share);
}

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
  self->partners = g_ptr_array_new_with_free_func ((GDestroyNotify) partner_free);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  self->log = g_ptr_array_new_with_free_func ((GDestroyNotify) activity_free);

  return self;
}

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

/* Only people who accepted have an ID. */
RosterDemoMember *
roster_demo_bc_get_member (RosterDemoBc *self,
                           const char   *user_id)
{
  return g_hash_table_lookup (self->members_by_id, user_id);
}

RosterDemoMember *
roster_demo_bc_find_member (RosterDemoBc *self,
                            const char   *email)
{
  g_autofree char *key = g_utf8_strdown (email, -1);

  return g_hash_table_lookup (self->members_by_email, key);
}

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

/* An account that is there already stays the one it is: approving it again adds nothing. */
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

RosterDemoAsset *
roster_demo_bc_get_asset (RosterDemoBc *self,
                          const char   *type,
                          const char   *id)
{
  RosterDemoAsset *asset = g_hash_table_lookup (self->assets_by_id, id);

  return asset != NULL && g_str_equal (asset->type, type) ? asset : NULL;
}

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

      remove_share (partner->sharing, asset);
      remove_share (partner->shared, asset);
    }

  g_hash_table_remove (self->assets_by_id, asset->id);
  g_ptr_array_remove (self->assets, asset);
}

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

RosterDemoGrant *
roster_demo_bc_find_grant (RosterDemoMember *member,
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

void
roster_demo_bc_give (RosterDemoMember *member,
                     RosterDemoAsset  *asset,
                     const char       *roles)
{
  RosterDemoGrant *grant = roster_demo_bc_find_grant (member, asset);

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

gboolean
roster_demo_bc_take (RosterDemoMember *member,
                     RosterDemoAsset  *asset)
{
  RosterDemoGrant *grant = roster_demo_bc_find_grant (member, asset);

  if (grant == NULL)
    return FALSE;

  g_ptr_array_remove (asset->grants, grant);
  g_ptr_array_remove (member->grants, grant);

  return TRUE;
}

void
roster_demo_bc_link (RosterDemoAsset *account,
                     RosterDemoAsset *advertiser)
{
  if (g_ptr_array_find (account->links, advertiser, NULL))
    return;

  g_ptr_array_add (account->links, advertiser);
  g_ptr_array_add (advertiser->links, account);
}

gboolean
roster_demo_bc_unlink (RosterDemoAsset *account,
                       RosterDemoAsset *advertiser)
{
  g_ptr_array_remove (advertiser->links, account);

  return g_ptr_array_remove (account->links, advertiser);
}

RosterDemoPartner *
roster_demo_bc_add_partner (RosterDemoBc *self,
                            const char   *partner_id,
                            const char   *name,
                            gboolean      approved)
{
  RosterDemoPartner *partner = g_new0 (RosterDemoPartner, 1);

  partner->bc_id = g_strdup (partner_id);
  partner->name = g_strdup (name);
  partner->approved = approved;
  partner->sharing = g_ptr_array_new_with_free_func (g_free);
  partner->shared = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->partners, partner);

  return partner;
}

RosterDemoPartner *
roster_demo_bc_get_partner (RosterDemoBc *self,
                            const char   *partner_id)
{
  for (guint i = 0; i < self->partners->len; i++)
    {
      RosterDemoPartner *partner = g_ptr_array_index (self->partners, i);

      if (g_str_equal (partner->bc_id, partner_id))
        return partner;
    }

  return NULL;
}

/* What the partner owns leaves with it. */
void
roster_demo_bc_remove_partner (RosterDemoBc      *self,
                               RosterDemoPartner *partner)
{
  while (partner->shared->len > 0)
    {
      RosterDemoShare *share = g_ptr_array_index (partner->shared, 0);

      roster_demo_bc_remove_asset (self, share->asset);
    }

  g_ptr_array_remove (self->partners, partner);
}

RosterDemoShare *
roster_demo_bc_find_share (GPtrArray       *shares,
                           RosterDemoAsset *asset)
{
  for (guint i = 0; i < shares->len; i++)
    {
      RosterDemoShare *share = g_ptr_array_index (shares, i);

      if (share->asset == asset)
        return share;
    }

  return NULL;
}

void
roster_demo_bc_share (GPtrArray       *shares,
                      RosterDemoAsset *asset,
                      const char      *role)
{
  RosterDemoShare *share = roster_demo_bc_find_share (shares, asset);

  if (share == NULL)
    {
      share = g_new0 (RosterDemoShare, 1);
      share->asset = asset;
      g_ptr_array_add (shares, share);
    }

  share->role = g_intern_string (role);
}

RosterDemoGroup *
roster_demo_bc_add_group (RosterDemoBc *self,
                          const char   *id,
                          const char   *name)
{
  RosterDemoGroup *group = g_new0 (RosterDemoGroup, 1);

  group->id = g_strdup (id);
  group->name = g_strdup (name);
  group->assets = g_ptr_array_new ();
  group->members = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->groups, group);

  return group;
}

RosterDemoGroup *
roster_demo_bc_get_group (RosterDemoBc *self,
                          const char   *id)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      RosterDemoGroup *group = g_ptr_array_index (self->groups, i);

      if (g_str_equal (group->id, id))
        return group;
    }

  return NULL;
}

void
roster_demo_group_set_member (RosterDemoGroup  *group,
                              RosterDemoMember *member,
                              const char       *role)
{
  RosterDemoGroupMember *entry;

  roster_demo_group_remove_member (group, member);
  entry = g_new0 (RosterDemoGroupMember, 1);
  entry->member = member;
  entry->role = g_intern_string (role);
  g_ptr_array_add (group->members, entry);
}

gboolean
roster_demo_group_remove_member (RosterDemoGroup  *group,
                                 RosterDemoMember *member)
{
  for (guint i = 0; i < group->members->len; i++)
    {
      RosterDemoGroupMember *entry = g_ptr_array_index (group->members, i);

      if (entry->member == member)
        {
          g_ptr_array_remove_index (group->members, i);
          return TRUE;
        }
    }

  return FALSE;
}

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
