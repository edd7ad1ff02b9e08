/* test-session-lists-property.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "roster-agency.h"
#include "roster-apply.h"
#include "roster-json.h"
#include "roster-link-request.h"
#include "roster-link-requests.h"
#include "test-elsewhere.h"
#include "test-watch.h"

/* Syncs, the watch, the queue and requests for accounts, one at random after the other, while lists come short, repeated, turned round and late,
 * and lack something once. Whatever comes: the program says of nothing that it ended which the server still has, forgets no grant that waits
 * for an invitation that is still open, and removes no account that was there before a code was asked for.
 *
 * The seeds are always the same. ROSTER_SEEDS=500 tries that many. */

#define N_SEEDS 8
#define N_STEPS 24
#define WAITING_FOR "freelancer@paperkite.example"
#define DELETE_ACCOUNT "/bc/asset/admin/delete/"

typedef struct
{
  TestWatch watch;
  TestElsewhere elsewhere;
  RosterLinkRequests *requests;
  GHashTable *before; /* set of IDs: the accounts that were there before the first code of the request was asked for */
  GRand *rand;
  guint lacked; /* a bit for each of the lists that lacked something since the last honest sync */
  gsize log_length;
  gboolean queued_is_open; /* nobody has answered or withdrawn the invitation that something waits for */
} Fixture;

static const char * const lists[] = {
  "/bc/member/get/", "/bc/asset/admin/get/", "/bc/asset/get/", "/bc/partner/get/", "/bc/asset_group/list/", "/bc/asset_group/get/",
  "/bc/asset/advertiser/assigned/", "/bc/asset/member/get/",
};

/* A list may lack something and not count it only once between two honest syncs: what two whole readings lack has ended, for all that anybody
 * can know. */
static char *
make_fault (Fixture *fixture)
{
  GString *spec = g_string_new (NULL);
  guint lacking = (guint) g_rand_int_range (fixture->rand, 0, 4);

  g_string_append_printf (spec, "seed:%u", g_rand_int (fixture->rand) % 1000000);
  if (g_rand_double (fixture->rand) < 0.4 && !(fixture->lacked & 1 << lacking))
    {
      fixture->lacked |= 1 << lacking;
      g_string_append_printf (spec, ",missing=%d:%s:x1", g_rand_int_range (fixture->rand, 1, 30), lists[lacking]);
    }
  if (g_rand_double (fixture->rand) < 0.5)
    g_string_append_printf (spec, ",short=%d:%s:0.6", g_rand_int_range (fixture->rand, 1, 30), lists[g_rand_int_range (fixture->rand, 0, G_N_ELEMENTS (lists))]);
  if (g_rand_double (fixture->rand) < 0.3)
    g_string_append_printf (spec, ",short=1000:%s:0.5", lists[g_rand_int_range (fixture->rand, 0, G_N_ELEMENTS (lists))]);
  if (g_rand_double (fixture->rand) < 0.3)
    g_string_append (spec, ",repeat:0.3");
  if (g_rand_double (fixture->rand) < 0.3)
    g_string_append (spec, ",reverse:0.5");
  if (g_rand_double (fixture->rand) < 0.3)
    g_string_append (spec, ",lag=2:0.5");

  return g_string_free (spec, FALSE);
}

static JsonArray *
get_rows (JsonObject *state,
          const char *list)
{
  return roster_json_get_array (roster_json_array_get_object (roster_json_get_array (state, "business_centers"), 0), list);
}

static JsonObject *
find_row (JsonObject *state,
          const char *list,
          const char *member,
          const char *value)
{
  JsonArray *rows = get_rows (state, list);

  for (guint i = 0; value != NULL && i < json_array_get_length (rows); i++)
    {
      const char *found = roster_json_get_string (roster_json_array_get_object (rows, i), member);

      if (found != NULL && g_ascii_strcasecmp (found, value) == 0)
        return roster_json_array_get_object (rows, i);
    }

  return NULL;
}

