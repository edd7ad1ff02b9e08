/* roster-apply.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-session.h"

G_BEGIN_DECLS

/**
 * RosterApplyFlags:
 * @ROSTER_APPLY_FLAGS_NONE: go on after a failure
 * @ROSTER_APPLY_FLAGS_STOP_AT_FAILURE: leave the rest waiting after a failure, because each change needs the one before
 */
typedef enum
{
  ROSTER_APPLY_FLAGS_NONE = 0,
  ROSTER_APPLY_FLAGS_STOP_AT_FAILURE = 1 << 0,
} RosterApplyFlags;

void     roster_apply_async  (RosterSession        *session,
                              GListModel           *changes,
                              RosterApplyFlags      flags,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
gboolean roster_apply_finish (RosterSession        *session,
                              GAsyncResult         *result,
                              GError              **error);

G_END_DECLS
