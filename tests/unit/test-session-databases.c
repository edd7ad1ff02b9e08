/* test-session-databases.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <linux/capability.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "roster-apply.h"
#include "test-keyring.h"
#include "test-remember.h"
#include "test-store.h"

static TestKeyring *daemon_;

typedef TestRemember Fixture;

#define USER_VERSION 60 /* where it stands in the file, in four bytes */

static void
close_all (Fixture *fixture)
{
  roster_session_close (fixture->world.session);
  test_remember_close_store (fixture);
}

/* What test_remember_start_again() does after closing. */
static void
start (Fixture *fixture)
{
  TestWorld *world = &fixture->world;

  g_object_unref (world->session);
  world->session = roster_session_new (world->keyring, world->clock, roster_demo_server_get_base_url (world->server));
  test_remember_open_store (fixture);
}

static void
set_user_version (Fixture *fixture,
                  guint8   version)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, USER_VERSION + 3);
  contents[USER_VERSION + 3] = (char) version;
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) length, NULL));
}

static guint8
get_user_version (Fixture *fixture)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));

  return (guint8) contents[USER_VERSION + 3];
}

/* Root may write everything; without its powers it may not. In some sandboxes the folder for passing files is not even root's: there they are
 * needed. They are given up before there is a second thread: one that has them cannot be looked at by one that has not. */
static gboolean
give_up_powers (void)
{
  struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
  struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = { 0 };
  GStatBuf status;

  return g_stat (g_get_tmp_dir (), &status) == 0 && (status.st_uid == geteuid () || (status.st_mode & S_IWOTH) != 0) &&
         syscall (SYS_capset, &header, none) == 0;
}

static void
set_read_only (Fixture  *fixture,
               gboolean  read_only)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_chmod (fixture->path, read_only ? 0400 : 0600);
  g_chmod (folder, read_only ? 0500 : 0700);
}

static GPtrArray *
dup_journal (Fixture *fixture)
{
  return test_store_journal (roster_session_get_center (fixture->world.session), FALSE);
}

static RosterChange *
make_change (Fixture     *fixture,
             RosterLevel  level)
{
  RosterSession *session = fixture->world.session;
  RosterItem *tomas = test_world_find (roster_session_get_principals (session), "Tomas Novak");
  RosterItem *acme_de = test_world_find (roster_session_get_ad_accounts (session), "ACME-DE");

  return roster_change_new_level (ROSTER_PRINCIPAL (tomas), ROSTER_AD_ACCOUNT (acme_de),
                                  roster_access_get_direct_level (roster_session_get_access (session), roster_item_get_key (tomas),
                                                                  roster_item_get_key (acme_de)),
                                  level);
}

static gboolean
apply (Fixture       *fixture,
       RosterChange  *change,
       GError       **error)
{
  g_autoptr (GListStore) changes = g_list_store_new (ROSTER_TYPE_CHANGE);

  g_list_store_append (changes, change);
  g_clear_object (&fixture->result);
  roster_apply_async (fixture->world.session, G_LIST_MODEL (changes), ROSTER_APPLY_FLAGS_NONE, NULL, test_remember_on_done, fixture);

  return roster_apply_finish (fixture->world.session, test_remember_await (fixture), error);
}

static guint
count_writes (Fixture *fixture)
{
  return test_world_count_requests (&fixture->world, "POST", "/bc/asset/assign/");
}

/* What can be done while the database is as it is: everything; and each write is in a journal, be it one that ends with the session. */
static char *
work (Fixture *fixture)
{
  g_autoptr (RosterChange) change = make_change (fixture, ROSTER_LEVEL_ANALYST);
  g_autoptr (GPtrArray) journal = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (roster_session_get_read_only (fixture->world.session), ==, ROSTER_READ_ONLY_NO);
  g_assert_true (apply (fixture, change, &error));
  g_assert_no_error (error);
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_DONE);
  g_assert_cmpuint (count_writes (fixture), ==, 1);
  journal = dup_journal (fixture);
  g_assert_cmpuint (journal->len, ==, 1);
  g_assert_cmpint (((RosterJournalEntry *) journal->pdata[0])->state, ==, ROSTER_JOURNAL_DONE);
  g_assert_cmpstr (((RosterJournalEntry *) journal->pdata[0])->after, ==, "ANALYST");
  roster_session_sync (fixture->world.session);
  test_world_wait (&fixture->world, test_remember_is_read, NULL);
  g_assert_no_error (roster_session_get_error (fixture->world.session));

  return test_remember_describe (fixture);
}

