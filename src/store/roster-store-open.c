/* roster-store-open.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-open.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "roster-error.h"
#include "roster-store-past.h"
#include "roster-store-salvage.h"
#include "roster-store-schema.h"

/* How a database comes to be open, whatever is on the disk: there is always one in the end, if need be in memory. */

static RosterStoreDb *
open_memory (void)
{
  g_autoptr (GError) error = NULL;
  RosterStoreDb *db = roster_store_db_open (":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY, &error);

  /* Nothing but a lack of memory can be in the way, and that ends every GLib program. */
  if (db == NULL)
    g_error ("No database in memory: %s", error->message);

  return db;
}

static RosterStoreDb *
open_empty_memory (void)
{
  g_autoptr (GError) error = NULL;
  RosterStoreDb *db = open_memory ();

  if (!roster_store_schema_upgrade (db, &error))
    g_error ("No schema in memory: %s", error->message);

  return db;
}

/* A file with anything in it keeps that, whatever is done in its place. */
static RosterStoreDb *
stand_in (RosterStoreDb *db,
          const char    *path,
          const GError  *problem)
{
  struct stat status;

  if (g_stat (path, &status) == 0 && status.st_size > 0)
    db->stands_in = g_error_copy (problem);

  return db;
}

static void
set_file_error (GError     **error,
                int          errnum,
                const char  *path)
{
  RosterError code = ROSTER_ERROR_FAILED;

  if (errnum == EACCES || errnum == EPERM || errnum == EROFS)
    code = ROSTER_ERROR_STORE_READ_ONLY;
  else if (errnum == ENOSPC || errnum == EDQUOT)
    code = ROSTER_ERROR_STORE_FULL;

  g_set_error (error, ROSTER_ERROR, code, "%s: %s", path, g_strerror (errnum));
}

/* What is known now is all over the file, and soon asked for: better fetched from the disk in one go than page by page. */
#define READ_AHEAD (16 * 1024 * 1024)

/* Whoever may not read the folder cannot read what SQLite makes in it either, at no moment; the log gets the mode of the database. */
static gboolean
prepare_files (const char  *path,
               GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  struct stat status;
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      set_file_error (error, errno, folder);
      return FALSE;
    }
  if (g_stat (folder, &status) == 0 && (status.st_mode & 077) != 0)
    g_chmod (folder, status.st_mode & 0700);

  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      set_file_error (error, errno, path);
      return FALSE;
    }
  if (fstat (fd, &status) == 0 && (status.st_mode & 077) != 0)
    fchmod (fd, status.st_mode & 0600);
  posix_fadvise (fd, 0, READ_AHEAD, POSIX_FADV_WILLNEED);
  g_close (fd, NULL);

  if (g_stat (wal, &status) == 0 && (status.st_mode & 077) != 0)
    g_chmod (wal, status.st_mode & 0600);

  return TRUE;
}

static gboolean
has_log (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  struct stat status;

  return g_stat (wal, &status) == 0 && status.st_size > 0;
}

/* What was salvaged of a damaged database, until it takes its place. */
static char *
dup_salvaged (const char *path)
{
  return g_strconcat (path, ".salvaged", NULL);
}

static void
remove_database (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);

  g_unlink (path);
  g_unlink (wal);
}

/* Goes on where the program ended while it salvaged: the damaged database only goes once all of it that can be read is somewhere else. */
static void
end_salvage (const char *path)
{
  g_autofree char *salvaged = dup_salvaged (path);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);

  if (!g_file_test (salvaged, G_FILE_TEST_EXISTS))
    return;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      remove_database (salvaged);
      return;
    }

  g_unlink (wal); /* the damaged one's */
  g_rename (salvaged, path);
}

static RosterStoreDb *
try_open (const char  *path,
          GError     **error)
{
  g_autoptr (RosterStoreDb) db = NULL;
  gboolean crashed;

  end_salvage (path);
  if (!prepare_files (path, error))
    return NULL;

  /* A database that was closed in order has no log left. */
  crashed = has_log (path);
  db = roster_store_db_open (path, SQLITE_OPEN_READWRITE, error);
  if (db == NULL || !roster_store_schema_upgrade (db, error) || (crashed && !roster_store_open_check (db, error)) ||
      !roster_store_past_tidy (db, error))
    return NULL;

  return g_steal_pointer (&db);
}

static gboolean
copy_file (const char *from,
           const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  return g_file_copy (source, target, G_FILE_COPY_NOFOLLOW_SYMLINKS | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, NULL);
}

static gboolean
copy_into_memory (const char    *filename,
                  int            flags,
                  RosterStoreDb *memory)
{
  g_autoptr (RosterStoreDb) source = roster_store_db_open (filename, flags, NULL);
  sqlite3_backup *backup = source != NULL ? sqlite3_backup_init (memory->handle, "main", source->handle, "main") : NULL;
  gboolean copied;

  if (backup == NULL)
    return FALSE;

  copied = sqlite3_backup_step (backup, -1) == SQLITE_DONE;

  return sqlite3_backup_finish (backup) == SQLITE_OK && copied;
}

/* A log can only be read together with its database where both can be written: in a private folder, for a moment. */
static gboolean
copy_with_log (const char    *path,
               RosterStoreDb *memory)
{
  g_autofree char *folder = g_dir_make_tmp ("access-roster-XXXXXX", NULL);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *copy = folder != NULL ? g_build_filename (folder, "copy", NULL) : NULL;
  g_autofree char *copy_wal = folder != NULL ? g_build_filename (folder, "copy-wal", NULL) : NULL;
  gboolean copied;

  if (folder == NULL)
    return FALSE;

  copied = copy_file (path, copy) && copy_file (wal, copy_wal) && copy_into_memory (copy, SQLITE_OPEN_READWRITE, memory);
  g_unlink (copy_wal);
  g_unlink (copy);
  g_rmdir (folder);

  return copied;
}

