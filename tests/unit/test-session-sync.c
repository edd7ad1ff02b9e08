/* test-session-sync.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "roster-agency.h"
#include "roster-read-plan.h"
#include "test-directory.h"
#include "test-elsewhere.h"

/* Syncs after the first: what they ask for, and whether they find what changed at the demo server. */

typedef struct
{
  TestWorld world;
  TestElsewhere elsewhere;
} Fixture;

static void
set_up_with (Fixture           *fixture,
             RosterDemoOptions *options)
{
  test_world_set_up (&fixture->world, options);
  test_elsewhere_set_up (&fixture->elsewhere, &fixture->world);
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
set_up_few_ad_accounts (Fixture       *fixture,
                        gconstpointer  fault)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->people = 60;
  options->ad_accounts = 5;
  options->tiktok_accounts = 2;
  options->grants = 60;
  options->fault = g_strdup (fault);
  set_up_with (fixture, options);
}

static void
set_up_many_people (Fixture       *fixture,
                    gconstpointer  data)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->people = 120;
  options->ad_accounts = 40;
  options->tiktok_accounts = 2;
  options->grants = 130;
  set_up_with (fixture, options);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  test_elsewhere_tear_down (&fixture->elsewhere);
  test_world_tear_down (&fixture->world);
}

static gboolean
is_ready (TestWorld *world,
          gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

static gboolean
has_failed (TestWorld *world,
            gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_FAILED;
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

/* One kind of change after the other is found, without reading what it does not concern. */
static void
test_each_kind_of_change (Fixture       *fixture,
                          gconstpointer  data)
{
  test_world_open_and_read (&fixture->world);
  for (guint i = 0; i < test_elsewhere_count_kinds (); i++)
    {
      guint n_before = count_reads (fixture, "/");

      test_elsewhere_happen (&fixture->elsewhere, i);
      sync_changes (fixture);
      g_assert_cmpuint (count_reads (fixture, "/") - n_before, <=, 25);
      assert_all_is_found (fixture, test_elsewhere_get_name (i));
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

      for (guint n = (guint) g_test_rand_int_range (1, 8); n > 0; n--)
        {
          guint change = (guint) g_test_rand_int_range (0, (gint32) test_elsewhere_count_kinds ());

          g_string_append_printf (names, "%s; ", test_elsewhere_get_name (change));
          test_elsewhere_happen (&fixture->elsewhere, change);
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
  test_elsewhere_happen_named (&fixture->elsewhere, "an owner revoked");
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

/* What an agency was asked to take is known from here; what it has when it has accepted is read, whatever the log says. */
static void
test_an_agency_accepts (Fixture       *fixture,
                        gconstpointer  data)
{
  RosterDirectory *directory = roster_session_get_directory (fixture->world.session);
  g_autoptr (RosterAgency) agency = roster_agency_new ("7288887776665550001");
  g_autoptr (GPtrArray) promised = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);
  g_autoptr (JsonObject) asked = NULL;

  test_world_open_and_read (&fixture->world);
  roster_agency_set_waiting (agency, TRUE);
  g_ptr_array_add (promised, roster_grant_new (roster_item_get_key (test_world_ad_account (&fixture->world, "ACME-US")), ROSTER_LEVEL_OPERATOR, NULL,
                                               ROSTER_TIKTOK_ROLES_NONE));
  roster_directory_take_principal (directory, ROSTER_PRINCIPAL (agency));
  roster_access_set_grants (roster_directory_get_access (directory), roster_item_get_key (ROSTER_ITEM (agency)), ROSTER_ACCESS_SCOPE_AD_ACCOUNTS,
                            promised);

  /* One of its own: TikTok lets nobody share another. */
  asked = test_demo_post (&fixture->elsewhere.demo, "/bc/partner/add/",
                          "{'bc_id':'" TEST_DEMO_BC "','partner_id':'%s','asset_type':'ADVERTISER','asset_ids':['%s'],'advertiser_role':'ANALYST'}",
                          roster_item_get_id (ROSTER_ITEM (agency)), roster_item_get_id (test_world_ad_account (&fixture->world, "ACME-US")));
  g_assert_cmpint (json_object_get_int_member (asked, "code"), ==, 0);
  test_elsewhere_happen_named (&fixture->elsewhere, "an agency agreed");
  sync_changes (fixture);
  g_assert_false (roster_agency_get_waiting (agency));
  assert_all_is_found (fixture, "an acceptance");
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

/* An app that may not read the account groups is told so for good; that must not pass for all that could not be read. */
static void
test_refused_and_half_way (Fixture       *fixture,
                           gconstpointer  data)
{
  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (&fixture->world, is_ready, NULL);
  g_assert_error (roster_session_get_error (fixture->world.session), ROSTER_ERROR, ROSTER_ERROR_UNAVAILABLE);
  g_assert_cmpint (roster_session_get_synced_at (fixture->world.session), ==, 0);

  for (guint i = 0; i < 10 && roster_session_get_synced_at (fixture->world.session) == 0; i++)
    sync_changes (fixture);
  g_assert_error (roster_session_get_error (fixture->world.session), ROSTER_ERROR, ROSTER_ERROR_NOT_PERMITTED);
  g_assert_cmpint (roster_session_get_synced_at (fixture->world.session), >, 0);
}

/* A list that fails the first time keeps nobody from reading the rest; the next sync reads it. */
static void
test_a_list_fails (Fixture       *fixture,
                   gconstpointer  data)
{
  RosterSession *session = fixture->world.session;

  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (&fixture->world, is_ready, NULL);
  g_assert_error (roster_session_get_error (session), ROSTER_ERROR, ROSTER_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (roster_session_get_error (session)->message, "Shown as they were before: the list of "));
  g_assert_cmpint (roster_session_get_synced_at (session), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_principals (session)), >, 10);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_ad_accounts (session)), ==, 40);

  test_world_set_fault (&fixture->world, "");
  sync_changes (fixture);
  g_assert_cmpint (roster_session_get_synced_at (session), >, 0);
  assert_all_is_found (fixture, "a list that failed");
}

/* One that fails later leaves what it held as it was. */
static void
test_a_list_fails_later (Fixture       *fixture,
                         gconstpointer  fault)
{
  RosterSession *session = fixture->world.session;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  test_world_open_and_read (&fixture->world);
  before = test_directory_describe (roster_session_get_directory (session));
  test_world_set_fault (&fixture->world, fault);
  roster_session_sync (session);
  test_world_wait (&fixture->world, is_ready, NULL);
  g_assert_error (roster_session_get_error (session), ROSTER_ERROR, ROSTER_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (roster_session_get_error (session)->message, "Shown as they were before: the list of "));
  after = test_directory_describe (roster_session_get_directory (session));
  g_assert_cmpstr (after, ==, before);

  for (guint i = 0; i < test_elsewhere_count_kinds (); i++)
    test_elsewhere_happen (&fixture->elsewhere, i);
  test_world_set_fault (&fixture->world, "");
  sync_changes (fixture);
  assert_all_is_found (fixture, "a list that failed");
}

/* What a filter in the network refuses once it refuses the next time as well: nothing more is asked, whether it comes with the first list
 * or in the middle of what everybody has. */
static void
test_filter_in_between (Fixture       *fixture,
                        gconstpointer  data)
{
  static const char * const faults[] = {
    "401", "403", "407", "451", "511", "402", "403:/bc/asset/member/get/", "403:/bc/asset/get/", "511:/bc/asset/get/", "403:/changelog/task/create/",
  };
  RosterSession *session = fixture->world.session;
  g_autofree char *before = NULL;

  test_world_open_and_read (&fixture->world);
  before = test_directory_describe (roster_session_get_directory (session));

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_auto (GStrv) parts = g_strsplit (faults[i], ":", 2);
      const char *path = parts[1] != NULL ? parts[1] : "/";
      g_autofree char *after = NULL;
      guint asked = test_world_count_requests (&fixture->world, NULL, path);

      test_world_set_fault (&fixture->world, faults[i]);
      roster_session_sync (session);
      test_world_wait (&fixture->world, is_ready, NULL);
      if (test_world_count_requests (&fixture->world, NULL, path) == asked)
        continue;

      g_assert_error (roster_session_get_error (session), ROSTER_ERROR, ROSTER_ERROR_IN_BETWEEN);
      g_assert_nonnull (strstr (roster_session_get_error (session)->message, parts[0]));
      /* No more than were under way beside the first that was refused. */
      g_assert_cmpuint (test_world_count_requests (&fixture->world, NULL, path) - asked, <=, 10);
      after = test_directory_describe (roster_session_get_directory (session));
      g_assert_cmpstr (after, ==, before);
    }
}

/* Without people there is nothing to build on. */
static void
test_no_people (Fixture       *fixture,
                gconstpointer  data)
{
  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (&fixture->world, has_failed, NULL);
  g_assert_error (roster_session_get_error (fixture->world.session), ROSTER_ERROR, ROSTER_ERROR_UNAVAILABLE);

  test_world_set_fault (&fixture->world, "");
  roster_session_retry (fixture->world.session);
  test_world_wait (&fixture->world, is_ready, NULL);
  g_assert_no_error (roster_session_get_error (fixture->world.session));
}

/* Stopped in the middle, a sync has not seen the log: what it did not get to is found by the next. */
static void
test_stopped (Fixture       *fixture,
              gconstpointer  data)
{
  test_world_open_and_read (&fixture->world);
  test_elsewhere_happen_named (&fixture->elsewhere, "an ad account was given");
  test_elsewhere_happen_named (&fixture->elsewhere, "a link");
  roster_session_sync_changes (fixture->world.session);
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  roster_session_stop_sync (fixture->world.session);
  sync_changes (fixture);
  assert_all_is_found (fixture, "a stop");
}

static gboolean
is_half_read (TestWorld *world,
              gpointer   user_data)
{
  return roster_session_get_sync_progress (world->session) >= 0.5;
}

static gboolean
is_read_to (TestWorld *world,
            gpointer   share)
{
  return roster_session_get_sync_progress (world->session) >= *(const double *) share;
}

static guint
count_all_reads (Fixture *fixture)
{
  return count_reads (fixture, "/"); /* every path ends with it */
}

static const double A_LITTLE = 0.28;
static const double HALF = 0.5;

/* What has been read of a large Business Center is not read again by the next sync. */
static void
test_goes_on (Fixture       *fixture,
              gconstpointer  data)
{
  guint n_read, n_rest, n_full;

  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (&fixture->world, is_read_to, (gpointer) data);
  roster_session_stop_sync (fixture->world.session);
  n_read = count_all_reads (fixture);
  roster_session_sync (fixture->world.session);
  test_world_wait (&fixture->world, is_ready, NULL);
  n_rest = count_all_reads (fixture) - n_read;
  assert_all_is_found (fixture, "it went on");
  n_full = count_all_reads (fixture) - n_rest - n_read;

  g_test_message ("%u, then %u; all at once %u", n_read, n_rest, n_full);
  g_assert_cmpuint (n_read + n_rest, <=, n_full + n_full / 6);
}

/* Nor is it where the ad accounts are asked who holds them. */
static void
test_goes_on_by_ad_account (Fixture       *fixture,
                            gconstpointer  data)
{
  guint n_asked;

  test_world_open_and_read (&fixture->world);
  n_asked = count_reads (fixture, "/bc/asset/member/get/");
  roster_session_sync (fixture->world.session);
  test_world_wait (&fixture->world, is_ready, NULL);
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/member/get/") - n_asked, ==, 40);

  roster_session_sync (fixture->world.session);
  test_world_wait (&fixture->world, is_read_to, (gpointer) &HALF);
  roster_session_stop_sync (fixture->world.session);
  n_asked = count_reads (fixture, "/bc/asset/member/get/");
  roster_session_sync (fixture->world.session);
  test_world_wait (&fixture->world, is_ready, NULL);
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/member/get/") - n_asked, <, 25);
  assert_all_is_found (fixture, "it went on");
}

/* A look at the changes that was stopped does not stand in for the sync that somebody asks for. */
static void
test_changes_stopped (Fixture       *fixture,
                      gconstpointer  data)
{
  guint n_before, n_asked_for, n_full;

  test_world_open_and_read (&fixture->world);
  test_elsewhere_happen_named (&fixture->elsewhere, "an ad account was given");
  test_elsewhere_happen_named (&fixture->elsewhere, "a link");
  roster_session_sync_changes (fixture->world.session);
  test_world_wait (&fixture->world, is_half_read, NULL);
  roster_session_stop_sync (fixture->world.session);
  n_before = count_all_reads (fixture);
  roster_session_sync (fixture->world.session);
  test_world_wait (&fixture->world, is_ready, NULL);
  n_asked_for = count_all_reads (fixture) - n_before;
  roster_session_sync (fixture->world.session);
  test_world_wait (&fixture->world, is_ready, NULL);
  n_full = count_all_reads (fixture) - n_asked_for - n_before;
  g_assert_cmpuint (n_asked_for, >=, n_full); /* one that left before the stop may be logged after it */
}

static gboolean
is_begun (TestWorld *world,
          gpointer   user_data)
{
  return roster_session_get_sync_progress (world->session) > 0.1;
}

/* With TikTok out of reach, a sync does not try in vain all that it still has to ask. */
static void
test_gone_offline (Fixture       *fixture,
                   gconstpointer  data)
{
  RosterSession *session = fixture->world.session;

  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (&fixture->world, is_half_read, NULL);
  roster_demo_server_stop (fixture->world.server);
  test_world_wait (&fixture->world, is_ready, NULL);
  g_assert_error (roster_session_get_error (session), ROSTER_ERROR, ROSTER_ERROR_OFFLINE);
  g_assert_cmpfloat (roster_session_get_sync_progress (session), <, 0.9);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_principals (session)), >, 60);
}

