/* test-model-read-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-agency.h"
#include "roster-person.h"
#include "roster-read-plan.h"

/* @holds (person, ad account) says who holds what; NULL when that is not known. */
static RosterDirectory *
directory_new (guint     n_people,
               guint     n_ad_accounts,
               gboolean *holds)
{
  RosterDirectory *directory = roster_directory_new ();
  g_autoptr (GPtrArray) principals = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) ad_accounts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_people; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i + 1);

      g_ptr_array_add (principals, roster_person_new (id, NULL));
    }
  g_ptr_array_add (principals, roster_agency_new ("1"));
  g_ptr_array_add (principals, roster_person_new (NULL, "invited@x.example"));
  for (guint i = 0; i < n_ad_accounts; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i + 1);

      g_ptr_array_add (ad_accounts, roster_ad_account_new (id));
    }
  roster_directory_merge_principals (directory, principals, ROSTER_MERGE_CERTAIN, ROSTER_MERGE_CERTAIN);
  roster_directory_merge_ad_accounts (directory, ad_accounts, ROSTER_MERGE_CERTAIN);

  for (guint i = 0; holds != NULL && i < n_people; i++)
    {
      g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);

      for (guint j = 0; j < n_ad_accounts; j++)
        if (holds[i * n_ad_accounts + j])
          g_ptr_array_add (grants, roster_grant_new (roster_item_get_key (ad_accounts->pdata[j]), ROSTER_LEVEL_ANALYST, NULL, 0));
      roster_access_set_grants (roster_directory_get_access (directory), roster_item_get_key (principals->pdata[i]),
                                ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, grants);
    }

  return directory;
}

static RosterReadPlan
make_plan (RosterDirectory *directory,
           guint            first)
{
  GListModel *principals = roster_directory_get_principals (directory);
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = first; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

      if (roster_read_plan_is_member (principal))
        g_ptr_array_add (members, g_steal_pointer (&principal));
    }

  return roster_read_plan_make (directory, members);
}

static guint
pages (guint n_rows,
       guint page)
{
  return n_rows == 0 ? 1 : (n_rows + page - 1) / page;
}

/* What is known is compared exactly, with the page sizes of TikTok's reference. */
static void
test_known (void)
{
  for (guint round = 0; round < 60; round++)
    {
      guint n_people = (guint) g_test_rand_int_range (1, 130);
      guint n_ad_accounts = (guint) g_test_rand_int_range (1, 130);
      int density = g_test_rand_int_range (0, 101);
      g_autofree gboolean *holds = g_new0 (gboolean, n_people * n_ad_accounts);
      g_autoptr (RosterDirectory) directory = NULL;
      guint from_people = 0, from_ad_accounts = 0;
      RosterReadPlan plan;

      for (guint i = 0; i < n_people * n_ad_accounts; i++)
        holds[i] = g_test_rand_int_range (0, 100) < density;
      for (guint i = 0; i < n_people; i++)
        {
          guint n = 0;

          for (guint j = 0; j < n_ad_accounts; j++)
            n += holds[i * n_ad_accounts + j];
          from_people += pages (n, 50);
        }
      for (guint j = 0; j < n_ad_accounts; j++)
        {
          guint n = 0;

          for (guint i = 0; i < n_people; i++)
            n += holds[i * n_ad_accounts + j];
          from_ad_accounts += pages (n, 20);
        }

      directory = directory_new (n_people, n_ad_accounts, holds);
      plan = make_plan (directory, 0);
      g_assert_cmpuint (plan.n_probes, ==, 0);
      g_assert_cmpuint (plan.calls, ==, MIN (from_people, from_ad_accounts));
      g_assert_cmpint (plan.side, ==, from_ad_accounts < from_people ? ROSTER_READ_SIDE_AD_ACCOUNTS : ROSTER_READ_SIDE_PEOPLE);
    }
}

static void
test_unknown (void)
{
  g_autoptr (RosterDirectory) few_people = directory_new (40, 300, NULL);
  g_autoptr (RosterDirectory) many_people = directory_new (300, 40, NULL);
  g_autoptr (RosterDirectory) nothing = directory_new (300, 0, NULL);
  RosterReadPlan plan;

  plan = make_plan (few_people, 0);
  g_assert_cmpint (plan.side, ==, ROSTER_READ_SIDE_PEOPLE);
  g_assert_cmpuint (plan.n_probes, ==, 0);

  plan = make_plan (many_people, 0);
  g_assert_cmpuint (plan.n_probes, ==, 4);

  plan = make_plan (nothing, 0);
  g_assert_cmpuint (plan.n_probes, ==, 0);
}

/* Where few members are left, they are asked, however cheap the ad accounts are for all of them. */
static void
test_some (void)
{
  g_autofree gboolean *holds = g_new0 (gboolean, 100 * 10);
  g_autoptr (RosterDirectory) directory = directory_new (100, 10, holds);
  g_autoptr (RosterDirectory) unread = directory_new (100, 10, NULL);
  RosterReadPlan plan;

  plan = make_plan (directory, 0);
  g_assert_cmpint (plan.side, ==, ROSTER_READ_SIDE_AD_ACCOUNTS);
  plan = make_plan (directory, 89);
  g_assert_cmpint (plan.side, ==, ROSTER_READ_SIDE_AD_ACCOUNTS);
  g_assert_cmpuint (plan.calls, ==, 10);
  plan = make_plan (directory, 91);
  g_assert_cmpint (plan.side, ==, ROSTER_READ_SIDE_PEOPLE);
  g_assert_cmpuint (plan.calls, ==, 9);
  plan = make_plan (unread, 91);
  g_assert_cmpuint (plan.n_probes, ==, 0);
}

/* A sample of uniform ad accounts leads to the side that is cheaper in truth, or to one that is hardly dearer. */
static void
test_probed (void)
{
  for (guint n_people = 20; n_people <= 600; n_people += 20)
    for (guint n_ad_accounts = 5; n_ad_accounts < n_people; n_ad_accounts += 15)
      for (guint share = 0; share <= 100; share += 5)
        {
          guint n_holders = n_people * share / 100;
          guint from_people = n_people * pages (n_holders * n_ad_accounts / n_people, 50);
          guint from_ad_accounts = (n_ad_accounts - 4) * pages (n_holders, 20);
          RosterReadSide side = roster_read_plan_choose_probed (n_people, n_ad_accounts, 4, 4 * n_holders);
          guint chosen = side == ROSTER_READ_SIDE_PEOPLE ? from_people : from_ad_accounts;

          g_assert_cmpuint (chosen, <=, 2 * MIN (from_people, from_ad_accounts));
        }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/read-plan/known", test_known);
  g_test_add_func ("/read-plan/unknown", test_unknown);
  g_test_add_func ("/read-plan/some", test_some);
  g_test_add_func ("/read-plan/probed", test_probed);

  return g_test_run ();
}
