/* test-store-damage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <dlfcn.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "test-async.h"
#include "test-store.h"

#define PAGE 4096

/* Where a file of SQLite has the last byte of its schema format number, its user version and its application ID (SQLite, Database File
 * Format, 1.3). */
#define SCHEMA_FORMAT 47
#define VERSION 60
#define APPLICATION 68

#define OBJECTS 3000
#define BATCHES 60

static guint n_steps;

/* SQLite's own, counted: how much work it is. */
int
sqlite3_step (sqlite3_stmt *statement)
{
  static int (*step) (sqlite3_stmt *);

  if (step == NULL)
    *(void **) &step = dlsym (RTLD_NEXT, "sqlite3_step");
  g_atomic_int_inc (&n_steps);

  return step (statement);
}

static void
fill (TestStore *test)
{
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_fact_free);

      for (guint i = 0; i < OBJECTS; i++)
        {
          g_autofree char *object = g_strdup_printf ("ad:%u", i);

          g_ptr_array_add (facts, roster_fact_new ("grant", "user:1", object, (i + round) % 2 == 0 ? "ADMIN" : "ANALYST"));
        }
      test_store_put (test->center, "grant", "user:1", NULL, facts);
    }
  for (guint i = 0; i < BATCHES; i++)
    g_assert_cmpint (test_store_plan (test->center, "level", 10, NULL), >, 0);
}

static guint
count_aside (TestStore *test)
{
  g_autofree char *folder = g_path_get_dirname (test->path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint count = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (strstr (name, ".damaged-") != NULL && !g_str_has_suffix (name, "-wal"))
      count++;

  return count;
}

static void
check (TestStore *test)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  TEST_AWAIT (result, roster_store_check_async (test->store, NULL, test_async_store, &result));
  g_assert_true (roster_store_check_finish (test->store, result, &error));
  g_assert_no_error (error);
}

static void
assert_works (TestStore *test)
{
  g_autoptr (GError) error = NULL;
  gint64 id = test_store_plan (test->center, "level", 2, &error);

  g_assert_no_error (error);
  g_assert_true (test_store_settle (test->center, id, ROSTER_JOURNAL_DONE, &error));
}

/* Which page the table's entries begin on, by a text that only they have. */
static gsize
find_page (const char *contents,
           gsize       length,
           const char *text,
           guint       nth)
{
  for (gsize page = 1; page * PAGE < length; page++)
    for (gsize i = 0; i + strlen (text) < PAGE; i++)
      if (memcmp (contents + page * PAGE + i, text, strlen (text)) == 0)
        {
          if (nth-- == 0)
            return page;
          break;
        }

  g_assert_not_reached ();
}

static void
spoil_page (TestStore  *test,
            const char *text,
            guint       nth)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (test->path, &contents, &length, NULL));
  memset (contents + find_page (contents, length, text, nth) * PAGE, 0xa5, PAGE);
  g_assert_true (g_file_set_contents (test->path, contents, (gssize) length, NULL));
}

/* One page of the journal in the middle is gone. */
static void
spoil_journal (TestStore *test)
{
  spoil_page (test, "leveluser:1ad:7", 5);
}

/* Everything around it is saved. */
static void
test_what_can_be_saved_is (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GPtrArray) journal = NULL;
  g_autoptr (GHashTable) now = NULL;
  g_autoptr (GPtrArray) scopes = NULL;

  test_store_set_up (test);
  test_store_open (test);
  fill (test);
  test_store_close (test);
  spoil_journal (test);

  test_store_open (test);
  check (test);
  g_assert_error (roster_store_get_problem (test->store), ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED);
  g_assert_false (roster_store_get_in_memory (test->store));
  g_assert_cmpuint (count_aside (test), ==, 1);
  journal = test_store_journal (test->center, TRUE);
  g_assert_cmpuint (journal->len, >=, BATCHES * 10 - 100);
  g_assert_cmpuint (journal->len, <, BATCHES * 10);
  g_assert_cmpint (((RosterJournalEntry *) journal->pdata[0])->id, ==, 1);
  g_assert_cmpint (((RosterJournalEntry *) journal->pdata[journal->len - 1])->id, ==, BATCHES * 10);
  now = test_store_read (test->center, ROSTER_STORE_NOW, &scopes);
  g_assert_cmpuint (g_hash_table_size (now), ==, OBJECTS);
  g_assert_cmpuint (scopes->len, ==, 1);
  assert_works (test);

  /* From here on all is well. */
  test_store_reopen (test);
  g_assert_null (roster_store_get_problem (test->store));
  check (test);
  g_assert_cmpuint (count_aside (test), ==, 1);
  test_store_tear_down (test);
}

