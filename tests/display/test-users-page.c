/* test-users-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-stage.h"
#include "roster-two-panes.h"
#include "roster-user-details.h"
#include "roster-user-table.h"
#include "roster-users-page.h"
#include "test-window.h"
#include "test-world.h"

/* The tab of the people, against the demo server. */

#define LONG_NAME "Donaudampfschifffahrtsgesellschaftskapitänswitwenversorgungsverein Oberösterreich und Niederbayern"
#define LONG_ADDRESS "friederike.schwarzenberger-hohenlohe-langenburg@werbeagentur-und-medienhaus.example"

typedef struct
{
  TestWorld world;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static gboolean
is_ready (TestWorld *world,
          gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

static gboolean
has_failed (TestWorld *world,
            gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_FAILED;
}

static void
show_page (Fixture *fixture,
           int      width)
{
  fixture->page = roster_users_page_new (fixture->world.session);
  fixture->window = test_window_show (fixture->page, width, 700);
  test_window_wait_idle ();
  test_window_wait_frame (fixture->page);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  width)
{
  test_world_set_up (&fixture->world, NULL);
  test_world_open_and_read (&fixture->world);
  show_page (fixture, GPOINTER_TO_INT (width));
}

static void
set_up_closed (Fixture       *fixture,
               gconstpointer  fault)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->fault = g_strdup (fault);
  test_world_set_up (&fixture->world, options);
  show_page (fixture, 900);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  test_window_wait_idle ();
  test_world_tear_down (&fixture->world);
}

static RosterUserTable *
get_table (Fixture *fixture)
{
  return ROSTER_USER_TABLE (test_window_find (fixture->page, "table"));
}

static RosterStageState
get_stage (Fixture *fixture)
{
  return roster_stage_get_state (ROSTER_STAGE (test_window_find (fixture->page, "stage")));
}

static void
choose_principal (Fixture         *fixture,
                  RosterPrincipal *principal)
{
  roster_user_table_set_selected (get_table (fixture), principal);
  test_window_wait_idle ();
  test_window_wait_frame (fixture->page);
}

static void
choose (Fixture    *fixture,
        const char *name)
{
  choose_principal (fixture, test_world_find (roster_session_get_principals (fixture->world.session), name));
}

static void
choose_invited (Fixture    *fixture,
                const char *address)
{
  choose_principal (fixture, test_world_pending (&fixture->world, address));
}

static void
test_details (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *details = test_window_find (fixture->page, "details");

  g_assert_cmpint (get_stage (fixture), ==, ROSTER_STAGE_CONTENT);
  g_assert_true (test_window_shows (fixture->page, "17 in all"));
  g_assert_false (gtk_widget_get_mapped (details));

  choose (fixture, "Priya Raman");
  g_assert_true (gtk_widget_get_mapped (details));
  g_assert_true (test_window_shows (details, "priya@northwind.example"));
  g_assert_true (test_window_shows (details, "Operator, because: Analyst, given directly; Operator through the group “Acme all”. The higher counts."));
  /* The list is still there. */
  g_assert_true (test_window_shows (fixture->page, "Aoife Byrne"));
  test_window_save_picture (GTK_WIDGET (fixture->window), "users-page");

  gtk_widget_child_focus (details, GTK_DIR_TAB_FORWARD);
  test_window_press_key (fixture->page, "Escape");
  test_window_wait_frame (fixture->page);
  g_assert_false (gtk_widget_get_mapped (details));
  g_assert_null (roster_user_table_get_selected (get_table (fixture)));
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  RosterTwoPanes *panes = ROSTER_TWO_PANES (test_window_find (fixture->page, "panes"));

  g_assert_cmpint (gtk_widget_get_width (fixture->page), <=, 360);
  g_assert_true (roster_two_panes_get_folded (panes));

  /* A press chooses and opens. */
  g_signal_emit_by_name (get_table (fixture), "activate", test_world_find (roster_session_get_principals (fixture->world.session), "Priya Raman"));
  test_window_wait_idle ();
  test_window_wait_frame (fixture->page);
  g_assert_true (roster_two_panes_get_details_alone (panes));
  g_assert_true (test_window_shows (fixture->page, "priya@northwind.example"));
  g_assert_cmpint (gtk_widget_get_width (fixture->page), <=, 360);
  test_window_save_picture (GTK_WIDGET (fixture->window), "users-page-narrow");

  g_assert_true (gtk_widget_get_mapped (test_window_find (fixture->page, "back_button")));
  g_signal_emit_by_name (test_window_find (fixture->page, "back_button"), "clicked");
  test_window_wait_frame (fixture->page);
  g_assert_false (roster_two_panes_get_details_alone (panes));
}

/* Nothing that people are called makes the window wider. */
static void
test_long_names (Fixture       *fixture,
                 gconstpointer  data)
{
  RosterPrincipal *priya = test_world_find (roster_session_get_principals (fixture->world.session), "Priya Raman");
  RosterItem *acme = test_world_find (roster_session_get_ad_accounts (fixture->world.session), "ACME-AU");
  int width = GPOINTER_TO_INT (data);

  roster_item_set_name (ROSTER_ITEM (priya), "A " LONG_NAME);
  roster_principal_set_address (priya, LONG_ADDRESS);
  roster_item_set_name (acme, LONG_NAME);
  g_signal_emit_by_name (get_table (fixture), "activate", priya);
  test_window_wait_idle ();
  test_window_wait_frame (fixture->page);
  g_assert_true (test_window_shows (fixture->page, LONG_ADDRESS));
  g_assert_true (test_window_shows (fixture->page, LONG_NAME));
  test_window_save_picture (GTK_WIDGET (fixture->window), width == 360 ? "users-page-long-narrow" : "users-page-long");
  g_assert_cmpint (gtk_widget_get_width (fixture->page), <=, width);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *text = NULL;

  g_object_set (fixture->page, "search-text", "northwind novak", NULL);
  test_window_wait_frame (fixture->page);
  g_assert_true (test_window_shows (fixture->page, "1 of 17"));

  g_object_set (fixture->page, "search-text", "<nobody> & nothing", NULL);
  test_window_wait_frame (fixture->page);
  g_assert_true (test_window_shows (fixture->page, "No Results"));
  g_assert_true (test_window_shows (fixture->page, "No name, address or ID matches “<nobody> & nothing”."));
  test_window_save_picture (GTK_WIDGET (fixture->window), "users-page-no-results");

  g_signal_emit_by_name (test_window_find (fixture->page, "clear_button"), "clicked");
  test_window_wait_frame (fixture->page);
  g_object_get (fixture->page, "search-text", &text, NULL);
  g_assert_cmpstr (text, ==, "");
  g_assert_true (test_window_shows (fixture->page, "17 in all"));
}

static void
test_kinds (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const COUNTS[] = { "17 in all", "2 of 17", "3 of 17", "3 of 17", "1 of 17" };
  GtkDropDown *dropdown = GTK_DROP_DOWN (test_window_find (fixture->page, "kind_dropdown"));

  for (guint i = 0; i < G_N_ELEMENTS (COUNTS); i++)
    {
      gtk_drop_down_set_selected (dropdown, i);
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (test_window_find (fixture->page, "count_label"))), ==, COUNTS[i]);
    }
}

