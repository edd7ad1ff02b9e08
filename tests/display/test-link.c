/* test-link.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>

#include "roster-error.h"
#include "roster-json.h"
#include "roster-link-window.h"
#include "roster-qr-view.h"
#include "test-window.h"
#include "test-world.h"
#include "test-zbar.h"

/* Linking an account, in the window that leads through it, against the demo server. */

#define SECOND G_USEC_PER_SEC
#define APPROVAL "handle=acme.climbing&name=Acme+Climbing"

typedef struct
{
  TestWorld world;
  GtkWindow *window;
  RosterLinkRequest *request;
} Fixture;

static void
start (Fixture           *fixture,
       RosterDemoOptions *options,
       int                width,
       int                height)
{
  test_world_set_up (&fixture->world, options);
  test_world_open_and_read (&fixture->world);
  /* From here on the clock stands still, unless a test moves it: first far enough for the client to send at once again. */
  roster_clock_advance (fixture->world.clock, 10 * SECOND);
  fixture->world.pace = 0;

  fixture->window = roster_link_window_new (NULL, fixture->world.session);
  fixture->request = g_object_ref (roster_link_window_get_request (ROSTER_LINK_WINDOW (fixture->window)));
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_set_default_size (fixture->window, width, height);
  gtk_window_present (fixture->window);
  test_window_wait_frame (GTK_WIDGET (fixture->window));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  fault)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->fault = g_strdup (fault);
  start (fixture, options, 900, 700);
}

static void
set_up_narrow (Fixture       *fixture,
               gconstpointer  data)
{
  start (fixture, roster_demo_options_new (), 360, 640);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  RosterLinkRequest *request = fixture->request;

  roster_link_request_stop (request);
  if (fixture->window != NULL)
    gtk_window_destroy (fixture->window);
  g_object_add_weak_pointer (G_OBJECT (request), (gpointer *) &request);
  g_clear_object (&fixture->request);
  while (request != NULL)
    g_main_context_iteration (NULL, TRUE);
  test_world_tear_down (&fixture->world);
}

static gboolean
has_state (TestWorld *world,
           gpointer   user_data)
{
  Fixture *fixture = (Fixture *) world;

  return roster_link_request_get_state (fixture->request) == (RosterLinkRequestState) GPOINTER_TO_INT (user_data) &&
         !roster_link_request_get_looking (fixture->request);
}

static void
wait_for (Fixture                *fixture,
          RosterLinkRequestState  state)
{
  test_world_wait (&fixture->world, has_state, GINT_TO_POINTER (state));
  if (fixture->window != NULL)
    test_window_wait_frame (GTK_WIDGET (fixture->window));
}

static GtkWidget *
find (Fixture    *fixture,
      const char *id)
{
  GtkWidget *widget = test_window_find (GTK_WIDGET (fixture->window), id);

  if (widget == NULL)
    g_error ("there is no %s", id);

  return widget;
}

/* The page that is in front: pages of a stack that are not in front are not on the screen. */
static void
assert_page (Fixture    *fixture,
             const char *id)
{
  GtkStack *stack = GTK_STACK (find (fixture, "stack"));

  g_assert_cmpstr (gtk_buildable_get_buildable_id (GTK_BUILDABLE (gtk_stack_get_visible_child (stack))), ==, id);
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  return test_window_shows (GTK_WIDGET (fixture->window), text);
}

static void
press (Fixture    *fixture,
       const char *id)
{
  GtkWidget *button = find (fixture, id);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
}

static char *
decode (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guint32 *pixels = NULL;
  g_autofree guint8 *gray = NULL;
  GtkSnapshot *snapshot;
  int width, height;

  test_window_wait_frame (widget);
  snapshot = gtk_snapshot_new ();
  paintable = gtk_widget_paintable_new (widget);
  width = gdk_paintable_get_intrinsic_width (paintable);
  height = gdk_paintable_get_intrinsic_height (paintable);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  pixels = g_new0 (guint32, (gsize) width * (gsize) height);
  gray = g_malloc ((gsize) width * (gsize) height);
  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * sizeof (guint32));
  for (gsize i = 0; i < (gsize) width * (gsize) height; i++)
    gray[i] = (guint8) (((pixels[i] >> 16) & 0xff) / 3 + ((pixels[i] >> 8) & 0xff) / 3 + (pixels[i] & 0xff) / 3);

  return test_zbar_decode (gray, (guint) width, (guint) height);
}

/* The whole window is looked at, as a camera does, not only the code. */
static void
assert_scans (Fixture    *fixture,
              GtkWidget  *window,
              const char *expected)
{
  g_autofree char *text = NULL;

  if (!test_zbar_available ())
    return;

  text = decode (gtk_widget_get_first_child (window));
  g_assert_cmpstr (text, ==, expected);
}

