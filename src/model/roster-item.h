/* roster-item.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_ITEM (roster_item_get_type ())
G_DECLARE_DERIVABLE_TYPE (RosterItem, roster_item, ROSTER, ITEM, GObject)

/**
 * RosterItemClass:
 * @name_changed: (nullable): called when the name is another one, for what follows from it
 */
struct _RosterItemClass
{
  GObjectClass parent_class;

  void (*name_changed) (RosterItem *self);
};

const char *roster_item_get_key        (RosterItem *self);
const char *roster_item_get_id         (RosterItem *self);
const char *roster_item_get_name       (RosterItem *self);
void        roster_item_set_name       (RosterItem *self,
                                        const char *name);
void        roster_item_update         (RosterItem *self,
                                        RosterItem *fresh);
guint       roster_item_count_tellings (RosterItem *self);

G_END_DECLS
