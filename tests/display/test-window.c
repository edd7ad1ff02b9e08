/* test-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-request.h"
#include "roster-page.h"
#include "roster-preferences.h"
#include "test-main-window.h"
#include "test-window.h"

/* The window around the tabs: going from one to the other, what is shown in them, its keys, and what opens beside it. */

static const char *
get_view (TestMainWindow *fixture)
{
  return adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (test_window_find (GTK_WIDGET (fixture->window), "views")));
}

static void
test_views_by_key (TestMainWindow *fixture,
                   gconstpointer   data)
{
  test_main_window_open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);

  test_window_press_key (GTK_WIDGET (fixture->window), "ctrl+3");
  test_window_assert_says (get_view (fixture), "accounts");
  test_window_press_key (GTK_WIDGET (fixture->window), "ctrl+2");
  test_window_assert_says (get_view (fixture), "permissions");
  test_window_press_key (GTK_WIDGET (fixture->window), "ctrl+1");
  test_window_assert_says (get_view (fixture), "users");
}

static void
test_remembers_view (TestMainWindow *fixture,
                     gconstpointer   data)
{
  g_autofree char *view = NULL;

  test_main_window_open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "accounts");
  gtk_window_destroy (fixture->window);

  view = g_settings_get_string (fixture->settings, "view");
  test_window_assert_says (view, "accounts");

  fixture->window = roster_window_new (NULL, fixture->world.session, fixture->settings);
  gtk_window_present (fixture->window);
  test_window_assert_says (get_view (fixture), "accounts");
}

