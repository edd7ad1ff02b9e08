/* demo-server-main.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-fault.h"
#include "roster-demo-server.h"

#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

/* access-roster-demo-server: the demo server as a program of its own. */

#define EXIT_USAGE 2

static gboolean
on_signal (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static gboolean
take_number (const char *name,
             int         number,
             int         most)
{
  if (number >= 0 && number <= most)
    return TRUE;

  g_printerr ("access-roster-demo-server: --%s takes a number from 0 to %d\n", name, most);

  return FALSE;
}

static gboolean
take_method (RosterDemoOptions *options,
             const char        *method)
{
  if (method == NULL || g_str_equal (method, "post"))
    options->authorization_method = ROSTER_DEMO_METHOD_POST;
  else if (g_str_equal (method, "get"))
    options->authorization_method = ROSTER_DEMO_METHOD_GET;
  else if (g_str_equal (method, "both"))
    options->authorization_method = ROSTER_DEMO_METHOD_BOTH;
  else
    {
      g_printerr ("access-roster-demo-server: --authorization-method takes get, post or both\n");
      return FALSE;
    }

  return TRUE;
}

static gboolean
take_link_form (RosterDemoOptions *options,
                const char        *form)
{
  static const char *const forms[] = { "plain", "spaces", "picture", "html" };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      if (form != NULL && !g_str_equal (form, forms[i]))
        continue;

      options->link_form = (RosterDemoLinkForm) i;
      return TRUE;
    }

  g_printerr ("access-roster-demo-server: --link-form takes plain, spaces, picture or html\n");

  return FALSE;
}

/* Each is one more fault. */
static gboolean
take_short_lists (RosterDemoOptions  *options,
                  char              **lists)
{
  for (guint i = 0; lists != NULL && lists[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lists[i], ":", -1);
      char *fault;

      if (g_strv_length (parts) != 2 || *parts[0] != '/' || *parts[1] == '\0')
        {
          g_printerr ("access-roster-demo-server: --short-list takes the path of a list and a number, as in /bc/member/get/:2\n");
          return FALSE;
        }

      fault = g_strdup_printf ("%s%sshort=%s:%s", options->fault != NULL ? options->fault : "", options->fault != NULL ? "," : "", parts[1], parts[0]);
      g_free (options->fault);
      options->fault = fault;
    }

  return TRUE;
}

