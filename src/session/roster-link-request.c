/* roster-link-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-request.h"

#include <glib/gi18n.h>

#include "roster-account-refresh.h"
#include "roster-account-watch.h"
#include "roster-api-asset.h"
#include "roster-api-tiktok-account.h"
#include "roster-apply.h"
#include "roster-session-enums.h"

/* One request to one client for one TikTok account, from the wish to the account being usable.
 *
 * TikTok tells neither that a code was scanned nor whose request an approval answers. So the accounts that are there before the code is
 * shown are written down, the list is read again and again while the code is fresh, and what is new in it is put to a person. Nothing is
 * linked before that person's yes. A new code does not change what was there before: an approval of the earlier code counts too. */

struct _RosterLinkRequest
{
  GObject parent_instance;

  RosterSession *session;
  RosterClock *clock;
  char *bc_id;

  char *expected_handle;
  gboolean ads_only;
  GListStore *ad_accounts;
  GListStore *people;

  RosterLinkRequestState state;
  char *link;
  gint64 deadline;
  RosterAccountWatch *watch;
  GError *error;

  GHashTable *before; /* (nullable): keys of the accounts that were there before */
  GListStore *candidates;
  RosterTiktokAccount *account;
  GListStore *changes;

  GCancellable *asking;
  GCancellable *applying;
  gboolean stopped; /* nobody waits for a code any more */
  guint deadline_timer;
};

G_DEFINE_FINAL_TYPE (RosterLinkRequest, roster_link_request, G_TYPE_OBJECT)

typedef enum
{
  PROP_SESSION = 1,
  PROP_EXPECTED_HANDLE,
  PROP_ADS_ONLY,
  PROP_STATE,
  PROP_LINK,
  PROP_DEADLINE,
  PROP_LOOKING,
  PROP_LOOKED_AT,
  PROP_ERROR,
  PROP_ACCOUNT,
} RosterLinkRequestProperty;

static GParamSpec *properties[PROP_ACCOUNT + 1];

static void
notify (RosterLinkRequest         *self,
        RosterLinkRequestProperty  property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Takes @error. */
static void
set_error (RosterLinkRequest *self,
           GError            *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  notify (self, PROP_ERROR);
}

static void
set_state (RosterLinkRequest      *self,
           RosterLinkRequestState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  notify (self, PROP_STATE);
}

static void
drop_link (RosterLinkRequest *self)
{
  if (self->link == NULL)
    return;

  g_clear_pointer (&self->link, g_free);
  notify (self, PROP_LINK);
}

/* No more looking by itself, and no deadline. */
static void
rest (RosterLinkRequest *self)
{
  roster_account_watch_rest (self->watch);
  roster_clock_remove_timer (self->clock, self->deadline_timer);
  self->deadline_timer = 0;
}

/* Takes @error. No code is shown any more, and nothing comes in by itself. */
static void
fail (RosterLinkRequest *self,
      GError            *error)
{
  rest (self);
  roster_account_watch_stop (self->watch);
  g_cancellable_cancel (self->asking);
  drop_link (self);
  set_error (self, error);
  set_state (self, ROSTER_LINK_REQUEST_STATE_FAILED);
}

/* A request belongs to one Business Center, whatever the session shows later. */
static gboolean
is_at_home (RosterLinkRequest *self)
{
  return roster_session_shows (self->session, roster_session_get_client (self->session), self->bc_id);
}

static GError *
new_not_at_home (void)
{
  return g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_FAILED, _("The Business Center of this request is not open any more."));
}

