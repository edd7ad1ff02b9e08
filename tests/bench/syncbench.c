/* syncbench.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <gio/gio.h>
#include <libsoup/soup.h>

#include "roster-json.h"
#include "roster-sync.h"

/* Reading a large Business Center from a demo server in a process of its own:
 *
 *   how many calls the first sync makes, against the fewest with which everything can be read;
 *   how long it takes at a given rate, against the number of calls divided by that rate;
 *   how long it takes over a slow line without a rate limit, against the same read one request after the other with TikTok's default page
 *   size of 10; of those a sample is measured, and multiplied by the number of requests;
 *   how many calls a sync makes in which nothing changed, against the first.
 *
 * Calls are counted by the server. The rate is ten times that of TikTok's lowest level, so that this takes a minute and not ten: what is
 * measured is how far the program falls short of the rate that it was given.
 *
 *   syncbench SERVER */

#define PEOPLE 500
#define AD_ACCOUNTS 3000
#define TIKTOK_ACCOUNTS 800
#define AGENCIES 20
#define GRANTS 60000

#define RATE 100
#define LATENCY_MS 80
#define SAMPLE 120
#define SLOW_PAGE 10

#define MOST_CALLS 1.05
#define MOST_TIME_AT_RATE 1.1
#define LEAST_FASTER 20.0
#define MOST_CALLS_AGAIN 0.02

typedef struct
{
  GSubprocess *process;
  char *base_url;
  char *log;
} Server;

/* How many requests it takes, with the largest pages and with small ones. */
typedef struct
{
  guint best;
  guint slow;
} Plan;

typedef struct
{
  RosterSyncMark *mark;
  gboolean over;
} Sync;

static gboolean missed;

static void
die (const char *what,
     GError     *error)
{
  g_printerr ("syncbench: %s%s%s\n", what, error != NULL ? ": " : "", error != NULL ? error->message : "");
  exit (1);
}

static void
server_start (Server     *server,
              const char *program,
              const char *option,
              guint       value)
{
  g_autofree char *people = g_strdup_printf ("%d", PEOPLE);
  g_autofree char *ad_accounts = g_strdup_printf ("%d", AD_ACCOUNTS);
  g_autofree char *tiktok_accounts = g_strdup_printf ("%d", TIKTOK_ACCOUNTS);
  g_autofree char *agencies = g_strdup_printf ("%d", AGENCIES);
  g_autofree char *grants = g_strdup_printf ("%d", GRANTS);
  g_autofree char *number = g_strdup_printf ("%u", value);
  g_autofree char *line = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("syncbench-XXXXXX.log", &server->log, &error);

  if (fd < 0 || !g_close (fd, &error))
    die ("no log", error);

  server->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--people", people, "--ad-accounts", ad_accounts,
                                      "--tiktok-accounts", tiktok_accounts, "--agencies", agencies, "--grants", grants, option, number,
                                      "--log", server->log, NULL);
  if (server->process == NULL)
    die ("no demo server", error);

  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server->process));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  if (line == NULL || !g_str_has_prefix (line, "listening on "))
    die ("the demo server does not say where it listens", error);
  server->base_url = g_strdup (line + strlen ("listening on "));
}

static void
server_stop (Server *server)
{
  g_subprocess_force_exit (server->process);
  g_subprocess_wait (server->process, NULL, NULL);
  g_clear_object (&server->process);
  g_unlink (server->log);
  g_clear_pointer (&server->log, g_free);
  g_clear_pointer (&server->base_url, g_free);
}

static guint
server_count_calls (Server *server)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint n_calls = 0;

  if (!g_file_get_contents (server->log, &text, NULL, &error))
    die ("no log", error);
  for (const char *found = strstr (text, "/open_api/"); found != NULL; found = strstr (found + 1, "/open_api/"))
    n_calls++;

  return n_calls;
}

static JsonObject *
server_get_business_center (Server *server)
{
  g_autofree char *address = g_strconcat (server->base_url, "/demo/state", NULL);
  g_autoptr (SoupSession) http = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  soup_session_set_proxy_resolver (http, NULL);
  body = soup_session_send_and_read (http, message, NULL, &error);
  if (body == NULL || !json_parser_load_from_data (parser, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), &error))
    die ("no state", error);

  return json_object_ref (roster_json_array_get_object (roster_json_get_array (json_node_get_object (json_parser_get_root (parser)),
                                                                               "business_centers"), 0));
}

static void
add_rows (Plan  *plan,
          guint  n_rows,
          guint  page)
{
  plan->best += MAX (1, (n_rows + page - 1) / page);
  plan->slow += MAX (1, (n_rows + SLOW_PAGE - 1) / SLOW_PAGE);
}

static int
compare_link_counts (gconstpointer a,
                     gconstpointer b)
{
  guint first = json_array_get_length (*(JsonArray **) a);
  guint second = json_array_get_length (*(JsonArray **) b);

  return first < second ? -1 : first > second;
}

