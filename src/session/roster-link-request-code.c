/* roster-link-request-code.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-request-private.h"

#include <glib/gi18n.h>

#include "roster-api-tiktok-account.h"
#include "roster-link-answer.h"

/* The code on the screen: asking for it, how long it is fresh, and watching for its approval. */

static void
drop_link (RosterLinkRequest *self)
{
  if (!roster_link_request_has_code (self))
    return;

  g_clear_pointer (&self->link, g_free);
  g_clear_pointer (&self->picture, g_bytes_unref);
  roster_link_request_notify (self, PROP_LINK);
}

/* Takes @error. */
static void
set_code_error (RosterLinkRequest *self,
                GError            *error)
{
  if (self->code_error == NULL && error == NULL)
    return;

  g_clear_error (&self->code_error);
  self->code_error = error;
  roster_link_request_notify (self, PROP_ERROR);
}

/**
 * roster_link_request_use_up:
 * @self: the request
 *
 * The code was approved: nobody else shall scan it.
 */
void
roster_link_request_use_up (RosterLinkRequest *self)
{
  drop_link (self);
  self->deadline = MIN (self->deadline, roster_clock_get_steady (self->clock));
  roster_link_request_notify (self, PROP_DEADLINE);
}

/**
 * roster_link_request_rest:
 * @self: the request
 *
 * No more looking by itself, and no deadline.
 */
void
roster_link_request_rest (RosterLinkRequest *self)
{
  roster_account_watch_leave (self->watch, self);
  roster_clock_remove_timer (self->clock, self->deadline_timer);
  self->deadline_timer = 0;
}

/**
 * roster_link_request_fail:
 * @self: the request
 * @error: (transfer full): why
 *
 * No code is shown any more, and nothing comes in by itself.
 */
void
roster_link_request_fail (RosterLinkRequest *self,
                          GError            *error)
{
  roster_link_request_rest (self);
  g_cancellable_cancel (self->asking);
  drop_link (self);
  roster_link_request_set_error (self, error);
  roster_link_request_set_state (self, ROSTER_LINK_REQUEST_STATE_FAILED);
}

/**
 * roster_link_request_is_at_home:
 * @self: the request
 *
 * Returns: whether the session still shows the Business Center that the request belongs to
 */
gboolean
roster_link_request_is_at_home (RosterLinkRequest *self)
{
  return roster_session_shows (self->session, roster_session_get_client (self->session), self->bc_id);
}

/**
 * roster_link_request_fail_not_at_home:
 * @self: the request
 *
 * Fails because the session shows something else.
 */
void
roster_link_request_fail_not_at_home (RosterLinkRequest *self)
{
  roster_link_request_fail (self, g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, _("The Business Center of this request is not open any more.")));
}

static void
fail_signed_out (RosterLinkRequest *self)
{
  roster_link_request_fail (self, g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT, _("Not signed in.")));
}

static void
on_business_center_changed (RosterSession     *session,
                            GParamSpec        *pspec,
                            RosterLinkRequest *self)
{
  if (roster_link_request_is_at_home (self))
    return;

  switch (self->state)
    {
    case ROSTER_LINK_REQUEST_STATE_ASKING:
    case ROSTER_LINK_REQUEST_STATE_WAITING:
    case ROSTER_LINK_REQUEST_STATE_EXPIRED:
    case ROSTER_LINK_REQUEST_STATE_FOUND:
    case ROSTER_LINK_REQUEST_STATE_CONFIRMED:
      roster_link_request_fail_not_at_home (self);
      break;

    case ROSTER_LINK_REQUEST_STATE_DRAFT:
    case ROSTER_LINK_REQUEST_STATE_FAILED:
    case ROSTER_LINK_REQUEST_STATE_REMOVING: /* what is under way ends by itself */
    case ROSTER_LINK_REQUEST_STATE_APPLYING:
    case ROSTER_LINK_REQUEST_STATE_DONE:
    default:
      break;
    }
}

static void
on_deadline (gpointer user_data)
{
  RosterLinkRequest *self = user_data;

  self->deadline_timer = 0;
  if (self->state != ROSTER_LINK_REQUEST_STATE_WAITING)
    return;

  roster_link_request_resume (self);

  /* The client may have approved in the last seconds. */
  roster_account_watch_look (self->watch);
}

static void
on_looked_long_enough (gpointer user_data)
{
  RosterLinkRequest *self = user_data;

  self->deadline_timer = 0;
  roster_link_request_rest (self);
  roster_link_request_notify (self, PROP_DEADLINE);
}

/* Nobody has told how long TikTok takes an approval. */
static void
look_on (RosterLinkRequest *self)
{
  gint64 until = self->deadline + ROSTER_LINK_REQUEST_LOOK_ON_FOR;

  roster_link_request_set_state (self, ROSTER_LINK_REQUEST_STATE_EXPIRED);
  if (self->stopped || roster_clock_get_steady (self->clock) >= until)
    return;

  self->deadline_timer = roster_clock_add_timer (self->clock, until, on_looked_long_enough, self, NULL);
  /* At the slow pace, however short the code was good for. */
  roster_account_watch_follow (self->watch, self, self->deadline - ROSTER_LINK_REQUEST_LOOK_ON_FOR);
}

