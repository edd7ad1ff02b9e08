/* test-session-acceptances.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-queue.h"
#include "roster-store-queue.h"
#include "test-async.h"
#include "test-watch.h"

#define SECOND G_TIME_SPAN_SECOND

typedef TestWatch Fixture;

static void
queue (Fixture    *fixture,
       const char *kind,
       const char *address,
       const char *object,
       const char *value)
{
  RosterStoreCenter *center = roster_session_get_center (fixture->world.session);
  g_autofree char *subject = roster_person_dup_address_key (address);
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_queued_grant_free);

  g_ptr_array_add (grants, roster_queued_grant_new (kind, subject, object, value));
  TEST_AWAIT (fixture->result, roster_store_queue_add_async (center, grants, test_async_store, &fixture->result));
  g_assert_true (roster_store_queue_add_finish (center, fixture->result, NULL));
}

static RosterItem *
get_ad_account (Fixture    *fixture,
                const char *name)
{
  return test_world_find (roster_session_get_ad_accounts (fixture->world.session), name);
}

static gboolean
queue_is_as_long (TestWorld *world,
                  gpointer   user_data)
{
  return test_watch_count_queued ((Fixture *) world) == GPOINTER_TO_UINT (user_data);
}

static void
look_until (Fixture *fixture,
            guint    n_events)
{
  roster_watch_set_active (fixture->watch, TRUE);
  roster_clock_advance (fixture->world.clock, 61 * SECOND);
  test_world_wait (&fixture->world, test_watch_has_events, GUINT_TO_POINTER (n_events));
  test_watch_settle (fixture);
}

static guint
count_assigns (Fixture *fixture)
{
  return test_world_count_requests (&fixture->world, "POST", "/bc/asset/assign/");
}

static void
test_queue (Fixture       *fixture,
            gconstpointer  data)
{
  RosterAccess *access = roster_session_get_access (fixture->world.session);
  const char *acme_us = roster_item_get_key (get_ad_account (fixture, "ACME-US"));
  const char *harbour = roster_item_get_key (test_world_find (roster_session_get_tiktok_accounts (fixture->world.session), "Harbour Coffee"));
  const char *maria;

  queue (fixture, ROSTER_QUEUE_LEVEL, TEST_WATCH_MARIA, acme_us, "OPERATOR");
  queue (fixture, ROSTER_QUEUE_ROLES, TEST_WATCH_MARIA, harbour, "POST");
  queue (fixture, ROSTER_QUEUE_LEVEL, "tom.murphy@northwnd.example", acme_us, "ADMIN");
  test_watch_answer (fixture, "accept", TEST_WATCH_MARIA);
  look_until (fixture, 2);

  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCEPTED, NULL);
  test_watch_assert_event (fixture, 1, ROSTER_EVENT_KIND_GIVEN, NULL);
  g_assert_cmpuint (roster_event_get_count (fixture->events->pdata[1]), ==, 2);
  g_assert_cmpuint (count_assigns (fixture), ==, 2);
  maria = roster_item_get_key (ROSTER_ITEM (test_watch_find_by_address (fixture, TEST_WATCH_MARIA)));
  g_assert_cmpint (roster_access_get_direct_level (access, maria, acme_us), ==, ROSTER_LEVEL_OPERATOR);
  g_assert_cmpint (roster_access_get_roles (access, maria, harbour), ==, ROSTER_TIKTOK_ROLES_POST);
  g_assert_cmpuint (test_watch_count_queued (fixture), ==, 1);

  test_watch_sync_now (fixture);
  g_assert_cmpuint (count_assigns (fixture), ==, 2);
  g_assert_cmpint (roster_access_get_direct_level (access, maria, acme_us), ==, ROSTER_LEVEL_OPERATOR);
  g_assert_cmpuint (fixture->events->len, ==, 2);
}

/* The program was closed when the invitation was accepted, or went down between the write and the queue: what is held leaves the queue
 * without being sent, also when it is more by now. */
static void
test_queue_held (Fixture       *fixture,
                 gconstpointer  data)
{
  RosterItem *tomas = test_world_find (roster_session_get_principals (fixture->world.session), "Tomas Novak");
  const char *address = roster_principal_get_address (ROSTER_PRINCIPAL (tomas));
  g_autoptr (GPtrArray) grants = roster_access_dup_grants (roster_session_get_access (fixture->world.session), roster_item_get_key (tomas),
                                                           ROSTER_ACCESS_SCOPE_AD_ACCOUNTS);

  g_assert_cmpuint (grants->len, >, 0);
  queue (fixture, ROSTER_QUEUE_LEVEL, address, ((RosterGrant *) grants->pdata[0])->asset_key, "ANALYST");
  g_assert_cmpuint (test_watch_count_queued (fixture), ==, 1);
  test_watch_sync_now (fixture);
  test_world_wait (&fixture->world, queue_is_as_long, GUINT_TO_POINTER (0));
  g_assert_cmpuint (count_assigns (fixture), ==, 0);
  g_assert_cmpuint (fixture->events->len, ==, 0);
}

