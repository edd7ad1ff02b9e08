/* roster-connection-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-connection.h"

G_BEGIN_DECLS

/* Internal to this folder: a list of connections in which each ID stands once. */
void roster_connection_list_put    (GListStore       *list,
                                    RosterConnection *connection);
void roster_connection_list_remove (GListStore       *list,
                                    const char       *id);
void roster_connection_list_update (GListStore       *list,
                                    GHashTable       *found,
                                    GHashTable       *kept,
                                    gboolean          complete);

G_END_DECLS
