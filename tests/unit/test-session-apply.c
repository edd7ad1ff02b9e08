/* test-session-apply.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-apply.h"

#include "roster-disconnect.h"
#include "roster-json.h"

static void
set_up (TestWorld     *world,
        gconstpointer  fault)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->fault = g_strdup (fault);
  test_world_set_up (world, options);
  test_world_open_and_read (world);
}

static void
tear_down (TestWorld     *world,
           gconstpointer  data)
{
  test_world_tear_down (world);
}

typedef struct
{
  gboolean over;
  gboolean done;
  GError *error;
  GListModel *plan;
} Outcome;

static gboolean
is_over (TestWorld *world,
         gpointer   user_data)
{
  return ((Outcome *) user_data)->over;
}

static void
on_applied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome->over = TRUE;
  outcome->done = roster_apply_finish (ROSTER_SESSION (source), result, &outcome->error);
}

static void
apply (TestWorld        *world,
       GListModel       *changes,
       RosterApplyFlags  flags,
       GCancellable     *cancellable,
       Outcome          *outcome)
{
  outcome->over = FALSE;
  g_clear_error (&outcome->error);
  roster_apply_async (world->session, changes, flags, cancellable, on_applied, outcome);
  test_world_wait (world, is_over, outcome);
}

static GListStore *
list_of (RosterChange *change)
{
  GListStore *changes = g_list_store_new (ROSTER_TYPE_CHANGE);

  g_list_store_append (changes, change);
  g_object_unref (change);

  return changes;
}

/* What the server says somebody was given on something, or NULL. */
static char *
served (TestWorld  *world,
        const char *list,
        const char *name,
        const char *member,
        gpointer    asset)
{
  g_autoptr (JsonObject) row = test_apply_served (world, list, "name", name);

  g_assert_nonnull (row);

  return g_strdup (roster_json_get_string (roster_json_get_object (row, member), roster_item_get_id (asset)));
}

static gboolean
served_link (TestWorld  *world,
             const char *tiktok_name,
             gpointer    asset)
{
  g_autoptr (JsonObject) row = test_apply_served (world, "assets", "name", tiktok_name);
  JsonArray *links = roster_json_get_array (row, "links");

  for (guint i = 0; i < json_array_get_length (links); i++)
    if (g_str_equal (json_array_get_string_element (links, i), roster_item_get_id (asset)))
      return TRUE;

  return FALSE;
}

static RosterChangeState
state_at (GListStore *changes,
          guint       position)
{
  g_autoptr (RosterChange) change = g_list_model_get_item (G_LIST_MODEL (changes), position);

  return roster_change_get_state (change);
}

