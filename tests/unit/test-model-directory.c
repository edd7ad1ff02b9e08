/* test-model-directory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-agency.h"
#include "roster-directory.h"
#include "roster-person.h"

typedef struct
{
  RosterDirectory *directory;
  RosterPrincipal *tom;
  RosterPrincipal *ana;
  RosterPrincipal *invited;
  RosterAdAccount *us;
  RosterAdAccount *uk;
  RosterTiktokAccount *acme;
} World;

static void
world_set_up (World         *world,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) principals = g_ptr_array_new ();
  g_autoptr (GPtrArray) ad_accounts = g_ptr_array_new ();
  g_autoptr (GPtrArray) tiktok_accounts = g_ptr_array_new ();
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();

  world->directory = roster_directory_new ();
  world->tom = ROSTER_PRINCIPAL (roster_person_new ("1", "tom@x.example"));
  world->ana = ROSTER_PRINCIPAL (roster_person_new ("2", "ana@x.example"));
  world->invited = ROSTER_PRINCIPAL (roster_person_new (NULL, "new@x.example"));
  world->us = roster_ad_account_new ("10");
  world->uk = roster_ad_account_new ("11");
  world->acme = roster_tiktok_account_new ("20");

  g_ptr_array_add (principals, world->tom);
  g_ptr_array_add (principals, world->ana);
  g_ptr_array_add (principals, world->invited);
  roster_directory_merge_principals (world->directory, principals, ROSTER_MERGE_CERTAIN, ROSTER_MERGE_CERTAIN);
  g_ptr_array_add (ad_accounts, world->us);
  g_ptr_array_add (ad_accounts, world->uk);
  roster_directory_merge_ad_accounts (world->directory, ad_accounts, ROSTER_MERGE_CERTAIN);
  g_ptr_array_add (tiktok_accounts, world->acme);
  roster_directory_merge_tiktok_accounts (world->directory, tiktok_accounts, ROSTER_MERGE_CERTAIN);
  roster_directory_merge_account_groups (world->directory, groups, ROSTER_MERGE_CERTAIN);
}

static void
world_tear_down (World         *world,
                 gconstpointer  data)
{
  g_clear_object (&world->directory);
  g_clear_object (&world->tom);
  g_clear_object (&world->ana);
  g_clear_object (&world->invited);
  g_clear_object (&world->us);
  g_clear_object (&world->uk);
  g_clear_object (&world->acme);
}

static void
give (World             *world,
      RosterPrincipal   *principal,
      RosterAccessScope  scope,
      gpointer           asset,
      RosterLevel        level,
      RosterTiktokRoles  roles)
{
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);

  if (asset != NULL)
    g_ptr_array_add (grants, roster_grant_new (roster_item_get_key (asset), level, NULL, roles));
  roster_access_set_grants (roster_directory_get_access (world->directory), roster_item_get_key (ROSTER_ITEM (principal)), scope, grants);
}

static void
link_to (World           *world,
         RosterAdAccount *ad_account)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new ();

  if (ad_account != NULL)
    g_ptr_array_add (links, ad_account);
  roster_directory_set_links (world->directory, world->acme, links);
}

static void
assert_readiness (World           *world,
                  RosterReadiness  readiness)
{
  roster_directory_update_all (world->directory);
  g_assert_cmpint (roster_tiktok_account_get_readiness (world->acme), ==, readiness);
}

static void
test_readiness (World         *world,
                gconstpointer  data)
{
  assert_readiness (world, ROSTER_READINESS_UNKNOWN);

  link_to (world, NULL);
  assert_readiness (world, ROSTER_READINESS_NOT_LINKED);

  /* Linked, but it is not known yet what Ana may do. */
  link_to (world, world->us);
  give (world, world->tom, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, world->us, ROSTER_LEVEL_ANALYST, 0);
  assert_readiness (world, ROSTER_READINESS_UNKNOWN);

  give (world, world->ana, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, world->uk, ROSTER_LEVEL_ADMIN, 0);
  assert_readiness (world, ROSTER_READINESS_NO_OPERATOR);

  /* Somebody who was invited as Operator cannot work yet. */
  give (world, world->invited, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, world->us, ROSTER_LEVEL_OPERATOR, 0);
  assert_readiness (world, ROSTER_READINESS_NO_OPERATOR);

  give (world, world->ana, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, world->us, ROSTER_LEVEL_OPERATOR, 0);
  assert_readiness (world, ROSTER_READINESS_READY);
}

