/* roster-access-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-access-line.h"

#include <glib/gi18n.h>

#include "roster-model-enums.h"
#include "roster-text.h"
#include "roster-words.h"

/* One person or agency on one ad account, as a row shows it: the level that counts, the one that was given directly, why, and a change that
 * is on its way or that failed. */

struct _RosterAccessLine
{
  GObject parent_instance;

  RosterPrincipal *principal;
  RosterAdAccount *ad_account;
  RosterLevel level;
  RosterLevel direct_level;
  char *level_name;
  char *direct_name;
  char *explanation;
  RosterChange *change;
};

G_DEFINE_FINAL_TYPE (RosterAccessLine, roster_access_line, G_TYPE_OBJECT)

typedef enum
{
  PROP_PRINCIPAL = 1,
  PROP_AD_ACCOUNT,
  PROP_LEVEL,
  PROP_DIRECT_LEVEL,
  PROP_LEVEL_NAME,
  PROP_DIRECT_NAME,
  PROP_EXPLANATION,
  PROP_CHANGE,
} RosterAccessLineProperty;

static GParamSpec *properties[PROP_CHANGE + 1];

static void
take_text (RosterAccessLine         *self,
           char                    **field,
           char                     *text,
           RosterAccessLineProperty  property)
{
  if (g_strcmp0 (*field, text) == 0)
    {
      g_free (text);
      return;
    }

  g_free (*field);
  *field = text;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_level (RosterAccessLine         *self,
           RosterLevel              *field,
           RosterLevel               level,
           RosterAccessLineProperty  property)
{
  if (*field == level)
    return;

  *field = level;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static char *
explain (RosterAccessLine *self,
         GArray           *reasons)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  g_autofree char *list = NULL;
  gboolean open = FALSE;

  if (reasons->len == 0)
    return g_strdup ("");
  if (reasons->len == 1)
    return roster_words_dup_reason (&g_array_index (reasons, RosterReason, 0));

  for (guint i = 0; i < reasons->len; i++)
    {
      g_autofree char *reason = roster_words_dup_reason (&g_array_index (reasons, RosterReason, i));

      g_strv_builder_add (builder, reason);
      open |= g_array_index (reasons, RosterReason, i).level == ROSTER_LEVEL_OTHER;
    }
  words = g_strv_builder_end (builder);
  /* Translators: stands between the reasons for a level, which may hold commas. */
  list = g_strjoinv (C_("list of reasons", "; "), words);

  if (open)
    /* Translators: first a level, then reasons, as in “Operator, because: Operator, given directly; SUPERVISOR through the group “Acme”. …” */
    return roster_isolated (_("%s, because: %s. This program does not know each of these levels, so it may be a higher one."), self->level_name,
                            list);

  /* Translators: first a level, then reasons, as in “Operator, because: Analyst, given directly; Operator through the group “Acme”. …” */
  return roster_isolated (_("%s, because: %s. The higher counts."), self->level_name, list);
}

/* Takes @explanation. */
static char *
explain_more (RosterAccessLine *self,
              RosterAccess     *access,
              char             *explanation)
{
  g_autofree char *known = explanation;

  if (self->level == ROSTER_LEVEL_ADMIN || !roster_access_may_have_more (access, roster_item_get_key (ROSTER_ITEM (self->principal))))
    return g_steal_pointer (&known);

  return g_strconcat (known, *known != '\0' ? "\n" : "", _("Account groups could not be read, so the level may be higher."), NULL);
}

static void
roster_access_line_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RosterAccessLine *self = ROSTER_ACCESS_LINE (object);

  switch ((RosterAccessLineProperty) prop_id)
    {
    case PROP_PRINCIPAL:
      g_value_set_object (value, self->principal);
      break;

    case PROP_AD_ACCOUNT:
      g_value_set_object (value, self->ad_account);
      break;

    case PROP_LEVEL:
      g_value_set_enum (value, self->level);
      break;

    case PROP_DIRECT_LEVEL:
      g_value_set_enum (value, self->direct_level);
      break;

    case PROP_LEVEL_NAME:
      g_value_set_string (value, self->level_name);
      break;

    case PROP_DIRECT_NAME:
      g_value_set_string (value, self->direct_name);
      break;

    case PROP_EXPLANATION:
      g_value_set_string (value, self->explanation);
      break;

    case PROP_CHANGE:
      g_value_set_object (value, self->change);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_access_line_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  RosterAccessLine *self = ROSTER_ACCESS_LINE (object);

  switch ((RosterAccessLineProperty) prop_id)
    {
    case PROP_PRINCIPAL:
      self->principal = g_value_dup_object (value);
      break;

    case PROP_AD_ACCOUNT:
      self->ad_account = g_value_dup_object (value);
      break;

    case PROP_CHANGE:
      roster_access_line_set_change (self, g_value_get_object (value));
      break;

    case PROP_LEVEL:
    case PROP_DIRECT_LEVEL:
    case PROP_LEVEL_NAME:
    case PROP_DIRECT_NAME:
    case PROP_EXPLANATION:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_access_line_finalize (GObject *object)
{
  RosterAccessLine *self = ROSTER_ACCESS_LINE (object);

  g_clear_object (&self->principal);
  g_clear_object (&self->ad_account);
  g_clear_object (&self->change);
  g_free (self->level_name);
  g_free (self->direct_name);
  g_free (self->explanation);

  G_OBJECT_CLASS (roster_access_line_parent_class)->finalize (object);
}

static void
roster_access_line_class_init (RosterAccessLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_access_line_get_property;
  object_class->set_property = roster_access_line_set_property;
  object_class->finalize = roster_access_line_finalize;

  /**
   * RosterAccessLine:principal:
   *
   * Who.
   */
  properties[PROP_PRINCIPAL] =
    g_param_spec_object ("principal", NULL, NULL, ROSTER_TYPE_PRINCIPAL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterAccessLine:ad-account:
   *
   * Where.
   */
  properties[PROP_AD_ACCOUNT] =
    g_param_spec_object ("ad-account", NULL, NULL, ROSTER_TYPE_AD_ACCOUNT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterAccessLine:level:
   *
   * The level that counts.
   */
  properties[PROP_LEVEL] =
    g_param_spec_enum ("level", NULL, NULL, ROSTER_TYPE_LEVEL, ROSTER_LEVEL_NONE,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterAccessLine:direct-level:
   *
   * The level that was given directly, which is the one that can be changed.
   */
  properties[PROP_DIRECT_LEVEL] =
    g_param_spec_enum ("direct-level", NULL, NULL, ROSTER_TYPE_LEVEL, ROSTER_LEVEL_NONE,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterAccessLine:level-name:
   *
   * The level that counts, in words.
   */
  properties[PROP_LEVEL_NAME] =
    g_param_spec_string ("level-name", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterAccessLine:direct-name:
   *
   * The level that was given directly, in words.
   */
  properties[PROP_DIRECT_NAME] =
    g_param_spec_string ("direct-name", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterAccessLine:explanation:
   *
   * Why the level is what it is, in words.
   */
  properties[PROP_EXPLANATION] =
    g_param_spec_string ("explanation", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterAccessLine:change:
   *
   * A change of the direct level that is on its way or was not taken; %NULL when there is none.
   */
  properties[PROP_CHANGE] =
    g_param_spec_object ("change", NULL, NULL, ROSTER_TYPE_CHANGE,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_access_line_init (RosterAccessLine *self)
{
}

/**
 * roster_access_line_new:
 * @principal: who
 * @ad_account: where
 *
 * Returns: (transfer full): a new line, which tells nothing before roster_access_line_refresh()
 */
RosterAccessLine *
roster_access_line_new (RosterPrincipal *principal,
                        RosterAdAccount *ad_account)
{
  return g_object_new (ROSTER_TYPE_ACCESS_LINE,
                       "principal", principal,
                       "ad-account", ad_account,
                       NULL);
}

/**
 * roster_access_line_get_principal:
 * @self: the line
 *
 * Returns: (transfer none): who
 */
RosterPrincipal *
roster_access_line_get_principal (RosterAccessLine *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCESS_LINE (self), NULL);

  return self->principal;
}

/**
 * roster_access_line_get_ad_account:
 * @self: the line
 *
 * Returns: (transfer none): where
 */
RosterAdAccount *
roster_access_line_get_ad_account (RosterAccessLine *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCESS_LINE (self), NULL);

  return self->ad_account;
}

/**
 * roster_access_line_get_level:
 * @self: the line
 *
 * Returns: the level that counts
 */
RosterLevel
roster_access_line_get_level (RosterAccessLine *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCESS_LINE (self), ROSTER_LEVEL_NONE);

  return self->level;
}

/**
 * roster_access_line_get_direct_level:
 * @self: the line
 *
 * Returns: the level that was given directly
 */
RosterLevel
roster_access_line_get_direct_level (RosterAccessLine *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCESS_LINE (self), ROSTER_LEVEL_NONE);

  return self->direct_level;
}

/**
 * roster_access_line_get_level_name:
 * @self: the line
 *
 * Returns: (transfer none): the level that counts, in words
 */
const char *
roster_access_line_get_level_name (RosterAccessLine *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCESS_LINE (self), NULL);

  return self->level_name;
}

/**
 * roster_access_line_get_direct_name:
 * @self: the line
 *
 * Returns: (transfer none): the level that was given directly, in words
 */
const char *
roster_access_line_get_direct_name (RosterAccessLine *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCESS_LINE (self), NULL);

  return self->direct_name;
}

/**
 * roster_access_line_get_explanation:
 * @self: the line
 *
 * Returns: (transfer none): why the level is what it is, in words
 */
const char *
roster_access_line_get_explanation (RosterAccessLine *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCESS_LINE (self), NULL);

  return self->explanation;
}

/**
 * roster_access_line_get_change:
 * @self: the line
 *
 * Returns: (transfer none) (nullable): a change that is on its way or was not taken
 */
RosterChange *
roster_access_line_get_change (RosterAccessLine *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCESS_LINE (self), NULL);

  return self->change;
}

/**
 * roster_access_line_set_change:
 * @self: the line
 * @change: (nullable): a change that is on its way or was not taken
 */
void
roster_access_line_set_change (RosterAccessLine *self,
                               RosterChange     *change)
{
  g_return_if_fail (ROSTER_IS_ACCESS_LINE (self));

  if (g_set_object (&self->change, change))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGE]);
}

/**
 * roster_access_line_refresh:
 * @self: the line
 * @access: who reaches what
 *
 * Reads the line again; only what differs is notified.
 */
void
roster_access_line_refresh (RosterAccessLine *self,
                            RosterAccess     *access)
{
  const char *row, *column, *level_text = NULL, *direct_text = NULL;
  g_autoptr (GArray) reasons = NULL;
  RosterLevel level, direct_level;

  g_return_if_fail (ROSTER_IS_ACCESS_LINE (self) && ROSTER_IS_ACCESS (access));

  row = roster_item_get_key (ROSTER_ITEM (self->principal));
  column = roster_item_get_key (ROSTER_ITEM (self->ad_account));
  level = roster_access_get_level (access, row, column);
  direct_level = roster_access_get_direct_level (access, row, column);
  reasons = roster_access_dup_reasons (access, row, column);
  for (guint i = reasons->len; i > 0; i--)
    {
      const RosterReason *reason = &g_array_index (reasons, RosterReason, i - 1);

      /* Being an Admin of the Business Center gives no level; a note beside the lines tells what it does. */
      if (reason->kind == ROSTER_REASON_KIND_ROLE)
        {
          g_array_remove_index (reasons, i - 1);
          continue;
        }
      if (reason->level == level)
        level_text = reason->level_text;
      if (reason->kind != ROSTER_REASON_KIND_GROUP)
        direct_text = reason->level_text;
    }

  g_object_freeze_notify (G_OBJECT (self));
  set_level (self, &self->level, level, PROP_LEVEL);
  set_level (self, &self->direct_level, direct_level, PROP_DIRECT_LEVEL);
  take_text (self, &self->level_name, g_strdup (roster_words_level (level, level_text)), PROP_LEVEL_NAME);
  take_text (self, &self->direct_name, g_strdup (roster_words_level (direct_level, direct_text)), PROP_DIRECT_NAME);
  take_text (self, &self->explanation, explain_more (self, access, explain (self, reasons)), PROP_EXPLANATION);
  g_object_thaw_notify (G_OBJECT (self));
}
