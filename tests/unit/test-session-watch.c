/* test-session-watch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-world.h"

#include "roster-api-asset.h"
#include "roster-api-client-private.h"
#include "roster-api-member.h"
#include "roster-apply.h"
#include "roster-event.h"
#include "roster-json.h"
#include "roster-queue.h"
#include "roster-store-queue.h"
#include "roster-watch.h"
#include "test-async.h"

#define SECOND G_TIME_SPAN_SECOND
#define MINUTE G_TIME_SPAN_MINUTE
#define MEMBERS "/bc/member/get/"
#define LOG "/changelog/get/"
#define MARIA "maria@studio.example"

typedef struct
{
  TestWorld world;
  RosterWatch *watch;
  GPtrArray *events; /* of RosterEvent */
  GAsyncResult *result;
  guint n_before; /* requests for people */
} Fixture;

static void
on_events (RosterWatch *watch,
           GPtrArray   *events,
           Fixture     *fixture)
{
  g_ptr_array_extend (fixture->events, events, (GCopyFunc) g_object_ref, NULL);
}

/* From here on the clock stands still, unless a test moves it: first far enough for the client to send at once again. */
static void
stand_still (Fixture *fixture)
{
  fixture->world.pace = 0;
  roster_clock_advance (fixture->world.clock, 10 * SECOND);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  fault)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->fault = g_strdup (fault);
  fixture->events = g_ptr_array_new_with_free_func (g_object_unref);
  test_world_set_up (&fixture->world, options);
  fixture->watch = roster_watch_new (fixture->world.session);
  g_signal_connect (fixture->watch, "events", G_CALLBACK (on_events), fixture);
  test_world_open_and_read (&fixture->world);
  g_assert_cmpuint (fixture->events->len, ==, 0);
  stand_still (fixture);
  fixture->n_before = test_world_count_requests (&fixture->world, "GET", MEMBERS);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  RosterWatch *watch = fixture->watch;

  g_object_add_weak_pointer (G_OBJECT (watch), (gpointer *) &watch);
  g_clear_object (&fixture->watch);
  while (watch != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&fixture->result);
  test_world_tear_down (&fixture->world);
  g_ptr_array_unref (fixture->events);
}

static gboolean
is_at_rest (TestWorld *world,
            gpointer   user_data)
{
  return !roster_session_get_syncing (world->session) && roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY;
}

static guint
count_queued (Fixture *fixture)
{
  RosterStoreCenter *center = roster_session_get_center (fixture->world.session);
  g_autoptr (GPtrArray) grants = NULL;

  TEST_AWAIT (fixture->result, roster_store_queue_list_async (center, NULL, NULL, test_async_store, &fixture->result));
  grants = roster_store_queue_list_finish (center, fixture->result, NULL);

  return grants->len;
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
check_role (Fixture *fixture)
{
  guint tick = g_timeout_add (1, on_tick, NULL);

  g_clear_object (&fixture->result);
  roster_session_check_role_async (fixture->world.session, test_async_store, &fixture->result);
  while (fixture->result == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      roster_clock_advance (fixture->world.clock, 5 * G_TIME_SPAN_MILLISECOND);
    }
  g_source_remove (tick);
  roster_session_check_role_finish (fixture->world.session, fixture->result, NULL);
}

/* Lets everything happen that is about to: what is asked after all the others, of TikTok and of the store, is answered after them; an
 * answer may have led to more. The clock goes on a little with each turn of the main loop, whatever time that takes, so that the client's
 * pauses end. */
static void
settle (Fixture *fixture)
{
  guint n_before = 0;

  for (guint n_same = 0; n_same < 3; n_same++)
    {
      guint n_after;

      check_role (fixture);
      count_queued (fixture);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      n_after = test_world_count_requests (&fixture->world, NULL, "/") - test_world_count_requests (&fixture->world, NULL, "/bc/get/");
      if (n_after != n_before)
        n_same = 0;
      n_before = n_after;
    }
}

static void
go_on (Fixture *fixture,
       gint64   step)
{
  roster_clock_advance (fixture->world.clock, step);
  settle (fixture);
}

/* How often people were asked for since the last time. */
static guint
count_looks (Fixture *fixture)
{
  guint n_now = test_world_count_requests (&fixture->world, "GET", MEMBERS);
  guint n_looks = n_now - fixture->n_before;

  fixture->n_before = n_now;

  return n_looks;
}

static void
sync_now (Fixture *fixture)
{
  fixture->world.pace = 100 * 1000;
  roster_session_sync (fixture->world.session);
  test_world_wait (&fixture->world, is_at_rest, NULL);
  stand_still (fixture);
  settle (fixture);
  count_looks (fixture);
}

static void
assert_event (Fixture         *fixture,
              guint            position,
              RosterEventKind  kind,
              const char      *key)
{
  RosterEvent *event;

  g_assert_cmpuint (fixture->events->len, >, position);
  event = fixture->events->pdata[position];
  g_assert_cmpint (roster_event_get_kind (event), ==, kind);
  if (key != NULL)
    g_assert_cmpstr (roster_item_get_key (roster_event_get_item (event)), ==, key);
}

static RosterPrincipal *
find_by_address (Fixture    *fixture,
                 const char *address)
{
  GListModel *principals = roster_session_get_principals (fixture->world.session);

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

      if (g_strcmp0 (roster_principal_get_address (principal), address) == 0)
        return principal;
    }

  return NULL;
}

