/* roster-watch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-watch-private.h"

#include "roster-event.h"

/* Notices what happens elsewhere, and tells it. What is read is compared by roster-comparison, whoever asked for it; what waited for an acceptance
 * is given by roster-acceptances; when something is asked for is decided in roster-watch-look.c. */

#define LOOK_SOON_FOR (15 * G_TIME_SPAN_MINUTE)
#define CHECK_ROLE_EVERY (1 * G_TIME_SPAN_MINUTE)

G_DEFINE_FINAL_TYPE (RosterWatch, roster_watch, G_TYPE_OBJECT)

typedef enum
{
  PROP_ACTIVE = 1,
  PROP_NETWORK,
} RosterWatchProperty;

static GParamSpec *properties[PROP_NETWORK + 1];

typedef enum
{
  SIGNAL_EVENTS,
} RosterWatchSignal;

static guint signals[SIGNAL_EVENTS + 1];

static gboolean
is_admin (RosterWatch *self)
{
  RosterBusinessCenter *business_center = roster_session_get_business_center (self->session);

  return business_center != NULL && roster_business_center_get_role (business_center) == ROSTER_ROLE_ADMIN;
}

static void
tell (RosterWatch *self,
      RosterEvent *event)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (events, event);
  g_signal_emit (self, signals[SIGNAL_EVENTS], 0, events);
}

/* The role */

static void
on_role_checked (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (RosterWatch) self = user_data;

  /* What has changed is notified by the session; what could not be read will be refused again. */
  roster_session_check_role_finish (ROSTER_SESSION (source), result, NULL);
}

static void
check_role (RosterWatch *self)
{
  if (roster_watch_get_now (self) - self->role_checked_at < CHECK_ROLE_EVERY)
    return;

  self->role_checked_at = roster_watch_get_now (self);
  roster_session_check_role_async (self->session, on_role_checked, g_object_ref (self));
}

static void
on_read_only_changed (RosterWatch *self)
{
  gboolean was_admin = self->admin;

  self->admin = is_admin (self);
  if (was_admin != self->admin)
    {
      roster_comparison_reset (self->comparison, self->admin);
      if (roster_session_get_business_center (self->session) != NULL)
        tell (self, roster_event_new (was_admin ? ROSTER_EVENT_KIND_DEMOTED : ROSTER_EVENT_KIND_PROMOTED,
                                      ROSTER_ITEM (roster_session_get_business_center (self->session))));
    }
  roster_acceptances_go_on (self->acceptances);
  roster_watch_schedule (self);
}

/**
 * roster_watch_check_error: (skip)
 * @self: the watch
 * @error: (nullable): why something could not be read or done
 *
 * Whoever is refused what an Admin may do may be none any more.
 */
void
roster_watch_check_error (RosterWatch  *self,
                          const GError *error)
{
  if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_NOT_PERMITTED))
    check_role (self);
}

/* What was found */

static gboolean
is_oneself (RosterWatch *self,
            RosterItem  *item)
{
  RosterPerson *oneself = roster_session_get_oneself (self->session);

  return oneself != NULL && g_str_equal (roster_item_get_key (ROSTER_ITEM (oneself)), roster_item_get_key (item));
}

static void
on_found (RosterComparison *comparison,
          GPtrArray        *found,
          RosterWatch      *self)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);

  self->lively_until = roster_watch_get_now (self) + LOOK_SOON_FOR;
  for (guint i = 0; i < found->len; i++)
    {
      RosterEvent *event = found->pdata[i];
      RosterItem *item = roster_event_get_item (event);

      switch (roster_event_get_kind (event))
        {
        case ROSTER_EVENT_KIND_ACCEPTED:
          if (ROSTER_IS_PERSON (item))
            roster_acceptances_add (self->acceptances, ROSTER_PERSON (item));
          break;

        case ROSTER_EVENT_KIND_WITHDRAWN:
        case ROSTER_EVENT_KIND_DECLINED:
          roster_acceptances_drop (self->acceptances, roster_item_get_key (item), roster_event_get_kind (event) == ROSTER_EVENT_KIND_DECLINED);
          break;

        case ROSTER_EVENT_KIND_ROLE_CHANGED:
        case ROSTER_EVENT_KIND_MEMBER_LEFT:
          /* Of oneself it is told by what can be done. */
          if (is_oneself (self, item))
            {
              check_role (self);
              continue;
            }
          break;

        case ROSTER_EVENT_KIND_INVITED:
        case ROSTER_EVENT_KIND_MEMBER_JOINED:
        case ROSTER_EVENT_KIND_AGENCY_APPEARED:
        case ROSTER_EVENT_KIND_AGENCY_LOST:
        case ROSTER_EVENT_KIND_ACCOUNT_APPEARED:
        case ROSTER_EVENT_KIND_ACCOUNT_VANISHED:
        case ROSTER_EVENT_KIND_ACCOUNT_RETURNED:
        case ROSTER_EVENT_KIND_AD_ACCOUNT_APPEARED:
        case ROSTER_EVENT_KIND_AD_ACCOUNT_LOST:
        case ROSTER_EVENT_KIND_ACCESS_CHANGED:
        case ROSTER_EVENT_KIND_PROMOTED:
        case ROSTER_EVENT_KIND_DEMOTED:
        case ROSTER_EVENT_KIND_GIVEN:
        case ROSTER_EVENT_KIND_NOT_GIVEN:
        default:
          break;
        }
      g_ptr_array_add (events, g_object_ref (event));
    }

  if (events->len > 0)
    g_signal_emit (self, signals[SIGNAL_EVENTS], 0, events);
  roster_acceptances_go_on (self->acceptances);
}

