/* roster-round.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"
#include "roster-ask-queue.h"
#include "roster-overtaken.h"

G_BEGIN_DECLS

/**
 * RosterQuestion:
 * @ask: asks about an item (%NULL where there is none), and has to call the callback, always and not before it returns
 * @answer: takes what came in; %FALSE with the error set when nothing did
 * @part: what of the item the answer tells, where that may be changed from here before it comes in; it is asked again then
 *
 * One kind of question that an operation asks, about one item after another. Static.
 */
typedef struct
{
  void     (*ask)    (GTask               *task,
                      gpointer             item,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data);
  gboolean (*answer) (GTask               *task,
                      gpointer             item,
                      GAsyncResult        *result,
                      GError             **error);
  RosterSuspectPart part;
} RosterQuestion;

/**
 * RosterRoundFuncs:
 * @taken: (nullable): told of every question whose answer was taken, before it counts as answered
 * @failed: (nullable): told of every question that failed, before it counts as answered
 * @answered: (nullable): told after every answer
 * @over: told when no question is open any more; may ask the next ones
 *
 * What an operation wants to know of its rounds. Static.
 */
typedef struct
{
  void (*taken)    (GTask                *task,
                    const RosterQuestion *question,
                    gpointer              item);
  void (*failed)   (GTask                *task,
                    const RosterQuestion *question,
                    gpointer              item,
                    const GError         *error);
  void (*answered) (GTask                *task);
  void (*over)     (GTask                *task);
} RosterRoundFuncs;

typedef struct _RosterRound RosterRound;

RosterRound    *roster_round_new             (const RosterRoundFuncs *funcs,
                                              RosterApiClient        *client,
                                              RosterAskQueue         *queue,
                                              RosterOvertaken        *overtaken,
                                              GCancellable           *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void            roster_round_free            (RosterRound            *self);
void            roster_round_begin           (RosterRound            *self,
                                              GTask                  *task);
void            roster_round_end             (RosterRound            *self);
void            roster_round_ask             (RosterRound            *self,
                                              const RosterQuestion   *question,
                                              gpointer                item);
void            roster_round_ask_at_once     (RosterRound            *self,
                                              const RosterQuestion   *question,
                                              gpointer                item);
guint           roster_round_get_asked       (RosterRound            *self);
guint           roster_round_get_answered    (RosterRound            *self);
gboolean        roster_round_is_stopped      (RosterRound            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterRound, roster_round_free)

G_END_DECLS
