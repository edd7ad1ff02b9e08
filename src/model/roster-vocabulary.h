/* roster-vocabulary.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The words of the domain. Each has a value for what this program does not know: TikTok adds roles and states without notice, and such a
 * value is kept as it came (in a `…-text` property beside the enumeration), shown, and never lost. */

/**
 * RosterLevel:
 * @ROSTER_LEVEL_NONE: no access
 * @ROSTER_LEVEL_ANALYST: sees ads and reports
 * @ROSTER_LEVEL_OPERATOR: also creates and edits ads and audiences
 * @ROSTER_LEVEL_ADMIN: also manages finance and settings
 * @ROSTER_LEVEL_OTHER: a level that this program does not know, of which nobody can say whether it is higher or lower than the others
 *
 * What somebody may do on an ad account, in rising order; see roster_level_is_from().
 */
typedef enum
{
  ROSTER_LEVEL_NONE,
  ROSTER_LEVEL_ANALYST,
  ROSTER_LEVEL_OPERATOR,
  ROSTER_LEVEL_ADMIN,
  ROSTER_LEVEL_OTHER,
} RosterLevel;

/**
 * roster_level_is_from:
 * @level: a level
 * @lowest: a level that this program knows
 *
 * Returns: whether @level is known to be @lowest or higher
 */
static inline gboolean
roster_level_is_from (RosterLevel level,
                      RosterLevel lowest)
{
  return level != ROSTER_LEVEL_OTHER && level >= lowest;
}

/**
 * RosterRole:
 * @ROSTER_ROLE_UNKNOWN: not told
 * @ROSTER_ROLE_STANDARD: works with what was given
 * @ROSTER_ROLE_ADMIN: invites, assigns, asks for TikTok accounts
 * @ROSTER_ROLE_OTHER: a role that this program does not know
 *
 * The role of a person in a Business Center.
 */
typedef enum
{
  ROSTER_ROLE_UNKNOWN,
  ROSTER_ROLE_STANDARD,
  ROSTER_ROLE_ADMIN,
  ROSTER_ROLE_OTHER,
} RosterRole;

/**
 * RosterFinanceRole:
 * @ROSTER_FINANCE_ROLE_NONE: none
 * @ROSTER_FINANCE_ROLE_ANALYST: sees finance
 * @ROSTER_FINANCE_ROLE_MANAGER: manages finance
 * @ROSTER_FINANCE_ROLE_OTHER: a role that this program does not know
 */
typedef enum
{
  ROSTER_FINANCE_ROLE_NONE,
  ROSTER_FINANCE_ROLE_ANALYST,
  ROSTER_FINANCE_ROLE_MANAGER,
  ROSTER_FINANCE_ROLE_OTHER,
} RosterFinanceRole;

/**
 * RosterMembership:
 * @ROSTER_MEMBERSHIP_UNKNOWN: not told
 * @ROSTER_MEMBERSHIP_BOUND: a member
 * @ROSTER_MEMBERSHIP_PENDING: waits for an approval
 * @ROSTER_MEMBERSHIP_REJECTED: was refused
 * @ROSTER_MEMBERSHIP_UNBOUND: was approved and has ended since
 * @ROSTER_MEMBERSHIP_OTHER: a state that this program does not know
 *
 * How a person, or an asset, stands to the Business Center.
 */
typedef enum
{
  ROSTER_MEMBERSHIP_UNKNOWN,
  ROSTER_MEMBERSHIP_BOUND,
  ROSTER_MEMBERSHIP_PENDING,
  ROSTER_MEMBERSHIP_REJECTED,
  ROSTER_MEMBERSHIP_UNBOUND,
  ROSTER_MEMBERSHIP_OTHER,
} RosterMembership;

/**
 * RosterOwnership:
 * @ROSTER_OWNERSHIP_UNKNOWN: not told
 * @ROSTER_OWNERSHIP_OWN: this Business Center owns it
 * @ROSTER_OWNERSHIP_PARTNER: another Business Center does
 * @ROSTER_OWNERSHIP_INDIVIDUAL: a person does
 * @ROSTER_OWNERSHIP_OTHER: a relation that this program does not know
 */
typedef enum
{
  ROSTER_OWNERSHIP_UNKNOWN,
  ROSTER_OWNERSHIP_OWN,
  ROSTER_OWNERSHIP_PARTNER,
  ROSTER_OWNERSHIP_INDIVIDUAL,
  ROSTER_OWNERSHIP_OTHER,
} RosterOwnership;

/**
 * RosterAnswer:
 * @ROSTER_ANSWER_UNKNOWN: not read, or not told
 * @ROSTER_ANSWER_NO: no
 * @ROSTER_ANSWER_YES: yes
 */
typedef enum
{
  ROSTER_ANSWER_UNKNOWN,
  ROSTER_ANSWER_NO,
  ROSTER_ANSWER_YES,
} RosterAnswer;

/**
 * RosterReadiness:
 * @ROSTER_READINESS_UNKNOWN: not everything has been read yet
 * @ROSTER_READINESS_NOT_LINKED: linked to no ad account
 * @ROSTER_READINESS_NO_OPERATOR: linked, but nobody holds Operator or Admin on any of the ad accounts
 * @ROSTER_READINESS_READY: can be used for Spark Ads
 *
 * Whether a TikTok account can be used for Spark Ads, and what is missing first.
 */
typedef enum
{
  ROSTER_READINESS_UNKNOWN,
  ROSTER_READINESS_NOT_LINKED,
  ROSTER_READINESS_NO_OPERATOR,
  ROSTER_READINESS_READY,
} RosterReadiness;

/**
 * RosterTiktokRoles:
 * @ROSTER_TIKTOK_ROLES_NONE: none
 * @ROSTER_TIKTOK_ROLES_POST: existing posts
 * @ROSTER_TIKTOK_ROLES_LIVE: LIVE videos
 * @ROSTER_TIKTOK_ROLES_DIRECT_MESSAGE: messages
 * @ROSTER_TIKTOK_ROLES_OTHER: a role that this program does not know
 *
 * What somebody may use of a TikTok account.
 */
typedef enum /*< flags >*/
{
  ROSTER_TIKTOK_ROLES_NONE = 0,
  ROSTER_TIKTOK_ROLES_POST = 1 << 0,
  ROSTER_TIKTOK_ROLES_LIVE = 1 << 1,
  ROSTER_TIKTOK_ROLES_DIRECT_MESSAGE = 1 << 2,
  ROSTER_TIKTOK_ROLES_OTHER = 1 << 3,
} RosterTiktokRoles;

G_END_DECLS
