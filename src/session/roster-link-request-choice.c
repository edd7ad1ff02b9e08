/* roster-link-request-choice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-request-private.h"

#include "roster-apply.h"
#include "roster-disconnect.h"

/* The accounts that appear while a code is on the screen, and what a person says about them: a yes goes on to roster-link-request-changes.c, a
 * wrong one is removed, if it is certain that it came with this code. */

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
  return is_new (self, account) && roster_link_request_get_likeness (self, account) == ROSTER_LIKENESS_SAME;
}

/* Only a handle tells whose an account is: what it is called says nothing, and who asked first neither. */
static gboolean
is_clearly_of_another (RosterLinkRequest   *self,
                       RosterTiktokAccount *account)
{
  return self->requests != NULL && roster_link_request_get_likeness (self, account) != ROSTER_LIKENESS_SAME &&
         roster_link_requests_find_other (self->requests, self, account, is_expected) != NULL;
}

/* An account that was linked before and approves again does not show as new: it is offered when a person says that the client is done. */
static gboolean
may_be_expected (RosterLinkRequest   *self,
                 RosterTiktokAccount *account)
{
  RosterLikeness likeness = roster_link_likeness_compare (self->expected_handle, account);

  return likeness == ROSTER_LIKENESS_SAME || (likeness == ROSTER_LIKENESS_ALIKE && roster_tiktok_account_get_handle (account) == NULL);
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
      self->state != ROSTER_LINK_REQUEST_STATE_FOUND && (self->state != ROSTER_LINK_REQUEST_STATE_ASKING || !self->kept))
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
  g_cancellable_cancel (self->asking);
  self->answer_after = 0;
  roster_link_request_set_state (self, ROSTER_LINK_REQUEST_STATE_FOUND);
  if (self->requests != NULL)
    roster_link_requests_tell_approved (self->requests, self);
}

static void
put_aside (RosterLinkRequest   *self,
           RosterTiktokAccount *account)
{
  guint position;

  g_hash_table_add (self->before, g_strdup (roster_item_get_key (ROSTER_ITEM (account))));
  if (g_list_store_find (self->candidates, account, &position))
    g_list_store_remove (self->candidates, position);
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
  if (self->before == NULL)
    return;

  put_aside (self, account);
  wait_on (self);
  roster_link_request_update_kept (self);
}

typedef struct
{
  RosterLinkRequest *self;
  RosterTiktokAccount *account;
} Removal;

static Removal *
removal_new (RosterLinkRequest   *self,
             RosterTiktokAccount *account)
{
  Removal *removal = g_new0 (Removal, 1);

  removal->self = g_object_ref (self);
  removal->account = g_object_ref (account);

  return removal;
}

static void
removal_free (Removal *removal)
{
  g_clear_object (&removal->self);
  g_clear_object (&removal->account);
  g_free (removal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Removal, removal_free)

/* A code can be used once, as far as is known. */
static void
ask_anew (RosterLinkRequest *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->candidates)) > 0)
    return;

  roster_link_request_use_up (self);
  if (!self->stopped)
    {
      roster_link_request_ask (self);
      return;
    }
  wait_on (self);
  roster_link_request_update_kept (self);
}

static void
on_removed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Removal) removal = user_data;
  RosterLinkRequest *self = removal->self;
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

  if (g_list_store_find (self->candidates, removal->account, &position))
    g_list_store_remove (self->candidates, position);
  roster_link_request_set_state (self, ROSTER_LINK_REQUEST_STATE_FOUND);
  roster_link_request_tell_put_aside (self, removal->account, TRUE);
  ask_anew (self);
}

/* The last look before it is removed: what it is linked to at this moment. */
static void
on_planned (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Removal) removal = user_data;
  RosterLinkRequest *self = removal->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) changes = roster_disconnect_plan_finish (self->session, result, &error);

  if (!roster_link_request_is_at_home (self))
    {
      roster_link_request_fail_not_at_home (self);
      return;
    }

  if (changes != NULL && g_list_model_get_n_items (changes) == 1 &&
      roster_link_request_get_wrong (self, removal->account) == ROSTER_LINK_WRONG_REMOVE)
    {
      roster_apply_async (self->session, changes, ROSTER_APPLY_FLAGS_NONE, NULL, on_removed, g_steal_pointer (&removal));
      return;
    }

  if (changes == NULL)
    roster_link_request_set_error (self, g_steal_pointer (&error));
  roster_link_request_set_state (self, ROSTER_LINK_REQUEST_STATE_FOUND);
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
 * roster_link_request_get_left_at:
 * @self: the request
 * @account: one of the candidates
 *
 * Returns: until when @account was in the Business Center in earlier days, in microseconds since 1970; 0 when it was never seen there before
 */
