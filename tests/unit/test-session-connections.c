/* test-session-connections.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-error.h"
#include "test-world.h"

/* Without a keyring: what a session makes of connections then. Real keyrings are in the tests of the folder "secrets". */

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_assert_null (*(GAsyncResult **) user_data);
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
has_result (TestWorld *world,
            gpointer   user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

static gboolean
is_ready (TestWorld *world,
          gpointer   user_data)
{
  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

static gboolean
add (TestWorld         *world,
     RosterConnection  *connection,
     gboolean           for_this_session_only,
     GError           **error)
{
  g_autoptr (RosterCredentials) credentials = roster_credentials_new (ROSTER_DEMO_TOKEN_ADMIN, ROSTER_DEMO_APP_SECRET);
  g_autoptr (GAsyncResult) result = NULL;

  roster_session_add_connection_async (world->session, connection, credentials, for_this_session_only, NULL, on_done, &result);
  test_world_wait (world, has_result, &result);

  return roster_session_add_connection_finish (world->session, result, error);
}

static void
test_missing_keyring_has_a_way_out (TestWorld     *world,
                                    gconstpointer  user_data)
{
  g_autoptr (RosterConnection) connection = roster_connection_new (NULL, "Aoife Byrne", ROSTER_DEMO_APP_ID, "1", 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  roster_session_load_connections_async (world->session, NULL, on_done, &result);
  test_world_wait (world, has_result, &result);
  g_assert_false (roster_session_load_connections_finish (world->session, result, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING);
  g_clear_error (&error);

  g_assert_false (add (world, connection, FALSE, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING);
  g_clear_error (&error);
  g_assert_cmpint (roster_session_get_state (world->session), ==, ROSTER_SESSION_STATE_CLOSED);

  g_assert_true (add (world, connection, TRUE, &error));
  g_assert_no_error (error);
  test_world_wait (world, is_ready, NULL);
  g_assert_true (roster_session_get_connection (world->session) == connection);
}

static void
test_signing_in_again_renews (TestWorld     *world,
                              gconstpointer  user_data)
{
  g_autoptr (RosterConnection) first = roster_connection_new (NULL, "Aoife", ROSTER_DEMO_APP_ID, "1", 1);
  g_autoptr (RosterConnection) again = roster_connection_new (NULL, "Aoife Byrne", ROSTER_DEMO_APP_ID, "1", 2);
  g_autoptr (RosterConnection) other = roster_connection_new (NULL, "Tomas", ROSTER_DEMO_APP_ID, "2", 3);
  g_autoptr (RosterConnection) unknown = roster_connection_new (NULL, "Pasted token", NULL, NULL, 4);
  g_autoptr (RosterConnection) unknown_too = roster_connection_new (NULL, "Pasted token", NULL, NULL, 5);
  GListModel *connections = roster_session_get_connections (world->session);
  g_autoptr (GError) error = NULL;

  g_assert_true (add (world, first, TRUE, &error));
  g_assert_true (add (world, again, TRUE, &error));
  g_assert_cmpuint (g_list_model_get_n_items (connections), ==, 1);
  g_assert_true (roster_session_get_connection (world->session) == first);
  g_assert_cmpstr (roster_connection_get_label (first), ==, "Aoife Byrne");

  g_assert_true (add (world, other, TRUE, &error));
  g_assert_true (add (world, unknown, TRUE, &error));
  g_assert_true (add (world, unknown_too, TRUE, &error));
  g_assert_cmpuint (g_list_model_get_n_items (connections), ==, 4);
}

static void
test_sign_out_closes (TestWorld     *world,
                      gconstpointer  user_data)
{
  g_autoptr (RosterConnection) connection = roster_connection_new (NULL, "Aoife Byrne", ROSTER_DEMO_APP_ID, "1", 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;
  gboolean revoked = FALSE;

  g_assert_true (add (world, connection, TRUE, &error));
  test_world_wait (world, is_ready, NULL);
  roster_session_sign_out_async (world->session, connection, NULL, on_done, &first);
  g_assert_cmpint (roster_session_get_state (world->session), ==, ROSTER_SESSION_STATE_CLOSED);
  test_world_wait (world, has_result, &first);
  g_assert_true (roster_session_sign_out_finish (world->session, first, &revoked, &error));
  g_assert_no_error (error);
  g_assert_true (revoked);
  g_assert_cmpuint (test_world_count_requests (world, "POST", "/oauth2/revoke_token/"), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_connections (world->session)), ==, 0);

  /* Cancelled: TikTok is not asked, and what was here is gone all the same. */
  g_assert_true (add (world, connection, TRUE, &error));
  g_cancellable_cancel (cancellable);
  roster_session_sign_out_async (world->session, connection, cancellable, on_done, &second);
  test_world_wait (world, has_result, &second);
  g_assert_true (roster_session_sign_out_finish (world->session, second, &revoked, &error));
  g_assert_no_error (error);
  g_assert_false (revoked);
  g_assert_cmpuint (test_world_count_requests (world, "POST", "/oauth2/revoke_token/"), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_connections (world->session)), ==, 0);
}

/* In the middle of a sync: what comes in late finds nobody home. */
static void
test_sign_out_while_reading (TestWorld     *world,
                             gconstpointer  user_data)
{
  g_autoptr (RosterConnection) connection = roster_connection_new (NULL, "Aoife Byrne", ROSTER_DEMO_APP_ID, "1", 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean revoked = FALSE;

  g_assert_true (add (world, connection, TRUE, &error));
  test_world_wait (world, is_ready, NULL);
  roster_session_sync (world->session);
  g_assert_true (roster_session_get_syncing (world->session));
  roster_session_sign_out_async (world->session, connection, NULL, on_done, &result);
  g_assert_false (roster_session_get_syncing (world->session));
  test_world_wait (world, has_result, &result);
  g_assert_true (roster_session_sign_out_finish (world->session, result, &revoked, &error));
  g_assert_no_error (error);
  g_assert_true (revoked);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (roster_session_get_state (world->session), ==, ROSTER_SESSION_STATE_CLOSED);
  g_assert_null (roster_session_get_client (world->session));
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_ad_accounts (world->session)), ==, 0);
}

static void
set_up (TestWorld     *world,
        gconstpointer  user_data)
{
  test_world_set_up (world, NULL);
}

static void
tear_down (TestWorld     *world,
           gconstpointer  user_data)
{
  test_world_tear_down (world);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);

  g_test_add ("/connections/missing-keyring-has-a-way-out", TestWorld, NULL, set_up, test_missing_keyring_has_a_way_out, tear_down);
  g_test_add ("/connections/signing-in-again-renews", TestWorld, NULL, set_up, test_signing_in_again_renews, tear_down);
  g_test_add ("/connections/sign-out-closes", TestWorld, NULL, set_up, test_sign_out_closes, tear_down);
  g_test_add ("/connections/sign-out-while-reading", TestWorld, NULL, set_up, test_sign_out_while_reading, tear_down);

  return g_test_run ();
}
