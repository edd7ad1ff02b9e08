/* test-connect.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "roster-connect-dialog.h"
#include "roster-sign-out-dialog.h"
#include "test-window.h"
#include "test-world.h"

/* The way to a connection, against the demo server's sign-in. There is no session bus here, so the keyring takes nothing. */

typedef struct
{
  TestWorld world;
  GSettings *settings;
  GtkWindow *parent;
  GtkWidget *dialog;
} Fixture;

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ROSTER_IS_CONNECT_DIALOG (window))
        return window;
    }

  return NULL;
}

static void
present (Fixture          *fixture,
         RosterConnection *again,
         gboolean          for_this_session_only)
{
  roster_connect_dialog_present (fixture->parent, fixture->world.session, fixture->settings, again, for_this_session_only);
  fixture->dialog = find_dialog ();
  g_assert_nonnull (fixture->dialog);
  test_window_wait_frame (fixture->dialog);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  test_world_set_up (&fixture->world, NULL);
  fixture->settings = g_settings_new (APP_ID_BASE);
  /* A port of its own for each test that runs at the same time. */
  g_settings_set_string (fixture->settings, "redirect-address", "http://127.0.0.1:0/");
  fixture->parent = test_window_show (gtk_label_new ("Behind"), 600, 700);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *dialog = find_dialog ();

  if (dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_window_destroy (fixture->parent);
  g_settings_reset (fixture->settings, "redirect-address");
  g_clear_object (&fixture->settings);
  test_world_tear_down (&fixture->world);
}

static GtkWidget *
find (Fixture    *fixture,
      const char *id)
{
  GtkWidget *found = test_window_find (fixture->dialog, id);

  g_assert_nonnull (found);

  return found;
}

static void
fill (Fixture    *fixture,
      const char *id,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find (fixture, id)), text);
}

static void
click (Fixture    *fixture,
       const char *id)
{
  GtkWidget *button = find (fixture, id);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (find (fixture, "stack")));
}

typedef struct
{
  Fixture *fixture;
  const char *text;
} Sight;

static gboolean
is_seen (TestWorld *world,
         gpointer   user_data)
{
  const Sight *sight = user_data;

  return test_window_shows (sight->fixture->dialog, sight->text);
}

static void
see (Fixture    *fixture,
     const char *text)
{
  Sight sight = { fixture, text };

  test_world_wait (&fixture->world, is_seen, &sight);
}