/* The options of the command line, or NULL after saying what is wrong with them. */
static RosterDemoOptions *
parse (int    *argc,
       char ***argv)
{
  g_autoptr (RosterDemoOptions) options = roster_demo_options_new ();
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *method = NULL;
  g_autofree char *form = NULL;
  g_auto (GStrv) short_lists = NULL;
  int page_cap = 0, page_limit = 0;
  int port = 0, latency = 0, rate = 0, lifetime = (int) options->code_lifetime, link_length = 0, seed = (int) options->seed;
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, "Listen on this port of 127.0.0.1; 0 picks one", "N" },
    { "people", 0, 0, G_OPTION_ARG_INT, &options->people, "How many people the Business Center has", "N" },
    { "ad-accounts", 0, 0, G_OPTION_ARG_INT, &options->ad_accounts, "How many ad accounts it has", "N" },
    { "tiktok-accounts", 0, 0, G_OPTION_ARG_INT, &options->tiktok_accounts, "How many TikTok accounts it has", "N" },
    { "agencies", 0, 0, G_OPTION_ARG_INT, &options->agencies, "How many partner agencies it has", "N" },
    { "grants", 0, 0, G_OPTION_ARG_INT, &options->grants, "How many grants on ad accounts its people hold", "N" },
    { "latency-ms", 0, 0, G_OPTION_ARG_INT, &latency, "Hold every answer back this long", "MS" },
    { "rate", 0, 0, G_OPTION_ARG_INT, &rate, "Requests a second before code 40100; 0 sets no limit", "N" },
    { "authorization-method", 0, 0, G_OPTION_ARG_STRING, &method, "How the QR link is asked for: get, post (the default) or both", "METHOD" },
    { "code-lifetime", 0, 0, G_OPTION_ARG_INT, &lifetime, "How long a QR link can be approved", "SECONDS" },
    { "link-length", 0, 0, G_OPTION_ARG_INT, &link_length, "Make a QR link at least N characters long", "N" },
    { "link-form", 0, 0, G_OPTION_ARG_STRING, &form, "What is sent for a QR link: plain, spaces (around it), picture or html", "FORM" },
    { "short-list", 0, 0, G_OPTION_ARG_STRING_ARRAY, &short_lists, "Keep the last N rows of each page of a list back, but count them", "PATH:N" },
    { "page-cap", 0, 0, G_OPTION_ARG_INT, &page_cap, "Give at most N rows a page, whatever is asked for", "N" },
    { "page-limit", 0, 0, G_OPTION_ARG_INT, &page_limit, "Refuse to give more than N rows a page", "N" },
    { "fault", 0, 0, G_OPTION_ARG_STRING, &options->fault, "What goes wrong on purpose, see below", "SPEC" },
    { "refuse-address", 0, 0, G_OPTION_ARG_STRING, &options->refuse_address,
      "Refuse an invitation of several people as a whole (40002) because of this address", "ADDRESS" },
    { "ignore-address", 0, 0, G_OPTION_ARG_STRING, &options->ignore_address,
      "Say OK to an invitation of this address and list nobody, until it is withdrawn", "ADDRESS" },
    { "refuse-asset", 0, 0, G_OPTION_ARG_STRING, &options->refuse_asset,
      "Refuse an invitation, or sharing, as a whole (40002) because of this ad account", "ID|NAME" },
    { "log", 0, 0, G_OPTION_ARG_FILENAME, &options->log, "Write one line of JSON a request, without secrets", "FILE" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "The seed of the generated data and of the faults", "N" },
    { NULL }
  };

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (context, "Plays TikTok's side of the protocol, in memory, on the loopback interface. Without sizes it serves a\n"
                                         "believable agency. Its first line says where it listens. Tokens: " ROSTER_DEMO_TOKEN_ADMIN ", " ROSTER_DEMO_TOKEN_STANDARD
                                         ", " ROSTER_DEMO_TOKEN_REVOKED ".");
  g_option_context_set_description (context, ROSTER_DEMO_FAULT_GRAMMAR "\n");

  if (!g_option_context_parse (context, argc, argv, &error))
    {
      g_printerr ("access-roster-demo-server: %s\n", error->message);
      return NULL;
    }

  if (*argc > 1)
    {
      g_printerr ("access-roster-demo-server: “%s” is not expected\n", (*argv)[1]);
      return NULL;
    }

  if (!take_number ("port", port, G_MAXUINT16) || !take_number ("latency-ms", latency, 600000) || !take_number ("rate", rate, 1000000) ||
      !take_number ("code-lifetime", lifetime, 86400) || !take_number ("seed", seed, G_MAXINT32) ||
      !take_number ("link-length", link_length, 100000) || !take_link_form (options, form) ||
      !take_number ("page-cap", page_cap, 1000) || !take_number ("page-limit", page_limit, 1000) || !take_short_lists (options, short_lists) || !take_method (options, method))
    return NULL;

  options->port = (guint16) port;
  options->latency_ms = (guint) latency;
  options->rate = (guint) rate;
  options->code_lifetime = (guint) lifetime;
  options->link_length = (guint) link_length;
  options->seed = (guint32) seed;
  options->page_cap = (guint) page_cap;
  options->page_limit = (guint) page_limit;

  if (!roster_demo_options_check (options, &error))
    {
      g_printerr ("access-roster-demo-server: %s\n", error->message);
      return NULL;
    }

  return g_steal_pointer (&options);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (RosterDemoOptions) options = NULL;
  g_autoptr (RosterDemoServer) server = NULL;
  g_autoptr (GMainLoop) loop = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  options = parse (&argc, &argv);
  if (options == NULL)
    return EXIT_USAGE;

  /* Before anybody can know that the server is there, and tell it to go. */
  loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGTERM, on_signal, loop);
  g_unix_signal_add (SIGINT, on_signal, loop);

  server = roster_demo_server_new (options);
  if (!roster_demo_server_start (server, &error))
    {
      g_printerr ("access-roster-demo-server: %s\n", error->message);
      return EXIT_FAILURE;
    }

  printf ("listening on %s\n", roster_demo_server_get_base_url (server));
  fflush (stdout);

  g_main_loop_run (loop);
  roster_demo_server_stop (server);

  return EXIT_SUCCESS;
}
