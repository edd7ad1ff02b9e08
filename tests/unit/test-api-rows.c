/* test-api-rows.c
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

#include "test-async.h"
#include "test-http.h"

/* What the families make of rows that no honest server sends. */

typedef struct
{
  TestHttp *http;
  RosterClock *clock;
  RosterApiClient *client;
  GAsyncResult *result;
  GError *error;
  const char *body;
} Fixture;

static void
answer (TestHttp          *http,
        SoupServerMessage *message,
        guint              number)
{
  test_http_answer (message, 200, ((Fixture *) http->data)->body);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->http = test_http_new (answer, fixture);
  fixture->clock = roster_clock_new_manual (G_TIME_SPAN_DAY);
  fixture->client = roster_api_client_new (fixture->http->base_url, fixture->clock, &fixture->error);
  g_assert_no_error (fixture->error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->result);
  g_assert_no_error (fixture->error);
  g_assert_finalize_object (g_steal_pointer (&fixture->client));
  g_clear_pointer (&fixture->http, test_http_free);
  g_clear_object (&fixture->clock);
}

#define AWAIT(call)                                              \
  G_STMT_START                                                   \
  {                                                              \
    roster_clock_advance (fixture->clock, 2 * G_TIME_SPAN_SECOND); \
    TEST_AWAIT (fixture->result, call);                          \
  }                                                              \
  G_STMT_END

#define STORE NULL, test_async_store, &fixture->result

/* Rows with nothing to know them by. */
#define NOTHING "null,5,\"row\",[],true,{},"

static void
test_people (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) people = NULL;
  RosterPerson *person;

  fixture->body = "{\"code\":0,\"data\":{\"list\":[" NOTHING
                  "{\"user_id\":null,\"user_email\":\"\"},{\"user_id\":{},\"user_email\":[]},"
                  "{\"user_id\":\"0\",\"relation_status\":\"PENDING\"},{\"user_id\":0,\"user_email\":null},"
                  "{\"user_id\":\"1\",\"user_name\":null,\"user_email\":7,\"user_role\":\"EMPEROR\",\"relation_status\":\"ON_LEAVE\","
                  "\"ext_user_role\":{\"finance_role\":\"AUDITOR\"}},"
                  "{\"user_id\":\"1\",\"user_name\":\"again\"},"
                  "{\"user_id\":7012345678901234561,\"user_name\":\"<b>A & B</b>\",\"ext_user_role\":null},"
                  "{\"user_id\":\"0\",\"user_email\":\"Maria@Studio.example\",\"relation_status\":\"PENDING\"},"
                  "{\"user_id\":\"77\",\"user_email\":\"tom@studio.example\",\"relation_status\":\"PENDING\"},"
                  "{\"user_email\":\"maria@studio.example\",\"relation_status\":\"PENDING\"}]}}";
  AWAIT (roster_api_member_list_async (fixture->client, "7", STORE));
  people = roster_api_member_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (people->len, ==, 4);

  person = g_ptr_array_index (people, 0);
  g_assert_cmpstr (roster_item_get_key (ROSTER_ITEM (person)), ==, "user:1");
  g_assert_cmpint (roster_person_get_role (person), ==, ROSTER_ROLE_OTHER);
  g_assert_cmpstr (roster_person_get_role_text (person), ==, "EMPEROR");
  g_assert_cmpint (roster_person_get_finance_role (person), ==, ROSTER_FINANCE_ROLE_OTHER);
  g_assert_cmpstr (roster_person_get_finance_role_text (person), ==, "AUDITOR");
  g_assert_cmpint (roster_person_get_membership (person), ==, ROSTER_MEMBERSHIP_OTHER);
  g_assert_cmpstr (roster_person_get_membership_text (person), ==, "ON_LEAVE");
  person = g_ptr_array_index (people, 1);
  g_assert_cmpstr (roster_item_get_key (ROSTER_ITEM (person)), ==, "user:7012345678901234561");
  g_assert_cmpstr (roster_item_get_name (ROSTER_ITEM (person)), ==, "<b>A & B</b>");
  g_assert_cmpint (roster_person_get_role (person), ==, ROSTER_ROLE_UNKNOWN);
  person = g_ptr_array_index (people, 2);
  g_assert_cmpstr (roster_item_get_key (ROSTER_ITEM (person)), ==, "mail:maria@studio.example");
  g_assert_cmpstr (roster_principal_get_address (ROSTER_PRINCIPAL (person)), ==, "Maria@Studio.example");
  person = g_ptr_array_index (people, 3);
  g_assert_cmpstr (roster_item_get_key (ROSTER_ITEM (person)), ==, "mail:tom@studio.example");
}

