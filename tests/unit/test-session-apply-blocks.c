/* test-session-apply-blocks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-member.h"
#include "roster-change-entry.h"
#include "roster-json.h"
#include "roster-store-journal.h"
#include "roster-store-queue.h"
#include "roster-unfinished.h"
#include "test-apply.h"
#include "test-async.h"
#include "test-store.h"

/* What goes to TikTok in blocks, and is refused as a whole for one address or one ad account; and removals that are refused because they were done
 * before. */

static RosterDemoOptions *
options_with (const char *refuse_address,
              const char *refuse_asset,
              const char *ignore_address)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->refuse_address = g_strdup (refuse_address);
  options->refuse_asset = g_strdup (refuse_asset);
  options->ignore_address = g_strdup (ignore_address);

  return options;
}

static void
set_up_address (TestApply     *fixture,
                gconstpointer  address)
{
  test_apply_set_up_with (fixture, options_with (address, NULL, NULL));
}

static void
set_up_asset (TestApply     *fixture,
              gconstpointer  asset)
{
  test_apply_set_up_with (fixture, options_with (NULL, asset, NULL));
}

static void
set_up_ignored (TestApply     *fixture,
                gconstpointer  address)
{
  test_apply_set_up_with (fixture, options_with (NULL, NULL, address));
}

static RosterChange *
invite (TestApply  *fixture,
        const char *address,
        const char *first,
        const char *second)
{
  g_autoptr (GListStore) ad_accounts = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);
  const char *names[] = { first, second };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] != NULL)
      g_list_store_append (ad_accounts, test_world_ad_account (&fixture->world, names[i]));

  return test_apply_add (fixture, roster_change_new_invite (address, ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, G_LIST_MODEL (ad_accounts),
                                                            ROSTER_LEVEL_ANALYST));
}

static gboolean
is_served (TestApply  *fixture,
           const char *address)
{
  g_autoptr (JsonObject) row = test_apply_served (&fixture->world, "members", "email", address);

  return row != NULL;
}

/* How many ad accounts the server has promised to somebody. */
static guint
count_promised (TestApply  *fixture,
                const char *address)
{
  g_autoptr (JsonObject) row = test_apply_served (&fixture->world, "members", "email", address);

  g_assert_nonnull (row);

  return json_object_get_size (roster_json_get_object (row, "grants"));
}

static void
assert_state (RosterChange      *change,
              RosterChangeState  state)
{
  g_test_message ("%s: %s", roster_principal_get_display_name (roster_change_get_principal (change)),
                  roster_change_get_error (change) != NULL ? roster_change_get_error (change)->message : "no error");
  g_assert_cmpint (roster_change_get_state (change), ==, state);
}

static GPtrArray *
list_queue (TestApply *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *grants;

  roster_store_queue_list_async (roster_session_get_center (fixture->world.session), NULL, NULL, test_async_store, &result);
  test_world_wait (&fixture->world, test_apply_has_result, &result);
  grants = roster_store_queue_list_finish (roster_session_get_center (fixture->world.session), result, &error);
  g_assert_no_error (error);

  return grants;
}

/* Of fifty people one has an address that TikTok does not take: that one is named, and the others are invited. */
static void
test_one_address (TestApply     *fixture,
                  gconstpointer  bad)
{
  g_autoptr (GPtrArray) invited = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *address = g_strdup_printf ("person%u@studio.example", i);

      g_ptr_array_add (invited, invite (fixture, address, NULL, NULL));
    }
  g_assert_false (test_apply (fixture, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_REFUSED);

  for (guint i = 0; i < invited->len; i++)
    {
      const char *address = roster_principal_get_address (roster_change_get_principal (invited->pdata[i]));
      gboolean is_bad = g_str_equal (address, bad);

      assert_state (invited->pdata[i], is_bad ? ROSTER_CHANGE_STATE_FAILED : ROSTER_CHANGE_STATE_DONE);
      g_assert_true (is_served (fixture, address) != is_bad);
      g_assert_cmpint (roster_error_get_api_code (roster_change_get_error (invited->pdata[i])), ==, is_bad ? 40002 : 0);
    }
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/member/invite/"), <=, 13);
  test_apply_assert_nothing_twice (fixture);
}

