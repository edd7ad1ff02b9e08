/* roster-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-reason.h"
#include "roster-session.h"
#include "roster-vocabulary.h"

G_BEGIN_DECLS

const char *roster_words_role             (RosterRole         role,
                                           const char        *text);
const char *roster_words_finance_role     (RosterFinanceRole  role,
                                           const char        *text);
const char *roster_words_level            (RosterLevel        level,
                                           const char        *text);
const char *roster_words_level_sign       (RosterLevel        level);
const char *roster_words_level_meaning    (RosterLevel        level);
const char *roster_words_membership       (RosterMembership   membership,
                                           const char        *text);
const char *roster_words_ownership        (RosterOwnership    ownership,
                                           const char        *text);
const char *roster_words_answer           (RosterAnswer       answer);
const char *roster_words_readiness        (RosterReadiness    readiness);
const char *roster_words_readiness_advice (RosterReadiness    readiness);
const char *roster_words_read_only        (RosterReadOnly     read_only);
char       *roster_words_dup_tiktok_roles (RosterTiktokRoles  roles) G_GNUC_WARN_UNUSED_RESULT;
char       *roster_words_dup_reason       (const RosterReason *reason) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
