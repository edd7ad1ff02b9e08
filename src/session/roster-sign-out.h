/* roster-sign-out.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-clock.h"
#include "roster-keyring.h"

G_BEGIN_DECLS

void     roster_sign_out_async  (RosterKeyring        *keyring,
                                 RosterConnection     *connection,
                                 const char           *api_base,
                                 RosterClock          *clock,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
gboolean roster_sign_out_finish (RosterKeyring        *keyring,
                                 GAsyncResult         *result,
                                 gboolean             *revoked,
                                 GError              **error);

G_END_DECLS
