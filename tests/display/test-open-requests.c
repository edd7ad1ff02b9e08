/* test-open-requests.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>

#include "roster-accounts-page.h"
#include "roster-link-request.h"
#include "roster-link-toaster.h"
#include "roster-link-window.h"
#include "roster-open-request-row.h"
#include "test-window.h"
#include "test-world.h"

/* Requests that wait without a window: the rows above the TikTok accounts, and what is said when an account appears. */

#define SECOND ((gint64) G_USEC_PER_SEC)

typedef struct
{
  TestWorld world;
  RosterLinkRequests *requests;
  RosterLinkToaster *toaster;
  GtkWidget *page;
  GtkWidget *overlay;
  GtkWindow *window;
} Fixture;

static void
start (Fixture           *fixture,
       RosterDemoOptions *options,
       int                width)
{
  test_world_set_up (&fixture->world, options);
  test_world_open_and_read (&fixture->world);
  /* From here on the clock stands still, unless a test moves it: first far enough for the client to send at once again. */
  roster_clock_advance (fixture->world.clock, 10 * SECOND);
  fixture->world.pace = 0;

  fixture->requests = roster_link_requests_new (fixture->world.session);
  fixture->page = roster_accounts_page_new (fixture->requests);
  fixture->window = test_window_show (fixture->page, width, 720);
  fixture->overlay = adw_window_get_content (ADW_WINDOW (fixture->window));
  fixture->toaster = roster_link_toaster_new (ADW_TOAST_OVERLAY (fixture->overlay), fixture->requests);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  start (fixture, NULL, GPOINTER_TO_INT (data));
}

static void
set_up_empty (Fixture       *fixture,
              gconstpointer  data)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->tiktok_accounts = 0;
  start (fixture, options, GPOINTER_TO_INT (data));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  g_clear_object (&fixture->toaster);
  g_clear_object (&fixture->requests);
  test_world_tear_down (&fixture->world);
}

static GtkWidget *
find (Fixture    *fixture,
      const char *id)
{
  GtkWidget *widget = test_window_find (fixture->page, id);

  if (widget == NULL)
    g_error ("there is no %s", id);

  return widget;
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  return test_window_shows (fixture->overlay, text);
}

typedef struct
{
  RosterLinkRequest *request;
  RosterLinkRequestState state;
} Wanted;

static gboolean
has_state (TestWorld *world,
           gpointer   user_data)
{
  Wanted *wanted = user_data;

  return roster_link_request_get_state (wanted->request) == wanted->state && !roster_link_request_get_looking (wanted->request);
}

static void
wait_for (Fixture                *fixture,
          RosterLinkRequest      *request,
          RosterLinkRequestState  state)
{
  test_world_wait (&fixture->world, has_state, &(Wanted) { request, state });
  test_window_wait_frame (fixture->page);
}

static RosterLinkRequest *
ask (Fixture    *fixture,
     const char *handle)
{
  g_autoptr (RosterLinkRequest) request = roster_link_request_new (fixture->requests);

  roster_link_request_set_expected_handle (request, handle);
  roster_link_request_ask (request);
  wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_WAITING);

  return request;
}

static void
approve (Fixture           *fixture,
         RosterLinkRequest *request,
         const char        *form)
{
  g_autofree char *url = g_strconcat (roster_link_request_get_link (request), "/approve", NULL);

  g_assert_cmpuint (test_world_post (&fixture->world, url, form), ==, 200);
  roster_link_request_look_now (request);
  wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_FOUND);
}

static GtkWidget *
get_row (Fixture *fixture,
         int      position)
{
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (find (fixture, "waiting_list")), position));

  g_assert_true (ROSTER_IS_OPEN_REQUEST_ROW (row));

  return row;
}

