/* roster-api-partner.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-access.h"
#include "roster-agency.h"
#include "roster-api-client.h"

G_BEGIN_DECLS

void roster_api_partner_list_async (RosterApiClient     *client,
                                    const char          *bc_id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
GPtrArray *roster_api_partner_list_finish (RosterApiClient  *client,
                                           GAsyncResult     *result,
                                           GError          **error);

void roster_api_partner_add_async (RosterApiClient     *client,
                                   const char          *bc_id,
                                   const char          *partner_id,
                                   const char * const  *advertiser_ids,
                                   RosterLevel          level,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
gboolean roster_api_partner_add_finish (RosterApiClient  *client,
                                        GAsyncResult     *result,
                                        GError          **error);

void roster_api_partner_delete_async (RosterApiClient     *client,
                                      const char          *bc_id,
                                      const char          *partner_id,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
gboolean roster_api_partner_delete_finish (RosterApiClient  *client,
                                           GAsyncResult     *result,
                                           GError          **error);

void roster_api_partner_list_shared_async (RosterApiClient     *client,
                                           const char          *bc_id,
                                           const char          *partner_id,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
GPtrArray *roster_api_partner_list_shared_finish (RosterApiClient  *client,
                                                  GAsyncResult     *result,
                                                  GError          **error);

void roster_api_partner_stop_sharing_async (RosterApiClient     *client,
                                            const char          *bc_id,
                                            const char          *partner_id,
                                            RosterAccessScope    scope,
                                            const char * const  *asset_ids,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean roster_api_partner_stop_sharing_finish (RosterApiClient  *client,
                                                 GAsyncResult     *result,
                                                 GError          **error);

G_END_DECLS
