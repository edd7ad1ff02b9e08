/* test-session-apply-late.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-apply.h"
#include "test-async.h"
#include "test-store.h"

#include "roster-unfinished.h"

/* TikTok takes a write, and its lists do not show it yet. */

#define NEVER "1000000"

static RosterChange *
disconnect_harbour (TestApply *self)
{
  return test_apply_add (self, roster_change_new_disconnect (test_world_tiktok_account (&self->world, "Harbour Roasters")));
}

static gboolean
is_served (TestApply  *self,
           const char *list,
           const char *member,
           const char *value)
{
  g_autoptr (JsonObject) row = test_apply_served (&self->world, list, member, value);

  return row != NULL;
}

static void
assert_entry (TestApply          *self,
              RosterJournalState  state,
              gboolean            has_request_id)
{
  g_autoptr (GPtrArray) entries = test_store_journal (roster_session_get_center (self->world.session), FALSE);
  const RosterJournalEntry *last;

  g_assert_cmpuint (entries->len, ==, 1);
  last = entries->pdata[0];
  g_assert_cmpint (last->state, ==, state);
  g_assert_cmpint (last->request_id != NULL, ==, has_request_id);
}

/* It is read again a few times, and told as done once it shows. */
static void
test_accepted (TestApply     *self,
               gconstpointer  data)
{
  RosterChange *change = disconnect_harbour (self);
  guint reads = test_apply_count (self, "GET", "/");

  test_apply_all (self);
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpuint (test_apply_count (self, "GET", "/"), ==, reads + 3);
  g_assert_cmpuint (test_apply_count (self, "POST", "/"), ==, 1);
  assert_entry (self, ROSTER_JOURNAL_DONE, TRUE);
}

/* The pauses are as long as they are, whatever people do to the date. */
static void
test_date_set (TestApply     *self,
               gconstpointer  data)
{
  RosterClock *clock = self->world.clock;
  RosterChange *change = disconnect_harbour (self);
  gint64 began_at = roster_clock_get_steady (clock);

  roster_clock_set_date (clock, roster_clock_get_now (clock) - G_TIME_SPAN_DAY);
  test_apply_all (self);
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpint (roster_clock_get_steady (clock) - began_at, >=, (2 + 5) * G_TIME_SPAN_SECOND);
}

/* It never shows: TikTok's word against its list. Nobody says that it failed, and however often it is looked at, it is not sent again. */
static void
test_never_shown (TestApply     *self,
                  gconstpointer  data)
{
  RosterChange *change = disconnect_harbour (self);
  guint reads = test_apply_count (self, "GET", "/");
  g_autoptr (GError) error = NULL;

  g_assert_false (test_apply (self, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_CONFLICT);
  g_assert_true (g_str_has_prefix (error->message, "TikTok accepted it"));
  g_assert_nonnull (roster_error_get_request_id (error));
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_UNKNOWN);
  g_assert_cmpuint (test_apply_count (self, "GET", "/"), ==, reads + 4);
  assert_entry (self, ROSTER_JOURNAL_UNKNOWN, TRUE);

  g_assert_false (test_apply (self, NULL));
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_UNKNOWN);
  g_assert_true (g_str_has_prefix (roster_change_get_error (change)->message, "TikTok accepted it"));
  assert_entry (self, ROSTER_JOURNAL_UNKNOWN, TRUE);

  test_world_set_fault (&self->world, "");
  test_apply_all (self);
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpuint (test_apply_count (self, "POST", "/bc/asset/admin/delete/"), ==, 1);
  assert_entry (self, ROSTER_JOURNAL_DONE, TRUE);
}

static gint64
get_last_change (TestApply *self)
{
  g_autoptr (GPtrArray) entries = test_store_journal (roster_session_get_center (self->world.session), FALSE);

  return ((const RosterJournalEntry *) entries->pdata[0])->changed_at;
}

static void
start_again (TestApply *self)
{
  GObject *store = G_OBJECT (roster_store_center_get_store (roster_session_get_center (self->world.session)));

  disconnect_harbour (self);
  g_assert_false (test_apply (self, NULL));
  g_object_set_data (store, "roster-apply-first-own", NULL); /* another run of the program */
  g_clear_object (&self->result);
  roster_unfinished_load_async (self->world.session, test_async_store, &self->result);
}

/* The next start looks once more, before it asks anybody anything, and not while the lists may be late. */
static void
test_next_start (TestApply     *self,
                 gconstpointer  data)
{
  g_autoptr (RosterChangeSet) left = NULL;
  gint64 changed_at;

  start_again (self);
  changed_at = get_last_change (self);
  test_world_set_fault (&self->world, "");
  test_world_wait (&self->world, test_apply_has_result, &self->result);
  left = roster_unfinished_load_finish (self->world.session, self->result, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (left)), ==, 0);
  g_assert_cmpint (roster_clock_get_now (self->world.clock), >=, changed_at + 20 * G_TIME_SPAN_SECOND);
  assert_entry (self, ROSTER_JOURNAL_DONE, TRUE);
}

