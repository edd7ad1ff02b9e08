/* test-api-limiter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-limiter.h"

#define START (G_TIME_SPAN_DAY * 365 * 50)
#define MS G_TIME_SPAN_MILLISECOND
#define SECOND G_TIME_SPAN_SECOND

/* A request that waits to be let in. */
typedef struct
{
  guint ticket;
  gboolean ended;
  gboolean cancelled;
  guint place; /* in the order of being let in */
} Request;

typedef struct
{
  RosterClock *clock;
  RosterApiLimiter *limiter;
  guint let_in;
  guint notified;
  gboolean connects; /* what is let in does not leave at once */
} Fixture;

static Fixture *current;

static void
on_entered (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Request *request = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_false (request->ended);
  request->ended = TRUE;
  request->ticket = roster_api_limiter_enter_finish (ROSTER_API_LIMITER (source), result, &error);
  request->cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (request->cancelled == (request->ticket == 0));
  if (request->ticket != 0)
    request->place = ++current->let_in;
  if (request->ticket != 0 && !current->connects)
    roster_api_limiter_send (current->limiter, request->ticket);
}

static void
on_notify (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  ((Fixture *) user_data)->notified++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->clock = roster_clock_new_manual (START);
  fixture->limiter = roster_api_limiter_new (fixture->clock);
  roster_api_limiter_set_pace (fixture->limiter, ROSTER_API_PER_SECOND, 4);
  g_signal_connect (fixture->limiter, "notify::blocked-until", G_CALLBACK (on_notify), fixture);
  current = fixture;
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  settle ();
  g_assert_finalize_object (g_steal_pointer (&fixture->limiter));
  g_assert_finalize_object (g_steal_pointer (&fixture->clock));
}

static void
enter (Fixture      *fixture,
       Request      *request,
       GCancellable *cancellable)
{
  *request = (Request) { 0, };
  roster_api_limiter_enter_async (fixture->limiter, ROSTER_API_URGENCY_FOREGROUND, cancellable, on_entered, request);
}

static void
advance (Fixture *fixture,
         gint64   step_us)
{
  roster_clock_advance (fixture->clock, step_us);
  settle ();
}

static guint
count_let_in (const Request *requests,
              guint          n)
{
  guint count = 0;

  for (guint i = 0; i < n; i++)
    count += requests[i].ticket != 0;

  return count;
}

/* Lets one request in and leaves at once. */
static void
pass (Fixture          *fixture,
      RosterApiOutcome  outcome)
{
  Request request;

  enter (fixture, &request, NULL);
  settle ();
  g_assert_cmpuint (request.ticket, !=, 0);
  roster_api_limiter_leave (fixture->limiter, request.ticket, outcome);
}

static void
test_four_at_a_time (Fixture       *fixture,
                     gconstpointer  data)
{
  Request requests[7];

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    enter (fixture, &requests[i], NULL);
  settle ();
  g_assert_cmpuint (count_let_in (requests, 7), ==, 4);
  g_assert_cmpuint (requests[3].place, ==, 4);

  roster_api_limiter_leave (fixture->limiter, requests[2].ticket, ROSTER_API_OUTCOME_ANSWERED);
  settle ();
  g_assert_cmpuint (count_let_in (requests, 7), ==, 5);
  g_assert_cmpuint (requests[4].place, ==, 5);

  for (guint i = 0; i < 7; i++)
    {
      if (i == 2)
        continue;
      settle ();
      roster_api_limiter_leave (fixture->limiter, requests[i].ticket, ROSTER_API_OUTCOME_LOST);
    }
  g_assert_cmpuint (requests[6].place, ==, 7);
}

