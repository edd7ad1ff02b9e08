/* test-store-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* memmem */

#include <string.h>

#include <glib/gstdio.h>

#include "test-async.h"
#include "test-store.h"

static void
test_entries_go_through_their_states (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) unfinished = NULL;
  g_autoptr (GPtrArray) all = NULL;
  const RosterJournalEntry *entry;
  gint64 first;
  gint64 start;

  test_store_set_up (test);
  test_store_open (test);
  start = roster_clock_get_now (test->clock);
  first = test_store_plan (test->center, "level", 4, &error);
  g_assert_no_error (error);
  roster_clock_advance (test->clock, 5000);
  g_assert_true (test_store_settle (test->center, first, ROSTER_JOURNAL_DONE, &error));
  g_assert_true (test_store_settle (test->center, first + 1, ROSTER_JOURNAL_SENT, &error));
  g_assert_true (test_store_settle (test->center, first + 2, ROSTER_JOURNAL_REFUSED, &error));
  test_store_reopen (test);

  unfinished = test_store_journal (test->center, TRUE);
  g_assert_cmpuint (unfinished->len, ==, 2);
  entry = unfinished->pdata[0];
  g_assert_cmpint (entry->id, ==, first + 1);
  g_assert_cmpint (entry->state, ==, ROSTER_JOURNAL_SENT);
  entry = unfinished->pdata[1];
  g_assert_cmpint (entry->state, ==, ROSTER_JOURNAL_PLANNED);
  g_assert_null (entry->request_id);

  all = test_store_journal (test->center, FALSE);
  g_assert_cmpuint (all->len, ==, 4);
  entry = all->pdata[3];
  g_assert_cmpint (entry->id, ==, first);
  g_assert_cmpint (entry->batch, ==, first);
  g_assert_cmpint (entry->planned_at, ==, start);
  g_assert_cmpint (entry->changed_at, ==, start + 5000);
  g_assert_cmpstr (entry->kind, ==, "level");
  g_assert_cmpstr (entry->subject, ==, "user:1");
  g_assert_cmpstr (entry->object, ==, "ad:7");
  g_assert_cmpstr (entry->before, ==, "ANALYST");
  g_assert_cmpstr (entry->after, ==, "OPERATOR");
  g_assert_cmpstr (entry->request_id, ==, "REQ1");
  g_assert_null (strstr (entry->message, "0f1e2d3c4b5a"));
  g_assert_nonnull (strstr (entry->message, "was fine"));
  entry = all->pdata[0];
  g_assert_cmpint (entry->batch, ==, first);
  test_store_tear_down (test);
}

/* As whoever opens the Business Center after it was forgotten. */
static void
begin_anew (TestStore *test)
{
  g_clear_object (&test->center);
  test->center = roster_store_center_new (test->store, "connection-1", "7001");
}

/* Many at once: all of them, or none. */
static void
test_set_all (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 first, nobody;

  test_store_set_up (test);
  test_store_open (test);
  first = test_store_plan (test->center, "level", 3, NULL);
  for (gint64 id = first; id < first + 3; id++)
    g_array_append_val (ids, id);

  nobody = first + 3;
  g_array_append_val (ids, nobody);
  TEST_AWAIT (result, roster_store_journal_set_all_async (test->center, ids, ROSTER_JOURNAL_DROPPED, test_async_store, &result));
  g_assert_false (roster_store_journal_set_finish (test->center, result, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND);
  before = test_store_journal (test->center, TRUE);
  g_assert_cmpuint (before->len, ==, 3);

  g_array_set_size (ids, 3);
  TEST_AWAIT (result, roster_store_journal_set_all_async (test->center, ids, ROSTER_JOURNAL_DROPPED, test_async_store, &result));
  g_assert_true (roster_store_journal_set_finish (test->center, result, NULL));
  after = test_store_journal (test->center, TRUE);
  g_assert_cmpuint (after->len, ==, 0);
  g_clear_object (&result);
  test_store_tear_down (test);
}

static void
test_numbers_are_not_used_again (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 first;

  test_store_set_up (test);
  test_store_open (test);
  first = test_store_plan (test->center, "level", 3, NULL);
  TEST_AWAIT (result, roster_store_center_forget_async (test->center, test_async_store, &result));
  g_assert_true (roster_store_center_forget_finish (test->center, result, &error));
  g_clear_object (&result);
  begin_anew (test);
  g_assert_cmpint (test_store_plan (test->center, "level", 1, NULL), ==, first + 3);
  g_assert_false (test_store_settle (test->center, first, ROSTER_JOURNAL_DONE, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND);
  test_store_tear_down (test);
}

static void
test_lists_go_on_where_they_ended (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) page = NULL;
  gint64 first;

  test_store_set_up (test);
  test_store_open (test);
  first = test_store_plan (test->center, "level", 10, NULL);
  TEST_AWAIT (result, roster_store_journal_list_async (test->center, FALSE, first + 6, 4, NULL, test_async_store, &result));
  page = roster_store_journal_list_finish (test->center, result, NULL);
  g_assert_cmpuint (page->len, ==, 4);
  g_assert_cmpint (((RosterJournalEntry *) page->pdata[0])->id, ==, first + 5);
  g_assert_cmpint (((RosterJournalEntry *) page->pdata[3])->id, ==, first + 2);
  g_clear_object (&result);
  test_store_tear_down (test);
}

static GPtrArray *
list_queue (RosterStoreCenter *center,
            const char        *subject)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *grants;

  TEST_AWAIT (result, roster_store_queue_list_async (center, subject, NULL, test_async_store, &result));
  grants = roster_store_queue_list_finish (center, result, &error);
  g_assert_no_error (error);

  return grants;
}

