/* test-link.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>

#include "roster-code-layout.h"
#include "roster-json.h"
#include "roster-link-fullscreen.h"
#include "roster-link-window.h"
#include "roster-qr-view.h"
#include "test-window.h"
#include "test-world.h"
#include "test-zbar.h"

/* Linking an account, in the window that leads through it, against the demo server. */

#define SECOND ((gint64) G_USEC_PER_SEC)
#define APPROVAL "handle=acme.climbing&name=Acme+Climbing"

typedef struct
{
  TestWorld world;
  RosterLinkRequests *requests;
  GtkWindow *window;
  RosterLinkRequest *request;
} Fixture;

static void
show_window (Fixture *fixture,
             int      width,
             int      height)
{
  fixture->window = roster_link_window_new (NULL, fixture->request);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_set_default_size (fixture->window, width, height);
  gtk_window_present (fixture->window);
  test_window_wait_frame (GTK_WIDGET (fixture->window));
}

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

  fixture->requests = roster_link_requests_new (fixture->world.session);
  fixture->request = roster_link_request_new (fixture->requests);
  show_window (fixture, width, height);
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
  g_clear_object (&fixture->requests);
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
  test_window_assert_says (text, expected);
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

static gboolean
is_read (TestWorld *world,
         gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
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
  test_window_assert_says (roster_link_request_get_expected_handle (fixture->request), "acme.climbing");
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
  g_assert_true (shows (fixture, "If you confirm, it is given to:"));
  g_assert_true (shows (fixture, "2 ad accounts"));
  g_assert_true (shows (fixture, "ACME-UK\nACME-US") || shows (fixture, "ACME-US\nACME-UK"));
  /* It looks like the one that is expected. */
  g_assert_true (shows (fixture, "TikTok tells only the name so far; the handle is known once it is linked to an ad account.\nThe name looks like @acme.climbing."));
  g_assert_true (gtk_widget_has_css_class (find (fixture, "yes_button"), "suggested-action"));
  g_assert_cmpuint (count_links (fixture, "Acme Climbing", &n_accounts), ==, 0);
  g_assert_cmpuint (n_accounts, ==, 1);
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-3-confirm");

  /* The page comes up by itself: what is pressed by habit must not say yes. */
  g_assert_null (gtk_window_get_default_widget (fixture->window));
  test_window_press_key (GTK_WIDGET (fixture->window), "Return");
  test_window_press_key (GTK_WIDGET (fixture->window), "space");
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_FOUND);

  fixture->world.pace = 20 * 1000;
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

/* A window beside the one that is tested, by its title, or the question that it asks. */
static GtkWindow *
find_window (Fixture    *fixture,
             const char *title)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      g_autofree char *shown = gtk_window_get_title (window) != NULL ? test_window_plain (gtk_window_get_title (window)) : NULL;

      if (window != fixture->window && gtk_widget_get_visible (GTK_WIDGET (window)) &&
          (title != NULL ? g_strcmp0 (shown, title) == 0 : ADW_IS_MESSAGE_DIALOG (window)))
        return window;
    }

  return NULL;
}

static void
test_runs_out (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *first = NULL;

  show_code (fixture);
  first = g_strdup (roster_link_request_get_link (fixture->request));
  g_assert_null (gtk_window_get_default_widget (fixture->window));

  /* Alive in the last second, dead in the moment after it. */
  roster_clock_advance (fixture->world.clock, 600 * SECOND - 1);
  g_assert_true (shows (fixture, "0:01"));
  g_assert_false (roster_qr_view_get_dead (ROSTER_QR_VIEW (find (fixture, "qr_view"))));
  assert_scans (fixture, GTK_WIDGET (fixture->window), first);
  roster_clock_advance (fixture->world.clock, 1);
  g_assert_true (roster_qr_view_get_dead (ROSTER_QR_VIEW (find (fixture, "qr_view"))));
  assert_scans (fixture, GTK_WIDGET (fixture->window), NULL);
  g_assert_true (shows (fixture, "0:00"));
  g_assert_true (shows (fixture, "This code has run out"));
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-2-run-out");

  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_EXPIRED);
  g_assert_true (shows (fixture, "Still looking for a late approval"));
  g_assert_true (shows (fixture, "Last looked 0 s ago"));
  g_assert_true (gtk_window_get_default_widget (fixture->window) == find (fixture, "new_code_button"));
  g_assert_false (gtk_widget_get_mapped (find (fixture, "link_label")));

  /* What it says of the last look goes on being true, also over a night. */
  roster_clock_advance (fixture->world.clock, 14 * SECOND);
  g_assert_true (shows (fixture, "Last looked 14 s ago"));
  roster_clock_advance (fixture->world.clock, SECOND);
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_EXPIRED);
  g_assert_true (shows (fixture, "Last looked 0 s ago"));
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-2-after-zero");
  roster_clock_advance (fixture->world.clock, 3600 * SECOND);
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_EXPIRED);
  g_assert_false (roster_link_request_looks_on (fixture->request));
  roster_clock_advance (fixture->world.clock, 3 * 3600 * SECOND);
  g_assert_true (shows (fixture, "Not approved in time"));
  g_assert_true (shows (fixture, "Last looked 3 h ago\nWhenever the Business Center is read, it is looked for."));
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-2-long-after-zero");

  press (fixture, "new_code_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_cmpstr (roster_link_request_get_link (fixture->request), !=, first);
  g_assert_true (shows (fixture, "10:00"));
  g_assert_null (gtk_window_get_default_widget (fixture->window));
  assert_scans (fixture, GTK_WIDGET (fixture->window), roster_link_request_get_link (fixture->request));
}

