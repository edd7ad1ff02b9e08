/* roster-session-open.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-session-private.h"

#include <glib/gi18n.h>

#include "roster-api-business-center.h"
#include "roster-api-list.h"
#include "roster-list.h"
#include "roster-opening.h"
#include "roster-remembered.h"

/* The way to a Business Center: opening a connection or the demo, choosing, leaving again. Everything on it hangs on one cancellable, which
 * is replaced whenever the way is left: a callback that comes in late finds its operation cancelled and touches nothing. */

/* Leaves the Business Center that is shown, and writes down first what is still to be written. */
static void
leave_center (RosterSession *self)
{
  g_autoptr (GCancellable) leaving = g_steal_pointer (&self->leaving);

  self->leaving = g_cancellable_new ();
  g_cancellable_cancel (leaving);
  roster_session_cancel_sync (self);
  roster_session_cancel_recall (self);
  if (self->memory != NULL)
    roster_memory_stop (self->memory);
  g_clear_object (&self->memory);
  g_clear_object (&self->center);
  g_clear_object (&self->sync_mark);
  self->sync_unfinished = FALSE;
  self->read_by_admin = FALSE;
  roster_directory_clear (self->directory);
  roster_session_set_synced_at (self, 0);
}

/* What cannot be seen any more is unknown, not gone: what an Admin has read stays in memory as it was, for as long as the user is none. */
static void
keep_what_is_read (RosterSession *self)
{
  if (self->read_by_admin && roster_session_is_standard (self))
    roster_memory_stop (self->memory);
  else
    roster_memory_keep (self->memory);
}

/* Leaves whatever is under way and open, quietly. */
static void
leave (RosterSession *self)
{
  leave_center (self);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_object (&self->opened);
  self->signing_in = FALSE;
  self->signed_in = FALSE;
  roster_session_set_client (self, NULL);
  g_clear_object (&self->oneself);
  g_clear_pointer (&self->demo_api_base, g_free);
  g_clear_pointer (&self->demo_access_token, g_free);
  g_clear_pointer (&self->preferred_bc_id, g_free);
  g_list_store_remove_all (self->business_centers);
  self->centers_incomplete = FALSE;
  g_clear_object (&self->passing_store);
  if (g_set_object (&self->business_center, NULL))
    roster_session_notify (self, PROP_BUSINESS_CENTER);
  if (g_set_object (&self->connection, NULL))
    roster_session_notify (self, PROP_CONNECTION);
  if (self->demo)
    {
      self->demo = FALSE;
      roster_session_notify (self, PROP_DEMO);
    }
  roster_session_update_read_only (self);
}

/* What was read can still be looked at; nothing can be asked or done until somebody is let in again. */
static void
shut_out (RosterSession *self,
          const char    *message)
{
  self->signed_in = FALSE;
  roster_session_update_read_only (self);
  roster_session_set_state (self, self->state == ROSTER_SESSION_STATE_READY ? ROSTER_SESSION_STATE_READY : ROSTER_SESSION_STATE_FAILED,
                            g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_NOT_A_MEMBER, message));
}

static gboolean
contains_id (GPtrArray  *business_centers,
             const char *id)
{
  for (guint i = 0; i < business_centers->len; i++)
    if (g_str_equal (roster_item_get_id (business_centers->pdata[i]), id))
      return TRUE;

  return FALSE;
}

/* Whether a list of the user's Business Centers lacks one that is known, or shown. */
static gboolean
lacks_known (RosterSession *self,
             GPtrArray     *business_centers)
{
  GListModel *known = G_LIST_MODEL (self->business_centers);

  for (guint i = 0; i < g_list_model_get_n_items (known); i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (known, i);

      if (!contains_id (business_centers, roster_item_get_id (item)))
        return TRUE;
    }

  return self->business_center != NULL && !contains_id (business_centers, roster_item_get_id (ROSTER_ITEM (self->business_center)));
}

/* Before anything is open, a list that is empty, or lacks what is wished for, leads somewhere else than meant. */
static gboolean
lacks_wanted (RosterSession *self,
              GPtrArray     *business_centers)
{
  return business_centers->len == 0 || (self->business_center == NULL && self->preferred_bc_id != NULL &&
                                        !contains_id (business_centers, self->preferred_bc_id));
}

/* What one list lacks stays. */
static void
merge_business_centers (RosterSession *self,
                        GPtrArray     *business_centers,
                        RosterMerge    merge)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_extend (all, business_centers, (GCopyFunc) g_object_ref, NULL);
  for (guint i = 0; merge != ROSTER_MERGE_CERTAIN && i < g_list_model_get_n_items (G_LIST_MODEL (self->business_centers)); i++)
    {
      g_autoptr (RosterItem) known = g_list_model_get_item (G_LIST_MODEL (self->business_centers), i);

      if (!contains_id (business_centers, roster_item_get_id (known)))
        g_ptr_array_add (all, g_steal_pointer (&known));
    }
  roster_list_merge (self->business_centers, all);
  self->centers_incomplete = merge == ROSTER_MERGE_PART;
}

