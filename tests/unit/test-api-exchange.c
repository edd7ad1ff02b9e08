/* test-api-exchange.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-exchange.h"

#include <sys/socket.h>

#include "roster-error.h"
#include "test-async.h"
#include "test-certificate.h"

/* One request, stopped at any moment: over a plain connection that a test answers by hand, and over HTTP/2. */

#define ENDPOINT "/bc/get/"
#define SECOND G_TIME_SPAN_SECOND

typedef struct
{
  RosterClock *clock;
  SoupSession *session;
  SoupMessage *message;
  GAsyncResult *result;
  guint n_finished;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->clock = roster_clock_new_manual (G_TIME_SPAN_DAY);
  fixture->session = soup_session_new ();
  soup_session_set_proxy_resolver (fixture->session, NULL);
}

/* libsoup may finish with it later. */
static void
drop_message (Fixture *fixture)
{
  g_clear_object (&fixture->result);
  if (fixture->message != NULL)
    g_signal_handlers_disconnect_by_data (fixture->message, fixture);
  g_clear_object (&fixture->message);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drop_message (fixture);
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->clock);
}

static void
on_finished (SoupMessage *message,
             gpointer     user_data)
{
  Fixture *fixture = user_data;

  fixture->n_finished++;
}

static gboolean
trust (SoupMessage          *message,
       GTlsCertificate      *certificate,
       GTlsCertificateFlags  errors,
       gpointer              user_data)
{
  return TRUE;
}

static void
start (Fixture      *fixture,
       const char   *scheme,
       guint         port,
       GCancellable *cancellable)
{
  g_autofree char *address = g_strdup_printf ("%s://127.0.0.1:%u/", scheme, port);

  drop_message (fixture);
  fixture->message = soup_message_new (SOUP_METHOD_POST, address);
  fixture->n_finished = 0;
  g_signal_connect (fixture->message, "finished", G_CALLBACK (on_finished), fixture);
  g_signal_connect (fixture->message, "accept-certificate", G_CALLBACK (trust), NULL);
  roster_api_exchange_async (fixture->session, fixture->message, ENDPOINT, fixture->clock, cancellable, test_async_store, &fixture->result);
}

/* Returns whether there was an answer, which may not be anything but a whole one or that it was stopped. */
static gboolean
answered (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = roster_api_exchange_finish (fixture->session, fixture->result, &error);

  if (body == NULL)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      return FALSE;
    }

  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), "{}", 2);

  return TRUE;
}

/* Says everything as soon as somebody connects, so that it is there when the request has been written. */
static void
answer_early (GSocket    *listener,
              GPtrArray  *connections)
{
  const char text[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
  GSocket *connection = g_socket_accept (listener, NULL, NULL);

  if (connection == NULL)
    return;

  g_assert_cmpint (g_socket_send (connection, text, sizeof text - 1, NULL, NULL), ==, sizeof text - 1);
  g_ptr_array_add (connections, connection);
}

static GSocket *
listen_at (guint *port)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;
  GSocket *listener = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_socket_set_blocking (listener, FALSE);
  g_assert_true (g_socket_bind (listener, any, TRUE, NULL) && g_socket_listen (listener, NULL));
  address = g_socket_get_local_address (listener, NULL);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));

  return listener;
}

/* At each step that the main loop takes until the answer is there. libsoup before 3.6.6 ends a request twice, and frees it too early, when it is
 * cancelled with the head of the answer in its hands. */
static void
test_stopped_at_every_step (Fixture       *fixture,
                            gconstpointer  data)
{
  guint port;
  g_autoptr (GSocket) listener = listen_at (&port);
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean is_answered = FALSE;

  for (guint n_steps = 0; !is_answered; n_steps++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();

      g_assert_cmpuint (n_steps, <, 1000);
      start (fixture, "http", port, cancellable);
      for (guint step = 0; step < n_steps && fixture->result == NULL; step++)
        {
          g_main_context_iteration (NULL, TRUE);
          answer_early (listener, connections);
        }
      if (fixture->result == NULL)
        g_cancellable_cancel (cancellable);
      while (fixture->result == NULL || g_main_context_pending (NULL))
        {
          g_main_context_iteration (NULL, TRUE);
          answer_early (listener, connections);
        }
      is_answered = answered (fixture);
      g_assert_cmpuint (fixture->n_finished, <=, 1);
    }
}

