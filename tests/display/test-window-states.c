/* test-window-states.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-main-window.h"
#include "test-window.h"

/* The window in each state that a session can have. There is no session bus here, so the keyring is missing. */

static void
test_waits_until_told (TestMainWindow *fixture,
                       gconstpointer   data)
{
  test_main_window_see (fixture, "Opening…");
  g_assert_false (test_window_shows (GTK_WIDGET (fixture->window), "Welcome to Access Roster"));
}

/* The button or row that @text stands on. */
static void
press (TestMainWindow *fixture,
       const char     *text)
{
  GtkWidget *label, *target;

  test_main_window_see (fixture, text);
  label = test_window_find_label (GTK_WIDGET (fixture->window), text);
  target = gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);
  if (target == NULL)
    target = gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW);
  g_assert_nonnull (target);
  g_assert_true (gtk_widget_is_sensitive (target));
  if (GTK_IS_BUTTON (target))
    g_signal_emit_by_name (target, "clicked");
  else
    g_assert_true (gtk_widget_activate (target));
}

static void
test_first_start (TestMainWindow *fixture,
                  gconstpointer   data)
{
  roster_window_begin (ROSTER_WINDOW (fixture->window));
  test_main_window_see (fixture, "Welcome to Access Roster");
  test_main_window_see (fixture, "Connect a Business Center");
  test_main_window_see (fixture, "Explore With Demo Data");

  /* Without a session bus there is no keyring: that is said, with ways to go on. */
  test_main_window_see (fixture, "There Is No Keyring");
  test_main_window_see (fixture, "Connect for This Session Only");
  g_assert_false (test_window_shows (GTK_WIDGET (fixture->window), "Unlock the Keyring"));
  press (fixture, "Try Again");
  test_main_window_see (fixture, "There Is No Keyring");
  g_assert_false (gtk_widget_get_visible (test_window_find (GTK_WIDGET (fixture->window), "search_button")));
  test_window_save_picture (GTK_WIDGET (fixture->window), "start-page");
}

static void
test_demo_data (TestMainWindow *fixture,
                gconstpointer   data)
{
  test_main_window_open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  test_main_window_see (fixture, "Northwind Agency");
  test_main_window_see (fixture, "Demo data: nothing here leaves this computer.");
  test_main_window_see (fixture, "Users");
  test_main_window_see (fixture, "Permissions");
  test_main_window_see (fixture, "TikTok Accounts");
  test_window_save_picture (GTK_WIDGET (fixture->window), "window");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.leave-demo", NULL);
  test_main_window_see (fixture, "Welcome to Access Roster");
  test_main_window_see_gone (fixture, "Demo data: nothing here leaves this computer.");
}

static void
test_read_only (TestMainWindow *fixture,
                gconstpointer   data)
{
  test_main_window_open_demo (fixture, ROSTER_DEMO_TOKEN_STANDARD);
  test_main_window_see (fixture, "Read-only: you are a Standard member here. Only an Admin can make changes.");
}

static void
test_signed_out (TestMainWindow *fixture,
                 gconstpointer   data)
{
  GtkWindow *dialog;

  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_REVOKED);
  test_main_window_see (fixture, "You Have Been Signed Out");
  g_assert_false (test_window_shows (GTK_WIDGET (fixture->window), "Try Again"));
  test_window_save_picture (GTK_WIDGET (fixture->window), "signed-out");

  press (fixture, "Sign In Again…");
  dialog = test_main_window_wait_for_dialog (fixture);
  g_assert_cmpstr (gtk_window_get_title (dialog), ==, "Connect a Business Center");
  gtk_window_close (dialog);
}

static void
test_unreachable (TestMainWindow *fixture,
                  gconstpointer   data)
{
  roster_session_open_demo (fixture->world.session, "http://127.0.0.1:9", ROSTER_DEMO_TOKEN_ADMIN);
  test_main_window_see (fixture, "TikTok Cannot Be Reached");
  test_main_window_see (fixture, "Details");
  g_assert_false (test_window_shows (GTK_WIDGET (fixture->window), "Sign In Again…"));
  press (fixture, "Try Again");
  test_main_window_see (fixture, "TikTok Cannot Be Reached");
}

static gboolean
is_offline (TestWorld *world,
            gpointer   user_data)
{
  return roster_session_get_offline (world->session);
}

