/* test-session-apply-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-apply.h"
#include "test-async.h"
#include "test-store.h"

#include "roster-agency.h"
#include "roster-apply-private.h"
#include "roster-change-entry.h"
#include "roster-json.h"
#include "roster-queue.h"
#include "roster-unfinished.h"

#define AGENCY "7288887776665554999"

static RosterChange *
lower_lumen (TestApply *fixture)
{
  return roster_change_new_level (test_world_principal (&fixture->world, "Lumen Media"), test_world_ad_account (&fixture->world, "HC-EU"), ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_ANALYST);
}

static RosterChange *
lower_ivy (TestApply *fixture)
{
  return roster_change_new_level (test_world_principal (&fixture->world, "Ivy Intern"), test_world_ad_account (&fixture->world, "ACME-US"), ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_ANALYST);
}

/* The latest first. */
static GPtrArray *
journal (TestApply *fixture)
{
  return test_store_journal (roster_session_get_center (fixture->world.session), FALSE);
}

static void
assert_entry (TestApply          *fixture,
              guint               position,
              const char         *kind,
              const char         *before,
              const char         *after,
              RosterJournalState  state)
{
  g_autoptr (GPtrArray) entries = journal (fixture);
  const RosterJournalEntry *entry;

  g_assert_cmpuint (entries->len, >, position);
  entry = entries->pdata[position];
  g_assert_cmpstr (entry->kind, ==, kind);
  g_assert_cmpstr (entry->before, ==, before);
  g_assert_cmpstr (entry->after, ==, after);
  g_assert_cmpint (entry->state, ==, state);
  if (state == ROSTER_JOURNAL_DONE)
    g_assert_nonnull (entry->request_id);
}

static void
assert_n_entries (TestApply *fixture,
                  guint    n_entries)
{
  g_autoptr (GPtrArray) entries = journal (fixture);

  g_assert_cmpuint (entries->len, ==, n_entries);
}

/* Done and refused, with what TikTok said; what did not fit, or waits for an acceptance, was never to be sent. */
static void
test_verdicts (TestApply     *fixture,
               gconstpointer  data)
{
  RosterPrincipal *maria = roster_directory_find_principal (roster_session_get_directory (fixture->world.session), "mail:maria@studio.example");
  g_autoptr (GPtrArray) entries = NULL;
  const RosterJournalEntry *refused;

  test_apply_add (fixture, lower_ivy (fixture));
  test_apply_add (fixture, roster_change_new_remove (test_world_principal (&fixture->world, "Jonas Weber")));
  test_apply_add (fixture, roster_change_new_level (test_world_principal (&fixture->world, "Jonas Weber"), test_world_ad_account (&fixture->world, "ACME-US"), ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_NONE));
  test_apply_add (fixture, roster_change_new_level (maria, test_world_ad_account (&fixture->world, "ACME-DE"), ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST));
  g_assert_false (test_apply (fixture, NULL));

  assert_n_entries (fixture, 2);
  assert_entry (fixture, 0, "remove", "role=STANDARD finance=", NULL, ROSTER_JOURNAL_REFUSED);
  assert_entry (fixture, 1, "level", "ADMIN", "ANALYST", ROSTER_JOURNAL_DONE);
  entries = journal (fixture);
  refused = entries->pdata[0];
  g_assert_nonnull (refused->request_id);
  g_assert_nonnull (refused->message);
  g_assert_cmpstr (refused->subject, ==, roster_item_get_key (test_world_principal (&fixture->world, "Jonas Weber")));
}

/* Unknown stays unknown in the same entry until reading tells. */
static void
test_unknown (TestApply     *fixture,
              gconstpointer  data)
{
  RosterApiClient *client = roster_session_get_client (fixture->world.session);
  RosterChange *change = test_apply_add (fixture, lower_ivy (fixture));

  roster_apply_async (fixture->world.session, G_LIST_MODEL (fixture->set), ROSTER_APPLY_FLAGS_NONE, NULL, test_async_store, &fixture->result);
  test_world_wait (&fixture->world, test_apply_is_sent, NULL);
  roster_api_client_set_access_token (client, ROSTER_DEMO_TOKEN_REVOKED); /* nothing can be read */
  test_world_wait (&fixture->world, test_apply_has_result, &fixture->result);
  g_assert_false (roster_apply_finish (fixture->world.session, fixture->result, NULL));
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_UNKNOWN);
  assert_entry (fixture, 0, "level", "ADMIN", "ANALYST", ROSTER_JOURNAL_UNKNOWN);

  roster_api_client_set_access_token (client, ROSTER_DEMO_TOKEN_ADMIN);
  g_assert_true (test_apply (fixture, NULL));
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_DONE);
  assert_n_entries (fixture, 1);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/assign/"), ==, 1);
}

