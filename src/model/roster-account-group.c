/* roster-account-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-account-group.h"

struct _RosterAccountGroup
{
  RosterItem parent_instance;

  int ad_account_count;
  int member_count;
};

G_DEFINE_FINAL_TYPE (RosterAccountGroup, roster_account_group, ROSTER_TYPE_ITEM)

typedef enum
{
  PROP_AD_ACCOUNT_COUNT = 1,
  PROP_MEMBER_COUNT,
} RosterAccountGroupProperty;

static GParamSpec *properties[PROP_MEMBER_COUNT + 1];

static void
roster_account_group_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  RosterAccountGroup *self = ROSTER_ACCOUNT_GROUP (object);

  switch ((RosterAccountGroupProperty) prop_id)
    {
    case PROP_AD_ACCOUNT_COUNT:
      g_value_set_int (value, self->ad_account_count);
      break;

    case PROP_MEMBER_COUNT:
      g_value_set_int (value, self->member_count);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_account_group_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  RosterAccountGroup *self = ROSTER_ACCOUNT_GROUP (object);

  switch ((RosterAccountGroupProperty) prop_id)
    {
    case PROP_AD_ACCOUNT_COUNT:
      roster_account_group_set_ad_account_count (self, g_value_get_int (value));
      break;

    case PROP_MEMBER_COUNT:
      roster_account_group_set_member_count (self, g_value_get_int (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_account_group_class_init (RosterAccountGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_account_group_get_property;
  object_class->set_property = roster_account_group_set_property;

  /**
   * RosterAccountGroup:ad-account-count:
   *
   * How many ad accounts it holds; -1 while unknown.
   */
  properties[PROP_AD_ACCOUNT_COUNT] =
    g_param_spec_int ("ad-account-count", NULL, NULL, -1, G_MAXINT, -1,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterAccountGroup:member-count:
   *
   * How many people it holds; -1 while unknown.
   */
  properties[PROP_MEMBER_COUNT] =
    g_param_spec_int ("member-count", NULL, NULL, -1, G_MAXINT, -1,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_account_group_init (RosterAccountGroup *self)
{
}

/**
 * roster_account_group_new:
 * @group_id: TikTok's `asset_group_id`
 *
 * A group of ad accounts whose members hold a level on all of them; TikTok calls it an asset group.
 *
 * Returns: (transfer full): a new object
 */
RosterAccountGroup *
roster_account_group_new (const char *group_id)
{
  g_autofree char *key = g_strconcat ("group:", group_id, NULL);

  return g_object_new (ROSTER_TYPE_ACCOUNT_GROUP, "key", key, NULL);
}

/**
 * roster_account_group_get_ad_account_count:
 * @self: the object
 *
 * Returns: how many ad accounts it holds; -1 while unknown
 */
int
roster_account_group_get_ad_account_count (RosterAccountGroup *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCOUNT_GROUP (self), 0);

  return self->ad_account_count;
}

/**
 * roster_account_group_set_ad_account_count:
 * @self: the object
 * @ad_account_count: how many ad accounts it holds; -1 while unknown
 */
void
roster_account_group_set_ad_account_count (RosterAccountGroup *self,
                                           int                 ad_account_count)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT_GROUP (self));

  if (self->ad_account_count == ad_account_count)
    return;

  self->ad_account_count = ad_account_count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AD_ACCOUNT_COUNT]);
}

/**
 * roster_account_group_get_member_count:
 * @self: the object
 *
 * Returns: how many people it holds; -1 while unknown
 */
int
roster_account_group_get_member_count (RosterAccountGroup *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCOUNT_GROUP (self), 0);

  return self->member_count;
}

/**
 * roster_account_group_set_member_count:
 * @self: the object
 * @member_count: how many people it holds; -1 while unknown
 */
void
roster_account_group_set_member_count (RosterAccountGroup *self,
                                       int                 member_count)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT_GROUP (self));

  if (self->member_count == member_count)
    return;

  self->member_count = member_count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEMBER_COUNT]);
}
