/* roster-store-links.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-store-links.h"

#include "roster-store-private.h"

/* Requests for TikTok accounts that are still open when the program ends. */

/* What a key is to a request. The numbers are on disk. */
typedef enum
{
  ROLE_AD_ACCOUNT = 0,
  ROLE_PERSON = 1,
  ROLE_BEFORE = 2,
  ROLE_BEFORE_WHOLE = 3, /* one empty key: ROLE_BEFORE is all that was there */
} Role;

/**
 * roster_stored_link_new:
 * @id: the caller's name for it
 *
 * Returns: (transfer full): a request of which nothing else is known; its fields are there to be set
 */
RosterStoredLink *
roster_stored_link_new (const char *id)
{
  RosterStoredLink *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_new0 (RosterStoredLink, 1);
  self->id = g_strdup (id);

  return self;
}

/**
 * roster_stored_link_free:
 * @self: (transfer full): a request
 */
void
roster_stored_link_free (RosterStoredLink *self)
{
  g_free (self->id);
  g_free (self->expected_handle);
  g_free (self->account);
  g_strfreev (self->ad_accounts);
  g_strfreev (self->people);
  g_strfreev (self->before);
  g_free (self);
}

static gboolean
delete_link (RosterStoreDb  *db,
             gint64          center,
             const char     *id,
             GError        **error)
{
  return roster_store_db_run (db, roster_store_db_prepare (db, "DELETE FROM link WHERE center = ? AND id = ?", error, "is", center, id), error) &&
         roster_store_db_run (db, roster_store_db_prepare (db, "DELETE FROM link_key WHERE center = ? AND link = ?", error, "is", center, id), error);
}

static gboolean
insert_keys (RosterStoreDb  *db,
             gint64          center,
             const char     *id,
             Role            role,
             GStrv           keys,
             GError        **error)
{
  for (gint64 i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!roster_store_db_run (db, roster_store_db_prepare (db, "INSERT INTO link_key (center, link, role, position, key) VALUES (?, ?, ?, ?, ?)",
                                                           error, "isiis", center, id, (gint64) role, i, keys[i]), error))
      return FALSE;

  return TRUE;
}

static gpointer
do_put (RosterStoreDb      *db,
        RosterStoreCenter  *center,
        gpointer            data,
        GError            **error)
{
  const RosterStoredLink *link = data;
  gint64 id;
  gboolean put;

  if (!roster_store_db_begin (db, ROSTER_STORE_SURVIVES_POWER_CUT, error))
    return NULL;

  id = roster_store_center_find (center, db, TRUE, error);
  put = id > 0 && delete_link (db, id, link->id, error) &&
        roster_store_db_run (db, roster_store_db_prepare (db, "INSERT INTO link (center, id, expected_handle, ads_only, account, asked, deadline)"
                                                              " VALUES (?, ?, ?, ?, ?, ?, ?)",
                                                          error, "issisii", id, link->id, link->expected_handle, (gint64) link->ads_only,
                                                          link->account, link->asked_at, link->deadline), error) &&
        insert_keys (db, id, link->id, ROLE_AD_ACCOUNT, link->ad_accounts, error) &&
        insert_keys (db, id, link->id, ROLE_PERSON, link->people, error) &&
        insert_keys (db, id, link->id, ROLE_BEFORE, link->before, error) &&
        insert_keys (db, id, link->id, ROLE_BEFORE_WHOLE, link->before_whole ? (char *[]) { (char *) "", NULL } : NULL, error);

  return roster_store_db_end (db, put, error) ? ROSTER_STORE_OK : NULL;
}

static RosterStoredLink *
stored_link_copy (const RosterStoredLink *self)
{
  RosterStoredLink *copy = roster_stored_link_new (self->id);

  copy->expected_handle = g_strdup (self->expected_handle);
  copy->ads_only = self->ads_only;
  copy->account = g_strdup (self->account);
  copy->asked_at = self->asked_at;
  copy->deadline = self->deadline;
  copy->ad_accounts = g_strdupv (self->ad_accounts);
  copy->people = g_strdupv (self->people);
  copy->before = g_strdupv (self->before);
  copy->before_whole = self->before_whole;

  return copy;
}

/**
 * roster_store_links_put_async:
 * @center: who asks
 * @link: a request; one of the same ID is replaced
 * @callback: called when it is on the disk
 * @user_data: passed to @callback
 *
 * Remembers an open request as it is now.
 */
void
roster_store_links_put_async (RosterStoreCenter      *center,
                              const RosterStoredLink *link,
                              GAsyncReadyCallback     callback,
                              gpointer                user_data)
{
  g_return_if_fail (ROSTER_IS_STORE_CENTER (center) && link != NULL);

  roster_store_run (roster_store_center_get_store (center), center, roster_store_links_put_async, do_put, stored_link_copy (link),
                    (GDestroyNotify) roster_stored_link_free, NULL, NULL, callback, user_data);
}

/**
 * roster_store_links_put_finish:
 * @center: who asks
 * @result: what the callback was given
 * @error: why it could not be remembered
 *
 * Returns: whether it is on the disk
 */