static void
on_business_center_changed (RosterSession     *session,
                            GParamSpec        *pspec,
                            RosterLinkRequest *self)
{
  if (is_at_home (self))
    return;

  switch (self->state)
    {
    case ROSTER_LINK_REQUEST_STATE_ASKING:
    case ROSTER_LINK_REQUEST_STATE_WAITING:
    case ROSTER_LINK_REQUEST_STATE_EXPIRED:
    case ROSTER_LINK_REQUEST_STATE_FOUND:
      fail (self, new_not_at_home ());
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

/* Watching */

static void
on_deadline (gpointer user_data)
{
  RosterLinkRequest *self = user_data;

  self->deadline_timer = 0;
  if (self->state != ROSTER_LINK_REQUEST_STATE_WAITING)
    return;

  rest (self);
  set_state (self, ROSTER_LINK_REQUEST_STATE_EXPIRED);

  /* The client may have approved in the last seconds. */
  roster_account_watch_look (self->watch, FALSE);
}

static gboolean
is_candidate (RosterLinkRequest   *self,
              RosterTiktokAccount *account)
{
  return !g_hash_table_contains (self->before, roster_item_get_key (ROSTER_ITEM (account)));
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

static void
take_list (RosterLinkRequest *self,
           gboolean           asked_for)
{
  GListModel *accounts = roster_session_get_tiktok_accounts (self->session);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_accounts = g_list_model_get_n_items (accounts);

  for (guint i = 0; i < n_accounts; i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (accounts, i);

      if (is_candidate (self, account))
        g_ptr_array_add (found, g_steal_pointer (&account));
    }

  for (guint i = 0; i < n_accounts && found->len == 0 && asked_for; i++)
    {
      g_autoptr (RosterTiktokAccount) account = g_list_model_get_item (accounts, i);

      if (may_be_expected (self, account))
        g_ptr_array_add (found, g_steal_pointer (&account));
    }

  if (found->len == 0)
    return;

  rest (self);
  g_list_store_splice (self->candidates, 0, g_list_model_get_n_items (G_LIST_MODEL (self->candidates)), found->pdata, found->len);
  set_state (self, ROSTER_LINK_REQUEST_STATE_FOUND);
}

static void
on_looked (RosterAccountWatch *watch,
           gboolean            asked_for,
           const GError       *error,
           RosterLinkRequest  *self)
{
  /* A token that does not work any more does not come back by itself. */
  if (g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT) &&
      (self->state == ROSTER_LINK_REQUEST_STATE_WAITING || self->state == ROSTER_LINK_REQUEST_STATE_EXPIRED))
    {
      fail (self, g_error_copy (error));
      return;
    }

  set_error (self, error != NULL ? g_error_copy (error) : NULL);
  if (error == NULL && (self->state == ROSTER_LINK_REQUEST_STATE_WAITING || self->state == ROSTER_LINK_REQUEST_STATE_EXPIRED))
    take_list (self, asked_for);
}

static void
on_watch_changed (RosterAccountWatch *watch,
                  GParamSpec         *pspec,
                  RosterLinkRequest  *self)
{
  notify (self, g_str_equal (pspec->name, "looking") ? PROP_LOOKING : PROP_LOOKED_AT);
}

/* Asking */

static void
show_code (RosterLinkRequest *self)
{
  if (self->before == NULL || self->link == NULL)
    return;

  self->deadline = roster_clock_get_now (self->clock) + roster_session_get_code_lifetime (self->session) * (gint64) G_USEC_PER_SEC;
  notify (self, PROP_LINK);
  notify (self, PROP_DEADLINE);
  set_state (self, ROSTER_LINK_REQUEST_STATE_WAITING);
  self->deadline_timer = roster_clock_add_timer (self->clock, self->deadline, on_deadline, self, NULL);
  roster_account_watch_start (self->watch);
}

static void
on_accounts_before (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (RosterLinkRequest) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = roster_api_asset_list_tiktok_accounts_finish (ROSTER_API_CLIENT (source), result, &error);

  if (roster_error_is_cancelled (error) || self->state != ROSTER_LINK_REQUEST_STATE_ASKING)
    return;

  if (accounts == NULL)
    {
      fail (self, g_steal_pointer (&error));
      return;
    }

  roster_directory_merge_tiktok_accounts (roster_session_get_directory (self->session), accounts);
  self->before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < accounts->len; i++)
    g_hash_table_add (self->before, g_strdup (roster_item_get_key (accounts->pdata[i])));
  show_code (self);
}

static void
on_link (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (RosterLinkRequest) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *link = roster_api_tiktok_account_authorize_finish (ROSTER_API_CLIENT (source), result, &error);

  if (roster_error_is_cancelled (error) || self->state != ROSTER_LINK_REQUEST_STATE_ASKING)
    return;

  if (link == NULL)
    {
      fail (self, g_steal_pointer (&error));
      return;
    }

  g_free (self->link);
  self->link = g_steal_pointer (&link);
  show_code (self);
}

/* Applying */

static void
on_refreshed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (RosterLinkRequest) self = user_data;
  g_autoptr (GError) error = NULL;

  /* What could not be read stays unknown; each change has said how it went. */
  roster_account_refresh_finish (self->session, result, &error);
  set_state (self, ROSTER_LINK_REQUEST_STATE_DONE);
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
  set_state (self, ROSTER_LINK_REQUEST_STATE_APPLYING);
  roster_apply_async (self->session, G_LIST_MODEL (self->changes), ROSTER_APPLY_FLAGS_NONE, self->applying, on_applied, g_object_ref (self));
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

  if (!is_at_home (self))
    {
      fail (self, new_not_at_home ());
      return;
    }

  if (!roster_apply_finish (self->session, result, &error))
    {
      set_error (self, g_steal_pointer (&error));
      set_state (self, ROSTER_LINK_REQUEST_STATE_FOUND);
      return;
    }

  if (g_list_store_find (self->candidates, account, &position))
    g_list_store_remove (self->candidates, position);
  set_state (self, ROSTER_LINK_REQUEST_STATE_FOUND);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->candidates)) == 0 && !self->stopped)
    roster_link_request_ask (self);
}

