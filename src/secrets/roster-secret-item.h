/* roster-secret-item.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsecret/secret.h>

#include "roster-connection.h"

G_BEGIN_DECLS

/* Internal to this folder: what an item of the keyring says about itself, without its secret. */

#define ROSTER_SECRET_FORMAT 1
#define ROSTER_SECRET_KIND "connection"

#define ROSTER_SECRET_ATTRIBUTE_APPLICATION "application"
#define ROSTER_SECRET_ATTRIBUTE_FORMAT "format"
#define ROSTER_SECRET_ATTRIBUTE_KIND "kind"
#define ROSTER_SECRET_ATTRIBUTE_CONNECTION "connection"
#define ROSTER_SECRET_ATTRIBUTE_APP_ID "app_id"
#define ROSTER_SECRET_ATTRIBUTE_CORE_USER_ID "core_user_id"

#define ROSTER_SECRET_LABEL_PREFIX "Access Roster: "
#define ROSTER_SECRET_NAMELESS_PREFIX "item:" /* of the ID of a connection whose item names none */

gboolean                 roster_secret_item_is_locked (SecretRetrievable *item);
RosterConnectionProblem  roster_secret_item_judge     (SecretRetrievable *item);
GHashTable              *roster_secret_items_sort_out (GPtrArray         *items,
                                                       GHashTable        *damaged) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
