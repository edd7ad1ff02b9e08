/* test-session-memory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-world.h"

#include <glib/gstdio.h>

#include "roster-apply.h"
#include "roster-memory.h"
#include "roster-store-facts.h"
#include "roster-store-notes.h"
#include "roster-store-private.h"
#include "test-directory.h"

typedef struct
{
  TestWorld world;
  RosterStore *store;
  RosterStoreCenter *center;
  RosterMemory *memory;
  gboolean over;
  gboolean known;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  test_world_set_up (&fixture->world, NULL);
  path = g_build_filename (fixture->world.folder, "memory", "roster.db", NULL);
  fixture->store = roster_store_new (path, fixture->world.clock);
  fixture->center = roster_store_center_new (fixture->store, "connection", "7290001112223334440");
  fixture->memory = roster_memory_new (fixture->center, roster_session_get_directory (fixture->world.session));
  roster_memory_keep (fixture->memory);
}

static gboolean
is_over (TestWorld *world,
         gpointer   user_data)
{
  return ((Fixture *) world)->over;
}

static void
on_closed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  roster_store_close_finish (ROSTER_STORE (source), result, &error);
  g_assert_no_error (error);
  ((Fixture *) user_data)->over = TRUE;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  const char *names[] = { "roster.db", "roster.db-wal", "roster.db-shm", "roster.db-lock", "roster.db.lock" };
  g_autofree char *folder = g_build_filename (fixture->world.folder, "memory", NULL);

  g_clear_object (&fixture->memory);
  fixture->over = FALSE;
  roster_store_close_async (fixture->store, on_closed, fixture);
  test_world_wait (&fixture->world, is_over, NULL);
  g_clear_object (&fixture->center);
  g_clear_object (&fixture->store);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_build_filename (folder, names[i], NULL);

      g_unlink (file);
    }
  g_rmdir (folder);
  test_world_tear_down (&fixture->world);
}

static void
on_settled (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  roster_memory_settle_finish (ROSTER_MEMORY (source), result, NULL);
  ((Fixture *) user_data)->over = TRUE;
}

static void
settle (Fixture *fixture)
{
  fixture->over = FALSE;
  roster_memory_settle_async (fixture->memory, on_settled, fixture);
  test_world_wait (&fixture->world, is_over, NULL);
}

static void
on_recalled (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  fixture->known = roster_memory_recall_finish (ROSTER_MEMORY (source), result, &error);
  g_assert_no_error (error);
  fixture->over = TRUE;
}

static RosterDirectory *
recall (Fixture *fixture)
{
  RosterDirectory *directory = roster_directory_new ();
  g_autoptr (RosterMemory) memory = roster_memory_new (fixture->center, directory);

  fixture->over = FALSE;
  roster_memory_recall_async (memory, NULL, NULL, NULL, NULL, on_recalled, fixture);
  test_world_wait (&fixture->world, is_over, NULL);

  return directory;
}

static void
test_nothing_is_known (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (RosterDirectory) recalled = recall (fixture);

  g_assert_false (fixture->known);
  g_assert_cmpuint (g_list_model_get_n_items (roster_directory_get_principals (recalled)), ==, 0);
}

static gboolean
is_synced (TestWorld *world,
           gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

static void
test_all_comes_back (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (RosterDirectory) recalled = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  test_world_open_and_read (&fixture->world);
  settle (fixture);
  before = test_directory_describe (roster_session_get_directory (fixture->world.session));
  recalled = recall (fixture);
  after = test_directory_describe (recalled);
  g_assert_true (fixture->known);
  g_assert_cmpstr (after, ==, before);
}

/* Whether account groups could ever be read is remembered as well: where not, nobody is said to have nothing. */
static void
test_no_groups (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (RosterDirectory) recalled = NULL;
  g_autoptr (RosterDirectory) later = NULL;

  test_world_set_fault (&fixture->world, "40001:/bc/asset_group/list/");
  test_world_open (&fixture->world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (&fixture->world, is_synced, NULL);
  settle (fixture);
  recalled = recall (fixture);
  g_assert_true (fixture->known);
  g_assert_false (roster_access_get_groups_listed (roster_directory_get_access (recalled)));

  test_world_set_fault (&fixture->world, "");
  roster_session_sync (fixture->world.session);
  test_world_wait (&fixture->world, is_synced, NULL);
  settle (fixture);
  later = recall (fixture);
  g_assert_true (roster_access_get_groups_listed (roster_directory_get_access (later)));
}

static gboolean
is_ready (TestWorld *world,
          gpointer   user_data)
{
  return !roster_session_get_syncing (world->session);
}

static void
on_applied (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  roster_apply_finish (ROSTER_SESSION (source), result, &error);
  g_assert_no_error (error);
  ((Fixture *) user_data)->over = TRUE;
}

/* A change that TikTok took is remembered without another sync; a vanished account is forgotten with the next one. */
static void
test_changes_are_kept (Fixture       *fixture,
                       gconstpointer  data)
{
  TestWorld *world = &fixture->world;
  g_autoptr (GListStore) changes = g_list_store_new (ROSTER_TYPE_CHANGE);
  g_autoptr (RosterChange) change = NULL;
  g_autoptr (RosterDirectory) first = NULL;
  g_autoptr (RosterDirectory) second = NULL;
  g_autofree char *vanish = NULL;
  g_autofree char *key = NULL;
  RosterItem *ivy, *acme_us, *trails;

  test_world_open_and_read (world);
  ivy = test_world_find (roster_session_get_principals (world->session), "Ivy Intern");
  acme_us = test_world_find (roster_session_get_ad_accounts (world->session), "ACME-US");
  trails = test_world_find (roster_session_get_tiktok_accounts (world->session), "Acme Trails");
  change = roster_change_new_level (ROSTER_PRINCIPAL (ivy), ROSTER_AD_ACCOUNT (acme_us), ROSTER_LEVEL_ADMIN, ROSTER_LEVEL_ANALYST);
  g_list_store_append (changes, change);
  fixture->over = FALSE;
  roster_apply_async (world->session, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, on_applied, fixture);
  test_world_wait (world, is_over, NULL);
  settle (fixture);
  first = recall (fixture);
  g_assert_cmpint (roster_access_get_direct_level (roster_directory_get_access (first), roster_item_get_key (ivy), roster_item_get_key (acme_us)), ==, ROSTER_LEVEL_ANALYST);

  key = g_strdup (roster_item_get_key (trails));
  vanish = g_strconcat ("asset_id=", roster_item_get_id (trails), NULL);
  g_assert_cmpuint (test_world_post (world, "/demo/vanish", vanish), <, 400);
  roster_session_sync (world->session);
  test_world_wait (world, is_ready, NULL);
  settle (fixture);
  second = recall (fixture);
  g_assert_nonnull (roster_directory_find_tiktok_account (first, key));
  g_assert_null (roster_directory_find_tiktok_account (second, key));
}

static void
on_exec (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_task_propagate_pointer (G_TASK (result), &error);
  g_assert_no_error (error);
  ((Fixture *) user_data)->over = TRUE;
}

static void
exec (Fixture    *fixture,
      const char *sql)
{
  fixture->over = FALSE;
  roster_store_exec_async (fixture->store, sql, on_exec, fixture);
  test_world_wait (&fixture->world, is_over, NULL);
}

static void
on_notes (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  *(GHashTable **) user_data = roster_store_notes_list_finish (ROSTER_STORE_CENTER (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
has_notes (TestWorld *world,
           gpointer   user_data)
{
  return *(GHashTable **) user_data != NULL;
}

/* Returns: (transfer full) (nullable): how far the last sync got, as it stands in the store */
static char *
read_mark (Fixture *fixture)
{
  GHashTable *notes = NULL;
  char *mark;

  settle (fixture);
  roster_store_notes_list_async (fixture->center, NULL, on_notes, &notes);
  test_world_wait (&fixture->world, has_notes, &notes);
  mark = g_strdup (g_hash_table_lookup (notes, ROSTER_MEMORY_NOTE_MARK));
  g_hash_table_unref (notes);

  return mark;
}

/* What was read could not be written once: no mark says that it was, before everything has been read again. */
static void
test_failures_are_counted (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *lost = NULL;
  g_autofree char *still_lost = NULL;
  g_autofree char *mended = NULL;

  exec (fixture, "CREATE TRIGGER full BEFORE INSERT ON fact BEGIN SELECT RAISE (ABORT, 'full'); END");
  test_world_open_and_read (&fixture->world);
  roster_memory_note (fixture->memory, ROSTER_MEMORY_NOTE_MARK, "as far as this");
  lost = read_mark (fixture);
  g_assert_cmpuint (roster_memory_get_failures (fixture->memory), >, 0);
  g_assert_cmpstr (lost != NULL ? lost : "", ==, "");

  exec (fixture, "DROP TRIGGER full");
  roster_memory_note (fixture->memory, ROSTER_MEMORY_NOTE_MARK, "farther");
  still_lost = read_mark (fixture);
  g_assert_cmpstr (still_lost, ==, "");

  roster_memory_mend (fixture->memory, roster_memory_get_failures (fixture->memory));
  roster_memory_note (fixture->memory, ROSTER_MEMORY_NOTE_MARK, "all of it");
  mended = read_mark (fixture);
  g_assert_cmpstr (mended, ==, "all of it");
}

static void
on_facts (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
has_facts (TestWorld *world,
           gpointer   user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

/* Somebody who has left has nothing any more, and history knows when that ended. */
static void
test_who_left_has_nothing (Fixture       *fixture,
                           gconstpointer  data)
{
  TestWorld *world = &fixture->world;
  RosterDirectory *directory = roster_session_get_directory (world->session);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *ivy = NULL;
  gint64 before;
  guint n_taken = 0;

  test_world_open_and_read (world);
  settle (fixture);
  before = roster_clock_get_now (world->clock);
  roster_clock_advance (world->clock, G_USEC_PER_SEC);

  for (guint i = 0; i < g_list_model_get_n_items (roster_directory_get_principals (directory)); i++)
    {
      g_autoptr (RosterItem) principal = g_list_model_get_item (roster_directory_get_principals (directory), i);

      if (g_strcmp0 (roster_item_get_name (principal), "Ivy Intern") == 0)
        ivy = g_strdup (roster_item_get_key (principal));
      else
        g_ptr_array_add (others, g_steal_pointer (&principal));
    }
  roster_directory_merge_principals (directory, others, ROSTER_MERGE_CERTAIN, ROSTER_MERGE_CERTAIN);
  settle (fixture);

  roster_store_facts_compare_async (fixture->center, before, ROSTER_STORE_NOW, NULL, on_facts, &result);
  test_world_wait (world, has_facts, &result);
  changes = roster_store_facts_compare_finish (fixture->center, result, NULL);
  for (guint i = 0; i < changes->len; i++)
    {
      const RosterFactChange *change = changes->pdata[i];

      g_assert_cmpstr (change->subject, ==, ivy);
      g_assert_null (change->after);
      n_taken += g_str_has_prefix (change->kind, "grant.");
    }
  g_assert_cmpuint (n_taken, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/memory/nothing-is-known", Fixture, NULL, set_up, test_nothing_is_known, tear_down);
  g_test_add ("/memory/all-comes-back", Fixture, NULL, set_up, test_all_comes_back, tear_down);
  g_test_add ("/memory/no-groups", Fixture, NULL, set_up, test_no_groups, tear_down);
  g_test_add ("/memory/changes-are-kept", Fixture, NULL, set_up, test_changes_are_kept, tear_down);
  g_test_add ("/memory/failures-are-counted", Fixture, NULL, set_up, test_failures_are_counted, tear_down);
  g_test_add ("/memory/who-left-has-nothing", Fixture, NULL, set_up, test_who_left_has_nothing, tear_down);

  return g_test_run ();
}
