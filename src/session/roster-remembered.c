/* roster-remembered.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-remembered.h"

#include "roster-record.h"
#include "roster-store-notes.h"

/* The notes of a Business Center from which the program can show it before anybody has answered: what it is called, through which connection
 * it was seen, when it was last shown, when last read, and how far that got. There is nothing secret in them: the connection is told as the keyring's item is
 * labelled, and opening it still takes the keyring. */

#define NOTE_BUSINESS_CENTER "business-center"
#define NOTE_CONNECTION "connection"
#define NOTE_SHOWN_AT "shown-at"
#define NOTE_SYNCED_AT "synced-at"
#define NOTE_READER "reader"

#define READER_ADMIN "admin"
#define READER_STANDARD "standard"

struct _RosterRemembered
{
  RosterConnection *connection;
  GPtrArray *centers;    /* of RosterBusinessCenter, the one that was shown last first */
  GHashTable *by_center; /* the ID of a Business Center to its notes */
  char *bc_id;           /* (nullable): of which more has been read */
  RosterFactsFill *fill; /* (nullable): that */
};

static gint64
get_time (RosterRemembered *self,
          const char       *bc_id,
          const char       *name)
{
  GHashTable *notes = g_hash_table_lookup (self->by_center, bc_id);
  const char *value = notes != NULL ? g_hash_table_lookup (notes, name) : NULL;

  return value != NULL ? MAX (g_ascii_strtoll (value, NULL, 10), 0) : 0;
}

static void
note_time (RosterMemory *memory,
           const char   *name,
           gint64        time_us)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, time_us);

  roster_memory_note (memory, name, value);
}

static char *
write_connection (RosterConnection *connection)
{
  g_autoptr (GVariant) record = g_variant_ref_sink (g_variant_new ("(sssx)", roster_connection_get_label (connection),
                                                                   roster_connection_get_app_id (connection),
                                                                   roster_connection_get_core_user_id (connection),
                                                                   roster_connection_get_created (connection)));

  return g_variant_print (record, FALSE);
}

static RosterConnection *
read_connection (const char *id,
                 const char *value)
{
  g_autoptr (GVariant) record = value != NULL ? g_variant_parse (G_VARIANT_TYPE ("(sssx)"), value, NULL, NULL, NULL) : NULL;
  const char *label, *app_id, *core_user_id;
  gint64 created;

  if (record == NULL)
    return NULL;

  g_variant_get (record, "(&s&s&sx)", &label, &app_id, &core_user_id, &created);

  return roster_connection_new (id, label, app_id, core_user_id, created);
}

static int
last_shown_first (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  gint64 first = get_time (user_data, roster_item_get_id (*(RosterItem **) a), NOTE_SHOWN_AT);
  gint64 second = get_time (user_data, roster_item_get_id (*(RosterItem **) b), NOTE_SHOWN_AT);

  return (first < second) - (first > second);
}

/* What is read at the same time: the notes of all Business Centers, and everything of the one that probably is to be shown. */
typedef struct
{
  char *connection;
  guint in_flight;
  RosterRemembered *remembered;
  GError *error;
} Load;

static void
load_free (Load *load)
{
  g_free (load->connection);
  g_clear_pointer (&load->remembered, roster_remembered_free);
  g_clear_error (&load->error);
  g_free (load);
}

static void
take_notes (RosterRemembered *self,
            const char       *connection)
{
  GHashTableIter iter;
  gpointer bc_id, notes;

  g_hash_table_iter_init (&iter, self->by_center);
  while (g_hash_table_iter_next (&iter, &bc_id, &notes))
    {
      const char *record = g_hash_table_lookup (notes, NOTE_BUSINESS_CENTER);
      g_autoptr (RosterBusinessCenter) center = roster_business_center_new (bc_id);

      if (record != NULL && roster_record_read (G_OBJECT (center), record))
        g_ptr_array_add (self->centers, g_steal_pointer (&center));
    }
  g_ptr_array_sort_with_data (self->centers, last_shown_first, self);

  for (guint i = 0; i < self->centers->len && self->connection == NULL; i++)
    {
      GHashTable *of_center = g_hash_table_lookup (self->by_center, roster_item_get_id (self->centers->pdata[i]));

      self->connection = read_connection (connection, g_hash_table_lookup (of_center, NOTE_CONNECTION));
    }
}

