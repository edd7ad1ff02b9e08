/* roster-api-wire.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "roster-access.h"
#include "roster-vocabulary.h"

G_BEGIN_DECLS

RosterLevel        roster_api_wire_read_level         (const char        *word);
RosterRole         roster_api_wire_read_role          (const char        *word);
RosterFinanceRole  roster_api_wire_read_finance_role  (const char        *word);
RosterMembership   roster_api_wire_read_membership    (const char        *word);
RosterOwnership    roster_api_wire_read_ownership     (const char        *word);
RosterTiktokRoles  roster_api_wire_read_tiktok_roles  (JsonArray         *words);
RosterAnswer       roster_api_wire_read_answer        (JsonObject        *object,
                                                       const char        *member);
const char        *roster_api_wire_write_level        (RosterLevel        level);
const char        *roster_api_wire_write_group_level  (RosterLevel        level);
const char        *roster_api_wire_write_role         (RosterRole         role);
const char        *roster_api_wire_write_finance_role (RosterFinanceRole  finance_role);
const char        *roster_api_wire_write_membership   (RosterMembership   membership);
JsonArray         *roster_api_wire_write_tiktok_roles (RosterTiktokRoles  wanted);
const char        *roster_api_wire_write_asset_type   (RosterAccessScope  scope);

G_END_DECLS
