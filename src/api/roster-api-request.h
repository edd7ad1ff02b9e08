/* roster-api-request.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

char        *roster_api_request_check_base   (const char  *base_url,
                                              GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     roster_api_request_is_loopback  (const char  *base_url);
SoupMessage *roster_api_request_new_message  (const char  *base_url,
                                              const char  *path,
                                              gboolean     post,
                                              JsonObject  *parameters,
                                              const char  *access_token,
                                              GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
