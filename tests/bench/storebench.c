/* storebench.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>

#include "roster-store-facts.h"
#include "roster-store-notes.h"
#include "roster-store-sync.h"

/* The store with a large Business Center, after one sync and after a thousand with one percent of changes each: how large it is, and how
 * long it takes to open it and to read everything. Both databases are measured in turns in the same run: the ratios are what counts. The
 * facts and notes are those that a session writes, so that startbench can start the program with the database.
 *
 *   storebench [SYNCS [ROUNDS [FOLDER]]]
 *
 * With FOLDER, the database is left there, and beside it one of a Business Center in which there is nothing. */

#define PEOPLE 500
#define AD_ACCOUNTS 3000
#define TIKTOK_ACCOUNTS 800
#define GRANTS 60000
#define AGES 4 /* states that a record goes through */

static const char * const LEVELS[] = { "1", "2", "3" };

/* Kind, and the prefix of its keys. */
static const char * const PRINCIPAL[] = { "principal", "user" };
static const char * const AD_ACCOUNT[] = { "ad-account", "ad" };
static const char * const TIKTOK_ACCOUNT[] = { "tiktok-account", "tt" };

typedef struct
{
  guint8 grants[PEOPLE][AD_ACCOUNTS]; /* 0: none, or 1 + level */
  guint8 people[PEOPLE];
  guint8 ad_accounts[AD_ACCOUNTS];
  guint8 tiktok_accounts[TIKTOK_ACCOUNTS];
} World;

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static char *
key (const char * const *kind,
     guint               number)
{
  return g_strdup_printf ("%s:71%017u", kind[1], number * 7919);
}

static char *
record (const char * const *kind,
        guint               number,
        guint               age)
{
  if (kind == PRINCIPAL)
    return g_strdup_printf ("{'address': <'person%u@northwind.example'>, 'membership': <1>, 'membership-text': <'BOUND'>, 'name': <'Person %u'>, "
                            "'role': <1>, 'role-text': <'STATE_%u'>}", number, number, age);
  if (kind == AD_ACCOUNT)
    return g_strdup_printf ("{'account-type': <'AUCTION'>, 'membership': <1>, 'membership-text': <'BOUND'>, 'name': <'Ad Account %u'>, "
                            "'owner-name': <'Northwind'>, 'ownership': <1>, 'ownership-text': <'OWNER'>, 'status-text': <'STATE_%u'>}", number, age);

  return g_strdup_printf ("{'available-status': <'STATE_%u'>, 'display-name': <'TikTok Account %u'>, 'handle': <'handle.%u'>, 'name': <'Account %u'>}",
                          age, number, number, number);
}

static GPtrArray *
make_records (const char * const *kind,
              const guint8       *ages,
              guint               n)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_fact_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *subject = key (kind, i);
      g_autofree char *value = record (kind, i, ages[i]);

      g_ptr_array_add (facts, roster_fact_new (kind[0], subject, NULL, value));
    }

  return facts;
}

static void
put_records (RosterStoreSync    *sync,
             const char * const *kind,
             const guint8       *ages,
             guint               n)
{
  g_autoptr (GPtrArray) facts = make_records (kind, ages, n);

  roster_store_sync_put (sync, kind[0], NULL, NULL, facts);
}

static void
put_world (RosterStoreCenter *center,
           const World       *world,
           char             **ad_account_keys)
{
  g_autoptr (RosterStoreSync) sync = roster_store_sync_new (center);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  put_records (sync, PRINCIPAL, world->people, PEOPLE);
  put_records (sync, AD_ACCOUNT, world->ad_accounts, AD_ACCOUNTS);
  put_records (sync, TIKTOK_ACCOUNT, world->tiktok_accounts, TIKTOK_ACCOUNTS);
  for (guint person = 0; person < PEOPLE; person++)
    {
      g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_fact_free);
      g_autofree char *subject = key (PRINCIPAL, person);

      for (guint i = 0; i < AD_ACCOUNTS; i++)
        if (world->grants[person][i] > 0)
          g_ptr_array_add (facts, roster_fact_new ("grant.ad", subject, ad_account_keys[i], LEVELS[world->grants[person][i] - 1]));
      roster_store_sync_put (sync, "grant.ad", subject, NULL, facts);
    }
  roster_store_sync_end_async (sync, on_done, &result);
  await (&result);
  if (!roster_store_sync_end_finish (sync, result, NULL, &error))
    g_error ("%s", error->message);
}

