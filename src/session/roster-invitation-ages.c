/* roster-invitation-ages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-invitation-ages.h"

#include "roster-api-changelog.h"
#include "roster-mentions.h"

/* Since when people are invited. TikTok does not tell it with the invitation, so it is noted when one is first seen. Those that were there before
 * this program first looked are searched for in the activity log, once: the latest line that mentions somebody who is still invited is not
 * older than the invitation. What is noted survives the program, and is forgotten with the invitation. */

#define NOTE_INVITED "invited:" /* and the person's key */
#define NOTE_LOOKED "invitations-looked"

/* How far back the log is read; an invitation that is older is a stale one all the same, a week from now. */
#define LOG_DAYS 30

struct _RosterInvitationAges
{
  GObject parent_instance;

  RosterSession *session;
  RosterNotes *notes;
  GCancellable *reading; /* of the log */
  gint64 failed_at;      /* the sync after which the log could not be read */
};

G_DEFINE_FINAL_TYPE (RosterInvitationAges, roster_invitation_ages, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
} RosterInvitationAgesSignal;

static guint signals[SIGNAL_CHANGED + 1];

static gint64
get_now (RosterInvitationAges *self)
{
  return roster_clock_get_now (roster_session_get_clock (self->session));
}

static char *
make_name (RosterPerson *person)
{
  return g_strconcat (NOTE_INVITED, roster_item_get_key (ROSTER_ITEM (person)), NULL);
}

static gint64
get_noted (RosterInvitationAges *self,
           RosterPerson         *person)
{
  g_autofree char *name = make_name (person);
  const char *value = roster_notes_get (self->notes, name);
  gint64 time_us;

  return value != NULL && g_ascii_string_to_signed (value, 10, 1, G_MAXINT64, &time_us, NULL) ? time_us : 0;
}

static void
note (RosterInvitationAges *self,
      RosterPerson         *person,
      gint64                time_us)
{
  g_autofree char *name = make_name (person);
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, time_us);

  roster_person_set_invited_at (person, time_us);
  roster_notes_set (self->notes, name, value);
}

static gboolean
is_invited (RosterPrincipal *principal)
{
  return ROSTER_IS_PERSON (principal) && roster_person_get_membership (ROSTER_PERSON (principal)) == ROSTER_MEMBERSHIP_PENDING;
}

/* Before anybody has been read, nobody has left; and a Standard member reads nobody. */
static void
forget_others (RosterInvitationAges *self)
{
  RosterDirectory *directory = roster_session_get_directory (self->session);
  g_autoptr (GPtrArray) names = roster_notes_list (self->notes, NOTE_INVITED);

  if (g_list_model_get_n_items (roster_directory_get_principals (directory)) == 0 || roster_session_is_standard (self->session))
    return;

  for (guint i = 0; i < names->len; i++)
    {
      RosterPrincipal *principal = roster_directory_find_principal (directory, (const char *) names->pdata[i] + strlen (NOTE_INVITED));

      if (principal == NULL || !is_invited (principal))
        roster_notes_set (self->notes, names->pdata[i], NULL);
    }
}

