/* roster-round.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-round.h"

/* The questions that an operation asks side by side before it goes on. A round begins, asks, and is over when every question is answered,
 * but not before all of them were asked: roster_round_begin() and roster_round_end() hold it open, and are counted like a question. */

struct _RosterRound
{
  const RosterRoundFuncs *funcs;
  RosterApiClient *client;
  RosterAskQueue *queue; /* the owner's */
  RosterOvertaken *overtaken; /* the owner's */
  GCancellable *cancellable;
  GTask *task;           /* held while the round is open, through its questions */
  guint asked;           /* in all rounds */
  guint answered;
  guint open;
};

typedef struct
{
  RosterRound *round;
  GTask *task;
  const RosterQuestion *question;
  GObject *item;
  gboolean queued;
} Call;

/**
 * roster_round_new:
 * @funcs: what to tell the operation
 * @client: what is asked
 * @queue: where questions wait for their turn; lives as long as the round
 * @overtaken: what is changed from here meanwhile; lives as long as the round
 * @cancellable: (nullable): whatever comes in after it was cancelled is thrown away
 *
 * Returns: (transfer full): a round without questions; lives at least as long as the operation's task
 */
RosterRound *
roster_round_new (const RosterRoundFuncs *funcs,
                  RosterApiClient        *client,
                  RosterAskQueue         *queue,
                  RosterOvertaken        *overtaken,
                  GCancellable           *cancellable)
{
  RosterRound *self = g_new0 (RosterRound, 1);

  self->funcs = funcs;
  self->client = g_object_ref (client);
  self->queue = queue;
  self->overtaken = overtaken;
  g_set_object (&self->cancellable, cancellable);

  return self;
}

/**
 * roster_round_free:
 * @self: (transfer full): a round in which no question is open
 *
 * Frees the round.
 */
void
roster_round_free (RosterRound *self)
{
  g_clear_object (&self->client);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static void
close_one (RosterRound *self,
           GTask       *task)
{
  if (--self->open == 0)
    self->funcs->over (task);
}

/**
 * roster_round_begin:
 * @self: a round
 * @task: the operation's task, kept until the round is over
 *
 * Holds the round open until roster_round_end().
 */
void
roster_round_begin (RosterRound *self,
                    GTask       *task)
{
  g_return_if_fail (self->task == NULL);

  self->task = g_object_ref (task);
  self->open++;
}

/**
 * roster_round_end:
 * @self: a round
 *
 * All questions were asked. Where none is open, the round is over at once.
 */
void
roster_round_end (RosterRound *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  close_one (self, task);
}

static gboolean
is_overtaken (Call *call)
{
  return call->question->part != ROSTER_SUSPECT_NOTHING && !g_cancellable_is_cancelled (call->round->cancellable) &&
         roster_overtaken_contains (call->round->overtaken, call->question->part, call->item);
}

/* What a cancelled operation was about may be gone; the answer goes with its result. */
static gboolean
take_answer (Call          *call,
             GAsyncResult  *result,
             GError       **error)
{
  gboolean taken;

  if (g_cancellable_set_error_if_cancelled (call->round->cancellable, error))
    return FALSE;

  roster_overtaken_hold (call->round->overtaken);
  taken = call->question->answer (call->task, call->item, result, error);
  roster_overtaken_release (call->round->overtaken);

  return taken;
}

static void on_answer (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data);

static void
ask (gpointer data,
     gpointer user_data)
{
  Call *call = data;
  RosterRound *self = call->round;

  if (call->question->part != ROSTER_SUSPECT_NOTHING)
    roster_overtaken_ask (self->overtaken, call->question->part, call->item);
  if (call->queued)
    roster_api_client_push_background (self->client);
  call->question->ask (call->task, call->item, self->cancellable, on_answer, call);
  if (call->queued)
    roster_api_client_pop_background (self->client);
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Call *call = user_data;
  g_autoptr (GTask) task = NULL;
  g_autoptr (GObject) item = NULL;
  RosterRound *self = call->round;
  g_autoptr (GError) error = NULL;

  if (is_overtaken (call))
    {
      ask (g_steal_pointer (&call), NULL);
      return;
    }

  task = call->task;
  item = call->item;
  if (!take_answer (call, result, &error))
    {
      if (self->funcs->failed != NULL)
        self->funcs->failed (task, call->question, item, error);
    }
  else if (self->funcs->taken != NULL)
    {
      self->funcs->taken (task, call->question, item);
    }

  self->answered++;
  if (self->funcs->answered != NULL)
    self->funcs->answered (task);
  if (call->queued)
    roster_ask_queue_answer (self->queue);
  close_one (self, task);
}

static Call *
call_new (RosterRound          *self,
          const RosterQuestion *question,
          gpointer              item,
          gboolean              queued)
{
  Call *call = g_new0 (Call, 1);

  call->round = self;
  call->task = g_object_ref (self->task);
  call->question = question;
  g_set_object (&call->item, item);
  call->queued = queued;
  self->asked++;
  self->open++;

  return call;
}

/**
 * roster_round_ask:
 * @self: a round that was begun
 * @question: what to ask
 * @item: (nullable) (type GObject): about what
 *
 * Asks when it is its turn, and lets everything else that is asked of TikTok go first.
 */
void
roster_round_ask (RosterRound          *self,
                  const RosterQuestion *question,
                  gpointer              item)
{
  g_return_if_fail (self->task != NULL);

  roster_ask_queue_push (self->queue, ask, call_new (self, question, item, TRUE), NULL);
}

/**
 * roster_round_ask_at_once:
 * @self: a round that was begun
 * @question: what to ask
 * @item: (nullable) (type GObject): about what
 *
 * Asks without waiting for a turn: what somebody waits for, or what asks in turn by itself.
 */
void
roster_round_ask_at_once (RosterRound          *self,
                          const RosterQuestion *question,
                          gpointer              item)
{
  g_return_if_fail (self->task != NULL);

  ask (call_new (self, question, item, FALSE), NULL);
}

/**
 * roster_round_get_asked:
 * @self: a round
 *
 * Returns: how many questions there were so far, in all
 */
guint
roster_round_get_asked (RosterRound *self)
{
  return self->asked;
}

/**
 * roster_round_get_answered:
 * @self: a round
 *
 * Returns: how many of them are answered
 */
guint
roster_round_get_answered (RosterRound *self)
{
  return self->answered;
}

/**
 * roster_round_is_stopped:
 * @self: a round
 *
 * Returns: whether what comes in from now on is thrown away
 */
gboolean
roster_round_is_stopped (RosterRound *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}
