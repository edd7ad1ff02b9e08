/* roster-grant-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"
#include "roster-ask-queue.h"
#include "roster-overtaken.h"
#include "roster-person.h"

G_BEGIN_DECLS

/**
 * RosterGrantReaderFuncs:
 * @progress: told after every answer how many requests have been asked for so far, and how many of them have been answered
 * @taken: told whenever all that a member holds has been taken over
 * @failed: told whenever an answer failed; cancels what there is no use in asking on
 *
 * What the reader tells on its way.
 */
typedef struct
{
  void (*progress) (guint         asked,
                    guint         answered,
                    gpointer      user_data);
  void (*taken)    (RosterPerson *member,
                    gpointer      user_data);
  void (*failed)   (const GError *error,
                    gpointer      user_data);
} RosterGrantReaderFuncs;

void     roster_grant_reader_async  (RosterApiClient              *client,
                                     RosterAskQueue               *queue,
                                     RosterOvertaken              *overtaken,
                                     const char                   *bc_id,
                                     RosterDirectory              *directory,
                                     GPtrArray                    *members,
                                     gboolean                      by_people,
                                     const RosterGrantReaderFuncs *funcs,
                                     gpointer                      funcs_data,
                                     GCancellable                 *cancellable,
                                     GAsyncReadyCallback           callback,
                                     gpointer                      user_data);
gboolean roster_grant_reader_finish (GAsyncResult                 *result,
                                     GError                      **error);

G_END_DECLS
