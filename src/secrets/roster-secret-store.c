/* roster-secret-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-secret-store.h"

#include <glib/gi18n.h>

#include "roster-error.h"
#include "roster-secret-item.h"

/* libsecret has two ways to keep a secret: a Secret Service on the session bus, and inside a Flatpak an encrypted file of its own. Only the
 * functions that know both are used, and what only the bus knows (locks, collections) is asked only where the backend is the service.
 *
 * A look-up cannot tell "locked" from "not stored": both give nothing. So things are searched for without their secrets, which also finds
 * what is locked, and read one by one.
 *
 * Where it may be the file, a question is never cancelled: the first one waits for the portal, and libsecret before 0.21 can hang for good
 * when that is interrupted. The answer is dropped instead. */

static const SecretSchema schema = {
  "io.github.accessroster.AccessRoster",
  SECRET_SCHEMA_DONT_MATCH_NAME,
  {
    { ROSTER_SECRET_ATTRIBUTE_APPLICATION, SECRET_SCHEMA_ATTRIBUTE_STRING },
    { ROSTER_SECRET_ATTRIBUTE_FORMAT, SECRET_SCHEMA_ATTRIBUTE_STRING },
    { ROSTER_SECRET_ATTRIBUTE_KIND, SECRET_SCHEMA_ATTRIBUTE_STRING },
    { ROSTER_SECRET_ATTRIBUTE_CONNECTION, SECRET_SCHEMA_ATTRIBUTE_STRING },
    { ROSTER_SECRET_ATTRIBUTE_APP_ID, SECRET_SCHEMA_ATTRIBUTE_STRING },
    { ROSTER_SECRET_ATTRIBUTE_CORE_USER_ID, SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

typedef void (*NextStep) (GTask *task);

/* One for every operation here; each uses what it needs. */
typedef struct
{
  GHashTable *attributes;
  gboolean unlock;
  char *label;
  SecretValue *value;
  SecretRetrievable *item;
  SecretService *service; /* unless it may be the file */
  NextStep next;
  GPtrArray *items;
  gboolean locked;
} Step;

static void
step_free (Step *step)
{
  g_clear_pointer (&step->attributes, g_hash_table_unref);
  g_clear_pointer (&step->label, g_free);
  g_clear_pointer (&step->value, secret_value_unref);
  g_clear_object (&step->item);
  g_clear_object (&step->service);
  g_clear_pointer (&step->items, g_ptr_array_unref);
  g_free (step);
}

static gboolean
is_refusal (const GError *error)
{
  g_autofree char *remote = g_dbus_error_get_remote_error (error);

  return g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
         /* The service had nothing to show: the prompt for a first keyring was closed. */
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_ACCESS_DENIED) ||
         g_strcmp0 (remote, "org.freedesktop.Secret.Error.IsLocked") == 0;
}

/* Into what the user interface can act on: cancelled, locked, or no keyring. */
static void
return_error (GTask  *task,
              GError *error)
{
  g_autoptr (GError) cause = error;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED) || cause->domain == ROSTER_ERROR)
    {
      g_task_return_error (task, g_steal_pointer (&cause));
      return;
    }

  if (is_refusal (cause))
    {
      g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED, "%s", _("The keyring is locked."));
      return;
    }

  g_dbus_error_strip_remote_error (cause);
  g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING,
                           /* Translators: %s is a technical message of the system. */
                           _("The keyring does not answer (%s)."), cause->message);
}

/* libsecret does not say which of its ways it takes; this follows its rules. Inside a sandbox it can still be the service, when there is no
 * portal; then locks are noticed only by what they prevent. */
static gboolean
uses_service (void)
{
  const char *backend = g_getenv ("SECRET_BACKEND");

  if (backend != NULL)
    return g_str_equal (backend, "service");

  return !g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) && g_getenv ("SNAP_NAME") == NULL;
}

static GCancellable *
get_cancellable (GTask *task)
{
  return uses_service () ? g_task_get_cancellable (task) : NULL;
}

static void
on_service (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Step *step = g_task_get_task_data (task);

  step->service = secret_service_get_finish (result, &error);
  if (step->service == NULL)
    return_error (task, error);
  else
    step->next (task);
}

static Step *
prepare (GTask    *task,
         gpointer  tag,
         NextStep  next)
{
  Step *step = g_new0 (Step, 1);

  step->next = next;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, step, (GDestroyNotify) step_free);

  return step;
}

static void
start (GTask *task)
{
  Step *step = g_task_get_task_data (task);

  if (uses_service ())
    secret_service_get (SECRET_SERVICE_NONE, g_task_get_cancellable (task), on_service, g_object_ref (task));
  else
    step->next (task);
}

static GHashTable *
make_attributes (const char *application,
                 const char *connection)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_hash_table_insert (attributes, (gpointer) ROSTER_SECRET_ATTRIBUTE_APPLICATION, g_strdup (application));
  if (connection != NULL)
    g_hash_table_insert (attributes, (gpointer) ROSTER_SECRET_ATTRIBUTE_CONNECTION, g_strdup (connection));

  return attributes;
}

