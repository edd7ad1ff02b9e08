/* test-session-suspects.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-api-changelog.h"
#include "roster-suspects.h"
#include "test-directory.h"

/* What a line of the log makes suspect. The whole way, with requests, is in test-session-sync.c. */

static const struct
{
  RosterSuspectPart part;
  const char *name;
} parts[] = {
  { ROSTER_SUSPECT_AD_ACCOUNTS, "ads" },
  { ROSTER_SUSPECT_TIKTOK_ACCOUNTS, "tiktok" },
  { ROSTER_SUSPECT_LINKS, "links" },
  { ROSTER_SUSPECT_OWNER, "owner" },
  { ROSTER_SUSPECT_GROUP, "group" },
  { ROSTER_SUSPECT_HOLDERS, "holders" },
};

static void
append_suspects (GString        *found,
                 RosterSuspects *suspects,
                 GListModel     *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (parts); j++)
      {
        g_autoptr (RosterItem) item = g_list_model_get_item (list, i);

        if (roster_suspects_contain (suspects, parts[j].part, item))
          g_string_append_printf (found, "%s %s, ", parts[j].name, roster_item_get_key (item));
      }
}

static void
assert_suspects_of (const char *operator_id,
                    const char *type,
                    const char *text,
                    const char *wanted)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_api_log_entry_free);
  g_autoptr (RosterSuspects) suspects = NULL;
  g_autoptr (GString) found = g_string_new (NULL);
  RosterApiLogEntry *entry = g_new0 (RosterApiLogEntry, 1);

  entry->activity_type = g_strdup (type);
  entry->operator_id = g_strdup (operator_id);
  entry->text = g_strdup (text);
  g_ptr_array_add (entries, entry);
  suspects = roster_suspects_new (entries, NULL);
  roster_suspects_look (suspects, directory);
  roster_suspects_look_again (suspects, directory);

  g_string_append (found, roster_suspects_get_people (suspects) ? "people, " : "");
  g_string_append (found, roster_suspects_get_ad_accounts (suspects) ? "ad accounts, " : "");
  g_string_append (found, roster_suspects_get_agencies (suspects) ? "agencies, " : "");
  g_string_append (found, roster_suspects_get_everything (suspects) ? "everything, " : "");
  append_suspects (found, suspects, roster_directory_get_principals (directory));
  append_suspects (found, suspects, roster_directory_get_ad_accounts (directory));
  append_suspects (found, suspects, roster_directory_get_tiktok_accounts (directory));
  append_suspects (found, suspects, roster_directory_get_account_groups (directory));
  g_assert_cmpstr (found->str, ==, wanted);
}

static void
assert_suspects (const char *type,
                 const char *text,
                 const char *wanted)
{
  assert_suspects_of ("9", type, text, wanted);
}

static void
test_lines (void)
{
  /* People: what they hold, narrowed by what is mentioned beside them. */
  assert_suspects ("ASSET", "Tomas Novak was given Shop 10", "ads user:1, ");
  assert_suspects ("ASSET", "Tomas Novak was given @acme", "tiktok user:1, ");
  assert_suspects ("ASSET", "Tomas Novak", "ads user:1, tiktok user:1, ");
  assert_suspects ("USER", "The role of tomas@northwind.example was changed", "people, ads user:1, tiktok user:1, ");

  assert_suspects ("ASSET", "Shop 10 was shared with Lumen Media", "ads bc:7200000000000000001, ");
  assert_suspects ("BUSINESS", "Lumen Media agreed", "ads bc:7200000000000000001, ");
  assert_suspects ("ASSET", "@acme was linked to Shop 10", "links tt:7400000000000000001, owner tt:7400000000000000001, ");
  assert_suspects ("ASSET", "Account group 7500000000000000001 was changed", "group group:7500000000000000001, ");
  assert_suspects ("ACCOUNT", "Shop 10 was renamed", "ad accounts, holders ad:10, ");
}

