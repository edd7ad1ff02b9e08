/* roster-api-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "roster-api-client.h"

#include <string.h>

#include "roster-api-envelope.h"
#include "roster-api-exchange.h"
#include "roster-api-limiter.h"
#include "roster-api-request.h"
#include "roster-api-retry.h"

/* One connection to TikTok's Marketing API: an address, a token, and one gate for all requests. A call passes the gate, is exchanged for a
 * body, the body's envelope is opened, and if it failed for a passing reason and may be sent again, all that once more. Belongs to the
 * thread that made it. */

#define MAX_CONNECTIONS 8

struct _RosterApiClient
{
  GObject parent_instance;

  char *base_url;
  char *access_token;
  char *authorization_method;
  RosterClock *clock;
  RosterApiLimiter *limiter;
  SoupSession *session;
  gboolean offline;
  guint background;
};

G_DEFINE_FINAL_TYPE (RosterApiClient, roster_api_client, G_TYPE_OBJECT)

typedef enum
{
  PROP_BASE_URL = 1,
  PROP_OFFLINE,
  PROP_RATE_LIMITED_UNTIL,
  PROP_AUTHORIZATION_METHOD,
} RosterApiClientProperty;

static GParamSpec *properties[PROP_AUTHORIZATION_METHOD + 1];

typedef struct
{
  RosterApiMethod method;
  RosterApiUrgency urgency;
  char *path;
  JsonObject *parameters;
  SoupMessage *message;
  guint ticket;
  RosterApiTries tries;
  guint timer;
  GSource *cancel_source;
} Call;

static void enter (GTask *task);

static void
stop_waiting (RosterApiClient *self,
              Call            *call)
{
  roster_clock_remove_timer (self->clock, call->timer);
  call->timer = 0;
  if (call->cancel_source != NULL)
    g_source_destroy (call->cancel_source);
  g_clear_pointer (&call->cancel_source, g_source_unref);
}

static void
call_free (Call *call)
{
  g_assert (call->timer == 0 && call->cancel_source == NULL);

  g_free (call->path);
  g_clear_pointer (&call->parameters, json_object_unref);
  g_clear_object (&call->message);
  g_free (call);
}

static void
set_offline (RosterApiClient *self,
             gboolean         offline)
{
  if (self->offline == offline)
    return;

  self->offline = offline;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OFFLINE]);
}

static void
on_delay_over (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));
  Call *call = g_task_get_task_data (task);

  call->timer = 0;
  stop_waiting (g_task_get_source_object (task), call);
  enter (task);
}

static gboolean
on_cancelled (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));

  stop_waiting (g_task_get_source_object (task), g_task_get_task_data (task));
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

/* Waits before the call is sent again; the timer holds the task. */
static void
wait_and_enter (GTask  *task,
                gint64  delay_us)
{
  RosterApiClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable != NULL)
    {
      call->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_callback (call->cancel_source, G_SOURCE_FUNC (on_cancelled), task, NULL);
      g_source_attach (call->cancel_source, g_main_context_get_thread_default ());
    }
  call->timer = roster_clock_add_timer (self->clock, roster_clock_get_now (self->clock) + delay_us, on_delay_over,
                                        g_object_ref (task), g_object_unref);
}

static void
settle (GTask  *task,
        GError *error)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) owned = error;
  gint64 delay_us;

  if (!roster_api_retry_is_due (call->method, error, &call->tries, &delay_us))
    g_task_return_error (task, g_steal_pointer (&owned));
  else if (delay_us > 0)
    wait_and_enter (task, delay_us);
  else
    enter (task);
}

static void
on_envelope_read (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RosterApiClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  JsonObject *data;
  GError *error = NULL;

  data = roster_api_envelope_read_finish (result, &error);
  roster_api_limiter_leave (self->limiter, call->ticket,
                            roster_api_envelope_is_throttle (error) ? ROSTER_API_OUTCOME_THROTTLED : ROSTER_API_OUTCOME_ANSWERED);

  if (data != NULL)
    g_task_return_pointer (task, data, (GDestroyNotify) json_object_unref);
  else
    settle (task, error);
}

