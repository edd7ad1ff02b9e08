/* roster-person.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-person.h"

#include "roster-address-form.h"
#include "roster-model-enums.h"

struct _RosterPerson
{
  RosterPrincipal parent_instance;

  RosterRole role;
  char *role_text;
  RosterFinanceRole finance_role;
  char *finance_role_text;
  RosterMembership membership;
  char *membership_text;
  gint64 invited_at;
};

G_DEFINE_FINAL_TYPE (RosterPerson, roster_person, ROSTER_TYPE_PRINCIPAL)

typedef enum
{
  PROP_ROLE = 1,
  PROP_ROLE_TEXT,
  PROP_FINANCE_ROLE,
  PROP_FINANCE_ROLE_TEXT,
  PROP_MEMBERSHIP,
  PROP_MEMBERSHIP_TEXT,
  PROP_INVITED_AT,
} RosterPersonProperty;

static GParamSpec *properties[PROP_INVITED_AT + 1];

static void
roster_person_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  RosterPerson *self = ROSTER_PERSON (object);

  switch ((RosterPersonProperty) prop_id)
    {
    case PROP_ROLE:
      g_value_set_enum (value, self->role);
      break;

    case PROP_ROLE_TEXT:
      g_value_set_string (value, self->role_text);
      break;

    case PROP_FINANCE_ROLE:
      g_value_set_enum (value, self->finance_role);
      break;

    case PROP_FINANCE_ROLE_TEXT:
      g_value_set_string (value, self->finance_role_text);
      break;

    case PROP_MEMBERSHIP:
      g_value_set_enum (value, self->membership);
      break;

    case PROP_MEMBERSHIP_TEXT:
      g_value_set_string (value, self->membership_text);
      break;

    case PROP_INVITED_AT:
      g_value_set_int64 (value, self->invited_at);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_person_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  RosterPerson *self = ROSTER_PERSON (object);

  switch ((RosterPersonProperty) prop_id)
    {
    case PROP_ROLE:
      roster_person_set_role (self, g_value_get_enum (value));
      break;

    case PROP_ROLE_TEXT:
      roster_person_set_role_text (self, g_value_get_string (value));
      break;

    case PROP_FINANCE_ROLE:
      roster_person_set_finance_role (self, g_value_get_enum (value));
      break;

    case PROP_FINANCE_ROLE_TEXT:
      roster_person_set_finance_role_text (self, g_value_get_string (value));
      break;

    case PROP_MEMBERSHIP:
      roster_person_set_membership (self, g_value_get_enum (value));
      break;

    case PROP_MEMBERSHIP_TEXT:
      roster_person_set_membership_text (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_person_finalize (GObject *object)
{
  RosterPerson *self = ROSTER_PERSON (object);

  g_clear_pointer (&self->role_text, g_free);
  g_clear_pointer (&self->finance_role_text, g_free);
  g_clear_pointer (&self->membership_text, g_free);

  G_OBJECT_CLASS (roster_person_parent_class)->finalize (object);
}

static void
roster_person_class_init (RosterPersonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_person_get_property;
  object_class->set_property = roster_person_set_property;
  object_class->finalize = roster_person_finalize;

  /**
   * RosterPerson:role:
   *
   * The role in the Business Center.
   */
  properties[PROP_ROLE] =
    g_param_spec_enum ("role", NULL, NULL, ROSTER_TYPE_ROLE, 0,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterPerson:role-text:
   *
   * The role in the Business Center, as TikTok tells it.
   */
  properties[PROP_ROLE_TEXT] =
    g_param_spec_string ("role-text", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterPerson:finance-role:
   *
   * The finance role.
   */
  properties[PROP_FINANCE_ROLE] =
    g_param_spec_enum ("finance-role", NULL, NULL, ROSTER_TYPE_FINANCE_ROLE, 0,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterPerson:finance-role-text:
   *
   * The finance role, as TikTok tells it.
   */
  properties[PROP_FINANCE_ROLE_TEXT] =
    g_param_spec_string ("finance-role-text", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterPerson:membership:
   *
   * Member, invited, declined.
   */
  properties[PROP_MEMBERSHIP] =
    g_param_spec_enum ("membership", NULL, NULL, ROSTER_TYPE_MEMBERSHIP, 0,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterPerson:membership-text:
   *
   * Member, invited, declined, as TikTok tells it.
   */
  properties[PROP_MEMBERSHIP_TEXT] =
    g_param_spec_string ("membership-text", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterPerson:invited-at:
   *
   * The latest time at which the invitation can have been sent, in microseconds since 1970; 0 while that is not known.
   */
  properties[PROP_INVITED_AT] =
    g_param_spec_int64 ("invited-at", NULL, NULL, 0, G_MAXINT64, 0,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_person_init (RosterPerson *self)
{
}

/**
 * roster_person_dup_address_key:
 * @email: (nullable): an address
 *
 * Tells by what key somebody with this address is known while the invitation is pending: what was noted under it belongs to the member who
 * has this address afterwards. Both spellings of a domain with other letters than those of ASCII make the same key.
 *
 * Returns: (transfer full): the key
 */
char *
roster_person_dup_address_key (const char *email)
{
  g_autofree char *ascii = email != NULL && !g_str_is_ascii (email) && g_utf8_validate (email, -1, NULL) ? roster_address_dup_ascii (email) : NULL;
  g_autofree char *folded = g_utf8_casefold (ascii != NULL ? ascii : email != NULL ? email : "", -1);

  return g_strconcat ("mail:", folded, NULL);
}

/**
 * roster_person_new:
 * @user_id: (nullable): TikTok's `user_id`; %NULL, empty or "0" while pending
 * @email: (nullable): the address
 *
 * A member of the Business Center, or somebody who was invited. A pending person has no usable `user_id` yet and is known by the address.
 *
 * Returns: (transfer full): a new object
 */
RosterPerson *
roster_person_new (const char *user_id,
                   const char *email)
{
  g_autofree char *key = NULL;

  if (user_id != NULL && *user_id != '\0' && !g_str_equal (user_id, "0"))
    key = g_strconcat ("user:", user_id, NULL);
  else
    {
      key = roster_person_dup_address_key (email);
    }

  return g_object_new (ROSTER_TYPE_PERSON, "key", key, "address", email, NULL);
}

/**
 * roster_person_get_role:
 * @self: the object
 *
 * Returns: the role in the Business Center
 */
RosterRole
roster_person_get_role (RosterPerson *self)
{
  g_return_val_if_fail (ROSTER_IS_PERSON (self), 0);

  return self->role;
}

/**
 * roster_person_set_role:
 * @self: the object
 * @role: the role in the Business Center
 */
void
roster_person_set_role (RosterPerson *self,
                        RosterRole    role)
{
  g_return_if_fail (ROSTER_IS_PERSON (self));

  if (self->role == role)
    return;

  self->role = role;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROLE]);
}

/**
 * roster_person_get_role_text:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): the role in the Business Center, as TikTok tells it
 */
const char *
roster_person_get_role_text (RosterPerson *self)
{
  g_return_val_if_fail (ROSTER_IS_PERSON (self), NULL);

  return self->role_text;
}

/**
 * roster_person_set_role_text:
 * @self: the object
 * @role_text: (nullable): the role in the Business Center, as TikTok tells it
 */
void
roster_person_set_role_text (RosterPerson *self,
                             const char   *role_text)
{
  g_return_if_fail (ROSTER_IS_PERSON (self));

  if (g_strcmp0 (self->role_text, role_text) == 0)
    return;

  g_free (self->role_text);
  self->role_text = g_strdup (role_text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROLE_TEXT]);
}

/**
 * roster_person_get_finance_role:
 * @self: the object
 *
 * Returns: the finance role
 */
RosterFinanceRole
roster_person_get_finance_role (RosterPerson *self)
{
  g_return_val_if_fail (ROSTER_IS_PERSON (self), 0);

  return self->finance_role;
}

/**
 * roster_person_set_finance_role:
 * @self: the object
 * @finance_role: the finance role
 */
void
roster_person_set_finance_role (RosterPerson      *self,
                                RosterFinanceRole  finance_role)
{
  g_return_if_fail (ROSTER_IS_PERSON (self));

  if (self->finance_role == finance_role)
    return;

  self->finance_role = finance_role;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FINANCE_ROLE]);
}

/**
 * roster_person_get_finance_role_text:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): the finance role, as TikTok tells it
 */
const char *
roster_person_get_finance_role_text (RosterPerson *self)
{
  g_return_val_if_fail (ROSTER_IS_PERSON (self), NULL);

  return self->finance_role_text;
}

/**
 * roster_person_set_finance_role_text:
 * @self: the object
 * @finance_role_text: (nullable): the finance role, as TikTok tells it
 */
void
roster_person_set_finance_role_text (RosterPerson *self,
                                     const char   *finance_role_text)
{
  g_return_if_fail (ROSTER_IS_PERSON (self));

  if (g_strcmp0 (self->finance_role_text, finance_role_text) == 0)
    return;

  g_free (self->finance_role_text);
  self->finance_role_text = g_strdup (finance_role_text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FINANCE_ROLE_TEXT]);
}

/**
 * roster_person_get_membership:
 * @self: the object
 *
 * Returns: member, invited, declined
 */
RosterMembership
roster_person_get_membership (RosterPerson *self)
{
  g_return_val_if_fail (ROSTER_IS_PERSON (self), 0);

  return self->membership;
}

/**
 * roster_person_set_membership:
 * @self: the object
 * @membership: member, invited, declined
 */
void
roster_person_set_membership (RosterPerson     *self,
                              RosterMembership  membership)
{
  g_return_if_fail (ROSTER_IS_PERSON (self));

  if (self->membership == membership)
    return;

  self->membership = membership;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEMBERSHIP]);
}

