/* roster-time-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-time-words.h"

#include <glib/gi18n.h>

/* Times as people say them. All times are microseconds since 1970-01-01 00:00 UTC; what is shown is local. */

#define SECOND ((gint64) G_USEC_PER_SEC)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static GDateTime *
to_local (gint64 time_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_us / SECOND);

  return utc != NULL ? g_date_time_to_local (utc) : NULL;
}

static gboolean
is_same_day (GDateTime *a,
             GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b) && g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

/**
 * roster_time_words_dup_moment:
 * @time_us: a time
 * @now_us: the time now
 *
 * Returns: (transfer full): the time of the day, "10:42"; with the date when that is not today
 */
char *
roster_time_words_dup_moment (gint64 time_us,
                              gint64 now_us)
{
  g_autoptr (GDateTime) time = to_local (time_us);
  g_autoptr (GDateTime) now = to_local (now_us);

  if (time == NULL || now == NULL)
    return g_strdup ("");

  /* Translators: a time of the day, and a day with a time, as for g_date_time_format(). */
  return g_date_time_format (time, is_same_day (time, now) ? C_("time", "%H:%M") : C_("time", "%e %b %Y, %H:%M"));
}

/**
 * roster_time_words_dup_age:
 * @time_us: a time that has passed
 * @now_us: the time now
 *
 * Returns: (transfer full): how long ago that was, in the largest unit: "3 days ago"
 */
char *
roster_time_words_dup_age (gint64 time_us,
                           gint64 now_us)
{
  gint64 age = MAX (now_us - time_us, 0);

  if (age < MINUTE)
    return g_strdup (_("just now"));
  if (age < HOUR)
    return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", (gulong) (age / MINUTE)), (int) (age / MINUTE));
  if (age < DAY)
    return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", (gulong) (age / HOUR)), (int) (age / HOUR));

  return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) (age / DAY)), (int) (age / DAY));
}

/**
 * roster_time_words_dup_countdown:
 * @deadline_us: a time to come
 * @now_us: the time now
 *
 * Returns: (transfer full): minutes and seconds until then, "9:41"; "0:00" once it has passed, and not before
 */
char *
roster_time_words_dup_countdown (gint64 deadline_us,
                                 gint64 now_us)
{
  gint64 left = (MAX (deadline_us - now_us, 0) + SECOND - 1) / SECOND;

  return g_strdup_printf ("%d:%02d", (int) (left / 60), (int) (left % 60));
}

/**
 * roster_time_words_get_midnight:
 * @now_us: the time now
 *
 * Returns: when the day ends here, after which roster_time_words_dup_moment() says other words
 */
gint64
roster_time_words_get_midnight (gint64 now_us)
{
  g_autoptr (GDateTime) now = to_local (now_us);
  g_autoptr (GDateTime) tomorrow = now != NULL ? g_date_time_add_days (now, 1) : NULL;
  g_autoptr (GDateTime) midnight = NULL;

  if (tomorrow != NULL)
    midnight = g_date_time_new_local (g_date_time_get_year (tomorrow), g_date_time_get_month (tomorrow), g_date_time_get_day_of_month (tomorrow), 0, 0, 0);

  return midnight != NULL ? g_date_time_to_unix (midnight) * SECOND : now_us + DAY;
}

/**
 * roster_time_words_get_older:
 * @time_us: a time that has passed
 * @now_us: the time now
 *
 * Returns: when roster_time_words_dup_age() says other words
 */
gint64
roster_time_words_get_older (gint64 time_us,
                             gint64 now_us)
{
  gint64 age = MAX (now_us - time_us, 0);
  gint64 unit = age < HOUR ? MINUTE : age < DAY ? HOUR : DAY;

  return time_us + (age / unit + 1) * unit;
}