static void
roster_link_request_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RosterLinkRequest *self = ROSTER_LINK_REQUEST (object);

  switch ((RosterLinkRequestProperty) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;

    case PROP_EXPECTED_HANDLE:
      g_value_set_string (value, self->expected_handle);
      break;

    case PROP_ADS_ONLY:
      g_value_set_boolean (value, self->ads_only);
      break;

    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_LINK:
      g_value_set_string (value, self->link);
      break;

    case PROP_DEADLINE:
      g_value_set_int64 (value, self->deadline);
      break;

    case PROP_LOOKING:
      g_value_set_boolean (value, roster_link_request_get_looking (self));
      break;

    case PROP_LOOKED_AT:
      g_value_set_int64 (value, roster_link_request_get_looked_at (self));
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_link_request_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  RosterLinkRequest *self = ROSTER_LINK_REQUEST (object);

  switch ((RosterLinkRequestProperty) prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;

    case PROP_EXPECTED_HANDLE:
      roster_link_request_set_expected_handle (self, g_value_get_string (value));
      break;

    case PROP_ADS_ONLY:
      roster_link_request_set_ads_only (self, g_value_get_boolean (value));
      break;

    case PROP_STATE:
    case PROP_LINK:
    case PROP_DEADLINE:
    case PROP_LOOKING:
    case PROP_LOOKED_AT:
    case PROP_ERROR:
    case PROP_ACCOUNT:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_link_request_constructed (GObject *object)
{
  RosterLinkRequest *self = ROSTER_LINK_REQUEST (object);
  RosterBusinessCenter *business_center = roster_session_get_business_center (self->session);

  G_OBJECT_CLASS (roster_link_request_parent_class)->constructed (object);

  self->clock = g_object_ref (roster_session_get_clock (self->session));
  self->bc_id = g_strdup (business_center != NULL ? roster_item_get_id (ROSTER_ITEM (business_center)) : NULL);
  self->watch = roster_account_watch_new (self->session, self->bc_id);
  g_signal_connect_object (self->watch, "looked", G_CALLBACK (on_looked), self, 0);
  g_signal_connect_object (self->watch, "notify", G_CALLBACK (on_watch_changed), self, 0);
  g_signal_connect_object (self->session, "notify::business-center", G_CALLBACK (on_business_center_changed), self, 0);
}

static void
roster_link_request_dispose (GObject *object)
{
  RosterLinkRequest *self = ROSTER_LINK_REQUEST (object);

  if (self->watch != NULL)
    {
      rest (self);
      roster_account_watch_stop (self->watch);
    }
  g_clear_object (&self->watch);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->applying);
  g_clear_object (&self->clock);
  g_clear_object (&self->session);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (roster_link_request_parent_class)->dispose (object);
}

static void
roster_link_request_finalize (GObject *object)
{
  RosterLinkRequest *self = ROSTER_LINK_REQUEST (object);

  g_clear_object (&self->ad_accounts);
  g_clear_object (&self->people);
  g_clear_object (&self->candidates);
  g_clear_object (&self->changes);
  g_clear_pointer (&self->before, g_hash_table_unref);
  g_clear_pointer (&self->bc_id, g_free);
  g_clear_pointer (&self->expected_handle, g_free);
  g_clear_pointer (&self->link, g_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (roster_link_request_parent_class)->finalize (object);
}

static void
roster_link_request_class_init (RosterLinkRequestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = roster_link_request_get_property;
  object_class->set_property = roster_link_request_set_property;
  object_class->constructed = roster_link_request_constructed;
  object_class->dispose = roster_link_request_dispose;
  object_class->finalize = roster_link_request_finalize;

  /**
   * RosterLinkRequest:session:
   *
   * Whose Business Center asks.
   */
  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, ROSTER_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /**
   * RosterLinkRequest:expected-handle:
   *
   * The handle that the client said, without @; %NULL for any.
   */
  properties[PROP_EXPECTED_HANDLE] = g_param_spec_string ("expected-handle", NULL, NULL, NULL, writable);

  /**
   * RosterLinkRequest:ads-only:
   *
   * Whether new posts shall be shown through ads only.
   */
  properties[PROP_ADS_ONLY] = g_param_spec_boolean ("ads-only", NULL, NULL, FALSE, writable);

  /**
   * RosterLinkRequest:state:
   *
   * How far the request is.
   */
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, ROSTER_TYPE_LINK_REQUEST_STATE, ROSTER_LINK_REQUEST_STATE_DRAFT, readable);

  /**
   * RosterLinkRequest:link:
   *
   * What goes into the QR code, byte for byte as TikTok sent it.
   */
  properties[PROP_LINK] = g_param_spec_string ("link", NULL, NULL, NULL, readable);

  /**
   * RosterLinkRequest:deadline:
   *
   * Until when the code is treated as fresh, in microseconds since 1970.
   */
  properties[PROP_DEADLINE] = g_param_spec_int64 ("deadline", NULL, NULL, 0, G_MAXINT64, 0, readable);

  /**
   * RosterLinkRequest:looking:
   *
   * Whether the list of accounts is being read at this moment.
   */
  properties[PROP_LOOKING] = g_param_spec_boolean ("looking", NULL, NULL, FALSE, readable);

  /**
   * RosterLinkRequest:looked-at:
   *
   * When the list of accounts was last read, in microseconds since 1970; 0 for not yet.
   */
  properties[PROP_LOOKED_AT] = g_param_spec_int64 ("looked-at", NULL, NULL, 0, G_MAXINT64, 0, readable);

  /**
   * RosterLinkRequest:error:
   *
   * What went wrong last: asking for a code, looking, or removing a wrong account.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, readable);

  /**
   * RosterLinkRequest:account:
   *
   * The account that was confirmed.
   */
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, ROSTER_TYPE_TIKTOK_ACCOUNT, readable);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
roster_link_request_init (RosterLinkRequest *self)
{
  self->ad_accounts = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);
  self->people = g_list_store_new (ROSTER_TYPE_PRINCIPAL);
  self->candidates = g_list_store_new (ROSTER_TYPE_TIKTOK_ACCOUNT);
  self->changes = g_list_store_new (ROSTER_TYPE_CHANGE);
}