/* A laptop that slept does not count the seconds that it missed. */
static void
test_sleeps_past_the_end (Fixture       *fixture,
                          gconstpointer  data)
{
  show_code (fixture);
  gtk_widget_set_visible (GTK_WIDGET (fixture->window), FALSE);
  roster_clock_advance (fixture->world.clock, 3600 * SECOND);
  gtk_window_present (fixture->window);
  test_window_wait_frame (GTK_WIDGET (fixture->window));
  g_assert_true (shows (fixture, "This code has run out"));
  assert_scans (fixture, GTK_WIDGET (fixture->window), NULL);
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *first = NULL;
  GtkWindow *full_screen;

  /* A letter in the entry is a letter; Enter goes on. */
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "handle_row")), "");
  test_window_press_key (GTK_WIDGET (fixture->window), "r");
  test_window_assert_says (gtk_editable_get_text (GTK_EDITABLE (find (fixture, "handle_row"))), "r");
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_DRAFT);
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "handle_row")), "acme.climbing");
  test_window_press_key (GTK_WIDGET (fixture->window), "Return");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_WAITING);
  first = g_strdup (roster_link_request_get_link (fixture->request));

  test_window_press_key (GTK_WIDGET (fixture->window), "r");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_cmpstr (roster_link_request_get_link (fixture->request), !=, first);

  test_window_press_key (GTK_WIDGET (fixture->window), "F11");
  full_screen = find_window (fixture, "Code for the Client");
  g_assert_nonnull (full_screen);
  test_window_wait_frame (GTK_WIDGET (full_screen));
  g_assert_true (test_window_shows (GTK_WIDGET (full_screen), "@acme.climbing"));
  g_assert_true (test_window_shows (GTK_WIDGET (full_screen), "10:00"));
  g_assert_false (gtk_window_get_decorated (full_screen));
  test_window_save_picture (GTK_WIDGET (full_screen), "link-full-screen");
  assert_scans (fixture, GTK_WIDGET (full_screen), roster_link_request_get_link (fixture->request));
  g_object_set (find (fixture, "code_page"), "language", "de", NULL);
  g_assert_true (test_window_shows (GTK_WIDGET (full_screen), "1.  TikTok auf dem Handy öffnen"));
  roster_clock_advance (fixture->world.clock, 61 * SECOND);
  g_assert_true (test_window_shows (GTK_WIDGET (full_screen), "8:59"));
  test_window_press_key (GTK_WIDGET (full_screen), "F11");
  g_assert_null (find_window (fixture, "Code for the Client"));

  test_window_press_key (GTK_WIDGET (fixture->window), "F11");
  full_screen = find_window (fixture, "Code for the Client");
  g_assert_nonnull (full_screen);
  test_window_wait_frame (GTK_WIDGET (full_screen));
  roster_clock_advance (fixture->world.clock, 600 * SECOND);
  assert_scans (fixture, GTK_WIDGET (full_screen), NULL);
  g_assert_true (test_window_shows (GTK_WIDGET (full_screen), "Dieser Code ist abgelaufen. Bitte lassen Sie sich einen neuen zeigen."));
  test_window_press_key (GTK_WIDGET (full_screen), "Escape");
  g_assert_null (find_window (fixture, "Code for the Client"));
  g_assert_nonnull (fixture->window);
}

