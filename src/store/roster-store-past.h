/* roster-store-past.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-store-db.h"

G_BEGIN_DECLS

/**
 * RosterStorePast:
 * @kind: the number of the kind's text
 * @subject: the number of the subject's text
 * @object: the number of the object's text, or 0
 * @value: the number of the value's text
 * @since: the sync in which it appeared, earlier than the one in which it went
 *
 * Something that was so, and is not any more.
 */
typedef struct
{
  gint64 kind;
  gint64 subject;
  gint64 object;
  gint64 value;
  gint64 since;
} RosterStorePast;

/**
 * RosterStorePastFunc:
 * @sync: the sync in which it went
 * @past: what was so until then
 * @user_data: as given to roster_store_past_foreach()
 *
 * Told each interval of the past.
 */
typedef void (*RosterStorePastFunc) (gint64                 sync,
                                     const RosterStorePast *past,
                                     gpointer               user_data);

void     roster_store_past_pack    (GByteArray             *bytes,
                                    gint64                  sync,
                                    const RosterStorePast  *before,
                                    const RosterStorePast  *past);
gboolean roster_store_past_unpack  (GBytes                 *bytes,
                                    gint64                  sync,
                                    RosterStorePastFunc     func,
                                    gpointer                user_data);
gboolean roster_store_past_add     (RosterStoreDb          *db,
                                    gint64                  center,
                                    gint64                  sync,
                                    const RosterStorePast  *past,
                                    GError                **error);
gboolean roster_store_past_close   (RosterStoreDb          *db,
                                    gint64                  center,
                                    gint64                  sync,
                                    GError                **error);
gboolean roster_store_past_tidy    (RosterStoreDb          *db,
                                    GError                **error);
gboolean roster_store_past_foreach (RosterStoreDb          *db,
                                    gint64                  center,
                                    gint64                  after_sync,
                                    RosterStorePastFunc     func,
                                    gpointer                user_data,
                                    GError                **error);

G_END_DECLS
