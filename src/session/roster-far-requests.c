/* roster-far-requests.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-far-requests.h"

#include "roster-api-asset.h"
#include "roster-api-list.h"
#include "roster-link-likeness.h"
#include "roster-link-request-private.h"
#include "roster-list.h"

/* The session's client asks, at the slow pace of codes, for the lists of TikTok accounts of the Business Centers that have a code out, and
 * compares them with what the store remembers was there before each code. Nothing of what comes is put into the directory: that is another
 * Business Center's. Everything begins anew when another one is shown. */

#define LOOK_EVERY (15 * (gint64) G_USEC_PER_SEC)

typedef struct
{
  char *bc_id;
  GPtrArray *links; /* of RosterStoredLink: those of which no account was confirmed */
  gboolean approved;
  gboolean looking;
} Far;

struct _RosterFarRequests
{
  GObject parent_instance;

  RosterSession *session;
  RosterClock *clock;
  RosterStoreCenter *center; /* (nullable): of the Business Center that is shown, for which the others are known */
  GCancellable *round;       /* (nullable): of everything that belongs to that */
  GPtrArray *fars;
  gboolean active;
  guint timer;
};

G_DEFINE_FINAL_TYPE (RosterFarRequests, roster_far_requests, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_APPROVED,
} RosterFarRequestsSignal;

static guint signals[SIGNAL_APPROVED + 1];

static void schedule (RosterFarRequests *self);

static void
far_free (gpointer data)
{
  Far *far = data;

  g_free (far->bc_id);
  g_clear_pointer (&far->links, g_ptr_array_unref);
  g_free (far);
}

static Far *
find (RosterFarRequests *self,
      const char        *bc_id)
{
  for (guint i = 0; i < self->fars->len; i++)
    {
      Far *far = self->fars->pdata[i];

      if (g_strcmp0 (far->bc_id, bc_id) == 0)
        return far;
    }

  return NULL;
}

/* Whether a code may still be approved, as far as one looks for that. */
static gboolean
is_live (RosterFarRequests      *self,
         const RosterStoredLink *link)
{
  return roster_clock_get_now (self->clock) < link->deadline + ROSTER_LINK_REQUEST_LOOK_ON_FOR;
}

static gboolean
waits (RosterFarRequests *self,
       Far               *far)
{
  if (far->links == NULL || far->approved)
    return FALSE;

  for (guint i = 0; i < far->links->len; i++)
    if (is_live (self, far->links->pdata[i]))
      return TRUE;

  return FALSE;
}

/* Where it is not certain what was there before, only what looks like the expected one counts. */
static gboolean
may_answer (const RosterStoredLink *link,
            RosterTiktokAccount    *account)
{
  RosterLikeness likeness = roster_link_likeness_compare (link->expected_handle, account);

  return !g_strv_contains ((const char *const *) link->before, roster_item_get_key (ROSTER_ITEM (account))) &&
         (link->before_whole || likeness == ROSTER_LIKENESS_SAME || likeness == ROSTER_LIKENESS_ALIKE);
}

static const RosterStoredLink *
find_answered (RosterFarRequests *self,
               Far               *far,
               GPtrArray         *accounts)
{
  for (guint i = 0; i < far->links->len; i++)
    for (guint j = 0; j < accounts->len && is_live (self, far->links->pdata[i]); j++)
      if (may_answer (far->links->pdata[i], accounts->pdata[j]))
        return far->links->pdata[i];

  return NULL;
}

static void
tell_approved (RosterFarRequests      *self,
               Far                    *far,
               const RosterStoredLink *link)
{
  g_autofree char *key = g_strconcat ("bc:", far->bc_id, NULL);
  RosterBusinessCenter *business_center = roster_list_find (roster_session_get_business_centers (self->session), key);

  far->approved = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (business_center != NULL)
    g_signal_emit (self, signals[SIGNAL_APPROVED], 0, business_center, link->expected_handle);
}

typedef struct
{
  RosterFarRequests *self;
  GCancellable *round;
  char *bc_id;
} Look;

