/* test-keyring-calls.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-keyring.h"

G_BEGIN_DECLS

/* What a keyring does asynchronously, waited for. */
void               test_on_done            (GObject            *source,
                                            GAsyncResult       *result,
                                            gpointer            user_data);
GAsyncResult      *test_wait_for           (GAsyncResult      **result);
gboolean           test_load_connections   (RosterKeyring      *keyring,
                                            GError            **error);
gboolean           test_unlock_connections (RosterKeyring      *keyring,
                                            GError            **error);
RosterCredentials *test_lookup_connection  (RosterKeyring      *keyring,
                                            RosterConnection   *connection,
                                            GError            **error);
gboolean           test_store_connection   (RosterKeyring      *keyring,
                                            RosterConnection   *connection,
                                            const char         *access_token,
                                            const char         *app_secret,
                                            GError            **error);
gboolean           test_delete_connection  (RosterKeyring      *keyring,
                                            RosterConnection   *connection,
                                            GError            **error);
void               test_assert_credentials (RosterKeyring      *keyring,
                                            RosterConnection   *connection,
                                            const char         *access_token,
                                            const char         *app_secret);

G_END_DECLS
