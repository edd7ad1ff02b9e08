/* test-access-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>

#include "roster-access-lines.h"
#include "roster-text-key.h"
#include "test-directory.h"
#include "test-window.h"

static void
run_idle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static RosterAccessLine *
find (RosterAccessLines *lines,
      const char        *key)
{
  GListModel *model = roster_access_lines_get_model (lines);
  gboolean by_ad_account = g_str_has_prefix (key, "ad:");

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (RosterAccessLine) line = g_list_model_get_item (model, i);
      RosterItem *item = by_ad_account ? ROSTER_ITEM (roster_access_line_get_ad_account (line)) : ROSTER_ITEM (roster_access_line_get_principal (line));

      if (g_strcmp0 (roster_item_get_key (item), key) == 0)
        return line;
    }

  return NULL;
}

static guint
count (RosterAccessLines *lines)
{
  return g_list_model_get_n_items (roster_access_lines_get_model (lines));
}

static void
test_person (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  g_autoptr (RosterAccessLines) lines = roster_access_lines_new (directory, NULL);
  RosterAccessLine *line;

  roster_access_lines_set_subject (lines, ROSTER_ITEM (roster_directory_find_principal (directory, "user:1")));
  g_assert_cmpuint (count (lines), ==, 3);
  g_assert_cmpuint (roster_access_lines_get_unread (lines), ==, 0);

  line = find (lines, "ad:10");
  g_assert_cmpint (roster_access_line_get_level (line), ==, ROSTER_LEVEL_ADMIN);
  test_window_assert_says (roster_access_line_get_explanation (line), "Admin, given directly");

  line = find (lines, "ad:2");
  g_assert_cmpint (roster_access_line_get_level (line), ==, ROSTER_LEVEL_OPERATOR);
  g_assert_cmpint (roster_access_line_get_direct_level (line), ==, ROSTER_LEVEL_ANALYST);
  test_window_assert_says (roster_access_line_get_level_name (line), "Operator");
  test_window_assert_says (roster_access_line_get_direct_name (line), "Analyst");
  test_window_assert_says (roster_access_line_get_explanation (line),
                           "Operator, because: Analyst, given directly; Operator through the group “Acme all”. The higher counts.");

  roster_access_lines_set_subject (lines, ROSTER_ITEM (roster_directory_find_principal (directory, "user:2")));
  g_assert_cmpuint (count (lines), ==, 0);
  g_assert_cmpuint (roster_access_lines_get_unread (lines), ==, 1);
}

static void
test_ad_account (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  g_autoptr (RosterAccessLines) lines = roster_access_lines_new (directory, NULL);

  roster_access_lines_set_subject (lines, ROSTER_ITEM (roster_directory_find_ad_account (directory, "ad:7")));
  g_assert_cmpuint (count (lines), ==, 2);
  g_assert_cmpuint (roster_access_lines_get_unread (lines), ==, 1);
  test_window_assert_says (roster_access_line_get_explanation (find (lines, "mail:maria@studio.example")), "Operator, once the invitation is accepted");
}

/* A level that this program does not know is shown as it came. */
static void
test_unknown_level (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  g_autoptr (RosterAccessLines) lines = roster_access_lines_new (directory, NULL);
  g_autoptr (RosterGrant) grant = roster_grant_new ("ad:10", ROSTER_LEVEL_OTHER, "AUDITOR", ROSTER_TIKTOK_ROLES_NONE);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);

  roster_access_set_grant (roster_directory_get_access (directory), "user:3", grant);
  roster_access_lines_set_subject (lines, ROSTER_ITEM (roster_directory_find_principal (directory, "user:3")));
  test_window_assert_says (roster_access_line_get_level_name (find (lines, "ad:10")), "AUDITOR");
  test_window_assert_says (roster_access_line_get_direct_name (find (lines, "ad:10")), "AUDITOR");
  test_window_assert_says (roster_access_line_get_explanation (find (lines, "ad:10")), "AUDITOR, given directly");

  /* Beside one that it knows, nobody can say which is the higher. */
  g_ptr_array_add (keys, (gpointer) "ad:10");
  g_ptr_array_add (members, roster_grant_new ("user:3", ROSTER_LEVEL_ANALYST, NULL, ROSTER_TIKTOK_ROLES_NONE));
  roster_access_set_group (roster_directory_get_access (directory), "group:9", "Acme", keys, members);
  run_idle ();
  test_window_assert_says (roster_access_line_get_level_name (find (lines, "ad:10")), "Analyst");
  g_assert_nonnull (strstr (roster_access_line_get_explanation (find (lines, "ad:10")), "does not know each of these levels"));
}

/* Where account groups cannot be read, a level that could be higher says so; of those who are in no group nothing is said. */
static void
test_no_groups (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  g_autoptr (RosterAccessLines) lines = roster_access_lines_new (directory, NULL);

  roster_access_lose_groups (roster_directory_get_access (directory));
  roster_access_lines_set_subject (lines, ROSTER_ITEM (roster_directory_find_principal (directory, "user:1")));
  test_window_assert_says (roster_access_line_get_explanation (find (lines, "ad:7")), "Analyst, given directly\nAccount groups could not be read, so the level may be higher.");
  test_window_assert_says (roster_access_line_get_explanation (find (lines, "ad:10")), "Admin, given directly");
  roster_access_lines_set_subject (lines, ROSTER_ITEM (roster_directory_find_ad_account (directory, "ad:7")));
  test_window_assert_says (roster_access_line_get_explanation (find (lines, "mail:maria@studio.example")), "Operator, once the invitation is accepted");
}

