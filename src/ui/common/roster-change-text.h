/* roster-change-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-change.h"

G_BEGIN_DECLS

char       *roster_change_text_title (RosterChange      *change) G_GNUC_WARN_UNUSED_RESULT;
const char *roster_change_text_state (RosterChangeState  state);

G_END_DECLS
