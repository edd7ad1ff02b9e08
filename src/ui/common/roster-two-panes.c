/* roster-two-panes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-two-panes.h"

/* A list, and beside it what goes with the one that is chosen. Where there is no room for both, it is folded: one at a time, and a swipe, Escape
 * or Alt+Left leads back. */

struct _RosterTwoPanes
{
  AdwBin parent_instance;

  AdwLeaflet *leaflet;
  GtkWidget *separator;
  GtkWidget *list;
  GtkWidget *details;
  gboolean has_details;
};

G_DEFINE_FINAL_TYPE (RosterTwoPanes, roster_two_panes, ADW_TYPE_BIN)

typedef enum
{
  PROP_LIST = 1,
  PROP_DETAILS,
  PROP_HAS_DETAILS,
  PROP_FOLDED,
  PROP_DETAILS_ALONE,
} RosterTwoPanesProperty;

static GParamSpec *properties[PROP_DETAILS_ALONE + 1];

static guint close_signal;

static void
on_folded_changed (RosterTwoPanes *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAILS_ALONE]);
}

static void
on_visible_child_changed (RosterTwoPanes *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAILS_ALONE]);
}

static void
set_list (RosterTwoPanes *self,
          GtkWidget      *list)
{
  g_return_if_fail (self->list == NULL);

  self->list = list;
  adw_leaflet_prepend (self->leaflet, list);
  adw_leaflet_set_visible_child (self->leaflet, list);
}

static void
set_details (RosterTwoPanes *self,
             GtkWidget      *details)
{
  g_return_if_fail (self->details == NULL);

  self->details = details;
  gtk_widget_set_visible (details, self->has_details);
  adw_leaflet_append (self->leaflet, details);
}

static void
close_details (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_signal_emit (widget, close_signal, 0);
}

