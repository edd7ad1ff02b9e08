/* roster-finding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-finding.h"

#include "roster-model-enums.h"

/* Something that somebody should look at. Its key ("stale-invitation:mail:maria@studio.example") is made of what it is about, so the same
 * trouble has the same key tomorrow; what may change (texts, severity) is taken over by the lists from the latest telling. */

struct _RosterFinding
{
  RosterItem parent_instance;

  RosterFindingKind kind;
  RosterFindingSeverity severity;
  RosterItem *subject; /* (nullable) */
  char *title;
  char *explanation;
  char *correction;
};

G_DEFINE_FINAL_TYPE (RosterFinding, roster_finding, ROSTER_TYPE_ITEM)

typedef enum
{
  PROP_KIND = 1,
  PROP_SEVERITY,
  PROP_SUBJECT,
  PROP_TITLE,
  PROP_EXPLANATION,
  PROP_CORRECTION,
} RosterFindingProperty;

static GParamSpec *properties[PROP_CORRECTION + 1];

static void
set_text (RosterFinding          *self,
          char                  **field,
          const GValue           *value,
          RosterFindingProperty   property)
{
  if (g_strcmp0 (*field, g_value_get_string (value)) == 0)
    return;

  g_free (*field);
  *field = g_value_dup_string (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
roster_finding_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  RosterFinding *self = ROSTER_FINDING (object);

  switch ((RosterFindingProperty) prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;

    case PROP_SEVERITY:
      g_value_set_enum (value, self->severity);
      break;

    case PROP_SUBJECT:
      g_value_set_object (value, self->subject);
      break;

    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_EXPLANATION:
      g_value_set_string (value, self->explanation);
      break;

    case PROP_CORRECTION:
      g_value_set_string (value, self->correction);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_finding_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  RosterFinding *self = ROSTER_FINDING (object);

  switch ((RosterFindingProperty) prop_id)
    {
    case PROP_KIND:
      self->kind = (RosterFindingKind) g_value_get_enum (value);
      break;

    case PROP_SEVERITY:
      if (self->severity == (RosterFindingSeverity) g_value_get_enum (value))
        break;
      self->severity = (RosterFindingSeverity) g_value_get_enum (value);
      g_object_notify_by_pspec (object, pspec);
      break;

    case PROP_SUBJECT:
      if (g_set_object (&self->subject, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;

    case PROP_TITLE:
      set_text (self, &self->title, value, PROP_TITLE);
      break;

    case PROP_EXPLANATION:
      set_text (self, &self->explanation, value, PROP_EXPLANATION);
      break;

    case PROP_CORRECTION:
      set_text (self, &self->correction, value, PROP_CORRECTION);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_finding_finalize (GObject *object)
{
  RosterFinding *self = ROSTER_FINDING (object);

  g_clear_object (&self->subject);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->explanation, g_free);
  g_clear_pointer (&self->correction, g_free);

  G_OBJECT_CLASS (roster_finding_parent_class)->finalize (object);
}

static void
roster_finding_class_init (RosterFindingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_finding_get_property;
  object_class->set_property = roster_finding_set_property;
  object_class->finalize = roster_finding_finalize;

  /**
   * RosterFinding:kind:
   *
   * What it is about.
   */
  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, ROSTER_TYPE_FINDING_KIND, 0,
      G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterFinding:severity:
   *
   * How much it matters.
   */
  properties[PROP_SEVERITY] =
    g_param_spec_enum ("severity", NULL, NULL, ROSTER_TYPE_FINDING_SEVERITY, 0,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterFinding:subject:
   *
   * The person, the agency or the TikTok account, if it is about one.
   */
  properties[PROP_SUBJECT] =
    g_param_spec_object ("subject", NULL, NULL, ROSTER_TYPE_ITEM,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterFinding:title:
   *
   * What was found, as a short sentence.
   */
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterFinding:explanation:
   *
   * Why that matters, and what mends it.
   */
  properties[PROP_EXPLANATION] =
    g_param_spec_string ("explanation", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterFinding:correction:
   *
   * The address that was probably meant, where one is mistyped.
   */
  properties[PROP_CORRECTION] =
    g_param_spec_string ("correction", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_finding_init (RosterFinding *self)
{
}

/**
 * roster_finding_new:
 * @kind: what it is about
 * @severity: how much it matters
 * @about: (nullable): what tells it apart from others of its kind, where @subject does not
 * @subject: (nullable): the person, the agency or the TikTok account
 * @title: what was found
 * @explanation: why that matters, and what mends it
 * @correction: (nullable): the address that was probably meant
 *
 * Returns: (transfer full): a new finding
 */
RosterFinding *
roster_finding_new (RosterFindingKind      kind,
                    RosterFindingSeverity  severity,
                    const char            *about,
                    RosterItem            *subject,
                    const char            *title,
                    const char            *explanation,
                    const char            *correction)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (ROSTER_TYPE_FINDING_KIND);
  const char *name = g_enum_get_value (kinds, (int) kind)->value_nick;
  g_autofree char *key = NULL;

  if (subject != NULL)
    about = roster_item_get_key (subject);
  key = about != NULL ? g_strconcat (name, ":", about, NULL) : g_strdup (name);

  return g_object_new (ROSTER_TYPE_FINDING,
                       "key", key,
                       "kind", kind,
                       "severity", severity,
                       "subject", subject,
                       "title", title,
                       "explanation", explanation,
                       "correction", correction,
                       NULL);
}

/**
 * roster_finding_get_kind:
 * @self: the finding
 *
 * Returns: what it is about
 */
RosterFindingKind
roster_finding_get_kind (RosterFinding *self)
{
  g_return_val_if_fail (ROSTER_IS_FINDING (self), 0);

  return self->kind;
}

/**
 * roster_finding_get_severity:
 * @self: the finding
 *
 * Returns: how much it matters
 */
RosterFindingSeverity
roster_finding_get_severity (RosterFinding *self)
{
  g_return_val_if_fail (ROSTER_IS_FINDING (self), 0);

  return self->severity;
}

/**
 * roster_finding_get_subject:
 * @self: the finding
 *
 * Returns: (transfer none) (nullable): the #RosterPrincipal or the #RosterTiktokAccount that it is about, if it is about one
 */
RosterItem *
roster_finding_get_subject (RosterFinding *self)
{
  g_return_val_if_fail (ROSTER_IS_FINDING (self), NULL);

  return self->subject;
}

/**
 * roster_finding_get_title:
 * @self: the finding
 *
 * Returns: (transfer none): what was found, as a short sentence
 */
const char *
roster_finding_get_title (RosterFinding *self)
{
  g_return_val_if_fail (ROSTER_IS_FINDING (self), NULL);

  return self->title;
}

/**
 * roster_finding_get_explanation:
 * @self: the finding
 *
 * Returns: (transfer none): why that matters, and what mends it
 */
const char *
roster_finding_get_explanation (RosterFinding *self)
{
  g_return_val_if_fail (ROSTER_IS_FINDING (self), NULL);

  return self->explanation;
}

/**
 * roster_finding_get_correction:
 * @self: the finding
 *
 * Returns: (transfer none) (nullable): the address that was probably meant, where one is mistyped
 */
const char *
roster_finding_get_correction (RosterFinding *self)
{
  g_return_val_if_fail (ROSTER_IS_FINDING (self), NULL);

  return self->correction;
}