static gboolean
is_ready (TestWorld *world,
          gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

static void
test_methods (Fixture       *fixture,
              gconstpointer  data)
{
  present (fixture, NULL, FALSE);
  see (fixture, "Sign In With the Browser");
  see (fixture, "Paste an Access Token");
  g_assert_false (gtk_widget_get_visible (find (fixture, "back_button")));
  test_window_save_picture (fixture->dialog, "connect");

  gtk_widget_activate_action (fixture->dialog, "connect.page", "s", "app");
  see (fixture, "Continue in the Browser");
  g_assert_false (gtk_widget_is_sensitive (find (fixture, "browser_button")));
  fill (fixture, "app_id_row", ROSTER_DEMO_APP_ID);
  g_assert_false (gtk_widget_is_sensitive (find (fixture, "browser_button")));
  fill (fixture, "secret_row", "  ");
  g_assert_false (gtk_widget_is_sensitive (find (fixture, "browser_button")));
  fill (fixture, "secret_row", ROSTER_DEMO_APP_SECRET);
  g_assert_true (gtk_widget_is_sensitive (find (fixture, "browser_button")));

  test_window_press_key (fixture->dialog, "Escape");
  g_assert_cmpstr (get_page (fixture), ==, "method");
}

static void
test_bad_redirect (Fixture       *fixture,
                   gconstpointer  data)
{
  present (fixture, NULL, FALSE);
  gtk_widget_activate_action (fixture->dialog, "connect.page", "s", "app");
  fill (fixture, "app_id_row", ROSTER_DEMO_APP_ID);
  fill (fixture, "secret_row", ROSTER_DEMO_APP_SECRET);
  fill (fixture, "redirect_row", "not an address");
  click (fixture, "browser_button");
  see (fixture, "This Cannot Be Used");
  g_assert_cmpstr (get_page (fixture), ==, "app");
}

static void
test_browser (Fixture       *fixture,
              gconstpointer  data)
{
  present (fixture, NULL, FALSE);
  gtk_widget_activate_action (fixture->dialog, "connect.page", "s", "app");
  fill (fixture, "app_id_row", ROSTER_DEMO_APP_ID);
  fill (fixture, "secret_row", ROSTER_DEMO_APP_SECRET);
  click (fixture, "browser_button");
  see (fixture, "Go On in the Browser");
  see (fixture, "Open Again");
  see (fixture, "Copy Link");
  test_window_save_picture (fixture->dialog, "connect-waiting");

  /* What is pasted wrong is said, and another address can be pasted. */
  g_assert_false (gtk_widget_is_sensitive (find (fixture, "paste_button")));
  fill (fixture, "paste_row", "https://www.example.com/?code=none&state=wrong");
  click (fixture, "paste_button");
  see (fixture, "Details");
  g_assert_cmpstr (get_page (fixture), ==, "waiting");
  see (fixture, "Go On in the Browser");

  gtk_widget_activate_action (fixture->dialog, "connect.back", NULL);
  g_assert_cmpstr (get_page (fixture), ==, "app");
  g_assert_false (test_window_shows (fixture->dialog, "Details"));
}

static void
test_wrong_token (Fixture       *fixture,
                  gconstpointer  data)
{
  present (fixture, NULL, FALSE);
  gtk_widget_activate_action (fixture->dialog, "connect.page", "s", "token");
  g_assert_false (gtk_widget_is_sensitive (find (fixture, "token_button")));
  fill (fixture, "token_row", "not-a-token");
  click (fixture, "token_button");
  see (fixture, "TikTok Does Not Accept This Token");
  g_assert_cmpstr (get_page (fixture), ==, "token");
  test_window_save_picture (fixture->dialog, "connect-wrong-token");
}

static void
test_keyring_refuses (Fixture       *fixture,
                      gconstpointer  data)
{
  present (fixture, NULL, FALSE);
  gtk_widget_activate_action (fixture->dialog, "connect.page", "s", "token");
  fill (fixture, "token_row", ROSTER_DEMO_TOKEN_ADMIN);
  click (fixture, "token_button");

  see (fixture, "There Is No Keyring");
  g_assert_cmpstr (get_page (fixture), ==, "keyring");
  /* The token has left the row. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture, "token_row"))), ==, "");
  test_window_save_picture (fixture->dialog, "connect-keyring");
  click (fixture, "keep_button");
  see (fixture, "There Is No Keyring");

  click (fixture, "session_button");
  test_world_wait (&fixture->world, is_ready, NULL);
  g_assert_null (find_dialog ());
  g_assert_true (roster_connection_get_session_only (roster_session_get_connection (fixture->world.session)));
}

static void
test_for_session (Fixture       *fixture,
                  gconstpointer  data)
{
  present (fixture, NULL, TRUE);
  gtk_widget_activate_action (fixture->dialog, "connect.page", "s", "token");
  fill (fixture, "token_row", ROSTER_DEMO_TOKEN_ADMIN);
  /* Enter does it. */
  gtk_widget_grab_focus (find (fixture, "token_row"));
  test_window_press_key (fixture->dialog, "Return");
  test_world_wait (&fixture->world, is_ready, NULL);
  g_assert_null (find_dialog ());
}

static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (RosterConnection) connection = roster_connection_new ("id", "Northwind", ROSTER_DEMO_APP_ID, "7012345678901234561", 0);

  present (fixture, connection, FALSE);
  g_assert_cmpstr (get_page (fixture), ==, "app");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture, "app_id_row"))), ==, ROSTER_DEMO_APP_ID);
}

