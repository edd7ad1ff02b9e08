/* roster-api-limiter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-clock.h"

G_BEGIN_DECLS

/**
 * RosterApiUrgency:
 * @ROSTER_API_URGENCY_FOREGROUND: somebody waits for it
 * @ROSTER_API_URGENCY_BACKGROUND: one of many that fill the lists
 *
 * Who goes first when requests have to queue up.
 */
typedef enum
{
  ROSTER_API_URGENCY_FOREGROUND,
  ROSTER_API_URGENCY_BACKGROUND,
} RosterApiUrgency;

/**
 * RosterApiOutcome:
 * @ROSTER_API_OUTCOME_ANSWERED: TikTok answered, whatever it said
 * @ROSTER_API_OUTCOME_THROTTLED: TikTok asked to slow down
 * @ROSTER_API_OUTCOME_LOST: no answer came
 *
 * How a request ended, as far as the rate of requests is concerned.
 */
typedef enum
{
  ROSTER_API_OUTCOME_ANSWERED,
  ROSTER_API_OUTCOME_THROTTLED,
  ROSTER_API_OUTCOME_LOST,
} RosterApiOutcome;

#define ROSTER_API_PER_SECOND 10

#define ROSTER_TYPE_API_LIMITER (roster_api_limiter_get_type ())
G_DECLARE_FINAL_TYPE (RosterApiLimiter, roster_api_limiter, ROSTER, API_LIMITER, GObject)

RosterApiLimiter *roster_api_limiter_new               (RosterClock          *clock);
void              roster_api_limiter_set_pace          (RosterApiLimiter     *self,
                                                        guint                 per_second,
                                                        guint                 in_flight);
void              roster_api_limiter_enter_async       (RosterApiLimiter     *self,
                                                        RosterApiUrgency      urgency,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
guint             roster_api_limiter_enter_finish      (RosterApiLimiter     *self,
                                                        GAsyncResult         *result,
                                                        GError              **error);
void              roster_api_limiter_send              (RosterApiLimiter     *self,
                                                        guint                 ticket);
void              roster_api_limiter_leave             (RosterApiLimiter     *self,
                                                        guint                 ticket,
                                                        RosterApiOutcome      outcome);
gint64            roster_api_limiter_get_blocked_until (RosterApiLimiter     *self);

G_END_DECLS
