/* test-api-families.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-asset.h"
#include "roster-api-business-center.h"
#include "roster-api-changelog.h"
#include "roster-api-member.h"
#include "roster-api-oauth.h"
#include "roster-api-tiktok-account.h"
#include "roster-api-write.h"
#include "test-family.h"

/* Who is there and what they may see, by the families of end points, against the demo server, which refuses what TikTok's specification
 * refuses. */

static void
test_business_centers (TestFamily    *fixture,
                       gconstpointer  data)
{
  g_autoptr (GPtrArray) centers = NULL;
  RosterBusinessCenter *northwind;

  AWAIT (roster_api_business_center_list_async (fixture->client, STORE));
  centers = roster_api_business_center_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);

  northwind = test_family_find (centers, "Northwind Agency");
  g_assert_cmpstr (roster_item_get_key (ROSTER_ITEM (northwind)), ==, "bc:" NORTHWIND);
  g_assert_cmpstr (roster_business_center_get_status (northwind), ==, "ENABLE");
  g_assert_cmpint (roster_business_center_get_role (northwind), ==, ROSTER_ROLE_ADMIN);
  g_assert_cmpint (roster_business_center_get_finance_role (northwind), ==, ROSTER_FINANCE_ROLE_MANAGER);
  g_assert_true (roster_business_center_can_write (northwind));
}

static GPtrArray *
list_members (TestFamily *fixture)
{
  GPtrArray *people;

  AWAIT (roster_api_member_list_async (fixture->client, NORTHWIND, STORE));
  people = roster_api_member_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);

  return people;
}

static void
test_counts (TestFamily    *fixture,
             gconstpointer  data)
{
  gint64 count = 0;

  AWAIT (roster_api_member_count_async (fixture->client, NORTHWIND, STORE));
  g_assert_true (roster_api_member_count_finish (fixture->client, fixture->result, &count, &fixture->error));
  g_assert_no_error (fixture->error);
  g_assert_cmpint (count, ==, 16);

  AWAIT (roster_api_asset_count_ad_accounts_async (fixture->client, NORTHWIND, STORE));
  g_assert_true (roster_api_asset_count_ad_accounts_finish (fixture->client, fixture->result, &count, &fixture->error));
  g_assert_no_error (fixture->error);
  g_assert_cmpint (count, ==, 40);

  AWAIT (roster_api_member_count_async (fixture->client, "42", STORE));
  g_assert_false (roster_api_member_count_finish (fixture->client, fixture->result, &count, &fixture->error));
  g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_NOT_PERMITTED);
  g_clear_error (&fixture->error);
}

static GPtrArray *
find_members (TestFamily       *fixture,
              RosterMembership  membership,
              const char       *keyword)
{
  GPtrArray *people;

  AWAIT (roster_api_member_find_async (fixture->client, NORTHWIND, membership, keyword, STORE));
  people = roster_api_member_find_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);

  return people;
}

static RosterPerson *
find_person (GPtrArray  *people,
             const char *key)
{
  for (guint i = 0; i < people->len; i++)
    {
      if (g_str_equal (roster_item_get_key (g_ptr_array_index (people, i)), key))
        return g_ptr_array_index (people, i);
    }

  return NULL;
}

static void
test_find_members (TestFamily    *fixture,
                   gconstpointer  data)
{
  g_autoptr (GPtrArray) all = find_members (fixture, ROSTER_MEMBERSHIP_UNKNOWN, NULL);
  g_autoptr (GPtrArray) pending = find_members (fixture, ROSTER_MEMBERSHIP_PENDING, NULL);
  g_autoptr (GPtrArray) members = find_members (fixture, ROSTER_MEMBERSHIP_BOUND, NULL);
  g_autoptr (GPtrArray) aoife = find_members (fixture, ROSTER_MEMBERSHIP_UNKNOWN, "aoife@northwind.example");
  g_autoptr (GPtrArray) nobody = find_members (fixture, ROSTER_MEMBERSHIP_PENDING, "aoife@northwind.example");

  g_assert_cmpuint (all->len, ==, 16);
  g_assert_cmpuint (pending->len, ==, 3);
  for (guint i = 0; i < pending->len; i++)
    g_assert_cmpint (roster_person_get_membership (pending->pdata[i]), ==, ROSTER_MEMBERSHIP_PENDING);
  g_assert_nonnull (find_person (pending, "mail:maria@studio.example"));
  g_assert_nonnull (find_person (members, "user:" AOIFE));
  g_assert_null (find_person (members, "mail:maria@studio.example"));
  g_assert_cmpuint (aoife->len, ==, 1);
  g_assert_nonnull (find_person (aoife, "user:" AOIFE));
  g_assert_cmpuint (nobody->len, ==, 0);
}

