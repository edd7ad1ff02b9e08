/* roster-link-answer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-link-answer.h"

#include <glib/gi18n.h>
#include <string.h>

#include "roster-error.h"

/* What TikTok answers when it is asked for a code: its field is called a QR code and documented as a link. Nobody has published an answer, so
 * it may be a picture of the code as well, or something that is neither. What is no link must not be drawn as if it were one: the client would
 * scan it in vain. */

/* No picture of a code is larger: in bytes, and in pixels a side. */
#define MAX_BYTES (512 * 1024)
#define MAX_SIDE 2048

#define DATA_SCHEME "data:"
#define BASE64_MARK ";base64,"

static guint
get_number (const guint8 *bytes,
            guint         n_bytes)
{
  guint number = 0;

  for (guint i = 0; i < n_bytes; i++)
    number = number << 8 | bytes[i];

  return number;
}

/* The size of a JPEG file stands in the segment that begins its picture (ITU-T T.81, B.2.2). */
static gboolean
get_jpeg_size (const guint8 *data,
               gsize         size,
               guint        *width,
               guint        *height)
{
  gsize at = 2;

  while (at + 9 < size && data[at] == 0xff)
    {
      guint8 marker = data[at + 1];

      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        {
          *height = get_number (data + at + 5, 2);
          *width = get_number (data + at + 7, 2);
          return TRUE;
        }
      at += 2 + get_number (data + at + 2, 2);
    }

  return FALSE;
}

/* A picture that says of itself that it is small enough to be unpacked: a file of a few bytes can be gigabytes of pixels. */
static gboolean
is_picture (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint width = 0, height = 0;

  if (size < 32 || size > MAX_BYTES)
    return FALSE;

  if (memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    {
      width = get_number (data + 16, 4);
      height = get_number (data + 20, 4);
    }
  else if (memcmp (data, "\xff\xd8", 2) != 0 || !get_jpeg_size (data, size, &width, &height))
    {
      return FALSE;
    }

  return width > 0 && height > 0 && width <= MAX_SIDE && height <= MAX_SIDE;
}

/* Returns: (transfer full) (nullable): a picture, in a data URL or bare */
static GBytes *
read_picture (const char *text)
{
  const char *base64 = text;
  g_autofree guint8 *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  if (g_ascii_strncasecmp (text, DATA_SCHEME, strlen (DATA_SCHEME)) == 0)
    {
      const char *mark = strstr (text, BASE64_MARK);

      if (mark == NULL)
        return NULL;
      base64 = mark + strlen (BASE64_MARK);
    }
  if (strlen (base64) > MAX_BYTES / 3 * 4 || *base64 == '\0')
    return NULL;

  data = g_base64_decode (base64, &size);
  bytes = g_bytes_new_take (g_steal_pointer (&data), size);

  return is_picture (bytes) ? g_steal_pointer (&bytes) : NULL;
}

/* A link is opaque; but it has a scheme that leads somewhere, and no characters that no link has (RFC 3986, 2). */
static gboolean
is_link (const char *text)
{
  g_autofree char *scheme = g_uri_parse_scheme (text);

  if (scheme == NULL || !g_str_has_prefix (text + strlen (scheme), "://"))
    return FALSE;

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isspace (*c) || g_ascii_iscntrl (*c) || strchr ("<>\"", *c) != NULL)
      return FALSE;

  return TRUE;
}

static char *
trim (const char *text)
{
  const char *start = text;
  const char *end = text + strlen (text);

  if (!g_utf8_validate (text, -1, NULL))
    return g_strdup (text);

  while (start < end && (g_unichar_isspace (g_utf8_get_char (start)) || g_utf8_get_char (start) == 0xfeff))
    start = g_utf8_next_char (start);
  while (end > start)
    {
      const char *last = g_utf8_prev_char (end);

      if (!g_unichar_isspace (g_utf8_get_char (last)) && g_utf8_get_char (last) != 0xfeff)
        break;
      end = last;
    }

  return g_strndup (start, (gsize) (end - start));
}

/**
 * roster_link_answer_read:
 * @text: what TikTok sent as `bc_auth_qr_code`
 * @link: (out) (transfer full) (nullable): the link, byte for byte but for white space around it
 * @picture: (out) (transfer full) (nullable): a picture instead of a link: a PNG or JPEG file of at most 2048 × 2048 pixels
 * @error: %ROSTER_ERROR_NO_LINK when it is neither
 *
 * Tells what was sent for a code.
 *
 * Returns: whether @link or @picture is set
 */
gboolean
roster_link_answer_read (const char  *text,
                         char       **link,
                         GBytes     **picture,
                         GError     **error)
{
  g_autofree char *trimmed = NULL;

  g_return_val_if_fail (text != NULL && link != NULL && picture != NULL, FALSE);

  trimmed = trim (text);
  *link = NULL;
  *picture = NULL;
  if (is_link (trimmed))
    *link = g_steal_pointer (&trimmed);
  else
    *picture = read_picture (trimmed);
  if (*link != NULL || *picture != NULL)
    return TRUE;

  g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_NO_LINK, _("TikTok’s answer holds no link."));

  return FALSE;
}
