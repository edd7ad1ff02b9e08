/* roster-demo-roles.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

const char *roster_demo_roles_get_field (const char *type,
                                         gboolean   *is_array);
void        roster_demo_roles_set       (JsonObject *row,
                                         const char *type,
                                         const char *roles);

G_END_DECLS
