/* roster-invitation-ages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-invitation-ages.h"

#include "roster-api-changelog.h"
#include "roster-mentions.h"
#include "roster-store-notes.h"

/* Since when people are invited. TikTok does not tell it with the invitation, so it is noted when one is first seen. Those that were there before
 * this program first looked are searched for in the activity log, once: the latest line that mentions somebody who is still invited is not
 * older than the invitation. What is noted survives the program, and is forgotten with the invitation. */

#define NOTE_PREFIX "invited:"
#define NOTE_LOOKED "invitations-looked"

/* How far back the log is read; an invitation that is older is a stale one all the same, a week from now. */
#define LOG_DAYS 30

struct _RosterInvitationAges
{
  GObject parent_instance;

  RosterSession *session;
  RosterStoreCenter *center; /* (nullable): whose invitations these are */
  GHashTable *noted;         /* (nullable): key of a person -> gint64 *; %NULL until the notes have been read */
  gboolean looked;           /* in the log; whoever is unknown since then was invited since then */
  GCancellable *reading;     /* of the notes or of the log */
  gint64 failed_at;          /* the sync after which the log could not be read */
};

G_DEFINE_FINAL_TYPE (RosterInvitationAges, roster_invitation_ages, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
} RosterInvitationAgesSignal;

static guint signals[SIGNAL_CHANGED + 1];

/* What is being read does not keep the ages alive: whoever lets go of them cancels it first. */
typedef struct
{
  RosterInvitationAges *self;
  GCancellable *reading;
} Reading;

static Reading *
start_reading (RosterInvitationAges *self)
{
  Reading *reading = g_new0 (Reading, 1);

  self->reading = g_cancellable_new ();
  reading->self = self;
  reading->reading = g_object_ref (self->reading);

  return reading;
}

/* Takes @reading. Returns: (nullable): who still waits for the answer */
static RosterInvitationAges *
end_reading (Reading *reading)
{
  g_autofree Reading *owned = reading;
  g_autoptr (GCancellable) cancellable = reading->reading;

  if (g_cancellable_is_cancelled (cancellable))
    return NULL;

  g_clear_object (&reading->self->reading);

  return reading->self;
}

static void
stop_reading (RosterInvitationAges *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
write_note (RosterInvitationAges *self,
            const char           *key,
            gint64                time_us)
{
  g_autofree char *name = g_strconcat (NOTE_PREFIX, key, NULL);
  g_autofree char *value = time_us > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, time_us) : NULL;

  roster_store_notes_set_async (self->center, name, value, NULL, NULL);
}

static void
note (RosterInvitationAges *self,
      RosterPerson         *person,
      gint64                time_us)
{
  const char *key = roster_item_get_key (ROSTER_ITEM (person));

  roster_person_set_invited_at (person, time_us);
  g_hash_table_insert (self->noted, g_strdup (key), g_memdup2 (&time_us, sizeof time_us));
  write_note (self, key, time_us);
}

static gboolean
is_invited (RosterPrincipal *principal)
{
  return ROSTER_IS_PERSON (principal) && roster_person_get_membership (ROSTER_PERSON (principal)) == ROSTER_MEMBERSHIP_PENDING;
}

/* Brings people and notes together. Returns: (transfer full) (element-type RosterPerson): those of whom nothing is known */
static GPtrArray *
compare_with_notes (RosterInvitationAges *self)
{
  GListModel *principals = roster_session_get_principals (self->session);
  g_autoptr (GPtrArray) unknown = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) invited = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_principals = g_list_model_get_n_items (principals);
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; i < n_principals; i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);
      RosterPerson *person;
      const gint64 *noted;

      if (!is_invited (principal))
        continue;

      person = ROSTER_PERSON (principal);
      noted = g_hash_table_lookup (self->noted, roster_item_get_key (ROSTER_ITEM (person)));
      g_hash_table_add (invited, (gpointer) roster_item_get_key (ROSTER_ITEM (person)));

      if (roster_person_get_invited_at (person) == 0 && noted != NULL)
        roster_person_set_invited_at (person, *noted);
      else if (roster_person_get_invited_at (person) == 0)
        g_ptr_array_add (unknown, g_object_ref (person));
      else if (noted == NULL || *noted != roster_person_get_invited_at (person))
        note (self, person, roster_person_get_invited_at (person));
    }

  /* Before anybody has been read, nobody has left. */
  g_hash_table_iter_init (&iter, self->noted);
  while (n_principals > 0 && g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (g_hash_table_contains (invited, key))
        continue;

      write_note (self, key, 0);
      g_hash_table_iter_remove (&iter);
    }

  return g_steal_pointer (&unknown);
}

static gint64
parse_time (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  return time != NULL ? g_date_time_to_unix (time) * G_TIME_SPAN_SECOND : 0;
}