static void
test_queue (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_queued_grant_free);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) some = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const RosterQueuedGrant *grant;

  test_store_set_up (test);
  test_store_open (test);
  g_ptr_array_add (grants, roster_queued_grant_new ("level", "email:ana@a.example", "ad:1", "OPERATOR"));
  g_ptr_array_add (grants, roster_queued_grant_new ("group", "email:ana@a.example", "group:1", NULL));
  g_ptr_array_add (grants, roster_queued_grant_new ("level", "email:bo@a.example", "ad:1", "ANALYST"));
  TEST_AWAIT (result, roster_store_queue_add_async (test->center, grants, test_async_store, &result));
  g_assert_true (roster_store_queue_add_finish (test->center, result, &error));
  g_clear_object (&result);
  test_store_reopen (test);

  all = list_queue (test->center, NULL);
  g_assert_cmpuint (all->len, ==, 3);
  some = list_queue (test->center, "email:ana@a.example");
  g_assert_cmpuint (some->len, ==, 2);
  grant = some->pdata[0];
  g_assert_cmpint (grant->id, ==, ((RosterQueuedGrant *) grants->pdata[0])->id);
  g_assert_cmpstr (grant->kind, ==, "level");
  g_assert_cmpstr (grant->object, ==, "ad:1");
  g_assert_cmpstr (grant->value, ==, "OPERATOR");
  g_assert_cmpint (grant->added_at, ==, roster_clock_get_now (test->clock));
  g_assert_null (((RosterQueuedGrant *) some->pdata[1])->value);

  TEST_AWAIT (result, roster_store_queue_remove_async (test->center, some, test_async_store, &result));
  g_assert_true (roster_store_queue_remove_finish (test->center, result, &error));
  g_clear_object (&result);
  left = list_queue (test->center, NULL);
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_cmpstr (((RosterQueuedGrant *) left->pdata[0])->subject, ==, "email:bo@a.example");
  test_store_tear_down (test);
}

static GPtrArray *
list_links (RosterStoreCenter *center)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *links;

  TEST_AWAIT (result, roster_store_links_list_async (center, NULL, test_async_store, &result));
  links = roster_store_links_list_finish (center, result, &error);
  g_assert_no_error (error);

  return links;
}

static void
put_link (RosterStoreCenter      *center,
          const RosterStoredLink *link)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  TEST_AWAIT (result, roster_store_links_put_async (center, link, test_async_store, &result));
  g_assert_true (roster_store_links_put_finish (center, result, &error));
  g_assert_no_error (error);
}

