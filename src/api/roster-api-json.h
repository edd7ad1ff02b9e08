/* roster-api-json.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *roster_api_json_parse (GBytes  *body,
                                 GError **error);

G_END_DECLS
