/* roster-qr-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-qr-view.h"

#include <glib/gi18n.h>
#include <math.h>

/* A QR code on the screen, for a camera: black on white in every theme, since many scanners refuse inverted codes; with its quiet zone,
 * which is part of the white square; and with every module the same whole number of device pixels wide, since a module that is smeared
 * over pixel boundaries is the first to be misread from a distance. It is as large as its allocation allows and stands in the middle.
 *
 * A code that has run out is drawn as a pale picture of itself in which a square of DEAD_BLOCK × DEAD_BLOCK modules has become one: enough
 * to see what it was, with nothing left that could be read, by software either. */

#define TYPICAL_MODULES 49 /* the room that is kept while there is no code: a link of a hundred bytes, with its quiet zone */
#define MINIMUM_MODULE 2   /* logical pixels; below that, no camera resolves a code at arm's length */
#define NATURAL_MODULE 5
#define DEAD_BLOCK 3
#define LEAST_PICTURE 240 /* logical pixels */

static const GdkRGBA WHITE = { 1.0f, 1.0f, 1.0f, 1.0f };
static const GdkRGBA BLACK = { 0.0f, 0.0f, 0.0f, 1.0f };
static const GdkRGBA PALE = { 0.86f, 0.86f, 0.86f, 1.0f };

struct _RosterQrView
{
  GtkWidget parent_instance;

  RosterQrCode *code;
  GdkTexture *picture;  /* (nullable): instead of a code */
  GdkTexture *enlarged; /* (nullable): the same, each pixel as a square of @zoom */
  guint zoom;
  gboolean dead;
  GdkSurface *surface; /* watched for its scale while realized */
};

G_DEFINE_FINAL_TYPE (RosterQrView, roster_qr_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_CODE = 1,
  PROP_DEAD,
} RosterQrViewProperty;

static GParamSpec *properties[PROP_DEAD + 1];

/* Where modules lie, in device pixels, and what turns those into the widget's coordinates. */
typedef struct
{
  double scale;
  double origin_x, origin_y; /* of the widget on its surface */
  double x, y;               /* of the code's top left module on the surface */
  guint module;
} Grid;

static guint
get_picture_side (RosterQrView *self)
{
  return (guint) MAX (gdk_texture_get_width (self->picture), gdk_texture_get_height (self->picture));
}

static guint
get_total_modules (RosterQrView *self)
{
  if (self->picture != NULL)
    return get_picture_side (self);

  return self->code != NULL ? roster_qr_code_get_size (self->code) + 2 * ROSTER_QR_CODE_QUIET_ZONE : TYPICAL_MODULES;
}

/* Newer versions of GTK know fractional scales, of which the scale factor is only the next whole number. */
static double
get_scale (RosterQrView *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;
  double scale = 0;

  if (surface != NULL && g_object_class_find_property (G_OBJECT_GET_CLASS (surface), "scale") != NULL)
    g_object_get (surface, "scale", &scale, NULL);

  return scale > 0 ? scale : gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static void
get_origin (RosterQrView *self,
            double       *x,
            double       *y)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  double surface_x = 0, surface_y = 0;

  *x = 0;
  *y = 0;
  if (native == NULL || !gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (native), 0, 0, x, y))
    return;

  gtk_native_get_surface_transform (native, &surface_x, &surface_y);
  *x += surface_x;
  *y += surface_y;
}

static gboolean
get_grid (RosterQrView *self,
          Grid         *grid)
{
  guint n = get_total_modules (self);
  double width, height;

  grid->scale = get_scale (self);
  width = floor (gtk_widget_get_width (GTK_WIDGET (self)) * grid->scale);
  height = floor (gtk_widget_get_height (GTK_WIDGET (self)) * grid->scale);
  grid->module = (guint) (MIN (width, height) / n);
  if (grid->module == 0)
    return FALSE;

  get_origin (self, &grid->origin_x, &grid->origin_y);
  grid->x = ceil (grid->origin_x * grid->scale + floor ((width - (double) (n * grid->module)) / 2));
  grid->y = ceil (grid->origin_y * grid->scale + floor ((height - (double) (n * grid->module)) / 2));

  return TRUE;
}

