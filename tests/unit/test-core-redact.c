/* test-core-redact.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-redact.h"

#include <string.h>

static void
test_secrets_go (void)
{
  const char *texts[] = {
    "Access-Token: s3cr3tvalue",
    "access_token=s3cr3tvalue&app_id=1",
    "{\"access_token\": \"s3cr3tvalue\", \"scope\": [1]}",
    "{\\\"secret\\\": \\\"s3cr3tvalue\\\"}",
    "{'auth_code':'s3cr3tvalue'}",
    "GET https://business-api.example/open_api/v1.3/oauth2/advertiser/get/?app_id=1&secret=s3cr3tvalue HTTP/1.1",
    "http://127.0.0.1:4711/#code=s3cr3tvalue",
    "{\"bc_auth_qr_code\":\"https://www.tiktok.example/auth?ticket=s3cr3tvalue\"}",
    "auth_code = s3cr3tvalue, state = x",
    "Authorization: Bearer s3cr3tvalue",
    "/callback?auth_code=s3cr3tvalue&state=1",
    "client_secret=\"s3cr3tvalue\"",
    "https://ana:s3cr3tvalue@proxy.example/open_api/ refused",
    "https://ana:x@s3cr3tvalue@proxy.example",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = roster_redact (texts[i]);

      g_test_message ("%s -> %s", texts[i], text);
      g_assert_null (strstr (text, "s3cr3tvalue"));
      g_assert_nonnull (strstr (text, "redacted"));
    }
}

static void
test_the_rest_stays (void)
{
  const char *texts[] = {
    "code: 40002",
    "code=40002 request_id=20261101093015AB",
    "No permission to operate advertiser 7301112223334445556",
    "https://business-api.example/open_api/v1.3/bc/get/",
    "Ana <ana@x.example>",
    "\xff\xfe not UTF-8",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = roster_redact (texts[i]);

      g_assert_cmpstr (text, ==, texts[i]);
    }
}

static void
test_null_is_empty (void)
{
  g_autofree char *text = roster_redact (NULL);

  g_assert_cmpstr (text, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/redact/secrets-go", test_secrets_go);
  g_test_add_func ("/redact/the-rest-stays", test_the_rest_stays);
  g_test_add_func ("/redact/null-is-empty", test_null_is_empty);

  return g_test_run ();
}
