/* roster-api-exchange.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-exchange.h"

#include <glib/gi18n.h>

#include "roster-error.h"

/* One request and its answer: sent once, read while it comes in, given up when it grows too large or takes too long. What went wrong is
 * told apart by whether the request had left, because that decides what a failed write means.
 *
 * Who stops while the server thinks is told so at once, and what libsoup says later is dropped: over HTTP/2 it sees that it was stopped only
 * when the server says something, which a server that has gone away never does. */

#define CHUNK 65536
#define STALL_US (30 * G_TIME_SPAN_SECOND)
#define TOTAL_US (120 * G_TIME_SPAN_SECOND)

typedef struct
{
  SoupMessage *message;
  char *endpoint;
  RosterClock *clock;
  GCancellable *inner; /* cancelled by the caller's and by the deadlines */
  GSource *cancel_source;
  gulong starting_handler;
  gulong restarted_handler;
  gulong got_headers_handler;
  gulong finished_handler;
  guint timer;
  gint64 give_up_at;
  GInputStream *stream;
  GByteArray *body;
  gboolean sent;
  gboolean is_decided; /* on_sent() is about to be called */
  gboolean stopped;
  gboolean timed_out;
  gboolean returned;
  gulong network_handler;
  gboolean leads_nowhere; /* the server's name stands for no address, or for this very computer */
} Exchange;

static void
drop_cancel_source (Exchange *exchange)
{
  if (exchange->cancel_source != NULL)
    g_source_destroy (exchange->cancel_source);
  g_clear_pointer (&exchange->cancel_source, g_source_unref);
}

static void
exchange_free (Exchange *exchange)
{
  g_assert (exchange->timer == 0);

  g_signal_handler_disconnect (exchange->message, exchange->starting_handler);
  g_signal_handler_disconnect (exchange->message, exchange->restarted_handler);
  g_signal_handler_disconnect (exchange->message, exchange->got_headers_handler);
  g_signal_handler_disconnect (exchange->message, exchange->finished_handler);
  g_signal_handler_disconnect (exchange->message, exchange->network_handler);
  drop_cancel_source (exchange);
  g_clear_object (&exchange->stream);
  g_clear_object (&exchange->message);
  g_clear_pointer (&exchange->endpoint, g_free);
  g_clear_object (&exchange->clock);
  g_clear_object (&exchange->inner);
  g_clear_pointer (&exchange->body, g_byte_array_unref);
  g_free (exchange);
}

static void
stop_timer (Exchange *exchange)
{
  roster_clock_remove_timer (exchange->clock, exchange->timer);
  exchange->timer = 0;
}

/* The exchange lives on as long as libsoup has the task, but takes no further part. */
static void
end (Exchange *exchange)
{
  exchange->returned = TRUE;
  stop_timer (exchange);
  drop_cancel_source (exchange);
}

static gboolean
is_nowhere (GSocketAddress *address)
{
  GInetAddress *inet;

  /* A proxy may well be on this computer. */
  if (!G_IS_INET_SOCKET_ADDRESS (address) || G_IS_PROXY_ADDRESS (address))
    return FALSE;
  inet = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address));

  return g_inet_address_get_is_any (inet) || g_inet_address_get_is_loopback (inet);
}

/* Filters that work with names tell this computer's own address, or none, for the name of what they block. */
static void
on_network_event (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  gpointer            user_data)
{
  Exchange *exchange = user_data;
  g_autoptr (GSocketAddress) address = NULL;

  if (event == G_SOCKET_CLIENT_CONNECTING && G_IS_SOCKET_CONNECTION (connection))
    {
      address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL);
      exchange->leads_nowhere = is_nowhere (address);
    }
}

/* Whoever asks this very computer, by its name or an address, means it. */
static gboolean
is_meant_literally (const char *host)
{
  return g_hostname_is_ip_address (host) || g_ascii_strcasecmp (host, "localhost") == 0 || g_str_has_suffix (host, ".localhost");
}

/* Only asked once something has gone wrong: the monitor has to ask the system. */
static gboolean
is_blocked (Exchange     *exchange,
            const GError *cause)
{
  const char *host = g_uri_get_host (soup_message_get_uri (exchange->message));

  if (is_meant_literally (host) || exchange->timed_out || (!exchange->leads_nowhere && cause->domain != G_RESOLVER_ERROR))
    return FALSE;

  return g_network_monitor_get_network_available (g_network_monitor_get_default ());
}