/* All of it: invited here, with more than an invitation can carry; accepted there; given. */
static void
test_queue_invited (Fixture       *fixture,
                    gconstpointer  data)
{
  RosterSession *session = fixture->world.session;
  g_autoptr (RosterChange) change = roster_change_new_invite ("new@studio.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE);
  g_autoptr (RosterChange) roles = NULL;
  RosterTiktokAccount *harbour = test_world_find (roster_session_get_tiktok_accounts (session), "Harbour Coffee");

  test_watch_apply (fixture, change, ROSTER_CHANGE_STATE_DONE);
  roles = roster_change_new_roles (test_watch_find_by_address (fixture, "new@studio.example"), harbour, ROSTER_TIKTOK_ROLES_NONE, ROSTER_TIKTOK_ROLES_POST);
  test_watch_apply (fixture, roles, ROSTER_CHANGE_STATE_QUEUED);
  g_assert_cmpuint (test_watch_count_queued (fixture), ==, 1);
  g_assert_cmpuint (fixture->events->len, ==, 0);

  test_watch_answer (fixture, "accept", "new@studio.example");
  look_until (fixture, 2);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCEPTED, NULL);
  test_watch_assert_event (fixture, 1, ROSTER_EVENT_KIND_GIVEN, NULL);
  g_assert_cmpint (roster_access_get_roles (roster_session_get_access (session),
                                            roster_item_get_key (ROSTER_ITEM (test_watch_find_by_address (fixture, "new@studio.example"))),
                                            roster_item_get_key (ROSTER_ITEM (harbour))),
                   ==, ROSTER_TIKTOK_ROLES_POST);
  g_assert_cmpuint (test_watch_count_queued (fixture), ==, 0);
  g_assert_cmpuint (count_assigns (fixture), ==, 1);
}

static void
test_queue_overtaken (Fixture       *fixture,
                      gconstpointer  data)
{
  const char *acme_de = roster_item_get_key (get_ad_account (fixture, "ACME-DE"));

  queue (fixture, ROSTER_QUEUE_LEVEL, TEST_WATCH_MARIA, acme_de, "ADMIN");
  queue (fixture, ROSTER_QUEUE_LEVEL, TEST_WATCH_MARIA, acme_de, "ANALYST");
  test_watch_answer (fixture, "accept", TEST_WATCH_MARIA);
  look_until (fixture, 2);
  g_assert_cmpuint (count_assigns (fixture), ==, 1);
  g_assert_cmpuint (test_watch_count_queued (fixture), ==, 0);
  g_assert_cmpint (roster_access_get_direct_level (roster_session_get_access (fixture->world.session),
                                                   roster_item_get_key (ROSTER_ITEM (test_watch_find_by_address (fixture, TEST_WATCH_MARIA))), acme_de),
                   ==, ROSTER_LEVEL_ANALYST);
}

static void
test_queue_refused (Fixture       *fixture,
                    gconstpointer  data)
{
  queue (fixture, ROSTER_QUEUE_LEVEL, TEST_WATCH_MARIA, roster_item_get_key (get_ad_account (fixture, "ACME-DE")), "OPERATOR");
  queue (fixture, ROSTER_QUEUE_LEVEL, TEST_WATCH_MARIA, roster_item_get_key (get_ad_account (fixture, "ACME-FR")), "OPERATOR");
  test_watch_answer (fixture, "accept", TEST_WATCH_MARIA);
  look_until (fixture, 3);

  test_watch_assert_event (fixture, 1, ROSTER_EVENT_KIND_GIVEN, NULL);
  test_watch_assert_event (fixture, 2, ROSTER_EVENT_KIND_NOT_GIVEN, NULL);
  g_assert_cmpuint (roster_event_get_count (fixture->events->pdata[2]), ==, 1);
  g_assert_error (roster_event_get_error (fixture->events->pdata[2]), ROSTER_ERROR, ROSTER_ERROR_REFUSED);
  g_assert_cmpuint (test_watch_count_queued (fixture), ==, 1);
  g_assert_cmpuint (count_assigns (fixture), ==, 2);

  /* It stays, and is not tried with every sync. */
  test_watch_sync_now (fixture);
  g_assert_cmpuint (test_watch_count_queued (fixture), ==, 1);
  g_assert_cmpuint (count_assigns (fixture), ==, 2);
}

