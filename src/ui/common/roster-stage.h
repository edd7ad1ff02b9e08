/* roster-stage.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RosterStageState:
 * @ROSTER_STAGE_LOADING: waits, and shows that it does
 * @ROSTER_STAGE_EMPTY: there is nothing, and that is not an error
 * @ROSTER_STAGE_ERROR: something went wrong
 * @ROSTER_STAGE_CONTENT: there is something to show
 */
typedef enum
{
  ROSTER_STAGE_LOADING,
  ROSTER_STAGE_EMPTY,
  ROSTER_STAGE_ERROR,
  ROSTER_STAGE_CONTENT,
} RosterStageState;

#define ROSTER_TYPE_STAGE (roster_stage_get_type ())
G_DECLARE_FINAL_TYPE (RosterStage, roster_stage, ROSTER, STAGE, AdwBin)

/* Properties: state, content (GtkWidget), empty (GtkWidget), loading-text (string), stoppable (boolean).
 * Signals, without parameters: "stop" from the loading page, "retry" and "sign-in" from the error page. */
RosterStageState  roster_stage_get_state (RosterStage      *self);
void              roster_stage_set_state (RosterStage      *self,
                                          RosterStageState  state);
void              roster_stage_set_error (RosterStage      *self,
                                          const GError     *error);

G_END_DECLS
