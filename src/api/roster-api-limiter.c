/* roster-api-limiter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-limiter.h"

/* The gate that every request passes, first come first served, but for those of the background, which let everybody else go first: a
 * client in the room must not wait for a QR code until a thousand grants have been read. TikTok lets the lowest level of app send 10
 * requests a second and 600 a minute, and locks it out for five minutes when it goes over. So no more requests than that leave in any
 * WINDOW_US, which is a little longer than a second: requests that leave evenly may arrive bunched up. What was let in and has not left, because
 * it waits for a connection, counts as if it left now. As many may be under way at once: with fewer, it is the distance to TikTok that limits
 * how many there are in a second. When TikTok asks to slow down, everybody waits. */

#define WINDOW_US (1060 * G_TIME_SPAN_MILLISECOND)
#define MAX_JITTER_US (5 * G_TIME_SPAN_SECOND)

static const guint pauses_s[] = { 1, 2, 4, 8, 16, 300 };

/* A request that was let in. */
typedef struct
{
  guint ticket;
  guint era;
  gboolean has_left;
} Flight;

struct _RosterApiLimiter
{
  GObject parent_instance;

  RosterClock *clock;
  GQueue waiting[2]; /* by RosterApiUrgency, of GTask */
  guint max_in_flight;
  GArray *flights; /* of Flight */
  guint n_waiting_to_leave;
  guint last_ticket;

  guint per_second; /* 0 is no limit */
  gint64 *starts;   /* a ring of when the latest left, as long as a second's; 0 is none */
  guint oldest;

  gint64 blocked_until;
  guint pause;
  guint era; /* a new number after each pause: requests from before it say nothing about the time after it */
  guint timer;
};

G_DEFINE_FINAL_TYPE (RosterApiLimiter, roster_api_limiter, G_TYPE_OBJECT)

typedef enum
{
  PROP_BLOCKED_UNTIL = 1,
} RosterApiLimiterProperty;

static GParamSpec *properties[PROP_BLOCKED_UNTIL + 1];

static void pump (RosterApiLimiter *self);

static void
cancel_source_free (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static void
set_blocked_until (RosterApiLimiter *self,
                   gint64            blocked_until)
{
  if (self->blocked_until == blocked_until)
    return;

  self->blocked_until = blocked_until;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BLOCKED_UNTIL]);
}

static void
on_timer (gpointer user_data)
{
  RosterApiLimiter *self = user_data;

  self->timer = 0;
  pump (self);
}

/* When the next request may be let in; a time that is not after now means at once. */
static gint64
next_start (RosterApiLimiter *self,
            gint64            now)
{
  gint64 start;

  if (self->blocked_until > now)
    return self->blocked_until;

  if (self->per_second == 0)
    return 0;

  /* Not before one of them has left, or given up. */
  if (self->n_waiting_to_leave >= self->per_second)
    return G_MAXINT64;

  /* The oldest make room for those that have not left. */
  start = self->starts[(self->oldest + self->n_waiting_to_leave) % self->per_second];

  return start != 0 ? start + WINDOW_US : 0;
}

static GTask *
pop_waiting (RosterApiLimiter *self)
{
  GTask *task = g_queue_pop_head (&self->waiting[ROSTER_API_URGENCY_FOREGROUND]);

  return task != NULL ? task : g_queue_pop_head (&self->waiting[ROSTER_API_URGENCY_BACKGROUND]);
}

static gboolean
is_anybody_waiting (RosterApiLimiter *self)
{
  return !g_queue_is_empty (&self->waiting[ROSTER_API_URGENCY_FOREGROUND]) ||
         !g_queue_is_empty (&self->waiting[ROSTER_API_URGENCY_BACKGROUND]);
}

static Flight *
find_flight (RosterApiLimiter *self,
             guint             ticket)
{
  for (guint i = 0; i < self->flights->len; i++)
    {
      Flight *flight = &g_array_index (self->flights, Flight, i);

      if (flight->ticket == ticket)
        return flight;
    }

  return NULL;
}

static void
let_in (RosterApiLimiter *self,
        GTask            *task)
{
  Flight flight = { .ticket = ++self->last_ticket, .era = self->era };

  g_array_append_val (self->flights, flight);
  self->n_waiting_to_leave++;
  g_task_return_int (task, flight.ticket);
}