/* No set of ad accounts that covers all TikTok accounts is smaller than a set of TikTok accounts of which no two share an ad account. */
static guint
count_owners (GPtrArray *links)
{
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_apart = 0;

  g_ptr_array_sort (links, compare_link_counts);
  for (guint i = 0; i < links->len; i++)
    {
      JsonArray *ids = links->pdata[i];
      gboolean apart = json_array_get_length (ids) > 0;

      for (guint j = 0; j < json_array_get_length (ids) && apart; j++)
        apart = !g_hash_table_contains (used, json_array_get_string_element (ids, j));
      for (guint j = 0; j < json_array_get_length (ids) && apart; j++)
        g_hash_table_add (used, (gpointer) json_array_get_string_element (ids, j));
      n_apart += apart;
    }

  return n_apart;
}

/* The fewest requests that tell everything, going by what the server holds and by the page sizes that TikTok documents. */
static Plan
make_plan (JsonObject *business_center)
{
  JsonArray *members = roster_json_get_array (business_center, "members");
  JsonArray *assets = roster_json_get_array (business_center, "assets");
  JsonArray *partners = roster_json_get_array (business_center, "partners");
  JsonArray *groups = roster_json_get_array (business_center, "groups");
  g_autoptr (GHashTable) holders = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  Plan plan = { 0, 0 }, people = { 0, 0 }, columns = { 0, 0 };
  guint n_ad_accounts = 0, n_owners;

  for (guint i = 0; i < json_array_get_length (members); i++)
    {
      JsonObject *member = roster_json_array_get_object (members, i);
      JsonObject *grants = roster_json_get_object (member, "grants");
      g_autoptr (GList) ids = json_object_get_members (grants);
      gboolean bound = g_strcmp0 (roster_json_get_string (member, "status"), "BOUND") == 0;

      add_rows (bound ? &people : &plan, json_object_get_size (grants), 50);
      if (!bound)
        continue;

      add_rows (&plan, 0, 50); /* TikTok accounts, of which nobody was given any */
      for (GList *l = ids; l != NULL; l = l->next)
        g_hash_table_insert (holders, l->data, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (holders, l->data)) + 1));
    }

  for (guint i = 0; i < json_array_get_length (assets); i++)
    {
      JsonObject *asset = roster_json_array_get_object (assets, i);

      if (g_strcmp0 (roster_json_get_string (asset, "type"), "ADVERTISER") == 0)
        {
          n_ad_accounts++;
          add_rows (&columns, GPOINTER_TO_UINT (g_hash_table_lookup (holders, roster_json_get_string (asset, "asset_id"))), 20);
          continue;
        }

      g_ptr_array_add (links, roster_json_get_array (asset, "links"));
      add_rows (&plan, json_array_get_length (roster_json_get_array (asset, "links")), 50);
    }

  for (guint i = 0; i < json_array_get_length (partners); i++)
    add_rows (&plan, json_object_get_size (roster_json_get_object (roster_json_array_get_object (partners, i), "sharing")), 50);
  for (guint i = 0; i < json_array_get_length (groups); i++)
    {
      JsonObject *group = roster_json_array_get_object (groups, i);

      add_rows (&plan, json_array_get_length (roster_json_get_array (group, "assets")), 50);
      add_rows (&plan, json_object_get_size (roster_json_get_object (group, "members")), 50);
    }

  add_rows (&plan, json_array_get_length (members), 20);
  add_rows (&plan, n_ad_accounts, 50);
  add_rows (&plan, links->len, 50);
  add_rows (&plan, json_array_get_length (partners), 50);
  add_rows (&plan, json_array_get_length (groups), 50);

  n_owners = count_owners (links);
  plan.best += n_owners + MIN (people.best, columns.best);
  plan.slow += n_owners + MIN (people.slow, columns.slow);

  return plan;
}

static void
on_synced (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Sync *sync = user_data;
  g_autoptr (GError) incomplete = NULL;
  g_autoptr (GError) error = NULL;

  if (!roster_sync_finish (result, &sync->mark, &incomplete, &error) || incomplete != NULL)
    die ("the sync failed", error != NULL ? error : incomplete);
  sync->over = TRUE;
}

/* Seconds. @mark is how far the last sync got, and is set to how far this one did. */
static double
read_business_center (RosterApiClient  *client,
                      RosterDirectory  *directory,
                      const char       *bc_id,
                      RosterSyncMark  **mark)
{
  g_autoptr (RosterBusinessCenter) business_center = roster_business_center_new (bc_id);
  g_autoptr (RosterClock) clock = roster_clock_new ();
  Sync sync = { NULL, FALSE };
  gint64 start = g_get_monotonic_time ();

  roster_business_center_set_role (business_center, ROSTER_ROLE_ADMIN);
  roster_sync_async (client, business_center, NULL, directory, *mark, clock, NULL, NULL, NULL, on_synced, &sync);
  while (!sync.over)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (mark);
  *mark = sync.mark;

  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static void
on_sampled (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) data = roster_api_client_call_finish (ROSTER_API_CLIENT (source), result, &error);

  if (data == NULL)
    die ("a request failed", error);
  *(gboolean *) user_data = TRUE;
}