static void
test_full_screen_in_portrait (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (RosterCountdown) countdown = NULL;
  GtkWindow *full_screen;

  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "handle_row")), "acme.climbing");
  show_code (fixture);
  countdown = roster_countdown_new (fixture->request, fixture->world.clock);
  full_screen = roster_link_fullscreen_new (fixture->window, fixture->request, countdown);
  gtk_window_set_default_size (full_screen, 700, 1200);
  gtk_window_present (full_screen);
  test_window_wait_frame (GTK_WIDGET (full_screen));
  test_window_save_picture (GTK_WIDGET (full_screen), "link-full-screen-portrait");
  g_assert_true (roster_code_layout_get_stacked (ROSTER_CODE_LAYOUT (test_window_find (GTK_WIDGET (full_screen), "layout"))));
  assert_scans (fixture, GTK_WIDGET (full_screen), roster_link_request_get_link (fixture->request));
  gtk_window_close (full_screen);
}

static void
test_dark (Fixture       *fixture,
           gconstpointer  data)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  show_code (fixture);
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-2-code-dark");
  assert_scans (fixture, GTK_WIDGET (fixture->window), roster_link_request_get_link (fixture->request));
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_wrong_account (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *first = NULL;
  guint n_accounts;

  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "handle_row")), "acme.climbing");
  show_code (fixture);
  first = g_strdup (roster_link_request_get_link (fixture->request));
  approve (fixture, "handle=somebody.else&name=Somebody+Else");
  press (fixture, "done_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_true (shows (fixture, "Somebody Else"));
  g_assert_true (shows (fixture, "“Wrong Account” removes it from the Business Center and shows a new code."));
  /* Neither answer is suggested, and what differs is said. */
  g_assert_true (shows (fixture, "TikTok tells only the name so far; the handle is known once it is linked to an ad account.\nThe name does not look like @acme.climbing."));
  g_assert_false (gtk_widget_has_css_class (find (fixture, "yes_button"), "suggested-action"));
  g_assert_false (gtk_widget_has_css_class (find (fixture, "wrong_button"), "suggested-action"));
  g_assert_false (gtk_widget_get_mapped (find (fixture, "disconnect_button")));
  g_assert_false (gtk_widget_get_mapped (find (fixture, "none_button")));
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-3-unlike");

  fixture->world.pace = 20 * 1000;
  press (fixture, "wrong_button");
  g_assert_false (gtk_widget_is_sensitive (find (fixture, "yes_button")));
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_WAITING);
  assert_page (fixture, "code_page");
  g_assert_true (shows (fixture, "Somebody Else was removed"));
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-3-removed");
  count_links (fixture, "Somebody Else", &n_accounts);
  g_assert_cmpuint (n_accounts, ==, 0);
  g_assert_cmpstr (roster_link_request_get_link (fixture->request), !=, first);
}

