/* roster-access-look-up.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-access-private.h"

/* The questions that the access model answers: one cell and its reasons, one row, one column. */

static gboolean
find_cell (RosterAccess  *self,
           const char    *row_key,
           const char    *column_key,
           Row          **row,
           Column       **column)
{
  *row = g_hash_table_lookup (self->rows, row_key);
  if (*row == NULL)
    return FALSE;

  *column = g_hash_table_lookup (self->columns, column_key);

  return *column != NULL;
}

static RosterCell
get_direct (const Row    *row,
            const Column *column)
{
  return roster_cells_get (&row->cells[column->scope], column->number);
}

static gboolean
is_complete (RosterAccess      *self,
             const Row         *row,
             RosterAccessScope  scope)
{
  return row->known[scope] &&
         (scope != ROSTER_ACCESS_SCOPE_AD_ACCOUNTS || row->kind != ROSTER_REASON_KIND_DIRECT ||
          (self->groups_listed && g_hash_table_size (self->unread_groups) == 0));
}

/* The next of the groups that give the row something on the column, or %NULL; @place starts at 0. It is looked for among those of the column:
 * an ad account is in hardly more than one or two groups, while a person may be in all of them. */
static const Group *
next_group (const Row    *row,
            const Column *column,
            guint        *place,
            RosterLevel  *level)
{
  guint n_groups = row->n_groups > 0 && column->groups != NULL ? column->groups->len : 0;

  while (*place < n_groups)
    {
      const Group *group = column->groups->pdata[(*place)++];

      *level = roster_cell_get_level (roster_cells_get (&group->members, row->number));
      if (*level != ROSTER_LEVEL_NONE)
        return group;
    }

  return NULL;
}

/* A level that this program does not know counts where there is no other: it may be higher than those, or lower. @open tells of that. */
static RosterLevel
find_level (const Row    *row,
            const Column *column,
            gboolean     *open)
{
  RosterLevel level = roster_cell_get_level (get_direct (row, column));
  RosterLevel known = level != ROSTER_LEVEL_OTHER ? level : ROSTER_LEVEL_NONE;
  gboolean other = level == ROSTER_LEVEL_OTHER;
  guint place = 0;

  while (next_group (row, column, &place, &level) != NULL)
    {
      if (level == ROSTER_LEVEL_OTHER)
        other = TRUE;
      else
        known = MAX (known, level);
    }

  if (open != NULL)
    *open = other;

  return other && known == ROSTER_LEVEL_NONE ? ROSTER_LEVEL_OTHER : known;
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
 * roster_access_is_complete:
 * @self: the access model
 * @row_key: the person or agency
 * @scope: which kind of assets
 *
 * A person may be in any account group that was listed and not read yet, and, where they could not be listed, in others; an agency or somebody who
 * was invited is in none.
 *
 * Returns: whether all that gives the row something of that kind has been read: what it was given, and the account groups; if not, an empty
 *   answer means nothing
 */
gboolean
roster_access_is_complete (RosterAccess      *self,
                           const char        *row_key,
                           RosterAccessScope  scope)
{
  Row *row;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), FALSE);

  row = g_hash_table_lookup (self->rows, row_key);

  return row != NULL && is_complete (self, row, scope);
}

/**
 * roster_access_may_have_more:
 * @self: the access model
 * @row_key: the person or agency
 *
 * Returns: whether account groups that could not be listed may give the row more ad accounts, and higher levels, than is known
 */
gboolean
roster_access_may_have_more (RosterAccess *self,
                             const char   *row_key)
{
  Row *row;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), FALSE);

  row = g_hash_table_lookup (self->rows, row_key);

  return !self->groups_listed && row != NULL && row->kind == ROSTER_REASON_KIND_DIRECT;
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
  Column *column;
  Row *row;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), ROSTER_LEVEL_NONE);

  if (!find_cell (self, row_key, column_key, &row, &column))
    return ROSTER_LEVEL_NONE;

  return roster_cell_get_level (get_direct (row, column));
}

/**
 * roster_access_get_level:
 * @self: the access model
 * @row_key: the person or agency
 * @column_key: the ad account
 *
 * The level that counts: the highest of the direct one and those of account groups, as far as this program knows them. A group never lowers a
 * level.
 *
 * Returns: the effective level; %ROSTER_LEVEL_OTHER where no other is given
 */
RosterLevel
roster_access_get_level (RosterAccess *self,
                         const char   *row_key,
                         const char   *column_key)
{
  Column *column;
  Row *row;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), ROSTER_LEVEL_NONE);

  return find_cell (self, row_key, column_key, &row, &column) ? find_level (row, column, NULL) : ROSTER_LEVEL_NONE;
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
  Column *column;
  Row *row;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), ROSTER_TIKTOK_ROLES_NONE);

  if (!find_cell (self, row_key, column_key, &row, &column))
    return ROSTER_TIKTOK_ROLES_NONE;

  return roster_cell_get_roles (get_direct (row, column));
}

