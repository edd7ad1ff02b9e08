/* roster-reason.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-reason.h"

#include "roster-model-enums.h"

struct _RosterReason
{
  GObject parent_instance;

  RosterReasonKind kind;
  RosterLevel level;
  char *level_text;
  char *source_name;
};

G_DEFINE_FINAL_TYPE (RosterReason, roster_reason, G_TYPE_OBJECT)

typedef enum
{
  PROP_KIND = 1,
  PROP_LEVEL,
  PROP_LEVEL_TEXT,
  PROP_SOURCE_NAME,
} RosterReasonProperty;

static GParamSpec *properties[PROP_SOURCE_NAME + 1];

static void
roster_reason_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  RosterReason *self = ROSTER_REASON (object);

  switch ((RosterReasonProperty) prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;

    case PROP_LEVEL:
      g_value_set_enum (value, self->level);
      break;

    case PROP_LEVEL_TEXT:
      g_value_set_string (value, self->level_text);
      break;

    case PROP_SOURCE_NAME:
      g_value_set_string (value, self->source_name);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_reason_finalize (GObject *object)
{
  RosterReason *self = ROSTER_REASON (object);

  g_clear_pointer (&self->level_text, g_free);
  g_clear_pointer (&self->source_name, g_free);

  G_OBJECT_CLASS (roster_reason_parent_class)->finalize (object);
}

static void
roster_reason_class_init (RosterReasonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_reason_get_property;
  object_class->finalize = roster_reason_finalize;

  /**
   * RosterReason:kind:
   *
   * Where the level comes from.
   */
  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, ROSTER_TYPE_REASON_KIND, 0,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterReason:level:
   *
   * The level that it gives.
   */
  properties[PROP_LEVEL] =
    g_param_spec_enum ("level", NULL, NULL, ROSTER_TYPE_LEVEL, 0,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterReason:level-text:
   *
   * The level, as TikTok tells it.
   */
  properties[PROP_LEVEL_TEXT] =
    g_param_spec_string ("level-text", NULL, NULL, NULL,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterReason:source-name:
   *
   * The name of the account group.
   */
  properties[PROP_SOURCE_NAME] =
    g_param_spec_string ("source-name", NULL, NULL, NULL,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_reason_init (RosterReason *self)
{
}

/**
 * roster_reason_new:
 * @kind: where the level comes from
 * @level: the level that it gives
 * @level_text: (nullable): the level, as TikTok tells it
 * @source_name: (nullable): the name of the account group
 *
 * One of the reasons why somebody reaches something.
 *
 * Returns: (transfer full): a new object
 */
RosterReason *
roster_reason_new (RosterReasonKind  kind,
                   RosterLevel       level,
                   const char       *level_text,
                   const char       *source_name)
{
  RosterReason *self = g_object_new (ROSTER_TYPE_REASON, NULL);

  self->kind = kind;
  self->level = level;
  self->level_text = g_strdup (level_text);
  self->source_name = g_strdup (source_name);

  return self;
}

/**
 * roster_reason_get_kind:
 * @self: the object
 *
 * Returns: where the level comes from
 */
RosterReasonKind
roster_reason_get_kind (RosterReason *self)
{
  g_return_val_if_fail (ROSTER_IS_REASON (self), 0);

  return self->kind;
}

/**
 * roster_reason_get_level:
 * @self: the object
 *
 * Returns: the level that it gives
 */
RosterLevel
roster_reason_get_level (RosterReason *self)
{
  g_return_val_if_fail (ROSTER_IS_REASON (self), 0);

  return self->level;
}

/**
 * roster_reason_get_level_text:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): the level, as TikTok tells it
 */
const char *
roster_reason_get_level_text (RosterReason *self)
{
  g_return_val_if_fail (ROSTER_IS_REASON (self), NULL);

  return self->level_text;
}

/**
 * roster_reason_get_source_name:
 * @self: the object
 *
 * Returns: (transfer none) (nullable): the name of the account group
 */
const char *
roster_reason_get_source_name (RosterReason *self)
{
  g_return_val_if_fail (ROSTER_IS_REASON (self), NULL);

  return self->source_name;
}