/* What was stopped before it left is dropped; a second go plans it anew. */
static void
test_stopped (TestApply     *fixture,
              gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  test_apply_add (fixture, lower_ivy (fixture));
  test_apply_add (fixture, roster_change_new_level (test_world_principal (&fixture->world, "Ivy Intern"), test_world_ad_account (&fixture->world, "ACME-DE"), ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST));
  roster_apply_async (fixture->world.session, G_LIST_MODEL (fixture->set), ROSTER_APPLY_FLAGS_STOP_AT_FAILURE, cancellable, test_async_store, &fixture->result);
  test_world_wait (&fixture->world, test_apply_is_sent, NULL);
  g_cancellable_cancel (cancellable);
  test_world_wait (&fixture->world, test_apply_has_result, &fixture->result);
  g_assert_false (roster_apply_finish (fixture->world.session, fixture->result, NULL));
  assert_n_entries (fixture, 2);
  assert_entry (fixture, 0, "level", NULL, "ANALYST", ROSTER_JOURNAL_DROPPED);

  g_assert_true (test_apply (fixture, NULL));
  assert_entry (fixture, 0, "level", NULL, "ANALYST", ROSTER_JOURNAL_DONE);
}

/* Where the journal cannot be written nothing is sent, and all of it works once there is room. */
static void
test_full_disk (TestApply     *fixture,
                gconstpointer  data)
{
  TestStore store = { .store = roster_store_center_get_store (roster_session_get_center (fixture->world.session)) };
  RosterChange *change = test_apply_add (fixture, lower_ivy (fixture));
  GListModel *known = roster_session_get_ad_accounts (fixture->world.session);
  g_autoptr (GPtrArray) ad_accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterChange) kept = g_object_ref (change);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) full = NULL;

  test_store_exec (&store, "PRAGMA max_page_count = 1");
  for (guint tries = 0; tries < 2000 && full == NULL; tries++)
    test_store_plan (roster_session_get_center (fixture->world.session), "filler", 20, &full);
  g_assert_error (full, ROSTER_ERROR, ROSTER_ERROR_STORE_FULL);

  /* The last page may have room for an entry or two. */
  for (guint i = 0; i < g_list_model_get_n_items (known); i++)
    g_ptr_array_add (ad_accounts, g_list_model_get_item (known, i));
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *id = g_strdup_printf ("90000%u", i);
      RosterAdAccount *more = roster_ad_account_new (id);

      g_ptr_array_add (ad_accounts, more);
      test_apply_add (fixture, roster_change_new_level (test_world_principal (&fixture->world, "Ivy Intern"), more, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST));
    }
  roster_directory_merge_ad_accounts (roster_session_get_directory (fixture->world.session), ad_accounts, ROSTER_MERGE_CERTAIN);

  g_assert_false (test_apply (fixture, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_STORE_FULL);
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/"), ==, 0);

  test_store_exec (&store, "PRAGMA max_page_count = 1000000");
  roster_change_set_clear (fixture->set);
  roster_change_set_add (fixture->set, change);
  g_assert_true (test_apply (fixture, NULL));
  assert_entry (fixture, 0, "level", "ADMIN", "ANALYST", ROSTER_JOURNAL_DONE);
}

/* Starting again */

/* What this run of the program planned becomes another run's. */
static void
start_again (TestApply *fixture)
{
  g_object_set_data (G_OBJECT (roster_store_center_get_store (roster_session_get_center (fixture->world.session))), "roster-apply-first-own", NULL);
}

static RosterChangeSet *
load (TestApply *fixture)
{
  RosterChangeSet *set;
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->result);
  roster_unfinished_load_async (fixture->world.session, test_async_store, &fixture->result);
  test_world_wait (&fixture->world, test_apply_has_result, &fixture->result);
  set = roster_unfinished_load_finish (fixture->world.session, fixture->result, &error);
  g_assert_no_error (error);

  return set;
}

