/* roster-memory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-memory.h"

#include "roster-facts.h"
#include "roster-list.h"
#include "roster-store-notes.h"
#include "roster-store-sync.h"

/* Keeps a directory and its part of the store alike. It listens to the directory: whatever was read into it as a whole is put into the store
 * as a whole, a few things per turn of the main loop, so that a large Business Center never holds up the window. A list that is read twice
 * before its turn comes is written once. What fails to be written is told by the store itself. From then on the store must not be taken for
 * complete, so no mark is noted, and the next start reads everything; until everything has been read, and put, anew.
 *
 * Who or what is gone has nothing any more: that is written down as well, so that history knows since when. */

#define PUTS_PER_TURN 25

struct _RosterMemory
{
  GObject parent_instance;

  RosterStoreCenter *center;
  RosterDirectory *directory;

  gboolean keeping;
  guint merged;      /* the lists that were read since then: bits, by RosterDirectoryList */
  guint n_failed;    /* how often something that was read could not be written */
  guint n_mended;    /* how many of those times do not matter any more */
  GQueue due;        /* of char *, scope names, the eldest first */
  GHashTable *dirty; /* the same, as a set; owned by the queue */
  GHashTable *known; /* a set of char *: the scopes of single subjects that the store has */
  GHashTable *notes; /* name to value, to be noted once what is due is written */
  guint idle;
  RosterStoreSync *sync; /* while something is due */
  guint ending;          /* syncs that are on their way to the disk */
  GPtrArray *waiting;    /* of GTask, for settle */
};

G_DEFINE_FINAL_TYPE (RosterMemory, roster_memory, G_TYPE_OBJECT)

static void
settle_if_done (RosterMemory *self)
{
  if (self->ending > 0 || !g_queue_is_empty (&self->due))
    return;

  while (self->waiting->len > 0)
    {
      g_autoptr (GTask) task = g_ptr_array_steal_index (self->waiting, 0);

      g_task_return_boolean (task, TRUE);
    }
}

typedef struct
{
  RosterMemory *self;
  RosterStoreSync *sync;
} Ending;

static void
on_ended (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Ending *ending = user_data;
  g_autoptr (RosterMemory) self = ending->self;
  g_autoptr (RosterStoreSync) sync = ending->sync;

  /* The mark may have been noted meanwhile. Of what was left nothing is noted any more: it may have been forgotten. */
  if (!roster_store_sync_end_finish (sync, result, NULL, NULL))
    {
      self->n_failed++;
      if (self->keeping)
        roster_memory_note (self, ROSTER_MEMORY_NOTE_MARK, "");
    }
  self->ending--;
  settle_if_done (self);
}

/* Who is in no list is not gone before that list has been read. */
static gboolean
is_gone (RosterMemory *self,
         const char   *kind,
         const char   *subject)
{
  if (g_str_equal (kind, ROSTER_FACTS_AD_ACCOUNT_GRANT) || g_str_equal (kind, ROSTER_FACTS_TIKTOK_ACCOUNT_GRANT))
    return (self->merged & 1u << ROSTER_DIRECTORY_LIST_PRINCIPALS) != 0 && roster_directory_find_principal (self->directory, subject) == NULL;
  if (g_str_equal (kind, ROSTER_FACTS_GROUP_AD_ACCOUNT) || g_str_equal (kind, ROSTER_FACTS_GROUP_MEMBER))
    return (self->merged & 1u << ROSTER_DIRECTORY_LIST_ACCOUNT_GROUPS) != 0 &&
           roster_list_find (roster_directory_get_account_groups (self->directory), subject) == NULL;

  return (self->merged & 1u << ROSTER_DIRECTORY_LIST_TIKTOK_ACCOUNTS) != 0 &&
         roster_directory_find_tiktok_account (self->directory, subject) == NULL;
}

static void
write_one (RosterMemory *self)
{
  g_autofree char *name = g_queue_pop_head (&self->due);
  g_autofree char *kind = NULL;
  g_autofree char *subject = NULL;
  g_autoptr (GPtrArray) facts = NULL;

  g_hash_table_remove (self->dirty, name);
  roster_facts_split_scope (name, &kind, &subject);
  if (g_hash_table_contains (self->known, name) && is_gone (self, kind, subject))
    {
      facts = g_ptr_array_new ();
      g_hash_table_remove (self->known, name);
    }
  else
    {
      facts = roster_facts_of_scope (self->directory, kind, subject);
      if (subject != NULL && facts != NULL)
        g_hash_table_add (self->known, g_strdup (name));
    }
  if (facts != NULL)
    roster_store_sync_put (self->sync, kind, subject, NULL, facts);
}

