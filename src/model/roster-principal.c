/* roster-principal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-principal.h"

/* Whoever can hold access: a person or an agency. They stand in one list. */

typedef struct
{
  char *address;
  int ad_account_count;
  int tiktok_account_count;
} RosterPrincipalPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RosterPrincipal, roster_principal, ROSTER_TYPE_ITEM)

typedef enum
{
  PROP_ADDRESS = 1,
  PROP_DISPLAY_NAME,
  PROP_AD_ACCOUNT_COUNT,
  PROP_TIKTOK_ACCOUNT_COUNT,
} RosterPrincipalProperty;

static GParamSpec *properties[PROP_TIKTOK_ACCOUNT_COUNT + 1];

static void
roster_principal_name_changed (RosterItem *item)
{
  g_object_notify_by_pspec (G_OBJECT (item), properties[PROP_DISPLAY_NAME]);
}

static void
roster_principal_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  RosterPrincipal *self = ROSTER_PRINCIPAL (object);
  RosterPrincipalPrivate *priv = roster_principal_get_instance_private (self);

  switch ((RosterPrincipalProperty) prop_id)
    {
    case PROP_ADDRESS:
      g_value_set_string (value, priv->address);
      break;

    case PROP_DISPLAY_NAME:
      g_value_set_string (value, roster_principal_get_display_name (self));
      break;

    case PROP_AD_ACCOUNT_COUNT:
      g_value_set_int (value, priv->ad_account_count);
      break;

    case PROP_TIKTOK_ACCOUNT_COUNT:
      g_value_set_int (value, priv->tiktok_account_count);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_principal_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  RosterPrincipal *self = ROSTER_PRINCIPAL (object);

  switch ((RosterPrincipalProperty) prop_id)
    {
    case PROP_ADDRESS:
      roster_principal_set_address (self, g_value_get_string (value));
      break;

    case PROP_DISPLAY_NAME:
    case PROP_AD_ACCOUNT_COUNT:
    case PROP_TIKTOK_ACCOUNT_COUNT:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_principal_finalize (GObject *object)
{
  RosterPrincipalPrivate *priv = roster_principal_get_instance_private (ROSTER_PRINCIPAL (object));

  g_clear_pointer (&priv->address, g_free);

  G_OBJECT_CLASS (roster_principal_parent_class)->finalize (object);
}

static void
roster_principal_class_init (RosterPrincipalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_principal_get_property;
  object_class->set_property = roster_principal_set_property;
  object_class->finalize = roster_principal_finalize;
  ROSTER_ITEM_CLASS (klass)->name_changed = roster_principal_name_changed;

  /**
   * RosterPrincipal:address:
   *
   * A person's mail address; an agency's Business Center ID.
   */
  properties[PROP_ADDRESS] =
    g_param_spec_string ("address", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterPrincipal:display-name:
   *
   * The name, or the address where there is no name yet.
   */
  properties[PROP_DISPLAY_NAME] =
    g_param_spec_string ("display-name", NULL, NULL, NULL,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterPrincipal:ad-account-count:
   *
   * How many ad accounts are reached; -1 while that has not been read.
   */
  properties[PROP_AD_ACCOUNT_COUNT] =
    g_param_spec_int ("ad-account-count", NULL, NULL, -1, G_MAXINT, -1,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterPrincipal:tiktok-account-count:
   *
   * How many TikTok accounts are reached; -1 while that has not been read.
   */
  properties[PROP_TIKTOK_ACCOUNT_COUNT] =
    g_param_spec_int ("tiktok-account-count", NULL, NULL, -1, G_MAXINT, -1,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_principal_init (RosterPrincipal *self)
{
  RosterPrincipalPrivate *priv = roster_principal_get_instance_private (self);

  priv->ad_account_count = -1;
  priv->tiktok_account_count = -1;
}

/**
 * roster_principal_get_address:
 * @self: the person or agency
 *
 * Returns: (transfer none) (nullable): a person's mail address; an agency's Business Center ID
 */
const char *
roster_principal_get_address (RosterPrincipal *self)
{
  RosterPrincipalPrivate *priv = roster_principal_get_instance_private (self);

  g_return_val_if_fail (ROSTER_IS_PRINCIPAL (self), NULL);

  return priv->address;
}

/**
 * roster_principal_set_address:
 * @self: the person or agency
 * @address: (nullable): a person's mail address; an agency's Business Center ID
 */
void
roster_principal_set_address (RosterPrincipal *self,
                              const char      *address)
{
  RosterPrincipalPrivate *priv = roster_principal_get_instance_private (self);

  g_return_if_fail (ROSTER_IS_PRINCIPAL (self));

  if (g_strcmp0 (priv->address, address) == 0)
    return;

  g_free (priv->address);
  priv->address = g_strdup (address);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADDRESS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISPLAY_NAME]);
}

/**
 * roster_principal_get_display_name:
 * @self: the person or agency
 *
 * Returns: (transfer none): the name, or the address where there is no name yet; never %NULL
 */
const char *
roster_principal_get_display_name (RosterPrincipal *self)
{
  RosterPrincipalPrivate *priv = roster_principal_get_instance_private (self);
  const char *name;

  g_return_val_if_fail (ROSTER_IS_PRINCIPAL (self), NULL);

  name = roster_item_get_name (ROSTER_ITEM (self));
  if (name != NULL && *name != '\0')
    return name;

  return priv->address != NULL ? priv->address : roster_item_get_id (ROSTER_ITEM (self));
}

/**
 * roster_principal_get_ad_account_count:
 * @self: the person or agency
 *
 * Returns: how many ad accounts are reached; -1 while that has not been read
 */
int
roster_principal_get_ad_account_count (RosterPrincipal *self)
{
  RosterPrincipalPrivate *priv = roster_principal_get_instance_private (self);

  g_return_val_if_fail (ROSTER_IS_PRINCIPAL (self), -1);

  return priv->ad_account_count;
}

/**
 * roster_principal_get_tiktok_account_count:
 * @self: the person or agency
 *
 * Returns: how many TikTok accounts are reached; -1 while that has not been read
 */
int
roster_principal_get_tiktok_account_count (RosterPrincipal *self)
{
  RosterPrincipalPrivate *priv = roster_principal_get_instance_private (self);

  g_return_val_if_fail (ROSTER_IS_PRINCIPAL (self), -1);

  return priv->tiktok_account_count;
}

/**
 * roster_principal_set_reach:
 * @self: the person or agency
 * @ad_account_count: how many ad accounts are reached; -1 for unknown
 * @tiktok_account_count: how many TikTok accounts are reached; -1 for unknown
 */
void
roster_principal_set_reach (RosterPrincipal *self,
                            int              ad_account_count,
                            int              tiktok_account_count)
{
  RosterPrincipalPrivate *priv = roster_principal_get_instance_private (self);

  g_return_if_fail (ROSTER_IS_PRINCIPAL (self));

  if (priv->ad_account_count != ad_account_count)
    {
      priv->ad_account_count = ad_account_count;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AD_ACCOUNT_COUNT]);
    }
  if (priv->tiktok_account_count != tiktok_account_count)
    {
      priv->tiktok_account_count = tiktok_account_count;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIKTOK_ACCOUNT_COUNT]);
    }
}