static void
test_links (void)
{
  const char *ad_accounts[] = { "ad:2", "ad:1", NULL };
  const char *people[] = { "user:1", NULL };
  const char *before[] = { "tiktok:1", "tiktok:2", "tiktok:3", NULL };
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (RosterStoredLink) link = roster_stored_link_new ("a");
  g_autoptr (RosterStoredLink) other = roster_stored_link_new ("b");
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  const RosterStoredLink *read;

  test_store_set_up (test);
  test_store_open (test);
  link->expected_handle = g_strdup ("acme");
  link->ads_only = TRUE;
  link->asked_at = 10;
  link->deadline = 20;
  link->ad_accounts = g_strdupv ((GStrv) ad_accounts);
  link->people = g_strdupv ((GStrv) people);
  link->before = g_strdupv ((GStrv) before);
  link->before_whole = TRUE;
  put_link (test->center, link);
  put_link (test->center, other);
  link->account = g_strdup ("tiktok:4");
  put_link (test->center, link);
  test_store_reopen (test);

  links = list_links (test->center);
  g_assert_cmpuint (links->len, ==, 2);
  read = links->pdata[1];
  g_assert_cmpstr (read->id, ==, "a");
  g_assert_cmpstr (read->expected_handle, ==, "acme");
  g_assert_true (read->ads_only);
  g_assert_cmpstr (read->account, ==, "tiktok:4");
  g_assert_cmpint (read->asked_at, ==, 10);
  g_assert_cmpint (read->deadline, ==, 20);
  g_assert_true (g_strv_equal ((const char * const *) read->ad_accounts, ad_accounts));
  g_assert_true (g_strv_equal ((const char * const *) read->people, people));
  g_assert_true (g_strv_equal ((const char * const *) read->before, before));
  g_assert_true (read->before_whole);
  read = links->pdata[0];
  g_assert_null (read->expected_handle);
  g_assert_cmpuint (g_strv_length (read->before), ==, 0);
  g_assert_false (read->before_whole);

  TEST_AWAIT (result, roster_store_links_remove_async (test->center, "a", test_async_store, &result));
  g_assert_true (roster_store_links_remove_finish (test->center, result, NULL));
  g_clear_object (&result);
  left = list_links (test->center);
  g_assert_cmpuint (left->len, ==, 1);
  test_store_tear_down (test);
}

static void
dismiss (RosterStoreCenter *center,
         const char        *finding,
         gboolean           dismissed)
{
  g_autoptr (GAsyncResult) result = NULL;

  TEST_AWAIT (result, roster_store_dismissed_set_async (center, finding, dismissed, test_async_store, &result));
  g_assert_true (roster_store_dismissed_set_finish (center, result, NULL));
}

static void
note (RosterStoreCenter *center,
      const char        *name,
      const char        *value)
{
  g_autoptr (GAsyncResult) result = NULL;

  TEST_AWAIT (result, roster_store_notes_set_async (center, name, value, test_async_store, &result));
  g_assert_true (roster_store_notes_set_finish (center, result, NULL));
}

static void
test_notes (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GHashTable) dismissed = NULL;
  g_autoptr (GHashTable) notes = NULL;

  test_store_set_up (test);
  test_store_open (test);
  dismiss (test->center, "one-admin", TRUE);
  dismiss (test->center, "one-admin", TRUE);
  dismiss (test->center, "no-link:tiktok:1", TRUE);
  dismiss (test->center, "no-link:tiktok:1", FALSE);
  note (test->center, "synced-at", "1");
  note (test->center, "synced-at", "2");
  note (test->center, "gone", "x");
  note (test->center, "gone", NULL);
  test_store_reopen (test);

  TEST_AWAIT (result, roster_store_dismissed_list_async (test->center, NULL, test_async_store, &result));
  dismissed = roster_store_dismissed_list_finish (test->center, result, NULL);
  g_assert_cmpuint (g_hash_table_size (dismissed), ==, 1);
  g_assert_true (g_hash_table_contains (dismissed, "one-admin"));
  TEST_AWAIT (result, roster_store_notes_list_async (test->center, NULL, test_async_store, &result));
  notes = roster_store_notes_list_finish (test->center, result, NULL);
  g_assert_cmpuint (g_hash_table_size (notes), ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (notes, "synced-at"), ==, "2");
  g_clear_object (&result);
  test_store_tear_down (test);
}

static gboolean
file_has (const char *path,
          const char *text)
{
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return FALSE;

  return memmem (contents, length, text, strlen (text)) != NULL;
}

static gboolean
disk_has (TestStore  *test,
          const char *text)
{
  g_autofree char *wal = g_strconcat (test->path, "-wal", NULL);

  return file_has (test->path, text) || file_has (wal, text);
}