/* Entries that are lost were known to somebody by their numbers: nothing else is found under them. */
static void
test_numbers_are_not_used_again (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  gint64 last;

  test_store_set_up (test);
  test_store_open (test);
  fill (test);
  last = test_store_plan (test->center, "last", 1, NULL);
  test_store_close (test);
  spoil_page (test, "lastuser:1ad:7", 0);

  test_store_open (test);
  check (test);
  g_assert_error (roster_store_get_problem (test->store), ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED);
  g_assert_false (test_store_settle (test->center, last, ROSTER_JOURNAL_DONE, NULL));
  g_assert_cmpint (test_store_plan (test->center, "level", 1, NULL), >, last);
  test_store_tear_down (test);
}

/* Found while reading, not when opening: the call itself goes well. */
static void
test_damage_that_is_met_on_the_way (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autofree char *contents = NULL;
  g_autoptr (GPtrArray) journal = NULL;
  gsize length;

  test_store_set_up (test);
  test_store_open (test);
  fill (test);
  test_store_close (test);
  g_assert_true (g_file_get_contents (test->path, &contents, &length, NULL));
  memset (contents + find_page (contents, length, "leveluser:1ad:7", 3) * PAGE, 0, PAGE);
  g_assert_true (g_file_set_contents (test->path, contents, (gssize) length, NULL));

  test_store_open (test);
  g_assert_null (roster_store_get_problem (test->store));
  journal = test_store_journal (test->center, FALSE);
  g_assert_error (roster_store_get_problem (test->store), ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED);
  g_assert_cmpuint (journal->len, >=, BATCHES * 10 - 100);
  assert_works (test);
  test_store_tear_down (test);
}

/* Not one page of its tables can be read: that is seen soon, and not number by number. */
static void
test_nothing_can_be_read (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autofree char *contents = NULL;
  gsize length;

  test_store_set_up (test);
  test_store_open (test);
  fill (test);
  test_store_close (test);
  g_assert_true (g_file_get_contents (test->path, &contents, &length, NULL));
  memset (contents + 2 * PAGE, 0xa5, length - 2 * PAGE);
  g_assert_true (g_file_set_contents (test->path, contents, (gssize) length, NULL));

  g_atomic_int_set (&n_steps, 0);
  test_store_open (test);
  check (test);
  g_assert_error (roster_store_get_problem (test->store), ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED);
  g_assert_cmpint (g_atomic_int_get (&n_steps), <, 50000);
  assert_works (test);
  test_store_tear_down (test);
}

/* Page after page, every other one: what lies between is found all the same. */
static void
test_every_other_page (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GPtrArray) journal = NULL;
  guint n_pages = 5;

  test_store_set_up (test);
  test_store_open (test);
  fill (test);
  test_store_close (test);
  for (guint i = 0; i < n_pages; i++)
    spoil_page (test, "leveluser:1ad:7", i + 1);

  test_store_open (test);
  check (test);
  journal = test_store_journal (test->center, TRUE);
  g_assert_cmpuint (journal->len, >=, BATCHES * 10 - n_pages * 100);
  g_assert_cmpuint (journal->len, <, BATCHES * 10);
  test_store_tear_down (test);
}

