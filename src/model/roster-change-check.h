/* roster-change-check.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-change.h"
#include "roster-directory.h"

G_BEGIN_DECLS

/**
 * RosterChangeObstacle:
 * @ROSTER_CHANGE_OBSTACLE_NONE: nothing stands in its way
 * @ROSTER_CHANGE_OBSTACLE_ALREADY_SO: it is so already; nothing has to be sent
 * @ROSTER_CHANGE_OBSTACLE_DIFFERS: what was so when it was planned is not so any more
 * @ROSTER_CHANGE_OBSTACLE_GONE: the person, agency, ad account or TikTok account is not in the Business Center
 * @ROSTER_CHANGE_OBSTACLE_ALREADY_THERE: who is to be invited is a member, or was invited before
 * @ROSTER_CHANGE_OBSTACLE_NOT_A_MEMBER: only works for somebody who has accepted
 * @ROSTER_CHANGE_OBSTACLE_NOT_OWN: only the Business Center that owns an ad account can share it
 * @ROSTER_CHANGE_OBSTACLE_LAST_ADMIN: with all that is planned, nobody would be left who can manage the Business Center
 * @ROSTER_CHANGE_OBSTACLE_OVERTAKEN: a later change of the list contradicts it, and that one counts
 * @ROSTER_CHANGE_OBSTACLE_IMPOSSIBLE: TikTok has no way to do it from here
 *
 * Why a change should not be sent.
 */
typedef enum
{
  ROSTER_CHANGE_OBSTACLE_NONE,
  ROSTER_CHANGE_OBSTACLE_ALREADY_SO,
  ROSTER_CHANGE_OBSTACLE_DIFFERS,
  ROSTER_CHANGE_OBSTACLE_GONE,
  ROSTER_CHANGE_OBSTACLE_ALREADY_THERE,
  ROSTER_CHANGE_OBSTACLE_NOT_A_MEMBER,
  ROSTER_CHANGE_OBSTACLE_NOT_OWN,
  ROSTER_CHANGE_OBSTACLE_LAST_ADMIN,
  ROSTER_CHANGE_OBSTACLE_OVERTAKEN,
  ROSTER_CHANGE_OBSTACLE_IMPOSSIBLE,
} RosterChangeObstacle;

/**
 * RosterChangeWarnings:
 * @ROSTER_CHANGE_WARNINGS_NONE: none
 * @ROSTER_CHANGE_WARNINGS_ONESELF: it is about the person who makes it
 * @ROSTER_CHANGE_WARNINGS_ONE_ADMIN_LEFT: with all that is planned, one Admin is left
 * @ROSTER_CHANGE_WARNINGS_TWO_STEPS: an agency is lowered: its access is taken away, then the lower level shared; it has none in between
 * @ROSTER_CHANGE_WARNINGS_KEPT: it is not sent but kept until an invitation is accepted
 * @ROSTER_CHANGE_WARNINGS_OVERTAKEN: it is not sent, because a later change of the list contradicts it
 *
 * What to know before a change is sent.
 */
typedef enum /*< flags >*/
{
  ROSTER_CHANGE_WARNINGS_NONE = 0,
  ROSTER_CHANGE_WARNINGS_ONESELF = 1 << 0,
  ROSTER_CHANGE_WARNINGS_ONE_ADMIN_LEFT = 1 << 1,
  ROSTER_CHANGE_WARNINGS_TWO_STEPS = 1 << 2,
  ROSTER_CHANGE_WARNINGS_KEPT = 1 << 3,
  ROSTER_CHANGE_WARNINGS_OVERTAKEN = 1 << 4,
} RosterChangeWarnings;

/**
 * RosterChangeVerdict:
 * @obstacle: why it should not be sent
 * @warnings: what to know before it is
 *
 * What there is to say about a change before it is sent.
 */
typedef struct
{
  RosterChangeObstacle obstacle;
  RosterChangeWarnings warnings;
} RosterChangeVerdict;

GArray   *roster_change_check      (GListModel      *changes,
                                    RosterDirectory *directory,
                                    RosterPerson    *oneself);
gboolean  roster_change_contradicts (RosterChange   *change,
                                     RosterChange   *other);
gboolean  roster_change_ends_admin (RosterChange    *change,
                                    RosterDirectory *directory);

G_END_DECLS
