/* roster-adaptive-bin.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-adaptive-bin.h"

/* Tells how wide its child has become, so that what does not fit can be left out. It tells so after the allocation, not during it: widgets
 * must not be shown or hidden while their parent is being laid out. When the floor has breakpoints, this is the file to replace. */

struct _RosterAdaptiveBin
{
  GtkWidget parent_instance;

  GtkWidget *child;
  int width;
  int told_width;
  guint source;
};

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterAdaptiveBin, roster_adaptive_bin, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

typedef enum
{
  PROP_CHILD = 1,
  PROP_WIDTH,
} RosterAdaptiveBinProperty;

static GParamSpec *properties[PROP_WIDTH + 1];
static GtkBuildableIface *parent_buildable;

static gboolean
on_idle (gpointer user_data)
{
  RosterAdaptiveBin *self = user_data;

  self->source = 0;
  if (self->told_width != self->width)
    {
      self->told_width = self->width;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WIDTH]);
    }

  return G_SOURCE_REMOVE;
}

static void
roster_adaptive_bin_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  RosterAdaptiveBin *self = ROSTER_ADAPTIVE_BIN (widget);

  if (self->child != NULL && gtk_widget_should_layout (self->child))
    gtk_widget_measure (self->child, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static void
roster_adaptive_bin_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  RosterAdaptiveBin *self = ROSTER_ADAPTIVE_BIN (widget);

  self->width = width;
  if (self->width != self->told_width && self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_idle, self, NULL);

  if (self->child != NULL && gtk_widget_should_layout (self->child))
    gtk_widget_allocate (self->child, width, height, baseline, NULL);
}

static GtkSizeRequestMode
roster_adaptive_bin_get_request_mode (GtkWidget *widget)
{
  RosterAdaptiveBin *self = ROSTER_ADAPTIVE_BIN (widget);

  return self->child != NULL ? gtk_widget_get_request_mode (self->child) : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
roster_adaptive_bin_compute_expand (GtkWidget *widget,
                                    gboolean  *hexpand,
                                    gboolean  *vexpand)
{
  RosterAdaptiveBin *self = ROSTER_ADAPTIVE_BIN (widget);

  *hexpand = self->child != NULL && gtk_widget_compute_expand (self->child, GTK_ORIENTATION_HORIZONTAL);
  *vexpand = self->child != NULL && gtk_widget_compute_expand (self->child, GTK_ORIENTATION_VERTICAL);
}

static void
roster_adaptive_bin_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RosterAdaptiveBin *self = ROSTER_ADAPTIVE_BIN (object);

  switch ((RosterAdaptiveBinProperty) prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;

    case PROP_WIDTH:
      g_value_set_int (value, self->told_width);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_adaptive_bin_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  RosterAdaptiveBin *self = ROSTER_ADAPTIVE_BIN (object);

  switch ((RosterAdaptiveBinProperty) prop_id)
    {
    case PROP_CHILD:
      roster_adaptive_bin_set_child (self, g_value_get_object (value));
      break;

    case PROP_WIDTH:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_adaptive_bin_dispose (GObject *object)
{
  RosterAdaptiveBin *self = ROSTER_ADAPTIVE_BIN (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (roster_adaptive_bin_parent_class)->dispose (object);
}

static void
roster_adaptive_bin_class_init (RosterAdaptiveBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = roster_adaptive_bin_get_property;
  object_class->set_property = roster_adaptive_bin_set_property;
  object_class->dispose = roster_adaptive_bin_dispose;

  widget_class->measure = roster_adaptive_bin_measure;
  widget_class->size_allocate = roster_adaptive_bin_size_allocate;
  widget_class->get_request_mode = roster_adaptive_bin_get_request_mode;
  widget_class->compute_expand = roster_adaptive_bin_compute_expand;

  /**
   * RosterAdaptiveBin:child:
   *
   * What is inside.
   */
  properties[PROP_CHILD] =
    g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterAdaptiveBin:width:
   *
   * How wide the child is, in logical pixels; 0 before the first allocation.
   */
  properties[PROP_WIDTH] =
    g_param_spec_int ("width", NULL, NULL, 0, G_MAXINT, 0,
                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_adaptive_bin_init (RosterAdaptiveBin *self)
{
}

static void
roster_adaptive_bin_add_child (GtkBuildable *buildable,
                               GtkBuilder   *builder,
                               GObject      *child,
                               const char   *type)
{
  if (GTK_IS_WIDGET (child))
    roster_adaptive_bin_set_child (ROSTER_ADAPTIVE_BIN (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = roster_adaptive_bin_add_child;
}

/**
 * roster_adaptive_bin_set_child:
 * @self: the widget
 * @child: (nullable): what shall be inside
 */
void
roster_adaptive_bin_set_child (RosterAdaptiveBin *self,
                               GtkWidget         *child)
{
  g_return_if_fail (ROSTER_IS_ADAPTIVE_BIN (self));

  if (self->child == child)
    return;

  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

/**
 * roster_adaptive_bin_get_width:
 * @self: the widget
 *
 * Returns: how wide the child is, in logical pixels; 0 before the first allocation
 */
int
roster_adaptive_bin_get_width (RosterAdaptiveBin *self)
{
  g_return_val_if_fail (ROSTER_IS_ADAPTIVE_BIN (self), 0);

  return self->told_width;
}
