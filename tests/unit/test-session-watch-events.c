/* test-session-watch-events.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-asset.h"
#include "test-async.h"
#include "test-watch.h"

#define SECOND G_TIME_SPAN_SECOND
#define MINUTE G_TIME_SPAN_MINUTE

typedef TestWatch Fixture;

static void
test_accepted (Fixture       *fixture,
               gconstpointer  data)
{
  RosterPrincipal *maria;
  guint n_grants = test_world_count_requests (&fixture->world, "GET", "/bc/asset/get/");

  test_watch_answer (fixture, "accept", TEST_WATCH_MARIA);
  roster_watch_set_active (fixture->watch, TRUE);
  test_watch_go_on (fixture, 61 * SECOND);

  maria = test_watch_find_by_address (fixture, TEST_WATCH_MARIA);
  g_assert_nonnull (roster_person_get_user_id (ROSTER_PERSON (maria)));
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCEPTED, roster_item_get_key (ROSTER_ITEM (maria)));
  g_assert_cmpstr (roster_item_get_name (roster_event_get_item (fixture->events->pdata[0])), ==, "Maria");

  /* Who is pending, what became of her, and what she holds on either kind of account. */
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 2);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", "/bc/asset/get/"), ==, n_grants + 2);
  g_assert_true (roster_access_is_known (roster_session_get_access (fixture->world.session), roster_item_get_key (ROSTER_ITEM (maria)),
                                         ROSTER_ACCESS_SCOPE_AD_ACCOUNTS));

  /* Once is enough. */
  test_watch_sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 1);
}

static void
test_accepted_before_sync (Fixture       *fixture,
                           gconstpointer  data)
{
  test_watch_answer (fixture, "accept", TEST_WATCH_MARIA);
  test_watch_sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCEPTED, NULL);
}

static void
test_declined (Fixture       *fixture,
               gconstpointer  data)
{
  test_watch_answer (fixture, "decline", TEST_WATCH_MARIA);
  roster_watch_set_active (fixture->watch, TRUE);
  test_watch_go_on (fixture, 61 * SECOND);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_DECLINED, "mail:" TEST_WATCH_MARIA);
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 2);
  g_assert_cmpint (roster_person_get_membership (ROSTER_PERSON (test_watch_find_by_address (fixture, TEST_WATCH_MARIA))), ==, ROSTER_MEMBERSHIP_REJECTED);
}

static void
test_withdrawn (Fixture       *fixture,
                gconstpointer  data)
{
  test_watch_withdraw (fixture, TEST_WATCH_MARIA);
  roster_watch_set_active (fixture->watch, TRUE);
  test_watch_go_on (fixture, 61 * SECOND);
  g_assert_cmpuint (fixture->events->len, ==, 0);
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 3);

  /* A second look, soon, has to agree. */
  test_watch_go_on (fixture, 16 * SECOND);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_WITHDRAWN, "mail:" TEST_WATCH_MARIA);
  g_assert_null (test_watch_find_by_address (fixture, TEST_WATCH_MARIA));
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 2);
  test_watch_go_on (fixture, 16 * SECOND);
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 0);
}

static void
test_invited (Fixture       *fixture,
              gconstpointer  data)
{
  test_watch_invite (fixture, "new@studio.example");
  roster_watch_set_active (fixture->watch, TRUE);
  test_watch_go_on (fixture, 61 * SECOND);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_INVITED, "mail:new@studio.example");
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 1);
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const ADDRESSES[] = { "a@s.example", "b@s.example", "c@s.example", "d@s.example", "e@s.example", "f@s.example" };

  for (guint i = 0; i < G_N_ELEMENTS (ADDRESSES); i++)
    {
      roster_clock_advance (fixture->world.clock, SECOND);
      test_watch_invite (fixture, ADDRESSES[i]);
    }
  test_watch_sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, G_N_ELEMENTS (ADDRESSES));
  g_ptr_array_set_size (fixture->events, 0);
  for (guint i = 0; i < G_N_ELEMENTS (ADDRESSES); i++)
    test_watch_answer (fixture, i == 0 ? "decline" : "accept", ADDRESSES[i]);

  /* One by one they would be asked about more often than the whole list has pages. */
  roster_watch_set_active (fixture->watch, TRUE);
  test_watch_go_on (fixture, 61 * SECOND);
  g_assert_cmpuint (fixture->events->len, ==, G_N_ELEMENTS (ADDRESSES));
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 3);
}

static void
test_vanished (Fixture       *fixture,
               gconstpointer  data)
{
  RosterItem *harbour = test_world_find (roster_session_get_tiktok_accounts (fixture->world.session), "Harbour Coffee");
  g_autofree char *key = g_strdup (roster_item_get_key (harbour));

  test_watch_vanish (fixture, harbour);
  test_watch_sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCOUNT_VANISHED, key);
  test_watch_sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 1);
}

