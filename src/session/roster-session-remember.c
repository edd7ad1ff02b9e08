/* roster-session-remember.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-session-private.h"

#include "roster-list.h"
#include "roster-remembered.h"

/* What the session remembers: the last known state of a Business Center is shown before keyring and network have answered, and after they have
 * failed. Filling the directory from memory hangs on a cancellable of its own, which is replaced whenever another Business Center is shown. */

/* Whatever was remembered is filled in: on with what has been asked of others meanwhile. */
static void
end_recall (RosterSession *self)
{
  g_autoptr (GAsyncResult) opened = g_steal_pointer (&self->opened);

  g_clear_object (&self->recalling);
  if (opened != NULL)
    roster_session_take_opened (self, opened);
  else if (self->signed_in)
    roster_session_begin (self);
  else if (!self->signing_in)
    roster_session_start_opening (self);
}

static void
on_lists (gpointer user_data)
{
  roster_session_set_state (user_data, ROSTER_SESSION_STATE_READY, NULL);
}

typedef struct
{
  RosterSession *self;
  GCancellable *recalling;
} RecallCall;

static RecallCall *
recall_call_new (RosterSession *self)
{
  RecallCall *call = g_new0 (RecallCall, 1);

  call->self = g_object_ref (self);
  call->recalling = g_object_ref (self->recalling);

  return call;
}

static void
on_recalled (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree RecallCall *call = user_data;
  g_autoptr (RosterSession) self = call->self;
  g_autoptr (GCancellable) recalling = call->recalling;
  gboolean recalled = roster_memory_recall_finish (ROSTER_MEMORY (source), result, NULL);

  if (self->recalling != recalling)
    return;

  /* What cannot be read is as good as not known: it is read again, and the store tells what is the matter with it. */
  if (!recalled)
    g_clear_object (&self->sync_mark);
  if (self->state != ROSTER_SESSION_STATE_READY)
    roster_session_set_synced_at (self, 0);
  end_recall (self);
}

/* What was salvaged of a damaged database may have gaps that no log of TikTok's tells of. */
static void
on_store_problem (RosterSession *self)
{
  if (!g_error_matches (roster_store_get_problem (self->store), ROSTER_ERROR, ROSTER_ERROR_STORE_DAMAGED))
    return;

  g_clear_object (&self->sync_mark);
  if (self->memory != NULL)
    roster_remembered_note_mark (self->memory, NULL);
}

/* Without a wish, the one that was shown last. */
static RosterBusinessCenter *
choose (RosterSession *self,
        GPtrArray     *centers)
{
  for (guint i = 0; i < centers->len; i++)
    if (self->preferred_bc_id == NULL || g_str_equal (roster_item_get_id (centers->pdata[i]), self->preferred_bc_id))
      return centers->pdata[i];

  return NULL;
}

static void
show (RosterSession    *self,
      RosterRemembered *remembered)
{
  g_autoptr (GCancellable) recalling = g_object_ref (self->recalling);
  RosterBusinessCenter *business_center = self->business_center;
  const char *bc_id;

  if (remembered != NULL && business_center == NULL)
    {
      business_center = choose (self, roster_remembered_get_centers (remembered));
      if (business_center != NULL)
        roster_list_merge (self->business_centers, roster_remembered_get_centers (remembered));
    }
  if (remembered == NULL || business_center == NULL)
    {
      end_recall (self);
      return;
    }

  if (self->business_center == NULL)
    {
      g_clear_object (&self->recalling);
      roster_session_enter (self, business_center);
      self->recalling = g_object_ref (recalling);
    }
  bc_id = roster_item_get_id (ROSTER_ITEM (business_center));
  self->sync_mark = roster_remembered_dup_mark (remembered, bc_id);
  self->read_by_admin = roster_remembered_get_read_by_admin (remembered, bc_id);
  on_store_problem (self);
  roster_session_set_synced_at (self, roster_remembered_get_synced_at (remembered, bc_id));
  roster_memory_recall_async (self->memory, roster_remembered_steal_fill (remembered, bc_id), on_lists, self, self->recalling, on_recalled,
                              recall_call_new (self));
}

static void
on_remembered (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autofree RecallCall *call = user_data;
  g_autoptr (RosterSession) self = call->self;
  g_autoptr (GCancellable) recalling = call->recalling;
  g_autoptr (RosterRemembered) remembered = roster_remembered_load_finish (ROSTER_STORE (source), result, NULL);

  if (self->recalling == recalling)
    show (self, remembered);
}

/**
 * roster_session_recall:
 * @self: the session, with a connection, and perhaps a Business Center
 *
 * Shows what is remembered of the Business Center that is to be shown, and then goes on as far as keyring and network have answered.
 */
void
roster_session_recall (RosterSession *self)
{
  g_autoptr (RosterRemembered) remembered = g_steal_pointer (&self->remembered);

  roster_session_cancel_recall (self);
  self->recalling = g_cancellable_new ();
  if (remembered != NULL)
    show (self, remembered);
  else
    roster_remembered_load_async (roster_session_get_store (self), roster_connection_get_id (self->connection),
                                  self->business_center != NULL ? roster_item_get_id (ROSTER_ITEM (self->business_center)) : self->preferred_bc_id,
                                  self->recalling, on_remembered, recall_call_new (self));
}