/* A window beside the one that is tested. */
static GtkWindow *
find_window (Fixture *fixture,
             GType    type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

static void
close_link_window (Fixture *fixture)
{
  GtkWindow *window = find_window (fixture, ROSTER_TYPE_LINK_WINDOW);

  g_assert_nonnull (window);
  test_window_wait_frame (GTK_WIDGET (window));
  gtk_window_close (window);
  test_window_wait_idle ();
  g_assert_null (find_window (fixture, ROSTER_TYPE_LINK_WINDOW));
  test_window_wait_frame (fixture->page);
}

/* A row for each, with the time that is left; nothing when there are none. */
static void
test_rows (Fixture       *fixture,
           gconstpointer  data)
{
  RosterLinkRequest *first, *second;
  g_autofree char *picture = g_strdup_printf ("open-requests-%d", GPOINTER_TO_INT (data));
  g_autofree char *picture_found = g_strdup_printf ("open-requests-found-%d", GPOINTER_TO_INT (data));

  g_assert_false (gtk_widget_get_mapped (find (fixture, "waiting_box")));
  first = ask (fixture, "a.client.with.quite.a.long.name");
  second = ask (fixture, NULL);
  g_assert_true (gtk_widget_get_mapped (find (fixture, "waiting_box")));
  g_assert_true (shows (fixture, "@a.client.with.quite.a.long.name"));
  g_assert_true (shows (fixture, "A Client’s Account"));
  g_assert_true (shows (fixture, "Waiting, 10:00 left"));
  roster_clock_advance (fixture->world.clock, 19 * SECOND);
  wait_for (fixture, first, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_true (shows (fixture, "Waiting, 9:41 left"));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, GPOINTER_TO_INT (data));
  test_window_save_picture (GTK_WIDGET (fixture->window), picture);

  approve (fixture, second, "handle=lantern.works&name=Lantern+Works");
  g_assert_true (shows (fixture, "Approved: Lantern Works?"));
  g_assert_true (shows (fixture, "New account: is it @a.client.with.quite.a.long.name?"));
  test_window_save_picture (GTK_WIDGET (fixture->window), picture_found);

  roster_link_request_reject (first, test_world_find (roster_link_request_get_candidates (first), "Lantern Works"));
  roster_clock_advance (fixture->world.clock, 600 * SECOND);
  wait_for (fixture, first, ROSTER_LINK_REQUEST_STATE_EXPIRED);
  g_assert_true (shows (fixture, "Ran out, still looking"));

  roster_link_request_give_up (first);
  roster_link_request_give_up (second);
  test_window_wait_frame (fixture->page);
  g_assert_false (gtk_widget_get_mapped (find (fixture, "waiting_box")));
}

static void
test_dark (Fixture       *fixture,
           gconstpointer  data)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  ask (fixture, "acme.climbing");
  test_window_save_picture (GTK_WIDGET (fixture->window), "open-requests-dark");
  g_assert_true (gtk_widget_get_mapped (find (fixture, "waiting_box")));
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

/* On a phone, the details of an account have the page for themselves. */
static void
test_details_on_a_phone (Fixture       *fixture,
                         gconstpointer  data)
{
  ask (fixture, "acme.climbing");
  g_signal_emit_by_name (find (fixture, "list_view"), "activate", 0);
  test_window_wait_frame (fixture->page);
  g_assert_false (gtk_widget_get_mapped (find (fixture, "waiting_box")));
  test_window_press_key (fixture->page, "Escape");
  test_window_wait_frame (fixture->page);
  g_assert_true (gtk_widget_get_mapped (find (fixture, "waiting_box")));
}

/* With the keyboard alone: to the row, Enter, back at the step where the request is; and another can be begun meanwhile. */
static void
test_continue (Fixture       *fixture,
               gconstpointer  data)
{
  RosterLinkRequest *request = ask (fixture, "acme.climbing");
  g_autofree char *link = g_strdup (roster_link_request_get_link (request));
  GtkWindow *window;

  gtk_widget_grab_focus (get_row (fixture, 0));
  test_window_press_key (fixture->page, "Return");
  window = find_window (fixture, ROSTER_TYPE_LINK_WINDOW);
  g_assert_nonnull (window);
  test_window_wait_frame (GTK_WIDGET (window));
  test_window_assert_says (gtk_window_get_title (window), "Link @acme.climbing");
  g_assert_true (test_window_shows (GTK_WIDGET (window), link));
  close_link_window (fixture);
  g_assert_true (shows (fixture, "Still waiting for @acme.climbing"));

  gtk_widget_activate_action (fixture->page, "page.link-account", NULL);
  window = find_window (fixture, ROSTER_TYPE_LINK_WINDOW);
  test_window_assert_says (gtk_window_get_title (window), "Link an Account");
  close_link_window (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->requests)), ==, 1);
}

