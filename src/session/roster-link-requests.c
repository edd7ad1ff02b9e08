/* roster-link-requests.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-request-private.h"

#include "roster-facts.h"
#include "roster-store-history.h"

/* Who calls whom: the list makes the watch of the Business Center that is shown, takes the remembered requests out of the store, and tells
 * each open request when the accounts were read, by the watch or by a sync. A request joins and leaves by itself, remembers itself, and asks
 * the list about the others, since an account may be the answer to one of them; and about accounts that were here in earlier days and left, which
 * the store and the list itself have seen. */

struct _RosterLinkRequests
{
  GObject parent_instance;

  RosterSession *session;
  RosterStoreCenter *center; /* (nullable): whose requests these are */
  RosterAccountWatch *watch;
  gboolean signed_in;
  GCancellable *loading;     /* (nullable): of the requests of @center; NULL before there is something to show of it */
  GPtrArray *requests;
  gboolean active;
  gboolean seen;

  GHashTable *present; /* (nullable): set of the keys of the accounts that were there when the list was last read */
  GHashTable *past;    /* key of an account -> until when it was there last, as a date: a gint64 */
  gboolean past_read;  /* whether the store has answered what it knows of that */
  gboolean past_known; /* and whether it could tell */
};

static GType
roster_link_requests_get_item_type (GListModel *list)
{
  return ROSTER_TYPE_LINK_REQUEST;
}

static guint
roster_link_requests_get_n_items (GListModel *list)
{
  return ROSTER_LINK_REQUESTS (list)->requests->len;
}

static gpointer
roster_link_requests_get_item (GListModel *list,
                               guint       position)
{
  RosterLinkRequests *self = ROSTER_LINK_REQUESTS (list);

  return position < self->requests->len ? g_object_ref (self->requests->pdata[position]) : NULL;
}

static void
roster_link_requests_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = roster_link_requests_get_item_type;
  iface->get_n_items = roster_link_requests_get_n_items;
  iface->get_item = roster_link_requests_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RosterLinkRequests, roster_link_requests, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, roster_link_requests_list_model_init))

typedef enum
{
  SIGNAL_APPROVED,
  SIGNAL_PAST_READ,
} RosterLinkRequestsSignal;

static guint signals[SIGNAL_PAST_READ + 1];

/* One telling can end a request or begin one. */
static void
each (RosterLinkRequests *self,
      RosterLinkRequest  *but,
      void              (*tell) (RosterLinkRequest *request,
                                 gpointer           user_data),
      gpointer            user_data)
{
  g_autoptr (GPtrArray) requests = g_ptr_array_copy (self->requests, (GCopyFunc) g_object_ref, NULL);

  for (guint i = 0; i < requests->len; i++)
    if (requests->pdata[i] != but)
      tell (requests->pdata[i], user_data);
}

static void
tell_read (RosterLinkRequest *request,
           gpointer           user_data)
{
  roster_link_request_consider (request, FALSE);
}

static void
tell_signed_in (RosterLinkRequest *request,
                gpointer           user_data)
{
  roster_link_request_take_up (request);
}

static void
tell_claimed (RosterLinkRequest *request,
              gpointer           account)
{
  roster_link_request_exclude (request, account);
}

static void
note_past (RosterLinkRequests *self,
           const char         *key,
           gint64              date)
{
  gint64 *known = g_hash_table_lookup (self->past, key);

  if (known == NULL)
    g_hash_table_insert (self->past, g_strdup (key), g_memdup2 (&date, sizeof date));
  else
    *known = MAX (*known, date);
}

/* What is not there any more was there until now. */
static void
note_present (RosterLinkRequests *self)
{
  GListModel *accounts = roster_session_get_tiktok_accounts (self->session);
  g_autoptr (GHashTable) before = g_steal_pointer (&self->present);
  GHashTableIter iter;
  gpointer key;

  self->present = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (RosterItem) account = g_list_model_get_item (accounts, i);

      g_hash_table_add (self->present, g_strdup (roster_item_get_key (account)));
    }
  if (before == NULL)
    return;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (self->present, key))
      note_past (self, key, roster_clock_get_now (roster_session_get_clock (self->session)));
}

