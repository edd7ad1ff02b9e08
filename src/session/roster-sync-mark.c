/* roster-sync-mark.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sync-mark.h"

#include <string.h>

/* A line of the log has no ID, and its time has no fraction of a second. What tells one from another is all of it, and two that are equal in
 * everything are counted. As text, a mark is one fact a line:
 *
 *   full 1795369200000000
 *   log 2026-11-21
 *   line 9f86d081884c7d65
 *   stale links tt:7301112223334445556
 *   incomplete links tt:7301112223334445556
 *
 * What is incomplete is stale as well: TikTok counted more than it listed.
 *
 * Words of a version that is newer are passed over. */

#define FULL_READ_EVERY G_TIME_SPAN_DAY
#define FULL_READ_EVERY_WITHOUT_LOG G_TIME_SPAN_HOUR
#define HASH_LENGTH 16

struct _RosterSyncMark
{
  GObject parent_instance;

  gint64 full_read_at;
  char *log_day;
  GPtrArray *lines; /* hashes, in the order of the log */
  char **stale;
  char **incomplete; /* of @stale */
};

G_DEFINE_FINAL_TYPE (RosterSyncMark, roster_sync_mark, G_TYPE_OBJECT)

static void
add_part (GChecksum  *checksum,
          const char *text)
{
  g_checksum_update (checksum, (const guchar *) (text != NULL ? text : ""), -1);
  g_checksum_update (checksum, (const guchar *) "", 1);
}

static char *
hash (const RosterApiLogEntry *entry)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  add_part (checksum, entry->time);
  add_part (checksum, entry->activity_type);
  add_part (checksum, entry->operator_id);
  add_part (checksum, entry->text);

  return g_strndup (g_checksum_get_string (checksum), HASH_LENGTH);
}

static void
roster_sync_mark_finalize (GObject *object)
{
  RosterSyncMark *self = ROSTER_SYNC_MARK (object);

  g_clear_pointer (&self->log_day, g_free);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->stale, g_strfreev);
  g_clear_pointer (&self->incomplete, g_strfreev);

  G_OBJECT_CLASS (roster_sync_mark_parent_class)->finalize (object);
}

static void
roster_sync_mark_class_init (RosterSyncMarkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_sync_mark_finalize;
}

static void
roster_sync_mark_init (RosterSyncMark *self)
{
  self->lines = g_ptr_array_new_with_free_func (g_free);
}

/**
 * roster_sync_mark_new:
 * @full_read_at: when everything was last read, in microseconds since 1970-01-01 00:00 UTC
 * @log_day: (nullable): the day, YYYY-MM-DD in UTC, from which on the log was read; %NULL when it could not be
 * @entries: (nullable) (element-type RosterApiLogEntry): what the log held from that day on
 * @stale: (nullable): names of what could not be read
 * @incomplete: (nullable): those of @stale of which TikTok counts more than it listed, so that nothing follows from what is not known of them
 *
 * Returns: (transfer full): a mark
 */
RosterSyncMark *
roster_sync_mark_new (gint64              full_read_at,
                      const char         *log_day,
                      GPtrArray          *entries,
                      const char * const *stale,
                      const char * const *incomplete)
{
  RosterSyncMark *self = g_object_new (ROSTER_TYPE_SYNC_MARK, NULL);

  self->full_read_at = full_read_at;
  self->log_day = g_strdup (log_day);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    g_ptr_array_add (self->lines, hash (entries->pdata[i]));
  self->stale = stale != NULL ? g_strdupv ((char **) stale) : g_new0 (char *, 1);
  self->incomplete = incomplete != NULL ? g_strdupv ((char **) incomplete) : g_new0 (char *, 1);

  return self;
}

static gboolean
is_day (const char *text)
{
  g_autofree char *time = g_strconcat (text, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) day = strlen (text) == strlen ("2026-11-22") ? g_date_time_new_from_iso8601 (time, NULL) : NULL;

  return day != NULL;
}

/**
 * roster_sync_mark_new_from_string:
 * @text: what roster_sync_mark_to_string() gave, possibly another version's, or damaged
 *
 * Returns: (transfer full) (nullable): the mark, or %NULL when @text is none: everything is to be read then
 */
RosterSyncMark *
roster_sync_mark_new_from_string (const char *text)
{
  g_autoptr (RosterSyncMark) self = g_object_new (ROSTER_TYPE_SYNC_MARK, NULL);
  g_autoptr (GStrvBuilder) stale = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) incomplete = g_strv_builder_new ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 2);

      if (words[0] == NULL || words[1] == NULL)
        continue;

      if (g_str_equal (words[0], "full"))
        g_ascii_string_to_signed (words[1], 10, 1, G_MAXINT64, &self->full_read_at, NULL);
      else if (g_str_equal (words[0], "log") && is_day (words[1]))
        {
          g_free (self->log_day);
          self->log_day = g_steal_pointer (&words[1]);
        }
      else if (g_str_equal (words[0], "line"))
        g_ptr_array_add (self->lines, g_strdup (words[1]));
      else if (g_str_equal (words[0], "stale"))
        g_strv_builder_add (stale, words[1]);
      else if (g_str_equal (words[0], "incomplete"))
        g_strv_builder_add (incomplete, words[1]);
    }

  self->stale = g_strv_builder_end (stale);
  self->incomplete = g_strv_builder_end (incomplete);

  return self->full_read_at > 0 ? g_steal_pointer (&self) : NULL;
}

