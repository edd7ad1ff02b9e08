/* roster-readiness-list.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "roster-session.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_READINESS_LIST (roster_readiness_list_get_type ())
G_DECLARE_FINAL_TYPE (RosterReadinessList, roster_readiness_list, ROSTER, READINESS_LIST, AdwBin)

void roster_readiness_list_set_account (RosterReadinessList *self,
                                        RosterSession       *session,
                                        RosterTiktokAccount *account);

G_END_DECLS
