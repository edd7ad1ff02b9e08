/* roster-store-db.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Private to the store, and used on its thread only.
 *
 * handle: the connection
 * in_memory: whether what is written ends with the program
 * journal_floor: entries of the journal up to this number are not this run's: it planned its own in a file that is gone
 * stands_in: (nullable): why this takes the place of a file, which is still there with all that it holds
 * generation: counts databases, so that what remembers a row can tell that it is of an earlier one
 * commits: counts transactions that were carried out
 * statements: SQL, by its address, to prepared statement
 * texts: centre to its dictionary, see roster-store-texts.c */
typedef struct
{
  sqlite3 *handle;
  gboolean in_memory;
  gint64 journal_floor;
  GError *stands_in;
  guint generation;
  guint commits;
  gboolean durable;
  GHashTable *statements;
  GHashTable *texts;
} RosterStoreDb;

/**
 * RosterStoreDurability:
 * @ROSTER_STORE_SURVIVES_KILL: a killed process loses nothing; a power cut may take back the last transactions as a whole
 * @ROSTER_STORE_SURVIVES_POWER_CUT: it is on the disk once the commit returns
 *
 * What a transaction survives.
 */
typedef enum
{
  ROSTER_STORE_SURVIVES_KILL,
  ROSTER_STORE_SURVIVES_POWER_CUT,
} RosterStoreDurability;

RosterStoreDb *roster_store_db_open      (const char             *filename,
                                          int                     flags,
                                          GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void           roster_store_db_close     (RosterStoreDb          *db);
void           roster_store_db_set_error (RosterStoreDb          *db,
                                          int                     code,
                                          GError                **error);
gboolean       roster_store_db_exec      (RosterStoreDb          *db,
                                          const char             *sql,
                                          GError                **error);
sqlite3_stmt  *roster_store_db_prepare   (RosterStoreDb          *db,
                                          const char             *sql,
                                          GError                **error,
                                          const char             *format,
                                          ...);
gboolean       roster_store_db_step      (RosterStoreDb          *db,
                                          sqlite3_stmt           *statement,
                                          GError                **error);
gboolean       roster_store_db_run       (RosterStoreDb          *db,
                                          sqlite3_stmt           *statement,
                                          GError                **error);
gint64         roster_store_db_number    (RosterStoreDb          *db,
                                          sqlite3_stmt           *statement,
                                          gint64                  fallback,
                                          GError                **error);
char          *roster_store_db_dup_text  (sqlite3_stmt           *statement,
                                          int                     column);
void           roster_store_db_rest      (RosterStoreDb          *db);
gboolean       roster_store_db_begin     (RosterStoreDb          *db,
                                          RosterStoreDurability   durability,
                                          GError                **error);
gboolean       roster_store_db_end       (RosterStoreDb          *db,
                                          gboolean                commit,
                                          GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterStoreDb, roster_store_db_close)

G_END_DECLS
