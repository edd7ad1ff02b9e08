/* test-attention.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-attention-window.h"
#include "roster-finding-row.h"
#include "roster-mend-window.h"
#include "test-window.h"
#include "test-world.h"

/* What deserves attention, and mending it, against the demo server. */

typedef struct
{
  TestWorld world;
  RosterAttention *attention;
  GtkWidget *parent;
  GtkWindow *window;
} Fixture;

static gboolean
is_worked_out (TestWorld *world,
               gpointer   user_data)
{
  return g_list_model_get_n_items (user_data) > 0;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  width)
{
  test_world_set_up (&fixture->world, NULL);
  fixture->attention = roster_attention_new (fixture->world.session);
  test_world_open_and_read (&fixture->world);
  test_world_wait (&fixture->world, is_worked_out, roster_attention_get_findings (fixture->attention));
  fixture->parent = GTK_WIDGET (test_window_show (gtk_label_new ("parent"), 400, 300));
  fixture->window = roster_attention_window_new (fixture->parent, fixture->world.session, fixture->attention);
  if (width != NULL)
    gtk_window_set_default_size (fixture->window, GPOINTER_TO_INT (width), 600);
  gtk_window_present (fixture->window);
  test_window_wait_frame (GTK_WIDGET (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->parent));
  test_window_wait_idle ();
  g_clear_object (&fixture->attention);
  test_world_tear_down (&fixture->world);
}

/* The row of the first finding of a kind, or NULL. */
static RosterFindingRow *
find_row (Fixture           *fixture,
          RosterFindingKind  kind)
{
  GtkWidget *list = test_window_find (GTK_WIDGET (fixture->window), "list_box");

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (roster_finding_get_kind (roster_finding_row_get_finding (ROSTER_FINDING_ROW (row))) == kind)
      return ROSTER_FINDING_ROW (row);

  return NULL;
}

static void
press (RosterFindingRow *row,
       const char       *id)
{
  g_assert_nonnull (row);
  g_signal_emit_by_name (test_window_find (GTK_WIDGET (row), id), "clicked");
  test_window_wait_idle ();
}

static GtkWidget *
get_mend_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ROSTER_IS_MEND_WINDOW (window))
        return GTK_WIDGET (window); /* GTK keeps it */
    }

  return NULL;
}

static void
test_list (Fixture       *fixture,
           gconstpointer  width)
{
  RosterFindingRow *row = find_row (fixture, ROSTER_FINDING_KIND_REACHES_NOTHING);

  g_assert_true (test_window_shows (GTK_WIDGET (fixture->window), "Hana Sato reaches nothing"));
  /* What takes a choice is shown, not mended. */
  g_assert_nonnull (row);
  g_assert_false (gtk_widget_get_visible (test_window_find (GTK_WIDGET (row), "mend_button")));
  g_assert_true (gtk_widget_get_visible (test_window_find (GTK_WIDGET (row), "show_button")));
  test_window_save_picture (GTK_WIDGET (fixture->window), GPOINTER_TO_INT (width) == 360 ? "attention-narrow" : "attention");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, GPOINTER_TO_INT (width));
}

static gboolean
is_mended (TestWorld *world,
           gpointer   user_data)
{
  return find_row (user_data, ROSTER_FINDING_KIND_MISTYPED_INVITATION) == NULL;
}

static gboolean
is_done (TestWorld *world,
         gpointer   user_data)
{
  return gtk_widget_get_visible (test_window_find (user_data, "done_button"));
}

/* Looked at, sent, and gone from the list. */
static void
test_mend (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *mend;

  press (find_row (fixture, ROSTER_FINDING_KIND_MISTYPED_INVITATION), "mend_button");
  mend = get_mend_window ();
  g_assert_nonnull (mend);
  g_assert_true (test_window_shows (mend, "Is tom.murphy@northwnd.example the right address?"));
  g_assert_true (test_window_shows (mend, "Invite tom.murphy@northwind.example as Standard"));
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/member/delete/"), ==, 0);

  g_signal_emit_by_name (test_window_find (mend, "apply_button"), "clicked");
  test_world_wait (&fixture->world, is_done, mend);
  g_assert_true (test_window_shows (mend, "2 changes done"));
  test_window_save_picture (mend, "attention-mended");
  test_world_wait (&fixture->world, is_mended, fixture);
  g_assert_nonnull (test_world_pending (&fixture->world, "tom.murphy@northwind.example"));
  gtk_window_close (GTK_WINDOW (mend));
}

static guint
count_findings (Fixture *fixture)
{
  return g_list_model_get_n_items (roster_attention_get_findings (fixture->attention));
}

/* By a slip of the hand, too. */
static void
test_dismiss (Fixture       *fixture,
              gconstpointer  data)
{
  guint n_findings = count_findings (fixture);
  GtkWidget *undo;

  press (find_row (fixture, ROSTER_FINDING_KIND_DECLINED_INVITATION), "dismiss_button");
  g_assert_null (find_row (fixture, ROSTER_FINDING_KIND_DECLINED_INVITATION));
  g_assert_cmpuint (count_findings (fixture), ==, n_findings - 1);

  test_window_wait_frame (GTK_WIDGET (fixture->window));
  undo = test_window_find_label (GTK_WIDGET (fixture->window), "Undo");
  while (undo != NULL && !GTK_IS_BUTTON (undo))
    undo = gtk_widget_get_parent (undo);
  g_assert_nonnull (undo);
  g_signal_emit_by_name (undo, "clicked");
  test_window_wait_idle ();
  g_assert_nonnull (find_row (fixture, ROSTER_FINDING_KIND_DECLINED_INVITATION));
  g_assert_cmpuint (count_findings (fixture), ==, n_findings);
}

/* Read-only, nothing is mended; and when all is gone, that is said. */
static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *stack = test_window_find (GTK_WIDGET (fixture->window), "stack");
  GtkWidget *button = test_window_find (GTK_WIDGET (find_row (fixture, ROSTER_FINDING_KIND_NOT_LINKED)), "mend_button");

  g_assert_true (gtk_widget_get_sensitive (button));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "list");
  roster_session_close (fixture->world.session);
  test_window_wait_idle ();
  if (find_row (fixture, ROSTER_FINDING_KIND_NOT_LINKED) != NULL)
    g_assert_false (gtk_widget_get_sensitive (button));
  else
    g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "nothing");
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/attention/list", Fixture, GINT_TO_POINTER (560), set_up, test_list, tear_down);
  g_test_add ("/attention/list/narrow", Fixture, GINT_TO_POINTER (360), set_up, test_list, tear_down);
  g_test_add ("/attention/mend", Fixture, NULL, set_up, test_mend, tear_down);
  g_test_add ("/attention/dismiss", Fixture, NULL, set_up, test_dismiss, tear_down);
  g_test_add ("/attention/read-only", Fixture, NULL, set_up, test_read_only, tear_down);

  return g_test_run ();
}
