/* roster-session-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-session-private.h"

/* What can be asked of a session without anything happening. */

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
 * roster_session_is_standard:
 * @self: the session
 *
 * Returns: whether the user is no Admin of the Business Center that is shown, and so was told by TikTok about hardly anybody else; also where
 *   something else is what keeps the user from changing anything now
 */
gboolean
roster_session_is_standard (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), FALSE);

  return self->business_center != NULL && roster_business_center_get_role (self->business_center) != ROSTER_ROLE_ADMIN;
}

/**
 * roster_session_is_signed_in:
 * @self: the session
 *
 * Tells whether there is somebody as whom TikTok can be asked. Before that, what is shown is remembered. #RosterSession:read-only is notified
 * when it changes.
 *
 * Returns: whether TikTok has taken the token, and has not refused it since
 */
gboolean
roster_session_is_signed_in (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), FALSE);

  return self->signed_in;
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
 * roster_session_get_offline_reason:
 * @self: the session
 *
 * Returns: (transfer none) (nullable): why TikTok could not be reached the last time, %ROSTER_ERROR_OFFLINE or %ROSTER_ERROR_BLOCKED; %NULL
 *   when it could
 */
const GError *
roster_session_get_offline_reason (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return self->client != NULL ? roster_api_client_get_offline_reason (self->client) : NULL;
}

/**
 * roster_session_get_rate_limited_until:
 * @self: the session
 *
 * Returns: when TikTok takes requests again, by roster_clock_get_steady(); 0 when it does now
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
 * roster_session_get_centers_incomplete:
 * @self: the session
 *
 * Returns: whether TikTok counted more Business Centers of the user than it listed, so that roster_session_check_role_async() may find more
 */
gboolean
roster_session_get_centers_incomplete (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), FALSE);

  return self->centers_incomplete;
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
 * roster_session_get_recalling:
 * @self: the session
 *
 * Returns: whether what is remembered is still being filled in: it is known then who and what there is, but not yet who has what
 */
gboolean
roster_session_get_recalling (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), FALSE);

  return self->recalling != NULL;
}

/**
 * roster_session_get_syncing_all:
 * @self: the session
 *
 * Returns: whether everything is being read, or will be when what is under way is over
 */
gboolean
roster_session_get_syncing_all (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), FALSE);

  return self->syncing_all;
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