static void
test_ten_a_second (Fixture       *fixture,
                   gconstpointer  data)
{
  Request eleventh, twelfth;
  gint64 starts[60];

  for (guint i = 0; i < 10; i++)
    pass (fixture, ROSTER_API_OUTCOME_ANSWERED);

  enter (fixture, &eleventh, NULL);
  enter (fixture, &twelfth, NULL);
  settle ();
  g_assert_false (eleventh.ended);
  advance (fixture, 1059 * MS);
  g_assert_false (eleventh.ended);
  advance (fixture, 1 * MS);
  g_assert_cmpuint (eleventh.place, ==, 11);
  g_assert_cmpuint (twelfth.place, ==, 12);
  roster_api_limiter_leave (fixture->limiter, eleventh.ticket, ROSTER_API_OUTCOME_ANSWERED);
  roster_api_limiter_leave (fixture->limiter, twelfth.ticket, ROSTER_API_OUTCOME_ANSWERED);

  /* However the requests come, no window of a second holds more than ten. */
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      Request request;

      enter (fixture, &request, NULL);
      settle ();
      while (!request.ended)
        advance (fixture, 17 * MS);
      starts[i] = roster_clock_get_now (fixture->clock);
      if (i >= 10)
        g_assert_cmpint (starts[i] - starts[i - 10], >, SECOND);
      roster_api_limiter_leave (fixture->limiter, request.ticket, ROSTER_API_OUTCOME_ANSWERED);
      advance (fixture, (i * 37 % 200) * MS);
    }
}

/* What waits for a connection counts from when it leaves, and not at all when it never does. */
static void
test_connections_take_time (Fixture       *fixture,
                            gconstpointer  data)
{
  Request requests[10], eleventh, twelfth;

  roster_api_limiter_set_pace (fixture->limiter, ROSTER_API_PER_SECOND, 20);
  fixture->connects = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    enter (fixture, &requests[i], NULL);
  enter (fixture, &eleventh, NULL);
  enter (fixture, &twelfth, NULL);
  settle ();
  g_assert_cmpuint (count_let_in (requests, 10), ==, 10);
  advance (fixture, 3 * SECOND);
  g_assert_false (eleventh.ended);

  roster_api_limiter_leave (fixture->limiter, requests[9].ticket, ROSTER_API_OUTCOME_LOST);
  settle ();
  g_assert_true (eleventh.ended);
  g_assert_false (twelfth.ended);

  for (guint i = 0; i < 9; i++)
    {
      roster_api_limiter_send (fixture->limiter, requests[i].ticket);
      advance (fixture, 10 * MS);
    }
  roster_api_limiter_send (fixture->limiter, eleventh.ticket);
  /* The first went out once more. */
  roster_api_limiter_send (fixture->limiter, requests[0].ticket);
  advance (fixture, 979 * MS);
  g_assert_false (twelfth.ended);
  advance (fixture, 1 * MS);
  g_assert_true (twelfth.ended);

  for (guint i = 0; i < 9; i++)
    roster_api_limiter_leave (fixture->limiter, requests[i].ticket, ROSTER_API_OUTCOME_ANSWERED);
  roster_api_limiter_leave (fixture->limiter, eleventh.ticket, ROSTER_API_OUTCOME_ANSWERED);
  roster_api_limiter_leave (fixture->limiter, twelfth.ticket, ROSTER_API_OUTCOME_ANSWERED);
}

/* A request on its way to a server that is @distance away and counts what reaches it. */
typedef struct
{
  Fixture *fixture;
  Request request;
  GArray *arrivals; /* of gint64 */
  gint64 distance;
  guint *n_over;
} Trip;

#define MOST_JITTER (59 * MS)

static gint64
random_time (gint64 most)
{
  return g_test_rand_int_range (0, (gint32) most);
}

static void
call_after (Trip            *trip,
            gint64           delay,
            RosterClockFunc  func)
{
  (void) !roster_clock_add_timer (trip->fixture->clock, roster_clock_get_steady (trip->fixture->clock) + delay, func, trip, NULL);
}

static void
on_trip_over (gpointer user_data)
{
  Trip *trip = user_data;

  roster_api_limiter_leave (trip->fixture->limiter, trip->request.ticket, ROSTER_API_OUTCOME_ANSWERED);
  ++*trip->n_over;
}

static void
on_arrived (gpointer user_data)
{
  Trip *trip = user_data;
  gint64 now = roster_clock_get_steady (trip->fixture->clock);

  g_array_append_val (trip->arrivals, now);
  call_after (trip, trip->distance + random_time (400 * MS), on_trip_over);
}

static void
on_connected (gpointer user_data)
{
  Trip *trip = user_data;

  roster_api_limiter_send (trip->fixture->limiter, trip->request.ticket);
  call_after (trip, trip->distance + random_time (MOST_JITTER), on_arrived);
}

