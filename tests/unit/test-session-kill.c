/* test-session-kill.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test-async.h"
#include "test-store.h"
#include "test-world.h"

#include "roster-apply.h"
#include "roster-error.h"
#include "roster-json.h"
#include "roster-unfinished.h"

/* A child syncs and changes things at a demo server in this process, with a database on the disk, and is killed in the middle, many times over
 * the same database. The moment is a request of the child's, any of them: this process reads the server's log through a pipe and kills when
 * it has seen so many.
 *
 * After each kill the database is sound, every write that the server took stands in the journal as sent or further, and nothing stands there
 * as done that the server did not take. At last a child lives on until it has finished what the others left, and both say the same.
 *
 * $ROSTER_KILLS says how often, for those who have more time. */

#define KILLS 20
#define CHANGES_AT_ONCE 5
#define BC_ID "7290001112223334440"

/* The child */

static gboolean
is_read (TestWorld *world,
         gpointer   user_data)
{
  g_assert_cmpint (roster_session_get_state (world->session), !=, ROSTER_SESSION_STATE_FAILED);

  return roster_session_is_signed_in (world->session) && roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY &&
         !roster_session_get_syncing (world->session);
}

static gboolean
has_result (TestWorld *world,
            gpointer   user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

static void
apply (TestWorld       *world,
       RosterChangeSet *set)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  roster_apply_async (world->session, G_LIST_MODEL (set), ROSTER_APPLY_FLAGS_NONE, NULL, test_async_store, &result);
  test_world_wait (world, has_result, &result);
  /* TikTok refuses some of it: an ad account that another Business Center owns, for one. */
  if (!roster_apply_finish (world->session, result, &error))
    g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_REFUSED);
}

/* What was left by whom was killed: read back, and sent where it never was. */
static void
finish_what_was_left (TestWorld *world)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RosterChangeSet) set = NULL;
  g_autoptr (GError) error = NULL;

  roster_unfinished_load_async (world->session, test_async_store, &result);
  test_world_wait (world, has_result, &result);
  set = roster_unfinished_load_finish (world->session, result, &error);
  g_assert_no_error (error);
  if (g_list_model_get_n_items (G_LIST_MODEL (set)) > 0)
    apply (world, set);
}

static gpointer
any_of (GListModel *list,
        GRand      *rand)
{
  g_autoptr (RosterItem) item = g_list_model_get_item (list, (guint) g_rand_int_range (rand, 0, (gint32) g_list_model_get_n_items (list)));

  return item; /* the list holds it */
}

static void
change_level (TestWorld       *world,
              RosterChangeSet *set,
              GRand           *rand)
{
  RosterPrincipal *principal = any_of (roster_session_get_principals (world->session), rand);
  RosterAdAccount *ad_account = any_of (roster_session_get_ad_accounts (world->session), rand);
  g_autoptr (RosterChange) change = NULL;
  RosterLevel from, to;

  if (!ROSTER_IS_PERSON (principal) || roster_person_get_membership (ROSTER_PERSON (principal)) != ROSTER_MEMBERSHIP_BOUND)
    return;

  from = roster_access_get_direct_level (roster_session_get_access (world->session), roster_item_get_key (ROSTER_ITEM (principal)),
                                         roster_item_get_key (ROSTER_ITEM (ad_account)));
  to = (RosterLevel) g_rand_int_range (rand, ROSTER_LEVEL_NONE, ROSTER_LEVEL_OTHER);
  if (from == to)
    return;

  change = roster_change_new_level (principal, ad_account, from, to);
  roster_change_set_add (set, change);
}

static void
change_link (TestWorld       *world,
             RosterChangeSet *set,
             GRand           *rand)
{
  RosterTiktokAccount *account = any_of (roster_session_get_tiktok_accounts (world->session), rand);
  RosterAdAccount *ad_account = any_of (roster_session_get_ad_accounts (world->session), rand);
  g_autoptr (RosterChange) change = NULL;

  if (roster_tiktok_account_is_linked_to (account, roster_item_get_key (ROSTER_ITEM (ad_account))))
    change = roster_change_new_unlink (account, ad_account);
  else
    change = roster_change_new_link (account, ad_account);
  roster_change_set_add (set, change);
}

