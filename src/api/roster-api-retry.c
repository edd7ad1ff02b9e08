/* roster-api-retry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-retry.h"

/* Whether to send a call again. A write is sent again in one case only: code 40100, with which TikTok refuses before it does anything. No
 * end point knows an idempotency key, so any other failure of a write leaves its outcome open, to be settled by reading. */

#define RATE_LIMIT_CODE 40100
#define MAX_THROTTLED 6
#define FIRST_DELAY_US (500 * G_TIME_SPAN_MILLISECOND)

/* How often a read is sent at most. */
static guint
max_reads (const GError *error)
{
  if (error->domain != ROSTER_ERROR)
    return 1;

  switch ((RosterError) error->code)
    {
    case ROSTER_ERROR_INTERRUPTED:
    case ROSTER_ERROR_UNAVAILABLE:
      return 5;

    case ROSTER_ERROR_CONFLICT:
      return 3;

    /* No network does not come back within seconds, but a name that was not resolved may. A truncated answer without a length looks like
     * one that is no JSON. */
    case ROSTER_ERROR_OFFLINE:
    case ROSTER_ERROR_PROTOCOL:
      return 2;

    case ROSTER_ERROR_FAILED:
    case ROSTER_ERROR_TOO_LARGE:
    case ROSTER_ERROR_REDIRECTED:
    case ROSTER_ERROR_SIGNED_OUT:
    case ROSTER_ERROR_BAD_APP:
    case ROSTER_ERROR_BAD_AUTH_CODE:
    case ROSTER_ERROR_NOT_PERMITTED:
    case ROSTER_ERROR_REFUSED:
    case ROSTER_ERROR_NOT_FOUND:
    case ROSTER_ERROR_RATE_LIMITED:
    case ROSTER_ERROR_MAINTENANCE:
    case ROSTER_ERROR_INVALID_INPUT:
    case ROSTER_ERROR_KEYRING_MISSING:
    case ROSTER_ERROR_KEYRING_LOCKED:
    case ROSTER_ERROR_STATE_MISMATCH:
    case ROSTER_ERROR_DECLINED:
    case ROSTER_ERROR_STORE_DAMAGED:
    case ROSTER_ERROR_STORE_NEWER:
    case ROSTER_ERROR_STORE_BUSY:
    case ROSTER_ERROR_STORE_READ_ONLY:
    case ROSTER_ERROR_STORE_FULL:
    case ROSTER_ERROR_NOT_A_MEMBER:
    case ROSTER_ERROR_IN_BETWEEN:
    case ROSTER_ERROR_BLOCKED:
    case ROSTER_ERROR_COUNTRY:
    case ROSTER_ERROR_NO_LINK:
    case ROSTER_ERROR_STORE_MOVED:
    default:
      return 1;
    }
}

static gboolean
is_write (RosterApiMethod method)
{
  return method == ROSTER_API_POST || method == ROSTER_API_WRITE;
}

/**
 * roster_api_retry_is_due:
 * @method: how the call was sent
 * @error: how it ended
 * @tries: (inout): what the call has been through, counted on here
 * @delay_us: (out): how long to wait before it is sent again, in microseconds; 0 when the limiter makes everybody wait anyway
 *
 * Decides whether a call that failed is sent again.
 *
 * Returns: whether to send it again
 */
gboolean
roster_api_retry_is_due (RosterApiMethod  method,
                         const GError    *error,
                         RosterApiTries  *tries,
                         gint64          *delay_us)
{
  *delay_us = 0;

  if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_RATE_LIMITED))
    return (!is_write (method) || roster_error_get_api_code (error) == RATE_LIMIT_CODE) && tries->throttled++ < MAX_THROTTLED;

  tries->failed++;
  if (is_write (method) || tries->failed >= max_reads (error))
    return FALSE;

  *delay_us = FIRST_DELAY_US << (tries->failed - 1);
  *delay_us += g_random_int_range (0, (gint32) (*delay_us / 4));

  return TRUE;
}