/* @x, @y: in modules, counted with the quiet zone. */
static void
append_modules (GtkSnapshot   *snapshot,
                const Grid    *grid,
                const GdkRGBA *color,
                guint          x,
                guint          y,
                guint          width,
                guint          height)
{
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) ((grid->x + x * grid->module) / grid->scale - grid->origin_x),
                                                     (float) ((grid->y + y * grid->module) / grid->scale - grid->origin_y),
                                                     (float) (width * grid->module / grid->scale),
                                                     (float) (height * grid->module / grid->scale));

  gtk_snapshot_append_color (snapshot, color, &bounds);
}

static void
snapshot_code (RosterQrView *self,
               GtkSnapshot  *snapshot,
               const Grid   *grid)
{
  guint size = roster_qr_code_get_size (self->code);

  for (guint y = 0; y < size; y++)
    {
      for (guint x = 0; x < size; x++)
        {
          guint start = x;

          while (roster_qr_code_get_module (self->code, x, y))
            x++;
          if (x > start)
            append_modules (snapshot, grid, &BLACK, start + ROSTER_QR_CODE_QUIET_ZONE, y + ROSTER_QR_CODE_QUIET_ZONE, x - start, 1);
        }
    }
}

static gboolean
is_mostly_dark (RosterQrCode *code,
                guint         left,
                guint         top,
                guint         width,
                guint         height)
{
  guint dark = 0;

  for (guint y = top; y < top + height; y++)
    {
      for (guint x = left; x < left + width; x++)
        dark += roster_qr_code_get_module (code, x, y) ? 1 : 0;
    }

  return dark * 2 > width * height;
}

static void
snapshot_remains (RosterQrView *self,
                  GtkSnapshot  *snapshot,
                  const Grid   *grid)
{
  guint size = roster_qr_code_get_size (self->code);

  for (guint y = 0; y < size; y += DEAD_BLOCK)
    {
      for (guint x = 0; x < size; x += DEAD_BLOCK)
        {
          guint width = MIN (DEAD_BLOCK, size - x);
          guint height = MIN (DEAD_BLOCK, size - y);

          if (is_mostly_dark (self->code, x, y, width, height))
            append_modules (snapshot, grid, &PALE, x + ROSTER_QR_CODE_QUIET_ZONE, y + ROSTER_QR_CODE_QUIET_ZONE, width, height);
        }
    }
}

/* Newer versions of GTK can draw it so by themselves; this one smooths. */
static GdkTexture *
enlarge (GdkTexture *picture,
         guint       zoom)
{
  guint width = (guint) gdk_texture_get_width (picture), height = (guint) gdk_texture_get_height (picture);
  g_autofree guint32 *pixels = g_new (guint32, (gsize) width * height);
  guint32 *large = g_new (guint32, (gsize) width * height * zoom * zoom);
  g_autoptr (GBytes) bytes = g_bytes_new_take (large, (gsize) width * height * zoom * zoom * sizeof (guint32));

  gdk_texture_download (picture, (guchar *) pixels, (gsize) width * sizeof (guint32));
  for (guint y = 0; y < height * zoom; y++)
    for (guint x = 0; x < width * zoom; x++)
      large[(gsize) y * width * zoom + x] = pixels[(gsize) (y / zoom) * width + x / zoom];

  return gdk_memory_texture_new ((int) (width * zoom), (int) (height * zoom), GDK_MEMORY_DEFAULT, bytes, (gsize) width * zoom * sizeof (guint32));
}

/* A picture that is larger than the room for it is made smaller, as well as that goes. */
static void
snapshot_smaller (RosterQrView *self,
                  GtkSnapshot  *snapshot)
{
  float room = (float) MIN (gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)));
  float factor = room / (float) get_picture_side (self);
  float width = factor * (float) gdk_texture_get_width (self->picture), height = factor * (float) gdk_texture_get_height (self->picture);
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (((float) gtk_widget_get_width (GTK_WIDGET (self)) - width) / 2,
                                                     ((float) gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2, width, height);

  gtk_snapshot_append_color (snapshot, &WHITE, &bounds);
  if (!self->dead)
    gtk_snapshot_append_texture (snapshot, self->picture, &bounds);
}

