/* roster-switcher.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-switcher.h"

#include <glib/gi18n.h>

#include "roster-text.h"
#include "roster-words.h"

/* Which Business Center is shown, and the others: those of the connection that is open, and the other connections. */

/* How many characters of a long name are seen at least. */
#define COMPACT_CHARS 5
#define ROOMY_CHARS 12

struct _RosterSwitcher
{
  AdwBin parent_instance;

  RosterSession *session;
  RosterFarRequests *far_requests; /* (nullable) */
  int least_chars; /* of the name that have to be seen, when it has as many */

  GtkWidget *button;
  GtkLabel *label;
  GtkWidget *mark;
  GtkPopover *popover;
  GtkListBox *centers_list;
  GtkWidget *connections_label;
  GtkListBox *connections_list;
};

G_DEFINE_FINAL_TYPE (RosterSwitcher, roster_switcher, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
} RosterSwitcherProperty;

static GParamSpec *properties[PROP_SESSION + 1];

static GtkWidget *
make_row (const char *title,
          const char *subtitle,
          gboolean    checked)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title_label = gtk_label_new (title);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (title_label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (title_label), 32);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), title_label);
  if (subtitle != NULL)
    {
      GtkWidget *subtitle_label = gtk_label_new (subtitle);

      gtk_label_set_xalign (GTK_LABEL (subtitle_label), 0);
      gtk_widget_add_css_class (subtitle_label, "caption");
      gtk_widget_add_css_class (subtitle_label, "dim-label");
      gtk_box_append (GTK_BOX (texts), subtitle_label);
    }
  gtk_box_append (GTK_BOX (box), texts);

  gtk_widget_set_opacity (check, checked ? 1 : 0);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  /* Translators: the Business Center or the connection that is shown now. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, checked ? _("Shown now") : "", -1);

  return row;
}

/* A spot of colour beside what waits for somebody; what it means is said in words as well. */
static GtkWidget *
make_mark (void)
{
  GtkWidget *mark = gtk_image_new_from_icon_name ("media-record-symbolic");

  gtk_widget_add_css_class (mark, "accent");

  return mark;
}

/* Returns: (transfer full): below the name, the role; or who waits there */
static char *
dup_center_subtitle (RosterSwitcher       *self,
                     RosterBusinessCenter *center)
{
  const char *bc_id = roster_item_get_id (ROSTER_ITEM (center));
  guint n_open = self->far_requests != NULL ? roster_far_requests_count_open (self->far_requests, bc_id) : 0;

  if (n_open > 0 && roster_far_requests_get_approved (self->far_requests, bc_id))
    return g_strdup (_("A client has approved"));
  if (n_open > 0)
    return g_strdup_printf (ngettext ("Waiting for %u client’s account", "Waiting for %u clients’ accounts", n_open), n_open);

  return g_strdup (roster_words_role (roster_business_center_get_role (center), roster_business_center_get_role_text (center)));
}

static GtkWidget *
make_center_row (gpointer item,
                 gpointer user_data)
{
  RosterSwitcher *self = user_data;
  RosterBusinessCenter *center = item;
  g_autofree char *subtitle = dup_center_subtitle (self, center);
  GtkWidget *row = make_row (roster_item_get_name (item), subtitle, center == roster_session_get_business_center (self->session));

  if (self->far_requests != NULL && roster_far_requests_get_approved (self->far_requests, roster_item_get_id (item)))
    {
      gtk_box_append (GTK_BOX (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))), make_mark ());
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
    }

  return row;
}

static GtkWidget *
make_connection_row (gpointer item,
                     gpointer user_data)
{
  RosterSwitcher *self = user_data;
  RosterConnection *connection = item;

  return make_row (roster_connection_get_label (connection),
                   roster_connection_get_session_only (connection) ? _("For this session only") : NULL,
                   connection == roster_session_get_connection (self->session));
}

/* The rows are made when somebody wants to see them, and then say how things are. */
static void
on_popover_shown (RosterSwitcher *self)
{
  GListModel *connections = roster_session_get_connections (self->session);
  gboolean others = g_list_model_get_n_items (connections) > (roster_session_is_demo (self->session) ? 0 : 1);

  gtk_list_box_bind_model (self->centers_list, roster_session_get_business_centers (self->session), make_center_row, self, NULL);
  gtk_list_box_bind_model (self->connections_list, connections, make_connection_row, self, NULL);
  gtk_widget_set_visible (self->connections_label, others);
  gtk_widget_set_visible (GTK_WIDGET (self->connections_list), others);
}

static void
on_center_activated (RosterSwitcher *self,
                     GtkListBoxRow  *row)
{
  g_autoptr (RosterBusinessCenter) center = g_list_model_get_item (roster_session_get_business_centers (self->session),
                                                                   (guint) gtk_list_box_row_get_index (row));

  gtk_popover_popdown (self->popover);
  if (center != NULL)
    roster_session_select_business_center (self->session, center);
}

