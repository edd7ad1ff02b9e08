/* test-zbar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-zbar.h"

#include <glib/gstdio.h>
#include <string.h>

/* A QR decoder that shares no code with the library that makes our codes. */

#define NOTHING_FOUND 4 /* zbarimg(1): "one or more images did not contain a barcode" */

/**
 * test_zbar_available:
 *
 * Returns: whether the decoder is there; a test that needs it is skipped, with a word, when it is not
 */
gboolean
test_zbar_available (void)
{
  g_autofree char *path = g_find_program_in_path ("zbarimg");

  if (path == NULL)
    g_test_skip ("zbarimg is not installed");

  return path != NULL;
}

/**
 * test_zbar_decode:
 * @pixels: @width × @height bytes, 0 for black and 255 for white
 * @width: pixels in a row
 * @height: rows
 *
 * Looks for a code in a picture.
 *
 * Returns: (transfer full) (nullable): what the code says, or %NULL when there is none that can be read
 */
char *
test_zbar_decode (const guint8 *pixels,
                  guint         width,
                  guint         height)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GByteArray) picture = g_byte_array_new ();
  g_autofree char *header = g_strdup_printf ("P5\n%u %u\n255\n", width, height);
  g_autofree char *directory = g_dir_make_tmp ("access-roster-test-XXXXXX", &error);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  path = g_build_filename (directory, "code.pgm", NULL);
  g_byte_array_append (picture, (const guint8 *) header, (guint) strlen (header));
  g_byte_array_append (picture, pixels, width * height);
  g_file_set_contents (path, (const char *) picture->data, picture->len, &error);
  g_assert_no_error (error);

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                              "zbarimg", "-q", "--nodbus", "--raw", path, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  if (g_subprocess_get_exit_status (process) != NOTHING_FOUND)
    g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);

  g_assert_no_errno (g_unlink (path));
  g_assert_no_errno (g_rmdir (directory));

  if (g_subprocess_get_exit_status (process) == NOTHING_FOUND)
    return NULL;

  return g_strdup (g_strchomp (text));
}
