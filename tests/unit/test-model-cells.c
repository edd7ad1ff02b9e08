/* test-model-cells.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-cells.h"

static void
test_nothing (void)
{
  RosterCells cells = { 0 };
  guint place = 0;

  g_assert_cmpuint (roster_cells_get (&cells, 0), ==, 0);
  g_assert_cmpuint (roster_cells_next (&cells, &place), ==, 0);
  roster_cells_put (&cells, 7, ROSTER_LEVEL_NONE, ROSTER_TIKTOK_ROLES_NONE);
  g_assert_cmpuint (roster_cells_get (&cells, 7), ==, 0);
  roster_cells_clear (&cells);
}

static void
test_what_a_cell_holds (void)
{
  const guint last = (1u << 25) - 1;
  const RosterTiktokRoles roles = ROSTER_TIKTOK_ROLES_POST | ROSTER_TIKTOK_ROLES_OTHER;
  RosterCells cells = { 0 };
  RosterCell cell;

  roster_cells_put (&cells, last, ROSTER_LEVEL_OTHER, ROSTER_TIKTOK_ROLES_NONE);
  roster_cells_put (&cells, 0, ROSTER_LEVEL_NONE, roles);

  cell = roster_cells_get (&cells, last);
  g_assert_cmpuint (roster_cell_get_number (cell), ==, last);
  g_assert_cmpint (roster_cell_get_level (cell), ==, ROSTER_LEVEL_OTHER);
  g_assert_cmpint (roster_cell_get_roles (cell), ==, ROSTER_TIKTOK_ROLES_NONE);
  cell = roster_cells_get (&cells, 0);
  g_assert_cmpint (roster_cell_get_level (cell), ==, ROSTER_LEVEL_NONE);
  g_assert_cmpint (roster_cell_get_roles (cell), ==, roles);
  roster_cells_clear (&cells);
}

/* Putting in, replacing and taking out at random, against a plain array; few numbers, so that they often meet in the same place. */
static void
test_random (void)
{
  const guint n = 300;
  RosterCells cells = { 0 };
  g_autofree RosterLevel *levels = g_new0 (RosterLevel, n);

  for (guint step = 0; step < 20000; step++)
    {
      guint number = (guint) g_test_rand_int_range (0, (gint32) n);
      guint n_cells = 0, n_levels = 0, place = 0;
      RosterCell cell;

      /* In turns it fills up and runs empty. */
      levels[number] = g_test_rand_int_range (0, 4) < (step / 2000 % 2 == 0 ? 3 : 1) ? (RosterLevel) g_test_rand_int_range (1, 5) : ROSTER_LEVEL_NONE;
      roster_cells_put (&cells, number, levels[number], ROSTER_TIKTOK_ROLES_NONE);

      if (step % 100 != 0)
        continue;

      while ((cell = roster_cells_next (&cells, &place)) != 0)
        {
          g_assert_cmpint (roster_cell_get_level (cell), ==, levels[roster_cell_get_number (cell)]);
          n_cells++;
        }
      for (guint i = 0; i < n; i++)
        {
          g_assert_cmpint (roster_cell_get_level (roster_cells_get (&cells, i)), ==, levels[i]);
          n_levels += levels[i] != ROSTER_LEVEL_NONE;
        }
      g_assert_cmpuint (n_cells, ==, n_levels);
    }
  roster_cells_clear (&cells);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cells/nothing", test_nothing);
  g_test_add_func ("/cells/what-a-cell-holds", test_what_a_cell_holds);
  g_test_add_func ("/cells/random", test_random);

  return g_test_run ();
}
