/* roster-access.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-access-private.h"

/* Who reaches what, and why. Rows are people and agencies, columns are ad accounts and TikTok accounts; both are keys of #RosterItem. Keys
 * are interned to small numbers, so that a grant costs two numbers in its row's table: memory follows the grants that exist, not rows times
 * columns. What has not been read is unknown, which is not the same as nothing. */

G_DEFINE_FINAL_TYPE (RosterAccess, roster_access, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_GRANTS_SET,
  SIGNAL_GROUP_SET,
} RosterAccessSignal;

static guint signals[SIGNAL_GROUP_SET + 1];

static void
row_free (Row *row)
{
  g_free (row->key);
  g_hash_table_unref (row->cells);
  g_clear_pointer (&row->texts, g_hash_table_unref);
  g_ptr_array_unref (row->groups);
  g_free (row);
}

static void
group_free (Group *group)
{
  g_free (group->key);
  g_free (group->name);
  g_hash_table_unref (group->columns);
  g_hash_table_unref (group->levels);
  g_hash_table_unref (group->texts);
  g_free (group);
}

static Row *
ensure_row (RosterAccess *self,
            const char   *row_key)
{
  Row *row = g_hash_table_lookup (self->rows, row_key);

  if (row == NULL)
    {
      row = g_new0 (Row, 1);
      row->key = g_strdup (row_key);
      row->cells = g_hash_table_new (NULL, NULL);
      row->groups = g_ptr_array_new ();
      g_hash_table_insert (self->rows, row->key, row);
    }

  return row;
}

static gpointer
ensure_column (RosterAccess *self,
               const char   *column_key)
{
  gpointer number;

  if (!g_hash_table_lookup_extended (self->columns, column_key, NULL, &number))
    {
      char *key = g_strdup (column_key);

      number = GUINT_TO_POINTER (self->column_keys->len);
      g_hash_table_insert (self->columns, key, number);
      g_ptr_array_add (self->column_keys, key);
    }

  return number;
}

static void
set_cell (RosterAccess      *self,
          Row               *row,
          const RosterGrant *grant)
{
  gpointer column = ensure_column (self, grant->asset_key);

  if (row->texts != NULL)
    g_hash_table_remove (row->texts, column);

  if (grant->level == ROSTER_LEVEL_NONE && grant->roles == ROSTER_TIKTOK_ROLES_NONE)
    {
      g_hash_table_remove (row->cells, column);
      return;
    }

  g_hash_table_insert (row->cells, column, pack_cell (grant->level, grant->roles));
  if (grant->level == ROSTER_LEVEL_OTHER && grant->level_text != NULL)
    {
      if (row->texts == NULL)
        row->texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
      g_hash_table_insert (row->texts, column, g_strdup (grant->level_text));
    }
}

static void
drop_group (RosterAccess *self,
            Group        *group)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, group->levels);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    g_ptr_array_remove_fast (((Row *) row)->groups, group);

  g_hash_table_remove (self->groups, group->key);
}

static void
roster_access_finalize (GObject *object)
{
  RosterAccess *self = ROSTER_ACCESS (object);

  g_hash_table_unref (self->groups);
  g_hash_table_unref (self->rows);
  g_ptr_array_unref (self->column_keys);
  g_hash_table_unref (self->columns);

  G_OBJECT_CLASS (roster_access_parent_class)->finalize (object);
}

static void
roster_access_class_init (RosterAccessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_access_finalize;

  /**
   * RosterAccess::changed:
   * @self: the access model
   *
   * Something that somebody reaches has changed.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * RosterAccess::grants-set:
   * @self: the access model
   * @row_key: the person or agency
   * @scope: a #RosterAccessScope
   *
   * It is known, or known again, what a row was given directly.
   */
  signals[SIGNAL_GRANTS_SET] = g_signal_new ("grants-set", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);

  /**
   * RosterAccess::group-set:
   * @self: the access model
   * @group_key: the account group
   *
   * It is known, or known again, what an account group gives to whom.
   */
  signals[SIGNAL_GROUP_SET] = g_signal_new ("group-set", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
roster_access_init (RosterAccess *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) row_free);
  self->columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->column_keys = g_ptr_array_new ();
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) group_free);
}

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

/**
 * roster_access_new:
 *
 * Returns: (transfer full): an access model that knows nothing yet
 */
RosterAccess *
roster_access_new (void)
{
  return g_object_new (ROSTER_TYPE_ACCESS, NULL);
}

/**
 * roster_access_clear:
 * @self: the access model
 *
 * Forgets everything.
 */
