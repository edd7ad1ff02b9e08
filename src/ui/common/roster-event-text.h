/* roster-event-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-event.h"

G_BEGIN_DECLS

char *roster_event_text_dup      (RosterEvent     *event) G_GNUC_WARN_UNUSED_RESULT;
char *roster_event_text_dup_many (RosterEventKind  kind,
                                  guint            count) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
