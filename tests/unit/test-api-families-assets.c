/* test-api-families-assets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-account-group.h"
#include "roster-api-advertiser.h"
#include "roster-api-asset.h"
#include "roster-api-partner.h"
#include "roster-api-tiktok-account.h"
#include "test-family.h"

/* What is given and linked, by the families of end points, against the demo server, which refuses what TikTok's specification refuses. */

static void
test_ad_accounts (TestFamily    *fixture,
                  gconstpointer  data)
{
  g_autoptr (GPtrArray) ad_accounts = test_family_list_ad_accounts (fixture);
  g_autoptr (GPtrArray) before = test_family_list_grants (fixture, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, IVY, NULL);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) holders = NULL;
  g_autoptr (GPtrArray) partners = NULL;
  g_autoptr (GPtrArray) infos = NULL;
  RosterAdAccount *acme_us = test_family_find (ad_accounts, "ACME-US");
  RosterAdAccount *lapsed = test_family_find (ad_accounts, "FJORD-PL");
  RosterAdAccount *foreign = test_family_find (ad_accounts, "HC-NZ");
  RosterAdAccount *waiting = test_family_find (ad_accounts, "FJORD-IT");
  const char *key = roster_item_get_key (ROSTER_ITEM (acme_us));
  const char *id = roster_item_get_id (ROSTER_ITEM (acme_us));
  const char *ids[] = { id, roster_item_get_id (ROSTER_ITEM (foreign)), NULL };

  g_assert_cmpuint (ad_accounts->len, ==, 40);
  g_assert_cmpint (roster_ad_account_get_ownership (acme_us), ==, ROSTER_OWNERSHIP_OWN);
  g_assert_cmpint (roster_ad_account_get_membership (acme_us), ==, ROSTER_MEMBERSHIP_BOUND);
  g_assert_cmpstr (roster_ad_account_get_owner_name (acme_us), ==, "Northwind Agency");
  g_assert_cmpstr (roster_ad_account_get_status_text (lapsed), ==, "STATUS_AGREEMENT_LAPSED");
  g_assert_cmpint (roster_ad_account_get_ownership (foreign), ==, ROSTER_OWNERSHIP_PARTNER);
  g_assert_cmpstr (roster_ad_account_get_owner_name (foreign), ==, "Lumen Media");
  g_assert_cmpint (roster_ad_account_get_ownership (waiting), ==, ROSTER_OWNERSHIP_INDIVIDUAL);
  g_assert_cmpint (roster_ad_account_get_membership (waiting), ==, ROSTER_MEMBERSHIP_PENDING);

  g_assert_cmpuint (before->len, ==, 3);
  g_assert_cmpint (test_family_find_grant (before, key)->level, ==, ROSTER_LEVEL_ADMIN);

  AWAIT (roster_api_asset_assign_ad_account_async (fixture->client, NORTHWIND, IVY, id, ROSTER_LEVEL_ANALYST, STORE));
  g_assert_true (roster_api_asset_assign_ad_account_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_no_error (fixture->error);
  AWAIT (roster_api_asset_list_holders_async (fixture->client, NORTHWIND, id, STORE));
  holders = roster_api_asset_list_holders_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (test_family_find_grant (holders, "user:" IVY)->level, ==, ROSTER_LEVEL_ANALYST);
  g_assert_cmpint (test_family_find_grant (holders, "user:" TOMAS)->level, ==, ROSTER_LEVEL_OPERATOR);

  AWAIT (roster_api_asset_unassign_async (fixture->client, NORTHWIND, IVY, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, id, STORE));
  g_assert_true (roster_api_asset_unassign_finish (fixture->client, fixture->result, &fixture->error));
  after = test_family_list_grants (fixture, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, IVY, NULL);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_null (test_family_find_grant (after, key));

  AWAIT (roster_api_asset_list_partners_async (fixture->client, NORTHWIND, id, STORE));
  partners = roster_api_asset_list_partners_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (partners->len, ==, 1);
  g_assert_cmpstr (roster_item_get_key (g_ptr_array_index (partners, 0)), ==, "bc:" LUMEN);

  AWAIT (roster_api_advertiser_list_info_async (fixture->client, ids, STORE));
  infos = roster_api_advertiser_list_info_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (infos->len, ==, 2);
  g_assert_cmpstr (((RosterApiAdvertiser *) g_ptr_array_index (infos, 0))->advertiser_id, ==, id);
  g_assert_cmpstr (((RosterApiAdvertiser *) g_ptr_array_index (infos, 0))->owner_bc_id, ==, NORTHWIND);
  g_assert_nonnull (((RosterApiAdvertiser *) g_ptr_array_index (infos, 0))->currency);

  AWAIT (roster_api_asset_assign_ad_account_async (fixture->client, NORTHWIND, "7000000000000000999", id, ROSTER_LEVEL_ANALYST, STORE));
  g_assert_false (roster_api_asset_assign_ad_account_finish (fixture->client, fixture->result, &fixture->error));
  test_family_assert_refused (fixture, ROSTER_ERROR_REFUSED, 40002, "/bc/asset/assign/");
}

