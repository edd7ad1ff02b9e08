/* roster-store-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-facts.h"

#include "roster-store-past.h"
#include "roster-store-private.h"
#include "roster-store-texts.h"

/* Reading. Each value was so from one sync until another, or still is; what is so at a time are those whose interval the time lies in. */

/* The sync that is later than all there are, and until when what is so now is so. */
#define LATEST (G_MAXINT64 - 1)
#define STILL G_MAXINT64

/* A fact by its numbers; the first three are the key. */
typedef struct
{
  gint64 kind;
  gint64 subject;
  gint64 object;
  gint64 value;
  gint64 since;
} Entry;

/* What two times say about a fact; 0: that there was none. */
typedef struct
{
  Entry entry;
  gint64 before;
  gint64 after;
} Difference;

typedef struct
{
  gint64 from;
  gint64 to;
} Span;

typedef struct
{
  GPtrArray *facts;
  GPtrArray *scopes;
} Reading;

typedef struct
{
  RosterStoreDb *db;
  gint64 center;
  gint64 sync;             /* up to and with which syncs count */
  gint64 from_sync;        /* for comparing: the same at the earlier time */
  GPtrArray *facts;
  GHashTable *differences; /* a set of Difference, by its entry */
  GHashTable *times;       /* sync → when it began: a set of pairs of numbers */
  GError *error;
} Reader;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->facts, g_ptr_array_unref);
  g_clear_pointer (&reading->scopes, g_ptr_array_unref);
  g_free (reading);
}

static guint
entry_hash (gconstpointer key)
{
  const Entry *entry = key;

  return ((guint) entry->kind * 31u + (guint) entry->subject) * 2654435761u + (guint) entry->object;
}

static gboolean
entry_equal (gconstpointer a,
             gconstpointer b)
{
  const Entry *first = a;
  const Entry *second = b;

  return first->kind == second->kind && first->subject == second->subject && first->object == second->object;
}

/* Several in a row may share an error: after the first one there is nothing. */
static GRefString *
get_text (Reader  *reader,
          gint64   id,
          GError **error)
{
  GRefString *text = *error == NULL ? roster_store_text_get (reader->db, reader->center, id, error) : NULL;

  return text != NULL ? g_ref_string_acquire (text) : NULL;
}

static gint64
get_time (Reader  *reader,
          gint64   sync,
          GError **error)
{
  gint64 *time = g_hash_table_lookup (reader->times, &sync);

  if (*error != NULL)
    return 0;

  if (time == NULL)
    {
      gint64 *pair = g_new (gint64, 2);

      pair[0] = sync;
      pair[1] = roster_store_db_number (reader->db, roster_store_db_prepare (reader->db, "SELECT started FROM sync WHERE id = ?", error, "i", sync),
                                        0, error);
      g_hash_table_add (reader->times, pair);
      time = pair;
    }

  return time[1];
}

static gint64
find_sync (Reader  *reader,
           gint64   time,
           GError **error)
{
  if (time == ROSTER_STORE_NOW)
    return LATEST;

  return roster_store_db_number (reader->db, roster_store_db_prepare (reader->db, "SELECT max(id) FROM sync WHERE center = ? AND started <= ?", error,
                                                                      "ii", reader->center, time), 0, error);
}

/* What refers to a text that is not there is not a fact any more: unknown. */
static void
add_fact (Reader       *reader,
          const Entry  *entry,
          GPtrArray    *facts,
          GError      **error)
{
  RosterFact *fact = g_new0 (RosterFact, 1);

  fact->kind = get_text (reader, entry->kind, error);
  fact->subject = get_text (reader, entry->subject, error);
  fact->object = get_text (reader, entry->object, error);
  fact->value = get_text (reader, entry->value, error);
  fact->since = get_time (reader, entry->since, error);
  if (fact->kind == NULL || fact->subject == NULL || fact->value == NULL || (fact->object == NULL && entry->object != 0))
    roster_fact_free (fact);
  else
    g_ptr_array_add (facts, fact);
}

static void
take_past (gint64                 sync,
           const RosterStorePast *past,
           gpointer               user_data)
{
  Reader *reader = user_data;
  Entry entry = { past->kind, past->subject, past->object, past->value, past->since };

  if (past->since <= reader->sync && reader->error == NULL)
    add_fact (reader, &entry, reader->facts, &reader->error);
}

static Entry
read_entry (sqlite3_stmt *statement)
{
  Entry entry = {
    .kind = sqlite3_column_int64 (statement, 0),
    .subject = sqlite3_column_int64 (statement, 1),
    .object = sqlite3_column_int64 (statement, 2),
    .value = sqlite3_column_int64 (statement, 3),
    .since = sqlite3_column_int64 (statement, 4),
  };

  return entry;
}

