/* roster-attention.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-attention.h"

#include "roster-event.h"
#include "roster-findings.h"
#include "roster-invitation-ages.h"
#include "roster-list.h"
#include "roster-notes.h"
#include "roster-store-notes.h"

/* What deserves attention in the Business Center that a session shows, without what was dismissed. It is worked out again when something has
 * been read and the program has nothing better to do, and every hour, since invitations grow old by themselves. During a sync, and while what is
 * remembered is filled in, it stays as it is: half of what changes is known then. */

#define EVERY (60 * G_TIME_SPAN_MINUTE)
#define NOTE_VANISHED "vanished:" /* and the account's key */

struct _RosterAttention
{
  GObject parent_instance;

  RosterSession *session;
  RosterClock *clock;
  RosterWatch *watch; /* (nullable) */
  RosterNotes *notes;
  RosterInvitationAges *ages;
  RosterFindings *findings; /* all of them */
  GListStore *shown;        /* those that were not dismissed */

  RosterStoreCenter *center; /* (nullable): whose findings these are */
  GHashTable *dismissed;     /* (nullable): set of keys; %NULL until it has been read */
  GCancellable *reading;     /* of that */

  guint idle;
  guint timer;
};

G_DEFINE_FINAL_TYPE (RosterAttention, roster_attention, G_TYPE_OBJECT)

static void schedule (RosterAttention *self);

static void
show (RosterAttention *self)
{
  GListModel *findings = G_LIST_MODEL (self->findings);
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->dismissed != NULL && i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (RosterItem) finding = g_list_model_get_item (findings, i);

      if (!g_hash_table_contains (self->dismissed, roster_item_get_key (finding)))
        g_ptr_array_add (left, g_steal_pointer (&finding));
    }
  roster_list_merge (self->shown, left);
}

/* What was dismissed and is mended now is to be told again when it comes back. Only a list that is known to be complete says that something is
 * mended. */
static void
forget_mended (RosterAttention *self)
{
  GHashTableIter iter;
  gpointer key;

  if (self->dismissed == NULL || roster_session_get_state (self->session) != ROSTER_SESSION_STATE_READY ||
      roster_session_get_synced_at (self->session) == 0 || roster_session_get_error (self->session) != NULL ||
      roster_session_get_read_only (self->session) != ROSTER_READ_ONLY_NO)
    return;

  g_hash_table_iter_init (&iter, self->dismissed);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (roster_list_find (G_LIST_MODEL (self->findings), key) != NULL)
        continue;

      roster_store_dismissed_set_async (self->center, key, FALSE, NULL, NULL);
      g_hash_table_iter_remove (&iter);
    }
}

/* What is being read does not keep the attention alive: whoever lets go of it cancels that first. */
typedef struct
{
  RosterAttention *self;
  GCancellable *reading;
} Reading;

static void
on_dismissed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree Reading *call = user_data;
  RosterAttention *self = call->self;
  g_autoptr (GCancellable) reading = call->reading;
  g_autoptr (GHashTable) dismissed = roster_store_dismissed_list_finish (ROSTER_STORE_CENTER (source), result, NULL);

  if (g_cancellable_is_cancelled (reading))
    return;

  g_clear_object (&self->reading);
  self->dismissed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (dismissed != NULL)
    {
      GHashTableIter iter;
      gpointer key;

      g_hash_table_iter_init (&iter, dismissed);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_hash_table_add (self->dismissed, g_strdup (key));
    }
  schedule (self);
}

/* Whose findings these are, when that has changed. */
static void
take_center (RosterAttention *self)
{
  RosterStoreCenter *center = roster_session_get_center (self->session);
  Reading *call;

  if (center == self->center)
    return;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->dismissed, g_hash_table_unref);
  g_list_store_remove_all (self->shown);
  g_set_object (&self->center, center);
  if (center == NULL)
    return;

  self->reading = g_cancellable_new ();
  call = g_new0 (Reading, 1);
  call->self = self;
  call->reading = g_object_ref (self->reading);
  roster_store_dismissed_list_async (center, self->reading, on_dismissed, call);
}

