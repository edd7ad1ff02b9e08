/* roster-api-oauth.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"

G_BEGIN_DECLS

typedef struct
{
  char *core_user_id;
  char *display_name;
  char *email;
} RosterApiUser;

void roster_api_user_free (RosterApiUser *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterApiUser, roster_api_user_free)

/* 2.3: POST /oauth2/access_token/ with return_advertiser_ids false. Returns the access token; the caller wipes it. A write: the code works once. */
void roster_api_oauth_exchange_async (RosterApiClient     *client,
                                      const char          *app_id,
                                      const char          *secret,
                                      const char          *auth_code,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
char *roster_api_oauth_exchange_finish (RosterApiClient  *client,
                                        GAsyncResult     *result,
                                        GError          **error);

/* 2.5 */
void roster_api_oauth_revoke_async (RosterApiClient     *client,
                                    const char          *app_id,
                                    const char          *secret,
                                    const char          *access_token,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
gboolean roster_api_oauth_revoke_finish (RosterApiClient  *client,
                                         GAsyncResult     *result,
                                         GError          **error);

/* 2.6: GET /user/info/ */
void roster_api_oauth_user_info_async (RosterApiClient     *client,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
RosterApiUser *roster_api_oauth_user_info_finish (RosterApiClient  *client,
                                                  GAsyncResult     *result,
                                                  GError          **error);

G_END_DECLS
