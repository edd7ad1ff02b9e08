/* roster-api-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"

G_BEGIN_DECLS

void       roster_api_client_list_async  (RosterApiClient      *self,
                                          const char           *path,
                                          JsonObject           *parameters,
                                          const char           *list_member,
                                          int                   page_size,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
JsonArray *roster_api_client_list_finish (RosterApiClient      *self,
                                          GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
