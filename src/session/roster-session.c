/* roster-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-session.h"

#include <glib/gi18n.h>

#include "roster-list.h"
#include "roster-opening.h"
#include "roster-session-enums.h"
#include "roster-sync.h"

/* What the window is handed: one connection, opened, with one of its Business Centers, read. Opening goes
 *
 *   keyring -> token -> Business Centers -> the lists of one of them
 *
 * and everything on the way hangs on one cancellable, which is replaced whenever the way is left: a callback that comes in late finds its
 * operation cancelled and touches nothing. */

struct _RosterSession
{
  GObject parent_instance;

  RosterKeyring *keyring;
  RosterClock *clock;
  char *api_base;

  RosterConnection *connection;
  RosterPerson *oneself;
  RosterApiClient *client;
  gboolean demo;
  char *demo_api_base;
  char *demo_access_token;
  char *preferred_bc_id;
  GCancellable *opening;

  RosterSessionState state;
  GError *error;
  RosterReadOnly read_only;

  GListStore *business_centers;
  RosterBusinessCenter *business_center;
  RosterDirectory *directory;

  GCancellable *sync; /* of the sync under way */
  double sync_progress;
  gint64 synced_at;

  int code_lifetime;
  char *authorization_method;
};

G_DEFINE_FINAL_TYPE (RosterSession, roster_session, G_TYPE_OBJECT)

typedef enum
{
  PROP_KEYRING = 1,
  PROP_CLOCK,
  PROP_API_BASE,
  PROP_CONNECTION,
  PROP_DEMO,
  PROP_STATE,
  PROP_ERROR,
  PROP_READ_ONLY,
  PROP_OFFLINE,
  PROP_RATE_LIMITED_UNTIL,
  PROP_BUSINESS_CENTER,
  PROP_SYNCING,
  PROP_SYNC_PROGRESS,
  PROP_SYNCED_AT,
  PROP_CODE_LIFETIME,
  PROP_AUTHORIZATION_METHOD,
} RosterSessionProperty;

static GParamSpec *properties[PROP_AUTHORIZATION_METHOD + 1];

