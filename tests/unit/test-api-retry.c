/* test-api-retry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-retry.h"

/* How often a call is sent in all when it always ends like this. */
static guint
count_tries (RosterApiMethod  method,
             const GError    *error)
{
  RosterApiTries tries = { 0, };
  gint64 delay_us;
  gint64 before_us = 0;
  guint count = 1;

  while (roster_api_retry_is_due (method, error, &tries, &delay_us))
    {
      count++;
      g_assert_cmpuint (count, <, 100);
      /* Either the limiter makes everybody wait, or this call waits longer each time. */
      if (tries.failed > 0)
        g_assert_cmpint (delay_us, >, before_us);
      else
        g_assert_cmpint (delay_us, ==, 0);
      before_us = delay_us;
    }

  return count;
}

static void
test_tries (void)
{
  const struct
  {
    RosterError code;
    gint64 api_code;
    guint reads;
    guint writes;
  } cases[] = {
    { ROSTER_ERROR_INTERRUPTED, 0, 5, 1 },
    { ROSTER_ERROR_UNAVAILABLE, 50000, 5, 1 },
    { ROSTER_ERROR_UNAVAILABLE, 503, 5, 1 },
    { ROSTER_ERROR_UNAVAILABLE, 51021, 5, 1 },
    { ROSTER_ERROR_CONFLICT, 40902, 3, 1 },
    { ROSTER_ERROR_OFFLINE, 0, 2, 1 },
    { ROSTER_ERROR_PROTOCOL, 0, 2, 1 },
    { ROSTER_ERROR_RATE_LIMITED, 40100, 7, 7 },
    { ROSTER_ERROR_RATE_LIMITED, 40133, 7, 1 },
    { ROSTER_ERROR_RATE_LIMITED, 429, 7, 1 },
    { ROSTER_ERROR_MAINTENANCE, 60001, 1, 1 },
    { ROSTER_ERROR_TOO_LARGE, 0, 1, 1 },
    { ROSTER_ERROR_REDIRECTED, 302, 1, 1 },
    { ROSTER_ERROR_SIGNED_OUT, 40105, 1, 1 },
    { ROSTER_ERROR_NOT_PERMITTED, 40001, 1, 1 },
    { ROSTER_ERROR_REFUSED, 40002, 1, 1 },
    { ROSTER_ERROR_FAILED, 1, 1, 1 },
    { ROSTER_ERROR_IN_BETWEEN, 403, 1, 1 },
    { ROSTER_ERROR_IN_BETWEEN, 511, 1, 1 },
    { ROSTER_ERROR_BLOCKED, 0, 1, 1 },
    { ROSTER_ERROR_COUNTRY, -1, 1, 1 },
  };
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = roster_error_new_api (cases[i].code, cases[i].api_code, NULL, NULL, "No.");

      g_assert_cmpuint (count_tries (ROSTER_API_GET, error), ==, cases[i].reads);
      g_assert_cmpuint (count_tries (ROSTER_API_POST_READ, error), ==, cases[i].reads);
      g_assert_cmpuint (count_tries (ROSTER_API_POST, error), ==, cases[i].writes);
    }

  g_assert_cmpuint (count_tries (ROSTER_API_GET, cancelled), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/api/retry/tries", test_tries);

  return g_test_run ();
}
