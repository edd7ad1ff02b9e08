/* roster-error.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RosterError:
 * @ROSTER_ERROR_FAILED: anything that the other codes do not cover
 * @ROSTER_ERROR_OFFLINE: no connection could be made; nothing was sent
 * @ROSTER_ERROR_INTERRUPTED: the connection was lost, or timed out, after the request was sent; the outcome of a write is unknown
 * @ROSTER_ERROR_PROTOCOL: the answer is not what the protocol says (not JSON, no envelope, a required field missing)
 * @ROSTER_ERROR_INCOMPLETE: a list came with fewer rows than TikTok counts, also when it was asked for again; nothing follows from what it lacks
 * @ROSTER_ERROR_TOO_LARGE: the answer is larger than any honest one
 * @ROSTER_ERROR_REDIRECTED: the server pointed elsewhere; not followed, since the token must not travel
 * @ROSTER_ERROR_SIGNED_OUT: the access token was revoked, has expired or is wrong: sign in again
 * @ROSTER_ERROR_BAD_APP: the App ID or its secret is wrong
 * @ROSTER_ERROR_BAD_AUTH_CODE: the authorization code has expired or was used before: start again
 * @ROSTER_ERROR_NOT_PERMITTED: TikTok refused for lack of a right (code 40001 and its like)
 * @ROSTER_ERROR_REFUSED: TikTok refused the request as it is (code 40002 and its like)
 * @ROSTER_ERROR_NOT_FOUND: the object does not exist, or not any more
 * @ROSTER_ERROR_CONFLICT: another operation is under way at TikTok; reading again and asking again may work
 * @ROSTER_ERROR_RATE_LIMITED: too many requests; refused before anything was done
 * @ROSTER_ERROR_UNAVAILABLE: TikTok failed for a passing reason (5xxxx, HTTP 5xx)
 * @ROSTER_ERROR_MAINTENANCE: TikTok is under maintenance
 * @ROSTER_ERROR_INVALID_INPUT: what a person typed or pasted cannot be used; the message says why
 * @ROSTER_ERROR_KEYRING_MISSING: no secret service answers
 * @ROSTER_ERROR_KEYRING_LOCKED: the keyring is locked and was not unlocked
 * @ROSTER_ERROR_STATE_MISMATCH: an authorization came back with another `state` than was sent (RFC 6749, 10.12)
 * @ROSTER_ERROR_DECLINED: the person at the browser refused
 * @ROSTER_ERROR_STORE_DAMAGED: the database was damaged; it is set aside, and what could be read of it was taken over
 * @ROSTER_ERROR_STORE_NEWER: the database was written by a newer version of the program; it is left alone
 * @ROSTER_ERROR_STORE_BUSY: another process has the database open
 * @ROSTER_ERROR_STORE_READ_ONLY: the database, or its folder, cannot be written
 * @ROSTER_ERROR_STORE_FULL: there is no room left on the disk
 * @ROSTER_ERROR_NOT_A_MEMBER: the user is a member of no Business Center, or not any more of the one that is shown
 * @ROSTER_ERROR_IN_BETWEEN: a proxy or a filter in the network refused in TikTok's place; the HTTP status stands where TikTok's code would
 * @ROSTER_ERROR_BLOCKED: there is a network, but the server's name is blocked or unknown in it; nothing was sent
 * @ROSTER_ERROR_COUNTRY: TikTok refuses the addresses of this country
 * @ROSTER_ERROR_IGNORED: TikTok said that it invited somebody, and did not: it passes over addresses that it has an old entry of
 * @ROSTER_ERROR_NO_LINK: TikTok was asked for a link for a QR code, and sent something else
 * @ROSTER_ERROR_STORE_MOVED: somebody deleted or replaced the database while it was in use; a new one was begun
 *
 * The one error domain of the program. The user interface switches on these codes; what TikTok itself said travels beside the code and
 * is read with roster_error_get_api_code() and its siblings.
 */
typedef enum
{
  ROSTER_ERROR_FAILED,
  ROSTER_ERROR_OFFLINE,
  ROSTER_ERROR_INTERRUPTED,
  ROSTER_ERROR_PROTOCOL,
  ROSTER_ERROR_INCOMPLETE,
  ROSTER_ERROR_TOO_LARGE,
  ROSTER_ERROR_REDIRECTED,
  ROSTER_ERROR_SIGNED_OUT,
  ROSTER_ERROR_BAD_APP,
  ROSTER_ERROR_BAD_AUTH_CODE,
  ROSTER_ERROR_NOT_PERMITTED,
  ROSTER_ERROR_REFUSED,
  ROSTER_ERROR_NOT_FOUND,
  ROSTER_ERROR_CONFLICT,
  ROSTER_ERROR_RATE_LIMITED,
  ROSTER_ERROR_UNAVAILABLE,
  ROSTER_ERROR_MAINTENANCE,
  ROSTER_ERROR_INVALID_INPUT,
  ROSTER_ERROR_KEYRING_MISSING,
  ROSTER_ERROR_KEYRING_LOCKED,
  ROSTER_ERROR_STATE_MISMATCH,
  ROSTER_ERROR_DECLINED,
  ROSTER_ERROR_STORE_DAMAGED,
  ROSTER_ERROR_STORE_NEWER,
  ROSTER_ERROR_STORE_BUSY,
  ROSTER_ERROR_STORE_READ_ONLY,
  ROSTER_ERROR_STORE_FULL,
  ROSTER_ERROR_NOT_A_MEMBER,
  ROSTER_ERROR_IN_BETWEEN,
  ROSTER_ERROR_BLOCKED,
  ROSTER_ERROR_COUNTRY,
  ROSTER_ERROR_IGNORED,
  ROSTER_ERROR_NO_LINK,
  ROSTER_ERROR_STORE_MOVED,
} RosterError;

#define ROSTER_ERROR (roster_error_quark ())
GQuark       roster_error_quark            (void);

GError      *roster_error_new_api          (RosterError   code,
                                            gint64        api_code,
                                            const char   *request_id,
                                            const char   *endpoint,
                                            const char   *server_message) G_GNUC_WARN_UNUSED_RESULT;
gint64       roster_error_get_api_code     (const GError *error);
const char  *roster_error_get_request_id   (const GError *error);
const char  *roster_error_get_endpoint     (const GError *error);
gboolean     roster_error_is_cancelled     (const GError *error);
gboolean     roster_error_is_network       (const GError *error);
gboolean     roster_error_outcome_unknown  (const GError *error);
char        *roster_error_to_support_text  (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