/* None of several: all stay, which is said, and there is a new code. */
static void
test_none_of_these (Fixture       *fixture,
                    gconstpointer  data)
{
  guint n_accounts;

  show_code (fixture);
  approve (fixture, APPROVAL);
  press (fixture, "new_code_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_WAITING);
  approve (fixture, "handle=somebody.else&name=Somebody+Else");
  press (fixture, "done_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_true (shows (fixture, "“None of These” leaves them in the Business Center and shows a new code."));
  g_assert_false (shows (fixture, "Likely"));
  press (fixture, "none_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_true (shows (fixture, "2 accounts were left as they are"));
  count_links (fixture, "Somebody Else", &n_accounts);
  g_assert_cmpuint (n_accounts, ==, 1);
}

/* It was here in earlier days: said so, and it does not leave by one press. */
static void
test_was_here_before (Fixture       *fixture,
                      gconstpointer  data)
{
  RosterItem *account = test_world_find (roster_session_get_tiktok_accounts (fixture->world.session), "Harbour Coffee");
  g_autofree char *form = g_strconcat ("asset_id=", roster_item_get_id (account), NULL);
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) today = NULL;
  GtkWindow *window;

  g_assert_cmpuint (test_world_post (&fixture->world, "/demo/vanish", form), ==, 200);
  for (int i = 0; i < 2; i++)
    {
      roster_session_sync (fixture->world.session);
      fixture->world.pace = 100 * 1000;
      test_world_wait (&fixture->world, is_read, NULL);
    }
  fixture->world.pace = 0;
  roster_clock_advance (fixture->world.clock, 10 * SECOND);
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "handle_row")), "harbourcoffee");
  show_code (fixture);
  approve (fixture, "handle=harbourcoffee&name=Harbour+Coffee");
  press (fixture, "done_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_FOUND);
  today = g_date_time_new_from_unix_local (roster_clock_get_now (fixture->world.clock) / G_USEC_PER_SEC);
  text = g_date_time_format (today, "TikTok tells only the name so far; the handle is known once it is linked to an ad account.\n"
                                    "The name looks like @harbourcoffee.\nIt was here until %-d %B.");
  g_assert_true (shows (fixture, text));
  g_assert_true (shows (fixture, "“Wrong Account” leaves it in the Business Center, where it was before, and shows a new code."));
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-3-was-here-before");
  press (fixture, "disconnect_button");
  window = find_window (fixture, "Disconnect Harbour Coffee");
  g_assert_nonnull (window);
  gtk_window_destroy (window);

  press (fixture, "wrong_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_true (shows (fixture, "Harbour Coffee was left as it is"));
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/admin/delete/"), ==, 0);
}

/* The list before the code is shorter than TikTok counts: told; and where it stays so, the code is there, with a word of warning. */
static void
test_short_list (Fixture       *fixture,
                 gconstpointer  data)
{
  test_world_set_fault (&fixture->world, "short=50:/bc/asset/admin/get/");
  press (fixture, "show_code_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_FAILED);
  g_assert_true (gtk_widget_get_mapped (find (fixture, "error_page")));
  g_assert_true (shows (fixture, "Not Everything Could Be Read"));
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-2-short-list");
  roster_link_request_ask (fixture->request);
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_true (shows (fixture, "Not looked yet\nTikTok did not list every account before this code: what appears may have been here before."));
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-2-not-comparable");
}

/* A new code that cannot be had leaves the one that the client scans where it is. */
static void
test_new_code_offline (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *link = NULL;

  show_code (fixture);
  link = g_strdup (roster_link_request_get_link (fixture->request));
  test_world_set_fault (&fixture->world, "500:/bc/asset/account/authorization/");
  press (fixture, "new_code_button");
  test_window_wait_frame (GTK_WIDGET (fixture->window));
  g_assert_true (shows (fixture, "Asking TikTok for a new code…"));
  assert_scans (fixture, GTK_WIDGET (fixture->window), link);
  fixture->world.pace = 20 * 1000;
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_WAITING);
  fixture->world.pace = 0;
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-2-no-new-code");
  assert_scans (fixture, GTK_WIDGET (fixture->window), link);
  g_assert_true (g_str_has_prefix (gtk_label_get_label (GTK_LABEL (find (fixture, "looked_label"))), "There is no new code: "));
}

static void
set_up_link (Fixture       *fixture,
             gconstpointer  form)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->link_form = (RosterDemoLinkForm) GPOINTER_TO_INT (form);
  start (fixture, options, 900, 700);
}

static void
set_up_long_link (Fixture       *fixture,
                  gconstpointer  data)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->link_length = 4000;
  start (fixture, options, 900, 700);
}

static GtkWidget *
get_button (GtkWindow  *window,
            const char *label)
{
  return gtk_widget_get_ancestor (test_window_find_label (GTK_WIDGET (window), label), GTK_TYPE_BUTTON);
}

static GtkWindow *
open_send_instead (Fixture *fixture)
{
  GtkWindow *window;

  gtk_widget_activate_action (find (fixture, "code_page"), "code.send", NULL);
  window = find_window (fixture, "Send Instead");
  g_assert_nonnull (window);
  test_window_wait_frame (GTK_WIDGET (window));

  return window;
}

/* TikTok sends a picture of the code: that is shown, not drawn once more as text, and can be sent. */
static void
test_picture (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *text = NULL;
  GtkWindow *window;

  show_code (fixture);
  g_assert_null (roster_link_request_get_link (fixture->request));
  g_assert_nonnull (roster_link_request_get_picture (fixture->request));
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-2-picture");
  if (test_zbar_available ())
    {
      text = decode (gtk_widget_get_first_child (GTK_WIDGET (fixture->window)));
      g_assert_true (g_str_has_prefix (text, roster_demo_server_get_base_url (fixture->world.server)));
    }
  test_window_press_key (GTK_WIDGET (fixture->window), "F11");
  window = find_window (fixture, "Code for the Client");
  test_window_wait_frame (GTK_WIDGET (window));
  assert_scans (fixture, GTK_WIDGET (window), text);
  gtk_window_destroy (window);

  window = open_send_instead (fixture);
  g_assert_true (test_window_shows (GTK_WIDGET (window), "TikTok sent a picture instead of a link. The picture can be sent."));
  g_assert_false (gtk_widget_is_sensitive (get_button (window, "Copy Link")));
  g_assert_true (gtk_widget_is_sensitive (get_button (window, "Copy Picture")));
  gtk_window_close (window);

  roster_clock_advance (fixture->world.clock, 600 * SECOND);
  assert_scans (fixture, GTK_WIDGET (fixture->window), NULL);
}

