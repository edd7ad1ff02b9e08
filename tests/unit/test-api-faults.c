/* test-api-faults.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-account-group.h"
#include "roster-api-asset.h"
#include "roster-api-business-center.h"
#include "roster-api-changelog.h"
#include "roster-api-member.h"
#include "roster-api-oauth.h"
#include "roster-api-partner.h"
#include "roster-api-tiktok-account.h"

#include <glib/gstdio.h>
#include <string.h>

#include "roster-demo-server.h"
#include "roster-json.h"
#include "test-async.h"

/* The demo server with something that goes wrong: what the client makes of it, and what the server's log says was asked. */

#define NORTHWIND "7290001112223334440"
#define LUMEN "7288887776665554443"
#define AOIFE "7012345678901234561"
#define INVITE "/bc/member/invite/"
#define SECOND G_TIME_SPAN_SECOND

typedef struct
{
  RosterDemoServer *server;
  RosterClock *clock;
  RosterApiClient *client;
  GAsyncResult *result;
  GError *error;
  char *directory;
  char *log;
} Fixture;

static void
set_up (Fixture    *fixture,
        const char *fault,
        guint32     seed)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();

  *fixture = (Fixture) { 0, };
  fixture->directory = g_dir_make_tmp ("api-faults-XXXXXX", &fixture->error);
  g_assert_no_error (fixture->error);
  fixture->log = g_build_filename (fixture->directory, "log", NULL);

  options->fault = g_strdup (fault);
  options->seed = seed;
  options->log = g_strdup (fixture->log);
  fixture->server = roster_demo_server_new (options);
  roster_demo_server_start (fixture->server, &fixture->error);
  g_assert_no_error (fixture->error);
  fixture->clock = roster_clock_new_manual (G_TIME_SPAN_DAY);
  fixture->client = roster_api_client_new (roster_demo_server_get_base_url (fixture->server), fixture->clock, &fixture->error);
  g_assert_no_error (fixture->error);
  roster_api_client_set_access_token (fixture->client, ROSTER_DEMO_TOKEN_ADMIN);
}

static void
tear_down (Fixture *fixture)
{
  g_clear_object (&fixture->result);
  g_assert_no_error (fixture->error);
  g_assert_finalize_object (g_steal_pointer (&fixture->client));
  roster_demo_server_stop (fixture->server);
  g_clear_object (&fixture->server);
  g_clear_object (&fixture->clock);
  g_remove (fixture->log);
  g_rmdir (fixture->directory);
  g_clear_pointer (&fixture->log, g_free);
  g_clear_pointer (&fixture->directory, g_free);
}

static gboolean
on_tick (gpointer user_data)
{
  Fixture *fixture = user_data;

  roster_demo_server_catch_up (fixture->server);
  roster_clock_advance (fixture->clock, SECOND / 4);

  return G_SOURCE_CONTINUE;
}

/* The clock is put on a quarter of a second every ten milliseconds, with time-outs of thirty seconds, and waits for the server. */
#define AWAIT(call)                                       \
  G_STMT_START                                            \
  {                                                       \
    guint ticking = g_timeout_add (10, on_tick, fixture); \
    roster_clock_advance (fixture->clock, 2 * SECOND);    \
    TEST_AWAIT (fixture->result, call);                   \
    g_source_remove (ticking);                            \
  }                                                       \
  G_STMT_END

#define STORE NULL, test_async_store, &fixture->result

/* How many requests for a path the server has logged. */
static guint
count_logged (Fixture    *fixture,
              const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint found = 0;

  g_file_get_contents (fixture->log, &text, NULL, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_null (strstr (text, ROSTER_DEMO_TOKEN_ADMIN));
  lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = *lines[i] != '\0' ? json_from_string (lines[i], NULL) : NULL;
      const char *logged = node != NULL ? roster_json_get_string (json_node_get_object (node), "path") : NULL;

      found += logged != NULL && g_str_has_suffix (logged, path);
    }

  return found;
}

