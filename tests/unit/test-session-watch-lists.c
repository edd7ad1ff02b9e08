/* test-session-watch-lists.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-error.h"
#include "roster-store-queue.h"
#include "test-async.h"
#include "test-watch.h"

#define SECOND G_TIME_SPAN_SECOND
#define MINUTE G_TIME_SPAN_MINUTE
#define ACCOUNTS "/bc/asset/admin/get/"
#define ACCOUNT_LOOK (151 * SECOND)
#define SECOND_LOOK (16 * SECOND)

/* What the watch makes of lists that lack something: for good, once, or though it is counted. */

typedef TestWatch Fixture;

static void
set_up_large (Fixture       *fixture,
              gconstpointer  data)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->people = 8;
  options->ad_accounts = 4;
  options->tiktok_accounts = 120;
  test_watch_set_up_with (fixture, options);
}

/* What goes wrong begins later. */
static void
set_up_quiet (Fixture       *fixture,
              gconstpointer  data)
{
  test_watch_set_up (fixture, NULL);
}

static guint
count_accounts (Fixture *fixture)
{
  return g_list_model_get_n_items (roster_session_get_tiktok_accounts (fixture->world.session));
}

static guint
count_looks (Fixture *fixture)
{
  return test_world_count_requests (&fixture->world, "GET", ACCOUNTS);
}

/* The owner revokes just after a look: that is the longest it can take. */
static void
test_revoked (Fixture       *fixture,
              gconstpointer  data)
{
  RosterItem *harbour = test_world_find (roster_session_get_tiktok_accounts (fixture->world.session), "Harbour Coffee");
  g_autofree char *key = g_strdup (roster_item_get_key (harbour));
  guint n_before;
  gint64 revoked_at;

  roster_watch_set_active (fixture->watch, TRUE);
  for (n_before = count_looks (fixture); count_looks (fixture) == n_before;)
    test_watch_go_on (fixture, 5 * SECOND);
  n_before = count_looks (fixture);
  revoked_at = roster_clock_get_steady (fixture->world.clock);
  test_watch_vanish (fixture, harbour);

  while (count_looks (fixture) == n_before)
    test_watch_go_on (fixture, 5 * SECOND);
  g_assert_cmpuint (fixture->events->len, ==, 0);
  while (fixture->events->len == 0)
    test_watch_go_on (fixture, 5 * SECOND);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCOUNT_VANISHED, key);
  g_assert_cmpint (roster_clock_get_steady (fixture->world.clock) - revoked_at, <=, 3 * MINUTE);
  g_assert_cmpuint (count_looks (fixture), ==, n_before + 2);

  /* That was all: the pace is the old one. */
  test_watch_go_on (fixture, 2 * SECOND_LOOK);
  g_assert_cmpuint (count_looks (fixture), ==, n_before + 2);
}

/* A list of several pages is counted, and read only when the number is another. */
static void
test_revoked_of_many (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (RosterItem) first = g_list_model_get_item (roster_session_get_tiktok_accounts (fixture->world.session), 0);
  guint n_before = count_looks (fixture);

  roster_watch_set_active (fixture->watch, TRUE);
  test_watch_go_on (fixture, ACCOUNT_LOOK);
  test_watch_go_on (fixture, ACCOUNT_LOOK);
  g_assert_cmpuint (count_looks (fixture), ==, n_before + 2);

  test_watch_vanish (fixture, first);
  test_watch_go_on (fixture, ACCOUNT_LOOK);
  g_assert_cmpuint (count_looks (fixture), ==, n_before + 2 + 1 + 3);
  g_assert_cmpuint (fixture->events->len, ==, 0);
  test_watch_go_on (fixture, SECOND_LOOK);
  g_assert_cmpuint (count_looks (fixture), ==, n_before + 2 + 1 + 3 + 3);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCOUNT_VANISHED, roster_item_get_key (first));
}