static void
fill (RosterStoreCenter *center)
{
  g_autoptr (GPtrArray) facts = test_store_facts ("member", "user:1", "", "MARKER ana", "user:2", "", "MARKER bo", NULL);
  g_autoptr (GPtrArray) fewer = test_store_facts ("member", "user:1", "", "MARKER ann", NULL);
  g_autoptr (RosterStoredLink) link = roster_stored_link_new ("MARKER link");

  test_store_put (center, "member", NULL, NULL, facts);
  test_store_put (center, "member", NULL, NULL, fewer);
  test_store_plan (center, "MARKER level", 3, NULL);
  put_link (center, link);
  note (center, "MARKER note", "MARKER");
  dismiss (center, "MARKER finding", TRUE);
}

static void
test_forgotten_is_gone_from_the_disk (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (RosterStoreCenter) other = NULL;
  g_autoptr (RosterStoreCenter) third = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GHashTable) now = NULL;
  g_autoptr (GHashTable) then = NULL;
  g_autoptr (GPtrArray) kept = test_store_facts ("member", "user:1", "", "kept", NULL);
  g_autoptr (GPtrArray) journal = NULL;
  g_autoptr (GError) error = NULL;

  test_store_set_up (test);
  test_store_open (test);
  other = roster_store_center_new (test->store, "connection-2", "7001");
  third = roster_store_center_new (test->store, "connection-1", "7002");
  fill (test->center);
  fill (third);
  test_store_put (other, "member", NULL, NULL, kept);
  test_store_plan (other, "level", 2, NULL);
  g_assert_true (disk_has (test, "MARKER"));

  TEST_AWAIT (result, roster_store_center_forget_async (test->center, test_async_store, &result));
  g_assert_true (roster_store_center_forget_finish (test->center, result, NULL));
  now = test_store_read (test->center, ROSTER_STORE_NOW, NULL);
  g_assert_cmpuint (g_hash_table_size (now), ==, 0);
  g_assert_true (disk_has (test, "MARKER")); /* the third one's */
  TEST_AWAIT (result, roster_store_forget_connection_async (test->store, "connection-1", test_async_store, &result));
  g_assert_true (roster_store_forget_connection_finish (test->store, result, NULL));
  g_assert_false (disk_has (test, "MARKER"));

  then = test_store_read (other, ROSTER_STORE_NOW, NULL);
  g_assert_cmpstr (g_hash_table_lookup (then, "member user:1 -"), ==, "kept");
  journal = test_store_journal (other, TRUE);
  g_assert_cmpuint (journal->len, ==, 2);

  /* Who still has it may be about to write: nothing comes back by that. */
  g_assert_cmpint (test_store_plan (test->center, "MARKER level", 1, &error), ==, 0);
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND);
  g_assert_cmpint (test_store_plan (third, "MARKER level", 1, NULL), ==, 0);
  g_assert_false (disk_has (test, "MARKER"));

  begin_anew (test);
  fill (test->center);
  g_clear_object (&other);
  g_clear_object (&third);
  g_clear_object (&result);
  test_store_tear_down (test);
}