static void
snapshot_picture (RosterQrView *self,
                  GtkSnapshot  *snapshot,
                  const Grid   *grid)
{
  guint width = (guint) gdk_texture_get_width (self->picture), height = (guint) gdk_texture_get_height (self->picture);
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) (grid->x / grid->scale - grid->origin_x), (float) (grid->y / grid->scale - grid->origin_y),
                                                     (float) (width * grid->module / grid->scale), (float) (height * grid->module / grid->scale));

  append_modules (snapshot, grid, &WHITE, 0, 0, width, height);
  if (self->dead)
    return;

  if (self->enlarged == NULL || self->zoom != grid->module)
    {
      g_clear_object (&self->enlarged);
      self->enlarged = enlarge (self->picture, grid->module);
      self->zoom = grid->module;
    }
  gtk_snapshot_append_texture (snapshot, self->enlarged, &bounds);
}

static void
on_scale_changed (RosterQrView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
roster_qr_view_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  RosterQrView *self = ROSTER_QR_VIEW (widget);
  guint n = get_total_modules (self);
  Grid grid;

  if (self->picture != NULL && get_grid (self, &grid))
    {
      snapshot_picture (self, snapshot, &grid);
      return;
    }
  if (self->picture != NULL)
    {
      snapshot_smaller (self, snapshot);
      return;
    }
  if (self->code == NULL || !get_grid (self, &grid))
    return;

  append_modules (snapshot, &grid, &WHITE, 0, 0, n, n);
  if (self->dead)
    snapshot_remains (self, snapshot, &grid);
  else
    snapshot_code (self, snapshot, &grid);
}

static GtkSizeRequestMode
roster_qr_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
roster_qr_view_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  RosterQrView *self = ROSTER_QR_VIEW (widget);
  int modules = (int) get_total_modules (self);

  *minimum = modules * MINIMUM_MODULE;
  *natural = MAX (modules * NATURAL_MODULE, *minimum);
  if (self->picture != NULL)
    {
      *minimum = LEAST_PICTURE;
      *natural = MAX (modules, LEAST_PICTURE);
    }
  /* A square: it can use as much height as it gets width, and does well with less. */
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    *natural = MAX (for_size, *minimum);
}

static void
roster_qr_view_realize (GtkWidget *widget)
{
  RosterQrView *self = ROSTER_QR_VIEW (widget);

  GTK_WIDGET_CLASS (roster_qr_view_parent_class)->realize (widget);

  g_set_object (&self->surface, gtk_native_get_surface (gtk_widget_get_native (widget)));
  if (self->surface != NULL && g_object_class_find_property (G_OBJECT_GET_CLASS (self->surface), "scale") != NULL)
    g_signal_connect_object (self->surface, "notify::scale", G_CALLBACK (on_scale_changed), self, G_CONNECT_SWAPPED);
}

static void
roster_qr_view_unrealize (GtkWidget *widget)
{
  RosterQrView *self = ROSTER_QR_VIEW (widget);

  if (self->surface != NULL)
    g_signal_handlers_disconnect_by_func (self->surface, on_scale_changed, self);
  g_clear_object (&self->surface);

  GTK_WIDGET_CLASS (roster_qr_view_parent_class)->unrealize (widget);
}