static void
test_goes_offline (TestMainWindow *fixture,
                   gconstpointer   data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  test_main_window_open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  roster_demo_server_stop (fixture->world.server);
  gtk_widget_activate_action (window, "win.sync", NULL);
  test_world_wait (&fixture->world, is_offline, NULL);
  test_world_wait (&fixture->world, test_main_window_is_ready, NULL);
  test_window_wait_frame (window);

  /* What was read stays, and the strip says how things are. */
  g_assert_false (test_window_shows (window, "Demo data: nothing here leaves this computer."));
  g_assert_true (test_window_shows (window, "Try Again"));
  g_assert_true (test_window_shows (window, "Northwind Agency"));
}

static gboolean
is_read (TestWorld *world,
         gpointer   user_data)
{
  return roster_session_is_signed_in (world->session) && test_main_window_is_ready (world, NULL);
}

/* Opens a connection, as if the keyring had it: of one that is for the session only, nothing is remembered. */
static void
open_connection (TestMainWindow *fixture,
                 const char     *token)
{
  TestWorld *world = &fixture->world;
  g_autoptr (RosterConnection) connection = roster_connection_new ("connection-1", "Aoife Byrne", ROSTER_DEMO_APP_ID, "1", 1);
  g_autoptr (RosterCredentials) credentials = roster_credentials_new (token, NULL);

  roster_keyring_keep_for_session (world->keyring, connection, credentials);
  roster_connection_set_storage (connection, TRUE, FALSE, ROSTER_CONNECTION_SOUND);
  roster_session_open (world->session, connection, NULL);
}