/* Nobody can say whether a level that this program does not know lets somebody work. */
static void
test_unknown_level (World         *world,
                    gconstpointer  data)
{
  link_to (world, world->us);
  give (world, world->tom, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, world->us, ROSTER_LEVEL_OTHER, 0);
  give (world, world->tom, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, NULL, 0, 0);
  give (world, world->ana, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, world->us, ROSTER_LEVEL_ANALYST, 0);
  assert_readiness (world, ROSTER_READINESS_UNKNOWN);
  g_assert_cmpint (roster_principal_get_ad_account_count (world->tom), ==, 1);
  g_assert_cmpint (roster_principal_get_tiktok_account_count (world->tom), ==, -1);
  g_assert_false (roster_directory_can_use (world->directory, world->tom, world->acme));

  /* Whom it was given to directly can use it in any case. */
  give (world, world->tom, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, world->acme, 0, ROSTER_TIKTOK_ROLES_POST);
  assert_readiness (world, ROSTER_READINESS_UNKNOWN);
  g_assert_cmpint (roster_principal_get_tiktok_account_count (world->tom), ==, 1);

  give (world, world->tom, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, world->uk, ROSTER_LEVEL_OTHER, 0);
  assert_readiness (world, ROSTER_READINESS_NO_OPERATOR);
}

/* Where account groups cannot be read, what is known counts, and nobody is said to have nothing. */
static void
test_no_groups (World         *world,
                gconstpointer  data)
{
  RosterAccess *access = roster_directory_get_access (world->directory);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  roster_access_lose_groups (access);
  link_to (world, world->us);
  give (world, world->tom, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, world->uk, ROSTER_LEVEL_OPERATOR, 0);
  give (world, world->tom, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, NULL, 0, 0);
  give (world, world->ana, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, NULL, 0, 0);
  give (world, world->ana, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, world->acme, 0, ROSTER_TIKTOK_ROLES_POST);
  give (world, world->invited, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, NULL, 0, 0);
  assert_readiness (world, ROSTER_READINESS_UNKNOWN);
  g_assert_cmpint (roster_principal_get_ad_account_count (world->tom), ==, 1);
  g_assert_cmpint (roster_principal_get_tiktok_account_count (world->tom), ==, -1);
  g_assert_cmpint (roster_principal_get_ad_account_count (world->ana), ==, -1);
  g_assert_cmpint (roster_principal_get_tiktok_account_count (world->ana), ==, 1);
  g_assert_true (roster_access_may_have_more (access, roster_item_get_key (ROSTER_ITEM (world->ana))));
  g_assert_cmpint (roster_principal_get_ad_account_count (world->invited), ==, 0); /* is in no group */
  g_assert_false (roster_access_may_have_more (access, roster_item_get_key (ROSTER_ITEM (world->invited))));

  give (world, world->tom, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, world->us, ROSTER_LEVEL_OPERATOR, 0);
  assert_readiness (world, ROSTER_READINESS_READY);

  give (world, world->tom, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, NULL, 0, 0);
  roster_directory_merge_account_groups (world->directory, none, ROSTER_MERGE_CERTAIN);
  assert_readiness (world, ROSTER_READINESS_NO_OPERATOR);
  g_assert_cmpint (roster_principal_get_ad_account_count (world->ana), ==, 0);
}

