/* roster-access-lines.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-access-line.h"
#include "roster-directory.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ACCESS_LINES (roster_access_lines_get_type ())
G_DECLARE_FINAL_TYPE (RosterAccessLines, roster_access_lines, ROSTER, ACCESS_LINES, GObject)

RosterAccessLines *roster_access_lines_new         (RosterDirectory   *directory,
                                                    GListModel        *changes);
RosterItem        *roster_access_lines_get_subject (RosterAccessLines *self);
void               roster_access_lines_set_subject (RosterAccessLines *self,
                                                    RosterItem        *subject);
GListModel        *roster_access_lines_get_model   (RosterAccessLines *self);
guint              roster_access_lines_get_unread  (RosterAccessLines *self);

G_END_DECLS
