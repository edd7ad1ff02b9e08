/* roster-store-center.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store.h"

G_BEGIN_DECLS

/**
 * RosterStoreCenter:
 *
 * One connection's view of one Business Center, as the key to what the store holds of it. Two connections may see different things of the
 * same Business Center (an Admin sees all, a Standard member little), so what they saw is kept apart. Making one touches nothing.
 */
#define ROSTER_TYPE_STORE_CENTER (roster_store_center_get_type ())
G_DECLARE_FINAL_TYPE (RosterStoreCenter, roster_store_center, ROSTER, STORE_CENTER, GObject)

RosterStoreCenter *roster_store_center_new           (RosterStore          *store,
                                                      const char           *connection,
                                                      const char           *bc_id);
RosterStore       *roster_store_center_get_store     (RosterStoreCenter    *self);
const char        *roster_store_center_get_connection (RosterStoreCenter    *self);
const char        *roster_store_center_get_bc_id     (RosterStoreCenter    *self);
void               roster_store_center_forget_async  (RosterStoreCenter    *self,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
gboolean           roster_store_center_forget_finish (RosterStoreCenter    *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);

G_END_DECLS
