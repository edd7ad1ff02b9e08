/* roster-gaps.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RosterGapKind:
 * @ROSTER_GAP_KIND_PEOPLE: the list of people
 * @ROSTER_GAP_KIND_AGENCIES: the list of agencies
 * @ROSTER_GAP_KIND_AD_ACCOUNTS: the list of ad accounts
 * @ROSTER_GAP_KIND_TIKTOK_ACCOUNTS: the list of TikTok accounts
 * @ROSTER_GAP_KIND_ACCOUNT_GROUPS: the list of account groups
 * @ROSTER_GAP_KIND_HOLDINGS: what a person or an agency holds
 * @ROSTER_GAP_KIND_HOLDERS: who holds an ad account
 * @ROSTER_GAP_KIND_LINKS: what a TikTok account is linked to
 * @ROSTER_GAP_KIND_GROUP: what an account group holds, or to whom it gives it
 *
 * What is known in part only. The first five are about the Business Center, the others about one thing in it.
 */
typedef enum
{
  ROSTER_GAP_KIND_PEOPLE,
  ROSTER_GAP_KIND_AGENCIES,
  ROSTER_GAP_KIND_AD_ACCOUNTS,
  ROSTER_GAP_KIND_TIKTOK_ACCOUNTS,
  ROSTER_GAP_KIND_ACCOUNT_GROUPS,
  ROSTER_GAP_KIND_HOLDINGS,
  ROSTER_GAP_KIND_HOLDERS,
  ROSTER_GAP_KIND_LINKS,
  ROSTER_GAP_KIND_GROUP,
} RosterGapKind;

#define ROSTER_GAP_KINDS (ROSTER_GAP_KIND_GROUP + 1)

#define ROSTER_TYPE_GAPS (roster_gaps_get_type ())
G_DECLARE_FINAL_TYPE (RosterGaps, roster_gaps, ROSTER, GAPS, GObject)

RosterGaps *roster_gaps_new      (void);
void        roster_gaps_add      (RosterGaps    *self,
                                  RosterGapKind  kind,
                                  const char    *key);
gboolean    roster_gaps_have     (RosterGaps    *self,
                                  RosterGapKind  kind);
gboolean    roster_gaps_contain  (RosterGaps    *self,
                                  RosterGapKind  kind,
                                  const char    *key);

G_END_DECLS
