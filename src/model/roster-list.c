/* roster-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-list.h"

/**
 * roster_list_merge:
 * @store: a list of #RosterItem
 * @fresh: (element-type RosterItem): all that the list holds now
 *
 * Brings @store up to date in place: items that are still there keep their place and their identity and take over what is new, items that
 * are gone leave, new ones come at the end. Selection and scroll position of whoever shows the list survive. An item that @fresh names
 * twice is taken once, the later telling wins.
 */
void
roster_list_merge (GListStore *store,
                   GPtrArray  *fresh)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) added = g_ptr_array_new ();
  guint n_items;

  for (guint i = 0; i < fresh->len; i++)
    g_hash_table_insert (by_key, (gpointer) roster_item_get_key (fresh->pdata[i]), fresh->pdata[i]);

  /* From the end, so that removing does not move what is still to be looked at; a run of gone items leaves in one step. */
  n_items = g_list_model_get_n_items (G_LIST_MODEL (store));
  for (guint end = n_items; end > 0;)
    {
      guint start = end;

      while (start > 0)
        {
          g_autoptr (RosterItem) item = g_list_model_get_item (G_LIST_MODEL (store), start - 1);
          RosterItem *telling = g_hash_table_lookup (by_key, roster_item_get_key (item));

          if (telling != NULL)
            {
              g_hash_table_remove (by_key, roster_item_get_key (item));
              if (telling != item)
                roster_item_update (item, telling);
              break;
            }
          start--;
        }

      if (start < end)
        g_list_store_splice (store, start, end - start, NULL, 0);
      end = start > 0 ? start - 1 : 0;
    }

  for (guint i = 0; i < fresh->len; i++)
    {
      gpointer latest = g_hash_table_lookup (by_key, roster_item_get_key (fresh->pdata[i]));

      if (latest == NULL)
        continue;

      g_hash_table_remove (by_key, roster_item_get_key (fresh->pdata[i]));
      g_ptr_array_add (added, latest);
    }
  if (added->len > 0)
    g_list_store_splice (store, g_list_model_get_n_items (G_LIST_MODEL (store)), 0, added->pdata, added->len);
}

/**
 * roster_list_find:
 * @list: a list of #RosterItem
 * @key: (nullable): the key to look for
 *
 * Looks an item up, in linear time.
 *
 * Returns: (transfer none) (nullable): the item, owned by @list
 */
gpointer
roster_list_find (GListModel *list,
                  const char *key)
{
  if (key == NULL)
    return NULL;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (list, i);

      if (g_strcmp0 (roster_item_get_key (item), key) == 0)
        return item;
    }

  return NULL;
}
