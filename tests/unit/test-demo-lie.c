/* test-demo-lie.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-json.h"
#include "test-demo.h"

/* Lists that are not what they should be, over plain HTTP. The believable agency has a dozen people or so: the tests compare with what an honest server
 * says. */

static JsonObject *
get_people (TestDemo   *demo,
            const char *page,
            const char *page_size)
{
  return test_demo_get (demo, "/bc/member/get/", "bc_id", TEST_DEMO_BC, "page", page, "page_size", page_size, NULL);
}

static guint
count_rows (JsonObject *answer)
{
  return json_array_get_length (test_demo_list (answer));
}

static gint64
get_info (JsonObject *answer,
          const char *name)
{
  return roster_json_get_int (roster_json_get_object (test_demo_data (answer), "page_info"), name, -1);
}

static char *
get_id (JsonObject *answer,
        guint       number)
{
  return roster_json_dup_id (roster_json_array_get_object (test_demo_list (answer), number), "user_id");
}

static void
test_short (void)
{
  g_autoptr (TestDemo) honest = test_demo_new (NULL);
  g_autoptr (TestDemo) demo = test_demo_new_faulty ("short=2:/bc/member/get/:x2");
  g_autoptr (JsonObject) right = get_people (honest, "1", "5");
  g_autoptr (JsonObject) first = get_people (demo, "1", "5");
  g_autoptr (JsonObject) other = test_demo_get (demo, "/bc/partner/get/", "bc_id", TEST_DEMO_BC, NULL);
  g_autoptr (JsonObject) second = get_people (demo, "2", "5");
  g_autoptr (JsonObject) third = get_people (demo, "1", "5");

  g_assert_cmpuint (count_rows (right), ==, 5);
  g_assert_cmpuint (count_rows (first), ==, 3);
  g_assert_cmpuint (count_rows (second), ==, 3);
  g_assert_cmpuint (count_rows (third), ==, 5);
  g_assert_cmpint (test_demo_total (first), ==, test_demo_total (right));
  g_assert_cmpint (get_info (first, "total_page"), ==, get_info (right, "total_page"));
  g_assert_cmpuint (count_rows (other), ==, test_demo_total (other));
}

static void
test_short_to_nothing (void)
{
  g_autoptr (TestDemo) demo = test_demo_new_faulty ("short=1000");
  g_autoptr (JsonObject) people = get_people (demo, "1", "20");
  g_autoptr (JsonObject) group = test_demo_get (demo, "/bc/asset_group/list/", "bc_id", TEST_DEMO_BC, NULL);

  g_assert_cmpuint (count_rows (people), ==, 0);
  g_assert_cmpint (test_demo_total (people), >, 0);
  test_demo_assert_ok (group);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (test_demo_data (group), "asset_groups")), ==, 0);
}

static void
test_missing (void)
{
  g_autoptr (TestDemo) honest = test_demo_new (NULL);
  g_autoptr (TestDemo) demo = test_demo_new_faulty ("missing=2");
  g_autoptr (JsonObject) right = get_people (honest, "1", "20");
  gint64 total = test_demo_total (right) - 2;
  guint n_rows = 0;

  for (guint page = 1; page <= (guint) (total + 4) / 5; page++)
    {
      g_autofree char *number = g_strdup_printf ("%u", page);
      g_autoptr (JsonObject) answer = get_people (demo, number, "5");

      g_assert_cmpint (test_demo_total (answer), ==, total);
      g_assert_cmpint (get_info (answer, "total_page"), ==, (total + 4) / 5);
      n_rows += count_rows (answer);
    }
  g_assert_cmpuint (n_rows, ==, (guint) total);
}

static void
test_repeat_and_reverse (void)
{
  g_autoptr (TestDemo) honest = test_demo_new (NULL);
  g_autoptr (TestDemo) repeating = test_demo_new_faulty ("repeat=3");
  g_autoptr (TestDemo) reversing = test_demo_new_faulty ("reverse");
  g_autoptr (JsonObject) right = get_people (honest, "1", "5");
  g_autoptr (JsonObject) repeated = get_people (repeating, "1", "5");
  g_autoptr (JsonObject) reversed = get_people (reversing, "1", "5");
  g_autofree char *first = get_id (right, 0);
  g_autofree char *again = get_id (repeated, 3);
  g_autofree char *last = get_id (reversed, 4);

  g_assert_cmpuint (count_rows (repeated), ==, 8);
  g_assert_cmpint (test_demo_total (repeated), ==, test_demo_total (right));
  g_assert_cmpstr (again, ==, first);
  g_assert_cmpuint (count_rows (reversed), ==, 5);
  g_assert_cmpstr (last, ==, first);
}

static void
test_page_cap (void)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
  g_autoptr (TestDemo) demo = NULL;
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (JsonObject) second = NULL;
  g_autofree char *first_id = NULL;
  g_autofree char *second_id = NULL;

  options->page_cap = 4;
  demo = test_demo_new (options);
  answer = get_people (demo, "1", "20");
  second = get_people (demo, "2", "20");
  first_id = get_id (answer, 0);
  second_id = get_id (second, 0);
  g_assert_cmpuint (count_rows (answer), ==, 4);
  g_assert_cmpint (get_info (answer, "page_size"), ==, 4);
  g_assert_cmpint (get_info (answer, "total_page"), ==, (test_demo_total (answer) + 3) / 4);
  g_assert_cmpstr (first_id, !=, second_id);
}

static void
test_page_limit (void)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
  g_autoptr (TestDemo) demo = NULL;
  g_autoptr (JsonObject) refused = NULL;
  g_autoptr (JsonObject) taken = NULL;

  options->page_limit = 10;
  demo = test_demo_new (options);
  refused = get_people (demo, "1", "20");
  taken = get_people (demo, "1", "10");
  test_demo_assert_refused (refused, 40002, "page_size");
  test_demo_assert_ok (taken);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/lie/short", test_short);
  g_test_add_func ("/demo/lie/short-to-nothing", test_short_to_nothing);
  g_test_add_func ("/demo/lie/missing", test_missing);
  g_test_add_func ("/demo/lie/repeat-and-reverse", test_repeat_and_reverse);
  g_test_add_func ("/demo/lie/page-cap", test_page_cap);
  g_test_add_func ("/demo/lie/page-limit", test_page_limit);

  return g_test_run ();
}