/* A window that nobody sees has its second look, too. */
static void
test_second_look_unseen (Fixture       *fixture,
                         gconstpointer  data)
{
  RosterItem *harbour = test_world_find (roster_session_get_tiktok_accounts (fixture->world.session), "Harbour Coffee");

  roster_watch_set_active (fixture->watch, TRUE);
  test_watch_vanish (fixture, harbour);
  test_watch_go_on (fixture, ACCOUNT_LOOK);
  roster_watch_set_active (fixture->watch, FALSE);
  test_watch_go_on (fixture, SECOND_LOOK);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCOUNT_VANISHED, NULL);
}

/* One reading lacks an account and the next, some time later, has it: nothing ended, and nobody approved. */
static void
test_missing_once (Fixture       *fixture,
                   gconstpointer  data)
{
  guint n_accounts = count_accounts (fixture);

  roster_watch_set_active (fixture->watch, TRUE);
  test_world_set_fault (&fixture->world, "missing:" ACCOUNTS ":x1");
  test_watch_go_on (fixture, ACCOUNT_LOOK);
  g_assert_cmpuint (fixture->events->len, ==, 0);
  g_assert_cmpuint (count_accounts (fixture), ==, n_accounts);
  test_watch_go_on (fixture, SECOND_LOOK);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCOUNT_RETURNED, NULL);
  g_assert_cmpuint (count_accounts (fixture), ==, n_accounts);
}

/* TikTok's list was wrong twice: whoever was told that the account is gone is told that it is back. */
static void
test_returned (Fixture       *fixture,
               gconstpointer  data)
{
  guint n_accounts = count_accounts (fixture);

  roster_watch_set_active (fixture->watch, TRUE);
  test_world_set_fault (&fixture->world, "missing:" ACCOUNTS ":x2");
  test_watch_go_on (fixture, ACCOUNT_LOOK);
  test_watch_go_on (fixture, SECOND_LOOK);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCOUNT_VANISHED, NULL);
  g_assert_cmpuint (count_accounts (fixture), ==, n_accounts - 1);

  test_watch_go_on (fixture, ACCOUNT_LOOK);
  g_assert_cmpuint (fixture->events->len, ==, 2);
  test_watch_assert_event (fixture, 1, ROSTER_EVENT_KIND_ACCOUNT_RETURNED, roster_item_get_key (roster_event_get_item (fixture->events->pdata[0])));
  g_assert_cmpuint (count_accounts (fixture), ==, n_accounts);
}

/* It was told to be gone before the program was started. */
static void
test_returned_later (Fixture       *fixture,
                     gconstpointer  data)
{
  RosterItem *harbour = test_world_find (roster_session_get_tiktok_accounts (fixture->world.session), "Harbour Coffee");

  roster_watch_note_gone (fixture->watch, roster_item_get_key (harbour));
  roster_watch_note_gone (fixture->watch, "tt:99");
  test_watch_sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 0);
  {
    g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func (g_object_unref);

    g_ptr_array_add (one, roster_tiktok_account_new ("99"));
    roster_directory_merge_tiktok_accounts (roster_session_get_directory (fixture->world.session), one, ROSTER_MERGE_PART);
  }
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCOUNT_RETURNED, "tt:99");
}

static guint
count_everything (Fixture *fixture)
{
  RosterSession *session = fixture->world.session;

  return g_list_model_get_n_items (roster_session_get_principals (session)) + count_accounts (fixture) +
         g_list_model_get_n_items (roster_session_get_ad_accounts (session)) +
         g_list_model_get_n_items (roster_session_get_account_groups (session));
}

static void
queue (Fixture    *fixture,
       const char *address)
{
  RosterStoreCenter *center = roster_session_get_center (fixture->world.session);
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_queued_grant_free);
  g_autofree char *subject = g_strconcat ("mail:", address, NULL);

  g_ptr_array_add (grants, roster_queued_grant_new ("level", subject, "ad:1", "analyst"));
  TEST_AWAIT (fixture->result, roster_store_queue_add_async (center, grants, test_async_store, &fixture->result));
  g_assert_true (roster_store_queue_add_finish (center, fixture->result, NULL));
}

