/* test-store-schema.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>

#include "roster-store-db.h"
#include "roster-store-schema.h"
#include "test-async.h"
#include "test-store.h"

/* Versions of another schema, for the machinery. */
static const char * const STEPS[] = {
  "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL); INSERT INTO thing VALUES (1, 'one'), (2, 'two')",
  "ALTER TABLE thing ADD COLUMN size INTEGER NOT NULL DEFAULT 7",
  "UPDATE thing SET size = size + id; CREATE INDEX thing_by_size ON thing (size)",
};

static const char * const BROKEN[] = {
  "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL); INSERT INTO thing VALUES (1, 'one'), (2, 'two')",
  "UPDATE thing SET name = 'spoilt'; CREATE TABLE thing (id INTEGER)",
};

static RosterStoreDb *
open_memory (void)
{
  g_autoptr (GError) error = NULL;
  RosterStoreDb *db = roster_store_db_open (":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &error);

  g_assert_no_error (error);

  return db;
}

static gint64
ask (RosterStoreDb *db,
     const char    *sql)
{
  return roster_store_db_number (db, roster_store_db_prepare (db, sql, NULL, ""), -2, NULL);
}

static void
test_from_every_version (void)
{
  for (guint from = 0; from <= G_N_ELEMENTS (STEPS); from++)
    {
      g_autoptr (RosterStoreDb) db = open_memory ();
      g_autoptr (GError) error = NULL;

      if (from > 0)
        g_assert_true (roster_store_schema_upgrade_with (db, STEPS, from, &error));
      g_assert_true (roster_store_schema_upgrade_with (db, STEPS, G_N_ELEMENTS (STEPS), &error));
      g_assert_no_error (error);
      g_assert_cmpint (ask (db, "PRAGMA user_version"), ==, G_N_ELEMENTS (STEPS));
      g_assert_cmpint (ask (db, "SELECT size FROM thing WHERE id = 2"), ==, 9);
    }
}

static void
test_a_step_that_fails_changes_nothing (void)
{
  g_autoptr (RosterStoreDb) db = open_memory ();
  g_autoptr (GError) error = NULL;

  g_assert_true (roster_store_schema_upgrade_with (db, BROKEN, 1, &error));
  g_assert_false (roster_store_schema_upgrade_with (db, BROKEN, 2, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_FAILED);
  g_assert_cmpint (ask (db, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (ask (db, "SELECT count(*) FROM thing WHERE name = 'two'"), ==, 1);
}

static void
test_newer_and_foreign_are_refused (void)
{
  g_autoptr (RosterStoreDb) db = open_memory ();
  g_autoptr (RosterStoreDb) foreign = open_memory ();
  g_autoptr (GError) error = NULL;

  g_assert_true (roster_store_schema_upgrade_with (db, STEPS, 3, NULL));
  g_assert_false (roster_store_schema_upgrade_with (db, STEPS, 2, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_STORE_NEWER);
  g_clear_error (&error);
  g_assert_true (roster_store_db_exec (foreign, "CREATE TABLE bookmarks (url TEXT)", NULL));
  g_assert_false (roster_store_schema_upgrade (foreign, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED);
}

static void
load_fixture (TestStore *test,
              guint      version)
{
  g_autofree char *name = g_strdup_printf ("store-%u.sql", version);
  g_autofree char *fixture = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autofree char *folder = g_path_get_dirname (test->path);
  g_autofree char *sql = NULL;
  sqlite3 *handle = NULL;

  g_assert_true (g_file_get_contents (fixture, &sql, NULL, NULL));
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (sqlite3_open (test->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

static void
assert_facts (TestStore *test)
{
  const gint64 day = G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC;
  gint64 start = roster_clock_get_now (test->clock);
  g_autoptr (GPtrArray) scopes = NULL;
  g_autoptr (GHashTable) now = test_store_read (test->center, ROSTER_STORE_NOW, &scopes);
  g_autoptr (GHashTable) then = test_store_read (test->center, start, NULL);
  g_autoptr (GHashTable) changes = test_store_compare (test->center, start, start + day);

  g_assert_cmpuint (g_hash_table_size (now), ==, 3);
  g_assert_cmpstr (g_hash_table_lookup (now, "grant user:1 ad:2"), ==, "OPERATOR");
  g_assert_cmpstr (g_hash_table_lookup (now, "member user:1 -"), ==, "Ana");
  g_assert_cmpuint (scopes->len, ==, 2);
  g_assert_cmpuint (g_hash_table_size (then), ==, 3);
  g_assert_cmpstr (g_hash_table_lookup (then, "grant user:1 ad:3"), ==, "OPERATOR");
  g_assert_cmpuint (g_hash_table_size (changes), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (changes, "grant user:1 ad:2"), ==, "ANALYST -> OPERATOR");
  g_assert_cmpstr (g_hash_table_lookup (changes, "grant user:1 ad:3"), ==, "OPERATOR -> -");
}

static void
assert_rest (TestStore *test)
{
  g_autoptr (GPtrArray) journal = test_store_journal (test->center, FALSE);
  g_autoptr (GPtrArray) queue = NULL;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GHashTable) dismissed = NULL;
  g_autoptr (GHashTable) notes = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_cmpuint (journal->len, ==, 3);
  g_assert_cmpint (((RosterJournalEntry *) journal->pdata[2])->state, ==, ROSTER_JOURNAL_DONE);
  g_assert_cmpint (((RosterJournalEntry *) journal->pdata[1])->state, ==, ROSTER_JOURNAL_SENT);
  TEST_AWAIT (result, roster_store_queue_list_async (test->center, NULL, NULL, test_async_store, &result));
  queue = roster_store_queue_list_finish (test->center, result, NULL);
  g_assert_cmpuint (queue->len, ==, 1);
  TEST_AWAIT (result, roster_store_links_list_async (test->center, NULL, test_async_store, &result));
  links = roster_store_links_list_finish (test->center, result, NULL);
  g_assert_cmpuint (links->len, ==, 1);
  g_assert_cmpuint (g_strv_length (((RosterStoredLink *) links->pdata[0])->ad_accounts), ==, 2);
  TEST_AWAIT (result, roster_store_dismissed_list_async (test->center, NULL, test_async_store, &result));
  dismissed = roster_store_dismissed_list_finish (test->center, result, NULL);
  g_assert_true (g_hash_table_contains (dismissed, "one-admin"));
  TEST_AWAIT (result, roster_store_notes_list_async (test->center, NULL, test_async_store, &result));
  notes = roster_store_notes_list_finish (test->center, result, NULL);
  g_assert_cmpstr (g_hash_table_lookup (notes, "synced-at"), ==, "42");
}

/* What earlier versions of the program left behind is all there. */
static void
test_fixtures (void)
{
  for (guint version = 1; version <= roster_store_schema_get_version (); version++)
    {
      g_autofree TestStore *test = g_new0 (TestStore, 1);

      test_store_set_up (test);
      load_fixture (test, version);
      test_store_open (test);
      g_assert_no_error (roster_store_get_problem (test->store));
      assert_facts (test);
      assert_rest (test);
      test_store_reopen (test);
      assert_facts (test);
      test_store_tear_down (test);
    }
}

/* Where a table is added, the list that is gone through to forget and to salvage has to know it. */
static void
test_every_table_is_listed (void)
{
  g_autoptr (RosterStoreDb) db = open_memory ();
  guint n_tables;
  const RosterStoreTable *tables = roster_store_schema_get_tables (&n_tables);
  sqlite3_stmt *statement;

  g_assert_true (roster_store_schema_upgrade (db, NULL));
  g_assert_cmpint (ask (db, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"), ==, n_tables);
  for (guint i = 0; i < n_tables; i++)
    {
      statement = roster_store_db_prepare (db, "SELECT group_concat(name, ', ') = ?2 FROM (SELECT name FROM pragma_table_info(?1) WHERE pk > 0"
                                               " ORDER BY pk)", NULL, "ss", tables[i].name, tables[i].key);
      g_assert_cmpint (roster_store_db_number (db, statement, 0, NULL), ==, 1);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/schema/from-every-version", test_from_every_version);
  g_test_add_func ("/store/schema/a-step-that-fails-changes-nothing", test_a_step_that_fails_changes_nothing);
  g_test_add_func ("/store/schema/newer-and-foreign-are-refused", test_newer_and_foreign_are_refused);
  g_test_add_func ("/store/schema/fixtures", test_fixtures);
  g_test_add_func ("/store/schema/every-table-is-listed", test_every_table_is_listed);

  return g_test_run ();
}