/* Nothing can be asked about an agency before it has accepted: that keeps nobody from knowing about the others. */
static void
test_readiness_with_agency_waiting (World         *world,
                                    gconstpointer  data)
{
  g_autoptr (RosterAgency) agency = roster_agency_new ("70");

  roster_agency_set_waiting (agency, TRUE);
  roster_directory_take_principal (world->directory, ROSTER_PRINCIPAL (agency));
  link_to (world, world->us);
  give (world, world->tom, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, world->us, ROSTER_LEVEL_ANALYST, 0);
  give (world, world->ana, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, NULL, 0, 0);
  assert_readiness (world, ROSTER_READINESS_NO_OPERATOR);
  roster_agency_set_waiting (agency, FALSE);
  assert_readiness (world, ROSTER_READINESS_UNKNOWN);

  /* What it was promised makes nothing ready, either. */
  roster_agency_set_waiting (agency, TRUE);
  give (world, ROSTER_PRINCIPAL (agency), ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, world->us, ROSTER_LEVEL_OPERATOR, 0);
  assert_readiness (world, ROSTER_READINESS_NO_OPERATOR);
  roster_agency_set_waiting (agency, FALSE);
  assert_readiness (world, ROSTER_READINESS_READY);
}

static void
assert_tiktok_accounts (World *world,
                        int    of_tom)
{
  roster_directory_update_all (world->directory);
  g_assert_cmpint (roster_principal_get_tiktok_account_count (world->tom), ==, of_tom);
}

/* What comes with ad accounts is known when it is known on which ad accounts somebody works, and what is linked to them. */
static void
test_reach_half_read (World         *world,
                      gconstpointer  data)
{
  give (world, world->tom, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, NULL, 0, 0);
  assert_tiktok_accounts (world, -1);

  give (world, world->tom, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, world->us, ROSTER_LEVEL_OPERATOR, 0);
  assert_tiktok_accounts (world, -1);
  give (world, world->tom, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, world->us, ROSTER_LEVEL_ANALYST, 0);
  assert_tiktok_accounts (world, 0);

  link_to (world, world->us);
  assert_tiktok_accounts (world, 0);
  give (world, world->tom, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, world->us, ROSTER_LEVEL_OPERATOR, 0);
  assert_tiktok_accounts (world, 1);
}

static void
test_reach (World         *world,
            gconstpointer  data)
{
  link_to (world, world->us);
  roster_directory_update_all (world->directory);
  g_assert_cmpint (roster_principal_get_ad_account_count (world->tom), ==, -1);
  g_assert_cmpint (roster_principal_get_tiktok_account_count (world->tom), ==, -1);

  /* An Analyst does not get the TikTok account of the ad account, an Operator does. */
  give (world, world->tom, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, world->us, ROSTER_LEVEL_ANALYST, 0);
  give (world, world->tom, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, NULL, 0, 0);
  give (world, world->ana, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, world->us, ROSTER_LEVEL_OPERATOR, 0);
  give (world, world->ana, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, NULL, 0, 0);
  roster_directory_update_all (world->directory);
  g_assert_cmpint (roster_principal_get_ad_account_count (world->tom), ==, 1);
  g_assert_cmpint (roster_principal_get_tiktok_account_count (world->tom), ==, 0);
  g_assert_cmpint (roster_principal_get_tiktok_account_count (world->ana), ==, 1);
  g_assert_cmpint (roster_tiktok_account_get_people_count (world->acme), ==, 0);

  /* The second, older way: directly. */
  give (world, world->tom, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, world->acme, 0, ROSTER_TIKTOK_ROLES_POST);
  roster_directory_update_all (world->directory);
  g_assert_cmpint (roster_principal_get_tiktok_account_count (world->tom), ==, 1);
  g_assert_cmpint (roster_tiktok_account_get_people_count (world->acme), ==, 1);
}

