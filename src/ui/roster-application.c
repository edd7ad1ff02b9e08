/* roster-application.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "roster-application-private.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "roster-window.h"

/* The program as the desktop sees it: its options, its one session, its one window, and what it remembers. */

#define CHECK_DELAY (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define DAY (G_GINT64_CONSTANT (24 * 60 * 60) * G_USEC_PER_SEC)

G_DEFINE_FINAL_TYPE (RosterApplication, roster_application, ADW_TYPE_APPLICATION)

/**
 * roster_application_get_window:
 * @self: the application
 *
 * Returns: (transfer none) (nullable): its window, not a dialog that may be in front of it
 */
GtkWindow *
roster_application_get_window (RosterApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      if (ROSTER_IS_WINDOW (l->data))
        return l->data;
    }

  return NULL;
}

/* What is looked at is looked at again next time; demo data is not. */
static void
on_business_center_changed (RosterApplication *self)
{
  RosterConnection *connection = roster_session_get_connection (self->session);
  RosterBusinessCenter *business_center = roster_session_get_business_center (self->session);

  if (connection == NULL || business_center == NULL)
    return;

  g_settings_set_string (self->settings, "last-connection", roster_connection_get_id (connection));
  g_settings_set_string (self->settings, "last-business-center", roster_item_get_id (ROSTER_ITEM (business_center)));
}

/* Only now is it certain whether there is something to show without asking the keyring. */
static void
on_resumed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RosterApplication) self = user_data;
  GtkWindow *window = roster_application_get_window (self);
  gboolean resumed = roster_session_resume_finish (ROSTER_SESSION (source), result, NULL);

  self->resuming = FALSE;
  if (resumed)
    roster_session_load_connections_async (self->session, NULL, NULL, NULL);
  if (window != NULL)
    roster_window_begin (ROSTER_WINDOW (window));
}

/* What was shown last is read while the window is being made. */
static void
resume (RosterApplication *self)
{
  g_autofree char *connection_id = g_settings_get_string (self->settings, "last-connection");
  g_autofree char *bc_id = g_settings_get_string (self->settings, "last-business-center");

  if (self->demo || *connection_id == '\0')
    return;

  self->resuming = TRUE;
  roster_session_resume_async (self->session, connection_id, bc_id, NULL, on_resumed, g_object_ref (self));
}

static void
on_network_changed (RosterApplication *self,
                    gboolean           available)
{
  roster_watch_set_network (self->watch, available);
}

/* Whoever was told "offline" need not press a button when that is over. The monitor has to ask the system, so it is not made before. */
static void
on_offline_changed (RosterApplication *self)
{
  if (self->network != NULL || !roster_session_get_offline (self->session))
    return;

  self->network = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->network, "network-changed", G_CALLBACK (on_network_changed), self, G_CONNECT_SWAPPED);
  if (!g_network_monitor_get_network_available (self->network))
    roster_watch_set_network (self->watch, FALSE);
}

/* When the computer is shut down, for one: as if somebody had quit. */
static gboolean
on_terminated (gpointer user_data)
{
  RosterApplication *self = user_data;

  self->terminated = 0;
  g_action_group_activate_action (G_ACTION_GROUP (self), "quit", NULL);

  return G_SOURCE_REMOVE;
}

static gboolean
minutes_to_seconds (GValue   *value,
                    GVariant *variant,
                    gpointer  user_data)
{
  g_value_set_int (value, g_variant_get_int32 (variant) * 60);

  return TRUE;
}

/* The program is asked to talk to a server: better refused here, where it was asked, than later in a window. */
static gboolean
check_api_base (const char *api_base)
{
  g_autoptr (RosterClock) clock = roster_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterApiClient) client = roster_api_client_new (api_base, clock, &error);

  if (client == NULL)
    g_printerr ("access-roster: --api-base: %s\n", error->message); /* not the address: there may be a password in it */

  return client != NULL;
}

/* What the program remembers. Development builds have a keyring of their own as well; and demo data that was asked for on the command line is
 * shown beside a program that may be running already and has the database. */
