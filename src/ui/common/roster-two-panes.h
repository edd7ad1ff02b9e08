/* roster-two-panes.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ROSTER_TYPE_TWO_PANES (roster_two_panes_get_type ())
G_DECLARE_FINAL_TYPE (RosterTwoPanes, roster_two_panes, ROSTER, TWO_PANES, AdwBin)

/* Properties: list, details (GtkWidget, writable), has-details (boolean, writable), folded, details-alone (boolean).
 * Signals: close. */
gboolean   roster_two_panes_get_folded        (RosterTwoPanes *self);
gboolean   roster_two_panes_get_details_alone (RosterTwoPanes *self);
void       roster_two_panes_set_has_details   (RosterTwoPanes *self,
                                               gboolean        has_details);
void       roster_two_panes_set_can_close     (RosterTwoPanes *self,
                                               gboolean        can_close);
void       roster_two_panes_show_list         (RosterTwoPanes *self);
void       roster_two_panes_show_details      (RosterTwoPanes *self);

G_END_DECLS