#define PRESENT_FACTS "SELECT kind, subject, object, value, since FROM fact NOT INDEXED WHERE center = ?"

static void
read_facts (Reader  *reader,
            GError **error)
{
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement = roster_store_db_prepare (reader->db, PRESENT_FACTS, &failure, "i", reader->center);

  while (failure == NULL && roster_store_db_step (reader->db, statement, &failure))
    {
      Entry entry = read_entry (statement);

      if (entry.since <= reader->sync)
        add_fact (reader, &entry, reader->facts, &failure);
    }

  if (failure == NULL && reader->sync != LATEST &&
      roster_store_past_foreach (reader->db, reader->center, reader->sync, take_past, reader, &failure))
    failure = g_steal_pointer (&reader->error);
  g_clear_error (&reader->error);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
}

static void
read_scopes (Reader     *reader,
             GPtrArray  *scopes,
             GError    **error)
{
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement = roster_store_db_prepare (reader->db, "SELECT kind, subject, object, first, last FROM scope WHERE center = ? AND first <= ?",
                                                     &failure, "ii", reader->center, reader->sync);

  while (failure == NULL && roster_store_db_step (reader->db, statement, &failure))
    {
      RosterFactScope *scope = g_new0 (RosterFactScope, 1);
      gint64 subject = sqlite3_column_int64 (statement, 1);
      gint64 object = sqlite3_column_int64 (statement, 2);

      scope->kind = get_text (reader, sqlite3_column_int64 (statement, 0), &failure);
      scope->subject = get_text (reader, subject, &failure);
      scope->object = get_text (reader, object, &failure);
      scope->first_read = get_time (reader, sqlite3_column_int64 (statement, 3), &failure);
      scope->last_read = get_time (reader, MIN (sqlite3_column_int64 (statement, 4), reader->sync), &failure);
      if (scope->kind == NULL || (subject != 0 && scope->subject == NULL) || (object != 0 && scope->object == NULL))
        roster_fact_scope_free (scope);
      else
        g_ptr_array_add (scopes, scope);
    }

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
}

static gpointer
do_read (RosterStoreDb      *db,
         RosterStoreCenter  *center,
         gpointer            data,
         GError            **error)
{
  const Span *span = data;
  g_autoptr (GHashTable) times = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GError) failure = NULL;
  Reader reader = { .db = db, .times = times };
  Reading *reading = g_new0 (Reading, 1);

  reading->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_fact_free);
  reading->scopes = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_fact_scope_free);
  reader.facts = reading->facts;

  reader.center = roster_store_center_find (center, db, FALSE, &failure);
  if (reader.center > 0)
    reader.sync = find_sync (&reader, span->to, &failure);
  if (reader.center > 0 && reader.sync > 0)
    read_facts (&reader, &failure);
  if (reader.center > 0 && reader.sync > 0 && failure == NULL)
    read_scopes (&reader, reading->scopes, &failure);
  if (failure == NULL)
    return reading;

  reading_free (reading);
  g_propagate_error (error, g_steal_pointer (&failure));

  return NULL;
}

/* A value that was so from one sync until before another. */
static void
note_interval (Reader       *reader,
               const Entry  *entry,
               gint64        until)
{
  Difference *difference = g_hash_table_lookup (reader->differences, entry);

  if (difference == NULL)
    {
      /* It was so all the time, as far as is known: there would be a word of the past otherwise. */
      if (until == STILL && entry->since <= reader->from_sync)
        return;

      difference = g_new0 (Difference, 1);
      difference->entry = *entry;
      g_hash_table_add (reader->differences, difference);
    }

  if (entry->since <= reader->from_sync && reader->from_sync < until)
    difference->before = entry->value;
  if (entry->since <= reader->sync && reader->sync < until)
    difference->after = entry->value;
}

static void
note_past (gint64                 sync,
           const RosterStorePast *past,
           gpointer               user_data)
{
  Entry entry = { past->kind, past->subject, past->object, past->value, past->since };

  note_interval (user_data, &entry, sync);
}

static void
note_present (Reader  *reader,
              GError **error)
{
  sqlite3_stmt *statement = roster_store_db_prepare (reader->db, PRESENT_FACTS, error, "i", reader->center);

  while (roster_store_db_step (reader->db, statement, error))
    {
      Entry entry = read_entry (statement);

      note_interval (reader, &entry, STILL);
    }
}