/* What could not even be asked for is asked for again once it can be. */
static void
test_queue_held_up (Fixture       *fixture,
                    gconstpointer  data)
{
  queue (fixture, ROSTER_QUEUE_LEVEL, TEST_WATCH_MARIA, roster_item_get_key (get_ad_account (fixture, "ACME-US")), "OPERATOR");
  test_watch_answer (fixture, "accept", TEST_WATCH_MARIA);
  roster_watch_set_active (fixture->watch, TRUE);
  fixture->world.pace = 1000 * 1000;
  test_world_wait (&fixture->world, test_watch_has_events, GUINT_TO_POINTER (2));
  test_watch_assert_event (fixture, 1, ROSTER_EVENT_KIND_NOT_GIVEN, NULL);
  g_assert_error (roster_event_get_error (fixture->events->pdata[1]), ROSTER_ERROR, ROSTER_ERROR_RATE_LIMITED);
  g_assert_cmpuint (test_watch_count_queued (fixture), ==, 1);

  test_world_set_fault (&fixture->world, "");
  test_watch_sync_now (fixture);
  test_world_wait (&fixture->world, queue_is_as_long, GUINT_TO_POINTER (0));
}

static void
test_queue_dropped (Fixture       *fixture,
                    gconstpointer  data)
{
  queue (fixture, ROSTER_QUEUE_LEVEL, TEST_WATCH_MARIA, roster_item_get_key (get_ad_account (fixture, "ACME-US")), "OPERATOR");
  test_watch_withdraw (fixture, TEST_WATCH_MARIA);
  roster_watch_set_active (fixture->watch, TRUE);
  test_watch_go_on (fixture, 61 * SECOND);
  g_assert_cmpuint (fixture->events->len, ==, 0); /* one look is not enough */
  g_assert_cmpuint (test_watch_count_queued (fixture), ==, 1);
  roster_clock_advance (fixture->world.clock, 20 * SECOND);
  test_world_wait (&fixture->world, test_watch_has_events, GUINT_TO_POINTER (1));
  test_watch_settle (fixture);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_WITHDRAWN, NULL);
  test_world_wait (&fixture->world, queue_is_as_long, GUINT_TO_POINTER (0));
}

static gboolean
is_assigned (TestWorld *world,
             gpointer   user_data)
{
  return test_world_count_requests (world, "POST", "/bc/asset/assign/") > 0;
}

static gboolean
is_later (TestWorld *world,
          gpointer   user_data)
{
  return roster_clock_get_steady (world->clock) >= *(gint64 *) user_data;
}

/* The answer is lost, and what is held cannot be read either: that is not told as something that could not be given. It stays in the queue. */
static void
test_not_known_is_not_failed (Fixture       *fixture,
                              gconstpointer  fault)
{
  gint64 until;

  queue (fixture, ROSTER_QUEUE_LEVEL, TEST_WATCH_MARIA, roster_item_get_key (get_ad_account (fixture, "ACME-US")), "OPERATOR");
  test_watch_answer (fixture, "accept", TEST_WATCH_MARIA);
  roster_watch_set_active (fixture->watch, TRUE);
  roster_clock_advance (fixture->world.clock, 61 * SECOND);
  test_world_wait (&fixture->world, is_assigned, NULL);
  test_world_set_fault (&fixture->world, "500:/bc/asset/get/");

  /* Longer than the client tries to read. */
  until = roster_clock_get_steady (fixture->world.clock) + 600 * SECOND;
  fixture->world.pace = SECOND;
  test_world_wait (&fixture->world, is_later, &until);
  g_assert_cmpuint (count_assigns (fixture), ==, 1);
  for (guint i = 0; i < fixture->events->len; i++)
    g_assert_cmpint (roster_event_get_kind (fixture->events->pdata[i]), !=, ROSTER_EVENT_KIND_NOT_GIVEN);
  g_assert_cmpuint (test_watch_count_queued (fixture), ==, 1);
}

typedef struct
{
  Fixture *fixture;
  const char *decision; /* or NULL once it was made */
} Meanwhile;

static void
on_merged (RosterDirectory *directory,
           int              list,
           Meanwhile       *meanwhile)
{
  const char *decision = meanwhile->decision;

  if (list != ROSTER_DIRECTORY_LIST_PRINCIPALS || decision == NULL)
    return;

  meanwhile->decision = NULL;
  if (*decision != '\0')
    test_watch_answer (meanwhile->fixture, decision, TEST_WATCH_MARIA);
  else
    test_watch_withdraw (meanwhile->fixture, TEST_WATCH_MARIA);
}

/* A sync during which, once the list of people was read, something happens to an invitation. */
static void
sync_while (Fixture    *fixture,
            const char *decision)
{
  RosterDirectory *directory = roster_session_get_directory (fixture->world.session);
  Meanwhile meanwhile = { fixture, decision };
  gulong handler = g_signal_connect (directory, "merged", G_CALLBACK (on_merged), &meanwhile);

  test_watch_sync_now (fixture);
  g_signal_handler_disconnect (directory, handler);
  g_assert_null (meanwhile.decision);
}

