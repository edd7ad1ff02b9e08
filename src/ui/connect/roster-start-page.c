/* roster-start-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "roster-start-page.h"

#include <glib/gi18n.h>

#include "roster-error-text.h"
#include "roster-stage.h"

/* What the window shows while it shows nobody's data: the connections that there are, and the ways to get one. It asks the keyring, once
 * it is told to begin; when the keyring has the connection that was used last, that one is opened without a question. A keyring that does
 * not answer, or is locked, is said so, with ways to go on. */

struct _RosterStartPage
{
  AdwBin parent_instance;

  RosterSession *session;
  GSettings *settings;
  GCancellable *cancellable;
  gboolean open_last; /* not done yet */

  RosterStage *stage;
  AdwStatusPage *status_page;
  GtkWidget *trouble_group;
  AdwPreferencesRow *trouble_row;
  GtkWidget *unlock_row;
  GtkWidget *retry_row;
  GtkWidget *connections_group;
  GtkListBox *connections_list;
};

G_DEFINE_FINAL_TYPE (RosterStartPage, roster_start_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
  PROP_SETTINGS,
} RosterStartPageProperty;

static GParamSpec *properties[PROP_SETTINGS + 1];

/* The one that was used last; else the only one. */
static RosterConnection *
dup_obvious_connection (RosterStartPage *self)
{
  GListModel *connections = roster_session_get_connections (self->session);
  g_autofree char *last = g_settings_get_string (self->settings, "last-connection");

  for (guint i = 0; i < g_list_model_get_n_items (connections); i++)
    {
      g_autoptr (RosterConnection) connection = g_list_model_get_item (connections, i);

      if (g_strcmp0 (roster_connection_get_id (connection), last) == 0 || g_list_model_get_n_items (connections) == 1)
        return g_steal_pointer (&connection);
    }

  return NULL;
}

static void
open_connection (RosterStartPage  *self,
                 RosterConnection *connection)
{
  g_autofree char *bc_id = g_settings_get_string (self->settings, "last-business-center");

  roster_session_open (self->session, connection, bc_id);
}

static void
show_trouble (RosterStartPage *self,
              const GError    *error)
{
  gboolean locked = g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED);

  gtk_widget_set_visible (self->trouble_group, error != NULL);
  if (error == NULL)
    return;

  adw_preferences_row_set_title (self->trouble_row, roster_error_text_get_title (error));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->trouble_row), roster_error_text_get_advice (error));
  gtk_widget_set_visible (self->unlock_row, locked);
  gtk_widget_set_visible (self->retry_row, !locked);
}

