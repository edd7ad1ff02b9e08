/* roster-watch.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_WATCH (roster_watch_get_type ())
G_DECLARE_FINAL_TYPE (RosterWatch, roster_watch, ROSTER, WATCH, GObject)

RosterWatch *roster_watch_new         (RosterSession *session);
void         roster_watch_note_gone   (RosterWatch   *self,
                                       const char    *key);
void         roster_watch_set_active  (RosterWatch   *self,
                                       gboolean       active);
void         roster_watch_set_network (RosterWatch   *self,
                                       gboolean       network);

G_END_DECLS
