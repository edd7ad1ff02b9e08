/* test-session-attention.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-world.h"

#include "roster-apply.h"
#include "roster-attention.h"
#include "roster-finding-changes.h"
#include "roster-findings.h"
#include "roster-list.h"

#define MARIA "stale-invitation:mail:maria@studio.example"
#define TOM "mistyped-invitation:mail:tom.murphy@northwnd.example"

typedef struct
{
  TestWorld world;
  RosterAttention *attention;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  test_world_set_up (&fixture->world, NULL);
  fixture->attention = roster_attention_new (fixture->world.session);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->attention);
  test_world_tear_down (&fixture->world);
}

static RosterFinding *
find (Fixture    *fixture,
      const char *key)
{
  return roster_list_find (roster_attention_get_findings (fixture->attention), key);
}

typedef struct
{
  Fixture *fixture;
  const char *key;
  gboolean wanted;
} Wait;

static gboolean
is_as_wanted (TestWorld *world,
              gpointer   user_data)
{
  Wait *wait = user_data;

  return (find (wait->fixture, wait->key) != NULL) == wait->wanted;
}

static void
wait_for (Fixture    *fixture,
          const char *key,
          gboolean    wanted)
{
  Wait wait = { fixture, key, wanted };

  g_test_message ("Waiting until %s is %s", key, wanted ? "there" : "gone");
  test_world_wait (&fixture->world, is_as_wanted, &wait);
}

static void
assert_title (Fixture    *fixture,
              const char *key,
              const char *title)
{
  RosterFinding *finding = find (fixture, key);

  g_assert_nonnull (finding);
  g_assert_cmpstr (roster_finding_get_title (finding), ==, title);
}

static gboolean
is_synced (TestWorld *world,
           gpointer   user_data)
{
  return !roster_session_get_syncing (world->session) && roster_session_get_synced_at (world->session) > *(gint64 *) user_data;
}

static void
read_again (Fixture *fixture)
{
  gint64 before = roster_session_get_synced_at (fixture->world.session);

  roster_session_sync (fixture->world.session);
  test_world_wait (&fixture->world, is_synced, &before);
  g_assert_no_error (roster_session_get_error (fixture->world.session));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* How often the activity log was read for what happened to people, and not by a sync. */
static guint
count_log_reads (Fixture *fixture)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_reads = 0;

  g_assert_true (g_file_get_contents (fixture->world.log, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    n_reads += strstr (lines[i], "/changelog/get/") != NULL && strstr (lines[i], "activity_type") != NULL;

  return n_reads;
}

/* What the believable agency suffers from. */
static void
test_believable (Fixture       *fixture,
                 gconstpointer  data)
{
  GListModel *findings = roster_attention_get_findings (fixture->attention);

  g_assert_cmpuint (g_list_model_get_n_items (findings), ==, 0);
  test_world_open_and_read (&fixture->world);
  wait_for (fixture, MARIA, TRUE);

  assert_title (fixture, MARIA, "maria@studio.example has been invited for 9 days");
  assert_title (fixture, TOM, "Is tom.murphy@northwnd.example the right address?");
  assert_title (fixture, "declined-invitation:mail:old.contractor@elsewhere.example", "old.contractor@elsewhere.example declined the invitation");
  assert_title (fixture, "reaches-nothing:user:7012345678901234571", "Liam Walsh reaches nothing");
  assert_title (fixture, "reaches-nothing:user:7012345678901234572", "Hana Sato reaches nothing");
  assert_title (fixture, "manages-finance:user:7012345678901234564", "Ivy Intern may manage finance on 1 ad account");
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (RosterFinding) finding = g_list_model_get_item (findings, i);

      g_test_message ("%s: %s", roster_item_get_key (ROSTER_ITEM (finding)), roster_finding_get_title (finding));
    }
  g_assert_cmpuint (g_list_model_get_n_items (findings), ==, 8);

  /* The log was read once for it; the next time the program knows by itself. */
  g_assert_cmpuint (count_log_reads (fixture), ==, 1);
  g_clear_object (&fixture->attention);
  roster_person_set_invited_at (ROSTER_PERSON (roster_directory_find_principal (roster_session_get_directory (fixture->world.session),
                                                                                "mail:maria@studio.example")), 0);
  fixture->attention = roster_attention_new (fixture->world.session);
  wait_for (fixture, MARIA, TRUE);
  assert_title (fixture, MARIA, "maria@studio.example has been invited for 9 days");
  read_again (fixture);
  g_assert_cmpuint (count_log_reads (fixture), ==, 1);
}