static const char *
get_bc_id (Fixture *fixture)
{
  return roster_item_get_id (ROSTER_ITEM (roster_session_get_business_center (fixture->world.session)));
}

/* What somebody else does. */

static void
answer (Fixture    *fixture,
        const char *decision,
        const char *email)
{
  g_autofree char *path = g_strconcat ("/demo/", decision, NULL);
  g_autofree char *form = g_strconcat ("email=", email, NULL);

  g_assert_cmpuint (test_world_post (&fixture->world, path, form), ==, 200);
}

static void
vanish (Fixture    *fixture,
        RosterItem *account)
{
  g_autofree char *form = g_strconcat ("asset_id=", roster_item_get_id (account), NULL);

  g_assert_cmpuint (test_world_post (&fixture->world, "/demo/vanish", form), ==, 200);
}

static void
withdraw (Fixture    *fixture,
          const char *email)
{
  RosterApiClient *client = roster_session_get_client (fixture->world.session);

  TEST_AWAIT (fixture->result, roster_api_member_delete_async (client, get_bc_id (fixture), NULL, email, NULL, test_async_store, &fixture->result));
  g_assert_true (roster_api_member_delete_finish (client, fixture->result, NULL));
}

static void
invite (Fixture    *fixture,
        const char *email)
{
  RosterApiClient *client = roster_session_get_client (fixture->world.session);
  const char *emails[] = { email, NULL };

  TEST_AWAIT (fixture->result,
              roster_api_member_invite_async (client, get_bc_id (fixture), emails, ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL,
                                              ROSTER_LEVEL_NONE, NULL, test_async_store, &fixture->result));
  g_assert_true (roster_api_member_invite_finish (client, fixture->result, NULL));
}

static void
demote_oneself (Fixture *fixture)
{
  RosterApiClient *client = roster_session_get_client (fixture->world.session);

  TEST_AWAIT (fixture->result,
              roster_api_member_update_async (client, get_bc_id (fixture),
                                              roster_item_get_id (ROSTER_ITEM (roster_session_get_oneself (fixture->world.session))),
                                              ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, test_async_store, &fixture->result));
  g_assert_true (roster_api_member_update_finish (client, fixture->result, NULL));
}

/* Cadence */

static void
test_hidden (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < 60; i++)
    go_on (fixture, MINUTE);
  g_assert_cmpuint (count_looks (fixture), ==, 0);

  /* What was due is done as soon as somebody looks. */
  fixture->world.pace = 100 * 1000;
  roster_watch_set_active (fixture->watch, TRUE);
  roster_clock_advance (fixture->world.clock, 1);
  g_assert_true (roster_session_get_syncing (fixture->world.session));
  test_world_wait (&fixture->world, is_at_rest, NULL);
}

