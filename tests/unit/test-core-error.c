/* test-core-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-error.h"

static void
test_details_survive_copies (void)
{
  g_autoptr (GError) error = roster_error_new_api (ROSTER_ERROR_REFUSED, 40002, "2026ABCD", "/bc/get/", "page_size <b>too</b> large");
  g_autoptr (GError) copy = g_error_copy (error);

  g_clear_error (&error);
  g_assert_error (copy, ROSTER_ERROR, ROSTER_ERROR_REFUSED);
  g_assert_cmpstr (copy->message, ==, "page_size <b>too</b> large");
  g_assert_cmpint (roster_error_get_api_code (copy), ==, 40002);
  g_assert_cmpstr (roster_error_get_request_id (copy), ==, "2026ABCD");
  g_assert_cmpstr (roster_error_get_endpoint (copy), ==, "/bc/get/");
}

static void
test_other_domains_have_no_details (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "disk");

  g_assert_cmpint (roster_error_get_api_code (error), ==, 0);
  g_assert_null (roster_error_get_request_id (error));
  g_assert_null (roster_error_get_endpoint (NULL));
  g_assert_false (roster_error_outcome_unknown (error));
  g_assert_false (roster_error_is_cancelled (NULL));
}

static void
test_outcome_unknown (void)
{
  const struct
  {
    RosterError code;
    gboolean unknown;
  } cases[] = {
    { ROSTER_ERROR_OFFLINE, FALSE },       { ROSTER_ERROR_INTERRUPTED, TRUE }, { ROSTER_ERROR_PROTOCOL, TRUE },
    { ROSTER_ERROR_NOT_PERMITTED, FALSE }, { ROSTER_ERROR_REFUSED, FALSE },    { ROSTER_ERROR_RATE_LIMITED, FALSE },
    { ROSTER_ERROR_UNAVAILABLE, TRUE },    { ROSTER_ERROR_SIGNED_OUT, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (ROSTER_ERROR, cases[i].code, "x");

      g_assert_cmpint (roster_error_outcome_unknown (error), ==, cases[i].unknown);
    }
}

static void
test_support_text_has_no_secret (void)
{
  g_autoptr (GError) error = roster_error_new_api (ROSTER_ERROR_FAILED, 40105, "R1", "/user/info/", "bad Access-Token: 0f1e2d3c4b5a");
  g_autofree char *text = roster_error_to_support_text (error);

  g_assert_null (strstr (text, "0f1e2d3c4b5a"));
  g_assert_nonnull (strstr (text, "code: 40105\n"));
  g_assert_nonnull (strstr (text, "request_id: R1\n"));
  g_assert_nonnull (strstr (text, "endpoint: /user/info/\n"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/error/details-survive-copies", test_details_survive_copies);
  g_test_add_func ("/error/other-domains-have-no-details", test_other_domains_have_no_details);
  g_test_add_func ("/error/outcome-unknown", test_outcome_unknown);
  g_test_add_func ("/error/support-text-has-no-secret", test_support_text_has_no_secret);

  return g_test_run ();
}
