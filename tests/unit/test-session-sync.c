/* test-session-sync.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "test-demo.h"
#include "test-directory.h"
#include "test-world.h"

#include "roster-json.h"
#include "roster-tiktok-account.h"

/* Syncs after the first: what they ask for, and whether they find what changed at the demo server. */

#define NEW_PARTNER "7288887776665550001"

typedef struct
{
  TestWorld world;
  TestDemo demo; /* the same server, spoken to as other people do */
  GRand *rand;
} Fixture;

static void
set_up_with (Fixture           *fixture,
             RosterDemoOptions *options)
{
  test_world_set_up (&fixture->world, options);
  fixture->demo.server = fixture->world.server;
  fixture->demo.session = soup_session_new ();
  soup_session_set_proxy_resolver (fixture->demo.session, NULL);
  fixture->demo.token = ROSTER_DEMO_TOKEN_ADMIN;
  fixture->rand = g_rand_new_with_seed (g_test_rand_int ());
}

static void
set_up (Fixture       *fixture,
        gconstpointer  fault)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->fault = g_strdup (fault);
  set_up_with (fixture, options);
}

static void
set_up_crowd (Fixture       *fixture,
              gconstpointer  data)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->people = 60;
  options->ad_accounts = 70;
  options->tiktok_accounts = 12;
  options->agencies = 3;
  options->grants = 400;
  set_up_with (fixture, options);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  soup_session_abort (fixture->demo.session);
  g_clear_object (&fixture->demo.session);
  g_clear_pointer (&fixture->rand, g_rand_free);
  test_world_tear_down (&fixture->world);
}

static gboolean
is_ready (TestWorld *world,
          gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

static void
sync_changes (Fixture *fixture)
{
  roster_session_sync_changes (fixture->world.session);
  g_assert_true (roster_session_get_syncing (fixture->world.session));
  test_world_wait (&fixture->world, is_ready, NULL);
}

static guint
count_reads (Fixture    *fixture,
             const char *path)
{
  return test_world_count_requests (&fixture->world, "GET", path);
}

/* What a sync made of the directory is what a full one makes of it. */
static void
assert_all_is_found (Fixture    *fixture,
                     const char *after)
{
  RosterDirectory *directory = roster_session_get_directory (fixture->world.session);
  g_autofree char *found = test_directory_describe (directory);
  g_autofree char *true_to_server = NULL;

  g_assert_no_error (roster_session_get_error (fixture->world.session));
  roster_session_sync (fixture->world.session);
  test_world_wait (&fixture->world, is_ready, NULL);
  g_assert_no_error (roster_session_get_error (fixture->world.session));
  true_to_server = test_directory_describe (directory);
  if (!g_str_equal (found, true_to_server))
    g_test_message ("after %s", after);
  g_assert_cmpstr (found, ==, true_to_server);
}

static void
log_line (Fixture    *fixture,
          const char *type,
          const char *text)
{
  g_autofree char *escaped = g_uri_escape_string (text, NULL, FALSE);
  g_autofree char *form = g_strdup_printf ("type=%s&text=%s", type, escaped);

  g_assert_cmpuint (test_world_post (&fixture->world, "/demo/log", form), ==, 200);
}

static void
test_nothing_changed (Fixture       *fixture,
                      gconstpointer  data)
{
  guint n_before;

  test_world_open_and_read (&fixture->world);
  n_before = count_reads (fixture, "/");
  sync_changes (fixture);

  /* The log, people, ad accounts and TikTok accounts, agencies, account groups. */
  g_assert_cmpuint (count_reads (fixture, "/") - n_before, ==, 6);
  g_assert_cmpuint (count_reads (fixture, "/changelog/get/"), ==, 2);
  assert_all_is_found (fixture, "nothing");
}

/* Lists of more than a few pages are only looked at. */
static void
test_nothing_changed_in_a_crowd (Fixture       *fixture,
                                 gconstpointer  data)
{
  guint n_before, n_people;

  test_world_open_and_read (&fixture->world);
  n_before = count_reads (fixture, "/");
  n_people = count_reads (fixture, "/bc/member/get/");
  sync_changes (fixture);
  g_assert_cmpuint (count_reads (fixture, "/") - n_before, ==, 7);
  g_assert_cmpuint (count_reads (fixture, "/bc/member/get/") - n_people, ==, 2);
  assert_all_is_found (fixture, "nothing");
}

/* What happens elsewhere. Not everything that is tried is possible; what TikTok would refuse, the server refuses. */

static JsonObject *
pick (Fixture    *fixture,
      JsonObject *state,
      const char *list,
      const char *member,
      const char *value)
{
  JsonObject *center = roster_json_array_get_object (roster_json_get_array (state, "business_centers"), 0);
  JsonArray *rows = roster_json_get_array (center, list);
  g_autoptr (GPtrArray) fitting = g_ptr_array_new ();

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = roster_json_array_get_object (rows, i);

      if (member == NULL || g_strcmp0 (roster_json_get_string (row, member), value) == 0)
        g_ptr_array_add (fitting, row);
    }

  return fitting->len > 0 ? fitting->pdata[g_rand_int_range (fixture->rand, 0, (gint32) fitting->len)] : NULL;
}

