/* test-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-store.h"

#include <glib/gstdio.h>

#include "test-async.h"

/* Stores in folders of their own, and the asynchronous calls one after the other. Facts are told as tables of text: "kind subject object" to
 * value, which is easily compared. */

#define START_US (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC)

void
test_store_set_up (TestStore *test)
{
  g_autoptr (GError) error = NULL;

  test->folder = g_dir_make_tmp ("test-store-XXXXXX", &error);
  g_assert_no_error (error);
  test->path = g_build_filename (test->folder, "data", "roster.db", NULL);
  test->clock = roster_clock_new_manual (START_US);
}

void
test_store_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        test_store_remove (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
test_store_tear_down (TestStore *test)
{
  if (test->store != NULL)
    test_store_close (test);
  g_clear_object (&test->clock);
  test_store_remove (test->folder);
  g_clear_pointer (&test->folder, g_free);
  g_clear_pointer (&test->path, g_free);
}

void
test_store_flush (TestStore *test)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  TEST_AWAIT (result, roster_store_flush_async (test->store, NULL, test_async_store, &result));
  g_assert_true (roster_store_flush_finish (test->store, result, &error));
  g_assert_no_error (error);
}

void
test_store_open (TestStore *test)
{
  test->store = roster_store_new (test->path, test->clock);
  test->center = roster_store_center_new (test->store, "connection-1", "7001");
  test_store_flush (test);
}

void
test_store_close (TestStore *test)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&test->center);
  TEST_AWAIT (result, roster_store_close_async (test->store, test_async_store, &result));
  g_assert_true (roster_store_close_finish (test->store, result, &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  g_assert_finalize_object (g_steal_pointer (&test->store));
}

void
test_store_reopen (TestStore *test)
{
  test_store_close (test);
  test_store_open (test);
}

void
test_store_exec (TestStore  *test,
                 const char *sql)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  TEST_AWAIT (result, roster_store_exec_async (test->store, sql, test_async_store, &result));
  g_task_propagate_pointer (G_TASK (result), &error);
  g_assert_no_error (error);
}

/* Subject, object, value, three at a time; the object "" is none. */
GPtrArray *
test_store_facts (const char *kind,
                  ...)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_fact_free);
  va_list args;

  va_start (args, kind);
  for (const char *subject = va_arg (args, const char *); subject != NULL; subject = va_arg (args, const char *))
    {
      const char *object = va_arg (args, const char *);
      const char *value = va_arg (args, const char *);

      g_ptr_array_add (facts, roster_fact_new (kind, subject, *object != '\0' ? object : NULL, value));
    }
  va_end (args);

  return facts;
}

guint
test_store_put (RosterStoreCenter *center,
                const char        *kind,
                const char        *subject,
                const char        *object,
                GPtrArray         *facts)
{
  g_autoptr (RosterStoreSync) sync = roster_store_sync_new (center);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_changes;

  roster_store_sync_put (sync, kind, subject, object, facts);
  TEST_AWAIT (result, roster_store_sync_end_async (sync, test_async_store, &result));
  g_assert_true (roster_store_sync_end_finish (sync, result, &n_changes, &error));
  g_assert_no_error (error);

  return n_changes;
}

static char *
name_fact (const char *kind,
           const char *subject,
           const char *object)
{
  return g_strdup_printf ("%s %s %s", kind, subject, object != NULL ? object : "-");
}

GHashTable *
test_store_read (RosterStoreCenter  *center,
                 gint64              time_us,
                 GPtrArray         **scopes)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GError) error = NULL;

  TEST_AWAIT (result, roster_store_facts_read_async (center, time_us, NULL, test_async_store, &result));
  facts = roster_store_facts_read_finish (center, result, scopes, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < facts->len; i++)
    {
      const RosterFact *fact = g_ptr_array_index (facts, i);

      g_assert_cmpint (fact->since, >, 0);
      g_assert_true (g_hash_table_insert (table, name_fact (fact->kind, fact->subject, fact->object), g_strdup (fact->value)));
    }

  return table;
}

GHashTable *
test_store_compare (RosterStoreCenter *center,
                    gint64             earlier_us,
                    gint64             later_us)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GError) error = NULL;

  TEST_AWAIT (result, roster_store_facts_compare_async (center, earlier_us, later_us, NULL, test_async_store, &result));
  changes = roster_store_facts_compare_finish (center, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < changes->len; i++)
    {
      const RosterFactChange *change = g_ptr_array_index (changes, i);

      g_assert_true (g_hash_table_insert (table, name_fact (change->kind, change->subject, change->object),
                                          g_strdup_printf ("%s -> %s", change->before != NULL ? change->before : "-",
                                                           change->after != NULL ? change->after : "-")));
    }

  return table;
}

/* Plans entries; returns the number of the first, 0 after an error. */
gint64
test_store_plan (RosterStoreCenter  *center,
                 const char         *kind,
                 guint               n_entries,
                 GError            **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_journal_entry_free);
  g_autoptr (GPtrArray) planned = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < n_entries; i++)
    g_ptr_array_add (entries, roster_journal_entry_new (kind, "user:1", "ad:7", "ANALYST", "OPERATOR"));
  TEST_AWAIT (result, roster_store_journal_plan_async (center, entries, test_async_store, &result));
  planned = roster_store_journal_plan_finish (center, result, error);

  return planned != NULL ? ((RosterJournalEntry *) planned->pdata[0])->id : 0;
}

gboolean
test_store_settle (RosterStoreCenter   *center,
                   gint64               id,
                   RosterJournalState   state,
                   GError             **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  TEST_AWAIT (result, roster_store_journal_set_async (center, id, state, "REQ1", "Access-Token: 0f1e2d3c4b5a was fine", test_async_store, &result));

  return roster_store_journal_set_finish (center, result, error);
}

GPtrArray *
test_store_journal (RosterStoreCenter *center,
                    gboolean           unfinished_only)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  TEST_AWAIT (result, roster_store_journal_list_async (center, unfinished_only, 0, 0, NULL, test_async_store, &result));
  entries = roster_store_journal_list_finish (center, result, &error);
  g_assert_no_error (error);

  return entries;
}

void
test_store_assert_same (GHashTable *actual,
                        GHashTable *expected)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_strcmp0 (g_hash_table_lookup (actual, key), value) != 0)
      g_error ("%s: %s instead of %s", (char *) key, (char *) g_hash_table_lookup (actual, key), (char *) value);
  g_hash_table_iter_init (&iter, actual);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_hash_table_lookup (expected, key) == NULL)
      g_error ("%s: %s instead of nothing", (char *) key, (char *) value);
}
