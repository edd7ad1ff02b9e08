/* roster-watch-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-acceptances.h"
#include "roster-comparison.h"
#include "roster-watch.h"

G_BEGIN_DECLS

/* What the files of the watch share: roster-watch.c listens and tells, roster-watch-look.c decides when to ask. */

struct _RosterWatch
{
  GObject parent_instance;

  RosterSession *session;
  RosterClock *clock;
  RosterStoreCenter *center; /* (nullable): what is remembered of what is shown; another one with each opening */
  RosterComparison *comparison;
  RosterAcceptances *acceptances;
  gboolean active;
  gboolean network; /* there may be one */

  guint timer;
  gint64 looked_at; /* at the invitations; by roster_clock_get_steady(), as the others */
  gint64 accounts_looked_at;
  gint64 missed_at; /* when a TikTok account was missing for the first time; 0 while none is */
  gint64 people_missed_at; /* the same, of people */
  gint64 synced_at; /* when a sync began or ended, whichever was last */
  gint64 lively_until; /* an answer is likely */
  gint64 role_checked_at;
  gboolean unread; /* the last sync has not read what there is */
  gboolean admin;
  gboolean accounts_failed; /* the last look at the TikTok accounts */
  GCancellable *look; /* of the look under way */
};

void     roster_watch_check_error         (RosterWatch  *self,
                                           const GError *error);
void     roster_watch_schedule            (RosterWatch  *self);
void     roster_watch_look_at_once        (RosterWatch  *self);
void     roster_watch_put_off             (RosterWatch  *self);
void     roster_watch_stop_looking        (RosterWatch  *self);
gboolean roster_watch_has_come_to_nothing (RosterWatch  *self);

static inline gint64
roster_watch_get_now (RosterWatch *self)
{
  return roster_clock_get_steady (self->clock);
}

G_END_DECLS
