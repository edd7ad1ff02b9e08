/* test-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-world.h"

#include <string.h>

#include "roster-api-tiktok-account.h"
#include "roster-principal.h"
#include "roster-tiktok-account.h"

static void
set_up (TestWorld     *world,
        gconstpointer  fault)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->fault = g_strdup (fault);
  test_world_set_up (world, options);
}

static void
tear_down (TestWorld     *world,
           gconstpointer  data)
{
  test_world_tear_down (world);
}

static gboolean
has_failed (TestWorld *world,
            gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_FAILED;
}

static gboolean
is_ready (TestWorld *world,
          gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

static void
test_everything_is_read (TestWorld     *world,
                         gconstpointer  data)
{
  RosterAccess *access = roster_session_get_access (world->session);
  RosterPrincipal *tomas, *priya, *lumen;
  RosterItem *acme_us, *acme_fr, *hc_eu;
  RosterTiktokAccount *acme, *trails;
  g_autoptr (GArray) reasons = NULL;

  test_world_open_and_read (world);

  g_assert_true (roster_session_is_demo (world->session));
  g_assert_cmpint (roster_session_get_read_only (world->session), ==, ROSTER_READ_ONLY_NO);
  g_assert_cmpint (roster_session_get_synced_at (world->session), >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_business_centers (world->session)), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_ad_accounts (world->session)), ==, 40);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_tiktok_accounts (world->session)), ==, 6);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_principals (world->session)), ==, 17);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_account_groups (world->session)), ==, 3);

  tomas = test_world_find (roster_session_get_principals (world->session), "Tomas Novak");
  priya = test_world_find (roster_session_get_principals (world->session), "Priya Raman");
  lumen = test_world_find (roster_session_get_principals (world->session), "Lumen Media");
  acme_us = test_world_find (roster_session_get_ad_accounts (world->session), "ACME-US");
  acme_fr = test_world_find (roster_session_get_ad_accounts (world->session), "ACME-FR");
  hc_eu = test_world_find (roster_session_get_ad_accounts (world->session), "HC-EU");

  /* Priya is Analyst directly and Operator by the group: the higher counts. */
  g_assert_cmpint (roster_access_get_direct_level (access, roster_item_get_key (ROSTER_ITEM (priya)), roster_item_get_key (acme_fr)), ==, ROSTER_LEVEL_ANALYST);
  g_assert_cmpint (roster_access_get_level (access, roster_item_get_key (ROSTER_ITEM (priya)), roster_item_get_key (acme_fr)), ==, ROSTER_LEVEL_OPERATOR);
  reasons = roster_access_dup_reasons (access, roster_item_get_key (ROSTER_ITEM (priya)), roster_item_get_key (acme_fr));
  g_assert_cmpuint (reasons->len, ==, 2);
  g_assert_cmpstr (g_array_index (reasons, RosterReason, 1).source_name, ==, "Acme all");

  g_assert_cmpint (roster_access_get_level (access, roster_item_get_key (ROSTER_ITEM (lumen)), roster_item_get_key (hc_eu)), ==, ROSTER_LEVEL_OPERATOR);
  g_assert_cmpint (roster_access_get_level (access, "mail:maria@studio.example", roster_item_get_key (acme_us)), ==, ROSTER_LEVEL_ANALYST);
  g_assert_cmpint (roster_principal_get_ad_account_count (lumen), ==, 3);
  g_assert_cmpint (roster_principal_get_ad_account_count (tomas), >=, 12);

  acme = test_world_find (roster_session_get_tiktok_accounts (world->session), "Acme Outdoor");
  trails = test_world_find (roster_session_get_tiktok_accounts (world->session), "Acme Trails");
  g_assert_cmpint (roster_tiktok_account_get_link_count (acme), ==, 3);
  g_assert_cmpstr (roster_tiktok_account_get_handle (acme), ==, "acmeoutdoor");
  g_assert_cmpint (roster_tiktok_account_get_existing_posts (acme), ==, ROSTER_ANSWER_YES);
  g_assert_cmpint (roster_tiktok_account_get_readiness (acme), ==, ROSTER_READINESS_READY);
  g_assert_cmpint (roster_tiktok_account_get_readiness (trails), ==, ROSTER_READINESS_NOT_LINKED);
}

