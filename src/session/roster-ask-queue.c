/* roster-ask-queue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-ask-queue.h"

/* Many questions, asked a few at a time. The client lets requests through in the order in which they come; a sync of a large Business Center
 * that handed over its two thousand at once would make a client with a phone in hand wait minutes for a QR code. So what can wait waits
 * here, and whatever a person asks for meanwhile comes after a handful of requests at most. */

typedef struct
{
  GFunc ask;
  gpointer call;
  gpointer user_data;
} Question;

struct _RosterAskQueue
{
  GQueue waiting; /* of Question */
  guint n_at_once;
  guint n_asked;
};

static void
ask_next (RosterAskQueue *self)
{
  while (self->n_asked < self->n_at_once && !g_queue_is_empty (&self->waiting))
    {
      g_autofree Question *question = g_queue_pop_head (&self->waiting);

      self->n_asked++;
      question->ask (question->call, question->user_data);
    }
}

/**
 * roster_ask_queue_new:
 * @n_at_once: how many questions may be open at once
 *
 * Returns: (transfer full): a queue with nothing in it
 */
RosterAskQueue *
roster_ask_queue_new (guint n_at_once)
{
  RosterAskQueue *self = g_new0 (RosterAskQueue, 1);

  g_queue_init (&self->waiting);
  self->n_at_once = n_at_once;

  return self;
}

/**
 * roster_ask_queue_free:
 * @self: (transfer full): a queue
 *
 * What still waits is never asked.
 */
void
roster_ask_queue_free (RosterAskQueue *self)
{
  g_queue_clear_full (&self->waiting, g_free);
  g_free (self);
}

/**
 * roster_ask_queue_push:
 * @self: the queue
 * @ask: asks; is called once, at once where there is room, and must not be answered before it returns
 * @call: passed to @ask
 * @user_data: passed to @ask
 *
 * Asks as soon as there is room. Every question has to be followed by one roster_ask_queue_answer(), however it ends.
 */
void
roster_ask_queue_push (RosterAskQueue *self,
                       GFunc           ask,
                       gpointer        call,
                       gpointer        user_data)
{
  Question *question = g_new0 (Question, 1);

  question->ask = ask;
  question->call = call;
  question->user_data = user_data;
  g_queue_push_tail (&self->waiting, question);
  ask_next (self);
}

/**
 * roster_ask_queue_answer:
 * @self: the queue
 *
 * One of the questions has been answered, or has failed: makes room for the next.
 */
void
roster_ask_queue_answer (RosterAskQueue *self)
{
  g_return_if_fail (self->n_asked > 0);

  self->n_asked--;
  ask_next (self);
}
