/* roster-connection.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RosterConnectionProblem:
 * @ROSTER_CONNECTION_SOUND: nothing known to be wrong
 * @ROSTER_CONNECTION_DAMAGED: what the keyring holds cannot be used: sign in again, or sign out
 * @ROSTER_CONNECTION_NEWER: saved by a newer version of the program in a way that this one does not know; it is left alone
 */
typedef enum
{
  ROSTER_CONNECTION_SOUND,
  ROSTER_CONNECTION_DAMAGED,
  ROSTER_CONNECTION_NEWER,
} RosterConnectionProblem;

#define ROSTER_TYPE_CONNECTION_PROBLEM (roster_connection_problem_get_type ())
GType roster_connection_problem_get_type (void) G_GNUC_CONST;

#define ROSTER_TYPE_CONNECTION (roster_connection_get_type ())
G_DECLARE_FINAL_TYPE (RosterConnection, roster_connection, ROSTER, CONNECTION, GObject)

RosterConnection        *roster_connection_new              (const char       *id,
                                                             const char       *label,
                                                             const char       *app_id,
                                                             const char       *core_user_id,
                                                             gint64            created_us);
const char              *roster_connection_get_id           (RosterConnection *self);
const char              *roster_connection_get_label        (RosterConnection *self);
void                     roster_connection_set_label        (RosterConnection *self,
                                                             const char       *label);
const char              *roster_connection_get_app_id       (RosterConnection *self);
const char              *roster_connection_get_core_user_id (RosterConnection *self);
gint64                   roster_connection_get_created      (RosterConnection *self);
gboolean                 roster_connection_get_has_secret   (RosterConnection *self);
gboolean                 roster_connection_get_session_only (RosterConnection *self);
RosterConnectionProblem  roster_connection_get_problem      (RosterConnection *self);

/* For the keyring, which alone knows. */
void                     roster_connection_set_storage      (RosterConnection        *self,
                                                             gboolean                 has_secret,
                                                             gboolean                 session_only,
                                                             RosterConnectionProblem  problem);

G_END_DECLS
