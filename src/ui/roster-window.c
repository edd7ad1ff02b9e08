/* roster-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-window.h"

#include "roster-accounts-page.h"
#include "roster-permissions-page.h"
#include "roster-users-page.h"

/* The window composes: it hands its session to what it shows and does nothing else. A view is made when it is first looked at, since the
 * time of the first frame is better spent on the one that is seen. */

struct _RosterWindow
{
  AdwApplicationWindow parent_instance;

  RosterSession *session;
  GSettings *settings;

  AdwViewStack *views;
  AdwViewSwitcherTitle *switcher_title;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
};

G_DEFINE_FINAL_TYPE (RosterWindow, roster_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_SESSION = 1,
  PROP_SETTINGS,
} RosterWindowProperty;

static GParamSpec *properties[PROP_SETTINGS + 1];

static const struct
{
  const char *name;
  GtkWidget *(*make) (RosterSession *session);
} VIEWS[] = {
  { "users", roster_users_page_new },
  { "permissions", roster_permissions_page_new },
  { "accounts", roster_accounts_page_new },
};

/* Returns: (transfer none) (nullable): the page in front, made if need be. */
static GtkWidget *
get_page (RosterWindow *self)
{
  AdwBin *bin = ADW_BIN (adw_view_stack_get_visible_child (self->views));
  const char *name = adw_view_stack_get_visible_child_name (self->views);

  if (bin == NULL || self->session == NULL)
    return NULL;

  for (guint i = 0; adw_bin_get_child (bin) == NULL && i < G_N_ELEMENTS (VIEWS); i++)
    {
      if (g_strcmp0 (VIEWS[i].name, name) == 0)
        adw_bin_set_child (bin, VIEWS[i].make (self->session));
    }

  return adw_bin_get_child (bin);
}

static void
on_view_changed (RosterWindow *self)
{
  GtkWidget *page = get_page (self);
  g_autofree char *text = NULL;

  if (page == NULL)
    return;

  g_object_get (page, "search-text", &text, NULL);
  gtk_editable_set_text (self->search_entry, text != NULL ? text : "");
}

static void
on_search_changed (RosterWindow *self)
{
  GtkWidget *page = get_page (self);

  if (page != NULL)
    g_object_set (page, "search-text", gtk_editable_get_text (self->search_entry), NULL);
}

static void
search (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
show_view (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  adw_view_stack_set_visible_child_name (ROSTER_WINDOW (widget)->views, g_variant_get_string (parameter, NULL));
}

/* @parameter is the key of a person or agency. */
static void
show_access (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  RosterWindow *self = ROSTER_WINDOW (widget);
  GtkWidget *page;

  adw_view_stack_set_visible_child_name (self->views, "permissions");
  page = get_page (self);
  if (ROSTER_IS_PERMISSIONS_PAGE (page))
    roster_permissions_page_show (ROSTER_PERMISSIONS_PAGE (page), g_variant_get_string (parameter, NULL));
}

static void
roster_window_constructed (GObject *object)
{
  RosterWindow *self = ROSTER_WINDOW (object);

  G_OBJECT_CLASS (roster_window_parent_class)->constructed (object);

  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "view", self->views, "visible-child-name", G_SETTINGS_BIND_DEFAULT);
  on_view_changed (self);
}

static void
roster_window_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  RosterWindow *self = ROSTER_WINDOW (object);

  switch ((RosterWindowProperty) prop_id)
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
roster_window_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  RosterWindow *self = ROSTER_WINDOW (object);

  switch ((RosterWindowProperty) prop_id)
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
roster_window_dispose (GObject *object)
{
  RosterWindow *self = ROSTER_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_WINDOW);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (roster_window_parent_class)->dispose (object);
}

static void
roster_window_class_init (RosterWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = roster_window_constructed;
  object_class->get_property = roster_window_get_property;
  object_class->set_property = roster_window_set_property;
  object_class->dispose = roster_window_dispose;

  /**
   * RosterWindow:session:
   *
   * What the window shows.
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, ROSTER_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterWindow:settings:
   *
   * What the program remembers.
   */
  properties[PROP_SETTINGS] =
    g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/roster-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, views);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, switcher_title);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RosterWindow, search_entry);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_view_changed);

  gtk_widget_class_install_action (widget_class, "win.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "win.view", "s", show_view);
  gtk_widget_class_install_action (widget_class, "win.show-access", "s", show_access);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, GDK_CONTROL_MASK, "win.view", "s", "users");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, GDK_CONTROL_MASK, "win.view", "s", "permissions");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_3, GDK_CONTROL_MASK, "win.view", "s", "accounts");
}

static void
roster_window_init (RosterWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_window_new:
 * @application: the application
 * @session: what to show
 * @settings: what the program remembers
 *
 * Returns: (transfer none): a new window, not shown yet
 */
GtkWindow *
roster_window_new (GtkApplication *application,
                   RosterSession  *session,
                   GSettings      *settings)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (session), NULL);

  return g_object_new (ROSTER_TYPE_WINDOW,
                       "application", application,
                       "session", session,
                       "settings", settings,
                       NULL);
}
