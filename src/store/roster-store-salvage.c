/* roster-store-salvage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-salvage.h"

#include <glib/gstdio.h>

#include "roster-store-schema.h"

/* Reads what can be read of a damaged database into a fresh one, row by row. A damaged page makes everything behind it unreachable from one
 * side, so each table is read from both ends, and what lies between is asked for by its number where rows have one. */

/* How often a table is asked for what lies between. With steps that grow, that is more numbers than any honest table has. */
#define MAX_PROBES 5500

/* After so many numbers in a row that cannot be read, every second one is asked for, and so on. What is damaged is whole pages, each with
 * dozens of numbers: the steps stay smaller than what a page between them holds. */
#define PROBES_PER_STEP 64

/* ROSTER_JOURNAL_LEFT, as it stands on the disk. */
#define LEFT "6"

/* TikTok's numbers have 16 digits and more. */
#define LEAST_DIGITS "15"

typedef struct
{
  sqlite3 *from;
  sqlite3 *to;
  const RosterStoreTable *table;
  char *columns;
  sqlite3_stmt *insert;
  gint64 first_gap; /* the numbers between which rows may be missing */
  gint64 last_gap;
} Salvage;

static sqlite3_stmt *
prepare (sqlite3    *handle,
         const char *sql)
{
  sqlite3_stmt *statement = NULL;

  return sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL) == SQLITE_OK ? statement : NULL;
}

/* The columns that both have: a damaged database may be of an earlier version. */
static char *
dup_columns (Salvage *salvage,
             guint   *n_columns)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM pragma_table_info('%s')", salvage->table->name);
  sqlite3_stmt *statement = prepare (salvage->to, sql);
  GString *columns = g_string_new (NULL);

  *n_columns = 0;
  while (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    {
      g_string_append_printf (columns, "%s%s", columns->len > 0 ? ", " : "", (const char *) sqlite3_column_text (statement, 0));
      (*n_columns)++;
    }
  sqlite3_finalize (statement);

  return g_string_free (columns, FALSE);
}

/* Returns SQLite's word on it. */
static int
insert_row (Salvage      *salvage,
            sqlite3_stmt *row)
{
  int code;

  sqlite3_reset (salvage->insert);
  for (int i = 0; i < sqlite3_column_count (row); i++)
    sqlite3_bind_value (salvage->insert, i + 1, sqlite3_column_value (row, i));
  code = sqlite3_step (salvage->insert);
  sqlite3_reset (salvage->insert);

  return code;
}

/* Takes over the rows of a statement. What does not fit the schema is not a row of ours. Returns SQLite's last word. */
static int
take_rows (Salvage    *salvage,
           const char *sql,
           gint64     *last_number)
{
  sqlite3_stmt *statement = prepare (salvage->from, sql);
  gboolean fits = statement != NULL && sqlite3_column_count (statement) == sqlite3_bind_parameter_count (salvage->insert);
  int code = SQLITE_ERROR;

  while (fits && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      if (salvage->table->numbered && last_number != NULL)
        *last_number = sqlite3_column_int64 (statement, 0);

      code = insert_row (salvage, statement);
      if (code != SQLITE_DONE && (code & 0xff) != SQLITE_CONSTRAINT)
        break;
    }
  sqlite3_finalize (statement);

  return code;
}

/* Asks for the next row from each number on, so that numbers which were never given out, or whose rows are gone, cost nothing. */
static void
probe (Salvage *salvage)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s NOT INDEXED WHERE id >= ?1 ORDER BY id LIMIT 1", salvage->columns, salvage->table->name);
  sqlite3_stmt *statement = prepare (salvage->from, sql);
  gint64 id = salvage->first_gap;
  guint unreadable = 0;
  int code = statement != NULL ? SQLITE_ROW : SQLITE_DONE;

  for (guint i = 0; i < MAX_PROBES && code != SQLITE_DONE && id < salvage->last_gap; i++)
    {
      sqlite3_reset (statement);
      sqlite3_bind_int64 (statement, 1, id);
      code = sqlite3_step (statement);
      if (code != SQLITE_ROW)
        {
          id += 1 + unreadable++ / PROBES_PER_STEP;
          continue;
        }

      /* Numbers that were stepped over may have been on the same page. */
      if (unreadable >= PROBES_PER_STEP && sqlite3_column_int64 (statement, 0) == id)
        {
          id -= MIN (unreadable / PROBES_PER_STEP, id - 1);
          unreadable = 0;
          continue;
        }
      unreadable = 0;
      id = MAX (id, sqlite3_column_int64 (statement, 0)) + 1;
      insert_row (salvage, statement);
    }
  sqlite3_finalize (statement);
}

