/* roster-finding-changes.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-change-set.h"
#include "roster-finding.h"

G_BEGIN_DECLS

RosterChangeSet *roster_finding_make_changes (RosterFinding   *finding,
                                              RosterDirectory *directory) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
