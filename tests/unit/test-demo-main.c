/* test-demo-main.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gio/gio.h>
#include <signal.h>
#include <string.h>

/* The demo server as a program of its own. The environment says where it was built. */

static GSubprocess *
spawn (const char *const *options)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (arguments, (gpointer) g_getenv ("ROSTER_DEMO_SERVER"));
  for (guint i = 0; options[i] != NULL; i++)
    g_ptr_array_add (arguments, (gpointer) options[i]);
  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_newv ((const char *const *) arguments->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);

  return process;
}

static void
test_starts_and_ends (void)
{
  static const int signals[] = { SIGTERM, SIGINT };

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autoptr (GSubprocess) process = spawn ((const char *[]) { "--port", "0", "--authorization-method", "both", "--latency-ms", "5",
                                                              "--short-list", "/bc/member/get/:2", "--fault", "reverse", "--page-cap", "7",
                                                              "--link-length", "500", "--link-form", "picture", NULL });
      g_autoptr (GDataInputStream) output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
      g_autofree char *line = g_data_input_stream_read_line (output, NULL, NULL, NULL);

      g_assert_nonnull (line);
      g_assert_true (g_regex_match_simple ("^listening on http://127\\.0\\.0\\.1:[0-9]+$", line, 0, 0));
      g_subprocess_send_signal (process, signals[i]);
      g_assert_true (g_subprocess_wait (process, NULL, NULL));
      g_assert_true (g_subprocess_get_if_exited (process));
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
    }
}

static void
test_bad_options (void)
{
  static const char *const cases[][3] = {
    { "--bogus", NULL }, { "--port", "70000", NULL }, { "--people", "1", NULL }, { "--fault", "nonsense", NULL }, { "--rate", "-1", NULL },
    { "--authorization-method", "put", NULL }, { "extra", NULL }, { "--code-lifetime", "x", NULL },
    { "--short-list", "/bc/get/", NULL }, { "--short-list", "2", NULL }, { "--short-list", "/bc/get/:many", NULL }, { "--page-cap", "-1", NULL },
    { "--link-length", "-1", NULL }, { "--link-form", "round", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GSubprocess) process = spawn (cases[i]);
      g_autofree char *said = NULL;
      g_autofree char *complained = NULL;

      g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &said, &complained, NULL));
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 2);
      g_assert_cmpstr (said, ==, "");
      g_assert_true (g_str_has_prefix (complained, "access-roster-demo-server: "));
    }
}

static void
test_help (void)
{
  g_autoptr (GSubprocess) process = spawn ((const char *[]) { "--help", NULL });
  g_autofree char *said = NULL;

  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_assert_nonnull (strstr (said, "--code-lifetime"));
  g_assert_nonnull (strstr (said, "--link-length"));
  g_assert_nonnull (strstr (said, "--link-form"));
  g_assert_nonnull (strstr (said, "lost-reply"));
  g_assert_nonnull (strstr (said, "  twice "));
  g_assert_nonnull (strstr (said, "--refuse-address=ADDRESS"));
  g_assert_nonnull (strstr (said, "--ignore-address=ADDRESS"));
  g_assert_nonnull (strstr (said, "--refuse-asset=ID|NAME"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/main/starts-and-ends", test_starts_and_ends);
  g_test_add_func ("/demo/main/bad-options", test_bad_options);
  g_test_add_func ("/demo/main/help", test_help);

  return g_test_run ();
}
