/* test-accounts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>
#include <string.h>

#include "roster-accounts-page.h"
#include "roster-json.h"
#include "test-window.h"
#include "test-world.h"

/* The tab with the TikTok accounts and what can be done from it, against the demo server. */

#define SECOND G_USEC_PER_SEC

typedef struct
{
  TestWorld world;
  RosterLinkRequests *requests;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static void
show (Fixture *fixture,
      int      width)
{
  /* From here on the clock runs only while something is waited for. */
  roster_clock_advance (fixture->world.clock, 10 * SECOND);
  fixture->requests = roster_link_requests_new (fixture->world.session);
  fixture->page = roster_accounts_page_new (fixture->requests);
  fixture->window = test_window_show (fixture->page, width, 720);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  fault)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->fault = g_strdup (fault);
  test_world_set_up (&fixture->world, options);
  test_world_open_and_read (&fixture->world);
  show (fixture, 1000);
}

static void
set_up_narrow (Fixture       *fixture,
               gconstpointer  data)
{
  test_world_set_up (&fixture->world, NULL);
  test_world_open_and_read (&fixture->world);
  show (fixture, 360);
}

static gboolean
is_ready (TestWorld *world,
          gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

static void
set_up_standard (Fixture       *fixture,
                 gconstpointer  data)
{
  test_world_set_up (&fixture->world, NULL);
  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_STANDARD);
  test_world_wait (&fixture->world, is_ready, NULL);
  show (fixture, 1000);
}

static void
set_up_empty (Fixture       *fixture,
              gconstpointer  data)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->tiktok_accounts = 0;
  test_world_set_up (&fixture->world, options);
  test_world_open_and_read (&fixture->world);
  show (fixture, 1000);
}

static void
set_up_many (Fixture       *fixture,
             gconstpointer  data)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->tiktok_accounts = 300;
  options->people = 10;
  options->ad_accounts = 50;
  test_world_set_up (&fixture->world, options);
  test_world_open_and_read (&fixture->world);
  show (fixture, 1000);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  g_clear_object (&fixture->requests);
  test_world_tear_down (&fixture->world);
}

static GtkWidget *
find (GtkWidget  *root,
      const char *id)
{
  GtkWidget *widget = test_window_find (root, id);

  if (widget == NULL)
    g_error ("there is no %s", id);

  return widget;
}

static void
press (GtkWidget *button)
{
  g_assert_true (GTK_IS_BUTTON (button));
  g_assert_true (gtk_widget_is_sensitive (button));
  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
}

static guint
get_n_shown (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (find (fixture->page, "list_view")))));
}

static RosterTiktokAccount *
get_shown (Fixture *fixture,
           guint    position)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (find (fixture->page, "list_view"))));
  g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (model, position);

  g_assert_nonnull (account);

  return account;
}

/* Chooses an account as a press on its row does. */
static RosterTiktokAccount *
choose (Fixture    *fixture,
        const char *name)
{
  GtkListView *list_view = GTK_LIST_VIEW (find (fixture->page, "list_view"));

  for (guint i = 0; i < get_n_shown (fixture); i++)
    {
      RosterTiktokAccount *account = get_shown (fixture, i);

      if (g_strcmp0 (roster_item_get_name (ROSTER_ITEM (account)), name) != 0)
        continue;

      g_signal_emit_by_name (list_view, "activate", i);
      test_window_wait_frame (fixture->page);
      return account;
    }

  g_error ("%s is not in the list", name);
}

/* The last window that was opened. */
static GtkWidget *
get_dialog (Fixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *dialog = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_WINDOW (window) != fixture->window && gtk_widget_get_visible (window))
        dialog = window;
    }
  g_assert_nonnull (dialog);
  test_window_wait_frame (dialog);

  return dialog;
}

static gboolean
is_shown (TestWorld *world,
          gpointer   user_data)
{
  GtkWidget *widget = user_data;

  return gtk_widget_get_mapped (widget);
}