/* As if the program had ended with @change in @state. */
static void
leave_behind (TestApply          *fixture,
              RosterChange       *change,
              RosterJournalState  state)
{
  RosterStoreCenter *center = roster_session_get_center (fixture->world.session);
  g_autoptr (RosterChange) owned = change;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_journal_entry_free);
  g_autoptr (GPtrArray) planned = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_ptr_array_add (entries, roster_change_entry_new (change));
  roster_store_journal_plan_async (center, entries, test_async_store, &result);
  test_world_wait (&fixture->world, test_apply_has_result, &result);
  planned = roster_store_journal_plan_finish (center, result, NULL);
  if (state != ROSTER_JOURNAL_PLANNED)
    g_assert_true (test_store_settle (center, ((RosterJournalEntry *) planned->pdata[0])->id, state, NULL));
}

/* Planned and never sent: offered, and finished in the same entry. */
static void
test_planned (TestApply     *fixture,
              gconstpointer  data)
{
  g_autoptr (RosterChangeSet) set = NULL;
  guint reads = test_world_count_requests (&fixture->world, "GET", "/");

  leave_behind (fixture, lower_ivy (fixture), ROSTER_JOURNAL_PLANNED);
  set = load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 1);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", "/"), ==, reads);

  g_set_object (&fixture->set, set);
  g_assert_true (test_apply (fixture, NULL));
  assert_n_entries (fixture, 1);
  assert_entry (fixture, 0, "level", "ADMIN", "ANALYST", ROSTER_JOURNAL_DONE);
}

/* Sent: reading tells. Left: not asked about again. */
static void
test_sent (TestApply     *fixture,
           gconstpointer  data)
{
  g_autoptr (RosterChangeSet) set = NULL;
  g_autoptr (RosterChangeSet) again = NULL;
  g_autoptr (RosterChange) change = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  guint reads = test_world_count_requests (&fixture->world, "GET", "/");

  leave_behind (fixture, lower_ivy (fixture), ROSTER_JOURNAL_SENT);
  leave_behind (fixture, roster_change_new_level (test_world_principal (&fixture->world, "Ivy Intern"), test_world_ad_account (&fixture->world, "ACME-US"), ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_ADMIN),
                ROSTER_JOURNAL_UNKNOWN);
  set = load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 1);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", "/"), ==, reads + 1);
  change = g_list_model_get_item (G_LIST_MODEL (set), 0);
  g_assert_cmpint (roster_change_get_to_level (change), ==, ROSTER_LEVEL_ANALYST);
  entries = journal (fixture);
  g_assert_cmpint (((RosterJournalEntry *) entries->pdata[0])->state, ==, ROSTER_JOURNAL_DONE); /* TikTok's answer, and its ID, were lost */
  assert_entry (fixture, 1, "level", "ADMIN", "ANALYST", ROSTER_JOURNAL_PLANNED);

  roster_unfinished_leave (fixture->world.session, set);
  assert_entry (fixture, 1, "level", "ADMIN", "ANALYST", ROSTER_JOURNAL_DROPPED);
  again = load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 0);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/"), ==, 0);
}

/* An agency lost what it had and has not got the lower level: the next start finishes, without taking anything away again. */
static void
test_half_lowered (TestApply     *fixture,
                   gconstpointer  data)
{
  g_autoptr (RosterChangeSet) set = NULL;
  g_autoptr (RosterChange) change = NULL;
  RosterAccess *access = roster_session_get_access (fixture->world.session);

  test_apply_add (fixture, lower_lumen (fixture));
  g_assert_false (test_apply (fixture, NULL));
  assert_entry (fixture, 0, "level", "OPERATOR", "ANALYST", ROSTER_JOURNAL_PLANNED);

  start_again (fixture);
  set = load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 1);
  change = g_list_model_get_item (G_LIST_MODEL (set), 0);
  g_assert_cmpuint (roster_change_get_writes (change), ==, 1);

  g_set_object (&fixture->set, set);
  g_assert_true (test_apply (fixture, NULL));
  assert_n_entries (fixture, 1);
  assert_entry (fixture, 0, "level", "OPERATOR", "ANALYST", ROSTER_JOURNAL_DONE);
  g_assert_cmpint (roster_access_get_direct_level (access, roster_item_get_key (test_world_principal (&fixture->world, "Lumen Media")),
                                                   roster_item_get_key (test_world_ad_account (&fixture->world, "HC-EU"))), ==, ROSTER_LEVEL_ANALYST);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/partner/asset/delete/"), ==, 1);
}

