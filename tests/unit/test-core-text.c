/* test-core-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-text.h"

#define FSI "\xe2\x81\xa8"
#define LRI "\xe2\x81\xa6"
#define PDI "\xe2\x81\xa9"
#define RLO "\xe2\x80\xae"

static void
test_names (void)
{
  const struct
  {
    const char *given;
    const char *name;
  } cases[] = {
    { NULL, NULL },
    { "", NULL },
    { " \t\n", NULL },
    { "\xc2\xa0\xe3\x80\x80", NULL },                 /* no-break and ideographic space */
    { "\xe2\x80\x8b\xe2\x81\xa0\xef\xbb\xbf", NULL },  /* zero width */
    { RLO PDI, NULL },
    { "Ana", "Ana" },
    { "  Ana Ruiz ", "Ana Ruiz" },
    { "Ana\nRuiz\tB", "Ana Ruiz B" },
    { "Ana\xe2\x80\xa8Ruiz", "Ana Ruiz" },
    { RLO "moc.live" PDI, "moc.live" },
    { "\xe2\x80\x8f" "دانة", "\xe2\x80\x8f" "دانة" }, /* a mark turns nothing else */
    { "👩‍💻", "👩‍💻" },
    { "\xf0\x9f\xab\xaf", "\xf0\x9f\xab\xaf" },      /* newer than some tables */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = roster_text_dup_name (cases[i].given);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_isolated (void)
{
  const struct
  {
    const char *given;
    const char *isolated;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { "Ana", FSI "Ana" PDI },
    { "a" PDI "b", FSI "ab" PDI },
    { "a" RLO "b", FSI "ab" PDI },
    { "a" FSI "b", FSI "a" FSI "b" PDI PDI },
    { "a" FSI "b" PDI "c", FSI "a" FSI "b" PDI "c" PDI },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *isolated = roster_text_isolate (cases[i].given);

      g_assert_cmpstr (isolated, ==, cases[i].isolated);
    }
}

static void
test_sentences (void)
{
  g_autofree char *plain = roster_isolated ("Nothing in it: 100%%");
  g_autofree char *one = roster_isolated ("Remove %s?", "a" PDI RLO "b");
  g_autofree char *two = roster_isolated ("%s and %u others with %s", "Ana", 3u, "");
  g_autofree char *turned = roster_isolated ("%2$s of %1$s", "Ana", "x\xef\xb7\x90y");
  g_autofree char *nested = roster_isolated ("(%s)", one);
  g_autofree char *handle = roster_isolated ("Type @%s to confirm", "acme");
  g_autofree char *missing = roster_isolated ("[%.*s] %5d%%", 2, "abc", 7);

  g_assert_cmpstr (plain, ==, "Nothing in it: 100%");
  g_assert_cmpstr (one, ==, "Remove " FSI "ab" PDI "?");
  g_assert_cmpstr (two, ==, FSI "Ana" PDI " and 3 others with ");
  g_assert_cmpstr (turned, ==, FSI "xy" PDI " of " FSI "Ana" PDI);
  g_assert_cmpstr (nested, ==, "(" FSI "Remove " FSI "ab" PDI "?" PDI ")");
  g_assert_cmpstr (handle, ==, "Type " LRI "@acme" PDI " to confirm");
  g_assert_cmpstr (missing, ==, "[ab]     7%");
}

static void
test_handles (void)
{
  g_autofree char *handle = roster_text_dup_handle ("acme" PDI);

  g_assert_cmpstr (handle, ==, LRI "@acme" PDI);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/names", test_names);
  g_test_add_func ("/text/isolated", test_isolated);
  g_test_add_func ("/text/sentences", test_sentences);
  g_test_add_func ("/text/handles", test_handles);

  return g_test_run ();
}