static GtkWidget *
get_page (TestMainWindow *fixture)
{
  GtkWidget *views = test_window_find (GTK_WIDGET (fixture->window), "views");

  return adw_bin_get_child (ADW_BIN (adw_view_stack_get_visible_child (ADW_VIEW_STACK (views))));
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
test_search (TestMainWindow *fixture,
             gconstpointer   data)
{
  GtkWidget *entry = test_window_find (GTK_WIDGET (fixture->window), "search_entry");

  test_main_window_open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  test_window_press_key (GTK_WIDGET (fixture->window), "ctrl+f");
  test_window_wait_frame (entry);

  gtk_editable_set_text (GTK_EDITABLE (entry), "ivy");
  test_world_wait (&fixture->world, is_searched, get_page (fixture));

  /* Each view looks for its own. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "permissions");
  test_window_assert_says (gtk_editable_get_text (GTK_EDITABLE (entry)), "");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "users");
  test_window_assert_says (gtk_editable_get_text (GTK_EDITABLE (entry)), "ivy");
}

static void
test_switches_business_center (TestMainWindow *fixture,
                               gconstpointer   data)
{
  GtkWidget *switcher;
  GtkListBox *list;
  GtkListBoxRow *row;

  test_main_window_open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  switcher = test_window_find (GTK_WIDGET (fixture->window), "switcher");
  gtk_menu_button_popup (GTK_MENU_BUTTON (test_window_find (switcher, "button")));
  list = GTK_LIST_BOX (test_window_find (switcher, "centers_list"));
  row = gtk_list_box_get_row_at_index (list, 1);
  g_assert_nonnull (row);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Harbour Coffee");

  g_signal_emit_by_name (list, "row-activated", row);
  test_world_wait (&fixture->world, test_main_window_is_ready, NULL);
  test_main_window_see (fixture, "Harbour Coffee");
  gtk_test_accessible_assert_property (test_window_find (switcher, "button"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Business Center: \xe2\x81\xa8Harbour Coffee\xe2\x81\xa9");
}

static void
test_link_by_key (TestMainWindow *fixture,
                  gconstpointer   data)
{
  test_main_window_open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  test_window_press_key (GTK_WIDGET (fixture->window), "ctrl+l");
  test_window_assert_says (get_view (fixture), "accounts");
  gtk_window_destroy (test_main_window_wait_for_dialog (fixture));
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

static int
compare_titles (gconstpointer a,
                gconstpointer b)
{
  return strcmp (roster_item_get_name (*(RosterItem *const *) a), roster_item_get_name (*(RosterItem *const *) b));
}

/* Also in a tab that nobody has looked at. */
static void
test_shows_item (TestMainWindow *fixture,
                 gconstpointer   data)
{
  RosterDemoOptions *options = roster_demo_options_new ();
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *accounts;
  RosterItem *last;

  options->tiktok_accounts = 60;
  test_main_window_start (fixture, options);
  test_main_window_open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  accounts = roster_session_get_tiktok_accounts (fixture->world.session);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    g_ptr_array_add (items, g_list_model_get_item (accounts, i));
  g_ptr_array_sort (items, compare_titles);
  last = g_ptr_array_index (items, items->len - 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-item", "s", roster_item_get_key (last));
  test_window_wait_frame (GTK_WIDGET (fixture->window));
  g_assert_true (is_in_view (test_window_find (get_page (fixture), "list_view"), roster_item_get_name (last)));
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
wait_for_request (TestMainWindow         *fixture,
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

/* Among many accounts, and whatever the list was narrowed to, the one that was linked is there when the window of linking has gone. */
static void
test_shows_what_was_linked (TestMainWindow *fixture,
                            gconstpointer   data)
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
  test_main_window_start (fixture, options);
  test_main_window_open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.link-account", NULL);
  page = get_page (fixture);
  list_view = test_window_find (page, "list_view");
  requests = G_LIST_MODEL (roster_window_get_link_requests (ROSTER_WINDOW (fixture->window)));
  dialog = test_main_window_wait_for_dialog (fixture);
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
  test_window_assert_says (get_view (fixture), "accounts");
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
test_phone (TestMainWindow *fixture,
            gconstpointer   data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  int minimum;

  test_main_window_open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
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
test_preferences (TestMainWindow *fixture,
                  gconstpointer   data)
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
test_shortcuts (TestMainWindow *fixture,
                gconstpointer   data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/accessroster/AccessRoster/ui/roster-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_present (shortcuts);
  test_window_wait_frame (GTK_WIDGET (shortcuts));
  g_assert_true (test_window_shows (GTK_WIDGET (shortcuts), "Link a TikTok account"));
  gtk_window_destroy (shortcuts);
}

static void
test_has_names (TestMainWindow *fixture,
                gconstpointer   data)
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

  test_main_window_open_demo (fixture, ROSTER_DEMO_TOKEN_ADMIN);
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

  g_test_add ("/window/views-by-key", TestMainWindow, NULL, test_main_window_set_up, test_views_by_key, test_main_window_tear_down);
  g_test_add ("/window/remembers-view", TestMainWindow, NULL, test_main_window_set_up, test_remembers_view, test_main_window_tear_down);
  g_test_add ("/window/search", TestMainWindow, NULL, test_main_window_set_up, test_search, test_main_window_tear_down);
  g_test_add ("/window/switches-business-center", TestMainWindow, NULL, test_main_window_set_up, test_switches_business_center,
              test_main_window_tear_down);
  g_test_add ("/window/link-by-key", TestMainWindow, NULL, test_main_window_set_up, test_link_by_key, test_main_window_tear_down);
  g_test_add ("/window/shows-item", TestMainWindow, NULL, NULL, test_shows_item, test_main_window_tear_down);
  g_test_add ("/window/shows-what-was-linked", TestMainWindow, NULL, NULL, test_shows_what_was_linked, test_main_window_tear_down);
  g_test_add ("/window/phone", TestMainWindow, NULL, test_main_window_set_up, test_phone, test_main_window_tear_down);
  g_test_add ("/window/preferences", TestMainWindow, NULL, test_main_window_set_up, test_preferences, test_main_window_tear_down);
  g_test_add ("/window/shortcuts", TestMainWindow, NULL, test_main_window_set_up, test_shortcuts, test_main_window_tear_down);
  g_test_add ("/window/has-names", TestMainWindow, NULL, test_main_window_set_up, test_has_names, test_main_window_tear_down);

  return g_test_run ();
}
