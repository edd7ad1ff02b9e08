/* roster-watch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-watch.h"

#include "roster-comparison.h"
#include "roster-event.h"
#include "roster-invitations.h"
#include "roster-queue.h"

/* Notices what happens elsewhere, and does what waits for it. It asks for little: while an invitation is pending, who is pending, every minute
 * as long as an answer is likely and more seldom after that; everything, as a quick sync, now and then; and nothing at all while nobody looks
 * at the window, while TikTok cannot be reached, or while the session reads by itself. What was due in the meantime is done at once
 * afterwards, and when a laptop wakes. What is read is compared by roster-comparison, whoever asked for it. */

#define LOOK_SOON (1 * G_TIME_SPAN_MINUTE)
#define LOOK_LATER (5 * G_TIME_SPAN_MINUTE)
#define LOOK_SOON_FOR (15 * G_TIME_SPAN_MINUTE)
#define SYNC_EVERY (12 * G_TIME_SPAN_MINUTE)
#define CHECK_ROLE_EVERY (1 * G_TIME_SPAN_MINUTE)
#define NEVER G_MAXINT64

struct _RosterWatch
{
  GObject parent_instance;

  RosterSession *session;
  RosterClock *clock;
  RosterComparison *comparison;
  gboolean active;

  guint timer;
  gint64 looked_at;
  gint64 sync_began_at;
  gint64 lively_until; /* an answer is likely */
  gint64 role_checked_at;
  gboolean admin;
  GCancellable *look; /* of the look under way */

  GQueue accepted;         /* of RosterPerson: who may have something waiting */
  GCancellable *taking;    /* while somebody is given what waited */
  GHashTable *passed_over; /* of gint64: the queued grants that were tried */
};

G_DEFINE_FINAL_TYPE (RosterWatch, roster_watch, G_TYPE_OBJECT)

typedef enum
{
  PROP_ACTIVE = 1,
} RosterWatchProperty;

static GParamSpec *properties[PROP_ACTIVE + 1];

typedef enum
{
  SIGNAL_EVENTS,
} RosterWatchSignal;

static guint signals[SIGNAL_EVENTS + 1];

static void schedule (RosterWatch *self);
static void take_next (RosterWatch *self);

static gint64
get_now (RosterWatch *self)
{
  return roster_clock_get_now (self->clock);
}

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
  if (!self->admin || get_now (self) - self->role_checked_at < CHECK_ROLE_EVERY)
    return;

  self->role_checked_at = get_now (self);
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
      if (was_admin && roster_session_get_business_center (self->session) != NULL)
        tell (self, roster_event_new (ROSTER_EVENT_KIND_DEMOTED, ROSTER_ITEM (roster_session_get_business_center (self->session))));
    }
  take_next (self);
  schedule (self);
}

/* Whoever is refused what an Admin may do may be none any more. */
static void
check_error (RosterWatch  *self,
             const GError *error)
{
  if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_NOT_PERMITTED))
    check_role (self);
}

/* What waits for an acceptance */

static void
tell_taken (RosterWatch  *self,
            RosterPerson *person,
            GListModel   *changes)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  const GError *error = NULL;
  guint n_given = 0;
  guint n_failed = 0;

  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (changes, i);

      if (roster_change_get_state (change) == ROSTER_CHANGE_STATE_DONE)
        {
          n_given++;
        }
      else if (roster_change_get_error (change) != NULL)
        {
          n_failed++;
          error = error != NULL ? error : roster_change_get_error (change);
        }
    }

  if (n_given > 0)
    g_ptr_array_add (events, roster_event_new_given (ROSTER_ITEM (person), n_given, NULL));
  if (n_failed > 0)
    g_ptr_array_add (events, roster_event_new_given (ROSTER_ITEM (person), n_failed, error));
  if (events->len > 0)
    g_signal_emit (self, signals[SIGNAL_EVENTS], 0, events);
}

typedef struct
{
  RosterWatch *self;
  RosterPerson *person;
  GCancellable *taking;
} TakeCall;