/* The same while the ad accounts of many people are still to be asked for. */
static void
test_gone_offline_early (Fixture       *fixture,
                         gconstpointer  data)
{
  RosterSession *session = fixture->world.session;

  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (&fixture->world, is_begun, NULL);
  roster_demo_server_stop (fixture->world.server);
  test_world_wait (&fixture->world, is_ready, NULL);
  g_assert_error (roster_session_get_error (session), ROSTER_ERROR, ROSTER_ERROR_OFFLINE);
  g_assert_cmpfloat (roster_session_get_sync_progress (session), <, 0.4);
}

/* A few ad accounts with many people are asked who holds them. The first two, which tell whether that takes less, cannot be read; nor can one
 * of the five of the next sync. Then the people are asked, and nothing is missing. */
static void
test_an_ad_account_fails (Fixture       *fixture,
                          gconstpointer  data)
{
  RosterAccess *access = roster_session_get_access (fixture->world.session);
  GListModel *principals = roster_session_get_principals (fixture->world.session);
  guint n_holders;

  test_world_open_and_read (&fixture->world);
  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);

      if (roster_read_plan_is_member (principal))
        g_assert_true (roster_access_is_known (access, roster_item_get_key (ROSTER_ITEM (principal)), ROSTER_ACCESS_SCOPE_AD_ACCOUNTS));
    }
  n_holders = count_reads (fixture, "/bc/asset/member/get/");

  assert_all_is_found (fixture, "a failure");
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/member/get/") - n_holders, ==, 5);
  assert_all_is_found (fixture, "another failure");
}

