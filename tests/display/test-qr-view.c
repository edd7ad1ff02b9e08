/* test-qr-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>
#include <string.h>

#include "roster-qr-view.h"
#include "test-zbar.h"

#define LINK "https://www.example.com/business/authorize?ticket=Zm9vYmFyYmF6cXV1eA&locale=en"

/* What was drawn, in device pixels, as cairo's premultiplied ARGB. */
typedef struct
{
  int width;
  int height;
  guint32 *pixels;
} Picture;

static void
picture_free (Picture *picture)
{
  g_free (picture->pixels);
  g_free (picture);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Picture, picture_free)

static void
destroy_window (GtkWindow *window)
{
  gtk_window_destroy (window);
}

typedef GtkWindow ShownWindow;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShownWindow, destroy_window)

static void
count_frame (GdkFrameClock *clock,
             gpointer       user_data)
{
  (*(guint *) user_data)++;
}

/* Until what was changed is on the screen. */
static void
wait_for_frame (GtkWidget *widget)
{
  GdkFrameClock *clock;
  gulong handler;
  guint frames = 0;

  while (!gtk_widget_get_mapped (widget) || gtk_widget_get_width (widget) == 0)
    g_main_context_iteration (NULL, TRUE);

  clock = gtk_widget_get_frame_clock (widget);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (count_frame), &frames);
  while (frames < 2)
    {
      gtk_widget_queue_draw (widget);
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (clock, handler);
}

static GtkWindow *
show (GtkWidget *view,
      int        width,
      int        height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_frame (view);

  return GTK_WINDOW (window);
}

static GtkWidget *
make_view (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterQrCode) code = roster_qr_code_new (text, &error);
  GtkWidget *view = roster_qr_view_new ();

  g_assert_no_error (error);
  roster_qr_view_set_code (ROSTER_QR_VIEW (view), code);

  return view;
}

static Picture *
take_picture (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  Picture *picture = g_new0 (Picture, 1);
  int scale = gtk_widget_get_scale_factor (widget);
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  int width, height;

  wait_for_frame (widget);
  paintable = gtk_widget_paintable_new (widget);
  width = gdk_paintable_get_intrinsic_width (paintable);
  height = gdk_paintable_get_intrinsic_height (paintable);
  picture->width = width * scale;
  picture->height = height * scale;
  picture->pixels = g_new0 (guint32, (gsize) picture->width * (gsize) picture->height);

  gtk_snapshot_scale (snapshot, (float) scale, (float) scale);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return picture;

  texture = gsk_renderer_render_texture (renderer, node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) picture->width, (float) picture->height));
  gdk_texture_download (texture, (guchar *) picture->pixels, (gsize) picture->width * sizeof (guint32));

  return picture;
}

static char *
decode (const Picture *picture)
{
  g_autofree guint8 *gray = g_malloc ((gsize) picture->width * (gsize) picture->height);

  for (gsize i = 0; i < (gsize) picture->width * (gsize) picture->height; i++)
    {
      guint32 p = picture->pixels[i];
      guint32 behind = 0xff - (p >> 24); /* a white wall */

      gray[i] = (guint8) ((((p >> 16) & 0xff) + ((p >> 8) & 0xff) + (p & 0xff)) / 3 + behind);
    }

  return test_zbar_decode (gray, (guint) picture->width, (guint) picture->height);
}

/* Every pixel is exactly black or white, as the matrix says, and nothing is drawn beside the square. */
static void
assert_shows (const Picture *picture,
              RosterQrCode  *code)
{
  int n = (int) roster_qr_code_get_size (code) + 2 * ROSTER_QR_CODE_QUIET_ZONE;
  int module = MIN (picture->width, picture->height) / n;
  int left = (picture->width - n * module) / 2;
  int top = (picture->height - n * module) / 2;

  g_assert_cmpint (module, >, 0);
  for (int y = 0; y < picture->height; y++)
    {
      for (int x = 0; x < picture->width; x++)
        {
          guint32 expected;

          if (x < left || y < top || x >= left + n * module || y >= top + n * module)
            expected = 0;
          else if (roster_qr_code_get_module (code, (guint) ((x - left) / module - ROSTER_QR_CODE_QUIET_ZONE),
                                              (guint) ((y - top) / module - ROSTER_QR_CODE_QUIET_ZONE)))
            expected = 0xff000000;
          else
            expected = 0xffffffff;

          if (picture->pixels[y * picture->width + x] != expected)
            g_error ("pixel %d,%d of %dx%d is %08x, not %08x", x, y, picture->width, picture->height,
                     picture->pixels[y * picture->width + x], expected);
        }
    }
}

