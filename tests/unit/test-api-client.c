/* test-api-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "roster-json.h"
#include "test-async.h"
#include "test-certificate.h"
#include "test-client.h"

/* What a client sends, and what it makes of whole answers. */

static void
test_get (TestClient    *fixture,
          gconstpointer  data)
{
  g_autoptr (JsonNode) parameters = NULL;
  TestHttpRequest *request;

  parameters = json_from_string ("{\"bc_id\":\"7290001112223334440\",\"filtering\":{\"user_email\":\"a+b@x.example\"},\"fields\":[\"name\"],"
                                 "\"name\":\"Ü & = # /\",\"flag\":true,\"page\":2,\"none\":null}", NULL);
  roster_api_client_call_async (fixture->client, ROSTER_API_GET, "/bc/asset/get/", json_node_get_object (parameters), NULL,
                                test_async_store, &fixture->result);
  test_async_wait (&fixture->result);
  test_client_assert_name (fixture);

  request = test_http_get (fixture->http, 0);
  g_assert_cmpstr (request->method, ==, "GET");
  g_assert_cmpstr (request->path, ==, "/open_api/v1.3/bc/asset/get/");
  g_assert_cmpstr (request->query, ==,
                   "bc_id=7290001112223334440&filtering=%7B%22user_email%22%3A%22a%2Bb%40x.example%22%7D&fields=%5B%22name%22%5D"
                   "&name=%C3%9C%20%26%20%3D%20%23%20%2F&flag=true&page=2");
  g_assert_cmpstr (request->token, ==, "token-1");
  g_assert_true (g_str_has_prefix (request->user_agent, "AccessRoster/"));
  g_assert_cmpstr (request->body, ==, "");
}

static void
test_post (TestClient    *fixture,
           gconstpointer  data)
{
  TestHttpRequest *request;

  test_client_start (fixture, ROSTER_API_POST, NULL);
  test_async_wait (&fixture->result);
  test_client_assert_name (fixture);

  request = test_http_get (fixture->http, 0);
  g_assert_cmpstr (request->method, ==, "POST");
  g_assert_cmpstr (request->path, ==, "/open_api/v1.3/bc/get/");
  g_assert_null (request->query);
  g_assert_cmpstr (request->content_type, ==, "application/json");
  g_assert_cmpstr (request->body, ==, "{\"bc_id\":\"7\"}");
  g_assert_cmpstr (request->token, ==, "token-1");
}

static void
test_token (TestClient    *fixture,
            gconstpointer  data)
{
  const char * const without[] = { "/oauth2/access_token/", "/oauth2/revoke_token/" };

  for (gsize i = 0; i < G_N_ELEMENTS (without); i++)
    {
      TEST_AWAIT (fixture->result, roster_api_client_call_async (fixture->client, ROSTER_API_POST, without[i], NULL, NULL, test_async_store,
                                                                 &fixture->result));
      test_client_assert_name (fixture);
      g_assert_null (test_http_get (fixture->http, (guint) i)->token);
      g_assert_cmpstr (test_http_get (fixture->http, (guint) i)->body, ==, "{}");
    }

  roster_api_client_set_access_token (fixture->client, "token-2");
  test_client_start (fixture, ROSTER_API_GET, NULL);
  test_async_wait (&fixture->result);
  test_client_assert_name (fixture);
  g_assert_cmpstr (test_http_get (fixture->http, 2)->token, ==, "token-2");

  /* A second header smuggled in with the token is not sent at all. */
  roster_api_client_set_access_token (fixture->client, "token\r\nX-Evil: 1");
  test_client_start (fixture, ROSTER_API_GET, NULL);
  test_async_wait (&fixture->result);
  g_assert_null (roster_api_client_call_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT);
  g_clear_error (&fixture->error);
  g_assert_cmpuint (fixture->http->requests->len, ==, 3);

  roster_api_client_set_access_token (fixture->client, NULL);
  test_client_start (fixture, ROSTER_API_GET, NULL);
  test_async_wait (&fixture->result);
  test_client_assert_name (fixture);
  g_assert_null (test_http_get (fixture->http, 3)->token);
}

