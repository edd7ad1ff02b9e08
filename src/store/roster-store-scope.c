/* roster-store-scope.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-scope.h"

#include "roster-store-past.h"
#include "roster-store-texts.h"

/* Writes one scope: what it holds is compared with what it held, and only the differences touch the database, each with a word to the past. */

/* A fact of the scope as it is on the disk; the first two are the key. */
typedef struct
{
  gint64 subject;
  gint64 object;
  gint64 value;
  gint64 since;
  gboolean seen;
} Held;

typedef struct
{
  RosterStoreDb *db;
  gint64 center;
  gint64 sync;
  gint64 kind;
  gint64 subject; /* 0: any */
  gint64 object;  /* 0: any */
  GHashTable *held;
  guint n_changes;
} Writer;

static guint
held_hash (gconstpointer key)
{
  const Held *held = key;

  return (guint) held->subject * 2654435761u + (guint) held->object;
}

static gboolean
held_equal (gconstpointer a,
            gconstpointer b)
{
  const Held *first = a;
  const Held *second = b;

  return first->subject == second->subject && first->object == second->object;
}

static gboolean
read_held (Writer  *writer,
           GError **error)
{
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement;

  if (writer->subject != 0 && writer->object != 0)
    statement = roster_store_db_prepare (writer->db, "SELECT subject, object, value, since FROM fact"
                                                     " WHERE center = ? AND kind = ? AND subject = ? AND object = ?",
                                         &failure, "iiii", writer->center, writer->kind, writer->subject, writer->object);
  else if (writer->subject != 0)
    statement = roster_store_db_prepare (writer->db, "SELECT subject, object, value, since FROM fact WHERE center = ? AND kind = ? AND subject = ?",
                                         &failure, "iii", writer->center, writer->kind, writer->subject);
  else if (writer->object != 0)
    statement = roster_store_db_prepare (writer->db, "SELECT subject, object, value, since FROM fact INDEXED BY fact_by_object"
                                                     " WHERE center = ? AND kind = ? AND object = ?",
                                         &failure, "iii", writer->center, writer->kind, writer->object);
  else
    statement = roster_store_db_prepare (writer->db, "SELECT subject, object, value, since FROM fact WHERE center = ? AND kind = ?",
                                         &failure, "ii", writer->center, writer->kind);

  while (roster_store_db_step (writer->db, statement, &failure))
    {
      Held *held = g_new0 (Held, 1);

      held->subject = sqlite3_column_int64 (statement, 0);
      held->object = sqlite3_column_int64 (statement, 1);
      held->value = sqlite3_column_int64 (statement, 2);
      held->since = sqlite3_column_int64 (statement, 3);
      g_hash_table_add (writer->held, held);
    }
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

/* What goes, or becomes something else. */
static gboolean
remember (Writer      *writer,
          const Held  *held,
          GError     **error)
{
  RosterStorePast past = {
    .kind = writer->kind,
    .subject = held->subject,
    .object = held->object,
    .value = held->value,
    .since = held->since,
  };

  return roster_store_past_add (writer->db, writer->center, writer->sync, &past, error);
}

static gboolean
write_fact (Writer            *writer,
            const RosterFact  *fact,
            GError           **error)
{
  Held wanted = { 0 };
  Held *held;
  gint64 value;

  wanted.subject = writer->subject != 0 ? writer->subject : roster_store_text_put (writer->db, writer->center, fact->subject, error);
  if (wanted.subject > 0 && fact->object != NULL)
    wanted.object = writer->object != 0 ? writer->object : roster_store_text_put (writer->db, writer->center, fact->object, error);
  if (wanted.subject < 0 || wanted.object < 0)
    return FALSE;
  value = roster_store_text_put (writer->db, writer->center, fact->value, error);
  if (value < 0)
    return FALSE;

  held = g_hash_table_lookup (writer->held, &wanted);
  if (held == NULL)
    {
      held = g_memdup2 (&wanted, sizeof wanted);
      g_hash_table_add (writer->held, held);
    }
  else if (held->value == value)
    {
      held->seen = TRUE;
      return TRUE;
    }
  else if (!remember (writer, held, error))
    {
      return FALSE;
    }

  writer->n_changes++;
  held->seen = TRUE;
  held->value = value;
  held->since = writer->sync;

  return roster_store_db_run (writer->db, roster_store_db_prepare (writer->db, "INSERT OR REPLACE INTO fact (center, kind, subject, object, value, since)"
                                                                               " VALUES (?, ?, ?, ?, ?, ?)",
                                                                   error, "iiiiii", writer->center, writer->kind, held->subject, held->object,
                                                                   held->value, held->since), error);
}

static gboolean
remove_unseen (Writer  *writer,
               GError **error)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, writer->held);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    {
      const Held *held = item;

      if (held->seen)
        continue;

      writer->n_changes++;
      if (!remember (writer, held, error) ||
          !roster_store_db_run (writer->db, roster_store_db_prepare (writer->db, "DELETE FROM fact WHERE center = ? AND kind = ? AND subject = ?"
                                                                                 " AND object = ?",
                                                                     error, "iiii", writer->center, writer->kind, held->subject, held->object),
                                error))
        return FALSE;
    }

  return TRUE;
}

/**
 * roster_store_scope_write:
 * @db: the database, in a transaction
 * @center: whose facts
 * @sync: the sync that read them
 * @scope: what was read
 * @facts: (element-type RosterFact): everything that is in it; of two about the same the last counts
 * @n_changes: (out): how many facts came, went or changed
 * @error: what SQLite says
 *
 * Writes what is different, and that the scope was read.
 *
 * Returns: whether all is written
 */
gboolean
roster_store_scope_write (RosterStoreDb          *db,
                          gint64                  center,
                          gint64                  sync,
                          const RosterFactScope  *scope,
                          GPtrArray              *facts,
                          guint                  *n_changes,
                          GError                **error)
{
  g_autoptr (GHashTable) held = g_hash_table_new_full (held_hash, held_equal, g_free, NULL);
  Writer writer = { .db = db, .center = center, .sync = sync, .held = held };

  writer.kind = roster_store_text_put (db, center, scope->kind, error);
  if (writer.kind > 0 && scope->subject != NULL)
    writer.subject = roster_store_text_put (db, center, scope->subject, error);
  if (writer.kind > 0 && writer.subject >= 0 && scope->object != NULL)
    writer.object = roster_store_text_put (db, center, scope->object, error);
  if (writer.kind <= 0 || writer.subject < 0 || writer.object < 0)
    return FALSE;

  if (!read_held (&writer, error))
    return FALSE;
  for (guint i = 0; i < facts->len; i++)
    if (!write_fact (&writer, g_ptr_array_index (facts, i), error))
      return FALSE;
  if (!remove_unseen (&writer, error))
    return FALSE;

  *n_changes = writer.n_changes;

  return roster_store_db_run (db, roster_store_db_prepare (db, "INSERT INTO scope (center, kind, subject, object, first, last)"
                                                               " VALUES (?1, ?2, ?3, ?4, ?5, ?5)"
                                                               " ON CONFLICT DO UPDATE SET last = excluded.last",
                                                           error, "iiiii", center, writer.kind, writer.subject, writer.object, sync), error);
}
