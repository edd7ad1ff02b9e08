/* roster-api-rows.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"

G_BEGIN_DECLS

/**
 * RosterApiRowKind:
 * @read: makes what a row tells, or %NULL for a row that tells nothing usable
 * @get_key: (nullable): what identifies it among the others; of two rows with the same key the first counts
 * @free: frees it
 *
 * How the rows of a list become objects of the model.
 */
typedef struct
{
  gpointer (*read) (JsonObject *row);
  const char *(*get_key) (gpointer item);
  GDestroyNotify free;
} RosterApiRowKind;

const char *roster_api_rows_get_item_key  (gpointer                item);
const char *roster_api_rows_get_grant_key (gpointer                grant);
GPtrArray  *roster_api_rows_read          (JsonArray              *rows,
                                           const RosterApiRowKind *kind);
void        roster_api_rows_count_async  (RosterApiClient        *client,
                                           const char             *path,
                                           JsonObject             *parameters,
                                           gpointer                source_tag,
                                           GCancellable           *cancellable,
                                           GAsyncReadyCallback     callback,
                                           gpointer                user_data);
gboolean    roster_api_rows_count_finish  (RosterApiClient        *client,
                                           gpointer                source_tag,
                                           GAsyncResult           *result,
                                           gint64                 *count,
                                           GError                **error);

G_END_DECLS