static gboolean
has_age (TestWorld *world,
         gpointer   user_data)
{
  return roster_person_get_invited_at (user_data) != 0;
}

/* Whoever is invited after the log was looked at was invited since then. */
static void
test_newcomer (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (RosterPerson) newcomer = roster_person_new (NULL, "new@studio.example");
  gint64 before;

  test_world_open_and_read (&fixture->world);
  wait_for (fixture, MARIA, TRUE);
  g_assert_cmpuint (count_log_reads (fixture), ==, 1);

  before = roster_clock_get_now (fixture->world.clock);
  roster_person_set_membership (newcomer, ROSTER_MEMBERSHIP_PENDING);
  roster_directory_take_principal (roster_session_get_directory (fixture->world.session), ROSTER_PRINCIPAL (newcomer));
  test_world_wait (&fixture->world, has_age, newcomer);
  g_assert_cmpint (roster_person_get_invited_at (newcomer), >=, before);
  g_assert_cmpuint (count_log_reads (fixture), ==, 1);
}

/* An invitation grows old without anything being read. */
static void
test_time (Fixture       *fixture,
           gconstpointer  data)
{
  test_world_open_and_read (&fixture->world);
  wait_for (fixture, MARIA, TRUE);
  g_assert_null (find (fixture, "stale-invitation:mail:freelancer@paperkite.example"));

  roster_clock_advance (fixture->world.clock, 4 * G_TIME_SPAN_DAY);
  wait_for (fixture, "stale-invitation:mail:freelancer@paperkite.example", TRUE);
  assert_title (fixture, MARIA, "maria@studio.example has been invited for 13 days");
}

static void
test_dismissed (Fixture       *fixture,
                gconstpointer  data)
{
  const char *key = "not-linked:tt:";
  GListModel *findings = roster_attention_get_findings (fixture->attention);
  g_autoptr (RosterFinding) finding = NULL;

  test_world_open_and_read (&fixture->world);
  wait_for (fixture, TOM, TRUE);

  for (guint i = 0; i < g_list_model_get_n_items (findings) && finding == NULL; i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (findings, i);

      if (g_str_has_prefix (roster_item_get_key (item), key))
        finding = ROSTER_FINDING (g_steal_pointer (&item));
    }
  g_assert_nonnull (finding);
  key = roster_item_get_key (ROSTER_ITEM (finding));

  roster_attention_set_dismissed (fixture->attention, finding, TRUE);
  g_assert_null (find (fixture, key));
  roster_attention_set_dismissed (fixture->attention, finding, FALSE);
  g_assert_true (find (fixture, key) == finding);
  roster_attention_set_dismissed (fixture->attention, finding, TRUE);

  /* It is remembered, and stays so when everything is read again. */
  read_again (fixture);
  g_clear_object (&fixture->attention);
  fixture->attention = roster_attention_new (fixture->world.session);
  wait_for (fixture, TOM, TRUE);
  g_assert_null (find (fixture, key));
}

