/* roster-api-oauth.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"

G_BEGIN_DECLS

/**
 * RosterApiUser:
 * @core_user_id: (nullable): TikTok's ID of the person
 * @display_name: (nullable): the name
 * @email: (nullable): the address, partly hidden by TikTok
 *
 * The person behind an access token.
 */
typedef struct
{
  char *core_user_id;
  char *display_name;
  char *email;
} RosterApiUser;

void roster_api_user_free (RosterApiUser *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterApiUser, roster_api_user_free)

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

void roster_api_oauth_user_info_async (RosterApiClient     *client,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
RosterApiUser *roster_api_oauth_user_info_finish (RosterApiClient  *client,
                                                  GAsyncResult     *result,
                                                  GError          **error);

G_END_DECLS