/* A third of the changes each: taken away, given, another level. */
static void
change_world (World *world,
              GRand *rand)
{
  for (guint done = 0; done < GRANTS / 100;)
    {
      guint8 *grant = &world->grants[g_rand_int_range (rand, 0, PEOPLE)][g_rand_int_range (rand, 0, AD_ACCOUNTS)];
      guint wish = done % 3;

      if ((wish == 0) != (*grant == 0))
        continue;
      if (wish == 1)
        *grant = 0;
      else
        *grant = (guint8) (*grant == 0 ? g_rand_int_range (rand, 1, 4) : 1 + *grant % 3);
      done++;
    }
  for (guint i = 0; i < PEOPLE / 100; i++)
    world->people[g_rand_int_range (rand, 0, PEOPLE)] = (guint8) g_rand_int_range (rand, 0, AGES);
  for (guint i = 0; i < AD_ACCOUNTS / 100; i++)
    world->ad_accounts[g_rand_int_range (rand, 0, AD_ACCOUNTS)] = (guint8) g_rand_int_range (rand, 0, AGES);
  for (guint i = 0; i < TIKTOK_ACCOUNTS / 100; i++)
    world->tiktok_accounts[g_rand_int_range (rand, 0, TIKTOK_ACCOUNTS)] = (guint8) g_rand_int_range (rand, 0, AGES);
}

static void
close_store (RosterStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_store_close_async (store, on_done, &result);
  await (&result);
}

/* Milliseconds from nothing to all facts on the main thread. */
static double
open_and_read (const char  *path,
               RosterClock *clock,
               guint       *n_facts)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (RosterStore) store = roster_store_new (path, clock);
  g_autoptr (RosterStoreCenter) center = roster_store_center_new (store, "bench", "1");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  double took;

  roster_store_facts_read_async (center, ROSTER_STORE_NOW, NULL, on_done, &result);
  await (&result);
  facts = roster_store_facts_read_finish (center, result, NULL, NULL);
  took = (double) (g_get_monotonic_time () - start) / 1000.0;
  *n_facts = facts->len;
  g_clear_object (&result);
  close_store (store);

  return took;
}

static double
as_of (const char  *path,
       RosterClock *clock,
       gint64       time)
{
  g_autoptr (RosterStore) store = roster_store_new (path, clock);
  g_autoptr (RosterStoreCenter) center = roster_store_center_new (store, "bench", "1");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  gint64 start = g_get_monotonic_time ();
  double took;

  roster_store_facts_read_async (center, time, NULL, on_done, &result);
  await (&result);
  facts = roster_store_facts_read_finish (center, result, NULL, NULL);
  took = (double) (g_get_monotonic_time () - start) / 1000.0;
  g_clear_object (&result);
  close_store (store);

  return took;
}

/* What a session has to know of a Business Center, to show it. */
static void
put_notes (RosterStoreCenter *center)
{
  roster_store_notes_set_async (center, "business-center", "{'name': <'Northwind Agency'>, 'role': <2>, 'status': <'ENABLE'>}", NULL, NULL);
  roster_store_notes_set_async (center, "connection", "('Bench', '', '1', int64 1)", NULL, NULL);
  roster_store_notes_set_async (center, "shown-at", "1767225600000000", NULL, NULL);
  roster_store_notes_set_async (center, "synced-at", "1767225600000000", NULL, NULL);
}

static void
make_empty (const char  *path,
            RosterClock *clock)
{
  g_autoptr (RosterStore) store = roster_store_new (path, clock);
  g_autoptr (RosterStoreCenter) center = roster_store_center_new (store, "bench", "1");
  g_autoptr (RosterStoreSync) sync = roster_store_sync_new (center);
  g_autoptr (GAsyncResult) result = NULL;

  put_records (sync, PRINCIPAL, NULL, 0);
  put_records (sync, AD_ACCOUNT, NULL, 0);
  put_records (sync, TIKTOK_ACCOUNT, NULL, 0);
  put_notes (center);
  roster_store_sync_end_async (sync, on_done, &result);
  await (&result);
  close_store (store);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

static double
median (GArray *values)
{
  g_array_sort (values, compare_doubles);

  return g_array_index (values, double, values->len / 2);
}

static gint64
file_size (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? (gint64) status.st_size : 0;
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (from, &contents, &length, NULL) || !g_file_set_contents (to, contents, (gssize) length, NULL))
    g_error ("%s cannot be copied", from);
}

