/* test-demo-world.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "roster-json.h"
#include "test-demo.h"

static JsonArray *
get_part (JsonObject *state,
          const char *name)
{
  return roster_json_get_array (roster_json_array_get_object (roster_json_get_array (state, "business_centers"), 0), name);
}

static guint
count (JsonArray  *rows,
       const char *member,
       const char *value)
{
  guint found = 0;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    found += g_strcmp0 (roster_json_get_string (roster_json_array_get_object (rows, i), member), value) == 0 ? 1 : 0;

  return found;
}

/* What the demo data has to show: see the product's own list. */
static void
test_believable (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autoptr (JsonObject) state = test_demo_get_state (demo);
  JsonArray *members = get_part (state, "members");
  JsonArray *assets = get_part (state, "assets");
  JsonArray *partners = get_part (state, "partners");
  JsonObject *ivy = test_demo_find (members, "name", "Ivy Intern");
  JsonObject *liam = test_demo_find (members, "name", "Liam Walsh");

  g_assert_cmpuint (json_array_get_length (roster_json_get_array (state, "business_centers")), ==, 2);
  g_assert_cmpuint (count (members, "status", "BOUND"), ==, 12);
  g_assert_cmpuint (count (members, "status", "PENDING"), ==, 3);
  g_assert_cmpuint (count (members, "status", "REJECTED"), ==, 1);
  g_assert_cmpuint (count (members, "role", "ADMIN"), ==, 2);
  g_assert_cmpuint (count (assets, "type", "ADVERTISER"), ==, 40);
  g_assert_cmpuint (count (assets, "type", "TT_ACCOUNT"), ==, 6);
  g_assert_cmpuint (json_array_get_length (partners), ==, 1);
  g_assert_cmpuint (json_object_get_size (roster_json_get_object (roster_json_array_get_object (partners, 0), "sharing")), ==, 3);
  g_assert_cmpuint (json_object_get_size (roster_json_get_object (ivy, "grants")), ==, 3);
  g_assert_cmpuint (json_object_get_size (roster_json_get_object (liam, "grants")), ==, 0);
  g_assert_cmpuint (json_array_get_length (roster_json_get_array (test_demo_find (assets, "handle", "acmeoutdoor"), "links")), ==, 3);
  g_assert_cmpuint (json_array_get_length (roster_json_get_array (test_demo_find (assets, "handle", "acme.trails"), "links")), ==, 0);
}

/* Nobody may use the one ad account that @fjordskin.is is linked to for advertising. */
static void
test_account_without_operator (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autofree char *account = test_demo_find_id (demo, "ADVERTISER", "FJORD-IS");
  g_autoptr (JsonObject) holders = test_demo_get (demo, "/bc/asset/member/get/", "bc_id", TEST_DEMO_BC, "asset_type", "ADVERTISER", "asset_id", account, NULL);

  g_assert_cmpint (test_demo_total (holders), ==, 1);
  g_assert_cmpuint (count (test_demo_list (holders), "advertiser_role", "ANALYST"), ==, 1);
}

/* IDs that do not survive a double, and values that no enumeration has. */
static void
test_hard_to_read (void)
{
  g_autoptr (TestDemo) demo = test_demo_new (NULL);
  g_autoptr (JsonObject) accounts = test_demo_get (demo, "/bc/asset/admin/get/", "bc_id", TEST_DEMO_BC, "asset_type", "ADVERTISER", "page_size", "50", NULL);
  g_autoptr (JsonObject) noah = test_demo_get (demo, "/bc/asset/get/", "bc_id", TEST_DEMO_BC, "asset_type", "TT_ACCOUNT",
                                               "filtering", "{\"user_id\":\"7012345678901234569\"}", NULL);
  JsonObject *row = test_demo_find (test_demo_list (accounts), "asset_name", "FJORD-PL");
  guint lost = 0;

  g_assert_cmpstr (roster_json_get_string (row, "advertiser_status"), ==, "STATUS_AGREEMENT_LAPSED");
  row = roster_json_array_get_object (test_demo_list (noah), 0);
  g_assert_cmpstr (json_array_get_string_element (roster_json_get_array (row, "tt_account_roles"), 1), ==, "STORIES");

  for (guint i = 0; i < 40; i++)
    {
      const char *id = roster_json_get_string (roster_json_array_get_object (test_demo_list (accounts), i), "asset_id");
      g_autofree char *through_double = g_strdup_printf ("%.0f", g_ascii_strtod (id, NULL));

      g_assert_cmpuint (strlen (id), ==, 19);
      lost += g_strcmp0 (id, through_double) != 0 ? 1 : 0;
    }
  g_assert_cmpuint (lost, >, 30);
}

static char *
dump (guint32 seed,
      int     people,
      int     ad_accounts)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
  g_autoptr (TestDemo) demo = NULL;

  options->seed = seed;
  options->people = people;
  options->ad_accounts = ad_accounts;
  demo = test_demo_new (options);

  return test_demo_visit (demo, "/demo/state", NULL, NULL);
}

