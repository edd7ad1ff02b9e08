/* test-notifications.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "roster-notifications.h"
#include "test-window.h"
#include "test-world.h"

/* When the window asks by itself, and what it says of what it finds. There is no session bus here; what the desktop shows is tested with the
 * real program, by tests/e2e/test-notifications.py. */

#define MEMBERS "/bc/member/get/"

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
#undef ADD

  return g_test_run ();
}
