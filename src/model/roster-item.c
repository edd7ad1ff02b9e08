/* roster-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-item.h"

/* What everything in the lists has in common: a key that stays the same from one sync to the next, and a name. The key tells the kinds
 * apart ("user:", "mail:", "bc:", "ad:", "tt:", "group:"), since TikTok's numbers are only unique within a kind. */

typedef struct
{
  char *key;
  char *name;
  guint n_tellings;
} RosterItemPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RosterItem, roster_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_KEY = 1,
  PROP_NAME,
} RosterItemProperty;

static GParamSpec *properties[PROP_NAME + 1];

static void
roster_item_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  RosterItemPrivate *priv = roster_item_get_instance_private (ROSTER_ITEM (object));

  switch ((RosterItemProperty) prop_id)
    {
    case PROP_KEY:
      g_value_set_string (value, priv->key);
      break;

    case PROP_NAME:
      g_value_set_string (value, priv->name);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_item_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  RosterItem *self = ROSTER_ITEM (object);
  RosterItemPrivate *priv = roster_item_get_instance_private (self);

  switch ((RosterItemProperty) prop_id)
    {
    case PROP_KEY:
      priv->key = g_value_dup_string (value);
      break;

    case PROP_NAME:
      roster_item_set_name (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_item_finalize (GObject *object)
{
  RosterItemPrivate *priv = roster_item_get_instance_private (ROSTER_ITEM (object));

  g_clear_pointer (&priv->key, g_free);
  g_clear_pointer (&priv->name, g_free);

  G_OBJECT_CLASS (roster_item_parent_class)->finalize (object);
}

static void
roster_item_class_init (RosterItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_item_get_property;
  object_class->set_property = roster_item_set_property;
  object_class->finalize = roster_item_finalize;

  /**
   * RosterItem:key:
   *
   * What identifies the item in its lists, from one sync to the next.
   */
  properties[PROP_KEY] =
    g_param_spec_string ("key", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterItem:name:
   *
   * The name, as TikTok tells it.
   */
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_item_init (RosterItem *self)
{
}

/**
 * roster_item_get_key:
 * @self: the item
 *
 * Returns: (transfer none): what identifies the item, with its kind in front
 */
const char *
roster_item_get_key (RosterItem *self)
{
  RosterItemPrivate *priv = roster_item_get_instance_private (self);

  g_return_val_if_fail (ROSTER_IS_ITEM (self), NULL);

  return priv->key;
}

/**
 * roster_item_get_id:
 * @self: the item
 *
 * Returns: (transfer none): the key without its kind: TikTok's identifier, or the address of a pending person
 */
const char *
roster_item_get_id (RosterItem *self)
{
  RosterItemPrivate *priv = roster_item_get_instance_private (self);
  const char *colon;

  g_return_val_if_fail (ROSTER_IS_ITEM (self), NULL);

  colon = priv->key != NULL ? strchr (priv->key, ':') : NULL;

  return colon != NULL ? colon + 1 : priv->key;
}

/**
 * roster_item_get_name:
 * @self: the item
 *
 * Returns: (transfer none) (nullable): the name, as TikTok tells it
 */
const char *
roster_item_get_name (RosterItem *self)
{
  RosterItemPrivate *priv = roster_item_get_instance_private (self);

  g_return_val_if_fail (ROSTER_IS_ITEM (self), NULL);

  return priv->name;
}

/**
 * roster_item_set_name:
 * @self: the item
 * @name: (nullable): the name, as TikTok tells it
 */
void
roster_item_set_name (RosterItem *self,
                      const char *name)
{
  RosterItemPrivate *priv = roster_item_get_instance_private (self);

  g_return_if_fail (ROSTER_IS_ITEM (self));

  if (g_strcmp0 (priv->name, name) == 0)
    return;

  g_free (priv->name);
  priv->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  if (ROSTER_ITEM_GET_CLASS (self)->name_changed != NULL)
    ROSTER_ITEM_GET_CLASS (self)->name_changed (self);
}

/**
 * roster_item_update:
 * @self: the item in the list
 * @fresh: the same item, of the same class, as just read
 *
 * Takes over what @fresh tells, so that whoever shows @self sees the difference and nothing else: only what differs is notified. Read-only
 * properties, which are computed or filled by other end points, stay as they are.
 */
void
roster_item_update (RosterItem *self,
                    RosterItem *fresh)
{
  RosterItemPrivate *priv = roster_item_get_instance_private (self);
  g_autofree GParamSpec **pspecs = NULL;
  guint n_pspecs;

  g_return_if_fail (ROSTER_IS_ITEM (self) && G_OBJECT_TYPE (self) == G_OBJECT_TYPE (fresh));

  priv->n_tellings++;
  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (self), &n_pspecs);
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < n_pspecs; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      if ((pspecs[i]->flags & G_PARAM_WRITABLE) == 0 || (pspecs[i]->flags & G_PARAM_CONSTRUCT_ONLY) != 0)
        continue;

      g_value_init (&value, pspecs[i]->value_type);
      g_object_get_property (G_OBJECT (fresh), pspecs[i]->name, &value);
      g_object_set_property (G_OBJECT (self), pspecs[i]->name, &value);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * roster_item_count_tellings:
 * @self: the item
 *
 * Returns: how often roster_item_update() has told of it, also when nothing was new: the same number as before means that it was not read since
 */
guint
roster_item_count_tellings (RosterItem *self)
{
  RosterItemPrivate *priv = roster_item_get_instance_private (self);

  g_return_val_if_fail (ROSTER_IS_ITEM (self), 0);

  return priv->n_tellings;
}
