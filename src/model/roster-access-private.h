/* roster-access-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-access.h"

G_BEGIN_DECLS

/* How the access model is kept: for roster-access.c, which is told, and roster-access-look-up.c, which is asked. */

typedef struct
{
  char *key;
  gboolean known[2];  /* by RosterAccessScope */
  GHashTable *cells;  /* column number -> pack_cell() */
  GHashTable *texts;  /* (nullable): column number -> the level as TikTok tells it, for levels that this program does not know */
  GPtrArray *groups;  /* of Group, unowned, in which the row is a member */
} Row;

typedef struct
{
  char *key;
  char *name;
  GHashTable *columns; /* set of column numbers */
  GHashTable *levels;  /* Row, unowned -> RosterLevel */
  GHashTable *texts;   /* Row, unowned -> the level as TikTok tells it */
} Group;

struct _RosterAccess
{
  GObject parent_instance;

  GHashTable *rows;        /* key -> Row */
  GHashTable *columns;     /* key -> number */
  GPtrArray *column_keys;  /* number -> key, owned by columns */
  GHashTable *groups;      /* key -> Group */
};

static inline gpointer
pack_cell (RosterLevel       level,
           RosterTiktokRoles roles)
{
  return GUINT_TO_POINTER ((guint) level << 8 | (guint) roles);
}

static inline RosterLevel
cell_level (gpointer cell)
{
  return (RosterLevel) (GPOINTER_TO_UINT (cell) >> 8);
}

static inline RosterTiktokRoles
cell_roles (gpointer cell)
{
  return (RosterTiktokRoles) (GPOINTER_TO_UINT (cell) & 0xff);
}

static inline RosterAccessScope
scope_of_column (const char *column_key)
{
  return g_str_has_prefix (column_key, "tt:") ? ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS : ROSTER_ACCESS_SCOPE_AD_ACCOUNTS;
}

G_END_DECLS
