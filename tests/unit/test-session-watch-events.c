/* test-session-watch-events.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

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
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_WITHDRAWN, "mail:" TEST_WATCH_MARIA);
  g_assert_null (test_watch_find_by_address (fixture, TEST_WATCH_MARIA));
  g_assert_cmpuint (test_watch_count_looks (fixture), ==, 3);
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
  roster_directory_merge_tiktok_accounts (roster_session_get_directory (fixture->world.session), more);
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

  test_watch_demote_oneself (fixture);
  change = roster_change_new_link (test_world_find (roster_session_get_tiktok_accounts (fixture->world.session), "Acme Trails"),
                                   test_world_find (roster_session_get_ad_accounts (fixture->world.session), "ACME-US"));
  test_watch_apply (fixture, change, ROSTER_CHANGE_STATE_FAILED);
  test_world_wait (&fixture->world, is_standard, NULL);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_DEMOTED, NULL);
}

static void
test_demoted (Fixture       *fixture,
              gconstpointer  data)
{
  guint n_before;

  test_watch_demote_oneself (fixture);
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
  ADD ("demoted", NULL, test_demoted);
  ADD ("refused", NULL, test_refused);
#undef ADD

  return g_test_run ();
}