/* What a server that keeps its connections knows of one of them. */
typedef struct
{
  GSocket *socket;
  GString *request; /* as far as it came */
} Connection;

typedef struct
{
  GSocket *listener;
  GPtrArray *connections;
  guint64 cut_id; /* libsoup's number for the connection that was cut; 0 until then */
} Keeper;

static void
connection_free (Connection *connection)
{
  g_object_unref (connection->socket);
  g_string_free (connection->request, TRUE);
  g_free (connection);
}

/* Accepts whoever comes and, when told to, answers whoever has asked. */
static void
keep (Keeper   *keeper,
      gboolean  answer)
{
  const char text[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
  GSocket *socket = g_socket_accept (keeper->listener, NULL, NULL);

  if (socket != NULL)
    {
      Connection *connection = g_new (Connection, 1);

      g_socket_set_blocking (socket, FALSE);
      connection->socket = socket;
      connection->request = g_string_new (NULL);
      g_ptr_array_add (keeper->connections, connection);
    }

  for (guint i = 0; i < keeper->connections->len; i++)
    {
      Connection *connection = g_ptr_array_index (keeper->connections, i);
      char bytes[512];
      gssize length = g_socket_is_closed (connection->socket) ? 0 : g_socket_receive (connection->socket, bytes, sizeof bytes, NULL, NULL);

      if (length > 0)
        g_string_append_len (connection->request, bytes, length);
      if (answer && strstr (connection->request->str, "\r\n\r\n") != NULL)
        {
          g_assert_cmpint (g_socket_send (connection->socket, text, sizeof text - 1, NULL, NULL), ==, sizeof text - 1);
          g_string_truncate (connection->request, 0);
        }
    }
}

/* As late as a server can: the connection was looked at, and the request is about to be written. */
static void
on_starting_to_cut (SoupMessage *message,
                    gpointer     user_data)
{
  Keeper *keeper = user_data;
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };
  Connection *connection;

  if (keeper->cut_id != 0)
    return;

  keeper->cut_id = soup_message_get_connection_id (message);
  g_assert_cmpuint (keeper->cut_id, <=, keeper->connections->len);
  connection = g_ptr_array_index (keeper->connections, keeper->cut_id - 1);
  g_assert_no_errno (setsockopt (g_socket_get_fd (connection->socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once));
  g_socket_close (connection->socket, NULL);
}

/* A server closes a kept connection in the moment in which a read leaves on it, while another is idle: the read goes out once more, on a third. */
static void
test_kept_connection_is_cut (Fixture       *fixture,
                             gconstpointer  data)
{
  guint port;
  g_autoptr (GSocket) listener = listen_at (&port);
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func ((GDestroyNotify) connection_free);
  Keeper keeper = { listener, connections, 0 };
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u/", port);
  GAsyncResult *results[2] = { NULL, NULL };

  /* Two at the same time, one after the other, so that there are two connections whose order is known. */
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, address);

      roster_api_exchange_async (fixture->session, message, ENDPOINT, fixture->clock, NULL, test_async_store, &results[i]);
      while (connections->len <= i || ((Connection *) g_ptr_array_index (connections, i))->request->len == 0)
        {
          g_main_context_iteration (NULL, FALSE);
          keep (&keeper, FALSE);
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      while (results[i] == NULL)
        {
          g_main_context_iteration (NULL, FALSE);
          keep (&keeper, TRUE);
        }
      g_set_object (&fixture->result, results[i]);
      g_clear_object (&results[i]);
      g_assert_true (answered (fixture));
    }

  g_clear_object (&fixture->result);
  fixture->message = soup_message_new (SOUP_METHOD_GET, address);
  g_signal_connect (fixture->message, "starting", G_CALLBACK (on_starting_to_cut), &keeper);
  g_signal_connect (fixture->message, "finished", G_CALLBACK (on_finished), fixture);
  roster_api_exchange_async (fixture->session, fixture->message, ENDPOINT, fixture->clock, NULL, test_async_store, &fixture->result);
  while (fixture->result == NULL || g_main_context_pending (NULL))
    {
      g_main_context_iteration (NULL, FALSE);
      keep (&keeper, TRUE);
    }
  g_assert_cmpuint (keeper.cut_id, >, 0);
  g_assert_true (answered (fixture));
  g_assert_cmpuint (fixture->n_finished, <=, 1);
  g_assert_cmpuint (connections->len, ==, 3);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  SoupServerMessage **paused = user_data;

  g_assert_cmpint (soup_server_message_get_http_version (message), ==, SOUP_HTTP_2_0);
  g_set_object (paused, message);
  soup_server_message_pause (message);
}

