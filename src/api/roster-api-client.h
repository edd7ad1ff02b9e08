/* roster-api-client.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "roster-clock.h"
#include "roster-error.h"

G_BEGIN_DECLS

/**
 * RosterApiMethod:
 * @ROSTER_API_GET: a read; repeated on passing failures
 * @ROSTER_API_POST: a write; never repeated, except when TikTok refused it for the rate limit before doing anything
 * @ROSTER_API_POST_READ: a POST that changes nothing (the authorization link, the token exchange is NOT one): repeated like a read
 */
typedef enum
{
  ROSTER_API_GET,
  ROSTER_API_POST,
  ROSTER_API_POST_READ,
} RosterApiMethod;

#define ROSTER_API_DEFAULT_BASE "https://business-api.tiktok.com"

#define ROSTER_TYPE_API_CLIENT (roster_api_client_get_type ())
G_DECLARE_FINAL_TYPE (RosterApiClient, roster_api_client, ROSTER, API_CLIENT, GObject)

/* Properties: base-url (string, construct-only), rate-limited-until (int64, µs, 0 when not waiting; notified), offline (boolean; notified:
 * TRUE after a request that could not connect, FALSE after any answer). */
RosterApiClient *roster_api_client_new                    (const char           *base_url,
                                                           RosterClock          *clock,
                                                           GError              **error);
const char      *roster_api_client_get_base_url           (RosterApiClient      *self);
void             roster_api_client_set_access_token       (RosterApiClient      *self,
                                                           const char           *access_token);
gboolean         roster_api_client_get_offline            (RosterApiClient      *self);
gint64           roster_api_client_get_rate_limited_until (RosterApiClient      *self);
void             roster_api_client_call_async             (RosterApiClient      *self,
                                                           RosterApiMethod       method,
                                                           const char           *path,
                                                           JsonObject           *parameters,
                                                           GCancellable         *cancellable,
                                                           GAsyncReadyCallback   callback,
                                                           gpointer              user_data);
JsonObject      *roster_api_client_call_finish            (RosterApiClient      *self,
                                                           GAsyncResult         *result,
                                                           GError              **error);
/* All pages of a list: the first, then the rest several in flight. @list_member is "list", "asset_groups", "identity_list", "changelog_list".
 * Returns JsonArray of all rows, in order. */
void             roster_api_client_list_async             (RosterApiClient      *self,
                                                           const char           *path,
                                                           JsonObject           *parameters,
                                                           const char           *list_member,
                                                           int                   page_size,
                                                           GCancellable         *cancellable,
                                                           GAsyncReadyCallback   callback,
                                                           gpointer              user_data);
JsonArray       *roster_api_client_list_finish            (RosterApiClient      *self,
                                                           GAsyncResult         *result,
                                                           GError              **error);

G_END_DECLS
