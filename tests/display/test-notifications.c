/* test-notifications.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "roster-link-request.h"
#include "roster-notifications.h"
#include "test-window.h"
#include "test-world.h"

/* When the window asks by itself, and what it says of what it finds. There is no session bus here; what the desktop shows is tested with the
 * real program, by tests/e2e/test-notifications.py. */

#define MEMBERS "/bc/member/get/"
#define ACCOUNTS "/bc/asset/admin/get/"

typedef struct
{
  TestWorld world;
  GtkApplication *application;
  GSettings *settings;
  GtkWindow *window;
  RosterNotifications *notifications;
  guint n_before; /* requests for people */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (RosterWatch) watch = NULL;
  g_autoptr (GError) error = NULL;

  test_world_set_up (&fixture->world, NULL);
  fixture->application = GTK_APPLICATION (adw_application_new (APP_ID_BASE ".Test", G_APPLICATION_NON_UNIQUE));
  g_application_register (G_APPLICATION (fixture->application), NULL, &error);
  g_assert_no_error (error);
  fixture->settings = g_settings_new (APP_ID_BASE);
  fixture->window = roster_window_new (fixture->application, fixture->world.session, fixture->settings);
  watch = roster_watch_new (fixture->world.session);
  fixture->notifications = roster_notifications_new (fixture->application, watch);
  roster_notifications_set_window (fixture->notifications, ROSTER_WINDOW (fixture->window));
  test_world_open_and_read (&fixture->world);
  fixture->world.pace = 0;
  roster_clock_advance (fixture->world.clock, 10 * G_TIME_SPAN_SECOND);
  fixture->n_before = test_world_count_requests (&fixture->world, "GET", MEMBERS);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->notifications);
  gtk_window_destroy (fixture->window);
  g_settings_reset (fixture->settings, "view");
  g_clear_object (&fixture->settings);
  g_clear_object (&fixture->application);
  test_world_tear_down (&fixture->world);
}

static gboolean
has_asked (TestWorld *world,
           gpointer   user_data)
{
  return test_world_count_requests (world, "GET", MEMBERS) > ((Fixture *) world)->n_before;
}

static gboolean
is_told (TestWorld *world,
         gpointer   user_data)
{
  return test_window_shows (GTK_WIDGET (((Fixture *) world)->window), user_data);
}

/* A window that nobody sees asks more seldom. */
static void
test_asks_at_its_pace (Fixture       *fixture,
                       gconstpointer  data)
{
  roster_clock_advance (fixture->world.clock, 2 * G_TIME_SPAN_MINUTE);
  test_window_wait_idle ();
  g_assert_false (has_asked (&fixture->world, NULL));

  gtk_window_present (fixture->window);
  test_window_wait_frame (GTK_WIDGET (fixture->window));
  roster_clock_advance (fixture->world.clock, 1);
  test_world_wait (&fixture->world, has_asked, NULL);

  gtk_widget_set_visible (GTK_WIDGET (fixture->window), FALSE);
  test_window_wait_idle ();
  fixture->n_before = test_world_count_requests (&fixture->world, "GET", MEMBERS);
  roster_clock_advance (fixture->world.clock, 4 * G_TIME_SPAN_MINUTE);
  test_window_wait_idle ();
  g_assert_false (has_asked (&fixture->world, NULL));
  roster_clock_advance (fixture->world.clock, G_TIME_SPAN_MINUTE);
  test_world_wait (&fixture->world, has_asked, NULL);
}

static gboolean
is_in_front (gpointer window)
{
  return gtk_window_is_active (window);
}

/* The pointer rests on the window, which without a window manager gives it the keyboard. */
static void
test_tells_who_looks (Fixture       *fixture,
                      gconstpointer  data)
{
  gtk_window_present (fixture->window);
  test_window_wait_until (is_in_front, fixture->window);
  g_assert_cmpuint (test_world_post (&fixture->world, "/demo/accept", "email=maria@studio.example"), ==, 200);
  g_assert_cmpuint (test_world_post (&fixture->world, "/demo/decline", "email=tom.murphy@northwnd.example"), ==, 200);
  roster_clock_advance (fixture->world.clock, 2 * G_TIME_SPAN_MINUTE);
  test_world_wait (&fixture->world, is_told, (gpointer) "Maria accepted the invitation");
}

static gboolean
waits (TestWorld *world,
       gpointer   user_data)
{
  return roster_link_request_get_state (user_data) == ROSTER_LINK_REQUEST_STATE_WAITING && !roster_link_request_get_looking (user_data);
}

static gboolean
is_found (TestWorld *world,
          gpointer   user_data)
{
  return roster_link_request_get_state (user_data) == ROSTER_LINK_REQUEST_STATE_FOUND;
}

/* Returns: (transfer full): a request with a code that a client holds */
static RosterLinkRequest *
ask (Fixture *fixture)
{
  RosterLinkRequest *request = roster_link_request_new (roster_window_get_link_requests (ROSTER_WINDOW (fixture->window)));

  roster_link_request_set_expected_handle (request, "acme.climbing");
  roster_link_request_ask (request);
  test_world_wait (&fixture->world, waits, request);

  return request;
}