static void
test_closing_waits_for_what_was_asked (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) notes = NULL;

  test_store_set_up (test);
  test_store_open (test);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("note %u", i);

      roster_store_notes_set_async (test->center, name, "x", NULL, NULL);
    }
  test_store_close (test);
  test_store_open (test);
  TEST_AWAIT (result, roster_store_notes_list_async (test->center, NULL, test_async_store, &result));
  notes = roster_store_notes_list_finish (test->center, result, NULL);
  g_assert_cmpuint (g_hash_table_size (notes), ==, 100);

  /* So does dropping it. */
  roster_store_notes_set_async (test->center, "last", "x", NULL, NULL);
  g_clear_object (&test->center);
  g_clear_object (&result);
  while (G_OBJECT (test->store)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (g_steal_pointer (&test->store));
  test_store_open (test);
  TEST_AWAIT (result, roster_store_notes_list_async (test->center, NULL, test_async_store, &result));
  g_hash_table_unref (notes);
  notes = roster_store_notes_list_finish (test->center, result, NULL);
  g_assert_cmpuint (g_hash_table_size (notes), ==, 101);

  TEST_AWAIT (result, roster_store_close_async (test->store, test_async_store, &result));
  TEST_AWAIT (result, roster_store_flush_async (test->store, NULL, test_async_store, &result));
  g_assert_false (roster_store_flush_finish (test->store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_object (&result);
  g_clear_object (&test->center);
  g_clear_object (&test->store);
  test_store_tear_down (test);
}

static void
test_a_cancelled_reading_says_so (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  test_store_set_up (test);
  test_store_open (test);
  g_cancellable_cancel (cancellable);
  TEST_AWAIT (result, roster_store_facts_read_async (test->center, ROSTER_STORE_NOW, cancellable, test_async_store, &result));
  g_assert_null (roster_store_facts_read_finish (test->center, result, NULL, &error));
  g_assert_true (roster_error_is_cancelled (error));
  g_clear_object (&result);
  test_store_tear_down (test);
}

typedef enum
{
  AWAY_FILE,
  AWAY_FOLDER,
  AWAY_REPLACED,
} Away;

static void
take_away (TestStore *test,
           Away       how)
{
  g_autofree char *folder = g_path_get_dirname (test->path);
  g_autofree char *aside = g_strconcat (folder, ".aside", NULL);
  g_autofree char *aside_path = g_build_filename (aside, "roster.db", NULL);
  g_autofree char *contents = NULL;
  gsize length;

  if (how == AWAY_FILE)
    {
      g_assert_cmpint (g_unlink (test->path), ==, 0);
    }
  else if (how == AWAY_FOLDER)
    {
      g_assert_cmpint (g_rename (folder, aside), ==, 0);
      test_store_remove (aside);
    }
  else
    {
      g_autofree char *copy = g_strconcat (test->path, ".copy", NULL);

      g_assert_true (g_file_get_contents (test->path, &contents, &length, NULL));
      g_assert_true (g_file_set_contents (copy, contents, (gssize) length, NULL));
      g_assert_cmpint (g_rename (copy, test->path), ==, 0);
    }
}

/* Before anything is sent it is known that the journal went into a file that nobody can find. */
static void
test_file_is_taken_away (void)
{
  for (Away how = AWAY_FILE; how <= AWAY_REPLACED; how++)
    {
      g_autofree TestStore *test = g_new0 (TestStore, 1);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) journal = NULL;
      gint64 id, later;

      test_store_set_up (test);
      test_store_open (test);
      g_assert_cmpint (test_store_plan (test->center, "level", 3, &error), >, 0);
      g_assert_no_error (error);
      test_store_reopen (test);
      id = test_store_plan (test->center, "level", 2, &error);
      g_assert_no_error (error);
      take_away (test, how);

      /* "Sent" cannot be written down, so it is not sent; also where another entry has the same number. */
      g_assert_false (test_store_settle (test->center, id, ROSTER_JOURNAL_SENT, &error));
      g_assert_true (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_STORE_MOVED) || g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND));
      g_clear_error (&error);
      g_assert_error (roster_store_get_problem (test->store), ROSTER_ERROR, ROSTER_ERROR_STORE_MOVED);
      g_assert_false (roster_store_get_in_memory (test->store));

      /* From here on all is well, in the file that is there. */
      later = test_store_plan (test->center, "later", 1, &error);
      g_assert_no_error (error);
      g_assert_true (test_store_settle (test->center, later, ROSTER_JOURNAL_SENT, &error));
      g_assert_no_error (error);
      test_store_reopen (test);
      g_assert_null (roster_store_get_problem (test->store));
      journal = test_store_journal (test->center, TRUE);
      g_assert_cmpint (((RosterJournalEntry *) journal->pdata[journal->len - 1])->id, ==, later);
      g_assert_cmpint (((RosterJournalEntry *) journal->pdata[journal->len - 1])->state, ==, ROSTER_JOURNAL_SENT);
      test_store_tear_down (test);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/journal/entries-go-through-their-states", test_entries_go_through_their_states);
  g_test_add_func ("/store/journal/numbers-are-not-used-again", test_numbers_are_not_used_again);
  g_test_add_func ("/store/journal/set-all", test_set_all);
  g_test_add_func ("/store/journal/lists-go-on-where-they-ended", test_lists_go_on_where_they_ended);
  g_test_add_func ("/store/queue", test_queue);
  g_test_add_func ("/store/links", test_links);
  g_test_add_func ("/store/notes", test_notes);
  g_test_add_func ("/store/forgotten-is-gone-from-the-disk", test_forgotten_is_gone_from_the_disk);
  g_test_add_func ("/store/closing-waits-for-what-was-asked", test_closing_waits_for_what_was_asked);
  g_test_add_func ("/store/a-cancelled-reading-says-so", test_a_cancelled_reading_says_so);
  g_test_add_func ("/store/file-is-taken-away", test_file_is_taken_away);

  return g_test_run ();
}
