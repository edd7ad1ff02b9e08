/* roster-clock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-clock.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/* Everything that looks at the time or waits for it does so through this object, so that a test can put the hands forward instead of
 * sleeping. It has two hands. The date is what people read, and what is kept from one start to the next; people and the network set it, forward
 * and back. The steady time is what passes, sleep included, whatever anybody sets: how long something takes, and when it is due, is measured by
 * that. A timer of either is one of the kernel's, which stands still for nothing: a laptop that slept past it finds it at once when it wakes, and
 * waiting for something far off wakes nobody up. */

#define RECHECK_MOST_MS 1000

typedef enum
{
  HAND_STEADY,
  HAND_DATE,
} Hand;

#define N_HANDS (HAND_DATE + 1)

typedef struct
{
  guint id;
  gint64 due;
  RosterClockFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
  GMainContext *context;
} Timer;

struct _RosterClock
{
  GObject parent_instance;

  gboolean manual;
  gint64 manual_now[N_HANDS];
  gint64 steady_offset; /* from the kernel's steady time to this one, which began with the date */
  guint last_id;
  GList *timers[N_HANDS]; /* of Timer, by what is due first, then by age */
  int fds[N_HANDS];
  GSource *sources[N_HANDS];
};

G_DEFINE_FINAL_TYPE (RosterClock, roster_clock, G_TYPE_OBJECT)

static void arm (RosterClock *self,
                 Hand         hand);

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

  if (first->due != second->due)
    return first->due < second->due ? -1 : 1;

  return first->id < second->id ? -1 : 1;
}