/* A server that says nothing any more does not keep anybody waiting: neither the caller nor the deadline. */
static void
test_silent_http2 (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (SoupServer) server = NULL;
  g_autoptr (SoupServerMessage) paused = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *options = NULL;
  g_autoslist (GUri) uris = NULL;
  guint port;

  /* LeakSanitizer itself crashes in a process that has loaded GLib's TLS module, so this has a process of its own, in which it is off. */
  if (!g_test_subprocess ())
    {
      options = g_strdup_printf ("%s:detect_leaks=0", g_getenv ("ASAN_OPTIONS") != NULL ? g_getenv ("ASAN_OPTIONS") : "");
      g_setenv ("ASAN_OPTIONS", options, TRUE);
      g_setenv ("SOUP_SERVER_HTTP2", "1", TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  certificate = g_tls_certificate_new_from_pem (TEST_CERTIFICATE_PEM, -1, &error);
  g_assert_no_error (error);
  server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (server, NULL, on_request, &paused, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  port = (guint) g_uri_get_port (uris->data);

  start (fixture, "https", port, cancellable);
  while (paused == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  test_async_wait (&fixture->result);
  g_assert_false (answered (fixture));

  g_clear_object (&paused);
  start (fixture, "https", port, NULL);
  while (paused == NULL)
    g_main_context_iteration (NULL, TRUE);
  roster_clock_advance (fixture->clock, 31 * SECOND);
  test_async_wait (&fixture->result);
  g_assert_null (roster_api_exchange_finish (fixture->session, fixture->result, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_INTERRUPTED);

  soup_server_disconnect (server);
}

/* A filter in the network: it tells another address for what it blocks, or none. */
typedef GResolver TestResolver;
typedef GResolverClass TestResolverClass;

static GType test_resolver_get_type (void);
G_DEFINE_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static void
look_up (GResolver                *resolver,
         const char               *host,
         GResolverNameLookupFlags  flags,
         GCancellable             *cancellable,
         GAsyncReadyCallback       callback,
         gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);
  const char *address = g_str_equal (host, "zero.example") ? "0.0.0.0" : g_str_equal (host, "zero6.example") ? "::" : "127.0.0.1";

  if (g_str_equal (host, "unknown.example"))
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "No such name");
  else
    g_task_return_pointer (task, g_list_append (NULL, g_inet_address_new_from_string (address)), NULL);
}

static void
look_up_any (GResolver           *resolver,
             const char          *host,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  look_up (resolver, host, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, cancellable, callback, user_data);
}

static GList *
look_up_finish (GResolver     *resolver,
                GAsyncResult  *result,
                GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_resolver_class_init (GResolverClass *klass)
{
  klass->lookup_by_name_async = look_up_any;
  klass->lookup_by_name_finish = look_up_finish;
  klass->lookup_by_name_with_flags_async = look_up;
  klass->lookup_by_name_with_flags_finish = look_up_finish;
}

static void
test_resolver_init (GResolver *self)
{
}

/* Whether there is a network is what a test says. */
typedef GObject TestMonitor;
typedef GObjectClass TestMonitorClass;

static gboolean is_network_there;

static void
implement_nothing (gpointer iface,
                   gpointer data)
{
}

static gboolean
monitor_start (GInitable     *initable,
               GCancellable  *cancellable,
               GError       **error)
{
  return TRUE;
}

static void
implement_initable (GInitableIface *iface)
{
  iface->init = monitor_start;
}

static GType test_monitor_get_type (void);
G_DEFINE_TYPE_WITH_CODE (TestMonitor, test_monitor, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, (GInterfaceInitFunc) (GCallback) implement_initable)
                         G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, (GInterfaceInitFunc) (GCallback) implement_nothing)
                         g_io_extension_point_implement (G_NETWORK_MONITOR_EXTENSION_POINT_NAME, g_define_type_id, "test", 0))

static void
monitor_get_property (GObject    *object,
                      guint       id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  if (id == 1)
    g_value_set_boolean (value, is_network_there);
}

static void
test_monitor_class_init (GObjectClass *klass)
{
  klass->get_property = monitor_get_property;
  g_object_class_override_property (klass, 1, "network-available");
  g_object_class_override_property (klass, 2, "network-metered");
  g_object_class_override_property (klass, 3, "connectivity");
}

static void
test_monitor_init (GObject *self)
{
}

static void
test_blocked_names (Fixture       *fixture,
                    gconstpointer  data)
{
  const struct
  {
    const char *host;
    gboolean network;
    int error;
  } cases[] = {
    { "zero.example", TRUE, ROSTER_ERROR_BLOCKED },
    { "zero6.example", TRUE, ROSTER_ERROR_BLOCKED },
    { "here.example", TRUE, ROSTER_ERROR_BLOCKED },
    { "unknown.example", TRUE, ROSTER_ERROR_BLOCKED },
    { "unknown.example", FALSE, ROSTER_ERROR_OFFLINE },
    { "zero.example", FALSE, ROSTER_ERROR_OFFLINE },
    { "127.0.0.1", TRUE, ROSTER_ERROR_OFFLINE }, /* who asks this computer means it */
    { "localhost", TRUE, ROSTER_ERROR_OFFLINE },
  };
  g_autoptr (GResolver) resolver = g_object_new (test_resolver_get_type (), NULL);
  guint port;
  GSocket *listener = listen_at (&port);

  g_resolver_set_default (resolver);
  g_object_unref (listener); /* nobody listens there any more */
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = g_strdup_printf ("https://%s:%u/", cases[i].host, port);
      g_autoptr (GBytes) body = NULL;
      g_autoptr (GError) error = NULL;

      is_network_there = cases[i].network;
      g_clear_object (&fixture->result);
      g_clear_object (&fixture->message);
      fixture->message = soup_message_new (SOUP_METHOD_GET, address);
      roster_api_exchange_async (fixture->session, fixture->message, ENDPOINT, fixture->clock, NULL, test_async_store, &fixture->result);
      while (fixture->result == NULL)
        g_main_context_iteration (NULL, TRUE);

      body = roster_api_exchange_finish (fixture->session, fixture->result, &error);
      g_assert_null (body);
      g_assert_error (error, ROSTER_ERROR, cases[i].error);
      g_assert_true ((strstr (error->message, cases[i].host) != NULL) == (cases[i].error == ROSTER_ERROR_BLOCKED));
      g_assert_false (roster_error_outcome_unknown (error));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("GIO_USE_NETWORK_MONITOR", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_io_extension_point_register (G_NETWORK_MONITOR_EXTENSION_POINT_NAME);
  g_type_ensure (test_monitor_get_type ());

  g_test_add ("/api/exchange/stopped-at-every-step", Fixture, NULL, set_up, test_stopped_at_every_step, tear_down);
  g_test_add ("/api/exchange/kept-connection-is-cut", Fixture, NULL, set_up, test_kept_connection_is_cut, tear_down);
  g_test_add ("/api/exchange/blocked-names", Fixture, NULL, set_up, test_blocked_names, tear_down);
  g_test_add ("/api/exchange/silent-http2", Fixture, NULL, set_up, test_silent_http2, tear_down);

  return g_test_run ();
}
