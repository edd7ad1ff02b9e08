/* roster-api-asset.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-access.h"
#include "roster-ad-account.h"
#include "roster-api-client.h"
#include "roster-tiktok-account.h"

G_BEGIN_DECLS

void roster_api_asset_list_ad_accounts_async (RosterApiClient     *client,
                                              const char          *bc_id,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
GPtrArray *roster_api_asset_list_ad_accounts_finish (RosterApiClient  *client,
                                                     GAsyncResult     *result,
                                                     GError          **error);

void roster_api_asset_count_ad_accounts_async (RosterApiClient     *client,
                                               const char          *bc_id,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
gboolean roster_api_asset_count_ad_accounts_finish (RosterApiClient  *client,
                                                    GAsyncResult     *result,
                                                    gint64           *count,
                                                    GError          **error);

void roster_api_asset_count_tiktok_accounts_async (RosterApiClient     *client,
                                                   const char          *bc_id,
                                                   GCancellable        *cancellable,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
gboolean roster_api_asset_count_tiktok_accounts_finish (RosterApiClient  *client,
                                                        GAsyncResult     *result,
                                                        gint64           *count,
                                                        GError          **error);

void roster_api_asset_list_tiktok_accounts_async (RosterApiClient     *client,
                                                  const char          *bc_id,
                                                  GCancellable        *cancellable,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
GPtrArray *roster_api_asset_list_tiktok_accounts_finish (RosterApiClient  *client,
                                                         GAsyncResult     *result,
                                                         GError          **error);

void roster_api_asset_list_grants_async (RosterApiClient     *client,
                                         const char          *bc_id,
                                         RosterAccessScope    scope,
                                         const char          *user_id,
                                         const char          *email,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
GPtrArray *roster_api_asset_list_grants_finish (RosterApiClient  *client,
                                                GAsyncResult     *result,
                                                GError          **error);

void roster_api_asset_list_own_ad_accounts_async (RosterApiClient     *client,
                                                  const char          *bc_id,
                                                  GCancellable        *cancellable,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
GPtrArray *roster_api_asset_list_own_ad_accounts_finish (RosterApiClient  *client,
                                                         GAsyncResult     *result,
                                                         GPtrArray       **grants,
                                                         GError          **error);

void roster_api_asset_list_own_tiktok_accounts_async (RosterApiClient     *client,
                                                      const char          *bc_id,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
GPtrArray *roster_api_asset_list_own_tiktok_accounts_finish (RosterApiClient  *client,
                                                             GAsyncResult     *result,
                                                             GPtrArray       **grants,
                                                             GError          **error);

void roster_api_asset_list_holders_async (RosterApiClient     *client,
                                          const char          *bc_id,
                                          const char          *advertiser_id,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
GPtrArray *roster_api_asset_list_holders_finish (RosterApiClient  *client,
                                                 GAsyncResult     *result,
                                                 GError          **error);

void roster_api_asset_list_partners_async (RosterApiClient     *client,
                                           const char          *bc_id,
                                           const char          *advertiser_id,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
GPtrArray *roster_api_asset_list_partners_finish (RosterApiClient  *client,
                                                  GAsyncResult     *result,
                                                  GError          **error);

void roster_api_asset_assign_ad_account_async (RosterApiClient     *client,
                                               const char          *bc_id,
                                               const char          *user_id,
                                               const char          *advertiser_id,
                                               RosterLevel          level,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
gboolean roster_api_asset_assign_ad_account_finish (RosterApiClient  *client,
                                                    GAsyncResult     *result,
                                                    GError          **error);

void roster_api_asset_assign_tiktok_account_async (RosterApiClient     *client,
                                                   const char          *bc_id,
                                                   const char          *user_id,
                                                   const char          *asset_id,
                                                   RosterTiktokRoles    roles,
                                                   GCancellable        *cancellable,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
gboolean roster_api_asset_assign_tiktok_account_finish (RosterApiClient  *client,
                                                        GAsyncResult     *result,
                                                        GError          **error);

void roster_api_asset_unassign_async (RosterApiClient     *client,
                                      const char          *bc_id,
                                      const char          *user_id,
                                      RosterAccessScope    scope,
                                      const char          *asset_id,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
gboolean roster_api_asset_unassign_finish (RosterApiClient  *client,
                                           GAsyncResult     *result,
                                           GError          **error);

void roster_api_asset_delete_tiktok_account_async (RosterApiClient     *client,
                                                   const char          *bc_id,
                                                   const char          *asset_id,
                                                   GCancellable        *cancellable,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
gboolean roster_api_asset_delete_tiktok_account_finish (RosterApiClient  *client,
                                                        GAsyncResult     *result,
                                                        GError          **error);

G_END_DECLS
