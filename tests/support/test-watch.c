/* test-watch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-watch.h"

#include "roster-api-member.h"
#include "roster-apply.h"
#include "roster-store-queue.h"
#include "test-async.h"

#define SECOND G_TIME_SPAN_SECOND

static void
on_events (RosterWatch *watch,
           GPtrArray   *events,
           TestWatch   *fixture)
{
  g_ptr_array_extend (fixture->events, events, (GCopyFunc) g_object_ref, NULL);
}

/* From here on the clock stands still, unless a test moves it: first far enough for the client to send at once again. */
void
test_watch_stand_still (TestWatch *fixture)
{
  fixture->world.pace = 0;
  roster_clock_advance (fixture->world.clock, 10 * SECOND);
}

/* Takes @options. */
void
test_watch_set_up_with (TestWatch         *fixture,
                        RosterDemoOptions *options)
{
  fixture->events = g_ptr_array_new_with_free_func (g_object_unref);
  test_world_set_up (&fixture->world, options);
  fixture->watch = roster_watch_new (fixture->world.session);
  g_signal_connect (fixture->watch, "events", G_CALLBACK (on_events), fixture);
  test_world_open_and_read (&fixture->world);
  g_assert_cmpuint (fixture->events->len, ==, 0);
  test_watch_stand_still (fixture);
  fixture->n_before = test_world_count_requests (&fixture->world, "GET", TEST_WATCH_MEMBERS);
}

void
test_watch_set_up (TestWatch     *fixture,
                   gconstpointer  fault)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->fault = g_strdup (fault);
  test_watch_set_up_with (fixture, options);
}

void
test_watch_tear_down (TestWatch     *fixture,
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

gboolean
test_watch_is_at_rest (TestWorld *world,
                       gpointer   user_data)
{
  return !roster_session_get_syncing (world->session) && roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY;
}

guint
test_watch_count_queued (TestWatch *fixture)
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
check_role (TestWatch *fixture)
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
void
test_watch_settle (TestWatch *fixture)
{
  guint n_before = 0;

  for (guint n_same = 0; n_same < 3; n_same++)
    {
      guint n_after;

      check_role (fixture);
      test_watch_count_queued (fixture);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      n_after = test_world_count_requests (&fixture->world, NULL, "/") - test_world_count_requests (&fixture->world, NULL, "/bc/get/");
      if (n_after != n_before)
        n_same = 0;
      n_before = n_after;
    }
}

void
test_watch_go_on (TestWatch *fixture,
                  gint64     step)
{
  roster_clock_advance (fixture->world.clock, step);
  test_watch_settle (fixture);
}

/* How often people were asked for since the last time. */
guint
test_watch_count_looks (TestWatch *fixture)
{
  guint n_now = test_world_count_requests (&fixture->world, "GET", TEST_WATCH_MEMBERS);
  guint n_looks = n_now - fixture->n_before;

  fixture->n_before = n_now;

  return n_looks;
}

void
test_watch_sync_now (TestWatch *fixture)
{
  fixture->world.pace = 100 * 1000;
  roster_session_sync (fixture->world.session);
  test_world_wait (&fixture->world, test_watch_is_at_rest, NULL);
  test_watch_stand_still (fixture);
  test_watch_settle (fixture);
  test_watch_count_looks (fixture);
}

void
test_watch_assert_event (TestWatch       *fixture,
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

RosterPrincipal *
test_watch_find_by_address (TestWatch  *fixture,
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
get_bc_id (TestWatch *fixture)
{
  return roster_item_get_id (ROSTER_ITEM (roster_session_get_business_center (fixture->world.session)));
}

void
test_watch_answer (TestWatch  *fixture,
                   const char *decision,
                   const char *email)
{
  g_autofree char *path = g_strconcat ("/demo/", decision, NULL);
  g_autofree char *form = g_strconcat ("email=", email, NULL);

  g_assert_cmpuint (test_world_post (&fixture->world, path, form), ==, 200);
}

void
test_watch_vanish (TestWatch  *fixture,
                   RosterItem *account)
{
  g_autofree char *form = g_strconcat ("asset_id=", roster_item_get_id (account), NULL);

  g_assert_cmpuint (test_world_post (&fixture->world, "/demo/vanish", form), ==, 200);
}

void
test_watch_withdraw (TestWatch  *fixture,
                     const char *email)
{
  RosterApiClient *client = roster_session_get_client (fixture->world.session);

  TEST_AWAIT (fixture->result, roster_api_member_delete_async (client, get_bc_id (fixture), NULL, email, NULL, test_async_store, &fixture->result));
  g_assert_true (roster_api_member_delete_finish (client, fixture->result, NULL));
}

void
test_watch_invite (TestWatch  *fixture,
                   const char *email)
{
  RosterApiClient *client = roster_session_get_client (fixture->world.session);
  const char *emails[] = { email, NULL };

  TEST_AWAIT (fixture->result,
              roster_api_member_invite_async (client, get_bc_id (fixture), emails, ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL,
                                              ROSTER_LEVEL_NONE, NULL, test_async_store, &fixture->result));
  g_assert_true (roster_api_member_invite_finish (client, fixture->result, NULL));
}

gboolean
test_watch_has_events (TestWorld *world,
                       gpointer   user_data)
{
  return ((TestWatch *) world)->events->len >= GPOINTER_TO_UINT (user_data);
}

/* What this program does is no news. */
void
test_watch_apply (TestWatch         *fixture,
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
