/* roster-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-session-private.h"

#include "roster-session-enums.h"

/* What the window is handed: one connection, opened, with one of its Business Centers, read. This file is the object and its properties,
 * roster-session-state.c what they are; roster-session-open.c is the way to a Business Center, roster-session-remember.c what is shown before
 * anybody has answered, roster-session-reading.c what is read there, roster-session-connections.c what the keyring knows. */

G_DEFINE_FINAL_TYPE (RosterSession, roster_session, G_TYPE_OBJECT)

static GParamSpec *properties[PROP_AUTHORIZATION_METHOD + 1];

typedef enum
{
  SIGNAL_SENDING,
} RosterSessionSignal;

static guint signals[SIGNAL_SENDING + 1];

/**
 * roster_session_notify:
 * @self: the session
 * @property: which property has changed
 */
void
roster_session_notify (RosterSession         *self,
                       RosterSessionProperty  property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/**
 * roster_session_update_read_only:
 * @self: the session
 *
 * Finds out again whether anything can be changed.
 */
void
roster_session_update_read_only (RosterSession *self)
{
  RosterReadOnly read_only = ROSTER_READ_ONLY_NO;

  if (self->business_center != NULL)
    {
      if (roster_session_get_offline (self))
        read_only = ROSTER_READ_ONLY_OFFLINE;
      else if (!self->signed_in)
        read_only = self->signing_in ? ROSTER_READ_ONLY_SIGNING_IN : ROSTER_READ_ONLY_SIGNED_OUT;
      else if (roster_session_is_standard (self))
        read_only = ROSTER_READ_ONLY_STANDARD;
      else if (!roster_business_center_can_write (self->business_center))
        read_only = ROSTER_READ_ONLY_NOT_ENABLED;
    }

  if (self->read_only == read_only)
    return;

  self->read_only = read_only;
  roster_session_notify (self, PROP_READ_ONLY);
}

/**
 * roster_session_set_synced_at:
 * @self: the session
 * @synced_at: when everything was last read, in microseconds since 1970; 0 for not yet
 */
void
roster_session_set_synced_at (RosterSession *self,
                              gint64         synced_at)
{
  if (self->synced_at == synced_at)
    return;

  self->synced_at = synced_at;
  roster_session_notify (self, PROP_SYNCED_AT);
}

/**
 * roster_session_set_state:
 * @self: the session
 * @state: how far it is
 * @error: (nullable) (transfer full): why it failed, or what could not be read
 */
void
roster_session_set_state (RosterSession      *self,
                          RosterSessionState  state,
                          GError             *error)
{
  gboolean error_changed = error != NULL || self->error != NULL;

  g_clear_error (&self->error);
  self->error = error;

  g_object_freeze_notify (G_OBJECT (self));
  if (error_changed)
    roster_session_notify (self, PROP_ERROR);
  if (self->state != state)
    {
      self->state = state;
      roster_session_notify (self, PROP_STATE);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_client_changed (RosterApiClient *client,
                   GParamSpec      *pspec,
                   RosterSession   *self)
{
  if (g_str_equal (pspec->name, "offline"))
    {
      roster_session_update_read_only (self);
      roster_session_notify (self, PROP_OFFLINE);
    }
  else if (g_str_equal (pspec->name, "rate-limited-until"))
    {
      roster_session_notify (self, PROP_RATE_LIMITED_UNTIL);
    }
}

/**
 * roster_session_set_client:
 * @self: the session
 * @client: (nullable): what to ask with from now on
 */
void
roster_session_set_client (RosterSession   *self,
                           RosterApiClient *client)
{
  if (self->client != NULL)
    g_signal_handlers_disconnect_by_func (self->client, on_client_changed, self);

  if (g_set_object (&self->client, client) && client != NULL)
    {
      g_signal_connect_object (client, "notify::offline", G_CALLBACK (on_client_changed), self, 0);
      g_signal_connect_object (client, "notify::rate-limited-until", G_CALLBACK (on_client_changed), self, 0);
      g_object_bind_property (self, "authorization-method", client, "authorization-method", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
    }
  roster_session_notify (self, PROP_OFFLINE);
  roster_session_notify (self, PROP_RATE_LIMITED_UNTIL);
}

static void
roster_session_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  RosterSession *self = ROSTER_SESSION (object);

  switch ((RosterSessionProperty) prop_id)
    {
    case PROP_KEYRING:
      g_value_set_object (value, self->keyring);
      break;

    case PROP_CLOCK:
      g_value_set_object (value, self->clock);
      break;

    case PROP_API_BASE:
      g_value_set_string (value, self->api_base);
      break;

    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;

    case PROP_DEMO:
      g_value_set_boolean (value, self->demo);
      break;

    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case PROP_READ_ONLY:
      g_value_set_enum (value, self->read_only);
      break;

    case PROP_OFFLINE:
      g_value_set_boolean (value, roster_session_get_offline (self));
      break;

    case PROP_RATE_LIMITED_UNTIL:
      g_value_set_int64 (value, roster_session_get_rate_limited_until (self));
      break;

    case PROP_BUSINESS_CENTER:
      g_value_set_object (value, self->business_center);
      break;

    case PROP_SYNCING:
      g_value_set_boolean (value, self->sync != NULL);
      break;

    case PROP_SYNCING_ALL:
      g_value_set_boolean (value, self->syncing_all);
      break;

    case PROP_SYNC_PROGRESS:
      g_value_set_double (value, self->sync_progress);
      break;

    case PROP_SYNCED_AT:
      g_value_set_int64 (value, self->synced_at);
      break;

    case PROP_CODE_LIFETIME:
      g_value_set_int (value, self->code_lifetime);
      break;

    case PROP_AUTHORIZATION_METHOD:
      g_value_set_string (value, self->authorization_method);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_session_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  RosterSession *self = ROSTER_SESSION (object);

  switch ((RosterSessionProperty) prop_id)
    {
    case PROP_KEYRING:
      self->keyring = g_value_dup_object (value);
      break;

    case PROP_CLOCK:
      self->clock = g_value_dup_object (value);
      break;

    case PROP_API_BASE:
      self->api_base = g_value_dup_string (value);
      break;

    case PROP_CODE_LIFETIME:
      roster_session_set_code_lifetime (self, g_value_get_int (value));
      break;

    case PROP_AUTHORIZATION_METHOD:
      roster_session_set_authorization_method (self, g_value_get_string (value));
      break;

    case PROP_CONNECTION:
    case PROP_DEMO:
    case PROP_STATE:
    case PROP_ERROR:
    case PROP_READ_ONLY:
    case PROP_OFFLINE:
    case PROP_RATE_LIMITED_UNTIL:
    case PROP_BUSINESS_CENTER:
    case PROP_SYNCING:
    case PROP_SYNCING_ALL:
    case PROP_SYNC_PROGRESS:
    case PROP_SYNCED_AT:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_session_dispose (GObject *object)
{
  RosterSession *self = ROSTER_SESSION (object);

  g_cancellable_cancel (self->leaving);
  g_clear_object (&self->leaving);
  g_cancellable_cancel (self->sync);
  g_clear_object (&self->sync);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_object (&self->client);
  g_clear_object (&self->oneself);
  g_clear_object (&self->connection);
  g_clear_object (&self->business_center);
  g_cancellable_cancel (self->recalling);
  g_clear_object (&self->recalling);
  g_clear_pointer (&self->remembered, roster_remembered_free);
  g_clear_object (&self->opened);
  if (self->memory != NULL)
    roster_memory_stop (self->memory);
  g_clear_object (&self->memory);
  g_clear_object (&self->center);
  g_clear_object (&self->passing_store);
  g_clear_object (&self->store);
  g_clear_object (&self->keyring);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (roster_session_parent_class)->dispose (object);
}

static void
roster_session_finalize (GObject *object)
{
  RosterSession *self = ROSTER_SESSION (object);

  g_clear_object (&self->business_centers);
  g_clear_object (&self->directory);
  g_clear_object (&self->sync_mark);
  g_clear_error (&self->error);
  g_clear_pointer (&self->api_base, g_free);
  g_clear_pointer (&self->demo_api_base, g_free);
  g_clear_pointer (&self->demo_access_token, g_free);
  g_clear_pointer (&self->preferred_bc_id, g_free);
  g_clear_pointer (&self->authorization_method, g_free);

  G_OBJECT_CLASS (roster_session_parent_class)->finalize (object);
}

static void
roster_session_class_init (RosterSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags construct_only = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = roster_session_get_property;
  object_class->set_property = roster_session_set_property;
  object_class->dispose = roster_session_dispose;
  object_class->finalize = roster_session_finalize;

  /**
   * RosterSession:keyring:
   *
   * Where the connections are kept.
   */
  properties[PROP_KEYRING] = g_param_spec_object ("keyring", NULL, NULL, ROSTER_TYPE_KEYRING, construct_only);

  /**
   * RosterSession:clock:
   *
   * The time, for everything that belongs to the session.
   */
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, ROSTER_TYPE_CLOCK, construct_only);

  /**
   * RosterSession:api-base:
   *
   * The server that connections talk to.
   */
  properties[PROP_API_BASE] = g_param_spec_string ("api-base", NULL, NULL, NULL, construct_only);

  /**
   * RosterSession:connection:
   *
   * The connection that is open; %NULL for demo data, too.
   */
  properties[PROP_CONNECTION] = g_param_spec_object ("connection", NULL, NULL, ROSTER_TYPE_CONNECTION, readable);

  /**
   * RosterSession:demo:
   *
   * Whether demo data is shown.
   */
  properties[PROP_DEMO] = g_param_spec_boolean ("demo", NULL, NULL, FALSE, readable);

  /**
   * RosterSession:state:
   *
   * How far the session is.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, ROSTER_TYPE_SESSION_STATE, ROSTER_SESSION_STATE_CLOSED, readable);

  /**
   * RosterSession:error:
   *
   * Why the session failed; while it is ready, what the last sync could not read.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, readable);

  /**
   * RosterSession:read-only:
   *
   * Why nothing can be changed, if so.
   */
  properties[PROP_READ_ONLY] = g_param_spec_enum ("read-only", NULL, NULL, ROSTER_TYPE_READ_ONLY, ROSTER_READ_ONLY_NO, readable);

  /**
   * RosterSession:offline:
   *
   * Whether TikTok could not be reached the last time.
   */
  properties[PROP_OFFLINE] = g_param_spec_boolean ("offline", NULL, NULL, FALSE, readable);

  /**
   * RosterSession:rate-limited-until:
   *
   * When TikTok takes requests again, by roster_clock_get_steady(); 0 when it does now.
   */
  properties[PROP_RATE_LIMITED_UNTIL] = g_param_spec_int64 ("rate-limited-until", NULL, NULL, 0, G_MAXINT64, 0, readable);

  /**
   * RosterSession:business-center:
   *
   * The Business Center that is shown.
   */
  properties[PROP_BUSINESS_CENTER] = g_param_spec_object ("business-center", NULL, NULL, ROSTER_TYPE_BUSINESS_CENTER, readable);

  /**
   * RosterSession:syncing:
   *
   * Whether the lists are being read.
   */
  properties[PROP_SYNCING] = g_param_spec_boolean ("syncing", NULL, NULL, FALSE, readable);

  /**
   * RosterSession:syncing-all:
   *
   * Whether that reads everything, or is followed by what does: whoever asks for a sync has nothing to ask for.
   */
  properties[PROP_SYNCING_ALL] = g_param_spec_boolean ("syncing-all", NULL, NULL, FALSE, readable);

  /**
   * RosterSession:sync-progress:
   *
   * How far the sync is, from 0 to 1.
   */
  properties[PROP_SYNC_PROGRESS] = g_param_spec_double ("sync-progress", NULL, NULL, 0, 1, 0, readable);

  /**
   * RosterSession:synced-at:
   *
   * When everything was last read, in microseconds since 1970; 0 for not yet.
   */
  properties[PROP_SYNCED_AT] = g_param_spec_int64 ("synced-at", NULL, NULL, 0, G_MAXINT64, 0, readable);

  /**
   * RosterSession:code-lifetime:
   *
   * How long a QR code is treated as fresh, in seconds.
   */
  properties[PROP_CODE_LIFETIME] = g_param_spec_int ("code-lifetime", NULL, NULL, 1, G_MAXINT, 600, writable);

  /**
   * RosterSession:authorization-method:
   *
   * The HTTP method by which TikTok last handed out a link: "post", "get", or empty when that is not known.
   */
  properties[PROP_AUTHORIZATION_METHOD] = g_param_spec_string ("authorization-method", NULL, NULL, "", writable);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RosterSession::sending:
   * @self: the session
   * @change: what is about to be sent
   *
   * The program is going to write. Whoever looks for what others did knows by this what was its own doing.
   */
  signals[SIGNAL_SENDING] = g_signal_new ("sending", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, ROSTER_TYPE_CHANGE);
}

static void
roster_session_init (RosterSession *self)
{
  self->business_centers = g_list_store_new (ROSTER_TYPE_BUSINESS_CENTER);
  self->directory = roster_directory_new ();
  self->leaving = g_cancellable_new ();
  self->code_lifetime = 600;
  self->authorization_method = g_strdup ("");
}

/**
 * roster_session_new:
 * @keyring: where the connections are kept
 * @clock: the time
 * @api_base: (nullable): the server that connections talk to, without a path; %NULL for TikTok's
 *
 * Returns: (transfer full): a session that is closed
 */
RosterSession *
roster_session_new (RosterKeyring *keyring,
                    RosterClock   *clock,
                    const char    *api_base)
{
  return g_object_new (ROSTER_TYPE_SESSION,
                       "keyring", keyring,
                       "clock", clock,
                       "api-base", api_base != NULL ? api_base : ROSTER_API_DEFAULT_BASE,
                       NULL);
}

/**
 * roster_session_tell_sending:
 * @self: the session
 * @change: what is about to be sent
 *
 * Says that this program is going to change something, before it does.
 */
void
roster_session_tell_sending (RosterSession *self,
                             RosterChange  *change)
{
  g_return_if_fail (ROSTER_IS_SESSION (self) && ROSTER_IS_CHANGE (change));

  g_signal_emit (self, signals[SIGNAL_SENDING], 0, change);
}

/**
 * roster_session_set_code_lifetime:
 * @self: the session
 * @seconds: how long a QR code is treated as fresh
 */
void
roster_session_set_code_lifetime (RosterSession *self,
                                  int            seconds)
{
  g_return_if_fail (ROSTER_IS_SESSION (self) && seconds > 0);

  if (self->code_lifetime == seconds)
    return;

  self->code_lifetime = seconds;
  roster_session_notify (self, PROP_CODE_LIFETIME);
}

/**
 * roster_session_set_authorization_method:
 * @self: the session
 * @method: (nullable): "post", "get", or empty
 */
void
roster_session_set_authorization_method (RosterSession *self,
                                         const char    *method)
{
  g_return_if_fail (ROSTER_IS_SESSION (self));

  if (method == NULL)
    method = "";
  if (g_strcmp0 (self->authorization_method, method) == 0)
    return;

  g_free (self->authorization_method);
  self->authorization_method = g_strdup (method);
  roster_session_notify (self, PROP_AUTHORIZATION_METHOD);
}
