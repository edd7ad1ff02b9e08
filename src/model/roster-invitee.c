/* roster-invitee.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-invitee.h"

/* An address that somebody wrote down to invite it, and what is to be said about it. */

struct _RosterInvitee
{
  GObject parent_instance;

  char *text;
  guint start;
  guint length;
  RosterInviteeState state;
  RosterPerson *person;
  RosterAddressDoubt doubt;
  char *correction;
  gboolean accepted;
  gboolean again;
};

G_DEFINE_FINAL_TYPE (RosterInvitee, roster_invitee, G_TYPE_OBJECT)

typedef enum
{
  PROP_ACCEPTED = 1,
  PROP_AGAIN,
} RosterInviteeProperty;

static GParamSpec *properties[PROP_AGAIN + 1];

static void
roster_invitee_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  RosterInvitee *self = ROSTER_INVITEE (object);

  switch ((RosterInviteeProperty) prop_id)
    {
    case PROP_ACCEPTED:
      g_value_set_boolean (value, self->accepted);
      break;

    case PROP_AGAIN:
      g_value_set_boolean (value, self->again);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_invitee_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  RosterInvitee *self = ROSTER_INVITEE (object);

  switch ((RosterInviteeProperty) prop_id)
    {
    case PROP_ACCEPTED:
      roster_invitee_set_accepted (self, g_value_get_boolean (value));
      break;

    case PROP_AGAIN:
      roster_invitee_set_again (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_invitee_finalize (GObject *object)
{
  RosterInvitee *self = ROSTER_INVITEE (object);

  g_free (self->text);
  g_clear_object (&self->person);
  g_free (self->correction);

  G_OBJECT_CLASS (roster_invitee_parent_class)->finalize (object);
}

static void
roster_invitee_class_init (RosterInviteeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_invitee_get_property;
  object_class->set_property = roster_invitee_set_property;
  object_class->finalize = roster_invitee_finalize;

  /**
   * RosterInvitee:accepted:
   *
   * Whether somebody looked at an address that is doubtful, and wants it to be invited as it is.
   */
  properties[PROP_ACCEPTED] =
    g_param_spec_boolean ("accepted", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterInvitee:again:
   *
   * Whether an invitation that is not accepted shall be withdrawn and sent again.
   */
  properties[PROP_AGAIN] =
    g_param_spec_boolean ("again", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_invitee_init (RosterInvitee *self)
{
}

/**
 * roster_invitee_new:
 * @text: the address as it is sent, or what was written
 * @start: where it begins in all that was written, in characters
 * @length: how long it is there, in characters
 * @state: what is to be said about it
 * @person: (nullable): who is known by this address
 *
 * Returns: (transfer full): a new object
 */
RosterInvitee *
roster_invitee_new (const char         *text,
                    guint               start,
                    guint               length,
                    RosterInviteeState  state,
                    RosterPerson       *person)
{
  RosterInvitee *self = g_object_new (ROSTER_TYPE_INVITEE, NULL);

  self->text = g_strdup (text);
  self->start = start;
  self->length = length;
  self->state = state;
  g_set_object (&self->person, person);

  return self;
}

/**
 * roster_invitee_get_text:
 * @self: an invitee
 *
 * Returns: (transfer none): a mail address as it is sent; what was written, where that is malformed
 */
const char *
roster_invitee_get_text (RosterInvitee *self)
{
  g_return_val_if_fail (ROSTER_IS_INVITEE (self), NULL);

  return self->text;
}

/**
 * roster_invitee_get_start:
 * @self: an invitee
 *
 * Returns: where its text begins in all that was written, in characters
 */
guint
roster_invitee_get_start (RosterInvitee *self)
{
  g_return_val_if_fail (ROSTER_IS_INVITEE (self), 0);

  return self->start;
}

/**
 * roster_invitee_get_length:
 * @self: an invitee
 *
 * Returns: how long it is in all that was written, in characters; its text may be shorter or longer
 */
guint
roster_invitee_get_length (RosterInvitee *self)
{
  g_return_val_if_fail (ROSTER_IS_INVITEE (self), 0);

  return self->length;
}

/**
 * roster_invitee_get_state:
 * @self: an invitee
 *
 * Returns: what is to be said about it
 */
RosterInviteeState
roster_invitee_get_state (RosterInvitee *self)
{
  g_return_val_if_fail (ROSTER_IS_INVITEE (self), ROSTER_INVITEE_STATE_MALFORMED);

  return self->state;
}

/**
 * roster_invitee_get_person:
 * @self: an invitee
 *
 * Returns: (transfer none) (nullable): who is known by this address
 */
RosterPerson *
roster_invitee_get_person (RosterInvitee *self)
{
  g_return_val_if_fail (ROSTER_IS_INVITEE (self), NULL);

  return self->person;
}

/**
 * roster_invitee_get_doubt:
 * @self: an invitee
 *
 * Returns: why somebody has to look at it first
 */
RosterAddressDoubt
roster_invitee_get_doubt (RosterInvitee *self)
{
  g_return_val_if_fail (ROSTER_IS_INVITEE (self), ROSTER_ADDRESS_DOUBT_NONE);

  return self->doubt;
}

/**
 * roster_invitee_set_doubt:
 * @self: a new invitee that nothing else is to be said about
 * @doubt: why somebody has to look at it first
 * @correction: (nullable): the address that was probably meant
 */
void
roster_invitee_set_doubt (RosterInvitee      *self,
                          RosterAddressDoubt  doubt,
                          const char         *correction)
{
  g_return_if_fail (ROSTER_IS_INVITEE (self) && doubt != ROSTER_ADDRESS_DOUBT_NONE);

  self->state = ROSTER_INVITEE_STATE_DOUBTFUL;
  self->doubt = doubt;
  g_free (self->correction);
  self->correction = g_strdup (correction);
}

/**
 * roster_invitee_set_twice:
 * @self: a doubtful invitee
 *
 * Notes that the same address stands further down without a reason for doubt.
 */
void
roster_invitee_set_twice (RosterInvitee *self)
{
  g_return_if_fail (ROSTER_IS_INVITEE (self));

  self->state = ROSTER_INVITEE_STATE_TWICE;
  self->doubt = ROSTER_ADDRESS_DOUBT_NONE;
  self->accepted = FALSE;
}

/**
 * roster_invitee_get_accepted:
 * @self: an invitee
 *
 * Returns: whether somebody looked at an address that is doubtful, and wants it to be invited as it is
 */
gboolean
roster_invitee_get_accepted (RosterInvitee *self)
{
  g_return_val_if_fail (ROSTER_IS_INVITEE (self), FALSE);

  return self->accepted;
}

/**
 * roster_invitee_set_accepted:
 * @self: an invitee
 * @accepted: whether it shall be invited as it is; passed over where it is not doubtful
 */
void
roster_invitee_set_accepted (RosterInvitee *self,
                             gboolean       accepted)
{
  g_return_if_fail (ROSTER_IS_INVITEE (self));

  accepted = accepted && self->state == ROSTER_INVITEE_STATE_DOUBTFUL;
  if (self->accepted == accepted)
    return;

  self->accepted = accepted;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCEPTED]);
}

/**
 * roster_invitee_get_correction:
 * @self: an invitee
 *
 * Returns: (transfer none) (nullable): the address that was probably meant
 */
const char *
roster_invitee_get_correction (RosterInvitee *self)
{
  g_return_val_if_fail (ROSTER_IS_INVITEE (self), NULL);

  return self->correction;
}

/**
 * roster_invitee_can_be_again:
 * @self: an invitee
 *
 * Returns: whether an invitation can be withdrawn and sent again; TikTok knows it by its address
 */
gboolean
roster_invitee_can_be_again (RosterInvitee *self)
{
  g_return_val_if_fail (ROSTER_IS_INVITEE (self), FALSE);

  return self->state == ROSTER_INVITEE_STATE_INVITED && roster_person_get_user_id (self->person) == NULL;
}

/**
 * roster_invitee_get_again:
 * @self: an invitee
 *
 * Returns: whether an invitation that is not accepted shall be withdrawn and sent again
 */
gboolean
roster_invitee_get_again (RosterInvitee *self)
{
  g_return_val_if_fail (ROSTER_IS_INVITEE (self), FALSE);

  return self->again;
}

/**
 * roster_invitee_set_again:
 * @self: an invitee
 * @again: whether its invitation shall be withdrawn and sent again; passed over where that cannot be
 */
void
roster_invitee_set_again (RosterInvitee *self,
                          gboolean       again)
{
  g_return_if_fail (ROSTER_IS_INVITEE (self));

  again = again && roster_invitee_can_be_again (self);
  if (self->again == again)
    return;

  self->again = again;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AGAIN]);
}

/**
 * roster_invitee_is_wanted:
 * @self: an invitee
 *
 * Returns: whether it is invited when the invitations are sent
 */
gboolean
roster_invitee_is_wanted (RosterInvitee *self)
{
  g_return_val_if_fail (ROSTER_IS_INVITEE (self), FALSE);

  return self->state == ROSTER_INVITEE_STATE_NEW || self->accepted || self->again;
}