static void
test_level (TestWorld     *world,
            gconstpointer  data)
{
  gpointer ivy = test_world_principal (world, "Ivy Intern");
  gpointer acme_us = test_world_ad_account (world, "ACME-US");
  g_autoptr (GListStore) lower = list_of (roster_change_new_level (ivy, acme_us, ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_ANALYST));
  g_autoptr (GListStore) away = list_of (roster_change_new_level (ivy, acme_us, ROSTER_LEVEL_ANALYST, ROSTER_LEVEL_NONE));
  g_autofree char *lowered = NULL;
  g_autofree char *nothing = NULL;
  Outcome outcome = { 0 };
  guint reads = test_world_count_requests (world, "GET", "/bc/asset/get/");
  int reach = roster_principal_get_ad_account_count (ivy);

  apply (world, G_LIST_MODEL (lower), ROSTER_APPLY_FLAGS_NONE, NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_true (outcome.done);
  lowered = served (world, "members", "Ivy Intern", "grants", acme_us);
  g_assert_cmpstr (lowered, ==, "ANALYST");
  g_assert_cmpint (roster_access_get_level (roster_session_get_access (world->session), roster_item_get_key (ivy), roster_item_get_key (acme_us)), ==, ROSTER_LEVEL_ANALYST);

  apply (world, G_LIST_MODEL (away), ROSTER_APPLY_FLAGS_NONE, NULL, &outcome);
  g_assert_no_error (outcome.error);
  nothing = served (world, "members", "Ivy Intern", "grants", acme_us);
  g_assert_null (nothing);
  g_assert_cmpint (roster_principal_get_ad_account_count (ivy), ==, reach - 1);

  /* A clear answer needs no reading. */
  g_assert_cmpuint (test_world_count_requests (world, "GET", "/bc/asset/get/"), ==, reads);
}

static void
test_agency (TestWorld     *world,
             gconstpointer  data)
{
  gpointer lumen = test_world_principal (world, "Lumen Media");
  gpointer hc_eu = test_world_ad_account (world, "HC-EU");
  g_autoptr (GListStore) lower = list_of (roster_change_new_level (lumen, hc_eu, ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_ANALYST));
  g_autoptr (GListStore) raise = list_of (roster_change_new_level (lumen, hc_eu, ROSTER_LEVEL_ANALYST, ROSTER_LEVEL_ADMIN));
  g_autoptr (GListStore) stop = list_of (roster_change_new_level (lumen, hc_eu, ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_NONE));
  g_autofree char *lowered = NULL;
  g_autofree char *raised = NULL;
  g_autofree char *stopped = NULL;
  Outcome outcome = { 0 };

  apply (world, G_LIST_MODEL (lower), ROSTER_APPLY_FLAGS_NONE, NULL, &outcome);
  g_assert_no_error (outcome.error);
  lowered = served (world, "partners", "Lumen Media", "sharing", hc_eu);
  g_assert_cmpstr (lowered, ==, "ANALYST");
  g_assert_cmpuint (test_world_count_requests (world, "POST", "/bc/partner/asset/delete/"), ==, 1);

  apply (world, G_LIST_MODEL (raise), ROSTER_APPLY_FLAGS_NONE, NULL, &outcome);
  g_assert_no_error (outcome.error);
  raised = served (world, "partners", "Lumen Media", "sharing", hc_eu);
  g_assert_cmpstr (raised, ==, "ADMIN");
  g_assert_cmpuint (test_world_count_requests (world, "POST", "/bc/partner/asset/delete/"), ==, 1);

  apply (world, G_LIST_MODEL (stop), ROSTER_APPLY_FLAGS_NONE, NULL, &outcome);
  g_assert_no_error (outcome.error);
  stopped = served (world, "partners", "Lumen Media", "sharing", hc_eu);
  g_assert_null (stopped);
}

static void
test_roles (TestWorld     *world,
            gconstpointer  data)
{
  gpointer mateo = test_world_principal (world, "Mateo Rivera");
  gpointer trails = test_world_tiktok_account (world, "Acme Trails");
  g_autoptr (GListStore) give = list_of (roster_change_new_roles (mateo, trails, ROSTER_TIKTOK_ROLES_NONE, ROSTER_TIKTOK_ROLES_POST));
  g_autoptr (GListStore) take = list_of (roster_change_new_roles (mateo, trails, ROSTER_TIKTOK_ROLES_POST, ROSTER_TIKTOK_ROLES_NONE));
  g_autofree char *given = NULL;
  g_autofree char *taken = NULL;
  Outcome outcome = { 0 };

  apply (world, G_LIST_MODEL (give), ROSTER_APPLY_FLAGS_NONE, NULL, &outcome);
  g_assert_no_error (outcome.error);
  given = served (world, "members", "Mateo Rivera", "grants", trails);
  g_assert_cmpstr (given, ==, "POST");

  apply (world, G_LIST_MODEL (take), ROSTER_APPLY_FLAGS_NONE, NULL, &outcome);
  g_assert_no_error (outcome.error);
  taken = served (world, "members", "Mateo Rivera", "grants", trails);
  g_assert_null (taken);
}

static void
test_link_and_unlink (TestWorld     *world,
                      gconstpointer  data)
{
  RosterTiktokAccount *trails = test_world_tiktok_account (world, "Acme Trails");
  gpointer acme_ca = test_world_ad_account (world, "ACME-CA");
  g_autoptr (GListStore) link = list_of (roster_change_new_link (trails, acme_ca));
  g_autoptr (GListStore) unlink = list_of (roster_change_new_unlink (trails, acme_ca));
  Outcome outcome = { 0 };

  apply (world, G_LIST_MODEL (link), ROSTER_APPLY_FLAGS_NONE, NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_true (served_link (world, "Acme Trails", acme_ca));
  g_assert_cmpint (roster_tiktok_account_get_link_count (trails), ==, 1);
  g_assert_cmpint (roster_tiktok_account_get_readiness (trails), ==, ROSTER_READINESS_READY);

  apply (world, G_LIST_MODEL (unlink), ROSTER_APPLY_FLAGS_NONE, NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_false (served_link (world, "Acme Trails", acme_ca));
  g_assert_cmpint (roster_tiktok_account_get_readiness (trails), ==, ROSTER_READINESS_NOT_LINKED);
}

static void
on_planned (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome->over = TRUE;
  outcome->plan = roster_disconnect_plan_finish (ROSTER_SESSION (source), result, &outcome->error);
}

static void
test_disconnect (TestWorld     *world,
                 gconstpointer  data)
{
  RosterTiktokAccount *acme = test_world_tiktok_account (world, "Acme Outdoor");
  g_autoptr (RosterTiktokAccount) kept = g_object_ref (acme);
  g_autoptr (GListModel) plan = NULL;
  g_autoptr (RosterChange) last = NULL;
  g_autoptr (JsonObject) row = NULL;
  Outcome outcome = { 0 };

  roster_disconnect_plan_async (world->session, acme, NULL, on_planned, &outcome);
  test_world_wait (world, is_over, &outcome);
  g_assert_no_error (outcome.error);
  plan = outcome.plan;
  g_assert_cmpuint (g_list_model_get_n_items (plan), ==, 4);
  last = g_list_model_get_item (plan, 3);
  g_assert_cmpint (roster_change_get_kind (last), ==, ROSTER_CHANGE_KIND_DISCONNECT);

  apply (world, plan, ROSTER_APPLY_FLAGS_STOP_AT_FAILURE, NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_null (roster_directory_find_tiktok_account (roster_session_get_directory (world->session), roster_item_get_key (ROSTER_ITEM (kept))));
  row = test_apply_served (world, "assets", "name", "Acme Outdoor");
  g_assert_null (row);
}

/* TikTok took it, and the answer was lost: reading back finds that it is done, and nothing is sent twice. */
static void
test_lost_reply (TestWorld     *world,
                 gconstpointer  data)
{
  gpointer ivy = test_world_principal (world, "Ivy Intern");
  gpointer acme_us = test_world_ad_account (world, "ACME-US");
  g_autoptr (GListStore) changes = list_of (roster_change_new_level (ivy, acme_us, ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_ANALYST));
  g_autofree char *level = NULL;
  Outcome outcome = { 0 };

  apply (world, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (state_at (changes, 0), ==, ROSTER_CHANGE_STATE_DONE);
  level = served (world, "members", "Ivy Intern", "grants", acme_us);
  g_assert_cmpstr (level, ==, "ANALYST");
  g_assert_cmpuint (test_world_count_requests (world, "POST", "/bc/asset/assign/"), ==, 1);
}

/* It never arrived: reading back finds that it is not done, and nothing is sent again unless asked. */
static void
test_reset_before (TestWorld     *world,
                   gconstpointer  data)
{
  gpointer ivy = test_world_principal (world, "Ivy Intern");
  gpointer acme_us = test_world_ad_account (world, "ACME-US");
  g_autoptr (GListStore) changes = list_of (roster_change_new_level (ivy, acme_us, ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_ANALYST));
  g_autofree char *level = NULL;
  Outcome outcome = { 0 };

  apply (world, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, &outcome);
  g_assert_false (outcome.done);
  g_assert_error (outcome.error, ROSTER_ERROR, ROSTER_ERROR_INTERRUPTED);
  g_assert_cmpint (state_at (changes, 0), ==, ROSTER_CHANGE_STATE_FAILED);
  level = served (world, "members", "Ivy Intern", "grants", acme_us);
  g_assert_cmpstr (level, ==, "ADMIN");
  g_assert_cmpuint (test_world_count_requests (world, "POST", "/bc/asset/assign/"), <=, 1);
  g_clear_error (&outcome.error);
}

/* The connection is gone altogether: not sent at all is a failure, not a riddle. */
static void
test_offline (TestWorld     *world,
              gconstpointer  data)
{
  g_autoptr (GListStore) changes = list_of (roster_change_new_level (test_world_principal (world, "Ivy Intern"), test_world_ad_account (world, "ACME-US"), ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_ANALYST));
  Outcome outcome = { 0 };

  roster_demo_server_stop (world->server);
  apply (world, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, &outcome);
  g_assert_false (outcome.done);
  g_assert_cmpint (state_at (changes, 0), ==, ROSTER_CHANGE_STATE_FAILED);
  g_clear_error (&outcome.error);
}

static void
test_refusals_go_on_or_stop (TestWorld     *world,
                             gconstpointer  data)
{
  gpointer ivy = test_world_principal (world, "Ivy Intern");
  g_autoptr (GListStore) changes = g_list_store_new (ROSTER_TYPE_CHANGE);
  g_autoptr (RosterChange) refused = roster_change_new_level (ivy, test_world_ad_account (world, "ACME-US"), ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_ANALYST);
  g_autoptr (RosterChange) fine = roster_change_new_level (ivy, test_world_ad_account (world, "ACME-DE"), ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST);
  Outcome outcome = { 0 };

  g_list_store_append (changes, refused);
  g_list_store_append (changes, fine);

  apply (world, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_STOP_AT_FAILURE, NULL, &outcome);
  g_assert_error (outcome.error, ROSTER_ERROR, ROSTER_ERROR_REFUSED);
  g_assert_cmpint (state_at (changes, 0), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpint (state_at (changes, 1), ==, ROSTER_CHANGE_STATE_WAITING);
  g_assert_nonnull (roster_error_get_request_id (roster_change_get_error (refused)));
  g_clear_error (&outcome.error);

  apply (world, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (state_at (changes, 0), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpint (state_at (changes, 1), ==, ROSTER_CHANGE_STATE_DONE);

  /* What is done is not sent again. */
  apply (world, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (test_world_count_requests (world, "POST", "/bc/asset/assign/"), ==, 3);
}

/* What does not fit what is known is not sent; what is so already is done without. */
static void
test_what_does_not_fit (TestWorld     *world,
                        gconstpointer  data)
{
  g_autoptr (RosterPrincipal) nobody = ROSTER_PRINCIPAL (roster_person_new ("7999999999999999999", "ghost@x.example"));
  gpointer ivy = test_world_principal (world, "Ivy Intern");
  gpointer acme_us = test_world_ad_account (world, "ACME-US");
  g_autoptr (GListStore) changes = list_of (roster_change_new_level (nobody, acme_us, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST));
  g_autoptr (RosterChange) stale = roster_change_new_level (ivy, acme_us, ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_ANALYST);
  g_autoptr (RosterChange) so = roster_change_new_level (ivy, acme_us, ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_ADMIN);
  Outcome outcome = { 0 };

  g_list_store_append (changes, stale);
  g_list_store_append (changes, so);
  apply (world, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, &outcome);
  g_assert_error (outcome.error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND);
  g_assert_cmpint (state_at (changes, 0), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpint (state_at (changes, 1), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_error (roster_change_get_error (stale), ROSTER_ERROR, ROSTER_ERROR_CONFLICT);
  g_assert_cmpint (state_at (changes, 2), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpuint (roster_change_get_writes (so), ==, 0);
  g_assert_cmpuint (test_world_count_requests (world, "POST", "/"), ==, 0);
  g_clear_error (&outcome.error);
}

static void
test_cancelled_before (TestWorld     *world,
                       gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GListStore) changes = list_of (roster_change_new_level (test_world_principal (world, "Ivy Intern"), test_world_ad_account (world, "ACME-DE"), ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST));
  Outcome outcome = { 0 };

  g_cancellable_cancel (cancellable);
  apply (world, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, cancellable, &outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (state_at (changes, 0), ==, ROSTER_CHANGE_STATE_WAITING);
  g_assert_cmpuint (test_world_count_requests (world, "POST", "/"), ==, 0);
  g_clear_error (&outcome.error);
}

/* Stopped in the middle: what was under way is settled by reading, and nothing more is sent. */
static void
test_cancelled_on_the_way (TestWorld     *world,
                           gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gpointer acme_de = test_world_ad_account (world, "ACME-DE");
  g_autoptr (GListStore) changes = list_of (roster_change_new_level (test_world_principal (world, "Ivy Intern"), acme_de, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST));
  g_autoptr (RosterChange) second = roster_change_new_level (test_world_principal (world, "Mateo Rivera"), acme_de, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST);
  g_autofree char *level = NULL;
  Outcome outcome = { 0 };


  g_list_store_append (changes, second);
  roster_apply_async (world->session, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_STOP_AT_FAILURE, cancellable, on_applied, &outcome);
  test_world_wait (world, test_apply_is_sent, NULL);
  g_cancellable_cancel (cancellable);
  test_world_wait (world, is_over, &outcome);

  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  level = served (world, "members", "Ivy Intern", "grants", acme_de);
  g_assert_cmpint (state_at (changes, 0), ==, level != NULL ? ROSTER_CHANGE_STATE_DONE : ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpint (state_at (changes, 1), ==, ROSTER_CHANGE_STATE_WAITING);
  g_clear_error (&outcome.error);
}

/* The same list given twice at once: nothing is sent twice. */
static void
test_twice_at_once (TestWorld     *world,
                    gconstpointer  data)
{
  g_autoptr (GListStore) changes = list_of (roster_change_new_level (test_world_principal (world, "Ivy Intern"), test_world_ad_account (world, "ACME-DE"), ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST));
  Outcome first = { 0 }, second = { 0 };

  roster_apply_async (world->session, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, on_applied, &first);
  roster_apply_async (world->session, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, on_applied, &second);
  test_world_wait (world, is_over, &first);
  test_world_wait (world, is_over, &second);
  g_assert_no_error (first.error);
  g_assert_cmpint (state_at (changes, 0), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpuint (test_world_count_requests (world, "POST", "/bc/asset/assign/"), ==, 1);
}

/* A token that does not work any more is not tried on all the rest. */
static void
test_signed_out (TestWorld     *world,
                 gconstpointer  data)
{
  g_autoptr (GListStore) changes = list_of (roster_change_new_level (test_world_principal (world, "Ivy Intern"), test_world_ad_account (world, "ACME-DE"), ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST));
  g_autoptr (RosterChange) second = roster_change_new_level (test_world_principal (world, "Mateo Rivera"), test_world_ad_account (world, "ACME-DE"), ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST);
  Outcome outcome = { 0 };

  g_list_store_append (changes, second);
  roster_api_client_set_access_token (roster_session_get_client (world->session), ROSTER_DEMO_TOKEN_REVOKED);
  apply (world, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_STOP_AT_FAILURE, NULL, &outcome);
  g_assert_error (outcome.error, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT);
  g_assert_cmpint (state_at (changes, 0), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpint (state_at (changes, 1), ==, ROSTER_CHANGE_STATE_WAITING);
  g_assert_cmpuint (test_world_count_requests (world, "POST", "/bc/asset/assign/"), ==, 1);
  g_clear_error (&outcome.error);
}

static gboolean
is_read (TestWorld *world,
         gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

/* Another Business Center is opened meanwhile: its lists are not touched, and what was not sent is not sent. */
static void
test_another_business_center (TestWorld     *world,
                              gconstpointer  data)
{
  gpointer acme = test_world_tiktok_account (world, "Acme Outdoor");
  g_autoptr (GListStore) changes = list_of (roster_change_new_disconnect (acme));
  g_autoptr (RosterChange) second = roster_change_new_level (test_world_principal (world, "Ivy Intern"), test_world_ad_account (world, "ACME-DE"), ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST);
  g_autoptr (RosterDirectory) directory = g_object_ref (roster_session_get_directory (world->session));
  guint n_expected;
  Outcome outcome = { 0 };

  g_list_store_append (changes, second);
  roster_apply_async (world->session, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_STOP_AT_FAILURE, NULL, on_applied, &outcome);
  test_world_wait (world, test_apply_is_sent, NULL);
  roster_session_select_business_center (world->session, test_world_find (roster_session_get_business_centers (world->session), "Harbour Coffee"));
  test_world_wait (world, is_over, &outcome);
  test_world_wait (world, is_read, NULL);

  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (state_at (changes, 0), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpint (state_at (changes, 1), ==, ROSTER_CHANGE_STATE_WAITING);
  g_assert_cmpuint (test_world_count_requests (world, "POST", "/"), ==, 1);

  n_expected = g_list_model_get_n_items (roster_directory_get_tiktok_accounts (directory));
  roster_session_sync (world->session);
  test_world_wait (world, is_read, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (roster_directory_get_tiktok_accounts (directory)), ==, n_expected);
  g_assert_cmpuint (n_expected, <, 5);
  g_clear_error (&outcome.error);
}

/* Lowering an agency got through with its first half: that is said, and trying again only does the second. */
static void
test_half_lowered (TestWorld     *world,
                   gconstpointer  data)
{
  RosterPrincipal *lumen = test_world_principal (world, "Lumen Media");
  gpointer hc_eu = test_world_ad_account (world, "HC-EU");
  g_autoptr (GListStore) changes = list_of (roster_change_new_level (lumen, hc_eu, ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_ANALYST));
  RosterAccess *access = roster_session_get_access (world->session);
  Outcome outcome = { 0 };

  apply (world, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, &outcome);
  g_assert_error (outcome.error, ROSTER_ERROR, ROSTER_ERROR_REFUSED);
  g_assert_cmpstr (outcome.error->message, ==, "This answer is an error on purpose."); /* TikTok's own words, as they came */
  g_assert_cmpint (state_at (changes, 0), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpint (roster_access_get_level (access, roster_item_get_key (ROSTER_ITEM (lumen)), roster_item_get_key (hc_eu)), ==, ROSTER_LEVEL_NONE);

  apply (world, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (roster_access_get_level (access, roster_item_get_key (ROSTER_ITEM (lumen)), roster_item_get_key (hc_eu)), ==, ROSTER_LEVEL_ANALYST);
  g_assert_cmpuint (test_world_count_requests (world, "POST", "/bc/partner/asset/delete/"), ==, 1);
}

/* The answer to the first half is lost: reading back shows that it was taken, and the second follows. */
static void
test_lowering_loses_a_reply (TestWorld     *world,
                             gconstpointer  data)
{
  RosterPrincipal *lumen = test_world_principal (world, "Lumen Media");
  gpointer hc_eu = test_world_ad_account (world, "HC-EU");
  g_autoptr (GListStore) changes = list_of (roster_change_new_level (lumen, hc_eu, ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_ANALYST));
  Outcome outcome = { 0 };

  apply (world, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (roster_access_get_level (roster_session_get_access (world->session), roster_item_get_key (ROSTER_ITEM (lumen)), roster_item_get_key (hc_eu)), ==, ROSTER_LEVEL_ANALYST);
  g_assert_cmpuint (test_world_count_requests (world, "POST", "/bc/partner/asset/delete/"), ==, 1);
  g_assert_cmpuint (test_world_count_requests (world, "POST", "/bc/partner/add/"), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/apply/level", TestWorld, NULL, set_up, test_level, tear_down);
  g_test_add ("/apply/agency", TestWorld, NULL, set_up, test_agency, tear_down);
  g_test_add ("/apply/roles", TestWorld, NULL, set_up, test_roles, tear_down);
  g_test_add ("/apply/link-and-unlink", TestWorld, NULL, set_up, test_link_and_unlink, tear_down);
  g_test_add ("/apply/disconnect", TestWorld, NULL, set_up, test_disconnect, tear_down);
  g_test_add ("/apply/lost-reply", TestWorld, "lost-reply:/bc/asset/assign/", set_up, test_lost_reply, tear_down);
  g_test_add ("/apply/reset-before", TestWorld, "reset:/bc/asset/assign/", set_up, test_reset_before, tear_down);
  g_test_add ("/apply/offline", TestWorld, NULL, set_up, test_offline, tear_down);
  g_test_add ("/apply/refusals-go-on-or-stop", TestWorld, "40002:/bc/asset/assign/:x1", set_up, test_refusals_go_on_or_stop, tear_down);
  g_test_add ("/apply/what-does-not-fit", TestWorld, NULL, set_up, test_what_does_not_fit, tear_down);
  g_test_add ("/apply/cancelled-before", TestWorld, NULL, set_up, test_cancelled_before, tear_down);
  g_test_add ("/apply/cancelled-on-the-way", TestWorld, NULL, set_up, test_cancelled_on_the_way, tear_down);
  g_test_add ("/apply/twice-at-once", TestWorld, NULL, set_up, test_twice_at_once, tear_down);
  g_test_add ("/apply/signed-out", TestWorld, NULL, set_up, test_signed_out, tear_down);
  g_test_add ("/apply/another-business-center", TestWorld, NULL, set_up, test_another_business_center, tear_down);
  g_test_add ("/apply/half-lowered", TestWorld, "40002:/bc/partner/add/:x1", set_up, test_half_lowered, tear_down);
  g_test_add ("/apply/lowering-loses-a-reply", TestWorld, "lost-reply:/bc/partner/asset/delete/:x1", set_up, test_lowering_loses_a_reply, tear_down);

  return g_test_run ();
}
