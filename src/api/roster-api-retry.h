/* roster-api-retry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-api-client.h"

G_BEGIN_DECLS

/**
 * RosterApiTries:
 * @failed: how often the call failed for a passing reason
 * @throttled: how often it was refused for the rate limit
 *
 * What a call has been through so far.
 */
typedef struct
{
  guint failed;
  guint throttled;
} RosterApiTries;

gboolean roster_api_retry_is_due (RosterApiMethod  method,
                                  const GError    *error,
                                  RosterApiTries  *tries,
                                  gint64          *delay_us);

G_END_DECLS
