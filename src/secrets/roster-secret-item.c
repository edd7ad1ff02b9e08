/* roster-secret-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-secret-item.h"

#include <string.h>

/* Anybody can write into a keyring, and other versions of this program do, so nothing is taken for granted about an item. */

static const char *
get_attribute (GHashTable *attributes,
               const char *name)
{
  const char *value = attributes != NULL ? g_hash_table_lookup (attributes, name) : NULL;

  return value != NULL && *value != '\0' ? value : NULL;
}

static RosterConnectionProblem
judge (GHashTable *attributes)
{
  const char *format = get_attribute (attributes, ROSTER_SECRET_ATTRIBUTE_FORMAT);
  guint64 generation;

  if (format == NULL || !g_ascii_string_to_unsigned (format, 10, 1, G_MAXUINT, &generation, NULL))
    return ROSTER_CONNECTION_DAMAGED;
  if (generation > ROSTER_SECRET_FORMAT)
    return ROSTER_CONNECTION_NEWER;
  if (get_attribute (attributes, ROSTER_SECRET_ATTRIBUTE_CONNECTION) == NULL)
    return ROSTER_CONNECTION_DAMAGED;

  return ROSTER_CONNECTION_SOUND;
}

static char *
make_id (SecretRetrievable *item,
         GHashTable        *attributes)
{
  const char *id = get_attribute (attributes, ROSTER_SECRET_ATTRIBUTE_CONNECTION);

  if (id != NULL)
    return g_strdup (id);
  if (G_IS_DBUS_PROXY (item))
    return g_strconcat (ROSTER_SECRET_NAMELESS_PREFIX, g_dbus_proxy_get_object_path (G_DBUS_PROXY (item)), NULL);

  return g_strdup_printf (ROSTER_SECRET_NAMELESS_PREFIX "%" G_GUINT64_FORMAT, secret_retrievable_get_created (item));
}

static RosterConnection *
make_connection (SecretRetrievable *item,
                 GHashTable        *attributes)
{
  g_autofree char *id = make_id (item, attributes);
  g_autofree char *label = secret_retrievable_get_label (item);
  const char *name = label;
  guint64 created = secret_retrievable_get_created (item);

  if (label != NULL && g_str_has_prefix (label, ROSTER_SECRET_LABEL_PREFIX))
    name = label + strlen (ROSTER_SECRET_LABEL_PREFIX);

  return roster_connection_new (id, name,
                                get_attribute (attributes, ROSTER_SECRET_ATTRIBUTE_APP_ID),
                                get_attribute (attributes, ROSTER_SECRET_ATTRIBUTE_CORE_USER_ID),
                                (gint64) MIN (created, (guint64) (G_MAXINT64 / G_USEC_PER_SEC)) * G_USEC_PER_SEC);
}

/**
 * roster_secret_item_is_locked:
 * @item: what was found
 *
 * Returns: whether its secret cannot be read before it is unlocked; a file is never locked
 */
gboolean
roster_secret_item_is_locked (SecretRetrievable *item)
{
  return SECRET_IS_ITEM (item) && secret_item_get_locked (SECRET_ITEM (item));
}

/**
 * roster_secret_item_judge:
 * @item: what was found
 *
 * Returns: what is wrong with it, as far as its attributes tell
 */
RosterConnectionProblem
roster_secret_item_judge (SecretRetrievable *item)
{
  g_autoptr (GHashTable) attributes = secret_retrievable_get_attributes (item);

  return judge (attributes);
}

/**
 * roster_secret_items_sort_out:
 * @items: (element-type SecretRetrievable): what was found, the newest first
 * @damaged: a table from connection ID to item, filled anew with those that have to be handled by themselves
 *
 * Makes connections of items. Several may name the same connection: the newest that is sound stands for it. What is locked and does not
 * tell its attributes, and what is no connection, is left out.
 *
 * Returns: (transfer full): a table from connection ID to #RosterConnection
 */
GHashTable *
roster_secret_items_sort_out (GPtrArray  *items,
                              GHashTable *damaged)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  g_hash_table_remove_all (damaged);

  for (guint i = 0; i < items->len; i++)
    {
      SecretRetrievable *item = g_ptr_array_index (items, i);
      g_autoptr (GHashTable) attributes = secret_retrievable_get_attributes (item);
      const char *kind = get_attribute (attributes, ROSTER_SECRET_ATTRIBUTE_KIND);
      RosterConnectionProblem problem = judge (attributes);
      g_autoptr (RosterConnection) connection = NULL;
      RosterConnection *other;
      const char *id;

      if (roster_secret_item_is_locked (item) && get_attribute (attributes, ROSTER_SECRET_ATTRIBUTE_CONNECTION) == NULL)
        continue;
      if (kind != NULL && !g_str_equal (kind, ROSTER_SECRET_KIND))
        continue;

      connection = make_connection (item, attributes);
      id = roster_connection_get_id (connection);
      other = g_hash_table_lookup (found, id);
      if (other != NULL && (problem != ROSTER_CONNECTION_SOUND || roster_connection_get_problem (other) == ROSTER_CONNECTION_SOUND))
        continue;

      roster_connection_set_storage (connection, problem == ROSTER_CONNECTION_SOUND, FALSE, problem);
      if (problem == ROSTER_CONNECTION_DAMAGED)
        g_hash_table_replace (damaged, g_strdup (id), g_object_ref (item));
      else
        g_hash_table_remove (damaged, id);
      g_hash_table_replace (found, g_strdup (id), g_object_ref (connection));
    }

  return found;
}
