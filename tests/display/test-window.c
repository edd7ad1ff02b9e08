/* test-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "roster-link-request.h"
#include "roster-page.h"
#include "roster-preferences.h"
#include "roster-window.h"
#include "test-window.h"
#include "test-world.h"

/* The window around the tabs, in each state that a session can have. There is no session bus here, so the keyring is missing. */

typedef struct
{
  TestWorld world;
  GSettings *settings;
  GtkWindow *window;
} Fixture;

static void
start (Fixture           *fixture,
       RosterDemoOptions *options)
{
  test_world_set_up (&fixture->world, options);
  fixture->settings = g_settings_new (APP_ID_BASE);
  fixture->window = roster_window_new (NULL, fixture->world.session, fixture->settings);
  gtk_window_present (fixture->window);
  test_window_wait_frame (GTK_WIDGET (fixture->window));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  start (fixture, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  g_settings_reset (fixture->settings, "view");
  g_clear_object (&fixture->settings);
  test_world_tear_down (&fixture->world);
}

typedef struct
{
  GtkWidget *root;
  const char *text;
} Sight;

static gboolean
is_seen (TestWorld *world,
         gpointer   user_data)
{
  const Sight *sight = user_data;

  return test_window_shows (sight->root, sight->text);
}

static void
see (Fixture    *fixture,
     const char *text)
{
  Sight sight = { GTK_WIDGET (fixture->window), text };

  test_world_wait (&fixture->world, is_seen, &sight);
}

static gboolean
is_gone (TestWorld *world,
         gpointer   user_data)
{
  return !is_seen (world, user_data);
}

static void
see_gone (Fixture    *fixture,
          const char *text)
{
  Sight sight = { GTK_WIDGET (fixture->window), text };

  test_world_wait (&fixture->world, is_gone, &sight);
}

/* The button or row that @text stands on. */
static void
press (Fixture    *fixture,
       const char *text)
{
  GtkWidget *label, *target;

  see (fixture, text);
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

static GtkWindow *
find_dialog (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (window != fixture->window && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

static gboolean
has_dialog (TestWorld *world,
            gpointer   user_data)
{
  return find_dialog (user_data) != NULL;
}

static GtkWindow *
wait_for_dialog (Fixture *fixture)
{
  test_world_wait (&fixture->world, has_dialog, fixture);

  return find_dialog (fixture);
}

static gboolean
is_ready (TestWorld *world,
          gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

static void
open_demo (Fixture    *fixture,
           const char *token)
{
  test_world_open (&fixture->world, token);
  test_world_wait (&fixture->world, is_ready, NULL);
  test_window_wait_frame (GTK_WIDGET (fixture->window));
}

static const char *
get_view (Fixture *fixture)
{
  return adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (test_window_find (GTK_WIDGET (fixture->window), "views")));
}

static GtkWidget *
get_page (Fixture *fixture)
{
  GtkWidget *views = test_window_find (GTK_WIDGET (fixture->window), "views");

  return adw_bin_get_child (ADW_BIN (adw_view_stack_get_visible_child (ADW_VIEW_STACK (views))));
}

static void
test_waits_until_told (Fixture       *fixture,
                       gconstpointer  data)
{
  see (fixture, "Opening…");
  g_assert_false (test_window_shows (GTK_WIDGET (fixture->window), "Welcome to Access Roster"));
}

static void
test_first_start (Fixture       *fixture,
                  gconstpointer  data)
{
  roster_window_begin (ROSTER_WINDOW (fixture->window));
  see (fixture, "Welcome to Access Roster");
  see (fixture, "Connect a Business Center");
  see (fixture, "Explore With Demo Data");

  /* Without a session bus there is no keyring: that is said, with ways to go on. */
  see (fixture, "There Is No Keyring");
  see (fixture, "Connect for This Session Only");
  g_assert_false (test_window_shows (GTK_WIDGET (fixture->window), "Unlock the Keyring"));
  press (fixture, "Try Again");
  see (fixture, "There Is No Keyring");
  g_assert_false (gtk_widget_get_visible (test_window_find (GTK_WIDGET (fixture->window), "search_button")));
  test_window_save_picture (GTK_WIDGET (fixture->window), "start-page");
}

static void
test_demo_data (Fixture       *fixture,
                gconstpointer  data)
{
  open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  see (fixture, "Northwind Agency");
  see (fixture, "Demo data: nothing here leaves this computer.");
  see (fixture, "Users");
  see (fixture, "Permissions");
  see (fixture, "TikTok Accounts");
  test_window_save_picture (GTK_WIDGET (fixture->window), "window");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.leave-demo", NULL);
  see (fixture, "Welcome to Access Roster");
  see_gone (fixture, "Demo data: nothing here leaves this computer.");
}

static void
test_views_by_key (Fixture       *fixture,
                   gconstpointer  data)
{
  open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);

  test_window_press_key (GTK_WIDGET (fixture->window), "ctrl+3");
  g_assert_cmpstr (get_view (fixture), ==, "accounts");
  test_window_press_key (GTK_WIDGET (fixture->window), "ctrl+2");
  g_assert_cmpstr (get_view (fixture), ==, "permissions");
  test_window_press_key (GTK_WIDGET (fixture->window), "ctrl+1");
  g_assert_cmpstr (get_view (fixture), ==, "users");
}

static void
test_remembers_view (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *view = NULL;

  open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "accounts");
  gtk_window_destroy (fixture->window);

  view = g_settings_get_string (fixture->settings, "view");
  g_assert_cmpstr (view, ==, "accounts");

  fixture->window = roster_window_new (NULL, fixture->world.session, fixture->settings);
  gtk_window_present (fixture->window);
  g_assert_cmpstr (get_view (fixture), ==, "accounts");
}

static gboolean
is_searched (TestWorld *world,
             gpointer   user_data)
{
  g_autofree char *text = NULL;

  g_object_get (user_data, "search-text", &text, NULL);

  return g_strcmp0 (text, "ivy") == 0;
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *entry = test_window_find (GTK_WIDGET (fixture->window), "search_entry");

  open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  test_window_press_key (GTK_WIDGET (fixture->window), "ctrl+f");
  test_window_wait_frame (entry);

  gtk_editable_set_text (GTK_EDITABLE (entry), "ivy");
  test_world_wait (&fixture->world, is_searched, get_page (fixture));

  /* Each view looks for its own. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "permissions");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "users");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "ivy");
}

static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  open_demo (fixture, ROSTER_DEMO_TOKEN_STANDARD);
  see (fixture, "Read-only: you are a Standard member here. Only an Admin can make changes.");
}

static void
test_signed_out (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWindow *dialog;

  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_REVOKED);
  see (fixture, "You Have Been Signed Out");
  g_assert_false (test_window_shows (GTK_WIDGET (fixture->window), "Try Again"));
  test_window_save_picture (GTK_WIDGET (fixture->window), "signed-out");

  press (fixture, "Sign In Again…");
  dialog = wait_for_dialog (fixture);
  g_assert_cmpstr (gtk_window_get_title (dialog), ==, "Connect a Business Center");
  gtk_window_close (dialog);
}

static void
test_unreachable (Fixture       *fixture,
                  gconstpointer  data)
{
  roster_session_open_demo (fixture->world.session, "http://127.0.0.1:9", ROSTER_DEMO_TOKEN_ADMIN);
  see (fixture, "TikTok Cannot Be Reached");
  see (fixture, "Details");
  g_assert_false (test_window_shows (GTK_WIDGET (fixture->window), "Sign In Again…"));
  press (fixture, "Try Again");
  see (fixture, "TikTok Cannot Be Reached");
}

static gboolean
is_offline (TestWorld *world,
            gpointer   user_data)
{
  return roster_session_get_offline (world->session);
}

static void
test_goes_offline (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  roster_demo_server_stop (fixture->world.server);
  gtk_widget_activate_action (window, "win.sync", NULL);
  test_world_wait (&fixture->world, is_offline, NULL);
  test_world_wait (&fixture->world, is_ready, NULL);
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
  return roster_session_is_signed_in (world->session) && is_ready (world, NULL);
}

/* Opens a connection, as if the keyring had it: of one that is for the session only, nothing is remembered. */
static void
open_connection (Fixture    *fixture,
                 const char *token)
{
  TestWorld *world = &fixture->world;
  g_autoptr (RosterConnection) connection = roster_connection_new ("connection-1", "Aoife Byrne", ROSTER_DEMO_APP_ID, "1", 1);
  g_autoptr (RosterCredentials) credentials = roster_credentials_new (token, NULL);

  roster_keyring_keep_for_session (world->keyring, connection, credentials);
  roster_connection_set_storage (connection, TRUE, FALSE, ROSTER_CONNECTION_SOUND);
  roster_session_open (world->session, connection, NULL);
}

static void
read_and_close (Fixture *fixture)
{
  open_connection (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (&fixture->world, is_read, NULL);
  roster_session_close (fixture->world.session);
}

/* What a tooltip says, and what people hear who do not see it. */
static gboolean
has_tooltip (TestWorld *world,
             gpointer   user_data)
{
  const Sight *sight = user_data;

  if (gtk_widget_get_tooltip_text (sight->root) != NULL && strstr (gtk_widget_get_tooltip_text (sight->root), sight->text) != NULL)
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
test_remembered (Fixture       *fixture,
                 gconstpointer  data)
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
  see (fixture, "Ivy Intern");
  read_at = g_date_time_new_from_unix_local (roster_session_get_synced_at (world->session) / G_USEC_PER_SEC);
  text = g_date_time_format (read_at, "Working offline with data from %H:%M. Nothing can be changed until TikTok can be reached.");
  see (fixture, text);
  test_window_save_picture (GTK_WIDGET (fixture->window), "remembered");

  /* Time goes by without anybody doing anything. */
  roster_clock_advance (world->clock, G_GINT64_CONSTANT (3 * 3600 + 60) * G_USEC_PER_SEC);
  test_world_wait (world, has_tooltip, &hours);
  roster_clock_advance (world->clock, G_GINT64_CONSTANT (46 * 3600) * G_USEC_PER_SEC);
  test_world_wait (world, has_tooltip, &days);
  see_gone (fixture, text);

  /* Nor when somebody sets the date. */
  roster_clock_set_date (world->clock, roster_clock_get_now (world->clock) - G_GINT64_CONSTANT (46 * 3600) * G_USEC_PER_SEC);
  test_world_wait (world, has_tooltip, &hours);
}

static void
test_remembered_and_signed_out (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (GDateTime) read_at = NULL;
  g_autofree char *text = NULL;
  GtkWindow *dialog;

  read_and_close (fixture);
  open_connection (fixture, ROSTER_DEMO_TOKEN_REVOKED);
  see (fixture, "Sign In Again…");
  see (fixture, "Ivy Intern");
  read_at = g_date_time_new_from_unix_local (roster_session_get_synced_at (fixture->world.session) / G_USEC_PER_SEC);
  text = g_date_time_format (read_at, "You Have Been Signed Out: this is what was read at %H:%M.");
  see (fixture, text);

  press (fixture, "Sign In Again…");
  dialog = wait_for_dialog (fixture);
  g_assert_cmpstr (gtk_window_get_title (dialog), ==, "Connect a Business Center");
  gtk_window_close (dialog);
}

static void
test_forget (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWindow *dialog;

  roster_window_begin (ROSTER_WINDOW (fixture->window));
  open_connection (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (&fixture->world, is_read, NULL);
  g_settings_set_string (fixture->settings, "last-connection", "connection-1");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.forget", NULL);
  dialog = wait_for_dialog (fixture);
  g_assert_true (test_window_shows (GTK_WIDGET (dialog), "Forget Northwind Agency?"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "yes");
  gtk_window_close (dialog);
  see (fixture, "Connect a Business Center");
  g_assert_null (roster_session_get_connection (fixture->world.session));
  g_assert_null (g_settings_get_user_value (fixture->settings, "last-connection"));

  /* Demo data is forgotten by itself. */
  open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  g_assert_false (roster_session_can_forget (fixture->world.session, NULL));
}

static gboolean
is_limited (TestWorld *world,
            gpointer   user_data)
{
  return roster_session_get_rate_limited_until (world->session) > roster_clock_get_steady (world->clock);
}

static void
test_rate_limit (Fixture       *fixture,
                 gconstpointer  data)
{
  RosterDemoOptions *options = roster_demo_options_new ();
  GtkLabel *label;
  g_autofree char *before = NULL;
  gint64 left;

  options->rate = 2;
  start (fixture, options);
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
test_sync_and_stop (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GtkWidget *button;

  open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
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

static void
test_switches_business_center (Fixture       *fixture,
                               gconstpointer  data)
{
  GtkWidget *switcher;
  GtkListBox *list;
  GtkListBoxRow *row;

  open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  switcher = test_window_find (GTK_WIDGET (fixture->window), "switcher");
  gtk_menu_button_popup (GTK_MENU_BUTTON (test_window_find (switcher, "button")));
  list = GTK_LIST_BOX (test_window_find (switcher, "centers_list"));
  row = gtk_list_box_get_row_at_index (list, 1);
  g_assert_nonnull (row);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Harbour Coffee");

  g_signal_emit_by_name (list, "row-activated", row);
  test_world_wait (&fixture->world, is_ready, NULL);
  see (fixture, "Harbour Coffee");
  gtk_test_accessible_assert_property (test_window_find (switcher, "button"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Business Center: Harbour Coffee");
}

static void
test_link_by_key (Fixture       *fixture,
                  gconstpointer  data)
{
  open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  test_window_press_key (GTK_WIDGET (fixture->window), "ctrl+l");
  g_assert_cmpstr (get_view (fixture), ==, "accounts");
  gtk_window_destroy (wait_for_dialog (fixture));
}

typedef struct
{
  RosterLinkRequest *request;
  RosterLinkRequestState state;
} Linking;

static gboolean
has_come_to (TestWorld *world,
             gpointer   user_data)
{
  const Linking *linking = user_data;

  return roster_link_request_get_state (linking->request) == linking->state && !roster_link_request_get_looking (linking->request);
}

static void
wait_for_request (Fixture                *fixture,
                  RosterLinkRequest      *request,
                  RosterLinkRequestState  state)
{
  Linking linking = { request, state };

  test_world_wait (&fixture->world, has_come_to, &linking);
}

static gboolean
has_request (TestWorld *world,
             gpointer   user_data)
{
  return g_list_model_get_n_items (user_data) > 0;
}

static void
press_in (GtkWindow  *dialog,
          const char *id)
{
  GtkWidget *button = test_window_find (GTK_WIDGET (dialog), id);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
is_in_view (GtkWidget  *list_view,
            const char *name)
{
  GtkWidget *label = test_window_find_label (list_view, name);
  graphene_rect_t place;

  return label != NULL && gtk_widget_compute_bounds (label, list_view, &place) && place.origin.y >= 0 &&
         place.origin.y + place.size.height <= (float) gtk_widget_get_height (list_view);
}

static gpointer
find_ready (GListModel *accounts)
{
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (accounts, i);

      if (roster_tiktok_account_get_readiness (account) == ROSTER_READINESS_READY)
        return account;
    }

  g_assert_not_reached ();
}

static int
compare_titles (gconstpointer a,
                gconstpointer b)
{
  return strcmp (roster_item_get_name (*(RosterItem *const *) a), roster_item_get_name (*(RosterItem *const *) b));
}

/* Also in a tab that nobody has looked at. */
static void
test_shows_item (Fixture       *fixture,
                 gconstpointer  data)
{
  RosterDemoOptions *options = roster_demo_options_new ();
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *accounts;
  RosterItem *last;

  options->tiktok_accounts = 60;
  start (fixture, options);
  open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  accounts = roster_session_get_tiktok_accounts (fixture->world.session);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    g_ptr_array_add (items, g_list_model_get_item (accounts, i));
  g_ptr_array_sort (items, compare_titles);
  last = g_ptr_array_index (items, items->len - 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-item", "s", roster_item_get_key (last));
  test_window_wait_frame (GTK_WIDGET (fixture->window));
  g_assert_true (is_in_view (test_window_find (get_page (fixture), "list_view"), roster_item_get_name (last)));
}

/* Among many accounts, and whatever the list was narrowed to, the one that was linked is there when the window of linking has gone. */
static void
test_shows_what_was_linked (Fixture       *fixture,
                            gconstpointer  data)
{
  RosterDemoOptions *options = roster_demo_options_new ();
  g_autoptr (RosterLinkRequest) request = NULL;
  g_autofree char *url = NULL;
  GtkSingleSelection *selection;
  GtkWidget *page, *list_view;
  GListModel *requests;
  GtkWindow *dialog;
  gpointer ready;

  options->tiktok_accounts = 60;
  start (fixture, options);
  open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.link-account", NULL);
  page = get_page (fixture);
  list_view = test_window_find (page, "list_view");
  requests = G_LIST_MODEL (roster_window_get_link_requests (ROSTER_WINDOW (fixture->window)));
  dialog = wait_for_dialog (fixture);
  /* Far enough for what was read before not to delay what is sent next; then the code does not get older by itself. */
  roster_clock_advance (fixture->world.clock, 10 * G_USEC_PER_SEC);
  fixture->world.pace = 0;
  press_in (dialog, "show_code_button");
  test_world_wait (&fixture->world, has_request, requests);
  request = g_list_model_get_item (requests, 0);
  wait_for_request (fixture, request, ROSTER_LINK_REQUEST_STATE_WAITING);
  url = g_strconcat (roster_link_request_get_link (request), "/approve", NULL);
  g_assert_cmpuint (test_world_post (&fixture->world, url, "handle=zenith.kites&name=Zenith+Kites"), ==, 200);
  press_in (dialog, "done_button");
  wait_for_request (fixture, request, ROSTER_LINK_REQUEST_STATE_FOUND);
  fixture->world.pace = 20 * 1000;
  press_in (dialog, "yes_button");
  wait_for_request (fixture, request, ROSTER_LINK_REQUEST_STATE_DONE);

  roster_page_set_search_text (ROSTER_PAGE (page), "harbour");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "users");
  gtk_window_close (dialog);
  g_assert_cmpstr (get_view (fixture), ==, "accounts");
  selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (list_view)));
  g_assert_true (gtk_single_selection_get_selected_item (selection) == roster_link_request_get_account (request));
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), >=, 60);
  test_window_wait_frame (GTK_WIDGET (fixture->window));
  g_assert_true (is_in_view (list_view, "Zenith Kites"));
  test_window_save_picture (GTK_WIDGET (fixture->window), "window-linked");

  /* One that is not among those that are not ready. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (test_window_find (page, "filter_drop_down")), 1);
  ready = find_ready (roster_session_get_tiktok_accounts (fixture->world.session));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-item", "s", roster_item_get_key (ROSTER_ITEM (ready)));
  g_assert_true (gtk_single_selection_get_selected_item (selection) == ready);
}

static void
test_phone (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  int minimum;

  open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  /* On the way down the header leaves out one thing after the other. */
  for (int width = 840; width >= 440; width -= 40)
    {
      gtk_window_set_default_size (fixture->window, width, 640);
      test_window_wait_frame (window);
    }
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);

  gtk_window_set_default_size (fixture->window, 360, 640);
  test_window_wait_frame (window);
  g_assert_true (adw_view_switcher_bar_get_reveal (ADW_VIEW_SWITCHER_BAR (test_window_find (window, "switcher_bar"))));
  test_window_save_picture (window, "window-narrow");
}

static void
test_preferences (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWindow *preferences = roster_preferences_new (fixture->world.session, fixture->settings);
  GtkSpinButton *spin;

  gtk_window_present (preferences);
  test_window_wait_frame (GTK_WIDGET (preferences));
  g_assert_true (test_window_shows (GTK_WIDGET (preferences), "No connections yet"));

  spin = GTK_SPIN_BUTTON (test_window_find (GTK_WIDGET (preferences), "lifetime_spin"));
  gtk_test_accessible_assert_property (spin, GTK_ACCESSIBLE_PROPERTY_LABEL, "Minutes a Code Counts as Fresh");
  gtk_spin_button_set_value (spin, 7);
  g_assert_cmpint (g_settings_get_int (fixture->settings, "code-lifetime"), ==, 7);
  g_settings_reset (fixture->settings, "code-lifetime");
  test_window_save_picture (GTK_WIDGET (preferences), "preferences");
  gtk_window_destroy (preferences);
}

static void
test_shortcuts (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/accessroster/AccessRoster/ui/roster-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_present (shortcuts);
  test_window_wait_frame (GTK_WIDGET (shortcuts));
  g_assert_true (test_window_shows (GTK_WIDGET (shortcuts), "Link a TikTok account"));
  gtk_window_destroy (shortcuts);
}

static void
test_has_names (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct
  {
    const char *id;
    const char *label;
  } CONTROLS[] = {
    { "menu_button", "Main Menu" },
    { "search_button", "Search" },
    { "search_entry", "Search" },
  };

  open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  for (guint i = 0; i < G_N_ELEMENTS (CONTROLS); i++)
    gtk_test_accessible_assert_property (test_window_find (GTK_WIDGET (fixture->window), CONTROLS[i].id), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                         CONTROLS[i].label);
  gtk_test_accessible_assert_property (test_window_find (test_window_find (GTK_WIDGET (fixture->window), "sync_button"), "button"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Sync");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/window/waits-until-told", Fixture, NULL, set_up, test_waits_until_told, tear_down);
  g_test_add ("/window/first-start", Fixture, NULL, set_up, test_first_start, tear_down);
  g_test_add ("/window/demo-data", Fixture, NULL, set_up, test_demo_data, tear_down);
  g_test_add ("/window/views-by-key", Fixture, NULL, set_up, test_views_by_key, tear_down);
  g_test_add ("/window/remembers-view", Fixture, NULL, set_up, test_remembers_view, tear_down);
  g_test_add ("/window/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/window/read-only", Fixture, NULL, set_up, test_read_only, tear_down);
  g_test_add ("/window/signed-out", Fixture, NULL, set_up, test_signed_out, tear_down);
  g_test_add ("/window/unreachable", Fixture, NULL, set_up, test_unreachable, tear_down);
  g_test_add ("/window/goes-offline", Fixture, NULL, set_up, test_goes_offline, tear_down);
  g_test_add ("/window/remembered", Fixture, NULL, set_up, test_remembered, tear_down);
  g_test_add ("/window/remembered-and-signed-out", Fixture, NULL, set_up, test_remembered_and_signed_out, tear_down);
  g_test_add ("/window/forget", Fixture, NULL, set_up, test_forget, tear_down);
  g_test_add ("/window/rate-limit", Fixture, NULL, NULL, test_rate_limit, tear_down);
  g_test_add ("/window/sync-and-stop", Fixture, NULL, set_up, test_sync_and_stop, tear_down);
  g_test_add ("/window/switches-business-center", Fixture, NULL, set_up, test_switches_business_center, tear_down);
  g_test_add ("/window/link-by-key", Fixture, NULL, set_up, test_link_by_key, tear_down);
  g_test_add ("/window/shows-item", Fixture, NULL, NULL, test_shows_item, tear_down);
  g_test_add ("/window/shows-what-was-linked", Fixture, NULL, NULL, test_shows_what_was_linked, tear_down);
  g_test_add ("/window/phone", Fixture, NULL, set_up, test_phone, tear_down);
  g_test_add ("/window/preferences", Fixture, NULL, set_up, test_preferences, tear_down);
  g_test_add ("/window/shortcuts", Fixture, NULL, set_up, test_shortcuts, tear_down);
  g_test_add ("/window/has-names", Fixture, NULL, set_up, test_has_names, tear_down);

  return g_test_run ();
}
