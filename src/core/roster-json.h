/* roster-json.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

const char *roster_json_get_string  (JsonObject *object,
                                     const char *member);
char       *roster_json_dup_id      (JsonObject *object,
                                     const char *member) G_GNUC_WARN_UNUSED_RESULT;
char       *roster_json_dup_name    (JsonObject *object,
                                     const char *member) G_GNUC_WARN_UNUSED_RESULT;
gint64      roster_json_get_int     (JsonObject *object,
                                     const char *member,
                                     gint64      fallback);
gboolean    roster_json_get_boolean (JsonObject *object,
                                     const char *member,
                                     gboolean    fallback);
JsonObject *roster_json_get_object  (JsonObject *object,
                                     const char *member);
JsonArray  *roster_json_get_array   (JsonObject *object,
                                     const char *member);
GStrv       roster_json_dup_strv    (JsonObject *object,
                                     const char *member) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *roster_json_array_get_object (JsonArray *array,
                                          guint      index);

G_END_DECLS
