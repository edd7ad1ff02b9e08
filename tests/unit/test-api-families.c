/* test-api-families.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-account-group.h"
#include "roster-api-advertiser.h"
#include "roster-api-asset.h"
#include "roster-api-business-center.h"
#include "roster-api-changelog.h"
#include "roster-api-member.h"
#include "roster-api-oauth.h"
#include "roster-api-partner.h"
#include "roster-api-tiktok-account.h"
#include "roster-api-write.h"

#include "roster-demo-server.h"
#include "test-async.h"

/* Every family of end points against the demo server, which refuses what TikTok's specification refuses. */

#define NORTHWIND "7290001112223334440"
#define LUMEN "7288887776665554443"
#define AOIFE "7012345678901234561"
#define TOMAS "7012345678901234562"
#define IVY "7012345678901234564"
#define SECOND G_TIME_SPAN_SECOND

typedef struct
{
  RosterDemoServer *server;
  RosterClock *clock;
  RosterApiClient *client;
  GAsyncResult *result;
  GError *error;
} Fixture;

static void
set_up_with (Fixture           *fixture,
             RosterDemoOptions *options,
             const char        *token)
{
  g_autoptr (GError) error = NULL;

  fixture->server = roster_demo_server_new (options);
  roster_demo_server_start (fixture->server, &error);
  g_assert_no_error (error);

  fixture->clock = roster_clock_new_manual (G_TIME_SPAN_DAY);
  fixture->client = roster_api_client_new (roster_demo_server_get_base_url (fixture->server), fixture->clock, &error);
  g_assert_no_error (error);
  roster_api_client_set_access_token (fixture->client, token);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();

  set_up_with (fixture, options, data != NULL ? data : ROSTER_DEMO_TOKEN_ADMIN);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->result);
  g_assert_no_error (fixture->error);
  g_assert_finalize_object (g_steal_pointer (&fixture->client));
  roster_demo_server_stop (fixture->server);
  g_clear_object (&fixture->server);
  g_clear_object (&fixture->clock);
}

/* The limiter looks at the fixture's clock, which stands still: between two calls it is put forward. */
#define AWAIT(call)                                       \
  G_STMT_START                                            \
  {                                                       \
    roster_clock_advance (fixture->clock, 2 * SECOND);    \
    TEST_AWAIT (fixture->result, call);                   \
  }                                                       \
  G_STMT_END

#define STORE NULL, test_async_store, &fixture->result

static void
assert_refused (Fixture     *fixture,
                RosterError  code,
                gint64       api_code,
                const char  *endpoint)
{
  g_assert_error (fixture->error, ROSTER_ERROR, (int) code);
  g_assert_cmpint (roster_error_get_api_code (fixture->error), ==, api_code);
  g_assert_cmpstr (roster_error_get_endpoint (fixture->error), ==, endpoint);
  g_assert_nonnull (roster_error_get_request_id (fixture->error));
  g_assert_cmpstr (fixture->error->message, !=, "");
  g_clear_error (&fixture->error);
}

static gpointer
find (GPtrArray  *items,
      const char *name)
{
  for (guint i = 0; i < items->len; i++)
    {
      if (g_strcmp0 (roster_item_get_name (g_ptr_array_index (items, i)), name) == 0)
        return g_ptr_array_index (items, i);
    }

  g_error ("There is no %s", name);
}

static RosterGrant *
find_grant (GPtrArray  *grants,
            const char *key)
{
  for (guint i = 0; grants != NULL && i < grants->len; i++)
    {
      RosterGrant *grant = g_ptr_array_index (grants, i);

      if (g_str_equal (grant->asset_key, key))
        return grant;
    }

  return NULL;
}

static GPtrArray *
list_ad_accounts (Fixture *fixture)
{
  GPtrArray *ad_accounts;

  AWAIT (roster_api_asset_list_ad_accounts_async (fixture->client, NORTHWIND, STORE));
  ad_accounts = roster_api_asset_list_ad_accounts_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);

  return ad_accounts;
}

static GPtrArray *
list_grants (Fixture           *fixture,
             RosterAccessScope  scope,
             const char        *user_id,
             const char        *email)
{
  GPtrArray *grants;

  AWAIT (roster_api_asset_list_grants_async (fixture->client, NORTHWIND, scope, user_id, email, STORE));
  grants = roster_api_asset_list_grants_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);

  return grants;
}

