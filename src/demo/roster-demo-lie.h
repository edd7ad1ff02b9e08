/* roster-demo-lie.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-demo-fault.h"

G_BEGIN_DECLS

void roster_demo_lie (RosterDemoFaultKind  kind,
                      gint64               value,
                      JsonObject          *data);

G_END_DECLS
