/* roster-api-tiktok-account.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-ad-account.h"
#include "roster-api-client.h"
#include "roster-identity.h"

G_BEGIN_DECLS

void roster_api_tiktok_account_authorize_async (RosterApiClient     *client,
                                                const char          *bc_id,
                                                gboolean             ads_only,
                                                GCancellable        *cancellable,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
char *roster_api_tiktok_account_authorize_finish (RosterApiClient  *client,
                                                  GAsyncResult     *result,
                                                  GError          **error);

void roster_api_tiktok_account_link_async (RosterApiClient     *client,
                                           const char          *bc_id,
                                           const char          *asset_id,
                                           const char          *advertiser_id,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
gboolean roster_api_tiktok_account_link_finish (RosterApiClient  *client,
                                                GAsyncResult     *result,
                                                GError          **error);

void roster_api_tiktok_account_unlink_async (RosterApiClient     *client,
                                             const char          *bc_id,
                                             const char          *asset_id,
                                             const char          *advertiser_id,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
gboolean roster_api_tiktok_account_unlink_finish (RosterApiClient  *client,
                                                  GAsyncResult     *result,
                                                  GError          **error);

void roster_api_tiktok_account_list_links_async (RosterApiClient     *client,
                                                 const char          *bc_id,
                                                 const char          *asset_id,
                                                 GCancellable        *cancellable,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data);
GPtrArray *roster_api_tiktok_account_list_links_finish (RosterApiClient  *client,
                                                        GAsyncResult     *result,
                                                        GError          **error);

void roster_api_tiktok_account_get_quota_async (RosterApiClient     *client,
                                                const char          *advertiser_id,
                                                const char          *asset_id,
                                                GCancellable        *cancellable,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
gssize roster_api_tiktok_account_get_quota_finish (RosterApiClient  *client,
                                                   GAsyncResult     *result,
                                                   GError          **error);

void roster_api_tiktok_account_list_identities_async (RosterApiClient     *client,
                                                      const char          *bc_id,
                                                      const char          *advertiser_id,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
GPtrArray *roster_api_tiktok_account_list_identities_finish (RosterApiClient  *client,
                                                             GAsyncResult     *result,
                                                             GError          **error);

void roster_api_tiktok_account_get_identity_async (RosterApiClient     *client,
                                                   const char          *bc_id,
                                                   const char          *advertiser_id,
                                                   const char          *identity_id,
                                                   GCancellable        *cancellable,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
RosterIdentity *roster_api_tiktok_account_get_identity_finish (RosterApiClient  *client,
                                                               GAsyncResult     *result,
                                                               GError          **error);

G_END_DECLS