/**
 * roster_link_request_new:
 * @session: the session whose Business Center asks; it has one open
 *
 * Returns: (transfer full): a request of which nothing has been sent
 */
RosterLinkRequest *
roster_link_request_new (RosterSession *session)
{
  return g_object_new (ROSTER_TYPE_LINK_REQUEST, "session", session, NULL);
}

/**
 * roster_link_request_set_expected_handle:
 * @self: the request
 * @handle: (nullable): the handle that the client said, with or without @; %NULL or empty for any
 */
void
roster_link_request_set_expected_handle (RosterLinkRequest *self,
                                         const char        *handle)
{
  g_autofree char *bare = NULL;

  g_return_if_fail (ROSTER_IS_LINK_REQUEST (self));

  if (handle != NULL)
    {
      bare = g_strstrip (g_strdup (handle));
      if (*bare == '@')
        memmove (bare, bare + 1, strlen (bare));
      if (*bare == '\0')
        g_clear_pointer (&bare, g_free);
    }

  if (g_strcmp0 (self->expected_handle, bare) == 0)
    return;

  g_free (self->expected_handle);
  self->expected_handle = g_steal_pointer (&bare);
  notify (self, PROP_EXPECTED_HANDLE);
}

/**
 * roster_link_request_set_ads_only:
 * @self: the request
 * @ads_only: whether new posts shall be shown through ads only; counts from the next code on
 */