static RosterStore *
make_store (RosterApplication *self)
{
  const char *folder = g_str_equal (APP_ID, APP_ID_BASE) ? "access-roster" : "access-roster-devel";
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), folder, "roster.db", NULL);

  return roster_store_new (self->demo ? NULL : path, self->clock);
}

/* Looking through the whole database takes a while, so that is not done with each start, and when nobody waits for it. */
static void
on_check_due (gpointer user_data)
{
  RosterApplication *self = user_data;
  gint64 now = roster_clock_get_now (self->clock);
  gint64 checked_at = g_settings_get_int64 (self->settings, "store-checked-at") * G_USEC_PER_SEC;
  gint64 due = MIN (checked_at, now) + DAY;

  if (due <= now)
    {
      g_settings_set_int64 (self->settings, "store-checked-at", now / G_USEC_PER_SEC);
      roster_store_check_async (self->store, NULL, NULL, NULL);
      due = now + DAY;
    }
  self->check_timer = roster_clock_add_timer (self->clock, roster_clock_get_steady (self->clock) + (due - now), on_check_due, self, NULL);
}

static int
roster_application_handle_local_options (GApplication *application,
                                         GVariantDict *options)
{
  /* Options that are called like the actions to which they lead. */
  static const char * const PLACES[] = { "invite-people", "link-account" };
  RosterApplication *self = ROSTER_APPLICATION (application);
  gboolean on_its_own;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("access-roster %s\n", APP_VERSION);
      return 0;
    }

  if (g_variant_dict_contains (options, G_OPTION_REMAINING))
    {
      g_printerr ("access-roster: %s\n", _("There are no files to open: only options are understood. Try “access-roster --help”."));
      return 2;
    }

  if (g_variant_dict_lookup (options, "api-base", "s", &self->api_base) && !check_api_base (self->api_base))
    return 2;
  g_variant_dict_lookup (options, "demo", "b", &self->demo);

  /* A program that shows other data than usual is not the one that may be running already. */
  on_its_own = self->demo || self->api_base != NULL;
  if (on_its_own)
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  for (guint i = 0; i < G_N_ELEMENTS (PLACES); i++)
    {
      g_autoptr (GError) error = NULL;

      if (!g_variant_dict_contains (options, PLACES[i]))
        continue;
      if (!g_application_register (application, NULL, &error))
        {
          g_printerr ("access-roster: %s\n", error->message);
          return 1;
        }
      g_action_group_activate_action (G_ACTION_GROUP (application), PLACES[i], NULL);
    }

  return -1;
}

