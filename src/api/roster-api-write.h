/* roster-api-write.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"

G_BEGIN_DECLS

void     roster_api_write_set_word (JsonObject           *body,
                                    const char           *member,
                                    const char           *word);
void     roster_api_write_set_strv (JsonObject           *body,
                                    const char           *member,
                                    const char * const   *values);
void     roster_api_write_async    (RosterApiClient      *client,
                                    const char           *path,
                                    JsonObject           *body,
                                    gpointer              source_tag,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean roster_api_write_finish   (RosterApiClient      *client,
                                    gpointer              source_tag,
                                    GAsyncResult         *result,
                                    GError              **error);

const char *roster_api_write_get_request_id (GAsyncResult *result);

G_END_DECLS
