/* roster-link-request-kept.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-request-private.h"

#include <glib/gi18n.h>

#include "roster-list.h"

/* What is remembered of an open request, so that it survives the end of the program. The link is a secret and not part of it: afterwards the
 * code cannot be shown any more, though whoever has it can approve, and that is waited for. */

static GStrv
dup_keys (GListModel *items)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (items, i);

      g_strv_builder_add (keys, roster_item_get_key (item));
    }

  return g_strv_builder_end (keys);
}

static GStrv
dup_before (RosterLinkRequest *self)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->before);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_strv_builder_add (keys, key);

  return g_strv_builder_end (keys);
}

static void
on_put (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (RosterLinkRequest) self = user_data;
  g_autoptr (GError) error = NULL;

  /* What the matter is with a store is told by the store; the request goes on as long as the program runs. */
  roster_store_links_put_finish (ROSTER_STORE_CENTER (source), result, &error);
  self->saving = FALSE;
  if (self->stale)
    roster_link_request_update_kept (self);
}

/**
 * roster_link_request_to_date:
 * @self: the request
 * @steady: a moment by roster_clock_get_steady()
 *
 * Returns: the date at that moment, as far as can be told now, in microseconds since 1970
 */
gint64
roster_link_request_to_date (RosterLinkRequest *self,
                             gint64             steady)
{
  return roster_clock_get_now (self->clock) + (steady - roster_clock_get_steady (self->clock));
}

/**
 * roster_link_request_update_kept:
 * @self: the request
 *
 * Brings what is remembered up to date, if anything is. While that is being written, what follows is gathered: a handle is typed letter by
 * letter.
 */
void
roster_link_request_update_kept (RosterLinkRequest *self)
{
  g_autoptr (RosterStoredLink) stored = NULL;

  self->stale = self->saving;
  if (!self->kept || self->saving || self->center == NULL)
    return;

  stored = roster_stored_link_new (self->id);
  stored->expected_handle = g_strdup (self->expected_handle);
  stored->ads_only = self->ads_only;
  stored->account = g_strdup (self->account != NULL ? roster_item_get_key (ROSTER_ITEM (self->account)) : NULL);
  stored->asked_at = roster_link_request_to_date (self, self->asked_at);
  stored->deadline = roster_link_request_to_date (self, self->deadline);
  stored->ad_accounts = dup_keys (G_LIST_MODEL (self->ad_accounts));
  stored->people = dup_keys (G_LIST_MODEL (self->people));
  stored->before = dup_before (self);
  stored->before_whole = self->before_whole;

  self->saving = TRUE;
  roster_store_links_put_async (self->center, stored, on_put, g_object_ref (self));
}

/**
 * roster_link_request_keep:
 * @self: a request whose code is shown
 *
 * Makes it one of the open requests, and remembers it as it is now.
 */
void
roster_link_request_keep (RosterLinkRequest *self)
{
  self->kept = TRUE;
  roster_link_request_update_kept (self);
  if (self->requests != NULL)
    roster_link_requests_add (self->requests, self);
}

static void
on_removed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  roster_store_links_remove_finish (ROSTER_STORE_CENTER (source), result, &error);
}

/**
 * roster_link_request_drop:
 * @self: a request that is finished or given up
 *
 * Forgets it: it is none of the open ones any more.
 */
void
roster_link_request_drop (RosterLinkRequest *self)
{
  if (self->kept && self->center != NULL)
    roster_store_links_remove_async (self->center, self->id, on_removed, NULL);
  self->kept = FALSE;
  if (self->requests != NULL)
    roster_link_requests_remove (self->requests, self);
}

static void
find_all (GListModel *all,
          GStrv       keys,
          GListStore *found)
{
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      gpointer item = roster_list_find (all, keys[i]);

      if (item != NULL)
        g_list_store_append (found, item);
    }
}

/**
 * roster_link_request_new_stored:
 * @requests: the list that it belongs to; its session has read the Business Center
 * @stored: what is remembered of it
 *
 * What was chosen and is not there any more is left out: it can be given nothing.
 *
 * Returns: (transfer full): a request that sleeps until roster_link_request_wake()
 */
RosterLinkRequest *
roster_link_request_new_stored (RosterLinkRequests     *requests,
                                const RosterStoredLink *stored)
{
  RosterLinkRequest *self = roster_link_request_new (requests);

  g_free (self->id);
  self->id = g_strdup (stored->id);
  roster_link_request_set_expected_handle (self, stored->expected_handle);
  self->ads_only = stored->ads_only;
  /* A date in the future is of a clock that was set back. */
  self->asked_at = roster_clock_get_steady (self->clock) - MAX (roster_clock_get_now (self->clock) - stored->asked_at, 0);
  self->deadline = self->asked_at + (stored->deadline - stored->asked_at);
  find_all (roster_session_get_ad_accounts (self->session), stored->ad_accounts, self->ad_accounts);
  find_all (roster_session_get_principals (self->session), stored->people, self->people);
  self->before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; stored->before != NULL && stored->before[i] != NULL; i++)
    g_hash_table_add (self->before, g_strdup (stored->before[i]));
  self->before_whole = stored->before_whole;
  self->kept = TRUE;

  if (stored->account != NULL)
    {
      g_set_object (&self->account, roster_list_find (roster_session_get_tiktok_accounts (self->session), stored->account));
      self->state = ROSTER_LINK_REQUEST_STATE_CONFIRMED;
    }

  return self;
}

/**
 * roster_link_request_wake:
 * @self: a request as it was remembered, now in its list
 *
 * Goes on from where it was.
 */
void
roster_link_request_wake (RosterLinkRequest *self)
{
  if (self->state != ROSTER_LINK_REQUEST_STATE_CONFIRMED)
    {
      roster_link_request_resume (self);
      roster_link_request_consider (self, FALSE);
    }
  else if (self->account == NULL)
    {
      roster_link_request_fail (self, g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT,
                                                           _("The account is not in the Business Center any more. A new code brings it back.")));
    }
}