static void
test_visible (Fixture       *fixture,
              gconstpointer  data)
{
  roster_watch_set_active (fixture->watch, TRUE);
  go_on (fixture, 30 * SECOND);
  g_assert_cmpuint (count_looks (fixture), ==, 0);

  for (guint i = 0; i < 5; i++)
    go_on (fixture, 61 * SECOND);
  g_assert_cmpuint (count_looks (fixture), ==, 5);

  roster_watch_set_active (fixture->watch, FALSE);
  go_on (fixture, 3 * MINUTE);
  g_assert_cmpuint (count_looks (fixture), ==, 0);
  roster_watch_set_active (fixture->watch, TRUE);
  go_on (fixture, 1);
  g_assert_cmpuint (count_looks (fixture), ==, 1);
  g_assert_cmpuint (fixture->events->len, ==, 0);
}

/* A laptop that slept looks once, not once for each minute that it slept. */
static void
test_wakes (Fixture       *fixture,
            gconstpointer  data)
{
  roster_watch_set_active (fixture->watch, TRUE);
  go_on (fixture, 9 * MINUTE);
  g_assert_cmpuint (count_looks (fixture), ==, 1);
}

static gboolean
has_synced (TestWorld *world,
            gpointer   user_data)
{
  return roster_session_get_synced_at (world->session) != *(gint64 *) user_data && is_at_rest (world, NULL);
}

/* What is due is due after so much time, whatever the date is set to: by hand, by the network, or after a battery ran empty. */
static void
test_date_set (Fixture       *fixture,
               gconstpointer  data)
{
  const gint64 steps[] = { -5 * G_TIME_SPAN_HOUR, 9 * G_TIME_SPAN_HOUR, -400 * G_TIME_SPAN_DAY };
  gint64 synced_at = roster_session_get_synced_at (fixture->world.session);

  roster_watch_set_active (fixture->watch, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      roster_clock_set_date (fixture->world.clock, roster_clock_get_now (fixture->world.clock) + steps[i]);
      settle (fixture);
      g_assert_cmpuint (count_looks (fixture), ==, 0);
      go_on (fixture, 61 * SECOND);
      g_assert_cmpuint (count_looks (fixture), ==, 1);
      g_assert_false (roster_session_get_syncing (fixture->world.session));
    }

  g_assert_cmpuint (test_world_count_requests (&fixture->world, NULL, LOG), ==, 1);
  fixture->world.pace = 400 * 1000;
  test_world_wait (&fixture->world, has_synced, &synced_at);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, NULL, LOG), ==, 2);
  g_assert_no_error (roster_session_get_error (fixture->world.session));
  g_assert_cmpint (roster_session_get_synced_at (fixture->world.session), <=, roster_clock_get_now (fixture->world.clock));
}

static void
test_more_seldom (Fixture       *fixture,
                  gconstpointer  data)
{
  roster_watch_set_active (fixture->watch, TRUE);
  roster_clock_advance (fixture->world.clock, 14 * MINUTE);
  sync_now (fixture);
  go_on (fixture, 2 * MINUTE);
  count_looks (fixture);

  for (guint i = 0; i < 9; i++)
    go_on (fixture, MINUTE);
  g_assert_cmpuint (count_looks (fixture), <=, 2);
}