/* Brings people and notes together. Returns: (transfer full) (element-type RosterPerson): those of whom nothing is known */
static GPtrArray *
compare_with_notes (RosterInvitationAges *self)
{
  GListModel *principals = roster_session_get_principals (self->session);
  g_autoptr (GPtrArray) unknown = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (principals); i++)
    {
      g_autoptr (RosterPrincipal) principal = g_list_model_get_item (principals, i);
      RosterPerson *person;

      if (!is_invited (principal))
        continue;

      person = ROSTER_PERSON (principal);
      if (roster_person_get_invited_at (person) == 0)
        roster_person_set_invited_at (person, get_noted (self, person));

      if (roster_person_get_invited_at (person) == 0)
        g_ptr_array_add (unknown, g_object_ref (person));
      else
        note (self, person, roster_person_get_invited_at (person));
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

/* Notes for those who are unknown when the log last mentioned them, or that they are there now. The eldest line comes first. */
static void
take_log (RosterInvitationAges *self,
          GPtrArray            *entries)
{
  g_autoptr (RosterMentions) mentions = roster_mentions_new (roster_session_get_directory (self->session));
  g_autoptr (GHashTable) latest = g_hash_table_new_full (NULL, NULL, NULL, g_free); /* RosterPerson -> gint64 * */
  g_autoptr (GPtrArray) unknown = compare_with_notes (self);

  for (guint i = 0; i < entries->len; i++)
    {
      RosterApiLogEntry *entry = entries->pdata[i];
      gint64 time_us = parse_time (entry->time);
      g_autoptr (GPtrArray) mentioned = roster_mentions_find (mentions, entry->text);

      for (guint j = 0; time_us > 0 && j < mentioned->len; j++)
        g_hash_table_insert (latest, mentioned->pdata[j], g_memdup2 (&time_us, sizeof time_us));
    }

  for (guint i = 0; i < unknown->len; i++)
    {
      const gint64 *time_us = g_hash_table_lookup (latest, unknown->pdata[i]);

      note (self, unknown->pdata[i], time_us != NULL ? MIN (*time_us, get_now (self)) : get_now (self));
    }

  roster_notes_set (self->notes, NOTE_LOOKED, "yes");
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Reading the log does not keep the ages alive: whoever lets go of them cancels that first. */
typedef struct
{
  RosterInvitationAges *self;
  GCancellable *reading;
  char *bc_id;
} Reading;

static void
on_log (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autofree Reading *call = user_data;
  g_autoptr (GCancellable) reading = call->reading;
  g_autofree char *bc_id = call->bc_id;
  RosterInvitationAges *self = call->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = roster_api_changelog_list_finish (ROSTER_API_CLIENT (source), result, &error);

  if (g_cancellable_is_cancelled (reading))
    return;

  g_clear_object (&self->reading);
  if (!roster_session_shows (self->session, ROSTER_API_CLIENT (source), bc_id))
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
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (get_now (self) / G_TIME_SPAN_SECOND);
  g_autoptr (GDateTime) start = g_date_time_add_days (now, -LOG_DAYS);
  g_autofree char *day = g_date_time_format (start, "%Y-%m-%d");
  Reading *call = g_new0 (Reading, 1);

  self->reading = g_cancellable_new ();
  call->self = self;
  call->reading = g_object_ref (self->reading);
  call->bc_id = g_strdup (roster_item_get_id (ROSTER_ITEM (roster_session_get_business_center (self->session))));
  roster_api_changelog_list_async (roster_session_get_client (self->session), call->bc_id, day, NULL, "USER", self->reading, on_log, call);
}

static void
roster_invitation_ages_dispose (GObject *object)
{
  RosterInvitationAges *self = ROSTER_INVITATION_AGES (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->notes);
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
   * More is known than at the last update.
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
 * @notes: its notes
 *
 * Returns: (transfer full): ages that are looked up when roster_invitation_ages_update() asks for it
 */
RosterInvitationAges *
roster_invitation_ages_new (RosterSession *session,
                            RosterNotes   *notes)
{
  RosterInvitationAges *self = g_object_new (ROSTER_TYPE_INVITATION_AGES, NULL);

  self->session = g_object_ref (session);
  self->notes = g_object_ref (notes);

  return self;
}

/**
 * roster_invitation_ages_update:
 * @self: the ages
 *
 * Sets #RosterPerson:invited-at of everybody who is invited, as far as it is known; when more becomes known, #RosterInvitationAges::changed says
 * so. Asks `GET /changelog/get/`, for about a month, when a Business Center is looked at for the first time and somebody is invited. To be called
 * when the notes are there, and not during a sync.
 *
 * Returns: whether it is known of everybody
 */
gboolean
roster_invitation_ages_update (RosterInvitationAges *self)
{
  g_autoptr (GPtrArray) unknown = NULL;

  g_return_val_if_fail (ROSTER_IS_INVITATION_AGES (self), FALSE);

  forget_others (self);
  unknown = compare_with_notes (self);
  if (unknown->len == 0)
    return TRUE;

  if (roster_notes_get (self->notes, NOTE_LOOKED) != NULL)
    {
      for (guint i = 0; i < unknown->len; i++)
        note (self, unknown->pdata[i], get_now (self));

      return TRUE;
    }

  if (self->reading == NULL && self->failed_at != roster_session_get_synced_at (self->session) &&
      roster_session_get_read_only (self->session) == ROSTER_READ_ONLY_NO)
    read_log (self);

  return FALSE;
}