static GError *
make_blocked (Exchange *exchange)
{
  const char *host = g_uri_get_host (soup_message_get_uri (exchange->message));
  /* Translators: %s is the name of a host, such as business-api.tiktok.com. */
  g_autofree char *message = g_strdup_printf (_("The network is there, but %s is blocked or unknown in it: an ad blocker, a DNS filter?"), host);

  return roster_error_new_api (ROSTER_ERROR_BLOCKED, 0, NULL, exchange->endpoint, message);
}

static GError *
make_proxy_wants_sign_in (Exchange *exchange)
{
  return roster_error_new_api (ROSTER_ERROR_IN_BETWEEN, SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED, NULL, exchange->endpoint,
                               _("A proxy between this computer and TikTok wants somebody to sign in to it."));
}

static gboolean
is_proxy_sign_in (const GError *cause)
{
  return g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH) || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_AUTH_FAILED);
}

static void
fail (GTask  *task,
      GError *cause)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) owned = cause;
  RosterError code;
  const char *message;

  end (exchange);

  if (cause->domain == ROSTER_ERROR || (roster_error_is_cancelled (cause) && !exchange->timed_out))
    {
      g_task_return_error (task, g_steal_pointer (&owned));
      return;
    }

  if (!exchange->sent && is_blocked (exchange, cause))
    {
      g_task_return_error (task, make_blocked (exchange));
      return;
    }
  if (!exchange->sent && is_proxy_sign_in (cause))
    {
      g_task_return_error (task, make_proxy_wants_sign_in (exchange));
      return;
    }

  code = exchange->sent ? ROSTER_ERROR_INTERRUPTED : ROSTER_ERROR_OFFLINE;
  if (!exchange->sent && cause->domain == G_TLS_ERROR)
    message = _("No safe connection to TikTok could be made: the server’s certificate is not trusted.");
  else if (!exchange->sent)
    message = _("TikTok cannot be reached.");
  else if (exchange->timed_out)
    message = _("TikTok did not answer in time.");
  else
    message = _("The connection was lost before TikTok’s answer was complete.");

  g_task_return_error (task, roster_error_new_api (code, 0, NULL, exchange->endpoint, message));
}

static void
fail_stopped (GTask *task)
{
  fail (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Stopped"));
}

/* libsoup before 3.6.6 frees a request twice when it is cancelled between the head of the answer, or its end, and saying so. */
static void
stop (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  gboolean is_thinking = exchange->sent && exchange->stream == NULL;

  exchange->stopped = TRUE;
  if (!exchange->is_decided || exchange->stream != NULL)
    g_cancellable_cancel (exchange->inner);
  if (is_thinking && !exchange->returned)
    fail_stopped (task);
}

static void
on_too_slow (gpointer user_data)
{
  GTask *task = user_data;
  Exchange *exchange = g_task_get_task_data (task);

  exchange->timer = 0;
  exchange->timed_out = TRUE;
  stop (task);
}

/* Every step forward buys the server more time, but not for ever. */
static void
start_timer (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  gint64 now = roster_clock_get_steady (exchange->clock);

  stop_timer (exchange);
  exchange->timer = roster_clock_add_timer (exchange->clock, MIN (now + STALL_US, exchange->give_up_at), on_too_slow, task, NULL);
}

static gboolean
on_cancelled (GCancellable *cancellable,
              gpointer      user_data)
{
  stop (user_data);

  return G_SOURCE_REMOVE;
}

static void
on_starting (SoupMessage *message,
             gpointer     user_data)
{
  Exchange *exchange = user_data;

  exchange->sent = TRUE;
}

/* libsoup sends a read once more by itself when the kept connection on which it left turns out to be closed. When it does so at once, on
 * another kept connection, it takes the news of the first attempt's end for the end of the second; before 3.6 it then frees the request while
 * it is under way. Making a new connection takes longer than that news, and another kept one may well be closed too. */
static void
on_restarted (SoupMessage *message,
              gpointer     user_data)
{
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
}

static void
on_decided (SoupMessage *message,
            gpointer     user_data)
{
  Exchange *exchange = user_data;

  exchange->is_decided = TRUE;
}

static void
fail_too_large (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  /* Cancelled before the stream is dropped, so that the rest of the body is not drained. */
  g_cancellable_cancel (exchange->inner);
  fail (task, roster_error_new_api (ROSTER_ERROR_TOO_LARGE, 0, NULL, exchange->endpoint, _("The server’s answer is larger than it can be.")));
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GBytes) chunk = NULL;
  GError *error = NULL;

  chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (chunk == NULL)
    {
      fail (task, error);
      return;
    }

  if (g_bytes_get_size (chunk) == 0)
    {
      end (exchange);
      g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&exchange->body)), (GDestroyNotify) g_bytes_unref);
      return;
    }

  if (exchange->body->len + g_bytes_get_size (chunk) > ROSTER_API_EXCHANGE_MAX_BODY)
    {
      fail_too_large (task);
      return;
    }

  g_byte_array_append (exchange->body, g_bytes_get_data (chunk, NULL), (guint) g_bytes_get_size (chunk));
  start_timer (task);
  g_input_stream_read_bytes_async (exchange->stream, CHUNK, G_PRIORITY_DEFAULT, exchange->inner, on_read, g_steal_pointer (&task));
}

