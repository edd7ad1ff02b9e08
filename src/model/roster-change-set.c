/* roster-change-set.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-change-set.h"

struct _RosterChangeSet
{
  GObject parent_instance;

  GPtrArray *changes;
  GHashTable *by_cell; /* cell → the change about it that can still be replaced; owned by changes */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterChangeSet, roster_change_set, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
roster_change_set_get_item_type (GListModel *list)
{
  return ROSTER_TYPE_CHANGE;
}

static guint
roster_change_set_get_n_items (GListModel *list)
{
  return ROSTER_CHANGE_SET (list)->changes->len;
}

static gpointer
roster_change_set_get_item (GListModel *list,
                            guint       position)
{
  RosterChangeSet *self = ROSTER_CHANGE_SET (list);

  return position < self->changes->len ? g_object_ref (self->changes->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = roster_change_set_get_item_type;
  iface->get_n_items = roster_change_set_get_n_items;
  iface->get_item = roster_change_set_get_item;
}

static void
roster_change_set_finalize (GObject *object)
{
  RosterChangeSet *self = ROSTER_CHANGE_SET (object);

  g_hash_table_unref (self->by_cell);
  g_ptr_array_unref (self->changes);

  G_OBJECT_CLASS (roster_change_set_parent_class)->finalize (object);
}

static void
roster_change_set_class_init (RosterChangeSetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_change_set_finalize;
}

static void
roster_change_set_init (RosterChangeSet *self)
{
  self->changes = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_cell = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* What is on its way, unknown or half done stays as it is, whatever comes after it. */
static gboolean
can_be_replaced (RosterChange *change)
{
  RosterChangeState state = roster_change_get_state (change);

  return state != ROSTER_CHANGE_STATE_SENDING && state != ROSTER_CHANGE_STATE_UNKNOWN &&
         (state == ROSTER_CHANGE_STATE_DONE || roster_change_get_writes (change) == 0);
}

/* Whether a change of the set that comes after @position contradicts another: of the two, the last wish counts. */
static gboolean
is_contradicted_after (RosterChangeSet *self,
                       guint            position,
                       RosterChange    *change)
{
  for (guint i = position + 1; i < self->changes->len; i++)
    if (roster_change_contradicts (self->changes->pdata[i], change))
      return TRUE;

  return FALSE;
}

static RosterChange *
append (RosterChangeSet *self,
        char            *cell,
        RosterChange    *change)
{
  g_hash_table_replace (self->by_cell, cell, change);
  g_ptr_array_add (self->changes, g_object_ref (change));
  g_list_model_items_changed (G_LIST_MODEL (self), self->changes->len - 1, 0, 1);

  return change;
}

/**
 * roster_change_set_new:
 *
 * Returns: (transfer full): a set with nothing in it
 */
RosterChangeSet *
roster_change_set_new (void)
{
  return g_object_new (ROSTER_TYPE_CHANGE_SET, NULL);
}

/**
 * roster_change_set_add:
 * @self: the set
 * @change: a change
 *
 * Takes a change in, in place of an earlier one about the same thing. One that only leads back to what is so now takes the earlier one out.
 *
 * Returns: (transfer none) (nullable): the change that is in the set for it: @change, or another one from what the earlier change set out
 *   from; %NULL when nothing is left to be changed
 */
RosterChange *
roster_change_set_add (RosterChangeSet *self,
                       RosterChange    *change)
{
  g_autofree char *cell = NULL;
  g_autoptr (RosterChange) joined = NULL;
  RosterChange *earlier;
  guint position;

  g_return_val_if_fail (ROSTER_IS_CHANGE_SET (self) && ROSTER_IS_CHANGE (change), NULL);

  cell = roster_change_dup_cell (change);
  earlier = g_hash_table_lookup (self->by_cell, cell);
  if (earlier == change)
    return change;
  if (earlier != NULL && !can_be_replaced (earlier))
    earlier = NULL;

  joined = roster_change_new_joined (earlier != NULL && !roster_change_is_over (earlier) ? earlier : NULL, change);
  if (earlier == NULL)
    return joined != NULL ? append (self, g_steal_pointer (&cell), joined) : NULL;

  if (joined == NULL)
    {
      roster_change_set_remove (self, earlier);
      return NULL;
    }

  g_ptr_array_find (self->changes, earlier, &position);
  if (is_contradicted_after (self, position, joined))
    {
      roster_change_set_remove (self, earlier);
      return append (self, g_steal_pointer (&cell), joined);
    }

  g_hash_table_replace (self->by_cell, g_steal_pointer (&cell), joined);
  g_object_unref (earlier);
  self->changes->pdata[position] = g_object_ref (joined);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);

  return joined;
}

/**
 * roster_change_set_remove:
 * @self: the set
 * @change: a change of the set
 *
 * Takes a change out; one that is not in the set is no matter.
 */
void
roster_change_set_remove (RosterChangeSet *self,
                          RosterChange    *change)
{
  g_autofree char *cell = NULL;
  guint position;

  g_return_if_fail (ROSTER_IS_CHANGE_SET (self) && ROSTER_IS_CHANGE (change));

  if (!g_ptr_array_find (self->changes, change, &position))
    return;

  cell = roster_change_dup_cell (change);
  if (g_hash_table_lookup (self->by_cell, cell) == change)
    g_hash_table_remove (self->by_cell, cell);
  g_ptr_array_remove_index (self->changes, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/**
 * roster_change_set_clear:
 * @self: the set
 *
 * Takes all changes out.
 */
void
roster_change_set_clear (RosterChangeSet *self)
{
  guint n_changes;

  g_return_if_fail (ROSTER_IS_CHANGE_SET (self));

  n_changes = self->changes->len;
  g_hash_table_remove_all (self->by_cell);
  g_ptr_array_set_size (self->changes, 0);
  if (n_changes > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_changes, 0);
}

/**
 * roster_change_set_count:
 * @self: the set
 * @state: how far a change is
 *
 * Returns: how many changes are that far
 */
guint
roster_change_set_count (RosterChangeSet   *self,
                         RosterChangeState  state)
{
  guint count = 0;

  g_return_val_if_fail (ROSTER_IS_CHANGE_SET (self), 0);

  for (guint i = 0; i < self->changes->len; i++)
    count += roster_change_get_state (self->changes->pdata[i]) == state ? 1 : 0;

  return count;
}

/**
 * roster_change_set_check:
 * @self: the set
 * @directory: what is known
 * @oneself: (nullable): who makes the changes
 *
 * Looks over the set with roster_change_check().
 *
 * Returns: (transfer full) (element-type RosterChangeVerdict): one verdict for each change, in their order
 */
GArray *
roster_change_set_check (RosterChangeSet *self,
                         RosterDirectory *directory,
                         RosterPerson    *oneself)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE_SET (self) && ROSTER_IS_DIRECTORY (directory), NULL);

  return roster_change_check (G_LIST_MODEL (self), directory, oneself);
}

static const char *
key_of (gpointer item)
{
  return item != NULL ? roster_item_get_key (ROSTER_ITEM (item)) : NULL;
}

/* Who, or which TikTok account, has left with a change. */
static const char *
get_left (RosterChange *change)
{
  return roster_change_get_state (change) == ROSTER_CHANGE_STATE_DONE ? roster_change_get_leaving (change) : NULL;
}

/* Whether a change is about somebody or something that has left. */
static gboolean
is_about_any (RosterChange *change,
              GHashTable   *left)
{
  const char *keys[] = { key_of (roster_change_get_principal (change)), key_of (roster_change_get_tiktok_account (change)) };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i] != NULL && g_hash_table_contains (left, keys[i]))
      return TRUE;

  return FALSE;
}