static gboolean
is_sensitive (TestWorld *world,
              gpointer   user_data)
{
  GtkWidget *widget = user_data;

  return gtk_widget_is_sensitive (widget);
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  guint n_all = g_list_model_get_n_items (roster_session_get_tiktok_accounts (fixture->world.session));
  guint n_not_ready;

  g_assert_cmpuint (n_all, >, 3);
  g_assert_cmpuint (get_n_shown (fixture), ==, n_all);
  test_window_save_picture (GTK_WIDGET (fixture->window), "accounts-list");
  for (guint i = 1; i < n_all; i++)
    g_assert_cmpint (g_ascii_strcasecmp (roster_tiktok_account_get_handle (get_shown (fixture, i - 1)) != NULL ? roster_tiktok_account_get_handle (get_shown (fixture, i - 1)) : "",
                                         "~"), <, 0);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (fixture->page, "filter_drop_down")), 1);
  n_not_ready = get_n_shown (fixture);
  g_assert_cmpuint (n_not_ready, >, 0);
  g_assert_cmpuint (n_not_ready, <, n_all);
  for (guint i = 0; i < n_not_ready; i++)
    g_assert_cmpint (roster_tiktok_account_get_readiness (get_shown (fixture, i)), !=, ROSTER_READINESS_READY);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (fixture->page, "filter_drop_down")), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (fixture->page, "sort_drop_down")), 1);
  g_assert_cmpint (roster_tiktok_account_get_readiness (get_shown (fixture, 0)), !=, ROSTER_READINESS_READY);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (fixture->page, "sort_drop_down")), 2);
  for (guint i = 1; i < n_all; i++)
    g_assert_cmpint (roster_tiktok_account_get_link_count (get_shown (fixture, i - 1)), >=, roster_tiktok_account_get_link_count (get_shown (fixture, i)));
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  g_object_set (fixture->page, "search-text", "@harbour", NULL);
  g_assert_cmpuint (get_n_shown (fixture), >, 0);
  g_assert_nonnull (strstr (roster_item_get_name (ROSTER_ITEM (get_shown (fixture, 0))), "Harbour"));

  g_object_set (fixture->page, "search-text", "<b>nobody</b>", NULL);
  g_assert_cmpuint (get_n_shown (fixture), ==, 0);
  g_assert_true (test_window_shows (fixture->page, "No Results"));
  g_assert_true (test_window_shows (fixture->page, "No name, handle or ID matches “<b>nobody</b>”."));
  press (find (fixture->page, "clear_button"));
  g_assert_cmpuint (get_n_shown (fixture), >, 3);
}

static void
test_details (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *details = find (fixture->page, "details");
  guint n_all = get_n_shown (fixture);

  for (guint i = 0; i < n_all; i++)
    {
      RosterTiktokAccount *account = get_shown (fixture, i);
      g_autofree char *name = g_strdup_printf ("accounts-details-%u", i);

      choose (fixture, roster_item_get_name (ROSTER_ITEM (account)));
      g_assert_true (gtk_widget_get_mapped (details));
      g_assert_true (test_window_shows (details, roster_item_get_name (ROSTER_ITEM (account))));
      for (guint j = 0; j < MIN (g_list_model_get_n_items (roster_tiktok_account_get_linked_ad_accounts (account)), 8); j++)
        {
          g_autoptr (RosterItem) ad_account = g_list_model_get_item (roster_tiktok_account_get_linked_ad_accounts (account), j);

          g_assert_true (test_window_shows (details, roster_item_get_name (ad_account)));
        }
      test_window_save_picture (GTK_WIDGET (fixture->window), name);
    }

  test_window_press_key (fixture->page, "Escape");
  g_assert_false (gtk_widget_get_mapped (details));
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *details = find (fixture->page, "details");
  GtkWidget *list_view = find (fixture->page, "list_view");

  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 360);
  g_assert_true (gtk_widget_get_mapped (list_view));
  test_window_save_picture (GTK_WIDGET (fixture->window), "accounts-list-narrow");
  choose (fixture, roster_item_get_name (ROSTER_ITEM (get_shown (fixture, 0))));
  g_assert_true (gtk_widget_get_mapped (details));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 360);
  test_window_save_picture (GTK_WIDGET (fixture->window), "accounts-details-narrow");
  press (find (details, "back_button"));
  test_window_wait_frame (fixture->page);
  g_assert_true (gtk_widget_get_mapped (list_view));
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_true (test_window_shows (fixture->page, "No TikTok Accounts"));
  test_window_save_picture (GTK_WIDGET (fixture->window), "accounts-empty");
  press (find (fixture->page, "empty_link_button"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (get_dialog (fixture))), ==, "Link an Account");
  gtk_window_close (GTK_WINDOW (get_dialog (fixture)));
}

static void
test_standard (Fixture       *fixture,
               gconstpointer  data)
{
  test_window_save_picture (GTK_WIDGET (fixture->window), "accounts-standard");
  /* A Standard member sees the accounts that were given to it, and nothing to press that TikTok would refuse. */
  g_assert_cmpuint (get_n_shown (fixture), >, 0);
  g_assert_false (gtk_widget_is_sensitive (find (fixture->page, "link_account_button")));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (find (fixture->page, "link_account_button")), "Standard"));
  choose (fixture, roster_item_get_name (ROSTER_ITEM (get_shown (fixture, 0))));
  test_window_save_picture (GTK_WIDGET (fixture->window), "accounts-standard-details");
  g_assert_false (gtk_widget_get_mapped (find (fixture->page, "disconnect_button")));
  g_assert_false (gtk_widget_get_mapped (find (fixture->page, "links_add_button")));
  g_assert_null (test_window_find_label (fixture->page, "Unlink…"));
}

