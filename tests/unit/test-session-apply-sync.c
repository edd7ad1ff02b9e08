/* test-session-apply-sync.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-event.h"
#include "roster-invitations.h"
#include "roster-read-plan.h"
#include "roster-watch.h"
#include "test-apply.h"
#include "test-async.h"

/* What is written while a sync, or a look at the invitations, reads: some things were asked for before, and the answers must not undo what TikTok
 * took since. */

typedef struct
{
  TestApply apply;
  RosterWatch *watch;
  guint n_events;
  guint n_before; /* requests of the list of people */
} Fixture;

static void
on_events (RosterWatch *watch,
           GPtrArray   *events,
           Fixture     *fixture)
{
  /* With a partnership end the ad accounts that the agency shared, and what people held on them: that is news. */
  for (guint i = 0; i < events->len; i++)
    fixture->n_events += roster_event_get_kind (events->pdata[i]) != ROSTER_EVENT_KIND_ACCESS_CHANGED;
}

static void
set_up_with (Fixture           *fixture,
             RosterDemoOptions *options)
{
  test_apply_set_up_with (&fixture->apply, options);
  fixture->watch = roster_watch_new (fixture->apply.world.session);
  g_signal_connect (fixture->watch, "events", G_CALLBACK (on_events), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  set_up_with (fixture, roster_demo_options_new ());
}

/* Where there are many people and few ad accounts, these are asked who holds them. */
static void
set_up_few_ad_accounts (Fixture       *fixture,
                        gconstpointer  data)
{
  RosterDemoOptions *options = roster_demo_options_new ();

  options->people = 60;
  options->ad_accounts = 5;
  options->tiktok_accounts = 2;
  options->grants = 60;
  set_up_with (fixture, options);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->watch);
  test_apply_tear_down (&fixture->apply, data);
}

static gboolean
is_at_rest (TestWorld *world,
            gpointer   user_data)
{
  return !roster_session_get_syncing (world->session);
}

static gboolean
has_asked_for_people (TestWorld *world,
                      gpointer   user_data)
{
  Fixture *fixture = user_data;

  return test_world_count_requests (world, "GET", "/bc/member/get/") > fixture->n_before &&
         test_world_count_requests (world, "GET", "/bc/partner/get/") > 1;
}

/* Everything has been read once, so that whatever is found now is news; then people and agencies are read, while another list takes its time. */
static void
read_half (Fixture *fixture)
{
  TestWorld *world = &fixture->apply.world;

  roster_session_sync (world->session);
  test_world_wait (world, is_at_rest, NULL);
  g_assert_cmpuint (fixture->n_events, ==, 0);

  fixture->n_before = test_world_count_requests (world, "GET", "/bc/member/get/");
  test_world_set_fault (world, "slow=200:/bc/asset_group/list/");
  roster_session_sync (world->session);
  test_world_wait (world, has_asked_for_people, fixture);
}

static void
read_rest (Fixture *fixture)
{
  TestWorld *world = &fixture->apply.world;

  g_assert_true (roster_session_get_syncing (world->session));
  test_world_wait (world, is_at_rest, NULL);
  g_assert_no_error (roster_session_get_error (world->session));
  g_assert_cmpuint (fixture->n_events, ==, 0);
}

static void
test_invited (Fixture       *fixture,
              gconstpointer  data)
{
  test_apply_add (&fixture->apply, roster_change_new_invite ("new@x.example", ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL,
                                                             ROSTER_LEVEL_ANALYST));
  read_half (fixture);
  test_apply_all (&fixture->apply);
  read_rest (fixture);
  g_assert_nonnull (test_world_pending (&fixture->apply.world, "new@x.example"));
}

static void
test_role (Fixture       *fixture,
           gconstpointer  data)
{
  RosterPerson *ivy = test_world_principal (&fixture->apply.world, "Ivy Intern");
  RosterFinanceRole finance_role = roster_person_get_finance_role (ivy);

  test_apply_add (&fixture->apply, roster_change_new_member_role (ivy, ROSTER_ROLE_STANDARD, ROSTER_ROLE_ADMIN, finance_role, finance_role));
  read_half (fixture);
  test_apply_all (&fixture->apply);
  read_rest (fixture);
  g_assert_cmpint (roster_person_get_role (ivy), ==, ROSTER_ROLE_ADMIN);
}

