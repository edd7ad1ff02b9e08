/* roster-preferences.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-preferences.h"

#include <glib/gi18n.h>

#include "roster-button-label.h"
#include "roster-sign-out-dialog.h"
#include "roster-text.h"

/* What can be set, and which connections there are. */

struct _RosterPreferences
{
  AdwPreferencesWindow parent_instance;

  RosterSession *session;
  GSettings *settings;

  GtkListBox *connections_list;
  GtkSpinButton *lifetime_spin;
};

G_DEFINE_FINAL_TYPE (RosterPreferences, roster_preferences, ADW_TYPE_PREFERENCES_WINDOW)

typedef enum
{
  PROP_SESSION = 1,
  PROP_SETTINGS,
} RosterPreferencesProperty;

static GParamSpec *properties[PROP_SETTINGS + 1];

static void
on_sign_out (GtkWidget *button)
{
  RosterPreferences *self = ROSTER_PREFERENCES (gtk_widget_get_ancestor (button, ROSTER_TYPE_PREFERENCES));
  RosterConnection *connection = g_object_get_data (G_OBJECT (button), "connection");

  roster_sign_out_dialog_present (GTK_WIDGET (self), self->session, connection);
}

static void
on_connect (RosterPreferences *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_window_close (GTK_WINDOW (self));
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.connect", NULL);
}

static const char *
describe (RosterConnection *connection)
{
  switch (roster_connection_get_problem (connection))
    {
    case ROSTER_CONNECTION_DAMAGED:
      return _("Damaged: sign in again, or sign out");

    case ROSTER_CONNECTION_NEWER:
      return _("Saved by a newer version of this program");

    case ROSTER_CONNECTION_SOUND:
    default:
      return roster_connection_get_session_only (connection) ? _("For this session only") : "";
    }
}

static GtkWidget *
make_connection_row (gpointer item,
                     gpointer user_data)
{
  RosterConnection *connection = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("Sign _Out…"));
  g_autofree char *name = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_bind_property (connection, "label", row, "title", G_BINDING_SYNC_CREATE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), describe (connection));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "connection", g_object_ref (connection), g_object_unref);
  g_signal_connect (button, "clicked", G_CALLBACK (on_sign_out), NULL);
  /* Translators: the name of a button for people who do not see it; %s is the name of a connection. */
  name = roster_isolated (_("Sign Out of %s"), roster_connection_get_label (connection));
  roster_button_label_name (button, name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
roster_preferences_constructed (GObject *object)
{
  RosterPreferences *self = ROSTER_PREFERENCES (object);

  G_OBJECT_CLASS (roster_preferences_parent_class)->constructed (object);

  gtk_list_box_bind_model (self->connections_list, roster_session_get_connections (self->session), make_connection_row, self, NULL);
  g_settings_bind (self->settings, "code-lifetime", self->lifetime_spin, "value", G_SETTINGS_BIND_DEFAULT);
}

static void
roster_preferences_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RosterPreferences *self = ROSTER_PREFERENCES (object);

  switch ((RosterPreferencesProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;

    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_preferences_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  RosterPreferences *self = ROSTER_PREFERENCES (object);

  switch ((RosterPreferencesProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;

    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_preferences_dispose (GObject *object)
{
  RosterPreferences *self = ROSTER_PREFERENCES (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_PREFERENCES);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (roster_preferences_parent_class)->dispose (object);
}

static void
roster_preferences_class_init (RosterPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = roster_preferences_constructed;
  object_class->get_property = roster_preferences_get_property;
  object_class->set_property = roster_preferences_set_property;
  object_class->dispose = roster_preferences_dispose;

  /**
   * RosterPreferences:session:
   *
   * What knows the connections.
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, ROSTER_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterPreferences:settings:
   *
   * What is set.
   */
  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/roster-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterPreferences, connections_list);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferences, lifetime_spin);
  gtk_widget_class_bind_template_callback (widget_class, on_connect);
}

static void
roster_preferences_init (RosterPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_preferences_new:
 * @session: what knows the connections
 * @settings: what is set
 *
 * Returns: (transfer none): a new window, not shown yet
 */
GtkWindow *
roster_preferences_new (RosterSession *session,
                        GSettings     *settings)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (session), NULL);

  return g_object_new (ROSTER_TYPE_PREFERENCES, "session", session, "settings", settings, NULL);
}
