/* test-model-finding-changes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-directory.h"

#include "roster-finding-changes.h"

#define MARIA "mail:maria@studio.example"

static void
set_up (RosterDirectory **directory,
        gconstpointer     data)
{
  *directory = test_directory_new ();
}

static void
tear_down (RosterDirectory **directory,
           gconstpointer     data)
{
  g_clear_object (directory);
}

static RosterChangeSet *
make (RosterDirectory   *directory,
      RosterFindingKind  kind,
      gpointer           subject,
      const char        *correction)
{
  g_autoptr (RosterFinding) finding = roster_finding_new (kind, ROSTER_FINDING_SEVERITY_WARNING, NULL, subject, "Title", "Explanation", correction);

  return roster_finding_make_changes (finding, directory);
}

/* The changes as a text: "withdraw mail:maria@studio.example; invite …" */
static char *
describe (GListModel *changes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (changes, i);
      RosterPrincipal *principal = roster_change_get_principal (change);
      RosterAdAccount *ad_account = roster_change_get_ad_account (change);
      GListModel *ad_accounts = roster_change_get_ad_accounts (change);

      g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_WAITING);
      g_string_append_printf (text, "%s%d %s", i > 0 ? "; " : "", roster_change_get_kind (change),
                              roster_item_get_key (principal != NULL ? (gpointer) principal : roster_change_get_tiktok_account (change)));
      if (ad_account != NULL)
        g_string_append_printf (text, " %s", roster_item_get_key (ROSTER_ITEM (ad_account)));
      for (guint j = 0; ad_accounts != NULL && j < g_list_model_get_n_items (ad_accounts); j++)
        {
          g_autoptr (RosterItem) item = g_list_model_get_item (ad_accounts, j);

          g_string_append_printf (text, " %s", roster_item_get_key (item));
        }
      if (roster_change_get_kind (change) == ROSTER_CHANGE_KIND_INVITE)
        g_string_append_printf (text, " role %d", roster_change_get_to_role (change));
      g_string_append_printf (text, " %d>%d", roster_change_get_from_level (change), roster_change_get_to_level (change));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_item_mended_by (RosterDirectory   *directory,
                       RosterFindingKind  kind,
                       gpointer           subject,
                       const char        *correction,
                       const char        *expected)
{
  g_autoptr (RosterChangeSet) changes = make (directory, kind, subject, correction);
  g_autofree char *text = changes != NULL ? describe (G_LIST_MODEL (changes)) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_mended_by (RosterDirectory   *directory,
                  RosterFindingKind  kind,
                  const char        *key,
                  const char        *correction,
                  const char        *expected)
{
  assert_item_mended_by (directory, kind, roster_directory_find_principal (directory, key), correction, expected);
}

static void
test_invite_again (RosterDirectory **directory,
                   gconstpointer     data)
{
  RosterPerson *maria = ROSTER_PERSON (roster_directory_find_principal (*directory, MARIA));
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);

  assert_mended_by (*directory, ROSTER_FINDING_KIND_STALE_INVITATION, MARIA, NULL, "6 " MARIA " 0>0; 5 " MARIA " ad:7 role 1 0>2");

  test_directory_give (*directory, MARIA, "ad:7", ROSTER_LEVEL_ADMIN, "ad:10", ROSTER_LEVEL_ADMIN, NULL);
  assert_mended_by (*directory, ROSTER_FINDING_KIND_STALE_INVITATION, MARIA, NULL, "6 " MARIA " 0>0; 5 " MARIA " ad:10 ad:7 role 1 0>3");
  test_directory_give (*directory, MARIA, NULL);
  assert_mended_by (*directory, ROSTER_FINDING_KIND_STALE_INVITATION, MARIA, NULL, "6 " MARIA " 0>0; 5 " MARIA " role 1 0>1");

  /* Nothing is proposed that would lose what was promised: different levels, of which an invitation carries one, a level, an ad account or a
   * role that is not known, all that has not been read. */
  test_directory_give (*directory, MARIA, "ad:7", ROSTER_LEVEL_ADMIN, "ad:10", ROSTER_LEVEL_ANALYST, NULL);
  assert_mended_by (*directory, ROSTER_FINDING_KIND_STALE_INVITATION, MARIA, NULL, NULL);
  test_directory_give (*directory, MARIA, "ad:7", ROSTER_LEVEL_OTHER, NULL);
  assert_mended_by (*directory, ROSTER_FINDING_KIND_STALE_INVITATION, MARIA, NULL, NULL);
  test_directory_give (*directory, MARIA, "ad:7", ROSTER_LEVEL_ADMIN, "ad:999", ROSTER_LEVEL_ADMIN, NULL);
  assert_mended_by (*directory, ROSTER_FINDING_KIND_STALE_INVITATION, MARIA, NULL, NULL);
  test_directory_give (*directory, MARIA, NULL);
  roster_person_set_role (maria, ROSTER_ROLE_OTHER);
  assert_mended_by (*directory, ROSTER_FINDING_KIND_STALE_INVITATION, MARIA, NULL, NULL);
  roster_person_set_role (maria, ROSTER_ROLE_ADMIN);
  assert_mended_by (*directory, ROSTER_FINDING_KIND_STALE_INVITATION, MARIA, NULL, "6 " MARIA " 0>0; 5 " MARIA " role 2 0>1");
  roster_person_set_finance_role (maria, ROSTER_FINANCE_ROLE_OTHER);
  assert_mended_by (*directory, ROSTER_FINDING_KIND_STALE_INVITATION, MARIA, NULL, NULL);
  roster_person_set_finance_role (maria, ROSTER_FINANCE_ROLE_NONE);
  roster_access_clear (roster_directory_get_access (*directory));
  assert_mended_by (*directory, ROSTER_FINDING_KIND_STALE_INVITATION, MARIA, NULL, NULL);
}