static void
test_a_vanished_account_takes_its_grants_along (World         *world,
                                                gconstpointer  data)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  give (world, world->tom, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, world->acme, 0, ROSTER_TIKTOK_ROLES_POST);
  roster_directory_merge_tiktok_accounts (world->directory, none, ROSTER_MERGE_CERTAIN);
  g_assert_cmpint (roster_access_get_roles (roster_directory_get_access (world->directory), "user:1", "tt:20"), ==, ROSTER_TIKTOK_ROLES_NONE);
  g_assert_null (roster_directory_find_tiktok_account (world->directory, "tt:20"));
}

static void
test_links_take_the_known_object (World         *world,
                                  gconstpointer  data)
{
  g_autoptr (RosterAdAccount) told = roster_ad_account_new ("10");
  g_autoptr (RosterAdAccount) linked = NULL;

  link_to (world, told);
  linked = g_list_model_get_item (roster_tiktok_account_get_linked_ad_accounts (world->acme), 0);
  g_assert_true (linked == world->us);
}

/* Somebody who was refused, or has left, is not asked about; that must not keep everything unknown. */
static void
test_who_is_not_asked_about (World         *world,
                             gconstpointer  data)
{
  link_to (world, world->us);
  give (world, world->ana, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, world->us, ROSTER_LEVEL_ANALYST, 0);
  give (world, world->ana, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, NULL, 0, 0);
  assert_readiness (world, ROSTER_READINESS_UNKNOWN);
  g_assert_cmpint (roster_tiktok_account_get_people_count (world->acme), ==, -1);

  roster_person_set_membership (ROSTER_PERSON (world->tom), ROSTER_MEMBERSHIP_REJECTED);
  assert_readiness (world, ROSTER_READINESS_NO_OPERATOR);
  g_assert_cmpint (roster_tiktok_account_get_people_count (world->acme), ==, 0);
}

/* Who has left reaches nothing, and starts from nothing when coming back. */
static void
test_who_has_left (World         *world,
                   gconstpointer  data)
{
  RosterAccess *access = roster_directory_get_access (world->directory);
  g_autoptr (GPtrArray) only_ana = g_ptr_array_new ();
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);
  g_autoptr (GPtrArray) rows = NULL;

  give (world, world->tom, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, world->us, ROSTER_LEVEL_ADMIN, 0);
  g_ptr_array_add (keys, (gpointer) roster_item_get_key (ROSTER_ITEM (world->us)));
  g_ptr_array_add (members, roster_grant_new (roster_item_get_key (ROSTER_ITEM (world->tom)), ROSTER_LEVEL_OTHER, "OWNER", 0));
  roster_access_set_group (access, "group:1", "All", keys, members);

  g_ptr_array_add (only_ana, world->ana);
  roster_directory_merge_principals (world->directory, only_ana, ROSTER_MERGE_CERTAIN, ROSTER_MERGE_CERTAIN);
  rows = roster_access_dup_rows (access, roster_item_get_key (ROSTER_ITEM (world->us)));
  g_assert_cmpuint (rows->len, ==, 0);
  g_assert_false (roster_access_is_known (access, roster_item_get_key (ROSTER_ITEM (world->tom)), ROSTER_ACCESS_SCOPE_AD_ACCOUNTS));

  /* The group can be told about again, and forgotten. */
  g_ptr_array_set_size (members, 0);
  roster_access_set_group (access, "group:1", "All", keys, members);
  roster_access_clear (access);
}

