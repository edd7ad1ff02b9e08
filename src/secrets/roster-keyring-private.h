/* roster-keyring-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-keyring.h"

G_BEGIN_DECLS

/* The list of connections (roster-keyring.c), and what goes on with one of them (roster-keyring-secrets.c). */
struct _RosterKeyring
{
  GObject parent_instance;

  char *application;
  RosterKeyringState state;
  GListStore *connections; /* of RosterConnection */
  GHashTable *session;     /* connection ID → RosterCredentials */
  GHashTable *damaged;     /* connection ID → SecretRetrievable, where the ID alone does not find the item */
};

GTask *roster_keyring_start        (RosterKeyring       *self,
                                    gpointer             tag,
                                    RosterConnection    *connection,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
void   roster_keyring_set_state    (RosterKeyring       *self,
                                    RosterKeyringState   state);
void   roster_keyring_return_error (GTask               *task,
                                    GError              *error);

G_END_DECLS
