/* roster-scroll.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-scroll.h"

static gboolean
on_tick (GtkWidget     *list,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  guint position = GTK_INVALID_LIST_POSITION;

  /* Of a list that was never laid out, nobody knows what is in view. */
  if (gtk_widget_get_height (list) == 0)
    return G_SOURCE_CONTINUE;

  if (GTK_IS_SINGLE_SELECTION (model))
    position = gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (model));
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);

  return G_SOURCE_REMOVE;
}

/**
 * roster_scroll_to_selected:
 * @list: a list with a single selection
 *
 * Brings what is chosen into view, as soon as the list is on the screen.
 */
void
roster_scroll_to_selected (GtkListView *list)
{
  g_return_if_fail (GTK_IS_LIST_VIEW (list));

  gtk_widget_add_tick_callback (GTK_WIDGET (list), on_tick, NULL, NULL);
}