static void
test_partnership_ended (Fixture       *fixture,
                        gconstpointer  data)
{
  RosterAgency *lumen = test_world_principal (&fixture->apply.world, "Lumen Media");
  g_autofree char *key = g_strdup (roster_item_get_key (ROSTER_ITEM (lumen)));

  test_apply_add (&fixture->apply, roster_change_new_end_partnership (lumen));
  read_half (fixture);
  test_apply_all (&fixture->apply);
  read_rest (fixture);
  g_assert_null (roster_directory_find_principal (roster_session_get_directory (fixture->apply.world.session), key));
}

/* Somebody of whom one ad account is known; @ad_account: (out) (transfer none): that */
static RosterPrincipal *
find_holder (TestWorld        *world,
             RosterAdAccount **ad_account,
             RosterLevel      *level)
{
  GListModel *principals = roster_session_get_principals (world->session);
  RosterDirectory *directory = roster_session_get_directory (world->session);

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);
      g_autoptr (GPtrArray) grants = roster_access_dup_grants (roster_session_get_access (world->session), roster_item_get_key (ROSTER_ITEM (principal)),
                                                               ROSTER_ACCESS_SCOPE_AD_ACCOUNTS);

      if (!roster_read_plan_is_member (principal) || grants->len == 0)
        continue;

      *ad_account = roster_directory_find_ad_account (directory, ((RosterGrant *) grants->pdata[0])->asset_key);
      *level = ((RosterGrant *) grants->pdata[0])->level;
      return principal; /* the list keeps it */
    }

  g_assert_not_reached ();
}

static gboolean
has_asked_for_holders (TestWorld *world,
                       gpointer   user_data)
{
  Fixture *fixture = user_data;

  return test_world_count_requests (world, "GET", "/bc/asset/member/get/") == fixture->n_before + 5;
}

/* Who holds the ad accounts is put together when all of them have been asked. */
static void
test_level (Fixture       *fixture,
            gconstpointer  data)
{
  TestWorld *world = &fixture->apply.world;
  RosterAdAccount *ad_account;
  RosterLevel level;
  RosterPrincipal *holder = find_holder (world, &ad_account, &level);
  RosterLevel other = level == ROSTER_LEVEL_ANALYST ? ROSTER_LEVEL_OPERATOR : ROSTER_LEVEL_ANALYST;

  test_apply_add (&fixture->apply, roster_change_new_level (holder, ad_account, level, other));
  fixture->n_before = test_world_count_requests (world, "GET", "/bc/asset/member/get/");
  test_world_set_fault (world, "slow=200:/bc/asset/member/get/");
  roster_session_sync (world->session);
  test_world_wait (world, has_asked_for_holders, fixture);
  test_apply_all (&fixture->apply);
  read_rest (fixture);
  g_assert_cmpint (roster_access_get_direct_level (roster_session_get_access (world->session), roster_item_get_key (ROSTER_ITEM (holder)),
                                                   roster_item_get_key (ROSTER_ITEM (ad_account))), ==, other);
}

typedef struct
{
  const char *path;
  guint n;
} Asked;

static gboolean
has_asked (TestWorld *world,
           gpointer   user_data)
{
  const Asked *asked = user_data;

  return test_world_count_requests (world, "GET", asked->path) >= asked->n;
}

/* Reads until @n more requests of @path are on their way, and has the changes sent before they are answered. */
static void
apply_before_answers (Fixture    *fixture,
                      const char *path,
                      guint       n)
{
  TestWorld *world = &fixture->apply.world;
  Asked asked = { path, test_world_count_requests (world, "GET", path) + n };
  g_autofree char *fault = g_strconcat ("slow=300:", path, NULL);

  test_world_set_fault (world, fault);
  roster_session_sync (world->session);
  test_world_wait (world, has_asked, &asked);
  test_apply_all (&fixture->apply);
  test_world_set_fault (world, "");
  read_rest (fixture);
}

/* Each answer is about one member, agency or TikTok account, and may be on its way when that is changed. */
static void
test_member (Fixture       *fixture,
             gconstpointer  data)
{
  TestWorld *world = &fixture->apply.world;
  RosterAdAccount *ad_account;
  RosterLevel level;
  RosterPrincipal *holder = find_holder (world, &ad_account, &level);
  RosterLevel other = level == ROSTER_LEVEL_ANALYST ? ROSTER_LEVEL_OPERATOR : ROSTER_LEVEL_ANALYST;

  test_apply_add (&fixture->apply, roster_change_new_level (holder, ad_account, level, other));
  apply_before_answers (fixture, "/bc/asset/get/", 1);
  g_assert_cmpint (roster_access_get_direct_level (roster_session_get_access (world->session), roster_item_get_key (ROSTER_ITEM (holder)),
                                                   roster_item_get_key (ROSTER_ITEM (ad_account))), ==, other);
}