static void
check_sizes (void)
{
  const struct
  {
    int width;
    int height;
  } sizes[] = { { 300, 300 }, { 401, 333 }, { 360, 620 }, { 637, 203 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      GtkWidget *view = make_view (LINK);
      g_autoptr (ShownWindow) window = show (view, sizes[i].width, sizes[i].height);
      g_autoptr (Picture) picture = take_picture (view);
      g_autofree char *text = NULL;

      g_assert_cmpint (gtk_widget_get_width (view), ==, sizes[i].width);
      g_assert_cmpint (gtk_widget_get_height (view), ==, sizes[i].height);
      g_assert_cmpint (picture->width, ==, sizes[i].width * gtk_widget_get_scale_factor (view));
      assert_shows (picture, roster_qr_view_get_code (ROSTER_QR_VIEW (view)));
      if (!test_zbar_available ())
        return;
      text = decode (picture);
      g_assert_cmpstr (text, ==, LINK);
    }
}

static void
test_scale (void)
{
  const char *wanted = g_getenv ("GDK_SCALE");
  GtkWidget *view = make_view (LINK);
  g_autoptr (ShownWindow) window = show (view, 300, 300);

  g_assert_cmpint (gtk_widget_get_scale_factor (view), ==, wanted != NULL ? atoi (wanted) : 1);
}

static void
test_pixels (void)
{
  check_sizes ();
}

static void
test_pixels_in_dark_theme (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  g_assert_true (adw_style_manager_get_dark (manager));
  check_sizes ();
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_whole_window_in_dark_theme (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkWidget *view = make_view (LINK);
  GtkWidget *window = adw_window_new ();
  g_autoptr (ShownWindow) shown = GTK_WINDOW (window);
  g_autoptr (Picture) picture = NULL;
  g_autofree char *text = NULL;

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_window_set_default_size (GTK_WINDOW (window), 500, 400);
  adw_window_set_content (ADW_WINDOW (window), view);
  gtk_widget_set_margin_top (view, 33);
  gtk_widget_set_margin_start (view, 7);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_frame (view);
  picture = take_picture (window);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  if (!test_zbar_available ())
    return;

  text = decode (picture);
  g_assert_cmpstr (text, ==, LINK);
}

static void
test_smallest (void)
{
  GtkWidget *view = make_view (LINK);
  g_autoptr (ShownWindow) window = show (view, 1, 1);
  g_autoptr (Picture) picture = take_picture (view);
  g_autofree char *text = NULL;
  int minimum, width, height;

  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  width = gtk_widget_get_width (view);
  height = gtk_widget_get_height (view);
  g_assert_cmpint (width, >=, minimum);
  g_assert_cmpint (height, >=, minimum);
  assert_shows (picture, roster_qr_view_get_code (ROSTER_QR_VIEW (view)));
  if (!test_zbar_available ())
    return;

  text = decode (picture);
  g_assert_cmpstr (text, ==, LINK);
}

static void
test_measures_a_square (void)
{
  g_autoptr (GtkWidget) view = g_object_ref_sink (make_view (LINK));
  int n = (int) roster_qr_code_get_size (roster_qr_view_get_code (ROSTER_QR_VIEW (view))) + 2 * ROSTER_QR_CODE_QUIET_ZONE;
  int min_width, nat_width, min_height, nat_height;

  g_assert_cmpint (gtk_widget_get_request_mode (view), ==, GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH);
  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &min_width, &nat_width, NULL, NULL);
  gtk_widget_measure (view, GTK_ORIENTATION_VERTICAL, -1, &min_height, &nat_height, NULL, NULL);
  g_assert_cmpint (min_width, >=, 2 * n);
  g_assert_cmpint (min_width, <=, 360);
  g_assert_cmpint (nat_width, >, min_width);
  g_assert_cmpint (min_height, ==, min_width);
  g_assert_cmpint (nat_height, ==, nat_width);

  gtk_widget_measure (view, GTK_ORIENTATION_VERTICAL, 444, &min_height, &nat_height, NULL, NULL);
  g_assert_cmpint (min_height, ==, min_width);
  g_assert_cmpint (nat_height, ==, 444);
}

static void
test_dead_cannot_be_read (void)
{
  const char *const texts[] = { "rosters", LINK };

  if (!test_zbar_available ())
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *view = make_view (texts[i]);
      g_autoptr (ShownWindow) window = show (view, 400, 400);
      g_autoptr (Picture) dead = NULL, alive = NULL;
      g_autofree char *nothing = NULL;
      g_autofree char *text = NULL;
      gboolean hint = FALSE;

      roster_qr_view_set_dead (ROSTER_QR_VIEW (view), TRUE);
      dead = take_picture (view);
      for (int p = 0; p < dead->width * dead->height; p++)
        {
          g_assert_true (dead->pixels[p] == 0 || (dead->pixels[p] & 0xff) > 0xd0); /* nothing darker than pale */
          hint = hint || (dead->pixels[p] != 0 && dead->pixels[p] != 0xffffffff);
          if (dead->pixels[p] != 0xffffffff && dead->pixels[p] != 0)
            dead->pixels[p] = 0xff000000; /* as a camera with much contrast might see it */
        }
      g_assert_true (hint);
      nothing = decode (dead);
      g_assert_null (nothing);

      roster_qr_view_set_dead (ROSTER_QR_VIEW (view), FALSE);
      alive = take_picture (view);
      text = decode (alive);
      g_assert_cmpstr (text, ==, texts[i]);
    }
}