static int
newest_first (gconstpointer a,
              gconstpointer b)
{
  guint64 first = secret_retrievable_get_modified (*(SecretRetrievable *const *) a);
  guint64 second = secret_retrievable_get_modified (*(SecretRetrievable *const *) b);

  return first == second ? 0 : (first > second ? -1 : 1);
}

static void
return_items (GTask *task)
{
  Step *step = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&step->items), (GDestroyNotify) g_ptr_array_unref);
}

static void
on_default_seen (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, &error);
  Step *step = g_task_get_task_data (task);

  if (error != NULL)
    {
      return_error (task, g_steal_pointer (&error));
      return;
    }

  step->locked = collection != NULL && secret_collection_get_locked (collection);
  return_items (task);
}

static void
on_searched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GList *found = secret_password_search_finish (result, &error);
  Step *step = g_task_get_task_data (task);

  if (error != NULL)
    {
      g_list_free_full (found, g_object_unref);
      return_error (task, g_steal_pointer (&error));
      return;
    }

  step->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (GList *l = found; l != NULL; l = l->next)
    {
      step->locked = step->locked || roster_secret_item_is_locked (l->data);
      g_ptr_array_add (step->items, l->data);
    }
  g_list_free (found);
  g_ptr_array_sort (step->items, newest_first);

  /* Some services find nothing in what is locked. */
  if (step->items->len == 0 && step->service != NULL)
    {
      secret_collection_for_alias (step->service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, get_cancellable (task),
                                   on_default_seen, g_object_ref (task));
      return;
    }

  return_items (task);
}

static void
search (GTask *task)
{
  Step *step = g_task_get_task_data (task);

  secret_password_searchv (&schema, step->attributes, SECRET_SEARCH_ALL | (step->unlock ? SECRET_SEARCH_UNLOCK : 0),
                           get_cancellable (task), on_searched, g_object_ref (task));
}

static void
on_default_unlocked (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* That the prompt was closed is no error; the search finds out. */
  if (secret_service_unlock_finish (SECRET_SERVICE (source), result, NULL, &error) < 0 || error != NULL)
    {
      return_error (task, g_steal_pointer (&error));
      return;
    }

  search (task);
}

static void
on_default_to_unlock (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, &error);
  Step *step = g_task_get_task_data (task);
  GList locked = { 0 };

  if (error != NULL)
    {
      return_error (task, g_steal_pointer (&error));
      return;
    }

  if (collection == NULL || !secret_collection_get_locked (collection))
    {
      search (task);
      return;
    }

  locked.data = collection;
  secret_service_unlock (step->service, &locked, get_cancellable (task), on_default_unlocked, g_object_ref (task));
}

static void
unlock_then_search (GTask *task)
{
  Step *step = g_task_get_task_data (task);

  if (step->service == NULL)
    {
      search (task);
      return;
    }

  secret_collection_for_alias (step->service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, get_cancellable (task),
                               on_default_to_unlock, g_object_ref (task));
}

/**
 * roster_secret_store_search_async:
 * @application: whose items
 * @connection: (nullable): the items of one connection only
 * @unlock: whether to ask the user to unlock what is locked
 * @cancellable: (nullable): cancels it
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Finds items without loading their secrets.
 */
void
roster_secret_store_search_async (const char          *application,
                                  const char          *connection,
                                  gboolean             unlock,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Step *step;

  step = prepare (task, roster_secret_store_search_async, unlock ? unlock_then_search : search);
  step->attributes = make_attributes (application, connection);
  step->unlock = unlock;
  start (task);
}

/**
 * roster_secret_store_search_finish:
 * @result: a result
 * @locked: (out): whether one of the items is locked, or nothing was found and the user's keyring is locked
 * @error: return location for an error
 *
 * Errors: %ROSTER_ERROR_KEYRING_MISSING, %ROSTER_ERROR_KEYRING_LOCKED, %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type SecretRetrievable): what was found, the newest first
 */
GPtrArray *
roster_secret_store_search_finish (GAsyncResult  *result,
                                   gboolean      *locked,
                                   GError       **error)
{
  Step *step = g_task_get_task_data (G_TASK (result));

  *locked = step->locked;

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_retrieved (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (source), result, &error);
  RosterCredentials *credentials;
  const char *text;
  gsize length;

  if (value == NULL)
    {
      if (error == NULL)
        error = g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "locked");
      return_error (task, g_steal_pointer (&error));
      return;
    }

  text = secret_value_get (value, &length);
  credentials = roster_credentials_new_from_text (text, (gssize) length, &error);
  if (credentials == NULL)
    return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, credentials, (GDestroyNotify) roster_credentials_unref);
}

static void
read_item (GTask *task)
{
  Step *step = g_task_get_task_data (task);

  secret_retrievable_retrieve_secret (step->item, get_cancellable (task), on_retrieved, g_object_ref (task));
}

/**
 * roster_secret_store_read_async:
 * @item: what was found
 * @cancellable: (nullable): cancels it
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Loads one secret.
 */
void
roster_secret_store_read_async (SecretRetrievable   *item,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Step *step;

  step = prepare (task, roster_secret_store_read_async, read_item);
  step->item = g_object_ref (item);
  start (task);
}