static void
test_nobody_invited (Fixture       *fixture,
                     gconstpointer  data)
{
  withdraw (fixture, MARIA);
  withdraw (fixture, "tom.murphy@northwnd.example");
  for (;;)
    {
      g_autofree char *address = NULL;
      GListModel *principals;

      sync_now (fixture);
      principals = roster_session_get_principals (fixture->world.session);
      for (guint i = 0; i < g_list_model_get_n_items (principals) && address == NULL; i++)
        {
          g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

          if (ROSTER_IS_PERSON (principal) && roster_person_get_membership (ROSTER_PERSON (principal)) == ROSTER_MEMBERSHIP_PENDING)
            address = g_strdup (roster_principal_get_address (principal));
        }
      if (address == NULL)
        break;

      withdraw (fixture, address);
    }

  roster_watch_set_active (fixture->watch, TRUE);
  for (guint i = 0; i < 10; i++)
    go_on (fixture, MINUTE);
  g_assert_cmpuint (count_looks (fixture), ==, 0);
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  data)
{
  guint n_before;

  roster_watch_set_active (fixture->watch, TRUE);
  n_before = test_world_count_requests (&fixture->world, NULL, "/");
  roster_api_client_set_offline (roster_session_get_client (fixture->world.session), TRUE);
  for (guint i = 0; i < 60; i++)
    {
      roster_clock_advance (fixture->world.clock, MINUTE);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_assert_true (roster_session_get_offline (fixture->world.session));
  g_assert_false (roster_session_get_syncing (fixture->world.session));
  g_assert_cmpuint (test_world_count_requests (&fixture->world, NULL, "/"), ==, n_before);
}

static gboolean
is_synced_again (TestWorld *world,
                 gpointer   user_data)
{
  return roster_session_get_synced_at (world->session) > *(gint64 *) user_data && !roster_session_get_syncing (world->session);
}

static void
test_syncs (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 synced_at = roster_session_get_synced_at (fixture->world.session);

  roster_watch_set_active (fixture->watch, TRUE);
  for (guint i = 0; i < 11; i++)
    go_on (fixture, MINUTE);
  g_assert_false (roster_session_get_syncing (fixture->world.session));
  g_assert_cmpint (roster_session_get_synced_at (fixture->world.session), ==, synced_at);

  fixture->world.pace = 100 * 1000;
  test_world_wait (&fixture->world, is_synced_again, &synced_at);
}

/* What is found */

static void
test_accepted (Fixture       *fixture,
               gconstpointer  data)
{
  RosterPrincipal *maria;
  guint n_grants = test_world_count_requests (&fixture->world, "GET", "/bc/asset/get/");

  answer (fixture, "accept", MARIA);
  roster_watch_set_active (fixture->watch, TRUE);
  go_on (fixture, 61 * SECOND);

  maria = find_by_address (fixture, MARIA);
  g_assert_nonnull (roster_person_get_user_id (ROSTER_PERSON (maria)));
  g_assert_cmpuint (fixture->events->len, ==, 1);
  assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCEPTED, roster_item_get_key (ROSTER_ITEM (maria)));
  g_assert_cmpstr (roster_item_get_name (roster_event_get_item (fixture->events->pdata[0])), ==, "Maria");

  /* Who is pending, what became of her, and what she holds on either kind of account. */
  g_assert_cmpuint (count_looks (fixture), ==, 2);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", "/bc/asset/get/"), ==, n_grants + 2);
  g_assert_true (roster_access_is_known (roster_session_get_access (fixture->world.session), roster_item_get_key (ROSTER_ITEM (maria)),
                                         ROSTER_ACCESS_SCOPE_AD_ACCOUNTS));

  /* Once is enough. */
  sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 1);
}

static void
test_accepted_before_sync (Fixture       *fixture,
                           gconstpointer  data)
{
  answer (fixture, "accept", MARIA);
  sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCEPTED, NULL);
}

static void
test_declined (Fixture       *fixture,
               gconstpointer  data)
{
  answer (fixture, "decline", MARIA);
  roster_watch_set_active (fixture->watch, TRUE);
  go_on (fixture, 61 * SECOND);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  assert_event (fixture, 0, ROSTER_EVENT_KIND_DECLINED, "mail:" MARIA);
  g_assert_cmpuint (count_looks (fixture), ==, 2);
  g_assert_cmpint (roster_person_get_membership (ROSTER_PERSON (find_by_address (fixture, MARIA))), ==, ROSTER_MEMBERSHIP_REJECTED);
}

static void
test_withdrawn (Fixture       *fixture,
                gconstpointer  data)
{
  withdraw (fixture, MARIA);
  roster_watch_set_active (fixture->watch, TRUE);
  go_on (fixture, 61 * SECOND);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  assert_event (fixture, 0, ROSTER_EVENT_KIND_WITHDRAWN, "mail:" MARIA);
  g_assert_null (find_by_address (fixture, MARIA));
  g_assert_cmpuint (count_looks (fixture), ==, 3);
}

