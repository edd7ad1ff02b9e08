/* test-session-sign-in.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-sign-in.h"

#include <libsoup/soup.h>
#include <string.h>

#include "roster-demo-server.h"
#include "roster-error.h"

/* Against the demo server, over HTTP; a plain HTTP client plays the browser with the person before it. */

typedef struct
{
  RosterDemoServer *server;
  RosterClock *clock;
  RosterSignIn *sign_in;
} Fixture;

static void
start_with (Fixture    *fixture,
            const char *fault,
            guint       latency_ms)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
  g_autoptr (GError) error = NULL;

  options->fault = g_strdup (fault);
  options->latency_ms = latency_ms;
  fixture->server = roster_demo_server_new (options);
  roster_demo_server_start (fixture->server, &error);
  g_assert_no_error (error);
  fixture->clock = roster_clock_new ();
  fixture->sign_in = roster_sign_in_new (roster_demo_server_get_base_url (fixture->server), NULL, fixture->clock);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  start_with (fixture, NULL, 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&fixture->sign_in));
  g_clear_object (&fixture->clock);
  if (fixture->server != NULL)
    roster_demo_server_stop (fixture->server);
  g_clear_object (&fixture->server);
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_assert_null (*(GAsyncResult **) user_data); /* once */
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
finish (Fixture            *fixture,
        GAsyncResult      **result,
        RosterConnection  **connection,
        RosterCredentials **credentials,
        GError            **error)
{
  g_autoptr (GAsyncResult) kept = NULL;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  kept = g_steal_pointer (result);

  return roster_sign_in_finish (fixture->sign_in, kept, connection, credentials, error);
}

static void
begin (Fixture    *fixture,
       const char *secret,
       const char *redirect_uri)
{
  g_autoptr (GError) error = NULL;

  roster_sign_in_begin (fixture->sign_in, ROSTER_DEMO_APP_ID, secret, redirect_uri, &error);
  g_assert_no_error (error);
  g_assert_cmpint (roster_sign_in_get_state (fixture->sign_in), ==, ROSTER_SIGN_IN_STATE_WAITING);
  g_assert_nonnull (roster_sign_in_get_authorization_url (fixture->sign_in));
}

/* Returns the status of the page that the browser ends on, 0 for none. */
static guint
browse (SoupMessage  *message,
        char        **page)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;

  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, on_done, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  body = soup_session_send_and_read_finish (session, result, NULL);
  if (page != NULL)
    *page = body != NULL ? g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body)) : NULL;

  return body != NULL ? soup_message_get_status (message) : 0;
}

static guint
visit (const char  *address,
       char       **page)
{
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);

  return browse (message, page);
}

/* Opens the authorization page, fills in its form as a person would, and goes where it leads, or only says where. */
static char *
decide (Fixture    *fixture,
        const char *decision,
        const char *user,
        gboolean    follow)
{
  const char *url = roster_sign_in_get_authorization_url (fixture->sign_in);
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GHashTable) fields = g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  g_autofree char *target = g_strconcat (roster_demo_server_get_base_url (fixture->server), "/portal/auth", NULL);
  g_autofree char *form = NULL;
  g_autoptr (SoupMessage) message = NULL;
  char *page = NULL;

  g_assert_cmpuint (visit (url, NULL), ==, 200);
  g_assert_cmpuint (g_hash_table_size (fields), ==, 3);
  g_hash_table_insert (fields, g_strdup ("decision"), g_strdup (decision));
  g_hash_table_insert (fields, g_strdup ("user"), g_strdup (user));
  form = soup_form_encode_hash (fields);
  message = soup_message_new_from_encoded_form ("POST", target, g_steal_pointer (&form));
  if (follow)
    {
      g_assert_cmpuint (browse (message, &page), ==, 200);
      return page;
    }

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  browse (message, NULL);

  return g_strdup (soup_message_headers_get_one (soup_message_get_response_headers (message), "Location"));
}

