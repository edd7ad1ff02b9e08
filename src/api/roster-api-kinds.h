/* roster-api-kinds.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-access.h"
#include "roster-api-rows.h"

G_BEGIN_DECLS

extern const RosterApiRowKind roster_api_kind_ad_account;
extern const RosterApiRowKind roster_api_kind_tiktok_account;
extern const RosterApiRowKind roster_api_kind_ad_account_grant;
extern const RosterApiRowKind roster_api_kind_tiktok_account_grant;
extern const RosterApiRowKind roster_api_kind_agency;

RosterGrant *roster_api_kind_read_level (JsonObject *row,
                                         const char *key);

G_END_DECLS