static void
test_assets (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) ad_accounts = NULL;
  g_autoptr (GPtrArray) tiktok_accounts = NULL;
  g_autoptr (GPtrArray) grants = NULL;
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) own_grants = NULL;
  g_autoptr (GPtrArray) holders = NULL;
  RosterAdAccount *ad_account;
  RosterGrant *grant;

  fixture->body = "{\"code\":0,\"data\":{\"list\":[" NOTHING
                  "{\"asset_id\":\"\"},{\"asset_id\":false},{\"asset_id\":1.5},"
                  "{\"asset_id\":\"99999999999999999999999\",\"asset_name\":\"A\",\"relation_type\":\"OWNER_STATE\",\"relation_status\":9,"
                  "\"advertiser_status\":\"STATUS_NEW\",\"advertiser_role\":\"EMPEROR\",\"tt_account_roles\":\"POST\",\"tt_asset_handle\":{}},"
                  "{\"asset_id\":\"2\",\"advertiser_role\":null,\"tt_account_roles\":[\"LIVE\",\"LIVE\",null],\"tt_asset_handle\":\"two\"},"
                  "{\"asset_id\":2,\"asset_name\":\"again\"}]}}";
  AWAIT (roster_api_asset_list_ad_accounts_async (fixture->client, "7", STORE));
  ad_accounts = roster_api_asset_list_ad_accounts_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (ad_accounts->len, ==, 2);
  ad_account = g_ptr_array_index (ad_accounts, 0);
  g_assert_cmpstr (roster_item_get_id (ROSTER_ITEM (ad_account)), ==, "99999999999999999999999");
  g_assert_cmpint (roster_ad_account_get_ownership (ad_account), ==, ROSTER_OWNERSHIP_OTHER);
  g_assert_cmpstr (roster_ad_account_get_ownership_text (ad_account), ==, "OWNER_STATE");
  g_assert_cmpint (roster_ad_account_get_membership (ad_account), ==, ROSTER_MEMBERSHIP_UNKNOWN);
  g_assert_cmpstr (roster_ad_account_get_status_text (ad_account), ==, "STATUS_NEW");

  AWAIT (roster_api_asset_list_tiktok_accounts_async (fixture->client, "7", STORE));
  tiktok_accounts = roster_api_asset_list_tiktok_accounts_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_cmpuint (tiktok_accounts->len, ==, 2);
  g_assert_null (roster_tiktok_account_get_handle (g_ptr_array_index (tiktok_accounts, 0)));
  g_assert_cmpstr (roster_tiktok_account_get_handle (g_ptr_array_index (tiktok_accounts, 1)), ==, "two");

  /* Held, but nobody says how: not the same as not held. */
  AWAIT (roster_api_asset_list_grants_async (fixture->client, "7", ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, NULL, NULL, STORE));
  grants = roster_api_asset_list_grants_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_cmpuint (grants->len, ==, 2);
  grant = g_ptr_array_index (grants, 0);
  g_assert_cmpint (grant->level, ==, ROSTER_LEVEL_OTHER);
  g_assert_cmpstr (grant->level_text, ==, "EMPEROR");
  grant = g_ptr_array_index (grants, 1);
  g_assert_cmpint (grant->level, ==, ROSTER_LEVEL_OTHER);
  g_assert_null (grant->level_text);

  AWAIT (roster_api_asset_list_own_tiktok_accounts_async (fixture->client, "7", STORE));
  own = roster_api_asset_list_own_tiktok_accounts_finish (fixture->client, fixture->result, &own_grants, &fixture->error);
  g_assert_cmpuint (own->len, ==, 2);
  g_assert_cmpuint (own_grants->len, ==, 2);
  grant = g_ptr_array_index (own_grants, 0);
  g_assert_cmpint (grant->roles, ==, ROSTER_TIKTOK_ROLES_OTHER);
  grant = g_ptr_array_index (own_grants, 1);
  g_assert_cmpint (grant->roles, ==, ROSTER_TIKTOK_ROLES_LIVE);

  fixture->body = "{\"code\":0,\"data\":{\"list\":[" NOTHING
                  "{\"user_id\":\"1\",\"advertiser_role\":\"ADMIN\"},{\"user_email\":\"A@x.example\",\"advertiser_role\":\"ANALYST\"}]}}";
  AWAIT (roster_api_asset_list_holders_async (fixture->client, "7", "2", STORE));
  holders = roster_api_asset_list_holders_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_cmpuint (holders->len, ==, 2);
  g_assert_cmpstr (((RosterGrant *) g_ptr_array_index (holders, 0))->asset_key, ==, "user:1");
  g_assert_cmpstr (((RosterGrant *) g_ptr_array_index (holders, 1))->asset_key, ==, "mail:a@x.example");
}

