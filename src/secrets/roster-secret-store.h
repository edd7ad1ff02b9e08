/* roster-secret-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsecret/secret.h>

#include "roster-connection.h"
#include "roster-credentials.h"

G_BEGIN_DECLS

/* Internal to this folder: what libsecret is asked for, and its errors in our words. */

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

G_END_DECLS
