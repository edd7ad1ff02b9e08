/* roster-read-plan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-directory.h"

G_BEGIN_DECLS

/**
 * RosterReadSide:
 * @ROSTER_READ_SIDE_PEOPLE: ask for each person which ad accounts the person holds
 * @ROSTER_READ_SIDE_AD_ACCOUNTS: ask for each ad account who holds it
 *
 * The two ways of reading who holds which ad account; both tell the same.
 */
typedef enum
{
  ROSTER_READ_SIDE_PEOPLE,
  ROSTER_READ_SIDE_AD_ACCOUNTS,
} RosterReadSide;

/**
 * RosterReadPlan:
 * @side: the cheaper side
 * @calls: how many requests it takes, as far as is known
 * @n_probes: how many ad accounts to read first, since too little is known to choose; 0 when the choice is made
 */
typedef struct
{
  RosterReadSide side;
  guint calls;
  guint n_probes;
} RosterReadPlan;

RosterReadPlan roster_read_plan_make          (RosterDirectory *directory,
                                              GPtrArray       *members);
RosterReadSide roster_read_plan_choose_probed (guint            n_people,
                                               guint            n_ad_accounts,
                                               guint            n_probes,
                                               guint            n_holders);
gboolean       roster_read_plan_is_member     (RosterPrincipal *principal);

G_END_DECLS
