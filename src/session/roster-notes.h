/* roster-notes.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_NOTES (roster_notes_get_type ())
G_DECLARE_FINAL_TYPE (RosterNotes, roster_notes, ROSTER, NOTES, GObject)

RosterNotes *roster_notes_new    (RosterSession *session);
gboolean     roster_notes_update (RosterNotes   *self);
const char  *roster_notes_get    (RosterNotes   *self,
                                  const char    *name);
void         roster_notes_set    (RosterNotes   *self,
                                  const char    *name,
                                  const char    *value);
GPtrArray   *roster_notes_list   (RosterNotes   *self,
                                  const char    *prefix);

G_END_DECLS
