/* test-store-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-history.h"
#include "roster-store-past.h"
#include "test-async.h"
#include "test-store.h"

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

static void
assert_value (GHashTable *table,
              const char *key,
              const char *value)
{
  g_assert_cmpstr (g_hash_table_lookup (table, key), ==, value);
}

static void
test_only_differences_count (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GPtrArray) first = test_store_facts ("grant", "user:1", "ad:1", "ADMIN", "user:1", "ad:2", "ANALYST", "user:1", "ad:3", "OPERATOR", NULL);
  g_autoptr (GPtrArray) second = test_store_facts ("grant", "user:1", "ad:1", "ADMIN", "user:1", "ad:2", "OPERATOR", "user:1", "ad:4", "ADMIN", NULL);
  g_autoptr (GPtrArray) other = test_store_facts ("grant", "user:2", "ad:1", "ADMIN", NULL);
  g_autoptr (GHashTable) now = NULL;
  g_autoptr (GHashTable) before = NULL;
  g_autoptr (GHashTable) nothing = NULL;
  g_autoptr (GHashTable) changes = NULL;
  gint64 start;

  test_store_set_up (test);
  test_store_open (test);
  start = roster_clock_get_now (test->clock);
  g_assert_cmpuint (test_store_put (test->center, "grant", "user:1", NULL, first), ==, 3);
  g_assert_cmpuint (test_store_put (test->center, "grant", "user:2", NULL, other), ==, 1);
  roster_clock_advance (test->clock, DAY);
  g_assert_cmpuint (test_store_put (test->center, "grant", "user:1", NULL, first), ==, 0);
  roster_clock_advance (test->clock, DAY);
  g_assert_cmpuint (test_store_put (test->center, "grant", "user:1", NULL, second), ==, 3);
  test_store_reopen (test);

  now = test_store_read (test->center, ROSTER_STORE_NOW, NULL);
  g_assert_cmpuint (g_hash_table_size (now), ==, 4);
  assert_value (now, "grant user:1 ad:2", "OPERATOR");
  assert_value (now, "grant user:1 ad:3", NULL);
  assert_value (now, "grant user:1 ad:4", "ADMIN");
  assert_value (now, "grant user:2 ad:1", "ADMIN"); /* its scope was not read again */

  before = test_store_read (test->center, start + DAY, NULL);
  g_assert_cmpuint (g_hash_table_size (before), ==, 4);
  assert_value (before, "grant user:1 ad:2", "ANALYST");
  assert_value (before, "grant user:1 ad:3", "OPERATOR");
  nothing = test_store_read (test->center, start - 1, NULL);
  g_assert_cmpuint (g_hash_table_size (nothing), ==, 0);

  changes = test_store_compare (test->center, start + DAY, ROSTER_STORE_NOW);
  g_assert_cmpuint (g_hash_table_size (changes), ==, 3);
  assert_value (changes, "grant user:1 ad:2", "ANALYST -> OPERATOR");
  assert_value (changes, "grant user:1 ad:3", "OPERATOR -> -");
  assert_value (changes, "grant user:1 ad:4", "- -> ADMIN");
  test_store_tear_down (test);
}

static void
test_since_is_when_it_appeared (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GPtrArray) first = test_store_facts ("member", "user:1", "", "Ana", "user:2", "", "Bo", NULL);
  g_autoptr (GPtrArray) second = test_store_facts ("member", "user:1", "", "Ana", "user:2", "", "Bob", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GPtrArray) scopes = NULL;
  const RosterFactScope *scope;
  gint64 start;

  test_store_set_up (test);
  test_store_open (test);
  start = roster_clock_get_now (test->clock);
  test_store_put (test->center, "member", NULL, NULL, first);
  roster_clock_advance (test->clock, DAY);
  test_store_put (test->center, "member", NULL, NULL, second);

  TEST_AWAIT (result, roster_store_facts_read_async (test->center, ROSTER_STORE_NOW, NULL, test_async_store, &result));
  facts = roster_store_facts_read_finish (test->center, result, &scopes, NULL);
  g_assert_cmpuint (facts->len, ==, 2);
  for (guint i = 0; i < facts->len; i++)
    {
      const RosterFact *fact = facts->pdata[i];

      g_assert_null (fact->object);
      g_assert_cmpint (fact->since, ==, g_str_equal (fact->subject, "user:1") ? start : start + DAY);
    }
  g_assert_cmpuint (scopes->len, ==, 1);
  scope = scopes->pdata[0];
  g_assert_cmpstr (scope->kind, ==, "member");
  g_assert_null (scope->subject);
  g_assert_null (scope->object);
  g_assert_cmpint (scope->first_read, ==, start);
  g_assert_cmpint (scope->last_read, ==, start + DAY);
  g_clear_object (&result);
  test_store_tear_down (test);
}

