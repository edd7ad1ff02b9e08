/* roster-reason.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-item.h"
#include "roster-vocabulary.h"

G_BEGIN_DECLS

/**
 * RosterReasonKind:
 * @ROSTER_REASON_KIND_DIRECT: given to the person directly
 * @ROSTER_REASON_KIND_GROUP: comes with an account group
 * @ROSTER_REASON_KIND_SHARED: shared with an agency
 * @ROSTER_REASON_KIND_INVITATION: promised by an invitation; holds once it is accepted
 *
 * Where a level comes from.
 */
typedef enum
{
  ROSTER_REASON_KIND_DIRECT,
  ROSTER_REASON_KIND_GROUP,
  ROSTER_REASON_KIND_SHARED,
  ROSTER_REASON_KIND_INVITATION,
} RosterReasonKind;

#define ROSTER_TYPE_REASON (roster_reason_get_type ())
G_DECLARE_FINAL_TYPE (RosterReason, roster_reason, ROSTER, REASON, GObject)

RosterReason     *roster_reason_new             (RosterReasonKind  kind,
                                                 RosterLevel       level,
                                                 const char       *level_text,
                                                 const char       *source_name);
RosterReasonKind  roster_reason_get_kind        (RosterReason *self);
RosterLevel       roster_reason_get_level       (RosterReason *self);
const char       *roster_reason_get_level_text  (RosterReason *self);
const char       *roster_reason_get_source_name (RosterReason *self);

G_END_DECLS
