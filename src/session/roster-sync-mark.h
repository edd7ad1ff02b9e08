/* roster-sync-mark.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-changelog.h"

G_BEGIN_DECLS

/**
 * RosterSyncMark:
 *
 * How far a sync got: when everything was last read, which lines of the activity log have been seen, and what could not be read and is older
 * than the rest. The next sync starts from it.
 */
#define ROSTER_TYPE_SYNC_MARK (roster_sync_mark_get_type ())
G_DECLARE_FINAL_TYPE (RosterSyncMark, roster_sync_mark, ROSTER, SYNC_MARK, GObject)

RosterSyncMark     *roster_sync_mark_new              (gint64               full_read_at,
                                                       const char          *log_day,
                                                       GPtrArray           *entries,
                                                       const char * const  *stale,
                                                       const char * const  *incomplete);
RosterSyncMark     *roster_sync_mark_new_from_string  (const char          *text);
char               *roster_sync_mark_to_string        (RosterSyncMark      *self) G_GNUC_WARN_UNUSED_RESULT;
gint64              roster_sync_mark_get_full_read_at (RosterSyncMark      *self);
const char         *roster_sync_mark_get_log_day      (RosterSyncMark      *self);
const char * const *roster_sync_mark_get_stale        (RosterSyncMark      *self);
const char * const *roster_sync_mark_get_incomplete   (RosterSyncMark      *self);
void                roster_sync_mark_carry            (RosterSyncMark      *self,
                                                       RosterSyncMark      *before);
gboolean            roster_sync_mark_is_enough        (RosterSyncMark      *self,
                                                       gint64               now);
GPtrArray          *roster_sync_mark_find_new         (RosterSyncMark      *self,
                                                       GPtrArray           *entries);

G_END_DECLS
