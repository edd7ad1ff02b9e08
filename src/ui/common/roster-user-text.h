/* roster-user-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-principal.h"

G_BEGIN_DECLS

const char *roster_user_text_role         (RosterPrincipal *principal);
const char *roster_user_text_finance_role (RosterPrincipal *principal);
const char *roster_user_text_state        (RosterPrincipal *principal);
const char *roster_user_text_state_style  (RosterPrincipal *principal);
char       *roster_user_text_count        (int              count) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
