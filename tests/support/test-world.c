/* test-world.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-world.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>

#include "roster-json.h"

#define MAX_STEP G_TIME_SPAN_SECOND
#define ADMIN "7012345678901234561" /* Aoife Byrne */

/* Starts a server with @options (transfer full, nullable: the believable agency) that writes its log into a folder of its own. */
void
test_world_set_up (TestWorld         *world,
                   RosterDemoOptions *options)
{
  g_autoptr (RosterDemoOptions) owned = options != NULL ? options : roster_demo_options_new ();
  g_autoptr (GError) error = NULL;

  world->folder = g_dir_make_tmp ("access-roster-test-XXXXXX", &error);
  g_assert_no_error (error);
  world->log = g_build_filename (world->folder, "requests.log", NULL);
  g_free (owned->log);
  owned->log = g_strdup (world->log);

  world->server = roster_demo_server_new (owned);
  roster_demo_server_start (world->server, &error);
  g_assert_no_error (error);

  world->clock = roster_clock_new_manual (g_get_real_time ());
  world->keyring = roster_keyring_new ("io.github.accessroster.AccessRoster.Test");
  world->session = roster_session_new (world->keyring, world->clock, roster_demo_server_get_base_url (world->server));
  world->pace = 100 * 1000;
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Turns the main loop, and the clock with it, until @condition holds; the harness's time-out ends a test in which it never does. The clock waits
 * for the server, and makes steps that are small beside the client's patience, so that on a computer that is busy no answer comes too late
 * by that clock. */
void
test_world_wait (TestWorld     *world,
                 TestCondition  condition,
                 gpointer       user_data)
{
  guint tick = g_timeout_add (1, on_tick, NULL);
  gint64 last = g_get_monotonic_time ();

  while (!condition (world, user_data))
    {
      gint64 now;

      g_main_context_iteration (NULL, TRUE);
      now = g_get_monotonic_time ();
      if (now - last < G_TIME_SPAN_MILLISECOND)
        continue;

      if (world->server != NULL)
        roster_demo_server_catch_up (world->server);
      roster_clock_advance (world->clock, MIN ((now - last) * world->pace / 1000, MAX_STEP));
      last = g_get_monotonic_time ();
    }
  g_source_remove (tick);
}

static gboolean
is_gone (TestWorld *world,
         gpointer   user_data)
{
  return *(gpointer *) user_data == NULL;
}

/* Lets go of everything and asserts that nothing holds on to the session: a timer or a request that forgot to end. */
void
test_world_tear_down (TestWorld *world)
{
  RosterSession *session = world->session;

  roster_session_close (session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  g_clear_object (&world->session);
  test_world_wait (world, is_gone, &session);

  roster_demo_server_stop (world->server);
  g_clear_object (&world->server);
  g_clear_object (&world->keyring);
  g_clear_object (&world->clock);
  g_unlink (world->log);
  g_rmdir (world->folder);
  g_clear_pointer (&world->log, g_free);
  g_clear_pointer (&world->folder, g_free);
}

/* Opens the demo data with @token, without waiting. */
void
test_world_open (TestWorld  *world,
                 const char *token)
{
  roster_session_open_demo (world->session, roster_demo_server_get_base_url (world->server), token);
}

static gboolean
is_read (TestWorld *world,
         gpointer   user_data)
{
  g_assert_cmpint (roster_session_get_state (world->session), !=, ROSTER_SESSION_STATE_FAILED);

  return roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY && !roster_session_get_syncing (world->session);
}

/* Opens the demo data as Admin and waits until all of it is read. */
void
test_world_open_and_read (TestWorld *world)
{
  test_world_open (world, ROSTER_DEMO_TOKEN_ADMIN);
  test_world_wait (world, is_read, NULL);
  g_assert_no_error (roster_session_get_error (world->session));
}

static GBytes *
exchange (TestWorld  *world,
          const char *method,
          const char *path_or_url,
          const char *form,
          guint      *status)
{
  g_autoptr (SoupSession) http = soup_session_new ();
  g_autofree char *url = g_strconcat (*path_or_url == '/' ? roster_demo_server_get_base_url (world->server) : "", path_or_url, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GError) error = NULL;
  GBytes *body;

  if (form != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (form, strlen (form));

      soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", bytes);
    }
  body = soup_session_send_and_read (http, message, NULL, &error);
  g_assert_no_error (error);
  *status = soup_message_get_status (message);

  return body;
}

/* Returns: (transfer full): what the server says of its own state */
JsonObject *
test_world_get_state (TestWorld *world)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  guint status;

  body = exchange (world, "GET", "/demo/state", NULL, &status);
  g_assert_cmpuint (status, ==, 200);
  json_parser_load_from_data (parser, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), &error);
  g_assert_no_error (error);

  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

/* Posts a form, as a browser does. Returns: the HTTP status */
guint
test_world_post (TestWorld  *world,
                 const char *path_or_url,
                 const char *form)
{
  g_autoptr (GBytes) body = NULL;
  guint status;

  body = exchange (world, "POST", path_or_url, form, &status);

  return status;
}

/* What goes wrong from now on, as roster_demo_fault_new() takes it; "" for nothing. */
void
test_world_set_fault (TestWorld  *world,
                      const char *fault)
{
  g_autofree char *escaped = g_uri_escape_string (fault, NULL, FALSE);
  g_autofree char *form = g_strconcat ("spec=", escaped, NULL);

  g_assert_cmpuint (test_world_post (world, "/demo/fault", form), ==, 200);
}

/* Another Admin makes the one whose token ROSTER_DEMO_TOKEN_ADMIN is "ADMIN" or "STANDARD"; or removes them, when @role is "". */
void
test_world_set_own_role (TestWorld  *world,
                         const char *role)
{
  g_autofree char *form = g_strdup_printf ("user_id=" ADMIN "&role=%s", role);

  g_assert_cmpuint (test_world_post (world, "/demo/role", form), ==, 200);
}

/* Returns: how many requests of @method (any, when NULL) the server has logged for the end point @path, such as "/bc/get/" */
guint
test_world_count_requests (TestWorld  *world,
                           const char *method,
                           const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n_requests = 0;

  g_file_get_contents (world->log, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = *lines[i] != '\0' ? json_from_string (lines[i], NULL) : NULL;
      JsonObject *line = node != NULL ? json_node_get_object (node) : NULL;
      const char *logged = roster_json_get_string (line, "path");

      if (logged != NULL && g_str_has_suffix (logged, path) &&
          (method == NULL || g_strcmp0 (roster_json_get_string (line, "method"), method) == 0))
        n_requests++;
    }

  return n_requests;
}

/* Returns: (transfer none): the item called @name, which must be there */
gpointer
test_world_find (GListModel *list,
                 const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (RosterItem) item = g_list_model_get_item (list, i);

      if (g_strcmp0 (roster_item_get_name (item), name) == 0)
        return item;
    }

  g_error ("nothing is called %s", name);
}

/* Returns: (transfer none): the person or agency called @name, who must be there */
gpointer
test_world_principal (TestWorld  *world,
                      const char *name)
{
  return test_world_find (roster_session_get_principals (world->session), name);
}

/* Returns: (transfer none) (nullable): who is invited at @address */
gpointer
test_world_pending (TestWorld  *world,
                    const char *address)
{
  g_autofree char *key = g_strconcat ("mail:", address, NULL);

  return roster_directory_find_principal (roster_session_get_directory (world->session), key);
}

/* Returns: (transfer none): the ad account called @name, which must be there */
gpointer
test_world_ad_account (TestWorld  *world,
                       const char *name)
{
  return test_world_find (roster_session_get_ad_accounts (world->session), name);
}

/* Returns: (transfer none): the TikTok account called @name, which must be there */
gpointer
test_world_tiktok_account (TestWorld  *world,
                           const char *name)
{
  return test_world_find (roster_session_get_tiktok_accounts (world->session), name);
}
