/* roster-store-schema.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-schema.h"

#include "roster-error.h"

/* The schema and how it came to be: one step per version, each applied to a database of the version before it, the first to an empty one.
 * A step that was released is never edited; a new version is a new step, with a fixture of the one before it in tests/unit/data.
 *
 * Every text of a centre stands once, in "text"; everything else refers to it by number. Numbers that refer to nothing are 0.
 *
 *   fact        what is so now, and since which sync
 *   past        what was so until a sync that is under way, and since when
 *   past_pack   the same of syncs that are over, packed (roster-store-past.c): history costs a few bytes a change
 *   scope       what was read as a whole, first and last
 *   sync        when */

#define APPLICATION_ID 0x41725273 /* "ArRs" */

static const char * const STEPS[] = {
  "CREATE TABLE center (id INTEGER PRIMARY KEY, connection TEXT NOT NULL, bc TEXT NOT NULL, UNIQUE (connection, bc)) STRICT;"
  "CREATE TABLE text (id INTEGER PRIMARY KEY, center INTEGER NOT NULL, hash INTEGER NOT NULL, text TEXT NOT NULL) STRICT;"
  "CREATE INDEX text_by_hash ON text (hash);"
  "CREATE TABLE sync (id INTEGER PRIMARY KEY AUTOINCREMENT, center INTEGER NOT NULL, started INTEGER NOT NULL, ended INTEGER) STRICT;"
  "CREATE INDEX sync_by_center ON sync (center);"
  "CREATE TABLE fact (center INTEGER NOT NULL, kind INTEGER NOT NULL, subject INTEGER NOT NULL, object INTEGER NOT NULL,"
  " value INTEGER NOT NULL, since INTEGER NOT NULL, PRIMARY KEY (center, kind, subject, object)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX fact_by_object ON fact (center, kind, object);"
  "CREATE TABLE scope (center INTEGER NOT NULL, kind INTEGER NOT NULL, subject INTEGER NOT NULL, object INTEGER NOT NULL,"
  " first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (center, kind, subject, object)) STRICT, WITHOUT ROWID;"
  "CREATE TABLE past (center INTEGER NOT NULL, sync INTEGER NOT NULL, kind INTEGER NOT NULL, subject INTEGER NOT NULL,"
  " object INTEGER NOT NULL, value INTEGER NOT NULL, since INTEGER NOT NULL, PRIMARY KEY (center, sync, kind, subject, object))"
  " STRICT, WITHOUT ROWID;"
  "CREATE TABLE past_pack (id INTEGER PRIMARY KEY, center INTEGER NOT NULL, sync INTEGER NOT NULL, entries BLOB NOT NULL) STRICT;"
  "CREATE INDEX past_pack_by_sync ON past_pack (center, sync);"
  "CREATE TABLE journal (id INTEGER PRIMARY KEY AUTOINCREMENT, center INTEGER NOT NULL, batch INTEGER NOT NULL, planned INTEGER NOT NULL,"
  " changed INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT, object TEXT, before TEXT, after TEXT, state INTEGER NOT NULL,"
  " request_id TEXT, message TEXT) STRICT;"
  "CREATE INDEX journal_by_center ON journal (center);"
  "CREATE INDEX journal_unfinished ON journal (center) WHERE state IN (0, 1, 4);"
  "CREATE TABLE queued (id INTEGER PRIMARY KEY AUTOINCREMENT, center INTEGER NOT NULL, added INTEGER NOT NULL, kind TEXT NOT NULL,"
  " subject TEXT NOT NULL, object TEXT, value TEXT) STRICT;"
  "CREATE INDEX queued_by_center ON queued (center, subject);"
  "CREATE TABLE link (center INTEGER NOT NULL, id TEXT NOT NULL, expected_handle TEXT, ads_only INTEGER NOT NULL, account TEXT,"
  " asked INTEGER NOT NULL, deadline INTEGER NOT NULL, PRIMARY KEY (center, id)) STRICT, WITHOUT ROWID;"
  "CREATE TABLE link_key (center INTEGER NOT NULL, link TEXT NOT NULL, role INTEGER NOT NULL, position INTEGER NOT NULL,"
  " key TEXT NOT NULL, PRIMARY KEY (center, link, role, position)) STRICT, WITHOUT ROWID;"
  "CREATE TABLE dismissed (center INTEGER NOT NULL, finding TEXT NOT NULL, dismissed INTEGER NOT NULL,"
  " PRIMARY KEY (center, finding)) STRICT, WITHOUT ROWID;"
  "CREATE TABLE note (center INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (center, name)) STRICT, WITHOUT ROWID;",
};

