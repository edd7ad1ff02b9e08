/* test-session-apply-several.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-apply.h"
#include "test-async.h"
#include "test-store.h"

/* Several lists that are on their way at once, and what becomes of them when the Business Center is left. */

typedef struct
{
  TestApply one;
  RosterChangeSet *other;
  GAsyncResult *result;
  GCancellable *cancellable;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  fault)
{
  test_apply_set_up (&fixture->one, fault);
  fixture->other = roster_change_set_new ();
  fixture->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->result);
  g_clear_object (&fixture->other);
  g_clear_object (&fixture->cancellable);
  test_apply_tear_down (&fixture->one, data);
}

static RosterChange *
add_other (Fixture      *fixture,
           RosterChange *change)
{
  g_assert_true (roster_change_set_add (fixture->other, change) == change);
  g_object_unref (change);

  return change;
}

static void
begin_both (Fixture *fixture)
{
  test_apply_begin (&fixture->one, ROSTER_APPLY_FLAGS_NONE, NULL);
  roster_apply_async (fixture->one.world.session, G_LIST_MODEL (fixture->other), ROSTER_APPLY_FLAGS_NONE, fixture->cancellable, test_async_store,
                      &fixture->result);
}

static gboolean
end_other (Fixture  *fixture,
           GError  **error)
{
  test_world_wait (&fixture->one.world, test_apply_has_result, &fixture->result);

  return roster_apply_finish (fixture->one.world.session, fixture->result, error);
}

