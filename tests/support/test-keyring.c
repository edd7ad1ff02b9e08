/* test-keyring.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-keyring.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

/* A real keyring daemon on a session bus of its own, in a home of its own. Both processes end with the test, also when it crashes. */

#define PASSWORD "correct horse"
#define COLLECTION "/org/freedesktop/secrets/collection/login"

struct _TestKeyring
{
  char *directory;
  char *home;
  GSubprocess *bus;
  GSubprocess *daemon;
  GDBusConnection *connection; /* apart from the one that the program shares */
};

/* The bus reads no service files: whatever is not started here is not there. */
static const char CONFIG[] =
  "<!DOCTYPE busconfig PUBLIC '-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN'"
  " 'http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd'>\n"
  "<busconfig>\n"
  "  <type>session</type>\n"
  "  <listen>unix:dir=%s</listen>\n"
  "  <auth>EXTERNAL</auth>\n"
  "  <policy context='default'>\n"
  "    <allow send_destination='*' eavesdrop='true'/>\n"
  "    <allow eavesdrop='true'/>\n"
  "    <allow own='*'/>\n"
  "  </policy>\n"
  "</busconfig>\n";

/**
 * test_keyring_available:
 *
 * Returns: whether the daemons are installed
 */
gboolean
test_keyring_available (void)
{
  g_autofree char *bus = g_find_program_in_path ("dbus-daemon");
  g_autofree char *keyring = g_find_program_in_path ("gnome-keyring-daemon");

  return bus != NULL && keyring != NULL;
}

static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static GSubprocessLauncher *
make_launcher (TestKeyring     *self,
               GSubprocessFlags flags)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (flags);
  g_autofree char *runtime = g_build_filename (self->directory, "runtime", NULL);
  const char *const unwanted[] = { "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "DISPLAY", "WAYLAND_DISPLAY",
                                   "G_DEBUG", "MALLOC_PERTURB_" };

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (unwanted); i++)
    g_subprocess_launcher_unsetenv (launcher, unwanted[i]);
  g_subprocess_launcher_setenv (launcher, "HOME", self->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", runtime, TRUE);

  return launcher;
}

