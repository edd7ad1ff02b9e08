/* test-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-change-text.h"
#include "roster-error-text.h"
#include "roster-model-enums.h"
#include "roster-time-words.h"
#include "roster-words.h"
#include "test-window.h"

/* What the program says of values, errors and times. */

#define SECOND ((gint64) G_USEC_PER_SEC)
#define NOON (1763812800 * SECOND) /* 2025-11-22 12:00 UTC */

static void
test_unknown_values (void)
{
  test_window_assert_says (roster_words_role (ROSTER_ROLE_ADMIN, "ADMIN"), "Admin");
  test_window_assert_says (roster_words_role (ROSTER_ROLE_OTHER, "AUDITOR"), "AUDITOR");
  test_window_assert_says (roster_words_role (ROSTER_ROLE_UNKNOWN, NULL), "Not known");
  test_window_assert_says (roster_words_level (ROSTER_LEVEL_OTHER, "SUPERVISOR"), "SUPERVISOR");
  test_window_assert_says (roster_words_membership (ROSTER_MEMBERSHIP_OTHER, "PAUSED"), "PAUSED");
  test_window_assert_says (roster_words_finance_role (ROSTER_FINANCE_ROLE_OTHER, "PAYER"), "PAYER");
  test_window_assert_says (roster_words_ownership (ROSTER_OWNERSHIP_OTHER, ""), "Not known");
}

static void
test_level_signs (void)
{
  for (RosterLevel a = ROSTER_LEVEL_NONE; a <= ROSTER_LEVEL_OTHER; a++)
    {
      for (RosterLevel b = ROSTER_LEVEL_NONE; b < a; b++)
        g_assert_cmpstr (roster_words_level_sign (a), !=, roster_words_level_sign (b));
    }
}

static void
test_read_only (void)
{
  g_assert_null (roster_words_read_only (ROSTER_READ_ONLY_NO));
  g_assert_nonnull (roster_words_read_only (ROSTER_READ_ONLY_STANDARD));
  g_assert_nonnull (roster_words_read_only (ROSTER_READ_ONLY_NOT_ENABLED));
  g_assert_nonnull (roster_words_read_only (ROSTER_READ_ONLY_OFFLINE));
  g_assert_nonnull (roster_words_read_only (ROSTER_READ_ONLY_SIGNING_IN));
  g_assert_nonnull (roster_words_read_only (ROSTER_READ_ONLY_SIGNED_OUT));
}

static void
test_tiktok_roles (void)
{
  g_autofree char *none = roster_words_dup_tiktok_roles (ROSTER_TIKTOK_ROLES_NONE);
  g_autofree char *two = roster_words_dup_tiktok_roles (ROSTER_TIKTOK_ROLES_POST | ROSTER_TIKTOK_ROLES_LIVE);

  test_window_assert_says (none, "No Access");
  test_window_assert_says (two, "Posts, LIVE");
}

/* Whatever there is to know before a change is sent has words, and other words than the rest. */
static void
test_warnings (void)
{
  g_autoptr (GFlagsClass) flags = g_type_class_ref (ROSTER_TYPE_CHANGE_WARNINGS);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  RosterChangeVerdict verdict = { ROSTER_CHANGE_OBSTACLE_NONE, ROSTER_CHANGE_WARNINGS_NONE };
  g_autoptr (GArray) verdicts = g_array_new (FALSE, FALSE, sizeof (RosterChangeVerdict));
  g_autofree char *none = NULL;
  g_autofree char *all = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_warnings = 0;

  for (guint i = 0; i < flags->n_values; i++)
    {
      RosterChangeWarnings warning = (RosterChangeWarnings) flags->values[i].value;
      char *one;

      if (warning == ROSTER_CHANGE_WARNINGS_NONE)
        continue;

      one = roster_change_text_warning (warning, 1);
      g_assert_nonnull (one);
      g_assert_true (g_hash_table_add (seen, one));
      verdict.warnings |= warning;
      n_warnings++;
    }
  g_assert_cmpuint (n_warnings, >, 0);

  none = roster_change_text_warnings (verdicts);
  g_assert_null (none);
  g_array_append_val (verdicts, verdict);
  g_array_append_val (verdicts, verdict);
  all = roster_change_text_warnings (verdicts);
  lines = g_strsplit (all, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, n_warnings);
  g_assert_true (g_strv_contains ((const char * const *) lines, "2 changes are about yourself: you may not be able to take them back."));
}

