/* roster-list-look.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-session.h"

G_BEGIN_DECLS

/**
 * RosterListLook:
 * @session: whose list it is
 * @client: what to ask with
 * @bc_id: the Business Center whose list it is
 * @list: which list
 * @old: whether somebody else has changed the list since roster_list_look_begin(), or since this was set to %FALSE: an answer to what was asked
 *   before that is older than what is known
 * @merged_handler: private
 *
 * What a look at a list has to remember until its answers come. Part of the task data of the operation that looks.
 */
typedef struct
{
  RosterSession *session;
  RosterApiClient *client;
  char *bc_id;
  RosterDirectoryList list;
  gboolean old;
  gulong merged_handler;
} RosterListLook;

gboolean roster_list_look_begin (RosterListLook      *self,
                                 GTask               *task,
                                 RosterDirectoryList  list);
void     roster_list_look_clear (RosterListLook      *self);
gboolean roster_list_look_check (RosterListLook      *self,
                                 GTask               *task);

G_END_DECLS
