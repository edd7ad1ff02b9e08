/* roster-account-watch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-account-watch.h"

#include "roster-api-asset.h"

/* Reads the list of TikTok accounts again and again, since TikTok tells nobody when one was linked: often while a client is likely to be
 * holding the phone, more seldom later, and at once when a person asks. */

#define LOOK_SOON (5 * G_USEC_PER_SEC)
#define LOOK_LATER (15 * G_USEC_PER_SEC)
#define LOOK_SOON_FOR (120 * G_USEC_PER_SEC)

struct _RosterAccountWatch
{
  GObject parent_instance;

  RosterSession *session;
  RosterClock *clock;
  char *bc_id;

  gboolean running;
  gint64 started_at;
  guint timer;

  GCancellable *look; /* of the look under way */
  gboolean asked_for; /* by a person */
  gboolean again;     /* a person asked while a look was under way */
  gint64 looked_at;
};

G_DEFINE_FINAL_TYPE (RosterAccountWatch, roster_account_watch, G_TYPE_OBJECT)

typedef enum
{
  PROP_LOOKING = 1,
  PROP_LOOKED_AT,
} RosterAccountWatchProperty;

static GParamSpec *properties[PROP_LOOKED_AT + 1];

typedef enum
{
  SIGNAL_LOOKED,
} RosterAccountWatchSignal;

static guint signals[SIGNAL_LOOKED + 1];

static void
on_timer (gpointer user_data)
{
  RosterAccountWatch *self = user_data;

  self->timer = 0;
  roster_account_watch_look (self, FALSE);
}

static void
schedule (RosterAccountWatch *self)
{
  gint64 now = roster_clock_get_now (self->clock);

  roster_clock_remove_timer (self->clock, self->timer);
  self->timer = roster_clock_add_timer (self->clock, now + (now - self->started_at < LOOK_SOON_FOR ? LOOK_SOON : LOOK_LATER), on_timer, self, NULL);
}

typedef struct
{
  RosterAccountWatch *self;
  GCancellable *look;
} Look;

static void
on_list (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree Look *call = user_data;
  g_autoptr (RosterAccountWatch) self = call->self;
  g_autoptr (GCancellable) look = call->look;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = roster_api_asset_list_tiktok_accounts_finish (ROSTER_API_CLIENT (source), result, &error);

  if (self->look != look)
    return;

  /* The lists are another Business Center's by now. */
  if (!roster_session_shows (self->session, ROSTER_API_CLIENT (source), self->bc_id))
    {
      roster_account_watch_stop (self);
      return;
    }

  if (accounts != NULL)
    roster_directory_merge_tiktok_accounts (roster_session_get_directory (self->session), accounts);
  self->looked_at = roster_clock_get_now (self->clock);
  g_clear_object (&self->look);

  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOKED_AT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOKING]);
  g_signal_emit (self, signals[SIGNAL_LOOKED], 0, self->asked_for, error);
  g_object_thaw_notify (G_OBJECT (self));

  if (self->again)
    {
      self->again = FALSE;
      roster_account_watch_look (self, TRUE);
    }
  else if (self->running)
    {
      schedule (self);
    }
}

static void
roster_account_watch_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  RosterAccountWatch *self = ROSTER_ACCOUNT_WATCH (object);

  switch ((RosterAccountWatchProperty) prop_id)
    {
    case PROP_LOOKING:
      g_value_set_boolean (value, self->look != NULL);
      break;

    case PROP_LOOKED_AT:
      g_value_set_int64 (value, self->looked_at);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_account_watch_dispose (GObject *object)
{
  RosterAccountWatch *self = ROSTER_ACCOUNT_WATCH (object);

  if (self->clock != NULL)
    roster_clock_remove_timer (self->clock, self->timer);
  self->timer = 0;
  g_cancellable_cancel (self->look);
  g_clear_object (&self->look);
  g_clear_object (&self->clock);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_account_watch_parent_class)->dispose (object);
}

static void
roster_account_watch_finalize (GObject *object)
{
  RosterAccountWatch *self = ROSTER_ACCOUNT_WATCH (object);

  g_clear_pointer (&self->bc_id, g_free);

  G_OBJECT_CLASS (roster_account_watch_parent_class)->finalize (object);
}

