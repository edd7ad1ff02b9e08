/* roster-auth-trip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-auth-trip.h"

#include "roster-auth-answer.h"
#include "roster-auth-request.h"
#include "roster-credentials.h"
#include "roster-error.h"
#include "roster-loopback.h"

/* One trip of the user through the browser: the page to open, and the way back, by a loopback address or by pasting. */

#define DEFAULT_REDIRECT_URI "http://127.0.0.1:0/"

struct _RosterAuthTrip
{
  char *app_id;
  char *secret;
  char *redirect_uri;
  char *nonce; /* OAuth's `state` */
  char *url;

  RosterLoopback *loopback; /* (nullable) */
  RosterAuthTripFunc func;
  gpointer user_data;
  GSource *telling;

  /* What came through the loopback address. */
  char *code;
  GError *failure;
};

static gboolean
tell (gpointer user_data)
{
  RosterAuthTrip *self = user_data;

  g_clear_pointer (&self->telling, g_source_unref);
  self->func (self->user_data);

  return G_SOURCE_REMOVE;
}

static RosterLoopbackReply
on_visit (const char *query,
          gpointer    user_data)
{
  RosterAuthTrip *self = user_data;
  g_autoptr (GError) error = NULL;
  RosterLoopbackReply reply;

  self->code = roster_auth_answer_read_query (query, self->nonce, &error);
  if (self->code != NULL)
    reply = ROSTER_LOOPBACK_ACCEPTED;
  else if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT))
    return ROSTER_LOOPBACK_UNRELATED;
  else if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_STATE_MISMATCH))
    return ROSTER_LOOPBACK_OUTDATED; /* anybody can make a browser ask for that; the one who waits must not pay for it */
  else if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_DECLINED))
    reply = ROSTER_LOOPBACK_DECLINED;
  else
    reply = ROSTER_LOOPBACK_REFUSED;

  self->failure = g_steal_pointer (&error);

  /* The browser gets its page first. */
  self->telling = g_idle_source_new ();
  g_source_set_callback (self->telling, tell, self, NULL);
  g_source_attach (self->telling, g_main_context_get_thread_default ());

  return reply;
}

/**
 * roster_auth_trip_new:
 * @portal_base: where the authorization page is, without a slash at the end
 * @app_id: the ID of the user's developer app
 * @secret: its secret
 * @redirect_uri: (nullable): one of the redirect URLs that were registered for it; %NULL or the port 0 take a free port of this computer
 * @func: told when the browser has come back through the loopback address
 * @user_data: passed to @func
 * @error: return location for an error
 *
 * Makes the address of the page to open and, when @redirect_uri is on this computer and its port is free, listens there.
 * Errors: %ROSTER_ERROR_INVALID_INPUT, with what is wrong.
 *
 * Returns: (transfer full) (nullable): the trip
 */
RosterAuthTrip *
roster_auth_trip_new (const char          *portal_base,
                      const char          *app_id,
                      const char          *secret,
                      const char          *redirect_uri,
                      RosterAuthTripFunc   func,
                      gpointer             user_data,
                      GError             **error)
{
  g_autoptr (RosterAuthTrip) self = g_new0 (RosterAuthTrip, 1);

  self->app_id = g_strstrip (g_strdup (app_id));
  self->secret = g_strstrip (g_strdup (secret));
  self->redirect_uri = g_strstrip (g_strdup (redirect_uri != NULL ? redirect_uri : DEFAULT_REDIRECT_URI));
  self->func = func;
  self->user_data = user_data;
  if (!roster_auth_request_check_app (self->app_id, self->secret, error) ||
      !roster_auth_request_check_redirect_uri (self->redirect_uri, error) ||
      (self->nonce = roster_auth_request_make_state (error)) == NULL)
    return NULL;

  /* A port that is taken is no reason to give up: the address can be pasted. */
  if (roster_loopback_is_possible (self->redirect_uri))
    self->loopback = roster_loopback_new (self->redirect_uri, on_visit, self, NULL);
  if (self->loopback != NULL)
    {
      g_free (self->redirect_uri);
      self->redirect_uri = g_strdup (roster_loopback_get_redirect_uri (self->loopback));
    }
  self->url = roster_auth_request_build_url (portal_base, self->app_id, self->nonce, self->redirect_uri);

  return g_steal_pointer (&self);
}