static void
on_let_in (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Trip *trip = user_data;

  trip->request.ticket = roster_api_limiter_enter_finish (ROSTER_API_LIMITER (source), result, NULL);
  g_assert_cmpuint (trip->request.ticket, !=, 0);
  /* There and back three times for a new connection, as for the first of all. */
  call_after (trip, trip->arrivals->len < 10 || g_test_rand_int_range (0, 10) == 0 ? 6 * trip->distance : random_time (2 * MS), on_connected);
}

/* However far away the server is, and however long connecting takes, it never counts more than ten in a second. */
static void
test_as_the_server_counts (Fixture       *fixture,
                           gconstpointer  data)
{
  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (GArray) arrivals = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autofree Trip *trips = g_new0 (Trip, 150);
      gint64 distance = random_time (150 * MS);
      guint n_over = 0;

      roster_api_limiter_set_pace (fixture->limiter, ROSTER_API_PER_SECOND, ROSTER_API_PER_SECOND);
      for (guint i = 0; i < 150; i++)
        {
          trips[i] = (Trip) { .fixture = fixture, .arrivals = arrivals, .distance = distance, .n_over = &n_over };
          roster_api_limiter_enter_async (fixture->limiter, ROSTER_API_URGENCY_FOREGROUND, NULL, on_let_in, &trips[i]);
          if (g_test_rand_int_range (0, 8) == 0)
            advance (fixture, random_time (300 * MS));
        }
      for (guint step = 0; n_over < 150; step++)
        {
          g_assert_cmpuint (step, <, 60 * 1000);
          advance (fixture, 1 * MS);
        }

      for (guint i = 10; i < arrivals->len; i++)
        g_assert_cmpint (g_array_index (arrivals, gint64, i) - g_array_index (arrivals, gint64, i - 10), >, SECOND);
      advance (fixture, 2 * SECOND);
    }
}

/* An app of a higher level may ask more often; and where nobody counts, only what is under way does. */
static void
test_other_paces (Fixture       *fixture,
                  gconstpointer  data)
{
  Request requests[24];

  roster_api_limiter_set_pace (fixture->limiter, 20, 24);
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    enter (fixture, &requests[i], NULL);
  settle ();
  g_assert_cmpuint (count_let_in (requests, 24), ==, 20);
  advance (fixture, 1060 * MS);
  g_assert_cmpuint (count_let_in (requests, 24), ==, 24);
  for (guint i = 0; i < 24; i++)
    roster_api_limiter_leave (fixture->limiter, requests[i].ticket, ROSTER_API_OUTCOME_ANSWERED);

  roster_api_limiter_set_pace (fixture->limiter, 0, 4);
  for (guint i = 0; i < 100; i++)
    pass (fixture, ROSTER_API_OUTCOME_ANSWERED);
}

static void
test_background (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Request background[8];
  Request foreground[2];

  for (guint i = 0; i < G_N_ELEMENTS (background); i++)
    {
      background[i] = (Request) { 0, };
      roster_api_limiter_enter_async (fixture->limiter, ROSTER_API_URGENCY_BACKGROUND, i == 7 ? cancellable : NULL, on_entered, &background[i]);
    }
  enter (fixture, &foreground[0], NULL);
  enter (fixture, &foreground[1], NULL);
  g_cancellable_cancel (cancellable);
  settle ();
  g_assert_true (background[7].cancelled);

  for (guint i = 0; i < 4; i++)
    {
      roster_api_limiter_leave (fixture->limiter, background[i].ticket, ROSTER_API_OUTCOME_ANSWERED);
      settle ();
    }
  g_assert_cmpuint (foreground[0].place, ==, 5);
  g_assert_cmpuint (foreground[1].place, ==, 6);
  g_assert_cmpuint (background[4].place, ==, 7);
  g_assert_cmpuint (background[5].place, ==, 8);

  roster_api_limiter_leave (fixture->limiter, foreground[0].ticket, ROSTER_API_OUTCOME_ANSWERED);
  settle ();
  g_assert_cmpuint (background[6].place, ==, 9);
  roster_api_limiter_leave (fixture->limiter, foreground[1].ticket, ROSTER_API_OUTCOME_ANSWERED);
  for (guint i = 4; i < 7; i++)
    roster_api_limiter_leave (fixture->limiter, background[i].ticket, ROSTER_API_OUTCOME_ANSWERED);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GCancellable) late = g_cancellable_new ();
  Request requests[6];
  Request refused;

  for (guint i = 0; i < 4; i++)
    enter (fixture, &requests[i], late);
  enter (fixture, &requests[4], cancellable);
  enter (fixture, &requests[5], NULL);
  settle ();
  g_assert_false (requests[4].ended);

  /* One that waits is taken out of the queue. */
  g_cancellable_cancel (cancellable);
  settle ();
  g_assert_true (requests[4].cancelled);
  g_assert_false (requests[5].ended);

  /* One that was cancelled before is not queued at all. */
  enter (fixture, &refused, cancellable);
  settle ();
  g_assert_true (refused.cancelled);

  /* One that was let in has its place until it leaves. */
  g_cancellable_cancel (late);
  settle ();
  g_assert_cmpuint (requests[0].ticket, !=, 0);
  g_assert_false (requests[5].ended);
  roster_api_limiter_leave (fixture->limiter, requests[0].ticket, ROSTER_API_OUTCOME_LOST);
  settle ();
  g_assert_cmpuint (requests[5].place, ==, 5);

  for (guint i = 1; i < 6; i++)
    {
      if (i != 4)
        roster_api_limiter_leave (fixture->limiter, requests[i].ticket, ROSTER_API_OUTCOME_LOST);
    }
}