static void
read_and_close (TestMainWindow *fixture)
{
  open_connection (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (&fixture->world, is_read, NULL);
  roster_session_close (fixture->world.session);
}

typedef struct
{
  GtkWidget *root;
  const char *text;
} Sight;

/* What a tooltip says, and what people hear who do not see it. */
static gboolean
has_tooltip (TestWorld *world,
             gpointer   user_data)
{
  const Sight *sight = user_data;
  g_autofree char *tooltip = test_window_plain (gtk_widget_get_tooltip_text (sight->root));

  if (tooltip != NULL && strstr (tooltip, sight->text) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (sight->root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      Sight of_child = { child, sight->text };

      if (has_tooltip (world, &of_child))
        return TRUE;
    }

  return FALSE;
}

static void
test_remembered (TestMainWindow *fixture,
                 gconstpointer   data)
{
  TestWorld *world = &fixture->world;
  g_autoptr (GDateTime) read_at = NULL;
  g_autofree char *text = NULL;
  Sight hours = { GTK_WIDGET (fixture->window), ", 3 hours ago)" };
  Sight days = { GTK_WIDGET (fixture->window), ", 2 days ago)" };

  read_and_close (fixture);
  roster_demo_server_stop (world->server);
  open_connection (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (world, is_offline, NULL);
  test_main_window_see (fixture, "Ivy Intern");
  read_at = g_date_time_new_from_unix_local (roster_session_get_synced_at (world->session) / G_USEC_PER_SEC);
  text = g_date_time_format (read_at, "Working offline with data from %H:%M. Nothing can be changed until TikTok can be reached.");
  test_main_window_see (fixture, text);
  test_window_save_picture (GTK_WIDGET (fixture->window), "remembered");

  /* Time goes by without anybody doing anything. */
  roster_clock_advance (world->clock, G_GINT64_CONSTANT (3 * 3600 + 60) * G_USEC_PER_SEC);
  test_world_wait (world, has_tooltip, &hours);
  roster_clock_advance (world->clock, G_GINT64_CONSTANT (46 * 3600) * G_USEC_PER_SEC);
  test_world_wait (world, has_tooltip, &days);
  test_main_window_see_gone (fixture, text);

  /* Nor when somebody sets the date. */
  roster_clock_set_date (world->clock, roster_clock_get_now (world->clock) - G_GINT64_CONSTANT (46 * 3600) * G_USEC_PER_SEC);
  test_world_wait (world, has_tooltip, &hours);
}

static void
test_remembered_and_signed_out (TestMainWindow *fixture,
                                gconstpointer   data)
{
  g_autoptr (GDateTime) read_at = NULL;
  g_autofree char *text = NULL;
  GtkWindow *dialog;

  read_and_close (fixture);
  open_connection (fixture, ROSTER_DEMO_TOKEN_REVOKED);
  test_main_window_see (fixture, "Sign In Again…");
  test_main_window_see (fixture, "Ivy Intern");
  read_at = g_date_time_new_from_unix_local (roster_session_get_synced_at (fixture->world.session) / G_USEC_PER_SEC);
  text = g_date_time_format (read_at, "You Have Been Signed Out: this is what was read at %H:%M.");
  test_main_window_see (fixture, text);

  press (fixture, "Sign In Again…");
  dialog = test_main_window_wait_for_dialog (fixture);
  g_assert_cmpstr (gtk_window_get_title (dialog), ==, "Connect a Business Center");
  gtk_window_close (dialog);
}

static void
test_forget (TestMainWindow *fixture,
             gconstpointer   data)
{
  GtkWindow *dialog;

  roster_window_begin (ROSTER_WINDOW (fixture->window));
  open_connection (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (&fixture->world, is_read, NULL);
  g_settings_set_string (fixture->settings, "last-connection", "connection-1");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.forget", NULL);
  dialog = test_main_window_wait_for_dialog (fixture);
  g_assert_true (test_window_shows (GTK_WIDGET (dialog), "Forget Northwind Agency?"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "yes");
  gtk_window_close (dialog);
  test_main_window_see (fixture, "Connect a Business Center");
  g_assert_null (roster_session_get_connection (fixture->world.session));
  g_assert_null (g_settings_get_user_value (fixture->settings, "last-connection"));

  /* Demo data is forgotten by itself. */
  test_main_window_open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  g_assert_false (roster_session_can_forget (fixture->world.session, NULL));
}

static gboolean
is_limited (TestWorld *world,
            gpointer   user_data)
{
  return roster_session_get_rate_limited_until (world->session) > roster_clock_get_steady (world->clock);
}

/* For as long as account groups may not be read, it is said what that hides and what to do. */
static void
test_no_groups (TestMainWindow *fixture,
                gconstpointer   data)
{
  RosterDemoOptions *options = roster_demo_options_new ();
  GtkLabel *label;

  options->fault = g_strdup ("40001:/bc/asset_group/list/");
  test_main_window_start (fixture, options);
  test_main_window_open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  label = GTK_LABEL (test_window_find (test_window_find (GTK_WIDGET (fixture->window), "strip_bin"), "label"));
  g_assert_true (g_str_has_prefix (gtk_label_get_text (label), "Account groups could not be read: the developer app lacks the permission “Asset Group”."));
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "Details…"));
}

static const char *
get_strip (TestMainWindow *fixture)
{
  return gtk_label_get_text (GTK_LABEL (test_window_find (test_window_find (GTK_WIDGET (fixture->window), "strip_bin"), "label")));
}

static gboolean
is_synced (TestWorld *world,
           gpointer   user_data)
{
  return !roster_session_get_syncing (world->session);
}

/* Which list came short is said, for as long as it is short: of a sync that found everything nothing is left. */
static void
test_short_list (TestMainWindow *fixture,
                 gconstpointer   data)
{
  static const struct
  {
    const char *fault;
    const char *strip;
  } CASES[] = {
    { "short:/bc/member/get/", "Not all people could be read: TikTok counts more than it lists." },
    { "short:/bc/partner/get/", "Not all agencies could be read: TikTok counts more than it lists." },
    { "short:/bc/asset_group/list/", "Not all account groups could be read: TikTok counts more than it lists." },
    { "short:/bc/asset_group/get/", "Not all that account groups give could be read: TikTok counts more than it lists." },
    { "short:/bc/asset/advertiser/assigned/", "Not all links of TikTok accounts could be read: TikTok counts more than it lists." },
    { "short:/bc/asset/get/", "Not all that people and agencies may do could be read: TikTok counts more than it lists." },
    { "short:/bc/asset/admin/get/",
      "Not everything could be read. TikTok counts more than it lists of these: ad accounts, TikTok accounts." },
    { "short:/bc/asset/admin/get/,short:/bc/asset_group/get/,short:/bc/partner/get/",
      "Not everything could be read: TikTok counts more than it lists in several lists." },
  };

  test_main_window_start (fixture, NULL);
  test_main_window_open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      test_world_set_fault (&fixture->world, CASES[i].fault);
      roster_session_sync (fixture->world.session);
      test_world_wait (&fixture->world, is_synced, NULL);
      test_window_assert_says (get_strip (fixture), CASES[i].strip);
      g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "Details…"));

      test_world_set_fault (&fixture->world, "");
      roster_session_sync_changes (fixture->world.session);
      test_world_wait (&fixture->world, is_synced, NULL);
      test_window_assert_says (get_strip (fixture), "Demo data: nothing here leaves this computer.");
    }
}

