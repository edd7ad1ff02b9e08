/* roster-store-past.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-past.h"

/* History: what was so from one sync until another. What is so now is in the table of facts; a fact was so at a time when it appeared in a
 * sync that had begun by then and went, if at all, in a later one. What appears costs nothing here, only what goes.
 *
 * While a sync is under way its entries are rows. When it is over they are packed, since a row costs 25 bytes and there are hundreds of
 * thousands of them in a year: sorted by kind, subject and object, numbers of seven bits a byte, the least significant first, the eighth bit
 * set where more follow:
 *
 *   1, kind, subject      where the kind is another than that of the entry before (the first: always)
 *   2 × step              otherwise, from the subject before to this one
 *   object, value
 *   sync - since
 *
 * The packs are kept small, so that several of them share a page. On the disk: never to be changed without a new schema version. */

#define PACK_SIZE 900

static void
put_number (GByteArray *bytes,
            guint64     number)
{
  do
    {
      guint8 byte = (number & 0x7f) | (number > 0x7f ? 0x80 : 0);

      g_byte_array_append (bytes, &byte, 1);
      number >>= 7;
    }
  while (number > 0);
}

static gboolean
take_number (const guint8 **bytes,
             const guint8  *end,
             gint64        *number)
{
  guint64 result = 0;

  for (guint shift = 0; *bytes < end && shift < 63; shift += 7)
    {
      guint8 byte = *(*bytes)++;

      result |= (guint64) (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        {
          *number = (gint64) (result & G_MAXINT64);
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * roster_store_past_pack:
 * @bytes: the pack
 * @sync: the sync that it belongs to
 * @before: (nullable): the entry before this one in the same pack
 * @past: an entry that sorts after @before
 *
 * Adds an entry to a pack.
 */
void
roster_store_past_pack (GByteArray            *bytes,
                        gint64                 sync,
                        const RosterStorePast *before,
                        const RosterStorePast *past)
{
  if (before == NULL || before->kind != past->kind || before->subject > past->subject)
    {
      put_number (bytes, 1);
      put_number (bytes, (guint64) past->kind);
      put_number (bytes, (guint64) past->subject);
    }
  else
    {
      put_number (bytes, (guint64) (past->subject - before->subject) << 1);
    }

  put_number (bytes, (guint64) past->object);
  put_number (bytes, (guint64) past->value);
  put_number (bytes, (guint64) MAX (sync - past->since, 0));
}

/**
 * roster_store_past_unpack:
 * @bytes: a pack
 * @sync: the sync that it belongs to
 * @func: (scope call): told each entry
 * @user_data: passed to @func
 *
 * Goes through a pack. Bytes of any kind do no harm.
 *
 * Returns: whether @bytes was a pack from the first byte to the last
 */
gboolean
roster_store_past_unpack (GBytes              *bytes,
                          gint64               sync,
                          RosterStorePastFunc  func,
                          gpointer             user_data)
{
  gsize size;
  const guint8 *next = g_bytes_get_data (bytes, &size);
  const guint8 *end = next + size;
  RosterStorePast past = { 0 };

  while (next < end)
    {
      gint64 step;

      if (!take_number (&next, end, &step))
        return FALSE;
      if (step == 1)
        {
          if (!take_number (&next, end, &past.kind) || !take_number (&next, end, &past.subject))
            return FALSE;
        }
      else if ((step & 1) != 0 || past.kind == 0 || step >> 1 > G_MAXINT64 - past.subject)
        {
          return FALSE;
        }
      else
        {
          past.subject += step >> 1;
        }

      if (!take_number (&next, end, &past.object) || !take_number (&next, end, &past.value) || !take_number (&next, end, &past.since))
        return FALSE;
      past.since = sync - past.since;

      func (sync, &past, user_data);
    }

  return TRUE;
}

/**
 * roster_store_past_add:
 * @db: the database, in a transaction
 * @center: whose past
 * @sync: the sync in which it went, which is under way
 * @past: what was so until then
 * @error: what SQLite says
 *
 * Remembers what was so. What the same sync had brought is passed over: it was so at no time.
 *
 * Returns: whether it is remembered
 */
gboolean
roster_store_past_add (RosterStoreDb          *db,
                       gint64                  center,
                       gint64                  sync,
                       const RosterStorePast  *past,
                       GError                **error)
{
  if (past->since >= sync)
    return TRUE;

  return roster_store_db_run (db, roster_store_db_prepare (db, "INSERT OR IGNORE INTO past (center, sync, kind, subject, object, value, since)"
                                                               " VALUES (?, ?, ?, ?, ?, ?, ?)",
                                                           error, "iiiiiii", center, sync, past->kind, past->subject, past->object, past->value,
                                                           past->since), error);
}

static gboolean
write_pack (RosterStoreDb  *db,
            gint64          center,
            gint64          sync,
            GByteArray     *pack,
            GError        **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (pack->len == 0)
    return TRUE;

  bytes = g_bytes_new (pack->data, pack->len);
  g_byte_array_set_size (pack, 0);

  return roster_store_db_run (db, roster_store_db_prepare (db, "INSERT INTO past_pack (center, sync, entries) VALUES (?, ?, ?)", error, "iib",
                                                           center, sync, bytes), error);
}

static void
read_row (sqlite3_stmt    *statement,
          RosterStorePast *past)
{
  past->kind = sqlite3_column_int64 (statement, 0);
  past->subject = sqlite3_column_int64 (statement, 1);
  past->object = sqlite3_column_int64 (statement, 2);
  past->value = sqlite3_column_int64 (statement, 3);
  past->since = sqlite3_column_int64 (statement, 4);
}

/**
 * roster_store_past_close:
 * @db: the database, in a transaction
 * @center: whose past
 * @sync: a sync that is over
 * @error: what SQLite says
 *
 * Packs what a sync changed.
 *
 * Returns: whether it is packed
 */
gboolean
roster_store_past_close (RosterStoreDb  *db,
                         gint64          center,
                         gint64          sync,
                         GError        **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GByteArray) pack = g_byte_array_new ();
  sqlite3_stmt *statement = roster_store_db_prepare (db, "SELECT kind, subject, object, value, since FROM past WHERE center = ? AND sync = ?"
                                                         " ORDER BY kind, subject, object", &failure, "ii", center, sync);
  RosterStorePast before;
  RosterStorePast past;

  while (failure == NULL && roster_store_db_step (db, statement, &failure))
    {
      read_row (statement, &past);
      if (pack->len >= PACK_SIZE)
        write_pack (db, center, sync, pack, &failure);
      roster_store_past_pack (pack, sync, pack->len > 0 ? &before : NULL, &past);
      before = past;
    }
  if (failure == NULL)
    write_pack (db, center, sync, pack, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  return roster_store_db_run (db, roster_store_db_prepare (db, "DELETE FROM past WHERE center = ? AND sync = ?", error, "ii", center, sync),
                              error);
}

/**
 * roster_store_past_tidy:
 * @db: the database
 * @error: what SQLite says
 *
 * Packs what was left over by syncs that never came to their end, because the program did.
 *
 * Returns: whether all syncs are packed
 */
gboolean
roster_store_past_tidy (RosterStoreDb  *db,
                        GError        **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean tidy = TRUE;

  while (tidy)
    {
      sqlite3_stmt *statement = roster_store_db_prepare (db, "SELECT center, sync FROM past LIMIT 1", &failure, "");
      gint64 center;
      gint64 sync;

      if (!roster_store_db_step (db, statement, &failure))
        break;
      center = sqlite3_column_int64 (statement, 0);
      sync = sqlite3_column_int64 (statement, 1);
      sqlite3_reset (statement);

      if (!roster_store_db_begin (db, ROSTER_STORE_SURVIVES_KILL, error))
        return FALSE;
      tidy = roster_store_past_close (db, center, sync, error);
      tidy = roster_store_db_end (db, tidy, error);
    }
  if (failure == NULL)
    return tidy;

  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

/**
 * roster_store_past_foreach:
 * @db: the database
 * @center: whose past
 * @after_sync: only what went in a later sync than this one
 * @func: (scope call): told each entry
 * @user_data: passed to @func
 * @error: what SQLite says
 *
 * Tells what was so, in no particular order.
 *
 * Returns: whether all was told
 */
gboolean
roster_store_past_foreach (RosterStoreDb        *db,
                           gint64                center,
                           gint64                after_sync,
                           RosterStorePastFunc   func,
                           gpointer              user_data,
                           GError              **error)
{
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement;

  statement = roster_store_db_prepare (db, "SELECT kind, subject, object, value, since, sync FROM past WHERE center = ? AND sync > ?", &failure, "ii",
                                       center, after_sync);
  while (failure == NULL && roster_store_db_step (db, statement, &failure))
    {
      RosterStorePast past;

      read_row (statement, &past);
      func (sqlite3_column_int64 (statement, 5), &past, user_data);
    }

  if (failure == NULL)
    statement = roster_store_db_prepare (db, "SELECT sync, entries FROM past_pack WHERE center = ? AND sync > ?", &failure, "ii", center, after_sync);
  while (failure == NULL && roster_store_db_step (db, statement, &failure))
    {
      gint64 sync = sqlite3_column_int64 (statement, 0);
      gsize size = (gsize) sqlite3_column_bytes (statement, 1);
      g_autoptr (GBytes) bytes = g_bytes_new (sqlite3_column_blob (statement, 1), size);

      /* One pack that cannot be read is one gap in the past; what is so now does not depend on it. */
      if (!roster_store_past_unpack (bytes, sync, func, user_data))
        g_debug ("A pack of sync %" G_GINT64_FORMAT " cannot be read", sync);
    }
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}