static void
assert_works (Fixture           *fixture,
              RosterConnection  *connection,
              RosterCredentials *credentials)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RosterConnection) again = NULL;
  g_autoptr (GError) error = NULL;

  roster_sign_in_use_token_async (fixture->sign_in, roster_credentials_get_access_token (credentials), NULL, NULL, NULL, on_done, &result);
  g_assert_true (finish (fixture, &result, &again, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (roster_connection_get_core_user_id (again), ==, roster_connection_get_core_user_id (connection));
}

static void
assert_idle (Fixture *fixture)
{
  g_assert_cmpint (roster_sign_in_get_state (fixture->sign_in), ==, ROSTER_SIGN_IN_STATE_IDLE);
  g_assert_false (roster_sign_in_get_listening (fixture->sign_in));
  g_assert_null (roster_sign_in_get_authorization_url (fixture->sign_in));
}

static void
test_loopback (Fixture       *fixture,
               gconstpointer  user_data)
{
  const char *const users[] = { "admin", "standard" };
  g_autofree char *first_user = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (users); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (RosterConnection) connection = NULL;
      g_autoptr (RosterCredentials) credentials = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *page = NULL;
      gint64 before = g_get_real_time ();

      begin (fixture, ROSTER_DEMO_APP_SECRET, NULL);
      g_assert_true (roster_sign_in_get_listening (fixture->sign_in));
      g_assert_true (g_str_has_prefix (roster_sign_in_get_redirect_uri (fixture->sign_in), "http://127.0.0.1:"));
      g_assert_null (strstr (roster_sign_in_get_authorization_url (fixture->sign_in), ROSTER_DEMO_APP_SECRET));

      roster_sign_in_wait_async (fixture->sign_in, NULL, on_done, &result);
      page = decide (fixture, "authorize", users[i], TRUE);
      g_assert_nonnull (strstr (page, "You can close this window."));
      g_assert_true (finish (fixture, &result, &connection, &credentials, &error));
      g_assert_no_error (error);
      assert_idle (fixture);

      g_assert_true (g_uuid_string_is_valid (roster_connection_get_id (connection)));
      g_assert_cmpstr (roster_connection_get_app_id (connection), ==, ROSTER_DEMO_APP_ID);
      g_assert_cmpstr (roster_connection_get_label (connection), !=, "");
      g_assert_cmpstr (roster_connection_get_core_user_id (connection), !=, "");
      g_assert_cmpint (roster_connection_get_created (connection), >=, before);
      g_assert_cmpint (roster_connection_get_created (connection), <=, g_get_real_time ());
      g_assert_false (roster_connection_get_has_secret (connection));
      g_assert_cmpstr (roster_credentials_get_app_secret (credentials), ==, ROSTER_DEMO_APP_SECRET);
      assert_works (fixture, connection, credentials);
      g_assert_cmpstr (roster_connection_get_core_user_id (connection), !=, first_user);
      g_free (first_user);
      first_user = g_strdup (roster_connection_get_core_user_id (connection));
    }
}

static void
test_browser_is_quicker (Fixture       *fixture,
                         gconstpointer  user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RosterConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL;

  begin (fixture, ROSTER_DEMO_APP_SECRET, NULL);
  page = decide (fixture, "authorize", "admin", TRUE);
  roster_sign_in_wait_async (fixture->sign_in, NULL, on_done, &result);
  g_assert_true (finish (fixture, &result, &connection, NULL, &error));
  g_assert_no_error (error);
}

