/* roster-api-envelope.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "roster-error.h"

G_BEGIN_DECLS

gboolean     roster_api_envelope_is_throttle (const GError         *error);
JsonObject  *roster_api_envelope_read        (GBytes               *body,
                                              guint                 http_status,
                                              const char           *endpoint,
                                              GError              **error);
void         roster_api_envelope_read_async  (GBytes               *body,
                                              guint                 http_status,
                                              const char           *endpoint,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
JsonObject  *roster_api_envelope_read_finish (GAsyncResult         *result,
                                              GError              **error);
const char  *roster_api_envelope_get_request_id (GAsyncResult        *result);

G_END_DECLS
