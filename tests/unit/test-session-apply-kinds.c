/* test-session-apply-kinds.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-async.h"
#include "test-world.h"

#include "roster-agency.h"
#include "roster-apply.h"
#include "roster-change-set.h"
#include "roster-json.h"
#include "roster-store-queue.h"

typedef struct
{
  TestWorld world;
  RosterChangeSet *set;
  GAsyncResult *result;
} Fixture;

#define AGENCY "7288887776665554999"

static void
set_up (Fixture       *fixture,
        gconstpointer  fault)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->fault = g_strdup (fault);
  test_world_set_up (&fixture->world, options);
  test_world_open_and_read (&fixture->world);
  fixture->set = roster_change_set_new ();
}

/* Of every request, what matters of it: a write that is there twice was sent twice. One that was refused may be asked for again. */
static void
assert_no_write_twice (Fixture *fixture)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (fixture->world.log, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = *lines[i] != '\0' ? json_from_string (lines[i], NULL) : NULL;
      JsonObject *line = node != NULL ? json_node_get_object (node) : NULL;
      g_autofree char *body = line != NULL && json_object_has_member (line, "body") ? json_to_string (json_object_get_member (line, "body"), FALSE) : NULL;

      if (line == NULL || g_strcmp0 (roster_json_get_string (line, "method"), "POST") != 0 ||
          !g_str_has_prefix (roster_json_get_string (line, "path"), "/open_api/") || roster_json_get_int (line, "code", 0) != 0)
        continue;

      g_assert_true (g_hash_table_add (seen, g_strconcat (roster_json_get_string (line, "path"), " ", body, NULL)));
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  assert_no_write_twice (fixture);
  g_clear_object (&fixture->result);
  g_clear_object (&fixture->set);
  test_world_tear_down (&fixture->world);
}

static gboolean
has_result (TestWorld *world,
            gpointer   user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

static gboolean
apply (Fixture *fixture,
       GError **error)
{
  g_clear_object (&fixture->result);
  roster_apply_async (fixture->world.session, G_LIST_MODEL (fixture->set), ROSTER_APPLY_FLAGS_NONE, NULL, test_async_store, &fixture->result);
  test_world_wait (&fixture->world, has_result, &fixture->result);

  return roster_apply_finish (fixture->world.session, fixture->result, error);
}

static void
apply_all (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gboolean applied = apply (fixture, &error);

  g_assert_no_error (error);
  g_assert_true (applied);
}

static RosterChange *
add (Fixture      *fixture,
     RosterChange *change)
{
  RosterChange *added = roster_change_set_add (fixture->set, change);

  g_assert_true (added == change);
  g_object_unref (change);

  return added;
}

static gpointer
principal (Fixture    *fixture,
           const char *name)
{
  return test_world_find (roster_session_get_principals (fixture->world.session), name);
}

static gpointer
pending (Fixture    *fixture,
         const char *address)
{
  g_autofree char *key = g_strconcat ("mail:", address, NULL);

  return roster_directory_find_principal (roster_session_get_directory (fixture->world.session), key);
}

static gpointer
ad_account (Fixture    *fixture,
            const char *name)
{
  return test_world_find (roster_session_get_ad_accounts (fixture->world.session), name);
}

static GListModel *
ad_accounts (Fixture    *fixture,
             const char *first,
             const char *second)
{
  GListStore *list = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);

  g_list_store_append (list, ad_account (fixture, first));
  g_list_store_append (list, ad_account (fixture, second));

  return G_LIST_MODEL (list);
}

/* What the server has of somebody: (transfer full) (nullable) */
static JsonObject *
served (Fixture    *fixture,
        const char *list,
        const char *member,
        const char *value)
{
  g_autoptr (JsonObject) state = test_world_get_state (&fixture->world);
  JsonObject *bc = roster_json_array_get_object (roster_json_get_array (state, "business_centers"), 0);
  JsonArray *rows = roster_json_get_array (bc, list);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = roster_json_array_get_object (rows, i);

      if (g_strcmp0 (roster_json_get_string (row, member), value) == 0)
        return json_object_ref (row);
    }

  return NULL;
}

