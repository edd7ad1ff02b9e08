/* roster-time-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *roster_time_words_dup_moment    (gint64 time_us,
                                       gint64 now_us) G_GNUC_WARN_UNUSED_RESULT;
char *roster_time_words_dup_age       (gint64 time_us,
                                       gint64 now_us) G_GNUC_WARN_UNUSED_RESULT;
char *roster_time_words_dup_countdown (gint64 deadline_us,
                                       gint64 now_us) G_GNUC_WARN_UNUSED_RESULT;
gint64 roster_time_words_get_midnight (gint64 now_us);
gint64 roster_time_words_get_older    (gint64 time_us,
                                       gint64 now_us);

G_END_DECLS