static void
approve (Fixture    *fixture,
         const char *link)
{
  g_autofree char *url = g_strconcat (link, "/approve", NULL);

  g_assert_cmpuint (test_world_post (&fixture->world, url, "handle=acme.climbing&name=Acme+Climbing"), ==, 200);
}

/* A client holds a code while nobody can see the window: looked for at the slow pace, and found. */
static void
test_code_while_hidden (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (RosterLinkRequest) request = NULL;
  guint n_reads;

  gtk_window_present (fixture->window);
  test_window_wait_frame (GTK_WIDGET (fixture->window));
  request = ask (fixture);
  gtk_widget_set_visible (GTK_WIDGET (fixture->window), FALSE);
  test_window_wait_idle ();
  n_reads = test_world_count_requests (&fixture->world, "GET", ACCOUNTS);
  for (int second = 0; second < 60; second++)
    {
      roster_clock_advance (fixture->world.clock, G_TIME_SPAN_SECOND);
      test_world_wait (&fixture->world, waits, request);
    }
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", ACCOUNTS), ==, n_reads + 4);

  approve (fixture, roster_link_request_get_link (request));
  roster_clock_advance (fixture->world.clock, 15 * G_TIME_SPAN_SECOND);
  test_world_wait (&fixture->world, is_found, request);
}

static gboolean
is_read (TestWorld *world,
         gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

static gboolean
is_marked (TestWorld *world,
           gpointer   user_data)
{
  return gtk_widget_get_visible (GTK_WIDGET (user_data));
}

/* A client approves in a Business Center that is not shown: told, and marked in the switcher until somebody goes there. */
static void
test_approved_elsewhere (Fixture       *fixture,
                         gconstpointer  data)
{
  RosterSession *session = fixture->world.session;
  RosterBusinessCenter *first = roster_session_get_business_center (session);
  g_autoptr (RosterLinkRequest) request = NULL;
  g_autofree char *link = NULL;
  GtkWidget *switcher = test_window_find (GTK_WIDGET (fixture->window), "switcher");
  GtkWidget *mark = test_window_find (switcher, "mark");

  gtk_window_present (fixture->window);
  test_window_wait_until (is_in_front, fixture->window);
  request = ask (fixture);
  link = g_strdup (roster_link_request_get_link (request));
  roster_session_select_business_center (session, test_world_find (roster_session_get_business_centers (session), "Harbour Coffee"));
  fixture->world.pace = 100 * 1000;
  test_world_wait (&fixture->world, is_read, NULL);
  g_assert_false (gtk_widget_get_visible (mark));

  approve (fixture, link);
  test_world_wait (&fixture->world, is_marked, mark);
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "New account in Northwind Agency: is it @acme.climbing?"));
  gtk_test_accessible_assert_property (test_window_find (switcher, "button"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Business Center: \u2068Harbour Coffee\u2069. A client has approved in another one");
  gtk_menu_button_popup (GTK_MENU_BUTTON (test_window_find (switcher, "button")));
  test_window_wait_frame (GTK_WIDGET (fixture->window));
  g_assert_true (test_window_shows (switcher, "A client has approved"));
  test_window_save_picture (GTK_WIDGET (fixture->window), "switcher-approved");
  test_window_save_picture (gtk_widget_get_ancestor (test_window_find (switcher, "centers_list"), GTK_TYPE_POPOVER), "switcher-approved-list");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (test_window_find (switcher, "button")));

  roster_session_select_business_center (session, first);
  test_world_wait (&fixture->world, is_read, NULL);
  g_assert_false (gtk_widget_get_visible (mark));
}

static void
assert_view (Fixture    *fixture,
             const char *name)
{
  g_autofree char *view = g_settings_get_string (fixture->settings, "view");

  g_assert_cmpstr (view, ==, name);
}

static void
test_shows_items (Fixture       *fixture,
                  gconstpointer  data)
{
  RosterItem *tomas = test_world_find (roster_session_get_principals (fixture->world.session), "Tomas Novak");
  RosterItem *harbour = test_world_find (roster_session_get_tiktok_accounts (fixture->world.session), "Harbour Coffee");

  gtk_window_present (fixture->window);
  test_window_wait_frame (GTK_WIDGET (fixture->window));
  roster_window_show_item (ROSTER_WINDOW (fixture->window), roster_item_get_key (harbour));
  assert_view (fixture, "accounts");
  test_window_wait_idle ();
  roster_window_show_item (ROSTER_WINDOW (fixture->window), roster_item_get_key (tomas));
  test_window_wait_idle ();
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "tomas@northwind.example"));

  /* Somebody who is gone leads to those who are there. */
  roster_window_show_item (ROSTER_WINDOW (fixture->window), "tt:0");
  assert_view (fixture, "accounts");
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, func) g_test_add ("/notifications/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("asks-at-its-pace", test_asks_at_its_pace);
  ADD ("tells-who-looks", test_tells_who_looks);
  ADD ("shows-items", test_shows_items);
  ADD ("code-while-hidden", test_code_while_hidden);
  ADD ("approved-elsewhere", test_approved_elsewhere);
#undef ADD

  return g_test_run ();
}