static void
on_exchanged (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RosterApiClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (GBytes) body = NULL;
  GError *error = NULL;

  body = roster_api_exchange_finish (SOUP_SESSION (source), result, &error);
  if (body == NULL)
    {
      roster_api_limiter_leave (self->limiter, call->ticket, ROSTER_API_OUTCOME_LOST);
      if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_OFFLINE))
        set_offline (self, TRUE);
      settle (task, error);
      return;
    }

  set_offline (self, FALSE);
  roster_api_envelope_read_async (body, soup_message_get_status (call->message), call->path, on_envelope_read, g_steal_pointer (&task));
}

static void
on_entered (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RosterApiClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  call->ticket = roster_api_limiter_enter_finish (ROSTER_API_LIMITER (source), result, &error);
  if (call->ticket == 0)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Made only now: while the call waited, the connection may have got another token. */
  g_clear_object (&call->message);
  call->message = roster_api_request_new_message (self->base_url, call->path, call->method != ROSTER_API_GET, call->parameters,
                                                  self->access_token, &error);
  if (call->message == NULL)
    {
      roster_api_limiter_leave (self->limiter, call->ticket, ROSTER_API_OUTCOME_LOST);
      g_task_return_error (task, error);
      return;
    }

  roster_api_exchange_async (self->session, call->message, call->path, self->clock, g_task_get_cancellable (task), on_exchanged,
                             g_object_ref (task));
}

static void
enter (GTask *task)
{
  RosterApiClient *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  roster_api_limiter_enter_async (self->limiter, call->urgency, g_task_get_cancellable (task), on_entered, g_object_ref (task));
}

static void
on_blocked_until (RosterApiClient *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATE_LIMITED_UNTIL]);
}

static void
clear_token (RosterApiClient *self)
{
  if (self->access_token != NULL)
    explicit_bzero (self->access_token, strlen (self->access_token));
  g_clear_pointer (&self->access_token, g_free);
}

