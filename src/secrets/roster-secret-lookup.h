/* roster-secret-lookup.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsecret/secret.h>

#include "roster-credentials.h"

G_BEGIN_DECLS

/* Internal to this folder: the two operations on one connection that take several steps. */
void               roster_secret_lookup_async  (const char           *application,
                                                const char           *connection,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
RosterCredentials *roster_secret_lookup_finish (GAsyncResult         *result,
                                                GError              **error);
void               roster_secret_erase_async   (const char           *application,
                                                const char           *connection,
                                                SecretRetrievable    *item,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean           roster_secret_erase_finish  (GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS
