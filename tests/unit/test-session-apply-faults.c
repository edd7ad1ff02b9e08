/* test-session-apply-faults.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-apply-cases.h"

#include "roster-store-journal.h"

/* Each kind of change, under each way in which the network or TikTok fails, in three places: on the way of the write, on the way of what is
 * read because the write's answer was lost, and everywhere. Whatever happens, the verdict must agree with what the server holds afterwards,
 * the log must not show a write twice, unless TikTok refused the first for the rate limit, and the journal must say what the verdict says.
 * When all is well again, a second try brings about what is wanted, and sends nothing where that was so already. */

static const char * const WRITES[] = {
  "/bc/asset/assign/", "/bc/asset/unassign/", "/bc/asset/admin/delete/", "/bc/asset/advertiser/assign/", "/bc/asset/advertiser/unassign/",
  "/bc/member/invite/", "/bc/member/update/", "/bc/member/delete/", "/bc/partner/add/", "/bc/partner/delete/", "/bc/partner/asset/delete/",
};

static const char * const READS[] = {
  "/bc/asset/get/", "/bc/asset/admin/get/", "/bc/asset/member/get/", "/bc/asset/partner/get/", "/bc/asset/advertiser/assigned/",
  "/bc/member/get/", "/bc/partner/get/", "/bc/partner/asset/get/", "/changelog/get/",
};

/* Nearly all of the time goes into what the client waits, which is minutes when it gives up: as fast as test_world_wait() moves its clock. */
#define PACE G_TIME_SPAN_SECOND

typedef enum
{
  PLACE_WRITE,
  PLACE_READ,
  PLACE_ALL,
} Place;

static const char * const PLACES[] = { "write", "read-back", "all" };

typedef struct
{
  const char *name;  /* below the part of the tests that it is in: each part is run on its own, as meson.build says */
  const char *kinds; /* of faults, as the demo server takes them, parted by spaces; each with a probability or a count where need be */
  guint n_cases;     /* or 0 for all */
  gboolean is_late;  /* it is only about writes, whose effect is listed late, or never when nothing is read again */
} Fault;

static const Fault FAULTS[] = {
  { "lost/lost-reply", "lost-reply" },
  { "lost/reset", "reset" },
  { "lost/truncate", "truncate" },
  { "lost/half", "reset:0.12 lost-reply:0.14 500:0.16 truncate:0.19 html:0.2" },

  { "wrong/burst", "40100::x3" },
  /* Until the client gives up, which takes minutes, and longer each time. */
  { "wrong/rate-limit", "40100", 1 },
  { "wrong/500", "500" },
  { "wrong/html", "html" },
  { "wrong/empty", "empty" },
  { "wrong/refused", "40002" },
  { "wrong/twice", "twice" },

  /* Lists that lack rows which they count prove nothing; those that come in another order, or twice, do. */
  { "lists/short", "short=3" },
  { "lists/repeated", "repeat" },
  { "lists/reversed", "reverse" },

  /* Later than the client waits. */
  { "late/slow", "slow=1000000" },
  { "late/listed", "lag=2", .is_late = TRUE },
  /* Never, as far as anybody waits. */
  { "late/never-listed", "lag=1000000", .is_late = TRUE },
};

/* What goes wrong, where */