static void
test_business_centers (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GPtrArray) centers = NULL;
  RosterBusinessCenter *northwind;

  AWAIT (roster_api_business_center_list_async (fixture->client, STORE));
  centers = roster_api_business_center_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);

  northwind = find (centers, "Northwind Agency");
  g_assert_cmpstr (roster_item_get_key (ROSTER_ITEM (northwind)), ==, "bc:" NORTHWIND);
  g_assert_cmpstr (roster_business_center_get_status (northwind), ==, "ENABLE");
  g_assert_cmpint (roster_business_center_get_role (northwind), ==, ROSTER_ROLE_ADMIN);
  g_assert_cmpint (roster_business_center_get_finance_role (northwind), ==, ROSTER_FINANCE_ROLE_MANAGER);
  g_assert_true (roster_business_center_can_write (northwind));
}

static GPtrArray *
list_members (Fixture *fixture)
{
  GPtrArray *people;

  AWAIT (roster_api_member_list_async (fixture->client, NORTHWIND, STORE));
  people = roster_api_member_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);

  return people;
}

static void
test_counts (Fixture       *fixture,
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
find_members (Fixture          *fixture,
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
test_find_members (Fixture       *fixture,
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
test_members (Fixture       *fixture,
              gconstpointer  data)
{
  const char *emails[] = { "new.person@studio.example", "maria@studio.example", NULL };
  g_autoptr (GPtrArray) ad_accounts = list_ad_accounts (fixture);
  g_autoptr (GPtrArray) people = list_members (fixture);
  g_autoptr (GPtrArray) promised = NULL;
  const char *advertiser_ids[] = { roster_item_get_id (find (ad_accounts, "ACME-US")), NULL };
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
  promised = list_grants (fixture, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, NULL, "new.person@studio.example");
  g_assert_cmpuint (promised->len, ==, 1);
  g_assert_cmpint (find_grant (promised, acme_us)->level, ==, ROSTER_LEVEL_OPERATOR);

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
  assert_refused (fixture, ROSTER_ERROR_REFUSED, 40002, "/bc/member/invite/");

  /* None chosen: the list of ad accounts is sent, and empty. */
  emails[0] = "second.person@studio.example";
  AWAIT (roster_api_member_invite_async (fixture->client, NORTHWIND, emails, ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_NONE, NULL,
                                         ROSTER_LEVEL_ANALYST, STORE));
  g_assert_true (roster_api_member_invite_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_no_error (fixture->error);
}

static void
test_ad_accounts (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GPtrArray) ad_accounts = list_ad_accounts (fixture);
  g_autoptr (GPtrArray) before = list_grants (fixture, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, IVY, NULL);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) holders = NULL;
  g_autoptr (GPtrArray) partners = NULL;
  g_autoptr (GPtrArray) infos = NULL;
  RosterAdAccount *acme_us = find (ad_accounts, "ACME-US");
  RosterAdAccount *lapsed = find (ad_accounts, "FJORD-PL");
  RosterAdAccount *foreign = find (ad_accounts, "HC-NZ");
  RosterAdAccount *waiting = find (ad_accounts, "FJORD-IT");
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
  g_assert_cmpint (find_grant (before, key)->level, ==, ROSTER_LEVEL_ADMIN);

  AWAIT (roster_api_asset_assign_ad_account_async (fixture->client, NORTHWIND, IVY, id, ROSTER_LEVEL_ANALYST, STORE));
  g_assert_true (roster_api_asset_assign_ad_account_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_no_error (fixture->error);
  AWAIT (roster_api_asset_list_holders_async (fixture->client, NORTHWIND, id, STORE));
  holders = roster_api_asset_list_holders_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (find_grant (holders, "user:" IVY)->level, ==, ROSTER_LEVEL_ANALYST);
  g_assert_cmpint (find_grant (holders, "user:" TOMAS)->level, ==, ROSTER_LEVEL_OPERATOR);

  AWAIT (roster_api_asset_unassign_async (fixture->client, NORTHWIND, IVY, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, id, STORE));
  g_assert_true (roster_api_asset_unassign_finish (fixture->client, fixture->result, &fixture->error));
  after = list_grants (fixture, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, IVY, NULL);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_null (find_grant (after, key));

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
  assert_refused (fixture, ROSTER_ERROR_REFUSED, 40002, "/bc/asset/assign/");
}

static void
test_tiktok_accounts (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GPtrArray) ad_accounts = list_ad_accounts (fixture);
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GPtrArray) identities = NULL;
  g_autoptr (GPtrArray) grants = NULL;
  g_autoptr (RosterIdentity) identity = NULL;
  RosterTiktokAccount *trails;
  const char *asset_id;
  const char *advertiser_id = roster_item_get_id (find (ad_accounts, "ACME-FR"));
  gssize quota;

  AWAIT (roster_api_asset_list_tiktok_accounts_async (fixture->client, NORTHWIND, STORE));
  accounts = roster_api_asset_list_tiktok_accounts_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (accounts->len, ==, 6);
  trails = find (accounts, "Acme Trails");
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
  grants = list_grants (fixture, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, IVY, NULL);
  g_assert_cmpuint (grants->len, ==, 1);
  g_assert_cmpint (find_grant (grants, roster_item_get_key (ROSTER_ITEM (trails)))->roles, ==,
                   ROSTER_TIKTOK_ROLES_POST | ROSTER_TIKTOK_ROLES_DIRECT_MESSAGE);
  AWAIT (roster_api_asset_unassign_async (fixture->client, NORTHWIND, IVY, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, asset_id, STORE));
  g_assert_true (roster_api_asset_unassign_finish (fixture->client, fixture->result, &fixture->error));
  g_clear_pointer (&grants, g_ptr_array_unref);
  grants = list_grants (fixture, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, "7012345678901234569", NULL);
  g_assert_cmpint (((RosterGrant *) g_ptr_array_index (grants, 0))->roles, ==, ROSTER_TIKTOK_ROLES_POST | ROSTER_TIKTOK_ROLES_OTHER);

  AWAIT (roster_api_tiktok_account_unlink_async (fixture->client, NORTHWIND, asset_id, advertiser_id, STORE));
  g_assert_true (roster_api_tiktok_account_unlink_finish (fixture->client, fixture->result, &fixture->error));
  AWAIT (roster_api_asset_delete_tiktok_account_async (fixture->client, NORTHWIND, asset_id, STORE));
  g_assert_true (roster_api_asset_delete_tiktok_account_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_no_error (fixture->error);
  AWAIT (roster_api_asset_delete_tiktok_account_async (fixture->client, NORTHWIND, asset_id, STORE));
  g_assert_false (roster_api_asset_delete_tiktok_account_finish (fixture->client, fixture->result, &fixture->error));
  assert_refused (fixture, ROSTER_ERROR_REFUSED, 40002, "/bc/asset/admin/delete/");

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
      Fixture fields = { 0, };
      Fixture *fixture = &fields;

      options->authorization_method = cases[i].server;
      set_up_with (fixture, options, ROSTER_DEMO_TOKEN_ADMIN);
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

      tear_down (fixture, NULL);
    }
}

static void
test_agencies (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GPtrArray) ad_accounts = list_ad_accounts (fixture);
  g_autoptr (GPtrArray) agencies = NULL;
  g_autoptr (GPtrArray) shared = NULL;
  RosterAdAccount *hc_uk = find (ad_accounts, "HC-UK");
  const char *key = roster_item_get_key (ROSTER_ITEM (hc_uk));
  const char *ids[] = { roster_item_get_id (ROSTER_ITEM (hc_uk)), NULL };
  const char *foreign[] = { roster_item_get_id (find (ad_accounts, "HC-NZ")), NULL };

  AWAIT (roster_api_partner_list_async (fixture->client, NORTHWIND, STORE));
  agencies = roster_api_partner_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (roster_item_get_key (find (agencies, "Lumen Media")), ==, "bc:" LUMEN);

  AWAIT (roster_api_partner_add_async (fixture->client, NORTHWIND, LUMEN, ids, ROSTER_LEVEL_OPERATOR, STORE));
  g_assert_true (roster_api_partner_add_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_no_error (fixture->error);
  AWAIT (roster_api_partner_list_shared_async (fixture->client, NORTHWIND, LUMEN, STORE));
  shared = roster_api_partner_list_shared_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (shared->len, ==, 4);
  g_assert_cmpint (find_grant (shared, key)->level, ==, ROSTER_LEVEL_OPERATOR);

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
test_account_groups (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GPtrArray) ad_accounts = list_ad_accounts (fixture);
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);
  g_autofree char *id = NULL;
  RosterAccountGroup *acme;
  const char *two[] = { roster_item_get_id (find (ad_accounts, "ACME-US")), roster_item_get_id (find (ad_accounts, "HC-US")), NULL };
  const char *one[] = { two[0], NULL };

  AWAIT (roster_api_account_group_list_async (fixture->client, NORTHWIND, STORE));
  groups = roster_api_account_group_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (groups->len, ==, 3);
  acme = find (groups, "Acme all");
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
  g_assert_cmpint (find_grant (members, "user:" TOMAS)->level, ==, ROSTER_LEVEL_ANALYST);
  g_assert_cmpint (find_grant (members, "user:7012345678901234566")->level, ==, ROSTER_LEVEL_OPERATOR);

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
  g_assert_cmpint (find_grant (members, "user:" TOMAS)->level, ==, ROSTER_LEVEL_OPERATOR);
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

static void
test_changelog (Fixture       *fixture,
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
test_sign_in (Fixture       *fixture,
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
  assert_refused (fixture, ROSTER_ERROR_SIGNED_OUT, 40105, "/user/info/");
}

static void
test_standard_member (Fixture       *fixture,
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
  g_assert_cmpint (roster_business_center_get_role (find (centers, "Northwind Agency")), ==, ROSTER_ROLE_STANDARD);

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
  assert_refused (fixture, ROSTER_ERROR_NOT_PERMITTED, 40001, "/bc/member/get/");
  AWAIT (roster_api_tiktok_account_authorize_async (fixture->client, NORTHWIND, FALSE, STORE));
  g_assert_null (roster_api_tiktok_account_authorize_finish (fixture->client, fixture->result, &fixture->error));
  assert_refused (fixture, ROSTER_ERROR_NOT_PERMITTED, 40001, "/bc/asset/account/authorization/");
}

static void
test_revoked (Fixture       *fixture,
              gconstpointer  data)
{
  AWAIT (roster_api_business_center_list_async (fixture->client, STORE));
  g_assert_null (roster_api_business_center_list_finish (fixture->client, fixture->result, &fixture->error));
  assert_refused (fixture, ROSTER_ERROR_SIGNED_OUT, 40105, "/bc/get/");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/api/families/business-centers", Fixture, NULL, set_up, test_business_centers, tear_down);
  g_test_add ("/api/families/members", Fixture, NULL, set_up, test_members, tear_down);
  g_test_add ("/api/families/counts", Fixture, NULL, set_up, test_counts, tear_down);
  g_test_add ("/api/families/find-members", Fixture, NULL, set_up, test_find_members, tear_down);
  g_test_add ("/api/families/ad-accounts", Fixture, NULL, set_up, test_ad_accounts, tear_down);
  g_test_add ("/api/families/tiktok-accounts", Fixture, NULL, set_up, test_tiktok_accounts, tear_down);
  g_test_add_data_func ("/api/families/authorization", NULL, test_authorization);
  g_test_add ("/api/families/agencies", Fixture, NULL, set_up, test_agencies, tear_down);
  g_test_add ("/api/families/account-groups", Fixture, NULL, set_up, test_account_groups, tear_down);
  g_test_add ("/api/families/changelog", Fixture, NULL, set_up, test_changelog, tear_down);
  g_test_add ("/api/families/sign-in", Fixture, NULL, set_up, test_sign_in, tear_down);
  g_test_add ("/api/families/standard-member", Fixture, ROSTER_DEMO_TOKEN_STANDARD, set_up, test_standard_member, tear_down);
  g_test_add ("/api/families/revoked", Fixture, ROSTER_DEMO_TOKEN_REVOKED, set_up, test_revoked, tear_down);

  return g_test_run ();
}