static void
choose_business_center (RosterSession *self)
{
  g_autofree char *key = self->preferred_bc_id != NULL ? g_strconcat ("bc:", self->preferred_bc_id, NULL) : NULL;
  RosterBusinessCenter *chosen = roster_list_find (G_LIST_MODEL (self->business_centers), key);

  /* Without a wish, the first one in which something can be done. */
  for (guint i = 0; chosen == NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->business_centers)); i++)
    {
      g_autoptr (RosterBusinessCenter) candidate = g_list_model_get_item (G_LIST_MODEL (self->business_centers), i);

      if (roster_business_center_can_write (candidate))
        chosen = candidate;
    }
  if (chosen == NULL)
    {
      g_autoptr (RosterBusinessCenter) first = g_list_model_get_item (G_LIST_MODEL (self->business_centers), 0);

      chosen = first;
    }

  if (chosen == NULL)
    shut_out (self, _("This user is a member of no Business Center."));
  else
    roster_session_select_business_center (self, chosen);
}

/**
 * roster_session_begin:
 * @self: the session, signed in, with a Business Center
 *
 * Reads the Business Center, of what is remembered only what may have changed, and remembers what is read from now on.
 */
void
roster_session_begin (RosterSession *self)
{
  roster_session_update_read_only (self);
  keep_what_is_read (self);
  roster_remembered_note_shown (self->memory, self->connection, self->business_center, roster_clock_get_now (self->clock));
  roster_session_set_state (self, self->state == ROSTER_SESSION_STATE_READY ? ROSTER_SESSION_STATE_READY : ROSTER_SESSION_STATE_LOADING, NULL);
  roster_session_sync_changes (self);
}

static void on_opened (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data);

/**
 * roster_session_take_opened:
 * @self: the session, which is not recalling anything
 * @result: how opening the connection went
 *
 * Goes on with the Business Center that is shown from memory, or chooses one; asks once more first where the list lacks something that was known.
 */
void
roster_session_take_opened (RosterSession *self,
                            GAsyncResult  *result)
{
  g_autoptr (RosterPerson) oneself = NULL;
  g_autoptr (GPtrArray) business_centers = NULL;
  g_autoptr (GError) error = NULL;
  RosterMerge merge;
  gboolean opened = roster_opening_finish (result, &oneself, &business_centers, &merge, &error);

  if (opened && merge == ROSTER_MERGE_WHOLE && (lacks_known (self, business_centers) || lacks_wanted (self, business_centers)))
    {
      roster_opening_again_async (oneself, business_centers, self->client, self->opening, on_opened, g_object_ref (self));
      return;
    }

  self->signing_in = FALSE;
  self->signed_in = opened;
  if (!self->signed_in)
    {
      roster_session_update_read_only (self);
      roster_session_set_state (self, self->state == ROSTER_SESSION_STATE_READY ? ROSTER_SESSION_STATE_READY : ROSTER_SESSION_STATE_FAILED,
                                g_steal_pointer (&error));
      return;
    }

  g_set_object (&self->oneself, oneself);
  merge_business_centers (self, business_centers, merge);
  if (self->business_center != NULL && g_list_store_find (self->business_centers, self->business_center, NULL))
    {
      /* It may be called differently by now. */
      roster_session_notify (self, PROP_BUSINESS_CENTER);
      roster_session_begin (self);
    }
  else
    {
      choose_business_center (self);
    }
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RosterSession) self = user_data;

  /* A way that was left in the meantime. */
  if (ROSTER_API_CLIENT (source) != self->client)
    return;

  /* What is remembered is put in before what is read, not over it. */
  if (self->recalling != NULL)
    g_set_object (&self->opened, result);
  else
    roster_session_take_opened (self, result);
}

/**
 * roster_session_start_opening:
 * @self: the session, with a connection or the demo
 *
 * Signs in, from the start. What is shown stays.
 */