static void
notify (RosterSession         *self,
        RosterSessionProperty  property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
update_read_only (RosterSession *self)
{
  RosterReadOnly read_only = ROSTER_READ_ONLY_NO;

  if (self->business_center != NULL)
    {
      if (roster_session_get_offline (self))
        read_only = ROSTER_READ_ONLY_OFFLINE;
      else if (roster_business_center_get_role (self->business_center) != ROSTER_ROLE_ADMIN)
        read_only = ROSTER_READ_ONLY_STANDARD;
      else if (!roster_business_center_can_write (self->business_center))
        read_only = ROSTER_READ_ONLY_NOT_ENABLED;
    }

  if (self->read_only == read_only)
    return;

  self->read_only = read_only;
  notify (self, PROP_READ_ONLY);
}

/* Takes @error. */
static void
set_state (RosterSession      *self,
           RosterSessionState  state,
           GError             *error)
{
  gboolean error_changed = error != NULL || self->error != NULL;

  g_clear_error (&self->error);
  self->error = error;

  g_object_freeze_notify (G_OBJECT (self));
  if (error_changed)
    notify (self, PROP_ERROR);
  if (self->state != state)
    {
      self->state = state;
      notify (self, PROP_STATE);
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
      update_read_only (self);
      notify (self, PROP_OFFLINE);
    }
  else if (g_str_equal (pspec->name, "rate-limited-until"))
    {
      notify (self, PROP_RATE_LIMITED_UNTIL);
    }
}

static void
set_client (RosterSession   *self,
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
  notify (self, PROP_OFFLINE);
  notify (self, PROP_RATE_LIMITED_UNTIL);
}

static void
cancel_sync (RosterSession *self)
{
  if (self->sync == NULL)
    return;

  g_cancellable_cancel (self->sync);
  g_clear_object (&self->sync);
  notify (self, PROP_SYNCING);
}

/* Leaves whatever is under way and open, quietly. */
static void
leave (RosterSession *self)
{
  cancel_sync (self);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  set_client (self, NULL);
  g_clear_object (&self->oneself);
  g_clear_pointer (&self->demo_api_base, g_free);
  g_clear_pointer (&self->demo_access_token, g_free);
  g_clear_pointer (&self->preferred_bc_id, g_free);
  g_list_store_remove_all (self->business_centers);
  roster_directory_clear (self->directory);
  self->synced_at = 0;
  notify (self, PROP_SYNCED_AT);
  if (g_set_object (&self->business_center, NULL))
    notify (self, PROP_BUSINESS_CENTER);
  if (g_set_object (&self->connection, NULL))
    notify (self, PROP_CONNECTION);
  if (self->demo)
    {
      self->demo = FALSE;
      notify (self, PROP_DEMO);
    }
  update_read_only (self);
}

/* Syncing */

static void
on_sync_progress (double   progress,
                  gboolean has_lists,
                  gpointer user_data)
{
  RosterSession *self = user_data;

  self->sync_progress = progress;
  notify (self, PROP_SYNC_PROGRESS);
  if (has_lists && self->state == ROSTER_SESSION_STATE_LOADING)
    set_state (self, ROSTER_SESSION_STATE_READY, NULL);
}

typedef struct
{
  RosterSession *self;
  GCancellable *sync;
} SyncCall;

static void
on_synced (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree SyncCall *call = user_data;
  g_autoptr (RosterSession) self = call->self;
  g_autoptr (GCancellable) sync = call->sync;
  g_autoptr (GError) incomplete = NULL;
  g_autoptr (GError) error = NULL;
  gboolean synced = roster_sync_finish (result, &incomplete, &error);

  if (self->sync != sync)
    return;

  g_clear_object (&self->sync);
  notify (self, PROP_SYNCING);

  if (synced)
    {
      /* What TikTok refuses for good, such as the account groups to an app without their scope, does not make the rest older. */
      if (incomplete == NULL || g_error_matches (incomplete, ROSTER_ERROR, ROSTER_ERROR_NOT_PERMITTED))
        {
          self->synced_at = roster_clock_get_now (self->clock);
          notify (self, PROP_SYNCED_AT);
        }
      set_state (self, ROSTER_SESSION_STATE_READY, g_steal_pointer (&incomplete));
    }
  else if (self->state == ROSTER_SESSION_STATE_READY && !g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT))
    {
      set_state (self, ROSTER_SESSION_STATE_READY, g_steal_pointer (&error));
    }
  else
    {
      set_state (self, ROSTER_SESSION_STATE_FAILED, g_steal_pointer (&error));
    }
}

/* Opening */

static void
choose_business_center (RosterSession *self)
{
  g_autofree char *key = self->preferred_bc_id != NULL ? g_strconcat ("bc:", self->preferred_bc_id, NULL) : NULL;
  RosterBusinessCenter *chosen = roster_list_find (G_LIST_MODEL (self->business_centers), key);

  /* Without a wish, the first one in which something can be done. */
  for (guint i = 0; chosen == NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->business_centers)); i++)
    {
      g_autoptr (RosterBusinessCenter) candidate = g_list_model_get_item (G_LIST_MODEL (self->business_centers), i);

      if (roster_business_center_can_write (candidate))
        chosen = candidate;
    }
  if (chosen == NULL)
    {
      g_autoptr (RosterBusinessCenter) first = g_list_model_get_item (G_LIST_MODEL (self->business_centers), 0);

      chosen = first;
    }

  if (chosen == NULL)
    set_state (self, ROSTER_SESSION_STATE_FAILED,
               g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND, _("This user is a member of no Business Center.")));
  else
    roster_session_select_business_center (self, chosen);
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RosterSession) self = user_data;
  g_autoptr (RosterPerson) oneself = NULL;
  g_autoptr (GPtrArray) business_centers = NULL;
  g_autoptr (GError) error = NULL;
  gboolean open = roster_opening_finish (result, &oneself, &business_centers, &error);

  /* A way that was left in the meantime. */
  if (ROSTER_API_CLIENT (source) != self->client)
    return;

  if (!open)
    {
      set_state (self, ROSTER_SESSION_STATE_FAILED, g_steal_pointer (&error));
      return;
    }

  g_set_object (&self->oneself, oneself);
  roster_list_merge (self->business_centers, business_centers);
  choose_business_center (self);
}

