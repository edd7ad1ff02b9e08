/* roster-mentions.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-directory.h"

G_BEGIN_DECLS

typedef struct _RosterMentions RosterMentions;

RosterMentions *roster_mentions_new  (RosterDirectory *directory) G_GNUC_WARN_UNUSED_RESULT;
void            roster_mentions_free (RosterMentions  *self);
GPtrArray      *roster_mentions_find (RosterMentions  *self,
                                      const char      *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMentions, roster_mentions_free)

G_END_DECLS