/* The clock, which stood still, goes on until nothing is under way any more. */
static void
let_go_on (Fixture *fixture,
           gint64   step)
{
  roster_clock_advance (fixture->watch.world.clock, step);
  do
    {
      fixture->watch.world.pace = 100 * 1000;
      test_world_wait (&fixture->watch.world, test_watch_is_at_rest, NULL);
      test_watch_stand_still (&fixture->watch);
      test_watch_settle (&fixture->watch);
    }
  while (!test_watch_is_at_rest (&fixture->watch.world, NULL));
}

static gboolean
has_come_to_rest (TestWorld *world,
                  gpointer   user_data)
{
  RosterLinkRequestState state = roster_link_request_get_state (user_data);

  return state != ROSTER_LINK_REQUEST_STATE_ASKING && state != ROSTER_LINK_REQUEST_STATE_REMOVING && state != ROSTER_LINK_REQUEST_STATE_APPLYING &&
         !roster_link_request_get_looking (user_data);
}

static void
wait_for_request (Fixture           *fixture,
                  RosterLinkRequest *request)
{
  fixture->watch.world.pace = 100 * 1000;
  test_world_wait (&fixture->watch.world, has_come_to_rest, request);
  test_watch_stand_still (&fixture->watch);
}

/* A client approves, as the right account or as another. */
static void
approve (Fixture           *fixture,
         RosterLinkRequest *request)
{
  static guint n_clients;
  g_autofree char *url = g_strconcat (roster_link_request_get_link (request), "/approve", NULL);
  g_autofree char *form = g_strdup_printf ("handle=client%u&name=Client+%u", n_clients, n_clients);

  n_clients++;
  test_world_post (&fixture->watch.world, url, g_rand_boolean (fixture->rand) ? "handle=acme.climbing&name=Acme+Climbing" : form);
}

static void
note_accounts (Fixture *fixture)
{
  g_autoptr (JsonObject) state = test_world_get_state (&fixture->watch.world);
  JsonArray *rows = get_rows (state, "assets");

  g_hash_table_remove_all (fixture->before);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    g_hash_table_add (fixture->before, g_strdup (roster_json_get_string (roster_json_array_get_object (rows, i), "asset_id")));
}

static void
answer_question (Fixture           *fixture,
                 RosterLinkRequest *request)
{
  g_autoptr (RosterTiktokAccount) candidate = g_list_model_get_item (roster_link_request_get_candidates (request), 0);

  if (candidate == NULL)
    return;

  if (g_rand_boolean (fixture->rand))
    roster_link_request_confirm (request, candidate);
  else
    roster_link_request_reject (request, candidate);
  wait_for_request (fixture, request);
}

static void
go_on_with_request (Fixture *fixture)
{
  g_autoptr (RosterLinkRequest) request = g_list_model_get_item (G_LIST_MODEL (fixture->requests), 0);

  if (request == NULL)
    {
      note_accounts (fixture);
      request = roster_link_request_new (fixture->requests);
      roster_link_request_set_expected_handle (request, "acme.climbing");
      g_list_store_append (roster_link_request_get_ad_accounts (request), test_world_ad_account (&fixture->watch.world, "HC-FR"));
      roster_link_request_ask (request);
      wait_for_request (fixture, request);
      return;
    }

  if (roster_link_request_get_link (request) != NULL && g_rand_boolean (fixture->rand))
    approve (fixture, request);
  if (roster_link_request_get_state (request) == ROSTER_LINK_REQUEST_STATE_WAITING)
    {
      roster_link_request_look_now (request);
      wait_for_request (fixture, request);
    }
  if (roster_link_request_get_state (request) == ROSTER_LINK_REQUEST_STATE_FOUND)
    answer_question (fixture, request);
  else if (g_rand_double (fixture->rand) < 0.2)
    roster_link_request_give_up (request);
}

