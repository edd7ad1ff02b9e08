/* roster-sign-in.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sign-in.h"

#include <glib/gi18n.h>
#include <string.h>

#include "roster-attempt.h"
#include "roster-auth-trip.h"
#include "roster-error.h"
#include "roster-session-enums.h"

/* Three ways to a connection: through the browser and back by a loopback address; through the browser and back by pasting the address of the
 * page that one came to; or with an access token that the user has already. The first two begin in the same way and can be tried side by
 * side: whichever brings the authorization code first goes on, and the other one ends as cancelled.
 *
 *   begin → (browser) → wait or paste → 1. exchange the code for a token → 2. ask who the user is → a connection and its credentials
 *
 * What is secret is overwritten as soon as it is of no more use, and nothing is stored: that is the keyring's business. */

struct _RosterSignIn
{
  GObject parent_instance;

  char *api_base;
  char *portal_base;
  RosterClock *clock;
  RosterSignInState state;

  RosterAuthTrip *trip; /* (nullable): from begin on, until an answer is used */
  GTask *waiting;
  GSource *wait_cancelled;
  gpointer current; /* the Outcome of the attempt that the state tells of */
};

G_DEFINE_FINAL_TYPE (RosterSignIn, roster_sign_in, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_AUTHORIZATION_URL,
  PROP_REDIRECT_URI,
  PROP_LISTENING,
} RosterSignInProperty;

static GParamSpec *properties[PROP_LISTENING + 1];

/* What a sign-in ends with. */
typedef struct
{
  RosterConnection *connection;
  RosterCredentials *credentials;
} Outcome;

static void
outcome_free (Outcome *outcome)
{
  g_clear_object (&outcome->connection);
  g_clear_pointer (&outcome->credentials, roster_credentials_unref);
  g_free (outcome);
}

static void
set_state (RosterSignIn      *self,
           RosterSignInState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* Takes the task of the one who waits, so that it is returned once. */
static GTask *
steal_waiting (RosterSignIn *self)
{
  if (self->wait_cancelled != NULL)
    g_source_destroy (self->wait_cancelled);
  g_clear_pointer (&self->wait_cancelled, g_source_unref);

  return g_steal_pointer (&self->waiting);
}

static void
cancel_waiting (RosterSignIn *self)
{
  g_autoptr (GTask) task = steal_waiting (self);

  if (task != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("The sign-in was cancelled."));
}

/* Forgets what was begun. */
static void
forget (RosterSignIn *self)
{
  gboolean listening = roster_sign_in_get_listening (self);

  g_clear_pointer (&self->trip, roster_auth_trip_free);
  if (listening)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LISTENING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REDIRECT_URI]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTHORIZATION_URL]);
}

/* An attempt that was overtaken by another ends without a word about the state. */
static void
settle (GTask *task)
{
  RosterSignIn *self = g_task_get_source_object (task);

  if (self->current != g_task_get_task_data (task))
    return;

  self->current = NULL;
  set_state (self, ROSTER_SIGN_IN_STATE_IDLE);
}

static void
return_failure (GTask  *task,
                GError *error)
{
  settle (task);
  g_task_return_error (task, error);
}

static void
on_attempted (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Outcome *outcome = g_task_get_task_data (task);
  GError *error = NULL;

  if (roster_attempt_finish (result, &outcome->connection, &outcome->credentials, &error))
    {
      settle (task);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      return_failure (task, error);
    }
}

/* From now on the state tells of this one. */
static void
begin_attempt (RosterSignIn *self,
               GTask        *task)
{
  Outcome *outcome = g_new0 (Outcome, 1);

  g_task_set_task_data (task, outcome, (GDestroyNotify) outcome_free);
  self->current = outcome;
}

/* From here on, an attempt goes its own way; a code works once, so what was begun is over. */
static void
exchange (RosterSignIn *self,
          GTask        *task,
          const char   *code)
{
  begin_attempt (self, task);
  roster_attempt_with_code_async (self->api_base, self->clock, roster_auth_trip_get_app_id (self->trip), roster_auth_trip_get_secret (self->trip),
                                  code, g_task_get_cancellable (task), on_attempted, g_object_ref (task));

  /* Last, since whoever listens may stop the sign-in and so have everything forgotten. */
  forget (self);
  set_state (self, ROSTER_SIGN_IN_STATE_FINISHING);
}

