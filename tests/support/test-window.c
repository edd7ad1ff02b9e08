/* test-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-window.h"

/* A widget in a window, and the window under the test's hand: frames, keys, what can be read in it. */

static void
count_frame (GdkFrameClock *clock,
             gpointer       user_data)
{
  (*(guint *) user_data)++;
}

/**
 * test_window_wait_frame:
 * @widget: a widget in a window that is shown
 *
 * Waits until what was changed is on the screen.
 */
void
test_window_wait_frame (GtkWidget *widget)
{
  GdkFrameClock *clock;
  gulong handler;
  guint frames = 0;

  while (!gtk_widget_get_mapped (widget))
    g_main_context_iteration (NULL, TRUE);

  clock = gtk_widget_get_frame_clock (widget);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (count_frame), &frames);
  while (frames < 3)
    {
      gtk_widget_queue_draw (widget);
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (clock, handler);
}

static gboolean
on_idle (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/**
 * test_window_wait_idle:
 *
 * Waits until the main loop has nothing better to do.
 */
void
test_window_wait_idle (void)
{
  gboolean idle = FALSE;

  g_idle_add_full (G_PRIORITY_LOW, on_idle, &idle, NULL);
  while (!idle)
    g_main_context_iteration (NULL, TRUE);
}

/**
 * test_window_wait_until:
 * @condition: what to wait for
 * @data: passed to @condition
 *
 * Runs the main loop until @condition holds; the time limit of the test ends it otherwise.
 */
void
test_window_wait_until (TestWindowCondition condition,
                        gpointer            data)
{
  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
}

/* The program's style, where the program's resources are there. */
static void
add_style (void)
{
  static const char *const PATH = "/io/github/accessroster/AccessRoster/style.css";
  static gboolean added = FALSE;
  g_autoptr (GtkCssProvider) provider = NULL;

  if (added || !g_resources_get_info (PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL))
    return;

  added = TRUE;
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, PATH);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/**
 * test_window_show:
 * @child: (transfer floating): what to show
 * @width: of the window, in logical pixels
 * @height: of the window
 *
 * Returns: (transfer none): a window, to be destroyed with gtk_window_destroy()
 */
GtkWindow *
test_window_show (GtkWidget *child,
                  int        width,
                  int        height)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();

  add_style ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), child);
  adw_window_set_content (ADW_WINDOW (window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  test_window_wait_frame (window);

  return GTK_WINDOW (window);
}

static void
on_xdotool (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
count_key (GtkEventControllerKey *controller,
           guint                  keyval,
           guint                  keycode,
           GdkModifierType        state,
           gpointer               user_data)
{
  (*(guint *) user_data)++;

  return GDK_EVENT_PROPAGATE;
}

/**
 * test_window_press_key:
 * @widget: a widget in a window that is shown
 * @keys: a key in the words of xdotool(1), such as "ctrl+f" or "Return"
 *
 * Presses a key on the keyboard of the display. There is no window manager: the window under the pointer gets it.
 */
void
test_window_press_key (GtkWidget  *widget,
                       const char *keys)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) xdotool = NULL;
  g_autoptr (GtkEventController) controller = g_object_ref (gtk_event_controller_key_new ());
  GtkRoot *root = gtk_widget_get_root (widget);
  /* A popover that is open keeps the keys to itself. */
  GtkWidget *focus = gtk_root_get_focus (root);
  GtkWidget *native = GTK_WIDGET (gtk_widget_get_native (focus != NULL ? focus : GTK_WIDGET (root)));
  gboolean done = FALSE;
  guint pressed = 0, expected = 1;

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (count_key), &pressed);
  gtk_widget_add_controller (native, controller);

  xdotool = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "xdotool", "mousemove", "20", "8", "key", keys, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (xdotool, NULL, on_xdotool, &done);
  for (const char *p = keys; *p != '\0'; p++)
    expected += *p == '+' ? 1 : 0;
  while (!done || pressed < expected)
    g_main_context_iteration (NULL, TRUE);

  /* The key may have closed it. */
  if (gtk_event_controller_get_widget (controller) != NULL)
    gtk_widget_remove_controller (native, controller);
  test_window_wait_idle ();
}

/**
 * test_window_find:
 * @root: where to look
 * @id: the ID of a widget in its template
 *
 * Returns: (transfer none) (nullable): the first such widget at or below @root
 */
GtkWidget *
test_window_find (GtkWidget  *root,
                  const char *id)
{
  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), id) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = test_window_find (child, id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget));

  return NULL;
}

/**
 * test_window_plain:
 * @text: (nullable): what a window says
 *
 * Returns: (transfer full) (nullable): the same without the marks that set names apart, which nobody sees
 */
char *
test_window_plain (const char *text)
{
  static const char * const marks[] = { "\xe2\x81\xa6", "\xe2\x81\xa8", "\xe2\x81\xa9" };
  g_autoptr (GString) plain = NULL;

  if (text == NULL)
    return NULL;
  plain = g_string_new (text);
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    g_string_replace (plain, marks[i], "", 0);

  return g_string_free (g_steal_pointer (&plain), FALSE);
}

/**
 * test_window_assert_says:
 * @text: (nullable): what a window says
 * @expected: (nullable): what it should say, without the marks that set names apart
 *
 * Fails where that is not so.
 */
void
test_window_assert_says (const char *text,
                         const char *expected)
{
  g_autofree char *plain = test_window_plain (text);

  g_assert_cmpstr (plain, ==, expected);
}

static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  g_autofree char *plain = test_window_plain (get_text (widget));
  g_autofree char *expected = test_window_plain (text);

  return g_strcmp0 (plain, expected) == 0;
}

/**
 * test_window_find_label:
 * @root: where to look
 * @text: a text
 *
 * Returns: (transfer none) (nullable): the first widget at or below @root that is on the screen and says exactly @text
 */
GtkWidget *
test_window_find_label (GtkWidget  *root,
                        const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (says (root, text))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = test_window_find_label (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/**
 * test_window_shows:
 * @root: where to look
 * @text: a text
 *
 * Returns: whether @text can be read at or below @root
 */
gboolean
test_window_shows (GtkWidget  *root,
                   const char *text)
{
  return test_window_find_label (root, text) != NULL;
}

/**
 * test_window_save_picture:
 * @widget: a widget in a window that is shown
 * @name: what to call the picture
 *
 * Saves what @widget looks like, for people to look at, if `ROSTER_TEST_PICTURES` names a folder.
 */
void
test_window_save_picture (GtkWidget  *widget,
                          const char *name)
{
  const char *folder = g_getenv ("ROSTER_TEST_PICTURES");
  g_autofree char *file_name = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GtkSnapshot *snapshot;

  if (folder == NULL)
    return;

  test_window_wait_frame (widget);
  snapshot = gtk_snapshot_new ();
  paintable = gtk_widget_paintable_new (widget);
  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable), gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node, NULL);
  file_name = g_strconcat (name, ".png", NULL);
  path = g_build_filename (folder, file_name, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}
