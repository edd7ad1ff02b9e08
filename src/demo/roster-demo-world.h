/* roster-demo-world.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-demo-state.h"

G_BEGIN_DECLS

void roster_demo_world_fill     (RosterDemoState         *state,
                                 const RosterDemoOptions *options);
void roster_demo_generator_fill (RosterDemoState         *state,
                                 const RosterDemoOptions *options);

G_END_DECLS