/* An account appears while no window is open: said once, with the way on. */
static void
test_toast (Fixture       *fixture,
            gconstpointer  data)
{
  RosterLinkRequest *request = ask (fixture, "acme.climbing");
  GtkWidget *words, *button;
  GtkWindow *window;

  approve (fixture, request, "handle=acme.climbing&name=Acme+Climbing");
  g_assert_true (shows (fixture, "New account: is it @acme.climbing?"));
  /* The rows have such a button, too; this one is beside the words. */
  words = test_window_find_label (fixture->overlay, "New account: is it @acme.climbing?");
  while ((button = test_window_find_label (words, "Continue")) == NULL)
    words = gtk_widget_get_parent (words);
  button = gtk_widget_get_ancestor (button, GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  window = find_window (fixture, ROSTER_TYPE_LINK_WINDOW);
  g_assert_nonnull (window);
  test_window_wait_frame (GTK_WIDGET (window));
  g_assert_true (test_window_shows (GTK_WIDGET (window), "Acme Climbing"));
  close_link_window (fixture);
}

/* In front of the window that leads through a request, nothing is said about it behind. */
static void
test_no_toast_behind_a_window (Fixture       *fixture,
                               gconstpointer  data)
{
  RosterLinkRequest *request = ask (fixture, "acme.climbing");

  gtk_widget_activate_action (get_row (fixture, 0), "request.continue", NULL);
  approve (fixture, request, "handle=acme.climbing&name=Acme+Climbing");
  g_assert_false (shows (fixture, "New account: is it @acme.climbing?"));
  close_link_window (fixture);
}

/* Two clients, two codes, one account: whoever answers is told that it may be the other's. */
static void
test_rivals (Fixture       *fixture,
             gconstpointer  data)
{
  RosterLinkRequest *first = ask (fixture, "acme.climbing");
  RosterLinkRequest *second = ask (fixture, "tidewaterbooks");
  GtkWindow *window;

  approve (fixture, first, "handle=acme.climbing&name=Acme+Climbing");
  gtk_widget_activate_action (get_row (fixture, 1), "request.continue", NULL);
  window = find_window (fixture, ROSTER_TYPE_LINK_WINDOW);
  test_window_wait_frame (GTK_WIDGET (window));
  test_window_save_picture (GTK_WIDGET (window), "link-3-rivals");
  g_assert_true (test_window_shows (GTK_WIDGET (window), "“Wrong Account” leaves it to the other request, and goes on waiting here."));
  g_signal_emit_by_name (test_window_find (GTK_WIDGET (window), "wrong_button"), "clicked");
  g_assert_cmpint (roster_link_request_get_state (second), ==, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_true (test_window_shows (GTK_WIDGET (window), roster_link_request_get_link (second)));
  close_link_window (fixture);
  g_assert_cmpint (roster_link_request_get_state (first), ==, ROSTER_LINK_REQUEST_STATE_FOUND);
}

static void
test_give_up (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWindow *question;

  ask (fixture, "acme.climbing");
  gtk_widget_activate_action (get_row (fixture, 0), "request.give-up", NULL);
  question = find_window (fixture, ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (question);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "yes");
  gtk_window_destroy (question);
  test_window_wait_idle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->requests)), ==, 0);
  g_assert_false (gtk_widget_get_visible (find (fixture, "waiting_box")));
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

  g_test_add ("/open-requests/rows", Fixture, GINT_TO_POINTER (1000), set_up, test_rows, tear_down);
  g_test_add ("/open-requests/rows-narrow", Fixture, GINT_TO_POINTER (360), set_up, test_rows, tear_down);
  g_test_add ("/open-requests/rows-above-nothing", Fixture, GINT_TO_POINTER (700), set_up_empty, test_rows, tear_down);
  g_test_add ("/open-requests/dark", Fixture, GINT_TO_POINTER (1000), set_up, test_dark, tear_down);
  g_test_add ("/open-requests/details-on-a-phone", Fixture, GINT_TO_POINTER (360), set_up, test_details_on_a_phone, tear_down);
  g_test_add ("/open-requests/continue", Fixture, GINT_TO_POINTER (1000), set_up, test_continue, tear_down);
  g_test_add ("/open-requests/toast", Fixture, GINT_TO_POINTER (1000), set_up, test_toast, tear_down);
  g_test_add ("/open-requests/no-toast-behind-a-window", Fixture, GINT_TO_POINTER (1000), set_up, test_no_toast_behind_a_window, tear_down);
  g_test_add ("/open-requests/rivals", Fixture, GINT_TO_POINTER (1000), set_up, test_rivals, tear_down);
  g_test_add ("/open-requests/give-up", Fixture, GINT_TO_POINTER (1000), set_up, test_give_up, tear_down);

  return g_test_run ();
}