static void
test_closed_while_asking (Fixture       *fixture,
                          gconstpointer  data)
{
  present (fixture, NULL, FALSE);
  gtk_widget_activate_action (fixture->dialog, "connect.page", "s", "token");
  fill (fixture, "token_row", ROSTER_DEMO_TOKEN_ADMIN);
  click (fixture, "token_button");
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  g_assert_null (find_dialog ());
  test_window_wait_idle ();
  g_assert_cmpint (roster_session_get_state (fixture->world.session), ==, ROSTER_SESSION_STATE_CLOSED);
}

static AdwMessageDialog *
find_message (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (window))
        return ADW_MESSAGE_DIALOG (window);
    }

  return NULL;
}

static gboolean
has_message (TestWorld *world,
             gpointer   user_data)
{
  AdwMessageDialog *message = find_message ();

  return message != NULL && g_str_has_prefix (adw_message_dialog_get_heading (message), user_data);
}

static AdwMessageDialog *
wait_for_message (Fixture    *fixture,
                  const char *heading)
{
  test_world_wait (&fixture->world, has_message, (gpointer) heading);

  return find_message ();
}

static void
test_sign_out (Fixture       *fixture,
               gconstpointer  data)
{
  AdwMessageDialog *message;
  RosterConnection *connection;

  present (fixture, NULL, TRUE);
  gtk_widget_activate_action (fixture->dialog, "connect.page", "s", "token");
  fill (fixture, "token_row", ROSTER_DEMO_TOKEN_ADMIN);
  click (fixture, "token_button");
  test_world_wait (&fixture->world, is_ready, NULL);
  connection = roster_session_get_connection (fixture->world.session);

  /* A no changes nothing, and is what Enter says. */
  roster_sign_out_dialog_present (GTK_WIDGET (fixture->parent), fixture->world.session, connection);
  message = wait_for_message (fixture, "Sign Out of ");
  g_assert_cmpstr (adw_message_dialog_get_default_response (message), ==, "cancel");
  g_assert_cmpint (adw_message_dialog_get_response_appearance (message, "yes"), ==, ADW_RESPONSE_DESTRUCTIVE);
  gtk_window_close (GTK_WINDOW (message));
  test_window_wait_idle ();
  g_assert_cmpint (roster_session_get_state (fixture->world.session), ==, ROSTER_SESSION_STATE_READY);

  roster_sign_out_dialog_present (GTK_WIDGET (fixture->parent), fixture->world.session, connection);
  message = wait_for_message (fixture, "Sign Out of ");
  adw_message_dialog_response (message, "yes");
  gtk_window_destroy (GTK_WINDOW (message));
  /* The app's secret is not known, so TikTok cannot be told, and that is said. */
  message = wait_for_message (fixture, "Signed Out on This Computer");
  g_assert_cmpint (roster_session_get_state (fixture->world.session), ==, ROSTER_SESSION_STATE_CLOSED);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_connections (fixture->world.session)), ==, 0);
  gtk_window_destroy (GTK_WINDOW (message));
}

static void
test_phone (Fixture       *fixture,
            gconstpointer  data)
{
  int minimum;

  present (fixture, NULL, FALSE);
  gtk_widget_measure (fixture->dialog, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/connect/methods", Fixture, NULL, set_up, test_methods, tear_down);
  g_test_add ("/connect/bad-redirect", Fixture, NULL, set_up, test_bad_redirect, tear_down);
  g_test_add ("/connect/browser", Fixture, NULL, set_up, test_browser, tear_down);
  g_test_add ("/connect/wrong-token", Fixture, NULL, set_up, test_wrong_token, tear_down);
  g_test_add ("/connect/keyring-refuses", Fixture, NULL, set_up, test_keyring_refuses, tear_down);
  g_test_add ("/connect/for-session", Fixture, NULL, set_up, test_for_session, tear_down);
  g_test_add ("/connect/again", Fixture, NULL, set_up, test_again, tear_down);
  g_test_add ("/connect/closed-while-asking", Fixture, NULL, set_up, test_closed_while_asking, tear_down);
  g_test_add ("/connect/sign-out", Fixture, NULL, set_up, test_sign_out, tear_down);
  g_test_add ("/connect/phone", Fixture, NULL, set_up, test_phone, tear_down);

  return g_test_run ();
}
