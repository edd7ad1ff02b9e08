/* roster-store-visit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-visit.h"

#include "roster-store-private.h"
#include "roster-store-texts.h"

/* What is known now, told to somebody fact by fact: the start of the program waits for this. What is told of is borrowed, and nothing is
 * allocated for a fact but what is made of it. */

typedef struct
{
  RosterStoreDb *db;
  gint64 center;
} Reader;

/* A text that is wanted once: what SQLite has, or where that is not valid, what can be made of it. */
static const char *
borrow_text (sqlite3_stmt  *statement,
             int            column,
             char         **valid)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  if (text == NULL || g_utf8_validate (text, -1, NULL))
    return text;

  g_free (*valid);
  *valid = g_utf8_make_valid (text, -1);

  return *valid;
}

/* A few texts by their numbers: kinds and values are few, and the facts of a subject stand in a row. */
#define RECENT 16

typedef struct
{
  gint64 id;
  GRefString *text;
} Recent;

static GRefString *
get_recent (Reader  *reader,
            Recent  *recent,
            gint64   id,
            GError **error)
{
  Recent *entry = &recent[(guint64) id % RECENT];

  if (entry->id != id)
    {
      entry->text = roster_store_text_get (reader->db, reader->center, id, error);
      entry->id = id;
    }

  return entry->text;
}

static void
visit_scopes (Reader                    *reader,
              RosterStorePart            part,
              const RosterStoreVisitor  *visitor,
              gpointer                   made,
              GError                   **error)
{
  static const char * const SCOPES[] = {
    [ROSTER_STORE_PART_COMMON] = "SELECT kind, subject, object FROM scope WHERE center = ? AND subject = 0",
    [ROSTER_STORE_PART_SUBJECTS] = "SELECT kind, subject, object FROM scope WHERE center = ? AND subject <> 0",
  };
  sqlite3_stmt *statement = roster_store_db_prepare (reader->db, SCOPES[part], error, "i", reader->center);

  while (*error == NULL && roster_store_db_step (reader->db, statement, error))
    {
      gint64 subject = sqlite3_column_int64 (statement, 1);
      gint64 object = sqlite3_column_int64 (statement, 2);
      RosterFactScope scope = {
        .kind = roster_store_text_get (reader->db, reader->center, sqlite3_column_int64 (statement, 0), error),
        .subject = roster_store_text_get (reader->db, reader->center, subject, error),
        .object = roster_store_text_get (reader->db, reader->center, object, error),
      };

      if (*error == NULL && scope.kind != NULL && (subject == 0 || scope.subject != NULL) && (object == 0 || scope.object != NULL))
        visitor->scope (made, &scope);
    }
}

/* In the lists nearly every text stands once, so it comes along with its fact and is not looked up. */
static void
visit_common (Reader                    *reader,
              const RosterStoreVisitor  *visitor,
              gpointer                   made,
              GError                   **error)
{
  sqlite3_stmt *statement = roster_store_db_prepare (reader->db,
    "SELECT fact.kind, fact.object, about.text, what.text FROM fact"
    " CROSS JOIN text AS about ON about.id = fact.subject AND about.center = ?1"
    " CROSS JOIN text AS what ON what.id = fact.value AND what.center = ?1"
    " WHERE fact.center = ?1 AND fact.kind IN (SELECT kind FROM scope WHERE center = ?1 AND subject = 0)", error, "i", reader->center);
  Recent kinds[RECENT] = { { 0 } };
  g_autofree char *valid_subject = NULL;
  g_autofree char *valid_value = NULL;

  while (*error == NULL && roster_store_db_step (reader->db, statement, error))
    {
      gint64 object = sqlite3_column_int64 (statement, 1);
      RosterFact fact = {
        .kind = get_recent (reader, kinds, sqlite3_column_int64 (statement, 0), error),
        .subject = (char *) borrow_text (statement, 2, &valid_subject),
        .object = object != 0 ? roster_store_text_get (reader->db, reader->center, object, error) : NULL,
        .value = (char *) borrow_text (statement, 3, &valid_value),
      };

      if (*error == NULL && fact.kind != NULL && fact.subject != NULL && fact.value != NULL && (fact.object != NULL || object == 0))
        visitor->fact (made, &fact);
    }
}

/* Those who are in the lists are what the rest is about: better asked for in one go than one after the other. */
static void
know_subjects (Reader  *reader,
               GError **error)
{
  sqlite3_stmt *statement = roster_store_db_prepare (reader->db,
    "SELECT about.id, about.text FROM fact CROSS JOIN text AS about ON about.id = fact.subject AND about.center = ?1"
    " WHERE fact.center = ?1 AND fact.kind IN (SELECT kind FROM scope WHERE center = ?1 AND subject = 0)", error, "i", reader->center);

  while (roster_store_db_step (reader->db, statement, error))
    roster_store_text_take (reader->db, reader->center, sqlite3_column_int64 (statement, 0), statement, 1);
}