static void G_GNUC_NORETURN
run_child (const char *path,
           const char *base_url,
           guint32     seed,
           gboolean    to_the_end)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (RosterConnection) connection = roster_connection_new ("connection-1", "Aoife Byrne", ROSTER_DEMO_APP_ID, "1", 1);
  g_autoptr (RosterCredentials) credentials = roster_credentials_new (ROSTER_DEMO_TOKEN_ADMIN, ROSTER_DEMO_APP_SECRET);
  TestWorld world = { .clock = roster_clock_new_manual (g_get_real_time ()), .pace = 100 * 1000 };
  TestStore store = { .path = g_strdup (path), .clock = world.clock };

  world.keyring = roster_keyring_new ("io.github.accessroster.AccessRoster.Test");
  world.session = roster_session_new (world.keyring, world.clock, base_url);
  test_store_open (&store);
  g_assert_no_error (roster_store_get_problem (store.store));
  roster_session_set_store (world.session, store.store);
  roster_keyring_keep_for_session (world.keyring, connection, credentials);
  /* Of a connection that is for the session only, nothing would be remembered. */
  roster_connection_set_storage (connection, TRUE, FALSE, ROSTER_CONNECTION_SOUND);
  roster_session_open (world.session, connection, NULL);
  test_world_wait (&world, is_read, NULL);
  finish_what_was_left (&world);

  while (!to_the_end)
    {
      g_autoptr (RosterChangeSet) set = roster_change_set_new ();

      for (int i = g_rand_int_range (rand, 1, CHANGES_AT_ONCE + 1); i > 0; i--)
        if (g_rand_int_range (rand, 0, 4) > 0)
          change_level (&world, set, rand);
        else
          change_link (&world, set, rand);
      if (g_list_model_get_n_items (G_LIST_MODEL (set)) > 0)
        apply (&world, set);

      if (g_rand_int_range (rand, 0, 3) > 0)
        continue;
      roster_session_sync (world.session);
      test_world_wait (&world, is_read, NULL);
    }

  test_store_flush (&store);
  /* At once: what it holds is of no interest to anybody, leak checkers included. */
  _exit (0);
}

/* The parent */

typedef struct
{
  RosterDemoServer *server;
  TestStore store;
  char *log;
  int log_fd;
  GString *unread;    /* of the log */
  GHashTable *taken;  /* a write -> how often the server took it */
  guint n_requests;
  guint n_looks;      /* at the server's state, by this process */
} Fixture;

static void
count (GHashTable *table,
       char       *key)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (table, key));

  g_hash_table_replace (table, key, GUINT_TO_POINTER (n + 1));
}

/* Returns: (transfer full) (nullable): what a request writes, as name_entry() calls it */
static char *
name_request (const char *path,
              JsonObject *body)
{
  const char *asset = roster_json_get_string (body, "asset_id");

  if (g_str_has_suffix (path, "/bc/asset/assign/"))
    return g_strdup_printf ("level user:%s ad:%s %s", roster_json_get_string (body, "user_id"), asset, roster_json_get_string (body, "advertiser_role"));
  if (g_str_has_suffix (path, "/bc/asset/unassign/"))
    return g_strdup_printf ("level user:%s ad:%s -", roster_json_get_string (body, "user_id"), asset);
  if (g_str_has_suffix (path, "/bc/asset/advertiser/assign/"))
    return g_strdup_printf ("link tt:%s ad:%s -", asset, roster_json_get_string (body, "advertiser_id"));
  if (g_str_has_suffix (path, "/bc/asset/advertiser/unassign/"))
    return g_strdup_printf ("unlink tt:%s ad:%s -", asset, roster_json_get_string (body, "advertiser_id"));

  return NULL;
}

