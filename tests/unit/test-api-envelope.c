/* test-api-envelope.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-envelope.h"
#include "roster-api-json.h"

#include <string.h>

#include "roster-json.h"
#include "test-async.h"

#define ENDPOINT "/bc/get/"

static JsonObject *
read_text (const char  *text,
           gssize       length,
           guint        http_status,
           GError     **error)
{
  g_autoptr (GBytes) body = g_bytes_new (text, length >= 0 ? (gsize) length : strlen (text));

  return roster_api_envelope_read (body, http_status, ENDPOINT, error);
}

static void
test_success (void)
{
  const char * const empty[] = {
    "{\"code\":0,\"message\":\"OK\",\"request_id\":\"r\",\"data\":{}}",
    "{\"code\":0,\"message\":\"OK\",\"data\":null}",
    "{\"code\":0}",
    "{\"code\":\"0\",\"data\":[]}",
    "\xef\xbb\xbf {\"code\":0}\n",
  };
  g_autoptr (JsonObject) data = NULL;
  g_autoptr (GError) error = NULL;

  data = read_text ("{\"code\":0,\"message\":\"OK\",\"request_id\":\"r\",\"data\":{\"name\":\"Ana\"}}", -1, 200, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (roster_json_get_string (data, "name"), ==, "Ana");

  for (gsize i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_autoptr (JsonObject) nothing = read_text (empty[i], -1, 200, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (json_object_get_size (nothing), ==, 0);
    }
}

static void
test_codes (void)
{
  const struct
  {
    gint64 code;
    RosterError error;
    gboolean throttle;
  } cases[] = {
    { 20001, ROSTER_ERROR_CONFLICT, FALSE },
    { 40000, ROSTER_ERROR_REFUSED, FALSE },
    { 40001, ROSTER_ERROR_NOT_PERMITTED, FALSE },
    { 40002, ROSTER_ERROR_REFUSED, FALSE },
    { 40007, ROSTER_ERROR_NOT_FOUND, FALSE },
    { 40016, ROSTER_ERROR_RATE_LIMITED, TRUE },
    { 40100, ROSTER_ERROR_RATE_LIMITED, TRUE },
    { 40101, ROSTER_ERROR_BAD_APP, FALSE },
    { 40102, ROSTER_ERROR_SIGNED_OUT, FALSE },
    { 40103, ROSTER_ERROR_SIGNED_OUT, FALSE },
    { 40104, ROSTER_ERROR_SIGNED_OUT, FALSE },
    { 40105, ROSTER_ERROR_SIGNED_OUT, FALSE },
    { 40106, ROSTER_ERROR_SIGNED_OUT, FALSE },
    { 40107, ROSTER_ERROR_SIGNED_OUT, FALSE },
    { 40110, ROSTER_ERROR_BAD_AUTH_CODE, FALSE },
    { 40113, ROSTER_ERROR_BAD_AUTH_CODE, FALSE },
    { 40118, ROSTER_ERROR_NOT_PERMITTED, FALSE },
    { 40124, ROSTER_ERROR_NOT_PERMITTED, FALSE },
    { 40125, ROSTER_ERROR_NOT_PERMITTED, FALSE },
    { 40131, ROSTER_ERROR_BAD_AUTH_CODE, FALSE },
    { 40132, ROSTER_ERROR_RATE_LIMITED, TRUE },
    { 40133, ROSTER_ERROR_RATE_LIMITED, TRUE },
    { 40199, ROSTER_ERROR_SIGNED_OUT, FALSE },
    { 40202, ROSTER_ERROR_CONFLICT, FALSE },
    { 40300, ROSTER_ERROR_REFUSED, FALSE },
    { 40902, ROSTER_ERROR_CONFLICT, FALSE },
    { 40903, ROSTER_ERROR_CONFLICT, FALSE },
    { 40913, ROSTER_ERROR_CONFLICT, FALSE },
    { 50000, ROSTER_ERROR_UNAVAILABLE, FALSE },
    { 50002, ROSTER_ERROR_UNAVAILABLE, FALSE },
    { 51001, ROSTER_ERROR_UNAVAILABLE, FALSE },
    { 51021, ROSTER_ERROR_UNAVAILABLE, TRUE },
    { 51039, ROSTER_ERROR_UNAVAILABLE, FALSE },
    { 51065, ROSTER_ERROR_UNAVAILABLE, FALSE },
    { 60001, ROSTER_ERROR_MAINTENANCE, FALSE },
    { 60002, ROSTER_ERROR_UNAVAILABLE, FALSE },
    { 1, ROSTER_ERROR_FAILED, FALSE },
    { -1, ROSTER_ERROR_FAILED, FALSE },
    { 99999, ROSTER_ERROR_FAILED, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* The HTTP status does not matter where there is an envelope. */
      const guint statuses[] = { 200, 400, 429, 500 };

      for (gsize j = 0; j < G_N_ELEMENTS (statuses); j++)
        {
          g_autofree char *text = g_strdup_printf ("{\"code\":%" G_GINT64_FORMAT ",\"message\":\"No.\",\"request_id\":\"r7\"}", cases[i].code);
          g_autoptr (GError) error = NULL;

          g_assert_null (read_text (text, -1, statuses[j], &error));
          g_assert_error (error, ROSTER_ERROR, (int) cases[i].error);
          g_assert_cmpstr (error->message, ==, "No.");
          g_assert_cmpint (roster_error_get_api_code (error), ==, cases[i].code);
          g_assert_cmpstr (roster_error_get_request_id (error), ==, "r7");
          g_assert_cmpstr (roster_error_get_endpoint (error), ==, ENDPOINT);
          g_assert_true (roster_api_envelope_is_throttle (error) == cases[i].throttle);
        }
    }
}