static const char *
pick_text (Fixture    *fixture,
           JsonObject *state,
           const char *list,
           const char *member,
           const char *value,
           const char *wanted)
{
  JsonObject *row = pick (fixture, state, list, member, value);

  return row != NULL ? roster_json_get_string (row, wanted) : "1";
}

#define MEMBER(state) pick_text (fixture, state, "members", "status", "BOUND", "user_id")
#define INVITED(state) pick_text (fixture, state, "members", "status", "PENDING", "email")
#define AD_ACCOUNT(state) pick_text (fixture, state, "assets", "type", "ADVERTISER", "asset_id")
#define ACCOUNT(state) pick_text (fixture, state, "assets", "type", "TT_ACCOUNT", "asset_id")
#define PARTNER(state) pick_text (fixture, state, "partners", NULL, NULL, "bc_id")
#define GROUP(state) pick_text (fixture, state, "groups", NULL, NULL, "asset_group_id")

static void G_GNUC_PRINTF (3, 4)
post (Fixture    *fixture,
      const char *path,
      const char *format,
      ...)
{
  g_autofree char *inner = NULL;
  g_autoptr (JsonObject) answer = NULL;
  va_list args;

  va_start (args, format);
  inner = g_strdup_vprintf (format, args);
  va_end (args);
  answer = test_demo_post (&fixture->demo, path, "{'bc_id':'" TEST_DEMO_BC "',%s}", inner);
}

static void
visit (Fixture    *fixture,
       const char *path,
       const char *field,
       const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);
  g_autofree char *form = g_strdup_printf ("%s=%s", field, escaped);

  test_world_post (&fixture->world, path, form);
}

/* A row of what somebody holds, or an agency uses: TikTok refuses to take away what nobody has. */
static const char *
pick_member_of (Fixture    *fixture,
                JsonObject *object)
{
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;
  guint n = g_list_length (names);

  return n > 0 ? g_list_nth_data (names, (guint) g_rand_int_range (fixture->rand, 0, (gint32) n)) : "1";
}

static void
give_ad_account (Fixture    *fixture,
                 JsonObject *state)
{
  const char *levels[] = { "ADMIN", "OPERATOR", "ANALYST" };

  post (fixture, "/bc/asset/assign/", "'user_id':'%s','asset_type':'ADVERTISER','asset_id':'%s','advertiser_role':'%s'", MEMBER (state),
        AD_ACCOUNT (state), levels[g_rand_int_range (fixture->rand, 0, 3)]);
}

static void
take_ad_account (Fixture    *fixture,
                 JsonObject *state)
{
  JsonObject *member = pick (fixture, state, "members", "status", "BOUND");

  post (fixture, "/bc/asset/unassign/", "'user_id':'%s','asset_type':'ADVERTISER','asset_id':'%s'", roster_json_get_string (member, "user_id"),
        pick_member_of (fixture, roster_json_get_object (member, "grants")));
}

static void
give_tiktok_account (Fixture    *fixture,
                     JsonObject *state)
{
  post (fixture, "/bc/asset/assign/", "'user_id':'%s','asset_type':'TT_ACCOUNT','asset_id':'%s','tt_account_roles':['POST']", MEMBER (state),
        ACCOUNT (state));
}