/**
 * roster_auth_trip_free:
 * @self: (transfer full): a trip
 *
 * Stops listening, and overwrites what is secret. A receiver that has what it waited for may still be sending its page, and then closes by
 * itself.
 */
void
roster_auth_trip_free (RosterAuthTrip *self)
{
  if (self->loopback != NULL && !roster_auth_trip_is_back (self))
    roster_loopback_close (self->loopback);
  g_clear_object (&self->loopback);
  if (self->telling != NULL)
    g_source_destroy (self->telling);
  g_clear_pointer (&self->telling, g_source_unref);
  g_free (self->app_id);
  roster_credentials_wipe_text (self->secret);
  g_free (self->redirect_uri);
  g_free (self->nonce);
  g_free (self->url);
  roster_credentials_wipe_text (self->code);
  g_clear_error (&self->failure);
  g_free (self);
}

/**
 * roster_auth_trip_get_app_id:
 * @self: a trip
 *
 * Returns: (transfer none): the ID of the user's developer app
 */
const char *
roster_auth_trip_get_app_id (RosterAuthTrip *self)
{
  return self->app_id;
}

/**
 * roster_auth_trip_get_secret:
 * @self: a trip
 *
 * Returns: (transfer none): the secret of the user's developer app
 */
const char *
roster_auth_trip_get_secret (RosterAuthTrip *self)
{
  return self->secret;
}

/**
 * roster_auth_trip_get_url:
 * @self: a trip
 *
 * Returns: (transfer none): the page to open in the browser (TikTok's `/portal/auth`)
 */
const char *
roster_auth_trip_get_url (RosterAuthTrip *self)
{
  return self->url;
}

/**
 * roster_auth_trip_get_redirect_uri:
 * @self: a trip
 *
 * Returns: (transfer none): where TikTok sends the browser, with the real port when one was chosen
 */
const char *
roster_auth_trip_get_redirect_uri (RosterAuthTrip *self)
{
  return self->redirect_uri;
}

/**
 * roster_auth_trip_is_listening:
 * @self: a trip
 *
 * Returns: whether the browser's way back is received here; if not, its address has to be pasted
 */
gboolean
roster_auth_trip_is_listening (RosterAuthTrip *self)
{
  return self->loopback != NULL;
}

/**
 * roster_auth_trip_is_back:
 * @self: a trip
 *
 * Returns: whether the browser has come back through the loopback address
 */
gboolean
roster_auth_trip_is_back (RosterAuthTrip *self)
{
  return self->code != NULL || self->failure != NULL;
}

/**
 * roster_auth_trip_get_code:
 * @self: a trip that roster_auth_trip_is_back()
 * @error: return location for an error
 *
 * Errors: %ROSTER_ERROR_DECLINED, %ROSTER_ERROR_REFUSED.
 *
 * Returns: (transfer none) (nullable): the authorization code that the browser brought
 */
const char *
roster_auth_trip_get_code (RosterAuthTrip  *self,
                           GError         **error)
{
  if (self->failure != NULL)
    g_propagate_error (error, g_error_copy (self->failure));

  return self->code;
}

/**
 * roster_auth_trip_read_text:
 * @self: a trip
 * @text: the address of the page that the browser came to, or the code from it
 * @error: return location for an error
 *
 * Errors: those of roster_auth_answer_read_text(). The trip goes on.
 *
 * Returns: (transfer full) (nullable): the authorization code, to be freed with roster_credentials_wipe_text()
 */
char *
roster_auth_trip_read_text (RosterAuthTrip  *self,
                            const char      *text,
                            GError         **error)
{
  return roster_auth_answer_read_text (text, self->nonce, error);
}
