/* roster-code-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-code-layout.h"

/* A code with what belongs to it beside it or below it: whichever makes the code larger. A projector gets it side by side, a phone or a
 * monitor on its edge one below the other. The code is a square; the side takes its natural width, but not more than SIDE_SHARE of it all. */

#define SPACING 24
#define SIDE_SHARE 0.45
/* Below that, the page scrolls rather than making the code smaller: beside the side, where width is scarce, and above it, where it is not. */
#define LEAST_CODE 240
#define LEAST_CODE_STACKED 340

struct _RosterCodeLayout
{
  GtkWidget parent_instance;

  GtkWidget *code;
  GtkWidget *side;
  gboolean stacked;
};

G_DEFINE_FINAL_TYPE (RosterCodeLayout, roster_code_layout, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_CODE = 1,
  PROP_SIDE,
} RosterCodeLayoutProperty;

static GParamSpec *properties[PROP_SIDE + 1];

static int
measure_child (GtkWidget      *child,
               GtkOrientation  orientation,
               int             for_size,
               int            *natural)
{
  int minimum = 0;

  if (natural != NULL)
    *natural = 0;
  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_measure (child, orientation, for_size, &minimum, natural, NULL, NULL);

  return minimum;
}

/* How wide the side is when it stands beside the code; 0 when there is no room for both. */
static int
get_side_width (RosterCodeLayout *self,
                int               width)
{
  int code_minimum = MAX (measure_child (self->code, GTK_ORIENTATION_HORIZONTAL, -1, NULL), LEAST_CODE);
  int natural;
  int minimum = measure_child (self->side, GTK_ORIENTATION_HORIZONTAL, -1, &natural);
  int side_width = MAX (minimum, MIN (natural, (int) (width * SIDE_SHARE)));

  return side_width + SPACING + code_minimum <= width ? side_width : 0;
}

static GtkSizeRequestMode
roster_code_layout_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
roster_code_layout_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  RosterCodeLayout *self = ROSTER_CODE_LAYOUT (widget);
  int code_natural, side_natural;
  int code_minimum = measure_child (self->code, GTK_ORIENTATION_HORIZONTAL, -1, &code_natural);
  int side_minimum = measure_child (self->side, GTK_ORIENTATION_HORIZONTAL, -1, &side_natural);
  int width, side_width, least;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (code_minimum, side_minimum);
      *natural = MAX (code_natural, LEAST_CODE) + SPACING + side_natural;
      return;
    }

  width = for_size >= 0 ? for_size : code_natural + SPACING + side_natural;
  least = MAX (MIN (width, LEAST_CODE_STACKED), code_minimum);
  *minimum = least + SPACING + measure_child (self->side, GTK_ORIENTATION_VERTICAL, width, NULL);
  *natural = MAX (*minimum, MIN (width, code_natural) + SPACING + measure_child (self->side, GTK_ORIENTATION_VERTICAL, width, NULL));

  side_width = get_side_width (self, width);
  if (side_width > 0)
    {
      int side_height = measure_child (self->side, GTK_ORIENTATION_VERTICAL, side_width, NULL);

      *minimum = MIN (*minimum, MAX (LEAST_CODE, side_height));
      *natural = MAX (side_height, width - side_width - SPACING);
    }
}

static void
allocate (GtkWidget *child,
          int        x,
          int        y,
          int        width,
          int        height)
{
  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, width, height }, -1);
}

static void
roster_code_layout_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  RosterCodeLayout *self = ROSTER_CODE_LAYOUT (widget);
  int below_height = measure_child (self->side, GTK_ORIENTATION_VERTICAL, width, NULL);
  int below = MIN (width, height - below_height - SPACING);
  int side_width = get_side_width (self, width);
  int beside = 0;

  if (side_width > 0 && measure_child (self->side, GTK_ORIENTATION_VERTICAL, side_width, NULL) <= height)
    beside = MIN (width - side_width - SPACING, height);

  self->stacked = below > beside;
  if (self->stacked)
    {
      int top = (height - below - SPACING - below_height) / 2;

      allocate (self->code, 0, top, width, below);
      allocate (self->side, 0, top + below + SPACING, width, below_height);
    }
  else
    {
      int left = (width - beside - SPACING - side_width) / 2;
      gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

      allocate (self->code, mirrored ? width - left - beside : left, 0, beside, height);
      allocate (self->side, mirrored ? left : left + beside + SPACING, 0, side_width, height);
    }
}