static gboolean
has_dialog (gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (!ADW_IS_MESSAGE_DIALOG (window))
        continue;
      *(GtkWindow **) data = window; /* GTK keeps it */
      return TRUE;
    }

  return FALSE;
}

static gboolean
is_withdrawn (TestWorld *world,
              gpointer   user_data)
{
  return roster_directory_find_principal (roster_session_get_directory (world->session), "mail:maria@studio.example") == NULL;
}

/* Only of those who are invited, and only by a yes. */
static void
test_withdraw (Fixture       *fixture,
               gconstpointer  data)
{
  GtkWidget *bar = test_window_find (fixture->page, "invitation_bar");
  GtkWidget *button = test_window_find (bar, "withdraw_button");
  GtkWindow *dialog = NULL;

  choose (fixture, "Priya Raman");
  g_assert_false (gtk_widget_get_mapped (bar));
  choose_invited (fixture, "maria@studio.example");
  g_assert_true (gtk_widget_get_mapped (bar));
  g_assert_true (gtk_widget_get_sensitive (button));
  test_window_save_picture (GTK_WIDGET (fixture->window), "users-page-invited");

  g_signal_emit_by_name (button, "clicked");
  test_window_wait_until (has_dialog, &dialog);
  g_assert_true (test_window_shows (GTK_WIDGET (dialog), "Withdraw the Invitation of maria@studio.example?"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  gtk_window_destroy (dialog);
  test_window_wait_idle ();
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/member/delete/"), ==, 0);

  g_signal_emit_by_name (button, "clicked");
  test_window_wait_until (has_dialog, &dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "yes");
  gtk_window_destroy (dialog);
  test_world_wait (&fixture->world, is_withdrawn, NULL);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/member/delete/"), ==, 1);
  test_window_wait_idle ();
  test_window_wait_frame (fixture->page);
  g_assert_false (gtk_widget_get_mapped (bar));
}

static gboolean
was_refused (TestWorld *world,
             gpointer   user_data)
{
  return has_dialog (user_data);
}

/* What did not work is told, and the button is there again. */
static void
test_withdraw_refused (Fixture       *fixture,
                       gconstpointer  data)
{
  GtkWidget *button = test_window_find (test_window_find (fixture->page, "invitation_bar"), "withdraw_button");
  GtkWindow *dialog = NULL;

  choose_invited (fixture, "maria@studio.example");
  test_world_set_fault (&fixture->world, "40001:/bc/member/delete/");
  g_signal_emit_by_name (button, "clicked");
  test_window_wait_until (has_dialog, &dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "yes");
  gtk_window_destroy (dialog);
  dialog = NULL;
  test_world_wait (&fixture->world, was_refused, &dialog);
  g_assert_true (test_window_shows (GTK_WIDGET (dialog), "The Invitation of maria@studio.example Could Not Be Withdrawn"));
  gtk_window_destroy (dialog);
  test_window_wait_idle ();
  g_assert_true (gtk_widget_get_sensitive (button));
}

/* The list waits, then fills, without losing what is chosen when it is read again. */
static void
test_loading (Fixture       *fixture,
              gconstpointer  data)
{
  RosterPrincipal *priya;

  g_assert_cmpint (get_stage (fixture), ==, ROSTER_STAGE_LOADING);
  test_world_open_and_read (&fixture->world);
  test_window_wait_idle ();
  g_assert_cmpint (get_stage (fixture), ==, ROSTER_STAGE_CONTENT);

  choose (fixture, "Priya Raman");
  priya = roster_user_table_get_selected (get_table (fixture));
  roster_session_sync (fixture->world.session);
  test_world_wait (&fixture->world, is_ready, NULL);
  test_window_wait_idle ();
  g_assert_true (roster_user_table_get_selected (get_table (fixture)) == priya);

  /* Another Business Center has other people. */
  roster_session_select_business_center (fixture->world.session, test_world_find (roster_session_get_business_centers (fixture->world.session), "Harbour Coffee"));
  g_assert_cmpint (get_stage (fixture), ==, ROSTER_STAGE_LOADING);
  test_world_wait (&fixture->world, is_ready, NULL);
  test_window_wait_idle ();
  g_assert_null (roster_user_table_get_selected (get_table (fixture)));
}

static void
test_failed (Fixture       *fixture,
             gconstpointer  data)
{
  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (&fixture->world, has_failed, NULL);
  g_assert_cmpint (get_stage (fixture), ==, ROSTER_STAGE_ERROR);
  test_window_save_picture (GTK_WIDGET (fixture->window), "users-page-failed");
}

static void
test_standard (Fixture       *fixture,
               gconstpointer  data)
{
  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_STANDARD);
  test_world_wait (&fixture->world, is_ready, NULL);
  test_window_wait_idle ();
  test_window_wait_frame (fixture->page);
  g_assert_true (test_window_shows (fixture->page, "Tomas Novak"));
  g_assert_true (test_window_shows (fixture->page, "Standard"));
  g_assert_true (test_window_shows (fixture->page, "Active"));
  g_assert_true (test_window_shows (fixture->page, "You are a Standard member of this Business Center. TikTok tells only its Admins who else works here."));
  test_window_save_picture (GTK_WIDGET (fixture->window), "users-page-standard");
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/users-page/details", Fixture, GINT_TO_POINTER (1000), set_up, test_details, tear_down);
  g_test_add ("/users-page/narrow", Fixture, GINT_TO_POINTER (360), set_up, test_narrow, tear_down);
  g_test_add ("/users-page/long-names", Fixture, GINT_TO_POINTER (1000), set_up, test_long_names, tear_down);
  g_test_add ("/users-page/long-names/narrow", Fixture, GINT_TO_POINTER (360), set_up, test_long_names, tear_down);
  g_test_add ("/users-page/search", Fixture, GINT_TO_POINTER (1000), set_up, test_search, tear_down);
  g_test_add ("/users-page/kinds", Fixture, GINT_TO_POINTER (1000), set_up, test_kinds, tear_down);
  g_test_add ("/users-page/withdraw", Fixture, GINT_TO_POINTER (1000), set_up, test_withdraw, tear_down);
  g_test_add ("/users-page/withdraw/refused", Fixture, GINT_TO_POINTER (1000), set_up, test_withdraw_refused, tear_down);
  g_test_add ("/users-page/loading", Fixture, NULL, set_up_closed, test_loading, tear_down);
  g_test_add ("/users-page/failed", Fixture, "50000:/bc/member/get/", set_up_closed, test_failed, tear_down);
  g_test_add ("/users-page/standard", Fixture, NULL, set_up_closed, test_standard, tear_down);

  return g_test_run ();
}
