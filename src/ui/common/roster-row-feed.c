/* roster-row-feed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-row-feed.h"

/* Hands the rows of a long list to its view a few with each frame. GTK's list views make two hundred rows at once, seen or not, and the window
 * stands still for as long as that takes; a screen shows a few dozen. What has been handed over once stays, so that nothing moves under the eyes of
 * whoever reads it, until the list has been empty. */

/* As many as a large screen shows, and then what is made within a frame. */
#define FIRST_ROWS 30
#define MORE_ROWS 15

/* From here on the view keeps the number of its rows down by itself. */
#define LAST_ROWS 240

struct _RosterRowFeed
{
  GObject parent_instance;

  GListModel *source;
  GtkSliceListModel *fed;
  GtkWidget *view; /* (nullable), unowned */
  guint ticks;
};

G_DEFINE_FINAL_TYPE (RosterRowFeed, roster_row_feed, G_TYPE_OBJECT)

static gboolean
on_tick (GtkWidget     *view,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  RosterRowFeed *self = user_data;
  guint size = gtk_slice_list_model_get_size (self->fed) + MORE_ROWS;

  if (size >= LAST_ROWS || size >= g_list_model_get_n_items (self->source))
    {
      self->ticks = 0;
      gtk_slice_list_model_set_size (self->fed, G_MAXUINT);
      return G_SOURCE_REMOVE;
    }

  gtk_slice_list_model_set_size (self->fed, size);

  return G_SOURCE_CONTINUE;
}

static void
stop (RosterRowFeed *self)
{
  if (self->ticks != 0 && self->view != NULL)
    gtk_widget_remove_tick_callback (self->view, self->ticks);
  self->ticks = 0;
}

/* The slice has been told before. */
static void
on_items_changed (RosterRowFeed *self)
{
  guint n_items = g_list_model_get_n_items (self->source);

  if (n_items == 0)
    {
      stop (self);
      gtk_slice_list_model_set_size (self->fed, FIRST_ROWS);
    }
  else if (n_items > FIRST_ROWS && gtk_slice_list_model_get_size (self->fed) == FIRST_ROWS && self->ticks == 0 && self->view != NULL)
    {
      self->ticks = gtk_widget_add_tick_callback (self->view, on_tick, self, NULL);
    }
}

static void
roster_row_feed_dispose (GObject *object)
{
  RosterRowFeed *self = ROSTER_ROW_FEED (object);

  stop (self);
  g_clear_weak_pointer (&self->view);
  if (self->source != NULL)
    g_signal_handlers_disconnect_by_func (self->source, on_items_changed, self);
  g_clear_object (&self->fed);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (roster_row_feed_parent_class)->dispose (object);
}

static void
roster_row_feed_class_init (RosterRowFeedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_row_feed_dispose;
}

static void
roster_row_feed_init (RosterRowFeed *self)
{
}

/**
 * roster_row_feed_new:
 * @source: all that is to be shown
 * @view: the list view or column view that shows it
 *
 * Returns: (transfer full): what hands @source to @view
 */
RosterRowFeed *
roster_row_feed_new (GListModel *source,
                     GtkWidget  *view)
{
  RosterRowFeed *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (source) && GTK_IS_WIDGET (view), NULL);

  self = g_object_new (ROSTER_TYPE_ROW_FEED, NULL);
  self->source = g_object_ref (source);
  g_set_weak_pointer (&self->view, view);
  self->fed = gtk_slice_list_model_new (g_object_ref (source), 0, FIRST_ROWS);
  g_signal_connect_object (source, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  on_items_changed (self);

  return self;
}

/**
 * roster_row_feed_get_model:
 * @self: the feed
 *
 * Returns: (transfer none): what the view has to show by now
 */
GListModel *
roster_row_feed_get_model (RosterRowFeed *self)
{
  g_return_val_if_fail (ROSTER_IS_ROW_FEED (self), NULL);

  return G_LIST_MODEL (self->fed);
}

/**
 * roster_row_feed_finish:
 * @self: the feed
 *
 * Hands over all that is left at once: for who goes to a row that may not be there yet.
 */
void
roster_row_feed_finish (RosterRowFeed *self)
{
  g_return_if_fail (ROSTER_IS_ROW_FEED (self));

  stop (self);
  gtk_slice_list_model_set_size (self->fed, G_MAXUINT);
}
