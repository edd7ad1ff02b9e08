/* roster-notes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-notes.h"

#include "roster-store-notes.h"

/* The store's notes about the Business Center that a session shows, read once and then at hand: whoever looks something up in them need not wait.
 * For notes that one part of the program keeps for itself; of what others write meanwhile nothing is seen. */

struct _RosterNotes
{
  GObject parent_instance;

  RosterSession *session;
  RosterStoreCenter *center; /* (nullable): about what */
  GHashTable *notes;         /* (nullable): name -> value; %NULL until they have been read */
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (RosterNotes, roster_notes, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_READ,
} RosterNotesSignal;

static guint signals[SIGNAL_READ + 1];

/* What is being read does not keep the notes alive: whoever lets go of them cancels that first. */
typedef struct
{
  RosterNotes *self;
  GCancellable *reading;
} Reading;

static void
on_notes (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Reading *call = user_data;
  g_autoptr (GCancellable) reading = call->reading;
  RosterNotes *self = call->self;
  g_autoptr (GHashTable) notes = roster_store_notes_list_finish (ROSTER_STORE_CENTER (source), result, NULL);
  GHashTableIter iter;
  gpointer name, value;

  if (g_cancellable_is_cancelled (reading))
    return;

  g_clear_object (&self->reading);
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (notes != NULL)
    {
      g_hash_table_iter_init (&iter, notes);
      while (g_hash_table_iter_next (&iter, &name, &value))
        g_hash_table_insert (self->notes, g_strdup (name), g_strdup (value));
    }
  g_signal_emit (self, signals[SIGNAL_READ], 0);
}

static void
leave (RosterNotes *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->notes, g_hash_table_unref);
  g_clear_object (&self->center);
}

static void
roster_notes_dispose (GObject *object)
{
  RosterNotes *self = ROSTER_NOTES (object);

  leave (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_notes_parent_class)->dispose (object);
}

static void
roster_notes_class_init (RosterNotesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_notes_dispose;

  /**
   * RosterNotes::read:
   * @self: the notes
   *
   * The notes are there.
   */
  signals[SIGNAL_READ] = g_signal_new ("read", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
roster_notes_init (RosterNotes *self)
{
}

/**
 * roster_notes_new:
 * @session: the session
 *
 * Returns: (transfer full): notes that are read when roster_notes_update() asks for it
 */
RosterNotes *
roster_notes_new (RosterSession *session)
{
  RosterNotes *self = g_object_new (ROSTER_TYPE_NOTES, NULL);

  self->session = g_object_ref (session);

  return self;
}

/**
 * roster_notes_update:
 * @self: the notes
 *
 * Starts to read the notes about what the session shows now, where that has not been done; #RosterNotes::read follows.
 *
 * Returns: whether they are there
 */
gboolean
roster_notes_update (RosterNotes *self)
{
  RosterStoreCenter *center;

  g_return_val_if_fail (ROSTER_IS_NOTES (self), FALSE);

  center = roster_session_get_center (self->session);
  if (center != self->center)
    {
      leave (self);
      if (center != NULL)
        {
          Reading *call = g_new0 (Reading, 1);

          self->center = g_object_ref (center);
          self->reading = g_cancellable_new ();
          call->self = self;
          call->reading = g_object_ref (self->reading);
          roster_store_notes_list_async (center, self->reading, on_notes, call);
        }
    }

  return self->notes != NULL;
}

/**
 * roster_notes_get:
 * @self: the notes
 * @name: a name
 *
 * Returns: (transfer none) (nullable): what is noted under it
 */
const char *
roster_notes_get (RosterNotes *self,
                  const char  *name)
{
  g_return_val_if_fail (ROSTER_IS_NOTES (self), NULL);

  return self->notes != NULL ? g_hash_table_lookup (self->notes, name) : NULL;
}

/**
 * roster_notes_set:
 * @self: the notes
 * @name: a name
 * @value: (nullable): what to note under it; %NULL removes the note
 *
 * Notes something, here and in the store. Before the notes have been read, nothing happens.
 */
void
roster_notes_set (RosterNotes *self,
                  const char  *name,
                  const char  *value)
{
  g_return_if_fail (ROSTER_IS_NOTES (self));

  if (self->notes == NULL || g_strcmp0 (g_hash_table_lookup (self->notes, name), value) == 0)
    return;

  roster_store_notes_set_async (self->center, name, value, NULL, NULL);
  if (value != NULL)
    g_hash_table_insert (self->notes, g_strdup (name), g_strdup (value));
  else
    g_hash_table_remove (self->notes, name);
}

/**
 * roster_notes_list:
 * @self: the notes
 * @prefix: what the names begin with
 *
 * Returns: (transfer full) (element-type utf8): the names that begin with @prefix, in no order
 */
GPtrArray *
roster_notes_list (RosterNotes *self,
                   const char  *prefix)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name;

  g_return_val_if_fail (ROSTER_IS_NOTES (self), NULL);

  if (self->notes != NULL)
    {
      g_hash_table_iter_init (&iter, self->notes);
      while (g_hash_table_iter_next (&iter, &name, NULL))
        if (g_str_has_prefix (name, prefix))
          g_ptr_array_add (names, g_strdup (name));
    }

  return g_steal_pointer (&names);
}
