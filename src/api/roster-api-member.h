/* roster-api-member.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"
#include "roster-person.h"

G_BEGIN_DECLS

/* 3.2.1. GPtrArray of RosterPerson, all relation states. */
void roster_api_member_list_async (RosterApiClient     *client,
                                   const char          *bc_id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
GPtrArray *roster_api_member_list_finish (RosterApiClient  *client,
                                          GAsyncResult     *result,
                                          GError          **error);

/* 3.2.2. At most 50 emails and 50 ad accounts. */
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

/* 3.2.3. ROSTER_ROLE_UNKNOWN and ROSTER_FINANCE_ROLE_NONE are left out. */
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

/* 3.2.4: exactly one of user_id and email. */
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