static void
set_up_large (TestApply     *fixture,
              gconstpointer  refuse_asset)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->people = 5;
  options->agencies = 2;
  options->ad_accounts = 120;
  options->refuse_asset = g_strdup (refuse_asset);
  test_apply_set_up_with (fixture, options);
}

static gpointer
find_agency (TestApply *fixture)
{
  GListModel *principals = roster_session_get_principals (fixture->world.session);

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

      if (ROSTER_IS_AGENCY (principal))
        return principal;
    }
  g_assert_not_reached ();
}

/* One of those that TikTok lists, which this program has not heard of: what is shared with it can be read. */
static RosterChange *
invite_agency_with_60 (TestApply *fixture)
{
  GListModel *all = roster_session_get_ad_accounts (fixture->world.session);
  g_autoptr (GListStore) own = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);
  g_autofree char *bc_id = g_strdup (roster_item_get_id (find_agency (fixture)));
  RosterChange *invite;

  for (guint i = 0; i < g_list_model_get_n_items (all) && g_list_model_get_n_items (G_LIST_MODEL (own)) < 60; i++)
    {
      g_autoptr (RosterAdAccount) item = g_list_model_get_item (all, i);

      if (roster_ad_account_get_ownership (item) == ROSTER_OWNERSHIP_OWN)
        g_list_store_append (own, item);
    }
  invite = test_apply_add (fixture, roster_change_new_invite_agency (bc_id, G_LIST_MODEL (own), ROSTER_LEVEL_ADMIN));
  roster_directory_drop_principal (roster_session_get_directory (fixture->world.session), roster_item_get_key (ROSTER_ITEM (roster_change_get_principal (invite))));

  return invite;
}

/* An agency got a part of what it is invited for: that is known, and each start offers to share the rest until somebody decides. */
static void
test_half_invited (TestApply     *fixture,
                   gconstpointer  data)
{
  RosterStoreCenter *center = roster_session_get_center (fixture->world.session);
  RosterChange *invite = invite_agency_with_60 (fixture);
  g_autofree char *key = g_strdup (roster_item_get_key (ROSTER_ITEM (roster_change_get_principal (invite))));
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (JsonObject) served = NULL;
  g_autoptr (GError) error = NULL;

  test_apply_begin (fixture, ROSTER_APPLY_FLAGS_NONE, NULL);
  test_world_wait (&fixture->world, test_apply_is_sent, NULL);
  test_world_set_fault (&fixture->world, "40001:/bc/partner/add/");
  g_assert_false (test_apply_end (fixture, &error));
  g_assert_cmpuint (roster_change_get_writes (invite), ==, 50);
  g_assert_nonnull (roster_directory_find_principal (roster_session_get_directory (fixture->world.session), key));
  entries = journal (fixture);
  g_assert_cmpint (((RosterJournalEntry *) entries->pdata[0])->state, ==, ROSTER_JOURNAL_PLANNED);

  test_world_set_fault (&fixture->world, "");
  for (guint starts = 0; starts < 3; starts++)
    {
      g_autoptr (RosterChangeSet) set = NULL;
      g_autoptr (RosterChange) change = NULL;

      /* Also when it ended just before it said that. */
      if (starts == 1)
        g_assert_true (test_store_settle (center, ((RosterJournalEntry *) entries->pdata[0])->id, ROSTER_JOURNAL_SENT, NULL));

      start_again (fixture);
      set = load (fixture);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 1);
      change = g_list_model_get_item (G_LIST_MODEL (set), 0);
      g_assert_cmpuint (roster_change_get_writes (change), ==, 50);
      g_set_object (&fixture->set, set);
    }

  test_apply_all (fixture);
  assert_n_entries (fixture, 1);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/partner/add/"), ==, 3);
  served = test_apply_served (&fixture->world, "partners", "bc_id", key + strlen ("bc:"));
  g_assert_cmpuint (json_object_get_size (roster_json_get_object (served, "sharing")), >=, 60);
}

