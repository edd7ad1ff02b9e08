/* roster-demo-lag.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-demo-state.h"

G_BEGIN_DECLS

void     roster_demo_lag_begin        (RosterDemoState *state,
                                       gint64           n_reads);
void     roster_demo_lag_end          (RosterDemoState *state);
gboolean roster_demo_lag_step_back    (RosterDemoState *state);
void     roster_demo_lag_step_forward (RosterDemoState *state);

G_END_DECLS