static guint
count_served_links (Fixture             *fixture,
                    RosterTiktokAccount *account,
                    guint               *n_accounts)
{
  g_autoptr (JsonObject) state = test_world_get_state (&fixture->world);
  JsonArray *assets = roster_json_get_array (roster_json_array_get_object (roster_json_get_array (state, "business_centers"), 0), "assets");
  guint n_links = 0;

  *n_accounts = 0;
  for (guint i = 0; i < json_array_get_length (assets); i++)
    {
      JsonObject *asset = roster_json_array_get_object (assets, i);
      g_autofree char *id = roster_json_dup_id (asset, "asset_id");

      if (g_strcmp0 (id, roster_item_get_id (ROSTER_ITEM (account))) != 0)
        continue;

      (*n_accounts)++;
      n_links += json_array_get_length (roster_json_get_array (asset, "links"));
    }

  return n_links;
}

static RosterTiktokAccount *
choose_by_links (Fixture *fixture,
                 gboolean linked)
{
  for (guint i = 0; i < get_n_shown (fixture); i++)
    {
      RosterTiktokAccount *account = get_shown (fixture, i);

      if ((roster_tiktok_account_get_link_count (account) > 0) == linked && (!linked || roster_tiktok_account_get_handle (account) != NULL))
        return choose (fixture, roster_item_get_name (ROSTER_ITEM (account)));
    }

  g_error ("there is no such account");
}

static void
test_link_to_ad_accounts (Fixture       *fixture,
                          gconstpointer  data)
{
  RosterTiktokAccount *account = choose_by_links (fixture, FALSE);
  GtkWidget *dialog, *picker;
  guint n_accounts;

  press (find (find (fixture->page, "readiness_list"), "link_button"));
  dialog = get_dialog (fixture);
  g_assert_false (gtk_widget_is_sensitive (find (dialog, "apply_button")));
  picker = find (dialog, "picker");
  gtk_editable_set_text (GTK_EDITABLE (find (picker, "search_entry")), "ACME-U");
  test_world_wait (&fixture->world, is_shown, find (picker, "choose_all_button"));
  press (find (picker, "choose_all_button"));
  test_window_save_picture (dialog, "accounts-give");
  press (find (dialog, "apply_button"));
  test_world_wait (&fixture->world, is_shown, find (dialog, "done_button"));
  g_assert_true (test_window_shows (dialog, "2 changes done"));
  test_window_save_picture (dialog, "accounts-give-done");
  g_assert_cmpuint (count_served_links (fixture, account, &n_accounts), ==, 2);
  g_assert_cmpint (roster_tiktok_account_get_link_count (account), ==, 2);
  g_signal_emit_by_name (find (dialog, "done_button"), "clicked");
  g_assert_true (test_window_shows (fixture->page, "ACME-US"));
}

/* What is missing is mended where it is shown. */
static void
test_choose_operator (Fixture       *fixture,
                      gconstpointer  data)
{
  RosterTiktokAccount *account = choose (fixture, "Fjord Skincare Ísland");
  GtkWidget *dialog, *picker;

  g_assert_cmpint (roster_tiktok_account_get_readiness (account), ==, ROSTER_READINESS_NO_OPERATOR);
  press (find (fixture->page, "operator_button"));
  dialog = get_dialog (fixture);
  picker = find (dialog, "picker");
  gtk_editable_set_text (GTK_EDITABLE (find (picker, "search_entry")), "tomas novak");
  while (!test_window_shows (picker, "Tomas Novak"))
    g_main_context_iteration (NULL, TRUE);
  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (find (picker, "list_box")), 1) != NULL)
    g_main_context_iteration (NULL, TRUE);
  /* Enter takes what is left when that is one. */
  g_signal_emit_by_name (find (picker, "search_entry"), "activate");
  test_window_save_picture (dialog, "accounts-operator");
  press (find (dialog, "apply_button"));
  test_world_wait (&fixture->world, is_shown, find (dialog, "done_button"));
  g_assert_true (test_window_shows (dialog, "Tomas Novak on FJORD-IS: Operator"));
  g_assert_cmpint (roster_tiktok_account_get_readiness (account), ==, ROSTER_READINESS_READY);
  g_signal_emit_by_name (find (dialog, "done_button"), "clicked");
  test_window_wait_idle ();
  g_assert_false (gtk_widget_get_mapped (find (fixture->page, "operator_button")));
}

