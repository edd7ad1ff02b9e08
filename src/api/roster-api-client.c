/* roster-api-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "roster-api-client-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "roster-api-exchange.h"
#include "roster-api-request.h"

/* One connection to TikTok's Marketing API: an address, a token, and one gate for all requests. Belongs to the thread that made it. */

#define MAX_CONNECTIONS ROSTER_API_PER_SECOND

struct _RosterApiClient
{
  GObject parent_instance;

  char *base_url;
  char *access_token;
  char *authorization_method;
  RosterClock *clock;
  RosterApiLimiter *limiter;
  SoupSession *session;
  GHashTable *page_sizes; /* path of an end point -> the largest page that TikTok took, where that was less than asked for */
  GError *offline_reason; /* (nullable): why the last request could not connect */
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
      g_value_set_boolean (value, self->offline_reason != NULL);
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
  g_clear_error (&self->offline_reason);
  g_clear_pointer (&self->authorization_method, g_free);
  g_clear_pointer (&self->page_sizes, g_hash_table_unref);
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
   * Until when all requests wait because TikTok asked for it, by roster_clock_get_steady(); 0 when they do not.
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
  self->page_sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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

  /* Deadlines are the exchange's, by the clock that is given. */
  self->session = soup_session_new_with_options ("user-agent", "AccessRoster/" APP_VERSION,
                                                 "max-conns", MAX_CONNECTIONS,
                                                 "max-conns-per-host", MAX_CONNECTIONS,
                                                 "timeout", ROSTER_API_EXCHANGE_SOUP_TIMEOUT,
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

  return self->offline_reason != NULL;
}

/**
 * roster_api_client_get_offline_reason:
 * @self: the client
 *
 * Returns: (transfer none) (nullable): why the last request could not connect; %NULL when it could
 */
const GError *
roster_api_client_get_offline_reason (RosterApiClient *self)
{
  g_return_val_if_fail (ROSTER_IS_API_CLIENT (self), NULL);

  return self->offline_reason;
}

/**
 * roster_api_client_get_rate_limited_until:
 * @self: the client
 *
 * Returns: until when all requests wait, by roster_clock_get_steady(), or 0
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
 * roster_api_client_set_pace:
 * @self: the client
 * @per_second: how many requests may start in a second; 0 for as many as like
 *
 * Sets another pace than that of an app of TikTok's lowest level.
 */
void
roster_api_client_set_pace (RosterApiClient *self,
                            guint            per_second)
{
  g_return_if_fail (ROSTER_IS_API_CLIENT (self));

  roster_api_limiter_set_pace (self->limiter, per_second, MAX_CONNECTIONS);
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
 * roster_api_client_get_access_token:
 * @self: the client
 *
 * Returns: (transfer none) (nullable): the token
 */
const char *
roster_api_client_get_access_token (RosterApiClient *self)
{
  return self->access_token;
}

/**
 * roster_api_client_get_clock:
 * @self: the client
 *
 * Returns: (transfer none): what tells the time
 */
RosterClock *
roster_api_client_get_clock (RosterApiClient *self)
{
  return self->clock;
}

/**
 * roster_api_client_get_limiter:
 * @self: the client
 *
 * Returns: (transfer none): the gate that every request passes
 */
RosterApiLimiter *
roster_api_client_get_limiter (RosterApiClient *self)
{
  return self->limiter;
}

/**
 * roster_api_client_get_session:
 * @self: the client
 *
 * Returns: (transfer none): what connects
 */
SoupSession *
roster_api_client_get_session (RosterApiClient *self)
{
  return self->session;
}

/**
 * roster_api_client_set_offline_reason:
 * @self: the client
 * @reason: (nullable): why a request could not connect; %NULL when one did
 */
void
roster_api_client_set_offline_reason (RosterApiClient *self,
                                      const GError    *reason)
{
  if ((self->offline_reason == NULL && reason == NULL) ||
      (self->offline_reason != NULL && reason != NULL && self->offline_reason->code == reason->code))
    return;

  g_clear_error (&self->offline_reason);
  self->offline_reason = reason != NULL ? g_error_copy (reason) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OFFLINE]);
}

/**
 * roster_api_client_set_offline:
 * @self: the client
 * @offline: whether a request could not connect, for a reason of which nothing more is known
 */
void
roster_api_client_set_offline (RosterApiClient *self,
                               gboolean         offline)
{
  g_autoptr (GError) reason = offline ? g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_OFFLINE, _("TikTok cannot be reached.")) : NULL;

  roster_api_client_set_offline_reason (self, reason);
}

/**
 * roster_api_client_get_page_size:
 * @self: the client
 * @path: the path of an end point
 * @largest: how many rows are wanted at a time
 *
 * Returns: @largest, or the smaller number of rows that the end point is known to take
 */
int
roster_api_client_get_page_size (RosterApiClient *self,
                                 const char      *path,
                                 int              largest)
{
  int known = GPOINTER_TO_INT (g_hash_table_lookup (self->page_sizes, path));

  return known > 0 ? MIN (known, largest) : largest;
}

/**
 * roster_api_client_set_page_size:
 * @self: the client
 * @path: the path of an end point that refused larger pages
 * @page_size: how many rows to ask it for from now on
 */
void
roster_api_client_set_page_size (RosterApiClient *self,
                                 const char      *path,
                                 int              page_size)
{
  g_hash_table_replace (self->page_sizes, g_strdup (path), GINT_TO_POINTER (page_size));
}