static void
test_cancel_in_the_same_moment (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Request requests[6];

  for (guint i = 0; i < 4; i++)
    enter (fixture, &requests[i], NULL);
  enter (fixture, &requests[4], cancellable);
  settle ();

  /* Let in and cancelled before the callback ran: it has a place all the same, and gives it back. */
  roster_api_limiter_leave (fixture->limiter, requests[0].ticket, ROSTER_API_OUTCOME_ANSWERED);
  g_cancellable_cancel (cancellable);
  settle ();
  g_assert_cmpuint (requests[4].ticket, !=, 0);

  enter (fixture, &requests[5], NULL);
  settle ();
  g_assert_false (requests[5].ended);
  roster_api_limiter_leave (fixture->limiter, requests[4].ticket, ROSTER_API_OUTCOME_LOST);
  settle ();
  g_assert_cmpuint (requests[5].ticket, !=, 0);

  for (guint i = 1; i < 6; i++)
    {
      if (i != 4)
        roster_api_limiter_leave (fixture->limiter, requests[i].ticket, ROSTER_API_OUTCOME_LOST);
    }
}

static void
test_back_off (Fixture       *fixture,
               gconstpointer  data)
{
  const gint64 pauses[] = { 1, 2, 4, 8, 16, 300, 300 };

  for (guint i = 0; i < G_N_ELEMENTS (pauses); i++)
    {
      Request request;
      gint64 pause = pauses[i] * SECOND;
      gint64 until;

      pass (fixture, ROSTER_API_OUTCOME_THROTTLED);
      until = roster_api_limiter_get_blocked_until (fixture->limiter);
      g_assert_cmpint (until - roster_clock_get_steady (fixture->clock), >=, pause);
      g_assert_cmpint (until - roster_clock_get_steady (fixture->clock), <=, pause + MIN (pause / 4, 5 * SECOND));
      g_assert_cmpuint (fixture->notified, ==, 2 * i + 1);

      enter (fixture, &request, NULL);
      advance (fixture, pause - 1);
      g_assert_false (request.ended);
      advance (fixture, MIN (pause / 4, 5 * SECOND) + 1);
      g_assert_true (request.ended);
      g_assert_cmpint (roster_api_limiter_get_blocked_until (fixture->limiter), ==, 0);
      g_assert_cmpuint (fixture->notified, ==, 2 * i + 2);
      roster_api_limiter_leave (fixture->limiter, request.ticket, ROSTER_API_OUTCOME_LOST);
    }

  /* An answer ends the climb. */
  pass (fixture, ROSTER_API_OUTCOME_ANSWERED);
  pass (fixture, ROSTER_API_OUTCOME_THROTTLED);
  g_assert_cmpint (roster_api_limiter_get_blocked_until (fixture->limiter) - roster_clock_get_steady (fixture->clock), <, 2 * SECOND);
}