static void
invite_somebody (Fixture *fixture)
{
  static guint n_invited;
  g_autofree char *address = g_strdup_printf ("somebody%u@studio.example", n_invited++);
  g_autoptr (RosterChange) change = roster_change_new_invite (address, ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE);
  g_autoptr (GListStore) changes = g_list_store_new (ROSTER_TYPE_CHANGE);

  g_list_store_append (changes, change);
  roster_apply_async (fixture->watch.world.session, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, NULL, NULL);
  fixture->watch.world.pace = 100 * 1000;
  while (roster_change_get_state (change) == ROSTER_CHANGE_STATE_WAITING || roster_change_get_state (change) == ROSTER_CHANGE_STATE_SENDING)
    {
      g_main_context_iteration (NULL, FALSE);
      roster_clock_advance (fixture->watch.world.clock, 5 * G_TIME_SPAN_MILLISECOND);
    }
  test_watch_stand_still (&fixture->watch);
}

static void
act (Fixture *fixture)
{
  static const char * const names[] = { "sync", "look for changes", "invite", "go on", "link" };
  int kind = g_rand_int_range (fixture->rand, 0, 5);

  g_test_message ("  %s", names[kind]);
  switch (kind)
    {
    case 0:
      roster_session_sync (fixture->watch.world.session);
      let_go_on (fixture, 0);
      break;

    case 1:
      roster_session_sync_changes (fixture->watch.world.session);
      let_go_on (fixture, 0);
      break;

    case 2:
      invite_somebody (fixture);
      break;

    case 3:
      let_go_on (fixture, g_rand_int_range (fixture->rand, 20, 900) * (gint64) G_TIME_SPAN_SECOND);
      break;

    default:
      go_on_with_request (fixture);
    }
}

/* Whether the server still has what an event says has ended. */
static gboolean
is_still_there (JsonObject  *state,
                RosterEvent *event)
{
  gpointer item = roster_event_get_item (event);

  switch (roster_event_get_kind (event))
    {
    case ROSTER_EVENT_KIND_WITHDRAWN:
      return find_row (state, "members", "email", roster_principal_get_address (item)) != NULL;

    case ROSTER_EVENT_KIND_MEMBER_LEFT:
      return find_row (state, "members", "user_id", roster_person_get_user_id (item)) != NULL;

    case ROSTER_EVENT_KIND_AGENCY_LOST:
      return find_row (state, "partners", "bc_id", roster_item_get_id (item)) != NULL;

    case ROSTER_EVENT_KIND_ACCOUNT_VANISHED:
    case ROSTER_EVENT_KIND_AD_ACCOUNT_LOST:
      return find_row (state, "assets", "asset_id", roster_item_get_id (item)) != NULL;

    default:
      return FALSE;
    }
}

/* What the program, and not somebody elsewhere, has asked the server to remove since the last time. */
static void
check_removals (Fixture *fixture)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->watch.world.log, &text, &length, NULL));
  lines = g_strsplit (text + fixture->log_length, "\n", -1);
  fixture->log_length = length;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = *lines[i] != '\0' ? json_from_string (lines[i], NULL) : NULL;
      JsonObject *line = node != NULL ? json_node_get_object (node) : NULL;
      const char *path = roster_json_get_string (line, "path");

      if (path == NULL)
        continue;

      g_assert_false (g_str_has_suffix (path, "/bc/member/delete/") || g_str_has_suffix (path, "/bc/partner/delete/"));
      if (g_str_has_suffix (path, DELETE_ACCOUNT))
        {
          JsonArray *ids = roster_json_get_array (roster_json_get_object (line, "body"), "asset_ids");

          g_assert_nonnull (ids);
          for (guint j = 0; j < json_array_get_length (ids); j++)
            g_assert_false (g_hash_table_contains (fixture->before, json_array_get_string_element (ids, j)));
        }
    }
}

static void
check (Fixture *fixture)
{
  g_autoptr (JsonObject) state = test_world_get_state (&fixture->watch.world);
  JsonObject *waiting = find_row (state, "members", "email", WAITING_FOR);

  for (guint i = 0; i < fixture->watch.events->len; i++)
    {
      RosterEvent *event = fixture->watch.events->pdata[i];

      if (is_still_there (state, event))
        g_error ("told that %s has ended (%d), which is still there", roster_item_get_key (roster_event_get_item (event)), roster_event_get_kind (event));
    }
  g_ptr_array_set_size (fixture->watch.events, 0);

  fixture->queued_is_open = fixture->queued_is_open && waiting != NULL && g_strcmp0 (roster_json_get_string (waiting, "status"), "PENDING") == 0;
  if (fixture->queued_is_open)
    g_assert_cmpuint (test_watch_count_queued (&fixture->watch), ==, 1);

  check_removals (fixture);
}