static void
test_rate_limit (TestMainWindow *fixture,
                 gconstpointer   data)
{
  RosterDemoOptions *options = roster_demo_options_new ();
  GtkLabel *label;
  g_autofree char *before = NULL;
  gint64 left;

  options->rate = 2;
  test_main_window_start (fixture, options);
  /* So slow that the limit is still there when it is looked at. */
  fixture->world.pace = 1;
  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (&fixture->world, is_limited, NULL);
  test_window_wait_frame (GTK_WIDGET (fixture->window));

  label = GTK_LABEL (test_window_find (test_window_find (GTK_WIDGET (fixture->window), "strip_bin"), "label"));
  before = g_strdup (gtk_label_get_text (label));
  g_assert_true (g_str_has_prefix (before, "TikTok allows only so many requests. Going on in "));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (label)));

  /* A second later the text is another, whether it has counted down or is over. */
  left = roster_session_get_rate_limited_until (fixture->world.session) - roster_clock_get_steady (fixture->world.clock);
  roster_clock_advance (fixture->world.clock, MIN (left, G_USEC_PER_SEC));
  g_assert_cmpstr (gtk_label_get_text (label), !=, before);
}

static void
test_sync_and_stop (TestMainWindow *fixture,
                    gconstpointer   data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *button;

  test_main_window_open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  button = test_window_find (test_window_find (window, "sync_button"), "button");
  g_assert_true (g_str_has_prefix (gtk_widget_get_tooltip_text (button), "Sync (last done at "));

  test_window_press_key (window, "F5");
  g_assert_true (roster_session_get_syncing (fixture->world.session));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Stop Syncing");
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (roster_session_get_syncing (fixture->world.session));

  gtk_widget_activate_action (window, "win.sync", NULL);
  gtk_widget_activate_action (window, "win.stop-sync", NULL);
  g_assert_false (roster_session_get_syncing (fixture->world.session));
  g_assert_cmpint (roster_session_get_state (fixture->world.session), ==, ROSTER_SESSION_STATE_READY);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/window-states/waits-until-told", TestMainWindow, NULL, test_main_window_set_up, test_waits_until_told,
              test_main_window_tear_down);
  g_test_add ("/window-states/first-start", TestMainWindow, NULL, test_main_window_set_up, test_first_start, test_main_window_tear_down);
  g_test_add ("/window-states/demo-data", TestMainWindow, NULL, test_main_window_set_up, test_demo_data, test_main_window_tear_down);
  g_test_add ("/window-states/read-only", TestMainWindow, NULL, test_main_window_set_up, test_read_only, test_main_window_tear_down);
  g_test_add ("/window-states/signed-out", TestMainWindow, NULL, test_main_window_set_up, test_signed_out, test_main_window_tear_down);
  g_test_add ("/window-states/unreachable", TestMainWindow, NULL, test_main_window_set_up, test_unreachable, test_main_window_tear_down);
  g_test_add ("/window-states/goes-offline", TestMainWindow, NULL, test_main_window_set_up, test_goes_offline, test_main_window_tear_down);
  g_test_add ("/window-states/remembered", TestMainWindow, NULL, test_main_window_set_up, test_remembered, test_main_window_tear_down);
  g_test_add ("/window-states/remembered-and-signed-out", TestMainWindow, NULL, test_main_window_set_up, test_remembered_and_signed_out,
              test_main_window_tear_down);
  g_test_add ("/window-states/forget", TestMainWindow, NULL, test_main_window_set_up, test_forget, test_main_window_tear_down);
  g_test_add ("/window-states/no-groups", TestMainWindow, NULL, NULL, test_no_groups, test_main_window_tear_down);
  g_test_add ("/window-states/short-list", TestMainWindow, NULL, NULL, test_short_list, test_main_window_tear_down);
  g_test_add ("/window-states/rate-limit", TestMainWindow, NULL, NULL, test_rate_limit, test_main_window_tear_down);
  g_test_add ("/window-states/sync-and-stop", TestMainWindow, NULL, test_main_window_set_up, test_sync_and_stop,
              test_main_window_tear_down);

  return g_test_run ();
}
