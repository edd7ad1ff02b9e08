/* roster-finding.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-item.h"

G_BEGIN_DECLS

/**
 * RosterFindingKind:
 * @ROSTER_FINDING_KIND_STALE_INVITATION: somebody was invited long ago and has not answered
 * @ROSTER_FINDING_KIND_MISTYPED_INVITATION: somebody was invited at an address that is probably mistyped
 * @ROSTER_FINDING_KIND_DECLINED_INVITATION: somebody declined
 * @ROSTER_FINDING_KIND_REACHES_NOTHING: a member was given nothing
 * @ROSTER_FINDING_KIND_ONLY_ADMIN: there is one Admin and no other
 * @ROSTER_FINDING_KIND_MANAGES_FINANCE: a Standard member is Admin on ad accounts
 * @ROSTER_FINDING_KIND_AGENCY_MANAGES_FINANCE: an agency is Admin on ad accounts
 * @ROSTER_FINDING_KIND_NOT_LINKED: a TikTok account is linked to no ad account
 * @ROSTER_FINDING_KIND_NO_OPERATOR: a TikTok account is linked, and nobody may work on any of the ad accounts
 * @ROSTER_FINDING_KIND_UNUSABLE: TikTok says that a TikTok account cannot be used
 * @ROSTER_FINDING_KIND_VANISHED: a TikTok account is not in the Business Center any more
 * @ROSTER_FINDING_KIND_NEAR_LIMIT: little room is left below one of TikTok's limits
 *
 * What a finding is about. The names stand in people's databases, in the keys of what they dismissed: none is ever given another meaning.
 */
typedef enum
{
  ROSTER_FINDING_KIND_STALE_INVITATION,
  ROSTER_FINDING_KIND_MISTYPED_INVITATION,
  ROSTER_FINDING_KIND_DECLINED_INVITATION,
  ROSTER_FINDING_KIND_REACHES_NOTHING,
  ROSTER_FINDING_KIND_ONLY_ADMIN,
  ROSTER_FINDING_KIND_MANAGES_FINANCE,
  ROSTER_FINDING_KIND_AGENCY_MANAGES_FINANCE,
  ROSTER_FINDING_KIND_NOT_LINKED,
  ROSTER_FINDING_KIND_NO_OPERATOR,
  ROSTER_FINDING_KIND_UNUSABLE,
  ROSTER_FINDING_KIND_VANISHED,
  ROSTER_FINDING_KIND_NEAR_LIMIT,
} RosterFindingKind;

/**
 * RosterFindingSeverity:
 * @ROSTER_FINDING_SEVERITY_INFORMATION: may well be intended
 * @ROSTER_FINDING_SEVERITY_WARNING: something does not work, or soon will not
 */
typedef enum
{
  ROSTER_FINDING_SEVERITY_INFORMATION,
  ROSTER_FINDING_SEVERITY_WARNING,
} RosterFindingSeverity;

#define ROSTER_TYPE_FINDING (roster_finding_get_type ())
G_DECLARE_FINAL_TYPE (RosterFinding, roster_finding, ROSTER, FINDING, RosterItem)

RosterFinding         *roster_finding_new             (RosterFindingKind      kind,
                                                       RosterFindingSeverity  severity,
                                                       const char            *about,
                                                       RosterItem            *subject,
                                                       const char            *title,
                                                       const char            *explanation,
                                                       const char            *correction);
RosterFindingKind      roster_finding_get_kind        (RosterFinding         *self);
RosterFindingSeverity  roster_finding_get_severity    (RosterFinding         *self);
RosterItem            *roster_finding_get_subject     (RosterFinding         *self);
const char            *roster_finding_get_title       (RosterFinding         *self);
const char            *roster_finding_get_explanation (RosterFinding         *self);
const char            *roster_finding_get_correction  (RosterFinding         *self);

G_END_DECLS