/* Somebody accepts in the middle of a sync, so that TikTok refuses to tell what the invitation promises: they are read as the member that they are. */
static void
test_accepted_meanwhile (Fixture       *fixture,
                         gconstpointer  data)
{
  RosterSession *session = fixture->world.session;
  RosterAccess *access = roster_session_get_access (session);
  RosterPrincipal *maria;

  sync_while (fixture, "accept");
  g_assert_no_error (roster_session_get_error (session));
  g_assert_null (roster_directory_find_principal (roster_session_get_directory (session), "mail:" TEST_WATCH_MARIA));
  maria = test_watch_find_by_address (fixture, TEST_WATCH_MARIA);
  g_assert_nonnull (roster_person_get_user_id (ROSTER_PERSON (maria)));
  for (int scope = ROSTER_ACCESS_SCOPE_AD_ACCOUNTS; scope <= ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS; scope++)
    g_assert_true (roster_access_is_known (access, roster_item_get_key (ROSTER_ITEM (maria)), (RosterAccessScope) scope));
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCEPTED, NULL);

  test_watch_sync_now (fixture);
  g_assert_no_error (roster_session_get_error (session));
  g_assert_cmpuint (fixture->events->len, ==, 1);
}

/* The invitation is withdrawn instead: that is no failure either, and the next lists tell. */
static void
test_withdrawn_meanwhile (Fixture       *fixture,
                          gconstpointer  data)
{
  sync_while (fixture, "");
  g_assert_no_error (roster_session_get_error (fixture->world.session));
}

/* What waits goes when TikTok says that the invitation was declined. */
static void
test_declined_forgets (Fixture       *fixture,
                       gconstpointer  data)
{
  queue (fixture, ROSTER_QUEUE_LEVEL, TEST_WATCH_MARIA, roster_item_get_key (get_ad_account (fixture, "ACME-US")), "OPERATOR");
  g_assert_cmpuint (test_watch_count_queued (fixture), ==, 1);
  test_watch_answer (fixture, "decline", TEST_WATCH_MARIA);
  look_until (fixture, 1);
  test_watch_sync_now (fixture);
  test_watch_assert_event (fixture, 0, ROSTER_EVENT_KIND_DECLINED, NULL);
  test_world_wait (&fixture->world, queue_is_as_long, GUINT_TO_POINTER (0));
}

/* Lists that are short, or that lack somebody once, do not make anything be forgotten. */
static void
sync_with_fault (Fixture    *fixture,
                 const char *fault)
{
  queue (fixture, ROSTER_QUEUE_LEVEL, TEST_WATCH_MARIA, roster_item_get_key (get_ad_account (fixture, "ACME-US")), "OPERATOR");
  test_world_set_fault (&fixture->world, fault);
  test_watch_sync_now (fixture);
  test_watch_settle (fixture);
  g_assert_cmpuint (test_watch_count_queued (fixture), ==, 1);
  test_world_set_fault (&fixture->world, "");
  test_watch_sync_now (fixture);
  test_watch_settle (fixture);
  g_assert_cmpuint (test_watch_count_queued (fixture), ==, 1);
  g_assert_cmpuint (fixture->events->len, ==, 0);
}

static void
test_short_list (Fixture       *fixture,
                 gconstpointer  data)
{
  sync_with_fault (fixture, "short=20:/bc/member/get/");
}

static void
test_missing_once (Fixture       *fixture,
                   gconstpointer  data)
{
  sync_with_fault (fixture, "missing=20:/bc/member/get/:x1");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, fault, func) g_test_add ("/session/acceptances/" path, Fixture, fault, test_watch_set_up, func, test_watch_tear_down)
  ADD ("queue", NULL, test_queue);
  ADD ("invited", NULL, test_queue_invited);
  ADD ("held", NULL, test_queue_held);
  ADD ("overtaken", NULL, test_queue_overtaken);
  ADD ("refused", "40002:/bc/asset/assign/:x1", test_queue_refused);
  ADD ("held-up", "40100:/bc/asset/assign/", test_queue_held_up);
  ADD ("not-known-is-not-failed", "lost-reply:/bc/asset/assign/", test_not_known_is_not_failed);
  ADD ("dropped", NULL, test_queue_dropped);
  ADD ("declined", NULL, test_declined_forgets);
  ADD ("short-list", NULL, test_short_list);
  ADD ("missing-once", NULL, test_missing_once);
  ADD ("accepted-meanwhile", NULL, test_accepted_meanwhile);
  ADD ("withdrawn-meanwhile", NULL, test_withdrawn_meanwhile);
#undef ADD

  return g_test_run ();
}
