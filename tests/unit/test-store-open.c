/* test-store-open.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* syscall */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "roster-store-db.h"
#include "roster-store-schema.h"
#include "test-async.h"
#include "test-store.h"

static void
fill (TestStore *test)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_fact_free);

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *object = g_strdup_printf ("ad:%u", i);

      g_ptr_array_add (facts, roster_fact_new ("grant", "user:1", object, i % 2 == 0 ? "ADMIN" : "ANALYST"));
    }
  test_store_put (test->center, "grant", "user:1", NULL, facts);
  for (guint i = 0; i < 20; i++)
    g_assert_cmpint (test_store_plan (test->center, "level", 10, NULL), >, 0);
}

static void
assert_filled (TestStore *test)
{
  g_autoptr (GHashTable) now = test_store_read (test->center, ROSTER_STORE_NOW, NULL);
  g_autoptr (GPtrArray) journal = test_store_journal (test->center, TRUE);

  g_assert_cmpuint (g_hash_table_size (now), ==, 2000);
  g_assert_cmpuint (journal->len, ==, 200);
}

static void
assert_works (TestStore *test)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (test_store_plan (test->center, "level", 2, &error), >, 0);
  g_assert_no_error (error);
}

static guint
count_files (TestStore  *test,
             const char *part)
{
  g_autofree char *folder = g_path_get_dirname (test->path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint count = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (strstr (name, part) != NULL)
      count++;

  return count;
}

static guint
get_mode (const char *path)
{
  struct stat status;

  return g_stat (path, &status) == 0 ? status.st_mode & 0777 : 0;
}

static void
test_only_the_owner_can_read (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autofree char *folder = NULL;
  g_autofree char *wal = NULL;
  mode_t mask = umask (0);

  test_store_set_up (test);
  folder = g_path_get_dirname (test->path);
  wal = g_strconcat (test->path, "-wal", NULL);
  test_store_open (test);
  fill (test);
  g_assert_null (roster_store_get_problem (test->store));
  g_assert_false (roster_store_get_in_memory (test->store));
  g_assert_cmpuint (get_mode (folder), ==, 0700);
  g_assert_cmpuint (get_mode (test->path), ==, 0600);
  g_assert_cmpuint (get_mode (wal), ==, 0600);
  g_assert_cmpuint (count_files (test, ""), ==, 2); /* no shared memory */
  test_store_close (test);
  g_assert_cmpuint (count_files (test, ""), ==, 1);

  g_chmod (folder, 0755);
  g_chmod (test->path, 0644);
  test_store_open (test);
  g_assert_cmpuint (get_mode (folder), ==, 0700);
  g_assert_cmpuint (get_mode (test->path), ==, 0600);
  assert_filled (test);
  test_store_tear_down (test);
  umask (mask);
}

static void
test_in_memory (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);

  test_store_set_up (test);
  g_clear_pointer (&test->path, g_free);
  test_store_open (test);
  g_assert_null (roster_store_get_problem (test->store));
  g_assert_true (roster_store_get_in_memory (test->store));
  fill (test);
  assert_filled (test);
  test_store_tear_down (test);
}

/* What cannot be written keeps what it holds, and nobody is told otherwise. */
static void
assert_not_forgotten (TestStore   *test,
                      RosterError  why)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) error_for_all = NULL;

  TEST_AWAIT (result, roster_store_center_forget_async (test->center, test_async_store, &result));
  g_assert_false (roster_store_center_forget_finish (test->center, result, &error));
  g_assert_error (error, ROSTER_ERROR, (gint) why);
  g_clear_object (&result);
  TEST_AWAIT (result, roster_store_forget_connection_async (test->store, "connection-1", test_async_store, &result));
  g_assert_false (roster_store_forget_connection_finish (test->store, result, &error_for_all));
  g_assert_error (error_for_all, ROSTER_ERROR, (gint) why);
}