static void
start_bus (TestKeyring *self)
{
  g_autoptr (GSubprocessLauncher) launcher = make_launcher (self, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *path = g_build_filename (self->directory, "bus.conf", NULL);
  g_autofree char *option = g_strconcat ("--config-file=", path, NULL);
  g_autofree char *escaped = g_dbus_address_escape_value (self->directory);
  g_autofree char *config = g_markup_printf_escaped (CONFIG, escaped);
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, config, -1, &error);
  g_assert_no_error (error);
  self->bus = g_subprocess_launcher_spawn (launcher, &error, "dbus-daemon", "--nofork", "--nopidfile", option, "--print-address=1", NULL);
  g_assert_no_error (error);

  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->bus));
  address = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (address);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);

  self->connection = g_dbus_connection_new_for_address_sync (address,
                                                             G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                             G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                             NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
on_name_appeared (GDBusConnection *connection,
                  const char      *name,
                  const char      *owner,
                  gpointer         user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
start_daemon (TestKeyring *self,
              gboolean     unlock)
{
  g_autoptr (GSubprocessLauncher) launcher = make_launcher (self, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                                                  G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  gboolean appeared = FALSE;
  GOutputStream *input;
  guint watch;

  self->daemon = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--foreground", "--components=secrets",
                                              unlock ? "--unlock" : NULL, NULL);
  g_assert_no_error (error);
  input = g_subprocess_get_stdin_pipe (self->daemon);
  if (unlock)
    g_output_stream_write_all (input, PASSWORD, strlen (PASSWORD), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (input, NULL, &error);
  g_assert_no_error (error);

  watch = g_bus_watch_name_on_connection (self->connection, "org.freedesktop.secrets", G_BUS_NAME_WATCHER_FLAGS_NONE,
                                          on_name_appeared, NULL, &appeared, NULL);
  while (!appeared)
    g_main_context_iteration (NULL, TRUE);
  g_bus_unwatch_name (watch);
}

static void
make_directory (const char *path)
{
  g_assert_no_errno (g_mkdir_with_parents (path, 0700));
}

/**
 * test_keyring_start:
 * @flags: what to leave out
 *
 * Starts a session bus and what keeps secrets on it, and points this process there. Call it before anything else talks to a bus, and once in a
 * process, since a process keeps its connection to the first session bus.
 *
 * Returns: (transfer full): the keyring; test_keyring_stop() ends and removes everything
 */
TestKeyring *
test_keyring_start (TestKeyringFlags flags)
{
  TestKeyring *self = g_new0 (TestKeyring, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *runtime = NULL;
  g_autofree char *keyrings = NULL;

  self->directory = g_dir_make_tmp ("access-roster-keyring-XXXXXX", &error);
  g_assert_no_error (error);
  self->home = g_build_filename (self->directory, "home", NULL);
  runtime = g_build_filename (self->directory, "runtime", NULL);
  keyrings = g_build_filename (self->home, ".local", "share", "keyrings", NULL);
  make_directory (self->home);
  make_directory (runtime);
  make_directory (keyrings);

  start_bus (self);
  if ((flags & TEST_KEYRING_NO_SERVICE) == 0)
    start_daemon (self, (flags & TEST_KEYRING_NO_COLLECTION) == 0);

  return self;
}

static void
end_process (GSubprocess **process)
{
  if (*process == NULL)
    return;

  g_subprocess_force_exit (*process);
  g_subprocess_wait (*process, NULL, NULL);
  g_clear_object (process);
}

static void
remove_tree (const char *path)
{
  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
      const char *name;

      while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
    }
  g_remove (path);
}

/**
 * test_keyring_stop:
 * @self: (transfer full): a keyring
 *
 * Ends both processes and removes their files.
 */
void
test_keyring_stop (TestKeyring *self)
{
  if (self->connection != NULL)
    g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_clear_object (&self->connection);
  end_process (&self->daemon);
  end_process (&self->bus);
  remove_tree (self->directory);
  g_free (self->home);
  g_free (self->directory);
  g_free (self);
}

const char *
test_keyring_get_home (TestKeyring *self)
{
  return self->home;
}

static GVariant *
call (TestKeyring        *self,
      const char         *interface,
      const char         *method,
      GVariant           *parameters,
      const GVariantType *type)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer = g_dbus_connection_call_sync (self->connection, "org.freedesktop.secrets", "/org/freedesktop/secrets", interface,
                                                  method, parameters, type, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);

  return answer;
}

/**
 * test_keyring_lock:
 * @self: a keyring
 *
 * Locks it, as the desktop does after a while. Nobody is there to unlock it when the program asks.
 */
void
test_keyring_lock (TestKeyring *self)
{
  const char *const paths[] = { COLLECTION };
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) locked = NULL;

  answer = call (self, "org.freedesktop.Secret.Service", "Lock", g_variant_new ("(@ao)", g_variant_new_objv (paths, G_N_ELEMENTS (paths))),
                 G_VARIANT_TYPE ("(aoo)"));
  locked = g_variant_get_child_value (answer, 0);
  g_assert_cmpuint (g_variant_n_children (locked), ==, 1);
}

/**
 * test_keyring_unlock:
 * @self: a keyring
 *
 * Unlocks it, as logging in does.
 */
void
test_keyring_unlock (TestKeyring *self)
{
  g_autoptr (GVariant) session = NULL;
  g_autoptr (GVariant) answer = NULL;
  const char *path;

  session = call (self, "org.freedesktop.Secret.Service", "OpenSession", g_variant_new ("(sv)", "plain", g_variant_new_string ("")),
                  G_VARIANT_TYPE ("(vo)"));
  g_variant_get (session, "(v&o)", NULL, &path);
  answer = call (self, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface", "UnlockWithMasterPassword",
                 g_variant_new ("(o(o@ay@ays))", COLLECTION, path, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, "", 0, 1),
                                g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, PASSWORD, strlen (PASSWORD), 1), "text/plain"),
                 NULL);
}

/**
 * test_keyring_stop_service:
 * @self: a keyring
 *
 * Ends the daemon while the program runs; the bus stays.
 */
void
test_keyring_stop_service (TestKeyring *self)
{
  end_process (&self->daemon);
}

/**
 * test_keyring_start_service:
 * @self: a keyring whose daemon was ended
 *
 * Starts another daemon, on the same keyring.
 */
void
test_keyring_start_service (TestKeyring *self)
{
  g_assert_null (self->daemon);
  start_daemon (self, TRUE);
}

static gboolean
is_below (const char *path,
          const char *text,
          guint      *n_files)
{
  g_autoptr (GDir) directory = NULL;
  g_autofree char *contents = NULL;
  gsize length = 0;
  const char *name;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      directory = g_dir_open (path, 0, NULL);
      while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          if (is_below (child, text, n_files))
            return TRUE;
        }
      return FALSE;
    }

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || !g_file_get_contents (path, &contents, &length, NULL))
    return FALSE;

  (*n_files)++;

  return memmem (contents, length, text, strlen (text)) != NULL;
}

/**
 * test_keyring_is_on_disk:
 * @self: a keyring
 * @text: something secret
 *
 * Returns: whether any file that the daemons wrote has @text in it, readable for everybody
 */
gboolean
test_keyring_is_on_disk (TestKeyring *self,
                         const char  *text)
{
  guint n_files = 0;
  gboolean found = is_below (self->directory, text, &n_files);

  g_assert_cmpuint (n_files, >, 1); /* else nothing was looked at */

  return found;
}