typedef struct
{
  TestWorld *world;
  const char *path;
  guint n_merged;
} Meanwhile;

static void
on_lists_read (RosterDirectory *directory,
               int              list,
               Meanwhile       *meanwhile)
{
  if (list != ROSTER_DIRECTORY_LIST_PRINCIPALS || meanwhile->n_merged++ > 0)
    return;

  g_assert_cmpuint (test_world_post (meanwhile->world, meanwhile->path, "email=maria@studio.example"), ==, 200);
}

/* Maria declines after the list of people was read: nothing is left to be told of that either. */
static void
test_declined_meanwhile (Fixture       *fixture,
                         gconstpointer  data)
{
  RosterSession *session = fixture->world.session;
  RosterDirectory *directory = roster_session_get_directory (session);
  Meanwhile meanwhile = { .world = &fixture->world, .path = "/demo/decline" };
  gulong handler = g_signal_connect (directory, "merged", G_CALLBACK (on_lists_read), &meanwhile);

  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (&fixture->world, is_ready, NULL);
  g_signal_handler_disconnect (directory, handler);
  g_assert_no_error (roster_session_get_error (session));
  g_assert_cmpint (roster_person_get_membership (test_world_pending (&fixture->world, "maria@studio.example")), ==, ROSTER_MEMBERSHIP_REJECTED);
}

