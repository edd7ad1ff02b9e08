/* roster-access-look-up.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-access-private.h"

#include "roster-reason.h"

/* The questions that the access model answers: one cell and its reasons, one row, one column. */

static gboolean
find_cell (RosterAccess  *self,
           const char    *row_key,
           const char    *column_key,
           Row          **row,
           gpointer      *column)
{
  *row = g_hash_table_lookup (self->rows, row_key);

  return *row != NULL && g_hash_table_lookup_extended (self->columns, column_key, NULL, column);
}

/**
 * roster_access_is_known:
 * @self: the access model
 * @row_key: the person or agency
 * @scope: which kind of assets
 *
 * Returns: whether what the row was given, of that kind, has been read; if not, an empty answer means nothing
 */
gboolean
roster_access_is_known (RosterAccess      *self,
                        const char        *row_key,
                        RosterAccessScope  scope)
{
  Row *row;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), FALSE);

  row = g_hash_table_lookup (self->rows, row_key);

  return row != NULL && row->known[scope];
}

/**
 * roster_access_get_direct_level:
 * @self: the access model
 * @row_key: the person or agency
 * @column_key: the ad account
 *
 * Returns: the level that was given directly, account groups left aside
 */
RosterLevel
roster_access_get_direct_level (RosterAccess *self,
                                const char   *row_key,
                                const char   *column_key)
{
  gpointer column;
  Row *row;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), ROSTER_LEVEL_NONE);

  if (!find_cell (self, row_key, column_key, &row, &column))
    return ROSTER_LEVEL_NONE;

  return cell_level (g_hash_table_lookup (row->cells, column));
}

/**
 * roster_access_get_level:
 * @self: the access model
 * @row_key: the person or agency
 * @column_key: the ad account
 *
 * The level that counts: the highest of the direct one and those of account groups. A group never lowers a level.
 *
 * Returns: the effective level
 */
RosterLevel
roster_access_get_level (RosterAccess *self,
                         const char   *row_key,
                         const char   *column_key)
{
  RosterLevel level;
  gpointer column;
  Row *row;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), ROSTER_LEVEL_NONE);

  if (!find_cell (self, row_key, column_key, &row, &column))
    return ROSTER_LEVEL_NONE;

  level = cell_level (g_hash_table_lookup (row->cells, column));
  for (guint i = 0; i < row->groups->len; i++)
    {
      const Group *group = row->groups->pdata[i];

      if (g_hash_table_contains (group->columns, column))
        level = MAX (level, (RosterLevel) GPOINTER_TO_UINT (g_hash_table_lookup (group->levels, row)));
    }

  return level;
}

/**
 * roster_access_get_roles:
 * @self: the access model
 * @row_key: the person
 * @column_key: the TikTok account
 *
 * Returns: what of the TikTok account was given directly
 */
RosterTiktokRoles
roster_access_get_roles (RosterAccess *self,
                         const char   *row_key,
                         const char   *column_key)
{
  gpointer column;
  Row *row;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), ROSTER_TIKTOK_ROLES_NONE);

  if (!find_cell (self, row_key, column_key, &row, &column))
    return ROSTER_TIKTOK_ROLES_NONE;

  return cell_roles (g_hash_table_lookup (row->cells, column));
}

/**
 * roster_access_dup_reasons:
 * @self: the access model
 * @row_key: the person or agency
 * @column_key: the ad account
 *
 * Returns: (transfer full) (element-type RosterReason): why the level is what it is, the direct reason first; empty where there is none
 */
GPtrArray *
roster_access_dup_reasons (RosterAccess *self,
                           const char   *row_key,
                           const char   *column_key)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_object_unref);
  gpointer column, cell;
  Row *row;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), NULL);

  if (!find_cell (self, row_key, column_key, &row, &column))
    return g_steal_pointer (&reasons);

  if (g_hash_table_lookup_extended (row->cells, column, NULL, &cell))
    {
      RosterReasonKind kind = ROSTER_REASON_KIND_DIRECT;

      if (g_str_has_prefix (row_key, "bc:"))
        kind = ROSTER_REASON_KIND_SHARED;
      else if (g_str_has_prefix (row_key, "mail:"))
        kind = ROSTER_REASON_KIND_INVITATION;

      g_ptr_array_add (reasons, roster_reason_new (kind, cell_level (cell), row->texts != NULL ? g_hash_table_lookup (row->texts, column) : NULL, NULL));
    }

  for (guint i = 0; i < row->groups->len; i++)
    {
      const Group *group = row->groups->pdata[i];

      if (g_hash_table_contains (group->columns, column))
        g_ptr_array_add (reasons, roster_reason_new (ROSTER_REASON_KIND_GROUP,
                                                     (RosterLevel) GPOINTER_TO_UINT (g_hash_table_lookup (group->levels, row)),
                                                     g_hash_table_lookup (group->texts, row), group->name));
    }

  return g_steal_pointer (&reasons);
}

/**
 * roster_access_dup_grants:
 * @self: the access model
 * @row_key: the person or agency
 * @scope: which kind of assets
 *
 * Returns: (transfer full) (element-type RosterGrant): all that the row was given directly, in no order
 */
