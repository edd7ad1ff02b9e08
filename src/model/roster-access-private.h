/* roster-access-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <stdbool.h>

#include "roster-access.h"
#include "roster-cells.h"

G_BEGIN_DECLS

/* How the access model is kept: for roster-access.c and roster-access-groups.c, which are told, and roster-access-look-up.c, which is asked. */

typedef struct
{
  char *key;
  guint number;
  RosterReasonKind kind; /* of what is given directly */
  bool known[2];         /* by RosterAccessScope */
  bool admin;            /* an Admin of the Business Center */
  RosterCells cells[2];  /* what is given directly, by RosterAccessScope and the number of the column */
  GHashTable *texts;     /* (nullable): column number -> the level as TikTok tells it, for levels that this program does not know */
  guint n_groups;        /* in which the row is a member */
} Row;

typedef struct
{
  char *key;
  guint number;
  RosterAccessScope scope;
  bool links_known;
  guint n_links;
  guint *links;          /* (nullable): the numbers of the ad accounts that the TikTok account is linked to */
  GPtrArray *groups;     /* (nullable): of Group, unowned, in which the ad account is */
} Column;

typedef struct
{
  char *key;
  char *name;
  GArray *columns;       /* of column numbers */
  RosterCells members;   /* levels, by the number of the row */
  GHashTable *texts;     /* (nullable): row number -> the level as TikTok tells it, for levels that this program does not know */
} Group;

struct _RosterAccess
{
  GObject parent_instance;

  GHashTable *rows;              /* key -> Row */
  GPtrArray *rows_by_number;     /* of Row, unowned, or NULL where it was forgotten */
  GHashTable *columns;           /* key -> Column, unowned */
  GPtrArray *columns_by_number;  /* of Column */
  GHashTable *groups;            /* key -> Group */
  gboolean groups_listed;        /* whether it is known which account groups there are */
  GHashTable *unread_groups;     /* set of the keys of account groups that exist and were not read */
};

Row    *roster_access_ensure_row    (RosterAccess *self,
                                     const char   *row_key);
Column *roster_access_ensure_column (RosterAccess *self,
                                     const char   *column_key);
void    roster_access_set_text      (GHashTable  **texts,
                                     guint         number,
                                     RosterLevel   level,
                                     const char   *text);
void    roster_access_leave_groups  (RosterAccess *self,
                                     Row          *row);

static inline Column *
column_at (RosterAccess *self,
           guint         number)
{
  return self->columns_by_number->pdata[number];
}

static inline const char *
find_text (GHashTable *texts,
           guint       number)
{
  return texts != NULL ? g_hash_table_lookup (texts, GUINT_TO_POINTER (number)) : NULL;
}

static inline RosterAccessScope
scope_of_column (const char *column_key)
{
  return g_str_has_prefix (column_key, "tt:") ? ROSTER_ACCESS_SCOPE_TIKTOK_ACCOUNTS : ROSTER_ACCESS_SCOPE_AD_ACCOUNTS;
}

G_END_DECLS