static void
on_connections_loaded (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (RosterStartPage) self = user_data;
  g_autoptr (RosterConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  roster_session_load_connections_finish (ROSTER_SESSION (source), result, &error);
  /* The window may have been closed meanwhile. */
  if (roster_error_is_cancelled (error) || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  show_trouble (self, error);
  roster_stage_set_state (self->stage, ROSTER_STAGE_CONTENT);

  if (error == NULL && self->open_last && roster_session_get_state (self->session) == ROSTER_SESSION_STATE_CLOSED)
    connection = dup_obvious_connection (self);
  self->open_last = FALSE;
  if (connection != NULL)
    open_connection (self, connection);
}

static void
look (RosterStartPage *self)
{
  roster_session_load_connections_async (self->session, self->cancellable, on_connections_loaded, g_object_ref (self));
}

static void
on_unlocked (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RosterStartPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (roster_keyring_unlock_finish (ROSTER_KEYRING (source), result, &error))
    look (self);
  else if (!roster_error_is_cancelled (error))
    show_trouble (self, error);
}

static void
on_unlock (RosterStartPage *self)
{
  roster_keyring_unlock_async (roster_session_get_keyring (self->session), self->cancellable, on_unlocked, g_object_ref (self));
}

static void
on_connections_changed (RosterStartPage *self)
{
  gtk_widget_set_visible (self->connections_group, g_list_model_get_n_items (roster_session_get_connections (self->session)) > 0);
}

static void
on_connection_activated (RosterStartPage *self,
                         GtkListBoxRow   *row)
{
  g_autoptr (RosterConnection) connection = g_list_model_get_item (roster_session_get_connections (self->session),
                                                                   (guint) gtk_list_box_row_get_index (row));

  if (connection != NULL)
    open_connection (self, connection);
}

static GtkWidget *
make_connection_row (gpointer item,
                     gpointer user_data)
{
  RosterConnection *connection = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_bind_property (connection, "label", row, "title", G_BINDING_SYNC_CREATE);
  if (roster_connection_get_session_only (connection))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("For this session only"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);

  return row;
}

static void
roster_start_page_constructed (GObject *object)
{
  RosterStartPage *self = ROSTER_START_PAGE (object);
  GListModel *connections = roster_session_get_connections (self->session);

  G_OBJECT_CLASS (roster_start_page_parent_class)->constructed (object);

  gtk_list_box_bind_model (self->connections_list, connections, make_connection_row, self, NULL);
  g_signal_connect_object (connections, "items-changed", G_CALLBACK (on_connections_changed), self, G_CONNECT_SWAPPED);
  on_connections_changed (self);
}

static void
roster_start_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  RosterStartPage *self = ROSTER_START_PAGE (object);

  switch ((RosterStartPageProperty) prop_id)
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
roster_start_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  RosterStartPage *self = ROSTER_START_PAGE (object);

  switch ((RosterStartPageProperty) prop_id)
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
roster_start_page_dispose (GObject *object)
{
  RosterStartPage *self = ROSTER_START_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_START_PAGE);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (roster_start_page_parent_class)->dispose (object);
}

static void
roster_start_page_class_init (RosterStartPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = roster_start_page_constructed;
  object_class->get_property = roster_start_page_get_property;
  object_class->set_property = roster_start_page_set_property;
  object_class->dispose = roster_start_page_dispose;

  /**
   * RosterStartPage:session:
   *
   * What connections are opened in.
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, ROSTER_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterStartPage:settings:
   *
   * Which connection was used last.
   */
  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (ROSTER_TYPE_STAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/connect/roster-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterStartPage, stage);
  gtk_widget_class_bind_template_child (widget_class, RosterStartPage, status_page);
  gtk_widget_class_bind_template_child (widget_class, RosterStartPage, trouble_group);
  gtk_widget_class_bind_template_child (widget_class, RosterStartPage, trouble_row);
  gtk_widget_class_bind_template_child (widget_class, RosterStartPage, unlock_row);
  gtk_widget_class_bind_template_child (widget_class, RosterStartPage, retry_row);
  gtk_widget_class_bind_template_child (widget_class, RosterStartPage, connections_group);
  gtk_widget_class_bind_template_child (widget_class, RosterStartPage, connections_list);
  gtk_widget_class_bind_template_callback (widget_class, on_unlock);
  gtk_widget_class_bind_template_callback (widget_class, on_connection_activated);
  gtk_widget_class_bind_template_callback (widget_class, look);
}

static void
roster_start_page_init (RosterStartPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_status_page_set_icon_name (self->status_page, APP_ID_BASE);
}

/**
 * roster_start_page_new:
 * @session: what connections are opened in
 * @settings: what the program remembers
 *
 * Makes a page that waits until it is told to begin.
 *
 * Returns: (transfer floating): a new page
 */
GtkWidget *
roster_start_page_new (RosterSession *session,
                       GSettings     *settings)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (session), NULL);

  return g_object_new (ROSTER_TYPE_START_PAGE, "session", session, "settings", settings, NULL);
}

/**
 * roster_start_page_begin:
 * @self: the page
 * @open_last: whether to open the connection that was used last, if the keyring has it
 *
 * Asks the keyring which connections there are.
 */
void
roster_start_page_begin (RosterStartPage *self,
                         gboolean         open_last)
{
  g_return_if_fail (ROSTER_IS_START_PAGE (self));

  self->open_last = open_last;
  look (self);
}