/* One level of one person, wanted differently by two lists: the second is not sent over the first, but sees what it has become. */
static void
test_level (Fixture       *fixture,
            gconstpointer  data)
{
  gpointer ivy = test_world_principal (&fixture->one.world, "Ivy Intern");
  gpointer acme_us = test_world_ad_account (&fixture->one.world, "ACME-US");
  RosterChange *first = test_apply_add (&fixture->one, roster_change_new_level (ivy, acme_us, ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_ANALYST));
  RosterChange *second = add_other (fixture, roster_change_new_level (ivy, acme_us, ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_OPERATOR));
  g_autoptr (GError) error = NULL;

  begin_both (fixture);
  g_assert_true (test_apply_end (&fixture->one, NULL));
  g_assert_false (end_other (fixture, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_CONFLICT);
  g_assert_cmpint (roster_change_get_state (first), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpint (roster_change_get_state (second), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpuint (test_apply_count (&fixture->one, "POST", "/"), ==, 1);
}

/* Both Admins are removed by two lists at once. What is known of them beforehand does not say that they are Admins, so that neither list waits for the
 * other: the second sees that the first is on its way. */
static void
test_last_admins (Fixture       *fixture,
                  gconstpointer  data)
{
  RosterPerson *aoife = test_world_principal (&fixture->one.world, "Aoife Byrne");
  RosterPerson *grace = test_world_principal (&fixture->one.world, "Grace Okafor");
  g_autoptr (RosterPerson) aoife_again = roster_person_new (roster_person_get_user_id (aoife), NULL);
  g_autoptr (RosterPerson) grace_again = roster_person_new (roster_person_get_user_id (grace), NULL);
  RosterChange *first = test_apply_add (&fixture->one, roster_change_new_remove (grace_again));
  RosterChange *second = add_other (fixture, roster_change_new_remove (aoife_again));
  g_autoptr (GError) error = NULL;

  begin_both (fixture);
  g_assert_true (test_apply_end (&fixture->one, NULL));
  g_assert_false (end_other (fixture, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
  g_assert_cmpint (roster_change_get_state (first), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpint (roster_change_get_state (second), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpuint (test_apply_count (&fixture->one, "POST", "/bc/member/delete/"), ==, 1);
}

/* The same wish in two lists is sent once. */
static void
test_link (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer trails = test_world_tiktok_account (&fixture->one.world, "Acme Trails");
  gpointer acme_ca = test_world_ad_account (&fixture->one.world, "ACME-CA");
  RosterChange *second;

  test_apply_add (&fixture->one, roster_change_new_link (trails, acme_ca));
  second = add_other (fixture, roster_change_new_link (trails, acme_ca));
  add_other (fixture, roster_change_new_link (trails, test_world_ad_account (&fixture->one.world, "ACME-DE")));
  begin_both (fixture);
  g_assert_true (test_apply_end (&fixture->one, NULL));
  g_assert_true (end_other (fixture, NULL));
  g_assert_cmpint (roster_change_get_state (second), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpuint (test_apply_count (&fixture->one, "POST", "/"), ==, 2);
}

/* Two invite the same address, one of them along with another on the same terms. */
static void
test_invite (Fixture       *fixture,
             gconstpointer  data)
{
  RosterChange *second, *alone;
  g_autoptr (GError) error = NULL;

  test_apply_add (&fixture->one, roster_change_new_invite ("ana@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  second = add_other (fixture, roster_change_new_invite ("ana@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  alone = add_other (fixture, roster_change_new_invite ("bo@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  begin_both (fixture);
  g_assert_true (test_apply_end (&fixture->one, NULL));
  g_assert_false (end_other (fixture, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
  g_assert_cmpint (roster_change_get_state (second), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpint (roster_change_get_state (alone), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpuint (test_apply_count (&fixture->one, "POST", "/"), ==, 2);
}

static gboolean
is_read_back (TestWorld *world,
              gpointer   user_data)
{
  return test_world_count_requests (world, "GET", "/") > *(guint *) user_data;
}

/* Who waits for another list can be stopped: the first waits until TikTok's list shows what it did, and the second for the first. */
static void
test_stopped_while_waiting (Fixture       *fixture,
                            gconstpointer  data)
{
  TestApply *one = &fixture->one;
  gpointer harbour = test_world_tiktok_account (&one->world, "Harbour Roasters");
  RosterChange *first = test_apply_add (one, roster_change_new_disconnect (harbour));
  RosterChange *second = add_other (fixture, roster_change_new_link (harbour, test_world_ad_account (&one->world, "ACME-CA")));
  guint reads = test_apply_count (one, "GET", "/");

  one->world.pace = 1000;
  begin_both (fixture);
  test_world_wait (&one->world, is_read_back, &reads);
  one->world.pace = 0;
  g_cancellable_cancel (fixture->cancellable);
  g_assert_false (end_other (fixture, NULL));
  g_assert_cmpint (roster_change_get_state (second), ==, ROSTER_CHANGE_STATE_WAITING);

  one->world.pace = 100 * 1000;
  test_world_set_fault (&one->world, "");
  test_apply_end (one, NULL);
  g_assert_cmpint (roster_change_get_state (first), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpuint (test_apply_count (one, "POST", "/"), ==, 1);
}

static gboolean
is_rate_limited (TestWorld *world,
                 gpointer   user_data)
{
  return roster_session_get_rate_limited_until (world->session) > 0;
}

/* What TikTok's rate limit holds up when the Business Center is left does not leave after that, whoever had it sent. */
static void
leave (Fixture  *fixture,
       gboolean  signs_out)
{
  TestApply *one = &fixture->one;
  const char *names[] = { "ACME-DE", "FJORD-NO", "HC-EU", "HC-US", "HC-AU" };
  g_autoptr (RosterStoreCenter) center = g_object_ref (roster_session_get_center (one->world.session));
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    test_apply_add (one, roster_change_new_level (test_world_principal (&one->world, "Ivy Intern"), test_world_ad_account (&one->world, names[i]),
                                                  ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST));
  test_apply_begin (one, ROSTER_APPLY_FLAGS_NONE, NULL);
  test_world_wait (&one->world, is_rate_limited, NULL);
  if (signs_out)
    roster_session_close (one->world.session);
  else
    roster_session_select_business_center (one->world.session,
                                           test_world_find (roster_session_get_business_centers (one->world.session), "Harbour Coffee"));
  g_assert_false (test_apply_end (one, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  entries = test_store_journal (center, FALSE);
  g_assert_cmpuint (entries->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < entries->len; i++)
    g_assert_cmpint (((RosterJournalEntry *) entries->pdata[i])->state, ==, ROSTER_JOURNAL_DROPPED);
  g_assert_cmpuint (roster_change_set_count (one->set, ROSTER_CHANGE_STATE_WAITING), ==, G_N_ELEMENTS (names));
}

static void
test_left (Fixture       *fixture,
           gconstpointer  data)
{
  leave (fixture, FALSE);
}

static void
test_signed_out (Fixture       *fixture,
                 gconstpointer  data)
{
  leave (fixture, TRUE);
}

static gboolean
is_read (TestWorld *world,
         gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

static void
show (TestApply  *self,
      const char *name)
{
  roster_session_select_business_center (self->world.session, test_world_find (roster_session_get_business_centers (self->world.session), name));
  test_world_wait (&self->world, is_read, NULL);
}

/* What was left unknown belongs to where it was sent: elsewhere nothing can be found out about it. */
static void
test_elsewhere (Fixture       *fixture,
                gconstpointer  data)
{
  TestApply *one = &fixture->one;
  g_autofree char *here = g_strdup (roster_item_get_name (ROSTER_ITEM (roster_session_get_business_center (one->world.session))));
  RosterChange *change = test_apply_add (one, roster_change_new_disconnect (test_world_tiktok_account (&one->world, "Harbour Roasters")));
  g_autoptr (GError) error = NULL;
  guint requests;

  g_assert_false (test_apply (one, NULL));
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_UNKNOWN);
  test_world_set_fault (&one->world, "");

  show (one, "Harbour Coffee");
  requests = test_apply_count (one, NULL, "/");
  g_assert_false (test_apply (one, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_UNKNOWN);
  g_assert_cmpuint (test_apply_count (one, NULL, "/"), ==, requests);

  show (one, here);
  g_assert_true (test_apply (one, NULL));
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpuint (test_apply_count (one, "POST", "/"), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/apply/several/level", Fixture, NULL, set_up, test_level, tear_down);
  g_test_add ("/apply/several/last-admins", Fixture, NULL, set_up, test_last_admins, tear_down);
  g_test_add ("/apply/several/link", Fixture, NULL, set_up, test_link, tear_down);
  g_test_add ("/apply/several/invite", Fixture, NULL, set_up, test_invite, tear_down);
  g_test_add ("/apply/several/stopped-while-waiting", Fixture, "lag=1000000", set_up, test_stopped_while_waiting, tear_down);
  g_test_add ("/apply/several/left", Fixture, "40100:/bc/asset/assign/", set_up, test_left, tear_down);
  g_test_add ("/apply/several/signed-out", Fixture, "40100:/bc/asset/assign/", set_up, test_signed_out, tear_down);
  g_test_add ("/apply/several/elsewhere", Fixture, "lag=1000000", set_up, test_elsewhere, tear_down);

  return g_test_run ();
}
