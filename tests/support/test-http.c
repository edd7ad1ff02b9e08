/* test-http.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-http.h"

#include <string.h>

static void
request_free (TestHttpRequest *request)
{
  g_free (request->method);
  g_free (request->path);
  g_free (request->query);
  g_free (request->token);
  g_free (request->user_agent);
  g_free (request->content_type);
  g_free (request->body);
  g_free (request);
}

static void
on_finished (SoupServerMessage *message,
             TestHttp          *self)
{
  self->n_open--;
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  TestHttp *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  TestHttpRequest *request = g_new0 (TestHttpRequest, 1);

  request->method = g_strdup (soup_server_message_get_method (message));
  request->path = g_strdup (path);
  request->query = g_strdup (g_uri_get_query (soup_server_message_get_uri (message)));
  request->token = g_strdup (soup_message_headers_get_one (headers, "Access-Token"));
  request->user_agent = g_strdup (soup_message_headers_get_one (headers, "User-Agent"));
  request->content_type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));
  request->body = g_strndup (g_bytes_get_data (body, NULL) != NULL ? g_bytes_get_data (body, NULL) : "", g_bytes_get_size (body));
  g_ptr_array_add (self->requests, request);

  self->n_open++;
  self->most_open = MAX (self->most_open, self->n_open);
  g_signal_connect (message, "finished", G_CALLBACK (on_finished), self);

  self->func (self, message, self->requests->len - 1);
}

/**
 * test_http_new:
 * @func: what answers
 * @data: kept for @func
 *
 * Returns: (transfer full): a server that listens
 */
TestHttp *
test_http_new (TestHttpFunc func,
               gpointer     data)
{
  TestHttp *self = g_new0 (TestHttp, 1);

  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) request_free);
  self->func = func;
  self->data = data;
  test_http_listen (self);

  return self;
}

/**
 * test_http_free:
 * @self: the server
 *
 * Ends the server.
 */
void
test_http_free (TestHttp *self)
{
  test_http_hang_up (self);
  g_ptr_array_unref (self->requests);
  g_free (self->base_url);
  g_free (self);
}

/**
 * test_http_listen:
 * @self: the server
 *
 * Listens, again at the same port if it did before.
 */
void
test_http_listen (TestHttp *self)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, (guint16) self->port);
  g_autoptr (GError) error = NULL;
  g_autoslist (GUri) uris = NULL;

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  soup_server_listen (self->server, address, 0, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->port = (guint) g_uri_get_port (uris->data);
  g_free (self->base_url);
  self->base_url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
}

/**
 * test_http_hang_up:
 * @self: the server
 *
 * Stops listening and cuts all connections.
 */
void
test_http_hang_up (TestHttp *self)
{
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

/**
 * test_http_get:
 * @self: the server
 * @number: a request's number, from 0
 *
 * Returns: (transfer none): that request, which must have come
 */
TestHttpRequest *
test_http_get (TestHttp *self,
               guint     number)
{
  g_assert_cmpuint (number, <, self->requests->len);

  return g_ptr_array_index (self->requests, number);
}

/**
 * test_http_wait:
 * @self: the server
 * @n_requests: a number of requests
 *
 * Turns the main loop until so many requests have come in all.
 */
void
test_http_wait (TestHttp *self,
                guint     n_requests)
{
  while (self->requests->len < n_requests)
    g_main_context_iteration (NULL, TRUE);
}

/**
 * test_http_answer:
 * @message: a request
 * @status: an HTTP status
 * @body: (nullable): a body
 *
 * Answers a request.
 */
void
test_http_answer (SoupServerMessage *message,
                  guint              status,
                  const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (body != NULL)
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
}

/**
 * test_http_drop:
 * @message: a request
 *
 * Cuts the connection instead of answering.
 */
void
test_http_drop (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static gboolean
on_tick (gpointer user_data)
{
  roster_clock_advance (user_data, 500 * G_TIME_SPAN_MILLISECOND);

  return G_SOURCE_CONTINUE;
}

/**
 * test_http_run_clock:
 * @clock: a manual clock
 *
 * Lets a manual clock run, much faster than time does, as long as the main loop turns: for tests in which something waits that is not
 * about how long.
 *
 * Returns: the source to remove when it shall stand still again
 */
guint
test_http_run_clock (RosterClock *clock)
{
  return g_timeout_add (5, on_tick, clock);
}