static void
on_taken (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree TakeCall *call = user_data;
  g_autoptr (RosterWatch) self = call->self;
  g_autoptr (RosterPerson) person = call->person;
  g_autoptr (GCancellable) taking = call->taking;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) changes = roster_queue_take_finish (ROSTER_SESSION (source), result, &error);

  if (self->taking != taking)
    return;

  g_clear_object (&self->taking);
  if (changes != NULL)
    tell_taken (self, person, changes);
  else
    check_error (self, error);
  take_next (self);
}

static void
take_next (RosterWatch *self)
{
  TakeCall *call;

  if (self->taking != NULL || g_queue_is_empty (&self->accepted) || roster_session_get_syncing (self->session) ||
      roster_session_get_read_only (self->session) != ROSTER_READ_ONLY_NO)
    return;

  self->taking = g_cancellable_new ();
  call = g_new0 (TakeCall, 1);
  call->self = g_object_ref (self);
  call->person = g_queue_pop_head (&self->accepted);
  call->taking = g_object_ref (self->taking);
  roster_queue_take_async (self->session, call->person, self->passed_over, self->taking, on_taken, call);
}

/* Once for each person, however often the acceptance is noticed. */
static void
push_accepted (RosterWatch  *self,
               RosterPerson *person)
{
  if (roster_person_get_user_id (person) != NULL && g_queue_find (&self->accepted, person) == NULL)
    g_queue_push_tail (&self->accepted, g_object_ref (person));
}

/* After a sync, also the first one: somebody may have accepted while the program was closed, and it may have been closed before all was given. */
static void
on_queue_listed (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (RosterWatch) self = user_data;
  g_autoptr (GPtrArray) grants = roster_store_queue_list_finish (ROSTER_STORE_CENTER (source), result, NULL);
  GListModel *principals;

  if (grants == NULL || grants->len == 0 || ROSTER_STORE_CENTER (source) != roster_session_get_center (self->session))
    return;

  principals = roster_session_get_principals (self->session);
  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);
      g_autofree char *key = NULL;

      if (!ROSTER_IS_PERSON (principal) || roster_person_get_user_id (ROSTER_PERSON (principal)) == NULL)
        continue;

      key = roster_person_dup_address_key (roster_principal_get_address (principal));
      for (guint j = 0; j < grants->len; j++)
        if (g_str_equal (((RosterQueuedGrant *) grants->pdata[j])->subject, key))
          {
            push_accepted (self, ROSTER_PERSON (principal));
            break;
          }
    }
  take_next (self);
}

static void
look_into_queue (RosterWatch *self)
{
  RosterStoreCenter *center = roster_session_get_center (self->session);

  if (self->admin && center != NULL)
    roster_store_queue_list_async (center, NULL, NULL, on_queue_listed, g_object_ref (self));
}

/* What was found */

static void
on_dropped (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  roster_store_queue_remove_finish (ROSTER_STORE_CENTER (source), result, NULL);
}

static void
on_listed_to_drop (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GPtrArray) grants = roster_store_queue_list_finish (ROSTER_STORE_CENTER (source), result, NULL);

  if (grants != NULL && grants->len > 0)
    roster_store_queue_remove_async (ROSTER_STORE_CENTER (source), grants, on_dropped, NULL);
}

