/* roster-loopback.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RosterLoopbackReply:
 * @ROSTER_LOOPBACK_UNRELATED: not what is waited for; the waiting goes on
 * @ROSTER_LOOPBACK_OUTDATED: an answer to another sign-in; the waiting goes on
 * @ROSTER_LOOPBACK_ACCEPTED: it was
 * @ROSTER_LOOPBACK_DECLINED: it was, and the person said no
 * @ROSTER_LOOPBACK_REFUSED: it was something that must not be used
 *
 * What was made of a visit. After all but the first two, the receiver closes.
 */
typedef enum
{
  ROSTER_LOOPBACK_UNRELATED,
  ROSTER_LOOPBACK_OUTDATED,
  ROSTER_LOOPBACK_ACCEPTED,
  ROSTER_LOOPBACK_DECLINED,
  ROSTER_LOOPBACK_REFUSED,
} RosterLoopbackReply;

/**
 * RosterLoopbackFunc:
 * @query: (nullable): the query of the address that the browser asked for, percent-encoded
 * @user_data: as given to roster_loopback_new()
 *
 * Returns: what to make of it
 */
typedef RosterLoopbackReply (*RosterLoopbackFunc) (const char *query,
                                                   gpointer    user_data);

#define ROSTER_TYPE_LOOPBACK (roster_loopback_get_type ())
G_DECLARE_FINAL_TYPE (RosterLoopback, roster_loopback, ROSTER, LOOPBACK, GObject)

gboolean        roster_loopback_is_possible      (const char          *redirect_uri);
RosterLoopback *roster_loopback_new              (const char          *redirect_uri,
                                                  RosterLoopbackFunc   func,
                                                  gpointer             user_data,
                                                  GError             **error) G_GNUC_WARN_UNUSED_RESULT;
const char     *roster_loopback_get_redirect_uri (RosterLoopback      *self);
void            roster_loopback_close            (RosterLoopback      *self);

G_END_DECLS
