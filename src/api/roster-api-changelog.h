/* roster-api-changelog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"

G_BEGIN_DECLS

/**
 * RosterApiLogEntry:
 * @time: (nullable): when, as TikTok writes it
 * @activity_type: (nullable): `USER`, `ACCOUNT`, `ASSET`, `BUSINESS`, or a word that is newer than this program
 * @operator_id: (nullable): who did it
 * @text: (nullable): what was done, in TikTok's words
 *
 * A line of a Business Center's activity log.
 */
typedef struct
{
  char *time;
  char *activity_type;
  char *operator_id;
  char *text;
} RosterApiLogEntry;

void roster_api_log_entry_free (RosterApiLogEntry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterApiLogEntry, roster_api_log_entry_free)

void roster_api_changelog_list_async (RosterApiClient     *client,
                                      const char          *bc_id,
                                      const char          *start_date,
                                      const char          *end_date,
                                      const char          *activity_type,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
GPtrArray *roster_api_changelog_list_finish (RosterApiClient  *client,
                                             GAsyncResult     *result,
                                             GError          **error);

G_END_DECLS