/* What was promised with an invitation that is gone must not be given to whoever is invited next at that address. */
static void
drop_waiting (RosterWatch *self,
              RosterItem  *invited)
{
  RosterStoreCenter *center = roster_session_get_center (self->session);
  GListModel *principals = roster_session_get_principals (self->session);

  if (center == NULL)
    return;

  /* Unless it may be the invitation of a member whom TikTok tells no address of. */
  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);
      const char *address = roster_principal_get_address (principal);

      if (ROSTER_IS_PERSON (principal) && (address == NULL || *address == '\0'))
        return;
    }

  roster_store_queue_list_async (center, roster_item_get_key (invited), NULL, on_listed_to_drop, NULL);
}

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

  self->lively_until = get_now (self) + LOOK_SOON_FOR;
  for (guint i = 0; i < found->len; i++)
    {
      RosterEvent *event = found->pdata[i];
      RosterItem *item = roster_event_get_item (event);

      switch (roster_event_get_kind (event))
        {
        case ROSTER_EVENT_KIND_ACCEPTED:
          push_accepted (self, ROSTER_PERSON (item));
          break;

        case ROSTER_EVENT_KIND_WITHDRAWN:
          drop_waiting (self, item);
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
        case ROSTER_EVENT_KIND_DECLINED:
        case ROSTER_EVENT_KIND_MEMBER_JOINED:
        case ROSTER_EVENT_KIND_AGENCY_APPEARED:
        case ROSTER_EVENT_KIND_AGENCY_LOST:
        case ROSTER_EVENT_KIND_ACCOUNT_APPEARED:
        case ROSTER_EVENT_KIND_ACCOUNT_VANISHED:
        case ROSTER_EVENT_KIND_AD_ACCOUNT_APPEARED:
        case ROSTER_EVENT_KIND_AD_ACCOUNT_LOST:
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
  take_next (self);
}

/* Looking */

static gint64
get_next_look (RosterWatch *self)
{
  if (!self->admin || roster_invitations_count (roster_session_get_directory (self->session)) == 0)
    return NEVER;

  return self->looked_at + (get_now (self) < self->lively_until ? LOOK_SOON : LOOK_LATER);
}

static gint64
get_next_sync (RosterWatch *self)
{
  return MAX (self->sync_began_at, roster_session_get_synced_at (self->session)) + SYNC_EVERY;
}

typedef struct
{
  RosterWatch *self;
  GCancellable *look;
} LookCall;

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
  self->looked_at = get_now (self);
  check_error (self, error);
  schedule (self);
}

static void
on_timer (gpointer user_data)
{
  RosterWatch *self = user_data;
  LookCall *call;

  self->timer = 0;
  if (get_next_sync (self) <= get_now (self))
    {
      roster_session_sync (self->session);
      return;
    }

  self->look = g_cancellable_new ();
  call = g_new0 (LookCall, 1);
  call->self = g_object_ref (self);
  call->look = g_object_ref (self->look);
  roster_invitations_look_async (self->session, self->look, on_looked, call);
}

static void
schedule (RosterWatch *self)
{
  gint64 due;

  roster_clock_remove_timer (self->clock, self->timer);
  self->timer = 0;
  if (!self->active || self->look != NULL || roster_session_get_state (self->session) != ROSTER_SESSION_STATE_READY ||
      roster_session_get_syncing (self->session) || roster_session_get_offline (self->session))
    return;

  due = MIN (get_next_look (self), get_next_sync (self));
  self->timer = roster_clock_add_timer (self->clock, due, on_timer, self, NULL);
}

/* What the session does */

static void
on_merged (RosterDirectory *directory,
           int              list,
           RosterWatch     *self)
{
  if (list == ROSTER_DIRECTORY_LIST_PRINCIPALS)
    schedule (self);
}

static void
on_syncing_changed (RosterWatch *self)
{
  if (roster_session_get_syncing (self->session))
    {
      self->sync_began_at = get_now (self);
    }
  else if (roster_session_get_business_center (self->session) != NULL)
    {
      self->looked_at = get_now (self);
      look_into_queue (self);
      take_next (self);
    }
  schedule (self);
}

static void
on_error_changed (RosterWatch *self)
{
  /* A developer app without the scope for account groups is refused that part only, and each time: the rest was read. */
  if (roster_session_get_state (self->session) == ROSTER_SESSION_STATE_READY && roster_session_get_synced_at (self->session) < self->sync_began_at)
    check_error (self, roster_session_get_error (self->session));
}

static void
on_change_state (RosterWatch  *self,
                 GParamSpec   *pspec,
                 RosterChange *change)
{
  check_error (self, roster_change_get_error (change));
}