static void
redirect (TestHttp          *http,
          SoupServerMessage *message,
          guint              number)
{
  TestClient *fixture = http->data;

  soup_server_message_set_redirect (message, fixture->status, fixture->body);
}

static void
test_redirect (TestClient    *fixture,
               gconstpointer  data)
{
  const guint statuses[] = { 301, 302, 303, 307, 308 };
  g_autoptr (TestHttp) elsewhere = test_http_new (test_client_answer, fixture);
  g_autofree char *target = g_strconcat (elsewhere->base_url, "/open_api/v1.3/bc/get/", NULL);

  fixture->body = target;
  fixture->bad = redirect;
  fixture->n_bad = G_MAXUINT;

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      fixture->status = statuses[i];
      test_client_call (fixture, ROSTER_API_GET);
      test_client_assert_failed (fixture, ROSTER_ERROR_REDIRECTED);
      test_client_call (fixture, ROSTER_API_POST);
      test_client_assert_failed (fixture, ROSTER_ERROR_REDIRECTED);
    }

  g_assert_cmpuint (fixture->http->requests->len, ==, 2 * G_N_ELEMENTS (statuses));
  g_assert_cmpuint (elsewhere->requests->len, ==, 0);
}

static void
test_http_errors (TestClient    *fixture,
                  gconstpointer  data)
{
  const struct
  {
    guint status;
    RosterError error;
    guint reads;
  } cases[] = {
    { 404, ROSTER_ERROR_REFUSED, 1 },
    { 405, ROSTER_ERROR_REFUSED, 1 },
    { 500, ROSTER_ERROR_UNAVAILABLE, 5 },
    { 503, ROSTER_ERROR_UNAVAILABLE, 5 },
  };

  fixture->body = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture->status = cases[i].status;

      g_ptr_array_set_size (fixture->http->requests, 0);
      test_client_call (fixture, ROSTER_API_GET);
      test_client_assert_failed (fixture, cases[i].error);
      g_assert_cmpuint (fixture->http->requests->len, ==, cases[i].reads);

      g_ptr_array_set_size (fixture->http->requests, 0);
      test_client_call (fixture, ROSTER_API_POST_READ);
      test_client_assert_failed (fixture, cases[i].error);
      g_assert_cmpuint (fixture->http->requests->len, ==, cases[i].reads);

      g_ptr_array_set_size (fixture->http->requests, 0);
      test_client_call (fixture, ROSTER_API_POST);
      test_client_assert_failed (fixture, cases[i].error);
      g_assert_cmpuint (fixture->http->requests->len, ==, 1);
    }
}

static void
test_read_recovers (TestClient    *fixture,
                    gconstpointer  data)
{
  fixture->n_bad = 4;
  fixture->bad = test_client_fail;
  test_client_call (fixture, ROSTER_API_GET);
  test_client_assert_name (fixture);
  g_assert_cmpuint (fixture->http->requests->len, ==, 5);
}

static void
test_offline (TestClient    *fixture,
              gconstpointer  data)
{
  test_http_hang_up (fixture->http);

  test_client_call (fixture, ROSTER_API_GET);
  test_client_assert_failed (fixture, ROSTER_ERROR_OFFLINE);
  g_assert_true (roster_api_client_get_offline (fixture->client));
  g_assert_cmpuint (fixture->n_offline, ==, 1);
  test_client_call (fixture, ROSTER_API_POST);
  test_client_assert_failed (fixture, ROSTER_ERROR_OFFLINE);
  g_assert_cmpuint (fixture->n_offline, ==, 1);

  /* Any answer means that there is a network. */
  test_http_listen (fixture->http);
  fixture->status = 500;
  fixture->body = NULL;
  test_client_call (fixture, ROSTER_API_POST);
  test_client_assert_failed (fixture, ROSTER_ERROR_UNAVAILABLE);
  g_assert_false (roster_api_client_get_offline (fixture->client));
  g_assert_cmpuint (fixture->n_offline, ==, 2);
}