static void
test_invited (Fixture       *fixture,
              gconstpointer  data)
{
  invite (fixture, "new@studio.example");
  roster_watch_set_active (fixture->watch, TRUE);
  go_on (fixture, 61 * SECOND);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  assert_event (fixture, 0, ROSTER_EVENT_KIND_INVITED, "mail:new@studio.example");
  g_assert_cmpuint (count_looks (fixture), ==, 1);
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const ADDRESSES[] = { "a@s.example", "b@s.example", "c@s.example", "d@s.example", "e@s.example", "f@s.example" };

  for (guint i = 0; i < G_N_ELEMENTS (ADDRESSES); i++)
    {
      roster_clock_advance (fixture->world.clock, SECOND);
      invite (fixture, ADDRESSES[i]);
    }
  sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, G_N_ELEMENTS (ADDRESSES));
  g_ptr_array_set_size (fixture->events, 0);
  for (guint i = 0; i < G_N_ELEMENTS (ADDRESSES); i++)
    answer (fixture, i == 0 ? "decline" : "accept", ADDRESSES[i]);

  /* One by one they would be asked about more often than the whole list has pages. */
  roster_watch_set_active (fixture->watch, TRUE);
  go_on (fixture, 61 * SECOND);
  g_assert_cmpuint (fixture->events->len, ==, G_N_ELEMENTS (ADDRESSES));
  g_assert_cmpuint (count_looks (fixture), ==, 3);
}

static void
test_vanished (Fixture       *fixture,
               gconstpointer  data)
{
  RosterItem *harbour = test_world_find (roster_session_get_tiktok_accounts (fixture->world.session), "Harbour Coffee");
  g_autofree char *key = g_strdup (roster_item_get_key (harbour));

  vanish (fixture, harbour);
  sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCOUNT_VANISHED, key);
  sync_now (fixture);
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
  assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCOUNT_APPEARED, "tt:99");
}

/* What this program does is no news. */
static void
apply (Fixture           *fixture,
       RosterChange      *change,
       RosterChangeState  expected)
{
  g_autoptr (GListStore) changes = g_list_store_new (ROSTER_TYPE_CHANGE);

  roster_clock_advance (fixture->world.clock, 2 * SECOND);
  g_list_store_append (changes, change);
  TEST_AWAIT (fixture->result,
              roster_apply_async (fixture->world.session, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, test_async_store, &fixture->result));
  roster_apply_finish (fixture->world.session, fixture->result, NULL);
  g_assert_cmpint (roster_change_get_state (change), ==, expected);
}

static void
test_own_change (Fixture       *fixture,
                 gconstpointer  data)
{
  GListModel *accounts = roster_session_get_tiktok_accounts (fixture->world.session);
  g_autoptr (RosterChange) change = roster_change_new_disconnect (test_world_find (accounts, "Harbour Coffee"));
  RosterItem *other;

  apply (fixture, change, ROSTER_CHANGE_STATE_DONE);
  sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 0);

  /* What others do is, afterwards as before. */
  other = g_list_model_get_item (accounts, 0);
  vanish (fixture, other);
  sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCOUNT_VANISHED, roster_item_get_key (other));
  g_object_unref (other);
}

/* One's own role */

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

  demote_oneself (fixture);
  change = roster_change_new_link (test_world_find (roster_session_get_tiktok_accounts (fixture->world.session), "Acme Trails"),
                                   test_world_find (roster_session_get_ad_accounts (fixture->world.session), "ACME-US"));
  apply (fixture, change, ROSTER_CHANGE_STATE_FAILED);
  test_world_wait (&fixture->world, is_standard, NULL);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  assert_event (fixture, 0, ROSTER_EVENT_KIND_DEMOTED, NULL);
}

