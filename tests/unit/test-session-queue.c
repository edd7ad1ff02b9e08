/* test-session-queue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-agency.h"
#include "roster-person.h"
#include "roster-queue.h"

typedef struct
{
  RosterDirectory *directory;
  RosterPerson *invited;
  RosterPerson *member;
  RosterAdAccount *ad_account;
  RosterTiktokAccount *tiktok_account;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GPtrArray) ad_accounts = g_ptr_array_new ();
  g_autoptr (GPtrArray) tiktok_accounts = g_ptr_array_new ();

  fixture->directory = roster_directory_new ();
  fixture->invited = roster_person_new (NULL, "Maria@Studio.example");
  fixture->member = roster_person_new ("7", "maria@studio.example");
  fixture->ad_account = roster_ad_account_new ("41");
  fixture->tiktok_account = roster_tiktok_account_new ("51");
  g_ptr_array_add (ad_accounts, fixture->ad_account);
  g_ptr_array_add (tiktok_accounts, fixture->tiktok_account);
  roster_directory_merge_ad_accounts (fixture->directory, ad_accounts, ROSTER_MERGE_CERTAIN);
  roster_directory_merge_tiktok_accounts (fixture->directory, tiktok_accounts, ROSTER_MERGE_CERTAIN);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->directory);
  g_clear_object (&fixture->invited);
  g_clear_object (&fixture->member);
  g_clear_object (&fixture->ad_account);
  g_clear_object (&fixture->tiktok_account);
}

static void
test_level (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (RosterChange) change = roster_change_new_level (ROSTER_PRINCIPAL (fixture->invited), fixture->ad_account, ROSTER_LEVEL_NONE, ROSTER_LEVEL_OPERATOR);
  g_autoptr (RosterQueuedGrant) grant = roster_queue_grant_of_change (change);
  g_autoptr (RosterChange) back = NULL;

  g_assert_nonnull (grant);
  g_assert_cmpstr (grant->kind, ==, "level");
  g_assert_cmpstr (grant->subject, ==, "mail:maria@studio.example");
  g_assert_cmpstr (grant->object, ==, roster_item_get_key (ROSTER_ITEM (fixture->ad_account)));
  g_assert_cmpstr (grant->value, ==, "OPERATOR");

  back = roster_queue_change_of_grant (grant, fixture->directory, ROSTER_PRINCIPAL (fixture->member));
  g_assert_nonnull (back);
  g_assert_cmpint (roster_change_get_kind (back), ==, ROSTER_CHANGE_KIND_LEVEL);
  g_assert_true (roster_change_get_principal (back) == ROSTER_PRINCIPAL (fixture->member));
  g_assert_true (roster_change_get_ad_account (back) == fixture->ad_account);
  g_assert_cmpint (roster_change_get_to_level (back), ==, ROSTER_LEVEL_OPERATOR);
}

/* What the member holds by then is what the level is changed from. */
static void
test_level_from (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (RosterQueuedGrant) grant = roster_queued_grant_new ("level", "mail:m", roster_item_get_key (ROSTER_ITEM (fixture->ad_account)), "ADMIN");
  g_autoptr (RosterGrant) held = roster_grant_new (roster_item_get_key (ROSTER_ITEM (fixture->ad_account)), ROSTER_LEVEL_ANALYST, NULL, ROSTER_TIKTOK_ROLES_NONE);
  g_autoptr (RosterChange) change = NULL;

  roster_access_set_grant (roster_directory_get_access (fixture->directory), roster_item_get_key (ROSTER_ITEM (fixture->member)), held);
  change = roster_queue_change_of_grant (grant, fixture->directory, ROSTER_PRINCIPAL (fixture->member));
  g_assert_cmpint (roster_change_get_from_level (change), ==, ROSTER_LEVEL_ANALYST);
  g_assert_cmpint (roster_change_get_to_level (change), ==, ROSTER_LEVEL_ADMIN);
}