/* Maria accepts after the list of people was read, and before TikTok is asked what was promised to her: she is read as the member that she is,
 * and nothing is left to be told. */
static void
test_accepted_meanwhile (Fixture       *fixture,
                         gconstpointer  data)
{
  RosterSession *session = fixture->world.session;
  RosterDirectory *directory = roster_session_get_directory (session);
  Meanwhile meanwhile = { .world = &fixture->world, .path = "/demo/accept" };
  gulong handler = g_signal_connect (directory, "merged", G_CALLBACK (on_lists_read), &meanwhile);
  guint n_links;
  RosterPerson *maria;

  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (&fixture->world, is_ready, NULL);
  g_signal_handler_disconnect (directory, handler);
  g_assert_cmpuint (meanwhile.n_merged, >, 1);
  g_assert_no_error (roster_session_get_error (session));
  g_assert_cmpint (roster_session_get_synced_at (session), >, 0);
  g_assert_null (test_world_pending (&fixture->world, "maria@studio.example"));
  maria = test_world_principal (&fixture->world, "Maria");
  g_assert_cmpint (roster_person_get_membership (maria), ==, ROSTER_MEMBERSHIP_BOUND);
  g_assert_true (roster_access_is_known (roster_directory_get_access (directory), roster_item_get_key (ROSTER_ITEM (maria)),
                                         ROSTER_ACCESS_SCOPE_AD_ACCOUNTS));
  n_links = count_reads (fixture, "/bc/asset/advertiser/assigned/");
  g_assert_cmpuint (n_links, ==, g_list_model_get_n_items (roster_session_get_tiktok_accounts (session)));
  assert_all_is_found (fixture, "an acceptance in the middle of a sync");
}

