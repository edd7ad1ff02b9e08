/* roster-promised-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"
#include "roster-person.h"

G_BEGIN_DECLS

/**
 * RosterPromised:
 * @member: (nullable): what the invited person has become meanwhile: a member, or somebody who has declined
 * @ad_grants: (nullable) (element-type RosterGrant): the ad accounts that are promised, or that @member holds; %NULL where nobody is there any more
 * @tiktok_grants: (nullable) (element-type RosterGrant): the TikTok accounts that @member holds
 *
 * What an invitation has come to.
 */
typedef struct
{
  RosterPerson *member;
  GPtrArray *ad_grants;
  GPtrArray *tiktok_grants;
} RosterPromised;

void            roster_promised_free          (RosterPromised       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterPromised, roster_promised_free)

void            roster_promised_reader_async  (RosterApiClient      *client,
                                               const char           *bc_id,
                                               RosterPerson         *person,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
RosterPromised *roster_promised_reader_finish (GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