void
roster_session_start_opening (RosterSession *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterApiClient) client = roster_api_client_new (self->demo ? self->demo_api_base : self->api_base, self->clock, &error);

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_object (&self->opened);
  self->signing_in = client != NULL;
  roster_session_set_client (self, client);
  if (client == NULL)
    {
      roster_session_set_state (self, ROSTER_SESSION_STATE_FAILED, g_steal_pointer (&error));
      return;
    }

  self->opening = g_cancellable_new ();
  roster_session_update_read_only (self);
  if (self->state == ROSTER_SESSION_STATE_READY)
    roster_session_set_state (self, ROSTER_SESSION_STATE_READY, NULL);
  else
    roster_session_set_state (self, self->business_center != NULL ? ROSTER_SESSION_STATE_LOADING : ROSTER_SESSION_STATE_OPENING, NULL);
  if (self->demo)
    roster_opening_with_token_async (self->demo_access_token, client, self->opening, on_opened, g_object_ref (self));
  else
    roster_opening_with_connection_async (self->keyring, self->connection, client, self->opening, on_opened, g_object_ref (self));
}

/**
 * roster_session_open:
 * @self: the session
 * @connection: one of roster_session_get_connections()
 * @preferred_bc_id: (nullable): the Business Center to show, if the user still is in it
 *
 * Opens a connection, in place of what was open. What is remembered of the Business Center, without a wish of the one that was shown last, is
 * shown at once, before keyring and network have answered. Progress and failure show in #RosterSession:state.
 */
void
roster_session_open (RosterSession    *self,
                     RosterConnection *connection,
                     const char       *preferred_bc_id)
{
  g_autoptr (RosterConnection) kept = NULL;

  g_return_if_fail (ROSTER_IS_SESSION (self) && ROSTER_IS_CONNECTION (connection));

  kept = g_object_ref (connection);
  leave (self);
  g_set_object (&self->connection, kept);
  roster_session_notify (self, PROP_CONNECTION);
  self->preferred_bc_id = preferred_bc_id != NULL && *preferred_bc_id != '\0' ? g_strdup (preferred_bc_id) : NULL;
  roster_session_set_state (self, ROSTER_SESSION_STATE_OPENING, NULL);
  roster_session_recall (self);
  roster_session_start_opening (self);
}

/**
 * roster_session_open_demo:
 * @self: the session
 * @api_base: where the demo server listens
 * @access_token: one of its tokens
 *
 * Shows demo data, in place of what was open. Nothing of it is kept.
 */
void
roster_session_open_demo (RosterSession *self,
                          const char    *api_base,
                          const char    *access_token)
{
  g_return_if_fail (ROSTER_IS_SESSION (self));

  leave (self);
  self->demo = TRUE;
  roster_session_notify (self, PROP_DEMO);
  self->demo_api_base = g_strdup (api_base);
  self->demo_access_token = g_strdup (access_token);
  roster_session_set_state (self, ROSTER_SESSION_STATE_OPENING, NULL);
  roster_session_start_opening (self);
}

/**
 * roster_session_close:
 * @self: the session
 *
 * Goes back to showing nothing. The connection stays in the keyring.
 */
void
roster_session_close (RosterSession *self)
{
  g_return_if_fail (ROSTER_IS_SESSION (self));

  leave (self);
  roster_session_set_state (self, ROSTER_SESSION_STATE_CLOSED, NULL);
}

/**
 * roster_session_retry:
 * @self: the session
 *
 * Tries again what failed, from where it failed.
 */
void
roster_session_retry (RosterSession *self)
{
  g_return_if_fail (ROSTER_IS_SESSION (self));

  if (!self->signed_in && (self->connection != NULL || self->demo))
    {
      roster_session_start_opening (self);
    }
  else if (self->business_center != NULL)
    {
      if (self->state == ROSTER_SESSION_STATE_FAILED)
        roster_session_set_state (self, ROSTER_SESSION_STATE_LOADING, NULL);
      roster_session_sync (self);
    }
}

/**
 * roster_session_catch_up:
 * @self: the session
 *
 * Goes on when TikTok can be reached again, without anybody having asked for it: reads what may have changed meanwhile, or tries again what
 * failed before there was anything to show.
 */
void
roster_session_catch_up (RosterSession *self)
{
  g_return_if_fail (ROSTER_IS_SESSION (self));

  if (self->signed_in && self->state == ROSTER_SESSION_STATE_READY)
    roster_session_sync_changes (self);
  else
    roster_session_retry (self);
}

/**
 * roster_session_enter:
 * @self: the session
 * @business_center: one of roster_session_get_business_centers()
 *
 * Makes it the Business Center that is shown, with nothing in it yet.
 */
void
roster_session_enter (RosterSession        *self,
                      RosterBusinessCenter *business_center)
{
  RosterStore *store = roster_session_get_store (self);

  /* Of what is for this session only, nothing is left behind. */
  if (self->demo || roster_connection_get_session_only (self->connection))
    {
      if (self->passing_store == NULL)
        self->passing_store = roster_store_new (NULL, self->clock);
      store = self->passing_store;
    }

  leave_center (self);
  g_set_object (&self->business_center, business_center);
  self->center = roster_store_center_new (store, self->connection != NULL ? roster_connection_get_id (self->connection) : "demo",
                                          roster_item_get_id (ROSTER_ITEM (business_center)));
  self->memory = roster_memory_new (self->center, self->directory);
  roster_session_notify (self, PROP_BUSINESS_CENTER);
  roster_session_update_read_only (self);
}