static void
note_vanished (RosterAttention     *self,
               RosterTiktokAccount *account,
               gboolean             vanished)
{
  g_autofree char *name = g_strconcat (NOTE_VANISHED, roster_item_get_key (ROSTER_ITEM (account)), NULL);
  g_autofree char *title = roster_tiktok_account_dup_title (account);

  roster_notes_set (self->notes, name, vanished ? title : NULL);
}

/* Accounts that were seen to vanish, perhaps long ago, and are not back. */
static void
take_vanished (RosterAttention *self)
{
  RosterDirectory *directory = roster_session_get_directory (self->session);
  g_autoptr (GPtrArray) names = roster_notes_list (self->notes, NOTE_VANISHED "tt:");
  g_autoptr (GPtrArray) vanished = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < names->len; i++)
    {
      const char *key = (const char *) names->pdata[i] + strlen (NOTE_VANISHED);
      RosterTiktokAccount *account;

      if (roster_directory_find_tiktok_account (directory, key) != NULL)
        {
          roster_notes_set (self->notes, names->pdata[i], NULL);
          continue;
        }

      account = roster_tiktok_account_new (key + strlen ("tt:"));
      roster_item_set_name (ROSTER_ITEM (account), roster_notes_get (self->notes, names->pdata[i]));
      g_ptr_array_add (vanished, account);
    }
  roster_findings_set_vanished (self->findings, vanished);
}

/* Whose return is to be told as one, also when it was told to be gone long ago. */
static void
tell_watch (RosterAttention *self)
{
  g_autoptr (GPtrArray) names = roster_notes_list (self->notes, NOTE_VANISHED "tt:");

  for (guint i = 0; self->watch != NULL && i < names->len; i++)
    roster_watch_note_gone (self->watch, (const char *) names->pdata[i] + strlen (NOTE_VANISHED));
}

static void
on_events (RosterWatch     *watch,
           GPtrArray       *events,
           RosterAttention *self)
{
  for (guint i = 0; i < events->len; i++)
    if (roster_event_get_kind (events->pdata[i]) == ROSTER_EVENT_KIND_ACCOUNT_VANISHED)
      note_vanished (self, ROSTER_TIKTOK_ACCOUNT (roster_event_get_item (events->pdata[i])), TRUE);
  schedule (self);
}

static void
on_hour (gpointer user_data)
{
  RosterAttention *self = user_data;

  self->timer = 0;
  schedule (self);
}

static gboolean
on_idle (gpointer user_data)
{
  RosterAttention *self = user_data;
  g_autoptr (RosterGaps) gaps = roster_session_dup_gaps (self->session);
  gint64 now = roster_clock_get_now (self->clock);
  gboolean known;

  self->idle = 0;
  take_center (self);
  known = roster_notes_update (self->notes);
  if (known)
    tell_watch (self);
  if (roster_session_get_syncing (self->session) || roster_session_get_recalling (self->session))
    return G_SOURCE_REMOVE;

  if (known)
    {
      take_vanished (self);
      known = roster_invitation_ages_update (self->ages);
    }
  roster_findings_set_gaps (self->findings, gaps);
  roster_findings_set_oneself (self->findings, roster_session_get_oneself (self->session));
  roster_findings_update (self->findings, now);
  if (known)
    forget_mended (self);
  show (self);

  roster_clock_remove_timer (self->clock, self->timer);
  self->timer = self->center != NULL ? roster_clock_add_date_timer (self->clock, now + EVERY, on_hour, self, NULL) : 0;

  return G_SOURCE_REMOVE;
}

static void
schedule (RosterAttention *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_LOW, on_idle, self, NULL);
}

static void
roster_attention_dispose (GObject *object)
{
  RosterAttention *self = ROSTER_ATTENTION (object);

  if (self->session != NULL)
    {
      RosterDirectory *directory = roster_session_get_directory (self->session);

      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (directory, self);
      g_signal_handlers_disconnect_by_data (roster_directory_get_access (directory), self);
      g_signal_handlers_disconnect_by_data (self->notes, self);
      g_signal_handlers_disconnect_by_data (self->ages, self);
      roster_clock_remove_timer (self->clock, self->timer);
      self->timer = 0;
    }
  roster_attention_set_watch (self, NULL);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->dismissed, g_hash_table_unref);
  g_clear_object (&self->center);
  g_clear_object (&self->shown);
  g_clear_object (&self->findings);
  g_clear_object (&self->ages);
  g_clear_object (&self->notes);
  g_clear_object (&self->clock);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_attention_parent_class)->dispose (object);
}

