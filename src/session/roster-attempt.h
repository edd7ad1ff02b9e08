/* roster-attempt.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-clock.h"
#include "roster-connection.h"
#include "roster-credentials.h"

G_BEGIN_DECLS

void     roster_attempt_with_code_async  (const char           *api_base,
                                          RosterClock          *clock,
                                          const char           *app_id,
                                          const char           *secret,
                                          const char           *code,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
void     roster_attempt_with_token_async (const char           *api_base,
                                          RosterClock          *clock,
                                          const char           *app_id,
                                          const char           *secret,
                                          const char           *access_token,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean roster_attempt_finish           (GAsyncResult         *result,
                                          RosterConnection    **connection,
                                          RosterCredentials   **credentials,
                                          GError              **error);

G_END_DECLS
