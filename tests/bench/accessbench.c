/* accessbench.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <malloc.h>
#include <time.h>

#include "roster-agency.h"
#include "roster-findings.h"

/* The access model of a large Business Center: how much memory it takes, and how much work it is to say of a cell who may do what there, and
 * why; and how long it takes to find what deserves attention. Each figure stands beside its limit; one that is missed makes the program end with 1.
 *
 *   accessbench [SEED] */

#define PEOPLE 500
#define AGENCIES 20
#define AD_ACCOUNTS 3000
#define TIKTOK_ACCOUNTS 800
#define GRANTS 60000
#define GROUPS 60
#define ADMINS 10
#define INVITED 40
#define CELLS 1000000
#define UPDATES 20

#define ROWS (PEOPLE + AGENCIES)
#define COLUMNS (AD_ACCOUNTS + TIKTOK_ACCOUNTS)

typedef struct
{
  RosterDirectory *directory;
  GPtrArray *rows;
  GPtrArray *columns;
  GRand *rand;
} Bench;

static guint
any (Bench *bench,
     guint  n)
{
  return (guint) g_rand_int_range (bench->rand, 0, (gint32) n);
}

static void
make_lists (Bench *bench)
{
  g_autoptr (GPtrArray) ad_accounts = g_ptr_array_new ();
  g_autoptr (GPtrArray) tiktok_accounts = g_ptr_array_new ();

  for (guint i = 0; i < ROWS; i++)
    {
      g_autofree char *id = g_strdup_printf ("71%017u", i * 7919);
      g_autofree char *address = g_strdup_printf ("person.%u@northwind.example", i);

      if (i < PEOPLE)
        {
          RosterPerson *person = roster_person_new (i < PEOPLE - INVITED ? id : NULL, address);

          roster_person_set_role (person, i % (PEOPLE / ADMINS) == 0 ? ROSTER_ROLE_ADMIN : ROSTER_ROLE_STANDARD);
          roster_person_set_membership (person, i < PEOPLE - INVITED ? ROSTER_MEMBERSHIP_BOUND : ROSTER_MEMBERSHIP_PENDING);
          g_ptr_array_add (bench->rows, person);
        }
      else
        {
          g_ptr_array_add (bench->rows, roster_agency_new (id));
        }
    }
  for (guint i = 0; i < COLUMNS; i++)
    {
      g_autofree char *id = g_strdup_printf ("72%017u", i * 7919);

      g_ptr_array_add (bench->columns, i < AD_ACCOUNTS ? (gpointer) roster_ad_account_new (id) : (gpointer) roster_tiktok_account_new (id));
      g_ptr_array_add (i < AD_ACCOUNTS ? ad_accounts : tiktok_accounts, bench->columns->pdata[i]);
    }

  roster_directory_merge_principals (bench->directory, bench->rows, ROSTER_MERGE_CERTAIN, ROSTER_MERGE_CERTAIN);
  roster_directory_merge_ad_accounts (bench->directory, ad_accounts, ROSTER_MERGE_CERTAIN);
  roster_directory_merge_tiktok_accounts (bench->directory, tiktok_accounts, ROSTER_MERGE_CERTAIN);
}

/* What each TikTok account is linked to. */
static void
make_links (Bench *bench)
{
  RosterAccess *access = roster_directory_get_access (bench->directory);

  for (guint i = AD_ACCOUNTS; i < COLUMNS; i++)
    {
      g_autoptr (GPtrArray) links = g_ptr_array_new ();

      for (guint j = 0; i % 10 != 9 && j < 1 + i % 4; j++)
        g_ptr_array_add (links, (gpointer) roster_item_get_key (bench->columns->pdata[any (bench, AD_ACCOUNTS)]));
      roster_access_set_links (access, roster_item_get_key (bench->columns->pdata[i]), links);
    }
}

/* @count of the columns of a kind; all that was read of a row comes at once, as it does from TikTok. */
static void
give (Bench             *bench,
      const char        *row,
      RosterAccessScope  scope,
      guint              count)
{
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);
  g_autoptr (GHashTable) given = g_hash_table_new (NULL, NULL);

  while (grants->len < count)
    {
      guint column = scope == ROSTER_ACCESS_SCOPE_AD_ACCOUNTS ? any (bench, AD_ACCOUNTS) : AD_ACCOUNTS + any (bench, TIKTOK_ACCOUNTS);
      const char *key = roster_item_get_key (bench->columns->pdata[column]);

      if (!g_hash_table_add (given, GUINT_TO_POINTER (column)))
        continue;
      if (scope == ROSTER_ACCESS_SCOPE_AD_ACCOUNTS)
        g_ptr_array_add (grants, roster_grant_new (key, ROSTER_LEVEL_ANALYST + any (bench, 3), NULL, ROSTER_TIKTOK_ROLES_NONE));
      else
        g_ptr_array_add (grants, roster_grant_new (key, ROSTER_LEVEL_NONE, NULL, 1 + any (bench, 7)));
    }
  roster_access_set_grants (roster_directory_get_access (bench->directory), row, scope, grants);
}

/* Returns: how many grants there are. */
static guint
give_all (Bench *bench)
{
  guint left = GRANTS;

  for (guint i = 0; i < ROWS; i++)
    {
      const char *row = roster_item_get_key (bench->rows->pdata[i]);
      guint share = left / (ROWS - i);
      guint tiktok_accounts = i < PEOPLE ? share / 10 : 0;

      give (bench, row, ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS, tiktok_accounts);
      give (bench, row, ROSTER_ACCESS_SCOPE_AD_ACCOUNTS, share - tiktok_accounts);
      left -= share;
    }

  return GRANTS - left;
}