static void
on_sending (RosterSession *session,
            RosterChange  *change,
            RosterWatch   *self)
{
  roster_comparison_expect (self->comparison, change);
  if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE)
    self->lively_until = get_now (self) + LOOK_SOON_FOR;
  g_signal_handlers_disconnect_by_func (change, on_change_state, self);
  g_signal_connect_object (change, "notify::state", G_CALLBACK (on_change_state), self, G_CONNECT_SWAPPED);
}

static void
stop (RosterWatch *self)
{
  roster_clock_remove_timer (self->clock, self->timer);
  self->timer = 0;
  g_cancellable_cancel (self->look);
  g_clear_object (&self->look);
  g_cancellable_cancel (self->taking);
  g_clear_object (&self->taking);
  g_queue_clear_full (&self->accepted, g_object_unref);
}

static void
on_business_center_changed (RosterWatch *self)
{
  stop (self);
  g_hash_table_remove_all (self->passed_over);
  self->looked_at = 0;
  self->sync_began_at = 0;
  self->role_checked_at = 0;
  self->lively_until = get_now (self) + LOOK_SOON_FOR;
  self->admin = is_admin (self);
  roster_comparison_reset (self->comparison, self->admin);
  schedule (self);
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
  g_clear_object (&self->comparison);
  g_clear_object (&self->clock);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_watch_parent_class)->dispose (object);
}

static void
roster_watch_finalize (GObject *object)
{
  g_hash_table_unref (ROSTER_WATCH (object)->passed_over);

  G_OBJECT_CLASS (roster_watch_parent_class)->finalize (object);
}

static void
roster_watch_class_init (RosterWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_watch_get_property;
  object_class->set_property = roster_watch_set_property;
  object_class->dispose = roster_watch_dispose;
  object_class->finalize = roster_watch_finalize;

  /**
   * RosterWatch:active:
   *
   * Whether somebody can see what is shown: TikTok is asked only then.
   */
  properties[PROP_ACTIVE] =
    g_param_spec_boolean ("active", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

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
  g_queue_init (&self->accepted);
  self->passed_over = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * roster_watch_new:
 * @session: what to watch
 *
 * Returns: (transfer full): a watch that compares what is read, and asks by itself once it is active
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
  self->comparison = roster_comparison_new (directory);
  g_signal_connect_object (self->comparison, "found", G_CALLBACK (on_found), self, 0);
  g_signal_connect (directory, "merged", G_CALLBACK (on_merged), self);
  g_signal_connect (session, "sending", G_CALLBACK (on_sending), self);
  g_signal_connect_swapped (session, "notify::business-center", G_CALLBACK (on_business_center_changed), self);
  g_signal_connect_swapped (session, "notify::error", G_CALLBACK (on_error_changed), self);
  g_signal_connect_swapped (session, "notify::offline", G_CALLBACK (schedule), self);
  g_signal_connect_swapped (session, "notify::read-only", G_CALLBACK (on_read_only_changed), self);
  g_signal_connect_swapped (session, "notify::state", G_CALLBACK (schedule), self);
  g_signal_connect_swapped (session, "notify::synced-at", G_CALLBACK (schedule), self);
  g_signal_connect_swapped (session, "notify::syncing", G_CALLBACK (on_syncing_changed), self);
  on_business_center_changed (self);

  return self;
}

/**
 * roster_watch_get_active:
 * @self: the watch
 *
 * Returns: whether somebody can see what is shown
 */
gboolean
roster_watch_get_active (RosterWatch *self)
{
  g_return_val_if_fail (ROSTER_IS_WATCH (self), FALSE);

  return self->active;
}

/**
 * roster_watch_set_active:
 * @self: the watch
 * @active: whether somebody can see what is shown
 *
 * What was due while nobody could is looked at now.
 */
void
roster_watch_set_active (RosterWatch *self,
                         gboolean     active)
{
  g_return_if_fail (ROSTER_IS_WATCH (self));

  if (self->active == active)
    return;

  self->active = active;
  self->lively_until = get_now (self) + LOOK_SOON_FOR;
  schedule (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}