/* The number of requests is what follows from the lists: none is sent twice, and every page is as large as TikTok allows. */
static void
test_no_request_too_many (TestWorld     *world,
                          gconstpointer  data)
{
  test_world_open_and_read (world);

  g_assert_cmpuint (test_world_count_requests (world, NULL, "/user/info/"), ==, 1);
  g_assert_cmpuint (test_world_count_requests (world, NULL, "/bc/get/"), ==, 1);
  g_assert_cmpuint (test_world_count_requests (world, NULL, "/bc/member/get/"), ==, 1);
  g_assert_cmpuint (test_world_count_requests (world, NULL, "/bc/partner/get/"), ==, 1);
  g_assert_cmpuint (test_world_count_requests (world, NULL, "/bc/asset/admin/get/"), ==, 2);
  g_assert_cmpuint (test_world_count_requests (world, NULL, "/bc/asset_group/list/"), ==, 1);
  g_assert_cmpuint (test_world_count_requests (world, NULL, "/bc/asset_group/get/"), ==, 2 * 3);
  /* Twelve members for two kinds of assets, three invitations for one. */
  g_assert_cmpuint (test_world_count_requests (world, NULL, "/bc/asset/get/"), ==, 2 * 12 + 3);
  g_assert_cmpuint (test_world_count_requests (world, NULL, "/bc/partner/asset/get/"), ==, 1);
  g_assert_cmpuint (test_world_count_requests (world, NULL, "/bc/asset/advertiser/assigned/"), ==, 6);
  /* Five accounts are linked, in five blocks that do not meet. */
  g_assert_cmpuint (test_world_count_requests (world, NULL, "/identity/get/"), ==, 5);
  g_assert_cmpuint (test_world_count_requests (world, "POST", "/"), ==, 0);
}

/* Many people and few ad accounts: after a look at some, the ad accounts are asked. The next time it is known, and nothing is tried. */
static void
set_up_crowd (TestWorld     *world,
              gconstpointer  data)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->people = 150;
  options->ad_accounts = 12;
  options->tiktok_accounts = 2;
  options->agencies = 1;
  test_world_set_up (world, options);
}

static void
test_the_cheaper_side (TestWorld     *world,
                       gconstpointer  data)
{
  RosterAccess *access = roster_session_get_access (world->session);
  guint first, second;

  test_world_open_and_read (world);
  first = test_world_count_requests (world, NULL, "/bc/asset/member/get/");
  g_assert_cmpuint (first, >=, 12);
  g_assert_cmpuint (first, <=, 150);

  /* Everybody is known, those with nothing as well. */
  for (guint i = 0; i < g_list_model_get_n_items (roster_session_get_principals (world->session)); i++)
    {
      g_autoptr (RosterItem) principal = g_list_model_get_item (roster_session_get_principals (world->session), i);

      if (g_str_has_prefix (roster_item_get_key (principal), "user:"))
        g_assert_true (roster_access_is_known (access, roster_item_get_key (principal), ROSTER_ACCESS_SCOPE_AD_ACCOUNTS));
    }

  roster_session_sync (world->session);
  test_world_wait (world, is_ready, NULL);
  second = test_world_count_requests (world, NULL, "/bc/asset/member/get/") - first;
  g_assert_cmpuint (second, ==, first);
}

static gboolean
has_lists (TestWorld *world,
           gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY;
}

static gboolean
is_there (TestWorld *world,
          gpointer   user_data)
{
  return *(char **) user_data != NULL;
}

static void
on_link (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  char **link = user_data;

  *link = roster_api_tiktok_account_authorize_finish (ROSTER_API_CLIENT (source), result, NULL);
}

/* How many requests came before the first for @path. */
static guint
count_requests_before (TestWorld  *world,
                       const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const char *found;
  guint n_requests = 0;

  g_file_get_contents (world->log, &text, NULL, &error);
  g_assert_no_error (error);
  found = strstr (text, path);
  g_assert_nonnull (found);
  for (const char *c = text; c < found; c++)
    n_requests += *c == '\n';

  return n_requests;
}

