/* roster-account-watch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-account-watch.h"

#include "roster-api-asset.h"
#include "roster-api-list.h"

/* Reads the list of TikTok accounts again and again, since TikTok tells nobody when one was linked: often while a client is likely to be
 * holding the phone, more seldom later, while nobody sees the window, or while TikTok cannot be reached, and at once when a person asks; by itself
 * only as long as there is a network. One watch serves all who wait in a Business Center: one reading tells them all, and the one whose wait began
 * last sets the pace. */

#define LOOK_SOON (5 * G_USEC_PER_SEC)
#define LOOK_LATER (15 * G_USEC_PER_SEC)
#define LOOK_SOON_FOR (120 * G_USEC_PER_SEC)

struct _RosterAccountWatch
{
  GObject parent_instance;

  RosterSession *session;
  RosterClock *clock;
  char *bc_id;

  gboolean active;
  gboolean seen;
  GHashTable *followers; /* who waits, and since when: a gint64 each */
  guint timer;
  gint64 due; /* when the timer goes off */

  GCancellable *look; /* of the look under way */
  gboolean again;     /* somebody asked for another while it was under way */
  gint64 tried_at;    /* when the last look ended, however */
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
  roster_account_watch_look (self);
}

static void
drop_timer (RosterAccountWatch *self)
{
  roster_clock_remove_timer (self->clock, self->timer);
  self->timer = 0;
}

/* A look that is due earlier stays. */
static void
schedule (RosterAccountWatch *self,
          gint64              from)
{
  gint64 now = roster_clock_get_steady (self->clock);
  gint64 youngest = G_MININT64;
  gint64 due;
  gboolean soon;
  GHashTableIter iter;
  gpointer since;

  if (!self->active || self->look != NULL || g_hash_table_size (self->followers) == 0)
    return;

  g_hash_table_iter_init (&iter, self->followers);
  while (g_hash_table_iter_next (&iter, NULL, &since))
    youngest = MAX (youngest, *(gint64 *) since);

  soon = self->seen && now - youngest < LOOK_SOON_FOR && !roster_session_get_offline (self->session);
  due = MAX (from + (soon ? LOOK_SOON : LOOK_LATER), now);
  if (self->timer != 0 && self->due <= due)
    return;

  drop_timer (self);
  self->due = due;
  self->timer = roster_clock_add_timer (self->clock, due, on_timer, self, NULL);
}

/* From the last look on, so that what was due meanwhile is looked at now. */
static void
start_again (RosterAccountWatch *self)
{
  drop_timer (self);
  schedule (self, self->tried_at > 0 ? self->tried_at : roster_clock_get_steady (self->clock));
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
  GPtrArray *all = roster_api_asset_list_tiktok_accounts_finish (ROSTER_API_CLIENT (source), result, &error);
  g_autoptr (GPtrArray) accounts = roster_api_list_take_rows (all, result, error);

  if (self->look != look)
    return;

  /* The lists are another Business Center's by now. */
  if (!roster_session_shows (self->session, ROSTER_API_CLIENT (source), self->bc_id))
    {
      roster_account_watch_stop (self);
      return;
    }

  if (accounts != NULL)
    roster_directory_merge_tiktok_accounts (roster_session_get_directory (self->session), accounts,
                                            all != NULL ? ROSTER_MERGE_WHOLE : ROSTER_MERGE_PART);
  self->tried_at = roster_clock_get_steady (self->clock);
  if (error == NULL)
    self->looked_at = self->tried_at;
  g_clear_object (&self->look);

  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOKED_AT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOKING]);
  g_signal_emit (self, signals[SIGNAL_LOOKED], 0, error);
  g_object_thaw_notify (G_OBJECT (self));

  if (self->again)
    roster_account_watch_look (self);
  else
    schedule (self, self->tried_at);
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
    drop_timer (self);
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

  g_clear_pointer (&self->followers, g_hash_table_unref);
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
   * When the list was last read without a failure, by roster_clock_get_steady(); 0 for not yet.
   */
  properties[PROP_LOOKED_AT] =
    g_param_spec_int64 ("looked-at", NULL, NULL, 0, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RosterAccountWatch::looked:
   * @self: the watch
   * @error: (nullable): why the list could not be read
   *
   * The list was read into the session's directory, or could not be.
   */
  signals[SIGNAL_LOOKED] = g_signal_new ("looked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
roster_account_watch_init (RosterAccountWatch *self)
{
  self->active = TRUE;
  self->seen = TRUE;
  self->followers = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

/**
 * roster_account_watch_new:
 * @session: the session
 * @bc_id: the Business Center whose accounts are watched
 *
 * Returns: (transfer full): a watch that nobody follows
 */
RosterAccountWatch *
roster_account_watch_new (RosterSession *session,
                          const char    *bc_id)
{
  RosterAccountWatch *self = g_object_new (ROSTER_TYPE_ACCOUNT_WATCH, NULL);

  g_set_object (&self->session, session);
  g_set_object (&self->clock, roster_session_get_clock (session));
  self->bc_id = g_strdup (bc_id);
  g_signal_connect_object (session, "notify::offline", G_CALLBACK (start_again), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * roster_account_watch_follow:
 * @self: the watch
 * @follower: who waits; not touched
 * @since: since when, by roster_clock_get_steady()
 *
 * Looks by itself from now on: every 5 seconds in the first two minutes of a wait, every 15 after that, and while nobody sees the window.
 */
void
roster_account_watch_follow (RosterAccountWatch *self,
                             gpointer            follower,
                             gint64              since)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT_WATCH (self));

  g_hash_table_insert (self->followers, follower, g_memdup2 (&since, sizeof since));
  schedule (self, roster_clock_get_steady (self->clock));
}

/**
 * roster_account_watch_leave:
 * @self: the watch
 * @follower: who does not wait any more
 *
 * Does not look by itself for @follower any more. The look under way is still told, and one can be asked for.
 */
void
roster_account_watch_leave (RosterAccountWatch *self,
                            gpointer            follower)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT_WATCH (self));

  if (!g_hash_table_remove (self->followers, follower))
    return;

  start_again (self);
}

/**
 * roster_account_watch_set_active:
 * @self: the watch
 * @active: whether to look by itself, as is so at first
 *
 * Looks by itself, or does not. What was due meanwhile is looked at now.
 */
void
roster_account_watch_set_active (RosterAccountWatch *self,
                                 gboolean            active)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT_WATCH (self));

  if (self->active == active)
    return;

  self->active = active;
  start_again (self);
}

