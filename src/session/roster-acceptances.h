/* roster-acceptances.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ACCEPTANCES (roster_acceptances_get_type ())
G_DECLARE_FINAL_TYPE (RosterAcceptances, roster_acceptances, ROSTER, ACCEPTANCES, GObject)

RosterAcceptances *roster_acceptances_new   (RosterSession     *session);
void               roster_acceptances_add   (RosterAcceptances *self,
                                             RosterPerson      *person);
void               roster_acceptances_look  (RosterAcceptances *self);
void               roster_acceptances_go_on (RosterAcceptances *self);
void               roster_acceptances_drop  (RosterAcceptances *self,
                                             const char        *subject,
                                             gboolean           declined);
void               roster_acceptances_stop  (RosterAcceptances *self);

G_END_DECLS
