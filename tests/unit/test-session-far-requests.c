/* test-session-far-requests.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-far-requests.h"
#include "test-links.h"

/* A code is out in one Business Center, while somebody works in another. */

#define SECOND ((gint64) G_USEC_PER_SEC)

typedef struct
{
  TestLinks links;
  RosterFarRequests *far_requests;
  RosterBusinessCenter *first;
  char *link;
  guint n_changed;
  char *approved; /* the Business Center's name and the handle, as told last */
  guint n_approved;
} Fixture;

static void
on_approved (Fixture              *fixture,
             RosterBusinessCenter *business_center,
             const char           *handle)
{
  fixture->n_approved++;
  g_free (fixture->approved);
  fixture->approved = g_strconcat (roster_item_get_name (ROSTER_ITEM (business_center)), " ", handle, NULL);
}

static void
on_changed (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
show (Fixture              *fixture,
      RosterBusinessCenter *business_center)
{
  TestWorld *world = &fixture->links.world;

  roster_session_select_business_center (world->session, business_center);
  world->pace = 100 * 1000;
  test_world_wait (world, test_links_is_read, NULL);
  world->pace = 0;
  test_store_flush (&fixture->links.store);
  roster_clock_advance (world->clock, 10 * SECOND);
}

static gboolean
is_known (TestWorld *world,
          gpointer   user_data)
{
  Fixture *fixture = user_data;

  return roster_far_requests_count_open (fixture->far_requests, roster_item_get_id (ROSTER_ITEM (fixture->first))) == 1;
}

/* With a code out in the first, and the second shown. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  RosterSession *session;

  test_links_set_up (&fixture->links, NULL);
  session = fixture->links.world.session;
  fixture->first = roster_session_get_business_center (session);
  fixture->far_requests = roster_far_requests_new (session);
  g_signal_connect_swapped (fixture->far_requests, "approved", G_CALLBACK (on_approved), fixture);
  g_signal_connect_swapped (fixture->far_requests, "changed", G_CALLBACK (on_changed), fixture);
  fixture->link = g_strdup (roster_link_request_get_link (test_links_ask (&fixture->links, "acme.climbing", NULL)));
  g_assert_cmpuint (roster_far_requests_count_open (fixture->far_requests, roster_item_get_id (ROSTER_ITEM (fixture->first))), ==, 0);
  show (fixture, test_world_find (roster_session_get_business_centers (session), "Harbour Coffee"));
  test_world_wait (&fixture->links.world, is_known, fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->far_requests);
  g_clear_pointer (&fixture->link, g_free);
  g_clear_pointer (&fixture->approved, g_free);
  test_links_tear_down (&fixture->links, NULL);
}

static gboolean
has_looked (TestWorld *world,
            gpointer   user_data)
{
  return !roster_far_requests_get_looking (((Fixture *) user_data)->far_requests);
}

static void
go_on_for (Fixture *fixture,
           guint    seconds)
{
  for (guint second = 0; second < seconds; second++)
    {
      roster_clock_advance (fixture->links.world.clock, SECOND);
      test_world_wait (&fixture->links.world, has_looked, fixture);
    }
}

static gboolean
is_approved (TestWorld *world,
             gpointer   user_data)
{
  return ((Fixture *) user_data)->n_approved > 0;
}

static void
test_approved (Fixture       *fixture,
               gconstpointer  data)
{
  TestLinks *links = &fixture->links;
  const char *bc_id = roster_item_get_id (ROSTER_ITEM (fixture->first));
  guint n_accounts = g_list_model_get_n_items (roster_session_get_tiktok_accounts (links->world.session));

  g_assert_false (roster_far_requests_get_approved (fixture->far_requests, NULL));
  test_links_approve (links, fixture->link, "handle=acme.climbing&name=Acme+Climbing");
  roster_clock_advance (links->world.clock, 15 * SECOND);
  test_world_wait (&links->world, is_approved, fixture);
  g_assert_cmpstr (fixture->approved, ==, "Northwind Agency acme.climbing");
  g_assert_true (roster_far_requests_get_approved (fixture->far_requests, NULL));
  g_assert_true (roster_far_requests_get_approved (fixture->far_requests, bc_id));
  g_assert_false (roster_far_requests_get_approved (fixture->far_requests, "1"));

  /* It is in no list of the one that is shown. */
  g_assert_cmpuint (g_list_model_get_n_items (roster_session_get_tiktok_accounts (links->world.session)), ==, n_accounts);
  g_assert_cmpuint (test_links_get_n_open (links), ==, 0);

  /* Told once. Who goes there is asked whether it is the right one. */
  roster_clock_advance (links->world.clock, 60 * SECOND);
  g_assert_cmpuint (fixture->n_approved, ==, 1);
  show (fixture, fixture->first);
  g_assert_false (roster_far_requests_get_approved (fixture->far_requests, NULL));
  g_assert_cmpuint (roster_far_requests_count_open (fixture->far_requests, bc_id), ==, 0);
  g_assert_cmpuint (test_links_get_n_open (links), ==, 1);
  links->world.pace = 100 * 1000;
  test_links_wait_for (links, test_links_get_open (links, 0), ROSTER_LINK_REQUEST_STATE_FOUND);
}

/* Every 15 seconds, until an hour after the code has run out; not without a network. */
static void
test_pace (Fixture       *fixture,
           gconstpointer  data)
{
  guint n_reads;

  go_on_for (fixture, 15);
  n_reads = test_links_count_reads (&fixture->links);
  go_on_for (fixture, 14);
  g_assert_cmpuint (test_links_count_reads (&fixture->links), <=, n_reads + 1);
  go_on_for (fixture, 46);
  g_assert_cmpuint (test_links_count_reads (&fixture->links), ==, n_reads + 4);

  n_reads = test_links_count_reads (&fixture->links);
  roster_far_requests_set_active (fixture->far_requests, FALSE);
  go_on_for (fixture, 60);
  g_assert_cmpuint (test_links_count_reads (&fixture->links), ==, n_reads);
  roster_far_requests_set_active (fixture->far_requests, TRUE);
  go_on_for (fixture, 15);
  g_assert_cmpuint (test_links_count_reads (&fixture->links), ==, n_reads + 1);

  go_on_for (fixture, 1);
  roster_clock_advance (fixture->links.world.clock, 5000 * SECOND);
  test_world_wait (&fixture->links.world, has_looked, fixture);
  n_reads = test_links_count_reads (&fixture->links);
  go_on_for (fixture, 60);
  g_assert_cmpuint (test_links_count_reads (&fixture->links), ==, n_reads);
}

/* What was there before the code is not told, nor is anything told from a list that could not be read. */
static void
test_nothing_new (Fixture       *fixture,
                  gconstpointer  data)
{
  go_on_for (fixture, 15);
  g_assert_cmpuint (fixture->n_approved, ==, 0);
  test_world_set_fault (&fixture->links.world, "40001:/bc/asset/admin/get/");
  go_on_for (fixture, 15);
  g_assert_cmpuint (fixture->n_approved, ==, 0);

  /* And it is gone on with. */
  test_world_set_fault (&fixture->links.world, "");
  test_links_approve (&fixture->links, fixture->link, "handle=acme.climbing&name=Acme+Climbing");
  go_on_for (fixture, 15);
  g_assert_cmpuint (fixture->n_approved, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/far-requests/approved", Fixture, NULL, set_up, test_approved, tear_down);
  g_test_add ("/far-requests/pace", Fixture, NULL, set_up, test_pace, tear_down);
  g_test_add ("/far-requests/nothing-new", Fixture, NULL, set_up, test_nothing_new, tear_down);

  return g_test_run ();
}