static char *
name_entry (const RosterJournalEntry *entry)
{
  return g_strdup_printf ("%s %s %s %s", entry->kind, entry->subject, entry->object, entry->after != NULL && *entry->after != '\0' ? entry->after : "-");
}

static void
hear (Fixture    *fixture,
      const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonObject *line = json_node_get_object (node);
  const char *path = roster_json_get_string (line, "path");
  char *write;

  if (g_str_equal (path, "/demo/state"))
    fixture->n_looks++;
  if (!g_str_has_prefix (path, "/open_api/"))
    return;

  fixture->n_requests++;
  if (g_strcmp0 (roster_json_get_string (line, "method"), "POST") != 0)
    return;

  write = name_request (path, roster_json_get_object (line, "body"));
  g_assert_nonnull (write);
  if (roster_json_get_int (line, "code", -1) == 0)
    count (fixture->taken, write);
  else
    g_free (write);
}

/* Waits for the log, and reads it on. Returns: %FALSE when @alive, which is closed by whoever is to write there, or -1, has ended before */
static gboolean
listen_on (Fixture *fixture,
           int      alive)
{
  struct pollfd fds[] = { { .fd = fixture->log_fd, .events = POLLIN }, { .fd = alive, .events = POLLIN } };
  char buffer[4096];
  gssize n_read;
  char *end;

  if (poll (fds, alive >= 0 ? 2 : 1, -1) < 0)
    return errno == EINTR;
  if (!(fds[0].revents & POLLIN))
    return !(alive >= 0 && fds[1].revents & (POLLIN | POLLHUP));

  n_read = read (fixture->log_fd, buffer, sizeof buffer);
  g_assert_cmpint (n_read, >, 0);
  g_string_append_len (fixture->unread, buffer, n_read);
  while ((end = strchr (fixture->unread->str, '\n')) != NULL)
    {
      *end = '\0';
      hear (fixture, fixture->unread->str);
      g_string_erase (fixture->unread, 0, end + 1 - fixture->unread->str);
    }

  return TRUE;
}

/* Until the server has dealt with all that it was sent before. */
static void
hear_the_rest (Fixture *fixture)
{
  TestWorld world = { .server = fixture->server };
  guint n_looks = fixture->n_looks + 3;

  for (guint i = 0; i < 3; i++)
    json_object_unref (test_world_get_state (&world));
  while (fixture->n_looks < n_looks)
    g_assert_true (listen_on (fixture, -1));
}

static GSubprocess *
start_child (Fixture    *fixture,
             const char *mode)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *seed = g_strdup_printf ("%d", g_test_rand_int ());
  g_autoptr (GError) error = NULL;
  GSubprocess *child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self, mode, fixture->store.path,
                                         roster_demo_server_get_base_url (fixture->server), seed, NULL);

  g_assert_no_error (error);

  return child;
}

static void
live_and_die (Fixture *fixture,
              guint    n_requests)
{
  g_autoptr (GSubprocess) child = start_child (fixture, "--child");
  g_autoptr (GError) error = NULL;
  int output = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (child)));

  fixture->n_requests = 0;
  while (fixture->n_requests < n_requests)
    if (!listen_on (fixture, output))
      g_error ("the child died by itself");
  g_subprocess_force_exit (child);
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
  hear_the_rest (fixture);
}

static void
live_to_the_end (Fixture *fixture)
{
  g_autoptr (GSubprocess) child = start_child (fixture, "--last-child");
  g_autoptr (GError) error = NULL;
  int output = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (child)));

  while (listen_on (fixture, output))
    ;
  g_assert_true (g_subprocess_wait_check (child, NULL, &error));
  g_assert_no_error (error);
  hear_the_rest (fixture);
}

static GPtrArray *
read_journal (Fixture *fixture)
{
  g_autoptr (RosterStoreCenter) center = roster_store_center_new (fixture->store.store, "connection-1", BC_ID);

  return test_store_journal (center, FALSE);
}