static gboolean
has_no_links (TestWorld *world,
              gpointer   user_data)
{
  return roster_tiktok_account_get_link_count (user_data) == 0;
}

static void
test_unlink (Fixture       *fixture,
             gconstpointer  data)
{
  RosterTiktokAccount *account = choose_by_links (fixture, TRUE);
  int n_links = roster_tiktok_account_get_link_count (account);
  guint n_accounts;

  for (int i = 0; i < n_links; i++)
    {
      GtkWidget *label = test_window_find_label (find (fixture->page, "links_list_box"), "Unlink…");
      GtkWidget *dialog;

      g_assert_nonnull (label);
      press (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON));
      dialog = get_dialog (fixture);
      if (i == 0)
        {
          /* Nothing happens before the yes. */
          test_window_save_picture (dialog, "accounts-unlink");
          adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
          gtk_window_destroy (GTK_WINDOW (dialog));
          test_window_wait_idle ();
          g_assert_cmpint ((int) count_served_links (fixture, account, &n_accounts), ==, n_links);
          press (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON));
          dialog = get_dialog (fixture);
        }
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "yes");
      gtk_window_destroy (GTK_WINDOW (dialog));
      while (roster_tiktok_account_get_link_count (account) == n_links - i)
        {
          g_main_context_iteration (NULL, FALSE);
          roster_clock_advance (fixture->world.clock, 1000);
        }
    }

  test_world_wait (&fixture->world, has_no_links, account);
  g_assert_cmpuint (count_served_links (fixture, account, &n_accounts), ==, 0);
  g_assert_cmpuint (n_accounts, ==, 1);
}

static void
test_disconnect (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (RosterTiktokAccount) account = g_object_ref (choose_by_links (fixture, TRUE));
  guint n_before = get_n_shown (fixture);
  GtkWidget *dialog, *entry, *button;
  g_autofree char *typed = g_strdup_printf ("@%s ", roster_tiktok_account_get_handle (account));
  g_autofree char *gone = g_strdup_printf ("@%s Is Gone", roster_tiktok_account_get_handle (account));
  guint n_accounts;

  press (find (fixture->page, "disconnect_button"));
  dialog = get_dialog (fixture);
  entry = find (dialog, "confirm_row");
  button = find (dialog, "disconnect_button");
  test_world_wait (&fixture->world, is_shown, entry);
  test_window_wait_frame (dialog);
  test_window_save_picture (dialog, "accounts-disconnect");
  g_assert_false (gtk_widget_is_sensitive (button));
  gtk_editable_set_text (GTK_EDITABLE (entry), "@somebody.else");
  g_assert_false (gtk_widget_is_sensitive (button));
  /* Enter in the entry is no way around it. */
  g_signal_emit_by_name (entry, "entry-activated");
  gtk_editable_set_text (GTK_EDITABLE (entry), typed);
  test_world_wait (&fixture->world, is_sensitive, button);
  g_assert_cmpuint (count_served_links (fixture, account, &n_accounts), >, 0);

  press (button);
  test_world_wait (&fixture->world, is_shown, find (dialog, "done_button"));
  test_window_save_picture (dialog, "accounts-disconnect-done");
  g_assert_true (test_window_shows (dialog, gone));
  count_served_links (fixture, account, &n_accounts);
  g_assert_cmpuint (n_accounts, ==, 0);
  g_signal_emit_by_name (find (dialog, "done_button"), "clicked");
  test_window_wait_idle ();
  g_assert_cmpuint (get_n_shown (fixture), ==, n_before - 1);
  g_assert_false (gtk_widget_get_mapped (find (fixture->page, "details")));
}

/* What to type is said as it is, whatever is in it: it is no markup. */
static void
test_disconnect_any_name (Fixture       *fixture,
                          gconstpointer  data)
{
  static const char * const names[] = { "Mount & Blade", "Less < More", "&amp;", "<b>x</b>" };
  GtkWidget *dialog, *row;

  choose_by_links (fixture, TRUE);
  press (find (fixture->page, "disconnect_button"));
  dialog = get_dialog (fixture);
  row = find (dialog, "confirm_row");
  test_world_wait (&fixture->world, is_shown, row);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *prompt = g_strdup_printf ("Type “%s” to confirm", names[i]);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), prompt);
      test_window_wait_frame (dialog);
      g_assert_true (test_window_shows (dialog, prompt));
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "Type “Mount & Blade” to confirm");
  test_window_save_picture (dialog, "accounts-disconnect-any-name");
}