static void
test_messages (void)
{
  g_autofree char *long_message = g_strnfill (100000, 'x');
  g_autofree char *long_text = g_strdup_printf ("{\"code\":40002,\"message\":\"%s\",\"request_id\":7}", long_message);
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text (long_text, -1, 200, &error));
  g_assert_cmpuint (strlen (error->message), <, 1100);
  g_assert_null (roster_error_get_request_id (error));
  g_clear_error (&error);

  g_assert_null (read_text ("{\"code\":40002,\"message\":{\"a\":[]}}", -1, 200, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "40002"));
}

static void
test_without_envelope (void)
{
  const char * const bodies[] = {
    "", " ", "null", "[]", "0", "\"code\"", "{}", "{\"code\":null}", "{\"code\":\"no\"}", "{\"code\":0.5}", "{\"code\":[0]}", "{\"code\":true}",
    "<html><body>Bad gateway</body></html>", "{\"code\":0,\"data\":{\"list\":[", "{\"code\":0} trailing", "{code:0}", "{'code':0}",
    "// comment\n{\"code\":0}", "var a = {\"code\":0};", "{\"code\":0,}", "\xff\xfe", "{\"a\":\"\xff\"}",
  };
  const struct
  {
    guint status;
    RosterError error;
    gint64 api_code;
  } cases[] = {
    { 200, ROSTER_ERROR_PROTOCOL, 0 },
    { 204, ROSTER_ERROR_PROTOCOL, 0 },
    { 301, ROSTER_ERROR_REDIRECTED, 301 },
    { 302, ROSTER_ERROR_REDIRECTED, 302 },
    { 307, ROSTER_ERROR_REDIRECTED, 307 },
    { 400, ROSTER_ERROR_IN_BETWEEN, 400 },
    { 401, ROSTER_ERROR_IN_BETWEEN, 401 },
    { 404, ROSTER_ERROR_REFUSED, 404 },
    { 405, ROSTER_ERROR_REFUSED, 405 },
    { 403, ROSTER_ERROR_IN_BETWEEN, 403 },
    { 407, ROSTER_ERROR_IN_BETWEEN, 407 },
    { 451, ROSTER_ERROR_IN_BETWEEN, 451 },
    { 429, ROSTER_ERROR_RATE_LIMITED, 429 },
    { 500, ROSTER_ERROR_UNAVAILABLE, 500 },
    { 502, ROSTER_ERROR_UNAVAILABLE, 502 },
    { 503, ROSTER_ERROR_UNAVAILABLE, 503 },
    { 511, ROSTER_ERROR_IN_BETWEEN, 511 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (cases); j++)
        {
          g_autoptr (GError) error = NULL;

          g_assert_null (read_text (bodies[i], -1, cases[j].status, &error));
          g_assert_error (error, ROSTER_ERROR, (int) cases[j].error);
          g_assert_cmpint (roster_error_get_api_code (error), ==, cases[j].api_code);
          g_assert_cmpstr (roster_error_get_endpoint (error), ==, ENDPOINT);
          g_assert_cmpstr (error->message, !=, "");
        }
    }

  /* Success in the body and failure in the status: the status is believed. */
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (read_text ("{\"code\":0,\"data\":{}}", -1, 503, &error));
    g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_UNAVAILABLE);
  }
}

