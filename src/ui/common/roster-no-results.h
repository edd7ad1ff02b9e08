/* roster-no-results.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_NO_RESULTS (roster_no_results_get_type ())
G_DECLARE_FINAL_TYPE (RosterNoResults, roster_no_results, ROSTER, NO_RESULTS, AdwBin)

/* Signals: clear. */
void roster_no_results_set_search (RosterNoResults *self,
                                   const char      *sentence);
void roster_no_results_set_other  (RosterNoResults *self,
                                   const char      *icon_name,
                                   const char      *title,
                                   const char      *sentence,
                                   const char      *button_label);

G_END_DECLS
