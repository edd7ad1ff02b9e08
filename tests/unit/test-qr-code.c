/* test-qr-code.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-qr-code.h"

#include <string.h>

#include "roster-error.h"
#include "test-zbar.h"

/* "rosters" at version 1, level H, mask 5, as another encoder writes it. Seven bytes fill the symbol, so that nothing depends on padding.
 * Decoders also read mirrored and some also inverted codes; this comparison does not. */
static const char *const ROSTERS[] = {
  "#######.#.###.#######",
  "#.....#..#....#.....#",
  "#.###.#.##.##.#.###.#",
  "#.###.#..#.#..#.###.#",
  "#.###.#.#####.#.###.#",
  "#.....#...##..#.....#",
  "#######.#.#.#.#######",
  "........#.##.........",
  ".....##...##..#.#.#.#",
  ".#.#...###.#....##...",
  "...#.###...#.###.#.#.",
  "#.###.....##..#####.#",
  "#.######.#.#.####..##",
  "........#...#..##.###",
  "#######....#.....#.#.",
  "#.....#.#.#.#.#..###.",
  "#.###.#..###.#.#.#.#.",
  "#.###.#..##.##.####..",
  "#.###.#..#..###.#####",
  "#.....#......###.##..",
  "#######...#..##....#.",
};

enum
{
  LEVEL_M = 0,
  LEVEL_L = 1,
  LEVEL_H = 2,
  LEVEL_Q = 3,
};

static RosterQrCode *
encode (const char *text)
{
  g_autoptr (GError) error = NULL;
  RosterQrCode *code = roster_qr_code_new (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (code);

  return code;
}

static char *
letters (gsize n)
{
  char *text = g_malloc (n + 1);

  for (gsize i = 0; i < n; i++)
    text[i] = (char) ('a' + (char) (i % 26));
  text[n] = '\0';

  return text;
}

/* The two bits of the format information that tell the level, under their mask (ISO/IEC 18004, 7.9). */
static guint
read_level (RosterQrCode *code)
{
  guint bits = (roster_qr_code_get_module (code, 0, 8) ? 2u : 0u) | (roster_qr_code_get_module (code, 1, 8) ? 1u : 0u);

  return bits ^ 2u;
}

static void
test_known_matrix (void)
{
  g_autoptr (RosterQrCode) code = encode ("rosters");

  g_assert_cmpuint (roster_qr_code_get_size (code), ==, G_N_ELEMENTS (ROSTERS));
  for (guint y = 0; y < G_N_ELEMENTS (ROSTERS); y++)
    {
      for (guint x = 0; x < strlen (ROSTERS[y]); x++)
        g_assert_cmpint (roster_qr_code_get_module (code, x, y), ==, ROSTERS[y][x] == '#');
    }
  g_assert_false (roster_qr_code_get_module (code, 21, 0));
  g_assert_false (roster_qr_code_get_module (code, 0, 21));
  g_assert_false (roster_qr_code_get_module (code, G_MAXUINT, G_MAXUINT));
}

/* Capacities in bytes of the versions 1 and 2 at the levels M, Q and H (ISO/IEC 18004, table 7). */
static void
test_level_is_the_best_that_costs_nothing (void)
{
  const struct
  {
    gsize length;
    guint size;
    guint level;
  } cases[] = {
    { 1, 21, LEVEL_H },  { 7, 21, LEVEL_H },  { 8, 21, LEVEL_Q },  { 11, 21, LEVEL_Q },  { 12, 21, LEVEL_M },   { 14, 21, LEVEL_M },
    { 15, 25, LEVEL_Q }, { 20, 25, LEVEL_Q }, { 21, 25, LEVEL_M }, { 26, 25, LEVEL_M }, { 27, 29, LEVEL_Q }, { 2331, 177, LEVEL_M },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = letters (cases[i].length);
      g_autoptr (RosterQrCode) code = encode (text);

      g_assert_cmpuint (roster_qr_code_get_size (code), ==, cases[i].size);
      g_assert_cmpuint (read_level (code), ==, cases[i].level);
    }
}

static void
test_refuses_what_does_not_fit (void)
{
  const gsize lengths[] = { 0, 2332, 2954, 100000 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = letters (lengths[i]);

      g_assert_null (roster_qr_code_new (text, &error));
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_INVALID_INPUT);
    }
}

static void
test_pixels (void)
{
  g_autoptr (RosterQrCode) code = encode ("rosters");

  for (guint scale = 1; scale <= 3; scale++)
    {
      guint side = 0;
      g_autoptr (GBytes) bytes = roster_qr_code_to_pixels (code, scale, &side);
      const guint8 *pixels = g_bytes_get_data (bytes, NULL);

      g_assert_cmpuint (side, ==, (21 + 8) * scale);
      g_assert_cmpuint (g_bytes_get_size (bytes), ==, (gsize) side * side);
      for (guint y = 0; y < side; y++)
        {
          for (guint x = 0; x < side; x++)
            {
              /* Left of and above the code this wraps to a huge number, which is outside, too. */
              gboolean dark = roster_qr_code_get_module (code, x / scale - ROSTER_QR_CODE_QUIET_ZONE, y / scale - ROSTER_QR_CODE_QUIET_ZONE);

              g_assert_cmpuint (pixels[y * side + x], ==, dark ? 0x00 : 0xff);
            }
        }
    }
}

static void
test_round_trip (void)
{
  g_autofree char *tail = letters (500 - strlen ("https://www.example.com/a?ticket=Ab%2F&x="));
  g_autofree char *long_url = g_strconcat ("https://www.example.com/a?ticket=Ab%2F&x=", tail, NULL);
  const char *const texts[] = { "https://www.example.com/", "HTTP://EXAMPLE.COM/0123456789", "https://example.com/Z%C3%BCrich?q=%E6%97%A5", long_url };

  if (!test_zbar_available ())
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (RosterQrCode) code = encode (texts[i]);
      guint side = 0;
      g_autoptr (GBytes) bytes = roster_qr_code_to_pixels (code, 4, &side);
      g_autofree char *text = test_zbar_decode (g_bytes_get_data (bytes, NULL), side, side);

      g_assert_cmpstr (text, ==, texts[i]);
    }
}

static void
test_boxed (void)
{
  g_auto (GValue) value = G_VALUE_INIT;
  RosterQrCode *code = encode ("rosters");

  g_value_init (&value, ROSTER_TYPE_QR_CODE);
  g_value_set_boxed (&value, code);
  g_assert_true (g_value_get_boxed (&value) == code);
  roster_qr_code_unref (code);
  g_assert_cmpuint (roster_qr_code_get_size (g_value_get_boxed (&value)), ==, 21);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/qr-code/known-matrix", test_known_matrix);
  g_test_add_func ("/qr-code/level-is-the-best-that-costs-nothing", test_level_is_the_best_that_costs_nothing);
  g_test_add_func ("/qr-code/refuses-what-does-not-fit", test_refuses_what_does_not_fit);
  g_test_add_func ("/qr-code/pixels", test_pixels);
  g_test_add_func ("/qr-code/round-trip", test_round_trip);
  g_test_add_func ("/qr-code/boxed", test_boxed);

  return g_test_run ();
}