/* What elsewhere did is not held against the program. */
static void
happen_elsewhere (Fixture *fixture)
{
  g_autofree char *text = NULL;
  guint kind = (guint) g_rand_int_range (fixture->rand, 0, (gint32) test_elsewhere_count_kinds ());

  g_test_message ("  elsewhere: %s", test_elsewhere_get_name (kind));
  test_elsewhere_happen (&fixture->elsewhere, kind);
  g_assert_true (g_file_get_contents (fixture->watch.world.log, &text, &fixture->log_length, NULL));
}

static guint
count (GListModel *list,
       GType       type)
{
  guint n_items = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      n_items += g_type_is_a (G_OBJECT_TYPE (item), type);
    }

  return n_items;
}

/* With honest lists everything is what it is at the server. */
static void
sync_honestly (Fixture *fixture)
{
  RosterSession *session = fixture->watch.world.session;
  g_autoptr (JsonObject) state = NULL;

  test_world_set_fault (&fixture->watch.world, "");
  roster_session_sync (session);
  let_go_on (fixture, 0);
  g_assert_no_error (roster_session_get_error (session));
  fixture->lacked = 0;
  check (fixture);
  state = test_world_get_state (&fixture->watch.world);
  g_assert_cmpuint (count (roster_session_get_principals (session), ROSTER_TYPE_PERSON), ==, json_array_get_length (get_rows (state, "members")));
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_ad_accounts (session)) + g_list_model_get_n_items (roster_session_get_tiktok_accounts (session)),
                    ==, json_array_get_length (get_rows (state, "assets")));
}

static void
queue_a_grant (Fixture *fixture)
{
  RosterPrincipal *invited = test_watch_find_by_address (&fixture->watch, WAITING_FOR);
  g_autoptr (RosterChange) change = roster_change_new_level (invited, test_world_ad_account (&fixture->watch.world, "ACME-DE"), ROSTER_LEVEL_NONE,
                                                             ROSTER_LEVEL_OPERATOR);

  test_watch_apply (&fixture->watch, change, ROSTER_CHANGE_STATE_QUEUED);
  fixture->queued_is_open = TRUE;
}

static void
try_seed (guint32 seed)
{
  Fixture fixture = { { { NULL } } };

  g_test_message ("seed %u", seed);
  test_watch_set_up (&fixture.watch, NULL);
  test_elsewhere_set_up (&fixture.elsewhere, &fixture.watch.world);
  g_rand_set_seed (fixture.elsewhere.rand, seed);
  fixture.rand = g_rand_new_with_seed (seed);
  fixture.before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fixture.requests = roster_link_requests_new (fixture.watch.world.session);
  queue_a_grant (&fixture);
  roster_watch_set_active (fixture.watch.watch, TRUE);

  for (guint i = 0; i < N_STEPS; i++)
    {
      if (i % 6 == 5)
        sync_honestly (&fixture);
      g_autofree char *fault = make_fault (&fixture);

      test_world_set_fault (&fixture.watch.world, fault);
      g_test_message (" step %u: %s", i, fault);
      if (g_rand_double (fixture.rand) < 0.5)
        happen_elsewhere (&fixture);
      act (&fixture);
      check (&fixture);
    }
  sync_honestly (&fixture);

  g_clear_object (&fixture.requests);
  g_hash_table_unref (fixture.before);
  g_rand_free (fixture.rand);
  test_elsewhere_tear_down (&fixture.elsewhere);
  test_watch_tear_down (&fixture.watch, NULL);
}

static void
test_lists (void)
{
  const char *wanted = g_getenv ("ROSTER_SEEDS");
  guint n_seeds = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : N_SEEDS;

  for (guint32 seed = 1; seed <= n_seeds; seed++)
    try_seed (seed);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/session/lists-property", test_lists);

  return g_test_run ();
}