GPtrArray *
roster_access_dup_grants (RosterAccess      *self,
                          const char        *row_key,
                          RosterAccessScope  scope)
{
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);
  GHashTableIter iter;
  gpointer column, cell;
  Row *row;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), NULL);

  row = g_hash_table_lookup (self->rows, row_key);
  if (row == NULL)
    return g_steal_pointer (&grants);

  g_hash_table_iter_init (&iter, row->cells);
  while (g_hash_table_iter_next (&iter, &column, &cell))
    {
      const char *key = self->column_keys->pdata[GPOINTER_TO_UINT (column)];

      if (scope_of_column (key) == scope)
        g_ptr_array_add (grants, roster_grant_new (key, cell_level (cell), row->texts != NULL ? g_hash_table_lookup (row->texts, column) : NULL,
                                                   cell_roles (cell)));
    }

  return g_steal_pointer (&grants);
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
  GHashTableIter iter;
  gpointer key, value;
  Group *group;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), FALSE);

  group = g_hash_table_lookup (self->groups, group_key);
  if (group == NULL)
    return FALSE;

  *ad_account_keys = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, group->columns);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (*ad_account_keys, g_strdup (self->column_keys->pdata[GPOINTER_TO_UINT (key)]));

  *members = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);
  g_hash_table_iter_init (&iter, group->levels);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_ptr_array_add (*members, roster_grant_new (((Row *) key)->key, (RosterLevel) GPOINTER_TO_UINT (value),
                                                 g_hash_table_lookup (group->texts, key), ROSTER_TIKTOK_ROLES_NONE));

  return TRUE;
}

static void
add_column (RosterAccess      *self,
            gpointer           column,
            RosterAccessScope  scope,
            GPtrArray         *keys)
{
  char *key = self->column_keys->pdata[GPOINTER_TO_UINT (column)];

  if (scope_of_column (key) == scope)
    g_ptr_array_add (keys, key);
}

/**
 * roster_access_dup_columns:
 * @self: the access model
 * @row_key: the person or agency
 * @scope: which kind of assets
 *
 * Returns: (transfer container) (element-type utf8): the keys of all that the row reaches, directly or through groups, in no order; the
 *   keys belong to @self and stay valid until roster_access_clear()
 */
GPtrArray *
roster_access_dup_columns (RosterAccess      *self,
                           const char        *row_key,
                           RosterAccessScope  scope)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GHashTable) more = NULL;
  GHashTableIter iter;
  gpointer column;
  Row *row;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), NULL);

  row = g_hash_table_lookup (self->rows, row_key);
  if (row == NULL)
    return g_steal_pointer (&keys);

  g_hash_table_iter_init (&iter, row->cells);
  while (g_hash_table_iter_next (&iter, &column, NULL))
    add_column (self, column, scope, keys);

  /* What only groups give, each once. */
  if (row->groups->len > 0)
    more = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < row->groups->len; i++)
    {
      g_hash_table_iter_init (&iter, ((Group *) row->groups->pdata[i])->columns);
      while (g_hash_table_iter_next (&iter, &column, NULL))
        if (!g_hash_table_contains (row->cells, column) && g_hash_table_add (more, column))
          add_column (self, column, scope, keys);
    }

  return g_steal_pointer (&keys);
}

/**
 * roster_access_dup_columns_from:
 * @self: the access model
 * @row_key: the person or agency
 * @lowest: a level above %ROSTER_LEVEL_NONE
 *
 * Returns: (transfer container) (element-type utf8): the keys of the ad accounts on which the row's level, directly or through groups, is
 *   @lowest or higher, in no order; the keys belong to @self and stay valid until roster_access_clear()
 */
GPtrArray *
roster_access_dup_columns_from (RosterAccess *self,
                                const char   *row_key,
                                RosterLevel   lowest)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer column, cell;
  Row *row;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self) && lowest > ROSTER_LEVEL_NONE, NULL);

  row = g_hash_table_lookup (self->rows, row_key);
  if (row == NULL)
    return g_steal_pointer (&keys);

  g_hash_table_iter_init (&iter, row->cells);
  while (g_hash_table_iter_next (&iter, &column, &cell))
    if (cell_level (cell) >= lowest)
      g_ptr_array_add (keys, self->column_keys->pdata[GPOINTER_TO_UINT (column)]);

  if (row->groups->len > 0)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

      for (guint i = 0; i < keys->len; i++)
        g_hash_table_add (seen, keys->pdata[i]);

      for (guint i = 0; i < row->groups->len; i++)
        {
          const Group *group = row->groups->pdata[i];

          if ((RosterLevel) GPOINTER_TO_UINT (g_hash_table_lookup (group->levels, row)) < lowest)
            continue;

          g_hash_table_iter_init (&iter, group->columns);
          while (g_hash_table_iter_next (&iter, &column, NULL))
            {
              gpointer key = self->column_keys->pdata[GPOINTER_TO_UINT (column)];

              if (g_hash_table_add (seen, key))
                g_ptr_array_add (keys, key);
            }
        }
    }

  return g_steal_pointer (&keys);
}

/**
 * roster_access_dup_rows:
 * @self: the access model
 * @column_key: the ad account or TikTok account
 *
 * Returns: (transfer container) (element-type utf8): the keys of all who reach the column, directly or through groups, in no order; the
 *   keys belong to @self and stay valid until roster_access_clear()
 */
GPtrArray *
roster_access_dup_rows (RosterAccess *self,
                        const char   *column_key)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer column, value;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), NULL);

  if (!g_hash_table_lookup_extended (self->columns, column_key, NULL, &column))
    return g_steal_pointer (&keys);

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Row *row = value;
      gboolean reaches = g_hash_table_contains (row->cells, column);

      for (guint i = 0; i < row->groups->len && !reaches; i++)
        reaches = g_hash_table_contains (((Group *) row->groups->pdata[i])->columns, column);

      if (reaches)
        g_ptr_array_add (keys, row->key);
    }

  return g_steal_pointer (&keys);
}