/* One ad account was refused, and the answer to the request without it is lost: what is shared tells how far it is, and nothing is shared twice. */
static void
test_refused_and_lost (TestApply     *fixture,
                       gconstpointer  asset)
{
  RosterChange *invite = invite_agency_with_60 (fixture);

  g_assert_cmpuint (g_list_model_get_n_items (roster_change_get_ad_accounts (invite)), ==, 60);
  test_apply_begin (fixture, ROSTER_APPLY_FLAGS_NONE, NULL);
  test_world_wait (&fixture->world, test_apply_is_sent, NULL);
  test_world_set_fault (&fixture->world, "lost-reply:/bc/partner/add/:x1");
  g_assert_true (test_apply_end (fixture, NULL));
  g_assert_cmpint (roster_change_get_state (invite), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpuint (roster_change_get_refused (invite)->len, ==, 1);
  g_assert_true (roster_change_is_refused (invite, test_world_ad_account (&fixture->world, asset)));
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/partner/add/"), ==, 3);
}

/* What never left is not looked for. */
static void
test_never_invited (TestApply     *fixture,
                    gconstpointer  data)
{
  g_autoptr (RosterChange) invite = g_object_ref (invite_agency_with_60 (fixture));
  g_autoptr (RosterChangeSet) set = NULL;
  guint reads = test_world_count_requests (&fixture->world, "GET", "/");

  leave_behind (fixture, g_object_ref (invite), ROSTER_JOURNAL_PLANNED);
  set = load (fixture);
  g_assert_cmpuint (roster_change_set_count (set, ROSTER_CHANGE_STATE_WAITING), ==, 1);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "GET", "/"), ==, reads);
}

/* What this run of the program sends is nobody's leftover; what nobody knows is asked about until somebody says that it is enough. */
static void
test_own_and_unknown (TestApply     *fixture,
                      gconstpointer  data)
{
  g_autoptr (RosterChangeSet) none = NULL;
  g_autoptr (RosterChangeSet) set = NULL;
  g_autoptr (RosterChangeSet) once_more = NULL;
  g_autoptr (RosterChange) change = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (RosterChangeSet) again = NULL;

  test_apply_add (fixture, roster_change_new_invite_agency (AGENCY, NULL, ROSTER_LEVEL_ANALYST));
  g_assert_false (test_apply (fixture, NULL));
  none = load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (none)), ==, 0);

  start_again (fixture);
  set = load (fixture);
  g_assert_cmpuint (roster_change_set_count (set, ROSTER_CHANGE_STATE_UNKNOWN), ==, 1);
  change = g_list_model_get_item (G_LIST_MODEL (set), 0);
  g_assert_nonnull (strstr (roster_change_get_error (change)->message, "look among the partners"));
  once_more = load (fixture);
  g_assert_cmpuint (roster_change_set_count (once_more, ROSTER_CHANGE_STATE_UNKNOWN), ==, 1);

  roster_unfinished_leave (fixture->world.session, set);
  again = load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 0);
  entries = journal (fixture);
  g_assert_cmpint (((RosterJournalEntry *) entries->pdata[0])->state, ==, ROSTER_JOURNAL_LEFT);
}

/* Of two about the same the later one counts; whether it was taken has to be read, whatever the earlier one set out from. */
static void
test_overtaken (TestApply     *fixture,
                gconstpointer  data)
{
  RosterApiClient *client = roster_session_get_client (fixture->world.session);
  g_autoptr (RosterChangeSet) set = NULL;
  g_autoptr (RosterChange) change = NULL;

  leave_behind (fixture, lower_ivy (fixture), ROSTER_JOURNAL_PLANNED);
  leave_behind (fixture, roster_change_new_level (test_world_principal (&fixture->world, "Ivy Intern"), test_world_ad_account (&fixture->world, "ACME-US"), ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_NONE),
                ROSTER_JOURNAL_SENT);
  roster_api_client_set_access_token (client, ROSTER_DEMO_TOKEN_REVOKED); /* nothing can be read */
  set = load (fixture);
  roster_api_client_set_access_token (client, ROSTER_DEMO_TOKEN_ADMIN);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 1);
  change = g_list_model_get_item (G_LIST_MODEL (set), 0);
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_UNKNOWN);
  assert_entry (fixture, 1, "level", "ADMIN", "ANALYST", ROSTER_JOURNAL_DROPPED);

  g_set_object (&fixture->set, set);
  g_assert_false (test_apply (fixture, NULL));
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_error (roster_change_get_error (change), ROSTER_ERROR, ROSTER_ERROR_INTERRUPTED); /* not that of the reading before */
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/"), ==, 0);
}

