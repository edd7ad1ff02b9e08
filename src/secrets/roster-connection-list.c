/* roster-connection-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-connection-list.h"

static gboolean
find_position (GListStore *list,
               const char *id,
               guint      *position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RosterConnection) connection = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (g_str_equal (roster_connection_get_id (connection), id))
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
is_same (RosterConnection *first,
         RosterConnection *second)
{
  return g_str_equal (roster_connection_get_app_id (first), roster_connection_get_app_id (second)) &&
         g_str_equal (roster_connection_get_core_user_id (first), roster_connection_get_core_user_id (second));
}

static int
oldest_first (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  RosterConnection *first = (gpointer) a;
  RosterConnection *second = (gpointer) b;
  gint64 first_created = roster_connection_get_created (first);
  gint64 second_created = roster_connection_get_created (second);

  if (first_created != second_created)
    return first_created < second_created ? -1 : 1;

  return g_strcmp0 (roster_connection_get_id (first), roster_connection_get_id (second));
}

/**
 * roster_connection_list_put:
 * @list: a list of connections
 * @connection: a connection
 *
 * Appends a connection, or puts it into the place of the one with its ID.
 */
void
roster_connection_list_put (GListStore       *list,
                            RosterConnection *connection)
{
  g_autoptr (RosterConnection) present = NULL;
  guint position;

  if (!find_position (list, roster_connection_get_id (connection), &position))
    {
      g_list_store_append (list, connection);
      return;
    }

  present = g_list_model_get_item (G_LIST_MODEL (list), position);
  if (present != connection)
    g_list_store_splice (list, position, 1, (gpointer *) &connection, 1);
}

/**
 * roster_connection_list_remove:
 * @list: a list of connections
 * @id: the ID of a connection, which need not be there
 *
 * Takes a connection out.
 */
void
roster_connection_list_remove (GListStore *list,
                               const char *id)
{
  guint position;

  if (find_position (list, id, &position))
    g_list_store_remove (list, position);
}

/**
 * roster_connection_list_update:
 * @list: a list of connections
 * @found: connection ID → #RosterConnection, as just read; used up
 * @kept: a table of the connection IDs that stay as they are, whether found or not
 * @complete: whether what was not found is gone
 *
 * Brings the list up to date in place, so that who holds a connection keeps it, and sorts it, the oldest first.
 */
void
roster_connection_list_update (GListStore *list,
                               GHashTable *found,
                               GHashTable *kept,
                               gboolean    complete)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (list)); i > 0; i--)
    {
      g_autoptr (RosterConnection) present = g_list_model_get_item (G_LIST_MODEL (list), i - 1);
      const char *id = roster_connection_get_id (present);
      RosterConnection *now = g_hash_table_lookup (found, id);

      if (g_hash_table_contains (kept, id))
        {
          g_hash_table_remove (found, id);
        }
      else if (now != NULL && is_same (present, now))
        {
          roster_connection_set_label (present, roster_connection_get_label (now));
          roster_connection_set_storage (present, roster_connection_get_has_secret (now), roster_connection_get_session_only (now),
                                         roster_connection_get_problem (now));
          g_hash_table_remove (found, id);
        }
      else if (now != NULL || complete)
        {
          g_list_store_remove (list, i - 1);
        }
    }

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (fresh, value);
  if (fresh->len > 0)
    g_list_store_splice (list, g_list_model_get_n_items (G_LIST_MODEL (list)), 0, fresh->pdata, fresh->len);
  g_list_store_sort (list, oldest_first, NULL);
}
