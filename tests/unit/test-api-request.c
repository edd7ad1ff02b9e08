/* test-api-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-request.h"

#include "roster-error.h"

static void
test_base (void)
{
  const struct
  {
    const char *base_url;
    const char *expected; /* NULL when it must be refused */
  } cases[] = {
    { "https://business-api.tiktok.com", "https://business-api.tiktok.com" },
    { "https://business-api.tiktok.com/", "https://business-api.tiktok.com" },
    { "https://proxy.example:8443/tiktok///", "https://proxy.example:8443/tiktok" },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080" },
    { "http://127.1.2.3", "http://127.1.2.3" },
    { "http://[::1]:80/", "http://[::1]:80" },
    { "http://localhost:1234", "http://localhost:1234" },
    { "http://LOCALHOST:1234", "http://LOCALHOST:1234" },
    { "HTTPS://x.example", "HTTPS://x.example" },
    { "http://business-api.tiktok.com", NULL },
    { "http://192.168.1.1", NULL },
    { "http://0.0.0.0:80", NULL },
    { "http://localhost.evil.example", NULL },
    { "http://127.0.0.1.evil.example", NULL },
    { "http://127.0.0.1@evil.example", NULL },
    { "https://user:password@x.example", NULL },
    { "https://x.example?query", NULL },
    { "https://x.example#fragment", NULL },
    { "ftp://127.0.0.1", NULL },
    { "file:///etc/passwd", NULL },
    { "https://", NULL },
    { "https:", NULL },
    { "business-api.tiktok.com", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *checked = roster_api_request_check_base (cases[i].base_url, &error);

      g_assert_cmpstr (checked, ==, cases[i].expected);
      if (cases[i].expected == NULL)
        g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
      else
        g_assert_no_error (error);
    }

  g_assert_true (roster_api_request_is_loopback ("http://localhost:1"));
  g_assert_true (roster_api_request_is_loopback ("https://[::1]"));
  g_assert_false (roster_api_request_is_loopback ("https://business-api.tiktok.com"));
}

static void
test_message (void)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  message = roster_api_request_new_message ("https://x.example/base", "/bc/get/", FALSE, NULL, "token", &error);
  g_assert_no_error (error);
  address = g_uri_to_string (soup_message_get_uri (message));
  g_assert_cmpstr (address, ==, "https://x.example/base/open_api/v1.3/bc/get/");
  g_assert_true (soup_message_query_flags (message, SOUP_MESSAGE_NO_REDIRECT));
  g_assert_false (soup_message_query_flags (message, SOUP_MESSAGE_IDEMPOTENT));

  g_clear_object (&message);
  message = roster_api_request_new_message ("https://x.example", "/bc/get/", TRUE, NULL, "token", &error);
  g_assert_true (soup_message_query_flags (message, SOUP_MESSAGE_NO_REDIRECT));
  g_assert_true (soup_message_query_flags (message, SOUP_MESSAGE_NEW_CONNECTION));
  g_assert_false (soup_message_query_flags (message, SOUP_MESSAGE_IDEMPOTENT));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/api/request/base", test_base);
  g_test_add_func ("/api/request/message", test_message);

  return g_test_run ();
}