/**
 * roster_access_find_row:
 * @self: the access model
 * @row_key: the person or agency
 *
 * Returns: the number of the row, for roster_access_explain(); it holds until the row is forgotten, and is given to no other one before
 *   roster_access_clear(). %ROSTER_ACCESS_NOWHERE if nothing is known of the row.
 */
guint
roster_access_find_row (RosterAccess *self,
                        const char   *row_key)
{
  Row *row;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), ROSTER_ACCESS_NOWHERE);

  row = g_hash_table_lookup (self->rows, row_key);

  return row != NULL ? row->number : ROSTER_ACCESS_NOWHERE;
}

/**
 * roster_access_find_column:
 * @self: the access model
 * @column_key: the ad account or TikTok account
 *
 * Returns: the number of the column, for roster_access_explain(); it holds until roster_access_clear()
 */
guint
roster_access_find_column (RosterAccess *self,
                           const char   *column_key)
{
  g_return_val_if_fail (ROSTER_IS_ACCESS (self), 0);

  return roster_access_ensure_column (self, column_key)->number;
}

/**
 * roster_access_explain:
 * @self: the access model
 * @row_number: the person or agency, from roster_access_find_row()
 * @column_number: the ad account or TikTok account, from roster_access_find_column()
 * @func: (scope call): called for each reason: first what was given directly, then account groups or links, last the role
 * @user_data: passed to @func
 *
 * Tells all the reasons why the row reaches the column. Nothing is copied and no key is looked up, so that a whole matrix can be explained.
 *
 * %ROSTER_REASON_KIND_ROLE alone gives no access: it says that the person can take it.
 *
 * Returns: whether all is known that can be a reason; if not, there may be more: something has not been read, or this program does not know
 *   what a level on a linked ad account allows
 */
gboolean
roster_access_explain (RosterAccess     *self,
                       guint             row_number,
                       guint             column_number,
                       RosterReasonFunc  func,
                       gpointer          user_data)
{
  const Column *column;
  const Group *group;
  const Row *row;
  RosterLevel level;
  RosterCell cell;
  guint place = 0;
  gboolean open = FALSE;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), FALSE);

  if (row_number >= self->rows_by_number->len || column_number >= self->columns_by_number->len)
    return FALSE;
  row = self->rows_by_number->pdata[row_number];
  column = column_at (self, column_number);
  if (row == NULL)
    return FALSE;

  cell = get_direct (row, column);
  if (cell != 0)
    {
      const RosterReason reason = {
        .kind = row->kind,
        .level = roster_cell_get_level (cell),
        .level_text = find_text (row->texts, column->number),
        .roles = roster_cell_get_roles (cell),
      };

      func (&reason, user_data);
    }

  while ((group = next_group (row, column, &place, &level)) != NULL)
    {
      const RosterReason reason = {
        .kind = ROSTER_REASON_KIND_GROUP,
        .level = level,
        .level_text = find_text (group->texts, row->number),
        .source_key = group->key,
        .source_name = group->name,
      };

      func (&reason, user_data);
    }

  for (guint i = 0; i < column->n_links; i++)
    {
      const Column *linked = column_at (self, column->links[i]);
      gboolean linked_open;
      const RosterReason reason = { .kind = ROSTER_REASON_KIND_LINK, .level = find_level (row, linked, &linked_open), .source_key = linked->key };

      if (roster_level_is_from (reason.level, ROSTER_LEVEL_OPERATOR))
        func (&reason, user_data);
      else
        open |= linked_open;
    }

  if (row->admin)
    {
      const RosterReason reason = { .kind = ROSTER_REASON_KIND_ROLE };

      func (&reason, user_data);
    }

  return !open && is_complete (self, row, column->scope) &&
         (column->scope == ROSTER_ACCESS_SCOPE_AD_ACCOUNTS ||
          (column->links_known && (column->n_links == 0 || is_complete (self, row, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS))));
}

static void
add_reason (const RosterReason *reason,
            gpointer            user_data)
{
  g_array_append_vals (user_data, reason, 1);
}

/**
 * roster_access_dup_reasons:
 * @self: the access model
 * @row_key: the person or agency
 * @column_key: the ad account or TikTok account
 *
 * For one cell; roster_access_explain() does the same for many.
 *
 * Returns: (transfer full) (element-type RosterReason): why the row reaches the column, in the order of roster_access_explain(); empty where
 *   there is no reason
 */
