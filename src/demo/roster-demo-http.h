/* roster-demo-http.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-demo-options.h"

G_BEGIN_DECLS

/* The part of the server that speaks HTTP. Lives and dies in the server's thread. */
typedef struct _RosterDemoHttp RosterDemoHttp;

RosterDemoHttp *roster_demo_http_new          (const RosterDemoOptions *options,
                                               GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
void            roster_demo_http_free         (RosterDemoHttp          *self);
const char     *roster_demo_http_get_base_url (RosterDemoHttp          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterDemoHttp, roster_demo_http_free)

G_END_DECLS