/* A client with a phone does not wait for a sync: what is asked for in the middle of a long one comes after what is under way. */
static void
test_a_sync_lets_others_pass (TestWorld     *world,
                              gconstpointer  data)
{
  g_autofree char *link = NULL;
  guint n_before;

  test_world_open (world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (world, has_lists, NULL);
  g_assert_true (roster_session_get_syncing (world->session));
  n_before = test_world_count_requests (world, NULL, "/");
  roster_api_tiktok_account_authorize_async (roster_session_get_client (world->session),
                                             roster_item_get_id (ROSTER_ITEM (roster_session_get_business_center (world->session))), FALSE, NULL,
                                             on_link, &link);
  test_world_wait (world, is_there, &link);
  g_assert_true (roster_session_get_syncing (world->session));

  /* Ten are under way at most, and those that leave with it may arrive before it. */
  g_assert_cmpuint (count_requests_before (world, "/bc/asset/account/authorization/") - n_before, <=, 19);
  roster_session_stop_sync (world->session);
}

static void
on_progress (RosterSession *session,
             GParamSpec    *pspec,
             gpointer       user_data)
{
  double *last = user_data;

  g_assert_cmpfloat (roster_session_get_sync_progress (session), >=, *last);
  *last = roster_session_get_sync_progress (session);
}

static void
test_progress_never_goes_back (TestWorld     *world,
                               gconstpointer  data)
{
  double last = 0;

  g_signal_connect (world->session, "notify::sync-progress", G_CALLBACK (on_progress), &last);
  test_world_open_and_read (world);
  g_assert_cmpfloat (last, ==, 1);
  g_signal_handlers_disconnect_by_data (world->session, &last);
}

static void
test_standard_member (TestWorld     *world,
                      gconstpointer  data)
{
  RosterAccess *access = roster_session_get_access (world->session);
  RosterItem *oneself;
  RosterItem *acme_us;

  test_world_open (world, ROSTER_DEMO_TOKEN_STANDARD);
  test_world_wait (world, is_ready, NULL);

  g_assert_no_error (roster_session_get_error (world->session));
  g_assert_cmpint (roster_session_get_read_only (world->session), ==, ROSTER_READ_ONLY_STANDARD);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_principals (world->session)), ==, 1);
  oneself = test_world_find (roster_session_get_principals (world->session), "Tomas Novak");
  acme_us = test_world_find (roster_session_get_ad_accounts (world->session), "ACME-US");
  g_assert_cmpint (roster_access_get_level (access, roster_item_get_key (oneself), roster_item_get_key (acme_us)), ==, ROSTER_LEVEL_OPERATOR);

  /* What only an Admin may ask is not asked. */
  g_assert_cmpuint (test_world_count_requests (world, NULL, "/bc/member/get/"), ==, 0);
  g_assert_cmpuint (test_world_count_requests (world, NULL, "/bc/asset/admin/get/"), ==, 0);
  g_assert_cmpuint (test_world_count_requests (world, NULL, "/bc/asset/get/"), ==, 2);
}

static void
test_revoked_token (TestWorld     *world,
                    gconstpointer  data)
{
  test_world_open (world, ROSTER_DEMO_TOKEN_REVOKED);
  test_world_wait (world, has_failed, NULL);

  g_assert_error (roster_session_get_error (world->session), ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT);
  g_assert_cmpint (roster_error_get_api_code (roster_session_get_error (world->session)), ==, 40105);
  g_assert_nonnull (roster_error_get_request_id (roster_session_get_error (world->session)));
}

static void
test_select_another_business_center (TestWorld     *world,
                                     gconstpointer  data)
{
  test_world_open_and_read (world);

  roster_session_select_business_center (world->session, test_world_find (roster_session_get_business_centers (world->session), "Harbour Coffee"));
  g_assert_cmpint (roster_session_get_state (world->session), ==, ROSTER_SESSION_STATE_LOADING);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_ad_accounts (world->session)), ==, 0);
  test_world_wait (world, is_ready, NULL);
  g_assert_cmpint (roster_session_get_read_only (world->session), ==, ROSTER_READ_ONLY_STANDARD);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_principals (world->session)), ==, 1);
}