static void
roster_qr_view_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  RosterQrView *self = ROSTER_QR_VIEW (object);

  switch ((RosterQrViewProperty) prop_id)
    {
    case PROP_CODE:
      g_value_set_boxed (value, self->code);
      break;

    case PROP_DEAD:
      g_value_set_boolean (value, self->dead);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_qr_view_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  RosterQrView *self = ROSTER_QR_VIEW (object);

  switch ((RosterQrViewProperty) prop_id)
    {
    case PROP_CODE:
      roster_qr_view_set_code (self, g_value_get_boxed (value));
      break;

    case PROP_DEAD:
      roster_qr_view_set_dead (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_qr_view_finalize (GObject *object)
{
  RosterQrView *self = ROSTER_QR_VIEW (object);

  g_clear_pointer (&self->code, roster_qr_code_unref);
  g_clear_object (&self->picture);
  g_clear_object (&self->enlarged);

  G_OBJECT_CLASS (roster_qr_view_parent_class)->finalize (object);
}

static void
roster_qr_view_class_init (RosterQrViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = roster_qr_view_get_property;
  object_class->set_property = roster_qr_view_set_property;
  object_class->finalize = roster_qr_view_finalize;

  widget_class->snapshot = roster_qr_view_snapshot;
  widget_class->get_request_mode = roster_qr_view_get_request_mode;
  widget_class->measure = roster_qr_view_measure;
  widget_class->realize = roster_qr_view_realize;
  widget_class->unrealize = roster_qr_view_unrealize;

  /**
   * RosterQrView:code:
   *
   * What is shown; nothing is drawn without a code.
   */
  properties[PROP_CODE] =
    g_param_spec_boxed ("code", NULL, NULL, ROSTER_TYPE_QR_CODE,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterQrView:dead:
   *
   * Whether the code has run out. It cannot be scanned any more, and the widget is insensitive to assistive technology.
   */
  properties[PROP_DEAD] =
    g_param_spec_boolean ("dead", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "qrview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
roster_qr_view_init (RosterQrView *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  /* Translators: the name of the picture for people who do not see it. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("QR code"), -1);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (on_scale_changed), NULL);
}

/**
 * roster_qr_view_new:
 *
 * Makes a view without a code. Its accessible name is "QR code" until somebody sets a better one
 * (%GTK_ACCESSIBLE_PROPERTY_LABEL).
 *
 * Returns: (transfer floating): a new widget
 */
GtkWidget *
roster_qr_view_new (void)
{
  return g_object_new (ROSTER_TYPE_QR_VIEW, NULL);
}

/**
 * roster_qr_view_get_code:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the code that it shows
 */
RosterQrCode *
roster_qr_view_get_code (RosterQrView *self)
{
  g_return_val_if_fail (ROSTER_IS_QR_VIEW (self), NULL);

  return self->code;
}

/**
 * roster_qr_view_set_code:
 * @self: a view
 * @code: (nullable): what to show
 *
 * Shows a code. Whether it is dead is not touched: a dead view stays dead until roster_qr_view_set_dead() says otherwise.
 */
void
roster_qr_view_set_code (RosterQrView *self,
                         RosterQrCode *code)
{
  g_return_if_fail (ROSTER_IS_QR_VIEW (self));

  if (self->code == code)
    return;

  if (code != NULL)
    roster_qr_code_ref (code);
  g_clear_pointer (&self->code, roster_qr_code_unref);
  self->code = code;

  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CODE]);
}

/**
 * roster_qr_view_set_picture:
 * @self: a view
 * @picture: (nullable): a picture of a code, of at most a few thousand pixels a side
 *
 * Shows a picture instead of a code.
 */
void
roster_qr_view_set_picture (RosterQrView *self,
                            GdkTexture   *picture)
{
  g_return_if_fail (ROSTER_IS_QR_VIEW (self));

  if (!g_set_object (&self->picture, picture))
    return;

  g_clear_object (&self->enlarged);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * roster_qr_view_get_dead:
 * @self: a view
 *
 * Returns: whether the code can no longer be scanned
 */
gboolean
roster_qr_view_get_dead (RosterQrView *self)
{
  g_return_val_if_fail (ROSTER_IS_QR_VIEW (self), FALSE);

  return self->dead;
}

/**
 * roster_qr_view_set_dead:
 * @self: a view
 * @dead: whether the code has run out
 *
 * Takes the code from the screen, leaving a pale hint of it, or puts it back.
 */
void
roster_qr_view_set_dead (RosterQrView *self,
                         gboolean      dead)
{
  g_return_if_fail (ROSTER_IS_QR_VIEW (self));

  dead = !!dead;
  if (self->dead == dead)
    return;

  self->dead = dead;

  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_DISABLED, dead, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEAD]);
}
