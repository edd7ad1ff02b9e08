/* roster-demo-send.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-send.h"

#include "roster-clock.h"

#include <string.h>
#include <sys/socket.h>

/* Sends answers: late when a latency is set, and broken in the ways that a network breaks them. */

#define BLOCK_SIZE (1024 * 1024)

struct _RosterDemoSender
{
  RosterClock *clock;
  guint latency_ms;
  GHashTable *waiting; /* set of Delivery, each on its way */
};

/* One answer that is held back. */
typedef struct
{
  RosterDemoSender *sender;
  SoupServerMessage *message;
  RosterDemoAnswer answer;
  guint timer;
  gulong finished_handler;
} Delivery;

/* One body that does not end. */
typedef struct
{
  GBytes *block;
  gint64 left;
} Stream;

static void
delivery_free (Delivery *delivery)
{
  if (delivery->timer != 0)
    roster_clock_remove_timer (delivery->sender->clock, delivery->timer);
  g_clear_signal_handler (&delivery->finished_handler, delivery->message);
  g_clear_pointer (&delivery->answer.body, g_bytes_unref);
  g_clear_pointer (&delivery->answer.location, g_free);
  g_object_unref (delivery->message);
  g_free (delivery);
}

static void
stream_free (Stream *stream)
{
  g_bytes_unref (stream->block);
  g_free (stream);
}

static void
set_response (SoupServerMessage      *message,
              const RosterDemoAnswer *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, answer->status, NULL);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  if (answer->location != NULL)
    soup_message_headers_replace (headers, "Location", answer->location);
  if (answer->body != NULL && g_bytes_get_size (answer->body) > 0)
    {
      soup_message_headers_replace (headers, "Content-Type", answer->content_type);
      soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer->body);
    }
  soup_message_body_complete (soup_server_message_get_response_body (message));
}

/* Promises the whole body and sends half of it. */
static void
send_half (GIOStream              *stream,
           const RosterDemoAnswer *answer)
{
  gsize length;
  const char *text = answer->body != NULL ? g_bytes_get_data (answer->body, &length) : NULL;
  g_autofree char *head = NULL;
  GOutputStream *output = g_io_stream_get_output_stream (stream);

  if (text == NULL)
    return;

  head = g_strdup_printf ("HTTP/1.1 %u OK\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n", answer->status, answer->content_type, length);
  if (g_output_stream_write_all (output, head, strlen (head), NULL, NULL, NULL))
    g_output_stream_write_all (output, text, length / 2, NULL, NULL, NULL);
}

/* A reset is an RST on the wire, anything else an orderly end in the wrong place. */
static void
cut (SoupServerMessage      *message,
     const RosterDemoAnswer *answer)
{
  GSocket *socket = soup_server_message_get_socket (message);
  g_autoptr (GIOStream) stream = NULL;

  if (answer->fault != ROSTER_DEMO_FAULT_TRUNCATE && socket != NULL)
    {
      const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

      setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }

  stream = soup_server_message_steal_connection (message);
  if (stream == NULL)
    return;

  if (answer->fault == ROSTER_DEMO_FAULT_TRUNCATE)
    send_half (stream, answer);
  g_io_stream_close (stream, NULL, NULL);
}

static void
on_wrote_chunk (SoupServerMessage *message,
                gpointer           user_data)
{
  Stream *stream = user_data;
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  if (stream->left-- > 0)
    soup_message_body_append_bytes (body, stream->block);
  else
    soup_message_body_complete (body);
}

/* Begins like an honest answer and goes on for many megabytes. */
static void
send_big (SoupServerMessage      *message,
          const RosterDemoAnswer *answer)
{
  static const char beginning[] = "{\"code\":0,\"message\":\"OK\",\"request_id\":\"0\",\"data\":{\"list\":[\"";
  Stream *stream = g_new0 (Stream, 1);
  g_autofree char *text = g_strnfill (BLOCK_SIZE, 'x');
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  stream->block = g_bytes_new_take (g_steal_pointer (&text), BLOCK_SIZE);
  stream->left = answer->fault_value;
  g_signal_connect_data (message, "wrote-chunk", G_CALLBACK (on_wrote_chunk), stream, (GClosureNotify) stream_free, 0);

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_replace (headers, "Content-Type", "application/json");
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (body, FALSE);
  soup_message_body_append (body, SOUP_MEMORY_STATIC, beginning, strlen (beginning));
}