/* Takes both. */
static void
load_done (GTask  *task,
           GError *error)
{
  g_autoptr (GTask) owned = task;
  Load *load = g_task_get_task_data (task);

  if (load->error == NULL)
    load->error = error;
  else
    g_clear_error (&error);

  if (--load->in_flight > 0)
    return;

  if (load->error != NULL)
    g_task_return_error (task, g_steal_pointer (&load->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&load->remembered), (GDestroyNotify) roster_remembered_free);
}

static void
on_notes (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Load *load = g_task_get_task_data (user_data);
  GError *error = NULL;

  load->remembered->by_center = roster_store_notes_of_finish (ROSTER_STORE (source), result, &error);
  if (load->remembered->by_center != NULL)
    take_notes (load->remembered, load->connection);
  load_done (user_data, error);
}

static void
on_visited (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Load *load = g_task_get_task_data (user_data);
  GError *error = NULL;

  load->remembered->fill = roster_store_visit_finish (ROSTER_STORE_CENTER (source), result, &error);
  load_done (user_data, error);
}

/**
 * roster_remembered_load_async:
 * @store: what remembers
 * @connection: the ID of a connection
 * @bc_id: (nullable): the ID of a Business Center that probably is to be shown
 * @cancellable: (nullable): drops the answer
 * @callback: called when it is known
 * @user_data: passed to @callback
 *
 * Finds out what is remembered of a connection, and at the same time everything that is remembered of @bc_id.
 */
void
roster_remembered_load_async (RosterStore         *store,
                              const char          *connection,
                              const char          *bc_id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  g_task_set_source_tag (task, roster_remembered_load_async);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  load->connection = g_strdup (connection);
  load->remembered = g_new0 (RosterRemembered, 1);
  load->remembered->centers = g_ptr_array_new_with_free_func (g_object_unref);
  load->remembered->bc_id = g_strdup (bc_id);

  load->in_flight = 1;
  roster_store_notes_of_async (store, connection, cancellable, on_notes, g_object_ref (task));
  if (bc_id != NULL)
    {
      g_autoptr (RosterStoreCenter) center = roster_store_center_new (store, connection, bc_id);

      load->in_flight++;
      roster_store_visit_async (center, ROSTER_STORE_PART_COMMON, &ROSTER_FACTS_FILL_VISITOR, cancellable, on_visited, g_object_ref (task));
    }
}

/**
 * roster_remembered_load_finish:
 * @store: what remembers
 * @result: what the callback was given
 * @error: why it could not be read
 *
 * Returns: (transfer full) (nullable): what is remembered, possibly nothing
 */
