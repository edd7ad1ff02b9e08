/* roster-link-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-request-private.h"

#include "roster-session-enums.h"

/* One request to one client for one TikTok account, from the wish to the account being usable.
 *
 * TikTok tells neither that a code was scanned nor whose request an approval answers. So the accounts that are there before the code is
 * shown are written down, the list is read again and again while the code is fresh, and what is new in it is put to a person. Nothing is
 * linked before that person's yes. A new code does not change what was there before: an approval of the earlier code counts too. */

G_DEFINE_FINAL_TYPE (RosterLinkRequest, roster_link_request, G_TYPE_OBJECT)

static GParamSpec *properties[PROP_ACCOUNT + 1];

typedef enum
{
  SIGNAL_PUT_ASIDE,
} RosterLinkRequestSignal;

static guint signals[SIGNAL_PUT_ASIDE + 1];

/**
 * roster_link_request_notify:
 * @self: the request
 * @property: which property has changed
 */
void
roster_link_request_notify (RosterLinkRequest         *self,
                            RosterLinkRequestProperty  property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/**
 * roster_link_request_set_error:
 * @self: the request
 * @error: (nullable) (transfer full): what went wrong last
 */
void
roster_link_request_set_error (RosterLinkRequest *self,
                               GError            *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  roster_link_request_notify (self, PROP_ERROR);
}

/**
 * roster_link_request_set_state:
 * @self: the request
 * @state: how far it is
 */
void
roster_link_request_set_state (RosterLinkRequest      *self,
                               RosterLinkRequestState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  roster_link_request_notify (self, PROP_STATE);
}

/**
 * roster_link_request_tell_put_aside:
 * @self: the request
 * @account: an account that a person said is the wrong one
 * @removed: whether it was removed from the Business Center
 *
 * Says what was done with it.
 */
void
roster_link_request_tell_put_aside (RosterLinkRequest   *self,
                                    RosterTiktokAccount *account,
                                    gboolean             removed)
{
  g_signal_emit (self, signals[SIGNAL_PUT_ASIDE], 0, account, removed);
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
      g_value_set_int64 (value, roster_link_request_get_deadline (self));
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
roster_link_request_dispose (GObject *object)
{
  RosterLinkRequest *self = ROSTER_LINK_REQUEST (object);

  if (self->watch != NULL)
    roster_link_request_rest (self);
  g_clear_object (&self->watch);
  g_clear_weak_pointer (&self->requests);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->applying);
  g_clear_object (&self->clock);
  g_clear_object (&self->session);
  g_clear_object (&self->account);
  g_clear_object (&self->center);

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
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->expected_handle, g_free);
  g_clear_pointer (&self->link, g_free);
  g_clear_pointer (&self->picture, g_bytes_unref);
  g_clear_error (&self->error);
  g_clear_error (&self->code_error);

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
  object_class->dispose = roster_link_request_dispose;
  object_class->finalize = roster_link_request_finalize;

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
   * What goes into the QR code, as TikTok sent it. Notified for a picture in its place, too.
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
   * When the list of accounts was last read without a failure, by roster_clock_get_steady(); 0 for not yet.
   */
  properties[PROP_LOOKED_AT] = g_param_spec_int64 ("looked-at", NULL, NULL, 0, G_MAXINT64, 0, readable);

  /**
   * RosterLinkRequest:error:
   *
   * What went wrong last: asking for the first code, looking, or removing a wrong account. Notified for what
   * roster_link_request_get_code_error() tells, too.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, readable);

  /**
   * RosterLinkRequest:account:
   *
   * The account that was confirmed.
   */
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, ROSTER_TYPE_TIKTOK_ACCOUNT, readable);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RosterLinkRequest::put-aside:
   * @self: the request
   * @account: an account that a person said is the wrong one
   * @removed: whether it was removed from the Business Center
   *
   * @account is no candidate any more.
   */
  signals[SIGNAL_PUT_ASIDE] = g_signal_new ("put-aside", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 2, ROSTER_TYPE_TIKTOK_ACCOUNT, G_TYPE_BOOLEAN);
}

static void
roster_link_request_init (RosterLinkRequest *self)
{
  self->ad_accounts = g_list_store_new (ROSTER_TYPE_AD_ACCOUNT);
  self->people = g_list_store_new (ROSTER_TYPE_PRINCIPAL);
  self->candidates = g_list_store_new (ROSTER_TYPE_TIKTOK_ACCOUNT);
  self->changes = g_list_store_new (ROSTER_TYPE_CHANGE);
  g_signal_connect_object (self->ad_accounts, "items-changed", G_CALLBACK (roster_link_request_update_kept), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->people, "items-changed", G_CALLBACK (roster_link_request_update_kept), self, G_CONNECT_SWAPPED);
}

/**
 * roster_link_request_new:
 * @requests: the list that the request joins when its code is shown; its session has a Business Center open
 *
 * Returns: (transfer full): a request of which nothing has been sent
 */
RosterLinkRequest *
roster_link_request_new (RosterLinkRequests *requests)
{
  RosterLinkRequest *self;
  RosterBusinessCenter *business_center;

  g_return_val_if_fail (ROSTER_IS_LINK_REQUESTS (requests), NULL);

  self = g_object_new (ROSTER_TYPE_LINK_REQUEST, NULL);
  g_set_weak_pointer (&self->requests, requests);
  g_set_object (&self->session, roster_link_requests_get_session (requests));
  g_set_object (&self->clock, roster_session_get_clock (self->session));
  g_set_object (&self->center, roster_session_get_center (self->session));
  g_set_object (&self->watch, roster_link_requests_get_watch (requests));
  business_center = roster_session_get_business_center (self->session);
  self->bc_id = g_strdup (business_center != NULL ? roster_item_get_id (ROSTER_ITEM (business_center)) : NULL);
  self->id = g_uuid_string_random ();
  roster_link_request_follow_session (self);

  return self;
}

/**
 * roster_link_request_get_session:
 * @self: the request
 *
 * Returns: (transfer none): the session whose Business Center asks
 */
RosterSession *
roster_link_request_get_session (RosterLinkRequest *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUEST (self), NULL);

  return self->session;
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
  roster_link_request_notify (self, PROP_EXPECTED_HANDLE);
  roster_link_request_update_kept (self);
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
  roster_link_request_notify (self, PROP_ADS_ONLY);
  roster_link_request_update_kept (self);
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