/* The most valuable first: this is the order in which a damaged database is read. */
static const RosterStoreTable TABLES[] = {
  { "center", "id", TRUE },
  { "journal", "id", TRUE },
  { "queued", "id", TRUE },
  { "link", "center, id", FALSE },
  { "link_key", "center, link, role, position", FALSE },
  { "dismissed", "center, finding", FALSE },
  { "note", "center, name", FALSE },
  { "text", "id", TRUE },
  { "sync", "id", TRUE },
  { "fact", "center, kind, subject, object", FALSE },
  { "scope", "center, kind, subject, object", FALSE },
  { "past", "center, sync, kind, subject, object", FALSE },
  { "past_pack", "id", TRUE },
};

/**
 * roster_store_schema_get_tables:
 * @n_tables: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_tables): the tables of the present schema
 */
const RosterStoreTable *
roster_store_schema_get_tables (guint *n_tables)
{
  *n_tables = G_N_ELEMENTS (TABLES);

  return TABLES;
}

/**
 * roster_store_schema_get_version:
 *
 * Returns: the version that this program writes
 */
guint
roster_store_schema_get_version (void)
{
  return G_N_ELEMENTS (STEPS);
}

static gboolean
apply_steps (RosterStoreDb       *db,
             const char * const  *steps,
             guint                from,
             guint                to,
             GError             **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %u", APPLICATION_ID, to);
  gboolean applied = TRUE;

  if (!roster_store_db_begin (db, ROSTER_STORE_SURVIVES_POWER_CUT, error))
    return FALSE;

  for (guint i = from; i < to && applied; i++)
    applied = roster_store_db_exec (db, steps[i], error);
  applied = applied && roster_store_db_exec (db, stamp, error);

  return roster_store_db_end (db, applied, error);
}

static gint64
ask (RosterStoreDb  *db,
     const char     *sql,
     GError        **error)
{
  return *error == NULL ? roster_store_db_number (db, roster_store_db_prepare (db, sql, error, ""), 0, error) : -1;
}

/**
 * roster_store_schema_upgrade_with:
 * @db: a database
 * @steps: one statement list per version
 * @n_steps: how many there are, which is the version to reach
 * @error: why it could not be reached
 *
 * Brings a database to a version, in one transaction: after an error it is what it was. Apart from roster_store_schema_upgrade() only called
 * by tests.
 *
 * Errors: %ROSTER_ERROR_STORE_NEWER, %ROSTER_ERROR_STORE_DAMAGED for what is a database, but not one of this program; what SQLite says
 *
 * Returns: whether it has that version now
 */
gboolean
roster_store_schema_upgrade_with (RosterStoreDb       *db,
                                  const char * const  *steps,
                                  guint                n_steps,
                                  GError             **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 application = ask (db, "PRAGMA application_id", &failure);
  gint64 version = ask (db, "PRAGMA user_version", &failure);
  gint64 objects = ask (db, "SELECT count(*) FROM sqlite_schema", &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (objects > 0 && (application != APPLICATION_ID || version <= 0))
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED, "The file is not a database of this program");
      return FALSE;
    }
  if (version > n_steps)
    {
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_STORE_NEWER, "The database has version %" G_GINT64_FORMAT ", this program knows %u",
                   version, n_steps);
      return FALSE;
    }

  return version == n_steps || apply_steps (db, steps, (guint) version, n_steps, error);
}

/**
 * roster_store_schema_upgrade:
 * @db: a database
 * @error: why it could not be upgraded
 *
 * Brings an empty database, or one of an earlier version, to the present version. Errors as in roster_store_schema_upgrade_with().
 *
 * Returns: whether it has the present version now
 */
gboolean
roster_store_schema_upgrade (RosterStoreDb  *db,
                             GError        **error)
{
  return roster_store_schema_upgrade_with (db, STEPS, G_N_ELEMENTS (STEPS), error);
}

/**
 * roster_store_schema_create:
 * @db: an empty database
 * @version: the version to make; anything that never was means the present one
 * @error: why it could not be made
 *
 * Returns: whether @db has the schema of that version
 */
gboolean
roster_store_schema_create (RosterStoreDb  *db,
                            guint           version,
                            GError        **error)
{
  return apply_steps (db, STEPS, 0, version >= 1 && version <= G_N_ELEMENTS (STEPS) ? version : G_N_ELEMENTS (STEPS), error);
}