/* An identifier of which a part is gone is somebody else's: nobody is asked whether that is to be finished. */
static void
test_fragments_are_left (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GPtrArray) journal = NULL;

  test_store_set_up (test);
  test_store_open (test);
  fill (test);
  test_store_exec (test, "UPDATE journal SET subject = 'user:7012345678901234561', object = 'ad:7301112223334445556'");
  test_store_exec (test, "UPDATE journal SET object = 'ad:730111' WHERE id = 2");
  test_store_exec (test, "UPDATE journal SET subject = 'user:70' WHERE id = 599");
  test_store_exec (test, "UPDATE journal SET subject = 'mail:ana@x.example' WHERE id = 3");
  test_store_close (test);
  spoil_page (test, "leveluser:7012345678901234561ad:7", 3);

  test_store_open (test);
  check (test);
  g_assert_error (roster_store_get_problem (test->store), ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED);
  journal = test_store_journal (test->center, TRUE);
  g_assert_cmpint (((RosterJournalEntry *) journal->pdata[0])->id, ==, 1);
  g_assert_cmpint (((RosterJournalEntry *) journal->pdata[1])->id, ==, 3);
  g_assert_cmpint (((RosterJournalEntry *) journal->pdata[journal->len - 1])->id, ==, 600);
  g_assert_cmpint (((RosterJournalEntry *) journal->pdata[journal->len - 2])->id, ==, 598);
  g_assert_cmpuint (journal->len, >, 400);
  test_store_tear_down (test);
}

/* One letter of a column's name: SQLite finds nothing wrong with the file, and the entries are all there. */
static void
test_a_column_of_another_name (void)
{
  static const char column[] = " value INTEGER NOT NULL, since INTEGER NOT NULL, PRIMARY KEY (center, kind,";
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autofree char *contents = NULL;
  g_autoptr (GPtrArray) journal = NULL;
  g_autoptr (GHashTable) now = NULL;
  g_autoptr (GPtrArray) scopes = NULL;
  gsize length;
  gsize place = 0;

  test_store_set_up (test);
  test_store_open (test);
  fill (test);
  test_store_close (test);
  g_assert_true (g_file_get_contents (test->path, &contents, &length, NULL));
  while (memcmp (contents + place, column, strlen (column)) != 0)
    g_assert_cmpuint (++place, <, length - strlen (column));
  contents[place + 1] ^= 1;
  g_assert_true (g_file_set_contents (test->path, contents, (gssize) length, NULL));

  test_store_open (test);
  now = test_store_read (test->center, ROSTER_STORE_NOW, &scopes);
  g_assert_error (roster_store_get_problem (test->store), ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED);
  g_assert_cmpuint (count_aside (test), ==, 1);
  g_assert_cmpuint (g_hash_table_size (now), ==, OBJECTS);
  g_assert_cmpuint (scopes->len, ==, 1);
  journal = test_store_journal (test->center, TRUE);
  g_assert_cmpuint (journal->len, ==, BATCHES * 10);
  assert_works (test);
  test_store_tear_down (test);
}

/* What SQLite does not even call damaged, but an error of whoever asks. */
static void
test_a_format_that_never_was (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autofree char *contents = NULL;
  gsize length;

  test_store_set_up (test);
  test_store_open (test);
  fill (test);
  test_store_close (test);
  g_assert_true (g_file_get_contents (test->path, &contents, &length, NULL));
  contents[SCHEMA_FORMAT] = 77;
  g_assert_true (g_file_set_contents (test->path, contents, (gssize) length, NULL));

  test_store_open (test);
  check (test);
  g_assert_error (roster_store_get_problem (test->store), ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED);
  g_assert_false (roster_store_get_in_memory (test->store));
  g_assert_cmpuint (count_aside (test), ==, 1);
  assert_works (test);
  test_store_tear_down (test);
}

static void
assert_saved (TestStore *test)
{
  g_autoptr (GPtrArray) journal = test_store_journal (test->center, TRUE);

  g_assert_error (roster_store_get_problem (test->store), ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED);
  g_assert_cmpuint (journal->len, >=, BATCHES * 10 - 100);
}

/* What can be read has nowhere to go: it is there for this time, and the file stays where it is until there is room. */
static void
check_without_room (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  test_store_set_up (test);
  test_store_open (test);
  fill (test);
  test_store_close (test);
  spoil_journal (test);

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = 60000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  test_store_open (test);
  check (test);
  assert_saved (test);
  g_assert_true (roster_store_get_in_memory (test->store));
  test_store_close (test);

  limit.rlim_cur = limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  test_store_open (test);
  check (test);
  assert_saved (test);
  g_assert_false (roster_store_get_in_memory (test->store));
  g_assert_cmpuint (count_aside (test), ==, 1);
  test_store_tear_down (test);
}