static gboolean
invite (Fixture *fixture)
{
  const char *emails[] = { "new.person@studio.example", NULL };

  AWAIT (roster_api_member_invite_async (fixture->client, NORTHWIND, emails, ROSTER_ROLE_STANDARD, ROSTER_FINANCE_ROLE_NONE, NULL,
                                         ROSTER_LEVEL_ANALYST, STORE));

  return roster_api_member_invite_finish (fixture->client, fixture->result, &fixture->error);
}

static gboolean
is_invited (Fixture *fixture)
{
  g_autoptr (GPtrArray) people = NULL;
  gboolean found = FALSE;

  AWAIT (roster_api_member_list_async (fixture->client, NORTHWIND, STORE));
  people = roster_api_member_list_finish (fixture->client, fixture->result, &fixture->error);
  g_assert_no_error (fixture->error);
  for (guint i = 0; i < people->len; i++)
    found |= g_str_equal (roster_item_get_key (g_ptr_array_index (people, i)), "mail:new.person@studio.example");

  return found;
}

static void
test_writes (void)
{
  const struct
  {
    const char *fault;
    int error; /* of RosterError, or -1 for success */
    gboolean unknown;
    gboolean done;
    guint sent;
  } cases[] = {
    { "lost-reply:" INVITE ":x1", ROSTER_ERROR_INTERRUPTED, TRUE, TRUE, 1 },
    { "reset:" INVITE ":x1", ROSTER_ERROR_INTERRUPTED, TRUE, FALSE, 1 },
    { "500:" INVITE ":x1", ROSTER_ERROR_UNAVAILABLE, TRUE, FALSE, 1 },
    { "50000:" INVITE ":x1", ROSTER_ERROR_UNAVAILABLE, TRUE, FALSE, 1 },
    { "truncate:" INVITE ":x1", -2, TRUE, TRUE, 1 },
    { "html:" INVITE ":x1", ROSTER_ERROR_PROTOCOL, TRUE, FALSE, 1 },
    { "empty:" INVITE ":x1", ROSTER_ERROR_PROTOCOL, TRUE, FALSE, 1 },
    { "redirect:" INVITE ":x1", ROSTER_ERROR_REDIRECTED, TRUE, FALSE, 1 },
    { "40001:" INVITE ":x1", ROSTER_ERROR_NOT_PERMITTED, FALSE, FALSE, 1 },
    { "403:" INVITE ":x1", ROSTER_ERROR_IN_BETWEEN, TRUE, FALSE, 1 },
    { "511:" INVITE ":x1", ROSTER_ERROR_IN_BETWEEN, FALSE, FALSE, 1 },
    { "40100:" INVITE ":x2", -1, FALSE, TRUE, 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fields;
      Fixture *fixture = &fields;

      set_up (fixture, cases[i].fault, 1);
      /* A connection that is kept, so that the write could be sent on it. */
      g_assert_false (is_invited (fixture));

      g_assert_true (invite (fixture) == (cases[i].error == -1));
      if (cases[i].error >= 0)
        g_assert_error (fixture->error, ROSTER_ERROR, cases[i].error);
      g_assert_true (roster_error_outcome_unknown (fixture->error) == cases[i].unknown);
      g_clear_error (&fixture->error);

      g_assert_true (is_invited (fixture) == cases[i].done);
      g_assert_cmpuint (count_logged (fixture, INVITE), ==, cases[i].sent);
      tear_down (fixture);
    }
}

static void
test_reads_recover (void)
{
  const char * const faults[] = {
    "500:/bc/member/get/:x4", "51001:/bc/member/get/:x4", "reset:/bc/member/get/:x4", "truncate:/bc/member/get/:x1",
    "empty:/bc/member/get/:x1", "html:/bc/member/get/:x1", "40100:/bc/member/get/:x5", "40902:/bc/member/get/:x2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      Fixture fields;
      Fixture *fixture = &fields;

      set_up (fixture, faults[i], 1);
      g_assert_false (is_invited (fixture));
      tear_down (fixture);
    }
}

static void
test_too_large (void)
{
  Fixture fields;
  Fixture *fixture = &fields;

  set_up (fixture, "big=200:/bc/get/", 1);
  AWAIT (roster_api_business_center_list_async (fixture->client, STORE));
  g_assert_null (roster_api_business_center_list_finish (fixture->client, fixture->result, &fixture->error));
  g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_TOO_LARGE);
  g_clear_error (&fixture->error);
  g_assert_cmpuint (count_logged (fixture, "/bc/get/"), ==, 1);
  tear_down (fixture);
}