static void
test_newer_is_left_alone (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_length;
  gsize after_length;

  test_store_set_up (test);
  test_store_open (test);
  fill (test);
  test_store_exec (test, "PRAGMA user_version = 99");
  test_store_close (test);
  g_assert_true (g_file_get_contents (test->path, &before, &before_length, NULL));

  test_store_open (test);
  g_assert_error (roster_store_get_problem (test->store), ROSTER_ERROR, ROSTER_ERROR_STORE_NEWER);
  g_assert_true (roster_store_get_in_memory (test->store));
  assert_works (test);
  assert_not_forgotten (test, ROSTER_ERROR_STORE_NEWER);
  test_store_close (test);
  g_assert_true (g_file_get_contents (test->path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
  test_store_tear_down (test);
}

static void
test_the_second_of_two_goes_without (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autofree TestStore *second = g_new0 (TestStore, 1);

  test_store_set_up (test);
  test_store_open (test);
  fill (test);
  *second = *test;
  test_store_open (second);
  g_assert_error (roster_store_get_problem (second->store), ROSTER_ERROR, ROSTER_ERROR_STORE_BUSY);
  assert_works (second);
  test_store_close (second);
  assert_filled (test);
  g_assert_null (roster_store_get_problem (test->store));
  test_store_tear_down (test);
}

/* Root may write anywhere, so this goes on without root's powers. (As somebody else is no way: in a sandbox there is often nobody else.) */
static void
give_up_powers (void)
{
  struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
  struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = { 0 };

  g_assert_cmpint (syscall (SYS_capset, &header, none), ==, 0);
}

static void
make_read_only (TestStore *test,
                gboolean   read_only)
{
  g_autofree char *folder = g_path_get_dirname (test->path);
  g_autofree char *wal = g_strconcat (test->path, "-wal", NULL);

  g_chmod (test->path, read_only ? 0400 : 0600);
  g_chmod (wal, read_only ? 0400 : 0600);
  g_chmod (folder, read_only ? 0500 : 0700);
}

static void
check_read_only (TestStore *test,
                 gboolean   crashed)
{
  g_autofree char *copy = NULL;
  g_autofree char *wal = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *wal_contents = NULL;
  gsize length;
  gsize wal_length;

  wal = g_strconcat (test->path, "-wal", NULL);
  test_store_open (test);
  fill (test);
  if (crashed)
    {
      /* What a crash leaves: the files as they are while the database is open. */
      g_assert_true (g_file_get_contents (test->path, &contents, &length, NULL));
      g_assert_true (g_file_get_contents (wal, &wal_contents, &wal_length, NULL));
      g_assert_cmpuint (wal_length, >, 0);
    }
  test_store_close (test);
  if (crashed)
    {
      g_assert_true (g_file_set_contents (test->path, contents, (gssize) length, NULL));
      g_assert_true (g_file_set_contents (wal, wal_contents, (gssize) wal_length, NULL));
    }

  make_read_only (test, TRUE);
  test_store_open (test);
  g_assert_error (roster_store_get_problem (test->store), ROSTER_ERROR, ROSTER_ERROR_STORE_READ_ONLY);
  g_assert_true (roster_store_get_in_memory (test->store));
  assert_filled (test);
  assert_works (test);
  assert_not_forgotten (test, ROSTER_ERROR_STORE_READ_ONLY);
  test_store_close (test);
  make_read_only (test, FALSE);
  test_store_open (test);
  g_assert_null (roster_store_get_problem (test->store));
  assert_filled (test); /* and nothing more */
  test_store_tear_down (test);
}

static void
test_read_only (void)
{
  if (g_test_subprocess ())
    {
      g_autofree TestStore *closed = g_new0 (TestStore, 1);
      g_autofree TestStore *crashed = g_new0 (TestStore, 1);

      /* Before: in a sandbox, not even the folder for passing files is root's. */
      test_store_set_up (closed);
      test_store_set_up (crashed);
      give_up_powers ();
      check_read_only (closed, FALSE);
      check_read_only (crashed, TRUE);
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
test_a_folder_that_cannot_be (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);

  test_store_set_up (test);
  g_free (test->path);
  test->path = g_strdup ("/proc/access-roster/roster.db");
  test_store_open (test);
  g_assert_nonnull (roster_store_get_problem (test->store));
  g_assert_true (roster_store_get_in_memory (test->store));
  assert_works (test);
  test_store_tear_down (test);
}

static void
assert_full (TestStore *test)
{
  g_autoptr (GError) error = NULL;
  guint tries;

  for (tries = 0; tries < 2000 && error == NULL; tries++)
    test_store_plan (test->center, "level", 20, &error);
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_STORE_FULL);
  g_assert_error (roster_store_get_problem (test->store), ROSTER_ERROR, ROSTER_ERROR_STORE_FULL);
}

/* All or nothing: twenty entries at a time. */
static void
assert_whole_batches (TestStore *test,
                      guint      extra)
{
  g_autoptr (GPtrArray) journal = test_store_journal (test->center, TRUE);

  g_assert_cmpuint (journal->len, >=, 200);
  g_assert_cmpuint ((journal->len - 200 - extra) % 20, ==, 0);
}

static void
test_full_and_then_not_any_more (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);

  test_store_set_up (test);
  test_store_open (test);
  fill (test);
  test_store_exec (test, "PRAGMA max_page_count = 1");
  assert_full (test);
  assert_whole_batches (test, 0);
  test_store_exec (test, "PRAGMA max_page_count = 1000000");
  assert_works (test);
  g_assert_null (roster_store_get_problem (test->store));
  g_assert_false (roster_store_get_in_memory (test->store));
  test_store_reopen (test);
  assert_whole_batches (test, 2);
  test_store_tear_down (test);
}

/* The same by the system's own limit, which spoils the log in the middle of a page. */
static void
check_file_limit (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  test_store_set_up (test);
  test_store_open (test);
  fill (test);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = 1000000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  assert_full (test);
  assert_whole_batches (test, 0);
  limit.rlim_cur = limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  assert_works (test);
  g_assert_null (roster_store_get_problem (test->store));
  test_store_reopen (test);
  g_assert_null (roster_store_get_problem (test->store));
  assert_whole_batches (test, 2);
  test_store_tear_down (test);
}

static void
test_full_by_the_systems_limit (void)
{
  if (g_test_subprocess ())
    {
      check_file_limit ();
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
check_full_from_the_start (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GAsyncResult) result = NULL;
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  test_store_set_up (test);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = 1000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  test_store_open (test);
  g_assert_error (roster_store_get_problem (test->store), ROSTER_ERROR, ROSTER_ERROR_STORE_FULL);
  g_assert_true (roster_store_get_in_memory (test->store));
  assert_works (test);
  TEST_AWAIT (result, roster_store_center_forget_async (test->center, test_async_store, &result));
  g_assert_true (roster_store_center_forget_finish (test->center, result, NULL)); /* the file has nothing of it */
  g_clear_object (&result);
  limit.rlim_cur = limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  test_store_reopen (test);
  g_assert_null (roster_store_get_problem (test->store));
  g_assert_false (roster_store_get_in_memory (test->store));
  test_store_tear_down (test);
}

static void
test_full_from_the_start (void)
{
  if (g_test_subprocess ())
    {
      check_full_from_the_start ();
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/open/only-the-owner-can-read", test_only_the_owner_can_read);
  g_test_add_func ("/store/open/in-memory", test_in_memory);
  g_test_add_func ("/store/open/newer-is-left-alone", test_newer_is_left_alone);
  g_test_add_func ("/store/open/the-second-of-two-goes-without", test_the_second_of_two_goes_without);
  g_test_add_func ("/store/open/read-only", test_read_only);
  g_test_add_func ("/store/open/a-folder-that-cannot-be", test_a_folder_that_cannot_be);
  g_test_add_func ("/store/open/full-and-then-not-any-more", test_full_and_then_not_any_more);
  g_test_add_func ("/store/open/full-by-the-systems-limit", test_full_by_the_systems_limit);
  g_test_add_func ("/store/open/full-from-the-start", test_full_from_the_start);

  return g_test_run ();
}