static void
set_up_right_to_left (Fixture       *fixture,
                      gconstpointer  data)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  set_up (fixture, NULL);
}

static void
tear_down_right_to_left (Fixture       *fixture,
                         gconstpointer  data)
{
  tear_down (fixture, data);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static gboolean
says_exactly (GtkWidget  *root,
              const char *text)
{
  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (says_exactly (child, text))
      return TRUE;

  return FALSE;
}

/* Where one writes from right to left the "@" stays in front, also of a handle without a letter. */
static void
test_right_to_left (Fixture       *fixture,
                    gconstpointer  data)
{
  RosterTiktokAccount *account = choose_by_links (fixture, TRUE);
  GtkWidget *dialog;

  roster_tiktok_account_set_handle (account, "2024");
  roster_item_set_name (ROSTER_ITEM (account), "Acme \u202eevil\u2069 (2024)");
  test_window_wait_frame (GTK_WIDGET (fixture->window));
  g_assert_true (says_exactly (fixture->page, "\u2066@2024\u2069"));
  test_window_save_picture (GTK_WIDGET (fixture->window), "accounts-right-to-left");

  press (find (fixture->page, "disconnect_button"));
  dialog = get_dialog (fixture);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, "Disconnect \u2068@2024\u2069");
  test_window_save_picture (dialog, "accounts-disconnect-right-to-left");
}

/* TikTok said yes, and its list does not show it: that is not called failed, and looking again sends nothing. */
static void
test_disconnect_late (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (RosterTiktokAccount) account = g_object_ref (choose_by_links (fixture, FALSE));
  const char *handle = roster_tiktok_account_get_handle (account);
  g_autofree char *maybe = g_strdup_printf ("@%s May Be Gone", handle);
  g_autofree char *gone = g_strdup_printf ("@%s Is Gone", handle);
  GtkWidget *dialog, *button;

  press (find (fixture->page, "disconnect_button"));
  dialog = get_dialog (fixture);
  button = find (dialog, "disconnect_button");
  test_world_wait (&fixture->world, is_sensitive, button);
  test_world_set_fault (&fixture->world, "lag=1000000");
  press (button);
  test_world_wait (&fixture->world, is_shown, find (dialog, "done_button"));
  test_window_save_picture (dialog, "accounts-disconnect-late");
  g_assert_true (test_window_shows (dialog, maybe));

  test_world_set_fault (&fixture->world, "");
  press (find (dialog, "retry_button"));
  test_world_wait (&fixture->world, is_shown, find (dialog, "done_button"));
  g_assert_true (test_window_shows (dialog, gone));
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/admin/delete/"), ==, 1);
  g_signal_emit_by_name (find (dialog, "done_button"), "clicked");
  test_window_wait_idle ();
}

static gboolean
shows_all (gpointer data)
{
  return get_n_shown (data) == 300;
}

/* A long list comes by and by. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  test_window_wait_until (shows_all, fixture);
  test_window_save_picture (GTK_WIDGET (fixture->window), "accounts-many");
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GtkCssProvider) css = NULL;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  css = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (css, "/io/github/accessroster/AccessRoster/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add ("/accounts/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/accounts/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/accounts/details", Fixture, NULL, set_up, test_details, tear_down);
  g_test_add ("/accounts/narrow", Fixture, NULL, set_up_narrow, test_narrow, tear_down);
  g_test_add ("/accounts/empty", Fixture, NULL, set_up_empty, test_empty, tear_down);
  g_test_add ("/accounts/standard", Fixture, NULL, set_up_standard, test_standard, tear_down);
  g_test_add ("/accounts/link-to-ad-accounts", Fixture, NULL, set_up, test_link_to_ad_accounts, tear_down);
  g_test_add ("/accounts/choose-operator", Fixture, NULL, set_up, test_choose_operator, tear_down);
  g_test_add ("/accounts/unlink", Fixture, NULL, set_up, test_unlink, tear_down);
  g_test_add ("/accounts/disconnect", Fixture, NULL, set_up, test_disconnect, tear_down);
  g_test_add ("/accounts/right-to-left", Fixture, NULL, set_up_right_to_left, test_right_to_left, tear_down_right_to_left);
  g_test_add ("/accounts/disconnect-any-name", Fixture, NULL, set_up, test_disconnect_any_name, tear_down);
  g_test_add ("/accounts/disconnect-late", Fixture, NULL, set_up, test_disconnect_late, tear_down);
  g_test_add ("/accounts/many", Fixture, NULL, set_up_many, test_many, tear_down);

  return g_test_run ();
}
