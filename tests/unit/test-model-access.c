/* test-model-access.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-access.h"

static GPtrArray *
grants_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);
}

static void
add_grant (GPtrArray         *grants,
           const char        *key,
           RosterLevel        level,
           const char        *text,
           RosterTiktokRoles  roles)
{
  g_ptr_array_add (grants, roster_grant_new (key, level, text, roles));
}

static void
test_unknown_is_not_empty (void)
{
  g_autoptr (RosterAccess) access = roster_access_new ();
  g_autoptr (GPtrArray) none = grants_new ();

  g_assert_false (roster_access_is_known (access, "user:1", ROSTER_ACCESS_SCOPE_AD_ACCOUNTS));
  roster_access_set_grants (access, "user:1", ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, none);
  g_assert_true (roster_access_is_known (access, "user:1", ROSTER_ACCESS_SCOPE_AD_ACCOUNTS));
  g_assert_false (roster_access_is_known (access, "user:1", ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS));
  g_assert_cmpint (roster_access_get_level (access, "user:1", "ad:7"), ==, ROSTER_LEVEL_NONE);
}

static void
test_the_higher_counts (void)
{
  g_autoptr (RosterAccess) access = roster_access_new ();
  g_autoptr (GPtrArray) grants = grants_new ();
  g_autoptr (GPtrArray) members = grants_new ();
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GArray) reasons = NULL;

  add_grant (grants, "ad:1", ROSTER_LEVEL_ANALYST, NULL, 0);
  add_grant (grants, "ad:2", ROSTER_LEVEL_ADMIN, NULL, 0);
  roster_access_set_grants (access, "user:1", ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, grants);
  g_ptr_array_add (keys, (gpointer) "ad:1");
  g_ptr_array_add (keys, (gpointer) "ad:2");
  g_ptr_array_add (keys, (gpointer) "ad:3");
  add_grant (members, "user:1", ROSTER_LEVEL_OPERATOR, NULL, 0);
  roster_access_set_group (access, "group:1", "Acme all", keys, members);

  g_assert_cmpint (roster_access_get_level (access, "user:1", "ad:1"), ==, ROSTER_LEVEL_OPERATOR);
  g_assert_cmpint (roster_access_get_direct_level (access, "user:1", "ad:1"), ==, ROSTER_LEVEL_ANALYST);
  g_assert_cmpint (roster_access_get_level (access, "user:1", "ad:2"), ==, ROSTER_LEVEL_ADMIN);
  g_assert_cmpint (roster_access_get_level (access, "user:1", "ad:3"), ==, ROSTER_LEVEL_OPERATOR);

  reasons = roster_access_dup_reasons (access, "user:1", "ad:1");
  g_assert_cmpuint (reasons->len, ==, 2);
  g_assert_cmpint (g_array_index (reasons, RosterReason, 0).kind, ==, ROSTER_REASON_KIND_DIRECT);
  g_assert_cmpint (g_array_index (reasons, RosterReason, 1).kind, ==, ROSTER_REASON_KIND_GROUP);
  g_assert_cmpstr (g_array_index (reasons, RosterReason, 1).source_name, ==, "Acme all");

  /* The group is gone: what is direct stays. */
  g_ptr_array_set_size (keys, 0);
  roster_access_keep_groups (access, keys);
  g_assert_cmpint (roster_access_get_level (access, "user:1", "ad:1"), ==, ROSTER_LEVEL_ANALYST);
  g_assert_cmpint (roster_access_get_level (access, "user:1", "ad:3"), ==, ROSTER_LEVEL_NONE);
}

static void
test_scopes_do_not_mix (void)
{
  g_autoptr (RosterAccess) access = roster_access_new ();
  g_autoptr (GPtrArray) ad_accounts = grants_new ();
  g_autoptr (GPtrArray) tiktok_accounts = grants_new ();
  g_autoptr (GPtrArray) none = grants_new ();

  add_grant (ad_accounts, "ad:1", ROSTER_LEVEL_ANALYST, NULL, 0);
  add_grant (tiktok_accounts, "tt:1", ROSTER_LEVEL_NONE, NULL, ROSTER_TIKTOK_ROLES_POST | ROSTER_TIKTOK_ROLES_LIVE);
  roster_access_set_grants (access, "user:1", ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, tiktok_accounts);
  roster_access_set_grants (access, "user:1", ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, ad_accounts);
  g_assert_cmpint (roster_access_get_roles (access, "user:1", "tt:1"), ==, ROSTER_TIKTOK_ROLES_POST | ROSTER_TIKTOK_ROLES_LIVE);

  roster_access_set_grants (access, "user:1", ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, none);
  g_assert_cmpint (roster_access_get_level (access, "user:1", "ad:1"), ==, ROSTER_LEVEL_NONE);
  g_assert_cmpint (roster_access_get_roles (access, "user:1", "tt:1"), ==, ROSTER_TIKTOK_ROLES_POST | ROSTER_TIKTOK_ROLES_LIVE);

  roster_access_forget_column (access, "tt:1");
  g_assert_cmpint (roster_access_get_roles (access, "user:1", "tt:1"), ==, ROSTER_TIKTOK_ROLES_NONE);
}