static void
count_notify (GObject    *object,
              GParamSpec *pspec,
              gpointer    user_data)
{
  (*(guint *) user_data)++;
}

/* A line stays the same object for as long as there is access, and tells only what changed. */
static void
test_in_place (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  g_autoptr (RosterAccessLines) lines = roster_access_lines_new (directory, NULL);
  RosterAccessLine *kept, *untouched;
  guint notified = 0;

  roster_access_lines_set_subject (lines, ROSTER_ITEM (roster_directory_find_principal (directory, "user:1")));
  kept = find (lines, "ad:10");
  untouched = find (lines, "ad:2");
  g_signal_connect (untouched, "notify", G_CALLBACK (count_notify), &notified);

  test_directory_give (directory, "user:1", "ad:10", ROSTER_LEVEL_OPERATOR, "ad:2", ROSTER_LEVEL_ANALYST, NULL);
  g_assert_cmpint (roster_access_line_get_level (kept), ==, ROSTER_LEVEL_ADMIN);
  run_idle ();

  g_assert_cmpuint (count (lines), ==, 2);
  g_assert_true (find (lines, "ad:10") == kept);
  g_assert_cmpint (roster_access_line_get_level (kept), ==, ROSTER_LEVEL_OPERATOR);
  g_assert_cmpuint (notified, ==, 0);

  roster_directory_clear (directory);
  run_idle ();
  g_assert_cmpuint (count (lines), ==, 0);
}

/* A change has a line before there is access, and keeps it when there is none any more. */
static void
test_changes (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  g_autoptr (GListStore) changes = g_list_store_new (ROSTER_TYPE_CHANGE);
  g_autoptr (RosterAccessLines) lines = roster_access_lines_new (directory, G_LIST_MODEL (changes));
  RosterPrincipal *principal = roster_directory_find_principal (directory, "user:2");
  RosterAdAccount *ad_account = roster_directory_find_ad_account (directory, "ad:2");
  g_autoptr (RosterChange) change = roster_change_new_level (principal, ad_account, ROSTER_LEVEL_NONE, ROSTER_LEVEL_ANALYST);

  roster_access_lines_set_subject (lines, ROSTER_ITEM (principal));
  g_list_store_append (changes, change);
  g_assert_true (roster_access_line_get_change (find (lines, "ad:2")) == change);

  roster_access_lines_set_subject (lines, ROSTER_ITEM (ad_account));
  g_assert_true (roster_access_line_get_change (find (lines, "user:2")) == change);
  g_assert_null (roster_access_line_get_change (find (lines, "user:1")));

  g_list_store_remove_all (changes);
  g_assert_null (find (lines, "user:2"));
  g_assert_nonnull (find (lines, "user:1"));
}

static void
assert_matches (const char *key,
                const char *text,
                gboolean    expected)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  g_auto (GStrv) words = roster_text_key_split (text);

  g_assert_cmpint (roster_text_key_matches (ROSTER_ITEM (roster_directory_find_principal (directory, key)), (const char * const *) words), ==, expected);
}

static void
test_text_key (void)
{
  g_autoptr (RosterDirectory) directory = test_directory_new ();
  RosterItem *two = ROSTER_ITEM (roster_directory_find_ad_account (directory, "ad:2"));
  RosterItem *ten = ROSTER_ITEM (roster_directory_find_ad_account (directory, "ad:10"));

  assert_matches ("user:2", "", TRUE);
  assert_matches ("user:2", "  ", TRUE);
  assert_matches ("user:2", "ZOE", TRUE);
  assert_matches ("user:2", "zoë north", TRUE);
  assert_matches ("user:2", "zoe studio", FALSE);
  assert_matches ("mail:maria@studio.example", "studio", TRUE);
  assert_matches ("bc:7200000000000000001", "7200000000000000001", TRUE);

  g_assert_cmpint (roster_text_key_compare (two, ten), <, 0);
  g_assert_cmpint (roster_text_key_compare (ten, two), >, 0);
  g_assert_cmpint (roster_text_key_compare (two, two), ==, 0);

  /* The key follows the name. */
  roster_item_set_name (two, "Warehouse");
  g_assert_cmpint (roster_text_key_compare (two, ten), >, 0);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/access-lines/person", test_person);
  g_test_add_func ("/access-lines/ad-account", test_ad_account);
  g_test_add_func ("/access-lines/unknown-level", test_unknown_level);
  g_test_add_func ("/access-lines/no-groups", test_no_groups);
  g_test_add_func ("/access-lines/in-place", test_in_place);
  g_test_add_func ("/access-lines/changes", test_changes);
  g_test_add_func ("/text-key", test_text_key);

  return g_test_run ();
}
