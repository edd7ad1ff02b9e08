/* roster-cells.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-cells.h"

/* Open addressing with linear probing; at most three quarters of the slots are taken. A cell that holds neither a level nor roles does not
 * exist, so that no cell is 0. */

#define FEWEST_BITS 2

G_STATIC_ASSERT (ROSTER_LEVEL_OTHER < 1 << ROSTER_CELL_LEVEL_BITS);
G_STATIC_ASSERT (ROSTER_TIKTOK_ROLES_OTHER < 1 << ROSTER_CELL_ROLES_BITS);

static guint
count_slots (const RosterCells *self)
{
  return self->bits > 0 ? 1u << self->bits : 0;
}

/* Returns: the slot that holds @number, or the free one where it belongs. */
static guint
find_slot (const RosterCells *self,
           guint              number)
{
  guint i = roster_cells_get_home (self, number);

  while (self->slots[i] != 0 && roster_cell_get_number (self->slots[i]) != number)
    i = (i + 1) & (count_slots (self) - 1);

  return i;
}

static void
grow (RosterCells *self)
{
  g_autofree guint32 *old = self->slots;
  guint n_old = count_slots (self);

  self->bits = MAX (self->bits + 1, FEWEST_BITS);
  self->slots = g_new0 (guint32, count_slots (self));
  for (guint i = 0; i < n_old; i++)
    if (old[i] != 0)
      self->slots[find_slot (self, roster_cell_get_number (old[i]))] = old[i];
}

/* What comes behind, up to the next free slot, moves up as long as that brings it no further than to its home: so nothing that was pushed
 * along by the removed one is lost from sight. */
static void
remove_slot (RosterCells *self,
             guint        hole)
{
  guint mask = count_slots (self) - 1;

  for (guint i = (hole + 1) & mask; self->slots[i] != 0; i = (i + 1) & mask)
    {
      guint home = roster_cells_get_home (self, roster_cell_get_number (self->slots[i]));

      if (((i - home) & mask) < ((i - hole) & mask))
        continue;

      self->slots[hole] = self->slots[i];
      hole = i;
    }
  self->slots[hole] = 0;
  self->n_cells--;
}

/**
 * roster_cells_clear:
 * @self: a set of cells
 *
 * Takes everything out, and frees what it took.
 */
void
roster_cells_clear (RosterCells *self)
{
  g_clear_pointer (&self->slots, g_free);
  self->bits = 0;
  self->n_cells = 0;
}

/**
 * roster_cells_put:
 * @self: a set of cells
 * @number: on what; less than 2^25
 * @level: the level there
 * @roles: the roles there; neither level nor roles takes the cell out
 */
void
roster_cells_put (RosterCells       *self,
                  guint              number,
                  RosterLevel        level,
                  RosterTiktokRoles  roles)
{
  RosterCell cell = number << ROSTER_CELL_BITS | (guint) level << ROSTER_CELL_ROLES_BITS | (guint) roles;
  guint i;

  if (level == ROSTER_LEVEL_NONE && roles == ROSTER_TIKTOK_ROLES_NONE)
    {
      if (roster_cells_get (self, number) != 0)
        remove_slot (self, find_slot (self, number));
      return;
    }

  if (self->n_cells >= count_slots (self) / 4 * 3)
    grow (self);

  i = find_slot (self, number);
  self->n_cells += self->slots[i] == 0;
  self->slots[i] = cell;
}

/**
 * roster_cells_next:
 * @self: a set of cells, which must not change meanwhile
 * @place: (inout): 0 for the first one
 *
 * Returns: a cell that was not returned yet, or 0 when there are no more
 */
RosterCell
roster_cells_next (const RosterCells *self,
                   guint             *place)
{
  while (*place < count_slots (self))
    {
      RosterCell cell = self->slots[(*place)++];

      if (cell != 0)
        return cell;
    }

  return 0;
}