/* The same request finds out for whoever waits for a QR code to be approved, and for the watch. */
static void
test_approved (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GPtrArray) more = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *accounts = roster_session_get_tiktok_accounts (fixture->world.session);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    g_ptr_array_add (more, g_list_model_get_item (accounts, i));
  g_ptr_array_add (more, roster_tiktok_account_new ("99"));
  roster_directory_merge_tiktok_accounts (roster_session_get_directory (fixture->world.session), more, ROSTER_MERGE_CERTAIN);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCOUNT_APPEARED, "tt:99");
}

static void
test_own_change (Fixture       *fixture,
                 gconstpointer  data)
{
  GListModel *accounts = roster_session_get_tiktok_accounts (fixture->world.session);
  g_autoptr (RosterChange) change = roster_change_new_disconnect (test_world_find (accounts, "Harbour Coffee"));
  RosterItem *other;

  test_watch_apply (fixture, change, ROSTER_CHANGE_STATE_DONE);
  test_watch_sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 0);

  /* What others do is, afterwards as before. */
  other = g_list_model_get_item (accounts, 0);
  test_watch_vanish (fixture, other);
  test_watch_sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCOUNT_VANISHED, roster_item_get_key (other));
  g_object_unref (other);
}

static RosterItem *
get_person (Fixture    *fixture,
            const char *name)
{
  return test_world_find (roster_session_get_principals (fixture->world.session), name);
}

static RosterItem *
get_ad_account (Fixture    *fixture,
                const char *name)
{
  return test_world_find (roster_session_get_ad_accounts (fixture->world.session), name);
}

/* Somebody else gives a person a level on an ad account. */
static void
assign (Fixture     *fixture,
        const char  *person,
        const char  *ad_account,
        RosterLevel  level)
{
  RosterApiClient *client = roster_session_get_client (fixture->world.session);

  roster_clock_advance (fixture->world.clock, 2 * SECOND);
  TEST_AWAIT (fixture->result,
              roster_api_asset_assign_ad_account_async (client, roster_item_get_id (ROSTER_ITEM (roster_session_get_business_center (fixture->world.session))),
                                                        roster_item_get_id (get_person (fixture, person)),
                                                        roster_item_get_id (get_ad_account (fixture, ad_account)), level, NULL, test_async_store,
                                                        &fixture->result));
  g_assert_true (roster_api_asset_assign_ad_account_finish (client, fixture->result, NULL));
}

/* The same in this program. */
static void
change_level (Fixture     *fixture,
              const char  *person,
              const char  *ad_account,
              RosterLevel  level)
{
  RosterItem *principal = get_person (fixture, person);
  RosterItem *asset = get_ad_account (fixture, ad_account);
  RosterLevel before = roster_access_get_direct_level (roster_session_get_access (fixture->world.session), roster_item_get_key (principal),
                                                       roster_item_get_key (asset));
  g_autoptr (RosterChange) change = roster_change_new_level (ROSTER_PRINCIPAL (principal), ROSTER_AD_ACCOUNT (asset), before, level);

  test_watch_apply (fixture, change, ROSTER_CHANGE_STATE_DONE);
}

static void
assert_access_event (Fixture    *fixture,
                     guint       position,
                     const char *person,
                     guint       count,
                     const char *ad_account)
{
  RosterEvent *event = fixture->events->pdata[position];

  test_watch_assert_event (fixture, position, ROSTER_EVENT_KIND_ACCESS_CHANGED, roster_item_get_key (get_person (fixture, person)));
  g_assert_cmpuint (roster_event_get_count (event), ==, count);
  g_assert_true (roster_event_get_asset (event) == (ad_account != NULL ? get_ad_account (fixture, ad_account) : NULL));
}

static void
sync_changes (Fixture *fixture)
{
  fixture->world.pace = 100 * 1000;
  roster_session_sync_changes (fixture->world.session);
  test_world_wait (&fixture->world, test_watch_is_at_rest, NULL);
  test_watch_stand_still (fixture);
}

/* What somebody else gave and took is told once, for each person in one sentence, at the end of the sync that finds it: of either kind. */
static void
test_access (Fixture       *fixture,
             gconstpointer  data)
{
  assign (fixture, "Tomas Novak", "ACME-DE", ROSTER_LEVEL_ANALYST);
  sync_changes (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  assert_access_event (fixture, 0, "Tomas Novak", 1, "ACME-DE");
  test_watch_sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 1);

  g_ptr_array_set_size (fixture->events, 0);
  assign (fixture, "Tomas Novak", "ACME-DE", ROSTER_LEVEL_ADMIN);
  assign (fixture, "Tomas Novak", "ACME-FR", ROSTER_LEVEL_ADMIN);
  test_watch_sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  assert_access_event (fixture, 0, "Tomas Novak", 2, NULL);
}

