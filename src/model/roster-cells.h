/* roster-cells.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-vocabulary.h"

G_BEGIN_DECLS

/**
 * RosterCells:
 *
 * What is held, by the number of whatever it is held on: a set of cells, each of them a level and roles. All zero is a set with nothing in
 * it. A cell takes 32 bits, and the set is an array that is looked up by hash: there are tens of thousands of cells, and a matrix asks for
 * all of them.
 */
typedef struct
{
  /*< private >*/
  guint32 *slots; /* number, level and roles; 0: free */
  guint bits;     /* of the number of slots; 0: none */
  guint n_cells;
} RosterCells;

typedef guint32 RosterCell;

#define ROSTER_CELL_ROLES_BITS 4
#define ROSTER_CELL_LEVEL_BITS 3
#define ROSTER_CELL_BITS (ROSTER_CELL_ROLES_BITS + ROSTER_CELL_LEVEL_BITS)

static inline guint
roster_cell_get_number (RosterCell cell)
{
  return cell >> ROSTER_CELL_BITS;
}

static inline RosterLevel
roster_cell_get_level (RosterCell cell)
{
  return (RosterLevel) (cell >> ROSTER_CELL_ROLES_BITS & ((1u << ROSTER_CELL_LEVEL_BITS) - 1));
}

static inline RosterTiktokRoles
roster_cell_get_roles (RosterCell cell)
{
  return (RosterTiktokRoles) (cell & ((1u << ROSTER_CELL_ROLES_BITS) - 1));
}

/* Where a number is looked for first. */
static inline guint
roster_cells_get_home (const RosterCells *self,
                       guint              number)
{
  return number * 2654435769u >> (32 - self->bits);
}

/**
 * roster_cells_get:
 * @self: a set of cells
 * @number: on what
 *
 * Returns: the cell, or 0 if nothing is held there
 */
static inline RosterCell
roster_cells_get (const RosterCells *self,
                  guint              number)
{
  guint i;

  if (self->bits == 0)
    return 0;

  i = roster_cells_get_home (self, number);
  while (self->slots[i] != 0 && roster_cell_get_number (self->slots[i]) != number)
    i = (i + 1) & ((1u << self->bits) - 1);

  return self->slots[i];
}

void       roster_cells_clear (RosterCells       *self);
void       roster_cells_put   (RosterCells       *self,
                               guint              number,
                               RosterLevel        level,
                               RosterTiktokRoles  roles);
RosterCell roster_cells_next  (const RosterCells *self,
                               guint             *place);

G_END_DECLS
