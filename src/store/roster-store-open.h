/* roster-store-open.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store-db.h"

G_BEGIN_DECLS

/* What is added to the name of a damaged database that is set aside, before the time. */
#define ROSTER_STORE_DAMAGED_SUFFIX ".damaged-"

RosterStoreDb *roster_store_open         (const char     *path,
                                          gint64          now_us,
                                          GError        **problem) G_GNUC_WARN_UNUSED_RESULT;
RosterStoreDb *roster_store_open_damaged (const char     *path,
                                          gint64          now_us,
                                          const GError   *damage,
                                          GError        **problem) G_GNUC_WARN_UNUSED_RESULT;
gboolean       roster_store_open_check   (RosterStoreDb  *db,
                                          GError        **error);

G_END_DECLS