static void
on_connection_activated (RosterSwitcher *self,
                         GtkListBoxRow  *row)
{
  g_autoptr (RosterConnection) connection = g_list_model_get_item (roster_session_get_connections (self->session),
                                                                   (guint) gtk_list_box_row_get_index (row));

  gtk_popover_popdown (self->popover);
  if (connection != NULL && connection != roster_session_get_connection (self->session))
    roster_session_open (self->session, connection, NULL);
}

static void
on_connect (RosterSwitcher *self)
{
  gtk_popover_popdown (self->popover);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.connect", NULL);
}

static void
update_width (RosterSwitcher *self)
{
  glong length = g_utf8_strlen (gtk_label_get_text (self->label), -1);

  gtk_label_set_width_chars (self->label, (int) MIN (length, self->least_chars));
}

static void
update (RosterSwitcher *self)
{
  RosterBusinessCenter *center = roster_session_get_business_center (self->session);
  RosterConnection *connection = roster_session_get_connection (self->session);
  const char *name = "";
  gboolean approved;
  g_autofree char *label = NULL;

  if (center != NULL)
    name = roster_item_get_name (ROSTER_ITEM (center));
  else if (connection != NULL)
    name = roster_connection_get_label (connection);
  else if (roster_session_is_demo (self->session))
    name = _("Demo Data");

  gtk_label_set_text (self->label, name != NULL ? name : "");
  update_width (self);
  approved = self->far_requests != NULL && roster_far_requests_get_approved (self->far_requests, NULL);
  gtk_widget_set_visible (self->mark, approved);
  gtk_widget_set_tooltip_text (self->button, approved ? _("A client has approved in another Business Center") : _("Switch Business Center"));
  /* Translators: the names of a button for people who do not see it; %s is the Business Center that is shown. */
  label = roster_isolated (approved ? _("Business Center: %s. A client has approved in another one") : _("Business Center: %s"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
set_session (RosterSwitcher *self,
             RosterSession  *session)
{
  static const char *const SIGNALS[] = { "notify::business-center", "notify::connection", "notify::demo" };

  /* Set once, by the window's template binding. */
  if (session == NULL || !g_set_object (&self->session, session))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (SIGNALS); i++)
    g_signal_connect_object (session, SIGNALS[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
roster_switcher_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  RosterSwitcher *self = ROSTER_SWITCHER (object);

  switch ((RosterSwitcherProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_switcher_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  RosterSwitcher *self = ROSTER_SWITCHER (object);

  switch ((RosterSwitcherProperty) prop_id)
    {
    case PROP_SESSION:
      set_session (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_switcher_dispose (GObject *object)
{
  RosterSwitcher *self = ROSTER_SWITCHER (object);

  /* Before the template is taken apart: AdwBin would look for the child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROSTER_TYPE_SWITCHER);
  g_clear_object (&self->far_requests);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_switcher_parent_class)->dispose (object);
}

static void
roster_switcher_class_init (RosterSwitcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = roster_switcher_get_property;
  object_class->set_property = roster_switcher_set_property;
  object_class->dispose = roster_switcher_dispose;

  /**
   * RosterSwitcher:session:
   *
   * What is switched.
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, ROSTER_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/accessroster/AccessRoster/ui/roster-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterSwitcher, button);
  gtk_widget_class_bind_template_child (widget_class, RosterSwitcher, label);
  gtk_widget_class_bind_template_child (widget_class, RosterSwitcher, mark);
  gtk_widget_class_bind_template_child (widget_class, RosterSwitcher, popover);
  gtk_widget_class_bind_template_child (widget_class, RosterSwitcher, centers_list);
  gtk_widget_class_bind_template_child (widget_class, RosterSwitcher, connections_label);
  gtk_widget_class_bind_template_child (widget_class, RosterSwitcher, connections_list);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_center_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_connection_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_connect);
}

static void
roster_switcher_init (RosterSwitcher *self)
{
  self->least_chars = COMPACT_CHARS;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_switcher_set_compact:
 * @self: a switcher
 * @compact: whether there is hardly any room
 *
 * Says how much of a long name has to be seen at least.
 */
void
roster_switcher_set_compact (RosterSwitcher *self,
                             gboolean        compact)
{
  g_return_if_fail (ROSTER_IS_SWITCHER (self));

  self->least_chars = compact ? COMPACT_CHARS : ROOMY_CHARS;
  update_width (self);
}

/**
 * roster_switcher_set_far_requests:
 * @self: a switcher, which has a session
 * @far_requests: the requests that wait in Business Centers that are not shown
 *
 * Marks where a client has approved.
 */
void
roster_switcher_set_far_requests (RosterSwitcher    *self,
                                  RosterFarRequests *far_requests)
{
  g_return_if_fail (ROSTER_IS_SWITCHER (self) && self->session != NULL);

  if (!g_set_object (&self->far_requests, far_requests))
    return;

  g_signal_connect_object (far_requests, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
