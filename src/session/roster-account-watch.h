/* roster-account-watch.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ACCOUNT_WATCH (roster_account_watch_get_type ())
G_DECLARE_FINAL_TYPE (RosterAccountWatch, roster_account_watch, ROSTER, ACCOUNT_WATCH, GObject)

RosterAccountWatch *roster_account_watch_new           (RosterSession      *session,
                                                        const char         *bc_id);
void                roster_account_watch_follow        (RosterAccountWatch *self,
                                                        gpointer            follower,
                                                        gint64              since);
void                roster_account_watch_leave         (RosterAccountWatch *self,
                                                        gpointer            follower);
void                roster_account_watch_set_active    (RosterAccountWatch *self,
                                                        gboolean            active);
void                roster_account_watch_set_seen      (RosterAccountWatch *self,
                                                        gboolean            seen);
void                roster_account_watch_note_read     (RosterAccountWatch *self);
void                roster_account_watch_stop          (RosterAccountWatch *self);
void                roster_account_watch_look          (RosterAccountWatch *self);
guint               roster_account_watch_look_again    (RosterAccountWatch *self);
gboolean            roster_account_watch_get_looking   (RosterAccountWatch *self);
gint64              roster_account_watch_get_looked_at (RosterAccountWatch *self);

G_END_DECLS