/* What this program did is not told as somebody else's, not even where the answer was lost and the state was read back; what somebody else does
 * to the same later is. */
static void
test_own_access (Fixture       *fixture,
                 gconstpointer  data)
{
  change_level (fixture, "Tomas Novak", "ACME-DE", ROSTER_LEVEL_ANALYST);
  sync_changes (fixture);
  test_watch_sync_now (fixture);
  change_level (fixture, "Tomas Novak", "ACME-DE", ROSTER_LEVEL_OPERATOR);
  test_watch_sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 0);

  assign (fixture, "Tomas Novak", "ACME-DE", ROSTER_LEVEL_ADMIN);
  sync_changes (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  assert_access_event (fixture, 0, "Tomas Novak", 1, "ACME-DE");
}

/* An ad account that appears is one piece of news, whoever has it. */
static void
test_access_to_new (Fixture       *fixture,
                    gconstpointer  data)
{
  RosterDirectory *directory = roster_session_get_directory (fixture->world.session);
  RosterItem *tomas = get_person (fixture, "Tomas Novak");
  g_autoptr (GPtrArray) ad_accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterGrant) grant = roster_grant_new ("ad:99", ROSTER_LEVEL_ADMIN, NULL, ROSTER_TIKTOK_ROLES_NONE);

  for (guint i = 0; i < g_list_model_get_n_items (roster_directory_get_ad_accounts (directory)); i++)
    g_ptr_array_add (ad_accounts, g_list_model_get_item (roster_directory_get_ad_accounts (directory), i));
  g_ptr_array_add (ad_accounts, roster_ad_account_new ("99"));
  roster_directory_merge_ad_accounts (directory, ad_accounts, ROSTER_MERGE_CERTAIN);
  roster_access_set_grant (roster_directory_get_access (directory), roster_item_get_key (tomas), grant);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_AD_ACCOUNT_APPEARED, "ad:99");
}

static gboolean
is_standard (TestWorld *world,
             gpointer   user_data)
{
  return roster_session_get_read_only (world->session) == ROSTER_READ_ONLY_STANDARD;
}

/* Whoever is refused what an Admin may do learns why, also while nothing is asked by itself. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (RosterChange) change = NULL;

  test_world_set_own_role (&fixture->world, "STANDARD");
  change = roster_change_new_link (test_world_find (roster_session_get_tiktok_accounts (fixture->world.session), "Acme Trails"),
                                   test_world_find (roster_session_get_ad_accounts (fixture->world.session), "ACME-US"));
  test_watch_apply (fixture, change, ROSTER_CHANGE_STATE_FAILED);
  test_world_wait (&fixture->world, is_standard, NULL);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_DEMOTED, NULL);
}

static gboolean
is_ready (TestWorld *world,
          gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

/* Whoever is no Admin is asked about after a sync; that nothing of another Business Center has been read yet is none. */
static void
test_switched (Fixture       *fixture,
               gconstpointer  data)
{
  RosterSession *session = fixture->world.session;
  guint n_before;

  fixture->world.pace = 100 * 1000;
  roster_session_select_business_center (session, test_world_find (roster_session_get_business_centers (session), "Harbour Coffee"));
  test_world_wait (&fixture->world, is_ready, NULL);
  g_assert_true (is_standard (&fixture->world, NULL));
  test_watch_stand_still (fixture);
  test_watch_settle (fixture);
  roster_clock_advance (fixture->world.clock, 2 * G_TIME_SPAN_MINUTE);

  fixture->world.pace = 100 * 1000;
  n_before = test_world_count_requests (&fixture->world, NULL, "/bc/get/");
  roster_session_select_business_center (session, test_world_find (roster_session_get_business_centers (session), "Northwind Agency"));
  test_world_wait (&fixture->world, is_ready, NULL);
  g_assert_true (roster_business_center_can_write (roster_session_get_business_center (session)));
  g_assert_cmpuint (test_world_count_requests (&fixture->world, NULL, "/bc/get/"), ==, n_before);
}

static void
test_demoted (Fixture       *fixture,
              gconstpointer  data)
{
  guint n_before;

  test_world_set_own_role (&fixture->world, "STANDARD");
  roster_watch_set_active (fixture->watch, TRUE);
  roster_clock_advance (fixture->world.clock, 61 * SECOND);
  while (roster_session_get_read_only (fixture->world.session) == ROSTER_READ_ONLY_NO)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (roster_session_get_read_only (fixture->world.session), ==, ROSTER_READ_ONLY_STANDARD);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_DEMOTED, roster_item_get_key (ROSTER_ITEM (roster_session_get_business_center (fixture->world.session))));

  /* Whoever may not read the list of people does not ask for it any more, and to see less is no news about the others. */
  n_before = test_world_count_requests (&fixture->world, NULL, TEST_WATCH_MEMBERS);
  for (guint i = 0; i < 5; i++)
    test_watch_go_on (fixture, MINUTE);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, NULL, TEST_WATCH_MEMBERS), ==, n_before);
  test_watch_sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 1);
}