static void
wait_until (RosterApiLimiter *self,
            gint64            now,
            gint64            next)
{
  if (next > now && next < G_MAXINT64 && (self->blocked_until != 0 || is_anybody_waiting (self)) && self->timer == 0)
    self->timer = roster_clock_add_timer (self->clock, next, on_timer, self, NULL);
}

static void
pump (RosterApiLimiter *self)
{
  g_autoptr (RosterApiLimiter) guard = g_object_ref (self);
  gint64 now = roster_clock_get_steady (self->clock);
  gint64 next = next_start (self, now);

  roster_clock_remove_timer (self->clock, self->timer);
  self->timer = 0;

  if (self->blocked_until != 0 && self->blocked_until <= now)
    set_blocked_until (self, 0);

  while (next <= now && self->flights->len < self->max_in_flight && is_anybody_waiting (self))
    {
      g_autoptr (GTask) task = pop_waiting (self);

      let_in (self, task);
      next = next_start (self, now);
    }

  wait_until (self, now, next);
}

static gboolean
on_cancelled (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));
  RosterApiLimiter *self = g_task_get_source_object (task);

  if (g_queue_remove (&self->waiting[ROSTER_API_URGENCY_FOREGROUND], task) ||
      g_queue_remove (&self->waiting[ROSTER_API_URGENCY_BACKGROUND], task))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
      g_object_unref (task);
    }

  return G_SOURCE_REMOVE;
}

static void
roster_api_limiter_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RosterApiLimiter *self = ROSTER_API_LIMITER (object);

  switch ((RosterApiLimiterProperty) prop_id)
    {
    case PROP_BLOCKED_UNTIL:
      g_value_set_int64 (value, self->blocked_until);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_api_limiter_finalize (GObject *object)
{
  RosterApiLimiter *self = ROSTER_API_LIMITER (object);

  /* Nobody waits here any more: a waiting task holds the limiter. */
  roster_clock_remove_timer (self->clock, self->timer);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->starts, g_free);
  g_clear_pointer (&self->flights, g_array_unref);

  G_OBJECT_CLASS (roster_api_limiter_parent_class)->finalize (object);
}

