/* roster-store-db.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-db.h"

#include <errno.h>

#include "roster-error.h"

/* SQLite with the manners of this house: prepared statements that are kept, errors that the program can switch on, transactions that say
 * what they survive. The only file that maps SQLite's codes. */

#define BUSY_TIMEOUT_MS 2000

/* A log that has grown in a large transaction is cut back to this at the next checkpoint. */
#define LOG_LIMIT "4194304"

static gboolean
is_full (int errnum)
{
  return errnum == ENOSPC || errnum == EDQUOT || errnum == EFBIG;
}

static gboolean
is_forbidden (int errnum)
{
  return errnum == EACCES || errnum == EPERM || errnum == EROFS;
}

static int
map_code (int code,
          int errnum)
{
  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return ROSTER_ERROR_STORE_DAMAGED;

    case SQLITE_FULL:
      return ROSTER_ERROR_STORE_FULL;

    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return ROSTER_ERROR_STORE_READ_ONLY;

    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ROSTER_ERROR_STORE_BUSY;

    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      /* SQLite knows one way for a disk to be full. A quota or a limit is a write that failed, and what the system said may be lost by now. */
      if (is_full (errnum) || (code == SQLITE_IOERR_WRITE && errnum != EIO))
        return ROSTER_ERROR_STORE_FULL;
      if (is_forbidden (errnum))
        return ROSTER_ERROR_STORE_READ_ONLY;
      if (code == SQLITE_IOERR_SHORT_READ || code == SQLITE_IOERR_CORRUPTFS)
        return ROSTER_ERROR_STORE_DAMAGED;
      return ROSTER_ERROR_FAILED;

    default:
      return ROSTER_ERROR_FAILED;
    }
}

/**
 * roster_store_db_set_error:
 * @db: (nullable): the database
 * @code: what SQLite returned
 * @error: (out): where to put the error
 *
 * Makes an error of what SQLite returned.
 */
void
roster_store_db_set_error (RosterStoreDb  *db,
                           int             code,
                           GError        **error)
{
  sqlite3 *handle = db != NULL ? db->handle : NULL;
  int errnum = handle != NULL ? sqlite3_system_errno (handle) : 0;

  if (handle != NULL && code == SQLITE_ERROR)
    code = sqlite3_extended_errcode (handle);

  /* Both texts are SQLite's own: they name tables and columns at most, never what is in them. */
  g_set_error (error, ROSTER_ERROR, map_code (code, errnum), "%s (SQLite %d)",
               handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (code), code);
}

/* Statements and settings are the program's own and fit the files that it makes. Where SQLite does not understand them, the file's
 * description of itself is damaged: the one damage that SQLite has no code for. */
static void
set_misfit_error (RosterStoreDb  *db,
                  int             code,
                  GError        **error)
{
  roster_store_db_set_error (db, (code & 0xff) == SQLITE_ERROR ? SQLITE_CORRUPT : code, error);
}

static gboolean
apply_settings (RosterStoreDb  *db,
                const char     *sql,
                GError        **error)
{
  int code = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    set_misfit_error (db, code, error);

  return code == SQLITE_OK;
}

/**
 * roster_store_db_open:
 * @filename: a file or a URI
 * @flags: how to open it: `SQLITE_OPEN_…`
 * @error: why it could not be opened
 *
 * Opens a database and makes it the program's own: no other process can write it meanwhile, and there is no shared memory file.
 *
 * Errors: %ROSTER_ERROR_STORE_READ_ONLY, %ROSTER_ERROR_STORE_BUSY, %ROSTER_ERROR_STORE_DAMAGED, %ROSTER_ERROR_STORE_FULL,
 * %ROSTER_ERROR_FAILED
 *
 * Returns: (transfer full) (nullable): the database
 */
RosterStoreDb *
roster_store_db_open (const char  *filename,
                      int          flags,
                      GError     **error)
{
  static guint generations; /* only told apart, never counted on */
  g_autoptr (RosterStoreDb) db = g_new0 (RosterStoreDb, 1);
  int code;

  db->statements = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sqlite3_finalize);
  db->texts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  db->generation = (guint) g_atomic_int_add ((gint *) &generations, 1) + 1;
  db->in_memory = g_str_equal (filename, ":memory:");
  db->durable = TRUE;

  code = sqlite3_open_v2 (filename, &db->handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  if (code != SQLITE_OK)
    {
      roster_store_db_set_error (db, code, error);
      return NULL;
    }

  sqlite3_busy_timeout (db->handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  if (!apply_settings (db, "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = FAST", error))
    return NULL;
  if ((flags & SQLITE_OPEN_READWRITE) != 0 && !db->in_memory &&
      !apply_settings (db, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                       "PRAGMA journal_size_limit = " LOG_LIMIT, error))
    return NULL;

  return g_steal_pointer (&db);
}

/**
 * roster_store_db_close:
 * @db: (transfer full): the database
 *
 * Closes a database; what is in its log goes into its file.
 */
void
roster_store_db_close (RosterStoreDb *db)
{
  g_clear_pointer (&db->statements, g_hash_table_unref);
  g_clear_pointer (&db->texts, g_hash_table_unref);
  g_clear_pointer (&db->handle, sqlite3_close_v2);
  g_clear_error (&db->stands_in);
  g_free (db);
}

/**
 * roster_store_db_exec:
 * @db: the database
 * @sql: one or more statements
 * @error: why they could not be carried out
 *
 * Returns: whether all of @sql was carried out
 */
gboolean
roster_store_db_exec (RosterStoreDb  *db,
                      const char     *sql,
                      GError        **error)
{
  int code = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;

  roster_store_db_set_error (db, code, error);

  return FALSE;
}

/**
 * roster_store_db_prepare:
 * @db: the database
 * @sql: a statement; a literal, since it is kept by its address
 * @error: why it cannot be used
 * @format: one letter for each parameter: `i` a #gint64, `s` a text or %NULL, `b` a #GBytes
 * @...: the parameters; texts and bytes must stay until the statement has been run
 *
 * Returns: (transfer none) (nullable): the statement, ready for roster_store_db_step()
 */
sqlite3_stmt *
roster_store_db_prepare (RosterStoreDb  *db,
                         const char     *sql,
                         GError        **error,
                         const char     *format,
                         ...)
{
  sqlite3_stmt *statement = g_hash_table_lookup (db->statements, sql);
  va_list args;
  int code;

  if (statement == NULL)
    {
      code = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
      if (code != SQLITE_OK)
        {
          set_misfit_error (db, code, error);
          return NULL;
        }
      g_hash_table_insert (db->statements, (gpointer) sql, statement);
    }

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);

  va_start (args, format);
  for (int i = 0; format[i] != '\0'; i++)
    switch (format[i])
      {
      case 'i':
        sqlite3_bind_int64 (statement, i + 1, va_arg (args, gint64));
        break;

      case 'b':
        {
          gsize size;
          gconstpointer data = g_bytes_get_data (va_arg (args, GBytes *), &size);

          sqlite3_bind_blob64 (statement, i + 1, data != NULL ? data : "", size, SQLITE_STATIC);
        }
        break;

      case 's':
      default:
        sqlite3_bind_text (statement, i + 1, va_arg (args, const char *), -1, SQLITE_STATIC);
      }
  va_end (args);

  return statement;
}