static void
test_linked (Fixture       *fixture,
             gconstpointer  data)
{
  TestWorld *world = &fixture->apply.world;
  RosterTiktokAccount *account = test_world_tiktok_account (world, "Acme Trails");
  RosterAdAccount *ad_account = test_world_ad_account (world, "ACME-US");

  test_apply_add (&fixture->apply, roster_change_new_link (account, ad_account));
  apply_before_answers (fixture, "/bc/asset/advertiser/assigned/", 5);
  g_assert_true (roster_tiktok_account_is_linked_to (account, roster_item_get_key (ROSTER_ITEM (ad_account))));
}

static void
test_shared (Fixture       *fixture,
             gconstpointer  data)
{
  TestWorld *world = &fixture->apply.world;
  RosterAccess *access = roster_session_get_access (world->session);
  RosterPrincipal *lumen = test_world_principal (world, "Lumen Media");
  const char *row = roster_item_get_key (ROSTER_ITEM (lumen));
  GListModel *ad_accounts = roster_session_get_ad_accounts (world->session);
  g_autoptr (RosterAdAccount) ad_account = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (ad_accounts) && ad_account == NULL; i++)
    {
      g_autoptr (RosterAdAccount) candidate = g_list_model_get_item (ad_accounts, i);

      if (roster_access_get_direct_level (access, row, roster_item_get_key (ROSTER_ITEM (candidate))) == ROSTER_LEVEL_NONE)
        ad_account = g_steal_pointer (&candidate);
    }

  test_apply_add (&fixture->apply, roster_change_new_level (lumen, ad_account, ROSTER_LEVEL_NONE, ROSTER_LEVEL_OPERATOR));
  apply_before_answers (fixture, "/bc/partner/asset/get/", 1);
  g_assert_cmpint (roster_access_get_direct_level (access, row, roster_item_get_key (ROSTER_ITEM (ad_account))), ==, ROSTER_LEVEL_OPERATOR);
}

/* A look at the invitations is on its way when one of them is withdrawn. */
static void
test_withdrawn (Fixture       *fixture,
                gconstpointer  data)
{
  TestWorld *world = &fixture->apply.world;
  g_autoptr (GAsyncResult) looked = NULL;
  g_autoptr (GError) error = NULL;

  roster_session_sync (world->session);
  test_world_wait (world, is_at_rest, NULL);
  test_apply_add (&fixture->apply, roster_change_new_withdraw (test_world_pending (world, "maria@studio.example")));
  test_world_set_fault (world, "slow=200:/bc/member/get/:x1");
  fixture->n_before = test_world_count_requests (world, "GET", "/bc/member/get/");
  roster_invitations_look_async (world->session, NULL, test_async_store, &looked);
  test_world_wait (world, has_asked_for_people, fixture);
  test_apply_all (&fixture->apply);
  test_world_wait (world, test_apply_has_result, &looked);
  g_assert_true (roster_invitations_look_finish (world->session, looked, &error));
  g_assert_no_error (error);
  g_assert_null (test_world_pending (world, "maria@studio.example"));
  g_assert_cmpuint (fixture->n_events, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/session/apply-sync/invited", Fixture, NULL, set_up, test_invited, tear_down);
  g_test_add ("/session/apply-sync/role", Fixture, NULL, set_up, test_role, tear_down);
  g_test_add ("/session/apply-sync/partnership-ended", Fixture, NULL, set_up, test_partnership_ended, tear_down);
  g_test_add ("/session/apply-sync/member", Fixture, NULL, set_up, test_member, tear_down);
  g_test_add ("/session/apply-sync/linked", Fixture, NULL, set_up, test_linked, tear_down);
  g_test_add ("/session/apply-sync/shared", Fixture, NULL, set_up, test_shared, tear_down);
  g_test_add ("/session/apply-sync/withdrawn", Fixture, NULL, set_up, test_withdrawn, tear_down);
  g_test_add ("/session/apply-sync/level", Fixture, NULL, set_up_few_ad_accounts, test_level, tear_down);

  return g_test_run ();
}
