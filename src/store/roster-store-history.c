/* roster-store-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-history.h"

#include "roster-store-past.h"
#include "roster-store-private.h"
#include "roster-store-texts.h"

/* What was here once and went, and when it went last. A fact that got another value went and came in the same sync: that is no end. */

/* When one subject came and went: numbers of syncs. */
typedef struct
{
  GArray *came; /* of gint64 */
  GArray *went; /* of gint64 */
} Stays;

typedef struct
{
  RosterStoreDb *db;
  gint64 center;
  const char *kind;
  gint64 kind_id;     /* the number of @kind's text, once an entry of that kind was seen */
  GHashTable *stays;  /* subject: a number -> Stays */
  GHashTable *others; /* set of the numbers of other kinds */
  GError *error;
} Search;

static void
stays_free (gpointer data)
{
  Stays *stays = data;

  g_array_unref (stays->came);
  g_array_unref (stays->went);
  g_free (stays);
}

static Stays *
get_stays (Search *search,
           gint64  subject)
{
  Stays *stays = g_hash_table_lookup (search->stays, &subject);

  if (stays != NULL)
    return stays;

  stays = g_new0 (Stays, 1);
  stays->came = g_array_new (FALSE, FALSE, sizeof (gint64));
  stays->went = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_hash_table_insert (search->stays, g_memdup2 (&subject, sizeof subject), stays);

  return stays;
}

/* Returns: the last sync in which a subject went without coming in the same one; 0 for none */
static gint64
find_end (const Stays *stays)
{
  gint64 end = 0;

  for (guint i = 0; i < stays->went->len; i++)
    {
      gint64 went = g_array_index (stays->went, gint64, i);
      gboolean stayed = FALSE;

      for (guint j = 0; j < stays->came->len && !stayed; j++)
        stayed = g_array_index (stays->came, gint64, j) == went;
      if (!stayed)
        end = MAX (end, went);
    }

  return end;
}

static gboolean
is_of_kind (Search *search,
            gint64  kind)
{
  const char *text;

  if (search->kind_id != 0 || g_hash_table_contains (search->others, &kind))
    return search->kind_id == kind;

  text = roster_store_text_get (search->db, search->center, kind, &search->error);
  if (g_strcmp0 (text, search->kind) == 0)
    search->kind_id = kind;
  else
    g_hash_table_add (search->others, g_memdup2 (&kind, sizeof kind));

  return search->kind_id == kind;
}

static void
take_entry (gint64                 sync,
            const RosterStorePast *past,
            gpointer               user_data)
{
  Search *search = user_data;
  Stays *stays;

  if (search->error != NULL || !is_of_kind (search, past->kind))
    return;

  stays = get_stays (search, past->subject);
  g_array_append_val (stays->came, past->since);
  g_array_append_val (stays->went, sync);
}

/* What is so now came once, too. */
static void
take_present (Search  *search,
              GError **error)
{
  sqlite3_stmt *statement = roster_store_db_prepare (search->db, "SELECT subject, since FROM fact WHERE center = ? AND kind = ?", error, "ii",
                                                     search->center, search->kind_id);

  while (roster_store_db_step (search->db, statement, error))
    {
      Stays *stays = get_stays (search, sqlite3_column_int64 (statement, 0));
      gint64 since = sqlite3_column_int64 (statement, 1);

      g_array_append_val (stays->came, since);
    }
}

static GHashTable *
name_subjects (Search  *search,
               GError **error)
{
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) failure = NULL;
  GHashTableIter iter;
  gpointer subject, stays;

  g_hash_table_iter_init (&iter, search->stays);
  while (failure == NULL && g_hash_table_iter_next (&iter, &subject, &stays))
    {
      gint64 end = find_end (stays);
      const char *text = end > 0 ? roster_store_text_get (search->db, search->center, *(gint64 *) subject, &failure) : NULL;
      gint64 time;

      if (text == NULL || failure != NULL)
        continue;

      time = roster_store_db_number (search->db, roster_store_db_prepare (search->db, "SELECT started FROM sync WHERE id = ?", &failure, "i", end), 0,
                                     &failure);
      g_hash_table_insert (named, g_strdup (text), g_memdup2 (&time, sizeof time));
    }
  if (failure == NULL)
    return g_steal_pointer (&named);

  g_propagate_error (error, g_steal_pointer (&failure));

  return NULL;
}

static gpointer
do_ended (RosterStoreDb      *db,
          RosterStoreCenter  *center,
          gpointer            data,
          GError            **error)
{
  g_autoptr (GHashTable) stays = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, stays_free);
  g_autoptr (GHashTable) others = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GError) failure = NULL;
  Search search = { .db = db, .kind = data, .stays = stays, .others = others };

  search.center = roster_store_center_find (center, db, FALSE, &failure);
  if (search.center > 0 && roster_store_past_foreach (db, search.center, 0, take_entry, &search, &failure))
    failure = g_steal_pointer (&search.error);
  g_clear_error (&search.error);
  if (search.center > 0 && search.kind_id > 0 && failure == NULL)
    take_present (&search, &failure);
  if (failure == NULL)
    return name_subjects (&search, error);

  g_propagate_error (error, g_steal_pointer (&failure));

  return NULL;
}

/**
 * roster_store_history_ended_async:
 * @center: whose history
 * @kind: a kind of facts
 * @cancellable: (nullable): drops the answer
 * @callback: called when it is there
 * @user_data: passed to @callback
 *
 * Finds whose facts of one kind were not so any more in a later sync, also where they are so again now.
 */
void
roster_store_history_ended_async (RosterStoreCenter   *center,
                                  const char          *kind,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_STORE_CENTER (center) && kind != NULL);

  roster_store_run (roster_store_center_get_store (center), center, roster_store_history_ended_async, do_ended, g_strdup (kind), g_free,
                    (GDestroyNotify) g_hash_table_unref, cancellable, callback, user_data);
}

/**
 * roster_store_history_ended_finish:
 * @center: whose history
 * @result: what the callback was given
 * @error: why it could not be read
 *
 * Returns: (transfer full) (nullable) (element-type utf8 gint64): the keys of those subjects, each with the date of the last sync that found
 *   it gone, in microseconds since 1970
 */
GHashTable *
roster_store_history_ended_finish (RosterStoreCenter  *center,
                                   GAsyncResult       *result,
                                   GError            **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_history_ended_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