/**
 * roster_store_db_step:
 * @db: the database
 * @statement: (nullable): a statement; %NULL, for one that could not be prepared, is passed over
 * @error: why it failed; untouched at the end
 *
 * Goes to the next row. The statement is reset when there is none.
 *
 * Returns: whether there is a row; %FALSE at the end as well as after an error
 */
gboolean
roster_store_db_step (RosterStoreDb  *db,
                      sqlite3_stmt   *statement,
                      GError        **error)
{
  int code;

  if (statement == NULL)
    return FALSE;

  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    return TRUE;

  if (code != SQLITE_DONE)
    roster_store_db_set_error (db, code, error);
  sqlite3_reset (statement);

  return FALSE;
}

/**
 * roster_store_db_run:
 * @db: the database
 * @statement: (nullable): a statement that returns no rows
 * @error: why it failed
 *
 * Returns: whether it was carried out
 */
gboolean
roster_store_db_run (RosterStoreDb  *db,
                     sqlite3_stmt   *statement,
                     GError        **error)
{
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return FALSE;

  while (roster_store_db_step (db, statement, &failure))
    ;
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

/**
 * roster_store_db_number:
 * @db: the database
 * @statement: (nullable): a statement that returns one number
 * @fallback: what to return when it returns no row, or nothing
 * @error: why it failed
 *
 * Returns: the number; -1 after an error
 */
gint64
roster_store_db_number (RosterStoreDb  *db,
                        sqlite3_stmt   *statement,
                        gint64          fallback,
                        GError        **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 number = fallback;

  if (statement == NULL)
    return -1;

  if (roster_store_db_step (db, statement, &failure))
    {
      if (sqlite3_column_type (statement, 0) != SQLITE_NULL)
        number = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  if (failure == NULL)
    return number;

  g_propagate_error (error, g_steal_pointer (&failure));

  return -1;
}

/**
 * roster_store_db_dup_text:
 * @statement: a statement that is on a row
 * @column: which column, from 0
 *
 * Returns: (transfer full) (nullable): the text, valid UTF-8 whatever the disk says
 */
char *
roster_store_db_dup_text (sqlite3_stmt *statement,
                          int           column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

/**
 * roster_store_db_rest:
 * @db: the database
 *
 * Lets go of every statement that was left in the middle because of an error: it would hold a transaction, and the log could not be written
 * back.
 */
void
roster_store_db_rest (RosterStoreDb *db)
{
  GHashTableIter iter;
  gpointer statement;

  g_hash_table_iter_init (&iter, db->statements);
  while (g_hash_table_iter_next (&iter, NULL, &statement))
    sqlite3_reset (statement);
}

/**
 * roster_store_db_begin:
 * @db: the database
 * @durability: what the transaction shall survive
 * @error: why it cannot begin
 *
 * Begins a transaction, to be ended by roster_store_db_end() in any case.
 *
 * Returns: whether it has begun
 */
gboolean
roster_store_db_begin (RosterStoreDb          *db,
                       RosterStoreDurability   durability,
                       GError                **error)
{
  gboolean durable = durability == ROSTER_STORE_SURVIVES_POWER_CUT;

  if (db->durable != durable &&
      !roster_store_db_exec (db, durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL", error))
    return FALSE;
  db->durable = durable;

  return roster_store_db_run (db, roster_store_db_prepare (db, "BEGIN IMMEDIATE", error, ""), error);
}

/**
 * roster_store_db_end:
 * @db: the database
 * @commit: whether all went well
 * @error: (optional): why it could not be committed; not touched when @commit is %FALSE
 *
 * Ends a transaction: all of it counts, or nothing.
 *
 * Returns: whether it was committed
 */
gboolean
roster_store_db_end (RosterStoreDb  *db,
                     gboolean        commit,
                     GError        **error)
{
  if (commit && roster_store_db_run (db, roster_store_db_prepare (db, "COMMIT", error, ""), error))
    {
      db->commits++;
      return TRUE;
    }

  /* The dictionary may know texts that are not there any more. */
  roster_store_db_rest (db);
  g_hash_table_remove_all (db->texts);
  if (sqlite3_get_autocommit (db->handle) == 0)
    sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);

  return FALSE;
}
