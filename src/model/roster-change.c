/* roster-change.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-change-private.h"

#include "roster-model-enums.h"

/* One write, before, while and after it is sent. */

G_DEFINE_FINAL_TYPE (RosterChange, roster_change, G_TYPE_OBJECT)

typedef enum
{
  PROP_KIND = 1,
  PROP_STATE,
  PROP_PRINCIPAL,
  PROP_AD_ACCOUNT,
  PROP_TIKTOK_ACCOUNT,
  PROP_FROM_LEVEL,
  PROP_TO_LEVEL,
  PROP_FROM_ROLE,
  PROP_TO_ROLE,
  PROP_FROM_FINANCE_ROLE,
  PROP_TO_FINANCE_ROLE,
} RosterChangeProperty;

static GParamSpec *properties[PROP_TO_FINANCE_ROLE + 1];

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

    case PROP_PRINCIPAL:
      g_value_set_object (value, self->principal);
      break;

    case PROP_AD_ACCOUNT:
      g_value_set_object (value, self->ad_account);
      break;

    case PROP_TIKTOK_ACCOUNT:
      g_value_set_object (value, self->tiktok_account);
      break;

    case PROP_FROM_LEVEL:
      g_value_set_enum (value, self->from_level);
      break;

    case PROP_TO_LEVEL:
      g_value_set_enum (value, self->to_level);
      break;

    case PROP_FROM_ROLE:
      g_value_set_enum (value, self->from_role);
      break;

    case PROP_TO_ROLE:
      g_value_set_enum (value, self->to_role);
      break;

    case PROP_FROM_FINANCE_ROLE:
      g_value_set_enum (value, self->from_finance_role);
      break;

    case PROP_TO_FINANCE_ROLE:
      g_value_set_enum (value, self->to_finance_role);
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
  g_clear_object (&self->ad_accounts);
  g_clear_pointer (&self->refused, g_ptr_array_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (roster_change_parent_class)->finalize (object);
}

static void
roster_change_class_init (RosterChangeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = roster_change_get_property;
  object_class->finalize = roster_change_finalize;

  /**
   * RosterChange:kind:
   *
   * What the change does.
   */
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, ROSTER_TYPE_CHANGE_KIND, 0, readable);

  /**
   * RosterChange:state:
   *
   * How far it is.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, ROSTER_TYPE_CHANGE_STATE, 0, readable);

  /**
   * RosterChange:principal:
   *
   * Who is concerned.
   */
  properties[PROP_PRINCIPAL] = g_param_spec_object ("principal", NULL, NULL, ROSTER_TYPE_PRINCIPAL, readable);

  /**
   * RosterChange:ad-account:
   *
   * The ad account that is concerned.
   */
  properties[PROP_AD_ACCOUNT] = g_param_spec_object ("ad-account", NULL, NULL, ROSTER_TYPE_AD_ACCOUNT, readable);

  /**
   * RosterChange:tiktok-account:
   *
   * The TikTok account that is concerned.
   */
  properties[PROP_TIKTOK_ACCOUNT] = g_param_spec_object ("tiktok-account", NULL, NULL, ROSTER_TYPE_TIKTOK_ACCOUNT, readable);

  /**
   * RosterChange:from-level:
   *
   * The level before.
   */
  properties[PROP_FROM_LEVEL] = g_param_spec_enum ("from-level", NULL, NULL, ROSTER_TYPE_LEVEL, 0, readable);

  /**
   * RosterChange:to-level:
   *
   * The level after; that on all ad accounts of an invitation.
   */
  properties[PROP_TO_LEVEL] = g_param_spec_enum ("to-level", NULL, NULL, ROSTER_TYPE_LEVEL, 0, readable);

  /**
   * RosterChange:from-role:
   *
   * The role of a person before.
   */
  properties[PROP_FROM_ROLE] = g_param_spec_enum ("from-role", NULL, NULL, ROSTER_TYPE_ROLE, 0, readable);

  /**
   * RosterChange:to-role:
   *
   * The role of a person after.
   */
  properties[PROP_TO_ROLE] = g_param_spec_enum ("to-role", NULL, NULL, ROSTER_TYPE_ROLE, 0, readable);

  /**
   * RosterChange:from-finance-role:
   *
   * The finance role of a person before.
   */
  properties[PROP_FROM_FINANCE_ROLE] = g_param_spec_enum ("from-finance-role", NULL, NULL, ROSTER_TYPE_FINANCE_ROLE, 0, readable);

  /**
   * RosterChange:to-finance-role:
   *
   * The finance role of a person after.
   */
  properties[PROP_TO_FINANCE_ROLE] = g_param_spec_enum ("to-finance-role", NULL, NULL, ROSTER_TYPE_FINANCE_ROLE, 0, readable);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_change_init (RosterChange *self)
{
}