static void
invite (Fixture    *fixture,
        JsonObject *state)
{
  post (fixture, "/bc/member/invite/", "'emails':['new.%u@x.example'],'user_role':'STANDARD','asset_ids':['%s'],'advertiser_role':'OPERATOR'",
        g_rand_int (fixture->rand), AD_ACCOUNT (state));
}

static void
accept (Fixture    *fixture,
        JsonObject *state)
{
  visit (fixture, "/demo/accept", "email", INVITED (state));
}

static void
decline (Fixture    *fixture,
         JsonObject *state)
{
  visit (fixture, "/demo/decline", "email", INVITED (state));
}

static void
withdraw (Fixture    *fixture,
          JsonObject *state)
{
  post (fixture, "/bc/member/delete/", "'user_email':'%s'", INVITED (state));
}

static void
remove_member (Fixture    *fixture,
               JsonObject *state)
{
  const char *user_id = MEMBER (state);

  if (!g_str_equal (user_id, TEST_DEMO_AOIFE)) /* whose token this is */
    post (fixture, "/bc/member/delete/", "'user_id':'%s'", user_id);
}

static void
change_role (Fixture    *fixture,
             JsonObject *state)
{
  const char *user_id = MEMBER (state);

  if (!g_str_equal (user_id, TEST_DEMO_AOIFE))
    post (fixture, "/bc/member/update/", "'user_id':'%s','user_role':'%s'", user_id, g_rand_boolean (fixture->rand) ? "ADMIN" : "STANDARD");
}

static void
rename_member (Fixture    *fixture,
               JsonObject *state)
{
  post (fixture, "/bc/member/update/", "'user_id':'%s','user_name':'Renamed %u'", MEMBER (state), g_rand_int (fixture->rand));
}

static void
link_account (Fixture    *fixture,
              JsonObject *state)
{
  post (fixture, "/bc/asset/advertiser/assign/", "'asset_id':'%s','advertiser_id':'%s'", ACCOUNT (state), AD_ACCOUNT (state));
}

static void
unlink_account (Fixture    *fixture,
                JsonObject *state)
{
  JsonObject *account = pick (fixture, state, "assets", "type", "TT_ACCOUNT");
  JsonArray *links = account != NULL ? roster_json_get_array (account, "links") : NULL;

  if (links != NULL && json_array_get_length (links) > 0)
    post (fixture, "/bc/asset/advertiser/unassign/", "'asset_type':'TT_ACCOUNT','asset_id':'%s','advertiser_id':'%s'",
          roster_json_get_string (account, "asset_id"), json_array_get_string_element (links, 0));
}

static void
remove_account (Fixture    *fixture,
                JsonObject *state)
{
  post (fixture, "/bc/asset/admin/delete/", "'asset_type':'TT_ACCOUNT','asset_ids':['%s']", ACCOUNT (state));
}

static void
vanish (Fixture    *fixture,
        JsonObject *state)
{
  visit (fixture, "/demo/vanish", "asset_id", ACCOUNT (state));
}

static void
vanish_silently (Fixture    *fixture,
                 JsonObject *state)
{
  g_autofree char *form = g_strdup_printf ("silent=1&asset_id=%s", ACCOUNT (state));

  test_world_post (&fixture->world, "/demo/vanish", form);
}

static void
add_account (Fixture    *fixture,
             JsonObject *state)
{
  g_autofree char *form = g_strdup_printf ("handle=new.%u", (guint) g_rand_int_range (fixture->rand, 0, 100000));
  g_autoptr (JsonObject) answer = test_demo_post (&fixture->demo, "/bc/asset/account/authorization/",
                                                  "{'bc_id':'" TEST_DEMO_BC "'}");
  const char *link = roster_json_get_string (test_demo_data (answer), "bc_auth_qr_code");
  g_autofree char *approve = NULL;

  g_assert_nonnull (link);
  approve = g_strconcat (link, "/approve", NULL);
  g_assert_cmpuint (test_world_post (&fixture->world, approve, form), ==, 200);
}

static void
share (Fixture    *fixture,
       JsonObject *state)
{
  post (fixture, "/bc/partner/add/", "'partner_id':'%s','asset_type':'ADVERTISER','asset_ids':['%s'],'advertiser_role':'ADMIN'", PARTNER (state),
        AD_ACCOUNT (state));
}