void
roster_link_request_set_ads_only (RosterLinkRequest *self,
                                  gboolean           ads_only)
{
  g_return_if_fail (ROSTER_IS_LINK_REQUEST (self));

  if (self->ads_only == !!ads_only)
    return;

  self->ads_only = !!ads_only;
  notify (self, PROP_ADS_ONLY);
}

/**
 * roster_link_request_ask:
 * @self: the request
 *
 * Asks TikTok for a code, or for a new one. The old one is not shown any more, though an approval of it still counts.
 */
void
roster_link_request_ask (RosterLinkRequest *self)
{
  RosterApiClient *client;

  g_return_if_fail (ROSTER_IS_LINK_REQUEST (self));

  client = roster_session_get_client (self->session);
  if (self->state == ROSTER_LINK_REQUEST_STATE_ASKING)
    return;

  rest (self);
  roster_account_watch_stop (self->watch);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->asking = g_cancellable_new ();
  self->stopped = FALSE;
  set_error (self, NULL);
  drop_link (self);

  set_state (self, ROSTER_LINK_REQUEST_STATE_ASKING);
  if (client == NULL)
    {
      fail (self, g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_SIGNED_OUT, _("Not signed in.")));
      return;
    }
  if (!is_at_home (self))
    {
      fail (self, new_not_at_home ());
      return;
    }

  if (self->before == NULL)
    roster_api_asset_list_tiktok_accounts_async (client, self->bc_id, self->asking, on_accounts_before, g_object_ref (self));
  roster_api_tiktok_account_authorize_async (client, self->bc_id, self->ads_only, self->asking, on_link, g_object_ref (self));
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
    roster_account_watch_look (self->watch, TRUE);
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

  return self->before != NULL && !is_candidate (self, account);
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

  set_error (self, NULL);
  if (g_set_object (&self->account, account))
    notify (self, PROP_ACCOUNT);

  g_list_store_remove_all (self->changes);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->ad_accounts)); i++)
    {
      g_autoptr (RosterAdAccount) ad_account = g_list_model_get_item (G_LIST_MODEL (self->ad_accounts), i);
      g_autoptr (RosterChange) change = roster_change_new_link (account, ad_account);

      g_list_store_append (self->changes, change);
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->people)); i++)
    {
      g_autoptr (RosterPrincipal) person = g_list_model_get_item (G_LIST_MODEL (self->people), i);
      g_autoptr (RosterChange) change = roster_change_new_roles (person, account, ROSTER_TIKTOK_ROLES_POST);

      g_list_store_append (self->changes, change);
    }
  apply (self);
}

/**
 * roster_link_request_reject:
 * @self: the request
 * @account: a candidate that is a wrong one
 *
 * Removes @account from the Business Center and, when no other candidate is left, asks for a new code. An account that was there before is
 * not removed: it only stops being a candidate.
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

  set_error (self, NULL);
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
  set_state (self, ROSTER_LINK_REQUEST_STATE_REMOVING);
  roster_apply_async (self->session, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, on_removed, removal);
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
  rest (self);
  roster_account_watch_stop (self->watch);
  g_cancellable_cancel (self->asking);
  g_cancellable_cancel (self->applying);
  if (self->state == ROSTER_LINK_REQUEST_STATE_ASKING)
    set_state (self, ROSTER_LINK_REQUEST_STATE_DRAFT);
}

/**
 * roster_link_request_get_seconds_left:
 * @self: the request
 *
 * Returns: how many whole seconds, rounded up, the code is still treated as fresh; 0 when it has run out or there is none
 */