int
main (int    argc,
      char **argv)
{
  guint n_syncs = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 1000;
  guint rounds = argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : 15;
  const char *kept = argc > 3 ? argv[3] : NULL;
  g_autofree char *folder = kept != NULL ? g_strdup (kept) : g_dir_make_tmp ("storebench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "roster.db", NULL);
  g_autofree char *first_path = g_build_filename (folder, "first.db", NULL);
  g_autofree char *empty_path = g_build_filename (folder, "empty.db", NULL);
  g_autoptr (RosterClock) clock = roster_clock_new_manual (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GArray) first_times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) last_times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree World *world = g_new0 (World, 1);
  g_auto (GStrv) ad_account_keys = g_new0 (char *, AD_ACCOUNTS + 1);
  RosterStore *store = roster_store_new (path, clock);
  RosterStoreCenter *center = roster_store_center_new (store, "bench", "1");
  gint64 start = g_get_monotonic_time ();
  guint n_first = 0;
  guint n_last = 0;
  double first;
  double last;

  for (guint i = 0; i < AD_ACCOUNTS; i++)
    ad_account_keys[i] = key (AD_ACCOUNT, i);
  for (guint done = 0; done < GRANTS;)
    {
      guint8 *grant = &world->grants[g_rand_int_range (rand, 0, PEOPLE)][g_rand_int_range (rand, 0, AD_ACCOUNTS)];

      if (*grant != 0)
        continue;
      *grant = (guint8) g_rand_int_range (rand, 1, 4);
      done++;
    }

  put_world (center, world, ad_account_keys);
  g_clear_object (&center);
  close_store (store);
  g_clear_object (&store);
  g_print ("first sync: %.0f ms\n", (double) (g_get_monotonic_time () - start) / 1000.0);
  copy_file (path, first_path);

  start = g_get_monotonic_time ();
  store = roster_store_new (path, clock);
  center = roster_store_center_new (store, "bench", "1");
  for (guint i = 0; i < n_syncs; i++)
    {
      roster_clock_advance (clock, G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC);
      change_world (world, rand);
      put_world (center, world, ad_account_keys);
    }
  put_notes (center);
  g_clear_object (&center);
  close_store (store);
  g_clear_object (&store);
  g_print ("each of %u more: %.0f ms\n", n_syncs, (double) (g_get_monotonic_time () - start) / 1000.0 / n_syncs);

  for (guint i = 0; i <= rounds; i++)
    {
      first = open_and_read (first_path, clock, &n_first);
      last = open_and_read (path, clock, &n_last);
      if (i == 0) /* to warm up */
        continue;
      g_array_append_val (first_times, first);
      g_array_append_val (last_times, last);
    }
  first = median (first_times);
  last = median (last_times);
  g_print ("\nStore, medians of %u:%24s%15s%8s\n", rounds, "one sync", "all syncs", "ratio");
  g_print ("%-28s%18u%15u\n", "facts", n_first, n_last);
  g_print ("%-28s%18.2f%15.2f%8.2f   (at most 4)\n", "size, MiB", (double) file_size (first_path) / 1048576.0, (double) file_size (path) / 1048576.0,
           (double) file_size (path) / (double) file_size (first_path));
  g_print ("%-28s%18.1f%15.1f%8.2f   (at most 1.2)\n", "open and read, ms", first, last, last / first);
  g_print ("%-28s%33.1f\n", "as of the first sync, ms",
           as_of (path, clock, roster_clock_get_now (clock) - n_syncs * G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC));

  g_unlink (first_path);
  if (kept != NULL)
    {
      make_empty (empty_path, clock);
      return 0;
    }

  g_unlink (path);
  g_rmdir (folder);

  return 0;
}
