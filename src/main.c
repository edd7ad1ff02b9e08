/* main.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <sys/resource.h>

#include "roster-application.h"
#include "roster-demo-server.h"

/* Here, and only here, the program meets the demo server. */
static gboolean
start_demo (char     **api_base,
            char     **access_token,
            gpointer   user_data,
            GError   **error)
{
  RosterDemoServer **server = user_data;

  if (*server == NULL)
    {
      g_autoptr (RosterDemoServer) fresh = roster_demo_server_new (NULL);

      if (!roster_demo_server_start (fresh, error))
        return FALSE;
      *server = g_steal_pointer (&fresh);
    }

  *api_base = g_strdup (roster_demo_server_get_base_url (*server));
  *access_token = g_strdup (ROSTER_DEMO_TOKEN_ADMIN);

  return TRUE;
}

/* Tokens and secrets are in the memory of this process, and a core dump would write them to the disk. The limit, and not PR_SET_DUMPABLE,
 * which would close /proc/PID to the portals. */
static void
forbid_core_dumps (void)
{
  const struct rlimit none = { 0, 0 };

  if (g_getenv ("ROSTER_CORE_DUMPS") == NULL)
    setrlimit (RLIMIT_CORE, &none);
}

int
main (int    argc,
      char **argv)
{
  RosterDemoServer *demo_server = NULL;
  RosterApplication *application;
  int status;

  forbid_core_dumps ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = roster_application_new ();
  roster_application_set_demo_starter (application, start_demo, &demo_server);
  status = g_application_run (G_APPLICATION (application), argc, argv);
  g_object_unref (application);

  if (demo_server != NULL)
    roster_demo_server_stop (demo_server);
  g_clear_object (&demo_server);

  return status;
}
