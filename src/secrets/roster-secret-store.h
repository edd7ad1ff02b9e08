/* roster-secret-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsecret/secret.h>

#include "roster-connection.h"
#include "roster-credentials.h"

G_BEGIN_DECLS

/* Internal to this folder: what RosterKeyring asks of libsecret. */

#define ROSTER_SECRET_FORMAT 1
#define ROSTER_SECRET_KIND "connection"

#define ROSTER_SECRET_ATTRIBUTE_APPLICATION "application"
#define ROSTER_SECRET_ATTRIBUTE_FORMAT "format"
#define ROSTER_SECRET_ATTRIBUTE_KIND "kind"
#define ROSTER_SECRET_ATTRIBUTE_CONNECTION "connection"
#define ROSTER_SECRET_ATTRIBUTE_APP_ID "app_id"
#define ROSTER_SECRET_ATTRIBUTE_CORE_USER_ID "core_user_id"

void               roster_secret_store_search_async  (const char           *application,
                                                      const char           *connection,
                                                      gboolean              unlock,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
GPtrArray         *roster_secret_store_search_finish (GAsyncResult         *result,
                                                      gboolean             *locked,
                                                      GError              **error);
void               roster_secret_store_read_async    (SecretRetrievable    *item,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
RosterCredentials *roster_secret_store_read_finish   (GAsyncResult         *result,
                                                      GError              **error);
void               roster_secret_store_write_async   (const char           *application,
                                                      RosterConnection     *connection,
                                                      RosterCredentials    *credentials,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
gboolean           roster_secret_store_write_finish  (GAsyncResult         *result,
                                                      GError              **error);
void               roster_secret_store_remove_async  (const char           *application,
                                                      const char           *connection,
                                                      SecretRetrievable    *item,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
gboolean           roster_secret_store_remove_finish (GAsyncResult         *result,
                                                      GError              **error);
gboolean           roster_secret_store_is_locked     (SecretRetrievable    *item);
char              *roster_secret_store_dup_label     (SecretRetrievable    *item) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