/* Gives what the browser brought to the one who waits for it, as soon as both are there. */
static void
deliver (gpointer user_data)
{
  RosterSignIn *self = ROSTER_SIGN_IN (user_data);
  g_autoptr (GTask) task = NULL;
  GError *failure = NULL;
  const char *code;

  if (self->waiting == NULL || self->trip == NULL || !roster_auth_trip_is_back (self->trip))
    return;

  task = steal_waiting (self);
  code = roster_auth_trip_get_code (self->trip, &failure);
  if (code == NULL)
    {
      forget (self);
      return_failure (task, failure);
    }
  else
    {
      exchange (self, task, code);
    }
}

static gboolean
on_wait_cancelled (GCancellable *cancellable,
                   gpointer      user_data)
{
  roster_sign_in_stop (ROSTER_SIGN_IN (user_data));

  return G_SOURCE_REMOVE;
}

static void
roster_sign_in_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  RosterSignIn *self = ROSTER_SIGN_IN (object);

  switch ((RosterSignInProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;

    case PROP_AUTHORIZATION_URL:
      g_value_set_string (value, roster_sign_in_get_authorization_url (self));
      break;

    case PROP_REDIRECT_URI:
      g_value_set_string (value, roster_sign_in_get_redirect_uri (self));
      break;

    case PROP_LISTENING:
      g_value_set_boolean (value, roster_sign_in_get_listening (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_sign_in_dispose (GObject *object)
{
  RosterSignIn *self = ROSTER_SIGN_IN (object);

  g_clear_pointer (&self->trip, roster_auth_trip_free);

  G_OBJECT_CLASS (roster_sign_in_parent_class)->dispose (object);
}

static void
roster_sign_in_finalize (GObject *object)
{
  RosterSignIn *self = ROSTER_SIGN_IN (object);

  g_clear_pointer (&self->api_base, g_free);
  g_clear_pointer (&self->portal_base, g_free);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (roster_sign_in_parent_class)->finalize (object);
}

static void
roster_sign_in_class_init (RosterSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = roster_sign_in_get_property;
  object_class->dispose = roster_sign_in_dispose;
  object_class->finalize = roster_sign_in_finalize;

  /**
   * RosterSignIn:state:
   *
   * How far it is.
   */
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, ROSTER_TYPE_SIGN_IN_STATE, ROSTER_SIGN_IN_STATE_IDLE,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterSignIn:authorization-url:
   *
   * The page to open in the browser, from roster_sign_in_begin() until an answer is used.
   */
  properties[PROP_AUTHORIZATION_URL] =
    g_param_spec_string ("authorization-url", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterSignIn:redirect-uri:
   *
   * Where TikTok sends the browser, with the real port when one was chosen.
   */
  properties[PROP_REDIRECT_URI] =
    g_param_spec_string ("redirect-uri", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * RosterSignIn:listening:
   *
   * Whether the browser's way back is received here. If not, its address has to be pasted.
   */
  properties[PROP_LISTENING] =
    g_param_spec_boolean ("listening", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_sign_in_init (RosterSignIn *self)
{
}

/**
 * roster_sign_in_new:
 * @api_base: where the API is, as for roster_api_client_new()
 * @portal_base: (nullable): where the authorization page is; %NULL for the same place
 * @clock: tells when a connection is made
 *
 * Returns: (transfer full): a sign-in with nothing under way
 */
RosterSignIn *
roster_sign_in_new (const char  *api_base,
                    const char  *portal_base,
                    RosterClock *clock)
{
  RosterSignIn *self;
  gsize length;

  g_return_val_if_fail (api_base != NULL, NULL);
  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);

  self = g_object_new (ROSTER_TYPE_SIGN_IN, NULL);
  self->api_base = g_strdup (api_base);
  self->portal_base = g_strdup (portal_base != NULL ? portal_base : api_base);
  for (length = strlen (self->portal_base); length > 0 && self->portal_base[length - 1] == '/'; length--)
    self->portal_base[length - 1] = '\0';
  self->clock = g_object_ref (clock);

  return self;
}

/**
 * roster_sign_in_get_state:
 * @self: a sign-in
 *
 * Returns: how far it is
 */
RosterSignInState
roster_sign_in_get_state (RosterSignIn *self)
{
  g_return_val_if_fail (ROSTER_IS_SIGN_IN (self), ROSTER_SIGN_IN_STATE_IDLE);

  return self->state;
}

/**
 * roster_sign_in_get_authorization_url:
 * @self: a sign-in
 *
 * Returns: (transfer none) (nullable): the page to open in the browser (TikTok's `/portal/auth`), once begun
 */
const char *
roster_sign_in_get_authorization_url (RosterSignIn *self)
{
  g_return_val_if_fail (ROSTER_IS_SIGN_IN (self), NULL);

  return self->trip != NULL ? roster_auth_trip_get_url (self->trip) : NULL;
}

/**
 * roster_sign_in_get_redirect_uri:
 * @self: a sign-in
 *
 * Returns: (transfer none) (nullable): where TikTok sends the browser, once begun
 */
const char *
roster_sign_in_get_redirect_uri (RosterSignIn *self)
{
  g_return_val_if_fail (ROSTER_IS_SIGN_IN (self), NULL);

  return self->trip != NULL ? roster_auth_trip_get_redirect_uri (self->trip) : NULL;
}

/**
 * roster_sign_in_get_listening:
 * @self: a sign-in
 *
 * Returns: whether the browser's way back is received here; if not, its address has to be pasted
 */
gboolean
roster_sign_in_get_listening (RosterSignIn *self)
{
  g_return_val_if_fail (ROSTER_IS_SIGN_IN (self), FALSE);

  return self->trip != NULL && roster_auth_trip_is_listening (self->trip);
}

/**
 * roster_sign_in_begin:
 * @self: a sign-in
 * @app_id: the ID of the user's developer app
 * @secret: its secret
 * @redirect_uri: (nullable): one of the redirect URLs that were registered for it; %NULL or the port 0 take a free port of this computer
 * @error: return location for an error
 *
 * Prepares the way through the browser: makes #RosterSignIn:authorization-url and, when @redirect_uri is on this computer and its port is
 * free, listens there. Whatever was under way is stopped. Errors: %ROSTER_ERROR_INVALID_INPUT, with what is wrong.
 *
 * Returns: whether there is a page to open
 */
gboolean
roster_sign_in_begin (RosterSignIn  *self,
                      const char    *app_id,
                      const char    *secret,
                      const char    *redirect_uri,
                      GError       **error)
{
  g_return_val_if_fail (ROSTER_IS_SIGN_IN (self), FALSE);
  g_return_val_if_fail (app_id != NULL && secret != NULL, FALSE);

  roster_sign_in_stop (self);
  self->current = NULL;

  self->trip = roster_auth_trip_new (self->portal_base, app_id, secret, redirect_uri, deliver, self, error);
  if (self->trip == NULL)
    return FALSE;

  set_state (self, ROSTER_SIGN_IN_STATE_WAITING);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LISTENING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REDIRECT_URI]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTHORIZATION_URL]);

  return TRUE;
}

static void
return_not_begun (GTask *task)
{
  g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, "%s",
                           _("There is no sign-in under way. Open the page in the browser first."));
}

/**
 * roster_sign_in_wait_async:
 * @self: a sign-in that was begun and is #RosterSignIn:listening
 * @cancellable: (nullable): cancels it, and stops listening
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Waits for the browser to come back, then exchanges the code (`/oauth2/access_token/`) and asks who the user is (`/user/info/`). Ends as
 * cancelled when the address is pasted meanwhile.
 */
void
roster_sign_in_wait_async (RosterSignIn        *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ROSTER_IS_SIGN_IN (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_sign_in_wait_async);
  cancel_waiting (self);
  if (g_task_return_error_if_cancelled (task))
    {
      roster_sign_in_stop (self);
      return;
    }
  if (!roster_sign_in_get_listening (self))
    {
      return_not_begun (task);
      return;
    }

  self->waiting = g_object_ref (task);
  if (cancellable != NULL)
    {
      self->wait_cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->wait_cancelled, G_SOURCE_FUNC (on_wait_cancelled), self, NULL);
      g_source_attach (self->wait_cancelled, g_main_context_get_thread_default ());
    }
  deliver (self);
}

/**
 * roster_sign_in_paste_async:
 * @self: a sign-in that was begun
 * @text: the address of the page that the browser came to, or the code from it
 * @cancellable: (nullable): cancels it
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Goes on with what the user brings by hand. When @text is of no use, the sign-in goes on waiting and another text can be pasted.
 */
void
roster_sign_in_paste_async (RosterSignIn        *self,
                            const char          *text,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  char *code;

  g_return_if_fail (ROSTER_IS_SIGN_IN (self));
  g_return_if_fail (text != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_sign_in_paste_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->trip == NULL)
    {
      return_not_begun (task);
      return;
    }

  code = roster_auth_trip_read_text (self->trip, text, &error);
  if (code == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  exchange (self, task, code);
  cancel_waiting (self);
  roster_credentials_wipe_text (code);
}

/**
 * roster_sign_in_use_token_async:
 * @self: a sign-in
 * @access_token: a token that the user has already
 * @app_id: (nullable): the ID of the developer app that it belongs to
 * @secret: (nullable): its secret; with both, signing out can revoke the token
 * @cancellable: (nullable): cancels it
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Tries a token by asking who its user is (`/user/info/`). Whatever was begun is stopped.
 */
void
roster_sign_in_use_token_async (RosterSignIn        *self,
                                const char          *access_token,
                                const char          *app_id,
                                const char          *secret,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  char *token;

  g_return_if_fail (ROSTER_IS_SIGN_IN (self));
  g_return_if_fail (access_token != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_sign_in_use_token_async);
  roster_sign_in_stop (self);
  if (g_task_return_error_if_cancelled (task))
    return;

  token = g_strstrip (g_strdup (access_token));
  for (const char *c = token; c == token || *c != '\0'; c++)
    {
      if (*c > ' ' && *c < 0x7f)
        continue;

      roster_credentials_wipe_text (token);
      g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, "%s",
                               _("This is not an access token: a token is one word of letters, digits and signs."));
      return;
    }

  begin_attempt (self, task);
  roster_attempt_with_token_async (self->api_base, self->clock, app_id, secret, token, cancellable, on_attempted, g_object_ref (task));
  roster_credentials_wipe_text (token);
  set_state (self, ROSTER_SIGN_IN_STATE_FINISHING);
}

/**
 * roster_sign_in_finish:
 * @self: a sign-in
 * @result: a result of any of the three ways
 * @connection: (out) (transfer full) (optional): a new connection, stored nowhere yet
 * @credentials: (out) (transfer full) (optional): its token, and the app secret when it is known
 * @error: return location for an error
 *
 * Errors: %ROSTER_ERROR_DECLINED, %ROSTER_ERROR_STATE_MISMATCH, %ROSTER_ERROR_INVALID_INPUT; %ROSTER_ERROR_BAD_APP (code 40101),
 * %ROSTER_ERROR_BAD_AUTH_CODE (40110), %ROSTER_ERROR_SIGNED_OUT (a pasted token that is wrong), those of any request, and
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: whether somebody is signed in
 */
gboolean
roster_sign_in_finish (RosterSignIn       *self,
                       GAsyncResult       *result,
                       RosterConnection  **connection,
                       RosterCredentials **credentials,
                       GError            **error)
{
  Outcome *outcome;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  outcome = g_task_get_task_data (G_TASK (result));
  if (connection != NULL)
    *connection = g_steal_pointer (&outcome->connection);
  if (credentials != NULL)
    *credentials = g_steal_pointer (&outcome->credentials);

  return TRUE;
}

/**
 * roster_sign_in_stop:
 * @self: a sign-in
 *
 * Gives up waiting for the browser: closes the receiver, forgets the app's secret, and ends a wait as cancelled. What is already being
 * finished ends by its own cancellable.
 */
void
roster_sign_in_stop (RosterSignIn *self)
{
  g_autoptr (RosterSignIn) kept = NULL;

  g_return_if_fail (ROSTER_IS_SIGN_IN (self));

  kept = g_object_ref (self);
  if (self->trip != NULL)
    {
      forget (self);
      set_state (self, ROSTER_SIGN_IN_STATE_IDLE);
    }
  cancel_waiting (self);
}