static void
test_demoted (Fixture       *fixture,
              gconstpointer  data)
{
  guint n_before;

  demote_oneself (fixture);
  roster_watch_set_active (fixture->watch, TRUE);
  roster_clock_advance (fixture->world.clock, 61 * SECOND);
  while (roster_session_get_read_only (fixture->world.session) == ROSTER_READ_ONLY_NO)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (roster_session_get_read_only (fixture->world.session), ==, ROSTER_READ_ONLY_STANDARD);
  g_assert_cmpuint (fixture->events->len, ==, 1);
  assert_event (fixture, 0, ROSTER_EVENT_KIND_DEMOTED, roster_item_get_key (ROSTER_ITEM (roster_session_get_business_center (fixture->world.session))));

  /* Whoever may not read the list of people does not ask for it any more, and to see less is no news about the others. */
  n_before = test_world_count_requests (&fixture->world, NULL, MEMBERS);
  for (guint i = 0; i < 5; i++)
    go_on (fixture, MINUTE);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, NULL, MEMBERS), ==, n_before);
  sync_now (fixture);
  g_assert_cmpuint (fixture->events->len, ==, 1);
}

/* What waits for an acceptance */

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
has_events (TestWorld *world,
            gpointer   user_data)
{
  return ((Fixture *) world)->events->len >= GPOINTER_TO_UINT (user_data);
}

static gboolean
queue_is_as_long (TestWorld *world,
                  gpointer   user_data)
{
  return count_queued ((Fixture *) world) == GPOINTER_TO_UINT (user_data);
}

static void
look_until (Fixture *fixture,
            guint    n_events)
{
  roster_watch_set_active (fixture->watch, TRUE);
  roster_clock_advance (fixture->world.clock, 61 * SECOND);
  test_world_wait (&fixture->world, has_events, GUINT_TO_POINTER (n_events));
  settle (fixture);
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

  queue (fixture, ROSTER_QUEUE_LEVEL, MARIA, acme_us, "OPERATOR");
  queue (fixture, ROSTER_QUEUE_ROLES, MARIA, harbour, "POST");
  queue (fixture, ROSTER_QUEUE_LEVEL, "tom.murphy@northwnd.example", acme_us, "ADMIN");
  answer (fixture, "accept", MARIA);
  look_until (fixture, 2);

  assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCEPTED, NULL);
  assert_event (fixture, 1, ROSTER_EVENT_KIND_GIVEN, NULL);
  g_assert_cmpuint (roster_event_get_count (fixture->events->pdata[1]), ==, 2);
  g_assert_cmpuint (count_assigns (fixture), ==, 2);
  maria = roster_item_get_key (ROSTER_ITEM (find_by_address (fixture, MARIA)));
  g_assert_cmpint (roster_access_get_direct_level (access, maria, acme_us), ==, ROSTER_LEVEL_OPERATOR);
  g_assert_cmpint (roster_access_get_roles (access, maria, harbour), ==, ROSTER_TIKTOK_ROLES_POST);
  g_assert_cmpuint (count_queued (fixture), ==, 1);

  sync_now (fixture);
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
  g_assert_cmpuint (count_queued (fixture), ==, 1);
  sync_now (fixture);
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

  apply (fixture, change, ROSTER_CHANGE_STATE_DONE);
  roles = roster_change_new_roles (find_by_address (fixture, "new@studio.example"), harbour, ROSTER_TIKTOK_ROLES_NONE, ROSTER_TIKTOK_ROLES_POST);
  apply (fixture, roles, ROSTER_CHANGE_STATE_QUEUED);
  g_assert_cmpuint (count_queued (fixture), ==, 1);
  g_assert_cmpuint (fixture->events->len, ==, 0);

  answer (fixture, "accept", "new@studio.example");
  look_until (fixture, 2);
  assert_event (fixture, 0, ROSTER_EVENT_KIND_ACCEPTED, NULL);
  assert_event (fixture, 1, ROSTER_EVENT_KIND_GIVEN, NULL);
  g_assert_cmpint (roster_access_get_roles (roster_session_get_access (session),
                                            roster_item_get_key (ROSTER_ITEM (find_by_address (fixture, "new@studio.example"))),
                                            roster_item_get_key (ROSTER_ITEM (harbour))),
                   ==, ROSTER_TIKTOK_ROLES_POST);
  g_assert_cmpuint (count_queued (fixture), ==, 0);
  g_assert_cmpuint (count_assigns (fixture), ==, 1);
}