static void
look_free (Look *look)
{
  g_clear_object (&look->self);
  g_clear_object (&look->round);
  g_free (look->bc_id);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static Look *
look_new (RosterFarRequests *self,
          const char        *bc_id)
{
  Look *look = g_new0 (Look, 1);

  look->self = g_object_ref (self);
  look->round = g_object_ref (self->round);
  look->bc_id = g_strdup (bc_id);

  return look;
}

static void
on_list (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Look) look = user_data;
  RosterFarRequests *self = look->self;
  g_autoptr (GError) error = NULL;
  GPtrArray *all = roster_api_asset_list_tiktok_accounts_finish (ROSTER_API_CLIENT (source), result, &error);
  g_autoptr (GPtrArray) accounts = roster_api_list_take_rows (all, result, error);
  const RosterStoredLink *answered;
  Far *far;

  if (g_cancellable_is_cancelled (look->round))
    return;

  far = find (self, look->bc_id);
  far->looking = FALSE;
  answered = accounts != NULL ? find_answered (self, far, accounts) : NULL;
  if (answered != NULL)
    tell_approved (self, far, answered);
  schedule (self);
}

static void
on_timer (gpointer user_data)
{
  RosterFarRequests *self = user_data;
  RosterApiClient *client = roster_session_get_client (self->session);

  self->timer = 0;
  for (guint i = 0; i < self->fars->len && client != NULL && roster_session_is_signed_in (self->session); i++)
    {
      Far *far = self->fars->pdata[i];

      if (far->looking || !waits (self, far))
        continue;

      far->looking = TRUE;
      roster_api_asset_list_tiktok_accounts_async (client, far->bc_id, self->round, on_list, look_new (self, far->bc_id));
    }
  schedule (self);
}

static void
schedule (RosterFarRequests *self)
{
  gboolean wanted = FALSE;

  for (guint i = 0; i < self->fars->len; i++)
    wanted = wanted || waits (self, self->fars->pdata[i]);
  if (!wanted || !self->active || self->timer != 0)
    return;

  self->timer = roster_clock_add_timer (self->clock, roster_clock_get_steady (self->clock) + LOOK_EVERY, on_timer, self, NULL);
}

static void
on_links (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Look) look = user_data;
  RosterFarRequests *self = look->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links = roster_store_links_list_finish (ROSTER_STORE_CENTER (source), result, &error);
  Far *far;

  if (g_cancellable_is_cancelled (look->round))
    return;

  far = find (self, look->bc_id);
  for (guint i = links != NULL ? links->len : 0; i > 0; i--)
    if (((const RosterStoredLink *) links->pdata[i - 1])->account != NULL)
      g_ptr_array_remove_index (links, i - 1);
  far->links = g_steal_pointer (&links);
  if (far->links == NULL || far->links->len == 0)
    return;

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  schedule (self);
}

static void
leave (RosterFarRequests *self)
{
  g_cancellable_cancel (self->round);
  g_clear_object (&self->round);
  g_clear_object (&self->center);
  roster_clock_remove_timer (self->clock, self->timer);
  self->timer = 0;
  g_ptr_array_set_size (self->fars, 0);
}

static void
begin (RosterFarRequests *self)
{
  GListModel *centers = roster_session_get_business_centers (self->session);

  self->round = g_cancellable_new ();
  for (guint i = 0; i < g_list_model_get_n_items (centers); i++)
    {
      g_autoptr (RosterItem) business_center = g_list_model_get_item (centers, i);
      const char *bc_id = roster_item_get_id (business_center);
      g_autoptr (RosterStoreCenter) center = NULL;
      Far *far;

      if (g_strcmp0 (bc_id, roster_store_center_get_bc_id (self->center)) == 0)
        continue;

      far = g_new0 (Far, 1);
      far->bc_id = g_strdup (bc_id);
      g_ptr_array_add (self->fars, far);
      center = roster_store_center_new (roster_store_center_get_store (self->center), roster_store_center_get_connection (self->center), bc_id);
      roster_store_links_list_async (center, self->round, on_links, look_new (self, bc_id));
    }
}

/* The others are known once somebody is signed in. What the one that was left still had to remember is on its way to the store by then. */
static void
on_session_changed (RosterFarRequests *self)
{
  RosterStoreCenter *center = roster_session_get_center (self->session);
  gboolean ready = roster_session_get_state (self->session) == ROSTER_SESSION_STATE_READY && roster_session_is_signed_in (self->session);

  if (self->center != NULL && self->center == center && ready)
    return;

  if (self->center != NULL)
    {
      leave (self);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
  if (!ready || center == NULL)
    return;

  g_set_object (&self->center, center);
  begin (self);
}

static void
roster_far_requests_dispose (GObject *object)
{
  RosterFarRequests *self = ROSTER_FAR_REQUESTS (object);

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      leave (self);
    }
  g_clear_object (&self->clock);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_far_requests_parent_class)->dispose (object);
}

