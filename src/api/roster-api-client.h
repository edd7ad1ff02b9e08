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
 * @ROSTER_API_WRITE: the same, and once it has left it is seen to its end: stopping it only keeps it from leaving, so that one that ends with
 *   #G_IO_ERROR_CANCELLED was not sent
 * @ROSTER_API_POST_READ: a POST that changes nothing (the authorization link, the token exchange is NOT one): repeated like a read
 *
 * How a call is sent, and whether it may be sent again.
 */
typedef enum
{
  ROSTER_API_GET,
  ROSTER_API_POST,
  ROSTER_API_WRITE,
  ROSTER_API_POST_READ,
} RosterApiMethod;

#define ROSTER_API_DEFAULT_BASE "https://business-api.tiktok.com"

#define ROSTER_TYPE_API_CLIENT (roster_api_client_get_type ())
G_DECLARE_FINAL_TYPE (RosterApiClient, roster_api_client, ROSTER, API_CLIENT, GObject)

RosterApiClient *roster_api_client_new                      (const char           *base_url,
                                                             RosterClock          *clock,
                                                             GError              **error);
const char      *roster_api_client_get_base_url             (RosterApiClient      *self);
void             roster_api_client_set_access_token         (RosterApiClient      *self,
                                                             const char           *access_token);
gboolean         roster_api_client_get_offline              (RosterApiClient      *self);
const GError    *roster_api_client_get_offline_reason       (RosterApiClient      *self);
gint64           roster_api_client_get_rate_limited_until   (RosterApiClient      *self);
const char      *roster_api_client_get_authorization_method (RosterApiClient      *self);
void             roster_api_client_set_authorization_method (RosterApiClient      *self,
                                                             const char           *authorization_method);
void             roster_api_client_set_pace                 (RosterApiClient      *self,
                                                             guint                 per_second);
void             roster_api_client_push_background          (RosterApiClient      *self);
void             roster_api_client_pop_background           (RosterApiClient      *self);
gboolean         roster_api_client_is_background            (RosterApiClient      *self);
void             roster_api_client_call_async               (RosterApiClient      *self,
                                                             RosterApiMethod       method,
                                                             const char           *path,
                                                             JsonObject           *parameters,
                                                             GCancellable         *cancellable,
                                                             GAsyncReadyCallback   callback,
                                                             gpointer              user_data);
JsonObject      *roster_api_client_call_finish              (RosterApiClient      *self,
                                                             GAsyncResult         *result,
                                                             GError              **error);
const char      *roster_api_client_get_request_id           (GAsyncResult         *result);

G_END_DECLS