static void
test_others (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) centers = NULL;
  g_autoptr (GPtrArray) agencies = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) identities = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) infos = NULL;
  g_autoptr (RosterApiUser) user = NULL;
  const char *ids[] = { "1", NULL };

  fixture->body = "{\"code\":0,\"data\":{\"list\":[" NOTHING "{\"bc_info\":[]},{\"bc_info\":{\"bc_id\":null}},"
                  "{\"bc_info\":{\"bc_id\":\"1\",\"name\":7},\"user_role\":\"OWNER\",\"ext_user_role\":[]}]}}";
  AWAIT (roster_api_business_center_list_async (fixture->client, STORE));
  centers = roster_api_business_center_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (centers->len, ==, 1);
  g_assert_cmpint (roster_business_center_get_role (g_ptr_array_index (centers, 0)), ==, ROSTER_ROLE_OTHER);
  g_assert_false (roster_business_center_can_write (g_ptr_array_index (centers, 0)));

  fixture->body = "{\"code\":0,\"data\":{\"list\":[" NOTHING "{\"bc_id\":5,\"bc_name\":[]}]}}";
  AWAIT (roster_api_partner_list_async (fixture->client, "7", STORE));
  agencies = roster_api_partner_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_cmpuint (agencies->len, ==, 1);

  fixture->body = "{\"code\":0,\"data\":{\"asset_groups\":[" NOTHING "{\"asset_group_id\":\"1\",\"assets\":5,\"members\":{}},"
                  "{\"asset_group_id\":\"2\",\"assets\":-7,\"members\":99999999999}]}}";
  AWAIT (roster_api_account_group_list_async (fixture->client, "7", STORE));
  groups = roster_api_account_group_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_cmpuint (groups->len, ==, 2);
  g_assert_cmpint (roster_account_group_get_ad_account_count (g_ptr_array_index (groups, 0)), ==, 5);
  g_assert_cmpint (roster_account_group_get_member_count (g_ptr_array_index (groups, 0)), ==, -1);
  g_assert_cmpint (roster_account_group_get_ad_account_count (g_ptr_array_index (groups, 1)), ==, -1);

  fixture->body = "{\"code\":0,\"data\":{\"asset_group\":{\"members\":[" NOTHING "{\"member_id\":\"1\",\"asset_roles\":[]},"
                  "{\"member_id\":\"2\",\"asset_roles\":{\"ADVERTISER\":\"ADVERTISER_ROLE_EMPEROR\"}}],\"assets\":[" NOTHING
                  "{\"asset_id\":\"3\"},{\"asset_id\":3}]}}}";
  AWAIT (roster_api_account_group_list_members_async (fixture->client, "7", "1", STORE));
  members = roster_api_account_group_list_members_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_cmpuint (members->len, ==, 2);
  g_assert_cmpint (((RosterGrant *) g_ptr_array_index (members, 0))->level, ==, ROSTER_LEVEL_OTHER);
  g_assert_cmpstr (((RosterGrant *) g_ptr_array_index (members, 1))->level_text, ==, "ADVERTISER_ROLE_EMPEROR");
  AWAIT (roster_api_account_group_list_ad_accounts_async (fixture->client, "7", "1", STORE));
  keys = roster_api_account_group_list_ad_accounts_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_cmpuint (keys->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (keys, 0), ==, "ad:3");

  fixture->body = "{\"code\":0,\"data\":{\"identity_list\":[" NOTHING
                  "{\"identity_id\":\"a-b\",\"can_pull_video\":\"yes\",\"can_push_video\":null,\"ads_only_mode\":true}]}}";
  AWAIT (roster_api_tiktok_account_list_identities_async (fixture->client, "7", "1", STORE));
  identities = roster_api_tiktok_account_list_identities_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_cmpuint (identities->len, ==, 1);
  g_assert_cmpint (roster_identity_get_can_pull_video (g_ptr_array_index (identities, 0)), ==, ROSTER_ANSWER_UNKNOWN);
  g_assert_cmpint (roster_identity_get_ads_only_mode (g_ptr_array_index (identities, 0)), ==, ROSTER_ANSWER_YES);

  fixture->body = "{\"code\":0,\"data\":{\"changelog_list\":[null,5,{},{\"time\":7,\"operator_id\":7,\"activity_log\":\"Did it.\"},"
                  "{\"activity_log\":\"Did it.\"}]}}";
  AWAIT (roster_api_changelog_list_async (fixture->client, "7", NULL, NULL, NULL, STORE));
  entries = roster_api_changelog_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_cmpuint (entries->len, ==, 3);

  fixture->body = "{\"code\":0,\"data\":{\"list\":[" NOTHING "{\"advertiser_id\":1,\"currency\":5}]}}";
  AWAIT (roster_api_advertiser_list_info_async (fixture->client, ids, STORE));
  infos = roster_api_advertiser_list_info_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_cmpuint (infos->len, ==, 1);

  fixture->body = "{\"code\":0,\"data\":{\"core_user_id\":[],\"email\":null}}";
  AWAIT (roster_api_oauth_user_info_async (fixture->client, STORE));
  user = roster_api_oauth_user_info_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_null (user->core_user_id);
}