gint64
roster_link_request_get_left_at (RosterLinkRequest   *self,
                                 RosterTiktokAccount *account)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), 0);

  return self->requests != NULL && is_new (self, account) ? roster_link_requests_get_left_at (self->requests, account) : 0;
}

/**
 * roster_link_request_get_wrong:
 * @self: the request
 * @account: one of the candidates
 *
 * Returns: what roster_link_request_reject() does with @account, as far as is known now
 */
RosterLinkWrong
roster_link_request_get_wrong (RosterLinkRequest   *self,
                               RosterTiktokAccount *account)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), ROSTER_LINK_WRONG_UNSURE);

  if (roster_link_request_get_rival (self, account) != NULL)
    return ROSTER_LINK_WRONG_RIVAL;
  if (roster_link_request_was_there_before (self, account) || roster_link_request_get_left_at (self, account) > 0)
    return ROSTER_LINK_WRONG_WAS_HERE;
  if (roster_tiktok_account_get_link_count (account) > 0)
    return ROSTER_LINK_WRONG_LINKED;
  if (!roster_link_request_get_comparable (self) || self->requests == NULL || !roster_link_requests_is_past_known (self->requests))
    return ROSTER_LINK_WRONG_UNSURE;

  return ROSTER_LINK_WRONG_REMOVE;
}

/**
 * roster_link_request_get_likeness:
 * @self: the request
 * @account: one of the candidates
 *
 * Returns: how much @account looks like the one that is expected
 */
RosterLikeness
roster_link_request_get_likeness (RosterLinkRequest   *self,
                                  RosterTiktokAccount *account)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), ROSTER_LIKENESS_UNKNOWN);

  return roster_link_likeness_compare (self->expected_handle, account);
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
  roster_link_request_give_all (self);
}

/**
 * roster_link_request_reject:
 * @self: the request
 * @account: a candidate that is a wrong one
 *
 * Makes @account a candidate no more, and, when no other is left, asks for a new code. Only what roster_link_request_get_wrong() says is removed
 * is removed from the Business Center, after its links were read once more: what has any stays a candidate, and is
 * %ROSTER_LINK_WRONG_LINKED from then on. One that may be the answer to another open request is left to that, and the code stays.
 */
void
roster_link_request_reject (RosterLinkRequest   *self,
                            RosterTiktokAccount *account)
{
  g_return_if_fail (ROSTER_IS_LINK_REQUEST (self) && self->state == ROSTER_LINK_REQUEST_STATE_FOUND);

  roster_link_request_set_error (self, NULL);
  switch (roster_link_request_get_wrong (self, account))
    {
    case ROSTER_LINK_WRONG_REMOVE:
      roster_link_request_set_state (self, ROSTER_LINK_REQUEST_STATE_REMOVING);
      roster_disconnect_plan_async (self->session, account, NULL, on_planned, removal_new (self, account));
      break;

    case ROSTER_LINK_WRONG_RIVAL:
      roster_link_request_exclude (self, account);
      roster_link_request_tell_put_aside (self, account, FALSE);
      break;

    case ROSTER_LINK_WRONG_WAS_HERE:
    case ROSTER_LINK_WRONG_LINKED:
    case ROSTER_LINK_WRONG_UNSURE:
    default:
      put_aside (self, account);
      roster_link_request_tell_put_aside (self, account, FALSE);
      ask_anew (self);
    }
}

/**
 * roster_link_request_reject_all:
 * @self: the request
 *
 * Makes no account a candidate any more, removes none from the Business Center, and asks for a new code.
 */
void
roster_link_request_reject_all (RosterLinkRequest *self)
{
  g_return_if_fail (ROSTER_IS_LINK_REQUEST (self) && self->state == ROSTER_LINK_REQUEST_STATE_FOUND);

  roster_link_request_set_error (self, NULL);
  while (g_list_model_get_n_items (G_LIST_MODEL (self->candidates)) > 0)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (G_LIST_MODEL (self->candidates), 0);

      put_aside (self, account);
    }
  ask_anew (self);
}