/* What a failing end point could not tell stays unknown; the rest is there, and the error says so. */
static void
test_incomplete (TestWorld     *world,
                 gconstpointer  data)
{
  RosterPrincipal *tomas;
  RosterTiktokAccount *acme;

  test_world_open (world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (world, is_ready, NULL);

  g_assert_nonnull (roster_session_get_error (world->session));
  g_assert_cmpint (roster_session_get_synced_at (world->session), ==, 0);
  tomas = test_world_find (roster_session_get_principals (world->session), "Tomas Novak");
  acme = test_world_find (roster_session_get_tiktok_accounts (world->session), "Acme Outdoor");
  g_assert_cmpint (roster_principal_get_ad_account_count (tomas), >=, 12);
  g_assert_cmpint (roster_tiktok_account_get_link_count (acme), ==, -1);
  g_assert_cmpint (roster_tiktok_account_get_readiness (acme), ==, ROSTER_READINESS_UNKNOWN);
}

static void
test_a_list_that_fails (TestWorld     *world,
                        gconstpointer  data)
{
  test_world_open (world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (world, has_failed, NULL);
  g_assert_nonnull (roster_session_get_error (world->session));
  g_assert_false (roster_session_get_syncing (world->session));
}

static void
test_offline (TestWorld     *world,
              gconstpointer  data)
{
  test_world_open_and_read (world);
  roster_demo_server_stop (world->server);

  roster_session_sync (world->session);
  test_world_wait (world, is_ready, NULL);

  /* The lists stay, and nothing can be changed. */
  g_assert_error (roster_session_get_error (world->session), ROSTER_ERROR, ROSTER_ERROR_OFFLINE);
  g_assert_true (roster_session_get_offline (world->session));
  g_assert_cmpint (roster_session_get_read_only (world->session), ==, ROSTER_READ_ONLY_OFFLINE);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_ad_accounts (world->session)), ==, 40);
}

static void
test_stop_while_reading (TestWorld     *world,
                         gconstpointer  data)
{
  test_world_open_and_read (world);

  roster_session_sync (world->session);
  g_assert_true (roster_session_get_syncing (world->session));
  roster_session_stop_sync (world->session);
  g_assert_false (roster_session_get_syncing (world->session));
  g_assert_cmpint (roster_session_get_state (world->session), ==, ROSTER_SESSION_STATE_READY);

  /* And again, all the way. */
  roster_session_sync (world->session);
  test_world_wait (world, is_ready, NULL);
  g_assert_no_error (roster_session_get_error (world->session));
}

static void
test_close_at_once (TestWorld     *world,
                    gconstpointer  data)
{
  test_world_open (world, ROSTER_DEMO_TOKEN_ADMIN);
  roster_session_close (world->session);
  g_assert_cmpint (roster_session_get_state (world->session), ==, ROSTER_SESSION_STATE_CLOSED);
  test_world_open_and_read (world);
}

static void
on_state (RosterSession *session,
          GParamSpec    *pspec,
          GString       *states)
{
  g_string_append_printf (states, "%d", roster_session_get_state (session));
}

/* Leaving one Business Center while it is being read is no failure, and must not flash one. */
static void
test_no_failure_on_the_way (TestWorld     *world,
                            gconstpointer  data)
{
  g_autoptr (GString) states = g_string_new (NULL);

  test_world_open_and_read (world);
  roster_session_select_business_center (world->session, test_world_find (roster_session_get_business_centers (world->session), "Harbour Coffee"));
  g_signal_connect (world->session, "notify::state", G_CALLBACK (on_state), states);
  roster_session_select_business_center (world->session, test_world_find (roster_session_get_business_centers (world->session), "Northwind Agency"));
  g_assert_cmpint (roster_session_get_state (world->session), ==, ROSTER_SESSION_STATE_LOADING);
  roster_session_close (world->session);
  g_assert_cmpstr (states->str, ==, "0");
  g_signal_handlers_disconnect_by_data (world->session, states);
}