/* What an account is linked to is taken away before it leaves, also by the next start, whatever the order: where that is refused, it stays. */
static void
test_disconnect (TestApply     *fixture,
                 gconstpointer  data)
{
  RosterTiktokAccount *fjord = test_world_tiktok_account (&fixture->world, "Fjord Skincare");
  g_autoptr (RosterChangeSet) set = NULL;
  g_autoptr (RosterChange) disconnect = NULL;
  g_autoptr (JsonObject) served = NULL;

  leave_behind (fixture, roster_change_new_disconnect (fjord), ROSTER_JOURNAL_PLANNED);
  leave_behind (fixture, roster_change_new_unlink (fjord, test_world_ad_account (&fixture->world, "FJORD-DK")), ROSTER_JOURNAL_PLANNED);
  set = load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 2);
  g_set_object (&fixture->set, set);
  g_assert_false (test_apply (fixture, NULL));
  disconnect = g_list_model_get_item (G_LIST_MODEL (set), 0);
  g_assert_error (roster_change_get_error (disconnect), ROSTER_ERROR, ROSTER_ERROR_CONFLICT);
  g_assert_cmpuint (test_world_count_requests (&fixture->world, "POST", "/bc/asset/admin/delete/"), ==, 0);

  test_apply_all (fixture);
  served = test_apply_served (&fixture->world, "assets", "name", "Fjord Skincare");
  g_assert_null (served);
}

static void
keep (TestApply  *fixture,
      const char *subject)
{
  RosterStoreCenter *center = roster_session_get_center (fixture->world.session);
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_queued_grant_free);
  g_autoptr (GAsyncResult) result = NULL;

  g_ptr_array_add (grants, roster_queued_grant_new (ROSTER_QUEUE_LEVEL, subject, roster_item_get_key (test_world_ad_account (&fixture->world, "ACME-US")), "ANALYST"));
  roster_store_queue_add_async (center, grants, test_async_store, &result);
  test_world_wait (&fixture->world, test_apply_has_result, &result);
  g_assert_true (roster_store_queue_add_finish (center, result, NULL));
}

static guint
count_kept (TestApply  *fixture,
            const char *subject)
{
  RosterStoreCenter *center = roster_session_get_center (fixture->world.session);
  g_autoptr (GPtrArray) grants = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  roster_store_queue_list_async (center, subject, NULL, test_async_store, &result);
  test_world_wait (&fixture->world, test_apply_has_result, &result);
  grants = roster_store_queue_list_finish (center, result, NULL);
  g_assert_nonnull (grants);

  return grants->len;
}

/* Who is not invited after all does not find on another day what the invitation was to bring; who is invited by now keeps what waits. */
static void
test_left_invitation (TestApply     *fixture,
                      gconstpointer  data)
{
  g_autoptr (RosterChangeSet) set = NULL;

  keep (fixture, "mail:new@x.example");
  keep (fixture, "mail:maria@studio.example");
  leave_behind (fixture, roster_change_new_invite ("New@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE),
                ROSTER_JOURNAL_SENT);
  leave_behind (fixture, roster_change_new_invite ("maria@studio.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE),
                ROSTER_JOURNAL_PLANNED);
  set = load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 2);

  roster_unfinished_leave (fixture->world.session, set);
  count_kept (fixture, "mail:new@x.example"); /* what waits is looked up, and taken out after that */
  g_assert_cmpuint (count_kept (fixture, "mail:new@x.example"), ==, 0);
  g_assert_cmpuint (count_kept (fixture, "mail:maria@studio.example"), ==, 1);
}

/* Who has accepted by the next start was invited, and still gets what waits. */
static void
test_accepted (TestApply     *fixture,
               gconstpointer  data)
{
  g_autoptr (GListStore) given = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);
  g_autoptr (RosterChangeSet) set = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  g_list_store_append (given, test_world_ad_account (&fixture->world, "ACME-US"));
  keep (fixture, "mail:maria@studio.example");
  leave_behind (fixture, roster_change_new_invite ("maria@studio.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, G_LIST_MODEL (given), ROSTER_LEVEL_ANALYST),
                ROSTER_JOURNAL_SENT);
  g_assert_cmpuint (test_world_post (&fixture->world, "/demo/accept", "email=maria%40studio.example"), ==, 200);
  set = load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 0);
  entries = journal (fixture);
  g_assert_cmpint (((RosterJournalEntry *) entries->pdata[0])->state, ==, ROSTER_JOURNAL_DONE);
  g_assert_cmpuint (count_kept (fixture, "mail:maria@studio.example"), ==, 1);
}