/**
 * roster_change_get_kind:
 * @self: the change
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
 * roster_change_get_principal:
 * @self: the change
 *
 * Returns: (transfer none) (nullable): who is concerned; for an invitation, who it makes: a person or an agency that is in no list yet
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
 * roster_change_get_ad_accounts:
 * @self: the change
 *
 * Returns: (transfer none) (nullable): the ad accounts that come with an invitation, a list of #RosterAdAccount that never changes
 */
GListModel *
roster_change_get_ad_accounts (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->ad_accounts;
}

/**
 * roster_change_get_from_level:
 * @self: the change
 *
 * Returns: the level before
 */
RosterLevel
roster_change_get_from_level (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), ROSTER_LEVEL_NONE);

  return self->from_level;
}

/**
 * roster_change_get_to_level:
 * @self: the change
 *
 * Returns: the level after; that on all ad accounts of an invitation
 */
RosterLevel
roster_change_get_to_level (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), ROSTER_LEVEL_NONE);

  return self->to_level;
}

/**
 * roster_change_get_from_roles:
 * @self: the change
 *
 * Returns: what might be used of the TikTok account before
 */
RosterTiktokRoles
roster_change_get_from_roles (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), ROSTER_TIKTOK_ROLES_NONE);

  return self->from_roles;
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

  return self->to_roles;
}

/**
 * roster_change_get_from_role:
 * @self: the change
 *
 * Returns: the role of a person before
 */
RosterRole
roster_change_get_from_role (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), ROSTER_ROLE_UNKNOWN);

  return self->from_role;
}

/**
 * roster_change_get_to_role:
 * @self: the change
 *
 * Returns: the role of a person after; @ROSTER_ROLE_UNKNOWN leaves it as it is
 */
RosterRole
roster_change_get_to_role (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), ROSTER_ROLE_UNKNOWN);

  return self->to_role;
}

/**
 * roster_change_get_from_finance_role:
 * @self: the change
 *
 * Returns: the finance role of a person before
 */
RosterFinanceRole
roster_change_get_from_finance_role (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), ROSTER_FINANCE_ROLE_NONE);

  return self->from_finance_role;
}

/**
 * roster_change_get_to_finance_role:
 * @self: the change
 *
 * Returns: the finance role of a person after
 */
RosterFinanceRole
roster_change_get_to_finance_role (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), ROSTER_FINANCE_ROLE_NONE);

  return self->to_finance_role;
}

/**
 * roster_change_get_state:
 * @self: the change
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
 * roster_change_is_over:
 * @self: the change
 *
 * Returns: whether nothing is left to be sent for it now: it is done, or kept until an invitation is accepted
 */
gboolean
roster_change_is_over (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), FALSE);

  return self->state == ROSTER_CHANGE_STATE_DONE || self->state == ROSTER_CHANGE_STATE_QUEUED;
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

/**
 * roster_change_get_writes:
 * @self: the change
 *
 * Returns: how many writes TikTok took for it: 0 for a change that is done because it was so already, 1 for one that needs two and got half-way.
 *   For an agency that is invited: how many of its ad accounts TikTok was asked for and answered, in their order; 1 for one without any
 */
guint
roster_change_get_writes (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), 0);

  return self->writes;
}