/* A filter's page is not TikTok's word: it is named for what it is. */
static void
test_in_between (void)
{
  const struct
  {
    guint status;
    const char *words;
    gboolean unknown;
  } cases[] = {
    { 401, "HTTP 401", TRUE },
    { 403, "HTTP 403", TRUE },
    { 407, "sign in to it", FALSE },
    { 451, "HTTP 451", TRUE },
    { 511, "its own page", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text ("<html>Access denied by the company's filter</html>", -1, cases[i].status, &error));
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_IN_BETWEEN);
      g_assert_nonnull (strstr (error->message, cases[i].words));
      g_assert_true (roster_error_is_network (error));
      g_assert_true (roster_error_outcome_unknown (error) == cases[i].unknown);
    }

  /* With an envelope it is TikTok's, whatever the status says. */
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (read_text ("{\"code\":40105,\"message\":\"No.\"}", -1, 403, &error));
    g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT);
  }
}

static void
test_country (void)
{
  const gint64 codes[] = { -1, 41000 };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *banned = g_strdup_printf ("{\"code\":%" G_GINT64_FORMAT ",\"message\":\"Client IP address is in banned Country list.\","
                                                 "\"request_id\":\"r9\"}", codes[i]);
      g_autofree char *other = g_strdup_printf ("{\"code\":%" G_GINT64_FORMAT ",\"message\":\"No.\"}", codes[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (banned, -1, 200, &error));
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_COUNTRY);
      g_assert_nonnull (strstr (error->message, "“Client IP address is in banned Country list.”"));
      g_assert_cmpint (roster_error_get_api_code (error), ==, codes[i]);
      g_clear_error (&error);
      g_assert_null (read_text (other, -1, 200, &error));
      g_assert_false (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_COUNTRY));
    }
}

static char *
read_name (const char *escaped)
{
  g_autofree char *text = g_strdup_printf ("{\"code\":0,\"data\":{\"name\":\"%s\"}}", escaped);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) data = read_text (text, -1, 200, &error);

  g_assert_no_error (error);

  return g_strdup (roster_json_get_string (data, "name"));
}

static void
test_surrogates (void)
{
  const struct
  {
    const char *escaped;
    const char *expected;
  } cases[] = {
    { "\\ud83d\\ude00", "😀" },
    { "\\uD83D\\uDE00!", "😀!" },
    { "cut \\ud83d", "cut \xef\xbf\xbd" },
    { "\\ude00 alone", "\xef\xbf\xbd alone" },
    { "\\ud83d\\ud83d\\ude00", "\xef\xbf\xbd😀" },
    { "\\ud83dx", "\xef\xbf\xbdx" },
    { "\\ud83d\\n", "\xef\xbf\xbd\n" },
    { "\\ud83d\\u0041", "\xef\xbf\xbd" "A" },
    { "a\\u0000b", "a\xef\xbf\xbd" "b" },
    { "\\uffff\\ufffe", "\xef\xbf\xbf\xef\xbf\xbe" },
    { "tab\there\nand there", "tab here and there" },
    { "\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = read_name (cases[i].escaped);

      g_assert_cmpstr (name, ==, cases[i].expected);
      g_assert_true (g_utf8_validate (name, -1, NULL));
    }
}

/* One name that was cut in the middle of an emoji spoils that name. */
static void
test_not_utf8 (void)
{
  const struct
  {
    const char *bytes;
    const char *expected;
  } cases[] = {
    { "Yuki \xf0\x9f", "Yuki \xef\xbf\xbd\xef\xbf\xbd" },
    { "\xff", "\xef\xbf\xbd" },
    { "Jos\xe9 M.", "Jos\xef\xbf\xbd M." },
    { "\xc3\xa9", "é" },
  };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = read_name (cases[i].bytes);

      g_assert_cmpstr (name, ==, cases[i].expected);
    }

  g_assert_null (read_text ("{\"code\":0,\xf0\x9f\"data\":{}}", -1, 200, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_PROTOCOL);
}

static void
test_hostile (void)
{
  const struct
  {
    const char *repeated;
    const char *closing;
    gsize count;
    RosterError error;
  } cases[] = {
    { "[", "", 4000000, ROSTER_ERROR_PROTOCOL },
    { "{\"a\":", "", 1000000, ROSTER_ERROR_PROTOCOL },
    { "[", "]", 65, ROSTER_ERROR_PROTOCOL },
    { "/*\"*/[", "", 1000000, ROSTER_ERROR_PROTOCOL },
    { "[],", "", 2000000, ROSTER_ERROR_PROTOCOL },
  };
  g_autoptr (GString) many = g_string_new ("{\"code\":0,\"data\":{\"list\":[0");
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      g_clear_error (&error);
      for (gsize j = 0; j < cases[i].count; j++)
        g_string_append (text, cases[i].repeated);
      for (gsize j = 0; j < cases[i].count; j++)
        g_string_append (text, cases[i].closing);
      g_assert_null (read_text (text->str, (gssize) text->len, 200, &error));
      g_assert_error (error, ROSTER_ERROR, (int) cases[i].error);
    }

  /* Small on the wire, hundreds of megabytes as objects. */
  for (guint i = 0; i < 600000; i++)
    g_string_append (many, ",[]");
  g_string_append (many, "]}}");
  g_clear_error (&error);
  g_assert_null (read_text (many->str, (gssize) many->len, 200, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_TOO_LARGE);
}

static void
test_depth (void)
{
  g_autoptr (GBytes) deep = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  char text[129];

  memset (text, '[', 64);
  memset (text + 64, ']', 64);
  deep = g_bytes_new (text, 128);
  node = roster_api_json_parse (deep, &error);
  g_assert_no_error (error);
  g_assert_nonnull (node);
}

static void
test_numbers (void)
{
  const char * const good[] = {
    "0", "-0", "1", "-1", "10", "1.5", "1e5", "1E+5", "1.25e-3", "9223372036854775807", "123456789012345678901234567890", "1e999",
  };
  const char * const bad[] = { "01", "+1", ".5", "1.", "1e", "1e+", "-", "0x10", "NaN", "Infinity", "1 2", "--1", "1.2.3", "1a" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *text = g_strdup_printf ("[%s]", good[i]);
      g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = roster_api_json_parse (body, &error);

      g_assert_no_error (error);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strdup_printf ("[%s]", bad[i]);
      g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
      g_autoptr (GError) error = NULL;

      g_assert_null (roster_api_json_parse (body, &error));
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_PROTOCOL);
    }
}

