/* roster-api-member.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"
#include "roster-person.h"

G_BEGIN_DECLS

void roster_api_member_list_async (RosterApiClient     *client,
                                   const char          *bc_id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
GPtrArray *roster_api_member_list_finish (RosterApiClient  *client,
                                          GAsyncResult     *result,
                                          GError          **error);

void roster_api_member_count_async (RosterApiClient     *client,
                                    const char          *bc_id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
gboolean roster_api_member_count_finish (RosterApiClient  *client,
                                         GAsyncResult     *result,
                                         gint64           *count,
                                         GError          **error);

void roster_api_member_find_async (RosterApiClient     *client,
                                   const char          *bc_id,
                                   RosterMembership     membership,
                                   const char          *keyword,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
GPtrArray *roster_api_member_find_finish (RosterApiClient  *client,
                                          GAsyncResult     *result,
                                          GError          **error);

void roster_api_member_invite_async (RosterApiClient     *client,
                                     const char          *bc_id,
                                     const char * const  *emails,
                                     RosterRole           role,
                                     RosterFinanceRole    finance_role,
                                     const char * const  *advertiser_ids,
                                     RosterLevel          level,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
gboolean roster_api_member_invite_finish (RosterApiClient  *client,
                                          GAsyncResult     *result,
                                          GError          **error);

void roster_api_member_update_async (RosterApiClient     *client,
                                     const char          *bc_id,
                                     const char          *user_id,
                                     RosterRole           role,
                                     RosterFinanceRole    finance_role,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
gboolean roster_api_member_update_finish (RosterApiClient  *client,
                                          GAsyncResult     *result,
                                          GError          **error);

void roster_api_member_delete_async (RosterApiClient     *client,
                                     const char          *bc_id,
                                     const char          *user_id,
                                     const char          *email,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
gboolean roster_api_member_delete_finish (RosterApiClient  *client,
                                          GAsyncResult     *result,
                                          GError          **error);

G_END_DECLS