static void
roster_application_startup (GApplication *application)
{
  RosterApplication *self = ROSTER_APPLICATION (application);
  g_autoptr (RosterKeyring) keyring = NULL;

  /* The database is opened while GTK starts, and read while the window is made: when GTK starts it keeps every core busy, with fonts and with
   * the display, and would have to wait. */
  self->clock = roster_clock_new ();
  self->store = make_store (self);
  keyring = roster_keyring_new (APP_ID);
  self->settings = g_settings_new (APP_ID_BASE);
  self->session = roster_session_new (keyring, self->clock, self->api_base);
  roster_session_set_store (self->session, self->store);

  g_application_set_resource_base_path (application, "/io/github/accessroster/AccessRoster");
  G_APPLICATION_CLASS (roster_application_parent_class)->startup (application);
  resume (self);

  roster_application_actions_install (self);
  gtk_window_set_default_icon_name (APP_ID);

  if (roster_store_get_path (self->store) != NULL)
    self->check_timer = roster_clock_add_timer (self->clock, roster_clock_get_steady (self->clock) + CHECK_DELAY, on_check_due, self, NULL);
  self->terminated = g_unix_signal_add (SIGTERM, on_terminated, self);
  g_signal_connect_object (self->session, "notify::offline", G_CALLBACK (on_offline_changed), self, G_CONNECT_SWAPPED);
  self->watch = roster_watch_new (self->session);
  self->attention = roster_attention_new (self->session);
  roster_attention_set_watch (self->attention, self->watch);
  self->notifications = roster_notifications_new (GTK_APPLICATION (self), self->watch);
  g_signal_connect_object (self->session, "notify::business-center", G_CALLBACK (on_business_center_changed), self, G_CONNECT_SWAPPED);
  g_settings_bind (self->settings, "authorization-method", self->session, "authorization-method", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (self->settings, "code-lifetime", self->session, "code-lifetime", G_SETTINGS_BIND_GET, minutes_to_seconds,
                                NULL, NULL, NULL);
}

static void
roster_application_activate (GApplication *application)
{
  RosterApplication *self = ROSTER_APPLICATION (application);
  GtkWindow *window = roster_application_get_window (self);

  if (window == NULL)
    {
      window = roster_window_new (GTK_APPLICATION (self), self->session, self->settings);
      roster_window_set_attention (ROSTER_WINDOW (window), self->attention);
      roster_notifications_set_window (self->notifications, ROSTER_WINDOW (window));
    }
  gtk_window_present (window);

  if (self->demo)
    {
      self->demo = FALSE;
      g_action_group_activate_action (G_ACTION_GROUP (self), "open-demo", NULL);
    }
  else if (!self->resuming)
    {
      roster_window_begin (ROSTER_WINDOW (window));
    }
}

static void
on_store_closed (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  gboolean *closed = user_data;

  *closed = TRUE;
}

/* The windows are gone, however it came about. What was read last is still on its way to the disk. */
static void
roster_application_shutdown (GApplication *application)
{
  RosterApplication *self = ROSTER_APPLICATION (application);
  gboolean closed = FALSE;

  roster_clock_remove_timer (self->clock, self->check_timer);
  self->check_timer = 0;
  g_clear_handle_id (&self->terminated, g_source_remove);
  roster_session_close (self->session);
  roster_store_close_async (self->store, on_store_closed, &closed);
  while (!closed)
    g_main_context_iteration (NULL, TRUE);

  G_APPLICATION_CLASS (roster_application_parent_class)->shutdown (application);
}

static void
roster_application_finalize (GObject *object)
{
  RosterApplication *self = ROSTER_APPLICATION (object);

  g_clear_object (&self->notifications);
  g_clear_object (&self->attention);
  g_clear_object (&self->watch);
  g_clear_object (&self->session);
  g_clear_object (&self->store);
  g_clear_object (&self->network);
  g_clear_object (&self->clock);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->api_base, g_free);

  G_OBJECT_CLASS (roster_application_parent_class)->finalize (object);
}

static void
roster_application_class_init (RosterApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = roster_application_finalize;

  application_class->handle_local_options = roster_application_handle_local_options;
  application_class->startup = roster_application_startup;
  application_class->shutdown = roster_application_shutdown;
  application_class->activate = roster_application_activate;
}

static void
roster_application_init (RosterApplication *self)
{
  static const GOptionEntry OPTIONS[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show demo data; nothing leaves this computer"), NULL },
    { "invite-people", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Go to inviting people"), NULL },
    { "link-account", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Go to linking a TikTok account"), NULL },
    { "api-base", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Talk to another server (HTTPS, or this computer)"), N_("URL") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and leave"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, NULL }, /* none, but said by this program */
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), OPTIONS);
}

/**
 * roster_application_new:
 *
 * Returns: (transfer full): the application, to be run
 */
RosterApplication *
roster_application_new (void)
{
  return g_object_new (ROSTER_TYPE_APPLICATION,
                       "application-id", APP_ID,
                       NULL);
}

/**
 * roster_application_set_demo_starter:
 * @self: the application
 * @starter: starts the demo server
 * @user_data: passed to @starter; has to outlive @self
 *
 * Says how the demo server is started, which the user interface does not know.
 */
void
roster_application_set_demo_starter (RosterApplication *self,
                                     RosterDemoStarter  starter,
                                     gpointer           user_data)
{
  g_return_if_fail (ROSTER_IS_APPLICATION (self));

  self->demo_starter = starter;
  self->demo_starter_data = user_data;
}

/**
 * roster_application_get_session:
 * @self: the application
 *
 * Returns: (transfer none): its session, from startup on
 */
RosterSession *
roster_application_get_session (RosterApplication *self)
{
  g_return_val_if_fail (ROSTER_IS_APPLICATION (self), NULL);

  return self->session;
}