static void
roster_api_client_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  RosterApiClient *self = ROSTER_API_CLIENT (object);

  switch ((RosterApiClientProperty) prop_id)
    {
    case PROP_BASE_URL:
      g_value_set_string (value, self->base_url);
      break;

    case PROP_OFFLINE:
      g_value_set_boolean (value, self->offline);
      break;

    case PROP_RATE_LIMITED_UNTIL:
      g_value_set_int64 (value, roster_api_client_get_rate_limited_until (self));
      break;

    case PROP_AUTHORIZATION_METHOD:
      g_value_set_string (value, self->authorization_method);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_api_client_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  RosterApiClient *self = ROSTER_API_CLIENT (object);

  switch ((RosterApiClientProperty) prop_id)
    {
    case PROP_BASE_URL:
      self->base_url = g_value_dup_string (value);
      break;

    case PROP_AUTHORIZATION_METHOD:
      roster_api_client_set_authorization_method (self, g_value_get_string (value));
      break;

    case PROP_OFFLINE:
    case PROP_RATE_LIMITED_UNTIL:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_api_client_dispose (GObject *object)
{
  RosterApiClient *self = ROSTER_API_CLIENT (object);

  if (self->limiter != NULL)
    g_signal_handlers_disconnect_by_data (self->limiter, self);

  G_OBJECT_CLASS (roster_api_client_parent_class)->dispose (object);
}

static void
roster_api_client_finalize (GObject *object)
{
  RosterApiClient *self = ROSTER_API_CLIENT (object);

  clear_token (self);
  g_clear_pointer (&self->base_url, g_free);
  g_clear_pointer (&self->authorization_method, g_free);
  g_clear_object (&self->session);
  g_clear_object (&self->limiter);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (roster_api_client_parent_class)->finalize (object);
}

static void
roster_api_client_class_init (RosterApiClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_api_client_get_property;
  object_class->set_property = roster_api_client_set_property;
  object_class->dispose = roster_api_client_dispose;
  object_class->finalize = roster_api_client_finalize;

  /**
   * RosterApiClient:base-url:
   *
   * The server's address, without a slash at its end.
   */
  properties[PROP_BASE_URL] =
    g_param_spec_string ("base-url", NULL, NULL, NULL,
      G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterApiClient:offline:
   *
   * Whether the last request could not connect.
   */
  properties[PROP_OFFLINE] =
    g_param_spec_boolean ("offline", NULL, NULL, FALSE,
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterApiClient:rate-limited-until:
   *
   * Until when all requests wait because TikTok asked for it, in microseconds since 1970-01-01 00:00 UTC; 0 when they do not.
   */
  properties[PROP_RATE_LIMITED_UNTIL] =
    g_param_spec_int64 ("rate-limited-until", NULL, NULL, 0, G_MAXINT64, 0,
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterApiClient:authorization-method:
   *
   * The HTTP method with which the link for a QR code was handed out last: "post", "get", or empty when not known.
   */
  properties[PROP_AUTHORIZATION_METHOD] =
    g_param_spec_string ("authorization-method", NULL, NULL, "",
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_api_client_init (RosterApiClient *self)
{
  self->authorization_method = g_strdup ("");
}

/**
 * roster_api_client_new:
 * @base_url: the server's address, usually %ROSTER_API_DEFAULT_BASE
 * @clock: what tells the time
 * @error: return location for an error
 *
 * Makes a connection to a server, without asking it anything yet. It works on the main context that is the thread's default now. Only
 * HTTPS is accepted, or plain HTTP to this very computer; errors are #ROSTER_ERROR_INVALID_INPUT.
 *
 * Returns: (transfer full) (nullable): a new client, or %NULL with @error set
 */
RosterApiClient *
roster_api_client_new (const char   *base_url,
                       RosterClock  *clock,
                       GError      **error)
{
  g_autofree char *checked = NULL;
  RosterApiClient *self;

  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);

  checked = roster_api_request_check_base (base_url, error);
  if (checked == NULL)
    return NULL;

  self = g_object_new (ROSTER_TYPE_API_CLIENT, "base-url", checked, NULL);
  self->clock = g_object_ref (clock);
  self->limiter = roster_api_limiter_new (clock);
  g_signal_connect_swapped (self->limiter, "notify::blocked-until", G_CALLBACK (on_blocked_until), self);

  /* Deadlines are the exchange's, by the clock that is given; libsoup's own would be a second and a third. */
  self->session = soup_session_new_with_options ("user-agent", "AccessRoster/" APP_VERSION,
                                                 "max-conns", MAX_CONNECTIONS,
                                                 "max-conns-per-host", MAX_CONNECTIONS,
                                                 "timeout", 0,
                                                 NULL);
  /* What is meant for this computer must not leave it through a proxy. */
  if (roster_api_request_is_loopback (checked))
    soup_session_set_proxy_resolver (self->session, NULL);

  return self;
}

/**
 * roster_api_client_get_base_url:
 * @self: the client
 *
 * Returns: (transfer none): the server's address, without a slash at its end
 */
const char *
roster_api_client_get_base_url (RosterApiClient *self)
{
  g_return_val_if_fail (ROSTER_IS_API_CLIENT (self), NULL);

  return self->base_url;
}

/**
 * roster_api_client_set_access_token:
 * @self: the client
 * @access_token: (nullable): the token; white space around it is taken off
 *
 * Sets the token that goes with every further request to this server, and to no other.
 */
void
roster_api_client_set_access_token (RosterApiClient *self,
                                    const char      *access_token)
{
  g_return_if_fail (ROSTER_IS_API_CLIENT (self));

  clear_token (self);
  if (access_token != NULL)
    self->access_token = g_strstrip (g_strdup (access_token));
}

/**
 * roster_api_client_get_offline:
 * @self: the client
 *
 * Returns: whether the last request could not connect
 */
gboolean
roster_api_client_get_offline (RosterApiClient *self)
{
  g_return_val_if_fail (ROSTER_IS_API_CLIENT (self), FALSE);

  return self->offline;
}

/**
 * roster_api_client_get_rate_limited_until:
 * @self: the client
 *
 * Returns: until when all requests wait, in microseconds since 1970-01-01 00:00 UTC, or 0
 */
gint64
roster_api_client_get_rate_limited_until (RosterApiClient *self)
{
  g_return_val_if_fail (ROSTER_IS_API_CLIENT (self), 0);

  return self->limiter != NULL ? roster_api_limiter_get_blocked_until (self->limiter) : 0;
}

/**
 * roster_api_client_get_authorization_method:
 * @self: the client
 *
 * Returns: (transfer none): "post", "get", or the empty string when not known
 */
const char *
roster_api_client_get_authorization_method (RosterApiClient *self)
{
  g_return_val_if_fail (ROSTER_IS_API_CLIENT (self), NULL);

  return self->authorization_method;
}

/**
 * roster_api_client_set_authorization_method:
 * @self: the client
 * @authorization_method: (nullable): "post", "get", or empty
 *
 * Tells which HTTP method the server wants for the link behind a QR code, if it is known from before. Anything else counts as not known.
 */
void
roster_api_client_set_authorization_method (RosterApiClient *self,
                                            const char      *authorization_method)
{
  g_return_if_fail (ROSTER_IS_API_CLIENT (self));

  if (g_strcmp0 (authorization_method, "post") != 0 && g_strcmp0 (authorization_method, "get") != 0)
    authorization_method = "";

  if (g_strcmp0 (self->authorization_method, authorization_method) == 0)
    return;

  g_free (self->authorization_method);
  self->authorization_method = g_strdup (authorization_method);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTHORIZATION_METHOD]);
}

/**
 * roster_api_client_push_background:
 * @self: the client
 *
 * Until the matching roster_api_client_pop_background(), calls that are started, also through the families of end points, let all others
 * go first when they have to wait for the rate limit; what follows from them later, such as further pages, does so too. For the many
 * calls of a sync.
 */
void
roster_api_client_push_background (RosterApiClient *self)
{
  g_return_if_fail (ROSTER_IS_API_CLIENT (self));

  self->background++;
}

/**
 * roster_api_client_pop_background:
 * @self: the client
 *
 * Ends what roster_api_client_push_background() began.
 */
void
roster_api_client_pop_background (RosterApiClient *self)
{
  g_return_if_fail (ROSTER_IS_API_CLIENT (self) && self->background > 0);

  self->background--;
}

/**
 * roster_api_client_is_background:
 * @self: the client
 *
 * Returns: whether calls that are started now let others go first
 */
gboolean
roster_api_client_is_background (RosterApiClient *self)
{
  g_return_val_if_fail (ROSTER_IS_API_CLIENT (self), FALSE);

  return self->background > 0;
}

/**
 * roster_api_client_call_async:
 * @self: the client
 * @method: how to send it, and whether it may be sent again
 * @path: the path of the end point below the version, with both its slashes
 * @parameters: (nullable): the parameters, for the query of a GET or the body of a POST
 * @cancellable: (nullable): to stop; a write that is stopped may have been carried out all the same
 * @callback: what to call with the answer
 * @user_data: passed to @callback
 *
 * Calls one end point. Errors are those of #RosterError that an answer, or the lack of one, can mean.
 */
void
roster_api_client_call_async (RosterApiClient     *self,
                              RosterApiMethod      method,
                              const char          *path,
                              JsonObject          *parameters,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_return_if_fail (ROSTER_IS_API_CLIENT (self) && path != NULL && *path == '/');

  g_task_set_source_tag (task, roster_api_client_call_async);

  call->method = method;
  call->urgency = self->background > 0 ? ROSTER_API_URGENCY_BACKGROUND : ROSTER_API_URGENCY_FOREGROUND;
  call->path = g_strdup (path);
  call->parameters = parameters != NULL ? json_object_ref (parameters) : NULL;
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);

  enter (task);
}

/**
 * roster_api_client_call_finish:
 * @self: the client
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_client_call_async().
 *
 * Returns: (transfer full) (nullable): the answer's `data`, empty when there was none, or %NULL with @error set
 */
JsonObject *
roster_api_client_call_finish (RosterApiClient  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
