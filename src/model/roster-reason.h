/* roster-reason.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-vocabulary.h"

G_BEGIN_DECLS

/**
 * RosterReasonKind:
 * @ROSTER_REASON_KIND_DIRECT: given to the person directly
 * @ROSTER_REASON_KIND_SHARED: shared with the agency
 * @ROSTER_REASON_KIND_INVITATION: promised by an invitation; holds once it is accepted
 * @ROSTER_REASON_KIND_GROUP: comes with an account group
 * @ROSTER_REASON_KIND_LINK: comes with an ad account that the TikTok account is linked to
 * @ROSTER_REASON_KIND_ROLE: an Admin of the Business Center, who holds nothing by that, but can give themselves any level
 *
 * Where a level comes from.
 */
typedef enum
{
  ROSTER_REASON_KIND_DIRECT,
  ROSTER_REASON_KIND_SHARED,
  ROSTER_REASON_KIND_INVITATION,
  ROSTER_REASON_KIND_GROUP,
  ROSTER_REASON_KIND_LINK,
  ROSTER_REASON_KIND_ROLE,
} RosterReasonKind;

/**
 * RosterReason:
 * @kind: where it comes from
 * @level: the level that it gives on an ad account; for @ROSTER_REASON_KIND_LINK, the one that counts on the linked ad account
 * @level_text: (nullable): the level as TikTok tells it, for @ROSTER_LEVEL_OTHER
 * @roles: what may be used, for a TikTok account that was given directly
 * @source_key: (nullable): the key of the account group, or of the linked ad account
 * @source_name: (nullable): the name of the account group
 *
 * One of the reasons why somebody reaches something. Its strings belong to the model, and hold until that is told something new.
 */
typedef struct
{
  RosterReasonKind kind;
  RosterLevel level;
  const char *level_text;
  RosterTiktokRoles roles;
  const char *source_key;
  const char *source_name;
} RosterReason;

/**
 * RosterReasonFunc:
 * @reason: a reason, valid during the call
 * @user_data: what was passed along
 */
typedef void (*RosterReasonFunc) (const RosterReason *reason,
                                  gpointer            user_data);

G_END_DECLS