static void
leave_withdrawn (TestApply  *fixture,
                 const char *address)
{
  g_autoptr (RosterPerson) person = roster_person_new (NULL, address);

  leave_behind (fixture, roster_change_new_withdraw (person), ROSTER_JOURNAL_SENT);
}

/* Whose invitation was withdrawn all the same has nothing waiting, but for who was to be invited anew. */
static void
test_withdrawn (TestApply     *fixture,
                gconstpointer  data)
{
  g_autoptr (RosterChangeSet) set = NULL;

  keep (fixture, "mail:gone@x.example");
  keep (fixture, "mail:anew@x.example");
  leave_withdrawn (fixture, "gone@x.example");
  leave_withdrawn (fixture, "anew@x.example");
  leave_behind (fixture, roster_change_new_invite ("anew@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE),
                ROSTER_JOURNAL_PLANNED);
  set = load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (set)), ==, 1);
  count_kept (fixture, "mail:gone@x.example"); /* what waits is looked up, and taken out after that */
  g_assert_cmpuint (count_kept (fixture, "mail:gone@x.example"), ==, 0);
  g_assert_cmpuint (count_kept (fixture, "mail:anew@x.example"), ==, 1);

  roster_unfinished_leave (fixture->world.session, set);
  count_kept (fixture, "mail:anew@x.example");
  g_assert_cmpuint (count_kept (fixture, "mail:anew@x.example"), ==, 0);
}

/* What waited for an invitation that was withdrawn is for the one in its place, also when only the next start sends that. Whose invitation was
 * none of this gets nothing that is left under the address. */