static void
approve (Fixture    *fixture,
         const char *form)
{
  g_autofree char *url = g_strconcat (roster_link_request_get_link (fixture->request), "/approve", NULL);

  g_assert_cmpuint (test_world_post (&fixture->world, url, form), ==, 200);
}

static guint
count_links (Fixture    *fixture,
             const char *name,
             guint      *n_accounts)
{
  g_autoptr (JsonObject) state = test_world_get_state (&fixture->world);
  JsonArray *assets = roster_json_get_array (roster_json_array_get_object (roster_json_get_array (state, "business_centers"), 0), "assets");
  guint n_links = 0;

  *n_accounts = 0;
  for (guint i = 0; i < json_array_get_length (assets); i++)
    {
      JsonObject *asset = roster_json_array_get_object (assets, i);

      if (g_strcmp0 (roster_json_get_string (asset, "name"), name) != 0)
        continue;

      (*n_accounts)++;
      n_links += json_array_get_length (roster_json_get_array (asset, "links"));
    }

  return n_links;
}

static void
show_code (Fixture *fixture)
{
  press (fixture, "show_code_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_WAITING);
}

static void
test_whole_way (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *picker = find (fixture, "ad_account_picker");
  guint n_accounts;

  assert_page (fixture, "wish_page");
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "handle_row")), "https://www.tiktok.com/@acme.climbing?lang=en");
  g_assert_cmpstr (roster_link_request_get_expected_handle (fixture->request), ==, "acme.climbing");
  gtk_editable_set_text (GTK_EDITABLE (test_window_find (picker, "search_entry")), "acme-u");
  while (!gtk_widget_get_visible (test_window_find (picker, "choose_all_button")))
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (test_window_find (picker, "choose_all_button"), "clicked");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (roster_link_request_get_ad_accounts (fixture->request))), ==, 2);
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-1-wish");

  show_code (fixture);
  assert_page (fixture, "code_page");
  g_assert_true (shows (fixture, "10:00"));
  g_assert_true (shows (fixture, "Waiting for the owner to approve"));
  g_assert_true (shows (fixture, roster_link_request_get_link (fixture->request)));
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-2-code");
  assert_scans (fixture, GTK_WIDGET (fixture->window), roster_link_request_get_link (fixture->request));

  press (fixture, "done_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_true (shows (fixture, "Last looked 0 s ago\nTikTok lists no new account yet. It can take a moment; has the owner pressed the button that approves?"));
  roster_clock_advance (fixture->world.clock, 3 * SECOND);
  g_assert_true (shows (fixture, "9:57"));
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-2-nothing-yet");

  approve (fixture, APPROVAL);
  press (fixture, "done_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_FOUND);
  assert_page (fixture, "confirm_page");
  g_assert_true (shows (fixture, "Acme Climbing"));
  g_assert_true (shows (fixture, "After your yes it is linked to 2 ad accounts."));
  g_assert_cmpuint (count_links (fixture, "Acme Climbing", &n_accounts), ==, 0);
  g_assert_cmpuint (n_accounts, ==, 1);
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-3-confirm");

  /* The page comes up by itself: what is pressed by habit must not say yes. */
  g_assert_null (gtk_window_get_default_widget (fixture->window));
  test_window_press_key (GTK_WIDGET (fixture->window), "Return");
  test_window_press_key (GTK_WIDGET (fixture->window), "space");
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_FOUND);

  fixture->world.pace = 100 * 1000;
  press (fixture, "yes_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_DONE);
  assert_page (fixture, "result_page");
  g_assert_cmpuint (count_links (fixture, "Acme Climbing", &n_accounts), ==, 2);
  g_assert_true (shows (fixture, "@acme.climbing Is Ready"));
  g_assert_true (shows (fixture, "Link @acme.climbing to ACME-US"));
  g_assert_true (shows (fixture, "2 changes done"));
  g_assert_true (gtk_window_get_default_widget (fixture->window) == test_window_find (find (fixture, "result_page"), "done_button"));
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-4-result");

  test_window_press_key (GTK_WIDGET (fixture->window), "Return");
  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GtkCssProvider) css = NULL;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  css = gtk_css_provider_new ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  gtk_css_provider_load_from_resource (css, "/io/github/accessroster/AccessRoster/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);

  g_test_add ("/link/whole-way", Fixture, NULL, set_up, test_whole_way, tear_down);
  g_test_add ("/link/whole-way-narrow", Fixture, NULL, set_up_narrow, test_whole_way, tear_down);

  return g_test_run ();
}