/* Each list lacks rows once, and counts only those that it has: nothing is told, nothing leaves, and nothing that waits is forgotten. */
static void
test_missing_in_sync (Fixture       *fixture,
                      gconstpointer  fault)
{
  guint n_before = count_everything (fixture);

  queue (fixture, TEST_WATCH_MARIA);
  test_world_set_fault (&fixture->world, fault);
  test_watch_sync_now (fixture);
  g_assert_no_error (roster_session_get_error (fixture->world.session));
  g_assert_cmpuint (fixture->events->len, ==, 0);
  g_assert_cmpuint (count_everything (fixture), ==, n_before);
  g_assert_cmpuint (test_watch_count_queued (fixture), ==, 1);
}

/* Rows that are counted do not come, however often they are asked for. */
static void
test_short (Fixture       *fixture,
            gconstpointer  fault)
{
  guint n_before = count_everything (fixture);

  queue (fixture, TEST_WATCH_MARIA);
  roster_watch_set_active (fixture->watch, TRUE);
  test_world_set_fault (&fixture->world, fault);
  for (guint i = 0; i < 2; i++)
    {
      test_watch_sync_now (fixture);
      g_assert_error (roster_session_get_error (fixture->world.session), ROSTER_ERROR, ROSTER_ERROR_INCOMPLETE);
      test_watch_go_on (fixture, ACCOUNT_LOOK);
      test_watch_go_on (fixture, SECOND_LOOK);
    }
  g_assert_cmpuint (fixture->events->len, ==, 0);
  g_assert_cmpuint (count_everything (fixture), ==, n_before);
  g_assert_cmpuint (test_watch_count_queued (fixture), ==, 1);

  /* The next sync, also one that reads only what may have changed, asks for what was short; nothing is left of it. */
  test_world_set_fault (&fixture->world, "");
  fixture->world.pace = 100 * 1000;
  roster_session_sync_changes (fixture->world.session);
  test_world_wait (&fixture->world, test_watch_is_at_rest, NULL);
  g_assert_no_error (roster_session_get_error (fixture->world.session));
  g_assert_cmpuint (fixture->events->len, ==, 0);
  g_assert_cmpuint (count_everything (fixture), ==, n_before);
}

/* Who is invited comes short: whoever has accepted is found all the same, and nobody else is lost. */
static void
test_short_invitations (Fixture       *fixture,
                        gconstpointer  fault)
{
  guint n_before = count_everything (fixture);

  queue (fixture, "tom.murphy@northwnd.example");
  test_watch_answer (fixture, "accept", TEST_WATCH_MARIA);
  roster_watch_set_active (fixture->watch, TRUE);
  test_world_set_fault (&fixture->world, fault);
  test_watch_go_on (fixture, 61 * SECOND);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCEPTED, NULL);
  g_assert_cmpuint (count_everything (fixture), ==, n_before);

  test_watch_go_on (fixture, 61 * SECOND);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  g_assert_cmpuint (count_everything (fixture), ==, n_before);
  g_assert_cmpuint (test_watch_count_queued (fixture), ==, 1);
}

/* An invitation that did not come among those that are counted, and is missing from the whole list once, has been missing once. */
static void
test_short_then_missing (Fixture       *fixture,
                         gconstpointer  data)
{
  guint n_before = count_everything (fixture);

  roster_watch_set_active (fixture->watch, TRUE);
  test_world_set_fault (&fixture->world, "short=100:/bc/member/get/:x2,missing=100:/bc/member/get/:x2");
  test_watch_go_on (fixture, 61 * SECOND);
  test_watch_go_on (fixture, 61 * SECOND);
  g_assert_cmpuint (fixture->events->len, ==, 0);
  g_assert_cmpuint (count_everything (fixture), ==, n_before);
}