static void
start_opening (RosterSession *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterApiClient) client = roster_api_client_new (self->demo ? self->demo_api_base : self->api_base, self->clock, &error);

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  set_client (self, client);
  if (client == NULL)
    {
      set_state (self, ROSTER_SESSION_STATE_FAILED, g_steal_pointer (&error));
      return;
    }

  self->opening = g_cancellable_new ();
  set_state (self, ROSTER_SESSION_STATE_OPENING, NULL);
  if (self->demo)
    roster_opening_with_token_async (self->demo_access_token, client, self->opening, on_opened, g_object_ref (self));
  else
    roster_opening_with_connection_async (self->keyring, self->connection, client, self->opening, on_opened, g_object_ref (self));
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

  g_cancellable_cancel (self->sync);
  g_clear_object (&self->sync);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_object (&self->client);
  g_clear_object (&self->oneself);
  g_clear_object (&self->connection);
  g_clear_object (&self->business_center);
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
   * When TikTok takes requests again, in microseconds since 1970; 0 when it does now.
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
}

static void
roster_session_init (RosterSession *self)
{
  self->business_centers = g_list_store_new (ROSTER_TYPE_BUSINESS_CENTER);
  self->directory = roster_directory_new ();
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
 * roster_session_open:
 * @self: the session
 * @connection: one of roster_session_get_connections()
 * @preferred_bc_id: (nullable): the Business Center to show, if the user still is in it
 *
 * Opens a connection, in place of what was open. Progress and failure show in #RosterSession:state.
 */
void
roster_session_open (RosterSession    *self,
                     RosterConnection *connection,
                     const char       *preferred_bc_id)
{
  g_autoptr (RosterConnection) kept = NULL;

  g_return_if_fail (ROSTER_IS_SESSION (self) && ROSTER_IS_CONNECTION (connection));

  kept = g_object_ref (connection);
  leave (self);
  g_set_object (&self->connection, kept);
  notify (self, PROP_CONNECTION);
  self->preferred_bc_id = g_strdup (preferred_bc_id);
  start_opening (self);
}

/**
 * roster_session_open_demo:
 * @self: the session
 * @api_base: where the demo server listens
 * @access_token: one of its tokens
 *
 * Shows demo data, in place of what was open. Nothing of it is kept.
 */
void
roster_session_open_demo (RosterSession *self,
                          const char    *api_base,
                          const char    *access_token)
{
  g_return_if_fail (ROSTER_IS_SESSION (self));

  leave (self);
  self->demo = TRUE;
  notify (self, PROP_DEMO);
  self->demo_api_base = g_strdup (api_base);
  self->demo_access_token = g_strdup (access_token);
  start_opening (self);
}

/**
 * roster_session_close:
 * @self: the session
 *
 * Goes back to showing nothing. The connection stays in the keyring.
 */
void
roster_session_close (RosterSession *self)
{
  g_return_if_fail (ROSTER_IS_SESSION (self));

  leave (self);
  set_state (self, ROSTER_SESSION_STATE_CLOSED, NULL);
}

/**
 * roster_session_retry:
 * @self: the session
 *
 * Tries again what failed, from where it failed.
 */
void
roster_session_retry (RosterSession *self)
{
  g_return_if_fail (ROSTER_IS_SESSION (self));

  if (self->business_center != NULL)
    {
      if (self->state == ROSTER_SESSION_STATE_FAILED)
        set_state (self, ROSTER_SESSION_STATE_LOADING, NULL);
      roster_session_sync (self);
    }
  else if (self->connection != NULL || self->demo)
    {
      start_opening (self);
    }
}

/**
 * roster_session_select_business_center:
 * @self: the session
 * @business_center: one of roster_session_get_business_centers()
 *
 * Shows another Business Center and reads it.
 */
void
roster_session_select_business_center (RosterSession        *self,
                                       RosterBusinessCenter *business_center)
{
  g_return_if_fail (ROSTER_IS_SESSION (self) && ROSTER_IS_BUSINESS_CENTER (business_center));

  if (!g_set_object (&self->business_center, business_center))
    return;

  cancel_sync (self);
  roster_directory_clear (self->directory);
  self->synced_at = 0;
  notify (self, PROP_SYNCED_AT);
  notify (self, PROP_BUSINESS_CENTER);
  update_read_only (self);
  set_state (self, ROSTER_SESSION_STATE_LOADING, NULL);
  roster_session_sync (self);
}

/**
 * roster_session_shows:
 * @self: the session
 * @client: with what an operation asked
 * @bc_id: about which Business Center
 *
 * Tells whether an answer still is about what the session shows. The lists are those of one Business Center at a time, so an answer that
 * comes in after another one was opened must not be put into them.
 *
 * Returns: whether the lists are those of @bc_id, read with @client
 */
gboolean
roster_session_shows (RosterSession   *self,
                      RosterApiClient *client,
                      const char      *bc_id)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), FALSE);

  return client != NULL && self->client == client && self->business_center != NULL &&
         g_strcmp0 (roster_item_get_id (ROSTER_ITEM (self->business_center)), bc_id) == 0;
}