/* What is counted by walking along the grants is what trying every person on every account gives. */
static void
test_reach_agrees_with_trying (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (RosterDirectory) directory = roster_directory_new ();
  RosterAccess *access = roster_directory_get_access (directory);
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) ad_accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i + 1);

      g_ptr_array_add (people, roster_person_new (id, NULL));
      g_ptr_array_add (ad_accounts, roster_ad_account_new (id));
      g_ptr_array_add (accounts, roster_tiktok_account_new (id));
    }
  roster_directory_merge_principals (directory, people, ROSTER_MERGE_CERTAIN, ROSTER_MERGE_CERTAIN);
  roster_directory_merge_ad_accounts (directory, ad_accounts, ROSTER_MERGE_CERTAIN);
  roster_directory_merge_tiktok_accounts (directory, accounts, ROSTER_MERGE_CERTAIN);
  roster_directory_merge_account_groups (directory, groups, ROSTER_MERGE_CERTAIN);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);
      g_autoptr (GPtrArray) given = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);
      g_autoptr (GPtrArray) links = g_ptr_array_new ();
      g_autoptr (GPtrArray) columns = g_ptr_array_new ();
      g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);
      g_autofree char *group = g_strdup_printf ("group:%u", i);

      for (guint j = 0; j < 20; j++)
        {
          if (g_rand_int_range (rand, 0, 8) == 0)
            g_ptr_array_add (grants, roster_grant_new (roster_item_get_key (ad_accounts->pdata[j]), g_rand_int_range (rand, 1, 4), NULL, 0));
          if (g_rand_int_range (rand, 0, 12) == 0)
            g_ptr_array_add (given, roster_grant_new (roster_item_get_key (accounts->pdata[j]), 0, NULL, ROSTER_TIKTOK_ROLES_POST));
          if (g_rand_int_range (rand, 0, 9) == 0)
            g_ptr_array_add (links, ad_accounts->pdata[j]);
          if (i < 3 && g_rand_int_range (rand, 0, 6) == 0)
            g_ptr_array_add (columns, (gpointer) roster_item_get_key (ad_accounts->pdata[j]));
          if (i < 3 && g_rand_int_range (rand, 0, 6) == 0)
            g_ptr_array_add (members, roster_grant_new (roster_item_get_key (people->pdata[j]), g_rand_int_range (rand, 1, 4), NULL, 0));
        }
      roster_access_set_grants (access, roster_item_get_key (people->pdata[i]), ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, grants);
      roster_access_set_grants (access, roster_item_get_key (people->pdata[i]), ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, given);
      roster_directory_set_links (directory, accounts->pdata[i], links);
      roster_access_set_group (access, group, group, columns, members);
    }
  roster_directory_update_all (directory);

  for (guint i = 0; i < 20; i++)
    {
      int n_usable = 0, n_reached = 0, n_given = 0;
      gboolean ready = FALSE;

      for (guint j = 0; j < 20; j++)
        {
          GListModel *links = roster_tiktok_account_get_linked_ad_accounts (accounts->pdata[i]);

          n_usable += roster_directory_can_use (directory, people->pdata[i], accounts->pdata[j]);
          n_reached += roster_access_get_level (access, roster_item_get_key (people->pdata[i]), roster_item_get_key (ad_accounts->pdata[j])) != ROSTER_LEVEL_NONE;
          n_given += roster_access_get_roles (access, roster_item_get_key (people->pdata[j]), roster_item_get_key (accounts->pdata[i])) != 0;
          for (guint k = 0; k < g_list_model_get_n_items (links); k++)
            {
              g_autoptr (RosterItem) ad_account = g_list_model_get_item (links, k);

              ready |= roster_access_get_level (access, roster_item_get_key (people->pdata[j]), roster_item_get_key (ad_account)) >= ROSTER_LEVEL_OPERATOR;
            }
        }
      g_assert_cmpint (roster_principal_get_tiktok_account_count (people->pdata[i]), ==, n_usable);
      g_assert_cmpint (roster_principal_get_ad_account_count (people->pdata[i]), ==, n_reached);
      g_assert_cmpint (roster_tiktok_account_get_people_count (accounts->pdata[i]), ==, n_given);
      g_assert_cmpint (roster_tiktok_account_get_readiness (accounts->pdata[i]) == ROSTER_READINESS_READY, ==, ready);
    }
}

