/* test-secrets-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* memmem */

#include <glib/gstdio.h>
#include <string.h>

#include "roster-error.h"
#include "test-keyring-calls.h"

/* libsecret's own encrypted file, as inside a Flatpak, and no session bus at all. */

#define TOKEN "5up3rS3cr3t0f1e2d3c4b5a69788796a5b4c3d2e1f"
#define CREATED (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)

static char *path;

/* LeakSanitizer asks this: libsecret 0.20 leaks something with each file that it reads or writes, below functions that have no names. What
 * is ours is looked at in the other tests of this folder. */
int __lsan_is_turned_off (void);

int
__lsan_is_turned_off (void)
{
  return 1;
}

static void
test_stored_and_found (void)
{
  g_autoptr (RosterKeyring) keyring = roster_keyring_new ("test.file");
  g_autoptr (RosterKeyring) fresh = roster_keyring_new ("test.file");
  g_autoptr (RosterKeyring) other = roster_keyring_new ("test.other");
  g_autoptr (RosterConnection) one = roster_connection_new (NULL, "Aoife Byrne", "7000000000000000001", "6900000000000000001", CREATED);
  g_autoptr (RosterConnection) two = roster_connection_new (NULL, "Tomas Novak", "7000000000000000001", "6900000000000000002", CREATED);
  g_autoptr (RosterConnection) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (test_load_connections (keyring, &error));
  g_assert_no_error (error);
  g_assert_cmpint (roster_keyring_get_state (keyring), ==, ROSTER_KEYRING_AVAILABLE);
  g_assert_true (test_store_connection (keyring, one, TOKEN, "the secret", &error));
  g_assert_no_error (error);
  g_assert_true (test_store_connection (keyring, two, "token two", NULL, &error));
  g_assert_no_error (error);

  g_assert_true (test_load_connections (fresh, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (roster_keyring_get_connections (fresh)), ==, 2);
  found = g_object_ref (roster_keyring_find (fresh, "7000000000000000001", "6900000000000000001"));
  g_assert_cmpstr (roster_connection_get_label (found), ==, "Aoife Byrne");
  test_assert_credentials (fresh, found, TOKEN, "the secret");
  g_assert_true (test_load_connections (other, &error));
  g_assert_cmpuint (g_list_model_get_n_items (roster_keyring_get_connections (other)), ==, 0);

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_null (memmem (contents, length, TOKEN, strlen (TOKEN)));

  g_assert_true (test_delete_connection (fresh, found, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (roster_keyring_get_connections (fresh)), ==, 1);
  g_assert_null (test_lookup_connection (keyring, one, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND);
  test_assert_credentials (keyring, two, "token two", NULL);
}

static void
test_unlock_has_nothing_to_do (void)
{
  g_autoptr (RosterKeyring) keyring = roster_keyring_new ("test.unlock");
  g_autoptr (GError) error = NULL;

  g_assert_true (test_unlock_connections (keyring, &error));
  g_assert_no_error (error);
  g_assert_cmpint (roster_keyring_get_state (keyring), ==, ROSTER_KEYRING_AVAILABLE);
}

static void
test_cancelled (void)
{
  g_autoptr (RosterKeyring) keyring = roster_keyring_new ("test.cancelled");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  roster_keyring_load_async (keyring, cancellable, test_on_done, &result);
  g_cancellable_cancel (cancellable);
  g_assert_false (roster_keyring_load_finish (keyring, test_wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_broken_file_subprocess (void)
{
  g_autoptr (RosterKeyring) keyring = roster_keyring_new ("test.file");
  g_autoptr (RosterConnection) connection = roster_connection_new (NULL, "One", "1", "1", CREATED);
  g_autoptr (RosterCredentials) credentials = roster_credentials_new (TOKEN, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "GnomeKeyring\n\rbut then rubbish", -1, NULL));
  g_assert_false (test_load_connections (keyring, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING);
  g_clear_error (&error);
  g_assert_cmpint (roster_keyring_get_state (keyring), ==, ROSTER_KEYRING_MISSING);
  g_assert_false (test_store_connection (keyring, connection, TOKEN, NULL, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING);
  roster_keyring_keep_for_session (keyring, connection, credentials);
  test_assert_credentials (keyring, connection, TOKEN, NULL);
}

static void
test_broken_file (void)
{
  g_test_trap_subprocess ("/file/broken/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *directory = NULL;
  g_autofree char *backup = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);

  directory = g_dir_make_tmp ("access-roster-file-XXXXXX", NULL);
  path = g_build_filename (directory, "secrets.keyring", NULL);
  backup = g_strconcat (path, "~", NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "correct horse", TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);

  g_test_add_func ("/file/stored-and-found", test_stored_and_found);
  g_test_add_func ("/file/unlock-has-nothing-to-do", test_unlock_has_nothing_to_do);
  g_test_add_func ("/file/cancelled", test_cancelled);
  g_test_add_func ("/file/broken", test_broken_file);
  g_test_add_func ("/file/broken/subprocess", test_broken_file_subprocess);

  status = g_test_run ();
  g_remove (path);
  g_remove (backup);
  g_rmdir (directory);
  g_free (path);

  return status;
}