/* A list, or an error of ours: nothing else can come of it. */
static void
check (Fixture   *fixture,
       GPtrArray *list)
{
  if (list == NULL)
    {
      g_assert_cmpuint (fixture->error->domain, ==, ROSTER_ERROR);
      g_assert_cmpstr (fixture->error->message, !=, "");
    }
  else
    g_assert_no_error (fixture->error);

  g_clear_error (&fixture->error);
  g_clear_pointer (&list, g_ptr_array_unref);
}

static void
test_spoiled (void)
{
  const char * const faults[] = { "nulls", "types" };

  for (guint seed = 0; seed < 40; seed++)
    {
      Fixture fields;
      Fixture *fixture = &fields;
      g_autoptr (RosterApiUser) user = NULL;
      g_autofree char *link = NULL;

      set_up (fixture, faults[seed % G_N_ELEMENTS (faults)], seed);

#define LIST(finish, call)                                                       \
  G_STMT_START                                                                   \
  {                                                                              \
    AWAIT (call);                                                                \
    check (fixture, finish (fixture->client, fixture->result, &fixture->error)); \
  }                                                                              \
  G_STMT_END

      LIST (roster_api_business_center_list_finish, roster_api_business_center_list_async (fixture->client, STORE));
      LIST (roster_api_member_list_finish, roster_api_member_list_async (fixture->client, NORTHWIND, STORE));
      LIST (roster_api_asset_list_ad_accounts_finish, roster_api_asset_list_ad_accounts_async (fixture->client, NORTHWIND, STORE));
      LIST (roster_api_asset_list_tiktok_accounts_finish, roster_api_asset_list_tiktok_accounts_async (fixture->client, NORTHWIND, STORE));
      LIST (roster_api_asset_list_grants_finish,
            roster_api_asset_list_grants_async (fixture->client, NORTHWIND, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, AOIFE, NULL, STORE));
      LIST (roster_api_asset_list_grants_finish,
            roster_api_asset_list_grants_async (fixture->client, NORTHWIND, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, AOIFE, NULL, STORE));
      LIST (roster_api_partner_list_finish, roster_api_partner_list_async (fixture->client, NORTHWIND, STORE));
      LIST (roster_api_partner_list_shared_finish, roster_api_partner_list_shared_async (fixture->client, NORTHWIND, LUMEN, STORE));
      LIST (roster_api_account_group_list_finish, roster_api_account_group_list_async (fixture->client, NORTHWIND, STORE));
      LIST (roster_api_changelog_list_finish, roster_api_changelog_list_async (fixture->client, NORTHWIND, NULL, NULL, NULL, STORE));
#undef LIST

      AWAIT (roster_api_oauth_user_info_async (fixture->client, STORE));
      user = roster_api_oauth_user_info_finish (fixture->client, fixture->result, &fixture->error);
      g_assert_true ((user == NULL) == (fixture->error != NULL));
      g_clear_error (&fixture->error);
      AWAIT (roster_api_tiktok_account_authorize_async (fixture->client, NORTHWIND, FALSE, STORE));
      link = roster_api_tiktok_account_authorize_finish (fixture->client, fixture->result, &fixture->error);
      g_assert_true ((link == NULL) == (fixture->error != NULL));
      g_clear_error (&fixture->error);

      tear_down (fixture);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/api/faults/writes", test_writes);
  g_test_add_func ("/api/faults/reads-recover", test_reads_recover);
  g_test_add_func ("/api/faults/too-large", test_too_large);
  g_test_add_func ("/api/faults/spoiled", test_spoiled);

  return g_test_run ();
}