static void
test_roles (Fixture       *fixture,
            gconstpointer  data)
{
  const RosterTiktokRoles roles = ROSTER_TIKTOK_ROLES_POST | ROSTER_TIKTOK_ROLES_DIRECT_MESSAGE;
  g_autoptr (RosterChange) change = roster_change_new_roles (ROSTER_PRINCIPAL (fixture->invited), fixture->tiktok_account, ROSTER_TIKTOK_ROLES_NONE, roles);
  g_autoptr (RosterQueuedGrant) grant = roster_queue_grant_of_change (change);
  g_autoptr (RosterChange) back = NULL;

  g_assert_nonnull (grant);
  g_assert_cmpstr (grant->kind, ==, "roles");
  g_assert_cmpstr (grant->object, ==, roster_item_get_key (ROSTER_ITEM (fixture->tiktok_account)));

  back = roster_queue_change_of_grant (grant, fixture->directory, ROSTER_PRINCIPAL (fixture->member));
  g_assert_nonnull (back);
  g_assert_cmpint (roster_change_get_kind (back), ==, ROSTER_CHANGE_KIND_ROLES);
  g_assert_true (roster_change_get_tiktok_account (back) == fixture->tiktok_account);
  g_assert_cmpint (roster_change_get_roles (back), ==, roles);
}

static void
test_cannot_wait (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (RosterAgency) agency = roster_agency_new ("9");
  g_autoptr (RosterChange) of_member = roster_change_new_level (ROSTER_PRINCIPAL (fixture->member), fixture->ad_account, ROSTER_LEVEL_NONE, ROSTER_LEVEL_OPERATOR);
  g_autoptr (RosterChange) of_agency = roster_change_new_level (ROSTER_PRINCIPAL (agency), fixture->ad_account, ROSTER_LEVEL_NONE, ROSTER_LEVEL_OPERATOR);
  g_autoptr (RosterChange) takes_away = roster_change_new_level (ROSTER_PRINCIPAL (fixture->invited), fixture->ad_account, ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_NONE);
  g_autoptr (RosterChange) takes_roles = roster_change_new_roles (ROSTER_PRINCIPAL (fixture->invited), fixture->tiktok_account, ROSTER_TIKTOK_ROLES_POST, ROSTER_TIKTOK_ROLES_NONE);
  g_autoptr (RosterChange) link = roster_change_new_link (fixture->tiktok_account, fixture->ad_account);

  g_assert_null (roster_queue_grant_of_change (of_member));
  g_assert_null (roster_queue_grant_of_change (of_agency));
  g_assert_null (roster_queue_grant_of_change (takes_away));
  g_assert_null (roster_queue_grant_of_change (takes_roles));
  g_assert_null (roster_queue_grant_of_change (link));
}

static void
test_not_understood (Fixture       *fixture,
                     gconstpointer  data)
{
  const char *ad_account = roster_item_get_key (ROSTER_ITEM (fixture->ad_account));
  const char *tiktok_account = roster_item_get_key (ROSTER_ITEM (fixture->tiktok_account));
  const struct
  {
    const char *kind;
    const char *object;
    const char *value;
  } grants[] = {
    { "level", "adv:99", "OPERATOR" },
    { "level", NULL, "OPERATOR" },
    { "level", ad_account, "EMPEROR" },
    { "level", ad_account, "" },
    { "level", ad_account, NULL },
    { "roles", tiktok_account, "SING" },
    { "roles", tiktok_account, NULL },
    { "roles", ad_account, "POST" },
    { "dance", ad_account, "OPERATOR" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (grants); i++)
    {
      g_autoptr (RosterQueuedGrant) grant = roster_queued_grant_new (grants[i].kind, "mail:m", grants[i].object, grants[i].value);

      g_assert_null (roster_queue_change_of_grant (grant, fixture->directory, ROSTER_PRINCIPAL (fixture->member)));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add ("/session/queue/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("level", test_level);
  ADD ("level-from", test_level_from);
  ADD ("roles", test_roles);
  ADD ("cannot-wait", test_cannot_wait);
  ADD ("not-understood", test_not_understood);
#undef ADD

  return g_test_run ();
}
