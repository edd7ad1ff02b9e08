/* roster-attention.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-finding.h"
#include "roster-watch.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_ATTENTION (roster_attention_get_type ())
G_DECLARE_FINAL_TYPE (RosterAttention, roster_attention, ROSTER, ATTENTION, GObject)

RosterAttention *roster_attention_new           (RosterSession   *session);
GListModel      *roster_attention_get_findings  (RosterAttention *self);
void             roster_attention_set_watch     (RosterAttention *self,
                                                 RosterWatch     *watch);
void             roster_attention_set_dismissed (RosterAttention *self,
                                                 RosterFinding   *finding,
                                                 gboolean         dismissed);

G_END_DECLS