/**
 * roster_secret_store_read_finish:
 * @result: a result
 * @error: return location for an error
 *
 * Errors: %ROSTER_ERROR_FAILED when the secret is damaged, and those of a search.
 *
 * Returns: (transfer full): the credentials, or %NULL with @error set
 */
RosterCredentials *
roster_secret_store_read_finish (GAsyncResult  *result,
                                 GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    return_error (task, error);
  else /* the prompt was closed */
    return_error (task, g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "dismissed"));
}

static void
write_item (GTask *task)
{
  Step *step = g_task_get_task_data (task);

  secret_password_storev_binary (&schema, step->attributes, SECRET_COLLECTION_DEFAULT, step->label, step->value,
                                 get_cancellable (task), on_stored, g_object_ref (task));
}

/**
 * roster_secret_store_write_async:
 * @application: whose item
 * @connection: the connection
 * @credentials: its secrets
 * @cancellable: (nullable): cancels it
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Writes the item of a connection into the user's keyring, in the place of the one that was there. The user may be asked to unlock it.
 */
void
roster_secret_store_write_async (const char          *application,
                                 RosterConnection    *connection,
                                 RosterCredentials   *credentials,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  char *text = roster_credentials_to_text (credentials);
  Step *step;

  step = prepare (task, roster_secret_store_write_async, write_item);
  step->attributes = make_attributes (application, roster_connection_get_id (connection));
  g_hash_table_insert (step->attributes, (gpointer) ROSTER_SECRET_ATTRIBUTE_FORMAT, g_strdup_printf ("%d", ROSTER_SECRET_FORMAT));
  g_hash_table_insert (step->attributes, (gpointer) ROSTER_SECRET_ATTRIBUTE_KIND, g_strdup (ROSTER_SECRET_KIND));
  g_hash_table_insert (step->attributes, (gpointer) ROSTER_SECRET_ATTRIBUTE_APP_ID,
                       g_strdup (roster_connection_get_app_id (connection)));
  g_hash_table_insert (step->attributes, (gpointer) ROSTER_SECRET_ATTRIBUTE_CORE_USER_ID,
                       g_strdup (roster_connection_get_core_user_id (connection)));
  step->label = g_strconcat (ROSTER_SECRET_LABEL_PREFIX, roster_connection_get_label (connection), NULL);
  step->value = secret_value_new_full (text, -1, "text/plain", (GDestroyNotify) roster_credentials_wipe_text);
  start (task);
}

/**
 * roster_secret_store_write_finish:
 * @result: a result
 * @error: return location for an error
 *
 * Errors: those of a search.
 *
 * Returns: whether it was written
 */
gboolean
roster_secret_store_write_finish (GAsyncResult  *result,
                                  GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_item_deleted (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_item_delete_finish (SECRET_ITEM (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    return_error (task, error);
  else
    return_error (task, g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "dismissed"));
}

static void
on_cleared (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    return_error (task, error);
  else /* whether there was something to remove does not matter */
    g_task_return_boolean (task, TRUE);
}

static void
remove_item (GTask *task)
{
  Step *step = g_task_get_task_data (task);

  if (step->item == NULL || (!SECRET_IS_ITEM (step->item) && g_hash_table_contains (step->attributes, ROSTER_SECRET_ATTRIBUTE_CONNECTION)))
    secret_password_clearv (&schema, step->attributes, get_cancellable (task), on_cleared, g_object_ref (task));
  else if (SECRET_IS_ITEM (step->item))
    secret_item_delete (SECRET_ITEM (step->item), get_cancellable (task), on_item_deleted, g_object_ref (task));
  else
    /* In a file, things are removed by their attributes only, and these would fit others, too. */
    g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_FAILED, "%s",
                             _("What is stored is damaged in a way that it cannot be told apart, so it was left alone."));
}

/**
 * roster_secret_store_remove_async:
 * @application: whose items
 * @connection: (nullable): the connection whose items are removed, if it is known
 * @item: (nullable): the one item to remove, when it is damaged; without it, items of a format that this program does not know are left
 * @cancellable: (nullable): cancels it
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Removes what is stored for a connection. What is locked may stay: search afterwards.
 */
void
roster_secret_store_remove_async (const char          *application,
                                  const char          *connection,
                                  SecretRetrievable   *item,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Step *step;

  g_return_if_fail (connection != NULL || item != NULL);

  step = prepare (task, roster_secret_store_remove_async, remove_item);
  step->attributes = make_attributes (application, connection);
  if (item == NULL)
    g_hash_table_insert (step->attributes, (gpointer) ROSTER_SECRET_ATTRIBUTE_FORMAT, g_strdup_printf ("%d", ROSTER_SECRET_FORMAT));
  g_set_object (&step->item, item);
  start (task);
}

/**
 * roster_secret_store_remove_finish:
 * @result: a result
 * @error: return location for an error
 *
 * Returns: %FALSE with @error set when that failed
 */
gboolean
roster_secret_store_remove_finish (GAsyncResult  *result,
                                   GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