static void
stop_sharing (Fixture    *fixture,
              JsonObject *state)
{
  JsonObject *partner = pick (fixture, state, "partners", NULL, NULL);

  if (partner != NULL)
    post (fixture, "/bc/partner/asset/delete/", "'partner_id':'%s','asset_type':'ADVERTISER','asset_ids':['%s']",
          roster_json_get_string (partner, "bc_id"), pick_member_of (fixture, roster_json_get_object (partner, "sharing")));
}

static void
add_partner (Fixture    *fixture,
             JsonObject *state)
{
  post (fixture, "/bc/partner/add/", "'partner_id':'" NEW_PARTNER "','asset_type':'ADVERTISER','asset_ids':['%s'],'advertiser_role':'ANALYST'",
        AD_ACCOUNT (state));
}

static void
approve_partner (Fixture    *fixture,
                 JsonObject *state)
{
  test_world_post (&fixture->world, "/demo/partner", "partner_id=" NEW_PARTNER "&decision=approve");
}

static void
end_partnership (Fixture    *fixture,
                 JsonObject *state)
{
  post (fixture, "/bc/partner/delete/", "'partner_id':'%s'", PARTNER (state));
}

static void
make_group (Fixture    *fixture,
            JsonObject *state)
{
  post (fixture, "/bc/asset_group/create/", "'asset_group_name':'Group %u','assets':[{'asset_id':'%s','asset_type':'ADVERTISER'}],"
        "'members':[{'member_id':'%s','asset_roles':{'ADVERTISER':'ADVERTISER_ROLE_OPERATOR'}}]", g_rand_int (fixture->rand), AD_ACCOUNT (state),
        MEMBER (state));
}

static void
change_group (Fixture    *fixture,
              JsonObject *state)
{
  post (fixture, "/bc/asset_group/update/", "'asset_group_id':'%s','update_entity':'ASSET','action':'%s','assets':[{'asset_id':'%s',"
        "'asset_type':'ADVERTISER'}]", GROUP (state), g_rand_boolean (fixture->rand) ? "ADD" : "DELETE", AD_ACCOUNT (state));
}

static void
delete_group (Fixture    *fixture,
              JsonObject *state)
{
  post (fixture, "/bc/asset_group/delete/", "'asset_group_id':'%s'", GROUP (state));
}

static const struct
{
  const char *name;
  void (*happen) (Fixture    *fixture,
                  JsonObject *state);
} changes[] = {
  { "an ad account was given", give_ad_account },
  { "an ad account was taken away", take_ad_account },
  { "a TikTok account was given", give_tiktok_account },
  { "an invitation", invite },
  { "an acceptance", accept },
  { "a refusal", decline },
  { "another invitation", invite },
  { "a withdrawal", withdraw },
  { "a member was removed", remove_member },
  { "a role", change_role },
  { "a name", rename_member },
  { "a link", link_account },
  { "an unlink", unlink_account },
  { "a TikTok account was removed", remove_account },
  { "an owner revoked", vanish },
  { "an owner revoked and the log does not tell", vanish_silently },
  { "a TikTok account was added", add_account },
  { "an ad account was shared", share },
  { "an ad account is no longer shared", stop_sharing },
  { "an agency was asked", add_partner },
  { "an agency agreed", approve_partner },
  { "a partnership was ended", end_partnership },
  { "an account group", make_group },
  { "an account group was changed", change_group },
  { "an account group was deleted", delete_group },
};

static void
happen (Fixture *fixture,
        guint    i)
{
  g_autoptr (JsonObject) state = test_world_get_state (&fixture->world);

  changes[i].happen (fixture, state);
}

/* One kind of change after the other is found, without reading what it does not concern. */
static void
test_each_kind_of_change (Fixture       *fixture,
                          gconstpointer  data)
{
  test_world_open_and_read (&fixture->world);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      guint n_before = count_reads (fixture, "/");

      happen (fixture, i);
      sync_changes (fixture);
      g_assert_cmpuint (count_reads (fixture, "/") - n_before, <=, 25);
      assert_all_is_found (fixture, changes[i].name);
    }
}