static void
on_due (gpointer user_data)
{
  Delivery *delivery = user_data;
  RosterDemoSender *self = delivery->sender;
  g_autoptr (SoupServerMessage) message = g_object_ref (delivery->message);

  delivery->timer = 0;
  g_clear_signal_handler (&delivery->finished_handler, message);

  switch (delivery->answer.fault)
    {
    case ROSTER_DEMO_FAULT_RESET:
    case ROSTER_DEMO_FAULT_LOST_REPLY:
    case ROSTER_DEMO_FAULT_TRUNCATE:
      cut (message, &delivery->answer);
      break;

    case ROSTER_DEMO_FAULT_BIG:
      send_big (message, &delivery->answer);
      soup_server_message_unpause (message);
      break;

    default:
      set_response (message, &delivery->answer);
      soup_server_message_unpause (message);
      break;
    }

  g_hash_table_remove (self->waiting, delivery);
}

/* The client went away first. */
static void
on_finished (SoupServerMessage *message,
             gpointer           user_data)
{
  Delivery *delivery = user_data;

  g_hash_table_remove (delivery->sender->waiting, delivery);
}

/**
 * roster_demo_sender_new:
 * @latency_ms: how long each answer waits, in milliseconds
 *
 * Returns: (transfer full): what sends the answers
 */
RosterDemoSender *
roster_demo_sender_new (guint latency_ms)
{
  RosterDemoSender *self = g_new0 (RosterDemoSender, 1);

  self->clock = roster_clock_new ();
  self->latency_ms = latency_ms;
  self->waiting = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) delivery_free, NULL);

  return self;
}

/**
 * roster_demo_sender_free:
 * @self: (transfer full): a sender
 *
 * Frees the sender; answers that wait are not sent any more.
 */
void
roster_demo_sender_free (RosterDemoSender *self)
{
  g_hash_table_unref (self->waiting);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * roster_demo_sender_send:
 * @self: a sender
 * @message: the request
 * @answer: what to send, and what goes wrong with it; what it holds is taken
 *
 * Answers a request, at once or after the time that an answer takes.
 */
void
roster_demo_sender_send (RosterDemoSender  *self,
                         SoupServerMessage *message,
                         RosterDemoAnswer  *answer)
{
  gint64 delay_ms = self->latency_ms + (answer->fault == ROSTER_DEMO_FAULT_SLOW ? answer->fault_value : 0);
  gboolean honest = answer->fault != ROSTER_DEMO_FAULT_RESET && answer->fault != ROSTER_DEMO_FAULT_LOST_REPLY &&
                    answer->fault != ROSTER_DEMO_FAULT_TRUNCATE && answer->fault != ROSTER_DEMO_FAULT_BIG;
  Delivery *delivery;

  if (honest && delay_ms == 0)
    {
      set_response (message, answer);
      g_clear_pointer (&answer->body, g_bytes_unref);
      g_clear_pointer (&answer->location, g_free);
      return;
    }

  /* Not from inside SoupServer's own callback: it does not expect to lose its connection there. */
  delivery = g_new0 (Delivery, 1);
  delivery->sender = self;
  delivery->message = g_object_ref (message);
  delivery->answer = *answer;
  g_hash_table_add (self->waiting, delivery);
  delivery->finished_handler = g_signal_connect (message, "finished", G_CALLBACK (on_finished), delivery);
  soup_server_message_pause (message);
  delivery->timer = roster_clock_add_timer (self->clock, roster_clock_get_steady (self->clock) + delay_ms * 1000, on_due, delivery, NULL);
}