static void
add_rules (GString            *spec,
           const char         *kinds,
           const char * const *paths,
           gsize               n_paths)
{
  g_auto (GStrv) list = g_strsplit (kinds, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    for (gsize j = 0; j < MAX (n_paths, 1); j++)
      {
        /* KIND[:PROBABILITY[:xTIMES]] becomes KIND:PATH[:PROBABILITY][:xTIMES]. */
        g_auto (GStrv) parts = g_strsplit (list[i], ":", 3);

        g_string_append_printf (spec, "%s%s", spec->len > 0 ? "," : "", parts[0]);
        if (n_paths > 0)
          g_string_append_printf (spec, ":%s", paths[j]);
        for (guint k = 1; parts[k] != NULL; k++)
          if (*parts[k] != '\0')
            g_string_append_printf (spec, ":%s", parts[k]);
      }
}

static char *
dup_spec (const Fault *fault,
          Place        place,
          guint        seed)
{
  g_autoptr (GString) spec = g_string_new (NULL);

  switch (place)
    {
    case PLACE_WRITE:
      add_rules (spec, fault->kinds, WRITES, G_N_ELEMENTS (WRITES));
      break;

    case PLACE_READ:
      add_rules (spec, "lost-reply", WRITES, G_N_ELEMENTS (WRITES));
      if (fault->is_late)
        add_rules (spec, fault->kinds, WRITES, G_N_ELEMENTS (WRITES));
      else
        add_rules (spec, fault->kinds, READS, G_N_ELEMENTS (READS));
      break;

    case PLACE_ALL:
    default:
      add_rules (spec, fault->kinds, NULL, 0);
    }
  g_string_append_printf (spec, ",seed:%u", seed);

  return g_string_free (g_steal_pointer (&spec), FALSE);
}

static gboolean
is_over (TestWorld *world,
         gpointer   user_data)
{
  return *(gboolean *) user_data;
}

static void
on_applied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  roster_apply_finish (ROSTER_SESSION (source), result, &error);
  *(gboolean *) user_data = TRUE;
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  *(GPtrArray **) user_data = roster_store_journal_list_finish (ROSTER_STORE_CENTER (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_listed (TestWorld *world,
           gpointer   user_data)
{
  return *(GPtrArray **) user_data != NULL;
}

/* @last_id: (inout): the entry that was looked at before. Returns: what the journal says of the last write; there is one more entry */
static RosterJournalState
look_at_journal (TestWorld *world,
                 gint64    *last_id)
{
  GPtrArray *entries = NULL;
  const RosterJournalEntry *last;
  RosterJournalState state;

  roster_store_journal_list_async (roster_session_get_center (world->session), FALSE, 0, 1, NULL, on_listed, &entries);
  test_world_wait (world, is_listed, &entries);
  g_assert_cmpint (entries->len, ==, 1);
  last = entries->pdata[0];
  g_assert_cmpint (last->id, ==, *last_id + 1);
  *last_id = last->id;
  state = last->state;
  g_ptr_array_unref (entries);

  return state;
}

static const char *
name_of_state (RosterChangeState state)
{
  static const char * const names[] = { "waiting", "sending", "done", "failed", "unknown", "queued" };

  return names[state];
}

static void
apply (TestWorld  *world,
       GListModel *changes)
{
  gboolean over = FALSE;

  roster_apply_async (world->session, changes, ROSTER_APPLY_FLAGS_NONE, NULL, on_applied, &over);
  test_world_wait (world, is_over, &over);
}

/* What is unknown is read first, and not sent again by that: where it was not taken, the user is told, and decides once more. */
static void
try_again (TestWorld    *world,
           const TestApplyCase   *one,
           RosterChange *change,
           GListModel   *changes,
           gboolean      taken,
           gboolean      half_taken,
           gsize        *log_length,
           gint64       *last_entry)
{
  gboolean unknown = roster_change_get_state (change) == ROSTER_CHANGE_STATE_UNKNOWN;
  g_autofree char *after = NULL;
  TestApplySeen seen;

  apply (world, changes);
  test_apply_look_at_log (world, log_length, &seen);
  g_test_message ("%s again: %s, %u writes", one->name, name_of_state (roster_change_get_state (change)), seen.n_writes);
  if (unknown && roster_change_get_state (change) == ROSTER_CHANGE_STATE_FAILED)
    {
      g_assert_false (taken);
      g_assert_cmpuint (seen.n_writes, ==, 0);
      apply (world, changes);
      test_apply_look_at_log (world, log_length, &seen);
    }

  after = test_apply_observe (world, one);
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpstr (after, ==, one->wanted);
  if (taken)
    g_assert_cmpuint (seen.n_writes, ==, 0);
  /* Whatever was not taken at all is another write now. */
  if (!taken && !half_taken)
    g_assert_cmpint (look_at_journal (world, last_entry), ==, ROSTER_JOURNAL_DONE);
}

static void
try_case (TestWorld   *world,
          const TestApplyCase  *one,
          const Fault *fault,
          Place        place,
          gsize       *log_length,
          gint64      *last_entry)
{
  g_autoptr (GListStore) changes = g_list_store_new (ROSTER_TYPE_CHANGE);
  g_autoptr (RosterChange) change = one->make (world);
  g_autofree char *spec = dup_spec (fault, place, (guint) g_test_rand_int_range (0, 1000000));
  g_autofree char *before = test_apply_observe (world, one);
  g_autofree char *after = NULL;
  RosterJournalState journal_state;
  gboolean taken, half_taken;
  TestApplySeen seen;

  g_assert_cmpstr (before, !=, one->wanted);
  test_apply_look_at_log (world, log_length, &seen);
  g_list_store_append (changes, change);

  test_world_set_fault (world, spec);
  apply (world, G_LIST_MODEL (changes));
  test_world_set_fault (world, "");

  test_apply_look_at_log (world, log_length, &seen);
  after = test_apply_observe (world, one);
  journal_state = look_at_journal (world, last_entry);
  taken = g_str_equal (after, one->wanted);
  half_taken = !taken && roster_change_needs_two_steps (change) && g_str_equal (after, "-");
  g_test_message ("%s: %s, was %s, is %s; %u writes, %u failed reads%s%s", one->name, name_of_state (roster_change_get_state (change)), before, after,
                  seen.n_writes, seen.n_failed_reads, roster_change_get_error (change) != NULL ? ": " : "",
                  roster_change_get_error (change) != NULL ? roster_change_get_error (change)->message : "");

  g_assert_cmpuint (seen.n_writes, >, 0);
  switch (roster_change_get_state (change))
    {
    case ROSTER_CHANGE_STATE_DONE:
      g_assert_true (taken);
      g_assert_cmpint (journal_state, ==, ROSTER_JOURNAL_DONE);
      break;

    case ROSTER_CHANGE_STATE_FAILED:
      g_assert_false (taken);
      g_assert_nonnull (roster_change_get_error (change));
      /* Of two writes, the first was taken: what is left is still planned. */
      g_assert_cmpint (journal_state, ==, half_taken ? ROSTER_JOURNAL_PLANNED : ROSTER_JOURNAL_REFUSED);
      break;

    case ROSTER_CHANGE_STATE_UNKNOWN:
      g_assert_cmpint (journal_state, ==, ROSTER_JOURNAL_UNKNOWN);
      if (one->unlisted)
        break;
      if (fault->is_late)
        {
          g_assert_true (taken);
          break;
        }
      g_assert_cmpuint (seen.n_failed_reads, >, 0);
      g_assert_cmpint (place, !=, PLACE_WRITE);
      break;

    case ROSTER_CHANGE_STATE_WAITING:
    case ROSTER_CHANGE_STATE_SENDING:
    case ROSTER_CHANGE_STATE_QUEUED:
    default:
      g_assert_not_reached ();
    }

  /* Nothing but the write can have changed it. */
  if (!taken && !half_taken)
    g_assert_cmpstr (after, ==, before);

  if (roster_change_get_state (change) != ROSTER_CHANGE_STATE_DONE && !one->unlisted)
    try_again (world, one, change, G_LIST_MODEL (changes), taken, half_taken, log_length, last_entry);
}

static void
test_faults (gconstpointer data)
{
  guint number = GPOINTER_TO_UINT (data);
  const Fault *fault = &FAULTS[number / G_N_ELEMENTS (PLACES)];
  Place place = (Place) (number % G_N_ELEMENTS (PLACES));
  TestWorld world = { 0 };
  guint n_cases;
  const TestApplyCase *cases = test_apply_get_cases (&n_cases);
  gsize log_length = 0;
  gint64 last_entry = 0;

  test_world_set_up (&world, NULL);
  test_world_open_and_read (&world);
  world.pace = PACE;

  for (gsize i = 0; i < (fault->n_cases > 0 ? fault->n_cases : n_cases); i++)
    try_case (&world, &cases[i], fault, place, &log_length, &last_entry);

  test_world_tear_down (&world);
}

/* With an argument, only that part. */
int
main (int   argc,
      char *argv[])
{
  guint n_tests = 0;

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (FAULTS) * G_N_ELEMENTS (PLACES); i++)
    {
      const Fault *fault = &FAULTS[i / G_N_ELEMENTS (PLACES)];
      g_autofree char *path = NULL;

      if (argc > 1 && !g_str_has_prefix (fault->name, argv[1]))
        continue;

      /* No answer, and lists that never tell: nobody can know then. */
      if (g_str_equal (fault->name, "late/never-listed") && i % G_N_ELEMENTS (PLACES) == PLACE_READ)
        continue;

      path = g_strdup_printf ("/apply-faults/%s/%s", fault->name, PLACES[i % G_N_ELEMENTS (PLACES)]);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_faults);
      n_tests++;
    }
  g_assert_cmpuint (n_tests, >, 0);

  return g_test_run ();
}
