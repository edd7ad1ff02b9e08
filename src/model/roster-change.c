/* roster-change.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-change.h"

#include "roster-model-enums.h"

struct _RosterChange
{
  GObject parent_instance;

  RosterChangeKind kind;
  RosterChangeState state;
  RosterLevel from_level;
  RosterLevel to_level;
  RosterTiktokRoles roles;
  RosterPrincipal *principal;
  RosterAdAccount *ad_account;
  RosterTiktokAccount *tiktok_account;
  GError *error;
};

G_DEFINE_FINAL_TYPE (RosterChange, roster_change, G_TYPE_OBJECT)

typedef enum
{
  PROP_KIND = 1,
  PROP_STATE,
  PROP_FROM_LEVEL,
  PROP_TO_LEVEL,
} RosterChangeProperty;

static GParamSpec *properties[PROP_TO_LEVEL + 1];

static void
roster_change_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  RosterChange *self = ROSTER_CHANGE (object);

  switch ((RosterChangeProperty) prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;

    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_FROM_LEVEL:
      g_value_set_enum (value, self->from_level);
      break;

    case PROP_TO_LEVEL:
      g_value_set_enum (value, self->to_level);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_change_finalize (GObject *object)
{
  RosterChange *self = ROSTER_CHANGE (object);

  g_clear_object (&self->principal);
  g_clear_object (&self->ad_account);
  g_clear_object (&self->tiktok_account);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (roster_change_parent_class)->finalize (object);
}

static void
roster_change_class_init (RosterChangeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_change_get_property;
  object_class->finalize = roster_change_finalize;

  /**
   * RosterChange:kind:
   *
   * What the change does.
   */
  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, ROSTER_TYPE_CHANGE_KIND, 0,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterChange:state:
   *
   * How far it is.
   */
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, ROSTER_TYPE_CHANGE_STATE, 0,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterChange:from-level:
   *
   * The level before.
   */
  properties[PROP_FROM_LEVEL] =
    g_param_spec_enum ("from-level", NULL, NULL, ROSTER_TYPE_LEVEL, 0,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterChange:to-level:
   *
   * The level after.
   */
  properties[PROP_TO_LEVEL] =
    g_param_spec_enum ("to-level", NULL, NULL, ROSTER_TYPE_LEVEL, 0,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_change_init (RosterChange *self)
{
}

/**
 * roster_change_get_kind:
 * @self: the object
 *
 * Returns: what the change does
 */
RosterChangeKind
roster_change_get_kind (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), 0);

  return self->kind;
}

/**
 * roster_change_get_state:
 * @self: the object
 *
 * Returns: how far it is
 */
RosterChangeState
roster_change_get_state (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), 0);

  return self->state;
}

/**
 * roster_change_get_from_level:
 * @self: the object
 *
 * Returns: the level before
 */
RosterLevel
roster_change_get_from_level (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), 0);

  return self->from_level;
}

/**
 * roster_change_get_to_level:
 * @self: the object
 *
 * Returns: the level after
 */
RosterLevel
roster_change_get_to_level (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), 0);

  return self->to_level;
}

static RosterChange *
change_new (RosterChangeKind     kind,
            RosterPrincipal     *principal,
            RosterAdAccount     *ad_account,
            RosterTiktokAccount *tiktok_account)
{
  RosterChange *self = g_object_new (ROSTER_TYPE_CHANGE, NULL);

  self->kind = kind;
  g_set_object (&self->principal, principal);
  g_set_object (&self->ad_account, ad_account);
  g_set_object (&self->tiktok_account, tiktok_account);

  return self;
}

/**
 * roster_change_new_level:
 * @principal: whose level
 * @ad_account: on which ad account
 * @from_level: the direct level now
 * @to_level: the direct level wanted; @ROSTER_LEVEL_NONE takes it away
 *
 * Returns: (transfer full): a change that has not been sent
 */
RosterChange *
roster_change_new_level (RosterPrincipal *principal,
                         RosterAdAccount *ad_account,
                         RosterLevel      from_level,
                         RosterLevel      to_level)
{
  RosterChange *self = change_new (ROSTER_CHANGE_KIND_LEVEL, principal, ad_account, NULL);

  self->from_level = from_level;
  self->to_level = to_level;

  return self;
}

/**
 * roster_change_new_roles:
 * @principal: who
 * @tiktok_account: the TikTok account
 * @roles: what of it may be used; @ROSTER_TIKTOK_ROLES_NONE takes it away
 *
 * Returns: (transfer full): a change that has not been sent
 */
RosterChange *
roster_change_new_roles (RosterPrincipal     *principal,
                         RosterTiktokAccount *tiktok_account,
                         RosterTiktokRoles    roles)
{
  RosterChange *self = change_new (ROSTER_CHANGE_KIND_ROLES, principal, NULL, tiktok_account);

  self->roles = roles;

  return self;
}

/**
 * roster_change_new_link:
 * @tiktok_account: the TikTok account
 * @ad_account: where it shall be usable
 *
 * Returns: (transfer full): a change that has not been sent
 */
RosterChange *
roster_change_new_link (RosterTiktokAccount *tiktok_account,
                        RosterAdAccount     *ad_account)
{
  return change_new (ROSTER_CHANGE_KIND_LINK, NULL, ad_account, tiktok_account);
}

/**
 * roster_change_new_unlink:
 * @tiktok_account: the TikTok account
 * @ad_account: where it shall stop being usable
 *
 * Returns: (transfer full): a change that has not been sent
 */
RosterChange *
roster_change_new_unlink (RosterTiktokAccount *tiktok_account,
                          RosterAdAccount     *ad_account)
{
  return change_new (ROSTER_CHANGE_KIND_UNLINK, NULL, ad_account, tiktok_account);
}

/**
 * roster_change_new_disconnect:
 * @tiktok_account: the TikTok account that leaves the Business Center
 *
 * Returns: (transfer full): a change that has not been sent
 */
RosterChange *
roster_change_new_disconnect (RosterTiktokAccount *tiktok_account)
{
  return change_new (ROSTER_CHANGE_KIND_DISCONNECT, NULL, NULL, tiktok_account);
}

/**
 * roster_change_get_principal:
 * @self: the change
 *
 * Returns: (transfer none) (nullable): who is concerned
 */
RosterPrincipal *
roster_change_get_principal (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->principal;
}

/**
 * roster_change_get_ad_account:
 * @self: the change
 *
 * Returns: (transfer none) (nullable): the ad account that is concerned
 */
RosterAdAccount *
roster_change_get_ad_account (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->ad_account;
}

/**
 * roster_change_get_tiktok_account:
 * @self: the change
 *
 * Returns: (transfer none) (nullable): the TikTok account that is concerned
 */
RosterTiktokAccount *
roster_change_get_tiktok_account (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->tiktok_account;
}

/**
 * roster_change_get_roles:
 * @self: the change
 *
 * Returns: what may be used of the TikTok account afterwards
 */
RosterTiktokRoles
roster_change_get_roles (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), ROSTER_TIKTOK_ROLES_NONE);

  return self->roles;
}

/**
 * roster_change_get_error:
 * @self: the change
 *
 * Returns: (transfer none) (nullable): why it failed, or why nobody knows
 */
const GError *
roster_change_get_error (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->error;
}

/**
 * roster_change_set_state:
 * @self: the change
 * @state: how far it is
 * @error: (nullable): why it failed, or why nobody knows; copied
 */
void
roster_change_set_state (RosterChange      *self,
                         RosterChangeState  state,
                         const GError      *error)
{
  g_return_if_fail (ROSTER_IS_CHANGE (self));

  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}