/**
 * roster_sync_mark_to_string:
 * @self: a mark
 *
 * Returns: (transfer full): text for roster_sync_mark_new_from_string()
 */
char *
roster_sync_mark_to_string (RosterSyncMark *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (ROSTER_IS_SYNC_MARK (self), NULL);

  g_string_append_printf (text, "full %" G_GINT64_FORMAT "\n", self->full_read_at);
  if (self->log_day != NULL)
    g_string_append_printf (text, "log %s\n", self->log_day);
  for (guint i = 0; i < self->lines->len; i++)
    g_string_append_printf (text, "line %s\n", (const char *) self->lines->pdata[i]);
  for (guint i = 0; self->stale[i] != NULL; i++)
    g_string_append_printf (text, "stale %s\n", self->stale[i]);
  for (guint i = 0; self->incomplete[i] != NULL; i++)
    g_string_append_printf (text, "incomplete %s\n", self->incomplete[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * roster_sync_mark_get_full_read_at:
 * @self: a mark
 *
 * Returns: when everything was last read, in microseconds since 1970-01-01 00:00 UTC
 */
gint64
roster_sync_mark_get_full_read_at (RosterSyncMark *self)
{
  g_return_val_if_fail (ROSTER_IS_SYNC_MARK (self), 0);

  return self->full_read_at;
}

/**
 * roster_sync_mark_get_log_day:
 * @self: a mark
 *
 * Returns: (transfer none) (nullable): the day from which on the log was read
 */
const char *
roster_sync_mark_get_log_day (RosterSyncMark *self)
{
  g_return_val_if_fail (ROSTER_IS_SYNC_MARK (self), NULL);

  return self->log_day;
}

/**
 * roster_sync_mark_get_stale:
 * @self: a mark
 *
 * Returns: (transfer none): names of what could not be read
 */
const char * const *
roster_sync_mark_get_stale (RosterSyncMark *self)
{
  g_return_val_if_fail (ROSTER_IS_SYNC_MARK (self), NULL);

  return (const char * const *) self->stale;
}

/**
 * roster_sync_mark_get_incomplete:
 * @self: a mark
 *
 * Returns: (transfer none): names of what TikTok counts more of than it listed
 */
const char * const *
roster_sync_mark_get_incomplete (RosterSyncMark *self)
{
  g_return_val_if_fail (ROSTER_IS_SYNC_MARK (self), NULL);

  return (const char * const *) self->incomplete;
}

/**
 * roster_sync_mark_carry:
 * @self: a mark
 * @before: (nullable): the mark before it
 *
 * What was incomplete at the time of @before, and has not been read since, still is.
 */
void
roster_sync_mark_carry (RosterSyncMark *self,
                        RosterSyncMark *before)
{
  g_autoptr (GStrvBuilder) incomplete = g_strv_builder_new ();

  g_return_if_fail (ROSTER_IS_SYNC_MARK (self));

  if (before == NULL || before == self)
    return;

  g_strv_builder_addv (incomplete, (const char **) self->incomplete);
  for (guint i = 0; before->incomplete[i] != NULL; i++)
    if (g_strv_contains (roster_sync_mark_get_stale (self), before->incomplete[i]) &&
        !g_strv_contains (roster_sync_mark_get_incomplete (self), before->incomplete[i]))
      g_strv_builder_add (incomplete, before->incomplete[i]);
  g_strfreev (self->incomplete);
  self->incomplete = g_strv_builder_end (incomplete);
}

/**
 * roster_sync_mark_is_enough:
 * @self: (nullable): a mark
 * @now: now, in microseconds since 1970-01-01 00:00 UTC
 *
 * The log is a hint: what it does not tell is found once a day. Without it, only what is in the short lists is noticed before the next full
 * read, which comes sooner.
 *
 * Returns: whether the next sync need not read everything
 */
gboolean
roster_sync_mark_is_enough (RosterSyncMark *self,
                            gint64          now)
{
  g_return_val_if_fail (self == NULL || ROSTER_IS_SYNC_MARK (self), FALSE);

  if (self == NULL)
    return FALSE;

  /* A time in the future is of a clock that was set back. */
  return self->full_read_at <= now &&
         now - self->full_read_at < (self->log_day != NULL ? FULL_READ_EVERY : FULL_READ_EVERY_WITHOUT_LOG);
}

/**
 * roster_sync_mark_find_new:
 * @self: a mark
 * @entries: (element-type RosterApiLogEntry): what the log holds from roster_sync_mark_get_log_day() on
 *
 * Finds the lines that were not there at the time of the mark, wherever they stand: a line may come late.
 *
 * Returns: (transfer container) (element-type RosterApiLogEntry): those of @entries that are new
 */
GPtrArray *
roster_sync_mark_find_new (RosterSyncMark *self,
                           GPtrArray      *entries)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();

  g_return_val_if_fail (ROSTER_IS_SYNC_MARK (self), NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, self->lines->pdata[i]));

      g_hash_table_insert (seen, self->lines->pdata[i], GUINT_TO_POINTER (n + 1));
    }

  for (guint i = 0; i < entries->len; i++)
    {
      g_autofree char *key = hash (entries->pdata[i]);
      gpointer line;
      gpointer n;

      if (g_hash_table_lookup_extended (seen, key, &line, &n) && GPOINTER_TO_UINT (n) > 0)
        g_hash_table_insert (seen, line, GUINT_TO_POINTER (GPOINTER_TO_UINT (n) - 1));
      else
        g_ptr_array_add (fresh, entries->pdata[i]);
    }

  return g_steal_pointer (&fresh);
}
