/* roster-ask-queue.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RosterAskQueue RosterAskQueue;

RosterAskQueue *roster_ask_queue_new    (guint           n_at_once) G_GNUC_WARN_UNUSED_RESULT;
void            roster_ask_queue_free   (RosterAskQueue *self);
void            roster_ask_queue_push   (RosterAskQueue *self,
                                         GFunc           ask,
                                         gpointer        call,
                                         gpointer        user_data);
void            roster_ask_queue_answer (RosterAskQueue *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterAskQueue, roster_ask_queue_free)

G_END_DECLS
