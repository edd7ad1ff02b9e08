/* test-session-sync-mark.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-mark.h"

#define NOW (G_TIME_SPAN_DAY * 365 * 50)

static GPtrArray *
make_entries (const char *first,
              ...)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_api_log_entry_free);
  va_list args;

  va_start (args, first);
  for (const char *text = first; text != NULL; text = va_arg (args, const char *))
    {
      RosterApiLogEntry *entry = g_new0 (RosterApiLogEntry, 1);

      entry->time = g_strdup ("2026-11-22 10:00:00");
      entry->text = g_strdup (text);
      g_ptr_array_add (entries, entry);
    }
  va_end (args);

  return entries;
}

/* Two lines that are equal are two; one that stands elsewhere is the same. */
static void
test_new_lines (void)
{
  g_autoptr (GPtrArray) before = make_entries ("a", "b", "b", NULL);
  g_autoptr (GPtrArray) after = make_entries ("late", "b", "a", "b", "b", "c", NULL);
  g_autoptr (RosterSyncMark) mark = roster_sync_mark_new (NOW, "2026-11-21", before, NULL, NULL);
  g_autofree char *text = roster_sync_mark_to_string (mark);
  g_autoptr (RosterSyncMark) read = roster_sync_mark_new_from_string (text);
  g_autoptr (GPtrArray) none = roster_sync_mark_find_new (read, before);
  g_autoptr (GPtrArray) fresh = roster_sync_mark_find_new (read, after);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (fresh->len, ==, 3);
  g_assert_cmpstr (((RosterApiLogEntry *) fresh->pdata[0])->text, ==, "late");
  g_assert_cmpstr (((RosterApiLogEntry *) fresh->pdata[1])->text, ==, "b");
  g_assert_cmpstr (((RosterApiLogEntry *) fresh->pdata[2])->text, ==, "c");

  /* What a field holds does not run into the next. */
  g_free (((RosterApiLogEntry *) after->pdata[2])->time);
  ((RosterApiLogEntry *) after->pdata[2])->time = g_strdup ("2026-11-22 10:00:00a");
  g_free (((RosterApiLogEntry *) after->pdata[2])->text);
  ((RosterApiLogEntry *) after->pdata[2])->text = NULL;
  g_ptr_array_unref (fresh);
  fresh = roster_sync_mark_find_new (read, after);
  g_assert_cmpuint (fresh->len, ==, 4);
}

static void
test_as_text (void)
{
  const char * const stale[] = { "links tt:1", "ads mail:maria@studio.example", NULL };
  g_autoptr (RosterSyncMark) mark = roster_sync_mark_new (NOW, "2026-11-21", NULL, stale, NULL);
  g_autofree char *text = roster_sync_mark_to_string (mark);
  g_autofree char *newer = g_strconcat ("what nobody knows\n", text, "\nflag\n\n", NULL);
  g_autoptr (RosterSyncMark) read = roster_sync_mark_new_from_string (newer);
  g_autofree char *again = roster_sync_mark_to_string (read);

  g_assert_cmpstr (again, ==, text);
  g_assert_cmpint (roster_sync_mark_get_full_read_at (read), ==, NOW);
  g_assert_cmpstr (roster_sync_mark_get_log_day (read), ==, "2026-11-21");
  g_assert_cmpstrv (roster_sync_mark_get_stale (read), stale);
}

static void
test_damaged (void)
{
  const char *no_marks[] = { "", "\n", "full", "full 0", "full -5", "full abc", "full 99999999999999999999", "log 2026-11-21\nstale x" };
  const char *no_days[] = { "log 2026-13-01", "log 20261121", "log yesterday", "log ", "log 2026-11-21T10", "log 2026-02-30" };

  for (gsize i = 0; i < G_N_ELEMENTS (no_marks); i++)
    g_assert_null (roster_sync_mark_new_from_string (no_marks[i]));

  /* Without a day of the log it is good for an hour. */
  for (gsize i = 0; i < G_N_ELEMENTS (no_days); i++)
    {
      g_autofree char *text = g_strdup_printf ("full %" G_GINT64_FORMAT "\n%s", (gint64) NOW, no_days[i]);
      g_autoptr (RosterSyncMark) mark = roster_sync_mark_new_from_string (text);

      g_assert_nonnull (mark);
      g_assert_null (roster_sync_mark_get_log_day (mark));
      g_assert_true (roster_sync_mark_is_enough (mark, NOW + 1));
      g_assert_false (roster_sync_mark_is_enough (mark, NOW + G_TIME_SPAN_HOUR));
    }
}

static void
test_for_a_day (void)
{
  g_autoptr (RosterSyncMark) mark = roster_sync_mark_new (NOW, "2026-11-21", NULL, NULL, NULL);

  g_assert_false (roster_sync_mark_is_enough (NULL, NOW));
  g_assert_true (roster_sync_mark_is_enough (mark, NOW));
  g_assert_true (roster_sync_mark_is_enough (mark, NOW + G_TIME_SPAN_DAY - 1));
  g_assert_false (roster_sync_mark_is_enough (mark, NOW + G_TIME_SPAN_DAY));
  g_assert_false (roster_sync_mark_is_enough (mark, NOW - 1));
}

/* What was short, and has not been read since, still is. */
static void
test_incomplete (void)
{
  const char * const stale[] = { "list people", "links tt:1", "links tt:2", NULL };
  const char * const incomplete[] = { "list people", "links tt:1", NULL };
  const char * const later[] = { "links tt:1", "links tt:3", NULL };
  const char * const fresh[] = { "links tt:3", NULL };
  g_autoptr (RosterSyncMark) mark = roster_sync_mark_new (NOW, "2026-11-21", NULL, stale, incomplete);
  g_autoptr (RosterSyncMark) next = roster_sync_mark_new (NOW, "2026-11-21", NULL, later, fresh);
  g_autofree char *text = roster_sync_mark_to_string (mark);
  g_autoptr (RosterSyncMark) read = roster_sync_mark_new_from_string (text);
  g_autofree char *carried = NULL;

  g_assert_true (g_strv_equal (roster_sync_mark_get_incomplete (read), incomplete));
  g_assert_true (g_strv_equal (roster_sync_mark_get_stale (read), stale));
  roster_sync_mark_carry (next, mark);
  carried = g_strjoinv ("|", (char **) roster_sync_mark_get_incomplete (next));
  g_assert_cmpstr (carried, ==, "links tt:3|links tt:1");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/session/sync-mark/new-lines", test_new_lines);
  g_test_add_func ("/session/sync-mark/as-text", test_as_text);
  g_test_add_func ("/session/sync-mark/damaged", test_damaged);
  g_test_add_func ("/session/sync-mark/for-a-day", test_for_a_day);
  g_test_add_func ("/session/sync-mark/incomplete", test_incomplete);

  return g_test_run ();
}