static GPtrArray *
list_open_entries (TestApply *fixture)
{
  RosterStoreCenter *center = roster_session_get_center (fixture->world.session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  roster_store_journal_list_async (center, TRUE, 0, 0, NULL, test_async_store, &result);
  test_world_wait (&fixture->world, test_apply_has_result, &result);
  entries = roster_store_journal_list_finish (center, result, &error);
  g_assert_no_error (error);

  return entries;
}

/* Stopped when the block was refused and no half has left: nobody is invited, and nothing is left open in the journal. */
static void
test_stopped_between (TestApply     *fixture,
                      gconstpointer  bad)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) entries = NULL;
  RosterChange *carl = invite (fixture, "carl@studio.example", NULL, NULL);
  RosterChange *ana = invite (fixture, bad, NULL, NULL);

  test_apply_begin (fixture, ROSTER_APPLY_FLAGS_NONE, cancellable);
  test_world_wait (&fixture->world, test_apply_is_sent, NULL);
  g_cancellable_cancel (cancellable);
  g_assert_false (test_apply_end (fixture, NULL));
  assert_state (carl, ROSTER_CHANGE_STATE_WAITING);
  assert_state (ana, ROSTER_CHANGE_STATE_WAITING);
  g_assert_false (is_served (fixture, "carl@studio.example"));
  entries = list_open_entries (fixture);
  g_assert_cmpuint (entries->len, ==, 0);
}

/* The program goes down after the block was refused, when one half was taken and the other has not left: the next start finds out which, by what the
 * journal says of each. */
static void
test_down_between (TestApply     *fixture,
                   gconstpointer  data)
{
  RosterStoreCenter *center = roster_session_get_center (fixture->world.session);
  g_autoptr (RosterChangeSet) left = NULL;
  g_autoptr (RosterChange) change = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RosterChange *carl = invite (fixture, "carl@studio.example", NULL, NULL);
  RosterChange *dora = invite (fixture, "dora@studio.example", NULL, NULL);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_journal_entry_free);
  gint64 first;

  /* What another run of the program has left behind: both are marked as sent, one is invited. */
  g_ptr_array_add (entries, roster_change_entry_new (carl));
  g_ptr_array_add (entries, roster_change_entry_new (dora));
  roster_store_journal_plan_async (center, entries, test_async_store, &result);
  test_world_wait (&fixture->world, test_apply_has_result, &result);
  g_ptr_array_unref (roster_store_journal_plan_finish (center, result, &error));
  g_assert_no_error (error);
  first = ((RosterJournalEntry *) entries->pdata[0])->id;
  for (gint64 id = first; id <= first + 1; id++)
    g_assert_true (test_store_settle (center, id, ROSTER_JOURNAL_SENT, NULL));
  g_clear_object (&result);
  roster_api_member_invite_async (roster_session_get_client (fixture->world.session), roster_store_center_get_bc_id (center),
                                  (const char *[]) { "carl@studio.example", NULL }, ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL,
                                  ROSTER_LEVEL_NONE, NULL, test_async_store, &result);
  test_world_wait (&fixture->world, test_apply_has_result, &result);
  g_assert_true (is_served (fixture, "carl@studio.example"));

  g_clear_object (&result);
  roster_unfinished_load_async (fixture->world.session, test_async_store, &result);
  test_world_wait (&fixture->world, test_apply_has_result, &result);
  left = roster_unfinished_load_finish (fixture->world.session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (left)), ==, 1);
  change = g_list_model_get_item (G_LIST_MODEL (left), 0);
  g_assert_cmpstr (roster_principal_get_address (roster_change_get_principal (change)), ==, "dora@studio.example");
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_WAITING);
}