gboolean
roster_store_links_put_finish (RosterStoreCenter  *center,
                               GAsyncResult       *result,
                               GError            **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_links_put_async), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

static gpointer
do_remove (RosterStoreDb      *db,
           RosterStoreCenter  *center,
           gpointer            data,
           GError            **error)
{
  gint64 id;
  gboolean removed;

  if (!roster_store_db_begin (db, ROSTER_STORE_SURVIVES_POWER_CUT, error))
    return NULL;

  id = roster_store_center_find (center, db, TRUE, error);
  removed = id > 0 && delete_link (db, id, data, error);

  return roster_store_db_end (db, removed, error) ? ROSTER_STORE_OK : NULL;
}

/**
 * roster_store_links_remove_async:
 * @center: who asked
 * @id: the request's ID; one that is not there is passed over
 * @callback: called when it is gone
 * @user_data: passed to @callback
 *
 * Forgets a request that is done or given up.
 */
void
roster_store_links_remove_async (RosterStoreCenter   *center,
                                 const char          *id,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_STORE_CENTER (center) && id != NULL);

  roster_store_run (roster_store_center_get_store (center), center, roster_store_links_remove_async, do_remove, g_strdup (id), g_free, NULL, NULL,
                    callback, user_data);
}

/**
 * roster_store_links_remove_finish:
 * @center: who asked
 * @result: what the callback was given
 * @error: why it could not be removed
 *
 * Returns: whether it is gone
 */
gboolean
roster_store_links_remove_finish (RosterStoreCenter  *center,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_links_remove_async), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

static GStrv
read_keys (RosterStoreDb  *db,
           gint64          center,
           const char     *id,
           Role            role,
           GError        **error)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  sqlite3_stmt *statement = roster_store_db_prepare (db, "SELECT key FROM link_key WHERE center = ? AND link = ? AND role = ? ORDER BY position", error,
                                                     "isi", center, id, (gint64) role);

  while (roster_store_db_step (db, statement, error))
    {
      g_autofree char *key = roster_store_db_dup_text (statement, 0);

      if (key != NULL)
        g_strv_builder_add (keys, key);
    }

  return g_strv_builder_end (keys);
}

static gpointer
do_list (RosterStoreDb      *db,
         RosterStoreCenter  *center,
         gpointer            data,
         GError            **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_stored_link_free);
  gint64 id = roster_store_center_find (center, db, FALSE, &failure);
  sqlite3_stmt *statement = NULL;

  if (id > 0)
    statement = roster_store_db_prepare (db, "SELECT id, expected_handle, ads_only, account, asked, deadline FROM link WHERE center = ?"
                                             " ORDER BY asked, id", &failure, "i", id);
  while (failure == NULL && roster_store_db_step (db, statement, &failure))
    {
      RosterStoredLink *link = g_new0 (RosterStoredLink, 1);

      link->id = roster_store_db_dup_text (statement, 0);
      link->expected_handle = roster_store_db_dup_text (statement, 1);
      link->ads_only = sqlite3_column_int64 (statement, 2) != 0;
      link->account = roster_store_db_dup_text (statement, 3);
      link->asked_at = sqlite3_column_int64 (statement, 4);
      link->deadline = sqlite3_column_int64 (statement, 5);
      g_ptr_array_add (links, link);
    }

  for (guint i = 0; i < links->len && failure == NULL; i++)
    {
      RosterStoredLink *link = g_ptr_array_index (links, i);

      link->ad_accounts = read_keys (db, id, link->id, ROLE_AD_ACCOUNT, &failure);
      if (failure == NULL)
        link->people = read_keys (db, id, link->id, ROLE_PERSON, &failure);
      if (failure == NULL)
        link->before = read_keys (db, id, link->id, ROLE_BEFORE, &failure);
      if (failure == NULL)
        {
          g_auto (GStrv) whole = read_keys (db, id, link->id, ROLE_BEFORE_WHOLE, &failure);

          link->before_whole = whole != NULL && whole[0] != NULL;
        }
    }
  if (failure == NULL)
    return g_steal_pointer (&links);

  g_propagate_error (error, g_steal_pointer (&failure));

  return NULL;
}

/**
 * roster_store_links_list_async:
 * @center: who asked
 * @cancellable: (nullable): drops the answer
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Lists the open requests, the oldest first.
 */
void
roster_store_links_list_async (RosterStoreCenter   *center,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (ROSTER_IS_STORE_CENTER (center));

  roster_store_run (roster_store_center_get_store (center), center, roster_store_links_list_async, do_list, NULL, NULL,
                    (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * roster_store_links_list_finish:
 * @center: who asked
 * @result: what the callback was given
 * @error: why they could not be read
 *
 * Returns: (transfer full) (nullable) (element-type RosterStoredLink): the requests
 */
GPtrArray *
roster_store_links_list_finish (RosterStoreCenter  *center,
                                GAsyncResult       *result,
                                GError            **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_store_links_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