static void
test_tiktok_accounts (TestFamily    *fixture,
                      gconstpointer  data)
{
  g_autoptr (GPtrArray) ad_accounts = test_family_list_ad_accounts (fixture);
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GPtrArray) identities = NULL;
  g_autoptr (GPtrArray) grants = NULL;
  g_autoptr (RosterIdentity) identity = NULL;
  RosterTiktokAccount *trails;
  const char *asset_id;
  const char *advertiser_id = roster_item_get_id (test_family_find (ad_accounts, "ACME-FR"));
  gssize quota;

  AWAIT (roster_api_asset_list_tiktok_accounts_async (fixture->client, NORTHWIND, STORE));
  accounts = roster_api_asset_list_tiktok_accounts_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (accounts->len, ==, 6);
  trails = test_family_find (accounts, "Acme Trails");
  g_assert_cmpstr (roster_tiktok_account_get_handle (trails), ==, "acme.trails");
  asset_id = roster_item_get_id (ROSTER_ITEM (trails));

  AWAIT (roster_api_tiktok_account_get_quota_async (fixture->client, advertiser_id, asset_id, STORE));
  quota = roster_api_tiktok_account_get_quota_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (quota, >, 0);

  AWAIT (roster_api_tiktok_account_link_async (fixture->client, NORTHWIND, asset_id, advertiser_id, STORE));
  g_assert_true (roster_api_tiktok_account_link_finish (fixture->client, fixture->result, &fixture->error));
  AWAIT (roster_api_tiktok_account_list_links_async (fixture->client, NORTHWIND, asset_id, STORE));
  links = roster_api_tiktok_account_list_links_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (links->len, ==, 1);
  g_assert_cmpstr (roster_item_get_name (g_ptr_array_index (links, 0)), ==, "ACME-FR");
  g_assert_cmpstr (roster_item_get_id (g_ptr_array_index (links, 0)), ==, advertiser_id);

  AWAIT (roster_api_tiktok_account_list_identities_async (fixture->client, NORTHWIND, advertiser_id, STORE));
  identities = roster_api_tiktok_account_list_identities_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (identities->len, ==, 1);
  g_assert_cmpstr (roster_identity_get_username (g_ptr_array_index (identities, 0)), ==, "acme.trails");
  AWAIT (roster_api_tiktok_account_get_identity_async (fixture->client, NORTHWIND, advertiser_id,
                                                       roster_identity_get_identity_id (g_ptr_array_index (identities, 0)), STORE));
  identity = roster_api_tiktok_account_get_identity_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (roster_identity_get_display_name (identity), ==, "Acme Trails");
  g_assert_cmpint (roster_identity_get_can_pull_video (identity), ==, ROSTER_ANSWER_YES);
  g_assert_cmpint (roster_identity_get_can_manage_message (identity), ==, ROSTER_ANSWER_NO);
  g_assert_nonnull (roster_identity_get_profile_image (identity));

  AWAIT (roster_api_asset_assign_tiktok_account_async (fixture->client, NORTHWIND, IVY, asset_id,
                                                       ROSTER_TIKTOK_ROLES_POST | ROSTER_TIKTOK_ROLES_DIRECT_MESSAGE, STORE));
  g_assert_true (roster_api_asset_assign_tiktok_account_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_no_error (fixture->error);
  grants = test_family_list_grants (fixture, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, IVY, NULL);
  g_assert_cmpuint (grants->len, ==, 1);
  g_assert_cmpint (test_family_find_grant (grants, roster_item_get_key (ROSTER_ITEM (trails)))->roles, ==,
                   ROSTER_TIKTOK_ROLES_POST | ROSTER_TIKTOK_ROLES_DIRECT_MESSAGE);
  AWAIT (roster_api_asset_unassign_async (fixture->client, NORTHWIND, IVY, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, asset_id, STORE));
  g_assert_true (roster_api_asset_unassign_finish (fixture->client, fixture->result, &fixture->error));
  g_clear_pointer (&grants, g_ptr_array_unref);
  grants = test_family_list_grants (fixture, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, "7012345678901234569", NULL);
  g_assert_cmpint (((RosterGrant *) g_ptr_array_index (grants, 0))->roles, ==, ROSTER_TIKTOK_ROLES_POST | ROSTER_TIKTOK_ROLES_OTHER);

  AWAIT (roster_api_tiktok_account_unlink_async (fixture->client, NORTHWIND, asset_id, advertiser_id, STORE));
  g_assert_true (roster_api_tiktok_account_unlink_finish (fixture->client, fixture->result, &fixture->error));
  AWAIT (roster_api_asset_delete_tiktok_account_async (fixture->client, NORTHWIND, asset_id, STORE));
  g_assert_true (roster_api_asset_delete_tiktok_account_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_no_error (fixture->error);
  AWAIT (roster_api_asset_delete_tiktok_account_async (fixture->client, NORTHWIND, asset_id, STORE));
  g_assert_false (roster_api_asset_delete_tiktok_account_finish (fixture->client, fixture->result, &fixture->error));
  test_family_assert_refused (fixture, ROSTER_ERROR_REFUSED, 40002, "/bc/asset/admin/delete/");

  g_clear_pointer (&links, g_ptr_array_unref);
  AWAIT (roster_api_asset_list_tiktok_accounts_async (fixture->client, NORTHWIND, STORE));
  links = roster_api_asset_list_tiktok_accounts_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_cmpuint (links->len, ==, 5);
}

static void
test_authorization (gconstpointer data)
{
  const struct
  {
    RosterDemoMethod server;
    const char *remembered;
    const char *expected;
  } cases[] = {
    { ROSTER_DEMO_METHOD_POST, "", "post" },
    { ROSTER_DEMO_METHOD_GET, "", "get" },
    { ROSTER_DEMO_METHOD_BOTH, "", "post" },
    { ROSTER_DEMO_METHOD_BOTH, "get", "get" },
    { ROSTER_DEMO_METHOD_POST, "get", "post" },
    { ROSTER_DEMO_METHOD_GET, "get", "get" },
    { ROSTER_DEMO_METHOD_GET, "nonsense", "get" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      TestFamily fields = { 0, };
      TestFamily *fixture = &fields;

      options->authorization_method = cases[i].server;
      test_family_set_up_with (fixture, options, ROSTER_DEMO_TOKEN_ADMIN);
      g_object_set (fixture->client, "authorization-method", cases[i].remembered, NULL);

      AWAIT (roster_api_tiktok_account_authorize_async (fixture->client, NORTHWIND, TRUE, STORE));
      first = roster_api_tiktok_account_authorize_finish (fixture->client, fixture->result, &fixture->error);
      g_assert_no_error (fixture->error);
      g_assert_true (g_str_has_prefix (first, "http"));
      g_assert_cmpstr (roster_api_client_get_authorization_method (fixture->client), ==, cases[i].expected);

      AWAIT (roster_api_tiktok_account_authorize_async (fixture->client, NORTHWIND, FALSE, STORE));
      second = roster_api_tiktok_account_authorize_finish (fixture->client, fixture->result, &fixture->error);
      g_assert_no_error (fixture->error);
      g_assert_cmpstr (first, !=, second);

      AWAIT (roster_api_tiktok_account_authorize_async (fixture->client, "7290001112223339999", FALSE, STORE));
      g_assert_null (roster_api_tiktok_account_authorize_finish (fixture->client, fixture->result, &fixture->error));
      g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_NOT_PERMITTED);
      g_clear_error (&fixture->error);

      test_family_tear_down (fixture, NULL);
    }
}

static void
test_agencies (TestFamily    *fixture,
               gconstpointer  data)
{
  g_autoptr (GPtrArray) ad_accounts = test_family_list_ad_accounts (fixture);
  g_autoptr (GPtrArray) agencies = NULL;
  g_autoptr (GPtrArray) shared = NULL;
  RosterAdAccount *hc_uk = test_family_find (ad_accounts, "HC-UK");
  const char *key = roster_item_get_key (ROSTER_ITEM (hc_uk));
  const char *ids[] = { roster_item_get_id (ROSTER_ITEM (hc_uk)), NULL };
  const char *foreign[] = { roster_item_get_id (test_family_find (ad_accounts, "HC-NZ")), NULL };

  AWAIT (roster_api_partner_list_async (fixture->client, NORTHWIND, STORE));
  agencies = roster_api_partner_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (roster_item_get_key (test_family_find (agencies, "Lumen Media")), ==, "bc:" LUMEN);

  AWAIT (roster_api_partner_add_async (fixture->client, NORTHWIND, LUMEN, ids, ROSTER_LEVEL_OPERATOR, STORE));
  g_assert_true (roster_api_partner_add_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_no_error (fixture->error);
  AWAIT (roster_api_partner_list_shared_async (fixture->client, NORTHWIND, LUMEN, STORE));
  shared = roster_api_partner_list_shared_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (shared->len, ==, 4);
  g_assert_cmpint (test_family_find_grant (shared, key)->level, ==, ROSTER_LEVEL_OPERATOR);

  AWAIT (roster_api_partner_stop_sharing_async (fixture->client, NORTHWIND, LUMEN, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, ids, STORE));
  g_assert_true (roster_api_partner_stop_sharing_finish (fixture->client, fixture->result, &fixture->error));
  g_clear_pointer (&shared, g_ptr_array_unref);
  AWAIT (roster_api_partner_list_shared_async (fixture->client, NORTHWIND, LUMEN, STORE));
  shared = roster_api_partner_list_shared_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_cmpuint (shared->len, ==, 3);

  AWAIT (roster_api_partner_add_async (fixture->client, NORTHWIND, LUMEN, foreign, ROSTER_LEVEL_ANALYST, STORE));
  g_assert_false (roster_api_partner_add_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_nonnull (roster_error_get_request_id (fixture->error));
  g_clear_error (&fixture->error);

  /* A partnership without ad accounts: the list is sent, and empty. */
  AWAIT (roster_api_partner_add_async (fixture->client, NORTHWIND, LUMEN, NULL, ROSTER_LEVEL_ANALYST, STORE));
  g_assert_true (roster_api_partner_add_finish (fixture->client, fixture->result, &fixture->error));
  AWAIT (roster_api_partner_delete_async (fixture->client, NORTHWIND, LUMEN, STORE));
  g_assert_true (roster_api_partner_delete_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_no_error (fixture->error);
  g_clear_pointer (&agencies, g_ptr_array_unref);
  AWAIT (roster_api_partner_list_async (fixture->client, NORTHWIND, STORE));
  agencies = roster_api_partner_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_cmpuint (agencies->len, ==, 0);
}

static void
test_account_groups (TestFamily    *fixture,
                     gconstpointer  data)
{
  g_autoptr (GPtrArray) ad_accounts = test_family_list_ad_accounts (fixture);
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);
  g_autofree char *id = NULL;
  RosterAccountGroup *acme;
  const char *two[] = { roster_item_get_id (test_family_find (ad_accounts, "ACME-US")), roster_item_get_id (test_family_find (ad_accounts, "HC-US")), NULL };
  const char *one[] = { two[0], NULL };

  AWAIT (roster_api_account_group_list_async (fixture->client, NORTHWIND, STORE));
  groups = roster_api_account_group_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (groups->len, ==, 3);
  acme = test_family_find (groups, "Acme all");
  g_assert_cmpint (roster_account_group_get_ad_account_count (acme), ==, 14);
  g_assert_cmpint (roster_account_group_get_member_count (acme), ==, 2);

  AWAIT (roster_api_account_group_list_ad_accounts_async (fixture->client, NORTHWIND, roster_item_get_id (ROSTER_ITEM (acme)), STORE));
  keys = roster_api_account_group_list_ad_accounts_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (keys->len, ==, 14);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (keys, 0), "ad:"));
  AWAIT (roster_api_account_group_list_members_async (fixture->client, NORTHWIND, roster_item_get_id (ROSTER_ITEM (acme)), STORE));
  members = roster_api_account_group_list_members_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (members->len, ==, 2);
  g_assert_cmpint (test_family_find_grant (members, "user:" TOMAS)->level, ==, ROSTER_LEVEL_ANALYST);
  g_assert_cmpint (test_family_find_grant (members, "user:7012345678901234566")->level, ==, ROSTER_LEVEL_OPERATOR);

  g_ptr_array_add (wanted, roster_grant_new ("user:" IVY, ROSTER_LEVEL_ADMIN, NULL, ROSTER_TIKTOK_ROLES_NONE));
  AWAIT (roster_api_account_group_create_async (fixture->client, NORTHWIND, "Two", two, wanted, STORE));
  id = roster_api_account_group_create_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_nonnull (id);

  AWAIT (roster_api_account_group_rename_async (fixture->client, NORTHWIND, id, "One", STORE));
  g_assert_true (roster_api_account_group_rename_finish (fixture->client, fixture->result, &fixture->error));
  AWAIT (roster_api_account_group_change_ad_accounts_async (fixture->client, NORTHWIND, id, FALSE, one, STORE));
  g_assert_true (roster_api_account_group_change_ad_accounts_finish (fixture->client, fixture->result, &fixture->error));
  g_ptr_array_set_size (wanted, 0);
  g_ptr_array_add (wanted, roster_grant_new ("user:" TOMAS, ROSTER_LEVEL_OPERATOR, NULL, ROSTER_TIKTOK_ROLES_NONE));
  AWAIT (roster_api_account_group_change_members_async (fixture->client, NORTHWIND, id, TRUE, wanted, STORE));
  g_assert_true (roster_api_account_group_change_members_finish (fixture->client, fixture->result, &fixture->error));
  g_ptr_array_set_size (wanted, 0);
  g_ptr_array_add (wanted, roster_grant_new ("user:" IVY, ROSTER_LEVEL_NONE, NULL, ROSTER_TIKTOK_ROLES_NONE));
  AWAIT (roster_api_account_group_change_members_async (fixture->client, NORTHWIND, id, FALSE, wanted, STORE));
  g_assert_true (roster_api_account_group_change_members_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_no_error (fixture->error);

  g_clear_pointer (&members, g_ptr_array_unref);
  AWAIT (roster_api_account_group_list_members_async (fixture->client, NORTHWIND, id, STORE));
  members = roster_api_account_group_list_members_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_cmpuint (members->len, ==, 1);
  g_assert_cmpint (test_family_find_grant (members, "user:" TOMAS)->level, ==, ROSTER_LEVEL_OPERATOR);
  g_clear_pointer (&keys, g_ptr_array_unref);
  AWAIT (roster_api_account_group_list_ad_accounts_async (fixture->client, NORTHWIND, id, STORE));
  keys = roster_api_account_group_list_ad_accounts_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_cmpuint (keys->len, ==, 1);

  AWAIT (roster_api_account_group_delete_async (fixture->client, NORTHWIND, id, STORE));
  g_assert_true (roster_api_account_group_delete_finish (fixture->client, fixture->result, &fixture->error));
  AWAIT (roster_api_account_group_delete_async (fixture->client, NORTHWIND, id, STORE));
  g_assert_false (roster_api_account_group_delete_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_nonnull (roster_error_get_request_id (fixture->error));
  g_clear_error (&fixture->error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/api/families/ad-accounts", TestFamily, NULL, test_family_set_up, test_ad_accounts, test_family_tear_down);
  g_test_add ("/api/families/tiktok-accounts", TestFamily, NULL, test_family_set_up, test_tiktok_accounts, test_family_tear_down);
  g_test_add_data_func ("/api/families/authorization", NULL, test_authorization);
  g_test_add ("/api/families/agencies", TestFamily, NULL, test_family_set_up, test_agencies, test_family_tear_down);
  g_test_add ("/api/families/account-groups", TestFamily, NULL, test_family_set_up, test_account_groups, test_family_tear_down);

  return g_test_run ();
}
