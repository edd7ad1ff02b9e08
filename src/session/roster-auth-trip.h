/* roster-auth-trip.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RosterAuthTrip RosterAuthTrip;

/**
 * RosterAuthTripFunc:
 * @user_data: as given to roster_auth_trip_new()
 *
 * Told, in the main loop, that the browser came back and has its page; roster_auth_trip_is_back() is true from now on.
 */
typedef void (*RosterAuthTripFunc) (gpointer user_data);

RosterAuthTrip *roster_auth_trip_new              (const char          *portal_base,
                                                   const char          *app_id,
                                                   const char          *secret,
                                                   const char          *redirect_uri,
                                                   RosterAuthTripFunc   func,
                                                   gpointer             user_data,
                                                   GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void            roster_auth_trip_free             (RosterAuthTrip      *self);
const char     *roster_auth_trip_get_app_id       (RosterAuthTrip      *self);
const char     *roster_auth_trip_get_secret       (RosterAuthTrip      *self);
const char     *roster_auth_trip_get_url          (RosterAuthTrip      *self);
const char     *roster_auth_trip_get_redirect_uri (RosterAuthTrip      *self);
gboolean        roster_auth_trip_is_listening     (RosterAuthTrip      *self);
gboolean        roster_auth_trip_is_back          (RosterAuthTrip      *self);
const char     *roster_auth_trip_get_code         (RosterAuthTrip      *self,
                                                   GError             **error);
char           *roster_auth_trip_read_text        (RosterAuthTrip      *self,
                                                   const char          *text,
                                                   GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterAuthTrip, roster_auth_trip_free)

G_END_DECLS