/* Whatever happens between two syncs, and in whatever order. */
static void
test_random_changes (Fixture       *fixture,
                     gconstpointer  data)
{
  test_world_open_and_read (&fixture->world);
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint n = (guint) g_rand_int_range (fixture->rand, 1, 8); n > 0; n--)
        {
          guint change = (guint) g_rand_int_range (fixture->rand, 0, G_N_ELEMENTS (changes));

          g_string_append_printf (names, "%s; ", changes[change].name);
          happen (fixture, change);
        }
      sync_changes (fixture);
      assert_all_is_found (fixture, names->str);
    }
}

/* A day after the last, everything is read, whatever the log says. */
static void
test_a_day_later (Fixture       *fixture,
                  gconstpointer  data)
{
  guint n_first;

  test_world_open_and_read (&fixture->world);
  n_first = count_reads (fixture, "/bc/asset/get/");
  sync_changes (fixture);
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/get/"), ==, n_first);
  roster_clock_advance (fixture->world.clock, G_TIME_SPAN_DAY);
  sync_changes (fixture);
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/get/"), ==, 2 * n_first);
}

/* Without the log, everything is read every hour, and in between what the lists tell. */
static void
test_no_right_to_the_log (Fixture       *fixture,
                          gconstpointer  data)
{
  GListModel *accounts = roster_session_get_tiktok_accounts (fixture->world.session);
  guint n_first;

  test_world_open_and_read (&fixture->world);
  n_first = count_reads (fixture, "/bc/asset/get/");
  happen (fixture, 14);
  sync_changes (fixture);
  g_assert_no_error (roster_session_get_error (fixture->world.session));
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/get/"), ==, n_first);
  g_assert_cmpuint (count_reads (fixture, "/changelog/get/"), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (accounts), ==, 5);

  roster_clock_advance (fixture->world.clock, G_TIME_SPAN_HOUR);
  sync_changes (fixture);
  g_assert_no_error (roster_session_get_error (fixture->world.session));
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/get/"), ==, 2 * n_first);
  g_assert_cmpuint (count_reads (fixture, "/changelog/get/"), ==, 2);
}

/* A log that could be read and now cannot: everything is read. The seed lets the first request pass, and not the second. */
static void
test_the_log_fails (Fixture       *fixture,
                    gconstpointer  data)
{
  guint n_first;

  test_world_open_and_read (&fixture->world);
  n_first = count_reads (fixture, "/bc/asset/get/");
  sync_changes (fixture);
  g_assert_no_error (roster_session_get_error (fixture->world.session));
  g_assert_cmpuint (count_reads (fixture, "/changelog/get/"), ==, 2);
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/get/"), ==, 2 * n_first);
}

/* What a line means that no demo server writes. */
static void
test_strange_lines (Fixture       *fixture,
                    gconstpointer  data)
{
  guint n_all, n_grants, n_holders, n_shared, n_lists;

  test_world_open_and_read (&fixture->world);
  n_all = n_grants = count_reads (fixture, "/bc/asset/get/");
  n_holders = count_reads (fixture, "/bc/asset/member/get/");
  n_lists = count_reads (fixture, "/bc/asset/admin/get/");

  /* A type that is new, and somebody who is known: what that person has. */
  log_line (fixture, "TREASURE", "Ivy Intern a reçu quelque chose.");
  sync_changes (fixture);
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/get/") - n_grants, ==, 2);
  n_grants += 2;

  /* An ad account and nobody: who holds it. */
  log_line (fixture, "ASSET", "acme-us was looked at.");
  sync_changes (fixture);
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/member/get/") - n_holders, ==, 1);
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/get/"), ==, n_grants);

  /* The Business Center itself: what is shared. */
  n_shared = count_reads (fixture, "/bc/partner/asset/get/");
  log_line (fixture, "BUSINESS", "Die Rechnungsadresse wurde geändert.");
  sync_changes (fixture);
  g_assert_cmpuint (count_reads (fixture, "/bc/partner/asset/get/") - n_shared, ==, 1);
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/get/"), ==, n_grants);
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/admin/get/") - n_lists, ==, 3 * 2);

  /* Nothing that is known: everything. Once: the line is not new the next time. */
  log_line (fixture, "ASSET", "Something happened.");
  sync_changes (fixture);
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/get/") - n_grants, ==, n_all);
  n_grants += n_all;
  sync_changes (fixture);
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/get/"), ==, n_grants);
}

