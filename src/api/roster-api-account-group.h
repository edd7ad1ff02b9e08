/* roster-api-account-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-access.h"
#include "roster-account-group.h"
#include "roster-api-client.h"

G_BEGIN_DECLS

void roster_api_account_group_list_async (RosterApiClient     *client,
                                          const char          *bc_id,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
GPtrArray *roster_api_account_group_list_finish (RosterApiClient  *client,
                                                 GAsyncResult     *result,
                                                 GError          **error);

void roster_api_account_group_list_ad_accounts_async (RosterApiClient     *client,
                                                      const char          *bc_id,
                                                      const char          *group_id,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
GPtrArray *roster_api_account_group_list_ad_accounts_finish (RosterApiClient  *client,
                                                             GAsyncResult     *result,
                                                             GError          **error);

void roster_api_account_group_list_members_async (RosterApiClient     *client,
                                                  const char          *bc_id,
                                                  const char          *group_id,
                                                  GCancellable        *cancellable,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
GPtrArray *roster_api_account_group_list_members_finish (RosterApiClient  *client,
                                                         GAsyncResult     *result,
                                                         GError          **error);

void roster_api_account_group_create_async (RosterApiClient     *client,
                                            const char          *bc_id,
                                            const char          *name,
                                            const char * const  *advertiser_ids,
                                            GPtrArray           *members,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
char *roster_api_account_group_create_finish (RosterApiClient  *client,
                                              GAsyncResult     *result,
                                              GError          **error);

void roster_api_account_group_rename_async (RosterApiClient     *client,
                                            const char          *bc_id,
                                            const char          *group_id,
                                            const char          *name,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean roster_api_account_group_rename_finish (RosterApiClient  *client,
                                                 GAsyncResult     *result,
                                                 GError          **error);

void roster_api_account_group_change_ad_accounts_async (RosterApiClient     *client,
                                                        const char          *bc_id,
                                                        const char          *group_id,
                                                        gboolean             add,
                                                        const char * const  *advertiser_ids,
                                                        GCancellable        *cancellable,
                                                        GAsyncReadyCallback  callback,
                                                        gpointer             user_data);
gboolean roster_api_account_group_change_ad_accounts_finish (RosterApiClient  *client,
                                                             GAsyncResult     *result,
                                                             GError          **error);

void roster_api_account_group_change_members_async (RosterApiClient     *client,
                                                    const char          *bc_id,
                                                    const char          *group_id,
                                                    gboolean             add,
                                                    GPtrArray           *members,
                                                    GCancellable        *cancellable,
                                                    GAsyncReadyCallback  callback,
                                                    gpointer             user_data);
gboolean roster_api_account_group_change_members_finish (RosterApiClient  *client,
                                                         GAsyncResult     *result,
                                                         GError          **error);

void roster_api_account_group_delete_async (RosterApiClient     *client,
                                            const char          *bc_id,
                                            const char          *group_id,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean roster_api_account_group_delete_finish (RosterApiClient  *client,
                                                 GAsyncResult     *result,
                                                 GError          **error);

G_END_DECLS
