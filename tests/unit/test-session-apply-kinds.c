/* test-session-apply-kinds.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-apply.h"
#include "test-async.h"
#include "test-store.h"

#include "roster-agency.h"
#include "roster-json.h"
#include "roster-queue.h"

#define AGENCY "7288887776665554999"

/* Without what goes wrong: that comes later. */
static void
set_up (TestApply     *fixture,
        gconstpointer  data)
{
  test_apply_set_up (fixture, NULL);
}

/* A write that is there twice was sent twice. */
static void
tear_down (TestApply     *fixture,
           gconstpointer  data)
{
  test_apply_assert_nothing_twice (fixture);
  test_apply_tear_down (fixture, data);
}

static GListModel *
ad_accounts (TestApply  *fixture,
             const char *first,
             const char *second)
{
  GListStore *list = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);

  g_list_store_append (list, test_world_ad_account (&fixture->world, first));
  g_list_store_append (list, test_world_ad_account (&fixture->world, second));

  return G_LIST_MODEL (list);
}

static GPtrArray *
get_queue (TestApply *fixture)
{
  RosterStoreCenter *center = roster_session_get_center (fixture->world.session);
  g_autoptr (GAsyncResult) result = NULL;

  roster_store_queue_list_async (center, NULL, NULL, test_async_store, &result);
  test_world_wait (&fixture->world, test_apply_has_result, &result);

  return roster_store_queue_list_finish (center, result, NULL);
}

static void
assert_queue (TestApply  *fixture,
              const char *values)
{
  g_autoptr (GPtrArray) queue = get_queue (fixture);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < queue->len; i++)
    {
      const RosterQueuedGrant *grant = queue->pdata[i];

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", grant->kind, grant->value);
    }
  g_assert_cmpstr (text->str, ==, values);
}