/* A database that cannot be used is no reason not to work, and nothing that is in it is lost. */
static void
test_no_database (Fixture       *fixture,
                  gconstpointer  data)
{
  RosterError code = (RosterError) GPOINTER_TO_INT (data);
  gboolean damaged = code == ROSTER_ERROR_STORE_DAMAGED;
  g_autoptr (RosterStore) other = NULL;
  g_autofree char *first = test_remember_open_and_read (fixture);
  g_autofree char *second = NULL;
  g_autofree char *last = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *kept_after = NULL;
  gsize length, length_after;
  guint8 version;

  close_all (fixture);
  version = get_user_version (fixture);
  if (damaged)
    {
      g_assert_true (g_file_set_contents (fixture->path, "not a database, but long enough to be read as one by whoever tries to", -1, NULL));
    }
  else if (code == ROSTER_ERROR_STORE_BUSY)
    {
      other = roster_store_new (fixture->path, fixture->world.clock);
      g_clear_object (&fixture->result);
      roster_store_flush_async (other, NULL, test_remember_on_done, fixture);
      g_assert_true (roster_store_flush_finish (other, test_remember_await (fixture), NULL));
    }
  else if (code == ROSTER_ERROR_STORE_NEWER)
    {
      set_user_version (fixture, (guint8) (version + 1));
    }
  else
    {
      set_read_only (fixture, TRUE);
    }
  g_assert_true (g_file_get_contents (fixture->path, &kept, &length, NULL));

  start (fixture);
  second = test_remember_open_and_read (fixture);
  g_assert_error (roster_store_get_problem (fixture->store), ROSTER_ERROR, (int) code);
  g_assert_cmpint (roster_store_get_in_memory (fixture->store), ==, !damaged);
  g_assert_cmpstr (second, ==, first);
  last = work (fixture);
  g_assert_cmpstr (last, !=, first);
  close_all (fixture);

  /* Later, with a database that can be used again. */
  if (!damaged)
    {
      g_assert_true (g_file_get_contents (fixture->path, &kept_after, &length_after, NULL));
      g_assert_cmpmem (kept, length, kept_after, length_after);
    }
  if (other != NULL)
    {
      g_clear_object (&fixture->result);
      roster_store_close_async (other, test_remember_on_done, fixture);
      g_assert_true (roster_store_close_finish (other, test_remember_await (fixture), NULL));
    }
  if (code == ROSTER_ERROR_STORE_NEWER)
    set_user_version (fixture, version);
  if (code == ROSTER_ERROR_STORE_READ_ONLY)
    set_read_only (fixture, FALSE);
  start (fixture);
  roster_demo_server_stop (fixture->world.server);
  roster_session_open (fixture->world.session, fixture->connection, NULL);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);
  g_assert_null (roster_store_get_problem (fixture->store));
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, damaged ? last : first);
}

/* On a full disk reading goes on, and nothing is sent that could not be written down before; with room again, all goes on as if nothing had
 * been. */
static void
test_full_disk (Fixture       *fixture,
                gconstpointer  data)
{
  TestWorld *world = &fixture->world;
  g_autofree char *first = test_remember_open_and_read (fixture);
  g_autofree char *last = NULL;
  g_autoptr (RosterChange) change = make_change (fixture, ROSTER_LEVEL_ANALYST);
  g_autoptr (RosterChange) again = NULL;
  g_autoptr (GError) full = NULL;
  g_autoptr (GError) error = NULL;

  /* What was read is written by and by. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  test_remember_exec (fixture, "PRAGMA max_page_count = 1");
  for (guint tries = 0; tries < 2000 && full == NULL; tries++)
    test_store_plan (roster_session_get_center (world->session), "filler", 1, &full);
  g_assert_error (full, ROSTER_ERROR, ROSTER_ERROR_STORE_FULL);

  g_assert_false (apply (fixture, change, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_STORE_FULL);
  g_assert_cmpint (roster_change_get_state (change), ==, ROSTER_CHANGE_STATE_FAILED);
  g_assert_error (roster_change_get_error (change), ROSTER_ERROR, ROSTER_ERROR_STORE_FULL);
  g_assert_cmpuint (count_writes (fixture), ==, 0);
  g_assert_error (roster_store_get_problem (fixture->store), ROSTER_ERROR, ROSTER_ERROR_STORE_FULL);

  roster_session_sync (world->session);
  test_world_wait (world, test_remember_is_read, NULL);
  g_assert_no_error (roster_session_get_error (world->session));
  g_assert_cmpint (roster_session_get_read_only (world->session), ==, ROSTER_READ_ONLY_NO);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, first);

  test_remember_exec (fixture, "PRAGMA max_page_count = 1000000");
  again = make_change (fixture, ROSTER_LEVEL_ANALYST);
  g_assert_true (apply (fixture, again, &error));
  g_assert_cmpuint (count_writes (fixture), ==, 1);
  g_assert_null (roster_store_get_problem (fixture->store));
  roster_session_sync (world->session);
  test_world_wait (world, test_remember_is_read, NULL);
  last = test_remember_describe (fixture);
  g_assert_cmpstr (last, !=, first);

  close_all (fixture);
  start (fixture);
  roster_demo_server_stop (world->server);
  roster_session_open (world->session, fixture->connection, NULL);
  test_remember_wait_until_read_only (fixture, ROSTER_READ_ONLY_OFFLINE);
  test_remember_assert_shows (fixture, TEST_REMEMBER_NORTHWIND, last);
}

int
main (int   argc,
      char *argv[])
{
  gboolean powerless = give_up_powers ();
  int result;

  g_test_init (&argc, &argv, NULL);
  if (!test_keyring_available ())
    {
      g_print ("1..0 # SKIP no keyring daemon\n");
      return 0;
    }

  daemon_ = test_keyring_start (TEST_KEYRING_DEFAULT);
#define ADD(path, data, func) g_test_add ("/session/databases/" path, Fixture, data, test_remember_set_up, func, test_remember_tear_down)
  ADD ("damaged", GINT_TO_POINTER (ROSTER_ERROR_STORE_DAMAGED), test_no_database);
  ADD ("busy", GINT_TO_POINTER (ROSTER_ERROR_STORE_BUSY), test_no_database);
  ADD ("newer", GINT_TO_POINTER (ROSTER_ERROR_STORE_NEWER), test_no_database);
  ADD ("full", NULL, test_full_disk);
  if (powerless || geteuid () != 0)
    ADD ("read-only", GINT_TO_POINTER (ROSTER_ERROR_STORE_READ_ONLY), test_no_database);
#undef ADD
  result = g_test_run ();
  secret_service_disconnect ();
  test_keyring_stop (daemon_);

  return result;
}