/**
 * roster_session_sync:
 * @self: the session
 *
 * Reads the Business Center again. While a sync is under way, or nothing is open, nothing happens.
 */
void
roster_session_sync (RosterSession *self)
{
  SyncCall *call;

  g_return_if_fail (ROSTER_IS_SESSION (self));

  if (self->sync != NULL || self->client == NULL || self->business_center == NULL)
    return;

  self->sync = g_cancellable_new ();
  self->sync_progress = 0;
  notify (self, PROP_SYNC_PROGRESS);
  notify (self, PROP_SYNCING);

  call = g_new0 (SyncCall, 1);
  call->self = g_object_ref (self);
  call->sync = g_object_ref (self->sync);
  roster_sync_async (self->client, self->business_center, self->oneself, self->directory, on_sync_progress, self, self->sync, on_synced, call);
}

/**
 * roster_session_stop_sync:
 * @self: the session
 *
 * Stops the sync under way. What it has read stays; what it has not read stays as old as it is.
 */
void
roster_session_stop_sync (RosterSession *self)
{
  g_return_if_fail (ROSTER_IS_SESSION (self));

  if (self->sync == NULL)
    return;

  cancel_sync (self);
  if (self->state == ROSTER_SESSION_STATE_LOADING)
    set_state (self, ROSTER_SESSION_STATE_FAILED, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Reading was stopped.")));
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
  notify (self, PROP_CODE_LIFETIME);
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
  notify (self, PROP_AUTHORIZATION_METHOD);
}

/**
 * roster_session_is_demo:
 * @self: the session
 *
 * Returns: whether demo data is shown
 */
gboolean
roster_session_is_demo (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), FALSE);

  return self->demo;
}

/**
 * roster_session_get_clock:
 * @self: the session
 *
 * Returns: (transfer none): the time
 */
RosterClock *
roster_session_get_clock (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return self->clock;
}

/**
 * roster_session_get_keyring:
 * @self: the session
 *
 * Returns: (transfer none): where the connections are kept
 */
RosterKeyring *
roster_session_get_keyring (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return self->keyring;
}

/**
 * roster_session_get_api_base:
 * @self: the session
 *
 * Returns: (transfer none): the server that connections talk to
 */
const char *
roster_session_get_api_base (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return self->api_base;
}

/**
 * roster_session_get_client:
 * @self: the session
 *
 * Returns: (transfer none) (nullable): what to ask with; %NULL while nothing is open
 */
RosterApiClient *
roster_session_get_client (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return self->client;
}

/**
 * roster_session_get_connections:
 * @self: the session
 *
 * Returns: (transfer none): the connections that the keyring holds, a list of #RosterConnection
 */
GListModel *
roster_session_get_connections (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return roster_keyring_get_connections (self->keyring);
}

/**
 * roster_session_get_connection:
 * @self: the session
 *
 * Returns: (transfer none) (nullable): the connection that is open
 */
RosterConnection *
roster_session_get_connection (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return self->connection;
}

/**
 * roster_session_get_oneself:
 * @self: the session
 *
 * Returns: (transfer none) (nullable): the user behind the token, as far as told
 */
RosterPerson *
roster_session_get_oneself (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return self->oneself;
}

/**
 * roster_session_get_state:
 * @self: the session
 *
 * Returns: how far the session is
 */
RosterSessionState
roster_session_get_state (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), ROSTER_SESSION_STATE_CLOSED);

  return self->state;
}

