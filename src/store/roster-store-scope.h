/* roster-store-scope.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-fact.h"
#include "roster-store-db.h"

G_BEGIN_DECLS

gboolean roster_store_scope_write (RosterStoreDb          *db,
                                   gint64                  center,
                                   gint64                  sync,
                                   const RosterFactScope  *scope,
                                   GPtrArray              *facts,
                                   guint                  *n_changes,
                                   GError                **error);

G_END_DECLS
