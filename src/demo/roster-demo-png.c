/* roster-demo-png.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-png.h"

#include <qrencode.h>
#include <string.h>

/* Pictures as PNG files that are written byte by byte (see https://www.w3.org/TR/png/). */

#define QR_MODULE 4
#define QR_QUIET_ZONE 4

static guint32
get_crc (const guint8 *data,
         gsize         length)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320 : 0);
    }

  return ~crc;
}

static void
append_number (GByteArray *array,
               guint32     number)
{
  guint32 big_endian = GUINT32_TO_BE (number);

  g_byte_array_append (array, (const guint8 *) &big_endian, 4);
}

/* The checksum covers the chunk's name and its data. */
static void
append_chunk (GByteArray   *png,
              const char   *name,
              const guint8 *data,
              gsize         length)
{
  guint start;

  append_number (png, (guint32) length);
  start = png->len;
  g_byte_array_append (png, (const guint8 *) name, 4);
  g_byte_array_append (png, data, (guint) length);
  append_number (png, get_crc (png->data + start, length + 4));
}

static GBytes *
compress (const guint8 *data,
          gsize         length)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  g_output_stream_write_all (stream, data, length, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/**
 * roster_demo_png_write:
 * @rgb: the pixels, line by line, three bytes each
 * @width: how many there are in a line
 * @height: how many lines there are
 *
 * Returns: (transfer full): a PNG file
 */
GBytes *
roster_demo_png_write (const guint8 *rgb,
                       guint         width,
                       guint         height)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  /* Eight bits a channel, colours without alpha, no interlacing. */
  static const guint8 header_end[] = { 8, 2, 0, 0, 0 };
  g_autoptr (GByteArray) lines = g_byte_array_new ();
  g_autoptr (GByteArray) header = g_byte_array_new ();
  g_autoptr (GBytes) compressed = NULL;
  GByteArray *png = g_byte_array_new ();

  for (guint y = 0; y < height; y++)
    {
      g_byte_array_append (lines, (const guint8 *) "", 1); /* each line begins with its filter: none */
      g_byte_array_append (lines, rgb + (gsize) y * width * 3, width * 3);
    }

  append_number (header, width);
  append_number (header, height);
  g_byte_array_append (header, header_end, sizeof header_end);
  compressed = compress (lines->data, lines->len);

  g_byte_array_append (png, signature, sizeof signature);
  append_chunk (png, "IHDR", header->data, header->len);
  append_chunk (png, "IDAT", g_bytes_get_data (compressed, NULL), g_bytes_get_size (compressed));
  append_chunk (png, "IEND", (const guint8 *) "", 0);

  return g_byte_array_free_to_bytes (png);
}

/**
 * roster_demo_png_write_qr:
 * @text: a text
 *
 * Returns: (transfer full) (nullable): a PNG file with a QR code of it; %NULL when it is too long for one
 */
GBytes *
roster_demo_png_write_qr (const char *text)
{
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  g_autofree guint8 *rgb = NULL;
  guint n_modules, side;

  if (code == NULL)
    return NULL;

  n_modules = (guint) code->width + 2 * QR_QUIET_ZONE;
  side = n_modules * QR_MODULE;
  rgb = g_malloc ((gsize) side * side * 3);
  memset (rgb, 0xff, (gsize) side * side * 3);
  for (guint y = 0; y < side; y++)
    {
      for (guint x = 0; x < side; x++)
        {
          guint column = x / QR_MODULE, row = y / QR_MODULE;
          gboolean inside = column >= QR_QUIET_ZONE && row >= QR_QUIET_ZONE && column < n_modules - QR_QUIET_ZONE && row < n_modules - QR_QUIET_ZONE;

          if (inside && (code->data[(row - QR_QUIET_ZONE) * (guint) code->width + column - QR_QUIET_ZONE] & 1) != 0)
            memset (rgb + ((gsize) y * side + x) * 3, 0, 3);
        }
    }
  QRcode_free (code);

  return roster_demo_png_write (rgb, side, side);
}