/* A line may name who did it beside what was done. */
static void
test_operator (void)
{
  assert_suspects_of ("1", "ACCOUNT", "Tomas Novak renamed Shop 10", "ad accounts, ads user:1, holders ad:10, ");
  assert_suspects_of ("1", "ASSET", "Tomas Novak changed @acme", "tiktok user:1, links tt:7400000000000000001, owner tt:7400000000000000001, ");
  assert_suspects_of ("1", "USER", "Tomas Novak signed in", "people, ads user:1, tiktok user:1, ");

  /* Who did it does not tell what it was. */
  assert_suspects_of ("1", "ASSET", "Tomas Novak changed something", "people, ad accounts, everything, ads user:1, tiktok user:1, ");
  assert_suspects_of ("1", "BUSINESS", "Tomas Novak changed the address", "agencies, ads user:1, tiktok user:1, ");
  assert_suspects_of ("1", "TREASURE", "Tomas Novak did something", "people, ad accounts, everything, ads user:1, tiktok user:1, ");
  assert_suspects_of ("2", "ASSET", "Tomas Novak changed something", "ads user:1, tiktok user:1, ");
}

static void
test_not_understood (void)
{
  assert_suspects ("USER", "Somebody did something", "people, everything, ");
  assert_suspects ("ASSET", "Something happened", "people, ad accounts, everything, ");
  assert_suspects ("BUSINESS", "The address was changed", "agencies, ");
  assert_suspects ("TREASURE", "Something happened", "people, ad accounts, everything, ");
  assert_suspects ("TREASURE", "Tomas Novak", "ads user:1, tiktok user:1, ");
  assert_suspects (NULL, NULL, "people, ad accounts, everything, ");
}

static void
test_described (void)
{
  const char * const nothing[] = { NULL };
  const char * const one[] = { "group group:1", NULL };
  const char * const some[] = { "ads user:1", "tiktok user:1", "ads bc:2", "links tt:1", "owner tt:1", "owner tt:2", "holders ad:1", "damaged", NULL };
  const char * const lists[] = { ROSTER_SUSPECTS_LIST "people", ROSTER_SUSPECTS_LIST "account-groups", "group group:1", NULL };
  g_autofree char *of_lists = roster_suspects_describe (lists);
  g_autofree char *of_one = roster_suspects_describe (one);
  g_autofree char *of_some = roster_suspects_describe (some);

  g_assert_null (roster_suspects_describe (nothing));
  g_assert_cmpstr (of_one, ==, "Shown as they were before: 1 account group.");
  g_assert_cmpstr (of_lists, ==, "Shown as they were before: the list of people, the list of account groups, 1 account group.");
  g_assert_cmpstr (of_some, ==, "Shown as they were before: 2 people and agencies, 1 ad account, 2 TikTok accounts.");
}

/* What a mark calls incomplete, in the words of the model. */
static void
test_gaps (void)
{
  const char * const names[] = { ROSTER_SUSPECTS_LIST "people", "ads user:1", "tiktok user:2", "links tt:1", "owner tt:2", "damaged", "linksx tt:3",
                                 NULL };
  g_autoptr (RosterGaps) gaps = roster_suspects_find_gaps (names);

  g_assert_true (roster_gaps_have (gaps, ROSTER_GAP_KIND_PEOPLE));
  g_assert_false (roster_gaps_have (gaps, ROSTER_GAP_KIND_AGENCIES));
  g_assert_true (roster_gaps_contain (gaps, ROSTER_GAP_KIND_HOLDINGS, "user:1"));
  g_assert_true (roster_gaps_contain (gaps, ROSTER_GAP_KIND_HOLDINGS, "user:2"));
  g_assert_false (roster_gaps_contain (gaps, ROSTER_GAP_KIND_HOLDINGS, "user:3"));
  g_assert_true (roster_gaps_contain (gaps, ROSTER_GAP_KIND_LINKS, "tt:1"));
  g_assert_false (roster_gaps_contain (gaps, ROSTER_GAP_KIND_LINKS, "tt:2"));
  g_assert_false (roster_gaps_contain (gaps, ROSTER_GAP_KIND_LINKS, "tt:3"));
  g_assert_false (roster_gaps_have (gaps, ROSTER_GAP_KIND_GROUP));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/session/suspects/lines", test_lines);
  g_test_add_func ("/session/suspects/operator", test_operator);
  g_test_add_func ("/session/suspects/not-understood", test_not_understood);
  g_test_add_func ("/session/suspects/described", test_described);
  g_test_add_func ("/session/suspects/gaps", test_gaps);

  return g_test_run ();
}