static void
test_without_room (void)
{
  if (g_test_subprocess ())
    {
      check_without_room ();
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

/* Who has a Business Center forgotten does not leave it behind in a file that nobody looks at. */
static void
test_forgotten (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  test_store_set_up (test);
  test_store_open (test);
  fill (test);
  test_store_close (test);
  spoil_journal (test);
  test_store_open (test);
  check (test);
  g_assert_cmpuint (count_aside (test), ==, 1);

  TEST_AWAIT (result, roster_store_center_forget_async (test->center, test_async_store, &result));
  g_assert_true (roster_store_center_forget_finish (test->center, result, &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  g_assert_cmpuint (count_aside (test), ==, 0);
  test_store_tear_down (test);
}

/* The program ended while it salvaged: before all of it was there, and before that took its place. */
static void
test_ended_while_salvaging (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autofree char *salvaged = NULL;
  g_autofree char *wal = NULL;
  g_autoptr (GPtrArray) journal = NULL;

  test_store_set_up (test);
  salvaged = g_strconcat (test->path, ".salvaged", NULL);
  wal = g_strconcat (test->path, "-wal", NULL);
  test_store_open (test);
  fill (test);
  test_store_close (test);
  spoil_journal (test);
  g_assert_true (g_file_set_contents (salvaged, "Not much yet.", -1, NULL));
  test_store_open (test);
  check (test);
  assert_saved (test);
  g_assert_false (roster_store_get_in_memory (test->store));
  g_assert_false (g_file_test (salvaged, G_FILE_TEST_EXISTS));
  test_store_close (test);

  g_assert_cmpint (g_rename (test->path, salvaged), ==, 0);
  g_assert_true (g_file_set_contents (wal, "The log of what was set aside.", -1, NULL));
  test_store_open (test);
  check (test);
  g_assert_null (roster_store_get_problem (test->store));
  journal = test_store_journal (test->center, TRUE);
  g_assert_cmpuint (journal->len, >=, BATCHES * 10 - 100);
  g_assert_false (g_file_test (salvaged, G_FILE_TEST_EXISTS));
  assert_works (test);
  test_store_tear_down (test);
}

static void
test_not_a_database (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autofree char *folder = NULL;

  test_store_set_up (test);
  folder = g_path_get_dirname (test->path);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (test->path, "This is a letter to my grandmother, and no database at all.", -1, NULL));
  test_store_open (test);
  g_assert_error (roster_store_get_problem (test->store), ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED);
  g_assert_false (roster_store_get_in_memory (test->store));
  g_assert_cmpuint (count_aside (test), ==, 1);
  assert_works (test);
  test_store_close (test);

  /* Twice in the same second. */
  g_assert_true (g_file_set_contents (test->path, "Another letter.", -1, NULL));
  test_store_open (test);
  g_assert_cmpuint (count_aside (test), ==, 2);
  test_store_tear_down (test);
}

static void
damage (char  *contents,
        gsize *length)
{
  gsize start = (gsize) g_test_rand_int_range (0, (gint32) *length);

  switch (g_test_rand_int_range (0, 4))
    {
    case 0: /* cut off */
      *length = start;
      break;

    case 1: /* a block that was never written */
      memset (contents + start / PAGE * PAGE, 0, MIN (PAGE, *length - start / PAGE * PAGE));
      break;

    case 2: /* a block of something else */
      for (gsize i = start; i < MIN (start + 512, *length); i++)
        contents[i] = (char) g_test_rand_int_range (0, 256);
      break;

    default: /* bits here and there */
      for (int n = g_test_rand_int_range (1, 50); n > 0; n--)
        contents[g_test_rand_int_range (0, (gint32) *length)] ^= (char) (1 << g_test_rand_int_range (0, 8));
    }
}

/* What was not noticed may say anything; that it says something is all. */
static void
read_everything (TestStore *test)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GPtrArray) scopes = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GPtrArray) journal = NULL;
  g_autoptr (GError) error = NULL;

  TEST_AWAIT (result, roster_store_facts_read_async (test->center, ROSTER_STORE_NOW, NULL, test_async_store, &result));
  facts = roster_store_facts_read_finish (test->center, result, &scopes, &error);
  g_assert_no_error (error);
  TEST_AWAIT (result, roster_store_facts_compare_async (test->center, 0, ROSTER_STORE_NOW, NULL, test_async_store, &result));
  changes = roster_store_facts_compare_finish (test->center, result, &error);
  g_assert_no_error (error);
  journal = test_store_journal (test->center, FALSE);
}