static void
roster_api_limiter_class_init (RosterApiLimiterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_api_limiter_get_property;
  object_class->finalize = roster_api_limiter_finalize;

  /**
   * RosterApiLimiter:blocked-until:
   *
   * Until when TikTok asked everybody to wait, by roster_clock_get_steady(); 0 when it did not.
   */
  properties[PROP_BLOCKED_UNTIL] =
    g_param_spec_int64 ("blocked-until", NULL, NULL, 0, G_MAXINT64, 0,
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_api_limiter_init (RosterApiLimiter *self)
{
  g_queue_init (&self->waiting[ROSTER_API_URGENCY_FOREGROUND]);
  g_queue_init (&self->waiting[ROSTER_API_URGENCY_BACKGROUND]);
  self->flights = g_array_new (FALSE, FALSE, sizeof (Flight));
  self->era = 1;
  roster_api_limiter_set_pace (self, ROSTER_API_PER_SECOND, ROSTER_API_PER_SECOND);
}

/**
 * roster_api_limiter_new:
 * @clock: what tells the time
 *
 * Returns: (transfer full): a new limiter
 */
RosterApiLimiter *
roster_api_limiter_new (RosterClock *clock)
{
  RosterApiLimiter *self = g_object_new (ROSTER_TYPE_API_LIMITER, NULL);

  self->clock = g_object_ref (clock);

  return self;
}

/**
 * roster_api_limiter_set_pace:
 * @self: the limiter
 * @per_second: how many requests may leave in a second: ROSTER_API_PER_SECOND for an app of TikTok's lowest level; 0 for as many as like
 * @in_flight: how many may be under way at once
 *
 * Sets the pace, from the next request on.
 */
void
roster_api_limiter_set_pace (RosterApiLimiter *self,
                             guint             per_second,
                             guint             in_flight)
{
  g_return_if_fail (ROSTER_IS_API_LIMITER (self) && in_flight > 0);

  g_clear_pointer (&self->starts, g_free);
  self->starts = g_new0 (gint64, MAX (per_second, 1));
  self->oldest = 0;
  self->per_second = per_second;
  self->max_in_flight = in_flight;
}

/**
 * roster_api_limiter_enter_async:
 * @self: the limiter
 * @urgency: who goes first
 * @cancellable: (nullable): to stop waiting
 * @callback: what to call when the request may start
 * @user_data: passed to @callback
 *
 * Queues up for a request. Whoever was let in has to call roster_api_limiter_send() when it leaves, and roster_api_limiter_leave() in the end.
 */
void
roster_api_limiter_enter_async (RosterApiLimiter    *self,
                                RosterApiUrgency     urgency,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (ROSTER_IS_API_LIMITER (self));

  g_task_set_source_tag (task, roster_api_limiter_enter_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  /* A task that was let in must say so even if it is cancelled in the same moment, or its place would be lost. */
  g_task_set_check_cancellable (task, FALSE);

  if (cancellable != NULL)
    {
      GSource *source = g_cancellable_source_new (cancellable);

      g_source_set_callback (source, G_SOURCE_FUNC (on_cancelled), task, NULL);
      g_source_attach (source, g_main_context_get_thread_default ());
      g_task_set_task_data (task, source, (GDestroyNotify) cancel_source_free);
    }

  g_queue_push_tail (&self->waiting[urgency], g_steal_pointer (&task));
  pump (self);
}

/**
 * roster_api_limiter_enter_finish:
 * @self: the limiter
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_limiter_enter_async().
 *
 * Returns: a ticket for roster_api_limiter_send() and roster_api_limiter_leave(), or 0 with @error set: nothing is to be left then
 */
guint
roster_api_limiter_enter_finish (RosterApiLimiter  *self,
                                 GAsyncResult      *result,
                                 GError           **error)
{
  gssize ticket;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  ticket = g_task_propagate_int (G_TASK (result), error);

  return ticket > 0 ? (guint) ticket : 0;
}

/**
 * roster_api_limiter_send:
 * @self: the limiter
 * @ticket: what roster_api_limiter_enter_finish() gave
 *
 * Tells that the request leaves now, over a connection that is there. One that leaves once more, because its connection turned out to be closed,
 * is told once more.
 */
void
roster_api_limiter_send (RosterApiLimiter *self,
                         guint             ticket)
{
  Flight *flight;
  gint64 now;

  g_return_if_fail (ROSTER_IS_API_LIMITER (self));

  flight = find_flight (self, ticket);
  g_return_if_fail (flight != NULL);

  if (!flight->has_left)
    self->n_waiting_to_leave--;
  flight->has_left = TRUE;
  if (self->per_second == 0)
    return;

  now = roster_clock_get_steady (self->clock);
  self->starts[self->oldest] = now;
  self->oldest = (self->oldest + 1) % self->per_second;
  wait_until (self, now, next_start (self, now));
}

/**
 * roster_api_limiter_leave:
 * @self: the limiter
 * @ticket: what roster_api_limiter_enter_finish() gave
 * @outcome: how the request ended
 *
 * Makes room for the next request. @ROSTER_API_OUTCOME_THROTTLED makes everybody wait, longer each time: 1, 2, 4, 8, 16 seconds, then five
 * minutes, and a little more by chance, so that several computers with the same app do not come back together. Several requests that
 * were under way when TikTok lost patience count once.
 */
void
roster_api_limiter_leave (RosterApiLimiter *self,
                          guint             ticket,
                          RosterApiOutcome  outcome)
{
  Flight *found;
  Flight flight;

  g_return_if_fail (ROSTER_IS_API_LIMITER (self));

  found = find_flight (self, ticket);
  g_return_if_fail (found != NULL);

  flight = *found;
  g_array_remove_index_fast (self->flights, (guint) (found - &g_array_index (self->flights, Flight, 0)));
  if (!flight.has_left)
    self->n_waiting_to_leave--;

  if (flight.era == self->era && outcome == ROSTER_API_OUTCOME_ANSWERED)
    self->pause = 0;
  else if (flight.era == self->era && outcome == ROSTER_API_OUTCOME_THROTTLED)
    {
      gint64 pause = pauses_s[self->pause] * G_TIME_SPAN_SECOND;

      pause += g_random_int_range (0, (gint32) MIN (pause / 4, MAX_JITTER_US));
      self->pause = MIN (self->pause + 1, G_N_ELEMENTS (pauses_s) - 1);
      self->era++;
      set_blocked_until (self, roster_clock_get_steady (self->clock) + pause);
    }

  pump (self);
}

/**
 * roster_api_limiter_get_blocked_until:
 * @self: the limiter
 *
 * Returns: until when everybody waits, by roster_clock_get_steady(), or 0
 */
gint64
roster_api_limiter_get_blocked_until (RosterApiLimiter *self)
{
  g_return_val_if_fail (ROSTER_IS_API_LIMITER (self), 0);

  return self->blocked_until;
}