static gboolean
is_shut_out (TestWorld *world,
             gpointer   user_data)
{
  return roster_session_get_read_only (world->session) == ROSTER_READ_ONLY_SIGNED_OUT;
}

static gboolean
is_admin (TestWorld *world,
          gpointer   user_data)
{
  return roster_session_get_read_only (world->session) == ROSTER_READ_ONLY_NO;
}

/* A Standard member who becomes an Admin learns so by the next sync, and sees everybody at once. Nobody has left, and nobody has come. */
static void
test_promoted (Fixture       *fixture,
               gconstpointer  data)
{
  RosterSession *session = fixture->world.session;
  guint n_people = g_list_model_get_n_items (roster_session_get_principals (session));
  guint n_ad_accounts = g_list_model_get_n_items (roster_session_get_ad_accounts (session));
  RosterItem *business_center = ROSTER_ITEM (roster_session_get_business_center (session));

  test_world_set_own_role (&fixture->world, "STANDARD");
  fixture->world.pace = 100 * 1000;
  roster_session_sync (session);
  test_world_wait (&fixture->world, is_standard, NULL);
  test_world_wait (&fixture->world, test_watch_is_at_rest, NULL);
  g_assert_no_error (roster_session_get_error (session));
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_principals (session)), ==, 1);

  test_world_set_own_role (&fixture->world, "ADMIN");
  roster_watch_set_active (fixture->watch, TRUE);
  test_world_wait (&fixture->world, is_admin, NULL);
  test_world_wait (&fixture->world, test_watch_is_at_rest, NULL);
  g_assert_no_error (roster_session_get_error (session));
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_principals (session)), ==, n_people);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_ad_accounts (session)), ==, n_ad_accounts);
  g_assert_cmpuint (fixture->events->len, ==, 2);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_DEMOTED, roster_item_get_key (business_center));
  test_watch_assert_event (fixture, 1, ROSTER_EVENT_KIND_PROMOTED, roster_item_get_key (business_center));
}

/* Whoever is removed altogether still sees what there was, and why nothing can be done any more. */
static void
test_removed (Fixture       *fixture,
              gconstpointer  data)
{
  RosterSession *session = fixture->world.session;
  guint n_people = g_list_model_get_n_items (roster_session_get_principals (session));
  guint n_requests;

  test_world_set_own_role (&fixture->world, "");
  roster_watch_set_active (fixture->watch, TRUE);
  fixture->world.pace = 100 * 1000;
  test_world_wait (&fixture->world, is_shut_out, NULL);
  g_assert_error (roster_session_get_error (session), ROSTER_ERROR, ROSTER_ERROR_NOT_A_MEMBER);
  g_assert_cmpint (roster_session_get_state (session), ==, ROSTER_SESSION_STATE_READY);
  g_assert_false (roster_session_get_syncing (session));
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_principals (session)), ==, n_people);

  /* Nothing more is asked. */
  test_watch_stand_still (fixture);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  n_requests = test_world_count_requests (&fixture->world, NULL, "/");
  roster_clock_advance (fixture->world.clock, 3600 * SECOND);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (test_world_count_requests (&fixture->world, NULL, "/"), ==, n_requests);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, fault, func) g_test_add ("/session/watch-events/" path, Fixture, fault, test_watch_set_up, func, test_watch_tear_down)
  ADD ("accepted", NULL, test_accepted);
  ADD ("accepted-before-sync", NULL, test_accepted_before_sync);
  ADD ("declined", NULL, test_declined);
  ADD ("withdrawn", NULL, test_withdrawn);
  ADD ("invited", NULL, test_invited);
  ADD ("many", NULL, test_many);
  ADD ("vanished", NULL, test_vanished);
  ADD ("approved", NULL, test_approved);
  ADD ("own-change", NULL, test_own_change);
  ADD ("access", NULL, test_access);
  ADD ("own-access", NULL, test_own_access);
  ADD ("own-access-read-back", "lost-reply:/bc/asset/assign/:x1", test_own_access);
  ADD ("access-to-new", NULL, test_access_to_new);
  ADD ("switched", NULL, test_switched);
  ADD ("demoted", NULL, test_demoted);
  ADD ("promoted", NULL, test_promoted);
  ADD ("removed", NULL, test_removed);
  ADD ("refused", NULL, test_refused);
#undef ADD

  return g_test_run ();
}