static gint64
read_kernel (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gint64
read_hand (RosterClock *self,
           Hand         hand)
{
  if (self->manual)
    return self->manual_now[hand];

  return hand == HAND_DATE ? g_get_real_time () : read_kernel () + self->steady_offset;
}

/* How long until the first timer of @hand, never mind what is set in the meantime; G_MAXINT64 when there is none. */
static gint64
get_left (RosterClock *self,
          Hand         hand,
          gint64       now)
{
  const Timer *first = self->timers[hand] != NULL ? self->timers[hand]->data : NULL;

  if (first == NULL)
    return G_MAXINT64;

  return first->due > now ? first->due - now : 0;
}

/* Calls what is due at a moment at which the hands show @now. */
static void
fire_due (RosterClock  *self,
          const gint64 *now)
{
  gint64 then[N_HANDS] = { now[HAND_STEADY], now[HAND_DATE] };

  for (;;)
    {
      Hand hand = get_left (self, HAND_DATE, then[HAND_DATE]) < get_left (self, HAND_STEADY, then[HAND_STEADY]) ? HAND_DATE : HAND_STEADY;
      Timer *timer;

      if (get_left (self, hand, then[hand]) > 0)
        break;

      timer = self->timers[hand]->data;
      self->timers[hand] = g_list_delete_link (self->timers[hand], self->timers[hand]);
      timer->func (timer->user_data);
      timer_free (timer);
    }
}

/* Whoever waits for a date is to look at it again, when somebody sets it. */
static void
hurry (RosterClock *self)
{
  for (GList *l = self->timers[HAND_DATE]; l != NULL; l = l->next)
    ((Timer *) l->data)->due = G_MININT64;
}

static void
fire (RosterClock *self)
{
  const gint64 now[N_HANDS] = { read_hand (self, HAND_STEADY), read_hand (self, HAND_DATE) };

  fire_due (self, now);
  arm (self, HAND_STEADY);
  arm (self, HAND_DATE);
}

static gboolean
on_timer_ready (int          fd,
                GIOCondition condition,
                gpointer     user_data)
{
  g_autoptr (RosterClock) self = g_object_ref (ROSTER_CLOCK (user_data));
  guint64 n_expired;

  if (read (fd, &n_expired, sizeof n_expired) < 0 && errno == ECANCELED)
    hurry (self);
  fire (self);

  return G_SOURCE_CONTINUE; /* another one may have taken its place */
}

static gboolean
on_timeout (gpointer user_data)
{
  g_autoptr (RosterClock) self = g_object_ref (ROSTER_CLOCK (user_data));

  fire (self);

  return G_SOURCE_CONTINUE;
}

static void
disarm (RosterClock *self,
        Hand         hand)
{
  if (self->sources[hand] == NULL)
    return;

  g_source_destroy (self->sources[hand]);
  g_clear_pointer (&self->sources[hand], g_source_unref);
}

/* Where no timer of the kernel's can be had, as without a file descriptor left, the clock is looked at now and then. */
static GSource *
make_source (RosterClock *self,
             Hand         hand,
             gint64       due)
{
  const gint64 at = MAX (hand == HAND_STEADY && due > G_MININT64 / 2 ? due - self->steady_offset : due, 1);
  const struct itimerspec spec = { .it_value = { .tv_sec = at / G_USEC_PER_SEC, .tv_nsec = at % G_USEC_PER_SEC * 1000 } };
  const int flags = TFD_TIMER_ABSTIME | (hand == HAND_DATE ? TFD_TIMER_CANCEL_ON_SET : 0);
  GSource *source;
  int result;

  if (self->fds[hand] < 0)
    self->fds[hand] = timerfd_create (hand == HAND_STEADY ? CLOCK_BOOTTIME : CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  result = self->fds[hand] >= 0 ? timerfd_settime (self->fds[hand], flags, &spec, NULL) : -1;

  /* It was set since the last time. */
  if (result < 0 && self->fds[hand] >= 0 && errno == ECANCELED)
    {
      hurry (self);
      result = timerfd_settime (self->fds[hand], TFD_TIMER_ABSTIME, &(struct itimerspec) { .it_value = { .tv_nsec = 1 } }, NULL);
    }

  if (result < 0)
    {
      source = g_timeout_source_new ((guint) CLAMP ((due - read_hand (self, hand)) / 1000, 0, RECHECK_MOST_MS));
      g_source_set_callback (source, on_timeout, self, NULL);
      return source;
    }

  source = g_unix_fd_source_new (self->fds[hand], G_IO_IN);
  g_source_set_callback (source, G_SOURCE_FUNC (on_timer_ready), self, NULL);

  return source;
}

static void
arm (RosterClock *self,
     Hand         hand)
{
  const Timer *first;

  disarm (self, hand);
  if (self->manual || self->timers[hand] == NULL)
    return;

  first = self->timers[hand]->data;
  self->sources[hand] = make_source (self, hand, first->due);
  g_source_attach (self->sources[hand], first->context);
}

static void
roster_clock_finalize (GObject *object)
{
  RosterClock *self = ROSTER_CLOCK (object);

  for (Hand hand = HAND_STEADY; hand < N_HANDS; hand++)
    {
      disarm (self, hand);
      if (self->fds[hand] >= 0)
        close (self->fds[hand]);
      g_list_free_full (self->timers[hand], (GDestroyNotify) timer_free);
    }

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
  for (Hand hand = HAND_STEADY; hand < N_HANDS; hand++)
    self->fds[hand] = -1;
  self->steady_offset = g_get_real_time () - read_kernel ();
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
 * @now_us: the date that it shows, in microseconds since 1970-01-01 00:00 UTC; the steady time begins there, too
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
  self->manual_now[HAND_STEADY] = now_us;
  self->manual_now[HAND_DATE] = now_us;

  return self;
}

/**
 * roster_clock_get_now:
 * @self: a clock
 *
 * Tells the date, for what is shown to people and for what is kept until the next start. It may be set, forward and back, at any moment.
 *
 * Returns: microseconds since 1970-01-01 00:00 UTC
 */
gint64
roster_clock_get_now (RosterClock *self)
{
  g_return_val_if_fail (ROSTER_IS_CLOCK (self), 0);

  return read_hand (self, HAND_DATE);
}

/**
 * roster_clock_get_steady:
 * @self: a clock
 *
 * Tells the time by which durations are measured. It goes on while the machine sleeps, and nobody can set it. It began with the date, so that 0 is long
 * ago; it is worth nothing to another clock or after the next start.
 *
 * Returns: microseconds
 */
gint64
roster_clock_get_steady (RosterClock *self)
{
  g_return_val_if_fail (ROSTER_IS_CLOCK (self), 0);

  return read_hand (self, HAND_STEADY);
}

static guint
add (RosterClock     *self,
     Hand             hand,
     gint64           due,
     RosterClockFunc  func,
     gpointer         user_data,
     GDestroyNotify   destroy)
{
  Timer *timer = g_new0 (Timer, 1);

  timer->id = ++self->last_id;
  timer->due = due;
  timer->func = func;
  timer->user_data = user_data;
  timer->destroy = destroy;
  timer->context = g_main_context_ref_thread_default ();
  self->timers[hand] = g_list_insert_sorted (self->timers[hand], timer, timer_compare);
  arm (self, hand);

  return timer->id;
}

/**
 * roster_clock_add_timer:
 * @self: a clock
 * @due_us: when to call, by roster_clock_get_steady(); a time that has passed means as soon as the main loop turns
 * @func: what to call
 * @user_data: passed to @func
 * @destroy: (nullable): frees @user_data after @func ran or the timer was removed
 *
 * Calls @func once, when so much time has passed: also when that happened while the machine was asleep, then on waking.
 *
 * Returns: the timer's number for roster_clock_remove_timer(), never 0
 */
guint
roster_clock_add_timer (RosterClock     *self,
                        gint64           due_us,
                        RosterClockFunc  func,
                        gpointer         user_data,
                        GDestroyNotify   destroy)
{
  g_return_val_if_fail (ROSTER_IS_CLOCK (self), 0);

  return add (self, HAND_STEADY, due_us, func, user_data, destroy);
}

/**
 * roster_clock_add_date_timer:
 * @self: a clock
 * @date_us: when to call, by roster_clock_get_now()
 * @func: what to call
 * @user_data: passed to @func
 * @destroy: (nullable): frees @user_data after @func ran or the timer was removed
 *
 * Calls @func once: at that date, or earlier, as soon as somebody sets the date to another one. For what tells people dates and ages.
 *
 * Returns: the timer's number for roster_clock_remove_timer(), never 0
 */
guint
roster_clock_add_date_timer (RosterClock     *self,
                             gint64           date_us,
                             RosterClockFunc  func,
                             gpointer         user_data,
                             GDestroyNotify   destroy)
{
  g_return_val_if_fail (ROSTER_IS_CLOCK (self), 0);

  return add (self, HAND_DATE, date_us, func, user_data, destroy);
}

/**
 * roster_clock_remove_timer:
 * @self: a clock
 * @timer: a timer's number
 *
 * Forgets a timer of either kind. One that has fired, or 0, is passed over.
 */
void
roster_clock_remove_timer (RosterClock *self,
                           guint        timer)
{
  g_return_if_fail (ROSTER_IS_CLOCK (self));

  for (Hand hand = HAND_STEADY; hand < N_HANDS; hand++)
    for (GList *l = self->timers[hand]; l != NULL; l = l->next)
      {
        Timer *candidate = l->data;

        if (candidate->id != timer)
          continue;

        self->timers[hand] = g_list_delete_link (self->timers[hand], l);
        timer_free (candidate);
        arm (self, hand);
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
  g_autoptr (RosterClock) guard = NULL;
  gint64 left = step_us;

  g_return_if_fail (ROSTER_IS_CLOCK (self) && self->manual && step_us >= 0);

  guard = g_object_ref (self);
  for (;;)
    {
      gint64 step = MIN (get_left (self, HAND_STEADY, self->manual_now[HAND_STEADY]), get_left (self, HAND_DATE, self->manual_now[HAND_DATE]));
      gboolean last = step > left;

      step = MIN (step, left);
      left -= step;
      self->manual_now[HAND_STEADY] += step;
      self->manual_now[HAND_DATE] += step;
      if (last)
        return;

      fire_due (self, self->manual_now);
    }
}

/**
 * roster_clock_set_date:
 * @self: a clock made by roster_clock_new_manual()
 * @date_us: the date from now on, in microseconds since 1970-01-01 00:00 UTC
 *
 * Sets the date as a person or the network does: no time passes.
 */
void
roster_clock_set_date (RosterClock *self,
                       gint64       date_us)
{
  g_autoptr (RosterClock) guard = NULL;

  g_return_if_fail (ROSTER_IS_CLOCK (self) && self->manual);

  guard = g_object_ref (self);
  self->manual_now[HAND_DATE] = date_us;
  hurry (self);
  fire_due (self, self->manual_now);
}