static void
test_read_and_empty_is_not_unknown (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GPtrArray) none = test_store_facts ("grant", NULL);
  g_autoptr (GPtrArray) scopes = NULL;
  g_autoptr (GPtrArray) earlier = NULL;
  g_autoptr (GHashTable) now = NULL;
  g_autoptr (GHashTable) then = NULL;
  gint64 start;

  test_store_set_up (test);
  test_store_open (test);
  start = roster_clock_get_now (test->clock);
  test_store_put (test->center, "grant", "user:1", NULL, none);
  roster_clock_advance (test->clock, DAY);
  test_store_put (test->center, "grant", NULL, "ad:9", none);

  now = test_store_read (test->center, ROSTER_STORE_NOW, &scopes);
  g_assert_cmpuint (g_hash_table_size (now), ==, 0);
  g_assert_cmpuint (scopes->len, ==, 2);
  then = test_store_read (test->center, start, &earlier);
  g_assert_cmpuint (earlier->len, ==, 1);
  g_assert_cmpstr (((RosterFactScope *) earlier->pdata[0])->subject, ==, "user:1");
  test_store_tear_down (test);
}

/* Grants can be read per person or per asset: both are views of the same facts. */
static void
test_scopes_from_either_side (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GPtrArray) person = test_store_facts ("grant", "user:1", "ad:1", "ADMIN", "user:1", "ad:2", "ADMIN", NULL);
  g_autoptr (GPtrArray) asset = test_store_facts ("grant", "user:2", "ad:1", "ANALYST", NULL);
  g_autoptr (GPtrArray) single = test_store_facts ("grant", "user:2", "ad:1", "OPERATOR", NULL);
  g_autoptr (GPtrArray) none = test_store_facts ("grant", NULL);
  g_autoptr (GHashTable) now = NULL;

  test_store_set_up (test);
  test_store_open (test);
  test_store_put (test->center, "grant", "user:1", NULL, person);
  g_assert_cmpuint (test_store_put (test->center, "grant", NULL, "ad:1", asset), ==, 2);
  g_assert_cmpuint (test_store_put (test->center, "grant", "user:2", "ad:1", single), ==, 1);
  g_assert_cmpuint (test_store_put (test->center, "grant", "user:1", "ad:2", none), ==, 1);
  now = test_store_read (test->center, ROSTER_STORE_NOW, NULL);
  g_assert_cmpuint (g_hash_table_size (now), ==, 1);
  assert_value (now, "grant user:2 ad:1", "OPERATOR");
  test_store_tear_down (test);
}

static void
test_centers_do_not_mix (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (RosterStoreCenter) other_bc = NULL;
  g_autoptr (RosterStoreCenter) other_connection = NULL;
  g_autoptr (GPtrArray) one = test_store_facts ("member", "user:1", "", "Ana", NULL);
  g_autoptr (GPtrArray) none = test_store_facts ("member", NULL);
  g_autoptr (GHashTable) now = NULL;
  g_autoptr (GHashTable) others = NULL;

  test_store_set_up (test);
  test_store_open (test);
  other_bc = roster_store_center_new (test->store, "connection-1", "7002");
  other_connection = roster_store_center_new (test->store, "connection-2", "7001");
  test_store_put (test->center, "member", NULL, NULL, one);
  test_store_put (other_bc, "member", NULL, NULL, none);
  test_store_put (other_connection, "member", NULL, NULL, none);
  now = test_store_read (test->center, ROSTER_STORE_NOW, NULL);
  g_assert_cmpuint (g_hash_table_size (now), ==, 1);
  others = test_store_read (other_connection, ROSTER_STORE_NOW, NULL);
  g_assert_cmpuint (g_hash_table_size (others), ==, 0);
  g_clear_object (&other_bc);
  g_clear_object (&other_connection);
  test_store_tear_down (test);
}

