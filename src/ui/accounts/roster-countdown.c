/* roster-countdown.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-countdown.h"

/* What a request's deadline, and the last look for its account, mean right now. The deadline is a moment and the clock is asked anew at every beat, so that a laptop that
 * slept shows the truth on waking; no number of seconds is ever counted down. The beat falls on the deadline's own seconds: the code is
 * dead at the deadline, not up to a second later. Afterwards the beat falls where the age of the last look gets another number. */

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)
#define HOUR (60 * MINUTE)

struct _RosterCountdown
{
  GObject parent_instance;

  RosterLinkRequest *request;
  RosterClock *clock;
  guint timer;
  int seconds_left;
  int looked_ago;
  gboolean dead;
  char *text;
};

G_DEFINE_FINAL_TYPE (RosterCountdown, roster_countdown, G_TYPE_OBJECT)

typedef enum
{
  PROP_SECONDS_LEFT = 1,
  PROP_TEXT,
  PROP_DEAD,
  PROP_LOOKED_AGO,
} RosterCountdownProperty;

static GParamSpec *properties[PROP_LOOKED_AGO + 1];

static void
stop (RosterCountdown *self)
{
  if (self->timer != 0)
    roster_clock_remove_timer (self->clock, self->timer);
  self->timer = 0;
}

static void
on_beat (gpointer user_data)
{
  RosterCountdown *self = ROSTER_COUNTDOWN (user_data);

  self->timer = 0;
  roster_countdown_refresh (self);
}

static void
roster_countdown_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  RosterCountdown *self = ROSTER_COUNTDOWN (object);

  switch ((RosterCountdownProperty) prop_id)
    {
    case PROP_SECONDS_LEFT:
      g_value_set_int (value, self->seconds_left);
      break;

    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;

    case PROP_DEAD:
      g_value_set_boolean (value, self->dead);
      break;

    case PROP_LOOKED_AGO:
      g_value_set_int (value, self->looked_ago);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_countdown_dispose (GObject *object)
{
  RosterCountdown *self = ROSTER_COUNTDOWN (object);

  if (self->clock != NULL)
    stop (self);
  g_clear_object (&self->request);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (roster_countdown_parent_class)->dispose (object);
}

static void
roster_countdown_finalize (GObject *object)
{
  RosterCountdown *self = ROSTER_COUNTDOWN (object);

  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (roster_countdown_parent_class)->finalize (object);
}

static void
roster_countdown_class_init (RosterCountdownClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_countdown_get_property;
  object_class->dispose = roster_countdown_dispose;
  object_class->finalize = roster_countdown_finalize;

  /**
   * RosterCountdown:seconds-left:
   *
   * How many seconds the code is good for, rounded up; 0 when it is dead or there is none.
   */
  properties[PROP_SECONDS_LEFT] =
    g_param_spec_int ("seconds-left", NULL, NULL, 0, G_MAXINT, 0,
                      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterCountdown:text:
   *
   * The same as minutes and seconds.
   */
  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterCountdown:dead:
   *
   * Whether the code must not be scanned any more.
   */
  properties[PROP_DEAD] =
    g_param_spec_boolean ("dead", NULL, NULL, TRUE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterCountdown:looked-ago:
   *
   * How many seconds ago the list of accounts was last read; -1 for never.
   */
  properties[PROP_LOOKED_AGO] =
    g_param_spec_int ("looked-ago", NULL, NULL, -1, G_MAXINT, -1,
                      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_countdown_init (RosterCountdown *self)
{
  self->dead = TRUE;
  self->looked_ago = -1;
  self->text = g_strdup ("0:00");
}

/**
 * roster_countdown_new:
 * @request: what is counted down
 * @clock: what tells the time
 *
 * Returns: (transfer full): a new countdown, which follows the request until it is disposed of
 */
RosterCountdown *
roster_countdown_new (RosterLinkRequest *request,
                      RosterClock       *clock)
{
  RosterCountdown *self;

  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (request), NULL);
  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);

  self = g_object_new (ROSTER_TYPE_COUNTDOWN, NULL);
  self->request = g_object_ref (request);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (request, "notify::state", G_CALLBACK (roster_countdown_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (request, "notify::deadline", G_CALLBACK (roster_countdown_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (request, "notify::looked-at", G_CALLBACK (roster_countdown_refresh), self, G_CONNECT_SWAPPED);
  roster_countdown_refresh (self);

  return self;
}

/**
 * roster_countdown_get_text:
 * @self: a countdown
 *
 * Returns: (transfer none): the same as minutes and seconds
 */
const char *
roster_countdown_get_text (RosterCountdown *self)
{
  g_return_val_if_fail (ROSTER_IS_COUNTDOWN (self), NULL);

  return self->text;
}

/**
 * roster_countdown_get_dead:
 * @self: a countdown
 *
 * Returns: whether the code must not be scanned any more
 */
gboolean
roster_countdown_get_dead (RosterCountdown *self)
{
  g_return_val_if_fail (ROSTER_IS_COUNTDOWN (self), TRUE);

  return self->dead;
}

/**
 * roster_countdown_get_looked_ago:
 * @self: a countdown
 *
 * Returns: how many seconds ago the list of accounts was last read; -1 for never
 */
int
roster_countdown_get_looked_ago (RosterCountdown *self)
{
  g_return_val_if_fail (ROSTER_IS_COUNTDOWN (self), -1);

  return self->looked_ago;
}

/* When there is something else to be said; 0 for never. */
static gint64
get_next_beat (RosterCountdown *self,
               gint64           now,
               gint64           left,
               gint64           looked_at)
{
  gint64 age = MAX (now - looked_at, 0);
  gint64 unit = age < MINUTE ? G_USEC_PER_SEC : age < HOUR ? MINUTE : HOUR;

  if (left > 0)
    return now + (left - 1) % G_USEC_PER_SEC + 1;
  if (looked_at == 0 || roster_link_request_get_state (self->request) != ROSTER_LINK_REQUEST_STATE_EXPIRED)
    return 0;

  return now + unit - age % unit;
}

/**
 * roster_countdown_refresh:
 * @self: a countdown
 *
 * Looks at the clock now, and again when there is something else to be said. To be called whenever the countdown comes into view.
 */
void
roster_countdown_refresh (RosterCountdown *self)
{
  gint64 now, left, looked_at, beat;
  gboolean dead;
  int seconds, ago;

  g_return_if_fail (ROSTER_IS_COUNTDOWN (self));

  now = roster_clock_get_steady (self->clock);
  left = roster_link_request_get_time_left (self->request);
  looked_at = roster_link_request_get_looked_at (self->request);
  seconds = (int) MIN ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC, G_MAXINT);
  ago = looked_at > 0 ? (int) MIN (MAX (now - looked_at, 0) / G_USEC_PER_SEC, G_MAXINT) : -1;
  dead = left == 0;

  stop (self);
  beat = get_next_beat (self, now, left, looked_at);
  if (beat > 0)
    self->timer = roster_clock_add_timer (self->clock, beat, on_beat, self, NULL);

  g_object_freeze_notify (G_OBJECT (self));
  if (self->seconds_left != seconds)
    {
      self->seconds_left = seconds;
      g_free (self->text);
      self->text = g_strdup_printf ("%d:%02d", seconds / 60, seconds % 60);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECONDS_LEFT]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
    }
  if (self->looked_ago != ago)
    {
      self->looked_ago = ago;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOKED_AGO]);
    }
  if (self->dead != dead)
    {
      self->dead = dead;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEAD]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}