/**
 * roster_link_request_resume:
 * @self: a request whose code was asked for before
 *
 * Waits for the approval of that code: as long as it is fresh, and for some time afterwards.
 */
void
roster_link_request_resume (RosterLinkRequest *self)
{
  roster_link_request_rest (self);
  if (self->deadline <= roster_clock_get_steady (self->clock))
    {
      look_on (self);
      return;
    }

  roster_link_request_set_state (self, ROSTER_LINK_REQUEST_STATE_WAITING);
  self->deadline_timer = roster_clock_add_timer (self->clock, self->deadline, on_deadline, self, NULL);
  roster_account_watch_follow (self->watch, self, self->asked_at);
}

/**
 * roster_link_request_take_up:
 * @self: the request
 *
 * Waits again, after somebody has signed in, where the request failed because nobody was.
 */
void
roster_link_request_take_up (RosterLinkRequest *self)
{
  if (self->state != ROSTER_LINK_REQUEST_STATE_FAILED || self->before == NULL ||
      !g_error_matches (self->error, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT))
    return;

  roster_link_request_set_error (self, NULL);
  roster_link_request_resume (self);
  roster_link_request_consider (self, FALSE);
}

/* When TikTok has sent a code, and it is known what was there before it. */
static void
show_code (RosterLinkRequest *self,
           char              *link,
           GBytes            *picture)
{
  g_free (self->link);
  self->link = link;
  g_clear_pointer (&self->picture, g_bytes_unref);
  self->picture = picture;
  self->asked_at = roster_clock_get_steady (self->clock);
  self->deadline = self->asked_at + roster_session_get_code_lifetime (self->session) * (gint64) G_USEC_PER_SEC;
  roster_link_request_notify (self, PROP_LINK);
  roster_link_request_notify (self, PROP_DEADLINE);
  roster_link_request_keep (self);
  roster_link_request_resume (self);
  /* The code before this one may have been approved while this one was asked for. */
  roster_link_request_consider (self, FALSE);
}

/* No newer code: the one that is there stays as good as it is, and an approval of it is looked for as before. */
static void
keep_code (RosterLinkRequest *self,
           GError            *error)
{
  if (!self->kept || self->before == NULL || g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT))
    {
      roster_link_request_fail (self, error);
      return;
    }

  set_code_error (self, error);
  roster_link_request_resume (self);
}

static void
take_accounts_before (RosterLinkRequest *self,
                      gboolean           whole)
{
  GListModel *accounts = roster_session_get_tiktok_accounts (self->session);

  self->before_whole = whole;
  self->before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (RosterItem) account = g_list_model_get_item (accounts, i);

      g_hash_table_add (self->before, g_strdup (roster_item_get_key (account)));
    }
}

static void ask_for_link (RosterLinkRequest *self);

/* The list before the code. A list that is shorter than TikTok counts cannot be compared with: that is told, and read again when a person
 * says so. Where it stays short, the client gets a code all the same; then nothing can be told to be new, and nothing is removed. */
static void
take_list_before (RosterLinkRequest *self,
                  const GError      *error)
{
  gboolean is_short = g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_INCOMPLETE);

  if (error != NULL && (!is_short || !self->told_short))
    {
      self->told_short = self->told_short || is_short;
      roster_link_request_fail (self, g_error_copy (error));
      return;
    }

  take_accounts_before (self, error == NULL);
  ask_for_link (self);
}

static void
on_looked (RosterAccountWatch *watch,
           const GError       *error,
           RosterLinkRequest  *self)
{
  if (self->state == ROSTER_LINK_REQUEST_STATE_ASKING && self->before == NULL)
    {
      take_list_before (self, error);
      return;
    }
  if (self->state != ROSTER_LINK_REQUEST_STATE_WAITING && self->state != ROSTER_LINK_REQUEST_STATE_EXPIRED &&
      self->state != ROSTER_LINK_REQUEST_STATE_ASKING)
    return;

  /* A token that does not work any more does not come back by itself. */
  if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT))
    {
      roster_link_request_fail (self, g_error_copy (error));
      return;
    }

  roster_link_request_set_error (self, error != NULL ? g_error_copy (error) : NULL);
  if (error == NULL && self->answer_after > 0 && --self->answer_after == 0)
    roster_link_request_consider (self, TRUE);
}

static void
on_watch_changed (RosterAccountWatch *watch,
                  GParamSpec         *pspec,
                  RosterLinkRequest  *self)
{
  roster_link_request_notify (self, g_str_equal (pspec->name, "looking") ? PROP_LOOKING : PROP_LOOKED_AT);
}