static void
compare_entry (gint64                 sync,
               const RosterStorePast *past,
               gpointer               user_data)
{
  GArray *entries = user_data;

  g_array_append_vals (entries, past, 1);
}

static void
test_packs_are_read_as_written (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GByteArray) pack = g_byte_array_new ();
      g_autoptr (GArray) written = g_array_new (FALSE, FALSE, sizeof (RosterStorePast));
      g_autoptr (GArray) read = g_array_new (FALSE, FALSE, sizeof (RosterStorePast));
      g_autoptr (GBytes) bytes = NULL;
      RosterStorePast past = { .kind = 1, .subject = 1 };
      gint64 sync = g_test_rand_int_range (1, G_MAXINT32);

      for (guint i = 0; i < 20; i++)
        {
          if (g_test_rand_bit ())
            past.kind++, past.subject = g_test_rand_int_range (1, 1000);
          past.subject += g_test_rand_int_range (0, 1 << g_test_rand_int_range (1, 30));
          past.object = g_test_rand_bit () ? 0 : g_test_rand_int_range (1, G_MAXINT32);
          past.value = g_test_rand_int_range (1, 1 << g_test_rand_int_range (2, 30));
          past.since = g_test_rand_int_range (0, (gint32) sync);
          roster_store_past_pack (pack, sync, written->len > 0 ? &g_array_index (written, RosterStorePast, written->len - 1) : NULL, &past);
          g_array_append_val (written, past);
        }
      bytes = g_bytes_new (pack->data, pack->len);
      g_assert_true (roster_store_past_unpack (bytes, sync, compare_entry, read));
      g_assert_cmpmem (read->data, read->len * sizeof past, written->data, written->len * sizeof past);
    }
}

static void
ignore_entry (gint64                 sync,
              const RosterStorePast *past,
              gpointer               user_data)
{
}

static void
test_packs_of_nonsense_do_no_harm (void)
{
  for (guint round = 0; round < 5000; round++)
    {
      guint8 noise[40];
      g_autoptr (GBytes) bytes = NULL;

      for (gsize i = 0; i < sizeof noise; i++)
        noise[i] = (guint8) g_test_rand_int_range (0, g_test_rand_bit () ? 256 : 4);
      bytes = g_bytes_new (noise, (gsize) g_test_rand_int_range (0, sizeof noise));
      roster_store_past_unpack (bytes, 7, ignore_entry, NULL);
    }
}

/* The property: whatever syncs do, the store says of every time what a table that was copied then says. */

#define SYNCS 60

static GHashTable *
copy_table (GHashTable *table)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy, g_strdup (key), g_strdup (value));

  return copy;
}

/* Random contents for a scope of 8 subjects, 8 objects, 3 kinds; the naive table is kept in step. */
static GPtrArray *
make_facts (GHashTable *table,
            const char *kind,
            int         subject,
            int         object)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_fact_free);
  int density = g_test_rand_int_range (0, 5);

  for (int s = 0; s < 8; s++)
    for (int o = 0; o < 8; o++)
      {
        g_autofree char *subject_key = g_strdup_printf ("user:%d", s);
        g_autofree char *object_key = g_strdup_printf ("ad:%d", o);
        char *key = g_strdup_printf ("%s %s %s", kind, subject_key, o > 0 ? object_key : "-");
        const char *held = g_hash_table_lookup (table, key);
        g_autofree char *value = NULL;

        if ((subject >= 0 && subject != s) || (object >= 0 && object != o))
          {
            g_free (key);
            continue;
          }
        if (g_test_rand_int_range (0, 6) > 0)
          value = g_strdup (held);
        else if (g_test_rand_int_range (0, 5) < density)
          value = g_strdup_printf ("value %d", g_test_rand_int_range (0, 4));

        if (value == NULL)
          {
            g_hash_table_remove (table, key);
            g_free (key);
            continue;
          }
        g_ptr_array_add (facts, roster_fact_new (kind, subject_key, o > 0 ? object_key : NULL, value));
        g_hash_table_insert (table, key, g_steal_pointer (&value));
      }

  return facts;
}

