/* roster-agency.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-agency.h"

#include "roster-model-enums.h"

struct _RosterAgency
{
  RosterPrincipal parent_instance;

  gboolean waiting;
};

G_DEFINE_FINAL_TYPE (RosterAgency, roster_agency, ROSTER_TYPE_PRINCIPAL)

typedef enum
{
  PROP_WAITING = 1,
} RosterAgencyProperty;

static GParamSpec *properties[PROP_WAITING + 1];

static void
roster_agency_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  RosterAgency *self = ROSTER_AGENCY (object);

  switch ((RosterAgencyProperty) prop_id)
    {
    case PROP_WAITING:
      g_value_set_boolean (value, self->waiting);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_agency_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  RosterAgency *self = ROSTER_AGENCY (object);

  switch ((RosterAgencyProperty) prop_id)
    {
    case PROP_WAITING:
      roster_agency_set_waiting (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_agency_class_init (RosterAgencyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_agency_get_property;
  object_class->set_property = roster_agency_set_property;

  /**
   * RosterAgency:waiting:
   *
   * Whether the partnership was asked for and TikTok does not list it yet.
   */
  properties[PROP_WAITING] =
    g_param_spec_boolean ("waiting", NULL, NULL, FALSE,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_agency_init (RosterAgency *self)
{
}

/**
 * roster_agency_new:
 * @bc_id: TikTok's `bc_id` of the partner
 *
 * Another Business Center that works on ad accounts of this one: TikTok calls it a partner.
 *
 * Returns: (transfer full): a new object
 */
RosterAgency *
roster_agency_new (const char *bc_id)
{
  g_autofree char *key = g_strconcat ("bc:", bc_id, NULL);

  return g_object_new (ROSTER_TYPE_AGENCY, "key", key, "address", bc_id, NULL);
}

/**
 * roster_agency_get_waiting:
 * @self: the object
 *
 * Returns: whether the partnership was asked for and TikTok does not list it yet
 */
gboolean
roster_agency_get_waiting (RosterAgency *self)
{
  g_return_val_if_fail (ROSTER_IS_AGENCY (self), FALSE);

  return self->waiting;
}

/**
 * roster_agency_set_waiting:
 * @self: the object
 * @waiting: whether the partnership was asked for and TikTok does not list it yet
 */
void
roster_agency_set_waiting (RosterAgency *self,
                           gboolean      waiting)
{
  g_return_if_fail (ROSTER_IS_AGENCY (self));

  if (self->waiting == !!waiting)
    return;

  self->waiting = !!waiting;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING]);
}