static void
test_new_code_is_drawn (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterQrCode) code = roster_qr_code_new ("https://www.example.com/other", &error);
  GtkWidget *view = make_view (LINK);
  g_autoptr (ShownWindow) window = show (view, 320, 320);
  g_autoptr (Picture) picture = NULL, empty = NULL;

  g_assert_no_error (error);
  g_object_set (view, "code", code, NULL);
  picture = take_picture (view);
  assert_shows (picture, code);

  roster_qr_view_set_code (ROSTER_QR_VIEW (view), NULL);
  empty = take_picture (view);
  for (int p = 0; p < empty->width * empty->height; p++)
    g_assert_cmphex (empty->pixels[p], ==, 0);
}

static void
count_notify (GObject    *object,
              GParamSpec *pspec,
              gpointer    user_data)
{
  (*(guint *) user_data)++;
}

static void
test_notifies_changes_only (void)
{
  g_autoptr (GtkWidget) view = g_object_ref_sink (make_view (LINK));
  guint notified = 0;

  g_signal_connect (view, "notify", G_CALLBACK (count_notify), &notified);
  roster_qr_view_set_code (ROSTER_QR_VIEW (view), roster_qr_view_get_code (ROSTER_QR_VIEW (view)));
  roster_qr_view_set_dead (ROSTER_QR_VIEW (view), FALSE);
  g_assert_cmpuint (notified, ==, 0);
  roster_qr_view_set_dead (ROSTER_QR_VIEW (view), TRUE);
  roster_qr_view_set_code (ROSTER_QR_VIEW (view), NULL);
  g_assert_cmpuint (notified, ==, 2);
}

static void
test_accessible (void)
{
  GtkWidget *view = make_view (LINK);
  g_autoptr (ShownWindow) window = show (view, 300, 300);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, "QR code");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, "QR code for @acme", -1);
  roster_qr_view_set_dead (ROSTER_QR_VIEW (view), TRUE);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, "QR code for @acme");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_STATE_DISABLED, TRUE);

  g_assert_true (gtk_widget_grab_focus (view));
  g_assert_true (gtk_window_get_focus (window) == view);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/qr-view/scale", test_scale);
  g_test_add_func ("/qr-view/pixels", test_pixels);
  g_test_add_func ("/qr-view/pixels-in-dark-theme", test_pixels_in_dark_theme);
  g_test_add_func ("/qr-view/whole-window-in-dark-theme", test_whole_window_in_dark_theme);
  g_test_add_func ("/qr-view/smallest", test_smallest);
  g_test_add_func ("/qr-view/measures-a-square", test_measures_a_square);
  g_test_add_func ("/qr-view/dead-cannot-be-read", test_dead_cannot_be_read);
  g_test_add_func ("/qr-view/new-code-is-drawn", test_new_code_is_drawn);
  g_test_add_func ("/qr-view/notifies-changes-only", test_notifies_changes_only);
  g_test_add_func ("/qr-view/accessible", test_accessible);

  return g_test_run ();
}
