/* roster-demo-avatar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-site.h"

#include <string.h>

/* `GET /avatar/NAME.png`: a picture for every name, drawn from its hash: a mirrored pattern of five by five squares on a plain ground, as a
 * PNG file that is written here byte by byte (see https://www.w3.org/TR/png/). */

#define PREFIX "/avatar/"
#define SUFFIX ".png"
#define CELLS 5
#define CELL_SIZE 16
#define MARGIN 8
#define SIZE (CELLS * CELL_SIZE + 2 * MARGIN)

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

static gboolean
is_set (guint hash,
        int   x,
        int   y)
{
  int column = x < MARGIN ? -1 : (x - MARGIN) / CELL_SIZE;
  int row = y < MARGIN ? -1 : (y - MARGIN) / CELL_SIZE;

  if (column < 0 || row < 0 || column >= CELLS || row >= CELLS)
    return FALSE;

  column = MIN (column, CELLS - 1 - column);

  return (hash >> (row * 3 + column) & 1) != 0;
}

static GBytes *
draw (const char *name)
{
  static const guint8 colors[][3] = {
    { 0x1a, 0x5f, 0xb4 }, { 0x26, 0xa2, 0x69 }, { 0xc6, 0x46, 0x00 }, { 0x81, 0x3d, 0x9c }, { 0xa5, 0x1d, 0x2d }, { 0x63, 0x45, 0x2c },
  };
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  /* Eight bits a channel, colours without alpha, no interlacing. */
  static const guint8 header_end[] = { 8, 2, 0, 0, 0 };
  guint hash = g_str_hash (name) * 2654435761u;
  const guint8 *color = colors[hash % G_N_ELEMENTS (colors)];
  g_autoptr (GByteArray) pixels = g_byte_array_new ();
  g_autoptr (GByteArray) header = g_byte_array_new ();
  g_autoptr (GBytes) compressed = NULL;
  GByteArray *png = g_byte_array_new ();

  for (int y = 0; y < SIZE; y++)
    {
      g_byte_array_append (pixels, (const guint8 *) "", 1); /* each line begins with its filter: none */
      for (int x = 0; x < SIZE; x++)
        {
          const guint8 ground[] = { 0xf2, 0xf2, 0xf2 };

          g_byte_array_append (pixels, is_set (hash >> 8, x, y) ? color : ground, 3);
        }
    }

  append_number (header, SIZE);
  append_number (header, SIZE);
  g_byte_array_append (header, header_end, sizeof header_end);
  compressed = compress (pixels->data, pixels->len);

  g_byte_array_append (png, signature, sizeof signature);
  append_chunk (png, "IHDR", header->data, header->len);
  append_chunk (png, "IDAT", g_bytes_get_data (compressed, NULL), g_bytes_get_size (compressed));
  append_chunk (png, "IEND", (const guint8 *) "", 0);

  return g_byte_array_free_to_bytes (png);
}

/**
 * roster_demo_avatar_answer:
 * @visit: a visit
 *
 * Answers the pictures below `/avatar/`.
 *
 * Returns: whether the visit was to one of them
 */
gboolean
roster_demo_avatar_answer (RosterDemoVisit *visit)
{
  g_autofree char *name = NULL;

  if (!g_str_equal (visit->method, "GET") || !g_str_has_prefix (visit->path, PREFIX) || !g_str_has_suffix (visit->path, SUFFIX))
    return FALSE;

  name = g_strndup (visit->path + strlen (PREFIX), strlen (visit->path) - strlen (PREFIX) - strlen (SUFFIX));
  visit->status = 200;
  visit->content_type = "image/png";
  visit->body = draw (name);

  return TRUE;
}
