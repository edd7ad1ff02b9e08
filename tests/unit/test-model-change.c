/* test-model-change.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-change.h"

static void
test_state (void)
{
  g_autoptr (RosterTiktokAccount) account = roster_tiktok_account_new ("9");
  g_autoptr (RosterAdAccount) ad_account = roster_ad_account_new ("1");
  g_autoptr (RosterChange) change = roster_change_new_link (account, ad_account);
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "no");

  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_WAITING);
  roster_change_set_state (change, ROSTER_CHANGE_STATE_FAILED, error);
  g_assert_cmpstr (roster_change_get_error (change)->message, ==, "no");
  roster_change_set_state (change, ROSTER_CHANGE_STATE_SENDING, NULL);
  g_assert_null (roster_change_get_error (change));
  g_assert_true (roster_change_get_ad_account (change) == ad_account);
  g_assert_null (roster_change_get_principal (change));
}

static void
test_is_over (void)
{
  g_autoptr (RosterPerson) person = roster_person_new ("7", "tom@x.example");
  g_autoptr (RosterChange) change = roster_change_new_remove (person);

  for (int state = ROSTER_CHANGE_STATE_WAITING; state <= ROSTER_CHANGE_STATE_QUEUED; state++)
    {
      roster_change_set_state (change, (RosterChangeState) state, NULL);
      g_assert_cmpint (roster_change_is_over (change), ==, state == ROSTER_CHANGE_STATE_DONE || state == ROSTER_CHANGE_STATE_QUEUED);
    }
}

/* Who is invited is somebody of whom more can be planned at once; the list is one's own. */
static void
test_invite (void)
{
  g_autoptr (GListStore) ad_accounts = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);
  g_autoptr (RosterAdAccount) ad_account = roster_ad_account_new ("1");
  g_autoptr (RosterChange) change = NULL;
  g_autoptr (RosterChange) bare = roster_change_new_invite ("b@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE);
  RosterPerson *person;

  g_list_store_append (ad_accounts, ad_account);
  change = roster_change_new_invite ("Ana@X.example", ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_ANALYST, G_LIST_MODEL (ad_accounts), ROSTER_LEVEL_OPERATOR);
  g_list_store_remove_all (ad_accounts);

  person = ROSTER_PERSON (roster_change_get_principal (change));
  g_assert_cmpstr (roster_item_get_key (ROSTER_ITEM (person)), ==, "mail:ana@x.example");
  g_assert_cmpstr (roster_principal_get_address (ROSTER_PRINCIPAL (person)), ==, "Ana@X.example");
  g_assert_cmpint (roster_person_get_membership (person), ==, ROSTER_MEMBERSHIP_PENDING);
  g_assert_cmpint (roster_person_get_role (person), ==, ROSTER_ROLE_ADMIN);
  g_assert_cmpint (roster_change_get_to_role (change), ==, ROSTER_ROLE_ADMIN);
  g_assert_cmpint (roster_change_get_to_finance_role (change), ==, ROSTER_FINANCE_ROLE_ANALYST);
  g_assert_cmpint (roster_change_get_to_level (change), ==, ROSTER_LEVEL_OPERATOR);
  g_assert_cmpuint (g_list_model_get_n_items (roster_change_get_ad_accounts (change)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (roster_change_get_ad_accounts (bare)), ==, 0);
}

static void
test_invite_agency (void)
{
  g_autoptr (RosterChange) change = roster_change_new_invite_agency ("7288887776665554443", NULL, ROSTER_LEVEL_ANALYST);
  RosterPrincipal *agency = roster_change_get_principal (change);

  g_assert_true (ROSTER_IS_AGENCY (agency));
  g_assert_true (roster_agency_get_waiting (ROSTER_AGENCY (agency)));
  g_assert_cmpstr (roster_item_get_id (ROSTER_ITEM (agency)), ==, "7288887776665554443");
}

static void
assert_same_cell (RosterChange *a,
                  RosterChange *b,
                  gboolean      same)
{
  g_autofree char *cell_a = roster_change_dup_cell (a);
  g_autofree char *cell_b = roster_change_dup_cell (b);

  if (same)
    g_assert_cmpstr (cell_a, ==, cell_b);
  else
    g_assert_cmpstr (cell_a, !=, cell_b);
}

static void
test_cells (void)
{
  g_autoptr (RosterTiktokAccount) account = roster_tiktok_account_new ("1");
  g_autoptr (RosterAdAccount) one = roster_ad_account_new ("1");
  g_autoptr (RosterAdAccount) two = roster_ad_account_new ("2");
  g_autoptr (RosterPerson) person = roster_person_new (NULL, "ana@x.example");
  g_autoptr (RosterChange) lower = roster_change_new_level (ROSTER_PRINCIPAL (person), one, ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_NONE);
  g_autoptr (RosterChange) raise = roster_change_new_level (ROSTER_PRINCIPAL (person), one, ROSTER_LEVEL_ANALYST, ROSTER_LEVEL_ADMIN);
  g_autoptr (RosterChange) elsewhere = roster_change_new_level (ROSTER_PRINCIPAL (person), two, ROSTER_LEVEL_ANALYST, ROSTER_LEVEL_ADMIN);
  g_autoptr (RosterChange) roles = roster_change_new_roles (ROSTER_PRINCIPAL (person), account, ROSTER_TIKTOK_ROLES_NONE, ROSTER_TIKTOK_ROLES_POST);
  g_autoptr (RosterChange) link = roster_change_new_link (account, one);
  g_autoptr (RosterChange) unlink = roster_change_new_unlink (account, one);
  g_autoptr (RosterChange) invite = roster_change_new_invite ("ana@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE);
  g_autoptr (RosterChange) withdraw = roster_change_new_withdraw (person);
  g_autoptr (RosterChange) remove = roster_change_new_remove (person);

  assert_same_cell (lower, raise, TRUE);
  assert_same_cell (raise, elsewhere, FALSE);
  assert_same_cell (raise, roles, FALSE);
  assert_same_cell (link, unlink, TRUE);
  assert_same_cell (withdraw, remove, TRUE);
  assert_same_cell (invite, withdraw, FALSE); /* sending an invitation again takes both */
}

static void
test_two_steps (void)
{
  g_autoptr (RosterAgency) agency = roster_agency_new ("7");
  g_autoptr (RosterPerson) person = roster_person_new ("7", "tom@x.example");
  g_autoptr (RosterAdAccount) ad_account = roster_ad_account_new ("1");

  for (int from = ROSTER_LEVEL_NONE; from <= ROSTER_LEVEL_ADMIN; from++)
    for (int to = ROSTER_LEVEL_NONE; to <= ROSTER_LEVEL_ADMIN; to++)
      {
        g_autoptr (RosterChange) shares = roster_change_new_level (ROSTER_PRINCIPAL (agency), ad_account, (RosterLevel) from, (RosterLevel) to);
        g_autoptr (RosterChange) gives = roster_change_new_level (ROSTER_PRINCIPAL (person), ad_account, (RosterLevel) from, (RosterLevel) to);

        g_assert_cmpint (roster_change_needs_two_steps (shares), ==, to < from && to != ROSTER_LEVEL_NONE);
        g_assert_false (roster_change_needs_two_steps (gives));
      }
}

/* The reverse of the reverse is the change itself. */
static void
assert_reversible (RosterChange *change)
{
  g_autoptr (RosterChange) reverse = roster_change_new_reverse (change);
  g_autoptr (RosterChange) again = NULL;

  g_assert_nonnull (reverse);
  assert_same_cell (change, reverse, TRUE);
  g_assert_cmpint (roster_change_get_state (reverse), ==, ROSTER_CHANGE_STATE_WAITING);
  again = roster_change_new_reverse (reverse);
  g_assert_nonnull (again);
  g_assert_cmpint (roster_change_get_kind (again), ==, roster_change_get_kind (change));
  g_assert_cmpint (roster_change_get_from_level (again), ==, roster_change_get_from_level (change));
  g_assert_cmpint (roster_change_get_to_level (reverse), ==, roster_change_get_from_level (change));
  g_assert_cmpint (roster_change_get_roles (reverse), ==, roster_change_get_from_roles (change));
  g_assert_cmpint (roster_change_get_to_role (reverse), ==, roster_change_get_from_role (change));
  g_assert_cmpint (roster_change_get_to_finance_role (reverse), ==, roster_change_get_from_finance_role (change));
}

static void
assert_final (RosterChange *change)
{
  g_autoptr (RosterChange) owned = change;
  g_autoptr (RosterChange) reverse = roster_change_new_reverse (change);

  g_assert_null (reverse);
}

static void
test_reverse (void)
{
  g_autoptr (RosterTiktokAccount) account = roster_tiktok_account_new ("1");
  g_autoptr (RosterAdAccount) ad_account = roster_ad_account_new ("1");
  g_autoptr (RosterPerson) person = roster_person_new ("7", "tom@x.example");
  g_autoptr (RosterAgency) agency = roster_agency_new ("7");
  RosterPrincipal *principal = ROSTER_PRINCIPAL (person);
  g_autoptr (RosterChange) level = roster_change_new_level (principal, ad_account, ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_NONE);
  g_autoptr (RosterChange) roles = roster_change_new_roles (principal, account, ROSTER_TIKTOK_ROLES_LIVE, ROSTER_TIKTOK_ROLES_POST);
  g_autoptr (RosterChange) link = roster_change_new_link (account, ad_account);
  g_autoptr (RosterChange) unlink = roster_change_new_unlink (account, ad_account);
  g_autoptr (RosterChange) role = roster_change_new_member_role (person, ROSTER_ROLE_ADMIN, ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_ANALYST, ROSTER_FINANCE_ROLE_MANAGER);

  assert_reversible (level);
  assert_reversible (roles);
  assert_reversible (link);
  assert_reversible (unlink);
  assert_reversible (role);

  assert_final (roster_change_new_level (principal, ad_account, ROSTER_LEVEL_OTHER, ROSTER_LEVEL_NONE));
  assert_final (roster_change_new_roles (principal, account, ROSTER_TIKTOK_ROLES_OTHER | ROSTER_TIKTOK_ROLES_POST, ROSTER_TIKTOK_ROLES_NONE));
  assert_final (roster_change_new_member_role (person, ROSTER_ROLE_ADMIN, ROSTER_ROLE_UNKNOWN, ROSTER_FINANCE_ROLE_NONE, ROSTER_FINANCE_ROLE_MANAGER));
  assert_final (roster_change_new_disconnect (account));
  assert_final (roster_change_new_invite ("a@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  assert_final (roster_change_new_withdraw (person));
  assert_final (roster_change_new_remove (person));
  assert_final (roster_change_new_invite_agency ("7", NULL, ROSTER_LEVEL_NONE));
  assert_final (roster_change_new_end_partnership (agency));
}

/* Each property tells what its getter tells: catches a forgotten case in the switch. */
static void
test_properties (void)
{
  g_autoptr (RosterPerson) person = roster_person_new ("7", "tom@x.example");
  g_autoptr (RosterChange) change = roster_change_new_member_role (person, ROSTER_ROLE_ADMIN, ROSTER_ROLE_UNKNOWN, ROSTER_FINANCE_ROLE_ANALYST, ROSTER_FINANCE_ROLE_MANAGER);
  g_autoptr (RosterPrincipal) principal = NULL;
  g_autoptr (GObject) nothing = NULL;
  RosterChangeKind kind;
  RosterRole from, to;
  RosterFinanceRole from_finance, to_finance;

  g_object_get (change, "kind", &kind, "principal", &principal, "ad-account", &nothing, "from-role", &from, "to-role", &to,
                "from-finance-role", &from_finance, "to-finance-role", &to_finance, NULL);
  g_assert_cmpint (kind, ==, ROSTER_CHANGE_KIND_MEMBER_ROLE);
  g_assert_true (principal == ROSTER_PRINCIPAL (person));
  g_assert_null (nothing);
  g_assert_cmpint (from, ==, ROSTER_ROLE_ADMIN);
  g_assert_cmpint (to, ==, ROSTER_ROLE_ADMIN); /* left as it is */
  g_assert_cmpint (from_finance, ==, ROSTER_FINANCE_ROLE_ANALYST);
  g_assert_cmpint (to_finance, ==, ROSTER_FINANCE_ROLE_MANAGER);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/change/state", test_state);
  g_test_add_func ("/change/is-over", test_is_over);
  g_test_add_func ("/change/invite", test_invite);
  g_test_add_func ("/change/invite-agency", test_invite_agency);
  g_test_add_func ("/change/cells", test_cells);
  g_test_add_func ("/change/two-steps", test_two_steps);
  g_test_add_func ("/change/reverse", test_reverse);
  g_test_add_func ("/change/properties", test_properties);

  return g_test_run ();
}
