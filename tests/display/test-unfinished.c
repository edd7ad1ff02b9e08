/* test-unfinished.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-async.h"
#include "test-window.h"
#include "test-world.h"

#include "roster-change-entry.h"
#include "roster-unfinished-window.h"

typedef struct
{
  TestWorld world;
  GtkWindow *parent;
  GtkWindow *dialog;
} Fixture;

static gboolean
has_result (TestWorld *world,
            gpointer   user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

/* As if the program had ended before a change left. */
static void
leave_behind (Fixture      *fixture,
              RosterChange *change)
{
  RosterStoreCenter *center = roster_session_get_center (fixture->world.session);
  g_autoptr (RosterChange) owned = change;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_journal_entry_free);
  g_autoptr (GAsyncResult) result = NULL;

  g_ptr_array_add (entries, roster_change_entry_new (change));
  roster_store_journal_plan_async (center, entries, test_async_store, &result);
  test_world_wait (&fixture->world, has_result, &result);
  g_ptr_array_unref (roster_store_journal_plan_finish (center, result, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  test_world_set_up (&fixture->world, NULL);
  test_world_open_and_read (&fixture->world);
  fixture->parent = GTK_WINDOW (test_window_show (gtk_label_new ("Parent"), 700, 500));
  roster_unfinished_window_watch (fixture->parent, fixture->world.session);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->parent);
  test_window_wait_idle ();
  test_world_tear_down (&fixture->world);
}

static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ROSTER_IS_UNFINISHED_WINDOW (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

static gboolean
is_asked (TestWorld *world,
          gpointer   user_data)
{
  return find_dialog () != NULL;
}

static gboolean
is_over (TestWorld *world,
         gpointer   user_data)
{
  return find_dialog () == NULL || gtk_widget_get_visible (test_window_find (GTK_WIDGET (find_dialog ()), "close_button"));
}

static guint
count_left (Fixture *fixture)
{
  RosterStoreCenter *center = roster_session_get_center (fixture->world.session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  roster_store_journal_list_async (center, TRUE, 0, 0, NULL, test_async_store, &result);
  test_world_wait (&fixture->world, has_result, &result);
  entries = roster_store_journal_list_finish (center, result, NULL);

  return entries->len;
}

static void
ask (Fixture *fixture)
{
  gpointer ivy = test_world_find (roster_session_get_principals (fixture->world.session), "Ivy Intern");
  gpointer acme_us = test_world_find (roster_session_get_ad_accounts (fixture->world.session), "ACME-US");

  leave_behind (fixture, roster_change_new_level (ivy, acme_us, ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_ANALYST));
  roster_session_sync (fixture->world.session);
  test_world_wait (&fixture->world, is_asked, NULL);
  fixture->dialog = find_dialog ();
  test_window_wait_frame (GTK_WIDGET (fixture->dialog));
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->dialog), "Ivy Intern on ACME-US: Analyst"));
  test_window_save_picture (GTK_WIDGET (fixture->dialog), "unfinished");
}

static void
test_finish (Fixture       *fixture,
             gconstpointer  data)
{
  ask (fixture);
  g_signal_emit_by_name (test_window_find (GTK_WIDGET (fixture->dialog), "finish_button"), "clicked");
  test_world_wait (&fixture->world, is_over, NULL);
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->dialog), "1 change done"));
  g_assert_cmpuint (count_left (fixture), ==, 0);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/assign/"), ==, 1);
}

/* What there is to know is said while it can still be left, and not afterwards. */
static void
test_warned (Fixture       *fixture,
             gconstpointer  data)
{
  static const char words[] = "1 level of an agency is lowered in two steps: what it has is taken away first, and shared again at the lower level.";

  leave_behind (fixture, roster_change_new_level (test_world_principal (&fixture->world, "Lumen Media"), test_world_ad_account (&fixture->world, "HC-EU"),
                                                  ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_ANALYST));
  ask (fixture);
  g_assert_true (test_window_shows (GTK_WIDGET (fixture->dialog), words));
  g_signal_emit_by_name (test_window_find (GTK_WIDGET (fixture->dialog), "finish_button"), "clicked");
  test_world_wait (&fixture->world, is_over, NULL);
  g_assert_false (test_window_shows (GTK_WIDGET (fixture->dialog), words));
}

static void
test_leave (Fixture       *fixture,
            gconstpointer  data)
{
  ask (fixture);
  g_signal_emit_by_name (test_window_find (GTK_WIDGET (fixture->dialog), "leave_button"), "clicked");
  test_world_wait (&fixture->world, is_over, NULL);
  g_assert_cmpuint (count_left (fixture), ==, 0);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/"), ==, 0);
}

/* Closing it decides nothing. */
static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  ask (fixture);
  gtk_window_close (fixture->dialog);
  test_world_wait (&fixture->world, is_over, NULL);
  g_assert_cmpuint (count_left (fixture), ==, 1);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/unfinished/finish", Fixture, NULL, set_up, test_finish, tear_down);
  g_test_add ("/unfinished/warned", Fixture, NULL, set_up, test_warned, tear_down);
  g_test_add ("/unfinished/leave", Fixture, NULL, set_up, test_leave, tear_down);
  g_test_add ("/unfinished/close", Fixture, NULL, set_up, test_close, tear_down);

  return g_test_run ();
}
