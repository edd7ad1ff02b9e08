/* roster-store-forget.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store-db.h"

G_BEGIN_DECLS

typedef struct _RosterStoreForgotten RosterStoreForgotten;

gboolean              roster_store_forget          (RosterStoreDb         *db,
                                                    const char            *connection,
                                                    const char            *bc_id,
                                                    GError               **error);

RosterStoreForgotten *roster_store_forgotten_new   (void) G_GNUC_WARN_UNUSED_RESULT;
void                  roster_store_forgotten_free  (RosterStoreForgotten  *self);
guint                 roster_store_forgotten_count (RosterStoreForgotten  *self,
                                                    gboolean               one_more);
void                  roster_store_forgotten_add   (RosterStoreForgotten  *self,
                                                    const char            *connection,
                                                    const char            *bc_id,
                                                    guint                  n_centers);
gboolean              roster_store_forgotten_has   (RosterStoreForgotten  *self,
                                                    const char            *connection,
                                                    const char            *bc_id,
                                                    guint                  number);

G_END_DECLS