/**
 * roster_account_watch_set_seen:
 * @self: the watch
 * @seen: whether somebody can see what is shown, as is so at first
 *
 * Looks more seldom while nobody does.
 */
void
roster_account_watch_set_seen (RosterAccountWatch *self,
                               gboolean            seen)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT_WATCH (self));

  if (self->seen == seen)
    return;

  self->seen = seen;
  start_again (self);
}

/**
 * roster_account_watch_note_read:
 * @self: the watch
 *
 * Notes that somebody else has read the list just now.
 */
void
roster_account_watch_note_read (RosterAccountWatch *self)
{
  g_return_if_fail (ROSTER_IS_ACCOUNT_WATCH (self));

  self->looked_at = roster_clock_get_steady (self->clock);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOKED_AT]);
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

  g_hash_table_remove_all (self->followers);
  drop_timer (self);
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
 *
 * Looks at once; while nobody is signed in, when it is time for the next look.
 */
void
roster_account_watch_look (RosterAccountWatch *self)
{
  RosterApiClient *client;
  Look *call;

  g_return_if_fail (ROSTER_IS_ACCOUNT_WATCH (self));

  if (self->look != NULL)
    return;

  drop_timer (self);
  client = roster_session_get_client (self->session);
  if (!roster_session_is_signed_in (self->session) || !roster_session_shows (self->session, client, self->bc_id))
    {
      schedule (self, roster_clock_get_steady (self->clock));
      return;
    }

  self->again = FALSE;
  self->look = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOKING]);

  call = g_new0 (Look, 1);
  call->self = g_object_ref (self);
  call->look = g_object_ref (self->look);
  roster_api_asset_list_tiktok_accounts_async (client, self->bc_id, self->look, on_list, call);
}

/**
 * roster_account_watch_look_again:
 * @self: the watch
 *
 * Looks at once, because a person says that there is something to be seen: a look under way, which may have left too early, is followed by
 * another.
 *
 * Returns: how many looks it takes until what that person means can be in the list
 */
guint
roster_account_watch_look_again (RosterAccountWatch *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCOUNT_WATCH (self), 0);

  if (self->look != NULL)
    {
      self->again = TRUE;
      return 2;
    }

  roster_account_watch_look (self);

  return 1;
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
 * Returns: when the list was last read without a failure, by roster_clock_get_steady(); 0 for not yet
 */
gint64
roster_account_watch_get_looked_at (RosterAccountWatch *self)
{
  g_return_val_if_fail (ROSTER_IS_ACCOUNT_WATCH (self), 0);

  return self->looked_at;
}