static guint
count (Fixture    *fixture,
       const char *method,
       const char *path)
{
  return test_world_count_requests (&fixture->world, method, path);
}

/* Two on the same terms go in one request; what they were promised is known without asking. */
static void
test_invite (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GListModel) given = ad_accounts (fixture, "ACME-US", "HC-EU");
  RosterAccess *access = roster_session_get_access (fixture->world.session);
  g_autoptr (JsonObject) ana = NULL;
  g_autoptr (JsonObject) admin = NULL;
  guint reads = count (fixture, "GET", "/bc/member/get/"), all = count (fixture, "GET", "/");

  add (fixture, roster_change_new_invite ("Ana@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, given, ROSTER_LEVEL_OPERATOR));
  add (fixture, roster_change_new_invite ("admin@x.example", ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_ANALYST, NULL, ROSTER_LEVEL_NONE));
  add (fixture, roster_change_new_invite ("bo@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, given, ROSTER_LEVEL_OPERATOR));
  apply_all (fixture);

  g_assert_cmpuint (count (fixture, "POST", "/bc/member/invite/"), ==, 2);
  g_assert_cmpuint (count (fixture, "GET", "/bc/member/get/"), ==, reads + 1);
  g_assert_cmpuint (count (fixture, "GET", "/"), ==, all + 1);
  ana = served (fixture, "members", "email", "Ana@x.example");
  g_assert_cmpstr (roster_json_get_string (ana, "status"), ==, "PENDING");
  g_assert_cmpstr (roster_json_get_string (roster_json_get_object (ana, "grants"), roster_item_get_id (ad_account (fixture, "ACME-US"))), ==, "OPERATOR");
  admin = served (fixture, "members", "email", "admin@x.example");
  g_assert_cmpstr (roster_json_get_string (admin, "role"), ==, "ADMIN");
  g_assert_cmpstr (roster_json_get_string (admin, "finance_role"), ==, "ANALYST");
  g_assert_nonnull (pending (fixture, "bo@x.example"));
  g_assert_cmpint (roster_access_get_direct_level (access, "mail:ana@x.example", roster_item_get_key (ad_account (fixture, "HC-EU"))), ==, ROSTER_LEVEL_OPERATOR);
}

/* TikTok says yes to everything; who was there before is told apart by reading. */
static void
test_ignored (Fixture       *fixture,
              gconstpointer  data)
{
  RosterDirectory *directory = roster_session_get_directory (fixture->world.session);
  RosterChange *member, *fresh, *invited;
  g_autoptr (GError) error = NULL;
  g_autofree char *priya = g_strdup (roster_item_get_key (ROSTER_ITEM (principal (fixture, "Priya Raman"))));

  /* The directory has not heard of them yet. */
  roster_directory_drop_principal (directory, priya);
  roster_directory_drop_principal (directory, "mail:maria@studio.example");

  member = add (fixture, roster_change_new_invite ("priya@northwind.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  fresh = add (fixture, roster_change_new_invite ("ana@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  invited = add (fixture, roster_change_new_invite ("maria@studio.example", ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  g_assert_false (apply (fixture, &error));
  g_assert_cmpint (roster_change_get_state (member), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpint (roster_change_get_state (fresh), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpint (roster_change_get_state (invited), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_null (roster_directory_find_principal (directory, "mail:priya@northwind.example"));
}

/* Withdrawn and invited anew in the same go, whatever the order in the list. */
static void
test_send_again (Fixture       *fixture,
                 gconstpointer  data)
{
  RosterPerson *maria = pending (fixture, "maria@studio.example");
  g_autoptr (JsonObject) served_maria = NULL;

  add (fixture, roster_change_new_invite ("maria@studio.example", ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  add (fixture, roster_change_new_withdraw (maria));
  apply_all (fixture);
  served_maria = served (fixture, "members", "email", "maria@studio.example");
  g_assert_cmpstr (roster_json_get_string (served_maria, "role"), ==, "ADMIN");
  g_assert_cmpint (roster_person_get_role (pending (fixture, "maria@studio.example")), ==, ROSTER_ROLE_ADMIN);
}

static GPtrArray *
get_queue (Fixture *fixture)
{
  RosterStoreCenter *center = roster_session_get_center (fixture->world.session);
  g_autoptr (GAsyncResult) result = NULL;

  roster_store_queue_list_async (center, NULL, NULL, test_async_store, &result);
  test_world_wait (&fixture->world, has_result, &result);

  return roster_store_queue_list_finish (center, result, NULL);
}

static void
assert_queue (Fixture    *fixture,
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

/* What is given to somebody who has not accepted waits in the store: the last wish, and nothing once it is taken back. */
static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  RosterPrincipal *maria = pending (fixture, "maria@studio.example");
  RosterAdAccount *acme_de = ad_account (fixture, "ACME-DE");
  RosterTiktokAccount *trails = test_world_find (roster_session_get_tiktok_accounts (fixture->world.session), "Acme Trails");
  RosterChange *change;
  g_autoptr (GError) error = NULL;

  change = add (fixture, roster_change_new_level (maria, acme_de, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST));
  apply_all (fixture);
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_QUEUED);
  assert_queue (fixture, "level ANALYST");

  add (fixture, roster_change_new_level (maria, acme_de, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ADMIN));
  add (fixture, roster_change_new_roles (maria, trails, ROSTER_TIKTOK_ROLES_NONE, ROSTER_TIKTOK_ROLES_POST));
  apply_all (fixture);
  assert_queue (fixture, "level ADMIN, roles POST");

  roster_change_set_clear (fixture->set);
  add (fixture, roster_change_new_withdraw (ROSTER_PERSON (maria)));
  apply_all (fixture);
  g_ptr_array_unref (get_queue (fixture)); /* what is in it is looked up, and taken out after that */
  assert_queue (fixture, "");
  g_assert_cmpuint (count (fixture, "POST", "/"), ==, 1);
  g_assert_null (pending (fixture, "maria@studio.example"));
}

/* Invited, and more given in the same go; where the invitation fails, nothing is kept for nobody. */
static void
test_invite_and_more (Fixture       *fixture,
                      gconstpointer  data)
{
  RosterAdAccount *acme_de = ad_account (fixture, "ACME-DE");
  RosterChange *invite, *more;
  g_autoptr (GError) error = NULL;

  invite = add (fixture, roster_change_new_invite ("ana@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  more = add (fixture, roster_change_new_level (roster_change_get_principal (invite), acme_de, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ADMIN));
  g_assert_false (apply (fixture, &error));
  g_assert_cmpint (roster_change_get_state (invite), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpint (roster_change_get_state (more), ==, ROSTER_CHANGE_STATE_FAILED);
  assert_queue (fixture, "");
}

static void
test_member_role (Fixture       *fixture,
                  gconstpointer  data)
{
  RosterPerson *tomas = principal (fixture, "Tomas Novak");
  g_autoptr (JsonObject) raised = NULL;
  g_autoptr (JsonObject) lowered = NULL;
  g_autoptr (RosterChangeSet) undo = NULL;

  add (fixture, roster_change_new_member_role (tomas, ROSTER_ROLE_STANDARD, ROSTER_ROLE_ADMIN, ROSTER_FINANCE_ROLE_NONE, ROSTER_FINANCE_ROLE_NONE));
  apply_all (fixture);
  raised = served (fixture, "members", "name", "Tomas Novak");
  g_assert_cmpstr (roster_json_get_string (raised, "role"), ==, "ADMIN");
  g_assert_cmpint (roster_person_get_role (tomas), ==, ROSTER_ROLE_ADMIN);

  undo = roster_change_set_make_undo (fixture->set);
  g_set_object (&fixture->set, undo);
  apply_all (fixture);
  lowered = served (fixture, "members", "name", "Tomas Novak");
  g_assert_cmpstr (roster_json_get_string (lowered, "role"), ==, "STANDARD");
}

static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (JsonObject) gone = NULL;
  g_autofree char *key = g_strdup (roster_item_get_key (principal (fixture, "Jonas Weber")));
  guint reads = count (fixture, "GET", "/");

  add (fixture, roster_change_new_remove (principal (fixture, "Jonas Weber")));
  apply_all (fixture);
  gone = served (fixture, "members", "name", "Jonas Weber");
  g_assert_null (gone);
  g_assert_null (roster_directory_find_principal (roster_session_get_directory (fixture->world.session), key));
  g_assert_cmpuint (count (fixture, "GET", "/"), ==, reads);
}

/* Both Admins cannot go; one can where another is made, but not when that was refused. */
static void
test_last_admin (Fixture       *fixture,
                 gconstpointer  data)
{
  RosterChange *aoife, *grace, *tomas;
  g_autoptr (GError) error = NULL;

  grace = add (fixture, roster_change_new_remove (principal (fixture, "Grace Okafor")));
  aoife = add (fixture, roster_change_new_remove (principal (fixture, "Aoife Byrne")));
  g_assert_false (apply (fixture, &error));
  g_assert_cmpint (roster_change_get_state (aoife), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpint (roster_change_get_state (grace), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpuint (count (fixture, "POST", "/"), ==, 0);
  g_clear_error (&error);

  roster_change_set_remove (fixture->set, aoife);
  apply_all (fixture);

  /* The other way round in the list. */
  aoife = add (fixture, roster_change_new_member_role (principal (fixture, "Aoife Byrne"), ROSTER_ROLE_ADMIN, ROSTER_ROLE_STANDARD,
                                                       ROSTER_FINANCE_ROLE_MANAGER, ROSTER_FINANCE_ROLE_MANAGER));
  tomas = add (fixture, roster_change_new_member_role (principal (fixture, "Tomas Novak"), ROSTER_ROLE_STANDARD, ROSTER_ROLE_ADMIN, 0, 0));
  g_assert_false (apply (fixture, &error));
  g_assert_cmpint (roster_change_get_state (tomas), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpint (roster_change_get_state (aoife), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpuint (count (fixture, "POST", "/bc/member/update/"), ==, 1);

  apply_all (fixture);
  g_assert_cmpint (roster_person_get_role (principal (fixture, "Aoife Byrne")), ==, ROSTER_ROLE_STANDARD);
}

/* Each of two lists would leave one Admin, were it not for the other. */
static void
test_last_admin_at_once (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (RosterChangeSet) other = roster_change_set_new ();
  g_autoptr (RosterChange) aoife = roster_change_new_remove (principal (fixture, "Aoife Byrne"));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RosterChange *grace = add (fixture, roster_change_new_remove (principal (fixture, "Grace Okafor")));

  roster_change_set_add (other, aoife);
  roster_apply_async (fixture->world.session, G_LIST_MODEL (fixture->set), ROSTER_APPLY_FLAGS_NONE, NULL, test_async_store, &fixture->result);
  roster_apply_async (fixture->world.session, G_LIST_MODEL (other), ROSTER_APPLY_FLAGS_NONE, NULL, test_async_store, &result);
  test_world_wait (&fixture->world, has_result, &fixture->result);
  test_world_wait (&fixture->world, has_result, &result);

  g_assert_true (roster_apply_finish (fixture->world.session, fixture->result, NULL));
  g_assert_false (roster_apply_finish (fixture->world.session, result, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
  g_assert_cmpint (roster_change_get_state (grace), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpint (roster_change_get_state (aoife), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_cmpuint (count (fixture, "POST", "/bc/member/delete/"), ==, 1);
}

static void
test_agencies (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GListModel) given = ad_accounts (fixture, "ACME-US", "ACME-DE");
  g_autoptr (JsonObject) invited = NULL;
  g_autoptr (JsonObject) left = NULL;
  RosterDirectory *directory = roster_session_get_directory (fixture->world.session);
  RosterAgency *agency;

  add (fixture, roster_change_new_invite_agency (AGENCY, given, ROSTER_LEVEL_ANALYST));
  add (fixture, roster_change_new_end_partnership (principal (fixture, "Lumen Media")));
  apply_all (fixture);

  invited = served (fixture, "partners", "bc_id", AGENCY);
  g_assert_nonnull (invited);
  g_assert_cmpuint (json_object_get_size (roster_json_get_object (invited, "sharing")), ==, 2);
  left = served (fixture, "partners", "name", "Lumen Media");
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
test_several_at_a_time (Fixture       *fixture,
                        gconstpointer  data)
{
  const char *names[] = { "ACME-DE", "ACME-CA", "HC-EU", "HC-US", "HC-AU", "ACME-UK" };
  RosterPrincipal *ivy = principal (fixture, "Ivy Intern");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    add (fixture, roster_change_new_level (ivy, ad_account (fixture, names[i]), ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST));

  roster_apply_async (fixture->world.session, G_LIST_MODEL (fixture->set), ROSTER_APPLY_FLAGS_NONE, NULL, test_async_store, &fixture->result);
  test_world_wait (&fixture->world, is_full, fixture->set);
  test_world_wait (&fixture->world, has_result, &fixture->result);
  g_assert_true (roster_apply_finish (fixture->world.session, fixture->result, NULL));
  g_assert_cmpuint (roster_change_set_count (fixture->set, ROSTER_CHANGE_STATE_DONE), ==, G_N_ELEMENTS (names));
}

/* Three answers are lost: one reading tells about all of them. */
static void
test_read_once (Fixture       *fixture,
                gconstpointer  data)
{
  RosterPrincipal *ivy = principal (fixture, "Ivy Intern");
  guint reads = count (fixture, "GET", "/");

  add (fixture, roster_change_new_level (ivy, ad_account (fixture, "ACME-DE"), ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST));
  add (fixture, roster_change_new_level (ivy, ad_account (fixture, "HC-EU"), ROSTER_LEVEL_NONE, ROSTER_LEVEL_OPERATOR));
  add (fixture, roster_change_new_level (ivy, ad_account (fixture, "ACME-US"), ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_NONE));
  apply_all (fixture);
  g_assert_cmpuint (count (fixture, "GET", "/"), ==, reads + 1);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (G_LIST_MODEL (fixture->set), i);

      g_assert_cmpuint (roster_change_get_writes (change), ==, 1);
    }
}

/* Answers are lost to each kind of write about people and agencies; reading settles what it can. */
static void
test_lost_replies (Fixture       *fixture,
                   gconstpointer  data)
{
  RosterChange *agency;
  g_autoptr (GError) error = NULL;

  add (fixture, roster_change_new_invite ("ana@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL, ROSTER_LEVEL_NONE));
  add (fixture, roster_change_new_withdraw (pending (fixture, "maria@studio.example")));
  add (fixture, roster_change_new_remove (principal (fixture, "Jonas Weber")));
  add (fixture, roster_change_new_member_role (principal (fixture, "Sofia Rossi"), ROSTER_ROLE_STANDARD, ROSTER_ROLE_STANDARD,
                                               ROSTER_FINANCE_ROLE_ANALYST, ROSTER_FINANCE_ROLE_MANAGER));
  add (fixture, roster_change_new_end_partnership (principal (fixture, "Lumen Media")));
  agency = add (fixture, roster_change_new_invite_agency (AGENCY, NULL, ROSTER_LEVEL_ANALYST));
  g_assert_false (apply (fixture, &error));
  g_assert_cmpuint (roster_change_set_count (fixture->set, ROSTER_CHANGE_STATE_DONE), ==, 5);
  /* One that has not accepted yet is not listed: nobody knows. */
  g_assert_cmpint (roster_change_get_state (agency), ==, ROSTER_CHANGE_STATE_UNKNOWN);
}

static void
set_up_large (Fixture       *fixture,
              gconstpointer  data)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->people = 5;
  options->ad_accounts = 120;
  test_world_set_up (&fixture->world, options);
  test_world_open_and_read (&fixture->world);
  fixture->set = roster_change_set_new ();
}

/* More addresses and ad accounts than a request takes. */
static void
test_more_than_fits (Fixture       *fixture,
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

      add (fixture, roster_change_new_invite (address, ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, G_LIST_MODEL (own), ROSTER_LEVEL_ANALYST));
    }
  add (fixture, roster_change_new_invite_agency (AGENCY, G_LIST_MODEL (own), ROSTER_LEVEL_ANALYST));
  apply_all (fixture);

  g_assert_cmpuint (count (fixture, "POST", "/bc/member/invite/"), ==, 2);
  g_assert_cmpuint (count (fixture, "POST", "/bc/partner/add/"), ==, 2);
  invited = served (fixture, "members", "email", "person69@x.example");
  g_assert_cmpuint (json_object_get_size (roster_json_get_object (invited, "grants")), ==, 50);
  agency = served (fixture, "partners", "bc_id", AGENCY);
  g_assert_cmpuint (json_object_get_size (roster_json_get_object (agency, "sharing")), ==, 60);
  queue = get_queue (fixture);
  g_assert_cmpuint (queue->len, ==, 70 * 10);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/apply/kinds/invite", Fixture, NULL, set_up, test_invite, tear_down);
  g_test_add ("/apply/kinds/ignored", Fixture, NULL, set_up, test_ignored, tear_down);
  g_test_add ("/apply/kinds/send-again", Fixture, NULL, set_up, test_send_again, tear_down);
  g_test_add ("/apply/kinds/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/apply/kinds/invite-and-more", Fixture, "40002:/bc/member/invite/:x1", set_up, test_invite_and_more, tear_down);
  g_test_add ("/apply/kinds/member-role", Fixture, NULL, set_up, test_member_role, tear_down);
  g_test_add ("/apply/kinds/remove", Fixture, NULL, set_up, test_remove, tear_down);
  g_test_add ("/apply/kinds/last-admin", Fixture, "40002:/bc/member/update/:x1", set_up, test_last_admin, tear_down);
  g_test_add ("/apply/kinds/last-admin-at-once", Fixture, NULL, set_up, test_last_admin_at_once, tear_down);
  g_test_add ("/apply/kinds/agencies", Fixture, NULL, set_up, test_agencies, tear_down);
  g_test_add ("/apply/kinds/several-at-a-time", Fixture, NULL, set_up, test_several_at_a_time, tear_down);
  g_test_add ("/apply/kinds/read-once", Fixture, "lost-reply:/bc/asset/assign/:x2,lost-reply:/bc/asset/unassign/:x1", set_up, test_read_once, tear_down);
  g_test_add ("/apply/kinds/lost-replies", Fixture,
              "lost-reply:/bc/member/invite/,lost-reply:/bc/member/delete/,lost-reply:/bc/member/update/,lost-reply:/bc/partner/add/,lost-reply:/bc/partner/delete/",
              set_up, test_lost_replies, tear_down);
  g_test_add ("/apply/kinds/more-than-fits", Fixture, NULL, set_up_large, test_more_than_fits, tear_down);

  return g_test_run ();
}