/* Each error says what happened and what to do, and none tells TikTok's words outside the details. */
static void
test_errors (void)
{
  for (int code = ROSTER_ERROR_FAILED; code <= ROSTER_ERROR_DECLINED; code++)
    {
      g_autoptr (GError) error = roster_error_new_api (code, 40000, "request", "/bc/get/", "server words");
      const char *title = roster_error_text_get_title (error);
      const char *advice = roster_error_text_get_advice (error);
      g_autofree char *line = roster_error_text_dup_line (error);
      g_autofree char *plain = test_window_plain (line);

      g_assert_cmpstr (title, !=, "");
      g_assert_cmpstr (advice, !=, "");
      g_assert_true (g_str_has_prefix (plain, title));
      g_assert_cmpstr (roster_error_text_get_icon_name (error), !=, "");
      g_assert_false (roster_error_text_retry_helps (error) && roster_error_text_sign_in_helps (error));
      if (code != ROSTER_ERROR_INVALID_INPUT)
        g_assert_cmpstr (advice, !=, "server words");
      if (code != ROSTER_ERROR_FAILED)
        g_assert_cmpstr (title, !=, "Something Went Wrong");
    }
}

static void
test_foreign_errors (void)
{
  g_autoptr (GError) stopped = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Operation was cancelled");
  g_autoptr (GError) own = g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_CONFLICT, "It was changed elsewhere meanwhile.");
  g_autoptr (GError) foreign = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOSPC, "No space left on device");

  test_window_assert_says (roster_error_text_get_title (stopped), "Stopped");
  test_window_assert_says (roster_error_text_get_title (foreign), "Something Went Wrong");
  test_window_assert_says (roster_error_text_get_title (NULL), "Something Went Wrong");
  test_window_assert_says (roster_error_text_get_advice (own), "It was changed elsewhere meanwhile.");
}

static void
test_ages (void)
{
  static const struct
  {
    gint64 age;
    const char *words;
  } AGES[] = {
    { -5 * 60 * SECOND, "just now" },
    { 59 * SECOND, "just now" },
    { 60 * SECOND, "1 minute ago" },
    { 59 * 60 * SECOND, "59 minutes ago" },
    { 3600 * SECOND, "1 hour ago" },
    { 24 * 3600 * SECOND - 1, "23 hours ago" },
    { 9 * 24 * 3600 * SECOND, "9 days ago" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (AGES); i++)
    {
      g_autofree char *words = roster_time_words_dup_age (NOON - AGES[i].age, NOON);

      g_assert_cmpstr (words, ==, AGES[i].words);
    }
}

static void
test_countdown (void)
{
  static const struct
  {
    gint64 left;
    const char *words;
  } COUNTDOWNS[] = {
    { 600 * SECOND, "10:00" }, { 581 * SECOND, "9:41" }, { SECOND, "0:01" }, { 1, "0:01" }, { 0, "0:00" }, { -SECOND, "0:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (COUNTDOWNS); i++)
    {
      g_autofree char *words = roster_time_words_dup_countdown (NOON + COUNTDOWNS[i].left, NOON);

      g_assert_cmpstr (words, ==, COUNTDOWNS[i].words);
    }
}

static void
test_moments (void)
{
  g_autofree char *today = roster_time_words_dup_moment (NOON - 78 * 60 * SECOND, NOON);
  g_autofree char *earlier = roster_time_words_dup_moment (NOON - 30 * 24 * 3600 * SECOND, NOON);

  test_window_assert_says (today, "10:42");
  test_window_assert_says (earlier, "23 Oct 2025, 12:00");
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words/unknown-values", test_unknown_values);
  g_test_add_func ("/words/level-signs", test_level_signs);
  g_test_add_func ("/words/read-only", test_read_only);
  g_test_add_func ("/words/tiktok-roles", test_tiktok_roles);
  g_test_add_func ("/words/warnings", test_warnings);
  g_test_add_func ("/words/errors", test_errors);
  g_test_add_func ("/words/foreign-errors", test_foreign_errors);
  g_test_add_func ("/words/ages", test_ages);
  g_test_add_func ("/words/countdown", test_countdown);
  g_test_add_func ("/words/moments", test_moments);

  return g_test_run ();
}