static void
roster_far_requests_finalize (GObject *object)
{
  RosterFarRequests *self = ROSTER_FAR_REQUESTS (object);

  g_clear_pointer (&self->fars, g_ptr_array_unref);

  G_OBJECT_CLASS (roster_far_requests_parent_class)->finalize (object);
}

static void
roster_far_requests_class_init (RosterFarRequestsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_far_requests_dispose;
  object_class->finalize = roster_far_requests_finalize;

  /**
   * RosterFarRequests::changed:
   * @self: the requests
   *
   * Something else is open, or approved.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * RosterFarRequests::approved:
   * @self: the requests
   * @business_center: one that is not shown
   * @handle: (nullable): the handle that is expected there, without @
   *
   * An account has appeared in @business_center that may be one that is waited for. Told once, as long as the same Business Center is shown.
   */
  signals[SIGNAL_APPROVED] = g_signal_new ("approved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 2, ROSTER_TYPE_BUSINESS_CENTER, G_TYPE_STRING);
}

static void
roster_far_requests_init (RosterFarRequests *self)
{
  self->fars = g_ptr_array_new_with_free_func (far_free);
  self->active = TRUE;
}

/**
 * roster_far_requests_new:
 * @session: the session whose other Business Centers are looked after
 *
 * Returns: (transfer full): the requests, none of which is known yet
 */
RosterFarRequests *
roster_far_requests_new (RosterSession *session)
{
  RosterFarRequests *self;

  g_return_val_if_fail (ROSTER_IS_SESSION (session), NULL);

  self = g_object_new (ROSTER_TYPE_FAR_REQUESTS, NULL);
  self->session = g_object_ref (session);
  g_set_object (&self->clock, roster_session_get_clock (session));
  g_signal_connect_object (session, "notify::business-center", G_CALLBACK (on_session_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_session_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::read-only", G_CALLBACK (on_session_changed), self, G_CONNECT_SWAPPED);
  on_session_changed (self);

  return self;
}

/**
 * roster_far_requests_set_active:
 * @self: the requests
 * @active: whether to ask, as is so at first; not without a network
 */
void
roster_far_requests_set_active (RosterFarRequests *self,
                                gboolean           active)
{
  g_return_if_fail (ROSTER_IS_FAR_REQUESTS (self));

  self->active = active;
  if (!active)
    {
      roster_clock_remove_timer (self->clock, self->timer);
      self->timer = 0;
    }
  schedule (self);
}

/**
 * roster_far_requests_count_open:
 * @self: the requests
 * @bc_id: the ID of a Business Center
 *
 * Returns: how many requests wait there, if it is not the one that is shown
 */
guint
roster_far_requests_count_open (RosterFarRequests *self,
                                const char        *bc_id)
{
  Far *far;

  g_return_val_if_fail (ROSTER_IS_FAR_REQUESTS (self), 0);

  far = find (self, bc_id);

  return far != NULL && far->links != NULL ? far->links->len : 0;
}

/**
 * roster_far_requests_get_approved:
 * @self: the requests
 * @bc_id: (nullable): the ID of a Business Center; %NULL for any of them
 *
 * Returns: whether an account has appeared there that may be one that is waited for
 */
gboolean
roster_far_requests_get_approved (RosterFarRequests *self,
                                  const char        *bc_id)
{
  g_return_val_if_fail (ROSTER_IS_FAR_REQUESTS (self), FALSE);

  for (guint i = 0; i < self->fars->len; i++)
    {
      const Far *far = self->fars->pdata[i];

      if (far->approved && (bc_id == NULL || g_str_equal (far->bc_id, bc_id)))
        return TRUE;
    }

  return FALSE;
}

/**
 * roster_far_requests_get_looking:
 * @self: the requests
 *
 * Returns: whether a list is being read at this moment
 */
gboolean
roster_far_requests_get_looking (RosterFarRequests *self)
{
  g_return_val_if_fail (ROSTER_IS_FAR_REQUESTS (self), FALSE);

  for (guint i = 0; i < self->fars->len; i++)
    if (((const Far *) self->fars->pdata[i])->looking)
      return TRUE;

  return FALSE;
}