/**
 * roster_person_get_membership_text:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): member, invited, declined, as TikTok tells it
 */
const char *
roster_person_get_membership_text (RosterPerson *self)
{
  g_return_val_if_fail (ROSTER_IS_PERSON (self), NULL);

  return self->membership_text;
}

/**
 * roster_person_set_membership_text:
 * @self: the object
 * @membership_text: (nullable): member, invited, declined, as TikTok tells it
 */
void
roster_person_set_membership_text (RosterPerson *self,
                                   const char   *membership_text)
{
  g_return_if_fail (ROSTER_IS_PERSON (self));

  if (g_strcmp0 (self->membership_text, membership_text) == 0)
    return;

  g_free (self->membership_text);
  self->membership_text = g_strdup (membership_text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEMBERSHIP_TEXT]);
}

/**
 * roster_person_get_user_id:
 * @self: the person
 *
 * Returns: (transfer none) (nullable): TikTok's `user_id`, or %NULL while the invitation is pending
 */
const char *
roster_person_get_user_id (RosterPerson *self)
{
  g_return_val_if_fail (ROSTER_IS_PERSON (self), NULL);

  return g_str_has_prefix (roster_item_get_key (ROSTER_ITEM (self)), "user:") ? roster_item_get_id (ROSTER_ITEM (self)) : NULL;
}

/**
 * roster_person_get_invited_at:
 * @self: the person
 *
 * TikTok does not tell when somebody was invited. What is known is when the invitation was there already, so it may be older than this, and is
 * not younger.
 *
 * Returns: the latest time at which the invitation can have been sent, in microseconds since 1970; 0 while that is not known
 */
gint64
roster_person_get_invited_at (RosterPerson *self)
{
  g_return_val_if_fail (ROSTER_IS_PERSON (self), 0);

  return self->invited_at;
}

/**
 * roster_person_set_invited_at:
 * @self: the person
 * @time_us: the latest time at which the invitation can have been sent, in microseconds since 1970; 0 while that is not known
 */
void
roster_person_set_invited_at (RosterPerson *self,
                              gint64        time_us)
{
  g_return_if_fail (ROSTER_IS_PERSON (self));

  if (self->invited_at == time_us)
    return;

  self->invited_at = time_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INVITED_AT]);
}
