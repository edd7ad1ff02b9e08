/* roster-disconnect.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-apply.h"

G_BEGIN_DECLS

/* Reads what the account is linked to now and returns the list of RosterChange that takes it out of the Business Center: an unlink for
 * each ad account, then the disconnect, which is verified by listing. To be given to roster_apply_async() with STOP_AT_FAILURE. */
void        roster_disconnect_plan_async  (RosterSession        *session,
                                           RosterTiktokAccount  *account,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GListModel *roster_disconnect_plan_finish (RosterSession        *session,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