/**
 * roster_change_set_new_undo:
 * @changes: a list of #RosterChange that were sent together
 *
 * Makes the changes that put back what these have changed, the last one first. Each sets out from what was left then, so that
 * roster_change_check() finds what somebody else has changed since. What was so before, what failed, what cannot be undone (see
 * roster_change_new_reverse()), and what is about somebody or something that left in the same go, is left out.
 *
 * Returns: (transfer full): a new set, perhaps with nothing in it
 */
RosterChangeSet *
roster_change_set_new_undo (GListModel *changes)
{
  RosterChangeSet *undo = roster_change_set_new ();
  g_autoptr (GHashTable) left = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (G_IS_LIST_MODEL (changes), undo);

  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (changes, i);

      if (get_left (change) != NULL)
        g_hash_table_add (left, (gpointer) get_left (change));
    }

  for (guint i = g_list_model_get_n_items (changes); i > 0; i--)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (changes, i - 1);
      g_autoptr (RosterChange) reverse = NULL;

      if (roster_change_get_state (change) == ROSTER_CHANGE_STATE_DONE && roster_change_get_writes (change) > 0 && !is_about_any (change, left))
        reverse = roster_change_new_reverse (change);
      if (reverse != NULL)
        roster_change_set_add (undo, reverse);
    }

  return undo;
}