static void
on_unwanted (SoupServer        *server,
             SoupServerMessage *message,
             gpointer           user_data)
{
  g_assert_not_reached ();
}

/* Encrypted, but with whom? Nothing is sent. */
static void
test_untrusted (TestClient    *fixture,
                gconstpointer  data)
{
  g_autoptr (SoupServer) server = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autofree char *base_url = NULL;
  g_autofree char *options = NULL;
  g_autoslist (GUri) uris = NULL;

  /* LeakSanitizer itself crashes in a process that has loaded GLib's TLS module, so this has a process of its own, in which it is off. */
  if (!g_test_subprocess ())
    {
      options = g_strdup_printf ("%s:detect_leaks=0", g_getenv ("ASAN_OPTIONS") != NULL ? g_getenv ("ASAN_OPTIONS") : "");
      g_setenv ("ASAN_OPTIONS", options, TRUE);
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }

  certificate = g_tls_certificate_new_from_pem (TEST_CERTIFICATE_PEM, -1, &fixture->error);
  g_assert_no_error (fixture->error);
  server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &fixture->error);
  g_assert_no_error (fixture->error);
  g_signal_connect (server, "request-read", G_CALLBACK (on_unwanted), NULL);
  uris = soup_server_get_uris (server);
  base_url = g_strdup_printf ("https://127.0.0.1:%d", g_uri_get_port (uris->data));

  g_clear_object (&fixture->client);
  test_client_connect (fixture, base_url);
  test_client_call (fixture, ROSTER_API_GET);
  test_client_assert_failed (fixture, ROSTER_ERROR_OFFLINE);
  test_client_call (fixture, ROSTER_API_POST);
  g_assert_null (roster_api_client_call_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_OFFLINE);
  g_assert_nonnull (strstr (fixture->error->message, "certificate"));
  g_clear_error (&fixture->error);
}

static void
test_properties (TestClient    *fixture,
                 gconstpointer  data)
{
  g_autofree char *base_url = NULL;
  g_autofree char *method = NULL;
  gboolean offline = TRUE;
  gint64 until = -1;

  g_object_get (fixture->client, "base-url", &base_url, "offline", &offline, "rate-limited-until", &until, "authorization-method", &method, NULL);
  g_assert_cmpstr (base_url, ==, fixture->http->base_url);
  g_assert_cmpstr (roster_api_client_get_base_url (fixture->client), ==, base_url);
  g_assert_false (offline);
  g_assert_cmpint (until, ==, 0);
  g_assert_cmpstr (method, ==, "");
  roster_api_client_set_authorization_method (fixture->client, "get");
  g_assert_cmpstr (roster_api_client_get_authorization_method (fixture->client), ==, "get");
  roster_api_client_set_authorization_method (fixture->client, NULL);
  g_assert_cmpstr (roster_api_client_get_authorization_method (fixture->client), ==, "");

  g_assert_null (roster_api_client_new ("http://elsewhere.example", fixture->clock, &fixture->error));
  g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
  g_clear_error (&fixture->error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/api/client/" name, TestClient, NULL, test_client_set_up, func, test_client_tear_down)
  ADD ("get", test_get);
  ADD ("post", test_post);
  ADD ("token", test_token);
  ADD ("redirect", test_redirect);
  ADD ("http-errors", test_http_errors);
  ADD ("read-recovers", test_read_recovers);
  ADD ("offline", test_offline);
  ADD ("untrusted", test_untrusted);
  ADD ("properties", test_properties);
#undef ADD

  return g_test_run ();
}