/* Nothing is due any more: the store does one thing after the other, so the notes are true when they are there. */
static void
end_writing (RosterMemory *self)
{
  GHashTableIter iter;
  gpointer name, value;
  Ending *ending;

  if (self->sync != NULL)
    {
      self->ending++;
      ending = g_new0 (Ending, 1);
      ending->self = g_object_ref (self);
      ending->sync = g_steal_pointer (&self->sync);
      roster_store_sync_end_async (ending->sync, on_ended, ending);
    }

  g_hash_table_iter_init (&iter, self->notes);
  while (g_hash_table_iter_next (&iter, &name, &value))
    roster_store_notes_set_async (self->center, name, value, NULL, NULL);
  g_hash_table_remove_all (self->notes);
}

static gboolean
on_idle (gpointer user_data)
{
  RosterMemory *self = user_data;

  for (guint i = 0; i < PUTS_PER_TURN && !g_queue_is_empty (&self->due); i++)
    write_one (self);
  if (!g_queue_is_empty (&self->due))
    return G_SOURCE_CONTINUE;

  self->idle = 0;
  end_writing (self);

  return G_SOURCE_REMOVE;
}

static void
mark (RosterMemory *self,
      const char   *kind,
      const char   *subject)
{
  char *name;

  if (!self->keeping)
    return;

  name = roster_facts_name_scope (kind, subject);
  if (g_hash_table_contains (self->dirty, name))
    {
      g_free (name);
      return;
    }

  g_hash_table_add (self->dirty, name);
  g_queue_push_tail (&self->due, name);
  if (self->idle != 0)
    return;

  self->sync = roster_store_sync_new (self->center);
  self->idle = g_idle_add_full (G_PRIORITY_LOW, on_idle, self, NULL);
}

static void
on_merged (RosterDirectory *directory,
           int              list,
           RosterMemory    *self)
{
  GHashTableIter iter;
  gpointer name;

  self->merged |= 1u << list;
  mark (self, roster_facts_kind_of_list ((RosterDirectoryList) list), NULL);

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *kind = NULL;
      g_autofree char *subject = NULL;

      roster_facts_split_scope (name, &kind, &subject);
      if (is_gone (self, kind, subject))
        mark (self, kind, subject);
    }
}

static void
on_links_set (RosterDirectory     *directory,
              RosterTiktokAccount *account,
              RosterMemory        *self)
{
  mark (self, ROSTER_FACTS_LINK, roster_item_get_key (ROSTER_ITEM (account)));
}

static void
on_identity_set (RosterDirectory     *directory,
                 RosterTiktokAccount *account,
                 RosterMemory        *self)
{
  mark (self, ROSTER_FACTS_IDENTITY, roster_item_get_key (ROSTER_ITEM (account)));
}

static void
on_grants_set (RosterAccess *access,
               const char   *row_key,
               int           scope,
               RosterMemory *self)
{
  mark (self, scope == ROSTER_ACCESS_SCOPE_AD_ACCOUNTS ? ROSTER_FACTS_AD_ACCOUNT_GRANT : ROSTER_FACTS_TIKTOK_ACCOUNT_GRANT, row_key);
}

static void
on_group_set (RosterAccess *access,
              const char   *group_key,
              RosterMemory *self)
{
  mark (self, ROSTER_FACTS_GROUP_AD_ACCOUNT, group_key);
  mark (self, ROSTER_FACTS_GROUP_MEMBER, group_key);
}

static void
roster_memory_dispose (GObject *object)
{
  RosterMemory *self = ROSTER_MEMORY (object);

  if (self->directory != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->directory, self);
      g_signal_handlers_disconnect_by_data (roster_directory_get_access (self->directory), self);
    }
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->sync);
  g_clear_object (&self->directory);
  g_clear_object (&self->center);

  G_OBJECT_CLASS (roster_memory_parent_class)->dispose (object);
}

