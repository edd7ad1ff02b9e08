/* roster-session-reading.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-session-private.h"

#include <glib/gi18n.h>

#include "roster-remembered.h"
#include "roster-suspects.h"
#include "roster-sync.h"

/* Reading the Business Center that is shown, and the lists that are read. */

static void start_sync (RosterSession  *self,
                        RosterSyncMark *since);

static void
set_syncing_all (RosterSession *self,
                 gboolean       syncing_all)
{
  if (self->syncing_all == syncing_all)
    return;

  self->syncing_all = syncing_all;
  roster_session_notify (self, PROP_SYNCING_ALL);
}

/**
 * roster_session_cancel_sync:
 * @self: the session
 *
 * Stops the sync under way, without a word about the state.
 */
void
roster_session_cancel_sync (RosterSession *self)
{
  if (self->sync == NULL)
    return;

  g_cancellable_cancel (self->sync);
  g_clear_object (&self->sync);
  self->sync_follows = FALSE;
  set_syncing_all (self, FALSE);
  roster_session_notify (self, PROP_SYNCING);
}

/* What an Admin has read stays in memory as it was for as long as the user is none. */
static gboolean
is_kept (RosterSession *self)
{
  return !(self->read_by_admin && roster_session_is_standard (self));
}

/* The next sync goes on from here. */
static void
take_mark (RosterSession  *self,
           RosterSyncMark *mark)
{
  roster_sync_mark_carry (mark, self->sync_mark);
  g_set_object (&self->sync_mark, mark);
  if (!is_kept (self))
    return;

  self->read_by_admin = !roster_session_is_standard (self);
  roster_remembered_note_mark (self->memory, mark);
  roster_remembered_note_reader (self->memory, self->business_center);
}

static void
on_sync_progress (double          progress,
                  gboolean        has_lists,
                  RosterSyncMark *mark,
                  gpointer        user_data)
{
  RosterSession *self = user_data;

  if (mark != NULL)
    {
      /* What a look at the changes did not get to, the next one reads; who asks for a sync still wants everything. */
      if (self->syncing_all && !self->sync_follows)
        self->sync_unfinished = TRUE;
      take_mark (self, mark);
    }
  self->sync_progress = progress;
  roster_session_notify (self, PROP_SYNC_PROGRESS);
  if (has_lists && self->state == ROSTER_SESSION_STATE_LOADING)
    roster_session_set_state (self, ROSTER_SESSION_STATE_READY, NULL);
}

typedef struct
{
  RosterSession *self;
  GCancellable *sync;
  guint n_failures; /* of writing, that reading everything mends */
} SyncCall;

static void
say_what_is_stale (GError         *incomplete,
                   RosterSyncMark *mark)
{
  g_autofree char *stale = roster_suspects_describe (roster_sync_mark_get_stale (mark));
  char *message;

  if (incomplete == NULL || stale == NULL)
    return;

  message = g_strjoin (" ", incomplete->message, stale, NULL);
  g_free (incomplete->message);
  incomplete->message = message;
}

static void
on_synced (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree SyncCall *call = user_data;
  g_autoptr (RosterSession) self = call->self;
  g_autoptr (GCancellable) sync = call->sync;
  g_autoptr (GError) incomplete = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterSyncMark) mark = NULL;
  gboolean synced = roster_sync_finish (result, &mark, &incomplete, &error);
  gboolean follows = self->sync_follows && synced;

  if (self->sync != sync)
    return;

  g_clear_object (&self->sync);
  self->sync_follows = FALSE;
  set_syncing_all (self, follows);
  roster_session_notify (self, PROP_SYNCING);

  if (synced)
    {
      self->sync_unfinished = FALSE;
      roster_memory_mend (self->memory, call->n_failures);
      take_mark (self, mark);
      say_what_is_stale (incomplete, mark);

      /* What TikTok refuses for good, such as the account groups to an app without their scope, does not make the rest older. */
      if (incomplete == NULL || g_error_matches (incomplete, ROSTER_ERROR, ROSTER_ERROR_NOT_PERMITTED))
        {
          roster_session_set_synced_at (self, roster_clock_get_now (self->clock));
          if (is_kept (self))
            roster_remembered_note_synced (self->memory, self->synced_at);
        }
      roster_session_set_state (self, ROSTER_SESSION_STATE_READY, g_steal_pointer (&incomplete));
    }
  else
    {
      if (mark != NULL)
        take_mark (self, mark);

      /* What was read can still be looked at; nothing can be done until somebody signs in again. */
      if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT))
        {
          self->signed_in = FALSE;
          roster_session_update_read_only (self);
        }
      roster_session_set_state (self, self->state == ROSTER_SESSION_STATE_READY ? ROSTER_SESSION_STATE_READY : ROSTER_SESSION_STATE_FAILED,
                                g_steal_pointer (&error));
    }

  if (follows)
    start_sync (self, NULL);
  set_syncing_all (self, self->syncing_all && self->sync != NULL);
}

/**
 * roster_session_shows:
 * @self: the session
 * @client: with what an operation asked
 * @bc_id: about which Business Center
 *
 * Tells whether an answer still is about what the session shows. The lists are those of one Business Center at a time, so an answer that
 * comes in after another one was opened must not be put into them.
 *
 * Returns: whether the lists are those of @bc_id, read with @client
 */
gboolean
roster_session_shows (RosterSession   *self,
                      RosterApiClient *client,
                      const char      *bc_id)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), FALSE);

  return client != NULL && self->client == client && self->business_center != NULL &&
         g_strcmp0 (roster_item_get_id (ROSTER_ITEM (self->business_center)), bc_id) == 0;
}