/* Returns whether the table was read from end to end. Fails only when the fresh database cannot take it. */
static gboolean
salvage_table (Salvage  *salvage,
               gboolean *complete)
{
  g_autofree char *columns = NULL;
  g_autofree char *insert = NULL;
  g_autofree char *forward = NULL;
  g_autofree char *backward = NULL;
  g_autofree char *nameless = NULL;
  g_auto (GStrv) keys = g_strsplit (salvage->table->key, ", ", -1);
  g_autofree char *descending = g_strjoinv (" DESC, ", keys);
  g_autoptr (GString) marks = g_string_new (NULL);
  guint n_columns;
  int code;

  columns = dup_columns (salvage, &n_columns);
  for (guint i = 0; i < n_columns; i++)
    g_string_append (marks, i > 0 ? ", ?" : "?");
  insert = g_strdup_printf ("INSERT OR IGNORE INTO %s (%s) VALUES (%s)", salvage->table->name, columns, marks->str);
  salvage->columns = columns;
  salvage->insert = prepare (salvage->to, insert);
  salvage->first_gap = 1;
  salvage->last_gap = G_MAXINT64;
  if (salvage->insert == NULL)
    return FALSE;

  forward = g_strdup_printf ("SELECT %s FROM %s NOT INDEXED ORDER BY %s", columns, salvage->table->name, salvage->table->key);
  backward = g_strdup_printf ("SELECT %s FROM %s NOT INDEXED ORDER BY %s DESC", columns, salvage->table->name, descending);

  nameless = g_strdup_printf ("SELECT * FROM %s NOT INDEXED", salvage->table->name);

  code = take_rows (salvage, forward, &salvage->first_gap);
  if (code == SQLITE_ERROR) /* it is the name of a column that is damaged, not what is in it */
    code = take_rows (salvage, nameless, &salvage->first_gap);
  *complete = code == SQLITE_DONE;
  if (!*complete)
    {
      take_rows (salvage, backward, &salvage->last_gap);
      if (salvage->table->numbered)
        probe (salvage);

      /* The names of the Business Centers are small and everything hangs on them; their index holds them a second time. */
      if (g_str_equal (salvage->table->name, "center"))
        take_rows (salvage, "SELECT id, connection, bc FROM center INDEXED BY sqlite_autoindex_center_1", NULL);
    }
  sqlite3_finalize (salvage->insert);

  return TRUE;
}

/* Numbers that were given out are not given out again, whatever was lost of what had them: somebody may still know it by that. */
static void
keep_numbers (sqlite3                *from,
              sqlite3                *to,
              const RosterStoreTable *table)
{
  sqlite3_stmt *statement = prepare (from, "SELECT max(seq) FROM sqlite_sequence WHERE name = ?");
  gint64 last = 0;

  sqlite3_bind_text (statement, 1, table->name, -1, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW)
    last = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  /* Damaged, too. */
  if (last <= 0 || last > G_MAXINT32)
    return;

  statement = prepare (to, "UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1");
  sqlite3_bind_text (statement, 1, table->name, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, last);
  sqlite3_step (statement);
  sqlite3_finalize (statement);
  if (sqlite3_changes (to) > 0)
    return;

  statement = prepare (to, "INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)");
  sqlite3_bind_text (statement, 1, table->name, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, last);
  sqlite3_step (statement);
  sqlite3_finalize (statement);
}

/* An identifier that ends too early is somebody else's, or nobody's: what is about it is neither finished nor given. It is known by the whole
 * ones beside it. */