static void
test_declined (Fixture       *fixture,
               gconstpointer  user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL;

  begin (fixture, ROSTER_DEMO_APP_SECRET, NULL);
  roster_sign_in_wait_async (fixture->sign_in, NULL, on_done, &result);
  page = decide (fixture, "decline", "admin", TRUE);
  g_assert_nonnull (strstr (page, "declined"));
  g_assert_false (finish (fixture, &result, NULL, NULL, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_DECLINED);
  assert_idle (fixture);
}

/* Whoever can make a browser ask for an address cannot end a sign-in with it. */
static void
test_state_mismatch (Fixture       *fixture,
                     gconstpointer  user_data)
{
  static const char * const forged[] = {
    "?auth_code=abc&state=forged", "?auth_code=abc", "?error=access_denied&state=forged", "?error=access_denied", "?auth_code=abc&state=",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RosterConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL;

  begin (fixture, ROSTER_DEMO_APP_SECRET, NULL);
  roster_sign_in_wait_async (fixture->sign_in, NULL, on_done, &result);
  for (gsize i = 0; i < G_N_ELEMENTS (forged); i++)
    {
      g_autofree char *address = g_strconcat (roster_sign_in_get_redirect_uri (fixture->sign_in), forged[i], NULL);

      g_assert_cmpuint (visit (address, NULL), ==, 400);
      g_assert_null (result);
      g_assert_cmpint (roster_sign_in_get_state (fixture->sign_in), ==, ROSTER_SIGN_IN_STATE_WAITING);
    }

  page = decide (fixture, "authorize", "admin", TRUE);
  g_assert_true (finish (fixture, &result, &connection, NULL, &error));
  g_assert_no_error (error);
  assert_idle (fixture);
}

static void
test_state_is_new_each_time (Fixture       *fixture,
                             gconstpointer  user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *old_answer = NULL;
  g_autofree char *new_answer = NULL;

  begin (fixture, ROSTER_DEMO_APP_SECRET, "https://agency.example/cb");
  first = g_strdup (roster_sign_in_get_authorization_url (fixture->sign_in));
  old_answer = decide (fixture, "authorize", "admin", FALSE);
  begin (fixture, ROSTER_DEMO_APP_SECRET, "https://agency.example/cb");
  g_assert_cmpstr (roster_sign_in_get_authorization_url (fixture->sign_in), !=, first);
  roster_sign_in_paste_async (fixture->sign_in, old_answer, NULL, on_done, &result);
  g_assert_false (finish (fixture, &result, NULL, NULL, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_STATE_MISMATCH);
  g_assert_nonnull (strstr (error->message, "the newest page"));

  /* It goes on, and the newest page is taken. */
  g_clear_error (&error);
  g_clear_object (&result);
  g_assert_cmpint (roster_sign_in_get_state (fixture->sign_in), ==, ROSTER_SIGN_IN_STATE_WAITING);
  new_answer = decide (fixture, "authorize", "admin", FALSE);
  roster_sign_in_paste_async (fixture->sign_in, new_answer, NULL, on_done, &result);
  g_assert_true (finish (fixture, &result, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
test_other_visits_do_not_matter (Fixture       *fixture,
                                 gconstpointer  user_data)
{
  const char *const rests[] = { "", "favicon.ico", "?", "?hello=world", "elsewhere?auth_code=abc&state=x" };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RosterConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL;

  begin (fixture, ROSTER_DEMO_APP_SECRET, NULL);
  roster_sign_in_wait_async (fixture->sign_in, NULL, on_done, &result);
  for (gsize i = 0; i < G_N_ELEMENTS (rests); i++)
    {
      g_autofree char *address = g_strconcat (roster_sign_in_get_redirect_uri (fixture->sign_in), rests[i], NULL);

      g_assert_cmpuint (visit (address, NULL), >=, 400);
    }
  g_assert_null (result);
  page = decide (fixture, "authorize", "admin", TRUE);
  g_assert_true (finish (fixture, &result, &connection, NULL, &error));
  g_assert_no_error (error);
}

static void
test_bad_app (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL;

  begin (fixture, "another secret", NULL);
  roster_sign_in_wait_async (fixture->sign_in, NULL, on_done, &result);
  page = decide (fixture, "authorize", "admin", TRUE);
  g_assert_false (finish (fixture, &result, NULL, NULL, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_BAD_APP);
  g_assert_cmpint (roster_error_get_api_code (error), ==, 40101);
  assert_idle (fixture);
}

static void
test_bad_code (Fixture       *fixture,
               gconstpointer  user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  begin (fixture, ROSTER_DEMO_APP_SECRET, NULL);
  roster_sign_in_paste_async (fixture->sign_in, "0123456789abcdef", NULL, on_done, &result);
  g_assert_cmpint (roster_sign_in_get_state (fixture->sign_in), ==, ROSTER_SIGN_IN_STATE_FINISHING);
  g_assert_false (finish (fixture, &result, NULL, NULL, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_BAD_AUTH_CODE);
  assert_idle (fixture);
}

static void
test_paste (Fixture       *fixture,
            gconstpointer  user_data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (RosterConnection) connection = NULL;
      g_autoptr (RosterCredentials) credentials = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *address = NULL;
      g_autofree char *code = NULL;

      begin (fixture, "  " ROSTER_DEMO_APP_SECRET "\n", " https://agency.example/cb?x=1 ");
      g_assert_false (roster_sign_in_get_listening (fixture->sign_in));
      g_assert_cmpstr (roster_sign_in_get_redirect_uri (fixture->sign_in), ==, "https://agency.example/cb?x=1");
      address = decide (fixture, "authorize", "admin", FALSE);
      g_assert_true (g_str_has_prefix (address, "https://agency.example/cb?x=1&auth_code="));

      /* Something else first, which does no harm. */
      roster_sign_in_paste_async (fixture->sign_in, "good morning", NULL, on_done, &result);
      g_assert_false (finish (fixture, &result, NULL, NULL, &error));
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
      g_clear_error (&error);
      g_assert_cmpint (roster_sign_in_get_state (fixture->sign_in), ==, ROSTER_SIGN_IN_STATE_WAITING);

      code = g_strndup (strstr (address, "auth_code=") + strlen ("auth_code="),
                        strcspn (strstr (address, "auth_code=") + strlen ("auth_code="), "&"));
      roster_sign_in_paste_async (fixture->sign_in, i == 0 ? address : code, NULL, on_done, &result);
      g_assert_true (finish (fixture, &result, &connection, &credentials, &error));
      g_assert_no_error (error);
      assert_works (fixture, connection, credentials);
      assert_idle (fixture);

      /* Once used, the page has to be opened again. */
      roster_sign_in_paste_async (fixture->sign_in, address, NULL, on_done, &result);
      g_assert_false (finish (fixture, &result, NULL, NULL, &error));
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
    }
}

static void
test_paste_while_waiting (Fixture       *fixture,
                          gconstpointer  user_data)
{
  g_autoptr (GAsyncResult) waited = NULL, pasted = NULL;
  g_autoptr (RosterConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  begin (fixture, ROSTER_DEMO_APP_SECRET, NULL);
  roster_sign_in_wait_async (fixture->sign_in, NULL, on_done, &waited);
  address = decide (fixture, "authorize", "admin", FALSE);
  roster_sign_in_paste_async (fixture->sign_in, address, NULL, on_done, &pasted);
  g_assert_false (finish (fixture, &waited, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (visit (address, NULL), ==, 0);
  g_assert_true (finish (fixture, &pasted, &connection, NULL, &error));
  g_assert_no_error (error);
}

static void
test_port_is_taken (Fixture       *fixture,
                    gconstpointer  user_data)
{
  g_autoptr (RosterSignIn) other = roster_sign_in_new (roster_demo_server_get_base_url (fixture->server), NULL, fixture->clock);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RosterConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  g_assert_true (roster_sign_in_begin (other, ROSTER_DEMO_APP_ID, ROSTER_DEMO_APP_SECRET, NULL, &error));
  begin (fixture, ROSTER_DEMO_APP_SECRET, roster_sign_in_get_redirect_uri (other));
  g_assert_false (roster_sign_in_get_listening (fixture->sign_in));
  roster_sign_in_wait_async (fixture->sign_in, NULL, on_done, &result);
  g_assert_false (finish (fixture, &result, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  address = decide (fixture, "authorize", "admin", FALSE);
  roster_sign_in_paste_async (fixture->sign_in, address, NULL, on_done, &result);
  g_assert_true (finish (fixture, &result, &connection, NULL, &error));
  g_assert_no_error (error);
}

static void
test_cancelled_while_waiting (Fixture       *fixture,
                              gconstpointer  user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  begin (fixture, ROSTER_DEMO_APP_SECRET, NULL);
  address = g_strdup (roster_sign_in_get_redirect_uri (fixture->sign_in));
  roster_sign_in_wait_async (fixture->sign_in, cancellable, on_done, &result);
  g_cancellable_cancel (cancellable);
  g_assert_false (finish (fixture, &result, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  assert_idle (fixture);
  g_assert_cmpuint (visit (address, NULL), ==, 0);

  /* Before it began to wait. */
  begin (fixture, ROSTER_DEMO_APP_SECRET, NULL);
  roster_sign_in_wait_async (fixture->sign_in, cancellable, on_done, &again);
  g_assert_false (finish (fixture, &again, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_idle (fixture);
}

static void
test_stopped (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  begin (fixture, ROSTER_DEMO_APP_SECRET, NULL);
  roster_sign_in_wait_async (fixture->sign_in, NULL, on_done, &result);
  roster_sign_in_stop (fixture->sign_in);
  roster_sign_in_stop (fixture->sign_in);
  g_assert_false (finish (fixture, &result, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_idle (fixture);
}

static void
test_cancelled_while_finishing (void)
{
  Fixture fixture = { NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;

  start_with (&fixture, NULL, 60000);
  begin (&fixture, ROSTER_DEMO_APP_SECRET, NULL);
  roster_sign_in_paste_async (fixture.sign_in, "0123456789abcdef", cancellable, on_done, &first);

  /* Beginning anew does not wait for it, and its end does not disturb. */
  begin (&fixture, ROSTER_DEMO_APP_SECRET, NULL);
  g_cancellable_cancel (cancellable);
  g_assert_false (finish (&fixture, &first, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (roster_sign_in_get_state (fixture.sign_in), ==, ROSTER_SIGN_IN_STATE_WAITING);

  g_cancellable_reset (cancellable);
  roster_sign_in_use_token_async (fixture.sign_in, ROSTER_DEMO_TOKEN_ADMIN, NULL, NULL, cancellable, on_done, &second);
  g_cancellable_cancel (cancellable);
  g_assert_false (finish (&fixture, &second, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_idle (&fixture);
  tear_down (&fixture, NULL);
}

static void
test_token (Fixture       *fixture,
            gconstpointer  user_data)
{
  const struct
  {
    const char *token;
    int code; /* -1: works */
  } cases[] = {
    { ROSTER_DEMO_TOKEN_ADMIN, -1 },
    { "\t" ROSTER_DEMO_TOKEN_STANDARD " \r\n", -1 },
    { ROSTER_DEMO_TOKEN_REVOKED, ROSTER_ERROR_SIGNED_OUT },
    { "0f1e2d3c", ROSTER_ERROR_SIGNED_OUT },
    { "", ROSTER_ERROR_INVALID_INPUT },
    { "  ", ROSTER_ERROR_INVALID_INPUT },
    { "two words", ROSTER_ERROR_INVALID_INPUT },
    { "line\r\nX-Header: break", ROSTER_ERROR_INVALID_INPUT },
    { "schlüssel", ROSTER_ERROR_INVALID_INPUT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (RosterConnection) connection = NULL;
      g_autoptr (RosterCredentials) credentials = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *stripped = g_strstrip (g_strdup (cases[i].token));

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      roster_sign_in_use_token_async (fixture->sign_in, cases[i].token, i == 0 ? "77" : NULL, i == 0 ? "secret" : NULL, NULL, on_done, &result);
      if (cases[i].code < 0)
        {
          g_assert_true (finish (fixture, &result, &connection, &credentials, &error));
          g_assert_no_error (error);
          g_assert_cmpstr (roster_connection_get_core_user_id (connection), !=, "");
          g_assert_cmpstr (roster_connection_get_app_id (connection), ==, i == 0 ? "77" : "");
          g_assert_cmpstr (roster_credentials_get_access_token (credentials), ==, stripped);
          g_assert_cmpstr (roster_credentials_get_app_secret (credentials), ==, i == 0 ? "secret" : NULL);
        }
      else
        {
          g_assert_false (finish (fixture, &result, &connection, &credentials, &error));
          g_assert_error (error, ROSTER_ERROR, cases[i].code);
          g_assert_null (connection);
          g_assert_null (credentials);
        }
      assert_idle (fixture);
    }
}

/* A token that took a trip through the browser is kept, though TikTok does not say whose it is. */
static void
test_user_is_not_told (void)
{
  Fixture fixture = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RosterConnection) connection = NULL;
  g_autoptr (RosterCredentials) credentials = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  start_with (&fixture, "40002:/user/info/", 0);
  begin (&fixture, ROSTER_DEMO_APP_SECRET, "https://agency.example/");
  address = decide (&fixture, "authorize", "admin", FALSE);
  roster_sign_in_paste_async (fixture.sign_in, address, NULL, on_done, &result);
  g_assert_true (finish (&fixture, &result, &connection, &credentials, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (roster_connection_get_core_user_id (connection), ==, "");
  g_assert_cmpstr (roster_connection_get_label (connection), ==, "App " ROSTER_DEMO_APP_ID);
  g_assert_nonnull (roster_credentials_get_access_token (credentials));

  roster_sign_in_use_token_async (fixture.sign_in, ROSTER_DEMO_TOKEN_ADMIN, NULL, NULL, NULL, on_done, &result);
  g_assert_false (finish (&fixture, &result, NULL, NULL, &error));
  g_assert_nonnull (error);
  tear_down (&fixture, NULL);
}

static void
test_offline (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  begin (fixture, ROSTER_DEMO_APP_SECRET, NULL);
  roster_demo_server_stop (fixture->server);
  g_clear_object (&fixture->server);
  roster_sign_in_paste_async (fixture->sign_in, "0123456789abcdef", NULL, on_done, &result);
  g_assert_false (finish (fixture, &result, NULL, NULL, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_OFFLINE);
  assert_idle (fixture);
}

static void
test_input_is_checked (Fixture       *fixture,
                       gconstpointer  user_data)
{
  const struct
  {
    const char *app_id;
    const char *secret;
    const char *redirect_uri;
  } cases[] = {
    { "", "s", NULL },
    { "12a", "s", NULL },
    { "１２", "s", NULL },
    { "1", "", NULL },
    { "1", " ", NULL },
    { "1", "s", "" },
    { "1", "s", "agency.example" },
    { "1", "s", "http://agency.example/" },
    { "1", "s", "https:///cb" },
    { "1", "s", "https://agency.example/#cb" },
    { "1", "s", "javascript:alert(1)" },
    { "1", "s", "http://localhost:99999/" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (roster_sign_in_begin (fixture->sign_in, cases[i].app_id, cases[i].secret, cases[i].redirect_uri, &error));
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
      assert_idle (fixture);
    }
}

static void
test_authorization_url (Fixture       *fixture,
                        gconstpointer  user_data)
{
  g_autoptr (RosterSignIn) sign_in = roster_sign_in_new ("https://business-api.tiktok.com/", NULL, fixture->clock);
  g_autoptr (GHashTable) fields = NULL;
  g_autoptr (GError) error = NULL;
  const char *prefix = "https://business-api.tiktok.com/portal/auth?";
  const char *url;

  g_assert_true (roster_sign_in_begin (sign_in, " 7000 ", "s", "https://agency.example/cb?a=b&c=d", &error));
  g_assert_no_error (error);
  url = roster_sign_in_get_authorization_url (sign_in);
  g_assert_true (g_str_has_prefix (url, prefix));
  fields = g_uri_parse_params (url + strlen (prefix), -1, "&", G_URI_PARAMS_NONE, NULL);
  g_assert_cmpuint (g_hash_table_size (fields), ==, 3);
  g_assert_cmpstr (g_hash_table_lookup (fields, "app_id"), ==, "7000");
  g_assert_cmpstr (g_hash_table_lookup (fields, "redirect_uri"), ==, "https://agency.example/cb?a=b&c=d");
  g_assert_cmpuint (strlen (g_hash_table_lookup (fields, "state")), >=, 32);
}

int
main (int   argc,
      char *argv[])
{
  const struct
  {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } cases[] = {
    { "/sign-in/loopback", test_loopback },
    { "/sign-in/browser-is-quicker", test_browser_is_quicker },
    { "/sign-in/declined", test_declined },
    { "/sign-in/state-mismatch", test_state_mismatch },
    { "/sign-in/state-is-new-each-time", test_state_is_new_each_time },
    { "/sign-in/other-visits-do-not-matter", test_other_visits_do_not_matter },
    { "/sign-in/bad-app", test_bad_app },
    { "/sign-in/bad-code", test_bad_code },
    { "/sign-in/paste", test_paste },
    { "/sign-in/paste-while-waiting", test_paste_while_waiting },
    { "/sign-in/port-is-taken", test_port_is_taken },
    { "/sign-in/cancelled-while-waiting", test_cancelled_while_waiting },
    { "/sign-in/stopped", test_stopped },
    { "/sign-in/token", test_token },
    { "/sign-in/offline", test_offline },
    { "/sign-in/input-is-checked", test_input_is_checked },
    { "/sign-in/authorization-url", test_authorization_url },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].func, tear_down);
  g_test_add_func ("/sign-in/cancelled-while-finishing", test_cancelled_while_finishing);
  g_test_add_func ("/sign-in/user-is-not-told", test_user_is_not_told);

  return g_test_run ();
}