int
roster_link_request_get_seconds_left (RosterLinkRequest *self)
{
  gint64 left;

  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), 0);

  if (self->state != ROSTER_LINK_REQUEST_STATE_WAITING)
    return 0;

  left = self->deadline - roster_clock_get_now (self->clock);

  return left > 0 ? (int) ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC) : 0;
}

/**
 * roster_link_request_get_expected_handle:
 * @self: the request
 *
 * Returns: (transfer none) (nullable): the handle that the client said, without @
 */
const char *
roster_link_request_get_expected_handle (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), NULL);

  return self->expected_handle;
}

/**
 * roster_link_request_get_ads_only:
 * @self: the request
 *
 * Returns: whether new posts shall be shown through ads only
 */
gboolean
roster_link_request_get_ads_only (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), FALSE);

  return self->ads_only;
}

/**
 * roster_link_request_get_ad_accounts:
 * @self: the request
 *
 * Returns: (transfer none): the #RosterAdAccount that shall get the account; to be filled by the caller
 */
GListStore *
roster_link_request_get_ad_accounts (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), NULL);

  return self->ad_accounts;
}

/**
 * roster_link_request_get_people:
 * @self: the request
 *
 * Returns: (transfer none): the #RosterPrincipal that shall get the account directly; to be filled by the caller
 */
GListStore *
roster_link_request_get_people (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), NULL);

  return self->people;
}

/**
 * roster_link_request_get_state:
 * @self: the request
 *
 * Returns: how far the request is
 */
RosterLinkRequestState
roster_link_request_get_state (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), ROSTER_LINK_REQUEST_STATE_DRAFT);

  return self->state;
}

/**
 * roster_link_request_get_link:
 * @self: the request
 *
 * Returns: (transfer none) (nullable): what goes into the QR code, byte for byte as TikTok sent it
 */
const char *
roster_link_request_get_link (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), NULL);

  return self->link;
}

/**
 * roster_link_request_get_deadline:
 * @self: the request
 *
 * Returns: until when the code is treated as fresh, in microseconds since 1970
 */
gint64
roster_link_request_get_deadline (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), 0);

  return self->deadline;
}

/**
 * roster_link_request_get_looking:
 * @self: the request
 *
 * Returns: whether the list of accounts is being read at this moment
 */
gboolean
roster_link_request_get_looking (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), FALSE);

  return self->watch != NULL && roster_account_watch_get_looking (self->watch);
}

/**
 * roster_link_request_get_looked_at:
 * @self: the request
 *
 * Returns: when the list of accounts was last read, in microseconds since 1970; 0 for not yet
 */
gint64
roster_link_request_get_looked_at (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), 0);

  return self->watch != NULL ? roster_account_watch_get_looked_at (self->watch) : 0;
}

/**
 * roster_link_request_get_error:
 * @self: the request
 *
 * Returns: (transfer none) (nullable): what went wrong last
 */
const GError *
roster_link_request_get_error (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), NULL);

  return self->error;
}

/**
 * roster_link_request_get_candidates:
 * @self: the request
 *
 * Returns: (transfer none): the #RosterTiktokAccount that may be the right one
 */
GListModel *
roster_link_request_get_candidates (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), NULL);

  return G_LIST_MODEL (self->candidates);
}

/**
 * roster_link_request_get_account:
 * @self: the request
 *
 * Returns: (transfer none) (nullable): the account that was confirmed
 */
RosterTiktokAccount *
roster_link_request_get_account (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), NULL);

  return self->account;
}

/**
 * roster_link_request_get_changes:
 * @self: the request
 *
 * Returns: (transfer none): the #RosterChange that give the account to ad accounts and people
 */
GListModel *
roster_link_request_get_changes (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), NULL);

  return G_LIST_MODEL (self->changes);
}