static gboolean
leave_fragments (RosterStoreDb  *fresh,
                 GError        **error)
{
#define IS_CUT(column) "(" column " GLOB '*:*' AND " column " NOT GLOB 'mail:*' AND length (" column ") - instr (" column ", ':') < " LEAST_DIGITS ")"
#define IS_WHOLE(column) column " GLOB '*:*' AND " column " NOT GLOB 'mail:*' AND length (" column ") - instr (" column ", ':') >= " LEAST_DIGITS
#define WHOLE_ONES "EXISTS (SELECT 1 FROM journal WHERE " IS_WHOLE ("subject") " OR " IS_WHOLE ("object") \
  " UNION ALL SELECT 1 FROM queued WHERE " IS_WHOLE ("object") " UNION ALL SELECT 1 FROM text WHERE " IS_WHOLE ("text") ")"

  return roster_store_db_exec (fresh, "UPDATE journal SET state = " LEFT " WHERE state IN (0, 1, 4) AND ("
                               IS_CUT ("subject") " OR " IS_CUT ("object") ") AND " WHOLE_ONES, error) &&
         roster_store_db_exec (fresh, "DELETE FROM queued WHERE " IS_CUT ("object") " AND " WHOLE_ONES, error);
#undef IS_CUT
#undef IS_WHOLE
#undef WHOLE_ONES
}

static guint
get_version (sqlite3 *handle)
{
  sqlite3_stmt *statement = prepare (handle, "PRAGMA user_version");
  guint version = 0;

  if (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    version = (guint) MAX (sqlite3_column_int (statement, 0), 0);
  sqlite3_finalize (statement);

  return version;
}

static gboolean
salvage_tables (sqlite3        *from,
                RosterStoreDb  *fresh,
                GError        **error)
{
  guint n_tables;
  const RosterStoreTable *tables = roster_store_schema_get_tables (&n_tables);
  gboolean known = TRUE;

  for (guint i = 0; i < n_tables; i++)
    {
      Salvage salvage = { .from = from, .to = fresh->handle, .table = &tables[i] };
      gboolean complete = FALSE;

      /* A table that the damaged database's version did not have yet. */
      if (!roster_store_db_number (fresh, roster_store_db_prepare (fresh, "SELECT count(*) FROM sqlite_schema WHERE name = ?", NULL, "s",
                                                                   tables[i].name), 0, NULL))
        continue;

      if (!salvage_table (&salvage, &complete))
        {
          roster_store_db_set_error (fresh, sqlite3_extended_errcode (fresh->handle), error);
          return FALSE;
        }
      if (tables[i].numbered)
        keep_numbers (from, fresh->handle, &tables[i]);
      if (!complete && (g_str_equal (tables[i].name, "fact") || g_str_equal (tables[i].name, "text")))
        known = FALSE;
    }

  if (!leave_fragments (fresh, error))
    return FALSE;

  /* Where facts may be missing, nothing can be said to have been read as a whole: unknown, not empty. */
  return known || roster_store_db_exec (fresh, "DELETE FROM scope", error);
}

/**
 * roster_store_salvage:
 * @damaged_path: a damaged database, which nobody has open; it is not changed
 * @fresh: an empty database
 * @error: why @fresh could not take it
 *
 * Takes over what can be read. That nothing can be read is not an error.
 *
 * Returns: whether @fresh has the present schema now and everything that could be read
 */
gboolean
roster_store_salvage (const char     *damaged_path,
                      RosterStoreDb  *fresh,
                      GError        **error)
{
  g_autofree char *shm = g_strconcat (damaged_path, "-shm", NULL);
  sqlite3 *from = NULL;
  gboolean salvaged;

  /* Read-only, so that the log is read but not written back. */
  if (sqlite3_open_v2 (damaged_path, &from, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
    {
      sqlite3_db_config (from, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
      sqlite3_exec (from, "PRAGMA cell_size_check = ON", NULL, NULL, NULL);
    }

  salvaged = roster_store_schema_create (fresh, get_version (from), error);
  if (salvaged && roster_store_db_begin (fresh, ROSTER_STORE_SURVIVES_POWER_CUT, error))
    {
      salvaged = salvage_tables (from, fresh, error);
      salvaged = roster_store_db_end (fresh, salvaged, error);
    }
  else
    {
      salvaged = FALSE;
    }
  sqlite3_close_v2 (from);
  g_unlink (shm);

  return salvaged && roster_store_schema_upgrade (fresh, error);
}