static void
test_members (TestFamily    *fixture,
              gconstpointer  data)
{
  const char *emails[] = { "new.person@studio.example", "maria@studio.example", NULL };
  g_autoptr (GPtrArray) ad_accounts = test_family_list_ad_accounts (fixture);
  g_autoptr (GPtrArray) people = list_members (fixture);
  g_autoptr (GPtrArray) promised = NULL;
  const char *advertiser_ids[] = { roster_item_get_id (test_family_find (ad_accounts, "ACME-US")), NULL };
  g_autofree char *acme_us = g_strconcat ("ad:", advertiser_ids[0], NULL);
  RosterPerson *person;

  g_assert_cmpuint (people->len, ==, 16);
  person = find_person (people, "user:" AOIFE);
  g_assert_cmpstr (roster_item_get_name (ROSTER_ITEM (person)), ==, "Aoife Byrne");
  g_assert_cmpstr (roster_principal_get_address (ROSTER_PRINCIPAL (person)), ==, "aoife@northwind.example");
  g_assert_cmpint (roster_person_get_role (person), ==, ROSTER_ROLE_ADMIN);
  g_assert_cmpint (roster_person_get_finance_role (person), ==, ROSTER_FINANCE_ROLE_MANAGER);
  g_assert_cmpint (roster_person_get_membership (person), ==, ROSTER_MEMBERSHIP_BOUND);
  person = find_person (people, "mail:maria@studio.example");
  g_assert_cmpint (roster_person_get_membership (person), ==, ROSTER_MEMBERSHIP_PENDING);
  person = find_person (people, "mail:old.contractor@elsewhere.example");
  g_assert_cmpint (roster_person_get_membership (person), ==, ROSTER_MEMBERSHIP_REJECTED);

  AWAIT (roster_api_member_invite_async (fixture->client, NORTHWIND, emails, ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_ANALYST,
                                         advertiser_ids, ROSTER_LEVEL_OPERATOR, STORE));
  g_assert_true (roster_api_member_invite_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_nonnull (roster_api_write_get_request_id (fixture->result));
  g_assert_no_error (fixture->error);

  g_clear_pointer (&people, g_ptr_array_unref);
  people = list_members (fixture);
  g_assert_cmpuint (people->len, ==, 17);
  person = find_person (people, "mail:new.person@studio.example");
  g_assert_nonnull (person);
  g_assert_cmpint (roster_person_get_membership (person), ==, ROSTER_MEMBERSHIP_PENDING);
  promised = test_family_list_grants (fixture, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, NULL, "new.person@studio.example");
  g_assert_cmpuint (promised->len, ==, 1);
  g_assert_cmpint (test_family_find_grant (promised, acme_us)->level, ==, ROSTER_LEVEL_OPERATOR);

  AWAIT (roster_api_member_update_async (fixture->client, NORTHWIND, IVY, ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_MANAGER, STORE));
  g_assert_true (roster_api_member_update_finish (fixture->client, fixture->result, &fixture->error));
  AWAIT (roster_api_member_update_async (fixture->client, NORTHWIND, TOMAS, ROSTER_ROLE_UNKNOWN, ROSTER_FINANCE_ROLE_ANALYST, STORE));
  g_assert_true (roster_api_member_update_finish (fixture->client, fixture->result, &fixture->error));
  AWAIT (roster_api_member_delete_async (fixture->client, NORTHWIND, NULL, "new.person@studio.example", STORE));
  g_assert_true (roster_api_member_delete_finish (fixture->client, fixture->result, &fixture->error));
  AWAIT (roster_api_member_delete_async (fixture->client, NORTHWIND, "7012345678901234571", NULL, STORE));
  g_assert_true (roster_api_member_delete_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_no_error (fixture->error);

  g_clear_pointer (&people, g_ptr_array_unref);
  people = list_members (fixture);
  g_assert_cmpuint (people->len, ==, 15);
  person = find_person (people, "user:" IVY);
  g_assert_cmpint (roster_person_get_role (person), ==, ROSTER_ROLE_ADMIN);
  g_assert_cmpint (roster_person_get_finance_role (person), ==, ROSTER_FINANCE_ROLE_MANAGER);
  person = find_person (people, "user:" TOMAS);
  g_assert_cmpint (roster_person_get_role (person), ==, ROSTER_ROLE_STANDARD);
  g_assert_cmpint (roster_person_get_finance_role (person), ==, ROSTER_FINANCE_ROLE_ANALYST);

  emails[0] = "not an address";
  AWAIT (roster_api_member_invite_async (fixture->client, NORTHWIND, emails, ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL,
                                         ROSTER_LEVEL_ANALYST, STORE));
  g_assert_false (roster_api_member_invite_finish (fixture->client, fixture->result, &fixture->error));
  test_family_assert_refused (fixture, ROSTER_ERROR_REFUSED, 40002, "/bc/member/invite/");

  /* None chosen: the list of ad accounts is sent, and empty. */
  emails[0] = "second.person@studio.example";
  AWAIT (roster_api_member_invite_async (fixture->client, NORTHWIND, emails, ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_NONE, NULL,
                                         ROSTER_LEVEL_ANALYST, STORE));
  g_assert_true (roster_api_member_invite_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_no_error (fixture->error);
}

static void
test_changelog (TestFamily    *fixture,
                gconstpointer  data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) about_people = NULL;
  const char *before = NULL;

  AWAIT (roster_api_changelog_list_async (fixture->client, NORTHWIND, "2020-01-01", NULL, NULL, STORE));
  entries = roster_api_changelog_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (entries->len, >, 5);

  for (guint i = 0; i < entries->len; i++)
    {
      RosterApiLogEntry *entry = g_ptr_array_index (entries, i);

      g_assert_nonnull (entry->text);
      g_assert_cmpstr (entry->time, >=, before != NULL ? before : "");
      before = entry->time;
    }

  AWAIT (roster_api_changelog_list_async (fixture->client, NORTHWIND, "2020-01-01", NULL, "USER", STORE));
  about_people = roster_api_changelog_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (about_people->len, >, 1);
  g_assert_cmpuint (about_people->len, <, entries->len);
  for (guint i = 0; i < about_people->len; i++)
    g_assert_cmpstr (((RosterApiLogEntry *) about_people->pdata[i])->activity_type, ==, "USER");
}

static void
test_sign_in (TestFamily    *fixture,
              gconstpointer  data)
{
  g_autoptr (RosterApiUser) user = NULL;

  AWAIT (roster_api_oauth_user_info_async (fixture->client, STORE));
  user = roster_api_oauth_user_info_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (user->core_user_id, ==, AOIFE);
  g_assert_cmpstr (user->display_name, ==, "Aoife Byrne");
  g_assert_nonnull (user->email);

  AWAIT (roster_api_oauth_exchange_async (fixture->client, ROSTER_DEMO_APP_ID, "wrong", "code", STORE));
  g_assert_null (roster_api_oauth_exchange_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_BAD_APP);
  g_clear_error (&fixture->error);
  AWAIT (roster_api_oauth_exchange_async (fixture->client, ROSTER_DEMO_APP_ID, ROSTER_DEMO_APP_SECRET, "no-such-code", STORE));
  g_assert_null (roster_api_oauth_exchange_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_BAD_AUTH_CODE);
  g_clear_error (&fixture->error);

  AWAIT (roster_api_oauth_revoke_async (fixture->client, ROSTER_DEMO_APP_ID, ROSTER_DEMO_APP_SECRET, ROSTER_DEMO_TOKEN_ADMIN, STORE));
  g_assert_true (roster_api_oauth_revoke_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_no_error (fixture->error);
  AWAIT (roster_api_oauth_user_info_async (fixture->client, STORE));
  g_assert_null (roster_api_oauth_user_info_finish (fixture->client, fixture->result, &fixture->error));
  test_family_assert_refused (fixture, ROSTER_ERROR_SIGNED_OUT, 40105, "/user/info/");
}

static void
test_standard_member (TestFamily    *fixture,
                      gconstpointer  data)
{
  g_autoptr (GPtrArray) centers = NULL;
  g_autoptr (GPtrArray) ad_accounts = NULL;
  g_autoptr (GPtrArray) tiktok_accounts = NULL;
  g_autoptr (GPtrArray) grants = NULL;
  g_autoptr (GPtrArray) roles = NULL;

  AWAIT (roster_api_business_center_list_async (fixture->client, STORE));
  centers = roster_api_business_center_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (roster_business_center_get_role (test_family_find (centers, "Northwind Agency")), ==, ROSTER_ROLE_STANDARD);

  AWAIT (roster_api_asset_list_own_ad_accounts_async (fixture->client, NORTHWIND, STORE));
  ad_accounts = roster_api_asset_list_own_ad_accounts_finish (fixture->client, fixture->result, &grants, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (ad_accounts->len, >, 0);
  g_assert_cmpuint (grants->len, ==, ad_accounts->len);
  for (guint i = 0; i < grants->len; i++)
    g_assert_cmpstr (((RosterGrant *) g_ptr_array_index (grants, i))->asset_key, ==, roster_item_get_key (g_ptr_array_index (ad_accounts, i)));

  AWAIT (roster_api_asset_list_own_tiktok_accounts_async (fixture->client, NORTHWIND, STORE));
  tiktok_accounts = roster_api_asset_list_own_tiktok_accounts_finish (fixture->client, fixture->result, &roles, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (roles->len, ==, tiktok_accounts->len);

  AWAIT (roster_api_member_list_async (fixture->client, NORTHWIND, STORE));
  g_assert_null (roster_api_member_list_finish (fixture->client, fixture->result, &fixture->error));
  test_family_assert_refused (fixture, ROSTER_ERROR_NOT_PERMITTED, 40001, "/bc/member/get/");
  AWAIT (roster_api_tiktok_account_authorize_async (fixture->client, NORTHWIND, FALSE, STORE));
  g_assert_null (roster_api_tiktok_account_authorize_finish (fixture->client, fixture->result, &fixture->error));
  test_family_assert_refused (fixture, ROSTER_ERROR_NOT_PERMITTED, 40001, "/bc/asset/account/authorization/");
}

static void
test_revoked (TestFamily    *fixture,
              gconstpointer  data)
{
  AWAIT (roster_api_business_center_list_async (fixture->client, STORE));
  g_assert_null (roster_api_business_center_list_finish (fixture->client, fixture->result, &fixture->error));
  test_family_assert_refused (fixture, ROSTER_ERROR_SIGNED_OUT, 40105, "/bc/get/");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/api/families/business-centers", TestFamily, NULL, test_family_set_up, test_business_centers, test_family_tear_down);
  g_test_add ("/api/families/members", TestFamily, NULL, test_family_set_up, test_members, test_family_tear_down);
  g_test_add ("/api/families/counts", TestFamily, NULL, test_family_set_up, test_counts, test_family_tear_down);
  g_test_add ("/api/families/find-members", TestFamily, NULL, test_family_set_up, test_find_members, test_family_tear_down);
  g_test_add ("/api/families/changelog", TestFamily, NULL, test_family_set_up, test_changelog, test_family_tear_down);
  g_test_add ("/api/families/sign-in", TestFamily, NULL, test_family_set_up, test_sign_in, test_family_tear_down);
  g_test_add ("/api/families/standard-member", TestFamily, ROSTER_DEMO_TOKEN_STANDARD, test_family_set_up, test_standard_member, test_family_tear_down);
  g_test_add ("/api/families/revoked", TestFamily, ROSTER_DEMO_TOKEN_REVOKED, test_family_set_up, test_revoked, test_family_tear_down);

  return g_test_run ();
}