static void
on_link (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (RosterLinkRequest) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = roster_api_tiktok_account_authorize_finish (ROSTER_API_CLIENT (source), result, &error);
  g_autofree char *link = NULL;
  g_autoptr (GBytes) picture = NULL;

  if (roster_error_is_cancelled (error) || self->state != ROSTER_LINK_REQUEST_STATE_ASKING)
    return;

  if (answer == NULL || !roster_link_answer_read (answer, &link, &picture, &error))
    keep_code (self, g_steal_pointer (&error));
  else
    show_code (self, g_steal_pointer (&link), g_steal_pointer (&picture));
}

/* Asked when it is known what is there: a code that TikTok hands out later cannot have brought it. */
static void
ask_for_link (RosterLinkRequest *self)
{
  RosterApiClient *client = roster_session_get_client (self->session);

  /* What was here in earlier days is still being looked up. */
  if (self->requests != NULL && !roster_link_requests_is_past_read (self->requests))
    return;

  if (client == NULL)
    {
      fail_signed_out (self);
      return;
    }

  roster_api_tiktok_account_authorize_async (client, self->bc_id, self->ads_only, self->asking, on_link, g_object_ref (self));
}

static void
on_past_read (RosterLinkRequests *requests,
              RosterLinkRequest  *self)
{
  if (self->state == ROSTER_LINK_REQUEST_STATE_ASKING && self->before != NULL)
    ask_for_link (self);
}

/**
 * roster_link_request_follow_session:
 * @self: a request that is being made
 *
 * Prepares the watching; nothing is asked yet.
 */
void
roster_link_request_follow_session (RosterLinkRequest *self)
{
  g_signal_connect_object (self->watch, "looked", G_CALLBACK (on_looked), self, 0);
  g_signal_connect_object (self->watch, "notify", G_CALLBACK (on_watch_changed), self, 0);
  g_signal_connect_object (self->session, "notify::business-center", G_CALLBACK (on_business_center_changed), self, 0);
  g_signal_connect_object (self->requests, "past-read", G_CALLBACK (on_past_read), self, 0);
}

/**
 * roster_link_request_ask:
 * @self: the request
 *
 * Asks TikTok for a code, or for a new one. The one that is shown stays until the new one is there; an approval of it counts afterwards, too.
 */
void
roster_link_request_ask (RosterLinkRequest *self)
{
  g_return_if_fail (ROSTER_IS_LINK_REQUEST (self));

  if (self->state == ROSTER_LINK_REQUEST_STATE_ASKING)
    return;

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  self->stopped = FALSE;
  self->answer_after = 0;
  roster_link_request_set_error (self, NULL);
  set_code_error (self, NULL);

  roster_link_request_set_state (self, ROSTER_LINK_REQUEST_STATE_ASKING);
  if (roster_session_get_client (self->session) == NULL)
    fail_signed_out (self);
  else if (!roster_link_request_is_at_home (self))
    roster_link_request_fail_not_at_home (self);
  else if (self->before == NULL)
    roster_account_watch_look (self->watch);
  else
    ask_for_link (self);
}

/**
 * roster_link_request_look_now:
 * @self: the request
 *
 * Looks for an approval at once, because the client says that it is done. Accounts that were linked before are considered as well, if they
 * may be the expected one.
 */
void
roster_link_request_look_now (RosterLinkRequest *self)
{
  g_return_if_fail (ROSTER_IS_LINK_REQUEST (self));

  if (self->state == ROSTER_LINK_REQUEST_STATE_WAITING || self->state == ROSTER_LINK_REQUEST_STATE_EXPIRED)
    self->answer_after = roster_account_watch_look_again (self->watch);
}

/**
 * roster_link_request_stop:
 * @self: the request
 *
 * Stops what is under way: the watching, or the changes that have not been sent yet.
 */
void
roster_link_request_stop (RosterLinkRequest *self)
{
  g_return_if_fail (ROSTER_IS_LINK_REQUEST (self));

  self->stopped = TRUE;
  roster_link_request_rest (self);
  g_cancellable_cancel (self->asking);
  g_cancellable_cancel (self->applying);
  if (self->state == ROSTER_LINK_REQUEST_STATE_ASKING)
    roster_link_request_set_state (self, ROSTER_LINK_REQUEST_STATE_DRAFT);
}

/**
 * roster_link_request_is_open:
 * @self: the request
 *
 * Returns: whether it is in its list: its code was shown, and it was neither finished nor given up
 */
gboolean
roster_link_request_is_open (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), FALSE);

  return self->requests != NULL && roster_link_requests_contains (self->requests, self);
}

/**
 * roster_link_request_give_up:
 * @self: the request
 *
 * Waits no more, and forgets what was wished for. What TikTok has taken stays as it is.
 */
void
roster_link_request_give_up (RosterLinkRequest *self)
{
  g_return_if_fail (ROSTER_IS_LINK_REQUEST (self));

  roster_link_request_stop (self);
  drop_link (self);
  roster_link_request_set_state (self, ROSTER_LINK_REQUEST_STATE_DRAFT);
  roster_link_request_drop (self);
}
