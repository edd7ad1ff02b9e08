/* roster-store-texts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store-db.h"

G_BEGIN_DECLS

gint64      roster_store_text_put  (RosterStoreDb  *db,
                                    gint64          center,
                                    const char     *text,
                                    GError        **error);
GRefString *roster_store_text_get  (RosterStoreDb  *db,
                                    gint64          center,
                                    gint64          id,
                                    GError        **error);
GRefString *roster_store_text_take (RosterStoreDb  *db,
                                    gint64          center,
                                    gint64          id,
                                    sqlite3_stmt   *statement,
                                    int             column);

G_END_DECLS