static void
put_at_random (RosterStoreSync *sync,
               GHashTable      *table)
{
  static const char * const KINDS[] = { "grant", "link", "member" };
  const char *kind = KINDS[g_test_rand_int_range (0, 3)];
  int subject = g_test_rand_bit () ? g_test_rand_int_range (0, 8) : -1;
  int object = g_test_rand_bit () ? g_test_rand_int_range (1, 8) : -1;
  g_autofree char *subject_key = subject >= 0 ? g_strdup_printf ("user:%d", subject) : NULL;
  g_autofree char *object_key = object >= 0 ? g_strdup_printf ("ad:%d", object) : NULL;
  g_autoptr (GPtrArray) facts = make_facts (table, kind, subject, object);

  roster_store_sync_put (sync, kind, subject_key, object_key, facts);
}

static GHashTable *
expected_changes (GHashTable *before,
                  GHashTable *after)
{
  GHashTable *changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const char *other = g_hash_table_lookup (after, key);

      if (g_strcmp0 (value, other) != 0)
        g_hash_table_insert (changes, g_strdup (key), g_strdup_printf ("%s -> %s", (char *) value, other != NULL ? other : "-"));
    }
  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_hash_table_lookup (before, key) == NULL)
      g_hash_table_insert (changes, g_strdup (key), g_strdup_printf ("- -> %s", (char *) value));

  return changes;
}

static void
run_syncs (TestStore  *test,
           GPtrArray  *snapshots,
           GHashTable *table)
{
  /* Two syncs under way at a time, put in turns, so that their changes interleave. */
  g_autoptr (RosterStoreSync) first = roster_store_sync_new (test->center);
  g_autoptr (RosterStoreSync) second = roster_store_sync_new (test->center);

  for (guint i = 0; i < SYNCS; i++)
    {
      RosterStoreSync **sync = g_test_rand_bit () ? &first : &second;

      roster_clock_advance (test->clock, 1000);
      put_at_random (*sync, table);
      if (g_test_rand_bit ())
        {
          g_clear_object (sync);
          *sync = roster_store_sync_new (test->center);
        }
      g_ptr_array_add (snapshots, copy_table (table));

      if (g_test_rand_int_range (0, 15) == 0)
        {
          g_clear_object (&first);
          g_clear_object (&second);
          test_store_reopen (test);
          first = roster_store_sync_new (test->center);
          second = roster_store_sync_new (test->center);
        }
    }
}

static void
test_every_time_is_remembered (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GPtrArray) snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) now = NULL;
  gint64 start;

  test_store_set_up (test);
  test_store_open (test);
  start = roster_clock_get_now (test->clock);
  run_syncs (test, snapshots, table);
  now = test_store_read (test->center, ROSTER_STORE_NOW, NULL);
  test_store_assert_same (now, table);

  /* A sync counts from its beginning, so what is told of the time of a put may be what its sync put a little later: one of the states from then
   * on, and never a mixture. */
  for (guint i = 0; i < snapshots->len; i += 3)
    {
      g_autoptr (GHashTable) then = test_store_read (test->center, start + (i + 1) * 1000, NULL);
      gboolean found = FALSE;

      for (guint j = i; j < snapshots->len && !found; j++)
        {
          g_autoptr (GHashTable) difference = expected_changes (then, snapshots->pdata[j]);

          found = g_hash_table_size (difference) == 0;
        }
      g_assert_true (found);
    }

  for (guint round = 0; round < 20; round++)
    {
      gint64 earlier = start + g_test_rand_int_range (0, SYNCS + 2) * 1000;
      gint64 later = earlier + g_test_rand_int_range (0, SYNCS) * 1000;
      g_autoptr (GHashTable) before = test_store_read (test->center, earlier, NULL);
      g_autoptr (GHashTable) after = test_store_read (test->center, later, NULL);
      g_autoptr (GHashTable) expected = expected_changes (before, after);
      g_autoptr (GHashTable) changes = test_store_compare (test->center, earlier, later);

      test_store_assert_same (changes, expected);
    }
  test_store_tear_down (test);
}

