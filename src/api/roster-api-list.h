/* roster-api-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-rows.h"

G_BEGIN_DECLS

void       roster_api_list_async         (RosterApiClient        *client,
                                          const char             *path,
                                          JsonObject             *parameters,
                                          const char             *list_member,
                                          int                     page_size,
                                          const RosterApiRowKind *kind,
                                          gpointer                source_tag,
                                          GCancellable           *cancellable,
                                          GAsyncReadyCallback     callback,
                                          gpointer                user_data);
GPtrArray *roster_api_list_finish        (RosterApiClient        *client,
                                          gpointer                source_tag,
                                          GAsyncResult           *result,
                                          GError                **error);
GPtrArray *roster_api_list_take_rows     (GPtrArray              *all,
                                          GAsyncResult           *result,
                                          const GError           *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