static void
roster_account_watch_class_init (RosterAccountWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_account_watch_get_property;
  object_class->dispose = roster_account_watch_dispose;
  object_class->finalize = roster_account_watch_finalize;

  /**
   * RosterAccountWatch:looking:
   *
   * Whether the list is being read at this moment.
   */
  properties[PROP_LOOKING] = g_param_spec_boolean ("looking", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterAccountWatch:looked-at:
   *
   * When the list was last read, in microseconds since 1970; 0 for not yet.
   */
  properties[PROP_LOOKED_AT] =
    g_param_spec_int64 ("looked-at", NULL, NULL, 0, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RosterAccountWatch::looked:
   * @self: the watch
   * @asked_for: whether a person asked for this look
   * @error: (nullable): why the list could not be read
   *
   * The list was read into the session's directory, or could not be.
   */
  signals[SIGNAL_LOOKED] = g_signal_new ("looked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_ERROR);
}

static void
roster_account_watch_init (RosterAccountWatch *self)
{
}

/**
 * roster_account_watch_new:
 * @session: the session
 * @bc_id: the Business Center whose accounts are watched
 *
 * Returns: (transfer full): a watch that has not been started
 */
RosterAccountWatch *
roster_account_watch_new (RosterSession *session,
                          const char    *bc_id)
{
  RosterAccountWatch *self = g_object_new (ROSTER_TYPE_ACCOUNT_WATCH, NULL);

  g_set_object (&self->session, session);
  g_set_object (&self->clock, roster_session_get_clock (session));
  self->bc_id = g_strdup (bc_id);

  return self;
}

/**
 * roster_account_watch_start:
 * @self: the watch
 *
 * Starts looking, every 5 seconds for two minutes, every 15 after that.
 */
void
roster_account_watch_start (RosterAccountWatch *self)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT_WATCH (self));

  self->running = TRUE;
  self->started_at = roster_clock_get_now (self->clock);
  schedule (self);
}

/**
 * roster_account_watch_rest:
 * @self: the watch
 *
 * Does not look by itself any more. The look under way is still told, and one can be asked for.
 */
void
roster_account_watch_rest (RosterAccountWatch *self)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT_WATCH (self));

  self->running = FALSE;
  roster_clock_remove_timer (self->clock, self->timer);
  self->timer = 0;
}

/**
 * roster_account_watch_stop:
 * @self: the watch
 *
 * Stops for good, the look under way included.
 */
void
roster_account_watch_stop (RosterAccountWatch *self)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT_WATCH (self));

  roster_account_watch_rest (self);
  self->again = FALSE;
  if (self->look == NULL)
    return;

  g_cancellable_cancel (self->look);
  g_clear_object (&self->look);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOKING]);
}

/**
 * roster_account_watch_look:
 * @self: the watch
 * @asked_for: whether a person asks; then a look under way, which may have left too early, is followed by another
 *
 * Looks at once.
 */
void
roster_account_watch_look (RosterAccountWatch *self,
                           gboolean            asked_for)
{
  RosterApiClient *client;
  Look *call;

  g_return_if_fail (ROSTER_IS_ACCOUNT_WATCH (self));

  if (self->look != NULL)
    {
      self->again |= asked_for;
      return;
    }

  client = roster_session_get_client (self->session);
  if (!roster_session_shows (self->session, client, self->bc_id))
    return;

  roster_clock_remove_timer (self->clock, self->timer);
  self->timer = 0;
  self->asked_for = asked_for;
  self->look = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOKING]);

  call = g_new0 (Look, 1);
  call->self = g_object_ref (self);
  call->look = g_object_ref (self->look);
  roster_api_asset_list_tiktok_accounts_async (client, self->bc_id, self->look, on_list, call);
}

/**
 * roster_account_watch_get_looking:
 * @self: the watch
 *
 * Returns: whether the list is being read at this moment
 */
gboolean
roster_account_watch_get_looking (RosterAccountWatch *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCOUNT_WATCH (self), FALSE);

  return self->look != NULL;
}

/**
 * roster_account_watch_get_looked_at:
 * @self: the watch
 *
 * Returns: when the list was last read, in microseconds since 1970; 0 for not yet
 */
gint64
roster_account_watch_get_looked_at (RosterAccountWatch *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCOUNT_WATCH (self), 0);

  return self->looked_at;
}