/* The same with one put a sync: then every time has a table of its own. */
static void
test_every_sync_is_remembered (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GPtrArray) snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gint64 start;

  test_store_set_up (test);
  test_store_open (test);
  start = roster_clock_get_now (test->clock);
  for (guint i = 0; i < SYNCS; i++)
    {
      g_autoptr (RosterStoreSync) sync = roster_store_sync_new (test->center);

      roster_clock_advance (test->clock, 1000);
      for (int puts = g_test_rand_int_range (1, 5); puts > 0; puts--)
        put_at_random (sync, table);
      g_ptr_array_add (snapshots, copy_table (table));
    }
  for (guint i = 0; i < snapshots->len; i++)
    {
      g_autoptr (GHashTable) then = test_store_read (test->center, start + (i + 1) * 1000 + 500, NULL);

      test_store_assert_same (then, snapshots->pdata[i]);
    }
  test_store_tear_down (test);
}

static gint64
get_end (GHashTable *ended,
         const char *key)
{
  gint64 *end = g_hash_table_lookup (ended, key);

  return end != NULL ? *end : 0;
}

/* Who went, and when last, also who came back; another name is no leaving. */
static void
test_who_went (void)
{
  g_autofree TestStore *test = g_new0 (TestStore, 1);
  g_autoptr (GPtrArray) first = test_store_facts ("account", "tt:1", "", "One", "tt:2", "", "Two", "tt:3", "", "Three", "tt:4", "", "Four", NULL);
  g_autoptr (GPtrArray) second = test_store_facts ("account", "tt:1", "", "One", "tt:2", "", "Zwei", NULL);
  g_autoptr (GPtrArray) third = test_store_facts ("account", "tt:1", "", "One", "tt:2", "", "Zwei", "tt:4", "", "Four", NULL);
  g_autoptr (GPtrArray) other = test_store_facts ("member", "tt:1", "", "One", NULL);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GHashTable) ended = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) nothing = NULL;
  gint64 start;

  test_store_set_up (test);
  test_store_open (test);
  TEST_AWAIT (nothing, roster_store_history_ended_async (test->center, "account", NULL, test_async_store, &nothing));
  ended = roster_store_history_ended_finish (test->center, nothing, NULL);
  g_assert_cmpuint (g_hash_table_size (ended), ==, 0);
  g_clear_pointer (&ended, g_hash_table_unref);
  g_clear_object (&nothing);

  start = roster_clock_get_now (test->clock);
  test_store_put (test->center, "account", NULL, NULL, first);
  test_store_put (test->center, "member", NULL, NULL, other);
  roster_clock_advance (test->clock, DAY);
  test_store_put (test->center, "account", NULL, NULL, second);
  test_store_put (test->center, "member", NULL, NULL, none);
  roster_clock_advance (test->clock, DAY);
  test_store_put (test->center, "account", NULL, NULL, third);
  test_store_reopen (test);

  TEST_AWAIT (result, roster_store_history_ended_async (test->center, "account", NULL, test_async_store, &result));
  ended = roster_store_history_ended_finish (test->center, result, NULL);
  g_assert_cmpuint (g_hash_table_size (ended), ==, 2);
  g_assert_cmpint (get_end (ended, "tt:3"), ==, start + DAY);
  g_assert_cmpint (get_end (ended, "tt:4"), ==, start + DAY);
  g_clear_object (&result);
  test_store_tear_down (test);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/facts/who-went", test_who_went);
  g_test_add_func ("/store/facts/only-differences-count", test_only_differences_count);
  g_test_add_func ("/store/facts/since-is-when-it-appeared", test_since_is_when_it_appeared);
  g_test_add_func ("/store/facts/read-and-empty-is-not-unknown", test_read_and_empty_is_not_unknown);
  g_test_add_func ("/store/facts/scopes-from-either-side", test_scopes_from_either_side);
  g_test_add_func ("/store/facts/centers-do-not-mix", test_centers_do_not_mix);
  g_test_add_func ("/store/facts/packs-are-read-as-written", test_packs_are_read_as_written);
  g_test_add_func ("/store/facts/packs-of-nonsense-do-no-harm", test_packs_of_nonsense_do_no_harm);
  g_test_add_func ("/store/facts/every-time-is-remembered", test_every_time_is_remembered);
  g_test_add_func ("/store/facts/every-sync-is-remembered", test_every_sync_is_remembered);

  return g_test_run ();
}