void
roster_access_clear (RosterAccess *self)
{
  g_return_if_fail (ROSTER_IS_ACCESS (self));

  g_hash_table_remove_all (self->groups);
  g_hash_table_remove_all (self->rows);
  g_ptr_array_set_size (self->column_keys, 0);
  g_hash_table_remove_all (self->columns);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * roster_access_set_grants:
 * @self: the access model
 * @row_key: the person or agency
 * @scope: which kind of assets was read
 * @grants: (element-type RosterGrant): all that was given directly, of that kind
 *
 * Replaces what is known of one row; from now on roster_access_is_known() says so.
 */
void
roster_access_set_grants (RosterAccess      *self,
                          const char        *row_key,
                          RosterAccessScope  scope,
                          GPtrArray         *grants)
{
  GHashTableIter iter;
  gpointer column;
  Row *row;

  g_return_if_fail (ROSTER_IS_ACCESS (self));

  row = ensure_row (self, row_key);
  row->known[scope] = TRUE;

  g_hash_table_iter_init (&iter, row->cells);
  while (g_hash_table_iter_next (&iter, &column, NULL))
    {
      if (scope_of_column (self->column_keys->pdata[GPOINTER_TO_UINT (column)]) != scope)
        continue;

      g_hash_table_iter_remove (&iter);
      if (row->texts != NULL)
        g_hash_table_remove (row->texts, column);
    }

  for (guint i = 0; i < grants->len; i++)
    set_cell (self, row, grants->pdata[i]);

  g_signal_emit (self, signals[SIGNAL_GRANTS_SET], 0, row_key, (int) scope);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * roster_access_set_grant:
 * @self: the access model
 * @row_key: the person or agency
 * @grant: what was given directly; neither level nor roles means that it was taken away
 *
 * Puts one cell right, after a change that TikTok took.
 */
void
roster_access_set_grant (RosterAccess      *self,
                         const char        *row_key,
                         const RosterGrant *grant)
{
  g_return_if_fail (ROSTER_IS_ACCESS (self));

  set_cell (self, ensure_row (self, row_key), grant);
  if (roster_access_is_known (self, row_key, scope_of_column (grant->asset_key)))
    g_signal_emit (self, signals[SIGNAL_GRANTS_SET], 0, row_key, (int) scope_of_column (grant->asset_key));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * roster_access_set_group:
 * @self: the access model
 * @group_key: the account group
 * @name: its name, for the reasons
 * @ad_account_keys: (element-type utf8): the ad accounts in it
 * @members: (element-type RosterGrant): its members, each a grant whose `asset_key` is the key of the person
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
  group->columns = g_hash_table_new (NULL, NULL);
  group->levels = g_hash_table_new (NULL, NULL);
  group->texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_insert (self->groups, group->key, group);

  for (guint i = 0; i < ad_account_keys->len; i++)
    g_hash_table_add (group->columns, ensure_column (self, ad_account_keys->pdata[i]));

  for (guint i = 0; i < members->len; i++)
    {
      const RosterGrant *member = members->pdata[i];
      Row *row = ensure_row (self, member->asset_key);

      if (g_hash_table_insert (group->levels, row, GUINT_TO_POINTER (member->level)))
        g_ptr_array_add (row->groups, group);
      if (member->level == ROSTER_LEVEL_OTHER)
        g_hash_table_insert (group->texts, row, g_strdup (member->level_text));
    }

  g_signal_emit (self, signals[SIGNAL_GROUP_SET], 0, group_key);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * roster_access_keep_groups:
 * @self: the access model
 * @group_keys: (element-type utf8): the account groups that exist
 *
 * Forgets all other account groups.
 */
void
roster_access_keep_groups (RosterAccess *self,
                           GPtrArray    *group_keys)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GList) groups = NULL;
  gboolean changed = FALSE;

  g_return_if_fail (ROSTER_IS_ACCESS (self));

  for (guint i = 0; i < group_keys->len; i++)
    g_hash_table_add (kept, group_keys->pdata[i]);

  groups = g_hash_table_get_values (self->groups);
  for (GList *l = groups; l != NULL; l = l->next)
    {
      if (g_hash_table_contains (kept, ((Group *) l->data)->key))
        continue;

      drop_group (self, l->data);
      changed = TRUE;
    }

  if (changed)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * roster_access_keep_rows:
 * @self: the access model
 * @row_keys: (element-type utf8): the people and agencies that exist
 *
 * Forgets everybody else: whoever comes back later has to be read anew.
 */
void
roster_access_keep_rows (RosterAccess *self,
                         GPtrArray    *row_keys)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer value;
  gboolean changed = FALSE;

  g_return_if_fail (ROSTER_IS_ACCESS (self));

  for (guint i = 0; i < row_keys->len; i++)
    g_hash_table_add (kept, row_keys->pdata[i]);

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Row *row = value;

      if (g_hash_table_contains (kept, row->key))
        continue;

      for (guint i = 0; i < row->groups->len; i++)
        {
          g_hash_table_remove (((Group *) row->groups->pdata[i])->levels, row);
          g_hash_table_remove (((Group *) row->groups->pdata[i])->texts, row);
        }
      g_hash_table_iter_remove (&iter);
      changed = TRUE;
    }

  if (changed)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * roster_access_forget_column:
 * @self: the access model
 * @column_key: an ad account or TikTok account that is gone
 */
void
roster_access_forget_column (RosterAccess *self,
                             const char   *column_key)
{
  GHashTableIter iter;
  gpointer column, value;

  g_return_if_fail (ROSTER_IS_ACCESS (self));

  if (!g_hash_table_lookup_extended (self->columns, column_key, NULL, &column))
    return;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_hash_table_remove (((Row *) value)->cells, column);

  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_hash_table_remove (((Group *) value)->columns, column);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
