/* roster-ad-account.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-ad-account.h"

#include "roster-model-enums.h"

struct _RosterAdAccount
{
  RosterItem parent_instance;

  char *owner_name;
  RosterOwnership ownership;
  char *ownership_text;
  RosterMembership membership;
  char *membership_text;
  char *status_text;
  char *account_type;
};

G_DEFINE_FINAL_TYPE (RosterAdAccount, roster_ad_account, ROSTER_TYPE_ITEM)

typedef enum
{
  PROP_OWNER_NAME = 1,
  PROP_OWNERSHIP,
  PROP_OWNERSHIP_TEXT,
  PROP_MEMBERSHIP,
  PROP_MEMBERSHIP_TEXT,
  PROP_STATUS_TEXT,
  PROP_ACCOUNT_TYPE,
} RosterAdAccountProperty;

static GParamSpec *properties[PROP_ACCOUNT_TYPE + 1];

static void
roster_ad_account_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  RosterAdAccount *self = ROSTER_AD_ACCOUNT (object);

  switch ((RosterAdAccountProperty) prop_id)
    {
    case PROP_OWNER_NAME:
      g_value_set_string (value, self->owner_name);
      break;

    case PROP_OWNERSHIP:
      g_value_set_enum (value, self->ownership);
      break;

    case PROP_OWNERSHIP_TEXT:
      g_value_set_string (value, self->ownership_text);
      break;

    case PROP_MEMBERSHIP:
      g_value_set_enum (value, self->membership);
      break;

    case PROP_MEMBERSHIP_TEXT:
      g_value_set_string (value, self->membership_text);
      break;

    case PROP_STATUS_TEXT:
      g_value_set_string (value, self->status_text);
      break;

    case PROP_ACCOUNT_TYPE:
      g_value_set_string (value, self->account_type);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_ad_account_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  RosterAdAccount *self = ROSTER_AD_ACCOUNT (object);

  switch ((RosterAdAccountProperty) prop_id)
    {
    case PROP_OWNER_NAME:
      roster_ad_account_set_owner_name (self, g_value_get_string (value));
      break;

    case PROP_OWNERSHIP:
      roster_ad_account_set_ownership (self, g_value_get_enum (value));
      break;

    case PROP_OWNERSHIP_TEXT:
      roster_ad_account_set_ownership_text (self, g_value_get_string (value));
      break;

    case PROP_MEMBERSHIP:
      roster_ad_account_set_membership (self, g_value_get_enum (value));
      break;

    case PROP_MEMBERSHIP_TEXT:
      roster_ad_account_set_membership_text (self, g_value_get_string (value));
      break;

    case PROP_STATUS_TEXT:
      roster_ad_account_set_status_text (self, g_value_get_string (value));
      break;

    case PROP_ACCOUNT_TYPE:
      roster_ad_account_set_account_type (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_ad_account_finalize (GObject *object)
{
  RosterAdAccount *self = ROSTER_AD_ACCOUNT (object);

  g_clear_pointer (&self->owner_name, g_free);
  g_clear_pointer (&self->ownership_text, g_free);
  g_clear_pointer (&self->membership_text, g_free);
  g_clear_pointer (&self->status_text, g_free);
  g_clear_pointer (&self->account_type, g_free);

  G_OBJECT_CLASS (roster_ad_account_parent_class)->finalize (object);
}

static void
roster_ad_account_class_init (RosterAdAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_ad_account_get_property;
  object_class->set_property = roster_ad_account_set_property;
  object_class->finalize = roster_ad_account_finalize;

  /**
   * RosterAdAccount:owner-name:
   *
   * The name of the Business Center that owns it.
   */
  properties[PROP_OWNER_NAME] =
    g_param_spec_string ("owner-name", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterAdAccount:ownership:
   *
   * Who owns it.
   */
  properties[PROP_OWNERSHIP] =
    g_param_spec_enum ("ownership", NULL, NULL, ROSTER_TYPE_OWNERSHIP, 0,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterAdAccount:ownership-text:
   *
   * Who owns it, as TikTok tells it.
   */
  properties[PROP_OWNERSHIP_TEXT] =
    g_param_spec_string ("ownership-text", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterAdAccount:membership:
   *
   * How it stands to the Business Center.
   */
  properties[PROP_MEMBERSHIP] =
    g_param_spec_enum ("membership", NULL, NULL, ROSTER_TYPE_MEMBERSHIP, 0,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterAdAccount:membership-text:
   *
   * How it stands to the Business Center, as TikTok tells it.
   */
  properties[PROP_MEMBERSHIP_TEXT] =
    g_param_spec_string ("membership-text", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterAdAccount:status-text:
   *
   * Its state, as TikTok tells it, such as `STATUS_ENABLE`.
   */
  properties[PROP_STATUS_TEXT] =
    g_param_spec_string ("status-text", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterAdAccount:account-type:
   *
   * `AUCTION` or `RESERVATION`, as TikTok tells it.
   */
  properties[PROP_ACCOUNT_TYPE] =
    g_param_spec_string ("account-type", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_ad_account_init (RosterAdAccount *self)
{
}

/**
 * roster_ad_account_new:
 * @advertiser_id: TikTok's `advertiser_id`
 *
 * An ad account of the Business Center; TikTok calls it an advertiser.
 *
 * Returns: (transfer full): a new object
 */
RosterAdAccount *
roster_ad_account_new (const char *advertiser_id)
{
  g_autofree char *key = g_strconcat ("ad:", advertiser_id, NULL);

  return g_object_new (ROSTER_TYPE_AD_ACCOUNT, "key", key, NULL);
}

/**
 * roster_ad_account_get_owner_name:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): the name of the Business Center that owns it
 */
const char *
roster_ad_account_get_owner_name (RosterAdAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_AD_ACCOUNT (self), NULL);

  return self->owner_name;
}

/**
 * roster_ad_account_set_owner_name:
 * @self: the object
 * @owner_name: (nullable): the name of the Business Center that owns it
 */
void
roster_ad_account_set_owner_name (RosterAdAccount *self,
                                  const char      *owner_name)
{
  g_return_if_fail (ROSTER_IS_AD_ACCOUNT (self));

  if (g_strcmp0 (self->owner_name, owner_name) == 0)
    return;

  g_free (self->owner_name);
  self->owner_name = g_strdup (owner_name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OWNER_NAME]);
}

/**
 * roster_ad_account_get_ownership:
 * @self: the object
 *
 * Returns: who owns it
 */
RosterOwnership
roster_ad_account_get_ownership (RosterAdAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_AD_ACCOUNT (self), 0);

  return self->ownership;
}

/**
 * roster_ad_account_set_ownership:
 * @self: the object
 * @ownership: who owns it
 */
void
roster_ad_account_set_ownership (RosterAdAccount *self,
                                 RosterOwnership  ownership)
{
  g_return_if_fail (ROSTER_IS_AD_ACCOUNT (self));

  if (self->ownership == ownership)
    return;

  self->ownership = ownership;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OWNERSHIP]);
}

/**
 * roster_ad_account_get_ownership_text:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): who owns it, as TikTok tells it
 */
const char *
roster_ad_account_get_ownership_text (RosterAdAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_AD_ACCOUNT (self), NULL);

  return self->ownership_text;
}

/**
 * roster_ad_account_set_ownership_text:
 * @self: the object
 * @ownership_text: (nullable): who owns it, as TikTok tells it
 */
void
roster_ad_account_set_ownership_text (RosterAdAccount *self,
                                      const char      *ownership_text)
{
  g_return_if_fail (ROSTER_IS_AD_ACCOUNT (self));

  if (g_strcmp0 (self->ownership_text, ownership_text) == 0)
    return;

  g_free (self->ownership_text);
  self->ownership_text = g_strdup (ownership_text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OWNERSHIP_TEXT]);
}

