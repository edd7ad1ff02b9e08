/* test-users.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-text-key.h"
#include "roster-person.h"
#include "roster-user-details.h"
#include "roster-user-table.h"
#include "test-directory.h"
#include "test-window.h"

typedef struct
{
  RosterDirectory *directory;
  GtkWidget *table;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = test_directory_new ();
  fixture->table = roster_user_table_new ();
  roster_user_table_set_model (ROSTER_USER_TABLE (fixture->table), roster_directory_get_principals (fixture->directory));
  fixture->window = test_window_show (fixture->table, data != NULL ? GPOINTER_TO_INT (data) : 1000, 600);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  g_assert_finalize_object (fixture->directory);
}

/* The names that are shown, in order, as one text. */
static char *
dup_order (Fixture *fixture)
{
  GListModel *shown = roster_user_table_get_shown (ROSTER_USER_TABLE (fixture->table));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (shown, i);
      g_auto (GStrv) words = g_strsplit_set (roster_text_key_get_title (item), " @", 2);

      g_strv_builder_add (builder, words[0]);
    }
  names = g_strv_builder_end (builder);

  return g_strjoinv (" ", names);
}

#define assert_order(fixture, expected)                   \
  G_STMT_START                                            \
    {                                                     \
      g_autofree char *order = dup_order (fixture);       \
      g_assert_cmpstr (order, ==, expected);              \
    }                                                     \
  G_STMT_END

static void
sort_by (Fixture     *fixture,
         const char  *title,
         GtkSortType  direction)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (test_window_find (fixture->table, "view"));
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), title) == 0)
        {
          gtk_column_view_sort_by_column (view, column, direction);
          return;
        }
    }

  g_assert_not_reached ();
}

static void
test_states (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_true (test_window_shows (fixture->table, "Aoife Byrne"));
  g_assert_true (test_window_shows (fixture->table, "aoife@northwind.example"));
  g_assert_true (test_window_shows (fixture->table, "Admin"));
  g_assert_true (test_window_shows (fixture->table, "Standard"));
  g_assert_true (test_window_shows (fixture->table, "Active"));
  g_assert_true (test_window_shows (fixture->table, "Invited"));
  g_assert_true (test_window_shows (fixture->table, "Agency"));
  /* What has not been read is not 0. */
  g_assert_true (test_window_shows (fixture->table, "–"));
  test_window_save_picture (GTK_WIDGET (fixture->window), "users-table");
}

static void
test_sort (Fixture       *fixture,
           gconstpointer  data)
{
  assert_order (fixture, "Aoife Lumen maria Tomas Zoë");

  sort_by (fixture, "Name", GTK_SORT_DESCENDING);
  assert_order (fixture, "Zoë Tomas maria Lumen Aoife");

  sort_by (fixture, "Name", GTK_SORT_ASCENDING);
  sort_by (fixture, "Ad Accounts", GTK_SORT_DESCENDING);
  assert_order (fixture, "Tomas Aoife maria Lumen Zoë");

  sort_by (fixture, "Role", GTK_SORT_ASCENDING);
  assert_order (fixture, "Aoife maria Tomas Zoë Lumen");

  sort_by (fixture, "State", GTK_SORT_DESCENDING);
  assert_order (fixture, "maria Aoife Lumen Tomas Zoë");
}

static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  RosterUserFilter *filter = roster_user_table_get_filter (ROSTER_USER_TABLE (fixture->table));

  roster_user_filter_set_kind (filter, ROSTER_USER_KIND_ADMINS);
  assert_order (fixture, "Aoife");
  roster_user_filter_set_kind (filter, ROSTER_USER_KIND_INVITED);
  assert_order (fixture, "maria");
  roster_user_filter_set_kind (filter, ROSTER_USER_KIND_AGENCIES);
  assert_order (fixture, "Lumen");
  /* Zoë is not among them: what she reaches has not been read. */
  roster_user_filter_set_kind (filter, ROSTER_USER_KIND_WITHOUT_ACCESS);
  assert_order (fixture, "Lumen");
  roster_user_filter_set_text (filter, "nobody of that name");
  assert_order (fixture, "");
  roster_user_filter_set_kind (filter, ROSTER_USER_KIND_ALL);
  roster_user_filter_set_text (filter, "northwind");
  assert_order (fixture, "Aoife Tomas Zoë");
  roster_user_filter_set_text (filter, "zoe");
  assert_order (fixture, "Zoë");
  roster_user_filter_set_text (filter, NULL);
  assert_order (fixture, "Aoife Lumen maria Tomas Zoë");
}

