/* roster-change-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-change-check.h"

G_BEGIN_DECLS

char       *roster_change_text_title    (RosterChange         *change) G_GNUC_WARN_UNUSED_RESULT;
char       *roster_change_text_dup_half    (RosterChange *change) G_GNUC_WARN_UNUSED_RESULT;
gboolean    roster_change_text_is_ignored  (RosterChange *change);
char       *roster_change_text_dup_outcome (RosterChange *change) G_GNUC_WARN_UNUSED_RESULT;
const char *roster_change_text_state    (RosterChangeState     state);
char       *roster_change_text_warning  (RosterChangeWarnings  warning,
                                         guint                 n_changes) G_GNUC_WARN_UNUSED_RESULT;
char       *roster_change_text_warnings (GArray               *verdicts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
