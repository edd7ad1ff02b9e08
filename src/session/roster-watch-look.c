/* roster-watch-look.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-watch-private.h"

#include "roster-account-look.h"
#include "roster-invitations.h"

/* When the watch asks for what. It asks for little: while an invitation is pending, who is pending, every minute as long as an answer is likely
 * and somebody sees the window, and more seldom otherwise; which TikTok accounts there are, so often that an owner who revokes is told of within
 * three minutes while somebody sees the window; everything, as a quick sync, now and then. A window that nobody sees, since it is minimised, hidden
 * or on another workspace, is told no less for it, only later.
 *
 * Nothing is asked while there is no network, or while the session reads by itself. Where TikTok could not be reached although there is one, or
 * had a problem of its own when somebody was to be signed in, it is tried again when the next thing is due. What was due in the meantime is done at
 * once afterwards, and when a laptop wakes. */

#define LOOK_SOON (1 * G_TIME_SPAN_MINUTE)
#define LOOK_LATER (5 * G_TIME_SPAN_MINUTE)
#define SYNC_EVERY (12 * G_TIME_SPAN_MINUTE)
#define NEVER G_MAXINT64

/* Only a second reading, some time later, tells that somebody or something is gone. Of an account, both come within three minutes. */
#define LOOK_AT_ACCOUNTS (150 * G_TIME_SPAN_SECOND)
#define LOOK_AGAIN (15 * G_TIME_SPAN_SECOND)

/**
 * roster_watch_has_come_to_nothing: (skip)
 * @self: the watch
 *
 * Returns: whether the session has come to nothing, for a reason that passes
 */
gboolean
roster_watch_has_come_to_nothing (RosterWatch *self)
{
  const GError *error = roster_session_get_error (self->session);

  if (roster_session_is_signed_in (self->session) && roster_session_get_state (self->session) != ROSTER_SESSION_STATE_FAILED)
    return FALSE;

  return g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_INTERRUPTED) || g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_UNAVAILABLE) ||
         g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_RATE_LIMITED) || g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_MAINTENANCE) ||
         g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_PROTOCOL) || g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_INCOMPLETE) ||
         g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_IN_BETWEEN) || g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_BLOCKED);
}

static gboolean
is_cut_off (RosterWatch *self)
{
  return roster_session_get_offline (self->session) || roster_watch_has_come_to_nothing (self);
}

static gint64
get_next_look (RosterWatch *self)
{
  gboolean soon = self->active && roster_watch_get_now (self) < self->lively_until;

  if (!self->admin)
    return NEVER;

  if (self->people_missed_at > 0 && self->looked_at < self->people_missed_at + LOOK_AGAIN && !is_cut_off (self))
    return self->people_missed_at + LOOK_AGAIN;

  if (roster_invitations_count (roster_session_get_directory (self->session)) == 0)
    return NEVER;

  return self->looked_at + (soon ? LOOK_SOON : LOOK_LATER);
}

static gint64
get_next_account_look (RosterWatch *self)
{
  if (!self->admin)
    return NEVER;

  if (self->missed_at > 0 && !self->accounts_failed && !is_cut_off (self))
    return MAX (self->missed_at, self->accounts_looked_at) + LOOK_AGAIN;

  return self->active ? self->accounts_looked_at + LOOK_AT_ACCOUNTS : NEVER;
}

static gint64
get_next_sync (RosterWatch *self)
{
  return self->synced_at + SYNC_EVERY;
}

typedef struct
{
  RosterWatch *self;
  GCancellable *look;
} LookCall;

static LookCall *
look_call_new (RosterWatch *self)
{
  LookCall *call = g_new0 (LookCall, 1);

  self->look = g_cancellable_new ();
  call->self = g_object_ref (self);
  call->look = g_object_ref (self->look);

  return call;
}

static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree LookCall *call = user_data;
  g_autoptr (RosterWatch) self = call->self;
  g_autoptr (GCancellable) look = call->look;
  g_autoptr (GError) error = NULL;

  roster_invitations_look_finish (ROSTER_SESSION (source), result, &error);
  if (self->look != look)
    return;

  g_clear_object (&self->look);
  self->looked_at = roster_watch_get_now (self);
  roster_watch_check_error (self, error);
  roster_watch_schedule (self);
}

static void
on_accounts_looked (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autofree LookCall *call = user_data;
  g_autoptr (RosterWatch) self = call->self;
  g_autoptr (GCancellable) look = call->look;
  g_autoptr (GError) error = NULL;
  gboolean looked = roster_account_look_finish (ROSTER_SESSION (source), result, &error);

  if (self->look != look)
    return;

  g_clear_object (&self->look);
  self->accounts_looked_at = roster_watch_get_now (self);
  self->accounts_failed = !looked;
  roster_watch_check_error (self, error);
  roster_watch_schedule (self);
}

/**
 * roster_watch_put_off: (skip)
 * @self: the watch
 *
 * Has everything be due as if all had just been read.
 */
void
roster_watch_put_off (RosterWatch *self)
{
  self->synced_at = roster_watch_get_now (self);
  self->looked_at = roster_watch_get_now (self);
  self->accounts_looked_at = roster_watch_get_now (self);
}

static void
on_timer (gpointer user_data)
{
  RosterWatch *self = user_data;
  gint64 now = roster_watch_get_now (self);

  self->timer = 0;
  if (is_cut_off (self))
    {
      roster_watch_put_off (self);
      roster_session_catch_up (self->session);
    }
  else if (get_next_sync (self) <= now)
    {
      roster_session_sync_changes (self->session);
    }
  else if (get_next_account_look (self) <= now)
    {
      LookCall *call = look_call_new (self);

      roster_account_look_async (self->session, self->look, on_accounts_looked, call);
    }
  else
    {
      LookCall *call = look_call_new (self);

      roster_invitations_look_async (self->session, self->look, on_looked, call);
    }
}

static gboolean
can_ask (RosterWatch *self)
{
  if (!self->network || self->look != NULL || roster_session_get_syncing (self->session))
    return FALSE;

  return is_cut_off (self) ||
         (roster_session_get_state (self->session) == ROSTER_SESSION_STATE_READY && roster_session_is_signed_in (self->session));
}

/**
 * roster_watch_schedule: (skip)
 * @self: the watch
 *
 * Waits for the next thing that is due, where anything may be asked for; what is due already is asked for by the next turn of the main loop.
 */
void
roster_watch_schedule (RosterWatch *self)
{
  gint64 due;

  roster_clock_remove_timer (self->clock, self->timer);
  self->timer = 0;
  if (!can_ask (self))
    return;

  due = MIN (MIN (get_next_look (self), get_next_account_look (self)), get_next_sync (self));
  self->timer = roster_clock_add_timer (self->clock, due, on_timer, self, NULL);
}

/**
 * roster_watch_look_at_once: (skip)
 * @self: the watch
 *
 * Has everything be due now.
 */
void
roster_watch_look_at_once (RosterWatch *self)
{
  self->synced_at = roster_watch_get_now (self) - SYNC_EVERY;
  roster_watch_schedule (self);
}

/**
 * roster_watch_stop_looking: (skip)
 * @self: the watch
 *
 * Drops the look under way and the next one.
 */
void
roster_watch_stop_looking (RosterWatch *self)
{
  roster_clock_remove_timer (self->clock, self->timer);
  self->timer = 0;
  g_cancellable_cancel (self->look);
  g_clear_object (&self->look);
}