static void
test_correct_address (RosterDirectory **directory,
                      gconstpointer     data)
{
  assert_mended_by (*directory, ROSTER_FINDING_KIND_MISTYPED_INVITATION, MARIA, "maria@studios.example",
                    "6 " MARIA " 0>0; 5 mail:maria@studios.example ad:7 role 1 0>2");
  assert_mended_by (*directory, ROSTER_FINDING_KIND_MISTYPED_INVITATION, MARIA, "Tomas@Northwind.example", "6 " MARIA " 0>0");
}

static void
test_withdraw (RosterDirectory **directory,
               gconstpointer     data)
{
  assert_mended_by (*directory, ROSTER_FINDING_KIND_DECLINED_INVITATION, MARIA, NULL, "6 " MARIA " 0>0");
}

static void
test_lower (RosterDirectory **directory,
            gconstpointer     data)
{
  assert_mended_by (*directory, ROSTER_FINDING_KIND_MANAGES_FINANCE, "user:1", NULL, "0 user:1 ad:10 3>2");

  /* A group's level is not one person's to lower. */
  test_directory_give (*directory, "user:1", NULL);
  assert_mended_by (*directory, ROSTER_FINDING_KIND_MANAGES_FINANCE, "user:1", NULL, NULL);
}

static void
test_link (RosterDirectory **directory,
           gconstpointer     data)
{
  g_autoptr (RosterTiktokAccount) only = roster_tiktok_account_new ("1");
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  const struct
  {
    const char *handle;
    const char *name;
    const char *expected;
  } cases[] = {
    { "acme", "Acme", NULL },
    { "shop10", NULL, "2 tt:1 ad:10 0>0" },
    { NULL, "SHOP-2", "2 tt:1 ad:2 0>0" },
    { NULL, "Shop", NULL }, /* two are called like that */
    { "co", NULL, NULL },   /* too short to tell anything */
    { "harbour", "Shop 2", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterTiktokAccount) account = roster_tiktok_account_new ("1");

      roster_tiktok_account_set_handle (account, cases[i].handle);
      roster_item_set_name (ROSTER_ITEM (account), cases[i].name);
      assert_item_mended_by (*directory, ROSTER_FINDING_KIND_NOT_LINKED, account, NULL, cases[i].expected);
    }

  g_ptr_array_add (one, roster_directory_find_ad_account (*directory, "ad:10"));
  roster_directory_merge_ad_accounts (*directory, one, ROSTER_MERGE_CERTAIN);
  assert_item_mended_by (*directory, ROSTER_FINDING_KIND_NOT_LINKED, only, NULL, "2 tt:1 ad:10 0>0");
  roster_ad_account_set_membership (one->pdata[0], ROSTER_MEMBERSHIP_PENDING);
  assert_item_mended_by (*directory, ROSTER_FINDING_KIND_NOT_LINKED, only, NULL, NULL);
}

static void
test_choices (RosterDirectory **directory,
              gconstpointer     data)
{
  const RosterFindingKind kinds[] = { ROSTER_FINDING_KIND_REACHES_NOTHING, ROSTER_FINDING_KIND_ONLY_ADMIN, ROSTER_FINDING_KIND_AGENCY_MANAGES_FINANCE,
                                      ROSTER_FINDING_KIND_NO_OPERATOR,     ROSTER_FINDING_KIND_UNUSABLE,   ROSTER_FINDING_KIND_VANISHED,
                                      ROSTER_FINDING_KIND_NEAR_LIMIT };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_null (make (*directory, kinds[i], NULL, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/model/finding-changes/" name, RosterDirectory *, NULL, set_up, func, tear_down)
  ADD ("invite-again", test_invite_again);
  ADD ("correct-address", test_correct_address);
  ADD ("withdraw", test_withdraw);
  ADD ("lower", test_lower);
  ADD ("link", test_link);
  ADD ("choices", test_choices);
#undef ADD

  return g_test_run ();
}