/* The list follows what becomes known, and the person that was chosen stays chosen. */
static void
test_in_place (Fixture       *fixture,
               gconstpointer  data)
{
  RosterUserTable *table = ROSTER_USER_TABLE (fixture->table);
  RosterPrincipal *zoe = roster_directory_find_principal (fixture->directory, "user:2");

  sort_by (fixture, "Ad Accounts", GTK_SORT_DESCENDING);
  roster_user_table_set_selected (table, zoe);
  g_assert_true (roster_user_table_get_selected (table) == zoe);

  test_directory_give (fixture->directory, "user:2", "ad:10", ROSTER_LEVEL_ADMIN, "ad:2", ROSTER_LEVEL_ADMIN, "ad:7", ROSTER_LEVEL_ADMIN, NULL);
  test_directory_give (fixture->directory, "user:1", NULL);
  roster_directory_update_all (fixture->directory);
  roster_user_table_refresh (table);

  assert_order (fixture, "Zoë Aoife maria Tomas Lumen");
  g_assert_true (roster_user_table_get_selected (table) == zoe);

  roster_item_set_name (ROSTER_ITEM (zoe), "Anna");
  sort_by (fixture, "Name", GTK_SORT_ASCENDING);
  assert_order (fixture, "Anna Aoife Lumen maria Tomas");
  test_window_wait_frame (fixture->table);
  g_assert_true (test_window_shows (fixture->table, "Anna"));
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  test_window_wait_idle ();
  test_window_wait_frame (fixture->table);
  g_assert_true (test_window_shows (fixture->table, "Invited"));
  g_assert_true (test_window_shows (fixture->table, "aoife@northwind.example"));
  g_assert_false (test_window_shows (fixture->table, "Standard"));
  test_window_save_picture (GTK_WIDGET (fixture->window), "users-table-narrow");
}

static void
on_activate (RosterUserTable *table,
             RosterPrincipal *principal,
             gpointer         user_data)
{
  *(RosterPrincipal **) user_data = principal;
}

static void
test_keyboard (Fixture       *fixture,
               gconstpointer  data)
{
  RosterPrincipal *opened = NULL;

  g_signal_connect (fixture->table, "activate", G_CALLBACK (on_activate), &opened);
  gtk_widget_child_focus (test_window_find (fixture->table, "view"), GTK_DIR_TAB_FORWARD);
  /* Past the heads of the columns, to the rows. */
  while (roster_user_table_get_selected (ROSTER_USER_TABLE (fixture->table)) == NULL)
    test_window_press_key (fixture->table, "Down");
  test_window_press_key (fixture->table, "Home");
  test_window_press_key (fixture->table, "Down");
  g_assert_cmpstr (roster_item_get_key (ROSTER_ITEM (roster_user_table_get_selected (ROSTER_USER_TABLE (fixture->table)))), ==, "bc:7200000000000000001");
  test_window_press_key (fixture->table, "Return");
  g_assert_true (opened == roster_user_table_get_selected (ROSTER_USER_TABLE (fixture->table)));
}

