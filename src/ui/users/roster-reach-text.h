/* roster-reach-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-directory.h"

G_BEGIN_DECLS

char *roster_reach_text_title   (RosterTiktokAccount *account) G_GNUC_WARN_UNUSED_RESULT;
char *roster_reach_text_explain (RosterDirectory     *directory,
                                 RosterPrincipal     *principal,
                                 RosterTiktokAccount *account) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
