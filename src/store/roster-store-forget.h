/* roster-store-forget.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store-db.h"

G_BEGIN_DECLS

gboolean roster_store_forget (RosterStoreDb  *db,
                              const char     *connection,
                              const char     *bc_id,
                              GError        **error);

G_END_DECLS