/* Notes for those who are unknown when the log last mentioned them, or that they are there now. */
static void
take_log (RosterInvitationAges *self,
          GPtrArray            *entries)
{
  gint64 now = roster_clock_get_now (roster_session_get_clock (self->session));
  g_autoptr (RosterMentions) mentions = roster_mentions_new (roster_session_get_directory (self->session));
  g_autoptr (GHashTable) latest = g_hash_table_new_full (NULL, NULL, NULL, g_free); /* RosterPerson -> gint64 * */
  g_autoptr (GPtrArray) unknown = compare_with_notes (self);

  for (guint i = 0; i < entries->len; i++)
    {
      RosterApiLogEntry *entry = entries->pdata[i];
      gint64 time = parse_time (entry->time);
      g_autoptr (GPtrArray) mentioned = roster_mentions_find (mentions, entry->text);

      for (guint j = 0; time > 0 && j < mentioned->len; j++)
        g_hash_table_insert (latest, mentioned->pdata[j], g_memdup2 (&time, sizeof time));
    }

  for (guint i = 0; i < unknown->len; i++)
    {
      const gint64 *time = g_hash_table_lookup (latest, unknown->pdata[i]);

      note (self, unknown->pdata[i], time != NULL ? MIN (*time, now) : now);
    }

  self->looked = TRUE;
  roster_store_notes_set_async (self->center, NOTE_LOOKED, "yes", NULL, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_log (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  RosterInvitationAges *self = end_reading (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = roster_api_changelog_list_finish (ROSTER_API_CLIENT (source), result, &error);

  if (self == NULL)
    return;

  /* An app without that scope has to do without. */
  if (entries == NULL && g_error_matches (error, ROSTER_ERROR, ROSTER_ERROR_NOT_PERMITTED))
    entries = g_ptr_array_new ();

  if (entries != NULL)
    take_log (self, entries);
  else
    self->failed_at = roster_session_get_synced_at (self->session);
}

static void
read_log (RosterInvitationAges *self)
{
  RosterBusinessCenter *business_center = roster_session_get_business_center (self->session);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (roster_clock_get_now (roster_session_get_clock (self->session)) / G_TIME_SPAN_SECOND);
  g_autoptr (GDateTime) start = g_date_time_add_days (now, -LOG_DAYS);
  g_autofree char *day = g_date_time_format (start, "%Y-%m-%d");
  Reading *reading = start_reading (self);

  roster_api_changelog_list_async (roster_session_get_client (self->session), roster_item_get_id (ROSTER_ITEM (business_center)), day, NULL, "USER",
                                   self->reading, on_log, reading);
}

static void
on_notes (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  RosterInvitationAges *self = end_reading (user_data);
  g_autoptr (GHashTable) notes = roster_store_notes_list_finish (ROSTER_STORE_CENTER (source), result, NULL);
  GHashTableIter iter;
  gpointer name, value;

  if (self == NULL)
    return;

  self->noted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (notes != NULL)
    {
      self->looked = g_hash_table_contains (notes, NOTE_LOOKED);
      g_hash_table_iter_init (&iter, notes);
      while (g_hash_table_iter_next (&iter, &name, &value))
        {
          gint64 time;

          if (g_str_has_prefix (name, NOTE_PREFIX) && g_ascii_string_to_signed (value, 10, 1, G_MAXINT64, &time, NULL))
            g_hash_table_insert (self->noted, g_strdup ((const char *) name + strlen (NOTE_PREFIX)), g_memdup2 (&time, sizeof time));
        }
    }

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
roster_invitation_ages_dispose (GObject *object)
{
  RosterInvitationAges *self = ROSTER_INVITATION_AGES (object);

  stop_reading (self);
  g_clear_pointer (&self->noted, g_hash_table_unref);
  g_clear_object (&self->center);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (roster_invitation_ages_parent_class)->dispose (object);
}

static void
roster_invitation_ages_class_init (RosterInvitationAgesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_invitation_ages_dispose;

  /**
   * RosterInvitationAges::changed:
   * @self: the ages
   *
   * More is known than at the last update, which is worth another one.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
roster_invitation_ages_init (RosterInvitationAges *self)
{
}

/**
 * roster_invitation_ages_new:
 * @session: the session whose invitations it is about
 *
 * Returns: (transfer full): ages that are looked up when roster_invitation_ages_update() asks for it
 */
RosterInvitationAges *
roster_invitation_ages_new (RosterSession *session)
{
  RosterInvitationAges *self = g_object_new (ROSTER_TYPE_INVITATION_AGES, NULL);

  self->session = g_object_ref (session);

  return self;
}

/**
 * roster_invitation_ages_update:
 * @self: the ages
 *
 * Sets #RosterPerson:invited-at of everybody who is invited, as far as it is known; when more becomes known, #RosterInvitationAges::changed says
 * so. Asks `GET /changelog/get/`, for about a month, when a Business Center is looked at for the first time and somebody is invited.
 *
 * Returns: whether it is known of everybody
 */
gboolean
roster_invitation_ages_update (RosterInvitationAges *self)
{
  RosterStoreCenter *center;
  g_autoptr (GPtrArray) unknown = NULL;

  g_return_val_if_fail (ROSTER_IS_INVITATION_AGES (self), FALSE);

  center = roster_session_get_center (self->session);
  if (center != self->center)
    {
      stop_reading (self);
      g_clear_pointer (&self->noted, g_hash_table_unref);
      self->looked = FALSE;
      self->failed_at = 0;
      g_set_object (&self->center, center);
      if (center != NULL)
        {
          Reading *reading = start_reading (self);

          roster_store_notes_list_async (center, self->reading, on_notes, reading);
        }
    }

  if (self->noted == NULL)
    return FALSE;

  unknown = compare_with_notes (self);
  if (unknown->len > 0 && self->looked)
    {
      for (guint i = 0; i < unknown->len; i++)
        note (self, unknown->pdata[i], roster_clock_get_now (roster_session_get_clock (self->session)));

      return TRUE;
    }

  if (unknown->len > 0 && self->reading == NULL && self->failed_at != roster_session_get_synced_at (self->session) &&
      !roster_session_get_syncing (self->session) && roster_session_get_read_only (self->session) == ROSTER_READ_ONLY_NO)
    read_log (self);

  return unknown->len == 0;
}