/* A web page is no link, and not drawn as one. */
static void
test_no_link (Fixture       *fixture,
              gconstpointer  data)
{
  press (fixture, "show_code_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_FAILED);
  g_assert_true (gtk_widget_get_mapped (find (fixture, "error_page")));
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-2-no-link");
  assert_scans (fixture, GTK_WIDGET (fixture->window), NULL);
}

static void
test_spaces_around (Fixture       *fixture,
                    gconstpointer  data)
{
  show_code (fixture);
  g_assert_true (g_str_has_prefix (roster_link_request_get_link (fixture->request), "http://"));
  assert_scans (fixture, GTK_WIDGET (fixture->window), roster_link_request_get_link (fixture->request));
}

/* Too long for a code: said where the code would be, and it can be sent. */
static void
test_too_long (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWindow *window;

  show_code (fixture);
  g_assert_true (shows (fixture, "The link is too long for a QR code. Send it instead."));
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (get_button (fixture->window, "Full Screen"))));
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-2-too-long");
  window = open_send_instead (fixture);
  g_assert_true (gtk_widget_is_sensitive (get_button (window, "Copy Link")));
  g_assert_false (gtk_widget_is_sensitive (get_button (window, "Copy Picture")));
  test_window_save_picture (GTK_WIDGET (window), "link-send-instead-too-long");
  gtk_window_close (window);
}