static void
on_applied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  roster_apply_finish (ROSTER_SESSION (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (TestWorld *world,
         gpointer   user_data)
{
  return *(gboolean *) user_data;
}

static void
apply (Fixture    *fixture,
       GListModel *changes)
{
  gboolean is_over = FALSE;

  roster_apply_async (fixture->world.session, changes, ROSTER_APPLY_FLAGS_NONE, NULL, on_applied, &is_over);
  test_world_wait (&fixture->world, is_true, &is_over);
  for (guint i = 0; i < g_list_model_get_n_items (changes); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (changes, i);

      g_assert_no_error (roster_change_get_error (change));
      g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_DONE);
    }
}

/* What comes back after it was mended is told again. */
static void
test_again (Fixture       *fixture,
            gconstpointer  data)
{
  RosterSession *session = fixture->world.session;
  const char *key = "manages-finance:user:7012345678901234564";
  g_autoptr (GListStore) back = g_list_store_new (ROSTER_TYPE_CHANGE);
  g_autoptr (RosterChangeSet) changes = NULL;
  g_autoptr (RosterFinding) finding = NULL;
  g_autoptr (RosterChange) change = NULL;

  test_world_open_and_read (&fixture->world);
  wait_for (fixture, key, TRUE);
  finding = g_object_ref (find (fixture, key));
  changes = roster_finding_make_changes (finding, roster_session_get_directory (session));
  roster_attention_set_dismissed (fixture->attention, finding, TRUE);

  apply (fixture, G_LIST_MODEL (changes));
  read_again (fixture);
  wait_for (fixture, MARIA, TRUE);
  change = roster_change_new_level (test_world_find (roster_session_get_principals (session), "Ivy Intern"),
                                    test_world_find (roster_session_get_ad_accounts (session), "ACME-US"), ROSTER_LEVEL_OPERATOR, ROSTER_LEVEL_ADMIN);
  g_list_store_append (back, change);
  apply (fixture, G_LIST_MODEL (back));
  wait_for (fixture, key, TRUE);
}

/* Whatever can be mended without a choice is mended, and not found any more. */
static void
test_mend (Fixture       *fixture,
           gconstpointer  data)
{
  GListModel *findings = roster_attention_get_findings (fixture->attention);
  RosterDirectory *directory = roster_session_get_directory (fixture->world.session);
  g_autoptr (GPtrArray) mended = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GListStore) all = g_list_store_new (ROSTER_TYPE_CHANGE);
  RosterPrincipal *maria;
  gint64 before;

  test_world_open_and_read (&fixture->world);
  wait_for (fixture, MARIA, TRUE);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (RosterFinding) finding = g_list_model_get_item (findings, i);
      g_autoptr (RosterChangeSet) changes = roster_finding_make_changes (finding, directory);

      if (changes == NULL)
        continue;

      g_ptr_array_add (mended, g_strdup (roster_item_get_key (ROSTER_ITEM (finding))));
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (changes)); j++)
        {
          g_autoptr (RosterChange) change = g_list_model_get_item (G_LIST_MODEL (changes), j);

          g_list_store_append (all, change);
        }
    }
  g_assert_cmpuint (mended->len, ==, 4);

  before = roster_clock_get_now (fixture->world.clock);
  apply (fixture, G_LIST_MODEL (all));
  maria = roster_directory_find_principal (directory, "mail:maria@studio.example");
  g_assert_cmpint (roster_person_get_invited_at (ROSTER_PERSON (maria)), >=, before);
  for (guint i = 0; i < mended->len; i++)
    wait_for (fixture, mended->pdata[i], FALSE);
  read_again (fixture);
  wait_for (fixture, "reaches-nothing:user:7012345678901234571", TRUE);
  for (guint i = 0; i < mended->len; i++)
    g_assert_null (find (fixture, mended->pdata[i]));

  /* She is invited anew, as she was. */
  g_assert_cmpint (roster_access_get_direct_level (roster_directory_get_access (directory), "mail:maria@studio.example",
                                                   roster_item_get_key (test_world_find (roster_session_get_ad_accounts (fixture->world.session), "ACME-UK"))),
                   ==, ROSTER_LEVEL_ANALYST);
  g_assert_nonnull (roster_directory_find_principal (directory, "mail:tom.murphy@northwind.example"));
  g_assert_null (roster_directory_find_principal (directory, "mail:tom.murphy@northwnd.example"));
}

/* A guest is not asked to mend what a guest cannot see. */
static void
test_guest (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 never = 0;
  g_autoptr (RosterFindings) findings = roster_findings_new (roster_session_get_directory (fixture->world.session));

  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_STANDARD);
  test_world_wait (&fixture->world, is_synced, &never);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  roster_findings_update (findings, roster_clock_get_now (fixture->world.clock));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (findings)), ==, 0);
  g_assert_cmpuint (count_log_reads (fixture), ==, 0);
}