static void
roster_memory_finalize (GObject *object)
{
  RosterMemory *self = ROSTER_MEMORY (object);

  g_hash_table_unref (self->dirty);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->notes);
  g_queue_clear_full (&self->due, g_free);
  g_ptr_array_unref (self->waiting);

  G_OBJECT_CLASS (roster_memory_parent_class)->finalize (object);
}

static void
roster_memory_class_init (RosterMemoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_memory_dispose;
  object_class->finalize = roster_memory_finalize;
}

static void
roster_memory_init (RosterMemory *self)
{
  g_queue_init (&self->due);
  self->dirty = g_hash_table_new (g_str_hash, g_str_equal);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * roster_memory_new:
 * @center: the store's view of the Business Center
 * @directory: the directory of the same Business Center
 *
 * Returns: (transfer full): a memory that does nothing yet
 */
RosterMemory *
roster_memory_new (RosterStoreCenter *center,
                   RosterDirectory   *directory)
{
  RosterMemory *self = g_object_new (ROSTER_TYPE_MEMORY, NULL);

  self->center = g_object_ref (center);
  self->directory = g_object_ref (directory);

  return self;
}

typedef struct
{
  RosterFactsFill *fill; /* of the lists, and then of what everybody has */
  RosterMemoryFunc lists;
  gpointer lists_data;
} Recall;

static void
recall_free (Recall *recall)
{
  g_clear_pointer (&recall->fill, roster_facts_fill_free);
  g_free (recall);
}

static gboolean
on_fill (gpointer user_data)
{
  GTask *task = user_data;
  RosterMemory *self = g_task_get_source_object (task);
  Recall *recall = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (roster_facts_fill_step (recall->fill, self->directory))
    return G_SOURCE_CONTINUE;

  g_task_return_boolean (task, TRUE);

  return G_SOURCE_REMOVE;
}

static void
remember_scope (const char *kind,
                const char *subject,
                gpointer    user_data)
{
  RosterMemory *self = user_data;

  g_hash_table_add (self->known, roster_facts_name_scope (kind, subject));
}

static void
on_subjects (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RosterMemory *self = g_task_get_source_object (task);
  Recall *recall = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_pointer (&recall->fill, roster_facts_fill_free);
  recall->fill = roster_store_visit_finish (ROSTER_STORE_CENTER (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  if (recall->fill == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  roster_facts_fill_foreach_scope (recall->fill, remember_scope, self);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_fill, g_steal_pointer (&task), g_object_unref);
}

/* Takes @task. */
static void
fill (GTask *task)
{
  RosterMemory *self = g_task_get_source_object (task);
  Recall *recall = g_task_get_task_data (task);

  roster_facts_fill_lists (recall->fill, self->directory);
  roster_store_visit_async (self->center, ROSTER_STORE_PART_SUBJECTS, &ROSTER_FACTS_FILL_VISITOR, g_task_get_cancellable (task), on_subjects,
                                  task);
  if (recall->lists != NULL)
    recall->lists (recall->lists_data);
}

static void
on_visited (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Recall *recall = g_task_get_task_data (task);
  GError *error = NULL;

  recall->fill = roster_store_visit_finish (ROSTER_STORE_CENTER (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;

  if (recall->fill != NULL)
    fill (g_steal_pointer (&task));
  else
    g_task_return_boolean (task, FALSE);
}

/**
 * roster_memory_recall_async:
 * @self: the memory
 * @known: (nullable) (transfer full): what is known, where that has been read already
 * @lists: (scope async) (nullable): called when the lists are filled, which is the first thing that happens, unless nothing is known; with
 *   @known at once
 * @lists_data: passed to @lists
 * @cancellable: (nullable): stops filling; to be cancelled before the directory is used for something else
 * @callback: called when the directory is filled
 * @user_data: passed to @callback
 *
 * Fills the directory, which has to be empty, with what was known last: in slices, so that the window never stands still for it.
 */
void
roster_memory_recall_async (RosterMemory        *self,
                            RosterFactsFill     *known,
                            RosterMemoryFunc     lists,
                            gpointer             lists_data,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Recall *recall = g_new0 (Recall, 1);

  g_task_set_source_tag (task, roster_memory_recall_async);
  g_task_set_task_data (task, recall, (GDestroyNotify) recall_free);
  recall->fill = known;
  recall->lists = lists;
  recall->lists_data = lists_data;
  if (known != NULL)
    fill (task);
  else
    roster_store_visit_async (self->center, ROSTER_STORE_PART_COMMON, &ROSTER_FACTS_FILL_VISITOR, cancellable, on_visited, task);
}

/**
 * roster_memory_recall_finish:
 * @self: the memory
 * @result: what the callback was given
 * @error: why nothing could be read
 *
 * Returns: whether anything was known; %FALSE without @error when not
 */
gboolean
roster_memory_recall_finish (RosterMemory  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * roster_memory_keep:
 * @self: the memory
 *
 * From now on, writes down whatever is read into the directory.
 */
void
roster_memory_keep (RosterMemory *self)
{
  RosterAccess *access;

  g_return_if_fail (ROSTER_IS_MEMORY (self));

  if (self->keeping)
    return;

  self->keeping = TRUE;
  self->merged = 0;
  access = roster_directory_get_access (self->directory);
  g_signal_connect (self->directory, "merged", G_CALLBACK (on_merged), self);
  g_signal_connect (self->directory, "links-set", G_CALLBACK (on_links_set), self);
  g_signal_connect (self->directory, "identity-set", G_CALLBACK (on_identity_set), self);
  g_signal_connect (access, "grants-set", G_CALLBACK (on_grants_set), self);
  g_signal_connect (access, "group-set", G_CALLBACK (on_group_set), self);
}

/**
 * roster_memory_note:
 * @self: the memory
 * @name: the note's name
 * @value: what to note
 *
 * Notes something about the Business Center, once everything that was read before is written.
 */
void
roster_memory_note (RosterMemory *self,
                    const char   *name,
                    const char   *value)
{
  g_return_if_fail (ROSTER_IS_MEMORY (self) && name != NULL && value != NULL);

  if (self->n_failed > self->n_mended && g_str_equal (name, ROSTER_MEMORY_NOTE_MARK))
    value = "";
  g_hash_table_insert (self->notes, g_strdup (name), g_strdup (value));
  if (self->idle == 0)
    end_writing (self);
}

/**
 * roster_memory_get_failures:
 * @self: the memory
 *
 * Returns: how often, until now, something that was read could not be written
 */
guint
roster_memory_get_failures (RosterMemory *self)
{
  g_return_val_if_fail (ROSTER_IS_MEMORY (self), 0);

  return self->n_failed;
}

/**
 * roster_memory_mend:
 * @self: the memory
 * @n_failures: what roster_memory_get_failures() said
 *
 * Everything has been read since then: what could not be written before has been put again.
 */
void
roster_memory_mend (RosterMemory *self,
                    guint         n_failures)
{
  g_return_if_fail (ROSTER_IS_MEMORY (self));

  self->n_mended = MAX (self->n_mended, n_failures);
}

/**
 * roster_memory_stop:
 * @self: the memory
 *
 * Listens no more, and puts at once what is due, before the directory is used for another Business Center.
 */
void
roster_memory_stop (RosterMemory *self)
{
  g_return_if_fail (ROSTER_IS_MEMORY (self));

  self->keeping = FALSE;
  g_signal_handlers_disconnect_by_data (self->directory, self);
  g_signal_handlers_disconnect_by_data (roster_directory_get_access (self->directory), self);
  if (self->idle == 0)
    return;

  g_clear_handle_id (&self->idle, g_source_remove);
  while (!g_queue_is_empty (&self->due))
    write_one (self);
  end_writing (self);
}

/**
 * roster_memory_settle_async:
 * @self: the memory
 * @callback: called when all that was read until now has been written
 * @user_data: passed to @callback
 *
 * Waits for what is due.
 */
void
roster_memory_settle_async (RosterMemory        *self,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, roster_memory_settle_async);
  g_ptr_array_add (self->waiting, task);
  settle_if_done (self);
}

/**
 * roster_memory_settle_finish:
 * @self: the memory
 * @result: what the callback was given
 * @error: unused; the store itself tells what could not be written
 *
 * Returns: %TRUE
 */
gboolean
roster_memory_settle_finish (RosterMemory  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
