/* test-session-auth-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-auth-answer.h"

#include <string.h>

#include "roster-error.h"

#define STATE "Qk9fZx-3s0Ee"

static void
test_text (void)
{
  const struct
  {
    const char *text;
    const char *code; /* or */
    RosterError error;
  } cases[] = {
    /* The address, as people copy it. */
    { "https://agency.example/cb?auth_code=abc123&code=abc123&state=" STATE, "abc123", 0 },
    { "  <https://agency.example/cb?state=" STATE "&auth_code=abc123>\n", "abc123", 0 },
    { "http://127.0.0.1:4711/?code=abc-1.2_3~4&state=" STATE "#top", "abc-1.2_3~4", 0 },
    { "\"agency.example/cb?auth_code=abc123&state=" STATE "\"", "abc123", 0 },
    { "https://agency.example/cb?x=1&auth_code=a%2Db&state=" STATE, "a-b", 0 },
    /* Its query, and the code alone. */
    { "auth_code=abc123&state=" STATE, "abc123", 0 },
    { "?auth_code=abc123&state=" STATE, "abc123", 0 },
    { " 0f1e2d3c4b5a69788796a5b4c3d2e1f0 ", "0f1e2d3c4b5a69788796a5b4c3d2e1f0", 0 },
    /* Another sign-in's, or nobody's. */
    { "https://agency.example/cb?auth_code=abc123&state=Qk9fZx-3s0Ef", NULL, ROSTER_ERROR_STATE_MISMATCH },
    { "https://agency.example/cb?auth_code=abc123&state=" STATE "x", NULL, ROSTER_ERROR_STATE_MISMATCH },
    { "https://agency.example/cb?auth_code=abc123&state=" STATE STATE, NULL, ROSTER_ERROR_STATE_MISMATCH },
    { "https://agency.example/cb?auth_code=abc123&state=Qk9", NULL, ROSTER_ERROR_STATE_MISMATCH },
    { "https://agency.example/cb?auth_code=abc123&state=", NULL, ROSTER_ERROR_STATE_MISMATCH },
    { "https://agency.example/cb?auth_code=abc123", NULL, ROSTER_ERROR_STATE_MISMATCH },
    { "https://agency.example/cb?error=access_denied", NULL, ROSTER_ERROR_STATE_MISMATCH },
    /* No. */
    { "https://agency.example/cb?error=access_denied&state=" STATE, NULL, ROSTER_ERROR_DECLINED },
    { "https://agency.example/cb?error=access_denied&auth_code=abc123&state=" STATE, NULL, ROSTER_ERROR_DECLINED },
    { "https://agency.example/cb?error=server_error&error_description=Try+later&state=" STATE, NULL, ROSTER_ERROR_REFUSED },
    { "https://agency.example/cb?error=&state=" STATE, NULL, ROSTER_ERROR_REFUSED },
    /* Something else. */
    { "", NULL, ROSTER_ERROR_INVALID_INPUT },
    { "   ", NULL, ROSTER_ERROR_INVALID_INPUT },
    { "hello there", NULL, ROSTER_ERROR_INVALID_INPUT },
    { "https://agency.example/", NULL, ROSTER_ERROR_INVALID_INPUT },
    { "https://business-api.tiktok.com/portal/auth?app_id=1&state=" STATE "&redirect_uri=https%3A%2F%2Fagency.example%2Fcb", NULL, ROSTER_ERROR_INVALID_INPUT },
    { "https://agency.example/cb?auth_code=&state=" STATE, NULL, ROSTER_ERROR_INVALID_INPUT },
    { "https://agency.example/cb?auth_code=a%20b&state=" STATE, NULL, ROSTER_ERROR_INVALID_INPUT },
    { "https://agency.example/cb?auth_code=%00&state=" STATE, NULL, ROSTER_ERROR_INVALID_INPUT },
    { "https://agency.example/cb?auth_code=%zz&state=" STATE, NULL, ROSTER_ERROR_INVALID_INPUT },
    { "?#?#&&==%", NULL, ROSTER_ERROR_INVALID_INPUT },
    { "\xff\xfe", NULL, ROSTER_ERROR_INVALID_INPUT },
    { "キー", NULL, ROSTER_ERROR_INVALID_INPUT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *code = roster_auth_answer_read_text (cases[i].text, STATE, &error);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (code, ==, cases[i].code);
      if (cases[i].code == NULL)
        g_assert_error (error, ROSTER_ERROR, (int) cases[i].error);
      else
        g_assert_no_error (error);
    }
}

static void
test_too_long (void)
{
  g_autofree char *much = g_strnfill (100000, 'a');
  g_autofree char *address = g_strconcat ("https://agency.example/?state=" STATE "&auth_code=", much, NULL);
  g_autofree char *reason = g_strconcat ("error=x&error_description=", much, "&state=" STATE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (roster_auth_answer_read_text (much, STATE, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_null (roster_auth_answer_read_query (address, STATE, &error));
  g_clear_error (&error);
  g_assert_null (roster_auth_answer_read_query (reason, STATE, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_REFUSED);
  g_assert_cmpuint (strlen (error->message), <, 300);
}

static void
test_query (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (roster_auth_answer_read_query (NULL, STATE, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  /* No sign-in under way, so nothing can match. */
  g_assert_null (roster_auth_answer_read_query ("auth_code=abc&state=", "", &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_STATE_MISMATCH);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/auth-answer/text", test_text);
  g_test_add_func ("/auth-answer/too-long", test_too_long);
  g_test_add_func ("/auth-answer/query", test_query);

  return g_test_run ();
}