/* Whatever the bytes are: no crash, no hang, and a store that works in the end. */
static void
test_bytes_at_random_places (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autofree char *sound = NULL;
  g_autofree char *sound_wal = NULL;
  g_autofree char *wal = NULL;
  gsize sound_length;
  gsize sound_wal_length;
  guint found = 0;

  test_store_set_up (test);
  wal = g_strconcat (test->path, "-wal", NULL);
  test_store_open (test);
  fill (test);
  g_assert_true (g_file_get_contents (wal, &sound_wal, &sound_wal_length, NULL));
  test_store_close (test);
  g_assert_true (g_file_get_contents (test->path, &sound, &sound_length, NULL));

  for (guint round = 0; round < 60; round++)
    {
      g_autofree char *contents = g_memdup2 (sound, sound_length);
      g_autofree char *wal_contents = g_memdup2 (sound_wal, sound_wal_length);
      gsize length = sound_length;
      gsize wal_length = sound_wal_length;
      gboolean crashed = g_test_rand_int_range (0, 3) == 0;

      damage (contents, &length);
      g_assert_true (g_file_set_contents (test->path, contents, (gssize) length, NULL));
      if (crashed)
        {
          damage (wal_contents, &wal_length);
          g_assert_true (g_file_set_contents (wal, wal_contents, (gssize) wal_length, NULL));
        }

      test_store_open (test);
      read_everything (test);
      check (test);
      assert_works (test);
      if (g_error_matches (roster_store_get_problem (test->store), ROSTER_ERROR, ROSTER_ERROR_STORE_NEWER))
        {
          /* The version itself was hit: this can only be taken at its word. */
          g_assert_cmpmem (contents + APPLICATION, 4, sound + APPLICATION, 4);
          g_assert_cmpint (memcmp (contents + VERSION, sound + VERSION, 4), !=, 0);
        }
      else if (roster_store_get_problem (test->store) != NULL)
        {
          g_assert_error (roster_store_get_problem (test->store), ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED);
          g_assert_cmpuint (count_aside (test), >, found);
          found = count_aside (test);
        }
      test_store_close (test);
      g_unlink (wal);
    }
  g_assert_cmpuint (found, >, 5);
  test_store_tear_down (test);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/damage/what-can-be-saved-is", test_what_can_be_saved_is);
  g_test_add_func ("/store/damage/numbers-are-not-used-again", test_numbers_are_not_used_again);
  g_test_add_func ("/store/damage/met-on-the-way", test_damage_that_is_met_on_the_way);
  g_test_add_func ("/store/damage/a-column-of-another-name", test_a_column_of_another_name);
  g_test_add_func ("/store/damage/nothing-can-be-read", test_nothing_can_be_read);
  g_test_add_func ("/store/damage/every-other-page", test_every_other_page);
  g_test_add_func ("/store/damage/fragments-are-left", test_fragments_are_left);
  g_test_add_func ("/store/damage/a-format-that-never-was", test_a_format_that_never_was);
  g_test_add_func ("/store/damage/without-room", test_without_room);
  g_test_add_func ("/store/damage/forgotten", test_forgotten);
  g_test_add_func ("/store/damage/ended-while-salvaging", test_ended_while_salvaging);
  g_test_add_func ("/store/damage/not-a-database", test_not_a_database);
  g_test_add_func ("/store/damage/bytes-at-random-places", test_bytes_at_random_places);

  return g_test_run ();
}
