/* test-session-loopback.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-loopback.h"

#include <errno.h>
#include <libsoup/soup.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A plain HTTP client plays the browser. */

typedef struct
{
  GString *queries;
  RosterLoopbackReply reply;
} Visitors;

static gboolean is_ipv6_off;

/* The kernel's, on a computer whose settings tests cannot change. */
int
bind (int                    fd,
      const struct sockaddr *address,
      socklen_t              length)
{
  if (is_ipv6_off && address->sa_family == AF_INET6)
    {
      errno = EADDRNOTAVAIL;
      return -1;
    }

  return (int) syscall (SYS_bind, fd, address, length);
}

static RosterLoopbackReply
on_visit (const char *query,
          gpointer    user_data)
{
  Visitors *visitors = user_data;

  g_string_append_printf (visitors->queries, "[%s]", query != NULL ? query : "-");

  return visitors->reply;
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static guint
visit (const char  *method,
       const char  *base,
       const char  *rest,
       char       **page)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *address = g_strconcat (base, rest, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, address);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;

  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, on_done, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  body = soup_session_send_and_read_finish (session, result, NULL);
  if (body == NULL)
    return 0;

  if (page != NULL)
    *page = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  if (soup_message_get_status (message) == SOUP_STATUS_OK)
    {
      SoupMessageHeaders *headers = soup_message_get_response_headers (message);

      g_assert_cmpstr (soup_message_headers_get_one (headers, "Cache-Control"), ==, "no-store");
      g_assert_cmpstr (soup_message_headers_get_one (headers, "Referrer-Policy"), ==, "no-referrer");
      g_assert_true (g_str_has_prefix (soup_message_headers_get_one (headers, "Content-Security-Policy"), "default-src 'none'"));
    }

  return soup_message_get_status (message);
}

/* The address without its path. */
static char *
get_base (RosterLoopback *loopback)
{
  g_autoptr (GUri) uri = g_uri_parse (roster_loopback_get_redirect_uri (loopback), G_URI_FLAGS_NONE, NULL);

  g_assert_cmpint (g_uri_get_port (uri), >, 0);

  return g_strdup_printf (strchr (g_uri_get_host (uri), ':') != NULL ? "http://[%s]:%d" : "http://%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
}

static void
test_one_answer (void)
{
  g_autoptr (GString) queries = g_string_new (NULL);
  Visitors visitors = { queries, ROSTER_LOOPBACK_UNRELATED };
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterLoopback) loopback = roster_loopback_new ("http://127.0.0.1:0/back/", on_visit, &visitors, &error);
  g_autofree char *base = NULL;
  g_autofree char *page = NULL;

  g_assert_no_error (error);
  base = get_base (loopback);
  g_assert_true (g_str_has_suffix (roster_loopback_get_redirect_uri (loopback), "/back/"));

  g_assert_cmpuint (visit ("GET", base, "/", NULL), ==, 404);
  g_assert_cmpuint (visit ("GET", base, "/favicon.ico", NULL), ==, 404);
  g_assert_cmpuint (visit ("GET", base, "/back", NULL), ==, 404);
  g_assert_cmpuint (visit ("GET", base, "/back/more?code=1", NULL), ==, 404);
  g_assert_cmpuint (visit ("POST", base, "/back/?code=1", NULL), ==, 405);
  g_assert_cmpstr (queries->str, ==, "");
  g_assert_cmpuint (visit ("GET", base, "/back/?x=%3Cb%3E", NULL), ==, 400);
  g_assert_cmpstr (queries->str, ==, "[x=%3Cb%3E]");

  visitors.reply = ROSTER_LOOPBACK_ACCEPTED;
  g_assert_cmpuint (visit ("GET", base, "/back/?code=1&state=2", &page), ==, 200);
  g_assert_nonnull (strstr (page, "You can close this window."));
  g_assert_null (strstr (page, "src="));
  g_assert_null (strstr (page, "code=1"));
  g_assert_cmpstr (queries->str, ==, "[x=%3Cb%3E][code=1&state=2]");

  /* Asked again, at whatever moment: never twice. */
  g_assert_cmpuint (visit ("GET", base, "/back/?code=1&state=2", NULL), !=, 200);
  while (visit ("GET", base, "/back/", NULL) != 0)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (queries->str, ==, "[x=%3Cb%3E][code=1&state=2]");
}

