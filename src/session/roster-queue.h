/* roster-queue.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-person.h"
#include "roster-session.h"
#include "roster-store-queue.h"

G_BEGIN_DECLS

/* What the kinds of queued grants are called in the store. */
#define ROSTER_QUEUE_LEVEL "level"
#define ROSTER_QUEUE_ROLES "roles"

char              *roster_queue_write_roles     (RosterTiktokRoles        roles) G_GNUC_WARN_UNUSED_RESULT;
RosterTiktokRoles  roster_queue_read_roles      (const char              *text);
RosterQueuedGrant *roster_queue_grant_of_change (RosterChange            *change);
RosterChange      *roster_queue_change_of_grant (const RosterQueuedGrant *grant,
                                                 RosterDirectory         *directory,
                                                 RosterPrincipal         *principal);

gboolean           roster_queue_may_be_accepted (RosterDirectory         *directory);
void               roster_queue_forget          (RosterStoreCenter       *center,
                                                 const char              *subject);
gboolean           roster_queue_is_forgotten    (RosterStoreCenter       *center,
                                                 const char              *subject);
void               roster_queue_begin_anew      (RosterStoreCenter       *center,
                                                 const char              *subject);

void               roster_queue_take_async      (RosterSession           *session,
                                                 RosterPerson            *person,
                                                 GHashTable              *passed_over,
                                                 GCancellable            *cancellable,
                                                 GAsyncReadyCallback      callback,
                                                 gpointer                 user_data);
GListModel        *roster_queue_take_finish     (RosterSession           *session,
                                                 GAsyncResult            *result,
                                                 GError                 **error);

G_END_DECLS