static void
assert_agree (Fixture  *fixture,
              gboolean  finished)
{
  g_autoptr (GHashTable) sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) journal = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GHashTableIter iter;
  gpointer write, n_writes;

  test_store_open (&fixture->store);
  g_assert_no_error (roster_store_get_problem (fixture->store.store));
  TEST_AWAIT (result, roster_store_check_async (fixture->store.store, NULL, test_async_store, &result));
  g_assert_true (roster_store_check_finish (fixture->store.store, result, NULL));
  g_clear_object (&result);

  journal = read_journal (fixture);
  for (guint i = 0; i < journal->len; i++)
    {
      const RosterJournalEntry *entry = journal->pdata[i];

      if (finished)
        g_assert_true (entry->state == ROSTER_JOURNAL_DONE || entry->state == ROSTER_JOURNAL_REFUSED || entry->state == ROSTER_JOURNAL_DROPPED);
      if (entry->state == ROSTER_JOURNAL_SENT || entry->state == ROSTER_JOURNAL_DONE || entry->state == ROSTER_JOURNAL_UNKNOWN)
        count (sent, name_entry (entry));
      if (entry->state == ROSTER_JOURNAL_DONE)
        count (done, name_entry (entry));
    }

  g_hash_table_iter_init (&iter, fixture->taken);
  while (g_hash_table_iter_next (&iter, &write, &n_writes))
    if (GPOINTER_TO_UINT (n_writes) > GPOINTER_TO_UINT (g_hash_table_lookup (sent, write)))
      g_error ("not in the journal: %s", (const char *) write);
  g_hash_table_iter_init (&iter, done);
  while (g_hash_table_iter_next (&iter, &write, &n_writes))
    if (GPOINTER_TO_UINT (n_writes) > GPOINTER_TO_UINT (g_hash_table_lookup (fixture->taken, write)))
      g_error ("done only in the journal: %s", (const char *) write);

  test_store_close (&fixture->store);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
  g_autoptr (GError) error = NULL;

  test_store_set_up (&fixture->store);
  fixture->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fixture->unread = g_string_new (NULL);
  fixture->log = g_build_filename (fixture->store.folder, "requests", NULL);
  g_assert_cmpint (mkfifo (fixture->log, 0600), ==, 0);
  fixture->log_fd = open (fixture->log, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  g_assert_cmpint (fixture->log_fd, >=, 0);

  options->log = g_strdup (fixture->log);
  fixture->server = roster_demo_server_new (options);
  roster_demo_server_start (fixture->server, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  roster_demo_server_stop (fixture->server);
  g_clear_object (&fixture->server);
  close (fixture->log_fd);
  g_unlink (fixture->log);
  g_free (fixture->log);
  g_hash_table_unref (fixture->taken);
  g_string_free (fixture->unread, TRUE);
  test_store_tear_down (&fixture->store);
}

static void
test_nothing_is_lost (Fixture       *fixture,
                      gconstpointer  data)
{
  const char *wish = g_getenv ("ROSTER_KILLS");
  guint n_kills = wish != NULL ? (guint) g_ascii_strtoull (wish, NULL, 10) : KILLS;

  for (guint i = 0; i < n_kills; i++)
    {
      /* In one life in four, before it has read everything; the first one starts with nothing. */
      live_and_die (fixture, (guint) g_test_rand_int_range (1, i % 4 == 0 ? 8 : 80));
      assert_agree (fixture, FALSE);
    }
  live_to_the_end (fixture);
  assert_agree (fixture, TRUE);
  g_test_message ("%u kills, %u different writes", n_kills, g_hash_table_size (fixture->taken));
  g_assert_cmpuint (g_hash_table_size (fixture->taken), >, n_kills / 4);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 5 && g_str_has_suffix (argv[1], "child"))
    run_child (argv[2], argv[3], (guint32) atoi (argv[4]), g_str_equal (argv[1], "--last-child"));

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/kill/nothing-is-lost", Fixture, NULL, set_up, test_nothing_is_lost, tear_down);

  return g_test_run ();
}
