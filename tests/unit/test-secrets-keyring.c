/* test-secrets-keyring.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-keyring.h"

#include <libsecret/secret.h>
#include <string.h>

#include "roster-error.h"
#include "test-keyring-calls.h"
#include "test-keyring.h"

/* Against a real keyring daemon, one for all cases: each case is an application of its own. */

#define TOKEN "5up3rS3cr3t0f1e2d3c4b5a69788796a5b4c3d2e1f"
#define SECRET "aPpSeCr3t_00112233445566778899aabbccddeeff"
#define CREATED (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)

static TestKeyring *daemon_;

static const SecretSchema any_schema = {
  "io.github.accessroster.AccessRoster",
  SECRET_SCHEMA_DONT_MATCH_NAME,
  {
    { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "format", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "connection", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "app_id", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "core_user_id", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "note", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

/* As anybody can, past the program. */
static void
plant (const char *secret,
       ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) attributes = NULL;
  va_list args;

  va_start (args, secret);
  attributes = secret_attributes_buildv (&any_schema, args);
  va_end (args);
  secret_password_storev_sync (&any_schema, attributes, SECRET_COLLECTION_DEFAULT, "planted", secret, NULL, &error);
  g_assert_no_error (error);
}

static guint
count_planted (const char *application)
{
  g_autoptr (GError) error = NULL;
  GList *items = secret_password_search_sync (&any_schema, SECRET_SEARCH_ALL, NULL, &error, "application", application, NULL);
  guint n = g_list_length (items);

  g_assert_no_error (error);
  g_list_free_full (items, g_object_unref);

  return n;
}

static RosterConnection *
get_connection (RosterKeyring *keyring,
                guint          position)
{
  g_autoptr (RosterConnection) connection = g_list_model_get_item (roster_keyring_get_connections (keyring), position);

  g_assert_nonnull (connection);

  return connection; /* the list holds it */
}

static guint
count (RosterKeyring *keyring)
{
  return g_list_model_get_n_items (roster_keyring_get_connections (keyring));
}

static void
test_stored_and_found (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterKeyring) first = roster_keyring_new ("test.stored");
  g_autoptr (RosterKeyring) second = roster_keyring_new ("test.stored");
  g_autoptr (RosterKeyring) other = roster_keyring_new ("test.other");
  g_autoptr (RosterConnection) connection = roster_connection_new (NULL, "Aoife <b>Byrne</b>", "7000000000000000001", "6900000000000000001", CREATED);
  RosterConnection *found;

  g_assert_cmpint (roster_keyring_get_state (first), ==, ROSTER_KEYRING_UNKNOWN);
  g_assert_true (test_load_connections (first, &error));
  g_assert_no_error (error);
  g_assert_cmpint (roster_keyring_get_state (first), ==, ROSTER_KEYRING_AVAILABLE);
  g_assert_cmpuint (count (first), ==, 0);

  g_assert_true (test_store_connection (first, connection, TOKEN, SECRET, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (first), ==, 1);
  g_assert_true (roster_connection_get_has_secret (connection));
  g_assert_false (roster_connection_get_session_only (connection));

  g_assert_true (test_load_connections (second, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (second), ==, 1);
  found = get_connection (second, 0);
  g_assert_cmpstr (roster_connection_get_id (found), ==, roster_connection_get_id (connection));
  g_assert_cmpstr (roster_connection_get_label (found), ==, "Aoife <b>Byrne</b>");
  g_assert_cmpstr (roster_connection_get_app_id (found), ==, "7000000000000000001");
  g_assert_cmpstr (roster_connection_get_core_user_id (found), ==, "6900000000000000001");
  g_assert_cmpint (roster_connection_get_created (found), >, CREATED);
  g_assert_true (roster_connection_get_has_secret (found));
  g_assert_cmpint (roster_connection_get_problem (found), ==, ROSTER_CONNECTION_SOUND);
  test_assert_credentials (second, found, TOKEN, SECRET);

  g_assert_true (test_load_connections (other, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (other), ==, 0);
}

static void
test_nothing_readable_on_disk (void)
{
  g_assert_false (test_keyring_is_on_disk (daemon_, TOKEN));
  g_assert_false (test_keyring_is_on_disk (daemon_, SECRET));
}

static void
test_load_keeps_objects (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterKeyring) keyring = roster_keyring_new ("test.keeps");
  g_autoptr (RosterConnection) connection = roster_connection_new (NULL, "Before", "1", "2", CREATED);

  g_assert_true (test_store_connection (keyring, connection, TOKEN, NULL, &error));
  g_assert_true (test_load_connections (keyring, &error));
  g_assert_cmpuint (count (keyring), ==, 1);
  g_assert_true (get_connection (keyring, 0) == connection);

  /* Signing in again under another name replaces the item. */
  roster_connection_set_label (connection, "After");
  g_assert_true (test_store_connection (keyring, connection, "another", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_planted ("test.keeps"), ==, 1);
  test_assert_credentials (keyring, connection, "another", NULL);
  g_assert_true (roster_keyring_find (keyring, "1", "2") == connection);
  g_assert_null (roster_keyring_find (keyring, "1", "3"));
  g_assert_null (roster_keyring_find (keyring, "1", ""));
}

static void
test_two_connections (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterKeyring) keyring = roster_keyring_new ("test.two");
  g_autoptr (RosterKeyring) fresh = roster_keyring_new ("test.two");
  g_autoptr (RosterConnection) one = roster_connection_new (NULL, "One", "1", "1", CREATED);
  g_autoptr (RosterConnection) two = roster_connection_new (NULL, "Two", "1", "2", CREATED);
  g_autoptr (RosterCredentials) gone = NULL;

  g_assert_true (test_store_connection (keyring, one, "token one", "secret one", &error));
  g_assert_true (test_store_connection (keyring, two, "token two", NULL, &error));
  g_assert_cmpuint (count (keyring), ==, 2);
  test_assert_credentials (keyring, one, "token one", "secret one");
  test_assert_credentials (keyring, two, "token two", NULL);

  g_assert_true (test_delete_connection (keyring, one, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (keyring), ==, 1);
  g_assert_false (roster_connection_get_has_secret (one));
  gone = test_lookup_connection (keyring, one, &error);
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND);
  g_assert_null (gone);
  g_clear_error (&error);
  test_assert_credentials (keyring, two, "token two", NULL);

  g_assert_true (test_load_connections (fresh, &error));
  g_assert_cmpuint (count (fresh), ==, 1);
  g_assert_cmpstr (roster_connection_get_label (get_connection (fresh, 0)), ==, "Two");

  /* Twice is no harm. */
  g_assert_true (test_delete_connection (keyring, one, &error));
  g_assert_no_error (error);
}

static void
test_removed_behind_our_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterKeyring) keyring = roster_keyring_new ("test.behind");
  g_autoptr (RosterConnection) connection = roster_connection_new (NULL, "One", "1", "1", CREATED);

  g_assert_true (test_store_connection (keyring, connection, TOKEN, NULL, &error));
  secret_password_clear_sync (&any_schema, NULL, &error, "application", "test.behind", NULL);
  g_assert_no_error (error);
  g_assert_null (test_lookup_connection (keyring, connection, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND);
  g_assert_false (roster_connection_get_has_secret (connection));
  g_clear_error (&error);
  g_assert_true (test_load_connections (keyring, &error));
  g_assert_cmpuint (count (keyring), ==, 0);
}

static void
test_damaged_secret (void)
{
  const char *const secrets[] = { "", "not JSON", "[]", "null", "{", "{}", "{\"access_token\":7}", "{\"access_token\":\"\"}", "{\"access_token\":{}}" };

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autofree char *application = g_strdup_printf ("test.damaged%" G_GSIZE_FORMAT, i);
      g_autoptr (RosterKeyring) keyring = roster_keyring_new (application);
      g_autoptr (GError) error = NULL;
      RosterConnection *connection;

      plant (secrets[i], "application", application, "format", "1", "kind", "connection", "connection", "abc", "app_id", "1",
             "core_user_id", "2", NULL);
      g_assert_true (test_load_connections (keyring, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count (keyring), ==, 1);
      connection = get_connection (keyring, 0);
      g_assert_null (test_lookup_connection (keyring, connection, &error));
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_FAILED);
      g_assert_cmpint (roster_connection_get_problem (connection), ==, ROSTER_CONNECTION_DAMAGED);
      g_assert_false (roster_connection_get_has_secret (connection));
      g_assert_cmpuint (count_planted (application), ==, 1);
      g_clear_error (&error);

      /* Signing in again mends it. */
      g_assert_true (test_store_connection (keyring, connection, TOKEN, NULL, &error));
      test_assert_credentials (keyring, connection, TOKEN, NULL);
      g_assert_cmpint (roster_connection_get_problem (connection), ==, ROSTER_CONNECTION_SOUND);
      g_assert_cmpuint (count_planted (application), ==, 1);
    }
}

static void
test_damaged_attributes (void)
{
  g_autoptr (RosterKeyring) keyring = roster_keyring_new ("test.attributes");
  g_autoptr (GError) error = NULL;

  plant (TOKEN, "application", "test.attributes", NULL);
  plant (TOKEN, "application", "test.attributes", "format", "one", "connection", "abc", NULL);
  plant (TOKEN, "application", "test.attributes", "format", "1", "kind", "connection", "note", "no connection", NULL);
  plant (TOKEN, "application", "test.attributes", "format", "1", "kind", "something else", "connection", "def", NULL);
  g_assert_true (test_load_connections (keyring, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (keyring), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (roster_connection_get_problem (get_connection (keyring, i)), ==, ROSTER_CONNECTION_DAMAGED);
      g_assert_null (test_lookup_connection (keyring, get_connection (keyring, i), &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }
  g_assert_cmpuint (count_planted ("test.attributes"), ==, 4);

  /* Each goes alone. */
  for (guint i = 3; i > 0; i--)
    {
      g_autoptr (RosterConnection) connection = g_object_ref (get_connection (keyring, i - 1));

      g_assert_true (test_delete_connection (keyring, connection, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count_planted ("test.attributes"), ==, i);
      g_assert_cmpuint (count (keyring), ==, i - 1);
    }
}

static void
test_duplicates (void)
{
  g_autoptr (RosterKeyring) keyring = roster_keyring_new ("test.twice");
  g_autoptr (RosterConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  plant ("{\"access_token\":\"good\"}", "application", "test.twice", "format", "1", "kind", "connection", "connection", "abc", "note", "1", NULL);
  plant ("broken", "application", "test.twice", "format", "1", "kind", "connection", "connection", "abc", "note", "2", NULL);
  plant ("broken", "application", "test.twice", "connection", "abc", "note", "3", NULL);
  g_assert_true (test_load_connections (keyring, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (keyring), ==, 1);
  connection = g_object_ref (get_connection (keyring, 0));
  g_assert_cmpint (roster_connection_get_problem (connection), ==, ROSTER_CONNECTION_SOUND);
  test_assert_credentials (keyring, connection, "good", NULL);

  g_assert_true (test_delete_connection (keyring, connection, &error));
  g_assert_no_error (error);
  g_assert_null (test_lookup_connection (keyring, connection, &error));
}

static void
test_newer_format (void)
{
  g_autoptr (RosterKeyring) keyring = roster_keyring_new ("test.newer");
  g_autoptr (GError) error = NULL;
  RosterConnection *connection;

  plant ("sealed", "application", "test.newer", "format", "2", "kind", "connection", "connection", "abc", "app_id", "1", "core_user_id", "2", NULL);
  g_assert_true (test_load_connections (keyring, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (keyring), ==, 1);
  connection = get_connection (keyring, 0);
  g_assert_cmpint (roster_connection_get_problem (connection), ==, ROSTER_CONNECTION_NEWER);
  g_assert_null (test_lookup_connection (keyring, connection, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (test_store_connection (keyring, connection, TOKEN, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (test_delete_connection (keyring, connection, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (count_planted ("test.newer"), ==, 1);
  g_assert_null (roster_keyring_find (keyring, "1", "2"));
}

static void
test_session_only (void)
{
  g_autoptr (RosterKeyring) keyring = roster_keyring_new ("test.session");
  g_autoptr (RosterConnection) connection = roster_connection_new (NULL, "One", "1", "1", CREATED);
  g_autoptr (RosterCredentials) credentials = roster_credentials_new (TOKEN, SECRET);
  g_autoptr (GError) error = NULL;

  roster_keyring_keep_for_session (keyring, connection, credentials);
  g_assert_true (roster_connection_get_session_only (connection));
  g_assert_true (test_load_connections (keyring, &error));
  g_assert_cmpuint (count (keyring), ==, 1);
  test_assert_credentials (keyring, connection, TOKEN, SECRET);
  g_assert_cmpuint (count_planted ("test.session"), ==, 0);

  g_assert_true (test_store_connection (keyring, connection, TOKEN, SECRET, &error));
  g_assert_false (roster_connection_get_session_only (connection));
  g_assert_cmpuint (count_planted ("test.session"), ==, 1);

  roster_keyring_keep_for_session (keyring, connection, credentials);
  g_assert_true (test_load_connections (keyring, &error));
  g_assert_cmpuint (count (keyring), ==, 1);
  test_assert_credentials (keyring, connection, TOKEN, SECRET);
}

static void
test_cancelled (void)
{
  g_autoptr (RosterKeyring) keyring = roster_keyring_new ("test.stored");
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GCancellable) during = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (before);
  roster_keyring_load_async (keyring, before, test_on_done, &first);
  g_assert_false (roster_keyring_load_finish (keyring, test_wait_for (&first), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  roster_keyring_load_async (keyring, during, test_on_done, &second);
  g_cancellable_cancel (during);
  g_assert_false (roster_keyring_load_finish (keyring, test_wait_for (&second), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (roster_keyring_get_state (keyring), ==, ROSTER_KEYRING_UNKNOWN);
}

/* The daemon dies in the middle, and the desktop starts another: the next question works again, without a new start of the program. */
static void
test_restarted (void)
{
  g_autoptr (RosterKeyring) keyring = roster_keyring_new ("test.restarted");
  g_autoptr (RosterConnection) connection = roster_connection_new (NULL, "One", "1", "1", CREATED);
  g_autoptr (GError) error = NULL;

  g_assert_true (test_store_connection (keyring, connection, TOKEN, SECRET, &error));
  test_keyring_stop_service (daemon_);
  g_assert_null (test_lookup_connection (keyring, connection, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING);
  g_clear_error (&error);
  g_assert_cmpint (roster_keyring_get_state (keyring), ==, ROSTER_KEYRING_MISSING);
  g_assert_cmpuint (count (keyring), ==, 1);

  test_keyring_start_service (daemon_);
  test_assert_credentials (keyring, connection, TOKEN, SECRET);
  g_assert_true (test_load_connections (keyring, &error));
  g_assert_no_error (error);
  g_assert_cmpint (roster_keyring_get_state (keyring), ==, ROSTER_KEYRING_AVAILABLE);

  /* Also when nobody asked while it was gone. */
  test_keyring_stop_service (daemon_);
  test_keyring_start_service (daemon_);
  test_assert_credentials (keyring, connection, TOKEN, SECRET);
  g_assert_true (test_delete_connection (keyring, connection, &error));
  g_assert_no_error (error);
}

static void
test_locked (void)
{
  g_autoptr (RosterKeyring) keyring = roster_keyring_new ("test.locked");
  g_autoptr (RosterKeyring) fresh = roster_keyring_new ("test.locked");
  g_autoptr (RosterKeyring) empty = roster_keyring_new ("test.nothing");
  g_autoptr (RosterConnection) connection = roster_connection_new (NULL, "One", "1", "1", CREATED);
  g_autoptr (RosterConnection) another = roster_connection_new (NULL, "Two", "1", "2", CREATED);
  g_autoptr (RosterCredentials) credentials = roster_credentials_new ("for now", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (test_store_connection (keyring, connection, TOKEN, SECRET, &error));
  test_keyring_lock (daemon_);

  /* What is known stays known. */
  g_assert_false (test_load_connections (keyring, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED);
  g_clear_error (&error);
  g_assert_cmpint (roster_keyring_get_state (keyring), ==, ROSTER_KEYRING_LOCKED);
  g_assert_cmpuint (count (keyring), ==, 1);
  g_assert_true (roster_connection_get_has_secret (connection));

  g_assert_null (test_lookup_connection (keyring, connection, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED);
  g_clear_error (&error);
  g_assert_false (test_store_connection (keyring, another, TOKEN, NULL, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED);
  g_clear_error (&error);
  g_assert_cmpuint (count (keyring), ==, 1);
  g_assert_false (test_delete_connection (keyring, connection, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED);
  g_clear_error (&error);
  g_assert_cmpuint (count (keyring), ==, 1);
  g_assert_false (test_unlock_connections (keyring, &error)); /* nobody to ask */
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED);
  g_clear_error (&error);

  /* The way out. */
  roster_keyring_keep_for_session (keyring, another, credentials);
  g_assert_cmpuint (count (keyring), ==, 2);
  test_assert_credentials (keyring, another, "for now", NULL);

  /* A program that starts now. */
  g_assert_false (test_load_connections (fresh, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED);
  g_clear_error (&error);
  g_assert_false (test_load_connections (empty, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED);
  g_clear_error (&error);
  g_assert_cmpint (roster_keyring_get_state (empty), ==, ROSTER_KEYRING_LOCKED);

  test_keyring_unlock (daemon_);
  g_assert_true (test_unlock_connections (fresh, &error));
  g_assert_no_error (error);
  g_assert_cmpint (roster_keyring_get_state (fresh), ==, ROSTER_KEYRING_AVAILABLE);
  g_assert_cmpuint (count (fresh), ==, 1);
  g_assert_cmpstr (roster_connection_get_label (get_connection (fresh, 0)), ==, "One");
  test_assert_credentials (keyring, connection, TOKEN, SECRET);
  g_assert_true (test_store_connection (keyring, another, "for good", NULL, &error));
  g_assert_no_error (error);
  test_assert_credentials (keyring, another, "for good", NULL);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  if (!test_keyring_available ())
    {
      g_print ("1..0 # SKIP dbus-daemon or gnome-keyring-daemon is not installed\n");
      return 0;
    }

  daemon_ = test_keyring_start (TEST_KEYRING_DEFAULT);

  g_test_add_func ("/keyring/stored-and-found", test_stored_and_found);
  g_test_add_func ("/keyring/nothing-readable-on-disk", test_nothing_readable_on_disk);
  g_test_add_func ("/keyring/load-keeps-objects", test_load_keeps_objects);
  g_test_add_func ("/keyring/two-connections", test_two_connections);
  g_test_add_func ("/keyring/removed-behind-our-back", test_removed_behind_our_back);
  g_test_add_func ("/keyring/damaged-secret", test_damaged_secret);
  g_test_add_func ("/keyring/damaged-attributes", test_damaged_attributes);
  g_test_add_func ("/keyring/duplicates", test_duplicates);
  g_test_add_func ("/keyring/newer-format", test_newer_format);
  g_test_add_func ("/keyring/session-only", test_session_only);
  g_test_add_func ("/keyring/cancelled", test_cancelled);
  g_test_add_func ("/keyring/restarted", test_restarted);
  g_test_add_func ("/keyring/locked", test_locked);

  status = g_test_run ();
  secret_service_disconnect ();
  test_keyring_stop (daemon_);

  return status;
}
