/* roster-changes-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_CHANGES_VIEW (roster_changes_view_get_type ())
G_DECLARE_FINAL_TYPE (RosterChangesView, roster_changes_view, ROSTER, CHANGES_VIEW, AdwBin)

/* Signals: stop, retry, over. */
void     roster_changes_view_set_changes  (RosterChangesView *self,
                                           GListModel        *changes);
void     roster_changes_view_set_warnings (RosterChangesView *self,
                                           GArray            *verdicts);
void     roster_changes_view_send         (RosterChangesView *self,
                                           RosterSession     *session);
void     roster_changes_view_stop         (RosterChangesView *self);
void     roster_changes_view_set_running  (RosterChangesView *self,
                                           gboolean           running);
gboolean roster_changes_view_all_done     (RosterChangesView *self);

G_END_DECLS