static void
set_child (RosterCodeLayout         *self,
           GtkWidget               **field,
           GtkWidget                *child,
           RosterCodeLayoutProperty  property)
{
  if (*field == child)
    return;

  g_clear_pointer (field, gtk_widget_unparent);
  *field = child;
  /* The code comes first for whoever goes through the page by keyboard, whichever was set first. */
  if (child != NULL && property == PROP_CODE)
    gtk_widget_insert_after (child, GTK_WIDGET (self), NULL);
  else if (child != NULL)
    gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
roster_code_layout_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RosterCodeLayout *self = ROSTER_CODE_LAYOUT (object);

  switch ((RosterCodeLayoutProperty) prop_id)
    {
    case PROP_CODE:
      g_value_set_object (value, self->code);
      break;

    case PROP_SIDE:
      g_value_set_object (value, self->side);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_code_layout_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  RosterCodeLayout *self = ROSTER_CODE_LAYOUT (object);

  switch ((RosterCodeLayoutProperty) prop_id)
    {
    case PROP_CODE:
      roster_code_layout_set_code (self, g_value_get_object (value));
      break;

    case PROP_SIDE:
      roster_code_layout_set_side (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_code_layout_dispose (GObject *object)
{
  RosterCodeLayout *self = ROSTER_CODE_LAYOUT (object);

  g_clear_pointer (&self->code, gtk_widget_unparent);
  g_clear_pointer (&self->side, gtk_widget_unparent);

  G_OBJECT_CLASS (roster_code_layout_parent_class)->dispose (object);
}

static void
roster_code_layout_class_init (RosterCodeLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = roster_code_layout_get_property;
  object_class->set_property = roster_code_layout_set_property;
  object_class->dispose = roster_code_layout_dispose;
  widget_class->get_request_mode = roster_code_layout_get_request_mode;
  widget_class->measure = roster_code_layout_measure;
  widget_class->size_allocate = roster_code_layout_size_allocate;

  /**
   * RosterCodeLayout:code:
   *
   * What is to be as large as possible.
   */
  properties[PROP_CODE] =
    g_param_spec_object ("code", NULL, NULL, GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterCodeLayout:side:
   *
   * What stands beside or below it.
   */
  properties[PROP_SIDE] =
    g_param_spec_object ("side", NULL, NULL, GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "codelayout");
}

static void
roster_code_layout_init (RosterCodeLayout *self)
{
}

/**
 * roster_code_layout_set_code:
 * @self: a layout
 * @code: (nullable): what is to be as large as possible
 */
void
roster_code_layout_set_code (RosterCodeLayout *self,
                             GtkWidget        *code)
{
  g_return_if_fail (ROSTER_IS_CODE_LAYOUT (self));

  set_child (self, &self->code, code, PROP_CODE);
}

/**
 * roster_code_layout_set_side:
 * @self: a layout
 * @side: (nullable): what stands beside or below it
 */
void
roster_code_layout_set_side (RosterCodeLayout *self,
                             GtkWidget        *side)
{
  g_return_if_fail (ROSTER_IS_CODE_LAYOUT (self));

  set_child (self, &self->side, side, PROP_SIDE);
}

/**
 * roster_code_layout_get_stacked:
 * @self: a layout
 *
 * Returns: whether the side stands below the code
 */
gboolean
roster_code_layout_get_stacked (RosterCodeLayout *self)
{
  g_return_val_if_fail (ROSTER_IS_CODE_LAYOUT (self), FALSE);

  return self->stacked;
}
