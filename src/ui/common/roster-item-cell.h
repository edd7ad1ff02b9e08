/* roster-item-cell.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-item.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ITEM_CELL (roster_item_cell_get_type ())
G_DECLARE_FINAL_TYPE (RosterItemCell, roster_item_cell, ROSTER, ITEM_CELL, GtkBox)

GtkWidget  *roster_item_cell_new      (void);
RosterItem *roster_item_cell_get_item (RosterItemCell *self);
void        roster_item_cell_set_item (RosterItemCell *self,
                                       RosterItem     *item);

G_END_DECLS
