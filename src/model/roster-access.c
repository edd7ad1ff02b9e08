/* roster-access.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-access-private.h"

/* Who reaches what, and why. Rows are people and agencies, columns are ad accounts and TikTok accounts; both are keys of #RosterItem. Keys
 * are interned to small numbers, so that a grant costs a few bytes in its row's cells: memory follows the grants that exist, not rows times
 * columns. What has not been read is unknown, which is not the same as nothing. */

G_DEFINE_FINAL_TYPE (RosterAccess, roster_access, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_GRANTS_SET,
  SIGNAL_GROUP_SET,
  SIGNAL_CELL_DIFFERS,
} RosterAccessSignal;

static guint signals[SIGNAL_CELL_DIFFERS + 1];

static void
row_free (Row *row)
{
  g_free (row->key);
  roster_cells_clear (&row->cells[ROSTER_ACCESS_SCOPE_AD_ACCOUNTS]);
  roster_cells_clear (&row->cells[ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS]);
  g_clear_pointer (&row->texts, g_hash_table_unref);
  g_free (row);
}

static void
column_free (Column *column)
{
  g_free (column->key);
  g_free (column->links);
  g_clear_pointer (&column->groups, g_ptr_array_unref);
  g_free (column);
}

static void
group_free (Group *group)
{
  g_free (group->key);
  g_free (group->name);
  g_array_unref (group->columns);
  roster_cells_clear (&group->members);
  g_clear_pointer (&group->texts, g_hash_table_unref);
  g_free (group);
}

/**
 * roster_access_ensure_row: (skip)
 * @self: the access model
 * @row_key: a person or an agency
 *
 * Returns: (transfer none): the row of that key
 */
Row *
roster_access_ensure_row (RosterAccess *self,
                          const char   *row_key)
{
  Row *row = g_hash_table_lookup (self->rows, row_key);

  if (row == NULL)
    {
      row = g_new0 (Row, 1);
      row->key = g_strdup (row_key);
      row->number = self->rows_by_number->len;
      if (g_str_has_prefix (row_key, "bc:"))
        row->kind = ROSTER_REASON_KIND_SHARED;
      else if (g_str_has_prefix (row_key, "mail:"))
        row->kind = ROSTER_REASON_KIND_INVITATION;
      else
        row->kind = ROSTER_REASON_KIND_DIRECT;
      g_ptr_array_add (self->rows_by_number, row);
      g_hash_table_insert (self->rows, row->key, row);
    }

  return row;
}

/**
 * roster_access_set_text: (skip)
 * @texts: (inout): the levels of a row or of a group as TikTok tells them
 * @number: the number of the column, or of the row
 * @level: the level there
 * @text: (nullable): how TikTok tells it
 *
 * Keeps @text where this program does not know the level.
 */
void
roster_access_set_text (GHashTable **texts,
                        guint        number,
                        RosterLevel  level,
                        const char  *text)
{
  if (level != ROSTER_LEVEL_OTHER || text == NULL)
    {
      if (*texts != NULL)
        g_hash_table_remove (*texts, GUINT_TO_POINTER (number));
      return;
    }

  if (*texts == NULL)
    *texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_hash_table_insert (*texts, GUINT_TO_POINTER (number), g_strdup (text));
}

static void
set_cell (RosterAccess      *self,
          Row               *row,
          const RosterGrant *grant)
{
  const Column *column = roster_access_ensure_column (self, grant->asset_key);

  roster_cells_put (&row->cells[column->scope], column->number, grant->level, grant->roles);
  roster_access_set_text (&row->texts, column->number, grant->level, grant->level_text);
}

/* Tells where @before and what @row holds now are not the same. */
static void
tell_differences (RosterAccess      *self,
                  Row               *row,
                  RosterAccessScope  scope,
                  const RosterCells *before)
{
  const RosterCells *both[] = { before, &row->cells[scope] };
  RosterCell cell;

  /* What is in both of them is looked at the first time. */
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    for (guint place = 0; (cell = roster_cells_next (both[i], &place)) != 0;)
      if (i == 0 ? roster_cells_get (both[1], roster_cell_get_number (cell)) != cell : roster_cells_get (before, roster_cell_get_number (cell)) == 0)
        g_signal_emit (self, signals[SIGNAL_CELL_DIFFERS], 0, row->key, column_at (self, roster_cell_get_number (cell))->key);
}

static void
roster_access_finalize (GObject *object)
{
  RosterAccess *self = ROSTER_ACCESS (object);

  g_hash_table_unref (self->groups);
  g_hash_table_unref (self->unread_groups);
  g_hash_table_unref (self->rows);
  g_ptr_array_unref (self->rows_by_number);
  g_hash_table_unref (self->columns);
  g_ptr_array_unref (self->columns_by_number);

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

  /**
   * RosterAccess::cell-differs:
   * @self: the access model, which is not to be changed by this
   * @row_key: the person or agency
   * @column_key: the ad account or TikTok account
   *
   * It was known what somebody holds directly there, and now it is something else.
   */
  signals[SIGNAL_CELL_DIFFERS] = g_signal_new ("cell-differs", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                               G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
roster_access_init (RosterAccess *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) row_free);
  self->rows_by_number = g_ptr_array_new ();
  self->columns = g_hash_table_new (g_str_hash, g_str_equal);
  self->columns_by_number = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) group_free);
  self->unread_groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * roster_access_ensure_column: (skip)
 * @self: the access model
 * @column_key: an ad account or TikTok account
 *
 * Returns: (transfer none): the column of that key
 */
