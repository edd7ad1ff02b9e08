/* roster-keyring.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-connection.h"
#include "roster-credentials.h"

G_BEGIN_DECLS

/**
 * RosterKeyringState:
 * @ROSTER_KEYRING_UNKNOWN: not asked yet
 * @ROSTER_KEYRING_AVAILABLE: it answers and, as far as this program is concerned, is open
 * @ROSTER_KEYRING_LOCKED: it answers, and something that is needed is locked: roster_keyring_unlock_async()
 * @ROSTER_KEYRING_MISSING: nothing answers; connections can be kept for the session only
 */
typedef enum
{
  ROSTER_KEYRING_UNKNOWN,
  ROSTER_KEYRING_AVAILABLE,
  ROSTER_KEYRING_LOCKED,
  ROSTER_KEYRING_MISSING,
} RosterKeyringState;

#define ROSTER_TYPE_KEYRING_STATE (roster_keyring_state_get_type ())
GType roster_keyring_state_get_type (void) G_GNUC_CONST;

#define ROSTER_TYPE_KEYRING (roster_keyring_get_type ())
G_DECLARE_FINAL_TYPE (RosterKeyring, roster_keyring, ROSTER, KEYRING, GObject)

RosterKeyring      *roster_keyring_new              (const char           *application);
RosterKeyringState  roster_keyring_get_state        (RosterKeyring        *self);
GListModel         *roster_keyring_get_connections  (RosterKeyring        *self);
RosterConnection   *roster_keyring_find             (RosterKeyring        *self,
                                                     const char           *app_id,
                                                     const char           *core_user_id);
void                roster_keyring_expect           (RosterKeyring        *self,
                                                     RosterConnection     *connection);
void                roster_keyring_load_async       (RosterKeyring        *self,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean            roster_keyring_load_finish      (RosterKeyring        *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void                roster_keyring_unlock_async     (RosterKeyring        *self,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean            roster_keyring_unlock_finish    (RosterKeyring        *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void                roster_keyring_lookup_async     (RosterKeyring        *self,
                                                     RosterConnection     *connection,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
RosterCredentials  *roster_keyring_lookup_finish    (RosterKeyring        *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void                roster_keyring_store_async      (RosterKeyring        *self,
                                                     RosterConnection     *connection,
                                                     RosterCredentials    *credentials,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean            roster_keyring_store_finish     (RosterKeyring        *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void                roster_keyring_delete_async     (RosterKeyring        *self,
                                                     RosterConnection     *connection,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean            roster_keyring_delete_finish    (RosterKeyring        *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void                roster_keyring_keep_for_session (RosterKeyring        *self,
                                                     RosterConnection     *connection,
                                                     RosterCredentials    *credentials);

G_END_DECLS