/* Two on the same terms go in one request; what they were promised is known without asking. */
static void
test_invite (TestApply     *fixture,
             gconstpointer  data)
{
  g_autoptr (GListModel) given = ad_accounts (fixture, "ACME-US", "HC-EU");
  RosterAccess *access = roster_session_get_access (fixture->world.session);
  g_autoptr (JsonObject) ana = NULL;
  g_autoptr (JsonObject) admin = NULL;
  guint reads = test_apply_count (fixture, "GET", "/bc/member/get/"), all = test_apply_count (fixture, "GET", "/");

  test_apply_add (fixture, roster_change_new_invite ("Ana@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, given, ROSTER_LEVEL_OPERATOR));
  test_apply_add (fixture, roster_change_new_invite ("admin@x.example", ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_ANALYST, NULL, ROSTER_LEVEL_NONE));
  test_apply_add (fixture, roster_change_new_invite ("bo@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, given, ROSTER_LEVEL_OPERATOR));
  test_apply_all (fixture);

  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/member/invite/"), ==, 2);
  g_assert_cmpuint (test_apply_count (fixture, "GET", "/bc/member/get/"), ==, reads + 1);
  g_assert_cmpuint (test_apply_count (fixture, "GET", "/"), ==, all + 1);
  ana = test_apply_served (&fixture->world, "members", "email", "Ana@x.example");
  g_assert_cmpstr (roster_json_get_string (ana, "status"), ==, "PENDING");
  g_assert_cmpstr (roster_json_get_string (roster_json_get_object (ana, "grants"), roster_item_get_id (test_world_ad_account (&fixture->world, "ACME-US"))), ==, "OPERATOR");
  admin = test_apply_served (&fixture->world, "members", "email", "admin@x.example");
  g_assert_cmpstr (roster_json_get_string (admin, "role"), ==, "ADMIN");
  g_assert_cmpstr (roster_json_get_string (admin, "finance_role"), ==, "ANALYST");
  g_assert_nonnull (test_world_pending (&fixture->world, "bo@x.example"));
  g_assert_cmpint (roster_access_get_direct_level (access, "mail:ana@x.example", roster_item_get_key (test_world_ad_account (&fixture->world, "HC-EU"))), ==, ROSTER_LEVEL_OPERATOR);
}

/* TikTok says yes to everything; who was there before is told apart by reading. */
static void
test_ignored (TestApply     *fixture,
              gconstpointer  data)
{
  RosterDirectory *directory = roster_session_get_directory (fixture->world.session);
  RosterChange *member, *fresh, *invited;
  g_autoptr (GError) error = NULL;
  g_autofree char *priya = g_strdup (roster_item_get_key (ROSTER_ITEM (test_world_principal (&fixture->world, "Priya Raman"))));

  /* The directory has not heard of them yet. */
  roster_directory_drop_principal (directory, priya);
  roster_directory_drop_principal (directory, "mail:maria@studio.example");

  member = test_apply_add (fixture, roster_change_new_invite ("priya@northwind.example", ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  fresh = test_apply_add (fixture, roster_change_new_invite ("ana@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  invited = test_apply_add (fixture, roster_change_new_invite ("maria@studio.example", ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  g_assert_false (test_apply (fixture, &error));
  g_assert_cmpint (roster_change_get_state (member), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpint (roster_change_get_state (fresh), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpint (roster_change_get_state (invited), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_null (roster_directory_find_principal (directory, "mail:priya@northwind.example"));
}

static gboolean
is_looked_for (TestWorld *world,
               gpointer   user_data)
{
  return test_world_count_requests (world, "GET", "/bc/member/get/") > *(guint *) user_data;
}

/* Accepted before it is read back: that is what an invitation is for, and what waits for the acceptance is not lost. @fault: whether the answer
 * was lost, too */
static void
test_accepted (TestApply     *fixture,
               gconstpointer  fault)
{
  RosterDirectory *directory = roster_session_get_directory (fixture->world.session);
  g_autoptr (GListModel) given = ad_accounts (fixture, "ACME-US", "HC-EU");
  guint reads = test_apply_count (fixture, "GET", "/bc/member/get/");
  g_autofree char *faults = g_strconcat ("50000:/bc/member/get/:x1", fault, NULL);
  g_autoptr (JsonObject) served = NULL;
  RosterChange *invite;
  RosterPrincipal *ana;

  invite = test_apply_add (fixture, roster_change_new_invite ("ana@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, given, ROSTER_LEVEL_OPERATOR));
  test_apply_add (fixture, roster_change_new_level (roster_change_get_principal (invite), test_world_ad_account (&fixture->world, "ACME-DE"), ROSTER_LEVEL_NONE, ROSTER_LEVEL_ADMIN));
  test_world_set_fault (&fixture->world, faults);
  test_apply_begin (fixture, ROSTER_APPLY_FLAGS_NONE, NULL);
  test_world_wait (&fixture->world, is_looked_for, &reads);
  g_assert_cmpuint (test_world_post (&fixture->world, "/demo/accept", "email=ana%40x.example"), ==, 200);
  g_assert_true (test_apply_end (fixture, NULL));
  g_assert_cmpint (roster_change_get_state (invite), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpuint (roster_change_set_count (fixture->set, ROSTER_CHANGE_STATE_QUEUED), ==, 1);
  assert_queue (fixture, "level ADMIN");

  served = test_apply_served (&fixture->world, "members", "email", "ana@x.example");
  ana = test_world_principal (&fixture->world, roster_json_get_string (served, "name"));
  g_assert_cmpstr (roster_person_get_user_id (ROSTER_PERSON (ana)), ==, roster_json_get_string (served, "user_id"));
  g_assert_cmpint (roster_access_get_direct_level (roster_session_get_access (fixture->world.session), roster_item_get_key (ROSTER_ITEM (ana)),
                                                   roster_item_get_key (test_world_ad_account (&fixture->world, "HC-EU"))), ==, ROSTER_LEVEL_OPERATOR);
  g_assert_null (roster_directory_find_principal (directory, "mail:ana@x.example"));
}

/* A member who has not got what the invitation promised may have accepted it or not. */
static void
test_perhaps_accepted (TestApply     *fixture,
                       gconstpointer  data)
{
  g_autoptr (GListModel) given = ad_accounts (fixture, "ACME-US", "HC-EU");
  g_autofree char *priya = g_strdup (roster_item_get_key (ROSTER_ITEM (test_world_principal (&fixture->world, "Priya Raman"))));
  RosterChange *invite;

  roster_directory_drop_principal (roster_session_get_directory (fixture->world.session), priya);
  invite = test_apply_add (fixture, roster_change_new_invite ("priya@northwind.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, given, ROSTER_LEVEL_ANALYST));
  g_assert_false (test_apply (fixture, NULL));
  g_assert_cmpint (roster_change_get_state (invite), ==, ROSTER_CHANGE_STATE_UNKNOWN);
}

/* Withdrawn and invited anew in the same go, whatever the order in the list. */
static void
test_send_again (TestApply     *fixture,
                 gconstpointer  data)
{
  RosterPerson *maria = test_world_pending (&fixture->world, "maria@studio.example");
  g_autoptr (JsonObject) served_maria = NULL;

  test_apply_add (fixture, roster_change_new_invite ("maria@studio.example", ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  test_apply_add (fixture, roster_change_new_withdraw (maria));
  test_apply_all (fixture);
  served_maria = test_apply_served (&fixture->world, "members", "email", "maria@studio.example");
  g_assert_cmpstr (roster_json_get_string (served_maria, "role"), ==, "ADMIN");
  g_assert_cmpint (roster_person_get_role (test_world_pending (&fixture->world, "maria@studio.example")), ==, ROSTER_ROLE_ADMIN);
}

/* Not withdrawn, an invitation is still listed, with the same terms: that says nothing about another one, which TikTok would ignore. */
static void
test_send_again_refused (TestApply     *fixture,
                         gconstpointer  data)
{
  RosterPerson *maria = test_world_pending (&fixture->world, "maria@studio.example");
  RosterChange *withdraw = test_apply_add (fixture, roster_change_new_withdraw (maria));
  RosterChange *invite = test_apply_add (fixture, roster_change_new_invite ("maria@studio.example", roster_person_get_role (maria),
                                                                           roster_person_get_finance_role (maria), NULL, ROSTER_LEVEL_NONE));

  g_assert_false (test_apply (fixture, NULL));
  g_assert_cmpint (roster_change_get_state (withdraw), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpint (roster_change_get_state (invite), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/member/invite/"), ==, 0);

  /* Once it can be withdrawn, it is sent again. */
  test_world_set_fault (&fixture->world, "");
  test_apply_all (fixture);
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/member/invite/"), ==, 1);
}

/* What is given to somebody who has not accepted waits in the store: the last wish, and nothing once it is taken back. */
static void
test_kept (TestApply     *fixture,
           gconstpointer  data)
{
  RosterPrincipal *maria = test_world_pending (&fixture->world, "maria@studio.example");
  RosterAdAccount *acme_de = test_world_ad_account (&fixture->world, "ACME-DE");
  RosterTiktokAccount *trails = test_world_find (roster_session_get_tiktok_accounts (fixture->world.session), "Acme Trails");
  RosterChange *change;
  g_autoptr (GError) error = NULL;

  change = test_apply_add (fixture, roster_change_new_level (maria, acme_de, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST));
  test_apply_all (fixture);
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_QUEUED);
  assert_queue (fixture, "level ANALYST");

  test_apply_add (fixture, roster_change_new_level (maria, acme_de, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ADMIN));
  test_apply_add (fixture, roster_change_new_roles (maria, trails, ROSTER_TIKTOK_ROLES_NONE, ROSTER_TIKTOK_ROLES_POST));
  test_apply_all (fixture);
  assert_queue (fixture, "level ADMIN, roles POST");

  roster_change_set_clear (fixture->set);
  test_apply_add (fixture, roster_change_new_withdraw (ROSTER_PERSON (maria)));
  test_apply_all (fixture);
  g_ptr_array_unref (get_queue (fixture)); /* what is in it is looked up, and taken out after that */
  assert_queue (fixture, "");
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/"), ==, 1);
  g_assert_null (test_world_pending (&fixture->world, "maria@studio.example"));
}

/* Withdrawn, and not invited anew: what waited is for nobody, until somebody tries the same once more. */
static void
test_kept_for_nobody (TestApply     *fixture,
                      gconstpointer  data)
{
  RosterPrincipal *maria = test_world_pending (&fixture->world, "maria@studio.example");
  RosterChange *invite;

  test_apply_add (fixture, roster_change_new_level (maria, test_world_ad_account (&fixture->world, "ACME-DE"), ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST));
  test_apply_all (fixture);
  assert_queue (fixture, "level ANALYST");

  roster_change_set_clear (fixture->set);
  test_apply_add (fixture, roster_change_new_withdraw (ROSTER_PERSON (maria)));
  invite = test_apply_add (fixture, roster_change_new_invite ("maria@studio.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  g_assert_false (test_apply (fixture, NULL));
  g_assert_cmpint (roster_change_get_state (invite), ==, ROSTER_CHANGE_STATE_FAILED);
  g_ptr_array_unref (get_queue (fixture)); /* what is in it is looked up, and taken out after that */
  assert_queue (fixture, "");

  test_apply_all (fixture);
  assert_queue (fixture, "level ANALYST");
}

static void
keep_for (TestApply  *fixture,
          const char *subject)
{
  RosterStoreCenter *center = roster_session_get_center (fixture->world.session);
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_queued_grant_free);
  g_autoptr (GAsyncResult) result = NULL;

  g_ptr_array_add (grants, roster_queued_grant_new (ROSTER_QUEUE_LEVEL, subject, roster_item_get_key (test_world_ad_account (&fixture->world, "ACME-US")), "ADMIN"));
  roster_store_queue_add_async (center, grants, test_async_store, &result);
  test_world_wait (&fixture->world, test_apply_has_result, &result);
  g_assert_true (roster_store_queue_add_finish (center, result, NULL));
}

/* As on a disk that is full. */
static void
let_nothing_go (TestApply *fixture,
                gboolean   nothing)
{
  TestStore store = { .store = roster_store_center_get_store (roster_session_get_center (fixture->world.session)) };

  test_store_exec (&store, nothing ? "CREATE TRIGGER keeper BEFORE DELETE ON queued BEGIN SELECT RAISE (ABORT, 'kept'); END" : "DROP TRIGGER keeper");
}

/* What was left under an address is not for whoever is invited there now: nobody is before it is gone. */
static void
test_left_behind (TestApply     *fixture,
                  gconstpointer  data)
{
  RosterChange *ana, *bo;

  keep_for (fixture, "mail:ana@x.example");
  ana = test_apply_add (fixture, roster_change_new_invite ("Ana@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  bo = test_apply_add (fixture, roster_change_new_invite ("bo@x.example", ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  let_nothing_go (fixture, TRUE);
  g_assert_false (test_apply (fixture, NULL));
  g_assert_cmpint (roster_change_get_state (ana), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpint (roster_change_get_state (bo), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/member/invite/"), ==, 1);

  let_nothing_go (fixture, FALSE);
  test_apply_all (fixture);
  assert_queue (fixture, "");
}

/* What could not be forgotten is given to nobody who turns up at that address. */
static void
test_not_forgotten (TestApply     *fixture,
                    gconstpointer  data)
{
  g_autoptr (RosterPerson) stranger = roster_person_new (roster_person_get_user_id (test_world_principal (&fixture->world, "Jonas Weber")), "maria@studio.example");
  RosterSession *session = fixture->world.session;

  keep_for (fixture, "mail:maria@studio.example");
  test_apply_add (fixture, roster_change_new_withdraw (test_world_pending (&fixture->world, "maria@studio.example")));
  let_nothing_go (fixture, TRUE);
  test_apply_all (fixture);
  for (guint tries = 0; tries < 2; tries++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GListModel) given = NULL;

      g_ptr_array_unref (get_queue (fixture)); /* what is in it is looked up, and taken out after that */
      assert_queue (fixture, "level ADMIN");
      if (tries == 1)
        let_nothing_go (fixture, FALSE);
      roster_queue_take_async (session, stranger, NULL, NULL, test_async_store, &result);
      test_world_wait (&fixture->world, test_apply_has_result, &result);
      given = roster_queue_take_finish (session, result, NULL);
      g_assert_cmpuint (g_list_model_get_n_items (given), ==, 0);
    }
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/asset/assign/"), ==, 0);
  g_ptr_array_unref (get_queue (fixture));
  assert_queue (fixture, "");
}

/* Found to be withdrawn already, which is what was wanted: what waited is for nobody either, unless it is for a second invitation. */
static void
test_withdrawn_elsewhere (TestApply     *fixture,
                          gconstpointer  data)
{
  RosterDirectory *directory = roster_session_get_directory (fixture->world.session);
  RosterPerson *maria = g_object_ref (test_world_pending (&fixture->world, "maria@studio.example"));
  g_autoptr (RosterPerson) held = maria;
  RosterChange *withdraw;

  test_apply_add (fixture, roster_change_new_level (ROSTER_PRINCIPAL (maria), test_world_ad_account (&fixture->world, "ACME-DE"), ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST));
  test_apply_all (fixture);
  roster_directory_drop_principal (directory, "mail:maria@studio.example");

  roster_change_set_clear (fixture->set);
  test_apply_add (fixture, roster_change_new_withdraw (maria));
  test_apply_add (fixture, roster_change_new_invite ("maria@studio.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  test_apply_all (fixture);
  assert_queue (fixture, "level ANALYST");

  roster_directory_drop_principal (directory, "mail:maria@studio.example");
  roster_change_set_clear (fixture->set);
  withdraw = test_apply_add (fixture, roster_change_new_withdraw (maria));
  test_apply_all (fixture);
  g_assert_cmpint (roster_change_get_state (withdraw), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/member/delete/"), ==, 0);
  g_ptr_array_unref (get_queue (fixture)); /* what is in it is looked up, and taken out after that */
  assert_queue (fixture, "");
}

/* Invited, and more given in the same go; where the invitation fails, nothing is kept for nobody. */
static void
test_invite_and_more (TestApply     *fixture,
                      gconstpointer  data)
{
  RosterAdAccount *acme_de = test_world_ad_account (&fixture->world, "ACME-DE");
  RosterChange *invite, *more;
  g_autoptr (GError) error = NULL;

  invite = test_apply_add (fixture, roster_change_new_invite ("ana@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  more = test_apply_add (fixture, roster_change_new_level (roster_change_get_principal (invite), acme_de, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ADMIN));
  g_assert_false (test_apply (fixture, &error));
  g_assert_cmpint (roster_change_get_state (invite), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpint (roster_change_get_state (more), ==, ROSTER_CHANGE_STATE_FAILED);
  assert_queue (fixture, "");
}

static void
test_member_role (TestApply     *fixture,
                  gconstpointer  data)
{
  RosterPerson *tomas = test_world_principal (&fixture->world, "Tomas Novak");
  g_autoptr (JsonObject) raised = NULL;
  g_autoptr (JsonObject) lowered = NULL;
  g_autoptr (RosterChangeSet) undo = NULL;

  test_apply_add (fixture, roster_change_new_member_role (tomas, ROSTER_ROLE_STANDARD, ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_NONE, ROSTER_FINANCE_ROLE_NONE));
  test_apply_all (fixture);
  raised = test_apply_served (&fixture->world, "members", "name", "Tomas Novak");
  g_assert_cmpstr (roster_json_get_string (raised, "role"), ==, "ADMIN");
  g_assert_cmpint (roster_person_get_role (tomas), ==, ROSTER_ROLE_ADMIN);

  undo = roster_change_set_new_undo (G_LIST_MODEL (fixture->set));
  g_set_object (&fixture->set, undo);
  test_apply_all (fixture);
  lowered = test_apply_served (&fixture->world, "members", "name", "Tomas Novak");
  g_assert_cmpstr (roster_json_get_string (lowered, "role"), ==, "STANDARD");
}

static void
test_remove (TestApply     *fixture,
             gconstpointer  data)
{
  g_autoptr (JsonObject) gone = NULL;
  g_autofree char *key = g_strdup (roster_item_get_key (test_world_principal (&fixture->world, "Jonas Weber")));
  guint reads = test_apply_count (fixture, "GET", "/");

  test_apply_add (fixture, roster_change_new_remove (test_world_principal (&fixture->world, "Jonas Weber")));
  test_apply_all (fixture);
  gone = test_apply_served (&fixture->world, "members", "name", "Jonas Weber");
  g_assert_null (gone);
  g_assert_null (roster_directory_find_principal (roster_session_get_directory (fixture->world.session), key));
  g_assert_cmpuint (test_apply_count (fixture, "GET", "/"), ==, reads);
}

/* Both Admins cannot go; one can where another is made, but not when that was refused. */
static void
test_last_admin (TestApply     *fixture,
                 gconstpointer  data)
{
  RosterChange *aoife, *grace, *tomas;
  g_autoptr (GError) error = NULL;

  grace = test_apply_add (fixture, roster_change_new_remove (test_world_principal (&fixture->world, "Grace Okafor")));
  aoife = test_apply_add (fixture, roster_change_new_remove (test_world_principal (&fixture->world, "Aoife Byrne")));
  g_assert_false (test_apply (fixture, &error));
  g_assert_cmpint (roster_change_get_state (aoife), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpint (roster_change_get_state (grace), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/"), ==, 0);
  g_clear_error (&error);

  roster_change_set_remove (fixture->set, aoife);
  test_apply_all (fixture);

  /* The other way round in the list. */
  aoife = test_apply_add (fixture, roster_change_new_member_role (test_world_principal (&fixture->world, "Aoife Byrne"), ROSTER_ROLE_ADMIN, ROSTER_ROLE_STANDARD,
                                                       ROSTER_FINANCE_ROLE_MANAGER, ROSTER_FINANCE_ROLE_MANAGER));
  tomas = test_apply_add (fixture, roster_change_new_member_role (test_world_principal (&fixture->world, "Tomas Novak"), ROSTER_ROLE_STANDARD, ROSTER_ROLE_ADMIN, 0, 0));
  g_assert_false (test_apply (fixture, &error));
  g_assert_cmpint (roster_change_get_state (tomas), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpint (roster_change_get_state (aoife), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/member/update/"), ==, 1);

  test_apply_all (fixture);
  g_assert_cmpint (roster_person_get_role (test_world_principal (&fixture->world, "Aoife Byrne")), ==, ROSTER_ROLE_STANDARD);
}

/* Each of two lists would leave one Admin, were it not for the other. */
static void
test_last_admin_at_once (TestApply     *fixture,
                         gconstpointer  data)
{
  g_autoptr (RosterChangeSet) other = roster_change_set_new ();
  g_autoptr (RosterChange) aoife = roster_change_new_remove (test_world_principal (&fixture->world, "Aoife Byrne"));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RosterChange *grace = test_apply_add (fixture, roster_change_new_remove (test_world_principal (&fixture->world, "Grace Okafor")));

  roster_change_set_add (other, aoife);
  roster_apply_async (fixture->world.session, G_LIST_MODEL (fixture->set), ROSTER_APPLY_FLAGS_NONE, NULL, test_async_store, &fixture->result);
  roster_apply_async (fixture->world.session, G_LIST_MODEL (other), ROSTER_APPLY_FLAGS_NONE, NULL, test_async_store, &result);
  test_world_wait (&fixture->world, test_apply_has_result, &fixture->result);
  test_world_wait (&fixture->world, test_apply_has_result, &result);

  g_assert_true (roster_apply_finish (fixture->world.session, fixture->result, NULL));
  g_assert_false (roster_apply_finish (fixture->world.session, result, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
  g_assert_cmpint (roster_change_get_state (grace), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpint (roster_change_get_state (aoife), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/member/delete/"), ==, 1);
}

static void
test_agencies (TestApply     *fixture,
               gconstpointer  data)
{
  g_autoptr (GListModel) given = ad_accounts (fixture, "ACME-US", "ACME-DE");
  g_autoptr (JsonObject) invited = NULL;
  g_autoptr (JsonObject) left = NULL;
  RosterDirectory *directory = roster_session_get_directory (fixture->world.session);
  RosterAgency *agency;

  test_apply_add (fixture, roster_change_new_invite_agency (AGENCY, given, ROSTER_LEVEL_ANALYST));
  test_apply_add (fixture, roster_change_new_end_partnership (test_world_principal (&fixture->world, "Lumen Media")));
  test_apply_all (fixture);

  invited = test_apply_served (&fixture->world, "partners", "bc_id", AGENCY);
  g_assert_nonnull (invited);
  g_assert_cmpuint (json_object_get_size (roster_json_get_object (invited, "sharing")), ==, 2);
  left = test_apply_served (&fixture->world, "partners", "name", "Lumen Media");
  g_assert_null (left);
  agency = ROSTER_AGENCY (roster_directory_find_principal (directory, "bc:" AGENCY));
  g_assert_true (roster_agency_get_waiting (agency));
}

static gboolean
is_full (TestWorld *world,
         gpointer   user_data)
{
  g_assert_cmpuint (roster_change_set_count (user_data, ROSTER_CHANGE_STATE_SENDING), <=, 4);

  return roster_change_set_count (user_data, ROSTER_CHANGE_STATE_SENDING) == 4;
}

/* Four at a time, where they do not touch the same. */
static void
test_several_at_a_time (TestApply     *fixture,
                        gconstpointer  data)
{
  const char *names[] = { "ACME-DE", "ACME-CA", "HC-EU", "HC-US", "HC-AU", "ACME-UK" };
  RosterPrincipal *ivy = test_world_principal (&fixture->world, "Ivy Intern");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    test_apply_add (fixture, roster_change_new_level (ivy, test_world_ad_account (&fixture->world, names[i]), ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST));

  roster_apply_async (fixture->world.session, G_LIST_MODEL (fixture->set), ROSTER_APPLY_FLAGS_NONE, NULL, test_async_store, &fixture->result);
  test_world_wait (&fixture->world, is_full, fixture->set);
  test_world_wait (&fixture->world, test_apply_has_result, &fixture->result);
  g_assert_true (roster_apply_finish (fixture->world.session, fixture->result, NULL));
  g_assert_cmpuint (roster_change_set_count (fixture->set, ROSTER_CHANGE_STATE_DONE), ==, G_N_ELEMENTS (names));
}

/* Three answers are lost: one reading tells about all of them. */
static void
test_read_once (TestApply     *fixture,
                gconstpointer  data)
{
  RosterPrincipal *ivy = test_world_principal (&fixture->world, "Ivy Intern");
  guint reads = test_apply_count (fixture, "GET", "/");

  test_apply_add (fixture, roster_change_new_level (ivy, test_world_ad_account (&fixture->world, "ACME-DE"), ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST));
  test_apply_add (fixture, roster_change_new_level (ivy, test_world_ad_account (&fixture->world, "HC-EU"), ROSTER_LEVEL_NONE, ROSTER_LEVEL_OPERATOR));
  test_apply_add (fixture, roster_change_new_level (ivy, test_world_ad_account (&fixture->world, "ACME-US"), ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_NONE));
  test_apply_all (fixture);
  g_assert_cmpuint (test_apply_count (fixture, "GET", "/"), ==, reads + 1);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (G_LIST_MODEL (fixture->set), i);

      g_assert_cmpuint (roster_change_get_writes (change), ==, 1);
    }
}

/* Answers are lost to each kind of write about people and agencies; reading settles what it can. */
static void
test_lost_replies (TestApply     *fixture,
                   gconstpointer  data)
{
  RosterChange *agency;
  g_autoptr (GError) error = NULL;

  test_apply_add (fixture, roster_change_new_invite ("ana@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  test_apply_add (fixture, roster_change_new_withdraw (test_world_pending (&fixture->world, "maria@studio.example")));
  test_apply_add (fixture, roster_change_new_remove (test_world_principal (&fixture->world, "Jonas Weber")));
  test_apply_add (fixture, roster_change_new_member_role (test_world_principal (&fixture->world, "Sofia Rossi"), ROSTER_ROLE_STANDARD, ROSTER_ROLE_STANDARD,
                                               ROSTER_FINANCE_ROLE_ANALYST, ROSTER_FINANCE_ROLE_MANAGER));
  test_apply_add (fixture, roster_change_new_end_partnership (test_world_principal (&fixture->world, "Lumen Media")));
  agency = test_apply_add (fixture, roster_change_new_invite_agency (AGENCY, NULL, ROSTER_LEVEL_ANALYST));
  g_assert_false (test_apply (fixture, &error));
  g_assert_cmpuint (roster_change_set_count (fixture->set, ROSTER_CHANGE_STATE_DONE), ==, 5);
  /* One that has not accepted yet is not listed: nobody knows. */
  g_assert_cmpint (roster_change_get_state (agency), ==, ROSTER_CHANGE_STATE_UNKNOWN);
}

static gboolean
is_synced (TestWorld *world,
           gpointer   user_data)
{
  return !roster_session_get_syncing (world->session);
}

/* Nobody knows whether the other Admin is one still: as long as that is so, the last one stays. */
static void
test_last_admin_unknown (TestApply     *fixture,
                         gconstpointer  data)
{
  RosterApiClient *client = roster_session_get_client (fixture->world.session);
  RosterPerson *aoife = test_world_principal (&fixture->world, "Aoife Byrne");
  g_autoptr (RosterChange) lower = NULL;
  RosterChange *remove;
  g_autoptr (GError) error = NULL;

  lower = g_object_ref (test_apply_add (fixture, roster_change_new_member_role (aoife, ROSTER_ROLE_ADMIN, ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_MANAGER, ROSTER_FINANCE_ROLE_MANAGER)));
  test_apply_begin (fixture, ROSTER_APPLY_FLAGS_NONE, NULL);
  test_world_wait (&fixture->world, test_apply_is_sent, NULL);
  roster_api_client_set_access_token (client, ROSTER_DEMO_TOKEN_REVOKED); /* nothing can be read */
  g_assert_false (test_apply_end (fixture, NULL));
  g_assert_cmpint (roster_change_get_state (lower), ==, ROSTER_CHANGE_STATE_UNKNOWN);
  roster_api_client_set_access_token (client, ROSTER_DEMO_TOKEN_ADMIN);

  roster_change_set_clear (fixture->set);
  remove = test_apply_add (fixture, roster_change_new_remove (test_world_principal (&fixture->world, "Grace Okafor")));
  g_assert_false (test_apply (fixture, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
  g_assert_cmpint (roster_change_get_state (remove), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/member/delete/"), ==, 0);

  /* She is one still: what was sent never arrived. */
  roster_session_sync (fixture->world.session);
  test_world_wait (&fixture->world, is_synced, NULL);
  test_apply_all (fixture);
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/member/delete/"), ==, 1);
}

static void
set_up_large (TestApply     *fixture,
              gconstpointer  data)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->people = 5;
  options->agencies = 2;
  options->ad_accounts = 120;
  test_apply_set_up_with (fixture, options);
}

/* More addresses and ad accounts than a request takes. */
static void
test_more_than_fits (TestApply     *fixture,
                     gconstpointer  data)
{
  g_autoptr (GPtrArray) queue = NULL;
  g_autoptr (JsonObject) invited = NULL;
  g_autoptr (JsonObject) agency = NULL;
  GListModel *all = roster_session_get_ad_accounts (fixture->world.session);
  g_autoptr (GListStore) own = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (RosterAdAccount) item = g_list_model_get_item (all, i);

      if (roster_ad_account_get_ownership (item) == ROSTER_OWNERSHIP_OWN && g_list_model_get_n_items (G_LIST_MODEL (own)) < 60)
        g_list_store_append (own, item);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (own)), ==, 60);

  for (guint i = 0; i < 70; i++)
    {
      g_autofree char *address = g_strdup_printf ("person%u@x.example", i);

      test_apply_add (fixture, roster_change_new_invite (address, ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, G_LIST_MODEL (own), ROSTER_LEVEL_ANALYST));
    }
  test_apply_add (fixture, roster_change_new_invite_agency (AGENCY, G_LIST_MODEL (own), ROSTER_LEVEL_ANALYST));
  test_apply_all (fixture);

  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/member/invite/"), ==, 2);
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/partner/add/"), ==, 2);
  invited = test_apply_served (&fixture->world, "members", "email", "person69@x.example");
  g_assert_cmpuint (json_object_get_size (roster_json_get_object (invited, "grants")), ==, 50);
  agency = test_apply_served (&fixture->world, "partners", "bc_id", AGENCY);
  g_assert_cmpuint (json_object_get_size (roster_json_get_object (agency, "sharing")), ==, 60);
  queue = get_queue (fixture);
  g_assert_cmpuint (queue->len, ==, 70 * 10);
}

/* The agency is listed, though not because of what is sent now: only what is shared with it tells what was taken of that. */
static void
test_agency_in_batches (TestApply     *fixture,
                        gconstpointer  data)
{
  RosterDirectory *directory = roster_session_get_directory (fixture->world.session);
  GListModel *principals = roster_session_get_principals (fixture->world.session);
  GListModel *all = roster_session_get_ad_accounts (fixture->world.session);
  g_autoptr (GListStore) own = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);
  g_autofree char *bc_id = NULL;
  g_autoptr (JsonObject) served = NULL;
  RosterChange *change;

  for (guint i = 0; i < g_list_model_get_n_items (principals) && bc_id == NULL; i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

      if (ROSTER_IS_AGENCY (principal))
        bc_id = g_strdup (roster_item_get_id (ROSTER_ITEM (principal)));
    }
  g_assert_nonnull (bc_id);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (RosterAdAccount) item = g_list_model_get_item (all, i);

      if (roster_ad_account_get_ownership (item) == ROSTER_OWNERSHIP_OWN && g_list_model_get_n_items (G_LIST_MODEL (own)) < 60)
        g_list_store_append (own, item);
    }

  change = test_apply_add (fixture, roster_change_new_invite_agency (bc_id, G_LIST_MODEL (own), ROSTER_LEVEL_ADMIN));
  roster_directory_drop_principal (directory, roster_item_get_key (ROSTER_ITEM (roster_change_get_principal (change)))); /* not heard of yet */

  /* The first batch never arrived. */
  test_world_set_fault (&fixture->world, "reset:/bc/partner/add/:x1");
  g_assert_false (test_apply (fixture, NULL));
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/partner/add/"), ==, 1);

  /* The answer to the first is lost, then that to the second. */
  test_world_set_fault (&fixture->world, "lost-reply:/bc/partner/add/");
  test_apply_all (fixture);
  g_assert_cmpuint (test_apply_count (fixture, "POST", "/bc/partner/add/"), ==, 3);
  served = test_apply_served (&fixture->world, "partners", "bc_id", bc_id);
  g_assert_cmpuint (json_object_get_size (roster_json_get_object (served, "sharing")), >=, 60);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/apply/kinds/invite", TestApply, NULL, test_apply_set_up, test_invite, tear_down);
  g_test_add ("/apply/kinds/ignored", TestApply, NULL, test_apply_set_up, test_ignored, tear_down);
  g_test_add ("/apply/kinds/accepted", TestApply, NULL, test_apply_set_up, test_accepted, tear_down);
  g_test_add ("/apply/kinds/accepted-and-lost", TestApply, ",lost-reply:/bc/member/invite/", set_up, test_accepted, tear_down);
  g_test_add ("/apply/kinds/perhaps-accepted", TestApply, NULL, test_apply_set_up, test_perhaps_accepted, tear_down);
  g_test_add ("/apply/kinds/send-again", TestApply, NULL, test_apply_set_up, test_send_again, tear_down);
  g_test_add ("/apply/kinds/send-again/refused", TestApply, "40002:/bc/member/delete/", test_apply_set_up, test_send_again_refused, tear_down);
  g_test_add ("/apply/kinds/kept", TestApply, NULL, test_apply_set_up, test_kept, tear_down);
  g_test_add ("/apply/kinds/kept-for-nobody", TestApply, "40002:/bc/member/invite/:x1", test_apply_set_up, test_kept_for_nobody, tear_down);
  g_test_add ("/apply/kinds/left-behind", TestApply, NULL, test_apply_set_up, test_left_behind, tear_down);
  g_test_add ("/apply/kinds/not-forgotten", TestApply, NULL, test_apply_set_up, test_not_forgotten, tear_down);
  g_test_add ("/apply/kinds/withdrawn-elsewhere", TestApply, NULL, test_apply_set_up, test_withdrawn_elsewhere, tear_down);
  g_test_add ("/apply/kinds/invite-and-more", TestApply, "40002:/bc/member/invite/:x1", test_apply_set_up, test_invite_and_more, tear_down);
  g_test_add ("/apply/kinds/member-role", TestApply, NULL, test_apply_set_up, test_member_role, tear_down);
  g_test_add ("/apply/kinds/remove", TestApply, NULL, test_apply_set_up, test_remove, tear_down);
  g_test_add ("/apply/kinds/last-admin", TestApply, "40002:/bc/member/update/:x1", test_apply_set_up, test_last_admin, tear_down);
  g_test_add ("/apply/kinds/last-admin-at-once", TestApply, NULL, test_apply_set_up, test_last_admin_at_once, tear_down);
  g_test_add ("/apply/kinds/agencies", TestApply, NULL, test_apply_set_up, test_agencies, tear_down);
  g_test_add ("/apply/kinds/several-at-a-time", TestApply, NULL, test_apply_set_up, test_several_at_a_time, tear_down);
  g_test_add ("/apply/kinds/read-once", TestApply, "lost-reply:/bc/asset/assign/:x2,lost-reply:/bc/asset/unassign/:x1", test_apply_set_up, test_read_once, tear_down);
  g_test_add ("/apply/kinds/lost-replies", TestApply,
              "lost-reply:/bc/member/invite/,lost-reply:/bc/member/delete/,lost-reply:/bc/member/update/,lost-reply:/bc/partner/add/,lost-reply:/bc/partner/delete/",
              test_apply_set_up, test_lost_replies, tear_down);
  g_test_add ("/apply/kinds/more-than-fits", TestApply, NULL, set_up_large, test_more_than_fits, tear_down);
  g_test_add ("/apply/kinds/last-admin-unknown", TestApply, "reset:/bc/member/update/:x1", test_apply_set_up, test_last_admin_unknown, tear_down);
  g_test_add ("/apply/kinds/agency-in-batches", TestApply, NULL, set_up_large, test_agency_in_batches, test_apply_tear_down);

  return g_test_run ();
}
