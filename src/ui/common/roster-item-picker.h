/* roster-item-picker.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-item.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ITEM_PICKER (roster_item_picker_get_type ())
G_DECLARE_FINAL_TYPE (RosterItemPicker, roster_item_picker, ROSTER, ITEM_PICKER, AdwBin)

/* Properties: model (GListModel of RosterItem), chosen (GListStore of RosterItem), hint (string), search-label (string). */
void roster_item_picker_set_model  (RosterItemPicker *self,
                                    GListModel       *model);
void roster_item_picker_set_chosen (RosterItemPicker *self,
                                    GListStore       *chosen);
void roster_item_picker_set_hint   (RosterItemPicker *self,
                                    const char       *hint);

G_END_DECLS
