/* roster-access-groups.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-access-private.h"

/* The account groups of the access model: what each gives to whom, and whether it is known which there are. */

static void
drop_group (RosterAccess *self,
            Group        *group)
{
  RosterCell member;
  guint place = 0;

  while ((member = roster_cells_next (&group->members, &place)) != 0)
    ((Row *) self->rows_by_number->pdata[roster_cell_get_number (member)])->n_groups--;

  for (guint i = 0; i < group->columns->len; i++)
    {
      Column *column = column_at (self, g_array_index (group->columns, guint, i));

      g_ptr_array_remove_fast (column->groups, group);
      if (column->groups->len == 0)
        g_clear_pointer (&column->groups, g_ptr_array_unref);
    }

  g_hash_table_remove (self->groups, group->key);
}

/**
 * roster_access_set_group:
 * @self: the access model
 * @group_key: the account group
 * @name: its name, for the reasons
 * @ad_account_keys: (element-type utf8): the ad accounts in it
 * @members: (element-type RosterGrant): its members, each a grant with a level whose `asset_key` is the key of the person
 *
 * Says what an account group gives to whom.
 */
void
roster_access_set_group (RosterAccess *self,
                         const char   *group_key,
                         const char   *name,
                         GPtrArray    *ad_account_keys,
                         GPtrArray    *members)
{
  Group *group;

  g_return_if_fail (ROSTER_IS_ACCESS (self));

  group = g_hash_table_lookup (self->groups, group_key);
  if (group != NULL)
    drop_group (self, group);

  group = g_new0 (Group, 1);
  group->key = g_strdup (group_key);
  group->name = g_strdup (name);
  group->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  g_hash_table_insert (self->groups, group->key, group);
  g_hash_table_remove (self->unread_groups, group_key);

  for (guint i = 0; i < ad_account_keys->len; i++)
    {
      Column *column = roster_access_ensure_column (self, ad_account_keys->pdata[i]);

      if (column->groups == NULL)
        column->groups = g_ptr_array_new ();
      /* Told twice, it is still in the group once. */
      else if (column->groups->pdata[column->groups->len - 1] == group)
        continue;
      g_ptr_array_add (column->groups, group);
      g_array_append_val (group->columns, column->number);
    }

  for (guint i = 0; i < members->len; i++)
    {
      const RosterGrant *member = members->pdata[i];
      Row *row = roster_access_ensure_row (self, member->asset_key);

      if (member->level == ROSTER_LEVEL_NONE)
        continue;

      row->n_groups += roster_cells_get (&group->members, row->number) == 0;
      roster_cells_put (&group->members, row->number, member->level, ROSTER_TIKTOK_ROLES_NONE);
      roster_access_set_text (&group->texts, row->number, member->level, member->level_text);
    }

  g_signal_emit_by_name (self, "group-set", group_key);
  g_signal_emit_by_name (self, "changed");
}

/**
 * roster_access_keep_groups:
 * @self: the access model
 * @group_keys: (element-type utf8): the account groups that exist
 *
 * Forgets all other account groups. What those of @group_keys give that were never told by roster_access_set_group() is not known until then:
 * see roster_access_is_complete(). Before this was told for the first time, any account group may be missing.
 */
void
roster_access_keep_groups (RosterAccess *self,
                           GPtrArray    *group_keys)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GList) groups = NULL;
  gboolean changed = !self->groups_listed;

  g_return_if_fail (ROSTER_IS_ACCESS (self));

  self->groups_listed = TRUE;
  g_hash_table_remove_all (self->unread_groups);
  for (guint i = 0; i < group_keys->len; i++)
    {
      g_hash_table_add (kept, group_keys->pdata[i]);
      if (!g_hash_table_contains (self->groups, group_keys->pdata[i]))
        g_hash_table_add (self->unread_groups, g_strdup (group_keys->pdata[i]));
    }

  groups = g_hash_table_get_values (self->groups);
  for (GList *l = groups; l != NULL; l = l->next)
    {
      if (g_hash_table_contains (kept, ((Group *) l->data)->key))
        continue;

      drop_group (self, l->data);
      changed = TRUE;
    }

  if (changed)
    g_signal_emit_by_name (self, "changed");
}

/**
 * roster_access_lose_groups:
 * @self: the access model
 *
 * Says that it cannot be read any more which account groups there are. What is known of some stays, but there may be others.
 */
void
roster_access_lose_groups (RosterAccess *self)
{
  g_return_if_fail (ROSTER_IS_ACCESS (self));

  if (!self->groups_listed)
    return;

  self->groups_listed = FALSE;
  g_signal_emit_by_name (self, "changed");
}

/**
 * roster_access_get_groups_listed:
 * @self: the access model
 *
 * Returns: whether it is known which account groups there are; if not, any member may have more than is known, and nobody can be said to have
 *   nothing
 */
gboolean
roster_access_get_groups_listed (RosterAccess *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCESS (self), FALSE);

  return self->groups_listed;
}

/**
 * roster_access_leave_groups: (skip)
 * @self: the access model
 * @row: somebody who is gone
 *
 * Takes @row out of all account groups.
 */
void
roster_access_leave_groups (RosterAccess *self,
                            Row          *row)
{
  GHashTableIter iter;
  gpointer group;

  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, NULL, &group))
    {
      roster_cells_put (&((Group *) group)->members, row->number, ROSTER_LEVEL_NONE, ROSTER_TIKTOK_ROLES_NONE);
      roster_access_set_text (&((Group *) group)->texts, row->number, ROSTER_LEVEL_NONE, NULL);
    }
}

/**
 * roster_access_dup_group:
 * @self: the access model
 * @group_key: the account group
 * @ad_account_keys: (out) (transfer full) (element-type utf8): the ad accounts in it
 * @members: (out) (transfer full) (element-type RosterGrant): its members, as roster_access_set_group() takes them
 *
 * Returns: whether the group is known
 */
gboolean
roster_access_dup_group (RosterAccess  *self,
                         const char    *group_key,
                         GPtrArray    **ad_account_keys,
                         GPtrArray    **members)
{
  RosterCell member;
  guint place = 0;
  Group *group;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), FALSE);

  group = g_hash_table_lookup (self->groups, group_key);
  if (group == NULL)
    return FALSE;

  *ad_account_keys = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < group->columns->len; i++)
    g_ptr_array_add (*ad_account_keys, g_strdup (column_at (self, g_array_index (group->columns, guint, i))->key));

  *members = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);
  while ((member = roster_cells_next (&group->members, &place)) != 0)
    {
      const Row *row = self->rows_by_number->pdata[roster_cell_get_number (member)];

      g_ptr_array_add (*members, roster_grant_new (row->key, roster_cell_get_level (member), find_text (group->texts, row->number),
                                                   ROSTER_TIKTOK_ROLES_NONE));
    }

  return TRUE;
}