static void
on_merged (RosterDirectory     *directory,
           RosterDirectoryList  list,
           RosterLinkRequests  *self)
{
  if (list != ROSTER_DIRECTORY_LIST_TIKTOK_ACCOUNTS || self->center != roster_session_get_center (self->session))
    return;

  note_present (self);
  each (self, NULL, tell_read, NULL);
}

static void
on_synced (RosterLinkRequests *self)
{
  if (self->watch != NULL && roster_session_is_signed_in (self->session))
    roster_account_watch_note_read (self->watch);
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RosterLinkRequests) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links = roster_store_links_list_finish (ROSTER_STORE_CENTER (source), result, &error);

  /* What the matter is with a store is told by the store. */
  if (links == NULL || ROSTER_STORE_CENTER (source) != self->center)
    return;

  for (guint i = 0; i < links->len; i++)
    {
      g_autoptr (RosterLinkRequest) request = roster_link_request_new_stored (self, links->pdata[i]);

      roster_link_requests_add (self, request);
      roster_link_request_wake (request);
    }
}

static void
on_past (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (RosterLinkRequests) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) ended = roster_store_history_ended_finish (ROSTER_STORE_CENTER (source), result, &error);
  GHashTableIter iter;
  gpointer key, date;

  if (ROSTER_STORE_CENTER (source) != self->center || roster_error_is_cancelled (error))
    return;

  if (ended != NULL)
    {
      g_hash_table_iter_init (&iter, ended);
      while (g_hash_table_iter_next (&iter, &key, &date))
        note_past (self, key, *(gint64 *) date);
    }
  self->past_read = TRUE;
  self->past_known = ended != NULL;
  g_signal_emit (self, signals[SIGNAL_PAST_READ], 0);
}

static void
leave (RosterLinkRequests *self)
{
  guint n_requests = self->requests->len;

  g_clear_pointer (&self->present, g_hash_table_unref);
  g_hash_table_remove_all (self->past);
  self->past_read = FALSE;
  self->past_known = FALSE;

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_ptr_array_set_size (self->requests, 0);
  if (n_requests > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_requests, 0);
  if (self->watch != NULL)
    roster_account_watch_stop (self->watch);
  g_clear_object (&self->watch);
  g_clear_object (&self->center);
}

/* What is remembered names accounts and people by their keys: it is taken out when the lists are there, and TikTok can be asked. */
static void
on_session_changed (RosterLinkRequests *self)
{
  RosterStoreCenter *center = roster_session_get_center (self->session);
  gboolean signed_in = roster_session_is_signed_in (self->session);

  if (self->center != center)
    {
      leave (self);
      g_set_object (&self->center, center);
    }
  if (self->signed_in != signed_in)
    {
      self->signed_in = signed_in;
      if (signed_in)
        each (self, NULL, tell_signed_in, NULL);
    }
  if (self->center == NULL || self->loading != NULL || roster_session_get_state (self->session) != ROSTER_SESSION_STATE_READY || !signed_in)
    return;

  if (self->present == NULL)
    note_present (self);
  self->loading = g_cancellable_new ();
  roster_store_history_ended_async (self->center, ROSTER_FACTS_TIKTOK_ACCOUNT, self->loading, on_past, g_object_ref (self));
  roster_store_links_list_async (self->center, self->loading, on_loaded, g_object_ref (self));
}

static void
roster_link_requests_dispose (GObject *object)
{
  RosterLinkRequests *self = ROSTER_LINK_REQUESTS (object);

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (roster_session_get_directory (self->session), self);
    }
  leave (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_link_requests_parent_class)->dispose (object);
}