/* Where not all ad accounts are known, asking each of them who holds it would tell too little about everybody. */
static void
test_short_ad_accounts (Fixture       *fixture,
                        gconstpointer  data)
{
  RosterDirectory *directory = roster_session_get_directory (fixture->world.session);
  GListModel *principals = roster_directory_get_principals (directory);

  test_world_set_fault (&fixture->world, "short:/bc/asset/admin/get/");
  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (&fixture->world, is_ready, NULL);
  g_assert_error (roster_session_get_error (fixture->world.session), ROSTER_ERROR, ROSTER_ERROR_INCOMPLETE);
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/member/get/"), ==, 0);
  g_assert_cmpuint (count_reads (fixture, "/bc/asset/get/"), >=, g_list_model_get_n_items (principals));

  test_world_set_fault (&fixture->world, "");
  sync_changes (fixture);
  assert_all_is_found (fixture, "a list of ad accounts that was short");
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
  g_test_add ("/session/sync/an-agency-accepts", Fixture, "40001:/changelog/get/", set_up, test_an_agency_accepts, tear_down);
  g_test_add ("/session/sync/the-log-fails", Fixture, "40001:/changelog/get/:0.5,seed:4", set_up, test_the_log_fails, tear_down);
  g_test_add ("/session/sync/strange-lines", Fixture, NULL, set_up, test_strange_lines, tear_down);
  g_test_add ("/session/sync/many-lines", Fixture, NULL, set_up, test_many_lines, tear_down);
  g_test_add ("/session/sync/half-way/links", Fixture, "500:/bc/asset/advertiser/assigned/:x36", set_up, test_half_way, tear_down);
  g_test_add ("/session/sync/half-way/owners", Fixture, "500:/identity/get/:x30", set_up, test_half_way, tear_down);
  g_test_add ("/session/sync/half-way/shared", Fixture, "500:/bc/partner/asset/get/:x6", set_up, test_half_way, tear_down);
  g_test_add ("/session/sync/half-way/refused", Fixture, "40001:/bc/asset_group/list/,500:/bc/partner/asset/get/:x6", set_up, test_refused_and_half_way,
              tear_down);
  g_test_add ("/session/sync/a-list-fails/account-groups", Fixture, "500:/bc/asset_group/list/", set_up, test_a_list_fails, tear_down);
  g_test_add ("/session/sync/filter-in-between", Fixture, NULL, set_up_crowd, test_filter_in_between, tear_down);
  g_test_add ("/session/sync/a-list-fails-later/people", Fixture, "500:/bc/member/get/", set_up_crowd, test_a_list_fails_later, tear_down);
  g_test_add ("/session/sync/a-list-fails-later/agencies", Fixture, "500:/bc/partner/get/", set_up_crowd, test_a_list_fails_later, tear_down);
  g_test_add ("/session/sync/a-list-fails-later/account-groups", Fixture, "500:/bc/asset_group/list/", set_up_crowd, test_a_list_fails_later,
              tear_down);
  g_test_add ("/session/sync/no-people", Fixture, "500:/bc/member/get/", set_up, test_no_people, tear_down);
  g_test_add ("/session/sync/stopped", Fixture, NULL, set_up, test_stopped, tear_down);
  g_test_add ("/session/sync/goes-on", Fixture, &HALF, set_up_crowd, test_goes_on, tear_down);
  g_test_add ("/session/sync/goes-on-from-the-start", Fixture, &A_LITTLE, set_up_crowd, test_goes_on, tear_down);
  g_test_add ("/session/sync/goes-on-by-ad-account", Fixture, NULL, set_up_many_people, test_goes_on_by_ad_account, tear_down);
  g_test_add ("/session/sync/changes-stopped", Fixture, NULL, set_up, test_changes_stopped, tear_down);
  g_test_add ("/session/sync/gone-offline", Fixture, NULL, set_up_crowd, test_gone_offline, tear_down);

  g_test_add ("/session/sync/gone-offline-early", Fixture, NULL, set_up_crowd, test_gone_offline_early, tear_down);
  g_test_add ("/session/sync/an-ad-account-fails", Fixture, "40002:/bc/asset/member/get/:x3", set_up_few_ad_accounts, test_an_ad_account_fails,
              tear_down);
  g_test_add ("/session/sync/short-ad-accounts", Fixture, NULL, set_up_few_ad_accounts, test_short_ad_accounts, tear_down);
  g_test_add ("/session/sync/declined-meanwhile", Fixture, NULL, set_up, test_declined_meanwhile, tear_down);
  g_test_add ("/session/sync/accepted-meanwhile", Fixture, NULL, set_up, test_accepted_meanwhile, tear_down);

  return g_test_run ();
}
