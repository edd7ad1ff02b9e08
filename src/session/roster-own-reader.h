/* roster-own-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"
#include "roster-directory.h"
#include "roster-person.h"

G_BEGIN_DECLS

void     roster_own_reader_async  (RosterApiClient      *client,
                                   const char           *bc_id,
                                   RosterPerson         *oneself,
                                   RosterDirectory      *directory,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean roster_own_reader_finish (GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