static void
roster_link_requests_finalize (GObject *object)
{
  RosterLinkRequests *self = ROSTER_LINK_REQUESTS (object);

  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_clear_pointer (&self->past, g_hash_table_unref);

  G_OBJECT_CLASS (roster_link_requests_parent_class)->finalize (object);
}

static void
roster_link_requests_class_init (RosterLinkRequestsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_link_requests_dispose;
  object_class->finalize = roster_link_requests_finalize;

  /**
   * RosterLinkRequests::approved:
   * @self: the list
   * @request: one of its requests
   *
   * An account appeared that may be the one that @request waits for. A person has to say whether it is.
   */
  signals[SIGNAL_APPROVED] = g_signal_new ("approved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, ROSTER_TYPE_LINK_REQUEST);

  /* For the requests: what is known of earlier days was read, or cannot be. */
  signals[SIGNAL_PAST_READ] = g_signal_new ("past-read", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
roster_link_requests_init (RosterLinkRequests *self)
{
  self->requests = g_ptr_array_new_with_free_func (g_object_unref);
  self->past = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->active = TRUE;
  self->seen = TRUE;
}

/**
 * roster_link_requests_new:
 * @session: the session whose Business Center is followed
 *
 * Returns: (transfer full): a list that is empty until what is remembered has been read
 */
RosterLinkRequests *
roster_link_requests_new (RosterSession *session)
{
  RosterLinkRequests *self;

  g_return_val_if_fail (ROSTER_IS_SESSION (session), NULL);

  self = g_object_new (ROSTER_TYPE_LINK_REQUESTS, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::business-center", G_CALLBACK (on_session_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_session_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::read-only", G_CALLBACK (on_session_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::synced-at", G_CALLBACK (on_synced), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (roster_session_get_directory (session), "merged", G_CALLBACK (on_merged), self, 0);
  on_session_changed (self);

  return self;
}

/**
 * roster_link_requests_get_session:
 * @self: the list
 *
 * Returns: (transfer none): the session whose Business Center is followed
 */
RosterSession *
roster_link_requests_get_session (RosterLinkRequests *self)
{
  g_return_val_if_fail (ROSTER_IS_LINK_REQUESTS (self), NULL);

  return self->session;
}

/**
 * roster_link_requests_get_watch:
 * @self: the list
 *
 * Returns: (transfer none): what reads the accounts of the Business Center that is shown, for all requests
 */
RosterAccountWatch *
roster_link_requests_get_watch (RosterLinkRequests *self)
{
  RosterBusinessCenter *business_center = roster_session_get_business_center (self->session);

  if (self->watch == NULL)
    {
      self->watch = roster_account_watch_new (self->session, business_center != NULL ? roster_item_get_id (ROSTER_ITEM (business_center)) : NULL);
      roster_account_watch_set_active (self->watch, self->active);
      roster_account_watch_set_seen (self->watch, self->seen);
    }

  return self->watch;
}

/**
 * roster_link_requests_set_active:
 * @self: the list
 * @active: whether to ask, as is so at first; not without a network
 *
 * TikTok is asked by itself whether somebody has approved, or is not. What was due meanwhile is looked at afterwards.
 */
void
roster_link_requests_set_active (RosterLinkRequests *self,
                                 gboolean            active)
{
  g_return_if_fail (ROSTER_IS_LINK_REQUESTS (self));

  self->active = active;
  if (self->watch != NULL)
    roster_account_watch_set_active (self->watch, active);
}

/**
 * roster_link_requests_set_seen:
 * @self: the list
 * @seen: whether somebody can see what is shown, as is so at first
 *
 * TikTok is asked more seldom while nobody does: a client may hold a code all the same.
 */
void
roster_link_requests_set_seen (RosterLinkRequests *self,
                               gboolean            seen)
{
  g_return_if_fail (ROSTER_IS_LINK_REQUESTS (self));

  self->seen = seen;
  if (self->watch != NULL)
    roster_account_watch_set_seen (self->watch, seen);
}

/**
 * roster_link_requests_is_past_read:
 * @self: the list
 *
 * Returns: whether it is known, or known that it cannot be known, which accounts were here in earlier days
 */
gboolean
roster_link_requests_is_past_read (RosterLinkRequests *self)
{
  return self->past_read;
}

/**
 * roster_link_requests_is_past_known:
 * @self: the list
 *
 * Returns: whether it is known which accounts were here in earlier days, as far as this program has seen them
 */
gboolean
roster_link_requests_is_past_known (RosterLinkRequests *self)
{
  return self->past_known;
}

/**
 * roster_link_requests_get_left_at:
 * @self: the list
 * @account: an account
 *
 * Returns: when @account was last found to have left, in microseconds since 1970, also if it has come back; 0 when it never was
 */
gint64
roster_link_requests_get_left_at (RosterLinkRequests  *self,
                                  RosterTiktokAccount *account)
{
  gint64 *date = g_hash_table_lookup (self->past, roster_item_get_key (ROSTER_ITEM (account)));

  return date != NULL ? *date : 0;
}

/**
 * roster_link_requests_contains:
 * @self: the list
 * @request: a request
 *
 * Returns: whether @request is one of the open ones
 */
gboolean
roster_link_requests_contains (RosterLinkRequests *self,
                               RosterLinkRequest  *request)
{
  return g_ptr_array_find (self->requests, request, NULL);
}

/**
 * roster_link_requests_add:
 * @self: the list
 * @request: a request that is open from now on
 */
void
roster_link_requests_add (RosterLinkRequests *self,
                          RosterLinkRequest  *request)
{
  if (roster_link_requests_contains (self, request))
    return;

  g_ptr_array_add (self->requests, g_object_ref (request));
  g_list_model_items_changed (G_LIST_MODEL (self), self->requests->len - 1, 0, 1);
}

/**
 * roster_link_requests_remove:
 * @self: the list
 * @request: a request that is not open any more
 */
void
roster_link_requests_remove (RosterLinkRequests *self,
                             RosterLinkRequest  *request)
{
  guint position;

  if (!g_ptr_array_find (self->requests, request, &position))
    return;

  g_ptr_array_remove_index (self->requests, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  /* An account that could not be told from its own is told now. */
  each (self, NULL, tell_read, NULL);
}

/**
 * roster_link_requests_claim:
 * @self: the list
 * @request: the request that @account answers
 * @account: an account that a person confirmed
 *
 * Makes @account a candidate of no other request.
 */
void
roster_link_requests_claim (RosterLinkRequests  *self,
                            RosterLinkRequest   *request,
                            RosterTiktokAccount *account)
{
  each (self, request, tell_claimed, account);
}

/**
 * roster_link_requests_find_other:
 * @self: the list
 * @request: the request that is not asked
 * @account: an account
 * @fits: what to ask the others
 *
 * Returns: (transfer none) (nullable): the first other open request of which @fits says that @account fits it
 */
RosterLinkRequest *
roster_link_requests_find_other (RosterLinkRequests  *self,
                                 RosterLinkRequest   *request,
                                 RosterTiktokAccount *account,
                                 gboolean           (*fits) (RosterLinkRequest   *other,
                                                             RosterTiktokAccount *account))
{
  for (guint i = 0; i < self->requests->len; i++)
    if (self->requests->pdata[i] != request && fits (self->requests->pdata[i], account))
      return self->requests->pdata[i];

  return NULL;
}

/**
 * roster_link_requests_tell_approved:
 * @self: the list
 * @request: one of its requests
 *
 * Says that there is something to be asked about.
 */
void
roster_link_requests_tell_approved (RosterLinkRequests *self,
                                    RosterLinkRequest  *request)
{
  if (roster_link_requests_contains (self, request))
    g_signal_emit (self, signals[SIGNAL_APPROVED], 0, request);
}
