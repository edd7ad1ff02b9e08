/* roster-progress-ring.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-progress-ring.h"

#include <math.h>

/* How far something is, as an arc in the space of an icon: it stands still between two steps, so that waiting costs no frames. */

#define SIZE 16
#define LINE 2.5

struct _RosterProgressRing
{
  GtkWidget parent_instance;

  double fraction;
};

G_DEFINE_FINAL_TYPE (RosterProgressRing, roster_progress_ring, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_FRACTION = 1,
} RosterProgressRingProperty;

static GParamSpec *properties[PROP_FRACTION + 1];

static void
roster_progress_ring_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  RosterProgressRing *self = ROSTER_PROGRESS_RING (widget);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  double radius = (MIN (width, height) - LINE) / 2;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  cairo_set_line_width (cr, LINE);
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, color.alpha * 0.25);
  cairo_arc (cr, width / 2, height / 2, radius, 0, 2 * G_PI);
  cairo_stroke (cr);

  gdk_cairo_set_source_rgba (cr, &color);
  /* Never quite empty: that something is under way has to be seen from the first moment. */
  cairo_arc (cr, width / 2, height / 2, radius, -G_PI / 2, 2 * G_PI * MAX (self->fraction, 0.06) - G_PI / 2);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
roster_progress_ring_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
roster_progress_ring_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  RosterProgressRing *self = ROSTER_PROGRESS_RING (object);

  switch ((RosterProgressRingProperty) prop_id)
    {
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_progress_ring_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  RosterProgressRing *self = ROSTER_PROGRESS_RING (object);

  switch ((RosterProgressRingProperty) prop_id)
    {
    case PROP_FRACTION:
      self->fraction = g_value_get_double (value);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                      GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                      GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 1.0,
                                      GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, self->fraction,
                                      -1);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_progress_ring_class_init (RosterProgressRingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = roster_progress_ring_get_property;
  object_class->set_property = roster_progress_ring_set_property;

  widget_class->snapshot = roster_progress_ring_snapshot;
  widget_class->measure = roster_progress_ring_measure;

  /**
   * RosterProgressRing:fraction:
   *
   * How far it is, from 0 to 1.
   */
  properties[PROP_FRACTION] =
    g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "progressring");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
}

static void
roster_progress_ring_init (RosterProgressRing *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}
