/* test-links.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-links.h"

#include "roster-json.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define LIST "/bc/asset/admin/get/"

typedef struct
{
  RosterLinkRequest *request;
  RosterLinkRequestState state;
} Wanted;

static void
on_approved (TestLinks *fixture)
{
  fixture->n_approved++;
}

/* For test_world_wait(). */
gboolean
test_links_is_read (TestWorld *world,
                    gpointer   user_data)
{
  return roster_session_is_signed_in (world->session) && roster_session_get_state (world->session) == ROSTER_SESSION_STATE_READY &&
         !roster_session_get_syncing (world->session);
}

/* The program is started: a session with what is on the disk, signed in with the same connection. */
void
test_links_start (TestLinks *fixture)
{
  TestWorld *world = &fixture->world;
  g_autoptr (RosterConnection) connection = roster_connection_new ("connection-1", "Aoife Byrne", ROSTER_DEMO_APP_ID, "1", 1);
  g_autoptr (RosterCredentials) credentials = roster_credentials_new (ROSTER_DEMO_TOKEN_ADMIN, ROSTER_DEMO_APP_SECRET);

  if (world->session == NULL)
    world->session = roster_session_new (world->keyring, world->clock, roster_demo_server_get_base_url (world->server));
  test_store_open (&fixture->store);
  roster_session_set_store (world->session, fixture->store.store);
  fixture->requests = roster_link_requests_new (world->session);
  fixture->n_approved = 0;
  g_signal_connect_swapped (fixture->requests, "approved", G_CALLBACK (on_approved), fixture);

  world->pace = 100 * 1000;
  roster_keyring_keep_for_session (world->keyring, connection, credentials);
  /* Of a connection that is for the session only, nothing would be remembered. */
  roster_connection_set_storage (connection, TRUE, FALSE, ROSTER_CONNECTION_SOUND);
  roster_session_open (world->session, connection, NULL);
  test_world_wait (world, test_links_is_read, NULL);

  /* From here on the clock stands still, unless a test moves it: first far enough for the client to send at once again. */
  test_store_flush (&fixture->store);
  roster_clock_advance (world->clock, 10 * SECOND);
  world->pace = 0;
}

static gboolean
is_gone (TestWorld *world,
         gpointer   user_data)
{
  return *(gpointer *) user_data == NULL;
}

/* The program is closed: nobody is asked anything, and nothing else is remembered than what is on the disk. */
void
test_links_stop (TestLinks *fixture)
{
  TestWorld *world = &fixture->world;
  RosterSession *session = world->session;

  test_store_flush (&fixture->store);
  g_clear_object (&fixture->requests);
  roster_session_close (session);
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  g_clear_object (&world->session);
  test_world_wait (world, is_gone, &session);
  test_store_close (&fixture->store);
}

void
test_links_set_up (TestLinks     *fixture,
                   gconstpointer  data)
{
  test_world_set_up (&fixture->world, NULL);
  test_store_set_up (&fixture->store);
  g_set_object (&fixture->store.clock, fixture->world.clock);
  test_links_start (fixture);
}

void
test_links_tear_down (TestLinks     *fixture,
                      gconstpointer  data)
{
  g_clear_object (&fixture->requests);
  test_world_tear_down (&fixture->world);
  test_store_tear_down (&fixture->store);
}

guint
test_links_get_n_open (TestLinks *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->requests));
}

/* Returns: (transfer none): the open request at @position, which must be there */
RosterLinkRequest *
test_links_get_open (TestLinks *fixture,
                     guint      position)
{
  g_autoptr (RosterLinkRequest) request = g_list_model_get_item (G_LIST_MODEL (fixture->requests), position);

  g_assert_nonnull (request);

  return request;
}

static gboolean
has_state (TestWorld *world,
           gpointer   user_data)
{
  Wanted *wanted = user_data;

  return roster_link_request_get_state (wanted->request) == wanted->state && !roster_link_request_get_looking (wanted->request);
}

/* Until the request is in @state, and does not look right now. */
void
test_links_wait_for (TestLinks              *fixture,
                     RosterLinkRequest      *request,
                     RosterLinkRequestState  state)
{
  test_world_wait (&fixture->world, has_state, &(Wanted) { request, state });
}

/* Returns: (transfer none): a request with a code on the screen, for the ad accounts of these names */
RosterLinkRequest *
test_links_ask (TestLinks  *fixture,
                const char *handle,
                ...)
{
  g_autoptr (RosterLinkRequest) request = roster_link_request_new (fixture->requests);
  const char *name;
  va_list names;

  roster_link_request_set_expected_handle (request, handle);
  va_start (names, handle);
  while ((name = va_arg (names, const char *)) != NULL)
    g_list_store_append (roster_link_request_get_ad_accounts (request), test_world_find (roster_session_get_ad_accounts (fixture->world.session), name));
  va_end (names);
  g_assert_false (roster_link_request_is_open (request));
  roster_link_request_ask (request);
  test_links_wait_for (fixture, request, ROSTER_LINK_REQUEST_STATE_WAITING);
  g_assert_true (roster_link_request_is_open (request));

  return request;
}

/* Plays a client with a phone. */
void
test_links_approve (TestLinks  *fixture,
                    const char *link,
                    const char *form)
{
  g_autofree char *url = g_strconcat (link, "/approve", NULL);

  g_assert_cmpuint (test_world_post (&fixture->world, url, form), ==, 200);
}

/* Looks once, and waits for what comes of it. */
void
test_links_look (TestLinks         *fixture,
                 RosterLinkRequest *request)
{
  Wanted found = { request, ROSTER_LINK_REQUEST_STATE_FOUND }, waiting = { request, ROSTER_LINK_REQUEST_STATE_WAITING },
         expired = { request, ROSTER_LINK_REQUEST_STATE_EXPIRED };

  roster_link_request_look_now (request);
  while (!has_state (&fixture->world, &found) && !has_state (&fixture->world, &waiting) && !has_state (&fixture->world, &expired))
    g_main_context_iteration (NULL, TRUE);
}

/* Returns: how many ad accounts the server has linked to the TikTok account called @name */
guint
test_links_count_links (TestLinks  *fixture,
                        const char *name)
{
  g_autoptr (JsonObject) state = test_world_get_state (&fixture->world);
  JsonArray *assets = roster_json_get_array (roster_json_array_get_object (roster_json_get_array (state, "business_centers"), 0), "assets");

  for (guint i = 0; i < json_array_get_length (assets); i++)
    {
      JsonObject *asset = roster_json_array_get_object (assets, i);

      if (g_strcmp0 (roster_json_get_string (asset, "name"), name) == 0)
        return json_array_get_length (roster_json_get_array (asset, "links"));
    }

  g_error ("nothing is called %s", name);
}

/* Returns: how often the server was asked for the TikTok accounts */
guint
test_links_count_reads (TestLinks *fixture)
{
  return test_world_count_requests (&fixture->world, NULL, LIST);
}
