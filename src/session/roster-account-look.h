/* roster-account-look.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-session.h"

G_BEGIN_DECLS

void     roster_account_look_async  (RosterSession        *session,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean roster_account_look_finish (RosterSession        *session,
                                     GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