/**
 * roster_session_select_business_center:
 * @self: the session
 * @business_center: one of roster_session_get_business_centers()
 *
 * Shows another Business Center, first as it is remembered, and reads it.
 */
void
roster_session_select_business_center (RosterSession        *self,
                                       RosterBusinessCenter *business_center)
{
  g_return_if_fail (ROSTER_IS_SESSION (self) && ROSTER_IS_BUSINESS_CENTER (business_center));

  if (self->business_center == business_center)
    return;

  roster_session_enter (self, business_center);
  roster_session_set_state (self, ROSTER_SESSION_STATE_LOADING, NULL);
  if (self->demo)
    roster_session_begin (self);
  else
    roster_session_recall (self);
}

/* The user is an Admin now, or not any more: what can be read is something else from now on. */
static void
take_role (RosterSession *self)
{
  roster_session_cancel_sync (self);
  keep_what_is_read (self);
  g_clear_object (&self->sync_mark);
  roster_session_update_read_only (self);
  roster_session_sync (self);
}

static void on_roles_read_again (GObject      *source,
                                 GAsyncResult *result,
                                 gpointer      user_data);

/* Takes in which Business Centers there are, and what the user may do in the one that is shown. */
static void
take_roles (GTask           *task,
            RosterApiClient *client,
            GPtrArray       *business_centers,
            RosterMerge      merge)
{
  RosterSession *self = g_task_get_source_object (task);

  /* Nothing is said about what was opened in the meantime. */
  if (client == self->client && self->business_center != NULL)
    {
      gboolean was_standard = roster_session_is_standard (self);

      if (merge == ROSTER_MERGE_WHOLE && lacks_known (self, business_centers))
        {
          roster_opening_again_async (NULL, business_centers, client, self->opening, on_roles_read_again, g_object_ref (task));
          return;
        }

      merge_business_centers (self, business_centers, merge);
      if (merge == ROSTER_MERGE_CERTAIN && roster_list_find (G_LIST_MODEL (self->business_centers), roster_item_get_key (ROSTER_ITEM (self->business_center))) == NULL)
        {
          roster_session_cancel_sync (self);
          shut_out (self, _("You are not a member of this Business Center any more."));
        }
      else if (was_standard != roster_session_is_standard (self))
        {
          take_role (self);
        }
      else
        {
          roster_session_update_read_only (self);
        }
    }
  g_task_return_boolean (task, TRUE);
}

static void
on_roles_read_again (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (RosterPerson) nobody = NULL;
  g_autoptr (GPtrArray) business_centers = NULL;
  RosterMerge merge;
  GError *error = NULL;

  if (roster_opening_finish (result, &nobody, &business_centers, &merge, &error))
    take_roles (task, ROSTER_API_CLIENT (source), business_centers, merge);
  else
    g_task_return_error (task, error);
}

static void
on_roles_read (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *all = roster_api_business_center_list_finish (ROSTER_API_CLIENT (source), result, &error);
  g_autoptr (GPtrArray) business_centers = roster_api_list_take_rows (all, result, error);

  if (business_centers == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  take_roles (task, ROSTER_API_CLIENT (source), business_centers, all != NULL ? ROSTER_MERGE_WHOLE : ROSTER_MERGE_PART);
}

/**
 * roster_session_check_role_async:
 * @self: the session
 * @callback: called when it is known
 * @user_data: passed to @callback
 *
 * Finds out again what the user may do in the Business Center: `GET /bc/get/`, twice where the list lacks one that was known. To be called when
 * TikTok refuses what an Admin may do, and when roster_session_get_centers_incomplete() says so.
 */
void
roster_session_check_role_async (RosterSession       *self,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ROSTER_IS_SESSION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, roster_session_check_role_async);
  if (self->business_center == NULL || !self->signed_in)
    g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT, "%s", _("Not signed in."));
  else
    roster_api_business_center_list_async (self->client, self->opening, on_roles_read, g_object_ref (task));
}

/**
 * roster_session_check_role_finish:
 * @self: the session
 * @result: what the callback was given
 * @error: why it could not be found out
 *
 * Returns: whether #RosterSession:business-center and #RosterSession:read-only tell what is so now
 */
gboolean
roster_session_check_role_finish (RosterSession  *self,
                                  GAsyncResult   *result,
                                  GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