/* The seconds that one request takes when the next waits for it: pages of ten of the ad accounts that people hold, which are most of all. */
static double
sample (RosterApiClient *client,
        RosterDirectory *directory,
        const char      *bc_id)
{
  GListModel *principals = roster_directory_get_principals (directory);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0, n = 0; n < SAMPLE; i++)
    {
      g_autoptr (RosterItem) principal = g_list_model_get_item (principals, i);
      g_autoptr (JsonObject) parameters = json_object_new ();
      JsonObject *filtering;
      gboolean done = FALSE;

      if (!g_str_has_prefix (roster_item_get_key (principal), "user:"))
        continue;

      filtering = json_object_new ();
      json_object_set_string_member (filtering, "user_id", roster_item_get_id (principal));
      json_object_set_string_member (parameters, "bc_id", bc_id);
      json_object_set_string_member (parameters, "asset_type", "ADVERTISER");
      json_object_set_object_member (parameters, "filtering", filtering);
      json_object_set_int_member (parameters, "page", 1 + n % 5);
      json_object_set_int_member (parameters, "page_size", SLOW_PAGE);
      roster_api_client_call_async (client, ROSTER_API_GET, "/bc/asset/get/", parameters, NULL, on_sampled, &done);
      while (!done)
        g_main_context_iteration (NULL, TRUE);
      n++;
    }

  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC / SAMPLE;
}

static RosterApiClient *
connect_to (Server      *server,
            RosterClock *clock,
            guint        per_second)
{
  g_autoptr (GError) error = NULL;
  RosterApiClient *client = roster_api_client_new (server->base_url, clock, &error);

  if (client == NULL)
    die ("no client", error);
  roster_api_client_set_access_token (client, "demo-admin");
  roster_api_client_set_pace (client, per_second);

  return client;
}

static void
judge (const char *what,
       double      value,
       double      limit,
       gboolean    at_least)
{
  gboolean met = at_least ? value >= limit : value <= limit;

  g_print ("%-52s%10.3f   (%s %g)%s\n", what, value, at_least ? "at least" : "at most", limit, met ? "" : "   MISSED");
  missed |= !met;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (RosterClock) clock = roster_clock_new ();
  g_autoptr (RosterSyncMark) mark = NULL;
  g_autoptr (RosterSyncMark) other_mark = NULL;
  g_autoptr (JsonObject) business_center = NULL;
  const char *bc_id;
  Server server = { 0, };
  Plan plan;
  guint n_first, n_again;
  double at_rate, fast, slow;

  if (argc != 2)
    die ("takes the demo server's program", NULL);

  server_start (&server, argv[1], "--rate", RATE);
  business_center = server_get_business_center (&server);
  bc_id = roster_json_get_string (business_center, "bc_id");
  plan = make_plan (business_center);
  {
    g_autoptr (RosterApiClient) client = connect_to (&server, clock, RATE);
    g_autoptr (RosterDirectory) directory = roster_directory_new ();

    at_rate = read_business_center (client, directory, bc_id, &mark);
    n_first = server_count_calls (&server);
    read_business_center (client, directory, bc_id, &mark);
    n_again = server_count_calls (&server) - n_first;
  }
  server_stop (&server);

  server_start (&server, argv[1], "--latency-ms", LATENCY_MS);
  {
    g_autoptr (RosterApiClient) client = connect_to (&server, clock, 0);
    g_autoptr (RosterDirectory) directory = roster_directory_new ();

    fast = read_business_center (client, directory, bc_id, &other_mark);
    slow = sample (client, directory, bc_id) * plan.slow;
  }
  server_stop (&server);

  g_print ("\nReading %d people, %d ad accounts, %d TikTok accounts, %d agencies, %d grants\n", PEOPLE, AD_ACCOUNTS, TIKTOK_ACCOUNTS, AGENCIES, GRANTS);
  g_print ("%-52s%10u   (the best plan: %u)\n", "calls of the first sync", n_first, plan.best);
  judge ("  ratio", (double) n_first / plan.best, MOST_CALLS, FALSE);
  g_print ("%-52s%10.1f   (%u a second)\n", "seconds at a rate", at_rate, RATE);
  judge ("  ratio to calls / rate", at_rate * RATE / n_first, MOST_TIME_AT_RATE, FALSE);
  g_print ("%-52s%10.1f   (%d ms latency)\n", "seconds without a rate limit", fast, LATENCY_MS);
  g_print ("%-52s%10.1f   (%u requests, by %d of them)\n", "seconds one after the other, pages of ten", slow, plan.slow, SAMPLE);
  judge ("  times faster", slow / fast, LEAST_FASTER, TRUE);
  g_print ("%-52s%10u\n", "calls of a sync in which nothing changed", n_again);
  judge ("  of the first", (double) n_again / n_first, MOST_CALLS_AGAIN, FALSE);

  return missed ? 1 : 0;
}