/* The client who approved is thanked, and sees nothing of what is asked then, until somebody leaves. */
static void
test_thanks (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWindow *full_screen;

  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "handle_row")), "acme.climbing");
  show_code (fixture);
  test_window_press_key (GTK_WIDGET (fixture->window), "F11");
  full_screen = find_window (fixture, "Code for the Client");
  g_object_add_weak_pointer (G_OBJECT (full_screen), (gpointer *) &full_screen);
  g_object_set (find (fixture, "code_page"), "language", "de", NULL);
  approve (fixture, APPROVAL);
  press (fixture, "done_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_FOUND);
  assert_page (fixture, "confirm_page");
  g_assert_true (test_window_shows (GTK_WIDGET (full_screen), "Vielen Dank!"));
  g_assert_true (test_window_shows (GTK_WIDGET (full_screen), "Ihre Zustimmung ist angekommen. Sie können das Handy weglegen."));
  g_assert_false (test_window_shows (GTK_WIDGET (full_screen), "Acme Climbing"));
  g_assert_false (test_window_shows (GTK_WIDGET (full_screen), "@acme.climbing"));
  test_window_save_picture (GTK_WIDGET (full_screen), "link-full-screen-thanks");
  assert_scans (fixture, GTK_WIDGET (full_screen), NULL);

  fixture->world.pace = 20 * 1000;
  press (fixture, "yes_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_DONE);
  fixture->world.pace = 0;
  g_assert_true (test_window_shows (GTK_WIDGET (full_screen), "Vielen Dank!"));

  /* The window that asked is closed: the client still sees nothing else. */
  gtk_window_close (fixture->window);
  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (full_screen);
  g_assert_true (test_window_shows (GTK_WIDGET (full_screen), "Vielen Dank!"));
  test_window_press_key (GTK_WIDGET (full_screen), "Escape");
  while (full_screen != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* After the wrong account the client has a new code to scan. */
static void
test_thanks_then_a_new_code (Fixture       *fixture,
                             gconstpointer  data)
{
  GtkWindow *full_screen;

  show_code (fixture);
  test_window_press_key (GTK_WIDGET (fixture->window), "F11");
  full_screen = find_window (fixture, "Code for the Client");
  approve (fixture, "handle=somebody.else&name=Somebody+Else");
  press (fixture, "done_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_FOUND);
  fixture->world.pace = 20 * 1000;
  press (fixture, "wrong_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_WAITING);
  fixture->world.pace = 0;
  test_window_wait_frame (GTK_WIDGET (full_screen));
  assert_scans (fixture, GTK_WIDGET (full_screen), roster_link_request_get_link (fixture->request));
  approve (fixture, APPROVAL);
  press (fixture, "done_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_FOUND);
  test_window_press_key (GTK_WIDGET (full_screen), "F11");
  g_assert_null (find_window (fixture, "Code for the Client"));
}

static GtkWindow *
find_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER_DIALOG (window))
        return window;
    }

  return NULL;
}

/* Choosing where to takes longer than the code is good for: nothing is saved that does not work, and that is said. */
static void
test_runs_out_while_choosing (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->world.folder, "code.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWindow *window, *chooser;

  show_code (fixture);
  window = open_send_instead (fixture);
  gtk_widget_activate_action (GTK_WIDGET (window), "send.save-picture", NULL);
  while ((chooser = find_chooser ()) == NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_file_chooser_set_file (GTK_FILE_CHOOSER (chooser), file, NULL);
  roster_clock_advance (fixture->world.clock, 600 * SECOND);
  /* It takes no answer before it has read the folder. */
  for (int i = 0; !test_window_shows (GTK_WIDGET (window), "The code ran out meanwhile: nothing was saved"); i++)
    {
      if (i == 300)
        {
          g_test_skip ("the dialog for files does not answer here");
          gtk_window_close (window);
          return;
        }
      test_window_wait_frame (GTK_WIDGET (window));
      if (find_chooser () != NULL)
        gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
    }
  test_window_save_picture (GTK_WIDGET (window), "link-send-instead-ran-out");
  g_assert_false (g_file_query_exists (file, NULL));
  gtk_window_close (window);
}

/* A long handle is broken without a hyphen that would be taken for a part of it. */
static void
test_no_hyphens (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *label;
  PangoAttrList *attributes;
  g_autoptr (PangoAttrIterator) iterator = NULL;
  PangoAttribute *hyphens;

  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "handle_row")), "thequitelongnameofaclientin");
  show_code (fixture);
  approve (fixture, "handle=thequitelongnameofaclie&name=TheQuiteLongNameOfAClientInTheNorthOfTheCountryAndElsewhere");
  press (fixture, "done_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_FOUND);
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-3-long-name");
  label = test_window_find_label (GTK_WIDGET (fixture->window), "TheQuiteLongNameOfAClientInTheNorthOfTheCountryAndElsewhere");
  attributes = pango_layout_get_attributes (gtk_label_get_layout (GTK_LABEL (label)));
  iterator = pango_attr_list_get_iterator (attributes);
  hyphens = pango_attr_iterator_get (iterator, PANGO_ATTR_INSERT_HYPHENS);
  g_assert_nonnull (hyphens);
  g_assert_false (((PangoAttrInt *) hyphens)->value);
}

static void
test_several (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *list_box = find (fixture, "list_box");
  guint n_accounts;

  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "handle_row")), "acme.climbing");
  show_code (fixture);
  approve (fixture, APPROVAL);
  /* An approval of the code before counts too. */
  press (fixture, "new_code_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_WAITING);
  approve (fixture, "handle=somebody.else&name=Somebody+Else");
  press (fixture, "done_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_cmpuint (g_list_model_get_n_items (roster_link_request_get_candidates (fixture->request)), ==, 2);
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-3-several");

  /* Asked about, never guessed; the likely one is marked. */
  g_assert_true (shows (fixture, "Likely"));
  g_assert_true (gtk_widget_is_sensitive (find (fixture, "none_button")));
  g_assert_false (gtk_widget_is_sensitive (find (fixture, "yes_button")));
  g_assert_false (gtk_widget_is_sensitive (find (fixture, "wrong_button")));
  list_box = gtk_widget_get_ancestor (test_window_find_label (GTK_WIDGET (fixture->window), "Somebody Else"), GTK_TYPE_LIST_BOX_ROW);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (list_box))), TRUE);
  fixture->world.pace = 20 * 1000;
  press (fixture, "wrong_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_FOUND);
  g_assert_cmpuint (g_list_model_get_n_items (roster_link_request_get_candidates (fixture->request)), ==, 1);
  g_assert_true (shows (fixture, "Acme Climbing"));
  count_links (fixture, "Somebody Else", &n_accounts);
  g_assert_cmpuint (n_accounts, ==, 0);
  count_links (fixture, "Acme Climbing", &n_accounts);
  g_assert_cmpuint (n_accounts, ==, 1);

  /* Without an ad account it says what is missing, and offers to mend it. */
  press (fixture, "yes_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_DONE);
  g_assert_true (shows (fixture, "Acme Climbing Is in the Business Center"));
  g_assert_true (gtk_widget_get_mapped (test_window_find (find (fixture, "readiness_list"), "link_button")));
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-4-nothing-chosen");
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  press (fixture, "show_code_button");
  fixture->world.pace = 20 * 1000;
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_FAILED);
  assert_page (fixture, "code_page");
  g_assert_true (gtk_widget_get_mapped (find (fixture, "error_page")));
  test_window_save_picture (GTK_WIDGET (fixture->window), "link-2-failed");
  g_assert_true (gtk_widget_get_mapped (find (fixture, "back_button")));
}