static void
on_given (RosterAcceptances *acceptances,
          GPtrArray         *events,
          RosterWatch       *self)
{
  g_signal_emit (self, signals[SIGNAL_EVENTS], 0, events);
}

/* What the session does */

/* Since when the last readings of a list have lacked something. */
static void
note_missed (RosterWatch *self,
             GType        type,
             gint64      *missed_at)
{
  if (!roster_directory_misses (roster_session_get_directory (self->session), type))
    *missed_at = 0;
  else if (*missed_at == 0)
    *missed_at = roster_watch_get_now (self);
}

static void
on_merged (RosterDirectory *directory,
           int              list,
           RosterWatch     *self)
{
  if (list == ROSTER_DIRECTORY_LIST_TIKTOK_ACCOUNTS)
    note_missed (self, ROSTER_TYPE_TIKTOK_ACCOUNT, &self->missed_at);
  else if (list == ROSTER_DIRECTORY_LIST_PRINCIPALS)
    note_missed (self, ROSTER_TYPE_PERSON, &self->people_missed_at);
  if (list == ROSTER_DIRECTORY_LIST_PRINCIPALS || list == ROSTER_DIRECTORY_LIST_TIKTOK_ACCOUNTS)
    roster_watch_schedule (self);
}

static void
on_syncing_changed (RosterWatch *self)
{
  self->synced_at = roster_watch_get_now (self);
  if (roster_session_get_syncing (self->session))
    {
      self->unread = TRUE;
      roster_comparison_begin (self->comparison);
    }
  else if (roster_session_get_business_center (self->session) != NULL)
    {
      roster_comparison_end (self->comparison);
      roster_watch_put_off (self);
      self->accounts_failed = FALSE;
      if (roster_session_get_centers_incomplete (self->session))
        check_role (self);
      if (self->admin)
        roster_acceptances_look (self->acceptances);
      roster_acceptances_go_on (self->acceptances);
    }
  roster_watch_schedule (self);
}

static void
on_synced_at_changed (RosterWatch *self)
{
  gboolean read = self->unread && roster_session_get_synced_at (self->session) > 0;

  self->unread = FALSE;
  /* Nothing that is refused tells that more would be allowed. */
  if (read && !self->admin && roster_session_is_signed_in (self->session))
    check_role (self);
  roster_watch_schedule (self);
}

static void
on_error_changed (RosterWatch *self)
{
  /* A developer app without the scope for account groups is refused that part only, and each time: the rest was read. */
  if (roster_session_get_state (self->session) == ROSTER_SESSION_STATE_READY && self->unread)
    roster_watch_check_error (self, roster_session_get_error (self->session));
  if (roster_watch_has_come_to_nothing (self))
    roster_watch_put_off (self);
  roster_watch_schedule (self);
}

static void
on_change_state (RosterWatch  *self,
                 GParamSpec   *pspec,
                 RosterChange *change)
{
  roster_watch_check_error (self, roster_change_get_error (change));
}

static void
on_sending (RosterSession *session,
            RosterChange  *change,
            RosterWatch   *self)
{
  roster_comparison_expect (self->comparison, change);
  if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE)
    self->lively_until = roster_watch_get_now (self) + LOOK_SOON_FOR;
  g_signal_handlers_disconnect_by_func (change, on_change_state, self);
  g_signal_connect_object (change, "notify::state", G_CALLBACK (on_change_state), self, G_CONNECT_SWAPPED);
}

static void
stop (RosterWatch *self)
{
  roster_watch_stop_looking (self);
  roster_acceptances_stop (self->acceptances);
}

static void
on_business_center_changed (RosterWatch *self)
{
  /* The one that was shown from memory is compared with what is read: only its name may be another. */
  if (!g_set_object (&self->center, roster_session_get_center (self->session)) && self->center != NULL)
    return;

  stop (self);
  self->looked_at = 0;
  self->accounts_looked_at = 0;
  self->missed_at = 0;
  self->people_missed_at = 0;
  self->accounts_failed = FALSE;
  self->synced_at = 0;
  self->unread = FALSE;
  self->role_checked_at = 0;
  self->lively_until = roster_watch_get_now (self) + LOOK_SOON_FOR;
  self->admin = is_admin (self);
  roster_comparison_reset (self->comparison, self->admin);
  roster_watch_schedule (self);
}