static void
test_invited_anew (TestApply     *fixture,
                   gconstpointer  data)
{
  g_autoptr (RosterChange) anew = roster_change_new_invite ("anew@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE);
  g_autoptr (RosterChangeSet) set = NULL;

  keep (fixture, "mail:anew@x.example");
  keep (fixture, "mail:new@x.example");
  roster_apply_set_anew (anew);
  leave_behind (fixture, g_object_ref (anew), ROSTER_JOURNAL_PLANNED);
  leave_behind (fixture, roster_change_new_invite ("new@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE),
                ROSTER_JOURNAL_PLANNED);
  set = load (fixture);
  g_set_object (&fixture->set, set);
  test_apply_all (fixture);
  g_assert_cmpuint (count_kept (fixture, "mail:anew@x.example"), ==, 1);
  g_assert_cmpuint (count_kept (fixture, "mail:new@x.example"), ==, 0);
}

/* Each kind comes back out of the journal as it went in. */
static void
test_entries (TestApply     *fixture,
              gconstpointer  data)
{
  RosterDirectory *directory = roster_session_get_directory (fixture->world.session);
  gpointer ivy = test_world_principal (&fixture->world, "Ivy Intern"), lumen = test_world_principal (&fixture->world, "Lumen Media");
  gpointer maria = roster_directory_find_principal (directory, "mail:maria@studio.example");
  gpointer acme_us = test_world_ad_account (&fixture->world, "ACME-US");
  gpointer trails = test_world_find (roster_session_get_tiktok_accounts (fixture->world.session), "Acme Trails");
  g_autoptr (GListStore) given = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);
  g_autoptr (RosterPerson) left = roster_person_new ("999", NULL);
  RosterChange *changes[] = {
    roster_change_new_level (ivy, acme_us, ROSTER_LEVEL_OTHER, ROSTER_LEVEL_NONE),
    roster_change_new_level (lumen, acme_us, ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_ANALYST),
    roster_change_new_roles (ivy, trails, ROSTER_TIKTOK_ROLES_NONE, ROSTER_TIKTOK_ROLES_POST | ROSTER_TIKTOK_ROLES_LIVE),
    roster_change_new_link (trails, acme_us),
    roster_change_new_unlink (trails, acme_us),
    roster_change_new_disconnect (trails),
    roster_change_new_invite ("ana@x.example", ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_MANAGER, G_LIST_MODEL (given), ROSTER_LEVEL_OPERATOR),
    roster_change_new_invite ("bo@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE),
    roster_change_new_withdraw (maria),
    roster_change_new_member_role (ivy, ROSTER_ROLE_STANDARD, ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_NONE, ROSTER_FINANCE_ROLE_ANALYST),
    roster_change_new_remove (ivy),
    roster_change_new_remove (left),
    roster_change_new_invite_agency (AGENCY, G_LIST_MODEL (given), ROSTER_LEVEL_OPERATOR),
    roster_change_new_end_partnership (lumen),
  };

  g_list_store_append (given, acme_us);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (RosterChange) change = changes[i];
      g_autoptr (RosterJournalEntry) entry = roster_change_entry_new (change);
      g_autoptr (RosterChange) read = roster_change_entry_to_change (entry, directory);
      g_autoptr (RosterJournalEntry) again = NULL;
      g_autofree char *cell = roster_change_dup_cell (change);
      g_autofree char *read_cell = NULL;

      g_assert_nonnull (read);
      read_cell = roster_change_dup_cell (read);
      again = roster_change_entry_new (read);
      g_assert_cmpstr (read_cell, ==, cell);
      g_assert_cmpint (roster_change_get_kind (read), ==, roster_change_get_kind (change));
      g_assert_cmpint (roster_change_get_to_level (read), ==, roster_change_get_to_level (change));
      g_assert_cmpint (roster_change_get_roles (read), ==, roster_change_get_roles (change));
      g_assert_cmpint (roster_change_get_to_role (read), ==, roster_change_get_to_role (change));
      g_assert_cmpint (roster_change_get_to_finance_role (read), ==, roster_change_get_to_finance_role (change));
      g_assert_cmpstr (again->before, ==, entry->before);
      g_assert_cmpstr (again->after, ==, entry->after);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/apply/journal/verdicts", TestApply, "40002:/bc/member/delete/", test_apply_set_up, test_verdicts, test_apply_tear_down);
  g_test_add ("/apply/journal/unknown", TestApply, "lost-reply:/bc/asset/assign/", test_apply_set_up, test_unknown, test_apply_tear_down);
  g_test_add ("/apply/journal/stopped", TestApply, NULL, test_apply_set_up, test_stopped, test_apply_tear_down);
  g_test_add ("/apply/journal/full-disk", TestApply, NULL, test_apply_set_up, test_full_disk, test_apply_tear_down);
  g_test_add ("/unfinished/planned", TestApply, NULL, test_apply_set_up, test_planned, test_apply_tear_down);
  g_test_add ("/unfinished/sent", TestApply, NULL, test_apply_set_up, test_sent, test_apply_tear_down);
  g_test_add ("/unfinished/half-lowered", TestApply, "40002:/bc/partner/add/:x1", test_apply_set_up, test_half_lowered, test_apply_tear_down);
  g_test_add ("/unfinished/half-invited", TestApply, NULL, set_up_large, test_half_invited, test_apply_tear_down);
  g_test_add ("/unfinished/refused-and-lost", TestApply, "Cobalt-0002", set_up_large, test_refused_and_lost, test_apply_tear_down);
  g_test_add ("/unfinished/never-invited", TestApply, NULL, set_up_large, test_never_invited, test_apply_tear_down);
  g_test_add ("/unfinished/own-and-unknown", TestApply, "lost-reply:/bc/partner/add/", test_apply_set_up, test_own_and_unknown, test_apply_tear_down);
  g_test_add ("/unfinished/overtaken", TestApply, NULL, test_apply_set_up, test_overtaken, test_apply_tear_down);
  g_test_add ("/unfinished/disconnect", TestApply, "40002:/bc/asset/advertiser/unassign/:x1", test_apply_set_up, test_disconnect, test_apply_tear_down);
  g_test_add ("/unfinished/left-invitation", TestApply, NULL, test_apply_set_up, test_left_invitation, test_apply_tear_down);
  g_test_add ("/unfinished/accepted", TestApply, NULL, test_apply_set_up, test_accepted, test_apply_tear_down);
  g_test_add ("/unfinished/withdrawn", TestApply, NULL, test_apply_set_up, test_withdrawn, test_apply_tear_down);
  g_test_add ("/unfinished/invited-anew", TestApply, NULL, test_apply_set_up, test_invited_anew, test_apply_tear_down);
  g_test_add ("/unfinished/entries", TestApply, NULL, test_apply_set_up, test_entries, test_apply_tear_down);

  return g_test_run ();
}
