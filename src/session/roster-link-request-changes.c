/* roster-link-request-changes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-request-private.h"

#include "roster-account-refresh.h"
#include "roster-apply.h"

/* The last step: the account that was confirmed is given to the ad accounts and people that were chosen, line by line. */

/* What is left undone keeps a request open. */
static void
finish (RosterLinkRequest *self)
{
  gboolean done = TRUE;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->changes)); i++)
    {
      g_autoptr (RosterChange) change = g_list_model_get_item (G_LIST_MODEL (self->changes), i);

      done = done && roster_change_get_state (change) == ROSTER_CHANGE_STATE_DONE;
    }

  if (done)
    roster_link_request_drop (self);
  roster_link_request_set_state (self, ROSTER_LINK_REQUEST_STATE_DONE);
}

static void
on_refreshed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (RosterLinkRequest) self = user_data;
  g_autoptr (GError) error = NULL;

  /* What could not be read stays unknown; each change has said how it went. */
  roster_account_refresh_finish (self->session, result, &error);
  finish (self);
}

static void
on_applied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RosterLinkRequest) self = user_data;
  g_autoptr (GError) error = NULL;

  roster_apply_finish (self->session, result, &error);
  roster_account_refresh_async (self->session, self->account, NULL, on_refreshed, g_object_ref (self));
}

static void
apply (RosterLinkRequest *self)
{
  g_clear_object (&self->applying);
  self->applying = g_cancellable_new ();
  roster_link_request_set_state (self, ROSTER_LINK_REQUEST_STATE_APPLYING);
  roster_apply_async (self->session, G_LIST_MODEL (self->changes), ROSTER_APPLY_FLAGS_NONE, self->applying, on_applied, g_object_ref (self));
}

static void
plan (RosterLinkRequest *self,
      gboolean           left_only)
{
  RosterAccess *access = roster_session_get_access (self->session);
  const char *account_key = roster_item_get_key (ROSTER_ITEM (self->account));

  g_list_store_remove_all (self->changes);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->ad_accounts)); i++)
    {
      g_autoptr (RosterAdAccount) ad_account = g_list_model_get_item (G_LIST_MODEL (self->ad_accounts), i);
      g_autoptr (RosterChange) change = roster_change_new_link (self->account, ad_account);

      if (!left_only || !roster_tiktok_account_is_linked_to (self->account, roster_item_get_key (ROSTER_ITEM (ad_account))))
        g_list_store_append (self->changes, change);
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->people)); i++)
    {
      g_autoptr (RosterPrincipal) person = g_list_model_get_item (G_LIST_MODEL (self->people), i);
      RosterTiktokRoles roles = roster_access_get_roles (access, roster_item_get_key (ROSTER_ITEM (person)), account_key);
      g_autoptr (RosterChange) change = roster_change_new_roles (person, self->account, roles, roles | ROSTER_TIKTOK_ROLES_POST);

      if (!left_only || (roles & ROSTER_TIKTOK_ROLES_POST) == 0)
        g_list_store_append (self->changes, change);
    }
}

static void
on_read_again (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (RosterLinkRequest) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean read = roster_account_refresh_finish (self->session, result, &error);

  if (!roster_link_request_is_at_home (self))
    {
      roster_link_request_fail_not_at_home (self);
      return;
    }

  if (!read)
    {
      roster_link_request_set_error (self, roster_error_is_cancelled (error) ? NULL : g_steal_pointer (&error));
      roster_link_request_set_state (self, ROSTER_LINK_REQUEST_STATE_CONFIRMED);
      return;
    }

  plan (self, TRUE);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->changes)) > 0)
    apply (self);
  else
    finish (self);
}

/**
 * roster_link_request_give_all:
 * @self: a request whose account was just confirmed
 *
 * Gives it to all that were chosen.
 */
void
roster_link_request_give_all (RosterLinkRequest *self)
{
  plan (self, FALSE);
  apply (self);
}

/**
 * roster_link_request_go_on:
 * @self: the request
 *
 * Gives a confirmed account what it was not given before the program was closed. What is left is found by reading, since the last changes may
 * have been taken without a word.
 */
void
roster_link_request_go_on (RosterLinkRequest *self)
{
  g_return_if_fail (ROSTER_IS_LINK_REQUEST (self));

  if (self->state != ROSTER_LINK_REQUEST_STATE_CONFIRMED)
    return;

  roster_link_request_set_error (self, NULL);
  g_clear_object (&self->applying);
  self->applying = g_cancellable_new ();
  roster_link_request_set_state (self, ROSTER_LINK_REQUEST_STATE_APPLYING);
  roster_account_refresh_async (self->session, self->account, self->applying, on_read_again, g_object_ref (self));
}

/**
 * roster_link_request_retry_failed:
 * @self: the request
 *
 * Sends again those changes that TikTok did not take.
 */
void
roster_link_request_retry_failed (RosterLinkRequest *self)
{
  g_return_if_fail (ROSTER_IS_LINK_REQUEST (self));

  if (self->state == ROSTER_LINK_REQUEST_STATE_DONE)
    apply (self);
}