/**
 * roster_ad_account_get_membership:
 * @self: the object
 *
 * Returns: how it stands to the Business Center
 */
RosterMembership
roster_ad_account_get_membership (RosterAdAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_AD_ACCOUNT (self), 0);

  return self->membership;
}

/**
 * roster_ad_account_set_membership:
 * @self: the object
 * @membership: how it stands to the Business Center
 */
void
roster_ad_account_set_membership (RosterAdAccount  *self,
                                  RosterMembership  membership)
{
  g_return_if_fail (ROSTER_IS_AD_ACCOUNT (self));

  if (self->membership == membership)
    return;

  self->membership = membership;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEMBERSHIP]);
}

/**
 * roster_ad_account_get_membership_text:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): how it stands to the Business Center, as TikTok tells it
 */
const char *
roster_ad_account_get_membership_text (RosterAdAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_AD_ACCOUNT (self), NULL);

  return self->membership_text;
}

/**
 * roster_ad_account_set_membership_text:
 * @self: the object
 * @membership_text: (nullable): how it stands to the Business Center, as TikTok tells it
 */
void
roster_ad_account_set_membership_text (RosterAdAccount *self,
                                       const char      *membership_text)
{
  g_return_if_fail (ROSTER_IS_AD_ACCOUNT (self));

  if (g_strcmp0 (self->membership_text, membership_text) == 0)
    return;

  g_free (self->membership_text);
  self->membership_text = g_strdup (membership_text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEMBERSHIP_TEXT]);
}

/**
 * roster_ad_account_get_status_text:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): its state, as TikTok tells it, such as `STATUS_ENABLE`
 */
const char *
roster_ad_account_get_status_text (RosterAdAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_AD_ACCOUNT (self), NULL);

  return self->status_text;
}

/**
 * roster_ad_account_set_status_text:
 * @self: the object
 * @status_text: (nullable): its state, as TikTok tells it, such as `STATUS_ENABLE`
 */
void
roster_ad_account_set_status_text (RosterAdAccount *self,
                                   const char      *status_text)
{
  g_return_if_fail (ROSTER_IS_AD_ACCOUNT (self));

  if (g_strcmp0 (self->status_text, status_text) == 0)
    return;

  g_free (self->status_text);
  self->status_text = g_strdup (status_text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS_TEXT]);
}

/**
 * roster_ad_account_get_account_type:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): `AUCTION` or `RESERVATION`, as TikTok tells it
 */
const char *
roster_ad_account_get_account_type (RosterAdAccount *self)
{
  g_return_val_if_fail (ROSTER_IS_AD_ACCOUNT (self), NULL);

  return self->account_type;
}

/**
 * roster_ad_account_set_account_type:
 * @self: the object
 * @account_type: (nullable): `AUCTION` or `RESERVATION`, as TikTok tells it
 */
void
roster_ad_account_set_account_type (RosterAdAccount *self,
                                    const char      *account_type)
{
  g_return_if_fail (ROSTER_IS_AD_ACCOUNT (self));

  if (g_strcmp0 (self->account_type, account_type) == 0)
    return;

  g_free (self->account_type);
  self->account_type = g_strdup (account_type);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT_TYPE]);
}
