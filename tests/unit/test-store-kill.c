/* test-store-kill.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test-async.h"
#include "test-store.h"

/* A child writes without end and says on its standard output what it was told to be done: "planned ID", "state ID STATE", "facts NUMBER". It
 * is killed in the middle, many times over the same database, and whatever it had said must be there. The moment is random: after a number of
 * words that it could not know, while it goes on. */

#define KILLS 40
#define OBJECTS 40

static GPtrArray *
make_facts (guint number)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_fact_free);
  g_autofree char *value = g_strdup_printf ("%u", number);

  for (guint i = 0; i < OBJECTS; i++)
    {
      g_autofree char *object = g_strdup_printf ("ad:%u", i);

      g_ptr_array_add (facts, roster_fact_new ("grant", "user:1", object, value));
    }

  return facts;
}

static void G_GNUC_PRINTF (1, 2)
say (const char *format,
     ...)
{
  va_list args;

  va_start (args, format);
  vprintf (format, args);
  va_end (args);
  fflush (stdout);
}

static void G_GNUC_NORETURN
run_child (const char *path,
           guint       number)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);

  test->path = g_strdup (path);
  test->clock = roster_clock_new ();
  test_store_open (test);
  g_assert_no_error (roster_store_get_problem (test->store));

  for (;;)
    {
      g_autoptr (GPtrArray) facts = make_facts (++number);
      gint64 id = test_store_plan (test->center, "level", 3, NULL);

      say ("planned %" G_GINT64_FORMAT "\n", id);
      g_assert_true (test_store_settle (test->center, id, ROSTER_JOURNAL_SENT, NULL));
      say ("state %" G_GINT64_FORMAT " %d\n", id, ROSTER_JOURNAL_SENT);
      test_store_put (test->center, "grant", "user:1", NULL, facts);
      say ("facts %u\n", number);
      g_assert_true (test_store_settle (test->center, id, ROSTER_JOURNAL_DONE, NULL));
      say ("state %" G_GINT64_FORMAT " %d\n", id, ROSTER_JOURNAL_DONE);
    }
}

/* What the child said, over all its lives. */
typedef struct
{
  GHashTable *states; /* number of an entry → state */
  guint number;
} Said;

static void
hear (Said       *said,
      const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  gint64 id = g_ascii_strtoll (words[1], NULL, 10);

  if (g_str_equal (words[0], "planned"))
    for (gint64 i = id; i < id + 3; i++)
      g_hash_table_insert (said->states, GSIZE_TO_POINTER (i), GINT_TO_POINTER (ROSTER_JOURNAL_PLANNED));
  else if (g_str_equal (words[0], "state"))
    g_hash_table_insert (said->states, GSIZE_TO_POINTER (id), GINT_TO_POINTER (atoi (words[2])));
  else
    said->number = (guint) id;
}

static void
live_and_die (const char *path,
              Said       *said)
{
  g_autofree char *number = g_strdup_printf ("%u", said->number);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self, "--child", path, number, NULL);
  g_autoptr (GDataInputStream) output = NULL;
  char *line;

  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  for (int words = g_test_rand_int_range (0, 60); words > 0; words--)
    {
      line = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (line);
      hear (said, line);
      g_free (line);
    }
  g_subprocess_force_exit (child);

  /* What it had said before it died counts as well. */
  while ((line = g_data_input_stream_read_line_utf8 (output, NULL, NULL, NULL)) != NULL)
    {
      if (g_str_has_prefix (line, "planned ") || g_str_has_prefix (line, "state ") || g_str_has_prefix (line, "facts "))
        hear (said, line);
      g_free (line);
    }
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (child));
}

static void
assert_all_there (TestStore *test,
                  Said      *said)
{
  g_autoptr (GPtrArray) journal = test_store_journal (test->center, FALSE);
  g_autoptr (GHashTable) now = test_store_read (test->center, ROSTER_STORE_NOW, NULL);
  g_autoptr (GHashTable) read = g_hash_table_new (NULL, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  GHashTableIter iter;
  gpointer key;
  gpointer value;
  const char *number;

  for (guint i = 0; i < journal->len; i++)
    {
      const RosterJournalEntry *entry = g_ptr_array_index (journal, i);

      g_hash_table_insert (read, GSIZE_TO_POINTER (entry->id), GINT_TO_POINTER (entry->state));
    }
  g_hash_table_iter_init (&iter, said->states);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      gpointer state;

      g_assert_true (g_hash_table_lookup_extended (read, key, NULL, &state));
      g_assert_cmpint (GPOINTER_TO_INT (state), >=, GPOINTER_TO_INT (value));
    }

  /* All of a put or nothing of it. */
  number = g_hash_table_lookup (now, "grant user:1 ad:0");
  if (said->number > 0)
    g_assert_cmpuint (g_hash_table_size (now), ==, OBJECTS);
  g_hash_table_iter_init (&iter, now);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_assert_cmpstr (value, ==, number);
  if (number != NULL)
    {
      g_assert_cmpuint ((guint) atoi (number), >=, said->number);
      said->number = (guint) atoi (number);
    }

  TEST_AWAIT (result, roster_store_check_async (test->store, NULL, test_async_store, &result));
  g_assert_true (roster_store_check_finish (test->store, result, NULL));
  g_assert_no_error (roster_store_get_problem (test->store));
}

static void
test_nothing_that_was_told_is_lost (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GHashTable) states = g_hash_table_new (NULL, NULL);
  Said said = { .states = states };

  test_store_set_up (test);
  for (guint i = 0; i < KILLS; i++)
    {
      live_and_die (test->path, &said);
      /* Every other time the next life finds the database as the last one left it. */
      if (i % 2 == 1 && i < KILLS - 1)
        continue;
      test_store_open (test);
      g_assert_no_error (roster_store_get_problem (test->store));
      assert_all_there (test, &said);
      test_store_close (test);
    }
  g_assert_cmpuint (g_hash_table_size (states), >, KILLS);
  test_store_tear_down (test);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && strcmp (argv[1], "--child") == 0)
    run_child (argv[2], (guint) atoi (argv[3]));

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/kill/nothing-that-was-told-is-lost", test_nothing_that_was_told_is_lost);

  return g_test_run ();
}
