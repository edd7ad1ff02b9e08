/* roster-demo-alliance.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-alliance.h"

#include "roster-demo-bc.h"

/* What binds a Business Center's parts together beyond single grants: partners with what is shared either way, and asset groups. */

/**
 * roster_demo_partner_free:
 * @partner: (transfer full): a partner
 *
 * Frees it.
 */
void
roster_demo_partner_free (RosterDemoPartner *partner)
{
  g_free (partner->bc_id);
  g_free (partner->name);
  g_ptr_array_unref (partner->sharing);
  g_ptr_array_unref (partner->shared);
  g_free (partner);
}

/**
 * roster_demo_bc_add_partner:
 * @self: a Business Center
 * @partner_id: the other's ID
 * @name: its name
 * @approved: whether it has agreed
 *
 * Adds a partner, or the wish for one.
 *
 * Returns: (transfer none): the new partner
 */
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

/**
 * roster_demo_bc_get_partner:
 * @self: a Business Center
 * @partner_id: an ID
 *
 * Returns: (transfer none) (nullable): the partner, whether it has agreed or not
 */
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

/**
 * roster_demo_bc_remove_partner:
 * @self: a Business Center
 * @partner: (transfer full): a partner
 *
 * Ends the partnership. What the partner owns leaves with it.
 */
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

/**
 * roster_demo_bc_find_share:
 * @shares: what is shared, one way
 * @asset: an asset
 *
 * Returns: (transfer none) (nullable): how the asset is shared
 */
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

/**
 * roster_demo_bc_share:
 * @shares: what is shared, one way
 * @asset: an asset
 * @role: the level, as on the wire
 *
 * Shares the asset at this level, in place of any other.
 */
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

/**
 * roster_demo_bc_unshare:
 * @shares: what is shared, one way
 * @asset: an asset
 *
 * Ends the sharing of the asset.
 *
 * Returns: whether it was shared
 */
gboolean
roster_demo_bc_unshare (GPtrArray       *shares,
                        RosterDemoAsset *asset)
{
  RosterDemoShare *share = roster_demo_bc_find_share (shares, asset);

  return share != NULL && g_ptr_array_remove (shares, share);
}

/**
 * roster_demo_group_free:
 * @group: (transfer full): an asset group
 *
 * Frees it.
 */
void
roster_demo_group_free (RosterDemoGroup *group)
{
  g_free (group->id);
  g_free (group->name);
  g_ptr_array_unref (group->assets);
  g_ptr_array_unref (group->members);
  g_free (group);
}

/**
 * roster_demo_bc_add_group:
 * @self: a Business Center
 * @id: an ID that no group has
 * @name: its name
 *
 * Adds an empty asset group.
 *
 * Returns: (transfer none): the new group
 */
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

/**
 * roster_demo_bc_get_group:
 * @self: a Business Center
 * @id: an ID
 *
 * Returns: (transfer none) (nullable): the group
 */
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

/**
 * roster_demo_group_set_member:
 * @group: an asset group
 * @member: a person
 * @role: the level, as groups spell it
 *
 * Puts the person into the group at this level, in place of any other.
 */
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

/**
 * roster_demo_group_remove_member:
 * @group: an asset group
 * @member: a person
 *
 * Takes the person out of the group.
 *
 * Returns: whether the person was in it
 */
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