static void
test_secrets (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *token = NULL;
  g_autofree char *link = NULL;

  fixture->body = "{\"code\":0,\"data\":{\"access_token\":\"t0ken\",\"advertiser_ids\":[],\"scope\":[4,9007199254740993]}}";
  AWAIT (roster_api_oauth_exchange_async (fixture->client, "1", "2", "3", STORE));
  token = roster_api_oauth_exchange_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (token, ==, "t0ken");
  g_assert_cmpstr (test_http_get (fixture->http, 0)->path, ==, "/open_api/v1.3/oauth2/access_token/");
  g_assert_cmpstr (test_http_get (fixture->http, 0)->body, ==,
                   "{\"app_id\":\"1\",\"secret\":\"2\",\"auth_code\":\"3\",\"return_advertiser_ids\":false}");
  g_assert_null (test_http_get (fixture->http, 0)->query);

  /* Not a byte of the link is changed. */
  fixture->body = "{\"code\":0,\"data\":{\"bc_auth_qr_code\":\" HTTPS://x.example/%7e?t=a+b&u=\\u00fc#f \"}}";
  AWAIT (roster_api_tiktok_account_authorize_async (fixture->client, "1", FALSE, STORE));
  link = roster_api_tiktok_account_authorize_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (link, ==, " HTTPS://x.example/%7e?t=a+b&u=ü#f ");
  g_assert_cmpstr (test_http_get (fixture->http, 1)->body, ==, "{\"bc_id\":\"1\",\"is_ads_only_mode\":false}");
}

/* Success without what was asked for is an error, never an empty secret or a link to nowhere. */
static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  const char * const bodies[] = {
    "{\"code\":0}",
    "{\"code\":0,\"data\":[]}",
    "{\"code\":0,\"data\":{\"access_token\":\"\",\"bc_auth_qr_code\":\"\",\"asset_group_id\":\"\",\"identity_info\":{},\"list\":{}}}",
    "{\"code\":0,\"data\":{\"access_token\":5,\"bc_auth_qr_code\":[],\"asset_group_id\":{},\"identity_info\":[],\"list\":null}}",
  };
  const char *ids[] = { "1", NULL };
  gssize quota;

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      fixture->body = bodies[i];

#define ASSERT_PROTOCOL(call)                                              \
  G_STMT_START                                                             \
  {                                                                        \
    g_assert_null (call);                                                  \
    g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_PROTOCOL);  \
    g_clear_error (&fixture->error);                                       \
  }                                                                        \
  G_STMT_END

      AWAIT (roster_api_oauth_exchange_async (fixture->client, "1", "2", "3", STORE));
      ASSERT_PROTOCOL (roster_api_oauth_exchange_finish (fixture->client, fixture->result, &fixture->error));
      AWAIT (roster_api_tiktok_account_authorize_async (fixture->client, "1", FALSE, STORE));
      ASSERT_PROTOCOL (roster_api_tiktok_account_authorize_finish (fixture->client, fixture->result, &fixture->error));
      AWAIT (roster_api_account_group_create_async (fixture->client, "1", "2", ids, NULL, STORE));
      ASSERT_PROTOCOL (roster_api_account_group_create_finish (fixture->client, fixture->result, &fixture->error));
      AWAIT (roster_api_tiktok_account_get_identity_async (fixture->client, "1", "2", "3", STORE));
      ASSERT_PROTOCOL (roster_api_tiktok_account_get_identity_finish (fixture->client, fixture->result, &fixture->error));
      AWAIT (roster_api_advertiser_list_info_async (fixture->client, ids, STORE));
      ASSERT_PROTOCOL (roster_api_advertiser_list_info_finish (fixture->client, fixture->result, &fixture->error));