RosterRemembered *
roster_remembered_load_finish (RosterStore   *store,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * roster_remembered_free:
 * @self: (transfer full): what is remembered
 */
void
roster_remembered_free (RosterRemembered *self)
{
  g_clear_object (&self->connection);
  g_ptr_array_unref (self->centers);
  g_clear_pointer (&self->by_center, g_hash_table_unref);
  g_clear_pointer (&self->fill, roster_facts_fill_free);
  g_free (self->bc_id);
  g_free (self);
}

/**
 * roster_remembered_get_connection:
 * @self: what is remembered
 *
 * Returns: (transfer none) (nullable): the connection, as it was called when it was last open
 */
RosterConnection *
roster_remembered_get_connection (RosterRemembered *self)
{
  return self->connection;
}

/**
 * roster_remembered_get_centers:
 * @self: what is remembered
 *
 * Returns: (transfer none) (element-type RosterBusinessCenter): the Business Centers, the one that was shown last first
 */
GPtrArray *
roster_remembered_get_centers (RosterRemembered *self)
{
  return self->centers;
}

/**
 * roster_remembered_get_synced_at:
 * @self: what is remembered
 * @bc_id: the ID of a Business Center
 *
 * Returns: when all of it was last read, in microseconds since 1970; 0 when it never was
 */
gint64
roster_remembered_get_synced_at (RosterRemembered *self,
                                 const char       *bc_id)
{
  return get_time (self, bc_id, NOTE_SYNCED_AT);
}

/**
 * roster_remembered_get_read_by_admin:
 * @self: what is remembered
 * @bc_id: the ID of a Business Center
 *
 * Returns: whether what is remembered is what an Admin sees, who may read everything
 */
gboolean
roster_remembered_get_read_by_admin (RosterRemembered *self,
                                     const char       *bc_id)
{
  GHashTable *notes = g_hash_table_lookup (self->by_center, bc_id);

  return notes != NULL && g_strcmp0 (g_hash_table_lookup (notes, NOTE_READER), READER_ADMIN) == 0;
}

/**
 * roster_remembered_steal_fill:
 * @self: what is remembered
 * @bc_id: the ID of a Business Center
 *
 * Returns: (transfer full) (nullable): everything that is remembered of @bc_id, where that has been read as well
 */
RosterFactsFill *
roster_remembered_steal_fill (RosterRemembered *self,
                              const char       *bc_id)
{
  return g_strcmp0 (self->bc_id, bc_id) == 0 ? g_steal_pointer (&self->fill) : NULL;
}

/**
 * roster_remembered_dup_mark:
 * @self: what is remembered
 * @bc_id: the ID of a Business Center
 *
 * Returns: (transfer full) (nullable): how far the last sync got
 */
RosterSyncMark *
roster_remembered_dup_mark (RosterRemembered *self,
                            const char       *bc_id)
{
  GHashTable *notes = g_hash_table_lookup (self->by_center, bc_id);
  const char *value = notes != NULL ? g_hash_table_lookup (notes, ROSTER_MEMORY_NOTE_MARK) : NULL;

  return value != NULL ? roster_sync_mark_new_from_string (value) : NULL;
}

/**
 * roster_remembered_note_shown:
 * @memory: the memory of the Business Center
 * @connection: (nullable): through which connection it is seen
 * @business_center: the Business Center
 * @now_us: the time
 *
 * Remembers that a Business Center is shown.
 */
void
roster_remembered_note_shown (RosterMemory         *memory,
                              RosterConnection     *connection,
                              RosterBusinessCenter *business_center,
                              gint64                now_us)
{
  g_autofree char *record = roster_record_write (G_OBJECT (business_center));

  roster_memory_note (memory, NOTE_BUSINESS_CENTER, record);
  if (connection != NULL)
    {
      g_autofree char *line = write_connection (connection);

      roster_memory_note (memory, NOTE_CONNECTION, line);
    }
  note_time (memory, NOTE_SHOWN_AT, now_us);
}

/**
 * roster_remembered_note_synced:
 * @memory: the memory of the Business Center
 * @now_us: the time
 *
 * Remembers that all of a Business Center was read.
 */
void
roster_remembered_note_synced (RosterMemory *memory,
                               gint64        now_us)
{
  note_time (memory, NOTE_SYNCED_AT, now_us);
}

/**
 * roster_remembered_note_mark:
 * @memory: the memory of the Business Center
 * @mark: (nullable): how far a sync got; %NULL when everything is to be read
 *
 * Remembers where the next sync may start from.
 */
void
roster_remembered_note_mark (RosterMemory   *memory,
                             RosterSyncMark *mark)
{
  g_autofree char *text = mark != NULL ? roster_sync_mark_to_string (mark) : NULL;

  roster_memory_note (memory, ROSTER_MEMORY_NOTE_MARK, text != NULL ? text : "");
}

/**
 * roster_remembered_note_reader:
 * @memory: the memory of the Business Center
 * @business_center: the Business Center
 *
 * Remembers as what the user has read what is remembered.
 */
void
roster_remembered_note_reader (RosterMemory         *memory,
                               RosterBusinessCenter *business_center)
{
  roster_memory_note (memory, NOTE_READER, roster_business_center_get_role (business_center) == ROSTER_ROLE_ADMIN ? READER_ADMIN : READER_STANDARD);
}