/* Here many facts share few texts. */
static void
visit_subjects (Reader                    *reader,
                const RosterStoreVisitor  *visitor,
                gpointer                   made,
                GError                   **error)
{
  sqlite3_stmt *statement = roster_store_db_prepare (reader->db,
    "SELECT kind, subject, object, value FROM fact WHERE center = ?1 AND kind IN (SELECT kind FROM scope WHERE center = ?1 AND subject <> 0)",
    error, "i", reader->center);
  Recent kinds[RECENT] = { { 0 } };
  Recent subjects[RECENT] = { { 0 } };
  Recent values[RECENT] = { { 0 } };

  while (*error == NULL && roster_store_db_step (reader->db, statement, error))
    {
      gint64 object = sqlite3_column_int64 (statement, 2);
      RosterFact fact = {
        .kind = get_recent (reader, kinds, sqlite3_column_int64 (statement, 0), error),
        .subject = get_recent (reader, subjects, sqlite3_column_int64 (statement, 1), error),
        .object = object != 0 ? roster_store_text_get (reader->db, reader->center, object, error) : NULL,
        .value = get_recent (reader, values, sqlite3_column_int64 (statement, 3), error),
      };

      if (*error == NULL && fact.kind != NULL && fact.subject != NULL && fact.value != NULL && (fact.object != NULL || object == 0))
        visitor->fact (made, &fact);
    }
}

/* The result of a job is never NULL when it went well: what came to nothing is told apart from it by a box. */
typedef struct
{
  const RosterStoreVisitor *visitor;
  gpointer made;
} Visit;

typedef struct
{
  RosterStorePart part;
  const RosterStoreVisitor *visitor;
} VisitWish;

static void
visit_free (gpointer data)
{
  Visit *visit = data;

  if (visit->made != NULL)
    visit->visitor->free (visit->made);
  g_free (visit);
}

static gpointer
do_visit (RosterStoreDb      *db,
          RosterStoreCenter  *center,
          gpointer            data,
          GError            **error)
{
  const VisitWish *wish = data;
  const RosterStoreVisitor *visitor = wish->visitor;
  g_autoptr (GError) failure = NULL;
  Reader reader = { .db = db };
  Visit *visit = g_new0 (Visit, 1);

  visit->visitor = visitor;
  visit->made = visitor->make ();
  reader.center = roster_store_center_find (center, db, FALSE, &failure);
  if (reader.center > 0 && wish->part == ROSTER_STORE_PART_SUBJECTS)
    know_subjects (&reader, &failure);
  if (reader.center > 0 && failure == NULL)
    visit_scopes (&reader, wish->part, visitor, visit->made, &failure);
  if (reader.center > 0 && failure == NULL)
    (wish->part == ROSTER_STORE_PART_COMMON ? visit_common : visit_subjects) (&reader, visitor, visit->made, &failure);
  if (failure != NULL)
    {
      visit_free (visit);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  if (!visitor->end (visit->made))
    {
      visitor->free (visit->made);
      visit->made = NULL;
    }

  return visit;
}

/**
 * roster_store_visit_async:
 * @center: whose facts
 * @part: which of them
 * @visitor: (scope forever): what makes something of them
 * @cancellable: (nullable): drops the answer
 * @callback: called when it is made
 * @user_data: passed to @callback
 *
 * Reads what is known now, and has something made of it.
 */
void
roster_store_visit_async (RosterStoreCenter        *center,
                          RosterStorePart           part,
                          const RosterStoreVisitor *visitor,
                          GCancellable             *cancellable,
                          GAsyncReadyCallback       callback,
                          gpointer                  user_data)
{
  VisitWish *wish;

  g_return_if_fail (ROSTER_IS_STORE_CENTER (center));

  wish = g_new0 (VisitWish, 1);
  wish->part = part;
  wish->visitor = visitor;
  roster_store_run (roster_store_center_get_store (center), center, roster_store_visit_async, do_visit, wish, g_free, visit_free, cancellable,
                    callback, user_data);
}

/**
 * roster_store_visit_finish:
 * @center: whose facts
 * @result: what the callback was given
 * @error: why they could not be read
 *
 * Returns: (transfer full) (nullable): what was made; %NULL without @error when it came to nothing
 */
gpointer
roster_store_visit_finish (RosterStoreCenter  *center,
                           GAsyncResult       *result,
                           GError            **error)
{
  Visit *visit;
  gpointer made;

  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_visit_async), NULL);

  visit = g_task_propagate_pointer (G_TASK (result), error);
  if (visit == NULL)
    return NULL;

  made = g_steal_pointer (&visit->made);
  visit_free (visit);

  return made;
}
