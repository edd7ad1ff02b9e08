/* roster-grant-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"
#include "roster-ask-queue.h"
#include "roster-directory.h"

G_BEGIN_DECLS

/**
 * RosterGrantReaderFunc:
 * @asked: how many requests have been asked for so far
 * @answered: how many of them have been answered
 * @user_data: as given to roster_grant_reader_async()
 */
typedef void (*RosterGrantReaderFunc) (guint    asked,
                                       guint    answered,
                                       gpointer user_data);

void     roster_grant_reader_async  (RosterApiClient        *client,
                                     RosterAskQueue         *queue,
                                     const char             *bc_id,
                                     RosterDirectory        *directory,
                                     GPtrArray              *only,
                                     RosterGrantReaderFunc   progress,
                                     gpointer                progress_data,
                                     GCancellable           *cancellable,
                                     GAsyncReadyCallback     callback,
                                     gpointer                user_data);
gboolean roster_grant_reader_finish (GAsyncResult           *result,
                                     GPtrArray             **missed,
                                     GError                **error);

G_END_DECLS