#undef ASSERT_PROTOCOL

      /* A number that is not told is no error. */
      AWAIT (roster_api_tiktok_account_get_quota_async (fixture->client, "1", "2", STORE));
      quota = roster_api_tiktok_account_get_quota_finish (fixture->client, fixture->result, &fixture->error);
      g_assert_no_error (fixture->error);
      g_assert_cmpint (quota, ==, -1);
    }

  g_assert_cmpstr (roster_api_client_get_authorization_method (fixture->client), ==, "");
}

static void
refuse_empty_list (TestHttp          *http,
                   SoupServerMessage *message,
                   guint              number)
{
  gboolean empty = g_strrstr (test_http_get (http, number)->body, "\"asset_ids\":[]") != NULL;

  test_http_answer (message, 200, empty ? "{\"code\":40002,\"message\":\"asset_ids: minimum 1 item\",\"request_id\":\"r\"}" : "{\"code\":0}");
}

/* An empty list is sent, and left out only if it is refused for that. */
static void
test_empty_list (Fixture       *fixture,
                 gconstpointer  data)
{
  const char *emails[] = { "a@x.example", NULL };

  fixture->http->func = refuse_empty_list;
  AWAIT (roster_api_member_invite_async (fixture->client, "7", emails, ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL,
                                         ROSTER_LEVEL_ANALYST, STORE));
  g_assert_true (roster_api_member_invite_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->http->requests->len, ==, 2);
  g_assert_null (g_strrstr (test_http_get (fixture->http, 1)->body, "asset_ids"));

  fixture->http->func = answer;
  fixture->body = "{\"code\":40002,\"message\":\"emails: not an address\",\"request_id\":\"r\"}";
  AWAIT (roster_api_member_invite_async (fixture->client, "7", emails, ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL,
                                         ROSTER_LEVEL_ANALYST, STORE));
  g_assert_false (roster_api_member_invite_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_REFUSED);
  g_clear_error (&fixture->error);
  g_assert_cmpuint (fixture->http->requests->len, ==, 3);
}

/* The same row on and on is one row, whatever becomes of the others. */
static void
test_same_row (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GPtrArray) accounts = NULL;

#define TOM "{\"user_id\":\"1\",\"user_email\":\"tom@x.example\",\"user_name\":\"Tom\"}"
  fixture->body = "{\"code\":0,\"data\":{\"list\":[" TOM "," TOM "," TOM "," TOM "],\"page_info\":{\"total_number\":1,\"total_page\":1}}}";
  AWAIT (roster_api_member_list_async (fixture->client, "7", STORE));
  people = roster_api_member_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (people->len, ==, 1);

#define ACME "{\"asset_id\":\"9\",\"asset_name\":\"Acme\",\"asset_type\":\"TT_ACCOUNT\"}"
  fixture->body = "{\"code\":0,\"data\":{\"list\":[" ACME "," ACME "," ACME "],\"page_info\":{\"total_number\":1,\"total_page\":1}}}";
  AWAIT (roster_api_asset_list_tiktok_accounts_async (fixture->client, "7", STORE));
  accounts = roster_api_asset_list_tiktok_accounts_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (accounts->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/api/rows/people", Fixture, NULL, set_up, test_people, tear_down);
  g_test_add ("/api/rows/assets", Fixture, NULL, set_up, test_assets, tear_down);
  g_test_add ("/api/rows/others", Fixture, NULL, set_up, test_others, tear_down);
  g_test_add ("/api/rows/empty-list", Fixture, NULL, set_up, test_empty_list, tear_down);
  g_test_add ("/api/rows/secrets", Fixture, NULL, set_up, test_secrets, tear_down);
  g_test_add ("/api/rows/same-row", Fixture, NULL, set_up, test_same_row, tear_down);
  g_test_add ("/api/rows/missing", Fixture, NULL, set_up, test_missing, tear_down);

  return g_test_run ();
}