/**
 * roster_change_set_writes:
 * @self: the change
 * @writes: how many writes TikTok took for it
 */
void
roster_change_set_writes (RosterChange *self,
                          guint         writes)
{
  g_return_if_fail (ROSTER_IS_CHANGE (self));

  self->writes = writes;
}

/**
 * roster_change_is_refused:
 * @self: an invitation
 * @ad_account: one of its ad accounts
 *
 * Returns: whether TikTok refused that ad account, so that the invitation goes without it
 */
gboolean
roster_change_is_refused (RosterChange    *self,
                          RosterAdAccount *ad_account)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), FALSE);

  return self->refused != NULL && g_ptr_array_find (self->refused, ad_account, NULL);
}

/**
 * roster_change_get_refused:
 * @self: an invitation
 *
 * Returns: (transfer none) (nullable) (element-type RosterAdAccount): the ad accounts that TikTok refused; %NULL for none
 */
GPtrArray *
roster_change_get_refused (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), NULL);

  return self->refused;
}

/**
 * roster_change_add_refused:
 * @self: an invitation
 * @ad_account: one of its ad accounts, which TikTok refused
 */
void
roster_change_add_refused (RosterChange    *self,
                           RosterAdAccount *ad_account)
{
  g_return_if_fail (ROSTER_IS_CHANGE (self) && ROSTER_IS_AD_ACCOUNT (ad_account));

  if (self->refused == NULL)
    self->refused = g_ptr_array_new_with_free_func (g_object_unref);
  if (!g_ptr_array_find (self->refused, ad_account, NULL))
    g_ptr_array_add (self->refused, g_object_ref (ad_account));
}

/**
 * roster_change_clear_refused:
 * @self: an invitation
 *
 * Forgets which ad accounts TikTok refused: it is asked for all of them again.
 */
void
roster_change_clear_refused (RosterChange *self)
{
  g_return_if_fail (ROSTER_IS_CHANGE (self));

  g_clear_pointer (&self->refused, g_ptr_array_unref);
}

/**
 * roster_change_get_withdrawn_before:
 * @self: an invitation
 *
 * Returns: whether an earlier invitation was withdrawn for it: where it fails, the person is not invited any more
 */
gboolean
roster_change_get_withdrawn_before (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), FALSE);

  return self->withdrawn_before;
}

/**
 * roster_change_set_withdrawn_before:
 * @self: an invitation
 * @withdrawn_before: whether an earlier invitation was withdrawn for it
 */
void
roster_change_set_withdrawn_before (RosterChange *self,
                                    gboolean      withdrawn_before)
{
  g_return_if_fail (ROSTER_IS_CHANGE (self));

  self->withdrawn_before = withdrawn_before;
}

/**
 * roster_change_get_overtaken:
 * @self: the change
 *
 * Returns: whether it was not sent because a later change of the same list contradicts it; it is not sent later either
 */
gboolean
roster_change_get_overtaken (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), FALSE);

  return self->overtaken;
}

/**
 * roster_change_set_overtaken:
 * @self: the change
 * @overtaken: whether a later change of the same list contradicts it
 */
void
roster_change_set_overtaken (RosterChange *self,
                             gboolean      overtaken)
{
  g_return_if_fail (ROSTER_IS_CHANGE (self));

  self->overtaken = overtaken;
}

/**
 * roster_change_get_journal_id:
 * @self: the change
 *
 * Returns: the number of the entry in the journal that waits for its verdict, or 0
 */
gint64
roster_change_get_journal_id (RosterChange *self)
{
  g_return_val_if_fail (ROSTER_IS_CHANGE (self), 0);

  return self->journal_id;
}

/**
 * roster_change_set_journal_id:
 * @self: the change
 * @journal_id: the number of the entry in the journal that waits for its verdict, or 0
 */
void
roster_change_set_journal_id (RosterChange *self,
                              gint64        journal_id)
{
  g_return_if_fail (ROSTER_IS_CHANGE (self));

  self->journal_id = journal_id;
}