/* For a moment nobody is listed, whatever is asked: nobody is gone, and what waits is kept. */
static void
test_missing_for_a_moment (Fixture       *fixture,
                           gconstpointer  data)
{
  guint n_before = count_everything (fixture);
  guint n_looks;

  queue (fixture, TEST_WATCH_MARIA);
  test_watch_count_looks (fixture);
  roster_watch_set_active (fixture->watch, TRUE);
  test_world_set_fault (&fixture->world, "missing=100:/bc/member/get/");
  test_watch_go_on (fixture, 61 * SECOND);
  n_looks = test_watch_count_looks (fixture);
  g_assert_cmpuint (n_looks, >=, 2);
  test_world_set_fault (&fixture->world, "");
  test_watch_go_on (fixture, SECOND_LOOK);
  g_assert_cmpuint (test_watch_count_looks (fixture), >=, 2);
  g_assert_cmpuint (fixture->events->len, ==, 0);
  g_assert_cmpuint (count_everything (fixture), ==, n_before);
  g_assert_cmpuint (test_watch_count_queued (fixture), ==, 1);
}

/* Whoever was missing from the list when somebody else read it is looked for in it again, though no invitation makes that necessary. */
static void
test_member_missing (Fixture       *fixture,
                     gconstpointer  data)
{
  RosterDirectory *directory = roster_session_get_directory (fixture->world.session);
  GListModel *principals = roster_directory_get_principals (directory);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    g_ptr_array_add (others, g_list_model_get_item (principals, i));
  g_ptr_array_remove (others, test_world_principal (&fixture->world, "Tomas Novak"));
  roster_directory_merge_principals (directory, others, ROSTER_MERGE_WHOLE, ROSTER_MERGE_PART);
  g_assert_true (roster_directory_misses (directory, ROSTER_TYPE_PERSON));

  test_watch_go_on (fixture, SECOND_LOOK);
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 2);
  g_assert_false (roster_directory_misses (directory, ROSTER_TYPE_PERSON));
  g_assert_cmpuint (fixture->events->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, fault, func) g_test_add ("/session/watch-lists/" path, Fixture, fault, test_watch_set_up, func, test_watch_tear_down)
  ADD ("revoked", NULL, test_revoked);
  g_test_add ("/session/watch-lists/revoked-of-many", Fixture, NULL, set_up_large, test_revoked_of_many, test_watch_tear_down);
  ADD ("second-look-unseen", NULL, test_second_look_unseen);
  ADD ("missing-once", NULL, test_missing_once);
  ADD ("returned", NULL, test_returned);
  ADD ("returned-later", NULL, test_returned_later);
#undef ADD
#define ADD(path, fault, func)                                                                                                        \
  g_test_add ("/session/watch-lists/" path, Fixture, fault, set_up_quiet, func, test_watch_tear_down)
  ADD ("missing/people", "missing=2:/bc/member/get/:x1", test_missing_in_sync);
  ADD ("missing/all-people", "missing=100:/bc/member/get/:x1", test_missing_in_sync);
  ADD ("missing/agencies", "missing=5:/bc/partner/get/:x1", test_missing_in_sync);
  ADD ("missing/accounts", "missing:" ACCOUNTS ":x2", test_missing_in_sync); /* of ad accounts, and of TikTok accounts */
  ADD ("missing/groups", "missing:/bc/asset_group/list/:x1", test_missing_in_sync);
  ADD ("short/people", "short:/bc/member/get/", test_short);
  ADD ("short/agencies", "short:/bc/partner/get/", test_short);
  ADD ("short/accounts", "short:" ACCOUNTS, test_short);
  ADD ("short/groups", "short:/bc/asset_group/list/", test_short);
  ADD ("short/holdings", "short:/bc/asset/get/", test_short);
  ADD ("short/group-members", "short:/bc/asset_group/get/", test_short);
  ADD ("short/shared", "short:/bc/partner/asset/get/", test_short);
  ADD ("short/links", "short:/bc/asset/advertiser/assigned/", test_short);
  ADD ("short/invitations", "short:/bc/member/get/", test_short_invitations);
  ADD ("short/then-missing", NULL, test_short_then_missing);
  ADD ("missing/for-a-moment", NULL, test_missing_for_a_moment);
  ADD ("missing/member", NULL, test_member_missing);
  ADD ("missing/invitations", "missing=100:/bc/member/get/:x1", test_short_invitations);
#undef ADD

  return g_test_run ();
}
