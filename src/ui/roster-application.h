/* roster-application.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-session.h"

G_BEGIN_DECLS

/**
 * RosterDemoStarter:
 * @api_base: (out) (transfer full): where the demo server listens
 * @access_token: (out) (transfer full): a token that it takes
 * @user_data: as given to roster_application_set_demo_starter()
 * @error: return location for a #GError
 *
 * Starts the demo server, or tells where it already listens. Called in a thread of its own.
 *
 * Returns: whether the server is there
 */
typedef gboolean (*RosterDemoStarter) (char     **api_base,
                                       char     **access_token,
                                       gpointer   user_data,
                                       GError   **error);

#define ROSTER_TYPE_APPLICATION (roster_application_get_type ())
G_DECLARE_FINAL_TYPE (RosterApplication, roster_application, ROSTER, APPLICATION, AdwApplication)

RosterApplication *roster_application_new              (void);
void               roster_application_set_demo_starter (RosterApplication *self,
                                                        RosterDemoStarter  starter,
                                                        gpointer           user_data);
RosterSession     *roster_application_get_session      (RosterApplication *self);

G_END_DECLS
