/* roster-link-request-told.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-request-private.h"

/* What a request tells of its code: the code itself, how long it is good for, and when its approval was looked for. */

/**
 * roster_link_request_get_time_left:
 * @self: the request
 *
 * Returns: how long the code is still treated as fresh, in microseconds, whatever becomes of the date meanwhile; 0 when it has run out or there
 *   is none
 */
gint64
roster_link_request_get_time_left (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), 0);

  if (self->state != ROSTER_LINK_REQUEST_STATE_WAITING && (self->state != ROSTER_LINK_REQUEST_STATE_ASKING || !self->kept))
    return 0;

  return MAX (self->deadline - roster_clock_get_steady (self->clock), 0);
}

/**
 * roster_link_request_get_seconds_left:
 * @self: the request
 *
 * Returns: how many whole seconds, rounded up, the code is still treated as fresh; 0 when it has run out or there is none
 */
int
roster_link_request_get_seconds_left (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), 0);

  return (int) ((roster_link_request_get_time_left (self) + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

/**
 * roster_link_request_get_link:
 * @self: the request
 *
 * Returns: (transfer none) (nullable): what goes into the QR code, as TikTok sent it but for white space around it
 */
const char *
roster_link_request_get_link (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), NULL);

  return self->link;
}

/**
 * roster_link_request_get_picture:
 * @self: the request
 *
 * Returns: (transfer none) (nullable): a picture of the code, where TikTok sent that instead of a link: a PNG or JPEG file
 */
GBytes *
roster_link_request_get_picture (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), NULL);

  return self->picture;
}

/**
 * roster_link_request_has_code:
 * @self: the request
 *
 * Returns: whether there is a link or a picture that can be shown
 */
gboolean
roster_link_request_has_code (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), FALSE);

  return self->link != NULL || self->picture != NULL;
}

/**
 * roster_link_request_get_deadline:
 * @self: the request
 *
 * Returns: until when the code is treated as fresh, in microseconds since 1970
 */
gint64
roster_link_request_get_deadline (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), 0);

  return self->deadline > 0 ? roster_link_request_to_date (self, self->deadline) : 0;
}

/**
 * roster_link_request_get_looking:
 * @self: the request
 *
 * Returns: whether the list of accounts is being read at this moment
 */
gboolean
roster_link_request_get_looking (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), FALSE);

  return (self->state == ROSTER_LINK_REQUEST_STATE_WAITING || self->state == ROSTER_LINK_REQUEST_STATE_EXPIRED) &&
         roster_account_watch_get_looking (self->watch);
}

/**
 * roster_link_request_get_looked_at:
 * @self: the request
 *
 * Returns: when the list of accounts was last read without a failure, by roster_clock_get_steady(); 0 for not yet
 */
gint64
roster_link_request_get_looked_at (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), 0);

  return roster_account_watch_get_looked_at (self->watch);
}

/**
 * roster_link_request_get_error:
 * @self: the request
 *
 * Returns: (transfer none) (nullable): what went wrong last
 */
const GError *
roster_link_request_get_error (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), NULL);

  return self->error;
}

/**
 * roster_link_request_get_code_error:
 * @self: the request
 *
 * Returns: (transfer none) (nullable): why there is no newer code than the one that is shown, since one was asked for
 */
const GError *
roster_link_request_get_code_error (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), NULL);

  return self->code_error;
}

/**
 * roster_link_request_get_comparable:
 * @self: the request
 *
 * Returns: whether it is known which accounts were there before the code, so that a new one can be told from the others. Where it is not, nothing
 *   is ever removed because of this request
 */
gboolean
roster_link_request_get_comparable (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), FALSE);

  return self->before != NULL && self->before_whole;
}

/**
 * roster_link_request_looks_on:
 * @self: the request
 *
 * Returns: whether the list of accounts is read for this request; if not, the account is found when the list is read for something else
 */
gboolean
roster_link_request_looks_on (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), FALSE);

  return self->state == ROSTER_LINK_REQUEST_STATE_WAITING ||
         (self->state == ROSTER_LINK_REQUEST_STATE_EXPIRED &&
          roster_clock_get_steady (self->clock) < self->deadline + ROSTER_LINK_REQUEST_LOOK_ON_FOR);
}