/**
 * roster_session_get_error:
 * @self: the session
 *
 * Returns: (transfer none) (nullable): why it failed; while it is ready, what the last sync could not read
 */
const GError *
roster_session_get_error (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return self->error;
}

/**
 * roster_session_get_read_only:
 * @self: the session
 *
 * Returns: why nothing can be changed, if so
 */
RosterReadOnly
roster_session_get_read_only (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), ROSTER_READ_ONLY_NO);

  return self->read_only;
}

/**
 * roster_session_get_offline:
 * @self: the session
 *
 * Returns: whether TikTok could not be reached the last time
 */
gboolean
roster_session_get_offline (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), FALSE);

  return self->client != NULL && roster_api_client_get_offline (self->client);
}

/**
 * roster_session_get_rate_limited_until:
 * @self: the session
 *
 * Returns: when TikTok takes requests again, in microseconds since 1970; 0 when it does now
 */
gint64
roster_session_get_rate_limited_until (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), 0);

  return self->client != NULL ? roster_api_client_get_rate_limited_until (self->client) : 0;
}

/**
 * roster_session_get_business_centers:
 * @self: the session
 *
 * Returns: (transfer none): the Business Centers of the user, a list of #RosterBusinessCenter
 */
GListModel *
roster_session_get_business_centers (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->business_centers);
}

/**
 * roster_session_get_business_center:
 * @self: the session
 *
 * Returns: (transfer none) (nullable): the Business Center that is shown
 */
RosterBusinessCenter *
roster_session_get_business_center (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return self->business_center;
}

/**
 * roster_session_get_directory:
 * @self: the session
 *
 * Returns: (transfer none): its lists
 */
RosterDirectory *
roster_session_get_directory (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return self->directory;
}

/**
 * roster_session_get_principals:
 * @self: the session
 *
 * Returns: (transfer none): its people and agencies, a list of #RosterPrincipal
 */
GListModel *
roster_session_get_principals (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return roster_directory_get_principals (self->directory);
}

/**
 * roster_session_get_ad_accounts:
 * @self: the session
 *
 * Returns: (transfer none): its ad accounts, a list of #RosterAdAccount
 */
GListModel *
roster_session_get_ad_accounts (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return roster_directory_get_ad_accounts (self->directory);
}

/**
 * roster_session_get_tiktok_accounts:
 * @self: the session
 *
 * Returns: (transfer none): its TikTok accounts, a list of #RosterTiktokAccount
 */
GListModel *
roster_session_get_tiktok_accounts (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return roster_directory_get_tiktok_accounts (self->directory);
}

/**
 * roster_session_get_account_groups:
 * @self: the session
 *
 * Returns: (transfer none): its account groups, a list of #RosterAccountGroup
 */
GListModel *
roster_session_get_account_groups (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return roster_directory_get_account_groups (self->directory);
}

/**
 * roster_session_get_access:
 * @self: the session
 *
 * Returns: (transfer none): who reaches what in it, and why
 */
RosterAccess *
roster_session_get_access (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return roster_directory_get_access (self->directory);
}

/**
 * roster_session_get_syncing:
 * @self: the session
 *
 * Returns: whether the lists are being read
 */
gboolean
roster_session_get_syncing (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), FALSE);

  return self->sync != NULL;
}

/**
 * roster_session_get_sync_progress:
 * @self: the session
 *
 * Returns: how far the sync is, from 0 to 1
 */
double
roster_session_get_sync_progress (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), 0);

  return self->sync_progress;
}

/**
 * roster_session_get_synced_at:
 * @self: the session
 *
 * Returns: when everything was last read, in microseconds since 1970; 0 for not yet
 */
gint64
roster_session_get_synced_at (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), 0);

  return self->synced_at;
}

/**
 * roster_session_get_code_lifetime:
 * @self: the session
 *
 * Returns: how long a QR code is treated as fresh, in seconds
 */
int
roster_session_get_code_lifetime (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), 0);

  return self->code_lifetime;
}

/**
 * roster_session_get_authorization_method:
 * @self: the session
 *
 * Returns: (transfer none): "post", "get", or empty
 */
const char *
roster_session_get_authorization_method (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return self->authorization_method;
}