static void
on_sent (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  GError *error = NULL;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->returned)
    {
      g_clear_error (&error);
      return;
    }
  if (error != NULL)
    {
      fail (task, error);
      return;
    }
  if (exchange->stopped)
    {
      fail_stopped (task);
      return;
    }

  if (soup_message_headers_get_content_length (headers) > ROSTER_API_EXCHANGE_MAX_BODY)
    {
      fail_too_large (task);
      return;
    }

  exchange->body = g_byte_array_new ();
  start_timer (task);
  g_input_stream_read_bytes_async (exchange->stream, CHUNK, G_PRIORITY_DEFAULT, exchange->inner, on_read, g_steal_pointer (&task));
}

/**
 * roster_api_exchange_async:
 * @session: what connects
 * @message: the request, not sent before
 * @endpoint: the path of the end point, for the error
 * @clock: what tells the time
 * @cancellable: (nullable): to stop
 * @callback: what to call with the answer
 * @user_data: passed to @callback
 *
 * Sends @message and reads its answer. Errors are #ROSTER_ERROR_OFFLINE when nothing was sent, #ROSTER_ERROR_BLOCKED when nothing was sent though
 * there is a network, because it does not know the server's name, #ROSTER_ERROR_IN_BETWEEN when a proxy passes nothing on, #ROSTER_ERROR_INTERRUPTED when the
 * connection was lost or nothing came for 30 seconds, or not all within two minutes, #ROSTER_ERROR_TOO_LARGE as soon as the body is larger than
 * %ROSTER_API_EXCHANGE_MAX_BODY bytes, and #G_IO_ERROR_CANCELLED.
 */
void
roster_api_exchange_async (SoupSession         *session,
                           SoupMessage         *message,
                           const char          *endpoint,
                           RosterClock         *clock,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Exchange *exchange = g_new0 (Exchange, 1);

  g_task_set_source_tag (task, roster_api_exchange_async);

  exchange->message = g_object_ref (message);
  exchange->endpoint = g_strdup (endpoint);
  exchange->clock = g_object_ref (clock);
  exchange->inner = g_cancellable_new ();
  exchange->starting_handler = g_signal_connect (message, "starting", G_CALLBACK (on_starting), exchange);
  exchange->restarted_handler = g_signal_connect (message, "restarted", G_CALLBACK (on_restarted), NULL);
  exchange->got_headers_handler = g_signal_connect (message, "got-headers", G_CALLBACK (on_decided), exchange);
  exchange->finished_handler = g_signal_connect (message, "finished", G_CALLBACK (on_decided), exchange);
  exchange->network_handler = g_signal_connect (message, "network-event", G_CALLBACK (on_network_event), exchange);
  exchange->give_up_at = roster_clock_get_steady (clock) + TOTAL_US;
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);

  if (cancellable != NULL)
    {
      exchange->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_callback (exchange->cancel_source, G_SOURCE_FUNC (on_cancelled), task, NULL);
      g_source_attach (exchange->cancel_source, g_main_context_get_thread_default ());
    }

  start_timer (task);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, exchange->inner, on_sent, g_steal_pointer (&task));
}

/**
 * roster_api_exchange_finish:
 * @session: what connects
 * @result: the result
 * @error: return location for an error
 *
 * Ends roster_api_exchange_async(). The HTTP status is in the message.
 *
 * Returns: (transfer full) (nullable): the body, or %NULL with @error set
 */
GBytes *
roster_api_exchange_finish (SoupSession   *session,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