static void
test_unknown_level_is_kept (void)
{
  g_autoptr (RosterAccess) access = roster_access_new ();
  g_autoptr (RosterGrant) grant = roster_grant_new ("ad:1", ROSTER_LEVEL_OTHER, "SUPERVISOR", 0);
  g_autoptr (RosterGrant) known = roster_grant_new ("ad:1", ROSTER_LEVEL_ANALYST, "ANALYST", 0);
  g_autoptr (GArray) reasons = NULL;
  g_autoptr (GArray) later = NULL;

  roster_access_set_grant (access, "user:1", grant);
  g_assert_cmpint (roster_access_get_level (access, "user:1", "ad:1"), ==, ROSTER_LEVEL_OTHER);
  reasons = roster_access_dup_reasons (access, "user:1", "ad:1");
  g_assert_cmpuint (reasons->len, ==, 1);
  g_assert_cmpstr (g_array_index (reasons, RosterReason, 0).level_text, ==, "SUPERVISOR");

  roster_access_set_grant (access, "user:1", known);
  later = roster_access_dup_reasons (access, "user:1", "ad:1");
  g_assert_cmpuint (later->len, ==, 1);
  g_assert_null (g_array_index (later, RosterReason, 0).level_text);
}

static void
note_link (const RosterReason *reason,
           gpointer            user_data)
{
  *(guint *) user_data += reason->kind == ROSTER_REASON_KIND_LINK;
}

/* A level that this program does not know is shown, and nothing is concluded from it: neither that somebody may work nor that nobody may. */
static void
test_unknown_level_says_nothing (void)
{
  g_autoptr (RosterAccess) access = roster_access_new ();
  g_autoptr (GPtrArray) grants = grants_new ();
  g_autoptr (GPtrArray) none = grants_new ();
  g_autoptr (GPtrArray) members = grants_new ();
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) worked = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) all = NULL;
  guint n_links = 0;

  add_grant (grants, "ad:1", ROSTER_LEVEL_OTHER, "SUPERVISOR", 0);
  add_grant (grants, "ad:2", ROSTER_LEVEL_OPERATOR, NULL, 0);
  roster_access_set_grants (access, "user:1", ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, grants);
  roster_access_set_grants (access, "user:1", ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, none);
  roster_access_keep_groups (access, keys);
  g_ptr_array_add (keys, (gpointer) "ad:2");
  add_grant (members, "user:1", ROSTER_LEVEL_OTHER, "OWNER", 0);
  roster_access_set_group (access, "group:1", "Acme", keys, members);

  /* What is known beside it counts. */
  g_assert_cmpint (roster_access_get_level (access, "user:1", "ad:2"), ==, ROSTER_LEVEL_OPERATOR);
  worked = roster_access_dup_columns_from (access, "user:1", ROSTER_LEVEL_ANALYST);
  g_assert_cmpuint (worked->len, ==, 1);
  open = roster_access_dup_columns_from (access, "user:1", ROSTER_LEVEL_OTHER);
  g_assert_cmpuint (open->len, ==, 2);
  all = roster_access_dup_columns (access, "user:1", ROSTER_ACCESS_SCOPE_AD_ACCOUNTS);
  g_assert_cmpuint (all->len, ==, 2);

  g_ptr_array_index (keys, 0) = (gpointer) "ad:1";
  roster_access_set_links (access, "tt:1", keys);
  g_assert_false (roster_access_explain (access, roster_access_find_row (access, "user:1"), roster_access_find_column (access, "tt:1"), note_link,
                                         &n_links));
  g_assert_cmpuint (n_links, ==, 0);

  g_ptr_array_index (keys, 0) = (gpointer) "ad:2";
  roster_access_set_links (access, "tt:1", keys);
  g_assert_true (roster_access_explain (access, roster_access_find_row (access, "user:1"), roster_access_find_column (access, "tt:1"), note_link,
                                        &n_links));
  g_assert_cmpuint (n_links, ==, 1);
}