/* Nobody waits for the lists of a Business Center that is not shown any more. */
static void
test_next_start_left (TestApply     *self,
                      gconstpointer  data)
{
  g_autoptr (RosterChangeSet) left = NULL;
  g_autoptr (GError) error = NULL;

  start_again (self);
  get_last_change (self); /* by then the journal has been listed, too */
  roster_session_close (self->world.session);
  test_world_wait (&self->world, test_apply_has_result, &self->result);
  left = roster_unfinished_load_finish (self->world.session, self->result, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Nor is anything of it read when it was left before the journal was listed. */
static void
test_next_start_left_at_once (TestApply     *self,
                              gconstpointer  data)
{
  guint requests;
  g_autoptr (GError) error = NULL;

  start_again (self);
  requests = test_apply_count (self, NULL, "/");
  roster_session_close (self->world.session);
  test_world_wait (&self->world, test_apply_has_result, &self->result);
  g_assert_null (roster_unfinished_load_finish (self->world.session, self->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (test_apply_count (self, NULL, "/"), ==, requests);
}

/* The answer is lost, and what was taken shows late: it is not called failed, and so not sent again. */
static void
test_lost (TestApply     *self,
           gconstpointer  data)
{
  RosterChange *remove = test_apply_add (self, roster_change_new_remove (test_world_principal (&self->world, "Jonas Weber")));
  RosterChange *level = test_apply_add (self, roster_change_new_level (test_world_principal (&self->world, "Ivy Intern"),
                                                                       test_world_ad_account (&self->world, "ACME-US"), ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_NONE));

  test_apply_all (self);
  g_assert_cmpint (roster_change_get_state (remove), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpint (roster_change_get_state (level), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpuint (test_apply_count (self, "POST", "/"), ==, 2);
}

/* Two on the same terms: one is a member, and told at once; the other is not listed yet, and is waited for. */
static void
test_invitations (TestApply     *self,
                  gconstpointer  data)
{
  g_autofree char *priya = g_strdup (roster_item_get_key (test_world_principal (&self->world, "Priya Raman")));
  RosterChange *member, *fresh;
  guint reads = test_apply_count (self, "GET", "/");
  g_autoptr (GError) error = NULL;

  roster_directory_drop_principal (roster_session_get_directory (self->world.session), priya);
  member = test_apply_add (self, roster_change_new_invite ("priya@northwind.example", ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  fresh = test_apply_add (self, roster_change_new_invite ("ana@x.example", ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  g_assert_false (test_apply (self, &error));
  g_assert_true (g_str_has_prefix (error->message, "TikTok ignored this address"));
  g_assert_cmpint (roster_change_get_state (member), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpint (roster_change_get_state (fresh), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpuint (test_apply_count (self, "POST", "/"), ==, 1);
  /* Who is invited, who is a member, and again who is invited. */
  g_assert_cmpuint (test_apply_count (self, "GET", "/"), ==, reads + 3);
}

static RosterChange *
invite_maria_anew (TestApply *self)
{
  test_apply_add (self, roster_change_new_withdraw (test_world_pending (&self->world, "maria@studio.example")));

  return test_apply_add (self, roster_change_new_invite ("maria@studio.example", ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
}

/* Withdrawn and invited anew with another role: the list still shows the first invitation. */
static void
test_invited_anew (TestApply     *self,
                   gconstpointer  data)
{
  invite_maria_anew (self);
  test_apply_all (self);
  g_assert_cmpuint (test_apply_count (self, "POST", "/"), ==, 2);
}

/* The same, and it goes on showing the first: that TikTok ignored the second does not follow. */
static void
test_never_invited_anew (TestApply     *self,
                         gconstpointer  data)
{
  RosterChange *invite = invite_maria_anew (self);

  g_assert_false (test_apply (self, NULL));
  g_assert_cmpint (roster_change_get_state (invite), ==, ROSTER_CHANGE_STATE_UNKNOWN);
  g_assert_cmpuint (test_apply_count (self, "POST", "/"), ==, 2);
}

static gboolean
is_read_back (TestWorld *world,
              gpointer   user_data)
{
  return test_world_count_requests (world, "GET", "/") > *(guint *) user_data;
}

/* Whoever stops it does not have to wait until the lists have caught up. */
static void
test_stopped (TestApply     *self,
              gconstpointer  data)
{
  RosterChange *change = disconnect_harbour (self);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint reads = test_apply_count (self, "GET", "/");

  self->world.pace = 1000;
  test_apply_begin (self, ROSTER_APPLY_FLAGS_NONE, cancellable);
  test_world_wait (&self->world, is_read_back, &reads);
  self->world.pace = 0; /* nothing is due any more */
  if (data != NULL)
    roster_session_close (self->world.session);
  else
    g_cancellable_cancel (cancellable);
  g_assert_false (test_apply_end (self, NULL));
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_UNKNOWN);
  g_assert_cmpuint (test_apply_count (self, "POST", "/"), ==, 1);
  g_assert_false (is_served (self, "assets", "name", "Harbour Roasters"));
  self->world.pace = 100 * 1000;
}

static void
set_up_late (TestApply     *self,
             gconstpointer  data)
{
  test_apply_set_up (self, "lag=" NEVER);
}

/* An agency that has not accepted is in no list before and after: that its invitation is not listed does not say that it is gone. */
static void
test_waiting_agency_not_listed (TestApply     *fixture,
                                gconstpointer  data)
{
  RosterDirectory *directory = roster_session_get_directory (fixture->world.session);
  RosterChange *invite = test_apply_add (fixture, roster_change_new_invite_agency ("7290001112223334999", NULL, ROSTER_LEVEL_ANALYST));
  g_autoptr (RosterAgency) agency = NULL;
  g_autoptr (JsonObject) served = NULL;
  RosterChange *end;

  test_apply_all (fixture);
  agency = ROSTER_AGENCY (g_object_ref (roster_directory_find_principal (directory, roster_item_get_key (ROSTER_ITEM (roster_change_get_principal (invite))))));
  g_assert_true (roster_agency_get_waiting (agency));

  roster_change_set_clear (fixture->set);
  end = test_apply_add (fixture, roster_change_new_end_partnership (agency));
  test_world_set_fault (&fixture->world, "reset:/bc/partner/delete/"); /* it never arrives */
  g_assert_false (test_apply (fixture, NULL));
  g_assert_cmpint (roster_change_get_state (end), ==, ROSTER_CHANGE_STATE_UNKNOWN);
  g_assert_true (roster_directory_find_principal (directory, roster_item_get_key (ROSTER_ITEM (agency))) == (gpointer) agency);
  served = test_apply_served (&fixture->world, "partners", "bc_id", "7290001112223334999");
  g_assert_nonnull (served);
}

/* TikTok's own word for a finance role that this program does not know goes with the role that it stood for, and with no other. */
static void
test_finance_word_goes (TestApply     *fixture,
                        gconstpointer  data)
{
  RosterPerson *sofia = test_world_principal (&fixture->world, "Sofia Rossi");

  roster_person_set_finance_role_text (sofia, "BOOKKEEPER");
  test_apply_add (fixture, roster_change_new_member_role (sofia, ROSTER_ROLE_STANDARD, ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_ANALYST,
                                                          ROSTER_FINANCE_ROLE_ANALYST));
  test_apply_all (fixture);
  g_assert_cmpstr (roster_person_get_finance_role_text (sofia), ==, "BOOKKEEPER");

  test_apply_add (fixture, roster_change_new_member_role (sofia, ROSTER_ROLE_ADMIN, ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_ANALYST,
                                                          ROSTER_FINANCE_ROLE_MANAGER));
  test_apply_all (fixture);
  g_assert_cmpint (roster_person_get_finance_role (sofia), ==, ROSTER_FINANCE_ROLE_MANAGER);
  g_assert_null (roster_person_get_finance_role_text (sofia));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/apply/late/accepted", TestApply, "lag=2", test_apply_set_up, test_accepted, test_apply_tear_down);
  g_test_add ("/apply/late/date-set", TestApply, "lag=2", test_apply_set_up, test_date_set, test_apply_tear_down);
  g_test_add ("/apply/late/never-shown", TestApply, "lag=" NEVER, test_apply_set_up, test_never_shown, test_apply_tear_down);
  g_test_add ("/apply/late/next-start", TestApply, "lag=" NEVER, test_apply_set_up, test_next_start, test_apply_tear_down);
  g_test_add ("/apply/late/next-start-left", TestApply, "lag=" NEVER, test_apply_set_up, test_next_start_left, test_apply_tear_down);
  g_test_add ("/apply/late/next-start-left-at-once", TestApply, "lag=" NEVER, test_apply_set_up, test_next_start_left_at_once, test_apply_tear_down);
  g_test_add ("/apply/late/lost", TestApply, "lost-reply:/bc/member/delete/,lost-reply:/bc/asset/unassign/,lag=4", test_apply_set_up, test_lost, test_apply_tear_down);
  g_test_add ("/apply/late/invitations", TestApply, "lag=2", test_apply_set_up, test_invitations, test_apply_tear_down);
  g_test_add ("/apply/late/invited-anew", TestApply, "lag=2", test_apply_set_up, test_invited_anew, test_apply_tear_down);
  g_test_add ("/apply/late/never-invited-anew", TestApply, "lag=" NEVER, test_apply_set_up, test_never_invited_anew, test_apply_tear_down);
  g_test_add ("/apply/late/waiting-agency-not-listed", TestApply, NULL, test_apply_set_up, test_waiting_agency_not_listed, test_apply_tear_down);
  g_test_add ("/apply/late/finance-word-goes", TestApply, NULL, test_apply_set_up, test_finance_word_goes, test_apply_tear_down);
  g_test_add ("/apply/late/stopped", TestApply, NULL, set_up_late, test_stopped, test_apply_tear_down);
  g_test_add ("/apply/late/left", TestApply, "left", set_up_late, test_stopped, test_apply_tear_down);

  return g_test_run ();
}