/* More lines than a page has, some of them equal to each other and to lines that were there before. */
static void
test_many_lines (Fixture       *fixture,
                 gconstpointer  data)
{
  guint n_log, n_grants;

  test_world_open_and_read (&fixture->world);
  for (guint i = 0; i < 60; i++)
    log_line (fixture, "USER", "Ivy Intern signed in.");
  n_grants = count_reads (fixture, "/bc/asset/get/");
  n_log = count_reads (fixture, "/changelog/get/");
  sync_changes (fixture);
  g_assert_cmpuint (count_reads (fixture, "/changelog/get/") - n_log, ==, 2);
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/get/") - n_grants, ==, 2);

  log_line (fixture, "USER", "Ivy Intern signed in.");
  sync_changes (fixture);
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/get/") - n_grants, ==, 4);
  sync_changes (fixture);
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/get/") - n_grants, ==, 4);
}

/* What could not be read is named, and is what the next sync reads, until it is known. */
static void
test_half_way (Fixture       *fixture,
               gconstpointer  data)
{
  guint n_grants;

  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (&fixture->world, is_ready, NULL);
  g_assert_nonnull (roster_session_get_error (fixture->world.session));
  g_assert_nonnull (strstr (roster_session_get_error (fixture->world.session)->message, "Shown as they were before: "));
  n_grants = count_reads (fixture, "/bc/asset/get/");

  for (guint i = 0; i < 10 && roster_session_get_error (fixture->world.session) != NULL; i++)
    sync_changes (fixture);
  g_assert_no_error (roster_session_get_error (fixture->world.session));
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/get/"), ==, n_grants);
  assert_all_is_found (fixture, "a failure");
}

/* Stopped in the middle, a sync has not seen the log: what it did not get to is found by the next. */
static void
test_stopped (Fixture       *fixture,
              gconstpointer  data)
{
  test_world_open_and_read (&fixture->world);
  happen (fixture, 0);
  happen (fixture, 11);
  roster_session_sync_changes (fixture->world.session);
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  roster_session_stop_sync (fixture->world.session);
  sync_changes (fixture);
  assert_all_is_found (fixture, "a stop");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/session/sync/nothing-changed", Fixture, NULL, set_up, test_nothing_changed, tear_down);
  g_test_add ("/session/sync/nothing-changed-in-a-crowd", Fixture, NULL, set_up_crowd, test_nothing_changed_in_a_crowd, tear_down);
  g_test_add ("/session/sync/each-kind-of-change", Fixture, NULL, set_up, test_each_kind_of_change, tear_down);
  g_test_add ("/session/sync/each-kind-of-change-in-a-crowd", Fixture, NULL, set_up_crowd, test_each_kind_of_change, tear_down);
  g_test_add ("/session/sync/random-changes", Fixture, NULL, set_up, test_random_changes, tear_down);
  g_test_add ("/session/sync/random-changes-in-a-crowd", Fixture, NULL, set_up_crowd, test_random_changes, tear_down);
  g_test_add ("/session/sync/a-day-later", Fixture, NULL, set_up, test_a_day_later, tear_down);
  g_test_add ("/session/sync/no-right-to-the-log", Fixture, "40001:/changelog/get/", set_up, test_no_right_to_the_log, tear_down);
  g_test_add ("/session/sync/the-log-fails", Fixture, "40001:/changelog/get/:0.5,seed:4", set_up, test_the_log_fails, tear_down);
  g_test_add ("/session/sync/strange-lines", Fixture, NULL, set_up, test_strange_lines, tear_down);
  g_test_add ("/session/sync/many-lines", Fixture, NULL, set_up, test_many_lines, tear_down);
  g_test_add ("/session/sync/half-way/links", Fixture, "500:/bc/asset/advertiser/assigned/:x36", set_up, test_half_way, tear_down);
  g_test_add ("/session/sync/half-way/owners", Fixture, "500:/identity/get/:x30", set_up, test_half_way, tear_down);
  g_test_add ("/session/sync/half-way/shared", Fixture, "500:/bc/partner/asset/get/:x6", set_up, test_half_way, tear_down);
  g_test_add ("/session/sync/stopped", Fixture, NULL, set_up, test_stopped, tear_down);

  return g_test_run ();
}
