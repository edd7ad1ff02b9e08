/* roster-store-texts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-texts.h"

/* The dictionary: each text of a centre stands on the disk once and has a number there. What was looked up once is kept, so that a sync that
 * changes nothing, and a reading of tens of thousands of facts, ask the database once for each different text. */

typedef struct
{
  GHashTable *by_text; /* GRefString → number */
  GHashTable *by_id;   /* number → GRefString, which it owns */
} Texts;

/* Two tables a centre, in one table of tables: numbers above, texts below zero. */
static Texts
get_texts (RosterStoreDb *db,
           gint64         center)
{
  Texts texts = {
    .by_text = g_hash_table_lookup (db->texts, GSIZE_TO_POINTER (-center)),
    .by_id = g_hash_table_lookup (db->texts, GSIZE_TO_POINTER (center)),
  };

  if (texts.by_id == NULL)
    {
      texts.by_text = g_hash_table_new (g_str_hash, g_str_equal);
      texts.by_id = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ref_string_release);
      g_hash_table_insert (db->texts, GSIZE_TO_POINTER (-center), texts.by_text);
      g_hash_table_insert (db->texts, GSIZE_TO_POINTER (center), texts.by_id);
    }

  return texts;
}

static GRefString *
remember (Texts      *texts,
          gint64      id,
          const char *text)
{
  GRefString *kept = g_ref_string_new (text);

  g_hash_table_insert (texts->by_id, GSIZE_TO_POINTER (id), kept);
  g_hash_table_insert (texts->by_text, kept, GSIZE_TO_POINTER (id));

  return kept;
}

/* FNV-1a. On the disk: never to be changed. */
static gint64
hash_text (const char *text)
{
  guint32 hash = 2166136261u;

  for (; *text != '\0'; text++)
    hash = (hash ^ (guchar) *text) * 16777619u;

  return hash;
}

/**
 * roster_store_text_put:
 * @db: the database, in a transaction
 * @center: whose text
 * @text: the text
 * @error: what SQLite says
 *
 * Returns: the number of @text, which it is given if it has none yet; -1 after an error
 */
gint64
roster_store_text_put (RosterStoreDb  *db,
                       gint64          center,
                       const char     *text,
                       GError        **error)
{
  Texts texts = get_texts (db, center);
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement;
  gint64 id = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (texts.by_text, text));

  if (id > 0)
    return id;

  statement = roster_store_db_prepare (db, "SELECT id FROM text WHERE hash = ?1 AND center = ?2 AND text = ?3", &failure, "iis",
                                       hash_text (text), center, text);
  id = roster_store_db_number (db, statement, 0, &failure);
  if (id == 0 && failure == NULL)
    {
      statement = roster_store_db_prepare (db, "INSERT INTO text (hash, center, text) VALUES (?1, ?2, ?3)", &failure, "iis",
                                           hash_text (text), center, text);
      if (roster_store_db_run (db, statement, &failure))
        id = sqlite3_last_insert_rowid (db->handle);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return -1;
    }
  remember (&texts, id, text);

  return id;
}

/**
 * roster_store_text_get:
 * @db: the database
 * @center: whose text
 * @id: its number
 * @error: what SQLite says
 *
 * Returns: (transfer none) (nullable): the text; %NULL without an error where there is none, which a damaged database may have led to
 */
GRefString *
roster_store_text_get (RosterStoreDb  *db,
                       gint64          center,
                       gint64          id,
                       GError        **error)
{
  Texts texts = get_texts (db, center);
  GRefString *text = id > 0 ? g_hash_table_lookup (texts.by_id, GSIZE_TO_POINTER (id)) : NULL;
  sqlite3_stmt *statement;

  if (text != NULL || id <= 0)
    return text;

  statement = roster_store_db_prepare (db, "SELECT text FROM text WHERE id = ?1 AND center = ?2", error, "ii", id, center);
  if (roster_store_db_step (db, statement, error))
    {
      g_autofree char *valid = roster_store_db_dup_text (statement, 0);

      sqlite3_reset (statement);
      if (valid != NULL)
        text = remember (&texts, id, valid);
    }

  return text;
}

/**
 * roster_store_text_take:
 * @db: the database
 * @center: whose text
 * @id: its number
 * @statement: a statement that is on a row
 * @column: which column of it is that text
 *
 * As roster_store_text_get(), where the text was read along with what refers to it.
 *
 * Returns: (transfer none) (nullable): the text; %NULL where there is none
 */
GRefString *
roster_store_text_take (RosterStoreDb *db,
                        gint64         center,
                        gint64         id,
                        sqlite3_stmt  *statement,
                        int            column)
{
  Texts texts = get_texts (db, center);
  GRefString *text = id > 0 ? g_hash_table_lookup (texts.by_id, GSIZE_TO_POINTER (id)) : NULL;
  g_autofree char *valid = NULL;

  if (text != NULL || id <= 0)
    return text;

  valid = roster_store_db_dup_text (statement, column);

  return valid != NULL ? remember (&texts, id, valid) : NULL;
}