/* A browser that asks twice at once, as some do for a page that they preload. */
static void
test_visits_at_once (void)
{
  g_autoptr (GString) queries = g_string_new (NULL);
  Visitors visitors = { queries, ROSTER_LOOPBACK_ACCEPTED };
  g_autoptr (RosterLoopback) loopback = roster_loopback_new ("http://127.0.0.1:0/", on_visit, &visitors, NULL);
  g_autofree char *address = g_strconcat (roster_loopback_get_redirect_uri (loopback), "?a=b", NULL);
  SoupSession *sessions[8];
  SoupMessage *messages[8];
  GAsyncResult *results[8] = { NULL };
  guint accepted = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      sessions[i] = soup_session_new ();
      messages[i] = soup_message_new ("GET", address);
      soup_session_send_and_read_async (sessions[i], messages[i], G_PRIORITY_DEFAULT, NULL, on_done, &results[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (sessions); i++)
    {
      g_autoptr (GBytes) body = NULL;

      while (results[i] == NULL)
        g_main_context_iteration (NULL, TRUE);
      body = soup_session_send_and_read_finish (sessions[i], results[i], NULL);
      accepted += body != NULL && soup_message_get_status (messages[i]) == 200;
      g_object_unref (results[i]);
      g_object_unref (messages[i]);
      g_object_unref (sessions[i]);
    }
  g_assert_cmpuint (accepted, ==, 1);
  g_assert_cmpstr (queries->str, ==, "[a=b]");
}

static void
test_page_arrives_though_let_go (void)
{
  const RosterLoopbackReply replies[] = { ROSTER_LOOPBACK_ACCEPTED, ROSTER_LOOPBACK_DECLINED, ROSTER_LOOPBACK_REFUSED };

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_autoptr (GString) queries = g_string_new (NULL);
      Visitors visitors = { queries, replies[i] };
      RosterLoopback *loopback = roster_loopback_new ("http://127.0.0.1:0/", on_visit, &visitors, NULL);
      g_autofree char *address = g_strconcat (roster_loopback_get_redirect_uri (loopback), "?a=b", NULL);
      g_autoptr (SoupSession) session = soup_session_new ();
      g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GBytes) body = NULL;

      g_object_add_weak_pointer (G_OBJECT (loopback), (gpointer *) &loopback);
      soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, on_done, &result);
      while (queries->len == 0)
        g_main_context_iteration (NULL, TRUE);
      g_object_unref (loopback);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      body = soup_session_send_and_read_finish (session, result, NULL);
      g_assert_cmpuint (g_bytes_get_size (body), >, 100);
      while (loopback != NULL)
        g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_closes (void)
{
  g_autoptr (GString) queries = g_string_new (NULL);
  Visitors visitors = { queries, ROSTER_LOOPBACK_ACCEPTED };
  g_autoptr (RosterLoopback) loopback = roster_loopback_new ("http://localhost:0/", on_visit, &visitors, NULL);
  g_autoptr (RosterLoopback) second = NULL;
  g_autofree char *address = g_strdup (roster_loopback_get_redirect_uri (loopback));
  g_autoptr (GError) error = NULL;

  /* A port that is taken. */
  second = roster_loopback_new (address, on_visit, &visitors, &error);
  g_assert_null (second);
  g_assert_nonnull (error);
  g_clear_error (&error);

  roster_loopback_close (loopback);
  roster_loopback_close (loopback);
  g_assert_cmpuint (visit ("GET", address, "?code=1", NULL), ==, 0);
  g_assert_cmpstr (queries->str, ==, "");

  second = roster_loopback_new (address, on_visit, &visitors, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (roster_loopback_get_redirect_uri (second), ==, address);
}

static void
test_localhost (void)
{
  g_autoptr (GString) queries = g_string_new (NULL);
  Visitors visitors = { queries, ROSTER_LOOPBACK_UNRELATED };
  g_autoptr (RosterLoopback) loopback = roster_loopback_new ("http://localhost:0/cb", on_visit, &visitors, NULL);
  g_autofree char *base = get_base (loopback);
  g_autofree char *v4 = g_strconcat ("http://127.0.0.1", strrchr (base, ':'), NULL);

  g_assert_cmpuint (visit ("GET", base, "/cb?1", NULL), ==, 400);
  g_assert_cmpuint (visit ("GET", v4, "/cb?2", NULL), ==, 400);
  g_assert_cmpstr (queries->str, ==, "[1][2]");
}

static void
test_without_ipv6 (void)
{
  g_autoptr (GString) queries = g_string_new (NULL);
  Visitors visitors = { queries, ROSTER_LOOPBACK_UNRELATED };
  g_autoptr (RosterLoopback) loopback = NULL;
  g_autoptr (RosterLoopback) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *base = NULL;

  is_ipv6_off = TRUE;
  loopback = roster_loopback_new ("http://localhost:0/cb", on_visit, &visitors, &error);
  g_assert_no_error (error);
  base = get_base (loopback);
  g_assert_cmpuint (visit ("GET", base, "/cb?1", NULL), ==, 400);
  g_assert_cmpstr (queries->str, ==, "[1]");

  second = roster_loopback_new (roster_loopback_get_redirect_uri (loopback), on_visit, &visitors, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_assert_null (second);
  g_clear_error (&error);

  second = roster_loopback_new ("http://[::1]:0/cb", on_visit, &visitors, &error);
  g_assert_nonnull (error);
  g_assert_null (second);
  is_ipv6_off = FALSE;
}

static void
test_is_possible (void)
{
  const struct
  {
    const char *uri;
    gboolean possible;
  } cases[] = {
    { "http://127.0.0.1/", TRUE },         { "http://127.0.0.1:8080/cb", TRUE }, { "http://localhost:1", TRUE },     { "http://LOCALHOST:1/", TRUE },
    { "http://[::1]:99/", TRUE },          { "https://127.0.0.1/", FALSE },      { "https://agency.example/", FALSE }, { "http://agency.example/", FALSE },
    { "http://127.0.0.1.example/", FALSE }, { "http://localhost.example/", FALSE }, { "localhost:80", FALSE },          { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (roster_loopback_is_possible (cases[i].uri), ==, cases[i].possible);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/loopback/one-answer", test_one_answer);
  g_test_add_func ("/loopback/visits-at-once", test_visits_at_once);
  g_test_add_func ("/loopback/page-arrives-though-let-go", test_page_arrives_though_let_go);
  g_test_add_func ("/loopback/closes", test_closes);
  g_test_add_func ("/loopback/localhost", test_localhost);
  g_test_add_func ("/loopback/without-ipv6", test_without_ipv6);
  g_test_add_func ("/loopback/is-possible", test_is_possible);

  return g_test_run ();
}