static void
test_clear (World         *world,
            gconstpointer  data)
{
  roster_directory_clear (world->directory);
  g_assert_cmpuint (g_list_model_get_n_items (roster_directory_get_principals (world->directory)), ==, 0);
  g_assert_null (roster_directory_find_principal (world->directory, "user:1"));
  g_assert_null (roster_directory_find_ad_account (world->directory, "ad:10"));
}

static void
on_merged (RosterDirectory *directory,
           int              list,
           guint           *n_merged)
{
  g_assert_cmpint (list, ==, ROSTER_DIRECTORY_LIST_PRINCIPALS);
  (*n_merged)++;
}

/* One comes, is told anew, and goes: the others and what they were given stay. */
static void
test_one_principal (void)
{
  g_autoptr (RosterDirectory) directory = roster_directory_new ();
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (RosterPerson) ana = roster_person_new (NULL, "ana@x.example");
  g_autoptr (RosterPerson) told_anew = roster_person_new (NULL, "ana@x.example");
  RosterAccess *access = roster_directory_get_access (directory);
  guint n_merged = 0;

  g_ptr_array_add (people, roster_person_new ("1", "tom@x.example"));
  roster_directory_merge_principals (directory, people, ROSTER_MERGE_CERTAIN, ROSTER_MERGE_CERTAIN);
  roster_access_set_grants (access, "user:1", ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, nothing);
  g_signal_connect (directory, "merged", G_CALLBACK (on_merged), &n_merged);

  roster_directory_take_principal (directory, ROSTER_PRINCIPAL (ana));
  g_assert_true (roster_directory_find_principal (directory, "mail:ana@x.example") == ROSTER_PRINCIPAL (ana));
  roster_access_set_grants (access, "mail:ana@x.example", ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, nothing);
  roster_person_set_role (told_anew, ROSTER_ROLE_ADMIN);
  roster_directory_take_principal (directory, ROSTER_PRINCIPAL (told_anew));
  g_assert_cmpint (roster_person_get_role (ana), ==, ROSTER_ROLE_ADMIN);
  g_assert_cmpuint (g_list_model_get_n_items (roster_directory_get_principals (directory)), ==, 2);

  roster_directory_drop_principal (directory, "mail:ana@x.example");
  roster_directory_drop_principal (directory, "mail:ana@x.example");
  g_assert_null (roster_directory_find_principal (directory, "mail:ana@x.example"));
  g_assert_cmpuint (g_list_model_get_n_items (roster_directory_get_principals (directory)), ==, 1);
  g_assert_false (roster_access_is_known (access, "mail:ana@x.example", ROSTER_ACCESS_SCOPE_AD_ACCOUNTS));
  g_assert_true (roster_access_is_known (access, "user:1", ROSTER_ACCESS_SCOPE_AD_ACCOUNTS));
  g_assert_cmpuint (n_merged, ==, 3);
}

/* A page that came twice, into a directory that is empty and into one that is not: each is there once, as told last. */
static void
test_told_twice (void)
{
  g_autoptr (RosterDirectory) directory = roster_directory_new ();
  g_autoptr (GPtrArray) ad_accounts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("Name %u", i);
      RosterAdAccount *ad_account = roster_ad_account_new (i == 1 ? "11" : "10");

      roster_item_set_name (ROSTER_ITEM (ad_account), name);
      g_ptr_array_add (ad_accounts, ad_account);
    }

  for (guint i = 0; i < 2; i++)
    {
      GListModel *list = roster_directory_get_ad_accounts (directory);
      g_autoptr (RosterItem) first = NULL;

      roster_directory_merge_ad_accounts (directory, ad_accounts, ROSTER_MERGE_CERTAIN);
      g_assert_cmpuint (g_list_model_get_n_items (list), ==, 2);
      first = g_list_model_get_item (list, 0);
      g_assert_true (ROSTER_AD_ACCOUNT (first) == roster_directory_find_ad_account (directory, "ad:10"));
      g_assert_cmpstr (roster_item_get_name (first), ==, "Name 2");
    }
}