/* Where the answer is lost nothing is split: the block was perhaps taken. */
static void
test_lost_is_not_split (TestApply     *fixture,
                        gconstpointer  data)
{
  RosterChange *carl, *dora;

  test_world_set_fault (&fixture->world, "lost-reply:/bc/member/invite/");
  carl = invite (fixture, "carl@studio.example", NULL, NULL);
  dora = invite (fixture, "dora@studio.example", NULL, NULL);
  g_assert_true (test_apply (fixture, NULL));
  assert_state (carl, ROSTER_CHANGE_STATE_DONE);
  assert_state (dora, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/member/invite/"), ==, 1);
}

/* Nor where TikTok refuses for another reason, which the halves would be refused for as well. */
static void
test_not_permitted_is_not_split (TestApply     *fixture,
                                 gconstpointer  data)
{
  test_world_set_fault (&fixture->world, "40001:/bc/member/invite/");
  invite (fixture, "carl@studio.example", NULL, NULL);
  invite (fixture, "dora@studio.example", NULL, NULL);
  g_assert_false (test_apply (fixture, NULL));
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/member/invite/"), ==, 1);
}

/* TikTok names an ad account that cannot be given: everybody is invited without it, and each invitation says so. */
static void
test_named_ad_account (TestApply     *fixture,
                       gconstpointer  asset)
{
  RosterChange *people[] = {
    invite (fixture, "carl@studio.example", "ACME-US", "ACME-DE"),
    invite (fixture, "dora@studio.example", "ACME-US", "ACME-DE"),
  };

  g_assert_true (test_apply (fixture, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      assert_state (people[i], ROSTER_CHANGE_STATE_DONE);
      g_assert_nonnull (roster_change_get_refused (people[i]));
      g_assert_cmpuint (roster_change_get_refused (people[i])->len, ==, 1);
      g_assert_true (roster_change_is_refused (people[i], test_world_ad_account (&fixture->world, asset)));
      g_assert_cmpint (roster_error_get_api_code (roster_change_get_error (people[i])), ==, 40002);
      g_assert_cmpuint (count_promised (fixture, roster_principal_get_address (roster_change_get_principal (people[i]))), ==, 1);
    }
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/member/invite/"), ==, 2);
}

/* TikTok names nothing: the person is invited without ad accounts, which are given once they have accepted. */
static void
test_unnamed_ad_account (TestApply     *fixture,
                         gconstpointer  data)
{
  RosterChange *carl = invite (fixture, "carl@studio.example", "ACME-US", "ACME-DE");
  g_autoptr (GPtrArray) queued = NULL;

  test_world_set_fault (&fixture->world, "40002:/bc/member/invite/:x1");
  g_assert_true (test_apply (fixture, NULL));
  assert_state (carl, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpuint (count_promised (fixture, "carl@studio.example"), ==, 0);
  queued = list_queue (fixture);
  g_assert_cmpuint (queued->len, ==, 2);
  g_assert_cmpstr (((RosterQueuedGrant *) queued->pdata[0])->subject, ==, "mail:carl@studio.example");
}

/* Refused also without them: it is the address, and nothing waits for nobody. The next try asks for the ad accounts again. */
static void
test_refused_all_the_same (TestApply     *fixture,
                           gconstpointer  data)
{
  RosterChange *carl = invite (fixture, "carl@studio.example", "ACME-US", "ACME-DE");
  g_autoptr (GPtrArray) queued = NULL;

  test_world_set_fault (&fixture->world, "40002:/bc/member/invite/:x2");
  g_assert_false (test_apply (fixture, NULL));
  assert_state (carl, ROSTER_CHANGE_STATE_FAILED);
  queued = list_queue (fixture);
  g_assert_cmpuint (queued->len, ==, 0);

  g_assert_true (test_apply (fixture, NULL));
  g_assert_cmpuint (count_promised (fixture, "carl@studio.example"), ==, 2);
}

/* An agency gets what can be shared, and the invitation says what cannot. */
static void
invite_agency (TestApply  *fixture,
               const char *fault)
{
  g_autoptr (GListStore) ad_accounts = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);
  static const char *const names[] = { "ACME-US", "ACME-DE", "FJORD-NO" };
  RosterChange *change;
  g_autoptr (JsonObject) served = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_list_store_append (ad_accounts, test_world_ad_account (&fixture->world, names[i]));
  change = test_apply_add (fixture, roster_change_new_invite_agency ("7290001112223334999", G_LIST_MODEL (ad_accounts), ROSTER_LEVEL_ANALYST));
  test_world_set_fault (&fixture->world, fault);

  g_assert_true (test_apply (fixture, NULL));
  assert_state (change, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpuint (roster_change_get_refused (change)->len, ==, 1);
  g_assert_true (roster_change_is_refused (change, test_world_ad_account (&fixture->world, "ACME-DE")));
  served = test_apply_served (&fixture->world, "partners", "bc_id", "7290001112223334999");
  g_assert_cmpuint (json_object_get_size (roster_json_get_object (served, "sharing")), ==, 2);
}

static void
test_agency_named (TestApply     *fixture,
                   gconstpointer  data)
{
  invite_agency (fixture, "");
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/partner/add/"), ==, 2);
}

/* Without a name: all three, one, two, one of the two (named by now), the other. */
static void
test_agency_unnamed (TestApply     *fixture,
                     gconstpointer  data)
{
  invite_agency (fixture, "40002:/bc/partner/add/:x1");
  test_apply_assert_nothing_twice (fixture);
}

/* The agency's own ID is wrong: two more requests find that out, not one for each ad account. */
static void
test_agency_refused (TestApply     *fixture,
                     gconstpointer  data)
{
  g_autoptr (GListStore) ad_accounts = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);
  RosterChange *change;

  g_list_store_append (ad_accounts, test_world_ad_account (&fixture->world, "ACME-US"));
  g_list_store_append (ad_accounts, test_world_ad_account (&fixture->world, "ACME-DE"));
  change = test_apply_add (fixture, roster_change_new_invite_agency ("7290001112223334999", G_LIST_MODEL (ad_accounts), ROSTER_LEVEL_ANALYST));
  test_world_set_fault (&fixture->world, "40002:/bc/partner/add/");

  g_assert_false (test_apply (fixture, NULL));
  assert_state (change, ROSTER_CHANGE_STATE_FAILED);
  g_assert_null (roster_change_get_refused (change));
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/partner/add/"), ==, 3);
}

/* An old entry of TikTok's is in the way: it says OK, and nobody is invited. Withdrawing what is in no list, and inviting anew, helps. */
static void
test_ignored (TestApply     *fixture,
              gconstpointer  address)
{
  RosterChange *ignored = invite (fixture, address, NULL, NULL);
  g_autoptr (GListStore) anew = g_list_store_new (ROSTER_TYPE_CHANGE);
  g_autoptr (RosterChange) withdraw = NULL;
  g_autoptr (RosterChange) again = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (test_apply (fixture, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_IGNORED);
  assert_state (ignored, ROSTER_CHANGE_STATE_UNKNOWN);
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/member/invite/"), ==, 1);
  g_assert_false (is_served (fixture, address));

  withdraw = roster_change_new_withdraw_unlisted (ROSTER_PERSON (roster_change_get_principal (ignored)));
  again = roster_change_new_again (ignored);
  g_list_store_append (anew, withdraw);
  g_list_store_append (anew, again);
  roster_apply_async (fixture->world.session, G_LIST_MODEL (anew), ROSTER_APPLY_FLAGS_NONE, NULL, test_async_store, &result);
  test_world_wait (&fixture->world, test_apply_has_result, &result);
  g_assert_true (roster_apply_finish (fixture->world.session, result, NULL));
  assert_state (withdraw, ROSTER_CHANGE_STATE_DONE);
  assert_state (again, ROSTER_CHANGE_STATE_DONE);
  g_assert_true (is_served (fixture, address));
}

/* The invitation was withdrawn, and the new one is refused: the change knows both. */
static void
test_withdrawn_and_refused (TestApply     *fixture,
                            gconstpointer  data)
{
  RosterPerson *person = test_world_pending (&fixture->world, "freelancer@paperkite.example");
  RosterChange *again;

  test_apply_add (fixture, roster_change_new_withdraw (person));
  again = invite (fixture, "freelancer@paperkite.example", NULL, NULL);
  g_assert_false (roster_change_get_withdrawn_before (again));
  test_world_set_fault (&fixture->world, "40002:/bc/member/invite/");
  g_assert_false (test_apply (fixture, NULL));
  assert_state (again, ROSTER_CHANGE_STATE_FAILED);
  g_assert_true (roster_change_get_withdrawn_before (again));
  g_assert_cmpstr (roster_change_get_error (again)->message, ==, "This answer is an error on purpose.");
}

/* Two wishes that contradict each other: the later one is sent, the earlier one says why not, and is not sent by trying again either. */
static void
test_contradiction (TestApply     *fixture,
                    gconstpointer  data)
{
  RosterPrincipal *lumen = test_world_principal (&fixture->world, "Lumen Media");
  RosterAdAccount *acme_us = test_world_ad_account (&fixture->world, "ACME-US");
  RosterChange *end = test_apply_add (fixture, roster_change_new_end_partnership (ROSTER_AGENCY (lumen)));
  RosterChange *raise = test_apply_add (fixture, roster_change_new_level (lumen, acme_us, ROSTER_LEVEL_ANALYST, ROSTER_LEVEL_OPERATOR));

  for (guint times = 0; times < 2; times++)
    {
      g_assert_false (test_apply (fixture, NULL));
      assert_state (end, ROSTER_CHANGE_STATE_FAILED);
      assert_state (raise, ROSTER_CHANGE_STATE_DONE);
      g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/partner/delete/"), ==, 0);
      g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/partner/add/"), ==, 1);
    }
}

/* A removal that a proxy sends twice is done, although TikTok's answer says that there is nothing to remove; the list may be late on top. */
static void
remove_twice (TestApply  *fixture,
              const char *fault)
{
  RosterChange *remove = test_apply_add (fixture, roster_change_new_remove (test_world_principal (&fixture->world, "Jonas Weber")));

  test_world_set_fault (&fixture->world, fault);
  g_assert_true (test_apply (fixture, NULL));
  assert_state (remove, ROSTER_CHANGE_STATE_DONE);
  g_assert_null (roster_directory_find_principal (roster_session_get_directory (fixture->world.session),
                                                  roster_item_get_key (ROSTER_ITEM (roster_change_get_principal (remove)))));
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/member/delete/"), ==, 1);
}

static void
test_removed_twice (TestApply     *fixture,
                    gconstpointer  data)
{
  remove_twice (fixture, "twice:/bc/member/delete/");
}

static void
test_removed_twice_late (TestApply     *fixture,
                         gconstpointer  data)
{
  remove_twice (fixture, "twice:/bc/member/delete/,lag=2:/bc/member/delete/");
}

/* Refused, and still there: it has failed, with TikTok's own reason. */
static void
test_not_removed (TestApply     *fixture,
                  gconstpointer  data)
{
  RosterChange *remove = test_apply_add (fixture, roster_change_new_remove (test_world_principal (&fixture->world, "Jonas Weber")));
  g_autoptr (GError) error = NULL;

  test_world_set_fault (&fixture->world, "40002:/bc/member/delete/");
  g_assert_false (test_apply (fixture, &error));
  g_assert_cmpint (roster_error_get_api_code (error), ==, 40002);
  assert_state (remove, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpstr (roster_change_get_error (remove)->message, ==, "This answer is an error on purpose.");
}

/* Refused, and the list cannot be read: nobody knows, and it is not said to be gone. */
static void
test_removal_not_read (TestApply     *fixture,
                       gconstpointer  data)
{
  RosterChange *remove = test_apply_add (fixture, roster_change_new_remove (test_world_principal (&fixture->world, "Jonas Weber")));

  test_world_set_fault (&fixture->world, "twice:/bc/member/delete/,500:/bc/member/get/");
  g_assert_false (test_apply (fixture, NULL));
  assert_state (remove, ROSTER_CHANGE_STATE_UNKNOWN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, set_up, test) g_test_add ("/apply-blocks/" name, TestApply, data, set_up, test, test_apply_tear_down)
  ADD ("one-address", "person33@studio.example", set_up_address, test_one_address);
  ADD ("stopped-between", "ana@studio.example", set_up_address, test_stopped_between);
  ADD ("down-between", NULL, test_apply_set_up, test_down_between);
  ADD ("lost-is-not-split", NULL, test_apply_set_up, test_lost_is_not_split);
  ADD ("not-permitted-is-not-split", NULL, test_apply_set_up, test_not_permitted_is_not_split);
  ADD ("named-ad-account", "ACME-DE", set_up_asset, test_named_ad_account);
  ADD ("unnamed-ad-account", NULL, test_apply_set_up, test_unnamed_ad_account);
  ADD ("refused-all-the-same", NULL, test_apply_set_up, test_refused_all_the_same);
  ADD ("agency-named", "ACME-DE", set_up_asset, test_agency_named);
  ADD ("agency-unnamed", "ACME-DE", set_up_asset, test_agency_unnamed);
  ADD ("agency-refused", NULL, test_apply_set_up, test_agency_refused);
  ADD ("ignored", "ana@studio.example", set_up_ignored, test_ignored);
  ADD ("withdrawn-and-refused", NULL, test_apply_set_up, test_withdrawn_and_refused);
  ADD ("contradiction", NULL, test_apply_set_up, test_contradiction);
  ADD ("removed-twice", NULL, test_apply_set_up, test_removed_twice);
  ADD ("removed-twice-late", NULL, test_apply_set_up, test_removed_twice_late);
  ADD ("not-removed", NULL, test_apply_set_up, test_not_removed);
  ADD ("removal-not-read", NULL, test_apply_set_up, test_removal_not_read);
#undef ADD

  return g_test_run ();
}
