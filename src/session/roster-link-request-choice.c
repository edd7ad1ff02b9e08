/* roster-link-request-choice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-request-private.h"

#include "roster-account-refresh.h"
#include "roster-apply.h"

/* The accounts that appear while a code is on the screen, and what a person says about them: the right one is given to the ad accounts and
 * people that were chosen, a wrong one is removed. */

static gboolean
is_new (RosterLinkRequest   *self,
        RosterTiktokAccount *account)
{
  return self->before != NULL && !g_hash_table_contains (self->before, roster_item_get_key (ROSTER_ITEM (account)));
}

static gboolean
has_candidate (RosterLinkRequest   *self,
               RosterTiktokAccount *account)
{
  return g_list_store_find (self->candidates, account, NULL);
}

static gboolean
is_expected (RosterLinkRequest   *self,
             RosterTiktokAccount *account)
{
  return is_new (self, account) && roster_link_request_matches (self, account) == ROSTER_ANSWER_YES;
}

/* Only a handle tells whose an account is: what it is called says nothing, and who asked first neither. */
static gboolean
is_clearly_of_another (RosterLinkRequest   *self,
                       RosterTiktokAccount *account)
{
  return self->requests != NULL && roster_link_request_matches (self, account) != ROSTER_ANSWER_YES &&
         roster_link_requests_find_other (self->requests, self, account, is_expected) != NULL;
}

/* An account that was linked before and approves again does not show as new: it is offered when a person says that the client is done. */
static gboolean
may_be_expected (RosterLinkRequest   *self,
                 RosterTiktokAccount *account)
{
  const char *name = roster_item_get_name (ROSTER_ITEM (account));

  if (self->expected_handle == NULL)
    return FALSE;

  if (roster_link_request_matches (self, account) == ROSTER_ANSWER_YES)
    return TRUE;

  return roster_tiktok_account_get_handle (account) == NULL && name != NULL && g_ascii_strcasecmp (name, self->expected_handle) == 0;
}

static gboolean
is_same (GListModel *list,
         GPtrArray  *items)
{
  if (g_list_model_get_n_items (list) != items->len)
    return FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      if (item != items->pdata[i])
        return FALSE;
    }

  return TRUE;
}

/* Wrong answers are gone: what was waited for may still come. */
static void
wait_on (RosterLinkRequest *self)
{
  if (self->state == ROSTER_LINK_REQUEST_STATE_FOUND && g_list_model_get_n_items (G_LIST_MODEL (self->candidates)) == 0)
    roster_link_request_resume (self);
}

/**
 * roster_link_request_consider:
 * @self: the request
 * @asked_for: whether a person says that the client is done
 *
 * Looks through the session's accounts, as just read, for what may answer the request.
 */
void
roster_link_request_consider (RosterLinkRequest *self,
                              gboolean           asked_for)
{
  GListModel *accounts = roster_session_get_tiktok_accounts (self->session);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_accounts = g_list_model_get_n_items (accounts);

  if (self->state != ROSTER_LINK_REQUEST_STATE_WAITING && self->state != ROSTER_LINK_REQUEST_STATE_EXPIRED &&
      self->state != ROSTER_LINK_REQUEST_STATE_FOUND)
    return;

  for (guint i = 0; i < n_accounts; i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (accounts, i);

      if (is_new (self, account) ? !is_clearly_of_another (self, account) : has_candidate (self, account))
        g_ptr_array_add (found, g_steal_pointer (&account));
    }

  for (guint i = 0; i < n_accounts && found->len == 0 && asked_for; i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (accounts, i);

      if (may_be_expected (self, account))
        g_ptr_array_add (found, g_steal_pointer (&account));
    }

  if (is_same (G_LIST_MODEL (self->candidates), found))
    return;

  g_list_store_splice (self->candidates, 0, g_list_model_get_n_items (G_LIST_MODEL (self->candidates)), found->pdata, found->len);
  wait_on (self);
  if (found->len == 0 || self->state == ROSTER_LINK_REQUEST_STATE_FOUND)
    return;

  roster_link_request_rest (self);
  self->answer_after = 0;
  roster_link_request_set_state (self, ROSTER_LINK_REQUEST_STATE_FOUND);
  if (self->requests != NULL)
    roster_link_requests_tell_approved (self->requests, self);
}

/**
 * roster_link_request_exclude:
 * @self: the request
 * @account: an account that is the answer to another request
 *
 * Makes @account a candidate no more.
 */
void
roster_link_request_exclude (RosterLinkRequest   *self,
                             RosterTiktokAccount *account)
{
  guint position;

  if (self->before == NULL)
    return;

  g_hash_table_add (self->before, g_strdup (roster_item_get_key (ROSTER_ITEM (account))));
  if (g_list_store_find (self->candidates, account, &position))
    g_list_store_remove (self->candidates, position);
  wait_on (self);
  roster_link_request_update_kept (self);
}

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

typedef struct
{
  RosterLinkRequest *self;
  RosterTiktokAccount *account;
} Removal;

