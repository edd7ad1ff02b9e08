/* roster-finding-rules.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-directory.h"
#include "roster-finding.h"
#include "roster-person.h"

#include "roster-gaps.h"

G_BEGIN_DECLS

GPtrArray *roster_finding_rules_apply (RosterDirectory *directory,
                                       RosterPerson    *oneself,
                                       RosterGaps      *gaps,
                                       GPtrArray       *vanished,
                                       gint64           now_us);

G_END_DECLS
