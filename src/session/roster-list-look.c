/* roster-list-look.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-list-look.h"

#include <glib/gi18n.h>

static void
on_merged (RosterDirectory *directory,
           int              list,
           RosterListLook  *self)
{
  self->old |= list == (int) self->list;
}

/**
 * roster_list_look_begin:
 * @self: a look, all zero
 * @task: the operation that looks, whose source is a #RosterSession
 * @list: at which list
 *
 * Notes what the look is about, and whether somebody else changes the list from now on. Ends @task with %ROSTER_ERROR_SIGNED_OUT where nobody can
 * be asked.
 *
 * Returns: whether @task goes on
 */
gboolean
roster_list_look_begin (RosterListLook      *self,
                        GTask               *task,
                        RosterDirectoryList  list)
{
  RosterSession *session = g_task_get_source_object (task);
  RosterBusinessCenter *business_center = roster_session_get_business_center (session);

  self->session = g_object_ref (session);
  self->list = list;
  g_set_object (&self->client, roster_session_get_client (session));
  if (self->client == NULL || business_center == NULL)
    {
      g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT, "%s", _("Not signed in."));
      return FALSE;
    }

  self->bc_id = g_strdup (roster_item_get_id (ROSTER_ITEM (business_center)));
  self->merged_handler = g_signal_connect (roster_session_get_directory (session), "merged", G_CALLBACK (on_merged), self);

  return TRUE;
}

/**
 * roster_list_look_clear:
 * @self: a look
 *
 * Lets go of what the look holds.
 */
void
roster_list_look_clear (RosterListLook *self)
{
  if (self->session != NULL)
    g_clear_signal_handler (&self->merged_handler, roster_session_get_directory (self->session));
  g_clear_object (&self->session);
  g_clear_object (&self->client);
  g_clear_pointer (&self->bc_id, g_free);
}

/**
 * roster_list_look_check:
 * @self: a look
 * @task: the operation that looks, when an answer has come
 *
 * Ends @task as cancelled where the session shows another Business Center by now.
 *
 * Returns: whether @task goes on
 */
gboolean
roster_list_look_check (RosterListLook *self,
                        GTask          *task)
{
  return roster_session_check_shows (self->session, task, self->client, self->bc_id);
}