static void
roster_two_panes_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  RosterTwoPanes *self = ROSTER_TWO_PANES (object);

  switch ((RosterTwoPanesProperty) prop_id)
    {
    case PROP_LIST:
      g_value_set_object (value, self->list);
      break;

    case PROP_DETAILS:
      g_value_set_object (value, self->details);
      break;

    case PROP_HAS_DETAILS:
      g_value_set_boolean (value, self->has_details);
      break;

    case PROP_FOLDED:
      g_value_set_boolean (value, roster_two_panes_get_folded (self));
      break;

    case PROP_DETAILS_ALONE:
      g_value_set_boolean (value, roster_two_panes_get_details_alone (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_two_panes_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  RosterTwoPanes *self = ROSTER_TWO_PANES (object);

  switch ((RosterTwoPanesProperty) prop_id)
    {
    case PROP_LIST:
      set_list (self, g_value_get_object (value));
      break;

    case PROP_DETAILS:
      set_details (self, g_value_get_object (value));
      break;

    case PROP_HAS_DETAILS:
      roster_two_panes_set_has_details (self, g_value_get_boolean (value));
      break;

    case PROP_FOLDED:
    case PROP_DETAILS_ALONE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_two_panes_dispose (GObject *object)
{
  RosterTwoPanes *self = ROSTER_TWO_PANES (object);

  /* What is taken apart has nothing to tell. */
  if (self->leaflet != NULL)
    g_signal_handlers_disconnect_by_data (self->leaflet, self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  self->leaflet = NULL;
  self->separator = NULL;
  self->list = NULL;
  self->details = NULL;

  G_OBJECT_CLASS (roster_two_panes_parent_class)->dispose (object);
}

static void
roster_two_panes_class_init (RosterTwoPanesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = roster_two_panes_get_property;
  object_class->set_property = roster_two_panes_set_property;
  object_class->dispose = roster_two_panes_dispose;

  /**
   * RosterTwoPanes:list:
   *
   * What to choose from. Set once.
   */
  properties[PROP_LIST] =
    g_param_spec_object ("list", NULL, NULL, GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterTwoPanes:details:
   *
   * What goes with the one that is chosen. Set once.
   */
  properties[PROP_DETAILS] =
    g_param_spec_object ("details", NULL, NULL, GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterTwoPanes:has-details:
   *
   * Whether there are details to show. If not, the list has the whole width.
   */
  properties[PROP_HAS_DETAILS] =
    g_param_spec_boolean ("has-details", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterTwoPanes:folded:
   *
   * Whether only one of both is shown at a time.
   */
  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterTwoPanes:details-alone:
   *
   * Whether the details are shown without the list.
   */
  properties[PROP_DETAILS_ALONE] =
    g_param_spec_boolean ("details-alone", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RosterTwoPanes::close:
   * @self: the panes
   *
   * The user wants to be back at the list.
   */
  close_signal = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "panes.close", NULL, close_details);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "panes.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "panes.close", NULL);
}

static void
roster_two_panes_init (RosterTwoPanes *self)
{
  self->has_details = TRUE;
  self->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  self->separator = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
  adw_leaflet_set_can_navigate_back (self->leaflet, TRUE);
  adw_leaflet_page_set_navigatable (adw_leaflet_append (self->leaflet, self->separator), FALSE);
  g_signal_connect_swapped (self->leaflet, "notify::folded", G_CALLBACK (on_folded_changed), self);
  g_signal_connect_swapped (self->leaflet, "notify::visible-child", G_CALLBACK (on_visible_child_changed), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->leaflet));
}

/**
 * roster_two_panes_get_folded:
 * @self: the panes
 *
 * Returns: whether only one of both is shown at a time
 */
gboolean
roster_two_panes_get_folded (RosterTwoPanes *self)
{
  g_return_val_if_fail (ROSTER_IS_TWO_PANES (self), FALSE);

  return self->leaflet != NULL && adw_leaflet_get_folded (self->leaflet);
}

/**
 * roster_two_panes_get_details_alone:
 * @self: the panes
 *
 * Returns: whether the details are shown without the list
 */
gboolean
roster_two_panes_get_details_alone (RosterTwoPanes *self)
{
  return roster_two_panes_get_folded (self) && adw_leaflet_get_visible_child (self->leaflet) == self->details;
}

/**
 * roster_two_panes_set_has_details:
 * @self: the panes
 * @has_details: whether there are details to show
 */
void
roster_two_panes_set_has_details (RosterTwoPanes *self,
                                  gboolean        has_details)
{
  g_return_if_fail (ROSTER_IS_TWO_PANES (self));

  if (self->has_details == has_details)
    return;

  self->has_details = has_details;
  gtk_widget_set_visible (self->separator, has_details);
  if (self->details != NULL)
    gtk_widget_set_visible (self->details, has_details);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_DETAILS]);
}

/**
 * roster_two_panes_set_can_close:
 * @self: the panes
 * @can_close: whether Escape and Alt+Left mean something
 */
void
roster_two_panes_set_can_close (RosterTwoPanes *self,
                                gboolean        can_close)
{
  g_return_if_fail (ROSTER_IS_TWO_PANES (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "panes.close", can_close);
}

/**
 * roster_two_panes_show_list:
 * @self: the panes
 *
 * Shows the list, where only one of both can be seen.
 */
void
roster_two_panes_show_list (RosterTwoPanes *self)
{
  g_return_if_fail (ROSTER_IS_TWO_PANES (self));

  if (self->list != NULL)
    adw_leaflet_set_visible_child (self->leaflet, self->list);
}

/**
 * roster_two_panes_show_details:
 * @self: the panes
 *
 * Shows the details, where only one of both can be seen.
 */
void
roster_two_panes_show_details (RosterTwoPanes *self)
{
  g_return_if_fail (ROSTER_IS_TWO_PANES (self));

  if (self->details != NULL)
    adw_leaflet_set_visible_child (self->leaflet, self->details);
}