static void
make_groups (Bench *bench)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  roster_directory_merge_account_groups (bench->directory, none, ROSTER_MERGE_CERTAIN);
  for (guint i = 0; i < GROUPS; i++)
    {
      g_autofree char *key = g_strdup_printf ("group:73%017u", i * 7919);
      g_autofree char *name = g_strdup_printf ("Client %u", i);
      g_autoptr (GPtrArray) ad_accounts = g_ptr_array_new ();
      g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_grant_free);

      for (guint j = i; j < AD_ACCOUNTS; j += GROUPS)
        g_ptr_array_add (ad_accounts, (gpointer) roster_item_get_key (bench->columns->pdata[j]));
      for (guint j = any (bench, 10); j < PEOPLE - INVITED; j += 10)
        g_ptr_array_add (members, roster_grant_new (roster_item_get_key (bench->rows->pdata[j]), ROSTER_LEVEL_ANALYST + any (bench, 3), NULL, 0));
      roster_access_set_group (roster_directory_get_access (bench->directory), key, name, ad_accounts, members);
    }
}

static double
cpu_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void
count_reason (const RosterReason *reason,
              gpointer            user_data)
{
  (*(guint *) user_data)++;
}

/* Explains random cells, from the keys on: each row and column is looked up once, as whoever shows a matrix does. Returns: seconds of CPU. */
static double
explain_cells (Bench *bench,
               guint *n_reasons,
               guint *n_unknown)
{
  RosterAccess *access = roster_directory_get_access (bench->directory);
  g_autofree guint *cells = g_new (guint, 2 * CELLS);
  guint rows[ROWS], columns[COLUMNS];
  double start;

  for (guint i = 0; i < CELLS; i++)
    {
      cells[2 * i] = any (bench, ROWS);
      cells[2 * i + 1] = any (bench, COLUMNS);
    }
  *n_reasons = *n_unknown = 0;

  start = cpu_time ();
  for (guint i = 0; i < ROWS; i++)
    rows[i] = roster_access_find_row (access, roster_item_get_key (bench->rows->pdata[i]));
  for (guint i = 0; i < COLUMNS; i++)
    columns[i] = roster_access_find_column (access, roster_item_get_key (bench->columns->pdata[i]));
  for (guint i = 0; i < CELLS; i++)
    *n_unknown += !roster_access_explain (access, rows[cells[2 * i]], columns[cells[2 * i + 1]], count_reason, n_reasons);

  return cpu_time () - start;
}

/* Finds what deserves attention again and again. Returns: seconds of CPU that it takes each time. */
static double
find_findings (Bench *bench,
               guint *n_findings)
{
  g_autoptr (RosterFindings) findings = roster_findings_new (bench->directory);
  double start;

  roster_findings_update (findings, G_TIME_SPAN_DAY);
  start = cpu_time ();
  for (guint i = 0; i < UPDATES; i++)
    roster_findings_update (findings, G_TIME_SPAN_DAY);
  *n_findings = g_list_model_get_n_items (G_LIST_MODEL (findings));

  return (cpu_time () - start) / UPDATES;
}

static gboolean
tell (const char *what,
      double      figure,
      double      limit,
      const char *unit)
{
  g_print ("%-48s%12.3f %-4s(under %.3f)%s\n", what, figure, unit, limit, figure < limit ? "" : "   MISSED");

  return figure < limit;
}

int
main (int   argc,
      char *argv[])
{
  Bench bench = {
    .directory = roster_directory_new (),
    .rows = g_ptr_array_new_with_free_func (g_object_unref),
    .columns = g_ptr_array_new_with_free_func (g_object_unref),
    .rand = g_rand_new_with_seed (argc > 1 ? (guint32) g_ascii_strtoull (argv[1], NULL, 10) : 7),
  };
  gsize before, after;
  guint n_grants, n_reasons, n_unknown, n_findings;
  double seconds;
  gboolean met;

  make_lists (&bench);
  before = mallinfo2 ().uordblks;
  make_links (&bench);
  n_grants = give_all (&bench);
  make_groups (&bench);
  after = mallinfo2 ().uordblks;
  roster_directory_update_all (bench.directory);
  seconds = explain_cells (&bench, &n_reasons, &n_unknown);

  g_print ("Access model: %u grants, %u rows, %u columns, %u account groups\n", n_grants, ROWS, COLUMNS, GROUPS);
  met = tell ("memory", (double) (after - before) / 1048576.0, (32.0 * n_grants + 200.0 * (ROWS + COLUMNS)) / 1048576.0, "MiB");
  met &= tell ("CPU for 1,000,000 random cells with reasons", seconds, 0.2, "s");
  met &= tell ("CPU for what deserves attention", find_findings (&bench, &n_findings), 0.02, "s");
  g_print ("%-48s%12u\n", "  findings", n_findings);
  g_print ("%-48s%12u\n%-48s%12u\n", "  reasons found in them", n_reasons, "  cells not known", n_unknown);

  g_object_unref (bench.directory);
  g_ptr_array_unref (bench.rows);
  g_ptr_array_unref (bench.columns);
  g_rand_free (bench.rand);

  return met ? 0 : 1;
}
