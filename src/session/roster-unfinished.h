/* roster-unfinished.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-change-set.h"
#include "roster-session.h"

G_BEGIN_DECLS

void             roster_unfinished_load_async  (RosterSession        *session,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
RosterChangeSet *roster_unfinished_load_finish (RosterSession        *session,
                                                GAsyncResult         *result,
                                                GError              **error);
void             roster_unfinished_leave       (RosterSession        *session,
                                                RosterChangeSet      *set);

G_END_DECLS