/* An owner who took an account away is told until somebody has seen it, also after a new start. */
static void
test_vanished (Fixture       *fixture,
               gconstpointer  data)
{
  RosterSession *session = fixture->world.session;
  g_autoptr (RosterWatch) watch = roster_watch_new (session);
  g_autoptr (RosterFinding) finding = NULL;
  g_autofree char *form = NULL;
  g_autofree char *key = NULL;
  const char *id;

  roster_attention_set_watch (fixture->attention, watch);
  test_world_open_and_read (&fixture->world);
  wait_for (fixture, MARIA, TRUE);

  id = roster_item_get_id (test_world_find (roster_session_get_tiktok_accounts (session), "Harbour Coffee"));
  form = g_strconcat ("asset_id=", id, NULL);
  key = g_strconcat ("vanished:tt:", id, NULL);
  g_assert_cmpuint (test_world_post (&fixture->world, "/demo/vanish", form), ==, 200);
  read_again (fixture);
  wait_for (fixture, key, TRUE);
  assert_title (fixture, key, "@harbourcoffee is not in the Business Center any more");

  g_clear_object (&fixture->attention);
  fixture->attention = roster_attention_new (session);
  wait_for (fixture, key, TRUE);
  finding = g_object_ref (find (fixture, key));
  assert_title (fixture, key, "@harbourcoffee is not in the Business Center any more");

  roster_attention_set_dismissed (fixture->attention, finding, TRUE);
  wait_for (fixture, key, FALSE);
  roster_attention_set_dismissed (fixture->attention, finding, FALSE);
  wait_for (fixture, key, TRUE);
  roster_attention_set_dismissed (fixture->attention, finding, TRUE);
  g_clear_object (&fixture->attention);
  fixture->attention = roster_attention_new (session);
  wait_for (fixture, MARIA, TRUE);
  g_assert_null (find (fixture, key));
}

static guint
count_admins (Fixture *fixture)
{
  GListModel *principals = roster_session_get_principals (fixture->world.session);
  guint n_admins = 0;

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

      n_admins += ROSTER_IS_PERSON (principal) && roster_person_get_role (ROSTER_PERSON (principal)) == ROSTER_ROLE_ADMIN;
    }

  return n_admins;
}

static gboolean
has_read (TestWorld *world,
          gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

/* Of the people only some come, with one Admin among them: what is found is what does not depend on the others. */
static void
test_short (Fixture       *fixture,
            gconstpointer  data)
{
  RosterTiktokAccount *trails;
  g_autofree char *not_linked = NULL;

  test_world_set_fault (&fixture->world, "short=15:/bc/member/get/");
  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (&fixture->world, has_read, NULL);
  g_assert_cmpuint (count_admins (fixture), ==, 1);
  trails = test_world_tiktok_account (&fixture->world, "Acme Trails");
  not_linked = g_strconcat ("not-linked:", roster_item_get_key (ROSTER_ITEM (trails)), NULL);
  wait_for (fixture, not_linked, TRUE);
  for (guint i = 0; i < g_list_model_get_n_items (roster_attention_get_findings (fixture->attention)); i++)
    {
      g_autoptr (RosterFinding) finding = g_list_model_get_item (roster_attention_get_findings (fixture->attention), i);

      g_assert_cmpint (roster_finding_get_kind (finding), !=, ROSTER_FINDING_KIND_ONLY_ADMIN);
      g_assert_cmpint (roster_finding_get_kind (finding), !=, ROSTER_FINDING_KIND_NO_OPERATOR);
    }

  /* All people come: what was not said before is said where it is so. */
  test_world_set_fault (&fixture->world, "");
  read_again (fixture);
  wait_for (fixture, MARIA, TRUE);
  g_assert_cmpuint (count_admins (fixture), >, 1);
}

static gboolean
is_empty (TestWorld *world,
          gpointer   user_data)
{
  return g_list_model_get_n_items (roster_attention_get_findings (((Fixture *) user_data)->attention)) == 0;
}

static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  test_world_open_and_read (&fixture->world);
  wait_for (fixture, MARIA, TRUE);
  roster_session_close (fixture->world.session);
  test_world_wait (&fixture->world, is_empty, fixture);
}

/* While another Business Center is read for the first time, nothing is said about the one before. */
static void
test_another (Fixture       *fixture,
              gconstpointer  data)
{
  RosterSession *session = fixture->world.session;

  test_world_open_and_read (&fixture->world);
  wait_for (fixture, MARIA, TRUE);
  test_world_set_fault (&fixture->world, "slow=100");
  roster_session_select_business_center (session, test_world_find (roster_session_get_business_centers (session), "Harbour Coffee"));
  wait_for (fixture, MARIA, FALSE);
  g_assert_true (roster_session_get_syncing (session));
  g_assert_cmpuint (g_list_model_get_n_items (roster_attention_get_findings (fixture->attention)), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/session/attention/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("believable", test_believable);
  ADD ("newcomer", test_newcomer);
  ADD ("time", test_time);
  ADD ("dismissed", test_dismissed);
  ADD ("again", test_again);
  ADD ("mend", test_mend);
  ADD ("guest", test_guest);
  ADD ("vanished", test_vanished);
  ADD ("short", test_short);
  ADD ("another", test_another);
  ADD ("closed", test_closed);
#undef ADD

  return g_test_run ();
}