/* "tom ana": who is among the people now. */
static char *
list_people (World *world)
{
  GListModel *principals = roster_directory_get_principals (world->directory);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

      g_string_append_printf (names, "%s%.3s", i > 0 ? " " : "", roster_principal_get_address (principal));
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
read_people (World           *world,
             RosterPrincipal *one,
             RosterPrincipal *other,
             RosterMerge      merge,
             const char      *expected)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  g_autofree char *names = NULL;

  if (one != NULL)
    g_ptr_array_add (people, one);
  if (other != NULL)
    g_ptr_array_add (people, other);
  roster_directory_merge_principals (world->directory, people, merge, ROSTER_MERGE_PART);
  names = list_people (world);
  g_assert_cmpstr (names, ==, expected);
}

/* Nobody is gone because one reading lacks them. */
static void
test_missing (World         *world,
              gconstpointer  data)
{
  read_people (world, world->tom, NULL, ROSTER_MERGE_PART, "tom ana new");
  g_assert_false (roster_directory_misses (world->directory, ROSTER_TYPE_PERSON));

  read_people (world, world->tom, world->invited, ROSTER_MERGE_WHOLE, "tom ana new");
  g_assert_true (roster_directory_misses (world->directory, ROSTER_TYPE_PERSON));
  g_assert_false (roster_directory_misses (world->directory, ROSTER_TYPE_AGENCY));

  /* Back again, and then missing: that is a first time once more. Half a list is no second reading. */
  read_people (world, world->ana, world->tom, ROSTER_MERGE_PART, "tom ana new");
  g_assert_false (roster_directory_misses (world->directory, ROSTER_TYPE_PERSON));
  read_people (world, world->tom, world->invited, ROSTER_MERGE_WHOLE, "tom ana new");
  read_people (world, world->tom, NULL, ROSTER_MERGE_PART, "tom ana new");
  g_assert_true (roster_directory_misses (world->directory, ROSTER_TYPE_PERSON));

  read_people (world, world->tom, NULL, ROSTER_MERGE_WHOLE, "tom new");
  read_people (world, world->tom, NULL, ROSTER_MERGE_WHOLE, "tom");
  g_assert_false (roster_directory_misses (world->directory, ROSTER_TYPE_PERSON));

  /* What this program did itself needs no second reading. */
  roster_directory_drop_principal (world->directory, roster_item_get_key (ROSTER_ITEM (world->tom)));
  read_people (world, NULL, NULL, ROSTER_MERGE_WHOLE, "");
}

/* An invitation that became a member is not missing. */
static void
test_accepted_is_not_missing (World         *world,
                              gconstpointer  data)
{
  g_autoptr (RosterPerson) member = roster_person_new ("3", "NEW@x.example");

  read_people (world, world->tom, ROSTER_PRINCIPAL (member), ROSTER_MERGE_WHOLE, "tom ana NEW");
  read_people (world, world->tom, world->ana, ROSTER_MERGE_CERTAIN, "tom ana");
}

