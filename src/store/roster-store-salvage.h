/* roster-store-salvage.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store-db.h"

G_BEGIN_DECLS

gboolean roster_store_salvage (const char     *damaged_path,
                               RosterStoreDb  *fresh,
                               GError        **error);

G_END_DECLS