static void
test_kinds_of_reasons (void)
{
  g_autoptr (RosterAccess) access = roster_access_new ();
  g_autoptr (RosterGrant) grant = roster_grant_new ("ad:1", ROSTER_LEVEL_ANALYST, NULL, 0);
  const struct
  {
    const char *row;
    RosterReasonKind kind;
  } cases[] = {
    { "user:1", ROSTER_REASON_KIND_DIRECT },
    { "bc:1", ROSTER_REASON_KIND_SHARED },
    { "mail:a@b.example", ROSTER_REASON_KIND_INVITATION },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) reasons = NULL;

      roster_access_set_grant (access, cases[i].row, grant);
      reasons = roster_access_dup_reasons (access, cases[i].row, "ad:1");
      g_assert_cmpuint (reasons->len, ==, 1);
      g_assert_cmpint (g_array_index (reasons, RosterReason, 0).kind, ==, cases[i].kind);
    }
}

static void
note_grants (RosterAccess *access,
             const char   *row,
             int           scope,
             GString      *trace)
{
  g_string_append_printf (trace, "%s/%d ", row, scope);
}

/* What is told can be asked for again, in full, and somebody who listens hears of it. */
static void
test_told_and_asked (void)
{
  g_autoptr (RosterAccess) access = roster_access_new ();
  g_autoptr (GString) trace = g_string_new (NULL);
  g_autoptr (GPtrArray) grants = grants_new ();
  g_autoptr (GPtrArray) members = grants_new ();
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) asked = NULL;
  g_autoptr (GPtrArray) asked_keys = NULL;
  g_autoptr (GPtrArray) asked_members = NULL;
  g_autoptr (RosterGrant) elsewhere = roster_grant_new ("ad:2", ROSTER_LEVEL_ANALYST, NULL, 0);
  const RosterGrant *grant;

  g_signal_connect (access, "grants-set", G_CALLBACK (note_grants), trace);
  add_grant (grants, "ad:1", ROSTER_LEVEL_OTHER, "SUPERVISOR", 0);
  roster_access_set_grants (access, "user:1", ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, grants);
  roster_access_set_grant (access, "user:1", elsewhere);
  /* Of somebody of whom nothing else is known, one cell says nothing about the rest. */
  roster_access_set_grant (access, "user:2", elsewhere);
  g_assert_cmpstr (trace->str, ==, "user:1/0 user:1/0 ");

  asked = roster_access_dup_grants (access, "user:1", ROSTER_ACCESS_SCOPE_AD_ACCOUNTS);
  g_assert_cmpuint (asked->len, ==, 2);
  grant = g_str_equal (((RosterGrant *) asked->pdata[0])->asset_key, "ad:1") ? asked->pdata[0] : asked->pdata[1];
  g_assert_cmpint (grant->level, ==, ROSTER_LEVEL_OTHER);
  g_assert_cmpstr (grant->level_text, ==, "SUPERVISOR");

  add_grant (members, "user:3", ROSTER_LEVEL_OPERATOR, NULL, 0);
  g_ptr_array_add (keys, (gpointer) "ad:9");
  roster_access_set_group (access, "group:1", "All", keys, members);
  g_assert_true (roster_access_dup_group (access, "group:1", &asked_keys, &asked_members));
  g_assert_cmpuint (asked_keys->len, ==, 1);
  g_assert_cmpstr (asked_keys->pdata[0], ==, "ad:9");
  g_assert_cmpuint (asked_members->len, ==, 1);
  g_assert_cmpstr (((RosterGrant *) asked_members->pdata[0])->asset_key, ==, "user:3");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/access/unknown-is-not-empty", test_unknown_is_not_empty);
  g_test_add_func ("/access/the-higher-counts", test_the_higher_counts);
  g_test_add_func ("/access/scopes-do-not-mix", test_scopes_do_not_mix);
  g_test_add_func ("/access/unknown-level-is-kept", test_unknown_level_is_kept);
  g_test_add_func ("/access/unknown-level-says-nothing", test_unknown_level_says_nothing);
  g_test_add_func ("/access/kinds-of-reasons", test_kinds_of_reasons);
  g_test_add_func ("/access/told-and-asked", test_told_and_asked);

  return g_test_run ();
}