/* Any bytes whatever end in an object or an error. */
static void
test_garbage (void)
{
  const char seed_text[] = "{\"code\":0,\"message\":\"OK \\ud83d\\ude00\",\"request_id\":\"r\","
                           "\"data\":{\"list\":[{\"asset_id\":\"7301112223334445556\","
                           "\"asset_name\":\"Café \\u00e9\",\"roles\":[\"POST\",null,1.5e3,true],\"n\":-12}],\"page_info\":{\"page\":1}}}";
  const guint statuses[] = { 200, 302, 404, 500 };

  for (guint round = 0; round < 20000; round++)
    {
      g_autofree char *text = g_memdup2 (seed_text, sizeof seed_text - 1);
      gsize length = sizeof seed_text - 1;
      g_autoptr (JsonObject) data = NULL;
      g_autoptr (GError) error = NULL;

      for (int i = g_test_rand_int_range (1, 6); i > 0; i--)
        {
          gsize at = (gsize) g_test_rand_int_range (0, (gint32) length);

          switch (g_test_rand_int_range (0, 4))
            {
            case 0:
              text[at] = (char) g_test_rand_int_range (0, 256);
              break;

            case 1:
              text[at] = "\"\\{}[],:ud80tfn-.e/*"[g_test_rand_int_range (0, 20)];
              break;

            case 2:
              length = MAX (at, 1);
              break;

            default:
              memmove (text + at, text + at / 2, length - at);
            }
        }

      data = read_text (text, (gssize) length, statuses[round % G_N_ELEMENTS (statuses)], &error);
      g_assert_true ((data == NULL) == (error != NULL));
      if (error != NULL)
        g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_large_on_a_thread (void)
{
  g_autoptr (GString) text = g_string_new ("{\"code\":0,\"data\":{\"list\":[0");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonObject) data = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i < 200000; i++)
    g_string_append_printf (text, ",%u", i);
  g_string_append (text, "]}}");
  body = g_bytes_new (text->str, text->len);

  TEST_AWAIT (result, roster_api_envelope_read_async (body, 200, ENDPOINT, test_async_store, &result));
  data = roster_api_envelope_read_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (roster_json_get_array (data, "list")), ==, 200000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/api/envelope/success", test_success);
  g_test_add_func ("/api/envelope/codes", test_codes);
  g_test_add_func ("/api/envelope/messages", test_messages);
  g_test_add_func ("/api/envelope/without-envelope", test_without_envelope);
  g_test_add_func ("/api/envelope/surrogates", test_surrogates);
  g_test_add_func ("/api/envelope/in-between", test_in_between);
  g_test_add_func ("/api/envelope/country", test_country);
  g_test_add_func ("/api/envelope/not-utf8", test_not_utf8);
  g_test_add_func ("/api/envelope/hostile", test_hostile);
  g_test_add_func ("/api/envelope/depth", test_depth);
  g_test_add_func ("/api/envelope/numbers", test_numbers);
  g_test_add_func ("/api/envelope/garbage", test_garbage);
  g_test_add_func ("/api/envelope/large-on-a-thread", test_large_on_a_thread);

  return g_test_run ();
}