static void
on_removed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Removal *removal = user_data;
  g_autoptr (RosterLinkRequest) self = removal->self;
  g_autoptr (RosterTiktokAccount) account = removal->account;
  g_autoptr (GError) error = NULL;
  guint position;

  if (!roster_link_request_is_at_home (self))
    {
      roster_link_request_fail_not_at_home (self);
      return;
    }

  if (!roster_apply_finish (self->session, result, &error))
    {
      roster_link_request_set_error (self, g_steal_pointer (&error));
      roster_link_request_set_state (self, ROSTER_LINK_REQUEST_STATE_FOUND);
      return;
    }

  if (g_list_store_find (self->candidates, account, &position))
    g_list_store_remove (self->candidates, position);
  roster_link_request_set_state (self, ROSTER_LINK_REQUEST_STATE_FOUND);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->candidates)) > 0)
    return;

  /* The code is used up. */
  if (!self->stopped)
    {
      roster_link_request_ask (self);
      return;
    }
  self->deadline = MIN (self->deadline, roster_clock_get_now (self->clock));
  roster_link_request_notify (self, PROP_DEADLINE);
  wait_on (self);
  roster_link_request_update_kept (self);
}

/**
 * roster_link_request_was_there_before:
 * @self: the request
 * @account: one of the candidates
 *
 * Returns: whether @account was linked to the Business Center before the first code was shown
 */
gboolean
roster_link_request_was_there_before (RosterLinkRequest   *self,
                                      RosterTiktokAccount *account)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), FALSE);

  return self->before != NULL && !is_new (self, account);
}

/**
 * roster_link_request_get_rival:
 * @self: the request
 * @account: one of the candidates
 *
 * Returns: (transfer none) (nullable): another open request that @account may be the answer to
 */
RosterLinkRequest *
roster_link_request_get_rival (RosterLinkRequest   *self,
                               RosterTiktokAccount *account)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), NULL);

  return self->requests != NULL ? roster_link_requests_find_other (self->requests, self, account, has_candidate) : NULL;
}

/**
 * roster_link_request_matches:
 * @self: the request
 * @account: one of the candidates
 *
 * Returns: whether @account has the expected handle; unknown where none is expected, or where TikTok does not tell the account's
 */
RosterAnswer
roster_link_request_matches (RosterLinkRequest   *self,
                             RosterTiktokAccount *account)
{
  const char *handle;

  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), ROSTER_ANSWER_UNKNOWN);

  handle = roster_tiktok_account_get_handle (account);
  if (self->expected_handle == NULL || handle == NULL)
    return ROSTER_ANSWER_UNKNOWN;

  return g_ascii_strcasecmp (self->expected_handle, handle) == 0 ? ROSTER_ANSWER_YES : ROSTER_ANSWER_NO;
}

/**
 * roster_link_request_confirm:
 * @self: the request
 * @account: the candidate that is the right one
 *
 * Gives @account to the ad accounts and people that were chosen. Only now anything is linked.
 */
void
roster_link_request_confirm (RosterLinkRequest   *self,
                             RosterTiktokAccount *account)
{
  g_return_if_fail (ROSTER_IS_LINK_REQUEST (self) && self->state == ROSTER_LINK_REQUEST_STATE_FOUND);

  roster_link_request_set_error (self, NULL);
  if (g_set_object (&self->account, account))
    roster_link_request_notify (self, PROP_ACCOUNT);

  if (self->requests != NULL)
    roster_link_requests_claim (self->requests, self, account);
  roster_link_request_update_kept (self);
  plan (self, FALSE);
  apply (self);
}

/**
 * roster_link_request_reject:
 * @self: the request
 * @account: a candidate that is a wrong one
 *
 * Removes @account from the Business Center and, when no other candidate is left, asks for a new code. An account that was there before is
 * not removed: it only stops being a candidate. Neither is one that may be the answer to another open request; this one then waits on.
 */
void
roster_link_request_reject (RosterLinkRequest   *self,
                            RosterTiktokAccount *account)
{
  g_autoptr (GListStore) changes = NULL;
  g_autoptr (RosterChange) change = NULL;
  Removal *removal;
  guint position;

  g_return_if_fail (ROSTER_IS_LINK_REQUEST (self) && self->state == ROSTER_LINK_REQUEST_STATE_FOUND);

  roster_link_request_set_error (self, NULL);
  if (roster_link_request_get_rival (self, account) != NULL)
    {
      roster_link_request_exclude (self, account);
      return;
    }
  if (roster_link_request_was_there_before (self, account))
    {
      if (g_list_store_find (self->candidates, account, &position))
        g_list_store_remove (self->candidates, position);
      if (g_list_model_get_n_items (G_LIST_MODEL (self->candidates)) == 0)
        roster_link_request_ask (self);
      return;
    }

  changes = g_list_store_new (ROSTER_TYPE_CHANGE);
  change = roster_change_new_disconnect (account);
  g_list_store_append (changes, change);

  removal = g_new0 (Removal, 1);
  removal->self = g_object_ref (self);
  removal->account = g_object_ref (account);
  roster_link_request_set_state (self, ROSTER_LINK_REQUEST_STATE_REMOVING);
  roster_apply_async (self->session, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, on_removed, removal);
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