GArray *
roster_access_dup_reasons (RosterAccess *self,
                           const char   *row_key,
                           const char   *column_key)
{
  GArray *reasons = g_array_new (FALSE, FALSE, sizeof (RosterReason));

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), reasons);

  roster_access_explain (self, roster_access_find_row (self, row_key), roster_access_find_column (self, column_key), add_reason, reasons);

  return reasons;
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
  RosterCell cell;
  guint place = 0;
  Row *row;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), NULL);

  row = g_hash_table_lookup (self->rows, row_key);
  if (row == NULL)
    return g_steal_pointer (&grants);

  while ((cell = roster_cells_next (&row->cells[scope], &place)) != 0)
    g_ptr_array_add (grants, roster_grant_new (column_at (self, roster_cell_get_number (cell))->key, roster_cell_get_level (cell),
                                               find_text (row->texts, roster_cell_get_number (cell)), roster_cell_get_roles (cell)));

  return g_steal_pointer (&grants);
}

static gboolean
is_listed_from (RosterLevel level,
                RosterLevel lowest)
{
  switch (lowest)
    {
    case ROSTER_LEVEL_NONE:
      return TRUE;

    case ROSTER_LEVEL_OTHER:
      return level == ROSTER_LEVEL_OTHER;

    case ROSTER_LEVEL_ANALYST:
    case ROSTER_LEVEL_OPERATOR:
    case ROSTER_LEVEL_ADMIN:
    default:
      return roster_level_is_from (level, lowest);
    }
}

/* What the row reaches of one kind, where it is @lowest or higher, each once. What groups give is marked column by column, which costs a large
 * Business Center a few kilobytes for a moment, and is much faster than asking for each whether it is there already. */
static GPtrArray *
list_columns (RosterAccess      *self,
              const char        *row_key,
              RosterAccessScope  scope,
              RosterLevel        lowest)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autofree guint8 *seen = NULL;
  GHashTableIter iter;
  gpointer value;
  RosterCell cell;
  guint place = 0;
  Row *row;

  row = g_hash_table_lookup (self->rows, row_key);
  if (row == NULL)
    return g_steal_pointer (&keys);

  if (row->n_groups > 0 && scope == ROSTER_ACCESS_SCOPE_AD_ACCOUNTS)
    seen = g_new0 (guint8, self->columns_by_number->len);

  while ((cell = roster_cells_next (&row->cells[scope], &place)) != 0)
    {
      if (!is_listed_from (roster_cell_get_level (cell), lowest))
        continue;

      g_ptr_array_add (keys, column_at (self, roster_cell_get_number (cell))->key);
      if (seen != NULL)
        seen[roster_cell_get_number (cell)] = TRUE;
    }

  g_hash_table_iter_init (&iter, self->groups);
  while (seen != NULL && g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Group *group = value;
      RosterLevel level = roster_cell_get_level (roster_cells_get (&group->members, row->number));

      if (level == ROSTER_LEVEL_NONE || !is_listed_from (level, lowest))
        continue;

      for (guint i = 0; i < group->columns->len; i++)
        {
          guint number = g_array_index (group->columns, guint, i);

          if (!seen[number])
            g_ptr_array_add (keys, column_at (self, number)->key);
          seen[number] = TRUE;
        }
    }

  return g_steal_pointer (&keys);
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
  g_return_val_if_fail (ROSTER_IS_ACCESS (self), NULL);

  return list_columns (self, row_key, scope, ROSTER_LEVEL_NONE);
}

/**
 * roster_access_dup_columns_from:
 * @self: the access model
 * @row_key: the person or agency
 * @lowest: a level above %ROSTER_LEVEL_NONE
 *
 * Returns: (transfer container) (element-type utf8): the keys of the ad accounts on which the row's level, directly or through groups, is known
 *   to be @lowest or higher, or, with %ROSTER_LEVEL_OTHER, of those on which it was given a level that this program does not know, whatever
 *   else; in no order; the keys belong to @self and stay valid until roster_access_clear()
 */
GPtrArray *
roster_access_dup_columns_from (RosterAccess *self,
                                const char   *row_key,
                                RosterLevel   lowest)
{
  g_return_val_if_fail (ROSTER_IS_ACCESS (self) && lowest > ROSTER_LEVEL_NONE, NULL);

  return list_columns (self, row_key, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, lowest);
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
  Column *column;
  gpointer value;

  g_return_val_if_fail (ROSTER_IS_ACCESS (self), NULL);

  column = g_hash_table_lookup (self->columns, column_key);
  if (column == NULL)
    return g_steal_pointer (&keys);

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Row *row = value;
      guint place = 0;
      RosterLevel level;

      if (get_direct (row, column) != 0 || next_group (row, column, &place, &level) != NULL)
        g_ptr_array_add (keys, row->key);
    }

  return g_steal_pointer (&keys);
}
