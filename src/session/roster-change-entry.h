/* roster-change-entry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-change.h"
#include "roster-directory.h"
#include "roster-store-journal.h"

G_BEGIN_DECLS

RosterJournalEntry *roster_change_entry_new       (RosterChange             *change) G_GNUC_WARN_UNUSED_RESULT;
RosterChange       *roster_change_entry_to_change (const RosterJournalEntry *entry,
                                                   RosterDirectory          *directory);

G_END_DECLS
