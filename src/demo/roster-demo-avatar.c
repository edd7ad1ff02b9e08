/* roster-demo-avatar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-png.h"
#include "roster-demo-site.h"

#include <string.h>

/* `GET /avatar/NAME.png`: a picture for every name, drawn from its hash: a mirrored pattern of five by five squares on a plain ground. */

#define PREFIX "/avatar/"
#define SUFFIX ".png"
#define CELLS 5
#define CELL_SIZE 16
#define MARGIN 8
#define SIZE (CELLS * CELL_SIZE + 2 * MARGIN)

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
  guint hash = g_str_hash (name) * 2654435761u;
  const guint8 *color = colors[hash % G_N_ELEMENTS (colors)];
  g_autoptr (GByteArray) pixels = g_byte_array_new ();

  for (int y = 0; y < SIZE; y++)
    {
      for (int x = 0; x < SIZE; x++)
        {
          const guint8 ground[] = { 0xf2, 0xf2, 0xf2 };

          g_byte_array_append (pixels, is_set (hash >> 8, x, y) ? color : ground, 3);
        }
    }

  return roster_demo_png_write (pixels->data, SIZE, SIZE);
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
