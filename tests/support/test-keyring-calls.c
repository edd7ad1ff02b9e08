/* test-keyring-calls.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-keyring-calls.h"

/* For LeakSanitizer, which calls these by name: what libsecret 0.20 leaks with each item that it finds. To know that by its caller it has to
 * see through libraries that have no frame pointers. */
const char *__asan_default_options (void);
const char *__lsan_default_suppressions (void);

const char *
__asan_default_options (void)
{
  return "fast_unwind_on_malloc=0";
}

const char *
__lsan_default_suppressions (void)
{
  return "leak:secret_item_new_for_dbus_path\n";
}

/**
 * test_on_done:
 * @source: whatever was asked
 * @result: a result
 * @user_data: a place for the result
 *
 * Keeps the result for test_wait_for(), and sees to it that it comes once.
 */
void
test_on_done (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_assert_null (*(GAsyncResult **) user_data);
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/**
 * test_wait_for:
 * @result: where test_on_done() puts it
 *
 * Returns: (transfer none): the result
 */
GAsyncResult *
test_wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

gboolean
test_load_connections (RosterKeyring  *keyring,
                       GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_keyring_load_async (keyring, NULL, test_on_done, &result);

  return roster_keyring_load_finish (keyring, test_wait_for (&result), error);
}

gboolean
test_unlock_connections (RosterKeyring  *keyring,
                         GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_keyring_unlock_async (keyring, NULL, test_on_done, &result);

  return roster_keyring_unlock_finish (keyring, test_wait_for (&result), error);
}

RosterCredentials *
test_lookup_connection (RosterKeyring     *keyring,
                        RosterConnection  *connection,
                        GError           **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_keyring_lookup_async (keyring, connection, NULL, test_on_done, &result);

  return roster_keyring_lookup_finish (keyring, test_wait_for (&result), error);
}

gboolean
test_store_connection (RosterKeyring     *keyring,
                       RosterConnection  *connection,
                       const char        *access_token,
                       const char        *app_secret,
                       GError           **error)
{
  g_autoptr (RosterCredentials) credentials = roster_credentials_new (access_token, app_secret);
  g_autoptr (GAsyncResult) result = NULL;

  roster_keyring_store_async (keyring, connection, credentials, NULL, test_on_done, &result);

  return roster_keyring_store_finish (keyring, test_wait_for (&result), error);
}

gboolean
test_delete_connection (RosterKeyring     *keyring,
                        RosterConnection  *connection,
                        GError           **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_keyring_delete_async (keyring, connection, NULL, test_on_done, &result);

  return roster_keyring_delete_finish (keyring, test_wait_for (&result), error);
}

void
test_assert_credentials (RosterKeyring    *keyring,
                         RosterConnection *connection,
                         const char       *access_token,
                         const char       *app_secret)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterCredentials) credentials = test_lookup_connection (keyring, connection, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (roster_credentials_get_access_token (credentials), ==, access_token);
  g_assert_cmpstr (roster_credentials_get_app_secret (credentials), ==, app_secret);
}
