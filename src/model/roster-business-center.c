/* roster-business-center.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-business-center.h"

#include "roster-model-enums.h"

struct _RosterBusinessCenter
{
  RosterItem parent_instance;

  char *company;
  char *currency;
  char *timezone;
  char *status;
  RosterRole role;
  char *role_text;
  RosterFinanceRole finance_role;
};

G_DEFINE_FINAL_TYPE (RosterBusinessCenter, roster_business_center, ROSTER_TYPE_ITEM)

typedef enum
{
  PROP_COMPANY = 1,
  PROP_CURRENCY,
  PROP_TIMEZONE,
  PROP_STATUS,
  PROP_ROLE,
  PROP_ROLE_TEXT,
  PROP_FINANCE_ROLE,
} RosterBusinessCenterProperty;

static GParamSpec *properties[PROP_FINANCE_ROLE + 1];

static void
roster_business_center_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  RosterBusinessCenter *self = ROSTER_BUSINESS_CENTER (object);

  switch ((RosterBusinessCenterProperty) prop_id)
    {
    case PROP_COMPANY:
      g_value_set_string (value, self->company);
      break;

    case PROP_CURRENCY:
      g_value_set_string (value, self->currency);
      break;

    case PROP_TIMEZONE:
      g_value_set_string (value, self->timezone);
      break;

    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;

    case PROP_ROLE:
      g_value_set_enum (value, self->role);
      break;

    case PROP_ROLE_TEXT:
      g_value_set_string (value, self->role_text);
      break;

    case PROP_FINANCE_ROLE:
      g_value_set_enum (value, self->finance_role);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_business_center_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  RosterBusinessCenter *self = ROSTER_BUSINESS_CENTER (object);

  switch ((RosterBusinessCenterProperty) prop_id)
    {
    case PROP_COMPANY:
      roster_business_center_set_company (self, g_value_get_string (value));
      break;

    case PROP_CURRENCY:
      roster_business_center_set_currency (self, g_value_get_string (value));
      break;

    case PROP_TIMEZONE:
      roster_business_center_set_timezone (self, g_value_get_string (value));
      break;

    case PROP_STATUS:
      roster_business_center_set_status (self, g_value_get_string (value));
      break;

    case PROP_ROLE:
      roster_business_center_set_role (self, g_value_get_enum (value));
      break;

    case PROP_ROLE_TEXT:
      roster_business_center_set_role_text (self, g_value_get_string (value));
      break;

    case PROP_FINANCE_ROLE:
      roster_business_center_set_finance_role (self, g_value_get_enum (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_business_center_finalize (GObject *object)
{
  RosterBusinessCenter *self = ROSTER_BUSINESS_CENTER (object);

  g_clear_pointer (&self->company, g_free);
  g_clear_pointer (&self->currency, g_free);
  g_clear_pointer (&self->timezone, g_free);
  g_clear_pointer (&self->status, g_free);
  g_clear_pointer (&self->role_text, g_free);

  G_OBJECT_CLASS (roster_business_center_parent_class)->finalize (object);
}

static void
roster_business_center_class_init (RosterBusinessCenterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_business_center_get_property;
  object_class->set_property = roster_business_center_set_property;
  object_class->finalize = roster_business_center_finalize;

  /**
   * RosterBusinessCenter:company:
   *
   * The company that it belongs to.
   */
  properties[PROP_COMPANY] =
    g_param_spec_string ("company", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterBusinessCenter:currency:
   *
   * Its currency, ISO 4217.
   */
  properties[PROP_CURRENCY] =
    g_param_spec_string ("currency", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterBusinessCenter:timezone:
   *
   * Its time zone.
   */
  properties[PROP_TIMEZONE] =
    g_param_spec_string ("timezone", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterBusinessCenter:status:
   *
   * Its state, as TikTok tells it; `ENABLE` when it can be worked with.
   */
  properties[PROP_STATUS] =
    g_param_spec_string ("status", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterBusinessCenter:role:
   *
   * The role of the token's user in it.
   */
  properties[PROP_ROLE] =
    g_param_spec_enum ("role", NULL, NULL, ROSTER_TYPE_ROLE, 0,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterBusinessCenter:role-text:
   *
   * The role of the token's user in it, as TikTok tells it.
   */
  properties[PROP_ROLE_TEXT] =
    g_param_spec_string ("role-text", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterBusinessCenter:finance-role:
   *
   * The finance role of the token's user in it.
   */
  properties[PROP_FINANCE_ROLE] =
    g_param_spec_enum ("finance-role", NULL, NULL, ROSTER_TYPE_FINANCE_ROLE, 0,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_business_center_init (RosterBusinessCenter *self)
{
}

/**
 * roster_business_center_new:
 * @bc_id: TikTok's `bc_id`
 *
 * A Business Center of the token's user.
 *
 * Returns: (transfer full): a new object
 */
RosterBusinessCenter *
roster_business_center_new (const char *bc_id)
{
  g_autofree char *key = g_strconcat ("bc:", bc_id, NULL);

  return g_object_new (ROSTER_TYPE_BUSINESS_CENTER, "key", key, NULL);
}

/**
 * roster_business_center_get_company:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): the company that it belongs to
 */
const char *
roster_business_center_get_company (RosterBusinessCenter *self)
{
  g_return_val_if_fail (ROSTER_IS_BUSINESS_CENTER (self), NULL);

  return self->company;
}

/**
 * roster_business_center_set_company:
 * @self: the object
 * @company: (nullable): the company that it belongs to
 */
void
roster_business_center_set_company (RosterBusinessCenter *self,
                                    const char           *company)
{
  g_return_if_fail (ROSTER_IS_BUSINESS_CENTER (self));

  if (g_strcmp0 (self->company, company) == 0)
    return;

  g_free (self->company);
  self->company = g_strdup (company);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPANY]);
}

/**
 * roster_business_center_get_currency:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): its currency, ISO 4217
 */
const char *
roster_business_center_get_currency (RosterBusinessCenter *self)
{
  g_return_val_if_fail (ROSTER_IS_BUSINESS_CENTER (self), NULL);

  return self->currency;
}

/**
 * roster_business_center_set_currency:
 * @self: the object
 * @currency: (nullable): its currency, ISO 4217
 */
void
roster_business_center_set_currency (RosterBusinessCenter *self,
                                     const char           *currency)
{
  g_return_if_fail (ROSTER_IS_BUSINESS_CENTER (self));

  if (g_strcmp0 (self->currency, currency) == 0)
    return;

  g_free (self->currency);
  self->currency = g_strdup (currency);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENCY]);
}

/**
 * roster_business_center_get_timezone:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): its time zone
 */
const char *
roster_business_center_get_timezone (RosterBusinessCenter *self)
{
  g_return_val_if_fail (ROSTER_IS_BUSINESS_CENTER (self), NULL);

  return self->timezone;
}

/**
 * roster_business_center_set_timezone:
 * @self: the object
 * @timezone: (nullable): its time zone
 */
void
roster_business_center_set_timezone (RosterBusinessCenter *self,
                                     const char           *timezone)
{
  g_return_if_fail (ROSTER_IS_BUSINESS_CENTER (self));

  if (g_strcmp0 (self->timezone, timezone) == 0)
    return;

  g_free (self->timezone);
  self->timezone = g_strdup (timezone);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIMEZONE]);
}

/**
 * roster_business_center_get_status:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): its state, as TikTok tells it; `ENABLE` when it can be worked with
 */
const char *
roster_business_center_get_status (RosterBusinessCenter *self)
{
  g_return_val_if_fail (ROSTER_IS_BUSINESS_CENTER (self), NULL);

  return self->status;
}

/**
 * roster_business_center_set_status:
 * @self: the object
 * @status: (nullable): its state, as TikTok tells it; `ENABLE` when it can be worked with
 */
void
roster_business_center_set_status (RosterBusinessCenter *self,
                                   const char           *status)
{
  g_return_if_fail (ROSTER_IS_BUSINESS_CENTER (self));

  if (g_strcmp0 (self->status, status) == 0)
    return;

  g_free (self->status);
  self->status = g_strdup (status);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

/**
 * roster_business_center_get_role:
 * @self: the object
 *
 * Returns: the role of the token's user in it
 */
RosterRole
roster_business_center_get_role (RosterBusinessCenter *self)
{
  g_return_val_if_fail (ROSTER_IS_BUSINESS_CENTER (self), 0);

  return self->role;
}

/**
 * roster_business_center_set_role:
 * @self: the object
 * @role: the role of the token's user in it
 */
void
roster_business_center_set_role (RosterBusinessCenter *self,
                                 RosterRole            role)
{
  g_return_if_fail (ROSTER_IS_BUSINESS_CENTER (self));

  if (self->role == role)
    return;

  self->role = role;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROLE]);
}