/**
 * roster_session_cancel_recall:
 * @self: the session
 *
 * Stops filling the directory from memory.
 */
void
roster_session_cancel_recall (RosterSession *self)
{
  g_cancellable_cancel (self->recalling);
  g_clear_object (&self->recalling);
}

/**
 * roster_session_set_store:
 * @self: the session, before anything is opened
 * @store: what remembers connections from one start to the next
 *
 * Without one, what is remembered ends with the session. Demo data is never put into it.
 */
void
roster_session_set_store (RosterSession *self,
                          RosterStore   *store)
{
  g_return_if_fail (ROSTER_IS_SESSION (self) && ROSTER_IS_STORE (store));

  if (g_set_object (&self->store, store))
    g_signal_connect_object (store, "notify::problem", G_CALLBACK (on_store_problem), self, G_CONNECT_SWAPPED);
}

/**
 * roster_session_get_store:
 * @self: the session
 *
 * Returns: (transfer none): what remembers connections
 */
RosterStore *
roster_session_get_store (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  if (self->store == NULL)
    self->store = roster_store_new (NULL, self->clock);

  return self->store;
}

/**
 * roster_session_get_center:
 * @self: the session
 *
 * Returns: (transfer none) (nullable): what is remembered of the Business Center that is shown; never %NULL while there is one, not even for
 *   demo data, where it ends with the demo
 */
RosterStoreCenter *
roster_session_get_center (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return self->center;
}


static void
on_resumable (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  RosterSession *self = g_task_get_source_object (task);
  g_autoptr (RosterRemembered) remembered = roster_remembered_load_finish (ROSTER_STORE (source), result, NULL);
  RosterConnection *connection = remembered != NULL ? roster_remembered_get_connection (remembered) : NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  if (connection == NULL || self->state != ROSTER_SESSION_STATE_CLOSED)
    {
      g_task_return_boolean (task, FALSE);
      return;
    }

  roster_keyring_expect (self->keyring, connection);
  self->remembered = g_steal_pointer (&remembered);
  roster_session_open (self, connection, g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

/**
 * roster_session_resume_async:
 * @self: the session, closed
 * @connection_id: the ID of a connection
 * @preferred_bc_id: (nullable): the Business Center to show, as in roster_session_open()
 * @cancellable: (nullable): stops it
 * @callback: called when it is open, or when nothing is remembered of it
 * @user_data: passed to @callback
 *
 * Opens a connection of which something is remembered, without waiting until the keyring has told which connections there are.
 */
void
roster_session_resume_async (RosterSession       *self,
                             const char          *connection_id,
                             const char          *preferred_bc_id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ROSTER_IS_SESSION (self) && connection_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_session_resume_async);
  g_task_set_task_data (task, g_strdup (preferred_bc_id), g_free);
  roster_remembered_load_async (roster_session_get_store (self), connection_id, preferred_bc_id, cancellable, on_resumable, task);
}

/**
 * roster_session_resume_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: `G_IO_ERROR_CANCELLED`
 *
 * Returns: whether the connection is open; %FALSE without @error when nothing is remembered of it
 */
gboolean
roster_session_resume_finish (RosterSession  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * roster_session_can_forget:
 * @self: the session
 * @connection_too: (out) (optional): whether the connection would go as well, because it has no other Business Center
 *
 * Returns: whether a Business Center is shown that can be forgotten
 */
gboolean
roster_session_can_forget (RosterSession *self,
                           gboolean      *connection_too)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), FALSE);

  /* Until TikTok has told them all, there may be others. */
  if (connection_too != NULL)
    *connection_too = self->signed_in && g_list_model_get_n_items (G_LIST_MODEL (self->business_centers)) == 1;

  return self->connection != NULL && self->center != NULL;
}

static void
on_connection_forgotten (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (roster_session_sign_out_finish (ROSTER_SESSION (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_center_forgotten (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (roster_store_center_forget_finish (ROSTER_STORE_CENTER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * roster_session_forget_async:
 * @self: the session, in which a Business Center of a connection is shown
 * @callback: called when it is forgotten
 * @user_data: passed to @callback
 *
 * Removes everything that is remembered of the Business Center that is shown from this computer, and closes the session. A connection that
 * has no other Business Center is signed out of as well. Nothing changes at TikTok.
 */
void
roster_session_forget_async (RosterSession       *self,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;
  g_autoptr (RosterStoreCenter) center = NULL;
  g_autoptr (RosterConnection) connection = NULL;
  gboolean connection_too;

  g_return_if_fail (roster_session_can_forget (self, &connection_too));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, roster_session_forget_async);
  center = g_object_ref (self->center);
  connection = g_object_ref (self->connection);

  roster_session_close (self);
  if (connection_too)
    roster_session_sign_out_async (self, connection, NULL, on_connection_forgotten, task);
  else
    roster_store_center_forget_async (center, on_center_forgotten, task);
}

/**
 * roster_session_forget_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: why something is still there
 *
 * Returns: whether it is forgotten
 */
gboolean
roster_session_forget_finish (RosterSession  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
