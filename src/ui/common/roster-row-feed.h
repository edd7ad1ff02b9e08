/* roster-row-feed.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_ROW_FEED (roster_row_feed_get_type ())
G_DECLARE_FINAL_TYPE (RosterRowFeed, roster_row_feed, ROSTER, ROW_FEED, GObject)

RosterRowFeed *roster_row_feed_new       (GListModel    *source,
                                          GtkWidget     *view);
GListModel    *roster_row_feed_get_model (RosterRowFeed *self);
void           roster_row_feed_finish    (RosterRowFeed *self);

G_END_DECLS
