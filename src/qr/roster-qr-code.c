/* roster-qr-code.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-qr-code.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <qrencode.h>
#include <string.h>

#include "roster-error.h"

/* The text is not kept: whoever holds a link behind a code can use it, so it lives where its owner put it and nowhere else. */

#define MAX_SCALE 64

struct _RosterQrCode
{
  gatomicrefcount ref_count;
  guint size;
  guint8 modules[]; /* size × size, row by row from the top left; 1 is dark */
};

G_DEFINE_BOXED_TYPE (RosterQrCode, roster_qr_code, roster_qr_code_ref, roster_qr_code_unref)

static QRcode *
encode (const char *text,
        gsize       length,
        int         version,
        QRecLevel   level)
{
  return QRcode_encodeData ((int) length, (const unsigned char *) text, version, level);
}

/* How far away a code can be scanned from depends first on how large one module is, that is on how few modules there are, and only then on
 * how many of them may be misread. So: the smallest symbol that holds the text at level M (15 %), the usual level for a screen, and then
 * the highest level that costs not one module more, since a symbol is rarely quite full. Level L is never used: a reflection on the
 * screen would be enough to lose the code. */
static QRcode *
encode_for_distance (const char *text,
                     gsize       length)
{
  const QRecLevel better[] = { QR_ECLEVEL_H, QR_ECLEVEL_Q };
  QRcode *smallest = encode (text, length, 0, QR_ECLEVEL_M);
  int saved_errno = errno;

  for (gsize i = 0; smallest != NULL && i < G_N_ELEMENTS (better); i++)
    {
      /* The library raises the version by itself when the text does not fit. */
      QRcode *candidate = encode (text, length, smallest->version, better[i]);

      if (candidate != NULL && candidate->version == smallest->version)
        {
          QRcode_free (smallest);
          return candidate;
        }

      g_clear_pointer (&candidate, QRcode_free);
    }

  errno = saved_errno;

  return smallest;
}

/**
 * roster_qr_code_new:
 * @text: what the code says, up to 2,331 bytes; ASCII, as links are (scanners guess the encoding of anything else)
 * @error: return location for an error
 *
 * Encodes a text, byte by byte, as a QR code (ISO/IEC 18004) that can be scanned from as far away as possible. Errors:
 * %ROSTER_ERROR_INVALID_INPUT when @text is empty or too long.
 *
 * Returns: (transfer full): a new code, or %NULL with @error set
 */
RosterQrCode *
roster_qr_code_new (const char  *text,
                    GError     **error)
{
  RosterQrCode *self;
  QRcode *symbol;
  gsize length, n_modules;

  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  if (length == 0)
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, _("There is nothing to show as a QR code."));
      return NULL;
    }

  symbol = length <= G_MAXINT ? encode_for_distance (text, length) : (errno = ERANGE, NULL);
  if (symbol == NULL && errno == ERANGE)
    {
      g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT, _("The link is too long for a QR code."));
      return NULL;
    }
  if (symbol == NULL)
    {
      g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_FAILED, _("The QR code could not be made: %s"), g_strerror (errno));
      return NULL;
    }

  n_modules = (gsize) symbol->width * (gsize) symbol->width;
  self = g_malloc0 (sizeof (RosterQrCode) + n_modules);
  g_atomic_ref_count_init (&self->ref_count);
  self->size = (guint) symbol->width;
  for (gsize i = 0; i < n_modules; i++)
    self->modules[i] = symbol->data[i] & 1; /* the other bits tell the module's part in the symbol */
  QRcode_free (symbol);

  return self;
}

/**
 * roster_qr_code_ref:
 * @self: a code
 *
 * Returns: (transfer full): @self, with one more reference
 */
RosterQrCode *
roster_qr_code_ref (RosterQrCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * roster_qr_code_unref:
 * @self: (transfer full): a code
 *
 * Gives back a reference; the last one frees the code.
 */
void
roster_qr_code_unref (RosterQrCode *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

/**
 * roster_qr_code_get_size:
 * @self: a code
 *
 * Returns: how many modules the code is wide and high (21 to 177), without its quiet zone
 */
guint
roster_qr_code_get_size (RosterQrCode *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->size;
}

/**
 * roster_qr_code_get_module:
 * @self: a code
 * @x: the column, from the left
 * @y: the row, from the top
 *
 * Returns: %TRUE for a dark module; everything outside of the code is light
 */
gboolean
roster_qr_code_get_module (RosterQrCode *self,
                           guint         x,
                           guint         y)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return x < self->size && y < self->size && self->modules[y * self->size + x] != 0;
}

/**
 * roster_qr_code_to_pixels:
 * @self: a code
 * @scale: how many pixels one module is wide and high, 1 to 64
 * @side: (out): how many pixels the picture is wide and high
 *
 * Draws the code with its quiet zone, for saving it as a picture: one byte a pixel, 0 for black and 255 for white, row by row from the
 * top left, without padding between the rows.
 *
 * Returns: (transfer full): @side × @side bytes
 */
GBytes *
roster_qr_code_to_pixels (RosterQrCode *self,
                          guint         scale,
                          guint        *side)
{
  guint width;
  guint8 *pixels;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (scale >= 1 && scale <= MAX_SCALE, NULL);
  g_return_val_if_fail (side != NULL, NULL);

  width = (self->size + 2 * ROSTER_QR_CODE_QUIET_ZONE) * scale;
  pixels = g_malloc ((gsize) width * width);
  memset (pixels, 0xff, (gsize) width * width);

  for (guint y = 0; y < self->size * scale; y++)
    {
      guint8 *row = pixels + (gsize) (y + ROSTER_QR_CODE_QUIET_ZONE * scale) * width + ROSTER_QR_CODE_QUIET_ZONE * scale;

      for (guint x = 0; x < self->size; x++)
        {
          if (roster_qr_code_get_module (self, x, y / scale))
            memset (row + (gsize) x * scale, 0x00, scale);
        }
    }

  *side = width;

  return g_bytes_new_take (pixels, (gsize) width * width);
}
