/* roster-agency.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-principal.h"
#include "roster-vocabulary.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_AGENCY (roster_agency_get_type ())
G_DECLARE_FINAL_TYPE (RosterAgency, roster_agency, ROSTER, AGENCY, RosterPrincipal)

RosterAgency *roster_agency_new         (const char *bc_id);
gboolean      roster_agency_get_waiting (RosterAgency *self);
void          roster_agency_set_waiting (RosterAgency *self,
                                         gboolean      waiting);

G_END_DECLS