/* What a database holds that cannot be written; an empty one when not even that is to be had. */
static RosterStoreDb *
open_copy (const char *path)
{
  g_autoptr (RosterStoreDb) db = open_memory ();
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *immutable = uri != NULL ? g_strconcat (uri, "?immutable=1", NULL) : NULL;

  if (((has_log (path) && copy_with_log (path, db)) ||
       (immutable != NULL && copy_into_memory (immutable, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, db))) &&
      roster_store_schema_upgrade (db, NULL) && roster_store_open_check (db, NULL))
    return g_steal_pointer (&db);

  return open_empty_memory ();
}

/* Moves a damaged database out of the way, with its log, under a name that nothing has yet. */
static char *
set_aside (const char *path,
           gint64      now_us)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (now_us / G_USEC_PER_SEC);
  g_autofree char *stamp = now != NULL ? g_date_time_format (now, "%Y%m%d-%H%M%S") : g_strdup ("undated");
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);

  for (guint i = 1; i < 1000; i++)
    {
      g_autofree char *aside = i == 1 ? g_strdup_printf ("%s" ROSTER_STORE_DAMAGED_SUFFIX "%s", path, stamp)
                                         : g_strdup_printf ("%s" ROSTER_STORE_DAMAGED_SUFFIX "%s-%u", path, stamp, i);
      g_autofree char *aside_wal = g_strconcat (aside, "-wal", NULL);

      if (g_file_test (aside, G_FILE_TEST_EXISTS) || g_file_test (aside_wal, G_FILE_TEST_EXISTS))
        continue;

      if (g_rename (path, aside) != 0)
        return NULL;
      g_rename (wal, aside_wal);

      return g_steal_pointer (&aside);
    }

  return NULL;
}

/* Returns whether all that can be read is in a database of its own, on the disk and without a log. */
static gboolean
salvage_into (const char *salvaged,
              const char *path)
{
  g_autoptr (RosterStoreDb) db = NULL;
  gboolean complete;

  remove_database (salvaged);
  if (prepare_files (salvaged, NULL))
    db = roster_store_db_open (salvaged, SQLITE_OPEN_READWRITE, NULL);
  complete = db != NULL && roster_store_salvage (path, db, NULL);
  g_clear_pointer (&db, roster_store_db_close);

  return complete && !has_log (salvaged);
}

/**
 * roster_store_open_damaged:
 * @path: the file of the database, which nobody has open
 * @now_us: the time, for the name
 * @damage: how the damage was found
 * @problem: (out): what is the matter
 *
 * Sets a damaged database aside and takes over what can be read of it.
 *
 * Returns: (transfer full): a database that works
 */
RosterStoreDb *
roster_store_open_damaged (const char    *path,
                           gint64         now_us,
                           const GError  *damage,
                           GError       **problem)
{
  g_autofree char *salvaged = dup_salvaged (path);
  g_autofree char *aside = NULL;
  g_autoptr (RosterStoreDb) db = NULL;

  if (salvage_into (salvaged, path))
    aside = set_aside (path, now_us);
  else
    remove_database (salvaged);
  g_set_error (problem, ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED, "%s (%s)", damage->message, aside != NULL ? aside : path);

  if (aside != NULL && g_rename (salvaged, path) == 0)
    db = roster_store_db_open (path, SQLITE_OPEN_READWRITE, NULL);
  if (db != NULL)
    return g_steal_pointer (&db);

  /* Without a new file the old one still is the best place to read from, and the next start tries again. */
  db = open_memory ();
  if (roster_store_salvage (aside != NULL ? aside : path, db, NULL))
    return stand_in (g_steal_pointer (&db), path, *problem);

  return stand_in (open_empty_memory (), path, *problem);
}

/**
 * roster_store_open:
 * @path: (nullable): the file of the database; %NULL for one in memory
 * @now_us: the time
 * @problem: (out): what is the matter, if anything
 *
 * Opens a database, or does what #RosterStore says about one that cannot be used.
 *
 * Returns: (transfer full): a database that works
 */
RosterStoreDb *
roster_store_open (const char  *path,
                   gint64       now_us,
                   GError     **problem)
{
  g_autoptr (GError) error = NULL;
  RosterStoreDb *db;

  if (path == NULL)
    return open_empty_memory ();

  db = try_open (path, &error);
  if (db != NULL)
    return db;

  if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED))
    return roster_store_open_damaged (path, now_us, error, problem);

  db = g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_STORE_NEWER) || g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_STORE_BUSY)
         ? open_empty_memory ()
         : open_copy (path);
  stand_in (db, path, error);
  g_propagate_error (problem, g_steal_pointer (&error));

  return db;
}

/**
 * roster_store_open_check:
 * @db: the database
 * @error: how it is damaged
 *
 * Looks through a whole database.
 *
 * Returns: whether it is sound
 */
gboolean
roster_store_open_check (RosterStoreDb  *db,
                         GError        **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *verdict = NULL;
  sqlite3_stmt *statement = roster_store_db_prepare (db, "PRAGMA quick_check(1)", &failure, "");

  if (roster_store_db_step (db, statement, &failure))
    {
      verdict = roster_store_db_dup_text (statement, 0);
      sqlite3_reset (statement);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (g_strcmp0 (verdict, "ok") == 0)
    return TRUE;

  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED, "%s", verdict != NULL ? verdict : "No verdict");

  return FALSE;
}