static void
add_change (Reader            *reader,
            const Difference  *difference,
            GPtrArray         *changes,
            GError           **error)
{
  const Entry *entry = &difference->entry;
  RosterFactChange *change;

  if (difference->before == difference->after)
    return;

  change = g_new0 (RosterFactChange, 1);
  change->kind = get_text (reader, entry->kind, error);
  change->subject = get_text (reader, entry->subject, error);
  change->object = get_text (reader, entry->object, error);
  change->before = get_text (reader, difference->before, error);
  change->after = get_text (reader, difference->after, error);
  if (change->kind == NULL || change->subject == NULL || (change->before == NULL && change->after == NULL))
    roster_fact_change_free (change);
  else
    g_ptr_array_add (changes, change);
}

static gpointer
do_compare (RosterStoreDb      *db,
            RosterStoreCenter  *center,
            gpointer            data,
            GError            **error)
{
  const Span *span = data;
  g_autoptr (GHashTable) differences = g_hash_table_new_full (entry_hash, entry_equal, g_free, NULL);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_fact_change_free);
  g_autoptr (GError) failure = NULL;
  Reader reader = { .db = db, .differences = differences };
  GHashTableIter iter;
  gpointer difference;

  reader.center = roster_store_center_find (center, db, FALSE, &failure);
  if (reader.center > 0)
    {
      reader.from_sync = find_sync (&reader, span->from, &failure);
      if (failure == NULL)
        reader.sync = find_sync (&reader, span->to, &failure);
      if (failure == NULL && roster_store_past_foreach (db, reader.center, reader.from_sync, note_past, &reader, &failure))
        note_present (&reader, &failure);
    }

  g_hash_table_iter_init (&iter, differences);
  while (failure == NULL && g_hash_table_iter_next (&iter, &difference, NULL))
    add_change (&reader, difference, changes, &failure);
  if (failure == NULL)
    return g_steal_pointer (&changes);

  g_propagate_error (error, g_steal_pointer (&failure));

  return NULL;
}

static Span *
span_new (gint64 from,
          gint64 to)
{
  Span *span = g_new0 (Span, 1);

  span->from = from;
  span->to = to;

  return span;
}

/**
 * roster_store_facts_read_async:
 * @center: whose facts
 * @time_us: as of when, in microseconds since 1970; %ROSTER_STORE_NOW for the last that is known. A sync counts from its beginning
 * @cancellable: (nullable): drops the answer
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Reads all facts of a centre in one go.
 */
void
roster_store_facts_read_async (RosterStoreCenter   *center,
                               gint64               time_us,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_STORE_CENTER (center));

  roster_store_run (roster_store_center_get_store (center), center, roster_store_facts_read_async, do_read, span_new (0, time_us), g_free,
                    reading_free, cancellable, callback, user_data);
}

/**
 * roster_store_facts_read_finish:
 * @center: whose facts
 * @result: what the callback was given
 * @scopes: (out) (optional) (transfer full) (element-type RosterFactScope): what had been read as a whole by then
 * @error: why they could not be read
 *
 * Returns: (transfer full) (nullable) (element-type RosterFact): the facts, in no particular order
 */
GPtrArray *
roster_store_facts_read_finish (RosterStoreCenter  *center,
                                GAsyncResult       *result,
                                GPtrArray         **scopes,
                                GError            **error)
{
  Reading *reading;
  GPtrArray *facts;

  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_facts_read_async), NULL);

  reading = g_task_propagate_pointer (G_TASK (result), error);
  if (reading == NULL)
    return NULL;

  facts = g_steal_pointer (&reading->facts);
  if (scopes != NULL)
    *scopes = g_steal_pointer (&reading->scopes);
  reading_free (reading);

  return facts;
}

/**
 * roster_store_facts_compare_async:
 * @center: whose facts
 * @earlier_us: the earlier time, in microseconds since 1970; 0 for before everything
 * @later_us: the later time, in microseconds since 1970, or %ROSTER_STORE_NOW
 * @cancellable: (nullable): drops the answer
 * @callback: called when it is known
 * @user_data: passed to @callback
 *
 * Finds out what is different at two times. What changed and changed back is not.
 */
void
roster_store_facts_compare_async (RosterStoreCenter   *center,
                                  gint64               earlier_us,
                                  gint64               later_us,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_STORE_CENTER (center) && earlier_us <= later_us);

  roster_store_run (roster_store_center_get_store (center), center, roster_store_facts_compare_async, do_compare,
                    span_new (earlier_us, later_us), g_free, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * roster_store_facts_compare_finish:
 * @center: whose facts
 * @result: what the callback was given
 * @error: why it could not be found out
 *
 * Returns: (transfer full) (nullable) (element-type RosterFactChange): what is different, in no particular order
 */
GPtrArray *
roster_store_facts_compare_finish (RosterStoreCenter  *center,
                                   GAsyncResult       *result,
                                   GError            **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_facts_compare_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