Column *
roster_access_ensure_column (RosterAccess *self,
                             const char   *column_key)
{
  Column *column = g_hash_table_lookup (self->columns, column_key);

  if (column == NULL)
    {
      column = g_new0 (Column, 1);
      column->key = g_strdup (column_key);
      column->number = self->columns_by_number->len;
      column->scope = scope_of_column (column_key);
      g_ptr_array_add (self->columns_by_number, column);
      g_hash_table_insert (self->columns, column->key, column);
    }

  return column;
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
  g_hash_table_remove_all (self->unread_groups);
  self->groups_listed = FALSE;
  g_hash_table_remove_all (self->rows);
  g_ptr_array_set_size (self->rows_by_number, 0);
  g_hash_table_remove_all (self->columns);
  g_ptr_array_set_size (self->columns_by_number, 0);
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
  Row *row;
  RosterCells before;
  gboolean known;

  g_return_if_fail (ROSTER_IS_ACCESS (self));

  row = roster_access_ensure_row (self, row_key);
  known = row->known[scope];
  row->known[scope] = TRUE;

  before = row->cells[scope];
  row->cells[scope] = (RosterCells) { NULL };
  if (scope == ROSTER_ACCESS_SCOPE_AD_ACCOUNTS)
    g_clear_pointer (&row->texts, g_hash_table_unref);

  for (guint i = 0; i < grants->len; i++)
    set_cell (self, row, grants->pdata[i]);

  if (known)
    tell_differences (self, row, scope, &before);
  roster_cells_clear (&before);
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
  RosterAccessScope scope;
  const Column *column;
  Row *row;
  RosterCell before;

  g_return_if_fail (ROSTER_IS_ACCESS (self));

  row = roster_access_ensure_row (self, row_key);
  column = roster_access_ensure_column (self, grant->asset_key);
  scope = column->scope;
  before = roster_cells_get (&row->cells[scope], column->number);
  set_cell (self, row, grant);
  if (row->known[scope] && roster_cells_get (&row->cells[scope], column->number) != before)
    g_signal_emit (self, signals[SIGNAL_CELL_DIFFERS], 0, row->key, column->key);
  if (roster_access_is_known (self, row_key, scope))
    g_signal_emit (self, signals[SIGNAL_GRANTS_SET], 0, row_key, (int) scope);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * roster_access_set_links:
 * @self: the access model
 * @tiktok_account_key: a TikTok account
 * @ad_account_keys: (element-type utf8): the ad accounts that it is linked to
 *
 * Says which ad accounts a TikTok account comes with.
 */
void
roster_access_set_links (RosterAccess *self,
                         const char   *tiktok_account_key,
                         GPtrArray    *ad_account_keys)
{
  Column *column;

  g_return_if_fail (ROSTER_IS_ACCESS (self));

  column = roster_access_ensure_column (self, tiktok_account_key);
  g_free (column->links);
  column->links = g_new (guint, ad_account_keys->len);
  column->n_links = ad_account_keys->len;
  column->links_known = TRUE;
  for (guint i = 0; i < ad_account_keys->len; i++)
    column->links[i] = roster_access_ensure_column (self, ad_account_keys->pdata[i])->number;

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * roster_access_set_admin:
 * @self: the access model
 * @row_key: a person
 * @admin: whether the person is an Admin of the Business Center
 *
 * Says who can give themselves what they do not have.
 */
void
roster_access_set_admin (RosterAccess *self,
                         const char   *row_key,
                         gboolean      admin)
{
  Row *row;

  g_return_if_fail (ROSTER_IS_ACCESS (self));

  row = g_hash_table_lookup (self->rows, row_key);
  if (admin == (row != NULL && row->admin))
    return;

  roster_access_ensure_row (self, row_key)->admin = admin;
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

      if (row->n_groups > 0)
        roster_access_leave_groups (self, row);
      self->rows_by_number->pdata[row->number] = NULL;
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
 *
 * Forgets what was given on it. #RosterAccess::grants-set tells of each row that held it, and #RosterAccess::group-set of each account group.
 */
void
roster_access_forget_column (RosterAccess *self,
                             const char   *column_key)
{
  g_autoptr (GPtrArray) row_keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) group_keys = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer value;
  Column *column;

  g_return_if_fail (ROSTER_IS_ACCESS (self));

  column = g_hash_table_lookup (self->columns, column_key);
  if (column == NULL)
    return;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Row *row = value;

      if (roster_cells_get (&row->cells[column->scope], column->number) == 0)
        continue;

      roster_cells_put (&row->cells[column->scope], column->number, ROSTER_LEVEL_NONE, ROSTER_TIKTOK_ROLES_NONE);
      roster_access_set_text (&row->texts, column->number, ROSTER_LEVEL_NONE, NULL);
      if (row->known[column->scope])
        g_ptr_array_add (row_keys, g_strdup (row->key));
    }

  for (guint i = 0; column->groups != NULL && i < column->groups->len; i++)
    {
      Group *group = column->groups->pdata[i];

      for (guint j = group->columns->len; j > 0; j--)
        if (g_array_index (group->columns, guint, j - 1) == column->number)
          g_array_remove_index_fast (group->columns, j - 1);
      g_ptr_array_add (group_keys, g_strdup (group->key));
    }
  g_clear_pointer (&column->groups, g_ptr_array_unref);
  g_clear_pointer (&column->links, g_free);
  column->n_links = 0;
  column->links_known = FALSE;

  for (guint i = 0; i < row_keys->len; i++)
    g_signal_emit (self, signals[SIGNAL_GRANTS_SET], 0, row_keys->pdata[i], (int) column->scope);
  for (guint i = 0; i < group_keys->len; i++)
    g_signal_emit (self, signals[SIGNAL_GROUP_SET], 0, group_keys->pdata[i]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
