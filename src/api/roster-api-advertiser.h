/* roster-api-advertiser.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"

G_BEGIN_DECLS

/**
 * RosterApiAdvertiser:
 * @advertiser_id: the ad account's ID
 * @name: (nullable): its name
 * @currency: (nullable): ISO 4217
 * @timezone: (nullable): as TikTok writes it
 * @owner_bc_id: (nullable): the Business Center that owns it
 *
 * What an ad account tells about itself.
 */
typedef struct
{
  char *advertiser_id;
  char *name;
  char *currency;
  char *timezone;
  char *owner_bc_id;
} RosterApiAdvertiser;

void roster_api_advertiser_free (RosterApiAdvertiser *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterApiAdvertiser, roster_api_advertiser_free)

void roster_api_advertiser_list_info_async (RosterApiClient     *client,
                                            const char * const  *advertiser_ids,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
GPtrArray *roster_api_advertiser_list_info_finish (RosterApiClient  *client,
                                                   GAsyncResult     *result,
                                                   GError          **error);

G_END_DECLS