static void
test_going_back (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *link = NULL;

  show_code (fixture);
  link = g_strdup (roster_link_request_get_link (fixture->request));
  press (fixture, "back_button");
  assert_page (fixture, "wish_page");
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "handle_row")), "acme.climbing");
  press (fixture, "show_code_button");
  assert_page (fixture, "code_page");
  g_assert_cmpstr (roster_link_request_get_link (fixture->request), ==, link);

  /* What the code asks for has changed, so it takes a new one. */
  press (fixture, "back_button");
  gtk_switch_set_active (GTK_SWITCH (find (fixture, "ads_only_switch")), TRUE);
  show_code (fixture);
  g_assert_cmpstr (roster_link_request_get_link (fixture->request), !=, link);
}

static void
test_send_instead (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWindow *window;
  g_autofree char *message = NULL;

  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "handle_row")), "acme.climbing");
  show_code (fixture);
  gtk_widget_activate_action (find (fixture, "code_page"), "code.send", NULL);
  window = find_window (fixture, "Send Instead");
  g_assert_nonnull (window);
  test_window_wait_frame (GTK_WIDGET (window));
  test_window_save_picture (GTK_WIDGET (window), "link-send-instead");
  g_object_set (window, "language", "pl", NULL);
  message = g_strdup (gtk_label_get_label (GTK_LABEL (test_window_find (GTK_WIDGET (window), "message_label"))));
  g_assert_nonnull (strstr (message, "@acme.climbing"));
  g_assert_nonnull (strstr (message, roster_link_request_get_link (fixture->request)));
  g_assert_nonnull (strstr (message, "Dzień dobry"));
  g_assert_true (test_window_shows (GTK_WIDGET (window), roster_link_request_get_link (fixture->request)));

  /* Nothing that is worthless is handed out. */
  roster_clock_advance (fixture->world.clock, 600 * SECOND);
  g_assert_true (test_window_shows (GTK_WIDGET (window), "This code has run out"));
  g_assert_true (gtk_widget_get_mapped (test_window_find (GTK_WIDGET (window), "new_code_button")));
  g_assert_false (gtk_widget_is_sensitive (gtk_widget_get_ancestor (test_window_find_label (GTK_WIDGET (window), "Copy Link"), GTK_TYPE_BUTTON)));
  gtk_window_close (window);
}

/* Closing is no end: the request goes on without the window, and the window comes back at the step where the request is. */
static void
test_closing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *link = NULL;

  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "handle_row")), "acme.climbing");
  g_assert_false (gtk_widget_get_mapped (find (fixture, "give_up_button")));
  show_code (fixture);
  g_assert_true (gtk_widget_get_mapped (find (fixture, "give_up_button")));
  link = g_strdup (roster_link_request_get_link (fixture->request));
  test_window_press_key (GTK_WIDGET (fixture->window), "Escape");
  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (roster_link_request_get_state (fixture->request), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_true (roster_link_request_is_open (fixture->request));

  show_window (fixture, 900, 700);
  assert_page (fixture, "code_page");
  assert_scans (fixture, GTK_WIDGET (fixture->window), link);
  test_window_assert_says (gtk_window_get_title (fixture->window), "Link @acme.climbing");
  gtk_window_close (fixture->window);
  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);

  approve (fixture, APPROVAL);
  fixture->world.pace = 20 * 1000;
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_FOUND);
  fixture->world.pace = 0;
  show_window (fixture, 900, 700);
  assert_page (fixture, "confirm_page");
  g_assert_true (shows (fixture, "Acme Climbing"));
}

/* A wish of which nothing was shown to anybody is gone with the window. */
static void
test_closing_a_draft (Fixture       *fixture,
                      gconstpointer  data)
{
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "handle_row")), "acme.climbing");
  gtk_window_close (fixture->window);
  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->requests)), ==, 0);
}