static void
test_queue_overtaken (Fixture       *fixture,
                      gconstpointer  data)
{
  const char *acme_de = roster_item_get_key (get_ad_account (fixture, "ACME-DE"));

  queue (fixture, ROSTER_QUEUE_LEVEL, MARIA, acme_de, "ADMIN");
  queue (fixture, ROSTER_QUEUE_LEVEL, MARIA, acme_de, "ANALYST");
  answer (fixture, "accept", MARIA);
  look_until (fixture, 2);
  g_assert_cmpuint (count_assigns (fixture), ==, 1);
  g_assert_cmpuint (count_queued (fixture), ==, 0);
  g_assert_cmpint (roster_access_get_direct_level (roster_session_get_access (fixture->world.session),
                                                   roster_item_get_key (ROSTER_ITEM (find_by_address (fixture, MARIA))), acme_de),
                   ==, ROSTER_LEVEL_ANALYST);
}

static void
test_queue_refused (Fixture       *fixture,
                    gconstpointer  data)
{
  queue (fixture, ROSTER_QUEUE_LEVEL, MARIA, roster_item_get_key (get_ad_account (fixture, "ACME-DE")), "OPERATOR");
  queue (fixture, ROSTER_QUEUE_LEVEL, MARIA, roster_item_get_key (get_ad_account (fixture, "ACME-FR")), "OPERATOR");
  answer (fixture, "accept", MARIA);
  look_until (fixture, 3);

  assert_event (fixture, 1, ROSTER_EVENT_KIND_GIVEN, NULL);
  assert_event (fixture, 2, ROSTER_EVENT_KIND_NOT_GIVEN, NULL);
  g_assert_cmpuint (roster_event_get_count (fixture->events->pdata[2]), ==, 1);
  g_assert_error (roster_event_get_error (fixture->events->pdata[2]), ROSTER_ERROR, ROSTER_ERROR_REFUSED);
  g_assert_cmpuint (count_queued (fixture), ==, 1);
  g_assert_cmpuint (count_assigns (fixture), ==, 2);

  /* It stays, and is not tried with every sync. */
  sync_now (fixture);
  g_assert_cmpuint (count_queued (fixture), ==, 1);
  g_assert_cmpuint (count_assigns (fixture), ==, 2);
}

static void
test_queue_dropped (Fixture       *fixture,
                    gconstpointer  data)
{
  queue (fixture, ROSTER_QUEUE_LEVEL, MARIA, roster_item_get_key (get_ad_account (fixture, "ACME-US")), "OPERATOR");
  withdraw (fixture, MARIA);
  look_until (fixture, 1);
  assert_event (fixture, 0, ROSTER_EVENT_KIND_WITHDRAWN, NULL);
  test_world_wait (&fixture->world, queue_is_as_long, GUINT_TO_POINTER (0));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, fault, func) g_test_add ("/session/watch/" path, Fixture, fault, set_up, func, tear_down)
  ADD ("hidden", NULL, test_hidden);
  ADD ("visible", NULL, test_visible);
  ADD ("wakes", NULL, test_wakes);
  ADD ("date-set", NULL, test_date_set);
  ADD ("more-seldom", NULL, test_more_seldom);
  ADD ("nobody-invited", NULL, test_nobody_invited);
  ADD ("offline", NULL, test_offline);
  ADD ("syncs", NULL, test_syncs);
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
  ADD ("queue", NULL, test_queue);
  ADD ("queue-invited", NULL, test_queue_invited);
  ADD ("queue-held", NULL, test_queue_held);
  ADD ("queue-overtaken", NULL, test_queue_overtaken);
  ADD ("queue-refused", "40002:/bc/asset/assign/:x1", test_queue_refused);
  ADD ("queue-dropped", NULL, test_queue_dropped);
#undef ADD

  return g_test_run ();
}
