/* roster-findings.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-directory.h"
#include "roster-finding.h"
#include "roster-person.h"

#include "roster-gaps.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_FINDINGS (roster_findings_get_type ())
G_DECLARE_FINAL_TYPE (RosterFindings, roster_findings, ROSTER, FINDINGS, GObject)

RosterFindings *roster_findings_new          (RosterDirectory *directory);
void            roster_findings_set_oneself  (RosterFindings  *self,
                                              RosterPerson    *oneself);
void            roster_findings_set_gaps     (RosterFindings  *self,
                                              RosterGaps      *gaps);
void            roster_findings_set_vanished (RosterFindings  *self,
                                              GPtrArray       *tiktok_accounts);
void            roster_findings_update       (RosterFindings  *self,
                                              gint64           now_us);

G_END_DECLS