/**
 * roster_session_check_shows:
 * @self: the session
 * @task: an operation that has got an answer
 * @client: with what it asked
 * @bc_id: about which Business Center
 *
 * Ends @task as cancelled where roster_session_shows() says that its answer is about something else than what is shown.
 *
 * Returns: whether it goes on
 */
gboolean
roster_session_check_shows (RosterSession   *self,
                            GTask           *task,
                            RosterApiClient *client,
                            const char      *bc_id)
{
  if (roster_session_shows (self, client, bc_id))
    return TRUE;

  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("Another Business Center was opened."));

  return FALSE;
}

/**
 * roster_session_dup_gaps:
 * @self: the session
 *
 * Returns: (transfer full): of what TikTok counts more than it listed when it was last read, so that nothing follows from what is not there
 */
RosterGaps *
roster_session_dup_gaps (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return self->sync_mark != NULL ? roster_suspects_find_gaps (roster_sync_mark_get_incomplete (self->sync_mark)) : roster_gaps_new ();
}

/**
 * roster_session_get_leaving:
 * @self: the session
 *
 * Returns: (transfer none): cancelled as soon as what is shown now is left: another Business Center is shown, or none. There is another one then
 */
GCancellable *
roster_session_get_leaving (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return self->leaving;
}

static void
start_sync (RosterSession  *self,
            RosterSyncMark *since)
{
  SyncCall *call;

  if (self->sync != NULL || self->client == NULL || self->business_center == NULL || !self->signed_in || self->recalling != NULL)
    return;

  self->sync = g_cancellable_new ();
  self->sync_progress = 0;
  set_syncing_all (self, since == NULL || self->sync_unfinished);
  roster_session_notify (self, PROP_SYNC_PROGRESS);
  roster_session_notify (self, PROP_SYNCING);

  call = g_new0 (SyncCall, 1);
  call->self = g_object_ref (self);
  call->sync = g_object_ref (self->sync);
  call->n_failures = since == NULL ? roster_memory_get_failures (self->memory) : 0;
  roster_sync_async (self->client, self->business_center, self->oneself, self->directory, since, self->clock,
                     on_sync_progress, self, self->sync, on_synced, call);
}

/**
 * roster_session_sync:
 * @self: the session
 *
 * Reads all of the Business Center again: who asks for a sync wants to see the truth. After a sync that was stopped, or that could not reach
 * TikTok any more, reads what that did not get to. While the program looks for changes by itself, everything is read afterwards. While everything is
 * being read, or nobody is signed in, nothing happens.
 */
void
roster_session_sync (RosterSession *self)
{
  g_return_if_fail (ROSTER_IS_SESSION (self));

  if (self->sync != NULL && !self->syncing_all)
    {
      self->sync_follows = TRUE;
      set_syncing_all (self, TRUE);
    }
  else if (self->sync_unfinished)
    {
      roster_session_sync_changes (self);
    }
  else
    {
      start_sync (self, NULL);
    }
}

/**
 * roster_session_sync_changes:
 * @self: the session
 *
 * Reads what may have changed since the last sync, in a handful of requests where nothing has; once a day everything. For a sync that nobody
 * asked for. While a sync is under way, or nobody is signed in, nothing happens.
 */
void
roster_session_sync_changes (RosterSession *self)
{
  g_return_if_fail (ROSTER_IS_SESSION (self));

  start_sync (self, roster_sync_mark_is_enough (self->sync_mark, roster_clock_get_now (self->clock)) ? self->sync_mark : NULL);
}

/**
 * roster_session_stop_sync:
 * @self: the session
 *
 * Stops the sync under way. What it has read stays; what it has not read stays as old as it is.
 */
void
roster_session_stop_sync (RosterSession *self)
{
  g_return_if_fail (ROSTER_IS_SESSION (self));

  if (self->sync == NULL)
    return;

  roster_session_cancel_sync (self);
  if (self->state == ROSTER_SESSION_STATE_LOADING)
    roster_session_set_state (self, ROSTER_SESSION_STATE_FAILED, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Reading was stopped.")));
}

/**
 * roster_session_get_directory:
 * @self: the session
 *
 * Returns: (transfer none): its lists
 */
RosterDirectory *
roster_session_get_directory (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return self->directory;
}

/**
 * roster_session_get_principals:
 * @self: the session
 *
 * Returns: (transfer none): its people and agencies, a list of #RosterPrincipal
 */
GListModel *
roster_session_get_principals (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return roster_directory_get_principals (self->directory);
}

/**
 * roster_session_get_ad_accounts:
 * @self: the session
 *
 * Returns: (transfer none): its ad accounts, a list of #RosterAdAccount
 */
GListModel *
roster_session_get_ad_accounts (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return roster_directory_get_ad_accounts (self->directory);
}

/**
 * roster_session_get_tiktok_accounts:
 * @self: the session
 *
 * Returns: (transfer none): its TikTok accounts, a list of #RosterTiktokAccount
 */
GListModel *
roster_session_get_tiktok_accounts (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return roster_directory_get_tiktok_accounts (self->directory);
}

/**
 * roster_session_get_account_groups:
 * @self: the session
 *
 * Returns: (transfer none): its account groups, a list of #RosterAccountGroup
 */
GListModel *
roster_session_get_account_groups (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return roster_directory_get_account_groups (self->directory);
}

/**
 * roster_session_get_access:
 * @self: the session
 *
 * Returns: (transfer none): who reaches what in it, and why
 */
RosterAccess *
roster_session_get_access (RosterSession *self)
{
  g_return_val_if_fail (ROSTER_IS_SESSION (self), NULL);

  return roster_directory_get_access (self->directory);
}
