/* roster-language-drop-down.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-language-drop-down.h"

#include <glib/gi18n.h>

/* Chooses the language that the client reads, and remembers it for the next client. */

#define SCHEMA "io.github.accessroster.AccessRoster"
#define KEY "client-language"

struct _RosterLanguageDropDown
{
  AdwBin parent_instance;

  GSettings *settings; /* NULL where the schema is not installed */
  GtkDropDown *drop_down;
};

G_DEFINE_FINAL_TYPE (RosterLanguageDropDown, roster_language_drop_down, ADW_TYPE_BIN)

typedef enum
{
  PROP_LANGUAGE = 1,
} RosterLanguageDropDownProperty;

static GParamSpec *properties[PROP_LANGUAGE + 1];

static void
on_selected (RosterLanguageDropDown *self)
{
  const RosterClientText *text = roster_language_drop_down_get_text (self);

  if (self->settings != NULL)
    {
      g_autofree char *remembered = g_settings_get_string (self->settings, KEY);

      if (roster_client_text_get (remembered) != text)
        g_settings_set_string (self->settings, KEY, text->code);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LANGUAGE]);
}

static void
roster_language_drop_down_get_property (GObject    *object,
                                        guint       prop_id,
                                        GValue     *value,
                                        GParamSpec *pspec)
{
  RosterLanguageDropDown *self = ROSTER_LANGUAGE_DROP_DOWN (object);

  switch ((RosterLanguageDropDownProperty) prop_id)
    {
    case PROP_LANGUAGE:
      g_value_set_string (value, roster_language_drop_down_get_text (self)->code);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_language_drop_down_set_property (GObject      *object,
                                        guint         prop_id,
                                        const GValue *value,
                                        GParamSpec   *pspec)
{
  RosterLanguageDropDown *self = ROSTER_LANGUAGE_DROP_DOWN (object);

  switch ((RosterLanguageDropDownProperty) prop_id)
    {
    case PROP_LANGUAGE:
      roster_language_drop_down_set_language (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_language_drop_down_dispose (GObject *object)
{
  RosterLanguageDropDown *self = ROSTER_LANGUAGE_DROP_DOWN (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (roster_language_drop_down_parent_class)->dispose (object);
}

static void
roster_language_drop_down_class_init (RosterLanguageDropDownClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_language_drop_down_get_property;
  object_class->set_property = roster_language_drop_down_set_property;
  object_class->dispose = roster_language_drop_down_dispose;

  /**
   * RosterLanguageDropDown:language:
   *
   * The language that was chosen, as in ISO 639-1.
   */
  properties[PROP_LANGUAGE] =
    g_param_spec_string ("language", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_language_drop_down_init (RosterLanguageDropDown *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *remembered = NULL;
  const RosterClientText *texts;
  guint n_texts;

  if (schema != NULL)
    {
      self->settings = g_settings_new (SCHEMA);
      remembered = g_settings_get_string (self->settings, KEY);
    }

  texts = roster_client_text_get_all (&n_texts);
  for (guint i = 0; i < n_texts; i++)
    gtk_string_list_append (names, texts[i].name);

  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL));
  gtk_drop_down_set_selected (self->drop_down, roster_client_text_get_position (roster_client_text_get (remembered)));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->drop_down), _("Language of the Client"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Language of the Client"), -1);
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->drop_down));
}

/**
 * roster_language_drop_down_get_text:
 * @self: a drop-down
 *
 * Returns: (transfer none): the sentences in the language that was chosen
 */
const RosterClientText *
roster_language_drop_down_get_text (RosterLanguageDropDown *self)
{
  guint n_texts;
  const RosterClientText *texts = roster_client_text_get_all (&n_texts);

  g_return_val_if_fail (ROSTER_IS_LANGUAGE_DROP_DOWN (self), &texts[0]);

  return &texts[MIN (gtk_drop_down_get_selected (self->drop_down), n_texts - 1)];
}

/**
 * roster_language_drop_down_set_language:
 * @self: a drop-down
 * @language: (nullable): a language such as "de"
 */
void
roster_language_drop_down_set_language (RosterLanguageDropDown *self,
                                        const char             *language)
{
  g_return_if_fail (ROSTER_IS_LANGUAGE_DROP_DOWN (self));

  gtk_drop_down_set_selected (self->drop_down, roster_client_text_get_position (roster_client_text_get (language)));
}
