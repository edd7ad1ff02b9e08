/* test-row-feed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-row-feed.h"
#include "test-window.h"

/* Long lists that come to their view by and by. */

typedef struct
{
  GListStore *source;
  RosterRowFeed *feed;
  GtkWindow *window;
  guint n_first;  /* rows that were there at once */
  guint n_before; /* and when it was looked at last */
} Fixture;

static void
add (Fixture *fixture,
     guint    n_items)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_items; i++)
    g_ptr_array_add (items, gtk_string_object_new ("row"));
  g_list_store_splice (fixture->source, g_list_model_get_n_items (G_LIST_MODEL (fixture->source)), 0, items->pdata, items->len);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (roster_row_feed_get_model (fixture->feed));
}

static void
on_setup (GtkListItemFactory *factory,
          GtkListItem        *list_item)
{
  gtk_list_item_set_child (list_item, gtk_label_new ("row"));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  n_items)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *view = gtk_list_view_new (NULL, factory);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr (GtkNoSelection) rows = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  fixture->source = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  add (fixture, GPOINTER_TO_UINT (n_items));
  fixture->feed = roster_row_feed_new (G_LIST_MODEL (fixture->source), view);
  fixture->n_first = count (fixture);
  rows = gtk_no_selection_new (g_object_ref (roster_row_feed_get_model (fixture->feed)));
  gtk_list_view_set_model (GTK_LIST_VIEW (view), GTK_SELECTION_MODEL (rows));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  fixture->window = test_window_show (scroller, 300, 400);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  g_assert_finalize_object (fixture->feed);
  g_assert_finalize_object (fixture->source);
}

static gboolean
has_all (gpointer data)
{
  Fixture *fixture = data;

  /* Never less than before: what somebody reads does not go away. */
  g_assert_cmpuint (count (fixture), >=, fixture->n_before);
  fixture->n_before = count (fixture);

  return fixture->n_before == g_list_model_get_n_items (G_LIST_MODEL (fixture->source));
}

static void
test_by_and_by (Fixture       *fixture,
                gconstpointer  data)
{
  g_assert_cmpuint (fixture->n_first, >, 0);
  g_assert_cmpuint (fixture->n_first, <, 100);
  test_window_wait_until (has_all, fixture);

  /* Then it is as if there were nothing in between. */
  add (fixture, 7);
  g_assert_cmpuint (count (fixture), ==, 507);

  /* Another list. */
  g_list_store_remove_all (fixture->source);
  g_assert_cmpuint (count (fixture), ==, 0);
  add (fixture, 300);
  g_assert_cmpuint (count (fixture), ==, fixture->n_first);
  fixture->n_before = 0;
  test_window_wait_until (has_all, fixture);
}

/* Also while rows are on their way. */
static void
test_finish (Fixture       *fixture,
             gconstpointer  data)
{
  roster_row_feed_finish (fixture->feed);
  g_assert_cmpuint (count (fixture), ==, 500);
  roster_row_feed_finish (fixture->feed);

  g_list_store_remove_all (fixture->source);
  add (fixture, 500);
  g_assert_cmpuint (count (fixture), ==, fixture->n_first);
  g_list_store_remove_all (fixture->source);
  add (fixture, 10);
  g_assert_cmpuint (count (fixture), ==, 10);
  test_window_wait_idle ();
}

static void
test_short (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_cmpuint (count (fixture), ==, 10);
  add (fixture, 5);
  g_assert_cmpuint (count (fixture), ==, 15);
  add (fixture, 200);
  test_window_wait_until (has_all, fixture);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add ("/row-feed/by-and-by", Fixture, GUINT_TO_POINTER (500), set_up, test_by_and_by, tear_down);
  g_test_add ("/row-feed/finish", Fixture, GUINT_TO_POINTER (500), set_up, test_finish, tear_down);
  g_test_add ("/row-feed/short", Fixture, GUINT_TO_POINTER (10), set_up, test_short, tear_down);

  return g_test_run ();
}
