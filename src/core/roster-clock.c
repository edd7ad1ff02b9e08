/* roster-clock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-clock.h"

/* Everything that looks at the time or waits for it does so through this object, so that a test can put the hands forward instead of
 * sleeping. Deadlines are wall-clock times: a laptop that slept past one finds it passed when it wakes. The real clock therefore never
 * sleeps long in one go, because GLib's timeouts stand still during suspend: the nearer a deadline, the more often it is looked at. A program
 * that waits for something far off does not keep the machine awake for that. */

#define RECHECK_LEAST_MS 1000
#define RECHECK_MOST_MS 30000
#define RECHECK_PART 8 /* of what is left */

typedef struct
{
  guint id;
  gint64 deadline;
  RosterClockFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
  GMainContext *context;
} Timer;

struct _RosterClock
{
  GObject parent_instance;

  gboolean manual;
  gint64 manual_now;
  guint last_id;
  GList *timers; /* of Timer, by deadline, then by age */
  GSource *source;
};

G_DEFINE_FINAL_TYPE (RosterClock, roster_clock, G_TYPE_OBJECT)

static void arm (RosterClock *self);

static void
timer_free (Timer *timer)
{
  if (timer->destroy != NULL)
    timer->destroy (timer->user_data);
  g_main_context_unref (timer->context);
  g_free (timer);
}

static int
timer_compare (gconstpointer a,
               gconstpointer b)
{
  const Timer *first = a;
  const Timer *second = b;

  if (first->deadline != second->deadline)
    return first->deadline < second->deadline ? -1 : 1;

  return first->id < second->id ? -1 : 1;
}

static void
fire_due (RosterClock *self,
          gint64       now)
{
  g_object_ref (self);

  while (self->timers != NULL)
    {
      Timer *timer = self->timers->data;

      if (timer->deadline > now)
        break;

      self->timers = g_list_delete_link (self->timers, self->timers);
      timer->func (timer->user_data);
      timer_free (timer);
    }

  g_object_unref (self);
}

static gboolean
on_timeout (gpointer user_data)
{
  g_autoptr (RosterClock) self = g_object_ref (ROSTER_CLOCK (user_data));

  g_clear_pointer (&self->source, g_source_unref);
  fire_due (self, roster_clock_get_now (self));
  arm (self);

  return G_SOURCE_REMOVE;
}

static void
disarm (RosterClock *self)
{
  if (self->source == NULL)
    return;

  g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

static void
arm (RosterClock *self)
{
  const Timer *next;
  gint64 wait;

  disarm (self);
  if (self->manual || self->timers == NULL)
    return;

  next = self->timers->data;
  wait = (next->deadline - roster_clock_get_now (self) + 999) / 1000;
  self->source = g_timeout_source_new ((guint) CLAMP (wait, 0, CLAMP (wait / RECHECK_PART, RECHECK_LEAST_MS, RECHECK_MOST_MS)));
  g_source_set_callback (self->source, on_timeout, self, NULL);
  g_source_attach (self->source, next->context);
}

static void
roster_clock_finalize (GObject *object)
{
  RosterClock *self = ROSTER_CLOCK (object);

  disarm (self);
  g_list_free_full (self->timers, (GDestroyNotify) timer_free);

  G_OBJECT_CLASS (roster_clock_parent_class)->finalize (object);
}

static void
roster_clock_class_init (RosterClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_clock_finalize;
}

static void
roster_clock_init (RosterClock *self)
{
}

/**
 * roster_clock_new:
 *
 * Makes a clock that tells the system's time. A clock belongs to one thread.
 *
 * Returns: (transfer full): a new clock
 */
RosterClock *
roster_clock_new (void)
{
  return g_object_new (ROSTER_TYPE_CLOCK, NULL);
}

/**
 * roster_clock_new_manual:
 * @now_us: the time that it shows, in microseconds since 1970-01-01 00:00 UTC
 *
 * Makes a clock that stands still until roster_clock_advance() moves it.
 *
 * Returns: (transfer full): a new clock
 */
RosterClock *
roster_clock_new_manual (gint64 now_us)
{
  RosterClock *self = g_object_new (ROSTER_TYPE_CLOCK, NULL);

  self->manual = TRUE;
  self->manual_now = now_us;

  return self;
}

/**
 * roster_clock_get_now:
 * @self: a clock
 *
 * Returns: microseconds since 1970-01-01 00:00 UTC
 */
gint64
roster_clock_get_now (RosterClock *self)
{
  g_return_val_if_fail (ROSTER_IS_CLOCK (self), 0);

  return self->manual ? self->manual_now : g_get_real_time ();
}

/**
 * roster_clock_add_timer:
 * @self: a clock
 * @deadline_us: when to call, in microseconds since 1970-01-01 00:00 UTC; a time that has passed means as soon as the main loop turns
 * @func: what to call
 * @user_data: passed to @func
 * @destroy: (nullable): frees @user_data after @func ran or the timer was removed
 *
 * Calls @func once, when the clock has reached @deadline_us: also when that happened while the machine was asleep, then within a second
 * of waking.
 *
 * Returns: the timer's number for roster_clock_remove_timer(), never 0
 */
guint
roster_clock_add_timer (RosterClock     *self,
                        gint64           deadline_us,
                        RosterClockFunc  func,
                        gpointer         user_data,
                        GDestroyNotify   destroy)
{
  Timer *timer;

  g_return_val_if_fail (ROSTER_IS_CLOCK (self), 0);

  timer = g_new0 (Timer, 1);
  timer->id = ++self->last_id;
  timer->deadline = deadline_us;
  timer->func = func;
  timer->user_data = user_data;
  timer->destroy = destroy;
  timer->context = g_main_context_ref_thread_default ();
  self->timers = g_list_insert_sorted (self->timers, timer, timer_compare);
  arm (self);

  return timer->id;
}

/**
 * roster_clock_remove_timer:
 * @self: a clock
 * @timer: a timer's number
 *
 * Forgets a timer. One that has fired, or 0, is passed over.
 */
void
roster_clock_remove_timer (RosterClock *self,
                           guint        timer)
{
  g_return_if_fail (ROSTER_IS_CLOCK (self));

  for (GList *l = self->timers; l != NULL; l = l->next)
    {
      Timer *candidate = l->data;

      if (candidate->id != timer)
        continue;

      self->timers = g_list_delete_link (self->timers, l);
      timer_free (candidate);
      arm (self);
      return;
    }
}

/**
 * roster_clock_advance:
 * @self: a clock made by roster_clock_new_manual()
 * @step_us: how far, in microseconds
 *
 * Moves the hands and calls every timer that falls due on the way, in order and each at its own time.
 */
void
roster_clock_advance (RosterClock *self,
                      gint64       step_us)
{
  gint64 target;

  g_return_if_fail (ROSTER_IS_CLOCK (self) && self->manual && step_us >= 0);

  target = self->manual_now + step_us;
  while (self->timers != NULL && ((Timer *) self->timers->data)->deadline <= target)
    {
      self->manual_now = MAX (self->manual_now, ((Timer *) self->timers->data)->deadline);
      fire_due (self, self->manual_now);
    }
  self->manual_now = target;
}