static void
test_missing_accounts (World         *world,
                       gconstpointer  data)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  GListModel *ad_accounts = roster_directory_get_ad_accounts (world->directory);
  GListModel *tiktok_accounts = roster_directory_get_tiktok_accounts (world->directory);

  give (world, world->tom, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, world->us, ROSTER_LEVEL_ADMIN, 0);
  roster_directory_merge_ad_accounts (world->directory, none, ROSTER_MERGE_WHOLE);
  g_assert_cmpuint (g_list_model_get_n_items (ad_accounts), ==, 2);
  g_assert_cmpint (roster_access_get_direct_level (roster_directory_get_access (world->directory), roster_item_get_key (ROSTER_ITEM (world->tom)),
                                                   roster_item_get_key (ROSTER_ITEM (world->us))),
                   ==, ROSTER_LEVEL_ADMIN);
  g_assert_true (roster_directory_misses (world->directory, ROSTER_TYPE_AD_ACCOUNT));
  g_assert_false (roster_directory_misses (world->directory, ROSTER_TYPE_TIKTOK_ACCOUNT));
  roster_directory_merge_ad_accounts (world->directory, none, ROSTER_MERGE_WHOLE);
  g_assert_cmpuint (g_list_model_get_n_items (ad_accounts), ==, 0);

  roster_directory_merge_tiktok_accounts (world->directory, none, ROSTER_MERGE_WHOLE);
  g_assert_cmpuint (g_list_model_get_n_items (tiktok_accounts), ==, 1);
  roster_directory_drop_tiktok_account (world->directory, roster_item_get_key (ROSTER_ITEM (world->acme)));
  g_assert_cmpuint (g_list_model_get_n_items (tiktok_accounts), ==, 0);
  g_assert_null (roster_directory_find_tiktok_account (world->directory, roster_item_get_key (ROSTER_ITEM (world->acme))));
  g_assert_false (roster_directory_misses (world->directory, ROSTER_TYPE_TIKTOK_ACCOUNT));
}

/* Some of the account groups tell what they give, and not that there are no others; once they were all read, they were. */
static void
test_some_groups (void)
{
  g_autoptr (RosterDirectory) directory = roster_directory_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  RosterAccess *access = roster_directory_get_access (directory);

  roster_directory_merge_account_groups (directory, none, ROSTER_MERGE_PART);
  g_assert_false (roster_access_get_groups_listed (access));
  roster_directory_merge_account_groups (directory, none, ROSTER_MERGE_WHOLE);
  g_assert_true (roster_access_get_groups_listed (access));
  roster_directory_merge_account_groups (directory, none, ROSTER_MERGE_PART);
  g_assert_true (roster_access_get_groups_listed (access));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/directory/readiness", World, NULL, world_set_up, test_readiness, world_tear_down);
  g_test_add ("/directory/no-groups", World, NULL, world_set_up, test_no_groups, world_tear_down);
  g_test_add ("/directory/unknown-level", World, NULL, world_set_up, test_unknown_level, world_tear_down);
  g_test_add ("/directory/readiness-with-agency-waiting", World, NULL, world_set_up, test_readiness_with_agency_waiting, world_tear_down);
  g_test_add ("/directory/reach-half-read", World, NULL, world_set_up, test_reach_half_read, world_tear_down);
  g_test_add ("/directory/reach", World, NULL, world_set_up, test_reach, world_tear_down);
  g_test_add ("/directory/a-vanished-account-takes-its-grants-along", World, NULL, world_set_up,
              test_a_vanished_account_takes_its_grants_along, world_tear_down);
  g_test_add ("/directory/links-take-the-known-object", World, NULL, world_set_up, test_links_take_the_known_object, world_tear_down);
  g_test_add ("/directory/who-is-not-asked-about", World, NULL, world_set_up, test_who_is_not_asked_about, world_tear_down);
  g_test_add ("/directory/who-has-left", World, NULL, world_set_up, test_who_has_left, world_tear_down);
  g_test_add_func ("/directory/reach-agrees-with-trying", test_reach_agrees_with_trying);
  g_test_add ("/directory/clear", World, NULL, world_set_up, test_clear, world_tear_down);
  g_test_add_func ("/directory/one-principal", test_one_principal);
  g_test_add_func ("/directory/told-twice", test_told_twice);
  g_test_add_func ("/directory/some-groups", test_some_groups);
  g_test_add ("/directory/missing", World, NULL, world_set_up, test_missing, world_tear_down);
  g_test_add ("/directory/accepted-is-not-missing", World, NULL, world_set_up, test_accepted_is_not_missing, world_tear_down);
  g_test_add ("/directory/missing-accounts", World, NULL, world_set_up, test_missing_accounts, world_tear_down);

  return g_test_run ();
}