/**
 * roster_business_center_get_role_text:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): the role of the token's user in it, as TikTok tells it
 */
const char *
roster_business_center_get_role_text (RosterBusinessCenter *self)
{
  g_return_val_if_fail (ROSTER_IS_BUSINESS_CENTER (self), NULL);

  return self->role_text;
}

/**
 * roster_business_center_set_role_text:
 * @self: the object
 * @role_text: (nullable): the role of the token's user in it, as TikTok tells it
 */
void
roster_business_center_set_role_text (RosterBusinessCenter *self,
                                      const char           *role_text)
{
  g_return_if_fail (ROSTER_IS_BUSINESS_CENTER (self));

  if (g_strcmp0 (self->role_text, role_text) == 0)
    return;

  g_free (self->role_text);
  self->role_text = g_strdup (role_text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROLE_TEXT]);
}

/**
 * roster_business_center_get_finance_role:
 * @self: the object
 *
 * Returns: the finance role of the token's user in it
 */
RosterFinanceRole
roster_business_center_get_finance_role (RosterBusinessCenter *self)
{
  g_return_val_if_fail (ROSTER_IS_BUSINESS_CENTER (self), 0);

  return self->finance_role;
}

/**
 * roster_business_center_set_finance_role:
 * @self: the object
 * @finance_role: the finance role of the token's user in it
 */
void
roster_business_center_set_finance_role (RosterBusinessCenter *self,
                                         RosterFinanceRole     finance_role)
{
  g_return_if_fail (ROSTER_IS_BUSINESS_CENTER (self));

  if (self->finance_role == finance_role)
    return;

  self->finance_role = finance_role;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FINANCE_ROLE]);
}

/**
 * roster_business_center_can_write:
 * @self: the Business Center
 *
 * TikTok takes writes from an Admin of an enabled Business Center only. A state that was not told does not stand in the way.
 *
 * Returns: whether inviting, assigning and linking are worth offering
 */
gboolean
roster_business_center_can_write (RosterBusinessCenter *self)
{
  g_return_val_if_fail (ROSTER_IS_BUSINESS_CENTER (self), FALSE);

  return self->role == ROSTER_ROLE_ADMIN && (self->status == NULL || g_str_equal (self->status, "ENABLE"));
}
