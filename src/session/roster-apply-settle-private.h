/* roster-apply-settle-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-apply-private.h"

G_BEGIN_DECLS

/* What is done with the rows that came in, in this order. */
typedef struct
{
  GPtrArray    *(*finish) (RosterApiClient  *client,
                           GAsyncResult     *result,
                           GError          **error);
  void          (*take)   (RosterDirectory  *directory,
                           RosterChange     *change, /* any of the subject */
                           GPtrArray        *rows);  /* (nullable): where judging takes over what it judges by */
  RosterSettled (*judge)  (GTask            *task,
                           RosterChange     *change,
                           GPtrArray        *rows,
                           RosterDirectory  *directory); /* (nullable) */
  gboolean      (*go_on)  (GTask            *task,
                           GPtrArray        *rows);  /* (nullable): whether these rows do not tell, and more is being read */
} RosterReading;

/* One reading; the data of the task of roster_apply_settle_async(). */
typedef struct
{
  RosterApiClient *client;
  char *bc_id;
  GPtrArray *changes;
  const RosterReading *reading;
  GPtrArray *people;       /* (nullable): who is invited, and members while those are looked for */
  gboolean members_unread; /* nobody knows who is one */
  GHashTable *held;        /* (nullable): key of a member -> what they hold, or NULL where that could not be read */
} RosterSettling;

gpointer roster_apply_settle_find  (GPtrArray  *items,
                                    const char *key);
void     roster_apply_settle_judge (GTask      *task,
                                    GPtrArray  *rows);

/* Invitations, in roster-apply-settle-invitations.c. */
extern const RosterReading roster_apply_pending_reading;

G_END_DECLS