static void
test_seed (void)
{
  g_autofree char *first = dump (5, 30, 30);
  g_autofree char *same = dump (5, 30, 30);
  g_autofree char *other = dump (6, 30, 30);
  g_autofree char *believable = dump (5, -1, -1);
  g_autofree char *believable_again = dump (5, -1, -1);

  g_assert_cmpstr (first, ==, same);
  g_assert_cmpstr (first, !=, other);
  g_assert_cmpstr (believable, ==, believable_again);
}

static void
test_sizes (void)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
  g_autoptr (TestDemo) demo = NULL;
  g_autoptr (JsonObject) members = NULL;
  g_autoptr (JsonObject) admins = NULL;
  g_autoptr (JsonObject) accounts = NULL;
  g_autoptr (JsonObject) tiktok = NULL;
  g_autoptr (JsonObject) agencies = NULL;
  g_autoptr (JsonObject) of_tomas = NULL;

  options->people = 1000;
  options->ad_accounts = 1500;
  options->tiktok_accounts = 100;
  options->agencies = 20;
  demo = test_demo_new (options);
  members = test_demo_get (demo, "/bc/member/get/", "bc_id", TEST_DEMO_BC, "page_size", "20", "page", "50", NULL);
  g_assert_cmpint (test_demo_total (members), ==, 1000);
  g_assert_cmpuint (json_array_get_length (test_demo_list (members)), ==, 20);
  admins = test_demo_get (demo, "/bc/member/get/", "bc_id", TEST_DEMO_BC, "filtering", "{\"user_role\":\"ADMIN\"}", NULL);
  g_assert_cmpint (test_demo_total (admins), <=, 20);
  accounts = test_demo_get (demo, "/bc/asset/admin/get/", "bc_id", TEST_DEMO_BC, "asset_type", "ADVERTISER", NULL);
  g_assert_cmpint (test_demo_total (accounts), ==, 1500);
  tiktok = test_demo_get (demo, "/bc/asset/admin/get/", "bc_id", TEST_DEMO_BC, "asset_type", "TT_ACCOUNT", NULL);
  g_assert_cmpint (test_demo_total (tiktok), ==, 100);
  agencies = test_demo_get (demo, "/bc/partner/get/", "bc_id", TEST_DEMO_BC, NULL);
  g_assert_cmpint (test_demo_total (agencies), ==, 20);
  of_tomas = test_demo_get (demo, "/bc/asset/get/", "bc_id", TEST_DEMO_BC, "asset_type", "ADVERTISER", "filtering", "{\"user_id\":\"" TEST_DEMO_TOMAS "\"}", NULL);
  g_assert_cmpint (test_demo_total (of_tomas), ==, 60);
}

/* Exactly as many grants as were asked for, and not the same number for everybody. */
static void
test_grants (void)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
  g_autoptr (TestDemo) demo = NULL;
  g_autoptr (JsonObject) state = NULL;
  JsonArray *members;
  guint n_grants = 0, least = G_MAXUINT, most = 0;

  options->people = 50;
  options->ad_accounts = 200;
  options->grants = 1234;
  demo = test_demo_new (options);
  state = test_demo_get_state (demo);
  members = get_part (state, "members");
  for (guint i = 0; i < json_array_get_length (members); i++)
    {
      guint held = json_object_get_size (roster_json_get_object (roster_json_array_get_object (members, i), "grants"));

      n_grants += held;
      least = MIN (least, held);
      most = MAX (most, held);
    }
  g_assert_cmpuint (n_grants, ==, 1234);
  g_assert_cmpuint (most, >=, 2 * least);
}

static void
test_empty (void)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
  g_autoptr (TestDemo) demo = NULL;
  g_autoptr (JsonObject) accounts = NULL;
  JsonObject *info;

  options->people = 2;
  options->ad_accounts = 0;
  options->tiktok_accounts = 0;
  options->agencies = 0;
  demo = test_demo_new (options);
  accounts = test_demo_get (demo, "/bc/asset/admin/get/", "bc_id", TEST_DEMO_BC, "asset_type", "ADVERTISER", NULL);
  g_assert_cmpint (json_array_get_length (test_demo_list (accounts)), ==, 0);
  info = roster_json_get_object (test_demo_data (accounts), "page_info");
  g_assert_cmpint (roster_json_get_int (info, "total_page", -1), ==, 0);
  g_assert_cmpint (roster_json_get_int (info, "total_number", -1), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/world/believable", test_believable);
  g_test_add_func ("/demo/world/account-without-operator", test_account_without_operator);
  g_test_add_func ("/demo/world/hard-to-read", test_hard_to_read);
  g_test_add_func ("/demo/world/seed", test_seed);
  g_test_add_func ("/demo/world/sizes", test_sizes);
  g_test_add_func ("/demo/world/grants", test_grants);
  g_test_add_func ("/demo/world/empty", test_empty);

  return g_test_run ();
}