static void
roster_attention_class_init (RosterAttentionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_attention_dispose;
}

static void
roster_attention_init (RosterAttention *self)
{
  self->shown = g_list_store_new (ROSTER_TYPE_FINDING);
}

/**
 * roster_attention_new:
 * @session: the session
 *
 * Returns: (transfer full): what looks after the findings of whatever @session shows, from now on
 */
RosterAttention *
roster_attention_new (RosterSession *session)
{
  RosterAttention *self = g_object_new (ROSTER_TYPE_ATTENTION, NULL);
  RosterDirectory *directory = roster_session_get_directory (session);

  self->session = g_object_ref (session);
  self->clock = g_object_ref (roster_session_get_clock (session));
  self->notes = roster_notes_new (session);
  self->ages = roster_invitation_ages_new (session, self->notes);
  self->findings = roster_findings_new (directory);

  g_signal_connect_swapped (session, "notify::state", G_CALLBACK (schedule), self);
  g_signal_connect_swapped (session, "notify::syncing", G_CALLBACK (schedule), self);
  g_signal_connect_swapped (session, "notify::read-only", G_CALLBACK (schedule), self);
  g_signal_connect_swapped (session, "notify::business-center", G_CALLBACK (schedule), self);
  g_signal_connect_swapped (directory, "merged", G_CALLBACK (schedule), self);
  g_signal_connect_swapped (directory, "links-set", G_CALLBACK (schedule), self);
  g_signal_connect_swapped (directory, "identity-set", G_CALLBACK (schedule), self);
  g_signal_connect_swapped (directory, "worked-out", G_CALLBACK (schedule), self);
  g_signal_connect_swapped (roster_directory_get_access (directory), "changed", G_CALLBACK (schedule), self);
  g_signal_connect_swapped (self->notes, "read", G_CALLBACK (schedule), self);
  g_signal_connect_swapped (self->ages, "changed", G_CALLBACK (schedule), self);
  schedule (self);

  return self;
}

/**
 * roster_attention_get_findings:
 * @self: the attention
 *
 * Returns: (transfer none): a list of #RosterFinding, without those that were dismissed; in no order, but the severities tell
 */
GListModel *
roster_attention_get_findings (RosterAttention *self)
{
  g_return_val_if_fail (ROSTER_IS_ATTENTION (self), NULL);

  return G_LIST_MODEL (self->shown);
}

/**
 * roster_attention_set_watch:
 * @self: the attention
 * @watch: (nullable): what watches the same session
 *
 * Learns from @watch which TikTok accounts vanish.
 */
void
roster_attention_set_watch (RosterAttention *self,
                            RosterWatch     *watch)
{
  g_return_if_fail (ROSTER_IS_ATTENTION (self));

  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_set_object (&self->watch, watch);
  if (watch != NULL)
    g_signal_connect (watch, "events", G_CALLBACK (on_events), self);
}

/**
 * roster_attention_set_dismissed:
 * @self: the attention
 * @finding: a finding
 * @dismissed: whether nobody wants to see it, until it has been mended and comes again
 *
 * Takes a finding out of the list, or puts it back, and remembers that.
 */
void
roster_attention_set_dismissed (RosterAttention *self,
                                RosterFinding   *finding,
                                gboolean         dismissed)
{
  const char *key;

  g_return_if_fail (ROSTER_IS_ATTENTION (self) && ROSTER_IS_FINDING (finding));

  /* That it vanished is nothing but remembered. */
  if (roster_finding_get_kind (finding) == ROSTER_FINDING_KIND_VANISHED)
    {
      note_vanished (self, ROSTER_TIKTOK_ACCOUNT (roster_finding_get_subject (finding)), !dismissed);
      schedule (self);
      return;
    }

  key = roster_item_get_key (ROSTER_ITEM (finding));
  if (self->dismissed == NULL || g_hash_table_contains (self->dismissed, key) == (dismissed != FALSE))
    return;

  if (dismissed)
    g_hash_table_add (self->dismissed, g_strdup (key));
  else
    g_hash_table_remove (self->dismissed, key);
  roster_store_dismissed_set_async (self->center, key, dismissed, NULL, NULL);
  show (self);
}
