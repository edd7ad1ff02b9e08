/* roster-demo-server.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-demo-options.h"

G_BEGIN_DECLS

/* The developer app that the server knows, and its fixed tokens. */
#define ROSTER_DEMO_APP_ID "7000000000000000001"
#define ROSTER_DEMO_APP_SECRET "demo-secret"
#define ROSTER_DEMO_TOKEN_ADMIN "demo-admin"
#define ROSTER_DEMO_TOKEN_STANDARD "demo-standard"
#define ROSTER_DEMO_TOKEN_REVOKED "demo-revoked"

#define ROSTER_TYPE_DEMO_SERVER (roster_demo_server_get_type ())
G_DECLARE_FINAL_TYPE (RosterDemoServer, roster_demo_server, ROSTER, DEMO_SERVER, GObject)

RosterDemoServer *roster_demo_server_new          (const RosterDemoOptions *options) G_GNUC_WARN_UNUSED_RESULT;
gboolean          roster_demo_server_start        (RosterDemoServer        *self,
                                                   GError                 **error);
void              roster_demo_server_stop         (RosterDemoServer        *self);
void              roster_demo_server_catch_up     (RosterDemoServer        *self);
const char       *roster_demo_server_get_base_url (RosterDemoServer        *self);

G_END_DECLS