static void
roster_watch_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  RosterWatch *self = ROSTER_WATCH (object);

  switch ((RosterWatchProperty) prop_id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;

    case PROP_NETWORK:
      g_value_set_boolean (value, self->network);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_watch_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  RosterWatch *self = ROSTER_WATCH (object);

  switch ((RosterWatchProperty) prop_id)
    {
    case PROP_ACTIVE:
      roster_watch_set_active (self, g_value_get_boolean (value));
      break;

    case PROP_NETWORK:
      roster_watch_set_network (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_watch_dispose (GObject *object)
{
  RosterWatch *self = ROSTER_WATCH (object);

  if (self->session != NULL)
    {
      stop (self);
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (roster_session_get_directory (self->session), self);
    }
  g_clear_object (&self->acceptances);
  g_clear_object (&self->comparison);
  g_clear_object (&self->center);
  g_clear_object (&self->clock);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_watch_parent_class)->dispose (object);
}

static void
roster_watch_class_init (RosterWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_watch_get_property;
  object_class->set_property = roster_watch_set_property;
  object_class->dispose = roster_watch_dispose;

  /**
   * RosterWatch:active:
   *
   * Whether somebody can see what is shown: TikTok is asked more often then.
   */
  properties[PROP_ACTIVE] =
    g_param_spec_boolean ("active", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterWatch:network:
   *
   * Whether there may be a network: without one, nothing is tried.
   */
  properties[PROP_NETWORK] =
    g_param_spec_boolean ("network", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RosterWatch::events:
   * @self: the watch
   * @events: (element-type RosterEvent): one or more
   *
   * Something has happened that this program did not do; or something was done for an acceptance.
   */
  signals[SIGNAL_EVENTS] = g_signal_new ("events", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
roster_watch_init (RosterWatch *self)
{
  self->network = TRUE;
}

/**
 * roster_watch_new:
 * @session: what to watch
 *
 * Returns: (transfer full): a watch that compares what is read, and asks by itself: seldom, until it is active
 */
RosterWatch *
roster_watch_new (RosterSession *session)
{
  RosterWatch *self;
  RosterDirectory *directory;

  g_return_val_if_fail (ROSTER_IS_SESSION (session), NULL);

  self = g_object_new (ROSTER_TYPE_WATCH, NULL);
  directory = roster_session_get_directory (session);
  self->session = g_object_ref (session);
  self->clock = g_object_ref (roster_session_get_clock (session));
  self->comparison = roster_comparison_new (directory, self->clock);
  self->acceptances = roster_acceptances_new (session);
  g_signal_connect_object (self->acceptances, "events", G_CALLBACK (on_given), self, 0);
  g_signal_connect_object (self->comparison, "found", G_CALLBACK (on_found), self, 0);
  g_signal_connect (directory, "merged", G_CALLBACK (on_merged), self);
  g_signal_connect (session, "sending", G_CALLBACK (on_sending), self);
  g_signal_connect_swapped (session, "notify::business-center", G_CALLBACK (on_business_center_changed), self);
  g_signal_connect_swapped (session, "notify::error", G_CALLBACK (on_error_changed), self);
  g_signal_connect_swapped (session, "notify::offline", G_CALLBACK (roster_watch_schedule), self);
  g_signal_connect_swapped (session, "notify::read-only", G_CALLBACK (on_read_only_changed), self);
  g_signal_connect_swapped (session, "notify::state", G_CALLBACK (roster_watch_schedule), self);
  g_signal_connect_swapped (session, "notify::synced-at", G_CALLBACK (on_synced_at_changed), self);
  g_signal_connect_swapped (session, "notify::syncing", G_CALLBACK (on_syncing_changed), self);
  on_business_center_changed (self);

  return self;
}

/**
 * roster_watch_set_active:
 * @self: the watch
 * @active: whether somebody can see what is shown
 *
 * Looks more often while somebody can: what is due by that is looked at now.
 */
void
roster_watch_set_active (RosterWatch *self,
                         gboolean     active)
{
  g_return_if_fail (ROSTER_IS_WATCH (self));

  if (self->active == active)
    return;

  self->active = active;
  if (active)
    self->lively_until = roster_watch_get_now (self) + LOOK_SOON_FOR;
  roster_watch_schedule (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

/**
 * roster_watch_note_gone:
 * @self: the watch
 * @key: the key of a TikTok account that was told to be gone, before the program was started perhaps
 *
 * Has its return told as one.
 */
void
roster_watch_note_gone (RosterWatch *self,
                        const char  *key)
{
  g_return_if_fail (ROSTER_IS_WATCH (self));

  roster_comparison_note_gone (self->comparison, key);
}

/**
 * roster_watch_set_network:
 * @self: the watch
 * @network: whether there may be a network
 *
 * Says how the network is, as often as something has changed about it. Where TikTok could not be reached, it is tried again by and by as long as
 * there may be one, and at once when this says so.
 */
void
roster_watch_set_network (RosterWatch *self,
                          gboolean     network)
{
  gboolean changed;

  g_return_if_fail (ROSTER_IS_WATCH (self));

  changed = self->network != network;
  self->network = network;
  if (network && roster_session_get_offline (self->session))
    roster_watch_look_at_once (self);
  else
    roster_watch_schedule (self);
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NETWORK]);
}