/* Nor does the pause last any longer, or shorter, when somebody sets the date meanwhile. */
static void
test_date_set (Fixture       *fixture,
               gconstpointer  data)
{
  for (int i = -1; i <= 1; i += 2)
    {
      Request request;

      pass (fixture, ROSTER_API_OUTCOME_THROTTLED);
      roster_clock_set_date (fixture->clock, roster_clock_get_now (fixture->clock) + i * 5 * G_TIME_SPAN_HOUR);
      enter (fixture, &request, NULL);
      advance (fixture, SECOND - 1);
      g_assert_false (request.ended);
      g_assert_cmpint (roster_api_limiter_get_blocked_until (fixture->limiter), !=, 0);
      advance (fixture, 2 * SECOND);
      g_assert_true (request.ended);
      roster_api_limiter_leave (fixture->limiter, request.ticket, ROSTER_API_OUTCOME_ANSWERED);
    }
}

/* The end of a pause is told even if nobody waits. */
static void
test_back_off_ends_alone (Fixture       *fixture,
                          gconstpointer  data)
{
  pass (fixture, ROSTER_API_OUTCOME_THROTTLED);
  g_assert_cmpuint (fixture->notified, ==, 1);
  advance (fixture, 2 * SECOND);
  g_assert_cmpuint (fixture->notified, ==, 2);
  g_assert_cmpint (roster_api_limiter_get_blocked_until (fixture->limiter), ==, 0);
}

static void
test_burst_counts_once (Fixture       *fixture,
                        gconstpointer  data)
{
  Request requests[4];
  gint64 until;

  for (guint i = 0; i < 4; i++)
    enter (fixture, &requests[i], NULL);
  settle ();

  roster_api_limiter_leave (fixture->limiter, requests[0].ticket, ROSTER_API_OUTCOME_THROTTLED);
  until = roster_api_limiter_get_blocked_until (fixture->limiter);
  advance (fixture, 100 * MS);
  roster_api_limiter_leave (fixture->limiter, requests[1].ticket, ROSTER_API_OUTCOME_THROTTLED);
  /* Nor does an answer from before end the pause. */
  roster_api_limiter_leave (fixture->limiter, requests[2].ticket, ROSTER_API_OUTCOME_ANSWERED);
  roster_api_limiter_leave (fixture->limiter, requests[3].ticket, ROSTER_API_OUTCOME_THROTTLED);
  g_assert_cmpint (roster_api_limiter_get_blocked_until (fixture->limiter), ==, until);

  advance (fixture, 2 * SECOND);
  pass (fixture, ROSTER_API_OUTCOME_THROTTLED);
  g_assert_cmpint (roster_api_limiter_get_blocked_until (fixture->limiter) - roster_clock_get_steady (fixture->clock), >=, 2 * SECOND);
  g_assert_cmpint (roster_api_limiter_get_blocked_until (fixture->limiter) - roster_clock_get_steady (fixture->clock), <, 3 * SECOND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/api/limiter/four-at-a-time", Fixture, NULL, set_up, test_four_at_a_time, tear_down);
  g_test_add ("/api/limiter/ten-a-second", Fixture, NULL, set_up, test_ten_a_second, tear_down);
  g_test_add ("/api/limiter/connections-take-time", Fixture, NULL, set_up, test_connections_take_time, tear_down);
  g_test_add ("/api/limiter/as-the-server-counts", Fixture, NULL, set_up, test_as_the_server_counts, tear_down);
  g_test_add ("/api/limiter/other-paces", Fixture, NULL, set_up, test_other_paces, tear_down);
  g_test_add ("/api/limiter/background", Fixture, NULL, set_up, test_background, tear_down);
  g_test_add ("/api/limiter/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/api/limiter/cancel-in-the-same-moment", Fixture, NULL, set_up, test_cancel_in_the_same_moment, tear_down);
  g_test_add ("/api/limiter/back-off", Fixture, NULL, set_up, test_back_off, tear_down);
  g_test_add ("/api/limiter/date-set", Fixture, NULL, set_up, test_date_set, tear_down);
  g_test_add ("/api/limiter/back-off-ends-alone", Fixture, NULL, set_up, test_back_off_ends_alone, tear_down);
  g_test_add ("/api/limiter/burst-counts-once", Fixture, NULL, set_up, test_burst_counts_once, tear_down);

  return g_test_run ();
}