static void
test_details (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  g_autoptr (RosterClock) clock = roster_clock_new_manual (100 * G_TIME_SPAN_DAY);
  RosterPrincipal *maria;
  GtkWidget *details = roster_user_details_new ();
  GtkWindow *window;

  roster_user_details_set_directory (ROSTER_USER_DETAILS (details), directory, clock);
  roster_user_details_set_principal (ROSTER_USER_DETAILS (details), roster_directory_find_principal (directory, "user:1"));
  window = test_window_show (details, 380, 900);

  g_assert_true (test_window_shows (details, "Tomas Novak"));
  g_assert_true (test_window_shows (details, "tomas@northwind.example"));
  g_assert_true (test_window_shows (details, "Reaches 3 Ad Accounts"));
  g_assert_true (test_window_shows (details, "Admin, given directly"));
  g_assert_true (test_window_shows (details, "Operator, because: Analyst, given directly; Operator through the group “Acme all”. The higher counts."));
  /* A name is a text, whatever it looks like. */
  g_assert_true (test_window_shows (details, "Harbour <b>Coffee</b> & Co"));
  g_assert_true (test_window_shows (details, "1 TikTok Account"));
  g_assert_true (test_window_shows (details, "@acme"));
  g_assert_true (test_window_shows (details, "Through Shop 2 (Operator)"));
  test_window_save_picture (GTK_WIDGET (window), "users-details");

  roster_user_details_set_principal (ROSTER_USER_DETAILS (details), roster_directory_find_principal (directory, "user:3"));
  g_assert_true (test_window_shows (details, "As an Admin, Aoife Byrne can give themselves any of the 3 ad accounts."));
  g_assert_true (test_window_shows (details, "Given directly: Posts, LIVE"));

  roster_user_details_set_principal (ROSTER_USER_DETAILS (details), roster_directory_find_principal (directory, "user:2"));
  test_window_wait_frame (details);
  g_assert_true (test_window_shows (details, "Ad Accounts"));
  g_assert_true (test_window_shows (details, "Not read yet"));
  g_assert_false (test_window_shows (details, "Reaches 0 Ad Accounts"));

  /* Not read, until it is. */
  test_directory_give (directory, "user:2", NULL);
  test_window_wait_idle ();
  g_assert_true (test_window_shows (details, "Reaches 0 Ad Accounts"));
  g_assert_true (test_window_shows (details, "Can sign in, can do nothing"));

  maria = roster_directory_find_principal (directory, "mail:maria@studio.example");
  roster_user_details_set_principal (ROSTER_USER_DETAILS (details), maria);
  g_assert_true (test_window_shows (details, "1 Ad Account Promised"));
  g_assert_true (test_window_shows (details, "Invited"));
  roster_person_set_invited_at (ROSTER_PERSON (maria), 91 * G_TIME_SPAN_DAY);
  test_window_wait_idle ();
  g_assert_true (test_window_shows (details, "Invited 9 days ago"));

  roster_user_details_set_principal (ROSTER_USER_DETAILS (details), roster_directory_find_principal (directory, "bc:7200000000000000001"));
  g_assert_true (test_window_shows (details, "No ad account is shared with the agency"));

  gtk_window_destroy (window);
}

static void
test_details_large (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new_large (3, 120);
  g_autoptr (RosterClock) clock = roster_clock_new_manual (100 * G_TIME_SPAN_DAY);
  GtkWidget *details = roster_user_details_new ();
  GtkWindow *window;

  roster_user_details_set_directory (ROSTER_USER_DETAILS (details), directory, clock);
  roster_user_details_set_principal (ROSTER_USER_DETAILS (details), roster_directory_find_principal (directory, "user:1"));
  window = test_window_show (details, 380, 900);

  test_window_save_picture (GTK_WIDGET (window), "users-details-large");
  g_assert_true (test_window_shows (details, "Reaches 120 Ad Accounts"));
  g_assert_true (test_window_shows (details, "Ad account 49"));
  g_assert_false (test_window_shows (details, "Ad account 50"));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (test_window_find (details, "more_ad_accounts_button"))), ==, "Show 70 More");
  g_signal_emit_by_name (test_window_find (details, "more_ad_accounts_button"), "clicked");
  test_window_wait_frame (details);
  g_assert_true (test_window_shows (details, "Ad account 99"));
  g_assert_false (test_window_shows (details, "Ad account 100"));

  gtk_window_destroy (window);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/users/table/states", Fixture, NULL, set_up, test_states, tear_down);
  g_test_add ("/users/table/sort", Fixture, NULL, set_up, test_sort, tear_down);
  g_test_add ("/users/table/filter", Fixture, NULL, set_up, test_filter, tear_down);
  g_test_add ("/users/table/in-place", Fixture, NULL, set_up, test_in_place, tear_down);
  g_test_add ("/users/table/narrow", Fixture, GINT_TO_POINTER (360), set_up, test_narrow, tear_down);
  g_test_add ("/users/table/keyboard", Fixture, NULL, set_up, test_keyboard, tear_down);
  g_test_add_func ("/users/details", test_details);
  g_test_add_func ("/users/details/large", test_details_large);

  return g_test_run ();
}
