/* roster-queue.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-change.h"
#include "roster-directory.h"
#include "roster-store-queue.h"

G_BEGIN_DECLS

/* What the kinds of queued grants are called in the store. */
#define ROSTER_QUEUE_LEVEL "level"
#define ROSTER_QUEUE_ROLES "roles"

RosterQueuedGrant *roster_queue_grant_of_change (RosterChange            *change);
RosterChange      *roster_queue_change_of_grant (const RosterQueuedGrant *grant,
                                                 RosterDirectory         *directory,
                                                 RosterPrincipal         *principal);

G_END_DECLS