static void
test_giving_up (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWindow *question;

  gtk_editable_set_text (GTK_EDITABLE (find (fixture, "handle_row")), "acme.climbing");
  show_code (fixture);
  press (fixture, "give_up_button");
  question = find_window (fixture, NULL);
  g_assert_true (ADW_IS_MESSAGE_DIALOG (question));
  test_window_assert_says (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (question)), "Give Up on @acme.climbing?");
  test_window_wait_frame (GTK_WIDGET (question));
  test_window_save_picture (GTK_WIDGET (question), "link-giving-up");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "cancel");
  gtk_window_destroy (question);
  test_window_wait_idle ();
  g_assert_nonnull (fixture->window);
  assert_page (fixture, "code_page");

  /* What the question is about is over: so is the question. */
  press (fixture, "give_up_button");
  approve (fixture, APPROVAL);
  press (fixture, "done_button");
  wait_for (fixture, ROSTER_LINK_REQUEST_STATE_FOUND);
  while (find_window (fixture, NULL) != NULL)
    g_main_context_iteration (NULL, TRUE);
  assert_page (fixture, "confirm_page");

  press (fixture, "give_up_button");
  question = find_window (fixture, NULL);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "yes");
  gtk_window_destroy (question);
  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->requests)), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GtkCssProvider) css = NULL;

  /* The dialog for files remembers its size. */
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  css = gtk_css_provider_new ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  gtk_css_provider_load_from_resource (css, "/io/github/accessroster/AccessRoster/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);

  g_test_add ("/link/whole-way", Fixture, NULL, set_up, test_whole_way, tear_down);
  g_test_add ("/link/whole-way-narrow", Fixture, NULL, set_up_narrow, test_whole_way, tear_down);
  g_test_add ("/link/runs-out", Fixture, NULL, set_up, test_runs_out, tear_down);
  g_test_add ("/link/sleeps-past-the-end", Fixture, NULL, set_up, test_sleeps_past_the_end, tear_down);
  g_test_add ("/link/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/link/full-screen-in-portrait", Fixture, NULL, set_up, test_full_screen_in_portrait, tear_down);
  g_test_add ("/link/dark", Fixture, NULL, set_up, test_dark, tear_down);
  g_test_add ("/link/wrong-account", Fixture, NULL, set_up, test_wrong_account, tear_down);
  g_test_add ("/link/several", Fixture, NULL, set_up, test_several, tear_down);
  g_test_add ("/link/none-of-these", Fixture, NULL, set_up, test_none_of_these, tear_down);
  g_test_add ("/link/was-here-before", Fixture, NULL, set_up, test_was_here_before, tear_down);
  g_test_add ("/link/short-list", Fixture, NULL, set_up, test_short_list, tear_down);
  g_test_add ("/link/new-code-offline", Fixture, NULL, set_up, test_new_code_offline, tear_down);
  g_test_add ("/link/picture", Fixture, GINT_TO_POINTER (ROSTER_DEMO_LINK_FORM_PICTURE), set_up_link, test_picture, tear_down);
  g_test_add ("/link/no-link", Fixture, GINT_TO_POINTER (ROSTER_DEMO_LINK_FORM_HTML), set_up_link, test_no_link, tear_down);
  g_test_add ("/link/spaces-around", Fixture, GINT_TO_POINTER (ROSTER_DEMO_LINK_FORM_SPACES), set_up_link, test_spaces_around, tear_down);
  g_test_add ("/link/too-long", Fixture, NULL, set_up_long_link, test_too_long, tear_down);
  g_test_add ("/link/thanks", Fixture, NULL, set_up, test_thanks, tear_down);
  g_test_add ("/link/thanks-then-a-new-code", Fixture, NULL, set_up, test_thanks_then_a_new_code, tear_down);
  g_test_add ("/link/runs-out-while-choosing", Fixture, NULL, set_up, test_runs_out_while_choosing, tear_down);
  g_test_add ("/link/no-hyphens", Fixture, NULL, set_up_narrow, test_no_hyphens, tear_down);
  g_test_add ("/link/refused", Fixture, "40001:/bc/asset/account/authorization/", set_up, test_refused, tear_down);
  g_test_add ("/link/going-back", Fixture, NULL, set_up, test_going_back, tear_down);
  g_test_add ("/link/send-instead", Fixture, NULL, set_up, test_send_instead, tear_down);
  g_test_add ("/link/closing", Fixture, NULL, set_up, test_closing, tear_down);
  g_test_add ("/link/closing-a-draft", Fixture, NULL, set_up, test_closing_a_draft, tear_down);
  g_test_add ("/link/giving-up", Fixture, NULL, set_up, test_giving_up, tear_down);

  return g_test_run ();
}
