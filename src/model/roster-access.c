/* roster-access.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-access.h"

/* Who reaches what, and why. Rows are people and agencies, columns are ad accounts and TikTok accounts; both are keys of #RosterItem. Keys
 * are interned to small numbers, so that a grant costs two numbers in its row's table: memory follows the grants that exist, not rows times
 * columns. What has not been read is unknown, which is not the same as nothing. */

typedef struct
{
  char *key;
  gboolean known[2];  /* by RosterAccessScope */
  GHashTable *cells;  /* column number -> pack_cell() */
  GHashTable *texts;  /* (nullable): column number -> the level as TikTok tells it, for levels that this program does not know */
  GPtrArray *groups;  /* of Group, unowned, in which the row is a member */
} Row;

typedef struct
{
  char *key;
  char *name;
  GHashTable *columns; /* set of column numbers */
  GHashTable *levels;  /* Row, unowned -> RosterLevel */
  GHashTable *texts;   /* Row, unowned -> the level as TikTok tells it */
} Group;

struct _RosterAccess
{
  GObject parent_instance;

  GHashTable *rows;        /* key -> Row */
  GHashTable *columns;     /* key -> number */
  GPtrArray *column_keys;  /* number -> key, owned by columns */
  GHashTable *groups;      /* key -> Group */
};

G_DEFINE_FINAL_TYPE (RosterAccess, roster_access, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_GRANTS_SET,
  SIGNAL_GROUP_SET,
} RosterAccessSignal;

static guint signals[SIGNAL_GROUP_SET + 1];

static gpointer
pack_cell (RosterLevel       level,
           RosterTiktokRoles roles)
{
  return GUINT_TO_POINTER ((guint) level << 8 | (guint) roles);
}

static RosterLevel
cell_level (gpointer cell)
{
  return (RosterLevel) (GPOINTER_TO_UINT (cell) >> 8);
}

static RosterTiktokRoles
cell_roles (gpointer cell)
{
  return (RosterTiktokRoles) (GPOINTER_TO_UINT (cell) & 0xff);
}

static RosterAccessScope
scope_of_column (const char *column_key)
{
  return g_str_has_prefix (column_key, "tt:") ? ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS : ROSTER_ACCESS_SCOPE_AD_ACCOUNTS;
}

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