/* The account groups have a scope of their own. Without it the rest is as fresh as ever. */
static void
test_no_right_to_the_groups (TestWorld     *world,
                             gconstpointer  data)
{
  GListModel *principals = roster_session_get_principals (world->session);
  GListModel *accounts = roster_session_get_tiktok_accounts (world->session);
  guint n_known = 0;

  test_world_open (world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (world, is_ready, NULL);
  g_assert_error (roster_session_get_error (world->session), ROSTER_ERROR, ROSTER_ERROR_NOT_PERMITTED);
  g_assert_cmpint (roster_session_get_synced_at (world->session), >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_ad_accounts (world->session)), ==, 40);

  /* It is said what that hides and what can be done, and nobody is said to have nothing. */
  g_assert_nonnull (strstr (roster_session_get_error (world->session)->message, "“Asset Group”"));
  g_assert_false (roster_access_get_groups_listed (roster_session_get_access (world->session)));
  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

      n_known += roster_principal_get_ad_account_count (principal) > 0;
      g_assert_true (roster_principal_get_ad_account_count (principal) != 0 ||
                     !roster_access_may_have_more (roster_session_get_access (world->session), roster_item_get_key (ROSTER_ITEM (principal))));
    }
  g_assert_cmpuint (n_known, >, 0);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (accounts, i);

      g_assert_cmpint (roster_tiktok_account_get_readiness (account), !=, ROSTER_READINESS_NO_OPERATOR);
    }
}

static void
test_nobody_listens (TestWorld     *world,
                     gconstpointer  data)
{
  roster_demo_server_stop (world->server);
  roster_session_open_demo (world->session, "http://127.0.0.1:1", ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (world, has_failed, NULL);
  g_assert_error (roster_session_get_error (world->session), ROSTER_ERROR, ROSTER_ERROR_OFFLINE);

  roster_session_retry (world->session);
  g_assert_cmpint (roster_session_get_state (world->session), ==, ROSTER_SESSION_STATE_OPENING);
  test_world_wait (world, has_failed, NULL);
}

static void
test_no_plain_http (TestWorld     *world,
                    gconstpointer  data)
{
  roster_session_open_demo (world->session, "http://business-api.example", ROSTER_DEMO_TOKEN_ADMIN);
  g_assert_cmpint (roster_session_get_state (world->session), ==, ROSTER_SESSION_STATE_FAILED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/session/everything-is-read", TestWorld, NULL, set_up, test_everything_is_read, tear_down);
  g_test_add ("/session/no-request-too-many", TestWorld, NULL, set_up, test_no_request_too_many, tear_down);
  g_test_add ("/session/the-cheaper-side", TestWorld, NULL, set_up_crowd, test_the_cheaper_side, tear_down);
  g_test_add ("/session/a-sync-lets-others-pass", TestWorld, NULL, set_up_crowd, test_a_sync_lets_others_pass, tear_down);
  g_test_add ("/session/progress-never-goes-back", TestWorld, NULL, set_up, test_progress_never_goes_back, tear_down);
  g_test_add ("/session/standard-member", TestWorld, NULL, set_up, test_standard_member, tear_down);
  g_test_add ("/session/revoked-token", TestWorld, NULL, set_up, test_revoked_token, tear_down);
  g_test_add ("/session/select-another-business-center", TestWorld, NULL, set_up, test_select_another_business_center, tear_down);
  g_test_add ("/session/incomplete", TestWorld, "500:/bc/asset/advertiser/assigned/", set_up, test_incomplete, tear_down);
  g_test_add ("/session/a-list-that-fails", TestWorld, "html:/bc/member/get/", set_up, test_a_list_that_fails, tear_down);
  g_test_add ("/session/offline", TestWorld, NULL, set_up, test_offline, tear_down);
  g_test_add ("/session/stop-while-reading", TestWorld, NULL, set_up, test_stop_while_reading, tear_down);
  g_test_add ("/session/close-at-once", TestWorld, NULL, set_up, test_close_at_once, tear_down);
  g_test_add ("/session/no-failure-on-the-way", TestWorld, NULL, set_up, test_no_failure_on_the_way, tear_down);
  g_test_add ("/session/no-right-to-the-groups", TestWorld, "40001:/bc/asset_group/list/", set_up, test_no_right_to_the_groups, tear_down);
  g_test_add ("/session/nobody-listens", TestWorld, NULL, set_up, test_nobody_listens, tear_down);
  g_test_add ("/session/no-plain-http", TestWorld, NULL, set_up, test_no_plain_http, tear_down);

  return g_test_run ();
}
